#include "parindex/annex.h"

#include <stdlib.h>

static const enum par_annex_column written_columns[] = {PAR_ANNEX_TITLE, PAR_ANNEX_CAUSE, PAR_ANNEX_TARGET,
                                                        PAR_ANNEX_LEAD, PAR_ANNEX_WITH};
static const enum par_annex_column figure_columns[] = {PAR_ANNEX_MAX, PAR_ANNEX_POINTS, PAR_ANNEX_LOST,
                                                       PAR_ANNEX_YEARS};

enum {
    WRITTEN = sizeof written_columns / sizeof *written_columns,
    FIGURES = sizeof figure_columns / sizeof *figure_columns,
    MARK_SIZE = 8
};

const char *par_annex_column_name(enum par_annex_column column)
{
    static const char *const names[] = {"stt",      "unit",       "name",       "criterion", "title",  "max",  "points",
                                        "lost",     "years_lost", "plan_cause", "solution",  "target", "lead", "with",
                                        "deadline", "progress",   "period",     "set",       "key"};
    return names[column];
}

static const char *const state_names[] = {"lost",           "missing",    "by-hand",      "won",    "pending",
                                          "not-applicable", "no-figures", "no-criterion", "no-unit"};

const char *par_annex_state_name(enum par_annex_state state)
{
    return state_names[state];
}

bool par_annex_state_named(struct par_span name, enum par_annex_state *state)
{
    for (int i = 0; i < PAR_ANNEX_STATES; i++)
        if (par_span_is(name, state_names[i])) {
            *state = (enum par_annex_state)i;
            return true;
        }
    return false;
}

/* --- Marks ------------------------------------------------------------------------------------------------------- */

/* FNV-1a */
static uint64_t hash_byte(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * UINT64_C(1099511628211);
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = hash_byte(hash, *text);
    return hash_byte(hash, '\0');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A run of blanks is one, none stand at the ends: a spreadsheet may change them. */
static uint64_t hash_words(uint64_t hash, const char *text)
{
    bool between = false, begun = false;
    for (; *text; text++) {
        if (is_blank(*text)) {
            between = begun;
            continue;
        }
        if (between)
            hash = hash_byte(hash, ' ');
        hash = hash_byte(hash, *text);
        between = false;
        begun = true;
    }
    return hash_byte(hash, '\0');
}

/* A number with a dot, and without zeros at the end of its decimals. */
static uint64_t hash_number(uint64_t hash, const char *text)
{
    size_t size = strlen(text);
    if (strpbrk(text, ".,")) {
        while (size > 0 && text[size - 1] == '0')
            size--;
        size -= size > 0 && (text[size - 1] == '.' || text[size - 1] == ',');
    }
    for (size_t i = 0; i < size; i++)
        hash = hash_byte(hash, text[i] == ',' ? '.' : text[i]);
    return hash_byte(hash, '\0');
}

static void print_mark(uint64_t hash, char *mark)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
    hash ^= hash >> 40;
    for (int i = 0; i < MARK_SIZE; i++, hash >>= 5)
        mark[i] = digits[hash & 31];
    mark[MARK_SIZE] = '\0';
}

/* Every mark belongs to its cell: a key that got into another row says nothing there. */
static uint64_t begin_mark(const char *unit, const char *criterion, int column)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    return hash_byte(hash_text(hash_text(hash, unit), criterion), (char)('a' + column));
}

static void mark_text(const char *unit, const char *criterion, enum par_annex_column column, const char *text,
                      char *mark)
{
    print_mark(hash_words(begin_mark(unit, criterion, (int)column), text), mark);
}

static void mark_figures(const char *unit, const char *criterion, const char *const figures[FIGURES], char *mark)
{
    uint64_t hash = begin_mark(unit, criterion, PAR_ANNEX_COLUMNS);
    for (size_t i = 0; i < FIGURES; i++)
        hash = hash_number(hash, figures[i]);
    print_mark(hash, mark);
}

