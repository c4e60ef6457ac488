/* Which set the data of each unit are put to, and by which mapping. */
#include "parindex/text.h"
#include "trend.h"

/* --- Units of the older period and who follows on them ----------------------------------------------------------- */

static void list_earlier(struct par_trend *trend, struct par_trend_period *period)
{
    const struct par_units *units = trend->from_scores ? NULL : period->loaded.units;
    size_t count = units ? units->count : period->table.count;
    period->earlier = par_arena_array(trend->cli->arena, count, sizeof *period->earlier);
    for (size_t i = 0; i < count; i++) {
        const struct par_standing *standing = units ? NULL : &period->table.standings[i];
        period->earlier[i].unit = units ? units->items[i].code : standing->unit;
        period->earlier[i].bloc = units ? units->items[i].bloc : standing->bloc;
    }
    if (units)
        period->table.count = units->count;
}

static void begin_step(struct par_trend *trend, struct par_trend_step *step, bool is_last)
{
    const struct par_units *units = trend->from_scores && !is_last ? NULL : step->newer->loaded.units;
    list_earlier(trend, step->older);
    step->history = par_history_new(step->older->earlier, step->older->table.count, units, trend->cli->arena);
}

static const char *digest_of(const struct par_trend_period *period, const struct par_set *set)
{
    for (size_t i = 0; i < period->loaded.set_count; i++)
        if (period->loaded.sets[i] == set)
            return period->digests[i];
    return "";
}

/* The same file, or a copy of it. */
static bool is_same_set(const struct par_trend_step *step, const struct par_set *older, const struct par_set *newer)
{
    return strcmp(digest_of(step->older, older), digest_of(step->newer, newer)) == 0;
}

/* The unit of the older period that a newer one follows on; -1: none. */
static int32_t followed_by(const struct par_trend_step *step, const struct par_unit *unit)
{
    struct par_standing standing = {.unit = unit->code, .bloc = unit->bloc, .who = unit};
    struct par_change change = par_history_change(step->history, &standing);
    return change.earlier ? (int32_t)(change.earlier - step->older->earlier) : PAR_NAME_NONE;
}

/* Those that nobody follows go with the first of their set that is followed: what is spread over all units needs them.
 */
static void aim_others(struct par_trend_step *step, const bool *is_followed)
{
    const struct par_units *units = step->older->loaded.units;
    for (size_t i = 0; i < units->count; i++) {
        size_t k = 0;
        while (!is_followed[i] && k < units->count && !(is_followed[k] && units->items[k].set == units->items[i].set))
            k++;
        if (!is_followed[i] && k < units->count)
            step->targets[i].set = step->targets[k].set;
    }
}

static void aim(struct par_trend_step *step, struct par_arena *arena)
{
    const struct par_units *units = step->newer->loaded.units, *olders = step->older->loaded.units;
    bool *is_followed = par_arena_array(arena, olders->count, sizeof *is_followed);
    step->targets = par_arena_array(arena, olders->count, sizeof *step->targets);
    for (size_t i = 0; i < units->count; i++) {
        int32_t older = followed_by(step, &units->items[i]);
        if (older < 0)
            continue;
        is_followed[older] = true;
        if (!is_same_set(step, olders->items[older].set, units->items[i].set))
            step->targets[older].set = units->items[i].set;
    }
    aim_others(step, is_followed);
}

/* --- Mappings ---------------------------------------------------------------------------------------------------- */

static struct par_trend_sets *find_sets(const struct par_trend *trend, const struct par_set *older,
                                        const struct par_set *newer)
{
    for (struct par_trend_sets *sets = trend->sets; sets; sets = sets->next)
        if (sets->older == older && sets->newer == newer)
            return sets;
    return NULL;
}

static void list_sets(struct par_trend *trend, struct par_trend_step *step)
{
    const struct par_units *units = step->older->loaded.units;
    for (size_t i = 0; i < units->count; i++) {
        const struct par_set *older = units->items[i].set, *newer = step->targets[i].set;
        if (!newer || find_sets(trend, older, newer))
            continue;
        struct par_trend_sets *sets = par_arena_alloc(trend->cli->arena, sizeof *sets);
        *sets = (struct par_trend_sets){.older = older, .newer = newer, .next = trend->sets};
        trend->sets = sets;
    }
}

