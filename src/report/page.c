#include "page.h"

#include "build.h"
#include "parindex/digest.h"
#include "record.h"

/* Made from page.css and page.js at build time, see cmake/Bytes.cmake. */
extern const unsigned char par_page_css[], par_page_js[];
extern const size_t par_page_css_size, par_page_js_size;

/* --- Head and end ------------------------------------------------------------------------------------------------- */

static unsigned nibble(char digit)
{
    return digit <= '9' ? (unsigned)(digit - '0') : (unsigned)(digit - 'a' + 10);
}

/* Hexadecimal digits as Base64. */
static const char *base64(struct par_arena *arena, const char *hex)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct par_build out = {.arena = arena};
    size_t count = strlen(hex) / 2;
    for (size_t i = 0; i < count; i += 3) {
        unsigned bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (i + k < count ? nibble(hex[2 * (i + k)]) << 4 | nibble(hex[2 * (i + k) + 1]) : 0);
        for (size_t k = 0; k < 4; k++)
            par_build_byte(&out, i + k > count ? '=' : signs[bits >> (18 - 6 * k) & 63]);
    }
    return par_build_end(&out);
}

/* What a browser may do with the page: nothing but show it and run the one script that is ours. */
static const char *policy(const struct par_page *page)
{
    struct par_span script = {(const char *)par_page_js, par_page_js_size};
    const char *digest = par_digest_of(script, page->arena) + strlen("sha256:");
    return par_arena_join(page->arena,
                          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-",
                          base64(page->arena, digest), "'", NULL);
}

void par_page_begin(const struct par_page *page, const char *title, const char *kind, bool script)
{
    struct par_output *output = page->output;
    const char *nothing = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    par_html_put(output, "<!DOCTYPE html>\n<html lang=\"%a\">\n<head>\n<meta charset=\"utf-8\">\n",
                 page->view->cli->language);
    par_html_put(output, "<meta http-equiv=\"Content-Security-Policy\" content=\"%a\">\n",
                 script ? policy(page) : nothing);
    par_html_put(output, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                         "<meta name=\"color-scheme\" content=\"light dark\">\n");
    par_html_put(output, "<meta name=\"generator\" content=\"parindex %a\">\n", par_cli_version());
    par_html_put(output, "<link rel=\"icon\" href=\"data:,\">\n<title>%t</title>\n<style>\n", title);
    par_output_write(output, (const char *)par_page_css, par_page_css_size);
    par_html_put(output, "</style>\n</head>\n<body class=\"%a\">\n", kind);
}

void par_page_end(const struct par_page *page, bool script)
{
    if (script) {
        par_html_put(page->output, "<script>");
        par_output_write(page->output, (const char *)par_page_js, par_page_js_size);
        par_html_put(page->output, "</script>\n");
    }
    par_html_put(page->output, "</body>\n</html>\n");
}

/* --- Heading and contents ----------------------------------------------------------------------------------------- */

static bool is_provisional(const struct par_report *report)
{
    for (size_t i = 0; i < report->unit_count; i++)
        if (report->list[i].now->provisional)
            return true;
    return false;
}

static void put_line(const struct par_page *page, const char *template, const char *text)
{
    if (text)
        par_html_put(page->output, template, text);
}

static void put_heading(const struct par_page *page)
{
    const struct par_report_heading *heading = &page->view->heading;
    par_html_put(page->output, "<header>\n");
    put_line(page, "<p class=\"over\">%t</p>\n", heading->superior);
    put_line(page, "<p class=\"over\"><b>%t</b></p>\n", heading->issuer);
    put_line(page, "<p class=\"over\">%t</p>\n", heading->annex);
    par_html_put(page->output, "<h1>%t</h1>\n", par_view_report_title(page->view));
    put_line(page, "<p>%t</p>\n", heading->decision);
    par_html_put(page->output, "<p class=\"period\">%t",
                 par_page_say(page, N_("Period: {1}"), page->report->period, NULL, NULL, NULL));
    if (is_provisional(page->report))
        par_html_put(page->output, " <strong class=\"mark\">%t</strong>", par_page_word(page, N_("PROVISIONAL")));
    par_html_put(page->output, "</p>\n</header>\n");
}

struct part {
    const char *id, *title;
    void (*put)(const struct par_page *page);
    bool (*is_there)(const struct par_page *page); /* NULL: always */
};

static bool has_fields(const struct par_page *page)
{
    return page->report->field_count > 0;
}

static bool has_domains(const struct par_page *page)
{
    return page->report->years[page->report->year_count - 1].domain_count > 0;
}

static const struct part PARTS[] = {
    {"glance", N_("At a glance"), par_page_glance, NULL},
    {"ranking", N_("Ranking"), par_page_ranking, NULL},
    {"lost", N_("Where points were lost"), par_page_lost, par_page_has_losses},
    {"domains", N_("Domains"), par_page_domains, has_domains},
    {"survey", N_("Satisfaction"), par_page_survey, par_page_has_survey},
    {"trends", N_("Over the years"), par_page_trends, par_page_has_trends},
    {"fields", N_("Fields side by side"), par_page_fields, has_fields},
    {"units", N_("Each unit"), par_page_units, NULL},
    {"method", N_("Method and sources"), par_page_method, NULL},
};
enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };

static bool is_there(const struct par_page *page, const struct part *part)
{
    return !part->is_there || part->is_there(page);
}

static void put_contents(const struct par_page *page)
{
    par_html_put(page->output, "<nav id=\"contents\" aria-label=\"%a\"><ul>\n", par_page_word(page, N_("Contents")));
    for (size_t i = 0; i < PART_COUNT; i++)
        if (is_there(page, &PARTS[i]))
            par_html_put(page->output, "<li><a href=\"#%a\">%t</a>\n", PARTS[i].id,
                         par_page_word(page, PARTS[i].title));
    par_html_put(page->output, "</ul></nav>\n");
}

void par_report_page(const struct par_report_view *view, struct par_output *output)
{
    struct par_page page = {view, view->report, output, view->cli->arena};
    par_page_begin(&page, par_view_report_title(view), "report", true);
    par_html_put(output, "<a class=\"skip\" href=\"#main\">%t</a>\n", par_page_word(&page, N_("Skip to the report")));
    par_html_put(output, "<div id=\"top\">\n");
    put_heading(&page);
    put_contents(&page);
    par_html_put(output, "<main id=\"main\" tabindex=\"-1\">\n");
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (!is_there(&page, &PARTS[i]))
            continue;
        par_page_section(&page, PARTS[i].id, par_page_word(&page, PARTS[i].title));
        PARTS[i].put(&page);
        par_page_section_end(&page);
    }
    par_html_put(output, "</main>\n</div>\n");
    par_page_end(&page, true);
}
