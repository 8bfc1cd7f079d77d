/*
 * distribution.h
 *	  Tail probabilities and critical values of the reference distributions.
 *
 * These are written here and not taken from a library: GSL, the well-kept one
 * that Debian has, is under the GPL, and this module is under the PostgreSQL
 * licence.  The C library has erfc and lgamma, and what is missing above them is
 * a page.
 *
 * All functions give the upper tail: tests and intervals need small tails, and
 * 1 - cdf has no digits left there.  The relative error is below 1e-12 up to
 * 10,000 degrees of freedom.  It is below 1e-9 for any number of Student's and up
 * to a million of chi-squared's.  For more than ten million tosses of a coin it
 * is below 1e-6, as long as the tail is above 1e-20.
 * test/unit/statistics/distribution.c compares them with closed forms.
 */
#ifndef WORKMODE_DISTRIBUTION_H
#define WORKMODE_DISTRIBUTION_H

/* P(Z > z), standard normal. */
extern double wm_normal_tail(double z);

/* P(T > t), Student with df > 0 degrees of freedom (need not be whole). */
extern double wm_student_tail(double t, double df);

/* P(X > x), chi-squared with df > 0 degrees of freedom (need not be whole). */
extern double wm_chi2_tail(double x, double df);

/*
 * P(F > f) of the ratio F of two mean squares, with df1 > 0 and df2 > 0 degrees
 * of freedom (need not be whole).  With df2 = INFINITY it is the tail of
 * chi-squared at df1 * f.
 */
extern double wm_f_tail(double f, double df1, double df2);

/*
 * The point that is exceeded with probability tail, 0 < tail < 1.  For another
 * tail, or without degrees of freedom, it is NaN, and so are the tails above
 * without degrees of freedom.  Student's with df = INFINITY is the normal
 * distribution.
 */
extern double wm_normal_critical(double tail);
extern double wm_student_critical(double tail, double df);
extern double wm_chi2_critical(double tail, double df);

/* P(X >= k) of the number X of heads in n tosses of a fair coin. */
extern double wm_coin_tail(double k, double n);

/*
 * P(X >= k) of the number X of successes in n trials, each of probability p.  Neither k
 * nor n need be whole: between whole numbers it is the incomplete beta function.  The
 * relative error is below 1e-8 up to ten million trials.  For more it is as if k were
 * off by less than a fifth of a success.
 */
extern double wm_binomial_tail(double k, double n, double p);

#endif							/* WORKMODE_DISTRIBUTION_H */
