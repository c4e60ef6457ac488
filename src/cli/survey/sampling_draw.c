/* Who is drawn: from the list to the table of those to ask. */
#include "chance.h"
#include "parindex/text.h"
#include "sampling_run.h"
#include "sheet.h"

enum { WEIGHT_DECIMALS = 9 };

struct drawing {
    struct par_cli *cli;
    struct par_sampling_options *options;
    struct par_frame_list list;
    struct par_frame frame;
    struct par_frame_plan plan;
    bool has_fpc;
};

/* --- Chance ------------------------------------------------------------------------------------------------------ */

struct words_of_group {
    struct par_arena *arena;
    const char *seed, *stratum, *psu;
};

static uint64_t start_word(void *context, uint64_t number)
{
    const struct words_of_group *group = context;
    char digits[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)number, 0, 0, '.', digits);
    const char *text = par_arena_join(group->arena, group->seed, "\nstart\n", group->stratum, "\n",
                                      group->psu ? group->psu : "", group->psu ? "\n" : "", digits, NULL);
    return par_chance_word(text, group->arena);
}

static struct par_chance chance_of_group(void *context, const char *stratum, const char *psu)
{
    const struct drawing *drawing = context;
    struct words_of_group *group = par_arena_alloc(drawing->cli->arena, sizeof *group);
    *group = (struct words_of_group){drawing->cli->arena, drawing->options->seed, stratum, psu};
    return (struct par_chance){start_word, group};
}

static uint64_t key_of(const char *seed, const char *kind, const char *group, const char *name)
{
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    uint64_t key = par_chance_word(par_arena_join(scratch, seed, kind, group, *group ? "\n" : "", name, NULL), scratch);
    par_arena_free(scratch);
    return key;
}

static void give_keys(struct drawing *drawing)
{
    const char *seed = drawing->options->seed;
    struct par_frame *frame = &drawing->frame;
    for (size_t i = 0; i < frame->count; i++)
        frame->items[i].draw.key = key_of(seed, "\nunit\n", "", frame->items[i].id);
    for (size_t i = 0; i < frame->psu_count && drawing->plan.has_psu; i++) {
        struct par_frame_psu *psu = &frame->psus[i];
        psu->draw.key = key_of(seed, "\npsu\n", frame->strata[psu->stratum].name, psu->code);
    }
}

/* --- How many of each stratum ------------------------------------------------------------------------------------ */

static void report(const struct drawing *drawing, enum par_severity severity, enum par_code code, const char *a,
                   const char *b, const char *c)
{
    par_diags_add(drawing->cli->diags, severity, code, &drawing->list.place, a, b, c, NULL);
}

static int64_t room_of(const struct drawing *drawing, const struct par_frame_stratum *stratum)
{
    return (int64_t)(drawing->plan.has_psu ? stratum->psu_count : stratum->count);
}

static bool share_out(struct drawing *drawing)
{
    struct par_frame *frame = &drawing->frame;
    struct par_allocated *strata = par_arena_array(drawing->cli->arena, frame->stratum_count, sizeof *strata);
    for (size_t i = 0; i < frame->stratum_count; i++)
        strata[i] = (struct par_allocated){.population = (int64_t)frame->strata[i].count,
                                           .room = room_of(drawing, &frame->strata[i])};
    if (!par_sampling_share(drawing->cli, drawing->options, strata, frame->stratum_count,
                            drawing->plan.has_psu ? drawing->options->take : 1))
        return false;
    for (size_t i = 0; i < frame->stratum_count; i++)
        frame->strata[i].wanted = strata[i].wanted;
    return true;
}

static void take_planned(struct drawing *drawing, const struct par_stratum_row *row, struct par_frame_stratum *stratum)
{
    struct par_cli *cli = drawing->cli;
    int64_t room = room_of(drawing, stratum), each = drawing->plan.has_psu ? drawing->options->take : 1;
    if (row->n > (int64_t)stratum->count)
        par_diags_add(cli->diags, PAR_ERROR, PAR_FRAME_TOO_MANY, &row->place, row->name,
                      par_whole_text(row->n, drawing->cli->arena), par_count_text(stratum->count, drawing->cli->arena),
                      NULL);
    stratum->wanted = row->n / each + (row->n % each > 0);
    stratum->wanted = stratum->wanted < room ? stratum->wanted : room;
}

