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
#include "base/probabilities.h"
#include "tally/tally_check.h"

/* ln 10^-6 and ln 10^12, the range of a session's logarithm; a share of 1. */
#define MIN_LOG		INT64_C(-13815510557964)
#define MAX_LOG		INT64_C(27631021115929)
#define MAX_UNITS	INT64_C(1000000000000000000)
#define WHOLE_SHARE	INT64_C(1000000000000)

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
check_sums(const Tally *tally, int mode)
{
	const TallySums *sums = &tally->sums[mode];
	Bignum		n = wm_bignum_from_int(sums->valued);
	Bignum		value = wm_bignum(sums->value.word, 2);
	Bignum		value2 = wm_bignum(sums->value2.word, 3);
	Bignum		log = wm_bignum(sums->log.word, 2);
	Bignum		log2 = wm_bignum(sums->log2.word, 2);

	if (!count_fits(sums->sessions) || !count_fits(sums->valued))
		return "a count is out of range";
	if (sums->valued > sums->sessions)
		return "more sessions have a value than there are";
	if (sums->valued == 0 || wm_tally_is_of_facts(tally))
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
wm_tally_check_sums(const Tally *tally, int mode)
{
	const TallySums *sums = &tally->sums[mode];
	const char *fault = check_sums(tally, mode);

	if (fault == NULL && sums->valued > 0 && !wm_tally_is_of_facts(tally) &&
		!can_log(wm_bignum_from_int(sums->valued), wm_bignum(sums->value.word, 2),
				 wm_bignum(sums->log.word, 2)))
		fault = "the mean logarithm exceeds the logarithm of the mean";
	return fault;
}

bool
wm_tally_expects_none(const Tally *tally)
{
	const uint64_t *word = (const uint64_t *) wm_tally_expectation(tally);
	const uint64_t *end = (const uint64_t *) ((const char *) tally + wm_tally_size_of(tally));

	while (word < end && *word == 0)
		word++;
	return word == end;
}

/* The nine sums of probabilities of a mode are 65536 times its sessions that have any. */
const char *
wm_tally_check_expected(const Tally *tally, int mode)
{
	int64_t		sessions = wm_tally_probable(tally, mode);
	int64_t		rest;

	if (sessions < 0 || sessions > TALLY_MAX_EXPECTED)
		return "a count is out of range";
	if (sessions > tally->sums[mode].sessions)
		return "more sessions have probabilities than there are (expected)";
	rest = sessions * PROBABILITY_WHOLE;
	for (int of = 0; of < MODE_COUNT; of++)
	{
		int64_t		sum = wm_tally_expected(tally, mode, of);

		if (sum < 0 || sum > rest)
			return "no probabilities have these sums (expected)";
		rest -= sum;
	}
	return rest == 0 ? NULL : "no probabilities have these sums (expected)";
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

/* Users' sessions of the mode, and their own shares. */
static const char *
check_sessions(const Tally *tally, int row)
{
	const TallyMoments *moments = &tally->clusters->moments[row];
	Bignum		yy = wm_tally_moment(tally, row, TALLY_YY);
	Bignum		z = wm_tally_moment(tally, row, TALLY_Z);
	Bignum		zz = wm_tally_moment(tally, row, TALLY_ZZ);

	if (!can_count(moments->users, wm_tally_sessions(tally, row), yy))
		return "no users have these sessions and this sum of squares (yy)";
	if (moments->users > tally->clusters->moments[TALLY_ALL].users)
		return "a mode has more users than there are";
	if (!can_product(yy, wm_tally_product(tally, row, TALLY_ALL),
					 wm_tally_moment(tally, TALLY_ALL, TALLY_YY)))
		return "no users have these products of sessions (with)";
	if (row == TALLY_ALL || moments->users == 0)
	{
		if (!wm_bignum_is_zero(z) || !wm_bignum_is_zero(zz))
			return "there are own shares without users who have them";
		return NULL;
	}
	if (!can_square(wm_bignum_from_int(moments->users), z, zz, 0, WHOLE_SHARE))
		return "no users have this sum of own shares and of their squares (z, zz)";
	return NULL;
}

/* Users' valued sessions, as many as there are in all or fewer. */
static const char *
check_valued(const Tally *tally, int row)
{
	const TallyMoments *moments = &tally->clusters->moments[row];
	Bignum		yy = wm_tally_moment(tally, row, TALLY_YY);
	Bignum		ww = wm_tally_moment(tally, row, TALLY_WW);
	Bignum		wy = wm_tally_moment(tally, row, TALLY_WY);
	int64_t		valued = wm_tally_valued(tally, row);

	if (!can_count(moments->valued_users, valued, ww) ||
		moments->valued_users > moments->users)
		return "no users have these sessions with a value (ww)";
	if (less(wy, ww) || less(yy, wy) || !can_product(ww, wy, yy))
		return "no users have these products of sessions with a value (wy)";
	if (valued == wm_tally_sessions(tally, row) &&
		(less(ww, yy) || moments->valued_users < moments->users))
		return "each session has a value, but not of each user (ww)";
	return NULL;
}

/* Users' values. */
static const char *
check_values(const Tally *tally, int row)
{
	const TallyMoments *moments = &tally->clusters->moments[row];
	Bignum		ww = wm_tally_moment(tally, row, TALLY_WW);
	Bignum		sw = wm_tally_moment(tally, row, TALLY_SW);
	Bignum		ss = wm_tally_moment(tally, row, TALLY_SS);
	Bignum		st = wm_tally_moment(tally, row, TALLY_ST);
	Bignum		lw = wm_tally_moment(tally, row, TALLY_LW);
	Bignum		ll = wm_tally_moment(tally, row, TALLY_LL);
	Bignum		value = wm_tally_sum(tally, row, TALLY_VALUE);
	Bignum		log = wm_tally_sum(tally, row, TALLY_LOG);
	Bignum		users = wm_bignum_from_int(moments->valued_users);

	if (moments->valued_users == 0 || wm_tally_is_of_facts(tally))
	{
		if (!wm_bignum_is_zero(sw) || !wm_bignum_is_zero(ss) ||
			!wm_bignum_is_zero(st) || !wm_bignum_is_zero(lw) ||
			!wm_bignum_is_zero(ll))
			return "there are moments without users that have a value";
		return NULL;
	}
	if (less(ss, wm_tally_sum(tally, row, TALLY_VALUE2)) ||
		less(square(value), ss) ||
		less(wm_bignum_multiply(users, ss), square(value)))
		return "no users have this sum of squared values (ss)";
	if (less(sw, value) || !can_product(ss, sw, ww))
		return "no users have these products of value and sessions (sw)";
	if (row != TALLY_ALL &&
		(less(st, ss) || !can_product(ss, st, wm_tally_moment(tally, TALLY_ALL, TALLY_SS))))
		return "no users have these products of value and all value (st)";
	if (less(wm_bignum_multiply(users, ll), square(log)))
		return "no users have this sum of squared logarithms (ll)";
	if (!can_product(ll, lw, ww))
		return "no users have these products of logarithm and sessions (lw)";
	return NULL;
}

static const char *
check_moments(const Tally *tally, int row)
{
	const char *fault = check_sessions(tally, row);

	if (fault == NULL)
		fault = check_valued(tally, row);
	return fault != NULL ? fault : check_values(tally, row);
}

/* The pairs of a mode: users with both modes have them, and nobody else. */
static const char *
check_pairs(const Tally *tally, int mode)
{
	for (int other = mode + 1; other < MODE_COUNT; other++)
	{
		Bignum		pair = wm_tally_product(tally, mode, other);
		int64_t		both = wm_tally_users(tally, mode) + wm_tally_users(tally, other) -
			wm_tally_users(tally, TALLY_ALL);

		if (less(pair, wm_bignum_from_int(both > 0 ? both : 0)) ||
			!can_product(wm_tally_moment(tally, mode, TALLY_YY), pair,
						 wm_tally_moment(tally, other, TALLY_YY)))
			return "no users have these products of sessions (with)";
	}
	return NULL;
}

/* The own shares of a user are 1 together, but for half a unit in each of them. */
static bool
can_share(int64_t users, Bignum shares)
{
	Bignum		twice = wm_bignum_add(shares, shares);
	Bignum		whole = wm_bignum_multiply(wm_bignum_from_int(users),
										   wm_bignum_from_int(2 * WHOLE_SHARE));
	Bignum		slack = wm_bignum_multiply(wm_bignum_from_int(users),
										   wm_bignum_from_int(MODE_COUNT));

	return !less(twice, wm_bignum_subtract(whole, slack)) &&
		!less(wm_bignum_add(whole, slack), twice);
}

static Bignum
sum_of_modes(const Tally *tally, TallyMomentField field)
{
	Bignum		sum = wm_bignum_from_int(0);

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum = wm_bignum_add(sum, wm_tally_moment(tally, mode, field));
	return sum;
}

/* n is the sum of y: its square is all of their products. */
static Bignum
sum_of_products(const Tally *tally)
{
	Bignum		sum = wm_bignum_from_int(0);

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum = wm_bignum_add(sum, wm_tally_product(tally, mode, TALLY_ALL));
	return sum;
}

static bool
equal(Bignum a, Bignum b)
{
	return wm_bignum_compare(a, b) == 0;
}

/* What ties the rows of moments together: n is the sum of y, t that of s. */
static const char *
check_all_moments(const Tally *tally)
{
	const TallyMoments *all = &tally->clusters->moments[TALLY_ALL];
	int64_t		users = 0;
	int64_t		valued_users = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		users += wm_tally_users(tally, mode);
		valued_users += wm_tally_valued_users(tally, mode);
		if (wm_tally_valued_users(tally, mode) > all->valued_users)
			return "a mode has more users with a value than there are";
	}
	if (all->users > users || all->valued_users > valued_users)
		return "there are more users than the modes have";
	if (!equal(wm_tally_product(tally, TALLY_ALL, TALLY_ALL), sum_of_products(tally)))
		return "the products of sessions (yy, with) do not add up";
	if (!can_share(all->users, sum_of_modes(tally, TALLY_Z)))
		return "the own shares (z) do not add up";
	if (less(wm_bignum(all->ww.word, 2), sum_of_modes(tally, TALLY_WW)) ||
		less(wm_bignum(all->wy.word, 2), sum_of_modes(tally, TALLY_WY)))
		return "the products of sessions with a value (ww, wy) do not add up";
	if (!equal(wm_bignum(all->ss.word, 3), sum_of_modes(tally, TALLY_ST)))
		return "the products of values (ss, st) do not add up";
	return NULL;
}

/*
 * Users' sums of one probability: their squares are least when all are alike, and most
 * when one user has all.
 */
static bool
can_expect(int64_t users, int64_t sum, Bignum squares)
{
	Bignum		all = square(wm_bignum_from_int(sum));

	return !less(wm_bignum_multiply(wm_bignum_from_int(users), squares), all) &&
		!less(all, squares);
}

/* Products of probabilities with those of others; none is negative. */
static const char *
check_expected_products(const Tally *tally)
{
	int64_t		users = wm_tally_expected_users(tally);

	for (int i = 0; i < MODE_COUNT; i++)
	{
		Bignum		ii = wm_tally_expected_product(tally, i, i);

		if (!can_expect(users, wm_tally_expected(tally, TALLY_ALL, i), ii))
			return "no users have these squares of sums of probabilities (expected_with)";
		for (int j = i + 1; j < MODE_COUNT; j++)
		{
			Bignum		ij = wm_tally_expected_product(tally, i, j);

			if (less(ij, wm_bignum_from_int(0)) ||
				!can_product(ii, ij, wm_tally_expected_product(tally, j, j)))
				return "no users have these products of sums of probabilities (expected_with)";
		}
	}
	return NULL;
}

/* A number that is not negative over 65536 squared; false if that leaves a rest. */
static bool
divide_by_whole_squared(Bignum *number)
{
	bool		whole = (uint32_t) number->word[0] == 0;

	for (int i = 0; i < BIGNUM_WORDS; i++)
		number->word[i] = number->word[i] >> 32 |
			(i + 1 < BIGNUM_WORDS ? number->word[i + 1] << 32 : 0);
	return whole;
}

/*
 * A user's nine sums are 65536 times a number of sessions, m: so the products of one
 * sum with all nine are that of whole numbers with m, and all products together are
 * the squares of m.
 */
static const char *
check_expected_users(const Tally *tally)
{
	static const char fault[] = "no users have these sessions with probabilities (expected_with)";
	int64_t		users = wm_tally_expected_users(tally);
	int64_t		sessions = wm_tally_probable(tally, TALLY_ALL);
	Bignum		squares = wm_tally_expected_product(tally, TALLY_ALL, TALLY_ALL);

	if (users < 1 || users > wm_tally_users(tally, TALLY_ALL) || users > sessions)
		return "more users have sessions with probabilities than there are (expected_users)";
	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (wm_tally_expected_product(tally, i, TALLY_ALL).word[0] % PROBABILITY_WHOLE != 0)
			return fault;
	}
	return divide_by_whole_squared(&squares) && can_count(users, sessions, squares) ?
		NULL : fault;
}

