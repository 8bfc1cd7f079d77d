/*
 * quantile.h
 *	  Quantiles of value, from a histogram, and how well they are known.
 *
 * A quantile is a value that lies in the population's middle, or elsewhere: the least
 * value of a sample below or at which the given fraction of its values lies (type 1 of
 * Hyndman and Fan (1996), Am. Stat. 50:361, which is SQL's percentile_disc).  A
 * histogram knows it to half a per cent.
 *
 * The sessions of a plain histogram are taken as independent.  Of a clustered one the
 * users are.  With fewer than two users nothing is known but the estimate itself.
 */
#ifndef WORKMODE_QUANTILE_H
#define WORKMODE_QUANTILE_H

#include "statistics/interval.h"
#include "tally/histogram.h"

/* The values of a mode, or of TALLY_ALL, from the least on. */
typedef struct ValueCurve
{
	double		n;				/* sessions that have a value */
	double		users;			/* users who have one; n of a plain histogram */
	double		df;				/* degrees of freedom; INFINITY if plain */
	double		effect;			/* the mean design effect: see wm_quantile_effect() */
	bool		clustered;
	double		nn;				/* of a clustered one, as in histogram.h */
	int64_t		upto[HISTOGRAM_BINS];	/* sessions up to a bin, which is counted in */
	double		yn[HISTOGRAM_BINS];
	double		yy[HISTOGRAM_BINS];
} ValueCurve;

extern void wm_value_curve(const Histogram *histogram, int mode, ValueCurve *curve);

/* A quantile by its fraction, from 0 to 1; NaN if there are no values. */
extern double wm_quantile(const ValueCurve *curve, double fraction);

/*
 * How many times clustering enlarges the variance of the share of values up to a
 * quantile: that variance is linearised over users (Cochran, Sampling Techniques,
 * 1977, ch. 6).  At a single place few users tell little of it, so it is taken as at
 * least the mean over all values, each place counting by its share times the rest, and
 * as at least 1.  1 for a plain histogram.
 */
extern double wm_quantile_effect(const ValueCurve *curve, double fraction);

/*
 * The interval of a quantile: that between the two values of the sample that hold it
 * with the confidence given, by the exact binomial distribution of how many values lie
 * below it (Conover, Practical Nonparametric Statistics, 1999, ch. 3).  A limit is NaN
 * where the sample is too small to have one.
 *
 * A clustered histogram has the interval of as many independent sessions as its own
 * are worth: Woodruff (1952), J. Am. Stat. Assoc. 47:635, with the effective number of
 * sessions of Korn and Graubard (1998), Surv. Methodol. 24:193.  Its degrees of freedom
 * are one less than the users would be who had the same number of sessions each and
 * told as much.
 */
extern Limits wm_quantile_interval(const ValueCurve *curve, double fraction,
								   double confidence);

#endif							/* WORKMODE_QUANTILE_H */
