#include "parindex/manifest.h"

#include "json_write.h"
#include "parindex/json.h"
#include "parindex/names.h"
#include "parindex/text.h"

enum { DIGITS = 64, LAST_STATUS = 3 };

static const char FORMAT[] = "parindex-manifest/1";

static const char *const languages[] = {"vi", "en", NULL};
static const char *const forms[] = {"csv", "excel", "json", "jsonl", "table", "markdown", "xlsx", "html", "docx", NULL};

bool par_manifest_can_name(const char *name)
{
    size_t bad;
    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            return false;
    return *name && par_text_valid(par_span_of(name), &bad);
}

const char *par_manifest_digits(const char *digest)
{
    const char *colon = strchr(digest, ':');
    return colon ? colon + 1 : digest;
}

/* --- Reading ----------------------------------------------------------------------------------------------------- */

static bool is_digest(const char *text)
{
    return strlen(text) == DIGITS && strspn(text, "0123456789abcdef") == DIGITS;
}

/* A name of a file; "" after a finding. */
static const char *read_name(const struct par_document *doc, const struct par_node *object, bool is_input)
{
    const char *name = par_document_string(doc, object, "file", true);
    if (!name)
        return "";
    if (!par_manifest_can_name(name) || (is_input && strcmp(name, "-") == 0))
        par_document_error(doc, par_node_get(object, "file"), PAR_MANIFEST_NAME, name, NULL, NULL);
    return name;
}

static struct par_manifest_file read_file(const struct par_document *doc, const struct par_node *object, bool is_input)
{
    static const char *const known[] = {"file", "sha256", NULL};
    if (!par_document_keys(doc, object, known))
        return (struct par_manifest_file){"", ""};
    const char *digest = par_document_string(doc, object, "sha256", true);
    if (digest && !is_digest(digest))
        par_document_error(doc, par_node_get(object, "sha256"), PAR_MANIFEST_DIGEST, digest, NULL, NULL);
    return (struct par_manifest_file){read_name(doc, object, is_input), digest ? digest : ""};
}

static const struct par_manifest_file *read_files(const struct par_document *doc, const struct par_node *root,
                                                  const char *key, size_t *count)
{
    const struct par_node *array = par_document_array(doc, root, key, true);
    struct par_manifest_file *files = par_arena_array(doc->arena, array ? array->count : 0, sizeof *files);
    struct par_names *seen = par_names_new(doc->arena);
    *count = 0;
    for (const struct par_node *item = array ? array->first : NULL; item; item = item->next) {
        struct par_manifest_file file = read_file(doc, item, strcmp(key, "inputs") == 0);
        if (*file.file && par_names_add(seen, par_span_of(file.file), 0) != PAR_NAME_NONE)
            par_document_error(doc, item, PAR_MANIFEST_TWICE, file.file, NULL, NULL);
        files[(*count)++] = file;
    }
    return files;
}

static const struct par_manifest_set *read_sets(const struct par_document *doc, const struct par_node *root,
                                                size_t *count)
{
    static const char *const known[] = {"id", "file", NULL};
    const struct par_node *array = par_document_array(doc, root, "sets", true);
    struct par_manifest_set *sets = par_arena_array(doc->arena, array ? array->count : 0, sizeof *sets);
    *count = 0;
    for (const struct par_node *item = array ? array->first : NULL; item; item = item->next) {
        if (!par_document_keys(doc, item, known))
            continue;
        const char *id = par_document_string(doc, item, "id", true);
        sets[(*count)++] = (struct par_manifest_set){id ? id : "", read_name(doc, item, true)};
    }
    return sets;
}

static void require(const struct par_document *doc, const struct par_node *root, const char *key)
{
    if (!par_node_get(root, key))
        par_document_error(doc, root, PAR_KEY_MISSING, key, NULL, NULL);
}

static const char *read_choice(const struct par_document *doc, const struct par_node *root, const char *key,
                               const char *const *names)
{
    require(doc, root, key);
    return names[par_document_choice(doc, root, key, names, 0)];
}

