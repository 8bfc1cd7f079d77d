/*
 * corrected.c
 *	  Rows of shares that are not those of the labels, beside those: corrected ones,
 *	  unmixed ones, and changes of either.
 */
#include "compat.h"

#include "corrected.h"
#include "measures.h"
#include "statistics/significance.h"

static void
put_share(Rows *rows, const Tally *tally, int mode)
{
	wm_rows_number(rows, (double) wm_tally_sessions(tally, mode) /
				   (double) wm_tally_sessions(tally, TALLY_ALL));
}

void
wm_put_corrected(FunctionCallInfo fcinfo, const Tally *tally,
				 const CorrectedShare shares[MODE_COUNT])
{
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_count(&rows, wm_tally_sessions(tally, mode));
		put_share(&rows, tally, mode);
		wm_rows_number(&rows, shares[mode].share);
		wm_rows_interval(&rows, shares[mode].limits);
		wm_rows_number(&rows, shares[mode].standard_error);
		wm_rows_put(&rows);
	}
}

void
wm_put_corrected_shift(FunctionCallInfo fcinfo, const Tally *before, const Tally *after,
					   const ChangeFigure changes[MODE_COUNT])
{
	double		p[MODE_COUNT];
	double		holm[MODE_COUNT];
	Rows		rows;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		p[mode] = changes[mode].p;
	wm_holm(MODE_COUNT, p, holm);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		wm_rows_mode(&rows, mode);
		put_share(&rows, before, mode);
		put_share(&rows, after, mode);
		wm_rows_number(&rows, changes[mode].before);
		wm_rows_number(&rows, changes[mode].after);
		wm_rows_number(&rows, changes[mode].change);
		wm_rows_interval(&rows, changes[mode].limits);
		wm_rows_number(&rows, changes[mode].p);
		wm_rows_number(&rows, holm[mode]);
		wm_rows_put(&rows);
	}
}
