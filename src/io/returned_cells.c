#include <stdlib.h>

#include "parindex/text.h"
#include "parindex/yes_no.h"
#include "returned_read.h"

/* What was filled in for one component of one unit, from all its rows. */
struct gathering {
    struct par_returned_row row;
    bool is_asked;
    const char *ticked;  /* keys, '|' between; NULL: none */
    const char **inputs; /* per input of the set */
};

/* The cells being taken. */
struct taking {
    struct returned_reading *reading;
    const struct returned_match *match;
    const struct returned_line *line;
    struct gathering *into;
};

static struct par_span cell(const struct taking *taking, enum returned_column column)
{
    return par_returned_field(taking->reading, taking->line, column);
}

static void report(const struct taking *taking, enum par_severity severity, enum par_code code,
                   enum returned_column column, const char *a, const char *b)
{
    par_returned_report(taking->reading, severity, code, taking->line, column, taking->match, a, b);
}

static const char *keep(const struct taking *taking, struct par_span text)
{
    return par_arena_copy(taking->reading->arena, par_text_nfc(text, taking->reading->scratch));
}

/* Notes where a component was filled in first. */
static void note_place(const struct taking *taking, enum returned_column column)
{
    struct par_returned_row *row = &taking->into->row;
    if (row->line == 0) {
        row->line = taking->line->line;
        row->field = (uint32_t)taking->reading->at[column] + 1;
    }
}

static void put(const struct taking *taking, enum par_returned_cell to, enum returned_column column, const char *text)
{
    taking->into->row.cells[to] = text;
    note_place(taking, column);
}

/* --- Cells that say one thing ------------------------------------------------------------------------------------- */

/* What a cell of a workbook cannot be; false after an error. */
static bool has_value(const struct taking *taking, enum returned_column column)
{
    unsigned kind = par_returned_kind(taking->reading, taking->line, column);
    struct par_span text = cell(taking, column);
    enum par_code code = PAR_CELL_SPANS;
    if ((kind & ~(unsigned)PAR_CELL_MERGED) == PAR_CELL_UNCALCULATED)
        code = PAR_CELL_NO_VALUE;
    else if (text.size == 0)
        return false;
    else if ((kind & ~(unsigned)PAR_CELL_MERGED) == PAR_CELL_ERROR)
        code = PAR_CELL_FAULT;
    else if (!(kind & PAR_CELL_MERGED))
        return true;
    report(taking, PAR_ERROR, code, column, keep(taking, text), NULL);
    return false;
}

/* Number cells of a workbook are exact; only texts have the decimal sign of the file. */
static const char *read_number(const struct taking *taking, enum returned_column column,
                               const struct par_limits *limits)
{
    struct returned_reading *reading = taking->reading;
    unsigned kind = par_returned_kind(reading, taking->line, column);
    struct par_number_style exact = {.sign = '.'};
    struct par_number_style *style = kind == PAR_CELL_NUMBER || kind == PAR_CELL_PERCENT ? &exact : &reading->style;
    const struct par_form_row *row = taking->match->row;
    struct par_place place = {.file = reading->out->path,
                              .sheet = reading->sheet,
                              .line = taking->line->line,
                              .field = (uint32_t)reading->at[column] + 1,
                              .unit = taking->match->unit->code,
                              .node = taking->match->unit->set->criteria[row->criterion].id};
    struct par_quantity number;
    if (!par_number_take(style, cell(taking, column), limits, &place, reading->scratch, reading->diags, &number))
        return NULL;
    return par_decimal_text(number.mantissa, number.scale, -1, '.', reading->arena);
}

static bool is_label(const struct taking *taking, const char *folded, const char *label)
{
    return label && strcmp(folded, par_text_fold(par_span_of(label), taking->reading->scratch)) == 0;
}

static const char *option_names(const struct taking *taking)
{
    const struct par_form_row *row = taking->match->row;
    const char *names = "";
    for (size_t i = 0; i < row->option_count; i++)
        names = par_arena_join(taking->reading->scratch, names, i ? "; " : "", row->options[i].label.vi, NULL);
    return names;
}

