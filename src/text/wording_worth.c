/* The points of an option, which stand at its end: behind the last colon, in brackets, or as "... được 0,5 điểm". */
#include "wording_lex.h"

enum { LONGEST_WORTH = 12 }; /* tokens */

/* --- Small steps: each gives the token behind what it takes ------------------------------------------------------- */

static bool is_word(const struct par_tokens *tokens, size_t at, const char *word)
{
    return at < tokens->count && strcmp(tokens->items[at].bare, word) == 0;
}

static bool is_kind(const struct par_tokens *tokens, size_t at, size_t end, enum par_token_kind kind)
{
    return at < end && tokens->items[at].kind == kind;
}

static size_t skip_words(const struct par_tokens *tokens, size_t at, size_t end, const char *const *words)
{
    for (size_t i = 0; at < end && words[i]; i++)
        if (is_word(tokens, at, words[i])) {
            at++;
            i = SIZE_MAX; /* from the first word again */
        }
    return at;
}

/* "được", "đạt", "thì điểm đánh giá là" before points. */
static size_t skip_lead(const struct par_tokens *tokens, size_t at, size_t end)
{
    static const char *const words[] = {"thi",  "duoc", "dat",  "tinh", "ghi", "la", "cong",
                                        "them", "so",   "diem", "danh", "gia", NULL};
    size_t behind = skip_words(tokens, at, end, words);
    while (behind > at && is_word(tokens, behind - 1, "diem") && is_word(tokens, behind, "toi"))
        behind--; /* "điểm tối đa" is the worth itself */
    return behind;
}

static size_t skip_unit(const struct par_tokens *tokens, size_t at)
{
    return at + (is_word(tokens, at, "diem") || is_word(tokens, at, "d"));
}

/* "số điểm", "điểm tối đa", "tổng điểm của tiêu chí" behind a share. */
static size_t skip_whole(const struct par_tokens *tokens, size_t at, size_t end, bool *is_points)
{
    static const char *const words[] = {"so",  "tong", "diem",  "toi",  "da",  "chuan", "cua", "tieu",
                                        "chi", "muc",  "thanh", "phan", "quy", "dinh",  "nay", NULL};
    size_t behind = skip_words(tokens, at, end, words);
    *is_points = par_tokens_have(tokens, at, behind, "diem");
    return behind;
}

static bool points_of(const struct par_token *token, bool minus, par_points *out)
{
    if (token->kind != PAR_TOKEN_NUMBER || token->unsure ||
        !par_ratio_round(token->value, PAR_POINTS_SCALE, PAR_DOWN, out))
        return false;
    struct par_ratio back = par_points_ratio(*out);
    *out = minus ? -*out : *out;
    return par_ratio_compare(back, token->value) == 0;
}

/* --- The forms of a worth ----------------------------------------------------------------------------------------- */

static bool read_words(const struct par_tokens *tokens, size_t begin, size_t end, struct par_wording *wording)
{
    static const char *const none[] = {"khong diem",      "khong co diem",        "khong tinh diem", "khong duoc diem",
                                       "khong cham diem", "khong duoc tinh diem", "khong cho diem",  NULL};
    static const char *const full[] = {"diem toi da", "toi da", "du diem", "toan bo so diem", "toan bo diem", NULL};
    for (size_t i = 0; none[i]; i++)
        if (begin + par_tokens_phrase(tokens, begin, none[i]) == end && begin < end) {
            wording->worth = PAR_WORTH_POINTS;
            wording->points = 0;
            return true;
        }
    for (size_t i = 0; full[i]; i++)
        if (begin + par_tokens_phrase(tokens, begin, full[i]) == end && begin < end) {
            wording->worth = PAR_WORTH_SHARE;
            wording->share = (struct par_ratio){1, 1};
            return true;
        }
    return false;
}

/* "75% điểm", "1/2 số điểm", with "trừ" the rest. */
static bool read_share(const struct par_tokens *tokens, size_t at, size_t end, bool minus, struct par_wording *wording)
{
    const struct par_token *token = &tokens->items[at];
    bool percent = token->kind == PAR_TOKEN_NUMBER && is_kind(tokens, at + 1, end, PAR_TOKEN_PERCENT);
    bool is_points;
    if (at >= end || (!percent && token->kind != PAR_TOKEN_FRACTION))
        return false;
    if (skip_whole(tokens, at + 1 + percent, end, &is_points) != end || !is_points)
        return false;
    const struct par_ratio one = {1, 1}, hundred = {100, 1};
    struct par_ratio share = token->value;
    if ((percent && !par_ratio_div(share, hundred, &share)) || par_ratio_compare(share, one) > 0 ||
        (minus && !par_ratio_sub(one, share, &share)))
        return false;
    wording->worth = PAR_WORTH_SHARE;
    wording->share = share;
    return true;
}

