/*
 * literal_text.h
 *	  How the value of a script's expression is written: as JSON.
 *
 * All functions work on the end of literals->made.  A place in it is an offset, at
 * which a value begins; the value reaches to the end, or to where the next begins.
 */
#ifndef WORKMODE_LITERAL_TEXT_H
#define WORKMODE_LITERAL_TEXT_H

#include "action/javascript.h"
#include "action/literals.h"
#include "json/json_text.h"

/* With a longer value, the work has become too much. */
#define LITERAL_MADE_LIMIT	(2 * JSON_TEXT_LIMIT)

/* Appends JSON as it is. */
extern void wm_literal_add(Literals *literals, Slice json);

/* Appends a comma, unless what comes is the first in its container. */
extern void wm_literal_add_comma(Literals *literals);

/* What stands between the quotes of a string or template. */
extern Slice wm_literal_within(Slice text);

/*
 * Appends the text of a string or template, which stands between its quotes, with
 * the escapes of JSON.  Raw, it has none of its own.
 */
extern void wm_literal_add_text(Literals *literals, Slice text, bool raw);

/* Appends a string, whose token has its quotes. */
extern void wm_literal_add_string(Literals *literals, JsToken token);

/* What was made from here on; empty if nothing was. */
extern Slice wm_literal_made(const Literals *literals, size_t at);

/* Forgets what was made from here on, for it is not known; false. */
extern bool wm_literal_unknown(Literals *literals, size_t at);

/* Of what was made, so many bytes from a later place on replace all from this one. */
extern void wm_literal_move(Literals *literals, size_t at, size_t from, size_t len);

/*
 * Makes text of the value at the end, which becomes a part of a string: its quotes
 * go.  Of anything but strings, numbers and truth nothing is left, and the whole is
 * no longer known.
 */
extern void wm_literal_to_text(Literals *literals, size_t at, bool *whole);

#endif							/* WORKMODE_LITERAL_TEXT_H */
