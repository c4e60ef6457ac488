#include "parindex/follow_up.h"

const char *par_follow_state_name(enum par_follow_state state)
{
    static const char *const names[] = {"won", "part", "not", "anew", "pending", "not-comparable", "kept"};
    return names[state];
}

const char *par_follow_why_name(enum par_follow_why why)
{
    static const char *const names[] = {
        "",        "no-unit",   "merged",     "no-criterion", "not-applicable", "not-submitted",
        "missing", "no-figure", "max-changed"};
    return names[why];
}

/* --- The scores now ---------------------------------------------------------------------------------------------- */

struct par_now *par_now_new(struct par_arena *arena)
{
    struct par_now *now = par_arena_alloc(arena, sizeof *now);
    now->codes = par_names_new(arena);
    return now;
}

bool par_now_begin(struct par_now *now, const struct par_now_unit *unit, struct par_arena *arena)
{
    if (par_names_add(now->codes, par_span_of(unit->code), (int32_t)now->unit_count) != PAR_NAME_NONE)
        return false;
    now->units = par_arena_grow(arena, now->units, now->unit_count, &now->unit_room, sizeof *now->units);
    now->units[now->unit_count] = *unit;
    now->units[now->unit_count].first = now->count;
    now->units[now->unit_count].count = 0;
    now->unit_count++;
    return true;
}

void par_now_add(struct par_now *now, const struct par_now_node *node, struct par_arena *arena)
{
    now->nodes = par_arena_grow(arena, now->nodes, now->count, &now->room, sizeof *now->nodes);
    now->nodes[now->count++] = *node;
    now->units[now->unit_count - 1].count++;
}

void par_now_finish(struct par_now *now, struct par_arena *arena)
{
    for (size_t i = 0; i < now->unit_count; i++) {
        struct par_now_unit *unit = &now->units[i];
        unit->ids = par_names_new(arena);
        for (size_t k = 0; k < unit->count; k++) {
            struct par_now_node *node = &now->nodes[unit->first + k];
            node->is_component = node->depth > 0 && (k + 1 == unit->count || node[1].depth <= node->depth);
            par_names_add(unit->ids, par_span_of(node->id), (int32_t)k);
        }
    }
}

/* What a component lost; false for what is not known, or no loss at all. */
static struct par_maybe lost_of(const struct par_now_node *node)
{
    struct par_maybe lost = {false, 0};
    bool counts = node->state == PAR_STATE_SCORED || node->state == PAR_STATE_MISSING;
    if (counts && node->points.is)
        lost = (struct par_maybe){true, node->max - node->points.points};
    else if (node->state == PAR_STATE_UNCLAIMED)
        lost = (struct par_maybe){true, 0};
    return lost;
}

static bool has_figures(const struct par_now_unit *unit)
{
    return unit->state != PAR_STATE_NOT_SUBMITTED && unit->state != PAR_STATE_UNREADABLE;
}

/* --- Units ------------------------------------------------------------------------------------------------------- */

struct following {
    const struct par_follow_question *question;
    struct par_arena *arena;
    struct par_diags *diags;
    size_t earlier_count;
    struct par_earlier *earlier; /* a unit of the plan each */
    struct par_names *by_code;   /* unit of the plan -> position in earlier */
    struct par_history *history;
    int32_t *heirs;           /* per unit of the plan: its unit now; PAR_NAME_NONE: none */
    bool *is_followed;        /* per unit now */
    bool *is_planned;         /* per node now: a row of the plan is about it */
    struct par_names *warned; /* pairs of sets */
    size_t count;
    struct par_followed *rows;
};

static void list_units(struct following *following)
{
    const struct par_follow_question *question = following->question;
    following->earlier = par_arena_array(following->arena, question->count, sizeof *following->earlier);
    following->by_code = par_names_new(following->arena);
    for (size_t i = 0; i < question->count; i++) {
        const char *unit = question->planned[i].unit;
        if (par_names_add(following->by_code, par_span_of(unit), (int32_t)following->earlier_count) == PAR_NAME_NONE)
            following->earlier[following->earlier_count++] = (struct par_earlier){.unit = unit, .bloc = ""};
    }
}

/* The unit list's word on a unit of the scores. */
static const struct par_unit *who_is(const struct following *following, const char *code)
{
    const struct par_units *units = following->question->units;
    int32_t unit = units ? par_names_find(units->codes, par_span_of(code)) : PAR_NAME_NONE;
    return unit >= 0 ? &units->items[unit] : NULL;
}

static bool names_predecessor(const struct following *following, const struct par_unit *who)
{
    for (size_t i = 0; i < who->predecessors.count; i++)
        if (strcmp(who->predecessors.items[i], who->code) == 0 ||
            par_names_find(following->by_code, par_span_of(who->predecessors.items[i])) >= 0)
            return true;
    return false;
}

