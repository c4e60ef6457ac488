#include "parindex/dossier.h"

const char *par_dossier_figure_name(enum par_dossier_figure figure)
{
    static const char *const names[PAR_DOSSIER_FIGURES] = {[PAR_CARRIED_OVER] = "carried_over",
                                                           [PAR_RECEIVED] = "received",
                                                           [PAR_TO_HANDLE] = "to_handle",
                                                           [PAR_SOLVED] = "solved",
                                                           [PAR_EARLY] = "early",
                                                           [PAR_ON_TIME] = "on_time",
                                                           [PAR_EARLY_OR_ON_TIME] = "early_or_on_time",
                                                           [PAR_LATE] = "late",
                                                           [PAR_NO_DEADLINE] = "no_deadline",
                                                           [PAR_PENDING_ALL] = "pending_all",
                                                           [PAR_PENDING_WITHIN] = "pending_within",
                                                           [PAR_PENDING_LATE] = "pending_late",
                                                           [PAR_PENDING_NO_DEADLINE] = "pending_no_deadline",
                                                           [PAR_LATE_ALL] = "late_all",
                                                           [PAR_RETURNED] = "returned",
                                                           [PAR_WITHDRAWN] = "withdrawn",
                                                           [PAR_DUE] = "due_all",
                                                           [PAR_ONLINE] = "online",
                                                           [PAR_CHANNEL_SAID] = "channel_said"};
    return names[figure];
}

enum par_dossier_figure par_dossier_rate(size_t rate)
{
    static const enum par_dossier_figure rates[PAR_DOSSIER_RATES] = {PAR_EARLY, PAR_ON_TIME, PAR_EARLY_OR_ON_TIME,
                                                                     PAR_LATE};
    return rates[rate];
}

enum par_dossier_figure par_dossier_base(size_t base)
{
    static const enum par_dossier_figure bases[PAR_DOSSIER_BASES] = {PAR_SOLVED, PAR_DUE, PAR_TO_HANDLE};
    return bases[base];
}

/* --- One dossier -------------------------------------------------------------------------------------------------- */

static bool is_said(struct par_moment moment)
{
    return moment.day != PAR_NO_DAY;
}

enum par_dossier_fault par_dossier_judge(const struct par_dossier *dossier)
{
    bool finished = is_said(dossier->finished);
    if (!is_said(dossier->received))
        return PAR_DOSSIER_NO_RECEIVED;
    if (finished && dossier->finished.day < dossier->received.day)
        return PAR_DOSSIER_FINISHED_BEFORE;
    if (is_said(dossier->due) && dossier->due.day < dossier->received.day)
        return PAR_DOSSIER_DUE_BEFORE;
    if (!finished && dossier->outcome == PAR_OUTCOME_SOLVED)
        return PAR_DOSSIER_UNFINISHED;
    if (finished && dossier->outcome == PAR_OUTCOME_PENDING)
        return PAR_DOSSIER_FINISHED_PENDING;
    return PAR_DOSSIER_SOUND;
}

static enum par_dossier_outcome outcome_of(const struct par_dossier *dossier)
{
    if (dossier->outcome != PAR_OUTCOME_UNSAID)
        return dossier->outcome;
    return is_said(dossier->finished) ? PAR_OUTCOME_SOLVED : PAR_OUTCOME_PENDING;
}

static enum par_dossier_figure punctuality(const struct par_dossier *dossier)
{
    struct par_moment due = dossier->due, finished = dossier->finished;
    if (!is_said(due))
        return PAR_NO_DEADLINE;
    if (finished.day != due.day)
        return finished.day < due.day ? PAR_EARLY : PAR_LATE;
    bool both = due.second != PAR_NO_TIME && finished.second != PAR_NO_TIME;
    return both && finished.second > due.second ? PAR_LATE : PAR_ON_TIME;
}

static void add_solved(struct par_dossier_counts *counts, const struct par_dossier *dossier,
                       const struct par_calendar *working, struct par_arena *arena)
{
    int64_t days = working ? par_calendar_between(working, dossier->received.day, dossier->finished.day)
                           : dossier->finished.day - dossier->received.day;
    counts->of[punctuality(dossier)]++;
    par_histogram_add(&counts->days, (uint64_t)days, 1, arena);
}

/* Without an end of the period nobody knows what is past due. */
static void add_pending(struct par_dossier_counts *counts, const struct par_dossier *dossier,
                        const struct par_dossier_period *period)
{
    counts->of[PAR_PENDING_ALL]++;
    if (!is_said(dossier->due))
        counts->of[PAR_PENDING_NO_DEADLINE]++;
    else if (period->has_to)
        counts->of[dossier->due.day < period->to ? PAR_PENDING_LATE : PAR_PENDING_WITHIN]++;
}

static void add_beginning(struct par_dossier_counts *counts, const struct par_dossier *dossier, bool carried)
{
    counts->of[carried ? PAR_CARRIED_OVER : PAR_RECEIVED]++;
    if (carried || dossier->channel == PAR_CHANNEL_UNSAID)
        return;
    counts->of[PAR_CHANNEL_SAID]++;
    counts->of[PAR_ONLINE] += dossier->channel == PAR_CHANNEL_ONLINE;
}

