#include "returned_read.h"

/* What is known of who the form is from. */
struct claim {
    bool is_known, is_other_version;
    struct par_form_identity identity;
};

static struct claim claim_of(struct par_span text, struct par_arena *arena)
{
    struct claim claim = {0};
    claim.is_known = par_form_identity_parse(text, &claim.identity, &claim.is_other_version, arena);
    return claim;
}

static struct claim find_in_cells(const struct returned_reading *reading)
{
    struct claim claim = {0};
    for (size_t i = 0; i < reading->count && i < RETURNED_TITLES; i++)
        for (size_t k = 0; k < reading->lines[i].count; k++) {
            struct par_span field = par_span_trim(reading->lines[i].fields[k]);
            if (field.size > 8 && memcmp(field.text, "parindex", 8) == 0)
                claim = claim_of(field, reading->arena);
            if (claim.is_known || claim.is_other_version)
                return claim;
        }
    return claim;
}

static const char *value_in(const struct returned_reading *hidden, const char *name)
{
    for (size_t i = 0; i < hidden->count; i++)
        if (hidden->lines[i].count >= 2 && par_span_is(par_span_trim(hidden->lines[i].fields[0]), name))
            return par_arena_copy(hidden->arena, par_span_trim(hidden->lines[i].fields[1]));
    return "";
}

/* The hidden sheet as the line that it stands for, so that both are read in one way. */
static struct claim find_in_sheet(const struct returned_reading *reading)
{
    struct par_returned unused = {0};
    struct returned_reading hidden = {.out = &unused, .arena = reading->arena, .scratch = reading->scratch};
    struct par_table_options options = {.sheet = PAR_FORM_IDENTITY_SHEET};
    struct par_diags *unheard = par_diags_new(reading->scratch, 0, 0);
    par_returned_keep_table(reading->out->path, &options, &hidden, unheard);
    const char *format = value_in(&hidden, "format");
    if (!*format)
        return (struct claim){0};
    struct par_form_identity identity = {.round = value_in(&hidden, "round"),
                                         .unit = value_in(&hidden, "unit"),
                                         .appraiser = value_in(&hidden, "appraiser"),
                                         .period = value_in(&hidden, "period"),
                                         .set = value_in(&hidden, "set"),
                                         .digest = value_in(&hidden, "digest"),
                                         .rows = value_in(&hidden, "rows"),
                                         .keys = value_in(&hidden, "keys")};
    const char *text = par_form_identity_text(&identity, reading->scratch);
    const char *rest = strchr(text, ' ');
    return claim_of(par_span_of(par_arena_join(reading->scratch, format, rest, NULL)), reading->arena);
}

static bool is_same_identity(const struct par_form_identity *a, const struct par_form_identity *b)
{
    return strcmp(a->round, b->round) == 0 && strcmp(a->unit, b->unit) == 0 &&
           strcmp(a->appraiser, b->appraiser) == 0 && strcmp(a->period, b->period) == 0 &&
           strcmp(a->set, b->set) == 0 && strcmp(a->rows, b->rows) == 0 && strcmp(a->keys, b->keys) == 0;
}

/* Both places must say the same: a sheet copied into the workbook of another unit brings its own first cell. */
bool par_returned_find_identity(struct returned_reading *reading, bool is_whole)
{
    struct par_returned *out = reading->out;
    struct claim cells = find_in_cells(reading);
    struct claim sheet = out->is_sheet ? find_in_sheet(reading) : (struct claim){0};
    struct claim claim = sheet.is_known ? sheet : cells;
    out->is_known = claim.is_known && !claim.is_other_version;
    out->identity = claim.identity;
    if (!is_whole)
        return out->is_known;
    if (sheet.is_other_version || cells.is_other_version) {
        par_returned_report_file(reading, PAR_RETURN_VERSION, NULL, NULL);
    } else if (!claim.is_known) {
        par_returned_report_file(reading, PAR_RETURN_NO_FORM, NULL, NULL);
    } else if (sheet.is_known && cells.is_known && !is_same_identity(&sheet.identity, &cells.identity)) {
        par_returned_report_file(reading, PAR_RETURN_IDENTITY, cells.identity.unit, sheet.identity.unit);
        out->found = PAR_INTAKE_CHANGED;
    }
    if (!out->is_known || sheet.is_other_version || cells.is_other_version)
        out->found = PAR_INTAKE_NO_FORM;
    return out->found == PAR_INTAKE_RECEIVED;
}

