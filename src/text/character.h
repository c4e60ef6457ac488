/* character: the characters of a text, one by one. Private to text. */
#ifndef PARINDEX_TEXT_CHARACTER_H
#define PARINDEX_TEXT_CHARACTER_H

#include <stdint.h>
#include <utf8proc.h>

#include "parindex/span.h"

/* Cuts the first character off; false, and nothing cut, at the end and where the text is not valid UTF-8. */
static inline bool par_character_next(struct par_span *text, int32_t *character)
{
    if (text->size == 0)
        return false;
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)text->text, (utf8proc_ssize_t)text->size, character);
    if (size <= 0)
        return false;
    text->text += size;
    text->size -= (size_t)size;
    return true;
}

/* A letter or a combining mark. */
static inline bool par_character_is_letter(int32_t character)
{
    utf8proc_category_t category = utf8proc_category(character);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

static inline bool par_character_is_upper(int32_t character)
{
    return utf8proc_category(character) == UTF8PROC_CATEGORY_LU;
}

static inline bool par_character_is_lower(int32_t character)
{
    return utf8proc_category(character) == UTF8PROC_CATEGORY_LL;
}

#endif
