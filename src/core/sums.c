/* Sums of a sample survey: see sums.h. */
#include "parindex/sums.h"

enum { NO_CLASS = 2, LAST_DOMAINS = 16 };

/* Rows of one weight in succession before they are counted: where weights change with every row, counting is more work
 * than adding. */
enum { LEAST_STREAK = 4 };

/* From (domain, unit) to a cell: open addressing, a power of two of slots, 0 empty, else cell + 1. */
struct par_sums_index {
    size_t room;
    size_t *slots;
    struct par_names *strata, *psus, *ssus, *domains, *classes;
    size_t last_stratum, last_psu;     /* of the row before: rows of a PSU mostly stand together */
    size_t last_domains[LAST_DOMAINS]; /* by grouping; where there are more they share */
    uint32_t *places;                  /* of the categories of the row at hand */
    size_t *pair_classes;              /* of its pairs */
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
    index->classes = par_names_new(arena);
    index->places = par_arena_array(arena, plan->question_count, sizeof *index->places);
    index->pair_classes = par_arena_array(arena, plan->pair_count, sizeof *index->pair_classes);
    sums->index = index;
    par_sums_class(sums, par_span_of(""));
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
    size_t *last = &sums->index->last_domains[grouping % LAST_DOMAINS];
    const struct par_domain *known = sums->domain_count ? &sums->domains[*last] : NULL;
    if (known && known->grouping == grouping && par_span_equal(known->name, name))
        return *last;
    struct par_span copy;
    size_t found = *last = number_of(sums, sums->index->domains, grouping, name, sums->domain_count, &copy);
    if (found < sums->domain_count)
        return found;
    sums->domains = par_arena_grow(sums->arena, sums->domains, found, &sums->domain_room, sizeof *sums->domains);
    sums->domains[sums->domain_count++] = (struct par_domain){.grouping = grouping, .name = copy};
    return found;
}

size_t par_sums_class(struct par_sums *sums, struct par_span key)
{
    struct par_span copy;
    size_t found = number_of(sums, sums->index->classes, 0, key, sums->class_count, &copy);
    if (found < sums->class_count)
        return found;
    sums->classes = par_arena_grow(sums->arena, sums->classes, found, &sums->class_room, sizeof *sums->classes);
    sums->classes[sums->class_count++] = (struct par_sums_class){.key = copy};
    return found;
}

/* The pairs of a class in a domain. */
static par_wide *spread_of(const struct par_sums *sums, size_t number, size_t class)
{
    struct par_domain *domain = &sums->domains[number];
    while (domain->spread_room <= class)
        domain->spreads = par_arena_grow(sums->arena, domain->spreads, domain->spread_room, &domain->spread_room,
                                         sizeof *domain->spreads);
    if (!domain->spreads[class])
        domain->spreads[class] = par_arena_array(sums->arena, sums->pair_width, sizeof **domain->spreads);
    return domain->spreads[class];
}

/* --- Cells -------------------------------------------------------------------------------------------------------- */

struct cell_key {
    size_t domain, unit, class;
};

static size_t slot_of(const struct par_sums *sums, struct cell_key key)
{
    const struct par_sums_index *index = sums->index;
    uint64_t hash = ((uint64_t)key.unit << 32 ^ (uint64_t)key.domain) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= (uint64_t)key.class * UINT64_C(0xC2B2AE3D27D4EB4F);
    for (size_t at = (size_t)(hash >> 32);; at++) {
        size_t slot = at & (index->room - 1), cell = index->slots[slot];
        const struct par_sums_cell *found = cell ? &sums->cells[cell - 1] : NULL;
        if (!found || (found->domain == key.domain && found->unit == key.unit && found->class == key.class))
            return slot;
    }
}

static struct cell_key key_of_cell(const struct par_sums_cell *cell)
{
    return (struct cell_key){cell->domain, cell->unit, cell->class};
}

static void grow_index(struct par_sums *sums)
{
    struct par_sums_index *index = sums->index;
    index->room *= 2;
    index->slots = par_arena_array(sums->arena, index->room, sizeof *index->slots);
    for (size_t i = 0; i < sums->cell_count; i++)
        index->slots[slot_of(sums, key_of_cell(&sums->cells[i]))] = i + 1;
}

static struct par_sums_cell new_cell(const struct par_sums *sums, struct cell_key key)
{
    struct par_sums_cell cell = {.domain = key.domain, .unit = key.unit, .class = key.class};
    cell.rows = par_arena_array(sums->arena, sums->width, sizeof *cell.rows);
    cell.weights = par_arena_array(sums->arena, sums->width, sizeof *cell.weights);
    if (sums->rows_are_units)
        cell.squares = par_arena_array(sums->arena, sums->width, sizeof *cell.squares);
    if (sums->rows_are_units && sums->plan.pairs_for_error)
        cell.pairs = par_arena_array(sums->arena, sums->pair_width, sizeof *cell.pairs);
    return cell;
}

