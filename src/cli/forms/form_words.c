#include "form_words.h"

#include "messages.h"

static const char *title_of(const struct par_cli *cli, enum par_form_type type, const char *period)
{
    static const char *const titles[] = {
        [PAR_SELF_FORM] = N_("PAR INDEX {1}: SELF-ASSESSMENT"),
        [PAR_APPRAISAL_FORM] = N_("PAR INDEX {1}: APPRAISAL"),
        [PAR_EXPLANATION_FORM] = N_("PAR INDEX {1}: EXPLANATION OF POINTS THAT WERE CUT"),
        [PAR_COUNCIL_FORM] = N_("PAR INDEX {1}: FOR THE COUNCIL TO DECIDE"),
    };
    const char *arguments[PAR_DIAG_ARGS] = {period};
    return par_message_fill(cli->arena, par_cli_text(cli, titles[type]), arguments);
}

static const char *help_of(const struct par_cli *cli, enum par_form_type type)
{
    static const char *const helps[] = {
        [PAR_SELF_FORM] = N_("Fill in the yellow cells only; the points compute themselves. A criterion that does not "
                             "apply: choose so in its column and leave the rest of it empty. \"?\" in the points: the "
                             "numbers cannot be right. Do not add, move or delete rows; send the file back as it is "
                             "named."),
        [PAR_APPRAISAL_FORM] = N_("Fill in the yellow cells only. In each row agree with the points of the unit, or "
                                  "give a score, with the reason when it is another, or choose that the criterion "
                                  "does not apply. A row left empty counts as not appraised. Do not add, move or "
                                  "delete rows; filters may be used."),
        [PAR_EXPLANATION_FORM] = N_("Fill in the yellow cells only. Where you do not agree with the points given, say "
                                    "why and name the evidence. A row left empty means that you accept them. Do not "
                                    "add, move or delete rows; send the file back as it is named."),
        [PAR_COUNCIL_FORM] = N_("Fill in the yellow cells only. In each row agree with the points given, or give a "
                                "score, with the reason, or choose that the criterion does not apply. Do not add, move "
                                "or delete rows; filters may be used."),
    };
    return par_cli_text(cli, helps[type]);
}

static void add_guides(const struct par_cli *cli, struct par_form_words *words)
{
    words->guides[PAR_FILL_BELOW] = par_cli_text(cli, N_("Numbers in the rows below"));
    words->guides[PAR_FILL_OTHERS] = "";
    words->guides[PAR_FILL_LEFT_OUT] = "";
    words->guides[PAR_FILL_SCORE] = par_cli_text(cli, N_("Points"));
    words->guides[PAR_FILL_TICK] = words->guides[PAR_FILL_SCORE];
    words->guides[PAR_FILL_COUNT] = par_cli_text(cli, N_("Whole number"));
    words->guides[PAR_FILL_NUMBER] = par_cli_text(cli, N_("Number"));
    words->guides[PAR_FILL_PERCENT] = par_cli_text(cli, N_("Percentage, 0 - 100"));
    words->guides[PAR_FILL_DATE] = par_cli_text(cli, N_("Day/month/year"));
    words->below_ticks = par_cli_text(cli, N_("Mark with x what holds of the rows below"));
}

static void add_messages(const struct par_cli *cli, struct par_form_words *words)
{
    words->messages[PAR_FILL_OPTION] = par_cli_text(cli, N_("Choose from the list."));
    words->messages[PAR_FILL_SCORE] = par_cli_text(cli, N_("Points from 0 to the maximum of the criterion."));
    words->messages[PAR_FILL_COUNT] = par_cli_text(cli, N_("A whole number from 0 on, without separators."));
    words->messages[PAR_FILL_NUMBER] = par_cli_text(cli, N_("A number, without separators between thousands."));
    words->messages[PAR_FILL_PERCENT] =
        par_cli_text(cli, N_("A percentage from 0 to 100 without the sign: 91.5 for 91.5 %."));
    words->messages[PAR_FILL_DATE] = par_cli_text(cli, N_("A date, such as 31/12/2025."));
    words->messages[PAR_FILL_TICK] = par_cli_text(cli, N_("Mark with x if it holds, else leave empty."));
    words->applies_message = par_cli_text(cli, N_("Choose only if the criterion does not apply to the unit."));
    words->agree_message = par_cli_text(cli, N_("Choose if you agree with the points, else give a score."));
}

static void add_givers(const struct par_cli *cli, struct par_form_words *words)
{
    words->given_by[PAR_FROM_REPORT] = "";
    words->given_by[PAR_FROM_SURVEY] = par_cli_text(cli, N_("from the sociological survey"));
    words->given_by[PAR_FROM_SIPAS] = par_cli_text(cli, N_("from the satisfaction index (SIPAS)"));
    words->given_by[PAR_FROM_APPRAISER] = par_cli_text(cli, N_("scored by the appraiser"));
    words->left_out = par_cli_text(cli, N_("does not apply, the maximum counts"));
}

struct par_form_words par_form_words_of(const struct par_cli *cli, enum par_form_type type, const char *period)
{
    bool vietnamese = strcmp(cli->language, "vi") == 0;
    struct par_form_words words = {
        .language = cli->language,
        .sheet = par_cli_text(cli, N_("Form")),
        .page = par_cli_text(cli, N_("Page")),
        .title = title_of(cli, type, period),
        .help = help_of(cli, type),
        /* words that are read back (yes_no.h), so not left to the catalogue */
        .does_not_apply = vietnamese ? "Không áp dụng" : "n/a",
        .not_applicable = vietnamese ? "KAD" : "n/a",
        .agrees = vietnamese ? "Đồng ý" : "yes",
        .tick = "x",
        .reason = par_cli_text(cli, N_("Explanation")),
        .claimed = par_cli_text(cli, N_("points claimed:")),
        .total = par_cli_text(cli, N_("TOTAL")),
        .points = par_cli_text(cli, N_("Points so far:")),
        .applicable = par_cli_text(cli, N_("Applicable maximum:")),
        .index = par_cli_text(cli, N_("Index (%):")),
        .rescaled = par_cli_text(cli, N_("Rescaled to the full maximum")),
        .signatures = {par_cli_text(cli, N_("MADE BY")), par_cli_text(cli, N_("HEAD OF THE UNIT"))},
        .decimal = vietnamese ? ',' : '.'};
    add_guides(cli, &words);
    add_messages(cli, &words);
    add_givers(cli, &words);
    return words;
}
