#include "parindex/number.h"
#include "parindex/source.h"
#include "parindex/text.h"
#include "published_cells.h"
#include "published_grid.h"

/* --- The cells of the file --------------------------------------------------------------------------------------- */

static struct grid_row copy_row(const struct par_table *table, const struct par_row *row, struct par_arena *arena)
{
    const char *sheet = par_table_sheet(table);
    const char **texts = par_arena_array(arena, row->count, sizeof *texts);
    unsigned char *kinds = row->kinds ? par_arena_alloc(arena, row->count) : NULL;
    for (size_t i = 0; i < row->count; i++)
        texts[i] = par_cell_tidy(row->fields[i], arena);
    for (size_t i = 0; kinds && i < row->count; i++)
        kinds[i] = row->kinds[i];
    return (struct grid_row){.line = row->line,
                             .sheet = sheet ? par_arena_copy(arena, par_span_of(sheet)) : NULL,
                             .count = row->count,
                             .texts = texts,
                             .kinds = kinds};
}

/* False when the file cannot be read to its end. */
static bool read_grid(struct grid *grid, const char *path, const struct par_reading *how)
{
    struct par_source *source = par_source_open(path, grid->arena, grid->diags);
    if (!source)
        return false;
    struct par_table *table = par_table_open(source, how ? &how->table : NULL, grid->diags);
    struct par_row row;
    grid->file = par_table_name(table);
    while (par_table_next(table, &row)) {
        grid->rows = par_arena_grow(grid->arena, grid->rows, grid->count, &grid->room, sizeof *grid->rows);
        grid->rows[grid->count++] = copy_row(table, &row, grid->arena);
    }
    bool failed = par_table_failed(table);
    par_table_close(table);
    return !failed;
}

const char *par_grid_text(const struct grid_row *row, size_t column)
{
    return column < row->count ? row->texts[column] : "";
}

bool par_grid_is_merged(const struct grid_row *row, size_t column)
{
    return row->kinds && column < row->count && row->kinds[column] & PAR_CELL_MERGED;
}

