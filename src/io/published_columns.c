#include "parindex/text.h"
#include "published_grid.h"

enum { TITLE_ROWS = 30 };

/* --- Headings ---------------------------------------------------------------------------------------------------- */

/* Bare, with '_' as a blank. */
static const char *key_of(const char *text, struct par_arena *arena)
{
    char *key = par_arena_copy(arena, par_span_of(par_text_bare(par_span_of(text), arena)));
    for (char *c = key; *c; c++)
        if (*c == '_')
            *c = ' ';
    return key;
}

/* Names that mean the same role in a table of results. */
static int role_of_name(const char *name)
{
    static const struct {
        const char *name;
        enum par_printed_role role;
    } others[] = {{"points", PAR_PRINTS_TOTAL},
                  {"percent", PAR_PRINTS_INDEX},
                  {"applicable_max", PAR_PRINTS_MAX},
                  {"units", PAR_PRINTS_COUNT}};
    for (int role = 0; name && role < PAR_PRINTS; role++)
        if (strcmp(par_printed_role_name((enum par_printed_role)role), name) == 0)
            return role;
    for (size_t i = 0; name && i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].name, name) == 0)
            return (int)others[i].role;
    return -1;
}

/* Without "(%)" at its end. */
static struct par_span without_brackets(struct par_span header)
{
    size_t at = header.size;
    if (at == 0 || header.text[at - 1] != ')')
        return header;
    while (at > 0 && header.text[at - 1] != '(')
        at--;
    return par_span_trim((struct par_span){header.text, at > 0 ? at - 1 : 0});
}

static bool ends_with_word(struct par_span text, const char *word)
{
    size_t size = strlen(word);
    return text.size > size && memcmp(text.text + text.size - size, word, size) == 0 &&
           text.text[text.size - size - 1] == ' ';
}

/* Cuts "năm 2023" or "2023" off; the year, 0 without one. */
static int cut_year(struct par_span *header)
{
    int year = 0;
    if (header->size < 6 || header->text[header->size - 5] != ' ')
        return 0;
    for (size_t i = header->size - 4; i < header->size; i++) {
        if (header->text[i] < '0' || header->text[i] > '9')
            return 0;
        year = year * 10 + (header->text[i] - '0');
    }
    if (year < 1990 || year > 2999)
        return 0;
    *header = par_span_trim((struct par_span){header->text, header->size - 5});
    if (ends_with_word(*header, "năm"))
        *header = par_span_trim((struct par_span){header->text, header->size - strlen("năm")});
    return year;
}

/* The machine name of a heading, NULL for one that is not known. */
static const char *name_of(const char *heading, int *year, const struct par_vocabulary *words)
{
    struct par_span header = par_span_of(heading);
    *year = 0;
    const char *name = header.size > 0 ? par_column_find(words, header) : NULL;
    if (name || header.size == 0)
        return name;
    header = without_brackets(header);
    *year = cut_year(&header);
    return header.size > 0 ? par_column_find(words, header) : NULL;
}

/* --- The header -------------------------------------------------------------------------------------------------- */

static bool is_header(const struct grid *grid, const struct grid_row *row)
{
    size_t known = 0;
    for (size_t i = 0; i < row->count; i++) {
        int year, role = role_of_name(name_of(row->texts[i], &year, grid->words));
        if (role == PAR_PRINTS_UNIT || role == PAR_PRINTS_NAME)
            return true;
        known += role >= 0;
    }
    return known >= 2;
}

/* Whether every column that was asked for by its heading stands in the row. */
static bool has_asked(const struct grid_row *row, const struct par_published_asked *asked, struct par_arena *arena)
{
    size_t wanted = 0, found = 0;
    for (int role = 0; asked && role < PAR_PRINTS; role++) {
        if (!asked->column[role])
            continue;
        wanted++;
        for (size_t i = 0; i < row->count; i++)
            if (strcmp(key_of(row->texts[i], arena), key_of(asked->column[role], arena)) == 0) {
                found++;
                break;
            }
    }
    return wanted > 0 && found == wanted;
}