bool par_dossier_is_within(const struct par_dossier *dossier, const struct par_dossier_period *period)
{
    int64_t received = dossier->received.day, end = is_said(dossier->finished) ? dossier->finished.day : received;
    bool before = period->has_from && end < period->from && outcome_of(dossier) != PAR_OUTCOME_PENDING;
    return !before && !(period->has_to && received > period->to);
}

bool par_dossier_add(struct par_dossier_counts *counts, const struct par_dossier *dossier,
                     const struct par_dossier_period *period, const struct par_calendar *working,
                     struct par_arena *arena)
{
    enum par_dossier_outcome outcome = outcome_of(dossier);
    int64_t received = dossier->received.day, end = is_said(dossier->finished) ? dossier->finished.day : received;
    bool carried = period->has_from && received < period->from;
    if (!par_dossier_is_within(dossier, period))
        return false;
    if (period->has_to && end > period->to)
        outcome = PAR_OUTCOME_PENDING;
    add_beginning(counts, dossier, carried);
    if (outcome == PAR_OUTCOME_SOLVED)
        add_solved(counts, dossier, working, arena);
    else if (outcome == PAR_OUTCOME_PENDING)
        add_pending(counts, dossier, period);
    else
        counts->of[outcome == PAR_OUTCOME_RETURNED ? PAR_RETURNED : PAR_WITHDRAWN]++;
    return true;
}

void par_dossier_merge(struct par_dossier_counts *into, const struct par_dossier_counts *from, struct par_arena *arena)
{
    for (int i = 0; i < PAR_DOSSIER_FIGURES; i++)
        into->of[i] += from->of[i];
    par_histogram_merge(&into->days, &from->days, arena);
}

/* --- Totals ------------------------------------------------------------------------------------------------------- */

/* A total and its parts. */
struct sum {
    enum par_dossier_figure total;
    size_t count;
    enum par_dossier_figure parts[4];
};

static const struct sum sums[] = {
    {PAR_EARLY_OR_ON_TIME, 2, {PAR_EARLY, PAR_ON_TIME}},
    {PAR_SOLVED, 3, {PAR_EARLY_OR_ON_TIME, PAR_LATE, PAR_NO_DEADLINE}},
    {PAR_PENDING_ALL, 3, {PAR_PENDING_WITHIN, PAR_PENDING_LATE, PAR_PENDING_NO_DEADLINE}},
    {PAR_TO_HANDLE, 2, {PAR_CARRIED_OVER, PAR_RECEIVED}},
    {PAR_LATE_ALL, 2, {PAR_LATE, PAR_PENDING_LATE}},
};

enum { SUMS = sizeof sums / sizeof *sums };

/* Offices print no column for dossiers without a promised day: they have none. */
static bool may_be_absent(enum par_dossier_figure figure)
{
    return figure == PAR_NO_DEADLINE || figure == PAR_PENDING_NO_DEADLINE;
}

static bool add_up(const struct par_dossier_figures *figures, const struct sum *sum, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < sum->count; i++) {
        enum par_dossier_figure part = sum->parts[i];
        if (!figures->is[part] && !may_be_absent(part))
            return false;
        *out += figures->is[part] ? figures->of[part] : 0;
    }
    return true;
}

static void set(struct par_dossier_figures *figures, enum par_dossier_figure figure, int64_t number)
{
    figures->is[figure] = true;
    figures->of[figure] = number;
}

void par_dossier_complete(struct par_dossier_figures *figures)
{
    int64_t total;
    for (size_t i = 0; i < SUMS; i++)
        if (!figures->is[sums[i].total] && add_up(figures, &sums[i], &total))
            set(figures, sums[i].total, total);
    if (!figures->is[PAR_DUE] && figures->is[PAR_SOLVED] && figures->is[PAR_PENDING_LATE])
        set(figures, PAR_DUE,
            figures->of[PAR_SOLVED] + figures->of[PAR_PENDING_LATE] -
                (figures->is[PAR_NO_DEADLINE] ? figures->of[PAR_NO_DEADLINE] : 0));
}

void par_dossier_figures_of(const struct par_dossier_counts *counts, const struct par_dossier_period *period,
                            struct par_dossier_figures *out)
{
    static const enum par_dossier_figure counted[] = {PAR_RECEIVED,    PAR_EARLY,       PAR_ON_TIME,
                                                      PAR_LATE,        PAR_NO_DEADLINE, PAR_PENDING_ALL,
                                                      PAR_RETURNED,    PAR_WITHDRAWN,   PAR_PENDING_NO_DEADLINE,
                                                      PAR_CHANNEL_SAID};
    *out = (struct par_dossier_figures){0};
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        set(out, counted[i], counts->of[counted[i]]);
    if (period->has_from)
        set(out, PAR_CARRIED_OVER, counts->of[PAR_CARRIED_OVER]);
    else
        set(out, PAR_TO_HANDLE, counts->of[PAR_RECEIVED]);
    if (period->has_to) {
        set(out, PAR_PENDING_WITHIN, counts->of[PAR_PENDING_WITHIN]);
        set(out, PAR_PENDING_LATE, counts->of[PAR_PENDING_LATE]);
    }
    if (counts->of[PAR_CHANNEL_SAID] > 0)
        set(out, PAR_ONLINE, counts->of[PAR_ONLINE]);
    par_dossier_complete(out);
}
