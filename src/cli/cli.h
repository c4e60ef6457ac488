/* cli: what every program shares: common options, language, messages, exit codes.
 *
 * A program describes itself in a struct par_program (src/programs) that main hands to par_cli_main; its run function
 * gets a ready struct par_cli. No globals: the state is in the struct. */
#ifndef PARINDEX_CLI_H
#define PARINDEX_CLI_H

#include "parindex/diag.h"
#include "parindex/writer.h"

enum par_exit { PAR_EXIT_OK = 0, PAR_EXIT_DATA = 1, PAR_EXIT_USAGE = 2, PAR_EXIT_FILE = 3, PAR_EXIT_INTERNAL = 4 };

enum { PAR_WARNINGS_KEPT = 20 }; /* findings below an error that are printed of each code, without -v */

enum par_errors_as { PAR_ERRORS_TEXT, PAR_ERRORS_CSV, PAR_ERRORS_JSON };

struct par_program;
struct par_record;

struct par_cli {
    const char *program;          /* "par-rank" */
    const char *language;         /* "vi" or "en": --lang, PARINDEX_LANG, LC_ALL, LC_MESSAGES, LANG, else en */
    bool language_given;          /* --lang stood on the command line */
    const char *output;           /* -o; NULL when not given, "-" is standard output */
    const char *format;           /* -f as given, checked against program->formats; NULL when not given */
    bool excel;                   /* --excel: the CSV for Excel */
    bool werror;                  /* --werror */
    bool quiet;                   /* -q: errors only */
    bool verbose;                 /* -v: every warning, none summed up */
    size_t max_errors;            /* --max-errors; default 1000 */
    enum par_errors_as errors_as; /* --errors text|csv|json */
    bool names_files;             /* the program names its outputs itself, so that workbooks need no -o */
    bool misused;                 /* par_cli_usage_error was called: exit 2 */
    struct par_arena *arena;      /* lives as long as the program */
    struct par_diags *diags;      /* ready when run is called, NULL in take */
    const struct par_program *about;
    struct par_record *record; /* what is read and written (record.h); NULL: nobody keeps it */
};

struct par_option {
    int id;               /* > 0, the program's own */
    char letter;          /* 0: no short form */
    const char *name;     /* long form */
    const char *argument; /* N_("FILE") ...; NULL for a flag */
    const char *help;     /* N_() one line, sentence case without full stop */
};

struct par_program {
    const char *name;
    const char *summary;              /* N_() one line: what it does */
    const char *usage;                /* N_() arguments after the name, e.g. "-c SET -u UNITS --round NAME=FILE..." */
    const char *examples;             /* command lines, not translated, '\n' separated */
    const char *formats;              /* of -f, "csv json jsonl table markdown"; NULL: has no -f, --excel, --manifest */
    bool keeps_no_manifest;           /* has no --manifest: it computes nothing, or was not made to be run again */
    const struct par_option *shared;  /* those of a group of programs (inputs.h), ended by id 0; NULL: none */
    const struct par_option *options; /* own ones, ended by id 0; NULL: none */
    /* One own option, or a positional argument with id 0. False: a usage error was already reported by
     * par_cli_usage_error. */
    bool (*take)(struct par_cli *cli, void *context, int id, const char *argument);
    /* The work. Findings go to cli->diags. */
    void (*run)(struct par_cli *cli, void *context);
    void *context;
};

/* A program, with its options at their defaults, in the arena. */
typedef struct par_program (*par_program_maker)(struct par_arena *arena);

/* Parses, runs, prints the findings and gives the exit code. -h and --version are answered here. */
int par_cli_main(int argc, char **argv, par_program_maker make);

/* A command of a program that has several: "lost" of par-audit. */
struct par_command {
    const char *name;
    par_program_maker make;
};

/* The same for a program of several commands (ended by name NULL): the first argument says which. Without one, -h lists
 * them. `summary`: N_() one line. */
int par_cli_dispatch(int argc, char **argv, const char *program, const char *summary,
                     const struct par_command *commands);

/* "par-rank: what was wrong" and "see par-rank -h" on standard error. Returns false. {1} {2} are replaced. May be
 * called from take and from run (an option that must be there); either way the program exits with 2. */
bool par_cli_usage_error(struct par_cli *cli, const char *message, const char *arg1, const char *arg2);

/* The exit code that the findings so far ask for. */
int par_cli_status(const struct par_cli *cli);

/* The format of the output: -f, else XLSX or DOCX for a file so named, table on a terminal and CSV elsewhere, as far as
 * the program has them (else its first); --excel makes CSV Excel's. */
enum par_format par_cli_format(const struct par_cli *cli);

/* Whether -o ends in an extension such as ".html", in letters of either case. */
bool par_cli_output_ends_in(const struct par_cli *cli, const char *extension);

/* Whether -o names a workbook: it ends in .xlsx; a Word document: it ends in .docx. */
bool par_cli_names_workbook(const struct par_cli *cli);
bool par_cli_names_document(const struct par_cli *cli);

/* ',' for Vietnamese people (tables, Markdown) and in --excel, else '.'. */
char par_cli_decimal(const struct par_cli *cli);

/* The text in the program's language; `english` is the key of the catalogue. */
const char *par_cli_text(const struct par_cli *cli, const char *english);

/* A note on standard error unless --quiet, or --errors that programs read: "par-rank: text". {1}..{4} are replaced by
 * the arguments, which end with NULL. */
void par_cli_say(const struct par_cli *cli, const char *english, ...);

/* The arena's handler: "out of memory" on standard error, exit 4. */
_Noreturn void par_cli_no_memory(void);

/* Marks a string for the catalogue without translating it here. */
#define N_(text) text

#endif
