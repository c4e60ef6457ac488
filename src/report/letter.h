/* letter: what a unit is told about its result, in sentences that page, workbook and document share.
 *
 * Each function gives whole sentences in the view's language, in the arena of the program, or "" where the files say
 * nothing about it. Numbers are those of the files; differences of two of them are exact. A name that holds marks of
 * text direction stands between isolates (U+2068, U+2069), so that it cannot turn the sentence around. */
#ifndef PARINDEX_REPORT_LETTER_H
#define PARINDEX_REPORT_LETTER_H

#include "view.h"

/* "the year 2025"; "the period 2025-1" where it is no year. */
const char *par_letter_period(const struct par_report_view *view, const char *period);

/* "Result of the PAR Index of the year 2025": what the letter is about (trích yếu). */
const char *par_letter_subject(const struct par_report_view *view);

/* The name of a unit as a sentence may hold it. */
const char *par_letter_name(const struct par_report_view *view, const struct par_report_unit *unit);

/* Points, index, rank in the bloc, class, who shares the rank; why it has none; what is provisional. */
const char *par_letter_standing(const struct par_report_view *view, const struct par_report_unit *unit);

/* The index beside the mean of the bloc. */
const char *par_letter_beside_mean(const struct par_report_view *view, const struct par_report_unit *unit);

/* --- Why it moved ------------------------------------------------------------------------------------------------- */

/* Index and rank against the earlier period, as a trend of this period says it, else the ranking. */
const char *par_letter_change(const struct par_report_view *view, const struct par_report_unit *unit);

/* How much of it is the unit's own, how much the set's, how much the others'. Needs par-trend by unit. */
const char *par_letter_why(const struct par_report_view *view, const struct par_report_unit *unit);

/* The change of places, from the same source. False: none is said. */
bool par_letter_places(const struct par_report_view *view, const struct par_report_unit *unit, int *places);

/* That the changes of the ranking and those of the trend look back to different rankings; "" when they do not. */
const char *par_letter_two_stories(const struct par_report_view *view);

/* The components that moved it most, at most three: those in the direction in which the index changed (the unit's own
 * points where there is no index), or words that they moved against it. Needs par-trend by criterion. */
const char *par_letter_where(const struct par_report_view *view, const struct par_report_unit *unit);

/* --- What it lost ------------------------------------------------------------------------------------------------- */

/* How many of the unit's losses lost points: the first ones of unit->losses. And how much together. */
size_t par_letter_loss_count(const struct par_report_unit *unit);
par_points par_letter_lost(const struct par_report_unit *unit);

/* How much was lost, in how many components, which three cost most and which part of it they are. */
const char *par_letter_losses(const struct par_report_view *view, const struct par_report_unit *unit);

/* For cells, so without a full stop: why points were lost; what wins them back (the plan's words, else what a cause of
 * this kind asks for). */
const char *par_letter_cause(const struct par_report_view *view, const struct par_report_loss *loss);
const char *par_letter_win_back(const struct par_report_view *view, const struct par_report_loss *loss);

/* --- Satisfaction ------------------------------------------------------------------------------------------------- */

/* The percentage of the unit's survey with its interval; the rank with those that the sample leaves open, and which
 * neighbours cannot be told from it. */
const char *par_letter_satisfaction(const struct par_report_view *view, const struct par_report_unit *unit);
const char *par_letter_place(const struct par_report_view *view, const struct par_report_unit *unit);

/* What a figure is ("factor", "whole survey"); the column that groups come from, as people call it. */
const char *par_letter_figure_kind(const struct par_report_view *view, const struct par_report_figure *figure);
const char *par_letter_grouping(const struct par_report_view *view, const char *grouping);

/* The sentence for any place of a survey: whether it differs from its neighbours by more than chance. */
const char *par_letter_neighbours(const struct par_report_view *view, const struct par_report_place *place);

/* --- Domains ------------------------------------------------------------------------------------------------------ */

struct par_letter_domain {
    const char *id, *title;
    struct par_shown index, mean;            /* in percent; the mean of the ranked units of the bloc */
    struct par_shown difference;             /* index - mean */
    struct par_shown points, applicable_max; /* where scores were read */
};

/* Those that the unit's set has, in its order. */
struct par_letter_domain *par_letter_domains(const struct par_report_view *view, const struct par_report_unit *unit,
                                             size_t *count);

/* --- Helpers ------------------------------------------------------------------------------------------------------ */

/* "+1,33", "-5,10", "0,00" */
const char *par_letter_signed(const struct par_report_view *view, struct par_shown shown);

/* The English pattern in the view's language, {1}..{4} replaced. A percent sign stays on the line of its number. */
const char *par_letter_say(const struct par_report_view *view, const char *english, const char *a, const char *b,
                           const char *c, const char *d);

/* Both, with a blank between where neither is empty. */
const char *par_letter_also(const struct par_report_view *view, const char *first, const char *second);

#endif
