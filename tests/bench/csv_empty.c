/* The baseline of the benches: each file read through libcsv with callbacks that do nothing. */
#include <csv.h>
#include <stdio.h>

static void on_field(void *field, size_t size, void *context)
{
    (void)field;
    (void)size;
    (void)context;
}

static void on_row(int end, void *context)
{
    (void)end;
    (void)context;
}

static int read_file(const char *path)
{
    static char buffer[65536];
    struct csv_parser parser;
    FILE *file = fopen(path, "rb");
    if (!file || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
        return 1;
    for (size_t size; (size = fread(buffer, 1, sizeof buffer, file)) > 0;)
        if (csv_parse(&parser, buffer, size, on_field, on_row, NULL) != size)
            return 1;
    csv_fini(&parser, on_field, on_row, NULL);
    csv_free(&parser);
    return fclose(file);
}

int main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; i++)
        failed |= read_file(argv[i]);
    return failed;
}
