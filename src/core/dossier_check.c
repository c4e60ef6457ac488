/* The identities of counted tables. An identity is looked at where every figure of it is printed. */
#include "parindex/dossier.h"

/* A total, and what should add up to it. A figure below `optional` must be printed; the others count where they are. */
struct identity {
    enum par_dossier_figure total;
    size_t count, needed;
    enum par_dossier_figure parts[4];
};

static const struct identity identities[] = {
    {PAR_TO_HANDLE, 2, 2, {PAR_CARRIED_OVER, PAR_RECEIVED}},
    {PAR_EARLY_OR_ON_TIME, 2, 2, {PAR_EARLY, PAR_ON_TIME}},
    {PAR_SOLVED, 3, 2, {PAR_EARLY_OR_ON_TIME, PAR_LATE, PAR_NO_DEADLINE}},
    {PAR_SOLVED, 4, 3, {PAR_EARLY, PAR_ON_TIME, PAR_LATE, PAR_NO_DEADLINE}},
    {PAR_PENDING_ALL, 3, 2, {PAR_PENDING_WITHIN, PAR_PENDING_LATE, PAR_PENDING_NO_DEADLINE}},
    {PAR_LATE_ALL, 2, 2, {PAR_LATE, PAR_PENDING_LATE}},
    {PAR_TO_HANDLE, 4, 2, {PAR_SOLVED, PAR_PENDING_ALL, PAR_RETURNED, PAR_WITHDRAWN}},
};

enum { IDENTITIES = sizeof identities / sizeof *identities };

static const char *term(enum par_dossier_figure figure, int64_t number, struct par_arena *arena)
{
    return par_arena_join(arena, par_dossier_figure_name(figure), " ", par_whole_text(number, arena), NULL);
}

/* The parts added up, with their text; false when one of those needed is not printed. */
static bool add_parts(const struct par_dossier_figures *figures, const enum par_dossier_figure *parts, size_t count,
                      size_t needed, int64_t *sum, const char **text, struct par_arena *arena)
{
    *sum = 0;
    *text = "";
    for (size_t i = 0; i < count; i++) {
        enum par_dossier_figure part = parts[i];
        if (!figures->is[part] && i < needed)
            return false;
        if (!figures->is[part])
            continue;
        *sum += figures->of[part];
        *text = par_arena_join(arena, *text, **text ? " + " : "", term(part, figures->of[part], arena), NULL);
    }
    return true;
}

static void report_sum(int64_t sum, const char *parts, int64_t total, const char *total_text,
                       const struct par_place *place, struct par_arena *arena, struct par_diags *diags)
{
    int64_t difference = sum > total ? sum - total : total - sum;
    par_diags_add(diags, PAR_WARNING, PAR_DOSSIER_SUM, place,
                  par_arena_join(arena, parts, " = ", par_whole_text(sum, arena), NULL), total_text,
                  par_whole_text(difference, arena), NULL);
}

/* Returned and withdrawn dossiers are part of what is to be handled in some offices and counted elsewhere in others, so
 * both are taken. */
static bool holds_without(const struct par_dossier_figures *figures, const struct identity *identity)
{
    return identity->total == PAR_TO_HANDLE && identity->count == 4 &&
           figures->of[PAR_SOLVED] + figures->of[PAR_PENDING_ALL] == figures->of[PAR_TO_HANDLE];
}

static void check_identity(const struct par_dossier_figures *figures, const struct identity *identity,
                           const struct par_place *places, struct par_arena *arena, struct par_diags *diags)
{
    int64_t sum;
    const char *text;
    enum par_dossier_figure total = identity->total;
    if (!figures->is[total] ||
        !add_parts(figures, identity->parts, identity->count, identity->needed, &sum, &text, arena))
        return;
    if (sum != figures->of[total] && !holds_without(figures, identity))
        report_sum(sum, text, figures->of[total], term(total, figures->of[total], arena), &places[total], arena, diags);
}

/* Where the total itself is not printed: carried over + received = solved + pending. */
static void check_balance(const struct par_dossier_figures *figures, const struct par_place *places,
                          struct par_arena *arena, struct par_diags *diags)
{
    static const enum par_dossier_figure in[] = {PAR_CARRIED_OVER, PAR_RECEIVED};
    static const enum par_dossier_figure out[] = {PAR_SOLVED, PAR_PENDING_ALL, PAR_RETURNED, PAR_WITHDRAWN};
    int64_t came, went;
    const char *came_text, *went_text;
    if (figures->is[PAR_TO_HANDLE] || !add_parts(figures, in, 2, 2, &came, &came_text, arena) ||
        !add_parts(figures, out, 4, 2, &went, &went_text, arena))
        return;
    if (came != went && came != figures->of[PAR_SOLVED] + figures->of[PAR_PENDING_ALL])
        report_sum(went, went_text, came, par_arena_join(arena, came_text, " = ", par_whole_text(came, arena), NULL),
                   &places[PAR_SOLVED], arena, diags);
}

