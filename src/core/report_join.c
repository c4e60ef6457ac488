/* Which rows belong to which unit, and in what order. */
#include <stdlib.h>

#include "report_private.h"

struct joining {
    struct par_report *report;
    struct par_arena *arena; /* freed when all is joined */
    struct par_diags *diags;
    struct par_names *known;    /* all units of the newest ranking, also those of other blocs */
    struct par_names *reported; /* units that were said to be unknown, for the kind at hand */
    size_t period_count, period_room;
    const char **periods; /* of the moves, sorted */
};

/* Where a row goes: rows of the same unit by a, then b, then as they were. */
struct key {
    const char *code;
    bool may_be_gone; /* of a unit that the newest ranking need not have */
    int32_t unit;     /* position in the list; INT32_MAX: left out */
    int64_t a, b;
    size_t row;
};

/* Rows of one kind. */
struct rows {
    enum par_report_kind kind;
    void *items;
    size_t size, count;
    void (*key)(const struct joining *joining, const void *item, struct key *out);
    void (*give)(struct par_report_unit *unit, const void *item);
};

/* --- Whose a row is ---------------------------------------------------------------------------------------------- */

static const char *file_of(const struct par_report *report, enum par_report_kind kind)
{
    for (size_t i = 0; i < report->source_count; i++)
        if (report->sources[i].kind == kind)
            return report->sources[i].name;
    return NULL;
}

static void refuse_unit(const struct joining *joining, enum par_report_kind kind, const char *code)
{
    struct par_place place = {.file = file_of(joining->report, kind), .unit = code};
    if (par_names_add(joining->reported, par_span_of(code), 0) == PAR_NAME_NONE)
        par_diags_add(joining->diags, PAR_ERROR, PAR_REPORT_UNIT_UNKNOWN, &place, code, joining->report->period, NULL);
}

static int32_t unit_of(const struct joining *joining, enum par_report_kind kind, const struct key *key)
{
    int32_t place = par_names_find(joining->report->by_code, par_span_of(key->code));
    if (place >= 0)
        return place;
    if (!key->may_be_gone && par_names_find(joining->known, par_span_of(key->code)) < 0)
        refuse_unit(joining, kind, key->code);
    return INT32_MAX;
}

