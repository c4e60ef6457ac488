#include "method.h"

#include "messages.h"

enum { FACTS = 16 };

struct facts {
    const struct par_report_view *view;
    const struct par_set *set;
    size_t count;
    struct par_method_fact *items;
};

static void add(struct facts *facts, const char *what, const char *said)
{
    if (*said)
        facts->items[facts->count++] = (struct par_method_fact){par_view_text(facts->view, what), said};
}

static const char *say(const struct facts *facts, const char *english, const char *one, const char *two,
                       const char *three)
{
    const char *args[PAR_DIAG_ARGS] = {one, two, three};
    return par_message_fill(facts->view->cli->arena, par_view_text(facts->view, english), args);
}

static const char *whole(const struct facts *facts, int number)
{
    return par_count_text((size_t)number, facts->view->cli->arena);
}

static const char *listed(const struct facts *facts, const char *list, const char *more, const char *between)
{
    return *list ? par_arena_join(facts->view->cli->arena, list, between, more, NULL) : more;
}

/* With as few decimals as needed, in the view's sign. */
static const char *points(const struct facts *facts, par_points value)
{
    const char *text = par_points_text(value, facts->view->cli->arena);
    const char *dot = strchr(text, '.');
    return par_view_points(facts->view, value, dot ? (int)strlen(dot + 1) : 0);
}

/* --- Settings ----------------------------------------------------------------------------------------------------- */

static const char *status(const struct facts *facts)
{
    const char *said = facts->set->status;
    const char *word = strcmp(said, "official") == 0   ? N_("official")
                       : strcmp(said, "internal") == 0 ? N_("internal")
                       : strcmp(said, "sample") == 0   ? N_("sample, made up for trying out")
                                                       : NULL;
    return word ? par_view_text(facts->view, word) : said;
}

static const char *rounding(const struct facts *facts)
{
    static const char *const modes[] = {
        [PAR_HALF_UP] = N_("half up"), [PAR_HALF_EVEN] = N_("half to even"), [PAR_DOWN] = N_("the rest is cut off")};
    return say(facts, N_("points to {1} decimals, index to {2} decimals; {3}"),
               whole(facts, facts->set->decimals_points), whole(facts, facts->set->decimals_index),
               par_view_text(facts->view, modes[facts->set->rounding]));
}

static const char *precision(const struct facts *facts, enum par_precision on)
{
    return par_view_text(facts->view, on == PAR_EXACT ? N_("the index before rounding") : N_("the index as printed"));
}

static const char *ties(const struct facts *facts)
{
    static const char *const kinds[] = {[PAR_TIES_COMPETITION] =
                                            N_("equal units share a rank, the next ones are left out (1-2-2-4)"),
                                        [PAR_TIES_DENSE] = N_("equal units share a rank, none is left out (1-2-2-3)"),
                                        [PAR_TIES_ORDINAL] = N_("no rank is shared (1-2-3-4)")};
    return par_view_text(facts->view, kinds[facts->set->ties]);
}

/* A node of the set, or all points of one source. */
static const char *decider(const struct facts *facts, const char *id)
{
    const char *source = strcmp(id, "report") == 0      ? N_("points from the units' reports")
                         : strcmp(id, "survey") == 0    ? N_("points from the sociological survey")
                         : strcmp(id, "sipas") == 0     ? N_("points from the satisfaction index (SIPAS)")
                         : strcmp(id, "appraiser") == 0 ? N_("points given by the appraisers")
                                                        : NULL;
    if (par_set_find(facts->set, par_span_of(id)) == PAR_NAME_NONE)
        return source ? par_view_text(facts->view, source) : id;
    return par_arena_join(facts->view->cli->arena, id, " ", par_view_title(facts->view, facts->set, id, ""), NULL);
}

static const char *tie_break(const struct facts *facts)
{
    const char *text = "";
    for (size_t i = 0; i < facts->set->tie_break.count; i++)
        text = listed(facts, text, decider(facts, facts->set->tie_break.items[i]), "; ");
    return text;
}

static const char *missing(const struct facts *facts)
{
    static const char *const kinds[] = {
        [PAR_MISSING_MARK] = N_("has no points and keeps its maximum; the total is marked as incomplete"),
        [PAR_MISSING_UNRANK] = N_("has no points, and the unit is not ranked"),
        [PAR_MISSING_LOSE] = N_("counts as lost")};
    return par_view_text(facts->view, kinds[facts->set->missing]);
}

