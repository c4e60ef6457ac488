#include "report_asked.h"

#include <string.h>

/* --- Name and form of the output --------------------------------------------------------------------------------- */

static bool ends_in(const struct par_cli *cli, const char *const *endings)
{
    while (*endings && !par_cli_output_ends_in(cli, *endings))
        endings++;
    return *endings;
}

/* Workbooks and Word documents are checked against the form for all programs (options.c). */
static bool check_output(struct par_cli *cli)
{
    static const char *const pages[] = {".html", ".htm", NULL};
    static const char *const forms[] = {".html", ".htm", ".xlsx", ".docx", NULL};
    static const char *const others[] = {".pdf",  ".doc",   ".xls", ".xlsm", ".csv", ".tsv", ".txt",
                                         ".json", ".jsonl", ".xml", ".odt",  ".ods", ".rtf", ".ppt",
                                         ".md",   ".pptx",  ".zip", ".png",  ".jpg", NULL};
    if (!cli->output)
        return true;
    if (!cli->format && strcmp(cli->output, "-") == 0)
        return par_cli_usage_error(cli, N_("-o - has no ending that says the form; give it with -f html"), NULL, NULL);
    if (!cli->format && !ends_in(cli, forms))
        return par_cli_usage_error(cli,
                                   N_("-o {1}: a report is written as a page (.html), a workbook (.xlsx) or a Word "
                                      "document (.docx); end the name so, or say the form with -f"),
                                   cli->output, NULL);
    if (cli->format && (ends_in(cli, others) || (par_cli_format(cli) != PAR_HTML && ends_in(cli, pages))))
        return par_cli_usage_error(cli,
                                   N_("-o {1}: the ending is not that of -f {2}; a report is written as .html, .xlsx "
                                      "or .docx"),
                                   cli->output, cli->format);
    return true;
}

/* --- Lines of the heading ---------------------------------------------------------------------------------------- */

/* The first option that was given of those about letters alone; NULL. */
static const char *of_letters(const struct par_report_heading *heading)
{
    return heading->number        ? "--number"
           : heading->place       ? "--place"
           : heading->signer_role ? "--signer-role"
           : heading->signer      ? "--signer"
                                  : NULL;
}

/* A page names who issues it as well; a workbook and the annex of a decision do not. */
static const char *of_letters_and_pages(const struct par_report_heading *heading)
{
    return heading->superior ? "--superior" : heading->issuer ? "--issuer" : NULL;
}

static bool check_heading(struct par_cli *cli, const struct par_report_asked *asked)
{
    const struct par_report_heading *heading = &asked->heading;
    const char *letter = of_letters(heading), *issuer = of_letters_and_pages(heading);
    if ((asked->unit || asked->each) && (heading->annex || heading->decision))
        return par_cli_usage_error(cli,
                                   N_("{1} is a line of the whole report, which a letter has not got; leave it out, or "
                                      "leave --unit and --each out"),
                                   heading->annex ? "--annex" : "--decision", NULL);
    if (asked->unit || asked->each)
        return true;
    if (letter)
        return par_cli_usage_error(
            cli, N_("{1} is a line of a letter; write letters with --unit or --each, or leave it out"), letter, NULL);
    if (issuer && par_cli_format(cli) != PAR_HTML)
        return par_cli_usage_error(cli,
                                   N_("{1} is a line of letters and of the page; write letters with --unit or --each, "
                                      "a page with -f html, or leave it out"),
                                   issuer, NULL);
    return true;
}

/* --- All --------------------------------------------------------------------------------------------------------- */

static bool check_files(struct par_cli *cli, const struct par_report_asked *asked)
{
    if (asked->each && asked->unit)
        return par_cli_usage_error(cli, N_("--each writes a letter to every unit, --unit to one; give one of them"),
                                   NULL, NULL);
    if (asked->each && cli->output)
        return par_cli_usage_error(cli, N_("--each names its files itself; leave -o out"), NULL, NULL);
    if (asked->unit && asked->blocs.count)
        return par_cli_usage_error(cli, N_("--unit is about one unit; leave --bloc out"), NULL, NULL);
    if (asked->files.count == 0 && !asked->inputs.year_path)
        return par_cli_usage_error(cli, N_("name the ranking and the other outputs to show, or a year (--year)"), NULL,
                                   NULL);
    if (par_texts_has(&asked->files, "-"))
        return par_cli_usage_error(
            cli, N_("-: a report says which files it was made of, so standard input cannot be one; save it as a file"),
            NULL, NULL);
    return true;
}

bool par_report_asked_check(struct par_cli *cli, const struct par_report_asked *asked)
{
    return check_files(cli, asked) && check_output(cli) && check_heading(cli, asked);
}
