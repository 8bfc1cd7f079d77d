/*
 * han.h
 *	  Traditional Chinese characters and the Simplified ones for them.
 *
 * Words are looked up in Simplified characters, so that one row of a table finds a
 * word in either writing.  If several Traditional characters became one, all of
 * them lead to it; a character that is also Simplified stays.  A Japanese kanji
 * that looks like a Traditional character is taken for it.
 */
#ifndef WORKMODE_HAN_H
#define WORKMODE_HAN_H

#include "base/slice.h"

/* The block that both kinds of characters are in. */
#define HAN_FIRST	0x4E00
#define HAN_LAST	0x9FFF

/* Pairs in UTF-8: a Traditional character, then its Simplified one. */
extern const char wm_han_pairs[];

/* The Simplified character for a character; most characters stay as they are. */
extern uint32_t wm_han_simplified(uint32_t c);

/* Writes a UTF-8 text with Simplified characters; its length does not change. */
extern void wm_han_simplify(Slice text, char *simplified);

#endif							/* WORKMODE_HAN_H */
