/* The sentences of the steps, filled in. */
#include "explain_words.h"

#include "explain_sentences.h"
#include "messages.h"

/* --- Names in words ---------------------------------------------------------------------------------------------- */

static const char *name_in_words(const struct par_explaining *with, const struct par_step *step)
{
    const char *words = par_step_name_words(step);
    return words ? par_cli_text(with->cli, words) : step->name;
}

static const char *fill(const struct par_explaining *with, const char *pattern, const char *a, const char *b)
{
    const char *args[PAR_DIAG_ARGS] = {a, b};
    return par_message_fill(with->cli->arena, par_cli_text(with->cli, pattern), args);
}

const char *par_explain_title(const struct par_explaining *with, int32_t criterion)
{
    const struct par_criterion *of = &with->unit->set->criteria[criterion];
    const char *name = par_label_text(of->name, with->cli->language);
    if (criterion == 0)
        return fill(with, N_("Total"), NULL, NULL);
    return *name ? par_arena_join(with->cli->arena, of->id, " ", name, NULL) : of->id;
}

const char *par_explain_standing(const struct par_explaining *with, const struct par_node_score *node)
{
    struct par_step part = {.kind = PAR_STEP_PART, .name = par_state_name(node->state), .points = node->points};
    const char *state = name_in_words(with, &part);
    struct par_maybe max = {true, node->applicable_max};
    if (!node->points.is)
        return state;
    return par_arena_join(with->cli->arena, par_points_bare(with, node->points), " / ", par_points_words(with, max),
                          node->state == PAR_STATE_INCOMPLETE ? state : "", NULL);
}

/* A round that the set gives no name goes by its usual one. */
static const char *usual_name(const struct par_explaining *with, const struct par_round *round)
{
    static const struct {
        const char *id, *name;
    } usual[] = {{"self", N_("self-assessment")},
                 {"appraisal", N_("appraisal")},
                 {"explanation", N_("explanation")},
                 {"appraisal2", N_("second appraisal")},
                 {"council", N_("council")}};
    for (size_t i = 0; strcmp(round->name.vi, round->id) == 0 && i < sizeof usual / sizeof *usual; i++)
        if (strcmp(usual[i].id, round->id) == 0)
            return par_cli_text(with->cli, usual[i].name);
    return par_label_text(round->name, with->cli->language);
}

static const char *round_words(const struct par_explaining *with, int round, bool begins)
{
    if (round < 0)
        return "";
    return fill(with, begins ? N_("Round {1}") : N_("round {1}"), usual_name(with, &with->unit->set->rounds[round]),
                NULL);
}

/* "Sở Y tế (so-y-te)"; of an agency that is no unit its name. */
static const char *unit_words(const struct par_explaining *with, const char *code)
{
    int32_t unit = code ? par_names_find(with->units->codes, par_span_of(code)) : PAR_NAME_NONE;
    return unit < 0 ? code : with->units->items[unit].name;
}

/* --- Members of a step ------------------------------------------------------------------------------------------- */

static const char *label_words(const struct par_explaining *with, const struct par_step *step)
{
    const char *label = par_label_text(step->label, with->cli->language);
    return *label || step->kind == PAR_STEP_ACCEPTED ? label : step->name;
}

static const char *rounding_words(const struct par_explaining *with, const struct par_step *step)
{
    static const char *const modes[] = {[PAR_HALF_UP] = N_("to {1} decimals"),
                                        [PAR_HALF_EVEN] = N_("to {1} decimals, halves to the even digit"),
                                        [PAR_DOWN] = N_("to {1} decimals, cutting the rest off")};
    const struct par_set *set = with->unit->set;
    int decimals = step->kind == PAR_STEP_INDEX ? set->decimals_index : set->decimals_component;
    char digit[2] = {(char)('0' + decimals), '\0'};
    return fill(with, modes[set->rounding], par_arena_copy(with->cli->arena, par_span_of(digit)), NULL);
}

/* Negative numbers and fractions stand in brackets where they are counted with. Dates do not. */
static const char *operand(const struct par_explaining *with, const char *number)
{
    size_t slashes = 0;
    for (const char *c = number; *c; c++)
        slashes += *c == '/';
    bool plain = *number != '-' && slashes != 1;
    return plain ? number : par_arena_join(with->cli->arena, "(", number, ")", NULL);
}

/* (first - low) / (high - low); through zero just first / high. */
static const char *share_words(const struct par_explaining *with, const struct par_step *step)
{
    struct par_arena *arena = with->cli->arena;
    const char *first = operand(with, par_amount_bare(with, step->first));
    const char *low = operand(with, par_limit_bare(with, step->low));
    const char *high = operand(with, par_limit_bare(with, step->high));
    if (step->low.at.num == 0)
        return par_arena_join(arena, first, " / ", high, NULL);
    return par_arena_join(arena, "(", first, " − ", low, ") / (", high, " − ", low, ")", NULL);
}

static const char *difference(const struct par_explaining *with, const struct par_step *step)
{
    par_points a = step->points.points, b = step->before.points;
    return par_points_words(with, (struct par_maybe){step->before.is, a > b ? a - b : b - a});
}

