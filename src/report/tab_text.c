/* What a cell and the name of a sheet may hold. */
#include <string.h>

#include "parindex/names.h"
#include "parindex/text.h"
#include "tab_text.h"

enum {
    CELL_MOST = 32000, /* characters; Excel takes 32,767 of UTF-16 */
    NAME_MOST = 31     /* of UTF-16 */
};

/* Bytes of the character that begins here. */
static size_t size_of(const char *text)
{
    unsigned char lead = (unsigned char)*text;
    size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < size; i++)
        if (!text[i])
            return i;
    return size;
}

static bool is_control(const char *text)
{
    unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];
    return (first < ' ' && first != '\n' && first != '\t') || first == 0x7F ||
           (first == 0xC2 && second >= 0x80 && second < 0xA0);
}

/* U+FFFE, U+FFFF: XML has no such characters. */
static bool is_no_character(const char *text)
{
    return strncmp(text, "\xEF\xBF\xBE", 3) == 0 || strncmp(text, "\xEF\xBF\xBF", 3) == 0;
}

/* "_x0041_" would be read as "A". */
static bool is_escape(const char *text)
{
    return text[0] == '_' && text[1] == 'x' && strspn(text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_';
}

static bool is_clean(const char *text)
{
    size_t count = 0;
    for (size_t size; *text; text += size, count++) {
        size = size_of(text);
        if (is_escape(text) || is_control(text) || is_no_character(text))
            return false;
    }
    return count <= CELL_MOST;
}

const char *par_tab_clean(const char *text, struct par_arena *arena)
{
    if (is_clean(text))
        return text;
    static const char escape[] = "_x005F_";
    char *clean = par_arena_alloc(arena, strlen(text) * sizeof escape + 4), *to = clean;
    size_t count = 0;
    for (size_t size; *text && count < CELL_MOST; text += size, count++) {
        size = size_of(text);
        if (is_escape(text)) {
            memcpy(to, escape, sizeof escape - 1);
            to += sizeof escape - 1;
        } else if (is_control(text) || is_no_character(text))
            *to++ = ' ';
        else {
            memcpy(to, text, size);
            to += size;
        }
    }
    if (*text)
        memcpy(to, "…", sizeof "…");
    return clean;
}

/* --- Names of sheets ---------------------------------------------------------------------------------------------- */

/* At most so many units of UTF-16. */
static size_t cut(const char *text, size_t most)
{
    size_t bytes = 0, used = 0;
    while (text[bytes]) {
        size_t size = size_of(text + bytes), units = size == 4 ? 2 : 1;
        if (used + units > most)
            return bytes;
        used += units;
        bytes += size;
    }
    return bytes;
}

/* Not in the middle of a word, where a word ends in the second half. */
static size_t cut_at_word(const char *text, size_t most)
{
    size_t bytes = cut(text, most);
    if (!text[bytes] || text[bytes] == ' ')
        return bytes;
    for (size_t end = bytes; end > bytes / 2; end--)
        if (text[end] == ' ')
            return end;
    return bytes;
}

static const char *legal(const char *name, struct par_arena *arena)
{
    char *copy = par_arena_copy(arena, par_span_of(par_tab_clean(name, arena)));
    for (char *c = copy; *c; c++)
        if (strchr("[]:*?/\\'\n\t", *c))
            *c = ' ';
    return copy;
}

static const char *with_tail(const char *name, const char *tail, struct par_arena *arena)
{
    size_t most = NAME_MOST - strlen(tail), whole = cut(name, NAME_MOST - strlen(tail));
    bool fits = name[whole] == '\0';
    size_t size = fits ? whole : cut_at_word(name, most - 1);
    while (size > 0 && strchr(" -,", name[size - 1]))
        size--;
    const char *kept = par_arena_copy(arena, (struct par_span){name, size});
    return par_arena_join(arena, kept, fits ? "" : "…", tail, NULL);
}

const char *par_tab_name(struct par_names *taken, const char *name, struct par_arena *arena)
{
    name = legal(name, arena);
    const char *given = with_tail(name, "", arena);
    if (!*given)
        name = given = "-";
    for (size_t i = 2; par_names_add(taken, par_span_of(par_text_fold(par_span_of(given), arena)), 0) != PAR_NAME_NONE;
         i++)
        given = with_tail(
            name, par_arena_join(arena, " (", par_points_text((par_points)i * PAR_POINTS_ONE, arena), ")", NULL),
            arena);
    return given;
}
