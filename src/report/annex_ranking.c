/* The table of a bloc in the annex: what was earned, rank, class and the index of each domain. */
#include "annex_document.h"
#include "messages.h"

enum {
    STT = 10,
    POINTS = 17,
    MAXIMUM = 16,
    INDEX = 16,
    RANK = 14,
    CLASS = 21,
    NAME_LEAST = 44,
    TOGETHER = 10, /* domains beside the ranking; with more they have tables of their own */
    APART = 12,    /* in one of those */
    PADDING = 2,
    BODY_LARGEST = 12,
    BODY_SMALLEST = 8,
    DOMAIN_WIDEST = 20
};

static const char *const ranking_heads[] = {N_("Points earned"), N_("Out of"), N_("Index (%)"), N_("Rank"),
                                            N_("Class")};

enum { RANKING_COLUMNS = sizeof ranking_heads / sizeof *ranking_heads };

/* A table: the columns of the ranking, those of some domains, or both. */
struct table {
    const struct par_report_view *view;
    const struct par_report_bloc *bloc;
    struct par_docx *docx;
    bool ranking;
    size_t count; /* of its domains */
    const size_t *domains;
    int room, domain_width, size;
    int ranking_widths[RANKING_COLUMNS];
};

static const struct par_report_year *newest(const struct par_report_view *view)
{
    return &view->report->years[view->report->year_count - 1];
}

size_t par_annex_domains(const struct par_report_view *view, const struct par_report_bloc *bloc, size_t *domains)
{
    size_t count = 0;
    for (size_t i = 0; i < newest(view)->domain_count; i++) {
        bool there = false;
        for (size_t unit = 0; unit < bloc->count && !there; unit++)
            there = bloc->units[unit].now->domains[i].is;
        if (there)
            domains[count++] = i;
    }
    return count;
}

/* --- Widths ------------------------------------------------------------------------------------------------------- */

static int wider(const struct table *table, int width, struct par_shown shown)
{
    int needed = par_paper_width(par_view_number(table->view, shown), BODY_LARGEST);
    return needed > width ? needed : width;
}

/* The usual widths, more where a number is longer. Together. */
static int set_ranking_widths(struct table *table)
{
    int *widths = table->ranking_widths, all = 0;
    memcpy(widths, (const int[RANKING_COLUMNS]){POINTS, MAXIMUM, INDEX, RANK, CLASS}, sizeof table->ranking_widths);
    for (size_t i = 0; i < table->bloc->count; i++) {
        const struct par_report_rank *now = table->bloc->units[i].now;
        widths[0] = wider(table, widths[0], now->points);
        widths[1] = wider(table, widths[1], now->applicable_max);
        widths[2] = wider(table, widths[2], now->index);
    }
    for (size_t i = 0; table->ranking && i < RANKING_COLUMNS; i++)
        all += widths[i];
    return all;
}

/* The longest index of a domain. */
static const char *longest_index(const struct table *table)
{
    const char *longest = "100,00";
    for (size_t unit = 0; unit < table->bloc->count; unit++)
        for (size_t i = 0; i < table->count; i++) {
            const char *text = par_view_number(table->view, table->bloc->units[unit].now->domains[table->domains[i]]);
            longest = strlen(text) > strlen(longest) ? text : longest;
        }
    return longest;
}

static void set_widths(struct table *table)
{
    int left = table->room - STT - NAME_LEAST - set_ranking_widths(table);
    table->size = BODY_LARGEST;
    if (table->count == 0)
        return;
    const char *longest = longest_index(table);
    table->domain_width = left / (int)table->count;
    if (table->domain_width > DOMAIN_WIDEST)
        table->domain_width = DOMAIN_WIDEST;
    while (table->size > BODY_SMALLEST && par_paper_width(longest, table->size) + 1 > table->domain_width)
        table->size--;
}

/* --- Heading ------------------------------------------------------------------------------------------------------ */

static void head(struct table *table, const struct par_docx_cell *cell, int size, const char *text)
{
    par_docx_cell_text(table->docx, cell, PAR_DOCX_CENTRE, &(struct par_docx_look){.bold = true, .size = size}, text);
}

static const char *domain_title(const struct table *table, size_t i)
{
    const char *id = newest(table->view)->domains[table->domains[i]];
    return par_view_title(table->view, table->bloc->set, id, id);
}

/* Whether some title has a word too long for its column. */
static bool turn_titles(const struct table *table, int size)
{
    for (size_t i = 0; i < table->count; i++)
        if (par_paper_word_width(domain_title(table, i), size) + PADDING > table->domain_width)
            return true;
    return false;
}

/* Of titles that run upwards: the longest over the lines that its column has room for. */
static int turned_height(const struct table *table, int size)
{
    enum { LEAST = 20, SPARE = 10 };
    int lines = (table->domain_width - PADDING) * 10 / (size * 41 / 10), height = LEAST;
    for (size_t i = 0; i < table->count; i++) {
        int needed = par_paper_width(domain_title(table, i), size) / (lines > 0 ? lines : 1) + SPARE;
        height = needed > height ? needed : height;
    }
    return height;
}

static void ranking_head(struct table *table, enum par_docx_down down)
{
    for (size_t i = 0; table->ranking && i < RANKING_COLUMNS; i++)
        head(table, &(struct par_docx_cell){.down = down, .middle = true}, table->size,
             down == PAR_DOCX_MERGED ? "" : par_view_text(table->view, ranking_heads[i]));
}

