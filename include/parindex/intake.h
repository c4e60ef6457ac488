/* intake: which of the forms that came back count.
 *
 * A form speaks for a subject: a unit, an appraiser, the council. Forms of one subject that say the same are copies,
 * and the one that came first counts. Where they differ none counts until one is chosen: by the log of what was
 * received, or the newest by its dates. A file of the subject that is broken or changed takes part in that, since it
 * may be the one that was meant; forms of another year, round or set do not. */
#ifndef PARINDEX_INTAKE_H
#define PARINDEX_INTAKE_H

#include <stdint.h>

#include "parindex/arena.h"

enum par_intake_state {
    PAR_INTAKE_RECEIVED,
    PAR_INTAKE_LATE,  /* received, after the deadline */
    PAR_INTAKE_EMPTY, /* nothing is filled in */
    PAR_INTAKE_COPY,
    PAR_INTAKE_SUPERSEDED, /* another file of the subject was chosen */
    PAR_INTAKE_DUPLICATE,  /* another file of the subject says something else, and none was chosen */
    PAR_INTAKE_CHANGED,    /* rows, maxima or texts are not those that were sent out */
    PAR_INTAKE_FAULTY,     /* cells that are not understood */
    PAR_INTAKE_UNREADABLE,
    PAR_INTAKE_NO_FORM, /* a file, but no form */
    PAR_INTAKE_WRONG_YEAR,
    PAR_INTAKE_WRONG_ROUND,
    PAR_INTAKE_WRONG_SET,
    PAR_INTAKE_WRONG_UNIT, /* the log has it from another unit */
    PAR_INTAKE_UNKNOWN_UNIT,
    PAR_INTAKE_PENDING, /* of a unit: no appraiser has said anything about it */
    PAR_INTAKE_NOT_SUBMITTED,
    PAR_INTAKE_STATES
};

/* "received", "late", ... "not_submitted". */
const char *par_intake_state_name(enum par_intake_state state);

/* Whether what was filled in goes into the round: received, late, empty. */
bool par_intake_counts(enum par_intake_state state);

/* Whether a file came of which it is not known what it says: a unit with such a file and no other has not just not
 * submitted. */
bool par_intake_is_lost(enum par_intake_state state);

struct par_intake_file {
    const char *subject;         /* NULL: not known, or a guess */
    enum par_intake_state found; /* by itself: RECEIVED, EMPTY, or what is wrong with it */
    bool has_day;
    int64_t day; /* on which it came */
    bool taken;  /* the log chooses it, also when it was changed */
    const void *content;
    /* what par_intake_decide finds */
    enum par_intake_state state;
    int64_t late_days; /* 0: in time, or not known */
    size_t other;      /* of a COPY, SUPERSEDED, DUPLICATE: the file meant; else itself */
};

struct par_intake_rules {
    bool has_deadline;
    int64_t deadline; /* the last day that is in time */
    bool take_newest;
    bool (*same)(const void *a, const void *b); /* of two contents */
};

/* Decides for all files, which stand in the order of their names. */
void par_intake_decide(struct par_intake_file *files, size_t count, const struct par_intake_rules *rules,
                       struct par_arena *arena);

#endif
