/* The frame of a partial result: see partial.h. */
#include "parindex/partial.h"

#include "memory.h"
#include "parindex/digest.h"
#include "parindex/names.h"

/* --- Writing ------------------------------------------------------------------------------------------------------ */

enum { PIECE = 64 * 1024, MOST_PARTS = 1000000, ESCAPE = '\\', MOST_FIELDS = 64 };

struct par_partial_writer {
    struct par_arena *arena;
    struct par_output *output;
    struct par_digest *digest;
    struct par_bytes bytes; /* not yet handed to the output */
    int64_t lines;
};

static void hand_over(struct par_partial_writer *writer)
{
    struct par_span piece = {writer->bytes.text, writer->bytes.size};
    par_digest_add(writer->digest, piece);
    par_output_write(writer->output, piece.text, piece.size);
    writer->bytes.size = 0;
}

static void end_line(struct par_partial_writer *writer)
{
    if (writer->lines > 0)
        par_bytes_add_char(&writer->bytes, '\n');
    if (writer->bytes.size >= PIECE)
        hand_over(writer);
}

void par_partial_line(struct par_partial_writer *writer, const char *kind)
{
    end_line(writer);
    writer->lines++;
    par_bytes_add(&writer->bytes, par_span_of(kind));
}

void par_partial_text(struct par_partial_writer *writer, struct par_span text)
{
    static const char special[] = "\",\r\n' \t=+-@\\";
    struct par_bytes *line = &writer->bytes;
    bool quoted = text.size == 0;
    for (size_t i = 0; i < text.size && !quoted; i++)
        quoted = memchr(special, text.text[i], sizeof special - 1) != NULL;
    par_bytes_add_char(line, ',');
    if (!quoted) {
        par_bytes_add(line, text);
        return;
    }
    par_bytes_add_char(line, '"');
    /* Readers of CSV take an apostrophe in front for a guard, and off. */
    if (text.size > 0 && (*text.text == '\'' || *text.text == ESCAPE))
        par_bytes_add_char(line, ESCAPE);
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] == '"')
            par_bytes_add_char(line, '"');
        par_bytes_add_char(line, text.text[i]);
    }
    par_bytes_add_char(line, '"');
}

void par_partial_whole(struct par_partial_writer *writer, par_wide number)
{
    char digits[PAR_DECIMAL_TEXT];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + (int)(number % 10));
        number /= 10;
    } while (number > 0);
    par_bytes_add_char(&writer->bytes, ',');
    par_bytes_add(&writer->bytes, (struct par_span){digits + at, sizeof digits - at});
}

struct par_partial_writer *par_partial_begin(struct par_output *output, const char *format,
                                             const struct par_partial_label *label, struct par_arena *arena)
{
    struct par_partial_writer *writer = par_arena_alloc(arena, sizeof *writer);
    *writer = (struct par_partial_writer){arena, output, par_digest_new(arena), {.arena = arena}, 0};
    par_partial_line(writer, format);
    par_partial_text(writer, par_span_of(label->version));
    par_partial_line(writer, "part");
    par_partial_whole(writer, label->part.number);
    par_partial_whole(writer, label->part.of);
    for (size_t i = 0; i < label->count; i++) {
        par_partial_line(writer, "setting");
        par_partial_text(writer, par_span_of(label->settings[i].name));
        par_partial_text(writer, par_span_of(label->settings[i].value));
    }
    return writer;
}

bool par_partial_end(struct par_partial_writer *writer, struct par_diags *diags)
{
    int64_t lines = writer->lines;
    end_line(writer);
    hand_over(writer);
    const char *digest = par_digest_end(writer->digest, writer->arena);
    par_bytes_add(&writer->bytes, par_span_of("end"));
    par_partial_whole(writer, lines);
    par_partial_text(writer, par_span_of(digest));
    par_bytes_add_char(&writer->bytes, '\n');
    par_output_write(writer->output, writer->bytes.text, writer->bytes.size);
    return par_output_commit(writer->output, diags);
}

/* --- Numbers ------------------------------------------------------------------------------------------------------ */

bool par_partial_wide(struct par_span field, par_wide *out)
{
    par_wide number = 0;
    for (size_t i = 0; i < field.size; i++) {
        int digit = field.text[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, digit, &number))
            return false;
    }
    *out = number;
    return field.size > 0;
}

