#include "form_keys.h"
#include "parindex/decimal.h"
#include "parindex/text.h"
#include "returned_read.h"

/* The rows being found. */
struct finding {
    struct returned_reading *reading;
    struct returned_match *matches;
    size_t count;
    struct par_names *seen; /* keys, numbered by their match */
    size_t last;            /* position of the last line with a key */
};

static struct par_span key_of(const struct finding *finding, size_t line)
{
    return par_returned_field(finding->reading, &finding->reading->lines[line], AT_KEY);
}

static const char *copy(const struct finding *finding, struct par_span text)
{
    return par_arena_copy(finding->reading->scratch, text);
}

static void report(const struct finding *finding, enum par_code code, size_t line, enum returned_column column,
                   const struct returned_match *match, const char *a, const char *b)
{
    par_returned_report(finding->reading, PAR_ERROR, code, &finding->reading->lines[line], column, match, a, b);
}

/* --- Rows that have no business here ------------------------------------------------------------------------------ */

/* Whether a row answers something; texts alone may be date and signature. */
static bool is_filled(const struct finding *finding, size_t line)
{
    static const enum returned_column columns[] = {AT_RESPONSE, AT_APPLIES, AT_SCORE, AT_AGREE};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (par_returned_field(finding->reading, &finding->reading->lines[line], columns[i]).size > 0)
            return true;
    return false;
}

/* The first text of a row, to name it by. */
static const char *first_text(const struct finding *finding, size_t line)
{
    const struct returned_line *row = &finding->reading->lines[line];
    for (size_t i = 0; i < row->count; i++)
        if (par_span_trim(row->fields[i]).size > 0)
            return copy(finding, par_span_trim(row->fields[i]));
    return "";
}

/* A row without a key is a new one, unless it stands behind all others and answers nothing. */
static void meet_stranger(const struct finding *finding, size_t line)
{
    if (key_of(finding, line).size > 0 || line < finding->last || is_filled(finding, line))
        report(finding, PAR_RETURN_ROW_ADDED, line, RETURNED_COLUMNS, NULL, first_text(finding, line), NULL);
}

static bool is_repeated(struct finding *finding, size_t line)
{
    struct par_span key = key_of(finding, line);
    int32_t first = par_names_add(finding->seen, key, (int32_t)finding->count);
    char number[PAR_DECIMAL_TEXT];
    if (first == PAR_NAME_NONE)
        return false;
    par_decimal_print(finding->reading->lines[finding->matches[first].line].line, 0, 0, '.', number);
    report(finding, PAR_RETURN_ROW_REPEATED, line, AT_KEY, &finding->matches[first], copy(finding, key), number);
    return true;
}

/* --- What must stand in a row ------------------------------------------------------------------------------------- */

static bool is_label(const struct finding *finding, struct par_span text, const char *label)
{
    struct par_arena *scratch = finding->reading->scratch;
    return label && strcmp(par_text_fold(text, scratch), par_text_fold(par_span_of(label), scratch)) == 0;
}

static void check_title(const struct finding *finding, const struct returned_match *match)
{
    struct par_label label = match->row->label;
    struct par_span text = par_returned_field(finding->reading, &finding->reading->lines[match->line], AT_TITLE);
    bool is_total = match->row->criterion == 0; /* which is titled by the program */
    if (!is_total && !is_label(finding, text, label.vi) && !is_label(finding, text, label.en))
        report(finding, PAR_RETURN_TEXT_CHANGED, match->line, AT_TITLE, match, copy(finding, text), label.vi);
}

/* A maximum with either sign: nobody types it, so there is nothing to be settled by it. */
static bool is_points(struct par_span text, par_points points)
{
    struct par_readings readings;
    struct par_ratio expected = par_points_ratio(points);
    if (par_readings_parse(text, &readings) != PAR_NUMBER_OK)
        return false;
    return (readings.dot && par_ratio_compare(par_quantity_ratio(readings.as_dot), expected) == 0) ||
           (readings.comma && par_ratio_compare(par_quantity_ratio(readings.as_comma), expected) == 0);
}

