#include "wording_lex.h"

#include "parindex/text.h"

struct lexer {
    const char *text;
    char sign;
    struct par_tokens out;
    size_t room;
};

/* --- Signs ------------------------------------------------------------------------------------------------------- */

struct sign {
    const char *bytes;
    enum par_token_kind kind;
    int num, den; /* of a fraction */
};

/* Longer ones before those they begin with. */
static const struct sign signs[] = {
    {"<=", PAR_TOKEN_AT_MOST, 0, 0},  {"=<", PAR_TOKEN_AT_MOST, 0, 0},  {">=", PAR_TOKEN_AT_LEAST, 0, 0},
    {"=>", PAR_TOKEN_AT_LEAST, 0, 0}, {"≤", PAR_TOKEN_AT_MOST, 0, 0},   {"≥", PAR_TOKEN_AT_LEAST, 0, 0},
    {"<", PAR_TOKEN_LESS, 0, 0},      {">", PAR_TOKEN_MORE, 0, 0},      {"-", PAR_TOKEN_DASH, 0, 0},
    {"–", PAR_TOKEN_DASH, 0, 0},      {"—", PAR_TOKEN_DASH, 0, 0},      {"−", PAR_TOKEN_DASH, 0, 0},
    {"‐", PAR_TOKEN_DASH, 0, 0},      {"‑", PAR_TOKEN_DASH, 0, 0},      {"÷", PAR_TOKEN_DASH, 0, 0},
    {"→", PAR_TOKEN_DASH, 0, 0},      {"%", PAR_TOKEN_PERCENT, 0, 0},   {":", PAR_TOKEN_COLON, 0, 0},
    {"：", PAR_TOKEN_COLON, 0, 0},    {";", PAR_TOKEN_SEMICOLON, 0, 0}, {",", PAR_TOKEN_COMMA, 0, 0},
    {"…", PAR_TOKEN_STOP, 0, 0},      {".", PAR_TOKEN_STOP, 0, 0},      {"(", PAR_TOKEN_OPEN, 0, 0},
    {"[", PAR_TOKEN_OPEN, 0, 0},      {"{", PAR_TOKEN_OPEN, 0, 0},      {")", PAR_TOKEN_CLOSE, 0, 0},
    {"]", PAR_TOKEN_CLOSE, 0, 0},     {"}", PAR_TOKEN_CLOSE, 0, 0},     {"*", PAR_TOKEN_TIMES, 0, 0},
    {"×", PAR_TOKEN_TIMES, 0, 0},     {"/", PAR_TOKEN_SLASH, 0, 0},     {"+", PAR_TOKEN_PLUS, 0, 0},
    {"=", PAR_TOKEN_EQUALS, 0, 0},    {"\n", PAR_TOKEN_LINE, 0, 0},     {"•", PAR_TOKEN_BULLET, 0, 0},
    {"·", PAR_TOKEN_BULLET, 0, 0},    {"●", PAR_TOKEN_BULLET, 0, 0},    {"\xEF\x82\xB7", PAR_TOKEN_BULLET, 0, 0},
    {"▪", PAR_TOKEN_BULLET, 0, 0},    {"◦", PAR_TOKEN_BULLET, 0, 0},    {"✓", PAR_TOKEN_BULLET, 0, 0},
    {"¼", PAR_TOKEN_FRACTION, 1, 4},  {"½", PAR_TOKEN_FRACTION, 1, 2},  {"¾", PAR_TOKEN_FRACTION, 3, 4},
    {"⅓", PAR_TOKEN_FRACTION, 1, 3},  {"⅔", PAR_TOKEN_FRACTION, 2, 3},  {"⅕", PAR_TOKEN_FRACTION, 1, 5},
    {"⅖", PAR_TOKEN_FRACTION, 2, 5},  {"⅗", PAR_TOKEN_FRACTION, 3, 5},  {"⅘", PAR_TOKEN_FRACTION, 4, 5},
};

static const struct sign *sign_at(const char *text)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i].bytes, strlen(signs[i].bytes)) == 0)
            return &signs[i];
    return NULL;
}

