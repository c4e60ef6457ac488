/* Of which class a form is: by its categories in the variables whose totals are known, and by its weight where weights
 * are trimmed. */
#include "survey_reader.h"

static const char *name_at(const void *context, size_t i)
{
    return ((const struct par_totals_variable *)context)->items[i].name;
}

/* The category of the row in a variable; false with a fault. */
static bool take_category(struct par_survey_reader *reader, size_t at, uint32_t *category)
{
    const struct par_totals_variable *variable = &reader->design->totals->variables[at];
    const int *columns = reader->columns.totals[at];
    size_t count = variable->columns.count;
    for (size_t i = 0; i < count; i++)
        if (par_records_field(reader->records, columns[i]).size == 0) {
            reader->fault = (struct par_survey_fault){.is = true, .column = columns[i], .variable = variable};
            return false;
        }
    struct par_span name = par_survey_group_name(reader, columns, count);
    int32_t found = par_names_find(variable->categories, name);
    if (found >= 0) {
        *category = (uint32_t)found;
        return true;
    }
    reader->fault = (struct par_survey_fault){
        .is = true, .column = columns[count - 1], .variable = variable, .name = par_arena_copy(reader->arena, name)};
    return false;
}

void par_survey_take_class(struct par_survey_reader *reader, int64_t weight)
{
    const struct par_known_totals *known = reader->design->known;
    reader->fault = (struct par_survey_fault){.is = false};
    if (!known)
        return;
    if (!reader->class_key) {
        reader->class_categories = par_arena_array(reader->arena, known->margin_count, sizeof(uint32_t));
        reader->class_key = par_arena_array(reader->arena, par_calibration_key_size(known), 1);
    }
    for (size_t i = 0; i < known->margin_count; i++)
        if (!take_category(reader, i, &reader->class_categories[i]))
            return;
    par_calibration_key(known, reader->class_categories, weight, reader->class_key);
}

bool par_survey_settle_class(struct par_survey_reader *reader, enum par_reply_state state, struct par_sums_row *row)
{
    const struct par_known_totals *known = reader->design->known;
    const struct par_survey_fault *fault = &reader->fault;
    row->class = 0;
    if (!known || state != PAR_REPLY_VALID)
        return true;
    if (!fault->is) {
        struct par_span key = {reader->class_key, par_calibration_key_size(known)};
        row->class = par_sums_class(reader->survey->sums, key);
        return true;
    }
    int column = reader->design->is_long ? -1 : fault->column;
    const struct par_totals_variable *variable = fault->variable;
    const char *near =
        fault->name ? par_names_nearest(par_span_of(fault->name), variable->count, name_at, variable) : NULL;
    if (fault->name)
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_TOTAL_NONE, column, fault->name, variable->name, near);
    else
        par_survey_report(reader, PAR_ERROR, PAR_SURVEY_TOTAL_BLANK, column, reader->records->headers[fault->column],
                          NULL, NULL);
    return false;
}