/* "0,5 điểm", "-1", "0,5 điểm/báo cáo". */
static bool read_number(const struct par_tokens *tokens, size_t at, size_t end, bool minus, struct par_wording *wording)
{
    par_points points;
    if (at >= end || !points_of(&tokens->items[at], minus, &points))
        return false;
    size_t behind = skip_unit(tokens, at + 1);
    bool each = is_kind(tokens, behind, end, PAR_TOKEN_SLASH);
    while (each && behind < end &&
           (tokens->items[behind].kind == PAR_TOKEN_SLASH || tokens->items[behind].kind == PAR_TOKEN_WORD))
        behind++;
    if (behind != end)
        return false;
    wording->worth = each ? PAR_WORTH_PER_ITEM : PAR_WORTH_POINTS;
    wording->points = points;
    return true;
}

bool par_wording_is_worth(const struct par_tokens *tokens, size_t begin, size_t end, struct par_wording *wording)
{
    if (begin >= end || end - begin > LONGEST_WORTH)
        return false;
    if (read_words(tokens, begin, end, wording))
        return true;
    size_t at = skip_lead(tokens, begin, end);
    if (read_words(tokens, at, end, wording))
        return true;
    bool minus = is_word(tokens, at, "tru") || is_kind(tokens, at, end, PAR_TOKEN_DASH);
    bool plus = is_kind(tokens, at, end, PAR_TOKEN_PLUS);
    at = skip_lead(tokens, at + (minus || plus), end);
    return read_share(tokens, at, end, minus, wording) || read_number(tokens, at, end, minus, wording);
}

/* --- Where it stands ---------------------------------------------------------------------------------------------- */

static bool is_closing(enum par_token_kind kind)
{
    return kind == PAR_TOKEN_STOP || kind == PAR_TOKEN_SEMICOLON || kind == PAR_TOKEN_COMMA || kind == PAR_TOKEN_LINE;
}

static size_t opening_of(const struct par_tokens *tokens, size_t close)
{
    int depth = 0;
    for (size_t i = close + 1; i-- > 0;) {
        depth += tokens->items[i].kind == PAR_TOKEN_CLOSE;
        depth -= tokens->items[i].kind == PAR_TOKEN_OPEN;
        if (depth == 0)
            return i;
    }
    return close;
}

/* "tối đa 2 điểm", "không quá 2 điểm", also in brackets, at the end; the end without it. */
static size_t take_cap(const struct par_tokens *tokens, size_t end, struct par_wording *wording)
{
    static const char *const phrases[] = {
        "toi da khong qua", "toi da tru",       "toi da cong", "khong tru qua",  "nhung khong qua",
        "nhung toi da",     "tong diem toi da", "diem toi da", "khong vuot qua", "khong qua",
        "toi da la",        "toi da",           NULL};
    bool bracket = end > 0 && tokens->items[end - 1].kind == PAR_TOKEN_CLOSE;
    size_t last = end - bracket;
    for (size_t i = last > 8 ? last - 8 : 0; i + 1 < last; i++)
        for (size_t k = 0; phrases[k]; k++) {
            size_t count = par_tokens_phrase(tokens, i, phrases[k]);
            size_t number = i + count + is_kind(tokens, i + count, last, PAR_TOKEN_COLON);
            bool before = i > 0 && (!bracket || tokens->items[i - 1].kind == PAR_TOKEN_OPEN);
            size_t behind = skip_unit(tokens, number + 1);
            bool said = bracket || behind > number + 1;
            if (count == 0 || !before || !said || behind != last ||
                !points_of(&tokens->items[number], false, &wording->cap))
                continue;
            end = i - bracket;
            while (end > 0 && is_closing(tokens->items[end - 1].kind))
                end--;
            return end;
        }
    return end;
}

