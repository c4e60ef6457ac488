#include "parindex/tally_file.h"

#include "memory.h"
#include "parindex/digest.h"
#include "parindex/names.h"
#include "parindex/table.h"

#define FORMAT "parindex-dossier-partial/1"

enum { LARGEST = 1 << 30, LEAST_FIELDS = 2 };

/* --- Writing ------------------------------------------------------------------------------------------------------ */

static void put_field(struct par_bytes *line, struct par_span text)
{
    bool quoted = text.size == 0;
    for (size_t i = 0; i < text.size && !quoted; i++)
        quoted = memchr("\",\r\n' \t=+-@", text.text[i], 10) != NULL;
    if (!quoted) {
        par_bytes_add(line, text);
        return;
    }
    par_bytes_add_char(line, '"');
    /* The reader takes a guard before = + - @ off: one more keeps what is there. */
    if (text.size > 1 && *text.text == '\'' && memchr("=+-@\t\r", text.text[1], 6))
        par_bytes_add_char(line, '\'');
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] == '"')
            par_bytes_add_char(line, '"');
        par_bytes_add_char(line, text.text[i]);
    }
    par_bytes_add_char(line, '"');
}

static void put(struct par_bytes *line, const char *text)
{
    par_bytes_add_char(line, ',');
    put_field(line, par_span_of(text));
}

static void put_number(struct par_bytes *line, int64_t number)
{
    char text[PAR_DECIMAL_TEXT];
    size_t size = par_decimal_print(number, 0, 0, '.', text);
    par_bytes_add_char(line, ',');
    par_bytes_add(line, (struct par_span){text, size});
}

static void begin_line(struct par_bytes *line, const char *kind)
{
    par_bytes_add(line, par_span_of(kind));
}

static void end_line(struct par_bytes *line)
{
    par_bytes_add_char(line, '\n');
}

static void put_days(void *context, uint64_t number, uint64_t times)
{
    struct par_bytes *line = context;
    begin_line(line, "days");
    put_number(line, (int64_t)number);
    put_number(line, (int64_t)times);
    end_line(line);
}

static void put_use(void *context, struct par_span procedure, bool online)
{
    struct par_bytes *line = context;
    begin_line(line, "used");
    par_bytes_add_char(line, ',');
    put_field(line, procedure);
    put_number(line, online);
    end_line(line);
}

static void put_group(struct par_bytes *line, const struct par_tally *tally, const struct par_tally_group *group)
{
    const struct par_tally_settings *settings = par_tally_settings(tally);
    begin_line(line, "group");
    put_number(line, group->rows);
    for (size_t i = 0; i < settings->keys; i++) {
        par_bytes_add_char(line, ',');
        put_field(line, par_tally_key(tally, group, i));
    }
    end_line(line);
    for (int i = 0; i < PAR_DOSSIER_FIGURES; i++) {
        if (group->counts.of[i] == 0)
            continue;
        begin_line(line, "count");
        put(line, par_dossier_figure_name((enum par_dossier_figure)i));
        put_number(line, group->counts.of[i]);
        end_line(line);
    }
    par_histogram_each(&group->counts.days, put_days, line);
    for (size_t i = 0; i < settings->shares; i++) {
        begin_line(line, "share");
        put_number(line, (int64_t)i);
        put_number(line, group->shares[i].yes);
        put_number(line, group->shares[i].said);
        end_line(line);
    }
    par_tally_each_use(tally, group, put_use, line);
}

static void put_label(struct par_bytes *line, const struct par_tally_label *label)
{
    begin_line(line, FORMAT);
    put(line, label->version);
    end_line(line);
    begin_line(line, "part");
    put_number(line, label->part.number);
    put_number(line, label->part.of);
    end_line(line);
    for (size_t i = 0; i < label->count; i++) {
        begin_line(line, "setting");
        put(line, label->settings[i].name);
        put(line, label->settings[i].value);
        end_line(line);
    }
}