static void put(struct lexer *lexer, struct par_token token)
{
    struct par_tokens *out = &lexer->out;
    out->items = par_arena_grow(out->arena, out->items, out->count, &lexer->room, sizeof *out->items);
    token.bare = token.bare ? token.bare : "";
    out->items[out->count++] = token;
}

/* --- Numbers ----------------------------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *text)
{
    size_t length = 0;
    while (is_digit(text[length]))
        length++;
    return length;
}

static bool whole_of(struct par_span digits, int64_t *out)
{
    struct par_quantity quantity;
    if (par_quantity_parse(digits, &quantity) != PAR_NUMBER_OK || quantity.scale != 0)
        return false;
    *out = quantity.mantissa;
    return true;
}

/* "3/4"; not a date (15/2, 1/2/2024) nor the number of a document (12/QĐ, 01/2018). 0: none. */
static size_t fraction_at(const char *text, struct par_ratio *value)
{
    size_t num = digits_at(text), den = text[num] == '/' ? digits_at(text + num + 1) : 0;
    size_t length = num + 1 + den;
    int64_t a, b;
    if (den == 0 || text[length] == '/' || !whole_of((struct par_span){text, num}, &a) ||
        !whole_of((struct par_span){text + num + 1, den}, &b) || a == 0 || a > b || b > 100)
        return 0;
    *value = (struct par_ratio){a, b};
    return length;
}

/* The number as a quantity with the sign of its decimals, or its groups of three joined. */
static bool decimal_of(struct par_span text, char decimal, struct par_ratio *value)
{
    char plain[64];
    size_t length = 0;
    for (size_t i = 0; i < text.size && length < sizeof plain; i++)
        if (is_digit(text.text[i]))
            plain[length++] = text.text[i];
        else if (text.text[i] == decimal)
            plain[length++] = '.';
    struct par_quantity quantity;
    if (length == sizeof plain || par_quantity_parse((struct par_span){plain, length}, &quantity) != PAR_NUMBER_OK)
        return false;
    *value = par_quantity_ratio(quantity);
    return true;
}

/* A number with at most one decimal sign, or with groups of three; 0: none (1.1.1, 01.02.2024). */
static size_t number_at(const char *text, char sign, struct par_token *token)
{
    size_t first = digits_at(text), length = first, groups = 0, last = 0;
    bool threes = true;
    while (first > 0 && (text[length] == '.' || text[length] == ',') && is_digit(text[length + 1])) {
        last = digits_at(text + length + 1);
        threes = threes && last == 3 && (groups == 0 || text[length] == text[first]);
        length += 1 + last;
        groups++;
    }
    threes = threes && groups > 0 && first <= 3 && *text != '0';
    if (first == 0 || (groups > 1 && !threes))
        return 0;
    bool both = groups == 1 && threes;
    bool thousands = groups > 1 || (both && sign && sign != text[first]);
    token->unsure = both && !sign;
    bool read = decimal_of((struct par_span){text, length}, groups && !thousands ? text[first] : '\0', &token->value);
    return read ? length : 0;
}

/* --- Words ------------------------------------------------------------------------------------------------------- */

