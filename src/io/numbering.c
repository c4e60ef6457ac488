#include "numbering.h"

#include <stdio.h>

#include "xml.h"

enum { LEVELS = 9, LISTS_MAX = 1 << 14, REPEATS_MAX = 8, FIGURE_ROOM = 32 };

enum figures { DECIMAL, TWO_DIGITS, LOWER_LETTER, UPPER_LETTER, LOWER_ROMAN, UPPER_ROMAN, NO_FIGURES };

struct level {
    enum figures figures;
    uint32_t start;
    const char *text; /* "%1.%2." */
};

struct numbering_list {
    uint32_t id;
    struct level levels[LEVELS];
    uint32_t counts[LEVELS];
    bool begun[LEVELS];
};

struct numbering_use {
    uint32_t id;
    uint32_t list_id;
    struct numbering_list *list; /* NULL: there is no such list */
    bool restarts[LEVELS];       /* where it begins with `starts`, once */
    bool restarted[LEVELS];
    uint32_t starts[LEVELS];
};

struct reading {
    struct par_numbering *numbering;
    bool in_list, in_use;
    uint32_t level; /* at hand; LEVELS: none */
};

/* --- Reading ----------------------------------------------------------------------------------------------------- */

static enum figures figures_named(const char *name)
{
    static const char *const names[] = {
        [DECIMAL] = "decimal",          [TWO_DIGITS] = "decimalZero", [LOWER_LETTER] = "lowerLetter",
        [UPPER_LETTER] = "upperLetter", [LOWER_ROMAN] = "lowerRoman", [UPPER_ROMAN] = "upperRoman",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (enum figures)i;
    return NO_FIGURES;
}

static void begin_list(struct reading *reading, const char **attributes)
{
    struct par_numbering *numbering = reading->numbering;
    struct numbering_list list = {0};
    for (size_t i = 0; i < LEVELS; i++)
        list.levels[i] = (struct level){.figures = DECIMAL, .text = ""};
    par_xml_number(par_xml_attribute(attributes, "abstractNumId"), &list.id);
    numbering->lists = par_arena_grow(numbering->arena, numbering->lists, numbering->list_count, &numbering->list_room,
                                      sizeof *numbering->lists);
    numbering->lists[numbering->list_count++] = list;
    reading->in_list = true;
}

static void begin_use(struct reading *reading, const char **attributes)
{
    struct par_numbering *numbering = reading->numbering;
    struct numbering_use use = {0};
    par_xml_number(par_xml_attribute(attributes, "numId"), &use.id);
    numbering->uses = par_arena_grow(numbering->arena, numbering->uses, numbering->use_count, &numbering->use_room,
                                     sizeof *numbering->uses);
    numbering->uses[numbering->use_count++] = use;
    reading->in_use = true;
}

static void begin_level(struct reading *reading, const char **attributes)
{
    if (!par_xml_number(par_xml_attribute(attributes, "ilvl"), &reading->level) || reading->level > LEVELS)
        reading->level = LEVELS;
}

/* What is said about the level at hand of a list. */
static void take_level(struct reading *reading, const char *name, const char *value)
{
    struct par_numbering *numbering = reading->numbering;
    struct level *level = &numbering->lists[numbering->list_count - 1].levels[reading->level];
    if (strcmp(name, "start") == 0)
        par_xml_number(value, &level->start);
    else if (strcmp(name, "numFmt") == 0)
        level->figures = figures_named(value);
    else if (strcmp(name, "lvlText") == 0)
        level->text = par_arena_copy(numbering->arena, par_span_of(value));
}

/* What is said about a use, or the level at hand of it. */
static void take_use(struct reading *reading, const char *name, const char *value)
{
    struct numbering_use *use = &reading->numbering->uses[reading->numbering->use_count - 1];
    if (strcmp(name, "abstractNumId") == 0)
        par_xml_number(value, &use->list_id);
    else if (strcmp(name, "startOverride") == 0 && reading->level < LEVELS)
        use->restarts[reading->level] = par_xml_number(value, &use->starts[reading->level]);
}

static void start_element(struct par_xml *xml, const char *name, const char **attributes)
{
    struct reading *reading = xml->context;
    const char *value = par_xml_attribute(attributes, "val");
    if (reading->numbering->list_count >= LISTS_MAX || reading->numbering->use_count >= LISTS_MAX)
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
    else if (strcmp(name, "abstractNum") == 0)
        begin_list(reading, attributes);
    else if (strcmp(name, "num") == 0)
        begin_use(reading, attributes);
    else if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0)
        begin_level(reading, attributes);
    else if (value && reading->in_list && reading->level < LEVELS)
        take_level(reading, name, value);
    else if (value && reading->in_use)
        take_use(reading, name, value);
}

static void end_element(struct par_xml *xml, const char *name)
{
    struct reading *reading = xml->context;
    if (strcmp(name, "abstractNum") == 0)
        reading->in_list = false;
    else if (strcmp(name, "num") == 0)
        reading->in_use = false;
    else if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0)
        reading->level = LEVELS;
}

