#include "criteria_read.h"

static const char *const fault_names[] = {
    [PAR_FAULT_BANDS_OVERLAP] = "bands-overlap",   [PAR_FAULT_BANDS_GAP] = "bands-gap",
    [PAR_FAULT_BEST_NOT_MAX] = "best-not-max",     [PAR_FAULT_SUM_MISMATCH] = "sum-mismatch",
    [PAR_FAULT_LABEL_REPEATED] = "label-repeated", [PAR_FAULT_ID_MISPRINT] = "id-misprint"};

_Static_assert(sizeof fault_names / sizeof *fault_names == PAR_FAULT_COUNT, "a name for each fault");

static const enum par_code fault_codes[] = {
    [PAR_FAULT_BANDS_OVERLAP] = PAR_BANDS_OVERLAP,   [PAR_FAULT_BANDS_GAP] = PAR_BANDS_GAP,
    [PAR_FAULT_BEST_NOT_MAX] = PAR_BEST_NOT_MAX,     [PAR_FAULT_SUM_MISMATCH] = PAR_SUM_MISMATCH,
    [PAR_FAULT_LABEL_REPEATED] = PAR_LABEL_REPEATED, [PAR_FAULT_ID_MISPRINT] = PAR_ID_INVALID};

_Static_assert(sizeof fault_codes / sizeof *fault_codes == PAR_FAULT_COUNT, "an error for each fault");

static const char *const origin_names[] = {"report", "survey", "sipas", "appraiser", NULL};

const char *par_fault_name(enum par_fault fault)
{
    return fault_names[fault];
}

enum par_code par_fault_code(enum par_fault fault)
{
    return fault_codes[fault];
}

const char *par_origin_name(enum par_origin origin)
{
    return origin_names[origin];
}

static void read_format(const struct par_document *doc, const struct par_node *root)
{
    const char *format = par_document_string(doc, root, "format", true);
    if (format && strcmp(format, "parindex-criteria/1") != 0)
        par_document_error(doc, par_node_get(root, "format"), PAR_FORMAT_UNKNOWN, format, "parindex-criteria/1", NULL);
}

static const char *const cause_kind_names[] = {"", "subjective", "objective", NULL};