static size_t filled(const struct grid_row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += *row->texts[i] != '\0';
    return count;
}

/* A second row of headings: nothing new about the unit, no number, and more than a title. */
static bool continues_header(const struct grid *grid, const struct grid_row *row)
{
    const struct grid_row *header = &grid->rows[grid->header];
    size_t fresh = 0;
    for (size_t i = 0; i < row->count; i++) {
        int year, role = role_of_name(name_of(par_grid_text(header, i), &year, grid->words));
        bool same = strcmp(row->texts[i], par_grid_text(header, i)) == 0;
        if (!*row->texts[i] || same)
            continue;
        if (role == PAR_PRINTS_UNIT || role == PAR_PRINTS_NAME || role == PAR_PRINTS_STT ||
            par_grid_is_number(row, i) || par_grid_is_mark(row->texts[i], grid->arena))
            return false;
        fresh++;
    }
    return fresh >= 2;
}

/* "(1) (2) (3=1+2)" */
static bool is_numbering(const struct grid_row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++) {
        size_t size = strlen(row->texts[i]);
        if (size > 0 && (size < 3 || row->texts[i][0] != '(' || row->texts[i][size - 1] != ')'))
            return false;
        count += size > 0;
    }
    return count >= 2;
}

bool par_grid_repeats_header(const struct grid *grid, const struct grid_row *row)
{
    const struct grid_row *header = &grid->rows[grid->header];
    size_t same = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (*row->texts[i] && strcmp(row->texts[i], par_grid_text(header, i)) != 0)
            return false;
        same += *row->texts[i] != '\0';
    }
    return same >= 2;
}

static void name_columns(struct grid *grid, const struct grid_row *below)
{
    const struct grid_row *header = &grid->rows[grid->header];
    struct par_published *table = grid->table;
    size_t width = header->count;
    while (width > 0 && !*header->texts[width - 1] && !(below && *par_grid_text(below, width - 1)))
        width--;
    uint32_t *fields = par_arena_array(grid->arena, width + 1, sizeof *fields);
    table->width = width;
    table->headers = par_arena_array(grid->arena, width + 1, sizeof *table->headers);
    table->names = par_arena_array(grid->arena, width + 1, sizeof *table->names);
    table->decimals = par_arena_array(grid->arena, width + 1, sizeof *table->decimals);
    for (size_t i = 0; i < width; i++) {
        const char *lower = below ? par_grid_text(below, i) : "";
        table->headers[i] = *lower ? lower : header->texts[i];
        table->names[i] = par_column_name(grid->words, par_span_of(table->headers[i]));
        fields[i] = (uint32_t)i + 1;
    }
    table->fields = fields;
}

static void say_above(const struct grid *grid, size_t rows)
{
    char count[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)rows, 0, 0, '.', count);
    struct par_place place = par_grid_place(grid, &grid->rows[grid->header], -1);
    if (rows > 0)
        par_diags_add(grid->diags, PAR_NOTE, PAR_HEADER_BELOW, &place, count, NULL);
}

bool par_grid_header(struct grid *grid, const struct par_published_asked *asked)
{
    size_t looked = 0;
    grid->header = grid->count;
    for (size_t i = 0; i < grid->count && looked < TITLE_ROWS && grid->header == grid->count; i++) {
        looked += filled(&grid->rows[i]) > 0;
        if (has_asked(&grid->rows[i], asked, grid->arena) || is_header(grid, &grid->rows[i]))
            grid->header = i;
    }
    if (grid->header < grid->count)
        say_above(grid, grid->header);
    for (size_t i = 0; grid->header == grid->count && i < grid->count; i++)
        if (filled(&grid->rows[i]) > 0)
            grid->header = i;
    if (grid->header == grid->count)
        return false;
    grid->body = grid->header + 1;
    bool two = grid->body < grid->count && continues_header(grid, &grid->rows[grid->body]);
    name_columns(grid, two ? &grid->rows[grid->body] : NULL);
    grid->body += two;
    grid->body += grid->body < grid->count && is_numbering(&grid->rows[grid->body]);
    return true;
}