/* The unit of the plan that a unit of now was; PAR_NAME_NONE: none. A plan that names the unit itself and none of its
 * predecessors was made after the change. */
static int32_t forebear_of(const struct following *following, const struct par_now_unit *unit)
{
    const struct par_unit *who = who_is(following, unit->code);
    struct par_standing standing = {.unit = unit->code, .bloc = "", .who = who};
    if (who && who->predecessors.count && !names_predecessor(following, who))
        return par_names_find(following->by_code, par_span_of(unit->code));
    struct par_change change = par_history_change(following->history, &standing);
    return change.earlier ? (int32_t)(change.earlier - following->earlier) : PAR_NAME_NONE;
}

static void find_heirs(struct following *following)
{
    const struct par_now *now = following->question->now;
    following->history =
        par_history_new(following->earlier, following->earlier_count, following->question->units, following->arena);
    following->heirs = par_arena_array(following->arena, following->earlier_count, sizeof *following->heirs);
    following->is_followed = par_arena_array(following->arena, now->unit_count, sizeof *following->is_followed);
    for (size_t i = 0; i < following->earlier_count; i++)
        following->heirs[i] = PAR_NAME_NONE;
    for (size_t i = 0; i < now->unit_count; i++) {
        int32_t forebear = forebear_of(following, &now->units[i]);
        if (forebear >= 0)
            following->heirs[forebear] = (int32_t)i;
        following->is_followed[i] = forebear >= 0 || following->question->all_units;
    }
}

/* --- Criteria ---------------------------------------------------------------------------------------------------- */

static void warn_of_set(struct following *following, const struct par_planned *planned, const char *set)
{
    const char *pair = par_arena_join(following->arena, planned->set, "|", set, NULL);
    if (par_names_add(following->warned, par_span_of(pair), 0) == PAR_NAME_NONE)
        par_diags_add(following->diags, PAR_WARNING, PAR_HISTORY_SET, NULL, planned->period, planned->set, set, NULL);
}

/* The id of a planned criterion in the set of now; NULL: it has no counterpart. */
static const char *id_now(struct following *following, const struct par_planned *planned, const char *set)
{
    const struct par_follow_question *question = following->question;
    if (!*planned->set || strcmp(planned->set, set) == 0)
        return planned->criterion;
    const struct par_mapping *mapping = question->map ? question->map(question->context, set) : NULL;
    if (mapping)
        return par_mapping_newer(mapping, planned->criterion);
    warn_of_set(following, planned, set);
    return planned->criterion;
}

/* --- A row of the plan ------------------------------------------------------------------------------------------- */

static void set_state(struct par_followed *row, enum par_follow_state state, enum par_follow_why why)
{
    row->state = state;
    row->why = why;
}

/* Whether a larger share is lost now, the same or a smaller one. */
static int compare_lost(par_points lost, par_points max, par_points was_lost, par_points was_max)
{
    if (max == was_max || max <= 0 || was_max <= 0)
        return lost < was_lost ? -1 : lost > was_lost;
    return par_ratio_compare((struct par_ratio){lost, max}, (struct par_ratio){was_lost, was_max});
}

static void judge_open(struct par_followed *row)
{
    bool some = row->lost.points < row->node->max;
    set_state(row,
              row->lost.points <= 0 ? PAR_FOLLOW_WON
              : some                ? PAR_FOLLOW_PART
                                    : PAR_FOLLOW_NOT,
              PAR_FOLLOW_NO_REASON);
}

static void judge_points(struct par_followed *row)
{
    const struct par_planned *planned = row->planned;
    par_points max = row->node->max, was_max = planned->max.is ? planned->max.points : max;
    bool changed = max != was_max;
    if (planned->lost.points <= 0) {
        set_state(row, row->lost.points > 0 ? PAR_FOLLOW_ANEW : PAR_FOLLOW_KEPT, PAR_FOLLOW_NO_REASON);
    } else {
        int more = compare_lost(row->lost.points, max, planned->lost.points, was_max);
        set_state(row,
                  row->lost.points <= 0 ? PAR_FOLLOW_WON
                  : more < 0            ? PAR_FOLLOW_PART
                                        : PAR_FOLLOW_NOT,
                  changed ? PAR_FOLLOW_MAX_CHANGED : PAR_FOLLOW_NO_REASON);
    }
    if (!changed)
        row->won = (struct par_maybe){true, planned->lost.points - row->lost.points};
}

