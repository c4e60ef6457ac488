#include "dossier_rows.h"
#include "parindex/number.h"
#include "parindex/text.h"
#include "parindex/vocabulary.h"
#include "sign.h"

struct columns {
    int unit, parent;
    int figures[PAR_DOSSIER_FIGURES];
    int rates[PAR_DOSSIER_RATES];
    int keys[PAR_TALLY_KEYS];
};

/* Columns that say something of the row and are not figures. */
static const char *const others[] = {"unit",       "parent", "name",  "note",   "source",    "stt",         "base",
                                     "base_count", "bloc",   "level", "period", "mean_days", "median_days", NULL};

static int figure_column(const struct par_records *records, enum par_dossier_figure figure)
{
    int column = par_records_column(records, par_dossier_figure_name(figure), false);
    if (column < 0 && figure == PAR_DUE)
        column = par_records_column(records, "due", false);
    if (column < 0 && figure == PAR_PENDING_ALL)
        column = par_records_column(records, "pending", false);
    return column;
}

static int key_column(const struct par_records *records, const char *name)
{
    int column = par_records_column(records, name, false);
    if (column < 0)
        column =
            par_records_column(records, par_column_name(par_vocabulary_new(records->arena), par_span_of(name)), false);
    return column >= 0 ? column : par_records_column(records, name, true);
}

static void find_columns(const struct par_records *records, const struct par_dossier_reading *reading,
                         struct columns *at)
{
    at->unit = par_records_column(records, "unit", false);
    at->parent = par_records_column(records, "parent", false);
    for (int i = 0; i < PAR_DOSSIER_FIGURES; i++)
        at->figures[i] = figure_column(records, (enum par_dossier_figure)i);
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++)
        at->rates[i] = par_records_column(
            records, par_arena_join(records->arena, "percent_", par_dossier_figure_name(par_dossier_rate(i)), NULL),
            false);
    for (size_t i = 0; i < reading->key_count; i++)
        at->keys[i] = key_column(records, reading->keys[i]);
}

static bool is_other(const char *name)
{
    for (size_t i = 0; others[i]; i++)
        if (strcmp(others[i], name) == 0)
            return true;
    return false;
}

static bool is_read(const struct columns *at, const struct par_dossier_reading *reading, int column)
{
    bool read = false;
    for (int i = 0; i < PAR_DOSSIER_FIGURES; i++)
        read = read || at->figures[i] == column;
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++)
        read = read || at->rates[i] == column;
    for (size_t i = 0; i < reading->key_count; i++)
        read = read || at->keys[i] == column;
    return read;
}

static void report_unread(const struct par_records *records, const struct par_dossier_reading *reading,
                          const struct columns *at)
{
    const char *names = "";
    for (size_t i = 0; i < records->width; i++)
        if (!is_read(at, reading, (int)i) && !is_other(records->names[i]))
            names = par_arena_join(records->arena, names, *names ? ", " : "", records->headers[i], NULL);
    struct par_place place = {.file = records->name, .sheet = records->sheet, .line = records->header_line};
    if (*names)
        par_diags_add(records->diags, PAR_NOTE, PAR_DOSSIER_UNREAD, &place, names, NULL);
}

/* A heading that may be of solved dossiers or of pending ones, and headings that say which. */
struct ambiguous_heading {
    const char *bare, *solved, *pending;
};

static const char solved_within[] = "Đã giải quyết trước hạn và đúng hạn";
static const char pending_within[] = "Đang giải quyết, trong hạn";
static const char solved_late[] = "Đã giải quyết quá hạn";
static const char pending_late[] = "Đang giải quyết, quá hạn";

static const struct ambiguous_heading within[] = {
    {"trong han", solved_within, pending_within}, {"con trong han", solved_within, pending_within}, {NULL, NULL, NULL}};
static const struct ambiguous_heading late[] = {{"qua han", solved_late, pending_late},
                                                {"tre han", solved_late, pending_late},
                                                {"tre hen", solved_late, pending_late},
                                                {NULL, NULL, NULL}};

static void report_ambiguous(const struct par_records *records, const struct ambiguous_heading *headings)
{
    for (size_t i = 0; i < records->width; i++) {
        const char *bare = par_text_bare(par_span_of(records->headers[i]), records->arena);
        for (const struct ambiguous_heading *heading = headings; heading->bare; heading++) {
            struct par_place place = {.file = records->name, .sheet = records->sheet, .line = records->header_line};
            place.field = (uint32_t)i + 1;
            place.header = records->headers[i];
            if (strcmp(bare, heading->bare) == 0)
                par_diags_add(records->diags, PAR_ERROR, PAR_DOSSIER_AMBIGUOUS, &place, records->headers[i],
                              heading->solved, heading->pending, NULL);
        }
    }
}

/* Whether a column besides `late` is about solved dossiers. */
static bool speaks_of_solved(const struct columns *at)
{
    static const enum par_dossier_figure solved[] = {PAR_SOLVED, PAR_EARLY, PAR_ON_TIME, PAR_EARLY_OR_ON_TIME,
                                                     PAR_NO_DEADLINE};
    for (size_t i = 0; i < sizeof solved / sizeof *solved; i++)
        if (at->figures[solved[i]] >= 0)
            return true;
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++)
        if (at->rates[i] >= 0)
            return true;
    return false;
}

