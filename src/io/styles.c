#include "workbook.h"
#include "xml.h"

/* Excel has room for 65,490 formats of cells with 250 codes. */
enum { FORMATS_MAX = 1 << 17, CODES_MAX = 1 << 12 };

/* A format code that the workbook defines. */
struct custom {
    uint32_t id;
    struct par_number_format format;
};

struct reading {
    struct par_arena *arena;
    bool in_cell_formats; /* within <cellXfs>, which cells count in; <cellStyleXfs> has the same elements */
    struct custom *customs;
    size_t custom_count;
    size_t custom_room;
    struct par_number_format *formats;
    size_t count;
    size_t room;
};

static void take_code(struct reading *reading, const char **attributes)
{
    uint32_t id;
    const char *code = par_xml_attribute(attributes, "formatCode");
    if (!code || !par_xml_number(par_xml_attribute(attributes, "numFmtId"), &id))
        return;
    reading->customs = par_arena_grow(reading->arena, reading->customs, reading->custom_count, &reading->custom_room,
                                      sizeof *reading->customs);
    reading->customs[reading->custom_count++] = (struct custom){id, par_number_format_parse(code)};
}

/* Of the code with this number; the last definition counts, and goes before what the number means by itself. */
static struct par_number_format find_format(const struct reading *reading, uint32_t id)
{
    for (size_t i = reading->custom_count; i-- > 0;)
        if (reading->customs[i].id == id)
            return reading->customs[i].format;
    return par_number_format_builtin(id);
}

static void take_format(struct reading *reading, const char **attributes)
{
    uint32_t id = 0;
    par_xml_number(par_xml_attribute(attributes, "numFmtId"), &id);
    reading->formats =
        par_arena_grow(reading->arena, reading->formats, reading->count, &reading->room, sizeof *reading->formats);
    reading->formats[reading->count++] = find_format(reading, id);
}

static void start_element(struct par_xml *xml, const char *name, const char **attributes)
{
    struct reading *reading = xml->context;
    if (strcmp(name, "numFmt") == 0)
        take_code(reading, attributes);
    else if (strcmp(name, "cellXfs") == 0)
        reading->in_cell_formats = true;
    else if (reading->in_cell_formats && strcmp(name, "xf") == 0)
        take_format(reading, attributes);
    if (reading->count > FORMATS_MAX || reading->custom_count > CODES_MAX)
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
}

static void end_element(struct par_xml *xml, const char *name)
{
    struct reading *reading = xml->context;
    if (strcmp(name, "cellXfs") == 0)
        reading->in_cell_formats = false;
}

bool par_styles_read(struct par_package *package, const char *part, const struct par_number_format **formats,
                     size_t *count)
{
    struct reading reading = {.arena = package->arena};
    if (!par_xml_read(package, part, start_element, end_element, &reading))
        return false;
    *formats = reading.formats;
    *count = reading.count;
    return true;
}
