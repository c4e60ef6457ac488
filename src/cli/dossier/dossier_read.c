/* Files of dossiers or counts -> one tally under the keys of the result. Each file is counted by its keys as written;
 * when it is at its end these are settled: units are found, attributes of the unit list take their place. */
#include <stdlib.h>

#include "dossiers.h"
#include "meter.h"
#include "parindex/match.h"
#include "parindex/text.h"
#include "record.h"
#include "threads.h"

/* A key of the result: a column of the file, or an attribute of its unit. */
struct result_key {
    int column;            /* of the file keys */
    const char *attribute; /* NULL: the column itself */
};

struct reading_run {
    struct par_dossiers *dossiers;
    struct par_dossier_reading reading;
    const char *columns[PAR_TALLY_KEYS + 1]; /* keys of the file */
    struct result_key keys[PAR_TALLY_KEYS];
    int unit_column; /* among the columns; -1: none */
    struct par_tally *result;
    struct par_rejects *rejects;
    const char *file, *sheet; /* at hand */
    struct par_meter *meter;
    enum par_dossier_table kind;
    const char *first_file;
    struct par_counted_table counts;
};

/* --- Keys --------------------------------------------------------------------------------------------------------- */

static int column_of(struct reading_run *run, const char *name)
{
    for (size_t i = 0; i < run->reading.key_count; i++)
        if (strcmp(run->columns[i], name) == 0)
            return (int)i;
    run->columns[run->reading.key_count] = name;
    return (int)run->reading.key_count++;
}

static void settle_keys(struct reading_run *run)
{
    const struct par_dossiers *dossiers = run->dossiers;
    bool listed = dossiers->loaded.units != NULL;
    run->unit_column = listed || par_dossiers_unit_key(dossiers) >= 0 ? column_of(run, "unit") : -1;
    for (size_t i = 0; i < dossiers->by_count; i++) {
        const char *name = dossiers->by[i];
        bool attribute = listed && par_dossiers_is_attribute(name);
        run->keys[i] =
            (struct result_key){attribute ? run->unit_column : column_of(run, name), attribute ? name : NULL};
    }
    run->reading.keys = run->columns;
}

int par_dossiers_unit_key(const struct par_dossiers *dossiers)
{
    for (size_t i = 0; i < dossiers->by_count; i++)
        if (strcmp(dossiers->by[i], "unit") == 0)
            return (int)i;
    return -1;
}

struct par_tally_settings par_dossiers_settings(const struct par_dossiers *dossiers)
{
    return (struct par_tally_settings){.period = dossiers->period,
                                       .working = dossiers->working ? dossiers->calendar : NULL,
                                       .keys = dossiers->by_count,
                                       .shares = dossiers->share_count,
                                       .uses = dossiers->procedures != NULL};
}

/* --- Settling a file ---------------------------------------------------------------------------------------------- */

/* A unit as it is written in the file at hand. */
struct written_unit {
    struct par_span text;
    int32_t position; /* in the unit list; < 0: it is not there */
    int64_t rows;
    uint32_t line;
};

struct settling {
    struct reading_run *run;
    struct par_arena *arena;
    struct par_names *written; /* text -> units[] */
    size_t count, room;
    struct written_unit *units;
    size_t unlisted_count, unlisted_room;
    const char **unlisted; /* procedures that are not in the list */
};

static struct par_place unit_place(const struct reading_run *run, uint32_t line)
{
    return (struct par_place){.file = run->file, .sheet = run->sheet, .line = line};
}

static struct written_unit *written_unit_of(struct settling *settling, struct par_span text)
{
    int32_t known = par_names_add(settling->written, text, (int32_t)settling->count);
    if (known != PAR_NAME_NONE)
        return &settling->units[known];
    settling->units =
        par_arena_grow(settling->arena, settling->units, settling->count, &settling->room, sizeof *settling->units);
    struct written_unit *unit = &settling->units[settling->count++];
    *unit = (struct written_unit){.text = text, .line = UINT32_MAX};
    return unit;
}