/* The key of the option that a cell names by its label or its key. */
static const char *read_option(const struct taking *taking)
{
    const struct par_form_row *row = taking->match->row;
    struct par_span text = cell(taking, AT_RESPONSE);
    const char *folded = par_text_fold(text, taking->reading->scratch);
    for (size_t i = 0; i < row->option_count; i++)
        if (is_label(taking, folded, row->options[i].label.vi) || is_label(taking, folded, row->options[i].label.en) ||
            par_span_is(text, row->options[i].key))
            return row->options[i].key;
    report(taking, PAR_ERROR, PAR_ANSWER_UNKNOWN, AT_RESPONSE, keep(taking, text), option_names(taking));
    return NULL;
}

static const char *read_date(const struct taking *taking)
{
    struct par_span text = cell(taking, AT_RESPONSE);
    int64_t day;
    if (par_date_parse(text, &day))
        return keep(taking, text);
    report(taking, PAR_ERROR, PAR_DATE_SYNTAX, AT_RESPONSE, keep(taking, text), NULL);
    return NULL;
}

/* 1, 0, or -1 after an error. */
static int read_yes_or_no(const struct taking *taking, enum returned_column column, enum par_code code)
{
    struct par_span text = cell(taking, column);
    int answer = par_yes_or_no(text, par_text_fold, taking->reading->scratch);
    if (answer < 0)
        report(taking, PAR_ERROR, code, column, keep(taking, text), "x");
    return answer;
}

/* --- The response ------------------------------------------------------------------------------------------------- */

static void put_input(const struct taking *taking, const char *text)
{
    struct gathering *into = taking->into;
    if (!text)
        return;
    if (!into->inputs)
        into->inputs =
            par_arena_array(taking->reading->scratch, taking->match->unit->set->input_count, sizeof *into->inputs);
    into->inputs[taking->match->row->input] = text;
    into->row.is_answer = true;
    note_place(taking, AT_RESPONSE);
}

static void put_tick(const struct taking *taking)
{
    struct gathering *into = taking->into;
    const char *key = taking->match->row->options[0].key;
    if (read_yes_or_no(taking, AT_RESPONSE, PAR_VALUE_UNKNOWN) != 1)
        return;
    into->ticked = into->ticked ? par_arena_join(taking->reading->arena, into->ticked, "|", key, NULL) : key;
    put(taking, PAR_RETURNED_ANSWER, AT_RESPONSE, into->ticked);
    into->row.is_answer = true;
}

static void put_response(const struct taking *taking, enum par_returned_cell to, const char *text)
{
    if (!text)
        return;
    put(taking, to, AT_RESPONSE, text);
    taking->into->row.is_answer = true;
}

static struct par_limits limits_of_score(const struct taking *taking)
{
    return (struct par_limits){.points = true, .has_most = true, .most = {taking->match->row->max, PAR_POINTS_SCALE}};
}

/* The form says itself in words who gives the points that the unit does not; a number there was typed. */
static void check_stray(const struct taking *taking)
{
    struct par_readings readings;
    struct par_span text = cell(taking, AT_RESPONSE);
    bool has_words = taking->match->row->fill == PAR_FILL_OTHERS || taking->match->row->fill == PAR_FILL_LEFT_OUT;
    if (!has_words || par_readings_parse(text, &readings) == PAR_NUMBER_OK)
        report(taking, PAR_WARNING, PAR_RETURN_STRAY, AT_RESPONSE, keep(taking, text), NULL);
}

