/*
 * text.h
 *	  What the texts of vectors, models and states are made of: numbers, signs,
 *	  arrays.
 *
 * To put is to append to a buffer.  To take is to read something off the front
 * of a text; this returns false if the text does not begin with it, and some of
 * the text may be gone then.
 */
#ifndef WORKMODE_TEXT_H
#define WORKMODE_TEXT_H

#include "base/buffer.h"

/*
 * A decimal is a whole number of ten-thousandths, from -DECIMAL_LIMIT to
 * DECIMAL_LIMIT.
 */
#define DECIMAL_UNIT	10000
#define DECIMAL_LIMIT	(INT32_C(10000) * DECIMAL_UNIT)

extern void wm_text_put(TextBuffer *text, const char *string);
extern void wm_text_put_count(TextBuffer *text, int64_t count);

/* Puts a decimal as plain digits, at most four of them behind the point. */
extern void wm_text_put_decimal(TextBuffer *text, int32_t units);

extern void wm_text_skip_blanks(Slice *text);

static inline bool
wm_text_take_char(Slice *text, char c)
{
	if (text->len == 0 || text->data[0] != c)
		return false;
	*text = wm_slice_from(*text, 1);
	return true;
}

/* Takes a whole number from 0 to the limit. */
extern bool wm_text_take_count(Slice *text, int64_t limit, int64_t *count);

/* Takes a decimal with no more digits than are put. */
extern bool wm_text_take_decimal(Slice *text, int32_t *units);

/* Read a text that is one number, with nothing but white space around it. */
extern bool wm_text_read_count(Slice value, int64_t limit, int64_t *count);
extern bool wm_text_read_decimal(Slice value, int32_t *units);

/*
 * An upper bound for the number of items in a text that commas part.  Where it
 * is above the limit, any number above the limit is returned.
 */
extern size_t wm_text_items(Slice text, size_t limit);

#endif							/* WORKMODE_TEXT_H */
