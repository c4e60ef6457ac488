/* Where a form stands in the sample, and to which groups it belongs. */
#include "parindex/text.h"
#include "sign.h"
#include "survey_reader.h"

/* --- Numbers ------------------------------------------------------------------------------------------------------ */

static bool told_before(const struct par_survey_number *column, struct par_span text)
{
    return column->known && text.size == column->size && memcmp(text.text, column->text, text.size) == 0;
}

static void remember(struct par_survey_number *column, struct par_span text, int64_t value)
{
    column->value = value;
    column->known = text.size <= sizeof column->text;
    if (!column->known)
        return;
    memcpy(column->text, text.text, text.size);
    column->size = text.size;
}

/* A weight in 10^-9: more decimals are rounded, with a word. */
static bool scale_weight(const struct par_survey_reader *reader, int at, struct par_span text,
                         struct par_quantity quantity, int64_t *out)
{
    int64_t scaled = quantity.mantissa, limit = PAR_WEIGHT_ONE * PAR_WEIGHT_ONE / PAR_WEIGHT_SCALE;
    int scale = quantity.scale;
    bool fits = scaled > 0;
    for (; scale < PAR_WEIGHT_SCALE && fits; scale++) {
        fits = scaled < limit;
        scaled *= fits ? 10 : 1;
    }
    int64_t lost = 0;
    for (; scale > PAR_WEIGHT_SCALE; scale--) {
        lost = scaled % 10;
        scaled /= 10;
    }
    *out = scaled + (lost >= 5);
    const char *copy =
        fits && *out > 0 && quantity.scale <= PAR_WEIGHT_SCALE ? "" : par_arena_copy(reader->arena, text);
    if (!fits || *out <= 0)
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_WEIGHT, at, copy, NULL, NULL);
    else if (quantity.scale > PAR_WEIGHT_SCALE)
        par_survey_report(reader, PAR_WARNING, PAR_SURVEY_WEIGHT_CUT, at, copy, NULL, NULL);
    return fits && *out > 0;
}

static bool whole_number(const struct par_survey_reader *reader, int at, struct par_span text,
                         struct par_quantity quantity, int64_t *out)
{
    *out = quantity.mantissa;
    if (quantity.mantissa > 0)
        return true;
    par_survey_report(reader, PAR_ERROR, PAR_NUMBER_RANGE, at, par_arena_copy(reader->arena, text), NULL, NULL);
    return false;
}

static bool take_number(struct par_survey_reader *reader, struct par_survey_number *column, int64_t *out)
{
    if (column->at < 0)
        return true;
    struct par_span text = par_sign_field(reader->records, column->at, reader->style.sign);
    struct par_limits limits = {.whole = !column->is_weight};
    struct par_place place = par_records_place(reader->records, column->at);
    struct par_quantity quantity;
    if (text.size == 0) {
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_DESIGN_BLANK, column->at, column->option, NULL, NULL);
        return false;
    }
    if (told_before(column, text)) {
        *out = column->value;
        return true;
    }
    if (!par_number_take(&reader->style, text, &limits, &place, reader->arena, reader->diags, &quantity) ||
        !(column->is_weight ? scale_weight : whole_number)(reader, column->at, text, quantity, out))
        return false;
    bool was_said = column->is_weight && quantity.scale > PAR_WEIGHT_SCALE;
    if (!was_said)
        remember(column, text, *out);
    return true;
}

/* --- Codes and groups ----------------------------------------------------------------------------------------------
 */

static struct par_span text_at(const struct par_survey_reader *reader, int column)
{
    return par_text_nfc(par_records_field(reader->records, column), reader->arena);
}

static bool take_code(const struct par_survey_reader *reader, int column, const char *option, struct par_span *out)
{
    if (column < 0)
        return true;
    *out = text_at(reader, column);
    if (out->size > 0)
        return true;
    par_survey_report(reader, PAR_ERROR, PAR_SURVEY_DESIGN_BLANK, column, option, NULL, NULL);
    return false;
}

/* The unit that the cell means, its code; asked once for each text. */
static bool take_unit(struct par_survey_reader *reader, struct par_span *code)
{
    const struct par_units *units = reader->design->units;
    struct par_span text = text_at(reader, reader->columns.unit);
    int32_t known = par_names_find(reader->units, text);
    if (known < 0) {
        struct par_place place = par_records_place(reader->records, reader->columns.unit);
        known = par_units_find(units, text, &place, reader->arena, reader->diags);
        if (known < 0)
            return false;
        par_names_add(reader->units, (struct par_span){par_arena_copy(reader->arena, text), text.size}, known);
    }
    *code = par_span_of(units->items[known].code);
    return true;
}