/* The n-th of the marks of a kept row; size 0: it has none. */
static struct par_span mark_at(const struct par_kept_row *row, size_t n)
{
    const char *mark = row->has_key ? row->marks : "";
    for (; n > 0 && *mark; n--) {
        mark += strcspn(mark, ".");
        mark += *mark == '.';
    }
    return (struct par_span){mark, strcspn(mark, ".")};
}

/* --- The key ----------------------------------------------------------------------------------------------------- */

/* A spreadsheet may have made a number or a date of it: 1 of 001, 1.1 of 1.10. */
static bool may_have_been(const char *seen, const char *was)
{
    struct par_quantity a, b;
    if (strcmp(seen, was) == 0 || *seen == '\0')
        return true;
    if (strspn(seen, "0123456789") == 4 && seen[4] == '-')
        return strpbrk(was, ".-/") != NULL;
    if (strspn(seen, "0123456789/") == strlen(seen) && strchr(seen, '/'))
        return strpbrk(was, ".-/") != NULL;
    return strlen(seen) < strlen(was) && par_quantity_parse(par_span_of(seen), &a) == PAR_NUMBER_OK &&
           par_quantity_parse(par_span_of(was), &b) == PAR_NUMBER_OK &&
           par_ratio_compare(par_quantity_ratio(a), par_quantity_ratio(b)) == 0;
}

static struct par_span next_part(const char **rest)
{
    struct par_span part = {*rest, strcspn(*rest, "|")};
    *rest += part.size;
    *rest += **rest == '|';
    return part;
}

void par_annex_identify(struct par_kept_row *row, struct par_arena *arena)
{
    const char *rest = row->cells[PAR_ANNEX_KEY].text;
    row->unit = row->cells[PAR_ANNEX_UNIT].text;
    row->criterion = row->cells[PAR_ANNEX_CRITERION].text;
    row->key_unit = row->unit;
    row->key_criterion = row->criterion;
    row->has_key = false;
    row->state = PAR_ANNEX_IS_BY_HAND;
    row->marks = "";
    if (*rest != '#')
        return;
    rest++;
    const char *unit = par_arena_copy(arena, next_part(&rest)), *criterion = par_arena_copy(arena, next_part(&rest));
    enum par_annex_state state;
    if (!par_annex_state_named(next_part(&rest), &state) || !may_have_been(row->unit, unit) ||
        !may_have_been(row->criterion, criterion))
        return;
    row->unit = row->key_unit = unit;
    row->criterion = row->key_criterion = criterion;
    row->has_key = true;
    row->state = state;
    row->marks = rest;
}

static void print_figures(const struct par_annex_item *item, const char *figures[FIGURES], struct par_arena *arena)
{
    char years[PAR_DECIMAL_TEXT] = "";
    if (item->years > 0)
        par_decimal_print(item->years, 0, 0, '.', years);
    figures[0] = par_points_text(item->max, arena);
    figures[1] = item->points.is ? par_points_text(item->points.points, arena) : "";
    figures[2] = item->lost.is ? par_points_text(item->lost.points, arena) : "";
    figures[3] = par_arena_copy(arena, par_span_of(years));
}

/* --- A row ------------------------------------------------------------------------------------------------------- */

/* Whether a written cell of a kept row is as the program wrote it. */
static bool is_untouched(const struct par_kept_row *kept, size_t n, const char *fresh)
{
    enum par_annex_column column = written_columns[n];
    const char *text = kept->cells[column].text;
    char mark[MARK_SIZE + 1], would[MARK_SIZE + 1];
    mark_text(kept->key_unit, kept->key_criterion, column, text, mark);
    if (kept->has_key)
        return par_span_is(mark_at(kept, n), mark);
    mark_text(kept->key_unit, kept->key_criterion, column, fresh, would);
    return *text == '\0' || strcmp(mark, would) == 0;
}

