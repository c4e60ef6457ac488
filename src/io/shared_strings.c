#include "shared_strings.h"

#include "xml.h"

enum { BYTES_MAX = 512 * 1024 * 1024, FIRST_ROOM = 256 };

struct reading {
    struct par_strings *strings;
    struct par_book_text *text;
    struct par_runs runs;
};

/* --- Runs -------------------------------------------------------------------------------------------------------- */

void par_runs_start(struct par_runs *runs, struct par_xml *xml, const char *name)
{
    if (strcmp(name, "t") == 0)
        par_xml_collect(xml, !runs->phonetic);
    else if (strcmp(name, "rPh") == 0)
        runs->phonetic = true;
}

void par_runs_end(struct par_runs *runs, struct par_xml *xml, const char *name)
{
    if (strcmp(name, "t") == 0)
        par_xml_collect(xml, false);
    else if (strcmp(name, "rPh") == 0)
        runs->phonetic = false;
}

/* --- Reading ----------------------------------------------------------------------------------------------------- */

static void add_end(struct par_strings *strings)
{
    if (strings->count == strings->room) {
        strings->room = strings->room ? strings->room * 2 : FIRST_ROOM;
        strings->ends = par_memory_resize(strings->bytes.arena, strings->ends, strings->room * sizeof *strings->ends);
    }
    strings->ends[strings->count++] = (uint32_t)strings->bytes.size;
}

static void start_element(struct par_xml *xml, const char *name, const char **attributes)
{
    struct reading *reading = xml->context;
    (void)attributes;
    par_runs_start(&reading->runs, xml, name);
}

static void end_element(struct par_xml *xml, const char *name)
{
    struct reading *reading = xml->context;
    struct par_strings *strings = reading->strings;
    par_runs_end(&reading->runs, xml, name);
    if (strcmp(name, "si") != 0)
        return;
    struct par_span coded = par_xml_take(xml);
    if (coded.size > BYTES_MAX - strings->bytes.size) {
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
        return;
    }
    char *end = par_buffer_reserve(&strings->bytes, coded.size);
    size_t size = par_escapes_decode(coded, end);
    if (par_text_is_blank((struct par_span){end, size}))
        size = 0;
    strings->bytes.size += size;
    add_end(strings);
    par_book_text_sample(reading->text, (struct par_span){end, size});
}

bool par_strings_read(struct par_strings *strings, struct par_package *package, const char *part,
                      struct par_book_text *text)
{
    *strings = (struct par_strings){.bytes.arena = package->arena};
    struct reading reading = {.strings = strings, .text = text};
    return par_xml_read(package, part, start_element, end_element, &reading);
}

void par_strings_close(struct par_strings *strings)
{
    par_buffer_free(&strings->bytes);
    free(strings->ends);
    *strings = (struct par_strings){0};
}

/* --- Asking ------------------------------------------------------------------------------------------------------ */

static struct par_span string_at(const struct par_strings *strings, size_t index)
{
    size_t begin = index > 0 ? strings->ends[index - 1] : 0;
    return (struct par_span){strings->bytes.bytes + begin, strings->ends[index] - begin};
}

bool par_strings_find(const struct par_strings *strings, struct par_span number, struct par_span *out)
{
    size_t index = 0;
    for (size_t i = 0; i < number.size; i++) {
        if (number.text[i] < '0' || number.text[i] > '9' || index >= BYTES_MAX)
            return false;
        index = index * 10 + (size_t)(number.text[i] - '0');
    }
    if (number.size == 0 || index >= strings->count)
        return false;
    *out = string_at(strings, index);
    return true;
}

void par_strings_decode(struct par_strings *strings, struct par_book_text *text)
{
    struct par_strings decoded = {.bytes.arena = strings->bytes.arena};
    for (size_t i = 0; i < strings->count; i++) {
        par_book_text_decode(text, string_at(strings, i), &decoded.bytes);
        add_end(&decoded);
    }
    par_strings_close(strings);
    *strings = decoded;
}
