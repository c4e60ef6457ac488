#include "sheet_survey.h"

#include "parindex/text.h"
#include "sheet_scan.h"

/* What one sheet is looked through for. */
struct look {
    const struct par_workbook *workbook;
    struct par_book_text *text;
    struct par_merges *merges; /* NULL: only to see whether any cell is in use */
    struct par_sheet_scan scan;
    uint32_t last_row;
    uint32_t last_column;
};

/* --- One sheet --------------------------------------------------------------------------------------------------- */

static bool is_in_use(struct look *look, const struct par_stored_cell *cell)
{
    struct par_span text = cell->text;
    if (text.size > 0 && cell->type == PAR_STORED_SHARED &&
        !par_strings_find(&look->workbook->strings, cell->text, &text))
        par_xml_fail(&look->scan.xml, PAR_BOOK_BROKEN, "a cell with a shared string that is not there");
    return cell->formula || text.size > 0;
}

static void look_at_cell(void *context, const struct par_stored_cell *cell)
{
    struct look *look = context;
    if (!is_in_use(look, cell))
        return;
    look->last_row = cell->row;
    if (cell->column > look->last_column)
        look->last_column = cell->column;
    if (look->merges && (cell->type == PAR_STORED_INLINE || cell->type == PAR_STORED_RESULT))
        par_book_text_sample(look->text, cell->text);
}

static void end_row(void *context, uint32_t row, bool hidden)
{
    struct look *look = context;
    (void)row, (void)hidden;
    if (!look->merges && look->last_row > 0)
        par_xml_pause(&look->scan.xml);
}

static void take_area(void *context, struct par_area area)
{
    struct look *look = context;
    if (look->merges && !par_merges_add(look->merges, area))
        par_xml_fail(&look->scan.xml, PAR_BOOK_TOO_LARGE, NULL);
}

/* Looks at a sheet, up to its first row in use when there are no merges to be taken. False after a fault, which is
 * reported. */
static bool look_through(struct par_book *book, const struct par_worksheet *sheet, struct look *look)
{
    static const struct par_sheet_events events = {look_at_cell, end_row, take_area};
    book->table.sheet = sheet->name;
    bool good = par_sheet_scan_open(&look->scan, &book->package, sheet->part, &events, look) &&
                par_sheet_scan_run(&look->scan) != PAR_XML_FAULT;
    if (good && look->merges && !par_merges_settle(look->merges, look->last_row, look->last_column)) {
        par_package_fail(&book->package, PAR_BOOK_TOO_LARGE, sheet->part, NULL);
        good = false;
    }
    if (!good)
        par_book_fail(book, par_sheet_scan_row(&look->scan));
    par_sheet_scan_close(&look->scan);
    return good;
}

/* --- The choice -------------------------------------------------------------------------------------------------- */

static void add_name(struct par_bytes *list, const char *name)
{
    if (list->size > 0)
        par_bytes_add(list, par_span_of(", "));
    par_bytes_add(list, par_span_of(name));
}

/* The names, NUL-terminated; NULL when there are none. */
static const char *end_list(struct par_bytes *list)
{
    if (list->size == 0)
        return NULL;
    par_bytes_add_char(list, '\0');
    return list->text;
}

/* By name, letter case and the form of marks aside; else by number. NULL when there is none. */
static const struct par_worksheet *find_sheet(const struct par_workbook *workbook, const char *asked,
                                              struct par_arena *arena)
{
    const char *folded = par_text_fold(par_span_of(asked), arena);
    for (size_t i = 0; i < workbook->sheet_count; i++)
        if (strcmp(par_text_fold(par_span_of(workbook->sheets[i].name), arena), folded) == 0)
            return &workbook->sheets[i];
    uint32_t number;
    if (par_xml_number(asked, &number) && number >= 1 && number <= workbook->sheet_count)
        return &workbook->sheets[number - 1];
    return NULL;
}

static void report_unknown(struct par_book *book, const struct par_workbook *workbook, const char *asked)
{
    struct par_bytes list = {.arena = book->package.arena};
    for (size_t i = 0; i < workbook->sheet_count; i++)
        add_name(&list, workbook->sheets[i].name);
    struct par_place place = {.file = book->table.source->name};
    par_diags_add(book->table.diags, PAR_FATAL, PAR_SHEET_UNKNOWN, &place, asked, end_list(&list), NULL);
    book->table.failed = true;
}

static void report_chosen(struct par_book *book, const struct par_worksheet *chosen, const char *others)
{
    struct par_place place = {.file = book->table.source->name};
    if (others)
        par_diags_add(book->table.diags, PAR_WARNING, PAR_SHEET_CHOSEN, &place, chosen->name, others, NULL);
}

/* The first visible sheet with cells, or else the first visible one, and the names of other visible ones with cells.
 * NULL after a fault. */
static const struct par_worksheet *choose(struct par_book *book, const struct par_workbook *workbook,
                                          struct par_bytes *others)
{
    const struct par_worksheet *chosen = NULL, *first = NULL;
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        const struct par_worksheet *sheet = &workbook->sheets[i];
        struct look look = {.workbook = workbook, .text = &book->text};
        if (!sheet->visible)
            continue;
        if (!look_through(book, sheet, &look))
            return NULL;
        first = first ? first : sheet;
        if (look.last_row > 0 && chosen)
            add_name(others, sheet->name);
        else if (look.last_row > 0)
            chosen = sheet;
    }
    first = first ? first : workbook->sheets;
    return chosen ? chosen : first;
}

const struct par_worksheet *par_sheet_survey(struct par_book *book, const struct par_workbook *workbook,
                                             const char *asked, struct par_merges *merges)
{
    struct par_bytes others = {.arena = book->package.arena};
    const struct par_worksheet *sheet =
        asked ? find_sheet(workbook, asked, book->package.arena) : choose(book, workbook, &others);
    struct look look = {.workbook = workbook, .text = &book->text, .merges = merges};
    if (!sheet && asked)
        report_unknown(book, workbook, asked);
    if (!sheet || !look_through(book, sheet, &look))
        return NULL;
    report_chosen(book, sheet, end_list(&others));
    return sheet;
}
