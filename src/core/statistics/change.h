/*
 * change.h
 *	  Measures that compare tallies of periods, as plain numbers.
 *
 * Each takes tallies and gives numbers, and nothing else enters: so jackknife.h can
 * work the numbers out again from other tallies, and tell how well they are known.
 * A number that is not defined is NaN.
 */
#ifndef WORKMODE_CHANGE_H
#define WORKMODE_CHANGE_H

#include "statistics/indices.h"
#include "tally/tally.h"

/* The share of each mode among the sessions that have a mode. */
extern void wm_change_shares(const Tally *tally, double *shares);

/* The indices of the value of the average session, by every method; 1 if nothing changed. */
extern void wm_change_indices(const Tally *base, const Tally *current,
							  double *indices);

/* The share of a period's valued sessions that an index is about. */
extern double wm_change_coverage(const Tally *period, const Tally *other,
								 IndexMethod method);

/* The mean value, and the mean ln value, of a mode or TALLY_ALL. */
extern double wm_change_mean(const Tally *tally, int mode);
extern double wm_change_mean_log(const Tally *tally, int mode);

/*
 * The change in mean value, split by mode and cause: see wm_decompose().  The last
 * row of each is the sum over the modes.
 */
typedef struct ValueChange
{
	double		mix[MODE_COUNT + 1];
	double		within[MODE_COUNT + 1];
	double		total[MODE_COUNT + 1];
} ValueChange;

extern ValueChange wm_change_decompose(const Tally *before, const Tally *after);

/*
 * The slope of each mode's share: of the straight line through all sessions, each of
 * them at the time of its period, and 1 if it has the mode or else 0, by least
 * squares.  So a period counts by its sessions, and slopes add up to zero.
 */
extern void wm_change_slopes(int count, const Tally *const *tallies,
							 const double *times, double *slopes);

/*
 * A change of shares, or of mean values, split into what came of the users who are
 * in both periods and of those who are in one: Melitz and Polanec (2015), RAND J.
 * Econ. 46:362.  With P for a share or mean, S for those who stayed, X for those who
 * left, E for those who entered, and x, e for the parts of the sessions before and
 * after that X and E have:
 *
 *		staying		P(S, after) - P(S, before)
 *		leaving		x (P(S, before) - P(X))
 *		entering	e (P(E) - P(S, after))
 *
 * Nothing is left over.  Without sessions of those who stayed, before and after,
 * there is nothing that the others can be compared with, and all three are NaN.
 */
typedef enum TurnoverPart
{
	TURNOVER_STAYING,
	TURNOVER_LEAVING,
	TURNOVER_ENTERING,
	TURNOVER_ALL				/* the whole change */
} TurnoverPart;

#define TURNOVER_PARTS	4

typedef struct Turnover
{
	double		share[TURNOVER_PARTS];
	double		value[TURNOVER_PARTS];
} Turnover;

/* The tallies of the three kinds of users, in the periods in which they are. */
typedef struct TurnoverTallies
{
	const Tally *stayed_before;
	const Tally *stayed_after;
	const Tally *left;
	const Tally *entered;
} TurnoverTallies;

/* Of a mode, or of TALLY_ALL, whose share is 1 in every period. */
extern Turnover wm_change_turnover(const TurnoverTallies *tallies, int mode);

#endif							/* WORKMODE_CHANGE_H */