struct par_place par_grid_place(const struct grid *grid, const struct grid_row *row, int column)
{
    struct par_place place = {.file = grid->file, .sheet = row->sheet, .line = row->line};
    if (column >= 0) {
        place.field = grid->table->fields[column];
        place.header = grid->table->headers[column];
    }
    return place;
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

/* The table as it is being filled. */
struct filling {
    struct grid *grid;
    struct par_cell_reading cells;
    const bool *used; /* columns of numbers that are checked */
    size_t room;
    const char *bloc; /* the last title */
};

static void fill_cells(struct filling *filling, const struct grid_row *row, struct par_published_row *out)
{
    const struct par_published *table = filling->grid->table;
    out->cells = par_arena_array(filling->grid->arena, table->width + 1, sizeof *out->cells);
    for (size_t i = 0; i <= table->width; i++)
        out->cells[i].text = "";
    for (size_t i = 0; i < table->width; i++) {
        struct par_place place = par_grid_place(filling->grid, row, (int)i);
        place.unit = par_published_label(out);
        out->cells[i] = filling->used[i] ? par_cell_number(&filling->cells, row, i, &place)
                                         : par_cell_words(&filling->cells, row, i);
        if ((int)i == table->role[PAR_PRINTS_RANK])
            par_cell_bracket(&filling->cells, row, i, &place, &out->cells[table->width]);
    }
}

static void add_row(struct filling *filling, const struct grid_row *row)
{
    struct grid *grid = filling->grid;
    struct par_published *table = grid->table;
    const char *bloc = par_grid_at(row, table->role[PAR_PRINTS_BLOC]);
    struct par_published_row out = {.kind = par_grid_kind(grid, row),
                                    .sheet = row->sheet,
                                    .line = row->line,
                                    .unit = par_grid_at(row, table->role[PAR_PRINTS_UNIT]),
                                    .name = par_grid_at(row, table->role[PAR_PRINTS_NAME]),
                                    .bloc = *bloc ? bloc : filling->bloc,
                                    .earlier = PAR_ROW_NONE,
                                    .ours = PAR_ROW_NONE};
    if (!*out.unit && !*out.name)
        out.name = par_grid_label(grid, row);
    fill_cells(filling, row, &out);
    table->rows = par_arena_grow(grid->arena, table->rows, table->count, &filling->room, sizeof *table->rows);
    table->rows[table->count++] = out;
}

static bool is_blank(const struct grid_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (*row->texts[i])
            return false;
    return true;
}

/* Whether a further table of a document goes on with the one above. */
static bool goes_on(const struct grid *grid, size_t i)
{
    const struct grid_row *row = &grid->rows[i], *header = &grid->rows[grid->header];
    if (!row->sheet || !header->sheet || strcmp(row->sheet, grid->rows[i - 1].sheet) == 0)
        return true;
    if (par_grid_repeats_header(grid, row) || row->count == header->count)
        return true;
    struct par_place place = par_grid_place(grid, row, -1);
    par_diags_add(grid->diags, PAR_WARNING, PAR_PUBLISHED_REST, &place, row->sheet, NULL);
    return false;
}

static void check_width(const struct grid *grid, const struct grid_row *row)
{
    for (size_t i = grid->table->width; i < row->count; i++)
        if (*row->texts[i] && !par_grid_is_merged(row, i)) {
            char found[PAR_DECIMAL_TEXT], wanted[PAR_DECIMAL_TEXT];
            par_decimal_print((int64_t)row->count, 0, 0, '.', found);
            par_decimal_print((int64_t)grid->table->width, 0, 0, '.', wanted);
            struct par_place place = par_grid_place(grid, row, -1);
            par_diags_add(grid->diags, PAR_ERROR, PAR_ROW_LONG, &place, found, wanted, NULL);
            return;
        }
}

static void fill_rows(struct filling *filling)
{
    struct grid *grid = filling->grid;
    filling->bloc = "";
    filling->room = 0;
    grid->table->rows = NULL;
    grid->table->count = 0;
    for (size_t i = grid->body; i < grid->count && goes_on(grid, i); i++) {
        const struct grid_row *row = &grid->rows[i];
        if (is_blank(row) || par_grid_repeats_header(grid, row))
            continue;
        check_width(grid, row);
        const char *title = par_grid_title(grid, row);
        if (title && !par_grid_is_mean(grid, title))
            filling->bloc = title;
        else
            add_row(filling, row);
    }
}

/* --- Columns of numbers ------------------------------------------------------------------------------------------ */

static bool is_of_words(const struct par_published *table, int column)
{
    return column == table->role[PAR_PRINTS_UNIT] || column == table->role[PAR_PRINTS_NAME] ||
           column == table->role[PAR_PRINTS_BLOC] || column == table->role[PAR_PRINTS_CLASS];
}

static bool is_part(const struct par_published *table, int column)
{
    for (size_t i = 0; i < table->part_count; i++)
        if (table->parts[i] == column)
            return true;
    return false;
}

static bool is_used(const struct par_published *table, int column)
{
    for (int role = 0; role < PAR_PRINTS; role++)
        if (table->role[role] == column)
            return !is_of_words(table, column);
    for (size_t i = 0; i < table->identity_count; i++)
        if (par_identity_uses(table->identities[i], column))
            return true;
    return is_part(table, column) || strncmp(table->names[column], "index_", strlen("index_")) == 0;
}

/* Columns without a meaning of their own, left of the total, that hold numbers and nothing else: what may be parts. */
static size_t find_candidates(const struct grid *grid, int *columns)
{
    const struct par_published *table = grid->table;
    size_t count = 0;
    for (int column = 0; column < table->role[PAR_PRINTS_TOTAL]; column++) {
        size_t numbers = 0, others = 0;
        for (size_t i = grid->body; i < grid->count; i++) {
            const char *text = par_grid_text(&grid->rows[i], (size_t)column);
            bool number = par_grid_is_number(&grid->rows[i], (size_t)column);
            numbers += number;
            others += !number && *text && !par_grid_is_mark(text, grid->arena) &&
                      !par_grid_is_merged(&grid->rows[i], (size_t)column) &&
                      !par_grid_repeats_header(grid, &grid->rows[i]) && !par_grid_title(grid, &grid->rows[i]);
        }
        const char *bare = par_text_bare(par_span_of(table->headers[column]), grid->arena);
        bool claim = strstr(bare, "tu danh gia") || strstr(bare, "tu cham") || strcmp(bare, "self") == 0;
        if (numbers > 0 && others == 0 && !claim && !is_used(table, column) && !is_of_words(table, column))
            columns[count++] = column;
    }
    return count;
}

static const bool *used_columns(const struct grid *grid, const int *candidates, size_t count)
{
    bool *used = par_arena_array(grid->arena, grid->table->width + 1, sizeof *used);
    for (size_t i = 0; i < grid->table->width; i++)
        used[i] = is_used(grid->table, (int)i);
    for (size_t i = 0; i < count; i++)
        used[candidates[i]] = true;
    return used;
}

static void say_parts(const struct grid *grid)
{
    const char *list = "";
    for (size_t i = 0; i < grid->table->part_count; i++)
        list = par_arena_join(grid->arena, list, *list ? " + " : "", grid->table->headers[grid->table->parts[i]], NULL);
    struct par_place place = par_grid_place(grid, &grid->rows[grid->header], grid->table->role[PAR_PRINTS_TOTAL]);
    par_diags_add(grid->diags, PAR_NOTE, PAR_PUBLISHED_PARTS, &place, list, NULL);
}

static void note_decimals(struct par_published *table)
{
    for (size_t column = 0; column <= table->width; column++) {
        table->decimals[column] = 0;
        for (size_t i = 0; i < table->count; i++)
            if (table->rows[i].kind == PAR_ROW_UNIT && table->rows[i].cells[column].decimals > table->decimals[column])
                table->decimals[column] = table->rows[i].cells[column].decimals;
    }
}

/* The decimal sign is settled by all numbers first, so that early ones need not wait for it. */
static void fill(struct filling *filling, char sign)
{
    struct grid *grid = filling->grid;
    struct par_diags *said = grid->diags;
    filling->cells = (struct par_cell_reading){.table = grid->table, .arena = grid->arena, .style = {.sign = sign}};
    if (!sign) {
        grid->diags = filling->cells.diags = par_diags_new(grid->arena, 0, SIZE_MAX);
        fill_rows(filling);
        filling->cells.style = (struct par_number_style){.sign = filling->cells.style.sign};
    }
    grid->diags = filling->cells.diags = said;
    fill_rows(filling);
    par_number_finish(&filling->cells.style, said);
    note_decimals(grid->table);
}

/* The parts: those asked for, else columns that add up to the total. */
static void find_parts(struct grid *grid, char sign)
{
    struct par_published *table = grid->table;
    int *candidates = par_arena_array(grid->arena, table->width + 1, sizeof *candidates);
    size_t count = table->part_count == 0 ? find_candidates(grid, candidates) : 0;
    struct par_diags *said = grid->diags;
    struct filling trial = {.grid = grid, .used = used_columns(grid, candidates, count)};
    if (count < 2)
        return;
    grid->diags = par_diags_new(grid->arena, 0, SIZE_MAX);
    fill(&trial, sign);
    grid->diags = said;
    if (!par_published_adds_up(table, candidates, count))
        return;
    table->parts = candidates;
    table->part_count = count;
    say_parts(grid);
}

/* "01 (0,727)": the ranks bring an index of their own. */
static void take_brackets(struct par_published *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->count; i++)
        count += table->rows[i].cells[table->width].kind == PAR_PRINTED_NUMBER;
    if (count == 0 || table->role[PAR_PRINTS_INDEX] >= 0)
        return;
    uint32_t *fields = (uint32_t *)table->fields;
    fields[table->width] = table->fields[table->role[PAR_PRINTS_RANK]];
    table->headers[table->width] = table->headers[table->role[PAR_PRINTS_RANK]];
    table->names[table->width] = par_printed_role_name(PAR_PRINTS_INDEX);
    table->role[PAR_PRINTS_INDEX] = (int)table->width++;
}