static int by_key(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    if (a->b != b->b)
        return a->b < b->b ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

/* Puts the items in the order of the keys: follows each cycle of moves once. */
static void arrange(const struct rows *rows, struct key *keys, char *room)
{
    char *items = rows->items;
    for (size_t i = 0; i < rows->count; i++) {
        if (keys[i].row == i)
            continue;
        memcpy(room, items + i * rows->size, rows->size);
        size_t to = i, from;
        for (; (from = keys[to].row) != i; to = from) {
            memcpy(items + to * rows->size, items + from * rows->size, rows->size);
            keys[to].row = to;
        }
        memcpy(items + to * rows->size, room, rows->size);
        keys[to].row = to;
    }
}

/* How many rows are left. */
static size_t join(struct joining *joining, const struct rows *rows)
{
    struct key *keys = par_arena_array(joining->arena, rows->count, sizeof *keys);
    bool sorted = true;
    size_t kept = 0;
    joining->reported = par_names_new(joining->arena);
    for (size_t i = 0; i < rows->count; i++) {
        keys[i].row = i;
        rows->key(joining, (const char *)rows->items + i * rows->size, &keys[i]);
        bool again = i > 0 && strcmp(keys[i].code, keys[i - 1].code) == 0 && keys[i - 1].unit != INT32_MAX;
        keys[i].unit = again ? keys[i - 1].unit : unit_of(joining, rows->kind, &keys[i]);
        kept += keys[i].unit != INT32_MAX;
        sorted = sorted && (i == 0 || by_key(&keys[i - 1], &keys[i]) < 0);
    }
    if (!sorted) {
        qsort(keys, rows->count, sizeof *keys, by_key);
        arrange(rows, keys, par_arena_alloc(joining->arena, rows->size));
    }
    for (size_t i = 0; i < kept; i++)
        rows->give(&joining->report->list[keys[i].unit], (const char *)rows->items + i * rows->size);
    return kept;
}

/* --- Each kind --------------------------------------------------------------------------------------------------- */

static int32_t position_in_set(const struct joining *joining, const char *set, const char *node)
{
    const struct par_report *report = joining->report;
    for (size_t i = 0; i < report->set_count; i++)
        if (strcmp(report->sets[i]->id, set) == 0)
            return par_set_find(report->sets[i], par_span_of(node));
    return PAR_NAME_NONE;
}

static void key_of_loss(const struct joining *joining, const void *item, struct key *out)
{
    const struct par_report_loss *loss = item;
    out->code = loss->unit;
    out->a = loss->lost.is ? -loss->lost.value : 0;
    out->b = position_in_set(joining, loss->set, loss->node);
}

static void give_loss(struct par_report_unit *unit, const void *item)
{
    unit->losses = unit->loss_count++ ? unit->losses : item;
}

static void key_of_move(const struct joining *joining, const void *item, struct key *out)
{
    const struct par_report_move *move = item;
    out->code = move->unit;
    out->may_be_gone = strcmp(move->period, joining->report->period) != 0;
    while (strcmp(joining->periods[out->a], move->period) != 0)
        out->a++;
}

static void give_move(struct par_report_unit *unit, const void *item)
{
    unit->moves = unit->move_count++ ? unit->moves : item;
}

static void key_of_shift(const struct joining *joining, const void *item, struct key *out)
{
    const struct par_report_shift *shift = item;
    out->code = shift->unit;
    (void)joining;
}

static void give_shift(struct par_report_unit *unit, const void *item)
{
    unit->shifts = unit->shift_count++ ? unit->shifts : item;
}

static void key_of_score(const struct joining *joining, const void *item, struct key *out)
{
    const struct par_report_score *score = item;
    out->code = score->unit;
    out->a = position_in_set(joining, score->set, score->node);
}

static void give_score(struct par_report_unit *unit, const void *item)
{
    unit->scores = unit->score_count++ ? unit->scores : item;
}

/* --- Trends ------------------------------------------------------------------------------------------------------ */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void collect_periods(struct joining *joining)
{
    const struct par_report *report = joining->report;
    struct par_names *seen = par_names_new(joining->arena);
    for (size_t i = 0; i < report->move_count; i++) {
        const char *period = report->moves[i].period;
        if (par_names_add(seen, par_span_of(period), 0) != PAR_NAME_NONE)
            continue;
        joining->periods = par_arena_grow(joining->arena, joining->periods, joining->period_count,
                                          &joining->period_room, sizeof *joining->periods);
        joining->periods[joining->period_count++] = period;
    }
    if (joining->period_count)
        qsort(joining->periods, joining->period_count, sizeof *joining->periods, by_text);
}

const struct par_report_move *par_report_newest_move(const struct par_report *report,
                                                     const struct par_report_unit *unit)
{
    for (size_t i = unit->move_count; i > 0; i--)
        if (strcmp(unit->moves[i - 1].period, report->period) == 0)
            return &unit->moves[i - 1];
    return NULL;
}

bool par_report_is_told_otherwise(const struct par_report *report, const struct par_report_unit *unit)
{
    const struct par_report_move *move = par_report_newest_move(report, unit);
    return move && move->change_index.is && unit->now->change_index.is &&
           move->change_index.value != unit->now->change_index.value;
}

/* A ranking and a trend that look back to different years before would tell two stories. */
static void check_changes(const struct joining *joining)
{
    const struct par_report *report = joining->report;
    const struct par_report_unit *first = NULL;
    struct par_place place = {.file = file_of(report, PAR_REPORT_MOVES)};
    size_t count = 0;
    for (size_t i = 0; i < report->unit_count; i++) {
        const struct par_report_unit *unit = &report->list[i];
        if (!par_report_is_told_otherwise(report, unit))
            continue;
        first = first ? first : unit;
        count++;
    }
    if (!first)
        return;
    char number[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)count, 0, 0, '.', number);
    par_diags_add(joining->diags, PAR_WARNING, PAR_REPORT_CHANGES, &place, number, first->now->unit,
                  par_shown_text(first->now->change_index, '.', report->arena),
                  par_shown_text(par_report_newest_move(report, first)->change_index, '.', report->arena), NULL);
}