bool par_tally_write(struct par_output *output, struct par_tally *tally, const struct par_tally_label *label,
                     struct par_arena *arena, struct par_diags *diags)
{
    struct par_bytes text = {.arena = arena};
    put_label(&text, label);
    for (size_t i = 0; i < par_tally_count(tally); i++)
        put_group(&text, tally, par_tally_group(tally, i));
    const char *digest = par_digest_of((struct par_span){text.text, text.size}, arena);
    begin_line(&text, "end");
    put_number(&text, (int64_t)par_tally_count(tally));
    put(&text, digest);
    end_line(&text);
    par_output_write(output, text.text, text.size);
    return par_output_commit(output, diags);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

/* A part that was merged: which it is, and its digest. */
struct merged {
    const char *file, *digest;
    struct par_tally_part part;
};

struct par_tally_merge_state {
    struct par_arena *arena;
    const char *version;
    bool any;
    struct par_tally_label first; /* of the first part */
    size_t count, room;
    struct merged *parts;
    /* The part at hand. */
    const char *file;
    struct par_span text; /* without its last line */
    int64_t groups;       /* by its last line */
};

struct par_tally_merge_state *par_tally_merge_begin(const char *version, struct par_arena *arena)
{
    struct par_tally_merge_state *state = par_arena_alloc(arena, sizeof *state);
    state->arena = arena;
    state->version = version;
    return state;
}

const struct par_tally_label *par_tally_merge_label(const struct par_tally_merge_state *state)
{
    return state->any ? &state->first : NULL;
}

const char *par_tally_setting(const struct par_tally_label *label, const char *name)
{
    for (size_t i = 0; i < label->count; i++)
        if (strcmp(label->settings[i].name, name) == 0)
            return label->settings[i].value;
    return "";
}

static bool refuse(const struct par_tally_merge_state *state, struct par_diags *diags, enum par_code code,
                   const char *a, const char *b, const char *c, const char *d)
{
    struct par_place place = {.file = state->file};
    par_diags_add(diags, PAR_ERROR, code, &place, a ? a : "", b ? b : "", c ? c : "", d ? d : "", NULL);
    return false;
}

static bool broken(const struct par_tally_merge_state *state, struct par_diags *diags, const char *what)
{
    return refuse(state, diags, PAR_DOSSIER_PART_BROKEN, what, NULL, NULL, NULL);
}

static bool read_number(struct par_span text, int64_t *out)
{
    struct par_quantity quantity;
    if (par_quantity_parse(text, &quantity) != PAR_NUMBER_OK || quantity.scale > 0 || quantity.mantissa < 0)
        return false;
    *out = quantity.mantissa;
    return true;
}

static struct par_span last_line(struct par_span text)
{
    size_t at = text.size - 1;
    while (at > 0 && text.text[at - 1] != '\n')
        at--;
    return (struct par_span){text.text + at, text.size - at};
}

/* "end,12,sha256:..." of the bytes before it. */
static bool check_end(struct par_tally_merge_state *state, struct par_span all, const char **digest,
                      struct par_diags *diags)
{
    struct par_span line = all.size > 0 ? last_line(all) : all;
    if (line.size < 5 || memcmp(line.text, "end,", 4) != 0 || all.text[all.size - 1] != '\n')
        return broken(state, diags, "its last line is not there");
    const char *comma = memchr(line.text + 4, ',', line.size - 4);
    state->text = (struct par_span){all.text, all.size - line.size};
    *digest = par_digest_of(state->text, state->arena);
    if (!comma || !read_number((struct par_span){line.text + 4, (size_t)(comma - line.text - 4)}, &state->groups))
        return broken(state, diags, "its last line is not there");
    struct par_span told = {comma + 1, line.size - (size_t)(comma + 1 - line.text) - 1};
    return par_span_is(told, *digest) || broken(state, diags, "its content was changed");
}

static struct par_table *open_text(const struct par_tally_merge_state *state, struct par_diags *diags)
{
    static const struct par_table_options plain = {.separator = ',',
                                                   .encoding = {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}};
    return par_table_open(par_source_memory(state->text, 0, state->file, state->arena), &plain, diags);
}

static const char *text_of(const struct par_tally_merge_state *state, const struct par_row *row, size_t field)
{
    return field < row->count ? par_arena_copy(state->arena, row->fields[field]) : "";
}

static void add_setting(const struct par_tally_merge_state *state, struct par_tally_label *label, size_t *room,
                        const struct par_row *row)
{
    struct par_tally_setting *settings = (struct par_tally_setting *)label->settings;
    settings = par_arena_grow(state->arena, settings, label->count, room, sizeof *settings);
    settings[label->count++] = (struct par_tally_setting){text_of(state, row, 1), text_of(state, row, 2)};
    label->settings = settings;
}

static bool read_label(struct par_tally_merge_state *state, struct par_tally_label *label, struct par_diags *diags)
{
    struct par_table *table = open_text(state, diags);
    struct par_row row;
    size_t room = 0;
    int64_t number = 0, of = 0;
    bool good = par_table_next(table, &row) && row.count == 2;
    *label = (struct par_tally_label){.version = good ? text_of(state, &row, 1) : ""};
    good = good && par_table_next(table, &row) && row.count == 3 && read_number(row.fields[1], &number) &&
           read_number(row.fields[2], &of) && number <= of && of <= UINT32_MAX;
    label->part = (struct par_tally_part){(unsigned)number, (unsigned)of};
    while (good && par_table_next(table, &row) && row.count == 3 && par_span_is(row.fields[0], "setting"))
        add_setting(state, label, &room, &row);
    par_table_close(table);
    return good || broken(state, diags, "a line of it is not understood");
}

/* The head of the file says whether it is a part at all, and of which version. */
static bool check_kind(const struct par_tally_merge_state *state, struct par_span all, struct par_diags *diags)
{
    size_t size = strlen(FORMAT), end = size + 1;
    if (all.size <= size || memcmp(all.text, FORMAT, size) != 0 || all.text[size] != ',')
        return refuse(state, diags, PAR_DOSSIER_PART_KIND, NULL, NULL, NULL, NULL);
    while (end < all.size && all.text[end] != '\n')
        end++;
    struct par_span version = {all.text + size + 1, end - size - 1};
    if (par_span_is(version, state->version))
        return true;
    return refuse(state, diags, PAR_DOSSIER_PART_VERSION, par_arena_copy(state->arena, version), state->version, NULL,
                  NULL);
}

static bool check_settings(const struct par_tally_merge_state *state, const struct par_tally_label *label,
                           struct par_diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < label->count; i++) {
        const char *here = label->settings[i].value, *first = par_tally_setting(&state->first, label->settings[i].name);
        if (strcmp(here, first) != 0)
            good = refuse(state, diags, PAR_DOSSIER_PART_SETTING, label->settings[i].name, here, first,
                          state->parts[0].file);
    }
    char of[PAR_DECIMAL_TEXT], first_of[PAR_DECIMAL_TEXT];
    if (label->part.of == state->first.part.of && label->count == state->first.count)
        return good;
    par_decimal_print(label->part.of, 0, 0, '.', of);
    par_decimal_print(state->first.part.of, 0, 0, '.', first_of);
    return refuse(state, diags, PAR_DOSSIER_PART_SETTING, "parts", of, first_of, state->parts[0].file);
}

