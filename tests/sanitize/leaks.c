/* What the leak sanitizer is not to mind: libxlsxwriter (1.1.4) loses the text of each list that a cell is chosen from.
 */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:lxw_strdup\n";
}

/* What was suppressed is not printed: tests compare what programs say. */
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
