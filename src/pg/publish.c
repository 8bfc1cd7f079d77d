/*
 * publish.c (pg)
 *	  What may be published: shares and mean values in which the cells of few
 *	  users are suppressed, and tallies in which modes are merged.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "base/host.h"
#include "measures.h"
#include "mode.h"
#include "statistics/estimate.h"
#include "statistics/publish.h"
#include "tally.h"

/* How figures are given: rounded, unless figures of one user may be published. */
typedef struct Request
{
	double		confidence;
	double		critical;		/* of shares, at this confidence */
	bool		is_rounded;
} Request;

static void
put_nulls(Rows *rows, int count)
{
	while (count-- > 0)
		wm_rows_null(rows);
}

/* The total is a share of 1, whose interval would tell how alike users are. */
static void
put_share(Rows *rows, const Tally *tally, int mode, ShareEstimate share,
		  const Request *request)
{
	Limits		limits = wm_wilson_interval(share.p, share.n, request->critical);

	if (request->is_rounded)
		limits = wm_round_outward(limits, wm_published_digit(1, share.sessions));

	wm_rows_count(rows, wm_tally_sessions(tally, mode));
	wm_rows_count(rows, wm_tally_users(tally, mode));
	wm_rows_number(rows, share.p);
	if (mode == TALLY_ALL)
		put_nulls(rows, 2);
	else
		wm_rows_interval(rows, limits);
}

static void
put_value(Rows *rows, const Tally *tally, int mode, const Request *request)
{
	Estimate	mean = wm_value_estimate(tally, mode);
	Limits		limits = wm_mean_interval(mean, request->confidence);

	if (request->is_rounded)
	{
		int			digit = wm_published_digit(mean.value,
											   (double) wm_tally_valued(tally, mode));

		mean.value = wm_round_to(mean.value, digit);
		limits = wm_round_outward(limits, digit);
	}

	wm_rows_count(rows, wm_tally_valued(tally, mode));
	wm_rows_number(rows, mean.value);
	wm_rows_interval(rows, limits);
}

static void
put_row(Rows *rows, const Tally *tally, int mode, ShareEstimate share,
		Publication of_share, Publication of_value, const Request *request)
{
	wm_rows_mode(rows, mode);
	wm_rows_text(rows, mode == TALLY_ALL ? NULL : wm_modes[mode].family);
	if (of_share == PUBLISHED)
		put_share(rows, tally, mode, share, request);
	else
		put_nulls(rows, 5);
	wm_rows_text(rows, wm_publication_names[of_share]);
	if (of_value == PUBLISHED)
		put_value(rows, tally, mode, request);
	else
		put_nulls(rows, 4);
	wm_rows_text(rows, wm_publication_names[of_value]);
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
	const Tally *tally = wm_tally_with_values(PG_GETARG_TALLY(0));
	int64		min_users = PG_GETARG_INT32(1);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	Request		request = {.confidence = confidence,.is_rounded = min_users > 1};
	Publication of_shares[TALLY_ROWS];
	Publication of_values[TALLY_ROWS];
	ShareEstimate shares[TALLY_ROWS];
	Rows		rows;

	if (min_users < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_users " INT64_FORMAT " is out of range", min_users),
				 errdetail("It must be at least 1.")));
	if (!wm_tally_is_clustered(tally) && !wm_tally_is_empty(tally))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the tally does not know its users"),
				 errhint("Make it of the users' own tallies, with workmode_cluster().")));

	wm_publish_shares(tally, min_users, of_shares);
	wm_publish_values(tally, min_users, of_shares, of_values);
	wm_published_estimates(tally, of_shares, shares);
	request.critical = wm_share_critical(shares[TALLY_ALL], confidence, 1);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < TALLY_ROWS; mode++)
		put_row(&rows, tally, mode, shares[mode], of_shares[mode], of_values[mode],
				&request);
	return (Datum) 0;
}

/* The modes in an array, which may be of any shape. */
static void
get_modes(ArrayType *array, bool *modes)
{
	Datum	   *values;
	bool	   *nulls;
	int			count;

	deconstruct_array(array, ARR_ELEMTYPE(array), sizeof(Oid), true, TYPALIGN_INT,
					  &values, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		wm_check_count(i);
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("modes must not contain NULL")));
		modes[wm_mode_from_datum(values[i])] = true;
	}
}

/*
 * workmode_merge_modes(tally, modes) returns the tally with the sessions of these
 * modes counted as sessions of the first of them.
 */
PG_FUNCTION_INFO_V1(workmode_merge_modes);
Datum
workmode_merge_modes(PG_FUNCTION_ARGS)
{
	TallyRoom	room;
	Tally	   *tally = &room.tally;
	bool		modes[MODE_COUNT] = {false};
	TallyProblem problem;

	(void) wm_tally_from_datum_into(PG_GETARG_DATUM(0), &room);
	get_modes(PG_GETARG_ARRAYTYPE_P(1), modes);
	if (wm_tally_is_clustered(tally))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot merge modes of a clustered workmode_tally"),
				 errhint("Merge modes of users' tallies, before workmode_cluster().")));
	if (!wm_merge_modes(tally, modes, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_TALLY(tally);
}