static int by_id(const void *a, const void *b)
{
    const struct numbering_use *first = a;
    const struct numbering_use *second = b;
    return (first->id > second->id) - (first->id < second->id);
}

static struct numbering_list *find_list(const struct par_numbering *numbering, uint32_t id)
{
    for (size_t i = 0; i < numbering->list_count; i++)
        if (numbering->lists[i].id == id)
            return &numbering->lists[i];
    return NULL;
}

bool par_numbering_read(struct par_numbering *numbering, struct par_package *package, const char *part)
{
    *numbering = (struct par_numbering){.arena = package->arena};
    struct reading reading = {.numbering = numbering, .level = LEVELS};
    if (!par_xml_read(package, part, start_element, end_element, &reading))
        return false;
    for (size_t i = 0; i < numbering->use_count; i++)
        numbering->uses[i].list = find_list(numbering, numbering->uses[i].list_id);
    if (numbering->use_count > 0)
        qsort(numbering->uses, numbering->use_count, sizeof *numbering->uses, by_id);
    return true;
}

/* --- Counting ---------------------------------------------------------------------------------------------------- */

void par_numbering_restart(struct par_numbering *numbering)
{
    for (size_t i = 0; i < numbering->list_count; i++)
        memset(numbering->lists[i].begun, 0, sizeof numbering->lists[i].begun);
    for (size_t i = 0; i < numbering->use_count; i++)
        memset(numbering->uses[i].restarted, 0, sizeof numbering->uses[i].restarted);
}

static struct numbering_use *find_use(const struct par_numbering *numbering, uint32_t id)
{
    struct numbering_use asked = {.id = id};
    if (numbering->use_count == 0)
        return NULL;
    return bsearch(&asked, numbering->uses, numbering->use_count, sizeof asked, by_id);
}

/* Levels above that were not counted yet stand at their start, levels below begin anew. */
static void count(struct numbering_list *list, struct numbering_use *use, uint32_t level)
{
    for (uint32_t i = 0; i < level; i++)
        if (!list->begun[i]) {
            list->counts[i] = list->levels[i].start;
            list->begun[i] = true;
        }
    if (use->restarts[level] && !use->restarted[level])
        list->counts[level] = use->starts[level];
    else
        list->counts[level] = list->begun[level] ? list->counts[level] + 1 : list->levels[level].start;
    use->restarted[level] = true;
    list->begun[level] = true;
    for (uint32_t i = level + 1; i < LEVELS; i++)
        list->begun[i] = false;
}

/* --- Figures ----------------------------------------------------------------------------------------------------- */

/* a ... z, aa ... zz, aaa ...: as Word counts. */
static void add_letters(uint32_t number, char first, struct par_buffer *out)
{
    if (number == 0 || number > 26 * REPEATS_MAX)
        return;
    char letter[] = {(char)(first + (char)((number - 1) % 26)), '\0'};
    for (uint32_t i = 0; i <= (number - 1) / 26; i++)
        par_buffer_add(out, par_span_of(letter));
}

static void add_roman(uint32_t number, bool upper, struct par_buffer *out)
{
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } figures[] = {
        {1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
        {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
        {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"},
    };
    if (number > 3999)
        return;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        for (; number >= figures[i].value; number -= figures[i].value)
            par_buffer_add(out, par_span_of(upper ? figures[i].upper : figures[i].lower));
}

static void add_figures(const struct level *level, uint32_t number, struct par_buffer *out)
{
    char text[FIGURE_ROOM];
    switch (level->figures) {
    case DECIMAL:
    case TWO_DIGITS:
        snprintf(text, sizeof text, level->figures == DECIMAL ? "%u" : "%02u", (unsigned)number);
        par_buffer_add(out, par_span_of(text));
        break;
    case LOWER_LETTER:
    case UPPER_LETTER:
        add_letters(number, level->figures == LOWER_LETTER ? 'a' : 'A', out);
        break;
    case LOWER_ROMAN:
    case UPPER_ROMAN:
        add_roman(number, level->figures == UPPER_ROMAN, out);
        break;
    case NO_FIGURES:
        break;
    }
}

void par_numbering_count(struct par_numbering *numbering, uint32_t use_id, uint32_t level, struct par_buffer *out)
{
    struct numbering_use *use = find_use(numbering, use_id);
    struct numbering_list *list = use ? use->list : NULL;
    if (!list || level >= LEVELS)
        return;
    count(list, use, level);
    if (list->levels[level].figures == NO_FIGURES)
        return;
    for (const char *at = list->levels[level].text; *at; at++)
        if (*at == '%' && at[1] >= '1' && at[1] <= '9') {
            at++;
            add_figures(&list->levels[*at - '1'], list->counts[*at - '1'], out);
        } else {
            par_buffer_add(out, (struct par_span){at, 1});
        }
}
