/* The groups of a survey ranked by their index, with what the sample leaves open: see rank_set.h. */
#include <math.h>
#include <stdlib.h>

#include "parindex/distribution.h"
#include "parindex/rank_set.h"
#include "survey.h"

/* A group that is ranked, or stands below the others without a rank. */
struct standing {
    size_t domain, grouping; /* SIZE_MAX: nobody spoke of it */
    const char *bloc, *code, *name;
    bool is;       /* it has a figure, which may be shown */
    bool withheld; /* it has one, which may not */
    struct par_survey_figure figure;
    struct par_ranked ranked;
    bool exact;
};

struct ranking {
    struct par_survey_run *run;
    struct par_sheet *sheet;
    size_t count, room;
    struct standing *standings;
};

/* --- Who is ranked --------------------------------------------------------------------------------------------------
 */

static void add(struct ranking *ranking, struct standing standing)
{
    struct par_survey_run *run = ranking->run;
    if (standing.domain != SIZE_MAX && par_survey_total(run, standing.domain, &standing.figure)) {
        standing.withheld = run->options->suppress && standing.figure.weak;
        standing.is = !standing.withheld;
    }
    ranking->standings =
        par_arena_grow(run->cli->arena, ranking->standings, ranking->count, &ranking->room, sizeof *ranking->standings);
    ranking->standings[ranking->count++] = standing;
}

/* Every unit that is ranked, also one of which nobody spoke. */
static void add_units(struct ranking *ranking)
{
    const struct par_survey_run *run = ranking->run;
    for (size_t i = 0; run->units && i < run->units->count; i++) {
        const struct par_unit *unit = &run->units->items[i];
        if (unit->ranked)
            add(ranking, (struct standing){.domain = par_survey_unit_domain(run, unit),
                                           .grouping = par_survey_unit_grouping(),
                                           .bloc = unit->bloc,
                                           .code = unit->code,
                                           .name = unit->name});
    }
}

static void add_groups(struct ranking *ranking)
{
    const struct par_survey_run *run = ranking->run;
    for (size_t i = 0; i < run->domain_count; i++) {
        const struct par_domain *domain = &run->survey->sums->domains[run->domains[i]];
        if (domain->grouping != 0 && domain->grouping != par_survey_unit_grouping())
            add(ranking, (struct standing){.domain = run->domains[i],
                                           .grouping = domain->grouping,
                                           .bloc = "",
                                           .code = par_arena_copy(run->cli->arena, domain->name),
                                           .name = ""});
    }
}

/* By grouping and bloc; there, those with a figure first, the largest before the others, then by code. */
static int by_place(const void *left, const void *right)
{
    const struct standing *a = left, *b = right;
    int order = a->grouping != b->grouping ? (a->grouping < b->grouping ? -1 : 1) : strcmp(a->bloc, b->bloc);
    if (order)
        return order;
    if (a->is != b->is)
        return a->is ? -1 : 1;
    if (a->is && a->figure.exact != b->figure.exact)
        return a->figure.exact > b->figure.exact ? -1 : 1;
    return strcmp(a->code, b->code);
}

/* --- Ranks ----------------------------------------------------------------------------------------------------------
 */

static void rank(struct ranking *ranking, struct standing *first, size_t count)
{
    const struct par_survey_options *options = ranking->run->options;
    struct par_ranked *ranked = par_arena_array(ranking->run->cli->arena, count, sizeof *ranked);
    double level = par_rank_level(par_survey_level(options), count);
    for (size_t i = 0; i < count; i++) {
        ranked[i].figure = first[i].figure.exact;
        ranked[i].known = par_estimate_interval(&first[i].figure.estimate, options->interval, level, &ranked[i].low,
                                                &ranked[i].high, &first[i].exact);
    }
    par_rank_sets(ranked, count, ranking->run->cli->arena);
    for (size_t i = 0; i < count; i++)
        first[i].ranked = ranked[i];
}

/* Whether the figure of `a`, the larger, is surely larger: a two-sided test of the difference, of `tests` that hold
 * together. A share of 0 or 1 has no error to test with: its interval must lie apart. */
static bool told_apart(const struct par_survey_run *run, const struct standing *a, const struct standing *b,
                       size_t tests)
{
    struct par_difference difference;
    double level = par_rank_level(par_survey_level(run->options), tests);
    if (!a->ranked.known || !b->ranked.known)
        return false;
    if (a->exact || b->exact)
        return a->ranked.low > b->ranked.high;
    if (!par_estimate_difference(run->estimator, a->domain, b->domain, &run->survey->percents[0], &difference) ||
        !difference.has_error || difference.df < 1)
        return false;
    if (!difference.is_sampled)
        return a->figure.exact != b->figure.exact;
    return difference.se > 0 &&
           difference.value / difference.se > par_student_quantile((1 + level) / 2, (double)difference.df);
}

