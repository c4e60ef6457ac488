/* The draft as a document of the format parindex-criteria/1. */
#include "import_draft.h"
#include "json_write.h"

/* Inputs that rules ask for; one name serves all components, as each row of an assessment fills its own. */
#define INPUT_PART "so_dat"
#define INPUT_WHOLE "tong_so"
#define INPUT_COUNT "so_luong"
#define INPUT_SIPAS "hai_long"

static void add_points(struct par_arena *arena, struct par_node *parent, const char *key, par_points points)
{
    par_json_add_number(arena, parent, key, par_points_text(points, arena));
}

/* A bound: a number, or a text such as "3/4". */
static void add_ratio(struct par_arena *arena, struct par_node *parent, const char *key, struct par_ratio ratio,
                      bool fraction)
{
    bool whole = ratio.num == ratio.den;
    const char *text =
        fraction && !whole ? par_import_fraction_text(ratio, arena) : par_import_ratio_text(ratio, arena);
    if (strchr(text, '/'))
        par_json_add_text(arena, parent, key, text);
    else
        par_json_add_number(arena, parent, key, text);
}

/* --- Faults that are kept ------------------------------------------------------------------------------------------
 */

static const char *reason_of(const struct import_accept *accept, bool vi, struct par_arena *arena)
{
    const char *a = accept->a ? accept->a : "", *b = accept->b ? accept->b : "";
    switch (accept->fault) {
    case PAR_FAULT_BANDS_OVERLAP:
        return vi ? par_arena_join(arena, "Theo bảng gốc, hai mức điểm cùng tính cả ", a,
                                   ". Giữ nguyên như đã in; giá trị chung tính mức điểm cao hơn.", NULL)
                  : par_arena_join(arena, "As printed, two bands both hold ", a,
                                   ". Kept as printed; there the higher points count.", NULL);
    case PAR_FAULT_BANDS_GAP:
        return vi ? par_arena_join(arena, "Theo bảng gốc, không mức điểm nào tính ", a, ". Giữ nguyên như đã in.", NULL)
                  : par_arena_join(arena, "As printed, no band holds ", a, ". Kept as printed.", NULL);
    case PAR_FAULT_BEST_NOT_MAX:
        return vi ? par_arena_join(arena, "Bảng gốc ghi điểm tối đa ", b, " nhưng kết quả tốt nhất chỉ cho ", a,
                                   ". Giữ nguyên cả hai.", NULL)
                  : par_arena_join(arena, "Printed maximum ", b, ", best result ", a, ". Both are kept.", NULL);
    case PAR_FAULT_SUM_MISMATCH:
        return vi ? par_arena_join(arena, "Theo bảng gốc, các mục con cộng lại được ", a, ", điểm tối đa ghi ", b,
                                   ". Điểm tối đa đã in được tính.", NULL)
                  : par_arena_join(arena, "As printed, the parts add up to ", a, ", the maximum is ", b,
                                   ". The printed maximum counts.", NULL);
    case PAR_FAULT_LABEL_REPEATED:
        return vi ? "Bảng gốc ghi hai phương án cùng lời. Giữ nguyên như đã in."
                  : "As printed, two options have the same words. Kept as printed.";
    default:
        return vi ? par_arena_join(arena, "Bảng gốc đánh số ", accept->printed, ", không khớp vị trí của dòng.", NULL)
                  : par_arena_join(arena, "Printed ", accept->printed, ", which does not fit the place of the row.",
                                   NULL);
    }
}

static void add_accepts(struct par_arena *arena, struct par_node *parent, const struct import_node *node)
{
    if (node->accept_count == 0)
        return;
    struct par_node *list = par_json_add(arena, parent, "accept", PAR_NODE_ARRAY);
    for (size_t i = 0; i < node->accept_count; i++) {
        const struct import_accept *accept = &node->accepts[i];
        struct par_node *item = par_json_add(arena, list, NULL, PAR_NODE_OBJECT);
        par_json_add_text(arena, item, "fault", par_fault_name(accept->fault));
        if (accept->printed)
            par_json_add_text(arena, item, "printed", accept->printed);
        struct par_node *reason = par_json_add(arena, item, "reason", PAR_NODE_OBJECT);
        par_json_add_text(arena, reason, "vi", reason_of(accept, true, arena));
        par_json_add_text(arena, reason, "en", reason_of(accept, false, arena));
    }
}

/* --- Rules ---------------------------------------------------------------------------------------------------------
 */

static void add_worth(struct par_arena *arena, struct par_node *parent, const struct par_wording *wording)
{
    if (wording->worth == PAR_WORTH_SHARE)
        add_ratio(arena, parent, "share", wording->share, false);
    else
        add_points(arena, parent, "points", wording->points);
}

