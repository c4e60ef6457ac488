#include "charset.h"

/* Windows-1252 of bytes 80 to 9F; beyond, it is Latin-1. Holes are C1 controls, as browsers read them. */
static const uint_least16_t cp1252[] = u"€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";

/* TCVN 5712-1:1993, VN1, of bytes 80 to FF. TCVN3, the charset of the ABC fonts, is A1 to FF of it. */
static const uint_least16_t tcvn[] = u"ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
                                     u"ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
                                     u"\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ"
                                     u"\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
                                     u"ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
                                     u"éẹềểễếệìỉỄẾỒĩíịò"
                                     u"Ổỏõóọồổỗốộờởỡớợù"
                                     u"ỖủũúụừửữứựỳỷỹýỵỐ";

/* RFC 1456 of bytes 80 to FF. */
static const uint_least16_t viscii[] = u"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
                                       u"ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
                                       u"Õắằặấầẩậẽẹếềểễệố"
                                       u"ồổỗỠƠộờởịỰỨỪỬơớƯ"
                                       u"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
                                       u"ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
                                       u"àáâãảăữẫèéêẻìíĩỉ"
                                       u"đựòóôõỏọụùúũủýợỮ";

/* Letters that these two put in the place of controls. */
static const uint_least16_t tcvn_low[0x20] = {
    [0x01] = u'Ú', [0x02] = u'Ụ', [0x04] = u'Ừ', [0x05] = u'Ử', [0x06] = u'Ữ', [0x11] = u'Ứ',
    [0x12] = u'Ự', [0x13] = u'Ỳ', [0x14] = u'Ỷ', [0x15] = u'Ỹ', [0x16] = u'Ý', [0x17] = u'Ỵ',
};
static const uint_least16_t viscii_low[0x20] = {
    [0x02] = u'Ẳ', [0x05] = u'Ẵ', [0x06] = u'Ẫ', [0x14] = u'Ỷ', [0x19] = u'Ỹ', [0x1E] = u'Ỵ',
};

/* Windows-1258, where it differs from Windows-1252. */
struct replacement {
    unsigned char byte;
    uint_least16_t code;
};
static const struct replacement cp1258[] = {
    {0x8A, 0x8A},  {0x8E, 0x8E},  {0x9A, 0x9A},  {0x9E, 0x9E}, {0xC3, u'Ă'},  {0xCC, 0x300},
    {0xD0, u'Đ'},  {0xD2, 0x309}, {0xD5, u'Ơ'},  {0xDD, u'Ư'}, {0xDE, 0x303}, {0xE3, u'ă'},
    {0xEC, 0x301}, {0xF0, u'đ'},  {0xF2, 0x323}, {0xF5, u'ơ'}, {0xFD, u'ư'},  {0xFE, u'₫'},
};

/* VNI of bytes E0 to FF: letters, and marks for the letter before, some of them in two parts. A blank: as in
 * Windows-1252. C0 to DF are the same in capitals. */
static const uint_least16_t vni[] = u"\u0302\u0302\u0302\u0302\u0302\u0302ỉ \u0306\u0306\u0306\u0306ìíỵ\u0323"
                                    u" địĩơ\u0303ư \u0300\u0301\u0306\u0309\u0306   ";
static const uint_least16_t vni_capitals[] = u"\u0302\u0302\u0302\u0302\u0302\u0302Ỉ \u0306\u0306\u0306\u0306ÌÍỴ\u0323"
                                             u" ĐỊĨƠ\u0303Ư \u0300\u0301\u0306\u0309\u0306   ";
static const uint_least16_t vni_tones[0x20] = {
    [0x00] = 0x300, [0x01] = 0x301, [0x03] = 0x303, [0x04] = 0x323, [0x05] = 0x309,
    [0x08] = 0x300, [0x09] = 0x301, [0x0B] = 0x323, [0x1A] = 0x309, [0x1C] = 0x303,
};

static uint_least16_t read_cp1252(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80] : byte;
}

static uint_least16_t read_cp1258(unsigned char byte)
{
    for (size_t i = 0; i < sizeof cp1258 / sizeof *cp1258; i++)
        if (cp1258[i].byte == byte)
            return cp1258[i].code;
    return read_cp1252(byte);
}

static uint_least16_t read_table(const uint_least16_t *high, const uint_least16_t *low, unsigned char byte)
{
    if (byte >= 0x80)
        return high[byte - 0x80];
    return byte < 0x20 && low[byte] ? low[byte] : byte;
}

static void read_vni(unsigned char byte, uint_least16_t codes[PAR_CHARSET_CODES])
{
    uint_least16_t code = byte < 0xE0 ? vni_capitals[byte % 0x20] : vni[byte % 0x20];
    if (code == u' ')
        return;
    codes[0] = code;
    codes[1] = vni_tones[byte % 0x20];
}

void par_charset_read(enum par_charset charset, unsigned char byte, uint_least16_t codes[PAR_CHARSET_CODES])
{
    codes[0] = read_cp1252(byte);
    codes[1] = codes[2] = 0;
    if (charset == PAR_CHARSET_CP1258)
        codes[0] = read_cp1258(byte);
    else if (charset == PAR_CHARSET_TCVN3 && byte > 0xA0)
        codes[0] = tcvn[byte - 0x80];
    else if (charset == PAR_CHARSET_TCVN5712)
        codes[0] = read_table(tcvn, tcvn_low, byte);
    else if (charset == PAR_CHARSET_VISCII)
        codes[0] = read_table(viscii, viscii_low, byte);
    else if (charset == PAR_CHARSET_VNI && byte >= 0xC0)
        read_vni(byte, codes);
}

int par_charset_byte(int32_t character)
{
    if (character < 0x80 || (character >= 0xA0 && character < 0x100))
        return (int)character;
    for (int i = 0; i < 0x20; i++)
        if (cp1252[i] == character)
            return 0x80 + i;
    return -1;
}
