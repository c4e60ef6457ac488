/* stored_number: the number of a cell as it stands in the XML, a double with up to 17 digits, as the text that people
 * know: the 15 significant digits that Excel shows, percents and dates by the number format. By decimal digits alone;
 * no binary floating point comes near a value. Private to io. */
#ifndef PARINDEX_IO_STORED_NUMBER_H
#define PARINDEX_IO_STORED_NUMBER_H

#include "number_format.h"
#include "parindex/table.h"

enum { PAR_STORED_TEXT = 64 };

struct par_stored_text {
    enum par_cell_kind kind;
    size_t size;
    char text[PAR_STORED_TEXT];
};

/* False when the text is no number. A date that is none, as 29/02/1900 (day 60) or a time without a day, stays the
 * number it is. */
bool par_stored_number(struct par_span text, struct par_number_format format, bool date1904,
                       struct par_stored_text *out);

/* An ISO 8601 date as strict files have it ("2024-03-05T10:30:00Z"); false when it is none. */
bool par_stored_date(struct par_span text, struct par_stored_text *out);

#endif
