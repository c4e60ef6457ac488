/* view: how a report is laid out; what the page, the workbook and the documents share. */
#ifndef PARINDEX_REPORT_VIEW_H
#define PARINDEX_REPORT_VIEW_H

#include "cli.h"
#include "parindex/report.h"

/* Lines of the heading of an annex or a letter; NULL: not said, and then a dotted place to fill in or nothing. */
struct par_report_heading {
    const char *title;    /* of the whole report; otherwise made of the sets and the period */
    const char *annex;    /* "PHỤ LỤC I" */
    const char *decision; /* "(Kèm theo Quyết định số .../QĐ-UBND ngày ... của ...)" */
    const char *superior; /* body above the issuer, e.g. "ỦY BAN NHÂN DÂN TỈNH ..." */
    const char *issuer;   /* e.g. "SỞ NỘI VỤ" */
    const char *number;   /* "Số: .../TB-SNV" */
    const char *place;    /* "..., ngày ... tháng ... năm ..." */
    const char *signer_role;
    const char *signer;
};

struct par_report_view {
    struct par_cli *cli;
    const struct par_report *report;
    struct par_report_heading heading;
    char decimal; /* ',' for Vietnamese, '.' for English */
    size_t top;   /* rows of lists of the costliest; 10 unless told */
};

/* The text in the view's language. */
const char *par_view_text(const struct par_report_view *view, const char *english);
/* With its decimals in the view's sign; "" when not there. */
const char *par_view_number(const struct par_report_view *view, struct par_shown shown);
/* Of points at so many decimals. */
const char *par_view_points(const struct par_report_view *view, par_points points, int decimals);
/* A label of a set in the view's language. */
const char *par_view_label(const struct par_report_view *view, struct par_label label);
/* The name of a criterion or domain of a set: in the view's language, else as its file says. */
const char *par_view_title(const struct par_report_view *view, const struct par_set *set, const char *node,
                           const char *otherwise);
/* The name of a bloc; of an agency by its code (its unit's name where the unit list has it). */
const char *par_view_bloc(const struct par_report_view *view, const struct par_report_bloc *bloc);
const char *par_view_agency(const struct par_report_view *view, const char *code);
/* Words for machine words of lost.csv: cause ("rule" ...), kind of cause, course, state. */
const char *par_view_cause(const struct par_report_view *view, const char *cause);
const char *par_view_cause_kind(const struct par_report_view *view, const char *kind);
const char *par_view_course(const struct par_report_view *view, const char *course);
const char *par_view_state(const struct par_report_view *view, enum par_state state);
/* The state of a row of a ranking: "not ranked" for one that is left out. */
const char *par_view_standing(const struct par_report_view *view, const struct par_report_rank *rank);
/* The name of a field by its position; of PAR_REPORT_OWN that of the index itself. */
const char *par_view_field(const struct par_report_view *view, size_t field);
/* The class of a row as its set names it in the view's language. */
const char *par_view_class(const struct par_report_view *view, const struct par_report_unit *unit);
/* The title of the report: the heading's, else of the set and the period. */
const char *par_view_report_title(const struct par_report_view *view);

/* --- What is made ------------------------------------------------------------------------------------------------- */

/* The whole report. Written to an open output, which the caller commits. Failures go to the output
 * (par_output_fail). */
void par_report_page(const struct par_report_view *view, struct par_output *output);  /* HTML */
void par_report_book(const struct par_report_view *view, struct par_output *output);  /* XLSX */
void par_report_annex(const struct par_report_view *view, struct par_output *output); /* DOCX */

/* The letter to one unit. */
void par_report_letter_page(const struct par_report_view *view, const struct par_report_unit *unit,
                            struct par_output *output);
void par_report_letter_book(const struct par_report_view *view, const struct par_report_unit *unit,
                            struct par_output *output);
void par_report_letter_document(const struct par_report_view *view, const struct par_report_unit *unit,
                                struct par_output *output);

#endif
