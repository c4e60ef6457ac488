#include "dossier_rows.h"

#include "dossier_ids.h"
#include "dossier_words.h"
#include "parindex/bulk.h"
#include "parindex/text.h"
#include "parindex/vocabulary.h"
#include "parindex/yes_no.h"

#define ALL_IS_WELL PAR_CODE_COUNT

/* --- Columns ------------------------------------------------------------------------------------------------------ */

/* The first of the names (ended by NULL) that the header has. */
static int column_of(const struct par_records *records, const char *const *names)
{
    int column = -1;
    for (; *names && column < 0; names++)
        column = par_records_column(records, *names, false);
    return column;
}

static const char *const received_names[] = {"received_on", "received", NULL};
static const char *const due_names[] = {"due_on", "due", NULL};
static const char *const finished_names[] = {"finished_on", NULL};
static const char *const status_names[] = {"status", "state", NULL};
static const char *const dossier_names[] = {"dossier", "id", NULL};
static const char *const procedure_names[] = {"procedure", "procedure_name", NULL};
static const char *const count_names[] = {"to_handle",        "solved",       "early",    "on_time",
                                          "early_or_on_time", "late",         "pending",  "pending_all",
                                          "pending_within",   "pending_late", "received", NULL};

enum par_dossier_table par_dossier_table_of(const struct par_records *records)
{
    static const char *const marks[] = {"received_on", "due_on", "finished_on", "dossier", NULL};
    if (column_of(records, marks) >= 0)
        return PAR_TABLE_OF_DOSSIERS;
    return column_of(records, count_names) >= 0 ? PAR_TABLE_OF_COUNTS : PAR_TABLE_OF_NEITHER;
}

/* A column that the user names: by machine name, else by its heading as written. */
static int column_named(const struct par_records *records, const char *name)
{
    int column = strcmp(name, "procedure") == 0 ? column_of(records, procedure_names)
                 : strcmp(name, "status") == 0  ? column_of(records, status_names)
                                                : par_records_column(records, name, false);
    if (column < 0)
        column =
            par_records_column(records, par_column_name(par_vocabulary_new(records->arena), par_span_of(name)), false);
    if (column < 0)
        par_records_column(records, name, true);
    return column;
}

static void find_columns(struct par_dossier_rows *rows, const struct par_records *records)
{
    static const char *const unit[] = {"unit", NULL}, *const step[] = {"step", NULL},
                             *const channel[] = {"channel", NULL};
    rows->received = column_of(records, received_names);
    rows->due = column_of(records, due_names);
    rows->finished = column_of(records, finished_names);
    rows->status = column_of(records, status_names);
    rows->dossier = column_of(records, dossier_names);
    rows->procedure = column_of(records, procedure_names);
    rows->unit = column_of(records, unit);
    rows->step = column_of(records, step);
    rows->channel = column_of(records, channel);
    if (rows->received < 0)
        par_records_column(records, "received_on", true);
    if (rows->reading->ids && rows->dossier < 0)
        par_records_column(records, "dossier", true);
}

static void report_unread(const struct par_dossier_rows *rows, const struct par_records *records)
{
    bool *wanted = par_arena_array(records->arena, records->width, sizeof *wanted);
    const char *names = "";
    par_dossier_rows_wanted(rows, wanted);
    for (size_t i = 0; i < records->width; i++)
        if (!wanted[i] && strcmp(records->names[i], "stt") != 0)
            names = par_arena_join(records->arena, names, *names ? ", " : "", records->headers[i], NULL);
    struct par_place place = {.file = records->name, .sheet = records->sheet, .line = records->header_line};
    if (*names)
        par_diags_add(rows->diags, PAR_NOTE, PAR_DOSSIER_UNREAD, &place, names, NULL);
}

static void new_caches(struct par_dossier_rows *rows)
{
    rows->outcomes = rows->channels = rows->yes_no = (struct par_word_cache){0};
    rows->outcomes.known = par_names_new(rows->arena);
    rows->channels.known = par_names_new(rows->arena);
    rows->yes_no.known = par_names_new(rows->arena);
}

bool par_dossier_rows_begin(struct par_dossier_rows *rows, const struct par_records *records,
                            const struct par_dossier_reading *reading, struct par_tally *tally)
{
    size_t before = par_diags_errors(records->diags);
    *rows = (struct par_dossier_rows){.reading = reading,
                                      .tally = tally,
                                      .arena = records->arena,
                                      .diags = records->diags,
                                      .file = records->name,
                                      .sheet = records->sheet,
                                      .headers = records->headers};
    find_columns(rows, records);
    for (size_t i = 0; i < reading->key_count; i++)
        rows->keys[i] = column_named(records, reading->keys[i]);
    for (size_t i = 0; i < reading->key_count; i++)
        rows->by_unit = rows->by_unit || (rows->unit >= 0 && rows->keys[i] == rows->unit);
    for (size_t i = 0; i < reading->share_count; i++)
        rows->shares[i] = column_named(records, reading->shares[i]);
    new_caches(rows);
    if (par_diags_errors(records->diags) > before)
        return false;
    report_unread(rows, records);
    return true;
}

