/*
 * examples.h
 *	  What training a model of modes and training a model of value have in common:
 *	  examples, and arrays with a place for each feature.
 */
#ifndef WORKMODE_EXAMPLES_H
#define WORKMODE_EXAMPLES_H

#include "model/model.h"

/* A session or turn, and its label: its mode or its price. */
typedef struct Example
{
	const Feature *features;	/* ascending by number */
	int			count;
	int			mode;			/* one for all if a model of value is trained */
	double		price;			/* finite; one for all if a model of modes is */
	double		weight;			/* above 0: it counts as so many examples */
} Example;

/* Sorts examples, so that equal sets of them are in the same order. */
extern void wm_examples_sort(Example *examples, int count);

/*
 * For each feature with a number below size: the variance of its amount over
 * all examples, and in how many it occurs.  Interruptible.
 */
extern void wm_examples_measure(const Example *examples, int count, int size,
								double *variance, int *sessions);

/* A variance below this is taken for none. */
#define LEAST_VARIANCE	1e-9

extern double *wm_examples_zeros(size_t size);
extern double wm_examples_dot(const double *a, const double *b, int size);

/* Rounds a weight to a whole unit within what a model may hold. */
extern int32_t wm_examples_round(double weight);

#endif							/* WORKMODE_EXAMPLES_H */
