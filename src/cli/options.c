#include "options.h"

#include <getopt.h>
#include <limits.h>

#include "build.h"
#include "messages.h"
#include "parindex/names.h"
#include "record.h"
#include "values.h"

/* Common options have negative ids; getopt_long gives FIRST_LONG + place in the table for a long option. */
enum {
    OPTION_OUTPUT = -1,
    OPTION_FORMAT = -2,
    OPTION_EXCEL = -3,
    OPTION_LANG = -4,
    OPTION_WERROR = -5,
    OPTION_QUIET = -6,
    OPTION_VERBOSE = -7,
    OPTION_MAX_ERRORS = -8,
    OPTION_ERRORS = -9,
    OPTION_HELP = -10,
    OPTION_VERSION = -11,
    OPTION_MANIFEST = -12,
    FIRST_LONG = UCHAR_MAX + 1
};

static const struct par_option common_options[] = {
    {OPTION_OUTPUT, 'o', "output", N_("FILE"), N_("Write to FILE, whole or not at all; - is standard output")},
    {OPTION_FORMAT, 'f', "format", N_("FORM"), N_("Form of the output")},
    {OPTION_EXCEL, 0, "excel", NULL, N_("CSV for Excel: semicolons, decimal commas")},
    {OPTION_MANIFEST, 0, "manifest", N_("FILE"), N_("Write to FILE what was read and written, for par-audit verify")},
    {OPTION_LANG, 0, "lang", "vi|en", N_("Language of messages and headings")},
    {OPTION_WERROR, 0, "werror", NULL, N_("Exit with 1 on warnings too")},
    {OPTION_QUIET, 'q', "quiet", NULL, N_("Print errors only")},
    {OPTION_VERBOSE, 'v', "verbose", NULL, N_("Print every warning; otherwise 20 of a kind")},
    {OPTION_MAX_ERRORS, 0, "max-errors", N_("NUMBER"), N_("Print at most NUMBER errors; otherwise 1000")},
    {OPTION_ERRORS, 0, "errors", "text|csv|json", N_("Form of the messages on standard error")},
    {OPTION_HELP, 'h', "help", NULL, N_("Show this help")},
    {OPTION_VERSION, 0, "version", NULL, N_("Show the version")},
};

/* --- The table --------------------------------------------------------------------------------------------------- */

static size_t count_own(const struct par_option *own)
{
    size_t count = 0;
    while (own && own[count].id != 0)
        count++;
    return count;
}

static bool has_common(const struct par_program *program, int id)
{
    if (id == OPTION_MANIFEST)
        return program->formats && !program->keeps_no_manifest;
    if (id == OPTION_EXCEL)
        return program->formats && strstr(program->formats, "csv");
    return program->formats || id != OPTION_FORMAT;
}

struct par_options par_options_of(const struct par_program *program, struct par_arena *arena)
{
    size_t shared = count_own(program->shared);
    size_t own = count_own(program->options) + shared;
    size_t common = sizeof common_options / sizeof *common_options;
    struct par_option *items = par_arena_array(arena, own + common, sizeof *items);
    for (size_t i = 0; i < own; i++)
        items[i] = i < shared ? program->shared[i] : program->options[i - shared];
    size_t count = own;
    for (size_t i = 0; i < common; i++)
        if (has_common(program, common_options[i].id))
            items[count++] = common_options[i];
    return (struct par_options){items, own, count};
}

/* What getopt_long wants to know. */
static struct option *long_options(const struct par_options *options, struct par_arena *arena)
{
    struct option *list = par_arena_array(arena, options->count + 1, sizeof *list);
    for (size_t i = 0; i < options->count; i++) {
        const struct par_option *item = &options->items[i];
        list[i] =
            (struct option){item->name, item->argument ? required_argument : no_argument, NULL, FIRST_LONG + (int)i};
    }
    return list;
}

static const char *short_options(const struct par_options *options, struct par_arena *arena)
{
    struct par_build list = {.arena = arena};
    par_build_byte(&list, ':'); /* missing arguments are told apart, and getopt_long itself prints nothing */
    for (size_t i = 0; i < options->count; i++) {
        if (!options->items[i].letter)
            continue;
        par_build_byte(&list, options->items[i].letter);
        par_build_text(&list, options->items[i].argument ? ":" : "");
    }
    return par_build_end(&list);
}

/* The option that getopt_long means, NULL for a letter that is none. */
static const struct par_option *option_of(const struct par_options *options, int found)
{
    if (found >= FIRST_LONG)
        return &options->items[found - FIRST_LONG];
    for (size_t i = 0; i < options->count; i++)
        if (found != 0 && (unsigned char)options->items[i].letter == found)
            return &options->items[i];
    return NULL;
}

