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
    {"appraiser", "Appraiser", "Cơ quan thẩm định", NULL},
    {"round", "Round", "Vòng", "|vong danh gia|"},
    {"n", "n", "Số phiếu", NULL},
    {"source", "Source", "Nguồn", NULL},
    {"node", "Node", "Mục", NULL},
    {"depth", "Depth", "Bậc", NULL},
    {"max", "Maximum", "Điểm tối đa", NULL},
    {"applicable_max", "Applicable maximum", "Điểm tối đa áp dụng", NULL},
    {"points", "Points", "Điểm đạt được", "|diem|"},
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
    {"rank", "Rank", "Xếp hạng", NULL},
    {"index", "Index", "Chỉ số", NULL},
    {"class", "Class", "Xếp loại", NULL},
    {"provisional", "Provisional", "Tạm tính", NULL},
    {"previous_points", "Points before", "Điểm kỳ trước", NULL},
    {"previous_index", "Index before", "Chỉ số kỳ trước", NULL},
    {"previous_rank", "Rank before", "Hạng kỳ trước", NULL},
    {"change_points", "Change of points", "Tăng giảm điểm", NULL},
    {"change_index", "Change of index", "Tăng giảm chỉ số", NULL},
    {"change_places", "Change of places", "Tăng giảm bậc", NULL},
    {"comparison", "Comparison", "So sánh", NULL},
    {"measure", "Measure", "Chỉ tiêu", NULL},
    {"units", "Units", "Số đơn vị", NULL},
    {"ranked_units", "Ranked units", "Được xếp hạng", NULL},
    {"mean", "Mean", "Trung bình", NULL},
    {"median", "Median", "Trung vị", NULL},
    {"highest", "Highest", "Cao nhất", NULL},
    {"lowest", "Lowest", "Thấp nhất", NULL},
    {"spread", "Highest less lowest", "Chênh lệch", NULL},
    {"above_mean", "Above the mean", "Trên trung bình", NULL},
    {"class_of_mean", "Class of the mean", "Xếp loại trung bình", NULL},
    {"share", "Share (%)", "Tỷ lệ (%)", NULL},
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
    /* dossiers */
    {"dossier", "Dossier", "Mã hồ sơ", "|so ho so|ma so ho so|ma bien nhan|so bien nhan|"},
    {"step", "Step", "Bước xử lý", "|buoc|"},
    {"procedure", "Procedure", "Thủ tục hành chính", "|thu tuc|ma thu tuc|ma thu tuc hanh chinh|tthc|ma tthc|"},
    {"procedure_name", "Name of procedure", "Tên thủ tục hành chính", "|ten thu tuc|ten tthc|"},
    {"field", "Field", "Lĩnh vực", NULL},
    {"due_on", "Due on", "Ngày hẹn trả",
     "|ngay hen tra ket qua|ngay hen|hen tra|han tra|han tra ket qua|han xu ly|han giai quyet|ngay phai tra|"},
    {"finished_on", "Finished on", "Ngày trả kết quả",
     "|finished|ngay tra|ngay co ket qua|ngay giai quyet|ngay hoan thanh|ngay ket thuc|ngay xu ly xong|"},
    {"status", "Status", "Trạng thái", "|trang thai ho so|tinh trang ho so|tinh trang xu ly|trang thai xu ly|"},
    {"channel", "Channel", "Hình thức nộp", "|kenh|kenh tiep nhan|hinh thuc tiep nhan|hinh thuc nop ho so|"},
    {"service", "Online service", "Mức độ dịch vụ công", "|muc do|muc do dvc|loai dich vu cong|"},
    {"carried_over", "Carried over", "Kỳ trước chuyển qua", "|ton ky truoc|tu ky truoc|ky truoc chuyen sang|"},
    {"received", "Newly received", "Mới tiếp nhận",
     "|received new|tiep nhan moi|tiep nhan trong ky|moi tiep nhan trong ky|"},
    {"to_handle", "To be handled", "Phải giải quyết",
     "|received total|tong tiep nhan|tong so tiep nhan|tong so ho so|tong so phai giai quyet|"},
    {"solved", "Solved", "Đã giải quyết", "|tong so da giai quyet|so da giai quyet|"},
    {"early", "Early", "Trước hạn", "|giai quyet truoc han|da giai quyet truoc han|"},
    {"on_time", "On time", "Đúng hạn", "|giai quyet dung han|da giai quyet dung han|"},
    {"early_or_on_time", "Early and on time", "Trước hạn và đúng hạn", "|truoc va dung han|truoc han, dung han|"},
    {"late", "Late", "Quá hạn", "|tre han|tre hen|overdue solved|giai quyet qua han|da giai quyet qua han|"},
    {"no_deadline", "Solved, no deadline", "Đã giải quyết, không có hạn", NULL},
    {"pending_all", "All pending", "Đang giải quyết", "|tong so dang giai quyet|"},
    {"pending_within", "Pending within time", "Đang giải quyết, trong hạn", "|pending not due|chua den han|trong han|"},
    {"pending_late", "Pending past due", "Đang giải quyết, quá hạn",
     "|pending overdue|chua giai quyet qua han|dang giai quyet qua han|"},
    {"pending_no_deadline", "Pending, no deadline", "Đang giải quyết, không có hạn", NULL},
    {"late_all", "Late, solved or pending", "Quá hạn, đã và chưa giải quyết", "|overdue all|tong qua han|"},
    {"returned", "Returned", "Trả lại", "|tra lai ho so|tu choi|"},
    {"withdrawn", "Withdrawn", "Rút hồ sơ", "|rut|cong dan rut|"},
    {"due_all", "Due", "Đến hạn", "|den han giai quyet|den han tra|"},
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
    {"line", "Line", "Dòng", NULL},
};

/* Columns with an id at their end. */
static const struct word families[] = {{"points_", "Points, ", "Điểm vòng ", NULL},
                                       {"index_", "Index ", "Chỉ số lĩnh vực ", NULL},
                                       {"rows_", "Rows, ", "Số dòng vòng ", NULL},
                                       {"yes_", "Yes, ", "Số có, ", NULL},
                                       {"percent_yes_", "Yes (%), ", "Tỷ lệ có (%), ", NULL}};

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
