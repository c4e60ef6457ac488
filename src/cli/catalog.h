/* catalog: translated texts out of a GNU .mo catalogue that stands in the program itself.
 *
 * Made from po/<language>.po by msgfmt and embedded at build time. libintl's gettext() is not used: it needs a locale
 * of that language on the system (a small Debian has none) and setlocale(), and numbers must never depend on a locale.
 */
#ifndef PARINDEX_CATALOG_H
#define PARINDEX_CATALOG_H

/* The text in `language` ("vi"); `english` itself when the catalogue has none or language is "en". */
const char *par_catalog_text(const char *language, const char *english);

#endif
