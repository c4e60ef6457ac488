/* Encodings: tables against glibc's iconv and against published tables of the TCVN3 and VNI fonts, decoders fed in
 * pieces of every size. */
#include "parindex/encoding.h"

#include <iconv.h>
#include <utf8proc.h>

#include "parindex/text.h"
#include "support.h"

static struct par_span span(const char *text)
{
    return par_span_of(text);
}

static struct par_encoding in_bytes(enum par_charset charset)
{
    return (struct par_encoding){PAR_CARRIER_BYTES, charset};
}

static struct par_encoding in_utf8(enum par_charset charset)
{
    return (struct par_encoding){PAR_CARRIER_UTF8, charset};
}

/* The text that bytes stand for, in NFC. */
static const char *decoded(struct par_arena *arena, struct par_encoding encoding, struct par_span bytes)
{
    size_t mended = 0;
    struct par_span text = par_text_nfc(par_text_decode(encoding, bytes, arena, &mended), arena);
    return par_arena_copy(arena, text);
}

/* --- Names -------------------------------------------------------------------------------------------------------- */

static void encodings_are_known_by_name(void **state)
{
    (void)state;
    struct par_encoding encoding;
    assert_true(par_encoding_named("UTF-8", &encoding));
    assert_int_equal(encoding.carrier, PAR_CARRIER_UTF8);
    assert_int_equal(encoding.charset, PAR_CHARSET_UNICODE);
    assert_true(par_encoding_named("abc", &encoding));
    assert_int_equal(encoding.carrier, PAR_CARRIER_FIND);
    assert_int_equal(encoding.charset, PAR_CHARSET_TCVN3);
    assert_true(par_encoding_named("VNI in utf-16LE", &encoding));
    assert_int_equal(encoding.carrier, PAR_CARRIER_UTF16LE);
    assert_int_equal(encoding.charset, PAR_CHARSET_VNI);
    assert_false(par_encoding_named("", &encoding));
    assert_false(par_encoding_named("utf", &encoding));
    assert_false(par_encoding_named("utf-8 ", &encoding));
}

static void names_come_back(void **state)
{
    (void)state;
    for (int carrier = PAR_CARRIER_FIND; carrier <= PAR_CARRIER_UTF16BE; carrier++)
        for (int charset = PAR_CHARSET_UNICODE; charset <= PAR_CHARSET_CP1252; charset++) {
            struct par_encoding encoding = {(enum par_carrier)carrier, (enum par_charset)charset}, again;
            assert_true(par_encoding_named(par_encoding_name(encoding), &again));
            assert_int_equal(again.charset, charset);
            if (carrier >= PAR_CARRIER_UTF8)
                assert_int_equal(again.carrier, carrier);
        }
}

/* --- Tables ------------------------------------------------------------------------------------------------------- */

/* What iconv makes of a byte; where it has no character, the C1 control. */
static void iconv_byte(iconv_t converter, unsigned char byte, char out[16])
{
    char in = (char)byte;
    char *from = &in, *to = out;
    size_t from_left = 1, to_left = 15;
    memset(out, 0, 16);
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &from_left, &to, &to_left) == (size_t)-1)
        utf8proc_encode_char(byte, (utf8proc_uint8_t *)out);
    else
        iconv(converter, NULL, NULL, &to, &to_left);
}

static void tables_agree_with_iconv(void **state)
{
    struct work *work = *state;
    static const struct {
        const char *name;
        enum par_charset charset;
    } tables[] = {{"CP1258", PAR_CHARSET_CP1258},
                  {"CP1252", PAR_CHARSET_CP1252},
                  {"VISCII", PAR_CHARSET_VISCII},
                  {"TCVN5712-1", PAR_CHARSET_TCVN5712}};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        iconv_t converter = iconv_open("UTF-8", tables[i].name);
        assert_true(converter != (iconv_t)-1);
        for (int byte = 1; byte < 0x100; byte++) {
            char expected[16];
            char text[1] = {(char)byte};
            iconv_byte(converter, (unsigned char)byte, expected);
            struct par_encoding encoding = in_bytes(tables[i].charset);
            size_t mended = 0;
            struct par_span got = par_text_decode(encoding, (struct par_span){text, 1}, work->arena, &mended);
            if (!par_span_is(got, expected))
                fail_msg("%s %02X is %s", tables[i].name, (unsigned)byte, expected);
        }
        iconv_close(converter);
    }
}

