#include "parindex/wording.h"

#include "parindex/text.h"
#include "wording_lex.h"

/* --- Tidy text ---------------------------------------------------------------------------------------------------- */

/* Length of a blank that is no line end; 0: none. */
static size_t blank_at(const char *text)
{
    static const char *const blanks[] = {" ",      "\t",     "\f",     "\u00A0", "\u2002", "\u2003",
                                         "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
                                         "\u200A", "\u200B", "\u202F", "\u205F", "\u3000", "\uFEFF"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
            return strlen(blanks[i]);
    return 0;
}

/* Length of a line end: LF, CR, CRLF, U+2028, U+000B as Word writes it. */
static size_t line_end_at(const char *text)
{
    if (text[0] == '\r' && text[1] == '\n')
        return 2;
    if (*text == '\n' || *text == '\r' || *text == '\v')
        return 1;
    return strncmp(text, "\u2028", 3) == 0 || strncmp(text, "\u2029", 3) == 0 ? 3 : 0;
}

const char *par_wording_tidy(struct par_span text, struct par_arena *arena)
{
    const char *in = par_arena_copy(arena, par_text_nfc(text, arena));
    char *tidy = par_arena_alloc(arena, strlen(in) + 1), *out = tidy;
    char gap = '\0';
    while (*in) {
        size_t end = line_end_at(in), blank = end ? end : blank_at(in);
        if (blank) {
            gap = end || gap == '\n' ? '\n' : ' ';
            in += blank;
            continue;
        }
        if (gap && out > tidy)
            *out++ = gap;
        gap = '\0';
        *out++ = *in++;
    }
    return tidy;
}

/* --- One option --------------------------------------------------------------------------------------------------- */

static const char *copy_of(const struct par_tokens *tokens, size_t begin, size_t end)
{
    if (begin >= end)
        return "";
    size_t from = tokens->items[begin].begin, to = tokens->items[end - 1].end;
    char *text = par_arena_copy(tokens->arena, (struct par_span){tokens->text + from, to - from});
    for (char *c = text; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return text;
}

/* Tokens of bullets before the words: "-", "+", "•", "*". */
static size_t skip_bullets(const struct par_tokens *tokens, size_t at, size_t end)
{
    while (at < end) {
        enum par_token_kind kind = tokens->items[at].kind;
        bool bullet = kind == PAR_TOKEN_DASH || kind == PAR_TOKEN_PLUS || kind == PAR_TOKEN_TIMES ||
                      kind == PAR_TOKEN_BULLET || kind == PAR_TOKEN_LINE || kind == PAR_TOKEN_SEMICOLON;
        if (!bullet)
            break;
        at++;
    }
    return at;
}

/* Where a formula begins: at "công thức"; where something is multiplied without that word, behind the colon before. */
static bool is_formula(const struct par_tokens *tokens, size_t *begin)
{
    static const char *const phrases[] = {"cong thuc",           "tinh theo ty le", "tinh theo ti le",
                                          "tuong ung voi ty le", "tuong ung ty le", NULL};
    bool times = false, number = false;
    size_t colon = 0;
    *begin = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct par_token *token = &tokens->items[i];
        for (size_t k = 0; phrases[k]; k++)
            if (par_tokens_phrase(tokens, i, phrases[k])) {
                *begin = i;
                return true;
            }
        colon = token->kind == PAR_TOKEN_COLON ? i + 1 : colon;
        if (token->kind == PAR_TOKEN_TIMES || strcmp(token->bare, "x") == 0) {
            times = true;
            *begin = colon;
        }
        number = number || token->kind == PAR_TOKEN_NUMBER || token->kind == PAR_TOKEN_FRACTION;
    }
    return times && (number || par_tokens_have(tokens, 0, tokens->count, "diem toi da"));
}

static const char *unsure_number(const struct par_tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].unsure)
            return copy_of(tokens, i, i + 1);
    return NULL;
}

/* The words before the points, and what stands behind them: "Phải hơn 1 lần, trừ trường hợp ...". */
static const char *label_of(const struct par_tokens *tokens, size_t begin, size_t label)
{
    const char *text = copy_of(tokens, begin, label);
    size_t colon = label;
    while (colon < tokens->count && tokens->items[colon].kind != PAR_TOKEN_COLON)
        colon++;
    for (size_t i = colon + 2; i < tokens->count && i < colon + 4; i++)
        if (tokens->items[i].kind == PAR_TOKEN_COMMA && i + 1 < tokens->count)
            return par_arena_join(tokens->arena, text, ", ", copy_of(tokens, i + 1, tokens->count), NULL);
    return text;
}

