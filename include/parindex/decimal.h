/* decimal: exact numbers. No binary floating point anywhere.
 *
 * Points are int64 counts of 10^-6 (par_points). Quantities come from files: a mantissa of at most 18 digits and a
 * scale. A ratio is two 128-bit whole numbers; ratios are compared and rounded exactly. Every operation that could
 * leave its range says so instead of wrapping. */
#ifndef PARINDEX_DECIMAL_H
#define PARINDEX_DECIMAL_H

#include <stdint.h>

#include "parindex/arena.h"

__extension__ typedef __int128 par_wide;

typedef int64_t par_points; /* points in units of 10^-6 */

enum { PAR_POINTS_SCALE = 6, PAR_QUANTITY_DIGITS = 18, PAR_DECIMAL_TEXT = 48 };

#define PAR_POINTS_ONE INT64_C(1000000)

/* Half up is away from zero, down is towards zero. */
enum par_rounding { PAR_HALF_UP, PAR_HALF_EVEN, PAR_DOWN };

enum par_number_status {
    PAR_NUMBER_OK,
    PAR_NUMBER_BAD,      /* not a number at all */
    PAR_NUMBER_TOO_LARGE /* more than 18 significant digits before, or 18 decimals behind, the decimal sign */
};

/* mantissa x 10^-scale, 0 <= scale <= 18, |mantissa| < 10^18. */
struct par_quantity {
    int64_t mantissa;
    int scale;
};

/* num / den with den > 0. Not reduced. */
struct par_ratio {
    par_wide num;
    par_wide den;
};

/* --- Reading ----------------------------------------------------------------------------------------------------- */

/* The one number that `text` is with decimal sign '.' and no thousands separators: [+-]digits[.digits][e[+-]digits].
 * Zeros at the end of the decimals are dropped. Digits past the 18th significant one are BAD unless they are zeros
 * (TOO_LARGE): nothing is cut silently. */
enum par_number_status par_quantity_parse(struct par_span text, struct par_quantity *out);

/* The two readings of a number as people write it: with '.' as decimal sign and ',' between thousands, and the other
 * way round. A typed number may have a sign, blanks at its ends, and one '%' at its end when percent is allowed. */
struct par_readings {
    bool dot;                     /* readable with a decimal point */
    bool comma;                   /* readable with a decimal comma */
    struct par_quantity as_dot;   /* valid when dot */
    struct par_quantity as_comma; /* valid when comma; equal to as_dot for a whole number without separators */
};

enum par_number_status par_readings_parse(struct par_span text, struct par_readings *out);

/* --- Points ------------------------------------------------------------------------------------------------------ */

/* a + b; false when the sum leaves the range, and then *out is untouched. */
bool par_points_add(par_points a, par_points b, par_points *out);

/* A quantity as points, rounded at `decimals` (0..6); *exact says whether nothing was lost. False when out of range. */
bool par_points_from(struct par_quantity quantity, int decimals, enum par_rounding mode, par_points *out, bool *exact);

/* Points as a ratio of points to one point. */
struct par_ratio par_points_ratio(par_points points);

/* points rounded at `decimals` (0..6). */
par_points par_points_round(par_points points, int decimals, enum par_rounding mode);

/* --- Ratios ------------------------------------------------------------------------------------------------------ */

struct par_ratio par_quantity_ratio(struct par_quantity quantity);

/* These are false on overflow (a product past 127 bits after reduction), and par_ratio_div when b is 0. */
bool par_ratio_add(struct par_ratio a, struct par_ratio b, struct par_ratio *out);
bool par_ratio_sub(struct par_ratio a, struct par_ratio b, struct par_ratio *out);
bool par_ratio_mul(struct par_ratio a, struct par_ratio b, struct par_ratio *out);
bool par_ratio_div(struct par_ratio a, struct par_ratio b, struct par_ratio *out);

/* Exact comparison: negative, 0, positive as a is less than, equal to, greater than b. Never overflows. */
int par_ratio_compare(struct par_ratio a, struct par_ratio b);

/* The ratio rounded at `decimals` (0..6), in units of 10^-6. False when it leaves the range of points. */
bool par_ratio_round(struct par_ratio ratio, int decimals, enum par_rounding mode, par_points *out);

/* "3/4", "0.75" or "75" as a ratio. */
enum par_number_status par_ratio_parse(struct par_span text, struct par_ratio *out);

/* The mean of `count` ratios (count > 0), rounded at `decimals`. Exact: summed over the least common denominator while
 * that fits 128 bits, else by quotients of 30 digits; false when it leaves the range or when those do not decide the
 * rounding. */
bool par_ratio_mean(const struct par_ratio *ratios, size_t count, int decimals, enum par_rounding mode,
                    par_points *out);

/* --- Printing ---------------------------------------------------------------------------------------------------- */

/* value x 10^-scale (scale 0..18) with exactly `decimals` decimals, or as few as needed when decimals is -1. Digits
 * that do not fit `decimals` must be zeros. `sign` is '.' or ','. Returns the length; buffer has PAR_DECIMAL_TEXT
 * bytes. */
size_t par_decimal_print(int64_t value, int scale, int decimals, char sign, char *buffer);

/* The same in an arena. */
const char *par_decimal_text(int64_t value, int scale, int decimals, char sign, struct par_arena *arena);

/* A whole number, and a count, in digits. */
const char *par_whole_text(int64_t number, struct par_arena *arena);
const char *par_count_text(size_t count, struct par_arena *arena);

/* Points with '.' and as few decimals as needed. */
const char *par_points_text(par_points points, struct par_arena *arena);

#endif
