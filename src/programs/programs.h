/* programs: what each program is: its options, what they mean, and its run. A program of its own (src/tools) hands one
 * to par_cli_main; par-audit verify runs the one that a manifest names. Each fills its struct in the arena given. */
#ifndef PARINDEX_PROGRAMS_H
#define PARINDEX_PROGRAMS_H

#include "cli.h"

struct par_program par_program_audit_follow_up(struct par_arena *arena);
struct par_program par_program_audit_lost(struct par_arena *arena);
struct par_program par_program_audit_plan(struct par_arena *arena);
struct par_program par_program_audit_plan_table(struct par_arena *arena);
struct par_program par_program_audit_published(struct par_arena *arena);
struct par_program par_program_audit_recheck(struct par_arena *arena);
struct par_program par_program_audit_sample(struct par_arena *arena);
struct par_program par_program_audit_verify(struct par_arena *arena);
struct par_program par_program_check(struct par_arena *arena);
struct par_program par_program_collect(struct par_arena *arena);
struct par_program par_program_explain(struct par_arena *arena);
struct par_program par_program_dossier(struct par_arena *arena);
struct par_program par_program_form(struct par_arena *arena);
struct par_program par_program_import(struct par_arena *arena);
struct par_program par_program_rank(struct par_arena *arena);
struct par_program par_program_report(struct par_arena *arena);
struct par_program par_program_score(struct par_arena *arena);
struct par_program par_program_sipas_sample(struct par_arena *arena);
struct par_program par_program_sipas_score(struct par_arena *arena);
struct par_program par_program_trend(struct par_arena *arena);

/* The program of that name, one whose runs can be recorded and done again; NULL: there is none. A program with
 * --manifest stands in this list (programs.c). */
par_program_maker par_program_named(const char *name);

/* All these names, for messages. */
const char *par_program_names(struct par_arena *arena);

#endif
