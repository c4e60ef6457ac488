#include "parindex/json.h"

#include "support.h"

static const struct par_node *read_chunks(struct work *work, struct par_span text, size_t chunk)
{
    forget_findings(work);
    return par_json_read(par_source_memory(text, chunk, "t.json", work->arena), work->arena, work->diags);
}

static const struct par_node *read_text(struct work *work, const char *text)
{
    return read_chunks(work, par_span_of(text), 0);
}

/* --- Good documents ----------------------------------------------------------------------------------------------- */

static void expect_text(const struct par_node *node, enum par_node_kind kind, const char *text)
{
    assert_non_null(node);
    assert_int_equal(node->kind, kind);
    assert_string_equal(node->text, text);
}

/* RFC 8259, section 13, the first example. */
static void an_object_becomes_nodes(void **state)
{
    struct work *work = *state;
    const struct par_node *root =
        read_text(work, "{\n  \"Image\": {\n    \"Width\":  800,\n    \"Height\": 600,\n"
                        "    \"Title\":  \"View from 15th Floor\",\n    \"Thumbnail\": {\n"
                        "      \"Url\":    \"http://www.example.com/image/481989943\",\n"
                        "      \"Height\": 125,\n      \"Width\":  100\n    },\n"
                        "    \"Animated\" : false,\n    \"IDs\": [116, 943, 234, 38793]\n  }\n}\n");
    assert_non_null(root);
    assert_null(root->parent);
    assert_null(root->key);
    const struct par_node *image = par_node_get(root, "Image");
    assert_int_equal(image->count, 6);
    expect_text(par_node_get(image, "Width"), PAR_NODE_NUMBER, "800");
    expect_text(par_node_get(image, "Title"), PAR_NODE_STRING, "View from 15th Floor");
    const struct par_node *height = par_node_get(par_node_get(image, "Thumbnail"), "Height");
    expect_text(height, PAR_NODE_NUMBER, "125");
    assert_string_equal(par_node_pointer(work->arena, height), "/Image/Thumbnail/Height");
    assert_int_equal(par_node_get(image, "Animated")->kind, PAR_NODE_BOOL);
    assert_false(par_node_get(image, "Animated")->truth);
}

static void an_array_keeps_its_order(void **state)
{
    struct work *work = *state;
    const struct par_node *root = read_text(work, "[116, true, null, \"x\", [], {}]");
    static const enum par_node_kind kinds[] = {PAR_NODE_NUMBER, PAR_NODE_BOOL,  PAR_NODE_NULL,
                                               PAR_NODE_STRING, PAR_NODE_ARRAY, PAR_NODE_OBJECT};
    assert_int_equal(root->count, 6);
    size_t index = 0;
    for (const struct par_node *node = root->first; node; node = node->next, index++) {
        assert_int_equal(node->kind, kinds[index]);
        assert_int_equal(node->index, index);
        assert_ptr_equal(node->parent, root);
        assert_null(node->key);
    }
    assert_true(root->first->next->truth);
}

struct text_case {
    const char *json;
    const char *text;
};

/* RFC 8259, sections 2, 3 (any value is a document), 7 (escapes) and 8.1 (a byte order mark may be ignored); composed
 * by Unicode Standard Annex #15. */
static const struct text_case strings[] = {
    {"\"\"", ""},
    {" \t\r\n\"a\" \t\r\n", "a"},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
    {"\"\\u0041\\u1edf\\u1EDF\"", "A\u1EDF\u1EDF"},
    {"\"\\uD834\\uDD1E\"", "\U0001D11E"},
    {"\xEF\xBB\xBF\"a\"", "a"},
    {"\"Sở\"", "Sở"},
    {"\"o\u031B\u0309\"", "\u1EDF"},
    {"\"o\\u031B\\u0309\"", "\u1EDF"},
    {"\"\x7F\"", "\x7F"},
};

static void strings_are_unescaped_and_composed(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        expect_text(read_text(work, strings[i].json), PAR_NODE_STRING, strings[i].text);
}

static const struct text_case numbers[] = {
    {"0", "0"},
    {"-0", "-0"},
    {"2024", "2024"},
    {"1.5", "1.5"},
    {"1.50", "1.5"},
    {"0.1", "0.1"},
    {"60.25", "60.25"},
    {"-12.345678", "-12.345678"},
    {"100e-2", "1"},
    {"1E2", "100"},
    {"1e+20", "1e+20"},
    {"123456789012345", "123456789012345"},
    {"0.1234567890123456789", "0.123456789012346"}, /* fifteen digits are kept */
};

static void numbers_keep_fifteen_digits(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        expect_text(read_text(work, numbers[i].json), PAR_NODE_NUMBER, numbers[i].text);
}

static void a_number_beyond_a_double_has_no_text(void **state)
{
    struct work *work = *state;
    const struct par_node *root = read_text(work, "[1e400, -1e400]");
    assert_int_equal(root->first->kind, PAR_NODE_NUMBER);
    assert_null(root->first->text);
    assert_null(root->first->next->text);
}

