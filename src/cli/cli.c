#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <strings.h>
#include <unistd.h>

#include "catalog.h"
#include "messages.h"
#include "options.h"
#include "parindex/names.h"
#include "record.h"

enum { MAX_ERRORS = 1000 };

/* --- Words ------------------------------------------------------------------------------------------------------- */

const char *par_cli_text(const struct par_cli *cli, const char *english)
{
    return par_catalog_text(cli->language, english);
}

/* The sentence in the program's language with cleaned arguments. */
static const char *sentence(const struct par_cli *cli, const char *english, const char *const *args)
{
    const char *clean[PAR_DIAG_ARGS];
    for (size_t i = 0; i < PAR_DIAG_ARGS; i++)
        clean[i] = par_message_clean(cli->arena, args[i], 0);
    return par_message_fill(cli->arena, par_cli_text(cli, english), clean);
}

bool par_cli_usage_error(struct par_cli *cli, const char *message, const char *arg1, const char *arg2)
{
    const char *args[PAR_DIAG_ARGS] = {arg1, arg2};
    const char *program[PAR_DIAG_ARGS] = {cli->program};
    cli->misused = true;
    if (par_record_mistake(cli->record, sentence(cli, message, args)))
        return false;
    fprintf(stderr, "%s: %s\n", cli->program, sentence(cli, message, args));
    fprintf(stderr, "%s\n", sentence(cli, N_("see {1} -h"), program));
    return false;
}

void par_cli_say(const struct par_cli *cli, const char *english, ...)
{
    if (cli->quiet || cli->errors_as != PAR_ERRORS_TEXT)
        return;
    const char *args[PAR_DIAG_ARGS] = {NULL};
    va_list list;
    va_start(list, english);
    for (size_t i = 0; i < PAR_DIAG_ARGS; i++) {
        args[i] = va_arg(list, const char *);
        if (!args[i])
            break;
    }
    va_end(list);
    fprintf(stderr, "%s: %s\n", cli->program, sentence(cli, english, args));
}

/* --- The form of the output -------------------------------------------------------------------------------------- */

static enum par_format format_named(const char *name)
{
    static const struct {
        const char *name;
        enum par_format format;
    } formats[] = {{"csv", PAR_CSV},           {"json", PAR_JSON}, {"jsonl", PAR_JSONL}, {"table", PAR_TABLE},
                   {"markdown", PAR_MARKDOWN}, {"xlsx", PAR_XLSX}, {"html", PAR_HTML},   {"docx", PAR_DOCX}};
    size_t length = strcspn(name, " ");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strlen(formats[i].name) == length && strncmp(formats[i].name, name, length) == 0)
            return formats[i].format;
    return PAR_CSV;
}

static bool is_terminal(const struct par_cli *cli)
{
    return (!cli->output || strcmp(cli->output, "-") == 0) && isatty(STDOUT_FILENO);
}

bool par_cli_output_ends_in(const struct par_cli *cli, const char *extension)
{
    size_t size = cli->output ? strlen(cli->output) : 0, end = strlen(extension);
    return size > end && strcasecmp(cli->output + size - end, extension) == 0;
}

bool par_cli_names_workbook(const struct par_cli *cli)
{
    return par_cli_output_ends_in(cli, ".xlsx");
}

bool par_cli_names_document(const struct par_cli *cli)
{
    return par_cli_output_ends_in(cli, ".docx");
}

enum par_format par_cli_format(const struct par_cli *cli)
{
    if (cli->excel)
        return PAR_CSV_EXCEL;
    if (cli->format)
        return format_named(cli->format);
    const char *formats = cli->about->formats ? cli->about->formats : "csv";
    if (par_cli_names_workbook(cli) && strstr(formats, "xlsx"))
        return PAR_XLSX;
    if (par_cli_names_document(cli) && strstr(formats, "docx"))
        return PAR_DOCX;
    if (is_terminal(cli) && strstr(formats, "table"))
        return PAR_TABLE;
    return strstr(formats, "csv") ? PAR_CSV : format_named(formats);
}

char par_cli_decimal(const struct par_cli *cli)
{
    return cli->excel || strcmp(cli->language, "vi") == 0 ? ',' : '.';
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

_Noreturn void par_cli_no_memory(void)
{
    static const char text[] = "parindex: out of memory\n";
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written; /* there is nobody left to tell */
    _exit(PAR_EXIT_INTERNAL);
}

/* A program may be started with standard input, output or error closed; a file it opens must not take their place.
 * Their numbers are taken by something that cannot be used for their purpose. */
static void keep_standard_files(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) == -1 && errno == EBADF)
            open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* The help or the version went to standard output: says whether all of it arrived. */
static int close_output(const struct par_cli *cli)
{
    if (fflush(stdout) == 0 && !ferror(stdout) && fclose(stdout) == 0)
        return PAR_EXIT_OK;
    par_diags_add(cli->diags, PAR_FATAL, PAR_FILE_WRITE, NULL, strerror(errno), NULL);
    par_messages_print(cli);
    return PAR_EXIT_FILE;
}

