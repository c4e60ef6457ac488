#include "parindex/records.h"
#include "parindex/scores.h"

struct columns {
    int unit, bloc, points, index, rank;
};

static struct par_maybe number_of(const struct par_records *records, int column, struct par_number_style *style)
{
    struct par_span text = par_records_field(records, column);
    struct par_place place = par_records_place(records, column);
    struct par_limits limits = {0};
    struct par_maybe number = {false, 0};
    struct par_quantity quantity;
    bool exact;
    if (text.size == 0 || !par_number_take(style, text, &limits, &place, records->arena, records->diags, &quantity))
        return number;
    number.is = par_points_from(quantity, PAR_POINTS_SCALE, PAR_HALF_UP, &number.points, &exact);
    return number;
}

static void check_repeated(const struct par_records *records, int column, struct par_names *lines)
{
    const char *code = par_records_text(records, column);
    int32_t first = par_names_add(lines, par_span_of(code), (int32_t)records->line);
    if (first == PAR_NAME_NONE)
        return;
    char line[PAR_DECIMAL_TEXT];
    par_decimal_print(first, 0, 0, '.', line);
    struct par_place place = par_records_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, PAR_UNIT_REPEATED, &place, code, line, NULL);
}

size_t par_ranking_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                        struct par_diags *diags, const struct par_earlier **out)
{
    struct par_records records;
    struct par_earlier *items = NULL;
    size_t count = 0, room = 0;
    *out = NULL;
    if (!par_records_open(&records, path, how, arena, diags))
        return 0;
    par_records_check(&records);
    struct columns at = {.unit = par_records_column(&records, "unit", true),
                         .bloc = par_records_column(&records, "bloc", false),
                         .points = par_records_column(&records, "points", true),
                         .index = par_records_column(&records, "index", true),
                         .rank = par_records_column(&records, "rank", true)};
    struct par_number_style style = {.sign = par_table_separator(records.table) == ';' ? ',' : '.'};
    bool usable = at.unit >= 0 && at.points >= 0 && at.index >= 0 && at.rank >= 0;
    struct par_names *lines = par_names_new(arena);
    while (usable && par_records_next(&records)) {
        check_repeated(&records, at.unit, lines);
        items = par_arena_grow(arena, items, count, &room, sizeof *items);
        struct par_maybe rank = number_of(&records, at.rank, &style);
        items[count++] = (struct par_earlier){.unit = par_records_text(&records, at.unit),
                                              .bloc = par_records_text(&records, at.bloc),
                                              .points = number_of(&records, at.points, &style),
                                              .index = number_of(&records, at.index, &style),
                                              .rank = (int)(rank.points / PAR_POINTS_ONE)};
    }
    par_records_close(&records);
    *out = items;
    return count;
}
