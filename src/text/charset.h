/* charset: what the bytes of the 8-bit charsets stand for. Private to text. */
#ifndef PARINDEX_TEXT_CHARSET_H
#define PARINDEX_TEXT_CHARSET_H

#include <stdint.h>

#include "parindex/encoding.h"

enum { PAR_CHARSET_CODES = 3 };

/* Characters are written as u"..." and u'x', whose type is uint_least16_t.
 *
 * The characters of a byte, ended by 0: one, or two marks in VNI. A byte that the charset does not know is what
 * Windows-1252 makes of it, and a C1 control where that does not know it either. PAR_CHARSET_CP1252 here is
 * Windows-1252 itself. */
void par_charset_read(enum par_charset charset, unsigned char byte, uint_least16_t codes[PAR_CHARSET_CODES]);

/* The byte that Windows-1252 has for a character; -1 when it has none. */
int par_charset_byte(int32_t character);

#endif
