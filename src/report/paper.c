#include "paper.h"

#include "parindex/text.h"

enum { TOP = 20, BOTTOM = 20, LEFT = 30, RIGHT = 15, MOST_COLUMNS = 16 };

static struct par_docx_page page(bool across)
{
    return (struct par_docx_page){across, TOP, BOTTOM, LEFT, RIGHT};
}

struct par_docx *par_paper_new(const struct par_report_view *view, const char *title, bool across)
{
    struct par_docx_about about = {title, view->cli->language, PAR_PAPER_SIZE};
    struct par_docx_page first = page(across);
    return par_docx_new(&about, &first, view->cli->arena);
}

void par_paper_section(struct par_docx *docx, bool across)
{
    struct par_docx_page next = page(across);
    par_docx_section(docx, &next);
}

/* --- Paragraphs --------------------------------------------------------------------------------------------------- */

void par_paper_text(struct par_docx *docx, const char *text)
{
    struct par_docx_paragraph paragraph = {
        .align = PAR_DOCX_JUSTIFIED, .before = 3, .after = 3, .first = PAR_PAPER_FIRST};
    if (*text)
        par_docx_line(docx, &paragraph, &(struct par_docx_look){0}, text);
}

void par_paper_heading(struct par_docx *docx, int level, const char *text)
{
    struct par_docx_paragraph paragraph = {
        .before = 10, .after = 4, .heading = level, .keep_next = true, .first = level > 1 ? PAR_PAPER_FIRST : 0};
    par_docx_line(docx, &paragraph, &(struct par_docx_look){.bold = true}, text);
}

void par_paper_centred(struct par_docx *docx, const struct par_docx_look *look, int before, const char *text)
{
    struct par_docx_paragraph paragraph = {.align = PAR_DOCX_CENTRE, .before = before, .keep_next = true};
    if (*text)
        par_docx_line(docx, &paragraph, look, text);
}

void par_paper_remark(struct par_docx *docx, const char *text)
{
    struct par_docx_paragraph paragraph = {.align = PAR_DOCX_JUSTIFIED, .before = 3};
    if (*text)
        par_docx_line(docx, &paragraph, &(struct par_docx_look){.italic = true, .size = PAR_PAPER_SIZE - 2}, text);
}

/* --- Tables ------------------------------------------------------------------------------------------------------- */

static void share_widths(const struct par_paper_column *columns, size_t count, int room, int *widths)
{
    int open = 0;
    for (size_t i = 0; i < count; i++) {
        room -= columns[i].width;
        open += columns[i].width == 0;
    }
    for (size_t i = 0; i < count; i++)
        widths[i] = columns[i].width ? columns[i].width : room / open;
}

void par_paper_table(struct par_docx *docx, const struct par_paper_column *columns, size_t count, int room, int size,
                     const char *title)
{
    int widths[MOST_COLUMNS];
    share_widths(columns, count, room, widths);
    par_docx_table(docx, &(struct par_docx_table){count, widths, true, title});
    par_docx_row(docx, true, 0);
    for (size_t i = 0; i < count; i++)
        par_docx_cell_text(docx, &(struct par_docx_cell){.middle = true}, PAR_DOCX_CENTRE,
                           &(struct par_docx_look){.bold = true, .size = size}, columns[i].heading);
}

void par_paper_row(struct par_docx *docx, const struct par_paper_column *columns, size_t count, int size,
                   const char *const *texts)
{
    par_docx_row(docx, false, 0);
    for (size_t i = 0; i < count; i++)
        par_docx_cell_text(docx, &(struct par_docx_cell){.middle = true}, columns[i].align,
                           &(struct par_docx_look){.size = size}, texts[i]);
}

/* Letters of Times New Roman are about half as wide as high, 0.176 mm for a point; bold capitals more. */
static int width_of(struct par_span text, int size)
{
    return (int)par_text_width(text) * size * 20 / 100 + 1;
}

int par_paper_width(const char *text, int size)
{
    return width_of(par_span_of(text), size);
}

int par_paper_word_width(const char *text, int size)
{
    int widest = 0;
    while (*text) {
        size_t length = strcspn(text, " -");
        int width = width_of((struct par_span){text, length}, size);
        widest = width > widest ? width : widest;
        text += length + (text[length] != '\0');
    }
    return widest;
}
