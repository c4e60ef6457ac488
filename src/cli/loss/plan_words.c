#include "plan_words.h"

#include "messages.h"

static const char *fill(const struct par_explaining *with, const char *pattern, const char *a, const char *b,
                        const char *c, const char *d)
{
    const char *arguments[PAR_DIAG_ARGS] = {a, b, c, d};
    return par_message_fill(with->cli->arena, par_cli_text(with->cli, pattern), arguments);
}

/* --- Numbers ----------------------------------------------------------------------------------------------------- */

static struct par_amount amount_of(enum par_amount_unit unit, struct par_ratio ratio)
{
    return (struct par_amount){true, unit, ratio};
}

static struct par_quantity size_of(struct par_quantity quantity)
{
    quantity.mantissa = quantity.mantissa < 0 ? -quantity.mantissa : quantity.mantissa;
    return quantity;
}

static const char *number(const struct par_explaining *with, struct par_quantity quantity)
{
    return par_amount_bare(with, amount_of(PAR_AMOUNT_NUMBER, par_quantity_ratio(quantity)));
}

static enum par_amount_unit unit_of(const struct par_lever *lever)
{
    return lever->is == PAR_INPUT_DATE         ? PAR_AMOUNT_DATE
           : lever->is == PAR_INPUT_PERCENTAGE ? PAR_AMOUNT_PERCENT
                                               : PAR_AMOUNT_NUMBER;
}

const char *par_plan_lever_text(const struct par_explaining *with, const struct par_lever *lever,
                                struct par_quantity quantity)
{
    return par_amount_exact(with, amount_of(unit_of(lever), par_quantity_ratio(quantity)));
}

/* --- Names ------------------------------------------------------------------------------------------------------- */

/* The label within a sentence: "sáng kiến" of "Sáng kiến"; "SIPAS" stays. */
static const char *within(const struct par_explaining *with, const char *label)
{
    static const char capital[] = "\xC4\x90"; /* Đ */
    bool plain = label[0] >= 'A' && label[0] <= 'Z' && !(label[1] >= 'A' && label[1] <= 'Z');
    bool barred = strncmp(label, capital, 2) == 0;
    char *text = par_arena_copy(with->cli->arena, par_span_of(label));
    if (plain)
        text[0] = (char)(text[0] - 'A' + 'a');
    if (barred)
        text[1]++;
    return text;
}

/* "hồ sơ đúng hạn" of "Số hồ sơ đúng hạn": what is counted. */
static const char *counted(const char *label)
{
    static const char *const heads[] = {"Số lượng ", "Tổng số ", "Số ", "Number of ", "number of "};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strncmp(label, heads[i], strlen(heads[i])) == 0)
            return label + strlen(heads[i]);
    return label;
}

static const char *lever_name(const struct par_explaining *with, const struct par_lever *lever)
{
    if (!lever->has_input)
        return par_cli_text(with->cli, lever->kind == PAR_LEVER_NUMERATOR  ? N_("in the numerator")
                                       : lever->is == PAR_INPUT_PERCENTAGE ? N_("the percentage")
                                                                           : N_("the value"));
    const struct par_input *input = &with->unit->set->inputs[lever->input];
    const char *label = par_label_text(input->label, with->cli->language);
    if (!*label)
        return input->name;
    return lever->is == PAR_INPUT_COUNT ? within(with, counted(label)) : label;
}

/* --- A lever ----------------------------------------------------------------------------------------------------- */

static const char *pattern_of(const struct par_lever *lever, bool up)
{
    switch (lever->is) {
    case PAR_INPUT_COUNT:
        return up ? N_("{1} more {2} ({3} to {4})") : N_("{1} fewer {2} ({3} to {4})");
    case PAR_INPUT_DATE:
        return up ? N_("{2}: {1} days later ({3} to {4})") : N_("{2}: {1} days earlier ({3} to {4})");
    default:
        return up ? N_("{2}: up by {1} ({3} to {4})") : N_("{2}: down by {1} ({3} to {4})");
    }
}

static const char *by_text(const struct par_explaining *with, const struct par_lever *lever, struct par_quantity by)
{
    bool percent = lever->is == PAR_INPUT_PERCENTAGE;
    const char *text = number(with, size_of(by));
    return percent ? fill(with, N_("{1} percentage points"), text, NULL, NULL, NULL) : text;
}

static const char *stand(const struct par_explaining *with, const struct par_lever *lever, struct par_quantity value)
{
    return par_amount_brief(with, amount_of(unit_of(lever), par_quantity_ratio(value)));
}

/* At two decimals, marked where that is not exact. */
static const char *roughly(const struct par_explaining *with, const struct par_lever *lever, struct par_ratio value)
{
    enum par_amount_unit unit = lever->is_percent ? PAR_AMOUNT_PERCENT : PAR_AMOUNT_NUMBER;
    par_points rounded;
    if (!par_ratio_round(value, PAR_READING_DECIMALS, PAR_HALF_UP, &rounded))
        return par_amount_brief(with, amount_of(unit, value));
    struct par_ratio shown = par_points_ratio(rounded);
    const char *mark = par_ratio_compare(shown, value) == 0 ? "" : "≈ ";
    return par_arena_join(with->cli->arena, mark, par_amount_brief(with, amount_of(unit, shown)), NULL);
}

