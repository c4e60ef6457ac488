#include "encoding_report.h"

#include <stdio.h>

enum { NUMBER = 24 };

static void report_reading(const struct par_encoding_found *found, const struct par_place *place,
                           struct par_diags *diags)
{
    char valid[NUMBER], words[NUMBER] = "";
    snprintf(valid, sizeof valid, "%zu", found->valid);
    if (found->words > 0)
        snprintf(words, sizeof words, "%zu", found->words);
    par_diags_add(diags, PAR_NOTE, PAR_TEXT_READ_AS, place, par_encoding_name(found->encoding), valid, words, NULL);
}

static void report_doubt(const struct par_encoding_found *found, enum par_severity severity, enum par_code code,
                         const struct par_place *place, struct par_diags *diags)
{
    par_diags_add(diags, severity, code, place, par_encoding_name(found->encoding), found->word,
                  par_encoding_name(found->rival), found->rival_word, NULL);
}

bool par_encoding_report(const struct par_encoding_found *found, enum par_charset told, const char *file,
                         struct par_diags *diags)
{
    struct par_place place = {.file = file};
    bool is_close = found->verdict == PAR_ENCODING_CLOSE;
    bool is_unicode = found->encoding.charset == PAR_CHARSET_UNICODE;
    if (!is_unicode && !is_close && told == PAR_CHARSET_FIND)
        report_reading(found, &place, diags);
    if (is_close)
        report_doubt(found, PAR_FATAL, PAR_TEXT_CLOSE, &place, diags);
    if (found->verdict == PAR_ENCODING_UNSURE)
        report_doubt(found, PAR_WARNING, PAR_TEXT_UNSURE, &place, diags);
    return !is_close;
}

void par_encoding_report_strays(struct par_strays *strays, const char *file, struct par_diags *diags)
{
    struct par_place place = {.file = file};
    struct par_encoding_found found;
    if (par_strays_end(strays, &found))
        report_doubt(&found, PAR_WARNING, PAR_TEXT_UNSURE, &place, diags);
}

void par_encoding_report_letters(size_t mended, const char *file, struct par_diags *diags)
{
    struct par_place place = {.file = file};
    char count[NUMBER];
    snprintf(count, sizeof count, "%zu", mended);
    if (mended > 0)
        par_diags_add(diags, PAR_NOTE, PAR_TEXT_LETTERS, &place, count, NULL);
}
