#include <stdlib.h>

#include "dossiers.h"
#include "parindex/text.h"

enum { DECIMALS = 2 };

bool par_dossiers_is_attribute(const char *name)
{
    return strcmp(name, "bloc") == 0 || strcmp(name, "level") == 0 || strcmp(name, "parent") == 0;
}

const char *par_dossiers_attribute(const struct par_unit *unit, const char *name)
{
    if (strcmp(name, "bloc") == 0)
        return unit->bloc;
    return strcmp(name, "level") == 0 ? unit->level : unit->parent;
}

/* --- Rates -------------------------------------------------------------------------------------------------------- */

static struct par_maybe rounded(bool is, struct par_ratio ratio)
{
    struct par_maybe maybe = {false, 0};
    maybe.is = is && ratio.den > 0 && par_ratio_round(ratio, DECIMALS, PAR_HALF_UP, &maybe.points);
    return maybe;
}

static struct par_maybe percent(int64_t part, int64_t whole)
{
    return rounded(whole > 0, (struct par_ratio){(par_wide)part * 100, whole});
}

static enum par_dossier_figure base_of(const struct par_dossiers *dossiers)
{
    return par_dossier_base(dossiers->base < 0 ? 0 : (size_t)dossiers->base);
}

static void fill_rates(const struct par_dossiers *dossiers, struct par_dossier_line *line)
{
    const struct par_dossier_figures *figures = &line->figures;
    enum par_dossier_figure base = base_of(dossiers);
    for (size_t i = 0; i < PAR_DOSSIER_RATES; i++) {
        enum par_dossier_figure part = par_dossier_rate(i);
        if (figures->is[part] && figures->is[base])
            line->rates[i] = percent(figures->of[part], figures->of[base]);
    }
    if (figures->is[PAR_ONLINE] && figures->is[PAR_CHANNEL_SAID])
        line->rates[PAR_RATE_ONLINE] = percent(figures->of[PAR_ONLINE], figures->of[PAR_CHANNEL_SAID]);
}

/* --- Procedures --------------------------------------------------------------------------------------------------- */

struct uses_count {
    const struct par_dossiers *dossiers;
    struct par_dossier_line *line;
    bool *any, *online; /* by position in the list, of names that come up */
};

static void note_use(void *context, struct par_span procedure, bool online)
{
    struct uses_count *count = context;
    int32_t position = par_procedures_find(count->dossiers->procedures, procedure);
    if (position < 0)
        return;
    count->any[position] = true;
    count->online[position] = count->online[position] || online;
}

/* Whether a row of the list is about this line: a procedure may be listed for some units alone. */
static bool is_of(const struct par_procedure *procedure, const struct par_dossiers *dossiers,
                  const struct par_dossier_line *line)
{
    int key = par_dossiers_unit_key(dossiers);
    if (!*procedure->unit || key < 0)
        return true;
    return strcmp(procedure->unit, line->keys[key]) == 0 ||
           (line->unit && strcmp(procedure->unit, line->unit->name) == 0);
}

static void add_use(struct par_dossier_uses *uses, bool used)
{
    uses->listed++;
    uses->used += used;
}

static void fill_uses(const struct par_dossiers *dossiers, const struct par_tally *tally,
                      const struct par_tally_group *group, struct par_dossier_line *line)
{
    const struct par_procedures *list = dossiers->procedures;
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    struct uses_count count = {dossiers, line, par_arena_alloc(scratch, list->count),
                               par_arena_alloc(scratch, list->count)};
    bool *counted = par_arena_alloc(scratch, list->count);
    par_tally_each_use(tally, group, note_use, &count);
    line->has_uses = true;
    for (size_t i = 0; i < list->count; i++) {
        int32_t first = par_procedures_find(list, par_span_of(list->items[i].name));
        if (!is_of(&list->items[i], dossiers, line) || counted[first])
            continue;
        counted[first] = true;
        add_use(&line->uses[PAR_SERVICE_NONE], count.any[first]);
        if (list->items[i].service != PAR_SERVICE_NONE)
            add_use(&line->uses[list->items[i].service], count.online[first]);
    }
    par_arena_free(scratch);
}

/* --- Lines of dossiers -------------------------------------------------------------------------------------------- */

static struct par_dossier_line *new_line(struct par_dossiers *dossiers, struct par_dossier_lines *lines)
{
    lines->items = par_arena_grow(dossiers->cli->arena, lines->items, lines->count, &lines->room, sizeof *lines->items);
    return &lines->items[lines->count++];
}

