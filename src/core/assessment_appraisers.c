#include "assessment_row.h"

/* --- Who is meant ------------------------------------------------------------------------------------------------- */

static uint32_t add_appraiser(struct par_assessment *all, struct par_appraiser who)
{
    all->appraisers = par_arena_grow(all->arena, all->appraisers, all->appraiser_count, &all->appraiser_room,
                                     sizeof *all->appraisers);
    all->appraisers[all->appraiser_count++] = who;
    return (uint32_t)all->appraiser_count;
}

/* Of several ways to write the name of an agency the set's is shown, else the first in byte order: never that of the
 * row that happened to come first. */
static void prefer_name(struct par_appraiser *who, const char *name)
{
    if (who->unit < 0 && !who->of_set && strcmp(name, who->name) < 0)
        who->name = name;
}

/* The number of a code or name. A blank before it keeps the name of an agency apart from the codes. */
static uint32_t find_appraiser(struct par_assessment *all, struct par_span text, bool of_set,
                               const struct par_place *place)
{
    int32_t known = par_names_find(all->appraiser_texts, text);
    if (known >= 0)
        return (uint32_t)known;
    const char *name = par_arena_copy(all->arena, text);
    struct par_matches matches;
    int32_t unit = par_units_seek(all->units, text, &matches, place, all->arena, all->diags);
    const char *key =
        unit < 0 ? par_arena_join(all->arena, " ", all->fold(text, all->arena), NULL) : all->units->items[unit].code;
    known = par_names_find(all->appraiser_keys, par_span_of(key));
    if (known < 0) {
        const char *shown = unit < 0 ? name : key;
        known = (int32_t)add_appraiser(all, (struct par_appraiser){shown, unit, of_set});
        par_names_add(all->appraiser_keys, par_span_of(key), known);
    }
    par_names_add(all->appraiser_texts, par_span_of(name), known);
    prefer_name(&all->appraisers[known - 1], name);
    return (uint32_t)known;
}

static void take_set(struct par_assessment *all, const struct par_set *set)
{
    for (int32_t i = 0; i < set->criterion_count; i++) {
        const struct par_criterion *criterion = &set->criteria[i];
        struct par_place place = {.file = set->file, .pointer = criterion->pointer, .node = criterion->id};
        for (size_t k = 0; k < criterion->appraisers.count; k++)
            find_appraiser(all, par_span_of(criterion->appraisers.items[k]), true, &place);
    }
}

void par_appraisers_begin(struct par_assessment *all)
{
    all->appraiser_texts = par_names_new(all->arena);
    all->appraiser_keys = par_names_new(all->arena);
    all->reason_texts = par_names_new(all->arena);
    for (size_t i = 0; i < all->set_count; i++)
        take_set(all, all->sets[i].set);
}

/* Of one that par_appraisers_begin has met. */
static uint32_t appraiser_of_set(const struct par_assessment *all, const char *name)
{
    return (uint32_t)par_names_find(all->appraiser_texts, par_span_of(name));
}

static bool is_named(const struct par_assessment *all, const struct par_criterion *criterion, uint32_t appraiser)
{
    for (size_t i = 0; i < criterion->appraisers.count; i++)
        if (appraiser_of_set(all, criterion->appraisers.items[i]) == appraiser)
            return true;
    return criterion->appraisers.count == 0;
}

/* --- Appraiser and reason of a row -------------------------------------------------------------------------------- */

static struct par_voice *voice_of(const struct par_assessment *all, size_t unit, size_t round, int32_t component)
{
    size_t components = (size_t)all->units->items[unit].set->component_count;
    struct par_voice *voices = all->states[unit].voices;
    return voices && round > 0 ? &voices[(round - 1) * components + (size_t)component] : NULL;
}

void par_assessment_keep_voice(struct par_assessment *all, size_t unit, size_t round, int32_t component,
                               struct par_voice voice)
{
    const struct par_set *set = all->units->items[unit].set;
    struct par_unit_state *state = &all->states[unit];
    bool any = voice.appraiser || voice.reason;
    if (round > 0 && any && !state->voices)
        state->voices =
            par_arena_array(all->arena, (set->round_count - 1) * (size_t)set->component_count, sizeof *state->voices);
    struct par_voice *slot = voice_of(all, unit, round, component);
    if (slot)
        *slot = voice;
}

/* Reasons repeat, so each is kept once. */
static uint32_t keep_reason(struct par_assessment *all, struct par_span text)
{
    int32_t known = par_names_find(all->reason_texts, text);
    if (known >= 0)
        return (uint32_t)known;
    const char *copy = par_arena_copy(all->arena, text);
    all->reasons = par_arena_grow(all->arena, all->reasons, all->reason_count, &all->reason_room, sizeof *all->reasons);
    all->reasons[all->reason_count++] = copy;
    par_names_add(all->reason_texts, par_span_of(copy), (int32_t)all->reason_count);
    return (uint32_t)all->reason_count;
}

