#include "published_sheet.h"

#include "build.h"
#include "messages.h"
#include "sheet.h"

/* --- Words ------------------------------------------------------------------------------------------------------- */

static const char *check_words(enum par_published_check check)
{
    static const char *const words[] = {
        [PAR_CHECK_UNITS] = N_("units"),
        [PAR_CHECK_STT] = N_("running number"),
        [PAR_CHECK_PARTS] = N_("parts and total"),
        [PAR_CHECK_INDEX] = N_("total and index"),
        [PAR_CHECK_IDENTITY] = N_("identity"),
        [PAR_CHECK_SUM] = N_("sum of the column"),
        [PAR_CHECK_MEAN] = N_("mean of the column"),
        [PAR_CHECK_RANK] = N_("ranks"),
        [PAR_CHECK_CLASS] = N_("classes"),
        [PAR_CHECK_CLASS_COUNT] = N_("units of the class"),
        [PAR_CHECK_SHARE] = N_("share of the class"),
        [PAR_CHECK_SHARE_COUNT] = N_("count of the class"),
        [PAR_CHECK_SHARE_SUM] = N_("sum of the shares"),
        [PAR_CHECK_SHARE_CHANGE] = N_("change of the share"),
        [PAR_CHECK_CHANGE] = N_("change since the earlier table"),
        [PAR_CHECK_PREVIOUS] = N_("figures of the earlier table"),
        [PAR_CHECK_OURS] = N_("our figures"),
    };
    return words[check];
}

static const char *verdict_words(enum par_found verdict)
{
    static const char *const words[] = {N_("right"), N_("note"), N_("fault"), N_("not checked")};
    return words[verdict];
}

static const char *reading_words(int i)
{
    static const char *const words[] = {N_("rounded half up"),
                                        N_("rounded half to even"),
                                        N_("truncated, not rounded"),
                                        N_("from figures before they were rounded"),
                                        N_("rounded to fewer decimals"),
                                        N_("within the tolerance"),
                                        N_("equal ones share a rank, the next are passed over (1-2-2-4)"),
                                        N_("equal ones share a rank, none is passed over (1-2-2-3)"),
                                        N_("no rank is shared (1-2-3-4)"),
                                        N_("each bloc by itself"),
                                        N_("all units together"),
                                        N_("begins again at 1 in blocs that the table does not name"),
                                        N_("by the total, not by the index"),
                                        N_("the numbers before it stand in no row"),
                                        N_("the table does not begin with 1"),
                                        N_("stands there twice"),
                                        N_("stands in one place and not in the other"),
                                        N_("this unit is not in the other table"),
                                        N_("this unit is only in the other table"),
                                        N_("with the opposite sign"),
                                        N_("no whole number of units gives this"),
                                        N_("out of the order of the index"),
                                        N_("no maximum is known (--max)"),
                                        N_("cannot be computed exactly"),
                                        N_("each share is right; only rounding keeps them from adding up to 100"),
                                        N_("however it is rounded"),
                                        N_("no figures are equal"),
                                        N_("equal figures, ranked by the tie break of the set"),
                                        N_("units of a bloc that the table does not print")};
    return words[i];
}

/* --- Cells ------------------------------------------------------------------------------------------------------- */

/* "bang.xlsx:Sheet1!C17", "bang.csv:17:3" (line, field), or the file alone. */
static const char *place_of(const struct par_sheet *sheet, const struct par_published_finding *finding)
{
    struct par_build text = {.arena = sheet->cli->arena};
    const struct par_published_row *row = finding->row;
    uint32_t field = row && finding->column >= 0 ? finding->table->fields[finding->column] : 0;
    par_build_text(&text, finding->table->file);
    if (!row)
        return par_build_end(&text);
    par_build_byte(&text, ':');
    if (row->sheet) {
        par_build_text(&text, row->sheet);
        par_build_byte(&text, '!');
    }
    struct par_place cell = {.line = row->line, .field = row->sheet ? field : 0};
    par_build_text(&text, par_message_cell(sheet->cli, &cell));
    if (!row->sheet && field > 0) {
        par_build_byte(&text, ':');
        par_build_number(&text, field);
    }
    return par_build_end(&text);
}