/* .VnTime and its like, bytes A1 to FF. */
static const uint_least16_t tcvn3[] = u"ĂÂÊÔƠƯĐăâêôơưđẰ\u0300"
                                      u"\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮ"
                                      u"ẦẨẪẤỀặầẩẫấậèỂẻẽé"
                                      u"ẹềểễếệìỉỄẾỒĩíịòỔ"
                                      u"ỏõóọồổỗốộờởỡớợùỖ"
                                      u"ủũúụừửữứựỳỷỹýỵỐ";

static void tcvn3_is_that_of_the_fonts(void **state)
{
    struct work *work = *state;
    for (unsigned i = 0; tcvn3[i]; i++) {
        char byte[1] = {(char)(0xA1 + i)};
        char expected[5] = {0};
        utf8proc_encode_char(tcvn3[i], (utf8proc_uint8_t *)expected);
        assert_string_equal(decoded(work->arena, in_bytes(PAR_CHARSET_TCVN3), (struct par_span){byte, 1}), expected);
    }
    assert_string_equal(decoded(work->arena, in_bytes(PAR_CHARSET_TCVN3), span("S\xEB N\xE9i v\xF4 \x96")),
                        "Sở Nội vụ –");
}

/* VNI-Times and its like, as Windows-1252 shows it. */
static const char vni[] =
    "á=aù à=aø ả=aû ã=aõ ạ=aï â=aâ ấ=aá ầ=aà ẩ=aå ẫ=aã ậ=aä ă=aê ắ=aé ằ=aè ẳ=aú ẵ=aü ặ=aë é=eù è=eø ẻ=eû "
    "ẽ=eõ ẹ=eï ê=eâ ế=eá ề=eà ể=eå ễ=eã ệ=eä ó=où ò=oø ỏ=oû õ=oõ ọ=oï ô=oâ ố=oá ồ=oà ổ=oå ỗ=oã ộ=oä ơ=ô "
    "ớ=ôù ờ=ôø ở=ôû ỡ=ôõ ợ=ôï ú=uù ù=uø ủ=uû ũ=uõ ụ=uï ư=ö ứ=öù ừ=öø ử=öû ữ=öõ ự=öï ý=yù ỳ=yø ỷ=yû ỹ=yõ "
    "ỵ=î ỉ=æ ĩ=ó ị=ò đ=ñ Á=AÙ À=AØ Ả=AÛ Ã=AÕ Ạ=AÏ Â=AÂ Ấ=AÁ Ầ=AÀ Ẩ=AÅ Ẫ=AÃ Ậ=AÄ Ă=AÊ Ắ=AÉ Ằ=AÈ Ẳ=AÚ Ẵ=AÜ "
    "Ặ=AË É=EÙ È=EØ Ẻ=EÛ Ẽ=EÕ Ẹ=EÏ Ê=EÂ Ế=EÁ Ề=EÀ Ể=EÅ Ễ=EÃ Ệ=EÄ Ó=OÙ Ò=OØ Ỏ=OÛ Õ=OÕ Ọ=OÏ Ô=OÂ Ố=OÁ Ồ=OÀ "
    "Ổ=OÅ Ỗ=OÃ Ộ=OÄ Ơ=Ô Ớ=ÔÙ Ờ=ÔØ Ở=ÔÛ Ỡ=ÔÕ Ợ=ÔÏ Ú=UÙ Ù=UØ Ủ=UÛ Ũ=UÕ Ụ=UÏ Ư=Ö Ứ=ÖÙ Ừ=ÖØ Ử=ÖÛ Ữ=ÖÕ Ự=ÖÏ "
    "Ý=YÙ Ỳ=YØ Ỷ=YÛ Ỹ=YÕ Ỵ=Î Ỉ=Æ Ĩ=Ó Ị=Ò Đ=Ñ";

