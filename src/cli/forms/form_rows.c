#include "form_rows.h"

#include "parindex/text.h"
#include "parindex/yes_no.h"

struct par_sayings {
    const struct par_units *units;
    struct par_arena *arena;
    size_t rounds, components; /* of the set that has the most */
    struct par_saying **items; /* per unit, round and component */
    bool *any;                 /* per round */
};

struct par_sayings *par_sayings_new(const struct par_loaded *loaded, struct par_arena *arena)
{
    struct par_sayings *sayings = par_arena_alloc(arena, sizeof *sayings);
    sayings->units = loaded->units;
    sayings->arena = arena;
    for (size_t i = 0; i < loaded->set_count; i++) {
        const struct par_set *set = loaded->sets[i];
        size_t components = (size_t)set->component_count;
        sayings->rounds = set->round_count > sayings->rounds ? set->round_count : sayings->rounds;
        sayings->components = components > sayings->components ? components : sayings->components;
    }
    sayings->items =
        par_arena_array(arena, loaded->units->count * sayings->rounds * sayings->components, sizeof *sayings->items);
    sayings->any = par_arena_array(arena, sayings->rounds, sizeof *sayings->any);
    return sayings;
}

static struct par_saying **slot(const struct par_sayings *sayings, size_t unit, size_t round, int32_t component)
{
    return &sayings->items[(unit * sayings->rounds + round) * sayings->components + (size_t)component];
}

const struct par_saying *par_sayings_of(const struct par_sayings *sayings, size_t unit, size_t round, int32_t component)
{
    return *slot(sayings, unit, round, component);
}

/* --- Listening --------------------------------------------------------------------------------------------------- */

static const char *copy(struct par_sayings *sayings, struct par_span text)
{
    return text.size ? par_arena_copy(sayings->arena, par_text_nfc(text, sayings->arena)) : NULL;
}

static void keep_inputs(struct par_sayings *sayings, const struct par_set *set, const struct par_assessment_row *row,
                        const struct par_assessment_file *file, struct par_saying *said)
{
    int32_t *inputs = par_arena_array(sayings->arena, file->input_count, sizeof *inputs);
    const char **texts = par_arena_array(sayings->arena, file->input_count, sizeof *texts);
    for (size_t i = 0; i < file->input_count; i++) {
        int32_t input = par_names_find(set->input_names, par_span_of(file->input_names[i]));
        if (row->inputs[i].size == 0 || input < 0)
            continue;
        inputs[said->input_count] = input;
        texts[said->input_count++] = copy(sayings, row->inputs[i]);
    }
    said->inputs = inputs;
    said->input_texts = texts;
}

static void hear(void *context, size_t unit, size_t round, int32_t component, const struct par_assessment_row *row,
                 const struct par_assessment_file *file)
{
    struct par_sayings *sayings = context;
    struct par_saying *said = par_arena_alloc(sayings->arena, sizeof *said);
    *said = (struct par_saying){.answer = copy(sayings, row->cells[PAR_COLUMN_ANSWER]),
                                .value = copy(sayings, row->cells[PAR_COLUMN_VALUE]),
                                .num = copy(sayings, row->cells[PAR_COLUMN_NUM]),
                                .den = copy(sayings, row->cells[PAR_COLUMN_DEN]),
                                .score = copy(sayings, row->cells[PAR_COLUMN_SCORE]),
                                .applies = copy(sayings, row->cells[PAR_COLUMN_APPLIES]),
                                .evidence = copy(sayings, row->cells[PAR_COLUMN_EVIDENCE]),
                                .reason = copy(sayings, row->cells[PAR_COLUMN_REASON])};
    if (row->inputs)
        keep_inputs(sayings, sayings->units->items[unit].set, row, file, said);
    *slot(sayings, unit, round, component) = said;
    sayings->any[round] = true;
}

bool par_sayings_any(const struct par_sayings *sayings, size_t round)
{
    return sayings->any[round];
}

struct par_listener par_sayings_listener(struct par_sayings *sayings)
{
    return (struct par_listener){hear, sayings};
}

/* --- As text ----------------------------------------------------------------------------------------------------- */

static const char * and (const char *text, const char *more, const char *between, struct par_arena *arena)
{
    return par_arena_join(arena, text, *text ? between : "", more, NULL);
}

/* The label of the option that a part of an answer names by its key; anything else as it was written. */
static const char *option_label(const char *key, const struct par_rule *rule, const char *language,
                                struct par_arena *arena)
{
    const struct par_rule_option *options;
    bool several;
    size_t count = par_rule_options(rule, arena, &options, &several);
    for (size_t i = 0; i < count; i++)
        if (strcmp(options[i].key, key) == 0)
            return par_label_text(options[i].label, language);
    return key;
}

static const char *answer_text(const char *answer, const struct par_rule *rule, const char *language,
                               struct par_arena *arena)
{
    const char *text = "";
    while (*answer) {
        size_t size = strcspn(answer, "|");
        const char *part = par_arena_copy(arena, par_span_trim((struct par_span){answer, size}));
        text = and(text, rule ? option_label(part, rule, language, arena) : part, " + ", arena);
        answer += size + (answer[size] == '|');
    }
    return text;
}

static bool does_not_apply(const struct par_saying *said, struct par_arena *arena)
{
    return said->applies && par_yes_or_no(par_span_of(said->applies), par_text_fold, arena) == 0;
}

static const char *input_label(const struct par_set *set, int32_t input, const char *language)
{
    const char *label = par_label_text(set->inputs[input].label, language);
    return *label ? label : set->inputs[input].name;
}

const char *par_saying_text(const struct par_saying *said, const struct par_unit *unit,
                            const struct par_criterion *criterion, bool claim, const struct par_form_words *words,
                            struct par_arena *arena)
{
    const char *text = does_not_apply(said, arena) ? words->does_not_apply : "";
    const struct par_rule *rule = par_unit_rule(unit, criterion);
    if (said->answer)
        text = and(text, answer_text(said->answer, rule, words->language, arena), "; ", arena);
    if (said->value)
        text = and(text, said->value, "; ", arena);
    if (said->num || said->den)
        text = and(text, par_arena_join(arena, said->num ? said->num : "", " / ", said->den ? said->den : "", NULL),
                   "; ", arena);
    for (size_t i = 0; i < said->input_count; i++)
        text = and(text,
                   par_arena_join(arena, input_label(unit->set, said->inputs[i], words->language), ": ",
                                  said->input_texts[i], NULL),
                   "; ", arena);
    if (said->score && claim)
        text = and(text, par_arena_join(arena, words->claimed, " ", said->score, NULL), "; ", arena);
    return text;
}

const char *par_sayings_reason(const struct par_sayings *sayings, size_t unit, int32_t component,
                               const struct par_set *set)
{
    int explanation = par_set_round(set, par_span_of("explanation"));
    const char *reason = "";
    for (size_t round = 1; round < set->round_count; round++) {
        const struct par_saying *said = par_sayings_of(sayings, unit, round, component);
        if ((int)round != explanation && said && said->reason)
            reason = said->reason;
    }
    return reason;
}
