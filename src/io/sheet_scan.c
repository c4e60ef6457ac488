#include "sheet_scan.h"

/* Where elements stand: <worksheet><sheetData><row><c><v>, <worksheet><mergeCells><mergeCell>. */
enum { AT_DATA = 2, AT_ROW = 3, AT_AREA = 3, AT_CELL = 4, AT_VALUE = 5 };

static void break_off(struct par_sheet_scan *scan, const char *reason)
{
    par_xml_fail(&scan->xml, PAR_BOOK_BROKEN, reason);
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

/* "0", "0.0": Excel hides a row by its height as well. */
static bool is_zero(const char *height)
{
    return height && *height && height[strspn(height, "0.")] == '\0';
}

static void begin_row(struct par_sheet_scan *scan, const char **attributes)
{
    const char *number = par_xml_attribute(attributes, "r");
    uint32_t row = scan->row + 1;
    if (number && !par_xml_number(number, &row)) {
        break_off(scan, "a row without a proper number");
        return;
    }
    if (row <= scan->row || row > PAR_ROWS_MAX) {
        break_off(scan, row > PAR_ROWS_MAX ? "a row beyond the last possible one" : "rows out of order");
        return;
    }
    scan->row = row;
    scan->hidden =
        par_xml_truth(par_xml_attribute(attributes, "hidden")) || is_zero(par_xml_attribute(attributes, "ht"));
    scan->cell.column = 0;
    scan->in_row = true;
}

static void take_area(struct par_sheet_scan *scan, const char **attributes)
{
    const char *name = par_xml_attribute(attributes, "ref");
    struct par_area area;
    if (!name || !par_area_parse(name, &area))
        break_off(scan, "a merged area without proper corners");
    else if (scan->events->area)
        scan->events->area(scan->context, area);
}

/* --- Cells ------------------------------------------------------------------------------------------------------- */

static bool read_type(const char *name, enum par_stored_type *type)
{
    static const char *const names[] = {
        [PAR_STORED_NUMBER] = "n",   [PAR_STORED_SHARED] = "s",  [PAR_STORED_INLINE] = "inlineStr",
        [PAR_STORED_RESULT] = "str", [PAR_STORED_BOOLEAN] = "b", [PAR_STORED_ERROR] = "e",
        [PAR_STORED_DATE] = "d",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            *type = (enum par_stored_type)i;
            return true;
        }
    return false;
}

/* A cell without a reference stands behind the one before. */
static bool place_cell(struct par_sheet_scan *scan, struct par_stored_cell *cell, const char *reference)
{
    cell->row = scan->row;
    cell->column = scan->cell.column + 1;
    if (reference && !par_cell_parse(reference, &cell->row, &cell->column))
        break_off(scan, "a cell without a proper reference");
    else if (cell->row != scan->row)
        break_off(scan, "a cell outside its row");
    else if (cell->column <= scan->cell.column)
        break_off(scan, "cells out of order");
    else if (cell->column > PAR_COLUMNS_MAX)
        break_off(scan, "a cell beyond the last possible column");
    else
        return true;
    return false;
}

/* The attributes of a cell have no prefix and one letter each. */
static void begin_cell(struct par_sheet_scan *scan, const char **attributes)
{
    struct par_stored_cell cell = {0};
    const char *reference = NULL, *type = NULL;
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], "r") == 0)
            reference = attributes[1];
        else if (strcmp(attributes[0], "t") == 0)
            type = attributes[1];
        else if (strcmp(attributes[0], "s") == 0)
            par_xml_number(attributes[1], &cell.style);
    if (!place_cell(scan, &cell, reference))
        return;
    if (type && !read_type(type, &cell.type)) {
        break_off(scan, "a cell of an unknown type");
        return;
    }
    scan->cell = cell;
    scan->in_cell = true;
}

static void begin_content(struct par_sheet_scan *scan, const char *name)
{
    struct par_stored_cell *cell = &scan->cell;
    bool is_inline = cell->type == PAR_STORED_INLINE;
    if (strcmp(name, "v") == 0 && !is_inline) {
        cell->has_value = true;
        par_xml_collect(&scan->xml, true);
    } else if (strcmp(name, "is") == 0 && is_inline) {
        cell->has_value = true;
        scan->in_inline = true;
    } else if (strcmp(name, "f") == 0) {
        cell->formula = true;
    }
}

static void end_cell(struct par_sheet_scan *scan)
{
    struct par_stored_cell *cell = &scan->cell;
    cell->text = par_xml_take(&scan->xml);
    if (cell->type == PAR_STORED_INLINE || cell->type == PAR_STORED_RESULT)
        cell->text.size = par_escapes_decode(cell->text, scan->xml.text.bytes);
    else
        cell->text = par_span_trim(cell->text);
    cell->text = par_text_is_blank(cell->text) ? par_span_of("") : cell->text;
    scan->in_cell = false;
    scan->events->cell(scan->context, cell);
}

/* --- Elements ---------------------------------------------------------------------------------------------------- */

static void start_element(struct par_xml *xml, const char *name, const char **attributes)
{
    struct par_sheet_scan *scan = xml->context;
    if (xml->depth == AT_DATA)
        scan->in_data = strcmp(name, "sheetData") == 0;
    else if (xml->depth == AT_ROW && scan->in_data && strcmp(name, "row") == 0)
        begin_row(scan, attributes);
    else if (xml->depth == AT_AREA && !scan->in_data && strcmp(name, "mergeCell") == 0)
        take_area(scan, attributes);
    else if (xml->depth == AT_CELL && scan->in_row && strcmp(name, "c") == 0)
        begin_cell(scan, attributes);
    else if (xml->depth == AT_VALUE && scan->in_cell)
        begin_content(scan, name);
    else if (scan->in_inline)
        par_runs_start(&scan->runs, xml, name);
}

static void end_element(struct par_xml *xml, const char *name)
{
    struct par_sheet_scan *scan = xml->context;
    if (xml->depth == AT_CELL && scan->in_cell) {
        end_cell(scan);
    } else if (xml->depth == AT_VALUE) {
        par_xml_collect(xml, false);
        scan->in_inline = false;
    } else if (scan->in_inline) {
        par_runs_end(&scan->runs, xml, name);
    } else if (xml->depth == AT_ROW && scan->in_row) {
        scan->in_row = false;
        scan->events->row(scan->context, scan->row, scan->hidden);
    } else if (xml->depth == AT_DATA) {
        scan->in_data = false;
    }
}

/* --- The scan ---------------------------------------------------------------------------------------------------- */

bool par_sheet_scan_open(struct par_sheet_scan *scan, struct par_package *package, const char *part,
                         const struct par_sheet_events *events, void *context)
{
    *scan = (struct par_sheet_scan){.events = events, .context = context};
    return par_xml_open(&scan->xml, package, part, start_element, end_element, scan);
}

void par_sheet_scan_close(struct par_sheet_scan *scan)
{
    par_xml_close(&scan->xml);
}

enum par_xml_status par_sheet_scan_run(struct par_sheet_scan *scan)
{
    return par_xml_run(&scan->xml);
}

uint32_t par_sheet_scan_row(const struct par_sheet_scan *scan)
{
    return scan->in_data ? scan->row : 0;
}
