#include "parindex/decimal.h"

static const int64_t power_of_ten[19] = {INT64_C(1),
                                         INT64_C(10),
                                         INT64_C(100),
                                         INT64_C(1000),
                                         INT64_C(10000),
                                         INT64_C(100000),
                                         INT64_C(1000000),
                                         INT64_C(10000000),
                                         INT64_C(100000000),
                                         INT64_C(1000000000),
                                         INT64_C(10000000000),
                                         INT64_C(100000000000),
                                         INT64_C(1000000000000),
                                         INT64_C(10000000000000),
                                         INT64_C(100000000000000),
                                         INT64_C(1000000000000000),
                                         INT64_C(10000000000000000),
                                         INT64_C(100000000000000000),
                                         INT64_C(1000000000000000000)};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number under construction: digits as they are read. */
struct digits {
    int64_t mantissa;
    int significant; /* digits in the mantissa */
    int scale;       /* of them behind the decimal sign */
    int zeros;       /* zeros behind the decimal sign not yet taken into the mantissa */
    int count;       /* digits seen at all */
    bool too_large;
};

static void take_digit(struct digits *d, char c, bool decimal)
{
    d->count++;
    if (decimal && c == '0') {
        d->zeros++;
        return;
    }
    for (int i = d->zeros; decimal && i >= 0; i--) {
        if (d->significant >= PAR_QUANTITY_DIGITS || d->scale >= PAR_QUANTITY_DIGITS) {
            d->too_large = true;
            return;
        }
        d->mantissa = d->mantissa * 10 + (i == 0 ? c - '0' : 0);
        d->significant += d->mantissa != 0;
        d->scale++;
    }
    d->zeros = decimal ? 0 : d->zeros;
    if (decimal)
        return;
    if (d->significant >= PAR_QUANTITY_DIGITS) {
        d->too_large = true;
        return;
    }
    d->mantissa = d->mantissa * 10 + (c - '0');
    d->significant += d->mantissa != 0;
}

static bool shift(struct par_quantity *q, int exponent)
{
    while (exponent < 0 && q->mantissa != 0 && q->mantissa % 10 == 0) {
        q->mantissa /= 10;
        exponent++;
    }
    while (exponent < 0 && q->scale < PAR_QUANTITY_DIGITS) {
        q->scale++;
        exponent++;
    }
    while (exponent > 0 && q->scale > 0) {
        q->scale--;
        exponent--;
    }
    while (exponent > 0 && q->mantissa > -power_of_ten[17] && q->mantissa < power_of_ten[17]) {
        q->mantissa *= 10;
        exponent--;
    }
    while (q->scale > 0 && q->mantissa % 10 == 0) {
        q->mantissa /= 10;
        q->scale--;
    }
    return exponent == 0 || q->mantissa == 0;
}

/* [eE][+-]digits at the end of `text`; the text before it is left in *text. */
static bool take_exponent(struct par_span *text, int *exponent)
{
    *exponent = 0;
    size_t at = 0;
    while (at < text->size && text->text[at] != 'e' && text->text[at] != 'E')
        at++;
    if (at == text->size)
        return true;
    size_t i = at + 1;
    bool negative = i < text->size && text->text[i] == '-';
    if (i < text->size && (text->text[i] == '-' || text->text[i] == '+'))
        i++;
    if (i == text->size)
        return false;
    for (; i < text->size; i++) {
        if (!is_digit(text->text[i]))
            return false;
        *exponent = *exponent < 1000 ? *exponent * 10 + (text->text[i] - '0') : *exponent;
    }
    if (negative)
        *exponent = -*exponent;
    text->size = at;
    return true;
}

static bool take_sign(struct par_span *text)
{
    bool negative = text->size > 0 && *text->text == '-';
    if (text->size > 0 && (*text->text == '-' || *text->text == '+')) {
        text->text++;
        text->size--;
    }
    return negative;
}

/* Digits with `sign` as decimal sign; `group`, unless 0, between groups of three before it. */
static enum par_number_status parse_digits(struct par_span text, char sign, char group, struct par_quantity *out)
{
    struct digits d = {0};
    bool negative = take_sign(&text);
    bool decimal = false;
    int since_group = 0, groups = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        if (is_digit(c)) {
            take_digit(&d, c, decimal);
            since_group++;
        } else if (c == sign && !decimal && d.count > 0 && i + 1 < text.size && (!groups || since_group == 3)) {
            decimal = true;
        } else if (group && c == group && !decimal && since_group > 0 && since_group <= 3 &&
                   (!groups || since_group == 3) && *text.text != '0') {
            groups++;
            since_group = 0;
        } else {
            return PAR_NUMBER_BAD;
        }
    }
    if (d.count == 0 || (groups && !decimal && since_group != 3))
        return PAR_NUMBER_BAD;
    *out = (struct par_quantity){negative ? -d.mantissa : d.mantissa, d.scale};
    return d.too_large ? PAR_NUMBER_TOO_LARGE : PAR_NUMBER_OK;
}

