/* survey_reader: what the files that read a survey's answers share. Private to io. */
#ifndef PARINDEX_IO_SURVEY_READER_H
#define PARINDEX_IO_SURVEY_READER_H

#include "parindex/answer.h"
#include "parindex/number.h"
#include "survey_columns.h"

/* A design column of numbers, and its last one: neighbouring rows mostly say the same. */
struct par_survey_number {
    int at;
    bool is_weight;
    const char *option;
    bool known;
    size_t size;
    char text[40];
    int64_t value; /* weights in 10^-9 */
};

/* What a row says of its design and groups, where a long form must say the same in all its rows. */
struct par_survey_kept {
    char *bytes;
    size_t room, size;
};

/* Why a row has no category of a variable with totals: the column is blank (name NULL), or no total has the name. */
struct par_survey_fault {
    bool is;
    int column;
    const struct par_totals_variable *variable;
    const char *name;
};

struct par_survey_reader {
    struct par_survey *survey;
    const struct par_survey_design *design;
    struct par_reading how; /* with the headers that the form knows */
    struct par_arena *arena;
    struct par_diags *diags;
    struct par_answers **item_answers;     /* of each criterion; criteria of one scale share theirs */
    const int16_t **item_bytes;            /* what their cells of one byte say */
    struct par_answers **question_answers; /* of each question */
    struct par_records *records;           /* of the file at hand */
    struct par_survey_columns columns;
    struct par_number_style style;
    struct par_survey_number weight, fpc, fpc2;
    struct par_names *units; /* what stood in the column of units -> position; the texts are kept once */
    struct par_reply reply;
    uint32_t form_line; /* of a long table: the first row of the form; 0: the row at hand */
    size_t asked_count; /* questions that have columns */
    size_t *asked;
    bool *chosen;        /* options of the cell at hand */
    int16_t *categories; /* of the form at hand */
    size_t *domains;
    char *joined; /* name of a group of several columns */
    size_t joined_room;
    uint32_t *class_categories; /* of the row at hand, in each variable with totals */
    char *class_key;
    struct par_survey_fault fault; /* of the form at hand */
    struct par_names *ids;         /* form numbers that came; without --id empty */
    bool codes_were_used;          /* in a part or by a thread that was merged */
    bool overflowed;               /* a row of the file at hand was too much for the sums */
    /* long tables: the form that is being put together */
    bool is_open;
    struct par_survey_kept kept;
    int *kept_columns;
    struct par_sums_row row;
    struct par_names *questions; /* id or name, folded -> criterion, or criteria + question */
    bool *answered;              /* of each of these */
};

/* The codes of a scale in the print that was asked for; of its first where it has none of that name. */
size_t par_survey_print(const struct par_survey_reader *reader, const struct par_scale *scale);

/* What a reader of a survey works with, of its own: words it has seen, and room for a form (survey_file.c). */
void par_survey_equip(struct par_survey_reader *reader);

/* Which questions have columns in a wide table (survey_file.c). */
void par_survey_settle_questions(struct par_survey_reader *reader);

/* A row of a wide table; and all rows that were not read yet, by the threads of the design (survey_bulk.c). */
void par_survey_wide_row(struct par_survey_reader *reader);
void par_survey_wide_rows(struct par_survey_reader *reader);

/* What a cell says, into the reply (survey_cells.c). */
void par_survey_take_item(struct par_survey_reader *reader, size_t item, int column);
void par_survey_take_list(struct par_survey_reader *reader, size_t question, int column);
void par_survey_take_options(struct par_survey_reader *reader, size_t question);
void par_survey_clear_reply(struct par_survey_reader *reader);
void par_survey_clear_options(struct par_survey_reader *reader);

/* The design and groups of the row at hand; false after an error (survey_design.c). */
bool par_survey_take_design(struct par_survey_reader *reader, struct par_sums_row *row);

/* The texts of several columns with '|' between them; until the next call. */
struct par_span par_survey_group_name(struct par_survey_reader *reader, const int *columns, size_t count);

/* What the class of the row follows from; and, when the form is judged, its class, and whether it may be added: a form
 * that does not count is of class 0, one that does must have a category of every variable, or else an error is said
 * (survey_totals.c). */
void par_survey_take_class(struct par_survey_reader *reader, int64_t weight);
bool par_survey_settle_class(struct par_survey_reader *reader, enum par_reply_state state, struct par_sums_row *row);

/* Judges the reply and adds it; findings at the row at hand. */
void par_survey_add(struct par_survey_reader *reader, struct par_sums_row *row);

/* The number of the form is new; false after SURVEY_FORM_REPEATED. */
bool par_survey_note_id(struct par_survey_reader *reader, struct par_span id);

/* Whether answers were told by codes that differ between prints. */
bool par_survey_used_codes(const struct par_survey_reader *reader);

/* A row of a long table, and its end (survey_long.c). */
void par_survey_long_row(struct par_survey_reader *reader);
void par_survey_long_end(struct par_survey_reader *reader);

void par_survey_report(const struct par_survey_reader *reader, enum par_severity severity, enum par_code code,
                       int column, const char *a, const char *b, const char *c);

#endif
