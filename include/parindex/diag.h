/* diag: findings. The library never prints: it adds what it found to a collector that the caller owns and words later.
 *
 * A finding is a severity, a code, a place and up to four arguments (the offending value, what was expected ...). The
 * texts stand in one table, src/cli/messages.c, keyed by the code; {1}..{4} there are the arguments here. */
#ifndef PARINDEX_DIAG_H
#define PARINDEX_DIAG_H

#include <stdint.h>

#include "parindex/arena.h"

enum par_severity {
    PAR_NOTE,    /* said, changes nothing */
    PAR_WARNING, /* output is written; exit 0, with --werror 1 */
    PAR_ERROR,   /* no output; exit 1 */
    PAR_FATAL    /* cannot be opened, read or written, or is not the format at all; exit 3 */
};

enum par_code {
    /* files */
    PAR_FILE_OPEN, /* {1} system's reason */
    PAR_FILE_READ,
    PAR_FILE_WRITE,
    PAR_FILE_EMPTY,
    PAR_FOLDER_EMPTY,
    PAR_FILE_SKIPPED, /* warning: {1} file of a folder that is no CSV */
    PAR_FILE_TWICE,   /* {1} the round or purpose it was read for before */
    PAR_FILE_HELD,    /* {1} the lock file: another program has the output open */
    PAR_TEXT_UTF8,
    PAR_TEXT_UTF16,   /* the text ends within a character, or has half of one */
    PAR_TEXT_BINARY,  /* {1} kind of file recognised: "xls", "pdf", ... */
    PAR_TEXT_READ_AS, /* note: {1} encoding, {2} words that are Vietnamese so, {3} of how many */
    PAR_TEXT_UNSURE, /* warning: {1} encoding, {2} a word in it, {3} another encoding that fits, {4} the word in that */
    PAR_TEXT_CLOSE,  /* the same: neither is the better */
    PAR_TEXT_LETTERS,   /* note: {1} letters such as Ƣ that were read as those meant */
    PAR_BOOK_BROKEN,    /* {1} part of the file, {2} reason */
    PAR_BOOK_TOO_LARGE, /* {1} part of the file */
    PAR_BOOK_LOCKED,    /* needs a password */
    PAR_SHEET_UNKNOWN,  /* {1} sheet asked for, {2} those there are */
    PAR_SHEET_CHOSEN,   /* warning: {1} sheet that is read, {2} the others */
    PAR_ROWS_HIDDEN,    /* warning: {1} how many, {2} the first row */
    PAR_CELL_FAULT,     /* {1} "#DIV/0!" */
    PAR_CELL_NO_VALUE,  /* a formula without a stored value */
    PAR_CELL_SPANS,     /* {1} content of a merged cell that must stand in each row */
    PAR_DATE_MIXED,     /* {1} date as text, {2} cell of the column with a real date, or the other way round */
    PAR_CSV_QUOTE,      /* a stray quote or text after a closing quote */
    PAR_CSV_UNCLOSED,
    PAR_CSV_TOO_LONG, /* a row longer than {1} bytes */
    PAR_JSON_SYNTAX,
    PAR_JSON_DEPTH, /* {1} limit */
    PAR_JSON_TRAILING,
    PAR_JSON_DUPLICATE_KEY, /* {1} key */
    /* tables */
    PAR_HEADER_MISSING,  /* {1} column */
    PAR_HEADER_UNKNOWN,  /* {1} header, {2} nearest name or "" */
    PAR_HEADER_REPEATED, /* {1} header, {2} number of the first field */
    PAR_ROW_SHORT,       /* {1} fields found, {2} expected */
    PAR_ROW_LONG,
    PAR_LINE_BLANK,
    PAR_HEADER_BELOW, /* note: {1} lines above the header that were passed over */
    /* numbers */
    PAR_NUMBER_MARK,      /* {1} "-", "//", "x": a mark that is no number */
    PAR_PERCENT_FRACTION, /* warning: {1} text, {2} a hundred times that */
    PAR_NUMBER_SYNTAX,    /* {1} text */
    PAR_NUMBER_RANGE,
    PAR_NUMBER_AMBIGUOUS, /* {1} text, {2} {3} the two readings */
    PAR_NUMBER_MIXED,     /* {1} text, {2} sign so far, {3} line where it was settled */
    PAR_NUMBER_ROUNDED,   /* {1} text, {2} as kept, {3} decimals */
    PAR_NUMBER_NEGATIVE,
    PAR_NUMBER_WHOLE, /* a count that is not a whole number */
    PAR_DATE_SYNTAX,
    PAR_OVERFLOW,
    /* JSON documents */
    PAR_KEY_MISSING,    /* {1} key */
    PAR_KEY_UNKNOWN,    /* {1} key, {2} nearest or "" */
    PAR_TYPE_WRONG,     /* {1} found, {2} expected */
    PAR_VALUE_UNKNOWN,  /* {1} value, {2} allowed */
    PAR_FORMAT_UNKNOWN, /* {1} found, {2} expected */
    /* criteria sets */
    PAR_ID_REPEATED,       /* {1} id, {2} pointer of the first */
    PAR_ID_INVALID,        /* {1} id, {2} why */
    PAR_KEY_REPEATED,      /* option key {1} */
    PAR_LABEL_REPEATED,    /* the label {1} is, after folding, that of option {2} as well */
    PAR_SUM_MISMATCH,      /* {1} sum of parts, {2} maximum */
    PAR_BANDS_OVERLAP,     /* {1} first common value or range, {2} {3} the two bands */
    PAR_BANDS_GAP,         /* {1} where */
    PAR_BANDS_EMPTY,       /* {1} band that no value can reach */
    PAR_BEST_NOT_MAX,      /* {1} best points, {2} maximum */
    PAR_POINTS_ABOVE_MAX,  /* {1} points, {2} maximum */
    PAR_DECIMALS_TOO_MANY, /* {1} text, {2} decimals kept */
    PAR_RULE_UNKNOWN,      /* {1} type, {2} known ones */
    PAR_RULE_NONE,         /* a leaf without a rule */
    PAR_RULE_NO_UNIT,      /* no rule of the node serves unit {1} */
    PAR_RULE_VALUE,        /* {1} what is wrong with a rule's setting */
    PAR_INPUT_UNKNOWN,     /* {1} input, {2} nearest */
    PAR_INPUT_KIND,        /* {1} input, {2} kind, {3} needed */
    PAR_REF_UNKNOWN,       /* {1} reference, {2} what it should name */
    PAR_ACCEPT_UNUSED,     /* {1} fault */
    PAR_ACCEPTED,          /* note: fault {1} kept knowingly: {2} reason */
    PAR_CLASS_ORDER,       /* {1} class name */
    PAR_SET_REPEATED,      /* {1} set id */
    /* units */
    PAR_UNIT_REPEATED, /* {1} code, {2} first line */
    PAR_UNIT_EMPTY,
    PAR_UNIT_UNKNOWN,   /* {1} code, {2} nearest or "" */
    PAR_UNIT_ZEROS,     /* {1} code as written, {2} code in the list */
    PAR_UNIT_AMBIGUOUS, /* {1} name, {2} the units that may be meant */
    PAR_UNIT_BY_NAME,   /* note: {1} name as written, {2} code of the unit it names */
    PAR_UNIT_NO_SET,    /* {1} unit, {2} level */
    PAR_SET_UNKNOWN,    /* {1} set */
    PAR_BLOC_UNKNOWN,   /* {1} bloc, {2} blocs of the set */
    PAR_BLOC_MISSING,   /* {1} unit */
    PAR_BLOC_MIXED,     /* {1} bloc, {2} set, {3} other set */
    PAR_PARENT_UNKNOWN, /* {1} parent */
    /* assessments */
    PAR_ROUND_UNKNOWN,       /* {1} round, {2} rounds of the set */
    PAR_ROUND_WRONG,         /* {1} round in the row, {2} round of the file */
    PAR_CRITERION_UNKNOWN,   /* {1} id, {2} nearest or "", {3} set */
    PAR_CRITERION_NOT_LEAF,  /* {1} id */
    PAR_CRITERION_AMBIGUOUS, /* {1} name, {2} the criteria that may be meant */
    PAR_CRITERION_CUT,       /* warning: {1} id in a number cell, {2} the id with a 0 that Excel may have cut off */
    PAR_CRITERION_BY_NAME,   /* note: {1} name as written, {2} id of the criterion it names */
    PAR_ROW_REPEATED,        /* {1} unit, {2} criterion, {3} file:line of the first */
    PAR_APPRAISER_UNNAMED,   /* {1} appraiser, {2} criterion, {3} those the set names for it */
    PAR_APPRAISER_SELF,      /* {1} appraiser, which is the unit, {2} criterion */
    PAR_APPRAISERS_DIFFER,   /* {1} appraiser, {2} what it says, {3} the other and where, {4} what that says */
    PAR_APPRAISERS_SAME,     /* note: {1} {2} appraisers */
    PAR_ANSWER_UNKNOWN,      /* {1} answer, {2} known keys */
    PAR_ANSWER_MISSING,      /* warning */
    PAR_ANSWER_UNUSED,       /* an answer where the rule takes none */
    PAR_INPUT_MISSING,       /* {1} input */
    PAR_INPUT_UNUSED,        /* {1} column filled that the rule does not take */
    PAR_INPUT_TWICE,         /* {1} input, {2} row's value, {3} facts' value */
    PAR_INPUT_BOTH,          /* {1} column, {2} another that says the same; one of them must be empty */
    PAR_INPUT_GENERIC,       /* {1} column that cannot stand for the rule's inputs; {2} inputs to use */
    PAR_DENOMINATOR_ZERO,    /* {1} input */
    PAR_PERCENT_RANGE,       /* {1} percent */
    PAR_NO_BAND,             /* {1} value */
    PAR_SCORE_ABOVE_MAX,     /* {1} score, {2} maximum, {3} "%" where a percentage could stand, else "" */
    PAR_SCORE_NEGATIVE,
    PAR_MAX_DIFFERS,      /* {1} maximum in the file, {2} in the set */
    PAR_SCORE_BETWEEN,    /* {1} score, {2} the options' points */
    PAR_SCORE_STEP,       /* {1} score, {2} step */
    PAR_SCORE_REASONED,   /* warning: score {1} between the options' points {2}, with a reason */
    PAR_SCORE_DIFFERS,    /* warning: a later row's score {1} is not what its own numbers give, {2} */
    PAR_CLAIM_DIFFERS,    /* warning: {1} claimed, {2} computed */
    PAR_CLAIM_ALONE,      /* warning: {1} claimed */
    PAR_EVIDENCE_MISSING, /* warning */
    PAR_APPLIES_VALUE,    /* {1} text */
    PAR_AGREE_VALUE,
    PAR_AGREE_DIFFERS,          /* warning: agrees, but gives {1} where {2} stands */
    PAR_APPLIES_MORE,           /* does not apply, and yet fills in more */
    PAR_AGREE_NOTHING,          /* agrees, but nothing stands */
    PAR_NOT_APPLICABLE_REFUSED, /* {1} criterion */
    PAR_ROW_EXCLUDED,  /* warning: {1} criterion: the set leaves it out for the unit, so the row counts nothing */
    PAR_SELF_SETTLED,  /* warning: source {1} is settled by round {2}; the score of an earlier round does not settle */
    PAR_NOT_SUBMITTED, /* warning: {1} unit */
    PAR_NO_ROW,        /* warning: {1} unit has no row for {2} */
    PAR_PENDING,       /* warning: {1} components wait for round {2} */
    PAR_NO_APPLICABLE, /* warning: {1} unit: applicable maximum 0 */
    PAR_MINMAX_FLAT,   /* {1} node */
    PAR_FACT_REPEATED, /* {1} unit, {2} name, {3} first line */
    PAR_FACT_UNKNOWN,  /* {1} name, {2} nearest */
    /* ranking */
    PAR_RANK_PENDING,     /* {1} unit, {2} open maximum */
    PAR_RANK_NO_SET,      /* note: no set given */
    PAR_UNIT_NOT_SCORED,  /* warning: {1} unit of the list that the scores file does not have */
    PAR_SCORES_ROW,       /* {1} what is wrong with a row of a scores file */
    PAR_PREVIOUS_UNKNOWN, /* warning: {1} unit of the earlier file that no unit of this year continues */
    PAR_PROVISIONAL,      /* warning */
    /* import */
    PAR_IMPORT_NO_TABLE,   /* no heading of a criteria table */
    PAR_IMPORT_NO_MAX,     /* {1} the columns of the heading, none of which holds maximum points */
    PAR_IMPORT_EMPTY,      /* a heading, and no criterion below it */
    PAR_IMPORT_YEAR,       /* {1} the years found, "" for none */
    PAR_IMPORT_TAKEN,      /* note: {1} option that would say it, {2} value, {3} text it was taken from */
    PAR_IMPORT_TABLES,     /* warning: another criteria table begins here and is not read */
    PAR_IMPORT_SKIPPED,    /* warning: {1} text of a row that was not understood */
    PAR_IMPORT_ID_READ,    /* warning: {1} number as printed, {2} id it was read as */
    PAR_IMPORT_ID_ORDER,   /* warning: {1} number, {2} the one before it */
    PAR_IMPORT_ID_STRAY,   /* warning: {1} number, {2} number of the row it stands under */
    PAR_IMPORT_ID_NONE,    /* warning: {1} id of a row without a number */
    PAR_IMPORT_IDS_JOINED, /* note: {1} an id with the number of its domain before it */
    PAR_IMPORT_MAX_SUM,    /* warning: no maximum is printed; {1} sum of the parts */
    PAR_IMPORT_MAX_BEST,   /* warning: no maximum is printed; {1} best option */
    PAR_IMPORT_MAX_NONE,   /* no maximum, and nothing to take it from */
    PAR_IMPORT_MAX_ZERO,   /* warning: maximum 0, left out */
    PAR_IMPORT_TOTAL,      /* warning: {1} total as printed, {2} sum of its parts */
    PAR_IMPORT_POINTS,     /* warning: {1} points in the wording, {2} points in their column */
    PAR_IMPORT_BOUND,      /* warning: {1} wording whose upper bound is not printed */
    PAR_IMPORT_ZERO_ADDED, /* warning: {1} the only option printed */
    PAR_IMPORT_FOLDED,     /* note: numbered rows below were read as options; {1} the first of them */
    PAR_IMPORT_SUMMED,     /* note: {1} the maximum that the options add up to */
    PAR_IMPORT_NO_OPTIONS, /* warning, typed score: no option is printed */
    PAR_IMPORT_NO_POINTS,  /* warning, typed score: {1} wording without points */
    PAR_IMPORT_ITEMS,      /* warning, typed score: {1} wording: points for each of several things */
    PAR_IMPORT_FORMULA,    /* warning, typed score: {1} wording */
    PAR_IMPORT_TWO_WAYS,   /* warning, typed score: {1} number that can be read in two ways */
    PAR_IMPORT_REFUSED,    /* warning, weaker rule: {1} rule that the set would not load with */
    PAR_IMPORT_FAULT,      /* warning: {1} fault of the table that is kept, {2} what it is about */
    /* intake */
    PAR_RETURN_NO_FORM,      /* nothing says that the file is a form */
    PAR_RETURN_VERSION,      /* a form of another version of this toolkit */
    PAR_RETURN_IDENTITY,     /* {1} unit in the first cell, {2} on the hidden sheet; they or other parts differ */
    PAR_RETURN_NO_UNIT,      /* the form of a unit that names none, or one over many units that names one */
    PAR_RETURN_YEAR,         /* {1} period of the form, {2} the one collected */
    PAR_RETURN_ROUND,        /* {1} round of the form, {2} the one collected */
    PAR_RETURN_SET,          /* {1} set of the form, {2} of its unit, "" where the form names an unknown one */
    PAR_RETURN_DIGEST,       /* warning: the set was changed since; {1} set */
    PAR_RETURN_ROW_ADDED,    /* {1} text of a row that was not sent out */
    PAR_RETURN_ROW_GONE,     /* {1} key of a row that was sent out, {2} its title */
    PAR_RETURN_ROW_MOVED,    /* {1} key */
    PAR_RETURN_ROWS,         /* {1} number of rows that were sent out, {2} that came back; or others */
    PAR_RETURN_ROW_REPEATED, /* {1} key, {2} line of the first */
    PAR_RETURN_TEXT_CHANGED, /* {1} text, {2} as it was sent out */
    PAR_RETURN_STRAY,        /* warning: {1} text in a cell that is not read */
    PAR_RETURN_UNREADABLE,   /* {1} unit */
    PAR_RETURN_GUESSED,      /* the same; {1} unit by the name of the file */
    PAR_RETURN_LOST,         /* the same; nothing says whose file it is */
    PAR_RETURN_TWICE,        /* {1} another file of the same unit or appraiser */
    PAR_RETURN_COPY,         /* note: {1} the file it is a copy of */
    PAR_RETURN_SUPERSEDED,   /* note: {1} the file that was chosen */
    PAR_RETURN_TAKEN,        /* warning: a changed form that the log takes */
    PAR_RETURN_NO_APPRAISER, /* warning: nothing came from the appraiser {1} */
    PAR_RETURN_LATE,         /* warning: {1} days, {2} date */
    PAR_RETURN_NO_DATE,      /* warning: there is a deadline, and nothing says when the file came */
    PAR_RETURN_BLANK,        /* warning: nothing is filled in */
    PAR_RETURN_NAME,         /* warning: {1} unit that the name of the file speaks of, {2} that of the form */
    PAR_RETURN_OTHER_UNIT,   /* {1} unit in the log, {2} in the form */
    PAR_RETURN_NOT_THERE,    /* warning: {1} file in the log that was not found */
    PAR_RETURN_UNCLEAR,      /* {1} file in the log that may be {2} or {3} */
    PAR_RETURN_LOG_TWICE,    /* {1} file or unit in the log, {2} line of the first */
    /* forms */
    PAR_FORM_EXISTS,            /* a form of this name is there already */
    PAR_FORM_APPRAISER_UNKNOWN, /* {1} name, {2} the appraisers of the sets */
    PAR_FORM_NO_RULE,           /* {1} unit, {2} criterion: no rule serves it */
    /* manifests */
    PAR_MANIFEST_NAME,         /* {1} name of a file that cannot stand there */
    PAR_MANIFEST_DIGEST,       /* {1} text that is no SHA-256 */
    PAR_MANIFEST_TWICE,        /* {1} name */
    PAR_MANIFEST_MOVED,        /* an input was changed while it was read */
    PAR_VERIFY_OUTSIDE,        /* {1} folder that the name leads out of */
    PAR_VERIFY_NOT_A_FILE,     /* a folder, a pipe or a device */
    PAR_VERIFY_INPUT_MISSING,  /* {1} system's reason */
    PAR_VERIFY_INPUT_CHANGED,  /* the bytes are not those that were recorded */
    PAR_VERIFY_INPUT_NEW,      /* the recomputation asks for a file that is not named */
    PAR_VERIFY_INPUT_UNREAD,   /* a named file that the recomputation does not read */
    PAR_VERIFY_SET,            /* the ids of the criteria sets are not those recorded */
    PAR_VERIFY_ARGUMENTS,      /* {1} what is wrong with the recorded arguments */
    PAR_VERIFY_FAILED,         /* {1} exit code recorded, {2} now, {3} the first error or "" */
    PAR_VERIFY_DIFFERS,        /* what is recomputed is not what was recorded; {1} cause */
    PAR_VERIFY_EDITED,         /* what is recomputed is what was recorded, the file is not */
    PAR_VERIFY_REWRITTEN,      /* warning: the file is what is recomputed, not what was recorded */
    PAR_VERIFY_FIRST,          /* the first difference: {1} the file's, {2} the recomputed */
    PAR_VERIFY_OUTPUT_NEW,     /* an output that is not named */
    PAR_VERIFY_OUTPUT_MISSING, /* a named output that the recomputation does not write */
    PAR_VERIFY_VERSION,        /* note: {1} version recorded, {2} this one */
    /* re-checks */
    PAR_SAMPLE_NO_ROWS,     /* warning: {1} unit that has no row in the scores file */
    PAR_RECHECK_VERDICT,    /* {1} text that is no verdict */
    PAR_RECHECK_SCORE,      /* {1} score of a row that says "right" */
    PAR_RECHECK_NO_SCORE,   /* "wrong" without a score */
    PAR_RECHECK_SAME,       /* "wrong", and {1}, the score, is what stands */
    PAR_RECHECK_NO_POINTS,  /* the component has no points that count */
    PAR_RECHECK_STALE,      /* warning: {1} points in the list, {2} points that stand */
    PAR_RECHECK_NO_REASON,  /* warning: points are changed without a reason */
    PAR_RECHECK_NONE,       /* no row has a verdict */
    PAR_RECHECK_NOT_RANDOM, /* note: {1} how the components were drawn; "": the list does not say */
    /* published tables */
    PAR_PUBLISHED_COLUMN,   /* {1} column asked for, {2} the headings there are */
    PAR_PUBLISHED_TWICE,    /* {1} heading, {2} another that means the same */
    PAR_PUBLISHED_IDENTITY, /* {1} identity, {2} what is left of it at the fault, {3} the headings there are */
    PAR_PUBLISHED_EMPTY,    /* a header, and no unit below it */
    PAR_PUBLISHED_REST,     /* warning: {1} number of a further table, which is not read */
    PAR_PUBLISHED_READ,     /* note: {1} what the columns are taken for */
    PAR_PUBLISHED_PARTS,    /* note: {1} columns that are taken for the parts of the total */
    PAR_PUBLISHED_NOTHING,  /* no column can be checked */
    PAR_PUBLISHED_FAULTS,   /* warning: {1} faults, {2} figures checked */
    PAR_PUBLISHED_MATCH,    /* warning: {1} name, {2} the names in the other file that it may mean */
    /* the rounds of a component, lost points */
    PAR_CAUSE_KIND_VALUE,   /* {1} text that is no kind of cause */
    PAR_CAUSE_KINDS_DIFFER, /* warning: two rows of a round say different kinds */
    PAR_CUT_UNANSWERED,     /* warning: {1} points before the cut, {2} after it, {3} round of explanations */
    PAR_EXPLAINED_NO_PROOF, /* warning: {3} round; an explanation without evidence */
    PAR_COUNCIL_NO_REASON,  /* warning: {1} points before, {2} after, {3} round */
    PAR_CUT_NO_REASON,      /* note: {1} points before, {2} after, {3} round */
    PAR_RAISED_ABOVE_CLAIM, /* note: {1} points claimed, {2} given, {3} round */
    PAR_FILED_LATE,         /* warning: {1} date, {2} deadline, {3} days */
    PAR_HISTORY_PERIOD,     /* {1} period of the file, {2} the present one */
    PAR_HISTORY_GAP,        /* warning: {1} period, {2} the next earlier one that was given */
    PAR_HISTORY_SET,        /* warning: {1} earlier period, {2} its set, {3} the set after it */
    PAR_MAPPING_TWICE,      /* {1} old, {2} new id, "" for none */
    PAR_MAPPING_UNUSED,     /* warning: {1} the set it was given for, "" for any */
    /* trends */
    PAR_TREND_PERIOD_TWICE,  /* {1} period, {2} the other file of it */
    PAR_TREND_BY_ID,         /* note: {1} older set, {2} newer set: matched by id, no mapping is given */
    PAR_TREND_IDS_DIFFER,    /* warning: the same; {3} ids that are called otherwise, {4} the first of them */
    PAR_TREND_GONE,          /* note: {1} component of the older set {2} without a counterpart in {3} */
    PAR_TREND_NOT_CARRIED,   /* {1} component of the newer set {2}, {3} units, {4} par_carry_name; note if "new" */
    PAR_TREND_LEFT_OPEN,     /* warning: the same of an amendment */
    PAR_TREND_AMENDED_SET,   /* {1} amended set, {2} the sets of the year */
    PAR_TREND_AMENDED_TWICE, /* {1} set of the year that two amended ones take the place of */
    PAR_TREND_UNIT,          /* {1} unit asked for that no period has */
    /* plans */
    PAR_COST_TWICE,    /* {1} criterion, {2} first line */
    PAR_COST_NOT_LEAF, /* {1} criterion */
    PAR_COST_NONE,     /* warning: {1} how many criteria without a cost, where others have one, {2} the first of them */
    PAR_PLAN_RANK_OPEN, /* warning: points of the bloc are not settled, so ranks may change */
    /* the follow-up annex and what became of it */
    PAR_ANNEX_NOT_ONE,   /* a table that is no annex */
    PAR_ANNEX_SHEETS,    /* the workbook to be written over has more sheets */
    PAR_ANNEX_FIGURES,   /* warning: {1} the figures that somebody changed, as they stood */
    PAR_ANNEX_LINES,     /* warning: {1} a line above the table that the format has no place for */
    PAR_ANNEX_NO_KEYS,   /* warning: {1} rows without a key */
    PAR_FOLLOW_NUMBER,   /* {1} text that is no number of points */
    PAR_FOLLOW_SKIPPED,  /* note: a row of an annex that names no criterion */
    PAR_FOLLOW_TWICE,    /* {1} unit, {2} criterion, {3} the line where they stand first */
    PAR_FOLLOW_DEADLINE, /* warning: {1} text that is no date */
    /* survey forms and their answers */
    PAR_SIPAS_CHOICES,          /* a scale or question with too few or too many choices */
    PAR_SIPAS_CODES,            /* a print with more or fewer codes than choices */
    PAR_SIPAS_SATISFIED,        /* {1} scale in which all or none are satisfied */
    PAR_SIPAS_SCORES,           /* {1} scale in which only some have a score, or one is out of range */
    PAR_SIPAS_WEIGHT,           /* a weight, and the index rule takes none */
    PAR_SIPAS_EMPTY,            /* a group without criteria */
    PAR_SIPAS_DEEP,             /* a criterion below more than two levels */
    PAR_SIPAS_MIXED,            /* {1} group, {2} child of another kind than the first */
    PAR_SIPAS_LEAST,            /* more answers are asked for than there are criteria */
    PAR_SIPAS_PRINT_UNKNOWN,    /* {1} print, {2} those of the form */
    PAR_SURVEY_COLUMN,          /* {1} criterion, {2} its name: no column has it */
    PAR_SURVEY_COLUMN_TWICE,    /* {1} criterion or question, {2} the other column that may be it */
    PAR_SURVEY_COLUMN_NONE,     /* {1} column that an option names, {2} the option, {3} columns of the file */
    PAR_SURVEY_UNUSED,          /* note: {1} columns that are not read */
    PAR_SURVEY_NOT_ASKED,       /* note: {1} questions that the file does not have */
    PAR_SURVEY_ANSWER,          /* {1} answer, {2} those of its scale */
    PAR_SURVEY_SEVERAL,         /* {1} cell with several answers where one is asked */
    PAR_SURVEY_PICKED,          /* {1} cell, {2} options chosen, {3} at most */
    PAR_SURVEY_INVALID,         /* warning: {1} why a form does not count */
    PAR_SURVEY_DESIGN_BLANK,    /* {1} what the empty cell should say: "strata", "psu" ... */
    PAR_SURVEY_WEIGHT,          /* {1} weight that is 0, negative or too large */
    PAR_SURVEY_WEIGHT_CUT,      /* warning: {1} weight with more decimals than are kept */
    PAR_SURVEY_POPULATION,      /* {1} number, {2} stratum or PSU of which an earlier row says another */
    PAR_SURVEY_POPULATION_LOW,  /* {1} stratum or PSU, {2} its units in the population, {3} in the sample */
    PAR_SURVEY_POPULATION_NONE, /* {1} stratum or PSU without a number of units in the population */
    PAR_SURVEY_LONELY,          /* {1} stratum with one sampling unit */
    PAR_SURVEY_NO_ERROR,        /* warning: {1} group, {2} stratum without which it has no error */
    PAR_SURVEY_RULES_DIFFER,    /* note: {1} mean of items, {2} pooled, {3} rule of the form, {4} group */
    PAR_SURVEY_PRINT,           /* note: {1} print by which codes were read, {2} the others */
    PAR_SURVEY_FORM_REPEATED,   /* {1} form number that came before */
    PAR_SURVEY_FORM_DIFFERS,    /* {1} form number, {2} column that says something else than in its first row */
    PAR_SURVEY_QUESTION,        /* {1} question of a long table that the form does not have, {2} nearest */
    PAR_SURVEY_ANSWERED_TWICE,  /* {1} form number, {2} question */
    PAR_SURVEY_GROUPS_ALIKE,    /* warning: {1} {2} groups whose names differ in case or blanks alone */
    PAR_SURVEY_WITHHELD,        /* note: {1} number of weak figures */
    PAR_SURVEY_FACT_NONE,       /* warning: {1} unit without a figure for the facts */
    /* lists that samples are drawn from */
    PAR_FRAME_BLANK,        /* {1} option or column */
    PAR_FRAME_COUNT,        /* {1} text that is no such number, {2} the least one */
    PAR_FRAME_SPREAD,       /* {1} text that is no spread, {2} the most it may be, "" without end */
    PAR_FRAME_FRACTION,     /* {1} text that is no probability */
    PAR_FRAME_ID_TWICE,     /* {1} id, stratum or primary unit, {2} line where it stands first */
    PAR_FRAME_EMPTY,        /* a header and no row */
    PAR_FRAME_OWN_COLUMN,   /* {1} column of the list that the output has as well */
    PAR_FRAME_LEAST,        /* {1} size, {2} strata, {3} least number of each */
    PAR_FRAME_NO_SPREAD,    /* what is left cannot be shared out: the spread is 0 */
    PAR_FRAME_EVERYBODY,    /* warning: all there are are drawn */
    PAR_FRAME_TOO_MANY,     /* {1} stratum, {2} planned, {3} rows it has */
    PAR_FRAME_UNPLANNED,    /* {1} stratum, {2} plan */
    PAR_FRAME_STRATUM_NONE, /* {1} stratum of the plan that the list does not have */
    PAR_FRAME_PSU_NONE,     /* {1} drawn primary unit, {2} list without a row of it */
    PAR_FRAME_LONELY,       /* warning: {1} stratum of which one is drawn */
    PAR_FRAME_CERTAIN,      /* note: {1} units that are so large that they are certain */
    PAR_FRAME_PSU_SMALL,    /* warning: {1} drawn primary units with less than {2} rows */
    /* dossiers */
    PAR_DOSSIER_UNREAD,      /* note: {1} columns of the file that are not read */
    PAR_DOSSIER_DATE,        /* {1} text */
    PAR_DOSSIER_NO_DATE,     /* no day on which the dossier was received */
    PAR_DOSSIER_ENDS_BEFORE, /* {1} day it was finished, {2} day it was received */
    PAR_DOSSIER_DUE_EARLY,   /* {1} day it is due, {2} day it was received */
    PAR_DOSSIER_NO_END,      /* solved by its status, without a day */
    PAR_DOSSIER_ENDED,       /* pending by its status, {1} day it was finished */
    PAR_DOSSIER_WORD,        /* {1} text of a status or channel, {2} option that says what it means */
    PAR_DOSSIER_UNIT,        /* {1} unit that the list does not have, {2} rows, {3} nearest, "" for none */
    PAR_DOSSIER_TWICE,       /* {1} dossier, {2} line where it stood before, {3} file, where that is another */
    PAR_DOSSIER_LEFT_OUT,    /* warning: {1} rows with faults that are left out, {2} file they are in */
    PAR_DOSSIER_NO_ROWS,     /* warning: {1} unit of the list of which there is no row */
    PAR_DOSSIER_SUM,         /* warning: {1} parts and their sum, {2} total as printed, {3} difference */
    PAR_DOSSIER_PERCENT,     /* warning: {1} percentage as printed, {2} figure, {3} what it is on each base */
    PAR_DOSSIER_PERCENT_CUT, /* the same, where digits were cut off instead of rounded */
    PAR_DOSSIER_CHILDREN, /* warning: {1} figure of a parent, {2} the parent, {3} sum of its children, {4} difference */
    PAR_DOSSIER_ROW_TWICE,   /* {1} unit or keys of a row of counts, {2} line of the first */
    PAR_DOSSIER_MIXED,       /* {1} first file; one is a table of dossiers and the other one of counts */
    PAR_DOSSIER_PROCEDURE,   /* warning: {1} procedure that the list does not have, {2} units and groups that have it */
    PAR_DOSSIER_TOO_LARGE,   /* {1} count past 10^15 */
    PAR_DOSSIER_AMBIGUOUS,   /* {1} heading of solved or of pending dossiers, {2} and {3} headings that say which */
    PAR_PART_KIND,           /* the file is no partial result of {1} */
    PAR_PART_VERSION,        /* {1} version it was made by, {2} this version */
    PAR_PART_BROKEN,         /* cut off or changed: {1} what is wrong, one of the parts of words.c */
    PAR_PART_SETTING,        /* {1} setting, {2} its value here, {3} its value in {4} */
    PAR_PART_LIST,           /* {1} option whose file is another one than for {2} */
    PAR_PART_TWICE,          /* {1} file with the same content, or the same part */
    PAR_PART_LOST,           /* {1} the parts that are not there, {2} how many there must be */
    PAR_CALENDAR_DIFFERS,    /* {1} day that is a holiday and a working day, {2} other line */
    PAR_VERIFY_NOT_RUN,      /* an input is not there, so nothing was recomputed */
    PAR_TREND_ORDER,         /* {1} period that is earlier than {2}, the one given before it, of file {3} */
    PAR_TOTALS_NONE,         /* the file of known totals has no rows */
    PAR_TOTALS_COLUMN,       /* neither or both of the columns population and share */
    PAR_TOTALS_PARTS,        /* {1} category whose parts are not those of the variable {2} */
    PAR_TOTALS_TWICE,        /* {1} category, {2} variable, {3} line that has it */
    PAR_TOTALS_NOT_POSITIVE, /* {1} total that is 0 or less */
    PAR_TOTALS_SUM,          /* {1} variable and the sum of its totals, {2} the same of the first, {3} difference */
    PAR_TOTALS_SHARE_SUM,    /* {1} variable and the sum of its shares, {2} 1 or 100, {3} difference */
    PAR_TOTALS_ROUNDED,      /* note: the same, but no more than rounding explains */
    PAR_TOTALS_NO_FORM,      /* {1} category, {2} variable: a total, but no form that counts */
    PAR_TOTALS_DIVERGED,     /* {1} rounds, {2} category, {3} its weights, {4} its total */
    PAR_TOTALS_BOUNDS,       /* the same, but without trimming there are such weights */
    PAR_TOTALS_FITTED,       /* note: {1} forms, {2} rounds, {3} design effect of the weights, {4} before */
    PAR_TOTALS_RANGE,        /* note: weights over their mean from {1} to {2}, before from {3} to {4} */
    PAR_TOTALS_EFFECT,       /* note: {1} index and error, {2} with the weights as they came */
    PAR_TOTALS_TRIMMED,      /* note: {1} weights raised, {2} lowered, {3} bounds */
    PAR_SURVEY_TOTAL_NONE,   /* {1} category of a form, {2} variable whose totals do not have it, {3} nearest */
    PAR_SURVEY_TOTAL_BLANK,  /* {1} column that says the category */
    PAR_SURVEY_FACT_SCALES,  /* {1} aspect whose criteria have several scales */
    PAR_SURVEY_FACT_TWICE,   /* {1} name that two facts would have */
    PAR_REPORT_FILE_KIND,    /* a file that is no output a report is made of */
    PAR_REPORT_FOR_PEOPLE,   /* an output that was written for people to read */
    PAR_REPORT_NOT_NEEDED,   /* note: a file of the year's folder, or one named, of which nothing is shown */
    PAR_REPORT_FIELD_KIND,   /* {1} field whose file is no ranking */
    PAR_REPORT_WORD,         /* {1} text where one of the programs' words is expected */
    PAR_REPORT_BLANK,        /* {1} column that is empty */
    PAR_REPORT_PERIODS,      /* {1} period, {2} that of the rows before */
    PAR_REPORT_EMPTY,        /* a ranking without a row */
    PAR_REPORT_NO_RANKING,   /* no file is a ranking */
    PAR_REPORT_TWO_RANKINGS, /* {1} period, {2} the other file */
    PAR_REPORT_OTHER_PERIOD, /* {1} period, {2} that of the newest ranking */
    PAR_REPORT_UNIT_UNKNOWN, /* {1} unit that the newest ranking has not got, {2} its period */
    PAR_REPORT_PLAN_ALONE,   /* warning: a plan without the lost points it is about */
    PAR_REPORT_CHANGES,      /* warning: {1} units whose change differs, {2} the first, {3} by ranking, {4} by trend */
    PAR_REPORT_BLOC,         /* {1} bloc, {2} those there are */
    PAR_REPORT_UNIT,         /* {1} unit that the ranking has not got, {2} nearest, "" for none */
    PAR_REPORT_NO_PERIOD,    /* note: a ranking of the year before that names no period */
    PAR_REPORT_STALE,        /* {1} column, {2} its value in the ranking, {3} scores file, {4} the value there */
    PAR_CODE_COUNT
};

