/* The sums of a survey as lines of a partial result: see survey_partial.h. */
#include "parindex/survey_partial.h"

#include "survey_reader.h"

/* --- Writing ------------------------------------------------------------------------------------------------------ */

static void put_size(struct par_partial_writer *writer, size_t number)
{
    par_partial_whole(writer, (par_wide)number);
}

static void put_units(struct par_partial_writer *writer, const struct par_sums *sums)
{
    for (size_t i = 0; i < sums->stratum_count; i++) {
        par_partial_line(writer, "stratum");
        par_partial_text(writer, sums->strata[i].code);
        put_size(writer, sums->strata[i].rows);
        par_partial_whole(writer, sums->strata[i].population);
    }
    for (size_t i = 0; i < sums->psu_count; i++) {
        par_partial_line(writer, "psu");
        put_size(writer, sums->psus[i].stratum);
        par_partial_text(writer, sums->psus[i].code);
        put_size(writer, sums->psus[i].rows);
        par_partial_whole(writer, sums->psus[i].population);
    }
    for (size_t i = 0; i < sums->ssu_count; i++) {
        par_partial_line(writer, "ssu");
        put_size(writer, sums->ssus[i].psu);
        par_partial_text(writer, sums->ssus[i].code);
    }
}

static void put_pairs(struct par_partial_writer *writer, const char *kind, const par_wide *pairs, size_t count)
{
    for (size_t i = 0; pairs && i < count; i++) {
        if (pairs[i] == 0)
            continue;
        par_partial_line(writer, kind);
        put_size(writer, i);
        par_partial_whole(writer, pairs[i]);
    }
}

static void put_domains(struct par_partial_writer *writer, const struct par_sums *sums)
{
    for (size_t i = 0; i < sums->domain_count; i++) {
        par_partial_line(writer, "domain");
        put_size(writer, sums->domains[i].grouping);
        par_partial_text(writer, sums->domains[i].name);
        put_pairs(writer, "spread", par_sums_spread(sums, i), sums->pair_width);
    }
}

static void put_cell(struct par_partial_writer *writer, const struct par_sums *sums, const struct par_sums_cell *cell)
{
    par_partial_line(writer, "cell");
    put_size(writer, cell->domain);
    put_size(writer, cell->unit);
    for (size_t i = 0; i < sums->width; i++) {
        if (cell->rows[i] == 0)
            continue;
        par_partial_line(writer, "sum");
        put_size(writer, i);
        put_size(writer, cell->rows[i]);
        par_partial_whole(writer, cell->weights[i]);
        if (cell->squares)
            par_partial_whole(writer, cell->squares[i]);
    }
    put_pairs(writer, "pair", cell->pairs, sums->pair_width);
}

static void put_id(void *writer, struct par_span id, int32_t value)
{
    (void)value;
    par_partial_line(writer, "id");
    par_partial_text(writer, id);
}

