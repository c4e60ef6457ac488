#include "sniff.h"

struct signature {
    struct par_span bytes;
    const char *kind;
};

/* ZIP: APPNOTE.TXT 4.3.7 and 4.3.16. OLE: [MS-CFB] 2.2. PDF: ISO 32000-1 7.5.2. */
static const struct signature signatures[] = {
    {{"PK\x03\x04", 4}, "xlsx/zip"},
    {{"PK\x05\x06", 4}, "zip"},
    {{"\xD0\xCF\x11\xE0", 4}, "xls/doc"},
    {{"%PDF", 4}, "pdf"},
};

static bool begins_with(struct par_span text, struct par_span head)
{
    return text.size >= head.size && memcmp(text.text, head.text, head.size) == 0;
}

size_t par_sniff_mark(struct par_span head)
{
    return begins_with(head, (struct par_span){"\xEF\xBB\xBF", 3}) ? 3 : 0;
}

/* In UTF-16 the ASCII characters of a table have a NUL as their first byte (big endian) or all as their second. */
static bool is_utf16(struct par_span head)
{
    if (begins_with(head, (struct par_span){"\xFF\xFE", 2}) || begins_with(head, (struct par_span){"\xFE\xFF", 2}))
        return true;
    bool nul[2] = {false, false};
    for (size_t i = 0; i < head.size && i < PAR_SNIFF_BYTES; i++)
        nul[i % 2] |= head.text[i] == '\0';
    return nul[0] != nul[1];
}

static const char *binary_kind(struct par_span head)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (begins_with(head, signatures[i].bytes))
            return signatures[i].kind;
    return NULL;
}

bool par_sniff_text(struct par_span head, const char *name, struct par_diags *diags)
{
    struct par_place place = {.file = name};
    const char *kind = binary_kind(head);
    if (kind)
        par_diags_add(diags, PAR_FATAL, PAR_TEXT_BINARY, &place, kind, NULL);
    else if (is_utf16(head))
        par_diags_add(diags, PAR_FATAL, PAR_TEXT_UTF16, &place, NULL);
    else
        return true;
    return false;
}
