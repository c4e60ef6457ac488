/* meter: how far the reading of a long file is: share done, rate, time left, in a line of standard error that is
 * written over. Only on a terminal, only after a second, never with --quiet or --errors that programs read. */
#ifndef PARINDEX_CLI_METER_H
#define PARINDEX_CLI_METER_H

#include "cli.h"

struct par_meter;

struct par_meter *par_meter_new(struct par_cli *cli);

/* A file begins; its size is looked up. */
void par_meter_begin(struct par_meter *meter, const char *path);

/* Bytes of it were read: for par_reading's `heard`. */
void par_meter_heard(void *meter, size_t bytes);

/* Takes the line away. */
void par_meter_end(struct par_meter *meter);

#endif
