#include "parindex/text.h"
#include "published_sheet.h"
#include "ranking.h"

/* --- Our scores as a table --------------------------------------------------------------------------------------- */

enum { UNIT, NAME, BLOC, MAX, TOTAL, INDEX, RANK, CLASS, FIXED };

static struct par_printed words(const char *text)
{
    return (struct par_printed){.kind = text && *text ? PAR_PRINTED_TEXT : PAR_PRINTED_NONE, .text = text ? text : ""};
}

static struct par_printed number(struct par_cli *cli, bool is, int64_t value, int scale)
{
    char text[PAR_DECIMAL_TEXT];
    if (!is)
        return words(NULL);
    par_decimal_print(value, scale, -1, '.', text);
    return (struct par_printed){.kind = PAR_PRINTED_NUMBER,
                                .value = {value, scale},
                                .decimals = scale,
                                .text = par_arena_copy(cli->arena, par_span_of(text))};
}

static struct par_printed points(struct par_cli *cli, struct par_maybe value)
{
    return number(cli, value.is, value.points, PAR_POINTS_SCALE);
}

static struct par_published_row row_of(struct par_cli *cli, const struct par_standing *standing, size_t domains)
{
    struct par_published_row row = {.kind = PAR_ROW_UNIT,
                                    .unit = standing->unit,
                                    .name = standing->name ? standing->name : "",
                                    .bloc = standing->bloc,
                                    .earlier = PAR_ROW_NONE,
                                    .ours = PAR_ROW_NONE,
                                    .breaks_ties = standing->set && standing->set->tie_break.count > 0};
    row.cells = par_arena_array(cli->arena, FIXED + domains, sizeof *row.cells);
    row.cells[UNIT] = words(row.unit);
    row.cells[NAME] = words(row.name);
    row.cells[BLOC] = words(row.bloc);
    row.cells[MAX] = number(cli, true, standing->applicable_max, PAR_POINTS_SCALE);
    row.cells[TOTAL] = points(cli, standing->points);
    row.cells[INDEX] = points(cli, standing->index);
    row.cells[RANK] = number(cli, standing->rank > 0, standing->rank, 0);
    row.cells[CLASS] = words(standing->class_step ? par_label_text(standing->class_step->name, "vi") : NULL);
    for (size_t i = 0; i < domains; i++)
        row.cells[FIXED + i] = i < standing->domain_count ? points(cli, standing->domains[i]) : words(NULL);
    return row;
}

static struct par_published *table_of(struct par_cli *cli, const char *path, const struct par_score_table *scores)
{
    static const enum par_printed_role roles[FIXED] = {PAR_PRINTS_UNIT, PAR_PRINTS_NAME,  PAR_PRINTS_BLOC,
                                                       PAR_PRINTS_MAX,  PAR_PRINTS_TOTAL, PAR_PRINTS_INDEX,
                                                       PAR_PRINTS_RANK, PAR_PRINTS_CLASS};
    struct par_published *table = par_arena_alloc(cli->arena, sizeof *table);
    table->file = path;
    table->width = FIXED + scores->domain_count;
    table->names = par_arena_array(cli->arena, table->width, sizeof *table->names);
    table->decimals = par_arena_array(cli->arena, table->width, sizeof *table->decimals);
    for (int role = 0; role < PAR_PRINTS; role++)
        table->role[role] = -1;
    for (size_t i = 0; i < table->width; i++) {
        bool fixed = i < FIXED;
        table->names[i] = fixed ? par_printed_role_name(roles[i])
                                : par_arena_join(cli->arena, "index_", scores->domains[i - FIXED], NULL);
        if (fixed)
            table->role[roles[i]] = (int)i;
    }
    table->headers = table->names;
    table->fields = par_arena_array(cli->arena, table->width, sizeof *table->fields);
    return table;
}

struct par_published *par_published_of_scores(struct par_cli *cli, const char *path, const struct par_reading *how,
                                              const struct par_loaded *loaded)
{
    struct par_score_table *scores =
        par_scores_load(path, how, loaded->sets, loaded->set_count, loaded->units, cli->arena, cli->diags);
    if (!scores || par_diags_errors(cli->diags))
        return NULL;
    struct par_ranking ranking = {.cli = cli, .loaded = loaded, .table = scores};
    par_ranking_make(&ranking);
    struct par_published *table = table_of(cli, path, scores);
    table->rows = par_arena_array(cli->arena, scores->count, sizeof *table->rows);
    for (size_t i = 0; i < scores->count; i++)
        table->rows[table->count++] = row_of(cli, &scores->standings[i], scores->domain_count);
    return table;
}

