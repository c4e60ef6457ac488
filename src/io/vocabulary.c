#include "parindex/vocabulary.h"

#include "parindex/names.h"
#include "parindex/text.h"

struct word {
    const char *name;
    const char *en;
    const char *vi;
    const char *aliases; /* bare, '|' between them and at both ends; NULL: none */
};

static const struct word words[] = {
    {"period", "Period", "Kỳ", "|nam|ky danh gia|"},
    {"set", "Criteria set", "Bộ tiêu chí", "|bo chi so|ma bo tieu chi|"},
    {"unit", "Unit code", "Mã đơn vị", "|ma dv|don vi|"},
    {"name", "Name", "Tên", "|ten don vi|ten chi tieu|"},
    {"bloc", "Bloc", "Khối", "|ma khoi|"},
    {"level", "Level", "Cấp", "|cap hanh chinh|"},
    {"groups", "Groups", "Nhóm", "|cac nhom|"},
    {"parent", "Parent unit", "Đơn vị cấp trên", "|cap tren|truc thuoc|"},
    {"ranked", "Ranked", "Xếp hạng hay không", "|duoc xep hang|tham gia xep hang|"},
    {"submitted_at", "Submitted on", "Ngày nộp", "|nop ngay|"},
    {"predecessors", "Predecessors", "Đơn vị tiền thân", "|tien than|"},
    {"criterion", "Criterion", "Mã tiêu chí", "|tieu chi|ma tc|tctp|ma tctp|"},
    {"answer", "Answer", "Trả lời", "|phuong an|ket qua tu danh gia|lua chon|"},
    {"value", "Value", "Giá trị", "|gia tri dat duoc|"},
    {"num", "Numerator", "Tử số", NULL},
    {"den", "Denominator", "Mẫu số", NULL},
    {"score", "Score", "Điểm chấm", "|diem tu cham|diem tu danh gia|diem tham dinh|tu danh gia|tham dinh|"},
    {"applies", "Applies", "Áp dụng", NULL},
    {"agree", "Agrees", "Đồng ý", NULL},
    {"evidence", "Evidence", "Tài liệu kiểm chứng", "|tlkc|"},
    {"reason", "Reason", "Lý do", "|ly do|giai trinh|y kien|"},
    {"cause_kind", "Kind of cause", "Loại nguyên nhân", "|nguyen nhan|"},
    {"note", "Note", "Ghi chú", NULL},
    {"old", "Old id", "Mã cũ", "|cu|"},
    {"new", "New id", "Mã mới", "|moi|"},
    {"appraiser", "Appraiser", "Cơ quan thẩm định", NULL},
    {"round", "Round", "Vòng", "|vong danh gia|"},
    {"n", "n", "Số phiếu", NULL},
    {"source", "Source", "Nguồn", NULL},
    {"role", "Role", "Vai trò", NULL},
    {"wrong", "Wrong", "Số sai sót", NULL},
    {"points_before", "Points as scored", "Điểm trước phúc tra", NULL},
    {"points_after", "Points re-checked", "Điểm sau phúc tra", NULL},
    {"index_before", "Index as scored", "Chỉ số trước phúc tra", NULL},
    {"index_after", "Index re-checked", "Chỉ số sau phúc tra", NULL},
    {"rank_before", "Rank as scored", "Hạng trước phúc tra", NULL},
    {"rank_after", "Rank re-checked", "Hạng sau phúc tra", NULL},
    {"class_before", "Class as scored", "Xếp loại trước phúc tra", NULL},
    {"class_after", "Class re-checked", "Xếp loại sau phúc tra", NULL},
    {"moved_by", "Moved by", "Thay đổi do", NULL},
    {"rate", "Error rate (%)", "Tỷ lệ sai (%)", NULL},
    {"rate_low", "At least (%)", "Ít nhất (%)", NULL},
    {"rate_high", "At most (%)", "Nhiều nhất (%)", NULL},
    {"confidence", "Confidence (%)", "Độ tin cậy (%)", NULL},
    {"points_checked", "Points checked", "Điểm đã kiểm tra", NULL},
    {"points_off", "Points off", "Điểm sai lệch", NULL},
    {"points_net", "Net change of points", "Điểm tăng giảm ròng", NULL},
    {"points_rate", "Points off (%)", "Tỷ lệ điểm sai lệch (%)", NULL},
    {"method", "Drawn by", "Cách chọn", NULL},
    {"why", "Why drawn", "Dấu hiệu rủi ro", NULL},
    {"risk", "Risk", "Mức rủi ro", NULL},
    {"probability", "Probability", "Xác suất chọn", NULL},
    {"line", "Line", "Dòng", NULL},
    {"column", "Column", "Cột", NULL},
    {"at_hand", "In the file", "Trong tệp", NULL},
    {"recomputed", "Recomputed", "Tính lại", NULL},
    {"node", "Node", "Mục", NULL},
    {"depth", "Depth", "Bậc", NULL},
    {"max", "Maximum", "Điểm tối đa", NULL},
    {"applicable_max", "Applicable maximum", "Điểm tối đa áp dụng",
     "|so diem toi da can thuc hien|diem toi da can thuc hien|"},
    {"points", "Points", "Điểm đạt được", "|diem|so diem thuc hien|so diem dat duoc|diem dat|"},
    {"computed", "Computed", "Điểm tính theo quy tắc", NULL},
    {"percent", "Index (%)", "Chỉ số (%)", NULL},
    {"rescaled", "Rescaled points", "Điểm quy đổi", NULL},
    {"state", "State", "Tình trạng", NULL},
    {"open_max", "Open maximum", "Điểm tối đa còn để ngỏ", NULL},
    {"from_round", "From round", "Lấy từ vòng", NULL},
    {"flags", "Flags", "Dấu hiệu", NULL},
    {"title", "Content", "Nội dung",
     "|ten tieu chi|noi dung tieu chi|linh vuc/tieu chi/tieu chi thanh phan|linh vuc / tieu chi / tieu chi thanh "
     "phan|"},
    {"key", "Key", "Khóa", NULL},
    {"id", "Id", "Số hiệu", NULL},
    {"guide", "How to answer", "Cách trả lời", NULL},
    {"response", "Response", "Phương án, số liệu", NULL},
    {"unit_response", "The unit's response", "Đơn vị trả lời", NULL},
    {"unit_points", "Points of the unit", "Điểm tự chấm của đơn vị", NULL},
    {"unit_evidence", "Evidence of the unit", "Tài liệu của đơn vị", NULL},
    {"given_points", "Points given", "Điểm được chấm", NULL},
    {"given_reason", "Reason given", "Lý do của cơ quan thẩm định", NULL},
    {"unit_reason", "Explanation of the unit", "Giải trình của đơn vị", NULL},
    {"stt", "No.", "STT", "|tt|so tt|so thu tu|"},
    {"rank", "Rank", "Xếp hạng", "|hang|thu hang|xep thu|xep hang thu|vi thu|"},
    {"index", "Index", "Chỉ số",
     "|chi so cchc|chi so cai cach hanh chinh|par index|chi so tong hop|ty le dat|ty le thuc hien|"},
    {"class", "Class", "Xếp loại", "|phan loai|xep hang muc do|muc xep loai|"},
    {"provisional", "Provisional", "Tạm tính", NULL},
    {"previous_points", "Previous points", "Điểm kỳ trước", "|diem nam truoc|"},
    {"previous_index", "Previous index", "Chỉ số kỳ trước", "|chi so nam truoc|"},
    {"previous_rank", "Previous rank", "Hạng kỳ trước", "|xep hang ky truoc|hang nam truoc|xep hang nam truoc|"},
    {"change_points", "Change of points", "Tăng giảm điểm", "|tang/giam diem|"},
    {"change_index", "Change of index", "Tăng giảm chỉ số", "|tang/giam chi so|"},
    {"change_places", "Change of places", "Tăng giảm bậc",
     "|tang giam hang|tang/giam bac|tang/giam hang|thay doi thu hang|tang giam thu hang|so bac tang giam|"},
    {"comparison", "Comparison", "So sánh", NULL},
    {"measure", "Measure", "Chỉ tiêu", NULL},
    {"units", "Units", "Số đơn vị", "|so luong don vi|so co quan|"},
    {"ranked_units", "Ranked units", "Số đơn vị xếp hạng", NULL},
    {"mean", "Mean", "Trung bình", NULL},
    {"median", "Median", "Trung vị", NULL},
    {"highest", "Highest", "Cao nhất", NULL},
    {"lowest", "Lowest", "Thấp nhất", NULL},
    {"spread", "Highest less lowest", "Chênh lệch", NULL},
    {"above_mean", "Above the mean", "Trên trung bình", NULL},
    {"class_of_mean", "Class of the mean", "Xếp loại trung bình", NULL},
    {"share", "Share (%)", "Tỷ lệ (%)", "|ty le|ty trong|"},
    {"count", "Count", "Số lượng", NULL},
    {"due", "To appraise", "Phải thẩm định", NULL},
    {"done", "Appraised", "Đã thẩm định", NULL},
    {"left", "Left", "Còn lại", NULL},
    {"answered", "Answered", "Đã trả lời", NULL},
    {"missing", "Missing", "Thiếu", NULL},
    {"pending", "Pending", "Chưa thẩm định", NULL},
    {"not_applicable", "Not applicable", "Không áp dụng", NULL},
    {"components", "Components", "Số tiêu chí thành phần", NULL},
    {"file", "File", "Tệp", "|ten tep|ten file|tap tin|"},
    {"received_on", "Received on", "Ngày nhận", "|ngay den|ngay gui den|ngay|ngay tiep nhan|ngay tiep nhan ho so|"},
    {"take", "Take", "Lấy tệp này", "|chon|lay|"},
    {"late_days", "Days late", "Số ngày trễ", NULL},
    {"blank", "Blank", "Bỏ trống", NULL},
    /* steps of par-explain */
    {"step", "Step", "Bước", "|buoc xu ly|"},
    {"step_kind", "Kind of step", "Loại bước", NULL},
    {"label", "Label", "Nhãn", NULL},
    {"wording", "As written", "Nguyên văn", NULL},
    {"first", "First side", "Vế thứ nhất", NULL},
    {"second", "Second side", "Vế thứ hai", NULL},
    {"approximate", "Rounded for reading", "Giá trị gần đúng", NULL},
    {"low", "Lower bound", "Cận dưới", NULL},
    {"high", "Upper bound", "Cận trên", NULL},
    {"before", "Points standing before", "Điểm trước đó", NULL},
    {"sheet", "Worksheet", "Trang tính", NULL},
    {"field", "Field", "Cột số", NULL},
    {"cell", "Cell", "Ô", NULL},
    {"header", "Column heading", "Tên cột", NULL},
    {"sentence", "Sentence", "Diễn giải", NULL},
    {"total", "Total", "Tổng điểm", "|tong so diem|tong cong diem|diem tong cong|tong diem dat duoc|diem tong|"},
    {"change_share", "Change of share", "Tăng giảm tỷ lệ", "|tang giam diem phan tram|"},
    {"check", "Check", "Nội dung kiểm tra", NULL},
    {"verdict", "Verdict", "Kết luận", NULL},
    {"place", "Place", "Vị trí", NULL},
    {"printed", "Printed", "Số liệu in", NULL},
    {"expected", "Expected", "Số liệu đúng", NULL},
    {"difference", "Difference", "Sai lệch", NULL},
    {"unrounded", "Before rounding", "Trước khi làm tròn", NULL},
    {"reading", "Explanation", "Giải thích", NULL},
    {"checked", "Checked", "Số đã kiểm tra", NULL},
    {"faults", "Faults", "Số sai", NULL},
    {"domain", "Domain", "Lĩnh vực", NULL},
    {"lost", "Points lost", "Điểm bị mất", NULL},
    {"open", "Points open", "Điểm còn để ngỏ", NULL},
    {"rank_in_bloc", "Place in the bloc", "Thứ trong khối", NULL},
    {"course", "Course", "Diễn biến qua các vòng", NULL},
    {"cause", "Cause", "Nguyên nhân mất điểm", NULL},
    {"lead", "Lead agency", "Cơ quan chủ trì", NULL},
    {"with", "Supporting agencies", "Cơ quan phối hợp", NULL},
    {"years_lost", "Years in a row", "Số năm liên tiếp", NULL},
    {"years_end", "Years counted until", "Lý do ngừng đếm năm", NULL},
    {"largest_unit", "Unit that lost most", "Đơn vị mất nhiều nhất", NULL},
    {"largest_lost", "Most lost", "Điểm mất nhiều nhất", NULL},
    /* trends */
    {"previous_period", "Previous period", "Kỳ trước", NULL},
    {"previous_set", "Previous criteria set", "Bộ tiêu chí kỳ trước", NULL},
    {"previous_node", "Previous node", "Mục kỳ trước", NULL},
    {"previous_max", "Previous maximum", "Điểm tối đa kỳ trước", NULL},
    {"previous_class", "Previous class", "Xếp loại kỳ trước", NULL},
    {"previous_state", "Previous state", "Tình trạng kỳ trước", NULL},
    {"not_carried", "Why not comparable", "Lý do không đối chiếu được", NULL},
    {"same_set_points", "Previous points, new set", "Điểm kỳ trước theo bộ mới", NULL},
    {"own_points", "Own change of points", "Tăng giảm điểm do đơn vị", NULL},
    {"set_points", "Change of points by the set", "Tăng giảm điểm do bộ tiêu chí", NULL},
    {"same_set_index", "Previous index, new set", "Chỉ số kỳ trước theo bộ mới", NULL},
    {"own_index", "Own change of index", "Tăng giảm chỉ số do đơn vị", NULL},
    {"set_index", "Change of index by the set", "Tăng giảm chỉ số do bộ tiêu chí", NULL},
    {"own_places", "Own change of places", "Tăng giảm bậc do đơn vị", NULL},
    {"other_places", "Change of places by the others", "Tăng giảm bậc do đơn vị khác", NULL},
    {"best_rank", "Best rank", "Hạng cao nhất", NULL},
    {"worst_rank", "Worst rank", "Hạng thấp nhất", NULL},
    {"rank_spread", "Worst less best rank", "Chênh lệch hạng", NULL},
    {"unstable", "Unstable", "Thiếu ổn định", NULL},
    {"highest_index", "Index at best", "Chỉ số cao nhất có thể", NULL},
    {"effect", "Effect", "Tác động", NULL},
    {"compared_units", "Compared units", "Số đơn vị so sánh", NULL},
    {"rises", "Units that rose", "Số đơn vị tăng", NULL},
    {"falls", "Units that fell", "Số đơn vị giảm", NULL},
    {"unchanged", "Units unchanged", "Số đơn vị không đổi", NULL},
    {"incomparable_units", "Units not comparable", "Số đơn vị không so sánh", NULL},
    {"new_units", "New units", "Số đơn vị mới", NULL},
    {"ended_units", "Ended units", "Số đơn vị đã kết thúc", NULL},
    /* the follow-up annex */
    {"plan_cause", "Cause", "Nguyên nhân", NULL},
    {"solution", "Solution", "Giải pháp", "|bien phap|giai phap khac phuc|giai phap thuc hien|"},
    {"target", "Target", "Chỉ tiêu", "|muc tieu|chi tieu phan dau|"},
    {"deadline", "Deadline", "Thời hạn", "|thoi han hoan thanh|thoi gian hoan thanh|han hoan thanh|"},
    {"progress", "Progress", "Tình trạng khắc phục", NULL},
    {"old_max", "Maximum in the plan", "Điểm tối đa trong kế hoạch", NULL},
    {"old_lost", "Lost in the plan", "Điểm mất trong kế hoạch", NULL},
    {"new_lost", "Lost now", "Điểm còn mất", NULL},
    {"won", "Won back", "Điểm giành lại", NULL},
    {"overdue", "Deadline passed", "Quá thời hạn", NULL},
    {"old_unit", "Unit in the plan", "Đơn vị trong kế hoạch", NULL},
    {"old_criterion", "Criterion in the plan", "Mã tiêu chí trong kế hoạch", NULL},
    {"won_rows", "Won back in full", "Khắc phục xong", NULL},
    {"part_rows", "Won back in part", "Khắc phục một phần", NULL},
    {"not_rows", "Not won back", "Chưa khắc phục", NULL},
    {"anew_rows", "Lost anew", "Mới mất điểm", NULL},
    {"pending_rows", "Not yet appraised", "Chưa thẩm định xong", NULL},
    {"incomparable_rows", "Not comparable", "Không so sánh", NULL},
    {"kept_rows", "Still won", "Vẫn giữ được", NULL},
    {"overdue_rows", "Overdue rows", "Số mục quá hạn", NULL},
    {"not_compared", "Left out of the sums", "Số mục không đưa vào tổng", NULL},
    {"not_compared_lost", "Lost in the plan, left out", "Điểm mất không đưa vào tổng", NULL},
    /* plans */
    {"entry", "Entry", "Hạng mục", NULL},
    {"points_planned", "Points planned", "Điểm dự kiến", NULL},
    {"gain", "Points won", "Điểm tăng thêm", NULL},
    {"how", "Way", "Cách thực hiện", NULL},
    {"needs_evidence", "Needs evidence", "Cần bổ sung tài liệu", NULL},
    {"lever", "Figure to change", "Số liệu cần thay đổi", NULL},
    {"lever_now", "Figure now", "Số liệu hiện tại", NULL},
    {"lever_to", "Figure needed", "Số liệu cần đạt", NULL},
    {"lever_by", "Change of the figure", "Mức thay đổi", NULL},
    {"whole", "Out of", "Trên tổng số", NULL},
    {"measured", "Result", "Kết quả tính", NULL},
    {"what", "What to do", "Việc cần làm", NULL},
    {"cost", "Cost", "Chi phí", NULL},
    {"least_cost", "Least possible cost", "Chi phí ít nhất có thể", NULL},
    /* surveys */
    {"grouping", "Grouped by", "Phân nhóm theo", NULL},
    {"group", "Group", "Nhóm trả lời", NULL},
    {"kind", "Kind", "Loại mục", NULL},
    {"option", "Option", "Lựa chọn trả lời", NULL},
    {"se", "Standard error", "Sai số chuẩn", NULL},
    {"deff", "Design effect", "Hiệu ứng thiết kế", NULL},
    {"n_eff", "Effective n", "Cỡ mẫu hiệu dụng", NULL},
    {"df", "Degrees of freedom", "Bậc tự do", NULL},
    {"interval", "Interval method", "Cách tính khoảng", NULL},
    {"mean_score", "Mean score", "Điểm trung bình", NULL},
    {"score_se", "Standard error of the score", "Sai số của điểm", NULL},
    {"score_deff", "Design effect of the score", "Hiệu ứng thiết kế của điểm", NULL},
    {"question", "Question", "Mã câu hỏi", "|cau hoi|"},
    {"alike_next", "Following ones not told apart", "Số đơn vị liền sau chưa phân biệt được", NULL},
    {"stratum", "Stratum", "Tầng", "|ten tang|"},
    {"population", "Population", "Tổng thể", "|quy mo|"},
    {"sd", "Standard deviation", "Độ lệch chuẩn", NULL},
    {"formula", "Formula", "Công thức", NULL},
    {"margin", "Margin of error (%)", "Sai số cho phép (%)", NULL},
    {"quantile", "z", "z", NULL},
    {"expected_share", "Expected (%)", "Tỷ lệ dự kiến (%)", NULL},
    {"exact_size", "Size by the formula", "Cỡ mẫu theo công thức", NULL},
    {"answer_rate", "Response (%)", "Tỷ lệ trả lời (%)", NULL},
    {"asked", "To ask", "Số phiếu phát ra", NULL},
    {"psu", "Primary unit", "Đơn vị mẫu cấp 1", NULL},
    {"fraction", "Exact probability", "Xác suất chọn (phân số)", NULL},
    {"weight", "Weight", "Trọng số", NULL},
    {"fpc", "Primary units of the stratum", "Số đơn vị mẫu của tầng", NULL},
    {"fpc2", "Rows of the primary unit", "Số dòng của đơn vị mẫu", NULL},
    /* dossiers */
    {"dossier", "Dossier", "Mã hồ sơ", "|so ho so|ma so ho so|ma bien nhan|so bien nhan|"},
    {"procedure", "Procedure", "Thủ tục hành chính", "|thu tuc|ma thu tuc|ma thu tuc hanh chinh|tthc|ma tthc|"},
    {"procedure_name", "Name of procedure", "Tên thủ tục hành chính", "|ten thu tuc|ten tthc|"},
    {"due_on", "Due on", "Ngày hẹn trả",
     "|ngay hen tra ket qua|ngay hen|hen tra|han tra|han tra ket qua|han xu ly|han giai quyet|ngay phai tra|"},
    {"finished_on", "Finished on", "Ngày trả kết quả",
     "|finished|ngay tra|ngay co ket qua|ngay giai quyet|ngay hoan thanh|ngay ket thuc|ngay xu ly xong|"},
    {"status", "Status", "Trạng thái", "|trang thai ho so|tinh trang ho so|tinh trang xu ly|trang thai xu ly|"},
    {"channel", "Channel", "Hình thức nộp", "|kenh|kenh tiep nhan|hinh thuc tiep nhan|hinh thuc nop ho so|"},
    {"service", "Online service", "Mức độ dịch vụ công", "|muc do|muc do dvc|loai dich vu cong|"},
    {"carried_over", "Carried over", "Kỳ trước chuyển qua", "|ton ky truoc|tu ky truoc|ky truoc chuyen sang|"},
    {"received", "Newly received", "Mới tiếp nhận",
     "|received new|tiep nhan|tiep nhan moi|tiep nhan trong ky|moi tiep nhan trong ky|"},
    {"to_handle", "To be handled", "Phải giải quyết",
     "|received total|tong tiep nhan|tong so tiep nhan|tong so ho so|tong so phai giai quyet|"},
    {"solved", "Solved", "Đã giải quyết", "|tong so da giai quyet|so da giai quyet|"},
    {"early", "Early", "Trước hạn", "|giai quyet truoc han|da giai quyet truoc han|"},
    {"on_time", "On time", "Đúng hạn", "|giai quyet dung han|da giai quyet dung han|"},
    {"early_or_on_time", "Early and on time", "Trước hạn và đúng hạn",
     "|truoc va dung han|truoc han, dung han|da giai quyet truoc han va dung han|da giai quyet trong han|"},
    {"late", "Late", "Quá hạn", "|tre han|tre hen|overdue solved|giai quyet qua han|da giai quyet qua han|"},
    {"no_deadline", "Solved, no deadline", "Đã giải quyết, không có hạn", NULL},
    {"pending_all", "All pending", "Đang giải quyết", "|tong so dang giai quyet|"},
    {"pending_within", "Pending within time", "Đang giải quyết, trong hạn",
     "|pending not due|chua den han|dang giai quyet chua den han|"},
    {"pending_late", "Pending past due", "Đang giải quyết, quá hạn",
     "|pending overdue|chua giai quyet qua han|dang giai quyet qua han|"},
    {"pending_no_deadline", "Pending, no deadline", "Đang giải quyết, không có hạn", NULL},
    {"late_all", "Late, solved or pending", "Quá hạn, đã và chưa giải quyết", "|overdue all|tong qua han|"},
    {"returned", "Returned", "Trả lại", "|tra lai ho so|tu choi|"},
    {"withdrawn", "Withdrawn", "Rút hồ sơ", "|rut|cong dan rut|"},
    {"due_all", "Fallen due", "Đến hạn", "|den han giai quyet|den han tra|"},
    {"online", "Received online", "Tiếp nhận trực tuyến", "|truc tuyen|"},
    {"channel_said", "Channel known", "Biết hình thức nộp", NULL},
    {"base", "Base of rates", "Mẫu số của tỷ lệ", NULL},
    {"base_count", "Dossiers of the base", "Số hồ sơ làm mẫu số", NULL},
    {"percent_early", "Early (%)", "Tỷ lệ trước hạn (%)", "|pct early|ty le truoc han|"},
    {"percent_on_time", "On time (%)", "Tỷ lệ đúng hạn (%)", "|pct on time|ty le dung han|"},
    {"percent_early_or_on_time", "Early and on time (%)", "Tỷ lệ trước hạn và đúng hạn (%)",
     "|pct early or on time|ty le truoc va dung han|ty le truoc han va dung han|"},
    {"percent_late", "Late (%)", "Tỷ lệ quá hạn (%)", "|pct overdue|ty le qua han|ty le tre han|ty le tre hen|"},
    {"percent_online", "Online (%)", "Tỷ lệ trực tuyến (%)", "|ty le truc tuyen|"},
    {"mean_days", "Mean days", "Số ngày trung bình", NULL},
    {"median_days", "Median days", "Số ngày trung vị", NULL},
    {"procedures", "Procedures", "Số thủ tục", NULL},
    {"procedures_used", "With dossiers", "Thủ tục có hồ sơ", NULL},
    {"percent_procedures", "With dossiers (%)", "Tỷ lệ thủ tục có hồ sơ (%)", NULL},
    {"part_procedures", "Online in part", "Trực tuyến một phần", NULL},
    {"part_used", "In part, with online dossiers", "Một phần, có hồ sơ trực tuyến", NULL},
    {"percent_part", "In part, with online dossiers (%)", "Tỷ lệ một phần có hồ sơ trực tuyến (%)", NULL},
    {"full_procedures", "Online in full", "Trực tuyến toàn trình", NULL},
    {"full_used", "In full, with online dossiers", "Toàn trình, có hồ sơ trực tuyến", NULL},
    {"percent_full", "In full, with online dossiers (%)", "Tỷ lệ toàn trình có hồ sơ trực tuyến (%)", NULL},
    {"holiday", "Holiday", "Ngày nghỉ", "|ngay le|ngay nghi le|"},
    {"worked", "Worked", "Làm bù", "|lam bu|di lam|"},
    {"fault", "Fault", "Sai sót", NULL},
    /* known totals of a survey */
    {"variable", "Variable", "Tiêu thức", "|tieu thuc phan to|bien|"},
    {"category", "Category", "Phân tổ", "|gia tri tieu thuc|"},
    {"percent_base", "Index, weights as they came (%)", "Chỉ số theo trọng số gốc (%)", NULL},
    {"se_base", "Error, weights as they came", "Sai số theo trọng số gốc", NULL},
    {"deff_base", "Design effect, weights as they came", "Hiệu ứng thiết kế theo trọng số gốc", NULL},
};

