/* par-audit verify: a manifest -> the same run again, in memory, and what of it is as it was recorded. */
#include "parindex/folder.h"
#include "programs.h"
#include "sheet.h"
#include "verification.h"

enum { OPTION_ROOT = 1, OPTION_WITHIN };

struct options {
    const char *manifest, *root, *within;
};

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    if (id == OPTION_ROOT)
        options->root = argument;
    else if (id == OPTION_WITHIN)
        options->within = argument;
    else if (options->manifest)
        return par_cli_usage_error(cli, N_("{1}: one manifest is verified at a time"), argument, NULL);
    else
        options->manifest = argument;
    return true;
}

/* --- The table --------------------------------------------------------------------------------------------------- */

static const char *state_text(const struct par_sheet *sheet, enum par_verified state)
{
    static const char *const words[] = {
        [PAR_VERIFIED_SAME] = N_("same"),
        [PAR_VERIFIED_CHANGED] = N_("changed"),
        [PAR_VERIFIED_MISSING] = N_("not there"),
        [PAR_VERIFIED_OUTSIDE] = N_("outside the folder"),
        [PAR_VERIFIED_NOT_A_FILE] = N_("not a file"),
        [PAR_VERIFIED_UNREAD] = N_("not read"),
        [PAR_VERIFIED_NEW] = N_("not recorded"),
        [PAR_VERIFIED_IDENTICAL] = N_("identical"),
        [PAR_VERIFIED_EDITED] = N_("edited afterwards"),
        [PAR_VERIFIED_REWRITTEN] = N_("written again afterwards"),
        [PAR_VERIFIED_DIFFERENT] = N_("different"),
        [PAR_VERIFIED_NOT_WRITTEN] = N_("not written"),
        [PAR_VERIFIED_INPUT_MISSING] = N_("an input is missing"),
    };
    bool for_people = par_sheet_is_for_people(sheet) || sheet->cli->excel;
    return for_people ? par_cli_text(sheet->cli, words[state]) : par_verified_name(state);
}

static const char *role_text(const struct par_sheet *sheet, const char *role)
{
    bool for_people = par_sheet_is_for_people(sheet) || sheet->cli->excel;
    return for_people ? par_cli_text(sheet->cli, role) : role;
}

static void write_count(struct par_writer *writer, bool is, uint32_t count)
{
    if (is && count > 0)
        par_writer_integer(writer, count);
    else
        par_writer_empty(writer);
}

static void write_row(struct par_sheet *sheet, const char *role, const struct par_verified_file *file)
{
    struct par_writer *writer = sheet->writer;
    bool differs = file->has_difference;
    par_writer_text(writer, role_text(sheet, role));
    par_writer_text(writer, file->file);
    par_writer_text(writer, state_text(sheet, file->state));
    write_count(writer, differs, file->difference.line);
    par_writer_text(writer, differs ? file->difference.header : NULL);
    par_writer_text(writer, differs ? file->difference.one : NULL);
    par_writer_text(writer, differs ? file->difference.other : NULL);
    par_writer_row(writer);
}

static enum par_verified verdict_of(const struct par_verification *verification)
{
    if (!verification->is_rerun)
        return PAR_VERIFIED_INPUT_MISSING;
    return verification->is_identical ? PAR_VERIFIED_IDENTICAL : PAR_VERIFIED_DIFFERENT;
}

static void write_table(struct par_cli *cli, const char *path, const struct par_verification *verification)
{
    static const char *const names[] = {"role", "file", "state", "line", "column", "at_hand", "recomputed"};
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    struct par_verified_file verdict = {.file = path, .state = verdict_of(verification)};
    sheet->cli = cli;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i == 3);
    if (!par_sheet_open(sheet, NULL))
        return;
    for (size_t i = 0; i < verification->input_count; i++)
        write_row(sheet, N_("input"), &verification->inputs[i]);
    for (size_t i = 0; i < verification->output_count; i++)
        write_row(sheet, N_("output"), &verification->outputs[i]);
    write_row(sheet, N_("verdict"), &verdict);
    par_sheet_close(sheet);
}

/* --- What is said ------------------------------------------------------------------------------------------------ */