static void want(bool *wanted, int column)
{
    if (column >= 0)
        wanted[column] = true;
}

void par_dossier_rows_wanted(const struct par_dossier_rows *rows, bool *wanted)
{
    const int columns[] = {rows->received, rows->due, rows->finished, rows->status, rows->channel};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        want(wanted, columns[i]);
    for (size_t i = 0; i < rows->reading->key_count; i++)
        want(wanted, rows->keys[i]);
    for (size_t i = 0; i < rows->reading->share_count; i++)
        want(wanted, rows->shares[i]);
    if (par_tally_settings(rows->tally)->uses)
        want(wanted, rows->procedure);
    if (rows->reading->ids) {
        want(wanted, rows->dossier);
        want(wanted, rows->unit);
        want(wanted, rows->step);
    }
}

/* --- Findings ----------------------------------------------------------------------------------------------------- */

static struct par_place place_of(const struct par_dossier_rows *rows, uint32_t line, int column)
{
    struct par_place place = {.file = rows->file, .sheet = rows->sheet, .line = line};
    if (column >= 0) {
        place.field = (uint32_t)column + 1;
        place.header = rows->headers[column];
    }
    return place;
}

static enum par_severity severity_of(const struct par_dossier_rows *rows)
{
    return rows->reading->forgiving ? PAR_WARNING : PAR_ERROR;
}

static enum par_code report(struct par_dossier_rows *rows, enum par_code code, uint32_t line, int column,
                            struct par_span text, const char *b, const char *c)
{
    struct par_place place = place_of(rows, line, column);
    if (!par_diags_wants(rows->diags, severity_of(rows), code))
        par_diags_add(rows->diags, severity_of(rows), code, &place, NULL);
    else
        par_diags_add(rows->diags, severity_of(rows), code, &place, par_arena_copy(rows->arena, text), b, c, NULL);
    return code;
}

static enum par_code report_days(struct par_dossier_rows *rows, enum par_code code, uint32_t line, int column,
                                 int64_t day, int64_t other)
{
    char text[11], other_text[11];
    par_day_print(day, text);
    par_day_print(other, other_text);
    return report(rows, code, line, column, par_span_of(text), other_text, NULL);
}

/* --- Fields ------------------------------------------------------------------------------------------------------- */

static struct par_span field_of(const struct par_span *fields, int column)
{
    return column < 0 ? (struct par_span){NULL, 0} : fields[column];
}

static enum par_code take_odd_moment(struct par_dossier_rows *rows, struct par_span text, uint32_t line, int column,
                                     struct par_moment *out)
{
    out->day = PAR_NO_DAY;
    return par_span_trim(text).size == 0 ? ALL_IS_WELL : report(rows, PAR_DOSSIER_DATE, line, column, text, NULL, NULL);
}

static inline enum par_code take_moment(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line,
                                        int column, struct par_moment *out)
{
    struct par_span text = field_of(fields, column);
    *out = (struct par_moment){PAR_NO_DAY, PAR_NO_TIME};
    if (text.size == 0 || par_moment_parse(text, out))
        return ALL_IS_WELL;
    return take_odd_moment(rows, text, line, column, out);
}

typedef int (*meaning_of)(struct par_span text, const struct par_dossier_words *own, struct par_arena *arena);

static int yes_or_no(struct par_span text, const struct par_dossier_words *own, struct par_arena *arena)
{
    (void)own;
    return par_yes_or_no(text, par_text_fold, arena);
}

/* The meaning of a word, looked up the first time it comes. */
static int find_meaning(struct par_dossier_rows *rows, struct par_word_cache *cache, struct par_span text,
                        meaning_of look_up, const struct par_dossier_words *own)
{
    int32_t known = par_names_find(cache->known, text);
    if (known < 0) {
        struct par_span kept = {par_arena_copy(rows->arena, text), text.size};
        known = look_up(par_span_trim(kept), own, rows->arena) + 2;
        par_names_add(cache->known, kept, known);
        par_interned_add(&cache->short_ones, text, (uint32_t)known, rows->arena);
    }
    return known - 2;
}

static inline int meaning(struct par_dossier_rows *rows, struct par_word_cache *cache, struct par_span text,
                          meaning_of look_up, const struct par_dossier_words *own)
{
    uint32_t known;
    if (par_interned_find(&cache->short_ones, text, &known))
        return (int)known - 2;
    return find_meaning(rows, cache, text, look_up, own);
}