/* Behind the last colon, as a whole or up to a comma or bracket ("Phải hơn 1 lần: 0, trừ trường hợp ..."). */
static bool behind_colon(const struct par_tokens *tokens, size_t end, struct par_wording *wording, size_t *label)
{
    for (size_t colon = end; colon-- > 0;) {
        enum par_token_kind kind = tokens->items[colon].kind;
        if (kind != PAR_TOKEN_COLON && kind != PAR_TOKEN_EQUALS)
            continue;
        *label = colon;
        if (par_wording_is_worth(tokens, colon + 1, end, wording))
            return true;
        for (size_t i = colon + 2; kind == PAR_TOKEN_COLON && i < end && i < colon + 4; i++)
            if ((tokens->items[i].kind == PAR_TOKEN_COMMA || tokens->items[i].kind == PAR_TOKEN_OPEN) &&
                par_wording_is_worth(tokens, colon + 1, i, wording))
                return true;
        return false;
    }
    return false;
}

static bool in_brackets(const struct par_tokens *tokens, size_t end, struct par_wording *wording, size_t *label)
{
    if (end == 0 || tokens->items[end - 1].kind != PAR_TOKEN_CLOSE)
        return false;
    *label = opening_of(tokens, end - 1);
    if (!par_wording_is_worth(tokens, *label + 1, end - 1, wording))
        return false;
    return wording->worth == PAR_WORTH_SHARE || skip_unit(tokens, end - 2) == end - 1;
}

/* What is multiplied or divided is part of a formula. */
static bool is_factor(const struct par_tokens *tokens, size_t at)
{
    enum par_token_kind kind = at > 0 ? tokens->items[at - 1].kind : PAR_TOKEN_END;
    return kind == PAR_TOKEN_TIMES || kind == PAR_TOKEN_SLASH || kind == PAR_TOKEN_PLUS ||
           (at > 0 && is_word(tokens, at - 1, "x"));
}

/* "... được 0,5 điểm", "... trừ 50% số điểm", "thì điểm đánh giá là 0": with a word that says they are points. */
static bool at_the_end(const struct par_tokens *tokens, size_t end, struct par_wording *wording, size_t *label)
{
    for (size_t i = end > LONGEST_WORTH ? end - LONGEST_WORTH : 0; i < end; i++) {
        bool said = par_tokens_have(tokens, i, end, "diem") || par_tokens_have(tokens, i, end, "d");
        if (said && !is_factor(tokens, i) && par_wording_is_worth(tokens, i, end, wording)) {
            *label = i;
            return true;
        }
    }
    return false;
}

/* "Mỗi", "cứ", "01 báo cáo chậm trừ ...": the points are for each. */
static bool is_for_each(const struct par_tokens *tokens, size_t end, par_points points)
{
    size_t first = 0;
    while (first < end && tokens->items[first].kind != PAR_TOKEN_WORD && tokens->items[first].kind != PAR_TOKEN_NUMBER)
        first++;
    const char *word = tokens->items[first].bare;
    if (first < end && (strcmp(word, "moi") == 0 || strcmp(word, "cu") == 0))
        return true;
    for (size_t i = first; i < end; i++) {
        bool one =
            tokens->items[i].kind == PAR_TOKEN_NUMBER && tokens->items[i].value.num == tokens->items[i].value.den;
        bool opens = i > first && tokens->items[i - 1].kind != PAR_TOKEN_WORD && is_word(tokens, i, "moi");
        if (opens || par_tokens_phrase(tokens, i, "cu moi") || (points < 0 && (is_word(tokens, i, "moi") || one)))
            return true;
    }
    return false;
}

void par_wording_worth(const struct par_tokens *tokens, struct par_wording *wording, size_t *label)
{
    size_t end = tokens->count;
    while (end > 0 && is_closing(tokens->items[end - 1].kind))
        end--;
    size_t whole = end;
    struct par_wording with_cap = *wording;
    end = take_cap(tokens, end, &with_cap);
    bool found =
        end < whole && (behind_colon(tokens, end, &with_cap, label) || in_brackets(tokens, end, &with_cap, label) ||
                        at_the_end(tokens, end, &with_cap, label));
    if (found)
        *wording = with_cap;
    else
        found = behind_colon(tokens, whole, wording, label) || in_brackets(tokens, whole, wording, label) ||
                at_the_end(tokens, whole, wording, label);
    if (!found) {
        *label = whole;
        return;
    }
    while (*label > 0 &&
           (is_closing(tokens->items[*label - 1].kind) || tokens->items[*label - 1].kind == PAR_TOKEN_DASH))
        --*label;
    if (wording->worth == PAR_WORTH_POINTS && is_for_each(tokens, *label, wording->points))
        wording->worth = PAR_WORTH_PER_ITEM;
}