static void survey_units(struct settling *settling, struct par_tally *tally)
{
    for (size_t i = 0; i < par_tally_count(tally); i++) {
        const struct par_tally_group *group = par_tally_group(tally, i);
        struct par_span text = par_tally_key(tally, group, (size_t)settling->run->unit_column);
        struct written_unit *unit = written_unit_of(settling, text);
        unit->rows += group->rows;
        if (group->first_line < unit->line)
            unit->line = group->first_line;
    }
}

static int by_line(const void *a, const void *b)
{
    const struct written_unit *left = a, *right = b;
    return (left->line > right->line) - (left->line < right->line);
}

static const char *code_at(const void *units, size_t i)
{
    return ((const struct par_units *)units)->items[i].code;
}

static void report_unknown(struct settling *settling, const struct written_unit *unit)
{
    struct par_dossiers *dossiers = settling->run->dossiers;
    struct par_place place = unit_place(settling->run, unit->line);
    const struct par_units *units = dossiers->loaded.units;
    char rows[PAR_DECIMAL_TEXT];
    if (unit->text.size == 0) {
        par_diags_add(dossiers->cli->diags, PAR_ERROR, PAR_UNIT_EMPTY, &place, NULL);
        return;
    }
    const char *written = par_arena_copy(dossiers->cli->arena, unit->text);
    const char *but_zeros = par_units_but_zeros(units, unit->text);
    if (but_zeros) {
        par_diags_add(dossiers->cli->diags, PAR_ERROR, PAR_UNIT_ZEROS, &place, written, but_zeros, NULL);
        return;
    }
    par_decimal_print(unit->rows, 0, 0, '.', rows);
    const char *nearest = par_names_nearest(unit->text, units->count, code_at, units);
    par_diags_add(dossiers->cli->diags, PAR_ERROR, PAR_DOSSIER_UNIT, &place, written, rows, nearest ? nearest : "",
                  NULL);
}

/* Each writing of a unit is looked up once, in the order of the lines. */
static void find_units(struct settling *settling)
{
    struct par_dossiers *dossiers = settling->run->dossiers;
    struct par_cli *cli = dossiers->cli;
    qsort(settling->units, settling->count, sizeof *settling->units, by_line);
    settling->written = par_names_new(settling->arena);
    for (size_t i = 0; i < settling->count; i++) {
        struct written_unit *unit = &settling->units[i];
        struct par_matches matches;
        struct par_place place = unit_place(settling->run, unit->line);
        struct par_span text = par_text_nfc(unit->text, cli->arena);
        unit->position = dossiers->loaded.units
                             ? par_units_seek(dossiers->loaded.units, text, &matches, &place, cli->arena, cli->diags)
                             : 0;
        if (unit->position < 0 || unit->text.size == 0)
            report_unknown(settling, unit);
        par_names_add(settling->written, unit->text, (int32_t)i);
    }
}

static bool map_keys(void *context, const struct par_tally_group *group, const struct par_span *from,
                     struct par_span *to)
{
    struct settling *settling = context;
    const struct reading_run *run = settling->run;
    const struct par_units *units = run->dossiers->loaded.units;
    const struct written_unit *written = NULL;
    (void)group;
    if (run->unit_column >= 0) {
        written = &settling->units[par_names_find(settling->written, from[run->unit_column])];
        if (written->position < 0)
            return false;
    }
    for (size_t i = 0; i < run->dossiers->by_count; i++) {
        int column = run->keys[i].column;
        const struct par_unit *unit = units && written ? &units->items[written->position] : NULL;
        if (run->keys[i].attribute)
            to[i] = par_span_of(par_dossiers_attribute(unit, run->keys[i].attribute));
        else if (unit && column == run->unit_column)
            to[i] = par_span_of(unit->code);
        else
            to[i] = par_text_nfc(from[column], settling->arena);
    }
    return true;
}

