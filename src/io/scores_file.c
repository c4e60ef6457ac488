#include "parindex/scores.h"

#include "parindex/files.h"
#include "parindex/text.h"
#include "parindex/yes_no.h"
#include "score_cells.h"

/* The columns of a scores file that ranking reads. */
struct columns {
    int period, set, unit, bloc, ranked, node, depth, max, applicable_max, points, percent, rescaled, state, open_max,
        flags;
};

/* A scores file being read. */
struct reading {
    struct par_score_cells cells;
    struct columns at;
    struct par_set *const *sets;
    size_t set_count;
    const struct par_units *units;
    struct par_score_table *table;
    size_t room, domain_room;
    struct par_names *domain_names;
    struct par_names *unit_names;
    struct par_standing *now;    /* the unit of the row before */
    const char *set;             /* its set, as the row says */
    size_t rows;                 /* of the unit so far */
    const unsigned char *wanted; /* per position in its set: a row to look into; NULL without a set */
    unsigned char **wanted_by_set;
};

static bool find_columns(struct reading *reading)
{
    const struct par_records *records = &reading->cells.records;
    struct columns at = {.period = par_records_column(records, "period", true),
                         .set = par_records_column(records, "set", true),
                         .unit = par_records_column(records, "unit", true),
                         .bloc = par_records_column(records, "bloc", true),
                         .ranked = par_records_column(records, "ranked", true),
                         .node = par_records_column(records, "node", true),
                         .depth = par_records_column(records, "depth", true),
                         .max = par_records_column(records, "max", true),
                         .applicable_max = par_records_column(records, "applicable_max", true),
                         .points = par_records_column(records, "points", true),
                         .percent = par_records_column(records, "percent", true),
                         .rescaled = par_records_column(records, "rescaled", true),
                         .state = par_records_column(records, "state", true),
                         .open_max = par_records_column(records, "open_max", true),
                         .flags = par_records_column(records, "flags", true)};
    reading->at = at;
    return par_score_cells_sound(&reading->cells);
}

static const struct par_set *set_of(struct reading *reading)
{
    struct par_span id = par_records_field(&reading->cells.records, reading->at.set);
    for (size_t i = 0; i < reading->set_count; i++)
        if (par_span_is(id, reading->sets[i]->id)) {
            reading->wanted = reading->wanted_by_set[i];
            return reading->sets[i];
        }
    reading->wanted = NULL;
    if (reading->set_count)
        par_records_error(&reading->cells.records, reading->at.set, PAR_SET_UNKNOWN,
                          par_arena_copy(reading->cells.records.arena, id), NULL);
    return NULL;
}

/* The unit list's word on a unit. */
static void lend_unit(struct reading *reading, struct par_standing *standing)
{
    struct par_records *records = &reading->cells.records;
    struct par_place place = par_records_place(records, reading->at.unit);
    standing->name = "";
    if (!reading->units)
        return;
    int32_t position =
        par_units_find(reading->units, par_span_of(standing->unit), &place, records->arena, records->diags);
    if (position < 0)
        return;
    standing->who = &reading->units->items[position];
    standing->name = standing->who->name;
}

/* Every criterion of the set has a row: a file that was cut, or from which rows were taken, is not ranked. Without the
 * set one unit tells what the others have. */
static void end_unit(struct reading *reading)
{
    const struct par_standing *now = reading->now;
    bool sound = par_score_cells_sound(&reading->cells); /* else something was skipped and said */
    if (sound && now && now->set && reading->rows != (size_t)now->set->criterion_count)
        par_score_cells_refuse(&reading->cells, -1, "rows before it are missing");
    else if (now && !now->set)
        par_score_cells_end_unit(&reading->cells, reading->set, reading->rows);
}

/* The printed index is that of points and maximum, as far as the printed decimals of the points can tell. */
static bool index_fits(const struct par_standing *standing)
{
    const struct par_set *set = standing->set;
    par_points low, high, step = PAR_POINTS_ONE;
    for (int i = 0; i < set->decimals_points; i++)
        step /= 10;
    struct par_ratio hundred = {100, 1}, a = {standing->points.points - step, standing->applicable_max};
    struct par_ratio b = {standing->points.points + step, standing->applicable_max};
    return par_ratio_mul(a, hundred, &a) && par_ratio_mul(b, hundred, &b) &&
           par_ratio_round(a, set->decimals_index, PAR_DOWN, &low) &&
           par_ratio_round(b, set->decimals_index, PAR_HALF_UP, &high) && standing->index.points >= low &&
           standing->index.points <= high;
}

