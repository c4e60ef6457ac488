/* dossier_file: tables of dossiers counted into a tally, and tables of counts.
 *
 * A table of dossiers has a row per dossier (or per step of one) and the columns dossier, unit, procedure, domain,
 * step, received_on, due_on, finished_on, status, channel, of which received_on must be there; headings of both
 * languages are read. Other columns may be keys or shares by their own names; the rest are named once in a note. A file
 * that has none of these but figures (solved, pending_all, ...) is a table of counts. */
#ifndef PARINDEX_DOSSIER_FILE_H
#define PARINDEX_DOSSIER_FILE_H

#include "parindex/names.h"
#include "parindex/records.h"
#include "parindex/tally.h"

/* What a word of a status or channel means, said by the user. */
struct par_dossier_word {
    const char *word;
    int meaning; /* par_dossier_outcome or par_dossier_channel */
};

/* Words are compared without case and marks. Common ones are known: "đã giải quyết", "done", "trực tuyến" ... */
struct par_dossier_words {
    size_t count, room;
    struct par_dossier_word *items;
};

/* The meaning of "solved", "pending", "returned", "withdrawn"; of "online", "direct", "post"; -1 for other names. */
int par_dossier_outcome_named(const char *name);
int par_dossier_channel_named(const char *name);

struct par_dossier_ids; /* dossiers seen so far, for --check-ids */

/* Two different dossiers are taken for the same with a chance of less than n * n / 2^129 (10^-22 for 10^8): what is
 * kept of each is a fingerprint and where it stood, 32 bytes at most 3/4 full. */
struct par_dossier_ids *par_dossier_ids_new(struct par_arena *arena);
void par_dossier_ids_free(struct par_dossier_ids *ids); /* NULL is fine */
size_t par_dossier_ids_count(const struct par_dossier_ids *ids);
size_t par_dossier_ids_bytes(const struct par_dossier_ids *ids);

/* How dossiers are read; the same for all files of a run. */
struct par_dossier_reading {
    struct par_reading how;
    size_t key_count;
    const char **keys; /* columns of the groups; par_tally_settings has as many keys */
    size_t share_count;
    const char **shares;                         /* yes / no columns */
    struct par_dossier_words outcomes, channels; /* the user's own */
    struct par_dossier_ids *ids;                 /* NULL: repeated ones are not looked for */
    bool forgiving;                              /* rows with faults are warnings and handed to `reject` */
    /* NULL: not asked. Only when forgiving: unknown units are rejected row by row. *but_zeros: the code of the list
     * that is the unit's but for zeros in front, NULL for none. */
    bool (*knows_unit)(void *context, struct par_span unit, const char **but_zeros);
    /* A row that is not counted, with the code of its first fault. NULL: nobody wants them. */
    void (*reject)(void *context, const struct par_records *records, enum par_code code);
    size_t threads; /* that read, at least 1. With `ids` or `reject` one, since these look at the order of rows */
    size_t piece;   /* as in bulk.h */
    struct par_names *unlisted; /* procedures outside the list that were reported already, for the caller */
    void *context;
};

/* What became of the rows of a file. */
struct par_dossier_read {
    size_t rows;     /* read */
    size_t counted;  /* with a part in the period */
    size_t outside;  /* sound, without one */
    size_t rejected; /* with faults */
};

enum par_dossier_table { PAR_TABLE_OF_NEITHER, PAR_TABLE_OF_DOSSIERS, PAR_TABLE_OF_COUNTS };

/* What a header is of. */
enum par_dossier_table par_dossier_table_of(const struct par_records *records);

/* Counts the rows of an open table of dossiers. Faults are findings with their places. */
void par_dossier_count(struct par_records *records, const struct par_dossier_reading *reading, struct par_tally *tally,
                       struct par_dossier_read *read);

/* A row of a table of counts. */
struct par_counted_row {
    const char **keys;         /* as many as the reading has */
    const char *unit, *parent; /* "" where not said */
    struct par_dossier_printed printed;
    const char *file, *sheet;
    uint32_t line;
    struct par_place places[PAR_DOSSIER_FIGURES];
};

struct par_counted_table {
    size_t count, room;
    struct par_counted_row *rows;
};

/* Reads and checks the rows of an open table of counts. */
void par_counted_read(struct par_records *records, const struct par_dossier_reading *reading, int base,
                      struct par_counted_table *table);

/* Holidays: columns `holiday` (or `date`) and `worked` (yes: a day that is worked although it is a weekend). NULL after
 * an error. */
struct par_calendar *par_calendar_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                       struct par_diags *diags);

/* The list of procedures: columns `procedure`, `service` ("một phần", "toàn trình", ...; empty: none), `unit` (whose it
 * is; empty: every unit's). */
enum par_service { PAR_SERVICE_NONE, PAR_SERVICE_PART, PAR_SERVICE_FULL };

struct par_procedure {
    const char *name; /* as listed */
    enum par_service service;
    const char *unit; /* as written; "" for all */
};

struct par_procedures {
    size_t count, room;
    struct par_procedure *items;
    struct par_names *names; /* bare name -> first position of it */
    struct par_arena *arena;
};

struct par_procedures *par_procedures_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                           struct par_diags *diags);

/* The first position of a procedure, compared without case and marks; -1 for none. */
int32_t par_procedures_find(const struct par_procedures *procedures, struct par_span typed);

#endif
