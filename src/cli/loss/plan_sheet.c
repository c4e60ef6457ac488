#include "plan_sheet.h"

#include "lost_words.h"
#include "plan_words.h"

struct table {
    const struct par_plan_view *view;
    struct par_explaining with;
    const struct par_set *set;
    struct par_sheet *sheet;
    bool people; /* fewer columns, and words in their language */
};

/* What a row is about. */
struct row {
    const char *entry;
    int32_t position;
    const struct par_offer *offer;             /* NULL: the total */
    const struct par_alternative *alternative; /* NULL: none */
    struct par_maybe now, after, gain;
    const struct par_outlook *outlook; /* NULL: none */
    struct par_maybe cost, least_cost;
    const char *state;
    const char *reason; /* why it is left out, or has points only */
};

/* --- Columns ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    bool number, people;
} columns[] = {
    {"period", false, false},  {"set", false, false},
    {"unit", false, false},    {"name", false, false},
    {"entry", false, true},    {"node", false, true},
    {"title", false, true},    {"max", true, true},
    {"points", true, true},    {"points_planned", true, true},
    {"gain", true, true},      {"how", false, false},
    {"reason", false, false},  {"needs_evidence", false, false},
    {"lever", false, false},   {"lever_now", true, false},
    {"lever_to", true, false}, {"lever_by", true, false},
    {"whole", true, false},    {"measured", true, false},
    {"answer", false, false},  {"what", false, true},
    {"cost", true, true},      {"least_cost", true, false},
    {"index", true, true},     {"class", false, true},
    {"rank", true, true},      {"cause_kind", false, true},
    {"lead", false, true},     {"state", false, true},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static bool has_column(const struct table *table, size_t i)
{
    if (!table->people)
        return true;
    if (strcmp(columns[i].name, "cost") == 0)
        return table->view->priced;
    if (strcmp(columns[i].name, "state") == 0)
        return table->view->plan != NULL;
    return columns[i].people;
}

static void text_cell(struct table *table, const char *name, const char *text)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (strcmp(columns[i].name, name) == 0 && has_column(table, i))
            par_writer_text(table->sheet->writer, text);
}

static void points_cell(struct table *table, const char *name, struct par_maybe points, int decimals)
{
    int exact = decimals;
    while (exact >= 0 && exact < PAR_POINTS_SCALE && par_points_round(points.points, exact, PAR_DOWN) != points.points)
        exact++;
    for (size_t i = 0; i < COLUMNS; i++)
        if (strcmp(columns[i].name, name) == 0 && has_column(table, i))
            par_sheet_points(table->sheet, points, exact);
}

/* --- Words ------------------------------------------------------------------------------------------------------- */

static const char *worded(const struct table *table, const char *name)
{
    static const char *const words[][2] = {
        {"now", N_("now")},
        {"next", N_("next step")},
        {"max", N_("maximum")},
        {"best", N_("best within reach")},
        {"none", N_("out of reach")},
        {"plan", N_("plan")},
        {"left_out", N_("left out")},
        {"everything", N_("all of it")},
        {"found", N_("the fewest or cheapest")},
        {"not_proven", N_("not proven optimal")},
        {"met", N_("target already met")},
        {"unreachable", N_("target out of reach")},
        {"impossible", N_("no index or no rank")},
        {"objective", N_("cause outside the unit's control")},
        {"awaited", N_("a result that others give is not there yet")},
        {"unpriced", N_("no cost given")},
    };
    for (size_t i = 0; table->people && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], name) == 0)
            return par_cli_text(table->view->cli, words[i][1]);
    return name;
}

static const char *class_name(const struct table *table, const struct par_outlook *outlook)
{
    if (!outlook || !outlook->class_step)
        return "";
    return par_label_text(outlook->class_step->name, table->people ? table->view->cli->language : "vi");
}