/* Those of the newest period alone. */
static void keep_newest_shifts(struct par_report *report)
{
    size_t kept = 0;
    for (size_t i = 0; i < report->shift_count; i++)
        if (strcmp(report->shifts[i].period, report->period) == 0)
            report->shifts[kept++] = report->shifts[i];
    report->shift_count = kept;
}

/* --- Plans ------------------------------------------------------------------------------------------------------- */

/* "unit" LF "node" in a buffer that is as long as it must be. */
struct pair {
    char *text;
    size_t room;
};

static struct par_span pair_of(struct pair *pair, struct par_arena *arena, const char *unit, const char *node)
{
    size_t left = strlen(unit), size = left + 1 + strlen(node);
    if (size > pair->room) {
        pair->room = 2 * size;
        pair->text = par_arena_alloc(arena, pair->room);
    }
    memcpy(pair->text, unit, left);
    pair->text[left] = '\n';
    memcpy(pair->text + left + 1, node, size - left - 1);
    return (struct par_span){pair->text, size};
}

static struct par_names *plans_by_place(struct joining *joining, struct pair *pair)
{
    const struct par_report *report = joining->report;
    struct par_names *plans = par_names_new(joining->arena);
    joining->reported = par_names_new(joining->arena);
    for (size_t i = 0; i < report->plan_count; i++) {
        const struct par_report_plan *plan = &report->plans[i];
        struct key key = {.code = plan->unit};
        unit_of(joining, PAR_REPORT_PLAN, &key);
        struct par_span text = pair_of(pair, joining->arena, plan->unit, plan->node);
        if (par_names_find(plans, text) < 0)
            par_names_add(plans, (struct par_span){par_arena_copy(joining->arena, text), text.size}, (int32_t)i);
    }
    return plans;
}

static void join_plans(struct joining *joining)
{
    struct par_report *report = joining->report;
    struct pair pair = {NULL, 0};
    struct par_names *plans = plans_by_place(joining, &pair);
    struct par_place place = {.file = file_of(report, PAR_REPORT_PLAN)};
    if (report->plan_count && !file_of(report, PAR_REPORT_LOST))
        par_diags_add(joining->diags, PAR_WARNING, PAR_REPORT_PLAN_ALONE, &place, NULL);
    for (size_t i = 0; i < report->loss_count; i++) {
        struct par_report_loss *loss = &report->losses[i];
        int32_t found = par_names_find(plans, pair_of(&pair, joining->arena, loss->unit, loss->node));
        if (found < 0)
            continue;
        loss->solution = report->plans[found].solution;
        loss->target = report->plans[found].target;
        loss->deadline = report->plans[found].deadline;
    }
}

/* --- Surveys and fields ------------------------------------------------------------------------------------------ */

static struct par_report_unit *unit_of_group(const struct par_report *report, const char *grouping, const char *group)
{
    int32_t place = PAR_NAME_NONE;
    if (strcmp(grouping, "unit") == 0)
        place = par_names_find(report->by_code, par_span_of(group));
    return place < 0 ? NULL : &report->list[place];
}

static bool is_of_other_bloc(const struct joining *joining, const char *grouping, const char *group)
{
    const struct par_report *report = joining->report;
    return report->only.count && strcmp(grouping, "unit") == 0 && !unit_of_group(report, grouping, group);
}

