/* Numbers of an explanation as people read them. */
#include "explain_words.h"
#include "messages.h"

static const char *fill(const struct par_explaining *with, const char *pattern, const char *a, const char *b)
{
    const char *args[PAR_DIAG_ARGS] = {a, b};
    return par_message_fill(with->cli->arena, par_cli_text(with->cli, pattern), args);
}

/* --- Ratios ------------------------------------------------------------------------------------------------------ */

static const char *print(const struct par_explaining *with, par_points value, int decimals, char sign)
{
    return par_decimal_text(value, PAR_POINTS_SCALE, decimals, sign, with->cli->arena);
}

/* A number beyond points: whole ones up to 18 digits are printed as they are. */
static const char *print_whole(const struct par_explaining *with, par_wide value)
{
    char text[PAR_DECIMAL_TEXT];
    bool negative = value < 0;
    size_t at = sizeof text - 1;
    text[at] = '\0';
    for (par_wide rest = negative ? -value : value; rest > 0 || at == sizeof text - 1; rest /= 10)
        text[--at] = (char)('0' + (int)(rest % 10));
    if (negative)
        text[--at] = '-';
    return par_arena_copy(with->cli->arena, par_span_of(text + at));
}

static struct par_ratio lowest_terms(struct par_ratio ratio)
{
    par_wide a = ratio.num < 0 ? -ratio.num : ratio.num, b = ratio.den;
    while (b != 0) {
        par_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a > 1 ? (struct par_ratio){ratio.num / a, ratio.den / a} : ratio;
}

/* True when it ends within 6 decimals; *points is then that. */
static bool ends(struct par_ratio ratio, par_points *points)
{
    return par_ratio_round(ratio, PAR_POINTS_SCALE, PAR_DOWN, points) &&
           par_ratio_compare(ratio, par_points_ratio(*points)) == 0;
}

static const char *fraction(const struct par_explaining *with, struct par_ratio ratio)
{
    struct par_ratio lowest = lowest_terms(ratio);
    return par_arena_join(with->cli->arena, print_whole(with, lowest.num), "/", print_whole(with, lowest.den), NULL);
}

/* Rounded for reading, with more decimals as long as the last one is 0: 97.9999 must not read as 98. */
static const char *rounded(const struct par_explaining *with, struct par_ratio ratio, char sign)
{
    static const par_points last[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    par_points points = 0;
    int decimals = PAR_READING_DECIMALS;
    while (par_ratio_round(ratio, decimals, PAR_HALF_UP, &points) && decimals < PAR_POINTS_SCALE &&
           points / last[decimals] % 10 == 0)
        decimals++;
    return print(with, points, decimals, sign);
}

/* Whole numbers are exact however long; what does not end is a fraction. */
static const char *exact(const struct par_explaining *with, struct par_ratio ratio, char sign)
{
    par_points points;
    if (ratio.num % ratio.den == 0)
        return print_whole(with, ratio.num / ratio.den);
    return ends(ratio, &points) ? print(with, points, -1, sign) : fraction(with, ratio);
}

static bool is_exact(struct par_ratio ratio)
{
    par_points points;
    return ratio.num % ratio.den == 0 || ends(ratio, &points);
}

static const char *number_of_points(const struct par_explaining *with, par_points points)
{
    int decimals = with->unit->set->decimals_component;
    decimals = decimals > PAR_READING_DECIMALS ? PAR_READING_DECIMALS : decimals;
    while (decimals < PAR_POINTS_SCALE && par_points_round(points, decimals, PAR_DOWN) != points)
        decimals++;
    return print(with, points, decimals, with->decimal);
}

/* An exact number; points as the set prints them. */
static const char *number_of(const struct par_explaining *with, struct par_amount amount)
{
    par_points points;
    bool counts = amount.unit == PAR_AMOUNT_POINTS && ends(amount.ratio, &points);
    return counts ? number_of_points(with, points) : exact(with, amount.ratio, with->decimal);
}

/* --- Dates ------------------------------------------------------------------------------------------------------- */

/* The day of a number (1970-01-01 is 0), in the Gregorian calendar: years begin in March, so that the leap day is their
 * last. */
static void civil(int64_t day, int64_t *year, int64_t *month, int64_t *date)
{
    enum { DAYS_IN_400_YEARS = 146097, DAYS_TO_1970 = 719468 };
    int64_t shifted = day + DAYS_TO_1970, era = shifted / DAYS_IN_400_YEARS, in_era = shifted % DAYS_IN_400_YEARS;
    int64_t of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100), from_march = (5 * of_year + 2) / 153;
    *date = of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = of_era + era * 400 + (*month <= 2);
}

static const char *two_digits(const struct par_explaining *with, int64_t number)
{
    return par_arena_join(with->cli->arena, number < 10 ? "0" : "", print_whole(with, number), NULL);
}

static const char *date_text(const struct par_explaining *with, struct par_ratio ratio, bool iso)
{
    int64_t year, month, date;
    civil((int64_t)(ratio.num / ratio.den), &year, &month, &date);
    const char *y = print_whole(with, year), *m = two_digits(with, month), *d = two_digits(with, date);
    return iso ? par_arena_join(with->cli->arena, y, "-", m, "-", d, NULL)
               : par_arena_join(with->cli->arena, d, "/", m, "/", y, NULL);
}

/* --- Amounts ----------------------------------------------------------------------------------------------------- */

static const char *with_unit(const struct par_explaining *with, const char *number, struct par_amount amount)
{
    bool one = amount.ratio.num == amount.ratio.den;
    switch (amount.unit) {
    case PAR_AMOUNT_PERCENT:
        return par_arena_join(with->cli->arena, number, " %", NULL);
    case PAR_AMOUNT_DAYS:
        return fill(with, one ? N_("{1} day") : N_("{1} days"), number, NULL);
    case PAR_AMOUNT_POINTS:
        return fill(with, one ? N_("{1} point") : N_("{1} points"), number, NULL);
    default:
        return number;
    }
}

static bool is_readable(struct par_amount amount)
{
    return amount.unit == PAR_AMOUNT_DATE || is_exact(amount.ratio);
}

const char *par_amount_brief(const struct par_explaining *with, struct par_amount amount)
{
    if (!amount.is)
        return "";
    if (amount.unit == PAR_AMOUNT_DATE)
        return date_text(with, amount.ratio, false);
    if (is_readable(amount))
        return with_unit(with, number_of(with, amount), amount);
    const char *number = rounded(with, amount.ratio, with->decimal);
    return par_arena_join(with->cli->arena, "≈ ", with_unit(with, number, amount), NULL);
}

const char *par_amount_text(const struct par_explaining *with, struct par_amount amount)
{
    const char *brief = par_amount_brief(with, amount);
    if (!amount.is || is_readable(amount))
        return brief;
    return par_arena_join(with->cli->arena, brief, " (", fraction(with, amount.ratio), ")", NULL);
}

const char *par_amount_result(const struct par_explaining *with, struct par_amount amount)
{
    const char *text = par_amount_text(with, amount);
    return amount.is && is_readable(amount) ? par_arena_join(with->cli->arena, "= ", text, NULL) : text;
}

const char *par_amount_bare(const struct par_explaining *with, struct par_amount amount)
{
    if (!amount.is)
        return "";
    return amount.unit == PAR_AMOUNT_DATE ? date_text(with, amount.ratio, false) : number_of(with, amount);
}

const char *par_amount_exact(const struct par_explaining *with, struct par_amount amount)
{
    if (!amount.is)
        return "";
    return amount.unit == PAR_AMOUNT_DATE ? date_text(with, amount.ratio, true) : exact(with, amount.ratio, '.');
}

const char *par_amount_approximate(const struct par_explaining *with, struct par_amount amount)
{
    return amount.is && !is_exact(amount.ratio) ? rounded(with, amount.ratio, '.') : "";
}

/* --- Ranges ------------------------------------------------------------------------------------------------------ */

static struct par_amount amount_at(struct par_limit limit)
{
    return (struct par_amount){limit.is, limit.unit, limit.at};
}

const char *par_limit_bare(const struct par_explaining *with, struct par_limit limit)
{
    return par_amount_bare(with, amount_at(limit));
}

const char *par_limit_text(const struct par_explaining *with, struct par_limit limit)
{
    return par_amount_text(with, amount_at(limit));
}

static const char *one_sided(const struct par_explaining *with, struct par_limit limit, bool lower)
{
    const char *at = par_limit_text(with, limit);
    if (lower)
        return fill(with, limit.open ? N_("above {1}") : N_("{1} or more"), at, NULL);
    return fill(with, limit.open ? N_("below {1}") : N_("{1} or less"), at, NULL);
}

const char *par_range_words(const struct par_explaining *with, struct par_limit low, struct par_limit high)
{
    static const char *const both[2][2] = {{N_("from {1} to {2}"), N_("from {1} to below {2}")},
                                           {N_("above {1}, up to {2}"), N_("above {1} and below {2}")}};
    if (!low.is && !high.is)
        return fill(with, N_("any value"), NULL, NULL);
    if (!low.is || !high.is)
        return one_sided(with, low.is ? low : high, low.is);
    if (par_ratio_compare(low.at, high.at) == 0)
        return fill(with, N_("exactly {1}"), par_limit_text(with, low), NULL);
    return fill(with, both[low.open][high.open], par_limit_text(with, low), par_limit_text(with, high));
}

/* --- Points ------------------------------------------------------------------------------------------------------ */

const char *par_points_bare(const struct par_explaining *with, struct par_maybe points)
{
    return points.is ? number_of_points(with, points.points) : "";
}

const char *par_points_words(const struct par_explaining *with, struct par_maybe points)
{
    if (!points.is)
        return "";
    bool one = points.points == PAR_POINTS_ONE;
    return fill(with, one ? N_("{1} point") : N_("{1} points"), number_of_points(with, points.points), NULL);
}

/* --- Inputs ------------------------------------------------------------------------------------------------------ */

static const char *input_words(const struct par_explaining *with, size_t input)
{
    const struct par_input *of = &with->unit->set->inputs[input];
    const char *label = par_label_text(of->label, with->cli->language);
    return *label ? label : of->name;
}

const char *par_terms_words(const struct par_explaining *with, struct par_step_terms terms)
{
    const char *text = "";
    for (size_t i = 0; i < terms.count; i++) {
        const char *sign = terms.items[i].minus ? (i ? " − " : "−") : i ? " + " : "";
        text = par_arena_join(with->cli->arena, text, sign, input_words(with, terms.items[i].input), NULL);
    }
    return text;
}

static const char *in_brackets(const struct par_explaining *with, struct par_step_terms terms)
{
    const char *text = par_terms_words(with, terms);
    return terms.count > 1 ? par_arena_join(with->cli->arena, "(", text, ")", NULL) : text;
}

const char *par_measure_words(const struct par_explaining *with, const struct par_step *step)
{
    static const struct {
        const char *name, *pattern;
    } patterns[] = {{"percent", N_("{1} / {2} × 100")},
                    {"ratio", N_("{1} / {2}")},
                    {"change", N_("{1} − {2}")},
                    {"relative", N_("({1} − {2}) / {2} × 100")},
                    {"days", N_("{1} − {2}, in days")}};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (strcmp(patterns[i].name, step->name) == 0)
            return fill(with, patterns[i].pattern, in_brackets(with, step->first_terms),
                        in_brackets(with, step->second_terms));
    return par_terms_words(with, step->first_terms);
}