static struct par_manifest *read_manifest(const struct par_document *doc, const struct par_node *root)
{
    static const char *const known[] = {"format", "program", "version", "language", "form", "arguments",
                                        "exit",   "sets",    "inputs",  "outputs",  NULL};
    struct par_manifest *manifest = par_arena_alloc(doc->arena, sizeof *manifest);
    if (!par_document_keys(doc, root, known))
        return manifest;
    const char *format = par_document_string(doc, root, "format", true);
    if (format && strcmp(format, FORMAT) != 0)
        par_document_error(doc, par_node_get(root, "format"), PAR_FORMAT_UNKNOWN, format, FORMAT, NULL);
    manifest->program = par_document_string(doc, root, "program", true);
    manifest->version = par_document_string(doc, root, "version", true);
    manifest->language = read_choice(doc, root, "language", languages);
    manifest->form = read_choice(doc, root, "form", forms);
    require(doc, root, "exit");
    manifest->status = par_document_small(doc, root, "exit", 0, LAST_STATUS, 0);
    require(doc, root, "arguments");
    manifest->arguments = par_document_list(doc, root, "arguments");
    manifest->sets = read_sets(doc, root, &manifest->set_count);
    manifest->inputs = read_files(doc, root, "inputs", &manifest->input_count);
    manifest->outputs = read_files(doc, root, "outputs", &manifest->output_count);
    return manifest;
}

struct par_manifest *par_manifest_load(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    struct par_source *source = par_source_open(path, arena, diags);
    if (!source)
        return NULL;
    const struct par_node *root = par_json_read_as_is(source, arena, diags);
    par_source_close(source);
    if (!root)
        return NULL;
    struct par_document doc = {.file = path, .arena = arena, .diags = diags};
    size_t before = par_diags_errors(diags);
    struct par_manifest *manifest = read_manifest(&doc, root);
    return before == par_diags_errors(diags) ? manifest : NULL;
}

/* --- Writing ----------------------------------------------------------------------------------------------------- */

static void add_files(struct par_node *root, const char *key, const struct par_manifest_file *files, size_t count,
                      struct par_arena *arena)
{
    struct par_node *array = par_json_add(arena, root, key, PAR_NODE_ARRAY);
    for (size_t i = 0; i < count; i++) {
        struct par_node *object = par_json_add(arena, array, NULL, PAR_NODE_OBJECT);
        par_json_add_text(arena, object, "file", files[i].file);
        par_json_add_text(arena, object, "sha256", files[i].sha256);
    }
}

static void add_sets(struct par_node *root, const struct par_manifest *manifest, struct par_arena *arena)
{
    struct par_node *array = par_json_add(arena, root, "sets", PAR_NODE_ARRAY);
    for (size_t i = 0; i < manifest->set_count; i++) {
        struct par_node *object = par_json_add(arena, array, NULL, PAR_NODE_OBJECT);
        par_json_add_text(arena, object, "id", manifest->sets[i].id);
        par_json_add_text(arena, object, "file", manifest->sets[i].file);
    }
}

void par_manifest_write(const struct par_manifest *manifest, struct par_output *output, struct par_arena *arena)
{
    struct par_node *root = par_json_object(arena);
    struct par_bytes text = {.arena = arena};
    const char status[] = {(char)('0' + manifest->status), '\0'};
    par_json_add_text(arena, root, "format", FORMAT);
    par_json_add_text(arena, root, "program", manifest->program);
    par_json_add_text(arena, root, "version", manifest->version);
    par_json_add_text(arena, root, "language", manifest->language);
    par_json_add_text(arena, root, "form", manifest->form);
    struct par_node *arguments = par_json_add(arena, root, "arguments", PAR_NODE_ARRAY);
    for (size_t i = 0; i < manifest->arguments.count; i++)
        par_json_add_text(arena, arguments, NULL, manifest->arguments.items[i]);
    par_json_add_number(arena, root, "exit", status);
    add_sets(root, manifest, arena);
    add_files(root, "inputs", manifest->inputs, manifest->input_count, arena);
    add_files(root, "outputs", manifest->outputs, manifest->output_count, arena);
    par_json_print(root, &text);
    par_output_write(output, text.text, text.size);
}
