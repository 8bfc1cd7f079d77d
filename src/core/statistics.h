/*
 * statistics.h
 *	  Intervals, variances, tests and distances for shares and means.
 *
 * Everything here takes plain numbers and gives plain numbers.  What is not
 * defined for its input is NaN; the upper floor shows NaN as NULL.
 *
 * "critical" is always the two-sided critical value of the wanted confidence:
 * 1.96 for 95% with many degrees of freedom, Student's where they are few.
 */
#ifndef WORKMODE_STATISTICS_H
#define WORKMODE_STATISTICS_H

typedef struct Limits
{
	double		low;
	double		high;
} Limits;

/* An estimate with its variance and the degrees of freedom behind that. */
typedef struct Estimate
{
	double		value;
	double		variance;
	double		df;				/* INFINITY where the variance is known */
} Estimate;

/* A test that compares with the chi-squared distribution. */
typedef struct ChisqTest
{
	double		chisq;
	double		df;
	double		p_value;
} ChisqTest;

/* Two-sided critical value: normal where df is INFINITY. */
extern double wm_critical(double confidence, double df);

/*
 * Wilson's score interval of a share p of n, without continuity correction; n
 * may be an effective number.  Wilson (1927), J. Am. Stat. Assoc. 22:209.
 * With critical = sqrt(chi-squared_1(1 - alpha / k)) it is Goodman's joint
 * interval of k shares; Goodman (1965), Technometrics 7:247.
 */
extern Limits wm_wilson_interval(double p, double n, double critical);

/*
 * The difference p1 - p0 of two independent shares with their score intervals:
 * method 10 of Newcombe (1998), Stat. Med. 17:873.
 */
extern Limits wm_newcombe_interval(double p1, Limits i1,
									 double p0, Limits i0);

/*
 * The same for two shares of one set of pairs: both a, only the first b, only
 * the second c, neither d.  Method 10 of Newcombe (1998), Stat. Med. 17:2635.
 */
extern Limits wm_paired_interval(double a, double b, double c, double d,
								   double critical);

/*
 * Variance of a ratio y / n of totals over clusters, by linearisation, clusters
 * drawn with replacement: m / (m - 1) * residuals / n^2, where residuals is
 * the sum of (y_u - n_u y / n)^2.  Cochran, Sampling Techniques (1977), ch. 6.
 * NaN for fewer than two clusters.
 */
extern double wm_ratio_variance(double clusters, double residuals, double n);

/*
 * Interval of a positive mean, of a geometric mean (from the mean logarithm)
 * and of the ratio of two means, all on the scale of logarithms, the first and
 * last by the delta method, so that no limit is below zero.  The critical value
 * is Student's, for the ratio with Welch's degrees of freedom.
 */
extern Limits wm_mean_interval(Estimate mean, double confidence);
extern Limits wm_geomean_interval(Estimate log, double confidence);
extern Limits wm_ratio_interval(Estimate mean1, Estimate mean0,
								  double confidence);

/*
 * The ratio of two geometric means from their mean logarithms: Welch's t
 * interval of the difference, exponentiated.
 */
extern Limits wm_log_ratio_interval(Estimate log1, Estimate log0,
									  double confidence);

/*
 * Two-sided p-value of p1 = p0, by the score test: both have the variance that
 * the pooled share gives them at their (effective) numbers n1 and n0.  1 where
 * the shares are equal, also at 0 and 1 where nothing varies.
 */
extern double wm_share_change_p(double p1, double n1, double df1,
								double p0, double n0, double df0);

/* Two-sided exact McNemar test of b against c discordant pairs. */
extern double wm_mcnemar_p(double b, double c);

/*
 * Pearson's test that two rows of k counts have the same shares.  Columns that
 * are empty in both are left out.  NaN where a row is empty; p = 1 where one
 * column remains.
 */
extern ChisqTest wm_homogeneity_test(int k, const double *row1,
									 const double *row0);

/* The same test with its statistic divided by a mean design effect. */
extern ChisqTest wm_chisq_scale(ChisqTest test, double effect);

/*
 * Distances of two vectors of k shares: half the sum of absolute differences,
 * and the Jensen-Shannon divergence in bits; both run from 0 to 1.
 */
extern double wm_total_variation(int k, const double *s1, const double *s0);
extern double wm_jensen_shannon(int k, const double *s1, const double *s0);

/*
 * Population stability index sum((s1 - s0) ln(s1 / s0)) of two rows of counts.
 * A column that only one row has would make it infinite: then half a session
 * is added to every cell of the columns that are not empty in both.  NaN where
 * a row is empty.
 */
extern double wm_stability_index(int k, const double *row1, const double *row0);

#endif							/* WORKMODE_STATISTICS_H */
