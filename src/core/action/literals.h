/*
 * literals.h
 *	  What is kept while the values of a script's expressions are read.
 *
 * A script may ask for any amount of work, such as a text that is doubled again
 * and again.  All work is counted, and when it has become too much nothing is
 * known any more.
 */
#ifndef WORKMODE_LITERALS_H
#define WORKMODE_LITERALS_H

#include "base/buffer.h"

/* So many names are known at once; of further ones nothing is known. */
#define LITERAL_NAMES	128

/* What a name stands for: JSON among the names' values. */
typedef struct LiteralName
{
	Slice		name;
	size_t		at;
	size_t		len;			/* 0: unknown */
	bool		whole;			/* no part of it is unknown */
} LiteralName;

/* Zero it before use, but for the limit. */
typedef struct Literals
{
	LiteralName names[LITERAL_NAMES];
	int			nnames;
	TextBuffer	values;			/* of the names */
	TextBuffer	made;			/* values as they are made */
	size_t		work;			/* bytes that were walked through or made */
	size_t		limit;			/* of these; beyond it all is unknown */
	int			depth;			/* of the expression at hand */
} Literals;

/* Has all the work been done that may be spent on values? */
static inline bool
wm_literal_spent(const Literals *literals)
{
	return literals->work > literals->limit;
}

#endif							/* WORKMODE_LITERALS_H */