static enum par_code take_words(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line,
                                struct par_dossier *dossier)
{
    struct par_span status = field_of(fields, rows->status), channel = field_of(fields, rows->channel);
    const struct par_dossier_reading *reading = rows->reading;
    int outcome = status.size ? meaning(rows, &rows->outcomes, status, par_dossier_outcome_of, &reading->outcomes) : 0;
    if (outcome < 0)
        return report(rows, PAR_DOSSIER_WORD, line, rows->status, status, "--status", "pending");
    int by = channel.size ? meaning(rows, &rows->channels, channel, par_dossier_channel_of, &reading->channels) : 0;
    if (by < 0)
        return report(rows, PAR_DOSSIER_WORD, line, rows->channel, channel, "--channel", "online");
    dossier->outcome = (enum par_dossier_outcome)outcome;
    dossier->channel = (enum par_dossier_channel)by;
    return ALL_IS_WELL;
}

static enum par_code take_shares(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line,
                                 signed char *shares)
{
    for (size_t i = 0; i < rows->reading->share_count; i++) {
        struct par_span text = fields[rows->shares[i]];
        int said = text.size > 0 ? meaning(rows, &rows->yes_no, text, yes_or_no, NULL) : -1;
        if (said < 0 && par_span_trim(text).size > 0)
            return report(rows, PAR_VALUE_UNKNOWN, line, rows->shares[i], text, "yes, no", NULL);
        shares[i] = (signed char)said;
    }
    return ALL_IS_WELL;
}

