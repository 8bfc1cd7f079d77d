/*
 * publish.c (pg)
 *	  Shares in which the cells of few users are suppressed.
 */
#include "compat.h"

#include "measures.h"
#include "statistics/estimate.h"
#include "statistics/publish.h"
#include "tally.h"

static void
put_cell(Rows *rows, const Tally *tally, int mode, ShareEstimate share,
		 Publication status, double confidence)
{
	wm_rows_mode(rows, mode);
	if (mode == TALLY_ALL)
		wm_rows_null(rows);
	else
		wm_rows_text(rows, wm_modes[mode].family);
	if (status == PUBLISHED)
	{
		wm_rows_count(rows, wm_tally_sessions(tally, mode));
		wm_rows_count(rows, wm_tally_users(tally, mode));
		wm_rows_number(rows, share.p);
		wm_rows_interval(rows, wm_share_interval(share, confidence, 1));
	}
	else
	{
		for (int i = 0; i < 5; i++)
			wm_rows_null(rows);
	}
	wm_rows_text(rows, wm_publication_names[status]);
	wm_rows_put(rows);
}

/*
 * workmode_publishable(tally, min_users, confidence) returns nine rows and that
 * of all modes.
 */
PG_FUNCTION_INFO_V1(workmode_publishable);
Datum
workmode_publishable(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	int64		min_users = PG_GETARG_INT32(1);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	bool		clustered = wm_tally_is_clustered(tally);
	int64_t		users[MODE_COUNT + 1];
	Publication status[MODE_COUNT + 1];
	ShareEstimate shares[MODE_COUNT + 1];
	Rows		rows;

	if (min_users < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_users must be at least 1")));
	if (!clustered && !wm_tally_is_empty(tally))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the tally does not know its users"),
				 errhint("Make it of the users' own tallies, with workmode_cluster().")));

	for (int mode = 0; mode <= TALLY_ALL; mode++)
		users[mode] = clustered ? wm_tally_users(tally, mode) : 0;
	wm_share_estimates(tally, shares);
	wm_publish(users, users[TALLY_ALL], min_users, status);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
		put_cell(&rows, tally, mode, shares[mode], status[mode], confidence);
	return (Datum) 0;
}
