#include "parindex/diag.h"

#include <stdarg.h>

struct par_diags {
    struct par_arena *arena;
    size_t warning_limit;
    size_t error_limit;
    size_t by_severity[PAR_FATAL + 1];
    size_t kept[PAR_CODE_COUNT];
    size_t dropped[PAR_FATAL + 1][PAR_CODE_COUNT];
    size_t kept_errors;
    struct par_diag *first;
    struct par_diag *last;
    const char *last_file; /* the copy of the file name last used */
};

struct par_diags *par_diags_new(struct par_arena *arena, size_t warning_limit, size_t error_limit)
{
    struct par_diags *diags = par_arena_alloc(arena, sizeof *diags);
    diags->arena = arena;
    diags->warning_limit = warning_limit;
    diags->error_limit = error_limit;
    return diags;
}

bool par_diags_wants(const struct par_diags *diags, enum par_severity severity, enum par_code code)
{
    if (severity < PAR_ERROR)
        return diags->kept[code] < diags->warning_limit;
    return severity == PAR_FATAL || diags->kept_errors < diags->error_limit;
}

static bool has_room(struct par_diags *diags, enum par_severity severity, enum par_code code)
{
    bool room = par_diags_wants(diags, severity, code);
    if (!room)
        diags->dropped[severity][code]++;
    else if (severity < PAR_ERROR)
        diags->kept[code]++;
    else
        diags->kept_errors++;
    return room;
}

static const char *copy(struct par_diags *diags, const char *text)
{
    return text ? par_arena_copy(diags->arena, par_span_of(text)) : NULL;
}

static struct par_place copy_place(struct par_diags *diags, const struct par_place *place)
{
    struct par_place kept = *place;
    if (place->file && (!diags->last_file || strcmp(place->file, diags->last_file) != 0))
        diags->last_file = copy(diags, place->file);
    kept.file = place->file ? diags->last_file : NULL;
    kept.sheet = copy(diags, place->sheet);
    kept.header = copy(diags, place->header);
    kept.pointer = copy(diags, place->pointer);
    kept.node = copy(diags, place->node);
    kept.unit = copy(diags, place->unit);
    return kept;
}

void par_diags_put(struct par_diags *diags, const struct par_diag *diag)
{
    diags->by_severity[diag->severity]++;
    if (!has_room(diags, diag->severity, diag->code))
        return;
    struct par_diag *kept = par_arena_alloc(diags->arena, sizeof *kept);
    kept->severity = diag->severity;
    kept->code = diag->code;
    kept->place = copy_place(diags, &diag->place);
    for (size_t i = 0; i < PAR_DIAG_ARGS; i++)
        kept->args[i] = copy(diags, diag->args[i]);
    if (diags->last)
        diags->last->next = kept;
    else
        diags->first = kept;
    diags->last = kept;
}

void par_diags_add(struct par_diags *diags, enum par_severity severity, enum par_code code,
                   const struct par_place *place, ...)
{
    struct par_diag diag = {.severity = severity, .code = code};
    if (place)
        diag.place = *place;
    va_list args;
    va_start(args, place);
    for (size_t i = 0; i < PAR_DIAG_ARGS; i++) {
        diag.args[i] = va_arg(args, const char *);
        if (!diag.args[i])
            break;
    }
    va_end(args);
    par_diags_put(diags, &diag);
}

void par_diags_drop(struct par_diags *diags, enum par_severity severity, enum par_code code, size_t count)
{
    diags->by_severity[severity] += count;
    diags->dropped[severity][code] += count;
}

struct par_diags *par_diags_like(const struct par_diags *diags, struct par_arena *arena)
{
    return par_diags_new(arena, diags->warning_limit, diags->error_limit);
}

void par_diags_append(struct par_diags *diags, const struct par_diags *more)
{
    for (const struct par_diag *diag = more->first; diag; diag = diag->next)
        par_diags_put(diags, diag);
    for (int severity = PAR_NOTE; severity <= PAR_FATAL; severity++)
        for (int code = 0; code < PAR_CODE_COUNT; code++)
            par_diags_drop(diags, (enum par_severity)severity, (enum par_code)code, more->dropped[severity][code]);
}

size_t par_diags_count(const struct par_diags *diags, enum par_severity severity)
{
    return diags->by_severity[severity];
}

size_t par_diags_dropped_of(const struct par_diags *diags, enum par_severity severity, enum par_code code)
{
    return diags->dropped[severity][code];
}

size_t par_diags_dropped(const struct par_diags *diags, enum par_code code)
{
    size_t count = 0;
    for (int severity = PAR_NOTE; severity <= PAR_FATAL; severity++)
        count += diags->dropped[severity][code];
    return count;
}

size_t par_diags_errors(const struct par_diags *diags)
{
    return diags->by_severity[PAR_ERROR] + diags->by_severity[PAR_FATAL];
}

const struct par_diag *par_diags_first(const struct par_diags *diags)
{
    return diags->first;
}
