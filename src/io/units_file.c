#include "parindex/files.h"
#include "parindex/match.h"
#include "parindex/records.h"
#include "parindex/text.h"
#include "parindex/yes_no.h"

/* The columns of a unit list. */
struct columns {
    int unit, name, bloc, level, set, groups, parent, ranked, submitted_at, predecessors;
};

static struct columns find_columns(const struct par_records *records)
{
    static const char *const known[] = {"unit",   "name",   "bloc",         "level",        "set",  "groups",
                                        "parent", "ranked", "submitted_at", "predecessors", "note", NULL};
    par_records_check(records);
    par_records_only(records, known);
    return (struct columns){.unit = par_records_column(records, "unit", true),
                            .name = par_records_column(records, "name", true),
                            .bloc = par_records_column(records, "bloc", false),
                            .level = par_records_column(records, "level", false),
                            .set = par_records_column(records, "set", false),
                            .groups = par_records_column(records, "groups", false),
                            .parent = par_records_column(records, "parent", false),
                            .ranked = par_records_column(records, "ranked", false),
                            .submitted_at = par_records_column(records, "submitted_at", false),
                            .predecessors = par_records_column(records, "predecessors", false)};
}

static bool read_ranked(const struct par_records *records, int column)
{
    struct par_span text = par_records_field(records, column);
    int ranked = text.size ? par_yes_or_no(text, par_text_fold, records->arena) : 1;
    if (ranked < 0)
        par_records_error(records, column, PAR_VALUE_UNKNOWN, par_records_text(records, column), "yes, no");
    return ranked != 0;
}

static void check_date(const struct par_records *records, int column)
{
    struct par_span text = par_records_field(records, column);
    int64_t day;
    if (text.size && !par_date_parse(text, &day))
        par_records_error(records, column, PAR_DATE_SYNTAX, par_records_text(records, column), NULL);
}

static void read_unit(const struct par_records *records, const struct columns *at, struct par_units *units)
{
    struct par_unit unit = {.code = par_records_text(records, at->unit),
                            .name = par_records_text(records, at->name),
                            .bloc = par_records_text(records, at->bloc),
                            .level = par_records_text(records, at->level),
                            .set_id = par_records_text(records, at->set),
                            .groups = par_split(par_records_field(records, at->groups), records->arena),
                            .parent = par_records_text(records, at->parent),
                            .ranked = read_ranked(records, at->ranked),
                            .submitted_at = par_records_text(records, at->submitted_at),
                            .predecessors = par_split(par_records_field(records, at->predecessors), records->arena),
                            .line = records->line};
    check_date(records, at->submitted_at);
    if (!*unit.code)
        par_records_error(records, at->unit, PAR_KEY_MISSING, "unit", NULL);
    else
        par_units_add(units, &unit, records->arena);
}

struct par_units *par_units_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                 struct par_diags *diags)
{
    struct par_records records;
    if (!par_records_open(&records, path, how, arena, diags))
        return NULL;
    struct par_units *units = par_units_new(par_arena_copy(arena, par_span_of(path)), &par_matching, arena);
    units->sheet = records.sheet;
    struct columns at = find_columns(&records);
    while (at.unit >= 0 && par_records_next(&records))
        read_unit(&records, &at, units);
    par_records_close(&records);
    return units;
}
