#include "sniff.h"

#include <errno.h>
#include <strings.h>

enum { LARGEST_OLE = 256 * 1024 * 1024 };

/* --- The beginning ----------------------------------------------------------------------------------------------- */

/* A source whose first bytes were read already. */
struct replay {
    struct par_source *source;
    size_t size, given;
    int error; /* met while they were read */
    char bytes[PAR_SNIFF_BYTES];
};

static long read_replay(void *context, char *buffer, size_t size)
{
    struct replay *replay = context;
    size_t left = replay->size - replay->given;
    if (left == 0 && replay->error) {
        errno = replay->error;
        return -1;
    }
    if (left == 0)
        return replay->source->read(replay->source->context, buffer, size);
    size_t given = size < left ? size : left;
    memcpy(buffer, replay->bytes + replay->given, given);
    replay->given += given;
    return (long)given;
}

static void close_replay(void *context)
{
    struct replay *replay = context;
    par_source_close(replay->source);
}

struct par_source *par_sniff_open(struct par_source *source, struct par_span *head)
{
    struct replay *replay = par_arena_alloc(source->arena, sizeof *replay);
    replay->source = source;
    while (replay->size < PAR_SNIFF_BYTES) {
        long got = source->read(source->context, replay->bytes + replay->size, PAR_SNIFF_BYTES - replay->size);
        replay->error = got < 0 ? errno : 0;
        if (got <= 0)
            break;
        replay->size += (size_t)got;
    }
    struct par_source *whole = par_arena_alloc(source->arena, sizeof *whole);
    *whole = (struct par_source){
        .read = read_replay, .close = close_replay, .context = replay, .name = source->name, .arena = source->arena};
    *head = (struct par_span){replay->bytes, replay->size};
    return whole;
}

/* --- Kinds ------------------------------------------------------------------------------------------------------- */

struct signature {
    struct par_span bytes;
    const char *kind;
};

/* ZIP: APPNOTE.TXT 4.3.7 and 4.3.16. OLE: [MS-CFB] 2.2. PDF: ISO 32000-1 7.5.2. Others: as file(1) knows them. */
static const struct signature signatures[] = {
    {{"PK\x03\x04", 4}, "zip"},     {{"PK\x05\x06", 4}, "zip"}, {{"\xD0\xCF\x11\xE0", 4}, "ole"},
    {{"%PDF", 4}, "pdf"},           {{"{\\rtf", 5}, "rtf"},     {{"\x1F\x8B", 2}, "gzip"},
    {{"Rar!", 4}, "rar"},           {{"7z\xBC\xAF", 4}, "7z"},  {{"\x89PNG", 4}, "image"},
    {{"\xFF\xD8\xFF", 3}, "image"},
};

static bool begins_with(struct par_span text, struct par_span head)
{
    return text.size >= head.size && memcmp(text.text, head.text, head.size) == 0;
}

size_t par_sniff_mark(struct par_span head)
{
    return begins_with(head, (struct par_span){"\xEF\xBB\xBF", 3}) ? 3 : 0;
}

static size_t after_blanks(struct par_span head, size_t at)
{
    while (at < head.size && memchr(" \t\r\n", head.text[at], 4))
        at++;
    return at;
}

/* Web systems hand out pages named .xls. */
static bool is_html(struct par_span head)
{
    static const char *const beginnings[] = {"<html", "<!doctype html", "<table", "<?xml", "<meta", "<style"};
    size_t at = after_blanks(head, par_sniff_mark(head));
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (head.size - at >= strlen(beginnings[i]) &&
            strncasecmp(head.text + at, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    return false;
}

const char *par_sniff_kind(struct par_span head)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (begins_with(head, signatures[i].bytes))
            return signatures[i].kind;
    return is_html(head) ? "html" : NULL;
}

bool par_sniff_is_json(struct par_span head)
{
    size_t first = after_blanks(head, par_sniff_mark(head)), second = after_blanks(head, first + 1);
    if (second >= head.size)
        return false;
    char opening = head.text[first], next = head.text[second];
    return (opening == '{' && next == '"') || (opening == '[' && next == '{');
}

/* Names of streams are UTF-16 in the directory of the container: [MS-CFB] 2.6.1. */
static bool has_stream(struct par_span bytes, const char *name)
{
    char wide[64] = {0};
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++)
        wide[2 * i] = name[i];
    const char *end = bytes.text + bytes.size;
    for (const char *at = bytes.text; at < end && (at = memchr(at, *name, (size_t)(end - at))) != NULL; at++)
        if ((size_t)(end - at) >= 2 * length && memcmp(at, wide, 2 * length) == 0)
            return true;
    return false;
}

const char *par_sniff_ole(struct par_source *source)
{
    struct par_diags *unheard = par_diags_new(source->arena, 0, 0);
    struct par_span bytes = par_source_all(source, LARGEST_OLE, source->arena, unheard);
    if (bytes.text && has_stream(bytes, "EncryptedPackage"))
        return "password";
    return bytes.text && has_stream(bytes, "WordDocument") ? "doc" : "xls";
}

/* In UTF-16 the ASCII characters have a NUL as their first byte (big endian) or all as their second. */
bool par_sniff_is_utf16(struct par_span head)
{
    if (begins_with(head, (struct par_span){"\xFF\xFE", 2}) || begins_with(head, (struct par_span){"\xFE\xFF", 2}))
        return true;
    bool nul[2] = {false, false};
    for (size_t i = 0; i < head.size && i < PAR_SNIFF_BYTES; i++)
        nul[i % 2] |= head.text[i] == '\0';
    return nul[0] != nul[1];
}
