/* Where a numbered row stands. What would come next is known from what stands before: a number that is none of that is
 * compared by its digits alone, which mends lost dots (7.11 for 7.1.1) and lost zeros (1.1 for 1.10). */
#include <stdio.h>

#include "import_draft.h"

enum { EXPECTED = 16 };

void par_import_remark(struct import_draft *draft, struct import_row *row, int column, enum par_severity severity,
                       enum par_code code, const char *a, const char *b, const char *c)
{
    struct par_import_remark *remark = par_arena_alloc(draft->arena, sizeof *remark);
    *remark = (struct par_import_remark){.severity = severity, .code = code, .args = {a, b, c}, .column = column};
    if (row->last_remark)
        *row->last_remark = remark;
    else
        row->out.remarks = remark;
    row->last_remark = &remark->next;
}

/* --- The tree ------------------------------------------------------------------------------------------------------
 */

struct import_node *par_import_tree_add(struct import_draft *draft, struct import_node *parent, struct import_row *row,
                                        const struct import_label *label, const char *name)
{
    struct import_node *node = par_arena_alloc(draft->arena, sizeof *node);
    *node = (struct import_node){.parent = parent,
                                 .row = row,
                                 .label = *label,
                                 .id = "",
                                 .name = name,
                                 .guide = "",
                                 .evidence = "",
                                 .role = parent ? parent->role : PAR_ROLE_BASE,
                                 .depth = parent ? parent->depth + 1 : 0};
    if (parent) {
        *(parent->last ? &parent->last->next : &parent->first) = node;
        parent->last = node;
        draft->last = node;
    }
    if (row)
        row->node = node;
    return node;
}