/* How many of those that follow cannot be told from the first, without a break. */
static size_t alike_next(const struct par_survey_run *run, const struct standing *first, size_t at, size_t count)
{
    size_t next = at + 1;
    while (next < count && !told_apart(run, &first[at], &first[next], count * (count - 1) / 2))
        next++;
    return next - at - 1;
}

/* --- The table ------------------------------------------------------------------------------------------------------
 */

static void write_numbers(const struct ranking *ranking, const struct standing *first, size_t at, size_t count)
{
    const struct par_survey_run *run = ranking->run;
    const struct standing *standing = &first[at];
    const struct par_estimate *estimate = &standing->figure.estimate;
    struct par_writer *writer = ranking->sheet->writer;
    bool known = standing->ranked.known;
    par_writer_integer(writer, (int64_t)standing->ranked.rank);
    par_writer_integer(writer, (int64_t)standing->ranked.best);
    par_writer_integer(writer, (int64_t)standing->ranked.worst);
    par_writer_integer(writer, (int64_t)alike_next(run, first, at, count));
    par_writer_integer(writer, (int64_t)estimate->n);
    par_writer_decimal(writer, standing->figure.exact, standing->figure.scale, standing->figure.decimals);
    par_survey_write_double(run, writer, estimate->has_error, 100 * estimate->se);
    par_survey_write_double(run, writer, known, 100 * standing->ranked.low);
    par_survey_write_double(run, writer, known, 100 * standing->ranked.high);
    par_writer_text(writer, !known ? "" : standing->exact ? "exact" : par_interval_name(run->options->interval));
}

static void write_row(const struct ranking *ranking, const struct standing *first, size_t at, size_t count)
{
    const struct standing *standing = &first[at];
    struct par_writer *writer = ranking->sheet->writer;
    enum { NUMBERS = 10 };
    par_writer_text(writer, par_survey_grouping_name(ranking->run, standing->grouping));
    par_writer_text(writer, standing->bloc);
    par_writer_text(writer, standing->code);
    par_writer_text(writer, standing->name);
    if (standing->is)
        write_numbers(ranking, first, at, count);
    for (int i = 0; !standing->is && i < NUMBERS; i++)
        par_writer_empty(writer);
    if (standing->is)
        par_writer_text(writer, par_survey_flags(ranking->run, &standing->figure));
    else
        par_writer_text(writer, standing->withheld ? "withheld" : "no_answers");
    par_writer_row(writer);
}

static bool same_ranking(const struct standing *a, const struct standing *b)
{
    return a->grouping == b->grouping && strcmp(a->bloc, b->bloc) == 0;
}

static void write_rankings(struct ranking *ranking)
{
    for (size_t i = 0, end; i < ranking->count; i = end) {
        struct standing *first = &ranking->standings[i];
        size_t count = 0;
        for (end = i; end < ranking->count && same_ranking(first, &ranking->standings[end]); end++)
            count += ranking->standings[end].is;
        rank(ranking, first, count);
        for (size_t k = i; k < end; k++)
            write_row(ranking, first, k - i, count);
    }
}

void par_survey_write_ranks(struct par_survey_run *run)
{
    static const struct par_column columns[] = {
        {"grouping", NULL, false}, {"bloc", NULL, false},     {"group", NULL, false},     {"name", NULL, false},
        {"rank", NULL, true},      {"best_rank", NULL, true}, {"worst_rank", NULL, true}, {"alike_next", NULL, true},
        {"n", NULL, true},         {"percent", NULL, true},   {"se", NULL, true},         {"low", NULL, true},
        {"high", NULL, true},      {"interval", NULL, false}, {"flags", NULL, false}};
    struct par_sheet *sheet = par_arena_alloc(run->cli->arena, sizeof *sheet);
    struct ranking ranking = {.run = run, .sheet = sheet};
    sheet->cli = run->cli;
    add_units(&ranking);
    add_groups(&ranking);
    if (ranking.count > 1)
        qsort(ranking.standings, ranking.count, sizeof *ranking.standings, by_place);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        par_sheet_column(sheet, columns[i].name, columns[i].number);
    if (!par_sheet_open(sheet, run->options->rank))
        return;
    write_rankings(&ranking);
    par_sheet_close(sheet);
}
