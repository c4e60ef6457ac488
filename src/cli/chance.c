#include "chance.h"

#include "parindex/digest.h"

uint64_t par_chance_word(const char *text, struct par_arena *arena)
{
    const char *digits = strchr(par_digest_of(par_span_of(text), arena), ':') + 1;
    uint64_t word = 0;
    for (int i = 0; i < 16; i++)
        word = word << 4 | (uint64_t)(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'a' + 10);
    return word;
}
