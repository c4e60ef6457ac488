#include "parindex/encoding.h"

struct name {
    const char *name;
    struct par_encoding encoding;
};

static const struct name names[] = {
    {"utf-8", {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}},
    {"utf-16le", {PAR_CARRIER_UTF16LE, PAR_CHARSET_UNICODE}},
    {"utf-16be", {PAR_CARRIER_UTF16BE, PAR_CHARSET_UNICODE}},
    {"windows-1258", {PAR_CARRIER_FIND, PAR_CHARSET_CP1258}},
    {"tcvn3", {PAR_CARRIER_FIND, PAR_CHARSET_TCVN3}},
    {"abc", {PAR_CARRIER_FIND, PAR_CHARSET_TCVN3}},
    {"vni", {PAR_CARRIER_FIND, PAR_CHARSET_VNI}},
    {"viscii", {PAR_CARRIER_FIND, PAR_CHARSET_VISCII}},
    {"tcvn5712-1", {PAR_CARRIER_FIND, PAR_CHARSET_TCVN5712}},
    {"cp1252", {PAR_CARRIER_FIND, PAR_CHARSET_CP1252}},
};
enum { NAMES = sizeof names / sizeof *names };

/* By charset, alone and in each carrier; what no file can be is never asked for. */
static const char *const composed[][PAR_CARRIER_UTF16BE + 1] = {
    [PAR_CHARSET_UNICODE] = {"utf-8", "utf-8", "utf-8", "utf-16le", "utf-16be"},
    [PAR_CHARSET_CP1258] = {"windows-1258", "windows-1258", "windows-1258 in utf-8", "windows-1258 in utf-16le",
                            "windows-1258 in utf-16be"},
    [PAR_CHARSET_TCVN3] = {"tcvn3", "tcvn3", "tcvn3 in utf-8", "tcvn3 in utf-16le", "tcvn3 in utf-16be"},
    [PAR_CHARSET_VNI] = {"vni", "vni", "vni in utf-8", "vni in utf-16le", "vni in utf-16be"},
    [PAR_CHARSET_VISCII] = {"viscii", "viscii", "viscii in utf-8", "viscii in utf-16le", "viscii in utf-16be"},
    [PAR_CHARSET_TCVN5712] = {"tcvn5712-1", "tcvn5712-1", "tcvn5712-1 in utf-8", "tcvn5712-1 in utf-16le",
                              "tcvn5712-1 in utf-16be"},
    [PAR_CHARSET_CP1252] = {"cp1252", "cp1252", "cp1252 in utf-8", "cp1252 in utf-16le", "cp1252 in utf-16be"},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool equal_but_for_case(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

static bool find_composed(const char *name, struct par_encoding *out)
{
    for (int charset = PAR_CHARSET_UNICODE; charset <= PAR_CHARSET_CP1252; charset++)
        for (int carrier = PAR_CARRIER_BYTES; carrier <= PAR_CARRIER_UTF16BE; carrier++)
            if (equal_but_for_case(composed[charset][carrier], name)) {
                *out = (struct par_encoding){(enum par_carrier)carrier, (enum par_charset)charset};
                return true;
            }
    return false;
}

bool par_encoding_named(const char *name, struct par_encoding *out)
{
    for (size_t i = 0; i < NAMES; i++)
        if (equal_but_for_case(names[i].name, name)) {
            *out = names[i].encoding;
            return true;
        }
    return find_composed(name, out);
}

const char *par_encoding_names(void)
{
    return "utf-8, utf-16le, utf-16be, windows-1258, tcvn3 (abc), vni, viscii, tcvn5712-1, cp1252";
}

const char *par_encoding_name(struct par_encoding encoding)
{
    const char *name = composed[encoding.charset][encoding.carrier];
    return name ? name : "utf-8";
}
