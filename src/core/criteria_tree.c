#include "criteria_read.h"

/* A component's maximum must be a score that a component can have. */
static void check_max(struct par_set_reader *reader, const struct par_node *node, const struct par_criterion *criterion)
{
    int decimals = reader->set->decimals_component;
    if (par_points_round(criterion->max, decimals, PAR_DOWN) == criterion->max)
        return;
    char text[2] = {(char)('0' + decimals), '\0'};
    par_document_error(reader->doc, par_node_get(node, "max"), PAR_DECIMALS_TOO_MANY,
                       par_points_text(criterion->max, reader->doc->arena), text, NULL);
}

/* What children take over from their parent. */
struct inherited {
    int32_t parent;
    int depth;
    enum par_role role;
    enum par_fold fold; /* of the parent */
    enum par_origin origin;
    bool evidence_required;
    const char *lead;
    struct par_list with, appraisers;
    enum par_cause_kind cause_kind;
};

static void read_accepts(struct par_set_reader *reader, const struct par_node *node, struct par_criterion *criterion)
{
    static const char *const known[] = {"fault", "reason", "printed", NULL};
    const struct par_document *doc = reader->doc;
    const struct par_node *list = par_document_array(doc, node, "accept", false);
    struct par_accept *accepts = par_arena_array(doc->arena, list ? list->count : 0, sizeof *accepts);
    const char *names[PAR_FAULT_COUNT + 1] = {NULL};
    for (int i = 0; i < PAR_FAULT_COUNT; i++)
        names[i] = par_fault_name((enum par_fault)i);
    for (const struct par_node *item = list ? list->first : NULL; item; item = item->next) {
        if (!par_document_keys(doc, item, known))
            continue;
        struct par_accept *accept = &accepts[criterion->accept_count++];
        par_document_string(doc, item, "fault", true);
        int fault = par_document_choice(doc, item, "fault", names, PAR_FAULT_COUNT);
        accept->fault = (enum par_fault)fault;
        accept->reason = par_document_label(doc, item, "reason", true);
        par_document_string(doc, item, "printed", fault == PAR_FAULT_ID_MISPRINT);
        accept->pointer = par_node_pointer(doc->arena, item);
        accept->met = fault == PAR_FAULT_ID_MISPRINT || fault == PAR_FAULT_COUNT;
    }
    criterion->accepts = accepts;
}

static void read_owner(const struct par_document *doc, const struct par_node *node, struct par_criterion *criterion)
{
    static const char *const known[] = {"lead", "with", NULL};
    const struct par_node *owner = par_node_get(node, "owner");
    if (owner && par_document_keys(doc, owner, known)) {
        criterion->lead = par_document_string(doc, owner, "lead", true);
        criterion->with = par_document_list(doc, owner, "with");
    }
    if (par_node_get(node, "appraisers"))
        criterion->appraisers = par_document_list(doc, node, "appraisers");
}

static void read_cause_kind(const struct par_document *doc, const struct par_node *node,
                            struct par_criterion *criterion)
{
    static const char *const kinds[] = {"", "subjective", "objective", NULL};
    criterion->cause_kind =
        (enum par_cause_kind)par_document_choice(doc, node, "cause_kind", kinds, (int)criterion->cause_kind);
}

static void read_own_settings(const struct par_document *doc, const struct par_node *node,
                              struct par_criterion *criterion)
{
    static const char *const folds[] = {"sum", "weighted_mean", NULL};
    static const char *const evidences[] = {"optional", "required", NULL};
    static const char *const origins[] = {"report", "survey", "sipas", "appraiser", NULL};
    criterion->name = par_document_label(doc, node, "name", true);
    criterion->fold = (enum par_fold)par_document_choice(doc, node, "fold", folds, PAR_FOLD_SUM);
    criterion->origin = (enum par_origin)par_document_choice(doc, node, "source", origins, (int)criterion->origin);
    criterion->evidence_required =
        par_document_choice(doc, node, "evidence", evidences, criterion->evidence_required) == 1;
    criterion->may_not_apply = par_document_bool(doc, node, "may_not_apply", false);
    criterion->applies_to = par_document_list(doc, node, "applies_to");
    criterion->except = par_document_list(doc, node, "except");
    read_cause_kind(doc, node, criterion);
    read_owner(doc, node, criterion);
}