struct import_node *par_import_tree_next(const struct import_node *node)
{
    if (node->first)
        return node->first;
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

/* --- What may come next --------------------------------------------------------------------------------------------
 */

struct expected {
    size_t count;
    struct import_label labels[EXPECTED];
};

static void expect(struct expected *expected, const struct import_label *base, int more, int add)
{
    struct import_label label = *base;
    if (expected->count == EXPECTED || label.count + more > IMPORT_SEGMENTS)
        return;
    label.style = IMPORT_DECIMAL;
    for (int i = 0; i < more; i++)
        label.segments[label.count++] = 1;
    label.segments[label.count - 1] += add;
    for (size_t i = 0; i < expected->count; i++)
        if (par_import_label_same(&expected->labels[i], &label))
            return;
    expected->labels[expected->count++] = label;
}

/* The last number of one level before a node, in the order of the table. */
static const struct import_node *last_of_one_level(const struct import_draft *draft)
{
    const struct import_node *found = NULL;
    for (const struct import_node *node = draft->total->first; node; node = par_import_tree_next(node))
        if (node->label.style == IMPORT_DECIMAL && node->label.count == 1)
            found = node;
    return found;
}

/* First children of the last node, and the next sibling of it and of all above it. */
static struct expected expected_next(const struct import_draft *draft)
{
    static const struct import_label nothing = {.style = IMPORT_DECIMAL};
    struct expected expected = {0};
    const struct import_node *last = draft->last, *single = last_of_one_level(draft);
    if (last->label.style == IMPORT_DECIMAL)
        expect(&expected, &last->label, 1, 0);
    else
        expect(&expected, &nothing, 1, 0);
    if (last->label.style == IMPORT_ROMAN || last->label.style == IMPORT_UPPER)
        expect(&expected, &last->label, 1, 0);
    for (const struct import_node *node = last; node->parent; node = node->parent)
        if (node->label.style == IMPORT_DECIMAL)
            expect(&expected, &node->label, 0, 1);
    if (single)
        expect(&expected, &single->label, 0, 1);
    return expected;
}

static bool is_expected(const struct expected *expected, const struct import_label *label)
{
    for (size_t i = 0; i < expected->count; i++)
        if (par_import_label_same(&expected->labels[i], label))
            return true;
    return false;
}

bool par_import_tree_expects(const struct import_draft *draft, const struct import_label *label)
{
    struct expected expected = expected_next(draft);
    return is_expected(&expected, label);
}

/* --- Misprints -----------------------------------------------------------------------------------------------------
 */

static void digits_of(const struct import_label *label, char *digits, size_t size)
{
    size_t length = 0;
    for (int i = 0; i < label->count; i++) {
        int written = snprintf(digits + length, size - length, "%d", label->segments[i]);
        length += written > 0 ? (size_t)written : 0;
    }
}

/* The same digits, or the same but for a zero at the end that a number cell loses. */
static bool may_be(const struct import_label *printed, const struct import_label *meant)
{
    char a[64], b[64];
    digits_of(printed, a, sizeof a);
    digits_of(meant, b, sizeof b);
    size_t length = strlen(a);
    return strcmp(a, b) == 0 || (printed->count == meant->count && printed->count > 1 && strncmp(a, b, length) == 0 &&
                                 strcmp(b + length, "0") == 0);
}

static void mend(struct import_draft *draft, struct import_row *row, struct import_label *label)
{
    struct expected expected = expected_next(draft);
    const struct import_label *found = NULL;
    size_t candidates = 0;
    if (label->style != IMPORT_DECIMAL || is_expected(&expected, label))
        return;
    for (size_t i = 0; i < expected.count; i++)
        if (may_be(label, &expected.labels[i])) {
            found = &expected.labels[i];
            candidates++;
        }
    if (candidates != 1)
        return;
    struct import_label mended = *found;
    mended.printed = label->printed;
    mended.head = label->head;
    *label = mended;
    par_import_remark(draft, row, draft->columns.at[IMPORT_NUMBER], PAR_WARNING, PAR_IMPORT_ID_READ, label->printed,
                      par_import_label_text(label, draft->arena), NULL);
}

/* --- Parents -------------------------------------------------------------------------------------------------------
 */

static bool same_level(const struct import_label *a, const struct import_label *b)
{
    return a->style == b->style && a->count == b->count && a->style != IMPORT_UNLABELLED;
}

/* In a bonus or penalty block: true when the number goes on with the domains instead. */
static bool goes_on_outside(const struct import_draft *draft, const struct import_label *label)
{
    const struct import_node *domain = NULL;
    for (const struct import_node *node = draft->total->first; node; node = node->next)
        if (node->role == PAR_ROLE_BASE)
            domain = node;
    return domain && same_level(&domain->label, label) &&
           label->segments[label->count - 1] == domain->label.segments[label->count - 1] + 1;
}

static struct import_node *block_of(struct import_node *node)
{
    while (node->parent && node->parent->parent)
        node = node->parent;
    return node->role == PAR_ROLE_BASE ? NULL : node;
}

/* The parent of a level that is not open: for numbers the nearest with fewer levels, for letters and Roman numbers the
 * top, except that Roman numbers stand below letters. */
static struct import_node *parent_of_new_level(struct import_node *last, struct import_node *top,
                                               const struct import_label *label)
{
    struct import_node *node = last;
    enum import_style style = label->style;
    if (style == IMPORT_LOWER || style == IMPORT_BULLET || style == IMPORT_UNLABELLED)
        return node;
    while (node != top && style == IMPORT_ROMAN && node->label.style != IMPORT_UPPER)
        node = node->parent;
    while (node != top && style == IMPORT_UPPER)
        node = node->parent;
    while (node != top &&
           (node->label.style == style ? node->label.count >= label->count
                                       : node->label.style >= IMPORT_LOWER || node->label.style == IMPORT_UNLABELLED))
        node = node->parent;
    return node;
}

static struct import_node *parent_for(const struct import_draft *draft, const struct import_label *label)
{
    struct import_node *block = block_of(draft->last), *top = block ? block : draft->total;
    if (block && (same_level(&block->label, label) || goes_on_outside(draft, label)))
        return draft->total;
    for (struct import_node *node = draft->last; node != top; node = node->parent)
        if (same_level(&node->label, label))
            return node->parent;
    return parent_of_new_level(draft->last, top, label);
}

/* A number that repeats or skips: the first takes the next free one, the second is reported. */
static void check_order(struct import_draft *draft, struct import_row *row, const struct import_node *parent,
                        const struct import_label *label)
{
    const struct import_node *before = parent->last;
    int column = draft->columns.at[IMPORT_NUMBER], last = label->segments[label->count - 1];
    if (label->style == IMPORT_COLUMN || label->style == IMPORT_BULLET || label->style == IMPORT_UNLABELLED)
        return;
    bool listed = before && same_level(&before->label, label);
    bool fits = listed ? last == before->label.segments[label->count - 1] + 1 : last == 1;
    bool stray = label->style == IMPORT_DECIMAL && label->count > 1 && parent->label.style == IMPORT_DECIMAL &&
                 memcmp(parent->label.segments, label->segments, sizeof(int) * (size_t)(label->count - 1)) != 0;
    bool repeats = listed && last == before->label.segments[label->count - 1]; /* and will be renamed */
    if (fits || stray || repeats || par_import_tree_expects(draft, label))
        return;
    par_import_remark(draft, row, column, PAR_WARNING, PAR_IMPORT_ID_ORDER, par_import_label_text(label, draft->arena),
                      listed           ? par_import_label_text(&before->label, draft->arena)
                      : parent->parent ? par_import_label_text(&parent->label, draft->arena)
                                       : NULL,
                      NULL);
}

struct import_node *par_import_tree_place(struct import_draft *draft, struct import_row *row,
                                          struct import_label *label)
{
    mend(draft, row, label);
    struct import_node *parent = parent_for(draft, label);
    check_order(draft, row, parent, label);
    return parent;
}
