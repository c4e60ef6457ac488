/* Any bytes as a criteria set: a set or findings, never a crash. */
#include <stdint.h>

#include "parindex/criteria.h"
#include "parindex/json.h"
#include "parindex/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 20, 100);
    struct par_source *source = par_source_memory((struct par_span){(const char *)data, size}, 0, "fuzz", arena);
    const struct par_node *root = par_json_read(source, arena, diags);
    if (root)
        par_set_read(root, "fuzz", par_text_fold, arena, diags);
    par_arena_free(arena);
    return 0;
}
