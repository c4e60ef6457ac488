#include "parindex/cause_kind.h"

static const struct {
    const char *words;
    enum par_cause_kind kind;
} readings[] = {
    {"chủ quan", PAR_CAUSE_SUBJECTIVE},   {"chu quan", PAR_CAUSE_SUBJECTIVE},
    {"subjective", PAR_CAUSE_SUBJECTIVE}, {"within control", PAR_CAUSE_SUBJECTIVE},
    {"khách quan", PAR_CAUSE_OBJECTIVE},  {"khach quan", PAR_CAUSE_OBJECTIVE},
    {"objective", PAR_CAUSE_OBJECTIVE},   {"outside control", PAR_CAUSE_OBJECTIVE},
};

/* What may stand before these words, in this order, and says no more. */
static const char *const openings[] = {"do", "lý do", "lí do", "ly do", "nguyên nhân", "nguyen nhan", "cause"};

static const char *without(const char *text, const char *opening)
{
    size_t size = strlen(opening);
    bool has = strncmp(text, opening, size) == 0 && (text[size] == ' ' || text[size] == ':');
    if (!has)
        return text;
    text += size;
    while (*text == ' ' || *text == ':')
        text++;
    return text;
}

/* "objective cause" is "objective"; a full stop says nothing. */
static size_t bare_size(const char *text)
{
    static const char *const endings[] = {".", " cause", " causes", " reason", " reasons"};
    size_t size = strlen(text);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (size > end && memcmp(text + size - end, endings[i], end) == 0)
            size -= end;
    }
    return size;
}

bool par_cause_kind_read(struct par_span text, par_fold_label fold, struct par_arena *arena, enum par_cause_kind *kind)
{
    *kind = PAR_CAUSE_UNSAID;
    if (par_span_trim(text).size == 0)
        return true;
    const char *folded = fold(text, arena);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        folded = without(folded, openings[i]);
    struct par_span word = {folded, bare_size(folded)};
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
        if (par_span_is(word, readings[i].words)) {
            *kind = readings[i].kind;
            return true;
        }
    return false;
}

/* The round and what it says in one number: later rounds are larger. */
enum { KIND_BITS = 2, CONFLICT = 3 };

struct par_causes {
    const struct par_units *units;
    par_fold_label fold;
    struct par_arena *arena;
    struct par_diags *diags;
    size_t components; /* of the set that has the most */
    uint16_t *said;
    char last[64]; /* the text of the cell before, folded already */
    size_t last_size;
    enum par_cause_kind last_kind;
};

struct par_causes *par_causes_new(const struct par_units *units, par_fold_label fold, struct par_arena *arena,
                                  struct par_diags *diags)
{
    struct par_causes *causes = par_arena_alloc(arena, sizeof *causes);
    *causes = (struct par_causes){.units = units, .fold = fold, .arena = arena, .diags = diags};
    for (size_t i = 0; i < units->count; i++) {
        size_t components = (size_t)units->items[i].set->component_count;
        causes->components = components > causes->components ? components : causes->components;
    }
    causes->said = par_arena_array(arena, units->count * causes->components, sizeof *causes->said);
    return causes;
}

/* A column mostly repeats few words: the one before is known without folding it again. */
static bool read_cell(struct par_causes *causes, struct par_span text, enum par_cause_kind *kind)
{
    if (causes->last_size && par_span_equal(text, (struct par_span){causes->last, causes->last_size})) {
        *kind = causes->last_kind;
        return true;
    }
    if (!par_cause_kind_read(text, causes->fold, causes->arena, kind))
        return false;
    if (text.size <= sizeof causes->last) {
        memcpy(causes->last, text.text, text.size);
        causes->last_size = text.size;
        causes->last_kind = *kind;
    }
    return true;
}

static struct par_place place_of(const struct par_causes *causes, size_t unit, int32_t component,
                                 const struct par_assessment_row *row, const struct par_assessment_file *file)
{
    const struct par_set *set = causes->units->items[unit].set;
    const struct par_column_place *column = &file->columns[PAR_COLUMN_CAUSE_KIND];
    return (struct par_place){.file = file->name,
                              .sheet = file->sheet,
                              .line = row->line,
                              .field = column->field,
                              .header = column->header,
                              .node = set->criteria[set->components[component]].id,
                              .unit = causes->units->items[unit].code};
}

static void hear(void *context, size_t unit, size_t round, int32_t component, const struct par_assessment_row *row,
                 const struct par_assessment_file *file)
{
    struct par_causes *causes = context;
    struct par_span text = par_span_trim(row->cells[PAR_COLUMN_CAUSE_KIND]);
    enum par_cause_kind kind;
    if (text.size == 0)
        return;
    struct par_place place = place_of(causes, unit, component, row, file);
    if (!read_cell(causes, text, &kind)) {
        par_diags_add(causes->diags, PAR_ERROR, PAR_CAUSE_KIND_VALUE, &place, par_arena_copy(causes->arena, text),
                      NULL);
        return;
    }
    uint16_t *said = &causes->said[unit * causes->components + (size_t)component];
    unsigned now = ((unsigned)round + 1) << KIND_BITS | (unsigned)kind;
    bool same_round = *said >> KIND_BITS == round + 1;
    if (same_round && *said != now) {
        par_diags_add(causes->diags, PAR_WARNING, PAR_CAUSE_KINDS_DIFFER, &place, NULL);
        *said |= CONFLICT;
    } else if (now > *said) {
        *said = (uint16_t)now;
    }
}

struct par_listener par_causes_listener(struct par_causes *causes)
{
    return (struct par_listener){hear, causes};
}

enum par_cause_kind par_causes_of(const struct par_causes *causes, size_t unit, int32_t component)
{
    const struct par_set *set = causes->units->items[unit].set;
    unsigned kind = causes->said[unit * causes->components + (size_t)component] & CONFLICT;
    if (kind == PAR_CAUSE_UNSAID || kind == CONFLICT)
        return set->criteria[set->components[component]].cause_kind;
    return (enum par_cause_kind)kind;
}