static struct par_sums_cell *cell_of(struct par_sums *sums, struct cell_key key)
{
    size_t slot = slot_of(sums, key);
    if (!sums->index->slots[slot]) {
        sums->cells = par_arena_grow(sums->arena, sums->cells, sums->cell_count, &sums->cell_room, sizeof *sums->cells);
        sums->cells[sums->cell_count++] = new_cell(sums, key);
        sums->index->slots[slot] = sums->cell_count;
        if (2 * sums->cell_count > sums->index->room) {
            grow_index(sums);
            slot = slot_of(sums, key);
        }
    }
    return &sums->cells[sums->index->slots[slot] - 1];
}

struct par_sums_cell *par_sums_cell(struct par_sums *sums, size_t domain, size_t unit)
{
    return cell_of(sums, (struct cell_key){domain, unit, 0});
}

par_wide *par_sums_spread(const struct par_sums *sums, size_t domain)
{
    return sums->plan.pairs_for_spread ? spread_of(sums, domain, 0) : NULL;
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

/* The places of the categories that the row takes; how many. */
static size_t places_of(const struct par_sums *sums, const struct par_sums_row *row)
{
    size_t count = 0, questions = row->asked ? row->asked_count : sums->plan.question_count;
    const int16_t *answers = row->answers;
    uint32_t *places = sums->index->places;
    for (size_t i = 0; i < questions; i++) {
        size_t question = row->asked ? row->asked[i] : i;
        places[count] = (uint32_t)(sums->offsets[question] + (size_t)answers[question]);
        count += answers[question] >= 0;
    }
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
            sums->index->pair_classes[count++] = 2 * i + class;
    }
    return count;
}

static void add_pairs(const struct par_sums *sums, par_wide *pairs, size_t count, par_wide amount)
{
    const size_t *classes = sums->index->pair_classes;
    for (size_t i = 0; i < count; i++) {
        par_wide *row = pairs + par_sums_pair(sums, classes[i], 0);
        for (size_t k = i; k < count; k++)
            row[classes[k]] += amount;
    }
}

static void count_pairs(const struct par_sums *sums, uint16_t *pairs, size_t count)
{
    const size_t *classes = sums->index->pair_classes;
    for (size_t i = 0; i < count; i++) {
        uint16_t *row = pairs + par_sums_pair(sums, classes[i], 0);
        for (size_t k = i; k < count; k++)
            row[classes[k]]++;
    }
}

/* What the categories of the row at hand take: so many places, and classes of pairs. */
struct taken {
    size_t places, pairs;
};

static void add_directly(const struct par_sums *sums, struct par_sums_cell *cell, struct taken taken, int64_t weight)
{
    const uint32_t *places = sums->index->places;
    par_wide square = (par_wide)weight * weight;
    for (size_t i = 0; i < taken.places; i++) {
        cell->rows[places[i]]++;
        cell->weights[places[i]] += weight;
    }
    for (size_t i = 0; cell->squares && i < taken.places; i++)
        cell->squares[places[i]] += square;
    if (cell->pairs)
        add_pairs(sums, cell->pairs, taken.pairs, square);
}

static void settle_cell(const struct par_sums *sums, struct par_sums_cell *cell)
{
    par_wide square = (par_wide)cell->run_weight * cell->run_weight;
    if (cell->run_rows == 0)
        return;
    for (size_t i = 0; i < sums->width; i++) {
        cell->rows[i] += cell->run[i];
        cell->weights[i] += (par_wide)cell->run_weight * cell->run[i];
    }
    for (size_t i = 0; cell->squares && i < sums->width; i++)
        cell->squares[i] += square * cell->run[i];
    for (size_t i = 0; cell->pairs && i < sums->pair_width; i++)
        cell->pairs[i] += square * cell->run_pairs[i];
    memset(cell->run, 0, sums->width * sizeof *cell->run);
    if (cell->pairs)
        memset(cell->run_pairs, 0, sums->pair_width * sizeof *cell->run_pairs);
    cell->run_rows = 0;
}

void par_sums_settle(const struct par_sums *sums)
{
    for (size_t i = 0; i < sums->cell_count; i++)
        settle_cell(sums, &sums->cells[i]);
}

/* Whether a row of this weight is counted; the others are added directly. */
static bool counts_row(const struct par_sums *sums, struct par_sums_cell *cell, int64_t weight)
{
    if (weight != cell->run_weight) {
        settle_cell(sums, cell);
        cell->run_weight = weight;
        cell->streak = 0;
    }
    if (cell->streak < LEAST_STREAK) {
        cell->streak++;
        return false;
    }
    if (cell->run_rows == UINT16_MAX)
        settle_cell(sums, cell);
    if (!cell->run) {
        cell->run = par_arena_array(sums->arena, sums->width, sizeof *cell->run);
        cell->run_pairs = cell->pairs ? par_arena_array(sums->arena, sums->pair_width, sizeof *cell->run_pairs) : NULL;
    }
    cell->run_rows++;
    return true;
}

