/*
 * fold.h
 *	  A text made ready for looking up words, in any language.
 */
#ifndef WORKMODE_FOLD_H
#define WORKMODE_FOLD_H

#include "base/buffer.h"

/*
 * The words of a UTF-8 text, with one blank before each and one at the end: in
 * lower case, Latin letters without their accents, full-width letters narrow,
 * Traditional Chinese characters as Simplified ones.  Characters of scripts that
 * put no blanks between words stand together.  What is neither letter nor digit is
 * left out.  Replaces what the buffer held.
 */
extern Slice wm_fold(Slice text, TextBuffer *buffer);

/*
 * Does this byte of a folded text begin a character of a script that does not, or
 * not always, put blanks between words: Han, kana, Hangul?
 */
static inline bool
wm_fold_unspaced(char c)
{
	unsigned char byte = (unsigned char) c;

	return byte >= 0xE3 && byte != 0xEF;
}

#endif							/* WORKMODE_FOLD_H */
