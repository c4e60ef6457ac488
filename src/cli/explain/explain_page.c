#include "explain_page.h"

#include "build.h"
#include "messages.h"
#include "parindex/text.h"

enum { PAGE_WIDTH = 100 };

/* A criterion being written. */
struct writing {
    struct par_explain_page *page;
    size_t number;        /* of the last numbered step */
    struct par_place row; /* of the round at hand */
    bool in_round;
    bool rule_titled;
};

static void put(struct par_explain_page *page, const char *text)
{
    par_output_write(page->output, text, strlen(text));
}

static const char *words(const struct par_explain_page *page, const char *english, const char *a, const char *b,
                         const char *c)
{
    const char *args[PAR_DIAG_ARGS] = {a, b, c};
    return par_message_fill(page->with.cli->arena, par_cli_text(page->with.cli, english), args);
}

/* --- Lines ------------------------------------------------------------------------------------------------------- */

/* Up to the next blank; a percent sign stays with its number. */
static size_t word_size(const char *word)
{
    size_t size = strcspn(word, " ");
    return word[size] == ' ' && word[size + 1] == '%' ? size + 1 + strcspn(word + size + 1, " ") : size;
}

/* The text broken at blanks so that no line is wider than the page, the following ones indented by `hang`. */
static void put_wrapped(struct par_explain_page *page, const char *text, size_t indent, size_t hang)
{
    struct par_build line = {.arena = page->with.cli->arena};
    size_t width = indent;
    par_build_blanks(&line, indent);
    for (const char *word = text; *word;) {
        size_t size = word_size(word);
        size_t needed = par_text_width((struct par_span){word, size});
        if (word != text && width + 1 + needed > PAGE_WIDTH) {
            par_build_byte(&line, '\n');
            par_build_blanks(&line, hang);
            width = hang;
        } else if (word != text) {
            par_build_byte(&line, ' ');
            width++;
        }
        for (size_t i = 0; i < size; i++)
            par_build_byte(&line, word[i]);
        width += needed;
        word += size + strspn(word + size, " ");
    }
    par_build_byte(&line, '\n');
    put(page, par_build_end(&line));
}

/* What Markdown would take for its own signs. */
static const char *escape(const struct par_explain_page *page, const char *text)
{
    struct par_build out = {.arena = page->with.cli->arena};
    for (; *text; text++) {
        if (page->markdown && strchr("\\`*_[]<>|", *text))
            par_build_byte(&out, '\\');
        par_build_byte(&out, *text);
    }
    return par_build_end(&out);
}

static void put_heading(struct par_explain_page *page, const char *marks, const char *text, char rule)
{
    struct par_build line = {.arena = page->with.cli->arena};
    if (page->began)
        put(page, "\n");
    page->began = page->after_heading = true;
    if (page->markdown) {
        put(page, par_arena_join(page->with.cli->arena, marks, " ", escape(page, text), "\n", NULL));
        return;
    }
    put_wrapped(page, text, 0, 4);
    size_t width = par_text_width(par_span_of(text));
    for (size_t i = 0; i < (width < PAGE_WIDTH ? width : PAGE_WIDTH); i++)
        par_build_byte(&line, rule);
    par_build_byte(&line, '\n');
    put(page, par_build_end(&line));
}

/* A line above the steps of a part of the page. */
static void put_title(struct par_explain_page *page, const char *text)
{
    page->after_heading = false;
    if (page->markdown)
        put(page, par_arena_join(page->with.cli->arena, "\n**", escape(page, text), "**\n\n", NULL));
    else
        put_wrapped(page, par_arena_join(page->with.cli->arena, text, ":", NULL), 2, 4);
}

/* A line that stands by itself. */
static void put_line(struct par_explain_page *page, const char *text)
{
    page->after_heading = false;
    if (page->markdown)
        put(page, par_arena_join(page->with.cli->arena, "\n", escape(page, text), "\n", NULL));
    else
        put_wrapped(page, text, 2, 4);
}

static void put_item(struct par_explain_page *page, const char *mark, const char *text, size_t depth)
{
    struct par_arena *arena = page->with.cli->arena;
    struct par_build blanks = {.arena = arena};
    size_t indent = 4 + 2 * depth;
    if (!page->markdown) {
        put_wrapped(page, par_arena_join(arena, mark, " ", text, NULL), indent, indent + strlen(mark) + 1);
        return;
    }
    par_build_blanks(&blanks, 2 * depth);
    put(page, page->after_heading ? "\n" : "");
    page->after_heading = false;
    put(page, par_arena_join(arena, par_build_end(&blanks), mark, " ", escape(page, text), "\n", NULL));
}

