#include "messages.h"

#include "build.h"
#include "parindex/text.h"

static bool is_placeholder(const char *p)
{
    return p[0] == '{' && p[1] >= '1' && p[1] < '1' + PAR_DIAG_ARGS && (p[2] == '}' || p[2] == '?');
}

/* Adds the pattern up to its end, or up to the '}' that ends the condition it stands in, if `wanted`. Returns where it
 * stopped. */
static const char *fill(struct par_build *out, const char *p, const char *const *args, bool in_condition, bool wanted)
{
    while (*p && !(in_condition && *p == '}')) {
        if (!is_placeholder(p)) {
            if (wanted)
                par_build_byte(out, *p);
            p++;
            continue;
        }
        const char *arg = args[p[1] - '1'];
        if (p[2] == '}') {
            par_build_text(out, wanted ? arg : NULL);
            p += 3;
        } else {
            p = fill(out, p + 3, args, true, wanted && arg && *arg);
            p += *p == '}';
        }
    }
    return p;
}

const char *par_message_fill(struct par_arena *arena, const char *pattern, const char *const *args)
{
    struct par_build out = {.arena = arena};
    fill(&out, pattern, args, false, true);
    return par_build_end(&out);
}

static void put_escaped(struct par_build *out, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    par_build_byte(out, '\\');
    if (byte == '\n' || byte == '\t') {
        par_build_byte(out, byte == '\n' ? 'n' : 't');
        return;
    }
    par_build_byte(out, 'x');
    par_build_byte(out, digits[byte >> 4]);
    par_build_byte(out, digits[byte & 15]);
}

/* Bytes from `p` that belong to the terminal rather than to the text: a control character in one or two bytes. */
static size_t control_size(const unsigned char *p)
{
    if (p[0] < 0x20 || p[0] == 0x7f)
        return 1;
    return p[0] == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0 ? 2 : 0;
}

/* The size of the text when it is not to take more than `limit` bytes and no character is cut. */
static size_t cut_size(const char *text, size_t size, size_t limit)
{
    if (limit == 0 || size <= limit)
        return size;
    size = limit;
    while (size > 0 && ((unsigned char)text[size] & 0xc0) == 0x80)
        size--;
    return size;
}

/* Adds valid UTF-8 with its control characters escaped. */
static void put_valid(struct par_build *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        size_t escaped = control_size((const unsigned char *)text + i);
        if (escaped == 0)
            par_build_byte(out, text[i++]);
        for (; escaped > 0; escaped--)
            put_escaped(out, (unsigned char)text[i++]);
    }
}

const char *par_message_clean(struct par_arena *arena, const char *text, size_t limit)
{
    if (!text)
        return NULL;
    struct par_build out = {.arena = arena};
    size_t whole = strlen(text);
    size_t size = cut_size(text, whole, limit);
    for (size_t at = 0; at < size;) {
        size_t valid = size - at;
        par_text_valid((struct par_span){text + at, size - at}, &valid);
        put_valid(&out, text + at, valid);
        at += valid;
        if (at < size)
            put_escaped(&out, (unsigned char)text[at++]);
    }
    par_build_text(&out, size < whole ? "..." : "");
    return par_build_end(&out);
}
