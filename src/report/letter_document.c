/* The letter to a unit (Thông báo kết quả) as a Word document (par_report_letter_document), in the order of Annex I of
 * Nghi dinh 30/2020/ND-CP, Part I, II: national name and motto, issuer, number and sign, place and date, kind and
 * subject, text, signature, recipients. A line that nobody gave is dotted, to be filled in by hand. */
#include "messages.h"
#include "paper.h"

enum {
    ISSUER_WIDE = 71,
    NATION_WIDE = PAR_PAPER_UPRIGHT - ISSUER_WIDE,
    ISSUER_LINE = 25, /* a third to half of the issuer's name (II.2) */
    MOTTO_LINE = 56,  /* as long as the motto at 13 points (II.1) */
    MOTTO_LINE_ENGLISH = 71,
    NATION_SIZE = 12,
    TABLE_SIZE = 11,
    LOSS_SIZE = 10,
    DOMAIN_COLUMNS = 7,
    LOSS_COLUMNS = 6
};

struct letter {
    const struct par_report_view *view;
    const struct par_report_unit *unit;
    struct par_docx *docx;
};

static const char *word(const struct letter *letter, const char *english)
{
    return par_view_text(letter->view, english);
}

static const char *number(const struct letter *letter, struct par_shown shown)
{
    return par_view_number(letter->view, shown);
}

static void centred(struct letter *letter, const struct par_docx_look *look, int before, const char *text)
{
    struct par_docx_paragraph paragraph = {.align = PAR_DOCX_CENTRE, .before = before};
    par_docx_line(letter->docx, &paragraph, look, text);
}

static void begin_columns(struct letter *letter, int left)
{
    const int widths[] = {left, PAR_PAPER_UPRIGHT - left};
    par_docx_table(letter->docx, &(struct par_docx_table){2, widths, false, NULL});
    par_docx_row(letter->docx, false, 0);
}

static void next_column(struct letter *letter)
{
    par_docx_cell(letter->docx, &(struct par_docx_cell){0});
}

/* --- Head --------------------------------------------------------------------------------------------------------- */

static void write_issuer(struct letter *letter)
{
    const struct par_report_heading *heading = &letter->view->heading;
    struct par_docx_look plain = {.size = NATION_SIZE}, bold = {.bold = true, .size = NATION_SIZE};
    next_column(letter);
    if (heading->superior)
        centred(letter, &plain, 0, heading->superior);
    centred(letter, &bold, 0, heading->issuer ? heading->issuer : "……………………………");
    par_docx_rule(letter->docx, ISSUER_LINE, ISSUER_WIDE - 2);
}

static void write_nation(struct letter *letter)
{
    bool vietnamese = strcmp(letter->view->cli->language, "vi") == 0;
    next_column(letter);
    centred(letter, &(struct par_docx_look){.bold = true, .size = NATION_SIZE}, 0,
            word(letter, N_("SOCIALIST REPUBLIC OF VIET NAM")));
    centred(letter, &(struct par_docx_look){.bold = true}, 0, word(letter, N_("Independence - Freedom - Happiness")));
    par_docx_rule(letter->docx, vietnamese ? MOTTO_LINE : MOTTO_LINE_ENGLISH, NATION_WIDE - 2);
}

/* Number and place stand on one line (II.4). */
static void write_head(struct letter *letter)
{
    const struct par_report_heading *heading = &letter->view->heading;
    begin_columns(letter, ISSUER_WIDE);
    write_issuer(letter);
    write_nation(letter);
    par_docx_row(letter->docx, false, 0);
    next_column(letter);
    centred(letter, &(struct par_docx_look){0}, 4,
            heading->number ? heading->number : word(letter, N_("No.: …………/TB-……")));
    next_column(letter);
    centred(letter, &(struct par_docx_look){.italic = true}, 4,
            heading->place ? heading->place : word(letter, N_("……………, day …… month …… year ………")));
    par_docx_table_end(letter->docx);
}

static void write_subject(struct letter *letter)
{
    enum { LINE = 40 };
    const char *name = par_letter_name(letter->view, letter->unit);
    struct par_docx_look bold = {.bold = true, .size = PAR_PAPER_TITLE};
    par_paper_centred(letter->docx, &bold, 14, word(letter, N_("NOTICE OF RESULT")));
    par_paper_centred(letter->docx, &bold, 0, par_letter_subject(letter->view));
    if (letter->unit->now->provisional)
        par_paper_centred(letter->docx, &(struct par_docx_look){.bold = true}, 0, word(letter, N_("(PROVISIONAL)")));
    par_docx_rule(letter->docx, LINE, PAR_PAPER_UPRIGHT);
    par_paper_centred(letter->docx, &(struct par_docx_look){0}, 10,
                      par_letter_say(letter->view, N_("To: {1}"), name, NULL, NULL, NULL));
}

/* --- Result ------------------------------------------------------------------------------------------------------- */

