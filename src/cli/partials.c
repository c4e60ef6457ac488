/* What programs that write and merge partial results have in common: see partials.h. */
#include "partials.h"

#include "messages.h"
#include "parindex/digest.h"

bool par_partials_take_number(struct par_cli *cli, const char *argument, struct par_partial_number *out)
{
    unsigned numbers[2] = {0, 0};
    size_t at = 0;
    for (const char *c = argument; *c && at < 2; c++) {
        if (*c == '/')
            at++;
        else if (*c < '0' || *c > '9' || numbers[at] > 99999)
            at = 2;
        else
            numbers[at] = numbers[at] * 10 + (unsigned)(*c - '0');
    }
    *out = (struct par_partial_number){numbers[0], numbers[1]};
    if (at == 1 && numbers[0] >= 1 && numbers[0] <= numbers[1])
        return true;
    return par_cli_usage_error(cli, N_("--part {1}: write which of how many, for example 3/16"), argument, NULL);
}

const char *par_partials_digest(struct par_cli *cli, const char *path)
{
    const char *digest = path ? par_digest_file(path, cli->arena, cli->diags) : "";
    return digest ? digest : "";
}

void par_partials_check_file(struct par_cli *cli, const struct par_partials *partials, const char *setting,
                             const char *path)
{
    const char *here = par_partials_digest(cli, path);
    const char *there = par_partial_setting(par_partials_first(partials), setting);
    struct par_place place = {.file = path};
    if (strcmp(here, there) != 0)
        par_diags_add(cli->diags, PAR_ERROR, PAR_PART_LIST, &place, par_arena_join(cli->arena, "--", setting, NULL),
                      par_partials_first_file(partials), NULL);
}

/* --- Findings ----------------------------------------------------------------------------------------------------- */

enum { FIRST_TEXT = 6, PLACE_TEXTS = 6, FINDING_FIELDS = FIRST_TEXT + PLACE_TEXTS + PAR_DIAG_ARGS };

static const char *const severities[] = {[PAR_NOTE] = "note", [PAR_WARNING] = "warning"};

/* Texts that are there have a point in front: "" is not the same as none. */
static void put_maybe(struct par_partial_writer *writer, const char *text, struct par_arena *arena)
{
    par_partial_text(writer, par_span_of(text ? par_arena_join(arena, ".", text, NULL) : ""));
}

static const char *take_maybe(struct par_span field, struct par_arena *arena)
{
    if (field.size == 0)
        return NULL;
    return par_arena_copy(arena, (struct par_span){field.text + 1, field.size - 1});
}

static void put_finding(struct par_partial_writer *writer, const struct par_diag *diag, struct par_arena *arena)
{
    const struct par_place *place = &diag->place;
    const char *const texts[PLACE_TEXTS] = {place->file,    place->sheet, place->header,
                                            place->pointer, place->node,  place->unit};
    par_partial_line(writer, "finding");
    par_partial_text(writer, par_span_of(severities[diag->severity]));
    par_partial_text(writer, par_span_of(par_message_code(diag->code)));
    par_partial_whole(writer, place->line);
    par_partial_whole(writer, place->column);
    par_partial_whole(writer, place->field);
    for (size_t i = 0; i < PLACE_TEXTS; i++)
        put_maybe(writer, texts[i], arena);
    for (size_t i = 0; i < PAR_DIAG_ARGS; i++)
        put_maybe(writer, diag->args[i], arena);
}

static void put_dropped(struct par_partial_writer *writer, const struct par_diags *findings, enum par_severity severity)
{
    for (int code = 0; code < PAR_CODE_COUNT; code++) {
        size_t dropped = par_diags_dropped_of(findings, severity, (enum par_code)code);
        if (dropped == 0)
            continue;
        par_partial_line(writer, "more");
        par_partial_text(writer, par_span_of(severities[severity]));
        par_partial_text(writer, par_span_of(par_message_code((enum par_code)code)));
        par_partial_whole(writer, (par_wide)dropped);
    }
}

void par_partials_put_findings(struct par_partial_writer *writer, const struct par_diags *findings)
{
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    for (const struct par_diag *diag = par_diags_first(findings); diag; diag = diag->next)
        if (diag->severity < PAR_ERROR)
            put_finding(writer, diag, scratch);
    put_dropped(writer, findings, PAR_NOTE);
    put_dropped(writer, findings, PAR_WARNING);
    par_arena_free(scratch);
}

static bool take_kind(const struct par_row *row, struct par_diag *out)
{
    int code = 0;
    while (code < PAR_CODE_COUNT && !par_span_is(row->fields[2], par_message_code((enum par_code)code)))
        code++;
    out->severity = par_span_is(row->fields[1], severities[PAR_NOTE]) ? PAR_NOTE : PAR_WARNING;
    out->code = (enum par_code)code;
    return code < PAR_CODE_COUNT && par_span_is(row->fields[1], severities[out->severity]);
}

static bool take_finding(const struct par_row *row, struct par_diags *findings, struct par_arena *arena)
{
    struct par_diag diag = {.severity = PAR_NOTE};
    int64_t numbers[3];
    for (size_t i = 0; i < 3; i++)
        if (!par_partial_number(row->fields[3 + i], &numbers[i]) || numbers[i] > UINT32_MAX)
            return false;
    if (!take_kind(row, &diag))
        return false;
    const char *texts[PLACE_TEXTS];
    for (size_t i = 0; i < PLACE_TEXTS; i++)
        texts[i] = take_maybe(row->fields[FIRST_TEXT + i], arena);
    for (size_t i = 0; i < PAR_DIAG_ARGS; i++)
        diag.args[i] = take_maybe(row->fields[FIRST_TEXT + PLACE_TEXTS + i], arena);
    diag.place = (struct par_place){.file = texts[0],
                                    .sheet = texts[1],
                                    .line = (uint32_t)numbers[0],
                                    .column = (uint32_t)numbers[1],
                                    .field = (uint32_t)numbers[2],
                                    .header = texts[2],
                                    .pointer = texts[3],
                                    .node = texts[4],
                                    .unit = texts[5]};
    par_diags_put(findings, &diag);
    return true;
}

bool par_partials_take_finding(const struct par_row *row, struct par_diags *findings, bool *known)
{
    struct par_diag more = {.severity = PAR_NOTE};
    int64_t count;
    *known = true;
    if (par_span_is(row->fields[0], "finding") && row->count == FINDING_FIELDS) {
        struct par_arena *scratch = par_arena_new(par_cli_no_memory);
        bool good = take_finding(row, findings, scratch);
        par_arena_free(scratch);
        return good;
    }
    *known = par_span_is(row->fields[0], "more") && row->count == 4;
    if (!*known || !take_kind(row, &more) || !par_partial_number(row->fields[3], &count))
        return false;
    par_diags_drop(findings, more.severity, more.code, (size_t)count);
    return true;
}
