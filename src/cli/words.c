#include "words.h"

#include "cli.h"

enum vocabulary {
    NO_WORDS,
    KINDS,   /* of JSON values and of inputs */
    REASONS, /* of the system, as strerror gives them without a locale */
    FILES,   /* kinds of files */
    SIGNS,   /* decimal signs, the end of a file */
    IDS,     /* why an id or a name cannot be used */
    REFS,    /* what a reference should name */
    RULES,   /* what is wrong with a setting of a rule */
    ROWS,    /* what is wrong with a row of a scores file */
    SAYINGS, /* what an appraiser says instead of points */
    PARTS,   /* what is wrong with a partial result */
    BOOKS,   /* what is wrong with a workbook or a document */
    REPLIES, /* why a survey form does not count */
    ROLES,   /* what a column of a survey's design says */
    CAUSES,  /* why a recomputation gives something else */
    CARRIES  /* why old data cannot be put to a new set */
};

struct worded {
    enum par_code code;
    size_t n; /* argument, from 1 */
    enum vocabulary vocabulary;
};

/* The arguments that are names of the library; all others are text of the user. */
static const struct worded worded[] = {
    {PAR_FILE_OPEN, 1, REASONS},         {PAR_FILE_READ, 1, REASONS},
    {PAR_FILE_WRITE, 1, REASONS},        {PAR_TEXT_BINARY, 1, FILES},
    {PAR_JSON_SYNTAX, 1, SIGNS},         {PAR_JSON_TRAILING, 1, SIGNS},
    {PAR_NUMBER_MIXED, 2, SIGNS},        {PAR_TYPE_WRONG, 1, KINDS},
    {PAR_TYPE_WRONG, 2, KINDS},          {PAR_INPUT_KIND, 2, KINDS},
    {PAR_INPUT_KIND, 3, KINDS},          {PAR_ID_INVALID, 2, IDS},
    {PAR_REF_UNKNOWN, 2, REFS},          {PAR_RULE_VALUE, 1, RULES},
    {PAR_SCORES_ROW, 1, ROWS},           {PAR_APPRAISERS_DIFFER, 2, SAYINGS},
    {PAR_APPRAISERS_DIFFER, 4, SAYINGS}, {PAR_BOOK_BROKEN, 2, BOOKS},
    {PAR_VERIFY_DIFFERS, 1, CAUSES},     {PAR_VERIFY_INPUT_MISSING, 1, REASONS},
    {PAR_TREND_NOT_CARRIED, 4, CARRIES}, {PAR_TREND_LEFT_OPEN, 4, CARRIES},
    {PAR_SURVEY_INVALID, 1, REPLIES},    {PAR_SURVEY_DESIGN_BLANK, 1, ROLES},
    {PAR_SURVEY_RULES_DIFFER, 3, RULES}, {PAR_PART_BROKEN, 1, PARTS},
};

struct word {
    enum vocabulary vocabulary;
    const char *word;  /* as the library says it */
    const char *words; /* for people; NULL: the same */
};

