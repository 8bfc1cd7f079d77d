/*
 * panel_change.h
 *	  What has changed between periods of a panel, with intervals and tests that
 *	  allow for people who are in several periods.
 *
 * Numbers are those of change.h, their variances those of jackknife.h.  A limit or
 * p-value that is not known is NaN.  All functions return false, with the problem, if
 * the sums of a period do not fit a tally.  A period that is NULL has no sessions.
 */
#ifndef WORKMODE_PANEL_CHANGE_H
#define WORKMODE_PANEL_CHANGE_H

#include "statistics/change.h"
#include "statistics/interval.h"
#include "statistics/significance.h"
#include "tally/panel.h"

/* What has changed in one mode. */
typedef struct ModeShift
{
	double		share0;
	double		share1;
	Limits		change;			/* of share1 - share0 */
	double		p_value;		/* of no change */
	double		mean0;			/* mean values */
	double		mean1;
	Limits		ratio;			/* of mean1 / mean0 */
} ModeShift;

/*
 * The interval of a change of shares is Student's.  A share of 0 or 1 shows no
 * variance; then its own part of the reach is that of the score interval of
 * interval.h, with the sessions divided by the mean design effect of the period's
 * shares, and parts are put together by their squares, as Newcombe's method 10 does.
 * The p-value is one less the confidence at which the interval would just hold 0, so
 * that the two never contradict each other.
 *
 * The interval of a ratio of means is Student's on the scale of logarithms.
 */
extern bool wm_panel_shift(const PanelPeriod *before, const PanelPeriod *after,
						   double confidence, ModeShift shifts[MODE_COUNT],
						   TallyProblem *problem);

/*
 * Tests whether two periods have the same shares: Pearson's statistic, divided by the
 * mean of its design effects, the first-order correction of Rao and Scott (1981), J.
 * Am. Stat. Assoc. 76:221.  The effects are those of the difference of shares, so
 * people who are in both periods may bring them below 1.  It is compared with the F
 * distribution of k and k v degrees of freedom: Thomas and Rao (1987), J. Am. Stat.
 * Assoc. 82:630.
 *
 * Without a group the shares move by more than they would without its people's being
 * there, as those left weigh more.  Deviations are taken back by the square root of
 * the others' part of the sessions: Bell and McCaffrey (2002), Surv. Methodol. 28:169.
 * (In simulations the test then keeps its level, and without this it rejects too
 * seldom; see jackknife.h.)
 */
typedef struct PanelTest
{
	Chi2Test	test;
	double		df2;			/* k v */
	double		effect;			/* the mean design effect */
} PanelTest;

extern bool wm_panel_shift_test(const PanelPeriod *before, const PanelPeriod *after,
								PanelTest *test, TallyProblem *problem);

/* The intervals of the value indices, on the scale of logarithms; 1 if nothing changed. */
extern bool wm_panel_indices(const PanelPeriod *base, const PanelPeriod *current,
							 double confidence, Limits limits[INDEX_METHOD_COUNT],
							 TallyProblem *problem);

/* The decomposition of the change of mean value, and the limits of its numbers. */
extern bool wm_panel_decompose(const PanelPeriod *before, const PanelPeriod *after,
							   double confidence, ValueChange *change,
							   ValueChange *low, ValueChange *high,
							   TallyProblem *problem);

/* The slope of a mode's share over the periods of a panel, in a month of so many days. */
#define MONTH_LENGTH	30.4375

typedef struct ModeTrend
{
	double		share;			/* of all periods together */
	double		slope;
	Limits		limits;
	double		p_value;
	double		p_holm;			/* adjusted for there being nine: Holm (1979) */
} ModeTrend;

extern bool wm_panel_trend(const Panel *panel, double confidence,
						   ModeTrend trends[MODE_COUNT], TallyProblem *problem);

/* A change split by turnover of users, and the limits of its parts. */
typedef struct ModeTurnover
{
	Turnover	change;
	Turnover	low;
	Turnover	high;
} ModeTurnover;

/* The periods of two panels: of those who stayed, and of those in one period only. */
typedef struct TurnoverPeriods
{
	const PanelPeriod *stayed_before;
	const PanelPeriod *stayed_after;
	const PanelPeriod *left;
	const PanelPeriod *entered;
} TurnoverPeriods;

/* Of the modes, and of TALLY_ALL in the last row. */
extern bool wm_panel_turnover(const TurnoverPeriods *periods, double confidence,
							  ModeTurnover turnovers[MODE_COUNT + 1],
							  TallyProblem *problem);

#endif							/* WORKMODE_PANEL_CHANGE_H */
