/*
 * excerpt.h
 *	  Of a long text its beginning and its end, without secrets.
 *
 * Lengths are in characters of UTF-8.  What comes out is valid UTF-8 without control
 * characters but line feeds, whatever went in.
 */
#ifndef WORKMODE_EXCERPT_H
#define WORKMODE_EXCERPT_H

#include "base/buffer.h"

/* The number of characters: of bytes that begin one. */
extern size_t wm_characters(Slice text);

/* The head of a text of at most so many characters. */
extern Slice wm_characters_head(Slice text, size_t most);

/*
 * Appends at most so many characters of a text, with secrets masked: if it is longer,
 * its beginning, a note of how much was left out, and its end.
 */
extern void wm_excerpt_text(Slice text, size_t most, TextBuffer *out);

/*
 * Appends the same of a JSON value: what a string says, the texts of an array one
 * below the other, the members of an object as "name: value", short ones first.  An
 * object says the same whatever the order of its members.
 */
extern void wm_excerpt_json(Slice value, size_t most, TextBuffer *out);

#endif							/* WORKMODE_EXCERPT_H */
