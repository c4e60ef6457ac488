/* fixture: criteria sets out of text in a test. JSON is written with ' for ", so that it can be read in C. */
#ifndef PARINDEX_TESTS_FIXTURE_H
#define PARINDEX_TESTS_FIXTURE_H

#include "messages.h"
#include "parindex/criteria.h"
#include "parindex/json.h"
#include "parindex/text.h"
#include "support.h"

/* A text that grows to a limit, for what is compared as a whole. */
struct text {
    size_t size;
    char bytes[16384];
};

static inline void append(struct text *text, const char *more)
{
    size_t size = strlen(more);
    assert_true(text->size + size < sizeof text->bytes);
    memcpy(text->bytes + text->size, more, size + 1);
    text->size += size;
}

static inline void append_points(struct text *text, par_points points)
{
    char number[PAR_DECIMAL_TEXT];
    par_decimal_print(points, PAR_POINTS_SCALE, -1, '.', number);
    append(text, number);
}

/* A decimal in a test, as points. */
static inline par_points points_of(const char *text)
{
    struct par_quantity quantity;
    par_points points;
    bool exact;
    assert_int_equal(par_quantity_parse(par_span_of(text), &quantity), PAR_NUMBER_OK);
    assert_true(par_points_from(quantity, PAR_POINTS_SCALE, PAR_DOWN, &points, &exact) && exact);
    return points;
}

/* The findings of at least a severity: "code pointer (criterion)", a line each. */
static inline void append_findings(struct text *text, const struct par_diags *diags, enum par_severity least)
{
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        char line[512];
        if (diag->severity < least)
            continue;
        snprintf(line, sizeof line, "%s %s (%s)\n", par_message_code(diag->code),
                 diag->place.pointer ? diag->place.pointer : "", diag->place.node ? diag->place.node : "");
        append(text, line);
    }
}

static inline void fail_with_findings(const char *what, const struct par_diags *diags)
{
    struct text text = {.size = 0};
    append_findings(&text, diags, PAR_NOTE);
    fail_msg("\n%s%.200s", text.bytes, what);
}

static inline char *unquoted(struct par_arena *arena, const char *quoted)
{
    char *json = par_arena_copy(arena, par_span_of(quoted));
    for (char *at = json; (at = strchr(at, '\'')); at++)
        *at = '"';
    return json;
}

/* `text` with the one place where `find` stands replaced. */
static inline char *edited(struct par_arena *arena, const char *text, const char *find, const char *replace)
{
    const char *at = strstr(text, find);
    if (!at || strstr(at + 1, find))
        fail_msg("stands %s: %s", at ? "more than once" : "nowhere", find);
    char *before = par_arena_copy(arena, (struct par_span){text, (size_t)(at - text)});
    return par_arena_join(arena, before, replace, at + strlen(find), NULL);
}

/* A set, or NULL after findings. */
static inline struct par_set *read_set(struct work *work, const char *quoted)
{
    struct par_span json = par_span_of(unquoted(work->arena, quoted));
    struct par_source *source = par_source_memory(json, 0, "set.json", work->arena);
    const struct par_node *root = par_json_read(source, work->arena, work->diags);
    par_source_close(source);
    if (!root)
        fail_with_findings(quoted, work->diags);
    return par_set_read(root, "set.json", par_text_fold, work->arena, work->diags);
}

static inline struct par_set *good_set(struct work *work, const char *quoted)
{
    struct par_set *set = read_set(work, quoted);
    if (!set)
        fail_with_findings(quoted, work->diags);
    return set;
}

static inline const struct par_criterion *criterion_of(const struct par_set *set, const char *id)
{
    int32_t position = par_set_find(set, par_span_of(id));
    if (position < 0)
        fail_msg("no criterion %s", id);
    return &set->criteria[position];
}

#endif
