#include "programs.h"

int main(int argc, char **argv)
{
    return par_cli_main(argc, argv, par_program_report);
}
