/*
 * json_text.h
 *	  What JSON strings and numbers say, and text as a JSON string.
 *
 * One string or number is decoded at a time, where it is needed: simple escapes
 * and plain digits here, all else by cJSON.
 *
 * cJSON's allocation hooks are process-wide and can't be read back, so they
 * are left alone, and no cJSON value lives across a call that could raise an
 * error: nothing leaks, whatever another module did to the hooks.
 */
#ifndef WORKMODE_JSON_TEXT_H
#define WORKMODE_JSON_TEXT_H

#include "base/buffer.h"
#include "json/json.h"
#include "json/json_string.h"

/* Of a longer string only so many bytes are decoded: nobody types more. */
#define JSON_TEXT_LIMIT		(1024 * 1024)

/* One byte of a string is written as at most six: \u0041. */
#define JSON_ESCAPE_SIZE	6

/* Is the text of a string value this ASCII text, or does it begin with it? */
extern bool wm_json_says(Slice value, Slice text);
extern bool wm_json_starts(Slice value, Slice text);
extern bool wm_json_is_true(Slice value);

/*
 * What stands between the quotes, undecoded; empty if the value is no string.
 * Compare it with plain letters only, which no program escapes.  Programs differ
 * in what else they escape, and a jsonb escapes no more than it must.
 */
extern Slice wm_json_raw(Slice value);

/*
 * The first JSON_TEXT_LIMIT bytes of a text, or a little less, so that it ends at
 * a blank.  If there is no blank near, a character may be cut through and lost.
 */
extern Slice wm_json_cut(Slice text);

/*
 * The text of a string value: the bytes themselves if there is no escape among
 * them, else decoded into the buffer.  A bad escape, such as half of a surrogate
 * pair, becomes blanks; \u0000 ends the text.  Empty if the value is no string.
 */
extern Slice wm_json_text(Slice value, TextBuffer *buffer);

/* The text of a part of what stands between the quotes of a string. */
extern Slice wm_json_decode(Slice raw, TextBuffer *buffer);

/*
 * Appends the text of a string's inside, however long it is, as wm_json_text is
 * not meant to: for a text that was put into a string as a whole.  A bad escape
 * and \u0000 become blanks.
 */
extern void wm_json_unquote(Slice raw, TextBuffer *text);

/* Appends a text as a JSON string. */
extern void wm_json_quote(TextBuffer *buffer, Slice text);

/* The hash of a string's text; 0 if that is empty or the value is no string. */
extern uint64_t wm_json_identity(Slice value);

/*
 * The number that a value is, if it has at most 63 characters and lies within
 * +-2^53 (counts and times are no larger); else the fallback.
 */
extern double wm_json_number(Slice value, double fallback);

/* The lines of a string value; a last one without a line feed counts. */
extern int64_t wm_json_lines(Slice value);

#endif							/* WORKMODE_JSON_TEXT_H */
