/* A survey form as questions and figures: see survey.h. */
#include "parindex/survey.h"

/* Categories of the questions that this module adds. */
enum { CHOSEN, NOT_CHOSEN, SHARE_CATEGORIES };

const char *par_reply_state_name(enum par_reply_state state)
{
    static const char *const names[] = {[PAR_REPLY_VALID] = "valid",
                                        [PAR_REPLY_UNREADABLE] = "unreadable",
                                        [PAR_REPLY_EMPTY] = "empty",
                                        [PAR_REPLY_REQUIRED] = "required_blank",
                                        [PAR_REPLY_TOO_FEW] = "too_few_answers",
                                        [PAR_REPLY_HOLES] = "blank_answers"};
    return names[state];
}

static bool is_group(const struct par_sipas_form *form, int32_t node)
{
    return form->nodes[node].item < 0;
}

static size_t items_below(const struct par_sipas_form *form, int32_t node)
{
    size_t count = 0;
    for (int32_t i = node; i < form->nodes[node].end; i++)
        count += form->nodes[i].item >= 0;
    return count;
}

/* --- Questions ---------------------------------------------------------------------------------------------------- */

/* The questions, as they are added: their categories. */
struct drafted {
    struct par_arena *arena;
    uint16_t *categories;
    size_t count, room;
};

static size_t add_question(struct drafted *drafted, size_t categories)
{
    drafted->categories = par_arena_grow(drafted->arena, drafted->categories, drafted->count, &drafted->room,
                                         sizeof *drafted->categories);
    drafted->categories[drafted->count] = (uint16_t)categories;
    return drafted->count++;
}

/* Pairs (answered m, of them satisfied s), 1 <= m <= items, 0 <= s <= m. */
static size_t person_categories(size_t items)
{
    return items * (items + 3) / 2;
}

static size_t person_category(size_t answered, size_t satisfied)
{
    return (answered + 2) * (answered - 1) / 2 + satisfied;
}

static void add_items(const struct par_sipas_form *form, struct drafted *drafted)
{
    for (size_t i = 0; i < form->item_count; i++) {
        const struct par_scale *scale = form->nodes[form->items[i]].scale;
        add_question(drafted, scale->count + (form->blanks == PAR_BLANK_UNSATISFIED));
    }
}

static void add_options(struct par_survey *survey, struct drafted *drafted)
{
    const struct par_sipas_form *form = survey->form;
    survey->first_option = par_arena_array(drafted->arena, form->question_count, sizeof *survey->first_option);
    for (size_t i = 0; i < form->question_count; i++) {
        survey->first_option[i] = survey->option_count;
        survey->option_count += form->questions[i].scale->count;
    }
    survey->option_questions = par_arena_array(drafted->arena, survey->option_count, sizeof *survey->option_questions);
    for (size_t i = 0; i < survey->option_count; i++)
        survey->option_questions[i] = add_question(drafted, SHARE_CATEGORIES);
}

static void add_groups(struct par_survey *survey, struct drafted *drafted)
{
    const struct par_sipas_form *form = survey->form;
    survey->any = par_arena_array(drafted->arena, (size_t)form->node_count, sizeof *survey->any);
    survey->persons = par_arena_array(drafted->arena, (size_t)form->node_count, sizeof *survey->persons);
    for (int32_t i = 0; i < form->node_count; i++) {
        if (!is_group(form, i))
            continue;
        survey->any[i] = add_question(drafted, 1);
        if (form->index == PAR_INDEX_MEAN_OF_PERSONS)
            survey->persons[i] = add_question(drafted, person_categories(items_below(form, i)));
    }
    survey->satisfied = add_question(drafted, SHARE_CATEGORIES);
    survey->state = add_question(drafted, PAR_REPLY_STATES);
}

/* The criteria's answers in two classes, satisfied and not. */
static void add_pairs(const struct par_sipas_form *form, const struct drafted *drafted, struct par_sums_plan *plan)
{
    size_t width = 0, at = 0;
    for (size_t i = 0; i < drafted->count; i++)
        width += drafted->categories[i];
    unsigned char *classes = par_arena_array(drafted->arena, width, sizeof *classes);
    size_t *questions = par_arena_array(drafted->arena, form->item_count, sizeof *questions);
    for (size_t i = 0; i < form->item_count; i++) {
        const struct par_scale *scale = form->nodes[form->items[i]].scale;
        questions[i] = i;
        for (size_t k = 0; k < drafted->categories[i]; k++)
            classes[at++] = k < scale->count && scale->choices[k].satisfied ? CHOSEN : NOT_CHOSEN;
    }
    plan->pair_classes = classes;
    plan->pair_questions = questions;
    plan->pair_count = form->item_count;
}

