/* Any bytes as an assessment, a unit list or a scores file, against a small set with every kind of rule. The readers
 * take paths, so the bytes go through a file of this process. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "parindex/files.h"
#include "parindex/json.h"
#include "parindex/score.h"
#include "parindex/scores.h"
#include "parindex/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char set_text[] =
    "{\"format\":\"parindex-criteria/1\",\"id\":\"f\",\"year\":2025,\"title\":{\"vi\":\"f\"},\"max\":7,"
    "\"source\":{\"status\":\"sample\"},\"rounds\":[{\"id\":\"self\"},{\"id\":\"appraisal\",\"settles\":[\"report\"]}],"
    "\"inputs\":{\"a\":{\"kind\":\"count\"},\"b\":{\"kind\":\"count\"},\"d\":{\"kind\":\"date\"},"
    "\"e\":{\"kind\":\"date\"}},\"nodes\":["
    "{\"id\":\"1\",\"name\":{\"vi\":\"c\"},\"max\":1,\"rule\":{\"type\":\"choice\",\"options\":["
    "{\"key\":\"x\",\"points\":1},{\"key\":\"y\",\"points\":0}]}},"
    "{\"id\":\"2\",\"name\":{\"vi\":\"p\"},\"max\":1,\"rule\":{\"type\":\"linear\",\"of\":{\"percent\":[\"a\",\"b\"]}}}"
    ","
    "{\"id\":\"3\",\"name\":{\"vi\":\"d\"},\"max\":1,\"rule\":{\"type\":\"bands\",\"of\":{\"days\":[\"d\",\"e\"]},"
    "\"bands\":[{\"to\":0,\"points\":1},{\"above\":0,\"points\":0}]}},"
    "{\"id\":\"4\",\"name\":{\"vi\":\"m\"},\"max\":1,\"may_not_apply\":true,\"rule\":{\"type\":\"manual\"}},"
    "{\"id\":\"5\",\"name\":{\"vi\":\"s\"},\"max\":1,\"rule\":{\"type\":\"survey\",\"weights\":{\"s1\":100,\"s2\":0}}},"
    "{\"id\":\"6\",\"name\":{\"vi\":\"x\"},\"max\":1,\"rule\":{\"type\":\"minmax\",\"of\":{\"value\":\"a\"},"
    "\"low\":0,\"high\":1,\"less_is_better\":true}},"
    "{\"id\":\"7\",\"name\":{\"vi\":\"i\"},\"max\":1,\"rule\":{\"type\":\"per_item\",\"of\":{\"count\":\"a\"},"
    "\"points\":0.25}}]}";

static struct par_units *units_of(struct par_set *set, struct par_arena *arena, struct par_diags *diags)
{
    struct par_units *units = par_units_new("units", NULL, arena);
    for (int i = 0; i < 2; i++) {
        struct par_unit unit = {.code = i ? "02" : "01",
                                .name = "",
                                .bloc = "",
                                .level = "",
                                .set_id = "",
                                .parent = "",
                                .submitted_at = "",
                                .ranked = true,
                                .line = (uint32_t)i + 2};
        par_units_add(units, &unit, arena);
    }
    par_units_settle(units, &set, 1, arena, diags);
    return units;
}

static void score_all(const struct par_assessment *assessment, struct par_arena *arena)
{
    struct par_score_options how = {.blank_means_agree = true};
    struct par_unit_score *score = par_unit_score_new(assessment, arena);
    for (size_t i = 0; i < par_assessment_units(assessment)->count; i++)
        par_score_unit(assessment, i, &how, score);
}

static void run(const char *path)
{
    static const struct par_reading commas = {.decimal = ','};
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 20, 100);
    struct par_source *source = par_source_memory(par_span_of(set_text), 0, "set", arena);
    struct par_set *set = par_set_read(par_json_read(source, arena, diags), "set", par_text_fold, arena, diags);
    struct par_units *units = units_of(set, arena, diags);
    struct par_assessment *assessment = par_assessment_new(units, NULL, par_text_fold, arena, diags);
    par_assessment_load(assessment, path, "self", NULL, arena, diags);
    par_assessment_load(assessment, path, "appraisal", &commas, arena, diags);
    par_assessment_finish(assessment);
    score_all(assessment, arena);
    par_units_load(path, NULL, arena, diags);
    par_scores_load(path, NULL, &set, 1, units, arena, diags);
    par_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/parindex-fuzz-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    close(fd);
    run(path);
    unlink(path);
    return 0;
}