/* --- Percentages -------------------------------------------------------------------------------------------------- */

static bool percent_of(const struct par_dossier_figures *figures, enum par_dossier_figure part,
                       enum par_dossier_figure base, int decimals, enum par_rounding mode, par_points *out)
{
    if (!figures->is[part] || !figures->is[base] || figures->of[base] <= 0)
        return false;
    struct par_ratio ratio = {(par_wide)figures->of[part] * 100, figures->of[base]};
    return par_ratio_round(ratio, decimals, mode, out);
}

struct percent_check {
    const struct par_dossier_figures *figures;
    enum par_dossier_figure part;
    const struct par_dossier_percent *printed;
    bool any;         /* at least one base could be computed */
    bool cut;         /* it fits one when digits are cut off instead of rounded */
    const char *text; /* what it is on each base */
};

/* True when the percentage is right on this base. */
static bool fits(struct percent_check *check, enum par_dossier_figure base, struct par_arena *arena)
{
    int decimals = check->printed->decimals;
    struct par_ratio printed = par_quantity_ratio(check->printed->value);
    par_points right, cut;
    if (!percent_of(check->figures, check->part, base, decimals, PAR_HALF_UP, &right) ||
        !percent_of(check->figures, check->part, base, decimals, PAR_DOWN, &cut))
        return false;
    check->any = true;
    check->cut = check->cut || par_ratio_compare(par_points_ratio(cut), printed) == 0;
    const char *value = par_decimal_text(right, PAR_POINTS_SCALE, decimals, '.', arena);
    check->text = par_arena_join(arena, check->text, *check->text ? ", " : "", value, " (",
                                 par_dossier_figure_name(base), ")", NULL);
    return par_ratio_compare(par_points_ratio(right), printed) == 0;
}

static void check_percent(const struct par_dossier_figures *figures, size_t rate,
                          const struct par_dossier_percent *printed, int base, const struct par_place *place,
                          struct par_arena *arena, struct par_diags *diags)
{
    struct percent_check check = {figures, par_dossier_rate(rate), printed, false, false, ""};
    for (int i = 0; i < PAR_DOSSIER_BASES; i++)
        if ((base < 0 || base == i) && fits(&check, par_dossier_base((size_t)i), arena))
            return;
    if (!check.any)
        return;
    char text[PAR_DECIMAL_TEXT];
    par_decimal_print(printed->value.mantissa, printed->value.scale, -1, '.', text);
    par_diags_add(diags, PAR_WARNING, check.cut ? PAR_DOSSIER_PERCENT_CUT : PAR_DOSSIER_PERCENT, place, text,
                  par_dossier_figure_name(check.part), check.text, NULL);
}

void par_dossier_check(const struct par_dossier_printed *row, int base, const struct par_place *places,
                       const struct par_place *rate_places, struct par_arena *arena, struct par_diags *diags)
{
    struct par_dossier_figures full = row->figures;
    for (size_t i = 0; i < IDENTITIES; i++)
        check_identity(&row->figures, &identities[i], places, arena, diags);
    check_balance(&row->figures, places, arena, diags);
    par_dossier_complete(&full);
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++)
        if (row->rates[i].is)
            check_percent(&full, i, &row->rates[i], base, &rate_places[i], arena, diags);
}

void par_dossier_check_children(const struct par_dossier_figures *parent, const char *parent_name,
                                const struct par_dossier_figures *const *children, size_t count,
                                const struct par_place *places, struct par_arena *arena, struct par_diags *diags)
{
    for (int figure = 0; figure < PAR_DOSSIER_FIGURES; figure++) {
        int64_t sum = 0;
        bool all = parent->is[figure] && count > 0;
        for (size_t i = 0; i < count && all; i++) {
            all = children[i]->is[figure];
            sum += children[i]->of[figure];
        }
        if (!all || sum == parent->of[figure])
            continue;
        int64_t difference = sum - parent->of[figure];
        par_diags_add(diags, PAR_WARNING, PAR_DOSSIER_CHILDREN, &places[figure],
                      term((enum par_dossier_figure)figure, parent->of[figure], arena), parent_name,
                      par_whole_text(sum, arena), par_whole_text(difference < 0 ? -difference : difference, arena),
                      NULL);
    }
}
