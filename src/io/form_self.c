/* The form of a unit for its own round: a row for each criterion, input and option, with the points as formulas. */
#include "form_fold.h"
#include "parindex/formula.h"

/* A component and the rows below it. */
struct component {
    const struct par_form_layout *layout;
    const struct par_form_row *row;
    size_t line;  /* of the sheet */
    size_t parts; /* rows below it */
    const char **option_cells;
};

static const struct par_form_width widths[] = {
    {"id", 7, true},     {"title", 36, false},  {"guide", 27, false},    {"max", 8, true},    {"response", 20, true},
    {"points", 9, true}, {"applies", 10, true}, {"evidence", 26, false}, {"note", 14, false}, {NULL, 0, false}};

static struct par_form_cell *cell_of(const struct par_form_layout *layout, size_t line, const char *column)
{
    return par_form_cell(layout->sheet, &layout->sheet->lines[line], column);
}

static const char *label_of(const struct par_form_layout *layout, struct par_label label)
{
    return par_label_text(label, layout->words->language);
}

/* --- What goes into a row ---------------------------------------------------------------------------------------- */

/* "Kịp thời: 1; Không: 0" */
static const char *options_text(const struct par_form_layout *layout, const struct par_form_row *row)
{
    struct par_arena *arena = layout->sheet->arena;
    const char *text = "";
    for (size_t i = 0; i < row->option_count; i++) {
        const struct par_rule_option *option = &row->options[i];
        text = par_arena_join(arena, text, i ? "; " : "", label_of(layout, option->label), NULL);
        if (option->has_points)
            text =
                par_arena_join(arena, text, ": ", par_form_number(option->points, layout->words->decimal, arena), NULL);
    }
    return text;
}

static const char *score_text(const struct par_form_layout *layout, const struct par_form_row *row)
{
    struct par_arena *arena = layout->sheet->arena;
    const char *step = par_rule_step(row->rule, arena);
    const char *most = par_form_number(row->max, layout->words->decimal, arena);
    const char *least = par_rule_scores(row->rule, arena);
    const char *range = par_arena_join(arena, layout->words->guides[PAR_FILL_SCORE], " ", least, " - ", most, NULL);
    return *step ? par_arena_join(arena, range, " (+ ", step, ")", NULL) : range;
}

static const char *guide_of(const struct par_form_layout *layout, const struct par_form_row *row, bool ticked)
{
    if (row->kind == PAR_FORM_GROUP)
        return "";
    if (row->fill == PAR_FILL_OPTION)
        return options_text(layout, row);
    if (row->fill == PAR_FILL_TICK)
        return par_arena_join(layout->sheet->arena, layout->words->guides[PAR_FILL_TICK], " ",
                              par_form_number(row->options->points, layout->words->decimal, layout->sheet->arena),
                              NULL);
    if (row->fill == PAR_FILL_SCORE)
        return score_text(layout, row);
    if (row->fill == PAR_FILL_BELOW && ticked)
        return layout->words->below_ticks;
    return layout->words->guides[row->fill];
}

static void open_response(const struct par_form_layout *layout, size_t line, const struct par_form_row *row)
{
    struct par_form_cell *cell = cell_of(layout, line, "response");
    cell->open = true;
    cell->fill = row->fill;
    cell->most = row->max;
    cell->message = layout->words->messages[row->fill];
    if (row->fill == PAR_FILL_TICK)
        cell->list = layout->words->tick;
}

static void fill_text(const struct par_form_layout *layout, size_t line, const struct par_form_row *row, bool ticked)
{
    const struct par_criterion *criterion = &layout->set->criteria[row->criterion];
    bool total = row->criterion == 0;
    par_form_set_text(cell_of(layout, line, "key"), row->key);
    par_form_set_text(cell_of(layout, line, "title"), total ? layout->words->total : label_of(layout, row->label));
    par_form_set_text(cell_of(layout, line, "guide"), guide_of(layout, row, ticked));
    if (row->kind == PAR_FORM_INPUT || row->kind == PAR_FORM_OPTION)
        return;
    par_form_set_text(cell_of(layout, line, "id"), total ? "" : criterion->id);
    par_form_set_points(cell_of(layout, line, "max"), row->max);
}

/* --- Components -------------------------------------------------------------------------------------------------- */

/* What the points show where the component does not apply. */
static const char *not_applicable(const struct par_form_layout *layout, const struct par_form_row *row)
{
    bool full =
        layout->set->not_applicable == PAR_NA_FULL && layout->set->criteria[row->criterion].role == PAR_ROLE_BASE;
    return full ? par_formula_points(row->max, layout->sheet->arena) : layout->none;
}

