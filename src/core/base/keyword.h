/*
 * keyword.h
 *	  Sorted tables of words, and the words of an identifier.
 *
 * What tools, programs and file names mean is kept in tables, so that a new
 * one is a row.  A table is sorted by name, in byte order, in lower case.
 */
#ifndef WORKMODE_KEYWORD_H
#define WORKMODE_KEYWORD_H

#include "base/slice.h"

typedef struct Keyword
{
	const char *name;
	int			kind;
} Keyword;

#define KEYWORD_NONE	(-1)

/* The kind of a word, whatever its letters' case, or KEYWORD_NONE. */
extern int	wm_keyword_find(const Keyword *table, size_t rows, Slice word);

/* Whether a table is fit for wm_keyword_find (for the unit tests). */
extern bool wm_keyword_sorted(const Keyword *table, size_t rows);

/*
 * Takes the next word off an identifier or file name and returns whether
 * there was one: "run-unitTests_2.py" has run, unit, Tests, 2, py.  Digits at
 * the end of a word are left out.
 */
extern bool wm_keyword_next(Slice *rest, Slice *word);

/*
 * Orders a lower-case name against a word of any case, as strcmp would order
 * the name and the word in lower case.
 */
extern int	wm_keyword_compare(const char *name, Slice word);

/*
 * The end of a name, as much of it as is worth reading: names come from
 * transcripts and may be of any length.
 */
static inline Slice
wm_keyword_tail(Slice name)
{
	const size_t limit = 1024;

	return name.len > limit ? wm_slice_from(name, name.len - limit) : name;
}

static inline unsigned char
wm_lower(char c)
{
	unsigned char byte = (unsigned char) c;

	return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

static inline bool
wm_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

#endif							/* WORKMODE_KEYWORD_H */
