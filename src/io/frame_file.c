#include "parindex/frame_file.h"

#include <stdlib.h>

#include "parindex/criteria.h"
#include "parindex/number.h"
#include "parindex/text.h"
#include "sign.h"

/* A table whose numbers are read with the sign of the file. */
struct reading {
    struct par_records records;
    struct par_number_style style;
    struct par_reading how;
    struct par_arena *arena;
    struct par_diags *diags;
};

/* Opens a table in which `count` named columns (NULL: none) are known. */
static bool open_table(struct reading *reading, const char *path, const struct par_reading *how,
                       const char *const *named, size_t count)
{
    struct par_names *headers = par_names_new(reading->arena);
    size_t known = 0;
    for (size_t i = 0; i < count; i++)
        if (named[i] &&
            par_names_add(headers, par_span_of(par_text_fold(par_span_of(named[i]), reading->arena)), 0) < 0)
            known++;
    reading->how = how ? *how : (struct par_reading){0};
    reading->how.headers = headers;
    reading->how.least_headers = known > 1 ? 2 : 1;
    return par_records_open(&reading->records, path, &reading->how, reading->arena, reading->diags);
}

/* The columns whose numbers say which decimal sign the file has. */
static void settle_sign(struct reading *reading, const char *path, const int *columns, size_t count)
{
    bool *numbers = par_arena_array(reading->arena, reading->records.width, sizeof *numbers);
    bool any = false;
    for (size_t i = 0; i < count; i++)
        if (columns[i] >= 0)
            any = numbers[columns[i]] = true;
    char sign = any ? par_sign_find(&reading->records, path, &reading->how, numbers, reading->arena) : 0;
    reading->style = (struct par_number_style){.sign = sign};
}

/* A column that an option names by its header; -1 without one or after an error. */
static int find_column(const struct reading *reading, const char *name, const char *option)
{
    const struct par_records *records = &reading->records;
    if (!name)
        return -1;
    const char *folded = par_text_fold(par_span_of(name), reading->arena);
    for (size_t i = 0; i < records->width; i++)
        if (*folded && strcmp(par_text_fold(par_span_of(records->headers[i]), reading->arena), folded) == 0)
            return (int)i;
    int column = par_records_column(records, name, false);
    struct par_place place = {.file = records->name, .sheet = records->sheet, .line = records->header_line};
    struct par_list headers = {records->width, records->headers};
    if (column < 0)
        par_diags_add(reading->diags, PAR_ERROR, PAR_SURVEY_COLUMN_NONE, &place, name, option,
                      par_list_text(headers, reading->arena), NULL);
    return column;
}

static bool take_count(struct reading *reading, int column, const char *name, int64_t least, int64_t most, int64_t *out)
{
    struct par_span text = par_sign_field(&reading->records, column, reading->style.sign);
    struct par_place place = par_records_place(&reading->records, column);
    struct par_limits limits = {.whole = true};
    struct par_quantity quantity;
    if (text.size == 0) {
        par_records_error(&reading->records, column, PAR_FRAME_BLANK, name, NULL);
        return false;
    }
    if (!par_number_take(&reading->style, text, &limits, &place, reading->arena, reading->diags, &quantity))
        return false;
    if (quantity.mantissa < least || quantity.mantissa > most) {
        par_records_error(&reading->records, column, PAR_FRAME_COUNT, par_arena_copy(reading->arena, text),
                          par_whole_text(least, reading->arena));
        return false;
    }
    *out = quantity.mantissa;
    return true;
}

static bool take_text(struct reading *reading, int column, const char *name, const char **out)
{
    *out = column < 0 ? "" : par_records_text(&reading->records, column);
    if (column < 0 || **out)
        return true;
    par_records_error(&reading->records, column, PAR_FRAME_BLANK, name, NULL);
    return false;
}

static void refuse_empty(const struct reading *reading, size_t count)
{
    struct par_place place = {.file = reading->records.name, .sheet = reading->records.sheet};
    if (count == 0 && par_diags_errors(reading->diags) == 0)
        par_diags_add(reading->diags, PAR_ERROR, PAR_FRAME_EMPTY, &place, NULL);
}

/* --- A list ------------------------------------------------------------------------------------------------------ */

struct listing {
    struct reading *reading;
    struct par_frame_list *list;
    int id, strata, psu, measure, order;
    size_t room, cell_room, line_room;
    const char **cells;
    uint32_t *lines;
    struct par_names *ids;
};

static void keep_cells(struct listing *listing)
{
    struct par_frame_list *list = listing->list;
    struct reading *reading = listing->reading;
    for (size_t i = 0; i < list->width; i++) {
        listing->cells = par_arena_grow(reading->arena, listing->cells, list->count * list->width + i,
                                        &listing->cell_room, sizeof *listing->cells);
        listing->cells[list->count * list->width + i] = par_records_text(&reading->records, (int)i);
    }
    listing->lines =
        par_arena_grow(reading->arena, listing->lines, list->count, &listing->line_room, sizeof *listing->lines);
    listing->lines[list->count] = reading->records.line;
}