static void take_response(const struct taking *taking)
{
    struct par_limits score = limits_of_score(taking), count = {.whole = true}, number = {0};
    struct par_limits percent = {.percent = true, .has_most = true, .most = {100, 0}};
    if (!has_value(taking, AT_RESPONSE))
        return;
    switch (taking->match->row->fill) {
    case PAR_FILL_OPTION:
        put_response(taking, PAR_RETURNED_ANSWER, read_option(taking));
        break;
    case PAR_FILL_SCORE:
        put_response(taking, PAR_RETURNED_SCORE, read_number(taking, AT_RESPONSE, &score));
        break;
    case PAR_FILL_COUNT:
        put_input(taking, read_number(taking, AT_RESPONSE, &count));
        break;
    case PAR_FILL_NUMBER:
        put_input(taking, read_number(taking, AT_RESPONSE, &number));
        break;
    case PAR_FILL_PERCENT:
        put_input(taking, read_number(taking, AT_RESPONSE, &percent));
        break;
    case PAR_FILL_DATE:
        put_input(taking, read_date(taking));
        break;
    case PAR_FILL_TICK:
        put_tick(taking);
        break;
    default:
        check_stray(taking);
    }
}

/* --- The other cells ---------------------------------------------------------------------------------------------- */

/* Texts of the rows of one component are put together. */
static void take_text(const struct taking *taking, enum returned_column column, enum par_returned_cell to)
{
    struct par_span text = cell(taking, column);
    const char *before = taking->into->row.cells[to], *more = keep(taking, text);
    if (text.size == 0)
        return;
    if (taking->match->row->kind == PAR_FORM_GROUP) {
        report(taking, PAR_WARNING, PAR_RETURN_STRAY, column, more, NULL);
        return;
    }
    put(taking, to, column, before ? par_arena_join(taking->reading->arena, before, "; ", more, NULL) : more);
}

/* In the form of a unit "yes" says nothing new; there only "no" is kept. */
static void take_applies(const struct taking *taking)
{
    int applies = has_value(taking, AT_APPLIES) ? read_yes_or_no(taking, AT_APPLIES, PAR_APPLIES_VALUE) : -1;
    if (applies < 0 || (applies && taking->reading->type == PAR_SELF_FORM))
        return;
    put(taking, PAR_RETURNED_APPLIES, AT_APPLIES, applies ? "yes" : "no");
    taking->into->row.is_answer = true;
}

static void take_agree(const struct taking *taking)
{
    int agrees = has_value(taking, AT_AGREE) ? read_yes_or_no(taking, AT_AGREE, PAR_AGREE_VALUE) : -1;
    if (agrees < 0)
        return;
    put(taking, PAR_RETURNED_AGREE, AT_AGREE, agrees ? "yes" : "no");
    taking->into->row.is_answer = taking->into->row.is_answer || agrees;
}

static void take_score(const struct taking *taking)
{
    struct par_limits limits = limits_of_score(taking);
    const char *score = has_value(taking, AT_SCORE) ? read_number(taking, AT_SCORE, &limits) : NULL;
    if (!score)
        return;
    put(taking, PAR_RETURNED_SCORE, AT_SCORE, score);
    taking->into->row.is_answer = true;
}

static bool asks(const struct par_form_row *row)
{
    return row->kind != PAR_FORM_GROUP && row->fill >= PAR_FILL_OPTION;
}

/* Whether a text alone is what this form asks for. */
static bool asks_for_reasons(const struct returned_reading *reading)
{
    return reading->type == PAR_EXPLANATION_FORM;
}

static void take_row(const struct taking *taking)
{
    struct gathering *into = taking->into;
    into->row.unit = taking->match->unit_position;
    into->row.criterion = taking->match->row->criterion;
    into->is_asked = into->is_asked || asks(taking->match->row);
    take_response(taking);
    take_applies(taking);
    take_score(taking);
    take_agree(taking);
    take_text(taking, AT_EVIDENCE, PAR_RETURNED_EVIDENCE);
    take_text(taking, AT_REASON, PAR_RETURNED_REASON);
    take_text(taking, AT_NOTE, PAR_RETURNED_NOTE);
    if (asks_for_reasons(taking->reading) && into->row.line > 0)
        into->row.is_answer = true;
}

