/*
 * composite.h (pg)
 *	  A row that came as an argument, each of its columns checked.
 *
 *		wm_composite_open(&row, PG_GETARG_HEAPTUPLEHEADER(3));
 *		penalty = wm_composite_get(&row, "penalty", FLOAT8OID, &null);
 *		wm_composite_close(&row);
 *
 * A function's declaration names a composite type and says nothing of its
 * columns, which the type's owner can change at any time.  Code that takes a number
 * for a text reads memory that it must not read.  So a column is looked up by name
 * in the type that the row itself names, and its type must be the one that the
 * caller expects; anything else is datatype_mismatch.
 *
 * If the type was changed after the row was made, the row does not fit its own
 * type, and only newer servers notice that.  So a composite type that is an
 * argument must not belong to an ordinary user, and the row type of a table must
 * never be one.
 */
#ifndef WORKMODE_PG_COMPOSITE_H
#define WORKMODE_PG_COMPOSITE_H

#include "compat.h"

#include "access/htup.h"

typedef struct Composite
{
	HeapTupleData tuple;
	TupleDesc	desc;
} Composite;

extern void wm_composite_open(Composite *row, HeapTupleHeader header);

/* The value of a column, which must be of this type; *null says if it is NULL. */
extern Datum wm_composite_get(const Composite *row, const char *name, Oid type,
							  bool *null);

/* The mode in a column of type workmode, or MODE_NONE if it is NULL. */
extern int	wm_composite_mode(const Composite *row, const char *name);

extern void wm_composite_close(Composite *row);

#endif							/* WORKMODE_PG_COMPOSITE_H */
