/* Known totals of the population: see totals_file.h. */
#include "parindex/totals_file.h"

#include "parindex/number.h"
#include "parindex/text.h"
#include "sign.h"

enum { TOTAL_SCALE = PAR_WEIGHT_SCALE };

struct reader {
    struct par_totals *totals;
    struct par_records records;
    struct par_arena *arena;
    struct par_number_style style;
    struct par_names *variables;
    int variable, category, amount;
};

static void report(const struct reader *reader, enum par_code code, int column, const char *a, const char *b,
                   const char *c)
{
    struct par_place place = par_records_place(&reader->records, column);
    par_diags_add(reader->records.diags, PAR_ERROR, code, &place, a, b, c, NULL);
}

/* --- Variables and categories ---------------------------------------------------------------------------------------
 */

/* The parts of a text between '|', without blanks at their ends. */
static struct par_list parts_of(const char *text, struct par_arena *arena)
{
    const char **parts = par_arena_array(arena, strlen(text) + 1, sizeof *parts);
    struct par_list list = {0, parts};
    for (const char *at = text;; at++) {
        size_t size = strcspn(at, "|");
        parts[list.count++] = par_arena_copy(arena, par_span_trim((struct par_span){at, size}));
        at += size;
        if (!*at)
            return list;
    }
}

static const char *joined(struct par_list parts, struct par_arena *arena)
{
    const char *text = parts.items[0];
    for (size_t i = 1; i < parts.count; i++)
        text = par_arena_join(arena, text, "|", parts.items[i], NULL);
    return text;
}

static bool has_blank(struct par_list parts)
{
    for (size_t i = 0; i < parts.count; i++)
        if (!*parts.items[i])
            return true;
    return false;
}

static const char *text_at(struct reader *reader, int column, const char *name)
{
    const char *text = par_records_text(&reader->records, column);
    if (!*text)
        report(reader, PAR_INPUT_MISSING, column, name, NULL, NULL);
    return *text ? text : NULL;
}

static struct par_totals_variable *variable_of(struct reader *reader)
{
    struct par_totals *totals = reader->totals;
    const char *text = text_at(reader, reader->variable, "variable");
    if (!text)
        return NULL;
    struct par_list columns = parts_of(text, reader->arena);
    const char *name = joined(columns, reader->arena);
    if (has_blank(columns)) {
        report(reader, PAR_TOTALS_PARTS, reader->variable, name, name, NULL);
        return NULL;
    }
    int32_t known = par_names_add(reader->variables, par_span_of(name), (int32_t)totals->count);
    if (known >= 0)
        return &totals->variables[known];
    totals->variables =
        par_arena_grow(reader->arena, totals->variables, totals->count, &totals->room, sizeof *totals->variables);
    struct par_totals_variable *variable = &totals->variables[totals->count++];
    *variable = (struct par_totals_variable){.name = name, .columns = columns};
    variable->categories = par_names_new(reader->arena);
    return variable;
}

/* The name of a category, its parts as many as the variable has columns; NULL after an error. */
static const char *category_of(struct reader *reader, const struct par_totals_variable *variable)
{
    const char *text = text_at(reader, reader->category, "category");
    if (!text || variable->columns.count == 1)
        return text;
    struct par_list parts = parts_of(text, reader->arena);
    if (parts.count == variable->columns.count && !has_blank(parts))
        return joined(parts, reader->arena);
    report(reader, PAR_TOTALS_PARTS, reader->category, text, variable->name, NULL);
    return NULL;
}

/* --- Totals ---------------------------------------------------------------------------------------------------------
 */

