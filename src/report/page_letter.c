/* The letter to one unit: one or two pages of A4. */
#include "page.h"

static const char *or_dots(const char *text)
{
    return text ? text : "………………";
}

/* Issuer and number on the left, country and date on the right, as letters of state bodies begin. */
static void put_heading(const struct par_page *page)
{
    const struct par_report_heading *heading = &page->view->heading;
    par_html_put(page->output, "<div class=\"national\"><div>");
    if (heading->superior)
        par_html_put(page->output, "<p>%t</p>", heading->superior);
    par_html_put(page->output, "<p class=\"who\"><b>%t</b></p><p>%t</p></div>\n", or_dots(heading->issuer),
                 heading->number ? heading->number : par_page_word(page, N_("No.: …………/TB-……")));
    par_html_put(page->output, "<div><p><b>%t</b></p><p class=\"who\"><b>%t</b></p><p><em>%t</em></p></div></div>\n",
                 par_page_word(page, N_("SOCIALIST REPUBLIC OF VIET NAM")),
                 par_page_word(page, N_("Independence - Freedom - Happiness")),
                 heading->place ? heading->place : par_page_word(page, N_("……………, day …… month …… year ………")));
}

static void put_sentences(const struct par_page *page, const char *heading, const char *text)
{
    if (*text)
        par_html_put(page->output, "<h2>%t</h2>\n<p>%n</p>\n", heading, text);
}

static void put_body(const struct par_page *page, const struct par_report_unit *unit)
{
    const struct par_report_view *view = page->view;
    const char *change = par_letter_also(view, par_letter_change(view, unit), par_letter_why(view, unit));
    put_sentences(page, par_page_word(page, N_("Result")),
                  par_letter_also(view, par_letter_standing(view, unit), par_letter_beside_mean(view, unit)));
    put_sentences(page, par_page_word(page, N_("Change, and why")),
                  par_letter_also(view, change, par_letter_where(view, unit)));
    par_page_unit_domains(page, unit);
    put_sentences(page, par_page_word(page, N_("What was lost")), par_letter_losses(view, unit));
    par_page_unit_losses(page, unit, view->top);
    put_sentences(page, par_page_word(page, N_("Satisfaction")),
                  par_letter_also(view, par_letter_satisfaction(view, unit), par_letter_place(view, unit)));
}

static void put_signer(const struct par_page *page)
{
    const struct par_report_heading *heading = &page->view->heading;
    par_html_put(page->output, "<div class=\"signer\"><p><b>%t</b></p><p class=\"name\"><b>%t</b></p></div>\n",
                 or_dots(heading->signer_role), or_dots(heading->signer));
}

void par_report_letter_page(const struct par_report_view *view, const struct par_report_unit *unit,
                            struct par_output *output)
{
    struct par_page page = {view, view->report, output, view->cli->arena};
    const char *subject = par_letter_subject(view), *name = par_letter_name(view, unit);
    par_page_begin(&page, par_arena_join(page.arena, name, " – ", subject, NULL), "letter", false);
    par_html_put(output, "<main>\n");
    put_heading(&page);
    par_html_put(output, "<h1>%t <small>%t</small></h1>\n", par_page_word(&page, N_("NOTICE OF RESULT")), subject);
    if (unit->now->provisional)
        par_html_put(output, "<p class=\"to\"><b>%t</b></p>\n", par_page_word(&page, N_("(PROVISIONAL)")));
    par_html_put(output, "<p class=\"to\">%n</p>\n", par_page_say(&page, N_("To: {1}"), name, NULL, NULL, NULL));
    put_body(&page, unit);
    put_signer(&page);
    par_html_put(output, "</main>\n");
    par_page_end(&page, false);
}
