/* What the cells of a row say about a criterion: its name, its options, its agencies and where its points come from. */
#include "import_draft.h"
#include "parindex/text.h"

/* --- Options -------------------------------------------------------------------------------------------------------
 */

bool par_import_has_worth(const struct import_draft *draft, const char *text)
{
    struct par_pieces pieces = par_wording_split(text, draft->options->sign, draft->arena);
    for (size_t i = 0; i < pieces.count; i++)
        if (par_wording_read(pieces.items[i], draft->options->sign, draft->arena).worth != PAR_WORTH_NONE)
            return true;
    return false;
}

void par_import_guide_add(struct import_draft *draft, struct import_node *node, const char *text)
{
    node->guide = *node->guide ? par_arena_join(draft->arena, node->guide, "\n", text, NULL) : text;
}

struct import_option *par_import_option_add(struct import_draft *draft, struct import_node *node,
                                            struct import_row *row, const char *text, struct par_wording wording)
{
    node->options =
        par_arena_grow(draft->arena, node->options, node->option_count, &node->option_room, sizeof *node->options);
    struct import_option *option = &node->options[node->option_count++];
    *option = (struct import_option){.row = row, .text = text, .wording = wording};
    return option;
}

/* Points in the wording and in a column must agree; the column is what an office adds up. */
static void take_points(struct import_draft *draft, struct import_option *option, par_points points, int column)
{
    struct par_wording *wording = &option->wording;
    if (wording->worth != PAR_WORTH_NONE && wording->worth != PAR_WORTH_POINTS)
        return;
    if (wording->worth == PAR_WORTH_POINTS && wording->points != points && wording->points != -points)
        par_import_remark(draft, option->row, column, PAR_WARNING, PAR_IMPORT_POINTS,
                          par_points_text(wording->points, draft->arena), par_points_text(points, draft->arena), NULL);
    wording->worth = PAR_WORTH_POINTS;
    wording->points = points;
}

size_t par_import_options_add(struct import_draft *draft, struct import_node *node, struct import_row *row,
                              const char *text, const par_points *points, int column)
{
    struct par_pieces pieces = par_wording_split(text, draft->options->sign, draft->arena);
    size_t added = 0;
    for (size_t i = 0; i < pieces.count; i++) {
        struct par_wording wording = par_wording_read(pieces.items[i], draft->options->sign, draft->arena);
        bool counts = wording.worth != PAR_WORTH_NONE || (points && pieces.count == 1);
        if (!counts) {
            par_import_guide_add(draft, node, pieces.items[i]);
            continue;
        }
        struct import_option *option = par_import_option_add(draft, node, row, pieces.items[i], wording);
        added++;
        if (points && pieces.count == 1)
            take_points(draft, option, *points, column);
    }
    return added;
}

/* --- Nodes ---------------------------------------------------------------------------------------------------------
 */

const char *par_import_one_line(struct par_arena *arena, struct par_span text)
{
    while (text.size > 0 && strchr(": \n", text.text[text.size - 1]))
        text.size--;
    char *line = par_arena_copy(arena, text);
    for (char *c = line; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return line;
}

/* The lines of a name cell before its first option, as one; *options is what follows. */
static const char *name_of(const struct import_draft *draft, const char *text, const char **options)
{
    struct par_arena *arena = draft->arena;
    *options = "";
    for (const char *line = strchr(text, '\n'); line; line = strchr(line + 1, '\n')) {
        size_t length = strcspn(line + 1, "\n");
        const char *copy = par_arena_copy(arena, (struct par_span){line + 1, length});
        bool bullet = *copy == '-' || *copy == '+' || *copy == '*';
        if (!par_import_has_worth(draft, bullet ? line + 1 : copy))
            continue;
        *options = line + 1;
        return par_import_one_line(arena, (struct par_span){text, (size_t)(line - text)});
    }
    return par_import_one_line(arena, par_span_of(text));
}

static struct par_list names_in(const char *text, struct par_arena *arena)
{
    struct par_list list = {0};
    const char **items = par_arena_array(arena, strlen(text) + 1, sizeof *items);
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, ";\n,");
        struct par_span part = par_span_trim((struct par_span){at, length});
        if (part.size > 0)
            items[list.count++] = par_arena_copy(arena, part);
        at += length + (at[length] != '\0');
    }
    list.items = items;
    return list;
}

bool par_import_has_any(const char *bare, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strstr(bare, words[i]))
            return true;
    return false;
}

/* Where points come from, by the columns that say so, else by words in the name. */
static void take_origin(const struct import_draft *draft, struct import_node *node, struct import_row *row)
{
    static const char *const sipas[] = {"sipas", "chi so hai long", NULL};
    static const char *const survey[] = {"xhh", "xa hoi hoc", "khao sat", NULL};
    static const char *const appraiser[] = {"hoi dong cham", "lanh dao cham", "khong tu cham", "co quan tham dinh cham",
                                            NULL};
    struct par_arena *arena = draft->arena;
    const int *at = draft->columns.at;
    const char *method = par_text_bare(par_span_of(par_import_cell_any(row, at[IMPORT_METHOD])), arena);
    const char *mark = par_import_cell_fresh(row, at[IMPORT_SURVEY]);
    const char *name = par_text_bare(par_span_of(node->name), arena);
    bool marked = *mark && strcmp(mark, "0") != 0 && strcmp(mark, "-") != 0;
    bool mixed = strstr(method, "tu cham") || strstr(method, "tu danh gia");
    if (par_import_has_any(name, sipas) || par_import_has_any(method, sipas))
        node->origin = PAR_FROM_SIPAS;
    else if ((par_import_has_any(method, survey) && !mixed) || marked || strstr(name, "xa hoi hoc") ||
             strstr(name, "xhh"))
        node->origin = PAR_FROM_SURVEY;
    else if (par_import_has_any(method, appraiser))
        node->origin = PAR_FROM_APPRAISER;
}

static void take_agencies(const struct import_draft *draft, struct import_node *node, struct import_row *row)
{
    struct par_arena *arena = draft->arena;
    const int *at = draft->columns.at;
    const char *lead = par_import_cell_any(row, at[IMPORT_LEAD]);
    node->appraisers = names_in(par_import_cell_any(row, at[IMPORT_APPRAISER]), arena);
    node->with = names_in(par_import_cell_any(row, at[IMPORT_WITH]), arena);
    node->evidence = par_import_cell_any(row, at[IMPORT_EVIDENCE]);
    node->lead = *lead ? par_import_one_line(arena, par_span_of(lead)) : NULL;
}

void par_import_node_fill(struct import_draft *draft, struct import_node *node, const struct import_item *item)
{
    const char *options;
    node->name = name_of(draft, item->text, &options);
    node->has_max = item->has_max;
    node->max = import_magnitude(item->max);
    if (item->deepest) {
        take_origin(draft, node, item->row);
        take_agencies(draft, node, item->row);
    }
    if (*options)
        par_import_options_add(draft, node, item->row, options, NULL, -1);
    if (*item->options)
        par_import_options_add(draft, node, item->row, item->options, item->has_points ? &item->points : NULL,
                               draft->columns.at[IMPORT_POINTS]);
}
