/* Units that are good in one field and weak in another. */
#include "report_private.h"

enum standing { UNPLACED, STRONG, WEAK };

/* Where the units of a ranking stand in their blocs. */
struct field {
    size_t number;
    const struct par_report_year *year;
    struct par_names *rows; /* code -> row */
};

static enum standing standing_in(const struct par_report_year *year, const struct par_report_rank *row)
{
    size_t ranked = 0, as_good = 0, as_weak = 0;
    if (row->rank == 0)
        return UNPLACED;
    for (size_t i = 0; i < year->count; i++) {
        const struct par_report_rank *other = &year->rows[i];
        if (other->rank == 0 || strcmp(other->bloc, row->bloc) != 0)
            continue;
        ranked++;
        as_good += other->rank <= row->rank;
        as_weak += other->rank >= row->rank;
    }
    if (ranked < 4)
        return UNPLACED;
    return 4 * as_good <= ranked ? STRONG : 4 * as_weak <= ranked ? WEAK : UNPLACED;
}

static struct field field_of(const struct par_report *report, size_t number)
{
    struct field field = {number, par_report_field_year(report, number), par_names_new(report->arena)};
    for (size_t i = 0; i < field.year->count; i++)
        par_names_add(field.rows, par_span_of(field.year->rows[i].unit), (int32_t)i);
    return field;
}

struct comparing {
    const struct par_report *report;
    size_t count, room;
    struct par_report_contrast *contrasts;
};

static void compare(struct comparing *comparing, const struct field *strong, const struct field *weak)
{
    const struct par_report *report = comparing->report;
    for (size_t i = 0; i < strong->year->count; i++) {
        const struct par_report_rank *row = &strong->year->rows[i];
        int32_t other = par_names_find(weak->rows, par_span_of(row->unit));
        const struct par_report_unit *unit = par_report_find(report, row->unit);
        if (other < 0 || standing_in(strong->year, row) != STRONG ||
            standing_in(weak->year, &weak->year->rows[other]) != WEAK)
            continue;
        const struct par_report_rank *shown = unit ? unit->now : row;
        comparing->contrasts = par_arena_grow(report->arena, comparing->contrasts, comparing->count, &comparing->room,
                                              sizeof *comparing->contrasts);
        comparing->contrasts[comparing->count++] =
            (struct par_report_contrast){row->unit, shown->name, shown->bloc, strong->number, weak->number};
    }
}

struct par_report_contrast *par_report_contrasts(const struct par_report *report, size_t *count)
{
    struct comparing comparing = {.report = report};
    size_t fields = report->field_count + 1;
    struct field *all = par_arena_array(report->arena, fields, sizeof *all);
    for (size_t i = 0; i < fields && fields > 1; i++)
        all[i] = field_of(report, i ? i - 1 : PAR_REPORT_OWN);
    for (size_t i = 0; i < fields && fields > 1; i++)
        for (size_t k = 0; k < fields; k++)
            if (i != k)
                compare(&comparing, &all[i], &all[k]);
    *count = comparing.count;
    return comparing.contrasts;
}