/* What the change makes of a quotient: "of 512, which makes ≈ 98.05 %". */
static const char *makes(const struct par_explaining *with, const struct par_lever *lever,
                         const struct par_reach *reach, const char *change)
{
    if (!reach->has_measured || (!lever->has_whole && !lever->is_percent) || lever->kind == PAR_LEVER_VALUE ||
        lever->is == PAR_INPUT_PERCENTAGE)
        return change;
    const char *measured = roughly(with, lever, reach->measured);
    if (!lever->has_whole)
        return fill(with, N_("{1}, which makes {2}"), change, measured, NULL, NULL);
    const char *whole = par_amount_bare(with, amount_of(PAR_AMOUNT_NUMBER, lever->whole));
    return fill(with, N_("{1} of {2}, which makes {3}"), change, whole, measured, NULL);
}

static const char *lever_words(const struct par_explaining *with, const struct par_lever *lever,
                               const struct par_reach *reach)
{
    const char *by = by_text(with, lever, reach->by);
    const char *change = fill(with, pattern_of(lever, reach->by.mantissa > 0), by, lever_name(with, lever),
                              stand(with, lever, lever->now), stand(with, lever, reach->to));
    return makes(with, lever, reach, change);
}

/* --- An answer --------------------------------------------------------------------------------------------------- */

static const char *answer_words(const struct par_explaining *with, const struct par_reach *reach)
{
    const char *text = "";
    for (size_t i = 0; i < reach->added_count; i++) {
        const char *label = par_label_text(reach->added[i].label, with->cli->language);
        bool labelled = *label && strcmp(label, reach->added[i].key) != 0;
        text = par_arena_join(with->cli->arena, text, *text ? "; " : "",
                              fill(with, labelled ? N_("reach \"{1}\"") : N_("come under the option \"{1}\""),
                                   labelled ? label : reach->added[i].key, NULL, NULL, NULL),
                              NULL);
    }
    for (size_t i = 0; i < reach->dropped_count; i++)
        text = par_arena_join(with->cli->arena, text, *text ? "; " : "",
                              fill(with, N_("no longer \"{1}\""), reach->dropped[i], NULL, NULL, NULL), NULL);
    return text;
}

/* --- Points only ------------------------------------------------------------------------------------------------- */

static const char *points_pattern(const struct par_offer *offer)
{
    static const char *const patterns[] = {
        [PAR_ONLY_TYPED] = N_("{1} points (the score is typed in)"),
        [PAR_ONLY_OTHERS] = N_("{1} points (they depend on the values of all units)"),
        [PAR_ONLY_SURVEY] = N_("{1} points (they come from the answers of a survey)"),
        [PAR_ONLY_SILENT] = N_("{1} points (there are no figures to work it out from)"),
        [PAR_ONLY_FIXED] = N_("{1} points"),
    };
    if (offer->missing)
        return N_("{1} points (answer the criterion)");
    return patterns[offer->inverse ? par_inverse_why(offer->inverse) : PAR_ONLY_FIXED];
}

static const char *points_text(const struct par_explaining *with, par_points points)
{
    return par_points_bare(with, (struct par_maybe){true, points});
}

static const char *change_words(const struct par_explaining *with, const struct par_offer *offer,
                                const struct par_alternative *alternative)
{
    const struct par_lever *lever = offer->inverse ? par_inverse_lever(offer->inverse) : NULL;
    if (alternative->has_reach)
        return lever ? lever_words(with, lever, &alternative->reach) : answer_words(with, &alternative->reach);
    return fill(with, points_pattern(offer), points_text(with, alternative->points), NULL, NULL, NULL);
}

const char *par_plan_how(const struct par_offer *offer, const struct par_alternative *alternative)
{
    if (alternative->has_reach)
        return par_inverse_lever(offer->inverse) ? "lever" : "answer";
    return alternative->evidence ? "evidence" : "points";
}

const char *par_plan_words(const struct par_explaining *with, const struct par_offer *offer,
                           const struct par_alternative *alternative)
{
    if (!alternative)
        return par_cli_text(with->cli, N_("nothing more can be reached with the figures as they are"));
    if (!alternative->evidence)
        return change_words(with, offer, alternative);
    const char *points = points_text(with, alternative->points);
    if (!alternative->has_reach)
        return fill(with, N_("{1} points: win back what was cut, by evidence or explanation"), points, NULL, NULL,
                    NULL);
    return fill(with, N_("{1}; and win back what was cut, by evidence or explanation"),
                change_words(with, offer, alternative), NULL, NULL, NULL);
}
