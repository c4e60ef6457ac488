/* Method and sources: what a reader needs to check the page. */
#include "method.h"
#include "page.h"
#include "record.h"

static void put_set(const struct par_page *page, const struct par_set *set)
{
    size_t count;
    const struct par_method_fact *facts = par_method_of_set(page->view, set, &count);
    par_html_put(page->output, "<h3>%n</h3>\n<dl class=\"facts\">\n", par_view_label(page->view, set->title));
    for (size_t i = 0; i < count; i++)
        par_html_put(page->output, "<dt>%t<dd>%n\n", facts[i].what, facts[i].said);
    par_html_put(page->output, "<dt>%t<dd>", par_page_word(page, N_("Blocs")));
    for (size_t i = 0; i < set->bloc_count; i++)
        par_html_put(page->output, i ? "; %n" : "%n", par_view_label(page->view, set->blocs[i].name));
    par_html_put(page->output, "</dl>\n");
}

static void put_source(const struct par_page *page, const struct par_report_source *source)
{
    const char *digest =
        source->sha256 && strncmp(source->sha256, "sha256:", 7) == 0 ? source->sha256 + 7 : source->sha256;
    par_html_put(page->output, "<tr><th scope=\"row\">%n<td>%t<td class=\"n\">%t<td><code>%t</code>\n", source->name,
                 par_method_kind(page->view, source->kind), par_page_count(page, source->rows), digest);
}

static void put_sources(const struct par_page *page)
{
    const struct par_report *report = page->report;
    const char *caption = par_page_word(page, N_("Files that the report was made of"));
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"sources\"><caption>%t</caption><thead><tr>", caption);
    par_page_column(page, par_page_word(page, N_("File")), false);
    par_page_column(page, par_page_word(page, N_("What it is")), false);
    par_page_column(page, par_page_word(page, N_("Rows")), true);
    par_page_column(page, "SHA-256", false);
    par_html_put(page->output, "</thead><tbody>\n");
    for (size_t i = 0; i < report->source_count; i++)
        put_source(page, &report->sources[i]);
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
}

void par_page_method(const struct par_page *page)
{
    for (size_t i = 0; i < page->report->set_count; i++)
        put_set(page, page->report->sets[i]);
    put_sources(page);
    par_page_note(page, par_letter_two_stories(page->view));
    par_page_note(page, par_page_say(page,
                                     N_("Numbers are those of these files, to the last digit. Made by {1} (parindex) "
                                        "{2}."),
                                     page->view->cli->program, par_cli_version(), NULL, NULL));
}
