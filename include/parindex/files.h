/* files: the files of a year, read into the core's structures. The formats are par-criteria(5), par-units(5),
 * par-facts(5), par-assessment(5); tables may be CSV, XLSX or DOCX (table.h), and `how` to read them may be NULL. Every
 * function reports what it finds to diags and names the place. */
#ifndef PARINDEX_FILES_H
#define PARINDEX_FILES_H

#include "parindex/assessment.h"
#include "parindex/records.h"

/* A criteria set; NULL after any error. */
struct par_set *par_set_load(const char *path, struct par_arena *arena, struct par_diags *diags);

/* A unit list, not yet settled; NULL when it cannot be read at all. */
struct par_units *par_units_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                 struct par_diags *diags);

/* Adds the facts of a file. Where neither the reading nor a number of the file says the decimal sign, it is '.' ("," in
 * a file with semicolons). The number of rows. */
size_t par_facts_load(struct par_facts *facts, const char *path, const struct par_reading *how, struct par_arena *arena,
                      struct par_diags *diags);

/* Adds an assessment file, long or wide, to a round. The number of rows. */
size_t par_assessment_load(struct par_assessment *assessment, const char *path, const char *round,
                           const struct par_reading *how, struct par_arena *arena, struct par_diags *diags);

/* The paths of a file (itself) or of a folder (its *.csv and *.xlsx files by name); a folder without any is an error,
 * as is one that does not lie `within` another (NULL: anywhere; see par_folder_check). */
struct par_list par_paths(const char *path, const char *within, struct par_arena *arena, struct par_diags *diags);

/* "a|b|c" as a list. */
struct par_list par_split(struct par_span text, struct par_arena *arena);

#endif