/* Columns with an id at their end. */
static const struct word families[] = {
    {"points_", "Points, ", "Điểm vòng ", NULL}, {"index_", "Index ", "Chỉ số lĩnh vực ", NULL},
    {"rows_", "Rows, ", "Số dòng vòng ", NULL},  {"answers_", "Answers ", "Số trả lời mức ", NULL},
    {"yes_", "Yes, ", "Số có, ", NULL},          {"percent_yes_", "Yes (%), ", "Tỷ lệ có (%), ", NULL}};

enum { WORDS = sizeof words / sizeof *words, FAMILIES = sizeof families / sizeof *families };

static const char *heading_of(const struct word *word, const char *language)
{
    return strcmp(language, "vi") == 0 ? word->vi : word->en;
}

static const struct word *family_of(const char *name)
{
    for (size_t i = 0; i < FAMILIES; i++)
        if (strncmp(name, families[i].name, strlen(families[i].name)) == 0)
            return &families[i];
    return NULL;
}

const char *par_heading(const char *name, const char *language, struct par_arena *arena)
{
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(words[i].name, name) == 0)
            return heading_of(&words[i], language);
    const struct word *family = family_of(name);
    return family ? par_arena_join(arena, heading_of(family, language), name + strlen(family->name), NULL) : name;
}

