/* Several fields judged in the same period, side by side. */
#include "page.h"

/* The rows of a field by unit; field 0 is the report's own ranking, field i + 1 is fields[i]. */
struct side {
    const char *name;
    const struct par_report_year *year;
    struct par_names *rows;
};

struct sides {
    size_t count;
    struct side *items;
};

static struct side side_of(const struct par_page *page, size_t field)
{
    const struct par_report_year *year = par_report_field_year(page->report, field);
    struct side side = {par_view_field(page->view, field), year, par_names_new(page->arena)};
    for (size_t i = 0; i < year->count; i++)
        par_names_add(side.rows, par_span_of(year->rows[i].unit), (int32_t)i);
    return side;
}

static struct sides sides_of(const struct par_page *page)
{
    struct sides sides = {page->report->field_count + 1, NULL};
    sides.items = par_arena_array(page->arena, sides.count, sizeof *sides.items);
    sides.items[0] = side_of(page, PAR_REPORT_OWN);
    for (size_t i = 1; i < sides.count; i++)
        sides.items[i] = side_of(page, i - 1);
    return sides;
}

static const struct par_report_rank *row_of(const struct side *side, const char *unit)
{
    int32_t row = par_names_find(side->rows, par_span_of(unit));
    return row == PAR_NAME_NONE ? NULL : &side->year->rows[row];
}

/* --- Table ----------------------------------------------------------------------------------------------------------
 */

static void put_cells(const struct par_page *page, const struct par_report_rank *row)
{
    if (!row) {
        par_html_put(page->output, "<td class=\"absent\" colspan=\"3\">%t", par_page_word(page, N_("absent")));
        return;
    }
    if (row->rank)
        par_html_put(page->output, "<td class=\"n\">%t", par_page_count(page, (size_t)row->rank));
    else
        par_html_put(page->output, "<td>%t", par_view_standing(page->view, row));
    par_html_put(page->output, "<td class=\"n\">%t<td>%t", par_page_number(page, row->index),
                 row->class_name ? row->class_name : "");
}

static void put_row(const struct par_page *page, const struct sides *sides, const char *unit, const char *name)
{
    const struct par_report_unit *own = par_report_find(page->report, unit);
    par_html_put(page->output, "<tr><th scope=\"row\">");
    if (own)
        par_page_unit_link(page, own);
    else
        par_html_put(page->output, "%n", *name ? name : unit);
    for (size_t i = 0; i < sides->count; i++)
        put_cells(page, row_of(&sides->items[i], unit));
    par_html_put(page->output, "\n");
}

static void put_head(const struct par_page *page, const struct sides *sides)
{
    par_html_put(page->output, "<thead><tr><th scope=\"col\" rowspan=\"2\">%t", par_page_word(page, N_("Unit")));
    for (size_t i = 0; i < sides->count; i++)
        par_html_put(page->output, "<th scope=\"colgroup\" colspan=\"3\">%n", sides->items[i].name);
    par_html_put(page->output, "<tr>");
    for (size_t i = 0; i < sides->count; i++) {
        par_page_column(page, par_page_word(page, N_("Rank")), true);
        par_page_column(page, par_page_word(page, N_("Index (%)")), true);
        par_page_column(page, par_page_word(page, N_("Class")), false);
    }
    par_html_put(page->output, "</thead>");
}

static void put_table(const struct par_page *page, const struct sides *sides, const char *caption)
{
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"fields\"><caption>%t</caption>", caption);
    put_head(page, sides);
}

static void put_table_end(const struct par_page *page)
{
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
}

/* No unit of the bloc was judged in any further field. */
static bool is_left_alone(const struct sides *sides, const struct par_report_bloc *bloc)
{
    for (size_t i = 0; i < bloc->count; i++)
        for (size_t k = 1; k < sides->count; k++)
            if (row_of(&sides->items[k], bloc->units[i].now->unit))
                return false;
    return true;
}

static void put_bloc(const struct par_page *page, const struct sides *sides, const struct par_report_bloc *bloc)
{
    put_table(page, sides, par_view_bloc(page->view, bloc));
    par_html_put(page->output, "<tbody>\n");
    for (size_t i = 0; i < bloc->count; i++)
        put_row(page, sides, bloc->units[i].now->unit, bloc->units[i].now->name);
    put_table_end(page);
}

/* Units that some field has and the report's own ranking has not. */
static void put_others(const struct par_page *page, const struct sides *sides)
{
    struct par_names *seen = par_names_new(page->arena);
    bool begun = false;
    for (size_t i = 1; i < sides->count; i++)
        for (size_t k = 0; k < sides->items[i].year->count; k++) {
            const struct par_report_rank *row = &sides->items[i].year->rows[k];
            if (row_of(&sides->items[0], row->unit) || par_names_add(seen, par_span_of(row->unit), 0) != PAR_NAME_NONE)
                continue;
            if (!begun) {
                put_table(page, sides, par_page_word(page, N_("Units of other fields only")));
                par_html_put(page->output, "<tbody>\n");
            }
            begun = true;
            put_row(page, sides, row->unit, row->name);
        }
    if (begun)
        put_table_end(page);
}

/* --- Contrasts
 * -------------------------------------------------------------------------------------------------------- */

static void put_contrasts(const struct par_page *page)
{
    size_t count;
    const struct par_report_contrast *contrasts = par_report_contrasts(page->report, &count);
    if (count == 0)
        return;
    par_html_put(page->output, "<h3>%t</h3>\n<ul>\n", par_page_word(page, N_("Good in one field, weak in another")));
    for (size_t i = 0; i < count; i++)
        par_html_put(page->output, "<li>%n: %n\n", *contrasts[i].name ? contrasts[i].name : contrasts[i].unit,
                     par_page_say(page, N_("good in {1}, weak in {2}"), par_view_field(page->view, contrasts[i].strong),
                                  par_view_field(page->view, contrasts[i].weak), NULL, NULL));
    par_html_put(page->output, "</ul>\n");
    par_page_note(page, par_page_word(page, N_("Good: in the upper quarter of its bloc; weak: in the lower quarter.")));
}

void par_page_fields(const struct par_page *page)
{
    struct sides sides = sides_of(page);
    put_contrasts(page);
    for (size_t i = 0; i < page->report->bloc_count; i++)
        if (!is_left_alone(&sides, &page->report->blocs[i]))
            put_bloc(page, &sides, &page->report->blocs[i]);
    put_others(page, &sides);
}
