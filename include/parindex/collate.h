/* collate: the Vietnamese order of names.
 *
 * Letters a ă â b c d đ e ê ... o ô ơ ... u ư ... first, over the whole text; then tones (none, grave, hook, tilde,
 * acute, dot below); then small letters before capitals. A blank comes before punctuation, that before digits, digits
 * before letters, and a number is its digits (10 before 2): the order of ICU (CLDR "vi", nothing ignored), against
 * which the tests compare.
 *
 * ICU is followed in all of ASCII, all letters of Latin languages that are a base and a mark, and common punctuation.
 * It differs in this: æ, œ, ß, ø, ł, ð and such are letters of their own behind a, o, s ... (ICU: ae, or a difference
 * of marks); "…" sorts as "..."; symbols not listed stand behind those listed, other scripts behind Latin, each by code
 * point. */
#ifndef PARINDEX_COLLATE_H
#define PARINDEX_COLLATE_H

#include "parindex/arena.h"

/* A key whose order under strcmp is the order of the texts; equal keys only for texts that are equal after NFC.
 * NUL-terminated, in the arena. */
const char *par_collation_key(struct par_span text, struct par_arena *arena);

#endif
