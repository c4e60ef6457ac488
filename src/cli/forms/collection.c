#include "collection.h"

#include <stdio.h>
#include <strings.h>

#include "messages.h"
#include "parindex/text.h"

static const struct par_units *units_of(const struct par_collection *collection)
{
    return collection->loaded->units;
}

/* The note of a file names its errors. */
static const char *with_code(const char *note, enum par_code code, struct par_arena *arena)
{
    return par_arena_join(arena, note, *note ? "|" : "", par_message_code(code), NULL);
}

enum par_form_type par_collection_type(const struct par_collection *collection)
{
    enum par_form_type type = PAR_SELF_FORM;
    const char *id;
    if (collection->context.round)
        par_form_round(collection->loaded->sets[0], par_span_of(collection->context.round), &type, &id);
    return type;
}

bool par_collection_is_by_units(const struct par_collection *collection)
{
    enum par_form_type type = par_collection_type(collection);
    return type == PAR_APPRAISAL_FORM || type == PAR_COUNCIL_FORM;
}

static void report(const struct par_collection *collection, size_t file, enum par_severity severity, enum par_code code,
                   const char *a, const char *b)
{
    struct par_collected *collected = &collection->files[file];
    const struct par_returned *form = &collected->form;
    if (severity >= PAR_ERROR)
        collected->note = with_code(collected->note, code, collection->cli->arena);
    struct par_place place = {.file = collection->paths.items[file]};
    if (form->unit >= 0)
        place.unit = units_of(collection)->items[form->unit].code;
    par_diags_add(collection->cli->diags, severity, code, &place, a, b, NULL);
}

/* --- Whose file it is --------------------------------------------------------------------------------------------- */

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The unit with whose code the name of the file begins, the longest such code; -1 for none. */
static int32_t unit_of_name(const struct par_units *units, const char *path)
{
    int32_t found = -1;
    size_t longest = 0;
    for (size_t i = 0; i < units->count; i++) {
        size_t size = strlen(units->items[i].code);
        if (size <= longest || strncasecmp(name_of(path), units->items[i].code, size) != 0 ||
            is_letter(name_of(path)[size]))
            continue;
        found = (int32_t)i;
        longest = size;
    }
    return found;
}

/* Whose file it is that cannot be read: its form may still say so, else the log, else its name. */
static void find_sender(struct par_collection *collection, size_t file, const struct par_received *line)
{
    struct par_collected *collected = &collection->files[file];
    struct par_returned *form = &collected->form;
    if (form->unit < 0 && line)
        form->unit = line->unit;
    if (form->unit >= 0 || form->is_known)
        return;
    form->unit = unit_of_name(units_of(collection), form->path);
    collected->is_guess = true;
}

static void report_unreadable(struct par_collection *collection, size_t file, const struct par_received *line)
{
    struct par_collected *collected = &collection->files[file];
    find_sender(collection, file, line);
    const char *unit = collected->form.is_known ? collected->form.identity.appraiser : NULL;
    if (collected->form.unit >= 0)
        unit = units_of(collection)->items[collected->form.unit].code;
    enum par_code code = !unit || !*unit       ? PAR_RETURN_LOST
                         : collected->is_guess ? PAR_RETURN_GUESSED
                                               : PAR_RETURN_UNREADABLE;
    report(collection, file, PAR_ERROR, code, unit, NULL);
}

/* Where appraisers fill in the forms, the one who sent it is an appraiser, and no unit loses anything by it. */
static void name_appraiser(struct par_collection *collection, size_t file)
{
    struct par_collected *collected = &collection->files[file];
    struct par_returned *form = &collected->form;
    if (form->unit >= 0)
        form->identity.appraiser = units_of(collection)->items[form->unit].code;
    form->unit = -1;
}