struct par_wording par_wording_read(const char *text, char sign, struct par_arena *arena)
{
    struct par_tokens tokens = par_tokens_of(text, sign, arena);
    struct par_wording wording = {.share = {0, 1}, .unsure = unsure_number(&tokens)};
    size_t begin = skip_bullets(&tokens, 0, tokens.count), label, formula;
    par_wording_worth(&tokens, &wording, &label);
    if (wording.worth == PAR_WORTH_NONE && is_formula(&tokens, &formula)) {
        wording.worth = PAR_WORTH_FORMULA;
        wording.formula = copy_of(&tokens, formula, tokens.count);
        wording.condition = par_wording_condition(&tokens, begin, formula);
        wording.label = copy_of(&tokens, begin, tokens.count);
        return wording;
    }
    if (label < begin) /* no words before the points */
        label = begin;
    wording.label = wording.worth == PAR_WORTH_NONE ? copy_of(&tokens, begin, label) : label_of(&tokens, begin, label);
    wording.condition = par_wording_condition(&tokens, begin, label);
    return wording;
}

/* --- Several options in a cell -------------------------------------------------------------------------------------
 */

static bool has_worth(const char *text, char sign, struct par_arena *arena)
{
    return par_wording_read(text, sign, arena).worth != PAR_WORTH_NONE;
}

/* True when a sentence ends at a token: the next begins another option or condition. */
static bool ends_sentence(const struct par_tokens *tokens, size_t begin, size_t at, char sign)
{
    static const char *const openings[] = {"neu", "truong hop", "cac truong hop", NULL};
    if (tokens->items[at].kind != PAR_TOKEN_STOP || at + 1 >= tokens->count)
        return false;
    for (size_t i = 0; openings[i]; i++)
        if (par_tokens_phrase(tokens, at + 1, openings[i]))
            return true;
    return has_worth(copy_of(tokens, begin, at), sign, tokens->arena);
}

/* A piece: tokens [begin, end). */
struct piece {
    size_t begin, end;
    bool bulleted;
};

/* The pieces between line ends, semicolons outside brackets and sentences. */
static size_t cut_pieces(const struct par_tokens *tokens, char sign, struct piece *pieces)
{
    size_t count = 0, begin = 0;
    int depth = 0;
    for (size_t i = 0; i <= tokens->count; i++) {
        enum par_token_kind kind = tokens->items[i].kind;
        depth += kind == PAR_TOKEN_OPEN;
        depth -= kind == PAR_TOKEN_CLOSE && depth > 0;
        bool ends = kind == PAR_TOKEN_END || kind == PAR_TOKEN_LINE || (kind == PAR_TOKEN_SEMICOLON && depth == 0) ||
                    (depth == 0 && ends_sentence(tokens, begin, i, sign));
        if (!ends)
            continue;
        depth = 0;
        size_t from = skip_bullets(tokens, begin, i);
        if (from < i)
            pieces[count++] = (struct piece){from, i, from > begin};
        begin = i + 1;
    }
    return count;
}

/* A piece without points goes on in the next one, unless that begins with a bullet. */
static size_t join_pieces(const struct par_tokens *tokens, char sign, struct piece *pieces, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct piece *last = kept ? &pieces[kept - 1] : NULL;
        if (last && !pieces[i].bulleted && !has_worth(copy_of(tokens, last->begin, last->end), sign, tokens->arena))
            last->end = pieces[i].end;
        else
            pieces[kept++] = pieces[i];
    }
    return kept;
}

struct par_pieces par_wording_split(const char *text, char sign, struct par_arena *arena)
{
    struct par_tokens tokens = par_tokens_of(text, sign, arena);
    struct piece *pieces = par_arena_array(arena, tokens.count + 1, sizeof *pieces);
    size_t count = join_pieces(&tokens, sign, pieces, cut_pieces(&tokens, sign, pieces));
    struct par_pieces out = {count, par_arena_array(arena, count, sizeof *out.items)};
    for (size_t i = 0; i < count; i++)
        out.items[i] = copy_of(&tokens, pieces[i].begin, pieces[i].end);
    return out;
}

/* --- A points column ------------------------------------------------------------------------------------------------
 */

enum par_figure par_wording_points(const char *text, char sign, struct par_arena *arena, par_points *out)
{
    struct par_tokens tokens = par_tokens_of(text, sign, arena);
    struct par_wording wording = {.share = {0, 1}};
    size_t begin = 0, end = tokens.count;
    if (end > 1 && tokens.items[0].kind == PAR_TOKEN_OPEN && tokens.items[end - 1].kind == PAR_TOKEN_CLOSE) {
        begin++;
        end--;
    }
    if (unsure_number(&tokens))
        return PAR_FIGURE_UNSURE;
    begin += par_tokens_phrase(&tokens, begin, "diem toi da");
    begin += par_tokens_phrase(&tokens, begin, "toi da");
    begin += begin < end && tokens.items[begin].kind == PAR_TOKEN_COLON;
    if (!par_wording_is_worth(&tokens, begin, end, &wording) || wording.worth != PAR_WORTH_POINTS)
        return PAR_FIGURE_NONE;
    *out = wording.points;
    return PAR_FIGURE_READ;
}
