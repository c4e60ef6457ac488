#include <stdlib.h>

#include "options.h"

static bool is_vietnamese(const char *name)
{
    return strncmp(name, "vi", 2) == 0;
}

/* The value of the last --lang; NULL when there is none. Read before anything else, so that every mistake on the
 * command line is told in the language asked for. */
static const char *asked_for(int argc, char **argv)
{
    const char *asked = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", strlen("--lang=")) == 0)
            asked = argv[i] + strlen("--lang=");
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            asked = argv[i + 1];
    }
    return asked;
}

const char *par_language_of(int argc, char **argv)
{
    static const char *const variables[] = {"PARINDEX_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    const char *name = asked_for(argc, argv);
    for (size_t i = 0; i < sizeof variables / sizeof *variables && (!name || !*name); i++)
        name = getenv(variables[i]);
    return name && is_vietnamese(name) ? "vi" : "en";
}
