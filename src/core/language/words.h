/*
 * words.h
 *	  Words of a UTF-8 text, in any language.
 *
 * A word is a run of letters and digits; of the scripts that put no blanks
 * between words (Han, kana) every character is one.  Bytes that are not UTF-8
 * count as letters, so that any input gives some answer.
 */
#ifndef WORKMODE_WORDS_H
#define WORKMODE_WORDS_H

#include "base/slice.h"

typedef enum LetterKind
{
	LETTER_NONE,				/* 0, and the next 1: ASCII has no others */
	LETTER_OF_WORD,
	LETTER_IS_WORD				/* a word by itself: Han, kana */
} LetterKind;

/* What each ASCII character is, and any other at a place of a text. */
extern const unsigned char wm_ascii_letters[128];
extern LetterKind wm_letter_beyond_ascii(Slice text, size_t at, size_t *len,
										 uint32_t *code);

/* What the character at a place is, its length (within the text) and code. */
static inline LetterKind
wm_letter_at(Slice text, size_t at, size_t *len, uint32_t *code)
{
	unsigned char c = (unsigned char) text.data[at];

	if (c >= 0x80)
		return wm_letter_beyond_ascii(text, at, len, code);
	*len = 1;
	*code = c;
	/* gcc 10 does not see that c is within the table. */
	return (LetterKind) wm_ascii_letters[c & 0x7f];
}

extern int64_t wm_words_count(Slice text);

#endif							/* WORKMODE_WORDS_H */