static void keys_are_composed(void **state)
{
    struct work *work = *state;
    const struct par_node *root = read_text(work, "{\"So\\u031B\\u0309\": 1}");
    assert_non_null(par_node_get(root, "S\u1EDF"));
}

/* --- Faults ------------------------------------------------------------------------------------------------------- */

struct fault {
    const char *json;
    enum par_code code;
    uint32_t line;
    uint32_t column;
    const char *found; /* first argument */
};

/* What RFC 8259 does not allow, by its sections. The place is that of the first byte that no good document could have
 * there. */
static const struct fault faults[] = {
    /* 2: structure */
    {"", PAR_JSON_SYNTAX, 1, 1, "end of file"},
    {" \n ", PAR_JSON_SYNTAX, 2, 2, "end of file"},
    {"[1,\n2", PAR_JSON_SYNTAX, 2, 2, "end of file"},
    {"[1 2]", PAR_JSON_SYNTAX, 1, 4, "2"},
    {"[1,]", PAR_JSON_SYNTAX, 1, 4, "]"},
    {"[,1]", PAR_JSON_SYNTAX, 1, 2, ","},
    {"[1}", PAR_JSON_SYNTAX, 1, 3, "}"},
    {"\v1", PAR_JSON_SYNTAX, 1, 1, "U+000B"},
    {"\u00A01", PAR_JSON_SYNTAX, 1, 1, "\u00A0"},
    {"{} {}", PAR_JSON_TRAILING, 1, 4, "{"},
    {"1\n\nx", PAR_JSON_TRAILING, 3, 1, "x"},
    /* 3: values */
    {"tru", PAR_JSON_SYNTAX, 1, 1, "t"},
    {"[True]", PAR_JSON_SYNTAX, 1, 2, "T"},
    {"nullx", PAR_JSON_TRAILING, 1, 5, "x"},
    {"[NaN]", PAR_JSON_SYNTAX, 1, 2, "N"},
    {"'a'", PAR_JSON_SYNTAX, 1, 1, "'"},
    {"// note\n1", PAR_JSON_SYNTAX, 1, 1, "/"},
    /* 4: objects */
    {"{xx}", PAR_JSON_SYNTAX, 1, 2, "x"},
    {"{\"a\"}", PAR_JSON_SYNTAX, 1, 5, "}"},
    {"{\"a\":}", PAR_JSON_SYNTAX, 1, 6, "}"},
    {"{\"a\":1,\r\n}", PAR_JSON_SYNTAX, 2, 1, "}"},
    {"{\"a\":1 \"b\":2}", PAR_JSON_SYNTAX, 1, 8, "\""},
    {"{1:2}", PAR_JSON_SYNTAX, 1, 2, "1"},
    {"{\"a\" = 1}", PAR_JSON_SYNTAX, 1, 6, "="},
    /* 6: numbers */
    {"[01]", PAR_JSON_SYNTAX, 1, 3, "1"},
    {"[+1]", PAR_JSON_SYNTAX, 1, 2, "+"},
    {"[1.]", PAR_JSON_SYNTAX, 1, 4, "]"},
    {"[.5]", PAR_JSON_SYNTAX, 1, 2, "."},
    {"[1,5e]", PAR_JSON_SYNTAX, 1, 6, "]"},
    {"[-]", PAR_JSON_SYNTAX, 1, 3, "]"},
    {"[0x10]", PAR_JSON_SYNTAX, 1, 3, "x"},
    {"1.0000000000000000000000000000000000000000000000000000000000000000001", PAR_JSON_SYNTAX, 1, 1, "1"},
    /* 7: strings */
    {"\"a", PAR_JSON_SYNTAX, 1, 3, "end of file"},
    {"\"a\tb\"", PAR_JSON_SYNTAX, 1, 3, "U+0009"},
    {"\"a\nb\"", PAR_JSON_SYNTAX, 1, 3, "U+000A"},
    {"\"\\x\"", PAR_JSON_SYNTAX, 1, 3, "x"},
    {"\"\\", PAR_JSON_SYNTAX, 1, 3, "end of file"},
    {"\"\\u12G4\"", PAR_JSON_SYNTAX, 1, 6, "G"},
    {"\"\\uDC00\"", PAR_JSON_SYNTAX, 1, 2, "\\"},        /* low surrogate alone */
    {"\"\\uD800\"", PAR_JSON_SYNTAX, 1, 2, "\\"},        /* high surrogate alone */
    {"\"\\uD800\\u0041\"", PAR_JSON_SYNTAX, 1, 2, "\\"}, /* not a pair */
    {"\"\\u0000\"", PAR_JSON_SYNTAX, 1, 2, "\\"},        /* allowed by the RFC; refused by json_scan.h */
    /* lines and columns */
    {"\r\r\n\n  ?", PAR_JSON_SYNTAX, 4, 3, "?"},
    {"{\"tên\": ở}", PAR_JSON_SYNTAX, 1, 10, "ở"},
    {"[\n\"\xE9\"]", PAR_TEXT_UTF8, 2, 2, NULL},
};