/* --- What answers are worth ----------------------------------------------------------------------------------------
 */

static void fill_item(struct par_survey *survey, size_t item)
{
    const struct par_scale *scale = survey->form->nodes[survey->form->items[item]].scale;
    size_t first = survey->sums->offsets[item];
    for (size_t i = 0; i < scale->count; i++) {
        survey->shares[first + i] = (struct par_worth){scale->choices[i].satisfied, 1};
        if (scale->choices[i].has_score)
            survey->scores[first + i] = (struct par_worth){(int32_t)scale->choices[i].score, PAR_POINTS_ONE};
    }
    if (survey->form->blanks == PAR_BLANK_UNSATISFIED)
        survey->shares[first + scale->count] = (struct par_worth){0, 1};
}

static void fill_share(struct par_survey *survey, size_t question)
{
    size_t first = survey->sums->offsets[question];
    survey->shares[first + CHOSEN] = (struct par_worth){1, 1};
    survey->shares[first + NOT_CHOSEN] = (struct par_worth){0, 1};
}

static void fill_group(struct par_survey *survey, int32_t node)
{
    size_t any = survey->sums->offsets[survey->any[node]], count = items_below(survey->form, node);
    survey->shares[any] = survey->scores[any] = (struct par_worth){1, 1};
    for (size_t m = 1; survey->form->index == PAR_INDEX_MEAN_OF_PERSONS && m <= count; m++)
        for (size_t s = 0; s <= m; s++)
            survey->shares[survey->sums->offsets[survey->persons[node]] + person_category(m, s)] =
                (struct par_worth){(int32_t)s, (int32_t)m};
}

/* Criteria are numbered in the order of the nodes, so that those below a node follow each other. */
static void find_items(struct par_survey *survey, struct par_arena *arena)
{
    const struct par_sipas_form *form = survey->form;
    size_t passed = 0;
    survey->first_item = par_arena_array(arena, (size_t)form->node_count, sizeof *survey->first_item);
    survey->end_item = par_arena_array(arena, (size_t)form->node_count, sizeof *survey->end_item);
    for (int32_t i = 0; i < form->node_count; i++) {
        survey->first_item[i] = passed;
        survey->end_item[i] = passed + items_below(form, i);
        passed += form->nodes[i].item >= 0;
    }
}

static void find_content(struct par_survey *survey, struct par_arena *arena)
{
    unsigned char *content = par_arena_alloc(arena, survey->sums->width + 1);
    *content = 0;
    survey->content = content + 1;
    for (size_t i = 0; i < survey->sums->width; i++)
        survey->content[i] = survey->shares[i].num == 1;
}

static void fill_worths(struct par_survey *survey, struct par_arena *arena)
{
    survey->shares = par_arena_array(arena, survey->sums->width, sizeof *survey->shares);
    survey->scores = par_arena_array(arena, survey->sums->width, sizeof *survey->scores);
    for (size_t i = 0; i < survey->form->item_count; i++)
        fill_item(survey, i);
    for (size_t i = 0; i < survey->option_count; i++)
        fill_share(survey, survey->option_questions[i]);
    for (int32_t i = 0; i < survey->form->node_count; i++)
        if (is_group(survey->form, i))
            fill_group(survey, i);
    fill_share(survey, survey->satisfied);
    find_items(survey, arena);
    find_content(survey, arena);
}

/* --- Figures ------------------------------------------------------------------------------------------------------ */

struct par_figure par_survey_share(const struct par_survey *survey, const size_t *question)
{
    return (struct par_figure){.count = 1, .questions = question, .worths = survey->shares, .answered = *question};
}

/* The criteria below a node, or itself: their questions in the sums are numbered like them. */
static struct par_figure figure_of_items(const struct par_survey *survey, int32_t node, struct par_arena *arena)
{
    const struct par_sipas_form *form = survey->form;
    size_t *questions = par_arena_array(arena, items_below(form, node), sizeof *questions);
    struct par_figure figure = {.questions = questions, .worths = survey->shares, .of_pairs = true};
    for (int32_t i = node; i < form->nodes[node].end; i++)
        if (form->nodes[i].item >= 0)
            questions[figure.count++] = (size_t)form->nodes[i].item;
    figure.answered = figure.count == 1 ? questions[0] : survey->any[node];
    return figure;
}

