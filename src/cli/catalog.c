#include "catalog.h"

#include <string.h>

#include "mo.h"

/* Made from po/vi.po at build time, see cmake/Catalog.cmake. */
extern const unsigned char par_vi_mo[];
extern const size_t par_vi_mo_size;

const char *par_catalog_text(const char *language, const char *english)
{
    if (*english == '\0' || strcmp(language, "vi") != 0) /* the empty text is the key of the catalogue's heading */
        return english;
    const char *text = par_mo_find(par_vi_mo, par_vi_mo_size, english);
    return text && *text ? text : english;
}