/* --- Whether it is the form that is collected --------------------------------------------------------------------- */

static bool refuse(struct returned_reading *reading, enum par_intake_state found, enum par_code code, const char *is,
                   const char *expected)
{
    reading->out->found = found;
    par_returned_report_file(reading, code, is, expected);
    return false;
}

static const struct par_set *find_set(const struct par_returned_context *context, struct par_span id)
{
    for (size_t i = 0; i < context->set_count; i++)
        if (par_span_is(id, context->sets[i]->id))
            return context->sets[i];
    return NULL;
}

/* The set of the form; of several the first. NULL after a finding. */
static const struct par_set *check_sets(struct returned_reading *reading, const struct par_unit *unit)
{
    const char *ids = reading->out->identity.set;
    const struct par_set *first = NULL;
    if (unit && strcmp(ids, unit->set->id) == 0)
        return unit->set;
    for (const char *at = ids; !unit && *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
        const struct par_set *set = find_set(reading->context, (struct par_span){at, strcspn(at, ",")});
        if (!set) {
            first = NULL;
            break;
        }
        first = first ? first : set;
    }
    if (!first)
        refuse(reading, PAR_INTAKE_WRONG_SET, PAR_RETURN_SET, ids, unit ? unit->set->id : NULL);
    return first;
}

static bool check_period(struct returned_reading *reading)
{
    const struct par_returned_context *context = reading->context;
    for (size_t i = 0; i < context->set_count; i++)
        if (strcmp(context->sets[i]->period, reading->out->identity.period) == 0)
            return true;
    return refuse(reading, PAR_INTAKE_WRONG_YEAR, PAR_RETURN_YEAR, reading->out->identity.period,
                  context->sets[0]->period);
}

/* The id of the round that is collected, in a set. */
static const char *expected_round(const struct par_returned_context *context, const struct par_set *set)
{
    enum par_form_type type;
    const char *id = set->rounds[0].id;
    return !context->round || par_form_round(set, par_span_of(context->round), &type, &id) ? id : context->round;
}

static bool check_round(struct returned_reading *reading, const struct par_set *set)
{
    const char *round = reading->out->identity.round, *expected = expected_round(reading->context, set), *id;
    if (strcmp(round, expected) == 0 && par_form_round(set, par_span_of(round), &reading->type, &id))
        return true;
    return refuse(reading, PAR_INTAKE_WRONG_ROUND, PAR_RETURN_ROUND, round, expected);
}

static bool find_unit(struct returned_reading *reading, const struct par_unit **unit)
{
    struct par_returned *out = reading->out;
    const struct par_units *units = reading->context->units;
    struct par_place place = {.file = out->path};
    *unit = NULL;
    if (!*out->identity.unit)
        return true;
    out->unit = par_units_find(units, par_span_of(out->identity.unit), &place, reading->scratch, reading->diags);
    if (out->unit < 0)
        out->found = PAR_INTAKE_UNKNOWN_UNIT;
    else
        *unit = &units->items[out->unit];
    return out->unit >= 0;
}

/* The digest is that of the file from which the form was made; of several sets it is left to their rows. */
static void check_digest(struct returned_reading *reading, const struct par_unit *unit)
{
    const struct par_returned_context *context = reading->context;
    for (size_t i = 0; unit && context->digests && i < context->set_count; i++)
        if (context->sets[i] == unit->set && context->digests[i] && *reading->out->identity.digest &&
            strcmp(context->digests[i], reading->out->identity.digest) != 0)
            par_returned_report(reading, PAR_WARNING, PAR_RETURN_DIGEST, NULL, RETURNED_COLUMNS, NULL, unit->set->id,
                                NULL);
}

bool par_returned_check_identity(struct returned_reading *reading)
{
    const struct par_unit *unit = NULL;
    const struct par_set *set = check_period(reading) && find_unit(reading, &unit) ? check_sets(reading, unit) : NULL;
    if (!set || !check_round(reading, set))
        return false;
    check_digest(reading, unit);
    bool over_units = reading->type == PAR_APPRAISAL_FORM || reading->type == PAR_COUNCIL_FORM;
    reading->out->is_by_units = over_units;
    return over_units == !unit || refuse(reading, PAR_INTAKE_NO_FORM, PAR_RETURN_NO_UNIT, NULL, NULL);
}
