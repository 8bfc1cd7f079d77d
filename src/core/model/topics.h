/*
 * topics.h
 *	  Topics: words that come together in sessions.
 *
 * A topic is a direction in the space of words in which sessions differ much
 * (latent semantic analysis: Deerwester et al. 1990).  What training learns of
 * a topic it learns of all its words at once, also of those that stood in few
 * sessions.
 */
#ifndef WORKMODE_TOPICS_H
#define WORKMODE_TOPICS_H

#include "model/examples.h"

/* So many at most, and no more than one for so many examples. */
#define TOPICS_LIMIT		60
#define EXAMPLES_PER_TOPIC	20

typedef struct Topics
{
	int			count;
	double	   *loadings;		/* columns by topics; 0 where there is no word */
	double	   *places;			/* examples by topics, of variance one */
} Topics;

/*
 * The topics of examples, for the trainer whose columns these are: column_of a
 * feature's number (-1: none), deviation of each column.  The same for the same
 * examples in the same order.  Interruptible.
 */
extern void wm_topics_find(Topics *topics, const Example *examples, int count,
						   const int *column_of, const double *deviation,
						   int columns);
extern void wm_topics_free(Topics *topics);

#endif							/* WORKMODE_TOPICS_H */
