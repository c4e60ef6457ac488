/* The rows of a wide table, read by several threads: each adds up what it reads, and the sums are merged. Findings come
 * out in the order of the rows (bulk.h), and whole numbers add up to the same in any order. */
#include "parindex/bulk.h"
#include "survey_reader.h"

struct shared_reading {
    struct par_survey_reader *reader;
    bool has_first; /* the first worker adds to the sums of the survey itself */
};

static struct par_survey *survey_like(const struct par_survey *survey, struct par_arena *arena)
{
    struct par_survey *own = par_arena_alloc(arena, sizeof *own);
    *own = *survey;
    own->sums = par_sums_new(&survey->sums->plan, arena);
    own->everyone = par_sums_domain(own->sums, 0, survey->sums->domains[survey->everyone].name);
    return own;
}

static void *begin_worker(void *context, struct par_records *records)
{
    struct shared_reading *shared = context;
    struct par_survey_reader *own = par_arena_alloc(records->arena, sizeof *own);
    *own = *shared->reader;
    own->arena = records->arena;
    own->records = records;
    if (shared->has_first)
        own->survey = survey_like(own->survey, own->arena);
    shared->has_first = true;
    par_survey_equip(own);
    par_survey_settle_questions(own);
    return own;
}

static void take_rows(void *worker, struct par_records *records)
{
    struct par_survey_reader *own = worker;
    own->diags = records->diags;
    while (par_records_next(records))
        par_survey_wide_row(own);
}

/* Populations of strata and PSUs, which parts might say differently, are read in order. */
static void end_worker(void *context, void *worker)
{
    struct par_survey_reader *reader = ((struct shared_reading *)context)->reader;
    const struct par_survey_reader *own = worker;
    if (own->survey != reader->survey && par_sums_merge(reader->survey->sums, own->survey->sums) != PAR_SUMS_OK)
        reader->overflowed = true;
    reader->overflowed = reader->overflowed || own->overflowed;
    reader->codes_were_used = reader->codes_were_used || par_survey_used_codes(own);
}

/* Whether what a row says depends on rows before it. While the decimal sign is not settled, numbers wait for one that
 * tells it. A unit that is found by its name is told of where it first stands, and the list makes its tables then. */
static bool looks_back(const struct par_survey_reader *reader)
{
    const struct par_survey_columns *at = &reader->columns;
    bool waits = at->weight >= 0 && !reader->style.sign;
    return at->id >= 0 || at->unit >= 0 || at->fpc >= 0 || at->fpc2 >= 0 || waits;
}

void par_survey_wide_rows(struct par_survey_reader *reader)
{
    struct par_records *records = reader->records;
    struct shared_reading shared = {.reader = reader};
    struct par_bulk bulk = {.threads = reader->design->threads,
                            .context = &shared,
                            .begin = begin_worker,
                            .take = take_rows,
                            .end = end_worker};
    bulk.columns = par_survey_columns_wanted(&reader->columns, reader->survey, reader->design, records);
    while (looks_back(reader)) {
        if (!par_records_next(records))
            return;
        par_survey_wide_row(reader);
    }
    par_bulk_read(records, &bulk);
}
