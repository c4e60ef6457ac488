#define _XOPEN_SOURCE 700 /* mkstemp */

#include "parindex/via_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void copy_out(struct par_output *output, const char *path)
{
    char buffer[16384];
    ssize_t got = -1;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    while (descriptor >= 0 && (got = read(descriptor, buffer, sizeof buffer)) != 0)
        if (got > 0)
            par_output_write(output, buffer, (size_t)got);
        else if (errno != EINTR)
            break;
    if (got < 0)
        par_output_fail(output, strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
}

void par_output_via_file(struct par_output *output, par_file_filler fill, void *context)
{
    char path[] = P_tmpdir "/parindex-XXXXXX";
    int descriptor = mkstemp(path);
    if (descriptor < 0) {
        par_output_fail(output, strerror(errno));
        return;
    }
    close(descriptor);
    const char *reason = fill(context, path);
    if (reason)
        par_output_fail(output, reason);
    else
        copy_out(output, path);
    unlink(path);
}