/* The readings of a finding, "truncated|unrounded"; for people in words. */
static const char *readings_of(const struct par_sheet *sheet, unsigned readings)
{
    struct par_build text = {.arena = sheet->cli->arena};
    bool people = par_sheet_is_for_people(sheet);
    for (int i = 0; i < PAR_READS; i++) {
        if (!(readings & 1u << i))
            continue;
        par_build_text(&text, text.size == 0 ? "" : people ? "; " : "|");
        par_build_text(&text, people ? par_cli_text(sheet->cli, reading_words(i)) : par_reading_name(i));
    }
    return par_build_end(&text);
}

static void write_quantity(struct par_sheet *sheet, bool is, struct par_quantity quantity, int decimals)
{
    if (is)
        par_writer_decimal(sheet->writer, quantity.mantissa, quantity.scale, decimals);
    else
        par_writer_empty(sheet->writer);
}

static void write_count(struct par_sheet *sheet, bool is, size_t count)
{
    if (is)
        par_writer_integer(sheet->writer, (int64_t)count);
    else
        par_writer_empty(sheet->writer);
}

/* A number as the table prints it, or a word. */
static void write_expected(struct par_sheet *sheet, const struct par_published_finding *finding)
{
    char text[PAR_DECIMAL_TEXT];
    if (finding->has_expected) {
        par_decimal_print(finding->expected.mantissa, finding->expected.scale, finding->expected_decimals,
                          par_sheet_is_for_people(sheet) ? par_cli_decimal(sheet->cli) : '.', text);
        par_writer_text(sheet->writer, par_arena_copy(sheet->cli->arena, par_span_of(text)));
    } else {
        par_writer_text(sheet->writer, finding->expected_text);
    }
}

static const char *column_of(const struct par_published_finding *finding)
{
    if (finding->check == PAR_CHECK_IDENTITY)
        return finding->label;
    return finding->column >= 0 && !(finding->readings & (PAR_READ_NOT_PRINTED | PAR_READ_BLOC_APART))
               ? finding->table->headers[finding->column]
               : NULL;
}

static const char *name_of(const struct par_published_finding *finding)
{
    if (finding->row)
        return par_published_label(finding->row);
    return finding->check == PAR_CHECK_IDENTITY ? NULL : finding->label;
}

static const char *bloc_of(const struct par_published_finding *finding)
{
    return finding->row ? finding->row->bloc : finding->bloc;
}

static void write_finding(struct par_sheet *sheet, const struct par_published_finding *finding)
{
    bool people = par_sheet_is_for_people(sheet);
    struct par_writer *writer = sheet->writer;
    par_writer_text(writer,
                    people ? par_cli_text(sheet->cli, check_words(finding->check)) : par_check_name(finding->check));
    par_writer_text(writer, people ? par_cli_text(sheet->cli, verdict_words(finding->verdict))
                                   : par_found_name(finding->verdict));
    par_writer_text(writer, place_of(sheet, finding));
    par_writer_text(writer, name_of(finding));
    par_writer_text(writer, bloc_of(finding));
    par_writer_text(writer, column_of(finding));
    par_writer_text(writer, finding->printed);
    write_expected(sheet, finding);
    write_quantity(sheet, finding->has_difference, finding->difference, -1);
    write_quantity(sheet, finding->has_unrounded, finding->unrounded, -1);
    par_writer_text(writer, readings_of(sheet, finding->readings));
    bool counts = finding->is_summary || finding->checked > 0;
    write_count(sheet, counts, finding->checked);
    write_count(sheet, counts && finding->check != PAR_CHECK_CLASS_COUNT, finding->faults);
    par_writer_row(writer);
}

void par_published_write(struct par_cli *cli, const struct par_published_report *report)
{
    static const struct {
        const char *name;
        bool number;
    } columns[] = {{"check", false},     {"verdict", false},  {"place", false},   {"name", false},
                   {"bloc", false},      {"column", false},   {"printed", false}, {"expected", false},
                   {"difference", true}, {"unrounded", true}, {"reading", false}, {"checked", true},
                   {"faults", true}};
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        par_sheet_column(sheet, columns[i].name, columns[i].number);
    if (!par_sheet_open(sheet, NULL))
        return;
    for (const struct par_published_finding *finding = report->first; finding; finding = finding->next)
        write_finding(sheet, finding);
    par_sheet_close(sheet);
}
