#include "parindex/history.h"

#include "assessment_private.h"

const char *par_turn_name(enum par_turn_kind kind)
{
    static const char *const names[] = {
        [PAR_TURN_SAID_NOTHING] = "said-nothing",
        [PAR_TURN_CLAIMED] = "claimed",
        [PAR_TURN_MEASURED] = "measured",
        [PAR_TURN_AGREED] = "agreed",
        [PAR_TURN_KEPT] = "kept",
        [PAR_TURN_GIVEN] = "given",
        [PAR_TURN_RAISED] = "raised",
        [PAR_TURN_CUT] = "cut",
        [PAR_TURN_RESTORED] = "restored",
        [PAR_TURN_RESTORED_IN_PART] = "restored-in-part",
        [PAR_TURN_WITHDRAWN] = "withdrawn",
        [PAR_TURN_EXPLAINED] = "explained",
        [PAR_TURN_DISAGREED] = "disagreed",
        [PAR_TURN_NOT_APPLICABLE] = "not-applicable",
        [PAR_TURN_APPLIES] = "applies",
    };
    return names[kind];
}

const char *par_course_name(enum par_course_kind kind)
{
    static const char *const names[] = {
        [PAR_COURSE_NONE] = "none",
        [PAR_COURSE_UNTOUCHED] = "untouched",
        [PAR_COURSE_RAISED] = "raised",
        [PAR_COURSE_CUT] = "cut",
        [PAR_COURSE_RESTORED] = "restored",
        [PAR_COURSE_RESTORED_IN_PART] = "restored-in-part",
        [PAR_COURSE_WITHDRAWN] = "withdrawn",
        [PAR_COURSE_GIVEN] = "given",
        [PAR_COURSE_NOT_APPLICABLE] = "not-applicable",
    };
    return names[kind];
}

struct par_course *par_course_new(const struct par_assessment *assessment, struct par_arena *arena)
{
    const struct par_units *units = par_assessment_units(assessment);
    size_t rounds = 0;
    for (size_t i = 0; i < units->count; i++)
        rounds = units->items[i].set->round_count > rounds ? units->items[i].set->round_count : rounds;
    struct par_course *course = par_arena_alloc(arena, sizeof *course);
    course->turns = par_arena_array(arena, rounds, sizeof *course->turns);
    course->rounds = par_arena_array(arena, rounds, sizeof *course->rounds);
    return course;
}

static void learn_rounds(const struct par_set *set, struct par_course *course)
{
    if (course->set == set)
        return;
    course->set = set;
    for (size_t round = 0; round < set->round_count; round++) {
        const char *id;
        par_form_round(set, par_span_of(set->rounds[round].id), &course->rounds[round], &id);
    }
}

static bool is_own(const struct par_course *course, size_t round)
{
    return course->rounds[round] == PAR_SELF_FORM || course->rounds[round] == PAR_EXPLANATION_FORM;
}

/* What a turn says, before it is known what that does. */
struct word {
    unsigned marks;
    bool is_own, is_later, agrees, gives;
    par_points points;
};

static struct word word_of(const struct par_entry *entry, size_t round, bool own, bool blank_means_agree)
{
    struct word word = {.marks = entry->marks, .is_own = own, .is_later = round > 0};
    word.agrees = par_entry_agrees(entry, round, blank_means_agree);
    word.gives = par_entry_gives(entry, round, &word.points);
    return word;
}

static enum par_turn_kind kind_without_points(const struct par_course *course, const struct word *word, bool applied)
{
    const unsigned more = PAR_MARK_REASON | PAR_MARK_EVIDENCE | PAR_MARK_DISAGREES;
    bool below_top = course->points.is && course->top.is && course->points.points < course->top.points;
    if (word->marks & PAR_MARK_NOT_APPLIES)
        return PAR_TURN_NOT_APPLICABLE;
    if (word->marks & PAR_MARK_APPLIES && !applied)
        return PAR_TURN_APPLIES;
    if (word->agrees)
        return word->is_own && word->is_later && below_top ? PAR_TURN_WITHDRAWN : PAR_TURN_AGREED;
    if (word->is_own && word->is_later && word->marks & more)
        return PAR_TURN_EXPLAINED;
    return word->marks & PAR_MARK_DISAGREES ? PAR_TURN_DISAGREED : PAR_TURN_SAID_NOTHING;
}

static enum par_turn_kind kind_of_own(const struct par_course *course, const struct word *word)
{
    if (!course->top.is)
        return word->marks & PAR_MARK_FACTS ? PAR_TURN_MEASURED : PAR_TURN_CLAIMED;
    if (word->points < course->top.points)
        return PAR_TURN_WITHDRAWN;
    if (!course->points.is || word->points != course->points.points)
        return PAR_TURN_CLAIMED;
    return word->agrees ? PAR_TURN_AGREED : PAR_TURN_KEPT;
}

static enum par_turn_kind kind_of_others(const struct par_course *course, const struct word *word)
{
    if (!course->points.is)
        return PAR_TURN_GIVEN;
    if (word->points < course->points.points)
        return PAR_TURN_CUT;
    if (word->points == course->points.points)
        return word->agrees ? PAR_TURN_AGREED : PAR_TURN_KEPT;
    if (word->points > course->top.points)
        return PAR_TURN_RAISED;
    return word->points == course->top.points ? PAR_TURN_RESTORED : PAR_TURN_RESTORED_IN_PART;
}

static void move_points(struct par_course *course, const struct word *word)
{
    struct par_maybe points = {true, word->points};
    course->points = points;
    if (word->is_own)
        course->claim = points;
    if (!course->top.is || (word->is_own && points.points > course->top.points))
        course->top = points;
}

