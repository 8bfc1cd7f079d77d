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

#include "model/examples.h"
#include "vector.h"

/* The state of an aggregate, or what it begins with. */
typedef struct Training
{
	MemoryContext context;		/* of the aggregate */
	int			count;
	int			size;
	Example    *examples;
	char	   *room;			/* for the next examples' features */
	Size		room_left;
} Training;

/*
 * The state that is the first argument; where that is NULL an empty one of so
 * many bytes, all zero beyond the Training.
 */
extern void *wm_training_state(FunctionCallInfo fcinfo, Size size);

/* An example, copied, its features from the vector. */
extern void wm_training_add(Training *training, const Vector *vector,
							Example example);

/* A message's part; and all the examples of such a part, added to a state's. */
extern void wm_training_write(StringInfo buf, const Training *training);
extern void wm_training_read(StringInfo buf, Training *training);

/*
 * A worker's state is not made anew in the leader: what stands for it there is
 * its message, which lives until the combine function has read it.
 */
extern Datum wm_training_message(FunctionCallInfo fcinfo);

/* The examples, for a trainer to put in its own order. */
extern Example *wm_training_examples(const Training *training);

#endif							/* WORKMODE_PG_TRAINING_H */
