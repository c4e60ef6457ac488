/* match: which entry of a list a name means that a person typed.
 *
 * Steps, from strict to loose; the first that fits any entry decides:
 *   1. the same words: letter case and width, blanks, dashes, quotes, brackets, other punctuation between words and
 *      characters that cannot be seen do not count, nor does the letter that carries the tone (Hòa, Hoà);
 *   2. and y for i where they sound the same: alone behind h k l m s t (Mỹ Lí, Mỹ Lý) and behind qu (Qui, Quy), not in
 *      thúy or thúi; numbers by what they are worth (Phường 01); with or without an apostrophe (M'Drắk); the full or
 *      short form of UBND, HĐND, TP.HCM and, in names of units and before a name, TP., TX., TT., P., X., Q., H., ĐK.
 *      No other abbreviation is understood;
 *   3. units: without "UBND" / "Ủy ban nhân dân". Titles: the one typed without its number ("1.1.1.", "a)", "IV.");
 *   4. units: the entry without its kind ("Tỉnh", "Xã" ...), where the name typed has none and is more than a number
 *      ("1" is not "Phường 1"). Titles: the entry without its number, where the one typed has none. Another kind is
 *      another unit, another number another criterion; and an entry without a kind need not be of the kind typed (the
 *      province Bắc Ninh, "Thành phố Bắc Ninh").
 *
 * Marks: a name typed with any mark never means one with other marks (Đăk Lăk is not Đắk Lắk). A name typed without any
 * means the entry that is the same by step 1; else marks do not count at any step, so that "Thanh An" means both
 * "Xã Thanh An" and "Xã Thạnh An".
 *
 * More than one entry at the step that decides: ambiguous, and nothing is chosen. What the list does not say is not cut
 * off: "Sở Nội vụ tỉnh Tây Ninh" is not "Sở Nội vụ". */
#ifndef PARINDEX_MATCH_H
#define PARINDEX_MATCH_H

#include "parindex/naming.h"

struct par_matcher;

/* Over `count` names; name(context, i) gives the i-th, which must live as long as the matcher. Names without words are
 * never found. Linear; the index of a step is built when it is first needed. */
struct par_matcher *par_matcher_new(enum par_match_kind kind, size_t count,
                                    const char *(*name)(const void *context, size_t i), const void *context,
                                    struct par_arena *arena);

/* Costs the length of the name typed, and no memory that stays but for the indexes. `exact`: found at step 1 with its
 * marks. */
struct par_matches par_matcher_find(struct par_matcher *matcher, struct par_span typed);

/* These two, for the core (naming.h). */
extern const struct par_matching par_matching;

#endif
