/* The ids of a draft: the numbers as printed, as long as each is the only one of its kind. Of two rows with the same
 * number the one that does not begin with the number of its parent is renamed, else the later one. */
#include <stdio.h>

#include "import_draft.h"

struct naming {
    struct import_draft *draft;
    size_t count;
    struct import_node **nodes; /* in the order of the table */
};

static struct naming collect(struct import_draft *draft)
{
    struct naming naming = {.draft = draft};
    size_t room = 0;
    for (struct import_node *node = par_import_tree_next(draft->total); node; node = par_import_tree_next(node)) {
        naming.nodes = par_arena_grow(draft->arena, naming.nodes, naming.count, &room, sizeof(struct import_node *));
        naming.nodes[naming.count++] = node;
    }
    return naming;
}

/* --- Numbering that begins anew ------------------------------------------------------------------------------------
 */

/* The part (II, B) that a plain number stands in; NULL: none. */
static const struct import_node *part_of(const struct import_node *node)
{
    if (node->label.style != IMPORT_DECIMAL || node->label.head)
        return NULL;
    for (node = node->parent; node; node = node->parent)
        if (node->label.style == IMPORT_ROMAN || node->label.style == IMPORT_UPPER)
            return node;
    return NULL;
}

static bool begins_anew(const struct naming *naming)
{
    for (size_t i = 0; i < naming->count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct import_node *a = part_of(naming->nodes[k]), *b = part_of(naming->nodes[i]);
            if (a && b && a != b && par_import_label_same(&naming->nodes[i]->label, &naming->nodes[k]->label))
                return true;
        }
    return false;
}

/* --- Candidates ----------------------------------------------------------------------------------------------------
 */

static const char *candidate_of(const struct naming *naming, const struct import_node *node, bool joined)
{
    struct par_arena *arena = naming->draft->arena;
    const char *text = par_import_label_text(&node->label, arena);
    const struct import_node *part = joined ? part_of(node) : NULL;
    switch (node->label.style) {
    case IMPORT_DECIMAL:
        return part ? par_arena_join(arena, par_import_label_text(&part->label, arena), ".", text, NULL) : text;
    case IMPORT_ROMAN:
    case IMPORT_UPPER:
        return text;
    case IMPORT_LOWER:
        return node->parent->parent ? par_arena_join(arena, node->parent->id, ".", text, NULL) : text;
    default:
        return "";
    }
}

static bool is_taken(const struct naming *naming, size_t until, const char *id)
{
    for (size_t i = 0; i < until; i++)
        if (strcmp(naming->nodes[i]->id, id) == 0)
            return true;
    return strcmp(id, PAR_TOTAL_ID) == 0;
}

/* True when a later row is printed with the number too. */
static bool is_printed_later(const struct naming *naming, size_t from, const char *id, bool joined)
{
    for (size_t i = from; i < naming->count; i++)
        if (strcmp(candidate_of(naming, naming->nodes[i], joined), id) == 0)
            return true;
    return false;
}

static const char *next_free(const struct naming *naming, size_t at, bool joined)
{
    const struct import_node *node = naming->nodes[at];
    struct par_arena *arena = naming->draft->arena;
    size_t ordinal = 1;
    for (const struct import_node *other = node->parent->first; other != node; other = other->next)
        ordinal++;
    for (;; ordinal++) {
        char text[24];
        snprintf(text, sizeof text, "%zu", ordinal);
        const char *id = node->parent->parent ? par_arena_join(arena, node->parent->id, ".", text, NULL)
                                              : par_arena_copy(arena, par_span_of(text));
        if (!is_taken(naming, at, id) && !is_printed_later(naming, at + 1, id, joined))
            return id;
    }
}

/* True when the number does not begin with that of its parent. */
static bool is_stray(const struct import_node *node)
{
    const struct import_node *parent = node->parent;
    const struct import_label *own = &node->label, *above = &parent->label;
    if (own->style != IMPORT_DECIMAL || above->style != IMPORT_DECIMAL || !parent->parent)
        return false;
    for (int i = 0; i < above->count; i++)
        if (i >= own->count - 1 || own->segments[i] != above->segments[i])
            return true;
    return false;
}

/* --- Naming --------------------------------------------------------------------------------------------------------
 */

static void note_misprint(struct import_draft *draft, struct import_node *node)
{
    node->accepts =
        par_arena_grow(draft->arena, node->accepts, node->accept_count, &node->accept_room, sizeof *node->accepts);
    node->accepts[node->accept_count++] =
        (struct import_accept){.fault = PAR_FAULT_ID_MISPRINT, .printed = node->label.printed};
}

/* Numbers that were repaired on the way are misprints too, unless only a zero was lost. */
static bool is_misprint(const struct import_node *node, struct par_arena *arena)
{
    if (node->label.style != IMPORT_DECIMAL)
        return false;
    struct import_label printed = par_import_label_of(node->label.printed, PAR_CELL_TEXT, arena);
    return printed.style == IMPORT_DECIMAL && printed.count != node->label.count;
}

/* What stands below a renamed number is measured by its new one. */
static void renumber(struct import_node *node, struct par_arena *arena)
{
    struct import_label label = par_import_label_of(node->id, PAR_CELL_TEXT, arena);
    if (node->label.style != IMPORT_DECIMAL || label.style != IMPORT_DECIMAL)
        return;
    label.printed = node->label.printed;
    node->label = label;
}

static void report(struct naming *naming, struct import_node *node, bool renamed)
{
    struct import_draft *draft = naming->draft;
    int column = draft->columns.at[IMPORT_NUMBER];
    if (!node->row || import_is_block(node))
        return;
    bool numbered = node->label.style >= IMPORT_DECIMAL && node->label.style <= IMPORT_LOWER;
    if (node->label.style == IMPORT_UNLABELLED || node->label.style == IMPORT_BULLET)
        par_import_remark(draft, node->row, column, PAR_WARNING, PAR_IMPORT_ID_NONE, node->id, NULL, NULL);
    else if (renamed && numbered)
        par_import_remark(draft, node->row, column, PAR_WARNING, PAR_IMPORT_ID_READ, node->label.printed, node->id,
                          NULL);
    else if (is_stray(node))
        par_import_remark(draft, node->row, column, PAR_WARNING, PAR_IMPORT_ID_STRAY, node->id, node->parent->id, NULL);
    if ((renamed && numbered) || is_misprint(node, draft->arena))
        note_misprint(draft, node);
}

void par_import_tree_name(struct import_draft *draft)
{
    struct naming naming = collect(draft);
    bool joined = begins_anew(&naming), told = false;
    for (size_t i = 0; i < naming.count; i++) {
        struct import_node *node = naming.nodes[i];
        const char *id = *node->id ? node->id : candidate_of(&naming, node, joined);
        node->id = "";
        bool renamed =
            !*id || is_taken(&naming, i, id) || (is_stray(node) && is_printed_later(&naming, i + 1, id, joined));
        node->id = renamed ? next_free(&naming, i, joined) : id;
        report(&naming, node, renamed);
        if (renamed)
            renumber(node, draft->arena);
        if (joined && !told && part_of(node) && node->row) {
            told = true;
            par_import_remark(draft, node->row, -1, PAR_NOTE, PAR_IMPORT_IDS_JOINED, node->id, NULL, NULL);
        }
    }
}
