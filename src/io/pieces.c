#include "pieces.h"

#include <errno.h>
#include <stdlib.h>

#include "memory.h"
#include "parindex/text.h"

/* Before a piece stands a byte that belongs to nobody. */
enum { BEFORE = 1, LINES_TRIED = 1000, COUNTED = 128 };

void par_pieces_open(struct par_pieces *pieces, const struct par_csv_rest *from, size_t size, struct par_diags *diags)
{
    *pieces = (struct par_pieces){.from = *from, .size = size ? size : PAR_PIECE, .diags = diags};
}

void par_pieces_close(struct par_pieces *pieces)
{
    par_table_close(pieces->exact);
    par_arena_free(pieces->scratch);
    free(pieces->rest);
}

void par_piece_free(struct par_piece *piece)
{
    free(piece->bytes);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

static void fail(struct par_pieces *pieces, long status)
{
    struct par_place place = {.file = pieces->from.source->name};
    if (status != PAR_SOURCE_REFUSED)
        par_diags_add(pieces->diags, PAR_FATAL, PAR_FILE_READ, &place, strerror(errno), NULL);
    pieces->failed = pieces->ended = true;
}

/* As a source reads, from what the table had read already first. */
static long read_some(struct par_pieces *pieces, char *to, size_t size)
{
    struct par_span *head = &pieces->from.head;
    if (head->size == 0)
        return pieces->from.source->read(pieces->from.source->context, to, size);
    size = size < head->size ? size : head->size;
    memcpy(to, head->text, size);
    *head = (struct par_span){head->text + size, head->size - size};
    return (long)size;
}

/* Reads until the piece has `size` bytes; false when the source has no more. */
static bool fill(struct par_pieces *pieces, struct par_piece *piece, size_t size)
{
    size_t limit = piece->begin + size;
    if (limit > piece->room) {
        piece->room = limit;
        piece->bytes = par_memory_resize(pieces->from.source->arena, piece->bytes, piece->room);
    }
    while (piece->end < limit) {
        long got = read_some(pieces, piece->bytes + piece->end, limit - piece->end);
        if (got < 0)
            fail(pieces, got);
        if (got <= 0)
            return false;
        piece->end += (size_t)got;
    }
    return true;
}

/* Begins with what the last piece left. */
static void begin_piece(struct par_pieces *pieces, struct par_piece *piece)
{
    size_t more = pieces->size > pieces->rest_size ? pieces->size : pieces->rest_size;
    if (piece->room < BEFORE + more) {
        piece->room = BEFORE + more;
        piece->bytes = par_memory_resize(pieces->from.source->arena, piece->bytes, piece->room);
    }
    piece->bytes[0] = '\0';
    if (pieces->rest_size > 0)
        memcpy(piece->bytes + BEFORE, pieces->rest, pieces->rest_size);
    piece->begin = BEFORE;
    piece->end = BEFORE + pieces->rest_size;
}

static void keep_rest(struct par_pieces *pieces, const char *text, size_t size)
{
    if (size > pieces->rest_room) {
        pieces->rest_room = size;
        pieces->rest = par_memory_resize(pieces->from.source->arena, pieces->rest, size);
    }
    if (size > 0)
        memcpy(pieces->rest, text, size);
    pieces->rest_size = size;
}

/* --- Where rows end ----------------------------------------------------------------------------------------------- */

static const char *last_feed(const char *begin, const char *end)
{
    while (end > begin)
        if (*--end == '\n')
            return end;
    return NULL;
}

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether a reader certainly gives this row, which ends with a line feed: it has text, and nothing but text. */
static bool is_certain(struct par_span row)
{
    bool filled = false;
    size_t bad;
    for (size_t i = 0; i < row.size; i++) {
        filled = filled || is_letter_or_digit(row.text[i]);
        if (row.text[i] == '\0' || (row.text[i] == '\r' && (i + 1 == row.size || row.text[i + 1] != '\n')))
            return false;
    }
    return filled && par_text_valid(row, &bad);
}

/* Without quotes. NULL: no such row. */
static const char *cut_by_lines(const char *begin, const char *end)
{
    const char *feed = last_feed(begin, end);
    for (size_t i = 0; feed && i < LINES_TRIED; i++) {
        const char *before = last_feed(begin, feed), *row = before ? before + 1 : begin;
        if (is_certain((struct par_span){row, (size_t)(feed + 1 - row)}))
            return feed + 1;
        feed = before;
    }
    return NULL;
}

/* The line feeds outside quotes: the last one and the one before it. */
struct feeds {
    const char *last, *before;
};

static void note_feeds(struct feeds *feeds, const char *begin, const char *end)
{
    const char *last = last_feed(begin, end), *before = last ? last_feed(begin, last) : NULL;
    if (!last)
        return;
    feeds->before = before ? before : feeds->last;
    feeds->last = last;
}

/* The closing quote of a field that is opened before `at`; NULL: it does not end here. */
static const char *find_closing(const char *at, const char *end)
{
    while ((at = memchr(at, '"', (size_t)(end - at))) != NULL && at + 1 < end && at[1] == '"')
        at += 2;
    return at && at + 1 < end ? at : NULL;
}

static bool ends_field(const char *at, const char *end, char separator)
{
    return *at == separator || *at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n');
}

/* With quotes, as long as they stand where they should. NULL: they do not, or there is no such row. */
static const char *cut_by_quotes(const char *begin, const char *end, char separator)
{
    struct feeds feeds = {NULL, NULL};
    const char *at = begin, *open;
    while ((open = memchr(at, '"', (size_t)(end - at))) != NULL) {
        const char *close = find_closing(open + 1, end);
        note_feeds(&feeds, at, open);
        if (open > begin && open[-1] != separator && open[-1] != '\n')
            return NULL;
        if (!close) {
            at = end;
            break;
        }
        at = close + 1;
        if (!ends_field(at, end, separator))
            return NULL;
    }
    note_feeds(&feeds, at, end);
    const char *row = feeds.before ? feeds.before + 1 : begin;
    bool good = feeds.last && is_certain((struct par_span){row, (size_t)(feeds.last + 1 - row)});
    return good ? feeds.last + 1 : NULL;
}

/* By the reader itself: behind the last row that it gives. */
static const char *cut_by_reader(struct par_pieces *pieces, const struct par_piece *piece)
{
    struct par_row row;
    size_t place = 0;
    par_arena_free(pieces->scratch);
    pieces->scratch = par_arena_beside(pieces->from.source->arena);
    struct par_diags *unheard = par_diags_new(pieces->scratch, 0, 0);
    if (!pieces->exact)
        pieces->exact = par_csv_pieces(&pieces->from, pieces->from.source->arena, unheard);
    par_csv_give(pieces->exact, piece->bytes, piece->begin, piece->end, 0, unheard);
    while (par_table_next(pieces->exact, &row))
        if (row.count > 0 && piece->bytes[par_csv_place(pieces->exact) - 1] == '\n')
            place = par_csv_place(pieces->exact);
    return place > 0 ? piece->bytes + place : NULL;
}

static const char *find_cut(struct par_pieces *pieces, const struct par_piece *piece)
{
    const char *begin = piece->bytes + piece->begin, *end = piece->bytes + piece->end;
    if (!memchr(begin, '"', (size_t)(end - begin)))
        return cut_by_lines(begin, end);
    const char *cut = cut_by_quotes(begin, end, pieces->from.separator);
    return cut ? cut : cut_by_reader(pieces, piece);
}

/* --- Pieces ------------------------------------------------------------------------------------------------------- */

static uint32_t count_bytes(const char *text, size_t size, char byte)
{
    uint32_t count = 0;
    for (size_t at = 0; at < size; at += COUNTED) { /* their counts fit a byte, for the vectorizer */
        size_t block = size - at < COUNTED ? size - at : COUNTED;
        unsigned char of_block = 0;
        for (size_t i = at; i < at + block; i++)
            of_block = (unsigned char)(of_block + (text[i] == byte));
        count += of_block;
    }
    return count;
}

/* Lines end with LF, CRLF or CR. */
static uint32_t count_lines(const char *text, size_t size)
{
    uint32_t lines = count_bytes(text, size, '\n');
    const char *at = text, *end = text + size;
    while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
        at++;
        lines += at == end || *at != '\n';
    }
    return lines;
}

