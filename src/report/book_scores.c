/* Points of every criterion of every unit. */
#include "book_parts.h"

enum { SIDE_BY_SIDE = 30 }; /* units that stand side by side; more stand one below the other */

/* Scores of a bloc's units, by position in the criteria of its set. */
struct matrix {
    const struct par_report_bloc *bloc;
    const struct par_set *set;
    size_t rows; /* criteria that some unit has a row of */
    const int32_t *positions;
    const struct par_report_score **cells; /* of the unit at hand, or unit after unit */
};

static void place(const struct matrix *matrix, const struct par_report_unit *unit,
                  const struct par_report_score **cells)
{
    for (int32_t i = 0; i < matrix->set->criterion_count; i++)
        cells[i] = NULL;
    for (size_t i = 0; i < unit->score_count; i++) {
        int32_t position = par_set_find(matrix->set, par_span_of(unit->scores[i].node));
        if (position != PAR_NAME_NONE)
            cells[position] = &unit->scores[i];
    }
}

static struct matrix matrix_of(const struct par_tabs *book, const struct par_report_bloc *bloc)
{
    struct matrix matrix = {.bloc = bloc, .set = bloc->set};
    size_t criteria = bloc->set ? (size_t)bloc->set->criterion_count : 0;
    bool *used = par_arena_array(book->arena, criteria, sizeof *used);
    int32_t *positions = par_arena_array(book->arena, criteria, sizeof *positions);
    matrix.cells = par_arena_array(book->arena, criteria, sizeof *matrix.cells);
    for (size_t i = 0; i < bloc->count && criteria > 0; i++) {
        place(&matrix, &bloc->units[i], matrix.cells);
        for (size_t k = 0; k < criteria; k++)
            used[k] = used[k] || matrix.cells[k];
    }
    for (size_t k = 1; k < criteria; k++) /* the total comes last, as in decisions */
        if (used[k])
            positions[matrix.rows++] = (int32_t)k;
    if (criteria > 0 && used[0])
        positions[matrix.rows++] = 0;
    matrix.positions = positions;
    return matrix;
}

static const char *title_of(const struct par_tabs *book, const struct matrix *matrix, int32_t position)
{
    const char *id = matrix->set->criteria[position].id;
    return position == 0 ? par_view_text(book->view, N_("TOTAL")) : par_view_title(book->view, matrix->set, id, id);
}

static bool is_strong(const struct matrix *matrix, int32_t position)
{
    return matrix->set->criteria[position].depth < 2;
}

static void write_max(struct par_tab *tab, const struct matrix *matrix, int32_t position)
{
    par_points max = matrix->set->criteria[position].max;
    par_tab_points(tab, max, par_tabs_decimals(max, 0));
}

/* No row of a unit that has none at all: it did not submit. */
static void write_score(struct par_tab *tab, const struct par_report_score *score)
{
    if (!score)
        par_tab_empty(tab);
    else if (score->points.is)
        par_tab_number(tab, score->points);
    else
        par_tab_state(tab, par_view_state(tab->book->view, score->state));
}

/* --- Criteria downwards ------------------------------------------------------------------------------------------- */

static void add_units(struct par_tab *tab, const struct matrix *matrix)
{
    bool many = matrix->bloc->count > 6;
    par_tab_named(tab, "id", 8);
    par_tab_named(tab, "title", many ? 40 : 46);
    par_tab_named(tab, "max", 8);
    for (size_t i = 0; i < matrix->bloc->count; i++)
        par_tab_column(tab, par_tabs_unit(matrix->bloc->units[i].now), many ? 9 : 14)->upright = many;
    tab->frozen = 3;
}

static void write_criterion(struct par_tab *tab, const struct matrix *matrix, const struct par_report_score **cells,
                            int32_t position)
{
    size_t criteria = (size_t)matrix->set->criterion_count;
    tab->look = is_strong(matrix, position) ? PAR_TAB_STRONG : PAR_TAB_BODY;
    par_tab_word(tab, position == 0 ? "" : matrix->set->criteria[position].id);
    par_tab_text(tab, title_of(tab->book, matrix, position));
    write_max(tab, matrix, position);
    for (size_t i = 0; i < matrix->bloc->count; i++)
        write_score(tab, cells[i * criteria + (size_t)position]);
    par_tab_next(tab);
}