static const char *list_options(struct component *component)
{
    const struct par_form_layout *layout = component->layout;
    const struct par_form_row *row = component->row;
    struct par_arena *arena = layout->sheet->arena;
    const char **labels = par_arena_array(arena, row->option_count, sizeof *labels);
    size_t first;
    for (size_t i = 0; i < row->option_count; i++)
        labels[i] = label_of(layout, row->options[i].label);
    const char *cells = par_form_add_list(layout->sheet, labels, row->option_count, &first);
    for (size_t i = 0; i < row->option_count; i++)
        component->option_cells[i] =
            par_arena_join(arena, PAR_FORM_LISTS_SHEET "!$A$", par_count_text(first + i, arena), NULL);
    return cells;
}

/* The formula's cells: the answer, the inputs, the options to choose from or to tick. */
static struct par_formula cells_for(struct component *component)
{
    const struct par_form_layout *layout = component->layout;
    const struct par_form_row *row = component->row;
    struct par_arena *arena = layout->sheet->arena;
    const char **inputs = par_arena_array(arena, layout->set->input_count, sizeof *inputs);
    size_t ticks = 0;
    for (size_t i = 1; i <= component->parts; i++) {
        const char *cell = par_form_cell_at(layout->sheet, component->line + i, "response");
        if (row[i].kind == PAR_FORM_INPUT)
            inputs[row[i].input] = cell;
        else
            component->option_cells[ticks++] = cell;
    }
    bool ticked = row->fill != PAR_FILL_OPTION;
    return (struct par_formula){.set = layout->set,
                                .criterion = &layout->set->criteria[row->criterion],
                                .answer = par_form_cell_at(layout->sheet, component->line, "response"),
                                .inputs = inputs,
                                .option_count = ticked ? ticks : row->option_count,
                                .options = !ticked ? row->options
                                           : ticks ? row[1].options
                                                   : NULL,
                                .option_cells = component->option_cells,
                                .not_applicable = not_applicable(layout, row),
                                .arena = arena};
}

/* "G12&G13": "" as long as nothing is filled in. */
static const char *everything(const struct component *component)
{
    const struct par_form_sheet *sheet = component->layout->sheet;
    const char *text = "";
    for (size_t i = 0; i <= component->parts; i++)
        text = par_arena_join(sheet->arena, text, i ? "&" : "",
                              par_form_cell_at(sheet, component->line + i, "response"), NULL);
    return text;
}

static const char *points_formula(struct component *component)
{
    const struct par_form_layout *layout = component->layout;
    struct par_arena *arena = layout->sheet->arena;
    struct par_formula cells = cells_for(component);
    const char *points = par_rule_formula(component->row->rule, &cells);
    if (!component->row->may_not_apply)
        return points;
    const char *applies = par_form_cell_at(layout->sheet, component->line, "applies");
    return par_arena_join(arena, "IF(", applies, "=\"\",", points ? points : "\"\"", ",IF(", everything(component),
                          "=\"\",", cells.not_applicable, ",\"?\"))", NULL);
}

static void fill_asked(struct component *component)
{
    const struct par_form_layout *layout = component->layout;
    const struct par_form_row *row = component->row;
    component->option_cells =
        par_arena_array(layout->sheet->arena, component->parts + row->option_count, sizeof *component->option_cells);
    if (row->fill != PAR_FILL_BELOW)
        open_response(layout, component->line, row);
    if (row->fill == PAR_FILL_OPTION)
        cell_of(layout, component->line, "response")->list = list_options(component);
    for (size_t i = 1; i <= component->parts; i++)
        open_response(layout, component->line + i, &row[i]);
    if (row->may_not_apply)
        par_form_open_choice(cell_of(layout, component->line, "applies"), layout->words->does_not_apply,
                             layout->words->applies_message);
    par_form_open(cell_of(layout, component->line, "evidence"));
    par_form_open(cell_of(layout, component->line, "note"));
    const char *points = points_formula(component);
    if (points)
        par_form_set_formula(cell_of(layout, component->line, "points"), points, layout->set->decimals_component);
}

static void fill_component(struct component *component)
{
    const struct par_form_layout *layout = component->layout;
    const struct par_form_row *row = component->row;
    const struct par_criterion *criterion = &layout->set->criteria[row->criterion];
    struct par_form_cell *response = cell_of(layout, component->line, "response");
    if (row->fill == PAR_FILL_OTHERS) {
        par_form_set_text(response, layout->words->given_by[criterion->origin]);
    } else if (row->fill == PAR_FILL_LEFT_OUT) {
        par_form_set_text(response, layout->words->left_out);
        par_form_set_points(cell_of(layout, component->line, "points"), row->max);
    } else {
        fill_asked(component);
    }
    if (criterion->role == PAR_ROLE_BASE)
        par_form_set_formula(cell_of(layout, component->line, "applicable_max"),
                             par_form_applicable(layout, component->line, row), -1);
}

/* --- The sheet --------------------------------------------------------------------------------------------------- */