/* Bare, with '_' as a blank. */
static const char *key_of(struct par_span text, struct par_arena *arena)
{
    char *key = par_arena_copy(arena, par_span_of(par_text_bare(text, arena)));
    for (char *c = key; *c; c++)
        if (*c == '_')
            *c = ' ';
    return key;
}

const char *par_vocabulary_word(size_t i)
{
    return i < WORDS ? words[i].name : NULL;
}

struct par_vocabulary {
    struct par_arena *arena;
    struct par_names *keys; /* -> position in words[] */
};

static void add_key(struct par_vocabulary *vocabulary, const char *text, int32_t word)
{
    par_names_add(vocabulary->keys, par_span_of(key_of(par_span_of(text), vocabulary->arena)), word);
}

static void add_aliases(struct par_vocabulary *vocabulary, const char *aliases, int32_t word)
{
    for (const char *alias = aliases + 1, *end; *alias; alias = end + 1) {
        end = strchr(alias, '|');
        par_names_add(vocabulary->keys, (struct par_span){alias, (size_t)(end - alias)}, word);
    }
}

/* What several words have in common is the first one's. */
struct par_vocabulary *par_vocabulary_new(struct par_arena *arena)
{
    struct par_vocabulary *vocabulary = par_arena_alloc(arena, sizeof *vocabulary);
    *vocabulary = (struct par_vocabulary){arena, par_names_new(arena)};
    for (int32_t i = 0; i < WORDS; i++) {
        add_key(vocabulary, words[i].name, i);
        add_key(vocabulary, words[i].vi, i);
        add_key(vocabulary, words[i].en, i);
        if (words[i].aliases)
            add_aliases(vocabulary, words[i].aliases, i);
    }
    return vocabulary;
}