static void check_maximum(const struct finding *finding, const struct returned_match *match)
{
    struct par_span text = par_returned_field(finding->reading, &finding->reading->lines[match->line], AT_MAX);
    bool has_maximum = match->row->kind == PAR_FORM_GROUP || match->row->kind == PAR_FORM_COMPONENT;
    if (has_maximum && finding->reading->at[AT_MAX] >= 0 && !is_points(text, match->row->max))
        report(finding, PAR_MAX_DIFFERS, match->line, AT_MAX, match, copy(finding, text),
               par_points_text(match->row->max, finding->reading->scratch));
}

static void keep_match(struct finding *finding, struct returned_match match)
{
    finding->matches[finding->count++] = match;
    check_title(finding, &match);
    check_maximum(finding, &match);
}

/* --- The own form of a unit --------------------------------------------------------------------------------------- */

/* The length of the longest run of rows that ends with each and keeps the order of the form; *next is the row before
 * it. What is outside the longest such run was moved, and nothing else. */
static size_t find_run(const size_t *places, size_t count, size_t *length, size_t *before)
{
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        length[i] = 1;
        before[i] = i;
        for (size_t k = 0; k < i; k++)
            if (places[k] < places[i] && length[k] + 1 > length[i]) {
                length[i] = length[k] + 1;
                before[i] = k;
            }
        if (length[i] > length[best])
            best = i;
    }
    return best;
}

static bool is_ordered(const size_t *places, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (places[i] < places[i - 1])
            return false;
    return true;
}

/* `places`: of each match, the place of its row in the form. */
static void report_moved(const struct finding *finding, const size_t *places)
{
    struct par_arena *scratch = finding->reading->scratch;
    if (is_ordered(places, finding->count))
        return;
    size_t *length = par_arena_array(scratch, finding->count, sizeof *length);
    size_t *before = par_arena_array(scratch, finding->count, sizeof *before);
    bool *stays = par_arena_array(scratch, finding->count, sizeof *stays);
    for (size_t i = find_run(places, finding->count, length, before);; i = before[i]) {
        stays[i] = true;
        if (before[i] == i)
            break;
    }
    for (size_t i = 0; i < finding->count; i++)
        if (!stays[i])
            report(finding, PAR_RETURN_ROW_MOVED, finding->matches[i].line, AT_KEY, &finding->matches[i],
                   finding->matches[i].row->key, NULL);
}

/* The line behind which a row should stand: that of the nearest one before it that is there. */
static void report_gone(const struct finding *finding, const struct par_form *form)
{
    size_t line = finding->reading->header;
    for (size_t i = 0; i < form->count; i++) {
        struct returned_match match = {.unit = form->unit, .row = &form->rows[i]};
        int32_t seen = par_names_find(finding->seen, par_span_of(form->rows[i].key));
        if (seen >= 0)
            line = finding->matches[seen].line;
        else
            report(finding, PAR_RETURN_ROW_GONE, line, RETURNED_COLUMNS, &match, form->rows[i].key,
                   form->rows[i].label.vi);
    }
}

static void find_own_rows(struct finding *finding)
{
    struct returned_reading *reading = finding->reading;
    const struct par_unit *unit = &reading->context->units->items[reading->out->unit];
    struct par_form form = par_form_of(unit, reading->scratch);
    struct par_names *keys = par_names_new(reading->scratch);
    size_t *places = par_arena_array(reading->scratch, reading->count, sizeof *places);
    for (size_t i = 0; i < form.count; i++)
        par_names_add(keys, par_span_of(form.rows[i].key), (int32_t)i);
    for (size_t line = reading->header + 1; line < reading->count; line++) {
        int32_t place = par_names_find(keys, key_of(finding, line));
        if (place < 0) {
            meet_stranger(finding, line);
        } else if (!is_repeated(finding, line)) {
            places[finding->count] = (size_t)place;
            keep_match(finding, (struct returned_match){line, unit, reading->out->unit, &form.rows[place]});
        }
    }
    report_moved(finding, places);
    report_gone(finding, &form);
}