static const char *sets_text(const struct par_trend *trend)
{
    const char *text = "";
    for (struct par_trend_sets *sets = trend->sets; sets; sets = sets->next)
        text = par_arena_join(trend->cli->arena, sets->newer->id, *text ? ", " : "", text, NULL);
    return text;
}

/* "SET=FILE" where SET is the newer one of two; otherwise all of it is the file. */
static const char *file_of(const struct par_trend *trend, const char *argument, struct par_span *set)
{
    const char *equals = strchr(argument, '=');
    *set = (struct par_span){argument, equals ? (size_t)(equals - argument) : 0};
    for (struct par_trend_sets *sets = trend->sets; equals && sets; sets = sets->next)
        if (par_span_is(*set, sets->newer->id))
            return equals + 1;
    *set = (struct par_span){NULL, 0};
    return argument;
}

static bool load_mapping(struct par_trend *trend, const char *argument)
{
    struct par_cli *cli = trend->cli;
    struct par_span set;
    const char *path = file_of(trend, argument, &set);
    if (!trend->sets)
        return par_cli_usage_error(cli, N_("--mapping {1}: the criteria sets are the same in all periods"), argument,
                                   NULL);
    if (!set.size && trend->sets->next)
        return par_cli_usage_error(cli, N_("--mapping {1}: several sets were changed; write SET=FILE with one of {2}"),
                                   argument, sets_text(trend));
    if (!par_inputs_note(cli, trend->given, path, path))
        return false;
    for (struct par_trend_sets *sets = trend->sets; sets; sets = sets->next) {
        if (set.size && !par_span_is(set, sets->newer->id))
            continue;
        sets->mapping = par_mapping_load(path, &trend->given->how, sets->older, sets->newer, cli->arena, cli->diags);
    }
    return par_diags_errors(cli->diags) == 0;
}

/* How many criteria of one id are called otherwise, and the first of them. */
static size_t count_renamed(const struct par_trend_sets *sets, const char **first, struct par_arena *arena)
{
    size_t count = 0;
    for (int32_t i = 1; i < sets->newer->criterion_count; i++) {
        const struct par_criterion *criterion = &sets->newer->criteria[i];
        int32_t older = par_set_find(sets->older, par_span_of(criterion->id));
        if (older <= 0)
            continue;
        const char *a = par_text_fold(par_span_of(criterion->name.vi), arena);
        const char *b = par_text_fold(par_span_of(sets->older->criteria[older].name.vi), arena);
        if (strcmp(a, b) != 0 && count++ == 0)
            *first = criterion->id;
    }
    return count;
}

/* Without a mapping ids are trusted; where names say otherwise, that is said. */
static void trust_ids(struct par_trend *trend, struct par_trend_sets *sets)
{
    const char *first = "";
    char number[PAR_DECIMAL_TEXT];
    struct par_place place = {.file = sets->newer->file};
    size_t renamed = count_renamed(sets, &first, trend->cli->arena);
    par_decimal_print((int64_t)renamed, 0, 0, '.', number);
    sets->mapping = par_mapping_new(trend->cli->arena);
    par_diags_add(trend->cli->diags, renamed ? PAR_WARNING : PAR_NOTE, renamed ? PAR_TREND_IDS_DIFFER : PAR_TREND_BY_ID,
                  &place, sets->older->id, sets->newer->id, number, first, NULL);
}

/* A criterion of the older set that has no counterpart is gone. */
static void note_gone(struct par_trend *trend, const struct par_trend_sets *sets)
{
    struct par_place place = {.file = sets->older->file};
    for (int32_t i = 1; i < sets->older->criterion_count; i++) {
        const struct par_criterion *criterion = &sets->older->criteria[i];
        const char *newer = par_mapping_newer(sets->mapping, criterion->id);
        place.node = criterion->id;
        if (criterion->component >= 0 && (!newer || par_set_find(sets->newer, par_span_of(newer)) < 0))
            par_diags_add(trend->cli->diags, PAR_NOTE, PAR_TREND_GONE, &place, criterion->id, sets->older->id,
                          sets->newer->id, NULL);
    }
}

static bool load_mappings(struct par_trend *trend)
{
    for (size_t i = 0; i < trend->mappings.count; i++)
        if (!load_mapping(trend, trend->mappings.items[i]))
            return false;
    for (struct par_trend_sets *sets = trend->sets; sets; sets = sets->next) {
        if (!sets->mapping)
            trust_ids(trend, sets);
        note_gone(trend, sets);
    }
    return par_diags_errors(trend->cli->diags) == 0;
}

