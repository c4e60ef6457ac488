/* Partial results of a survey: what makes two of them parts of one survey, and their merging. */
#include <stdlib.h>

#include "messages.h"
#include "parindex/survey_partial.h"
#include "partials.h"
#include "record.h"
#include "survey.h"

#define FORMAT "parindex-survey-partial/1"

/* --- What was asked ----------------------------------------------------------------------------------------------- */

/* The columns that the user named. */
struct named_column {
    const char *setting;
    const char **column;
};

enum { COLUMNS = 8, FIXED_SETTINGS = COLUMNS + 5 };

static void name_columns(struct par_survey_design *design, struct named_column *out)
{
    const struct named_column columns[COLUMNS] = {
        {"id", &design->id},   {"print", &design->print},   {"strata", &design->strata}, {"psu", &design->psu},
        {"ssu", &design->ssu}, {"weight", &design->weight}, {"fpc", &design->fpc},       {"fpc2", &design->fpc2}};
    memcpy(out, columns, sizeof columns);
}

/* "by 2" for the second grouping. */
static const char *by_name(struct par_cli *cli, size_t number)
{
    return par_arena_join(cli->arena, "by ", par_count_text(number + 1, cli->arena), NULL);
}

static const char *join(struct par_cli *cli, struct par_list list)
{
    const char *text = "";
    for (size_t i = 0; i < list.count; i++)
        text = par_arena_join(cli->arena, text, i ? "," : "", list.items[i], NULL);
    return text;
}

static struct par_partial_label label_of(struct par_cli *cli, const struct par_survey_options *options)
{
    struct par_survey_design design = options->design;
    struct named_column columns[COLUMNS];
    size_t count = 0;
    struct par_partial_setting *settings =
        par_arena_array(cli->arena, FIXED_SETTINGS + options->by_count, sizeof *settings);
    settings[count++] = (struct par_partial_setting){"form", par_partials_digest(cli, options->form)};
    settings[count++] = (struct par_partial_setting){"units", par_partials_digest(cli, options->inputs.units_path)};
    settings[count++] = (struct par_partial_setting){"long", design.is_long ? "yes" : ""};
    settings[count++] = (struct par_partial_setting){"unreadable", par_unreadable_names[design.unreadable]};
    settings[count++] = (struct par_partial_setting){"pairs", par_pairs_names[options->pairs]};
    name_columns(&design, columns);
    for (size_t i = 0; i < COLUMNS; i++)
        settings[count++] =
            (struct par_partial_setting){columns[i].setting, *columns[i].column ? *columns[i].column : ""};
    for (size_t i = 0; i < options->by_count; i++)
        settings[count++] = (struct par_partial_setting){by_name(cli, i), join(cli, options->by[i])};
    return (struct par_partial_label){PARINDEX_VERSION, options->part, count, settings};
}

/* --- Writing ------------------------------------------------------------------------------------------------------ */

void par_survey_write_part(struct par_cli *cli, const struct par_survey_options *options,
                           const struct par_survey_share *share)
{
    struct par_partial_label label = label_of(cli, options);
    struct par_output *output = par_diags_errors(cli->diags) == 0 ? par_cli_output_open(cli, cli->output) : NULL;
    if (!output)
        return;
    struct par_partial_writer *writer = par_partial_begin(output, FORMAT, &label, cli->arena);
    for (size_t i = 0; i < share->file_count; i++) {
        par_partial_line(writer, "file");
        par_partial_text(writer, par_span_of(share->files[i].name));
        par_partial_whole(writer, (par_wide)share->files[i].rows);
    }
    par_survey_partial_write(share->reader, writer);
    par_partials_put_findings(writer, share->findings);
    par_partial_end(writer, cli->diags);
}

/* --- Merging ------------------------------------------------------------------------------------------------------ */

/* What is said of a part once all have come: by their numbers, else as they were given. */
struct said_part {
    unsigned number;
    size_t order;
    struct par_survey_share share;
};

struct par_survey_parts {
    struct par_cli *cli;
    struct par_survey_options *options;
    struct par_partials *partials;
    struct par_arena *scratch; /* of the part that is open; NULL: none is */
    size_t next;               /* of the paths */
    struct said_part *said;
    size_t said_count;
    /* The part that is read. */
    struct par_survey_partial *partial;
    struct said_part *part;
};

static void close_part(struct par_survey_parts *parts)
{
    par_arena_free(parts->scratch);
    parts->scratch = NULL;
}

/* Opens the next part that can be merged; false when there is none. */
static bool open_next(struct par_survey_parts *parts)
{
    struct par_cli *cli = parts->cli;
    while (parts->next < parts->options->paths.count) {
        const char *path = parts->options->paths.items[parts->next++];
        if (!par_inputs_note(cli, &parts->options->inputs, path, path))
            continue;
        parts->scratch = par_arena_new(par_cli_no_memory);
        if (par_partials_open(parts->partials, path, parts->scratch, cli->diags))
            return true;
        close_part(parts);
    }
    return false;
}

static size_t find_word(const char *const *words, const char *word)
{
    size_t i = 0;
    while (words[i] && strcmp(words[i], word) != 0)
        i++;
    return words[i] ? i : 0;
}

