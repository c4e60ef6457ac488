/* Every row below the heading: a criterion, an option of the last one, a total, a note. */
#include "import_draft.h"
#include "parindex/text.h"

enum { LONGEST_BLOCK_HEAD = 120 }; /* bytes, bare */

struct reader {
    struct import_draft *draft;
    size_t at; /* row */
    bool notes;
    const char *previous[IMPORT_NAMES]; /* columns for levels: the last text of each */
};

/* --- Cells ---------------------------------------------------------------------------------------------------------
 */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool read_points(const struct reader *reader, struct import_row *row, enum import_role role, par_points *out)
{
    struct import_draft *draft = reader->draft;
    int column = draft->columns.at[role];
    const char *text = par_import_cell_fresh(row, column);
    if (!*text)
        return false;
    char sign = row->cells[column].kind == PAR_CELL_NUMBER ? '.' : draft->options->sign;
    enum par_figure figure = par_wording_points(text, sign, draft->arena, out);
    if (figure == PAR_FIGURE_UNSURE)
        par_import_remark(draft, row, column, PAR_ERROR, PAR_NUMBER_AMBIGUOUS, text, NULL, NULL);
    if (row->cells[column].kind == PAR_CELL_ERROR)
        par_import_remark(draft, row, column, PAR_ERROR, PAR_CELL_FAULT, text, NULL, NULL);
    return figure == PAR_FIGURE_READ;
}

/* A number before the name counts where there is no column of numbers, or where that is empty and it would come next.
 */
static bool takes_label(const struct reader *reader, const struct import_label *label)
{
    if (label->style == IMPORT_UNLABELLED)
        return false;
    return reader->draft->columns.at[IMPORT_NUMBER] < 0 || label->style == IMPORT_LOWER ||
           par_import_tree_expects(reader->draft, label);
}

/* In columns for levels a running number says nothing about the tree; one of several levels is that of the deepest. */
static void take_number(const struct reader *reader, struct import_item *item)
{
    const struct import_columns *columns = &reader->draft->columns;
    int column = columns->at[IMPORT_NUMBER];
    const char *number = par_import_cell_fresh(item->row, column), *rest;
    if (*number)
        item->label = par_import_label_of(number, item->row->cells[column].kind, reader->draft->arena);
    if (columns->name_count > 1 && (!item->deepest || item->label.count < 2))
        item->label = (struct import_label){.printed = ""};
    if (item->label.style == IMPORT_UNLABELLED && !*item->text)
        item->text = number; /* "Ghi chú:", "Tổng cộng" */
    if (item->label.style != IMPORT_UNLABELLED)
        return;
    struct import_label before = par_import_label_before(item->text, &rest, reader->draft->arena);
    if (!takes_label(reader, &before))
        return;
    item->label = before;
    item->text = rest;
}

static struct import_item item_of(const struct reader *reader, struct import_row *row, int name, bool deepest)
{
    const struct import_columns *columns = &reader->draft->columns;
    struct import_item item = {
        .row = row, .text = par_import_cell_fresh(row, name), .label = {.printed = ""}, .deepest = deepest};
    take_number(reader, &item);
    item.options = par_import_cell_fresh(row, columns->at[IMPORT_OPTIONS]);
    item.has_max = read_points(reader, row, IMPORT_MAX, &item.max);
    item.has_points = read_points(reader, row, IMPORT_POINTS, &item.points);
    item.bare = par_text_bare(par_span_of(item.text), reader->draft->arena);
    row->out.text = *item.text ? item.text : item.options;
    row->out.has_max = item.has_max;
    row->out.max = item.max;
    return item;
}

/* --- Nodes ----------------------------------------------------------------------------------------------------------
 */

static void add_node(struct reader *reader, const struct import_item *item, struct import_node *parent)
{
    struct import_draft *draft = reader->draft;
    struct import_node *node = par_import_tree_add(draft, parent, item->row, &item->label, item->text);
    par_import_node_fill(draft, node, item);
    reader->notes = false;
}

/* --- Bonus and penalty ---------------------------------------------------------------------------------------------
 */

/* The role of a block that a row heads; BASE: none. Both at once is not told apart: its rows are. */
static enum par_role block_role(const struct import_item *item, bool *both)
{
    static const char *const bonus[] = {"diem thuong", "thuong diem",       "diem cong",
                                        "cong diem",   "diem khuyen khich", NULL};
    static const char *const penalty[] = {"diem tru", "tru diem", "diem phat", NULL};
    bool top = item->label.style != IMPORT_DECIMAL || item->label.count == 1;
    bool plus = par_import_has_any(item->bare, bonus), minus = par_import_has_any(item->bare, penalty);
    *both = plus && minus;
    if (!top || item->label.style == IMPORT_LOWER || strlen(item->bare) > LONGEST_BLOCK_HEAD || (!plus && !minus))
        return PAR_ROLE_BASE;
    return plus ? PAR_ROLE_BONUS : PAR_ROLE_PENALTY;
}