static void say(struct par_cli *cli, enum par_severity severity, enum par_code code, const char *file, const char *a,
                const char *b)
{
    struct par_place place = {.file = file};
    par_diags_add(cli->diags, severity, code, &place, a, b, NULL);
}

static void say_input(struct par_cli *cli, const struct par_verified_file *input, const struct par_named_folder *folder)
{
    if (input->state == PAR_VERIFIED_CHANGED)
        say(cli, PAR_ERROR, PAR_VERIFY_INPUT_CHANGED, input->file, NULL, NULL);
    else if (input->state == PAR_VERIFIED_MISSING)
        say(cli, PAR_ERROR, PAR_VERIFY_INPUT_MISSING, input->file, input->reason, NULL);
    else if (input->state == PAR_VERIFIED_OUTSIDE)
        say(cli, PAR_ERROR, PAR_VERIFY_OUTSIDE, input->file, folder->shown, NULL);
    else if (input->state == PAR_VERIFIED_NOT_A_FILE)
        say(cli, PAR_ERROR, PAR_VERIFY_NOT_A_FILE, input->file, NULL, NULL);
    else if (input->state == PAR_VERIFIED_UNREAD)
        say(cli, PAR_ERROR, PAR_VERIFY_INPUT_UNREAD, input->file, NULL, NULL);
    else if (input->state == PAR_VERIFIED_NEW)
        say(cli, PAR_ERROR, PAR_VERIFY_INPUT_NEW, input->file, NULL, NULL);
}

static const char *cause_of(const struct par_verification *verification)
{
    if (verification->any_changed)
        return "input";
    return strcmp(verification->manifest->version, par_cli_version()) != 0 ? "version" : "unknown";
}

static void say_difference(struct par_cli *cli, const struct par_verified_file *output)
{
    const struct par_difference *difference = &output->difference;
    struct par_place place = {
        .file = output->file, .line = difference->line, .field = difference->field, .header = difference->header};
    if (output->has_difference)
        par_diags_add(cli->diags, PAR_ERROR, PAR_VERIFY_FIRST, &place, difference->one, difference->other, NULL);
}

static void say_output(struct par_cli *cli, const struct par_verified_file *output,
                       const struct par_verification *verification)
{
    bool failed = verification->rerun.status != verification->manifest->status;
    if (output->state == PAR_VERIFIED_EDITED)
        say(cli, PAR_ERROR, PAR_VERIFY_EDITED, output->file, NULL, NULL);
    else if (output->state == PAR_VERIFIED_REWRITTEN)
        say(cli, PAR_ERROR, PAR_VERIFY_REWRITTEN, output->file, NULL, NULL);
    else if (output->state == PAR_VERIFIED_DIFFERENT)
        say(cli, PAR_ERROR, PAR_VERIFY_DIFFERS, output->file, cause_of(verification), NULL);
    else if (output->state == PAR_VERIFIED_NEW)
        say(cli, PAR_ERROR, PAR_VERIFY_OUTPUT_NEW, output->file, NULL, NULL);
    else if (output->state == PAR_VERIFIED_NOT_WRITTEN && !failed)
        say(cli, PAR_ERROR, PAR_VERIFY_OUTPUT_MISSING, output->file, NULL, NULL);
    say_difference(cli, output);
}

static const char *status_text(struct par_cli *cli, int status)
{
    const char digit[] = {(char)('0' + status), '\0'};
    return par_arena_copy(cli->arena, par_span_of(digit));
}

static void say_run(struct par_cli *cli, const char *path, const struct par_verification *verification)
{
    const struct par_manifest *manifest = verification->manifest;
    const struct par_rerun *rerun = &verification->rerun;
    struct par_place place = {.file = path};
    if (strcmp(manifest->version, par_cli_version()) != 0)
        say(cli, PAR_NOTE, PAR_VERIFY_VERSION, path, manifest->version, par_cli_version());
    if (!verification->is_rerun)
        say(cli, PAR_ERROR, PAR_VERIFY_NOT_RUN, path, NULL, NULL);
    else if (rerun->mistake)
        say(cli, PAR_ERROR, PAR_VERIFY_ARGUMENTS, path, rerun->mistake, NULL);
    else if (rerun->status != manifest->status)
        par_diags_add(cli->diags, PAR_ERROR, PAR_VERIFY_FAILED, &place, status_text(cli, manifest->status),
                      status_text(cli, rerun->status), rerun->error ? rerun->error : "", NULL);
    if (verification->sets_differ)
        say(cli, PAR_ERROR, PAR_VERIFY_SET, path, NULL, NULL);
}

