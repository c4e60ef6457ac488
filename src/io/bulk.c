#include "parindex/bulk.h"

#include <pthread.h>
#include <stdlib.h>

#include "memory.h"
#include "pieces.h"

/* Findings of a piece whose turn has not come. */
struct said {
    size_t number; /* of the piece */
    struct par_arena *arena;
    struct par_diags *diags; /* NULL: nothing was found */
};

struct reading {
    const struct par_bulk *bulk;
    struct par_records *records;
    struct par_csv_rest rest;
    pthread_mutex_t lock; /* of all that follows */
    struct par_pieces pieces;
    struct par_arena *arena; /* of the findings of rows */
    struct par_diags *diags;
    size_t next; /* piece whose findings are to be added */
    size_t said_count, said_room;
    struct said *said;
    bool failed;
};

/* A thread and what it works with. Aligned, so that no two write to the same line of the cache. */
struct worker {
    _Alignas(128) struct reading *reading;
    pthread_t thread;
    struct par_records records;
    struct par_piece piece;
    struct par_arena *spoken; /* of the findings of its pieces; NULL: none was needed */
    struct par_diags *diags;
    void *state;
};

/* --- Findings in order ----------------------------------------------------------------------------------------------
 */

static void add_said(struct reading *reading, struct said said)
{
    if (said.diags) {
        par_diags_append(reading->diags, said.diags);
        par_arena_free(said.arena);
    }
    reading->next++;
}

static bool add_waiting(struct reading *reading)
{
    for (size_t i = 0; i < reading->said_count; i++)
        if (reading->said[i].number == reading->next) {
            add_said(reading, reading->said[i]);
            reading->said[i] = reading->said[--reading->said_count];
            return true;
        }
    return false;
}

static void say(struct reading *reading, struct said said)
{
    if (said.number != reading->next) {
        if (reading->said_count == reading->said_room) {
            reading->said_room = 2 * reading->said_room + 8;
            reading->said =
                par_memory_resize(reading->records->arena, reading->said, reading->said_room * sizeof *reading->said);
        }
        reading->said[reading->said_count++] = said;
        return;
    }
    add_said(reading, said);
    while (add_waiting(reading))
        continue;
}

static bool has_findings(const struct par_diags *diags)
{
    for (int i = 0; i <= PAR_FATAL; i++)
        if (par_diags_count(diags, (enum par_severity)i) > 0)
            return true;
    return false;
}

/* --- Workers --------------------------------------------------------------------------------------------------------
 */

static void listen(struct worker *worker)
{
    if (!worker->spoken) {
        worker->spoken = par_arena_beside(worker->reading->records->arena);
        worker->diags = par_diags_like(worker->reading->records->diags, worker->spoken);
    }
    worker->records.diags = worker->diags;
}

static void read_piece(struct worker *worker)
{
    const struct par_piece *piece = &worker->piece;
    listen(worker);
    par_csv_give(worker->records.table, piece->bytes, piece->begin, piece->end, piece->line, worker->diags);
    worker->records.blanks = 0;
    worker->reading->bulk->take(worker->state, &worker->records);
}

/* Hands the findings of the piece on, and takes the next one. */
static bool next_piece(struct worker *worker, bool has_read)
{
    struct reading *reading = worker->reading;
    pthread_mutex_lock(&reading->lock);
    if (has_read) {
        struct said said = {worker->piece.number, worker->spoken, worker->diags};
        if (has_findings(worker->diags))
            worker->spoken = NULL;
        else
            said.diags = NULL;
        reading->failed = reading->failed || par_table_failed(worker->records.table);
        say(reading, said);
    }
    bool more = par_pieces_next(&reading->pieces, &worker->piece);
    pthread_mutex_unlock(&reading->lock);
    return more;
}

/* From the piece at hand on. */
static void *work(void *context)
{
    struct worker *worker = context;
    bool more = worker->piece.bytes || next_piece(worker, false);
    for (; more; more = next_piece(worker, true))
        read_piece(worker);
    return NULL;
}

/* From the header on a worker's records are the file's; what they add is in an arena of their own. */
static void begin_worker(struct worker *worker, struct reading *reading)
{
    struct par_records *records = &worker->records;
    worker->reading = reading;
    *records = *reading->records;
    records->rows = 0;
    records->arena = par_arena_beside(reading->records->arena);
    listen(worker);
    records->table = par_csv_pieces(&reading->rest, records->arena, records->diags);
    records->padded = NULL; /* of sheets alone */
    records->padded_kinds = NULL;
    if (reading->bulk->columns)
        par_records_want(records, reading->bulk->columns);
    worker->state = reading->bulk->begin(reading->bulk->context, records);
}

static void end_worker(struct worker *worker)
{
    const struct par_bulk *bulk = worker->reading->bulk;
    bulk->end(bulk->context, worker->state);
    worker->reading->records->rows += worker->records.rows;
    par_table_close(worker->records.table);
    par_piece_free(&worker->piece);
    par_arena_free(worker->spoken);
    par_arena_free(worker->records.arena);
}

/* The main thread works too, alone where there is but one piece. Where the system has no more threads the others do the
 * work. */
static void run(struct reading *reading, struct worker *workers, size_t count)
{
    size_t begun = 1, started = 1;
    begin_worker(&workers[0], reading);
    if (next_piece(&workers[0], false)) {
        count = workers[0].piece.last ? 1 : count;
        for (; begun < count; begun++)
            begin_worker(&workers[begun], reading);
        while (started < count && pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
            started++;
        work(&workers[0]);
    }
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    for (size_t i = 0; i < begun; i++)
        end_worker(&workers[i]);
}

/* --- The whole ------------------------------------------------------------------------------------------------------
 */

/* In the order in which they come, by one worker that has the records themselves. */
static void read_simply(struct par_records *records, const struct par_bulk *bulk)
{
    void *worker = bulk->begin(bulk->context, records);
    bulk->take(worker, records);
    bulk->end(bulk->context, worker);
}

static void read_pieces(struct reading *reading, size_t count)
{
    struct par_records *records = reading->records;
    struct worker *workers = aligned_alloc(_Alignof(struct worker), count * sizeof *workers);
    if (!workers)
        par_memory_fail(records->arena);
    memset(workers, 0, count * sizeof *workers);
    reading->arena = par_arena_beside(records->arena);
    reading->diags = par_diags_like(records->diags, reading->arena);
    par_pieces_open(&reading->pieces, &reading->rest, reading->bulk->piece, records->diags);
    pthread_mutex_init(&reading->lock, NULL);
    run(reading, workers, count);
    pthread_mutex_destroy(&reading->lock);
    par_diags_append(records->diags, reading->diags);
    par_csv_stop(records->table, reading->failed || reading->pieces.failed);
    par_pieces_close(&reading->pieces);
    par_arena_free(reading->arena);
    free(reading->said);
    free(workers);
}

void par_bulk_read(struct par_records *records, const struct par_bulk *bulk)
{
    struct reading reading = {.bulk = bulk, .records = records};
    size_t threads = bulk->threads < PAR_THREADS_MOST ? bulk->threads : PAR_THREADS_MOST;
    if (records->kept_count > 0 || !par_csv_rest(records->table, &reading.rest))
        read_simply(records, bulk);
    else
        read_pieces(&reading, threads > 0 ? threads : 1);
}
