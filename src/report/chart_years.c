/* Drawings over the years. */
#include "build.h"
#include "chart.h"

/* --- Ranks -----------------------------------------------------------------------------------------------------------
 */

enum { ROW = 240, TOP = 340, LABEL = 3300, GAP = 1800, NAME_WIDTH = 410 };

struct slope {
    const struct par_page *page;
    const struct par_report_bloc *bloc;
    size_t years;
    int width, height;
};

static int column(const struct slope *slope, size_t year)
{
    (void)slope;
    return LABEL + (int)year * GAP;
}

/* Units with one rank stand one below the other, so that their names do not overlap. */
static int row(const struct par_report_rank *rank)
{
    return TOP + (rank->running > 0 ? rank->running - 1 : rank->rank - 1) * ROW;
}

static const struct par_report_rank *ranked(const struct par_report_unit *unit, size_t year)
{
    const struct par_report_rank *rank = unit->years[year];
    return rank && rank->rank > 0 && strcmp(rank->bloc, unit->now->bloc) == 0 ? rank : NULL;
}

/* Tenths of a small letter that a character takes; the bytes after its first take none. */
static int width_of(unsigned char byte)
{
    return (byte & 0xC0) == 0x80 ? 0 : byte >= 0xE3 ? 20 : byte >= 'A' && byte <= 'Z' ? 14 : 10;
}

/* The name cut to what fits beside the lines; the whole one is in the table. */
static const char *short_name(const struct par_page *page, const struct par_report_unit *unit)
{
    const char *name = par_page_unit_name(unit);
    int width = 0;
    size_t fits = 0, size = 0;
    for (; name[size]; size++) {
        int more = width_of((unsigned char)name[size]);
        fits = more && width + 10 <= NAME_WIDTH ? size : fits; /* with the dots */
        width += more;
    }
    if (width <= NAME_WIDTH)
        return name;
    return par_arena_join(page->arena, par_arena_copy(page->arena, (struct par_span){name, fits}), "…", NULL);
}

static void put_end(const struct slope *slope, const struct par_report_unit *unit, size_t year, bool left)
{
    const struct par_page *page = slope->page;
    const struct par_report_rank *rank = ranked(unit, year);
    const char *number = par_page_count(page, (size_t)rank->rank), *name = short_name(page, unit);
    int x = column(slope, year), y = row(rank) + 45;
    if (left)
        par_svg_text(page->output, "l", x - 110, y, par_arena_join(page->arena, name, "  ", number, NULL));
    else
        par_svg_text(page->output, "e", x + 110, y, par_arena_join(page->arena, number, "  ", name, NULL));
}

static const char *way(const struct par_report_unit *unit, size_t first, size_t last)
{
    int climbed = first == last ? 0 : ranked(unit, first)->rank - ranked(unit, last)->rank;
    return climbed > 0 ? "up" : climbed < 0 ? "down" : "same";
}

static void put_unit(const struct slope *slope, const struct par_report_unit *unit)
{
    struct par_output *output = slope->page->output;
    struct par_svg_point *points = par_arena_array(slope->page->arena, slope->years, sizeof *points);
    size_t count = 0, first = slope->years, last = 0;
    for (size_t i = 0; i < slope->years; i++)
        if (ranked(unit, i)) {
            first = first == slope->years ? i : first;
            last = i;
            points[count++] = (struct par_svg_point){column(slope, i), row(ranked(unit, i))};
        }
    if (count == 0)
        return;
    par_html_put(output, "<g class=\"s %a\" data-u=\"%a\">", way(unit, first, last),
                 par_page_unit_id(slope->page, unit));
    par_svg_path(output, "w", points, count);
    for (size_t i = 0; i < count; i++)
        par_svg_dot(output, "p", points[i].x, points[i].y, 40, NULL);
    if (first == 0)
        put_end(slope, unit, 0, true);
    if (last == slope->years - 1)
        put_end(slope, unit, last, false);
    par_html_put(output, "</g>\n");
}

static int lowest_row(const struct slope *slope, const struct par_report_unit *const *units, size_t count)
{
    int lowest = TOP;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < slope->years; k++)
            if (ranked(units[i], k) && row(ranked(units[i], k)) > lowest)
                lowest = row(ranked(units[i], k));
    return lowest;
}

