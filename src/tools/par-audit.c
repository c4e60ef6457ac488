#include "programs.h"

int main(int argc, char **argv)
{
    static const struct par_command commands[] = {
        {"follow-up", par_program_audit_follow_up},
        {"lost", par_program_audit_lost},
        {"plan", par_program_audit_plan},
        {"plan-table", par_program_audit_plan_table},
        {"published", par_program_audit_published},
        {"recheck", par_program_audit_recheck},
        {"sample", par_program_audit_sample},
        {"verify", par_program_audit_verify},
        {NULL, NULL},
    };
    return par_cli_dispatch(argc, argv, "par-audit", N_("What an auditor asks of the results of a year."), commands);
}
