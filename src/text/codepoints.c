#include "codepoints.h"

bool par_codepoints_read(struct par_codepoints *codepoints, struct par_span text, utf8proc_option_t options,
                         utf8proc_custom_func each)
{
    for (;;) {
        utf8proc_ssize_t count =
            utf8proc_decompose_custom((const utf8proc_uint8_t *)text.text, (utf8proc_ssize_t)text.size,
                                      codepoints->items, (utf8proc_ssize_t)codepoints->room, options, each, NULL);
        codepoints->count = count < 0 ? 0 : (size_t)count;
        if (codepoints->count <= codepoints->room)
            return count >= 0;
        codepoints->room = 2 * codepoints->count;
        codepoints->items = par_arena_array(codepoints->arena, codepoints->room, sizeof *codepoints->items);
    }
}

void par_bytes_put(struct par_bytes *bytes, char byte)
{
    bytes->items = par_arena_grow(bytes->arena, bytes->items, bytes->count, &bytes->room, 1);
    bytes->items[bytes->count++] = byte;
}

void par_bytes_put_text(struct par_bytes *bytes, const char *text)
{
    while (*text)
        par_bytes_put(bytes, *text++);
}

void par_bytes_put_codepoint(struct par_bytes *bytes, int32_t codepoint)
{
    utf8proc_uint8_t encoded[4];
    utf8proc_ssize_t size = utf8proc_encode_char(codepoint, encoded);
    for (utf8proc_ssize_t i = 0; i < size; i++)
        par_bytes_put(bytes, (char)encoded[i]);
}

const char *par_bytes_text(struct par_bytes *bytes)
{
    par_bytes_put(bytes, '\0');
    bytes->count--;
    return bytes->items;
}
