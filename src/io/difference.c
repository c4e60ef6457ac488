#include "parindex/difference.h"

#include "parindex/table.h"

/* --- Cell by cell ------------------------------------------------------------------------------------------------ */

struct side {
    struct par_table *table;
    struct par_row row;
    bool is; /* there is a row */
};

static void open_side(struct side *side, struct par_span bytes, struct par_arena *arena)
{
    static const struct par_table_options options = {.encoding = {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}};
    struct par_diags *unheard = par_diags_new(arena, 0, 0);
    side->table = par_table_open(par_source_memory(bytes, 0, "", arena), &options, unheard);
}

static void next_row(struct side *side)
{
    side->is = par_table_next(side->table, &side->row) == 1;
}

static struct par_span field_of(const struct side *side, size_t field)
{
    return side->is && field < side->row.count ? side->row.fields[field] : (struct par_span){NULL, 0};
}

/* The headers, kept. */
struct headers {
    size_t count;
    const char **texts;
};

static struct headers keep_headers(const struct side *side, struct par_arena *arena)
{
    struct headers headers = {side->is ? side->row.count : 0, NULL};
    headers.texts = par_arena_array(arena, headers.count, sizeof *headers.texts);
    for (size_t i = 0; i < headers.count; i++)
        headers.texts[i] = par_arena_copy(arena, side->row.fields[i]);
    return headers;
}

/* Whether the rows differ; then *out says where. */
static bool compare_rows(const struct side *one, const struct side *other, const struct headers *headers,
                         struct par_arena *arena, struct par_difference *out)
{
    size_t width = one->is ? one->row.count : 0;
    if (other->is && other->row.count > width)
        width = other->row.count;
    for (size_t i = 0; i < width; i++) {
        if (par_span_equal(field_of(one, i), field_of(other, i)))
            continue;
        *out = (struct par_difference){.line = one->is ? one->row.line : other->row.line,
                                       .field = (uint32_t)i + 1,
                                       .header = i < headers->count ? headers->texts[i] : NULL,
                                       .one = par_arena_copy(arena, field_of(one, i)),
                                       .other = par_arena_copy(arena, field_of(other, i))};
        return true;
    }
    return false;
}

static bool find_cell(struct par_span one, struct par_span other, struct par_arena *arena, struct par_difference *out)
{
    struct side sides[2] = {{0}, {0}};
    struct headers headers = {0, NULL};
    bool found = false;
    open_side(&sides[0], one, arena);
    open_side(&sides[1], other, arena);
    for (size_t row = 0; !found; row++) {
        next_row(&sides[0]);
        next_row(&sides[1]);
        if (!sides[0].is && !sides[1].is)
            break;
        found = compare_rows(&sides[0], &sides[1], &headers, arena, out);
        if (row == 0)
            headers = keep_headers(&sides[0], arena);
    }
    par_table_close(sides[0].table);
    par_table_close(sides[1].table);
    return found;
}

/* --- Line by line ------------------------------------------------------------------------------------------------ */

/* The line that begins at `begin`, without its LF. */
static struct par_span line_at(struct par_span text, size_t begin)
{
    size_t end = begin;
    while (end < text.size && text.text[end] != '\n')
        end++;
    return (struct par_span){begin < text.size ? text.text + begin : NULL, end - begin};
}

static bool find_line(struct par_span one, struct par_span other, struct par_arena *arena, struct par_difference *out)
{
    size_t at = 0, begin = 0;
    uint32_t line = 1;
    while (at < one.size && at < other.size && one.text[at] == other.text[at])
        if (one.text[at++] == '\n') {
            begin = at;
            line++;
        }
    if (at == one.size && at == other.size)
        return false;
    *out = (struct par_difference){.line = line,
                                   .one = par_arena_copy(arena, line_at(one, begin)),
                                   .other = par_arena_copy(arena, line_at(other, begin))};
    return true;
}

bool par_difference_find(struct par_span one, struct par_span other, bool is_table, struct par_arena *arena,
                         struct par_difference *out)
{
    if (par_span_equal(one, other))
        return false;
    return (is_table && find_cell(one, other, arena, out)) || find_line(one, other, arena, out);
}
