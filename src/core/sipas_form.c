/* Reading a survey form: see sipas_form.h and sipas-form(5). */
#include "parindex/sipas_form.h"

enum { MOST_CHOICES = 100, MOST_DEPTH = 3, HIGHEST_SCORE = 1000 };

struct form_reader {
    const struct par_document *doc;
    struct par_sipas_form *form;
    par_fold_label fold;
    struct par_names *ids; /* of nodes and questions: id -> anything */
    size_t node_room, item_room;
    int32_t *items;
};

const char *par_index_rule_name(enum par_index_rule rule)
{
    static const char *const names[] = {"mean_of_items", "weighted", "pooled", "mean_of_persons"};
    return names[rule];
}

const char *par_sipas_node_kind(const struct par_sipas_form *form, int32_t position)
{
    const struct par_sipas_node *node = &form->nodes[position];
    if (position == 0)
        return "total";
    if (node->item >= 0)
        return "criterion";
    return form->nodes[position + 1].item >= 0 ? "factor" : "aspect";
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* --- Scales ------------------------------------------------------------------------------------------------------- */

/* A text that two choices of a scale share, by folding, would decide nothing. */
static void note_text(const struct form_reader *reader, const struct par_node *at, struct par_names *texts,
                      const char *text, size_t choice, const struct par_choice *choices)
{
    const char *folded = reader->fold(par_span_of(text), reader->doc->arena);
    int32_t before = *text ? par_names_add(texts, par_span_of(folded), (int32_t)choice) : PAR_NAME_NONE;
    if (before >= 0 && before != (int32_t)choice)
        par_document_error(reader->doc, at, PAR_LABEL_REPEATED, text, choices[before].id, NULL);
}

static void check_texts(const struct form_reader *reader, const struct par_node *list, const struct par_scale *scale)
{
    struct par_names *texts = par_names_new(reader->doc->arena);
    const struct par_node *node = list->first;
    for (size_t i = 0; i < scale->count && node; i++, node = node->next) {
        const struct par_choice *choice = &scale->choices[i];
        note_text(reader, node, texts, choice->label.vi, i, scale->choices);
        note_text(reader, node, texts, or_empty(choice->label.en), i, scale->choices);
        for (size_t k = 0; k < choice->also.count; k++)
            note_text(reader, node, texts, choice->also.items[k], i, scale->choices);
    }
}

static struct par_choice read_choice(const struct par_document *doc, const struct par_node *node)
{
    static const char *const known[] = {"id", "label", "also", "score", "satisfied", NULL};
    struct par_choice choice = {.id = "", .label = {"", NULL}};
    if (!par_document_keys(doc, node, known))
        return choice;
    choice.id = or_empty(par_document_string(doc, node, "id", true));
    choice.label = par_document_label(doc, node, "label", true);
    choice.also = par_document_list(doc, node, "also");
    choice.has_score = par_document_points(doc, node, "score", false, &choice.score);
    choice.satisfied = par_document_bool(doc, node, "satisfied", false);
    return choice;
}

static void check_choice_id(const struct par_document *doc, const struct par_node *node,
                            const struct par_choice *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (*choices[count].id && strcmp(choices[i].id, choices[count].id) == 0) {
            par_document_error(doc, node, PAR_ID_REPEATED, choices[count].id, NULL, NULL);
            return;
        }
}

/* The choices of a scale or of a question. */
static void read_choices(const struct form_reader *reader, const struct par_node *list, struct par_scale *scale)
{
    const struct par_document *doc = reader->doc;
    struct par_choice *choices = par_arena_array(doc->arena, list ? list->count : 0, sizeof *choices);
    scale->choices = choices;
    for (const struct par_node *node = list ? list->first : NULL; node; node = node->next) {
        choices[scale->count] = read_choice(doc, node);
        check_choice_id(doc, node, choices, scale->count);
        scale->count++;
    }
    if (list && (scale->count < 2 || scale->count > MOST_CHOICES))
        par_document_error(doc, list, PAR_SIPAS_CHOICES, NULL, NULL, NULL);
    if (list)
        check_texts(reader, list, scale);
}

static void add_own_codes(const struct par_document *doc, struct par_scale *scale)
{
    struct par_print *print = par_arena_alloc(doc->arena, sizeof *print);
    const char **codes = par_arena_array(doc->arena, scale->count, sizeof *codes);
    for (size_t i = 0; i < scale->count; i++)
        codes[i] = scale->choices[i].id;
    *print = (struct par_print){"", {scale->count, codes}};
    scale->prints = print;
    scale->print_count = 1;
}

static void check_codes(const struct par_document *doc, const struct par_node *node, const struct par_scale *scale,
                        struct par_list codes)
{
    if (codes.count != scale->count)
        par_document_error(doc, node, PAR_SIPAS_CODES, NULL, NULL, NULL);
    for (size_t i = 0; i < codes.count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(codes.items[i], codes.items[k]) == 0)
                par_document_error(doc, node, PAR_KEY_REPEATED, codes.items[i], NULL, NULL);
}

static void read_prints(const struct par_document *doc, const struct par_node *object, struct par_scale *scale)
{
    const struct par_node *prints = par_node_get(object, "prints");
    if (!prints || !par_document_kind(doc, prints, PAR_NODE_OBJECT) || prints->count == 0) {
        add_own_codes(doc, scale);
        return;
    }
    struct par_print *items = par_arena_array(doc->arena, prints->count, sizeof *items);
    for (const struct par_node *node = prints->first; node; node = node->next) {
        items[scale->print_count] = (struct par_print){node->key, par_document_list(doc, prints, node->key)};
        check_codes(doc, node, scale, items[scale->print_count].codes);
        scale->print_count++;
    }
    scale->prints = items;
}

static void read_scale(const struct form_reader *reader, const struct par_node *node, struct par_scale *scale)
{
    static const char *const known[] = {"choices", "prints", NULL};
    scale->id = node->key;
    if (!par_document_keys(reader->doc, node, known))
        return;
    read_choices(reader, par_document_array(reader->doc, node, "choices", true), scale);
    read_prints(reader->doc, node, scale);
}

static void read_scales(const struct form_reader *reader, const struct par_node *root)
{
    const struct par_node *scales = par_node_get(root, "scales");
    if (!scales)
        par_document_error(reader->doc, root, PAR_KEY_MISSING, "scales", NULL, NULL);
    if (!par_document_kind(reader->doc, scales, PAR_NODE_OBJECT))
        return;
    reader->form->scales = par_arena_array(reader->doc->arena, scales->count, sizeof *reader->form->scales);
    for (const struct par_node *node = scales->first; node; node = node->next)
        read_scale(reader, node, &reader->form->scales[reader->form->scale_count++]);
}

/* The scale that `key` names; `fallback` without one. */
static const struct par_scale *scale_named(const struct form_reader *reader, const struct par_node *object,
                                           const char *key, const struct par_scale *fallback)
{
    const char *name = par_document_string(reader->doc, object, key, false);
    for (size_t i = 0; name && i < reader->form->scale_count; i++)
        if (strcmp(reader->form->scales[i].id, name) == 0)
            return &reader->form->scales[i];
    if (name)
        par_document_error(reader->doc, par_node_get(object, key), PAR_REF_UNKNOWN, name, "scale", NULL);
    return fallback;
}

/* --- Criteria, factors, aspects ----------------------------------------------------------------------------------- */

static void note_id(const struct form_reader *reader, const struct par_node *node, const char *id)
{
    if (!*id)
        return;
    if (strcmp(id, PAR_TOTAL_ID) == 0 || strpbrk(id, "|,\""))
        par_document_error(reader->doc, node, PAR_ID_INVALID, id, "| , \" total", NULL);
    if (par_names_add(reader->ids, par_span_of(id), 0) >= 0)
        par_document_error(reader->doc, node, PAR_ID_REPEATED, id, NULL, NULL);
}

/* A criterion must say who is satisfied, and have a score for each answer or for none. */
static void check_item(const struct form_reader *reader, const struct par_node *node, const struct par_sipas_node *item)
{
    size_t satisfied = 0, scores = 0, count = item->scale ? item->scale->count : 0;
    bool in_range = true;
    for (size_t i = 0; i < count; i++) {
        par_points score = item->scale->choices[i].score;
        satisfied += item->scale->choices[i].satisfied;
        scores += item->scale->choices[i].has_score;
        in_range = in_range && score >= 0 && score <= HIGHEST_SCORE * PAR_POINTS_ONE;
    }
    if (!item->scale)
        par_document_error(reader->doc, node, PAR_KEY_MISSING, "scale", NULL, NULL);
    else if (satisfied == 0 || satisfied == count)
        par_document_error(reader->doc, node, PAR_SIPAS_SATISFIED, item->scale->id, NULL, NULL);
    else if (!in_range || (scores != 0 && scores != count))
        par_document_error(reader->doc, node, PAR_SIPAS_SCORES, item->scale->id, NULL, NULL);
    if (item->weight <= 0)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "weight > 0", NULL, NULL);
}

