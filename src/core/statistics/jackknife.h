/*
 * jackknife.h
 *	  How well a measure of panels is known: it is worked out again without each
 *	  group of people in turn.
 *
 * This is the jackknife that deletes a group at a time: Kott (2001), J. Off. Stat.
 * 17:521; Wolter, Introduction to Variance Estimation (2007), ch. 4.  A group is left
 * out of all periods at once, so that what its people have in common from one period
 * to the next is in the variances.  If each person is alone in a group, it is the
 * jackknife that deletes a person at a time.
 *
 * With G groups that have sessions, m the measure of all and m(g) without group g,
 * the variance of m is
 *
 *		(G - 1) / G  sum over g of (m(g) - m)^2
 *
 * Groups are of unequal size, and a variance to which few large ones contribute is a
 * poor one.  So its degrees of freedom are those of as many equal groups as would
 * tell as much: 1 / (sum over g of w(g)^2) - 1, where w(g) is the group's part of the
 * sessions that the number rests on, the mean over the periods that have any.  (In
 * simulations intervals with G - 1 are too short where people have unequal numbers
 * of sessions; test/bench/coverage_panel.c.)
 */
#ifndef WORKMODE_JACKKNIFE_H
#define WORKMODE_JACKKNIFE_H

#include "statistics/interval.h"
#include "tally/panel.h"

/* A measure: so many numbers that are worked out from tallies, one for each period. */
typedef struct Measure
{
	int			numbers;
	void		(*work_out) (const Tally *const *tallies, const void *context,
							 double *numbers);

	/* How many sessions of a period's tally a number rests on. */
	int64_t		(*rests_on) (const Tally *tally, int number);
	const void *context;
} Measure;

typedef struct Jackknife
{
	int			numbers;
	int			groups;			/* with sessions in any of the periods */
	double	   *value;			/* of each number */
	double	   *df;				/* of each number's variance, at least 1 */
	double	   *deviation;		/* of each group, of each number: m(g) - m */
	int			group[PANEL_GROUPS];	/* which groups these are */
} Jackknife;

/*
 * Works a measure out for these periods, of which some may be NULL: nobody had
 * sessions then.  False, with the problem, if the sums of a period do not fit.
 */
extern bool wm_jackknife(int periods, const PanelPeriod *const *period,
						 const Measure *measure, Jackknife *jackknife,
						 TallyProblem *problem);
extern void wm_jackknife_free(Jackknife *jackknife);

/*
 * A number with its variance.  The variance is NaN with fewer than two groups, if a
 * replicate is not defined, and if all replicates are the same: then nothing varies
 * of which it could be told how much it varies.
 */
extern Estimate wm_jackknife_estimate(const Jackknife *jackknife, int i);

/* Student's interval of a number, and its two-sided p-value for being zero. */
extern Limits wm_jackknife_interval(const Jackknife *jackknife, int i,
									double confidence);
extern double wm_jackknife_p(const Jackknife *jackknife, int i);

#endif							/* WORKMODE_JACKKNIFE_H */
