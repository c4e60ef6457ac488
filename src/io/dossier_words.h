/* dossier_words: what statuses, channels and kinds of service are called. Private to io. */
#ifndef PARINDEX_IO_DOSSIER_WORDS_H
#define PARINDEX_IO_DOSSIER_WORDS_H

#include "parindex/dossier_file.h"

/* The meaning of a text, -1 when it is not known; an empty text is "not said". */
int par_dossier_outcome_of(struct par_span text, const struct par_dossier_words *own, struct par_arena *arena);
int par_dossier_channel_of(struct par_span text, const struct par_dossier_words *own, struct par_arena *arena);
int par_dossier_service_of(struct par_span text, struct par_arena *arena);

#endif
