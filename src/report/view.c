#include "view.h"

#include "lost_words.h"
#include "sheet.h"

const char *par_view_text(const struct par_report_view *view, const char *english)
{
    return par_cli_text(view->cli, english);
}

const char *par_view_number(const struct par_report_view *view, struct par_shown shown)
{
    return par_shown_text(shown, view->decimal, view->cli->arena);
}

const char *par_view_points(const struct par_report_view *view, par_points points, int decimals)
{
    char text[PAR_DECIMAL_TEXT];
    bool finer = decimals >= 0 && par_points_round(points, decimals, PAR_DOWN) != points;
    size_t size = par_decimal_print(points, PAR_POINTS_SCALE, finer ? -1 : decimals, view->decimal, text);
    return par_arena_copy(view->cli->arena, (struct par_span){text, size});
}

/* --- Names ------------------------------------------------------------------------------------------------------- */

const char *par_view_label(const struct par_report_view *view, struct par_label label)
{
    return par_label_text(label, view->cli->language);
}

const char *par_view_title(const struct par_report_view *view, const struct par_set *set, const char *node,
                           const char *otherwise)
{
    int32_t position = set ? par_set_find(set, par_span_of(node)) : PAR_NAME_NONE;
    return position < 0 ? otherwise : par_view_label(view, set->criteria[position].name);
}

const char *par_view_bloc(const struct par_report_view *view, const struct par_report_bloc *bloc)
{
    for (size_t i = 0; bloc->set && i < bloc->set->bloc_count; i++)
        if (strcmp(bloc->set->blocs[i].id, bloc->id) == 0)
            return par_view_label(view, bloc->set->blocs[i].name);
    return *bloc->id ? bloc->id : par_view_text(view, N_("all units"));
}

const char *par_view_agency(const struct par_report_view *view, const char *code)
{
    const struct par_units *units = view->report->units;
    int32_t place = units ? par_names_find(units->codes, par_span_of(code)) : PAR_NAME_NONE;
    const struct par_report_unit *unit = par_report_find(view->report, code);
    if (!*code)
        return par_view_text(view, N_("no agency is named"));
    if (place >= 0)
        return units->items[place].name;
    return unit && *unit->now->name ? unit->now->name : code;
}

const char *par_view_field(const struct par_report_view *view, size_t field)
{
    return field == PAR_REPORT_OWN ? par_view_text(view, N_("PAR Index")) : view->report->fields[field].name;
}

static const char *class_in(const struct par_report_view *view, const struct par_set *set, const char *name)
{
    for (size_t i = 0; set && i < set->scheme_count; i++)
        for (size_t k = 0; k < set->schemes[i].count; k++)
            if (strcmp(set->schemes[i].steps[k].name.vi, name) == 0)
                return par_view_label(view, set->schemes[i].steps[k].name);
    return NULL;
}

const char *par_view_class(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const char *name = unit->now->class_name, *shown = NULL;
    if (unit->who)
        shown = class_in(view, unit->who->set, name);
    if (!shown && unit->bloc)
        shown = class_in(view, unit->bloc->set, name);
    return shown ? shown : name;
}

/* --- Machine words ----------------------------------------------------------------------------------------------- */

const char *par_view_cause(const struct par_report_view *view, const char *cause)
{
    for (int i = 0; i < PAR_LOSS_CAUSES; i++)
        if (strcmp(par_loss_cause_name((enum par_loss_cause)i), cause) == 0)
            return par_words_of_cause(view->cli, (enum par_loss_cause)i);
    return cause;
}

const char *par_view_cause_kind(const struct par_report_view *view, const char *kind)
{
    for (int i = PAR_CAUSE_UNSAID; i <= PAR_CAUSE_OBJECTIVE; i++)
        if (strcmp(par_cause_kind_name((enum par_cause_kind)i), kind) == 0)
            return par_words_of_cause_kind(view->cli, (enum par_cause_kind)i);
    return kind;
}

const char *par_view_course(const struct par_report_view *view, const char *course)
{
    for (int i = 0; i < PAR_COURSE_KINDS; i++)
        if (strcmp(par_course_name((enum par_course_kind)i), course) == 0)
            return par_words_of_course(view->cli, (enum par_course_kind)i);
    return course;
}

const char *par_view_state(const struct par_report_view *view, enum par_state state)
{
    return par_words_of_state(view->cli, state);
}

const char *par_view_standing(const struct par_report_view *view, const struct par_report_rank *rank)
{
    return rank->left_out ? par_view_text(view, N_("not ranked")) : par_view_state(view, rank->state);
}

/* --- The title --------------------------------------------------------------------------------------------------- */

static bool is_a_year(const char *period)
{
    return strlen(period) == 4 && strspn(period, "0123456789") == 4;
}

const char *par_view_report_title(const struct par_report_view *view)
{
    if (view->heading.title)
        return view->heading.title;
    const char *period = view->report->period;
    const char *words =
        is_a_year(period) ? N_("Results of the PAR Index of the year") : N_("Results of the PAR Index of the period");
    return par_arena_join(view->cli->arena, par_view_text(view, words), " ", period, NULL);
}