static void head_row(struct table *table, enum par_docx_down down, int height)
{
    bool first = down != PAR_DOCX_MERGED;
    struct par_docx_cell cell = {.down = down, .middle = true};
    par_docx_row(table->docx, true, height);
    head(table, &cell, table->size, first ? par_view_text(table->view, N_("No.")) : "");
    head(table, &cell, table->size, first ? par_view_text(table->view, N_("Unit")) : "");
    ranking_head(table, down);
}

static void write_head(struct table *table)
{
    int size = table->size > BODY_SMALLEST + 1 ? table->size - 2 : BODY_SMALLEST;
    bool turned = turn_titles(table, size);
    if (table->count == 0) {
        head_row(table, PAR_DOCX_ALONE, 0);
        return;
    }
    head_row(table, PAR_DOCX_MERGE, 0);
    head(table, &(struct par_docx_cell){.columns = table->count, .middle = true}, table->size,
         par_view_text(table->view, N_("Index of the domains (%)")));
    head_row(table, PAR_DOCX_MERGED, turned ? turned_height(table, size) : 0);
    for (size_t i = 0; i < table->count; i++)
        head(table, &(struct par_docx_cell){.middle = true, .upwards = turned}, size, domain_title(table, i));
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

static void text(struct table *table, size_t columns, enum par_docx_align align, const char *text)
{
    par_docx_cell_text(table->docx, &(struct par_docx_cell){.columns = columns, .middle = true}, align,
                       &(struct par_docx_look){.size = table->size}, text);
}

static const char *count_text(const struct table *table, int count)
{
    return count > 0 ? par_count_text((size_t)count, table->view->cli->arena) : "";
}

/* What it earned; in words where there is no number. */
static void ranking_cells(struct table *table, const struct par_report_unit *unit)
{
    const struct par_report_rank *now = unit->now;
    const char *state = par_view_standing(table->view, now);
    if (!now->points.is && now->rank == 0) {
        text(table, RANKING_COLUMNS, PAR_DOCX_CENTRE, state);
        return;
    }
    text(table, 1, PAR_DOCX_CENTRE, par_view_number(table->view, now->points));
    text(table, 1, PAR_DOCX_CENTRE, par_view_number(table->view, now->applicable_max));
    text(table, 1, PAR_DOCX_CENTRE, par_view_number(table->view, now->index));
    if (now->rank == 0) {
        text(table, 2, PAR_DOCX_CENTRE, state);
        return;
    }
    text(table, 1, PAR_DOCX_CENTRE, count_text(table, now->rank));
    text(table, 1, PAR_DOCX_CENTRE, par_view_class(table->view, unit));
}

static const char *domain_text(const struct table *table, struct par_shown index)
{
    return index.is ? par_view_number(table->view, index) : "–";
}

static void write_unit(struct table *table, const struct par_report_unit *unit, size_t position)
{
    int running = unit->now->running > 0 ? unit->now->running : (int)position + 1;
    par_docx_row(table->docx, false, 0);
    text(table, 1, PAR_DOCX_CENTRE, count_text(table, running));
    text(table, 1, PAR_DOCX_LEFT, *unit->now->name ? unit->now->name : unit->now->unit);
    if (table->ranking)
        ranking_cells(table, unit);
    for (size_t i = 0; i < table->count; i++)
        text(table, 1, PAR_DOCX_CENTRE, domain_text(table, unit->now->domains[table->domains[i]]));
}

static void write_table(struct table *table)
{
    int widths[2 + RANKING_COLUMNS + APART] = {STT, 0};
    size_t count = 2;
    int left = table->room - STT;
    set_widths(table);
    for (size_t i = 0; table->ranking && i < RANKING_COLUMNS; i++)
        left -= widths[count++] = table->ranking_widths[i];
    for (size_t i = 0; i < table->count; i++)
        left -= widths[count++] = table->domain_width;
    widths[1] = left;
    par_docx_table(table->docx, &(struct par_docx_table){count, widths, true, par_view_bloc(table->view, table->bloc)});
    write_head(table);
    for (size_t i = 0; i < table->bloc->count; i++)
        write_unit(table, &table->bloc->units[i], i);
    par_docx_table_end(table->docx);
}

static bool fits_together(struct table *table)
{
    if (table->count > TOGETHER)
        return false;
    set_widths(table);
    return table->count == 0 || par_paper_width(longest_index(table), table->size) <= table->domain_width;
}

void par_annex_ranking(const struct par_report_view *view, const struct par_report_bloc *bloc, struct par_docx *docx,
                       int room)
{
    size_t *domains = par_arena_array(view->cli->arena, newest(view)->domain_count, sizeof *domains);
    size_t count = par_annex_domains(view, bloc, domains);
    struct table table = {.view = view, .bloc = bloc, .docx = docx, .ranking = true, .domains = domains, .room = room};
    table.count = count;
    table.count = fits_together(&table) ? count : 0;
    write_table(&table);
    for (size_t at = table.count; at < count; at += APART) {
        size_t part = count - at < APART ? count - at : APART;
        par_paper_heading(docx, 2, par_view_text(view, N_("Index of the domains (%)")));
        struct table next = {
            .view = view, .bloc = bloc, .docx = docx, .count = part, .domains = domains + at, .room = room};
        write_table(&next);
    }
}
