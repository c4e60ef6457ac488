/* annex_sheet: a follow-up annex on its way out, in the columns people gave it. */
#ifndef PARINDEX_ANNEX_SHEET_H
#define PARINDEX_ANNEX_SHEET_H

#include "cli.h"
#include "parindex/annex.h"

struct par_annex_view {
    struct par_cli *cli;
    const struct par_kept *kept; /* NULL: a new annex */
    const char *title;           /* of a new one */
    bool one_unit;               /* all of it is about one: its columns are hidden in a workbook */
    size_t count;
    const struct par_annex_row *rows;
};

/* To cli->output. */
void par_annex_write(const struct par_annex_view *view);

/* What annex is to be kept: `asked` (--keep; NULL: not given), else the output where it is a file that has something in
 * it and a form that can be read back. NULL: none. *is_output: it will be written over. False after a usage error: an
 * output that would be lost. */
bool par_annex_kept_path(struct par_cli *cli, const char *asked, const char **path, bool *is_output);

#endif