/* --- Columns ----------------------------------------------------------------------------------------------------- */

/* A column by its heading or its machine name. */
static int find_column(const void *context, struct par_span typed)
{
    const struct grid *grid = context;
    const struct par_published *table = grid->table;
    const char *name = par_arena_copy(grid->arena, par_text_nfc(par_span_trim(typed), grid->arena));
    const char *key = key_of(name, grid->arena);
    for (size_t i = 0; i < table->width; i++)
        if (*table->headers[i] && strcmp(key_of(table->headers[i], grid->arena), key) == 0)
            return (int)i;
    for (size_t i = 0; i < table->width; i++)
        if (strcmp(table->names[i], name) == 0)
            return (int)i;
    return -1;
}

/* The same; a whole number is the position of a column. */
static int find_asked(const struct grid *grid, const char *asked)
{
    struct par_quantity number;
    int column = find_column(grid, par_span_of(asked));
    bool position = column < 0 && par_quantity_parse(par_span_of(asked), &number) == PAR_NUMBER_OK &&
                    number.scale == 0 && number.mantissa >= 1 && number.mantissa <= (int64_t)grid->table->width;
    return position ? (int)number.mantissa - 1 : column;
}

static const char *headings_of(const struct grid *grid)
{
    const char *list = "";
    for (size_t i = 0; i < grid->table->width; i++)
        if (*grid->table->headers[i])
            list = par_arena_join(grid->arena, list, *list ? ", " : "", grid->table->headers[i], NULL);
    return list;
}

static int ask(struct grid *grid, const char *asked)
{
    int column = find_asked(grid, asked);
    struct par_place place = par_grid_place(grid, &grid->rows[grid->header], -1);
    if (column < 0)
        par_diags_add(grid->diags, PAR_ERROR, PAR_PUBLISHED_COLUMN, &place, asked, headings_of(grid), NULL);
    return column;
}

/* A column that its heading says is of a role. */
struct claim {
    int column, year, weight; /* of two with a role the heavier has it */
};

/* "applicable_max" before "max", "total" before "points". */
static int weight_of(const char *name, enum par_printed_role role)
{
    bool plain = strcmp(name, par_printed_role_name(role)) == 0;
    return role == PAR_PRINTS_MAX ? !plain : plain;
}

static enum par_printed_role previous_role(enum par_printed_role role)
{
    return role == PAR_PRINTS_TOTAL   ? PAR_PRINTS_PREVIOUS_TOTAL
           : role == PAR_PRINTS_INDEX ? PAR_PRINTS_PREVIOUS_INDEX
           : role == PAR_PRINTS_RANK  ? PAR_PRINTS_PREVIOUS_RANK
                                      : PAR_PRINTS;
}

static void report_twice(struct grid *grid, int column, int first)
{
    struct par_place place = par_grid_place(grid, &grid->rows[grid->header], column);
    const char *header = grid->table->headers[column], *before = grid->table->headers[first];
    par_diags_add(grid->diags, PAR_ERROR, PAR_PUBLISHED_TWICE, &place, header, before, NULL);
}

static void settle_claims(struct grid *grid, enum par_printed_role role, struct claim first, struct claim second)
{
    int *roles = grid->table->role;
    enum par_printed_role before = previous_role(role);
    bool years = first.year != second.year && first.year > 0 && second.year > 0 && before < PAR_PRINTS;
    struct claim now =
        years ? (first.year > second.year ? first : second) : (second.weight > first.weight ? second : first);
    struct claim other = now.column == first.column ? second : first;
    roles[role] = now.column;
    if (years && roles[before] < 0)
        roles[before] = other.column;
    else if (!years && now.weight == other.weight)
        report_twice(grid, second.column, first.column);
}

