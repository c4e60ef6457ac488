#include "record.h"

#include <sys/stat.h>

#include "parindex/digest.h"
#include "parindex/folder.h"
#include "parindex/names.h"
#include "parindex/text.h"
#include "record_private.h"

/* --- The list of arguments --------------------------------------------------------------------------------------- */

struct par_record *par_record_new(struct par_arena *arena)
{
    struct par_record *record = par_arena_alloc(arena, sizeof *record);
    record->arena = arena;
    record->input_names = par_names_new(arena);
    return record;
}

void par_record_ask(struct par_record *record, const char *path)
{
    record->path = path;
}

static void add_argument(struct par_record *record, const char *text)
{
    record->arguments = par_arena_grow(record->arena, record->arguments, record->argument_count, &record->argument_room,
                                       sizeof *record->arguments);
    record->arguments[record->argument_count++] = text;
}

void par_record_argument(struct par_record *record, const char *option, const char *argument)
{
    if (!record)
        return;
    if (option)
        add_argument(record, option);
    else if (argument[0] == '-' && argument[1] && !record->options_ended) {
        add_argument(record, "--");
        record->options_ended = true;
    }
    if (argument)
        add_argument(record, argument);
}

bool par_record_check(struct par_cli *cli)
{
    const struct par_record *record = cli->record;
    size_t bad;
    for (size_t i = 0; record && record->path && i < record->argument_count; i++)
        if (!par_text_valid(par_span_of(record->arguments[i]), &bad))
            return par_cli_usage_error(cli, N_("--manifest cannot hold the argument {1}; write it in UTF-8"),
                                       record->arguments[i], NULL);
    return true;
}

const char *par_cli_version(void)
{
    return PARINDEX_VERSION;
}

bool par_record_mistake(struct par_record *record, const char *sentence)
{
    if (!record || !record->rerun)
        return false;
    if (!record->mistake)
        record->mistake = par_arena_copy(record->arena, par_span_of(sentence));
    return true;
}

bool par_cli_is_rerun(const struct par_cli *cli)
{
    return cli->record && cli->record->rerun;
}

const char *par_cli_within(const struct par_cli *cli)
{
    return cli->record ? cli->record->within : NULL;
}

/* --- Inputs ------------------------------------------------------------------------------------------------------ */

/* Whether two paths mean one place, be there a file or not. */
static bool is_same_place(const char *a, const char *b, struct par_arena *arena)
{
    const char *slash_a = strrchr(a, '/'), *slash_b = strrchr(b, '/');
    const char *name_a = slash_a ? slash_a + 1 : a, *name_b = slash_b ? slash_b + 1 : b;
    if (par_folder_same(a, b))
        return true;
    const char *folder_a = "./", *folder_b = "./";
    if (slash_a)
        folder_a = par_arena_copy(arena, (struct par_span){a, (size_t)(name_a - a)});
    if (slash_b)
        folder_b = par_arena_copy(arena, (struct par_span){b, (size_t)(name_b - b)});
    return strcmp(name_a, name_b) == 0 && par_folder_same(folder_a, folder_b);
}

static struct record_state state_of(const struct stat *status)
{
    return (struct record_state){(uint64_t)status->st_dev, (uint64_t)status->st_ino, (int64_t)status->st_size,
                                 (int64_t)status->st_mtim.tv_sec, (int64_t)status->st_mtim.tv_nsec};
}

/* Of a recomputation: only what the manifest names is read. */
static bool may_read(struct par_record *record, const char *path)
{
    int32_t input = par_names_find(record->input_names, par_span_of(path));
    if (input >= 0) {
        record->is_read[input] = true;
        return true;
    }
    record->refused = par_arena_grow(record->arena, record->refused, record->refused_count, &record->refused_room,
                                     sizeof *record->refused);
    record->refused[record->refused_count++] = par_arena_copy(record->arena, par_span_of(path));
    return false;
}

static bool refuse_reading(struct par_cli *cli, const char *path)
{
    struct par_place place = {.file = path};
    par_diags_add(cli->diags, PAR_FATAL, PAR_VERIFY_INPUT_NEW, &place, NULL);
    return false;
}

static bool check_name(struct par_cli *cli, const char *path)
{
    return par_manifest_can_name(path) ||
           par_cli_usage_error(cli,
                               N_("--manifest cannot name the file {1}; give it a name without control characters, "
                                  "in UTF-8"),
                               path, NULL);
}

static bool note_input(struct par_cli *cli, const char *path, const struct stat *status)
{
    struct par_record *record = cli->record;
    struct par_diags *unheard = par_diags_new(record->arena, 0, 0);
    const char *digest = par_digest_file(path, record->arena, unheard);
    if (!digest) /* who opens it will say why it cannot be read */
        return true;
    record->inputs =
        par_arena_grow(record->arena, record->inputs, record->input_count, &record->input_room, sizeof *record->inputs);
    const char *name = par_arena_copy(record->arena, par_span_of(path));
    par_names_add(record->input_names, par_span_of(name), (int32_t)record->input_count);
    record->inputs[record->input_count++] =
        (struct record_input){{name, par_manifest_digits(digest)}, state_of(status)};
    return true;
}

bool par_cli_reads(struct par_cli *cli, const char *path)
{
    struct par_record *record = cli->record;
    struct stat status;
    if (!path || !record || (!record->path && !record->rerun))
        return true;
    if (record->rerun)
        return may_read(record, path) || refuse_reading(cli, path);
    bool is_stdin = strcmp(path, "-") == 0;
    if (!is_stdin && (stat(path, &status) != 0 || par_names_find(record->input_names, par_span_of(path)) >= 0))
        return true;
    if (is_stdin || !S_ISREG(status.st_mode))
        return par_cli_usage_error(cli,
                                   N_("--manifest: {1} cannot be read again, so nobody could recompute this; save it "
                                      "as a file and name that"),
                                   path, NULL);
    if (par_folder_same(path, record->path))
        return par_cli_usage_error(cli, N_("--manifest {1}: this file is one of the inputs; name another"),
                                   record->path, NULL);
    return check_name(cli, path) && note_input(cli, path, &status);
}