static bool take_amount(struct reader *reader, int64_t *out, int *decimals)
{
    struct par_records *records = &reader->records;
    struct par_span text = par_sign_field(records, reader->amount, reader->style.sign);
    struct par_place place = par_records_place(records, reader->amount);
    struct par_limits limits = {.percent = reader->totals->are_shares};
    struct par_quantity quantity;
    if (text.size == 0) {
        report(reader, PAR_INPUT_MISSING, reader->amount, records->names[reader->amount], NULL, NULL);
        return false;
    }
    if (!par_number_take(&reader->style, text, &limits, &place, reader->arena, records->diags, &quantity))
        return false;
    const char *typed = par_arena_copy(reader->arena, text);
    *out = quantity.mantissa;
    *decimals = quantity.scale;
    bool fits = true;
    for (int scale = quantity.scale; fits && scale < TOTAL_SCALE; scale++)
        fits = !__builtin_mul_overflow(*out, 10, out);
    if (quantity.mantissa <= 0)
        report(reader, PAR_TOTALS_NOT_POSITIVE, reader->amount, typed, NULL, NULL);
    else if (quantity.scale > TOTAL_SCALE)
        report(reader, PAR_DECIMALS_TOO_MANY, reader->amount, typed, "9", NULL);
    else if (!fits)
        report(reader, PAR_NUMBER_RANGE, reader->amount, typed, NULL, NULL);
    else
        return true;
    return false;
}

static void add(struct reader *reader, struct par_totals_variable *variable, const char *name, int64_t total,
                int decimals)
{
    char line[PAR_DECIMAL_TEXT];
    int32_t before = par_names_add(variable->categories, par_span_of(name), (int32_t)variable->count);
    if (before >= 0) {
        par_decimal_print(variable->items[before].line, 0, 0, '.', line);
        report(reader, PAR_TOTALS_TWICE, reader->category, name, variable->name, line);
        return;
    }
    variable->items =
        par_arena_grow(reader->arena, variable->items, variable->count, &variable->room, sizeof *variable->items);
    variable->totals = par_arena_grow(reader->arena, variable->totals, variable->count, &variable->totals_room,
                                      sizeof *variable->totals);
    variable->items[variable->count] = (struct par_category){name, reader->records.line};
    variable->totals[variable->count++] = total;
    variable->decimals = decimals > variable->decimals ? decimals : variable->decimals;
}

static void take_row(struct reader *reader)
{
    struct par_totals_variable *variable = variable_of(reader);
    const char *name = variable ? category_of(reader, variable) : NULL;
    int64_t total;
    int decimals;
    if (take_amount(reader, &total, &decimals) && name)
        add(reader, variable, name, total, decimals);
}

/* --- Sums -----------------------------------------------------------------------------------------------------------
 */

static par_wide sum_of(const struct par_totals_variable *variable)
{
    par_wide sum = 0;
    for (size_t i = 0; i < variable->count; i++)
        sum += variable->totals[i];
    return sum;
}

/* Half a unit of the last decimal for each category: what rounding may have changed in the sum. */
static par_wide rounding_of(const struct par_totals_variable *variable)
{
    par_wide unit = PAR_WEIGHT_ONE;
    for (int i = 0; i < variable->decimals; i++)
        unit /= 10;
    return (par_wide)variable->count * (unit > 1 ? unit / 2 : 1);
}

static const char *amount_text(par_wide amount, struct par_arena *arena)
{
    static const par_wide MOST = INT64_MAX;
    char text[PAR_DECIMAL_TEXT];
    int scale = TOTAL_SCALE;
    for (; amount > MOST && scale > 0; scale--)
        amount /= 10;
    int64_t shown = amount > MOST ? INT64_MAX : (int64_t)amount;
    for (; scale > 0 && shown % 10 == 0; scale--)
        shown /= 10;
    par_decimal_print(shown, scale, scale, '.', text);
    return par_arena_copy(arena, par_span_of(text));
}

static par_wide distance(par_wide a, par_wide b)
{
    return a > b ? a - b : b - a;
}

/* What the totals of a variable should add up to: 1 or 100, or what those of the first do. */
static par_wide expected_sum(const struct par_totals *totals, const struct par_totals_variable *variable)
{
    static const par_wide ONE = PAR_WEIGHT_ONE;
    par_wide sum = sum_of(variable);
    if (!totals->are_shares)
        return sum_of(&totals->variables[0]);
    return distance(sum, ONE) < distance(sum, 100 * ONE) ? ONE : 100 * ONE;
}

