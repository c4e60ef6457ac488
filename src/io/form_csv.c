/* A form as CSV, as Excel reads it: byte order mark, semicolons, CRLF. The cells stand where a workbook has them. */
#include "form_layout.h"
#include "memory.h"
#include "parindex/output.h"

static bool needs_quotes(const char *text)
{
    size_t size = strlen(text);
    return strpbrk(text, ";\"\n\r") || *text == ' ' || (size > 0 && text[size - 1] == ' ');
}

static void add_text(struct par_bytes *bytes, const char *text)
{
    const char *guard = *text && strchr("=+-@\t\r", *text) ? "'" : "";
    if (!needs_quotes(text)) {
        par_bytes_add(bytes, par_span_of(guard));
        par_bytes_add(bytes, par_span_of(text));
        return;
    }
    par_bytes_add_char(bytes, '"');
    par_bytes_add(bytes, par_span_of(guard));
    for (; *text; text++) {
        if (*text == '"')
            par_bytes_add_char(bytes, '"');
        par_bytes_add_char(bytes, *text);
    }
    par_bytes_add_char(bytes, '"');
}

/* A formula has no value before the form is filled in. */
static void add_cell(struct par_bytes *bytes, const struct par_form_cell *cell, char decimal)
{
    char text[PAR_DECIMAL_TEXT];
    if (cell->content == PAR_CONTENT_TEXT) {
        add_text(bytes, cell->text);
    } else if (cell->content == PAR_CONTENT_POINTS) {
        size_t size = par_decimal_print(cell->points, PAR_POINTS_SCALE, cell->decimals, decimal, text);
        par_bytes_add(bytes, (struct par_span){text, size});
    }
}

static void add_line(struct par_bytes *bytes, const struct par_form_sheet *sheet, const struct par_form_line *line,
                     char decimal)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (i > 0)
            par_bytes_add_char(bytes, ';');
        add_cell(bytes, &line->cells[i], decimal);
    }
    par_bytes_add(bytes, par_span_of("\r\n"));
}

bool par_form_write_csv(const struct par_form_sheet *sheet, const char *path, char decimal, struct par_arena *arena,
                        struct par_diags *diags)
{
    struct par_output *output = par_output_open(path, arena, diags);
    if (!output)
        return false;
    struct par_bytes bytes = {.arena = arena};
    par_bytes_add(&bytes, par_span_of("\xEF\xBB\xBF"));
    for (size_t i = 0; i < sheet->count; i++) {
        add_line(&bytes, sheet, &sheet->lines[i], decimal);
        par_output_write(output, bytes.text, bytes.size);
        bytes.size = 0;
    }
    return par_output_commit(output, diags);
}
