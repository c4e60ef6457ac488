/* Which column is what, by headings that may be several rows high and stand below title lines. */
#include "import_draft.h"
#include "parindex/text.h"

enum { HEADING_ROWS = 3, HEADING_BYTES = 200, HEADING_WITHIN = 500 }; /* rows, bytes of a cell, rows from the top */

struct heading {
    const char *words; /* bare */
    bool whole;        /* all of the heading; else a part of it */
    enum import_role role;
};

/* The first that fits decides, so those that narrow others down come first. */
static const struct heading headings[] = {
    {"co quan tham dinh", false, IMPORT_APPRAISER},
    {"don vi tham dinh", false, IMPORT_APPRAISER},
    {"co quan cham", false, IMPORT_APPRAISER},
    {"don vi cham", false, IMPORT_APPRAISER},
    {"co quan danh gia", false, IMPORT_APPRAISER},
    {"don vi danh gia", false, IMPORT_APPRAISER},
    {"co quan theo doi", false, IMPORT_APPRAISER},
    {"don vi theo doi", false, IMPORT_APPRAISER},
    {"phoi hop", false, IMPORT_WITH},
    {"chu tri", false, IMPORT_LEAD},
    {"co quan thuc hien", false, IMPORT_LEAD},
    {"don vi thuc hien", false, IMPORT_LEAD},
    {"phu trach", false, IMPORT_LEAD},
    {"kiem chung", false, IMPORT_EVIDENCE},
    {"minh chung", false, IMPORT_EVIDENCE},
    {"tlkc", false, IMPORT_EVIDENCE},
    {"ghi chu", false, IMPORT_OTHER},
    {"phuong phap danh gia", false, IMPORT_METHOD},
    {"phuong thuc danh gia", false, IMPORT_METHOD},
    {"hinh thuc danh gia", false, IMPORT_METHOD},
    {"hinh thuc cham", false, IMPORT_METHOD},
    {"nguon", false, IMPORT_METHOD},
    {"xhh", false, IMPORT_SURVEY},
    {"xa hoi hoc", false, IMPORT_SURVEY},
    {"khao sat", false, IMPORT_SURVEY},
    {"cach tinh", false, IMPORT_OPTIONS},
    {"cach cham", false, IMPORT_OPTIONS},
    {"cach danh gia", false, IMPORT_OPTIONS},
    {"huong dan", false, IMPORT_OPTIONS},
    {"phuong phap", false, IMPORT_OPTIONS},
    {"dien giai", false, IMPORT_OPTIONS},
    {"quy tac", false, IMPORT_OPTIONS},
    {"muc do", false, IMPORT_OPTIONS},
    {"muc danh gia", false, IMPORT_OPTIONS},
    {"thang danh gia", false, IMPORT_OPTIONS},
    {"tu cham", false, IMPORT_SCORE},
    {"tu danh gia", false, IMPORT_SCORE},
    {"tham dinh", false, IMPORT_SCORE},
    {"dat duoc", false, IMPORT_SCORE},
    {"ket qua", false, IMPORT_SCORE},
    {"hoi dong", false, IMPORT_SCORE},
    {"giai trinh", false, IMPORT_SCORE},
    {"diem danh gia", false, IMPORT_SCORE},
    {"diem cham", false, IMPORT_SCORE},
    {"danh gia", true, IMPORT_SCORE},
    {"snv", false, IMPORT_SCORE},
    {"chi so", true, IMPORT_SCORE},
    {"toi da", false, IMPORT_MAX},
    {"diem chuan", false, IMPORT_MAX},
    {"stt", false, IMPORT_NUMBER},
    {"tt", true, IMPORT_NUMBER},
    {"so tt", true, IMPORT_NUMBER},
    {"so thu tu", false, IMPORT_NUMBER},
    {"so", true, IMPORT_NUMBER},
    {"ma", true, IMPORT_NUMBER},
    {"ma so", false, IMPORT_NUMBER},
    {"ma tieu chi", false, IMPORT_NUMBER},
    {"muc", true, IMPORT_NUMBER},
    {"linh vuc", false, IMPORT_NAME},
    {"tieu chi", false, IMPORT_NAME},
    {"tctp", false, IMPORT_NAME},
    {"noi dung", false, IMPORT_NAME},
    {"chi tieu", false, IMPORT_NAME},
    {"diem", false, IMPORT_POINTS},
};

static enum import_role role_of(const char *heading, struct par_arena *arena)
{
    const char *bare = par_text_bare(par_span_of(heading), arena);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (headings[i].whole ? strcmp(bare, headings[i].words) == 0 : strstr(bare, headings[i].words) != NULL)
            return headings[i].role;
    return IMPORT_OTHER;
}

/* --- Headings over several rows ------------------------------------------------------------------------------------
 */

/* "Điểm" over "Tối đa" and "Tự chấm" is "Điểm / Tối đa", "Điểm / Tự chấm"; without merged cells an empty cell takes the
 * one to its left where something stands below it. */