/* "Điểm vòng appraisal" -> points_appraisal: the id is what stands behind the last blank. */
static const char *family_name(const char *header, const char *key, struct par_arena *arena)
{
    const char *blank = strrchr(header, ' ');
    if (!blank)
        return NULL;
    for (size_t i = 0; i < FAMILIES; i++) {
        const char *vi = key_of(par_span_of(families[i].vi), arena), *en = key_of(par_span_of(families[i].en), arena);
        if (strncmp(key, vi, strlen(vi)) == 0 || strncmp(key, en, strlen(en)) == 0)
            return par_arena_join(arena, families[i].name, blank + 1, NULL);
    }
    return NULL;
}

const char *par_column_find(const struct par_vocabulary *vocabulary, struct par_span header)
{
    struct par_arena *arena = vocabulary->arena;
    const char *composed = par_arena_copy(arena, par_text_nfc(par_span_trim(header), arena));
    const char *key = key_of(par_span_of(composed), arena);
    int32_t word = par_names_find(vocabulary->keys, par_span_of(key));
    return word >= 0 ? words[word].name : family_name(composed, key, arena);
}

const char *par_column_name(const struct par_vocabulary *vocabulary, struct par_span header)
{
    const char *name = par_column_find(vocabulary, header);
    return name ? name : par_arena_copy(vocabulary->arena, par_text_nfc(par_span_trim(header), vocabulary->arena));
}

static const char *name_at(const void *names, size_t i)
{
    return ((const char *const *)names)[i];
}

const char *par_column_nearest(const char *name, const char *const *names)
{
    size_t count = 0;
    while (names[count])
        count++;
    const char *nearest = par_names_nearest(par_span_of(name), count, name_at, names);
    return nearest ? nearest : "";
}
