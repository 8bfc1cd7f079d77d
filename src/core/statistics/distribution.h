/*
 * distribution.h
 *	  Tail probabilities and critical values of the reference distributions.
 *
 * Written here, not linked: GSL, the well-kept library that Debian has, is
 * under the GPL and this module is under the PostgreSQL licence; the C library
 * itself gives erfc and lgamma, and what is missing above them is one page.
 *
 * All functions speak of the upper tail: tests and intervals need small tails,
 * and 1 - cdf has no digits left there.  Relative error is below 1e-12 for up
 * to 10,000 degrees of freedom.  It is below 1e-9 for any number of Student's
 * and for a million of chi-squared's, which here are modes; of more than ten
 * million tosses of a coin it is below 1e-6, as long as the tail is above 1e-20.
 * test/unit/distribution.c holds them against closed forms.
 */
#ifndef WORKMODE_DISTRIBUTION_H
#define WORKMODE_DISTRIBUTION_H

/* P(Z > z), standard normal. */
extern double wm_normal_tail(double z);

/* P(T > t), Student with df > 0 degrees of freedom (need not be whole). */
extern double wm_student_tail(double t, double df);

/* P(X > x), chi-squared with df > 0 degrees of freedom (need not be whole). */
extern double wm_chisq_tail(double x, double df);

/*
 * The point that is exceeded with probability tail, 0 < tail < 1; NaN for any
 * other tail or without degrees of freedom, as the tails are.  Student with
 * df = INFINITY is the normal distribution.
 */
extern double wm_normal_critical(double tail);
extern double wm_student_critical(double tail, double df);
extern double wm_chisq_critical(double tail, double df);

/* P(X >= k) of the number X of heads in n tosses of a fair coin. */
extern double wm_coin_tail(double k, double n);

#endif							/* WORKMODE_DISTRIBUTION_H */
