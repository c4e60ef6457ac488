/* wording_lex: the words, numbers and signs of a wording. Private to text. */
#ifndef PARINDEX_TEXT_WORDING_LEX_H
#define PARINDEX_TEXT_WORDING_LEX_H

#include "parindex/wording.h"

enum par_token_kind {
    PAR_TOKEN_END, /* behind the last one */
    PAR_TOKEN_WORD,
    PAR_TOKEN_NUMBER,
    PAR_TOKEN_FRACTION, /* "3/4", "¾" */
    PAR_TOKEN_PERCENT,
    PAR_TOKEN_DASH,
    PAR_TOKEN_COLON,
    PAR_TOKEN_SEMICOLON,
    PAR_TOKEN_COMMA,
    PAR_TOKEN_STOP,
    PAR_TOKEN_OPEN,
    PAR_TOKEN_CLOSE,
    PAR_TOKEN_LESS,
    PAR_TOKEN_AT_MOST,
    PAR_TOKEN_MORE,
    PAR_TOKEN_AT_LEAST,
    PAR_TOKEN_TIMES,
    PAR_TOKEN_SLASH,
    PAR_TOKEN_PLUS,
    PAR_TOKEN_EQUALS,
    PAR_TOKEN_BULLET,
    PAR_TOKEN_LINE /* end of a line */
};

struct par_token {
    enum par_token_kind kind;
    size_t begin, end;      /* bytes of the text */
    const char *bare;       /* WORD: without marks; "" otherwise */
    struct par_ratio value; /* NUMBER, FRACTION */
    bool unsure;            /* NUMBER: reads as thousands as well */
};

struct par_tokens {
    const char *text;
    struct par_arena *arena;
    size_t count;
    struct par_token *items; /* one more than count: END */
};

struct par_tokens par_tokens_of(const char *text, char sign, struct par_arena *arena);

/* How many tokens from `at` on are the words of the phrase ("it nhat"); 0: they are not. */
size_t par_tokens_phrase(const struct par_tokens *tokens, size_t at, const char *phrase);

/* True when a phrase occurs in [begin, end). */
bool par_tokens_have(const struct par_tokens *tokens, size_t begin, size_t end, const char *phrase);

/* What wording.c asks of its helpers. */
struct par_condition par_wording_condition(const struct par_tokens *tokens, size_t begin, size_t end);

/* The points at the end of the tokens; *label is where the words before them end. */
void par_wording_worth(const struct par_tokens *tokens, struct par_wording *wording, size_t *label);

/* True when [begin, end) is no more than a worth, "0,5 điểm"; it is put into *wording. */
bool par_wording_is_worth(const struct par_tokens *tokens, size_t begin, size_t end, struct par_wording *wording);

#endif
