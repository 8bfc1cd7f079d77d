/*
 * composite.h (pg)
 *	  A row that came as an argument, each of its columns checked.
 *
 *		wm_composite_open(&row, PG_GETARG_HEAPTUPLEHEADER(3));
 *		penalty = wm_composite_get(&row, "penalty", FLOAT8OID, &null);
 *		wm_composite_close(&row);
 *
 * A function's declaration names a composite type and says nothing of its
 * columns: the type's owner can change them at any time.  Whoever takes a number
 * for a text reads memory that is not his.  So a column is looked up by name in
 * the type that the row itself names, and its type must be the one that the
 * caller takes it for; anything else is datatype_mismatch.
 *
 * Where the type was changed after the row was made, the row does not fit its
 * own type.  Only newer servers notice that.  So a composite type that is an
 * argument must not belong to an ordinary user: the row type of a table never
 * will do.
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

/* A column of this type; where it is NULL, *null is set. */
extern Datum wm_composite_get(const Composite *row, const char *name, Oid type,
							  bool *null);

/* The code of a column of type workmode, MODE_NONE where it is NULL. */
extern int	wm_composite_mode(const Composite *row, const char *name);

extern void wm_composite_close(Composite *row);

#endif							/* WORKMODE_PG_COMPOSITE_H */
