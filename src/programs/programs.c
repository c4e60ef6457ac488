#include "programs.h"

/* Those that keep a manifest. */
static const struct par_command named[] = {{"par-audit follow-up", par_program_audit_follow_up},
                                           {"par-audit lost", par_program_audit_lost},
                                           {"par-audit plan", par_program_audit_plan},
                                           {"par-audit plan-table", par_program_audit_plan_table},
                                           {"par-audit published", par_program_audit_published},
                                           {"par-audit recheck", par_program_audit_recheck},
                                           {"par-audit sample", par_program_audit_sample},
                                           {"par-check", par_program_check},
                                           {"par-collect", par_program_collect},
                                           {"par-dossier", par_program_dossier},
                                           {"par-explain", par_program_explain},
                                           {"par-import", par_program_import},
                                           {"par-rank", par_program_rank},
                                           {"par-report", par_program_report},
                                           {"par-score", par_program_score},
                                           {"par-trend", par_program_trend},
                                           {"sipas-sample", par_program_sipas_sample},
                                           {"sipas-score", par_program_sipas_score},
                                           {NULL, NULL}};

par_program_maker par_program_named(const char *name)
{
    for (const struct par_command *program = named; program->name; program++)
        if (strcmp(program->name, name) == 0)
            return program->make;
    return NULL;
}

const char *par_program_names(struct par_arena *arena)
{
    const char *names = "";
    for (const struct par_command *program = named; program->name; program++)
        names = par_arena_join(arena, names, *names ? ", " : "", program->name, NULL);
    return names;
}
