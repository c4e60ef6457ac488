#include "recheck.h"

#include <stdlib.h>

#include "parindex/history.h"

bool par_recheck_add_round(struct par_cli *cli, const struct par_loaded *loaded)
{
    for (size_t i = 0; i < loaded->set_count; i++) {
        struct par_set *set = loaded->sets[i];
        if (par_set_round(set, par_span_of(PAR_RECHECK_ROUND)) >= 0)
            return par_cli_usage_error(cli, N_("the set {1} has a round \"{2}\" already; name it with --round instead"),
                                       set->id, PAR_RECHECK_ROUND);
        struct par_round *rounds = par_arena_array(cli->arena, set->round_count + 1, sizeof *rounds);
        for (size_t k = 0; k < set->round_count; k++)
            rounds[k] = set->rounds[k];
        rounds[set->round_count++] = (struct par_round){.id = PAR_RECHECK_ROUND, .name = {PAR_RECHECK_ROUND, NULL}};
        set->rounds = rounds;
    }
    return true;
}

/* --- The components ---------------------------------------------------------------------------------------------- */

static void say(const struct par_recheck *recheck, const struct par_verdict_row *row, enum par_severity severity,
                enum par_code code, const char *a, const char *b)
{
    const struct par_unit *unit = &recheck->loaded->units->items[row->unit];
    struct par_place place = row->place;
    place.unit = unit->code;
    place.node = unit->set->criteria[unit->set->components[row->component]].id;
    par_diags_add(recheck->cli->diags, severity, code, &place, a, b, NULL);
}

/* The turn of the verdict, NULL without one. */
static const struct par_turn *verdict_of(const struct par_course *course, const struct par_set *set)
{
    const struct par_turn *last = course->count > 0 ? &course->turns[course->count - 1] : NULL;
    return last && last->round + 1 == set->round_count ? last : NULL;
}

static bool is_number(const char *text, par_points points)
{
    struct par_readings readings;
    par_points read;
    bool exact;
    if (par_readings_parse(par_span_of(text), &readings) != PAR_NUMBER_OK)
        return false;
    return (readings.dot && par_points_from(readings.as_dot, PAR_POINTS_SCALE, PAR_HALF_UP, &read, &exact) && exact &&
            read == points) ||
           (readings.comma && par_points_from(readings.as_comma, PAR_POINTS_SCALE, PAR_HALF_UP, &read, &exact) &&
            exact && read == points);
}

static void check_row(const struct par_recheck *recheck, const struct par_rechecked *component)
{
    const struct par_verdict_row *row = component->row;
    const char *before = par_points_text(component->before, recheck->cli->arena);
    bool changed = component->before != component->after;
    if (*row->points && !is_number(row->points, component->before))
        say(recheck, row, PAR_WARNING, PAR_RECHECK_STALE, row->points, before);
    if (row->kind == PAR_VERDICT_IS_WRONG && !changed)
        say(recheck, row, PAR_ERROR, PAR_RECHECK_SAME, before, NULL);
    else if (changed && !row->has_reason)
        say(recheck, row, PAR_WARNING, PAR_RECHECK_NO_REASON, NULL, NULL);
}

static void take_row(struct par_recheck *recheck, const struct par_verdict_row *row, const struct par_unit_score *score,
                     bool blank_means_agree, struct par_course *course)
{
    const struct par_set *set = score->unit->set;
    par_course_of(recheck->loaded->assessment, row->unit, row->component, blank_means_agree, course);
    const struct par_turn *turn = verdict_of(course, set);
    const struct par_node_score *node = &score->nodes[set->components[row->component]];
    if (!turn || !turn->before.is || !turn->after.is || node->state != PAR_STATE_SCORED) {
        say(recheck, row, PAR_ERROR, PAR_RECHECK_NO_POINTS, NULL, NULL);
        return;
    }
    struct par_rechecked *component = &recheck->components[recheck->count++];
    struct par_recheck_unit *unit = &recheck->units[row->unit];
    *component = (struct par_rechecked){row, turn->before.points, turn->after.points};
    unit->checked++;
    unit->wrong += component->before != component->after;
    check_row(recheck, component);
}

/* --- Units ------------------------------------------------------------------------------------------------------- */

/* Rows of each unit, as lists. */
struct rows {
    size_t *first, *next; /* 1 + row; 0: none */
};