static void expect_fault(struct work *work, const struct fault *fault)
{
    assert_null(read_text(work, fault->json));
    expect_finding(work, PAR_FATAL, fault->code);
    const struct par_diag *diag = only_finding(work);
    assert_string_equal(diag->place.file, "t.json");
    assert_int_equal(diag->place.line, fault->line);
    assert_int_equal(diag->place.column, fault->column);
    if (fault->found)
        assert_string_equal(diag->args[0], fault->found);
}

static void faults_have_their_place(void **state)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        expect_fault(*state, &faults[i]);
}

static char *nested(struct par_arena *arena, size_t depth)
{
    char *text = par_arena_alloc(arena, 2 * depth + 1);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    return text;
}

static void depth_is_limited(void **state)
{
    struct work *work = *state;
    assert_non_null(read_text(work, nested(work->arena, PAR_JSON_MAX_DEPTH)));
    struct fault fault = {nested(work->arena, PAR_JSON_MAX_DEPTH + 1), PAR_JSON_DEPTH, 1, 65, "64"};
    expect_fault(work, &fault);
    fault.json = nested(work->arena, 100 * 1000);
    expect_fault(work, &fault);
}

static void all_repeated_keys_are_told(void **state)
{
    struct work *work = *state;
    assert_null(read_text(work, "{\"z\":1,\"a\":[{\"b\":1,\"c\":2,\"b\":3}],\"a\":2,\"z\":3,\"a\":4,"
                                "\"S\u1EDF\":1,\"So\u031B\u0309\":1}"));
    static const char *const expected[][2] = {
        {"/a", "a"}, {"/z", "z"}, {"/a", "a"}, {"/S\u1EDF", "S\u1EDF"}, {"/a/0/b", "b"}};
    const struct par_diag *diag = par_diags_first(work->diags);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, diag = diag->next) {
        assert_non_null(diag);
        assert_int_equal(diag->severity, PAR_ERROR);
        assert_int_equal(diag->code, PAR_JSON_DUPLICATE_KEY);
        assert_string_equal(diag->place.pointer, expected[i][0]);
        assert_string_equal(diag->args[0], expected[i][1]);
    }
    assert_null(diag);
    assert_non_null(read_text(work, "{\"a\":{\"b\":1},\"b\":{\"a\":1},\"A\":1}"));
}

static void what_is_no_text_is_refused(void **state)
{
    struct work *work = *state;
    assert_null(read_chunks(work, (struct par_span){"{\0\"\0a\0\"\0", 8}, 0));
    expect_finding(work, PAR_FATAL, PAR_TEXT_BINARY);
    assert_null(read_text(work, "PK\x03\x04zip"));
    expect_finding(work, PAR_FATAL, PAR_TEXT_BINARY);
    assert_null(read_chunks(work, (struct par_span){"[\0\0]", 4}, 0));
    expect_finding(work, PAR_FATAL, PAR_JSON_SYNTAX);
}

static void every_chunk_size_gives_the_same_tree(void **state)
{
    struct work *work = *state;
    struct par_span text = par_span_of("{\"a\": [1, 2.5, \"S\\u1EDF\"], \"b\": null}");
    for (size_t chunk = 1; chunk <= text.size; chunk++) {
        const struct par_node *root = read_chunks(work, text, chunk);
        assert_non_null(root);
        expect_text(par_node_get(root, "a")->first->next->next, PAR_NODE_STRING, "S\u1EDF");
    }
}

/* What cJSON makes of a document that was let through is never a failure (which would count as out of memory). */
static void mutated_documents_are_read_or_refused(void **state)
{
    struct work *work = *state;
    static const char seeds[] = "{\"a\":[1.5e3,-0,true,false,null,\"\\u1EDF\\n\"],\"b\":{\"c\":[]}}";
    static const char bytes[] = "{}[]\",:\\u0019eE+-.tfn \n\t\x01\x80";
    uint32_t seed = 8259;
    for (int i = 0; i < 20000; i++) {
        char text[sizeof seeds];
        memcpy(text, seeds, sizeof text);
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525U + 1013904223U;
            text[(seed >> 8) % (sizeof text - 1)] = bytes[(seed >> 20) % (sizeof bytes - 1)];
        }
        struct par_arena *arena = par_arena_new(NULL);
        struct par_diags *diags = par_diags_new(arena, 20, 20);
        struct par_source *source = par_source_memory((struct par_span){text, sizeof text - 1}, 0, "m", arena);
        bool read = par_json_read(source, arena, diags) != NULL;
        assert_int_equal(read, par_diags_errors(diags) == 0);
        par_arena_free(arena);
    }
    assert_null(par_diags_first(work->diags));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_object_becomes_nodes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_array_keeps_its_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strings_are_unescaped_and_composed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_keep_fifteen_digits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_beyond_a_double_has_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_are_composed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_have_their_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(depth_is_limited, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_repeated_keys_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_text_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_chunk_size_gives_the_same_tree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mutated_documents_are_read_or_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
