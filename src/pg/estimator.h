/*
 * estimator.h
 *	  Shares and changes by the estimator that the caller names.
 */
#ifndef WORKMODE_PG_ESTIMATOR_H
#define WORKMODE_PG_ESTIMATOR_H

#include "compat.h"

#include "statistics/interval.h"
#include "tally.h"

typedef enum Estimator
{
	ESTIMATE_HARD,
	ESTIMATE_EXPECTED,
	ESTIMATE_UNMIXED
} Estimator;

/*
 * The estimator that argument number argno names, or an error; hard for a function
 * that was declared before there were others.
 */
extern Estimator wm_estimator_arg(FunctionCallInfo fcinfo, int argno);

/* A share with its interval. */
typedef struct ShareFigure
{
	double		share;
	Limits		limits;
} ShareFigure;

/* A change of a share, with interval and p-value. */
typedef struct ChangeFigure
{
	double		before;
	double		after;
	double		change;
	Limits		limits;
	double		p;
} ChangeFigure;

/*
 * The expected or unmixed shares of the nine modes, and changes of them; NaN where
 * no session has probabilities, and, of unmixed ones, if the default model has no
 * mixing.
 */
extern void wm_share_figures(Estimator estimator, const Tally *tally, double confidence,
							 ShareFigure figures[MODE_COUNT]);
extern void wm_change_figures(Estimator estimator, const Tally *before,
							  const Tally *after, double confidence,
							  ChangeFigure figures[MODE_COUNT]);

#endif							/* WORKMODE_PG_ESTIMATOR_H */
