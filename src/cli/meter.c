#include "meter.h"

#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "messages.h"

enum { STEP = 8 * 1024 * 1024, NANO = 1000000000, MEGA = 1000000, PERIOD = NANO / 4 };

struct par_meter {
    struct par_cli *cli;
    bool is_on;
    bool is_shown;
    const char *path;
    uint64_t size; /* 0: not known */
    uint64_t done, next;
    int64_t began, shown;
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * NANO + time.tv_nsec;
}

struct par_meter *par_meter_new(struct par_cli *cli)
{
    struct par_meter *meter = par_arena_alloc(cli->arena, sizeof *meter);
    meter->cli = cli;
    meter->is_on = isatty(STDERR_FILENO) && !cli->quiet && cli->errors_as == PAR_ERRORS_TEXT;
    return meter;
}

void par_meter_begin(struct par_meter *meter, const char *path)
{
    struct stat status;
    bool is_file = stat(path, &status) == 0 && S_ISREG(status.st_mode);
    *meter = (struct par_meter){.cli = meter->cli,
                                .is_on = meter->is_on,
                                .path = path,
                                .size = is_file ? (uint64_t)status.st_size : 0,
                                .next = STEP};
    meter->began = meter->shown = meter->is_on ? now() : 0;
}

/* "  63 %, 812 MB/s, 00:42 left". */
static void show(struct par_meter *meter, int64_t time)
{
    char text[3][32];
    uint64_t tenths = (uint64_t)(time - meter->began) / (NANO / 10);
    uint64_t rate = tenths > 0 ? meter->done * 10 / tenths : 0;
    uint64_t left = meter->size > meter->done && rate > 0 ? (meter->size - meter->done) / rate : 0;
    snprintf(text[0], sizeof text[0], "%llu",
             (unsigned long long)(meter->size ? meter->done * 100 / meter->size : meter->done / MEGA));
    snprintf(text[1], sizeof text[1], "%llu", (unsigned long long)(rate / MEGA));
    snprintf(text[2], sizeof text[2], "%llu:%02llu", (unsigned long long)(left / 60), (unsigned long long)(left % 60));
    const char *args[PAR_DIAG_ARGS] = {meter->path, text[0], text[1], text[2]};
    const char *pattern = meter->size ? N_("{1}: {2} % read, {3} MB/s, {4} left") : N_("{1}: {2} MB read, {3} MB/s");
    fprintf(stderr, "\r\033[K%s", par_message_fill(meter->cli->arena, par_cli_text(meter->cli, pattern), args));
    meter->is_shown = true;
}

void par_meter_heard(void *context, size_t bytes)
{
    struct par_meter *meter = context;
    meter->done += bytes;
    if (!meter->is_on || meter->done < meter->next)
        return;
    meter->next = meter->done + STEP;
    int64_t time = now();
    if (time - meter->shown < PERIOD || time - meter->began < NANO)
        return;
    meter->shown = time;
    show(meter, time);
}

void par_meter_end(struct par_meter *meter)
{
    if (meter->is_shown)
        fprintf(stderr, "\r\033[K");
    meter->is_shown = false;
}
