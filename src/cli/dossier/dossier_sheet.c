/* Lines -> the table of the result, the facts, the file of rows with faults. */
#include "dossiers.h"
#include "messages.h"
#include "parindex/vocabulary.h"

/* A column of the result: what it is called, and what it shows. */
struct shown {
    const char *name;
    enum { KEY, UNIT_NAME, FIGURE, BASE, BASE_COUNT, RATE, SHARE_YES, SHARE_PERCENT, USES } kind;
    size_t index;
    int of_use; /* 0 listed, 1 used, 2 percent */
};

struct columns {
    size_t count;
    struct shown items[PAR_SHEET_COLUMNS];
};

struct cell {
    enum { EMPTY, TEXT, WHOLE, POINTS } kind;
    const char *text;
    int64_t number;
};

static const char *const rate_names[PAR_RATE_COLUMNS] = {"percent_early",
                                                         "percent_on_time",
                                                         "percent_early_or_on_time",
                                                         "percent_late",
                                                         [PAR_RATE_ONLINE] = "percent_online",
                                                         [PAR_RATE_MEAN] = "mean_days",
                                                         [PAR_RATE_MEDIAN] = "median_days"};

static const char *const use_names[PAR_USES][3] = {{"procedures", "procedures_used", "percent_procedures"},
                                                   {"part_procedures", "part_used", "percent_part"},
                                                   {"full_procedures", "full_used", "percent_full"}};

static void add(struct columns *columns, struct shown shown)
{
    if (columns->count < PAR_SHEET_COLUMNS)
        columns->items[columns->count++] = shown;
}

static void add_keys(const struct par_dossiers *dossiers, struct columns *columns)
{
    for (size_t i = 0; i < dossiers->by_count; i++) {
        add(columns, (struct shown){dossiers->by[i], KEY, i, 0});
        if (dossiers->loaded.units && (int)i == par_dossiers_unit_key(dossiers))
            add(columns, (struct shown){"name", UNIT_NAME, 0, 0});
    }
}

static struct columns columns_of(const struct par_dossiers *dossiers)
{
    struct columns columns = {0};
    struct par_arena *arena = dossiers->cli->arena;
    add_keys(dossiers, &columns);
    for (size_t i = 0; i < PAR_DOSSIER_FIGURES; i++)
        add(&columns, (struct shown){par_dossier_figure_name((enum par_dossier_figure)i), FIGURE, i, 0});
    add(&columns, (struct shown){"base", BASE, 0, 0});
    add(&columns, (struct shown){"base_count", BASE_COUNT, 0, 0});
    for (size_t i = 0; i < PAR_RATE_COLUMNS; i++)
        add(&columns, (struct shown){rate_names[i], RATE, i, 0});
    for (size_t i = 0; i < dossiers->share_count; i++) {
        add(&columns, (struct shown){par_arena_join(arena, "yes_", dossiers->shares[i], NULL), SHARE_YES, i, 0});
        add(&columns,
            (struct shown){par_arena_join(arena, "percent_yes_", dossiers->shares[i], NULL), SHARE_PERCENT, i, 0});
    }
    for (size_t i = 0; dossiers->procedures && i < PAR_USES; i++)
        for (int k = 0; k < 3; k++)
            add(&columns, (struct shown){use_names[i][k], USES, i, k});
    return columns;
}

/* --- Cells -------------------------------------------------------------------------------------------------------- */

static struct cell text_cell(const char *text)
{
    return (struct cell){text && *text ? TEXT : EMPTY, text, 0};
}

static struct cell points_cell(struct par_maybe points)
{
    return (struct cell){points.is ? POINTS : EMPTY, NULL, points.points};
}

static struct cell figure_cell(const struct par_dossier_line *line, enum par_dossier_figure figure)
{
    return (struct cell){line->figures.is[figure] ? WHOLE : EMPTY, NULL, line->figures.of[figure]};
}

static struct cell uses_cell(const struct par_dossier_line *line, const struct shown *shown)
{
    struct par_dossier_uses uses = line->uses[shown->index];
    struct par_maybe percent = {false, 0};
    if (!line->has_uses)
        return (struct cell){EMPTY, NULL, 0};
    if (shown->of_use < 2)
        return (struct cell){WHOLE, NULL, shown->of_use == 0 ? uses.listed : uses.used};
    percent.is = uses.listed > 0 && par_ratio_round((struct par_ratio){(par_wide)uses.used * 100, uses.listed}, 2,
                                                    PAR_HALF_UP, &percent.points);
    return points_cell(percent);
}

