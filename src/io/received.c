#include "parindex/received.h"
#include "parindex/names.h"
#include "parindex/number.h"
#include "parindex/text.h"
#include "parindex/yes_no.h"

/* The columns of a log. */
struct columns {
    int file, unit, received_on, take;
};

static struct columns find_columns(const struct par_records *records)
{
    static const char *const known[] = {"file", "unit", "name", "received_on", "take", "note", NULL};
    par_records_check(records);
    par_records_only(records, known);
    return (struct columns){.file = par_records_column(records, "file", false),
                            .unit = par_records_column(records, "unit", false),
                            .received_on = par_records_column(records, "received_on", false),
                            .take = par_records_column(records, "take", false)};
}

/* Paths of Windows have the other slash. */
static const char *read_path(const struct par_records *records, int column)
{
    char *path = par_arena_copy(records->arena, par_text_nfc(par_records_field(records, column), records->arena));
    for (char *c = path; *c; c++)
        *c = *c == '\\' ? '/' : *c;
    return path;
}

static bool read_take(const struct par_records *records, int column)
{
    struct par_span text = par_records_field(records, column);
    int take = text.size ? par_yes_or_no(text, par_text_fold, records->arena) : 0;
    if (take < 0)
        par_records_error(records, column, PAR_VALUE_UNKNOWN, par_records_text(records, column), "yes, no");
    return take == 1;
}

static void read_day(const struct par_records *records, int column, struct par_received *line)
{
    struct par_span text = par_records_field(records, column);
    line->received_on = par_records_text(records, column);
    line->has_day = text.size && par_date_parse(text, &line->day);
    if (text.size && !line->has_day)
        par_records_error(records, column, PAR_DATE_SYNTAX, line->received_on, NULL);
}

static struct par_received read_line(const struct par_records *records, const struct columns *at,
                                     const struct par_units *units)
{
    struct par_received line = {
        .file = read_path(records, at->file), .unit = -1, .take = read_take(records, at->take), .line = records->line};
    struct par_span unit = par_records_field(records, at->unit);
    struct par_place place = par_records_place(records, at->unit);
    if (unit.size)
        line.unit = par_units_find(units, unit, &place, records->arena, records->diags);
    if (!*line.file && (!unit.size || line.take))
        par_records_error(records, at->file, PAR_KEY_MISSING, "file", NULL);
    read_day(records, at->received_on, &line);
    return line;
}

struct par_received_log par_received_load(const char *path, const struct par_reading *how,
                                          const struct par_units *units, struct par_arena *arena,
                                          struct par_diags *diags)
{
    struct par_received_log log = {.name = path};
    struct par_received *lines = NULL;
    struct par_records records;
    size_t room = 0;
    if (!par_records_open(&records, path, how, arena, diags))
        return log;
    log.sheet = records.sheet;
    struct columns at = find_columns(&records);
    while (par_records_next(&records)) {
        lines = par_arena_grow(arena, lines, log.count, &room, sizeof *lines);
        lines[log.count++] = read_line(&records, &at, units);
    }
    par_records_close(&records);
    log.lines = lines;
    return log;
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

/* The files by the last part of their paths. */
struct directory {
    struct par_list paths; /* NFC */
    struct par_names *names;
    size_t *next; /* the next file of the same name; itself: none */
};

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static struct directory make_directory(struct par_list paths, struct par_arena *arena)
{
    const char **items = par_arena_array(arena, paths.count, sizeof *items);
    struct directory directory = {.paths = {paths.count, items},
                                  .names = par_names_new(arena),
                                  .next = par_arena_array(arena, paths.count, sizeof *directory.next)};
    for (size_t i = 0; i < paths.count; i++)
        items[i] = par_arena_copy(arena, par_text_nfc(par_span_of(paths.items[i]), arena));
    size_t *last = par_arena_array(arena, paths.count, sizeof *last);
    for (size_t i = 0; i < paths.count; i++) {
        int32_t first = par_names_add(directory.names, par_span_of(name_of(items[i])), (int32_t)i);
        directory.next[i] = i;
        if (first >= 0)
            directory.next[last[first]] = i;
        last[first >= 0 ? (size_t)first : i] = i;
    }
    return directory;
}

/* "b/c.xlsx" means "a/b/c.xlsx". */
static bool means(const char *written, const char *path)
{
    size_t size = strlen(written), length = strlen(path);
    return size <= length && strcmp(path + length - size, written) == 0 &&
           (size == length || path[length - size - 1] == '/');
}

static void report_line(const struct par_received_log *log, const struct par_received *line, enum par_severity severity,
                        enum par_code code, struct par_diags *diags, const char *a, const char *b, const char *c)
{
    struct par_place place = {.file = log->name, .sheet = log->sheet, .line = line->line};
    par_diags_add(diags, severity, code, &place, a, b, c, NULL);
}

static void report_twice(const struct par_received_log *log, const struct par_received *line,
                         const struct par_received *first, const char *what, struct par_diags *diags)
{
    char number[PAR_DECIMAL_TEXT];
    par_decimal_print(first->line, 0, 0, '.', number);
    report_line(log, line, PAR_ERROR, PAR_RETURN_LOG_TWICE, diags, what, number, NULL);
}

/* The file that a line means: its position, or the number of files after a finding. */
static size_t find_file(const struct par_received_log *log, const struct par_received *line,
                        const struct directory *directory, struct par_diags *diags)
{
    const size_t none = directory->paths.count;
    const char *const *paths = directory->paths.items;
    int32_t first = par_names_find(directory->names, par_span_of(name_of(line->file)));
    size_t found = none;
    for (size_t i = first < 0 ? none : (size_t)first; i < none;
         i = directory->next[i] == i ? none : directory->next[i]) {
        if (!means(line->file, paths[i]))
            continue;
        if (found < none) {
            report_line(log, line, PAR_ERROR, PAR_RETURN_UNCLEAR, diags, line->file, paths[found], paths[i]);
            return none;
        }
        found = i;
    }
    if (found == none)
        report_line(log, line, PAR_WARNING, PAR_RETURN_NOT_THERE, diags, line->file, NULL, NULL);
    return found;
}

/* A line of a unit without a file. */
static void check_unit(const struct par_received_log *log, const struct par_received *line,
                       const struct par_units *units, struct par_diags *diags)
{
    const struct par_received *first = par_received_unit(log, line->unit);
    if (first && first != line)
        report_twice(log, line, first, units->items[line->unit].code, diags);
}

const struct par_received **par_received_match(const struct par_received_log *log, struct par_list paths,
                                               const struct par_units *units, struct par_arena *arena,
                                               struct par_diags *diags)
{
    const struct par_received **matches = par_arena_array(arena, paths.count, sizeof(void *));
    struct directory directory = make_directory(paths, arena);
    for (size_t i = 0; i < log->count; i++) {
        const struct par_received *line = &log->lines[i];
        size_t file = *line->file ? find_file(log, line, &directory, diags) : paths.count;
        if (!*line->file)
            check_unit(log, line, units, diags);
        if (file == paths.count)
            continue;
        if (matches[file])
            report_twice(log, line, matches[file], line->file, diags);
        else
            matches[file] = line;
    }
    return matches;
}

const struct par_received *par_received_unit(const struct par_received_log *log, int32_t unit)
{
    for (size_t i = 0; i < log->count && unit >= 0; i++)
        if (!*log->lines[i].file && log->lines[i].unit == unit)
            return &log->lines[i];
    return NULL;
}
