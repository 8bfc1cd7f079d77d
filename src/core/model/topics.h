/*
 * topics.h
 *	  Topics: words that come together in sessions.
 *
 * A topic is a direction in the space of words in which sessions differ much
 * (latent semantic analysis: Deerwester et al. 1990).  What training learns about a
 * topic holds for all its words at once, even for those that few sessions have.
 */
#ifndef WORKMODE_TOPICS_H
#define WORKMODE_TOPICS_H

#include "model/examples.h"

/* The most topics, and the number of examples that it takes for each. */
#define TOPICS_LIMIT		60
#define EXAMPLES_PER_TOPIC	20

typedef struct Topics
{
	int			count;
	double	   *loadings;		/* columns by topics; 0 if a column is no word */
	double	   *places;			/* examples by topics, each of variance one */
} Topics;

/*
 * Finds the topics of examples.  The columns are the trainer's: column_of gives
 * the column of a feature's number (-1: none), and deviation is that of each
 * column.  Equal examples in the same order give equal topics.  Interruptible.
 */
extern void wm_topics_find(Topics *topics, const Example *examples, int count,
						   const int *column_of, const double *deviation,
						   int columns);
extern void wm_topics_free(Topics *topics);

#endif							/* WORKMODE_TOPICS_H */
