#include "progress.h"

#include <stdlib.h>

/* Units of one component. */
struct count {
    int64_t done, left;
};

/* One appraiser; `counts` by component, the sets one after another. */
struct work {
    const char *name;
    struct count *counts; /* NULL: nothing to do */
};

struct progress {
    struct par_sheet *sheet;
    const struct par_loaded *loaded;
    size_t components; /* of all sets */
    struct work *works;
    size_t work_count;
};

static const char *const columns[] = {"appraiser", "set", "criterion", "due", "done", "left"};

enum { FIRST_NUMBER = 3 };

/* Where the components of a set begin. */
static size_t offset_of(const struct par_loaded *loaded, const struct par_set *set)
{
    size_t offset = 0;
    for (size_t i = 0; i < loaded->set_count && loaded->sets[i] != set; i++)
        offset += (size_t)loaded->sets[i]->component_count;
    return offset;
}

static bool is_left(const struct par_node_score *node)
{
    return node->state == PAR_STATE_PENDING;
}

/* The round has spoken, even if it gave no points. */
static bool is_done(const struct par_node_score *node)
{
    bool spoken =
        node->state == PAR_STATE_SCORED || node->state == PAR_STATE_NOT_APPLICABLE || node->state == PAR_STATE_MISSING;
    return spoken && !(node->flags & PAR_FLAG_EXCLUDED);
}

static void count_unit(struct progress *progress, size_t unit, const struct par_unit_score *score)
{
    const struct par_set *set = score->unit->set;
    size_t offset = offset_of(progress->loaded, set);
    for (int32_t i = 0; i < set->component_count; i++) {
        const struct par_node_score *node = &score->nodes[set->components[i]];
        bool appraised = par_set_settling_round(set, set->criteria[set->components[i]].origin) > 0;
        if (!appraised || (!is_left(node) && !is_done(node)))
            continue;
        struct work *work = &progress->works[par_assessment_appraiser_due(progress->loaded->assessment, unit, i)];
        if (!work->counts)
            work->counts = par_arena_array(progress->sheet->cli->arena, progress->components, sizeof *work->counts);
        work->counts[offset + (size_t)i].left += is_left(node);
        work->counts[offset + (size_t)i].done += is_done(node);
    }
}

static void write_row(const struct progress *progress, const char *appraiser, const char *set, const char *criterion,
                      struct count count)
{
    struct par_writer *writer = progress->sheet->writer;
    bool nobody = !*appraiser && par_sheet_is_for_people(progress->sheet);
    par_writer_text(writer, nobody ? par_cli_text(progress->sheet->cli, N_("(nobody named)")) : appraiser);
    par_writer_text(writer, set);
    par_writer_text(writer, criterion);
    par_writer_integer(writer, count.done + count.left);
    par_writer_integer(writer, count.done);
    par_writer_integer(writer, count.left);
    par_writer_row(writer);
}

static void write_total(const struct progress *progress, const struct work *work)
{
    struct count total = {0, 0};
    bool people = par_sheet_is_for_people(progress->sheet);
    for (size_t i = 0; i < progress->components; i++) {
        total.done += work->counts[i].done;
        total.left += work->counts[i].left;
    }
    write_row(progress, work->name, "", people ? par_cli_text(progress->sheet->cli, N_("total")) : PAR_TOTAL_ID, total);
}

static void write_work(const struct progress *progress, const struct work *work)
{
    const struct count *counts = work->counts;
    write_total(progress, work);
    for (size_t i = 0; i < progress->loaded->set_count; i++) {
        const struct par_set *set = progress->loaded->sets[i];
        for (int32_t k = 0; k < set->component_count; k++, counts++)
            if (counts->done + counts->left)
                write_row(progress, work->name, set->id, set->criteria[set->components[k]].id, *counts);
    }
}

/* By name; what is nobody's comes last. */
static int by_name(const void *a, const void *b)
{
    const struct work *left = a, *right = b;
    if (!*left->name != !*right->name)
        return *left->name ? -1 : 1;
    return strcmp(left->name, right->name);
}

static void begin(struct progress *progress)
{
    const struct par_loaded *loaded = progress->loaded;
    for (size_t i = 0; i < loaded->set_count; i++)
        progress->components += (size_t)loaded->sets[i]->component_count;
    progress->work_count = par_assessment_appraiser_count(loaded->assessment) + 1;
    progress->works = par_arena_array(progress->sheet->cli->arena, progress->work_count, sizeof *progress->works);
    for (size_t i = 0; i < progress->work_count; i++)
        progress->works[i].name = par_assessment_appraiser_name(loaded->assessment, (uint32_t)i);
}

void par_progress_write(struct par_cli *cli, const struct par_loaded *loaded, const struct par_score_options *how)
{
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    struct progress progress = {.sheet = sheet, .loaded = loaded};
    sheet->cli = cli;
    begin(&progress);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        par_sheet_column(sheet, columns[i], i >= FIRST_NUMBER);
    if (!par_sheet_open(sheet, NULL))
        return;
    struct par_unit_score *score = par_unit_score_new(loaded->assessment, cli->arena);
    for (size_t i = 0; i < loaded->units->count; i++) {
        par_score_unit(loaded->assessment, i, how, score);
        par_score_report(score, cli->diags);
        count_unit(&progress, i, score);
    }
    qsort(progress.works, progress.work_count, sizeof *progress.works, by_name);
    for (size_t i = 0; i < progress.work_count; i++)
        if (progress.works[i].counts)
            write_work(&progress, &progress.works[i]);
    par_sheet_close(sheet);
}
