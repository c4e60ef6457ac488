#define _XOPEN_SOURCE 700 /* mkdtemp, symlink */

#include "parindex/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

/* --- A folder for each test --------------------------------------------------------------------------------------- */

struct folder {
    struct work *work;
    char *path;
};

static const char *name_in(const struct folder *folder, const char *name)
{
    return par_arena_join(folder->work->arena, folder->path, "/", name, NULL);
}

static int open_folder(void **state)
{
    struct folder *folder = malloc(sizeof *folder);
    if (!folder || set_up(state) != 0)
        return -1;
    folder->work = *state;
    folder->path = par_arena_join(folder->work->arena, "/tmp/parindex-test-XXXXXX", NULL);
    if (!mkdtemp(folder->path))
        return -1;
    *state = folder;
    return 0;
}

/* The number of files in the folder. */
static size_t count_files(const struct folder *folder)
{
    size_t count = 0;
    DIR *listing = opendir(folder->path);
    assert_non_null(listing);
    for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(listing);
    return count;
}

static int close_folder(void **state)
{
    struct folder *folder = *state;
    static const char *const names[] = {"out", "link", "real", "pipe"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(name_in(folder, names[i]));
    int result = rmdir(folder->path);
    void *work = folder->work;
    free(folder);
    return tear_down(&work) != 0 || result != 0;
}

/* --- Helpers ------------------------------------------------------------------------------------------------------ */

static struct par_output *open_in(struct folder *folder, const char *name)
{
    forget_findings(folder->work);
    return par_output_open(name_in(folder, name), folder->work->arena, folder->work->diags);
}

static void write_text(struct par_output *output, const char *text)
{
    par_output_write(output, text, strlen(text));
}

static void put_file(const struct folder *folder, const char *name, const char *text, mode_t mode)
{
    FILE *file = fopen(name_in(folder, name), "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(name_in(folder, name), mode), 0);
}

static mode_t mode_of(const struct folder *folder, const char *name)
{
    struct stat status;
    assert_int_equal(stat(name_in(folder, name), &status), 0);
    return status.st_mode & 07777;
}

static const char *text_of(const struct folder *folder, const char *name)
{
    return file_text(folder->work->arena, name_in(folder, name));
}

static void expect_not_written(const struct folder *folder, const char *path, int reason)
{
    expect_finding(folder->work, PAR_FATAL, PAR_FILE_WRITE);
    assert_string_equal(only_finding(folder->work)->place.file, path);
    assert_string_equal(only_finding(folder->work)->args[0], strerror(reason));
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

static void a_new_file_appears_at_the_commit(void **state)
{
    struct folder *folder = *state;
    mode_t mask = umask(027);
    struct par_output *output = open_in(folder, "out");
    write_text(output, "one\n");
    write_text(output, "");
    write_text(output, "two\n");
    assert_null(text_of(folder, "out"));
    assert_true(par_output_commit(output, folder->work->diags));
    umask(mask);
    assert_string_equal(text_of(folder, "out"), "one\ntwo\n");
    assert_int_equal(mode_of(folder, "out"), 0640);
    assert_int_equal(count_files(folder), 1);
}

static void an_old_file_is_replaced_and_keeps_its_mode(void **state)
{
    struct folder *folder = *state;
    put_file(folder, "out", "a much longer old text\n", 0604);
    struct par_output *output = open_in(folder, "out");
    write_text(output, "new\n");
    assert_string_equal(text_of(folder, "out"), "a much longer old text\n");
    assert_true(par_output_commit(output, folder->work->diags));
    assert_string_equal(text_of(folder, "out"), "new\n");
    assert_int_equal(mode_of(folder, "out"), 0604);
    assert_int_equal(count_files(folder), 1);
}

static void a_discarded_file_leaves_nothing(void **state)
{
    struct folder *folder = *state;
    put_file(folder, "out", "old\n", 0644);
    struct par_output *output = open_in(folder, "out");
    write_text(output, "new\n");
    par_output_discard(output);
    par_output_discard(NULL);
    assert_string_equal(text_of(folder, "out"), "old\n");
    assert_int_equal(count_files(folder), 1);
}

static void a_symbolic_link_stays_one(void **state)
{
    struct folder *folder = *state;
    put_file(folder, "real", "old\n", 0644);
    assert_int_equal(symlink("real", name_in(folder, "link")), 0);
    struct par_output *output = open_in(folder, "link");
    write_text(output, "new\n");
    assert_true(par_output_commit(output, folder->work->diags));
    struct stat status;
    assert_int_equal(lstat(name_in(folder, "link"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_string_equal(text_of(folder, "real"), "new\n");
}

static void big_and_small_writes_keep_their_order(void **state)
{
    struct folder *folder = *state;
    struct par_output *output = open_in(folder, "out");
    enum { BIG = 200 * 1000 };
    char *big = par_arena_alloc(folder->work->arena, BIG);
    memset(big, 'b', BIG);
    for (int i = 0; i < 20000; i++)
        write_text(output, "abc");
    par_output_write(output, big, BIG);
    write_text(output, "end");
    assert_true(par_output_commit(output, folder->work->diags));
    const char *text = text_of(folder, "out");
    assert_int_equal(strlen(text), 60000 + BIG + 3);
    assert_memory_equal(text + 59997, "abcbbb", 6);
    assert_string_equal(text + 60000 + BIG - 1, "bend");
}

static void what_cannot_be_a_file_is_refused(void **state)
{
    struct folder *folder = *state;
    assert_null(open_in(folder, "missing/out"));
    expect_not_written(folder, name_in(folder, "missing/out"), ENOENT);
    assert_null(open_in(folder, "."));
    expect_not_written(folder, name_in(folder, "."), EISDIR);
    put_file(folder, "real", "", 0644);
    assert_null(open_in(folder, "real/out"));
    expect_not_written(folder, name_in(folder, "real/out"), ENOTDIR);
}

/* A named pipe keeps what is written although nobody has read yet, up to its capacity. */
static void a_pipe_is_written_directly(void **state)
{
    struct folder *folder = *state;
    assert_int_equal(mkfifo(name_in(folder, "pipe"), 0600), 0);
    int reader = open(name_in(folder, "pipe"), O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    struct par_output *output = open_in(folder, "pipe");
    write_text(output, "through");
    assert_true(par_output_commit(output, folder->work->diags));
    char text[16] = "";
    assert_int_equal(read(reader, text, sizeof text - 1), 7);
    assert_string_equal(text, "through");
    close(reader);
    struct stat status;
    assert_int_equal(stat(name_in(folder, "pipe"), &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
}

static void a_full_disk_is_told(void **state)
{
    struct folder *folder = *state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    struct par_output *output = par_output_open("/dev/full", folder->work->arena, folder->work->diags);
    write_text(output, "x");
    assert_false(par_output_commit(output, folder->work->diags));
    expect_not_written(folder, "/dev/full", ENOSPC);
}

/* --- Standard output ---------------------------------------------------------------------------------------------- */

/* Puts `descriptor` in the place of standard output; returns what stood there. */
static int replace_stdout(int descriptor)
{
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    assert_true(saved >= 0);
    assert_int_equal(dup2(descriptor, STDOUT_FILENO), STDOUT_FILENO);
    close(descriptor);
    return saved;
}

static void restore_stdout(int saved)
{
    assert_int_equal(dup2(saved, STDOUT_FILENO), STDOUT_FILENO);
    close(saved);
}

/* Writes to standard output, which is `descriptor` meanwhile. */
static bool write_to(struct folder *folder, int descriptor, const char *path, const char *text)
{
    forget_findings(folder->work);
    int saved = replace_stdout(descriptor);
    struct par_output *output = par_output_open(path, folder->work->arena, folder->work->diags);
    write_text(output, text);
    bool committed = par_output_commit(output, folder->work->diags);
    restore_stdout(saved);
    return committed;
}

static void standard_output_is_written(void **state)
{
    struct folder *folder = *state;
    static const char *const paths[] = {"-", NULL};
    for (size_t i = 0; i < 2; i++) {
        int descriptor = open(name_in(folder, "out"), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        assert_true(write_to(folder, descriptor, paths[i], "text\n"));
        assert_string_equal(text_of(folder, "out"), "text\n");
    }
}

static void a_closed_pipe_is_told(void **state)
{
    struct folder *folder = *state;
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    sigaction(SIGPIPE, &ignore, &before);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_false(write_to(folder, ends[1], "-", "x"));
    expect_not_written(folder, "-", EPIPE);
    sigaction(SIGPIPE, &before, NULL);
}

/* --- In memory ---------------------------------------------------------------------------------------------------- */

/* The digest of "abc" is the example of FIPS 180-2, appendix B.1. */
static void memory_keeps_bytes_and_their_digest(void **state)
{
    struct folder *folder = *state;
    struct par_output *output = par_output_memory("out", folder->work->arena);
    par_output_watch(output, folder->work->arena);
    write_text(output, "a");
    write_text(output, "bc");
    assert_false(par_output_is_committed(output));
    assert_true(par_output_commit(output, folder->work->diags));
    assert_true(par_output_is_committed(output));
    assert_true(par_span_is(par_output_bytes(output), "abc"));
    assert_string_equal(par_output_digest(output, folder->work->arena),
                        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(count_files(folder), 0);
}

static void a_watched_file_has_the_digest_of_its_bytes(void **state)
{
    struct folder *folder = *state;
    struct par_output *output = open_in(folder, "out");
    par_output_watch(output, folder->work->arena);
    write_text(output, "abc");
    assert_true(par_output_commit(output, folder->work->diags));
    assert_string_equal(par_output_digest(output, folder->work->arena),
                        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(text_of(folder, "out"), "abc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_file_appears_at_the_commit, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(an_old_file_is_replaced_and_keeps_its_mode, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_discarded_file_leaves_nothing, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_symbolic_link_stays_one, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(big_and_small_writes_keep_their_order, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(what_cannot_be_a_file_is_refused, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_pipe_is_written_directly, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_full_disk_is_told, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(standard_output_is_written, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_closed_pipe_is_told, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(memory_keeps_bytes_and_their_digest, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_watched_file_has_the_digest_of_its_bytes, open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