bool par_partial_number(struct par_span field, int64_t *out)
{
    static const par_wide most = PAR_POINTS_ONE * PAR_POINTS_ONE * PAR_POINTS_ONE;
    par_wide number;
    if (!par_partial_wide(field, &number) || number >= most)
        return false;
    *out = (int64_t)number;
    return true;
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

/* A part that was opened: which it is, and its digest. */
struct opened {
    const char *file, *digest;
    struct par_partial_number part;
};

struct par_partials {
    struct par_arena *arena;
    const char *format, *program, *version;
    size_t count, room;
    struct opened *parts;
    struct par_names *known;        /* digests and numbers of the parts */
    struct par_partial_label first; /* of the first part */
    /* The part at hand. */
    struct par_arena *scratch;
    const char *file;
    struct par_span text; /* without its last line */
    int64_t lines;        /* by its last line */
    struct par_partial_label label;
    struct par_span fields[MOST_FIELDS]; /* of the line at hand */
};

const char *par_partial_setting(const struct par_partial_label *label, const char *name)
{
    for (size_t i = 0; i < label->count; i++)
        if (strcmp(label->settings[i].name, name) == 0)
            return label->settings[i].value;
    return "";
}

struct par_partials *par_partials_new(const char *format, const char *program, const char *version,
                                      struct par_arena *arena)
{
    struct par_partials *partials = par_arena_alloc(arena, sizeof *partials);
    *partials = (struct par_partials){.arena = arena, .format = format, .program = program, .version = version};
    partials->known = par_names_new(arena);
    return partials;
}

const struct par_partial_label *par_partials_first(const struct par_partials *partials)
{
    return partials->count > 0 ? &partials->first : NULL;
}

const struct par_partial_label *par_partials_label(const struct par_partials *partials)
{
    return partials->count > 0 ? &partials->label : NULL;
}

const char *par_partials_first_file(const struct par_partials *partials)
{
    return partials->count > 0 ? partials->parts[0].file : NULL;
}

static bool refuse(const struct par_partials *partials, struct par_diags *diags, enum par_code code, const char *a,
                   const char *b, const char *c, const char *d)
{
    struct par_place place = {.file = partials->file};
    par_diags_add(diags, PAR_ERROR, code, &place, a, b, c, d, NULL);
    return false;
}

static bool broken(const struct par_partials *partials, struct par_diags *diags, const char *what)
{
    return refuse(partials, diags, PAR_PART_BROKEN, what, NULL, NULL, NULL);
}

/* The head of the file says whether it is a part at all, and of which version. */
static bool check_kind(const struct par_partials *partials, struct par_span all, struct par_diags *diags)
{
    size_t size = strlen(partials->format), end = size + 1;
    if (all.size <= size || memcmp(all.text, partials->format, size) != 0 || all.text[size] != ',')
        return refuse(partials, diags, PAR_PART_KIND, partials->program, NULL, NULL, NULL);
    while (end < all.size && all.text[end] != '\n')
        end++;
    struct par_span version = {all.text + size + 1, end - size - 1};
    if (par_span_is(version, partials->version))
        return true;
    return refuse(partials, diags, PAR_PART_VERSION, par_arena_copy(partials->scratch, version), partials->version,
                  NULL, NULL);
}

static struct par_span last_line(struct par_span text)
{
    size_t at = text.size - 1;
    while (at > 0 && text.text[at - 1] != '\n')
        at--;
    return (struct par_span){text.text + at, text.size - at};
}

/* "end,12,sha256:..." of the bytes before it. */
static bool check_end(struct par_partials *partials, struct par_span all, const char **digest, struct par_diags *diags)
{
    struct par_span line = all.size > 0 ? last_line(all) : all;
    if (line.size < 5 || memcmp(line.text, "end,", 4) != 0 || all.text[all.size - 1] != '\n')
        return broken(partials, diags, "its last line is not there");
    const char *comma = memchr(line.text + 4, ',', line.size - 4);
    partials->text = (struct par_span){all.text, all.size - line.size};
    *digest = par_digest_of(partials->text, partials->arena);
    if (!comma ||
        !par_partial_number((struct par_span){line.text + 4, (size_t)(comma - line.text - 4)}, &partials->lines))
        return broken(partials, diags, "its last line is not there");
    struct par_span told = {comma + 1, line.size - (size_t)(comma + 1 - line.text) - 1};
    return par_span_is(told, *digest) || broken(partials, diags, "its content was changed");
}

static struct par_table *open_text(const struct par_partials *partials, struct par_diags *diags)
{
    static const struct par_table_options plain = {.separator = ',',
                                                   .encoding = {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}};
    struct par_source *source = par_source_memory(partials->text, 0, partials->file, partials->scratch);
    return par_table_open(source, &plain, diags);
}

static struct par_span without_escape(struct par_span field)
{
    bool escaped = field.size > 0 && *field.text == ESCAPE;
    return escaped ? (struct par_span){field.text + 1, field.size - 1} : field;
}

static const char *text_of(const struct par_partials *partials, const struct par_row *row, size_t field)
{
    return field < row->count ? par_arena_copy(partials->arena, without_escape(row->fields[field])) : "";
}

static void add_setting(const struct par_partials *partials, struct par_partial_label *label, size_t *room,
                        const struct par_row *row)
{
    struct par_partial_setting *settings = (struct par_partial_setting *)label->settings;
    settings = par_arena_grow(partials->arena, settings, label->count, room, sizeof *settings);
    settings[label->count++] = (struct par_partial_setting){text_of(partials, row, 1), text_of(partials, row, 2)};
    label->settings = settings;
}

static bool read_label(struct par_partials *partials, struct par_partial_label *label, struct par_diags *diags)
{
    struct par_table *table = open_text(partials, diags);
    struct par_row row;
    size_t room = 0;
    int64_t number = 0, of = 0;
    bool good = par_table_next(table, &row) && row.count == 2;
    *label = (struct par_partial_label){.version = good ? text_of(partials, &row, 1) : ""};
    good = good && par_table_next(table, &row) && row.count == 3 && par_partial_number(row.fields[1], &number) &&
           par_partial_number(row.fields[2], &of) && number <= of && of <= MOST_PARTS;
    label->part = (struct par_partial_number){(unsigned)number, (unsigned)of};
    while (good && par_table_next(table, &row) && row.count == 3 && par_span_is(row.fields[0], "setting"))
        add_setting(partials, label, &room, &row);
    par_table_close(table);
    return good || broken(partials, diags, "a line of it is not understood");
}

static bool has_setting(const struct par_partial_label *label, const char *name)
{
    for (size_t i = 0; i < label->count; i++)
        if (strcmp(label->settings[i].name, name) == 0)
            return true;
    return false;
}

/* What a file is known by, as par_digest_file has it. */
static bool is_digest(const char *text)
{
    return strncmp(text, "sha256:", 7) == 0;
}

static bool refuse_list(const struct par_partials *partials, const char *name, struct par_diags *diags)
{
    const char *option = strcmp(name, "working-days") == 0 ? "holidays" : name;
    return refuse(partials, diags, PAR_PART_LIST, par_arena_join(partials->arena, "--", option, NULL),
                  partials->parts[0].file, NULL, NULL);
}

static bool check_setting(const struct par_partials *partials, const struct par_partial_label *label, const char *name,
                          struct par_diags *diags)
{
    const char *here = par_partial_setting(label, name), *first = par_partial_setting(&partials->first, name);
    if (strcmp(here, first) == 0)
        return true;
    if (is_digest(here) || is_digest(first))
        return refuse_list(partials, name, diags);
    return refuse(partials, diags, PAR_PART_SETTING, name, here, first, partials->parts[0].file);
}

static const char *number_text(const struct par_partials *partials, unsigned number)
{
    char text[PAR_DECIMAL_TEXT];
    par_decimal_print(number, 0, 0, '.', text);
    return par_arena_copy(partials->arena, par_span_of(text));
}

static bool check_settings(const struct par_partials *partials, const struct par_partial_label *label,
                           struct par_diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < label->count; i++)
        good = check_setting(partials, label, label->settings[i].name, diags) && good;
    for (size_t i = 0; i < partials->first.count; i++)
        if (!has_setting(label, partials->first.settings[i].name))
            good = check_setting(partials, label, partials->first.settings[i].name, diags) && good;
    if (label->part.of == partials->first.part.of)
        return good;
    return refuse(partials, diags, PAR_PART_SETTING, "parts", number_text(partials, label->part.of),
                  number_text(partials, partials->first.part.of), partials->parts[0].file);
}

