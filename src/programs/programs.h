/* programs: what each program is: its options, what they mean, and its run. A program of its own (src/tools) hands one
 * to par_cli_main; par-audit verify runs the one that a manifest names. Each fills its struct in the arena given. */
#ifndef PARINDEX_PROGRAMS_H
#define PARINDEX_PROGRAMS_H

#include "cli.h"

struct par_program par_program_check(struct par_arena *arena);
struct par_program par_program_collect(struct par_arena *arena);
struct par_program par_program_dossier(struct par_arena *arena);
struct par_program par_program_form(struct par_arena *arena);
struct par_program par_program_import(struct par_arena *arena);
struct par_program par_program_rank(struct par_arena *arena);
struct par_program par_program_score(struct par_arena *arena);

#endif