static const par_points *weights_of(const struct par_survey *survey, const struct par_figure *figure,
                                    struct par_arena *arena)
{
    par_points *weights = par_arena_array(arena, figure->count, sizeof *weights);
    for (size_t i = 0; i < figure->count; i++)
        weights[i] = survey->form->nodes[survey->form->items[figure->questions[i]]].weight;
    return weights;
}

static struct par_figure percent_of(const struct par_survey *survey, int32_t node, struct par_arena *arena)
{
    struct par_figure figure = survey->plain[node];
    if (is_group(survey->form, node) && survey->form->index == PAR_INDEX_MEAN_OF_PERSONS)
        return par_survey_share(survey, &survey->persons[node]);
    figure.pooled = survey->form->index == PAR_INDEX_POOLED;
    if (survey->form->index == PAR_INDEX_WEIGHTED)
        figure.weights = weights_of(survey, &figure, arena);
    return figure;
}

/* Over the criteria whose answers have scores. */
static struct par_figure score_of(const struct par_survey *survey, int32_t node, struct par_arena *arena)
{
    struct par_figure plain = survey->plain[node], figure = plain;
    size_t *questions = par_arena_array(arena, plain.count, sizeof *questions);
    figure.count = 0;
    figure.questions = questions;
    figure.worths = survey->scores;
    figure.of_pairs = false;
    for (size_t i = 0; i < plain.count; i++)
        if (survey->scores[survey->sums->offsets[plain.questions[i]]].den)
            questions[figure.count++] = plain.questions[i];
    if (figure.count == 1)
        figure.answered = questions[0];
    return figure;
}

static void make_figures(struct par_survey *survey, struct par_arena *arena)
{
    size_t count = (size_t)survey->form->node_count;
    survey->plain = par_arena_array(arena, count, sizeof *survey->plain);
    survey->pooled = par_arena_array(arena, count, sizeof *survey->pooled);
    survey->percents = par_arena_array(arena, count, sizeof *survey->percents);
    survey->mean_scores = par_arena_array(arena, count, sizeof *survey->mean_scores);
    for (int32_t i = 0; i < survey->form->node_count; i++) {
        survey->plain[i] = survey->pooled[i] = figure_of_items(survey, i, arena);
        survey->pooled[i].pooled = true;
        survey->percents[i] = percent_of(survey, i, arena);
        survey->mean_scores[i] = score_of(survey, i, arena);
    }
}

struct par_survey *par_survey_new(const struct par_sipas_form *form, const struct par_survey_plan *plan,
                                  struct par_arena *arena)
{
    struct par_survey *survey = par_arena_alloc(arena, sizeof *survey);
    struct drafted drafted = {.arena = arena};
    survey->form = form;
    add_items(form, &drafted);
    add_options(survey, &drafted);
    add_groups(survey, &drafted);
    struct par_sums_plan sums = {.question_count = drafted.count,
                                 .categories = drafted.categories,
                                 .has_psu = plan->has_psu,
                                 .has_ssu = plan->has_ssu,
                                 .rows_are_ssu = plan->rows_are_ssu,
                                 .pairs_for_error = plan->pairs_for_error,
                                 .pairs_for_spread = plan->pairs_for_spread};
    if (plan->pairs_for_error || plan->pairs_for_spread)
        add_pairs(form, &drafted, &sums);
    survey->sums = par_sums_new(&sums, arena);
    survey->everyone = par_sums_domain(survey->sums, 0, par_span_of("*"));
    fill_worths(survey, arena);
    make_figures(survey, arena);
    return survey;
}

/* --- One form ----------------------------------------------------------------------------------------------------- */

struct par_reply par_reply_new(const struct par_survey *survey, struct par_arena *arena)
{
    struct par_reply reply = {0};
    size_t items = survey->form->item_count;
    reply.items = par_arena_array(arena, items, sizeof *reply.items);
    reply.options = par_arena_array(arena, survey->option_count, sizeof *reply.options);
    reply.asked = par_arena_array(arena, survey->option_count, sizeof *reply.asked);
    reply.answerable = par_arena_array(arena, survey->sums->plan.question_count, sizeof *reply.answerable);
    reply.answered = par_arena_array(arena, items + 1, sizeof *reply.answered);
    reply.satisfied = par_arena_array(arena, items + 1, sizeof *reply.satisfied);
    par_reply_ask(survey, &reply, NULL);
    return reply;
}

