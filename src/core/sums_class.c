/* The order of the classes of a sample: see sums.h. */
#include <stdlib.h>

#include "parindex/sums.h"

struct sorted_class {
    struct par_span key;
    size_t number;
};

static int by_key(const void *left, const void *right)
{
    const struct sorted_class *a = left, *b = right;
    size_t common = a->key.size < b->key.size ? a->key.size : b->key.size;
    int order = common ? memcmp(a->key.text, b->key.text, common) : 0;
    return order ? order : (a->key.size > b->key.size) - (a->key.size < b->key.size);
}

const size_t *par_sums_class_order(const struct par_sums *sums)
{
    struct sorted_class *sorted = par_arena_array(sums->arena, sums->class_count, sizeof *sorted);
    size_t *order = par_arena_array(sums->arena, sums->class_count, sizeof *order);
    for (size_t i = 0; i < sums->class_count; i++)
        sorted[i] = (struct sorted_class){sums->classes[i].key, i};
    qsort(sorted, sums->class_count, sizeof *sorted, by_key);
    for (size_t i = 0; i < sums->class_count; i++)
        order[i] = sorted[i].number;
    return order;
}