static const char *joined(const struct import_grid *grid, size_t row, size_t rows, int column, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = row; i < row + rows; i++) {
        const char *part = par_import_cell_any(&grid->rows[i], column);
        for (int left = column - 1; !*part && left >= 0 && i + 1 < row + rows; left--) {
            if (!*par_import_cell_any(&grid->rows[i + 1], column) ||
                !*par_import_cell_any(&grid->rows[i + 1], left + 1))
                break;
            part = par_import_cell_any(&grid->rows[i], left);
        }
        if (*part && !strstr(text, part))
            text = *text ? par_arena_join(arena, text, " / ", part, NULL) : part;
    }
    return text;
}

static size_t width_of(const struct import_grid *grid, size_t row, size_t rows)
{
    size_t width = 0;
    for (size_t i = row; i < row + rows; i++)
        width = grid->rows[i].count > width ? grid->rows[i].count : width;
    return width;
}

/* Several columns of names: of levels ("Lĩnh vực", "Tiêu chí", "TCTP") or the criteria and their options. */
static enum import_role second_name(struct import_columns *columns, int column, struct par_arena *arena)
{
    const char *bare = par_text_bare(par_span_of(columns->headings[column]), arena);
    const char *first = par_text_bare(par_span_of(columns->headings[columns->names[0]]), arena);
    bool level = (strstr(bare, "tieu chi") || strstr(bare, "tctp") || strstr(bare, "thanh phan")) &&
                 !strstr(bare, "danh gia") && !strstr(first, "/") && strcmp(bare, first) != 0;
    if (!level || columns->name_count == IMPORT_NAMES)
        return IMPORT_OPTIONS;
    columns->names[columns->name_count++] = column;
    return IMPORT_NAME;
}

static void assign(struct import_columns *columns, struct par_arena *arena)
{
    columns->name_count = 0;
    columns->appraisal = columns->council = false;
    for (int i = 0; i < IMPORT_ROLES; i++)
        columns->at[i] = -1;
    for (size_t i = 0; i < columns->width; i++) {
        const char *bare = par_text_bare(par_span_of(columns->headings[i]), arena);
        enum import_role role = role_of(columns->headings[i], arena);
        columns->appraisal = columns->appraisal || (role == IMPORT_SCORE && strstr(bare, "tham dinh"));
        columns->council = columns->council || (role == IMPORT_SCORE && strstr(bare, "hoi dong"));
        if (role == IMPORT_NAME && columns->name_count > 0)
            role = second_name(columns, (int)i, arena);
        else if (role == IMPORT_NAME)
            columns->names[columns->name_count++] = (int)i;
        if (columns->at[role] < 0)
            columns->at[role] = (int)i;
    }
}

/* The heading that begins at a row, `rows` high; false when it has no column of criteria. */
static bool try_heading(const struct import_grid *grid, size_t row, size_t rows, struct par_arena *arena,
                        struct import_columns *columns)
{
    columns->heading = row;
    columns->behind = row + rows;
    columns->width = width_of(grid, row, rows);
    columns->headings = par_arena_array(arena, columns->width, sizeof *columns->headings);
    for (size_t i = 0; i < columns->width; i++) {
        columns->headings[i] = joined(grid, row, rows, (int)i, arena);
        if (strlen(columns->headings[i]) > HEADING_BYTES)
            columns->headings[i] = "";
    }
    assign(columns, arena);
    int name = columns->at[IMPORT_NAME], points = columns->at[IMPORT_MAX];
    points = points < 0 ? columns->at[IMPORT_POINTS] : points;
    if (name < 0 || !*par_import_cell_fresh(&grid->rows[row], name))
        return false;
    return points < 0 ? columns->at[IMPORT_NUMBER] >= 0
                      : strcmp(columns->headings[name], columns->headings[points]) != 0;
}

/* A row below a heading that belongs to it: nothing new in the columns of numbers and names, words elsewhere. */
static bool continues(const struct import_grid *grid, const struct import_columns *columns, size_t row, char sign,
                      struct par_arena *arena)
{
    bool words = false;
    const struct import_row *below = &grid->rows[row];
    for (int i = 0; (size_t)i < below->count; i++) {
        const char *text = par_import_cell_any(below, i);
        bool same = (size_t)i < columns->width && *text && strstr(columns->headings[i], text);
        bool key = i == columns->at[IMPORT_NUMBER] || i == columns->at[IMPORT_NAME];
        par_points points;
        if (!*text || same)
            continue;
        if (key || par_wording_points(text, sign, arena, &points) != PAR_FIGURE_NONE || *text == '(')
            return false;
        words = true;
    }
    return words;
}

/* --- What stands in them -------------------------------------------------------------------------------------------
 */

