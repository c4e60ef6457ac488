/* tally: dossiers counted by group: a group is a tuple of key texts, such as a unit and a procedure.
 *
 * Keys are kept as they are written and mapped only when the tally is settled, so that parts of a table can be counted
 * apart (by threads, by machines) and put together in any order, with the same result: all that is kept is whole
 * numbers that add up, keyed by text. Memory: groups, their different numbers of days, different key texts. */
#ifndef PARINDEX_TALLY_H
#define PARINDEX_TALLY_H

#include "parindex/dossier.h"

enum { PAR_TALLY_KEYS = 8, PAR_TALLY_SHARES = 16 };

struct par_tally_settings {
    struct par_dossier_period period;
    const struct par_calendar *working; /* NULL: days of the calendar */
    size_t keys;                        /* texts of a group, at most PAR_TALLY_KEYS */
    size_t shares;                      /* yes / no columns, at most PAR_TALLY_SHARES */
    bool uses;                          /* procedures are noted for each group */
};

/* A yes / no column within a group. */
struct par_tally_share {
    int64_t yes;
    int64_t said; /* yes or no */
};

struct par_tally_group {
    struct par_dossier_counts counts;
    struct par_tally_share *shares;
    int64_t rows;        /* counted, in the period or not */
    uint32_t first_line; /* smallest line of them */
    uint32_t *ids;       /* private: numbers of the key texts */
    uint64_t *used;      /* bits: procedures of which it had a dossier in the period */
    uint64_t *used_online;
    size_t used_words;
};

/* A row to count. */
struct par_tally_row {
    const struct par_span *keys;
    struct par_dossier dossier; /* sound */
    const signed char *shares;  /* of each: 1 yes, 0 no, -1 not said */
    struct par_span procedure;
    uint32_t line;
};

struct par_tally;

struct par_tally *par_tally_new(const struct par_tally_settings *settings, struct par_arena *arena);
const struct par_tally_settings *par_tally_settings(const struct par_tally *tally);

/* Counts a row (groups show it when they are asked for anew, by par_tally_count); false when it has no part in the
 * period (it then counts in `rows` of its group alone). */
bool par_tally_add(struct par_tally *tally, const struct par_tally_row *row);

/* How the keys of a group become those of the merged tally, whose settings may have another number of keys: fills `to`
 * with texts that live as long as the tally. False: the group is left out. `procedure`: what a procedure is called
 * there; a span without text leaves it out. */
struct par_tally_map {
    bool (*keys)(void *context, const struct par_tally_group *group, const struct par_span *from, struct par_span *to);
    struct par_span (*procedure)(void *context, struct par_span procedure);
    void *context;
};

/* Adds all groups of `from`. map NULL: keys as they are. Nothing of `from` is kept. */
void par_tally_merge(struct par_tally *into, struct par_tally *from, const struct par_tally_map *map);

/* Orders the groups by the bytes of their keys; no group may be opened afterwards. */
void par_tally_sort(struct par_tally *tally);

size_t par_tally_count(struct par_tally *tally);
struct par_tally_group *par_tally_group(const struct par_tally *tally, size_t i);
struct par_span par_tally_key(const struct par_tally *tally, const struct par_tally_group *group, size_t key);

/* The group with these keys, made when it is not there; for reading a part back. */
struct par_tally_group *par_tally_open(struct par_tally *tally, const struct par_span *keys);
void par_tally_use(struct par_tally *tally, struct par_tally_group *group, struct par_span procedure, bool online);

/* Calls for each procedure of a group, in no order that means anything. */
void par_tally_each_use(const struct par_tally *tally, const struct par_tally_group *group,
                        void (*hear)(void *context, struct par_span procedure, bool online), void *context);

#endif
