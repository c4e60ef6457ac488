/* The forms of appraisal, explanation and council: a row for each component of each unit. */
#include "form_keys.h"
#include "form_layout.h"

static const struct par_form_width appraisal_widths[] = {
    {"unit", 10, false}, {"name", 16, false},          {"id", 7, true},          {"title", 30, false},
    {"max", 7, true},    {"unit_response", 28, false}, {"unit_points", 8, true}, {"unit_evidence", 22, false},
    {"score", 8, true},  {"agree", 9, true},           {"applies", 11, true},    {"reason", 24, false},
    {NULL, 0, false}};
static const struct par_form_width explanation_widths[] = {
    {"id", 7, true},           {"title", 34, false},       {"max", 8, true},
    {"unit_points", 10, true}, {"given_points", 10, true}, {"given_reason", 30, false},
    {"reason", 36, false},     {"evidence", 28, false},    {NULL, 0, false}};
static const struct par_form_width council_widths[] = {
    {"unit", 10, false},        {"name", 16, false},      {"id", 7, true},           {"title", 28, false},
    {"max", 7, true},           {"unit_points", 8, true}, {"given_points", 8, true}, {"given_reason", 24, false},
    {"unit_reason", 24, false}, {"score", 8, true},       {"agree", 9, true},        {"applies", 11, true},
    {"reason", 22, false},      {NULL, 0, false}};

/* A row being laid out. */
struct item_row {
    const struct par_form_sheet *sheet;
    const struct par_form_line *line;
    const struct par_form_item *item;
    const struct par_form_words *words;
};

static struct par_form_cell *cell_of(const struct item_row *row, const char *column)
{
    return par_form_cell(row->sheet, row->line, column);
}

static void put_points(const struct item_row *row, const char *column, struct par_maybe points)
{
    struct par_form_cell *cell = cell_of(row, column);
    if (!points.is)
        return;
    par_form_set_points(cell, points.points);
    cell->decimals = row->item->unit->set->decimals_component;
}

static void put_unit(const struct item_row *row)
{
    par_form_set_text(cell_of(row, "unit"), row->item->unit->code);
    par_form_set_text(cell_of(row, "name"), row->item->unit->name);
}

static const char *key_of(enum par_form_type type, const struct par_form_item *item, struct par_arena *arena)
{
    const char *unit = type == PAR_EXPLANATION_FORM ? NULL : item->unit->code;
    return par_form_key(unit, item->unit->set->criteria[item->criterion].id, arena);
}

static void put_criterion(const struct item_row *row)
{
    const struct par_unit *unit = row->item->unit;
    const struct par_criterion *criterion = &unit->set->criteria[row->item->criterion];
    par_form_set_text(cell_of(row, "key"), key_of(row->sheet->type, row->item, row->sheet->arena));
    par_form_set_text(cell_of(row, "id"), criterion->id);
    par_form_set_text(cell_of(row, "title"), par_label_text(criterion->name, row->words->language));
    par_form_set_points(cell_of(row, "max"), criterion->max);
}

static void open_judgement(const struct item_row *row)
{
    struct par_form_cell *score = cell_of(row, "score");
    score->open = true;
    score->fill = PAR_FILL_SCORE;
    score->most = row->item->unit->set->criteria[row->item->criterion].max;
    score->message = row->words->messages[PAR_FILL_SCORE];
    par_form_open_choice(cell_of(row, "agree"), row->words->agrees, row->words->agree_message);
    par_form_open_choice(cell_of(row, "applies"), row->words->does_not_apply, row->words->applies_message);
    par_form_open(cell_of(row, "reason"));
}

static void put_given(const struct item_row *row)
{
    put_points(row, "unit_points", row->item->unit_points);
    put_points(row, "given_points", row->item->given_points);
    par_form_set_text(cell_of(row, "given_reason"), row->item->given_reason);
}

static void put_appraisal(const struct item_row *row)
{
    put_unit(row);
    put_criterion(row);
    par_form_set_text(cell_of(row, "unit_response"), row->item->response);
    par_form_set_text(cell_of(row, "unit_evidence"), row->item->evidence);
    put_points(row, "unit_points", row->item->unit_points);
    open_judgement(row);
}

static void put_explanation(const struct item_row *row)
{
    put_criterion(row);
    put_given(row);
    par_form_open(cell_of(row, "reason"));
    par_form_open(cell_of(row, "evidence"));
}

static void put_council(const struct item_row *row)
{
    put_unit(row);
    put_criterion(row);
    put_given(row);
    par_form_set_text(cell_of(row, "unit_reason"), row->item->unit_reason);
    open_judgement(row);
}

/* The identity with what tells later whether all rows came back. */
static struct par_form_identity with_rows(enum par_form_type type, const struct par_form_identity *identity,
                                          const struct par_form_item *items, size_t count, struct par_arena *arena)
{
    struct par_form_identity whole = *identity;
    const char **keys = par_arena_array(arena, count, sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = key_of(type, &items[i], arena);
    whole.rows = par_count_text(count, arena);
    whole.keys = par_form_key_digest(keys, count, arena);
    return whole;
}

struct par_form_sheet *par_form_sheet_of_items(enum par_form_type type, const char *subject,
                                               const struct par_form_item *items, size_t count,
                                               const struct par_form_identity *identity,
                                               const struct par_form_words *words, struct par_arena *arena)
{
    static const struct par_form_width *const widths[] = {
        [PAR_APPRAISAL_FORM] = appraisal_widths,
        [PAR_EXPLANATION_FORM] = explanation_widths,
        [PAR_COUNCIL_FORM] = council_widths,
    };
    static void (*const puts_row[])(const struct item_row *row) = {
        [PAR_APPRAISAL_FORM] = put_appraisal,
        [PAR_EXPLANATION_FORM] = put_explanation,
        [PAR_COUNCIL_FORM] = put_council,
    };
    struct par_form_identity whole = with_rows(type, identity, items, count, arena);
    struct par_form_sheet *sheet = par_form_begin(type, widths[type], subject, &whole, words, arena);
    par_form_add_header(sheet);
    for (size_t i = 0; i < count; i++) {
        struct item_row row = {sheet, par_form_add(sheet, PAR_LOOK_COMPONENT, 0), &items[i], words};
        puts_row[type](&row);
    }
    return sheet;
}