/* The columns of --design must be those of the parts. */
static void take_columns(struct par_survey_parts *parts, const struct par_partial_label *label)
{
    struct named_column columns[COLUMNS];
    name_columns(&parts->options->design, columns);
    for (size_t i = 0; i < COLUMNS; i++) {
        const char *there = par_partial_setting(label, columns[i].setting), *here = *columns[i].column;
        struct par_place place = {.file = parts->options->design_path};
        if (here && strcmp(here, there) != 0)
            par_diags_add(parts->cli->diags, PAR_ERROR, PAR_PART_SETTING, &place, columns[i].setting, here, there,
                          par_partials_first_file(parts->partials), NULL);
        *columns[i].column = *there ? there : NULL;
    }
}

static void take_settings(struct par_survey_parts *parts)
{
    struct par_survey_options *options = parts->options;
    const struct par_partial_label *label = par_partials_first(parts->partials);
    par_partials_check_file(parts->cli, parts->partials, "form", options->form);
    par_partials_check_file(parts->cli, parts->partials, "units", options->inputs.units_path);
    take_columns(parts, label);
    options->design.is_long = *par_partial_setting(label, "long") != '\0';
    options->design.unreadable =
        (enum par_unreadable)find_word(par_unreadable_names, par_partial_setting(label, "unreadable"));
    options->pairs = (enum par_pairs)find_word(par_pairs_names, par_partial_setting(label, "pairs"));
    for (size_t i = 0; *par_partial_setting(label, by_name(parts->cli, i)); i++)
        par_survey_take_grouping(parts->cli, options, par_partial_setting(label, by_name(parts->cli, i)));
    options->design.groupings = options->by;
    options->design.grouping_count = options->by_count;
}

struct par_survey_parts *par_survey_parts_open(struct par_cli *cli, struct par_survey_options *options)
{
    struct par_survey_parts *parts = par_arena_alloc(cli->arena, sizeof *parts);
    parts->cli = cli;
    parts->options = options;
    parts->partials = par_partials_new(FORMAT, "sipas-score", PARINDEX_VERSION, cli->arena);
    parts->said = par_arena_array(cli->arena, options->paths.count, sizeof *parts->said);
    if (!open_next(parts))
        return NULL;
    take_settings(parts);
    if (options->rank && !options->inputs.units_path && options->by_count == 0)
        par_cli_usage_error(cli, N_("--rank needs a unit list (-u) or --by"), NULL, NULL);
    if (!cli->misused && par_diags_errors(cli->diags) == 0)
        return parts;
    do
        close_part(parts);
    while (open_next(parts));
    return NULL;
}

static bool take_file(struct par_survey_parts *parts, const struct par_row *row)
{
    struct par_survey_share *share = &parts->part->share;
    int64_t rows;
    if (row->count != 3 || !par_partial_number(row->fields[2], &rows))
        return false;
    share->files =
        par_arena_grow(parts->cli->arena, share->files, share->file_count, &share->file_room, sizeof *share->files);
    share->files[share->file_count++] =
        (struct par_survey_file){par_arena_copy(parts->cli->arena, row->fields[1]), (size_t)rows};
    return true;
}

static bool take_line(void *context, const struct par_row *row)
{
    struct par_survey_parts *parts = context;
    bool known;
    if (par_span_is(row->fields[0], "file"))
        return take_file(parts, row);
    bool good = par_partials_take_finding(row, parts->part->share.findings, &known);
    return known ? good : par_survey_partial_take(parts->partial, row);
}

static void merge_part(struct par_survey_parts *parts, struct par_survey_reader *reader)
{
    const char *file = parts->options->paths.items[parts->next - 1];
    parts->partial = par_survey_partial_new(reader, parts->scratch);
    parts->part = &parts->said[parts->said_count];
    *parts->part = (struct said_part){.number = par_partials_label(parts->partials)->part.number,
                                      .order = parts->said_count,
                                      .share = {.findings = par_diags_like(parts->cli->diags, parts->cli->arena)}};
    parts->said_count++;
    if (par_partials_read(parts->partials, take_line, parts, parts->cli->diags))
        par_survey_partial_merge(parts->partial, file);
}

static int by_number(const void *left, const void *right)
{
    const struct said_part *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

/* What the parts said, as one run would have said it. */
static void say(const struct par_survey_parts *parts)
{
    struct par_cli *cli = parts->cli;
    qsort(parts->said, parts->said_count, sizeof *parts->said, by_number);
    for (size_t i = 0; i < parts->said_count; i++) {
        const struct par_survey_share *share = &parts->said[i].share;
        for (size_t k = 0; k < share->file_count; k++)
            par_cli_say(cli, N_("{1}: {2} rows of answers"), share->files[k].name,
                        par_count_text(share->files[k].rows, cli->arena), NULL);
        par_diags_append(cli->diags, share->findings);
    }
}

void par_survey_parts_merge(struct par_survey_parts *parts, struct par_survey_reader *reader)
{
    do {
        merge_part(parts, reader);
        close_part(parts);
    } while (open_next(parts));
    par_partials_end(parts->partials, parts->cli->diags);
    say(parts);
}