static bool is_letter_at(const char *text)
{
    bool ascii = (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z');
    return ascii || ((unsigned char)*text >= 0x80 && !sign_at(text));
}

/* True where a word goes on: a dash between letters ("QĐ-UBND") and a dot before a letter ("v.v") belong to it. */
static bool goes_on(const char *text, size_t at)
{
    char c = text[at];
    if (!c || c == ' ')
        return false;
    if (c == '-' || c == '.')
        return is_letter_at(text + at + 1) && !is_digit(text[at - 1]);
    return is_digit(c) || !sign_at(text + at);
}

static size_t word_at(const char *text)
{
    size_t length = 1;
    while (goes_on(text, length))
        length++;
    return length;
}

/* A date or the number of a document, which is no quantity: digits, dots, slashes and what follows without a blank. */
static size_t reference_at(const char *text)
{
    size_t length = digits_at(text);
    bool is_reference = (text[length] == '/' || text[length] == '.') && is_digit(text[length + 1]);
    if (!is_reference && !(text[length] == '/' && is_letter_at(text + length + 1)))
        return 0;
    while (text[length] && text[length] != ' ' && text[length] != '\n' && !strchr("()[];:,", text[length]))
        length++;
    return length;
}

/* "một" ... "bốn" are numbers, but not in "một số" (some), "một cửa" (one-stop) and their like. */
static bool spelled_number(const char *text, size_t length, struct par_arena *arena, struct par_ratio *value)
{
    static const char *const words[] = {"một", "hai", "ba", "bốn"};
    static const char *const others[] = {"số", "phần", "cách", "trong", "cửa", "vài", "mặt", "bộ", NULL};
    const char *folded = par_text_fold((struct par_span){text, length}, arena);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(folded, words[i]) != 0)
            continue;
        const char *next = text + length + (text[length] == ' ');
        for (size_t k = 0; others[k]; k++)
            if (strncmp(next, others[k], strlen(others[k])) == 0)
                return false;
        *value = (struct par_ratio){(par_wide)i + 1, 1};
        return true;
    }
    return false;
}

static size_t lex_word(struct lexer *lexer, size_t at)
{
    const char *text = lexer->text + at;
    size_t length = is_digit(*text) ? reference_at(text) : word_at(text);
    if (length == 0)
        length = digits_at(text);
    struct par_token token = {.kind = PAR_TOKEN_WORD, .begin = at, .end = at + length};
    if (!is_digit(*text) && spelled_number(text, length, lexer->out.arena, &token.value))
        token.kind = PAR_TOKEN_NUMBER;
    else
        token.bare = par_text_bare((struct par_span){text, length}, lexer->out.arena);
    put(lexer, token);
    return length;
}

static size_t lex_number(struct lexer *lexer, size_t at)
{
    struct par_token token = {.kind = PAR_TOKEN_FRACTION, .begin = at};
    size_t length = fraction_at(lexer->text + at, &token.value);
    if (length == 0 && (reference_at(lexer->text + at) == 0 || lexer->text[at + digits_at(lexer->text + at)] == '.')) {
        token.kind = PAR_TOKEN_NUMBER;
        length = number_at(lexer->text + at, lexer->sign, &token);
    }
    if (length == 0)
        return lex_word(lexer, at);
    token.end = at + length;
    put(lexer, token);
    return length;
}

struct par_tokens par_tokens_of(const char *text, char sign, struct par_arena *arena)
{
    struct lexer lexer = {.text = text, .sign = sign, .out = {.text = text, .arena = arena}};
    for (size_t at = 0; text[at];) {
        const struct sign *found = sign_at(text + at);
        if (text[at] == ' ') {
            at++;
        } else if (is_digit(text[at])) {
            at += lex_number(&lexer, at);
        } else if (found) {
            size_t length = strlen(found->bytes);
            struct par_token token = {.kind = found->kind, .begin = at, .end = at + length};
            token.value = (struct par_ratio){found->num, found->den ? found->den : 1};
            put(&lexer, token);
            at += length;
        } else {
            at += lex_word(&lexer, at);
        }
    }
    put(&lexer, (struct par_token){.kind = PAR_TOKEN_END, .begin = strlen(text), .end = strlen(text)});
    lexer.out.count--;
    return lexer.out;
}

/* --- Phrases ----------------------------------------------------------------------------------------------------- */

size_t par_tokens_phrase(const struct par_tokens *tokens, size_t at, const char *phrase)
{
    size_t count = 0;
    while (*phrase) {
        size_t length = strcspn(phrase, " ");
        const struct par_token *token = at + count < tokens->count ? &tokens->items[at + count] : NULL;
        if (!token || strncmp(token->bare, phrase, length) != 0 || token->bare[length])
            return 0;
        count++;
        phrase += length + (phrase[length] == ' ');
    }
    return count;
}

bool par_tokens_have(const struct par_tokens *tokens, size_t begin, size_t end, const char *phrase)
{
    for (size_t i = begin; i < end; i++) {
        size_t count = par_tokens_phrase(tokens, i, phrase);
        if (count > 0 && i + count <= end)
            return true;
    }
    return false;
}
