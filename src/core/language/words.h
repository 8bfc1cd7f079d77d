/*
 * words.h
 *	  Words of a UTF-8 text, in any language.
 *
 * A word is a run of letters and digits.  In scripts that put no blanks between
 * words (Han, kana) every character is a word.  Bytes that are not UTF-8 count as
 * letters, so that any input gives some answer.
 */
#ifndef WORKMODE_WORDS_H
#define WORKMODE_WORDS_H

#include "base/slice.h"

typedef enum LetterKind
{
	LETTER_NONE,				/* no letter; wm_ascii_letters has it as 0 ... */
	LETTER_OF_WORD,				/* ... and this as 1, and nothing else */
	LETTER_IS_WORD				/* a word by itself: Han, kana */
} LetterKind;

/* The kind of each ASCII character, and of any other at a place of a text. */
extern const unsigned char wm_ascii_letters[128];
extern LetterKind wm_letter_beyond_ascii(Slice text, size_t at, size_t *len,
										 uint32_t *code);

/* The kind of the character at a place, its length within the text and its code. */
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

/* The number of words of a text. */
/* The number of words of a text. */
extern int64_t wm_words_count(Slice text);

#endif							/* WORKMODE_WORDS_H */