/* Characters up to U+00FF as bytes. */
static struct par_span narrowed(struct par_arena *arena, const char *text)
{
    char *bytes = par_arena_alloc(arena, strlen(text) + 1);
    size_t size = 0;
    for (struct par_span rest = span(text); rest.size > 0;) {
        utf8proc_int32_t character;
        utf8proc_ssize_t length =
            utf8proc_iterate((const utf8proc_uint8_t *)rest.text, (utf8proc_ssize_t)rest.size, &character);
        bytes[size++] = (char)character;
        rest.text += length;
        rest.size -= (size_t)length;
    }
    return (struct par_span){bytes, size};
}

static void vni_is_that_of_the_fonts(void **state)
{
    struct work *work = *state;
    char *rest = NULL;
    for (char *pair = strtok_r(par_arena_copy(work->arena, span(vni)), " ", &rest); pair;
         pair = strtok_r(NULL, " ", &rest)) {
        char *typed = strchr(pair, '=');
        *typed++ = '\0';
        assert_string_equal(decoded(work->arena, in_utf8(PAR_CHARSET_VNI), span(typed)), pair);
        struct par_span bytes = narrowed(work->arena, typed);
        assert_string_equal(decoded(work->arena, in_bytes(PAR_CHARSET_VNI), bytes), pair);
    }
}

static void old_charsets_are_read_in_every_carrier(void **state)
{
    struct work *work = *state;
    struct par_encoding wide = {PAR_CARRIER_UTF16LE, PAR_CHARSET_TCVN3};
    assert_string_equal(decoded(work->arena, in_utf8(PAR_CHARSET_TCVN3), span("Së Néi vô")), "Sở Nội vụ");
    assert_string_equal(decoded(work->arena, wide, (struct par_span){"S\0\xEB\0", 4}), "Sở");
    assert_string_equal(decoded(work->arena, in_utf8(PAR_CHARSET_CP1252), span("Sá»Ÿ Ná»™i vá»¥")), "Sở Nội vụ");
    assert_string_equal(decoded(work->arena, in_utf8(PAR_CHARSET_CP1258), span("SõÒ NôòI")), "Sở NộI");
    assert_string_equal(decoded(work->arena, in_utf8(PAR_CHARSET_TCVN5712), span("PH\x01 Së")), "PHÚ Sở");
    /* what stands for no byte stays */
    assert_string_equal(decoded(work->arena, in_utf8(PAR_CHARSET_TCVN3), span("Së → Sở \U0001F600")),
                        "Sở → Sở \U0001F600");
    assert_string_equal(decoded(work->arena, in_utf8(PAR_CHARSET_TCVN3), span("\xEB\xC3")), "\xEB\xC3");
}

/* --- The decoder -------------------------------------------------------------------------------------------------- */

static void look_alikes_are_mended(void **state)
{
    struct work *work = *state;
    size_t mended = 0;
    struct par_span text =
        par_text_decode(in_utf8(PAR_CHARSET_UNICODE), span("Ƣớc mơ, cƣờng, Ðà, ðã, Ɖà à á Ý"), work->arena, &mended);
    assert_true(par_span_is(text, "Ước mơ, cường, Đà, đã, Đà à á Ý"));
    assert_int_equal(mended, 5);
    struct par_span clean = span("Đường à á");
    assert_ptr_equal(par_text_decode(in_utf8(PAR_CHARSET_UNICODE), clean, work->arena, &mended).text, clean.text);
    assert_int_equal(mended, 5);
    struct par_encoding wide = {PAR_CARRIER_UTF16BE, PAR_CHARSET_UNICODE};
    assert_string_equal(decoded(work->arena, wide, (struct par_span){"\x01\xA2\x00\xD0", 4}), "ƯĐ");
}

struct wide {
    struct par_span bytes; /* little endian */
    const char *text;
    bool broken;
};

static const struct wide wides[] = {
    {{"", 0}, "", false},
    {{"\x3D\xD8\x00\xDE", 4}, "\U0001F600", false},
    {{"\xFF\xDB\xFF\xDF", 4}, "\U0010FFFF", false},
    {{"\xDF\x1E", 2}, "ở", false},
    {{"a", 1}, "\uFFFD", true},
    {{"a\0b", 3}, "a\uFFFD", true},
    {{"\x3D\xD8", 2}, "\uFFFD", true},
    {{"\x3D\xD8\x00", 3}, "\uFFFD\uFFFD", true},
    {{"\x00\xDEz\0", 4}, "\uFFFDz", true},
    {{"\x3D\xD8z\0", 4}, "\uFFFDz", true},
    {{"\x3D\xD8\x3D\xD8\x00\xDE", 6}, "\uFFFD\U0001F600", true},
};

