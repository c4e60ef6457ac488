#include "json_scan.h"

#include "parindex/json.h"

enum { NUMBER_MAX = 63 };

/* The functions below move `at` behind what they name and return true, or leave it at the fault and return false. */
struct scan {
    struct par_span text;
    size_t at;
    int depth;
    enum par_code code; /* of the fault, unless it is one of syntax */
};

/* The next byte; '\0' at the end. A NUL in the text is a fault everywhere, so the two need no distinction. */
static char peek(const struct scan *scan)
{
    return scan->at < scan->text.size ? scan->text.text[scan->at] : '\0';
}

static bool accept(struct scan *scan, char c)
{
    if (peek(scan) != c || c == '\0')
        return false;
    scan->at++;
    return true;
}

static void skip_blanks(struct scan *scan)
{
    while (peek(scan) == ' ' || peek(scan) == '\t' || peek(scan) == '\n' || peek(scan) == '\r')
        scan->at++;
}

static bool scan_word(struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    if (scan->text.size - scan->at < length || memcmp(scan->text.text + scan->at, word, length) != 0)
        return false;
    scan->at += length;
    return true;
}

static bool scan_digits(struct scan *scan)
{
    size_t begin = scan->at;
    while (peek(scan) >= '0' && peek(scan) <= '9')
        scan->at++;
    return scan->at > begin;
}

static bool scan_number(struct scan *scan)
{
    size_t begin = scan->at;
    accept(scan, '-');
    if (!accept(scan, '0') && !scan_digits(scan))
        return false;
    if (accept(scan, '.') && !scan_digits(scan))
        return false;
    if (accept(scan, 'e') || accept(scan, 'E')) {
        if (!accept(scan, '+'))
            accept(scan, '-');
        if (!scan_digits(scan))
            return false;
    }
    if (scan->at - begin <= NUMBER_MAX)
        return true;
    scan->at = begin;
    return false;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hexadecimal digits; their value, or -1. */
static int scan_hex(struct scan *scan)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(peek(scan));
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
        scan->at++;
    }
    return value;
}

/* Behind "\u". A surrogate comes only as a pair, high before low. */
static bool scan_code_point(struct scan *scan)
{
    size_t begin = scan->at;
    int unit = scan_hex(scan);
    if (unit < 0)
        return false;
    bool good = unit > 0 && (unit < 0xD800 || unit > 0xDFFF);
    if (unit >= 0xD800 && unit <= 0xDBFF && scan_word(scan, "\\u")) {
        int low = scan_hex(scan);
        if (low < 0)
            return false;
        good = low >= 0xDC00 && low <= 0xDFFF;
    }
    if (!good)
        scan->at = begin - 2;
    return good;
}

static bool scan_escape(struct scan *scan)
{
    if (accept(scan, 'u'))
        return scan_code_point(scan);
    if (peek(scan) == '\0' || !strchr("\"\\/bfnrt", peek(scan)))
        return false;
    scan->at++;
    return true;
}

static bool scan_string(struct scan *scan)
{
    if (!accept(scan, '"'))
        return false;
    while (!accept(scan, '"')) {
        if ((unsigned char)peek(scan) < 0x20)
            return false;
        if (accept(scan, '\\')) {
            if (!scan_escape(scan))
                return false;
        } else {
            scan->at++;
        }
    }
    return true;
}

static bool scan_value(struct scan *scan);

static bool scan_member(struct scan *scan)
{
    if (!scan_string(scan))
        return false;
    skip_blanks(scan);
    return accept(scan, ':') && scan_value(scan);
}

/* An array or object, its members separated by commas. */
static bool scan_container(struct scan *scan, char closer, bool (*scan_one)(struct scan *))
{
    if (scan->depth == PAR_JSON_MAX_DEPTH) {
        scan->code = PAR_JSON_DEPTH;
        return false;
    }
    scan->depth++;
    scan->at++;
    skip_blanks(scan);
    if (!accept(scan, closer)) {
        do {
            skip_blanks(scan);
            if (!scan_one(scan))
                return false;
            skip_blanks(scan);
        } while (accept(scan, ','));
        if (!accept(scan, closer))
            return false;
    }
    scan->depth--;
    return true;
}

static bool scan_value(struct scan *scan)
{
    skip_blanks(scan);
    switch (peek(scan)) {
    case '{':
        return scan_container(scan, '}', scan_member);
    case '[':
        return scan_container(scan, ']', scan_value);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    default:
        return scan_number(scan);
    }
}

bool par_json_scan(struct par_span text, struct par_json_fault *fault)
{
    struct scan scan = {.text = text, .code = PAR_JSON_SYNTAX};
    bool good = scan_value(&scan);
    if (good) {
        skip_blanks(&scan);
        good = scan.at == text.size;
        scan.code = PAR_JSON_TRAILING;
    }
    if (!good)
        *fault = (struct par_json_fault){scan.code, scan.at};
    return good;
}
