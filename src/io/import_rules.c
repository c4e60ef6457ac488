/* The options of every component as a rule, and what the report says about it. */
#include "import_draft.h"
#include "parindex/text.h"

enum { LONGEST_KEY = 40 };

/* --- Numbers -------------------------------------------------------------------------------------------------------
 */

static const char *whole_text(par_wide value, struct par_arena *arena)
{
    char text[PAR_DECIMAL_TEXT];
    size_t begin = sizeof text;
    do {
        text[--begin] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    return par_arena_copy(arena, (struct par_span){text + begin, sizeof text - begin});
}

const char *par_import_fraction_text(struct par_ratio ratio, struct par_arena *arena)
{
    const char *num = whole_text(ratio.num, arena);
    return ratio.den == 1 ? num : par_arena_join(arena, num, "/", whole_text(ratio.den, arena), NULL);
}

const char *par_import_ratio_text(struct par_ratio ratio, struct par_arena *arena)
{
    par_points points;
    bool decimal = par_ratio_round(ratio, PAR_POINTS_SCALE, PAR_DOWN, &points) &&
                   par_ratio_compare(par_points_ratio(points), ratio) == 0;
    return decimal ? par_points_text(points, arena) : par_import_fraction_text(ratio, arena);
}

/* --- Keys ----------------------------------------------------------------------------------------------------------
 */

const char *par_import_slug(const char *text, size_t longest, struct par_arena *arena)
{
    const char *bare = par_text_bare(par_span_of(text), arena);
    char *slug = par_arena_alloc(arena, strlen(bare) + 1);
    size_t length = 0, word = 0;
    int depth = 0;
    for (; *bare; bare++) {
        bool letter = (*bare >= 'a' && *bare <= 'z') || (*bare >= '0' && *bare <= '9');
        depth += *bare == '(';
        depth -= *bare == ')' && depth > 0;
        if (letter && depth == 0)
            slug[length++] = *bare;
        else if (length > 0 && slug[length - 1] != '-')
            slug[length++] = '-';
        if (length > longest)
            break;
        if (length > 0 && slug[length - 1] == '-')
            word = length - 1;
    }
    if (length > longest && word > 0)
        length = word;
    while (length > 0 && slug[length - 1] == '-')
        length--;
    slug[length] = '\0';
    return slug;
}

static bool key_is_taken(const struct import_node *node, size_t until, const char *key)
{
    for (size_t i = 0; i < until; i++)
        if (strcmp(node->options[i].key, key) == 0)
            return true;
    return false;
}

static void give_keys(struct import_draft *draft, struct import_node *node)
{
    for (size_t i = 0; i < node->option_count; i++) {
        const char *slug = par_import_slug(node->options[i].wording.label, LONGEST_KEY, draft->arena);
        const char *stem = *slug ? slug : "muc", *key = stem;
        for (char number[] = "-2"; key_is_taken(node, i, key) && number[1] <= '9'; number[1]++)
            key = par_arena_join(draft->arena, stem, number, NULL);
        if (key_is_taken(node, i, key))
            key = par_import_slug(node->options[i].text, SIZE_MAX / 2, draft->arena);
        node->options[i].key = key;
    }
}

/* --- Rules ---------------------------------------------------------------------------------------------------------
 */

/* In a penalty what is taken off has no sign. */
static void drop_signs(struct import_node *node)
{
    for (size_t i = 0; i < node->option_count; i++)
        node->options[i].wording.points = import_magnitude(node->options[i].wording.points);
}

static const struct par_wording *wordings_of(struct import_draft *draft, const struct import_node *node)
{
    struct par_wording *wordings = par_arena_array(draft->arena, node->option_count, sizeof *wordings);
    for (size_t i = 0; i < node->option_count; i++)
        wordings[i] = node->options[i].wording;
    return wordings;
}

/* The option that a remark on an unread rule is about. */
static const struct import_option *culprit(const struct import_node *node)
{
    static const enum par_worth worths[] = {[PAR_UNREAD_NO_POINTS] = PAR_WORTH_NONE,
                                            [PAR_UNREAD_ITEMS] = PAR_WORTH_PER_ITEM,
                                            [PAR_UNREAD_FORMULA] = PAR_WORTH_FORMULA};
    enum par_unread why = node->group.why;
    for (size_t i = 0; i < node->option_count; i++) {
        const struct import_option *option = &node->options[i];
        if (why == PAR_UNREAD_NUMBER ? option->wording.unsure != NULL : option->wording.worth == worths[why])
            return option;
    }
    return &node->options[0]; /* alone, and of 0 points */
}

static void remark_unread(struct import_draft *draft, struct import_node *node)
{
    static const enum par_code codes[] = {[PAR_UNREAD_NO_OPTIONS] = PAR_IMPORT_NO_OPTIONS,
                                          [PAR_UNREAD_NO_POINTS] = PAR_IMPORT_NO_POINTS,
                                          [PAR_UNREAD_ITEMS] = PAR_IMPORT_ITEMS,
                                          [PAR_UNREAD_FORMULA] = PAR_IMPORT_FORMULA,
                                          [PAR_UNREAD_NUMBER] = PAR_IMPORT_TWO_WAYS};
    enum par_unread why = node->group.why;
    if (why == PAR_UNREAD_NO_OPTIONS) {
        par_import_remark(draft, node->row, -1, PAR_WARNING, codes[why], NULL, NULL, NULL);
        return;
    }
    const struct import_option *option = culprit(node);
    const char *words = why == PAR_UNREAD_NUMBER ? option->wording.unsure : option->text;
    par_import_remark(draft, option->row, -1, PAR_WARNING, codes[why], words, NULL, NULL);
}

static void remark_read(struct import_draft *draft, struct import_node *node)
{
    for (size_t i = 0; i < node->option_count && node->group.bands; i++)
        if (node->options[i].wording.condition.cut)
            par_import_remark(draft, node->options[i].row, -1, PAR_WARNING, PAR_IMPORT_BOUND, node->options[i].text,
                              NULL, NULL);
    if (node->group.type == PAR_GROUP_SUM)
        par_import_remark(draft, node->row, -1, PAR_NOTE, PAR_IMPORT_SUMMED, par_points_text(node->max, draft->arena),
                          NULL, NULL);
    if (node->zero_added)
        par_import_remark(draft, node->row, -1, PAR_WARNING, PAR_IMPORT_ZERO_ADDED, node->options[0].text, NULL, NULL);
}

/* "Mỗi sáng kiến được cộng 1 điểm": a name that says its points itself. */
static void read_name(struct import_draft *draft, struct import_node *node)
{
    struct par_wording wording = par_wording_read(node->name, draft->options->sign, draft->arena);
    bool says = wording.worth == PAR_WORTH_PER_ITEM || wording.worth == PAR_WORTH_FORMULA ||
                (wording.worth == PAR_WORTH_POINTS && wording.points == node->max);
    if (!says || !node->row)
        return;
    par_import_option_add(draft, node, node->row, node->name, wording);
}

static void read_rule(struct import_draft *draft, struct import_node *node)
{
    if (node->option_count == 0 && node->origin != PAR_FROM_SIPAS)
        read_name(draft, node);
    if (node->role == PAR_ROLE_PENALTY)
        drop_signs(node);
    give_keys(draft, node);
    node->group = par_wording_group(wordings_of(draft, node), node->option_count, node->max, draft->arena);
    bool linear = node->group.type == PAR_GROUP_LINEAR && !node->group.zero_below.given;
    node->sipas = node->origin == PAR_FROM_SIPAS && (node->option_count == 0 || linear);
    node->zero_added = node->role == PAR_ROLE_BASE && node->group.type == PAR_GROUP_CHOICE && node->option_count == 1;
    if (node->group.type == PAR_GROUP_MANUAL && !node->sipas)
        remark_unread(draft, node);
    else
        remark_read(draft, node);
}

/* The decimals that points of components need. */
static void note_decimals(struct import_draft *draft, par_points points)
{
    while (draft->decimals < PAR_POINTS_SCALE && par_points_round(points, draft->decimals, PAR_DOWN) != points)
        draft->decimals++;
}

/* Options of a criterion that has parts of its own fit nowhere: they are reported, and stay in its note. */
static void set_aside(struct import_draft *draft, struct import_node *node)
{
    for (size_t i = 0; i < node->option_count; i++) {
        const struct import_option *option = &node->options[i];
        par_import_remark(draft, option->row, -1, PAR_WARNING, PAR_IMPORT_SKIPPED, option->text, NULL, NULL);
        par_import_guide_add(draft, node, option->text);
        if (option->row != node->row)
            option->row->out.kind = PAR_IMPORT_IS_NOTE;
    }
    node->option_count = 0;
}

void par_import_rules_read(struct import_draft *draft)
{
    for (struct import_node *node = par_import_tree_next(draft->total); node; node = par_import_tree_next(node)) {
        if (node->first)
            set_aside(draft, node);
        if (node->first || node->left_out)
            continue;
        read_rule(draft, node);
        note_decimals(draft, node->max);
        for (size_t i = 0; i < node->option_count; i++)
            if (node->options[i].wording.worth == PAR_WORTH_POINTS)
                note_decimals(draft, node->options[i].wording.points);
    }
}

const char *par_import_rules_type(const struct import_node *node)
{
    static const char *const names[] = {[PAR_GROUP_CHOICE] = "choice",          [PAR_GROUP_SUM] = "choice, sum",
                                        [PAR_GROUP_PERCENT] = "bands, percent", [PAR_GROUP_FRACTION] = "bands, ratio",
                                        [PAR_GROUP_COUNT] = "bands, count",     [PAR_GROUP_PER_ITEM] = "per_item",
                                        [PAR_GROUP_LINEAR] = "linear",          [PAR_GROUP_MANUAL] = "manual"};
    return node->sipas ? "index" : names[node->group.type];
}

/* They were those of the rule; the number of the row stays what it is. */
static void drop_accepts(struct import_node *node)
{
    size_t kept = 0;
    for (size_t i = 0; i < node->accept_count; i++)
        if (node->accepts[i].fault == PAR_FAULT_ID_MISPRINT)
            node->accepts[kept++] = node->accepts[i];
    node->accept_count = kept;
}

bool par_import_rules_weaken(struct import_draft *draft, struct import_node *node, const struct par_diag *why)
{
    enum par_group_type type = node->group.type;
    if (type == PAR_GROUP_MANUAL && !node->sipas)
        return false;
    par_import_remark(draft, node->row, -1, PAR_WARNING, why->code, why->args[0], why->args[1], why->args[2]);
    par_import_remark(draft, node->row, -1, PAR_WARNING, PAR_IMPORT_REFUSED, par_import_rules_type(node), NULL, NULL);
    bool bands = node->group.bands != NULL || type == PAR_GROUP_SUM;
    node->group.type = bands && !node->sipas ? PAR_GROUP_CHOICE : PAR_GROUP_MANUAL;
    node->group.bands = NULL;
    node->sipas = false;
    drop_accepts(node);
    return true;
}

/* --- The report ----------------------------------------------------------------------------------------------------
 */

static const char *range_text(const struct par_condition *range, struct par_arena *arena)
{
    const char *low =
        range->low.given
            ? par_arena_join(arena, range->low.open ? ">" : ">=", par_import_ratio_text(range->low.at, arena), NULL)
            : "";
    const char *high =
        range->high.given
            ? par_arena_join(arena, range->high.open ? "<" : "<=", par_import_ratio_text(range->high.at, arena), NULL)
            : "";
    return par_arena_join(arena, low, *low && *high ? " " : "", high, NULL);
}

static void tell_option(struct import_draft *draft, const struct import_node *node, size_t i)
{
    const struct import_option *option = &node->options[i];
    struct par_import_row *out = &option->row->out;
    bool worth = option->wording.worth == PAR_WORTH_POINTS || option->wording.worth == PAR_WORTH_PER_ITEM;
    const char *became = node->left_out                         ? "left out"
                         : node->group.type == PAR_GROUP_MANUAL ? "note"
                         : node->group.bands                    ? range_text(&node->group.bands[i], draft->arena)
                         : node->group.type <= PAR_GROUP_SUM    ? option->key
                                                                : par_import_rules_type(node);
    if (option->row == node->row)
        return;
    out->became = *out->became ? par_arena_join(draft->arena, out->became, "; ", became, NULL) : became;
    out->has_points = worth;
    out->points = option->wording.points;
    out->has_max = false;
}

void par_import_rules_tell(struct import_draft *draft)
{
    for (struct import_node *node = par_import_tree_next(draft->total); node; node = par_import_tree_next(node)) {
        if (!node->row || import_is_block(node))
            continue;
        struct par_import_row *out = &node->row->out;
        out->kind =
            node->first ? node->depth == 1 ? PAR_IMPORT_IS_DOMAIN : PAR_IMPORT_IS_CRITERION : PAR_IMPORT_IS_COMPONENT;
        out->became = node->left_out ? "left out" : node->first ? "" : par_import_rules_type(node);
        out->has_max = node->has_max;
        out->max = node->max;
        for (size_t i = 0; i < node->option_count; i++)
            tell_option(draft, node, i);
    }
    for (size_t i = 0; i < draft->grid.count; i++) {
        struct import_row *row = &draft->grid.rows[i];
        row->out.id = row->node ? row->node->id : "";
    }
}
