#include "date_columns.h"

#include "parindex/number.h"

enum { LONGEST = 16 };

void par_date_columns_close(struct par_date_columns *dates)
{
    free(dates->columns);
    *dates = (struct par_date_columns){0};
}

/* 31/12/2024: an ISO date as text means the same as a date. */
static bool looks_like_date(struct par_span text)
{
    int64_t day;
    return text.size > 0 && text.size <= LONGEST && memchr(text.text, '/', text.size) && par_date_parse(text, &day);
}

static struct par_date_column *find_column(struct par_date_columns *dates, struct par_arena *arena, uint32_t column)
{
    if (column > dates->count) {
        size_t count = (size_t)column * 2;
        dates->columns = par_memory_resize(arena, dates->columns, count * sizeof *dates->columns);
        memset(dates->columns + dates->count, 0, (count - dates->count) * sizeof *dates->columns);
        dates->count = count;
    }
    return &dates->columns[column - 1];
}

uint32_t par_date_columns_meet(struct par_date_columns *dates, struct par_arena *arena, uint32_t row, uint32_t column,
                               unsigned kind, struct par_span text)
{
    bool is_text = kind == PAR_CELL_TEXT && looks_like_date(text);
    if (!is_text && kind != PAR_CELL_DATE)
        return 0;
    struct par_date_column *met = find_column(dates, arena, column);
    uint32_t *mine = is_text ? &met->text_row : &met->date_row;
    uint32_t other = is_text ? met->date_row : met->text_row;
    if (*mine != 0)
        return 0;
    *mine = row;
    return other;
}
