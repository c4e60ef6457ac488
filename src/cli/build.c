#include "build.h"

void par_build_byte(struct par_build *build, char byte)
{
    build->bytes = par_arena_grow(build->arena, build->bytes, build->size, &build->room, 1);
    build->bytes[build->size++] = byte;
}

void par_build_text(struct par_build *build, const char *text)
{
    for (; text && *text; text++)
        par_build_byte(build, *text);
}

void par_build_number(struct par_build *build, size_t number)
{
    char digits[3 * sizeof number]; /* a byte gives at most 2.41 digits */
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0)
        par_build_byte(build, digits[--count]);
}

void par_build_blanks(struct par_build *build, size_t count)
{
    for (size_t i = 0; i < count; i++)
        par_build_byte(build, ' ');
}

const char *par_build_end(struct par_build *build)
{
    par_build_byte(build, '\0');
    build->size--;
    return build->bytes;
}
