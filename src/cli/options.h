/* options: a program's own options and the common ones, as one table for parsing and for the help. */
#ifndef PARINDEX_OPTIONS_H
#define PARINDEX_OPTIONS_H

#include "cli.h"

struct par_options {
    const struct par_option *items; /* the program's own first, then the common ones */
    size_t own;
    size_t count;
};

struct par_options par_options_of(const struct par_program *program, struct par_arena *arena);

enum par_parsed { PAR_PARSED, PAR_PARSED_HELP, PAR_PARSED_VERSION, PAR_MISUSED };

/* Goes through the command line, which getopt_long reorders; fills `cli` and calls take for the program's own. Stops at
 * -h, --version and the first mistake. */
enum par_parsed par_options_parse(struct par_cli *cli, const struct par_options *options, int argc, char **argv);

/* The help on standard output. */
void par_help_print(const struct par_cli *cli, const struct par_options *options);

/* "vi" or "en": the last --lang of the command line, else PARINDEX_LANG, LC_ALL, LC_MESSAGES, LANG. */
const char *par_language_of(int argc, char **argv);

#endif
