#include "parindex/text.h"
#include "parindex/verdicts.h"
#include "sign.h"

enum column { UNIT, CRITERION, VERDICT, SCORE, REASON, MAX, POINTS, METHOD, COLUMNS };

static const char *const column_names[] = {
    [UNIT] = "unit", [CRITERION] = "criterion", [VERDICT] = "verdict", [SCORE] = "score", [REASON] = "reason",
    [MAX] = "max",   [POINTS] = "points",       [METHOD] = "method",   [COLUMNS] = NULL};

/* What else the list of par-audit sample has, and what people add. */
static const char *const known[] = {"unit",   "criterion", "verdict",     "score", "reason", "max",
                                    "points", "method",    "set",         "name",  "bloc",   "title",
                                    "why",    "risk",      "probability", "note",  "period", NULL};

struct reading {
    struct par_records records;
    struct par_verdicts *verdicts;
    struct par_assessment *assessment;
    struct par_assessment_file file;
    int columns[COLUMNS];
    struct par_arena *arena;
};

static void hear(void *context, size_t unit, size_t round, int32_t component, const struct par_assessment_row *row,
                 const struct par_assessment_file *file)
{
    struct par_verdicts *verdicts = context;
    (void)round;
    (void)row;
    (void)file;
    if (!verdicts->is_open)
        return;
    struct par_verdict_row *last = &verdicts->rows[verdicts->count - 1];
    last->is_heard = true;
    last->unit = unit;
    last->component = component;
}

struct par_listener par_verdicts_listener(struct par_verdicts *verdicts)
{
    return (struct par_listener){hear, verdicts};
}

/* --- A row ------------------------------------------------------------------------------------------------------- */

static struct par_span field(const struct reading *reading, enum column column)
{
    return par_records_field(&reading->records, reading->columns[column]);
}

static void fail(const struct reading *reading, enum column column, enum par_code code)
{
    struct par_place place = par_records_place(&reading->records, reading->columns[column]);
    par_diags_add(reading->records.diags, PAR_ERROR, code, &place,
                  par_arena_copy(reading->arena, field(reading, column)), NULL);
}

static bool is_one_of(const char *text, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(text, *names) == 0)
            return true;
    return false;
}

/* False after a finding. Folded text has no marks and small letters. */
static bool read_kind(const struct reading *reading, enum par_verdict_kind *kind)
{
    static const char *const right[] = {"dung", "right", "correct", "ok", "r", "d", NULL};
    static const char *const wrong[] = {"sai", "wrong", "incorrect", "w", "s", NULL};
    struct par_span typed = field(reading, VERDICT);
    const char *bare = par_text_bare(typed, reading->arena);
    bool fits = true;
    if (typed.size == 0)
        *kind = PAR_VERDICT_BY_SCORE;
    else if (is_one_of(bare, right))
        *kind = PAR_VERDICT_IS_RIGHT;
    else if (is_one_of(bare, wrong))
        *kind = PAR_VERDICT_IS_WRONG;
    else
        fits = false;
    if (!fits)
        fail(reading, VERDICT, PAR_RECHECK_VERDICT);
    return fits;
}

static bool fits_score(const struct reading *reading, enum par_verdict_kind kind)
{
    bool has_score = field(reading, SCORE).size > 0;
    if (kind == PAR_VERDICT_IS_RIGHT && has_score)
        fail(reading, SCORE, PAR_RECHECK_SCORE);
    else if (kind == PAR_VERDICT_IS_WRONG && !has_score)
        fail(reading, VERDICT, PAR_RECHECK_NO_SCORE);
    else
        return true;
    return false;
}

