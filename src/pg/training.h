/*
 * training.h (pg)
 *	  The sessions that an aggregate collects to train on.
 *
 * They are kept as they come, and the final function trains on them.  From worker
 * to leader they go in the binary format of workmode_vector, with the mode's code,
 * the price and the weight, so that no OID is among them.
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
 * The state that is the first argument.  If that is NULL, a new state of so many
 * bytes is made, which is empty, and zero beyond the Training.
 */
extern void *wm_training_state(FunctionCallInfo fcinfo, Size size);

/* Adds a copy of an example, with the features of the vector. */
extern void wm_training_add(Training *training, const Vector *vector,
							Example example);

/* Write all examples to a message, and add those of a message to a state. */
extern void wm_training_write(StringInfo buf, const Training *training);
extern void wm_training_read(StringInfo buf, Training *training);

/*
 * In the leader, a worker's state is represented by its message, which lives until
 * the combine function has read it; the state itself is not made again.
 */
extern Datum wm_training_message(FunctionCallInfo fcinfo);

/* A copy of the examples, which the trainer may sort. */
extern Example *wm_training_examples(const Training *training);

#endif							/* WORKMODE_PG_TRAINING_H */