/* Fills a written cell and returns its mark. */
static const char *write_cell(struct par_annex_row *row, size_t n, struct par_arena *arena)
{
    enum par_annex_column column = written_columns[n];
    const char *fresh = row->item->written[column];
    char mark[MARK_SIZE + 1];
    if (row->kept && !fresh) { /* as it stands, whoever wrote it */
        row->cells[column] = row->kept->cells[column];
        if (!row->kept->has_key || !is_untouched(row->kept, n, ""))
            return "-";
        fresh = row->cells[column].text;
    }
    fresh = fresh ? fresh : "";
    if (row->kept && !is_untouched(row->kept, n, fresh)) {
        row->cells[column] = row->kept->cells[column];
        return "-";
    }
    row->cells[column].text = fresh;
    mark_text(row->item->unit, row->item->criterion, column, fresh, mark);
    return par_arena_copy(arena, par_span_of(mark));
}

static bool were_figures_changed(const struct par_kept_row *kept)
{
    const char *figures[FIGURES];
    char mark[MARK_SIZE + 1];
    struct par_span was = mark_at(kept, WRITTEN);
    for (size_t i = 0; i < FIGURES; i++)
        figures[i] = kept->cells[figure_columns[i]].text;
    mark_figures(kept->key_unit, kept->key_criterion, figures, mark);
    return was.size > 0 && !par_span_is(was, mark);
}

static const char *mark_of_figures(const struct par_annex_row *row, struct par_arena *arena)
{
    const char *figures[FIGURES];
    char mark[MARK_SIZE + 1];
    for (size_t i = 0; i < FIGURES && !row->has_figures; i++)
        figures[i] = row->kept ? row->kept->cells[figure_columns[i]].text : "";
    if (row->has_figures)
        print_figures(row->item, figures, arena);
    mark_figures(row->item->unit, row->item->criterion, figures, mark);
    return par_arena_copy(arena, par_span_of(mark));
}

static void fill_row(struct par_annex_row *row, struct par_arena *arena)
{
    const struct par_annex_item *item = row->item;
    const char *key =
        par_arena_join(arena, "#", item->unit, "|", item->criterion, "|", par_annex_state_name(item->state), "|", NULL);
    row->state = item->state;
    row->ended = item->state >= PAR_ANNEX_IS_WON;
    row->has_figures = item->has_figures;
    for (int i = 0; i < PAR_ANNEX_COLUMNS; i++)
        row->cells[i] = row->kept ? row->kept->cells[i] : (struct par_annex_cell){"", 0};
    for (size_t n = 0; n < WRITTEN; n++)
        key = par_arena_join(arena, key, write_cell(row, n, arena), ".", NULL);
    row->figures_changed = row->kept && row->has_figures && were_figures_changed(row->kept);
    row->cells[PAR_ANNEX_KEY] =
        (struct par_annex_cell){par_arena_join(arena, key, mark_of_figures(row, arena), NULL), 0};
}

static void leave_row(struct par_annex_row *row)
{
    row->state = row->kept->state;
    row->ended = row->state >= PAR_ANNEX_IS_WON;
    row->as_it_stands = true;
    memcpy(row->cells, row->kept->cells, sizeof row->cells);
}

/* --- All rows ---------------------------------------------------------------------------------------------------- */

struct merging {
    const struct par_kept *kept;
    const struct par_annex_item *items;
    size_t item_count;
    par_annex_ask ask;
    void *context;
    struct par_arena *arena;
    struct par_names *by_key; /* -> position in items */
    bool *is_taken;           /* per item: a kept row stands for it */
    size_t count;
    struct par_annex_row *rows;
};

static const char *key_of(const char *unit, const char *criterion, struct par_arena *arena)
{
    return par_arena_join(arena, unit, "|", criterion, NULL);
}

static struct par_annex_row *add_row(struct merging *merging, const struct par_kept_row *kept)
{
    struct par_annex_row *row = &merging->rows[merging->count++];
    row->kept = kept;
    return row;
}

