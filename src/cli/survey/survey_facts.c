/* Answers as facts: how often each answer was given in a unit, for the rule "survey" of a criteria set. */
#include "survey.h"

/* --- What is asked for -----------------------------------------------------------------------------------------------
 */

static int32_t node_named(const struct par_sipas_form *form, const char *id)
{
    for (int32_t i = 0; i < form->node_count; i++)
        if (strcmp(form->nodes[i].id, id) == 0)
            return i;
    return -1;
}

static size_t question_named(const struct par_sipas_form *form, const char *id)
{
    size_t i = 0;
    while (i < form->question_count && strcmp(form->questions[i].id, id) != 0)
        i++;
    return i;
}

/* The scale of all criteria below; NULL where they have several. */
static const struct par_scale *scale_below(const struct par_sipas_form *form, int32_t node)
{
    const struct par_scale *scale = NULL;
    for (int32_t i = node; i < form->nodes[node].end; i++) {
        if (form->nodes[i].item < 0)
            continue;
        if (scale && scale != form->nodes[i].scale)
            return NULL;
        scale = form->nodes[i].scale;
    }
    return scale;
}

static const char *id_at(const void *context, size_t i)
{
    const struct par_sipas_form *form = context;
    size_t nodes = (size_t)form->node_count;
    return i < nodes ? form->nodes[i].id : form->questions[i - nodes].id;
}

/* NULL after an error. */
static const struct par_scale *scale_of(struct par_cli *cli, const struct par_sipas_form *form, const char *id)
{
    int32_t node = node_named(form, id);
    size_t question = question_named(form, id), count = (size_t)form->node_count + form->question_count;
    if (node < 0 && question < form->question_count)
        return form->questions[question].scale;
    const struct par_scale *scale = node >= 0 ? scale_below(form, node) : NULL;
    struct par_place place = {.file = form->file};
    if (node < 0)
        par_diags_add(cli->diags, PAR_ERROR, PAR_SURVEY_QUESTION, &place, id,
                      par_names_nearest(par_span_of(id), count, id_at, form), NULL);
    else if (!scale)
        par_diags_add(cli->diags, PAR_ERROR, PAR_SURVEY_FACT_SCALES, &place, id, NULL);
    return scale;
}

static const char *fact_name(struct par_cli *cli, const struct par_survey_fact *fact, const struct par_choice *choice)
{
    return par_arena_join(cli->arena, fact->prefix, choice->id, NULL);
}

bool par_survey_check_facts(struct par_cli *cli, const struct par_survey_options *options,
                            const struct par_sipas_form *form)
{
    struct par_names *names = par_names_new(cli->arena);
    struct par_place place = {.file = form->file};
    size_t errors = par_diags_errors(cli->diags);
    if (options->fact_name)
        par_names_add(names, par_span_of(options->fact_name), 0);
    for (size_t i = 0; i < options->fact_count; i++) {
        const struct par_scale *scale = scale_of(cli, form, options->fact_answers[i].node);
        for (size_t k = 0; scale && k < scale->count; k++) {
            const char *name = fact_name(cli, &options->fact_answers[i], &scale->choices[k]);
            if (par_names_add(names, par_span_of(name), 0) >= 0)
                par_diags_add(cli->diags, PAR_ERROR, PAR_SURVEY_FACT_TWICE, &place, name, NULL);
        }
    }
    return par_diags_errors(cli->diags) == errors;
}

/* --- Counts ----------------------------------------------------------------------------------------------------------
 */

/* How often the answer was given in a domain: to all criteria below the node, or to the question. */
static uint64_t count_of(const struct par_survey_run *run, size_t domain, const char *id, size_t choice)
{
    const struct par_survey *survey = run->survey;
    const struct par_sipas_form *form = survey->form;
    const size_t *offsets = survey->sums->offsets;
    int32_t node = node_named(form, id);
    uint64_t count = 0;
    if (node < 0) {
        size_t option = survey->first_option[question_named(form, id)] + choice;
        return par_estimate_rows(run->estimator, domain, offsets[survey->option_questions[option]]);
    }
    for (int32_t i = node; i < form->nodes[node].end; i++)
        if (form->nodes[i].item >= 0)
            count += par_estimate_rows(run->estimator, domain, offsets[form->nodes[i].item] + choice);
    return count;
}

static void write_count(const struct par_survey_run *run, struct par_writer *writer, const struct par_unit *unit,
                        const char *name, uint64_t count, uint64_t all)
{
    par_writer_text(writer, unit->code);
    par_writer_text(writer, name);
    par_writer_integer(writer, (int64_t)count);
    par_writer_empty(writer);
    par_writer_empty(writer);
    par_writer_integer(writer, (int64_t)all);
    par_writer_text(writer, run->survey->form->id);
    par_writer_row(writer);
}

static bool write_answers(const struct par_survey_run *run, struct par_writer *writer, const struct par_unit *unit,
                          size_t domain, const struct par_survey_fact *fact)
{
    const struct par_sipas_form *form = run->survey->form;
    int32_t node = node_named(form, fact->node);
    const struct par_scale *scale =
        node >= 0 ? scale_below(form, node) : form->questions[question_named(form, fact->node)].scale;
    uint64_t all = 0;
    for (size_t i = 0; i < scale->count; i++)
        all += count_of(run, domain, fact->node, i);
    for (size_t i = 0; all && i < scale->count; i++)
        write_count(run, writer, unit, fact_name(run->cli, fact, &scale->choices[i]),
                    count_of(run, domain, fact->node, i), all);
    return all > 0;
}

void par_survey_write_answers(const struct par_survey_run *run, struct par_writer *writer, const struct par_unit *unit,
                              size_t domain, bool withheld)
{
    for (size_t i = 0; i < run->options->fact_count; i++) {
        const struct par_survey_fact *fact = &run->options->fact_answers[i];
        if (domain == SIZE_MAX || withheld || !write_answers(run, writer, unit, domain, fact))
            par_diags_add(run->cli->diags, PAR_WARNING, PAR_SURVEY_FACT_NONE, NULL, unit->code, NULL);
    }
}
