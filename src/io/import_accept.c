/* The document read again as par-criteria(5) reads it. A fault that a set may keep is accepted on its node, a rule that
 * the set would not load with gives way to a weaker one; so what is wrong with a table is judged in one place only. */
#include "import_draft.h"
#include "parindex/json.h"
#include "parindex/text.h"

/* The fault that an error is, as far as a rule or a sum has it; COUNT: none. */
static enum par_fault fault_of(enum par_code code)
{
    for (int fault = 0; fault < PAR_FAULT_COUNT; fault++)
        if (fault != PAR_FAULT_ID_MISPRINT && par_fault_code((enum par_fault)fault) == code)
            return (enum par_fault)fault;
    return PAR_FAULT_COUNT;
}

static struct import_node *node_of(const struct import_draft *draft, const char *id)
{
    if (!id)
        return NULL;
    if (strcmp(id, PAR_TOTAL_ID) == 0)
        return draft->total;
    for (struct import_node *node = par_import_tree_next(draft->total); node; node = par_import_tree_next(node))
        if (strcmp(node->id, id) == 0)
            return node;
    return NULL;
}

/* What the fault is about, in signs. */
static const char *detail_of(enum par_fault fault, const struct par_diag *diag, struct par_arena *arena)
{
    const char *const *args = diag->args;
    switch (fault) {
    case PAR_FAULT_BANDS_OVERLAP:
        return par_arena_join(arena, args[0], " (", args[1], " | ", args[2], ")", NULL);
    case PAR_FAULT_BEST_NOT_MAX:
    case PAR_FAULT_SUM_MISMATCH:
        return par_arena_join(arena, args[0], " ≠ ", args[1], NULL);
    default:
        return args[0];
    }
}

static bool accept(struct import_draft *draft, struct import_node *node, enum par_fault fault,
                   const struct par_diag *diag)
{
    for (size_t i = 0; i < node->accept_count; i++)
        if (node->accepts[i].fault == fault)
            return false;
    node->accepts =
        par_arena_grow(draft->arena, node->accepts, node->accept_count, &node->accept_room, sizeof *node->accepts);
    node->accepts[node->accept_count++] = (struct import_accept){
        .fault = fault, .a = diag->args[0], .b = diag->args[1], .detail = detail_of(fault, diag, draft->arena)};
    return true;
}

/* Both do something about the errors of one reading; false when nothing can be done. */
static bool weaken_rules(struct import_draft *draft, struct par_diags *diags)
{
    bool weakened = false;
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        struct import_node *node = node_of(draft, diag->place.node);
        if (diag->severity < PAR_ERROR || !node || fault_of(diag->code) != PAR_FAULT_COUNT)
            continue;
        if (!node->first && node->parent && !import_is_block(node))
            weakened = par_import_rules_weaken(draft, node, diag) || weakened;
    }
    return weakened;
}

static bool accept_faults(struct import_draft *draft, struct par_diags *diags)
{
    bool accepted = false;
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        struct import_node *node = node_of(draft, diag->place.node);
        enum par_fault fault = fault_of(diag->code);
        if (diag->severity >= PAR_ERROR && node && fault != PAR_FAULT_COUNT)
            accepted = accept(draft, node, fault, diag) || accepted;
    }
    return accepted;
}

static void remark_accepts(struct import_draft *draft)
{
    for (struct import_node *node = draft->total; node; node = par_import_tree_next(node)) {
        struct import_row *row = node->row          ? node->row
                                 : draft->total_row ? draft->total_row
                                                    : &draft->grid.rows[draft->columns.heading];
        for (size_t i = 0; i < node->accept_count; i++)
            if (node->accepts[i].fault != PAR_FAULT_ID_MISPRINT)
                par_import_remark(draft, row, -1, PAR_WARNING, PAR_IMPORT_FAULT, par_fault_name(node->accepts[i].fault),
                                  node->accepts[i].detail, NULL);
    }
}

static const struct par_set *read_set(struct import_draft *draft, struct par_span json, struct par_diags *diags)
{
    struct par_source *source = par_source_memory(json, 0, draft->grid.file, draft->arena);
    const struct par_node *root = par_json_read(source, draft->arena, diags);
    return root ? par_set_read(root, draft->grid.file, par_text_fold, draft->arena, diags) : NULL;
}

const struct par_set *par_import_accept_all(struct import_draft *draft, struct par_span *json, struct par_diags *diags)
{
    for (;;) {
        struct par_diags *findings = par_diags_new(draft->arena, SIZE_MAX, SIZE_MAX);
        *json = par_import_json_text(draft);
        const struct par_set *set = read_set(draft, *json, findings);
        if (!set && (weaken_rules(draft, findings) || accept_faults(draft, findings)))
            continue; /* a weaker rule has other faults */
        remark_accepts(draft);
        return set ? set : read_set(draft, *json, diags);
    }
}
