/*
 * han.h
 *	  Traditional Chinese characters and the Simplified ones for them.
 *
 * Words are looked up in Simplified writing, so that one row of a table finds
 * a word however it is written.  Where several Traditional characters became
 * one, all of them lead to it; a character that is also Simplified stays.
 * Japanese kanji that look like a Traditional character are taken for it.
 */
#ifndef WORKMODE_HAN_H
#define WORKMODE_HAN_H

#include "base/slice.h"

/* The block that both kinds of characters are in. */
#define HAN_FIRST	0x4E00
#define HAN_LAST	0x9FFF

/* Each Traditional character before its Simplified one, in UTF-8. */
extern const char wm_han_pairs[];

/* The Simplified character for any: mostly the same. */
extern uint32_t wm_han_simplified(uint32_t c);

/* Writes a UTF-8 text with the Simplified characters, as long as before. */
extern void wm_han_simplify(Slice text, char *simplified);

#endif							/* WORKMODE_HAN_H */
