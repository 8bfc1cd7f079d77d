/*
 * literal.h
 *	  The values that a script's expressions have without being run, as JSON.
 *
 * Literals have a value, and so have texts that are put together and names that
 * stand for such values.  Of an expression that is known in part only, such as a
 * text with a hole, that part is the value; what depends on more is unknown.
 */
#ifndef WORKMODE_LITERAL_H
#define WORKMODE_LITERAL_H

#include "action/javascript.h"
#include "action/literals.h"

/* A value that was made: what stands at the end of literals->made, from here on. */
typedef struct LiteralValue
{
	size_t		at;
	bool		known;			/* if not, nothing stands there */
	bool		whole;
} LiteralValue;

/*
 * Makes the value of the expression that comes next, and walks behind it.  With
 * loops, the expression ends before a method that calls a function for each
 * element of an array.
 */
extern LiteralValue wm_literal_read(Literals *literals, JsLexer *lexer, bool loops);

/* Makes the value of "name + expression"; the expression comes next. */
extern LiteralValue wm_literal_sum(Literals *literals, Slice name, JsLexer *lexer);

/* Its JSON, until another value is made; empty if it is unknown. */
extern Slice wm_literal_json(const Literals *literals, LiteralValue value);

/* Forgets the value, and any that was made later. */
extern void wm_literal_drop(Literals *literals, LiteralValue value);

/* From now on the name stands for this JSON, or, if that is empty, for nothing. */
extern void wm_literal_set(Literals *literals, Slice name, Slice json, bool whole);

/* The JSON that a name stands for; empty if there is none. */
extern Slice wm_literal_named(const Literals *literals, Slice name);

/* Is this a method that calls a function for each element? */
extern bool wm_literal_loops(JsToken method);

extern void wm_literal_free(Literals *literals);

#endif							/* WORKMODE_LITERAL_H */
