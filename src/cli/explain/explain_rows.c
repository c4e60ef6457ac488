/* Explanations as a table: a row for each step, its members in columns of their own. */
#include "explain_page.h"
#include "messages.h"

void par_explain_add_columns(struct par_sheet *sheet)
{
    static const struct {
        const char *name;
        bool number;
    } columns[] = {
        {"unit", false},   {"criterion", false}, {"step", true},         {"step_kind", false}, {"depth", true},
        {"round", false},  {"name", false},      {"label", false},       {"wording", false},   {"first", false},
        {"second", false}, {"value", false},     {"approximate", false}, {"low", false},       {"high", false},
        {"points", true},  {"before", true},     {"max", true},          {"file", false},      {"sheet", false},
        {"line", true},    {"field", true},      {"cell", false},        {"header", false},    {"sentence", false}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        par_sheet_column(sheet, columns[i].name, columns[i].number);
}

/* --- Members ----------------------------------------------------------------------------------------------------- */

static void write_name(struct par_sheet *sheet, const struct par_explaining *with, const struct par_step *step)
{
    const struct par_set *set = with->unit->set;
    par_writer_text(sheet->writer, step->input >= 0 ? set->inputs[step->input].name : step->name);
}

static void write_label(struct par_sheet *sheet, const struct par_explaining *with, const struct par_step *step)
{
    const struct par_set *set = with->unit->set;
    struct par_label label = step->input >= 0              ? set->inputs[step->input].label
                             : step->kind == PAR_STEP_PART ? set->criteria[step->criterion].name
                                                           : step->label;
    par_writer_text(sheet->writer, label.vi ? par_label_text(label, with->cli->language) : "");
}

/* "ho_so_truoc_han|-ho_so_qua_han" */
static const char *terms_text(const struct par_explaining *with, struct par_step_terms terms)
{
    const char *text = "";
    for (size_t i = 0; i < terms.count; i++)
        text = par_arena_join(with->cli->arena, text, i ? "|" : "", terms.items[i].minus ? "-" : "",
                              with->unit->set->inputs[terms.items[i].input].name, NULL);
    return text;
}

static void write_side(struct par_sheet *sheet, const struct par_explaining *with, struct par_amount amount,
                       struct par_step_terms terms)
{
    par_writer_text(sheet->writer, amount.is ? par_amount_exact(with, amount) : terms_text(with, terms));
}

static bool has_range(enum par_step_kind kind)
{
    return kind == PAR_STEP_RULE_BAND || kind == PAR_STEP_RULE_WHEN || kind == PAR_STEP_BAND ||
           kind == PAR_STEP_BAND_ALSO || kind == PAR_STEP_BAND_ABOVE || kind == PAR_STEP_CONDITION;
}

/* ">= 95", "< 98" of a range, "80" of a point between which is counted. */
static void write_limit(struct par_sheet *sheet, const struct par_explaining *with, const struct par_step *step,
                        struct par_limit limit, bool lower)
{
    const char *at = par_amount_exact(with, (struct par_amount){limit.is, limit.unit, limit.at});
    const char *sign = lower ? (limit.open ? "> " : ">= ") : limit.open ? "< " : "<= ";
    if (limit.is && has_range(step->kind))
        at = par_arena_join(with->cli->arena, sign, at, NULL);
    par_writer_text(sheet->writer, at);
}

static void write_number(struct par_sheet *sheet, uint32_t number)
{
    if (number)
        par_writer_integer(sheet->writer, number);
    else
        par_writer_empty(sheet->writer);
}

static void write_place(struct par_sheet *sheet, const struct par_explaining *with, const struct par_place *place)
{
    par_writer_text(sheet->writer, place->file);
    par_writer_text(sheet->writer, place->sheet);
    write_number(sheet, place->line);
    write_number(sheet, place->field);
    par_writer_text(sheet->writer, place->sheet && place->field ? par_message_cell(with->cli, place) : NULL);
    par_writer_text(sheet->writer, place->header);
}

/* --- A row ------------------------------------------------------------------------------------------------------- */

static void write_step(struct par_sheet *sheet, const struct par_explaining *with, int32_t criterion, size_t number,
                       const struct par_step *step)
{
    const struct par_set *set = with->unit->set;
    struct par_writer *writer = sheet->writer;
    bool elsewhere = step->criterion != criterion; /* a part, bonus or penalty */
    par_writer_text(writer, with->unit->code);
    par_writer_text(writer, set->criteria[criterion].id);
    par_writer_integer(writer, (int64_t)number);
    par_writer_text(writer, par_step_kind_name(step->kind));
    par_writer_integer(writer, step->depth);
    par_writer_text(writer, step->round >= 0 ? set->rounds[step->round].id : NULL);
    write_name(sheet, with, step);
    write_label(sheet, with, step);
    par_writer_text(writer, elsewhere ? set->criteria[step->criterion].id : step->text);
    write_side(sheet, with, step->first, step->first_terms);
    write_side(sheet, with, step->second, step->second_terms);
    par_writer_text(writer, par_amount_exact(with, step->value));
    par_writer_text(writer, par_amount_approximate(with, step->value));
    write_limit(sheet, with, step, step->low, true);
    write_limit(sheet, with, step, step->high, false);
    par_sheet_points(sheet, step->points, -1);
    par_sheet_points(sheet, step->before, -1);
    par_sheet_points(sheet, step->max, -1);
    write_place(sheet, with, &step->place);
    par_writer_text(writer, par_explain_sentence(with, step));
    par_writer_row(writer);
}

void par_explain_write_rows(struct par_sheet *sheet, const struct par_explaining *with,
                            const struct par_explanation *explanation)
{
    for (size_t i = 0; i < explanation->count; i++)
        write_step(sheet, with, explanation->criterion, i + 1, &explanation->steps[i]);
}
