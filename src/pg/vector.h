/*
 * vector.h (pg)
 *	  workmode_vector as an argument and as a result.
 */
#ifndef WORKMODE_PG_VECTOR_H
#define WORKMODE_PG_VECTOR_H

#include "compat.h"

#include "lib/stringinfo.h"

#include "model/model.h"

typedef struct Vector
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint8		layout;
	uint8		unused[3];		/* zero */
	uint32		count;
	Feature		features[FLEXIBLE_ARRAY_MEMBER];	/* ascending by number */
} Vector;

#define VECTOR_SIZE(count)	(offsetof(Vector, features) + (count) * sizeof(Feature))

/*
 * A vector that is an argument: whole, aligned and sound; otherwise data_corrupted
 * is raised.  It may be the stored value itself, so it must not be written to.
 */
#define PG_GETARG_VECTOR(n)		wm_vector_from_datum(PG_GETARG_DATUM(n))
#define PG_RETURN_VECTOR(vector)	PG_RETURN_POINTER(vector)

extern Vector *wm_vector_from_datum(Datum datum);
extern Vector *wm_vector_make(const Feature *features, uint32 count);

/* Is this the type's OID?  It differs from one database to the next. */
extern bool wm_vector_is_type(Oid type);

/* Write and read a vector in the binary format of the type. */
extern void wm_vector_write(StringInfo buf, const Feature *features, uint32 count);
extern Vector *wm_vector_read(StringInfo buf);

#endif							/* WORKMODE_PG_VECTOR_H */
