#include <stdio.h>

#include "cell_name.h"
#include "form_layout.h"
#include "parindex/vocabulary.h"

static const struct par_form_width *width_of(const struct par_form_width *widths, const char *column)
{
    while (widths->name && strcmp(widths->name, column) != 0)
        widths++;
    return widths;
}

static void add_columns(struct par_form_sheet *sheet, const struct par_form_width *widths,
                        const struct par_form_words *words)
{
    const char *const *names = par_form_columns(sheet->type);
    while (names[sheet->column_count])
        sheet->column_count++;
    sheet->columns = par_arena_array(sheet->arena, sheet->column_count, sizeof *sheet->columns);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct par_form_width *width = width_of(widths, names[i]);
        bool explains = sheet->type == PAR_EXPLANATION_FORM && strcmp(names[i], "reason") == 0;
        const char *heading = explains ? words->reason : par_heading(names[i], words->language, sheet->arena);
        sheet->columns[i] =
            (struct par_form_column){names[i], heading, width->width, width->width == 0, width->centred};
    }
}

struct par_form_line *par_form_add(struct par_form_sheet *sheet, enum par_form_look look, int depth)
{
    sheet->lines = par_arena_grow(sheet->arena, sheet->lines, sheet->count, &sheet->room, sizeof *sheet->lines);
    struct par_form_line *line = &sheet->lines[sheet->count++];
    *line = (struct par_form_line){look, depth,
                                   par_arena_array(sheet->arena, sheet->column_count, sizeof(struct par_form_cell))};
    for (size_t i = 0; i < sheet->column_count; i++)
        line->cells[i].decimals = -1;
    return line;
}

/* A line with one text over all columns; the first column is hidden. */
static void add_title(struct par_form_sheet *sheet, enum par_form_look look, const char *text)
{
    par_form_set_text(&par_form_add(sheet, look, 0)->cells[1], text);
}

/* '&' begins a code in the foot of a page. */
static const char *footer_of(const struct par_form_identity *identity, struct par_arena *arena)
{
    const char *who = *identity->unit ? identity->unit : identity->appraiser, *text = "";
    for (const char *mark; (mark = strchr(who, '&')); who = mark + 1)
        text = par_arena_join(arena, text, par_arena_copy(arena, (struct par_span){who, (size_t)(mark - who)}), "&&",
                              NULL);
    return par_arena_join(arena, text, who, *who ? "  " : "", identity->set, "  ", identity->period, NULL);
}

struct par_form_sheet *par_form_begin(enum par_form_type type, const struct par_form_width *widths, const char *second,
                                      const struct par_form_identity *identity, const struct par_form_words *words,
                                      struct par_arena *arena)
{
    struct par_form_sheet *sheet = par_arena_alloc(arena, sizeof *sheet);
    *sheet = (struct par_form_sheet){.type = type,
                                     .identity = *identity,
                                     .name = words->sheet,
                                     .footer = footer_of(identity, arena),
                                     .page = words->page,
                                     .arena = arena};
    add_columns(sheet, widths, words);
    add_title(sheet, PAR_LOOK_TITLE, words->title);
    par_form_set_text(&sheet->lines[0].cells[0], par_form_identity_text(identity, arena));
    add_title(sheet, PAR_LOOK_SUBTITLE, second);
    add_title(sheet, PAR_LOOK_HELP, words->help);
    return sheet;
}

void par_form_add_header(struct par_form_sheet *sheet)
{
    sheet->header = sheet->count;
    struct par_form_line *line = par_form_add(sheet, PAR_LOOK_HEADING, 0);
    for (size_t i = 0; i < sheet->column_count; i++)
        par_form_set_text(&line->cells[i], sheet->columns[i].heading);
}

static size_t column_of(const struct par_form_sheet *sheet, const char *name)
{
    size_t i = 0;
    while (i + 1 < sheet->column_count && strcmp(sheet->columns[i].name, name) != 0)
        i++;
    return i;
}

struct par_form_cell *par_form_cell(const struct par_form_sheet *sheet, const struct par_form_line *line,
                                    const char *column)
{
    return &line->cells[column_of(sheet, column)];
}

const char *par_form_cell_at(const struct par_form_sheet *sheet, size_t line, const char *column)
{
    char name[PAR_CELL_NAME];
    par_cell_name((uint32_t)line + 1, (uint32_t)column_of(sheet, column) + 1, name);
    return par_arena_copy(sheet->arena, par_span_of(name));
}

const char *par_form_add_list(struct par_form_sheet *sheet, const char *const *labels, size_t count, size_t *first)
{
    char name[64];
    *first = sheet->list_count + 1;
    for (size_t i = 0; i <= count; i++) { /* and an empty cell behind them */
        sheet->list =
            par_arena_grow(sheet->arena, sheet->list, sheet->list_count, &sheet->list_room, sizeof *sheet->list);
        sheet->list[sheet->list_count++] = i < count ? labels[i] : NULL;
    }
    snprintf(name, sizeof name, PAR_FORM_LISTS_SHEET "!$A$%zu:$A$%zu", *first, *first + count - 1);
    return par_arena_copy(sheet->arena, par_span_of(name));
}

void par_form_set_text(struct par_form_cell *cell, const char *text)
{
    cell->content = *text ? PAR_CONTENT_TEXT : PAR_CONTENT_EMPTY;
    cell->text = text;
}

void par_form_set_points(struct par_form_cell *cell, par_points points)
{
    cell->content = PAR_CONTENT_POINTS;
    cell->points = points;
}

void par_form_set_formula(struct par_form_cell *cell, const char *formula, int decimals)
{
    cell->content = PAR_CONTENT_FORMULA;
    cell->text = formula;
    cell->decimals = decimals;
}

void par_form_open(struct par_form_cell *cell)
{
    cell->open = true;
    cell->fill = PAR_FILL_NOTHING;
}

void par_form_open_choice(struct par_form_cell *cell, const char *text, const char *message)
{
    cell->open = true;
    cell->fill = PAR_FILL_TICK;
    cell->list = text;
    cell->message = message;
}

const char *par_form_number(par_points points, char decimal, struct par_arena *arena)
{
    return par_decimal_text(points, PAR_POINTS_SCALE, -1, decimal, arena);
}