/* Whether neither the content nor the number came before. */
static bool check_new(const struct par_partials *partials, const struct opened *part, struct par_diags *diags)
{
    int32_t before = par_names_find(partials->known, par_span_of(part->digest));
    if (before == PAR_NAME_NONE && part->part.of > 0)
        before = par_names_find(partials->known, par_span_of(number_text(partials, part->part.number)));
    return before == PAR_NAME_NONE ||
           refuse(partials, diags, PAR_PART_TWICE, partials->parts[before].file, NULL, NULL, NULL);
}

static void keep(struct par_partials *partials, const struct opened *part, const struct par_partial_label *label)
{
    if (partials->count == 0)
        partials->first = *label;
    partials->label = *label;
    par_names_add(partials->known, par_span_of(part->digest), (int32_t)partials->count);
    par_names_add(partials->known, par_span_of(number_text(partials, part->part.number)), (int32_t)partials->count);
    partials->parts =
        par_arena_grow(partials->arena, partials->parts, partials->count, &partials->room, sizeof *partials->parts);
    partials->parts[partials->count++] = *part;
}

bool par_partials_open(struct par_partials *partials, const char *path, struct par_arena *scratch,
                       struct par_diags *diags)
{
    struct par_partial_label label;
    struct opened part = {.file = par_arena_copy(partials->arena, par_span_of(path))};
    struct par_source *source = par_source_open(path, scratch, diags);
    if (!source)
        return false;
    partials->file = part.file;
    partials->scratch = scratch;
    struct par_span all = par_source_all(source, SIZE_MAX / 2, scratch, diags);
    par_source_close(source);
    if (!all.text || !check_kind(partials, all, diags) || !check_end(partials, all, &part.digest, diags) ||
        !read_label(partials, &label, diags))
        return false;
    part.part = label.part;
    if (partials->count > 0 && (!check_settings(partials, &label, diags) || !check_new(partials, &part, diags)))
        return false;
    keep(partials, &part, &label);
    return true;
}