static int32_t add_node(struct form_reader *reader, struct par_sipas_node node)
{
    struct par_sipas_form *form = reader->form;
    form->nodes = par_arena_grow(reader->doc->arena, form->nodes, (size_t)form->node_count, &reader->node_room,
                                 sizeof *form->nodes);
    form->nodes[form->node_count] = node;
    return form->node_count++;
}

static void add_item(struct form_reader *reader, const struct par_node *node, struct par_sipas_node item,
                     const struct par_scale *scale)
{
    struct par_sipas_form *form = reader->form;
    item.weight = PAR_POINTS_ONE;
    par_document_points(reader->doc, node, "weight", false, &item.weight);
    if (par_node_get(node, "weight") && form->index != PAR_INDEX_WEIGHTED)
        par_document_error(reader->doc, node, PAR_SIPAS_WEIGHT, NULL, NULL, NULL);
    item.scale = scale_named(reader, node, "scale", scale);
    item.columns = par_document_list(reader->doc, node, "columns");
    item.item = (int32_t)form->item_count;
    check_item(reader, node, &item);
    int32_t position = add_node(reader, item);
    form->nodes[position].end = form->node_count;
    reader->items =
        par_arena_grow(reader->doc->arena, reader->items, form->item_count, &reader->item_room, sizeof *reader->items);
    reader->items[form->item_count++] = position;
}