static void write_criteria(struct par_tab *tab, const struct matrix *matrix)
{
    size_t criteria = (size_t)matrix->set->criterion_count;
    const struct par_report_score **cells =
        par_arena_array(tab->book->arena, criteria * matrix->bloc->count, sizeof *cells);
    for (size_t i = 0; i < matrix->bloc->count; i++)
        place(matrix, &matrix->bloc->units[i], cells + i * criteria);
    par_tab_header(tab);
    for (size_t i = 0; i < matrix->rows; i++)
        write_criterion(tab, matrix, cells, matrix->positions[i]);
}

/* --- Units downwards ---------------------------------------------------------------------------------------------- */

static void add_criteria(struct par_tab *tab, const struct matrix *matrix)
{
    par_tab_named(tab, "stt", 5);
    par_tab_named(tab, "unit", 12);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Unit")), 26);
    for (size_t i = 0; i < matrix->rows; i++) {
        int32_t position = matrix->positions[i];
        const char *title = title_of(tab->book, matrix, position);
        const char *id = matrix->set->criteria[position].id;
        par_tab_column(tab, position == 0 ? title : par_arena_join(tab->book->arena, id, ". ", title, NULL), 9)
            ->upright = true;
    }
    tab->frozen = 3;
}

static void write_maxima(struct par_tab *tab, const struct matrix *matrix)
{
    tab->look = PAR_TAB_STRONG;
    par_tab_empty(tab);
    par_tab_empty(tab);
    par_tab_text(tab, par_view_text(tab->book->view, N_("Maximum")));
    for (size_t i = 0; i < matrix->rows; i++)
        write_max(tab, matrix, matrix->positions[i]);
    par_tab_next(tab);
    par_tab_header_to_here(tab);
}

static void write_unit(struct par_tab *tab, const struct matrix *matrix, const struct par_report_unit *unit)
{
    place(matrix, unit, matrix->cells);
    par_tab_count(tab, unit->now->running > 0, unit->now->running);
    par_tab_word(tab, unit->now->unit);
    par_tab_text(tab, par_tabs_unit(unit->now));
    for (size_t i = 0; i < matrix->rows; i++)
        write_score(tab, matrix->cells[matrix->positions[i]]);
    par_tab_next(tab);
}

static void write_units(struct par_tab *tab, const struct matrix *matrix)
{
    par_tab_header(tab);
    write_maxima(tab, matrix);
    for (size_t i = 0; i < matrix->bloc->count; i++)
        write_unit(tab, matrix, &matrix->bloc->units[i]);
}

static void write_matrix(struct par_tabs *book, const struct matrix *matrix, const char *name)
{
    bool side_by_side = matrix->bloc->count <= SIDE_BY_SIDE;
    struct par_tab *tab = par_tab_open(book, par_tab_fill(book, N_("Scores {1}"), name, NULL));
    if (!tab)
        return;
    if (side_by_side)
        add_units(tab, matrix);
    else
        add_criteria(tab, matrix);
    par_tab_plain_lines(tab, par_tab_fill(book, N_("Points of each criterion: {1}"), name, NULL));
    if (side_by_side)
        write_criteria(tab, matrix);
    else
        write_units(tab, matrix);
    par_tab_close(tab, true);
}

void par_tabs_scores(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    for (size_t i = 0; i < report->bloc_count && report->score_count > 0; i++) {
        struct matrix matrix = matrix_of(book, &report->blocs[i]);
        if (matrix.rows > 0)
            write_matrix(book, &matrix, par_view_bloc(book->view, matrix.bloc));
    }
}

/* As a bloc of one. */
void par_tabs_scores_of(struct par_tabs *book, const struct par_report_unit *unit)
{
    struct par_report_bloc alone = *unit->bloc;
    alone.units = unit;
    alone.count = 1;
    struct matrix matrix = matrix_of(book, &alone);
    if (matrix.rows > 0)
        write_matrix(book, &matrix, par_tabs_unit(unit->now));
}
