/* Units by class. */
#include "build.h"
#include "chart.h"

enum { WIDTH = 6000, HEIGHT = 260, SHADES = 6 };

/* The bloc whose classes are most: a class has its colour there in every bloc. */
static const struct par_report_bloc *model(const struct par_page *page)
{
    const struct par_report *report = page->report;
    const struct par_report_bloc *found = report->blocs;
    for (size_t i = 1; i < report->bloc_count; i++)
        if (report->blocs[i].class_count > found->class_count)
            found = &report->blocs[i];
    return found;
}

static const char *shade(const struct par_page *page, const struct par_report_bloc *bloc, size_t step)
{
    static const char *const shades[SHADES] = {"k0", "k1", "k2", "k3", "k4", "k5"};
    const struct par_report_bloc *of = model(page);
    const char *name = bloc->classes[step].step->name.vi;
    size_t place = step;
    for (size_t i = 0; i < of->class_count; i++)
        if (strcmp(of->classes[i].step->name.vi, name) == 0)
            place = i;
    return shades[of->class_count > 1 ? place * (SHADES - 1) / (of->class_count - 1) : 0];
}

/* "Tốt: 12 (40,00 %); ..." */
static const char *in_words(const struct par_page *page, const struct par_report_bloc *bloc)
{
    struct par_build out = {.arena = page->arena};
    for (size_t i = 0; i < bloc->class_count; i++) {
        const struct par_report_class *item = &bloc->classes[i];
        par_build_text(&out, i ? "; " : "");
        par_build_text(&out, par_view_label(page->view, item->step->name));
        par_build_text(&out, ": ");
        par_build_number(&out, item->units);
    }
    return par_build_end(&out);
}

static void put_bar(const struct par_page *page, const struct par_report_bloc *bloc, size_t total, const char *id)
{
    int x = 0;
    size_t so_far = 0;
    par_svg_begin(page->output, "classes", id, WIDTH, HEIGHT, par_page_word(page, N_("Units by class")),
                  in_words(page, bloc));
    for (size_t i = 0; i < bloc->class_count; i++) {
        so_far += bloc->classes[i].units;
        int to = (int)(so_far * WIDTH / total);
        if (to > x)
            par_svg_rect(page->output, shade(page, bloc, i), x, 0, to - x, HEIGHT);
        x = to;
    }
    par_svg_end(page->output);
}

static void put_list(const struct par_page *page, const struct par_report_bloc *bloc)
{
    par_html_put(page->output, "<ul class=\"classes\">\n");
    for (size_t i = 0; i < bloc->class_count; i++) {
        const struct par_report_class *item = &bloc->classes[i];
        par_html_put(page->output, "<li><i class=\"%a\"></i>%t <b>%t</b>", shade(page, bloc, i),
                     par_view_label(page->view, item->step->name), par_page_count(page, item->units));
        if (item->units)
            par_html_put(page->output, " <small>%t</small>", par_page_percent(page, item->share));
    }
    par_html_put(page->output, "</ul>\n");
}

void par_chart_classes(const struct par_page *page, const struct par_report_bloc *bloc, const char *id)
{
    size_t total = 0;
    for (size_t i = 0; i < bloc->class_count; i++)
        total += bloc->classes[i].units;
    if (total == 0)
        return;
    put_bar(page, bloc, total, id);
    put_list(page, bloc);
}
