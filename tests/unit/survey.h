/* survey: a small survey form in memory, for the tests of forms, answers and figures. */
#ifndef PARINDEX_TESTS_SURVEY_H
#define PARINDEX_TESTS_SURVEY_H

#include "parindex/json.h"
#include "parindex/sipas_form.h"
#include "parindex/text.h"
#include "support.h"

#define SURVEY_HEAD                                                                             \
    "{\"format\": \"parindex-sipas-form/1\", \"id\": \"thu\", \"title\": {\"vi\": \"Thử\"}, " \
    "\"source\": {\"status\": \"sample\"}, "
#define SURVEY_SCALE                                                                                                  \
    "\"scales\": {\"s\": {\"choices\": ["                                                                             \
    "{\"id\": \"rhl\", \"label\": {\"vi\": \"Rất hài lòng\"}, \"also\": [\"RHL\"], \"score\": 5, \"satisfied\": " \
    "true}, "                                                                                                         \
    "{\"id\": \"hl\", \"label\": {\"vi\": \"Hài lòng\"}, \"score\": 4, \"satisfied\": true}, "                      \
    "{\"id\": \"khl\", \"label\": {\"vi\": \"Không hài lòng\"}, \"score\": 2}], "                                  \
    "\"prints\": {\"5-1\": [\"5\", \"4\", \"2\"], \"1-5\": [\"1\", \"2\", \"4\"]}}}, \"scale\": \"s\", "
#define SURVEY_NODES                                                                                     \
    "\"nodes\": [{\"id\": \"A\", \"name\": {\"vi\": \"A\"}, \"nodes\": ["                                \
    "{\"id\": \"a1\", \"name\": {\"vi\": \"Một\"}}, {\"id\": \"a2\", \"name\": {\"vi\": \"Hai\"}}]}, " \
    "{\"id\": \"B\", \"name\": {\"vi\": \"B\"}, \"nodes\": [{\"id\": \"b1\", \"name\": {\"vi\": \"Ba\"}}]}]"
#define SURVEY_FORM SURVEY_HEAD "\"index\": \"mean_of_items\", " SURVEY_SCALE SURVEY_NODES "}"

static inline struct par_sipas_form *form_of(struct work *work, const char *text)
{
    struct par_source *source = par_source_memory(par_span_of(text), 0, "form.json", work->arena);
    const struct par_node *root = par_json_read(source, work->arena, work->diags);
    return root ? par_sipas_form_read(root, "form.json", par_text_fold, work->arena, work->diags) : NULL;
}

#endif
