#include "values.h"

#include "parindex/decimal.h"

bool par_value_whole(struct par_cli *cli, const char *option, const char *argument, int32_t *out)
{
    struct par_quantity number;
    if (par_quantity_parse(par_span_of(argument), &number) != PAR_NUMBER_OK || number.scale != 0 ||
        number.mantissa < 1 || number.mantissa > INT32_MAX)
        return par_cli_usage_error(cli, N_("{1} takes a whole number from 1, not \"{2}\""), option, argument);
    *out = (int32_t)number.mantissa;
    return true;
}

bool par_value_decimal(struct par_cli *cli, const char *argument, char *out)
{
    *out = strcmp(argument, "dot") == 0 ? '.' : strcmp(argument, "comma") == 0 ? ',' : '\0';
    return *out || par_cli_usage_error(cli, N_("--decimal {1}: write dot or comma"), argument, NULL);
}