/* Fed in chunks, each into a buffer of exactly the room it may need. */
static struct par_span fed(struct par_decoder *decoder, struct par_span bytes, size_t chunk, struct par_arena *arena)
{
    char *text = par_arena_alloc(arena, par_decoder_room(bytes.size));
    size_t size = 0;
    while (bytes.size > chunk) {
        char *room = malloc(par_decoder_room(chunk));
        assert_non_null(room);
        size_t got = par_decoder_feed(decoder, (struct par_span){bytes.text, chunk}, false, room);
        memcpy(text + size, room, got);
        size += got;
        free(room);
        bytes.text += chunk;
        bytes.size -= chunk;
    }
    return (struct par_span){text, size + par_decoder_feed(decoder, bytes, true, text + size)};
}

static void utf16_halves_are_replaced(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof wides / sizeof *wides; i++)
        for (size_t chunk = 1; chunk < 5; chunk++) {
            struct par_decoder decoder = {.encoding = {PAR_CARRIER_UTF16LE, PAR_CHARSET_UNICODE}};
            assert_true(par_span_is(fed(&decoder, wides[i].bytes, chunk, work->arena), wides[i].text));
            assert_int_equal(decoder.broken, wides[i].broken);
        }
}

/* Text of all kinds and bytes that are none. */
static struct par_span any_bytes(struct par_arena *arena)
{
    enum { SIZE = 4000 };
    static const char *const pieces[] = {"Sở ",      "Së Néi\n", "Ƣ",          "\xC6", "\xC3",        "Ð",
                                         "\xE1\xBB", "\xF0\x9F", "\U0001F600", "Sá»Ÿ", "\x3D\xD8",    "\xDE",
                                         "a",        "\x80",     "Tệ€™",       "\x01", "\xED\xA0\x80"};
    char *bytes = par_arena_alloc(arena, SIZE + 8);
    size_t size = 0;
    for (uint32_t seed = 1; size < SIZE; seed = seed * 1664525U + 1013904223U) {
        struct par_span piece = span(pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        memcpy(bytes + size, piece.text, piece.size);
        size += piece.size;
        if (seed >> 29 == 0)
            bytes[size++] = '\0';
    }
    return (struct par_span){bytes, size};
}

static void pieces_of_every_size_give_the_same(void **state)
{
    struct work *work = *state;
    struct par_span bytes = any_bytes(work->arena);
    for (int carrier = PAR_CARRIER_BYTES; carrier <= PAR_CARRIER_UTF16BE; carrier++)
        for (int charset = PAR_CHARSET_UNICODE; charset <= PAR_CHARSET_CP1252; charset++) {
            struct par_encoding encoding = {(enum par_carrier)carrier, (enum par_charset)charset};
            size_t mended = 0;
            struct par_span whole = par_text_decode(encoding, bytes, work->arena, &mended);
            for (size_t chunk = 1; chunk < 300; chunk += chunk < 8 ? 1 : 37) {
                struct par_decoder decoder = {.encoding = encoding};
                assert_true(par_span_equal(fed(&decoder, bytes, chunk, work->arena), whole));
                assert_int_equal(decoder.mended, mended);
            }
        }
}

static void invalid_utf8_goes_through(void **state)
{
    struct work *work = *state;
    size_t mended = 0;
    struct par_span bytes = span("a\xFF\xC3 \xE1\xBB \xED\xA0\x80 \xC6");
    struct par_span text = par_text_decode(in_utf8(PAR_CHARSET_UNICODE), bytes, work->arena, &mended);
    assert_true(par_span_equal(text, bytes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_known_by_name),
        cmocka_unit_test(names_come_back),
        cmocka_unit_test_setup_teardown(tables_agree_with_iconv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tcvn3_is_that_of_the_fonts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(vni_is_that_of_the_fonts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(old_charsets_are_read_in_every_carrier, set_up, tear_down),
        cmocka_unit_test_setup_teardown(look_alikes_are_mended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(utf16_halves_are_replaced, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pieces_of_every_size_give_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(invalid_utf8_goes_through, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
