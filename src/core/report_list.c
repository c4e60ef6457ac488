/* Whom a report is about: units in the order in which they are shown, and their blocs. */
#include <limits.h>
#include <stdlib.h>

#include "report_private.h"

struct listing {
    struct par_report *report;
    struct par_arena *arena;
    struct par_names *blocs; /* id -> number */
    size_t bloc_count, bloc_room;
    const char **ids;
};

/* Where a row of the ranking goes. */
struct spot {
    int32_t bloc;
    int rank, running;
    size_t row;
};

/* --- Blocs ------------------------------------------------------------------------------------------------------- */

static void note_bloc(struct listing *listing, const char *id)
{
    if (par_names_add(listing->blocs, par_span_of(id), (int32_t)listing->bloc_count) != PAR_NAME_NONE)
        return;
    listing->ids =
        par_arena_grow(listing->arena, listing->ids, listing->bloc_count, &listing->bloc_room, sizeof *listing->ids);
    listing->ids[listing->bloc_count++] = id;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* As the sets list them; those that no set lists come last, by id. */
static void note_blocs(struct listing *listing)
{
    const struct par_report *report = listing->report;
    const struct par_report_year *year = par_report_newest(report);
    for (size_t i = 0; i < report->set_count; i++)
        for (size_t k = 0; k < report->sets[i]->bloc_count; k++)
            note_bloc(listing, report->sets[i]->blocs[k].id);
    size_t listed = listing->bloc_count;
    for (size_t i = 0; i < year->count; i++)
        note_bloc(listing, year->rows[i].bloc);
    if (listing->bloc_count > listed + 1)
        qsort(listing->ids + listed, listing->bloc_count - listed, sizeof *listing->ids, by_text);
    listing->blocs = par_names_new(listing->arena);
    for (size_t i = 0; i < listing->bloc_count; i++)
        par_names_add(listing->blocs, par_span_of(listing->ids[i]), (int32_t)i);
}

static void check_only(const struct listing *listing, struct par_diags *diags)
{
    const struct par_report *report = listing->report;
    struct par_list all = {listing->bloc_count, listing->ids};
    for (size_t i = 0; i < report->only.count; i++)
        if (!par_list_has(all, report->only.items[i]))
            par_diags_add(diags, PAR_ERROR, PAR_REPORT_BLOC, NULL, report->only.items[i],
                          par_list_text(all, listing->arena), NULL);
}

static const struct par_set *set_of_bloc(const struct par_report *report, const struct par_report_bloc *bloc)
{
    for (size_t i = 0; i < bloc->count; i++)
        if (bloc->units[i].who && bloc->units[i].who->set)
            return bloc->units[i].who->set;
    for (size_t i = 0; i < report->set_count; i++)
        for (size_t k = 0; k < report->sets[i]->bloc_count; k++)
            if (strcmp(report->sets[i]->blocs[k].id, bloc->id) == 0)
                return report->sets[i];
    return report->set_count == 1 ? report->sets[0] : NULL;
}

/* The list is in the order of the blocs already. */
static void make_blocs(struct listing *listing)
{
    struct par_report *report = listing->report;
    report->blocs = par_arena_array(listing->arena, listing->bloc_count, sizeof *report->blocs);
    for (size_t i = 0; i < report->unit_count;) {
        struct par_report_bloc *bloc = &report->blocs[report->bloc_count++];
        bloc->id = report->list[i].now->bloc;
        bloc->units = &report->list[i];
        for (; i < report->unit_count && strcmp(report->list[i].now->bloc, bloc->id) == 0; i++) {
            report->list[i].bloc = bloc;
            bloc->ranked += report->list[i].now->rank > 0;
            bloc->count++;
        }
        bloc->set = set_of_bloc(report, bloc);
    }
}

/* --- Units ------------------------------------------------------------------------------------------------------- */

static int by_spot(const void *left, const void *right)
{
    const struct spot *a = left, *b = right;
    if (a->bloc != b->bloc)
        return a->bloc < b->bloc ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->running != b->running)
        return a->running < b->running ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static int or_last(int number)
{
    return number > 0 ? number : INT_MAX;
}

static struct spot *spots_of(const struct listing *listing, size_t *count)
{
    const struct par_report *report = listing->report;
    const struct par_report_year *year = par_report_newest(report);
    struct spot *spots = par_arena_array(listing->arena, year->count, sizeof *spots);
    *count = 0;
    for (size_t i = 0; i < year->count; i++) {
        const struct par_report_rank *row = &year->rows[i];
        int32_t bloc = par_names_find(listing->blocs, par_span_of(row->bloc));
        if (report->only.count == 0 || par_list_has(report->only, row->bloc))
            spots[(*count)++] = (struct spot){bloc, or_last(row->rank), or_last(row->running), i};
    }
    if (*count)
        qsort(spots, *count, sizeof *spots, by_spot);
    return spots;
}

static const struct par_unit *who_is(const struct par_units *units, const char *code)
{
    int32_t place = units ? par_names_find(units->codes, par_span_of(code)) : PAR_NAME_NONE;
    return place < 0 ? NULL : &units->items[place];
}

/* The rows of a year by the code of their unit. */
static void find_years(struct listing *listing, size_t number)
{
    struct par_report *report = listing->report;
    const struct par_report_year *year = &report->years[number];
    struct par_names *rows = par_names_new(listing->arena);
    for (size_t i = 0; i < year->count; i++)
        par_names_add(rows, par_span_of(year->rows[i].unit), (int32_t)i);
    for (size_t i = 0; i < report->unit_count; i++) {
        int32_t row = par_names_find(rows, par_span_of(report->list[i].now->unit));
        report->list[i].years[number] = row < 0 ? NULL : &year->rows[row];
    }
}

static void make_units(struct listing *listing)
{
    struct par_report *report = listing->report;
    const struct par_report_year *year = par_report_newest(report);
    const struct spot *spots = spots_of(listing, &report->unit_count);
    report->list = par_arena_array(listing->arena, report->unit_count, sizeof *report->list);
    report->by_code = par_names_new(listing->arena);
    for (size_t i = 0; i < report->unit_count; i++) {
        struct par_report_unit *unit = &report->list[i];
        unit->now = &year->rows[spots[i].row];
        unit->who = who_is(report->units, unit->now->unit);
        unit->years = par_arena_array(listing->arena, report->year_count, sizeof *unit->years);
        par_names_add(report->by_code, par_span_of(unit->now->unit), (int32_t)i);
    }
    for (size_t i = 0; i < report->year_count; i++)
        find_years(listing, i);
}

void par_report_list(struct par_report *report, struct par_diags *diags)
{
    struct listing listing = {.report = report, .arena = report->arena, .blocs = par_names_new(report->arena)};
    note_blocs(&listing);
    check_only(&listing, diags);
    make_units(&listing);
    make_blocs(&listing);
}
