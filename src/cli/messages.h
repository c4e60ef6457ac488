/* messages: the words of every finding, in one table, and how they are printed. */
#ifndef PARINDEX_MESSAGES_H
#define PARINDEX_MESSAGES_H

#include "cli.h"

/* The stable name of a code, printed in brackets: "unit-unknown". */
const char *par_message_code(enum par_code code);

/* The English text with {1}..{4}: what was found, what was expected, how to mend it. */
const char *par_message_text(enum par_code code);

/* `pattern` with {1}..{4} replaced by args (NULL prints as nothing), in the arena. A part {2?...} is printed only when
 * the second argument is not empty; it may hold {1}..{4} itself. */
const char *par_message_fill(struct par_arena *arena, const char *pattern, const char *const *args);

/* Text of a file or of the command line as it may go to a terminal: control characters and bytes that are not UTF-8
 * become \n, \t or \xNN, and what is longer than `limit` bytes ends in "..." (0: no limit). NULL stays NULL. */
const char *par_message_clean(struct par_arena *arena, const char *text, size_t limit);

/* What a finding says, without its place and code, in the program's language. In the arena. */
const char *par_message_body(const struct par_cli *cli, const struct par_diag *diag);

/* The line of a finding: "units.csv:12: error[unit-unknown]: unit "9" is not ... (field 1 "unit")". In the arena. */
const char *par_message_line(const struct par_cli *cli, const struct par_diag *diag);

/* The name of a cell of a workbook, "C17". In the arena. */
const char *par_message_cell(const struct par_cli *cli, const struct par_place *place);

/* All kept findings to standard error as cli->errors_as says, then how many of each code were left out. */
void par_messages_print(const struct par_cli *cli);

#endif
