#include "report_rows.h"

#include <limits.h>

#include "memory.h"
#include "parindex/text.h"

enum { ROWS_FIRST = 256 };

int par_report_column(const struct par_report_rows *rows, const char *name, bool required)
{
    return par_records_column(&rows->cells.records, name, required);
}

const char *par_report_keep(struct par_report_rows *rows, struct par_span text)
{
    int32_t known = par_names_find(rows->texts, text);
    if (text.size == 0)
        return "";
    if (known >= 0)
        return rows->kept[known];
    const char *kept = par_arena_copy(rows->report->arena, par_text_nfc(text, rows->scratch));
    bool same = par_span_is(text, kept);
    struct par_span key = {same ? kept : par_arena_copy(rows->scratch, text), text.size};
    rows->kept = par_arena_grow(rows->scratch, rows->kept, rows->kept_count, &rows->kept_room, sizeof *rows->kept);
    par_names_add(rows->texts, key, (int32_t)rows->kept_count);
    rows->kept[rows->kept_count++] = kept;
    return kept;
}

const char *par_report_text(struct par_report_rows *rows, int column)
{
    return par_report_keep(rows, par_records_field(&rows->cells.records, column));
}

/* --- Numbers ----------------------------------------------------------------------------------------------------- */

/* The digits behind the last sign, which is the decimal one in all that programs write. */
static int decimals_of(const struct par_report_rows *rows, int column, struct par_span text)
{
    char sign = par_records_is_exact(&rows->cells.records, column) ? '.' : rows->cells.style.sign;
    size_t at = text.size;
    while (at > 0 && text.text[at - 1] >= '0' && text.text[at - 1] <= '9')
        at--;
    return at > 0 && text.text[at - 1] == sign ? (int)(text.size - at) : 0;
}

/* As few as the value needs. */
static int least_decimals(par_points value)
{
    int decimals = PAR_POINTS_SCALE;
    for (; decimals > 0 && value % 10 == 0; decimals--)
        value /= 10;
    return decimals;
}

struct par_shown par_report_shown(struct par_report_rows *rows, int column)
{
    struct par_maybe number = par_score_cells_points(&rows->cells, column);
    struct par_shown shown = {number.is, number.points, 0};
    if (!shown.is)
        return shown;
    int written = decimals_of(rows, column, par_records_field(&rows->cells.records, column));
    int least = least_decimals(shown.value);
    shown.decimals = written > PAR_POINTS_SCALE ? PAR_POINTS_SCALE : written < least ? least : written;
    return shown;
}

int par_report_whole(struct par_report_rows *rows, int column, int none)
{
    struct par_records *records = &rows->cells.records;
    struct par_maybe number = par_score_cells_points(&rows->cells, column);
    if (!number.is)
        return none;
    par_points whole = number.points / PAR_POINTS_ONE;
    if (number.points % PAR_POINTS_ONE == 0 && whole >= INT_MIN && whole <= INT_MAX)
        return (int)whole;
    struct par_place place = par_records_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, PAR_NUMBER_WHOLE, &place,
                  par_arena_copy(records->arena, par_records_field(records, column)), NULL);
    return none;
}

/* --- Words ------------------------------------------------------------------------------------------------------- */

static void refuse_word(struct par_report_rows *rows, int column)
{
    struct par_records *records = &rows->cells.records;
    struct par_place place = par_records_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, PAR_REPORT_WORD, &place,
                  par_arena_copy(records->arena, par_records_field(records, column)), NULL);
}

const char *par_report_word(struct par_report_rows *rows, int column, const char *(*name)(int), int count)
{
    struct par_span field = par_records_field(&rows->cells.records, column);
    if (field.size == 0)
        return "";
    for (int i = 0; i < count; i++)
        if (par_span_is(field, name(i)))
            return name(i);
    refuse_word(rows, column);
    return "";
}

bool par_report_is_yes(struct par_report_rows *rows, int column)
{
    struct par_span field = par_records_field(&rows->cells.records, column);
    bool yes = par_span_is(field, "yes");
    if (field.size && !yes && !par_span_is(field, "no"))
        refuse_word(rows, column);
    return yes;
}

enum par_state par_report_state(struct par_report_rows *rows, int column)
{
    struct par_span field = par_records_field(&rows->cells.records, column);
    for (int state = 0; state < PAR_STATE_COUNT && field.size; state++)
        if (par_span_is(field, par_state_name((enum par_state)state)))
            return (enum par_state)state;
    if (field.size)
        refuse_word(rows, column);
    return PAR_STATE_SCORED;
}

void par_report_one_period(struct par_report_rows *rows, int column)
{
    struct par_records *records = &rows->cells.records;
    const char *period = par_report_text(rows, column);
    if (!rows->period)
        rows->period = period;
    if (period == rows->period || strcmp(period, rows->period) == 0)
        return;
    struct par_place place = par_records_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, PAR_REPORT_PERIODS, &place, period, rows->period, NULL);
}

/* --- Arrays ------------------------------------------------------------------------------------------------------ */

void *par_report_grow(struct par_report_rows *rows, size_t size)
{
    if (rows->count == rows->room) {
        rows->room += rows->room / 2 + ROWS_FIRST;
        rows->items = par_memory_resize(rows->scratch, rows->items, rows->room * size);
    }
    return rows->items;
}

void *par_report_append(const struct par_report_rows *rows, const void *old, size_t *count, size_t size)
{
    char *both = par_arena_array(rows->report->arena, *count + rows->count, size);
    if (*count)
        memcpy(both, old, *count * size);
    if (rows->count)
        memcpy(both + *count * size, rows->items, rows->count * size);
    *count += rows->count;
    return both;
}
