#include <fcntl.h>
#include <unistd.h>

#include <errno.h>

#include "messages.h"
#include "options.h"
#include "record_private.h"

static struct par_record *new_record(const struct par_manifest *manifest, const struct par_named_folder *folder,
                                     struct par_arena *arena)
{
    struct par_record *record = par_record_new(arena);
    record->rerun = manifest;
    record->within = folder->within;
    record->is_read = par_arena_array(arena, manifest->input_count, sizeof *record->is_read);
    for (size_t i = 0; i < manifest->input_count; i++)
        par_names_add(record->input_names, par_span_of(manifest->inputs[i].file), (int32_t)i);
    return record;
}

/* The command line as main would get it. */
static char **command_line(const struct par_manifest *manifest, struct par_arena *arena, int *count)
{
    char **words = par_arena_array(arena, manifest->arguments.count + 2, sizeof *words);
    *count = 0;
    words[(*count)++] = par_arena_copy(arena, par_span_of(manifest->program));
    for (size_t i = 0; i < manifest->arguments.count; i++)
        words[(*count)++] = par_arena_copy(arena, par_span_of(manifest->arguments.items[i]));
    return words;
}

/* Whether a terminal was there then is settled by the form that was recorded. */
static void take_form(struct par_cli *cli, const struct par_manifest *manifest)
{
    cli->excel = strcmp(manifest->form, par_record_form(PAR_CSV_EXCEL)) == 0;
    cli->format = cli->excel ? NULL : manifest->form;
}

static bool parse(struct par_cli *cli, const struct par_manifest *manifest)
{
    struct par_options options = par_options_of(cli->about, cli->arena);
    int count;
    char **words = command_line(manifest, cli->arena, &count);
    enum par_parsed parsed = par_options_parse(cli, &options, count, words);
    if (parsed == PAR_PARSED && !cli->record->path) {
        take_form(cli, manifest);
        return true;
    }
    if (!cli->record->mistake)
        cli->record->mistake = par_cli_text(cli, N_("--help, --version and --manifest are not recorded by any run"));
    return false;
}

static const char *first_error(const struct par_cli *cli)
{
    for (const struct par_diag *diag = par_diags_first(cli->diags); diag; diag = diag->next)
        if (diag->severity >= PAR_ERROR)
            return par_message_line(cli, diag);
    return NULL;
}

static const char *const *set_ids(const struct par_record *record, const struct par_manifest *manifest)
{
    const char **ids = par_arena_array(record->arena, manifest->input_count, sizeof *ids);
    for (size_t i = 0; i < record->set_count; i++) {
        int32_t input = par_names_find(record->input_names, par_span_of(record->sets[i].file));
        if (input >= 0)
            ids[input] = record->sets[i].id;
    }
    return ids;
}

static void gather_outputs(const struct par_record *record, struct par_rerun *out)
{
    struct par_rerun_output *outputs = par_arena_array(record->arena, record->output_count, sizeof *outputs);
    for (size_t i = 0; i < record->output_count; i++) {
        struct par_output *output = record->outputs[i].output;
        if (!par_output_is_committed(output))
            continue;
        outputs[out->output_count++] = (struct par_rerun_output){
            record->outputs[i].name, par_manifest_digits(par_output_digest(output, record->arena)),
            par_output_bytes(output)};
    }
    out->outputs = outputs;
}

static void run(struct par_cli *cli, const struct par_manifest *manifest, struct par_rerun *out)
{
    const struct par_record *record = cli->record;
    cli->quiet = true;
    cli->diags = par_diags_new(cli->arena, PAR_WARNINGS_KEPT, cli->max_errors);
    cli->about->run(cli, cli->about->context);
    out->mistake = record->mistake;
    out->status = par_cli_status(cli);
    out->error = first_error(cli);
    out->refused = record->refused;
    out->refused_count = record->refused_count;
    out->is_read = record->is_read;
    out->sets = set_ids(record, manifest);
    gather_outputs(record, out);
}

static void run_again(const struct par_manifest *manifest, const struct par_named_folder *folder,
                      par_program_maker make, struct par_arena *arena, struct par_rerun *out)
{
    struct par_program program = make(arena);
    struct par_cli cli = {.program = program.name,
                          .language = manifest->language,
                          .max_errors = 1,
                          .arena = arena,
                          .about = &program,
                          .record = new_record(manifest, folder, arena)};
    if (parse(&cli, manifest))
        run(&cli, manifest, out);
    else
        out->mistake = cli.record->mistake;
}

static bool enter(const char *root, struct par_diags *diags)
{
    struct par_place place = {.file = root};
    if (chdir(root) == 0)
        return true;
    par_diags_add(diags, PAR_FATAL, PAR_FILE_OPEN, &place, strerror(errno), NULL);
    return false;
}

bool par_cli_rerun(const struct par_manifest *manifest, const struct par_named_folder *folder, par_program_maker make,
                   struct par_arena *arena, struct par_diags *diags, struct par_rerun *out)
{
    *out = (struct par_rerun){0};
    int here = open(".", O_RDONLY | O_CLOEXEC);
    bool entered = here >= 0 && enter(folder->root, diags);
    if (entered)
        run_again(manifest, folder, make, arena, out);
    if (here >= 0 && fchdir(here) != 0)
        entered = enter(".", diags);
    if (here >= 0)
        close(here);
    return entered;
}