/* People's rows stand behind the row before them in the file. */
static void add_by_hand(struct merging *merging, const struct par_kept_row *kept, const struct par_annex_row *before)
{
    struct par_annex_row *row = add_row(merging, kept);
    leave_row(row);
    row->state = PAR_ANNEX_IS_BY_HAND;
    row->ended = before && before->ended;
    row->order = before ? before->order : 0;
    row->place = before ? before->place : 0;
}

static void add_other(struct merging *merging, const struct par_kept_row *kept, size_t place)
{
    struct par_annex_item *item = par_arena_alloc(merging->arena, sizeof *item);
    bool asked = merging->ask(merging->context, kept, item);
    struct par_annex_row *row = add_row(merging, kept);
    row->order = item->order;
    row->place = place;
    if (!asked) {
        leave_row(row);
        return;
    }
    row->item = item;
    fill_row(row, merging->arena);
}

static int32_t find_item(const struct merging *merging, const struct par_kept_row *kept)
{
    const char *key = key_of(kept->unit, kept->criterion, merging->arena);
    return kept->gone ? PAR_NAME_NONE : par_names_find(merging->by_key, par_span_of(key));
}

static void add_kept(struct merging *merging, size_t n)
{
    const struct par_kept_row *kept = &merging->kept->rows[n];
    const struct par_annex_row *before = merging->count ? &merging->rows[merging->count - 1] : NULL;
    int32_t found = find_item(merging, kept);
    bool is_second = found >= 0 && merging->is_taken[found];
    if (found >= 0 && !is_second) {
        struct par_annex_row *row = add_row(merging, kept);
        merging->is_taken[found] = true;
        row->item = &merging->items[found];
        row->order = row->item->order;
        row->place = (size_t)found + 1;
        fill_row(row, merging->arena);
    } else if (kept->has_key && !is_second) {
        add_other(merging, kept, merging->item_count + n + 1);
    } else {
        add_by_hand(merging, kept, before);
    }
}

static void add_new(struct merging *merging)
{
    for (size_t i = 0; i < merging->item_count; i++) {
        if (merging->is_taken[i])
            continue;
        struct par_annex_row *row = add_row(merging, NULL);
        row->item = &merging->items[i];
        row->order = row->item->order;
        row->place = i + 1;
        fill_row(row, merging->arena);
    }
}

/* Rows with equal places stay in the order in which they were added: that of the file. */
static int by_place(const void *a, const void *b)
{
    const struct par_annex_row *x = *(const struct par_annex_row *const *)a,
                               *y = *(const struct par_annex_row *const *)b;
    if (x->ended != y->ended)
        return x->ended ? 1 : -1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void sort_rows(struct merging *merging)
{
    struct par_annex_row **sorted = par_arena_array(merging->arena, merging->count, sizeof *sorted);
    struct par_annex_row *rows = par_arena_array(merging->arena, merging->count, sizeof *rows);
    for (size_t i = 0; i < merging->count; i++)
        sorted[i] = &merging->rows[i];
    qsort(sorted, merging->count, sizeof *sorted, by_place);
    for (size_t i = 0; i < merging->count; i++)
        rows[i] = *sorted[i];
    merging->rows = rows;
}

size_t par_annex_merge(const struct par_annex_item *items, size_t count, const struct par_kept *kept, par_annex_ask ask,
                       void *context, struct par_arena *arena, struct par_annex_row **rows)
{
    size_t kept_count = kept ? kept->count : 0;
    struct merging merging = {.kept = kept,
                              .items = items,
                              .item_count = count,
                              .ask = ask,
                              .context = context,
                              .arena = arena,
                              .by_key = par_names_new(arena),
                              .is_taken = par_arena_array(arena, count, sizeof(bool)),
                              .rows = par_arena_array(arena, count + kept_count, sizeof *merging.rows)};
    for (size_t i = 0; i < count; i++)
        par_names_add(merging.by_key, par_span_of(key_of(items[i].unit, items[i].criterion, arena)), (int32_t)i);
    for (size_t i = 0; i < kept_count; i++)
        add_kept(&merging, i);
    add_new(&merging);
    sort_rows(&merging);
    *rows = merging.rows;
    return merging.count;
}