/* Reads until there is a cut. NULL: there are no more rows. */
static const char *read_piece(struct par_pieces *pieces, struct par_piece *piece)
{
    size_t size = pieces->size;
    begin_piece(pieces, piece);
    for (;;) {
        size_t used = piece->end - piece->begin;
        bool more = fill(pieces, piece, size > used ? size : used);
        pieces->ended = !more;
        if (!more && !pieces->failed)
            return piece->bytes + piece->end;
        const char *cut = find_cut(pieces, piece);
        if (cut || pieces->failed)
            return cut;
        size = 2 * (piece->end - piece->begin);
        if (size <= 2 * (size_t)(PAR_LINES_MAX + 1))
            continue;
        pieces->ended = true; /* a row that is too long, which its reader says */
        return piece->bytes + piece->end;
    }
}

bool par_pieces_next(struct par_pieces *pieces, struct par_piece *piece)
{
    const char *cut = pieces->ended ? NULL : read_piece(pieces, piece);
    if (!cut)
        return false;
    size_t end = (size_t)(cut - piece->bytes);
    if (!pieces->ended)
        keep_rest(pieces, cut, piece->end - end);
    piece->end = end;
    piece->line = pieces->from.line;
    piece->number = pieces->count++;
    piece->last = pieces->ended;
    pieces->from.line += count_lines(piece->bytes + piece->begin, end - piece->begin);
    return true;
}
