/*
 * slice.c
 *	  Searching, trimming, cutting and hashing slices.
 */
#include "base/host.h"
#include "base/slice.h"

/* memchr runs through so much in about a tenth of a millisecond. */
#define BYTES_PER_SEARCH	(1024 * 1024)

const char *
wm_find_byte(const char *at, const char *end, char byte)
{
	while (end - at > BYTES_PER_SEARCH)
	{
		const char *hit = memchr(at, byte, BYTES_PER_SEARCH);

		if (hit != NULL)
			return hit;
		at += BYTES_PER_SEARCH;
		wm_check_interrupts();
	}
	return at < end ? memchr(at, byte, (size_t) (end - at)) : NULL;
}

Slice
wm_slice_cstring(const char *string)
{
	size_t		len = 0;
	size_t		step;

	while ((step = strnlen(string + len, BYTES_PER_SEARCH)) == BYTES_PER_SEARCH)
	{
		len += step;
		wm_check_interrupts();
	}
	return wm_slice(string, len + step);
}

ptrdiff_t
wm_slice_find(Slice slice, Slice needle)
{
	const char *at = slice.data;
	const char *hit;
	const char *end;

	if (needle.len == 0)
		return 0;
	if (needle.len > slice.len)
		return -1;

	/* The last place where it could begin is one before this end. */
	end = slice.data + slice.len - needle.len + 1;
	while ((hit = wm_find_byte(at, end, needle.data[0])) != NULL)
	{
		if (memcmp(hit, needle.data, needle.len) == 0)
			return hit - slice.data;
		wm_check_step(at, hit + 1);
		at = hit + 1;
	}
	return -1;
}

Slice
wm_slice_trim(Slice slice)
{
	while (slice.len > 0 && (unsigned char) slice.data[0] <= ' ')
	{
		wm_check_step(slice.data, slice.data + 1);
		slice = wm_slice_from(slice, 1);
	}
	while (slice.len > 0 && (unsigned char) slice.data[slice.len - 1] <= ' ')
	{
		slice.len--;
		wm_check_step(slice.data + slice.len, slice.data + slice.len + 1);
	}
	return slice;
}

Slice
wm_slice_cut(Slice text, size_t most)
{
	if (text.len <= most)
		return text;
	while (most > 0 && ((unsigned char) text.data[most] & 0xC0) == 0x80)
		most--;
	return wm_slice(text.data, most);
}

uint64_t
wm_slice_hash(Slice slice)
{
	uint64_t	hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < slice.len; i++)
	{
		wm_check_step(slice.data + i, slice.data + i + 1);
		hash = (hash ^ (unsigned char) slice.data[i]) * UINT64_C(0x100000001b3);
	}

	/* FNV's low bits are good, its high ones are not: mix once more. */
	hash ^= hash >> 32;
	hash *= UINT64_C(0xd6e8feb86659fd93);
	hash ^= hash >> 32;
	return hash == 0 ? 1 : hash;
}

/* One step of mixing: both multipliers are odd, so that nothing is lost. */
static uint64_t
mix(uint64_t hash, uint64_t word)
{
	word *= UINT64_C(0x9E3779B97F4A7C15);
	word ^= word >> 29;
	hash = (hash ^ word) * UINT64_C(0xBF58476D1CE4E5B9);
	return hash ^ (hash >> 32);
}

uint64_t
wm_slice_identity(Slice slice)
{
	uint64_t	hash = slice.len;
	uint64_t	word = 0;

	while (slice.len >= sizeof(word))
	{
		memcpy(&word, slice.data, sizeof(word));
		hash = mix(hash, word);
		wm_check_step(slice.data, slice.data + sizeof(word));
		slice = wm_slice_from(slice, sizeof(word));
	}
	word = 0;
	if (slice.len > 0)
		memcpy(&word, slice.data, slice.len);
	hash = mix(mix(hash, word), 0);
	return hash == 0 ? 1 : hash;
}
