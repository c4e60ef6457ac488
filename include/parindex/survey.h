/* survey: a survey form as questions of sums (sums.h) and figures of an estimate (estimate.h).
 *
 * It decides which forms count, what each answer adds to, and which figures there are: a percentage for every
 * criterion, factor, aspect and the total, a mean score, the share of people whose every answer is satisfied, shares of
 * the other questions. */
#ifndef PARINDEX_SURVEY_H
#define PARINDEX_SURVEY_H

#include "parindex/estimate.h"
#include "parindex/sipas_form.h"

/* What a form that came in is good for; the first that holds. */
enum par_reply_state {
    PAR_REPLY_VALID,
    PAR_REPLY_UNREADABLE, /* an answer was not understood, and such forms are rejected */
    PAR_REPLY_EMPTY,      /* no criterion is answered */
    PAR_REPLY_REQUIRED,   /* a required criterion is not */
    PAR_REPLY_TOO_FEW,    /* fewer criteria are than the form asks for */
    PAR_REPLY_HOLES,      /* a criterion is not, and the form rejects that */
    PAR_REPLY_STATES
};

/* "valid", "unreadable", "empty", "required_blank", "too_few_answers", "blank_answers". */
const char *par_reply_state_name(enum par_reply_state state);

struct par_survey_plan {
    bool has_psu, has_ssu, rows_are_ssu; /* see par_sums_plan */
    bool pairs_for_error, pairs_for_spread;
};

/* What one form says. */
struct par_reply {
    int16_t *items;     /* choice of each criterion, or a code of answer.h */
    int8_t *options;    /* of all options of all questions: 1 chosen, 0 not, -1 not asked or not answered */
    size_t asked_count; /* options that the table at hand asks for; at first all */
    size_t *asked;
    size_t answerable_count; /* questions of the sums that a form may then have an answer to */
    size_t *answerable;
    uint32_t *answered, *satisfied; /* private: of the criteria before each one, and before the end */
};

struct par_survey {
    const struct par_sipas_form *form;
    struct par_sums *sums;
    size_t option_count;           /* of all questions */
    size_t *first_option;          /* of each question */
    size_t *option_questions;      /* of each option, in the sums; SIZE_MAX: not asked */
    size_t *any, *persons;         /* of each node: any answer below it; satisfied and given answers below it */
    size_t satisfied, state;       /* every answer satisfied; what the form is good for */
    size_t *first_item, *end_item; /* of each node: the criteria below it */
    unsigned char *content;        /* of each category of the criteria: 1 satisfied; content[-1] is 0 */
    struct par_worth *shares, *scores;
    struct par_figure *percents;       /* of each node */
    struct par_figure *mean_scores;    /* of each node; count 0: no scores */
    struct par_figure *pooled, *plain; /* of each node: all answers pooled, and the mean of items, to compare */
    size_t everyone;                   /* the domain */
};

struct par_survey *par_survey_new(const struct par_sipas_form *form, const struct par_survey_plan *plan,
                                  struct par_arena *arena);

/* Room for the answers of one form. */
struct par_reply par_reply_new(const struct par_survey *survey, struct par_arena *arena);

/* From now on only these options (of all, true) are asked for; NULL: all. The others are not looked at. */
void par_reply_ask(const struct par_survey *survey, struct par_reply *reply, const bool *options);

enum par_reply_state par_survey_judge(const struct par_survey *survey, const struct par_reply *answers,
                                      bool reject_unreadable);

/* What the form adds to the sums: the category of each question, sums->plan.question_count of them. */
void par_survey_fill(const struct par_survey *survey, const struct par_reply *answers, enum par_reply_state state,
                     int16_t *categories);

/* A figure of one question of the sums that has two categories or a whole state: see `shares`. */
struct par_figure par_survey_share(const struct par_survey *survey, const size_t *question);

/* Counts of the form's states in a domain. */
uint64_t par_survey_forms(const struct par_survey *survey, struct par_estimator *estimator, size_t domain,
                          enum par_reply_state state);

#endif
