#include "form_round.h"

#include "parindex/text.h"

/* --- Appraisers --------------------------------------------------------------------------------------------------- */

/* The unit that an appraiser is, by code or name, counted from 1; 0 when it is none. */
static int32_t unit_of_appraiser(const struct par_form_round *round, const char *appraiser)
{
    const struct par_units *units = round->loaded.units;
    int32_t coded = par_names_find(units->codes, par_span_of(appraiser));
    const char *folded = par_text_fold(par_span_of(appraiser), round->cli->arena);
    for (size_t i = 0; i < units->count && coded < 0; i++)
        if (strcmp(par_text_fold(par_span_of(units->items[i].name), round->cli->arena), folded) == 0)
            coded = (int32_t)i;
    return coded + 1;
}

static void add_appraisers(struct par_form_round *round, struct par_list more)
{
    for (size_t i = 0; i < more.count; i++) {
        if (par_names_find(round->appraiser_units, par_span_of(more.items[i])) >= 0)
            continue;
        par_names_add(round->appraiser_units, par_span_of(more.items[i]), unit_of_appraiser(round, more.items[i]));
        par_texts_add(&round->appraisers, more.items[i], round->cli->arena);
    }
}

void par_form_find_appraisers(struct par_form_round *round)
{
    round->appraiser_units = par_names_new(round->cli->arena);
    for (size_t i = 0; i < round->loaded.set_count; i++) {
        const struct par_set *set = round->loaded.sets[i];
        for (int32_t k = 0; k < set->component_count; k++)
            add_appraisers(round, set->criteria[set->components[k]].appraisers);
    }
}

/* --- Which components -------------------------------------------------------------------------------------------- */

/* Each component of a unit goes to one appraiser: the first that the set names and that is not the unit itself. "" when
 * there is none. */
static const char *appraiser_of(const struct par_form_round *round, size_t unit, const struct par_criterion *criterion)
{
    for (size_t i = 0; i < criterion->appraisers.count; i++) {
        const char *name = criterion->appraisers.items[i];
        if (par_names_find(round->appraiser_units, par_span_of(name)) != (int32_t)unit + 1)
            return name;
    }
    return "";
}

/* Survey and SIPAS come as facts, unless this round is what settles them. */
static bool is_appraised(const struct par_form_round *round, const struct par_set *set,
                         const struct par_criterion *criterion)
{
    int settling = par_set_settling_round(set, criterion->origin);
    return criterion->origin == PAR_FROM_REPORT || criterion->origin == PAR_FROM_APPRAISER ||
           (settling >= 0 && strcmp(set->rounds[settling].id, round->id) == 0);
}

static const struct par_saying *said_in(const struct par_form_round *round, size_t unit, const char *id,
                                        int32_t component)
{
    int number = par_set_round(round->loaded.units->items[unit].set, par_span_of(id));
    return number < 0 ? NULL : par_sayings_of(round->sayings, unit, (size_t)number, component);
}

/* What was cut; before the council, what the unit explained as well, if there are explanations at all. */
static bool is_disputed(const struct par_form_round *round, size_t unit, int32_t component)
{
    if (!par_given_is_cut(par_given_of(round->given, unit, component)))
        return false;
    const struct par_set *set = round->loaded.units->items[unit].set;
    int explanation = par_set_round(set, par_span_of("explanation"));
    if (round->type != PAR_COUNCIL_FORM || explanation < 0 || !par_sayings_any(round->sayings, (size_t)explanation))
        return true;
    const struct par_saying *said = said_in(round, unit, "explanation", component);
    return said && said->reason;
}

static bool is_listed(const struct par_form_round *round, const struct par_form_job *job, size_t unit, int32_t position)
{
    const struct par_unit *who = &round->loaded.units->items[unit];
    const struct par_criterion *criterion = &who->set->criteria[position];
    if (par_unit_is_excluded(who, who->set, position) || !round->given->submitted[unit])
        return false;
    if (round->type == PAR_APPRAISAL_FORM)
        return is_appraised(round, who->set, criterion) &&
               strcmp(appraiser_of(round, unit, criterion), job->appraiser) == 0;
    return is_disputed(round, unit, criterion->component);
}

/* --- Items ------------------------------------------------------------------------------------------------------- */

/* Points that a unit claims are worth a word where they are not those that its answer gives. */
static bool claims_other(const struct par_form_round *round, size_t unit, int32_t component)
{
    if (!round->loaded.assessment)
        return false;
    const struct par_entry *entry = par_assessment_entry(round->loaded.assessment, unit, 0, component);
    return entry->marks & (PAR_MARK_DIFFERS | PAR_MARK_CLAIM);
}

static struct par_form_item item_of(const struct par_form_round *round, size_t unit, int32_t position,
                                    const struct par_form_words *words, struct par_arena *arena)
{
    const struct par_unit *who = &round->loaded.units->items[unit];
    const struct par_criterion *criterion = &who->set->criteria[position];
    const struct par_given *given = par_given_of(round->given, unit, criterion->component);
    const struct par_saying *own = par_sayings_of(round->sayings, unit, 0, criterion->component);
    bool claim = claims_other(round, unit, criterion->component);
    const struct par_saying *explained = said_in(round, unit, "explanation", criterion->component);
    return (struct par_form_item){.unit = who,
                                  .criterion = position,
                                  .response = own ? par_saying_text(own, who, criterion, claim, words, arena) : "",
                                  .evidence = own && own->evidence ? own->evidence : "",
                                  .unit_points = given->unit_points,
                                  .given_points = given->points,
                                  .given_reason =
                                      par_sayings_reason(round->sayings, unit, criterion->component, who->set),
                                  .unit_reason = explained && explained->reason ? explained->reason : ""};
}

size_t par_form_collect(const struct par_form_round *round, const struct par_form_job *job,
                        const struct par_form_words *words, struct par_form_item *items, struct par_arena *arena)
{
    size_t count = 0;
    for (size_t unit = 0; unit < round->loaded.units->count; unit++) {
        const struct par_set *set = round->loaded.units->items[unit].set;
        if (!round->wanted[unit] || (job->unit >= 0 && (size_t)job->unit != unit))
            continue;
        for (int32_t i = 0; i < set->component_count; i++) {
            if (!is_listed(round, job, unit, set->components[i]))
                continue;
            if (items)
                items[count] = item_of(round, unit, set->components[i], words, arena);
            count++;
        }
    }
    return count;
}
