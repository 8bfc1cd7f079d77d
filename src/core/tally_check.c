/*
 * tally_check.c
 *	  Whether a tally can be: the guard at every door that numbers come in by.
 *
 * A tally that was typed, restored or received is believed only if some
 * sessions could have given it.  Every test here is exact and holds for any
 * real tally; together they refuse what would make a variance negative, a
 * share exceed one or a sum overflow where code relies on it.
 */
#include "tally.h"
#include "logarithm.h"

/* ln 10^-6 and ln 10^12, the range of a session's logarithm. */
#define MIN_LOG		INT64_C(-13815510557964)
#define MAX_LOG		INT64_C(27631021115929)
#define MAX_UNITS	INT64_C(1000000000000000000)

static bool
less(Wide a, Wide b)
{
	return wm_wide_compare(a, b) < 0;
}

static Wide
product(Wide a, Wide b)
{
	return wm_wide_multiply(a, b);
}

static Wide
square(Wide a)
{
	return wm_wide_multiply(a, a);
}

static bool
count_fits(int64_t count)
{
	return count >= 0 && count <= TALLY_MAX_SESSIONS;
}

/*
 * Whether n whole numbers from min to max can have this sum and this sum of
 * squares: n squares >= sum^2 (Cauchy), and every (x - min)(max - x) >= 0.
 */
static bool
can_square(Wide n, Wide sum, Wide squares, int64_t min, int64_t max)
{
	Wide		low = wm_wide_int(min);
	Wide		high = wm_wide_int(max);
	Wide		most;

	if (less(sum, product(n, low)) || less(product(n, high), sum))
		return false;
	most = wm_wide_subtract(product(wm_wide_add(low, high), sum),
							product(n, product(low, high)));
	return !less(most, squares) && !less(product(n, squares), square(sum));
}

/*
 * Whether the mean logarithm is at most the logarithm of the mean, which it is
 * but for the rounding of either to half a unit.  The mean is taken a little
 * too high, so that the rounding of doubles refuses no real tally.
 */
static bool
can_log(Wide n, Wide value, Wide log)
{
	double		mean = wm_wide_to_double(value) / wm_wide_to_double(n);
	uint64_t	above = (uint64_t) (mean * (1 + 1e-15)) + 1;

	return !less(product(n, wm_wide_int(wm_log_millionths(above) + 2)), log);
}

/*
 * All but can_log(), whose bound is rounded: it does not follow for a sum of
 * tallies that it holds for each.  The rest does.
 */
static const char *
check_sums(const TallySums *sums)
{
	Wide		n = wm_wide_int(sums->valued);
	Wide		value = wm_wide(sums->value.word, 2);
	Wide		value2 = wm_wide(sums->value2.word, 3);
	Wide		log = wm_wide(sums->log.word, 2);
	Wide		log2 = wm_wide(sums->log2.word, 2);

	if (!count_fits(sums->sessions) || !count_fits(sums->valued))
		return "a count is out of range";
	if (sums->valued > sums->sessions)
		return "more sessions have a value than there are";
	if (sums->valued == 0)
	{
		if (!wm_wide_is_zero(value) || !wm_wide_is_zero(value2) ||
			!wm_wide_is_zero(log) || !wm_wide_is_zero(log2))
			return "there are sums without sessions that have a value";
		return NULL;
	}
	/* Values are above zero, so the square of their sum has all their squares. */
	if (!can_square(n, value, value2, 1, MAX_UNITS) || less(square(value), value2))
		return "no values have this sum and this sum of squares";
	if (!can_square(n, log, log2, MIN_LOG, MAX_LOG))
		return "no logarithms have this sum and this sum of squares";
	return NULL;
}

const char *
wm_tally_check_sums(const TallySums *sums)
{
	const char *fault = check_sums(sums);

	if (fault == NULL && sums->valued > 0 &&
		!can_log(wm_wide_int(sums->valued), wm_wide(sums->value.word, 2),
				 wm_wide(sums->log.word, 2)))
		fault = "the mean logarithm exceeds the logarithm of the mean";
	return fault;
}

/*
 * Whether this many users, each with at least one session, can have so many
 * sessions and such a sum of squared counts: least when all are alike, most
 * when one has all that the others can spare.
 */
static bool
can_count(int64_t users, int64_t sessions, Wide squares)
{
	Wide		spare;

	if (!count_fits(users) || users > sessions || (users == 0) != (sessions == 0))
		return false;
	if (users == 0)
		return wm_wide_is_zero(squares);
	spare = wm_wide_int(sessions - users + 1);
	return !less(product(wm_wide_int(users), squares),
				 square(wm_wide_int(sessions))) &&
		!less(wm_wide_add(square(spare), wm_wide_int(users - 1)), squares);
}

/* Cauchy's inequality for sums over users. */
static bool
can_product(Wide aa, Wide ab, Wide bb)
{
	return !less(product(aa, bb), square(ab));
}