static bool check_new(const struct par_tally_merge_state *state, const struct merged *part, struct par_diags *diags)
{
    for (size_t i = 0; i < state->count; i++) {
        bool same_part = part->part.of > 0 && state->parts[i].part.number == part->part.number;
        if (same_part || strcmp(state->parts[i].digest, part->digest) == 0)
            return refuse(state, diags, PAR_DOSSIER_PART_TWICE, state->parts[i].file, NULL, NULL, NULL);
    }
    return true;
}

bool par_tally_merge_open(struct par_tally_merge_state *state, const char *path, struct par_diags *diags)
{
    struct par_tally_label label;
    struct merged part = {.file = par_arena_copy(state->arena, par_span_of(path))};
    struct par_source *source = par_source_open(path, state->arena, diags);
    if (!source)
        return false;
    state->file = part.file;
    struct par_span all = par_source_all(source, LARGEST, state->arena, diags);
    par_source_close(source);
    if (!all.text || !check_kind(state, all, diags) || !check_end(state, all, &part.digest, diags) ||
        !read_label(state, &label, diags))
        return false;
    part.part = label.part;
    if (state->any && (!check_settings(state, &label, diags) || !check_new(state, &part, diags)))
        return false;
    if (!state->any)
        state->first = label;
    state->any = true;
    state->parts = par_arena_grow(state->arena, state->parts, state->count, &state->room, sizeof *state->parts);
    state->parts[state->count++] = part;
    return true;
}