static void add_choice(struct par_arena *arena, struct par_node *rule, const struct import_node *node)
{
    par_json_add_text(arena, rule, "type", "choice");
    if (node->group.type == PAR_GROUP_SUM)
        par_json_add_text(arena, rule, "pick", "sum");
    struct par_node *options = par_json_add(arena, rule, "options", PAR_NODE_ARRAY);
    for (size_t i = 0; i < node->option_count; i++) {
        const struct par_wording *wording = &node->options[i].wording;
        struct par_node *option = par_json_add(arena, options, NULL, PAR_NODE_OBJECT);
        par_json_add_text(arena, option, "key", node->options[i].key);
        par_json_add_label(arena, option, "label", *wording->label ? wording->label : node->options[i].text);
        add_worth(arena, option, wording);
    }
    if (!node->zero_added)
        return;
    struct par_node *option = par_json_add(arena, options, NULL, PAR_NODE_OBJECT);
    par_json_add_text(arena, option, "key", strcmp(node->options[0].key, "khac") == 0 ? "con-lai" : "khac");
    par_json_add_label(arena, option, "label", "Các trường hợp khác (bảng gốc không in)");
    par_json_add_number(arena, option, "points", "0");
}

static void add_percent(struct par_arena *arena, struct par_node *rule, const char *kind, bool over_100)
{
    struct par_node *of = par_json_add(arena, rule, "of", PAR_NODE_OBJECT);
    struct par_node *pair = par_json_add(arena, of, kind, PAR_NODE_ARRAY);
    par_json_add_text(arena, pair, NULL, INPUT_PART);
    par_json_add_text(arena, pair, NULL, INPUT_WHOLE);
    if (over_100)
        par_json_add(arena, of, "over_100", PAR_NODE_BOOL)->truth = true;
}

static void add_single(struct par_arena *arena, struct par_node *rule, const char *kind, const char *input)
{
    par_json_add_text(arena, par_json_add(arena, rule, "of", PAR_NODE_OBJECT), kind, input);
}

static void add_bands(struct par_arena *arena, struct par_node *rule, const struct import_node *node)
{
    bool fraction = node->group.type == PAR_GROUP_FRACTION;
    par_json_add_text(arena, rule, "type", "bands");
    if (node->group.type == PAR_GROUP_COUNT)
        add_single(arena, rule, "count", INPUT_COUNT);
    else
        add_percent(arena, rule, fraction ? "ratio" : "percent", node->group.over_100);
    struct par_node *bands = par_json_add(arena, rule, "bands", PAR_NODE_ARRAY);
    for (size_t i = 0; i < node->option_count; i++) {
        const struct par_condition *range = &node->group.bands[i];
        struct par_node *band = par_json_add(arena, bands, NULL, PAR_NODE_OBJECT);
        if (range->low.given)
            add_ratio(arena, band, range->low.open ? "above" : "from", range->low.at, fraction);
        if (range->high.given)
            add_ratio(arena, band, range->high.open ? "below" : "to", range->high.at, fraction);
        add_worth(arena, band, &node->options[i].wording);
        par_json_add_label(arena, band, "label", node->options[i].wording.label);
    }
}

static void add_items(struct par_arena *arena, struct par_node *rule, const struct import_node *node)
{
    par_points cap = 0;
    for (size_t i = 0; i < node->option_count; i++)
        cap = node->options[i].wording.cap > 0 ? node->options[i].wording.cap : cap;
    par_json_add_text(arena, rule, "type", "per_item");
    add_single(arena, rule, "count", INPUT_COUNT);
    add_points(arena, rule, "points", node->options[node->group.item].wording.points);
    if (cap > 0 && cap != node->max)
        add_points(arena, rule, "cap", cap);
}

static void add_linear(struct par_arena *arena, struct par_node *rule, const struct import_node *node)
{
    static const struct par_ratio hundred = {100, 1};
    par_json_add_text(arena, rule, "type", "linear");
    add_percent(arena, rule, "percent", false);
    if (par_ratio_compare(node->group.full_at, hundred) != 0)
        add_ratio(arena, rule, "full_at", node->group.full_at, false);
    if (node->group.zero_below.given)
        add_ratio(arena, rule, "zero_below", node->group.zero_below.at, false);
}

/* The words of the options and those below the criterion that are none: what the rule itself does not keep. */
static const char *words_of(struct par_arena *arena, const struct import_node *node, bool options)
{
    const char *text = node->guide;
    for (size_t i = 0; options && i < node->option_count; i++)
        text = par_arena_join(arena, text, *text ? "\n" : "", node->options[i].text, NULL);
    return text;
}

