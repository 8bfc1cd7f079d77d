/*
 * slice.h
 *	  A run of bytes that somebody else owns.
 *
 * Transcripts are read in place: lines, JSON values and words are slices of
 * the one text.  A slice is never NUL-terminated and may hold any byte.
 */
#ifndef WORKMODE_SLICE_H
#define WORKMODE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Slice
{
	const char *data;
	size_t		len;
} Slice;

/* A slice over a string literal: as an initializer, and as a value. */
#define LITERAL(literal)	{(literal), sizeof(literal) - 1}
#define SLICE(literal)		((Slice) LITERAL(literal))

/* The server has it, too. */
#ifndef lengthof
#define lengthof(array)		(sizeof(array) / sizeof((array)[0]))
#endif

static inline Slice
wm_slice(const char *data, size_t len)
{
	Slice		slice = {data, len};

	return slice;
}

static inline Slice
wm_slice_from(Slice slice, size_t offset)
{
	return wm_slice(slice.data + offset, slice.len - offset);
}

static inline Slice
wm_slice_head(Slice slice, size_t limit)
{
	return wm_slice(slice.data, slice.len < limit ? slice.len : limit);
}

static inline bool
wm_slice_equals(Slice a, Slice b)
{
	return a.len == b.len &&
		(a.len == 0 || (a.data[0] == b.data[0] && memcmp(a.data, b.data, a.len) == 0));
}

static inline bool
wm_slice_starts(Slice slice, Slice prefix)
{
	return slice.len >= prefix.len && memcmp(slice.data, prefix.data, prefix.len) == 0;
}

static inline bool
wm_slice_ends(Slice slice, Slice suffix)
{
	return slice.len >= suffix.len &&
		memcmp(slice.data + slice.len - suffix.len, suffix.data, suffix.len) == 0;
}

/* If the slice starts with the prefix, or ends with the suffix, take that away. */
static inline bool
wm_slice_take(Slice *slice, Slice prefix)
{
	if (!wm_slice_starts(*slice, prefix))
		return false;
	*slice = wm_slice_from(*slice, prefix.len);
	return true;
}

static inline bool
wm_slice_drop(Slice *slice, Slice suffix)
{
	if (!wm_slice_ends(*slice, suffix))
		return false;
	slice->len -= suffix.len;
	return true;
}

/* A slice over a string, up to its NUL. */
extern Slice wm_slice_cstring(const char *string);

/* Finds a byte before the end, or NULL: a memchr that can be cancelled. */
extern const char *wm_find_byte(const char *at, const char *end, char byte);

/* The offset of the needle's first occurrence, or -1. */
extern ptrdiff_t wm_slice_find(Slice slice, Slice needle);

/* The slice without the white space (any byte <= 32) at either end. */
extern Slice wm_slice_trim(Slice slice);

/* The head of a UTF-8 text of at most so many bytes, which cuts no character. */
extern Slice wm_slice_cut(Slice text, size_t most);

/*
 * A hash (FNV-1a, with a finish that makes all bits good); never 0.  It is the same
 * everywhere and for ever: numbers of features and versions of models rest on it.
 */
extern uint64_t wm_slice_hash(Slice slice);

/*
 * A hash to know the slice again by, while the process lives; never 0.  It takes eight
 * bytes at a time, and differs from machine to machine: nothing that is stored may
 * rest on it.
 */
extern uint64_t wm_slice_identity(Slice slice);

#endif							/* WORKMODE_SLICE_H */
