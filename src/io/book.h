/* book: what the readers of workbooks and documents have in common. Private to io. */
#ifndef PARINDEX_IO_BOOK_H
#define PARINDEX_IO_BOOK_H

#include "book_text.h"
#include "buffer.h"
#include "package.h"
#include "table_kind.h"

struct par_book {
    struct par_table table;
    struct par_buffer file; /* as it is, packed; freed by the close, since many may be read in a run */
    struct par_package package;
    struct par_book_text text;
};

/* Reports the fault of the package; the row is 0 when it is not known. */
void par_book_fail(struct par_book *book, uint32_t row);

/* Closes what is in the struct, and the source. */
void par_book_close(struct par_book *book);

/* The table over an opened book, which moves into it, with its main part. */
struct par_table *par_sheet_table_open(const struct par_book *opened, const char *part,
                                       const struct par_table_options *options);
struct par_table *par_document_table_open(const struct par_book *opened, const char *part,
                                          const struct par_table_options *options);

#endif