/* Whether the appraiser may speak here. One who may not and says nothing (a table of all criteria, where only some
 * cells are filled in) has done no wrong. */
static bool check_appraiser(struct at_hand *at)
{
    struct par_assessment *all = at->all;
    const struct par_appraiser *who = &all->appraisers[at->voice.appraiser - 1];
    bool own = who->unit == (int32_t)at->unit, named = is_named(all, at->criterion, at->voice.appraiser);
    if (!own && named)
        return true;
    if (!par_row_says_more(at) && !par_row_cell(at, PAR_COLUMN_APPLIES).size)
        return false;
    if (!named)
        par_row_fail(at, PAR_APPRAISER_UNNAMED, who->name, at->criterion->id,
                     par_list_text(at->criterion->appraisers, all->arena));
    else
        par_row_fail(at, PAR_APPRAISER_SELF, who->name, at->criterion->id, NULL);
    return true;
}

bool par_row_read_voice(struct at_hand *at)
{
    struct par_span who = par_row_cell(at, PAR_COLUMN_APPRAISER), why = par_row_cell(at, PAR_COLUMN_REASON);
    if (at->in->round == 0)
        return true;
    if (why.size)
        at->voice.reason = keep_reason(at->all, why);
    if (who.size == 0)
        return true;
    par_row_point_at(at, at->all->file->columns[PAR_COLUMN_APPRAISER]);
    at->voice.appraiser = find_appraiser(at->all, who, false, &at->place);
    bool heard = check_appraiser(at);
    par_row_point_at_all(at);
    return heard;
}

/* --- Several appraisers on one component -------------------------------------------------------------------------- */

static bool is_silent(const struct par_entry *entry)
{
    return !(entry->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED | PAR_MARK_APPLIES | PAR_MARK_NOT_APPLIES |
                             PAR_MARK_AGREES | PAR_MARK_DISAGREES));
}

/* The earlier row of the same appraiser, or of anybody when one of the two does not say who it is. */
static const struct par_entry *same_before(const struct at_hand *at, const struct par_entry *first)
{
    size_t round = (size_t)at->in->round;
    int32_t component = at->criterion->component;
    const struct par_voice *voice = voice_of(at->all, at->unit, round, component);
    if (!voice || !voice->appraiser || !at->voice.appraiser || voice->appraiser == at->voice.appraiser)
        return first;
    for (const struct par_second *second = at->all->states[at->unit].seconds; second; second = second->next)
        if (second->round == round && second->component == component && second->voice.appraiser == at->voice.appraiser)
            return &second->entry;
    return NULL;
}

/* A first row that says nothing makes room, so that the one that counts stands in its place. */
struct par_entry *par_row_beside(struct at_hand *at, struct par_entry *first)
{
    struct par_unit_state *state = &at->all->states[at->unit];
    const struct par_entry *same = same_before(at, first);
    if (same) {
        par_row_fail(at, PAR_ROW_REPEATED, at->who->code, at->criterion->id, par_row_where(at->all, same));
        return NULL;
    }
    size_t round = (size_t)at->in->round;
    int32_t component = at->criterion->component;
    struct par_second *second = par_arena_alloc(at->all->arena, sizeof *second);
    *second = (struct par_second){.round = round, .component = component, .voice = at->voice, .next = state->seconds};
    state->seconds = second;
    if (!is_silent(first))
        return &second->entry;
    second->entry = *first;
    second->voice = *voice_of(at->all, at->unit, round, component);
    *first = (struct par_entry){.marks = 0};
    par_assessment_keep_voice(at->all, at->unit, round, component, at->voice);
    return first;
}

/* What a row comes to, given what stood before it. */
struct saying {
    const char *word; /* NULL: points */
    par_points points;
};

static struct saying saying_of(const struct par_entry *entry, const struct par_stand *before)
{
    bool own = !(entry->marks & PAR_MARK_GROUP), agrees = entry->marks & PAR_MARK_AGREES;
    if ((own && entry->marks & PAR_MARK_NOT_APPLIES) || (agrees && !before->applies))
        return (struct saying){"does not apply", 0};
    if (entry->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED))
        return (struct saying){NULL, entry->marks & PAR_MARK_SCORE ? entry->score : entry->computed};
    if (agrees && before->points_are)
        return (struct saying){NULL, before->points};
    if (agrees)
        return (struct saying){"agrees", 0};
    return (struct saying){entry->marks & PAR_MARK_DISAGREES ? "does not agree" : "applies", 0};
}

static bool is_same(struct saying a, struct saying b)
{
    if (a.word && b.word)
        return strcmp(a.word, b.word) == 0;
    return !a.word && !b.word && a.points == b.points;
}