/* What the rule gave last, where a typed score stands instead. */
static struct par_maybe overridden_by(const struct par_entry *entry, size_t round, const struct par_maybe *computed)
{
    bool typed = round > 0 && entry->marks & PAR_MARK_SCORE;
    return typed && computed->is && computed->points != entry->score ? *computed : (struct par_maybe){false, 0};
}

static void tell_voice(const struct par_assessment *assessment, size_t unit, int32_t component, struct par_turn *turn)
{
    turn->reason = "";
    if (turn->round == 0)
        return;
    turn->appraiser = par_assessment_appraiser(assessment, unit, turn->round, component);
    turn->reason = par_assessment_reason(assessment, unit, turn->round, component);
}

static void take_turn(const struct par_entry *entry, size_t round, bool blank_means_agree, struct par_maybe *computed,
                      struct par_course *course)
{
    struct word word = word_of(entry, round, is_own(course, round), blank_means_agree);
    struct par_turn *turn = &course->turns[course->count++];
    *turn = (struct par_turn){.round = round,
                              .is_own = word.is_own,
                              .applied_before = course->applies,
                              .before = course->points,
                              .has_reason = entry->marks & PAR_MARK_REASON,
                              .has_evidence = entry->marks & PAR_MARK_EVIDENCE};
    if (!word.gives)
        turn->kind = kind_without_points(course, &word, course->applies);
    else
        turn->kind = word.is_own ? kind_of_own(course, &word) : kind_of_others(course, &word);
    if (word.gives && entry->marks & PAR_MARK_COMPUTED)
        *computed = (struct par_maybe){true, entry->computed};
    if (word.gives)
        turn->overridden = overridden_by(entry, round, computed);
    if (word.gives)
        move_points(course, &word);
    if (entry->marks & PAR_MARK_NOT_APPLIES)
        course->applies = false;
    else if (par_entry_speaks(entry))
        course->applies = true;
    course->was_cut = course->was_cut || turn->kind == PAR_TURN_CUT;
    course->has_evidence = course->has_evidence || (word.is_own && turn->has_evidence);
    turn->applies = course->applies;
    turn->after = course->points;
}

static bool changes(const struct par_turn *turn)
{
    switch (turn->kind) {
    case PAR_TURN_GIVEN:
    case PAR_TURN_RAISED:
    case PAR_TURN_CUT:
    case PAR_TURN_RESTORED:
    case PAR_TURN_RESTORED_IN_PART:
    case PAR_TURN_NOT_APPLICABLE:
    case PAR_TURN_APPLIES:
        return true;
    default:
        return false;
    }
}

static int decided_by(const struct par_course *course)
{
    int agreed = -1;
    for (size_t i = course->count; i-- > 0;) {
        const struct par_turn *turn = &course->turns[i];
        if (turn->is_own)
            continue;
        if (changes(turn))
            return (int)i;
        if (turn->kind == PAR_TURN_AGREED || turn->kind == PAR_TURN_KEPT)
            agreed = (int)i;
    }
    return agreed;
}

/* The last turn that took points, gave some back or gave them up. */
static enum par_course_kind below_top(const struct par_course *course)
{
    for (size_t i = course->count; i-- > 0;) {
        if (course->turns[i].kind == PAR_TURN_CUT)
            return PAR_COURSE_CUT;
        if (course->turns[i].kind == PAR_TURN_RESTORED_IN_PART)
            return PAR_COURSE_RESTORED_IN_PART;
        if (course->turns[i].kind == PAR_TURN_WITHDRAWN)
            return PAR_COURSE_WITHDRAWN;
    }
    return PAR_COURSE_CUT;
}

static enum par_course_kind kind_of_course(const struct par_course *course)
{
    if (!course->applies)
        return PAR_COURSE_NOT_APPLICABLE;
    if (!course->points.is)
        return PAR_COURSE_NONE;
    if (course->points.points < course->top.points)
        return below_top(course);
    if (course->points.points > course->top.points)
        return PAR_COURSE_RAISED;
    if (course->was_cut)
        return PAR_COURSE_RESTORED;
    return course->claim.is ? PAR_COURSE_UNTOUCHED : PAR_COURSE_GIVEN;
}

void par_course_of(const struct par_assessment *assessment, size_t unit, int32_t component, bool blank_means_agree,
                   struct par_course *out)
{
    const struct par_set *set = par_assessment_units(assessment)->items[unit].set;
    struct par_maybe computed = {false, 0};
    learn_rounds(set, out);
    bool excluded = par_assessment_excluded(assessment, unit, component);
    *out = (struct par_course){.applies = !excluded, .turns = out->turns, .set = set, .rounds = out->rounds};
    for (size_t round = 0; round < set->round_count && !excluded; round++) {
        const struct par_entry *entry = par_assessment_entry(assessment, unit, round, component);
        if (entry->marks == 0)
            continue;
        take_turn(entry, round, blank_means_agree, &computed, out);
        tell_voice(assessment, unit, component, &out->turns[out->count - 1]);
    }
    out->decided = decided_by(out);
    out->kind = kind_of_course(out);
}

par_points par_course_taken(const struct par_course *course, par_points lost)
{
    if (!course->was_cut || !course->top.is || !course->points.is || course->points.points >= course->top.points)
        return 0;
    par_points taken = course->top.points - course->points.points;
    return taken < lost ? taken : lost;
}

struct par_place par_turn_place(const struct par_assessment *assessment, size_t unit, int32_t component,
                                const struct par_turn *turn)
{
    return par_assessment_place(assessment, unit, turn->round, component);
}
