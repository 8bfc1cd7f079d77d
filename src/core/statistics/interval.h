/*
 * interval.h
 *	  Intervals of shares and means, of their differences and ratios.
 *
 * Everything here takes plain numbers and gives plain numbers.  A result that is
 * not defined for its input is NaN, which src/pg shows as NULL.
 *
 * "critical" is always the two-sided critical value of the wanted confidence:
 * 1.96 for 95% with many degrees of freedom, Student's with few.
 */
#ifndef WORKMODE_INTERVAL_H
#define WORKMODE_INTERVAL_H

typedef struct Limits
{
	double		low;
	double		high;
} Limits;

/* An estimate with its variance, and the degrees of freedom of the variance. */
typedef struct Estimate
{
	double		value;
	double		variance;
	double		df;				/* INFINITY if the variance is known */
} Estimate;

/* The two-sided critical value of Student's t; the normal's if df is INFINITY. */
extern double wm_critical(double confidence, double df);

/*
 * Wilson's score interval of a share p of n, without continuity correction; n
 * may be an effective number.  Wilson (1927), J. Am. Stat. Assoc. 22:209.  With
 * critical = sqrt(chi-squared_1(1 - alpha / k)) it is Goodman's joint interval of
 * k shares: Goodman (1965), Technometrics 7:247.
 */
extern Limits wm_wilson_interval(double p, double n, double critical);

/*
 * The interval of the difference p1 - p0 of two independent shares, from their
 * score intervals: method 10 of Newcombe (1998), Stat. Med. 17:873.
 */
extern Limits wm_newcombe_interval(double p1, Limits i1,
								   double p0, Limits i0);

/*
 * The interval of the difference of two shares of one set of pairs, of which a
 * have both properties, b only the first, c only the second and d neither:
 * method 10 of Newcombe (1998), Stat. Med. 17:2635.
 */
extern Limits wm_paired_interval(double a, double b, double c, double d,
								 double critical);

/*
 * The variance of a ratio y / n of totals over m clusters, by linearisation, as
 * if clusters were drawn with replacement: m / (m - 1) * residuals / n^2, where
 * residuals is the sum of (y_u - n_u y / n)^2.  Cochran, Sampling Techniques
 * (1977), ch. 6.  If clusters are of unequal size, m is best their effective number
 * n^2 / (sum of n_u^2): the variance is then unbiased if what lies within a cluster
 * is independent, and not as much too small as with their plain number if it is
 * alike.  NaN for m = 1 or less.
 */
extern double wm_ratio_variance(double clusters, double residuals, double n);

/*
 * The interval of a mean of positive values: the delta method on the scale of
 * logarithms, with Student's t, and an upper limit that is farther away.  As values
 * are skewed, their mean is more often far too small than far too large.  With x
 * the reach on the scale of logarithms, the upper limit is at x + x^2, but at most
 * at 2 x.  By the expansion of Johnson (1978), J. Am. Stat. Assoc. 73:536, x^2 is what
 * values need whose logarithms are normal with a standard deviation of 1.  Less
 * skewed ones need less, but of them x is small, and x^2 is smaller.
 */
extern Limits wm_mean_interval(Estimate mean, double confidence);

/*
 * The intervals of a geometric mean, from the mean logarithm, and of the ratio of
 * two positive means, by the delta method.  Both are made on the scale of
 * logarithms, with Student's t.  Of a ratio the degrees of freedom are Welch's; the
 * skewness of its two means cancels, if they are alike.
 */
extern Limits wm_geomean_interval(Estimate log, double confidence);
extern Limits wm_ratio_interval(Estimate mean1, Estimate mean0,
								double confidence);

/*
 * The interval of the ratio of two geometric means, from their mean logarithms:
 * Welch's t interval of the difference, exponentiated.
 */
extern Limits wm_log_ratio_interval(Estimate log1, Estimate log0,
									double confidence);

/*
 * The degrees of freedom of the sum of two estimated variances: Welch (1947),
 * Biometrika 34:28.
 */
extern double wm_welch_df(double variance1, double df1,
						  double variance0, double df0);

#endif							/* WORKMODE_INTERVAL_H */
