/* Standings and ranks of a period, and what each unit did from one to the next. */
#include "parindex/text.h"
#include "trend.h"

/* --- A period ---------------------------------------------------------------------------------------------------- */

void par_trend_stand(struct par_trend *trend, struct par_trend_period *period, struct par_diags *diags)
{
    const struct par_units *units = period->loaded.units;
    struct par_unit_score *score = par_unit_score_new(period->loaded.assessment, trend->cli->arena);
    period->table.count = units->count;
    period->table.standings = par_arena_array(trend->cli->arena, units->count, sizeof *period->table.standings);
    for (size_t i = 0; i < units->count; i++) {
        par_score_unit(period->loaded.assessment, i, &period->how, score);
        par_score_report(score, score->overflow ? trend->cli->diags : diags);
        period->table.standings[i] = par_standing_of(score, trend->cli->arena);
    }
}

static void note_ranks(struct par_trend *trend, struct par_trend_period *period)
{
    if (!period->earlier)
        period->earlier = par_arena_array(trend->cli->arena, period->table.count, sizeof *period->earlier);
    for (size_t i = 0; i < period->table.count; i++) {
        const struct par_standing *standing = &period->table.standings[i];
        period->earlier[i] = (struct par_earlier){.unit = standing->unit,
                                                  .bloc = standing->bloc,
                                                  .points = standing->points,
                                                  .index = standing->index,
                                                  .rank = standing->rank};
    }
}

void par_trend_rank(struct par_trend *trend, struct par_trend_period *period)
{
    period->ranking = (struct par_ranking){.cli = trend->cli, .loaded = &period->loaded, .table = &period->table};
    par_ranking_make(&period->ranking);
    note_ranks(trend, period);
    period->ranked = par_arena_array(trend->cli->arena, period->table.count, sizeof *period->ranked);
    for (size_t i = 0; i < period->ranking.bloc_count; i++) {
        const struct par_bloc_ranking *bloc = &period->ranking.blocs[i];
        size_t ranked = 0;
        for (size_t k = 0; k < bloc->count; k++)
            ranked += bloc->standings[k]->rank > 0;
        for (size_t k = 0; k < bloc->count; k++)
            period->ranked[bloc->standings[k] - period->table.standings] = ranked;
    }
}

/* --- Old data under the new set ---------------------------------------------------------------------------------- */

/* Components without a counterpart, each with the number of units that have none. */
static void report_components(struct par_trend *trend, const struct par_trend_step *step, const struct par_set *set)
{
    const struct par_units *units = par_carried_units(step->carried);
    for (int32_t i = 0; i < set->component_count; i++) {
        size_t counts[PAR_CARRY_KINDS] = {0};
        for (size_t k = 0; k < units->count; k++)
            if (units->items[k].set == set)
                counts[par_carried_how(step->carried, k, i)]++;
        for (int how = PAR_CARRY_NEW; how < PAR_CARRY_KINDS; how++) {
            char number[PAR_DECIMAL_TEXT];
            const char *id = set->criteria[set->components[i]].id;
            struct par_place place = {.file = set->file, .node = id};
            par_decimal_print((int64_t)counts[how], 0, 0, '.', number);
            bool is_open = trend->amended.count > 0, is_new = how == PAR_CARRY_NEW;
            if (counts[how])
                par_diags_add(trend->cli->diags, is_new && !is_open ? PAR_NOTE : PAR_WARNING,
                              is_open ? PAR_TREND_LEFT_OPEN : PAR_TREND_NOT_CARRIED, &place, id, set->id, number,
                              par_carry_name((enum par_carry)how), NULL);
        }
    }
}

static void carry(struct par_trend *trend, struct par_trend_step *step)
{
    step->carried =
        par_carry(step->older->loaded.assessment, step->targets, &step->older->how, par_text_fold, trend->cli->arena);
    for (size_t i = 0; i < step->newer->loaded.set_count; i++)
        report_components(trend, step, step->newer->loaded.sets[i]);
}

static bool has_set(const struct par_trend_period *period, const struct par_set *set)
{
    for (size_t i = 0; i < period->loaded.set_count; i++)
        if (period->loaded.sets[i] == set)
            return true;
    return false;
}

/* The standing of the older unit under the newer set. Where both sets are the same file it is the older one. */
static const struct par_standing *under_new_set(struct par_trend *trend, struct par_trend_step *step,
                                                struct par_trend_move *move, struct par_unit_score *score)
{
    const struct par_loaded *newer = &step->newer->loaded;
    size_t now = (size_t)(move->now - step->newer->table.standings);
    if (move->carried_unit < 0)
        return move->before;
    size_t unit = (size_t)move->carried_unit;
    if (!has_set(step->newer, par_carried_units(step->carried)->items[unit].set))
        return NULL;
    if (!par_assessment_submitted(step->older->loaded.assessment, move->older_unit) ||
        !par_assessment_submitted(newer->assessment, now))
        return NULL;
    par_carried_borrow(step->carried, unit, newer->assessment, now);
    par_score_unit(par_carried_assessment(step->carried), unit, &step->newer->how, score);
    struct par_standing *under = par_arena_alloc(trend->cli->arena, sizeof *under);
    *under = par_standing_of(score, trend->cli->arena);
    return under;
}

/* --- Amended sets ------------------------------------------------------------------------------------------------ */

