/*
 * indices.h
 *	  Price and quantity indices with modes as goods, and their decomposition.
 *
 * A mode's price is the mean value of its sessions, and its quantity is their
 * number; both are taken over sessions that have a value.  A mode that is absent
 * from one of the two periods has no price there.  It is then left out of the
 * index, as if the other modes were all; it is never taken as worth zero.
 *
 * Sources: Consumer Price Index Manual (IMF et al., 2020); Balk, Price and
 * Quantity Index Numbers (2008).
 */
#ifndef WORKMODE_INDICES_H
#define WORKMODE_INDICES_H

#include <stdbool.h>

typedef enum IndexMethod
{
	INDEX_MEAN,					/* all sessions: mean value over mean value */
	INDEX_GEOMEAN,				/* all sessions: ratio of geometric means */
	INDEX_UNIT_VALUE,			/* mean over mean, of the modes in both periods */
	INDEX_LASPEYRES,
	INDEX_PAASCHE,
	INDEX_FISHER,
	INDEX_TORNQVIST,
	INDEX_MIX					/* Fisher's quantity index of the shares */
} IndexMethod;

#define INDEX_METHOD_COUNT	8

extern const char *const wm_index_names[INDEX_METHOD_COUNT];

/* One period: for each mode the number of sessions and their mean value. */
typedef struct IndexPeriod
{
	const double *count;
	const double *mean;			/* looked at where count > 0 */
} IndexPeriod;

/*
 * The index of k modes by one of the methods from INDEX_UNIT_VALUE on; 1 if
 * nothing changed, NaN if no mode is in both periods.  But for rounding,
 * INDEX_UNIT_VALUE = INDEX_FISHER * INDEX_MIX.
 */
extern double wm_index(int k, IndexPeriod base, IndexPeriod current,
					   IndexMethod method);

/* The share of a period's sessions whose mode is in both periods. */
extern double wm_index_coverage(int k, IndexPeriod period, IndexPeriod other);

/*
 * Splits the change of a mean, sum(s1 v1) - sum(s0 v0), cell by cell into a part
 * for the change of shares and a part for the change of values: Kitagawa (1955),
 * J. Am. Stat. Assoc. 50:1168; Das Gupta (1993), U.S. Census P23-186.
 *
 *		mix		(s1 - s0) ((v0 + v1) / 2 - level)
 *		within	(v1 - v0) (s0 + s1) / 2
 *
 * The level does not change the total if the shares sum to 1 on both sides.  The
 * mean of the two means is a level that makes the rows readable: a mode above it
 * that grows adds, a mode below it that grows takes away.  A cell with a share of
 * 0 has no value of its own and takes the other period's.
 */
extern void wm_decompose(int k, const double *s0, const double *v0,
						 const double *s1, const double *v1, double level,
						 double *mix, double *within);

#endif							/* WORKMODE_INDICES_H */