/* The questions of the sums are criteria, then options, then what this module adds. */
void par_reply_ask(const struct par_survey *survey, struct par_reply *reply, const bool *options)
{
    size_t items = survey->form->item_count;
    reply->asked_count = reply->answerable_count = 0;
    for (size_t i = 0; i < items; i++)
        reply->answerable[reply->answerable_count++] = i;
    for (size_t i = 0; i < survey->option_count; i++) {
        if (options && !options[i])
            continue;
        reply->asked[reply->asked_count++] = i;
        reply->answerable[reply->answerable_count++] = survey->option_questions[i];
    }
    for (size_t i = items + survey->option_count; i < survey->sums->plan.question_count; i++)
        reply->answerable[reply->answerable_count++] = i;
}

static bool lacks_required(const struct par_sipas_form *form, const struct par_reply *answers)
{
    for (size_t i = 0; form->required.count && i < form->item_count; i++)
        if (answers->items[i] < 0 && par_list_has(form->required, form->nodes[form->items[i]].id))
            return true;
    return false;
}

enum par_reply_state par_survey_judge(const struct par_survey *survey, const struct par_reply *answers,
                                      bool reject_unreadable)
{
    const struct par_sipas_form *form = survey->form;
    uint32_t answered = 0, unreadable = 0;
    for (size_t i = 0; i < form->item_count; i++) {
        answered += answers->items[i] >= 0;
        unreadable += answers->items[i] < -1;
    }
    if (unreadable && reject_unreadable)
        return PAR_REPLY_UNREADABLE;
    if (answered == 0)
        return PAR_REPLY_EMPTY;
    if (lacks_required(form, answers))
        return PAR_REPLY_REQUIRED;
    if (answered < (uint32_t)form->least_answers)
        return PAR_REPLY_TOO_FEW;
    bool holes = form->blanks == PAR_BLANK_REJECT && answered < form->item_count;
    return holes ? PAR_REPLY_HOLES : PAR_REPLY_VALID;
}

/* Counts answers, and those that are satisfied, up to each criterion. */
static void count_answers(const struct par_survey *survey, const struct par_reply *answers, const int16_t *categories)
{
    const size_t *offsets = survey->sums->offsets;
    uint32_t answered = 0, satisfied = 0;
    for (size_t i = 0; i < survey->form->item_count; i++) {
        answers->answered[i] = answered;
        answers->satisfied[i] = satisfied;
        bool is_answered = categories[i] >= 0;
        answered += is_answered;
        satisfied += is_answered & survey->content[(ptrdiff_t)offsets[i] + categories[i]];
    }
    answers->answered[survey->form->item_count] = answered;
    answers->satisfied[survey->form->item_count] = satisfied;
}

static void fill_groups(const struct par_survey *survey, const struct par_reply *answers, int16_t *categories)
{
    const struct par_sipas_form *form = survey->form;
    count_answers(survey, answers, categories);
    for (int32_t i = 0; i < form->node_count; i++) {
        size_t first = survey->first_item[i], end = survey->end_item[i];
        uint32_t answered = answers->answered[end] - answers->answered[first];
        uint32_t satisfied = answers->satisfied[end] - answers->satisfied[first];
        if (!is_group(form, i) || answered == 0)
            continue;
        categories[survey->any[i]] = 0;
        if (form->index == PAR_INDEX_MEAN_OF_PERSONS)
            categories[survey->persons[i]] = (int16_t)person_category(answered, satisfied);
        if (i == 0)
            categories[survey->satisfied] = satisfied == answered ? CHOSEN : NOT_CHOSEN;
    }
}

void par_survey_fill(const struct par_survey *survey, const struct par_reply *answers, enum par_reply_state state,
                     int16_t *categories)
{
    const struct par_sipas_form *form = survey->form;
    for (size_t i = 0; i < answers->answerable_count; i++)
        categories[answers->answerable[i]] = -1;
    categories[survey->state] = (int16_t)state;
    if (state != PAR_REPLY_VALID)
        return;
    for (size_t i = 0; i < form->item_count; i++) {
        bool blank = answers->items[i] < 0, counts = form->blanks == PAR_BLANK_UNSATISFIED;
        int16_t of_blank = counts ? (int16_t)form->nodes[form->items[i]].scale->count : -1;
        categories[i] = blank ? of_blank : answers->items[i];
    }
    for (size_t i = 0; i < answers->asked_count; i++) {
        size_t option = answers->asked[i];
        if (answers->options[option] >= 0)
            categories[survey->option_questions[option]] = answers->options[option] ? CHOSEN : NOT_CHOSEN;
    }
    fill_groups(survey, answers, categories);
}

uint64_t par_survey_forms(const struct par_survey *survey, struct par_estimator *estimator, size_t domain,
                          enum par_reply_state state)
{
    return par_estimate_rows(estimator, domain, survey->sums->offsets[survey->state] + state);
}