const char *par_cause_kind_name(enum par_cause_kind kind)
{
    return cause_kind_names[kind];
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void read_source(const struct par_document *doc, const struct par_node *root, struct par_set *set)
{
    static const char *const known[] = {"issuer", "document", "date", "url", "status", NULL};
    static const char *const statuses[] = {"official", "internal", "sample", NULL};
    set->status = "";
    const struct par_node *source = par_node_get(root, "source");
    if (!source) {
        par_document_error(doc, root, PAR_KEY_MISSING, "source", NULL, NULL);
        return;
    }
    if (!par_document_keys(doc, source, known))
        return;
    par_document_string(doc, source, "status", true);
    set->status = statuses[par_document_choice(doc, source, "status", statuses, 2)];
}

static void read_identity(const struct par_document *doc, const struct par_node *root, struct par_set *set)
{
    set->id = or_empty(par_document_string(doc, root, "id", true));
    if (strspn(set->id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(set->id))
        par_document_error(doc, par_node_get(root, "id"), PAR_ID_INVALID, set->id, "[a-z0-9-]+", NULL);
    set->level = or_empty(par_document_string(doc, root, "level", false));
    set->title = par_document_label(doc, root, "title", true);
    set->period = par_document_string(doc, root, "period", false);
    const struct par_node *year = par_node_get(root, "year");
    if (!year)
        par_document_error(doc, root, PAR_KEY_MISSING, "year", NULL, NULL);
    par_document_small(doc, root, "year", 1900, 2999, 0);
    if (!set->period)
        set->period = year && year->kind == PAR_NODE_NUMBER ? or_empty(year->text) : "";
}

static void read_rounding(const struct par_document *doc, const struct par_node *root, struct par_set *set)
{
    static const char *const known[] = {"component", "points", "index", "mode", NULL};
    static const char *const modes[] = {"half_up", "half_even", "down", NULL};
    const struct par_node *rounding = par_node_get(root, "rounding");
    if (rounding)
        par_document_keys(doc, rounding, known);
    set->decimals_component = par_document_small(doc, rounding, "component", 0, PAR_POINTS_SCALE, 2);
    set->decimals_points = par_document_small(doc, rounding, "points", 0, PAR_POINTS_SCALE, 2);
    set->decimals_index = par_document_small(doc, rounding, "index", 0, PAR_POINTS_SCALE, 2);
    set->rounding = (enum par_rounding)par_document_choice(doc, rounding, "mode", modes, PAR_HALF_UP);
}

static void read_settings(const struct par_document *doc, const struct par_node *root, struct par_set *set)
{
    static const char *const nas[] = {"reduce", "rescale", "full", NULL};
    static const char *const missings[] = {"mark", "unrank", "lose", NULL};
    static const char *const ties[] = {"competition", "dense", "ordinal", NULL};
    static const char *const precisions[] = {"published", "exact", NULL};
    set->not_applicable = (enum par_na)par_document_choice(doc, root, "not_applicable", nas, PAR_NA_REDUCE);
    set->missing = (enum par_missing)par_document_choice(doc, root, "missing", missings, PAR_MISSING_MARK);
    set->ties = (enum par_ties)par_document_choice(doc, root, "ties", ties, PAR_TIES_COMPETITION);
    set->rank_on = (enum par_precision)par_document_choice(doc, root, "rank_on", precisions, PAR_PUBLISHED);
    set->class_on = (enum par_precision)par_document_choice(doc, root, "class_on", precisions, PAR_PUBLISHED);
    set->cap_at_max = par_document_bool(doc, root, "cap_at_max", false);
    set->tie_break = par_document_list(doc, root, "tie_break");
}

static unsigned read_settles(const struct par_document *doc, const struct par_node *round)
{
    unsigned settles = 0;
    const struct par_node *list = par_document_array(doc, round, "settles", false);
    for (const struct par_node *item = list ? list->first : NULL; item; item = item->next) {
        if (!par_document_kind(doc, item, PAR_NODE_STRING))
            continue;
        unsigned bit = 0;
        for (unsigned i = 0; origin_names[i]; i++)
            if (strcmp(item->text, origin_names[i]) == 0)
                bit = 1U << i;
        if (!bit)
            par_document_error(doc, item, PAR_VALUE_UNKNOWN, item->text, "report, survey, sipas, appraiser", NULL);
        settles |= bit;
    }
    return settles;
}

static void read_rounds(const struct par_document *doc, const struct par_node *root, struct par_set *set)
{
    static const char *const known[] = {"id", "name", "settles", NULL};
    const struct par_node *list = par_document_array(doc, root, "rounds", false);
    size_t count = list && list->count ? list->count : 1;
    struct par_round *rounds = par_arena_array(doc->arena, count, sizeof *rounds);
    rounds[0] = (struct par_round){"self", {"self", NULL}, 0};
    set->rounds = rounds;
    set->round_count = list && list->count ? 0 : 1;
    for (const struct par_node *node = list ? list->first : NULL; node; node = node->next) {
        if (!par_document_keys(doc, node, known))
            continue;
        struct par_round round = {.id = or_empty(par_document_string(doc, node, "id", true))};
        round.name = par_document_label(doc, node, "name", false);
        if (!*round.name.vi)
            round.name.vi = round.id;
        round.settles = read_settles(doc, node);
        if (par_set_round(set, par_span_of(round.id)) >= 0)
            par_document_error(doc, node, PAR_ID_REPEATED, round.id, NULL, NULL);
        rounds[set->round_count++] = round;
    }
}

static void read_blocs(const struct par_document *doc, const struct par_node *root, struct par_set *set)
{
    static const char *const known[] = {"id", "name", NULL};
    const struct par_node *list = par_document_array(doc, root, "blocs", false);
    struct par_bloc *blocs = par_arena_array(doc->arena, list ? list->count : 0, sizeof *blocs);
    set->blocs = blocs;
    for (const struct par_node *node = list ? list->first : NULL; node; node = node->next) {
        struct par_bloc bloc = {NULL, {"", NULL}};
        if (node->kind == PAR_NODE_STRING) {
            bloc.id = node->text;
        } else if (par_document_keys(doc, node, known)) {
            bloc.id = par_document_string(doc, node, "id", true);
            bloc.name = par_document_label(doc, node, "name", false);
        }
        if (!bloc.id)
            continue;
        for (size_t i = 0; i < set->bloc_count; i++)
            if (strcmp(blocs[i].id, bloc.id) == 0)
                par_document_error(doc, node, PAR_ID_REPEATED, bloc.id, NULL, NULL);
        if (!*bloc.name.vi)
            bloc.name.vi = bloc.id;
        blocs[set->bloc_count++] = bloc;
    }
}

static size_t read_requires(const struct par_document *doc, const struct par_node *step, const struct par_require **out)
{
    const struct par_node *object = par_node_get(step, "requires");
    if (!par_document_kind(doc, object, PAR_NODE_OBJECT))
        return 0;
    struct par_require *requires = par_arena_array(doc->arena, object->count, sizeof *requires);
    size_t count = 0;
    for (const struct par_node *member = object->first; member; member = member->next) {
        requires[count].node = member->key;
        if (par_document_points(doc, object, member->key, true, &requires[count].percent))
            count++;
    }
    *out = requires;
    return count;
}

static void read_step(const struct par_document *doc, const struct par_node *node, struct par_class_step *step)
{
    static const char *const known[] = {"name", "from", "above", "requires", NULL};
    if (!par_document_keys(doc, node, known))
        return;
    step->name = par_document_label(doc, node, "name", true);
    step->above = par_node_get(node, "above") != NULL;
    if (step->above && par_node_get(node, "from"))
        par_document_error(doc, node, PAR_RULE_VALUE, "from + above", NULL, NULL);
    step->bounded = par_document_points(doc, node, step->above ? "above" : "from", false, &step->bound);
    step->require_count = read_requires(doc, node, &step->requires);
}

/* From the best down: each bound lower than the one before, or equal to it with other conditions. */
static void check_order(const struct par_document *doc, const struct par_node *node,
                        const struct par_class_step *before, const struct par_class_step *step)
{
    bool lower = !step->bounded || (before->bounded && step->bound < before->bound);
    bool equal = step->bounded && before->bounded && step->bound == before->bound;
    if (!before->bounded || !(lower || (equal && (before->require_count || before->above))))
        par_document_error(doc, node, PAR_CLASS_ORDER, step->name.vi, NULL, NULL);
}

static void read_scheme(const struct par_document *doc, const struct par_node *node, struct par_class_scheme *scheme)
{
    static const char *const known[] = {"for", "steps", NULL};
    if (!par_document_keys(doc, node, known))
        return;
    scheme->serves = par_document_list(doc, node, "for");
    const struct par_node *list = par_document_array(doc, node, "steps", true);
    struct par_class_step *steps = par_arena_array(doc->arena, list ? list->count : 0, sizeof *steps);
    for (const struct par_node *step = list ? list->first : NULL; step; step = step->next) {
        read_step(doc, step, &steps[scheme->count]);
        if (scheme->count > 0)
            check_order(doc, step, &steps[scheme->count - 1], &steps[scheme->count]);
        scheme->count++;
    }
    scheme->steps = steps;
}

static void read_classes(const struct par_document *doc, const struct par_node *root, struct par_set *set)
{
    const struct par_node *list = par_document_array(doc, root, "classes", false);
    struct par_class_scheme *schemes = par_arena_array(doc->arena, list ? list->count : 0, sizeof *schemes);
    for (const struct par_node *node = list ? list->first : NULL; node; node = node->next)
        read_scheme(doc, node, &schemes[set->scheme_count++]);
    set->schemes = schemes;
}

static bool is_input_name(const char *name)
{
    static const char *const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char *const more = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return strspn(name, letters) > 0 && strspn(name, more) == strlen(name);
}

static bool is_reserved(const char *name)
{
    static const char *const reserved[] = {"unit",   "criterion",  "answer",  "value",     "num",
                                           "den",    "score",      "applies", "agree",     "evidence",
                                           "reason", "cause_kind", "note",    "appraiser", "round"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(reserved[i], name) == 0)
            return true;
    return false;
}

static bool check_input_name(struct par_set_reader *reader, const struct par_node *node)
{
    bool reserved = is_reserved(node->key);
    if (is_input_name(node->key) && !reserved)
        return true;
    par_document_error(reader->doc, node, PAR_ID_INVALID, node->key, reserved ? "reserved" : "[A-Za-z][A-Za-z0-9_]*",
                       NULL);
    return false;
}

static void add_input(struct par_set_reader *reader, struct par_input *inputs, struct par_input input)
{
    struct par_set *set = reader->set;
    if (par_names_add(set->input_names, par_span_of(input.name), (int32_t)set->input_count) == PAR_NAME_NONE)
        inputs[set->input_count++] = input;
}

static void read_declared(struct par_set_reader *reader, const struct par_node *object, struct par_input *inputs)
{
    static const char *const known[] = {"label", "kind", "from", NULL};
    static const char *const supplies[] = {"", "submitted_at", "deadline", NULL};
    static const char *const kinds[] = {"count", "number", "percent", "date", NULL};
    for (const struct par_node *node = object ? object->first : NULL; node; node = node->next) {
        struct par_input input = {.name = node->key, .label = {node->key, NULL}};
        if (!par_document_keys(reader->doc, node, known))
            continue;
        check_input_name(reader, node);
        struct par_label label = par_document_label(reader->doc, node, "label", false);
        if (*label.vi)
            input.label = label;
        par_document_string(reader->doc, node, "kind", true);
        input.kind = (enum par_input_kind)par_document_choice(reader->doc, node, "kind", kinds, PAR_INPUT_NUMBER);
        input.supply = (enum par_supply)par_document_choice(reader->doc, node, "from", supplies, PAR_SUPPLY_NONE);
        if (input.supply != PAR_SUPPLY_NONE && input.kind != PAR_INPUT_DATE)
            par_document_error(reader->doc, par_node_get(node, "from"), PAR_RULE_VALUE, "from without kind date", NULL,
                               NULL);
        add_input(reader, inputs, input);
    }
}

/* Calls visit for the "weights" object of every survey rule. */
static size_t each_weight(const struct par_node *node, struct par_set_reader *reader, struct par_input *inputs)
{
    size_t count = 0;
    const struct par_node *type = par_node_get(node, "type"), *weights = par_node_get(node, "weights");
    if (type && type->kind == PAR_NODE_STRING && strcmp(type->text, "survey") == 0 && weights) {
        for (const struct par_node *weight = weights->first; weight; weight = weight->next, count++)
            if (inputs && weight->key && check_input_name(reader, weight))
                add_input(
                    reader, inputs,
                    (struct par_input){.name = weight->key, .label = {weight->key, NULL}, .kind = PAR_INPUT_COUNT});
    }
    for (const struct par_node *child = node->first; child; child = child->next)
        count += each_weight(child, reader, inputs);
    return count;
}

/* The declared inputs, then the answer options of surveys, which need no declaration. */
static void read_inputs(struct par_set_reader *reader, const struct par_node *root)
{
    const struct par_node *object = par_node_get(root, "inputs");
    if (object && !par_document_kind(reader->doc, object, PAR_NODE_OBJECT))
        object = NULL;
    size_t room = (object ? object->count : 0) + each_weight(root, reader, NULL);
    struct par_input *inputs = par_arena_array(reader->doc->arena, room, sizeof *inputs);
    reader->set->input_names = par_names_new(reader->doc->arena);
    reader->set->inputs = inputs;
    read_declared(reader, object, inputs);
    each_weight(root, reader, inputs);
}

struct par_set *par_set_read(const struct par_node *root, const char *file, par_fold_label fold,
                             struct par_arena *arena, struct par_diags *diags)
{
    static const char *const known[] = {"$schema",        "format",     "id",         "year",   "period",   "level",
                                        "title",          "source",     "max",        "fold",   "rounding", "rounds",
                                        "not_applicable", "cap_at_max", "missing",    "ties",   "rank_on",  "class_on",
                                        "tie_break",      "blocs",      "classes",    "inputs", "nodes",    "bonus",
                                        "penalty",        "accept",     "cause_kind", NULL};
    struct par_document doc = {.file = file, .arena = arena, .diags = diags};
    struct par_set *set = par_arena_alloc(arena, sizeof *set);
    struct par_set_reader reader = {.doc = &doc, .set = set, .fold = fold, .ids = par_names_new(arena)};
    size_t before = par_diags_errors(diags);
    set->file = file;
    set->ids = reader.ids;
    if (!par_document_keys(&doc, root, known))
        return NULL;
    read_format(&doc, root);
    read_identity(&doc, root, set);
    read_source(&doc, root, set);
    read_rounding(&doc, root, set);
    read_settings(&doc, root, set);
    read_rounds(&doc, root, set);
    read_blocs(&doc, root, set);
    read_classes(&doc, root, set);
    read_inputs(&reader, root);
    par_set_read_tree(&reader, root);
    par_set_check(&reader);
    return par_diags_errors(diags) == before ? set : NULL;
}

int32_t par_set_find(const struct par_set *set, struct par_span id)
{
    return par_names_find(set->ids, id);
}

static const char *input_at(const void *set, size_t i)
{
    return ((const struct par_set *)set)->inputs[i].name;
}

const char *par_set_nearest_input(const struct par_set *set, struct par_span name)
{
    return par_names_nearest(name, set->input_count, input_at, set);
}

/* The usual Vietnamese names of rounds. */
static struct par_span usual_round(struct par_span name)
{
    static const char *const names[][2] = {{"tu-danh-gia", "self"},
                                           {"tham-dinh", "appraisal"},
                                           {"giai-trinh", "explanation"},
                                           {"tham-dinh-lan-2", "appraisal2"},
                                           {"hoi-dong", "council"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (par_span_is(name, names[i][0]))
            return par_span_of(names[i][1]);
    return name;
}

int par_set_round(const struct par_set *set, struct par_span name)
{
    for (size_t i = 0; i < set->round_count; i++) {
        struct par_span id = par_span_of(set->rounds[i].id);
        if (par_span_equal(id, name) || par_span_equal(usual_round(id), usual_round(name)))
            return (int)i;
    }
    return -1;
}

const char *par_set_rounds_text(const struct par_set *set, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < set->round_count; i++)
        text = par_arena_join(arena, text, i ? ", " : "", set->rounds[i].id, NULL);
    return text;
}

int par_set_settling_round(const struct par_set *set, enum par_origin origin)
{
    for (size_t i = 0; i < set->round_count; i++)
        if (set->rounds[i].settles & (1U << origin))
            return (int)i;
    return -1;
}
