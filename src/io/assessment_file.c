#include "parindex/files.h"
#include "parindex/records.h"
#include "parindex/text.h"
#include "parindex/vocabulary.h"
#include "sign.h"

static const char *const role_names[] = {[PAR_COLUMN_UNIT] = "unit",     [PAR_COLUMN_CRITERION] = "criterion",
                                         [PAR_COLUMN_ANSWER] = "answer", [PAR_COLUMN_VALUE] = "value",
                                         [PAR_COLUMN_NUM] = "num",       [PAR_COLUMN_DEN] = "den",
                                         [PAR_COLUMN_SCORE] = "score",   [PAR_COLUMN_APPLIES] = "applies",
                                         [PAR_COLUMN_AGREE] = "agree",   [PAR_COLUMN_EVIDENCE] = "evidence",
                                         [PAR_COLUMN_REASON] = "reason", [PAR_COLUMN_CAUSE_KIND] = "cause_kind",
                                         [PAR_COLUMN_NOTE] = "note",     [PAR_COLUMN_APPRAISER] = "appraiser",
                                         [PAR_COLUMN_ROUND] = "round",   [PAR_COLUMN_MAX] = "max",
                                         [PAR_COLUMN_ROLES] = NULL};

/* A file being read. */
struct reading {
    struct par_records records;
    struct par_assessment *assessment;
    struct par_assessment_file file;
    int columns[PAR_COLUMN_ROLES];
    int *inputs; /* column per input column of the file */
};

static bool is_role(const struct reading *reading, size_t column)
{
    const char *name = reading->records.names[column];
    for (size_t i = 0; role_names[i]; i++)
        if (strcmp(role_names[i], name) == 0)
            return true;
    return strcmp(name, "stt") == 0 || strcmp(name, "name") == 0 || strcmp(name, "title") == 0 ||
           strcmp(name, "file") == 0;
}

/* An input keeps its name, also where that is a heading of a column of the format (gia_tri is one of `value`). */
static void keep_inputs(struct reading *reading)
{
    struct par_records *records = &reading->records;
    for (size_t i = 0; i < records->width; i++)
        if (par_assessment_knows_input(reading->assessment, par_span_of(records->headers[i])))
            records->names[i] = records->headers[i];
    par_records_check(records);
}

/* A column that is just "Điểm" is the score, where no other is. */
static void take_points_for_score(struct par_records *records)
{
    int points = par_records_column(records, "points", false);
    if (points >= 0 && par_records_column(records, "score", false) < 0)
        records->names[points] = "score";
}

static struct par_column_place place_of(const struct reading *reading, int column)
{
    return (struct par_column_place){(uint32_t)column + 1, reading->records.headers[column]};
}

/* Units may be told by their codes, or by their names alone. */
static int unit_column(const struct reading *reading)
{
    int unit = par_records_column(&reading->records, "unit", false);
    int name = unit < 0 ? par_records_column(&reading->records, "name", false) : unit;
    return name < 0 ? par_records_column(&reading->records, "unit", true) : name;
}

static void find_roles(struct reading *reading)
{
    for (int role = 0; role < PAR_COLUMN_ROLES; role++) {
        int column = par_records_column(&reading->records, role_names[role], false);
        if (role == PAR_COLUMN_UNIT)
            column = unit_column(reading);
        reading->columns[role] = column;
        if (column >= 0)
            reading->file.columns[role] = place_of(reading, column);
    }
}

static struct par_span number_field(const struct reading *reading, int column)
{
    return par_sign_field(&reading->records, column, reading->file.style.sign);
}

/* Every other column of a long table must be a declared input; the assessment knows them. */
static void find_inputs(struct reading *reading)
{
    struct par_records *records = &reading->records;
    const char **names = par_arena_array(records->arena, records->width, sizeof *names);
    const char **hints = par_arena_array(records->arena, records->width, sizeof *hints);
    struct par_column_place *places = par_arena_array(records->arena, records->width, sizeof *places);
    reading->inputs = par_arena_array(records->arena, records->width, sizeof *reading->inputs);
    size_t count = 0;
    for (size_t i = 0; i < records->width; i++) {
        if (is_role(reading, i))
            continue;
        names[count] = records->headers[i];
        hints[count] = par_column_nearest(records->names[i], role_names);
        places[count] = place_of(reading, (int)i);
        reading->inputs[count++] = (int)i;
    }
    reading->file.input_count = count;
    reading->file.input_names = names;
    reading->file.input_hints = hints;
    reading->file.input_places = places;
}

static bool is_number_role(enum par_column_role role)
{
    return role == PAR_COLUMN_VALUE || role == PAR_COLUMN_NUM || role == PAR_COLUMN_DEN || role == PAR_COLUMN_SCORE ||
           role == PAR_COLUMN_MAX;
}

/* A number cell cannot hold 1.10: Excel makes 1.1 of it. */
static void warn_of_cut(struct reading *reading, int column, struct par_span id)
{
    struct par_records *records = &reading->records;
    if (!par_records_is_exact(records, column) || !memchr(id.text, '.', id.size))
        return;
    const char *longer = par_arena_join(records->arena, par_arena_copy(records->arena, id), "0", NULL);
    struct par_place place = par_records_place(records, column);
    if (par_assessment_knows_criterion(reading->assessment, par_span_of(longer)))
        par_diags_add(records->diags, PAR_WARNING, PAR_CRITERION_CUT, &place, par_arena_copy(records->arena, id),
                      longer, NULL);
}