static enum par_code report_fault(struct par_dossier_rows *rows, enum par_dossier_fault fault,
                                  const struct par_dossier *dossier, uint32_t line)
{
    int64_t received = dossier->received.day, finished = dossier->finished.day;
    static const struct par_span nothing = {NULL, 0};
    switch (fault) {
    case PAR_DOSSIER_NO_RECEIVED:
        return report(rows, PAR_DOSSIER_NO_DATE, line, rows->received, nothing, NULL, NULL);
    case PAR_DOSSIER_FINISHED_BEFORE:
        return report_days(rows, PAR_DOSSIER_ENDS_BEFORE, line, rows->finished, finished, received);
    case PAR_DOSSIER_DUE_BEFORE:
        return report_days(rows, PAR_DOSSIER_DUE_EARLY, line, rows->due, dossier->due.day, received);
    case PAR_DOSSIER_UNFINISHED:
        return report(rows, PAR_DOSSIER_NO_END, line, rows->finished, nothing, NULL, NULL);
    case PAR_DOSSIER_FINISHED_PENDING:
        return report_days(rows, PAR_DOSSIER_ENDED, line, rows->finished, finished, finished);
    default:
        return ALL_IS_WELL;
    }
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

static enum par_code note_id(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line)
{
    struct par_span parts[] = {par_span_trim(field_of(fields, rows->dossier)),
                               par_span_trim(field_of(fields, rows->unit)),
                               par_span_trim(field_of(fields, rows->step))};
    struct par_dossier_seen before;
    if (parts[0].size == 0)
        return report(rows, PAR_KEY_MISSING, line, rows->dossier, par_span_of("dossier"), NULL, NULL);
    if (!par_dossier_ids_add(rows->reading->ids, parts, 3, (struct par_dossier_seen){rows->file, line}, &before))
        return ALL_IS_WELL;
    char text[PAR_DECIMAL_TEXT];
    par_decimal_print(before.line, 0, 0, '.', text);
    return report(rows, PAR_DOSSIER_TWICE, line, rows->dossier, parts[0], text,
                  strcmp(before.file, rows->file) == 0 ? NULL : before.file);
}

/* Of what is not ASCII letters and digits at its ends a field is trimmed as in every table. */
static struct par_span key_of(const struct par_span *fields, int column)
{
    return par_span_trim(fields[column]);
}

static enum par_code check_unit(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line)
{
    const struct par_dossier_reading *reading = rows->reading;
    const char *but_zeros = NULL;
    if (!rows->by_unit)
        return ALL_IS_WELL;
    struct par_span unit = key_of(fields, rows->unit);
    if (unit.size == 0)
        return report(rows, PAR_UNIT_EMPTY, line, rows->unit, unit, NULL, NULL);
    if (!reading->knows_unit || reading->knows_unit(reading->context, unit, &but_zeros))
        return ALL_IS_WELL;
    if (but_zeros)
        return report(rows, PAR_UNIT_ZEROS, line, rows->unit, unit, but_zeros, NULL);
    return report(rows, PAR_DOSSIER_UNIT, line, rows->unit, unit, "1", "");
}

static inline enum par_code take_days(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line,
                                      struct par_dossier *dossier)
{
    enum par_code code = take_moment(rows, fields, line, rows->received, &dossier->received);
    if (code == ALL_IS_WELL)
        code = take_moment(rows, fields, line, rows->due, &dossier->due);
    if (code == ALL_IS_WELL)
        code = take_moment(rows, fields, line, rows->finished, &dossier->finished);
    return code;
}

static enum par_code read_row(struct par_dossier_rows *rows, const struct par_span *fields, struct par_tally_row *row,
                              signed char *shares)
{
    struct par_dossier *dossier = &row->dossier;
    enum par_code code = take_days(rows, fields, row->line, dossier);
    if (code == ALL_IS_WELL)
        code = take_words(rows, fields, row->line, dossier);
    enum par_dossier_fault fault = code == ALL_IS_WELL ? par_dossier_judge(dossier) : PAR_DOSSIER_SOUND;
    if (fault != PAR_DOSSIER_SOUND)
        code = report_fault(rows, fault, dossier, row->line);
    if (code == ALL_IS_WELL && rows->reading->share_count > 0)
        code = take_shares(rows, fields, row->line, shares);
    if (code == ALL_IS_WELL && rows->reading->forgiving)
        code = check_unit(rows, fields, row->line);
    return code == ALL_IS_WELL && rows->reading->ids ? note_id(rows, fields, row->line) : code;
}

enum par_code par_dossier_rows_take(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line)
{
    struct par_span keys[PAR_TALLY_KEYS];
    signed char shares[PAR_TALLY_SHARES];
    struct par_tally_row row = {.keys = keys, .shares = shares, .line = line};
    rows->read.rows++;
    enum par_code code = read_row(rows, fields, &row, shares);
    if (code != ALL_IS_WELL) {
        rows->read.rejected++;
        return code;
    }
    for (size_t i = 0; i < rows->reading->key_count; i++)
        keys[i] = key_of(fields, rows->keys[i]);
    row.procedure = field_of(fields, rows->procedure);
    bool counted = par_tally_add(rows->tally, &row);
    rows->read.counted += counted;
    rows->read.outside += !counted;
    return code;
}

/* --- The whole ---------------------------------------------------------------------------------------------------- */

static void take_in_order(struct par_records *records, struct par_dossier_rows *rows)
{
    const struct par_dossier_reading *reading = rows->reading;
    while (par_records_next(records)) {
        enum par_code code = par_dossier_rows_take(rows, records->fields, records->line);
        if (code != ALL_IS_WELL && reading->reject)
            reading->reject(reading->context, records, code);
    }
}

/* Several that take rows, each with a tally; the first one has that of the result. */
struct shared_count {
    const struct par_dossier_rows *rows;
    struct par_tally *tally;
    bool has_first;
    struct par_dossier_read *read;
};

static void *begin_worker(void *context, struct par_records *records)
{
    struct shared_count *count = context;
    struct par_dossier_rows *rows = par_arena_alloc(records->arena, sizeof *rows);
    *rows = *count->rows;
    rows->arena = records->arena;
    new_caches(rows);
    if (count->has_first)
        rows->tally = par_tally_new(par_tally_settings(count->tally), records->arena);
    count->has_first = true;
    return rows;
}

static void take_piece(void *worker, struct par_records *records)
{
    struct par_dossier_rows *rows = worker;
    rows->diags = records->diags;
    while (par_records_next(records))
        par_dossier_rows_take(rows, records->fields, records->line);
}

static void end_worker(void *context, void *worker)
{
    struct shared_count *count = context;
    const struct par_dossier_rows *rows = worker;
    if (rows->tally != count->tally)
        par_tally_merge(count->tally, rows->tally, NULL);
    count->read->rows += rows->read.rows;
    count->read->counted += rows->read.counted;
    count->read->outside += rows->read.outside;
    count->read->rejected += rows->read.rejected;
}

static void take_in_bulk(struct par_records *records, const struct par_dossier_rows *rows,
                         struct par_dossier_read *read)
{
    struct shared_count count = {.rows = rows, .tally = rows->tally, .read = read};
    bool *columns = par_arena_array(records->arena, records->width, sizeof *columns);
    par_dossier_rows_wanted(rows, columns);
    struct par_bulk bulk = {.threads = rows->reading->threads,
                            .piece = rows->reading->piece,
                            .columns = columns,
                            .context = &count,
                            .begin = begin_worker,
                            .take = take_piece,
                            .end = end_worker};
    par_bulk_read(records, &bulk);
}

void par_dossier_count(struct par_records *records, const struct par_dossier_reading *reading, struct par_tally *tally,
                       struct par_dossier_read *read)
{
    struct par_dossier_rows rows;
    par_records_check(records);
    if (!par_dossier_rows_begin(&rows, records, reading, tally))
        return;
    if (!reading->reject && !reading->ids) {
        take_in_bulk(records, &rows, read);
        return;
    }
    take_in_order(records, &rows);
    *read = rows.read;
}
