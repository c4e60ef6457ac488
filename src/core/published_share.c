#include "published_private.h"

enum { MOST_UNITS = 2000, NEAR = 10 };

/* A class, how many units it has and which share of all of them. */
struct part {
    const struct par_published_row *row;
    const struct par_printed *count, *share, *change; /* NULL when not a number */
    int64_t fits;                                     /* the count that the share fits; -1: none */
};

struct shares {
    struct checking *checking;
    size_t count;
    struct part *parts;
    int64_t of; /* 0: not known */
    size_t checked, faults;
};

static const struct par_printed *number_at(const struct par_published_row *row, int column)
{
    return par_cell_has_number(row, column) ? par_cell_of(row, column) : NULL;
}

static bool share_of(int64_t count, int64_t of, struct par_ratio *out)
{
    *out = (struct par_ratio){(par_wide)count * 100, of};
    return of > 0;
}

/* A printed count that is a whole number. */
static bool count_of(const struct part *part, int64_t *count)
{
    *count = part->count ? part->count->value.mantissa : 0;
    return part->count && part->count->value.scale == 0;
}

/* Whether a percentage is printed as it should be, at its own decimals. */
static bool is_printed_so(struct par_ratio value, const struct par_printed *printed)
{
    struct par_quantity rounded;
    return par_round_at(value, printed->decimals, PAR_HALF_UP, &rounded) &&
           par_compare_quantity(rounded, printed->value) == 0;
}

/* The whole number of units nearest to a printed share, when it gives that share; -1 else. */
static int64_t count_that_fits(const struct par_printed *share, int64_t of)
{
    struct par_ratio units, value;
    struct par_quantity whole;
    if (!par_ratio_mul(par_quantity_ratio(share->value), (struct par_ratio){of, 100}, &units) ||
        !par_round_at(units, 0, PAR_HALF_UP, &whole) || !share_of(whole.mantissa, of, &value))
        return -1;
    return is_printed_so(value, share) ? whole.mantissa : -1;
}

/* --- Of how many ------------------------------------------------------------------------------------------------- */

/* The smallest number of units of which every share is a whole number, all of them together; 0: none. */
static int64_t search_of(const struct shares *shares)
{
    for (int64_t of = 1; of <= MOST_UNITS; of++) {
        int64_t sum = 0;
        for (size_t i = 0; i < shares->count && sum >= 0; i++) {
            int64_t fits = shares->parts[i].share ? count_that_fits(shares->parts[i].share, of) : -1;
            sum = fits < 0 || !par_points_add(sum, fits, &sum) ? -1 : sum;
        }
        if (sum == of)
            return of;
    }
    return 0;
}

static int64_t sum_of_counts(const struct shares *shares)
{
    int64_t sum = 0, count;
    for (size_t i = 0; i < shares->count; i++)
        if (!count_of(&shares->parts[i], &count) || !par_points_add(sum, count, &sum))
            return 0;
    return sum;
}

static int64_t printed_sum(const struct checking *checking, int column)
{
    for (size_t i = 0; i < checking->table->count; i++) {
        const struct par_printed *cell = number_at(&checking->table->rows[i], column);
        if (checking->table->rows[i].kind == PAR_ROW_SUM && cell && cell->value.scale == 0)
            return cell->value.mantissa;
    }
    return 0;
}

/* Said on the command line, else what the counts add up to, else printed, else found by what the shares fit. */
static int64_t units_of(const struct shares *shares)
{
    const struct checking *checking = shares->checking;
    int64_t of = checking->options->of;
    if (of == 0)
        of = sum_of_counts(shares);
    if (of == 0)
        of = printed_sum(checking, checking->table->role[PAR_PRINTS_COUNT]);
    return of ? of : search_of(shares);
}

/* --- Shares and counts ------------------------------------------------------------------------------------------- */

static void check_share(struct shares *shares, struct part *part, struct judged_list *list)
{
    struct checking *checking = shares->checking;
    int column = checking->table->role[PAR_PRINTS_SHARE];
    struct par_ratio value;
    int64_t count;
    if (!part->share)
        return;
    part->fits = count_that_fits(part->share, shares->of);
    if (count_of(part, &count) && share_of(count, shares->of, &value)) {
        par_judge(checking, list, part->row, column, true, par_reach_exact(value));
        return;
    }
    shares->checked++;
    shares->faults += part->fits < 0;
    if (part->fits < 0)
        par_find(checking, PAR_CHECK_SHARE_COUNT, PAR_FOUND_FAULT, PAR_READ_FITS_NONE, part->row, column);
}

