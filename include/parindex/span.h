/* span: a piece of text that somebody else owns.
 *
 * Readers hand out fields as spans; a span is not NUL-terminated and lives as long as its owner says.
 * An absent field and an empty one are the same: size 0. */
#ifndef PARINDEX_SPAN_H
#define PARINDEX_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct par_span {
    const char *text; /* UTF-8 unless a function says otherwise; may be NULL when size is 0 */
    size_t size;      /* bytes */
};

static inline struct par_span par_span_of(const char *z)
{
    return (struct par_span){z, z ? strlen(z) : 0};
}

static inline bool par_span_equal(struct par_span a, struct par_span b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.text, b.text, a.size) == 0);
}

/* By their bytes, a text before those that go on from it. */
static inline int par_span_compare(struct par_span a, struct par_span b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? memcmp(a.text, b.text, size) : 0;
    return order || a.size == b.size ? order : (a.size < b.size ? -1 : 1);
}

static inline bool par_span_is(struct par_span a, const char *z)
{
    for (size_t i = 0; i < a.size; i++)
        if (z[i] == '\0' || z[i] != a.text[i])
            return false;
    return z[a.size] == '\0';
}

/* The span without ASCII blanks at both ends. */
static inline struct par_span par_span_trim(struct par_span s)
{
    while (s.size > 0 && (*s.text == ' ' || *s.text == '\t')) {
        s.text++;
        s.size--;
    }
    while (s.size > 0 && (s.text[s.size - 1] == ' ' || s.text[s.size - 1] == '\t'))
        s.size--;
    return s;
}

#endif
