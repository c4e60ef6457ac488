#include "verification.h"

#include <stdint.h>

#include "parindex/digest.h"
#include "parindex/source.h"

const char *par_verified_name(enum par_verified state)
{
    static const char *const names[] = {
        [PAR_VERIFIED_SAME] = "same",
        [PAR_VERIFIED_CHANGED] = "changed",
        [PAR_VERIFIED_MISSING] = "missing",
        [PAR_VERIFIED_OUTSIDE] = "outside",
        [PAR_VERIFIED_NOT_A_FILE] = "not_a_file",
        [PAR_VERIFIED_UNREAD] = "unread",
        [PAR_VERIFIED_NEW] = "new",
        [PAR_VERIFIED_IDENTICAL] = "identical",
        [PAR_VERIFIED_EDITED] = "edited",
        [PAR_VERIFIED_REWRITTEN] = "rewritten",
        [PAR_VERIFIED_DIFFERENT] = "different",
        [PAR_VERIFIED_NOT_WRITTEN] = "not_written",
        [PAR_VERIFIED_INPUT_MISSING] = "input_missing",
    };
    return names[state];
}

/* What is being verified. */
struct verifying {
    struct par_cli *cli;
    const struct par_manifest *manifest;
    const struct par_named_folder *folder;
    struct par_arena *arena;   /* of the recomputation: for what is large */
    struct par_diags *unheard; /* reasons stand in the results */
    struct par_verification *out;
};

/* --- Inputs ------------------------------------------------------------------------------------------------------ */

static enum par_verified check_digest(const struct verifying *verifying, const char *path, const char *sha256)
{
    const char *digest = par_digest_file(path, verifying->cli->arena, verifying->unheard);
    if (!digest)
        return PAR_VERIFIED_MISSING;
    return strcmp(par_manifest_digits(digest), sha256) == 0 ? PAR_VERIFIED_SAME : PAR_VERIFIED_CHANGED;
}

static struct par_verified_file check_input(const struct verifying *verifying, const struct par_manifest_file *input)
{
    static const enum par_verified states[] = {[PAR_NAMED_ABSENT] = PAR_VERIFIED_MISSING,
                                               [PAR_NAMED_OUTSIDE] = PAR_VERIFIED_OUTSIDE,
                                               [PAR_NAMED_NOT_A_FILE] = PAR_VERIFIED_NOT_A_FILE};
    struct par_verified_file file = {.file = input->file};
    const char *path;
    enum par_named_state named = par_named_find(verifying->folder, input->file, verifying->cli->arena, &path);
    if (named == PAR_NAMED_FILE)
        file.state = check_digest(verifying, path, input->sha256);
    else
        file.state = states[named];
    file.reason = named == PAR_NAMED_ABSENT ? path : NULL;
    return file;
}

/* Whether all of them may be opened. */
static bool check_inputs(const struct verifying *verifying)
{
    struct par_verification *out = verifying->out;
    bool openable = true;
    out->inputs = par_arena_array(verifying->cli->arena, verifying->manifest->input_count, sizeof *out->inputs);
    for (; out->input_count < verifying->manifest->input_count; out->input_count++) {
        struct par_verified_file *file = &out->inputs[out->input_count];
        *file = check_input(verifying, &verifying->manifest->inputs[out->input_count]);
        openable = openable && (file->state == PAR_VERIFIED_SAME || file->state == PAR_VERIFIED_CHANGED);
        out->any_changed = out->any_changed || file->state != PAR_VERIFIED_SAME;
    }
    return openable;
}

static void check_what_was_read(const struct verifying *verifying)
{
    struct par_verification *out = verifying->out;
    const struct par_rerun *rerun = &out->rerun;
    size_t room = out->input_count;
    for (size_t i = 0; i < verifying->manifest->input_count && !rerun->mistake; i++)
        if (!rerun->is_read[i] && out->inputs[i].state == PAR_VERIFIED_SAME && rerun->refused_count == 0)
            out->inputs[i].state = PAR_VERIFIED_UNREAD;
    for (size_t i = 0; i < rerun->refused_count; i++) {
        out->inputs = par_arena_grow(verifying->cli->arena, out->inputs, out->input_count, &room, sizeof *out->inputs);
        out->inputs[out->input_count++] =
            (struct par_verified_file){.file = rerun->refused[i], .state = PAR_VERIFIED_NEW};
        out->any_changed = true;
    }
}

/* --- Outputs ----------------------------------------------------------------------------------------------------- */

/* The bytes of an output's file; text NULL when it is not at hand. */
static struct par_span read_output(const struct verifying *verifying, const char *name)
{
    struct par_span nothing = {NULL, 0};
    const char *path;
    if (strcmp(name, "-") == 0 ||
        par_named_find(verifying->folder, name, verifying->cli->arena, &path) != PAR_NAMED_FILE)
        return nothing;
    struct par_source *source = par_source_open(path, verifying->arena, verifying->unheard);
    if (!source)
        return nothing;
    struct par_span bytes = par_source_all(source, SIZE_MAX / 2, verifying->arena, verifying->unheard);
    par_source_close(source);
    return bytes;
}