static bool read_block(struct reader *reader, struct import_item *item)
{
    struct import_draft *draft = reader->draft;
    bool both;
    enum par_role role = block_role(item, &both);
    if (role == PAR_ROLE_BASE || par_import_has_worth(reader->draft, item->text))
        return false;
    struct import_node **block = role == PAR_ROLE_BONUS ? &draft->bonus : &draft->penalty;
    if (both || *block)
        return false;
    *block = par_import_tree_add(draft, draft->total, item->row, &item->label,
                                 par_import_one_line(draft->arena, par_span_of(item->text)));
    (*block)->role = role;
    (*block)->has_max = item->has_max;
    (*block)->max = import_magnitude(item->max);
    if (item->label.style == IMPORT_UNLABELLED || item->label.style == IMPORT_BULLET)
        (*block)->id = role == PAR_ROLE_BONUS ? "diem-thuong" : "diem-tru";
    item->row->out.kind = role == PAR_ROLE_BONUS ? PAR_IMPORT_IS_BONUS : PAR_IMPORT_IS_PENALTY;
    return true;
}

/* --- Totals and notes ----------------------------------------------------------------------------------------------
 */

static bool is_total(const struct import_item *item)
{
    static const char *const words[] = {"tong cong", "tong diem", "tong so diem", "tong so:", "cong:", "tong:", NULL};
    if (item->label.style == IMPORT_DECIMAL)
        return false;
    for (size_t i = 0; words[i]; i++)
        if (begins(item->bare, words[i]))
            return true;
    return strcmp(item->bare, "cong") == 0 || strcmp(item->bare, "tong") == 0 || strcmp(item->bare, "tong so") == 0;
}

/* "Tổng điểm: 100" gives the figure itself. */
static bool read_total(const struct reader *reader, const struct import_item *item)
{
    struct import_draft *draft = reader->draft;
    struct par_wording wording = par_wording_read(item->text, draft->options->sign, draft->arena);
    if (!is_total(item))
        return false;
    item->row->out.kind = PAR_IMPORT_IS_TOTAL;
    if (!item->has_max && wording.worth != PAR_WORTH_POINTS)
        return true;
    draft->printed_total = item->has_max ? item->max : wording.points;
    draft->total_row = item->row;
    return true;
}

static bool begins_notes(const struct import_item *item)
{
    static const char *const words[] = {"ghi chu",  "luu y",     "chu thich", "(*)", "(1)",
                                        "noi nhan", "nguoi lap", "* ",        NULL};
    if (item->label.style == IMPORT_DECIMAL)
        return false;
    for (size_t i = 0; words[i]; i++)
        if (begins(item->bare, words[i]))
            return true;
    return false;
}

/* Below a note only a numbered row with points is a criterion again. */
static bool ends_notes(const struct import_item *item)
{
    enum import_style style = item->label.style;
    return item->has_max && (style == IMPORT_DECIMAL || style == IMPORT_ROMAN || style == IMPORT_UPPER);
}

/* --- Rows without a number ------------------------------------------------------------------------------------------
 */

static struct import_row *next_row(const struct reader *reader, size_t at)
{
    const struct import_draft *draft = reader->draft;
    for (at++; at < draft->grid.count; at++) {
        struct import_row *row = &draft->grid.rows[at];
        if (*par_import_cell_fresh(row, draft->columns.names[0]) ||
            *par_import_cell_fresh(row, draft->columns.at[IMPORT_NUMBER]))
            return row;
    }
    return NULL;
}

/* True when the row behind has no number, and points in its words. */
static bool options_follow(const struct reader *reader)
{
    const struct import_columns *columns = &reader->draft->columns;
    const struct import_row *row = next_row(reader, reader->at);
    if (!row)
        return false;
    int number = columns->at[IMPORT_NUMBER];
    struct import_label label =
        par_import_label_of(par_import_cell_fresh(row, number), PAR_CELL_TEXT, reader->draft->arena);
    bool plain = label.style == IMPORT_UNLABELLED || label.style == IMPORT_BULLET;
    return plain && par_import_has_worth(reader->draft, par_import_cell_fresh(row, columns->names[0]));
}

