/*
 * text.h
 *	  What the texts of vectors, models and confusions are made of: numbers,
 *	  signs, arrays.
 *
 * To put is to append to a buffer.  To take is to read off the front of a text:
 * false where it begins with nothing of the kind, and then some of it may be
 * gone.
 */
#ifndef WORKMODE_TEXT_H
#define WORKMODE_TEXT_H

#include "base/buffer.h"

/* A decimal is a whole number of ten-thousandths; none is beyond, either way. */
#define DECIMAL_UNIT	10000
#define DECIMAL_LIMIT	(INT32_C(10000) * DECIMAL_UNIT)

extern void wm_text_put(TextBuffer *text, const char *string);
extern void wm_text_put_count(TextBuffer *text, int64_t count);

/* A decimal: plain digits, at most four behind the point. */
extern void wm_text_put_decimal(TextBuffer *text, int32_t units);

extern void wm_text_skip_blanks(Slice *text);
extern bool wm_text_take_char(Slice *text, char c);

/* Whole, from 0 to the limit. */
extern bool wm_text_take_count(Slice *text, int64_t limit, int64_t *count);

/* Within DECIMAL_LIMIT; no more digits than are put. */
extern bool wm_text_take_decimal(Slice *text, int32_t *units);

/* Such a number with nothing but white space around it; false for anything else. */
extern bool wm_text_read_count(Slice value, int64_t limit, int64_t *count);
extern bool wm_text_read_decimal(Slice value, int32_t *units);

/*
 * A bound for the number of items in a text, between which commas stand; any
 * number above the limit if they may be more than that.
 */
extern size_t wm_text_items(Slice text, size_t limit);

#endif							/* WORKMODE_TEXT_H */