static const struct par_rerun_output *find_output(const struct par_rerun *rerun, const char *name)
{
    for (size_t i = 0; i < rerun->output_count; i++)
        if (strcmp(rerun->outputs[i].name, name) == 0)
            return &rerun->outputs[i];
    return NULL;
}

/* Whether its outputs can be read as tables again. */
static bool is_table(const struct par_manifest *manifest)
{
    return strcmp(manifest->form, "csv") == 0 || strcmp(manifest->form, "excel") == 0 ||
           strcmp(manifest->form, "xlsx") == 0;
}

static struct par_verified_file check_output(const struct verifying *verifying, const struct par_manifest_file *output)
{
    struct par_verified_file file = {.file = output->file, .state = PAR_VERIFIED_NOT_WRITTEN};
    const struct par_rerun_output *again = find_output(&verifying->out->rerun, output->file);
    struct par_span bytes = read_output(verifying, output->file);
    file.at_hand = bytes.text != NULL;
    if (!again)
        return file;
    if (file.at_hand)
        file.has_difference =
            par_difference_find(bytes, again->bytes, is_table(verifying->manifest), verifying->arena, &file.difference);
    bool as_recorded = strcmp(again->sha256, output->sha256) == 0;
    if (as_recorded)
        file.state = file.has_difference ? PAR_VERIFIED_EDITED : PAR_VERIFIED_IDENTICAL;
    else
        file.state = file.at_hand && !file.has_difference ? PAR_VERIFIED_REWRITTEN : PAR_VERIFIED_DIFFERENT;
    return file;
}

static bool is_recorded(const struct par_manifest *manifest, const char *name)
{
    for (size_t i = 0; i < manifest->output_count; i++)
        if (strcmp(manifest->outputs[i].file, name) == 0)
            return true;
    return false;
}

static void check_outputs(const struct verifying *verifying)
{
    struct par_verification *out = verifying->out;
    const struct par_manifest *manifest = verifying->manifest;
    const struct par_rerun *rerun = &out->rerun;
    out->outputs =
        par_arena_array(verifying->cli->arena, manifest->output_count + rerun->output_count, sizeof *out->outputs);
    for (; out->output_count < manifest->output_count; out->output_count++)
        out->outputs[out->output_count] = check_output(verifying, &manifest->outputs[out->output_count]);
    for (size_t i = 0; i < rerun->output_count; i++)
        if (!is_recorded(manifest, rerun->outputs[i].name))
            out->outputs[out->output_count++] =
                (struct par_verified_file){.file = rerun->outputs[i].name, .state = PAR_VERIFIED_NEW};
}

/* --- The verdict ------------------------------------------------------------------------------------------------- */

static size_t count_sets(const struct par_rerun *rerun, size_t inputs)
{
    size_t count = 0;
    for (size_t i = 0; i < inputs; i++)
        count += rerun->sets[i] != NULL;
    return count;
}

static bool are_sets_as_recorded(const struct verifying *verifying)
{
    const struct par_manifest *manifest = verifying->manifest;
    const struct par_rerun *rerun = &verifying->out->rerun;
    if (count_sets(rerun, manifest->input_count) != manifest->set_count)
        return false;
    for (size_t i = 0; i < manifest->set_count; i++) {
        const char *id = NULL;
        for (size_t k = 0; k < manifest->input_count; k++)
            if (strcmp(manifest->inputs[k].file, manifest->sets[i].file) == 0)
                id = rerun->sets[k];
        if (!id || strcmp(id, manifest->sets[i].id) != 0)
            return false;
    }
    return true;
}

static bool are_all(const struct par_verified_file *files, size_t count, enum par_verified state)
{
    for (size_t i = 0; i < count; i++)
        if (files[i].state != state)
            return false;
    return true;
}

bool par_verify(struct par_cli *cli, const struct par_manifest *manifest, par_program_maker make,
                const struct par_named_folder *folder, struct par_arena *arena, struct par_verification *out)
{
    struct verifying verifying = {cli, manifest, folder, arena, par_diags_new(arena, 0, 0), out};
    *out = (struct par_verification){.manifest = manifest};
    if (!check_inputs(&verifying))
        return true;
    if (!par_cli_rerun(manifest, folder, make, arena, cli->diags, &out->rerun))
        return false;
    out->is_rerun = true;
    if (out->rerun.mistake)
        return true;
    check_what_was_read(&verifying);
    check_outputs(&verifying);
    out->sets_differ = !are_sets_as_recorded(&verifying);
    out->is_identical = !out->sets_differ && out->rerun.status == manifest->status &&
                        are_all(out->inputs, out->input_count, PAR_VERIFIED_SAME) &&
                        are_all(out->outputs, out->output_count, PAR_VERIFIED_IDENTICAL);
    return true;
}