static void take_cell(struct reading *reading, enum par_column_role role, struct par_assessment_row *row)
{
    int column = reading->columns[role];
    struct par_span field =
        is_number_role(role) ? number_field(reading, column) : par_records_field(&reading->records, column);
    bool names = role == PAR_COLUMN_UNIT || role == PAR_COLUMN_CRITERION || role == PAR_COLUMN_APPRAISER ||
                 role == PAR_COLUMN_REASON;
    row->cells[role] = names ? par_text_nfc(field, reading->records.arena) : field;
    if (role == PAR_COLUMN_CRITERION)
        warn_of_cut(reading, column, field);
}

static void read_long(struct reading *reading)
{
    struct par_records *records = &reading->records;
    struct par_assessment_row row = {0};
    enum par_column_role present[PAR_COLUMN_ROLES];
    size_t count = 0;
    for (int role = 0; role < PAR_COLUMN_ROLES; role++)
        if (reading->columns[role] >= 0)
            present[count++] = (enum par_column_role)role;
    find_inputs(reading);
    struct par_span *inputs = par_arena_array(records->arena, reading->file.input_count, sizeof *inputs);
    par_assessment_begin(reading->assessment, &reading->file);
    while (par_records_next(records)) {
        row.line = records->line;
        for (size_t i = 0; i < count; i++)
            take_cell(reading, present[i], &row);
        for (size_t i = 0; i < reading->file.input_count; i++)
            inputs[i] = number_field(reading, reading->inputs[i]);
        row.inputs = inputs;
        par_assessment_add(reading->assessment, &row);
    }
}

/* The columns of a wide table that are criteria; any other is an error, said once. */
static unsigned char *find_criteria(struct reading *reading)
{
    struct par_records *records = &reading->records;
    unsigned char *criteria = par_arena_alloc(records->arena, records->width);
    for (size_t i = 0; i < records->width; i++) {
        criteria[i] = par_assessment_knows_criterion(reading->assessment, par_span_of(records->headers[i]));
        if (criteria[i] || is_role(reading, i))
            continue;
        struct par_place place = par_records_header_place(records, i);
        par_diags_add(records->diags, PAR_ERROR, PAR_HEADER_UNKNOWN, &place, records->headers[i],
                      par_column_nearest(records->names[i], role_names), NULL);
    }
    return criteria;
}

static void read_wide(struct reading *reading)
{
    struct par_records *records = &reading->records;
    par_assessment_begin(reading->assessment, &reading->file);
    const unsigned char *criteria = find_criteria(reading);
    struct par_assessment_row row = {0};
    while (par_records_next(records)) {
        row.line = records->line;
        take_cell(reading, PAR_COLUMN_UNIT, &row);
        if (reading->columns[PAR_COLUMN_APPRAISER] >= 0)
            take_cell(reading, PAR_COLUMN_APPRAISER, &row);
        for (size_t i = 0; i < records->width; i++)
            if (criteria[i])
                par_assessment_add_cell(reading->assessment, &row, par_span_of(records->headers[i]),
                                        number_field(reading, (int)i), place_of(reading, (int)i));
    }
}

/* --- The decimal sign -------------------------------------------------------------------------------------------- */

static bool may_be_number(const struct reading *reading, size_t column)
{
    for (int role = 0; role < PAR_COLUMN_ROLES; role++)
        if (is_number_role((enum par_column_role)role) && reading->columns[role] == (int)column)
            return true;
    return !is_role(reading, column);
}

static char find_sign(const struct reading *reading, const char *path, const struct par_reading *how,
                      struct par_arena *arena)
{
    bool *numbers = par_arena_array(arena, reading->records.width, sizeof *numbers);
    for (size_t i = 0; i < reading->records.width; i++)
        numbers[i] = may_be_number(reading, i);
    return par_sign_find(&reading->records, path, how, numbers, arena);
}

/* A wide table has no criterion column; it may keep a note. */
static bool is_wide(const struct reading *reading)
{
    return reading->columns[PAR_COLUMN_CRITERION] < 0;
}

static void check_wide(const struct reading *reading)
{
    static const enum par_column_role needs_criterion[] = {PAR_COLUMN_ANSWER, PAR_COLUMN_VALUE, PAR_COLUMN_NUM,
                                                           PAR_COLUMN_DEN,    PAR_COLUMN_SCORE, PAR_COLUMN_APPLIES,
                                                           PAR_COLUMN_AGREE};
    for (size_t i = 0; i < sizeof needs_criterion / sizeof *needs_criterion; i++) {
        if (reading->columns[needs_criterion[i]] < 0)
            continue;
        par_records_column(&reading->records, "criterion", true);
        return;
    }
}

size_t par_assessment_load(struct par_assessment *assessment, const char *path, const char *round,
                           const struct par_reading *how, struct par_arena *arena, struct par_diags *diags)
{
    struct reading reading = {.assessment = assessment};
    if (!par_records_open(&reading.records, path, how, arena, diags))
        return 0;
    keep_inputs(&reading);
    take_points_for_score(&reading.records);
    size_t before = par_diags_errors(diags);
    reading.file = (struct par_assessment_file){.name = reading.records.name,
                                                .sheet = reading.records.sheet,
                                                .header_line = reading.records.header_line,
                                                .round = round};
    find_roles(&reading);
    if (is_wide(&reading))
        check_wide(&reading);
    reading.file.style.sign = find_sign(&reading, path, how, arena);
    if (before == par_diags_errors(diags)) {
        if (is_wide(&reading))
            read_wide(&reading);
        else
            read_long(&reading);
        par_assessment_end_file(assessment);
    }
    par_records_close(&reading.records);
    return reading.records.rows;
}