/* --- Groups ------------------------------------------------------------------------------------------------------- */

struct adding {
    struct par_tally *tally;
    struct par_tally_group *group;
    int64_t groups;
    struct par_arena *arena;
};

static bool add_group(struct adding *adding, const struct par_row *row)
{
    int64_t rows;
    if (row->count != par_tally_settings(adding->tally)->keys + 2 || !read_number(row->fields[1], &rows))
        return false;
    adding->group = par_tally_open(adding->tally, row->fields + 2);
    adding->group->rows += rows;
    adding->groups++;
    return true;
}

static bool add_count(struct adding *adding, const struct par_row *row)
{
    int64_t number;
    for (int i = 0; row->count == 3 && i < PAR_DOSSIER_FIGURES; i++)
        if (par_span_is(row->fields[1], par_dossier_figure_name((enum par_dossier_figure)i))) {
            bool good = read_number(row->fields[2], &number);
            adding->group->counts.of[i] += good ? number : 0;
            return good;
        }
    return false;
}

static bool add_days(struct adding *adding, const struct par_row *row)
{
    int64_t days, times;
    if (row->count != 3 || !read_number(row->fields[1], &days) || !read_number(row->fields[2], &times))
        return false;
    par_histogram_add(&adding->group->counts.days, (uint64_t)days, (uint64_t)times, adding->arena);
    return true;
}

static bool add_share(struct adding *adding, const struct par_row *row)
{
    int64_t share, yes, said;
    if (row->count != 4 || !read_number(row->fields[1], &share) || !read_number(row->fields[2], &yes) ||
        !read_number(row->fields[3], &said) || (uint64_t)share >= par_tally_settings(adding->tally)->shares)
        return false;
    adding->group->shares[share].yes += yes;
    adding->group->shares[share].said += said;
    return true;
}

static bool add_use(struct adding *adding, const struct par_row *row)
{
    int64_t online;
    if (row->count != 3 || !read_number(row->fields[2], &online))
        return false;
    par_tally_use(adding->tally, adding->group, row->fields[1], online > 0);
    return true;
}

static bool add_row(struct adding *adding, const struct par_row *row)
{
    struct par_span kind = row->count > 0 ? row->fields[0] : (struct par_span){NULL, 0};
    if (par_span_is(kind, "group"))
        return add_group(adding, row);
    if (!adding->group)
        return par_span_is(kind, FORMAT) || par_span_is(kind, "part") || par_span_is(kind, "setting");
    if (par_span_is(kind, "count"))
        return add_count(adding, row);
    if (par_span_is(kind, "days"))
        return add_days(adding, row);
    if (par_span_is(kind, "share"))
        return add_share(adding, row);
    return par_span_is(kind, "used") && add_use(adding, row);
}

bool par_tally_merge_add(struct par_tally_merge_state *state, struct par_tally *into, struct par_diags *diags)
{
    struct adding adding = {.tally = into, .arena = state->arena};
    struct par_table *table = open_text(state, diags);
    struct par_row row;
    bool good = true;
    while (good && par_table_next(table, &row))
        good = add_row(&adding, &row);
    good = good && !par_table_failed(table) && adding.groups == state->groups;
    par_table_close(table);
    return good || broken(state, diags, "a line of it is not understood");
}

bool par_tally_merge_end(const struct par_tally_merge_state *state, struct par_diags *diags)
{
    const char *lost = "";
    char text[PAR_DECIMAL_TEXT];
    for (unsigned number = 1; state->any && number <= state->first.part.of; number++) {
        bool came = false;
        for (size_t i = 0; i < state->count; i++)
            came = came || state->parts[i].part.number == number;
        if (came)
            continue;
        par_decimal_print(number, 0, 0, '.', text);
        lost = par_arena_join(state->arena, lost, *lost ? ", " : "", text, NULL);
    }
    if (!*lost)
        return true;
    par_decimal_print(state->first.part.of, 0, 0, '.', text);
    par_diags_add(diags, PAR_ERROR, PAR_DOSSIER_PART_LOST, NULL, lost, text, NULL);
    return false;
}
