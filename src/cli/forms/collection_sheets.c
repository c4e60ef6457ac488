#include <stdlib.h>

#include "collection.h"
#include "record.h"
#include "sheet.h"

static const struct par_unit *unit_at(const struct par_collection *collection, int32_t unit)
{
    return &collection->loaded->units->items[unit];
}

static bool counts(const struct par_collection *collection, size_t file)
{
    return par_intake_counts(collection->intake[file].state);
}

/* --- The round ---------------------------------------------------------------------------------------------------- */

/* A row on its way out, with the number of its file. */
struct round_row {
    size_t file;
    const struct par_returned_row *row;
};

/* The columns of inputs: those of all sets, each name once; none in a round that asks for none. */
struct input_columns {
    size_t count;
    const char **names;
    struct par_names *numbers;
};

static struct input_columns find_inputs(const struct par_collection *collection)
{
    struct par_arena *arena = collection->cli->arena;
    const struct par_loaded *loaded = collection->loaded;
    size_t room = 0;
    for (size_t i = 0; i < loaded->set_count; i++)
        room += loaded->sets[i]->input_count;
    struct input_columns columns = {.names = par_arena_array(arena, 2 * room, sizeof *columns.names),
                                    .numbers = par_names_new(arena)};
    for (size_t i = 0; i < loaded->set_count && par_collection_type(collection) == PAR_SELF_FORM; i++)
        for (size_t k = 0; k < loaded->sets[i]->input_count; k++) {
            const char *name = loaded->sets[i]->inputs[k].name;
            if (par_names_add(columns.numbers, par_span_of(name), (int32_t)columns.count) == PAR_NAME_NONE)
                columns.names[columns.count++] = name;
        }
    return columns;
}

static int by_unit_and_criterion(const void *a, const void *b)
{
    const struct round_row *one = a, *other = b;
    if (one->row->unit != other->row->unit)
        return one->row->unit < other->row->unit ? -1 : 1;
    if (one->row->criterion != other->row->criterion)
        return one->row->criterion < other->row->criterion ? -1 : 1;
    return one->file < other->file ? -1 : one->file > other->file;
}

static struct round_row *gather_rows(const struct par_collection *collection, size_t *count)
{
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < collection->paths.count; i++)
        room += counts(collection, i) ? collection->files[i].form.row_count : 0;
    struct round_row *rows = par_arena_array(collection->cli->arena, room, sizeof *rows);
    for (size_t i = 0; i < collection->paths.count; i++)
        for (size_t k = 0; counts(collection, i) && k < collection->files[i].form.row_count; k++)
            rows[(*count)++] = (struct round_row){i, &collection->files[i].form.rows[k]};
    qsort(rows, *count, sizeof *rows, by_unit_and_criterion);
    return rows;
}

static void write_inputs(struct par_writer *writer, const struct par_set *set, const struct par_returned_row *row,
                         const struct input_columns *columns)
{
    const char **texts = columns->names + columns->count; /* behind the names: a text each, of this row */
    for (size_t i = 0; i < columns->count; i++)
        texts[i] = NULL;
    for (size_t i = 0; i < row->input_count; i++)
        texts[par_names_find(columns->numbers, par_span_of(set->inputs[row->inputs[i].input].name))] =
            row->inputs[i].text;
    for (size_t i = 0; i < columns->count; i++)
        par_writer_text(writer, texts[i]);
}

static void write_round_row(const struct par_collection *collection, struct par_writer *writer,
                            const struct round_row *from, const struct input_columns *columns)
{
    const struct par_returned *form = &collection->files[from->file].form;
    const struct par_unit *unit = unit_at(collection, from->row->unit);
    par_writer_text(writer, unit->code);
    par_writer_text(writer, unit->set->criteria[from->row->criterion].id);
    par_writer_text(writer, from->row->cells[PAR_RETURNED_ANSWER]);
    write_inputs(writer, unit->set, from->row, columns);
    for (int cell = PAR_RETURNED_SCORE; cell < PAR_RETURNED_CELLS; cell++)
        par_writer_text(writer, from->row->cells[cell]);
    par_writer_text(writer, form->identity.appraiser);
    par_writer_text(writer, form->identity.round);
    par_writer_text(writer, par_returned_place(form, from->row, collection->cli->arena));
    par_writer_row(writer);
}

