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
    [PAR_FILE_SKIPPED] = {"file-skipped", N_("\"{1}\" of this folder is neither CSV nor XLSX and was not read; save it "
                                             "as .xlsx, or take it out of the folder")},
    [PAR_FILE_HELD] = {"file-held",
                       N_("the output is open in another program (its mark {1} stands beside it); close it "
                          "there, or name another output file")},
    [PAR_FILE_TWICE] = {"file-twice", N_("this file was already read for {1}; give each file once")},
    [PAR_FOLDER_EMPTY] =
        {"folder-empty",
         N_("the folder holds no file that can be read here; put the files (.csv, .xlsx) into it or name "
            "another folder")},
    [PAR_TEXT_UTF8] =
        {"text-utf8", N_("the text is not valid UTF-8{1? (byte {1})}; save the file again as UTF-8 (in Excel: Save As, "
                         "\"CSV UTF-8\"), or, if it is a table in another encoding, name that with --encoding")},
    [PAR_TEXT_UTF16] = {"text-utf16",
                        N_("the UTF-16 text has half a character: it was cut off or damaged; save the file again")},
    [PAR_TEXT_BINARY] = {"text-binary", N_("this is {1}")},
    [PAR_TEXT_READ_AS] = {"text-read-as",
                          N_("the text is read as {1}{3?: so {2} of its {3} different words with marks are "
                             "Vietnamese}; if names look wrong, say --encoding")},
    [PAR_TEXT_UNSURE] = {"text-unsure",
                         N_("the text is read as {1} (\"{2}\"), but {3} (\"{4}\") cannot be ruled out, nor "
                            "that the file mixes both; if names look wrong, say --encoding")},
    [PAR_TEXT_CLOSE] = {"text-close",
                        N_("the encoding cannot be told: as {1} a word reads \"{2}\", as {3} \"{4}\"; if all of "
                           "the file is in one of them, say --encoding with its name; if rows were pasted "
                           "from another file, type those again")},
    [PAR_TEXT_LETTERS] = {"text-letters", N_("{1} letters that only look Vietnamese (Ƣ, Ð) were read as those "
                                             "meant (Ư, Đ)")},
    [PAR_BOOK_BROKEN] = {"book-broken",
                         N_("the file is damaged or not made as Excel and Word make theirs ({1}: {2}); if it "
                            "came by mail fetch it again, else open it there and save it again as .xlsx or "
                            ".docx")},
    [PAR_BOOK_TOO_LARGE] = {"book-too-large",
                            N_("the part {1} unpacks to far more than such a file may hold, so it is not read; if the "
                               "file is yours, delete empty rows and formats below the table and save it again")},
    [PAR_BOOK_LOCKED] = {"book-locked", N_("the file is protected with a password; open it, take the password off "
                                           "(File, Info, Protect) and save it")},
    [PAR_SHEET_UNKNOWN] = {"sheet-unknown",
                           N_("there is no sheet \"{1}\"; the file has {2}: write one of these names, or "
                              "its number")},
    [PAR_SHEET_CHOSEN] = {"sheet-chosen", N_("only the sheet \"{1}\" is read; for another one ({2}) say --sheet NAME")},
    [PAR_ROWS_HIDDEN] = {"rows-hidden",
                         N_("{1} rows are hidden (the first is row {2}) and are read like all others; show "
                            "them (Data, Clear filter) and delete those not meant")},
    [PAR_CELL_FAULT] = {"cell-fault",
                        N_("the cell holds the error {1}; mend its formula or type the value, then save the file")},
    [PAR_CELL_NO_VALUE] = {"cell-no-value", N_("the formula in this cell has no stored result; open the file in Excel, "
                                               "let it calculate, and save it")},
    [PAR_CELL_SPANS] = {"cell-spans",
                        N_("merged cells hold \"{1}\" for several rows; unmerge them and fill in each row")},
    [PAR_DATE_MIXED] = {"date-mixed",
                        N_("\"{1}\" is a date of another kind than {2} in the same column: Excel has taken "
                           "some dates for its own, with day and month possibly swapped, and left others "
                           "as text; check each, and write all as YYYY-MM-DD")},
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
    [PAR_HEADER_MISSING] = {"header-missing",
                            N_("column \"{1}\" is missing; add it to the row that names the columns")},
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

    [PAR_HEADER_BELOW] = {"header-below", N_("the header was found here; the {1} lines above it were passed over")},
    /* numbers */
    [PAR_NUMBER_SYNTAX] = {"number-syntax",
                           N_("\"{1}\" is not a number; write digits and one decimal sign, for example 12.5")},
    [PAR_NUMBER_RANGE] = {"number-range",
                          N_("the number{1? {1}} is too large or has too many digits (18 are kept); check it")},
    [PAR_NUMBER_MARK] = {"number-mark", N_("\"{1}\" is a mark, not a number; leave the cell empty if there is no value "
                                           "yet, or write 0 if it is zero")},
    [PAR_PERCENT_FRACTION] = {"percent-fraction",
                              N_("a percentage of {1} is less than one per cent; if {2} % is meant, "
                                 "write {2}, or {2}%")},
    [PAR_NUMBER_AMBIGUOUS] =
        {
            "number-ambiguous",
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
    [PAR_UNIT_EMPTY] = {"unit-empty",
                        N_("the row names no unit; fill in its code or name in every row, or delete the row "
                           "if it is a sum or a signature")},
    [PAR_UNIT_UNKNOWN] =
        {
            "unit-unknown",
            N_("unit \"{1}\" is not in the unit list{2? (nearest: \"{2}\")}; correct the code or name, add "
               "the unit, or delete the row if it is no unit (a sum, a signature)")},
    [PAR_UNIT_AMBIGUOUS] = {"unit-ambiguous",
                            N_("several units are named \"{1}\": {2}; write the code of the one meant")},
    [PAR_UNIT_BY_NAME] = {"unit-by-name", N_("\"{1}\" was taken for unit {2} by its name")},
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
    [PAR_CRITERION_UNKNOWN] = {"criterion-unknown", N_("criterion \"{1}\" is not in the criteria set{3? \"{3}\"}{2? "
                                                       "(nearest: \"{2}\")}; correct its id or name")},
    [PAR_CRITERION_AMBIGUOUS] = {"criterion-ambiguous",
                                 N_("several criteria are named \"{1}\": {2}; write the id of the one meant")},
    [PAR_CRITERION_CUT] =
        {
            "criterion-cut",
            N_("the number {1} may be the criterion {2}, whose last 0 Excel has cut off; format the column "
               "as Text and type the ids again")},
    [PAR_CRITERION_BY_NAME] = {"criterion-by-name", N_("\"{1}\" was taken for criterion {2} by its name")},
    [PAR_CRITERION_NOT_LEAF] = {"criterion-not-leaf",
                                N_("criterion \"{1}\" is scored by its components; fill in the rows of the components "
                                   "instead")},
    [PAR_ROW_REPEATED] = {"row-repeated",
                          N_("unit \"{1}\", criterion \"{2}\" stands more than once in this round{3? (first in {3})}; "
                             "keep one row")},
    [PAR_APPRAISER_UNNAMED] =
        {
            "appraiser-unnamed",
            N_("\"{1}\" scores criterion \"{2}\", which the criteria set leaves to: {3}; correct the "
               "column \"appraiser\", or name {1} in the set")},
    [PAR_APPRAISER_SELF] = {"appraiser-self",
                            N_("\"{1}\" appraises itself; clear the row, and let another appraiser of criterion "
                               "\"{2}\" fill it in")},
    [PAR_APPRAISERS_DIFFER] = {"appraisers-differ",
                               N_("two appraisers differ: {1}: {2}, {3}: {4}; let them settle it and keep one row")},
    [PAR_APPRAISERS_SAME] = {"appraisers-same", N_("{1} and {2} say the same here, and it counts once")},
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
    [PAR_SCORE_ABOVE_MAX] = {"score-above-max", N_("the score {1} is above the maximum, {2}; correct it{3?, or write "
                                                   "{1}{3} if it is a percentage}")},
    [PAR_MAX_DIFFERS] = {"max-differs",
                         N_("the file has the maximum {1}, the criteria set {2}; this may be the form of "
                            "another year: use the present one, or correct the maximum")},
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

    /* import */
    [PAR_IMPORT_NO_TABLE] = {"import-no-table",
                             N_("no row is the heading of a criteria table; it must name a column of criteria (\"Lĩnh "
                                "vực/Tiêu chí/Tiêu chí thành phần\") and one of maximum points (\"Điểm tối đa\"): "
                                "check that it is the right file and sheet (--sheet)")},
    [PAR_IMPORT_NO_MAX] = {"import-no-max",
                           N_("the heading of the criteria names no column of maximum points (\"Điểm tối đa\"){1?; its "
                              "columns: {1}}; add the column, or correct its heading")},
    [PAR_IMPORT_EMPTY] =
        {"import-empty",
         N_("no criterion stands below the heading of the table; check that it is the right sheet (--sheet)")},
    [PAR_IMPORT_YEAR] = {"import-year",
                         N_("the year of the criteria is not clear{1? (found: {1})}; say it with --year")},
    [PAR_IMPORT_TAKEN] = {"import-taken", N_("{1} {2} was taken from \"{3}\"; if that is wrong, say {1}")},
    [PAR_IMPORT_TABLES] = {"import-tables", N_("another criteria table begins here; it was not read: give its number "
                                               "with --sheet and import it by itself")},
    [PAR_IMPORT_SKIPPED] = {"import-skipped",
                            N_("the row \"{1}\" is no criterion, option, total or note that is known, and was left "
                               "out; check it, and number it if it is a criterion")},
    [PAR_IMPORT_ID_READ] =
        {"import-id-read",
         N_("number \"{1}\" does not fit its place and was read as {2}; check it against the decision")},
    [PAR_IMPORT_ID_ORDER] =
        {"import-id-order", N_("number {1} is not the next one{2? after {2}}; check that no row is missing before it")},
    [PAR_IMPORT_ID_STRAY] = {"import-id-stray",
                             N_("number {1} stands under {2} and was kept as printed; check it against the decision")},
    [PAR_IMPORT_ID_NONE] = {"import-id-none",
                            N_("the row has no number and got the id {1}; number it, or keep that id")},
    [PAR_IMPORT_IDS_JOINED] =
        {"import-ids-joined",
         N_("the numbering begins anew in each part, so the number of the part stands before the others: {1}")},
    [PAR_IMPORT_MAX_SUM] = {"import-max-sum",
                            N_("no maximum is printed; the sum of the parts, {1}, was taken; check it")},
    [PAR_IMPORT_MAX_BEST] = {"import-max-best",
                             N_("no maximum is printed; the points of the best option, {1}, were taken; check it")},
    [PAR_IMPORT_MAX_NONE] = {"import-max-none", N_("the criterion has no maximum, and there are no points to take it "
                                                   "from; fill in its cell of the column \"Điểm tối đa\"")},
    [PAR_IMPORT_MAX_ZERO] = {"import-max-zero",
                             N_("the maximum is 0, so the row and what stands below it were left out")},
    [PAR_IMPORT_TOTAL] = {"import-total", N_("the total is printed as {1}, the parts add up to {2}; correct one of "
                                             "them; until then the printed total counts")},
    [PAR_IMPORT_POINTS] = {"import-points",
                           N_("the wording gives {1} points, their column {2}; {2} was taken: correct one of them")},
    [PAR_IMPORT_BOUND] =
        {"import-bound",
         N_("\"{1}\" lacks the number of its upper bound; the bound of the next option was taken: check it")},
    [PAR_IMPORT_ZERO_ADDED] =
        {"import-zero-added",
         N_("only \"{1}\" is printed; an option of 0 points was added for all other cases: check it")},
    [PAR_IMPORT_FOLDED] = {"import-folded", N_("the numbered rows below, from \"{1}\" on, give points that are "
                                               "alternatives, so they were read as options; check it")},
    [PAR_IMPORT_SUMMED] = {"import-summed", N_("the options add up to the maximum, {1}, so those that hold are added; "
                                               "check that they are not alternatives")},
    [PAR_IMPORT_NO_OPTIONS] =
        {"import-no-options",
         N_("no way of scoring is printed, so the score is typed in; write a rule if there is one")},
    [PAR_IMPORT_NO_POINTS] =
        {"import-no-points",
         N_("the points of \"{1}\" were not understood, so the score is typed in; write the rule yourself")},
    [PAR_IMPORT_ITEMS] = {"import-items", N_("\"{1}\" gives points for each item beside other points, so the score is "
                                             "typed in; write the rule yourself")},
    [PAR_IMPORT_FORMULA] =
        {"import-formula",
         N_("the formula \"{1}\" was not understood, so the score is typed in; write the rule yourself")},
    [PAR_IMPORT_TWO_WAYS] =
        {"import-two-ways",
         N_("\"{1}\" can be read in two ways, so the score is typed in; say --decimal dot or --decimal comma")},
    [PAR_IMPORT_REFUSED] = {"import-refused", N_("a rule of the type \"{1}\" would not be valid here, so a weaker one "
                                                 "was written; correct the table, or write the rule yourself")},
    [PAR_IMPORT_FAULT] = {"import-fault",
                          N_("the table has the fault \"{1}\"{2?: {2}}; it is kept knowingly: check it against the "
                             "decision, and correct table and set if it is not printed so")},
    /* intake */
    [PAR_RETURN_NO_FORM] =
        {
            "return-no-form",
            N_("nothing in the file says that it is a form of par-form (its hidden column and sheet are "
               "gone); ask for the form that was sent out, filled in")},
    [PAR_RETURN_VERSION] = {"return-version",
                            N_("the form was made by another version of par-form; send out a new one, "
                               "or collect it with that version")},
    [PAR_RETURN_IDENTITY] =
        {
            "return-identity",
            N_("the sheet is the form of unit \"{1}\", the workbook around it that of unit \"{2}\", or of "
               "another year, round or set; ask for a form that was not put together from two")},
    [PAR_RETURN_NO_UNIT] = {"return-no-unit", N_("the form does not name the unit it must name, or names one though it "
                                                 "is over all units; ask for the form that was sent out")},
    [PAR_RETURN_YEAR] = {"return-year", N_("this is a form of the period {1}, not {2}; ask for the form of this year")},
    [PAR_RETURN_ROUND] =
        {
            "return-round",
            N_("this is a form of the round \"{1}\"; the round \"{2}\" is collected: take the file out of "
               "the folder, or say --round {1}")},
    [PAR_RETURN_SET] = {"return-set", N_("the form was made from the criteria set \"{1}\"{2?; its unit has the set "
                                         "\"{2}\"}; ask for the right form, or give that set with -c")},
    [PAR_RETURN_DIGEST] = {"return-digest",
                           N_("the criteria set {1} was changed after this form was made; its rows still "
                              "agree, unless an error says otherwise, but check what was changed")},
    [PAR_RETURN_ROW_ADDED] = {"return-row-added", N_("the row \"{1}\" is not one of the form; delete it and write its "
                                                     "content into the rows that were sent out")},
    [PAR_RETURN_ROW_GONE] = {"return-row-gone",
                             N_("the row {1}{2? \"{2}\"} is gone from behind this one; ask for the form that was sent "
                                "out, filled in")},
    [PAR_RETURN_ROW_MOVED] = {"return-row-moved",
                              N_("the row {1} is not where it was sent out; put it back, or ask for "
                                 "the form that was sent out")},
    [PAR_RETURN_ROWS] = {"return-rows",
                         N_("the form was sent out with {1} rows and has {2} now, or others than were sent: rows were "
                            "deleted or added; ask for the form that was sent out, filled in")},
    [PAR_RETURN_ROW_REPEATED] = {"return-row-repeated",
                                 N_("the row {1} stands twice (first in line {2}); delete the one that is not meant")},
    [PAR_RETURN_TEXT_CHANGED] =
        {
            "return-text-changed",
            N_("\"{1}\" stands where \"{2}\" was sent out; it is not clear what was answered: ask for "
               "the form that was sent out")},
    [PAR_RETURN_STRAY] =
        {"return-stray",
         N_("\"{1}\" stands in a cell that asks for nothing and is not read; write it where it counts")},
    [PAR_RETURN_UNREADABLE] = {"return-unreadable", N_("the file of unit \"{1}\" cannot be read; the unit counts as "
                                                       "unreadable, not as 0 and not as not submitted: "
                                                       "ask for the file again")},
    [PAR_RETURN_GUESSED] =
        {
            "return-guessed",
            N_("the file cannot be read; by its name, which is only a guess, it is that of unit \"{1}\", "
               "which counts as unreadable: ask for the file again, and note it in the log")},
    [PAR_RETURN_LOST] = {"return-lost",
                         N_("the file cannot be read, and nothing says which unit sent it; note file and "
                            "unit in the log (--received) and ask for the file again")},
    [PAR_RETURN_TWICE] = {"return-twice",
                          N_("the file {1} is of the same unit and says something else, so neither "
                             "counts; choose with the column \"take\" of the log, or with --take newest")},
    [PAR_RETURN_COPY] = {"return-copy", N_("the file says the same as {1}, which is read in its place")},
    [PAR_RETURN_SUPERSEDED] = {"return-superseded",
                               N_("the file {1} of the same unit was chosen; this one is not used")},
    [PAR_RETURN_TAKEN] = {"return-taken", N_("the form was changed (see above) and is used all the same, since the log "
                                             "takes it; rows that are not of the form are left out")},
    [PAR_RETURN_NO_APPRAISER] = {"return-no-appraiser",
                                 N_("nothing came from the appraiser \"{1}\"; what it must settle "
                                    "stays pending: ask for its form")},
    [PAR_RETURN_LATE] = {"return-late", N_("the file came on {2}, {1} days late")},
    [PAR_RETURN_NO_DATE] = {"return-no-date",
                            N_("nothing says when the file came, so it is not known whether it is late; note it in the "
                               "log (--received)")},
    [PAR_RETURN_BLANK] = {"return-blank", N_("nothing is filled in; ask whether the right file was sent")},
    [PAR_RETURN_NAME] = {"return-name",
                         N_("the file is named after unit \"{1}\" and holds the form of unit \"{2}\", for "
                            "which it counts; check that the two were not swapped")},
    [PAR_RETURN_OTHER_UNIT] =
        {
            "return-other-unit",
            N_("the log has the file from unit \"{1}\", but it is the form of unit \"{2}\"; correct the "
               "log, or ask for the right form")},
    [PAR_RETURN_NOT_THERE] = {"return-not-there",
                              N_("the log has the file \"{1}\", which is not there; look for it, or correct its name")},
    [PAR_RETURN_UNCLEAR] = {"return-unclear", N_("\"{1}\" of the log may be {2} or {3}; write its folder as well")},
    [PAR_RETURN_LOG_TWICE] = {"return-log-twice",
                              N_("\"{1}\" stands twice in the log (first in line {2}); keep one line")},

    /* forms */
    [PAR_FORM_EXISTS] = {"form-exists", N_("the file is there already and may have been filled in, so it was not "
                                           "overwritten; choose another folder, or say --force")},
    [PAR_FORM_APPRAISER_UNKNOWN] = {"form-appraiser-unknown", N_("\"{1}\" appraises no criterion; the sets name: {2}")},
    [PAR_FORM_NO_RULE] = {"form-no-rule", N_("no rule of criterion {2} serves unit \"{1}\", so its form cannot be "
                                             "made; mend \"for\" in the rules of the set")},

    /* manifests */
    [PAR_MANIFEST_NAME] = {"manifest-name",
                           N_("\"{1}\" cannot be the name of a file here; a manifest names regular files, "
                              "in UTF-8 and without control characters: run the program again with "
                              "--manifest")},
    [PAR_MANIFEST_DIGEST] = {"manifest-digest",
                             N_("\"{1}\" is not a SHA-256, which has 64 digits 0-9a-f; run the program "
                                "again with --manifest")},
    [PAR_MANIFEST_TWICE] = {"manifest-twice", N_("the file \"{1}\" is named twice; a manifest names each once: run the "
                                                 "program again with --manifest")},
    [PAR_MANIFEST_MOVED] = {"manifest-moved",
                            N_("this input was changed while the program ran, so there is no manifest "
                               "and the results may mix old and new; run the program again")},
    [PAR_VERIFY_OUTSIDE] = {"verify-outside",
                            N_("the name leads out of the folder {1} and is not opened; if you trust the "
                               "manifest, name a folder that holds the file with --within")},
    [PAR_VERIFY_NOT_A_FILE] = {"verify-not-a-file",
                               N_("this is no regular file and is not opened; put the file that was "
                                  "recorded in its place")},
    [PAR_VERIFY_INPUT_MISSING] = {"verify-input-missing",
                                  N_("this input was read then and cannot be read now{1?: {1}}; put "
                                     "it back, or name the folder of the files with --root")},
    [PAR_VERIFY_INPUT_CHANGED] = {"verify-input-changed", N_("this input is not the file that was read then; put that "
                                                             "file back, or run the program again if the change is "
                                                             "meant")},
    [PAR_VERIFY_INPUT_NEW] = {"verify-input-new",
                              N_("the recomputation asks for this file, which was not read then; take "
                                 "it away, or run the program again if it belongs there")},
    [PAR_VERIFY_INPUT_UNREAD] = {"verify-input-unread",
                                 N_("the manifest names this input, but the recomputation does not "
                                    "read it; check whether the manifest was edited")},
    [PAR_VERIFY_SET] = {"verify-set",
                        N_("the criteria sets that the recomputation read are not those that the manifest "
                           "lists; check whether the manifest was edited")},
    [PAR_VERIFY_ARGUMENTS] = {"verify-arguments", N_("the recorded arguments are not understood by this version: {1}; "
                                                     "verify with the version that is recorded")},
    [PAR_VERIFY_FAILED] = {"verify-failed",
                           N_("the run then ended with {1}, the recomputation ends with {2}{3?; its first "
                              "error: {3}}; mend that, or see above what was changed")},
    [PAR_VERIFY_DIFFERS] = {"verify-differs",
                            N_("the recomputation gives something else than was recorded; cause: {1}; "
                               "the results cannot be relied on until that is cleared up")},
    [PAR_VERIFY_EDITED] = {"verify-edited",
                           N_("the recomputation gives what was recorded, but the file does not hold that: "
                              "it was changed after the run; take it from the program again")},
    [PAR_VERIFY_REWRITTEN] = {"verify-rewritten",
                              N_("the file holds what is recomputed now, not what was recorded: it was "
                                 "written again later; keep the manifest of that run")},
    [PAR_VERIFY_FIRST] = {"verify-first", N_("the first difference: the file has \"{1}\", the recomputation \"{2}\"")},
    [PAR_VERIFY_OUTPUT_NEW] = {"verify-output-new", N_("the recomputation writes this output, which is not recorded; "
                                                       "check whether the manifest was edited")},
    [PAR_VERIFY_OUTPUT_MISSING] = {"verify-output-missing",
                                   N_("this output is recorded, but the recomputation does not "
                                      "write it; check whether the manifest was edited")},
    [PAR_VERIFY_VERSION] = {"verify-version",
                            N_("the results are of version {1}, the recomputation is of version {2}")},

    /* re-checks */
    [PAR_SAMPLE_NO_ROWS] = {"sample-no-rows", N_("unit \"{1}\" has no row in the scores file, so nothing of it can be "
                                                 "drawn; check that the file is whole")},
    [PAR_RECHECK_VERDICT] = {"recheck-verdict",
                             N_("\"{1}\" is no verdict; write right or wrong (đúng, sai), or leave the "
                                "cell empty and give a score")},
    [PAR_RECHECK_SCORE] = {"recheck-score",
                           N_("a score ({1}) stands beside \"right\", which agrees with the points that "
                              "stand; take one of the two away")},
    [PAR_RECHECK_NO_SCORE] = {"recheck-no-score", N_("\"wrong\" needs the score that is right; fill in the column "
                                                     "\"score\"")},
    [PAR_RECHECK_SAME] = {"recheck-same", N_("the verdict is \"wrong\", but the score {1} is what stands; correct the "
                                             "score, or write \"right\"")},
    [PAR_RECHECK_NO_POINTS] = {"recheck-no-points", N_("the component has no points that count, so there is nothing to "
                                                       "re-check; finish the rounds first, or clear the row")},
    [PAR_RECHECK_STALE] = {"recheck-stale", N_("the list was drawn when the points were {1}, now they are {2}; look "
                                               "whether the verdict still holds")},
    [PAR_RECHECK_NO_REASON] = {"recheck-no-reason", N_("points are changed without a reason; write it into the column "
                                                       "\"reason\"")},
    [PAR_RECHECK_NONE] = {"recheck-none", N_("no row of the list has a verdict or a score; fill in the columns "
                                             "\"verdict\", \"score\" and \"reason\"")},
    [PAR_RECHECK_NOT_RANDOM] = {"recheck-not-random",
                                N_("the components were not drawn at random{1?, but by {1}}: the "
                                   "error rate and its interval speak of those that were checked, "
                                   "not of all")},

    /* published tables */
    [PAR_PUBLISHED_COLUMN] = {"published-column",
                              N_("the table has no column \"{1}\"; its headings are: {2}; write one of "
                                 "them, or the number of a column")},
    [PAR_PUBLISHED_TWICE] = {"published-twice",
                             N_("the headings \"{1}\" and \"{2}\" may mean the same; say which column is meant with an "
                                "option such as --total or --index")},
    [PAR_PUBLISHED_IDENTITY] =
        {
            "published-identity",
            N_("the identity \"{1}\" cannot be read at \"{2}\"; write COLUMN = EXPRESSION with "
               "+ - * / ( ), numbers with a dot and headings, in [ ] where they hold such signs; the "
               "headings are: {3}")},
    [PAR_PUBLISHED_EMPTY] = {"published-empty", N_("no unit stands below the header; check that it is the right table, "
                                                   "or choose the sheet with --sheet")},
    [PAR_PUBLISHED_REST] = {"published-rest",
                            N_("another table ({1}) begins here and is not read; to check it as well run "
                               "again with --sheet {1}")},
    [PAR_PUBLISHED_READ] = {"published-read", N_("the columns are read as: {1}")},
    [PAR_PUBLISHED_PARTS] = {"published-parts",
                             N_("these columns add up to the total and are taken for its parts: {1}; "
                                "if others are, say --parts")},
    [PAR_PUBLISHED_NOTHING] =
        {
            "published-nothing",
            N_("no column of the table can be checked; name the columns with --total, --parts, --index, --rank, "
               "--class, --share, or give an --identity")},
    [PAR_PUBLISHED_FAULTS] = {"published-faults",
                              N_("faults: {1}, of {2} figures checked; see the rows with the verdict "
                                 "\"fault\", and correct the table or ask who made it")},
    [PAR_PUBLISHED_MATCH] = {"published-match",
                             N_("\"{1}\" may be any of: {2}; it is compared with none of them: write "
                                "the name in full")},

    /* the rounds of a component, lost points */
    [PAR_CAUSE_KIND_VALUE] = {"cause-kind-value", N_("\"{1}\" is no kind of cause; write \"chủ quan\" (subjective) or "
                                                     "\"khách quan\" (objective), or leave the cell empty")},
    [PAR_CAUSE_KINDS_DIFFER] = {"cause-kinds-differ",
                                N_("another row of this round gives the other kind of cause, so neither counts and the "
                                   "default of the set stands; agree on one and write it in both")},
    [PAR_CUT_UNANSWERED] =
        {
            "cut-unanswered",
            N_("the points were cut from {1} to {2}, and the round \"{3}\" has no answer of the unit; one was "
               "expected, be it that it agrees: ask the unit, or note that it did not answer")},
    [PAR_EXPLAINED_NO_PROOF] =
        {
            "explained-no-proof",
            N_("the unit explains itself in the round \"{3}\" without evidence; evidence that was not "
               "seen before was expected: ask for it, or refuse the explanation")},
    [PAR_COUNCIL_NO_REASON] =
        {
            "council-no-reason",
            N_("the round \"{3}\" changes the points from {1} to {2} without a reason; one was expected: write it into "
               "the column \"reason\"")},
    [PAR_CUT_NO_REASON] = {"cut-no-reason",
                           N_("the round \"{3}\" cuts the points from {1} to {2} without a reason, so the unit does "
                              "not learn what to mend; write it into the column \"reason\"")},
    [PAR_RAISED_ABOVE_CLAIM] =
        {"raised-above-claim",
         N_("the unit claimed a score of {1}, the round \"{3}\" gives {2}; check that this is meant")},
    [PAR_FILED_LATE] = {"filed-late",
                        N_("the unit filed on {1}, {3} days after the deadline {2}; take this into account where "
                           "the set asks for it, or correct the date in the unit list")},
    [PAR_HISTORY_PERIOD] = {"history-period",
                            N_("the scores are of the period \"{1}\"; one before \"{2}\" was expected: "
                               "name scores of earlier periods with --history")},
    [PAR_HISTORY_GAP] =
        {
            "history-gap",
            N_("between the periods {1} and {2} there are others that were not given, so years in a row are "
               "counted back to {1} only; give all periods with --history")},
    [PAR_HISTORY_SET] =
        {
            "history-set",
            N_("the set of {1} was \"{2}\", the one after it is \"{3}\", and no mapping says which criterion "
               "became which; equal ids were taken to mean the same: check that, or give --mapping")},
    [PAR_MAPPING_TWICE] = {"mapping-twice", N_("the pair old \"{1}\", new \"{2}\" stands more than once; each pair was "
                                               "expected once: take the row away")},
    [PAR_MAPPING_UNUSED] =
        {
            "mapping-unused",
            N_("the mapping{1? for the set \"{1}\"} was not used: no earlier scores are of another set; "
               "check the scores given with --history, and the name of the set")},

    /* trends */
    [PAR_TREND_PERIOD_TWICE] = {"trend-period-twice",
                                N_("the period \"{1}\" is that of {2} as well; give each period its own \"period\" in "
                                   "its year file, or leave one of them out")},
    [PAR_TREND_BY_ID] = {"trend-by-id", N_("criteria of {1} and {2} are matched by their ids, as no mapping is given")},
    [PAR_TREND_IDS_DIFFER] =
        {
            "trend-ids-differ",
            N_("criteria of {1} and {2} are matched by their ids, but the two sets differ in the "
               "names of {3} (the first is {4}); if ids were renumbered, give the pairs with --mapping")},
    [PAR_TREND_GONE] = {"trend-gone", N_("{1} of {2} has no counterpart in {3}; its points belong to the change of the "
                                         "set")},
    [PAR_TREND_NOT_CARRIED] =
        {
            "trend-not-carried",
            N_("{1} of {2} has no counterpart in the old data of {3} units: {4}; there it belongs to "
               "the change of the set")},
    [PAR_TREND_LEFT_OPEN] =
        {
            "trend-left-open",
            N_("{1} of {2} has no counterpart in the data of {3} units: {4}; it stays open, and the index "
               "is a lower bound")},
    [PAR_TREND_AMENDED_SET] = {"trend-amended-set",
                               N_("the set \"{1}\" does not tell which set of the year it takes the place of; give it "
                                  "the id or the level of one of: {2}")},
    [PAR_TREND_AMENDED_TWICE] = {"trend-amended-twice",
                                 N_("two amended sets take the place of \"{1}\"; try them one at a time")},
    [PAR_TREND_UNIT] = {"trend-unit", N_("no period has the unit \"{1}\"; write a code of the unit list")},

    /* plans */
    [PAR_COST_TWICE] = {"cost-twice", N_("criterion \"{1}\" has a cost already (line {2}) for the same unit and "
                                         "points; keep one row")},
    [PAR_COST_NOT_LEAF] = {"cost-not-leaf", N_("criterion \"{1}\" has components; give each component its cost")},
    [PAR_COST_NONE] = {"cost-none",
                       N_("criteria without a cost in the list, which the plan leaves out: {1} ({2}); give "
                          "a cost to those that can be mended")},
    [PAR_PLAN_RANK_OPEN] = {"plan-rank-open", N_("points of this bloc still wait for appraisal; the ranks shown may "
                                                 "change until every round is finished")},

    /* the follow-up annex and what became of it */
    [PAR_ANNEX_NOT_ONE] =
        {
            "annex-not-one",
            N_("this table is no follow-up plan; a column with the ids of the criteria was expected and one "
               "of lost points, cause, solution, target or deadline: name the plan, or another file to "
               "write to")},
    [PAR_ANNEX_SHEETS] = {"annex-sheets",
                          N_("the workbook has other sheets, which would be lost if it were written over; keep it with "
                             "--keep and write to another file with -o")},
    [PAR_ANNEX_FIGURES] =
        {
            "annex-figures",
            N_("figures of the plan were changed by hand ({1}); they follow from the scores and were made "
               "anew: write what you want to say into another column")},
    [PAR_ANNEX_LINES] = {"annex-lines", N_("CSV has no place for the line above the table: \"{1}\"; write a workbook "
                                           "(-o FILE.xlsx) to keep it")},
    [PAR_ANNEX_NO_KEYS] =
        {
            "annex-no-keys",
            N_("rows without a key: {1}; whatever stands in them counts as written by people and stays as it "
               "is, only empty cells are filled in: leave the column \"key\" in place")},
    [PAR_FOLLOW_NUMBER] = {"follow-number", N_("\"{1}\" is no number of points; write it with digits and one decimal "
                                               "sign, or leave the cell empty")},
    [PAR_FOLLOW_SKIPPED] = {"follow-skipped", N_("the row names no unit and criterion, so nothing is compared with it; "
                                                 "write their codes if it is about lost points")},
    [PAR_FOLLOW_TWICE] = {"follow-twice", N_("criterion {2} of unit \"{1}\" stands on line {3} already, where it is "
                                             "followed; this row is not counted again")},
    [PAR_FOLLOW_DEADLINE] = {"follow-deadline",
                             N_("\"{1}\" is no deadline that can be compared with a date; write a day (30/06/2026), a "
                                "month (6/2026), a quarter (quý II/2026) or a year")},
    /* survey forms and their answers */
    [PAR_SIPAS_CHOICES] = {"sipas-choices", N_("a scale or question has from 2 to 100 choices; add or take away some")},
    [PAR_SIPAS_CODES] = {"sipas-codes", N_("the print has another number of codes than the scale has choices; write a "
                                           "code for each, in their order")},
    [PAR_SIPAS_SATISFIED] = {"sipas-satisfied", N_("no answer of the scale \"{1}\" counts as satisfied, or all do; "
                                                   "write \"satisfied\": true where it does")},
    [PAR_SIPAS_SCORES] = {"sipas-scores", N_("in the scale \"{1}\" either every answer has a score, from 0 to 1000, or "
                                             "none has")},
    [PAR_SIPAS_WEIGHT] = {"sipas-weight", N_("a weight has a meaning only with \"index\": \"weighted\"")},
    [PAR_SIPAS_EMPTY] = {"sipas-empty", N_("the list is empty; put criteria into it, or take it out")},
    [PAR_SIPAS_DEEP] = {"sipas-deep", N_("a criterion stands below an aspect and a factor at most; take a level out")},
    [PAR_SIPAS_MIXED] = {"sipas-mixed",
                         N_("\"{1}\" holds criteria and groups side by side (\"{2}\"); give the criteria "
                            "a group of their own")},
    [PAR_SIPAS_LEAST] = {"sipas-least",
                         N_("\"least_answers\" asks for more answers than there are criteria, so that no "
                            "form could count")},
    [PAR_SIPAS_PRINT_UNKNOWN] = {"sipas-print-unknown", N_("the form has no print \"{1}\"; it has: {2}")},
    [PAR_SURVEY_COLUMN] = {"survey-column",
                           N_("no column is the criterion {1} ({2}); name it so, or add the name of its "
                              "column to \"columns\" of the form")},
    [PAR_SURVEY_COLUMN_TWICE] = {"survey-column-twice",
                                 N_("two columns can be {1}: this one and {2}; rename one of them")},
    [PAR_SURVEY_COLUMN_NONE] = {"survey-column-none",
                                N_("there is no column \"{1}\", which {2} names; the file has: {3}")},
    [PAR_SURVEY_UNUSED] = {"survey-unused", N_("columns that are not read: {1}")},
    [PAR_SURVEY_NOT_ASKED] = {"survey-not-asked", N_("questions of the form that the file does not have: {1}")},
    [PAR_SURVEY_ANSWER] = {"survey-answer",
                           N_("\"{1}\" is no answer here; expected is one of: {2}; mend the cell, or say "
                              "--unreadable")},
    [PAR_SURVEY_SEVERAL] = {"survey-several",
                            N_("\"{1}\" is several answers where one is asked; look at the form, or say "
                               "--unreadable")},
    [PAR_SURVEY_PICKED] = {"survey-picked",
                           N_("\"{1}\" is {2} options, at most {3} may be chosen; look at the form, or "
                              "say --unreadable")},
    [PAR_SURVEY_INVALID] = {"survey-invalid", N_("the form does not count: {1}")},
    [PAR_SURVEY_DESIGN_BLANK] = {"survey-design-blank", N_("the cell is empty, but {1} must be known of every form")},
    [PAR_SURVEY_WEIGHT] = {"survey-weight", N_("\"{1}\" is no weight: it must be more than 0 and less than a thousand "
                                               "million")},
    [PAR_SURVEY_WEIGHT_CUT] = {"survey-weight-cut", N_("the weight {1} has more than 9 decimals and is rounded to 9")},
    [PAR_SURVEY_POPULATION] = {"survey-population",
                               N_("an earlier row says another number of units in the population of "
                                  "\"{2}\" than {1}; it must be the same in all its rows")},
    [PAR_SURVEY_POPULATION_LOW] = {"survey-population-low",
                                   N_("\"{1}\" has {2} units in the population, but {3} in the "
                                      "sample; mend the column of --fpc or --fpc2")},
    [PAR_SURVEY_POPULATION_NONE] = {"survey-population-none", N_("nothing says how many units \"{1}\" has in the "
                                                                 "population; fill in the column of --fpc or --fpc2")},
    [PAR_SURVEY_LONELY] = {"survey-lonely",
                           N_("a single sampling unit{1? in the stratum \"{1}\"}, or below one, shows no differences, "
                              "so no error can be "
                              "said; join it with a like one, or say --lonely adjust (or remove, certainty, average)")},
    [PAR_SURVEY_NO_ERROR] = {"survey-no-error", N_("the figures of \"{1}\" have no error: the rule for single sampling "
                                                   "units gives none{2? (stratum \"{2}\")}")},
    [PAR_SURVEY_RULES_DIFFER] = {"survey-rules-differ", N_("with blanks the two rules differ ({4}): the mean of the "
                                                           "criteria is {1} %, all answers pooled {2} %; the form says "
                                                           "{3}, and that is printed")},
    [PAR_SURVEY_PRINT] = {"survey-print", N_("codes are read as the print \"{1}\" has them; the form also has {2}: say "
                                             "--print if it was that one")},
    [PAR_SURVEY_FORM_REPEATED] = {"survey-form-repeated",
                                  N_("the form \"{1}\" came before; keep one of the two, and the "
                                     "rows of a form together")},
    [PAR_SURVEY_FORM_DIFFERS] = {"survey-form-differs", N_("{2} of the form \"{1}\" is not as in its first row")},
    [PAR_SURVEY_QUESTION] = {"survey-question", N_("the form has no criterion or question \"{1}\"{2?; did you mean "
                                                   "\"{2}\"?}")},
    [PAR_SURVEY_ANSWERED_TWICE] = {"survey-answered-twice", N_("the form \"{1}\" answers {2} twice; keep one row")},
    [PAR_SURVEY_GROUPS_ALIKE] = {"survey-groups-alike",
                                 N_("\"{1}\" and \"{2}\" differ in letter case, marks or blanks "
                                    "alone and are two groups; write them alike if they are one")},
    [PAR_SURVEY_WITHHELD] = {"survey-withheld", N_("{1} weak figures are withheld")},
    [PAR_SURVEY_FACT_NONE] = {"survey-fact-none", N_("unit \"{1}\" has no figure to be written as a fact")},
    /* lists that samples are drawn from */
    [PAR_FRAME_BLANK] = {"frame-blank", N_("the cell is empty, but {1} must be known of every row")},
    [PAR_FRAME_COUNT] = {"frame-count", N_("\"{1}\": write a whole number from {2}")},
    [PAR_FRAME_SPREAD] = {"frame-spread", N_("\"{1}\" is no spread: write a number from 0{2? to {2}}")},
    [PAR_FRAME_FRACTION] = {"frame-fraction",
                            N_("\"{1}\" is no probability such as 3/40; give the file as sipas-sample "
                               "wrote it")},
    [PAR_FRAME_ID_TWICE] = {"frame-id-twice",
                            N_("\"{1}\" stands in line {2} already; each must stand once, or it could be drawn twice")},
    [PAR_FRAME_EMPTY] = {"frame-empty", N_("the table has no row; check that it is the right one")},
    [PAR_FRAME_OWN_COLUMN] = {"frame-own-column",
                              N_("the list has a column \"{1}\", and so has the table of those drawn; rename it")},
    [PAR_FRAME_LEAST] = {"frame-least",
                         N_("{1} cannot be shared out to {2} strata with at least {3} of each; draw more, "
                            "or say --least")},
    [PAR_FRAME_NO_SPREAD] = {"frame-no-spread",
                             N_("what is left cannot be shared out by spread, which is 0 in all other "
                                "strata; draw less, or share out in another way")},
    [PAR_FRAME_EVERYBODY] = {"frame-everybody",
                             N_("so many are wanted that everybody is drawn: this is no sample; check the size")},
    [PAR_FRAME_TOO_MANY] = {"frame-too-many",
                            N_("the plan draws {2} of \"{1}\", but the list has {3} rows of it; check both")},
    [PAR_FRAME_UNPLANNED] = {"frame-unplanned",
                             N_("the list has a stratum \"{1}\" and the plan {2} does not; write it alike in both, or "
                                "add it to the plan (0 draws nobody)")},
    [PAR_FRAME_STRATUM_NONE] = {"frame-stratum-none",
                                N_("the list has no row of the stratum \"{1}\"; write it alike in both")},
    [PAR_FRAME_PSU_NONE] = {"frame-psu-none",
                            N_("\"{1}\" was drawn, but {2} has no row of it; add its list, or write its code alike")},
    [PAR_FRAME_LONELY] = {"frame-lonely", N_("one is drawn of the stratum \"{1}\", so its error cannot be estimated; "
                                             "draw two, or join it to another stratum")},
    [PAR_FRAME_CERTAIN] =
        {
            "frame-certain",
            N_("so large that they are certain to be drawn: {1}; their fraction is 1/1, and each is best "
               "made a stratum of its own")},
    [PAR_FRAME_PSU_SMALL] = {"frame-psu-small",
                             N_("{1} of the primary units drawn have less than {2} rows, all of which "
                                "are drawn; fewer are asked than was planned")},
    /* dossiers */
    [PAR_DOSSIER_UNREAD] = {"dossier-unread", N_("columns that are not read: {1}")},
    [PAR_DOSSIER_DATE] = {"dossier-date",
                          N_("\"{1}\" is no date; write 2026-03-05 or 05/03/2026, with the time behind it if you like "
                             "(05/03/2026 14:30)")},
    [PAR_DOSSIER_NO_DATE] = {"dossier-no-date",
                             N_("nothing says when the dossier was received, so it cannot be counted; fill it in")},
    [PAR_DOSSIER_ENDS_BEFORE] =
        {
            "dossier-ends-before",
            N_("the dossier was finished on {1}, before it was received on {2}; correct one of the "
               "two")},
    [PAR_DOSSIER_DUE_EARLY] = {"dossier-due-early", N_("the dossier is due on {1}, before it was received on {2}; "
                                                       "correct one of the two")},
    [PAR_DOSSIER_NO_END] = {"dossier-no-end",
                            N_("by its status the dossier is solved, but no day says when; fill it in, "
                               "or correct the status")},
    [PAR_DOSSIER_ENDED] = {"dossier-ended",
                           N_("by its status the dossier is pending, but it was finished on {1}; correct "
                              "the status, or take the day out")},
    [PAR_DOSSIER_WORD] = {"dossier-word",
                          N_("it is not known what \"{1}\" means here; say it with {2}, for example {2} \"{1}={3}\"")},
    [PAR_DOSSIER_UNIT] =
        {
            "dossier-unit",
            N_("unit \"{1}\" is not in the unit list (rows: {2}){3?; did you mean {3}?}; add it there, or "
               "correct it")},
    [PAR_DOSSIER_TWICE] =
        {
            "dossier-twice",
            N_("dossier \"{1}\" of this unit and step stands in line {2}{3? of {3}} already; delete one, or "
               "name the column of the step, if these are two steps")},
    [PAR_DOSSIER_LEFT_OUT] = {"dossier-left-out", N_("{1} rows with faults are not counted; they are in {2}: mend them "
                                                     "and count again")},
    [PAR_DOSSIER_NO_ROWS] = {"dossier-no-rows",
                             N_("there is no row of unit \"{1}\": it is left out, not counted as 0; if it had no "
                                "dossiers nothing is wrong")},
    [PAR_DOSSIER_SUM] = {"dossier-sum", N_("{1}, but {2} is printed: a difference of {3}; ask which figure is right")},
    [PAR_DOSSIER_PERCENT] = {"dossier-percent",
                             N_("{1} % is printed for {2}, but by the counts it is {3}; ask which base was used, and "
                                "which figure is right")},
    [PAR_DOSSIER_PERCENT_CUT] = {"dossier-percent-cut",
                                 N_("{1} % is printed for {2}, but rounded it is {3}: its digits were cut off")},
    [PAR_DOSSIER_CHILDREN] =
        {
            "dossier-children",
            N_("{1} is printed for \"{2}\", but the units below it add up to {3}: a difference of {4}; "
               "ask which figure is right")},
    [PAR_DOSSIER_ROW_TWICE] = {"dossier-row-twice",
                               N_("\"{1}\" has figures in line {2} already; name the column that tells the rows apart "
                                  "with --by, or delete one")},
    [PAR_DOSSIER_MIXED] = {"dossier-mixed", N_("{1} is of the other kind (dossiers, or counts); give files of one kind "
                                               "at a time")},
    [PAR_DOSSIER_PROCEDURE] =
        {
            "dossier-procedure",
            N_("procedure \"{1}\" has dossiers but is not in the list of procedures; add it there, or "
               "correct it")},
    [PAR_DOSSIER_TOO_LARGE] = {"dossier-too-large", N_("a count of {1} is larger than any office has; correct it")},
    [PAR_DOSSIER_AMBIGUOUS] = {"dossier-ambiguous",
                               N_("\"{1}\" may be of solved dossiers or of pending ones; write \"{2}\" or \"{3}\" "
                                  "as the heading of the column")},
    [PAR_PART_KIND] = {"part-kind", N_("this is no partial result of {1}; give files that its --partial wrote")},
    [PAR_PART_VERSION] = {"part-version",
                          N_("the partial result was written by version {1}, this is {2}; count that part again "
                             "with this version")},
    [PAR_PART_BROKEN] = {"part-broken",
                         N_("the partial result is not whole ({1}): its run was ended, or the file was changed; "
                            "count that part again")},
    [PAR_PART_SETTING] = {"part-setting",
                          N_("{1} was \"{2}\" for this part and \"{3}\" for {4}; count one of them again with the "
                             "same options and lists")},
    [PAR_PART_LIST] = {"part-list",
                       N_("the file given with {1} is not that of {2}: it is another one, there was none, or it was "
                          "changed since; give the same file for every part and with --merge, or count the part "
                          "again")},
    [PAR_PART_TWICE] = {"part-twice", N_("this part was merged already, as {1}; give each part once")},
    [PAR_PART_LOST] = {"part-lost", N_("of {2} parts these are not there: {1}; count them, then merge all of them")},
    [PAR_CALENDAR_DIFFERS] = {"calendar-differs", N_("{1} is a holiday in one line and a working day in another (line "
                                                     "{2}); keep one")},
    [PAR_VERIFY_NOT_RUN] =
        {
            "verify-not-run",
            N_("nothing was recomputed, since an input is missing: that the results are right or wrong is "
               "not known; put the inputs back and verify again")},
    [PAR_TREND_ORDER] = {"trend-order",
                         N_("the period \"{1}\" is earlier than \"{2}\" of {3}, which is given before it; name "
                            "the periods from the oldest to the newest")},
    [PAR_TOTALS_NONE] = {"totals-none", N_("the file has no totals; write a row for each category of a variable")},
    [PAR_TOTALS_COLUMN] = {"totals-column", N_("totals are counts in a column \"population\" or shares in a column "
                                               "\"share\"; write one of the two")},
    [PAR_TOTALS_PARTS] = {"totals-parts", N_("\"{1}\" has not the parts of the variable \"{2}\"; write one for each "
                                             "column, with | between them")},
    [PAR_TOTALS_TWICE] = {"totals-twice", N_("\"{1}\" of {2} has a total in line {3} already; keep one")},
    [PAR_TOTALS_NOT_POSITIVE] =
        {"totals-not-positive",
         N_("the total {1} is not more than 0; correct it, or leave out the row of a category that nobody has")},
    [PAR_TOTALS_SUM] = {"totals-sum", N_("the totals do not add up to the same ({1}; {2}): they are {3} apart, more "
                                         "than rounding; correct one of them")},
    [PAR_TOTALS_SHARE_SUM] = {"totals-share-sum",
                              N_("the shares do not add up to {2} ({1}): they are {3} off, more than "
                                 "rounding; correct them")},
    [PAR_TOTALS_ROUNDED] = {"totals-rounded",
                            N_("the sum of {1} is {3} off {2}, as rounding may have it; the totals are "
                               "taken in proportion")},
    [PAR_TOTALS_NO_FORM] = {"totals-no-form", N_("no form that counts has \"{1}\" in {2}, so nobody can stand for this "
                                                 "total; put the category together with another, in the answers too")},
    [PAR_TOTALS_DIVERGED] = {"totals-diverged",
                             N_("no weights meet all totals: after {1} rounds those of {2} add up to "
                                "{3}, their total is {4}; look for categories that hardly ever stand "
                                "together, and join some")},
    [PAR_TOTALS_BOUNDS] =
        {
            "totals-bounds",
            N_("no weights within the bounds of --trim meet all totals: after {1} rounds those of {2} add "
               "up to {3}, their total is {4}; widen the bounds, or join categories")},
    [PAR_TOTALS_FITTED] = {"totals-fitted", N_("weights of {1} forms are fitted to the totals (rounds: {2}); the "
                                               "design effect of unequal weights is {3}, of those that came {4}")},
    [PAR_TOTALS_RANGE] = {"totals-range",
                          N_("the weights are from {1} to {2} times their mean, those that came from {3} "
                             "to {4} times")},
    [PAR_TOTALS_EFFECT] = {"totals-effect", N_("the index of everyone is {1}; with the weights that came {2}")},
    [PAR_TOTALS_TRIMMED] = {"totals-trimmed",
                            N_("trimmed: {1} weights are raised to the least and {2} lowered to the most allowed ({3} "
                               "times the mean); the others make up for it, so all sums are kept")},
    [PAR_SURVEY_TOTAL_NONE] = {"survey-total-none",
                               N_("\"{1}\" of {2} has no total{3?; did you mean \"{3}\"?}; correct "
                                  "it, or add its total")},
    [PAR_SURVEY_TOTAL_BLANK] = {"survey-total-blank", N_("\"{1}\" is blank, but totals are known by it; fill it in, or "
                                                         "give the unknown a category and a total")},
    [PAR_SURVEY_FACT_SCALES] = {"survey-fact-scales", N_("the criteria of \"{1}\" have several scales, so their "
                                                         "answers cannot be counted together; name the criteria")},
    [PAR_SURVEY_FACT_TWICE] = {"survey-fact-twice",
                               N_("two facts would be named \"{1}\"; give --fact-answers another PREFIX")},

    /* reports */
    [PAR_REPORT_FILE_KIND] = {"report-file-kind",
                              N_("the columns are those of no output that a report is made of; give outputs of "
                                 "par-rank, par-score, par-audit lost, par-audit plan-table, par-trend (by unit or by "
                                 "criterion) and sipas-score (figures, --rank)")},
    [PAR_REPORT_FOR_PEOPLE] = {"report-for-people",
                               N_("the table was written for people, without the columns a report needs; make it again "
                                  "as CSV (-o FILE.csv) and give that")},
    [PAR_REPORT_NOT_NEEDED] = {"report-not-needed", N_("nothing of this file is shown in the report")},
    [PAR_REPORT_FIELD_KIND] = {"report-field-kind",
                               N_("the file of field \"{1}\" is no ranking; give what par-rank wrote for that field")},
    [PAR_REPORT_WORD] = {"report-word",
                         N_("\"{1}\" is no word that the programs write here; make the file again, as CSV")},
    [PAR_REPORT_BLANK] = {"report-blank", N_("column \"{1}\" is empty in this row; make the file again with par-rank")},
    [PAR_REPORT_PERIODS] = {"report-periods",
                            N_("the row is of period {1}, rows before it are of {2}; give a file for each period")},
    [PAR_REPORT_EMPTY] = {"report-empty", N_("the ranking has no row; make it again with par-rank")},
    [PAR_REPORT_NO_RANKING] =
        {"report-no-ranking",
         N_("no file is a ranking, which a report is built on; make one with par-rank and name it")},
    [PAR_REPORT_TWO_RANKINGS] =
        {
            "report-two-rankings",
            N_("this ranking is of period {1}, as is {2}; keep one of them, or name one as another "
               "field: --field NAME=FILE")},
    [PAR_REPORT_OTHER_PERIOD] =
        {
            "report-other-period",
            N_("the file is of period {1}, but the newest ranking is of period {2}; give this file for "
               "{2}, or the ranking of {1}")},
    [PAR_REPORT_UNIT_UNKNOWN] =
        {
            "report-unit-unknown",
            N_("unit \"{1}\" is not in the ranking of {2}; give the whole ranking (without --top) that was made "
               "of the same scores")},
    [PAR_REPORT_PLAN_ALONE] = {"report-plan-alone",
                               N_("the plan is not shown, since the lost points it is about were not "
                                  "given; add the output of par-audit lost")},
    [PAR_REPORT_CHANGES] = {"report-changes",
                            N_("{1} units changed otherwise by the ranking than by the trend ({2}: {3}, {4}), so they "
                               "look back to different rankings; make both against the same year before")},
    [PAR_REPORT_BLOC] = {"report-bloc", N_("there is no bloc \"{1}\"; write one of: {2}")},
    [PAR_REPORT_UNIT] =
        {"report-unit",
         N_("the ranking has no unit \"{1}\"{2? (nearest: \"{2}\")}; write the code of one of its units")},
    [PAR_REPORT_NO_PERIOD] =
        {
            "report-no-period",
            N_("the ranking names no period, so the report does not show it; to show the years, rank that year with "
               "par-rank and name its output, as \"previous\" of the year file or beside the other files")},
    [PAR_REPORT_STALE] =
        {
            "report-stale",
            N_("{1} is {2} here, but {4} in the scores of {3}; the ranking is not of these scores: rank again with "
               "par-rank")},
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
