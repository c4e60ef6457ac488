/* Intake: which file counts, and how late it is; the log of what was received; whether all rows of a form over what was
 * said so far came back. Expectations follow from intake.h, received.h and form.h. */
#define _XOPEN_SOURCE 700 /* mkstemp */

#include "parindex/intake.h"

#include <unistd.h>

#include "parindex/digest.h"
#include "parindex/received.h"
#include "parindex/returned.h"
#include "year.h"

/* --- Decisions ---------------------------------------------------------------------------------------------------- */

static bool same_text(const void *a, const void *b)
{
    return strcmp(a, b) == 0;
}

static const struct par_intake_rules plain = {.same = same_text};
static const struct par_intake_rules newest = {.same = same_text, .take_newest = true};
static const struct par_intake_rules deadline = {.same = same_text, .has_deadline = true, .deadline = 100};

/* A form of a unit with a content, without a date when day is 0. */
static struct par_intake_file form(const char *unit, const char *content, int64_t day)
{
    return (struct par_intake_file){
        .subject = unit, .found = PAR_INTAKE_RECEIVED, .has_day = day != 0, .day = day, .content = content};
}

static struct par_intake_file fault(const char *unit, enum par_intake_state found, int64_t day)
{
    struct par_intake_file file = form(unit, "", day);
    file.found = found;
    return file;
}

static struct par_intake_file taken(struct par_intake_file file)
{
    file.taken = true;
    return file;
}

static void expect_states(void **state, struct par_intake_file *files, size_t count,
                          const struct par_intake_rules *rules, const char *expected)
{
    struct work *work = *state;
    const char *found = "";
    par_intake_decide(files, count, rules, work->arena);
    for (size_t i = 0; i < count; i++)
        found = par_arena_join(work->arena, found, i ? " " : "", par_intake_state_name(files[i].state), NULL);
    assert_string_equal(found, expected);
}

#define EXPECT(rules, expected, ...)                                                \
    do {                                                                            \
        struct par_intake_file files[] = {__VA_ARGS__};                             \
        expect_states(state, files, sizeof files / sizeof *files, rules, expected); \
    } while (0)

static void one_file_a_unit_counts(void **state)
{
    EXPECT(&plain, "received received empty", form("a", "x", 0), form("b", "x", 0), fault("c", PAR_INTAKE_EMPTY, 0));
    EXPECT(&plain, "unreadable changed faulty wrong_year", fault("a", PAR_INTAKE_UNREADABLE, 0),
           fault("b", PAR_INTAKE_CHANGED, 0), fault("c", PAR_INTAKE_FAULTY, 0), fault("d", PAR_INTAKE_WRONG_YEAR, 0));
}

static void files_without_a_subject_stand_alone(void **state)
{
    EXPECT(&plain, "unreadable unreadable no_form", fault(NULL, PAR_INTAKE_UNREADABLE, 0),
           fault(NULL, PAR_INTAKE_UNREADABLE, 0), fault(NULL, PAR_INTAKE_NO_FORM, 0));
}

static void copies_give_way_to_the_first(void **state)
{
    EXPECT(&plain, "received copy copy", form("a", "x", 0), form("a", "x", 0), form("a", "x", 0));
    EXPECT(&plain, "copy received", form("a", "x", 7), form("a", "x", 5));
    EXPECT(&plain, "copy received", form("a", "x", 0), form("a", "x", 5));
}

static void different_files_are_refused(void **state)
{
    EXPECT(&plain, "duplicate duplicate received", form("a", "x", 1), form("a", "y", 2), form("b", "x", 0));
    EXPECT(&plain, "duplicate copy duplicate", form("a", "x", 1), form("a", "x", 2), form("a", "y", 3));
    EXPECT(&plain, "duplicate duplicate", form("a", "x", 1), fault("a", PAR_INTAKE_EMPTY, 2));
}

static void a_broken_file_may_be_the_one_that_was_meant(void **state)
{
    EXPECT(&plain, "duplicate unreadable", form("a", "x", 1), fault("a", PAR_INTAKE_UNREADABLE, 2));
    EXPECT(&plain, "duplicate changed", form("a", "x", 1), fault("a", PAR_INTAKE_CHANGED, 2));
    EXPECT(&plain, "faulty faulty", fault("a", PAR_INTAKE_FAULTY, 1), fault("a", PAR_INTAKE_FAULTY, 2));
    EXPECT(&newest, "superseded unreadable", form("a", "x", 1), fault("a", PAR_INTAKE_UNREADABLE, 2));
    EXPECT(&newest, "received superseded", form("a", "x", 3), fault("a", PAR_INTAKE_UNREADABLE, 2));
}