static void add_row(struct reading *reading, enum par_verdict_kind kind)
{
    struct par_verdicts *verdicts = reading->verdicts;
    char sign = reading->file.style.sign;
    struct par_assessment_row row = {.line = reading->records.line};
    row.cells[PAR_COLUMN_UNIT] = par_text_nfc(field(reading, UNIT), reading->arena);
    row.cells[PAR_COLUMN_CRITERION] = par_text_nfc(field(reading, CRITERION), reading->arena);
    row.cells[PAR_COLUMN_REASON] = par_text_nfc(field(reading, REASON), reading->arena);
    row.cells[PAR_COLUMN_SCORE] = par_sign_field(&reading->records, reading->columns[SCORE], sign);
    row.cells[PAR_COLUMN_MAX] = par_sign_field(&reading->records, reading->columns[MAX], sign);
    if (kind == PAR_VERDICT_IS_RIGHT)
        row.cells[PAR_COLUMN_AGREE] = par_span_of("yes");
    verdicts->rows =
        par_arena_grow(reading->arena, verdicts->rows, verdicts->count, &verdicts->room, sizeof *verdicts->rows);
    verdicts->rows[verdicts->count++] =
        (struct par_verdict_row){.place = par_records_place(&reading->records, -1),
                                 .kind = kind,
                                 .points = par_records_text(&reading->records, reading->columns[POINTS]),
                                 .method = par_records_text(&reading->records, reading->columns[METHOD]),
                                 .has_reason = row.cells[PAR_COLUMN_REASON].size > 0};
    par_assessment_add(reading->assessment, &row);
}

static void read_row(struct reading *reading)
{
    enum par_verdict_kind kind;
    if (field(reading, VERDICT).size == 0 && field(reading, SCORE).size == 0)
        reading->verdicts->unfilled++;
    else if (read_kind(reading, &kind) && fits_score(reading, kind))
        add_row(reading, kind);
}

/* --- A file ------------------------------------------------------------------------------------------------------ */

static struct par_column_place place_of(const struct reading *reading, enum column column)
{
    int at = reading->columns[column];
    if (at < 0)
        return (struct par_column_place){0, NULL};
    return (struct par_column_place){(uint32_t)at + 1, reading->records.headers[at]};
}

static void find_columns(struct reading *reading)
{
    static const struct {
        enum column column;
        enum par_column_role role;
    } roles[] = {{UNIT, PAR_COLUMN_UNIT},   {CRITERION, PAR_COLUMN_CRITERION},
                 {SCORE, PAR_COLUMN_SCORE}, {REASON, PAR_COLUMN_REASON},
                 {MAX, PAR_COLUMN_MAX},     {VERDICT, PAR_COLUMN_AGREE}};
    par_records_check(&reading->records);
    par_records_only(&reading->records, known);
    for (int column = 0; column < COLUMNS; column++)
        reading->columns[column] =
            par_records_column(&reading->records, column_names[column], column == UNIT || column == CRITERION);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        reading->file.columns[roles[i].role] = place_of(reading, roles[i].column);
}

static char find_sign(const struct reading *reading, const char *path, const struct par_reading *how)
{
    bool *numbers = par_arena_array(reading->arena, reading->records.width, sizeof *numbers);
    static const enum column columns[] = {SCORE, MAX, POINTS};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (reading->columns[columns[i]] >= 0)
            numbers[reading->columns[columns[i]]] = true;
    return par_sign_find(&reading->records, path, how, numbers, reading->arena);
}

void par_verdicts_load(struct par_verdicts *verdicts, struct par_assessment *assessment, const char *path,
                       const char *round, const struct par_reading *how, struct par_arena *arena,
                       struct par_diags *diags)
{
    struct reading reading = {.verdicts = verdicts, .assessment = assessment, .arena = arena};
    if (!par_records_open(&reading.records, path, how, arena, diags))
        return;
    size_t before = par_diags_errors(diags);
    reading.file = (struct par_assessment_file){.name = reading.records.name,
                                                .sheet = reading.records.sheet,
                                                .header_line = reading.records.header_line,
                                                .round = round};
    find_columns(&reading);
    reading.file.style.sign = find_sign(&reading, path, how);
    if (before == par_diags_errors(diags)) {
        verdicts->is_open = true;
        par_assessment_begin(assessment, &reading.file);
        while (par_records_next(&reading.records))
            read_row(&reading);
        par_assessment_end_file(assessment);
        verdicts->is_open = false;
    }
    par_records_close(&reading.records);
}
