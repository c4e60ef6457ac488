#include "parindex/files.h"
#include "parindex/records.h"
#include "parindex/text.h"

struct columns {
    int unit, name, value;
};

static bool read_value(const struct par_records *records, const struct columns *at, enum par_input_kind kind,
                       struct par_number_style *style, struct par_quantity *out)
{
    struct par_span text = par_records_field(records, at->value);
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
    struct par_limits limits = {.whole = kind == PAR_INPUT_COUNT, .percent = kind == PAR_INPUT_PERCENTAGE};
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
    bool listed = par_names_find(par_facts_units(facts)->codes, unit) >= 0;
    struct par_place place = par_records_place(records, listed ? at->name : at->unit);
    enum par_input_kind kind = PAR_INPUT_NUMBER;
    struct par_quantity value = {0, 0};
    bool known = par_facts_kind(facts, unit, name, &kind);
    if (!known || read_value(records, at, kind, style, &value))
        par_facts_add(facts, unit, name, value, &place, records->diags);
}

size_t par_facts_load(struct par_facts *facts, const char *path, char sign, struct par_arena *arena,
                      struct par_diags *diags)
{
    static const char *const known[] = {"unit", "name", "value", "num", "den", "n", "source", "note", NULL};
    struct par_records records;
    if (!par_records_open(&records, path, arena, diags))
        return 0;
    par_records_check(&records);
    par_records_only(&records, known);
    struct columns at = {.unit = par_records_column(&records, "unit", true),
                         .name = par_records_column(&records, "name", true),
                         .value = par_records_column(&records, "value", true)};
    char contract = par_table_separator(records.table) == ';' ? ',' : '.';
    struct par_number_style style = {.sign = sign ? sign : contract};
    while (at.unit >= 0 && at.name >= 0 && at.value >= 0 && par_records_next(&records))
        read_fact(&records, &at, facts, &style);
    par_records_close(&records);
    return records.rows;
}