static struct par_writer *open_round(struct par_output *output, const struct input_columns *inputs,
                                     struct par_arena *arena)
{
    static const char *const head[] = {"unit", "criterion", "answer"};
    static const char *const tail[] = {"score", "applies",   "agree", "evidence", "reason",
                                       "note",  "appraiser", "round", "file"};
    enum { HEAD = sizeof head / sizeof *head, TAIL = sizeof tail / sizeof *tail };
    struct par_column *columns = par_arena_array(arena, HEAD + inputs->count + TAIL, sizeof *columns);
    size_t count = 0;
    for (size_t i = 0; i < HEAD; i++)
        columns[count++].name = head[i];
    for (size_t i = 0; i < inputs->count; i++)
        columns[count++].name = inputs->names[i];
    for (size_t i = 0; i < TAIL; i++)
        columns[count++].name = tail[i];
    return par_writer_new(output, PAR_CSV, columns, count, '.', arena);
}

void par_collection_write_round(const struct par_collection *collection, const char *path)
{
    struct par_cli *cli = collection->cli;
    struct input_columns inputs = find_inputs(collection);
    struct par_output *output = par_cli_output_open(cli, path);
    if (!output)
        return;
    size_t count;
    const struct round_row *rows = gather_rows(collection, &count);
    struct par_writer *writer = open_round(output, &inputs, cli->arena);
    for (size_t i = 0; i < count; i++)
        write_round_row(collection, writer, &rows[i], &inputs);
    par_writer_end(writer);
    par_output_commit(output, cli->diags);
}

/* --- The intake --------------------------------------------------------------------------------------------------- */

/* A row of the intake; `file` NONE for a unit or an appraiser without one. */
struct intake_row {
    int32_t unit;
    size_t file;
    const char *appraiser;
    enum par_intake_state state;
    size_t answered, asked;
};

enum { NONE = -1 };

struct intake {
    const struct par_collection *collection;
    struct par_sheet *sheet;
    size_t count, room;
    struct intake_row *rows;
    size_t *answered, *asked; /* of each unit, over all forms that count */
    bool *has_file;           /* of each unit */
};

static void add_row(struct intake *intake, struct intake_row row)
{
    intake->rows = par_arena_grow(intake->collection->cli->arena, intake->rows, intake->count, &intake->room,
                                  sizeof *intake->rows);
    intake->rows[intake->count++] = row;
}

static size_t count_answers(const struct par_returned *form)
{
    size_t count = 0;
    for (size_t i = 0; i < form->row_count; i++)
        count += form->rows[i].is_answer;
    return count;
}

static void add_file(struct intake *intake, size_t file)
{
    const struct par_collection *collection = intake->collection;
    const struct par_returned *form = &collection->files[file].form;
    add_row(intake, (struct intake_row){.unit = form->unit,
                                        .file = file,
                                        .appraiser = form->identity.appraiser ? form->identity.appraiser : "",
                                        .state = collection->intake[file].state,
                                        .answered = count_answers(form),
                                        .asked = form->asked_count});
    if (form->unit >= 0)
        intake->has_file[form->unit] = true;
    for (size_t i = 0; counts(collection, file) && form->is_by_units && i < form->row_count; i++)
        intake->answered[form->rows[i].unit] += form->rows[i].is_answer;
    for (size_t i = 0; counts(collection, file) && form->is_by_units && i < form->asked_count; i++)
        intake->asked[form->asked[i]]++;
}

/* Who was asked to explain is not known here. */
static void report_absent(const struct par_collection *collection, const struct par_unit *unit)
{
    if (par_collection_type(collection) == PAR_EXPLANATION_FORM)
        return;
    const struct par_units *units = collection->loaded->units;
    struct par_place place = {.file = units->file, .sheet = units->sheet, .line = unit->line, .unit = unit->code};
    par_diags_add(collection->cli->diags, PAR_WARNING, PAR_NOT_SUBMITTED, &place, unit->code, NULL);
}

