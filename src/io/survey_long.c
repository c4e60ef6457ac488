/* Long tables of answers: a row per answer, the rows of a form together. */
#include "parindex/text.h"
#include "survey_reader.h"

static struct par_span field_of(const struct par_survey_reader *reader, int column)
{
    return par_records_field(reader->records, column);
}

/* --- What must be the same in all rows of a form --------------------------------------------------------------------
 */

static void keep(struct par_survey_reader *reader, struct par_span text)
{
    struct par_survey_kept *kept = &reader->kept;
    while (kept->room < kept->size + text.size + 1)
        kept->bytes = par_arena_grow(reader->arena, kept->bytes, kept->room, &kept->room, 1);
    if (text.size)
        memcpy(kept->bytes + kept->size, text.text, text.size);
    kept->bytes[kept->size + text.size] = '\0';
    kept->size += text.size + 1;
}

/* The columns whose cells are kept, the form's number first; how many. */
static size_t kept_columns(const struct par_survey_reader *reader, int *out)
{
    const struct par_survey_columns *at = &reader->columns;
    const int fixed[] = {at->id, at->strata, at->psu, at->ssu, at->weight, at->fpc, at->fpc2, at->unit};
    size_t count = 0;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fixed[i] >= 0)
            out[count++] = fixed[i];
    for (size_t i = 0; i < reader->design->grouping_count; i++)
        for (size_t k = 0; k < reader->design->groupings[i].count; k++)
            out[count++] = at->groupings[i][k];
    for (size_t i = 0; reader->design->totals && i < reader->design->totals->count; i++)
        for (size_t k = 0; k < reader->design->totals->variables[i].columns.count; k++)
            out[count++] = at->totals[i][k];
    return count;
}

static size_t most_kept(const struct par_survey_reader *reader)
{
    size_t count = 8;
    for (size_t i = 0; i < reader->design->grouping_count; i++)
        count += reader->design->groupings[i].count;
    for (size_t i = 0; reader->design->totals && i < reader->design->totals->count; i++)
        count += reader->design->totals->variables[i].columns.count;
    return count;
}

/* Compares the row with what was kept; an error for the first cell that differs. */
static void check_kept(const struct par_survey_reader *reader, const int *columns, size_t count)
{
    const char *kept = reader->kept.bytes, *id = kept;
    for (size_t i = 0; i < count; i++, kept += strlen(kept) + 1) {
        if (par_span_is(field_of(reader, columns[i]), kept))
            continue;
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_FORM_DIFFERS, columns[i], id,
                          reader->records->headers[columns[i]], NULL);
        return;
    }
}

/* --- Questions ------------------------------------------------------------------------------------------------------
 */

static void add_name(struct par_survey_reader *reader, const char *name, size_t number)
{
    if (name && *name)
        par_names_add(reader->questions, par_span_of(par_text_fold(par_span_of(name), reader->arena)), (int32_t)number);
}

static void add_names(struct par_survey_reader *reader, const char *id, struct par_label name, struct par_list others,
                      size_t number)
{
    add_name(reader, id, number);
    for (size_t i = 0; i < others.count; i++)
        add_name(reader, others.items[i], number);
    add_name(reader, name.vi, number);
    add_name(reader, name.en, number);
}

static void make_questions(struct par_survey_reader *reader)
{
    const struct par_sipas_form *form = reader->survey->form;
    reader->questions = par_names_new(reader->arena);
    reader->kept_columns = par_arena_array(reader->arena, most_kept(reader), sizeof *reader->kept_columns);
    reader->answered = par_arena_array(reader->arena, form->item_count + form->question_count, sizeof(bool));
    for (size_t i = 0; i < form->item_count; i++) {
        const struct par_sipas_node *node = &form->nodes[form->items[i]];
        add_names(reader, node->id, node->name, node->columns, i);
    }
    for (size_t i = 0; i < form->question_count; i++)
        add_names(reader, form->questions[i].id, form->questions[i].name, form->questions[i].columns,
                  form->item_count + i);
}

