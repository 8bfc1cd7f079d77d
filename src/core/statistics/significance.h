/*
 * significance.h
 *	  Tests whether shares differ.
 *
 * Everything here takes plain numbers and gives plain numbers.  A result that is
 * not defined for its input is NaN, which src/pg shows as NULL.
 */
#ifndef WORKMODE_SIGNIFICANCE_H
#define WORKMODE_SIGNIFICANCE_H

/*
 * A test that compares its statistic with the chi-squared distribution, or, if
 * the statistic was divided by a variance that is an estimate itself, chi2 / df
 * with the F distribution.
 */
typedef struct Chi2Test
{
	double		chi2;
	double		df;
	double		df2;			/* degrees of freedom of that variance; INFINITY
								 * if it is known */
	double		p_value;
} Chi2Test;

/*
 * The two-sided p-value of p1 = p0, by the score test: both shares have the
 * variance that the pooled share gives at their (effective) numbers n1 and n0.  It
 * is 1 if the shares are equal, even at 0 and 1, where nothing varies.
 */
extern double wm_share_change_p(double p1, double n1, double df1,
								double p0, double n0, double df0);

/* The two-sided p-value of the exact McNemar test of b and c discordant pairs. */
extern double wm_mcnemar_p(double b, double c);

/*
 * Pearson's test that two rows of k counts have the same shares.  Columns that
 * are empty in both rows are left out.  NaN if a row is empty; p = 1 if one
 * column remains.
 */
extern Chi2Test wm_homogeneity_test(int k, const double *row1,
									const double *row0);

/*
 * A test with its statistic divided by a mean design effect, which was estimated
 * with df2 degrees of freedom.
 */
extern Chi2Test wm_chi2_scale(Chi2Test test, double effect, double df2);

/*
 * The p-values of k tests that are looked at together, adjusted by Holm (1979),
 * Scand. J. Stat. 6:65.  If nothing differs, the probability that any of them is
 * below 0.05 is at most 0.05.  One that is NaN stays so, and does not count.
 */
extern void wm_holm(int k, const double *p, double *adjusted);

#endif							/* WORKMODE_SIGNIFICANCE_H */
