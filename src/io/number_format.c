#include "number_format.h"

enum { DIGITS_MAX = 32 };

static struct par_number_format form(enum par_number_form form, size_t digits)
{
    return (struct par_number_format){form, (unsigned char)digits};
}

/* --- Codes ------------------------------------------------------------------------------------------------------- */

/* Length of the text in quotes, in brackets or behind an escape that begins here; 0 when none does. What brackets hold
 * is a colour, a condition, a locale or "[h]", a duration, which is a plain number. '_' leaves the room of the next
 * character and '*' repeats it. */
static size_t literal_length(const char *code)
{
    const char *end = NULL;
    switch (*code) {
    case '"':
        end = strchr(code + 1, '"');
        break;
    case '[':
        end = strchr(code, ']');
        break;
    case '\\':
    case '_':
    case '*':
        return code[1] ? 2 : 1;
    default:
        return 0;
    }
    return end ? (size_t)(end + 1 - code) : strlen(code);
}

/* "[h]", "[mm]", "[ss]" */
static bool is_duration(const char *bracket)
{
    size_t letters = strspn(bracket + 1, "hmsHMS");
    return letters > 0 && bracket[1 + letters] == ']';
}

/* The zeros alone, or zeros, a point and zeros. */
static struct par_number_format digits_format(const char *code, size_t size)
{
    size_t whole = strspn(code, "0");
    if (whole == size && whole > 1 && whole <= DIGITS_MAX)
        return form(PAR_FORM_ZEROS, whole);
    if (whole != 1 || code[1] != '.')
        return form(PAR_FORM_PLAIN, 0);
    size_t decimals = strspn(code + 2, "0");
    bool is_whole_code = decimals > 0 && decimals + 2 == size && decimals <= DIGITS_MAX;
    return is_whole_code ? form(PAR_FORM_DECIMALS, decimals) : form(PAR_FORM_PLAIN, 0);
}

struct par_number_format par_number_format_parse(const char *code)
{
    const char *at = code;
    while (*at && *at != ';') {
        if (*at == '%')
            return form(PAR_FORM_PERCENT, 0);
        if (strchr("dmyhsDMYHS", *at))
            return form(PAR_FORM_DATE, 0);
        if (*at == '[' && is_duration(at))
            return form(PAR_FORM_PLAIN, 0);
        size_t literal = literal_length(at);
        at += literal > 0 ? literal : 1;
    }
    return digits_format(code, (size_t)(at - code));
}

/* --- Numbers ----------------------------------------------------------------------------------------------------- */

/* ECMA-376-1, 18.8.30. 27 to 36 and 50 to 58 are the dates of East Asian locales; 46 is a duration. */
static bool is_builtin_date(uint32_t id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58);
}

struct par_number_format par_number_format_builtin(uint32_t id)
{
    if (is_builtin_date(id))
        return form(PAR_FORM_DATE, 0);
    if (id == 9 || id == 10)
        return form(PAR_FORM_PERCENT, 0);
    return id == 2 ? form(PAR_FORM_DECIMALS, 2) : form(PAR_FORM_PLAIN, 0);
}