/* A heading whose number is missing: the next number is the first below a number that would come now. */
static bool lacks_number(const struct reader *reader, struct import_label *label)
{
    const struct import_draft *draft = reader->draft;
    int column = draft->columns.at[IMPORT_NUMBER];
    for (size_t at = reader->at + 1; at < draft->grid.count; at++) {
        const char *text = par_import_cell_fresh(&draft->grid.rows[at], column);
        if (!*text)
            continue;
        *label = par_import_label_of(text, draft->grid.rows[at].cells[column].kind, draft->arena);
        if (label->style != IMPORT_DECIMAL || label->count < 2 || label->segments[label->count - 1] != 1 ||
            par_import_tree_expects(draft, label))
            return false;
        label->count--;
        label->printed = "";
        return par_import_tree_expects(draft, label);
    }
    return false;
}

static void read_unnumbered(struct reader *reader, struct import_item *item)
{
    struct import_draft *draft = reader->draft;
    struct import_node *last = draft->last;
    bool worth = par_import_has_worth(reader->draft, item->text);
    bool loose = last == draft->total || (last->option_count == 0 && !last->first) ||
                 last->label.style == IMPORT_UNLABELLED || item->label.style == IMPORT_LOWER;
    struct import_label label;
    if (item->has_max && !worth && lacks_number(reader, &label)) {
        par_import_remark(draft, item->row, draft->columns.at[IMPORT_NUMBER], PAR_WARNING, PAR_IMPORT_ID_NONE,
                          par_import_label_text(&label, draft->arena), NULL, NULL);
        item->label = label;
        add_node(reader, item, par_import_tree_place(draft, item->row, &item->label));
        return;
    }
    bool heads = !worth && loose && options_follow(reader) && (item->has_max || item->label.style == IMPORT_LOWER);
    if (heads || (last == draft->total && item->has_max)) {
        bool beside = last->label.style == IMPORT_UNLABELLED && last->parent && item->label.style == IMPORT_UNLABELLED;
        struct import_node *parent = item->label.style == IMPORT_LOWER
                                         ? par_import_tree_place(draft, item->row, &item->label)
                                     : beside && last->row ? last->parent
                                                           : last;
        add_node(reader, item, parent);
        return;
    }
    if (last == draft->total) {
        par_import_remark(draft, item->row, -1, PAR_WARNING, PAR_IMPORT_SKIPPED, item->text, NULL, NULL);
        return;
    }
    enum import_role role = item->has_points ? IMPORT_POINTS : IMPORT_MAX;
    const char *words = par_import_cell_fresh(item->row, draft->columns.at[role]);
    const par_points *points = item->has_points ? &item->points : item->has_max ? &item->max : NULL;
    item->row->node = last;
    const char *text = *item->text ? item->text : item->options;
    if (!points && *words && !worth) /* "75% số điểm" */
        text = par_arena_join(draft->arena, text, ": ", words, NULL);
    size_t added = par_import_options_add(draft, last, item->row, text, points, draft->columns.at[role]);
    if (*item->text && *item->options)
        added += par_import_options_add(draft, last, item->row, item->options, NULL, -1);
    item->row->out.kind = added ? PAR_IMPORT_IS_OPTION : PAR_IMPORT_IS_NOTE;
}

/* --- A row ---------------------------------------------------------------------------------------------------------
 */

static bool is_plain_row(const struct import_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (*row->cells[i].text && !row->cells[i].merged)
            return false;
    return true;
}

static void read_item(struct reader *reader, struct import_item *item)
{
    struct import_draft *draft = reader->draft;
    enum import_style style = item->label.style;
    if (!*item->text && !*item->options)
        return;
    if (read_total(reader, item))
        return;
    if (begins_notes(item))
        reader->notes = true;
    if (reader->notes && !ends_notes(item)) {
        item->row->out.kind = PAR_IMPORT_IS_NOTE;
        return;
    }
    if (read_block(reader, item))
        return;
    if (style == IMPORT_DECIMAL || style == IMPORT_ROMAN || style == IMPORT_UPPER)
        add_node(reader, item, par_import_tree_place(draft, item->row, &item->label));
    else
        read_unnumbered(reader, item);
}