static void say_columns(const struct grid *grid)
{
    const struct par_published *table = grid->table;
    const char *list = "";
    for (int role = 0; role < PAR_PRINTS; role++)
        if (table->role[role] >= 0)
            list =
                par_arena_join(grid->arena, list, *list ? ", " : "", par_printed_role_name((enum par_printed_role)role),
                               " = \"", table->headers[table->role[role]], "\"", NULL);
    struct par_place place = par_grid_place(grid, &grid->rows[grid->header], -1);
    par_diags_add(grid->diags, PAR_NOTE, PAR_PUBLISHED_READ, &place, list, NULL);
}

struct par_published *par_published_load(const char *path, const struct par_reading *how,
                                         const struct par_published_asked *asked, struct par_arena *arena,
                                         struct par_diags *diags)
{
    size_t errors = par_diags_errors(diags);
    struct par_published *table = par_arena_alloc(arena, sizeof *table);
    struct grid grid = {.arena = arena, .diags = diags, .words = par_vocabulary_new(arena), .table = table};
    if (!read_grid(&grid, path, how))
        return NULL;
    table->file = grid.file;
    struct par_place place = {.file = grid.file};
    if (!par_grid_header(&grid, asked)) {
        if (par_diags_errors(diags) == errors)
            par_diags_add(diags, PAR_ERROR, PAR_FILE_EMPTY, &place, NULL);
        return NULL;
    }
    if (!par_grid_columns(&grid, asked))
        return NULL;
    find_parts(&grid, how ? how->decimal : 0);
    struct filling filling = {.grid = &grid, .used = used_columns(&grid, NULL, 0)};
    fill(&filling, how ? how->decimal : 0);
    take_brackets(table);
    say_columns(&grid);
    if (table->count == 0)
        par_diags_add(diags, PAR_ERROR, PAR_PUBLISHED_EMPTY, &place, NULL);
    return par_diags_errors(diags) == errors ? table : NULL;
}

bool par_published_is_scores(const char *path, const struct par_reading *how, struct par_arena *arena)
{
    struct par_records records;
    if (!par_records_open(&records, path, how, arena, par_diags_new(arena, 0, 0)))
        return false;
    bool is = par_records_column(&records, "node", false) >= 0;
    par_records_close(&records);
    return is;
}
