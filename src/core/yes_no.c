#include "parindex/yes_no.h"

static bool is_one_of(const char *const *words, const char *text)
{
    for (; *words; words++)
        if (strcmp(*words, text) == 0)
            return true;
    return false;
}

int par_yes_or_no(struct par_span text, par_fold_label fold, struct par_arena *arena)
{
    static const char *const yes[] = {"yes",        "y",        "true",     "1",       "x",       "co",
                                      "có",         "đồng ý",   "dong y",   "áp dụng", "ap dung", "thống nhất",
                                      "thong nhat", "nhất trí", "nhat tri", NULL};
    static const char *const no[] = {"no",
                                     "n",
                                     "false",
                                     "0",
                                     "khong",
                                     "không",
                                     "không áp dụng",
                                     "khong ap dung",
                                     "kad",
                                     "n/a",
                                     "không đồng ý",
                                     "khong dong y",
                                     "không thống nhất",
                                     "khong thong nhat",
                                     "không nhất trí",
                                     "khong nhat tri",
                                     NULL};
    if (par_span_is(text, "x") || par_span_is(text, "yes")) /* nearly always: no folding */
        return 1;
    const char *folded = fold(text, arena);
    if (is_one_of(yes, folded))
        return 1;
    return is_one_of(no, folded) ? 0 : -1;
}