static void add_unit(struct intake *intake, int32_t unit)
{
    const struct par_collection *collection = intake->collection;
    struct intake_row row = {.unit = unit,
                             .file = (size_t)NONE,
                             .appraiser = "",
                             .state = PAR_INTAKE_NOT_SUBMITTED,
                             .answered = intake->answered[unit],
                             .asked = intake->asked[unit]};
    bool by_units = par_collection_is_by_units(collection);
    if (by_units)
        row.state = row.answered ? PAR_INTAKE_RECEIVED : PAR_INTAKE_PENDING;
    if (by_units || !intake->has_file[unit])
        add_row(intake, row);
    if (!by_units && !intake->has_file[unit])
        report_absent(collection, unit_at(collection, unit));
}

/* Units by code, with their files by name; then files without a unit, then appraisers without a file. */
static int by_unit_and_file(const void *a, const void *b)
{
    const struct intake_row *one = a, *other = b;
    uint32_t first = (uint32_t)one->unit, second = (uint32_t)other->unit; /* -1 comes last */
    if (first != second)
        return first < second ? -1 : 1;
    if (one->file != other->file)
        return one->file < other->file ? -1 : 1;
    return strcmp(one->appraiser, other->appraiser);
}

static void add_rows(struct intake *intake)
{
    const struct par_collection *collection = intake->collection;
    size_t units = collection->loaded->units->count;
    intake->answered = par_arena_array(collection->cli->arena, units, sizeof *intake->answered);
    intake->asked = par_arena_array(collection->cli->arena, units, sizeof *intake->asked);
    intake->has_file = par_arena_array(collection->cli->arena, units, sizeof *intake->has_file);
    for (size_t i = 0; i < collection->paths.count; i++)
        add_file(intake, i);
    for (size_t i = 0; i < units; i++)
        add_unit(intake, (int32_t)i);
}

/* --- Appraisers from whom nothing came ---------------------------------------------------------------------------- */

static void add_appraiser(struct intake *intake, struct par_names *known, const char *appraiser)
{
    if (par_names_add(known, par_span_of(appraiser), 0) != PAR_NAME_NONE)
        return;
    add_row(intake, (struct intake_row){
                        .unit = -1, .file = (size_t)NONE, .appraiser = appraiser, .state = PAR_INTAKE_NOT_SUBMITTED});
    struct par_place place = {.unit = appraiser};
    par_diags_add(intake->collection->cli->diags, PAR_WARNING, PAR_RETURN_NO_APPRAISER, &place, appraiser, NULL);
}

static void add_appraisers(struct intake *intake)
{
    const struct par_collection *collection = intake->collection;
    const struct par_loaded *loaded = collection->loaded;
    struct par_names *known = par_names_new(collection->cli->arena);
    if (par_collection_type(collection) != PAR_APPRAISAL_FORM)
        return;
    for (size_t i = 0; i < intake->count; i++)
        par_names_add(known, par_span_of(intake->rows[i].appraiser), 0);
    for (size_t i = 0; i < loaded->set_count; i++)
        for (int32_t k = 0; k < loaded->sets[i]->criterion_count; k++)
            for (size_t a = 0; a < loaded->sets[i]->criteria[k].appraisers.count; a++)
                add_appraiser(intake, known, loaded->sets[i]->criteria[k].appraisers.items[a]);
}

/* --- Writing ------------------------------------------------------------------------------------------------------ */

