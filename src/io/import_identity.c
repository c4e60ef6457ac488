/* What the set is called: id, year, level, title; from the options, else from the lines above the table, else from the
 * name of the file. */
#include <stdio.h>

#include "import_draft.h"
#include "parindex/text.h"

enum { LONGEST_ID = 60, YEARS = 8, FIRST_YEAR = 1900, LAST_YEAR = 2999 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *stem_of(const char *file, struct par_arena *arena)
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file, *dot = strrchr(name, '.');
    return par_arena_copy(arena, (struct par_span){name, dot && dot > name ? (size_t)(dot - name) : strlen(name)});
}

static void note_taken(const struct import_draft *draft, struct par_diags *diags, const char *option, const char *value,
                       const char *from)
{
    struct par_place place = {.file = draft->grid.file};
    par_diags_add(diags, PAR_NOTE, PAR_IMPORT_TAKEN, &place, option, value, from, NULL);
}

/* --- Title ---------------------------------------------------------------------------------------------------------
 */

/* Letterheads, blanks to be filled in, the reference to the decision. */
static bool is_title(const char *bare)
{
    static const char *const others[] = {"ten don vi", "don vi:",     "kem theo",     "xa hoi chu nghia",
                                         "doc lap",    "uy ban nhan", "ban hanh kem", NULL};
    static const char *const alone[] = {"phu luc", "mau so", "bieu mau", "ubnd", NULL};
    if (par_import_has_any(bare, others))
        return false;
    for (size_t i = 0; alone[i]; i++)
        if (strncmp(bare, alone[i], strlen(alone[i])) == 0 && strlen(bare) < 24)
            return false;
    return *bare != '\0';
}

static const char *without_brackets(const char *text, struct par_arena *arena)
{
    size_t length = strlen(text);
    bool both = length > 1 && *text == '(' && text[length - 1] == ')';
    return both ? par_arena_copy(arena, (struct par_span){text + 1, length - 2}) : text;
}

static void read_titles(struct import_draft *draft)
{
    struct par_arena *arena = draft->arena;
    draft->title = "";
    for (size_t i = 0; i < draft->columns.heading; i++) {
        for (const char *line = draft->grid.rows[i].out.text; *line;) {
            size_t length = strcspn(line, "\n");
            const char *text = par_arena_copy(arena, par_span_trim((struct par_span){line, length}));
            const char *bare = par_text_bare(par_span_of(text), arena);
            if (is_title(bare))
                draft->title = par_arena_join(arena, draft->title, *draft->title ? " " : "", text, NULL);
            else if (strstr(bare, "kem theo"))
                draft->document = without_brackets(text, arena);
            line += length + (line[length] == '\n');
        }
    }
}

/* --- Year ----------------------------------------------------------------------------------------------------------
 */

struct years {
    size_t count;
    int items[YEARS];
    const char *from;
};

static void add_year(struct years *years, const char *digits, const char *from)
{
    int year = 0;
    for (int i = 0; i < 4; i++)
        year = year * 10 + (digits[i] - '0');
    for (size_t i = 0; i < years->count; i++)
        if (years->items[i] == year)
            return;
    if (year < FIRST_YEAR || year > LAST_YEAR || years->count == YEARS)
        return;
    years->items[years->count++] = year;
    years->from = from;
}

static bool is_year(const char *text)
{
    return is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3]) && !is_digit(text[4]);
}

/* "năm 2024", but not the year of a date ("ngày 5 tháng 12 năm 2024"). */
static void years_in_title(const struct import_draft *draft, const char *text, struct years *years)
{
    const char *bare = par_text_bare(par_span_of(text), draft->arena);
    for (const char *at = strstr(bare, "nam "); at; at = strstr(at + 1, "nam ")) {
        const char *before = at;
        while (before > bare && (before[-1] == ' ' || is_digit(before[-1])))
            before--;
        bool date = before - bare >= 5 && strncmp(before - 5, "thang", 5) == 0;
        if (is_year(at + 4) && !date)
            add_year(years, at + 4, text);
    }
}

static void years_in_name(const struct import_draft *draft, struct years *years)
{
    const char *stem = stem_of(draft->grid.file, draft->arena);
    for (const char *at = stem; *at; at++)
        if (is_year(at) && (at == stem || !is_digit(at[-1])))
            add_year(years, at, stem);
}

static const char *year_text(int year, struct par_arena *arena)
{
    char text[16];
    snprintf(text, sizeof text, "%d", year);
    return par_arena_copy(arena, par_span_of(text));
}

static bool settle_year(struct import_draft *draft, struct par_diags *diags)
{
    struct years years = {0};
    if (draft->options->year) {
        draft->year = draft->options->year;
        return true;
    }
    for (size_t i = 0; i < draft->columns.heading; i++)
        years_in_title(draft, draft->grid.rows[i].out.text, &years);
    if (draft->options->title)
        years_in_title(draft, draft->options->title, &years);
    if (years.count == 0)
        years_in_name(draft, &years);
    if (years.count == 1) {
        draft->year = years.items[0];
        note_taken(draft, diags, "--year", year_text(draft->year, draft->arena), years.from);
        return true;
    }
    const char *found = "";
    for (size_t i = 0; i < years.count; i++)
        found = par_arena_join(draft->arena, found, i ? ", " : "", year_text(years.items[i], draft->arena), NULL);
    struct par_place place = {.file = draft->grid.file};
    par_diags_add(diags, PAR_ERROR, PAR_IMPORT_YEAR, &place, found, NULL);
    return false;
}

/* --- Level ---------------------------------------------------------------------------------------------------------
 */

/* From the title, when it names just one. */
static void settle_level(struct import_draft *draft, struct par_diags *diags)
{
    static const struct {
        const char *level;
        const char *words[6];
    } levels[] = {{"tinh", {"cap tinh", "cac tinh", NULL}},
                  {"so", {"cap so", "cac so", "so, ban", "so, nganh", NULL}},
                  {"huyen", {"cap huyen", "cac huyen", "quan, huyen", "huyen, thi xa", NULL}},
                  {"xa", {"cap xa", "cac xa", "xa, phuong", "phuong, xa", NULL}}};
    const char *bare = par_text_bare(par_span_of(draft->title), draft->arena);
    size_t found = 0;
    draft->level = draft->options->level;
    for (size_t i = 0; !draft->options->level && i < sizeof levels / sizeof *levels; i++)
        if (par_import_has_any(bare, levels[i].words)) {
            found++;
            draft->level = levels[i].level;
        }
    if (found > 1)
        draft->level = NULL;
    if (found == 1)
        note_taken(draft, diags, "--level", draft->level, draft->title);
}

bool par_import_identity_settle(struct import_draft *draft, struct par_diags *diags)
{
    const char *stem = stem_of(draft->grid.file, draft->arena);
    read_titles(draft);
    bool named = settle_year(draft, diags);
    settle_level(draft, diags);
    if (draft->options->title)
        draft->title = draft->options->title;
    else if (!*draft->title) {
        draft->title = stem;
        note_taken(draft, diags, "--title", stem, draft->grid.file);
    }
    draft->id = draft->options->id ? draft->options->id : par_import_slug(stem, LONGEST_ID, draft->arena);
    if (!*draft->id)
        draft->id = "bo-tieu-chi";
    if (!draft->options->id)
        note_taken(draft, diags, "--id", draft->id, draft->grid.file);
    return named;
}
