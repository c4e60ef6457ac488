#include "parindex/mapping.h"
#include "parindex/records.h"

struct columns {
    int older, newer;
};

static void check_id(const struct par_records *records, int column, const struct par_set *set, const char *id)
{
    if (!set || !*id || par_set_find(set, par_span_of(id)) > 0)
        return;
    struct par_place place = par_records_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, PAR_CRITERION_UNKNOWN, &place, id, "", set->id, NULL);
}

static void check_pair(const struct par_records *records, const char *older, const char *newer, struct par_names *pairs)
{
    const char *pair = par_arena_join(records->arena, older, " -> ", newer, NULL);
    struct par_place place = par_records_place(records, -1);
    if (!*older && !*newer)
        par_diags_add(records->diags, PAR_ERROR, PAR_KEY_MISSING, &place, "old, new", NULL);
    else if (par_names_add(pairs, par_span_of(pair), 0) != PAR_NAME_NONE)
        par_diags_add(records->diags, PAR_ERROR, PAR_MAPPING_TWICE, &place, older, newer, NULL);
}

struct par_mapping *par_mapping_load(const char *path, const struct par_reading *how, const struct par_set *older,
                                     const struct par_set *newer, struct par_arena *arena, struct par_diags *diags)
{
    static const char *const known[] = {"old", "new", "note", NULL};
    struct par_records records;
    if (!par_records_open(&records, path, how, arena, diags))
        return NULL;
    par_records_check(&records);
    par_records_only(&records, known);
    struct columns at = {.older = par_records_column(&records, "old", true),
                         .newer = par_records_column(&records, "new", true)};
    struct par_mapping *mapping = par_mapping_new(arena);
    struct par_names *pairs = par_names_new(arena);
    bool usable = at.older >= 0 && at.newer >= 0;
    while (usable && par_records_next(&records)) {
        const char *from = par_records_text(&records, at.older), *to = par_records_text(&records, at.newer);
        check_pair(&records, from, to, pairs);
        check_id(&records, at.older, older, from);
        check_id(&records, at.newer, newer, to);
        par_mapping_add(mapping, from, to);
    }
    par_records_close(&records);
    return usable ? mapping : NULL;
}
