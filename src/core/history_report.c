#include "parindex/history.h"

#include "parindex/number.h"

/* What the findings are looked for in. */
struct audit {
    const struct par_assessment *assessment;
    struct par_arena *arena;
    struct par_diags *diags;
    const struct par_course *course;
    size_t unit;
    int32_t component;
    int explanation; /* the set's round of explanations; -1: none, or nobody's was read */
    bool takes_off;  /* a penalty: more of its points is no gift, fewer of them no cut */
};

static void add(const struct audit *audit, enum par_severity severity, enum par_code code, const struct par_turn *turn,
                par_points from, par_points to, const char *more)
{
    struct par_place place = par_turn_place(audit->assessment, audit->unit, audit->component, turn);
    if (par_diags_wants(audit->diags, severity, code))
        par_diags_add(audit->diags, severity, code, &place, par_points_text(from, audit->arena),
                      par_points_text(to, audit->arena), more, NULL);
    else
        par_diags_add(audit->diags, severity, code, NULL, NULL);
}

static const char *round_id(const struct audit *audit, size_t round)
{
    return audit->course->set->rounds[round].id;
}

static bool is_answer(const struct par_turn *turn)
{
    return turn->kind != PAR_TURN_SAID_NOTHING;
}

/* The first cut before the explanation, where it stands in the end and the unit was silent. */
static void check_answer(const struct audit *audit)
{
    const struct par_course *course = audit->course;
    const struct par_turn *cut = NULL;
    bool stands = course->points.is && course->applies && course->points.points < course->top.points;
    if (audit->explanation < 0 || !course->was_cut || !stands || audit->takes_off)
        return;
    for (size_t i = 0; i < course->count && (int)course->turns[i].round <= audit->explanation; i++) {
        if (course->turns[i].kind == PAR_TURN_CUT && !cut)
            cut = &course->turns[i];
        if ((int)course->turns[i].round == audit->explanation && is_answer(&course->turns[i]))
            return;
    }
    if (cut)
        add(audit, PAR_WARNING, PAR_CUT_UNANSWERED, cut, cut->before.points, cut->after.points,
            round_id(audit, (size_t)audit->explanation));
}

static void check_turn(const struct audit *audit, const struct par_turn *turn)
{
    enum par_form_type type = audit->course->rounds[turn->round];
    bool claims = turn->kind == PAR_TURN_CLAIMED || turn->kind == PAR_TURN_EXPLAINED;
    bool moved = turn->applies != turn->applied_before || turn->after.is != turn->before.is ||
                 (turn->after.is && turn->after.points != turn->before.points);
    if (type == PAR_EXPLANATION_FORM && claims && !turn->has_evidence)
        add(audit, PAR_WARNING, PAR_EXPLAINED_NO_PROOF, turn, turn->before.points, turn->after.points,
            round_id(audit, turn->round));
    if (type == PAR_COUNCIL_FORM && moved && turn->before.is && !turn->has_reason)
        add(audit, PAR_WARNING, PAR_COUNCIL_NO_REASON, turn, turn->before.points, turn->after.points,
            round_id(audit, turn->round));
    else if (turn->kind == PAR_TURN_CUT && !turn->has_reason && !audit->takes_off)
        add(audit, PAR_NOTE, PAR_CUT_NO_REASON, turn, turn->before.points, turn->after.points,
            round_id(audit, turn->round));
}

/* Others gave more than the unit's claim, and it stands. */
static void check_raise(const struct audit *audit)
{
    const struct par_course *course = audit->course;
    if (course->kind != PAR_COURSE_RAISED || !course->claim.is || audit->takes_off)
        return;
    for (size_t i = course->count; i-- > 0;)
        if (course->turns[i].kind == PAR_TURN_RAISED) {
            add(audit, PAR_NOTE, PAR_RAISED_ABOVE_CLAIM, &course->turns[i], course->top.points,
                course->turns[i].after.points, round_id(audit, course->turns[i].round));
            return;
        }
}

/* The round of explanations of a set, once somebody's was read. */
static int explanation_of(const struct par_assessment *assessment, const struct par_set *set)
{
    const struct par_units *units = par_assessment_units(assessment);
    int round = par_set_round(set, par_span_of("explanation"));
    for (size_t i = 0; round > 0 && i < units->count; i++)
        if (units->items[i].set == set && par_assessment_rows(assessment, i, (size_t)round) > 0)
            return round;
    return -1;
}

static void check_unit(struct audit *audit, bool blank_means_agree, struct par_course *course)
{
    const struct par_set *set = par_assessment_units(audit->assessment)->items[audit->unit].set;
    for (audit->component = 0; audit->component < set->component_count; audit->component++) {
        audit->takes_off = set->criteria[set->components[audit->component]].role == PAR_ROLE_PENALTY;
        par_course_of(audit->assessment, audit->unit, audit->component, blank_means_agree, course);
        check_answer(audit);
        for (size_t i = 0; i < course->count; i++)
            check_turn(audit, &course->turns[i]);
        check_raise(audit);
    }
}

void par_history_report(const struct par_assessment *assessment, bool blank_means_agree, struct par_arena *arena,
                        struct par_diags *diags)
{
    const struct par_units *units = par_assessment_units(assessment);
    struct par_course *course = par_course_new(assessment, arena);
    struct audit audit = {.assessment = assessment, .arena = arena, .diags = diags, .course = course};
    const struct par_set *set = NULL;
    for (audit.unit = 0; audit.unit < units->count; audit.unit++) {
        if (units->items[audit.unit].set != set)
            audit.explanation = explanation_of(assessment, units->items[audit.unit].set);
        set = units->items[audit.unit].set;
        if (par_assessment_submitted(assessment, audit.unit))
            check_unit(&audit, blank_means_agree, course);
    }
}

int64_t par_days_late(const struct par_unit *unit, int64_t deadline)
{
    int64_t day;
    if (!par_date_parse(par_span_of(unit->submitted_at), &day))
        return 0;
    return day > deadline ? day - deadline : 0;
}

void par_late_report(const struct par_units *units, size_t position, const char *date, int64_t deadline,
                     struct par_diags *diags)
{
    const struct par_unit *unit = &units->items[position];
    int64_t late = par_days_late(unit, deadline);
    struct par_place place = {.file = units->file, .sheet = units->sheet, .line = unit->line, .unit = unit->code};
    char days[PAR_DECIMAL_TEXT];
    if (late == 0)
        return;
    par_decimal_print(late, 0, 0, '.', days);
    par_diags_add(diags, PAR_WARNING, PAR_FILED_LATE, &place, unit->submitted_at, date, days, NULL);
}
