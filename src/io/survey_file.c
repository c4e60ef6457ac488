/* Reading the answers of a survey: see survey_file.h. Cells are in survey_cells.c, the design in survey_design.c, long
 * tables in survey_long.c. */
#include "parindex/survey_file.h"

#include <stdlib.h>

#include "parindex/json.h"
#include "parindex/text.h"
#include "sign.h"
#include "survey_reader.h"

struct par_sipas_form *par_sipas_form_load(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    struct par_source *source = par_source_open(path, arena, diags);
    if (!source)
        return NULL;
    const struct par_node *root = par_json_read(source, arena, diags);
    par_source_close(source);
    const char *name = par_arena_copy(arena, par_span_of(path));
    return root ? par_sipas_form_read(root, name, par_text_fold, arena, diags) : NULL;
}

size_t par_survey_unit_grouping(void)
{
    return 1;
}

size_t par_survey_grouping(size_t i)
{
    return par_survey_unit_grouping() + 1 + i;
}

/* --- The reader -----------------------------------------------------------------------------------------------------
 */

size_t par_survey_print(const struct par_survey_reader *reader, const struct par_scale *scale)
{
    const char *name = reader->design->print;
    for (size_t i = 0; name && i < scale->print_count; i++)
        if (strcmp(scale->prints[i].id, name) == 0)
            return i;
    return 0;
}

/* The prints of all scales, each once. */
static const char *prints_text(const struct par_sipas_form *form, const char *without, struct par_arena *arena)
{
    const char *text = "";
    struct par_names *seen = par_names_new(arena);
    for (size_t i = 0; i < form->scale_count; i++)
        for (size_t k = 0; k < form->scales[i].print_count; k++) {
            const char *id = form->scales[i].prints[k].id;
            if (*id && !(without && strcmp(id, without) == 0) && par_names_add(seen, par_span_of(id), 0) < 0)
                text = par_arena_join(arena, text, *text ? ", " : "", id, NULL);
        }
    return text;
}

static bool has_print(const struct par_sipas_form *form, const char *name)
{
    for (size_t i = 0; i < form->scale_count; i++)
        for (size_t k = 0; k < form->scales[i].print_count; k++)
            if (strcmp(form->scales[i].prints[k].id, name) == 0)
                return true;
    return false;
}

static struct par_answers *answers_of(const struct par_survey_reader *reader, const struct par_scale *scale)
{
    return par_answers_new(scale, par_survey_print(reader, scale), reader->survey->form->blank_words, reader->arena);
}

static void make_answers(struct par_survey_reader *reader)
{
    const struct par_sipas_form *form = reader->survey->form;
    reader->item_answers = par_arena_array(reader->arena, form->item_count, sizeof(struct par_answers *));
    reader->item_bytes = par_arena_array(reader->arena, form->item_count, sizeof *reader->item_bytes);
    reader->question_answers = par_arena_array(reader->arena, form->question_count, sizeof(struct par_answers *));
    for (size_t i = 0; i < form->item_count; i++) {
        const struct par_scale *scale = form->nodes[form->items[i]].scale;
        for (size_t k = 0; k < i && !reader->item_answers[i]; k++)
            if (form->nodes[form->items[k]].scale == scale)
                reader->item_answers[i] = reader->item_answers[k];
        if (!reader->item_answers[i])
            reader->item_answers[i] = answers_of(reader, scale);
        reader->item_bytes[i] = par_answers_of_bytes(reader->item_answers[i]);
    }
    for (size_t i = 0; i < form->question_count; i++)
        reader->question_answers[i] = answers_of(reader, form->questions[i].scale);
}

static size_t most_options(const struct par_sipas_form *form)
{
    size_t most = 1;
    for (size_t i = 0; i < form->question_count; i++)
        most = form->questions[i].scale->count > most ? form->questions[i].scale->count : most;
    return most;
}

