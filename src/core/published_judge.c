#include "published_private.h"

/* --- Names ------------------------------------------------------------------------------------------------------- */

const char *par_printed_role_name(enum par_printed_role role)
{
    static const char *const names[] = {"stt",
                                        "unit",
                                        "name",
                                        "bloc",
                                        "max",
                                        "total",
                                        "index",
                                        "rank",
                                        "class",
                                        "previous_points",
                                        "previous_index",
                                        "previous_rank",
                                        "change_points",
                                        "change_index",
                                        "change_places",
                                        "count",
                                        "share",
                                        "change_share"};
    return names[role];
}

const char *par_check_name(enum par_published_check check)
{
    static const char *const names[] = {"units",     "stt",          "parts",  "index",       "identity", "sum",
                                        "mean",      "rank",         "class",  "class_count", "share",    "share_count",
                                        "share_sum", "share_change", "change", "previous",    "ours"};
    return names[check];
}

const char *par_found_name(enum par_found verdict)
{
    static const char *const names[] = {"ok", "note", "fault", "unchecked"};
    return names[verdict];
}

const char *par_reading_name(int i)
{
    static const char *const names[] = {"half_up",      "half_even",   "truncated", "unrounded",   "short",
                                        "tolerance",    "competition", "dense",     "ordinal",     "per_bloc",
                                        "overall",      "restarts",    "by_total",  "skipped",     "excerpt",
                                        "repeated",     "absent",      "not_ours",  "not_printed", "reversed",
                                        "fits_none",    "class_order", "no_max",    "too_large",   "sum_is_whole",
                                        "any_rounding", "no_ties",     "tie_break", "bloc_apart"};
    return names[i];
}

const char *par_published_label(const struct par_published_row *row)
{
    return *row->name ? row->name : row->unit;
}

/* --- Cells ------------------------------------------------------------------------------------------------------- */

bool par_is_number(const struct par_printed *printed)
{
    return printed && printed->kind == PAR_PRINTED_NUMBER;
}

const struct par_printed *par_cell_of(const struct par_published_row *row, int column)
{
    return column >= 0 ? &row->cells[column] : NULL;
}

bool par_cell_has_number(const struct par_published_row *row, int column)
{
    return par_is_number(par_cell_of(row, column));
}

int par_decimals_of(const struct par_published *table, int column)
{
    return column >= 0 ? table->decimals[column] : 0;
}

const struct par_published_row *par_next_unit(const struct par_published *table, size_t *i)
{
    while (*i < table->count)
        if (table->rows[(*i)++].kind == PAR_ROW_UNIT)
            return &table->rows[*i - 1];
    return NULL;
}

/* --- Findings ---------------------------------------------------------------------------------------------------- */

struct par_published_finding *par_find(struct checking *checking, enum par_published_check check,
                                       enum par_found verdict, unsigned readings, const struct par_published_row *row,
                                       int column)
{
    struct par_published_report *report = checking->report;
    struct par_published_finding *finding = par_arena_alloc(checking->arena, sizeof *finding);
    *finding = (struct par_published_finding){.check = check,
                                              .verdict = verdict,
                                              .readings = readings,
                                              .table = checking->table,
                                              .row = row,
                                              .column = column,
                                              .printed = row && column >= 0 ? row->cells[column].text : NULL};
    if (report->last)
        report->last->next = finding;
    else
        report->first = finding;
    report->last = finding;
    return finding;
}

struct par_published_finding *par_summarise(struct checking *checking, enum par_published_check check, size_t checked,
                                            size_t notes, size_t faults, unsigned readings, int column)
{
    enum par_found verdict = faults > 0 ? PAR_FOUND_FAULT : PAR_FOUND_OK;
    struct par_published_finding *finding = par_find(checking, check, verdict, readings, NULL, column);
    finding->is_summary = true;
    finding->checked = checked;
    finding->notes = notes;
    finding->faults = faults;
    checking->report->checked += checked;
    checking->report->notes += notes;
    checking->report->faults += faults;
    return finding;
}

void par_sum_up_more(struct checking *checking, size_t checked, size_t faults)
{
    struct par_published_finding *summary = checking->report->last;
    summary->checked += checked;
    summary->faults += faults;
    if (faults > 0)
        summary->verdict = PAR_FOUND_FAULT;
    checking->report->checked += checked;
    checking->report->faults += faults;
}

void par_expect(struct par_published_finding *finding, const struct par_printed *printed, struct par_quantity expected,
                int decimals)
{
    finding->has_expected = true;
    finding->expected = expected;
    finding->expected_decimals = decimals;
    struct par_ratio difference;
    int scale = par_is_number(printed) && printed->value.scale > expected.scale ? printed->value.scale : expected.scale;
    finding->has_difference =
        par_is_number(printed) &&
        par_ratio_sub(par_quantity_ratio(printed->value), par_quantity_ratio(expected), &difference) &&
        par_round_at(difference, scale, PAR_DOWN, &finding->difference);
}

/* --- Judging figures --------------------------------------------------------------------------------------------- */

void par_judge(struct checking *checking, struct judged_list *list, const struct par_published_row *row, int column,
               bool known, struct reach reach)
{
    const struct par_printed *printed = row ? par_cell_of(row, column) : NULL;
    int decimals = par_decimals_of(checking->table, column);
    list->items = par_arena_grow(checking->arena, list->items, list->count, &list->room, sizeof *list->items);
    list->items[list->count++] =
        (struct judged){.row = row,
                        .printed = printed,
                        .column = column,
                        .decimals = printed && printed->decimals > decimals ? printed->decimals : decimals,
                        .reach = reach,
                        .known = known};
}