static const char *question_at(const void *context, size_t i)
{
    const struct par_sipas_form *form = context;
    return i < form->item_count ? form->nodes[form->items[i]].id : form->questions[i - form->item_count].id;
}

/* The criterion or question that the row answers; PAR_NAME_NONE after an error. What stood in a cell once is known. */
static int32_t question_of(struct par_survey_reader *reader)
{
    const struct par_sipas_form *form = reader->survey->form;
    struct par_span text = field_of(reader, reader->columns.question);
    int32_t found = par_names_find(reader->questions, text);
    if (found >= 0)
        return found;
    found = par_names_find(reader->questions, par_span_of(par_text_fold(text, reader->arena)));
    if (found >= 0) {
        par_names_add(reader->questions, (struct par_span){par_arena_copy(reader->arena, text), text.size}, found);
        return found;
    }
    const char *nearest = par_names_nearest(text, form->item_count + form->question_count, question_at, form);
    par_survey_report(reader, PAR_ERROR, PAR_SURVEY_QUESTION, reader->columns.question,
                      par_arena_copy(reader->arena, text), nearest ? nearest : "", NULL);
    return PAR_NAME_NONE;
}

static void take_answer(struct par_survey_reader *reader)
{
    const struct par_sipas_form *form = reader->survey->form;
    int32_t found = question_of(reader);
    if (found < 0)
        return;
    size_t question = (size_t)found;
    if (reader->answered[question])
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_ANSWERED_TWICE, reader->columns.question, reader->kept.bytes,
                          question_at(form, question), NULL);
    reader->answered[question] = true;
    if (question < form->item_count)
        par_survey_take_item(reader, question, reader->columns.answer);
    else
        par_survey_take_list(reader, question - form->item_count, reader->columns.answer);
}

/* --- Rows ------------------------------------------------------------------------------------------------------------
 */

/* The row's texts live until the next row: the form keeps its own. */
static struct par_span own(struct par_span text, const char *from, const int *columns, size_t count, int column)
{
    for (size_t i = 0; i < count && column >= 0; i++, from += strlen(from) + 1)
        if (columns[i] == column)
            return (struct par_span){from, strlen(from)};
    return text;
}

static void begin_form(struct par_survey_reader *reader, const int *columns, size_t count)
{
    const struct par_survey_columns *at = &reader->columns;
    struct par_sums_row *row = &reader->row;
    bool known = par_survey_note_id(reader, field_of(reader, at->id));
    reader->kept.size = 0;
    for (size_t i = 0; i < count; i++)
        keep(reader, field_of(reader, columns[i]));
    par_survey_clear_reply(reader);
    size_t questions = reader->survey->form->item_count + reader->survey->form->question_count;
    for (size_t i = 0; i < questions; i++)
        reader->answered[i] = false;
    reader->form_line = reader->records->line;
    reader->is_open = par_survey_take_design(reader, row) && known;
    row->stratum = own(row->stratum, reader->kept.bytes, columns, count, at->strata);
    row->psu = own(row->psu, reader->kept.bytes, columns, count, at->psu);
    row->ssu = own(row->ssu, reader->kept.bytes, columns, count, at->ssu);
}

void par_survey_long_end(struct par_survey_reader *reader)
{
    if (reader->is_open)
        par_survey_add(reader, &reader->row);
    reader->is_open = false;
    reader->form_line = 0;
    reader->kept.size = 0;
}

void par_survey_long_row(struct par_survey_reader *reader)
{
    if (!reader->questions)
        make_questions(reader);
    int *columns = reader->kept_columns;
    size_t count = kept_columns(reader, columns);
    if (field_of(reader, reader->columns.id).size == 0) {
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_DESIGN_BLANK, reader->columns.id, "--id", NULL, NULL);
        return;
    }
    bool same = reader->kept.size > 0 && par_span_is(field_of(reader, reader->columns.id), reader->kept.bytes);
    if (same) {
        check_kept(reader, columns, count);
    } else {
        par_survey_long_end(reader);
        begin_form(reader, columns, count);
    }
    take_answer(reader);
}
