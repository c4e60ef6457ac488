/* html: HTML with every text escaped.
 *
 * A template is the program's own and is written as it stands, except for its marks, each of which takes the next
 * argument, a text (const char *, NULL is nothing):
 *
 *     %t  text between tags      par_html_text: & < >
 *     %a  value of an attribute  par_html_attribute: & < > and both quotes; it stands in double quotes
 *     %n  a text that may come from anywhere, between tags: where it holds letters or marks that turn the order of
 *         reading, it is kept apart from its neighbours (<bdi>), so that it turns nothing outside itself
 *     %%  a percent sign
 *
 * Nothing from a file goes past those two functions. In both, what HTML cannot hold (control characters, bytes that are
 * not UTF-8) becomes U+FFFD. */
#ifndef PARINDEX_HTML_H
#define PARINDEX_HTML_H

#include "parindex/output.h"

void par_html_put(struct par_output *output, const char *template, ...);
void par_html_text(struct par_output *output, const char *text);
void par_html_attribute(struct par_output *output, const char *text);

#endif
