#include "assessment_row.h"

#include "parindex/yes_no.h"

/* "Đồng ý", "không thống nhất": agreement in so many words. A bare yes, no, 1 or 0 may be meant as a score. */
static bool speaks_of_agreement(const char *folded)
{
    static const char *const words[] = {"đồng ý", "dong y", "thống nhất", "thong nhat", "nhất trí", "nhat tri"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(folded, words[i]))
            return true;
    return false;
}

/* A percentage is what was measured; a plain number may as well be points. */
static bool is_measured(const struct par_rule *rule, struct par_span text)
{
    bool percent = text.size && text.text[text.size - 1] == '%';
    return percent && (par_rule_takes_value(rule) || par_rule_takes_share(rule));
}

static void spread_first_round(const struct par_rule *rule, struct par_assessment_row *row, struct par_span text)
{
    const char *slash = memchr(text.text, '/', text.size);
    if (par_rule_takes_answer(rule)) {
        row->cells[PAR_COLUMN_ANSWER] = text;
    } else if (slash && par_rule_takes_fraction(rule)) {
        size_t size = (size_t)(slash - text.text);
        row->cells[PAR_COLUMN_NUM] = (struct par_span){text.text, size};
        row->cells[PAR_COLUMN_DEN] = (struct par_span){slash + 1, text.size - size - 1};
    } else if (par_rule_takes_value(rule)) {
        row->cells[PAR_COLUMN_VALUE] = text;
    } else {
        row->cells[PAR_COLUMN_SCORE] = text;
    }
}

void par_row_spread(const struct at_hand *at, struct par_assessment_row *row, struct par_span text)
{
    const struct par_rule *rule = par_unit_rule(at->who, at->criterion);
    const char *folded = at->all->fold(text, at->all->arena);
    if (strcmp(folded, "kad") == 0 || strcmp(folded, "n/a") == 0 || strcmp(folded, "không áp dụng") == 0)
        row->cells[PAR_COLUMN_APPLIES] = par_span_of("no");
    else if (par_span_is(text, "="))
        row->cells[PAR_COLUMN_AGREE] = par_span_of("yes");
    else if (at->in->round > 0 && speaks_of_agreement(folded))
        row->cells[PAR_COLUMN_AGREE] = text;
    else if (rule && is_measured(rule, text))
        row->cells[PAR_COLUMN_VALUE] = text;
    else if (at->in->round > 0 || !rule || par_rule_is_typed(rule))
        row->cells[PAR_COLUMN_SCORE] = text;
    else
        spread_first_round(rule, row, text);
}