/* What is wrong with the sums of probabilities, or NULL; *row says where. */
static const char *
check_expectation(const Tally *tally, int *row)
{
	const char *fault = NULL;

	for (int mode = 0; mode < MODE_COUNT && fault == NULL; mode++)
	{
		*row = mode;
		fault = wm_tally_check_expected(tally, mode);
	}
	if (fault != NULL)
		return fault;
	*row = TALLY_ALL;
	if (wm_tally_is_of_facts(tally))
		return "a tally of facts has no probabilities (expected)";
	if (wm_tally_probable(tally, TALLY_ALL) == 0)
		return "there are sums of probabilities without sessions (expected)";
	if (!wm_tally_is_clustered(tally))
		return NULL;
	fault = check_expected_products(tally);
	return fault != NULL ? fault : check_expected_users(tally);
}

/* What is wrong with the clusters, or NULL; *row says where. */
static const char *
check_clusters(const Tally *tally, int *row)
{
	const char *fault = NULL;

	for (int i = 0; i < TALLY_ROWS && fault == NULL; i++)
	{
		*row = i;
		fault = check_moments(tally, i);
	}
	for (int i = 0; i < MODE_COUNT && fault == NULL; i++)
	{
		*row = i;
		fault = check_pairs(tally, i);
	}
	if (fault != NULL)
		return fault;
	*row = TALLY_ALL;
	return check_all_moments(tally);
}

static bool
check(const Tally *tally, const char *(*check_mode) (const Tally *, int),
	  TallyProblem *problem)
{
	problem->fault = TALLY_MALFORMED;
	problem->mode = MODE_NONE;
	problem->what = NULL;

	if (tally->version != TALLY_VERSION || tally->reserved != 0 ||
		(tally->flags & ~TALLY_FLAGS) != 0)
		problem->what = "the header is not of a version that is known";
	else if (!count_fits(tally->unclassified))
		problem->what = "a count is out of range";

	for (int mode = 0; mode < MODE_COUNT && problem->what == NULL; mode++)
	{
		problem->mode = mode;
		problem->what = check_mode(tally, mode);
	}
	if (problem->what == NULL && wm_tally_is_clustered(tally))
		problem->what = check_clusters(tally, &problem->mode);
	if (problem->what == NULL && wm_tally_is_expecting(tally))
		problem->what = check_expectation(tally, &problem->mode);
	if (problem->what == NULL && tally->flags != 0 && wm_tally_is_empty(tally))
	{
		problem->mode = TALLY_ALL;
		problem->what = wm_tally_is_clustered(tally) ?
			"it has clusters but no sessions" : "it is of facts but has no sessions";
	}
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