void par_chart_slope(const struct par_page *page, const struct par_report_bloc *bloc,
                     const struct par_report_unit *const *units, size_t count, const char *id)
{
    const struct par_report *report = page->report;
    struct slope slope = {page, bloc, report->year_count, 0, 0};
    slope.width = 2 * LABEL + (int)(report->year_count - 1) * GAP;
    slope.height = lowest_row(&slope, units, count) + ROW;
    const char *name = par_view_bloc(page->view, bloc);
    par_svg_begin(
        page->output, "slope", id, slope.width, slope.height,
        par_page_say(page, N_("Ranks over the years: {1}"), name, NULL, NULL, NULL),
        par_page_word(page, N_("A line for each unit from its rank in the first year to that in the last; the "
                               "table that follows has the same ranks.")));
    for (size_t i = 0; i < report->year_count; i++) {
        par_svg_text(page->output, "year", column(&slope, i), 160, report->years[i].period);
        par_svg_line(page->output, "grid", column(&slope, i), TOP - 120, column(&slope, i), slope.height - ROW + 120);
    }
    for (size_t i = 0; i < count; i++)
        put_unit(&slope, units[i]);
    par_svg_end(page->output);
}

/* --- The index of one unit
 * -------------------------------------------------------------------------------------------- */

enum { COURSE_WIDTH = 1800, COURSE_HEIGHT = 700, COURSE_SIDE = 60 };

static int course_x(const struct par_page *page, size_t year)
{
    return COURSE_SIDE + (int)(year * (COURSE_WIDTH - 2 * COURSE_SIDE) / (page->report->year_count - 1));
}

/* What the unit had in each year: "2024: 93,75 %; 2025: 91,83 %". */
static const char *course_words(const struct par_page *page, const struct par_report_unit *unit)
{
    struct par_build out = {.arena = page->arena};
    par_build_text(&out, par_page_unit_name(unit));
    for (size_t i = 0; i < page->report->year_count; i++) {
        const struct par_report_rank *rank = unit->years[i];
        if (!rank || !rank->index.is)
            continue;
        par_build_text(&out, out.size > 0 ? "; " : "");
        par_build_text(&out, rank->period);
        par_build_text(&out, ": ");
        par_build_text(&out, par_page_percent(page, rank->index));
    }
    return par_build_end(&out);
}

static void put_means(const struct par_page *page, const struct par_report_bloc *bloc,
                      const struct par_svg_scale *scale)
{
    struct par_svg_point *points = par_arena_array(page->arena, page->report->year_count, sizeof *points);
    size_t count = 0;
    for (size_t i = 0; i < page->report->year_count; i++)
        if (bloc->means[i].is)
            points[count++] = (struct par_svg_point){course_x(page, i), par_svg_at(scale, bloc->means[i].value)};
    par_svg_path(page->output, "mn", points, count);
}

void par_chart_course(const struct par_page *page, const struct par_report_unit *unit,
                      const struct par_svg_scale *scale)
{
    struct par_svg_point *points = par_arena_array(page->arena, page->report->year_count, sizeof *points);
    size_t count = 0;
    for (size_t i = 0; i < page->report->year_count; i++)
        if (unit->years[i] && unit->years[i]->index.is)
            points[count++] = (struct par_svg_point){course_x(page, i), par_svg_at(scale, unit->years[i]->index.value)};
    par_svg_begin(page->output, "course", NULL, COURSE_WIDTH, COURSE_HEIGHT, course_words(page, unit), NULL);
    for (par_points at = scale->low; at <= scale->high; at += 20 * PAR_POINTS_ONE)
        par_svg_line(page->output, "grid", 0, par_svg_at(scale, at), COURSE_WIDTH, par_svg_at(scale, at));
    put_means(page, unit->bloc, scale);
    par_svg_path(page->output, "w", points, count);
    for (size_t i = 0; i < count; i++)
        par_svg_dot(page->output, "p", points[i].x, points[i].y, 40, NULL);
    par_svg_end(page->output);
}
