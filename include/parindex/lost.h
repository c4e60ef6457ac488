/* lost: the points that units lost, each with its component and its cause, as a ledger that reconciles exactly.
 *
 * For every unit that submitted
 *
 *     applicable maximum - lost - open = final points
 *
 * to the last 10^-6, where `lost` and `open` are the sums of its rows. `final` is the total of score.h with every digit
 * (the index is that of these points; a scores file prints them rounded). So a row's `lost` is its effect on the total:
 *
 * - Where criteria are summed that is maximum less points of the component.
 * - Under a weighted mean it is the loss times what the parts above make of it. What a mean loses is split over its
 *   parts in proportion to w x lost / maximum (to the open maxima for `open`), in whole 10^-6 by largest remainder, the
 *   earlier part first among equals; so the parts add up to the mean as it was rounded. Where a mean is short although
 *   no part is, the difference is a row of its own (ROUNDING).
 * - Points of a bonus are negative losses (BONUS), those of a penalty losses (PENALTY). What a cap, the floor at 0 or
 *   `cap_at_max` changes is a row of the block or of the total (CAP), negative where it gives points back.
 * - Where a set knowingly keeps maxima that do not add up, the difference is a row of that criterion (MISMATCH).
 * - What does not apply is no loss; the applicable maximum says so. With `full` it earns its maximum, with `rescale`
 * the ledger is over the points before rescaling.
 *
 * Nothing that is not known yet is lost: what is pending (NOT_REACHED), and what nobody answered in a set that marks
 * it (MISSING), has its maximum in `open`. In a set with "missing": "lose" it is lost. A bonus or penalty that waits
 * for its round is no row: it is neither in the maximum nor in the points.
 *
 * A component that lost for two causes has two rows; their losses add up to the component's:
 *   CUT       a later round took it from the top that the unit had claimed or earned (history.h), and it stays taken
 *   EVIDENCE  the same, where the set requires evidence and the unit gave none in any round
 *   MISSING   the unit filled in its round, but not this component; others gave less than the maximum, if any
 *   SURVEY    survey or SIPAS earned no more
 *   RULE      the inputs, or the unit's own claim, earned no more, or the unit said that it does not apply */
#ifndef PARINDEX_LOST_H
#define PARINDEX_LOST_H

#include "parindex/cause_kind.h"
#include "parindex/history.h"

enum par_loss_cause {
    PAR_LOSS_RULE,
    PAR_LOSS_CUT,
    PAR_LOSS_EVIDENCE,
    PAR_LOSS_MISSING,
    PAR_LOSS_SURVEY,
    PAR_LOSS_NOT_REACHED,
    PAR_LOSS_PENALTY,
    PAR_LOSS_BONUS,
    PAR_LOSS_CAP,
    PAR_LOSS_ROUNDING,
    PAR_LOSS_MISMATCH,
    PAR_LOSS_CAUSES
};

/* "rule", "cut", "evidence", "missing", "survey", "not-reached", "penalty", "bonus", "cap", "rounding", "mismatch" */
const char *par_loss_cause_name(enum par_loss_cause cause);

/* Years in a row, see lost_years.h. */
enum par_years_end {
    PAR_YEARS_UNKNOWN,        /* no earlier scores were given */
    PAR_YEARS_KEPT,           /* in the period before it lost nothing */
    PAR_YEARS_ALL,            /* it lost points in every period given */
    PAR_YEARS_GAP,            /* the period before is not among those given */
    PAR_YEARS_NOT_COMPARABLE, /* before, the unit was merged or split */
    PAR_YEARS_NO_UNIT,        /* before, there was no such unit, or it has no figures */
    PAR_YEARS_NO_COUNTERPART, /* before, there was no such criterion */
    PAR_YEARS_OPEN            /* before, it waited for a round */
};

struct par_loss {
    size_t unit;      /* position in the units */
    int32_t position; /* in set->criteria[]: a component; of CAP, ROUNDING and MISMATCH a criterion with parts */
    enum par_loss_cause cause;
    enum par_state state;
    enum par_course_kind course;
    enum par_cause_kind cause_kind; /* UNSAID where nobody says it */
    par_points lost;                /* effect on the total */
    par_points open;
    struct par_maybe points; /* final, of the component itself */
    par_points applicable_max;
    unsigned flags; /* par_flag */
    /* of the whole component, so the same in each of its rows */
    int rank_in_bloc; /* among the units of the bloc with the same set, by what the component lost; 0: lost nothing */
    int years;        /* in a row, this one included; 0: not known */
    enum par_years_end years_end;
};

/* The sums of a unit's rows. */
struct par_unit_loss {
    enum par_state state; /* of the total; NOT_SUBMITTED and UNREADABLE: no rows and no figures */
    par_points applicable_max, final;
    par_points lost, open;
    par_points gross; /* of the rows that lost points alone: what shares are of */
};

struct par_losses {
    const struct par_assessment *assessment;
    size_t count;
    struct par_loss *items; /* by unit, then set order, then cause */
    struct par_unit_loss *units;
    par_points gross; /* of all units */
};

/* The assessment must be finished. `causes` NULL: what the set says. Findings: as par_score_report. */
struct par_losses *par_losses_of(const struct par_assessment *assessment, bool blank_means_agree,
                                 const struct par_causes *causes, struct par_arena *arena, struct par_diags *diags);

/* lost / gross in percent at 2 decimals, half up; false for what lost nothing. */
bool par_loss_share(par_points lost, par_points gross, par_points *out);

/* The worst first: by lost, then open, then unit, set order, cause. */
void par_losses_sort(struct par_losses *losses);

/* --- Groups ------------------------------------------------------------------------------------------------------ */

enum par_loss_key {
    PAR_BY_UNIT = 1 << 0,
    PAR_BY_CRITERION = 1 << 1,
    PAR_BY_DOMAIN = 1 << 2,
    PAR_BY_OWNER = 1 << 3, /* the lead agency; those that support it are not counted */
    PAR_BY_BLOC = 1 << 4,
    PAR_BY_CAUSE = 1 << 5,
    PAR_BY_CAUSE_KIND = 1 << 6
};

struct par_loss_group {
    const struct par_loss *first; /* any row of the group: what it has in common is there */
    size_t units;                 /* that lost points in it */
    size_t components;            /* unit x component that lost points */
    par_points lost, open, gross;
    size_t largest_unit; /* the one that lost most in it; SIZE_MAX: none lost */
    par_points largest;
    size_t last_unit; /* while counting */
    int32_t last_position;
    par_points of_unit;
};

/* The domain a criterion stands in: its ancestor (or itself) of depth 1; the total's is the total. */
int32_t par_domain_of(const struct par_set *set, int32_t position);

/* The rows that `keeps` keeps (NULL: all), grouped by `keys` (bits of par_loss_key); before par_losses_sort. The worst
 * group first, as rows are sorted. Their number; *out in the arena. */
size_t par_losses_group(const struct par_losses *losses, unsigned keys,
                        bool (*keeps)(const void *context, const struct par_loss *loss), const void *context,
                        struct par_arena *arena, struct par_loss_group **out);

#endif