/* What has no counterpart in the data stays open: what stands is a lower bound. */
static void leave_open(struct par_trend *trend, struct par_trend_step *step, struct par_trend_move *move,
                       struct par_standing *now, struct par_unit_score *score)
{
    const struct par_set *set = now->set;
    struct par_maybe *best = par_arena_array(trend->cli->arena, (size_t)set->component_count, sizeof *best);
    size_t unit = (size_t)move->carried_unit;
    move->open = par_carried_open(step->carried, unit, best);
    move->most = now->index;
    if (!move->open || !now->index.is)
        return;
    struct par_score_options how = {.instead = best};
    par_score_unit(par_carried_assessment(step->carried), unit, &how, score);
    move->most.is = par_score_percent(set, &score->nodes[0], &move->most.points);
    now->state = PAR_STATE_INCOMPLETE;
    now->open_max += move->open > now->open_max ? move->open - now->open_max : 0;
}

void par_trend_begin_amended(struct par_trend *trend, struct par_trend_step *step)
{
    struct par_trend_period *newer = step->newer;
    step->carried =
        par_carry(step->older->loaded.assessment, step->targets, &step->older->how, par_text_fold, trend->cli->arena);
    newer->name = step->older->name;
    newer->loaded.units = par_carried_units(step->carried);
    newer->loaded.assessment = par_carried_assessment(step->carried);
    for (size_t i = 0; i < newer->loaded.set_count; i++)
        report_components(trend, step, newer->loaded.sets[i]);
    step->history =
        par_history_new(step->older->earlier, step->older->table.count, newer->loaded.units, trend->cli->arena);
    par_trend_stand(trend, newer, par_diags_new(trend->cli->arena, 0, 0)); /* what is open was said of the year */
}

/* --- Moves ------------------------------------------------------------------------------------------------------- */

static void follow(struct par_trend_step *step, struct par_trend_move *move)
{
    move->change = par_history_change(step->history, move->now);
    move->carried_unit = PAR_NAME_NONE;
    if (!move->change.earlier)
        return;
    move->older_unit = (size_t)(move->change.earlier - step->older->earlier);
    move->before = &step->older->table.standings[move->older_unit];
    if (!step->targets || !step->targets[move->older_unit].set)
        return;
    move->carried_unit = par_carried_unit(step->carried, move->older_unit);
    move->mapping = step->targets[move->older_unit].mapping;
}

static bool has_places(const struct par_trend_move *move)
{
    return move->before && move->change.same_bloc && move->before->rank && move->now->rank;
}

/* The rank of each unit of a bloc with the others at their old index. */
static void rank_alone(struct par_trend *trend, struct par_trend_step *step, const struct par_bloc_ranking *bloc)
{
    size_t count = 0, units = step->newer->table.count;
    struct par_alone *items = par_arena_array(trend->cli->arena, units, sizeof *items);
    struct par_trend_move **moves = par_arena_array(trend->cli->arena, units, sizeof(struct par_trend_move *));
    for (size_t i = 0; i < units; i++) {
        struct par_trend_move *move = &step->moves[i];
        if (!has_places(move) || strcmp(move->before->bloc, bloc->id) != 0)
            continue;
        items[count].own = move->before;
        items[count].then = par_standing_among(move->now, move->before, move->mapping, trend->cli->arena);
        moves[count++] = move;
    }
    if (count == 0)
        return;
    par_rank_alone(bloc->standings, bloc->count, bloc->set, items, count, trend->cli->arena);
    for (size_t i = 0; i < count; i++)
        moves[i]->rank_alone = items[i].rank;
}

/* Ranks go on from the step before as long as the unit is followed in its bloc. */
static void run_course(const struct par_trend *trend, size_t step, struct par_trend_move *move)
{
    bool goes_on = move->before && move->change.same_bloc;
    if (goes_on && step > 0)
        move->course = trend->steps[step - 1].moves[move->older_unit].course;
    else if (goes_on)
        par_rank_course_add(&move->course, move->before->rank);
    par_rank_course_add(&move->course, move->now->rank);
    const struct par_trend_period *newer = trend->steps[step].newer;
    move->is_unstable =
        par_rank_is_unstable(&move->course, &trend->instability, newer->ranked[move->now - newer->table.standings]);
}

void par_trend_move(struct par_trend *trend, size_t at)
{
    struct par_trend_step *step = &trend->steps[at];
    size_t count = step->newer->table.count;
    step->moves = par_arena_array(trend->cli->arena, count, sizeof *step->moves);
    if (step->targets && !trend->amended.count && par_trend_carries(step))
        carry(trend, step);
    struct par_unit_score *score =
        step->carried ? par_unit_score_new(par_carried_assessment(step->carried), trend->cli->arena) : NULL;
    for (size_t i = 0; i < count; i++) {
        struct par_trend_move *move = &step->moves[i];
        move->now = &step->newer->table.standings[i];
        follow(step, move);
        if (trend->amended.count) {
            move->under = move->now;
            leave_open(trend, step, move, &step->newer->table.standings[i], score);
        } else if (move->before && step->targets) {
            move->under = under_new_set(trend, step, move, score);
        }
        run_course(trend, at, move);
    }
    for (size_t i = 0; i < step->older->ranking.bloc_count; i++)
        rank_alone(trend, step, &step->older->ranking.blocs[i]);
}