struct par_span par_survey_group_name(struct par_survey_reader *reader, const int *columns, size_t count)
{
    size_t size = 0;
    if (count == 1)
        return text_at(reader, *columns);
    for (size_t i = 0; i < count; i++) {
        struct par_span text = text_at(reader, columns[i]);
        while (reader->joined_room < size + text.size + 1)
            reader->joined =
                par_arena_grow(reader->arena, reader->joined, reader->joined_room, &reader->joined_room, 1);
        if (i > 0)
            reader->joined[size++] = '|';
        if (text.size)
            memcpy(reader->joined + size, text.text, text.size);
        size += text.size;
    }
    return (struct par_span){reader->joined, size};
}

static bool take_groups(struct par_survey_reader *reader, struct par_sums_row *row)
{
    const struct par_survey_design *design = reader->design;
    struct par_sums *sums = reader->survey->sums;
    struct par_span name;
    reader->domains[0] = reader->survey->everyone;
    row->domain_count = 1;
    row->domains = reader->domains;
    if (design->units) {
        if (!take_unit(reader, &name))
            return false;
        reader->domains[row->domain_count++] = par_sums_domain(sums, par_survey_unit_grouping(), name);
    }
    for (size_t i = 0; i < design->grouping_count; i++) {
        name = par_survey_group_name(reader, reader->columns.groupings[i], design->groupings[i].count);
        reader->domains[row->domain_count++] = par_sums_domain(sums, par_survey_grouping(i), name);
    }
    return true;
}

bool par_survey_take_design(struct par_survey_reader *reader, struct par_sums_row *row)
{
    *row = (struct par_sums_row){.weight = PAR_WEIGHT_ONE};
    bool good = take_code(reader, reader->columns.strata, "--strata", &row->stratum);
    good = take_code(reader, reader->columns.psu, "--psu", &row->psu) && good;
    good = take_code(reader, reader->columns.ssu, "--ssu", &row->ssu) && good;
    good = take_number(reader, &reader->weight, &row->weight) && good;
    good = take_number(reader, &reader->fpc, &row->population) && good;
    good = take_number(reader, &reader->fpc2, &row->ssu_population) && good;
    par_survey_take_class(reader, row->weight);
    return take_groups(reader, row) && good;
}

/* --- Adding a form --------------------------------------------------------------------------------------------------
 */

static void report_sums(struct par_survey_reader *reader, enum par_sums_status status, const struct par_sums_row *row)
{
    bool second = status == PAR_SUMS_SSU_POPULATION;
    const struct par_survey_number *column = second ? &reader->fpc2 : &reader->fpc;
    char number[PAR_DECIMAL_TEXT];
    par_decimal_print(second ? row->ssu_population : row->population, 0, 0, '.', number);
    if (status == PAR_SUMS_OVERFLOW)
        reader->overflowed = true;
    else if (status != PAR_SUMS_OK)
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_POPULATION, column->at, number,
                          par_arena_copy(reader->arena, second ? row->psu : row->stratum), NULL);
}

void par_survey_add(struct par_survey_reader *reader, struct par_sums_row *row)
{
    bool reject = reader->design->unreadable == PAR_UNREADABLE_REJECT;
    enum par_reply_state state = par_survey_judge(reader->survey, &reader->reply, reject);
    if (state != PAR_REPLY_VALID)
        par_survey_report(reader, PAR_WARNING, PAR_SURVEY_INVALID, -1, par_reply_state_name(state), NULL, NULL);
    if (!par_survey_settle_class(reader, state, row))
        return;
    par_survey_fill(reader->survey, &reader->reply, state, reader->categories);
    row->answers = reader->categories;
    row->asked = reader->reply.answerable;
    row->asked_count = reader->reply.answerable_count;
    report_sums(reader, par_sums_add(reader->survey->sums, row), row);
}

bool par_survey_note_id(struct par_survey_reader *reader, struct par_span id)
{
    if (par_names_find(reader->ids, id) >= 0) {
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_FORM_REPEATED, reader->columns.id,
                          par_arena_copy(reader->arena, id), NULL, NULL);
        return false;
    }
    par_names_add(reader->ids, (struct par_span){par_arena_copy(reader->arena, id), id.size}, 0);
    return true;
}