static void add_to_cell(const struct par_sums *sums, struct par_sums_cell *cell, struct taken taken, int64_t weight)
{
    const uint32_t *places = sums->index->places;
    cell->weight += weight;
    cell->square += (par_wide)weight * weight;
    if (!counts_row(sums, cell, weight)) {
        add_directly(sums, cell, taken, weight);
        return;
    }
    uint16_t *run = cell->run;
    for (size_t i = 0; i < taken.places; i++)
        run[places[i]]++;
    if (cell->pairs)
        count_pairs(sums, cell->run_pairs, taken.pairs);
}

static void add_to_class(struct par_sums_class *class, const struct par_sums_class *more)
{
    if (more->rows == 0)
        return;
    class->least = class->rows && class->least < more->least ? class->least : more->least;
    class->most = class->most > more->most ? class->most : more->most;
    class->rows += more->rows;
    class->weight += more->weight;
    class->squares += more->squares;
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
    par_wide square = (par_wide)row->weight * row->weight, total;
    size_t unit;
    if (__builtin_add_overflow(sums->total_squares, square, &total))
        return PAR_SUMS_OVERFLOW;
    enum par_sums_status status = find_unit(sums, row, &unit);
    if (status != PAR_SUMS_OK)
        return status;
    sums->total_squares = total;
    if (row->domain_count == 0)
        return status;
    struct taken taken = {places_of(sums, row), 0};
    taken.pairs = sums->plan.pair_count ? classes_of(sums, row->answers) : 0;
    struct par_sums_class of_row = {{NULL, 0}, 1, row->weight, square, row->weight, row->weight};
    add_to_class(&sums->classes[row->class], &of_row);
    for (size_t i = 0; i < row->domain_count; i++) {
        struct par_sums_cell *cell = cell_of(sums, (struct cell_key){row->domains[i], unit, row->class});
        add_to_cell(sums, cell, taken, row->weight);
        if (sums->plan.pairs_for_spread)
            add_pairs(sums, spread_of(sums, row->domains[i], row->class), taken.pairs, row->weight);
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

/* The classes of a part under the numbers they have here. */
static size_t *merge_classes(struct par_sums *sums, const struct par_sums *part)
{
    size_t *classes = par_arena_array(sums->arena, part->class_count, sizeof *classes);
    for (size_t i = 0; i < part->class_count; i++) {
        classes[i] = par_sums_class(sums, part->classes[i].key);
        add_to_class(&sums->classes[classes[i]], &part->classes[i]);
    }
    return classes;
}

/* The domains of a part, alike. */
static size_t *merge_domains(struct par_sums *sums, const struct par_sums *part, const size_t *classes)
{
    size_t *domains = par_arena_array(sums->arena, part->domain_count, sizeof *domains);
    for (size_t i = 0; i < part->domain_count; i++) {
        const struct par_domain *from = &part->domains[i];
        domains[i] = par_sums_domain(sums, from->grouping, from->name);
        for (size_t k = 0; k < part->class_count && k < from->spread_room; k++)
            if (from->spreads[k])
                add_all(spread_of(sums, domains[i], classes[k]), from->spreads[k], part->pair_width);
    }
    return domains;
}

static void merge_cell(struct par_sums *sums, const struct par_sums *part, const struct par_sums_cell *from,
                       struct cell_key key)
{
    struct par_sums_cell *cell = cell_of(sums, key);
    cell->weight += from->weight;
    cell->square += from->square;
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
    par_wide total;
    if (__builtin_add_overflow(sums->total_squares, part->total_squares, &total))
        return PAR_SUMS_OVERFLOW;
    sums->total_squares = total;
    par_sums_settle(part);
    enum par_sums_status status = merge_units(sums, part, strata, psus);
    if (status != PAR_SUMS_OK)
        return status;
    for (size_t i = 0; i < part->ssu_count; i++)
        ssus[i] = par_sums_ssu(sums, psus[part->ssus[i].psu], part->ssus[i].code);
    const size_t *classes = merge_classes(sums, part), *domains = merge_domains(sums, part, classes);
    const size_t *units = sums->plan.has_ssu ? ssus : sums->plan.has_psu ? psus : strata;
    for (size_t i = 0; i < part->cell_count; i++) {
        const struct par_sums_cell *cell = &part->cells[i];
        merge_cell(sums, part, cell, (struct cell_key){domains[cell->domain], units[cell->unit], classes[cell->class]});
    }
    return PAR_SUMS_OK;
}