static void add_rule(struct par_arena *arena, struct par_node *parent, const struct import_node *node)
{
    struct par_node *rule = par_json_add(arena, parent, "rule", PAR_NODE_OBJECT);
    enum par_group_type type = node->group.type;
    if (node->sipas) {
        par_json_add_text(arena, rule, "type", "index");
        add_single(arena, rule, "value", INPUT_SIPAS);
    } else if (type <= PAR_GROUP_SUM) {
        add_choice(arena, rule, node);
    } else if (node->group.bands) {
        add_bands(arena, rule, node);
    } else if (type == PAR_GROUP_PER_ITEM) {
        add_items(arena, rule, node);
    } else if (type == PAR_GROUP_LINEAR) {
        add_linear(arena, rule, node);
    } else {
        par_json_add_text(arena, rule, "type", "manual");
    }
    const char *words = words_of(arena, node, type > PAR_GROUP_SUM && !node->group.bands);
    if (*words)
        par_json_add_text(arena, rule, "note", words);
}

/* --- Nodes ---------------------------------------------------------------------------------------------------------
 */

static void add_list(struct par_arena *arena, struct par_node *parent, const char *key, struct par_list list)
{
    struct par_node *array = list.count ? par_json_add(arena, parent, key, PAR_NODE_ARRAY) : NULL;
    for (size_t i = 0; i < list.count; i++)
        par_json_add_text(arena, array, NULL, list.items[i]);
}

static void add_agencies(struct par_arena *arena, struct par_node *object, const struct import_node *node)
{
    if (node->origin != PAR_FROM_REPORT)
        par_json_add_text(arena, object, "source", par_origin_name(node->origin));
    if (node->lead) {
        struct par_node *owner = par_json_add(arena, object, "owner", PAR_NODE_OBJECT);
        par_json_add_text(arena, owner, "lead", node->lead);
        add_list(arena, owner, "with", node->with);
    }
    add_list(arena, object, "appraisers", node->appraisers);
}

static void add_nodes(struct par_arena *arena, struct par_node *parent, const struct import_node *of);

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the numbering */
static void add_node(struct par_arena *arena, struct par_node *list, const struct import_node *node)
{
    struct par_node *object = par_json_add(arena, list, NULL, PAR_NODE_OBJECT);
    par_json_add_text(arena, object, "id", node->id);
    par_json_add_label(arena, object, "name", node->name);
    add_points(arena, object, "max", node->max);
    add_agencies(arena, object, node);
    if (*node->evidence && !node->first)
        par_json_add_text(arena, object, "evidence", "required");
    if (*node->evidence)
        par_json_add_text(arena, object, "note", par_arena_join(arena, "Tài liệu kiểm chứng: ", node->evidence, NULL));
    else if (*node->guide && node->first)
        par_json_add_text(arena, object, "note", node->guide);
    add_accepts(arena, object, node);
    if (node->first)
        add_nodes(arena, object, node);
    else
        add_rule(arena, object, node);
}

static void add_nodes(struct par_arena *arena, struct par_node *parent, const struct import_node *of)
{
    struct par_node *list = par_json_add(arena, parent, "nodes", PAR_NODE_ARRAY);
    for (const struct import_node *node = of->first; node; node = node->next)
        if (!node->left_out && node->role == of->role)
            add_node(arena, list, node);
}

static void add_block(struct par_arena *arena, struct par_node *root, const char *key, const struct import_node *block)
{
    par_points sum = 0;
    if (!block || !block->first)
        return;
    for (const struct import_node *node = block->first; node; node = node->next)
        if (!par_points_add(sum, node->max, &sum))
            return;
    struct par_node *object = par_json_add(arena, root, key, PAR_NODE_OBJECT);
    par_json_add_text(arena, object, "id", block->id);
    par_json_add_label(arena, object, "name", block->name);
    if (block->max > 0 && block->max < sum)
        add_points(arena, object, "cap", block->max);
    add_agencies(arena, object, block);
    add_nodes(arena, object, block);
}

/* --- The set -------------------------------------------------------------------------------------------------------
 */

static void add_input(struct par_arena *arena, struct par_node *inputs, const char *name, const char *kind,
                      const char *vi, const char *en)
{
    struct par_node *input = par_json_add(arena, inputs, name, PAR_NODE_OBJECT);
    struct par_node *label = par_json_add(arena, input, "label", PAR_NODE_OBJECT);
    par_json_add_text(arena, label, "vi", vi);
    par_json_add_text(arena, label, "en", en);
    par_json_add_text(arena, input, "kind", kind);
}