static void write_result(struct letter *letter)
{
    const struct par_report_view *view = letter->view;
    const struct par_report_unit *unit = letter->unit;
    par_paper_heading(letter->docx, 2, word(letter, N_("1. Overall result")));
    par_paper_text(letter->docx,
                   par_letter_also(view, par_letter_standing(view, unit), par_letter_beside_mean(view, unit)));
    const char *change = par_letter_change(view, unit), *why = par_letter_why(view, unit);
    par_paper_text(letter->docx,
                   par_letter_also(view, par_letter_also(view, change, why), par_letter_where(view, unit)));
    par_paper_text(letter->docx,
                   par_letter_also(view, par_letter_satisfaction(view, unit), par_letter_place(view, unit)));
}

static void write_domain(struct letter *letter, const struct par_paper_column *columns, size_t count,
                         const struct par_letter_domain *domain)
{
    const char *scored[] = {domain->id,
                            domain->title,
                            number(letter, domain->points),
                            number(letter, domain->applicable_max),
                            number(letter, domain->index),
                            number(letter, domain->mean),
                            par_letter_signed(letter->view, domain->difference)};
    const char *plain[] = {scored[0], scored[1], scored[4], scored[5], scored[6]};
    par_paper_row(letter->docx, columns, count, TABLE_SIZE, count == DOMAIN_COLUMNS ? scored : plain);
}

static void write_domains(struct letter *letter)
{
    size_t count;
    const struct par_letter_domain *domains = par_letter_domains(letter->view, letter->unit, &count);
    const char *title = word(letter, N_("2. Result by domain, beside the mean of the bloc"));
    const struct par_paper_column columns[DOMAIN_COLUMNS] = {
        {word(letter, N_("No.")), 11, PAR_DOCX_CENTRE},
        {word(letter, N_("Domain")), 0, PAR_DOCX_LEFT},
        {word(letter, N_("Points earned")), 19, PAR_DOCX_CENTRE},
        {word(letter, N_("Out of")), 19, PAR_DOCX_CENTRE},
        {word(letter, N_("Index (%)")), 19, PAR_DOCX_CENTRE},
        {word(letter, N_("Mean of the bloc (%)")), 23, PAR_DOCX_CENTRE},
        {word(letter, N_("Difference")), 20, PAR_DOCX_CENTRE},
    };
    const struct par_paper_column plain[] = {columns[0], columns[1], columns[4], columns[5], columns[6]};
    bool scored = letter->unit->score_count > 0;
    size_t wide = scored ? DOMAIN_COLUMNS : sizeof plain / sizeof *plain;
    if (count == 0 || !letter->unit->now->points.is)
        return;
    par_paper_heading(letter->docx, 2, title);
    par_paper_table(letter->docx, scored ? columns : plain, wide, PAR_PAPER_UPRIGHT, TABLE_SIZE, title);
    for (size_t i = 0; i < count; i++)
        write_domain(letter, scored ? columns : plain, wide, &domains[i]);
    par_docx_table_end(letter->docx);
}

/* --- What was lost ------------------------------------------------------------------------------------------------ */

static void write_loss(struct letter *letter, const struct par_paper_column *columns,
                       const struct par_report_loss *loss)
{
    const struct par_report_view *view = letter->view;
    const char *title = par_view_title(view, letter->unit->bloc->set, loss->node, loss->title);
    const char *texts[LOSS_COLUMNS] = {par_arena_join(view->cli->arena, loss->node, " ", title, NULL),
                                       number(letter, loss->applicable_max),
                                       number(letter, loss->points),
                                       number(letter, loss->lost),
                                       par_letter_cause(view, loss),
                                       par_letter_win_back(view, loss)};
    par_paper_row(letter->docx, columns, LOSS_COLUMNS, LOSS_SIZE, texts);
}

/* About how many lines a text takes; most letters are narrower than the widest words suppose. */
static int lines_in(const char *text, int width)
{
    return par_paper_width(text, LOSS_SIZE) * 4 / 5 / width + 1;
}

static int lines_of(const struct letter *letter, const struct par_report_loss *loss)
{
    enum { TITLE_WIDE = 39, CAUSE_WIDE = 27, WAY_WIDE = 54 };
    const char *title = par_view_title(letter->view, letter->unit->bloc->set, loss->node, loss->title);
    int titled = lines_in(title, TITLE_WIDE), caused = lines_in(par_letter_cause(letter->view, loss), CAUSE_WIDE);
    int won = lines_in(par_letter_win_back(letter->view, loss), WAY_WIDE), most = titled > caused ? titled : caused;
    return most > won ? most : won;
}

/* So many rows that the letter stays on two pages, at most those asked for. */
static size_t rows_of(const struct letter *letter, size_t count)
{
    enum { ROOM = 40 };
    size_t rows = 0, most = count < letter->view->top ? count : letter->view->top;
    for (int lines = 0; rows < most; rows++) {
        lines += lines_of(letter, &letter->unit->losses[rows]);
        if (lines > ROOM)
            break;
    }
    return rows;
}