static void forms_of_another_year_are_no_rivals(void **state)
{
    EXPECT(&plain, "received wrong_year wrong_round wrong_set", form("a", "x", 1), fault("a", PAR_INTAKE_WRONG_YEAR, 2),
           fault("a", PAR_INTAKE_WRONG_ROUND, 2), fault("a", PAR_INTAKE_WRONG_SET, 2));
}

static void the_log_chooses(void **state)
{
    EXPECT(&plain, "superseded received", form("a", "x", 1), taken(form("a", "y", 1)));
    EXPECT(&newest, "received superseded", taken(form("a", "x", 1)), form("a", "y", 2));
    EXPECT(&plain, "duplicate duplicate", taken(form("a", "x", 1)), taken(form("a", "y", 1)));
    EXPECT(&plain, "received copy superseded", taken(form("a", "x", 1)), taken(form("a", "x", 2)), form("a", "y", 3));
}

static void the_log_lets_a_changed_form_in(void **state)
{
    EXPECT(&plain, "received", taken(fault("a", PAR_INTAKE_CHANGED, 0)));
    EXPECT(&plain, "superseded received", form("a", "x", 1), taken(fault("a", PAR_INTAKE_CHANGED, 2)));
    EXPECT(&plain, "duplicate duplicate", taken(form("a", "x", 1)), taken(fault("a", PAR_INTAKE_CHANGED, 2)));
    EXPECT(&plain, "faulty", taken(fault("a", PAR_INTAKE_FAULTY, 0)));
    EXPECT(&plain, "unreadable", taken(fault("a", PAR_INTAKE_UNREADABLE, 0)));
}

static void newest_needs_dates_that_tell(void **state)
{
    EXPECT(&newest, "superseded received", form("a", "x", 1), form("a", "y", 2));
    EXPECT(&newest, "duplicate duplicate", form("a", "x", 2), form("a", "y", 2));
    EXPECT(&newest, "duplicate duplicate", form("a", "x", 2), form("a", "y", 0));
    EXPECT(&newest, "received superseded copy", form("a", "x", 1), form("a", "y", 2), form("a", "x", 3));
}

static void lateness_is_counted_in_days(void **state)
{
    struct par_intake_file files[] = {form("a", "x", 99), form("b", "x", 100), form("c", "x", 101), form("d", "x", 465),
                                      form("e", "x", 0)};
    static const int64_t days[] = {0, 0, 1, 365, 0};
    expect_states(state, files, 5, &deadline, "received received late late received");
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(files[i].late_days, days[i]);
}

static void a_late_file_keeps_what_is_wrong_with_it(void **state)
{
    struct par_intake_file files[] = {fault("a", PAR_INTAKE_CHANGED, 103), fault("b", PAR_INTAKE_EMPTY, 104)};
    expect_states(state, files, 2, &deadline, "changed empty");
    assert_int_equal(files[0].late_days, 3);
    assert_int_equal(files[1].late_days, 4);
}

static void an_early_copy_is_in_time(void **state)
{
    EXPECT(&deadline, "copy received", form("a", "x", 110), form("a", "x", 90));
}

static void other_files_are_named(void **state)
{
    struct par_intake_file files[] = {form("a", "x", 2), form("a", "y", 1), form("a", "x", 3), form("b", "x", 0)};
    expect_states(state, files, 4, &plain, "duplicate duplicate copy received");
    assert_int_equal(files[0].other, 1);
    assert_int_equal(files[2].other, 0);
    assert_int_equal(files[3].other, 3);
}

static void many_files_cost_no_more_than_their_number(void **state)
{
    enum { UNITS = 20000 };
    struct work *work = *state;
    struct par_intake_file *files = par_arena_array(work->arena, 2 * UNITS, sizeof *files);
    for (size_t i = 0; i < UNITS; i++) {
        char unit[16];
        snprintf(unit, sizeof unit, "%zu", i);
        files[i] = files[UNITS + i] = form(par_arena_copy(work->arena, par_span_of(unit)), "x", 0);
    }
    par_intake_decide(files, 2 * UNITS, &plain, work->arena);
    for (size_t i = 0; i < UNITS; i++) {
        assert_int_equal(files[i].state, PAR_INTAKE_RECEIVED);
        assert_int_equal(files[UNITS + i].state, PAR_INTAKE_COPY);
        assert_int_equal(files[UNITS + i].other, i);
    }
}

/* --- The log ------------------------------------------------------------------------------------------------------ */

static const char *const paths[] = {"in/a/phieu.xlsx", "in/b/phieu.xlsx", "in/so-y-te.xlsx"};