static bool note_id(struct listing *listing, const char *id)
{
    int32_t before = par_names_add(listing->ids, par_span_of(id), (int32_t)listing->list->count);
    if (before >= 0)
        par_records_error(&listing->reading->records, listing->id, PAR_FRAME_ID_TWICE, id,
                          par_whole_text(listing->lines[before], listing->reading->arena));
    return before < 0;
}

static void take_row(struct listing *listing)
{
    struct reading *reading = listing->reading;
    struct par_frame_list *list = listing->list;
    struct par_frame_item item = {.row = list->count, .draw.size = 1};
    bool good = take_text(reading, listing->id, "--id", &item.id);
    good = take_text(reading, listing->strata, "--strata", &item.stratum) && good;
    good = take_text(reading, listing->psu, "--psu", &item.psu) && good;
    item.order = listing->order < 0 ? "" : par_records_text(&reading->records, listing->order);
    if (listing->measure >= 0)
        good = take_count(reading, listing->measure, "--measure", 1, INT32_MAX, &item.draw.size) && good;
    if (!good || !note_id(listing, item.id))
        return;
    keep_cells(listing);
    list->items = par_arena_grow(reading->arena, list->items, list->count, &listing->room, sizeof *list->items);
    list->items[list->count++] = item;
}

static void read_list(struct listing *listing, const char *path, const struct par_frame_columns *columns)
{
    struct reading *reading = listing->reading;
    size_t before = par_diags_errors(reading->diags);
    listing->id = find_column(reading, columns->id, "--id");
    listing->strata = find_column(reading, columns->strata, "--strata");
    listing->psu = find_column(reading, columns->psu, "--psu");
    listing->measure = find_column(reading, columns->measure, "--measure");
    listing->order = find_column(reading, columns->order, "--sort");
    settle_sign(reading, path, &listing->measure, 1);
    bool found = par_diags_errors(reading->diags) == before;
    while (found && par_records_next(&reading->records))
        take_row(listing);
    par_number_finish(&reading->style, reading->diags);
}

bool par_frame_load(const char *path, const struct par_frame_columns *columns, const struct par_reading *how,
                    struct par_arena *arena, struct par_diags *diags, struct par_frame_list *out)
{
    struct reading reading = {.arena = arena, .diags = diags};
    const char *named[] = {columns->id, columns->strata, columns->psu, columns->measure, columns->order};
    size_t before = par_diags_errors(diags);
    *out = (struct par_frame_list){0};
    if (!open_table(&reading, path, how, named, sizeof named / sizeof *named))
        return false;
    out->width = reading.records.width;
    out->headers = reading.records.headers;
    out->place = (struct par_place){.file = reading.records.name, .sheet = reading.records.sheet};
    struct listing listing = {.reading = &reading, .list = out, .ids = par_names_new(arena)};
    read_list(&listing, path, columns);
    refuse_empty(&reading, out->count);
    out->strata = listing.strata;
    out->psu = listing.psu;
    out->cells = listing.cells;
    out->lines = listing.lines;
    par_records_close(&reading.records);
    return par_diags_errors(diags) == before;
}

/* --- Strata ------------------------------------------------------------------------------------------------------ */

struct strata_columns {
    int stratum, population, sd, percent, n;
};

static bool take_spread(struct reading *reading, const struct strata_columns *at, struct par_stratum_row *row)
{
    bool is_sd = at->sd >= 0;
    int column = is_sd ? at->sd : at->percent;
    struct par_span text = par_sign_field(&reading->records, column, reading->style.sign);
    struct par_place place = par_records_place(&reading->records, column);
    struct par_limits limits = {.percent = !is_sd, .hundred = !is_sd};
    struct par_quantity quantity;
    struct par_ratio share, hundred = {100, 1}, one = {1, 1};
    bool exact;
    if (text.size == 0) {
        par_records_error(&reading->records, column, PAR_FRAME_BLANK, is_sd ? "sd" : "percent", NULL);
        return false;
    }
    if (!par_number_take(&reading->style, text, &limits, &place, reading->arena, reading->diags, &quantity))
        return false;
    row->has_spread = true;
    bool fits = quantity.mantissa >= 0;
    if (is_sd)
        fits = fits && par_points_from(quantity, PAR_POINTS_SCALE, PAR_HALF_UP, &row->spread, &exact);
    else
        fits =
            fits && par_ratio_div(par_quantity_ratio(quantity), hundred, &share) && par_ratio_compare(share, one) <= 0;
    if (!fits)
        par_records_error(&reading->records, column, PAR_FRAME_SPREAD, par_arena_copy(reading->arena, text),
                          is_sd ? "" : "100");
    else if (!is_sd)
        row->spread = par_sample_spread(share);
    return fits;
}