/* --- Steps ------------------------------------------------------------------------------------------------------- */

static bool is_rule(enum par_step_kind kind)
{
    return kind <= PAR_STEP_ACCEPTED;
}

static bool is_end(enum par_step_kind kind)
{
    return kind >= PAR_STEP_COURSE;
}

static bool same_row(const struct par_place *a, const struct par_place *b)
{
    bool same_sheet = a->sheet == b->sheet || (a->sheet && b->sheet && strcmp(a->sheet, b->sheet) == 0);
    return a->file && b->file && strcmp(a->file, b->file) == 0 && same_sheet && a->line == b->line;
}

/* Of a cell in the row that the round was begun with the column alone. */
static const char *place_words(const struct writing *writing, const struct par_place *place)
{
    const struct par_explain_page *page = writing->page;
    char field[PAR_DECIMAL_TEXT];
    if (!same_row(place, &writing->row))
        return par_explain_place(&page->with, place);
    if (!place->field)
        return "";
    if (place->sheet)
        return words(page, N_("cell {1}"), par_message_cell(page->with.cli, place), NULL, NULL);
    par_decimal_print(place->field, 0, 0, '.', field);
    return words(page, N_("field {1}{2? \"{2}\"}"), field, par_message_clean(page->with.cli->arena, place->header, 0),
                 NULL);
}

static const char *with_place(const struct writing *writing, const struct par_step *step)
{
    const char *sentence = par_explain_sentence(&writing->page->with, step);
    const char *place = place_words(writing, &step->place);
    return *place ? par_arena_join(writing->page->with.cli->arena, sentence, " (", place, ")", NULL) : sentence;
}

static void put_rule(struct writing *writing, const struct par_step *step)
{
    if (!writing->rule_titled)
        put_title(writing->page, par_cli_text(writing->page->with.cli, N_("Rule")));
    writing->rule_titled = true;
    put_item(writing->page, "-", with_place(writing, step), (size_t)step->depth);
}

static void begin_round(struct writing *writing, const struct par_step *step)
{
    writing->row = (struct par_place){0};
    put_title(writing->page, with_place(writing, step));
    writing->row = step->place;
    writing->in_round = true;
}

static void put_numbered(struct writing *writing, const struct par_step *step)
{
    char number[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)++writing->number, 0, 0, '.', number);
    put_item(writing->page, par_arena_join(writing->page->with.cli->arena, number, ".", NULL),
             with_place(writing, step), 0);
}

static bool is_of_parts(enum par_step_kind kind)
{
    return kind >= PAR_STEP_PART && kind <= PAR_STEP_OPEN;
}

static void put_step(struct writing *writing, const struct par_step *step)
{
    if (is_rule(step->kind))
        put_rule(writing, step);
    else if (step->kind == PAR_STEP_ROUND)
        begin_round(writing, step);
    else if (step->kind == PAR_STEP_NO_ROW || step->kind == PAR_STEP_NOT_COUNTED || is_end(step->kind))
        put_line(writing->page, with_place(writing, step));
    else if (is_of_parts(step->kind))
        put_item(writing->page, "-", with_place(writing, step), 0);
    else
        put_numbered(writing, step);
}

/* --- The page ---------------------------------------------------------------------------------------------------- */

void par_explain_page_unit(struct par_explain_page *page)
{
    const struct par_unit *unit = page->with.unit;
    put_heading(page, "#",
                words(page, N_("{1} ({2}), PAR Index {3}"), *unit->name ? unit->name : unit->code, unit->code,
                      unit->set->period),
                '=');
}

void par_explain_page_criterion(struct par_explain_page *page, const struct par_explanation *explanation,
                                const struct par_node_score *node)
{
    struct writing writing = {.page = page};
    const char *title = par_explain_title(&page->with, explanation->criterion);
    put_heading(page, "##", words(page, N_("{1}: {2}"), title, par_explain_standing(&page->with, node), NULL), '-');
    for (size_t i = 0; i < explanation->count; i++)
        put_step(&writing, &explanation->steps[i]);
}