static struct cell cell_of(const struct par_dossiers *dossiers, const struct par_dossier_line *line,
                           const struct shown *shown)
{
    enum par_dossier_figure base = par_dossier_base(dossiers->base < 0 ? 0 : (size_t)dossiers->base);
    const struct par_dossier_share *share =
        &line->shares[shown->kind == SHARE_YES || shown->kind == SHARE_PERCENT ? shown->index : 0];
    switch (shown->kind) {
    case KEY:
        return text_cell(line->keys[shown->index]);
    case UNIT_NAME:
        return text_cell(line->unit ? line->unit->name : NULL);
    case FIGURE:
        return figure_cell(line, (enum par_dossier_figure)shown->index);
    case BASE:
        return text_cell(par_dossier_figure_name(base));
    case BASE_COUNT:
        return figure_cell(line, base);
    case RATE:
        return points_cell(line->rates[shown->index]);
    case SHARE_YES:
        return (struct cell){WHOLE, NULL, share->yes};
    case SHARE_PERCENT:
        return points_cell(share->percent);
    default:
        return uses_cell(line, shown);
    }
}

/* --- The table ---------------------------------------------------------------------------------------------------- */

/* Without a deadline there is hardly a dossier: where there is none, the column says nothing. */
static bool says_something(struct cell cell, const struct shown *shown)
{
    bool rare = shown->kind == FIGURE && (shown->index == PAR_NO_DEADLINE || shown->index == PAR_PENDING_NO_DEADLINE);
    return cell.kind != EMPTY && !(rare && cell.number == 0);
}

/* For people, columns in which nothing stands are left out, and the base, which a line above the table names. */
static void leave_out_empty(const struct par_dossiers *dossiers, const struct par_dossier_lines *lines,
                            struct columns *columns)
{
    size_t kept = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct shown *shown = &columns->items[i];
        bool wanted = shown->kind == KEY;
        for (size_t k = 0; k < lines->count && !wanted && shown->kind != BASE && shown->kind != BASE_COUNT; k++)
            wanted = says_something(cell_of(dossiers, &lines->items[k], shown), shown);
        if (wanted)
            columns->items[kept++] = *shown;
    }
    columns->count = kept;
}

static void name_base(const struct par_dossiers *dossiers, struct par_sheet *sheet)
{
    struct par_cli *cli = dossiers->cli;
    const char *base = par_dossier_figure_name(par_dossier_base(dossiers->base < 0 ? 0 : (size_t)dossiers->base));
    const char *heading[] = {par_heading("base", cli->language, cli->arena),
                             par_heading(base, cli->language, cli->arena)};
    par_writer_line(sheet->writer, par_arena_join(cli->arena, heading[0], ": ", heading[1], NULL));
}

static void write_cell(struct par_sheet *sheet, struct cell cell)
{
    if (cell.kind == TEXT)
        par_writer_text(sheet->writer, cell.text);
    else if (cell.kind == WHOLE)
        par_writer_integer(sheet->writer, cell.number);
    else
        par_sheet_points(sheet, (struct par_maybe){cell.kind == POINTS, cell.number}, 2);
}

static void write_table(struct par_dossiers *dossiers, const struct par_dossier_lines *lines)
{
    struct columns *columns = par_arena_alloc(dossiers->cli->arena, sizeof *columns);
    struct par_sheet *sheet = par_arena_alloc(dossiers->cli->arena, sizeof *sheet);
    *columns = columns_of(dossiers);
    sheet->cli = dossiers->cli;
    if (par_sheet_is_for_people(sheet))
        leave_out_empty(dossiers, lines, columns);
    for (size_t i = 0; i < columns->count; i++) {
        const struct shown *shown = &columns->items[i];
        par_sheet_column(sheet, shown->name, shown->kind != KEY && shown->kind != UNIT_NAME && shown->kind != BASE);
    }
    if (!par_sheet_open(sheet, NULL))
        return;
    name_base(dossiers, sheet);
    for (size_t k = 0; k < lines->count; k++) {
        for (size_t i = 0; i < columns->count; i++)
            write_cell(sheet, cell_of(dossiers, &lines->items[k], &columns->items[i]));
        par_writer_row(sheet->writer);
    }
    par_sheet_close(sheet);
}

/* --- Facts -------------------------------------------------------------------------------------------------------- */

enum { FACT_COLUMNS = PAR_DOSSIER_FIGURES + PAR_RATE_COLUMNS + PAR_USES * 3 };

/* The i-th column that a fact may have, but those of shares. */
static const char *fact_column(const void *context, size_t i)
{
    (void)context;
    if (i < PAR_DOSSIER_FIGURES)
        return par_dossier_figure_name((enum par_dossier_figure)i);
    i -= PAR_DOSSIER_FIGURES;
    if (i < PAR_RATE_COLUMNS)
        return rate_names[i];
    i -= PAR_RATE_COLUMNS;
    return use_names[i / 3][i % 3];
}

const char *par_dossiers_nearest_column(const char *column)
{
    const char *nearest = par_names_nearest(par_span_of(column), FACT_COLUMNS, fact_column, NULL);
    return nearest ? nearest : "";
}

bool par_dossiers_is_fact_column(const char *column)
{
    bool known = false;
    for (size_t i = 0; i < FACT_COLUMNS; i++)
        known = known || strcmp(column, fact_column(NULL, i)) == 0;
    return known || strncmp(column, "yes_", 4) == 0 || strncmp(column, "percent_yes_", 12) == 0;
}

