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

#include "slice.h"

/* The next word at *at, which moves behind it; false at the end. */
extern bool wm_words_next(Slice text, size_t *at, Slice *word);

extern int64_t wm_words_count(Slice text);

#endif							/* WORKMODE_WORDS_H */
