/* year: a set, units, facts and rows out of text, and the scores that come of them. */
#ifndef PARINDEX_TESTS_YEAR_H
#define PARINDEX_TESTS_YEAR_H

#include "fixture.h"
#include "parindex/score.h"

/* A small set with everything that scoring knows: three rounds, three sources, a bonus and a penalty. */
static const char year_set[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 10,"
    " 'source': {'status': 'sample'},"
    " 'rounds': [{'id': 'self'}, {'id': 'appraisal', 'settles': ['report', 'appraiser']}, {'id': 'council'}],"
    " 'inputs': {'xong': {'kind': 'count'}, 'giao': {'kind': 'count'}, 'tre': {'kind': 'count'}},"
    " 'nodes': [{'id': '1', 'name': {'vi': 'Một'}, 'max': 6, 'nodes': ["
    "  {'id': '1.1', 'name': {'vi': 'A'}, 'max': 2, 'evidence': 'required', 'rule': {'type': 'choice', 'options': ["
    "   {'key': 'kip', 'points': 2}, {'key': 'cham', 'points': 1}, {'key': 'khong', 'points': 0}]}},"
    "  {'id': '1.2', 'name': {'vi': 'B'}, 'max': 3, 'may_not_apply': true, 'rule': {'type': 'linear',"
    "   'of': {'percent': ['xong', 'giao'], 'zero': 'not_applicable'}}},"
    "  {'id': '1.3', 'name': {'vi': 'C'}, 'max': 1, 'rule': {'type': 'manual', 'step': 0.25}}]},"
    " {'id': '2', 'name': {'vi': 'Hai'}, 'max': 4, 'nodes': ["
    "  {'id': '2.1', 'name': {'vi': 'D'}, 'max': 3, 'source': 'survey', 'rule': {'type': 'survey',"
    "   'weights': {'tot': 100, 'kem': 0}}},"
    "  {'id': '2.2', 'name': {'vi': 'E'}, 'max': 1, 'source': 'appraiser', 'rule': {'type': 'manual'}}]}],"
    " 'bonus': {'id': 'cong', 'name': {'vi': 'Cộng'}, 'cap': 1, 'nodes': ["
    "  {'id': 'c.1', 'name': {'vi': 'F'}, 'max': 2, 'rule': {'type': 'manual'}}]},"
    " 'penalty': {'id': 'tru', 'name': {'vi': 'Trừ'}, 'cap': 2, 'nodes': ["
    "  {'id': 't.1', 'name': {'vi': 'G'}, 'max': 2, 'rule': {'type': 'per_item', 'of': {'count': 'tre'},"
    "   'points': 0.5}},"
    "  {'id': 't.2', 'name': {'vi': 'H'}, 'max': 1, 'rule': {'type': 'manual'}}]}}";

/* 1.2: 3 of 4 is 75 % of 3; 2.1: 3 good answers of 4 is 75 % of 3. */
#define OWN_ROWS                          \
    "self u 1.1 answer=kip;evidence=QD\n" \
    "self u 1.2 xong=3;giao=4\n"          \
    "self u 1.3 score=0.75\n"

struct year {
    struct work *work;
    const struct par_set *set;
    struct par_units *units;
    struct par_facts *facts;
    struct par_assessment *assessment;
    struct par_assessment_file file;
    const char **input_names;
    struct par_column_place *input_places;
    uint32_t line;
};

static const char *const column_names[PAR_COLUMN_ROLES] = {
    "unit",  "criterion", "answer", "value",      "num",  "den",       "score", "applies",
    "agree", "evidence",  "reason", "cause_kind", "note", "appraiser", "round", "max"};

/* "u v:nhom-b": codes, each perhaps with its groups. */
static inline void add_units(struct year *year, const char *codes)
{
    struct par_arena *arena = year->work->arena;
    char *copy = par_arena_copy(arena, par_span_of(codes)), *rest = NULL;
    year->units = par_units_new("units.csv", NULL, arena);
    for (char *code = strtok_r(copy, " ", &rest); code; code = strtok_r(NULL, " ", &rest)) {
        char *colon = strchr(code, ':');
        const char **group = par_arena_array(arena, 1, sizeof *group);
        if (colon)
            *colon = '\0';
        *group = colon ? colon + 1 : "";
        struct par_unit unit = {.code = code,
                                .name = code,
                                .bloc = "",
                                .level = "",
                                .set_id = "",
                                .groups = {colon ? 1 : 0, group},
                                .parent = "",
                                .ranked = true,
                                .submitted_at = ""};
        par_units_add(year->units, &unit, arena);
    }
    struct par_set *sets[] = {(struct par_set *)year->set};
    par_units_settle(year->units, sets, 1, arena, year->work->diags);
}

/* "u tot=3;kem=1" a line. */
static inline void add_facts(struct year *year, const char *text)
{
    struct par_arena *arena = year->work->arena;
    char *copy = par_arena_copy(arena, par_span_of(text)), *lines = NULL;
    for (char *line = strtok_r(copy, "\n", &lines); line; line = strtok_r(NULL, "\n", &lines)) {
        char *cells = NULL, *unit = strtok_r(line, " ", &cells);
        for (char *cell = strtok_r(cells, ";", &cells); cell; cell = strtok_r(NULL, ";", &cells)) {
            char *equals = strchr(cell, '=');
            struct par_quantity value;
            struct par_place place = {.file = "facts.csv"};
            assert_int_equal(par_quantity_parse(par_span_of(equals + 1), &value), PAR_NUMBER_OK);
            int32_t position = par_units_find(year->units, par_span_of(unit), &place, arena, year->work->diags);
            if (position >= 0)
                par_facts_add(year->facts, (size_t)position, (struct par_span){cell, (size_t)(equals - cell)}, value,
                              &place, year->work->diags);
        }
    }
}

static inline void name_inputs(struct year *year)
{
    size_t count = year->set->input_count;
    year->input_names = par_arena_array(year->work->arena, count, sizeof *year->input_names);
    year->input_places = par_arena_array(year->work->arena, count, sizeof *year->input_places);
    for (size_t i = 0; i < count; i++) {
        year->input_names[i] = year->set->inputs[i].name;
        year->input_places[i] = (struct par_column_place){100 + (uint32_t)i, year->set->inputs[i].name};
    }
}

static inline struct year *new_year(struct work *work, const char *json, const char *units, const char *facts)
{
    struct year *year = par_arena_alloc(work->arena, sizeof *year);
    *year = (struct year){.work = work, .set = good_set(work, json)};
    forget_findings(work);
    add_units(year, units);
    name_inputs(year);
    year->facts = par_facts_new(year->units, work->arena);
    add_facts(year, facts);
    year->assessment = par_assessment_new(year->units, year->facts, par_text_fold, work->arena, work->diags);
    return year;
}

static inline void begin_file(struct year *year, const char *round)
{
    year->file = (struct par_assessment_file){.name = par_arena_join(year->work->arena, round, ".csv", NULL),
                                              .round = round,
                                              .style = {.sign = '.'},
                                              .input_count = year->set->input_count,
                                              .input_names = year->input_names,
                                              .input_places = year->input_places};
    for (uint32_t i = 0; i < PAR_COLUMN_ROLES; i++)
        year->file.columns[i] = (struct par_column_place){i + 1, column_names[i]};
    year->line = 1;
    par_assessment_begin(year->assessment, &year->file);
}

static inline struct par_span *cell_of(struct year *year, struct par_assessment_row *row, struct par_span *inputs,
                                       const char *name)
{
    for (size_t i = 0; i < PAR_COLUMN_ROLES; i++)
        if (strcmp(column_names[i], name) == 0)
            return &row->cells[i];
    int32_t input = par_names_find(year->set->input_names, par_span_of(name));
    if (input < 0)
        fail_msg("no column %s", name);
    return &inputs[input];
}

/* "1.1 answer=kip;score=2" behind the unit's code. */
static inline void add_row(struct year *year, const char *unit, const char *criterion, char *cells)
{
    struct par_span *inputs = par_arena_array(year->work->arena, year->set->input_count, sizeof *inputs);
    struct par_assessment_row row = {.line = ++year->line, .inputs = inputs};
    char *rest = NULL;
    row.cells[PAR_COLUMN_UNIT] = par_span_of(unit);
    row.cells[PAR_COLUMN_CRITERION] = par_span_of(criterion);
    for (char *cell = strtok_r(cells, ";", &rest); cell; cell = strtok_r(NULL, ";", &rest)) {
        char *equals = strchr(cell, '=');
        *equals = '\0';
        *cell_of(year, &row, inputs, cell) = par_span_of(equals + 1);
    }
    par_assessment_add(year->assessment, &row);
}

/* "self u 1.1 answer=kip" a line; lines of one round make a file. */
static inline void add_rows(struct year *year, const char *text)
{
    char *copy = par_arena_copy(year->work->arena, par_span_of(text)), *lines = NULL;
    const char *now = "";
    for (char *line = strtok_r(copy, "\n", &lines); line; line = strtok_r(NULL, "\n", &lines)) {
        char *rest = NULL, *round = strtok_r(line, " ", &rest), *unit = strtok_r(NULL, " ", &rest);
        char *criterion = strtok_r(NULL, " ", &rest);
        if (strcmp(now, round) != 0 && *now)
            par_assessment_end_file(year->assessment);
        if (strcmp(now, round) != 0)
            begin_file(year, round);
        now = round;
        add_row(year, unit, criterion, rest);
    }
    if (*now)
        par_assessment_end_file(year->assessment);
}

static inline struct par_unit_score *scores_of(struct year *year, const char *unit, bool blank_means_agree)
{
    struct par_score_options options = {.blank_means_agree = blank_means_agree, .sums_per_round = true};
    struct par_unit_score *score = par_unit_score_new(year->assessment, year->work->arena);
    int32_t position = par_names_find(year->units->codes, par_span_of(unit));
    par_score_unit(year->assessment, (size_t)position, &options, score);
    return score;
}

/* --- Scores as text ----------------------------------------------------------------------------------------------- */

static inline void append_maybe(struct text *text, struct par_maybe points)
{
    if (points.is)
        append_points(text, points.points);
    else
        append(text, "-");
}

/* "1.2 scored 2/3 [2.25 2 -] open 1, override" */
static inline void append_node(struct text *text, const struct par_set *set, const struct par_unit_score *score,
                               const char *id)
{
    const struct par_node_score *node = &score->nodes[criterion_of(set, id) - set->criteria];
    append(text, id);
    append(text, " ");
    append(text, par_state_name(node->state));
    append(text, " ");
    append_maybe(text, node->points);
    append(text, "/");
    append_points(text, node->applicable_max);
    for (size_t round = 0; round < set->round_count; round++) {
        append(text, round ? " " : " [");
        append_maybe(text, node->rounds[round]);
    }
    append(text, "]");
    if (node->open_max) {
        append(text, " open ");
        append_points(text, node->open_max);
    }
    for (unsigned bit = 1; bit <= PAR_FLAG_ACCEPTED; bit <<= 1) {
        if (!(node->flags & bit))
            continue;
        append(text, ", ");
        append(text, par_flag_name((enum par_flag)bit));
    }
    append(text, "\n");
}

/* The nodes that `expected` begins its lines with. */
static inline void expect_nodes(struct year *year, const struct par_unit_score *score, const char *what,
                                const char *expected)
{
    struct text text = {.size = 0};
    for (const char *line = expected; *line; line = strchr(line, '\n') + 1)
        append_node(&text, year->set, score,
                    par_arena_copy(year->work->arena, (struct par_span){line, strcspn(line, " ")}));
    if (strcmp(text.bytes, expected) != 0)
        fail_msg("%s\nfound\n%sexpected\n%s", what, text.bytes, expected);
}

#endif