/* "Trong hạn" alone says nothing of solved or pending; "Quá hạn" is of solved ones beside others about them. */
static void check_headings(const struct par_records *records, const struct columns *at)
{
    report_ambiguous(records, within);
    if (!speaks_of_solved(at))
        report_ambiguous(records, late);
}

/* --- Numbers ------------------------------------------------------------------------------------------------------ */

static void read_figure(const struct par_records *records, int column, struct par_number_style *style, int figure,
                        struct par_dossier_figures *out)
{
    static const struct par_limits limits = {.whole = true};
    struct par_span text = column < 0 ? (struct par_span){NULL, 0} : par_sign_field(records, column, style->sign);
    struct par_place place = par_records_place(records, column);
    struct par_quantity number;
    if (text.size == 0 || !par_number_take(style, text, &limits, &place, records->arena, records->diags, &number))
        return;
    if (number.mantissa < 0) {
        par_diags_add(records->diags, PAR_ERROR, PAR_NUMBER_NEGATIVE, &place, par_records_text(records, column), NULL);
        return;
    }
    if (number.mantissa > INT64_C(1000000000000000)) {
        par_diags_add(records->diags, PAR_ERROR, PAR_DOSSIER_TOO_LARGE, &place, par_records_text(records, column),
                      NULL);
        return;
    }
    out->is[figure] = true;
    out->of[figure] = number.mantissa;
}

/* Digits behind the decimal sign as written. */
static int decimals_of(struct par_span text)
{
    int decimals = -1;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        if (c == '.' || c == ',')
            decimals = 0;
        else if (c >= '0' && c <= '9')
            decimals += decimals >= 0;
        else if (decimals >= 0)
            break;
    }
    return decimals < 0 ? 0 : decimals > PAR_POINTS_SCALE ? PAR_POINTS_SCALE : decimals;
}

static void read_rate(const struct par_records *records, int column, struct par_number_style *style,
                      struct par_dossier_percent *out)
{
    static const struct par_limits limits = {.percent = true, .has_most = true, .most = {100, 0}};
    struct par_span text = column < 0 ? (struct par_span){NULL, 0} : par_sign_field(records, column, style->sign);
    struct par_place place = par_records_place(records, column);
    if (text.size == 0)
        return;
    out->is = par_number_take(style, text, &limits, &place, records->arena, records->diags, &out->value);
    out->decimals = decimals_of(text);
}

static char sign_of(const struct par_records *records, const struct columns *at,
                    const struct par_dossier_reading *reading)
{
    bool *numbers = par_arena_array(records->arena, records->width, sizeof *numbers);
    for (int i = 0; i < PAR_DOSSIER_FIGURES; i++)
        if (at->figures[i] >= 0)
            numbers[at->figures[i]] = true;
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++)
        if (at->rates[i] >= 0)
            numbers[at->rates[i]] = true;
    return par_sign_find(records, records->name, &reading->how, numbers, records->arena);
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

static void read_row(const struct par_records *records, const struct par_dossier_reading *reading,
                     const struct columns *at, struct par_number_style *style, struct par_counted_table *table)
{
    table->rows = par_arena_grow(records->arena, table->rows, table->count, &table->room, sizeof *table->rows);
    struct par_counted_row *row = &table->rows[table->count++];
    row->file = records->name;
    row->sheet = records->sheet;
    row->line = records->line;
    row->unit = par_records_text(records, at->unit);
    row->parent = par_records_text(records, at->parent);
    row->keys = par_arena_array(records->arena, reading->key_count, sizeof *row->keys);
    for (size_t i = 0; i < reading->key_count; i++)
        row->keys[i] = par_records_text(records, at->keys[i]);
    for (int i = 0; i < PAR_DOSSIER_FIGURES; i++) {
        read_figure(records, at->figures[i], style, i, &row->printed.figures);
        row->places[i] = par_records_place(records, at->figures[i]);
        row->places[i].unit = *row->unit ? row->unit : NULL;
    }
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++)
        read_rate(records, at->rates[i], style, &row->printed.rates[i]);
}

/* Percentages are checked when the decimal sign of the file is sure. */
static void check_row(const struct par_records *records, const struct columns *at, int base,
                      const struct par_counted_row *row)
{
    struct par_place rates[PAR_DOSSIER_RATES];
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++) {
        rates[i] = row->places[par_dossier_rate(i)];
        rates[i].field = (uint32_t)(at->rates[i] + 1);
        rates[i].header = at->rates[i] >= 0 ? records->headers[at->rates[i]] : NULL;
    }
    par_dossier_check(&row->printed, base, row->places, rates, records->arena, records->diags);
}

void par_counted_read(struct par_records *records, const struct par_dossier_reading *reading, int base,
                      struct par_counted_table *table)
{
    struct columns at;
    size_t first = table->count, before = par_diags_errors(records->diags);
    par_records_check(records);
    find_columns(records, reading, &at);
    check_headings(records, &at);
    if (par_diags_errors(records->diags) > before)
        return;
    report_unread(records, reading, &at);
    struct par_number_style style = {.sign = sign_of(records, &at, reading)};
    while (par_records_next(records))
        read_row(records, reading, &at, &style, table);
    par_number_finish(&style, records->diags);
    for (size_t i = first; i < table->count && par_diags_errors(records->diags) == before; i++)
        check_row(records, &at, base, &table->rows[i]);
}
