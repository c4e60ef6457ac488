#include "criteria_read.h"

static void report(struct par_set_reader *reader, const struct par_criterion *criterion, const char *pointer,
                   enum par_severity severity, enum par_code code, const char *a, const char *b)
{
    struct par_place place = {.file = reader->doc->file, .pointer = pointer, .node = criterion ? criterion->id : NULL};
    par_diags_add(reader->doc->diags, severity, code, &place, a, b, NULL);
}

static struct par_accept *accepted(struct par_criterion *criterion, enum par_fault fault)
{
    for (size_t i = 0; i < criterion->accept_count; i++)
        if (criterion->accepts[i].fault == fault)
            return &criterion->accepts[i];
    return NULL;
}

/* The parts of a criterion add up to its maximum (not under a weighted mean, nor for a capped block). */
static void check_sum(struct par_set_reader *reader, struct par_criterion *criterion, int32_t position)
{
    struct par_set *set = reader->set;
    par_points sum = 0;
    bool block = position > 0 && (position == set->bonus.criterion || position == set->penalty.criterion);
    if (criterion->component >= 0 || criterion->fold != PAR_FOLD_SUM || block)
        return;
    for (int32_t i = position + 1; i < criterion->end; i = set->criteria[i].end)
        if (set->criteria[i].role == criterion->role &&
            (set->criteria[i].max <= 0 || !par_points_add(sum, set->criteria[i].max, &sum)))
            return; /* a maximum that could not be read was reported */
    if (sum == criterion->max || criterion->max <= 0)
        return;
    struct par_accept *accept = accepted(criterion, PAR_FAULT_SUM_MISMATCH);
    if (accept)
        accept->met = true;
    else
        report(reader, criterion, criterion->pointer, PAR_ERROR, PAR_SUM_MISMATCH,
               par_points_text(sum, reader->doc->arena), par_points_text(criterion->max, reader->doc->arena));
}

static void check_accepts(struct par_set_reader *reader, const struct par_criterion *criterion)
{
    for (size_t i = 0; i < criterion->accept_count; i++) {
        const struct par_accept *accept = &criterion->accepts[i];
        if (accept->fault == PAR_FAULT_COUNT)
            continue;
        const char *name = par_fault_name(accept->fault);
        if (accept->met)
            report(reader, criterion, accept->pointer, PAR_NOTE, PAR_ACCEPTED, name, accept->reason.vi);
        else
            report(reader, criterion, accept->pointer, PAR_ERROR, PAR_ACCEPT_UNUSED, name, NULL);
    }
}

static bool is_origin(const char *name)
{
    for (int i = PAR_FROM_REPORT; i <= PAR_FROM_APPRAISER; i++)
        if (strcmp(par_origin_name((enum par_origin)i), name) == 0)
            return true;
    return false;
}

static void check_tie_break(struct par_set_reader *reader)
{
    struct par_list list = reader->set->tie_break;
    for (size_t i = 0; i < list.count; i++)
        if (par_set_find(reader->set, par_span_of(list.items[i])) < 0 && !is_origin(list.items[i]))
            report(reader, NULL, "/tie_break", PAR_ERROR, PAR_REF_UNKNOWN, list.items[i], "id | source");
}

static void check_requires(struct par_set_reader *reader)
{
    struct par_set *set = reader->set;
    for (size_t i = 0; i < set->scheme_count; i++) {
        for (size_t k = 0; k < set->schemes[i].count; k++) {
            const struct par_class_step *step = &set->schemes[i].steps[k];
            struct par_require *requires = (struct par_require *)step->requires;
            for (size_t r = 0; r < step->require_count; r++) {
                requires[r].criterion = par_set_find(set, par_span_of(requires[r].node));
                if (requires[r].criterion < 0)
                    report(reader, NULL, "/classes", PAR_ERROR, PAR_REF_UNKNOWN, requires[r].node, "id");
            }
        }
    }
}

void par_set_check(struct par_set_reader *reader)
{

    struct par_set *set = reader->set;
    for (int32_t i = 0; i < set->criterion_count; i++)
        check_sum(reader, &set->criteria[i], i);
    for (int32_t i = 0; i < set->criterion_count; i++)
        check_accepts(reader, &set->criteria[i]);
    check_tie_break(reader);
    check_requires(reader);
}