enum { PAR_DIAG_ARGS = 4 };

struct par_place {
    const char *file;    /* as the user named it; NULL when there is none */
    const char *sheet;   /* of a workbook: line and field are its row and column; NULL elsewhere */
    uint32_t line;       /* physical line from 1; 0 when unknown */
    uint32_t column;     /* byte column from 1 for JSON syntax; 0 otherwise */
    uint32_t field;      /* field number from 1 in a table; 0 when the whole row is meant */
    const char *header;  /* header of that field; NULL when unknown */
    const char *pointer; /* JSON pointer; NULL outside JSON */
    const char *node;    /* criterion id */
    const char *unit;    /* unit code */
};

struct par_diag {
    enum par_severity severity;
    enum par_code code;
    struct par_place place;
    const char *args[PAR_DIAG_ARGS]; /* NULL when not given */
    struct par_diag *next;
};

struct par_diags;

/* Keeps at most warning_limit findings of each code below PAR_ERROR, and error_limit errors in all; the rest are
 * counted. Strings of places and arguments are copied. */
struct par_diags *par_diags_new(struct par_arena *arena, size_t warning_limit, size_t error_limit);

/* Adds one finding. `place` may be NULL. The arguments are strings, at most PAR_DIAG_ARGS, ended by NULL. */
void par_diags_add(struct par_diags *diags, enum par_severity severity, enum par_code code,
                   const struct par_place *place, ...);