/* A member that has no meaning here. */
static void refuse_member(const struct form_reader *reader, const struct par_node *object, const char *key)
{
    const struct par_node *member = par_node_get(object, key);
    if (member)
        par_document_error(reader->doc, member, PAR_KEY_UNKNOWN, key, NULL, NULL);
}

static void read_node(struct form_reader *reader, const struct par_node *node, int32_t parent, int depth,
                      const struct par_scale *scale);

static void read_children(struct form_reader *reader, const struct par_node *node, int32_t position, int depth,
                          const struct par_scale *scale)
{
    const struct par_node *list = par_document_array(reader->doc, node, "nodes", true);
    if (list && list->count == 0)
        par_document_error(reader->doc, list, PAR_SIPAS_EMPTY, NULL, NULL, NULL);
    for (const struct par_node *child = list ? list->first : NULL; child; child = child->next)
        read_node(reader, child, position, depth + 1, scale);
    reader->form->nodes[position].end = reader->form->node_count;
}

static void read_node(struct form_reader *reader, const struct par_node *node, int32_t parent, int depth,
                      const struct par_scale *scale)
{
    static const char *const known[] = {"id", "name", "scale", "columns", "weight", "nodes", NULL};
    struct par_document here = *reader->doc;
    const struct par_document *outer = reader->doc;
    if (!par_document_keys(outer, node, known))
        return;
    struct par_sipas_node made = {.parent = parent, .item = -1, .depth = depth};
    made.id = or_empty(par_document_string(outer, node, "id", true));
    here.criterion = *made.id ? made.id : NULL;
    reader->doc = &here;
    made.name = par_document_label(&here, node, "name", true);
    note_id(reader, node, made.id);
    if (depth > MOST_DEPTH)
        par_document_error(&here, node, PAR_SIPAS_DEEP, NULL, NULL, NULL);
    else if (!par_node_get(node, "nodes"))
        add_item(reader, node, made, scale);
    else {
        refuse_member(reader, node, "columns");
        refuse_member(reader, node, "weight");
        read_children(reader, node, add_node(reader, made), depth, scale_named(reader, node, "scale", scale));
    }
    reader->doc = outer;
}

