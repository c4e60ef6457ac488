#include "parindex/files.h"
#include "parindex/records.h"
#include "parindex/text.h"
#include "parindex/vocabulary.h"

static const char *const role_names[] = {[PAR_COLUMN_UNIT] = "unit",     [PAR_COLUMN_CRITERION] = "criterion",
                                         [PAR_COLUMN_ANSWER] = "answer", [PAR_COLUMN_VALUE] = "value",
                                         [PAR_COLUMN_NUM] = "num",       [PAR_COLUMN_DEN] = "den",
                                         [PAR_COLUMN_SCORE] = "score",   [PAR_COLUMN_APPLIES] = "applies",
                                         [PAR_COLUMN_AGREE] = "agree",   [PAR_COLUMN_EVIDENCE] = "evidence",
                                         [PAR_COLUMN_REASON] = "reason", [PAR_COLUMN_CAUSE_KIND] = "cause_kind",
                                         [PAR_COLUMN_NOTE] = "note",     [PAR_COLUMN_APPRAISER] = "appraiser",
                                         [PAR_COLUMN_ROUND] = "round",   [PAR_COLUMN_ROLES] = NULL};

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
    for (size_t i = 0; role_names[i]; i++)
        if (strcmp(role_names[i], reading->records.names[column]) == 0)
            return true;
    return false;
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

static struct par_column_place place_of(const struct reading *reading, int column)
{
    return (struct par_column_place){(uint32_t)column + 1, reading->records.headers[column]};
}

static void find_roles(struct reading *reading)
{
    for (int role = 0; role < PAR_COLUMN_ROLES; role++) {
        int column = par_records_column(&reading->records, role_names[role], role == PAR_COLUMN_UNIT);
        reading->columns[role] = column;
        if (column >= 0)
            reading->file.columns[role] = place_of(reading, column);
    }
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
            row.cells[present[i]] = par_records_field(records, reading->columns[present[i]]);
        row.cells[PAR_COLUMN_UNIT] = par_text_nfc(row.cells[PAR_COLUMN_UNIT], records->arena);
        row.cells[PAR_COLUMN_CRITERION] = par_text_nfc(row.cells[PAR_COLUMN_CRITERION], records->arena);
        for (size_t i = 0; i < reading->file.input_count; i++)
            inputs[i] = par_records_field(records, reading->inputs[i]);
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
        struct par_place place = {.file = records->name,
                                  .line = records->header_line,
                                  .field = (uint32_t)i + 1,
                                  .header = records->headers[i]};
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
    while (par_records_next(records)) {
        struct par_span unit =
            par_text_nfc(par_records_field(records, reading->columns[PAR_COLUMN_UNIT]), records->arena);
        for (size_t i = 0; i < records->width; i++) {
            if (!criteria[i])
                continue;
            par_assessment_add_cell(reading->assessment, unit, par_span_of(records->headers[i]),
                                    par_records_field(records, (int)i), records->line, place_of(reading, (int)i));
        }
    }
}

static bool may_be_number(const struct reading *reading, size_t column)
{
    static const enum par_column_role numbers[] = {PAR_COLUMN_VALUE, PAR_COLUMN_NUM, PAR_COLUMN_DEN, PAR_COLUMN_SCORE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (reading->columns[numbers[i]] == (int)column)
            return true;
    return !is_role(reading, column);
}

/* The sign of the first number that can be read in one way only; 0 when there is none. */
static char sign_of_row(const struct reading *reading, const struct par_records *records)
{
    for (size_t i = 0; i < records->width; i++) {
        struct par_readings readings;
        struct par_span text = par_records_field(records, (int)i);
        if (!may_be_number(reading, i) || par_readings_parse(text, &readings) != PAR_NUMBER_OK)
            continue;
        if (readings.dot != readings.comma)
            return readings.dot ? '.' : ',';
    }
    return 0;
}

/* Files with commas between fields hardly have decimal commas and are read once. In others a number such as 1.234 may
 * stand before the first clear one, so those are looked through first; standard input cannot be read twice. */
static char find_sign(const struct reading *reading, const char *path, struct par_arena *arena)
{
    struct par_diags *unheard = par_diags_new(arena, 0, 0);
    struct par_records records;
    char sign = 0;
    if (par_table_separator(reading->records.table) == ',' || strcmp(path, "-") == 0 ||
        !par_records_open(&records, path, arena, unheard))
        return 0;
    while (!sign && par_records_next(&records))
        sign = sign_of_row(reading, &records);
    par_records_close(&records);
    return sign;
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

size_t par_assessment_load(struct par_assessment *assessment, const char *path, const char *round, char sign,
                           struct par_arena *arena, struct par_diags *diags)
{
    struct reading reading = {.assessment = assessment};
    if (!par_records_open(&reading.records, path, arena, diags))
        return 0;
    keep_inputs(&reading);
    size_t before = par_diags_errors(diags);
    reading.file = (struct par_assessment_file){.name = reading.records.name,
                                                .header_line = reading.records.header_line,
                                                .round = round,
                                                .style = {.sign = sign}};
    find_roles(&reading);
    if (is_wide(&reading))
        check_wide(&reading);
    if (!sign)
        reading.file.style.sign = find_sign(&reading, path, arena);
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
