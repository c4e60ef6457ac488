/* Answers as people and programs write them: see answer.h. */
#include "parindex/answer.h"

#include "parindex/text.h"

enum { BLANK_OFFSET = 1 };

struct par_answers {
    const struct par_scale *scale;
    struct par_list codes;
    struct par_arena *arena;
    struct par_names *seen;  /* cells as they stand -> choice + 1; 0: blank */
    struct par_names *words; /* folded texts -> choice + 1; 0: blank */
    struct par_names *bare;  /* the same without marks */
    bool used_codes;
    int16_t of_bytes[256]; /* what cells of one byte, as most are, were understood as */
};

static void add_word(struct par_answers *answers, const char *text, int choice)
{
    if (!text || !*text)
        return;
    par_names_add(answers->words, par_span_of(par_text_fold(par_span_of(text), answers->arena)), choice + BLANK_OFFSET);
    par_names_add(answers->bare, par_span_of(par_text_bare(par_span_of(text), answers->arena)), choice + BLANK_OFFSET);
}

struct par_answers *par_answers_new(const struct par_scale *scale, size_t print, struct par_list blank_words,
                                    struct par_arena *arena)
{
    struct par_answers *answers = par_arena_alloc(arena, sizeof *answers);
    *answers = (struct par_answers){.scale = scale, .codes = scale->prints[print].codes, .arena = arena};
    answers->seen = par_names_new(arena);
    answers->words = par_names_new(arena);
    answers->bare = par_names_new(arena);
    for (size_t i = 0; i < sizeof answers->of_bytes / sizeof *answers->of_bytes; i++)
        answers->of_bytes[i] = PAR_ANSWER_UNSEEN;
    for (size_t i = 0; i < scale->count; i++) {
        add_word(answers, scale->choices[i].label.vi, (int)i);
        add_word(answers, scale->choices[i].label.en, (int)i);
        for (size_t k = 0; k < scale->choices[i].also.count; k++)
            add_word(answers, scale->choices[i].also.items[k], (int)i);
    }
    for (size_t i = 0; i < blank_words.count; i++)
        add_word(answers, blank_words.items[i], PAR_ANSWER_BLANK);
    return answers;
}

/* "5.0" and "5,0" without their zeros. */
static struct par_span whole_number(struct par_span text)
{
    size_t end = text.size;
    while (end > 0 && text.text[end - 1] == '0')
        end--;
    bool has_zeros = end < text.size && end > 1 && (text.text[end - 1] == '.' || text.text[end - 1] == ',');
    return has_zeros ? (struct par_span){text.text, end - 1} : text;
}

static int by_code(const struct par_answers *answers, struct par_span text)
{
    text = whole_number(text);
    for (size_t i = 0; i < answers->codes.count && i < answers->scale->count; i++)
        if (par_span_is(text, answers->codes.items[i]))
            return (int)i;
    return PAR_ANSWER_BAD;
}

/* By a label or a word; what was typed without marks may mean one with marks. */
static int by_words(const struct par_answers *answers, struct par_span text)
{
    const char *folded = par_text_fold(text, answers->arena), *bare = par_text_bare(text, answers->arena);
    int32_t found = par_names_find(answers->words, par_span_of(folded));
    if (found < 0 && strcmp(folded, bare) == 0)
        found = par_names_find(answers->bare, par_span_of(bare));
    return found < 0 ? PAR_ANSWER_BAD : found - BLANK_OFFSET;
}

static struct par_span cut(struct par_span text, const char *marks, bool at_end)
{
    while (text.size > 0 && strchr(marks, at_end ? text.text[text.size - 1] : *text.text)) {
        text.text += !at_end;
        text.size--;
    }
    return text;
}