enum par_number_status par_quantity_parse(struct par_span text, struct par_quantity *out)
{
    int exponent;
    if (!take_exponent(&text, &exponent))
        return PAR_NUMBER_BAD;
    enum par_number_status status = parse_digits(text, '.', 0, out);
    if (status == PAR_NUMBER_OK && exponent != 0 && !shift(out, exponent))
        return PAR_NUMBER_TOO_LARGE;
    return status;
}

enum par_number_status par_readings_parse(struct par_span text, struct par_readings *out)
{
    *out = (struct par_readings){0};
    enum par_number_status dot = parse_digits(text, '.', ',', &out->as_dot);
    enum par_number_status comma = parse_digits(text, ',', '.', &out->as_comma);
    out->dot = dot == PAR_NUMBER_OK;
    out->comma = comma == PAR_NUMBER_OK;
    if (out->dot || out->comma)
        return PAR_NUMBER_OK;
    return dot == PAR_NUMBER_TOO_LARGE || comma == PAR_NUMBER_TOO_LARGE ? PAR_NUMBER_TOO_LARGE : PAR_NUMBER_BAD;
}

bool par_points_add(par_points a, par_points b, par_points *out)
{
    par_points sum;
    if (__builtin_add_overflow(a, b, &sum))
        return false;
    *out = sum;
    return true;
}

/* n / d for d > 0, rounded. */
static int64_t divide(int64_t n, int64_t d, enum par_rounding mode)
{
    int64_t quotient = n / d;
    int64_t rest = n % d < 0 ? -(n % d) : n % d;
    bool up = false;
    if (mode == PAR_HALF_UP)
        up = rest >= d - rest;
    else if (mode == PAR_HALF_EVEN)
        up = rest > d - rest || (rest == d - rest && quotient % 2 != 0);
    if (!up)
        return quotient;
    return n < 0 ? quotient - 1 : quotient + 1;
}

par_points par_points_round(par_points points, int decimals, enum par_rounding mode)
{
    int64_t step = power_of_ten[PAR_POINTS_SCALE - decimals];
    par_points rounded;
    /* Within a step of the end of the range there is nothing to round up to. */
    if (__builtin_mul_overflow(divide(points, step, mode), step, &rounded))
        return points / step * step;
    return rounded;
}

bool par_points_from(struct par_quantity quantity, int decimals, enum par_rounding mode, par_points *out, bool *exact)
{
    int64_t value = quantity.mantissa;
    if (quantity.scale <= decimals) {
        *exact = true;
        return !__builtin_mul_overflow(value, power_of_ten[PAR_POINTS_SCALE - quantity.scale], out);
    }
    int64_t step = power_of_ten[quantity.scale - decimals];
    *exact = value % step == 0;
    return !__builtin_mul_overflow(divide(value, step, mode), power_of_ten[PAR_POINTS_SCALE - decimals], out);
}

static size_t print_digits(uint64_t value, char *buffer)
{
    char reversed[24];
    size_t count = 0;
    do {
        reversed[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (size_t i = 0; i < count; i++)
        buffer[i] = reversed[count - 1 - i];
    return count;
}

size_t par_decimal_print(int64_t value, int scale, int decimals, char sign, char *buffer)
{
    uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    uint64_t whole, part;
    if (scale == PAR_POINTS_SCALE) { /* nearly always: a division by a constant */
        whole = magnitude / (uint64_t)PAR_POINTS_ONE;
        part = magnitude % (uint64_t)PAR_POINTS_ONE;
    } else {
        whole = magnitude / (uint64_t)power_of_ten[scale];
        part = magnitude % (uint64_t)power_of_ten[scale];
    }
    size_t length = 0;
    if (value < 0)
        buffer[length++] = '-';
    length += print_digits(whole, buffer + length);

    while (decimals < 0 ? scale > 0 && part % 10 == 0 : scale > decimals) {
        part /= 10;
        scale--;
    }
    if (scale == 0 && decimals <= 0) {
        buffer[length] = '\0';
        return length;
    }
    buffer[length++] = sign;
    for (int i = scale - 1; i >= 0; i--, part /= 10)
        buffer[length + (size_t)i] = (char)('0' + part % 10);
    length += (size_t)scale;
    for (; scale < decimals; scale++)
        buffer[length++] = '0';
    buffer[length] = '\0';
    return length;
}

const char *par_decimal_text(int64_t value, int scale, int decimals, char sign, struct par_arena *arena)
{
    char text[PAR_DECIMAL_TEXT];
    size_t length = par_decimal_print(value, scale, decimals, sign, text);
    return par_arena_copy(arena, (struct par_span){text, length});
}

const char *par_whole_text(int64_t number, struct par_arena *arena)
{
    return par_decimal_text(number, 0, 0, '.', arena);
}

const char *par_count_text(size_t count, struct par_arena *arena)
{
    return par_whole_text((int64_t)count, arena);
}

const char *par_points_text(par_points points, struct par_arena *arena)
{
    return par_decimal_text(points, PAR_POINTS_SCALE, -1, '.', arena);
}
