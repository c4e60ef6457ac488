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
    {"received_on", "Received on", "Ngày nhận", "|ngay den|ngay gui den|ngay|"},
    {"take", "Take", "Lấy tệp này", "|chon|lay|"},
    {"late_days", "Days late", "Số ngày trễ", NULL},
    {"blank", "Blank", "Bỏ trống", NULL},
    {"grouping", "Grouped by", "Phân nhóm theo", NULL},
    {"group", "Group", "Nhóm trả lời", NULL},
    {"kind", "Kind", "Loại mục", NULL},
    {"option", "Option", "Lựa chọn trả lời", NULL},
    {"se", "Standard error", "Sai số chuẩn", NULL},
    {"deff", "Design effect", "Hiệu ứng thiết kế", NULL},
    {"n_eff", "Effective n", "Cỡ mẫu hiệu dụng", NULL},
    {"df", "Degrees of freedom", "Bậc tự do", NULL},
    {"low", "Interval from", "Khoảng tin cậy từ", NULL},
    {"high", "Interval to", "Khoảng tin cậy đến", NULL},
    {"method", "Method", "Cách tính khoảng", NULL},
    {"mean_score", "Mean score", "Điểm trung bình", NULL},
    {"score_se", "Standard error of the score", "Sai số của điểm", NULL},
    {"score_deff", "Design effect of the score", "Hiệu ứng thiết kế của điểm", NULL},
    {"question", "Question", "Mã câu hỏi", "|cau hoi|"},
};

/* Columns with an id at their end. */
static const struct word families[] = {{"points_", "Points, ", "Điểm vòng ", NULL},
                                       {"index_", "Index ", "Chỉ số lĩnh vực ", NULL},
                                       {"rows_", "Rows, ", "Số dòng vòng ", NULL},
                                       {"answers_", "Answers ", "Số trả lời mức ", NULL}};

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

static bool is_word(const struct word *word, const char *key, struct par_arena *arena)
{
    if (strcmp(key, key_of(par_span_of(word->name), arena)) == 0 ||
        strcmp(key, key_of(par_span_of(word->vi), arena)) == 0 ||
        strcmp(key, key_of(par_span_of(word->en), arena)) == 0)
        return true;
    return word->aliases && strstr(word->aliases, par_arena_join(arena, "|", key, "|", NULL));
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

const char *par_column_find(struct par_span header, struct par_arena *arena)
{
    const char *composed = par_arena_copy(arena, par_text_nfc(par_span_trim(header), arena));
    const char *key = key_of(par_span_of(composed), arena);
    for (size_t i = 0; i < WORDS; i++)
        if (is_word(&words[i], key, arena))
            return words[i].name;
    return family_name(composed, key, arena);
}

const char *par_column_name(struct par_span header, struct par_arena *arena)
{
    const char *name = par_column_find(header, arena);
    return name ? name : par_arena_copy(arena, par_text_nfc(par_span_trim(header), arena));
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