static void check_sum(const struct reader *reader, const struct par_totals_variable *variable)
{
    const struct par_totals *totals = reader->totals;
    par_wide sum = sum_of(variable), expected = expected_sum(totals, variable), off = distance(sum, expected);
    par_wide rounding = rounding_of(variable) + (totals->are_shares ? 0 : rounding_of(&totals->variables[0]));
    struct par_place place = {.file = totals->file, .line = variable->items[0].line};
    if (off == 0)
        return;
    enum par_code differs = totals->are_shares ? PAR_TOTALS_SHARE_SUM : PAR_TOTALS_SUM;
    const char *name = totals->are_shares ? "" : totals->variables[0].name;
    par_diags_add(reader->records.diags, off >= rounding ? PAR_ERROR : PAR_NOTE,
                  off >= rounding ? differs : PAR_TOTALS_ROUNDED, &place,
                  par_arena_join(reader->arena, variable->name, ": ", amount_text(sum, reader->arena), NULL),
                  par_arena_join(reader->arena, name, *name ? ": " : "", amount_text(expected, reader->arena), NULL),
                  amount_text(off, reader->arena), NULL);
}

static void check_sums(const struct reader *reader)
{
    struct par_totals *totals = reader->totals;
    struct par_place place = {.file = totals->file};
    if (totals->count == 0)
        par_diags_add(reader->records.diags, PAR_ERROR, PAR_TOTALS_NONE, &place, NULL);
    totals->margins = par_arena_array(reader->arena, totals->count, sizeof *totals->margins);
    for (size_t i = 0; i < totals->count; i++) {
        totals->margins[i] = (struct par_margin){totals->variables[i].count, totals->variables[i].totals};
        if (totals->variables[i].count)
            check_sum(reader, &totals->variables[i]);
    }
}

/* --- The file -------------------------------------------------------------------------------------------------------
 */

/* The column of totals: one of two. */
static void find_amount(struct reader *reader)
{
    int counts = par_records_column(&reader->records, "population", false);
    int shares = par_records_column(&reader->records, "share", false);
    struct par_place place = {.file = reader->totals->file, .line = reader->records.header_line};
    reader->totals->are_shares = shares >= 0;
    reader->amount = shares >= 0 ? shares : counts;
    if ((counts >= 0) == (shares >= 0))
        par_diags_add(reader->records.diags, PAR_ERROR, PAR_TOTALS_COLUMN, &place, NULL);
}

static char sign_of(struct reader *reader, const char *path, const struct par_reading *how)
{
    bool *numbers = par_arena_array(reader->arena, reader->records.width, sizeof *numbers);
    if (reader->amount >= 0)
        numbers[reader->amount] = true;
    return par_sign_find(&reader->records, path, how, numbers, reader->arena);
}

const struct par_totals *par_totals_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                         struct par_diags *diags)
{
    static const char *const known[] = {"variable", "category", "population", "share", "note", NULL};
    struct par_totals *totals = par_arena_alloc(arena, sizeof *totals);
    struct reader reader = {.totals = totals, .arena = arena, .variables = par_names_new(arena)};
    size_t before = par_diags_errors(diags);
    if (!par_records_open(&reader.records, path, how, arena, diags))
        return NULL;
    totals->file = reader.records.name;
    par_records_check(&reader.records);
    par_records_only(&reader.records, known);
    reader.variable = par_records_column(&reader.records, "variable", true);
    reader.category = par_records_column(&reader.records, "category", true);
    find_amount(&reader);
    if (par_diags_errors(diags) == before) {
        reader.style.sign = sign_of(&reader, path, how);
        while (par_records_next(&reader.records))
            take_row(&reader);
        par_number_finish(&reader.style, diags);
    }
    if (par_diags_errors(diags) == before)
        check_sums(&reader);
    par_records_close(&reader.records);
    return par_diags_errors(diags) == before ? totals : NULL;
}
