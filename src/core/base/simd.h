/*
 * simd.h
 *	  Comparing sixteen bytes at once, as x86-64 and 64-bit ARM always can.
 */
#ifndef WORKMODE_SIMD_H
#define WORKMODE_SIMD_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define SIMD_BYTES	16

/* Which of SIMD_BYTES bytes are this one?  The first byte's bit is the lowest. */
static inline uint32_t
wm_simd_equal(const char *at, char byte)
{
#if defined(__SSE2__)
	__m128i		bytes = _mm_loadu_si128((const __m128i *) at);

	return (uint32_t) _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
#elif defined(__aarch64__)
	static const uint8_t bits[SIMD_BYTES] = {
		1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128
	};
	uint8x16_t	bytes = vld1q_u8((const uint8_t *) at);
	uint8x16_t	hits = vandq_u8(vceqq_u8(bytes, vdupq_n_u8((uint8_t) byte)),
								vld1q_u8(bits));

	return vaddv_u8(vget_low_u8(hits)) | (uint32_t) vaddv_u8(vget_high_u8(hits)) << 8;
#else
	uint32_t	hits = 0;

	for (int i = 0; i < SIMD_BYTES; i++)
		hits |= (uint32_t) (at[i] == byte) << i;
	return hits;
#endif
}

/* Four times as many bytes: a bit of the result for each. */
#define SIMD_BLOCK	(4 * SIMD_BYTES)

static inline uint64_t
wm_simd_equal_block(const char *at, char byte)
{
	return wm_simd_equal(at, byte) |
		(uint64_t) wm_simd_equal(at + SIMD_BYTES, byte) << SIMD_BYTES |
		(uint64_t) wm_simd_equal(at + 2 * SIMD_BYTES, byte) << 2 * SIMD_BYTES |
		(uint64_t) wm_simd_equal(at + 3 * SIMD_BYTES, byte) << 3 * SIMD_BYTES;
}

#endif							/* WORKMODE_SIMD_H */