static const struct word words[] = {
    {CAUSES, "input", N_("an input was changed")},
    {CAUSES, "version", N_("another version of the program")},
    {CAUSES, "unknown",
     N_("neither the inputs nor the version; the arguments or digests of the manifest were edited, "
        "or the program does not give here what it gave there")},

    {CARRIES, "new", N_("the old set has no such component")},
    {CARRIES, "scope", N_("the old set left it out for the unit")},
    {CARRIES, "answer", N_("the old answer is none of its options")},
    {CARRIES, "inputs", N_("its rule asks for what the old data do not have")},
    {CARRIES, "typed", N_("the points were typed under another maximum")},
    {CARRIES, "refused", N_("its rule does not take what was filled in")},
    {PARTS, N_("its last line is not there"), NULL},
    {PARTS, N_("its content was changed"), NULL},
    {PARTS, N_("a line of it is not understood"), NULL},

    {KINDS, "null", N_("nothing (null)")},
    {KINDS, "true/false", N_("true or false")},
    {KINDS, "string", N_("a text in quotation marks")},
    {KINDS, "array", N_("a list [...]")},
    {KINDS, "object", N_("an object {...}")},
    {KINDS, "number", N_("a number")},
    {KINDS, "count", N_("a count")},
    {KINDS, "percent", N_("a percentage")},
    {KINDS, "date", N_("a date")},
    {KINDS, "not a count", N_("something other than a count")},
    {KINDS, "not a date", N_("something other than a date")},
    {KINDS, "count, number or percent", N_("a count, a number or a percentage")},

    {REASONS, N_("No such file or directory"), NULL},
    {REASONS, N_("Permission denied"), NULL},
    {REASONS, N_("Operation not permitted"), NULL},
    {REASONS, N_("Is a directory"), NULL},
    {REASONS, N_("Not a directory"), NULL},
    {REASONS, N_("File exists"), NULL},
    {REASONS, N_("File name too long"), NULL},
    {REASONS, N_("No space left on device"), NULL},
    {REASONS, N_("Disk quota exceeded"), NULL},
    {REASONS, N_("File too large"), NULL},
    {REASONS, N_("Read-only file system"), NULL},
    {REASONS, N_("Input/output error"), NULL},
    {REASONS, N_("Too many open files"), NULL},
    {REASONS, N_("Broken pipe"), NULL},
    {REASONS, N_("Bad file descriptor"), NULL},
    {REASONS, N_("Text file busy"), NULL},

    {FILES, "xls", N_("an old Excel workbook (.xls); open it in Excel and save it as .xlsx")},
    {FILES, "xlsb", N_("a binary Excel workbook (.xlsb); open it in Excel and save it as .xlsx")},
    {FILES, "doc", N_("an old Word document (.doc); open it in Word and save it as .docx")},
    {FILES, "password",
     N_("a file with a password; open it, take the password off (File, Info, Protect) and save it as "
        ".xlsx")},
    {FILES, "ods", N_("an OpenDocument spreadsheet (.ods); open it in Excel or LibreOffice and save it as .xlsx")},
    {FILES, "odt", N_("an OpenDocument text (.odt); open it in Word or LibreOffice and save it as .docx")},
    {FILES, "pptx", N_("a presentation (.pptx); save its table as a workbook (.xlsx)")},
    {FILES, "zip", N_("a ZIP archive; unpack it and name the file inside")},
    {FILES, "gzip", N_("a compressed file (gzip); unpack it and name the file inside")},
    {FILES, "rar", N_("a RAR archive; unpack it and name the file inside")},
    {FILES, "7z", N_("a 7z archive; unpack it and name the file inside")},
    {FILES, "pdf",
     N_("a PDF; ask for the workbook or document it was made from, or copy its table into Excel and save "
        "it as .xlsx")},
    {FILES, "rtf", N_("a rich text file (.rtf); open it in Word and save it as .docx")},
    {FILES, "html",
     N_("a web page, whatever its name says; open it in Excel (answer Yes if asked) and save it as .xlsx")},
    {FILES, "image", N_("a picture; type its table into Excel and save it as .xlsx")},
    {FILES, "office", N_("a workbook or document; a criteria set is JSON: make one of it with par-import")},
    {FILES, "utf-16", N_("JSON in UTF-16; save it as UTF-8")},
    {FILES, "json", N_("JSON; a table was expected: name a CSV file, a workbook (.xlsx) or a document (.docx)")},

    {BOOKS, N_("damaged or cut off"), NULL},
    {BOOKS, N_("packed in an unknown way"), NULL},
    {BOOKS, N_("missing"), NULL},
    {BOOKS, N_("leads out of the file"), NULL},
    {BOOKS, N_("a relationship without id, type or target"), NULL},
    {BOOKS, N_("not well-formed XML"), NULL},
    {BOOKS, N_("has a document type"), NULL},
    {BOOKS, N_("nested too deeply"), NULL},
    {BOOKS, N_("no worksheet"), NULL},
    {BOOKS, N_("a sheet without a name or a part"), NULL},
    {BOOKS, N_("a row without a proper number"), NULL},
    {BOOKS, N_("a row beyond the last possible one"), NULL},
    {BOOKS, N_("rows out of order"), NULL},
    {BOOKS, N_("a merged area without proper corners"), NULL},
    {BOOKS, N_("a cell without a proper reference"), NULL},
    {BOOKS, N_("a cell outside its row"), NULL},
    {BOOKS, N_("cells out of order"), NULL},
    {BOOKS, N_("a cell beyond the last possible column"), NULL},
    {BOOKS, N_("a cell of an unknown type"), NULL},
    {BOOKS, N_("a cell with a shared string that is not there"), NULL},
    {BOOKS, N_("a cell with a number that is none"), NULL},
    {BOOKS, N_("a cell with a truth value that is none"), NULL},
    {BOOKS, N_("a table with too many columns"), NULL},

    {REPLIES, "unreadable", N_("an answer was not understood")},
    {REPLIES, "empty", N_("no criterion is answered")},
    {REPLIES, "required_blank", N_("a required criterion is not answered")},
    {REPLIES, "too_few_answers", N_("too few criteria are answered")},
    {REPLIES, "blank_answers", N_("a criterion is not answered")},

    {ROLES, "--strata", N_("the stratum")},
    {ROLES, "--psu", N_("the primary sampling unit")},
    {ROLES, "--ssu", N_("the secondary sampling unit")},
    {ROLES, "--weight", N_("the weight")},
    {ROLES, "--fpc", N_("the number of primary units in the population")},
    {ROLES, "--fpc2", N_("the number of secondary units in the population")},
    {ROLES, "--id", N_("the number of the form")},

    {RULES, "mean_of_items", N_("the mean of the criteria")},
    {RULES, "weighted", N_("the weighted mean of the criteria")},
    {RULES, "pooled", N_("all answers pooled")},
    {RULES, "mean_of_persons", N_("the mean over people")},
    {REFS, "scale", N_("a scale of the form")},
    {SIGNS, ".", N_("the dot (.)")},
    {SIGNS, ",", N_("the comma (,)")},
    {SIGNS, "end of file", N_("the end of the file")},

    {IDS, "|", N_("it may not contain |")},
    {IDS, "| , \" total", N_("it may not contain | , or \", nor be \"total\"")},
    {IDS, "reserved", N_("the name is a column of this toolkit")},
    {IDS, "[A-Za-z][A-Za-z0-9_]*", N_("write letters without marks, digits and _, a letter first")},
    {IDS, "[a-z0-9-]+", N_("write small letters a-z, digits and -")},

    {REFS, "id", N_("the id of a criterion")},
    {REFS, "id | source", N_("the id of a criterion or a source (report, survey, sipas, appraiser)")},

    {RULES, "a share is 0..1, \"3/4\" or \"75%\"",
     N_("a share is a number from 0 to 1, a fraction \"3/4\" or \"75%\"")},
    {RULES, "no options", N_("it has no options")},
    {RULES, "no bands", N_("it has no bands")},
    {RULES, "no inputs", N_("it names no inputs")},
    {RULES, "no cases", N_("it has no cases")},
    {RULES, "from + above", N_("a lower bound is either \"from\" or \"above\"")},
    {RULES, "to + below", N_("an upper bound is either \"to\" or \"below\"")},
    {ROWS, "rows before it are missing", N_("rows of the unit before it are missing")},
    {ROWS, "rows of it are missing", N_("rows of this unit are missing")},
    {ROWS, "points are missing", N_("it is scored, and its points are missing")},
    {ROWS, "another period", N_("its period is another than that of the rows before")},
    {ROWS, "the unit list has changed", N_("its bloc or whether it is ranked is not as in the unit list")},
    {ROWS, "the criteria set has changed", N_("its maximum is not that of the criteria set")},
    {ROWS, "points and index disagree", N_("its points and its index do not belong together")},
    {ROWS, "unknown state", N_("its state is none that par-score writes")},
    {ROWS, "no total row before it", N_("no total row of its unit stands before it")},

    {SAYINGS, "does not apply", N_("does not apply")},
    {SAYINGS, "applies", N_("applies")},
    {SAYINGS, "agrees", N_("agrees")},
    {SAYINGS, "does not agree", N_("does not agree")},

    {RULES, "rule beside rules", N_("there is both \"rule\" and \"rules\"")},
    {RULES, "points beside share", N_("there is both \"points\" and \"share\"")},
    {RULES, "two quantities", N_("it names two quantities; keep one")},
    {RULES, "one of: of, answer, all, any", N_("a condition has just one of \"of\", \"answer\", \"all\", \"any\"")},
    {RULES, "points = 0", N_("its points are 0")},
    {RULES, "full_at = zero_at", N_("\"full_at\" and the value that gives 0 points are equal")},
    {RULES, "index needs a percent", N_("an index needs a percentage")},
    {RULES, "0 <= low < high", N_("\"low\" must be 0 or more, and less than \"high\"")},
    {RULES, "0 <= min <= max, step > 0", N_("\"min\" must be from 0 to the maximum, and \"step\" more than 0")},
    {RULES, "two inputs are needed: [first, second]", N_("two inputs are needed: [first, second]")},
    {RULES, "a weight is 0..100", N_("a weight is a percentage from 0 to 100")},
    {RULES, "weight > 0", N_("a weight must be more than 0")},
    {RULES, "weight without weighted_mean", N_("a weight has a meaning only under \"fold\": \"weighted_mean\"")},
    {RULES, "rule beside nodes", N_("a criterion has either a rule or components")},
    {RULES, "minmax and manual cannot stand in cases", N_("minmax and manual cannot stand inside cases")},
};

static enum vocabulary vocabulary_of(enum par_code code, size_t n)
{
    for (size_t i = 0; i < sizeof worded / sizeof *worded; i++)
        if (worded[i].code == code && worded[i].n == n)
            return worded[i].vocabulary;
    return NO_WORDS;
}

const char *par_words_of(enum par_code code, size_t n, const char *argument)
{
    enum vocabulary vocabulary = vocabulary_of(code, n);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].vocabulary == vocabulary && strcmp(words[i].word, argument) == 0)
            return words[i].words ? words[i].words : words[i].word;
    return NULL;
}
