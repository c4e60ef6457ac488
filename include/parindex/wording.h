/* wording: what a line of a criteria table says: the points of an option, and the condition under which they are
 * earned. Vietnamese as decisions print it, with or without marks, in any Unicode form.
 *
 * Nothing is guessed: what is not understood has no worth or no condition, and the caller keeps the words. */
#ifndef PARINDEX_WORDING_H
#define PARINDEX_WORDING_H

#include "parindex/arena.h"
#include "parindex/decimal.h"

enum par_worth {
    PAR_WORTH_NONE,
    PAR_WORTH_POINTS,   /* "Có thực hiện: 2" */
    PAR_WORTH_SHARE,    /* "Hoàn thành tốt: 75% điểm", "Điểm tối đa", "Trừ 50% điểm" */
    PAR_WORTH_PER_ITEM, /* "Mỗi quy chế được 0,5 điểm"; negative: taken off */
    PAR_WORTH_FORMULA   /* "tính theo công thức ..." */
};

enum par_condition_kind {
    PAR_CONDITION_NONE,     /* words only */
    PAR_CONDITION_PERCENT,  /* "từ 70% đến dưới 90%" */
    PAR_CONDITION_FRACTION, /* "3/4 số lượng trở lên": of what was required, 1 is all */
    PAR_CONDITION_COUNT,    /* "từ 1-2 tin, bài" */
    PAR_CONDITION_ALL,      /* "đầy đủ", "tất cả" */
    PAR_CONDITION_ABSENT,   /* "không có ..." */
    PAR_CONDITION_REST,     /* "các trường hợp còn lại" */
    PAR_CONDITION_SEVERAL   /* more than one quantity */
};

struct par_limit {
    bool given;
    bool open; /* the value itself is outside */
    struct par_ratio at;
};

struct par_condition {
    enum par_condition_kind kind;
    struct par_limit low, high;
    bool exact; /* one value ("100%", "01 giải pháp"): low and high are the same */
    bool cut;   /* "đến dưới" without the number: the upper limit is not printed */
    bool bare;  /* COUNT: nothing is named that is counted ("từ 50 - dưới 70") */
};

struct par_wording {
    const char *label; /* the words without the points */
    enum par_worth worth;
    par_points points;      /* POINTS, PER_ITEM */
    struct par_ratio share; /* SHARE: of the maximum, 0..1 */
    par_points cap;         /* "tối đa 2 điểm"; 0: not said */
    struct par_condition condition;
    const char *formula; /* FORMULA: its text */
    const char *unsure;  /* a number that can be read in two ways, "1.500"; NULL: none */
};

/* NFC, runs of blanks (NBSP too) as one space, no blanks at the ends of lines; line ends are kept as '\n', empty lines
 * are not. */
const char *par_wording_tidy(struct par_span text, struct par_arena *arena);

/* One option. `text` is tidy. sign: the decimal sign of numbers such as "1.500", which read as thousands as well; 0:
 * not known. */
struct par_wording par_wording_read(const char *text, char sign, struct par_arena *arena);

/* Several options in one cell: by lines, semicolons and sentences; lines that go on are joined. */
struct par_pieces {
    size_t count;
    const char **items; /* without the bullet before them */
};

struct par_pieces par_wording_split(const char *text, char sign, struct par_arena *arena);

enum par_figure { PAR_FIGURE_NONE, PAR_FIGURE_READ, PAR_FIGURE_UNSURE };

/* The one number of a points column: "2", "0,5", "1 điểm", "Tối đa 2đ", "-5". */
enum par_figure par_wording_points(const char *text, char sign, struct par_arena *arena, par_points *out);

/* --- The options of one component -------------------------------------------------------------------------------- */

enum par_group_type {
    PAR_GROUP_CHOICE,
    PAR_GROUP_SUM,      /* parts that add up to the maximum */
    PAR_GROUP_PERCENT,  /* bands of a percentage */
    PAR_GROUP_FRACTION, /* bands of a ratio */
    PAR_GROUP_COUNT,    /* bands of a count */
    PAR_GROUP_PER_ITEM,
    PAR_GROUP_LINEAR,
    PAR_GROUP_MANUAL
};

enum par_unread { /* why it is manual */
                  PAR_UNREAD_NOTHING,
                  PAR_UNREAD_NO_OPTIONS,
                  PAR_UNREAD_NO_POINTS, /* an option without points */
                  PAR_UNREAD_ITEMS,     /* points per item among other points */
                  PAR_UNREAD_FORMULA,
                  PAR_UNREAD_NUMBER /* a number that can be read in two ways */
};

struct par_option_group {
    enum par_group_type type;
    enum par_unread why;         /* MANUAL */
    bool over_100;               /* PERCENT: a limit lies above 100 */
    size_t item;                 /* PER_ITEM: the option that says so */
    struct par_ratio full_at;    /* LINEAR */
    struct par_limit zero_below; /* LINEAR */
    struct par_condition *bands; /* PERCENT, FRACTION, COUNT: of each option, as it is to be measured */
};

/* How the options are to be read together. `max`: of the component. */
struct par_option_group par_wording_group(const struct par_wording *options, size_t count, par_points max,
                                          struct par_arena *arena);

#endif
