#include "parindex/form.h"

#define FORMAT "parindex-form/"
#define VERSION "1"

enum { NEEDED = 7 }; /* the fields that every form has; the others come together or not at all */

const char *par_form_identity_field(const struct par_form_identity *identity, size_t field, const char **value)
{
    static const char *const names[PAR_FORM_IDENTITY_FIELDS] = {"format", "round",  "unit", "appraiser", "period",
                                                                "set",    "digest", "rows", "keys"};
    const char *const values[PAR_FORM_IDENTITY_FIELDS] = {FORMAT VERSION,      identity->round,  identity->unit,
                                                          identity->appraiser, identity->period, identity->set,
                                                          identity->digest,    identity->rows,   identity->keys};
    *value = values[field] ? values[field] : "";
    return names[field];
}

/* Blanks part the fields, so those of a value are written otherwise. */
static const char *escaped(const char *value, struct par_arena *arena)
{
    const char *out = "";
    for (size_t plain; *value; value += plain + (value[plain] != '\0')) {
        plain = strcspn(value, " %");
        const char *start = par_arena_copy(arena, (struct par_span){value, plain});
        out = par_arena_join(arena, out, start, value[plain] == ' ' ? "%20" : value[plain] ? "%25" : "", NULL);
    }
    return out;
}

static const char *unescaped(struct par_span text, struct par_arena *arena)
{
    char *out = par_arena_copy(arena, text), *end = out;
    for (const char *p = out; *p; p++) {
        bool blank = strncmp(p, "%20", 3) == 0, percent = strncmp(p, "%25", 3) == 0;
        *end++ = blank ? ' ' : *p;
        if (blank || percent)
            p += 2;
    }
    *end = '\0';
    return out;
}

const char *par_form_identity_text(const struct par_form_identity *identity, struct par_arena *arena)
{
    const char *text = FORMAT VERSION;
    size_t count = identity->rows && *identity->rows ? PAR_FORM_IDENTITY_FIELDS : NEEDED;
    for (size_t i = 1; i < count; i++) {
        const char *value, *name = par_form_identity_field(identity, i, &value);
        text = par_arena_join(arena, text, " ", name, "=", escaped(value, arena), NULL);
    }
    return text;
}

/* The text up to the next blank, which is passed over. */
static struct par_span next_word(struct par_span *text)
{
    const char *blank = text->size ? memchr(text->text, ' ', text->size) : NULL;
    struct par_span word = {text->text, blank ? (size_t)(blank - text->text) : text->size};
    size_t passed = word.size + (blank != NULL);
    *text = (struct par_span){text->text + passed, text->size - passed};
    return word;
}

/* The value of a word "name=value"; NULL for another name. */
static const char *value_of(struct par_span word, const char *name, struct par_arena *arena)
{
    size_t size = strlen(name);
    if (word.size <= size || memcmp(word.text, name, size) != 0 || word.text[size] != '=')
        return NULL;
    return unescaped((struct par_span){word.text + size + 1, word.size - size - 1}, arena);
}

bool par_form_identity_parse(struct par_span text, struct par_form_identity *out, bool *version_wrong,
                             struct par_arena *arena)
{
    const char **const fields[] = {&out->round, &out->unit,   &out->appraiser, &out->period,
                                   &out->set,   &out->digest, &out->rows,      &out->keys};
    const size_t mark = strlen(FORMAT);
    *out = (struct par_form_identity){"", "", "", "", "", "", "", ""};
    *version_wrong = false;
    text = par_span_trim(text);
    struct par_span format = next_word(&text);
    if (format.size < mark || memcmp(format.text, FORMAT, mark) != 0)
        return false;
    *version_wrong = !par_span_is((struct par_span){format.text + mark, format.size - mark}, VERSION);
    for (size_t i = 1; i < PAR_FORM_IDENTITY_FIELDS && !*version_wrong && (i != NEEDED || text.size > 0); i++) {
        const char *unused, *name = par_form_identity_field(out, i, &unused);
        *fields[i - 1] = value_of(next_word(&text), name, arena);
        if (!*fields[i - 1])
            return false;
    }
    return *version_wrong || text.size == 0;
}