static const char *not_applicable(const struct facts *facts)
{
    static const char *const kinds[] = {[PAR_NA_REDUCE] = N_("the maximum shrinks; the index is taken of what applies"),
                                        [PAR_NA_RESCALE] =
                                            N_("the maximum shrinks; points are rescaled to the full maximum as well"),
                                        [PAR_NA_FULL] = N_("the maximum is given")};
    return par_view_text(facts->view, kinds[facts->set->not_applicable]);
}

/* --- Classes ------------------------------------------------------------------------------------------------------ */

static const char *conditions(const struct facts *facts, const struct par_class_step *step)
{
    const char *text = "";
    for (size_t i = 0; i < step->require_count; i++)
        text = listed(facts, text,
                      say(facts, N_("{1} at least {2} %"), step->requires[i].node,
                          points(facts, step->requires[i].percent), NULL),
                      ", ");
    return text;
}

static const char *step_text(const struct facts *facts, const struct par_class_step *step)
{
    const char *name = par_view_label(facts->view, step->name);
    if (!step->bounded)
        return say(facts, N_("{1}: the others"), name, NULL, NULL);
    return say(facts, step->above ? N_("{1}: above {2} %{3? ({3})}") : N_("{1}: from {2} %{3? ({3})}"), name,
               points(facts, step->bound), conditions(facts, step));
}

static const char *served_by(const struct facts *facts, const struct par_class_scheme *scheme)
{
    const char *text = "";
    for (size_t i = 0; i < scheme->serves.count; i++) {
        const char *name = scheme->serves.items[i];
        for (size_t k = 0; k < facts->set->bloc_count; k++)
            if (strcmp(facts->set->blocs[k].id, name) == 0)
                name = par_view_label(facts->view, facts->set->blocs[k].name);
        text = listed(facts, text, name, ", ");
    }
    return text;
}

static void add_classes(struct facts *facts)
{
    const char *text = "";
    for (size_t i = 0; i < facts->set->scheme_count; i++) {
        const struct par_class_scheme *scheme = &facts->set->schemes[i];
        const char *steps = "", *who = served_by(facts, scheme);
        for (size_t k = 0; k < scheme->count; k++)
            steps = listed(facts, steps, step_text(facts, &scheme->steps[k]), "; ");
        text =
            listed(facts, text, *who ? par_arena_join(facts->view->cli->arena, who, " – ", steps, NULL) : steps, "\n");
    }
    add(facts, N_("Classes"), text);
}

struct par_method_fact *par_method_of_set(const struct par_report_view *view, const struct par_set *set, size_t *count)
{
    struct facts facts = {view, set, 0, par_arena_array(view->cli->arena, FACTS, sizeof *facts.items)};
    add(&facts, N_("Criteria set"),
        par_arena_join(view->cli->arena, par_view_label(view, set->title), " (", set->id, ")", NULL));
    add(&facts, N_("Source of the set"), status(&facts));
    add(&facts, N_("Maximum"), points(&facts, set->criteria[0].max));
    add(&facts, N_("Scored components"), whole(&facts, set->component_count));
    add(&facts, N_("Rounding"), rounding(&facts));
    add(&facts, N_("Ranks go by"), precision(&facts, set->rank_on));
    add(&facts, N_("Ties"), ties(&facts));
    add(&facts, N_("What decides between equal units"), tie_break(&facts));
    if (set->scheme_count)
        add(&facts, N_("Classes go by"), precision(&facts, set->class_on));
    add_classes(&facts);
    add(&facts, N_("What is not answered"), missing(&facts));
    add(&facts, N_("What does not apply"), not_applicable(&facts));
    *count = facts.count;
    return facts.items;
}

const char *par_method_kind(const struct par_report_view *view, enum par_report_kind kind)
{
    static const char *const words[] = {[PAR_REPORT_UNKNOWN] = N_("not known"),
                                        [PAR_REPORT_RANKING] = N_("ranking"),
                                        [PAR_REPORT_SCORES] = N_("scores of all criteria"),
                                        [PAR_REPORT_LOST] = N_("lost points"),
                                        [PAR_REPORT_PLAN] = N_("plan to win points back"),
                                        [PAR_REPORT_MOVES] = N_("changes of the units"),
                                        [PAR_REPORT_SHIFTS] = N_("changes by criterion"),
                                        [PAR_REPORT_FIGURES] = N_("figures of a survey"),
                                        [PAR_REPORT_PLACES] = N_("ranks of a survey"),
                                        [PAR_REPORT_SUMMARY] = N_("summary of a ranking"),
                                        [PAR_REPORT_CHECK] = N_("check of a round")};
    return par_view_text(view, words[kind]);
}