static void check_unit(struct par_collection *collection, size_t file, const struct par_received *line)
{
    struct par_returned *form = &collection->files[file].form;
    const struct par_unit *units = units_of(collection)->items;
    int32_t named = unit_of_name(units_of(collection), form->path);
    bool is_of_round =
        par_intake_counts(form->found) || form->found == PAR_INTAKE_CHANGED || form->found == PAR_INTAKE_FAULTY;
    if (is_of_round && line && line->unit >= 0 && line->unit != form->unit) {
        report(collection, file, PAR_ERROR, PAR_RETURN_OTHER_UNIT, units[line->unit].code, units[form->unit].code);
        form->found = PAR_INTAKE_WRONG_UNIT;
    } else if (named >= 0 && named != form->unit) {
        report(collection, file, PAR_WARNING, PAR_RETURN_NAME, units[named].code, units[form->unit].code);
    }
}

/* What a form speaks for: of files that have one subject, one is enough. */
static const char *subject_of(const struct par_collection *collection, const struct par_collected *collected)
{
    const struct par_returned *form = &collected->form;
    const struct par_form_identity *identity = &form->identity;
    if (collected->is_guess)
        return NULL;
    if (form->unit >= 0)
        return par_arena_join(collection->cli->arena, "unit ", units_of(collection)->items[form->unit].code, NULL);
    if (!form->is_known)
        return NULL;
    return par_arena_join(collection->cli->arena, "set ", identity->set, " ", identity->appraiser, NULL);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

/* Pictures, letters and evidence lie beside the forms; a form in a format that cannot be read is said to be one. */
static bool may_be_form(const char *path)
{
    static const char *const endings[] = {".xlsx", ".xlsm", ".csv", ".xls", ".xlsb", ".ods"};
    const char *dot = strrchr(name_of(path), '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

/* Findings go to those of the run; the errors of a form that is let in become warnings. */
static void pass_on(const struct par_collection *collection, const struct par_diags *from, bool is_let_in)
{
    for (const struct par_diag *diag = par_diags_first(from); diag; diag = diag->next)
        par_diags_add(collection->cli->diags, is_let_in && diag->severity == PAR_ERROR ? PAR_WARNING : diag->severity,
                      diag->code, &diag->place, diag->args[0], diag->args[1], diag->args[2], diag->args[3], NULL);
}

/* The codes of the errors, each once. */
static const char *note_of(const struct par_diags *found, struct par_arena *arena)
{
    const char *note = "";
    bool said[PAR_CODE_COUNT] = {false};
    for (const struct par_diag *diag = par_diags_first(found); diag; diag = diag->next) {
        if (diag->severity < PAR_ERROR || said[diag->code])
            continue;
        note = with_code(note, diag->code, arena);
        said[diag->code] = true;
    }
    return note;
}

static void skip_file(struct par_collection *collection, size_t file)
{
    const char *path = collection->paths.items[file];
    collection->files[file].form = (struct par_returned){.path = path, .unit = -1, .found = PAR_INTAKE_NO_FORM};
    collection->files[file].note = par_message_code(PAR_FILE_SKIPPED);
    report(collection, file, PAR_WARNING, PAR_FILE_SKIPPED, name_of(path), NULL);
}

/* What is needed on the way is freed with each file. */
static void read_file(struct par_collection *collection, size_t file, const struct par_received *line)
{
    struct par_collected *collected = &collection->files[file];
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    struct par_diags *found = par_diags_new(scratch, SIZE_MAX, SIZE_MAX);
    par_returned_read(&collection->context, collection->paths.items[file], &collected->form, collection->cli->arena,
                      scratch, found);
    collected->is_let_in = line && line->take && collected->form.found == PAR_INTAKE_CHANGED;
    collected->note = note_of(found, collection->cli->arena);
    pass_on(collection, found, collected->is_let_in);
    par_arena_free(scratch);
    if (collected->is_let_in)
        report(collection, file, PAR_WARNING, PAR_RETURN_TAKEN, NULL, NULL);
}

static void take_date(const struct par_collection *collection, size_t file, const struct par_received *line)
{
    struct par_collected *collected = &collection->files[file];
    struct par_intake_file *intake = &collection->intake[file];
    int32_t unit = collected->form.unit;
    if (!line || !line->has_day)
        line = collected->is_guess ? NULL : par_received_unit(&collection->log, unit);
    collected->received_on = "";
    if (line && line->has_day) {
        intake->has_day = true;
        intake->day = line->day;
        collected->received_on = line->received_on;
    } else if (unit >= 0 && !collected->is_guess && par_collection_type(collection) == PAR_SELF_FORM) {
        const char *submitted = units_of(collection)->items[unit].submitted_at;
        intake->has_day = *submitted && par_date_parse(par_span_of(submitted), &intake->day);
        collected->received_on = submitted;
    }
}

static void take_file(struct par_collection *collection, size_t file, const struct par_received *line)
{
    struct par_collected *collected = &collection->files[file];
    struct par_returned *form = &collected->form;
    if (!may_be_form(collection->paths.items[file])) {
        skip_file(collection, file);
    } else {
        read_file(collection, file, line);
        if (form->found == PAR_INTAKE_UNREADABLE)
            report_unreadable(collection, file, line);
        else if (form->unit >= 0)
            check_unit(collection, file, line);
    }
    if (form->found == PAR_INTAKE_UNREADABLE && par_collection_is_by_units(collection))
        name_appraiser(collection, file);
    take_date(collection, file, line);
    collection->intake[file].subject = subject_of(collection, collected);
    collection->intake[file].found = form->found;
    collection->intake[file].taken = line && line->take;
    collection->intake[file].content = form;
}

/* --- What was decided --------------------------------------------------------------------------------------------- */

static void report_date(const struct par_collection *collection, size_t file, const struct par_intake_rules *rules)
{
    const struct par_intake_file *intake = &collection->intake[file];
    char days[PAR_DECIMAL_TEXT];
    par_decimal_print(intake->late_days, 0, 0, '.', days);
    if (!rules->has_deadline || !par_intake_counts(intake->state))
        return;
    if (!intake->has_day)
        report(collection, file, PAR_WARNING, PAR_RETURN_NO_DATE, NULL, NULL);
    else if (intake->late_days > 0)
        report(collection, file, PAR_WARNING, PAR_RETURN_LATE, days, collection->files[file].received_on);
}

static void report_decision(const struct par_collection *collection, size_t file, const struct par_intake_rules *rules)
{
    const struct par_intake_file *intake = &collection->intake[file];
    const char *other = collection->paths.items[intake->other];
    if (intake->state == PAR_INTAKE_DUPLICATE)
        report(collection, file, PAR_ERROR, PAR_RETURN_TWICE, other, NULL);
    else if (intake->state == PAR_INTAKE_COPY)
        report(collection, file, PAR_NOTE, PAR_RETURN_COPY, other, NULL);
    else if (intake->state == PAR_INTAKE_SUPERSEDED)
        report(collection, file, PAR_NOTE, PAR_RETURN_SUPERSEDED, other, NULL);
    else if (intake->state == PAR_INTAKE_EMPTY)
        report(collection, file, PAR_WARNING, PAR_RETURN_BLANK, NULL, NULL);
    if (intake->other != file)
        collection->files[file].note = other;
    report_date(collection, file, rules);
}

static bool is_same(const void *a, const void *b)
{
    return par_returned_same(a, b);
}

void par_collection_read(struct par_collection *collection, const struct par_intake_rules *rules)
{
    struct par_arena *arena = collection->cli->arena;
    struct par_intake_rules with_same = *rules;
    size_t count = collection->paths.count;
    with_same.same = is_same;
    collection->files = par_arena_array(arena, count, sizeof *collection->files);
    collection->intake = par_arena_array(arena, count, sizeof *collection->intake);
    const struct par_received **lines =
        par_received_match(&collection->log, collection->paths, units_of(collection), arena, collection->cli->diags);
    for (size_t i = 0; i < count; i++)
        take_file(collection, i, lines[i]);
    par_intake_decide(collection->intake, count, &with_same, arena);
    for (size_t i = 0; i < count; i++)
        report_decision(collection, i, rules);
}