/* --- Values of the common options -------------------------------------------------------------------------------- */

static bool has_name(const char *list, const char *name)
{
    size_t length = strcspn(name, " ");
    for (const char *p = list; *p; p += strcspn(p, " ")) {
        p += strspn(p, " ");
        if (length > 0 && name[length] == '\0' && strncmp(p, name, length) == 0 &&
            (p[length] == ' ' || p[length] == '\0'))
            return true;
    }
    return false;
}

static bool take_format(struct par_cli *cli, const char *argument)
{
    cli->format = argument;
    return has_name(cli->about->formats, argument) ||
           par_cli_usage_error(cli, N_("\"{1}\" is not a form of the output; choose one of: {2}"), argument,
                               cli->about->formats);
}

static bool take_language(struct par_cli *cli, const char *argument)
{
    bool vietnamese = strcmp(argument, "vi") == 0;
    cli->language_given = true;
    cli->language = vietnamese ? "vi" : "en";
    return vietnamese || strcmp(argument, "en") == 0 ||
           par_cli_usage_error(cli, N_("language \"{1}\" is not known; write --lang vi or --lang en"), argument, NULL);
}

static bool take_max_errors(struct par_cli *cli, const char *argument)
{
    int32_t number;
    if (!par_value_whole(cli, "--max-errors", argument, &number))
        return false;
    cli->max_errors = (size_t)number;
    return true;
}

static bool take_errors(struct par_cli *cli, const char *argument)
{
    static const char *const names[] = {
        [PAR_ERRORS_TEXT] = "text", [PAR_ERRORS_CSV] = "csv", [PAR_ERRORS_JSON] = "json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], argument) == 0) {
            cli->errors_as = (enum par_errors_as)i;
            return true;
        }
    return par_cli_usage_error(cli, N_("\"{1}\" is not a form of the messages; choose one of: {2}"), argument,
                               "text csv json");
}

static bool take_manifest(struct par_cli *cli, const char *argument)
{
    if (!*argument || strcmp(argument, "-") == 0)
        return par_cli_usage_error(cli, N_("--manifest needs the name of a file"), NULL, NULL);
    par_record_ask(cli->record, argument);
    return true;
}

static bool take_common(struct par_cli *cli, int id, const char *argument)
{
    switch (id) {
    case OPTION_OUTPUT:
        cli->output = argument;
        return *argument || par_cli_usage_error(cli, N_("--output needs the name of a file"), NULL, NULL);
    case OPTION_FORMAT:
        return take_format(cli, argument);
    case OPTION_EXCEL:
        cli->excel = true;
        return true;
    case OPTION_MANIFEST:
        return take_manifest(cli, argument);
    case OPTION_LANG:
        return take_language(cli, argument);
    case OPTION_WERROR:
        cli->werror = true;
        return true;
    case OPTION_QUIET:
        cli->quiet = true;
        return true;
    case OPTION_VERBOSE:
        cli->verbose = true;
        return true;
    case OPTION_MAX_ERRORS:
        return take_max_errors(cli, argument);
    default:
        return take_errors(cli, argument);
    }
}

/* --- Mistakes ---------------------------------------------------------------------------------------------------- */

static const char *name_of(const void *options, size_t i)
{
    return ((const struct par_options *)options)->items[i].name;
}

/* The long options that begin with `name`, "--a --b". */
static const char *beginning_with(const struct par_options *options, struct par_span name, struct par_arena *arena)
{
    struct par_build list = {.arena = arena};
    for (size_t i = 0; i < options->count; i++)
        if (strncmp(options->items[i].name, name.text, name.size) == 0) {
            par_build_text(&list, list.size > 0 ? " --" : "--");
            par_build_text(&list, options->items[i].name);
        }
    return par_build_end(&list);
}

static bool unknown_long(struct par_cli *cli, const struct par_options *options, const char *argument)
{
    const char *shown = par_arena_copy(cli->arena, (struct par_span){argument, strcspn(argument, "=")});
    struct par_span name = {shown + 2, strlen(shown) - 2};
    const char *several = name.size > 0 ? beginning_with(options, name, cli->arena) : "";
    if (*several)
        return par_cli_usage_error(cli, N_("option {1} can mean {2}; write it out"), shown, several);
    const char *nearest = par_names_nearest(name, options->count, name_of, options);
    return par_cli_usage_error(cli, N_("option {1} is not known{2? (nearest: --{2})}"), shown, nearest);
}

static const char *written(const struct par_option *option, int found, struct par_arena *arena)
{
    const char letter[] = {option->letter, '\0'};
    return found >= FIRST_LONG ? par_arena_join(arena, "--", option->name, NULL)
                               : par_arena_join(arena, "-", letter, NULL);
}