static const char *state_text(const struct par_sheet *sheet, enum par_intake_state state)
{
    static const char *const words[PAR_INTAKE_STATES] = {[PAR_INTAKE_RECEIVED] = N_("received"),
                                                         [PAR_INTAKE_LATE] = N_("late"),
                                                         [PAR_INTAKE_EMPTY] = N_("empty"),
                                                         [PAR_INTAKE_COPY] = N_("a copy"),
                                                         [PAR_INTAKE_SUPERSEDED] = N_("another file was chosen"),
                                                         [PAR_INTAKE_DUPLICATE] = N_("two different files"),
                                                         [PAR_INTAKE_CHANGED] = N_("form changed"),
                                                         [PAR_INTAKE_FAULTY] = N_("cells to be mended"),
                                                         [PAR_INTAKE_UNREADABLE] = N_("unreadable"),
                                                         [PAR_INTAKE_NO_FORM] = N_("not a form"),
                                                         [PAR_INTAKE_WRONG_YEAR] = N_("form of another year"),
                                                         [PAR_INTAKE_WRONG_ROUND] = N_("form of another round"),
                                                         [PAR_INTAKE_WRONG_SET] = N_("form of another criteria set"),
                                                         [PAR_INTAKE_WRONG_UNIT] = N_("form of another unit"),
                                                         [PAR_INTAKE_UNKNOWN_UNIT] = N_("unknown unit"),
                                                         [PAR_INTAKE_PENDING] = N_("not yet appraised"),
                                                         [PAR_INTAKE_NOT_SUBMITTED] = N_("not submitted")};
    bool for_people = par_sheet_is_for_people(sheet) || sheet->cli->excel;
    return for_people ? par_cli_text(sheet->cli, words[state]) : par_intake_state_name(state);
}

static void write_unit(const struct intake *intake, const struct intake_row *row)
{
    struct par_writer *writer = intake->sheet->writer;
    const struct par_collection *collection = intake->collection;
    const struct par_unit *unit = row->unit >= 0 ? unit_at(collection, row->unit) : NULL;
    bool names_other = !unit && row->file != (size_t)NONE && collection->files[row->file].form.is_known;
    const char *unknown = names_other ? collection->files[row->file].form.identity.unit : "";
    par_writer_text(writer, unit ? unit->code : unknown);
    par_writer_text(writer, unit ? unit->name : "");
    par_writer_text(writer, unit ? unit->bloc : "");
    par_writer_text(writer, row->appraiser);
}

static void write_count(struct par_writer *writer, bool is_known, size_t count)
{
    if (is_known)
        par_writer_integer(writer, (int64_t)count);
    else
        par_writer_empty(writer);
}

static void write_row(const struct intake *intake, const struct intake_row *row)
{
    struct par_writer *writer = intake->sheet->writer;
    const struct par_collection *collection = intake->collection;
    bool has_file = row->file != (size_t)NONE;
    const struct par_collected *collected = has_file ? &collection->files[row->file] : NULL;
    int64_t late = has_file ? collection->intake[row->file].late_days : 0;
    write_unit(intake, row);
    par_writer_text(writer, state_text(intake->sheet, row->state));
    write_count(writer, late > 0, (size_t)late);
    par_writer_text(writer, has_file ? collected->form.path : "");
    par_writer_text(writer, has_file ? collected->received_on : "");
    write_count(writer, row->asked > 0, row->answered);
    write_count(writer, row->asked > 0, row->asked - (row->answered < row->asked ? row->answered : row->asked));
    par_writer_text(writer, has_file ? collected->note : "");
    par_writer_row(writer);
}

void par_collection_write_intake(const struct par_collection *collection)
{
    static const char *const names[] = {"unit", "name",        "bloc",     "appraiser", "state", "late_days",
                                        "file", "received_on", "answered", "blank",     "note"};
    struct par_sheet *sheet = par_arena_alloc(collection->cli->arena, sizeof *sheet);
    struct intake intake = {.collection = collection, .sheet = sheet};
    sheet->cli = collection->cli;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i == 5 || i == 8 || i == 9);
    add_rows(&intake);
    add_appraisers(&intake);
    qsort(intake.rows, intake.count, sizeof *intake.rows, by_unit_and_file);
    if (!par_sheet_open(sheet, NULL))
        return;
    for (size_t i = 0; i < intake.count; i++)
        write_row(&intake, &intake.rows[i]);
    par_writer_end(sheet->writer); /* also after errors, which are about single files */
    par_output_commit(sheet->output, collection->cli->diags);
}