void par_survey_partial_write(const struct par_survey_reader *reader, struct par_partial_writer *writer)
{
    const struct par_sums *sums = reader->survey->sums;
    par_sums_settle(sums);
    par_partial_line(writer, "total");
    par_partial_whole(writer, sums->total_squares);
    put_units(writer, sums);
    put_domains(writer, sums);
    for (size_t i = 0; i < sums->cell_count; i++)
        put_cell(writer, sums, &sums->cells[i]);
    par_names_each(reader->ids, put_id, writer);
    if (par_survey_used_codes(reader))
        par_partial_line(writer, "codes");
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

struct par_survey_partial {
    struct par_survey_reader *reader;
    struct par_arena *arena;
    struct par_sums *sums;
    struct par_sums_cell *cell; /* of the last line "cell" */
    struct par_names *ids;
};

struct par_survey_partial *par_survey_partial_new(struct par_survey_reader *reader, struct par_arena *scratch)
{
    struct par_survey_partial *partial = par_arena_alloc(scratch, sizeof *partial);
    partial->reader = reader;
    partial->arena = scratch;
    partial->sums = par_sums_new(&reader->survey->sums->plan, scratch);
    partial->ids = par_names_new(scratch);
    return partial;
}

/* A number below `limit`. */
static bool take_below(struct par_span field, size_t limit, size_t *out)
{
    int64_t number;
    if (!par_partial_number(field, &number) || (uint64_t)number >= limit)
        return false;
    *out = (size_t)number;
    return true;
}

/* No sum of weights, squares or pairs is larger than the total of the squares, for weights are whole numbers; so sums
 * of parts stay in range when those of their totals do. */
static bool take_sum(const struct par_sums *sums, struct par_span field, par_wide *out)
{
    return par_partial_wide(field, out) && *out <= sums->total_squares;
}

static bool take_total(struct par_survey_partial *partial, const struct par_row *row)
{
    return row->count == 2 && partial->sums->total_squares == 0 &&
           par_partial_wide(row->fields[1], &partial->sums->total_squares);
}

static bool take_stratum(struct par_survey_partial *partial, const struct par_row *row)
{
    struct par_sums *sums = partial->sums;
    int64_t rows, population;
    if (row->count != 4 || !par_partial_number(row->fields[2], &rows) ||
        !par_partial_number(row->fields[3], &population))
        return false;
    size_t before = sums->stratum_count, stratum = par_sums_stratum(sums, row->fields[1]);
    sums->strata[stratum].rows = (uint64_t)rows;
    sums->strata[stratum].population = population;
    return stratum == before;
}

static bool take_psu(struct par_survey_partial *partial, const struct par_row *row)
{
    struct par_sums *sums = partial->sums;
    size_t stratum;
    int64_t rows, population;
    if (row->count != 5 || !take_below(row->fields[1], sums->stratum_count, &stratum) ||
        !par_partial_number(row->fields[3], &rows) || !par_partial_number(row->fields[4], &population))
        return false;
    size_t before = sums->psu_count, psu = par_sums_psu(sums, stratum, row->fields[2]);
    sums->psus[psu].rows = (uint64_t)rows;
    sums->psus[psu].population = population;
    return psu == before;
}

static bool take_ssu(struct par_survey_partial *partial, const struct par_row *row)
{
    size_t psu, before = partial->sums->ssu_count;
    return row->count == 3 && take_below(row->fields[1], partial->sums->psu_count, &psu) &&
           par_sums_ssu(partial->sums, psu, row->fields[2]) == before;
}

/* Whether the grouping has such a group, as far as that is known. */
static bool may_be(const struct par_survey_reader *reader, size_t grouping, struct par_span name)
{
    const struct par_units *units = reader->design->units;
    if (grouping == par_survey_unit_grouping())
        return units && par_names_find(units->codes, name) >= 0;
    return grouping < par_survey_grouping(reader->design->grouping_count);
}

static bool take_domain(struct par_survey_partial *partial, const struct par_row *row)
{
    size_t grouping, before = partial->sums->domain_count;
    return row->count == 3 && take_below(row->fields[1], SIZE_MAX, &grouping) &&
           may_be(partial->reader, grouping, row->fields[2]) &&
           par_sums_domain(partial->sums, grouping, row->fields[2]) == before;
}

static size_t unit_count(const struct par_sums *sums)
{
    return sums->plan.has_ssu ? sums->ssu_count : sums->plan.has_psu ? sums->psu_count : sums->stratum_count;
}

static bool take_cell(struct par_survey_partial *partial, const struct par_row *row)
{
    size_t domain, unit, before = partial->sums->cell_count;
    if (row->count != 3 || !take_below(row->fields[1], partial->sums->domain_count, &domain) ||
        !take_below(row->fields[2], unit_count(partial->sums), &unit))
        return false;
    partial->cell = par_sums_cell(partial->sums, domain, unit);
    return partial->sums->cell_count > before;
}

static bool take_category(struct par_survey_partial *partial, const struct par_row *row)
{
    const struct par_sums *sums = partial->sums;
    struct par_sums_cell *cell = partial->cell;
    size_t category;
    int64_t rows;
    if (!cell || row->count != (cell->squares ? 5 : 4) || !take_below(row->fields[1], sums->width, &category) ||
        !par_partial_number(row->fields[2], &rows) || !take_sum(sums, row->fields[3], &cell->weights[category]))
        return false;
    cell->rows[category] = (uint64_t)rows;
    return !cell->squares || take_sum(sums, row->fields[4], &cell->squares[category]);
}

static bool take_pair(const struct par_sums *sums, const struct par_row *row, par_wide *pairs)
{
    size_t pair;
    return pairs && row->count == 3 && take_below(row->fields[1], sums->pair_width, &pair) &&
           take_sum(sums, row->fields[2], &pairs[pair]);
}

static bool take_spread(struct par_survey_partial *partial, const struct par_row *row)
{
    struct par_sums *sums = partial->sums;
    return sums->domain_count > 0 && take_pair(sums, row, par_sums_spread(sums, sums->domain_count - 1));
}

static bool take_cell_pair(struct par_survey_partial *partial, const struct par_row *row)
{
    return partial->cell && take_pair(partial->sums, row, partial->cell->pairs);
}

static bool take_id(struct par_survey_partial *partial, const struct par_row *row)
{
    if (row->count != 2)
        return false;
    struct par_span id = {par_arena_copy(partial->arena, row->fields[1]), row->fields[1].size};
    return par_names_add(partial->ids, id, 0) == PAR_NAME_NONE;
}

static bool take_codes(struct par_survey_partial *partial, const struct par_row *row)
{
    partial->reader->codes_were_used = true;
    return row->count == 1;
}

bool par_survey_partial_take(struct par_survey_partial *partial, const struct par_row *row)
{
    static const struct {
        const char *kind;
        bool (*take)(struct par_survey_partial *partial, const struct par_row *row);
    } kinds[] = {{"sum", take_category},    {"pair", take_cell_pair}, {"id", take_id},         {"cell", take_cell},
                 {"psu", take_psu},         {"ssu", take_ssu},        {"domain", take_domain}, {"spread", take_spread},
                 {"stratum", take_stratum}, {"total", take_total},    {"codes", take_codes}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (par_span_is(row->fields[0], kinds[i].kind))
            return kinds[i].take(partial, row);
    return false;
}

/* --- Merging ------------------------------------------------------------------------------------------------------ */

static void report(const struct par_survey_partial *partial, const char *file, enum par_code code, const char *a,
                   const char *b)
{
    struct par_place place = {.file = file};
    par_diags_add(partial->reader->diags, PAR_ERROR, code, &place, a, b, NULL);
}

static void report_population(const struct par_survey_partial *partial, const char *file, struct par_span code,
                              int64_t here, int64_t known)
{
    char number[PAR_DECIMAL_TEXT];
    if (!here || !known || here == known)
        return;
    par_decimal_print(here, 0, 0, '.', number);
    report(partial, file, PAR_SURVEY_POPULATION, number, par_arena_copy(partial->arena, code));
}

/* Which strata and PSUs an earlier part says another population of. */
static void report_populations(const struct par_survey_partial *partial, const char *file)
{
    struct par_sums *all = partial->reader->survey->sums;
    const struct par_sums *part = partial->sums;
    for (size_t i = 0; i < part->stratum_count; i++) {
        const struct par_stratum *stratum = &part->strata[i];
        report_population(partial, file, stratum->code, stratum->population,
                          all->strata[par_sums_stratum(all, stratum->code)].population);
    }
    for (size_t i = 0; i < part->psu_count; i++) {
        const struct par_psu *psu = &part->psus[i];
        size_t stratum = par_sums_stratum(all, part->strata[psu->stratum].code);
        report_population(partial, file, psu->code, psu->population,
                          all->psus[par_sums_psu(all, stratum, psu->code)].population);
    }
}

struct merging {
    const struct par_survey_partial *partial;
    const char *file;
};

static void merge_id(void *context, struct par_span id, int32_t value)
{
    const struct merging *merging = context;
    const struct par_survey_reader *reader = merging->partial->reader;
    struct par_span kept = {par_arena_copy(reader->arena, id), id.size};
    (void)value;
    if (par_names_add(reader->ids, kept, 0) != PAR_NAME_NONE)
        report(merging->partial, merging->file, PAR_SURVEY_FORM_REPEATED, kept.text, NULL);
}

void par_survey_partial_merge(struct par_survey_partial *partial, const char *file)
{
    struct merging merging = {partial, file};
    enum par_sums_status status = par_sums_merge(partial->reader->survey->sums, partial->sums);
    if (status == PAR_SUMS_OVERFLOW)
        report(partial, file, PAR_OVERFLOW, NULL, NULL);
    else if (status != PAR_SUMS_OK)
        report_populations(partial, file);
    par_names_each(partial->ids, merge_id, &merging);
}
