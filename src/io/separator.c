#include "separator.h"

enum { SEPARATORS = 3, ROWS_WEIGHED = 30 };
static const char separators[SEPARATORS] = {',', ';', '\t'};

bool par_is_separator(char c)
{
    return memchr(separators, c, SEPARATORS) != NULL;
}

/* How often each separator stands in a row, outside quotes. */
struct weight {
    size_t counts[SEPARATORS];
};

/* Weighs the rows at the beginning of the text, blank ones and one that is cut off aside; how many there are. */
static size_t weigh(struct par_span head, struct weight *rows)
{
    size_t count = 0, size = 0;
    bool quoted = false;
    struct weight row = {{0}};
    for (size_t at = 0; at <= head.size && count < ROWS_WEIGHED; at++) {
        char c = at < head.size ? head.text[at] : '\n';
        if (!quoted && (c == '\n' || c == '\r')) {
            if (size > 0)
                rows[count++] = row;
            row = (struct weight){{0}};
            size = 0;
            continue;
        }
        quoted = quoted != (c == '"');
        for (size_t i = 0; i < SEPARATORS; i++)
            row.counts[i] += !quoted && c == separators[i];
        size++;
    }
    return count;
}

/* How many rows have as many of a separator as row `like`. */
static size_t count_alike(const struct weight *rows, size_t count, size_t separator, size_t like)
{
    size_t alike = 0;
    for (size_t i = 0; i < count; i++)
        alike += rows[i].counts[separator] == rows[like].counts[separator];
    return alike;
}

/* The one of , ; and tab of which most rows have the same number, so that neither a title line nor decimal commas
 * mislead; of those the most frequent, of these the first. */
char par_separator_find(struct par_span head)
{
    struct weight rows[ROWS_WEIGHED];
    size_t count = weigh(head, rows), best = 0, most_alike = 0, most = 0;
    for (size_t i = 0; i < SEPARATORS; i++)
        for (size_t k = 0; k < count; k++) {
            size_t number = rows[k].counts[i], alike = number > 0 ? count_alike(rows, count, i, k) : 0;
            if (alike < most_alike || (alike == most_alike && number <= most))
                continue;
            best = i;
            most_alike = alike;
            most = number;
        }
    return separators[best];
}
