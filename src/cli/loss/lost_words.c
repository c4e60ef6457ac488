#include "lost_words.h"

const char *par_words_of_cause(const struct par_cli *cli, enum par_loss_cause cause)
{
    static const char *const words[] = {
        [PAR_LOSS_RULE] = N_("the result earned no more"),
        [PAR_LOSS_CUT] = N_("cut at appraisal"),
        [PAR_LOSS_EVIDENCE] = N_("cut, evidence is missing"),
        [PAR_LOSS_MISSING] = N_("not answered"),
        [PAR_LOSS_SURVEY] = N_("survey result"),
        [PAR_LOSS_NOT_REACHED] = N_("not yet appraised"),
        [PAR_LOSS_PENALTY] = N_("penalty"),
        [PAR_LOSS_BONUS] = N_("bonus"),
        [PAR_LOSS_CAP] = N_("cap"),
        [PAR_LOSS_ROUNDING] = N_("rounding of a mean"),
        [PAR_LOSS_MISMATCH] = N_("maxima that do not add up"),
    };
    return par_cli_text(cli, words[cause]);
}

const char *par_words_of_course(const struct par_cli *cli, enum par_course_kind course)
{
    static const char *const words[] = {
        [PAR_COURSE_NONE] = "",
        [PAR_COURSE_UNTOUCHED] = N_("untouched"),
        [PAR_COURSE_RAISED] = N_("raised above the claim"),
        [PAR_COURSE_CUT] = N_("cut"),
        [PAR_COURSE_RESTORED] = N_("cut, then restored"),
        [PAR_COURSE_RESTORED_IN_PART] = N_("cut, then restored in part"),
        [PAR_COURSE_WITHDRAWN] = N_("withdrawn by the unit"),
        [PAR_COURSE_GIVEN] = N_("given by the appraiser"),
        [PAR_COURSE_NOT_APPLICABLE] = N_("not applicable"),
    };
    return *words[course] ? par_cli_text(cli, words[course]) : "";
}

const char *par_words_of_cause_kind(const struct par_cli *cli, enum par_cause_kind kind)
{
    static const char *const words[] = {
        [PAR_CAUSE_UNSAID] = "", [PAR_CAUSE_SUBJECTIVE] = N_("subjective"), [PAR_CAUSE_OBJECTIVE] = N_("objective")};
    return *words[kind] ? par_cli_text(cli, words[kind]) : "";
}

const char *par_years_end_name(enum par_years_end end)
{
    static const char *const names[] = {
        [PAR_YEARS_UNKNOWN] = "",
        [PAR_YEARS_KEPT] = "kept",
        [PAR_YEARS_ALL] = "all",
        [PAR_YEARS_GAP] = "gap",
        [PAR_YEARS_NOT_COMPARABLE] = "not-comparable",
        [PAR_YEARS_NO_UNIT] = "no-unit",
        [PAR_YEARS_NO_COUNTERPART] = "no-counterpart",
        [PAR_YEARS_OPEN] = "open",
    };
    return names[end];
}

const char *par_words_of_years_end(const struct par_cli *cli, enum par_years_end end)
{
    static const char *const words[] = {
        [PAR_YEARS_UNKNOWN] = "",
        [PAR_YEARS_KEPT] = N_("nothing lost before"),
        [PAR_YEARS_ALL] = N_("in every period given"),
        [PAR_YEARS_GAP] = N_("no scores of the period before"),
        [PAR_YEARS_NOT_COMPARABLE] = N_("not comparable"),
        [PAR_YEARS_NO_UNIT] = N_("no such unit before"),
        [PAR_YEARS_NO_COUNTERPART] = N_("no such criterion before"),
        [PAR_YEARS_OPEN] = N_("not yet appraised"),
    };
    return *words[end] ? par_cli_text(cli, words[end]) : "";
}