static const struct par_unit *unit_of(const struct par_dossiers *dossiers, const struct par_dossier_line *line)
{
    int key = par_dossiers_unit_key(dossiers);
    const struct par_units *units = dossiers->loaded.units;
    int32_t position = key >= 0 && units ? par_names_find(units->codes, par_span_of(line->keys[key])) : PAR_NAME_NONE;
    return position >= 0 ? &units->items[position] : NULL;
}

static void fill_line(struct par_dossiers *dossiers, const struct par_tally *tally, const struct par_tally_group *group,
                      struct par_dossier_line *line)
{
    struct par_ratio ratio;
    bool is;
    for (size_t i = 0; i < dossiers->by_count; i++)
        line->keys[i] = par_arena_copy(dossiers->cli->arena, par_tally_key(tally, group, i));
    line->unit = unit_of(dossiers, line);
    par_dossier_figures_of(&group->counts, &dossiers->period, &line->figures);
    fill_rates(dossiers, line);
    is = par_histogram_mean(&group->counts.days, &ratio);
    line->rates[PAR_RATE_MEAN] = rounded(is, ratio);
    is = par_histogram_median(&group->counts.days, &ratio);
    line->rates[PAR_RATE_MEDIAN] = rounded(is, ratio);
    for (size_t i = 0; i < dossiers->share_count; i++)
        line->shares[i] =
            (struct par_dossier_share){group->shares[i].yes, percent(group->shares[i].yes, group->shares[i].said)};
    if (dossiers->procedures)
        fill_uses(dossiers, tally, group, line);
}

static void report_absent(struct par_dossiers *dossiers, const struct par_dossier_lines *lines)
{
    const struct par_units *units = dossiers->loaded.units;
    if (!units || par_dossiers_unit_key(dossiers) < 0)
        return;
    bool *seen = par_arena_alloc(dossiers->cli->arena, units->count);
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].unit)
            seen[lines->items[i].unit - units->items] = true;
    for (size_t i = 0; i < units->count; i++) {
        struct par_place place = {.file = units->file, .sheet = units->sheet, .line = units->items[i].line};
        if (!seen[i])
            par_diags_add(dossiers->cli->diags, PAR_WARNING, PAR_DOSSIER_NO_ROWS, &place, units->items[i].code, NULL);
    }
}

void par_dossiers_lines_of(struct par_dossiers *dossiers, struct par_tally *tally, struct par_dossier_lines *lines)
{
    par_tally_sort(tally);
    for (size_t i = 0; i < par_tally_count(tally); i++)
        fill_line(dossiers, tally, par_tally_group(tally, i), new_line(dossiers, lines));
    report_absent(dossiers, lines);
}

/* --- Lines of counts ---------------------------------------------------------------------------------------------- */

/* A row of counts with its unit as the list has it. */
struct counted {
    struct par_counted_row *row;
    const struct par_unit *unit;
    const char *unit_text;  /* its code, or what the row says */
    const char *parent;     /* the same of its parent; "" for none */
    const char *other_keys; /* all keys but the unit */
};

static const struct par_unit *find_unit(struct par_dossiers *dossiers, const struct par_counted_row *row)
{
    struct par_cli *cli = dossiers->cli;
    struct par_place place = {.file = row->file, .sheet = row->sheet, .line = row->line};
    if (!dossiers->loaded.units)
        return NULL;
    int32_t position = par_units_find(dossiers->loaded.units, par_span_of(row->unit), &place, cli->arena, cli->diags);
    return position >= 0 ? &dossiers->loaded.units->items[position] : NULL;
}

static struct counted counted_of(struct par_dossiers *dossiers, struct par_counted_row *row)
{
    struct par_arena *arena = dossiers->cli->arena;
    struct counted counted = {.row = row, .other_keys = ""};
    int key = par_dossiers_unit_key(dossiers);
    counted.unit = *row->unit || key >= 0 ? find_unit(dossiers, row) : NULL;
    counted.unit_text = counted.unit ? counted.unit->code : row->unit;
    counted.parent = *row->parent ? row->parent : counted.unit ? counted.unit->parent : "";
    for (size_t i = 0; i < dossiers->by_count; i++)
        if ((int)i != key)
            counted.other_keys = par_arena_join(arena, counted.other_keys, "\x1f", row->keys[i], NULL);
    return counted;
}