static void aim_mappings(const struct par_trend *trend, struct par_trend_step *step)
{
    const struct par_units *units = step->older->loaded.units;
    for (size_t i = 0; i < units->count; i++)
        if (step->targets[i].set)
            step->targets[i].mapping = find_sets(trend, units->items[i].set, step->targets[i].set)->mapping;
}

/* --- Periods ----------------------------------------------------------------------------------------------------- */

bool par_trend_settle_sets(struct par_trend *trend)
{
    for (size_t i = 0; i + 1 < trend->count; i++) {
        struct par_trend_step *step = &trend->steps[i];
        begin_step(trend, step, i + 2 == trend->count);
        if (trend->from_scores)
            continue;
        aim(step, trend->cli->arena);
        list_sets(trend, step);
    }
    if (!load_mappings(trend))
        return false;
    for (size_t i = 0; !trend->from_scores && i + 1 < trend->count; i++)
        aim_mappings(trend, &trend->steps[i]);
    return true;
}

bool par_trend_carries(const struct par_trend_step *step)
{
    for (size_t i = 0; i < step->older->loaded.units->count; i++)
        if (step->targets[i].set)
            return true;
    return false;
}

/* --- Amended sets ------------------------------------------------------------------------------------------------ */

/* The set of the year that an amended one takes the place of: of its id, else the only one of its level, else the only
 * one. NULL after an error. */
static const struct par_set *replaced_by(struct par_trend *trend, const struct par_set *amended)
{
    const struct par_loaded *loaded = &trend->periods[0].loaded;
    const struct par_set *found = NULL;
    const char *ids = "";
    size_t count = 0;
    for (size_t i = 0; i < loaded->set_count; i++) {
        ids = par_arena_join(trend->cli->arena, ids, i ? ", " : "", loaded->sets[i]->id, NULL);
        if (strcmp(loaded->sets[i]->id, amended->id) == 0)
            return loaded->sets[i];
        if (*amended->level && strcmp(loaded->sets[i]->level, amended->level) == 0) {
            found = loaded->sets[i];
            count++;
        }
    }
    if (count == 1 || loaded->set_count == 1)
        return found ? found : loaded->sets[0];
    struct par_place place = {.file = amended->file};
    par_diags_add(trend->cli->diags, PAR_ERROR, PAR_TREND_AMENDED_SET, &place, amended->id, ids, NULL);
    return NULL;
}

static bool load_amended(struct par_trend *trend, const char *path, struct par_trend_step *step)
{
    struct par_cli *cli = trend->cli;
    if (!par_inputs_note(cli, &trend->periods[0].inputs, path, path))
        return false;
    struct par_set *set = par_set_load(path, cli->arena, cli->diags);
    const struct par_set *replaced = set ? replaced_by(trend, set) : NULL;
    if (!replaced)
        return false;
    struct par_loaded *loaded = &step->newer->loaded;
    set->period = replaced->period;
    loaded->sets[loaded->set_count++] = set;
    const struct par_units *units = step->older->loaded.units;
    for (size_t i = 0; i < units->count; i++) {
        if (units->items[i].set != replaced)
            continue;
        struct par_place place = {.file = path};
        if (step->targets[i].set) {
            par_diags_add(cli->diags, PAR_ERROR, PAR_TREND_AMENDED_TWICE, &place, replaced->id, NULL);
            return false;
        }
        step->targets[i].set = set;
    }
    return true;
}

bool par_trend_settle_amended(struct par_trend *trend)
{
    struct par_trend_step *step = &trend->steps[0];
    step->targets = par_arena_array(trend->cli->arena, step->older->loaded.units->count, sizeof *step->targets);
    step->newer->loaded.sets =
        par_arena_array(trend->cli->arena, trend->amended.count, sizeof *step->newer->loaded.sets);
    for (size_t i = 0; i < trend->amended.count; i++)
        if (!load_amended(trend, trend->amended.items[i], step))
            return false;
    list_earlier(trend, step->older);
    list_sets(trend, step);
    if (!load_mappings(trend))
        return false;
    aim_mappings(trend, step);
    return true;
}
