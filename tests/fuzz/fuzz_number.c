/* Any bytes as a number and as a date: what is read prints and reads back to the same. */
#include <stdint.h>
#include <stdlib.h>

#include "parindex/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_round_trip(struct par_quantity quantity)
{
    char text[PAR_DECIMAL_TEXT];
    struct par_quantity again;
    size_t length = par_decimal_print(quantity.mantissa, quantity.scale, -1, '.', text);
    if (par_quantity_parse((struct par_span){text, length}, &again) != PAR_NUMBER_OK)
        abort();
    if (par_ratio_compare(par_quantity_ratio(quantity), par_quantity_ratio(again)) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct par_span text = {(const char *)data, size};
    struct par_quantity quantity;
    struct par_readings readings;
    struct par_ratio ratio;
    int64_t day;
    if (par_quantity_parse(text, &quantity) == PAR_NUMBER_OK)
        check_round_trip(quantity);
    if (par_readings_parse(text, &readings) == PAR_NUMBER_OK)
        check_round_trip(readings.dot ? readings.as_dot : readings.as_comma);
    par_ratio_parse(text, &ratio);
    par_date_parse(text, &day);
    return 0;
}