void par_survey_equip(struct par_survey_reader *reader)
{
    const struct par_survey *survey = reader->survey;
    struct par_arena *arena = reader->arena;
    make_answers(reader);
    reader->units = par_names_new(arena);
    reader->ids = par_names_new(arena);
    reader->reply = par_reply_new(survey, arena);
    reader->asked = par_arena_array(arena, survey->form->question_count, sizeof *reader->asked);
    reader->chosen = par_arena_array(arena, most_options(survey->form), sizeof *reader->chosen);
    reader->categories = par_arena_array(arena, survey->sums->plan.question_count, sizeof *reader->categories);
    reader->domains = par_arena_array(arena, reader->design->grouping_count + 2, sizeof *reader->domains);
    reader->joined = NULL;
    reader->joined_room = 0;
    reader->class_key = NULL;
}

/* A row is the header where it names two criteria or questions; of a long table, "question" and "answer". */
static void take_headers(struct par_survey_reader *reader)
{
    const struct par_sipas_form *form = reader->survey->form;
    if (reader->design->is_long) {
        struct par_names *names = par_names_new(reader->arena);
        par_names_add(names, par_span_of("question"), 0);
        par_names_add(names, par_span_of("answer"), 0);
        reader->how.headers = names;
        reader->how.least_headers = 2;
        return;
    }
    reader->how.headers = par_survey_headers(form, reader->arena);
    reader->how.least_headers = form->item_count + form->question_count > 1 ? 2 : 1;
}

struct par_survey_reader *par_survey_reader_new(struct par_survey *survey, const struct par_survey_design *design,
                                                const struct par_reading *how, struct par_arena *arena,
                                                struct par_diags *diags)
{
    struct par_survey_reader *reader = par_arena_alloc(arena, sizeof *reader);
    struct par_place place = {.file = survey->form->file};
    if (design->print && !has_print(survey->form, design->print)) {
        par_diags_add(diags, PAR_ERROR, PAR_SIPAS_PRINT_UNKNOWN, &place, design->print,
                      prints_text(survey->form, NULL, arena), NULL);
        return NULL;
    }
    *reader = (struct par_survey_reader){.survey = survey, .design = design, .arena = arena, .diags = diags};
    if (how)
        reader->how = *how;
    take_headers(reader);
    par_survey_equip(reader);
    return reader;
}

/* --- A file ----------------------------------------------------------------------------------------------------------
 */

/* Nearly all cells are empty or of one byte that was understood before. */
static void take_items(struct par_survey_reader *reader)
{
    const struct par_span *fields = reader->records->fields;
    const int *columns = reader->columns.items;
    int16_t *items = reader->reply.items;
    for (size_t i = 0; i < reader->survey->form->item_count; i++) {
        struct par_span field = fields[columns[i]];
        int16_t known = field.size == 0 ? PAR_ANSWER_BLANK : PAR_ANSWER_UNSEEN;
        known = field.size == 1 ? reader->item_bytes[i][(unsigned char)*field.text] : known;
        if (known == PAR_ANSWER_UNSEEN)
            par_survey_take_item(reader, i, columns[i]);
        else
            items[i] = known;
    }
}

void par_survey_wide_row(struct par_survey_reader *reader)
{
    struct par_sums_row row;
    par_survey_clear_options(reader);
    take_items(reader);
    for (size_t i = 0; i < reader->asked_count; i++) {
        size_t question = reader->asked[i];
        if (reader->columns.questions[question] >= 0)
            par_survey_take_list(reader, question, reader->columns.questions[question]);
        else
            par_survey_take_options(reader, question);
    }
    bool good = par_survey_take_design(reader, &row);
    if (reader->columns.id >= 0)
        good = par_survey_note_id(reader, par_records_field(reader->records, reader->columns.id)) && good;
    if (good)
        par_survey_add(reader, &row);
}

static void settle_numbers(struct par_survey_reader *reader, const char *path)
{
    const struct par_survey_columns *at = &reader->columns;
    bool *numbers = par_arena_array(reader->arena, reader->records->width, sizeof *numbers);
    reader->weight = (struct par_survey_number){.at = at->weight, .is_weight = true, .option = "--weight"};
    reader->fpc = (struct par_survey_number){.at = at->fpc, .option = "--fpc"};
    reader->fpc2 = (struct par_survey_number){.at = at->fpc2, .option = "--fpc2"};
    bool any = false;
    for (size_t i = 0; i < reader->records->width; i++) {
        numbers[i] = (int)i == at->weight || (int)i == at->fpc || (int)i == at->fpc2;
        any = any || numbers[i];
    }
    char sign = any ? par_sign_find(reader->records, path, &reader->how, numbers, reader->arena) : 0;
    reader->style = (struct par_number_style){.sign = sign};
}

