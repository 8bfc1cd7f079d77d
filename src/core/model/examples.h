/*
 * examples.h
 *	  What teaching a model of modes and one of value have in common: examples,
 *	  and arrays as long as there are features.
 */
#ifndef WORKMODE_EXAMPLES_H
#define WORKMODE_EXAMPLES_H

#include "model/model.h"

/* A session or turn, and what is to be learnt of it: its mode or its price. */
typedef struct Example
{
	const Feature *features;	/* ascending by number */
	int			count;
	int			mode;			/* the same for all where prices are learnt */
	double		price;			/* finite; the same for all where modes are */
	double		weight;			/* above 0: it counts as so many */
} Example;

/* In an order of their own, whatever order they came in. */
extern void wm_examples_sort(Example *examples, int count);

/*
 * For each feature with a number below size: the variance of its amount over
 * all examples, and in how many it occurs.  Interruptible.
 */
extern void wm_examples_measure(const Example *examples, int count, int size,
								double *variance, int *sessions);

/* Variances below are taken for none. */
#define LEAST_VARIANCE	1e-9

extern double *wm_examples_zeros(size_t size);
extern double wm_examples_dot(const double *a, const double *b, int size);

/* A weight to the nearest whole unit, within what a model may hold. */
extern int32_t wm_examples_round(double weight);

#endif							/* WORKMODE_EXAMPLES_H */
