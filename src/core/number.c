#include "parindex/number.h"

struct par_waiting {
    struct par_place place;
    const char *text, *as_dot, *as_comma;
    struct par_waiting *next;
};

static bool error(struct par_diags *diags, const struct par_place *place, enum par_code code, const char *a,
                  const char *b, const char *c)
{
    par_diags_add(diags, PAR_ERROR, code, place, a, b ? b : "", c ? c : "", NULL);
    return false;
}

static bool cut(struct par_span *text, const char *tail)
{
    size_t size = strlen(tail);
    if (text->size <= size || memcmp(text->text + text->size - size, tail, size) != 0)
        return false;
    text->size -= size;
    *text = par_span_trim(*text);
    return true;
}

/* Without blanks at the ends and what may stand behind the number. */
static struct par_span strip(struct par_span text, const struct par_limits *limits)
{
    static const char *const points[] = {"điểm", "đ", "diem"};
    text = par_span_trim(text);
    if (limits->percent)
        cut(&text, "%");
    for (size_t i = 0; limits->points && i < sizeof points / sizeof *points; i++)
        if (cut(&text, points[i]))
            break;
    return text;
}

/* Size of the blank at the beginning of `text` that people put between thousands: a space, a no-break, narrow no-break
 * or thin one; 0 for anything else. */
static size_t blank_size(struct par_span text)
{
    static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t size = strlen(blanks[i]);
        if (text.size >= size && memcmp(text.text, blanks[i], size) == 0)
            return size;
    }
    return 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct par_span behind(struct par_span text, size_t size)
{
    return (struct par_span){text.text + size, text.size - size};
}

static bool has_blank(struct par_span text)
{
    while (text.size > 0 && blank_size(text) == 0)
        text = behind(text, 1);
    return text.size > 0;
}

/* "1 234 567,5" without its blanks, where they part groups of three digits behind one of one to three; any other text
 * comes back as it is. */
static struct par_span join_groups(struct par_span text, struct par_arena *arena)
{
    if (!has_blank(text) || *text.text == '0')
        return text;
    char *joined = par_arena_alloc(arena, text.size);
    size_t size = 0, digits = 0, groups = 0;
    bool decimals = false;
    for (struct par_span rest = text; rest.size > 0;) {
        size_t blank = blank_size(rest);
        bool ends_group = blank > 0 || (!is_digit(*rest.text) && groups > 0 && !decimals);
        if (ends_group && (decimals || digits == 0 || digits > 3 || (groups > 0 && digits < 3)))
            return text;
        decimals = decimals || (blank == 0 && !is_digit(*rest.text) && size > 0);
        digits = blank == 0 && is_digit(*rest.text) ? digits + 1 : 0;
        groups += blank > 0;
        if (blank == 0)
            joined[size++] = *rest.text;
        rest = behind(rest, blank > 0 ? blank : 1);
    }
    return decimals || digits == 3 ? (struct par_span){joined, size} : text;
}

/* "-", "//", "x" and the like, which people put into cells without a number. */
static bool is_mark(struct par_span text)
{
    static const char *const marks[] = {"-", "/", "\\", "x", "X", ".", "*", "–", "—", "…", "_"};
    while (text.size > 0) {
        size_t size = 0;
        for (size_t i = 0; i < sizeof marks / sizeof *marks && size == 0; i++)
            if (strlen(marks[i]) <= text.size && memcmp(text.text, marks[i], strlen(marks[i])) == 0)
                size = strlen(marks[i]);
        if (size == 0)
            return false;
        text.text += size;
        text.size -= size;
    }
    return true;
}

static bool refuse(struct par_diags *diags, const struct par_place *place, enum par_number_status status,
                   struct par_span text, struct par_arena *arena)
{
    enum par_code code = is_mark(text)              ? PAR_NUMBER_MARK
                         : status == PAR_NUMBER_BAD ? PAR_NUMBER_SYNTAX
                                                    : PAR_NUMBER_RANGE;
    return error(diags, place, code, par_arena_copy(arena, text), NULL, NULL);
}

static bool fits(struct par_quantity q, const struct par_limits *limits)
{
    if (limits->whole && q.scale > 0)
        return false;
    return !limits->has_most || par_ratio_compare(par_quantity_ratio(q), par_quantity_ratio(limits->most)) <= 0;
}

static const char *quantity_text(struct par_quantity q, struct par_arena *arena)
{
    return par_decimal_text(q.mantissa, q.scale, -1, '.', arena);
}

static void settle(struct par_number_style *style, char sign, uint32_t line, struct par_diags *diags)
{
    style->sign = sign;
    style->line = line;
    if (sign == ',')
        par_number_finish(style, diags);
    style->waiting = style->last = NULL;
}

static void wait_for_evidence(struct par_number_style *style, struct par_span text, const struct par_readings *readings,
                              const struct par_place *place, struct par_arena *arena)
{
    struct par_waiting *waiting = par_arena_alloc(arena, sizeof *waiting);
    waiting->place = *place;
    waiting->place.unit = place->unit ? par_arena_copy(arena, par_span_of(place->unit)) : NULL;
    waiting->text = par_arena_copy(arena, text);
    waiting->as_dot = quantity_text(readings->as_dot, arena);
    waiting->as_comma = quantity_text(readings->as_comma, arena);
    if (style->last)
        style->last->next = waiting;
    else
        style->waiting = waiting;
    style->last = waiting;
}

