/* The answers in the cells of a survey's table. */
#include "parindex/text.h"
#include "survey_reader.h"

void par_survey_report(const struct par_survey_reader *reader, enum par_severity severity, enum par_code code,
                       int column, const char *a, const char *b, const char *c)
{
    struct par_place place = par_records_place(reader->records, column);
    if (column < 0 && reader->form_line)
        place.line = reader->form_line;
    par_diags_add(reader->diags, severity, code, &place, a, b, c, NULL);
}

/* The answers of a scale, for a finding: "5 Rất hài lòng, 4 Hài lòng". */
static const char *answers_text(const struct par_survey_reader *reader, const struct par_scale *scale)
{
    const char *text = "";
    struct par_list codes = scale->prints[par_survey_print(reader, scale)].codes;
    for (size_t i = 0; i < scale->count; i++)
        text =
            par_arena_join(reader->arena, text, i ? ", " : "", codes.items[i], " ", scale->choices[i].label.vi, NULL);
    return text;
}

static enum par_severity severity_of(const struct par_survey_reader *reader)
{
    return reader->design->unreadable == PAR_UNREADABLE_ERROR ? PAR_ERROR : PAR_WARNING;
}

/* A cell that was not understood; the words are only made where they are printed. */
static void report_answer(const struct par_survey_reader *reader, int column, const struct par_scale *scale, int found)
{
    enum par_code code = found == PAR_ANSWER_SEVERAL ? PAR_SURVEY_SEVERAL : PAR_SURVEY_ANSWER;
    enum par_severity severity = severity_of(reader);
    bool wanted = par_diags_wants(reader->diags, severity, code);
    struct par_span text = par_records_field(reader->records, column);
    par_survey_report(reader, severity, code, column, wanted ? par_arena_copy(reader->arena, text) : "",
                      wanted ? answers_text(reader, scale) : "", NULL);
}

static void report_picked(const struct par_survey_reader *reader, int column, const char *what, int chosen, int most)
{
    char count[PAR_DECIMAL_TEXT], limit[PAR_DECIMAL_TEXT];
    par_decimal_print(chosen, 0, 0, '.', count);
    par_decimal_print(most, 0, 0, '.', limit);
    par_survey_report(reader, severity_of(reader), PAR_SURVEY_PICKED, column, what, count, limit);
}

void par_survey_clear_reply(struct par_survey_reader *reader)
{
    for (size_t i = 0; i < reader->survey->form->item_count; i++)
        reader->reply.items[i] = PAR_ANSWER_BLANK;
    par_survey_clear_options(reader);
}

void par_survey_clear_options(struct par_survey_reader *reader)
{
    for (size_t i = 0; i < reader->reply.asked_count; i++)
        reader->reply.options[reader->reply.asked[i]] = -1;
}

void par_survey_take_item(struct par_survey_reader *reader, size_t item, int column)
{
    const struct par_sipas_form *form = reader->survey->form;
    int found = par_answers_find(reader->item_answers[item], par_records_field(reader->records, column));
    reader->reply.items[item] = (int16_t)found;
    if (found < PAR_ANSWER_BLANK)
        report_answer(reader, column, form->nodes[form->items[item]].scale, found);
}

/* One cell that tells what is chosen. */
void par_survey_take_list(struct par_survey_reader *reader, size_t question, int column)
{
    const struct par_question *asked = &reader->survey->form->questions[question];
    struct par_answers *answers = reader->question_answers[question];
    struct par_span text = par_records_field(reader->records, column);
    int8_t *options = reader->reply.options + reader->survey->first_option[question];
    for (size_t i = 0; i < asked->scale->count; i++)
        reader->chosen[i] = false;
    int found = asked->most == 1 ? par_answers_find(answers, text) : par_answers_list(answers, text, reader->chosen);
    if (found == PAR_ANSWER_BLANK)
        return;
    if (found < 0) {
        report_answer(reader, column, asked->scale, found);
        return;
    }
    if (asked->most == 1)
        reader->chosen[found] = true;
    else if (found > asked->most) {
        report_picked(reader, column, par_arena_copy(reader->arena, text), found, asked->most);
        return;
    }
    for (size_t i = 0; i < asked->scale->count; i++)
        options[i] = reader->chosen[i];
}

/* A cell of an option's own column: 1 chosen, 0 not, -1 empty, -2 neither. */
static int mark_of(const struct par_survey_reader *reader, const struct par_choice *choice, struct par_span text)
{
    static const char *const yes[] = {"x", "1", "yes", "có", "co", "true", "v", "✓"};
    static const char *const no[] = {"0", "no", "không", "khong", "false"};
    if (text.size == 0)
        return -1;
    const char *folded = par_text_fold(text, reader->arena);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(folded, yes[i]) == 0)
            return 1;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(folded, no[i]) == 0)
            return 0;
    bool is_own = par_span_is(text, choice->id) ||
                  strcmp(folded, par_text_fold(par_span_of(choice->label.vi), reader->arena)) == 0;
    return is_own ? 1 : -2;
}

void par_survey_take_options(struct par_survey_reader *reader, size_t question)
{
    const struct par_question *asked = &reader->survey->form->questions[question];
    size_t first = reader->survey->first_option[question];
    int8_t *options = reader->reply.options + first;
    int chosen = 0, said = 0;
    for (size_t i = 0; i < asked->scale->count; i++) {
        int column = reader->columns.options[first + i];
        if (column < 0)
            continue;
        int mark = mark_of(reader, &asked->scale->choices[i], par_records_field(reader->records, column));
        if (mark < -1)
            report_answer(reader, column, asked->scale, PAR_ANSWER_BAD);
        said += mark >= 0;
        chosen += mark == 1;
        options[i] = mark == 1;
    }
    if (said && chosen <= asked->most)
        return;
    for (size_t i = 0; i < asked->scale->count; i++)
        options[i] = -1;
    if (said)
        report_picked(reader, -1, asked->id, chosen, asked->most);
}
