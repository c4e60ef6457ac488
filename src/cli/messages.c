#include "messages.h"

struct message {
    const char *name;
    const char *text;
};

static const struct message messages[] = {
    /* files */
    [PAR_FILE_OPEN] = {"file-open",
                       N_("the file cannot be opened{1?: {1}}; check its name and folder, and that you may read it")},
    [PAR_FILE_READ] = {"file-read",
                       N_("the file could not be read to its end{1?: {1}}; copy it to this computer and try again")},
    [PAR_FILE_WRITE] = {"file-write",
                        N_("the output cannot be written{1?: {1}}; check the folder, your rights to it, the free "
                           "space, and that the file is not open in another program")},
    [PAR_FILE_EMPTY] = {"file-empty", N_("the file is empty; check that it is the right one and that it was saved")},
    [PAR_FILE_SKIPPED] = {"file-skipped", N_("\"{1}\" of this folder is not a CSV file and was not read; save it as "
                                             "CSV UTF-8, or take it out of the folder")},
    [PAR_FILE_TWICE] = {"file-twice", N_("this file was already read for {1}; give each round its own files")},
    [PAR_FOLDER_EMPTY] = {"folder-empty",
                          N_("the folder holds no file that can be read here; put the files (.csv) into it or name "
                             "another folder")},
    [PAR_TEXT_UTF8] =
        {"text-utf8",
         N_("the text is not valid UTF-8{1? (byte {1})}; save the file again (in Excel: Save As, type \"CSV UTF-8\")")},
    [PAR_TEXT_UTF16] = {"text-utf16",
                        N_("the file is UTF-16 text, UTF-8 was expected; save it again (in Excel: Save As, type \"CSV "
                           "UTF-8\", not \"Unicode Text\")")},
    [PAR_TEXT_BINARY] = {"text-binary",
                         N_("the file is not text{1? (it looks like {1})}, CSV or JSON was expected; open it in its "
                            "own program and save it in that form (in Excel: Save As, type \"CSV UTF-8\")")},
    [PAR_CSV_QUOTE] = {"csv-quote",
                       N_("a quotation mark (\") stands where none may stand{1? (in the row that begins in line {1})}; "
                          "put the whole field in quotation marks and write each one inside it twice (\"\")")},
    [PAR_CSV_UNCLOSED] = {"csv-unclosed",
                          N_("a field opens with a quotation mark (\") that is never closed; write the closing one")},
    [PAR_CSV_TOO_LONG] = {"csv-too-long",
                          N_("the row is longer than {1} bytes; probably a quotation mark (\") is not closed: write "
                             "the closing one, or shorten the row")},
    [PAR_JSON_SYNTAX] = {"json-syntax",
                         N_("the JSON text has a fault here{1? (found: {1})}; check the comma, bracket or quotation "
                            "mark at this place and just before it")},
    [PAR_JSON_DEPTH] = {"json-depth",
                        N_("the JSON text is nested deeper than {1} levels; look for a bracket that is not closed")},
    [PAR_JSON_TRAILING] = {"json-trailing",
                           N_("more text follows after the end of the JSON document{1? (found: {1})}; delete it, or "
                              "look for a bracket that is closed too early")},
    [PAR_JSON_DUPLICATE_KEY] = {"json-duplicate-key",
                                N_("key \"{1}\" stands more than once in one object; keep one of them")},

    /* tables */
    [PAR_HEADER_MISSING] = {"header-missing", N_("column \"{1}\" is missing; the first line must name the columns: add "
                                                 "it there, and delete title lines above it")},
    [PAR_HEADER_UNKNOWN] = {"header-unknown",
                            N_("column \"{1}\" is not known{2? (nearest: \"{2}\")}; correct its name or delete the "
                               "column")},
    [PAR_HEADER_REPEATED] = {"header-repeated",
                             N_("column \"{1}\" stands more than once{2? (first as field {2})}; keep one of them")},
    [PAR_ROW_SHORT] = {"row-short",
                       N_("the row has {1} fields, the heading has {2}; fill in the missing cells or correct the "
                          "separators")},
    [PAR_ROW_LONG] = {"row-long",
                      N_("the row has {1} fields, the heading has {2}; delete the extra cells, or put a text that "
                         "contains the separator in quotation marks")},
    [PAR_LINE_BLANK] = {"line-blank", N_("the line is blank and was skipped; delete it")},

    /* numbers */
    [PAR_NUMBER_SYNTAX] = {"number-syntax",
                           N_("\"{1}\" is not a number; write digits and one decimal sign, for example 12.5")},
    [PAR_NUMBER_RANGE] = {"number-range",
                          N_("the number{1? {1}} is too large or has too many digits (18 are kept); check it")},
    [PAR_NUMBER_AMBIGUOUS] =
        {"number-ambiguous",
         N_("\"{1}\" can be read in two ways{2? ({2} or {3})}: its sign may stand before decimals or between "
            "thousands, and nothing in the file settles which; say --decimal dot or --decimal comma")},
    [PAR_NUMBER_MIXED] = {"number-mixed",
                          N_("\"{1}\" does not fit the decimal sign of this file, {2}{3? (settled in line {3})}; write "
                             "all its numbers with the same sign")},
    [PAR_NUMBER_ROUNDED] = {"number-rounded",
                            N_("{1} was rounded to {2}{3? (decimals kept: {3})}; check that this is what was meant")},
    [PAR_NUMBER_NEGATIVE] = {"number-negative", N_("{1} is negative; write a number of 0 or more")},
    [PAR_NUMBER_WHOLE] = {"number-whole", N_("{1} is not a whole number; a count is written like 12")},
    [PAR_DATE_SYNTAX] = {"date-syntax",
                         N_("\"{1}\" is not a date; write day/month/year such as 31/12/2025, or 2025-12-31")},
    [PAR_OVERFLOW] = {"overflow",
                      N_("a result{1? ({1})} is too large to be computed exactly; check the numbers that go into it")},

    /* JSON documents */
    [PAR_KEY_MISSING] = {"key-missing", N_("key \"{1}\" is missing here; add it")},
    [PAR_KEY_UNKNOWN] = {"key-unknown",
                         N_("key \"{1}\" is not known here{2? (nearest: \"{2}\")}; correct or delete it")},
    [PAR_TYPE_WRONG] = {"type-wrong", N_("{1} was found where {2} was expected; correct the value")},
    [PAR_VALUE_UNKNOWN] = {"value-unknown", N_("\"{1}\" may not stand here; allowed: {2}")},
    [PAR_FORMAT_UNKNOWN] = {"format-unknown",
                            N_("the file does not say \"format\": \"{2}\"{1?, but \"{1}\"}; check that it is the right "
                               "file")},

    /* criteria sets */
    [PAR_ID_REPEATED] = {"id-repeated",
                         N_("id \"{1}\" stands more than once{2? (first at {2})}; give every criterion its own id")},
    [PAR_ID_INVALID] = {"id-invalid", N_("id \"{1}\" cannot be used{2?: {2}}; choose another")},
    [PAR_KEY_REPEATED] = {"key-repeated", N_("option \"{1}\" stands more than once; give every option its own key")},
    [PAR_LABEL_REPEATED] = {"label-repeated", N_("the label \"{1}\" stands again at \"{2}\"; word the labels so that "
                                                 "they differ in more than capitals and spaces")},
    [PAR_SUM_MISMATCH] = {"sum-mismatch",
                          N_("the parts add up to {1}, the maximum is {2}; correct one of them, or accept the fault "
                             "\"sum-mismatch\" with a reason if the decision prints it so")},
    [PAR_BANDS_OVERLAP] = {"bands-overlap",
                           N_("the bands {2} and {3} both hold {1}; correct their bounds, or accept the fault "
                              "\"bands-overlap\" with a reason if the decision prints it so")},
    [PAR_BANDS_GAP] = {"bands-gap",
                       N_("no band holds {1}; correct the bounds, or accept the fault \"bands-gap\" with a reason if "
                          "the decision prints it so")},
    [PAR_BANDS_EMPTY] = {"bands-empty", N_("no value can fall into the band {1}; correct its bounds or delete it")},
    [PAR_BEST_NOT_MAX] = {"best-not-max",
                          N_("the best result gives {1}, the maximum is {2}; correct one of them, or accept the fault "
                             "\"best-not-max\" with a reason if the decision prints it so")},
    [PAR_POINTS_ABOVE_MAX] = {"points-above-max",
                              N_("the points, {1}, are more than the maximum, {2}; correct one of them")},
    [PAR_DECIMALS_TOO_MANY] = {"decimals-too-many",
                               N_("{1} has more decimals than are kept here ({2}); shorten it, or raise the number of "
                                  "decimals under \"rounding\"")},
    [PAR_RULE_UNKNOWN] = {"rule-unknown", N_("rule type \"{1}\" is not known; choose one of: {2}")},
    [PAR_RULE_NONE] = {"rule-none",
                       N_("the criterion has neither a rule nor components; add \"rule\", \"rules\" or \"nodes\"")},
    [PAR_RULE_NO_UNIT] = {"rule-no-unit",
                          N_("no rule of the criterion is meant for unit \"{1}\"; add a rule for its group, or list it "
                             "under \"except\"")},
    [PAR_RULE_VALUE] = {"rule-value", N_("the rule cannot be applied as it stands: {1}; correct it")},
    [PAR_INPUT_UNKNOWN] = {"input-unknown",
                           N_("input \"{1}\" is not declared{2? (nearest: \"{2}\")}; correct the name, or declare it "
                              "under \"inputs\"")},
    [PAR_INPUT_KIND] = {"input-kind",
                        N_("input \"{1}\" is {2}, but the rule needs {3}; correct the kind of the input or the rule")},
    [PAR_REF_UNKNOWN] = {"ref-unknown", N_("\"{1}\" was not found; {2} was expected; correct the name")},
    [PAR_ACCEPT_UNUSED] = {"accept-unused",
                           N_("the fault \"{1}\" is accepted here but does not occur; delete the entry")},
    [PAR_ACCEPTED] = {"accepted", N_("the fault \"{1}\" is kept knowingly{2?: {2}}")},
    [PAR_CLASS_ORDER] = {"class-order",
                         N_("class \"{1}\" is out of order; list the classes from best to worst, each with a lower "
                            "bound than the one before, the last without a bound")},
    [PAR_SET_REPEATED] = {"set-repeated", N_("set \"{1}\" was given more than once; give every set once")},

    /* units */
    [PAR_UNIT_REPEATED] = {"unit-repeated",
                           N_("unit \"{1}\" is listed more than once{2? (first in line {2})}; keep one row")},
    [PAR_UNIT_UNKNOWN] = {"unit-unknown",
                          N_("unit \"{1}\" is not in the unit list{2? (nearest: \"{2}\")}; correct the code or add the "
                             "unit")},
    [PAR_UNIT_ZEROS] = {"unit-zeros",
                        N_("unit \"{1}\" was found where the unit list has \"{2}\": the zeros in front were lost; "
                           "format the column as Text in Excel and type \"{2}\"")},
    [PAR_UNIT_NO_SET] = {"unit-no-set",
                         N_("no criteria set was given for unit \"{1}\"{2? of level \"{2}\"}; correct its column "
                            "\"set\" or \"level\", or give the set with -c")},
    [PAR_SET_UNKNOWN] = {"set-unknown",
                         N_("set \"{1}\" was not given; correct the column \"set\", or give the set with -c")},
    [PAR_BLOC_UNKNOWN] = {"bloc-unknown", N_("bloc \"{1}\" is not in the criteria set; choose one of: {2}")},
    [PAR_BLOC_MISSING] = {"bloc-missing",
                          N_("unit \"{1}\" has no bloc; fill in the column \"bloc\"{2? with one of: {2}}")},
    [PAR_BLOC_MIXED] = {"bloc-mixed",
                        N_("bloc \"{1}\" holds units of the sets \"{2}\" and \"{3}\", which cannot be ranked together; "
                           "make a bloc for each set")},
    [PAR_PARENT_UNKNOWN] = {"parent-unknown",
                            N_("the parent unit \"{1}\" is not in the unit list; correct the code or add the unit")},

    /* assessments */
    [PAR_ROUND_UNKNOWN] = {"round-unknown",
                           N_("round \"{1}\" is not in the criteria set{2?; its rounds: {2}}; correct the name")},
    [PAR_ROUND_WRONG] = {"round-wrong",
                         N_("the row says round \"{1}\", the file was given as round \"{2}\"; correct the row or the "
                            "option --round")},
    [PAR_CRITERION_UNKNOWN] = {"criterion-unknown",
                               N_("criterion \"{1}\" is not in the criteria set{3? \"{3}\"}{2? (nearest: \"{2}\")}; "
                                  "correct its id")},
    [PAR_CRITERION_NOT_LEAF] = {"criterion-not-leaf",
                                N_("criterion \"{1}\" is scored by its components; fill in the rows of the components "
                                   "instead")},
    [PAR_ROW_REPEATED] = {"row-repeated",
                          N_("unit \"{1}\", criterion \"{2}\" stands more than once in this round{3? (first in {3})}; "
                             "keep one row")},
    [PAR_ANSWER_UNKNOWN] = {"answer-unknown",
                            N_("\"{1}\" is none of the answers of this criterion; choose one of: {2}")},
    [PAR_ANSWER_MISSING] = {"answer-missing", N_("the row says nothing that counts; fill in the answer, the numbers or "
                                                 "the score that this criterion asks for")},
    [PAR_ANSWER_UNUSED] = {"answer-unused",
                           N_("this criterion takes no answer{1?, but \"{1}\" was given}; clear the cell and fill in "
                              "the numbers it asks for")},
    [PAR_INPUT_MISSING] = {"input-missing", N_("input \"{1}\" is missing; fill it in")},
    [PAR_INPUT_UNUSED] = {"input-unused", N_("this criterion does not use the column \"{1}\"; clear the cell")},
    [PAR_INPUT_TWICE] = {"input-twice",
                         N_("input \"{1}\" is {2} in the row but {3} in the facts; make them equal or clear one of "
                            "them")},
    [PAR_INPUT_BOTH] = {"input-both",
                        N_("both \"{1}\" and {2} are filled in, and only one of them can count; clear one")},
    [PAR_INPUT_GENERIC] = {"input-generic",
                           N_("column \"{1}\" does not say which input of this criterion is meant; fill in {2} "
                              "instead")},
    [PAR_DENOMINATOR_ZERO] = {"denominator-zero", N_("nothing can be divided by {1?\"{1}\", which is }0; correct the "
                                                     "numbers, or say under \"zero\" of the quantity what holds then")},
    [PAR_PERCENT_RANGE] = {"percent-range",
                           N_("the percentage comes to {1}, which is not from 0 to 100; check the numbers it is made "
                              "of, or write \"over_100\": true in the rule if it may be more")},
    [PAR_NO_BAND] = {"no-band", N_("no band and no case of the rule covers this row{1? (value {1})}; check the "
                                   "numbers, or complete the rule in the set")},
    [PAR_SCORE_ABOVE_MAX] = {"score-above-max", N_("the score {1} is above the maximum, {2}; correct it")},
    [PAR_SCORE_NEGATIVE] = {"score-negative", N_("the score{1? {1}} is negative; write a score of 0 or more")},
    [PAR_SCORE_BETWEEN] = {"score-between",
                           N_("the score {1} is none of the points this criterion gives ({2}); write one of them, or a "
                              "score between them with its reason in the column \"reason\"")},
    [PAR_SCORE_STEP] =
        {"score-step",
         N_("the score {1} is not allowed here; allowed is from {2} up{3?, in steps of {3}}; correct it")},
    [PAR_SCORE_REASONED] =
        {"score-reasoned",
         N_("the score {1} is none of the points this criterion gives ({2}); it counts for the reason that is given")},
    [PAR_SCORE_DIFFERS] = {"score-differs", N_("the score {1} is not what the row's own answer or numbers give, {2}, "
                                               "and {1} counts; check that this is meant")},
    [PAR_CLAIM_DIFFERS] =
        {"claim-differs",
         N_("the unit claims {1}, the rule gives {2}, and {2} counts; check the answer, the numbers and the claim")},
    [PAR_CLAIM_ALONE] = {"claim-alone", N_("the unit claims {1} without an answer or numbers to compute it from; the "
                                           "claim counts until they are filled in")},
    [PAR_EVIDENCE_MISSING] = {"evidence-missing",
                              N_("this criterion requires evidence and none is named; fill in the column "
                                 "\"evidence\"")},
    [PAR_APPLIES_VALUE] = {"applies-value",
                           N_("\"{1}\" does not say whether the criterion applies; write yes or no in the column "
                              "\"applies\"")},
    [PAR_AGREE_VALUE] = {"agree-value",
                         N_("\"{1}\" does not say whether the appraiser agrees; write yes or no in the column "
                            "\"agree\"")},
    [PAR_AGREE_DIFFERS] =
        {"agree-differs",
         N_("the row agrees, but gives {1} where {2} stands, and {1} counts; clear the score, or the agreement")},
    [PAR_APPLIES_MORE] = {"applies-more", N_("the row says that the criterion does not apply, and fills in other cells "
                                             "as well; clear one or the other")},
    [PAR_AGREE_NOTHING] = {"agree-nothing",
                           N_("the row agrees, but no earlier round gave points to agree with; write the score")},
    [PAR_NOT_APPLICABLE_REFUSED] = {"not-applicable-refused",
                                    N_("criterion \"{1}\" applies to every unit; fill it in, or allow the exception in "
                                       "the set with \"may_not_apply\"")},
    [PAR_ROW_EXCLUDED] =
        {
            "row-excluded",
            N_("the set leaves criterion \"{1}\" out for this unit, so the row counts nothing; clear it, or "
               "correct applies_to and except in the set")},
    [PAR_SELF_SETTLED] = {"self-settled",
                          N_("points from source \"{1}\" are settled by round \"{2}\"; this score does not settle "
                             "them, wait for that round")},
    [PAR_NOT_SUBMITTED] = {"not-submitted",
                           N_("unit \"{1}\" has not submitted; its points stay empty and do not count as 0")},
    [PAR_NO_ROW] = {"no-row",
                    N_("unit \"{1}\" has no row for criterion \"{2}\"; its points are missing until a row is added")},
    [PAR_PENDING] = {"pending",
                     N_("components that wait for round \"{2}\": {1}; the totals are provisional until it has been "
                        "entered")},
    [PAR_NO_APPLICABLE] = {"no-applicable",
                           N_("no points can apply to unit \"{1}\" (applicable maximum 0), so it gets no index and no "
                              "rank; check what does not apply to it")},
    [PAR_MINMAX_FLAT] = {"minmax-flat",
                         N_("all units have the same value at criterion \"{1}\", so lowest and highest cannot be told "
                            "apart; check the values, or say under \"zero\" in the rule what holds then")},
    [PAR_FACT_REPEATED] = {"fact-repeated",
                           N_("\"{2}\" of unit \"{1}\" stands more than once in the facts{3? (first in line {3})}; "
                              "keep one row")},
    [PAR_FACT_UNKNOWN] = {"fact-unknown",
                          N_("\"{1}\" is not an input of the criteria set{2? (nearest: \"{2}\")}; correct the name or "
                             "delete the row")},

    /* ranking */
    [PAR_RANK_PENDING] = {"rank-pending",
                          N_("unit \"{1}\" has points that are not yet appraised (open maximum with what is missing: "
                             "{2}); finish the rounds, or rank provisionally with --provisional")},
    [PAR_RANK_NO_SET] = {"rank-no-set",
                         N_("no criteria set was given, so rounding, ties and the order of blocs are the usual ones; "
                            "give the set with -c")},
    [PAR_UNIT_NOT_SCORED] = {"unit-not-scored", N_("unit \"{1}\" of the unit list is not in the scores file, so it is "
                                                   "not ranked; score all units again, or take it off the list")},
    [PAR_SCORES_ROW] = {"scores-row",
                        N_("the row does not fit a scores file: {1}; make the file again with par-score")},
    [PAR_PREVIOUS_UNKNOWN] = {"previous-unknown",
                              N_("unit \"{1}\" of the earlier file is continued by no unit of this period; name it in "
                                 "the column \"predecessors\" of its successor, if it has one")},
    [PAR_PROVISIONAL] = {"provisional", N_("this ranking is PROVISIONAL; it may change until every round is finished")},
};

_Static_assert(sizeof messages / sizeof *messages == PAR_CODE_COUNT, "every code has its words");

const char *par_message_code(enum par_code code)
{
    return messages[code].name;
}

const char *par_message_text(enum par_code code)
{
    return messages[code].text;
}
