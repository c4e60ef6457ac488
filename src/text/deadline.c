#include "parindex/deadline.h"

#include "parindex/number.h"
#include "parindex/text.h"

/* A text as words, and the latest day they named so far. */
struct words {
    const char *rest;
    char word[32]; /* at hand; longer ones are cut, and mean nothing */
    bool found;
    int64_t day;
};

static bool next_word(struct words *words)
{
    static const char between[] = " \t\n,;()";
    words->rest += strspn(words->rest, between);
    size_t size = strcspn(words->rest, between);
    size_t kept = size < sizeof words->word ? size : sizeof words->word - 1;
    memcpy(words->word, words->rest, kept);
    words->word[kept] = '\0';
    size_t length = strlen(words->word);
    if (length > 1 && words->word[length - 1] == '.')
        words->word[length - 1] = '\0';
    words->rest += size;
    return size > 0;
}

static void meet(struct words *words, int64_t day)
{
    words->day = words->found && words->day > day ? words->day : day;
    words->found = true;
}

/* A whole number of at most 4 digits, and nothing else. */
static bool number_of(const char *text, int *number)
{
    size_t size = strspn(text, "0123456789");
    if (size == 0 || size > 4 || text[size])
        return false;
    *number = 0;
    for (; *text; text++)
        *number = 10 * *number + (*text - '0');
    return true;
}

static bool is_year(int number)
{
    return number >= 1990 && number <= 2199;
}

/* "2026-06-30" */
static bool day_of(int year, int month, int day, int64_t *out)
{
    const int parts[] = {year / 100, year % 100, month, day};
    char text[] = "YYYY-MM-DD";
    static const unsigned char at[] = {0, 2, 5, 8};
    for (size_t i = 0; i < 4; i++) {
        text[at[i]] = (char)('0' + parts[i] / 10);
        text[at[i] + 1] = (char)('0' + parts[i] % 10);
    }
    return par_date_parse(par_span_of(text), out);
}

static bool meet_month(struct words *words, int month, int year)
{
    int64_t first;
    if (month < 1 || month > 12 || !is_year(year) ||
        !day_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1, &first))
        return false;
    meet(words, first - 1);
    return true;
}

/* "30.6.2026" and "30-6-2026" as "30/6/2026". */
static bool meet_day(struct words *words)
{
    char text[sizeof words->word];
    int64_t day;
    memcpy(text, words->word, sizeof text);
    bool found = par_date_parse(par_span_of(text), &day);
    for (char *c = text; *c && !found; c++)
        if (*c == '.' || *c == '-')
            *c = '/';
    if (!found && !par_date_parse(par_span_of(text), &day))
        return false;
    meet(words, day);
    return true;
}

/* The year behind what stands before it: "/2026" at the end of the word at hand, or "[nam] 2026" in the next ones. The
 * word keeps what stands before the sign. */
static bool take_year(struct words *words, int *year)
{
    char *sign = strpbrk(words->word, "/.-");
    if (sign) {
        *sign = '\0';
        return number_of(sign + 1, year) && is_year(*year);
    }
    char before[sizeof words->word];
    struct words ahead = *words;
    memcpy(before, words->word, sizeof before);
    bool more = next_word(&ahead);
    if (more && strcmp(ahead.word, "nam") == 0)
        more = next_word(&ahead);
    if (!more || !number_of(ahead.word, year) || !is_year(*year))
        return false;
    words->rest = ahead.rest;
    memcpy(words->word, before, sizeof before);
    return true;
}

static int quarter_of(const char *text)
{
    static const char *const names[] = {"i", "ii", "iii", "iv"};
    int number;
    for (int i = 0; i < 4; i++)
        if (strcmp(text, names[i]) == 0)
            return i + 1;
    return number_of(text, &number) && number >= 1 && number <= 4 ? number : 0;
}

/* "II/2026", "II nam 2026", "II, III/2026". */
static void meet_quarter(struct words *words)
{
    int year;
    while (next_word(words)) {
        bool alone = quarter_of(words->word);
        if (take_year(words, &year)) {
            if (quarter_of(words->word))
                meet_month(words, 3 * quarter_of(words->word), year);
            return;
        }
        if (!alone && strcmp(words->word, "va") != 0)
            return;
    }
}

static void meet_named_month(struct words *words)
{
    int year, month;
    if (next_word(words) && !meet_day(words) && take_year(words, &year) && number_of(words->word, &month))
        meet_month(words, month, year);
}

/* "6/2026"; false for anything else. */
static bool meet_bare_month(struct words *words)
{
    struct words copy = *words;
    int year, month;
    if (!strchr(copy.word, '/') || !take_year(&copy, &year) || !number_of(copy.word, &month))
        return false;
    return meet_month(words, month, year);
}

bool par_deadline_parse(struct par_span text, struct par_arena *arena, int64_t *day)
{
    struct words words = {.rest = par_text_bare(text, arena)};
    int year = 0, last_year = 0;
    while (next_word(&words)) {
        if (strcmp(words.word, "quy") == 0)
            meet_quarter(&words);
        else if (strcmp(words.word, "thang") == 0)
            meet_named_month(&words);
        else if (!meet_day(&words) && !meet_bare_month(&words) && number_of(words.word, &year) && is_year(year))
            last_year = year;
    }
    if (!words.found && last_year)
        meet_month(&words, 12, last_year);
    *day = words.day;
    return words.found;
}