static void check_total(struct reading *reading, const struct par_standing *standing)
{
    const struct par_set *set = standing->set;
    if (strcmp(standing->period, reading->table->standings[0].period) != 0)
        par_score_cells_refuse(&reading->cells, reading->at.period, "another period");
    if (standing->who &&
        (standing->who->ranked != standing->takes_part || strcmp(standing->who->bloc, standing->bloc) != 0))
        par_score_cells_refuse(&reading->cells, reading->at.bloc, "the unit list has changed");
    if (!set)
        return;
    if (par_score_cells_points(&reading->cells, reading->at.max).points != set->criteria[0].max)
        par_score_cells_refuse(&reading->cells, reading->at.max, "the criteria set has changed");
    if (standing->points.is && standing->index.is && standing->applicable_max > 0 && !index_fits(standing))
        par_score_cells_refuse(&reading->cells, reading->at.percent, "points and index disagree");
}

static void begin_unit(struct reading *reading)
{
    end_unit(reading);
    reading->rows = 0;
    struct par_records *records = &reading->cells.records;
    struct par_score_table *table = reading->table;
    table->standings =
        par_arena_grow(records->arena, table->standings, table->count, &reading->room, sizeof *table->standings);
    struct par_standing *standing = &table->standings[table->count];
    *standing = (struct par_standing){.period = par_records_text(&reading->cells.records, reading->at.period),
                                      .unit = par_records_text(&reading->cells.records, reading->at.unit),
                                      .bloc = par_records_text(&reading->cells.records, reading->at.bloc),
                                      .set = set_of(reading)};
    if (par_names_add(reading->unit_names, par_span_of(standing->unit), (int32_t)table->count) != PAR_NAME_NONE)
        par_records_error(&reading->cells.records, reading->at.unit, PAR_UNIT_REPEATED, standing->unit, "");
    table->count++;
    reading->now = standing;
    reading->set = par_records_text(records, reading->at.set);
    lend_unit(reading, standing);
    standing->takes_part =
        par_yes_or_no(par_records_field(records, reading->at.ranked), par_text_fold, records->arena) == 1;
    standing->state = par_score_cells_state(&reading->cells, reading->at.state);
    standing->points = par_score_cells_points(&reading->cells, reading->at.points);
    standing->applicable_max = par_score_cells_points(&reading->cells, reading->at.applicable_max).points;
    standing->index = par_score_cells_points(&reading->cells, reading->at.percent);
    standing->rescaled = par_score_cells_points(&reading->cells, reading->at.rescaled);
    standing->open_max = par_score_cells_points(&reading->cells, reading->at.open_max).points;
    standing->pending = par_score_cells_flag(&reading->cells, reading->at.flags, PAR_FLAG_HAS_PENDING);
    standing->missing = par_score_cells_flag(&reading->cells, reading->at.flags, PAR_FLAG_HAS_MISSING);
    if (standing->set)
        standing->percents =
            par_arena_array(records->arena, (size_t)standing->set->criterion_count, sizeof *standing->percents);
    check_total(reading, standing);
}

static size_t domain_column(struct reading *reading, struct par_span id)
{
    struct par_score_table *table = reading->table;
    int32_t column = par_names_find(reading->domain_names, id);
    if (column >= 0)
        return (size_t)column;
    table->domains = par_arena_grow(reading->cells.records.arena, table->domains, table->domain_count,
                                    &reading->domain_room, sizeof *table->domains);
    table->domains[table->domain_count] = par_arena_copy(reading->cells.records.arena, id);
    par_names_add(reading->domain_names, par_span_of(table->domains[table->domain_count]),
                  (int32_t)table->domain_count);
    return table->domain_count++;
}

static void take_domain(struct reading *reading, struct par_span id, struct par_maybe percent)
{
    struct par_standing *now = reading->now;
    size_t column = domain_column(reading, id);
    if (column >= now->domain_count) {
        struct par_maybe *domains = par_arena_array(reading->cells.records.arena, column + 8, sizeof *domains);
        if (now->domain_count)
            memcpy(domains, now->domains, now->domain_count * sizeof *domains);
        now->domains = domains;
        now->domain_count = column + 8;
    }
    now->domains[column] = percent;
}