/* A code and words that say the same, with marks between them. */
static int by_both(const struct par_answers *answers, struct par_span text)
{
    static const char *const MARKS = " .:-=()[]";
    int found = PAR_ANSWER_BAD;
    for (size_t i = 0; i < answers->codes.count && i < answers->scale->count; i++) {
        struct par_span code = par_span_of(answers->codes.items[i]), rest = cut(text, MARKS, true);
        struct par_span head = cut(text, MARKS, false);
        if (code.size == 0)
            continue;
        if (head.size > code.size && memcmp(head.text, code.text, code.size) == 0)
            rest = cut((struct par_span){head.text + code.size, head.size - code.size}, MARKS, false);
        else if (rest.size > code.size && memcmp(rest.text + rest.size - code.size, code.text, code.size) == 0)
            rest = cut((struct par_span){rest.text, rest.size - code.size}, MARKS, true);
        else
            continue;
        if (rest.size > 0 && by_words(answers, rest) == (int)i)
            found = (int)i;
    }
    return found;
}

static int one_answer(struct par_answers *answers, struct par_span text, bool *is_code)
{
    int found = by_code(answers, text);
    *is_code = found >= 0;
    if (found == PAR_ANSWER_BAD)
        found = by_words(answers, text);
    return found == PAR_ANSWER_BAD ? by_both(answers, text) : found;
}

/* --- Several in a cell -------------------------------------------------------------------------------------------- */

static struct par_span next_part(struct par_span *text, const char *separators)
{
    size_t size = 0;
    while (size < text->size && !strchr(separators, text->text[size]))
        size++;
    struct par_span part = par_span_trim((struct par_span){text->text, size});
    size_t taken = size < text->size ? size + 1 : size;
    *text = (struct par_span){text->text + taken, text->size - taken};
    return part;
}

/* Marks the answers that the parts are; their number, or PAR_ANSWER_BAD. */
static int count_parts(struct par_answers *answers, struct par_span text, const char *separators, bool *chosen)
{
    int count = 0;
    while (text.size > 0) {
        struct par_span part = next_part(&text, separators);
        bool is_code;
        if (part.size == 0)
            continue;
        int found = one_answer(answers, part, &is_code);
        if (found < 0)
            return PAR_ANSWER_BAD;
        answers->used_codes = answers->used_codes || is_code;
        if (chosen && chosen[found])
            continue;
        if (chosen)
            chosen[found] = true;
        count++;
    }
    return count;
}

int par_answers_list(struct par_answers *answers, struct par_span text, bool *chosen)
{
    for (size_t i = 0; i < answers->scale->count; i++)
        chosen[i] = false;
    if (text.size == 0 || par_answers_find(answers, text) == PAR_ANSWER_BLANK)
        return PAR_ANSWER_BLANK;
    int count = count_parts(answers, text, ";|\n", chosen);
    if (count == PAR_ANSWER_BAD) {
        for (size_t i = 0; i < answers->scale->count; i++)
            chosen[i] = false;
        count = count_parts(answers, text, ";|\n,", chosen);
    }
    return count;
}

const int16_t *par_answers_of_bytes(const struct par_answers *answers)
{
    return answers->of_bytes;
}

/* Keeps what a cell was understood as. */
static void keep(struct par_answers *answers, struct par_span text, int found, bool is_code)
{
    struct par_span copy = {par_arena_copy(answers->arena, text), text.size};
    answers->used_codes = answers->used_codes || is_code;
    if (text.size == 1)
        answers->of_bytes[(unsigned char)*text.text] = (int16_t)found;
    else
        par_names_add(answers->seen, copy, found + BLANK_OFFSET);
}

int par_answers_find(struct par_answers *answers, struct par_span text)
{
    if (text.size == 0)
        return PAR_ANSWER_BLANK;
    if (text.size == 1 && answers->of_bytes[(unsigned char)*text.text] != PAR_ANSWER_UNSEEN)
        return answers->of_bytes[(unsigned char)*text.text];
    int32_t seen = text.size > 1 ? par_names_find(answers->seen, text) : PAR_NAME_NONE;
    if (seen >= 0)
        return seen - BLANK_OFFSET;
    bool is_code;
    int found = one_answer(answers, text, &is_code);
    if (found == PAR_ANSWER_BAD)
        return count_parts(answers, text, ";|\n,/+", NULL) > 1 ? PAR_ANSWER_SEVERAL : PAR_ANSWER_BAD;
    keep(answers, text, found, is_code);
    return found;
}

bool par_answers_used_codes(const struct par_answers *answers)
{
    return answers->used_codes;
}