/* Hands on a line as it was before it was written. */
static bool take_line(struct par_partials *partials, const struct par_row *row,
                      bool (*take)(void *context, const struct par_row *row), void *context)
{
    struct par_row line = *row;
    if (row->count > MOST_FIELDS)
        return false;
    for (size_t i = 0; i < row->count; i++)
        partials->fields[i] = without_escape(row->fields[i]);
    line.fields = partials->fields;
    return take(context, &line);
}

bool par_partials_read(struct par_partials *partials, bool (*take)(void *context, const struct par_row *row),
                       void *context, struct par_diags *diags)
{
    struct par_table *table = open_text(partials, diags);
    struct par_row row;
    int64_t lines = 0, label = 2 + (int64_t)partials->label.count;
    bool good = true;
    for (; good && par_table_next(table, &row); lines++)
        good = row.count > 0 && (lines < label || take_line(partials, &row, take, context));
    good = good && !par_table_failed(table) && lines == partials->lines;
    par_table_close(table);
    return good || broken(partials, diags, "a line of it is not understood");
}

/* "3, 5-9": numbers that did not come. */
static const char *lost_parts(const struct par_partials *partials)
{
    struct par_bytes text = {.arena = partials->arena};
    unsigned first = 0, of = partials->first.part.of;
    for (unsigned number = 1; number <= of + 1; number++) {
        bool lost = number <= of && par_names_find(partials->known, par_span_of(number_text(partials, number))) < 0;
        if (lost && first == 0)
            first = number;
        if (lost || first == 0)
            continue;
        par_bytes_add(&text, par_span_of(text.size > 0 ? ", " : ""));
        par_bytes_add(&text, par_span_of(number_text(partials, first)));
        par_bytes_add(&text, par_span_of(first == number - 1 ? "" : "-"));
        par_bytes_add(&text, par_span_of(first == number - 1 ? "" : number_text(partials, number - 1)));
        first = 0;
    }
    return text.size > 0 ? par_arena_copy(partials->arena, (struct par_span){text.text, text.size}) : NULL;
}

bool par_partials_end(const struct par_partials *partials, struct par_diags *diags)
{
    const char *lost = partials->count > 0 ? lost_parts(partials) : NULL;
    if (lost)
        par_diags_add(diags, PAR_ERROR, PAR_PART_LOST, NULL, lost, number_text(partials, partials->first.part.of),
                      NULL);
    return !lost;
}