/* getopt_long gave ':' or '?'; `element` is the piece of the command line it stopped at. */
static bool report_mistake(struct par_cli *cli, const struct par_options *options, int status, const char *element)
{
    const struct par_option *option = option_of(options, optopt);
    if (option && status == ':')
        return par_cli_usage_error(cli, N_("option {1} needs a value: {2}"), written(option, optopt, cli->arena),
                                   par_cli_text(cli, option->argument));
    if (option)
        return par_cli_usage_error(cli, N_("option {1} takes no value"), written(option, optopt, cli->arena), NULL);
    if (optopt == 0)
        return unknown_long(cli, options, element);
    const char letter[] = {(char)optopt, '\0'};
    return par_cli_usage_error(cli, N_("option -{1} is not known"), letter, NULL);
}

/* --- Parsing ----------------------------------------------------------------------------------------------------- */

static bool take(struct par_cli *cli, int id, const char *argument)
{
    return id < 0 ? take_common(cli, id, argument) : cli->about->take(cli, cli->about->context, id, argument);
}

/* An option that getopt_long found, and its argument. */
static bool take_option(struct par_cli *cli, const struct par_option *option, int found)
{
    if (option->id != OPTION_MANIFEST)
        par_record_argument(cli->record, written(option, found, cli->arena), optarg);
    return take(cli, option->id, optarg);
}

static bool take_file(struct par_cli *cli, const char *argument)
{
    par_record_argument(cli->record, NULL, argument);
    return take(cli, 0, argument);
}

/* What would be written is no workbook, though its file is named as one. */
static bool misuse_workbook(struct par_cli *cli)
{
    if (has_name(cli->about->formats, "xlsx"))
        return par_cli_usage_error(cli,
                                   N_("-o {1} names a workbook, but {2} is no form of one; use -f xlsx, or name the "
                                      "file otherwise"),
                                   cli->output, cli->excel ? "--excel" : cli->format);
    return par_cli_usage_error(cli,
                               N_("-o {1} names a workbook, which this program does not write; name the file "
                                  "otherwise (its forms are: {2})"),
                               cli->output, cli->about->formats);
}

/* The same of a Word document: programs that write one say so in their forms. */
static bool check_document(struct par_cli *cli)
{
    bool to_file = cli->names_files || (cli->output && strcmp(cli->output, "-") != 0),
         is_one = par_cli_format(cli) == PAR_DOCX;
    if (is_one && !to_file)
        return par_cli_usage_error(cli, N_("-f docx writes a Word document: name its file with -o FILE"), NULL, NULL);
    if (!is_one && par_cli_names_document(cli) && has_name(cli->about->formats, "docx"))
        return par_cli_usage_error(cli,
                                   N_("-o {1} names a Word document, but {2} is no form of one; use -f docx, or name "
                                      "the file otherwise"),
                                   cli->output, cli->format);
    return true;
}

static bool check(struct par_cli *cli)
{
    if (cli->excel && cli->format && strcmp(cli->format, "csv") != 0)
        return par_cli_usage_error(cli, N_("--excel is a form of CSV and does not go with -f {1}"), cli->format, NULL);
    bool to_file = cli->names_files || (cli->output && strcmp(cli->output, "-") != 0);
    if (cli->about->formats && par_cli_format(cli) == PAR_XLSX && !to_file)
        return par_cli_usage_error(cli, N_("-f xlsx writes a workbook: name its file with -o FILE"), NULL, NULL);
    if (cli->about->formats && par_cli_names_workbook(cli) && par_cli_format(cli) != PAR_XLSX)
        return misuse_workbook(cli);
    if (cli->about->formats && !check_document(cli))
        return false;
    return par_record_check(cli);
}

enum par_parsed par_options_parse(struct par_cli *cli, const struct par_options *options, int argc, char **argv)
{
    const struct option *longs = long_options(options, cli->arena);
    const char *shorts = short_options(options, cli->arena);
    int found;
    optind = 0; /* begins anew: a recomputation reads a second command line */
    while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        const struct par_option *option = found == ':' || found == '?' ? NULL : option_of(options, found);
        if (option && option->id == OPTION_HELP)
            return PAR_PARSED_HELP;
        if (option && option->id == OPTION_VERSION)
            return PAR_PARSED_VERSION;
        if (!(option ? take_option(cli, option, found) : report_mistake(cli, options, found, argv[optind - 1])))
            return PAR_MISUSED;
    }
    for (; optind < argc; optind++)
        if (!take_file(cli, argv[optind]))
            return PAR_MISUSED;
    return check(cli) ? PAR_PARSED : PAR_MISUSED;
}