int par_cli_status(const struct par_cli *cli)
{
    if (par_diags_count(cli->diags, PAR_FATAL) > 0)
        return PAR_EXIT_FILE;
    if (par_diags_count(cli->diags, PAR_ERROR) > 0)
        return PAR_EXIT_DATA;
    if (cli->misused)
        return PAR_EXIT_USAGE;
    return cli->werror && par_diags_count(cli->diags, PAR_WARNING) > 0 ? PAR_EXIT_DATA : PAR_EXIT_OK;
}

static int run(struct par_cli *cli)
{
    cli->about->run(cli, cli->about->context);
    par_record_finish(cli, par_cli_status(cli));
    par_messages_print(cli);
    return par_cli_status(cli);
}

static int answer(struct par_cli *cli, int argc, char **argv)
{
    struct par_options options = par_options_of(cli->about, cli->arena);
    enum par_parsed parsed = par_options_parse(cli, &options, argc, argv);
    cli->diags = par_diags_new(cli->arena, cli->verbose ? SIZE_MAX : PAR_WARNINGS_KEPT, cli->max_errors);
    switch (parsed) {
    case PAR_PARSED:
        return run(cli);
    case PAR_PARSED_HELP:
        par_help_print(cli, &options);
        return close_output(cli);
    case PAR_PARSED_VERSION:
        printf("%s (parindex) %s\n", cli->program, PARINDEX_VERSION);
        return close_output(cli);
    default:
        return PAR_EXIT_USAGE;
    }
}

/* What stands before the options are read. */
static struct par_cli begin(int argc, char **argv)
{
    keep_standard_files();
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is a write error like any other */
    struct par_arena *arena = par_arena_new(par_cli_no_memory);
    return (struct par_cli){.language = par_language_of(argc, argv),
                            .max_errors = MAX_ERRORS,
                            .arena = arena,
                            .record = par_record_new(arena)};
}

static int run_program(struct par_cli *cli, int argc, char **argv, par_program_maker make)
{
    struct par_program program = make(cli->arena);
    cli->program = program.name;
    cli->about = &program;
    int code = answer(cli, argc, argv);
    par_arena_free(cli->arena);
    return code;
}

int par_cli_main(int argc, char **argv, par_program_maker make)
{
    struct par_cli cli = begin(argc, argv);
    return run_program(&cli, argc, argv, make);
}

/* --- Several commands -------------------------------------------------------------------------------------------- */

static const char *command_name(const void *context, size_t i)
{
    const struct par_command *commands = context;
    return commands[i].name;
}

static int help_of_commands(struct par_cli *cli, const char *summary, const struct par_command *commands)
{
    printf("%s %s %s...\n\n%s\n\n%s\n", par_cli_text(cli, N_("Usage:")), cli->program,
           par_cli_text(cli, N_("COMMAND [OPTIONS]")), par_cli_text(cli, summary), par_cli_text(cli, N_("Commands:")));
    for (; commands->name; commands++) {
        struct par_program program = commands->make(cli->arena);
        printf("  %-12s %s\n", commands->name, par_cli_text(cli, program.summary));
    }
    const char *example[PAR_DIAG_ARGS] = {cli->program};
    printf("\n%s\n", sentence(cli, N_("The options of a command: {1} COMMAND -h"), example));
    return close_output(cli);
}

static int misuse_command(struct par_cli *cli, const char *name, const struct par_command *commands)
{
    size_t count = 0;
    while (commands[count].name)
        count++;
    const char *nearest = name ? par_names_nearest(par_span_of(name), count, command_name, commands) : NULL;
    if (!name)
        par_cli_usage_error(cli, N_("name a command"), NULL, NULL);
    else if (nearest)
        par_cli_usage_error(cli, N_("there is no command \"{1}\"; did you mean {2}?"), name, nearest);
    else
        par_cli_usage_error(cli, N_("there is no command \"{1}\""), name, NULL);
    return PAR_EXIT_USAGE;
}

static int answer_command(struct par_cli *cli, const char *name, const char *summary,
                          const struct par_command *commands)
{
    cli->diags = par_diags_new(cli->arena, PAR_WARNINGS_KEPT, cli->max_errors);
    if (name && (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0))
        return help_of_commands(cli, summary, commands);
    if (name && strcmp(name, "--version") == 0) {
        printf("%s (parindex) %s\n", cli->program, PARINDEX_VERSION);
        return close_output(cli);
    }
    return misuse_command(cli, name, commands);
}

int par_cli_dispatch(int argc, char **argv, const char *program, const char *summary,
                     const struct par_command *commands)
{
    struct par_cli cli = begin(argc, argv);
    const char *name = argc > 1 ? argv[1] : NULL;
    cli.program = program;
    for (const struct par_command *command = commands; name && command->name; command++)
        if (strcmp(command->name, name) == 0)
            return run_program(&cli, argc - 1, argv + 1, command->make);
    int code = answer_command(&cli, name, summary, commands);
    par_arena_free(cli.arena);
    return code;
}