/* A number that both signs can explain, as 1.234. */
static void take_ambiguous(struct par_number_style *style, struct par_span text, const struct par_readings *readings,
                           const struct par_limits *limits, const struct par_place *place, struct par_arena *arena,
                           struct par_diags *diags, struct par_quantity *out)
{
    bool dot_fits = fits(readings->as_dot, limits), comma_fits = fits(readings->as_comma, limits);
    if (!style->sign && dot_fits != comma_fits)
        settle(style, dot_fits ? '.' : ',', place->line, diags);
    else if (!style->sign)
        wait_for_evidence(style, text, readings, place, arena);
    *out = style->sign == ',' ? readings->as_comma : readings->as_dot;
}

/* A number that only one sign can explain. */
static bool take_clear(struct par_number_style *style, struct par_span text, const struct par_readings *readings,
                       const struct par_place *place, struct par_arena *arena, struct par_diags *diags,
                       struct par_quantity *out)
{
    char sign = readings->dot ? '.' : ',';
    if (style->sign && style->sign != sign) {
        char now[2] = {style->sign, '\0'}, line[PAR_DECIMAL_TEXT];
        par_decimal_print(style->line, 0, 0, '.', line);
        return error(diags, place, PAR_NUMBER_MIXED, par_arena_copy(arena, text), now, style->line ? line : "");
    }
    if (!style->sign)
        settle(style, sign, place->line, diags);
    *out = readings->dot ? readings->as_dot : readings->as_comma;
    return true;
}

static bool take_separated(struct par_number_style *style, struct par_span text, const struct par_limits *limits,
                           const struct par_place *place, struct par_arena *arena, struct par_diags *diags,
                           struct par_quantity *out)
{
    struct par_readings readings;
    enum par_number_status status = par_readings_parse(text, &readings);
    if (status != PAR_NUMBER_OK)
        return refuse(diags, place, status, text, arena);
    if (!readings.dot || !readings.comma)
        return take_clear(style, text, &readings, place, arena, diags, out);
    take_ambiguous(style, text, &readings, limits, place, arena, diags, out);
    return true;
}

static bool has_separator(struct par_span text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.text[i] == '.' || text.text[i] == ',')
            return true;
    return false;
}

/* Excel keeps 95 % as 0.95; without the sign nobody can tell which is meant. */
static void warn_of_fraction(struct par_quantity q, struct par_span text, const struct par_place *place,
                             struct par_arena *arena, struct par_diags *diags)
{
    static const struct par_quantity one = {1, 0};
    if (q.mantissa <= 0 || par_ratio_compare(par_quantity_ratio(q), par_quantity_ratio(one)) >= 0)
        return;
    struct par_quantity hundredfold = {q.scale < 2 ? q.mantissa * 10 : q.mantissa, q.scale < 2 ? 0 : q.scale - 2};
    par_diags_add(diags, PAR_WARNING, PAR_PERCENT_FRACTION, place, par_arena_copy(arena, text),
                  quantity_text(hundredfold, arena), NULL);
}

bool par_number_take(struct par_number_style *style, struct par_span text, const struct par_limits *limits,
                     const struct par_place *place, struct par_arena *arena, struct par_diags *diags,
                     struct par_quantity *out)
{
    struct par_span typed = par_span_trim(text);
    text = join_groups(strip(text, limits), arena);
    if (has_separator(text)) {
        if (!take_separated(style, text, limits, place, arena, diags, out))
            return false;
    } else {
        bool exponent = text.size > 0 && (memchr(text.text, 'e', text.size) || memchr(text.text, 'E', text.size));
        enum par_number_status status = exponent ? PAR_NUMBER_BAD : par_quantity_parse(text, out);
        if (status != PAR_NUMBER_OK)
            return refuse(diags, place, status, text, arena);
    }
    if (limits->whole && out->scale > 0)
        return error(diags, place, PAR_NUMBER_WHOLE, quantity_text(*out, arena), NULL, NULL);
    if (limits->hundred && typed.text[typed.size - 1] != '%')
        warn_of_fraction(*out, typed, place, arena, diags);
    return true;
}

void par_number_finish(struct par_number_style *style, struct par_diags *diags)
{
    for (const struct par_waiting *waiting = style->waiting; waiting; waiting = waiting->next)
        error(diags, &waiting->place, PAR_NUMBER_AMBIGUOUS, waiting->text, waiting->as_dot, waiting->as_comma);
    style->waiting = style->last = NULL;
}

static bool take_number(struct par_span *text, size_t most, int64_t *out)
{
    size_t digits = 0;
    for (*out = 0; digits < text->size && is_digit(text->text[digits]); digits++) {
        if (digits == most)
            return false;
        *out = *out * 10 + (text->text[digits] - '0');
    }
    text->text += digits;
    text->size -= digits;
    return digits > 0;
}

static bool take_char(struct par_span *text, char c)
{
    if (text->size == 0 || *text->text != c)
        return false;
    text->text++;
    text->size--;
    return true;
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01 in the proleptic Gregorian calendar, counting years from March. */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool par_date_parse(struct par_span text, int64_t *day)
{
    int64_t first, month, last;
    text = par_span_trim(text);
    bool iso = text.size > 4 && text.text[4] == '-';
    char sign = iso ? '-' : '/';
    if (!take_number(&text, iso ? 4 : 2, &first) || !take_char(&text, sign) || !take_number(&text, 2, &month) ||
        !take_char(&text, sign) || !take_number(&text, iso ? 2 : 4, &last) || text.size > 0)
        return false;
    int64_t year = iso ? first : last, date = iso ? last : first;
    if (year < 1900 || year > 2999 || month < 1 || month > 12 || date < 1 || date > days_in_month(year, month))
        return false;
    *day = day_number(year, month, date);
    return true;
}
