/* Sums of a sample survey: see sums.h. */
#include "parindex/sums.h"

enum { NO_CLASS = 2 };

/* From (domain, unit) to a cell: open addressing, a power of two of slots, 0 empty, else cell + 1. */
struct par_sums_index {
    size_t room;
    size_t *slots;
    struct par_names *strata, *psus, *ssus, *domains;
    size_t last_stratum, last_psu; /* of the row before: rows of a PSU mostly stand together */
    size_t *places;                /* of the categories of the row at hand */
    size_t *classes;               /* of its pairs */
    size_t key_room;
    char *key;
};

struct par_sums *par_sums_new(const struct par_sums_plan *plan, struct par_arena *arena)
{
    struct par_sums *sums = par_arena_alloc(arena, sizeof *sums);
    sums->plan = *plan;
    sums->arena = arena;
    sums->offsets = par_arena_array(arena, plan->question_count, sizeof *sums->offsets);
    for (size_t i = 0; i < plan->question_count; i++) {
        sums->offsets[i] = sums->width;
        sums->width += plan->categories[i];
    }
    sums->rows_are_units = !plan->has_psu || plan->rows_are_ssu;
    sums->pair_width = plan->pair_count * (2 * plan->pair_count + 1);
    struct par_sums_index *index = par_arena_alloc(arena, sizeof *index);
    index->room = 256;
    index->slots = par_arena_array(arena, index->room, sizeof *index->slots);
    index->strata = par_names_new(arena);
    index->psus = par_names_new(arena);
    index->ssus = par_names_new(arena);
    index->domains = par_names_new(arena);
    index->places = par_arena_array(arena, plan->question_count, sizeof *index->places);
    index->classes = par_arena_array(arena, plan->pair_count, sizeof *index->classes);
    sums->index = index;
    return sums;
}

size_t par_sums_pair(const struct par_sums *sums, size_t i, size_t k)
{
    return i * (4 * sums->plan.pair_count - i - 1) / 2 + k;
}

/* --- Names of what is sampled ------------------------------------------------------------------------------------- */

/* A name below a parent as one key, in a buffer that is used again. */
static struct par_span key_of(const struct par_sums *sums, size_t parent, struct par_span name)
{
    struct par_sums_index *index = sums->index;
    size_t size = sizeof parent + name.size;
    while (index->key_room < size)
        index->key = par_arena_grow(sums->arena, index->key, index->key_room, &index->key_room, 1);
    memcpy(index->key, &parent, sizeof parent);
    if (name.size)
        memcpy(index->key + sizeof parent, name.text, name.size);
    return (struct par_span){index->key, size};
}

/* The number of (parent, name); `next` when it is new, and then the name's copy is in *copy. */
static size_t number_of(const struct par_sums *sums, struct par_names *names, size_t parent, struct par_span name,
                        size_t next, struct par_span *copy)
{
    struct par_span key = key_of(sums, parent, name);
    int32_t known = par_names_find(names, key);
    if (known >= 0)
        return (size_t)known;
    key.text = par_arena_copy(sums->arena, key);
    par_names_add(names, key, (int32_t)next);
    *copy = (struct par_span){key.text + sizeof parent, name.size};
    return next;
}

size_t par_sums_stratum(struct par_sums *sums, struct par_span code)
{
    struct par_sums_index *index = sums->index;
    if (sums->stratum_count && par_span_equal(sums->strata[index->last_stratum].code, code))
        return index->last_stratum;
    struct par_span copy;
    size_t found = number_of(sums, index->strata, 0, code, sums->stratum_count, &copy);
    if (found == sums->stratum_count) {
        sums->strata = par_arena_grow(sums->arena, sums->strata, found, &sums->stratum_room, sizeof *sums->strata);
        sums->strata[sums->stratum_count++] = (struct par_stratum){.code = copy};
    }
    return index->last_stratum = found;
}

