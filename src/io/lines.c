#include "lines.h"

#include <stdlib.h>

#include "memory.h"

/* Offset of the first such byte at or behind `begin`; `end` when there is none. */
static size_t find(const struct par_lines *lines, char byte)
{
    const char *found = memchr(lines->bytes + lines->begin, byte, lines->end - lines->begin);
    return found ? (size_t)(found - lines->bytes) : lines->end;
}

/* Reads until the buffer is full or the source ends. */
static enum par_lines_status fill(struct par_lines *lines)
{
    while (lines->end < lines->room) {
        long got = lines->source->read(lines->source->context, lines->bytes + lines->end, lines->room - lines->end);
        if (got < 0)
            return got == PAR_SOURCE_REFUSED ? PAR_LINES_REFUSED : PAR_LINES_ERROR;
        if (got == 0) {
            lines->exhausted = true;
            break;
        }
        lines->end += (size_t)got;
    }
    lines->generation++;
    lines->first_cr = find(lines, '\r');
    lines->first_lf = find(lines, '\n');
    lines->has_nul = lines->has_nul || find(lines, '\0') < lines->end;
    return PAR_LINES_OK;
}

/* Makes room behind the unread bytes: moves them to the front, or doubles a buffer that they fill. */
static enum par_lines_status make_room(struct par_lines *lines)
{
    if (lines->begin == 0) {
        if (lines->room >= PAR_LINES_MAX)
            return PAR_LINES_LONG;
        lines->bytes = par_memory_resize(lines->source->arena, lines->bytes, 2 * lines->room);
        lines->room *= 2;
        return PAR_LINES_OK;
    }
    lines->end -= lines->begin;
    memmove(lines->bytes, lines->bytes + lines->begin, lines->end);
    lines->begin = 0;
    return PAR_LINES_OK;
}

enum par_lines_status par_lines_open(struct par_lines *lines, struct par_source *source)
{
    *lines = (struct par_lines){.source = source, .room = PAR_LINES_ROOM};
    lines->bytes = par_memory_resize(source->arena, NULL, lines->room);
    return fill(lines);
}

void par_lines_close(struct par_lines *lines)
{
    free(lines->bytes);
    lines->bytes = NULL;
}

struct par_span par_lines_peek(const struct par_lines *lines)
{
    const char *text = lines->bytes ? lines->bytes + lines->begin : NULL;
    return (struct par_span){text, lines->end - lines->begin};
}

void par_lines_skip(struct par_lines *lines, size_t size)
{
    lines->begin += size;
}

/* Offset behind the terminator of the line at `begin`; 0 when it is not in the buffer yet. A CR at the very end of the
 * buffer may still be half a CRLF. */
static size_t find_end(struct par_lines *lines)
{
    if (lines->first_cr < lines->begin)
        lines->first_cr = find(lines, '\r');
    if (lines->first_lf < lines->begin)
        lines->first_lf = find(lines, '\n');
    size_t behind_cr = lines->first_cr + 1;
    if (lines->first_lf < lines->end && lines->first_lf <= behind_cr)
        return lines->first_lf + 1;
    if (behind_cr < lines->end || (behind_cr == lines->end && lines->exhausted))
        return behind_cr;
    return 0;
}

enum par_lines_status par_lines_next(struct par_lines *lines, struct par_span *line)
{
    size_t end = find_end(lines);
    while (end == 0 && !lines->exhausted) {
        enum par_lines_status status = make_room(lines);
        if (status == PAR_LINES_OK)
            status = fill(lines);
        if (status != PAR_LINES_OK)
            return status;
        end = find_end(lines);
    }
    if (end == 0)
        end = lines->end;
    if (end == lines->begin)
        return PAR_LINES_END;
    *line = (struct par_span){lines->bytes + lines->begin, end - lines->begin};
    lines->begin = end;
    return PAR_LINES_OK;
}
