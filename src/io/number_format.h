/* number_format: what a number format of Excel makes of a number, as far as it changes what the number is. Private to
 * io.
 *
 * Colours, thousands separators, units and the like are looks: the number stays plain. */
#ifndef PARINDEX_IO_NUMBER_FORMAT_H
#define PARINDEX_IO_NUMBER_FORMAT_H

#include <stdint.h>

#include "parindex/span.h"

enum par_number_form {
    PAR_FORM_PLAIN,
    PAR_FORM_PERCENT,
    PAR_FORM_DATE,    /* days since the epoch of the workbook, with the time of day behind the point */
    PAR_FORM_ZEROS,   /* "00": whole numbers have at least `digits` digits */
    PAR_FORM_DECIMALS /* "0.00": `digits` decimals are shown */
};

struct par_number_format {
    enum par_number_form form;
    unsigned char digits;
};

/* Of a format code; its first section decides. */
struct par_number_format par_number_format_parse(const char *code);

/* Of a format that is known by its number alone. */
struct par_number_format par_number_format_builtin(uint32_t id);

#endif