static void take_part(struct reading *reading, struct par_span id, bool domain)
{
    struct par_standing *now = reading->now;
    int32_t position = now->set ? par_set_find(now->set, id) : PAR_NAME_NONE;
    if (now->set && position < 0) {
        par_records_error(&reading->cells.records, reading->at.node, PAR_CRITERION_UNKNOWN,
                          par_arena_copy(reading->cells.records.arena, id), "");
        return;
    }
    if (position >= 0 && !reading->wanted[position] && !domain)
        return;
    struct par_maybe percent = par_score_cells_points(&reading->cells, reading->at.percent);
    bool block = par_score_cells_flag(&reading->cells, reading->at.flags, PAR_FLAG_BONUS) ||
                 par_score_cells_flag(&reading->cells, reading->at.flags, PAR_FLAG_PENALTY);
    if (domain && !block)
        take_domain(reading, id, percent);
    if (position < 0)
        return;
    now->percents[position] = percent;
    const struct par_criterion *criterion = &now->set->criteria[position];
    if (criterion->component < 0 || criterion->role != PAR_ROLE_BASE)
        return;
    now->earned[criterion->origin] += par_score_cells_points(&reading->cells, reading->at.points).points;
    now->applicable[criterion->origin] += par_score_cells_points(&reading->cells, reading->at.applicable_max).points;
}

static void take_row(struct reading *reading)
{
    struct par_span unit = par_records_field(&reading->cells.records, reading->at.unit);
    struct par_span depth = par_records_field(&reading->cells.records, reading->at.depth);
    bool same = reading->now && par_span_is(unit, reading->now->unit);
    if (!same && !par_span_is(depth, "0")) {
        par_score_cells_refuse(&reading->cells, reading->at.depth, "no total row before it");
        reading->now = NULL;
    } else if (!same || par_span_is(depth, "0")) {
        begin_unit(reading);
    } else {
        take_part(reading, par_records_field(&reading->cells.records, reading->at.node), par_span_is(depth, "1"));
    }
    reading->rows++;
}

/* What a set's tie breaks and classes ask for beside the domains. */
static unsigned char *wanted_of(const struct par_set *set, struct par_arena *arena)
{
    unsigned char *wanted = par_arena_alloc(arena, (size_t)set->criterion_count);
    for (size_t i = 0; i < set->tie_break.count; i++) {
        int32_t position = par_set_find(set, par_span_of(set->tie_break.items[i]));
        if (position >= 0)
            wanted[position] = 1;
        for (int32_t k = 0; position < 0 && k < set->criterion_count; k++)
            if (strcmp(par_origin_name(set->criteria[k].origin), set->tie_break.items[i]) == 0)
                wanted[k] = 1;
    }
    for (size_t i = 0; i < set->scheme_count; i++)
        for (size_t k = 0; k < set->schemes[i].count; k++)
            for (size_t r = 0; r < set->schemes[i].steps[k].require_count; r++)
                wanted[set->schemes[i].steps[k].requires[r].criterion] = 1;
    return wanted;
}

/* A scores file that was cut would otherwise be ranked unnoticed. */
static void warn_of_absent(const struct reading *reading)
{
    for (size_t i = 0; i < reading->units->count; i++) {
        const struct par_unit *unit = &reading->units->items[i];
        struct par_place place = {
            .file = reading->units->file, .sheet = reading->units->sheet, .line = unit->line, .unit = unit->code};
        if (par_names_find(reading->unit_names, par_span_of(unit->code)) == PAR_NAME_NONE)
            par_diags_add(reading->cells.records.diags, PAR_WARNING, PAR_UNIT_NOT_SCORED, &place, unit->code, NULL);
    }
}

struct par_score_table *par_scores_load(const char *path, const struct par_reading *how, struct par_set *const *sets,
                                        size_t set_count, const struct par_units *units, struct par_arena *arena,
                                        struct par_diags *diags)
{
    struct reading reading = {.sets = sets, .set_count = set_count, .units = units};
    if (!par_score_cells_open(&reading.cells, path, how, arena, diags))
        return NULL;
    reading.table = par_arena_alloc(arena, sizeof *reading.table);
    reading.domain_names = par_names_new(arena);
    reading.unit_names = par_names_new(arena);
    reading.wanted_by_set = par_arena_array(arena, set_count, sizeof *reading.wanted_by_set);
    for (size_t i = 0; i < set_count; i++)
        reading.wanted_by_set[i] = wanted_of(sets[i], arena);
    bool usable = find_columns(&reading);
    while (usable && par_records_next(&reading.cells.records))
        take_row(&reading);
    if (usable)
        end_unit(&reading);
    par_records_close(&reading.cells.records);
    if (usable && units && par_diags_errors(diags) == 0)
        warn_of_absent(&reading);
    return usable ? reading.table : NULL;
}
