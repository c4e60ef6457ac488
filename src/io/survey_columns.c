/* The columns of a survey's table: see survey_columns.h. */
#include "survey_columns.h"

#include "parindex/text.h"

struct finder {
    const struct par_records *records;
    struct par_arena *arena;
    const char **folded; /* of each header */
    bool *used;
};

static struct finder finder_of(const struct par_records *records)
{
    struct finder finder = {.records = records, .arena = records->arena};
    finder.folded = par_arena_array(finder.arena, records->width, sizeof *finder.folded);
    finder.used = par_arena_array(finder.arena, records->width, sizeof *finder.used);
    for (size_t i = 0; i < records->width; i++)
        finder.folded[i] = par_text_fold(par_span_of(records->headers[i]), finder.arena);
    return finder;
}

/* The column with this header, -1 without one. */
static int column_named(const struct finder *finder, const char *name)
{
    const char *folded = par_text_fold(par_span_of(name), finder->arena);
    for (size_t i = 0; i < finder->records->width; i++)
        if (*folded && strcmp(finder->folded[i], folded) == 0)
            return (int)i;
    return -1;
}

/* Takes a column that `name` may mean for `id`, which has `column` so far; two different ones are an error. */
static void take_column(struct finder *finder, const char *id, const char *name, int *column)
{
    int found = name ? column_named(finder, name) : -1;
    if (found < 0 || found == *column)
        return;
    if (*column < 0) {
        *column = found;
        finder->used[found] = true;
        return;
    }
    struct par_place place = par_records_header_place(finder->records, (size_t)found);
    par_diags_add(finder->records->diags, PAR_ERROR, PAR_SURVEY_COLUMN_TWICE, &place, id,
                  finder->records->headers[*column], NULL);
}

static int column_of(struct finder *finder, const char *id, struct par_label name, struct par_list others)
{
    int column = -1;
    take_column(finder, id, id, &column);
    for (size_t i = 0; i < others.count; i++)
        take_column(finder, id, others.items[i], &column);
    take_column(finder, id, name.vi, &column);
    take_column(finder, id, name.en, &column);
    return column;
}

static void add_header(struct par_names *names, const char *name, struct par_arena *arena)
{
    if (name && *name)
        par_names_add(names, par_span_of(par_text_fold(par_span_of(name), arena)), 0);
}

static void add_headers(struct par_names *names, const char *id, struct par_label name, struct par_list others,
                        struct par_arena *arena)
{
    add_header(names, id, arena);
    add_header(names, name.vi, arena);
    add_header(names, name.en, arena);
    for (size_t i = 0; i < others.count; i++)
        add_header(names, others.items[i], arena);
}

const struct par_names *par_survey_headers(const struct par_sipas_form *form, struct par_arena *arena)
{
    struct par_names *names = par_names_new(arena);
    for (size_t i = 0; i < form->item_count; i++) {
        const struct par_sipas_node *node = &form->nodes[form->items[i]];
        add_headers(names, node->id, node->name, node->columns, arena);
    }
    for (size_t i = 0; i < form->question_count; i++)
        add_headers(names, form->questions[i].id, form->questions[i].name, form->questions[i].columns, arena);
    return names;
}

static struct par_place header_place(const struct par_records *records)
{
    return (struct par_place){.file = records->name, .sheet = records->sheet, .line = records->header_line};
}

static void find_items(struct finder *finder, const struct par_sipas_form *form, struct par_survey_columns *out)
{
    struct par_place place = header_place(finder->records);
    out->items = par_arena_array(finder->arena, form->item_count, sizeof *out->items);
    for (size_t i = 0; i < form->item_count; i++) {
        const struct par_sipas_node *node = &form->nodes[form->items[i]];
        out->items[i] = column_of(finder, node->id, node->name, node->columns);
        if (out->items[i] < 0)
            par_diags_add(finder->records->diags, PAR_ERROR, PAR_SURVEY_COLUMN, &place, node->id, node->name.vi, NULL);
    }
}

/* A column for each option: "<question>.<option>" or "<question>_<option>". */
static bool find_options(struct finder *finder, const struct par_question *question, int *out)
{
    bool any = false;
    for (size_t i = 0; i < question->scale->count; i++) {
        const char *option = question->scale->choices[i].id;
        out[i] = -1;
        take_column(finder, question->id, par_arena_join(finder->arena, question->id, ".", option, NULL), &out[i]);
        take_column(finder, question->id, par_arena_join(finder->arena, question->id, "_", option, NULL), &out[i]);
        any = any || out[i] >= 0;
    }
    return any;
}

static void find_questions(struct finder *finder, const struct par_survey *survey, struct par_survey_columns *out)
{
    const struct par_sipas_form *form = survey->form;
    const char *absent = "";
    out->questions = par_arena_array(finder->arena, form->question_count, sizeof *out->questions);
    out->has_options = par_arena_array(finder->arena, form->question_count, sizeof *out->has_options);
    out->options = par_arena_array(finder->arena, survey->option_count, sizeof *out->options);
    for (size_t i = 0; i < form->question_count; i++) {
        const struct par_question *question = &form->questions[i];
        out->questions[i] = column_of(finder, question->id, question->name, question->columns);
        out->has_options[i] = find_options(finder, question, out->options + survey->first_option[i]);
        if (out->questions[i] < 0 && !out->has_options[i])
            absent = par_arena_join(finder->arena, absent, *absent ? ", " : "", question->id, NULL);
    }
    struct par_place place = header_place(finder->records);
    if (*absent)
        par_diags_add(finder->records->diags, PAR_NOTE, PAR_SURVEY_NOT_ASKED, &place, absent, NULL);
}