static void join_survey(struct joining *joining)
{
    struct par_report *report = joining->report;
    size_t kept = 0;
    for (size_t i = 0; i < report->figure_count; i++)
        if (!is_of_other_bloc(joining, report->figures[i].grouping, report->figures[i].group))
            report->figures[kept++] = report->figures[i];
    report->figure_count = kept;
    kept = 0;
    for (size_t i = 0; i < report->place_count; i++)
        if (!is_of_other_bloc(joining, report->places[i].grouping, report->places[i].group))
            report->places[kept++] = report->places[i];
    report->place_count = kept;
    for (size_t i = 0; i < report->figure_count; i++) {
        const struct par_report_figure *figure = &report->figures[i];
        struct par_report_unit *unit = unit_of_group(report, figure->grouping, figure->group);
        if (unit && !unit->satisfaction && strcmp(figure->kind, "total") == 0)
            unit->satisfaction = figure;
    }
    for (size_t i = 0; i < report->place_count; i++) {
        const struct par_report_place *found = &report->places[i];
        struct par_report_unit *unit = unit_of_group(report, found->grouping, found->group);
        if (unit)
            unit->place = found;
    }
}

/* The blocs of a field that some unit of the report is in, whole: ranks are of the whole bloc. */
static void keep_blocs_of_field(struct joining *joining, struct par_report_year *year)
{
    struct par_names *blocs = par_names_new(joining->arena);
    size_t kept = 0;
    for (size_t i = 0; i < year->count; i++)
        if (par_report_find(joining->report, year->rows[i].unit))
            par_names_add(blocs, par_span_of(year->rows[i].bloc), 0);
    for (size_t i = 0; i < year->count; i++)
        if (par_names_find(blocs, par_span_of(year->rows[i].bloc)) >= 0)
            year->rows[kept++] = year->rows[i];
    year->count = kept;
}

/* --- All --------------------------------------------------------------------------------------------------------- */

static void check_periods(const struct joining *joining)
{
    const struct par_report *report = joining->report;
    for (size_t i = 0; i < report->source_count; i++) {
        const struct par_report_source *source = &report->sources[i];
        struct par_place place = {.file = source->name};
        if (*source->period && strcmp(source->period, report->period) != 0)
            par_diags_add(joining->diags, PAR_ERROR, PAR_REPORT_OTHER_PERIOD, &place, source->period, report->period,
                          NULL);
    }
}

static void note_known(struct joining *joining)
{
    const struct par_report_year *year = par_report_newest(joining->report);
    joining->known = par_names_new(joining->arena);
    for (size_t i = 0; i < year->count; i++)
        par_names_add(joining->known, par_span_of(year->rows[i].unit), 0);
}

static void join_all(struct joining *joining)
{
    struct par_report *report = joining->report;
    collect_periods(joining);
    keep_newest_shifts(report);
    report->loss_count = join(joining, &(struct rows){PAR_REPORT_LOST, report->losses, sizeof *report->losses,
                                                      report->loss_count, key_of_loss, give_loss});
    report->move_count = join(joining, &(struct rows){PAR_REPORT_MOVES, report->moves, sizeof *report->moves,
                                                      report->move_count, key_of_move, give_move});
    report->shift_count = join(joining, &(struct rows){PAR_REPORT_SHIFTS, report->shifts, sizeof *report->shifts,
                                                       report->shift_count, key_of_shift, give_shift});
    report->score_count = join(joining, &(struct rows){PAR_REPORT_SCORES, report->scores, sizeof *report->scores,
                                                       report->score_count, key_of_score, give_score});
    check_changes(joining);
    join_plans(joining);
    join_survey(joining);
    for (size_t i = 0; report->only.count && i < report->field_count; i++)
        keep_blocs_of_field(joining, &report->fields[i].year);
}

void par_report_join(struct par_report *report, struct par_diags *diags)
{
    struct joining joining = {.report = report, .arena = par_arena_beside(report->arena), .diags = diags};
    size_t errors = par_diags_errors(diags);
    note_known(&joining);
    check_periods(&joining);
    if (par_diags_errors(diags) == errors)
        join_all(&joining);
    if (par_diags_errors(diags) == errors)
        par_report_check_scores(report, diags);
    par_arena_free(joining.arena);
}