void par_cli_uses_set(struct par_cli *cli, const char *id, const char *path)
{
    struct par_record *record = cli->record;
    if (!record)
        return;
    record->sets =
        par_arena_grow(record->arena, record->sets, record->set_count, &record->set_room, sizeof *record->sets);
    record->sets[record->set_count++] = (struct par_manifest_set){id, par_arena_copy(record->arena, par_span_of(path))};
}

/* --- Outputs ----------------------------------------------------------------------------------------------------- */

static bool check_output(struct par_cli *cli, const char *name)
{
    const struct par_record *record = cli->record;
    if (strcmp(name, "-") != 0 && is_same_place(name, record->path, cli->arena))
        return par_cli_usage_error(cli, N_("--manifest {1}: this file is one of the outputs; name another"),
                                   record->path, NULL);
    for (size_t i = 0; i < record->output_count; i++)
        if (strcmp(record->outputs[i].name, name) == 0)
            return par_cli_usage_error(cli, N_("--manifest: {1} is written twice; name a file for each output"), name,
                                       NULL);
    return check_name(cli, name);
}

static void note_output(struct par_record *record, const char *name, struct par_output *output)
{
    record->outputs = par_arena_grow(record->arena, record->outputs, record->output_count, &record->output_room,
                                     sizeof *record->outputs);
    record->outputs[record->output_count++] =
        (struct record_output){par_arena_copy(record->arena, par_span_of(name)), output};
    par_output_watch(output, record->arena);
}

struct par_output *par_cli_output_open(struct par_cli *cli, const char *path)
{
    struct par_record *record = cli->record;
    const char *name = path ? path : "-";
    if (!record || (!record->path && !record->rerun))
        return par_output_open(path, cli->arena, cli->diags);
    if (cli->misused || (!record->rerun && !check_output(cli, name)))
        return NULL;
    struct par_output *output =
        record->rerun ? par_output_memory(name, cli->arena) : par_output_open(path, cli->arena, cli->diags);
    if (output)
        note_output(record, name, output);
    return output;
}

/* --- The manifest ------------------------------------------------------------------------------------------------ */

const char *par_record_form(enum par_format format)
{
    static const char *const names[] = {[PAR_CSV] = "csv",     [PAR_CSV_EXCEL] = "excel", [PAR_JSON] = "json",
                                        [PAR_JSONL] = "jsonl", [PAR_TABLE] = "table",     [PAR_MARKDOWN] = "markdown",
                                        [PAR_XLSX] = "xlsx",   [PAR_HTML] = "html",       [PAR_DOCX] = "docx"};
    return names[format];
}

/* False after a finding for each input that is no longer what it was. */
static bool check_inputs(struct par_cli *cli)
{
    const struct par_record *record = cli->record;
    bool fine = true;
    for (size_t i = 0; i < record->input_count; i++) {
        struct stat status;
        struct par_place place = {.file = record->inputs[i].named.file};
        struct record_state now = {0};
        if (stat(place.file, &status) == 0)
            now = state_of(&status);
        if (memcmp(&now, &record->inputs[i].state, sizeof now) == 0)
            continue;
        par_diags_add(cli->diags, PAR_ERROR, PAR_MANIFEST_MOVED, &place, NULL);
        fine = false;
    }
    return fine;
}

static bool are_committed(const struct par_record *record)
{
    for (size_t i = 0; i < record->output_count; i++)
        if (!par_output_is_committed(record->outputs[i].output))
            return false;
    return true;
}

static struct par_manifest manifest_of(struct par_cli *cli, int status)
{
    const struct par_record *record = cli->record;
    struct par_manifest_file *inputs = par_arena_array(cli->arena, record->input_count, sizeof *inputs);
    struct par_manifest_file *outputs = par_arena_array(cli->arena, record->output_count, sizeof *outputs);
    for (size_t i = 0; i < record->input_count; i++)
        inputs[i] = record->inputs[i].named;
    for (size_t i = 0; i < record->output_count; i++)
        outputs[i] = (struct par_manifest_file){
            record->outputs[i].name, par_manifest_digits(par_output_digest(record->outputs[i].output, cli->arena))};
    return (struct par_manifest){.program = cli->program,
                                 .version = par_cli_version(),
                                 .language = cli->language,
                                 .form = par_record_form(par_cli_format(cli)),
                                 .status = status,
                                 .arguments = {record->argument_count, record->arguments},
                                 .set_count = record->set_count,
                                 .sets = record->sets,
                                 .input_count = record->input_count,
                                 .inputs = inputs,
                                 .output_count = record->output_count,
                                 .outputs = outputs};
}

static void write_manifest(struct par_cli *cli, int status)
{
    struct par_manifest manifest = manifest_of(cli, status);
    struct par_output *output = par_output_open(cli->record->path, cli->arena, cli->diags);
    if (!output)
        return;
    par_manifest_write(&manifest, output, cli->arena);
    par_output_commit(output, cli->diags);
}

void par_record_finish(struct par_cli *cli, int status)
{
    const struct par_record *record = cli->record;
    if (!record || !record->path || cli->misused)
        return;
    bool has_result = record->output_count > 0 ? are_committed(record) : status == PAR_EXIT_OK;
    if (!has_result)
        par_cli_say(cli, N_("{1} is not written, since there is no result that it could speak of"), record->path, NULL);
    else if (check_inputs(cli))
        write_manifest(cli, status);
}
