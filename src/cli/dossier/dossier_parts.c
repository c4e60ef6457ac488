/* Partial results: what makes two of them parts of one count, and their merging. */
#include "dossiers.h"
#include "partials.h"
#include "record.h"

enum { SETTINGS = 7 };

static const char *day_text(const struct par_dossiers *dossiers, bool is, int64_t day)
{
    char text[11];
    if (!is)
        return "";
    par_day_print(day, text);
    return par_arena_copy(dossiers->cli->arena, par_span_of(text));
}

static const char *join(const struct par_dossiers *dossiers, const char *const *items, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = par_arena_join(dossiers->cli->arena, text, i ? "," : "", items[i], NULL);
    return text;
}

static const char *working_text(const struct par_dossiers *dossiers)
{
    if (!dossiers->working)
        return "no";
    return dossiers->holidays_path ? par_partials_digest(dossiers->cli, dossiers->holidays_path) : "weekdays";
}

void par_dossiers_write_part(struct par_dossiers *dossiers, struct par_tally *tally)
{
    const struct par_dossier_period *period = &dossiers->period;
    struct par_partial_setting settings[SETTINGS] = {
        {"by", join(dossiers, dossiers->by, dossiers->by_count)},
        {"from", day_text(dossiers, period->has_from, period->from)},
        {"to", day_text(dossiers, period->has_to, period->to)},
        {"working-days", working_text(dossiers)},
        {"share", join(dossiers, dossiers->shares, dossiers->share_count)},
        {"units", par_partials_digest(dossiers->cli, dossiers->inputs.units_path)},
        {"procedures", par_partials_digest(dossiers->cli, dossiers->procedures_path)}};
    struct par_partial_label label = {PARINDEX_VERSION, dossiers->part, SETTINGS, settings};
    par_tally_sort(tally);
    struct par_output *output =
        par_diags_errors(dossiers->cli->diags) == 0 ? par_cli_output_open(dossiers->cli, dossiers->cli->output) : NULL;
    if (output)
        par_tally_write(output, tally, &label, dossiers->cli->arena, dossiers->cli->diags);
}

/* --- Merging ------------------------------------------------------------------------------------------------------ */

/* "a,b" into its parts; how many there are. */
static size_t split(struct par_dossiers *dossiers, const char *text, const char **items, size_t most)
{
    size_t count = 0;
    while (*text && count < most) {
        size_t size = strcspn(text, ",");
        items[count++] = par_arena_copy(dossiers->cli->arena, (struct par_span){text, size});
        text += size + (text[size] == ',');
    }
    return count;
}

static void take_day(const char *text, bool *is, int64_t *day)
{
    struct par_moment moment;
    *is = par_moment_parse(par_span_of(text), &moment);
    if (*is)
        *day = moment.day;
}

static void take_settings(struct par_dossiers *dossiers, const struct par_partials *partials)
{
    const struct par_partial_label *label = par_partials_first(partials);
    dossiers->by_count = split(dossiers, par_partial_setting(label, "by"), dossiers->by, PAR_TALLY_KEYS);
    dossiers->share_count = split(dossiers, par_partial_setting(label, "share"), dossiers->shares, PAR_TALLY_SHARES);
    take_day(par_partial_setting(label, "from"), &dossiers->period.has_from, &dossiers->period.from);
    take_day(par_partial_setting(label, "to"), &dossiers->period.has_to, &dossiers->period.to);
    par_partials_check_file(dossiers->cli, partials, "units", dossiers->inputs.units_path);
    par_partials_check_file(dossiers->cli, partials, "procedures", dossiers->procedures_path);
}

/* Adds a part; the first one says what was asked. */
static void add_part(struct par_dossiers *dossiers, struct par_partials *partials, const char *path,
                     struct par_tally **tally)
{
    struct par_cli *cli = dossiers->cli;
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    if (par_partials_open(partials, path, scratch, cli->diags)) {
        if (!*tally) {
            take_settings(dossiers, partials);
            struct par_tally_settings settings = par_dossiers_settings(dossiers);
            *tally = par_tally_new(&settings, cli->arena);
        }
        par_tally_take(*tally, partials, cli->arena, cli->diags);
    }
    par_arena_free(scratch);
}

struct par_tally *par_dossiers_merge(struct par_dossiers *dossiers)
{
    struct par_cli *cli = dossiers->cli;
    struct par_partials *partials = par_tally_partials(PARINDEX_VERSION, cli->arena);
    struct par_tally *tally = NULL;
    for (size_t i = 0; i < dossiers->files.count; i++)
        if (par_inputs_note(cli, &dossiers->inputs, dossiers->files.items[i], dossiers->files.items[i]))
            add_part(dossiers, partials, dossiers->files.items[i], &tally);
    par_partials_end(partials, cli->diags);
    return par_diags_errors(cli->diags) == 0 ? tally : NULL;
}
