/* sheet: a table on its way out: the output and its writer opened and closed as one, headings in the right language. */
#ifndef PARINDEX_SHEET_H
#define PARINDEX_SHEET_H

#include "cli.h"
#include "parindex/score.h"

enum { PAR_SHEET_COLUMNS = 256 };

struct par_sheet {
    struct par_cli *cli;
    struct par_output *output;
    struct par_writer *writer;
    size_t count;
    struct par_column columns[PAR_SHEET_COLUMNS];
};

/* Adds a column; false when there is no more room. */
bool par_sheet_column(struct par_sheet *sheet, const char *name, bool number);

/* Opens the output of the program (cli->output) and the writer, with the columns added so far. `path` NULL:
 * cli->output. False after a finding. */
bool par_sheet_open(struct par_sheet *sheet, const char *path);

/* A page of several tables for people: opens the output alone. False after a finding. */
bool par_sheet_open_page(struct par_sheet *sheet);

/* Begins a table of a page under a title, with the columns that the sheet has now. */
void par_sheet_next_table(struct par_sheet *sheet, const char *title);

/* Ends the table and commits the output, unless an error was found meanwhile. */
void par_sheet_close(struct par_sheet *sheet);

/* Points with exactly `decimals` decimals; empty when they are not there. */
void par_sheet_points(struct par_sheet *sheet, struct par_maybe points, int decimals);

/* Points with as few decimals as needed. */
void par_sheet_max(struct par_sheet *sheet, par_points points);

/* True when the table is for people to read (table, Markdown, XLSX), who want words in their language. */
bool par_sheet_is_for_people(const struct par_sheet *sheet);

/* A state in the language of people. */
const char *par_words_of_state(const struct par_cli *cli, enum par_state state);

/* The same, or its machine name. */
const char *par_sheet_state(const struct par_sheet *sheet, enum par_state state);

#endif