/* A count that is printed and does not give the share: the one that does. */
static void name_count(struct shares *shares, const struct part *part)
{
    int64_t count;
    if (!part->share || part->fits < 0 || (count_of(part, &count) && count == part->fits))
        return;
    struct checking *checking = shares->checking;
    int column = checking->table->role[PAR_PRINTS_COUNT];
    bool is_fault = part->count != NULL;
    struct par_published_finding *finding = par_find(
        checking, PAR_CHECK_SHARE_COUNT, is_fault ? PAR_FOUND_FAULT : PAR_FOUND_NOTE, is_fault ? 0 : PAR_READ_ABSENT,
        part->row, is_fault ? column : checking->table->role[PAR_PRINTS_SHARE]);
    par_expect(finding, part->count, par_quantity_of(part->fits), 0);
    shares->checked += is_fault;
    shares->faults += is_fault;
}

/* Whether every share is that of a whole count, and these are all the units. */
static bool fit_together(const struct shares *shares)
{
    int64_t sum = 0;
    for (size_t i = 0; i < shares->count; i++)
        if (shares->parts[i].fits < 0 || !par_points_add(sum, shares->parts[i].fits, &sum))
            return false;
    return sum == shares->of;
}

/* The counts, printed or found, against the number of units. */
static void check_count_sum(struct shares *shares)
{
    struct checking *checking = shares->checking;
    int64_t sum = 0, count;
    bool fits = true;
    for (size_t i = 0; i < shares->count; i++) {
        bool is = shares->parts[i].fits < 0 && count_of(&shares->parts[i], &count);
        fits = fits && par_points_add(sum, is ? count : shares->parts[i].fits > 0 ? shares->parts[i].fits : 0, &sum);
    }
    bool is_fault = !fits || sum != shares->of;
    struct par_published_finding *finding =
        par_find(checking, PAR_CHECK_SHARE_COUNT, is_fault ? PAR_FOUND_FAULT : PAR_FOUND_OK, 0, NULL,
                 checking->table->role[PAR_PRINTS_COUNT]);
    finding->is_summary = true;
    finding->checked = (size_t)sum;
    finding->faults = is_fault;
    par_expect(finding, NULL, par_quantity_of(shares->of), 0);
    checking->report->faults += is_fault;
    checking->report->checked++;
}

/* Shares rounded one by one need not add up to 100: by how much is no fault when each of them is right. */
static void check_share_sum(struct shares *shares)
{
    struct checking *checking = shares->checking;
    int column = checking->table->role[PAR_PRINTS_SHARE], decimals = par_decimals_of(checking->table, column);
    struct par_ratio sum = {0, 1};
    struct par_quantity hundred = {100, 0};
    for (size_t i = 0; i < shares->count; i++)
        if (!shares->parts[i].share || !par_ratio_add(sum, par_quantity_ratio(shares->parts[i].share->value), &sum))
            return;
    struct par_printed printed = {.kind = PAR_PRINTED_NUMBER, .text = NULL};
    if (!par_round_at(sum, decimals, PAR_HALF_UP, &printed.value))
        return;
    bool whole = par_compare_quantity(printed.value, hundred) == 0, is_fault = !whole && !fit_together(shares);
    struct par_published_finding *finding = par_find(checking, PAR_CHECK_SHARE_SUM,
                                                     is_fault ? PAR_FOUND_FAULT
                                                     : whole  ? PAR_FOUND_OK
                                                              : PAR_FOUND_NOTE,
                                                     whole || is_fault ? 0 : PAR_READ_SUM_IS_WHOLE, NULL, column);
    char text[PAR_DECIMAL_TEXT];
    par_decimal_print(printed.value.mantissa, printed.value.scale, decimals, '.', text);
    par_expect(finding, &printed, hundred, decimals);
    finding->printed = par_arena_copy(checking->arena, par_span_of(text));
    finding->is_summary = true;
    finding->checked = shares->count;
    finding->faults = is_fault;
    checking->report->checked++;
    checking->report->notes += !whole && !is_fault;
    checking->report->faults += is_fault;
}

/* --- Changes in percentage points -------------------------------------------------------------------------------- */