static const char *reason_of(const struct par_offer *offer, const struct par_alternative *alternative)
{
    bool computed = alternative && (alternative->has_reach || alternative->evidence);
    static const char *const left_out[] = {
        [PAR_LEFT_OBJECTIVE] = "objective", [PAR_LEFT_AWAITED] = "awaited", [PAR_LEFT_UNPRICED] = "unpriced"};
    if (offer->left_out != PAR_OFFERED)
        return left_out[offer->left_out];
    if (offer->missing)
        return "missing";
    if (computed || !alternative || !offer->inverse || par_inverse_kind_of(offer->inverse) != PAR_INVERSE_POINTS)
        return "";
    return par_points_only_name(par_inverse_why(offer->inverse));
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

static void lever_cells(struct table *table, const struct row *row)
{
    const struct par_reach *reach = row->alternative && row->alternative->has_reach ? &row->alternative->reach : NULL;
    const struct par_lever *lever = reach ? par_inverse_lever(row->offer->inverse) : NULL;
    const char *cells[] = {"", "", "", "", "", ""};
    if (lever) {
        struct par_amount whole = {lever->has_whole, PAR_AMOUNT_NUMBER, lever->whole};
        struct par_amount measured = {reach->has_measured, PAR_AMOUNT_NUMBER, reach->measured};
        const char *rounded = par_amount_approximate(&table->with, measured);
        struct par_lever plain = *lever;
        plain.is = PAR_INPUT_NUMBER;
        cells[0] = lever->kind == PAR_LEVER_VALUE       ? "value"
                   : lever->kind == PAR_LEVER_NUMERATOR ? "num"
                                                        : table->set->inputs[lever->input].name;
        cells[1] = par_plan_lever_text(&table->with, lever, lever->now);
        cells[2] = par_plan_lever_text(&table->with, lever, reach->to);
        cells[3] = par_plan_lever_text(&table->with, &plain, reach->by);
        cells[4] = par_amount_exact(&table->with, whole);
        cells[5] = *rounded ? rounded : par_amount_exact(&table->with, measured);
    }
    text_cell(table, "lever", cells[0]);
    text_cell(table, "lever_now", cells[1]);
    text_cell(table, "lever_to", cells[2]);
    text_cell(table, "lever_by", cells[3]);
    text_cell(table, "whole", cells[4]);
    text_cell(table, "measured", cells[5]);
    text_cell(table, "answer", reach && !lever ? reach->answer : "");
}

static void outlook_cells(struct table *table, const struct par_outlook *outlook)
{
    struct par_maybe nothing = {false, 0};
    points_cell(table, "index", outlook ? outlook->index : nothing, table->set->decimals_index);
    text_cell(table, "class", class_name(table, outlook));
    points_cell(table, "rank",
                outlook && outlook->rank ? (struct par_maybe){true, outlook->rank * PAR_POINTS_ONE} : nothing, 0);
}

static void head_cells(struct table *table, const struct row *row)
{
    const struct par_criterion *criterion = &table->set->criteria[row->position];
    int decimals = row->offer ? table->set->decimals_component : table->set->decimals_points;
    text_cell(table, "period", table->set->period);
    text_cell(table, "set", table->set->id);
    text_cell(table, "unit", table->with.unit->code);
    text_cell(table, "name", table->with.unit->name);
    text_cell(table, "entry", worded(table, row->entry));
    text_cell(table, "node", criterion->id);
    text_cell(table, "title", par_label_text(criterion->name, table->people ? table->view->cli->language : "vi"));
    points_cell(table, "max", (struct par_maybe){true, criterion->max}, 0);
    points_cell(table, "points", row->now, decimals);
    points_cell(table, "points_planned", row->after, decimals);
    points_cell(table, "gain", row->gain, decimals);
}

static const char *owner_cause(const struct table *table, const struct par_offer *offer)
{
    if (!offer)
        return "";
    return table->people ? par_words_of_cause_kind(table->view->cli, offer->cause_kind)
                         : par_cause_kind_name(offer->cause_kind);
}

static void write_row(struct table *table, const struct row *row)
{
    const struct par_alternative *alternative = row->alternative;
    const char *lead = table->set->criteria[row->position].lead;
    const char *words = "";
    if (row->offer && row->offer->left_out != PAR_OFFERED)
        words = table->people ? worded(table, row->reason) : "";
    else if (row->offer)
        words = par_plan_words(&table->with, row->offer, alternative);
    head_cells(table, row);
    text_cell(table, "how", alternative ? par_plan_how(row->offer, alternative) : "");
    text_cell(table, "reason", row->reason);
    text_cell(table, "needs_evidence", !alternative ? "" : alternative->evidence ? "yes" : "no");
    lever_cells(table, row);
    text_cell(table, "what", words);
    points_cell(table, "cost", row->cost, -1);
    points_cell(table, "least_cost", row->least_cost, -1);
    outlook_cells(table, row->outlook);
    text_cell(table, "cause_kind", owner_cause(table, row->offer));
    text_cell(table, "lead", row->offer && lead ? lead : "");
    text_cell(table, "state", worded(table, row->state));
    par_writer_row(table->sheet->writer);
}

/* What an alternative makes of a component's points; of a penalty what it takes off stands with a minus. */
static struct par_maybe signed_points(const struct table *table, int32_t position, struct par_maybe points)
{
    if (table->set->criteria[position].role == PAR_ROLE_PENALTY)
        points.points = -points.points;
    return points;
}

static void write_offer(struct table *table, const struct par_offer *offer, const char *entry, int alternative)
{
    struct row row = {.entry = entry, .position = offer->position, .offer = offer, .state = ""};
    struct par_outlook outlook;
    row.now = signed_points(table, offer->position, offer->now);
    if (alternative >= 0) {
        const struct par_alternative *taken = &offer->items[alternative];
        int32_t component = table->set->criteria[offer->position].component;
        row.alternative = taken;
        row.after = signed_points(table, offer->position, (struct par_maybe){true, taken->points});
        row.gain = (struct par_maybe){true, row.after.points - (row.now.is ? row.now.points : 0)};
        outlook = par_prospect_of_one(table->view->prospect, component, taken->points);
        row.outlook = &outlook;
        row.cost = (struct par_maybe){table->view->priced || table->view->plan, taken->cost};
    }
    row.reason = reason_of(offer, row.alternative);
    write_row(table, &row);
}

static void write_steps(struct table *table, const struct par_offer *offer)
{
    if (offer->count == 0)
        write_offer(table, offer, "none", -1);
    if (offer->count > 1)
        write_offer(table, offer, "next", 0);
    if (offer->count > 0)
        write_offer(table, offer, offer->whole ? "max" : "best", (int)offer->count - 1);
}

/* The total as it would stand. */
static void write_total(struct table *table, const char *entry, const struct par_outlook *now,
                        const struct par_outlook *after, const struct par_plan *plan)
{
    struct row row = {.entry = entry, .now = now->points, .outlook = after, .state = "", .reason = ""};
    if (after != now) {
        row.after = after->points;
        row.gain = (struct par_maybe){now->points.is && after->points.is, after->points.points - now->points.points};
    }
    if (plan) {
        bool found = plan->state == PAR_PLAN_FOUND;
        row.state = found && !plan->optimal ? "not_proven" : par_plan_state_name(plan->state);
        row.cost = (struct par_maybe){found, plan->cost};
        row.least_cost = (struct par_maybe){found, plan->least_cost};
    }
    write_row(table, &row);
}

static void write_plan(struct table *table, const struct par_plan *plan)
{
    for (size_t i = 0; i < table->view->count; i++) {
        const struct par_offer *offer = &table->view->offers[i];
        if (offer->left_out != PAR_OFFERED)
            write_offer(table, offer, "left_out", -1);
        else if (plan->chosen[i] >= 0)
            write_offer(table, offer, "plan", plan->chosen[i]);
    }
    bool reached = plan->state == PAR_PLAN_FOUND;
    write_total(table, reached ? "plan" : "everything", &plan->now, reached ? &plan->after : &plan->best, plan);
}

static void write_list(struct table *table)
{
    struct par_maybe *all = par_arena_array(table->view->cli->arena, (size_t)table->set->component_count, sizeof *all);
    struct par_outlook now = par_prospect_of(table->view->prospect, NULL), after;
    for (size_t i = 0; i < table->view->count; i++) {
        const struct par_offer *offer = &table->view->offers[i];
        write_steps(table, offer);
        if (offer->count > 0)
            all[table->set->criteria[offer->position].component] =
                (struct par_maybe){true, offer->items[offer->count - 1].points};
    }
    after = par_prospect_of(table->view->prospect, all);
    write_total(table, "everything", &now, &after, NULL);
}

void par_plan_write(const struct par_plan_view *view)
{
    struct par_sheet *sheet = par_arena_alloc(view->cli->arena, sizeof *sheet);
    const struct par_unit *unit = par_prospect_unit(view->prospect);
    struct table table = {.view = view, .set = unit->set, .sheet = sheet};
    sheet->cli = view->cli;
    table.people = par_sheet_is_for_people(sheet);
    table.with = (struct par_explaining){view->cli, view->units, unit, par_cli_decimal(view->cli)};
    for (size_t i = 0; i < COLUMNS; i++)
        if (has_column(&table, i))
            par_sheet_column(sheet, columns[i].name, columns[i].number);
    if (!par_sheet_open(sheet, NULL))
        return;
    struct par_outlook now = par_prospect_of(view->prospect, NULL);
    write_total(&table, "now", &now, &now, NULL);
    if (view->plan)
        write_plan(&table, view->plan);
    else
        write_list(&table);
    par_sheet_close(sheet);
}
