/* The condition of an option: the range in which a percentage, a part of what was required or a count must lie. */
#include "wording_lex.h"

enum { WORDS_BETWEEN = 6, WORDS_BEFORE_UP = 14 };

enum side { LOW, HIGH };

struct marker {
    const char *words;
    enum side side;
    bool open;
};

/* Longer ones before those they begin with, and negations before what they negate. */
static const struct marker markers[] = {
    {"lon hon hoac bang", LOW, false},
    {"nho hon hoac bang", HIGH, false},
    {"khong thap hon", LOW, false},
    {"khong it hon", LOW, false},
    {"khong duoi", LOW, false},
    {"toi thieu", LOW, false},
    {"it nhat", LOW, false},
    {"khong vuot qua", HIGH, false},
    {"khong qua", HIGH, false},
    {"khong hon", HIGH, false},
    {"nhieu nhat", HIGH, false},
    {"toi da", HIGH, false},
    {"den het", HIGH, false},
    {"den duoi", HIGH, true},
    {"den nho hon", HIGH, true},
    {"toi duoi", HIGH, true},
    {"den", HIGH, false},
    {"tu tren", LOW, true},
    {"tu", LOW, false},
    {"tren", LOW, true},
    {"lon hon", LOW, true},
    {"cao hon", LOW, true},
    {"nhieu hon", LOW, true},
    {"vuot", LOW, true},
    {"qua", LOW, true},
    {"thap hon", HIGH, true},
    {"nho hon", HIGH, true},
    {"it hon", HIGH, true},
    {"hon", LOW, true},
    {"duoi", HIGH, true},
    {"chua den", HIGH, true},
    {"chua dat", HIGH, true},
    {"khong dat", HIGH, true},
};

static const struct marker signs[] = {{NULL, HIGH, true}, {NULL, HIGH, false}, {NULL, LOW, true}, {NULL, LOW, false}};

/* The marker at a token and how many tokens it takes; NULL: none. */
static const struct marker *marker_at(const struct par_tokens *tokens, size_t at, size_t *count)
{
    enum par_token_kind kind = tokens->items[at].kind;
    if (kind >= PAR_TOKEN_LESS && kind <= PAR_TOKEN_AT_LEAST) {
        *count = 1;
        return &signs[kind - PAR_TOKEN_LESS];
    }
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if ((*count = par_tokens_phrase(tokens, at, markers[i].words)) > 0)
            return &markers[i];
    return NULL;
}

/* --- Values ------------------------------------------------------------------------------------------------------ */

struct value {
    enum par_condition_kind kind;
    struct par_ratio at;
    bool bare;  /* no word behind it but "trở lên" and the like */
    size_t end; /* the token behind it */
};

static bool is_one_of(const char *bare, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(bare, words[i]) == 0)
            return true;
    return false;
}

static bool is_year(struct par_ratio value)
{
    return value.den == 1 && value.num >= 1900 && value.num <= 2100;
}

/* Numbers that name something ("mức độ 4", "Điều 5", "năm 2024") or tell a time ("01 tháng", "15 ngày"). */
static bool names_something(const struct par_tokens *tokens, size_t begin, size_t at)
{
    static const char *const names[] = {"nam", "thang", "ngay", "quy",  "so",   "dieu", "khoan", "diem",
                                        "do",  "cap",   "loai", "nhom", "hang", "luc",  "bang",  "giai",
                                        "lan", "buoc",  "muc",  "doan", "iso",  NULL};
    static const char *const times[] = {"thang", "ngay", "tuan", "gio",  "phut", "nam",
                                        "quy",   "diem", "d",    "dong", NULL};
    const struct par_token *token = &tokens->items[at];
    if (is_one_of(token[1].bare, times))
        return true;
    if (at == begin)
        return false;
    if (token[-1].kind == PAR_TOKEN_COMMA && at >= begin + 2 && token[-2].kind == PAR_TOKEN_NUMBER)
        return names_something(tokens, begin, at - 2);
    return is_one_of(token[-1].bare, names);
}