static void read_max(const struct par_document *doc, const struct par_node *node, struct par_criterion *criterion)
{
    if (!par_document_points(doc, node, "max", true, &criterion->max))
        return;
    if (criterion->max <= 0 || criterion->max > 1000000 * PAR_POINTS_ONE)
        par_document_error(doc, par_node_get(node, "max"), PAR_VALUE_UNKNOWN, par_node_get(node, "max")->text,
                           "> 0, <= 1000000", NULL);
    if (criterion->max > 1000000 * PAR_POINTS_ONE)
        criterion->max = 0;
}

static void read_weight(const struct par_document *doc, const struct par_node *node, enum par_fold parent_fold,
                        struct par_criterion *criterion)
{
    const struct par_node *weight = par_node_get(node, "weight");
    if (parent_fold == PAR_FOLD_SUM) {
        if (weight)
            par_document_error(doc, weight, PAR_RULE_VALUE, "weight without weighted_mean", NULL, NULL);
        return;
    }
    if (par_document_points(doc, node, "weight", true, &criterion->weight) && criterion->weight <= 0)
        par_document_error(doc, weight, PAR_RULE_VALUE, "weight > 0", NULL, NULL);
}

static const struct par_rule *read_rule(struct par_set_reader *reader, struct par_criterion *criterion,
                                        const struct par_node *node)
{
    struct par_rule_reader rule = {
        .doc = reader->doc, .set = reader->set, .criterion = criterion, .fold = reader->fold, .takes = NULL};
    return par_rule_read(&rule, node);
}

static void read_rules(struct par_set_reader *reader, const struct par_node *node, struct par_criterion *criterion)
{
    static const char *const known[] = {"for", "rule", NULL};
    const struct par_document *doc = reader->doc;
    const struct par_node *single = par_node_get(node, "rule");
    const struct par_node *list = par_document_array(doc, node, "rules", false);
    struct par_served_rule *rules = par_arena_array(doc->arena, list ? list->count : 1, sizeof *rules);
    criterion->rules = rules;
    if (single && list)
        par_document_error(doc, node, PAR_RULE_VALUE, "rule beside rules", NULL, NULL);
    if (single) {
        rules[0].rule = read_rule(reader, criterion, single);
        criterion->rule_count = rules[0].rule != NULL;
    } else if (!list || list->count == 0) {
        par_document_error(doc, node, PAR_RULE_NONE, criterion->id, NULL, NULL);
    }
    for (const struct par_node *item = single || !list ? NULL : list->first; item; item = item->next) {
        if (!par_document_keys(doc, item, known))
            continue;
        struct par_served_rule *served = &rules[criterion->rule_count];
        const struct par_node *rule = par_node_get(item, "rule");
        served->serves = par_document_list(doc, item, "for");
        if (!rule)
            par_document_error(doc, item, PAR_KEY_MISSING, "rule", NULL, NULL);
        else
            served->rule = read_rule(reader, criterion, rule);
        criterion->rule_count += served->rule != NULL;
    }
}

/* An input that one of the rules takes. */
static void read_lever(struct par_set_reader *reader, const struct par_node *node, struct par_criterion *criterion)
{
    const char *name = par_document_string(reader->doc, node, "lever", false);
    if (!name)
        return;
    criterion->lever = par_names_find(reader->set->input_names, par_span_of(name));
    bool taken = false;
    for (size_t i = 0; criterion->lever >= 0 && i < criterion->rule_count; i++)
        taken = taken || par_rule_takes_input(criterion->rules[i].rule, (size_t)criterion->lever);
    if (!taken)
        par_document_error(reader->doc, par_node_get(node, "lever"), PAR_RULE_VALUE, "lever: no input of the rule",
                           name, NULL);
}