/* The share before that a printed change asks for, nearest whole count; true when that count gives the change. */
static bool change_fits(const struct part *part, int64_t of, int64_t before, struct par_ratio *nearest)
{
    struct par_ratio now, then, units;
    struct par_quantity whole;
    if (!share_of(part->fits, of, &now) || !par_ratio_sub(now, par_quantity_ratio(part->change->value), &then) ||
        !par_ratio_mul(then, (struct par_ratio){before, 100}, &units) || !par_round_at(units, 0, PAR_HALF_UP, &whole) ||
        !share_of(whole.mantissa, before, &then) || !par_ratio_sub(now, then, nearest))
        return false;
    return whole.mantissa >= 0 && whole.mantissa <= before && is_printed_so(*nearest, part->change);
}

static size_t changes_that_fit(const struct shares *shares, int64_t before, size_t *all)
{
    struct par_ratio nearest;
    size_t fit = 0;
    *all = 0;
    for (size_t i = 0; i < shares->count; i++) {
        bool has = shares->parts[i].change && shares->parts[i].fits >= 0;
        *all += has;
        fit += has && change_fits(&shares->parts[i], shares->of, before, &nearest);
    }
    return fit;
}

/* Of about as many units as now, the number that explains the most changes. */
static int64_t search_before(const struct shares *shares, size_t *all)
{
    int64_t best = shares->of;
    size_t most = changes_that_fit(shares, best, all);
    for (int64_t distance = 1; distance <= NEAR; distance++)
        for (int64_t before = shares->of + distance; before >= shares->of - distance; before -= 2 * distance) {
            size_t fit = before > 0 ? changes_that_fit(shares, before, all) : 0;
            if (fit > most) {
                most = fit;
                best = before;
            }
        }
    return best;
}

static void check_changes(struct shares *shares)
{
    struct checking *checking = shares->checking;
    int column = checking->table->role[PAR_PRINTS_CHANGE_SHARE], decimals = par_decimals_of(checking->table, column);
    size_t all, faults = 0;
    int64_t before = checking->options->previous_of ? checking->options->previous_of : search_before(shares, &all);
    changes_that_fit(shares, before, &all);
    for (size_t i = 0; i < shares->count && column >= 0; i++) {
        const struct part *part = &shares->parts[i];
        struct par_ratio nearest = {0, 1};
        struct par_quantity expected;
        if (!part->change || part->fits < 0 || change_fits(part, shares->of, before, &nearest))
            continue;
        faults++;
        struct par_published_finding *finding =
            par_find(checking, PAR_CHECK_SHARE_CHANGE, PAR_FOUND_FAULT, PAR_READ_FITS_NONE, part->row, column);
        if (par_round_at(nearest, decimals, PAR_HALF_UP, &expected))
            par_expect(finding, part->change, expected, decimals);
    }
    if (all > 0)
        par_expect(par_summarise(checking, PAR_CHECK_SHARE_CHANGE, all, 0, faults, 0, column), NULL,
                   par_quantity_of(before), 0);
}

/* --- A table of classes ------------------------------------------------------------------------------------------ */

static void collect(struct shares *shares)
{
    const struct par_published *table = shares->checking->table;
    shares->parts = par_arena_array(shares->checking->arena, table->count, sizeof *shares->parts);
    for (size_t i = 0; i < table->count; i++) {
        const struct par_published_row *row = &table->rows[i];
        struct part part = {row, number_at(row, table->role[PAR_PRINTS_COUNT]),
                            number_at(row, table->role[PAR_PRINTS_SHARE]),
                            number_at(row, table->role[PAR_PRINTS_CHANGE_SHARE]), -1};
        if (row->kind == PAR_ROW_UNIT && (part.count || part.share))
            shares->parts[shares->count++] = part;
    }
}

void par_check_shares(struct checking *checking)
{
    int column = checking->table->role[PAR_PRINTS_SHARE];
    struct shares shares = {.checking = checking};
    struct judged_list list = {0};
    if (column < 0)
        return;
    collect(&shares);
    shares.of = shares.count > 0 ? units_of(&shares) : 0;
    if (shares.of == 0) {
        if (shares.count > 0)
            par_summarise(checking, PAR_CHECK_SHARE, shares.count, 0, shares.count, PAR_READ_FITS_NONE, column);
        return;
    }
    for (size_t i = 0; i < shares.count; i++)
        check_share(&shares, &shares.parts[i], &list);
    par_settle(checking, PAR_CHECK_SHARE, &list, column, NULL);
    for (size_t i = 0; i < shares.count; i++)
        name_count(&shares, &shares.parts[i]);
    checking->report->checked += shares.checked;
    checking->report->faults += shares.faults;
    check_count_sum(&shares);
    check_share_sum(&shares);
    check_changes(&shares);
}