static void add_inputs(struct par_arena *arena, struct par_node *root, const struct import_draft *draft)
{
    bool parts = false, counts = false, sipas = false;
    for (const struct import_node *node = par_import_tree_next(draft->total); node; node = par_import_tree_next(node)) {
        enum par_group_type type = node->group.type;
        if (node->first || node->left_out)
            continue;
        sipas = sipas || node->sipas;
        parts = parts ||
                (!node->sipas && (type == PAR_GROUP_PERCENT || type == PAR_GROUP_FRACTION || type == PAR_GROUP_LINEAR));
        counts = counts || (!node->sipas && (type == PAR_GROUP_COUNT || type == PAR_GROUP_PER_ITEM));
    }
    if (!parts && !counts && !sipas)
        return;
    struct par_node *inputs = par_json_add(arena, root, "inputs", PAR_NODE_OBJECT);
    if (parts) {
        add_input(arena, inputs, INPUT_PART, "number", "Số đạt yêu cầu của tiêu chí", "What meets the criterion");
        add_input(arena, inputs, INPUT_WHOLE, "number", "Tổng số phải thực hiện hoặc được tính",
                  "What is counted in all");
    }
    if (counts)
        add_input(arena, inputs, INPUT_COUNT, "count", "Số lượng", "Number");
    if (sipas)
        add_input(arena, inputs, INPUT_SIPAS, "percent", "Chỉ số hài lòng (%)", "Satisfaction index (%)");
}

static void add_source(struct par_arena *arena, struct par_node *root, const struct import_draft *draft)
{
    const char *sheet = draft->grid.rows[draft->columns.heading].out.sheet;
    const char *file = draft->grid.file, *slash = strrchr(file, '/');
    struct par_node *source = par_json_add(arena, root, "source", PAR_NODE_OBJECT);
    if (draft->document)
        par_json_add_text(arena, source, "document", draft->document);
    par_json_add_text(arena, source, "status", "internal");
    par_json_add_text(arena, source, "note",
                      par_arena_join(arena, "Read by par-import from \"", slash ? slash + 1 : file, "\"",
                                     sheet ? ", sheet \"" : "", sheet ? sheet : "", sheet ? "\"" : "",
                                     ". Not checked against the decision yet: that is for a person to do.", NULL));
}

static void add_rounds(struct par_arena *arena, struct par_node *root, const struct import_draft *draft)
{
    if (!draft->columns.appraisal)
        return;
    struct par_node *rounds = par_json_add(arena, root, "rounds", PAR_NODE_ARRAY);
    par_json_add_text(arena, par_json_add(arena, rounds, NULL, PAR_NODE_OBJECT), "id", "self");
    struct par_node *appraisal = par_json_add(arena, rounds, NULL, PAR_NODE_OBJECT);
    par_json_add_text(arena, appraisal, "id", "appraisal");
    par_json_add_text(arena, par_json_add(arena, appraisal, "settles", PAR_NODE_ARRAY), NULL, "report");
    if (draft->columns.council)
        par_json_add_text(arena, par_json_add(arena, rounds, NULL, PAR_NODE_OBJECT), "id", "council");
}

static struct par_node *make_document(struct import_draft *draft)
{
    struct par_arena *arena = draft->arena;
    struct par_node *root = par_json_object(arena);
    par_json_add_text(arena, root, "format", "parindex-criteria/1");
    par_json_add_text(arena, root, "id", draft->id);
    add_points(arena, root, "year", (par_points)draft->year * PAR_POINTS_ONE);
    if (draft->level)
        par_json_add_text(arena, root, "level", draft->level);
    par_json_add_label(arena, root, "title", draft->title);
    add_source(arena, root, draft);
    add_points(arena, root, "max", draft->total->max);
    if (draft->decimals > 2) {
        struct par_node *rounding = par_json_add(arena, root, "rounding", PAR_NODE_OBJECT);
        par_points decimals = (par_points)draft->decimals * PAR_POINTS_ONE;
        add_points(arena, rounding, "component", decimals);
        add_points(arena, rounding, "points", decimals);
    }
    add_rounds(arena, root, draft);
    add_accepts(arena, root, draft->total);
    add_inputs(arena, root, draft);
    add_nodes(arena, root, draft->total);
    add_block(arena, root, "bonus", draft->bonus);
    add_block(arena, root, "penalty", draft->penalty);
    return root;
}

struct par_span par_import_json_text(struct import_draft *draft)
{
    struct par_bytes bytes = {.arena = draft->arena};
    par_json_print(make_document(draft), &bytes);
    return (struct par_span){bytes.text, bytes.size};
}
