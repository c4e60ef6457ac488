/* Words and pieces that the parts of the page share. */
#include "messages.h"
#include "page.h"

/* --- Words ------------------------------------------------------------------------------------------------------- */

const char *par_page_word(const struct par_page *page, const char *english)
{
    return par_view_text(page->view, english);
}

const char *par_page_say(const struct par_page *page, const char *english, const char *a, const char *b, const char *c,
                         const char *d)
{
    return par_letter_say(page->view, english, a, b, c, d);
}

const char *par_page_count(const struct par_page *page, size_t count)
{
    return par_count_text(count, page->arena);
}

const char *par_page_number(const struct par_page *page, struct par_shown shown)
{
    return par_view_number(page->view, shown);
}

const char *par_page_percent(const struct par_page *page, struct par_shown shown)
{
    if (!shown.is)
        return "–";
    return par_arena_join(page->arena, par_page_number(page, shown), " %", NULL);
}

struct par_shown par_page_figure(const struct par_report_bloc *bloc, struct par_maybe figure)
{
    return (struct par_shown){figure.is, figure.points, bloc->set ? bloc->set->decimals_index : 2};
}

const char *par_page_unit_name(const struct par_report_unit *unit)
{
    return *unit->now->name ? unit->now->name : unit->now->unit;
}

const char *par_page_unit_id(const struct par_page *page, const struct par_report_unit *unit)
{
    return par_arena_join(page->arena, "u", par_page_count(page, (size_t)(unit - page->report->list) + 1), NULL);
}

/* --- Pieces ------------------------------------------------------------------------------------------------------ */

void par_page_section(const struct par_page *page, const char *id, const char *title)
{
    par_html_put(page->output, "\n<section id=\"%a\" aria-labelledby=\"%a-h\"><h2 id=\"%a-h\">%t</h2>\n", id, id, id,
                 title);
}

void par_page_section_end(const struct par_page *page)
{
    par_html_put(page->output, "<p class=\"back\"><a href=\"#top\">%t</a></p></section>\n",
                 par_page_word(page, N_("↑ Contents")));
}

void par_page_box(const struct par_page *page, const char *label)
{
    par_html_put(page->output, "<div class=\"box\" role=\"region\" tabindex=\"0\" aria-label=\"%a\">", label);
}

void par_page_box_end(const struct par_page *page)
{
    par_html_put(page->output, "</div>\n");
}

void par_page_note(const struct par_page *page, const char *text)
{
    if (*text)
        par_html_put(page->output, "<p class=\"note\">%t</p>\n", text);
}

void par_page_column(const struct par_page *page, const char *heading, bool number)
{
    par_html_put(page->output, number ? "<th scope=\"col\" class=\"n\">%t" : "<th scope=\"col\">%t", heading);
}

void par_page_unit_link(const struct par_page *page, const struct par_report_unit *unit)
{
    par_html_put(page->output, "<a href=\"#%a\">%n</a>", par_page_unit_id(page, unit), par_page_unit_name(unit));
}

void par_page_change(const struct par_page *page, struct par_shown shown)
{
    if (!shown.is || shown.value == 0) {
        par_html_put(page->output, "<td class=\"n\">%t", shown.is ? par_page_number(page, shown) : "");
        return;
    }
    bool up = shown.value > 0;
    par_html_put(page->output, "<td class=\"n %a\"><i aria-hidden=\"true\">%t</i> <span class=\"vh\">%t </span>%t",
                 up ? "up" : "down", up ? "▲" : "▼", par_page_word(page, up ? N_("up") : N_("down")),
                 par_letter_signed(page->view, shown));
}

void par_page_fold(const struct par_page *page, const char *summary)
{
    par_html_put(page->output, "<details open class=\"fold\"><summary>%t</summary>\n", summary);
}

void par_page_fold_end(const struct par_page *page)
{
    par_html_put(page->output, "</details>\n");
}

/* --- What there is ------------------------------------------------------------------------------------------------ */

bool par_page_has_losses(const struct par_page *page)
{
    return page->report->loss_count > 0;
}

bool par_page_has_survey(const struct par_page *page)
{
    return page->report->figure_count > 0 || page->report->place_count > 0;
}

bool par_page_has_trends(const struct par_page *page)
{
    return page->report->year_count > 1;
}