static bool value_at(const struct par_tokens *tokens, size_t begin, size_t at, size_t end, struct value *out)
{
    const struct par_token *token = &tokens->items[at];
    if (at >= end || (token->kind != PAR_TOKEN_NUMBER && token->kind != PAR_TOKEN_FRACTION))
        return false;
    bool percent = at + 1 < end && token[1].kind == PAR_TOKEN_PERCENT;
    bool bare = at + 1 == end || token[1].kind != PAR_TOKEN_WORD || par_tokens_phrase(tokens, at + 1, "tro") ||
                par_tokens_phrase(tokens, at + 1, "den");
    *out = (struct value){PAR_CONDITION_COUNT, token->value, bare, at + 1 + percent};
    if (token->kind == PAR_TOKEN_FRACTION)
        out->kind = PAR_CONDITION_FRACTION;
    else if (percent)
        out->kind = PAR_CONDITION_PERCENT;
    else if (token->unsure || is_year(token->value) || token[1].kind == PAR_TOKEN_SLASH ||
             names_something(tokens, begin, at))
        return false;
    return true;
}

/* --- Ranges ------------------------------------------------------------------------------------------------------ */

static struct par_limit limit_of(const struct marker *marker, struct par_ratio at)
{
    return (struct par_limit){true, marker && marker->open, at};
}

/* The kind of two values: "từ 70 - 100%" are percentages both. */
static enum par_condition_kind kind_of(enum par_condition_kind a, enum par_condition_kind b)
{
    if (a == PAR_CONDITION_COUNT)
        return b;
    return b == PAR_CONDITION_COUNT || a == b ? a : PAR_CONDITION_SEVERAL;
}

/* The second half of a range: "- 100%", "đến dưới 70%", "và dưới 70%", also some words later ("từ 50% kế hoạch đến dưới
 * 70%"). Gives the token behind it, or `at` when there is none. */
static size_t second_half(const struct par_tokens *tokens, size_t at, size_t end, struct par_condition *condition)
{
    size_t i = at, count = 0;
    const struct par_token *items = tokens->items;
    while (i < end && i < at + WORDS_BETWEEN && items[i].kind == PAR_TOKEN_WORD && !marker_at(tokens, i, &count) &&
           strcmp(items[i].bare, "va") != 0)
        i++;
    bool joined = items[i].kind == PAR_TOKEN_DASH || items[i].kind == PAR_TOKEN_COMMA ||
                  par_tokens_phrase(tokens, i, "va") || par_tokens_phrase(tokens, i, "nhung");
    bool dash = i == at && items[i].kind == PAR_TOKEN_DASH;
    const struct marker *marker = i < end ? marker_at(tokens, i + joined, &count) : NULL;
    if (marker && marker->side == LOW)
        return at;
    if (!marker && !dash)
        return at;
    size_t behind = i + joined + (marker ? count : 0);
    const struct marker *sign = marker && behind < end ? marker_at(tokens, behind, &count) : NULL;
    if (sign && !sign->words && sign->side == HIGH) { /* "đến <100%" */
        marker = sign;
        behind++;
    }
    struct value value;
    if (value_at(tokens, at, behind, end, &value)) {
        condition->kind = kind_of(condition->kind, value.kind);
        condition->high = limit_of(marker, value.at);
        condition->bare = condition->bare && value.bare;
        return value.end;
    }
    condition->cut = marker != NULL && !joined;
    return condition->cut ? behind : at;
}

/* "trở lên" or "trở xuống" behind a value, with no other value between. */
static const struct marker *up_or_down(const struct par_tokens *tokens, size_t at, size_t end, size_t *behind)
{
    static const struct marker up = {"tro len", LOW, false}, down = {"tro xuong", HIGH, false};
    for (size_t i = at; i < end && i < at + WORDS_BEFORE_UP; i++) {
        if (tokens->items[i].kind == PAR_TOKEN_NUMBER || tokens->items[i].kind == PAR_TOKEN_FRACTION)
            return NULL;
        *behind = i + 2;
        if (par_tokens_phrase(tokens, i, up.words) || par_tokens_phrase(tokens, i, "tro nen"))
            return &up;
        if (par_tokens_phrase(tokens, i, down.words))
            return &down;
    }
    return NULL;
}

/* "70% ≤ tỷ lệ < 90%", "90% > tỷ lệ >= 70%": a value before its sign, and perhaps the other limit. Gives the token
 * behind, or `at` when there is no sign. */
