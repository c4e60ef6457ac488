/* assessment_private: what assessment.c (the store), assessment_row.c (a row), assessment_appraisers.c (who says it)
 * and assessment_finish.c (the end) share. */
#ifndef PARINDEX_ASSESSMENT_PRIVATE_H
#define PARINDEX_ASSESSMENT_PRIVATE_H

#include "parindex/assessment.h"

struct par_fact_unit {
    bool *known; /* per input of the unit's set; NULL: no facts */
    struct par_quantity *values;
    const char **files; /* where each was read */
    uint32_t *lines;
};

struct par_facts {
    const struct par_units *units;
    struct par_arena *arena;
    struct par_fact_unit *by_unit;
};

/* A minmax value waiting for the other units. */
struct par_deferral {
    size_t unit;
    size_t round;
    int32_t component;
    const struct par_rule *rule;
    struct par_ratio measured;
    struct par_deferral *next;
};

/* Who appraises: a unit, or an agency that is none. */
struct par_appraiser {
    const char *name;
    int32_t unit; /* -1: none of the units */
    bool of_set;  /* `name` is as a set writes it */
};

struct par_said;
struct par_said_file;

/* What a row of a round after the first brings along beside its entry; 0: nothing. */
struct par_voice {
    uint32_t appraiser; /* from 1, in appraisers[] */
    uint32_t reason;    /* from 1, in reasons[] */
};

/* The row of one more appraiser on the same component in the same round. */
struct par_second {
    size_t round;
    int32_t component;
    struct par_entry entry;
    struct par_voice voice;
    struct par_second *next;
};

/* A row that says of a criterion with parts whether all of it applies. */
struct par_group_row {
    size_t round;
    int32_t position;
    unsigned applies; /* PAR_MARK_APPLIES or PAR_MARK_NOT_APPLIES */
    const char *where;
    struct par_voice voice;
    struct par_group_row *next;
};

/* What is known per unit. */
struct par_unit_state {
    size_t entries;          /* of its first round: position in entries[] */
    unsigned char *excluded; /* per component; NULL: none */
    bool first_round_row;    /* a row on a reported component in the first round */
    bool content;            /* a reported component says something in any round */
    bool any_content;        /* any component does */
    size_t *rows;            /* per round */
    struct par_group_row *groups;
    struct par_voice *voices; /* (round - 1) x components; NULL: no appraiser and no reason */
    struct par_second *seconds;
    struct par_said **said; /* round x component; NULL: nothing kept */
};

struct par_file_name {
    const char *name;
    const char *sheet; /* NULL outside workbooks */
};

/* A column that no set knows: said once, at the heading. */
enum { PAR_INPUT_REPORTED = -2 };

/* Of one set in the file being read. */
struct par_set_in_file {
    const struct par_set *set;
    int round;       /* -1: the set has no such round */
    int32_t *inputs; /* per input column: input of the set, -1 when it has none, or PAR_INPUT_REPORTED */
    struct par_naming *naming;
    bool *given; /* per input of the set: filled in the row at hand */
    struct par_quantity *values;
};

struct par_assessment {
    const struct par_units *units;
    const struct par_facts *facts;
    par_fold_label fold;
    struct par_arena *arena;
    struct par_diags *diags;
    struct par_entry *entries;
    struct par_unit_state *states;
    size_t set_count;
    struct par_set_in_file *sets; /* those the units use */
    struct par_assessment_file *file;
    bool file_refused; /* its round is none of any set: said once, not per row */
    uint16_t file_number;
    size_t file_count, file_room;
    struct par_file_name *file_names;
    int32_t last_unit;     /* where the row before was */
    int32_t last_position; /* its criterion */
    struct par_deferral *deferrals;
    struct par_listener listener;
    bool keeps_said; /* of said_unit, or of all */
    size_t said_unit;
    const struct par_said_file *said_file; /* of the file being read; NULL until a row of it is kept */
    size_t appraiser_count, appraiser_room;
    struct par_appraiser *appraisers;
    struct par_names *appraiser_texts; /* as written -> number */
    struct par_names *appraiser_keys;  /* what tells them apart -> number */
    size_t reason_count, reason_room;
    const char **reasons;
    struct par_names *reason_texts;
};

/* Whether an entry gives points or says whether the component applies. */
bool par_entry_speaks(const struct par_entry *entry);

/* The points it gives: in the first round what the rule gives goes before a claim, later a score before what the rule
 * gives. False where it gives none, or says that the component does not apply. */
bool par_entry_gives(const struct par_entry *entry, size_t round, par_points *points);

/* Whether it agrees: it says so, or it is a blank row of a later round and these are asked to agree. A row with a
 * reason or evidence is not blank. */
bool par_entry_agrees(const struct par_entry *entry, size_t round, bool blank_means_agree);

/* Where the points of a component stand while its rounds are gone through. */
struct par_stand {
    bool is; /* something was said, be it only that it does not apply */
    bool applies;
    bool points_are;
    par_points points;
};

/* Before the first round: nothing stands, and the component applies. */
struct par_stand par_stand_begin(void);
void par_stand_move(struct par_stand *stand, const struct par_entry *entry, size_t round);

/* The appraisers that the sets name come first, so that they are shown as the sets write them. */
void par_appraisers_begin(struct par_assessment *assessment);

/* Of a component's row in a round. */
void par_assessment_keep_voice(struct par_assessment *assessment, size_t unit, size_t round, int32_t component,
                               struct par_voice voice);

/* When all rows are read: rows of several appraisers on one component must say the same. */
void par_appraisers_compare(struct par_assessment *assessment, size_t unit);

/* After that: the row that stands goes before those of other appraisers (said.h). */
void par_said_settle(struct par_assessment *assessment, size_t unit);

struct par_entry *par_assessment_slot(struct par_assessment *assessment, size_t unit, size_t round, int32_t component);

/* The name of the i-th criterion below the total: for matching. */
const char *par_assessment_title_at(const void *set, size_t i);

struct par_set_in_file *par_assessment_set(struct par_assessment *assessment, const struct par_set *set);

/* The place of an entry, for findings after its row is gone. */
struct par_place par_assessment_place(const struct par_assessment *assessment, size_t unit, size_t round,
                                      int32_t component);

#endif