/* A column of points holds figures: more of them than of other texts. */
static bool holds_figures(const struct import_grid *grid, const struct import_columns *columns, int column, char sign,
                          struct par_arena *arena)
{
    size_t figures = 0, words = 0;
    par_points points;
    for (size_t i = columns->behind; i < grid->count; i++) {
        const char *text = par_import_cell_fresh(&grid->rows[i], column);
        if (!*text)
            continue;
        bool figure = par_wording_points(text, sign, arena, &points) != PAR_FIGURE_NONE;
        figures += figure;
        words += !figure;
    }
    return figures > 0 ? figures >= words : words == 0;
}

/* "Thang điểm" may hold the options themselves; plain "Điểm" is the maximum where nothing else is. */
static void settle_points(const struct import_grid *grid, char sign, struct par_arena *arena,
                          struct import_columns *columns)
{
    static const enum import_role roles[] = {IMPORT_MAX, IMPORT_POINTS};
    for (size_t i = 0; i < 2; i++) {
        int column = columns->at[roles[i]];
        if (column < 0 || holds_figures(grid, columns, column, sign, arena))
            continue;
        if (columns->at[IMPORT_OPTIONS] < 0)
            columns->at[IMPORT_OPTIONS] = column;
        columns->at[roles[i]] = -1;
        for (size_t k = (size_t)column + 1; k < columns->width && columns->at[roles[i]] < 0; k++)
            if (role_of(columns->headings[k], arena) == roles[i])
                columns->at[roles[i]] = (int)k;
    }
    if (columns->at[IMPORT_MAX] < 0) {
        columns->at[IMPORT_MAX] = columns->at[IMPORT_POINTS];
        columns->at[IMPORT_POINTS] = -1;
    }
}

static const char *headings_text(const struct import_columns *columns, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < columns->width; i++)
        if (*columns->headings[i])
            text = par_arena_join(arena, text, *text ? ", " : "", columns->headings[i], NULL);
    return text;
}

/* The first heading with a column of points, else the first that has criteria at all. */
static bool search(const struct import_grid *grid, char sign, struct par_arena *arena, struct import_columns *columns)
{
    struct import_columns found;
    bool any = false;
    for (size_t row = 0; row < grid->count && row < HEADING_WITHIN; row++) {
        size_t rows = 1;
        bool is_heading = try_heading(grid, row, rows, arena, &found);
        while (is_heading && rows < HEADING_ROWS && row + rows < grid->count &&
               continues(grid, &found, row + rows, sign, arena))
            is_heading = try_heading(grid, row, ++rows, arena, &found);
        if (!is_heading)
            continue;
        bool points = found.at[IMPORT_MAX] >= 0 || found.at[IMPORT_POINTS] >= 0;
        if (points || !any)
            *columns = found;
        any = true;
        if (points)
            return true;
    }
    return any;
}

bool par_import_columns_find(const struct import_grid *grid, char sign, struct par_arena *arena,
                             struct par_diags *diags, struct import_columns *columns)
{
    struct par_place place = {.file = grid->file};
    if (!search(grid, sign, arena, columns)) {
        par_diags_add(diags, PAR_ERROR, PAR_IMPORT_NO_TABLE, &place, NULL);
        return false;
    }
    settle_points(grid, sign, arena, columns);
    if (columns->at[IMPORT_MAX] >= 0)
        return true;
    place.line = grid->rows[columns->heading].out.line;
    place.sheet = grid->rows[columns->heading].out.sheet;
    par_diags_add(diags, PAR_ERROR, PAR_IMPORT_NO_MAX, &place, headings_text(columns, arena), NULL);
    return false;
}

/* --- Below ---------------------------------------------------------------------------------------------------------
 */

/* "1", "(2)", "3=1+2", "A": what a row that numbers the columns is made of. */
static bool numbers_column(const char *text)
{
    text += *text == '(' || *text == '[';
    size_t letters = 0, digits = 0, length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        digits += text[i] >= '0' && text[i] <= '9';
        letters += text[i] >= 'A' && text[i] <= 'Z';
        bool known = strchr("0123456789()[]=+-*/ ", text[i]) || (text[i] >= 'A' && text[i] <= 'Z');
        if (!known)
            return false;
    }
    return length > 0 && length <= 12 && (digits > 0 || (letters == 1 && digits == 0));
}

bool par_import_columns_repeated(const struct import_columns *columns, const struct import_row *row,
                                 struct par_arena *arena)
{
    int name = columns->names[0];
    const char *text = par_import_cell_any(row, name);
    if (!*text)
        return false;
    const char *bare = par_text_bare(par_span_of(text), arena);
    const char *heading = par_text_bare(par_span_of(columns->headings[name]), arena);
    if (strcmp(bare, heading) == 0 ||
        (role_of(text, arena) == IMPORT_NAME && strlen(bare) > 4 && strstr(heading, bare)))
        return true;
    for (size_t i = 0; i < row->count; i++)
        if (*row->cells[i].text && !row->cells[i].merged && !numbers_column(row->cells[i].text))
            return false;
    return numbers_column(text);
}