static enum par_form_look look_of(const struct par_form_layout *layout, const struct par_form_row *row)
{
    if (row->criterion == 0)
        return PAR_LOOK_TOTAL;
    if (row->kind == PAR_FORM_INPUT || row->kind == PAR_FORM_OPTION)
        return PAR_LOOK_PART;
    if (layout->set->criteria[row->criterion].depth == 1)
        return PAR_LOOK_DOMAIN;
    if (row->fill == PAR_FILL_OTHERS || row->fill == PAR_FILL_LEFT_OUT)
        return PAR_LOOK_GIVEN;
    return row->kind == PAR_FORM_GROUP ? PAR_LOOK_GROUP : PAR_LOOK_COMPONENT;
}

static size_t count_parts(const struct par_form *form, size_t i)
{
    size_t parts = 0;
    while (i + parts + 1 < form->count &&
           (form->rows[i + parts + 1].kind == PAR_FORM_INPUT || form->rows[i + parts + 1].kind == PAR_FORM_OPTION))
        parts++;
    return parts;
}

static void add_rows(struct par_form_layout *layout)
{
    const struct par_form *form = layout->form;
    for (size_t i = 0; i < form->count; i++) {
        const struct par_form_row *row = &form->rows[i];
        bool part = row->kind == PAR_FORM_INPUT || row->kind == PAR_FORM_OPTION;
        par_form_add(layout->sheet, look_of(layout, row), layout->set->criteria[row->criterion].depth + part);
        if (!part)
            layout->lines[row->criterion] = layout->first + i;
    }
    for (size_t i = 0; i < form->count; i++) {
        const struct par_form_row *row = &form->rows[i];
        struct component component = {
            .layout = layout, .row = row, .line = layout->first + i, .parts = count_parts(form, i)};
        bool ticked = component.parts && row[1].kind == PAR_FORM_OPTION;
        fill_text(layout, component.line, row, ticked);
        if (row->kind == PAR_FORM_COMPONENT)
            fill_component(&component);
        else if (row->kind == PAR_FORM_GROUP)
            par_form_fold(layout, component.line, row);
    }
}

/* Above the header, so that it stays in sight: applicable maximum, points and index as they are now. */
static void fill_summary(const struct par_form_layout *layout, size_t line)
{
    const struct par_set *set = layout->set;
    struct par_form_sheet *sheet = layout->sheet;
    par_form_set_text(cell_of(layout, line, "guide"), layout->words->applicable);
    par_form_set_formula(cell_of(layout, line, "max"), par_form_cell_at(sheet, layout->lines[0], "applicable_max"), -1);
    par_form_set_text(cell_of(layout, line, "response"), layout->words->points);
    par_form_set_formula(cell_of(layout, line, "points"), par_form_total(layout), set->decimals_points);
    par_form_set_text(cell_of(layout, line, "applies"), layout->words->index);
    par_form_set_formula(cell_of(layout, line, "evidence"), par_form_index(layout), set->decimals_index);
}

static void add_rescaled(const struct par_form_layout *layout)
{
    size_t line = layout->sheet->count;
    if (layout->set->not_applicable != PAR_NA_RESCALE)
        return;
    par_form_add(layout->sheet, PAR_LOOK_TOTAL, 0);
    par_form_set_text(cell_of(layout, line, "title"), layout->words->rescaled);
    par_form_set_points(cell_of(layout, line, "max"), layout->set->criteria[0].max);
    par_form_set_formula(cell_of(layout, line, "points"), par_form_rescaled(layout), layout->set->decimals_points);
}

static void add_signatures(struct par_form_sheet *sheet, const struct par_form_words *words)
{
    par_form_add(sheet, PAR_LOOK_SIGNATURE, 0);
    struct par_form_line *line = par_form_add(sheet, PAR_LOOK_SIGNATURE, 0);
    par_form_set_text(par_form_cell(sheet, line, "title"), words->signatures[0]);
    par_form_set_text(par_form_cell(sheet, line, "evidence"), words->signatures[1]);
}

struct par_form_sheet *par_form_sheet_of_unit(const struct par_form *form, const struct par_form_identity *identity,
                                              const struct par_form_words *words, struct par_arena *arena)
{
    const struct par_set *set = form->unit->set;
    const char *second = par_arena_join(arena, form->unit->name, " (", form->unit->code, ")\n",
                                        par_label_text(set->title, words->language), NULL);
    struct par_form_layout layout = {.form = form, .set = set, .words = words};
    layout.sheet = par_form_begin(PAR_SELF_FORM, widths, second, identity, words, arena);
    layout.none = par_formula_text(words->not_applicable, arena);
    layout.lines = par_arena_array(arena, (size_t)set->criterion_count, sizeof *layout.lines);
    size_t summary = layout.sheet->count;
    par_form_add(layout.sheet, PAR_LOOK_SUMMARY, 0);
    par_form_add_header(layout.sheet);
    layout.first = layout.sheet->count;
    add_rows(&layout);
    fill_summary(&layout, summary);
    add_rescaled(&layout);
    add_signatures(layout.sheet, words);
    return layout.sheet;
}