/* --- What sets say of a unit -------------------------------------------------------------------------------------- */

/* The bloc of a set that a title of the table names, "I. Khối sở" the bloc "sở"; NULL: none or several. */
static const char *bloc_of_title(const struct par_set *set, const char *title, struct par_arena *arena)
{
    const char *found = NULL, *folded = par_text_bare(par_span_of(title), arena);
    for (size_t i = 0; *folded && i < set->bloc_count; i++) {
        const char *name = par_label_text(set->blocs[i].name, "vi");
        if (strcmp(title, set->blocs[i].id) == 0)
            return set->blocs[i].id;
        if (!*name || !strstr(folded, par_text_bare(par_span_of(name), arena)))
            continue;
        if (found)
            return NULL;
        found = set->blocs[i].id;
    }
    return found;
}

/* The unit by its code or name; nothing is said when the list does not have it. */
static const struct par_unit *unit_of(struct par_cli *cli, const struct par_units *units,
                                      const struct par_published_row *row)
{
    struct par_diags *unheard = par_diags_new(cli->arena, 0, 0);
    const char *typed[] = {row->unit, row->name};
    for (size_t i = 0; units && i < 2; i++) {
        int32_t position = *typed[i] ? par_units_find(units, par_span_of(typed[i]), NULL, cli->arena, unheard) : -1;
        if (position >= 0)
            return &units->items[position];
    }
    return NULL;
}

/* Whom the classes of the only list serve, when a set has one list for all that it scores. */
static const char *only_bloc(const struct par_set *set)
{
    return set->scheme_count == 1 && set->schemes[0].serves.count > 0 ? set->schemes[0].serves.items[0] : "";
}

/* The set that a unit is scored by; NULL: not known. */
static const struct par_set *set_of(const struct par_unit *unit, const struct par_loaded *loaded)
{
    return unit && unit->set ? unit->set : loaded->set_count == 1 ? loaded->sets[0] : NULL;
}

static const char *class_of(struct par_cli *cli, const struct par_published *table, const struct par_published_row *row,
                            const struct par_unit *unit, const struct par_set *set)
{
    int index = table->role[PAR_PRINTS_INDEX];
    bool exact;
    if (!set || index < 0 || row->cells[index].kind != PAR_PRINTED_NUMBER)
        return NULL;
    const char *bloc = unit ? unit->bloc : bloc_of_title(set, row->bloc, cli->arena);
    struct par_standing standing = {.unit = unit ? unit->code : row->unit,
                                    .bloc = bloc ? bloc : only_bloc(set),
                                    .set = set,
                                    .who = unit,
                                    .index = {.is = true},
                                    .applicable_max = INT64_C(100) * PAR_POINTS_ONE};
    if (!par_points_from(row->cells[index].value, PAR_POINTS_SCALE, PAR_HALF_UP, &standing.index.points, &exact))
        return NULL;
    standing.points = standing.index; /* of 100: what a set that classifies exact values sees is the printed index */
    standing.percents = par_arena_array(cli->arena, (size_t)set->criterion_count, sizeof *standing.percents);
    const struct par_class_step *step = par_class_of(&standing);
    return step ? par_label_text(step->name, "vi") : NULL;
}

void par_published_settle_sets(struct par_cli *cli, struct par_published *table, const struct par_published *ours,
                               const struct par_loaded *loaded)
{
    bool has_class = table->role[PAR_PRINTS_CLASS] >= 0;
    for (size_t i = 0; loaded->set_count > 0 && i < table->count; i++) {
        struct par_published_row *row = &table->rows[i];
        if (row->kind != PAR_ROW_UNIT)
            continue;
        const struct par_unit *unit = unit_of(cli, loaded->units, row);
        const struct par_set *set = set_of(unit, loaded);
        bool in_ours = !set && ours && row->ours >= 0;
        row->breaks_ties = in_ours ? ours->rows[row->ours].breaks_ties : set && set->tie_break.count > 0;
        if (has_class)
            row->class_expected = class_of(cli, table, row, unit, set);
    }
}
