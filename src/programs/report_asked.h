/* report_asked: what the command line of par-report asks for. */
#ifndef PARINDEX_PROGRAMS_REPORT_ASKED_H
#define PARINDEX_PROGRAMS_REPORT_ASKED_H

#include "inputs.h"
#include "texts.h"
#include "view.h"

struct par_report_asked {
    struct par_inputs inputs;
    struct par_texts files, blocs, field_names, field_files;
    const char *unit, *each;
    int32_t top;
    struct par_report_heading heading;
};

/* Whether the options go together, each has an effect on what is written, and the name of the output has the ending of
 * its form; a usage error otherwise. */
bool par_report_asked_check(struct par_cli *cli, const struct par_report_asked *asked);

#endif
