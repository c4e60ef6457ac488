/* A tally as a file: see tally_file.h. */
#include "parindex/tally_file.h"

#define FORMAT "parindex-dossier-partial/1"

/* --- Writing ------------------------------------------------------------------------------------------------------ */

static void put_days(void *context, uint64_t number, uint64_t times)
{
    struct par_partial_writer *writer = context;
    par_partial_line(writer, "days");
    par_partial_whole(writer, number);
    par_partial_whole(writer, times);
}

static void put_use(void *context, struct par_span procedure, bool online)
{
    struct par_partial_writer *writer = context;
    par_partial_line(writer, "used");
    par_partial_text(writer, procedure);
    par_partial_whole(writer, online);
}

static void put_group(struct par_partial_writer *writer, const struct par_tally *tally,
                      const struct par_tally_group *group)
{
    const struct par_tally_settings *settings = par_tally_settings(tally);
    par_partial_line(writer, "group");
    par_partial_whole(writer, group->rows);
    for (size_t i = 0; i < settings->keys; i++)
        par_partial_text(writer, par_tally_key(tally, group, i));
    for (int i = 0; i < PAR_DOSSIER_FIGURES; i++) {
        if (group->counts.of[i] == 0)
            continue;
        par_partial_line(writer, "count");
        par_partial_text(writer, par_span_of(par_dossier_figure_name((enum par_dossier_figure)i)));
        par_partial_whole(writer, group->counts.of[i]);
    }
    par_histogram_each(&group->counts.days, put_days, writer);
    for (size_t i = 0; i < settings->shares; i++) {
        par_partial_line(writer, "share");
        par_partial_whole(writer, (par_wide)i);
        par_partial_whole(writer, group->shares[i].yes);
        par_partial_whole(writer, group->shares[i].said);
    }
    par_tally_each_use(tally, group, put_use, writer);
}

bool par_tally_write(struct par_output *output, struct par_tally *tally, const struct par_partial_label *label,
                     struct par_arena *arena, struct par_diags *diags)
{
    struct par_partial_writer *writer = par_partial_begin(output, FORMAT, label, arena);
    for (size_t i = 0; i < par_tally_count(tally); i++)
        put_group(writer, tally, par_tally_group(tally, i));
    return par_partial_end(writer, diags);
}

/* --- Merging ------------------------------------------------------------------------------------------------------ */

struct par_partials *par_tally_partials(const char *version, struct par_arena *arena)
{
    return par_partials_new(FORMAT, "par-dossier", version, arena);
}

struct adding {
    struct par_tally *tally;
    struct par_tally_group *group;
    struct par_arena *arena;
};

static bool add_group(struct adding *adding, const struct par_row *row)
{
    int64_t rows;
    if (row->count != par_tally_settings(adding->tally)->keys + 2 || !par_partial_number(row->fields[1], &rows))
        return false;
    adding->group = par_tally_open(adding->tally, row->fields + 2);
    adding->group->rows += rows;
    return true;
}

static bool add_count(struct adding *adding, const struct par_row *row)
{
    int64_t number;
    for (int i = 0; row->count == 3 && i < PAR_DOSSIER_FIGURES; i++)
        if (par_span_is(row->fields[1], par_dossier_figure_name((enum par_dossier_figure)i))) {
            bool good = par_partial_number(row->fields[2], &number);
            adding->group->counts.of[i] += good ? number : 0;
            return good;
        }
    return false;
}

static bool add_days(struct adding *adding, const struct par_row *row)
{
    int64_t days, times;
    if (row->count != 3 || !par_partial_number(row->fields[1], &days) || !par_partial_number(row->fields[2], &times))
        return false;
    par_histogram_add(&adding->group->counts.days, (uint64_t)days, (uint64_t)times, adding->arena);
    return true;
}

static bool add_share(struct adding *adding, const struct par_row *row)
{
    int64_t share, yes, said;
    if (row->count != 4 || !par_partial_number(row->fields[1], &share) || !par_partial_number(row->fields[2], &yes) ||
        !par_partial_number(row->fields[3], &said) || (uint64_t)share >= par_tally_settings(adding->tally)->shares)
        return false;
    adding->group->shares[share].yes += yes;
    adding->group->shares[share].said += said;
    return true;
}

static bool add_use(struct adding *adding, const struct par_row *row)
{
    int64_t online;
    if (row->count != 3 || !par_partial_number(row->fields[2], &online))
        return false;
    par_tally_use(adding->tally, adding->group, row->fields[1], online > 0);
    return true;
}

static bool add_row(void *context, const struct par_row *row)
{
    struct adding *adding = context;
    struct par_span kind = row->fields[0];
    if (par_span_is(kind, "group"))
        return add_group(adding, row);
    if (!adding->group)
        return false;
    if (par_span_is(kind, "count"))
        return add_count(adding, row);
    if (par_span_is(kind, "days"))
        return add_days(adding, row);
    if (par_span_is(kind, "share"))
        return add_share(adding, row);
    return par_span_is(kind, "used") && add_use(adding, row);
}

bool par_tally_take(struct par_tally *tally, struct par_partials *partials, struct par_arena *arena,
                    struct par_diags *diags)
{
    struct adding adding = {.tally = tally, .arena = arena};
    return par_partials_read(partials, add_row, &adding, diags);
}
