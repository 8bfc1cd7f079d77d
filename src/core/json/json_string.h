/*
 * json_string.h
 *	  What stands between the quotes of a JSON string: its escapes.
 */
#ifndef WORKMODE_JSON_STRING_H
#define WORKMODE_JSON_STRING_H

#include "base/slice.h"

/* Four hex digits; -1 if they are not there. */
extern int	wm_json_hex4(const char *at, const char *end);

/* What an escape of two bytes means, by its letter; NUL if it is none. */
extern char wm_json_meaning(char letter);

/*
 * Length of the escape at a backslash, a pair of surrogates counting as one;
 * 0 if it is none that JSON knows.
 */
extern size_t wm_json_escape_length(const char *at, const char *end);

/* Are all escapes in a string's inside known, and no control characters there? */
extern bool wm_json_raw_is_valid(Slice raw);

/*
 * How many bytes of a string's inside say this ASCII text, escapes or not; 0
 * if it begins otherwise.
 */
extern size_t wm_json_match(Slice raw, Slice text);

/* Is a key, or the inside of a string, this ASCII name once it is decoded? */
extern bool wm_json_named(Slice key, Slice name);

#endif							/* WORKMODE_JSON_STRING_H */