/* --- The decimal sign --------------------------------------------------------------------------------------------- */

/* The first text that can be read in one way only. Printed maxima and points settle it as well as what was typed. */
static char sign_of(const struct returned_reading *reading, const struct returned_line *line)
{
    static const enum returned_column columns[] = {AT_MAX, AT_POINTS, AT_SCORE, AT_RESPONSE};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct par_readings readings;
        bool is_text = par_returned_kind(reading, line, columns[i]) == PAR_CELL_TEXT;
        if (is_text && par_readings_parse(par_returned_field(reading, line, columns[i]), &readings) == PAR_NUMBER_OK &&
            readings.dot != readings.comma)
            return readings.dot ? '.' : ',';
    }
    return 0;
}

static char find_sign(const struct returned_reading *reading, const struct returned_match *matches, size_t count)
{
    char sign = reading->context->how.decimal;
    for (size_t i = 0; i < count && !sign; i++)
        sign = sign_of(reading, &reading->lines[matches[i].line]);
    return sign;
}

/* --- All rows ----------------------------------------------------------------------------------------------------- */

static void keep_inputs(struct returned_reading *reading, struct gathering *from, size_t input_count)
{
    size_t count = 0;
    for (size_t i = 0; i < input_count; i++)
        count += from->inputs[i] != NULL;
    struct par_returned_input *inputs = par_arena_array(reading->arena, count, sizeof *inputs);
    from->row.inputs = inputs;
    for (size_t i = 0; i < input_count; i++)
        if (from->inputs[i])
            inputs[from->row.input_count++] = (struct par_returned_input){(int32_t)i, from->inputs[i]};
}

static int by_unit_and_criterion(const void *a, const void *b)
{
    const struct gathering *one = a, *other = b;
    if (one->row.unit != other->row.unit)
        return one->row.unit < other->row.unit ? -1 : 1;
    return one->row.criterion < other->row.criterion ? -1 : one->row.criterion > other->row.criterion;
}

/* Keeps what says something, and counts what is asked. */
static void keep_gathered(struct returned_reading *reading, struct gathering *gathered, size_t count)
{
    struct par_returned *out = reading->out;
    int32_t *asked = par_arena_array(reading->arena, count, sizeof *asked);
    size_t filled = 0;
    for (size_t i = 0; i < count; i++)
        filled += gathered[i].row.line > 0;
    out->rows = par_arena_array(reading->arena, filled, sizeof *out->rows);
    out->asked = asked;
    for (size_t i = 0; i < count; i++) {
        struct gathering *from = &gathered[i];
        if (from->is_asked)
            asked[out->asked_count++] = from->row.unit;
        if (from->row.line == 0)
            continue;
        if (from->inputs)
            keep_inputs(reading, from, reading->context->units->items[from->row.unit].set->input_count);
        out->rows[out->row_count++] = from->row;
    }
}

/* Where a match is gathered: rows of one component of a unit's own form in one place, else each by itself. */
static size_t place_of(const struct returned_reading *reading, const struct returned_match *match, size_t i)
{
    return reading->type == PAR_SELF_FORM ? (size_t)match->row->criterion : i;
}

void par_returned_take_cells(struct returned_reading *reading, const struct returned_match *matches, size_t count)
{
    size_t room = count;
    if (reading->type == PAR_SELF_FORM)
        room = (size_t)reading->context->units->items[reading->out->unit].set->criterion_count;
    struct gathering *gathered = par_arena_array(reading->scratch, room, sizeof *gathered);
    reading->style.sign = find_sign(reading, matches, count);
    for (size_t i = 0; i < count; i++) {
        struct taking taking = {reading, &matches[i], &reading->lines[matches[i].line],
                                &gathered[place_of(reading, &matches[i], i)]};
        take_row(&taking);
    }
    par_number_finish(&reading->style, reading->diags);
    qsort(gathered, room, sizeof *gathered, by_unit_and_criterion);
    keep_gathered(reading, gathered, room);
}
