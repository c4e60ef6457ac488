/* relations: which parts of a package belong to a part, as its .rels part says. Parts are found in this way alone,
 * never by the name they usually have. Private to io. */
#ifndef PARINDEX_IO_RELATIONS_H
#define PARINDEX_IO_RELATIONS_H

#include "package.h"

struct par_relation {
    const char *id;
    const char *type;   /* the last segment of the type's address, which strict and transitional files share */
    const char *target; /* name of the part, without a slash before it */
    bool external;      /* the target is not in the file, and is as it was written */
};

struct par_relations {
    const char *part; /* the .rels part itself */
    const struct par_relation *relations;
    size_t count;
};

/* Of a part; of the package itself when it is "". None when there is no .rels part. In the package's arena. False after
 * a fault. */
bool par_relations_read(struct par_relations *relations, struct par_package *package, const char *part);

/* The first one of a type, or the one of an id; NULL when there is none. An external one is a fault. */
const struct par_relation *par_relations_type(const struct par_relations *relations, struct par_package *package,
                                              const char *type);
const struct par_relation *par_relations_id(const struct par_relations *relations, struct par_package *package,
                                            const char *id);

#endif
