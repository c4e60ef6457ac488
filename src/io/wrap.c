#include "parindex/wrap.h"

#include <string.h>

#include "parindex/text.h"

size_t par_wrapped_lines(const char *text, size_t letters)
{
    size_t lines = 1, used = 0;
    while (*text) {
        size_t size = strcspn(text, " \n"), width = par_text_width((struct par_span){text, size});
        bool fits = used == 0 || used + 1 + width <= letters;
        lines += !fits + (width - (width > 0)) / letters;
        used = (fits && used ? used + 1 : 0) + width;
        text += size;
        if (*text == '\n') {
            lines++;
            used = 0;
        }
        text += *text != '\0';
    }
    return lines;
}
