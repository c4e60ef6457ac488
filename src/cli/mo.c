#include "mo.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { HEADER_SIZE = 28, ENTRY_SIZE = 8 }; /* an entry is a length and an offset of 32 bits each */

#define MAGIC UINT32_C(0x950412de)

struct catalogue {
    const unsigned char *bytes;
    size_t size;
    bool big_endian;
};

/* The caller has checked that 4 bytes follow `offset`. */
static uint32_t word_at(const struct catalogue *mo, size_t offset)
{
    uint32_t word = 0;
    for (size_t i = 0; i < 4; i++)
        word = word << 8 | mo->bytes[offset + (mo->big_endian ? i : 3 - i)];
    return word;
}

static bool find_byte_order(struct catalogue *mo)
{
    if (mo->size < HEADER_SIZE)
        return false;
    if (word_at(mo, 0) == MAGIC)
        return true;
    mo->big_endian = true;
    return word_at(mo, 0) == MAGIC;
}

/* The text of entry `index` of the table at `table`, NULL unless it ends with NUL within the bytes. */
static const char *text_at(const struct catalogue *mo, uint32_t table, uint32_t index)
{
    uint64_t entry = (uint64_t)table + (uint64_t)index * ENTRY_SIZE;
    if (entry + ENTRY_SIZE > mo->size)
        return NULL;
    uint64_t length = word_at(mo, (size_t)entry);
    uint64_t offset = word_at(mo, (size_t)entry + 4);
    if (offset + length >= mo->size || mo->bytes[offset + length] != '\0')
        return NULL;
    return (const char *)mo->bytes + offset;
}

const char *par_mo_find(const unsigned char *mo, size_t size, const char *original)
{
    struct catalogue catalogue = {mo, size, false};
    if (!find_byte_order(&catalogue))
        return NULL;
    uint32_t originals = word_at(&catalogue, 12);
    uint32_t translations = word_at(&catalogue, 16);
    uint32_t low = 0;
    uint32_t high = word_at(&catalogue, 8);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *text = text_at(&catalogue, originals, middle);
        if (!text)
            return NULL;
        int order = strcmp(original, text);
        if (order == 0)
            return text_at(&catalogue, translations, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