static bool rounds_to(struct par_ratio value, int decimals, enum par_rounding mode, struct par_quantity printed)
{
    struct par_quantity rounded;
    return par_round_at(value, decimals, mode, &rounded) && par_compare_quantity(rounded, printed) == 0;
}

/* Whether some value within reach is rounded to what is printed. Half a unit away from 0 is rounded on, so it belongs
 * neither to what a figure may have been nor to what is printed like it. */
static bool is_within(const struct judged *judged)
{
    struct par_ratio printed = par_quantity_ratio(judged->printed->value), low, high;
    struct par_ratio half = par_quantity_ratio((struct par_quantity){5, judged->decimals + 1});
    return par_ratio_sub(printed, half, &low) && par_ratio_add(printed, half, &high) &&
           par_ratio_compare(judged->reach.low, high) < 0 && par_ratio_compare(low, judged->reach.high) < 0;
}

static bool is_tolerated(const struct checking *checking, const struct judged *judged)
{
    struct par_ratio difference;
    if (!checking->options->has_tolerance ||
        !par_ratio_sub(par_quantity_ratio(judged->printed->value), judged->reach.value, &difference))
        return false;
    if (difference.num < 0)
        difference.num = -difference.num;
    return par_ratio_compare(difference, par_quantity_ratio(checking->options->tolerance)) <= 0;
}

unsigned par_readings_of(const struct checking *checking, const struct judged *judged)
{
    struct par_quantity printed = judged->printed->value;
    struct par_ratio value = judged->reach.value;
    unsigned readings = 0;
    if (rounds_to(value, judged->decimals, PAR_HALF_UP, printed))
        readings |= PAR_READ_HALF_UP;
    if (rounds_to(value, judged->decimals, PAR_HALF_EVEN, printed))
        readings |= PAR_READ_HALF_EVEN;
    if (rounds_to(value, judged->decimals, PAR_DOWN, printed))
        readings |= PAR_READ_TRUNCATED;
    if (readings & PAR_READ_HALF_UP)
        return readings;
    if (judged->printed->decimals < judged->decimals &&
        rounds_to(value, judged->printed->decimals, PAR_HALF_UP, printed))
        readings |= PAR_READ_SHORT;
    if (is_within(judged))
        readings |= PAR_READ_UNROUNDED;
    if (is_tolerated(checking, judged))
        readings |= PAR_READ_TOLERANCE;
    return readings;
}

static enum par_found verdict_of(unsigned readings, unsigned common)
{
    if (readings & PAR_READ_HALF_UP)
        return PAR_FOUND_OK;
    if (readings & (PAR_READ_HALF_EVEN | PAR_READ_UNROUNDED | PAR_READ_SHORT | PAR_READ_TOLERANCE))
        return PAR_FOUND_NOTE;
    return readings & common & PAR_READ_TRUNCATED ? PAR_FOUND_NOTE : PAR_FOUND_FAULT;
}

/* What explains every figure of the list. A figure with fewer decimals says nothing about the mode. */
static unsigned common_readings(const struct judged_list *list)
{
    static const unsigned modes = PAR_READ_HALF_UP | PAR_READ_HALF_EVEN | PAR_READ_TRUNCATED;
    unsigned common = modes;
    for (size_t i = 0; i < list->count; i++) {
        unsigned readings = list->items[i].readings;
        if (list->items[i].known)
            common &= readings & PAR_READ_SHORT ? modes : readings;
    }
    return common == modes ? PAR_READ_ANY : common;
}

static void say(struct checking *checking, enum par_published_check check, const struct judged *judged,
                enum par_found verdict, const char *label)
{
    struct par_published_finding *finding =
        par_find(checking, check, verdict, judged->readings, judged->row, judged->column);
    struct par_quantity expected;
    finding->label = judged->label ? judged->label : label;
    finding->printed = judged->printed->text;
    if (!judged->known)
        return;
    if (par_round_at(judged->reach.value, judged->decimals, PAR_HALF_UP, &expected))
        par_expect(finding, judged->printed, expected, judged->decimals);
    finding->has_unrounded = par_round_at(judged->reach.value, judged->decimals < 15 ? judged->decimals + 3 : 18,
                                          PAR_DOWN, &finding->unrounded);
}

void par_settle(struct checking *checking, enum par_published_check check, struct judged_list *list, int column,
                const char *label)
{
    size_t notes = 0, faults = 0, known = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].known)
            list->items[i].readings = par_readings_of(checking, &list->items[i]);
    unsigned common = common_readings(list);
    for (size_t i = 0; i < list->count; i++) {
        struct judged *judged = &list->items[i];
        if (!judged->known)
            judged->readings = PAR_READ_TOO_LARGE;
        enum par_found verdict = judged->known ? verdict_of(judged->readings, common) : PAR_FOUND_UNCHECKED;
        known += judged->known;
        notes += verdict == PAR_FOUND_NOTE;
        faults += verdict == PAR_FOUND_FAULT;
        if (verdict != PAR_FOUND_OK)
            say(checking, check, judged, verdict, label);
    }
    if (known > 0)
        par_summarise(checking, check, known, notes, faults, common, column)->label = label;
}
