/* support: what the unit tests share: an arena with its findings, and findings as text. */
#ifndef PARINDEX_TESTS_SUPPORT_H
#define PARINDEX_TESTS_SUPPORT_H

/* cmocka wants these four before it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "parindex/diag.h"

struct work {
    struct par_arena *arena;
    struct par_diags *diags;
};

static inline int set_up(void **state)
{
    struct work *work = malloc(sizeof *work);
    if (!work)
        return -1;
    work->arena = par_arena_new(NULL);
    work->diags = par_diags_new(work->arena, 20, 1000);
    *state = work;
    return 0;
}

static inline int tear_down(void **state)
{
    struct work *work = *state;
    par_arena_free(work->arena);
    free(work);
    return 0;
}

/* Another set of findings in the same arena. */
static inline void forget_findings(struct work *work)
{
    work->diags = par_diags_new(work->arena, 20, 1000);
}

/* The only finding. */
static inline const struct par_diag *only_finding(const struct work *work)
{
    const struct par_diag *diag = par_diags_first(work->diags);
    assert_non_null(diag);
    assert_null(diag->next);
    return diag;
}

static inline void expect_finding(const struct work *work, enum par_severity severity, enum par_code code)
{
    const struct par_diag *diag = only_finding(work);
    assert_int_equal(diag->severity, severity);
    assert_int_equal(diag->code, code);
}

/* All bytes of a file, NUL-terminated, in the arena; NULL when it cannot be opened. */
static inline char *file_text(struct par_arena *arena, const char *path)
{
    enum { LIMIT = 1 << 20 };
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = par_arena_alloc(arena, LIMIT);
    size_t size = fread(text, 1, LIMIT - 1, file);
    text[size] = '\0';
    fclose(file);
    return text;
}

#endif