size_t par_sums_psu(struct par_sums *sums, size_t stratum, struct par_span code)
{
    struct par_sums_index *index = sums->index;
    const struct par_psu *last = sums->psu_count ? &sums->psus[index->last_psu] : NULL;
    if (last && last->stratum == stratum && par_span_equal(last->code, code))
        return index->last_psu;
    struct par_span copy;
    size_t found = number_of(sums, index->psus, stratum, code, sums->psu_count, &copy);
    if (found == sums->psu_count) {
        sums->psus = par_arena_grow(sums->arena, sums->psus, found, &sums->psu_room, sizeof *sums->psus);
        sums->psus[sums->psu_count++] = (struct par_psu){.stratum = stratum, .code = copy};
        sums->strata[stratum].psus++;
    }
    return index->last_psu = found;
}

size_t par_sums_ssu(struct par_sums *sums, size_t psu, struct par_span code)
{
    struct par_span copy;
    size_t found = number_of(sums, sums->index->ssus, psu, code, sums->ssu_count, &copy);
    if (found == sums->ssu_count) {
        sums->ssus = par_arena_grow(sums->arena, sums->ssus, found, &sums->ssu_room, sizeof *sums->ssus);
        sums->ssus[sums->ssu_count++] = (struct par_ssu){.psu = psu, .code = copy};
        sums->psus[psu].ssus++;
    }
    return found;
}

size_t par_sums_domain(struct par_sums *sums, size_t grouping, struct par_span name)
{
    struct par_span copy;
    size_t found = number_of(sums, sums->index->domains, grouping, name, sums->domain_count, &copy);
    if (found < sums->domain_count)
        return found;
    sums->domains = par_arena_grow(sums->arena, sums->domains, found, &sums->domain_room, sizeof *sums->domains);
    struct par_domain domain = {.grouping = grouping, .name = copy};
    if (sums->plan.pairs_for_spread)
        domain.spread = par_arena_array(sums->arena, sums->pair_width, sizeof *domain.spread);
    sums->domains[sums->domain_count++] = domain;
    return found;
}

/* --- Cells -------------------------------------------------------------------------------------------------------- */

static size_t slot_of(const struct par_sums *sums, size_t domain, size_t unit)
{
    const struct par_sums_index *index = sums->index;
    uint64_t hash = ((uint64_t)unit << 32 ^ (uint64_t)domain) * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t at = (size_t)(hash >> 32);; at++) {
        size_t slot = at & (index->room - 1), cell = index->slots[slot];
        if (!cell || (sums->cells[cell - 1].domain == domain && sums->cells[cell - 1].unit == unit))
            return slot;
    }
}

static void grow_index(struct par_sums *sums)
{
    struct par_sums_index *index = sums->index;
    index->room *= 2;
    index->slots = par_arena_array(sums->arena, index->room, sizeof *index->slots);
    for (size_t i = 0; i < sums->cell_count; i++)
        index->slots[slot_of(sums, sums->cells[i].domain, sums->cells[i].unit)] = i + 1;
}

static struct par_sums_cell new_cell(const struct par_sums *sums, size_t domain, size_t unit)
{
    struct par_sums_cell cell = {.domain = domain, .unit = unit};
    cell.rows = par_arena_array(sums->arena, sums->width, sizeof *cell.rows);
    cell.weights = par_arena_array(sums->arena, sums->width, sizeof *cell.weights);
    if (sums->rows_are_units)
        cell.squares = par_arena_array(sums->arena, sums->width, sizeof *cell.squares);
    if (sums->rows_are_units && sums->plan.pairs_for_error)
        cell.pairs = par_arena_array(sums->arena, sums->pair_width, sizeof *cell.pairs);
    return cell;
}

