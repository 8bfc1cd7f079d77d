/*
 * training.h (pg)
 *	  The sessions that an aggregate collects to train on.
 *
 * They are kept as they come; the final function teaches.  From worker to
 * leader they go as the binary format of workmode_vector, with the mode's code,
 * the price and the weight, so no OID is among them.
 */
#ifndef WORKMODE_PG_TRAINING_H
#define WORKMODE_PG_TRAINING_H

#include "compat.h"

#include "lib/stringinfo.h"

#include "vector.h"
#include "../core/training.h"

/* The state of an aggregate, or what it begins with. */
typedef struct Training
{
	MemoryContext context;		/* of the aggregate */
	uint32		feature_version;	/* of all examples */
	int			count;
	int			size;
	Example    *examples;
} Training;

/* An empty state of so many bytes, all zero beyond the Training. */
extern void *wm_training_make(FunctionCallInfo fcinfo, Size size);

/* The state that is the first argument, or such a one where that is NULL. */
extern void *wm_training_state(FunctionCallInfo fcinfo, Size size);

/* An example, copied, its features from the vector; and all of another state's. */
extern void wm_training_add(Training *training, const Vector *vector,
							Example example);
extern void wm_training_merge(Training *training, const Training *part);

/* A message's part, and back. */
extern void wm_training_write(StringInfo buf, const Training *training);
extern void wm_training_read(StringInfo buf, Training *training);

/* The examples, for a trainer to put in its own order. */
extern Example *wm_training_examples(const Training *training);

#endif							/* WORKMODE_PG_TRAINING_H */
