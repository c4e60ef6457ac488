/* sheet_scan: a worksheet as its XML tells it: cells one after the other, the ends of rows, merged areas. Private to
 * io.
 */
#ifndef PARINDEX_IO_SHEET_SCAN_H
#define PARINDEX_IO_SHEET_SCAN_H

#include "cell_name.h"
#include "shared_strings.h"
#include "xml.h"

enum par_stored_type {
    PAR_STORED_NUMBER,
    PAR_STORED_SHARED, /* the number of a shared string */
    PAR_STORED_INLINE, /* a text in the cell */
    PAR_STORED_RESULT, /* the text a formula gave */
    PAR_STORED_BOOLEAN,
    PAR_STORED_ERROR,
    PAR_STORED_DATE /* ISO 8601 */
};

struct par_stored_cell {
    uint32_t row;
    uint32_t column;
    enum par_stored_type type;
    uint32_t style;
    bool formula;
    bool has_value;       /* an element for the value is there, though it may be empty */
    struct par_span text; /* as stored; texts with their escapes decoded */
};

/* What comes out. The handlers may stop the reading by the xml of the scan, a row's end and an area also pause it. */
struct par_sheet_events {
    void (*cell)(void *context, const struct par_stored_cell *cell);
    void (*row)(void *context, uint32_t row, bool hidden); /* has ended */
    void (*area)(void *context, struct par_area area);     /* merged; behind all rows */
};

struct par_sheet_scan {
    struct par_xml xml;
    const struct par_sheet_events *events;
    void *context;
    uint32_t row; /* at hand, or the last one */
    bool hidden;
    bool in_data, in_row, in_cell, in_inline;
    struct par_runs runs;
    struct par_stored_cell cell; /* at hand, or the last one of the row */
};

/* False after a fault; to be closed all the same. */
bool par_sheet_scan_open(struct par_sheet_scan *scan, struct par_package *package, const char *part,
                         const struct par_sheet_events *events, void *context);
void par_sheet_scan_close(struct par_sheet_scan *scan);

enum par_xml_status par_sheet_scan_run(struct par_sheet_scan *scan);

/* The row in which a fault was met; 0 behind the rows. */
uint32_t par_sheet_scan_row(const struct par_sheet_scan *scan);

#endif