static const char *headers_text(const struct par_records *records)
{
    struct par_list list = {records->width, records->headers};
    return par_list_text(list, records->arena);
}

/* A column that an option names; -1 without one or after an error. */
static int told_column(struct finder *finder, const char *name, const char *option)
{
    if (!name)
        return -1;
    int column = column_named(finder, name);
    if (column < 0)
        column = par_records_column(finder->records, name, false);
    struct par_place place = header_place(finder->records);
    if (column < 0)
        par_diags_add(finder->records->diags, PAR_ERROR, PAR_SURVEY_COLUMN_NONE, &place, name, option,
                      headers_text(finder->records), NULL);
    else
        finder->used[column] = true;
    return column;
}

static void find_totals(struct finder *finder, const struct par_survey_design *design, struct par_survey_columns *out)
{
    size_t count = design->totals ? design->totals->count : 0;
    out->totals = par_arena_array(finder->arena, count, sizeof *out->totals);
    for (size_t i = 0; i < count; i++) {
        struct par_list columns = design->totals->variables[i].columns;
        out->totals[i] = par_arena_array(finder->arena, columns.count, sizeof **out->totals);
        for (size_t k = 0; k < columns.count; k++)
            out->totals[i][k] = told_column(finder, columns.items[k], "--totals");
    }
}

static void find_design(struct finder *finder, const struct par_survey_design *design, struct par_survey_columns *out)
{
    out->strata = told_column(finder, design->strata, "--strata");
    out->psu = told_column(finder, design->psu, "--psu");
    out->ssu = told_column(finder, design->ssu, "--ssu");
    out->weight = told_column(finder, design->weight, "--weight");
    out->fpc = told_column(finder, design->fpc, "--fpc");
    out->fpc2 = told_column(finder, design->fpc2, "--fpc2");
    out->id = told_column(finder, design->id, "--id");
    out->unit = design->units ? par_records_column(finder->records, "unit", true) : -1;
    if (out->unit >= 0)
        finder->used[out->unit] = true;
    out->groupings = par_arena_array(finder->arena, design->grouping_count, sizeof *out->groupings);
    for (size_t i = 0; i < design->grouping_count; i++) {
        struct par_list columns = design->groupings[i];
        out->groupings[i] = par_arena_array(finder->arena, columns.count, sizeof **out->groupings);
        for (size_t k = 0; k < columns.count; k++)
            out->groupings[i][k] = told_column(finder, columns.items[k], "--by");
    }
    find_totals(finder, design, out);
}

static void find_long(struct finder *finder, struct par_survey_columns *out)
{
    out->question = column_named(finder, "question");
    if (out->question < 0)
        out->question = par_records_column(finder->records, "criterion", false);
    if (out->question < 0)
        out->question = told_column(finder, "question", "--long");
    out->answer = par_records_column(finder->records, "answer", true);
    if (out->question >= 0)
        finder->used[out->question] = true;
    if (out->answer >= 0)
        finder->used[out->answer] = true;
}

static void note_unused(const struct finder *finder)
{
    const char *unused = "";
    for (size_t i = 0; i < finder->records->width; i++)
        if (!finder->used[i] && *finder->records->headers[i])
            unused = par_arena_join(finder->arena, unused, *unused ? ", " : "", finder->records->headers[i], NULL);
    struct par_place place = header_place(finder->records);
    if (*unused)
        par_diags_add(finder->records->diags, PAR_NOTE, PAR_SURVEY_UNUSED, &place, unused, NULL);
}

bool par_survey_columns_find(const struct par_records *records, const struct par_survey *survey,
                             const struct par_survey_design *design, struct par_survey_columns *out)
{
    struct finder finder = finder_of(records);
    size_t before = par_diags_errors(records->diags);
    *out = (struct par_survey_columns){.question = -1, .answer = -1};
    if (design->is_long) {
        find_long(&finder, out);
    } else {
        find_items(&finder, survey->form, out);
        find_questions(&finder, survey, out);
    }
    find_design(&finder, design, out);
    note_unused(&finder);
    return par_diags_errors(records->diags) == before;
}

static void want_all(bool *wanted, const int *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (columns[i] >= 0)
            wanted[columns[i]] = true;
}

const bool *par_survey_columns_wanted(const struct par_survey_columns *columns, const struct par_survey *survey,
                                      const struct par_survey_design *design, const struct par_records *records)
{
    const struct par_survey_columns *at = columns;
    const int single[] = {at->strata, at->psu, at->ssu,      at->weight, at->fpc,
                          at->fpc2,   at->id,  at->question, at->answer, at->unit};
    bool *wanted = par_arena_array(records->arena, records->width, sizeof *wanted);
    want_all(wanted, single, sizeof single / sizeof *single);
    if (!design->is_long) {
        want_all(wanted, at->items, survey->form->item_count);
        want_all(wanted, at->questions, survey->form->question_count);
        want_all(wanted, at->options, survey->option_count);
    }
    for (size_t i = 0; i < design->grouping_count; i++)
        want_all(wanted, at->groupings[i], design->groupings[i].count);
    for (size_t i = 0; design->totals && i < design->totals->count; i++)
        want_all(wanted, at->totals[i], design->totals->variables[i].columns.count);
    return wanted;
}