static struct rows list_rows(const struct par_recheck *recheck)
{
    const struct par_verdicts *verdicts = recheck->verdicts;
    struct par_arena *arena = recheck->cli->arena;
    struct rows rows = {par_arena_array(arena, recheck->loaded->units->count, sizeof *rows.first),
                        par_arena_array(arena, verdicts->count, sizeof *rows.next)};
    for (size_t i = verdicts->count; i-- > 0;) {
        if (!verdicts->rows[i].is_heard)
            continue;
        rows.next[i] = rows.first[verdicts->rows[i].unit];
        rows.first[verdicts->rows[i].unit] = i + 1;
    }
    return rows;
}

/* The points as they stood before the verdicts, per component of the unit's set. */
static const struct par_maybe *points_before(const struct par_recheck *recheck, const struct par_recheck_unit *unit,
                                             const struct par_set *set)
{
    struct par_maybe *points = par_arena_array(recheck->cli->arena, (size_t)set->component_count, sizeof *points);
    for (size_t i = unit->first; i < unit->first + unit->checked; i++)
        if (recheck->components[i].before != recheck->components[i].after)
            points[recheck->components[i].row->component] = (struct par_maybe){true, recheck->components[i].before};
    return points;
}

static void take_unit(struct par_recheck *recheck, size_t position, const struct rows *rows,
                      struct par_score_options *how, struct par_unit_score *score, struct par_course *course)
{
    struct par_recheck_unit *unit = &recheck->units[position];
    struct par_arena *arena = recheck->cli->arena;
    unit->first = recheck->count;
    how->instead = NULL;
    par_score_unit(recheck->loaded->assessment, position, how, score);
    par_score_report(score, recheck->cli->diags);
    for (size_t i = rows->first[position]; i > 0; i = rows->next[i - 1])
        take_row(recheck, &recheck->verdicts->rows[i - 1], score, how->blank_means_agree, course);
    unit->after = par_standing_of(score, arena);
    if (unit->wrong > 0) {
        how->instead = points_before(recheck, unit, score->unit->set);
        par_score_unit(recheck->loaded->assessment, position, how, score);
    }
    unit->before = par_standing_of(score, arena);
}

/* --- Ranks ------------------------------------------------------------------------------------------------------- */

static void rank_bloc(const struct par_recheck *recheck, const size_t *members, size_t count)
{
    struct par_arena *arena = recheck->cli->arena;
    struct par_standing **before = par_arena_array(arena, count, sizeof *before);
    struct par_standing **after = par_arena_array(arena, count, sizeof *after);
    for (size_t i = 0; i < count; i++) {
        before[i] = &recheck->units[members[i]].before;
        after[i] = &recheck->units[members[i]].after;
    }
    const struct par_set *set = before[0]->set;
    par_rank_bloc(before, count, set, arena);
    par_rank_bloc(after, count, set, arena);
}

static void rank_all(const struct par_recheck *recheck)
{
    const struct par_units *units = recheck->loaded->units;
    size_t *members = par_arena_array(recheck->cli->arena, units->count, sizeof *members);
    bool *is_done = par_arena_array(recheck->cli->arena, units->count, sizeof *is_done);
    for (size_t i = 0; i < units->count; i++) {
        size_t count = 0;
        for (size_t k = i; k < units->count && !is_done[i]; k++)
            if (strcmp(units->items[k].bloc, units->items[i].bloc) == 0)
                members[count++] = k;
        for (size_t k = 0; k < count; k++)
            is_done[members[k]] = true;
        if (count > 0)
            rank_bloc(recheck, members, count);
    }
}

/* --- Order ------------------------------------------------------------------------------------------------------- */

struct keyed {
    size_t set, bloc, unit; /* positions */
};

static int by_bloc(const void *a, const void *b)
{
    const struct keyed *one = a, *other = b;
    if (one->set != other->set)
        return one->set < other->set ? -1 : 1;
    if (one->bloc != other->bloc)
        return one->bloc < other->bloc ? -1 : 1;
    return one->unit < other->unit ? -1 : one->unit > other->unit;
}

static struct keyed key_of(const struct par_loaded *loaded, size_t position)
{
    const struct par_unit *unit = &loaded->units->items[position];
    struct keyed key = {.unit = position};
    while (key.set < loaded->set_count && loaded->sets[key.set] != unit->set)
        key.set++;
    while (key.bloc < unit->set->bloc_count && strcmp(unit->set->blocs[key.bloc].id, unit->bloc) != 0)
        key.bloc++;
    return key;
}

