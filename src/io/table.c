#include "parindex/table.h"

#include "sniff.h"
#include "table_kind.h"

/* The reader for what the first bytes announce; NULL, with *kind set, when there is none. */
static par_table_opener *find_reader(struct par_source *source, struct par_span head, const char **kind)
{
    *kind = par_sniff_is_json(head) ? "json" : par_sniff_kind(head);
    if (!*kind)
        return par_csv_open;
    if (strcmp(*kind, "zip") == 0)
        return par_book_open;
    if (strcmp(*kind, "ole") == 0)
        *kind = par_sniff_ole(source);
    return NULL;
}

/* A table that has failed already: nothing can be read from such a file. */
static struct par_table *refuse(struct par_source *source, const struct par_table_options *options, const char *kind,
                                struct par_diags *diags)
{
    struct par_place place = {.file = source->name};
    par_diags_add(diags, PAR_FATAL, PAR_TEXT_BINARY, &place, kind, NULL);
    struct par_source *nothing = par_source_memory(par_span_of(""), 0, source->name, source->arena);
    par_source_close(source);
    struct par_table *table = par_csv_open(nothing, options, diags);
    table->failed = true;
    return table;
}

struct par_table *par_table_open(struct par_source *source, const struct par_table_options *options,
                                 struct par_diags *diags)
{
    static const struct par_table_options nothing_told;
    struct par_span head;
    const char *kind;
    options = options ? options : &nothing_told;
    source = par_sniff_open(source, &head);
    par_table_opener *open = find_reader(source, head, &kind);
    return open ? open(source, options, diags) : refuse(source, options, kind, diags);
}

void par_table_close(struct par_table *table)
{
    if (table)
        table->close(table);
}

int par_table_next(struct par_table *table, struct par_row *row)
{
    return table->failed ? 0 : table->next(table, row);
}

bool par_table_failed(const struct par_table *table)
{
    return table->failed;
}

const char *par_table_name(const struct par_table *table)
{
    return table->source->name;
}

const char *par_table_sheet(const struct par_table *table)
{
    return table->sheet;
}

char par_table_separator(const struct par_table *table)
{
    return table->separator;
}
