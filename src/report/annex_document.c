/* The ranking annex as a Word document (par_report_annex). */
#include "annex_document.h"

#include "build.h"
#include "messages.h"

enum { UPRIGHT_DOMAINS = 1, COST_SIZE = 12, COST_COLUMNS = 6 };

static const char *count_text(const struct par_report_view *view, size_t count)
{
    return par_count_text(count, view->cli->arena);
}

static const char *roman(size_t number, struct par_arena *arena)
{
    static const struct {
        size_t value;
        const char *sign;
    } signs[] = {{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    struct par_build out = {.arena = arena};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            par_build_text(&out, signs[i].sign);
    return par_build_end(&out);
}

/* --- Heading ------------------------------------------------------------------------------------------------------ */

static bool is_provisional(const struct par_report *report)
{
    for (size_t i = 0; i < report->unit_count; i++)
        if (report->list[i].now->provisional)
            return true;
    return false;
}

/* Annex I of the decree, Part I, III.1: "Phu luc" and its number bold, its name in capitals, what it belongs to in
 * italics, each in the middle. */
static void write_heading(const struct par_report_view *view, struct par_docx *docx, int room)
{
    enum { LINE = 40 };
    const struct par_report_heading *heading = &view->heading;
    par_paper_centred(docx, &(struct par_docx_look){.bold = true, .size = PAR_PAPER_TITLE}, 0,
                      heading->annex ? heading->annex : "");
    par_paper_centred(docx, &(struct par_docx_look){.bold = true, .capitals = true, .size = PAR_PAPER_TITLE}, 2,
                      par_view_report_title(view));
    if (is_provisional(view->report))
        par_paper_centred(docx, &(struct par_docx_look){.bold = true}, 2, par_view_text(view, N_("(PROVISIONAL)")));
    par_paper_centred(docx, &(struct par_docx_look){.italic = true}, 2, heading->decision ? heading->decision : "");
    par_docx_rule(docx, LINE, room);
}

/* --- A bloc ------------------------------------------------------------------------------------------------------- */

static const char *figure(const struct par_report_view *view, const struct par_report_bloc *bloc,
                          struct par_maybe figure)
{
    int decimals = bloc->set ? bloc->set->decimals_index : 2;
    return par_view_number(view, (struct par_shown){figure.is, figure.points, decimals});
}

static const char *figures_words(const struct par_report_view *view, const struct par_report_bloc *bloc)
{
    const char *units = par_letter_say(view, N_("Units: {1}, of them ranked: {2}."), count_text(view, bloc->count),
                                       count_text(view, bloc->ranked), NULL, NULL);
    if (!bloc->index.mean.is)
        return units;
    return par_letter_also(view, units,
                           par_letter_say(view, N_("Index: mean {1} %, highest {2} %, lowest {3} %."),
                                          figure(view, bloc, bloc->index.mean), figure(view, bloc, bloc->index.highest),
                                          figure(view, bloc, bloc->index.lowest), NULL));
}

static const char *classes_words(const struct par_report_view *view, const struct par_report_bloc *bloc)
{
    struct par_build out = {.arena = view->cli->arena};
    for (size_t i = 0; i < bloc->class_count; i++) {
        const struct par_report_class *class = &bloc->classes[i];
        par_build_text(&out, i ? "; " : "");
        par_build_text(&out, par_letter_say(view, N_("{1}: {2}{3? ({3} %)}"), par_view_label(view, class->step->name),
                                            count_text(view, class->units), par_view_number(view, class->share), NULL));
    }
    if (out.size == 0)
        return "";
    return par_letter_say(view, N_("Units by class: {1}."), par_build_end(&out), NULL, NULL, NULL);
}

static const char *open_words(const struct par_report_view *view, const struct par_report_bloc *bloc)
{
    struct par_build out = {.arena = view->cli->arena};
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_report_rank *now = bloc->units[i].now;
        if (!now->open_max.is || now->open_max.value == 0)
            continue;
        par_build_text(&out, out.size ? "; " : "");
        par_build_text(&out, par_letter_say(view, N_("{1}: {2} points"), par_letter_name(view, &bloc->units[i]),
                                            par_view_number(view, now->open_max), NULL, NULL));
    }
    if (out.size == 0)
        return "";
    return par_letter_say(view, N_("Still open of the maximum: {1}."), par_build_end(&out), NULL, NULL, NULL);
}

/* "II. UBND cấp xã"; without a number where there is one bloc. */
static const char *bloc_heading(const struct par_report_view *view, size_t i)
{
    const char *name = par_view_bloc(view, &view->report->blocs[i]);
    if (view->report->bloc_count == 1)
        return name;
    return par_arena_join(view->cli->arena, roman(i + 1, view->cli->arena), ". ", name, NULL);
}

static void write_bloc(const struct par_report_view *view, struct par_docx *docx, size_t i, int room)
{
    const struct par_report_bloc *bloc = &view->report->blocs[i];
    par_paper_heading(docx, 1, bloc_heading(view, i));
    par_annex_ranking(view, bloc, docx, room);
    par_paper_remark(docx, par_letter_also(view, figures_words(view, bloc), classes_words(view, bloc)));
    par_paper_remark(docx, open_words(view, bloc));
}

/* --- What was lost ------------------------------------------------------------------------------------------------ */

/* As few decimals as show it, 2 at least. */
static const char *exact_points(const struct par_report_view *view, par_points points)
{
    int decimals = 2;
    while (decimals < PAR_POINTS_SCALE && par_points_round(points, decimals, PAR_DOWN) != points)
        decimals++;
    return par_view_points(view, points, decimals);
}

static void write_costs_of(const struct par_report_view *view, struct par_docx *docx, size_t bloc)
{
    size_t count, top = view->top;
    struct par_report_cost *costs =
        par_report_costs(view->report, &view->report->blocs[bloc], PAR_REPORT_BY_CRITERION, &count);
    const char *title = bloc_heading(view, bloc);
    struct par_paper_column columns[COST_COLUMNS] = {
        {par_view_text(view, N_("No.")), 10, PAR_DOCX_CENTRE},
        {par_view_text(view, N_("Criterion")), 0, PAR_DOCX_LEFT},
        {par_view_text(view, N_("Lead agency")), 52, PAR_DOCX_LEFT},
        {par_view_text(view, N_("Units that lost points")), 24, PAR_DOCX_CENTRE},
        {par_view_text(view, N_("Points lost")), 24, PAR_DOCX_CENTRE},
        {par_view_text(view, N_("Share (%)")), 20, PAR_DOCX_CENTRE},
    };
    top = count < top ? count : top;
    if (top == 0)
        return;
    par_paper_heading(docx, 2, title);
    par_paper_table(docx, columns, COST_COLUMNS, PAR_PAPER_ACROSS, COST_SIZE, title);
    for (size_t i = 0; i < top; i++) {
        const struct par_report_cost *cost = &costs[i];
        const char *criterion = par_arena_join(view->cli->arena, cost->key, " ",
                                               par_view_title(view, cost->set, cost->key, cost->title), NULL);
        const char *texts[COST_COLUMNS] = {count_text(view, i + 1),
                                           criterion,
                                           *cost->lead ? par_view_agency(view, cost->lead) : "",
                                           count_text(view, cost->units),
                                           exact_points(view, cost->lost),
                                           par_view_number(view, cost->share)};
        par_paper_row(docx, columns, COST_COLUMNS, COST_SIZE, texts);
    }
    par_docx_table_end(docx);
}

static void write_costs(const struct par_report_view *view, struct par_docx *docx)
{
    if (view->report->loss_count == 0)
        return;
    par_paper_section(docx, true);
    par_paper_centred(docx, &(struct par_docx_look){.bold = true, .capitals = true, .size = PAR_PAPER_TITLE}, 0,
                      par_view_text(view, N_("Criteria that cost most points")));
    for (size_t i = 0; i < view->report->bloc_count; i++)
        write_costs_of(view, docx, i);
}

/* --- All of it ---------------------------------------------------------------------------------------------------- */

/* Whether some bloc has so many domains that its table needs the width of the paper. */
static bool is_wide(const struct par_report_view *view)
{
    const struct par_report *report = view->report;
    size_t all = report->years[report->year_count - 1].domain_count;
    size_t *domains = par_arena_array(view->cli->arena, all, sizeof *domains);
    for (size_t i = 0; i < report->bloc_count; i++)
        if (par_annex_domains(view, &report->blocs[i], domains) > UPRIGHT_DOMAINS)
            return true;
    return false;
}

void par_report_annex(const struct par_report_view *view, struct par_output *output)
{
    bool wide = is_wide(view);
    int room = wide ? PAR_PAPER_ACROSS : PAR_PAPER_UPRIGHT;
    struct par_docx *docx = par_paper_new(view, par_view_report_title(view), wide);
    write_heading(view, docx, room);
    for (size_t i = 0; i < view->report->bloc_count; i++)
        write_bloc(view, docx, i, room);
    write_costs(view, docx);
    par_docx_write(docx, output);
}
