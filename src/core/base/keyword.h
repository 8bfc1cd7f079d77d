/*
 * keyword.h
 *	  The letters of names, and the words that they are made of.
 *
 * Names of tools, programs and files come in any case.  What they mean stands
 * in vocabularies (lexicon.h).
 */
#ifndef WORKMODE_KEYWORD_H
#define WORKMODE_KEYWORD_H

#include "base/slice.h"

/* Is a name, in letters of any case, this word, which is in lower case? */
extern bool wm_is_word(Slice name, const char *lower);

/*
 * Takes the next word off an identifier or file name and returns whether
 * there was one: "run-unitTests_2.py" has run, unit, Tests, 2, py.  Digits at
 * the end of a word are left out.
 */
extern bool wm_keyword_next(Slice *rest, Slice *word);

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

/* The value of a hexadecimal digit, or -1. */
static inline int
wm_hex_digit(char c)
{
	if (wm_is_digit(c))
		return c - '0';
	c = (char) wm_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif							/* WORKMODE_KEYWORD_H */
