/* Any bytes as answers to a survey, wide or long by the first byte: whatever is read, sums and figures must come out.
 */
#define _GNU_SOURCE /* memfd_create */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "parindex/survey_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char form_text[] =
    "{\"format\":\"parindex-sipas-form/1\",\"id\":\"f\",\"title\":{\"vi\":\"f\"},\"source\":{\"status\":\"sample\"},"
    "\"index\":\"mean_of_items\",\"scale\":\"s\",\"scales\":{\"s\":{\"choices\":["
    "{\"id\":\"5\",\"label\":{\"vi\":\"Rất hài lòng\"},\"score\":5,\"satisfied\":true},"
    "{\"id\":\"3\",\"label\":{\"vi\":\"Bình thường\"},\"score\":3}]}},"
    "\"nodes\":[{\"id\":\"q1\",\"name\":{\"vi\":\"một\"}},{\"id\":\"q2\",\"name\":{\"vi\":\"hai\"}}],"
    "\"questions\":[{\"id\":\"k\",\"name\":{\"vi\":\"kênh\"},\"kind\":\"multiple\",\"options\":["
    "{\"id\":\"a\",\"label\":{\"vi\":\"A\"}},{\"id\":\"b\",\"label\":{\"vi\":\"B\"}}]}]}";

enum { NAME = 40 };

/* The bytes as a file in memory, since surveys are read by name; its descriptor. */
static int file_of(const void *bytes, size_t size, char *name)
{
    int file = memfd_create("answers", 0);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        abort();
    snprintf(name, NAME, "/proc/self/fd/%d", file);
    return file;
}

static void estimate_all(const struct par_survey *survey)
{
    struct par_estimator_options how = {.lonely = PAR_LONELY_ADJUST};
    struct par_estimator *estimator = par_estimator_new(survey->sums, &how);
    for (size_t domain = 0; domain < survey->sums->domain_count; domain++)
        for (int32_t i = 0; i < survey->form->node_count; i++) {
            struct par_estimate out;
            int64_t percent;
            double low, high;
            bool exact;
            if (!par_estimate(estimator, domain, &survey->percents[i], &out))
                continue;
            if (out.value < -1e-9 || out.value > 1 + 1e-9 || (out.has_error && !(out.se >= 0)))
                abort();
            if (!par_estimate_round(estimator, domain, &survey->percents[i], 100, 2, PAR_HALF_UP, &percent))
                abort();
            if (percent < 0 || percent > 100 * PAR_POINTS_ONE)
                abort();
            if (par_estimate_interval(&out, PAR_INTERVAL_BETA, 0.95, &low, &high, &exact) && !(low <= high))
                abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char form_name[NAME], name[NAME];
    int form_file = file_of(form_text, sizeof form_text - 1, form_name);
    int file = file_of(data + 1, size - 1, name);
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 20, 100);
    struct par_sipas_form *form = par_sipas_form_load(form_name, arena, diags);
    if (!form)
        abort();
    bool is_long = data[0] & 1, has_psu = data[0] & 2;
    struct par_survey_plan plan = {.has_psu = has_psu, .pairs_for_error = !has_psu};
    struct par_survey *survey = par_survey_new(form, &plan, arena);
    struct par_survey_design design = {.strata = "h",
                                       .psu = has_psu ? "x" : NULL,
                                       .weight = data[0] & 4 ? "w" : NULL,
                                       .fpc = data[0] & 8 ? "n" : NULL,
                                       .id = is_long || data[0] & 16 ? "id" : NULL,
                                       .is_long = is_long,
                                       .unreadable = (enum par_unreadable)(data[0] >> 5 & 1 ? 2 : data[0] >> 6 & 1)};
    struct par_reading how = {0};
    struct par_survey_reader *reader = par_survey_reader_new(survey, &design, &how, arena, diags);
    par_survey_read(reader, name);
    if (par_diags_errors(diags) == 0) {
        par_survey_finish(reader);
        estimate_all(survey);
    }
    par_arena_free(arena);
    close(file);
    close(form_file);
    return 0;
}