/* Of a wide table: the questions that have columns. */
void par_survey_settle_questions(struct par_survey_reader *reader)
{
    const struct par_survey *survey = reader->survey;
    const struct par_survey_columns *at = &reader->columns;
    bool *options = par_arena_array(reader->arena, survey->option_count, sizeof *options);
    reader->asked_count = 0;
    for (size_t i = 0; i < survey->form->question_count; i++) {
        if (at->questions[i] < 0 && !at->has_options[i])
            continue;
        reader->asked[reader->asked_count++] = i;
        for (size_t k = 0; k < survey->form->questions[i].scale->count; k++)
            options[survey->first_option[i] + k] = true;
    }
    par_reply_ask(survey, &reader->reply, options);
}

static void read_long(struct par_survey_reader *reader)
{
    while (par_records_next(reader->records))
        par_survey_long_row(reader);
    par_survey_long_end(reader);
}

/* The sums of all rows, in whatever order they were added, are too large: no one row is to blame. */
static void report_overflow(const struct par_survey_reader *reader)
{
    const struct par_records *records = reader->records;
    struct par_place place = {.file = records->name, .sheet = records->sheet};
    if (reader->weight.at >= 0)
        place = par_records_header_place(records, (size_t)reader->weight.at);
    par_diags_add(reader->diags, PAR_ERROR, PAR_OVERFLOW, &place, NULL);
}

static void read_rows(struct par_survey_reader *reader, const char *path)
{
    struct par_records *records = reader->records;
    const struct par_survey_design *design = reader->design;
    settle_numbers(reader, path);
    reader->overflowed = false;
    par_records_want(records, par_survey_columns_wanted(&reader->columns, reader->survey, design, records));
    if (design->is_long) {
        read_long(reader);
    } else {
        par_survey_settle_questions(reader);
        par_survey_wide_rows(reader);
    }
    par_number_finish(&reader->style, reader->diags);
    if (reader->overflowed)
        report_overflow(reader);
}

size_t par_survey_read(struct par_survey_reader *reader, const char *path)
{
    struct par_records records;
    if (!par_records_open(&records, path, &reader->how, reader->arena, reader->diags))
        return 0;
    reader->records = &records;
    if (par_survey_columns_find(&records, reader->survey, reader->design, &reader->columns))
        read_rows(reader, path);
    par_records_close(&records);
    reader->records = NULL;
    return records.rows;
}

/* --- The whole -------------------------------------------------------------------------------------------------------
 */

bool par_survey_used_codes(const struct par_survey_reader *reader)
{
    for (size_t i = 0; i < reader->survey->form->item_count; i++) {
        const struct par_sipas_form *form = reader->survey->form;
        if (form->nodes[form->items[i]].scale->print_count > 1 && par_answers_used_codes(reader->item_answers[i]))
            return true;
    }
    return reader->codes_were_used;
}

static void note_print(const struct par_survey_reader *reader)
{
    const struct par_sipas_form *form = reader->survey->form;
    const struct par_scale *scale = form->nodes[form->items[0]].scale;
    const char *print = scale->prints[par_survey_print(reader, scale)].id;
    if (!reader->design->print && par_survey_used_codes(reader))
        par_diags_add(reader->diags, PAR_NOTE, PAR_SURVEY_PRINT, NULL, print, prints_text(form, print, reader->arena),
                      NULL);
}

/* A group, stratum or PSU below something: told in the order of their codes, whatever the order of rows and parts. */
struct told {
    size_t grouping;
    struct par_span above, code;
    int64_t population;
    uint64_t sample;
};