static const char *points_unless_value(const struct par_explaining *with, const struct par_step *step)
{
    bool same = par_ratio_compare(step->value.ratio, par_points_ratio(step->points.points)) == 0;
    return same ? "" : par_points_words(with, step->points);
}

/* The printed index, which has decimals of its own. */
static const char *index_words(const struct par_explaining *with, const struct par_step *step)
{
    char text[PAR_DECIMAL_TEXT];
    par_decimal_print(step->points.points, PAR_POINTS_SCALE, with->unit->set->decimals_index, with->decimal, text);
    return par_arena_join(with->cli->arena, text, " %", NULL);
}

static const char *member_amount(const struct par_explaining *with, const struct par_step *step, char letter)
{
    switch (letter) {
    case 'v':
        return par_amount_text(with, step->value);
    case 'f':
        return par_amount_text(with, step->first);
    case 's':
        return par_amount_text(with, step->second);
    case 'g':
        return par_amount_brief(with, step->value);
    case 'e':
        return par_amount_brief(with, step->first);
    case 'V':
        return par_amount_bare(with, step->value);
    case 'F':
        return operand(with, par_amount_bare(with, step->first));
    case 'S':
        return operand(with, par_amount_bare(with, step->second));
    case '=':
        return par_amount_result(with, step->value);
    case 'r':
        return step->low.is || step->high.is ? par_range_words(with, step->low, step->high) : "";
    case 'l':
        return par_limit_text(with, step->low);
    case 'h':
        return par_limit_text(with, step->high);
    case 'x':
        return share_words(with, step);
    default:
        return NULL;
    }
}

static const char *member_points(const struct par_explaining *with, const struct par_step *step, char letter)
{
    switch (letter) {
    case 'p':
        return par_points_words(with, step->points);
    case 'b':
        return par_points_words(with, step->before);
    case 'm':
        return par_points_words(with, step->max);
    case 'P':
        return par_points_bare(with, step->points);
    case 'B':
        return par_points_bare(with, step->before);
    case 'M':
        return par_points_bare(with, step->max);
    case 'd':
        return difference(with, step);
    case 'y':
        return points_unless_value(with, step);
    case 'z':
        return index_words(with, step);
    case 'w':
        return rounding_words(with, step);
    default:
        return NULL;
    }
}

static const char *member_text(const struct par_explaining *with, const struct par_step *step, char letter)
{
    switch (letter) {
    case 'a':
        return label_words(with, step);
    case 'n':
    case 'u':
        return unit_words(with, step->name);
    case 'k':
        return name_in_words(with, step);
    case 't':
        return step->text;
    case 'i':
        return par_terms_words(with, (struct par_step_terms){1, &(struct par_step_term){(size_t)step->input, false}});
    case 'c':
        return par_explain_title(with, step->criterion);
    case 'o':
    case 'q':
        return round_words(with, step->round, letter == 'o');
    case 'T':
        return par_terms_words(with, step->first_terms);
    default:
        return par_measure_words(with, step);
    }
}

static const char *member(const struct par_explaining *with, const struct par_step *step, char letter)
{
    const char *text = member_amount(with, step, letter);
    if (!text)
        text = member_points(with, step, letter);
    return par_message_clean(with->cli->arena, text ? text : member_text(with, step, letter), 0);
}

/* --- The sentence ------------------------------------------------------------------------------------------------ */

const char *par_explain_sentence(const struct par_explaining *with, const struct par_step *step)
{
    const struct par_sentence *sentence = par_sentence_of(step);
    const char *args[PAR_DIAG_ARGS] = {NULL};
    if (!sentence)
        return "";
    for (size_t i = 0; sentence->members[i]; i++)
        args[i] = member(with, step, sentence->members[i]);
    return par_message_fill(with->cli->arena, par_cli_text(with->cli, sentence->pattern), args);
}

const char *par_explain_place(const struct par_explaining *with, const struct par_place *place)
{
    struct par_arena *arena = with->cli->arena;
    const char *sheet = place->sheet ? par_message_clean(arena, place->sheet, 0) : NULL;
    char field[PAR_DECIMAL_TEXT] = "", line[PAR_DECIMAL_TEXT] = "";
    if (!place->file)
        return "";
    const char *file = par_message_clean(arena, place->file, 0);
    if (place->line)
        par_decimal_print(place->line, 0, 0, '.', line);
    if (place->field)
        par_decimal_print(place->field, 0, 0, '.', field);
    if (sheet && *field)
        return fill(with, N_("{1}, cell {2}"), file,
                    par_arena_join(arena, sheet, "!", par_message_cell(with->cli, place), NULL));
    const char *in = sheet ? par_arena_join(arena, file, ", ", sheet, NULL) : file;
    const char *args[PAR_DIAG_ARGS] = {in, line, field, par_message_clean(arena, place->header, 0)};
    return par_message_fill(arena, par_cli_text(with->cli, N_("{1}{2?, line {2}}{3?, field {3}}{4? \"{4}\"}")), args);
}