/* --- Forms of which only their makers know what they ask ---------------------------------------------------------- */

/* The row of a component, as these forms have it; NULL for anything else. */
static const struct par_form_row *component_row(const struct finding *finding, const struct par_unit *unit,
                                                struct par_span id)
{
    int32_t position = par_set_find(unit->set, id);
    if (position < 0 || unit->set->criteria[position].component < 0)
        return NULL;
    const struct par_criterion *criterion = &unit->set->criteria[position];
    struct par_form_row *row = par_arena_alloc(finding->reading->scratch, sizeof *row);
    *row = (struct par_form_row){.key = criterion->id,
                                 .kind = PAR_FORM_COMPONENT,
                                 .fill = PAR_FILL_SCORE,
                                 .criterion = position,
                                 .input = -1,
                                 .label = criterion->name,
                                 .max = criterion->max};
    return row;
}

/* "01|#1.1.4", or "#1.1.4" in the form of a unit. */
static bool parse_key(const struct finding *finding, struct par_span key, struct returned_match *match)
{
    const struct par_units *units = finding->reading->context->units;
    const char *mark = key.size ? memchr(key.text, '#', key.size) : NULL;
    size_t size = mark ? (size_t)(mark - key.text) : 0;
    match->unit_position = finding->reading->out->unit;
    if (mark && size > 0 && mark[-1] == '|')
        match->unit_position = par_names_find(units->codes, (struct par_span){key.text, size - 1});
    bool is_other = finding->reading->out->unit >= 0 && match->unit_position != finding->reading->out->unit;
    if (!mark || match->unit_position < 0 || is_other)
        return false;
    match->unit = &units->items[match->unit_position];
    match->row = component_row(finding, match->unit, (struct par_span){mark + 1, key.size - size - 1});
    return match->row != NULL;
}

/* Which rows were sent out is not known here, but their number and what their keys come to are. */
static void check_rows(const struct finding *finding)
{
    struct returned_reading *reading = finding->reading;
    const struct par_form_identity *identity = &reading->out->identity;
    const char **keys = par_arena_array(reading->scratch, finding->count, sizeof *keys);
    for (size_t i = 0; i < finding->count; i++) {
        const struct returned_match *match = &finding->matches[i];
        keys[i] = par_form_key(reading->out->is_by_units ? match->unit->code : NULL, match->row->key, reading->scratch);
    }
    const char *rows = par_count_text(finding->count, reading->scratch);
    const char *digest = par_form_key_digest(keys, finding->count, reading->scratch);
    if (*identity->rows && (strcmp(rows, identity->rows) != 0 || strcmp(digest, identity->keys) != 0))
        par_returned_report_file(reading, PAR_RETURN_ROWS, identity->rows, rows);
}

static void find_listed_rows(struct finding *finding)
{
    struct returned_reading *reading = finding->reading;
    for (size_t line = reading->header + 1; line < reading->count; line++) {
        struct returned_match match = {.line = line};
        if (!parse_key(finding, key_of(finding, line), &match))
            meet_stranger(finding, line);
        else if (!is_repeated(finding, line))
            keep_match(finding, match);
    }
    check_rows(finding);
}

size_t par_returned_find_rows(struct returned_reading *reading, const struct returned_match **matches)
{
    struct finding finding = {.reading = reading,
                              .matches = par_arena_array(reading->scratch, reading->count, sizeof *finding.matches),
                              .seen = par_names_new(reading->scratch)};
    for (size_t line = reading->header + 1; line < reading->count; line++)
        if (key_of(&finding, line).size > 0)
            finding.last = line;
    if (reading->type == PAR_SELF_FORM)
        find_own_rows(&finding);
    else
        find_listed_rows(&finding);
    *matches = finding.matches;
    return finding.count;
}