static const char *full_key(const struct counted *counted, struct par_arena *arena)
{
    return par_arena_join(arena, counted->unit_text, counted->other_keys, NULL);
}

/* Rows by parent and other keys: each row stands in the list of its parent's key. */
static void check_children(struct par_dossiers *dossiers, const struct counted *rows, size_t count)
{
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    struct par_names *parents = par_names_new(scratch);
    int32_t *first = par_arena_array(scratch, count, sizeof *first),
            *next = par_arena_array(scratch, count, sizeof *next);
    const struct par_dossier_figures **children = par_arena_array(scratch, count, sizeof(*children));
    for (size_t i = count; i-- > 0;) {
        struct counted parent = rows[i];
        parent.unit_text = rows[i].parent;
        if (!*rows[i].parent)
            continue;
        int32_t known = par_names_add(parents, par_span_of(full_key(&parent, scratch)), (int32_t)i);
        size_t list = known == PAR_NAME_NONE ? i : (size_t)known;
        next[i] = known == PAR_NAME_NONE ? 0 : first[list];
        first[list] = (int32_t)i + 1;
    }
    for (size_t i = 0; i < count; i++) {
        int32_t list = par_names_find(parents, par_span_of(full_key(&rows[i], scratch)));
        size_t found = 0;
        for (int32_t at = list >= 0 ? first[list] : 0; at > 0; at = next[at - 1])
            children[found++] = &rows[at - 1].row->printed.figures;
        par_dossier_check_children(&rows[i].row->printed.figures, rows[i].row->unit, children, found,
                                   rows[i].row->places, dossiers->cli->arena, dossiers->cli->diags);
    }
    par_arena_free(scratch);
}

static void report_twice(struct par_dossiers *dossiers, const struct counted *rows, size_t count)
{
    struct par_cli *cli = dossiers->cli;
    struct par_names *keys = par_names_new(cli->arena);
    for (size_t i = 0; i < count; i++) {
        int32_t before = par_names_add(keys, par_span_of(full_key(&rows[i], cli->arena)), (int32_t)i);
        if (before == PAR_NAME_NONE)
            continue;
        char line[PAR_DECIMAL_TEXT];
        par_decimal_print(rows[before].row->line, 0, 0, '.', line);
        struct par_place place = {.file = rows[i].row->file, .sheet = rows[i].row->sheet, .line = rows[i].row->line};
        par_diags_add(cli->diags, PAR_ERROR, PAR_DOSSIER_ROW_TWICE, &place, rows[i].unit_text, line, NULL);
    }
}

static int by_keys(const void *a, const void *b)
{
    const struct par_dossier_line *left = a, *right = b;
    int order = 0;
    for (size_t i = 0; i < PAR_TALLY_KEYS && order == 0 && left->keys[i]; i++)
        order = strcmp(left->keys[i], right->keys[i]);
    return order;
}

static void add_line(struct par_dossiers *dossiers, const struct counted *counted, struct par_dossier_lines *lines)
{
    struct par_dossier_line *line = new_line(dossiers, lines);
    int key = par_dossiers_unit_key(dossiers);
    for (size_t i = 0; i < dossiers->by_count; i++) {
        bool attribute = counted->unit && par_dossiers_is_attribute(dossiers->by[i]);
        line->keys[i] = attribute       ? par_dossiers_attribute(counted->unit, dossiers->by[i])
                        : (int)i == key ? counted->unit_text
                                        : counted->row->keys[i];
    }
    line->unit = counted->unit;
    line->figures = counted->row->printed.figures;
    par_dossier_complete(&line->figures);
    fill_rates(dossiers, line);
}

void par_dossiers_lines_of_counts(struct par_dossiers *dossiers, const struct par_counted_table *table,
                                  struct par_dossier_lines *lines)
{
    struct counted *rows = par_arena_array(dossiers->cli->arena, table->count, sizeof *rows);
    for (size_t i = 0; i < table->count; i++)
        rows[i] = counted_of(dossiers, &table->rows[i]);
    report_twice(dossiers, rows, table->count);
    if (par_diags_errors(dossiers->cli->diags) > 0)
        return;
    check_children(dossiers, rows, table->count);
    for (size_t i = 0; i < table->count; i++)
        add_line(dossiers, &rows[i], lines);
    if (lines->count > 1)
        qsort(lines->items, lines->count, sizeof *lines->items, by_keys);
    report_absent(dossiers, lines);
}
