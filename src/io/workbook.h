/* workbook: what the sheets of an XLSX workbook share. Private to io. */
#ifndef PARINDEX_IO_WORKBOOK_H
#define PARINDEX_IO_WORKBOOK_H

#include "number_format.h"
#include "shared_strings.h"

struct par_worksheet {
    const char *name; /* NFC */
    const char *part;
    bool visible;
};

struct par_workbook {
    bool date1904;
    const struct par_worksheet *sheets; /* as their tabs stand, without chart sheets and the like */
    size_t sheet_count;
    const struct par_number_format *formats; /* by the style number of a cell */
    size_t format_count;
    struct par_strings strings;
};

/* Reads the workbook whose main part this is; its texts are offered as a sample. Lists live in the package's arena.
 * False after a fault; to be closed all the same. */
bool par_workbook_read(struct par_workbook *workbook, struct par_package *package, const char *part,
                       struct par_book_text *text);
void par_workbook_close(struct par_workbook *workbook);

/* The format of cells of a style; plain when there is no such style. */
struct par_number_format par_workbook_format(const struct par_workbook *workbook, uint32_t style);

/* The formats of styles.xml, in the arena. False after a fault. */
bool par_styles_read(struct par_package *package, const char *part, const struct par_number_format **formats,
                     size_t *count);

#endif