static bool follow_plan(struct drawing *drawing)
{
    struct par_cli *cli = drawing->cli;
    struct par_sampling_options *options = drawing->options;
    struct par_stratum_row *rows;
    size_t count, before = par_diags_errors(cli->diags);
    struct par_names *numbers = par_names_new(cli->arena);
    if (!par_inputs_note(cli, &options->inputs, options->plan, options->plan) ||
        !par_strata_load(options->plan, PAR_NEED_N, &options->inputs.how, cli->arena, cli->diags, &rows, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        par_names_add(numbers, par_span_of(rows[i].name), (int32_t)i);
    for (size_t i = 0; i < drawing->frame.stratum_count; i++) {
        struct par_frame_stratum *stratum = &drawing->frame.strata[i];
        int32_t at = par_names_find(numbers, par_span_of(stratum->name));
        if (at < 0) {
            report(drawing, PAR_ERROR, PAR_FRAME_UNPLANNED, stratum->name, options->plan, NULL);
            continue;
        }
        take_planned(drawing, &rows[at], stratum);
        rows[at].has_n = false; /* it has been used */
    }
    for (size_t i = 0; i < count; i++)
        if (rows[i].has_n)
            par_diags_add(cli->diags, PAR_ERROR, PAR_FRAME_STRATUM_NONE, &rows[i].place, rows[i].name, NULL);
    return par_diags_errors(cli->diags) == before;
}

/* --- Primary units that were drawn before ------------------------------------------------------------------------ */

/* Leaves the items of drawn units alone and gives them the strata of these. */
static void keep_items_of(struct drawing *drawing, const struct par_first_row *rows, const struct par_names *numbers)
{
    struct par_frame *frame = &drawing->frame;
    size_t kept = 0;
    for (size_t i = 0; i < frame->count; i++) {
        int32_t at = par_names_find(numbers, par_span_of(frame->items[i].psu));
        if (at < 0)
            continue;
        frame->items[kept] = frame->items[i];
        frame->items[kept++].stratum = rows[at].stratum;
    }
    par_cli_say(drawing->cli, N_("{1} of {2} rows are of primary units that were drawn"),
                par_count_text(kept, drawing->cli->arena), par_count_text(frame->count, drawing->cli->arena), NULL);
    frame->count = kept;
}

static void settle_first(struct drawing *drawing, struct par_first_row *rows, size_t count,
                         const struct par_names *numbers)
{
    struct par_frame *frame = &drawing->frame;
    for (size_t i = 0; i < frame->psu_count; i++) {
        struct par_frame_psu *psu = &frame->psus[i];
        struct par_first_row *row = &rows[par_names_find(numbers, par_span_of(psu->code))];
        psu->draw.is_drawn = true;
        psu->draw.probability = row->probability;
        psu->population = row->population;
        row->psu = NULL; /* it has rows */
    }
    for (size_t i = 0; i < count; i++) {
        if (rows[i].psu)
            par_diags_add(drawing->cli->diags, PAR_ERROR, PAR_FRAME_PSU_NONE, &rows[i].place, rows[i].psu,
                          drawing->options->path, NULL);
        drawing->has_fpc = drawing->has_fpc && rows[i].population > 0;
    }
}

static bool load_first(struct drawing *drawing)
{
    struct par_cli *cli = drawing->cli;
    struct par_sampling_options *options = drawing->options;
    struct par_first_row *rows;
    size_t count, before = par_diags_errors(cli->diags);
    struct par_names *numbers = par_names_new(cli->arena);
    if (!par_inputs_note(cli, &options->inputs, options->first, options->first) ||
        !par_first_load(options->first, options->columns.psu, &options->inputs.how, cli->arena, cli->diags, &rows,
                        &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        int32_t twice = par_names_add(numbers, par_span_of(rows[i].psu), (int32_t)i);
        if (twice >= 0)
            par_diags_add(cli->diags, PAR_ERROR, PAR_FRAME_ID_TWICE, &rows[i].place, rows[i].psu,
                          par_whole_text(rows[twice].place.line, drawing->cli->arena), NULL);
    }
    keep_items_of(drawing, rows, numbers);
    par_frame_settle(&drawing->frame, cli->arena);
    settle_first(drawing, rows, count, numbers);
    return par_diags_errors(cli->diags) == before;
}

/* --- Drawing ----------------------------------------------------------------------------------------------------- */

/* A stratum of which one of several is drawn says nothing about its differences. */
static void warn_of_lonely(const struct drawing *drawing)
{
    for (size_t i = 0; i < drawing->frame.stratum_count; i++) {
        const struct par_frame_stratum *stratum = &drawing->frame.strata[i];
        if (stratum->wanted == 1 && room_of(drawing, stratum) > 1)
            report(drawing, PAR_WARNING, PAR_FRAME_LONELY, stratum->name, NULL, NULL);
    }
}

static void note_certain(const struct drawing *drawing)
{
    const struct par_frame *frame = &drawing->frame;
    size_t certain = 0, count = drawing->plan.has_psu ? frame->psu_count : frame->count;
    for (size_t i = 0; i < count; i++) {
        const struct par_draw_item *item = drawing->plan.has_psu ? &frame->psus[i].draw : &frame->items[i].draw;
        certain += item->is_drawn && item->probability.num == item->probability.den;
    }
    if (certain > 0)
        report(drawing, PAR_NOTE, PAR_FRAME_CERTAIN, par_count_text(certain, drawing->cli->arena), NULL, NULL);
}

static void note_small(const struct drawing *drawing)
{
    size_t small = 0;
    for (size_t i = 0; i < drawing->frame.psu_count; i++)
        small += drawing->frame.psus[i].draw.is_drawn && (int64_t)drawing->frame.psus[i].count < drawing->options->take;
    if (small > 0)
        report(drawing, PAR_WARNING, PAR_FRAME_PSU_SMALL, par_count_text(small, drawing->cli->arena),
               par_whole_text(drawing->options->take, drawing->cli->arena), NULL);
}

static bool load(struct drawing *drawing)
{
    struct par_sampling_options *options = drawing->options;
    struct par_cli *cli = drawing->cli;
    if (!par_inputs_note(cli, &options->inputs, options->path, options->path) ||
        !par_frame_load(options->path, &options->columns, &options->inputs.how, cli->arena, cli->diags, &drawing->list))
        return false;
    drawing->frame = (struct par_frame){.count = drawing->list.count, .items = drawing->list.items};
    drawing->plan = (struct par_frame_plan){.has_psu = options->columns.psu,
                                            .is_second = options->first,
                                            .method = options->method,
                                            .second = options->second,
                                            .take = options->take,
                                            .chance = chance_of_group,
                                            .context = drawing};
    drawing->has_fpc = options->first || options->method != PAR_DRAW_SIZE;
    if (options->first)
        return load_first(drawing);
    par_frame_settle(&drawing->frame, cli->arena);
    return options->plan ? follow_plan(drawing) : share_out(drawing);
}

static bool draw(struct drawing *drawing)
{
    give_keys(drawing);
    if (!par_frame_draw(&drawing->frame, &drawing->plan, drawing->cli->arena)) {
        report(drawing, PAR_ERROR, PAR_OVERFLOW, NULL, NULL, NULL);
        return false;
    }
    if (!drawing->plan.is_second)
        warn_of_lonely(drawing);
    if (drawing->plan.method == PAR_DRAW_SIZE)
        note_certain(drawing);
    if (drawing->plan.has_psu)
        note_small(drawing);
    return true;
}

/* --- The table --------------------------------------------------------------------------------------------------- */

/* Which columns of the list are written: all but the two that ours repeat. */
static bool choose_columns(const struct drawing *drawing, struct par_sheet *sheet, bool *kept)
{
    const struct par_frame_list *list = &drawing->list;
    for (size_t i = 0; i < list->width; i++) {
        const char *header = list->headers[i];
        bool is_ours = false;
        for (size_t k = 0; k < sheet->count && !is_ours; k++)
            is_ours = strcmp(par_text_fold(par_span_of(header), drawing->cli->arena), sheet->columns[k].name) == 0;
        kept[i] = !is_ours && *header;
        if (is_ours && (int)i != list->strata && (int)i != list->psu)
            report(drawing, PAR_ERROR, PAR_FRAME_OWN_COLUMN, header, NULL, NULL);
    }
    for (size_t i = 0; i < list->width; i++)
        if (kept[i] && sheet->count < PAR_SHEET_COLUMNS)
            sheet->columns[sheet->count++] = (struct par_column){list->headers[i], list->headers[i], false};
    return par_diags_errors(drawing->cli->diags) == 0;
}

static bool add_columns(const struct drawing *drawing, struct par_sheet *sheet, bool *kept)
{
    par_sheet_column(sheet, "stratum", false);
    if (drawing->plan.has_psu)
        par_sheet_column(sheet, "psu", false);
    par_sheet_column(sheet, "fraction", false);
    par_sheet_column(sheet, "weight", true);
    if (drawing->has_fpc)
        par_sheet_column(sheet, "fpc", true);
    if (drawing->has_fpc && drawing->plan.has_psu)
        par_sheet_column(sheet, "fpc2", true);
    return choose_columns(drawing, sheet, kept);
}

/* A number of up to 128 bits, which no decimal printer takes. */
static const char *wide_text(par_wide number, struct par_arena *arena)
{
    char text[PAR_DECIMAL_TEXT];
    size_t at = sizeof text;
    do {
        text[--at] = (char)('0' + (int)(number % 10));
        number /= 10;
    } while (number > 0 && at > 0);
    return par_arena_copy(arena, (struct par_span){text + at, sizeof text - at});
}

static bool write_item(const struct drawing *drawing, struct par_sheet *sheet, const struct par_frame_item *item,
                       const bool *kept)
{
    struct par_writer *writer = sheet->writer;
    struct par_arena *arena = drawing->cli->arena;
    const struct par_frame_list *list = &drawing->list;
    struct par_frame_design design;
    int64_t weight;
    if (!par_frame_design(&drawing->frame, &drawing->plan, item, &design) ||
        !par_sample_decimal((struct par_ratio){design.probability.den, design.probability.num}, WEIGHT_DECIMALS,
                            &weight))
        return false;
    par_writer_text(writer, item->stratum);
    if (drawing->plan.has_psu)
        par_writer_text(writer, item->psu);
    par_writer_text(writer, par_arena_join(arena, wide_text(design.probability.num, arena), "/",
                                           wide_text(design.probability.den, arena), NULL));
    par_writer_decimal(writer, weight, WEIGHT_DECIMALS, -1);
    if (drawing->has_fpc)
        par_writer_integer(writer, design.population);
    if (drawing->has_fpc && drawing->plan.has_psu)
        par_writer_integer(writer, design.psu_population);
    for (size_t i = 0; i < list->width; i++)
        if (kept[i])
            par_writer_text(writer, list->cells[item->row * list->width + i]);
    par_writer_row(writer);
    return true;
}

static void say_drawn(const struct drawing *drawing, size_t drawn)
{
    const char *options = "--strata stratum --weight weight";
    options = drawing->plan.has_psu ? "--strata stratum --psu psu --weight weight" : options;
    par_cli_say(drawing->cli, N_("{1} of {2} rows are drawn; sipas-score reads the columns with {3}"),
                par_count_text(drawn, drawing->cli->arena), par_count_text(drawing->list.count, drawing->cli->arena),
                par_arena_join(drawing->cli->arena, options, drawing->has_fpc ? " --fpc fpc" : "",
                               drawing->has_fpc && drawing->plan.has_psu ? " --fpc2 fpc2" : "", NULL),
                NULL);
}

static void write_drawn(const struct drawing *drawing)
{
    struct par_cli *cli = drawing->cli;
    const struct par_frame *frame = &drawing->frame;
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    bool *kept = par_arena_array(cli->arena, drawing->list.width, sizeof *kept), fits = true;
    size_t drawn = 0;
    sheet->cli = cli;
    if (!add_columns(drawing, sheet, kept) || !par_sheet_open(sheet, NULL))
        return;
    for (size_t i = 0; i < frame->count && fits; i++) {
        const struct par_frame_item *item = &frame->items[i];
        if (!item->draw.is_drawn || (drawing->plan.has_psu && !frame->psus[item->psu_number].draw.is_drawn))
            continue;
        fits = write_item(drawing, sheet, item, kept);
        drawn++;
    }
    if (!fits)
        report(drawing, PAR_ERROR, PAR_OVERFLOW, NULL, NULL, NULL);
    par_sheet_close(sheet);
    say_drawn(drawing, drawn);
}

void par_sampling_write_draw(struct par_cli *cli, struct par_sampling_options *options)
{
    struct drawing drawing = {.cli = cli, .options = options};
    if (load(&drawing) && par_inputs_spares(cli, &options->inputs, cli->output) && draw(&drawing))
        write_drawn(&drawing);
}
