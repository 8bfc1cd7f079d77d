/*
 * tally_check.c
 *	  Can some sessions have given this tally?  All input is checked by this.
 *
 * A tally that was typed, restored or received is believed only if some
 * sessions could have given it.  Every test here is exact and holds for any
 * real tally; together they refuse what would make a variance negative, a
 * share exceed one or a sum overflow where code relies on it.
 */
#include "base/logarithm.h"
#include "tally/tally_check.h"

/* ln 10^-6 and ln 10^12, the range of a session's logarithm. */
#define MIN_LOG		INT64_C(-13815510557964)
#define MAX_LOG		INT64_C(27631021115929)
#define MAX_UNITS	INT64_C(1000000000000000000)

static bool
less(Bignum a, Bignum b)
{
	return wm_bignum_compare(a, b) < 0;
}

static Bignum
square(Bignum a)
{
	return wm_bignum_multiply(a, a);
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
can_square(Bignum n, Bignum sum, Bignum squares, int64_t min, int64_t max)
{
	Bignum		low = wm_bignum_from_int(min);
	Bignum		high = wm_bignum_from_int(max);
	Bignum		most;

	if (less(sum, wm_bignum_multiply(n, low)) || less(wm_bignum_multiply(n, high), sum))
		return false;
	most = wm_bignum_subtract(wm_bignum_multiply(wm_bignum_add(low, high), sum),
							  wm_bignum_multiply(n, wm_bignum_multiply(low, high)));
	return !less(most, squares) && !less(wm_bignum_multiply(n, squares), square(sum));
}

/*
 * Whether the mean logarithm is at most the logarithm of the mean, which it is
 * but for the rounding of either to half a unit.  The mean is taken a little
 * too high, so that the rounding of doubles refuses no real tally.
 */
static bool
can_log(Bignum n, Bignum value, Bignum log)
{
	double		mean = wm_bignum_to_double(value) / wm_bignum_to_double(n);
	uint64_t	above = (uint64_t) (mean * (1 + 1e-15)) + 1;
	Bignum		most = wm_bignum_from_int(wm_log_millionths(above) + 2);

	return !less(wm_bignum_multiply(n, most), log);
}

/*
 * All but can_log(), whose bound is rounded: it does not follow for a sum of
 * tallies that it holds for each.  The rest does.
 */
static const char *
check_sums(const TallySums *sums)
{
	Bignum		n = wm_bignum_from_int(sums->valued);
	Bignum		value = wm_bignum(sums->value.word, 2);
	Bignum		value2 = wm_bignum(sums->value2.word, 3);
	Bignum		log = wm_bignum(sums->log.word, 2);
	Bignum		log2 = wm_bignum(sums->log2.word, 2);

	if (!count_fits(sums->sessions) || !count_fits(sums->valued))
		return "a count is out of range";
	if (sums->valued > sums->sessions)
		return "more sessions have a value than there are";
	if (sums->valued == 0)
	{
		if (!wm_bignum_is_zero(value) || !wm_bignum_is_zero(value2) ||
			!wm_bignum_is_zero(log) || !wm_bignum_is_zero(log2))
			return "there are sums without sessions that have a value";
		return NULL;
	}
	/* Values are above zero, so the square of their sum has all their squares. */
	if (!can_square(n, value, value2, 1, MAX_UNITS) || less(square(value), value2))
		return "no values have this sum and this sum of squares";
	if (!can_square(n, log, log2, MIN_LOG, MAX_LOG) ||
		(sums->valued == 1 && less(square(log), log2)))
		return "no logarithms have this sum and this sum of squares";
	return NULL;
}

const char *
wm_tally_check_sums(const TallySums *sums)
{
	const char *fault = check_sums(sums);

	if (fault == NULL && sums->valued > 0 &&
		!can_log(wm_bignum_from_int(sums->valued), wm_bignum(sums->value.word, 2),
				 wm_bignum(sums->log.word, 2)))
		fault = "the mean logarithm exceeds the logarithm of the mean";
	return fault;
}

/*
 * Whether this many users, each with at least one session, can have so many
 * sessions and such a sum of squared counts: least when all are alike, most
 * when one has all that the others can spare.
 */
static bool
can_count(int64_t users, int64_t sessions, Bignum squares)
{
	Bignum		spare;

	if (!count_fits(users) || users > sessions || (users == 0) != (sessions == 0))
		return false;
	if (users == 0)
		return wm_bignum_is_zero(squares);
	spare = wm_bignum_from_int(sessions - users + 1);
	return !less(wm_bignum_multiply(wm_bignum_from_int(users), squares),
				 square(wm_bignum_from_int(sessions))) &&
		!less(wm_bignum_add(square(spare), wm_bignum_from_int(users - 1)), squares);
}

/* Cauchy's inequality for sums over users. */
static bool
can_product(Bignum aa, Bignum ab, Bignum bb)
{
	return !less(wm_bignum_multiply(aa, bb), square(ab));
}

static const char *
check_moments(const Tally *tally, int row)
{
	const TallyMoments *moments = &tally->moments[row];
	Bignum		yy = wm_bignum(moments->yy.word, 2);
	Bignum		yn = wm_bignum(moments->yn.word, 2);
	Bignum		ww = wm_bignum(moments->ww.word, 2);
	Bignum		sw = wm_bignum(moments->sw.word, 2);
	Bignum		ss = wm_bignum(moments->ss.word, 3);
	Bignum		lw = wm_bignum(moments->lw.word, 2);
	Bignum		ll = wm_bignum(moments->ll.word, 3);
	Bignum		value = wm_tally_sum(tally, row, TALLY_VALUE);
	Bignum		log = wm_tally_sum(tally, row, TALLY_LOG);
	Bignum		users = wm_bignum_from_int(moments->valued_users);

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
		if (!wm_bignum_is_zero(sw) || !wm_bignum_is_zero(ss) ||
			!wm_bignum_is_zero(lw) || !wm_bignum_is_zero(ll))
			return "there are moments without users that have a value";
		return NULL;
	}
	if (less(ss, wm_tally_sum(tally, row, TALLY_VALUE2)) ||
		less(square(value), ss) ||
		less(wm_bignum_multiply(users, ss), square(value)))
		return "no users have this sum of squared values (ss)";
	if (less(sw, value) || !can_product(ss, sw, ww))
		return "no users have these products of value and sessions (sw)";
	if (less(wm_bignum_multiply(users, ll), square(log)))
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
	Bignum		yn = wm_bignum_from_int(0);
	Bignum		ss = wm_bignum_from_int(0);
	int64_t		users = 0;
	int64_t		valued_users = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const TallyMoments *moments = &tally->moments[mode];

		yn = wm_bignum_add(yn, wm_bignum(moments->yn.word, 2));
		ss = wm_bignum_add(ss, wm_bignum(moments->ss.word, 3));
		users += moments->users;
		valued_users += moments->valued_users;
		if (moments->valued_users > all->valued_users)
			return "a mode has more users with a value than there are";
	}
	if (all->users > users || all->valued_users > valued_users)
		return "there are more users than the modes have";
	if (memcmp(&all->yy, &all->yn, sizeof(Fixed128)) != 0 ||
		wm_bignum_compare(yn, wm_bignum(all->yn.word, 2)) != 0)
		return "the products of sessions (yn) do not add up";
	if (less(wm_bignum(all->ss.word, 3), ss))
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