static const size_t *put_in_order(const struct par_recheck *recheck)
{
    size_t count = recheck->loaded->units->count;
    struct keyed *keys = par_arena_array(recheck->cli->arena, count, sizeof *keys);
    size_t *order = par_arena_array(recheck->cli->arena, count, sizeof *order);
    for (size_t i = 0; i < count; i++)
        keys[i] = key_of(recheck->loaded, i);
    if (count > 1)
        qsort(keys, count, sizeof *keys, by_bloc);
    for (size_t i = 0; i < count; i++)
        order[i] = keys[i].unit;
    return order;
}

/* --- The whole --------------------------------------------------------------------------------------------------- */

static bool any_pending(const struct par_recheck *recheck)
{
    for (size_t i = 0; i < recheck->loaded->units->count; i++)
        if (recheck->units[i].after.pending)
            return true;
    return false;
}

/* Of other draws an error rate says nothing about what was not drawn. */
static void report_draw(const struct par_recheck *recheck)
{
    const char *other = NULL;
    for (size_t i = 0; i < recheck->count && !other; i++) {
        const char *method = recheck->components[i].row->method;
        if (strcmp(method, "random") != 0 && strcmp(method, "all") != 0)
            other = method;
    }
    struct par_place place = {.file = recheck->count > 0 ? recheck->components[0].row->place.file : NULL};
    if (other)
        par_diags_add(recheck->cli->diags, PAR_NOTE, PAR_RECHECK_NOT_RANDOM, &place, other, NULL);
}

bool par_recheck_make(struct par_recheck *recheck, bool blank_means_agree)
{
    struct par_cli *cli = recheck->cli;
    const struct par_loaded *loaded = recheck->loaded;
    struct par_score_options how = {.blank_means_agree = blank_means_agree};
    struct par_unit_score *score = par_unit_score_new(loaded->assessment, cli->arena);
    struct par_course *course = par_course_new(loaded->assessment, cli->arena);
    recheck->components = par_arena_array(cli->arena, recheck->verdicts->count, sizeof *recheck->components);
    recheck->units = par_arena_array(cli->arena, loaded->units->count, sizeof *recheck->units);
    struct rows rows = list_rows(recheck);
    for (size_t i = 0; i < loaded->units->count; i++)
        take_unit(recheck, i, &rows, &how, score, course);
    if (recheck->count == 0 && par_diags_errors(cli->diags) == 0)
        par_diags_add(cli->diags, PAR_ERROR, PAR_RECHECK_NONE, NULL, NULL);
    if (par_diags_errors(cli->diags))
        return false;
    rank_all(recheck);
    recheck->order = put_in_order(recheck);
    report_draw(recheck);
    if (any_pending(recheck))
        par_diags_add(cli->diags, PAR_WARNING, PAR_PROVISIONAL, NULL, NULL);
    return true;
}

static bool differs(struct par_maybe a, struct par_maybe b)
{
    return a.is != b.is || (a.is && a.points != b.points);
}

bool par_recheck_changed(const struct par_recheck_unit *unit)
{
    return unit->wrong > 0 || differs(unit->before.points, unit->after.points) ||
           differs(unit->before.index, unit->after.index) || unit->before.rank != unit->after.rank ||
           unit->before.class_step != unit->after.class_step;
}

bool par_recheck_rate(const struct par_recheck *recheck, const char *bloc, struct par_error_rate *out)
{
    bool fits = true;
    *out = (struct par_error_rate){0};
    for (size_t i = 0; i < recheck->count; i++) {
        const struct par_rechecked *component = &recheck->components[i];
        if (bloc && strcmp(recheck->loaded->units->items[component->row->unit].bloc, bloc) != 0)
            continue;
        par_points change = component->after - component->before;
        out->checked++;
        out->wrong += change != 0;
        fits = fits && par_points_add(out->points_checked, component->before, &out->points_checked) &&
               par_points_add(out->points_off, change < 0 ? -change : change, &out->points_off) &&
               par_points_add(out->points_net, change, &out->points_net);
    }
    if (!fits)
        par_diags_add(recheck->cli->diags, PAR_ERROR, PAR_OVERFLOW, NULL, NULL);
    return fits;
}
