/*
 * distance.h
 *	  How far apart the shares of two populations are.
 *
 * What is not defined for its input is NaN; the upper floor shows NaN as NULL.
 */
#ifndef WORKMODE_DISTANCE_H
#define WORKMODE_DISTANCE_H

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

#endif							/* WORKMODE_DISTANCE_H */