/* Columns for levels: a row may begin several nodes at once; the maximum is that of the deepest. */
static void read_levels(struct reader *reader, struct import_row *row)
{
    const struct import_columns *columns = &reader->draft->columns;
    int deepest = -1;
    for (size_t i = 0; i < columns->name_count; i++) {
        const char *text = par_import_cell_fresh(row, columns->names[i]);
        bool repeats = i + 1 < columns->name_count && reader->previous[i] && strcmp(text, reader->previous[i]) == 0;
        deepest = *text && !repeats ? (int)i : deepest;
    }
    for (int i = 0; i <= deepest; i++) {
        const char *text = par_import_cell_fresh(row, columns->names[i]);
        if (!*text || (i < deepest && reader->previous[i] && strcmp(text, reader->previous[i]) == 0))
            continue;
        reader->previous[i] = text;
        struct import_item item = item_of(reader, row, columns->names[i], i == deepest);
        bool is_option = item.label.style == IMPORT_UNLABELLED && par_import_has_worth(reader->draft, item.text);
        if (item.label.style == IMPORT_UNLABELLED && !is_option && !is_total(&item) && !begins_notes(&item))
            item.label = (struct import_label){.style = IMPORT_COLUMN, .count = i + 1, .printed = ""};
        if (i < deepest) {
            item.has_max = item.has_points = false;
            item.options = "";
        }
        if (item.label.style == IMPORT_COLUMN)
            add_node(reader, &item, par_import_tree_place(reader->draft, row, &item.label));
        else
            read_item(reader, &item);
    }
}

static void read_row(struct reader *reader, struct import_row *row)
{
    struct import_draft *draft = reader->draft;
    if (is_plain_row(row))
        return;
    if (par_import_columns_repeated(&draft->columns, row, draft->arena)) {
        row->out.kind = PAR_IMPORT_IS_HEADER;
        row->out.text = par_import_cell_any(row, draft->columns.names[0]);
        return;
    }
    if (draft->columns.name_count > 1) {
        read_levels(reader, row);
        return;
    }
    struct import_item item = item_of(reader, row, draft->columns.names[0], true);
    read_item(reader, &item);
}

/* --- All rows ------------------------------------------------------------------------------------------------------
 */

static void read_titles(struct import_draft *draft)
{
    for (size_t i = 0; i < draft->columns.behind; i++) {
        struct import_row *row = &draft->grid.rows[i];
        for (int k = 0; (size_t)k < row->count; k++) {
            const char *text = par_import_cell_fresh(row, k);
            if (*text)
                row->out.text = *row->out.text ? par_arena_join(draft->arena, row->out.text, " | ", text, NULL) : text;
        }
        if (*row->out.text)
            row->out.kind = i < draft->columns.heading ? PAR_IMPORT_IS_TITLE : PAR_IMPORT_IS_HEADER;
    }
}

static bool begins_sheet(const struct import_grid *grid, size_t at)
{
    const char *before = grid->rows[at - 1].out.sheet, *sheet = grid->rows[at].out.sheet;
    return before && sheet && strcmp(before, sheet) != 0;
}

/* A table of the document that begins at 1 again is another criteria table, not the next page of this one. */
static bool begins_anew(const struct reader *reader, size_t at)
{
    const struct import_draft *draft = reader->draft;
    int column = draft->columns.at[IMPORT_NUMBER];
    const char *sheet = draft->grid.rows[at].out.sheet;
    for (; at < draft->grid.count && strcmp(draft->grid.rows[at].out.sheet, sheet) == 0; at++) {
        const struct import_row *row = &draft->grid.rows[at];
        const char *text = par_import_cell_fresh(row, column >= 0 ? column : draft->columns.names[0]), *rest;
        bool heading = par_import_columns_repeated(&draft->columns, row, draft->arena);
        struct import_label label = column >= 0 ? par_import_label_of(text, row->cells[column].kind, draft->arena)
                                                : par_import_label_before(text, &rest, draft->arena);
        if (heading || label.style == IMPORT_UNLABELLED)
            continue;
        return label.count == 1 && label.segments[0] == 1 && label.style != IMPORT_LOWER &&
               !par_import_tree_expects(draft, &label);
    }
    return false;
}

void par_import_rows_read(struct import_draft *draft)
{
    struct reader reader = {.draft = draft};
    read_titles(draft);
    for (reader.at = draft->columns.behind; reader.at < draft->grid.count; reader.at++) {
        struct import_row *row = &draft->grid.rows[reader.at];
        if (draft->last != draft->total && begins_sheet(&draft->grid, reader.at) && begins_anew(&reader, reader.at)) {
            par_import_remark(draft, row, -1, PAR_WARNING, PAR_IMPORT_TABLES, NULL, NULL, NULL);
            return;
        }
        read_row(&reader, row);
    }
}
