/* Bars of the index of each bloc. */
#include "book_parts.h"
#include "tab_text.h"

enum {
    WHOLE = 40, /* units of a bloc that one chart shows */
    ENDS = 20,  /* of a larger one: so many at the top and at the bottom */
    WIDTH = 660,
    HEAD = 70,
    BAR = 21, /* pixels */
    ROW = 20,
    PAGE = 930,
    BLUE = 0x2F5D8C
};

struct charts {
    struct par_tab *tab;
    int used; /* pixels of the page at hand */
    size_t break_count;
    lxw_row_t *breaks; /* rows that begin a page, ended by 0 */
};

static void set_fonts(lxw_chart *chart, const char *title)
{
    char name[] = "Times New Roman";
    lxw_chart_font large = {.name = name, .size = 13, .bold = LXW_TRUE}, small = {.name = name, .size = 10};
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &large);
    chart_axis_set_num_font(chart->x_axis, &small);
    chart_axis_set_num_font(chart->y_axis, &small);
}

/* Of a bar chart y is the axis of the names; they stand from the top down, and bars begin at 0. */
static void set_axes(lxw_chart *chart)
{
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_min(chart->x_axis, 0);
    chart_axis_set_max(chart->x_axis, 100);
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    chart_axis_set_major_tick_mark(chart->x_axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_set_minor_tick_mark(chart->x_axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
}

static void set_bars(lxw_chart *chart, const struct par_tab_range *range, size_t from, size_t count,
                     const char *decimals)
{
    char name[] = "Times New Roman";
    lxw_chart_font small = {.name = name, .size = 10};
    lxw_chart_fill fill = {.color = BLUE};
    lxw_row_t first = range->first + (lxw_row_t)from, last = first + (lxw_row_t)count - 1;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    chart_series_set_categories(series, range->sheet, first, range->name, last, range->name);
    chart_series_set_values(series, range->sheet, first, range->index, last, range->index);
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, decimals);
    chart_series_set_labels_font(series, &small);
    chart_set_series_gap(chart, 40);
}

static void insert(struct charts *charts, lxw_chart *chart, size_t bars, const char *title)
{
    struct par_tab *tab = charts->tab;
    int height = HEAD + BAR * (int)bars;
    lxw_chart_options options = {.x_scale = WIDTH / 480.0,
                                 .y_scale = height / 288.0,
                                 .y_offset = 4, /* so that its edge is not printed on the page before */
                                 .object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE,
                                 .description = par_arena_copy(tab->book->arena, par_span_of(title))};
    if (charts->used > 0 && charts->used + height > PAGE) {
        charts->breaks[charts->break_count++] = tab->row;
        charts->used = 0;
    }
    charts->used += height + 2 * ROW;
    lxw_error error = worksheet_insert_chart_opt(tab->page, tab->row, 0, chart, &options);
    if (tab->book->error == LXW_NO_ERROR)
        tab->book->error = error;
    tab->row += (lxw_row_t)(height / ROW) + 2;
}

static void draw(struct charts *charts, const struct par_tab_range *range, size_t from, size_t count,
                 const char *pattern)
{
    static const char *const decimals[] = {"0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
    struct par_tabs *book = charts->tab->book;
    int shown = range->bloc->units[from].now->index.decimals;
    const char *bloc = par_tab_clean(par_view_bloc(book->view, range->bloc), book->arena);
    const char *title =
        par_tab_fill(book, pattern, bloc, par_view_points(book->view, (par_points)count * PAR_POINTS_ONE, 0));
    lxw_chart *chart = workbook_add_chart(book->workbook, LXW_CHART_BAR);
    if (!chart)
        return;
    set_fonts(chart, title);
    set_axes(chart);
    set_bars(chart, range, from, count, decimals[shown < 0 || shown > PAR_POINTS_SCALE ? 2 : shown]);
    insert(charts, chart, count, title);
}

static void draw_bloc(struct charts *charts, const struct par_tab_range *range)
{
    size_t ranked = range->bloc->ranked;
    if (ranked == 0 || !range->sheet)
        return;
    if (ranked <= WHOLE) {
        draw(charts, range, 0, ranked, N_("{1}: index (%)"));
        return;
    }
    draw(charts, range, 0, ENDS, N_("{1}: index (%), the {2} highest"));
    draw(charts, range, ranked - ENDS, ENDS, N_("{1}: index (%), the {2} lowest"));
}

static bool any_ranked(const struct par_tab_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ranges[i].bloc->ranked > 0 && ranges[i].sheet)
            return true;
    return false;
}

void par_tabs_charts(struct par_tabs *book, const struct par_tab_range *ranges, size_t count)
{
    struct charts charts = {.breaks = par_arena_array(book->arena, 2 * count + 1, sizeof *charts.breaks)};
    if (!any_ranked(ranges, count))
        return;
    charts.tab = par_tab_open(book, par_view_text(book->view, N_("Charts")));
    if (!charts.tab)
        return;
    par_tab_column(charts.tab, "", PAR_TAB_PORTRAIT - 4);
    par_tab_plain_lines(charts.tab, par_view_text(book->view, N_("Index of each unit")));
    for (size_t i = 0; i < count; i++)
        draw_bloc(&charts, &ranges[i]);
    par_tab_close(charts.tab, false);
    worksheet_set_h_pagebreaks(charts.tab->page, charts.breaks);
}
