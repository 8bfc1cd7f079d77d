/*
 * power.h
 *	  What a comparison of two shares can detect: power, sessions needed, least change.
 *
 * Everything here takes plain numbers and gives plain numbers.  The test that is
 * planned for is the score test of significance.h, two-sided, with as many sessions on
 * either side, which may be an effective number: Fleiss, Levin and Paik, Statistical
 * Methods for Rates and Proportions (2003), ch. 4.  The normal distribution stands in
 * for Student's, so that a plan for few users promises a little too much.
 */
#ifndef WORKMODE_POWER_H
#define WORKMODE_POWER_H

/*
 * The probability that the shares p0 and p1 turn out significantly different, in either
 * direction, at 1 - confidence.
 */
extern double wm_power(double p0, double p1, double n, double confidence);

/*
 * The sessions on either side by which that probability becomes "power", which is above
 * 1 - confidence and below 1.  NaN if the shares are equal.
 */
extern double wm_power_sessions(double p0, double p1, double power, double confidence);

/*
 * The share nearest to p0, above it if direction is 1 and below if it is -1, that so
 * many sessions tell from p0 with that power.  NaN if no share in that direction is far
 * enough away.
 */
extern double wm_power_share(double p0, double n, double power, double confidence,
							 int direction);

#endif							/* WORKMODE_POWER_H */
