#include "parindex/vocabulary.h"

#include "support.h"

/* What a program writes it reads back: every name and heading leads to its own column, but for these. Each belongs to a
 * file of its own, whose reader knows what is meant there (annex_file.c). */
static const struct {
    const char *name;
    const char *text;
    const char *found;
} shared[] = {
    {"plan_cause", "Cause", "cause"}, {"plan_cause", "Nguyên nhân", "cause_kind"}, {"target", "Chỉ tiêu", "measure"}};

static const char *expected(const char *name, const char *text)
{
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (strcmp(shared[i].name, name) == 0 && strcmp(shared[i].text, text) == 0)
            return shared[i].found;
    return name;
}

static void every_heading_leads_back_to_its_name(void **state)
{
    (void)state;
    struct par_arena *arena = par_arena_new(NULL);
    const struct par_vocabulary *vocabulary = par_vocabulary_new(arena);
    const char *name;
    for (size_t i = 0; (name = par_vocabulary_word(i)) != NULL; i++) {
        const char *const texts[] = {name, par_heading(name, "en", arena), par_heading(name, "vi", arena)};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            const char *found = par_column_find(vocabulary, par_span_of(texts[k]));
            if (!found || strcmp(found, expected(name, texts[k])) != 0)
                fail_msg("\"%s\" of %s leads to %s", texts[k], name, found ? found : "nothing");
        }
    }
    par_arena_free(arena);
}

static void no_name_stands_twice(void **state)
{
    (void)state;
    const char *name, *other;
    for (size_t i = 0; (name = par_vocabulary_word(i)) != NULL; i++)
        for (size_t k = 0; k < i && (other = par_vocabulary_word(k)) != NULL; k++)
            if (strcmp(name, other) == 0)
                fail_msg("%s stands twice", name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_heading_leads_back_to_its_name),
        cmocka_unit_test(no_name_stands_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
