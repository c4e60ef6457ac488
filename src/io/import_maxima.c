/* Maxima: those that are not printed, totals, and what only they show: numbered rows that are options, and points of a
 * bonus or penalty block that stand right below its head. */
#include "import_draft.h"

static bool is_open(const struct import_node *node)
{
    return !node->first && node->option_count == 0;
}

/* --- Numbered options ----------------------------------------------------------------------------------------------
 */

static void make_option(struct import_draft *draft, struct import_node *node, const struct import_node *child)
{
    struct par_wording wording = par_wording_read(child->name, '\0', draft->arena);
    wording.worth = PAR_WORTH_POINTS;
    wording.points = child->max;
    par_import_option_add(draft, node, child->row, child->name, wording);
    child->row->node = node;
    child->row->out.kind = PAR_IMPORT_IS_OPTION;
}

/* Parts without options of their own, the best of which is the maximum while all together are more: alternatives. */
static void fold_options(struct import_draft *draft, struct import_node *node)
{
    par_points sum = 0, best = 0;
    for (const struct import_node *child = node->first; child; child = child->next) {
        if (!is_open(child) || !child->has_max || !par_points_add(sum, child->max, &sum))
            return;
        best = child->max > best ? child->max : best;
    }
    if (import_is_block(node) || node->depth < 2 || node->first == node->last || !node->has_max || best != node->max ||
        sum == best)
        return;
    par_import_remark(draft, node->row, -1, PAR_NOTE, PAR_IMPORT_FOLDED, node->first->id, NULL, NULL);
    for (const struct import_node *child = node->first; child; child = child->next)
        make_option(draft, node, child);
    node->first = node->last = NULL;
}

/* --- Blocks --------------------------------------------------------------------------------------------------------
 */

/* Each line of a block is a component of its own. */
static void unfold_block(struct import_draft *draft, struct import_node *block)
{
    struct import_label none = {.printed = ""};
    size_t count = block->option_count;
    struct import_option *options = block->options;
    if (block->first || count == 0)
        return;
    block->option_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct par_wording *wording = &options[i].wording;
        struct import_node *child = par_import_tree_add(draft, block, options[i].row, &none, wording->label);
        child->options = &options[i];
        child->option_count = child->option_room = 1;
        child->has_max = block->has_max || wording->worth == PAR_WORTH_POINTS || wording->cap > 0;
        child->max = wording->worth == PAR_WORTH_POINTS ? import_magnitude(wording->points)
                     : wording->cap > 0                 ? wording->cap
                                                        : block->max;
    }
}

/* --- Maxima --------------------------------------------------------------------------------------------------------
 */

static par_points sum_of(const struct import_node *node)
{
    par_points sum = 0;
    for (const struct import_node *child = node->first; child; child = child->next)
        if (child->role == node->role && !child->left_out && !par_points_add(sum, child->max, &sum))
            return 0;
    return sum;
}

static bool best_of(const struct import_node *node, par_points *best)
{
    *best = 0;
    for (size_t i = 0; i < node->option_count; i++) {
        const struct par_wording *wording = &node->options[i].wording;
        par_points points = wording->worth == PAR_WORTH_PER_ITEM ? wording->cap : import_magnitude(wording->points);
        *best = points > *best ? points : *best;
    }
    return *best > 0;
}

static void settle_leaf(struct import_draft *draft, struct import_node *node)
{
    int column = draft->columns.at[IMPORT_MAX];
    if (!node->has_max && best_of(node, &node->max)) {
        node->has_max = true;
        par_import_remark(draft, node->row, column, PAR_WARNING, PAR_IMPORT_MAX_BEST,
                          par_points_text(node->max, draft->arena), NULL, NULL);
    } else if (!node->has_max) {
        par_import_remark(draft, node->row, column, PAR_ERROR, PAR_IMPORT_MAX_NONE, NULL, NULL, NULL);
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the numbering */
static void settle(struct import_draft *draft, struct import_node *node)
{
    fold_options(draft, node);
    bool zero = node->has_max && node->max == 0 && !import_is_block(node);
    node->left_out = zero || node->parent->left_out;
    if (zero && !node->parent->left_out)
        par_import_remark(draft, node->row, draft->columns.at[IMPORT_MAX], PAR_WARNING, PAR_IMPORT_MAX_ZERO, NULL, NULL,
                          NULL);
    for (struct import_node *child = node->first; child; child = child->next)
        settle(draft, child);
    if (node->left_out)
        return;
    if (!node->first) {
        settle_leaf(draft, node);
        return;
    }
    if (node->has_max)
        return;
    node->has_max = true;
    node->max = sum_of(node);
    if (!import_is_block(node))
        par_import_remark(draft, node->row, draft->columns.at[IMPORT_MAX], PAR_WARNING, PAR_IMPORT_MAX_SUM,
                          par_points_text(node->max, draft->arena), NULL, NULL);
}

/* --- The total -----------------------------------------------------------------------------------------------------
 */

static void settle_total(struct import_draft *draft)
{
    struct import_node *total = draft->total;
    par_points sum = sum_of(total), bonus = draft->bonus ? draft->bonus->max : 0, with_bonus;
    total->has_max = true;
    total->max = sum;
    if (!draft->total_row || draft->printed_total == sum ||
        (par_points_add(sum, bonus, &with_bonus) && draft->printed_total == with_bonus))
        return;
    total->max = draft->printed_total;
    par_import_remark(draft, draft->total_row, draft->columns.at[IMPORT_MAX], PAR_WARNING, PAR_IMPORT_TOTAL,
                      par_points_text(draft->printed_total, draft->arena), par_points_text(sum, draft->arena), NULL);
}

void par_import_blocks_unfold(struct import_draft *draft)
{
    if (draft->bonus)
        unfold_block(draft, draft->bonus);
    if (draft->penalty)
        unfold_block(draft, draft->penalty);
}

void par_import_maxima_settle(struct import_draft *draft)
{
    for (struct import_node *node = draft->total->first; node; node = node->next)
        settle(draft, node);
    settle_total(draft);
}