/* Adds a finding that was made elsewhere; `next` is not looked at. */
void par_diags_put(struct par_diags *diags, const struct par_diag *diag);

/* Counts findings that are not there to be kept. */
void par_diags_drop(struct par_diags *diags, enum par_severity severity, enum par_code code, size_t count);

/* An empty list with the limits of another one; and all findings of one behind another, as if they were added there one
 * by one (the limits of `more` are no lower). */
struct par_diags *par_diags_like(const struct par_diags *diags, struct par_arena *arena);
void par_diags_append(struct par_diags *diags, const struct par_diags *more);

/* Whether one more finding would be kept; false spares the work of composing it (it must still be added). */
bool par_diags_wants(const struct par_diags *diags, enum par_severity severity, enum par_code code);

/* All findings of a severity, kept or not. */
size_t par_diags_count(const struct par_diags *diags, enum par_severity severity);

/* Findings of a code that were counted but not kept; those of one severity. */
size_t par_diags_dropped(const struct par_diags *diags, enum par_code code);
size_t par_diags_dropped_of(const struct par_diags *diags, enum par_severity severity, enum par_code code);

/* Errors and fatals so far, for "did this step succeed". */
size_t par_diags_errors(const struct par_diags *diags);

/* The kept findings in the order they were added. */
const struct par_diag *par_diags_first(const struct par_diags *diags);

#endif