static void judge(struct par_followed *row)
{
    const struct par_planned *planned = row->planned;
    bool was_lost = planned->open || (planned->lost.is && planned->lost.points > 0);
    row->lost = lost_of(row->node);
    if (!has_figures(row->unit))
        set_state(row, PAR_FOLLOW_NOT_COMPARABLE, PAR_FOLLOW_NOT_SUBMITTED);
    else if (row->node->state == PAR_STATE_PENDING)
        set_state(row, PAR_FOLLOW_PENDING, PAR_FOLLOW_NO_REASON);
    else if (row->node->state == PAR_STATE_NOT_APPLICABLE)
        set_state(row, PAR_FOLLOW_NOT_COMPARABLE, PAR_FOLLOW_NOT_APPLICABLE);
    else if (!planned->open && !planned->lost.is)
        set_state(row, PAR_FOLLOW_NOT_COMPARABLE, PAR_FOLLOW_NO_FIGURE);
    else if (!row->lost.is)
        set_state(row, was_lost ? PAR_FOLLOW_NOT : PAR_FOLLOW_ANEW, PAR_FOLLOW_MISSING);
    else if (planned->open)
        judge_open(row);
    else
        judge_points(row);
}

static void follow(struct following *following, const struct par_planned *planned)
{
    const struct par_now *now = following->question->now;
    struct par_followed *row = &following->rows[following->count++];
    int32_t earlier = par_names_find(following->by_code, par_span_of(planned->unit));
    int32_t heir = following->heirs[earlier];
    row->planned = planned;
    if (heir < 0) {
        bool goes_on = following->question->units && par_history_continues(following->history, planned->unit);
        set_state(row, PAR_FOLLOW_NOT_COMPARABLE, goes_on ? PAR_FOLLOW_MERGED : PAR_FOLLOW_NO_UNIT);
        return;
    }
    row->unit = &now->units[heir];
    const char *id = id_now(following, planned, row->unit->set);
    int32_t node = id ? par_names_find(row->unit->ids, par_span_of(id)) : PAR_NAME_NONE;
    if (node < 0 || !now->nodes[row->unit->first + (size_t)node].is_component) {
        set_state(row, PAR_FOLLOW_NOT_COMPARABLE, PAR_FOLLOW_NO_CRITERION);
        return;
    }
    row->node = &now->nodes[row->unit->first + (size_t)node];
    following->is_planned[row->node - now->nodes] = true;
    judge(row);
}

/* --- What is lost anew ------------------------------------------------------------------------------------------- */

static void add_anew(struct following *following, const struct par_now_unit *unit, const struct par_now_node *node)
{
    struct par_maybe lost = lost_of(node);
    bool missing = node->state == PAR_STATE_MISSING;
    if (!node->is_component || node->bonus || !(missing || (lost.is && lost.points > 0)))
        return;
    struct par_followed *row = &following->rows[following->count++];
    *row = (struct par_followed){.unit = unit, .node = node, .lost = lost};
    set_state(row, PAR_FOLLOW_ANEW, missing ? PAR_FOLLOW_MISSING : PAR_FOLLOW_NO_REASON);
    if (lost.is)
        row->won = (struct par_maybe){true, -lost.points};
}

static void find_anew(struct following *following)
{
    const struct par_now *now = following->question->now;
    for (size_t i = 0; i < now->unit_count; i++)
        for (size_t k = 0; k < now->units[i].count && following->is_followed[i]; k++)
            if (!following->is_planned[now->units[i].first + k])
                add_anew(following, &now->units[i], &now->nodes[now->units[i].first + k]);
}

size_t par_follow_up(const struct par_follow_question *question, struct par_arena *arena, struct par_diags *diags,
                     struct par_followed **out)
{
    struct following following = {.question = question, .arena = arena, .diags = diags};
    list_units(&following);
    find_heirs(&following);
    following.warned = par_names_new(arena);
    following.is_planned = par_arena_array(arena, question->now->count, sizeof *following.is_planned);
    following.rows = par_arena_array(arena, question->count + question->now->count, sizeof *following.rows);
    for (size_t i = 0; i < question->count; i++)
        follow(&following, &question->planned[i]);
    find_anew(&following);
    *out = following.rows;
    return following.count;
}

bool par_follow_add(struct par_follow_sum *sum, const struct par_followed *row)
{
    par_points was = row->planned && row->planned->lost.is ? row->planned->lost.points : 0;
    sum->rows++;
    sum->states[row->state]++;
    if (!row->won.is) {
        sum->not_compared++;
        return par_points_add(sum->not_compared_lost, was, &sum->not_compared_lost);
    }
    return par_points_add(sum->old_lost, was, &sum->old_lost) &&
           par_points_add(sum->new_lost, row->lost.points, &sum->new_lost) &&
           par_points_add(sum->won, row->won.points, &sum->won);
}
