/*
 * literal_method.h
 *	  What the operators and methods of a script make of values that are known.
 *
 * The values stand at the end of literals->made: the first, or the only one, from
 * the offset at on, the second from mid on; if there is no second, mid is the end.
 * What is made of them takes their place.  A function returns whether it is known;
 * *whole becomes false if a part of it is not.
 */
#ifndef WORKMODE_LITERAL_METHOD_H
#define WORKMODE_LITERAL_METHOD_H

#include "action/literal_text.h"

/* The sum of two values, which is known if one is a string. */
extern bool wm_literal_concatenate(Literals *literals, size_t at, size_t mid,
								   bool *whole);

/* The elements of an array as one string, with the second value between them. */
extern bool wm_literal_join(Literals *literals, size_t at, size_t mid, bool *whole);

/* A string, taken apart into an array at each place where the second value stands. */
extern bool wm_literal_split(Literals *literals, size_t at, size_t mid, bool *whole);

/* The member of an object, or the element of an array. */
extern bool wm_literal_property(Literals *literals, size_t at, Slice name);

/* The value's JSON, as a string. */
extern bool wm_literal_stringify(Literals *literals, size_t at);

/* Object.entries(), keys() or values(): an array of what an object has. */
extern bool wm_literal_list(Literals *literals, size_t at, JsToken what);

/* Is the value one that "||" or "??" passes over? */
extern bool wm_literal_is_passed_over(const Literals *literals, size_t at, JsToken sign);

#endif							/* WORKMODE_LITERAL_METHOD_H */