static const char *
check_moments(const Tally *tally, int row)
{
	const TallyMoments *moments = &tally->moments[row];
	Wide		yy = wm_wide(moments->yy.word, 2);
	Wide		yn = wm_wide(moments->yn.word, 2);
	Wide		ww = wm_wide(moments->ww.word, 2);
	Wide		sw = wm_wide(moments->sw.word, 2);
	Wide		ss = wm_wide(moments->ss.word, 3);
	Wide		lw = wm_wide(moments->lw.word, 2);
	Wide		ll = wm_wide(moments->ll.word, 3);
	Wide		value = wm_tally_sum(tally, row, TALLY_VALUE);
	Wide		log = wm_tally_sum(tally, row, TALLY_LOG);
	Wide		users = wm_wide_int(moments->valued_users);

	if (!can_count(moments->users, wm_tally_sessions(tally, row), yy))
		return "no users have these sessions and this sum of squares (yy)";
	if (moments->users > tally->moments[TALLY_ALL].users)
		return "a mode has more users than there are";
	if (less(yn, yy) ||
		!can_product(yy, yn, wm_tally_moment(tally, TALLY_ALL, TALLY_YY)))
		return "no users have these products of sessions (yn)";
	if (!can_count(moments->valued_users, wm_tally_valued(tally, row), ww) ||
		moments->valued_users > moments->users || less(yy, ww))
		return "no users have these sessions with a value (ww)";
	if (moments->valued_users == 0)
	{
		if (!wm_wide_is_zero(sw) || !wm_wide_is_zero(ss) ||
			!wm_wide_is_zero(lw) || !wm_wide_is_zero(ll))
			return "there are moments without users that have a value";
		return NULL;
	}
	if (less(ss, wm_tally_sum(tally, row, TALLY_VALUE2)) ||
		less(square(value), ss) ||
		less(product(users, ss), square(value)))
		return "no users have this sum of squared values (ss)";
	if (less(sw, value) || !can_product(ss, sw, ww))
		return "no users have these products of value and sessions (sw)";
	if (less(product(users, ll), square(log)))
		return "no users have this sum of squared logarithms (ll)";
	if (!can_product(ll, lw, ww))
		return "no users have these products of logarithm and sessions (lw)";
	return NULL;
}

/* What ties the rows of moments together: n is the sum of y over the modes. */
static const char *
check_all_moments(const Tally *tally)
{
	const TallyMoments *all = &tally->moments[TALLY_ALL];
	Wide		yn = wm_wide_int(0);
	Wide		ss = wm_wide_int(0);
	int64_t		users = 0;
	int64_t		valued_users = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const TallyMoments *moments = &tally->moments[mode];

		yn = wm_wide_add(yn, wm_wide(moments->yn.word, 2));
		ss = wm_wide_add(ss, wm_wide(moments->ss.word, 3));
		users += moments->users;
		valued_users += moments->valued_users;
		if (moments->valued_users > all->valued_users)
			return "a mode has more users with a value than there are";
	}
	if (all->users > users || all->valued_users > valued_users)
		return "there are more users than the modes have";
	if (memcmp(&all->yy, &all->yn, sizeof(Fixed128)) != 0 ||
		wm_wide_compare(yn, wm_wide(all->yn.word, 2)) != 0)
		return "the products of sessions (yn) do not add up";
	if (less(wm_wide(all->ss.word, 3), ss))
		return "the squared values (ss) do not add up";
	return NULL;
}

static bool
check(const Tally *tally, const char *(*check_mode) (const TallySums *),
	  TallyProblem *problem)
{
	problem->fault = TALLY_MALFORMED;
	problem->mode = MODE_NONE;
	problem->what = NULL;

	if (tally->version != TALLY_VERSION || tally->reserved != 0 ||
		(tally->flags & ~TALLY_CLUSTERED) != 0)
		problem->what = "the header is not of a version that is known";
	else if (!count_fits(tally->unclassified))
		problem->what = "a count is out of range";

	for (int mode = 0; mode < MODE_COUNT && problem->what == NULL; mode++)
	{
		problem->mode = mode;
		problem->what = check_mode(&tally->sums[mode]);
	}
	if (problem->what != NULL || !wm_tally_is_clustered(tally))
		return problem->what == NULL;

	for (int row = 0; row < TALLY_ROWS && problem->what == NULL; row++)
	{
		problem->mode = row;
		problem->what = check_moments(tally, row);
	}
	if (problem->what == NULL)
		problem->what = check_all_moments(tally);
	if (problem->what == NULL && wm_tally_is_empty(tally))
		problem->what = "it has clusters but no sessions";
	return problem->what == NULL;
}

bool
wm_tally_check(const Tally *tally, TallyProblem *problem)
{
	return check(tally, wm_tally_check_sums, problem);
}

bool
wm_tally_is_sound(const Tally *tally)
{
	TallyProblem problem;

	return check(tally, check_sums, &problem);
}
