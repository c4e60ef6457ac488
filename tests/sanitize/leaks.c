/* What the leak sanitizer is not to mind: libxlsxwriter (1.1.4) loses the text of each list that a cell is chosen from.
 */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:lxw_strdup\n";
}
