/* table_kind: what the readers behind par_table have in common. Private to io.
 *
 * A reader is a struct that begins with a struct par_table. It is opened on a source at its very beginning, takes it
 * over, and after a fatal finding has `failed` set and gives no rows. */
#ifndef PARINDEX_IO_TABLE_KIND_H
#define PARINDEX_IO_TABLE_KIND_H

#include "parindex/table.h"

struct par_table {
    int (*next)(struct par_table *table, struct par_row *row);
    void (*close)(struct par_table *table); /* frees everything, the table too, and closes the source */
    struct par_source *source;
    struct par_diags *diags;
    const char *sheet; /* of the row at hand */
    char separator;
    bool failed;
};

typedef struct par_table *par_table_opener(struct par_source *source, const struct par_table_options *options,
                                           struct par_diags *diags);

par_table_opener par_csv_open;
par_table_opener par_book_open; /* a zip file: an XLSX workbook or a DOCX document, by the parts it has */

#endif