static bool id_is_usable(const char *id)
{
    return *id && strcmp(id, PAR_TOTAL_ID) != 0 && !strpbrk(id, "|, \t\n\"");
}

static struct par_criterion *add_criterion(struct par_set_reader *reader, const struct par_node *node,
                                           const struct inherited *from, const char *id)
{
    struct par_set *set = reader->set;
    set->criteria = par_arena_grow(reader->doc->arena, set->criteria, (size_t)set->criterion_count, &reader->room,
                                   sizeof *set->criteria);
    struct par_criterion *criterion = &set->criteria[set->criterion_count];
    *criterion = (struct par_criterion){.id = id,
                                        .parent = from->parent,
                                        .depth = from->depth,
                                        .role = from->role,
                                        .origin = from->origin,
                                        .evidence_required = from->evidence_required,
                                        .lead = from->lead,
                                        .with = from->with,
                                        .appraisers = from->appraisers,
                                        .cause_kind = from->cause_kind,
                                        .lever = -1,
                                        .component = -1,
                                        .pointer = par_node_pointer(reader->doc->arena, node)};
    int32_t first = par_names_add(reader->ids, par_span_of(id), set->criterion_count);
    if (first != PAR_NAME_NONE)
        par_document_error(reader->doc, node, PAR_ID_REPEATED, id, set->criteria[first].pointer, NULL);
    set->criterion_count++;
    return criterion;
}

static struct inherited inherit(const struct par_set *set, int32_t parent)
{
    const struct par_criterion *criterion = &set->criteria[parent];
    return (struct inherited){.parent = parent,
                              .depth = criterion->depth + 1,
                              .role = criterion->role,
                              .fold = criterion->fold,
                              .origin = criterion->origin,
                              .evidence_required = criterion->evidence_required,
                              .lead = criterion->lead,
                              .with = criterion->with,
                              .appraisers = criterion->appraisers,
                              .cause_kind = criterion->cause_kind};
}

static void read_children(struct par_set_reader *reader, const struct par_node *list, int32_t parent);

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
static void read_criterion(struct par_set_reader *reader, const struct par_node *node, const struct inherited *from)
{
    static const char *const known[] = {
        "id",    "name",       "max",  "weight", "fold",  "source", "evidence", "may_not_apply", "applies_to", "except",
        "owner", "appraisers", "rule", "rules",  "nodes", "accept", "lever",    "cause_kind",    NULL};
    struct par_document *doc = reader->doc;
    const char *outer = doc->criterion;
    const struct par_node *named = par_node_get(node, "id");
    doc->criterion = named && named->kind == PAR_NODE_STRING ? named->text : outer;
    bool usable = par_document_keys(doc, node, known);
    const char *id = usable ? par_document_string(doc, node, "id", true) : NULL;
    if (!usable) {
        doc->criterion = outer;
        return;
    }
    if (id && !id_is_usable(id))
        par_document_error(doc, node, PAR_ID_INVALID, id, "| , \" total", NULL);
    int32_t position = reader->set->criterion_count;
    struct par_criterion *criterion = add_criterion(reader, node, from, id ? id : par_node_pointer(doc->arena, node));
    read_own_settings(doc, node, criterion);
    read_max(doc, node, criterion);
    read_weight(doc, node, from->fold, criterion);
    read_accepts(reader, node, criterion);
    const struct par_node *children = par_document_array(doc, node, "nodes", false);
    if (children && children->count) {
        if (par_node_get(node, "rule") || par_node_get(node, "rules"))
            par_document_error(doc, node, PAR_RULE_VALUE, "rule beside nodes", NULL, NULL);
        read_children(reader, children, position);
    } else {
        criterion->component = reader->set->component_count++;
        check_max(reader, node, criterion);
        read_rules(reader, node, criterion);
        read_lever(reader, node, criterion);
    }
    reader->set->criteria[position].end = reader->set->criterion_count;
    doc->criterion = outer;
}