/* A procedure by its name in the list; one that is not there is kept out, and noted the first time. */
static struct par_span map_procedure(void *context, struct par_span procedure)
{
    struct settling *settling = context;
    struct par_dossiers *dossiers = settling->run->dossiers;
    int32_t position = par_procedures_find(dossiers->procedures, procedure);
    if (position >= 0)
        return par_span_of(dossiers->procedures->items[position].name);
    const char *text = par_arena_copy(dossiers->cli->arena, procedure);
    if (par_names_add(settling->run->reading.unlisted, par_span_of(text), 0) == PAR_NAME_NONE) {
        settling->unlisted = par_arena_grow(settling->arena, settling->unlisted, settling->unlisted_count,
                                            &settling->unlisted_room, sizeof *settling->unlisted);
        settling->unlisted[settling->unlisted_count++] = text;
    }
    return (struct par_span){NULL, 0};
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In an order that does not depend on who read which rows. */
static void report_unlisted(struct settling *settling)
{
    struct par_place place = {.file = settling->run->file, .sheet = settling->run->sheet};
    if (settling->unlisted_count > 0)
        qsort(settling->unlisted, settling->unlisted_count, sizeof *settling->unlisted, by_text);
    for (size_t i = 0; i < settling->unlisted_count; i++)
        par_diags_add(settling->run->dossiers->cli->diags, PAR_WARNING, PAR_DOSSIER_PROCEDURE, &place,
                      settling->unlisted[i], NULL);
}

static void settle_file(struct reading_run *run, struct par_tally *tally, struct par_arena *scratch)
{
    struct settling settling = {.run = run, .arena = scratch, .written = par_names_new(scratch)};
    if (run->unit_column >= 0) {
        survey_units(&settling, tally);
        find_units(&settling);
    }
    struct par_tally_map map = {map_keys, run->dossiers->procedures ? map_procedure : NULL, &settling};
    par_tally_merge(run->result, tally, &map);
    report_unlisted(&settling);
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

static bool knows_unit(void *context, struct par_span unit, const char **but_zeros)
{
    struct reading_run *run = context;
    struct par_cli *cli = run->dossiers->cli;
    struct par_matches matches;
    struct par_place place = {.file = run->file};
    unit = par_text_nfc(unit, cli->arena);
    const struct par_units *units = run->dossiers->loaded.units;
    if (par_units_seek(units, unit, &matches, &place, cli->arena, cli->diags) >= 0)
        return true;
    *but_zeros = par_units_but_zeros(units, unit);
    return false;
}

static void reject(void *context, const struct par_records *records, enum par_code code)
{
    struct reading_run *run = context;
    par_rejects_add(run->rejects, records, code);
}

static void say_read(struct reading_run *run, const struct par_dossier_read *read)
{
    struct par_cli *cli = run->dossiers->cli;
    par_cli_say(cli, N_("{1}: {2} rows, in the period: {3}, outside: {4}"), run->file,
                par_count_text(read->rows, cli->arena), par_count_text(read->counted, cli->arena),
                par_count_text(read->outside, cli->arena), NULL);
    struct par_place place = {.file = run->file};
    if (read->rejected > 0 && run->rejects)
        par_diags_add(cli->diags, PAR_WARNING, PAR_DOSSIER_LEFT_OUT, &place, par_count_text(read->rejected, cli->arena),
                      run->dossiers->rejects_path, NULL);
}

static void count_dossiers(struct reading_run *run, struct par_records *records)
{
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    struct par_tally_settings settings = par_dossiers_settings(run->dossiers);
    struct par_dossier_read read = {0};
    settings.keys = run->reading.key_count;
    struct par_tally *tally = par_tally_new(&settings, scratch);
    par_dossier_count(records, &run->reading, tally, &read);
    par_meter_end(run->meter);
    settle_file(run, tally, scratch);
    say_read(run, &read);
    par_arena_free(scratch);
}

/* A table of counts has the keys of the result, but what the unit list says in their place. */
static void read_counts(struct reading_run *run, struct par_records *records)
{
    struct par_dossiers *dossiers = run->dossiers;
    struct par_dossier_reading reading = run->reading;
    const char *keys[PAR_TALLY_KEYS];
    for (size_t i = 0; i < dossiers->by_count; i++)
        keys[i] = dossiers->loaded.units && par_dossiers_is_attribute(dossiers->by[i]) ? "unit" : dossiers->by[i];
    reading.keys = keys;
    reading.key_count = dossiers->by_count;
    par_counted_read(records, &reading, dossiers->base, &run->counts);
}

static void read_table(struct reading_run *run, struct par_records *records)
{
    enum par_dossier_table kind = par_dossier_table_of(records);
    struct par_place place = {.file = run->file};
    if (kind == PAR_TABLE_OF_NEITHER) {
        par_records_column(records, "received_on", true);
        return;
    }
    if (run->kind != PAR_TABLE_OF_NEITHER && run->kind != kind) {
        par_diags_add(run->dossiers->cli->diags, PAR_ERROR, PAR_DOSSIER_MIXED, &place, run->first_file, NULL);
        return;
    }
    run->kind = kind;
    if (!run->first_file)
        run->first_file = run->file;
    if (kind == PAR_TABLE_OF_DOSSIERS)
        count_dossiers(run, records);
    else
        read_counts(run, records);
}

static void read_file(struct reading_run *run, const char *path)
{
    struct par_dossiers *dossiers = run->dossiers;
    struct par_cli *cli = dossiers->cli;
    struct par_records records;
    if (!par_inputs_note(cli, &dossiers->inputs, path, path))
        return;
    run->file = par_arena_copy(cli->arena, par_span_of(path));
    par_meter_begin(run->meter, path);
    if (par_records_open(&records, path, &run->reading.how, cli->arena, cli->diags)) {
        run->sheet = records.sheet;
        read_table(run, &records);
        par_records_close(&records);
    }
    par_meter_end(run->meter);
}

static void begin_reading(struct reading_run *run)
{
    struct par_dossiers *dossiers = run->dossiers;
    struct par_dossier_reading *reading = &run->reading;
    *reading = (struct par_dossier_reading){.how = dossiers->inputs.how,
                                            .share_count = dossiers->share_count,
                                            .shares = dossiers->shares,
                                            .outcomes = dossiers->outcomes,
                                            .channels = dossiers->channels,
                                            .ids = dossiers->ids,
                                            .threads = par_threads_used(dossiers->threads),
                                            .forgiving = dossiers->rejects_path != NULL,
                                            .unlisted = par_names_new(dossiers->cli->arena),
                                            .context = run};
    run->meter = par_meter_new(dossiers->cli);
    reading->how.heard = par_meter_heard;
    reading->how.heard_context = run->meter;
    settle_keys(run);
    if (!dossiers->rejects_path)
        return;
    run->rejects = par_rejects_new(dossiers->cli, dossiers->rejects_path);
    reading->reject = reject;
    reading->knows_unit = dossiers->loaded.units ? knows_unit : NULL;
}

bool par_dossiers_read(struct par_dossiers *dossiers, struct par_tally **tally, struct par_dossier_lines *lines)
{
    struct par_cli *cli = dossiers->cli;
    struct par_tally_settings settings = par_dossiers_settings(dossiers);
    struct reading_run run = {.dossiers = dossiers, .result = par_tally_new(&settings, cli->arena)};
    begin_reading(&run);
    for (size_t i = 0; i < dossiers->files.count; i++) {
        struct par_list files = par_paths(dossiers->files.items[i], par_cli_within(cli), cli->arena, cli->diags);
        for (size_t k = 0; k < files.count; k++)
            read_file(&run, files.items[k]);
    }
    if (run.rejects)
        par_rejects_close(run.rejects);
    *tally = run.kind == PAR_TABLE_OF_DOSSIERS ? run.result : NULL;
    if (run.kind == PAR_TABLE_OF_COUNTS && par_diags_errors(cli->diags) == 0)
        par_dossiers_lines_of_counts(dossiers, &run.counts, lines);
    return par_diags_errors(cli->diags) == 0;
}
