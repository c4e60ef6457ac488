#include <stdio.h>

#include "build.h"
#include "options.h"
#include "parindex/text.h"

enum { MARGIN = 2, GAP = 2, WIDEST_LEFT = 34 }; /* columns of the terminal */

/* "-o, --output FILE". */
static const char *left_side(const struct par_cli *cli, const struct par_option *option)
{
    struct par_build text = {.arena = cli->arena};
    const char letter[] = {'-', option->letter, ',', ' ', '\0'};
    par_build_text(&text, option->letter ? letter : "    ");
    par_build_text(&text, "--");
    par_build_text(&text, option->name);
    par_build_text(&text, option->argument ? " " : "");
    par_build_text(&text, option->argument ? par_cli_text(cli, option->argument) : "");
    return par_build_end(&text);
}

static size_t width(const char *text)
{
    return par_text_width(par_span_of(text));
}

/* The width of the widest left side; wider ones than WIDEST_LEFT stand on a line of their own. */
static size_t left_width(const struct par_cli *cli, const struct par_options *options)
{
    size_t widest = 0;
    for (size_t i = 0; i < options->count; i++) {
        size_t needed = width(left_side(cli, &options->items[i]));
        if (needed > widest && needed <= WIDEST_LEFT)
            widest = needed;
    }
    return widest;
}

static void put_option(struct par_build *help, const struct par_cli *cli, const struct par_option *option, size_t left)
{
    const char *text = left_side(cli, option);
    size_t needed = width(text);
    par_build_blanks(help, MARGIN);
    par_build_text(help, text);
    if (needed > left)
        par_build_byte(help, '\n');
    par_build_blanks(help, needed > left ? MARGIN + left + GAP : left - needed + GAP);
    par_build_text(help, par_cli_text(cli, option->help));
    if (strcmp(option->name, "format") == 0) {
        par_build_text(help, ": ");
        par_build_text(help, cli->about->formats);
    }
    par_build_byte(help, '\n');
}

static void put_heading(struct par_build *help, const struct par_cli *cli, const char *heading)
{
    par_build_byte(help, '\n');
    par_build_text(help, par_cli_text(cli, heading));
    par_build_byte(help, '\n');
}

static void put_options(struct par_build *help, const struct par_cli *cli, const struct par_options *options)
{
    size_t left = left_width(cli, options);
    if (options->own > 0) {
        put_heading(help, cli, N_("Options of this program:"));
        for (size_t i = 0; i < options->own; i++)
            put_option(help, cli, &options->items[i], left);
    }
    put_heading(help, cli, N_("Common options:"));
    for (size_t i = options->own; i < options->count; i++)
        put_option(help, cli, &options->items[i], left);
}

static void put_examples(struct par_build *help, const struct par_cli *cli)
{
    if (!cli->about->examples)
        return;
    put_heading(help, cli, N_("Examples:"));
    for (const char *p = cli->about->examples; *p; p++) {
        if (p == cli->about->examples || p[-1] == '\n')
            par_build_blanks(help, MARGIN);
        par_build_byte(help, *p);
    }
    if (help->bytes[help->size - 1] != '\n')
        par_build_byte(help, '\n');
}

void par_help_print(const struct par_cli *cli, const struct par_options *options)
{
    struct par_build help = {.arena = cli->arena};
    const char *const heading[] = {
        par_cli_text(cli, N_("Usage:")),        " ", cli->program, " ", par_cli_text(cli, cli->about->usage), "\n",
        par_cli_text(cli, cli->about->summary), "\n"};
    for (size_t i = 0; i < sizeof heading / sizeof *heading; i++)
        par_build_text(&help, heading[i]);
    put_options(&help, cli, options);
    put_examples(&help, cli);
    fputs(par_build_end(&help), stdout);
}
