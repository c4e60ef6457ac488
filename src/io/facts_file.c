#include "parindex/files.h"
#include "parindex/records.h"
#include "parindex/text.h"
#include "sign.h"

struct columns {
    int unit, name, value;
};

static bool read_value(const struct par_records *records, const struct columns *at, enum par_input_kind kind,
                       struct par_number_style *style, struct par_quantity *out)
{
    struct par_span text = par_sign_field(records, at->value, style->sign);
    struct par_place place = par_records_place(records, at->value);
    if (text.size == 0) {
        par_diags_add(records->diags, PAR_ERROR, PAR_INPUT_MISSING, &place, "value", NULL);
        return false;
    }
    if (kind == PAR_INPUT_DATE) {
        *out = (struct par_quantity){0, 0};
        if (par_date_parse(text, &out->mantissa))
            return true;
        par_diags_add(records->diags, PAR_ERROR, PAR_DATE_SYNTAX, &place, par_arena_copy(records->arena, text), NULL);
        return false;
    }
    struct par_limits limits = {.whole = kind == PAR_INPUT_COUNT,
                                .percent = kind == PAR_INPUT_PERCENTAGE,
                                .hundred = kind == PAR_INPUT_PERCENTAGE};
    if (!par_number_take(style, text, &limits, &place, records->arena, records->diags, out))
        return false;
    if (limits.whole && out->mantissa < 0) {
        par_diags_add(records->diags, PAR_ERROR, PAR_NUMBER_NEGATIVE, &place, par_arena_copy(records->arena, text),
                      NULL);
        return false;
    }
    return true;
}

static void read_fact(const struct par_records *records, const struct columns *at, struct par_facts *facts,
                      struct par_number_style *style)
{
    struct par_span unit = par_text_nfc(par_records_field(records, at->unit), records->arena);
    struct par_span name = par_records_field(records, at->name);
    const struct par_units *units = par_facts_units(facts);
    struct par_place place = par_records_place(records, at->unit);
    int32_t position = par_units_find(units, unit, &place, records->arena, records->diags);
    if (position < 0)
        return;
    place = par_records_place(records, at->name);
    enum par_input_kind kind = PAR_INPUT_NUMBER;
    struct par_quantity value = {0, 0};
    bool known = par_facts_kind(facts, (size_t)position, name, &kind);
    if (!known || read_value(records, at, kind, style, &value))
        par_facts_add(facts, (size_t)position, name, value, &place, records->diags);
}

/* By contract a dot, a comma beside semicolons; the numbers of the file may say otherwise. */
static char sign_of(const struct par_records *records, int column, const char *path, const struct par_reading *how)
{
    bool *numbers = par_arena_array(records->arena, records->width, sizeof *numbers);
    if (column >= 0)
        numbers[column] = true;
    char sign = par_sign_find(records, path, how, numbers, records->arena);
    return sign ? sign : par_table_separator(records->table) == ';' ? ',' : '.';
}

size_t par_facts_load(struct par_facts *facts, const char *path, const struct par_reading *how, struct par_arena *arena,
                      struct par_diags *diags)
{
    static const char *const known[] = {"unit", "name", "value", "num", "den", "n", "source", "note", NULL};
    struct par_records records;
    if (!par_records_open(&records, path, how, arena, diags))
        return 0;
    par_records_check(&records);
    par_records_only(&records, known);
    struct columns at = {.unit = par_records_column(&records, "unit", true),
                         .name = par_records_column(&records, "name", true),
                         .value = par_records_column(&records, "value", true)};
    struct par_number_style style = {.sign = sign_of(&records, at.value, path, how)};
    while (at.unit >= 0 && at.name >= 0 && at.value >= 0 && par_records_next(&records))
        read_fact(&records, &at, facts, &style);
    par_records_close(&records);
    return records.rows;
}