/* The children of one node are all criteria or all groups, so that each level has a name. */
static void check_levels(const struct form_reader *reader, const struct par_node *root)
{
    const struct par_sipas_form *form = reader->form;
    for (int32_t i = 1; i < form->node_count; i++) {
        const struct par_sipas_node *node = &form->nodes[i], *first = &form->nodes[node->parent + 1];
        if ((node->item >= 0) != (first->item >= 0))
            par_document_error(reader->doc, root, PAR_SIPAS_MIXED, form->nodes[node->parent].id, node->id, NULL);
    }
}

static void read_nodes(struct form_reader *reader, const struct par_node *root)
{
    struct par_sipas_node total = {.id = PAR_TOTAL_ID, .name = reader->form->title, .parent = -1, .item = -1};
    const struct par_scale *scale = scale_named(reader, root, "scale", NULL);
    read_children(reader, root, add_node(reader, total), 0, scale);
    reader->form->items = reader->items;
    check_levels(reader, root);
}

/* --- Questions reported as shares --------------------------------------------------------------------------------- */

static void read_question(struct form_reader *reader, const struct par_node *node, struct par_question *question)
{
    static const char *const known[] = {"id", "name", "kind", "most", "columns", "scale", "options", NULL};
    static const char *const kinds[] = {"single", "multiple", "pick", NULL};
    const struct par_document *doc = reader->doc;
    if (!par_document_keys(doc, node, known))
        return;
    question->id = or_empty(par_document_string(doc, node, "id", true));
    note_id(reader, node, question->id);
    question->name = par_document_label(doc, node, "name", true);
    question->columns = par_document_list(doc, node, "columns");
    question->kind = (enum par_question_kind)par_document_choice(doc, node, "kind", kinds, PAR_QUESTION_SINGLE);
    question->scale = scale_named(reader, node, "scale", NULL);
    if (par_node_get(node, "scale"))
        refuse_member(reader, node, "options");
    if (question->kind != PAR_QUESTION_PICK)
        refuse_member(reader, node, "most");
    if (!question->scale) {
        struct par_scale *own = par_arena_alloc(doc->arena, sizeof *own);
        own->id = question->id;
        read_choices(reader, par_document_array(doc, node, "options", !par_node_get(node, "scale")), own);
        add_own_codes(doc, own);
        question->scale = own;
    }
    int count = (int)question->scale->count;
    question->most = question->kind == PAR_QUESTION_SINGLE ? 1 : count;
    if (question->kind == PAR_QUESTION_PICK)
        question->most = par_document_small(doc, node, "most", 1, count > 1 ? count : 1, count);
    if (question->kind == PAR_QUESTION_PICK && !par_node_get(node, "most"))
        par_document_error(doc, node, PAR_KEY_MISSING, "most", NULL, NULL);
}

static void read_questions(struct form_reader *reader, const struct par_node *root)
{
    const struct par_node *list = par_document_array(reader->doc, root, "questions", false);
    struct par_question *questions = par_arena_array(reader->doc->arena, list ? list->count : 0, sizeof *questions);
    for (const struct par_node *node = list ? list->first : NULL; node; node = node->next)
        read_question(reader, node, &questions[reader->form->question_count++]);
    reader->form->questions = questions;
}

/* --- The whole ---------------------------------------------------------------------------------------------------- */

