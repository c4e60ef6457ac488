/* The figures of a bloc: those that par-rank --summary prints of the same ranking. */
#include "report_private.h"

enum { SHARE_DECIMALS = 2, DECIMALS_WITHOUT_SET = 2 };

struct summing {
    struct par_report *report;
    struct par_report_bloc *bloc;
    struct par_arena *arena;
    struct par_standing *standings; /* of its units */
    struct par_standing **pointers;
    int decimals;
    enum par_rounding mode;
    size_t class_room;
};

static struct par_maybe maybe_of(struct par_shown shown)
{
    return (struct par_maybe){shown.is, shown.value};
}

static const struct par_set *set_of(const struct par_report_unit *unit)
{
    return unit->who && unit->who->set ? unit->who->set : unit->bloc->set;
}

static struct par_standing standing_of(const struct summing *summing, const struct par_report_unit *unit)
{
    const struct par_report_rank *row = unit->now;
    size_t domains = par_report_newest(summing->report)->domain_count;
    struct par_standing standing = {.unit = row->unit,
                                    .bloc = row->bloc,
                                    .set = set_of(unit),
                                    .who = unit->who,
                                    .rank = row->rank,
                                    .points = maybe_of(row->points),
                                    .applicable_max = row->applicable_max.is ? row->applicable_max.value : 0,
                                    .index = maybe_of(row->index),
                                    .domain_count = domains};
    standing.domains = par_arena_array(summing->arena, domains, sizeof *standing.domains);
    for (size_t i = 0; i < domains; i++)
        standing.domains[i] = maybe_of(row->domains[i]);
    return standing;
}

static void make_standings(struct summing *summing)
{
    const struct par_report_bloc *bloc = summing->bloc;
    summing->standings = par_arena_array(summing->arena, bloc->count, sizeof *summing->standings);
    summing->pointers = par_arena_array(summing->arena, bloc->count, sizeof(struct par_standing *));
    for (size_t i = 0; i < bloc->count; i++) {
        summing->standings[i] = standing_of(summing, &bloc->units[i]);
        summing->pointers[i] = &summing->standings[i];
    }
}

/* --- Classes ----------------------------------------------------------------------------------------------------- */

static const char *class_of(const struct summing *summing, size_t unit)
{
    const struct par_report_rank *row = summing->bloc->units[unit].now;
    return row->rank > 0 ? row->class_name : "";
}

/* Whether some unit was classed by the scheme. */
static bool serves(const struct summing *summing, const struct par_class_scheme *scheme)
{
    for (size_t i = 0; i < summing->bloc->count; i++) {
        const struct par_standing *standing = &summing->standings[i];
        bool is_its = standing->who ? par_class_scheme_of(standing) == scheme : true;
        for (size_t k = 0; is_its && k < scheme->count; k++)
            if (strcmp(scheme->steps[k].name.vi, class_of(summing, i)) == 0)
                return true;
    }
    return false;
}

static struct par_report_class count_class(const struct summing *summing, const struct par_class_step *step)
{
    struct par_report_class class = {.step = step, .share.decimals = SHARE_DECIMALS};
    for (size_t i = 0; i < summing->bloc->count; i++)
        class.units += strcmp(step->name.vi, class_of(summing, i)) == 0;
    struct par_ratio share = {100 * (par_wide) class.units, (par_wide)summing->bloc->ranked};
    class.share.is = summing->bloc->ranked && par_ratio_round(share, SHARE_DECIMALS, summing->mode, &class.share.value);
    return class;
}

static void add_classes(struct summing *summing, const struct par_class_scheme *scheme, struct par_names *seen)
{
    struct par_report_bloc *bloc = summing->bloc;
    for (size_t i = 0; i < scheme->count; i++) {
        if (par_names_add(seen, par_span_of(scheme->steps[i].name.vi), 0) != PAR_NAME_NONE)
            continue;
        bloc->classes = par_arena_grow(summing->arena, bloc->classes, bloc->class_count, &summing->class_room,
                                       sizeof *bloc->classes);
        bloc->classes[bloc->class_count++] = count_class(summing, &scheme->steps[i]);
    }
}

/* The classes of the schemes in use, in their order; classes of one name are one. */
static void count_classes(struct summing *summing)
{
    const struct par_report *report = summing->report;
    struct par_names *seen = par_names_new(summing->arena);
    for (size_t i = 0; i < report->set_count; i++)
        for (size_t k = 0; k < report->sets[i]->scheme_count; k++)
            if (serves(summing, &report->sets[i]->schemes[k]))
                add_classes(summing, &report->sets[i]->schemes[k], seen);
}

/* --- Means over the years ---------------------------------------------------------------------------------------- */

static struct par_shown mean_of_year(const struct summing *summing, const struct par_report_year *year)
{
    struct par_ratio *values = par_arena_array(summing->arena, year->count, sizeof *values);
    struct par_shown mean = {.decimals = summing->decimals};
    size_t count = 0;
    for (size_t i = 0; i < year->count; i++) {
        const struct par_report_rank *row = &year->rows[i];
        if (row->rank > 0 && row->index.is && strcmp(row->bloc, summing->bloc->id) == 0)
            values[count++] = par_points_ratio(row->index.value);
    }
    mean.is = count && par_ratio_mean(values, count, summing->decimals, summing->mode, &mean.value);
    return mean;
}

/* That of the newest year is the mean of the figures. */
static void fill_means(struct summing *summing)
{
    const struct par_report *report = summing->report;
    struct par_report_bloc *bloc = summing->bloc;
    size_t last = report->year_count - 1;
    bloc->means = par_arena_array(summing->arena, report->year_count, sizeof *bloc->means);
    for (size_t i = 0; i < last; i++)
        bloc->means[i] = mean_of_year(summing, &report->years[i]);
    bloc->means[last] = (struct par_shown){bloc->index.mean.is, bloc->index.mean.points, summing->decimals};
}

/* --- A bloc ------------------------------------------------------------------------------------------------------ */

static void sum_bloc(struct par_report *report, struct par_report_bloc *bloc)
{
    size_t domains = par_report_newest(report)->domain_count;
    struct summing summing = {.report = report,
                              .bloc = bloc,
                              .arena = report->arena,
                              .decimals = bloc->set ? bloc->set->decimals_index : DECIMALS_WITHOUT_SET,
                              .mode = bloc->set ? bloc->set->rounding : PAR_HALF_UP};
    make_standings(&summing);
    par_figures_of_index(summing.pointers, bloc->count, summing.decimals, summing.mode, summing.arena, &bloc->index);
    bloc->domains = par_arena_array(summing.arena, domains, sizeof *bloc->domains);
    for (size_t i = 0; i < domains; i++)
        par_figures_of_domain(summing.pointers, bloc->count, i, summing.decimals, summing.mode, summing.arena,
                              &bloc->domains[i]);
    count_classes(&summing);
    fill_means(&summing);
}

void par_report_sum_blocs(struct par_report *report)
{
    for (size_t i = 0; i < report->bloc_count; i++)
        sum_bloc(report, &report->blocs[i]);
}