static bool take_stratum(struct reading *reading, const struct strata_columns *at, unsigned needs,
                         struct par_stratum_row *row)
{
    const int64_t most = INT64_C(1000000000000);
    *row = (struct par_stratum_row){.place = par_records_place(&reading->records, -1)};
    bool good = take_text(reading, at->stratum, "stratum", &row->name);
    if (needs & PAR_NEED_POPULATION)
        good = take_count(reading, at->population, "population", 1, most, &row->population) && good;
    if (needs & PAR_NEED_N)
        good = take_count(reading, at->n, "n", 0, most, &row->n) && good;
    if (at->sd >= 0 || at->percent >= 0)
        good = take_spread(reading, at, row) && good;
    row->has_n = needs & PAR_NEED_N;
    return good;
}

static void find_strata_columns(struct reading *reading, const char *path, unsigned needs, struct strata_columns *at)
{
    const struct par_records *records = &reading->records;
    *at = (struct strata_columns){.stratum = par_records_column(records, "stratum", true), .sd = -1, .percent = -1};
    at->population = par_records_column(records, "population", needs & PAR_NEED_POPULATION);
    at->n = par_records_column(records, "n", needs & PAR_NEED_N);
    if (needs & PAR_NEED_SPREAD) {
        at->sd = par_records_column(records, "sd", false);
        at->percent = at->sd < 0 ? par_records_column(records, "percent", true) : -1;
    }
    const int numbers[] = {at->population, at->n, at->sd, at->percent};
    settle_sign(reading, path, numbers, sizeof numbers / sizeof *numbers);
}

static int by_stratum(const void *left, const void *right)
{
    return strcmp(((const struct par_stratum_row *)left)->name, ((const struct par_stratum_row *)right)->name);
}

bool par_strata_load(const char *path, unsigned needs, const struct par_reading *how, struct par_arena *arena,
                     struct par_diags *diags, struct par_stratum_row **out, size_t *count)
{
    struct reading reading = {.arena = arena, .diags = diags};
    static const char *const named[] = {"stratum", "population", "n", "sd", "percent"};
    struct par_names *names = par_names_new(arena);
    struct strata_columns at;
    size_t before = par_diags_errors(diags), room = 0;
    *out = NULL;
    *count = 0;
    if (!open_table(&reading, path, how, named, sizeof named / sizeof *named))
        return false;
    find_strata_columns(&reading, path, needs, &at);
    bool found = par_diags_errors(diags) == before;
    while (found && par_records_next(&reading.records)) {
        struct par_stratum_row row;
        if (!take_stratum(&reading, &at, needs, &row))
            continue;
        int32_t first = par_names_add(names, par_span_of(row.name), (int32_t)reading.records.line);
        if (first >= 0)
            par_records_error(&reading.records, at.stratum, PAR_FRAME_ID_TWICE, row.name, par_whole_text(first, arena));
        *out = par_arena_grow(arena, *out, *count, &room, sizeof **out);
        (*out)[(*count)++] = row;
    }
    par_number_finish(&reading.style, diags);
    refuse_empty(&reading, *count);
    par_records_close(&reading.records);
    if (*count > 1)
        qsort(*out, *count, sizeof **out, by_stratum);
    return par_diags_errors(diags) == before;
}

/* --- Primary units that were drawn ------------------------------------------------------------------------------- */

static bool take_fraction(struct reading *reading, int column, struct par_ratio *out)
{
    struct par_span text = par_records_field(&reading->records, column);
    struct par_ratio one = {1, 1};
    if (par_ratio_parse(text, out) == PAR_NUMBER_OK && out->num > 0 && out->den > 0 &&
        par_ratio_compare(*out, one) <= 0)
        return true;
    par_records_error(&reading->records, column, PAR_FRAME_FRACTION, par_arena_copy(reading->arena, text), NULL);
    return false;
}

bool par_first_load(const char *path, const char *psu, const struct par_reading *how, struct par_arena *arena,
                    struct par_diags *diags, struct par_first_row **out, size_t *count)
{
    struct reading reading = {.arena = arena, .diags = diags};
    const char *named[] = {"stratum", "fraction", psu};
    size_t before = par_diags_errors(diags), room = 0;
    *out = NULL;
    *count = 0;
    if (!open_table(&reading, path, how, named, sizeof named / sizeof *named))
        return false;
    int stratum = par_records_column(&reading.records, "stratum", true);
    int fraction = par_records_column(&reading.records, "fraction", true);
    int fpc = par_records_column(&reading.records, "fpc", false), code = find_column(&reading, psu, "--psu");
    settle_sign(&reading, path, &fpc, 1);
    bool found = par_diags_errors(diags) == before;
    while (found && par_records_next(&reading.records)) {
        struct par_first_row row = {.place = par_records_place(&reading.records, -1)};
        row.stratum = par_records_text(&reading.records, stratum);
        if (!take_text(&reading, code, "--psu", &row.psu) || !take_fraction(&reading, fraction, &row.probability) ||
            (fpc >= 0 && !take_count(&reading, fpc, "fpc", 1, INT32_MAX, &row.population)))
            continue;
        *out = par_arena_grow(arena, *out, *count, &room, sizeof **out);
        (*out)[(*count)++] = row;
    }
    par_number_finish(&reading.style, diags);
    refuse_empty(&reading, *count);
    par_records_close(&reading.records);
    return par_diags_errors(diags) == before;
}
