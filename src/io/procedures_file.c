#include "dossier_words.h"
#include "parindex/text.h"

static const char *bare(struct par_span text, struct par_arena *arena)
{
    return par_text_bare(par_span_trim(text), arena);
}

static void read_procedure(const struct par_records *records, int name, int service, int unit,
                           struct par_procedures *procedures)
{
    struct par_arena *arena = records->arena;
    int kind = par_dossier_service_of(par_records_field(records, service), arena);
    if (par_records_field(records, name).size == 0) {
        par_records_error(records, name, PAR_KEY_MISSING, "procedure", NULL);
        return;
    }
    if (kind < 0) {
        par_records_error(records, service, PAR_VALUE_UNKNOWN, par_records_text(records, service),
                          "một phần, toàn trình, một cửa");
        return;
    }
    procedures->items =
        par_arena_grow(arena, procedures->items, procedures->count, &procedures->room, sizeof *procedures->items);
    procedures->items[procedures->count] = (struct par_procedure){
        par_records_text(records, name), (enum par_service)kind, par_records_text(records, unit)};
    par_names_add(procedures->names, par_span_of(bare(par_records_field(records, name), arena)),
                  (int32_t)procedures->count++);
}

struct par_procedures *par_procedures_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                           struct par_diags *diags)
{
    struct par_records records;
    size_t before = par_diags_errors(diags);
    if (!par_records_open(&records, path, how, arena, diags))
        return NULL;
    struct par_procedures *procedures = par_arena_alloc(arena, sizeof *procedures);
    *procedures = (struct par_procedures){.names = par_names_new(arena), .arena = arena};
    par_records_check(&records);
    int name = par_records_column(&records, "procedure", false);
    if (name < 0)
        name = par_records_column(&records, "procedure_name", false);
    if (name < 0)
        par_records_column(&records, "procedure", true);
    int service = par_records_column(&records, "service", false), unit = par_records_column(&records, "unit", false);
    while (name >= 0 && par_records_next(&records))
        read_procedure(&records, name, service, unit, procedures);
    par_records_close(&records);
    return par_diags_errors(diags) == before ? procedures : NULL;
}

int32_t par_procedures_find(const struct par_procedures *procedures, struct par_span typed)
{
    return par_names_find(procedures->names, par_span_of(bare(typed, procedures->arena)));
}
