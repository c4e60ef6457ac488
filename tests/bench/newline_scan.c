/* How fast a file can be read at all: line feeds by memchr, with so many threads. newline_scan FILE THREADS */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024, MOST = 8 };

struct range {
    int file;
    off_t begin, end;
    uint64_t lines;
};

static void *scan(void *context)
{
    struct range *range = context;
    char *block = malloc(BLOCK);
    ssize_t got = 1;
    for (off_t at = range->begin; at < range->end && got > 0; at += got) {
        size_t wanted = range->end - at < BLOCK ? (size_t)(range->end - at) : BLOCK;
        got = pread(range->file, block, wanted, at);
        for (char *feed = block; got > 0 && (feed = memchr(feed, '\n', (size_t)(block + got - feed))); feed++)
            range->lines++;
    }
    free(block);
    return NULL;
}

int main(int argc, char **argv)
{
    struct range ranges[MOST];
    pthread_t threads[MOST];
    struct stat status;
    int count = argc > 2 ? atoi(argv[2]) : 1, file = open(argv[1], O_RDONLY);
    uint64_t lines = 0;
    if (count < 1 || count > MOST || file < 0 || fstat(file, &status) != 0)
        return 1;
    for (int i = 0; i < count; i++) {
        ranges[i] = (struct range){file, status.st_size / count * i,
                                   i + 1 < count ? status.st_size / count * (i + 1) : status.st_size, 0};
        pthread_create(&threads[i], NULL, scan, &ranges[i]);
    }
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        lines += ranges[i].lines;
    }
    printf("%llu\n", (unsigned long long)lines);
    return 0;
}
