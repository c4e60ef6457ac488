#include "parindex/import.h"

#include "import_draft.h"

enum { USUAL_DECIMALS = 2 };

const char *par_import_kind_name(enum par_import_kind kind)
{
    static const char *const names[] = {
        [PAR_IMPORT_IS_SKIPPED] = "skipped",     [PAR_IMPORT_IS_TITLE] = "title",
        [PAR_IMPORT_IS_HEADER] = "header",       [PAR_IMPORT_IS_DOMAIN] = "domain",
        [PAR_IMPORT_IS_CRITERION] = "criterion", [PAR_IMPORT_IS_COMPONENT] = "component",
        [PAR_IMPORT_IS_OPTION] = "option",       [PAR_IMPORT_IS_BONUS] = "bonus",
        [PAR_IMPORT_IS_PENALTY] = "penalty",     [PAR_IMPORT_IS_NOTE] = "note",
        [PAR_IMPORT_IS_TOTAL] = "total"};
    return names[kind];
}

/* The remarks as findings, in the order of the rows. */
static void report_remarks(const struct import_draft *draft, struct par_diags *diags)
{
    for (size_t i = 0; i < draft->grid.count; i++) {
        const struct import_row *row = &draft->grid.rows[i];
        for (const struct par_import_remark *remark = row->out.remarks; remark; remark = remark->next) {
            bool placed = remark->column >= 0 && (size_t)remark->column < draft->columns.width;
            struct par_place place = {.file = draft->grid.file,
                                      .sheet = row->out.sheet,
                                      .line = row->out.line,
                                      .field = placed ? (uint32_t)remark->column + 1 : 0,
                                      .header = placed ? draft->columns.headings[remark->column] : NULL,
                                      .node = row->node ? row->node->id : NULL};
            const char *const *args = remark->args;
            par_diags_add(diags, remark->severity, remark->code, &place, args[0] ? args[0] : "", args[1] ? args[1] : "",
                          args[2] ? args[2] : "", NULL);
        }
    }
}

static bool has_errors(const struct import_draft *draft)
{
    for (size_t i = 0; i < draft->grid.count; i++)
        for (const struct par_import_remark *remark = draft->grid.rows[i].out.remarks; remark; remark = remark->next)
            if (remark->severity >= PAR_ERROR)
                return true;
    return false;
}

static void report_empty(const struct import_draft *draft, struct par_diags *diags)
{
    const struct import_row *heading = &draft->grid.rows[draft->columns.heading];
    struct par_place place = {.file = draft->grid.file, .sheet = heading->out.sheet, .line = heading->out.line};
    par_diags_add(diags, PAR_ERROR, PAR_IMPORT_EMPTY, &place, NULL);
}

/* Rows, tree, rules: everything before the document. False after errors. */
static bool make_draft(struct import_draft *draft, struct par_diags *diags)
{
    static const struct import_label none = {.printed = ""};
    draft->total = par_import_tree_add(draft, NULL, NULL, &none, "");
    draft->last = draft->total;
    par_import_rows_read(draft);
    bool named = par_import_identity_settle(draft, diags);
    if (!draft->total->first) {
        report_empty(draft, diags);
        return false;
    }
    par_import_blocks_unfold(draft);
    par_import_tree_name(draft);
    if (has_errors(draft))
        return false;
    par_import_maxima_settle(draft);
    par_import_rules_read(draft);
    return named && !has_errors(draft);
}

static void count_components(const struct import_draft *draft, struct par_import *out)
{
    for (const struct import_node *node = par_import_tree_next(draft->total); node; node = par_import_tree_next(node)) {
        bool counts = !node->first && !node->left_out && !import_is_block(node);
        out->components += counts;
        out->manual += counts && node->group.type == PAR_GROUP_MANUAL && !node->sipas;
    }
}

static const struct par_import_row *rows_of(const struct import_draft *draft)
{
    struct par_import_row *rows = par_arena_array(draft->arena, draft->grid.count, sizeof *rows);
    for (size_t i = 0; i < draft->grid.count; i++)
        rows[i] = draft->grid.rows[i].out;
    return rows;
}

struct par_import par_import_table(struct par_table *table, const struct par_import_options *options,
                                   struct par_arena *arena, struct par_diags *diags)
{
    struct par_import out = {0};
    struct import_draft *draft = par_arena_alloc(arena, sizeof *draft);
    *draft = (struct import_draft){
        .arena = arena, .options = options, .decimals = USUAL_DECIMALS, .grid = par_import_grid_read(table, arena)};
    if (draft->grid.failed || !par_import_columns_find(&draft->grid, options->sign, arena, diags, &draft->columns))
        return out;
    if (make_draft(draft, diags)) {
        out.set = par_import_accept_all(draft, &out.json, diags);
        count_components(draft, &out);
    }
    par_import_rules_tell(draft);
    report_remarks(draft, diags);
    out.row_count = draft->grid.count;
    out.rows = rows_of(draft);
    if (!out.set)
        out.json = (struct par_span){0};
    return out;
}