static void read_identity(const struct form_reader *reader, const struct par_node *root)
{
    static const char *const known[] = {"issuer", "document", "date", "status", NULL};
    static const char *const statuses[] = {"official", "internal", "sample", NULL};
    const struct par_document *doc = reader->doc;
    const char *format = par_document_string(doc, root, "format", true);
    if (format && strcmp(format, "parindex-sipas-form/1") != 0)
        par_document_error(doc, par_node_get(root, "format"), PAR_FORMAT_UNKNOWN, format, "parindex-sipas-form/1",
                           NULL);
    reader->form->id = or_empty(par_document_string(doc, root, "id", true));
    if (strspn(reader->form->id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(reader->form->id))
        par_document_error(doc, par_node_get(root, "id"), PAR_ID_INVALID, reader->form->id, "[a-z0-9-]+", NULL);
    reader->form->title = par_document_label(doc, root, "title", true);
    const struct par_node *source = par_node_get(root, "source");
    if (!source)
        par_document_error(doc, root, PAR_KEY_MISSING, "source", NULL, NULL);
    else if (par_document_keys(doc, source, known)) {
        par_document_string(doc, source, "status", true);
        par_document_choice(doc, source, "status", statuses, 0);
    }
}

static void read_rules(const struct form_reader *reader, const struct par_node *root)
{
    static const char *const indexes[] = {"mean_of_items", "weighted", "pooled", "mean_of_persons", NULL};
    static const char *const rules[] = {"skip", "unsatisfied", "reject", NULL};
    static const char *const modes[] = {"half_up", "half_even", "down", NULL};
    static const char *const of_blanks[] = {"rule", "words", NULL}, *const of_valid[] = {"least_answers", "required",
                                                                                         NULL};
    static const char *const of_rounding[] = {"percent", "score", "mode", NULL};
    const struct par_document *doc = reader->doc;
    struct par_sipas_form *form = reader->form;
    const struct par_node *blanks = par_node_get(root, "blanks"), *valid = par_node_get(root, "valid");
    const struct par_node *rounding = par_node_get(root, "rounding");
    par_document_string(doc, root, "index", true);
    form->index = (enum par_index_rule)par_document_choice(doc, root, "index", indexes, 0);
    if (blanks)
        par_document_keys(doc, blanks, of_blanks);
    form->blanks = (enum par_blank_rule)par_document_choice(doc, blanks, "rule", rules, PAR_BLANK_SKIP);
    form->blank_words = par_document_list(doc, blanks, "words");
    if (valid)
        par_document_keys(doc, valid, of_valid);
    form->least_answers = par_document_small(doc, valid, "least_answers", 1, 1000, 1);
    form->required = par_document_list(doc, valid, "required");
    if (rounding)
        par_document_keys(doc, rounding, of_rounding);
    form->decimals_percent = par_document_small(doc, rounding, "percent", 0, PAR_POINTS_SCALE, 2);
    form->decimals_score = par_document_small(doc, rounding, "score", 0, PAR_POINTS_SCALE, 2);
    form->rounding = (enum par_rounding)par_document_choice(doc, rounding, "mode", modes, PAR_HALF_UP);
}

static bool has_item(const struct par_sipas_form *form, const char *id)
{
    for (size_t i = 0; i < form->item_count; i++)
        if (strcmp(form->nodes[form->items[i]].id, id) == 0)
            return true;
    return false;
}

static void check_valid(const struct form_reader *reader, const struct par_node *root)
{
    const struct par_sipas_form *form = reader->form;
    const struct par_node *valid = par_node_get(root, "valid");
    for (size_t i = 0; i < form->required.count; i++)
        if (!has_item(form, form->required.items[i]))
            par_document_error(reader->doc, valid, PAR_REF_UNKNOWN, form->required.items[i], "id", NULL);
    if (valid && (size_t)form->least_answers > form->item_count && form->item_count > 0)
        par_document_error(reader->doc, valid, PAR_SIPAS_LEAST, NULL, NULL, NULL);
}

struct par_sipas_form *par_sipas_form_read(const struct par_node *root, const char *file, par_fold_label fold,
                                           struct par_arena *arena, struct par_diags *diags)
{
    static const char *const known[] = {"$schema", "format",   "id",     "title", "source", "index",     "blanks",
                                        "valid",   "rounding", "scales", "scale", "nodes",  "questions", NULL};
    struct par_document doc = {.file = file, .arena = arena, .diags = diags};
    struct par_sipas_form *form = par_arena_alloc(arena, sizeof *form);
    struct form_reader reader = {.doc = &doc, .form = form, .fold = fold, .ids = par_names_new(arena)};
    size_t before = par_diags_errors(diags);
    form->file = file;
    if (!par_document_keys(&doc, root, known))
        return NULL;
    read_identity(&reader, root);
    read_rules(&reader, root);
    read_scales(&reader, root);
    read_nodes(&reader, root);
    read_questions(&reader, root);
    check_valid(&reader, root);
    return par_diags_errors(diags) == before ? form : NULL;
}
