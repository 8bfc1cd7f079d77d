/*
 * corrected.h
 *	  Rows of shares that are not those of the labels, beside those: corrected ones,
 *	  unmixed ones, and changes of either.
 */
#ifndef WORKMODE_PG_CORRECTED_H
#define WORKMODE_PG_CORRECTED_H

#include "compat.h"

#include "estimator.h"

typedef struct CorrectedShare
{
	double		share;
	Limits		limits;
	double		standard_error;
} CorrectedShare;

/* Nine rows of type workmode_corrected_row. */
extern void wm_put_corrected(FunctionCallInfo fcinfo, const Tally *tally,
							 const CorrectedShare shares[MODE_COUNT]);

/* Nine rows of type workmode_corrected_shift_row, with the p-values adjusted. */
extern void wm_put_corrected_shift(FunctionCallInfo fcinfo, const Tally *before,
								   const Tally *after,
								   const ChangeFigure changes[MODE_COUNT]);

#endif							/* WORKMODE_PG_CORRECTED_H */
