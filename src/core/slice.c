/*
 * slice.c
 *	  Searching, trimming and hashing slices.
 */
#include "slice.h"

ptrdiff_t
wm_slice_find(Slice slice, Slice needle)
{
	const char *at = slice.data;
	size_t		left = slice.len;

	if (needle.len == 0)
		return 0;

	while (left >= needle.len)
	{
		const char *hit = memchr(at, needle.data[0], left - needle.len + 1);

		if (hit == NULL)
			return -1;
		if (memcmp(hit, needle.data, needle.len) == 0)
			return hit - slice.data;
		left -= (size_t) (hit + 1 - at);
		at = hit + 1;
	}
	return -1;
}

static inline unsigned char
ascii_lower(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') ? c + ('a' - 'A') : c;
}

ptrdiff_t
wm_slice_find_nocase(Slice slice, Slice needle)
{
	for (size_t at = 0; at + needle.len <= slice.len; at++)
	{
		size_t		i = 0;

		while (i < needle.len &&
			   ascii_lower((unsigned char) slice.data[at + i]) ==
			   ascii_lower((unsigned char) needle.data[i]))
			i++;
		if (i == needle.len)
			return (ptrdiff_t) at;
	}
	return -1;
}

Slice
wm_slice_trim(Slice slice)
{
	while (slice.len > 0 && (unsigned char) slice.data[0] <= ' ')
		slice = wm_slice_from(slice, 1);
	while (slice.len > 0 && (unsigned char) slice.data[slice.len - 1] <= ' ')
		slice.len--;
	return slice;
}

uint64_t
wm_slice_hash(Slice slice)
{
	uint64_t	hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < slice.len; i++)
		hash = (hash ^ (unsigned char) slice.data[i]) * UINT64_C(0x100000001b3);

	/* FNV's low bits are good, its high ones are not: mix once more. */
	hash ^= hash >> 32;
	hash *= UINT64_C(0xd6e8feb86659fd93);
	hash ^= hash >> 32;
	return hash == 0 ? 1 : hash;
}
