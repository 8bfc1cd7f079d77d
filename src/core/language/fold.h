/*
 * fold.h
 *	  A text made ready for looking up words, in any language.
 */
#ifndef WORKMODE_FOLD_H
#define WORKMODE_FOLD_H

#include "base/buffer.h"

/*
 * The words of a UTF-8 text, each after one blank and the last followed by
 * one: lower case, Latin letters without their accents, full-width letters
 * narrow, Traditional Chinese characters as the Simplified ones.  Characters
 * of scripts that put no blanks between words stand together.  What is neither
 * letter nor digit is left out.  Replaces what the buffer held.
 */
extern Slice wm_fold(Slice text, TextBuffer *buffer);

/*
 * Does this byte of a folded text begin a character of a script whose words
 * are not (or not reliably) parted by blanks: Han, kana, Hangul?
 */
static inline bool
wm_fold_unspaced(char c)
{
	unsigned char byte = (unsigned char) c;

	return byte >= 0xE3 && byte != 0xEF;
}

#endif							/* WORKMODE_FOLD_H */
