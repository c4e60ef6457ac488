/* dossier_ids: which dossiers were seen, and where. Private to io. */
#ifndef PARINDEX_IO_DOSSIER_IDS_H
#define PARINDEX_IO_DOSSIER_IDS_H

#include "parindex/dossier_file.h"

/* Where a dossier stood. */
struct par_dossier_seen {
    const char *file; /* lives as long as the ids */
    uint32_t line;
};

/* Notes (id, unit, step); true when they were there before, and then *before says where. */
bool par_dossier_ids_add(struct par_dossier_ids *ids, const struct par_span *parts, size_t count,
                         struct par_dossier_seen here, struct par_dossier_seen *before);

#endif
