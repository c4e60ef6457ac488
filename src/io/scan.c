#include "scan.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_X86 1
#include <immintrin.h>
#else
#define HAS_X86 0
#endif

/* What stands in a block, a bit for each byte, the first one lowest. */
struct bits {
    uint64_t separators, feeds, returns, odd, beyond_ascii;
};

/* A CR before a line feed belongs to it; one that stands alone is unusual. */
static inline uint64_t special(const struct bits *bits, char next)
{
    uint64_t before_feed = bits->feeds >> 1 | (uint64_t)(next == '\n') << 63;
    return bits->separators | bits->feeds | bits->odd | (bits->returns & ~before_feed);
}

static inline size_t put_positions(uint64_t bits, uint32_t first, uint32_t *positions)
{
    size_t count = 0;
    for (; bits; bits &= bits - 1)
        positions[count++] = first + (uint32_t)__builtin_ctzll(bits);
    return count;
}

/* --- Portable ----------------------------------------------------------------------------------------------------- */

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The highest bit of each byte of a word that equals the pattern, exactly (Hacker's Delight, 6-1). */
static inline uint64_t equal_bytes(uint64_t word, uint64_t pattern)
{
    uint64_t x = word ^ pattern;
    return ~(((x & EACH(0x7F)) + EACH(0x7F)) | x | EACH(0x7F));
}

/* The highest bits of eight bytes, side by side. */
static inline uint64_t gather(uint64_t high)
{
    return ((high >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

static inline void bits_portable(const char *bytes, char separator, struct bits *out)
{
    *out = (struct bits){0};
    for (unsigned i = 0; i < PAR_SCAN_BLOCK; i += 8) {
        const unsigned char *at = (const unsigned char *)bytes + i;
        uint64_t word = (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
                        (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
        out->separators |= gather(equal_bytes(word, EACH((unsigned char)separator))) << i;
        out->feeds |= gather(equal_bytes(word, EACH('\n'))) << i;
        out->returns |= gather(equal_bytes(word, EACH('\r'))) << i;
        out->odd |= gather(equal_bytes(word, EACH('"')) | equal_bytes(word, 0)) << i;
        out->beyond_ascii |= word & EACH(0x80);
    }
}

static size_t scan_portable(const char *bytes, size_t size, char separator, char next, uint32_t first,
                            uint32_t *positions, unsigned char *beyond_ascii)
{
    struct bits bits;
    size_t count = 0;
    for (size_t at = 0; at < size; at += PAR_SCAN_BLOCK) {
        bits_portable(bytes + at, separator, &bits);
        char follows = at + PAR_SCAN_BLOCK < size ? bytes[at + PAR_SCAN_BLOCK] : next;
        count += put_positions(special(&bits, follows), first + (uint32_t)at, positions + count);
        beyond_ascii[at / PAR_SCAN_BLOCK] = bits.beyond_ascii != 0;
    }
    return count;
}

#if HAS_X86

/* --- SSE2, which every x86-64 has -----------------------------------------------------------------------------------
 */

static inline uint64_t equal_16(__m128i bytes, char byte)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
}

static inline void bits_sse2(const char *bytes, char separator, struct bits *out)
{
    *out = (struct bits){0};
    for (unsigned i = 0; i < PAR_SCAN_BLOCK; i += 16) {
        __m128i part = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        out->separators |= equal_16(part, separator) << i;
        out->feeds |= equal_16(part, '\n') << i;
        out->returns |= equal_16(part, '\r') << i;
        out->odd |= (equal_16(part, '"') | equal_16(part, '\0')) << i;
        out->beyond_ascii |= (uint64_t)(uint32_t)_mm_movemask_epi8(part) << i;
    }
}

static size_t scan_sse2(const char *bytes, size_t size, char separator, char next, uint32_t first, uint32_t *positions,
                        unsigned char *beyond_ascii)
{
    struct bits bits;
    size_t count = 0;
    for (size_t at = 0; at < size; at += PAR_SCAN_BLOCK) {
        bits_sse2(bytes + at, separator, &bits);
        char follows = at + PAR_SCAN_BLOCK < size ? bytes[at + PAR_SCAN_BLOCK] : next;
        count += put_positions(special(&bits, follows), first + (uint32_t)at, positions + count);
        beyond_ascii[at / PAR_SCAN_BLOCK] = bits.beyond_ascii != 0;
    }
    return count;
}

/* --- AVX2 ------------------------------------------------------------------------------------------------------------
 */

__attribute__((target("avx2,bmi"))) static inline uint64_t equal_32(__m256i bytes, char byte)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte)));
}

__attribute__((target("avx2,bmi"))) static inline void bits_avx2(const char *bytes, char separator, struct bits *out)
{
    *out = (struct bits){0};
    for (unsigned i = 0; i < PAR_SCAN_BLOCK; i += 32) {
        __m256i part = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + i));
        out->separators |= equal_32(part, separator) << i;
        out->feeds |= equal_32(part, '\n') << i;
        out->returns |= equal_32(part, '\r') << i;
        out->odd |= (equal_32(part, '"') | equal_32(part, '\0')) << i;
        out->beyond_ascii |= (uint64_t)(uint32_t)_mm256_movemask_epi8(part) << i;
    }
}

__attribute__((target("avx2,bmi"))) static size_t scan_avx2(const char *bytes, size_t size, char separator, char next,
                                                            uint32_t first, uint32_t *positions,
                                                            unsigned char *beyond_ascii)
{
    struct bits bits;
    size_t count = 0;
    for (size_t at = 0; at < size; at += PAR_SCAN_BLOCK) {
        bits_avx2(bytes + at, separator, &bits);
        char follows = at + PAR_SCAN_BLOCK < size ? bytes[at + PAR_SCAN_BLOCK] : next;
        count += put_positions(special(&bits, follows), first + (uint32_t)at, positions + count);
        beyond_ascii[at / PAR_SCAN_BLOCK] = bits.beyond_ascii != 0;
    }
    return count;
}

#endif

/* --- Choice ----------------------------------------------------------------------------------------------------------
 */

par_scanner *par_scanner_of(enum par_scan_kind kind)
{
    if (kind == PAR_SCAN_NONE)
        return NULL;
#if HAS_X86
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
    if (avx2 && (kind == PAR_SCAN_BEST || kind == PAR_SCAN_AVX2))
        return scan_avx2;
    if (kind != PAR_SCAN_PORTABLE)
        return scan_sse2;
#endif
    return scan_portable;
}