static struct par_units *two_units(struct work *work)
{
    struct par_units *units = par_units_new("units.csv", NULL, work->arena);
    for (size_t i = 0; i < 2; i++) {
        struct par_unit unit = {.code = i ? "02" : "01", .name = "", .bloc = "", .level = "", .set_id = ""};
        par_units_add(units, &unit, work->arena);
    }
    par_units_settle(units, NULL, 0, work->arena, work->diags);
    return units;
}

static void expect_match(void **state, const char *file, const char *expected)
{
    struct work *work = *state;
    struct par_received line = {.file = file, .unit = -1, .received_on = "", .line = 2};
    struct par_received_log log = {.name = "log.csv", .count = 1, .lines = &line};
    const struct par_received **lines =
        par_received_match(&log, (struct par_list){3, paths}, two_units(work), work->arena, work->diags);
    const char *found = "nothing";
    for (size_t i = 0; i < 3; i++)
        if (lines[i])
            found = paths[i];
    assert_string_equal(found, expected);
}

static void a_line_means_a_file_by_the_end_of_its_path(void **state)
{
    expect_match(state, "so-y-te.xlsx", "in/so-y-te.xlsx");
    expect_match(state, "b/phieu.xlsx", "in/b/phieu.xlsx");
    expect_match(state, "in/a/phieu.xlsx", "in/a/phieu.xlsx");
    assert_null(par_diags_first(((struct work *)*state)->diags));
}

static void half_a_name_means_nothing(void **state)
{
    expect_match(state, "y-te.xlsx", "nothing");
    expect_finding(*state, PAR_WARNING, PAR_RETURN_NOT_THERE);
}

static void a_name_that_two_files_have_is_refused(void **state)
{
    expect_match(state, "phieu.xlsx", "nothing");
    expect_finding(*state, PAR_ERROR, PAR_RETURN_UNCLEAR);
}

static void a_file_or_unit_stands_once(void **state)
{
    struct work *work = *state;
    static const struct par_received lines[] = {{.file = "so-y-te.xlsx", .unit = -1, .received_on = "", .line = 2},
                                                {.file = "", .unit = 1, .received_on = "", .line = 3},
                                                {.file = "in/so-y-te.xlsx", .unit = -1, .received_on = "", .line = 4},
                                                {.file = "", .unit = 1, .received_on = "", .line = 5}};
    struct par_received_log log = {.name = "log.csv", .count = 4, .lines = lines};
    const struct par_received **found =
        par_received_match(&log, (struct par_list){3, paths}, two_units(work), work->arena, work->diags);
    assert_ptr_equal(found[2], &lines[0]);
    assert_ptr_equal(par_received_unit(&log, 1), &lines[1]);
    assert_null(par_received_unit(&log, 0));
    const struct par_diag *first = par_diags_first(work->diags);
    assert_int_equal(first->code, PAR_RETURN_LOG_TWICE);
    assert_int_equal(first->place.line, 4);
    assert_int_equal(first->next->code, PAR_RETURN_LOG_TWICE);
    assert_int_equal(first->next->place.line, 5);
    assert_null(first->next->next);
}

/* --- Rows that were sent out -------------------------------------------------------------------------------------- */

#define FORM_HEAD "key;unit;name;id;title;max;unit_response;unit_points;unit_evidence;score;agree;applies;reason\n"
#define OLDER_HEAD "key;unit;name;id;title;max;unit_response;unit_points;unit_evidence;score;agree;reason\n"
#define FORM_A "u|#1.1;u;u;1.1;A;2;;;;;yes;;\n"
#define FORM_B "u|#1.2;u;u;1.2;B;3;;;;;;no;\n"
#define FORM_C "v|#1.1;v;v;1.1;A;2;;;;0.5;;;cut\n"

/* The end of the identity of a form that was sent out with A, B and C. */
static const char *sent_out(struct work *work)
{
    const char *digest = par_digest_of(par_span_of("u|#1.1\nu|#1.2\nv|#1.1\n"), work->arena) + strlen("sha256:");
    return par_arena_join(work->arena, " rows=3 keys=", par_arena_copy(work->arena, (struct par_span){digest, 16}),
                          NULL);
}