static size_t chain_at(const struct par_tokens *tokens, size_t at, size_t end, struct par_ratio first,
                       struct par_condition *out)
{
    size_t count, i;
    struct value value;
    const struct marker *sign = at < end ? marker_at(tokens, at, &count) : NULL;
    if (!sign || sign->words)
        return at;
    bool rises = sign->side == HIGH;
    *(rises ? &out->low : &out->high) = limit_of(sign, first);
    for (i = at + 1; i < end && i < at + WORDS_BETWEEN && tokens->items[i].kind == PAR_TOKEN_WORD;)
        i++;
    const struct marker *next = i < end ? marker_at(tokens, i, &count) : NULL;
    if (!next || next->words || next->side != sign->side || !value_at(tokens, at, i + 1, end, &value))
        return at + 1;
    *(rises ? &out->high : &out->low) = limit_of(next, value.at);
    out->kind = kind_of(out->kind, value.kind);
    return value.end;
}

/* A range that begins at a token: the token behind it, 0 when none begins there. */
static size_t range_at(const struct par_tokens *tokens, size_t begin, size_t at, size_t end, struct par_condition *out)
{
    size_t count = 0;
    const struct marker *marker = marker_at(tokens, at, &count);
    struct value value;
    if (!value_at(tokens, begin, at + (marker ? count : 0), end, &value))
        return 0;
    *out = (struct par_condition){.kind = value.kind, .bare = value.bare};
    size_t behind = value.end, up_behind;
    if (marker && marker->side == HIGH) {
        out->high = limit_of(marker, value.at);
        return behind;
    }
    size_t chained = marker ? behind : chain_at(tokens, behind, end, value.at, out);
    if (chained > behind)
        return chained;
    out->low = limit_of(marker, value.at);
    size_t next = second_half(tokens, behind, end, out);
    const struct marker *turn = next == behind ? up_or_down(tokens, behind, end, &up_behind) : NULL;
    if (turn && turn->side == HIGH) {
        out->high = limit_of(NULL, value.at);
        out->low = (struct par_limit){0};
    }
    out->exact = !marker && !turn && next == behind;
    if (out->exact)
        out->high = out->low;
    return turn ? up_behind : next;
}

/* The ranges of [begin, end), without what stands in brackets at `depth` 0, or only that at 1. */
static struct par_condition ranges_of(const struct par_tokens *tokens, size_t begin, size_t end, int depth)
{
    struct par_condition first = {0}, other;
    int open = 0;
    for (size_t at = begin; at < end;) {
        enum par_token_kind kind = tokens->items[at].kind;
        open += kind == PAR_TOKEN_OPEN;
        open -= kind == PAR_TOKEN_CLOSE && open > 0;
        size_t behind = (open > 0) == (depth > 0) ? range_at(tokens, begin, at, end, &other) : 0;
        at = behind ? behind : at + 1;
        if (!behind)
            continue;
        bool aside = other.kind == PAR_CONDITION_COUNT && other.exact && first.kind == PAR_CONDITION_PERCENT;
        if (first.kind == PAR_CONDITION_NONE)
            first = other;
        else if (!aside)
            first = (struct par_condition){.kind = PAR_CONDITION_SEVERAL};
    }
    return first;
}

/* --- Conditions in words ----------------------------------------------------------------------------------------- */

static bool have_any(const struct par_tokens *tokens, size_t begin, size_t end, const char *const *phrases)
{
    for (size_t i = 0; phrases[i]; i++)
        if (par_tokens_have(tokens, begin, end, phrases[i]))
            return true;
    return false;
}

static enum par_condition_kind in_words(const struct par_tokens *tokens, size_t begin, size_t end)
{
    static const char *const nothing[] = {"khong", "chua", NULL};
    static const char *const rest[] = {"con lai", "truong hop khac", "cac muc khac", NULL};
    static const char *const all[] = {"tat ca", "day du", "toan bo", "du so luong", NULL};
    if (begin < end && is_one_of(tokens->items[begin].bare, nothing))
        return PAR_CONDITION_ABSENT;
    if (have_any(tokens, begin, end, rest))
        return PAR_CONDITION_REST;
    if (!have_any(tokens, begin, end, nothing) && have_any(tokens, begin, end, all))
        return PAR_CONDITION_ALL;
    return PAR_CONDITION_NONE;
}

struct par_condition par_wording_condition(const struct par_tokens *tokens, size_t begin, size_t end)
{
    struct par_condition condition = ranges_of(tokens, begin, end, 0);
    if (condition.kind != PAR_CONDITION_NONE)
        return condition;
    struct par_condition inside = ranges_of(tokens, begin, end, 1);
    if (inside.kind == PAR_CONDITION_PERCENT || inside.kind == PAR_CONDITION_FRACTION)
        return inside;
    condition.kind = in_words(tokens, begin, end);
    return condition;
}