static void read_children(struct par_set_reader *reader, const struct par_node *list, int32_t parent)
{
    for (const struct par_node *node = list->first; node; node = node->next) {
        struct inherited from = inherit(reader->set, parent);
        read_criterion(reader, node, &from);
    }
}

/* The points of the parts of a criterion, added up. */
static par_points sum_of_parts(const struct par_set *set, int32_t parent)
{
    par_points sum = 0;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end)
        if (set->criteria[i].parent == parent && set->criteria[i].role == set->criteria[parent].role &&
            !par_points_add(sum, set->criteria[i].max, &sum))
            return INT64_MAX;
    return sum;
}

static struct par_block read_block(struct par_set_reader *reader, const struct par_node *root, const char *key,
                                   enum par_role role)
{
    static const char *const known[] = {"id",    "name",       "cap",        "nodes", "source",
                                        "owner", "appraisers", "cause_kind", NULL};
    const struct par_node *node = par_node_get(root, key);
    struct par_document *doc = reader->doc;
    if (!node || !par_document_keys(doc, node, known))
        return (struct par_block){-1, 0};
    const char *id = par_document_string(doc, node, "id", true);
    int32_t position = reader->set->criterion_count;
    struct inherited from = {.parent = 0, .depth = 1, .role = role, .cause_kind = reader->set->criteria[0].cause_kind};
    struct par_criterion *criterion = add_criterion(reader, node, &from, id ? id : key);
    read_own_settings(doc, node, criterion);
    const struct par_node *children = par_document_array(doc, node, "nodes", true);
    if (children)
        read_children(reader, children, position);
    criterion = &reader->set->criteria[position];
    criterion->end = reader->set->criterion_count;
    par_points sum = sum_of_parts(reader->set, position);
    par_points cap = sum;
    if (par_document_points(doc, node, "cap", false, &cap) && (cap <= 0 || cap > sum))
        par_document_error(doc, par_node_get(node, "cap"), PAR_POINTS_ABOVE_MAX, par_points_text(cap, doc->arena),
                           par_points_text(sum, doc->arena), NULL);
    criterion->max = cap;
    return (struct par_block){position, cap};
}

static void number_components(struct par_set_reader *reader)
{
    struct par_set *set = reader->set;
    int32_t *components = par_arena_array(reader->doc->arena, (size_t)set->component_count, sizeof *components);
    for (int32_t i = 0; i < set->criterion_count; i++)
        if (set->criteria[i].component >= 0)
            components[set->criteria[i].component] = i;
    set->components = components;
}

void par_set_read_tree(struct par_set_reader *reader, const struct par_node *root)
{
    static const char *const folds[] = {"sum", "weighted_mean", NULL};
    struct par_set *set = reader->set;
    struct inherited from = {.parent = -1};
    struct par_criterion *total = add_criterion(reader, root, &from, PAR_TOTAL_ID);
    total->name = set->title;
    total->fold = (enum par_fold)par_document_choice(reader->doc, root, "fold", folds, PAR_FOLD_SUM);
    read_max(reader->doc, root, total);
    read_cause_kind(reader->doc, root, total);
    read_accepts(reader, root, total);
    const struct par_node *nodes = par_document_array(reader->doc, root, "nodes", true);
    if (nodes && nodes->count == 0)
        par_document_error(reader->doc, nodes, PAR_KEY_MISSING, "id", NULL, NULL);
    if (nodes)
        read_children(reader, nodes, 0);
    set->criteria[0].end = set->criterion_count;
    set->bonus = read_block(reader, root, "bonus", PAR_ROLE_BONUS);
    set->penalty = read_block(reader, root, "penalty", PAR_ROLE_PENALTY);
    set->criteria[0].end = set->criterion_count;
    number_components(reader);
}