static int by_code(const void *left, const void *right)
{
    const struct told *a = left, *b = right;
    if (a->grouping != b->grouping)
        return a->grouping < b->grouping ? -1 : 1;
    int order = par_span_compare(a->above, b->above);
    return order ? order : par_span_compare(a->code, b->code);
}

static struct told *told_domains(const struct par_survey_reader *reader)
{
    const struct par_sums *sums = reader->survey->sums;
    struct told *told = par_arena_array(reader->arena, sums->domain_count, sizeof *told);
    for (size_t i = 0; i < sums->domain_count; i++)
        told[i] = (struct told){.grouping = sums->domains[i].grouping, .code = sums->domains[i].name};
    qsort(told, sums->domain_count, sizeof *told, by_code);
    return told;
}

/* Groups of one grouping that only differ in case, marks or blanks. */
static void check_groups(const struct par_survey_reader *reader)
{
    const struct told *told = told_domains(reader);
    struct par_names *seen = par_names_new(reader->arena);
    for (size_t i = 0; i < reader->survey->sums->domain_count; i++) {
        char number[PAR_DECIMAL_TEXT];
        if (told[i].grouping <= par_survey_unit_grouping())
            continue;
        par_decimal_print((int64_t)told[i].grouping, 0, 0, '.', number);
        const char *key = par_arena_join(reader->arena, number, "|", par_text_bare(told[i].code, reader->arena), NULL);
        int32_t before = par_names_add(seen, par_span_of(key), (int32_t)i);
        if (before >= 0)
            par_diags_add(reader->diags, PAR_WARNING, PAR_SURVEY_GROUPS_ALIKE, NULL,
                          par_arena_copy(reader->arena, told[before].code), par_arena_copy(reader->arena, told[i].code),
                          NULL);
    }
}

static void check_population(const struct par_survey_reader *reader, const struct told *told)
{
    char said[PAR_DECIMAL_TEXT], found[PAR_DECIMAL_TEXT];
    par_decimal_print(told->population, 0, 0, '.', said);
    par_decimal_print((int64_t)told->sample, 0, 0, '.', found);
    const char *name = par_arena_copy(reader->arena, told->code);
    if (told->population == 0)
        par_diags_add(reader->diags, PAR_ERROR, PAR_SURVEY_POPULATION_NONE, NULL, name, NULL);
    else if ((uint64_t)told->population < told->sample)
        par_diags_add(reader->diags, PAR_ERROR, PAR_SURVEY_POPULATION_LOW, NULL, name, said, found, NULL);
}

static void check_strata(const struct par_survey_reader *reader)
{
    const struct par_sums *sums = reader->survey->sums;
    struct told *told = par_arena_array(reader->arena, sums->stratum_count, sizeof *told);
    for (size_t i = 0; i < sums->stratum_count; i++) {
        const struct par_stratum *stratum = &sums->strata[i];
        told[i] = (struct told){.code = stratum->code,
                                .population = stratum->population,
                                .sample = sums->plan.has_psu ? stratum->psus : stratum->rows};
    }
    qsort(told, sums->stratum_count, sizeof *told, by_code);
    for (size_t i = 0; i < sums->stratum_count; i++)
        check_population(reader, &told[i]);
}

static void check_psus(const struct par_survey_reader *reader)
{
    const struct par_sums *sums = reader->survey->sums;
    struct told *told = par_arena_array(reader->arena, sums->psu_count, sizeof *told);
    for (size_t i = 0; i < sums->psu_count; i++) {
        const struct par_psu *psu = &sums->psus[i];
        told[i] = (struct told){.above = sums->strata[psu->stratum].code,
                                .code = psu->code,
                                .population = psu->population,
                                .sample = sums->plan.has_ssu ? psu->ssus : psu->rows};
    }
    qsort(told, sums->psu_count, sizeof *told, by_code);
    for (size_t i = 0; i < sums->psu_count; i++)
        check_population(reader, &told[i]);
}

void par_survey_finish(struct par_survey_reader *reader)
{
    note_print(reader);
    check_groups(reader);
    if (reader->design->fpc)
        check_strata(reader);
    if (reader->design->fpc2)
        check_psus(reader);
}
