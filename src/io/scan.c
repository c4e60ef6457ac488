#include "scan.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_X86 1
#include <immintrin.h>
#define ON_AVX2 __attribute__((target("avx2,bmi,popcnt")))
#else
#define HAS_X86 0
#endif

/* What stands in a block, a bit for each byte, the first one lowest. */
struct bits {
    uint64_t separators, feeds, returns, odd, beyond_ascii;
};

/* Those that end a row or make it unusual. A CR before a line feed belongs to it; one that stands alone is unusual. */
static inline uint64_t stops_of(const struct bits *bits, char next)
{
    uint64_t before_feed = bits->feeds >> 1 | (uint64_t)(next == '\n') << 63;
    return bits->feeds | bits->odd | (bits->returns & ~before_feed);
}

/* Which positions the stops are: as many as there are bits before them. */
static inline void put_stops(uint64_t stops, uint64_t all, struct par_scan_found *found)
{
    uint32_t before = (uint32_t)found->count;
    for (; stops; stops &= stops - 1) {
        uint64_t below = (stops & (~stops + 1)) - 1;
        found->stops[found->stop_count++] = before + (uint32_t)__builtin_popcountll(all & below);
    }
}

static inline void put_positions(uint64_t bits, uint32_t first, struct par_scan_found *found)
{
    for (; bits; bits &= bits - 1)
        found->positions[found->count++] = first + (uint32_t)__builtin_ctzll(bits);
}

static inline void put_block(const struct bits *bits, char next, uint32_t first, struct par_scan_found *found)
{
    uint64_t stops = stops_of(bits, next), all = bits->separators | stops;
    put_stops(stops, all, found);
    put_positions(all, first, found);
    found->beyond_ascii[found->blocks++] = bits->beyond_ascii != 0;
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

static void scan_portable(const char *bytes, size_t size, char separator, char next, uint32_t first,
                          struct par_scan_found *found)
{
    struct bits bits;
    for (size_t at = 0; at < size; at += PAR_SCAN_BLOCK) {
        bits_portable(bytes + at, separator, &bits);
        char follows = at + PAR_SCAN_BLOCK < size ? bytes[at + PAR_SCAN_BLOCK] : next;
        put_block(&bits, follows, first + (uint32_t)at, found);
    }
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

static void scan_sse2(const char *bytes, size_t size, char separator, char next, uint32_t first,
                      struct par_scan_found *found)
{
    struct bits bits;
    for (size_t at = 0; at < size; at += PAR_SCAN_BLOCK) {
        bits_sse2(bytes + at, separator, &bits);
        char follows = at + PAR_SCAN_BLOCK < size ? bytes[at + PAR_SCAN_BLOCK] : next;
        put_block(&bits, follows, first + (uint32_t)at, found);
    }
}

/* --- AVX2 ------------------------------------------------------------------------------------------------------------
 */

ON_AVX2 static inline uint64_t equal_32(__m256i bytes, char byte)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte)));
}

ON_AVX2 static inline void bits_avx2(const char *bytes, char separator, struct bits *out)
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

/* Eight at a time, whether there are so many or not: how many there are is what a processor cannot foresee. */
ON_AVX2 static inline void put_positions_avx2(uint64_t bits, uint32_t first, struct par_scan_found *found)
{
    uint32_t *to = found->positions + found->count;
    size_t count = (size_t)__builtin_popcountll(bits);
    for (size_t i = 0; i < count; i += PAR_SCAN_SLACK)
        for (size_t k = 0; k < PAR_SCAN_SLACK; k++) {
            to[i + k] = first + (uint32_t)_tzcnt_u64(bits);
            bits = _blsr_u64(bits);
        }
    found->count += count;
}

ON_AVX2 static void scan_avx2(const char *bytes, size_t size, char separator, char next, uint32_t first,
                              struct par_scan_found *found)
{
    struct bits bits;
    for (size_t at = 0; at < size; at += PAR_SCAN_BLOCK) {
        bits_avx2(bytes + at, separator, &bits);
        char follows = at + PAR_SCAN_BLOCK < size ? bytes[at + PAR_SCAN_BLOCK] : next;
        uint64_t stops = stops_of(&bits, follows), all = bits.separators | stops;
        put_stops(stops, all, found);
        put_positions_avx2(all, first + (uint32_t)at, found);
        found->beyond_ascii[found->blocks++] = bits.beyond_ascii != 0;
    }
}

#endif

/* --- Choice ----------------------------------------------------------------------------------------------------------
 */

par_scanner *par_scanner_of(enum par_scan_kind kind)
{
    if (kind == PAR_SCAN_NONE)
        return NULL;
#if HAS_X86
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
    if (avx2 && (kind == PAR_SCAN_BEST || kind == PAR_SCAN_AVX2))
        return scan_avx2;
    if (kind != PAR_SCAN_PORTABLE)
        return scan_sse2;
#endif
    return scan_portable;
}
