#include "workbook.h"

#include "parindex/text.h"
#include "relations.h"
#include "xml.h"

enum { SHEETS_MAX = 4096 };

struct reading {
    struct par_workbook *workbook;
    struct par_package *package;
    struct par_relations relations;
    struct par_worksheet *sheets;
    size_t count;
    size_t room;
};

/* In NFC. A tab's name is drawn in the font of the system, so nobody types it in an old charset. */
static const char *sheet_name(const char *name, struct par_arena *arena)
{
    return par_arena_copy(arena, par_text_nfc(par_span_of(name), arena));
}

static void take_sheet(struct reading *reading, struct par_xml *xml, const char **attributes)
{
    struct par_arena *arena = reading->package->arena;
    const char *name = par_xml_attribute(attributes, "name");
    const char *id = par_xml_attribute(attributes, "id");
    const char *state = par_xml_attribute(attributes, "state");
    const struct par_relation *relation = id ? par_relations_id(&reading->relations, reading->package, id) : NULL;
    if (!name || !relation) {
        par_xml_fail(xml, PAR_BOOK_BROKEN, "a sheet without a name or a part");
        return;
    }
    if (strcmp(relation->type, "worksheet") != 0)
        return;
    if (reading->count == SHEETS_MAX) {
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
        return;
    }
    reading->sheets = par_arena_grow(arena, reading->sheets, reading->count, &reading->room, sizeof *reading->sheets);
    reading->sheets[reading->count++] = (struct par_worksheet){
        .name = sheet_name(name, arena), .part = relation->target, .visible = !state || strcmp(state, "visible") == 0};
}

static void start_element(struct par_xml *xml, const char *name, const char **attributes)
{
    struct reading *reading = xml->context;
    if (strcmp(name, "sheet") == 0)
        take_sheet(reading, xml, attributes);
    else if (strcmp(name, "workbookPr") == 0)
        reading->workbook->date1904 = par_xml_truth(par_xml_attribute(attributes, "date1904"));
}

static void end_element(struct par_xml *xml, const char *name)
{
    (void)xml, (void)name;
}

static bool read_sheets(struct reading *reading, const char *part)
{
    if (!par_xml_read(reading->package, part, start_element, end_element, reading))
        return false;
    if (reading->count == 0)
        par_package_fail(reading->package, PAR_BOOK_BROKEN, part, "no worksheet");
    reading->workbook->sheets = reading->sheets;
    reading->workbook->sheet_count = reading->count;
    return reading->count > 0;
}

/* Strings and styles. A workbook of numbers has no strings, and a plain one no styles. */
static bool read_shared(struct reading *reading, struct par_book_text *text)
{
    struct par_workbook *workbook = reading->workbook;
    struct par_package *package = reading->package;
    const struct par_relation *styles = par_relations_type(&reading->relations, package, "styles");
    if (styles && !par_styles_read(package, styles->target, &workbook->formats, &workbook->format_count))
        return false;
    const struct par_relation *strings = par_relations_type(&reading->relations, package, "sharedStrings");
    return (!strings || par_strings_read(&workbook->strings, package, strings->target, text)) && !package->failed;
}

bool par_workbook_read(struct par_workbook *workbook, struct par_package *package, const char *part,
                       struct par_book_text *text)
{
    *workbook = (struct par_workbook){0};
    struct reading reading = {.workbook = workbook, .package = package};
    return par_relations_read(&reading.relations, package, part) && read_sheets(&reading, part) &&
           read_shared(&reading, text);
}

void par_workbook_close(struct par_workbook *workbook)
{
    par_strings_close(&workbook->strings);
}

struct par_number_format par_workbook_format(const struct par_workbook *workbook, uint32_t style)
{
    static const struct par_number_format plain = {PAR_FORM_PLAIN, 0};
    return style < workbook->format_count ? workbook->formats[style] : plain;
}
