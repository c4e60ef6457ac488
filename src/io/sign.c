#include "sign.h"

#include "parindex/decimal.h"

/* What the numbers of a file say about its decimal sign. */
struct evidence {
    char sign; /* of the first number that can be read in one way only; 0: there is none */
    bool has_doubt;
    struct par_place doubt; /* of the first that can be read in two ways */
    const char *text;
};

static bool differ(const struct par_readings *readings)
{
    return readings->as_dot.mantissa != readings->as_comma.mantissa ||
           readings->as_dot.scale != readings->as_comma.scale;
}

static void look_at(struct evidence *evidence, const struct par_records *records, int column)
{
    struct par_readings readings;
    struct par_span text = par_records_field(records, column);
    if (par_records_is_exact(records, column) || par_readings_parse(text, &readings) != PAR_NUMBER_OK)
        return;
    if (readings.dot != readings.comma) {
        evidence->sign = readings.dot ? '.' : ',';
    } else if (!evidence->has_doubt && differ(&readings)) {
        evidence->has_doubt = true;
        evidence->doubt = par_records_place(records, column);
        evidence->text = par_arena_copy(records->arena, text);
    }
}

static struct evidence find_evidence(const char *path, const struct par_reading *how, const bool *numbers,
                                     struct par_arena *arena)
{
    struct par_diags *unheard = par_diags_new(arena, 0, 0);
    struct par_records records;
    struct evidence evidence = {0};
    struct par_reading silent = how ? *how : (struct par_reading){0};
    silent.heard = NULL;
    if (strcmp(path, "-") == 0 || !par_records_open(&records, path, &silent, arena, unheard))
        return evidence;
    while (!evidence.sign && par_records_next(&records))
        for (size_t i = 0; i < records.width && !evidence.sign; i++)
            if (numbers[i])
                look_at(&evidence, &records, (int)i);
    par_records_close(&records);
    return evidence;
}

char par_sign_find(const struct par_records *records, const char *path, const struct par_reading *how,
                   const bool *numbers, struct par_arena *arena)
{
    if (how && how->decimal)
        return how->decimal;
    if (par_table_separator(records->table) == ',')
        return 0;
    struct evidence evidence = find_evidence(path, how, numbers, arena);
    if (evidence.sign || !records->sheet)
        return evidence.sign;
    if (evidence.has_doubt)
        par_diags_add(records->diags, PAR_ERROR, PAR_NUMBER_AMBIGUOUS, &evidence.doubt, evidence.text, NULL);
    return '.';
}

struct par_span par_sign_field(const struct par_records *records, int column, char sign)
{
    struct par_span field = par_records_field(records, column);
    if (sign != ',' || !par_records_is_exact(records, column))
        return field;
    char *text = par_arena_copy(records->arena, field);
    for (char *c = text; *c; c++)
        *c = *c == '.' ? ',' : *c;
    return (struct par_span){text, field.size};
}