static void claim_role(struct grid *grid, enum par_printed_role role)
{
    struct claim first = {-1, 0, 0}, second = {-1, 0, 0};
    for (size_t i = 0; i < grid->table->width; i++) {
        int year;
        const char *name = name_of(grid->table->headers[i], &year, grid->words);
        if (role_of_name(name) != (int)role)
            continue;
        struct claim claim = {(int)i, year, weight_of(name, role)};
        if (first.column < 0)
            first = claim;
        else if (second.column < 0)
            second = claim;
    }
    if (first.column >= 0 && second.column < 0)
        grid->table->role[role] = first.column;
    else if (second.column >= 0)
        settle_claims(grid, role, first, second);
}

/* A column, or a number for all rows. */
static void ask_max(struct grid *grid, const char *max)
{
    struct par_published *table = grid->table;
    int column = find_column(grid, par_span_of(max));
    struct par_readings readings;
    if (column >= 0) {
        table->role[PAR_PRINTS_MAX] = column;
    } else if (par_readings_parse(par_span_of(max), &readings) == PAR_NUMBER_OK && (readings.dot || readings.comma)) {
        table->has_max = true;
        table->max = readings.dot ? readings.as_dot : readings.as_comma;
        table->role[PAR_PRINTS_MAX] = -1;
    } else {
        ask(grid, max);
    }
}

static void ask_parts(struct grid *grid, const struct par_published_asked *asked)
{
    struct par_published *table = grid->table;
    table->parts = par_arena_array(grid->arena, asked->part_count, sizeof *table->parts);
    for (size_t i = 0; i < asked->part_count; i++) {
        int column = ask(grid, asked->parts[i]);
        if (column >= 0)
            table->parts[table->part_count++] = column;
    }
}

static void ask_identities(struct grid *grid, const struct par_published_asked *asked)
{
    struct par_published *table = grid->table;
    struct par_place place = par_grid_place(grid, &grid->rows[grid->header], -1);
    table->identities = par_arena_array(grid->arena, asked->identity_count, sizeof *table->identities);
    for (size_t i = 0; i < asked->identity_count; i++) {
        const char *bad;
        const struct par_identity *identity =
            par_identity_parse(asked->identities[i], find_column, grid, grid->arena, &bad);
        if (identity)
            table->identities[table->identity_count++] = identity;
        else
            par_diags_add(grid->diags, PAR_ERROR, PAR_PUBLISHED_IDENTITY, &place, asked->identities[i], *bad ? bad : "",
                          headings_of(grid), NULL);
    }
}

/* A column that was asked for is that and nothing else. */
static void free_column(int *roles, int asked)
{
    for (int role = 0; role < PAR_PRINTS; role++)
        if (role != asked && roles[role] == roles[asked])
            roles[role] = -1;
}

bool par_grid_columns(struct grid *grid, const struct par_published_asked *asked)
{
    size_t errors = par_diags_errors(grid->diags);
    for (int role = 0; role < PAR_PRINTS; role++)
        grid->table->role[role] = -1;
    for (int role = 0; role < PAR_PRINTS; role++)
        if (!asked || !asked->column[role])
            claim_role(grid, (enum par_printed_role)role);
    for (int role = 0; asked && role < PAR_PRINTS; role++)
        if (asked->column[role])
            grid->table->role[role] = ask(grid, asked->column[role]);
    for (int role = 0; asked && role < PAR_PRINTS; role++)
        if (asked->column[role])
            free_column(grid->table->role, role);
    if (asked && asked->max)
        ask_max(grid, asked->max);
    if (asked) {
        ask_parts(grid, asked);
        ask_identities(grid, asked);
    }
    return par_diags_errors(grid->diags) == errors;
}