struct par_sums_cell *par_sums_cell(struct par_sums *sums, size_t domain, size_t unit)
{
    size_t slot = slot_of(sums, domain, unit);
    if (!sums->index->slots[slot]) {
        sums->cells = par_arena_grow(sums->arena, sums->cells, sums->cell_count, &sums->cell_room, sizeof *sums->cells);
        sums->cells[sums->cell_count++] = new_cell(sums, domain, unit);
        sums->index->slots[slot] = sums->cell_count;
        if (2 * sums->cell_count > sums->index->room) {
            grow_index(sums);
            slot = slot_of(sums, domain, unit);
        }
    }
    return &sums->cells[sums->index->slots[slot] - 1];
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

/* The places of the categories that the row takes; how many. */
static size_t places_of(const struct par_sums *sums, const int16_t *answers)
{
    size_t count = 0;
    for (size_t i = 0; i < sums->plan.question_count; i++)
        if (answers[i] >= 0)
            sums->index->places[count++] = sums->offsets[i] + (size_t)answers[i];
    return count;
}

/* The class numbers of its answers to the questions of the pairs, rising. */
static size_t classes_of(const struct par_sums *sums, const int16_t *answers)
{
    size_t count = 0;
    for (size_t i = 0; i < sums->plan.pair_count; i++) {
        size_t question = sums->plan.pair_questions[i];
        if (answers[question] < 0)
            continue;
        unsigned char class = sums->plan.pair_classes[sums->offsets[question] + (size_t)answers[question]];
        if (class < NO_CLASS)
            sums->index->classes[count++] = 2 * i + class;
    }
    return count;
}

static void add_pairs(const struct par_sums *sums, par_wide *pairs, size_t count, par_wide amount)
{
    const size_t *classes = sums->index->classes;
    for (size_t i = 0; i < count; i++) {
        par_wide *row = pairs + par_sums_pair(sums, classes[i], 0);
        for (size_t k = i; k < count; k++)
            row[classes[k]] += amount;
    }
}

static void add_to_cell(const struct par_sums *sums, struct par_sums_cell *cell, size_t count, int64_t weight)
{
    const size_t *places = sums->index->places;
    for (size_t i = 0; i < count; i++) {
        cell->rows[places[i]]++;
        cell->weights[places[i]] += weight;
    }
    for (size_t i = 0; cell->squares && i < count; i++)
        cell->squares[places[i]] += (par_wide)weight * weight;
}

/* Whether the population agrees with what was said before. */
static bool settle_population(int64_t *known, int64_t said)
{
    if (said && *known && said != *known)
        return false;
    *known = said ? said : *known;
    return true;
}

/* The sampling unit whose sums the row belongs to. */
static enum par_sums_status find_unit(struct par_sums *sums, const struct par_sums_row *row, size_t *unit)
{
    size_t stratum = par_sums_stratum(sums, row->stratum);
    *unit = stratum;
    if (!settle_population(&sums->strata[stratum].population, row->population))
        return PAR_SUMS_POPULATION;
    if (sums->plan.has_psu) {
        size_t psu = *unit = par_sums_psu(sums, stratum, row->psu);
        if (!settle_population(&sums->psus[psu].population, row->ssu_population))
            return PAR_SUMS_SSU_POPULATION;
        if (sums->plan.has_ssu)
            *unit = par_sums_ssu(sums, psu, row->ssu);
        sums->psus[psu].rows++;
    }
    sums->strata[stratum].rows++;
    return PAR_SUMS_OK;
}

enum par_sums_status par_sums_add(struct par_sums *sums, const struct par_sums_row *row)
{
    par_wide square = (par_wide)row->weight * row->weight;
    size_t unit;
    if (__builtin_add_overflow(sums->total_squares, square, &sums->total_squares))
        return PAR_SUMS_OVERFLOW;
    enum par_sums_status status = find_unit(sums, row, &unit);
    if (status != PAR_SUMS_OK || row->domain_count == 0)
        return status;
    size_t count = places_of(sums, row->answers);
    size_t pairs = sums->plan.pair_count ? classes_of(sums, row->answers) : 0;
    for (size_t i = 0; i < row->domain_count; i++) {
        struct par_sums_cell *cell = par_sums_cell(sums, row->domains[i], unit);
        add_to_cell(sums, cell, count, row->weight);
        if (cell->pairs)
            add_pairs(sums, cell->pairs, pairs, square);
        if (sums->domains[row->domains[i]].spread)
            add_pairs(sums, sums->domains[row->domains[i]].spread, pairs, row->weight);
    }
    return PAR_SUMS_OK;
}

/* --- Parts -------------------------------------------------------------------------------------------------------- */

static void add_all(par_wide *to, const par_wide *from, size_t count)
{
    for (size_t i = 0; to && i < count; i++)
        to[i] += from[i];
}

/* The strata and PSUs of a part under the numbers they have here. */
static enum par_sums_status merge_units(struct par_sums *sums, const struct par_sums *part, size_t *strata,
                                        size_t *psus)
{
    for (size_t i = 0; i < part->stratum_count; i++) {
        strata[i] = par_sums_stratum(sums, part->strata[i].code);
        if (!settle_population(&sums->strata[strata[i]].population, part->strata[i].population))
            return PAR_SUMS_POPULATION;
    }
    for (size_t i = 0; i < part->psu_count; i++) {
        psus[i] = par_sums_psu(sums, strata[part->psus[i].stratum], part->psus[i].code);
        if (!settle_population(&sums->psus[psus[i]].population, part->psus[i].population))
            return PAR_SUMS_SSU_POPULATION;
    }
    for (size_t i = 0; i < part->stratum_count; i++)
        sums->strata[strata[i]].rows += part->strata[i].rows;
    for (size_t i = 0; i < part->psu_count; i++)
        sums->psus[psus[i]].rows += part->psus[i].rows;
    return PAR_SUMS_OK;
}

static void merge_cell(struct par_sums *sums, const struct par_sums *part, const struct par_sums_cell *from,
                       size_t domain, size_t unit)
{
    struct par_sums_cell *cell = par_sums_cell(sums, domain, unit);
    for (size_t i = 0; i < sums->width; i++)
        cell->rows[i] += from->rows[i];
    add_all(cell->weights, from->weights, part->width);
    add_all(cell->squares, from->squares, part->width);
    add_all(cell->pairs, from->pairs, part->pair_width);
}

enum par_sums_status par_sums_merge(struct par_sums *sums, const struct par_sums *part)
{
    size_t *strata = par_arena_array(sums->arena, part->stratum_count, sizeof *strata);
    size_t *psus = par_arena_array(sums->arena, part->psu_count, sizeof *psus);
    size_t *ssus = par_arena_array(sums->arena, part->ssu_count, sizeof *ssus);
    size_t *domains = par_arena_array(sums->arena, part->domain_count, sizeof *domains);
    if (__builtin_add_overflow(sums->total_squares, part->total_squares, &sums->total_squares))
        return PAR_SUMS_OVERFLOW;
    enum par_sums_status status = merge_units(sums, part, strata, psus);
    if (status != PAR_SUMS_OK)
        return status;
    for (size_t i = 0; i < part->ssu_count; i++)
        ssus[i] = par_sums_ssu(sums, psus[part->ssus[i].psu], part->ssus[i].code);
    for (size_t i = 0; i < part->domain_count; i++) {
        domains[i] = par_sums_domain(sums, part->domains[i].grouping, part->domains[i].name);
        add_all(sums->domains[domains[i]].spread, part->domains[i].spread, part->pair_width);
    }
    const size_t *units = sums->plan.has_ssu ? ssus : sums->plan.has_psu ? psus : strata;
    for (size_t i = 0; i < part->cell_count; i++)
        merge_cell(sums, part, &part->cells[i], domains[part->cells[i].domain], units[part->cells[i].unit]);
    return PAR_SUMS_OK;
}