static const char *saying_text(struct saying saying, struct par_arena *arena)
{
    return saying.word ? saying.word : par_points_text(saying.points, arena);
}

static const char *name_of(const struct par_assessment *all, struct par_voice voice)
{
    return all->appraisers[voice.appraiser - 1].name;
}

/* Which of two rows that say the same stands does not depend on the order of the files. */
static void put_first(struct par_assessment *all, size_t unit, struct par_second *second)
{
    const unsigned group = PAR_MARK_GROUP | PAR_MARK_APPLIES | PAR_MARK_NOT_APPLIES;
    struct par_entry *slot = par_assessment_slot(all, unit, second->round, second->component), entry = *slot;
    struct par_voice *voice = voice_of(all, unit, second->round, second->component), before = *voice;
    if (strcmp(name_of(all, second->voice), name_of(all, *voice)) > 0)
        return;
    *slot = second->entry;
    if (entry.marks & PAR_MARK_GROUP)
        slot->marks |= (uint16_t)(entry.marks & group);
    *voice = second->voice;
    second->entry = entry;
    second->voice = before;
}

static struct par_stand stand_before(const struct par_assessment *all, size_t unit, const struct par_second *second)
{
    struct par_stand stand = par_stand_begin();
    for (size_t round = 0; round < second->round; round++)
        par_stand_move(&stand, par_assessment_entry(all, unit, round, second->component), round);
    return stand;
}

static void compare(struct par_assessment *all, size_t unit, struct par_second *second)
{
    const struct par_entry *slot = par_assessment_entry(all, unit, second->round, second->component);
    struct par_stand before = stand_before(all, unit, second);
    struct saying a = saying_of(&second->entry, &before), b = saying_of(slot, &before);
    struct par_place place = par_assessment_place(all, unit, second->round, second->component);
    const char *first = name_of(all, *voice_of(all, unit, second->round, second->component));
    const char *other = name_of(all, second->voice), *where = par_row_where(all, slot);
    place.file = all->file_names[second->entry.file].name;
    place.sheet = all->file_names[second->entry.file].sheet;
    place.line = second->entry.line;
    if (is_same(a, b)) {
        par_diags_add(all->diags, PAR_NOTE, PAR_APPRAISERS_SAME, &place, first, other, NULL);
        put_first(all, unit, second);
    } else {
        par_diags_add(all->diags, PAR_ERROR, PAR_APPRAISERS_DIFFER, &place, other, saying_text(a, all->arena),
                      par_arena_join(all->arena, first, " (", where, ")", NULL), saying_text(b, all->arena), NULL);
    }
}

/* Into the order in which the rows were read. */
static struct par_second *reversed(struct par_second *seconds)
{
    struct par_second *result = NULL;
    for (struct par_second *second = seconds, *next; second; second = next) {
        next = second->next;
        second->next = result;
        result = second;
    }
    return result;
}

void par_appraisers_compare(struct par_assessment *all, size_t unit)
{
    all->states[unit].seconds = reversed(all->states[unit].seconds);
    for (struct par_second *second = all->states[unit].seconds; second; second = second->next)
        if (!is_silent(&second->entry))
            compare(all, unit, second);
}

/* --- Asking ------------------------------------------------------------------------------------------------------- */

size_t par_assessment_appraiser_count(const struct par_assessment *assessment)
{
    return assessment->appraiser_count;
}

const char *par_assessment_appraiser_name(const struct par_assessment *assessment, uint32_t appraiser)
{
    return appraiser ? assessment->appraisers[appraiser - 1].name : "";
}

uint32_t par_assessment_appraiser(const struct par_assessment *assessment, size_t unit, size_t round, int32_t component)
{
    const struct par_voice *voice = voice_of(assessment, unit, round, component);
    return voice ? voice->appraiser : 0;
}

const char *par_assessment_reason(const struct par_assessment *assessment, size_t unit, size_t round, int32_t component)
{
    const struct par_voice *voice = voice_of(assessment, unit, round, component);
    return voice && voice->reason ? assessment->reasons[voice->reason - 1] : "";
}

uint32_t par_assessment_appraiser_due(const struct par_assessment *assessment, size_t unit, int32_t component)
{
    const struct par_set *set = assessment->units->items[unit].set;
    const struct par_criterion *criterion = &set->criteria[set->components[component]];
    int settling = par_set_settling_round(set, criterion->origin);
    for (size_t round = settling > 0 ? (size_t)settling : 1; round < set->round_count; round++) {
        uint32_t appraiser = par_assessment_appraiser(assessment, unit, round, component);
        if (appraiser)
            return appraiser;
    }
    for (size_t i = 0; i < criterion->appraisers.count; i++) {
        uint32_t appraiser = appraiser_of_set(assessment, criterion->appraisers.items[i]);
        if (assessment->appraisers[appraiser - 1].unit != (int32_t)unit)
            return appraiser;
    }
    return 0;
}