/* The losses that the table has no row for. */
static const char *rest_words(struct letter *letter, size_t first, size_t count)
{
    const struct par_report_view *view = letter->view;
    par_points rest = 0;
    int decimals = 0;
    for (size_t i = first; i < count; i++) {
        const struct par_shown lost = letter->unit->losses[i].lost;
        rest += lost.value;
        decimals = lost.decimals > decimals ? lost.decimals : decimals;
    }
    if (first == count)
        return "";
    return par_letter_say(view, N_("Not in the table: {1} more, which cost {2} points together."),
                          par_count_text(count - first, view->cli->arena), par_view_points(view, rest, decimals), NULL,
                          NULL);
}

/* Of the columns of numbers: as the longest one needs, 12 mm at least. */
static int number_width(const struct letter *letter, size_t rows)
{
    int width = 12;
    for (size_t i = 0; i < rows; i++) {
        const struct par_report_loss *loss = &letter->unit->losses[i];
        const struct par_shown shown[] = {loss->applicable_max, loss->points, loss->lost};
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
            int needed = par_paper_width(number(letter, shown[k]), LOSS_SIZE);
            width = needed > width ? needed : width;
        }
    }
    return width;
}

static void write_losses(struct letter *letter)
{
    const struct par_report_view *view = letter->view;
    size_t count = par_letter_loss_count(letter->unit), rows = rows_of(letter, count);
    int wide = number_width(letter, rows);
    const char *title = word(letter, N_("3. Criteria that lost points, and what wins them back"));
    const struct par_paper_column columns[LOSS_COLUMNS] = {
        {word(letter, N_("Criterion")), 42, PAR_DOCX_LEFT},
        {word(letter, N_("Out of")), wide, PAR_DOCX_CENTRE},
        {word(letter, N_("Points earned")), wide, PAR_DOCX_CENTRE},
        {word(letter, N_("Points lost")), wide, PAR_DOCX_CENTRE},
        {word(letter, N_("Cause")), 30, PAR_DOCX_LEFT},
        {word(letter, N_("To win it back")), 0, PAR_DOCX_LEFT},
    };
    if (count == 0)
        return;
    par_paper_heading(letter->docx, 2, title);
    par_paper_text(letter->docx, par_letter_losses(view, letter->unit));
    if (rows > 0) {
        par_paper_table(letter->docx, columns, LOSS_COLUMNS, PAR_PAPER_UPRIGHT, LOSS_SIZE, title);
        for (size_t i = 0; i < rows; i++)
            write_loss(letter, columns, &letter->unit->losses[i]);
        par_docx_table_end(letter->docx);
    }
    par_paper_remark(letter->docx, rest_words(letter, rows, count));
}

/* --- Foot --------------------------------------------------------------------------------------------------------- */

/* Recipients at the lower left, 12 and 11 points (II.9 b), signature at the right (II.7). */
static void write_foot(struct letter *letter)
{
    const struct par_report_heading *heading = &letter->view->heading;
    struct par_docx_paragraph close = {.keep_next = true}, line = {.keep_next = true};
    struct par_docx_look small = {.size = 11};
    begin_columns(letter, ISSUER_WIDE + 4);
    next_column(letter);
    par_docx_line(letter->docx, &close, &(struct par_docx_look){.bold = true, .italic = true, .size = 12},
                  word(letter, N_("Recipients:")));
    par_docx_line(letter->docx, &line, &small, word(letter, N_("- As above;")));
    par_docx_line(letter->docx, &line, &small, word(letter, N_("- Archives: VT, ……")));
    next_column(letter);
    centred(letter, &(struct par_docx_look){.bold = true, .capitals = true, .size = PAR_PAPER_TITLE}, 0,
            heading->signer_role ? heading->signer_role : "………………………");
    centred(letter, &(struct par_docx_look){.bold = true, .size = PAR_PAPER_TITLE}, 60,
            heading->signer ? heading->signer : "………………………");
    par_docx_table_end(letter->docx);
}

/* Stays on the page of the signature. */
static void write_closing(struct letter *letter)
{
    const struct par_docx_paragraph text = {
        .align = PAR_DOCX_JUSTIFIED, .before = 6, .after = 10, .first = PAR_PAPER_FIRST, .keep_next = true};
    const char *asked = par_letter_loss_count(letter->unit) > 0
                            ? N_("The unit is asked to look into what lost points and to mend it in the next period./.")
                            : N_("This is for the unit to know./.");
    par_docx_line(letter->docx, &text, &(struct par_docx_look){0}, word(letter, asked));
}

static void write_opening(struct letter *letter)
{
    const char *period = par_letter_period(letter->view, letter->view->report->period);
    par_paper_text(letter->docx,
                   par_letter_say(letter->view, N_("The result of the unit's PAR Index of {1} is as follows:"), period,
                                  NULL, NULL, NULL));
}

void par_report_letter_document(const struct par_report_view *view, const struct par_report_unit *unit,
                                struct par_output *output)
{
    const char *title =
        par_arena_join(view->cli->arena, par_letter_subject(view), " – ", par_letter_name(view, unit), NULL);
    struct letter letter = {view, unit, par_paper_new(view, title, false)};
    write_head(&letter);
    write_subject(&letter);
    write_opening(&letter);
    write_result(&letter);
    write_domains(&letter);
    write_losses(&letter);
    write_closing(&letter);
    write_foot(&letter);
    par_docx_write(letter.docx, output);
}