static const struct shown *find_column(const struct columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(columns->items[i].name, name) == 0)
            return &columns->items[i];
    return NULL;
}

static void write_fact(struct par_sheet *sheet, const struct par_dossiers *dossiers,
                       const struct par_dossier_line *line, const char *name, const struct shown *shown)
{
    struct cell cell = cell_of(dossiers, line, shown);
    if (cell.kind != WHOLE && cell.kind != POINTS)
        return;
    par_writer_text(sheet->writer, line->keys[par_dossiers_unit_key(dossiers)]);
    par_writer_text(sheet->writer, name);
    write_cell(sheet, cell);
    par_writer_text(sheet->writer, dossiers->cli->program);
    par_writer_row(sheet->writer);
}

static void write_facts_of(struct par_sheet *sheet, const struct par_dossiers *dossiers, const struct columns *columns,
                           const struct par_dossier_line *line)
{
    for (size_t i = 0; i < dossiers->fact_count; i++) {
        const struct shown *shown = find_column(columns, dossiers->facts[i].column);
        if (shown)
            write_fact(sheet, dossiers, line, dossiers->facts[i].name, shown);
    }
    for (size_t i = 0; dossiers->fact_count == 0 && i < columns->count; i++)
        if (columns->items[i].kind == FIGURE)
            write_fact(sheet, dossiers, line, columns->items[i].name, &columns->items[i]);
}

/* par-facts(5), whatever the form of the result. */
static void write_facts(struct par_dossiers *dossiers, const struct par_dossier_lines *lines)
{
    struct par_cli cli = *dossiers->cli;
    struct columns *columns = par_arena_alloc(cli.arena, sizeof *columns);
    struct par_sheet *sheet = par_arena_alloc(cli.arena, sizeof *sheet);
    *columns = columns_of(dossiers);
    cli.format = "csv";
    cli.excel = false;
    sheet->cli = &cli;
    par_sheet_column(sheet, "unit", false);
    par_sheet_column(sheet, "name", false);
    par_sheet_column(sheet, "value", true);
    par_sheet_column(sheet, "source", false);
    if (!par_sheet_open(sheet, dossiers->facts_path))
        return;
    for (size_t i = 0; i < lines->count; i++)
        write_facts_of(sheet, dossiers, columns, &lines->items[i]);
    par_sheet_close(sheet);
}

void par_dossiers_write(struct par_dossiers *dossiers, const struct par_dossier_lines *lines)
{
    if (dossiers->facts_path)
        write_facts(dossiers, lines);
    write_table(dossiers, lines);
}

/* --- Rows with faults --------------------------------------------------------------------------------------------- */

struct par_rejects {
    struct par_cli cli; /* as the program's, but CSV */
    const char *path;
    struct par_sheet *sheet; /* NULL: none yet */
    size_t width;
    char *text; /* a field, NUL-terminated */
    size_t room;
};

struct par_rejects *par_rejects_new(struct par_cli *cli, const char *path)
{
    struct par_rejects *rejects = par_arena_alloc(cli->arena, sizeof *rejects);
    *rejects = (struct par_rejects){.cli = *cli, .path = path};
    rejects->cli.format = "csv";
    rejects->cli.excel = false;
    return rejects;
}

/* The header of the first file: files of a run are mostly of one form. */
static bool open_rejects(struct par_rejects *rejects, const struct par_records *records)
{
    struct par_sheet *sheet = par_arena_alloc(rejects->cli.arena, sizeof *sheet);
    sheet->cli = &rejects->cli;
    par_sheet_column(sheet, "fault", false);
    par_sheet_column(sheet, "file", false);
    par_sheet_column(sheet, "line", true);
    for (size_t i = 0; i < records->width; i++)
        rejects->width += par_sheet_column(sheet, records->headers[i], false);
    rejects->sheet = sheet;
    return par_sheet_open(sheet, rejects->path);
}

/* The field at hand: one buffer for all, since faults may be many. */
static const char *field_text(struct par_rejects *rejects, struct par_span field)
{
    while (rejects->room <= field.size)
        rejects->text = par_arena_grow(rejects->cli.arena, rejects->text, rejects->room, &rejects->room, 1);
    if (field.size > 0)
        memcpy(rejects->text, field.text, field.size);
    rejects->text[field.size] = '\0';
    return rejects->text;
}

void par_rejects_add(struct par_rejects *rejects, const struct par_records *records, enum par_code code)
{
    if (!rejects->sheet && !open_rejects(rejects, records))
        return;
    struct par_writer *writer = rejects->sheet->writer;
    if (!writer)
        return;
    par_writer_text(writer, par_message_code(code));
    par_writer_text(writer, records->name);
    par_writer_integer(writer, records->line);
    for (size_t i = 0; i < records->width && i < rejects->width; i++)
        par_writer_text(writer, field_text(rejects, records->fields[i]));
    par_writer_row(writer);
}

void par_rejects_close(struct par_rejects *rejects)
{
    if (rejects->sheet && rejects->sheet->output)
        par_sheet_close(rejects->sheet);
}