static struct par_returned read_form(struct work *work, const char *identity_end, const char *rows)
{
    struct year *year = new_year(work, year_set, "u v", "");
    struct par_set *sets[] = {(struct par_set *)year->set};
    struct par_returned_context context = {.units = year->units, .sets = sets, .set_count = 1, .round = "appraisal"};
    const char *text =
        par_arena_join(work->arena, "parindex-form/1 round=appraisal unit= appraiser= period=2025 set=thu",
                       " digest=sha256:1", identity_end, ";;\n", rows, NULL);
    char path[] = "/tmp/parindex-form-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 && write(descriptor, text, strlen(text)) == (ssize_t)strlen(text));
    close(descriptor);
    struct par_returned form;
    forget_findings(work);
    par_returned_read(&context, path, &form, work->arena, work->arena, work->diags);
    unlink(path);
    return form;
}

static void all_rows_came_back(void **state)
{
    struct work *work = *state;
    struct par_returned form = read_form(work, sent_out(work), FORM_HEAD FORM_A FORM_B FORM_C);
    assert_null(par_diags_first(work->diags));
    assert_int_equal(form.found, PAR_INTAKE_RECEIVED);
    assert_int_equal(form.row_count, 3);
    assert_string_equal(form.rows[0].cells[PAR_RETURNED_AGREE], "yes");
    assert_string_equal(form.rows[1].cells[PAR_RETURNED_APPLIES], "no");
    assert_string_equal(form.rows[2].cells[PAR_RETURNED_SCORE], "0.5");
}

static void sorted_rows_are_the_same_rows(void **state)
{
    struct work *work = *state;
    struct par_returned form = read_form(work, sent_out(work), FORM_HEAD FORM_C FORM_B FORM_A);
    assert_null(par_diags_first(work->diags));
    assert_int_equal(form.found, PAR_INTAKE_RECEIVED);
}

static void a_deleted_row_shows(void **state)
{
    struct work *work = *state;
    struct par_returned form = read_form(work, sent_out(work), FORM_HEAD FORM_A FORM_C);
    expect_finding(work, PAR_ERROR, PAR_RETURN_ROWS);
    assert_string_equal(par_diags_first(work->diags)->args[0], "3");
    assert_string_equal(par_diags_first(work->diags)->args[1], "2");
    assert_int_equal(form.found, PAR_INTAKE_CHANGED);
}

static void all_rows_deleted_shows(void **state)
{
    struct work *work = *state;
    struct par_returned form = read_form(work, sent_out(work), FORM_HEAD);
    expect_finding(work, PAR_ERROR, PAR_RETURN_ROWS);
    assert_int_equal(form.found, PAR_INTAKE_CHANGED);
}

static void an_exchanged_row_shows(void **state)
{
    struct work *work = *state;
    struct par_returned form =
        read_form(work, sent_out(work), FORM_HEAD FORM_A FORM_B "v|#1.2;v;v;1.2;B;3;;;;0.5;;;cut\n");
    expect_finding(work, PAR_ERROR, PAR_RETURN_ROWS);
    assert_int_equal(form.found, PAR_INTAKE_CHANGED);
}

static void an_added_row_shows(void **state)
{
    struct work *work = *state;
    struct par_returned form =
        read_form(work, sent_out(work), FORM_HEAD FORM_A FORM_B FORM_C "v|#1.2;v;v;1.2;B;3;;;;0.5;;;cut\n");
    expect_finding(work, PAR_ERROR, PAR_RETURN_ROWS);
    assert_int_equal(form.found, PAR_INTAKE_CHANGED);
}

static void older_forms_are_read(void **state)
{
    struct work *work = *state;
    struct par_returned form = read_form(work, "", OLDER_HEAD "u|#1.1;u;u;1.1;A;2;;;;;yes;\n");
    assert_null(par_diags_first(work->diags));
    assert_int_equal(form.found, PAR_INTAKE_RECEIVED);
    read_form(work, sent_out(work), OLDER_HEAD "u|#1.1;u;u;1.1;A;2;;;;;yes;\n");
    assert_int_equal(par_diags_first(work->diags)->code, PAR_HEADER_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_file_a_unit_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_without_a_subject_stand_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(copies_give_way_to_the_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(different_files_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_file_may_be_the_one_that_was_meant, set_up, tear_down),
        cmocka_unit_test_setup_teardown(forms_of_another_year_are_no_rivals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_log_chooses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_log_lets_a_changed_form_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(newest_needs_dates_that_tell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lateness_is_counted_in_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_late_file_keeps_what_is_wrong_with_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_early_copy_is_in_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_files_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_files_cost_no_more_than_their_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_means_a_file_by_the_end_of_its_path, set_up, tear_down),
        cmocka_unit_test_setup_teardown(half_a_name_means_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_that_two_files_have_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_or_unit_stands_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_rows_came_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sorted_rows_are_the_same_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_deleted_row_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_rows_deleted_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_exchanged_row_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_added_row_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(older_forms_are_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
