/* inverse_private: what inverse.c (the head), inverse_lever.c (numbers) and inverse_answer.c (options) share. */
#ifndef PARINDEX_INVERSE_PRIVATE_H
#define PARINDEX_INVERSE_PRIVATE_H

#include "parindex/inverse.h"
#include "rule_type.h"

/* An option that may be added, or a part of the answer that may be dropped, and what that is worth. */
struct par_toggle {
    bool adds;
    struct par_rule_option option;
    size_t part;
    par_points worth; /* > 0; towards better */
};

struct par_inverse {
    const struct par_rule *rule;
    struct par_evaluation evaluation; /* with `filled` and findings of its own */
    struct par_filled filled;
    bool *given, *known;
    struct par_quantity *inputs;
    enum par_inverse_kind kind;
    enum par_points_only why;
    bool less; /* fewer points are better */
    bool has_now;
    par_points now; /* merit: points, in a penalty negated */

    /* of a lever */
    struct par_lever lever;
    const struct par_measure *of;
    bool may_be_negative, ends_at_100;
    size_t stop_count, stop_room;
    int64_t *stops; /* multiples of the step, ascending: between neighbours the merit only rises or only falls */

    /* of an answer */
    bool several;
    size_t option_count;
    const struct par_rule_option *options;
    size_t part_count;
    struct par_span *parts; /* of the answer given */
    size_t toggle_count;
    struct par_toggle *toggles; /* the worthiest first */
};

/* What the rule gives for inverse->filled as it stands, as merit; false when it gives no points. */
bool par_inverse_merit(const struct par_inverse *inverse, par_points *merit);

/* False: the inverse has points only, and *why says so. */
bool par_inverse_set_lever(struct par_inverse *inverse, struct par_turns *turns);
bool par_inverse_set_answers(struct par_inverse *inverse);

/* Multiples of the step that are looked at, on both sides of 0. */
#define PAR_INVERSE_FARTHEST INT64_C(1000000000000000)

/* Of a lever that is chosen: its stops; what the measure is a part of. */
void par_inverse_set_stops(struct par_inverse *inverse, const struct par_turns *turns);
void par_inverse_set_whole(struct par_inverse *inverse);

int64_t par_inverse_ten_to(int exponent);
par_wide par_inverse_floor_of(struct par_ratio ratio);

/* The smallest change whose merit is at least `least`. */
bool par_inverse_reach_lever(struct par_inverse *inverse, par_points least, struct par_reach *out);
bool par_inverse_reach_answer(struct par_inverse *inverse, par_points least, struct par_reach *out);

/* The most merit that any change has; false when none has more than now. */
bool par_inverse_best_lever(struct par_inverse *inverse, par_points *best);
bool par_inverse_best_answer(struct par_inverse *inverse, par_points *best);

#endif