/* After the table was written: it is the result of this program, whatever is said. */
static void report(struct par_cli *cli, const char *path, const struct par_verification *verification,
                   const struct par_named_folder *folder)
{
    for (size_t i = 0; i < verification->input_count; i++)
        say_input(cli, &verification->inputs[i], folder);
    say_run(cli, path, verification);
    for (size_t i = 0; i < verification->output_count; i++)
        say_output(cli, &verification->outputs[i], verification);
    if (verification->is_identical)
        par_cli_say(cli, N_("{1}: identical"), path, NULL);
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

/* False, after a usage error, when the table would be written over a file that is verified. */
static bool spares(struct par_cli *cli, const struct options *options, const struct par_manifest *manifest,
                   const struct par_named_folder *folder)
{
    const char *output = cli->output, *path;
    if (!output || strcmp(output, "-") == 0)
        return true;
    bool same = par_folder_same(options->manifest, output);
    for (size_t i = 0; i < manifest->input_count && !same; i++)
        same = par_named_find(folder, manifest->inputs[i].file, cli->arena, &path) == PAR_NAMED_FILE &&
               par_folder_same(path, output);
    for (size_t i = 0; i < manifest->output_count && !same; i++)
        same = par_named_find(folder, manifest->outputs[i].file, cli->arena, &path) == PAR_NAMED_FILE &&
               par_folder_same(path, output);
    return !same || par_cli_usage_error(cli, N_("-o {1}: this file is verified; name another"), output, NULL);
}

static void verify(struct par_cli *cli, const struct options *options, const struct par_manifest *manifest,
                   par_program_maker make)
{
    struct par_named_folder folder;
    struct par_verification verification;
    if (!par_named_folder_find(options->root, options->within, cli, &folder) ||
        !spares(cli, options, manifest, &folder))
        return;
    struct par_arena *arena = par_arena_new(par_cli_no_memory);
    if (par_verify(cli, manifest, make, &folder, arena, &verification)) {
        write_table(cli, options->manifest, &verification);
        report(cli, options->manifest, &verification, &folder);
    }
    par_arena_free(arena);
}

static void run_verify(struct par_cli *cli, void *context)
{
    const struct options *options = context;
    if (!options->manifest) {
        par_cli_usage_error(cli, N_("name the manifest"), NULL, NULL);
        return;
    }
    const struct par_manifest *manifest = par_manifest_load(options->manifest, cli->arena, cli->diags);
    if (!manifest)
        return;
    par_program_maker make = par_program_named(manifest->program);
    struct par_place place = {.file = options->manifest, .pointer = "/program"};
    if (make)
        verify(cli, options, manifest, make);
    else
        par_diags_add(cli->diags, PAR_ERROR, PAR_VALUE_UNKNOWN, &place, manifest->program,
                      par_program_names(cli->arena), NULL);
}

struct par_program par_program_audit_verify(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_ROOT, 0, "root", N_("FOLDER"), N_("Folder that the names are relative to; otherwise this one")},
        {OPTION_WITHIN, 0, "within", N_("FOLDER"), N_("Open nothing outside FOLDER; otherwise outside --root")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){.name = "par-audit verify",
                                .summary = N_("Runs again what a manifest records, and says what is not as it was."),
                                .usage = N_("MANIFEST [--root FOLDER] [--within FOLDER]"),
                                .examples = "par-score --year nam.json --manifest diem.manifest.json\n"
                                            "par-audit verify diem.manifest.json\n"
                                            "par-audit verify --root nam-2025 --within . nam-2025/diem.manifest.json",
                                .formats = "csv json jsonl table markdown",
                                .keeps_no_manifest = true,
                                .options = own,
                                .take = take,
                                .run = run_verify,
                                .context = options};
}
