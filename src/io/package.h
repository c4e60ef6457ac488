/* package: the parts of a zip file that is an OOXML document, each as a stream of bytes. Private to io.
 *
 * Nothing is unpacked to disk, and no more than a share of the file's size is unpacked at all. The first fault stands:
 * it ends the reading, and whoever opened the package reports it with the place that he knows. */
#ifndef PARINDEX_IO_PACKAGE_H
#define PARINDEX_IO_PACKAGE_H

#include <stdint.h>

#include "parindex/arena.h"
#include "parindex/diag.h"

struct par_fault {
    enum par_code code; /* BOOK_BROKEN, BOOK_TOO_LARGE or BOOK_LOCKED */
    const char *part;
    const char *reason; /* an English phrase; NULL but for BOOK_BROKEN */
};

struct par_package {
    struct par_arena *arena;
    struct zip *zip;
    uint64_t limit; /* bytes that may be unpacked */
    uint64_t left;  /* of them */
    bool failed;
    struct par_fault fault;
};

/* `bytes` is the whole file and must outlive the package. False after a fault; to be closed all the same. */
bool par_package_open(struct par_package *package, struct par_span bytes, struct par_arena *arena);
void par_package_close(struct par_package *package);

/* Keeps the fault unless there is one already. `part` must outlive the package. */
void par_package_fail(struct par_package *package, enum par_code code, const char *part, const char *reason);

bool par_package_has(const struct par_package *package, const char *part);

/* Allows as much to be unpacked once more: the sheet that is read was looked through before. */
void par_package_refill(struct par_package *package);

struct par_part {
    struct par_package *package;
    const char *name;
    struct zip_file *file;
};

/* False after a fault. */
bool par_part_open(struct par_part *part, struct par_package *package, const char *name);
void par_part_close(struct par_part *part);

/* Bytes put into the buffer; 0 at the end, where the checksum has been compared; -1 after a fault. */
long par_part_read(struct par_part *part, char *buffer, size_t size);

#endif
