/*
 * tally_add.c
 *	  Putting sessions, users and tallies into a tally, and taking them out again.
 */
#include <math.h>

#include "base/logarithm.h"
#include "tally/tally_add.h"
#include "tally/tally_check.h"

/* Always false, so that a failing function can end with it. */
static bool
fail(TallyProblem *problem, TallyFault fault, int mode, const char *what)
{
	problem->fault = fault;
	problem->mode = mode;
	problem->what = what;
	return false;
}

/*
 * Putting together and taking apart.  Sums over sessions are the hot part, so
 * their fields are written out; the name of the one that does not fit is
 * returned, or NULL.
 */

static inline bool
add_count(int64_t *count, int64_t more)
{
	*count += more;
	return *count >= 0 && *count <= TALLY_MAX_SESSIONS;
}

static inline bool
combine_words(uint64_t *sum, const uint64_t *term, int words, bool add)
{
	return add ? wm_fixed_add(sum, term, words) :
		wm_fixed_subtract(sum, term, words);
}

static inline const char *
combine_sums(TallySums *sums, const TallySums *part, bool add)
{
	if (!add_count(&sums->sessions, add ? part->sessions : -part->sessions))
		return "sessions";
	if (part->valued == 0)
		return NULL;
	if (!add_count(&sums->valued, add ? part->valued : -part->valued))
		return "valued";
	if (!combine_words(sums->value.word, part->value.word, 2, add))
		return "value";
	if (!combine_words(sums->value2.word, part->value2.word, 3, add))
		return "value2";
	if (!combine_words(sums->log.word, part->log.word, 2, add))
		return "log";
	if (!combine_words(sums->log2.word, part->log2.word, 2, add))
		return "log2";
	return NULL;
}

/*
 * Adds the sums of probabilities of a mode, or takes them out; the nine sums are
 * 65536 times the sessions, so they fit if these do.
 */
static inline const char *
combine_expected(TallyExpected *expected, const TallyExpected *part, int mode, bool add)
{
	int64_t    *sessions = &expected->sessions[mode];

	*sessions += add ? part->sessions[mode] : -part->sessions[mode];
	if (*sessions < 0 || *sessions > TALLY_MAX_EXPECTED)
		return "expected";
	for (int of = 0; of < MODE_COUNT; of++)
		expected->sum[mode][of] += add ? part->sum[mode][of] : -part->sum[mode][of];
	return NULL;
}

/* The sums of one session; false where its value is out of range. */
static inline bool
sums_of_session(const double *value, TallySums *sums)
{
	int64_t		units,
				log;

	memset(sums, 0, sizeof(TallySums));
	sums->sessions = 1;
	if (value == NULL)
		return true;
	if (!(*value >= TALLY_MIN_VALUE && *value <= TALLY_MAX_VALUE))
		return false;

	units = (int64_t) rint(*value * 1e6);
	log = wm_log_millionths((uint64_t) units);

	sums->valued = 1;
	sums->value.word[0] = (uint64_t) units;
	sums->log.word[0] = (uint64_t) log;
	sums->log.word[1] = log < 0 ? UINT64_MAX : 0;
	wm_tally_square(sums);
	return true;
}

/* Whether single sessions, of facts or not, go into this tally. */
static inline bool
takes_sessions(const Tally *tally, uint8_t flags, TallyProblem *problem)
{
	if ((tally->flags & ~TALLY_EXPECTED) == flags)
		return true;
	return fail(problem, wm_tally_is_clustered(tally) ? TALLY_MIXED : TALLY_UNLIKE,
				MODE_NONE, NULL);
}

bool
wm_tally_add(Tally *tally, int mode, const double *value, TallyProblem *problem)
{
	TallySums	session;
	const char *what;

	if (!takes_sessions(tally, 0, problem))
		return false;
	if (!sums_of_session(value, &session))
	{
		problem->value = *value;
		return fail(problem, TALLY_BAD_VALUE, mode, NULL);
	}
	if (mode == MODE_NONE)
		return add_count(&tally->unclassified, 1) ||
			fail(problem, TALLY_OVERFLOW, MODE_NONE, "sessions");

	what = combine_sums(&tally->sums[mode], &session, true);
	return what == NULL || fail(problem, TALLY_OVERFLOW, mode, what);
}

bool
wm_tally_remove(Tally *tally, int mode, const double *value,
				TallyProblem *problem)
{
	TallySums	session;
	const char *what;

	if (!takes_sessions(tally, 0, problem))
		return false;
	if (!sums_of_session(value, &session))
	{
		problem->value = *value;
		return fail(problem, TALLY_BAD_VALUE, mode, NULL);
	}
	if (mode == MODE_NONE)
		return add_count(&tally->unclassified, -1) ||
			fail(problem, TALLY_NOT_PART, MODE_NONE, "sessions");

	what = combine_sums(&tally->sums[mode], &session, false);
	if (what == NULL)
		what = wm_tally_check_sums(tally, mode);
	return what == NULL || fail(problem, TALLY_NOT_PART, mode, what);
}

/* As combine_expected() with one session. */
static const char *
combine_probabilities(TallyExpected *expected, const Probabilities *probabilities,
					  int mode, bool add)
{
	int32_t		units[MODE_COUNT];
	int64_t    *sessions = &expected->sessions[mode];

	*sessions += add ? 1 : -1;
	if (*sessions < 0 || *sessions > TALLY_MAX_EXPECTED)
		return "expected";
	wm_probabilities_units(probabilities, units);
	for (int of = 0; of < MODE_COUNT; of++)
		expected->sum[mode][of] += add ? units[of] : -units[of];
	return NULL;
}

/* Without sessions that have probabilities there are no sums of these. */
static void
settle_expected(Tally *tally)
{
	if (wm_tally_is_expecting(tally) && wm_tally_probable(tally, TALLY_ALL) == 0)
		wm_tally_forget_expected(tally);
}

bool
wm_tally_add_probable(Tally *tally, int mode, const double *value,
					  const Probabilities *probabilities, TallyProblem *problem)
{
	const char *what;

	if (!wm_tally_add(tally, mode, value, problem))
		return false;
	if (mode == MODE_NONE)
		return true;
	if (!wm_tally_is_expecting(tally))
		wm_tally_expect(tally);
	what = combine_probabilities(&wm_tally_expectation(tally)->of_sessions, probabilities,
								 mode, true);
	return what == NULL || fail(problem, TALLY_OVERFLOW, mode, what);
}

/* What is left of the sums of probabilities of a mode, or of all, must be sound. */
static const char *
check_expected_rest(const Tally *tally, int mode)
{
	return wm_tally_probable(tally, TALLY_ALL) == 0 && !wm_tally_expects_none(tally) ?
		"expected" : wm_tally_check_expected(tally, mode);
}

bool
wm_tally_remove_probable(Tally *tally, int mode, const double *value,
						 const Probabilities *probabilities, TallyProblem *problem)
{
	const char *what;

	if (mode != MODE_NONE && !wm_tally_is_expecting(tally))
		return fail(problem, TALLY_NOT_PART, mode, "expected");
	if (!wm_tally_remove(tally, mode, value, problem))
		return false;
	if (mode == MODE_NONE)
		return true;
	what = combine_probabilities(&wm_tally_expectation(tally)->of_sessions, probabilities,
								 mode, false);
	if (what == NULL)
		what = check_expected_rest(tally, mode);
	if (what != NULL)
		return fail(problem, TALLY_NOT_PART, mode, what);
	settle_expected(tally);
	return true;
}

bool
wm_tally_add_fact(Tally *tally, int mode, bool fact, TallyProblem *problem)
{
	TallySums	session = {.sessions = 1, .valued = fact};
	const char *what;

	if (tally->flags == 0 && wm_tally_is_empty(tally))
		tally->flags = TALLY_FACTS;
	if (!takes_sessions(tally, TALLY_FACTS, problem))
		return false;
	if (mode == MODE_NONE)
		return add_count(&tally->unclassified, 1) ||
			fail(problem, TALLY_OVERFLOW, MODE_NONE, "sessions");

	what = combine_sums(&tally->sums[mode], &session, true);
	return what == NULL || fail(problem, TALLY_OVERFLOW, mode, what);
}

bool
wm_tally_remove_fact(Tally *tally, int mode, bool fact, TallyProblem *problem)
{
	TallySums	session = {.sessions = 1, .valued = fact};
	const char *what;

	if (!takes_sessions(tally, TALLY_FACTS, problem))
		return false;
	if (mode == MODE_NONE)
		return add_count(&tally->unclassified, -1) ||
			fail(problem, TALLY_NOT_PART, MODE_NONE, "sessions");

	what = combine_sums(&tally->sums[mode], &session, false);
	if (what == NULL)
		what = wm_tally_check_sums(tally, mode);
	return what == NULL || fail(problem, TALLY_NOT_PART, mode, what);
}

/* Adds or takes out moments; they are empty if no user has a session of the mode. */
static const char *
combine_moments(TallyMoments *moments, const TallyMoments *part, bool add)
{
	if (part->users == 0)
		return NULL;
	for (int i = 0; i < TALLY_MOMENT_FIELDS; i++)
	{
		const TallyField *field = &wm_tally_moment_fields[i];

		if (!combine_words(wm_tally_words(moments, field),
						   wm_tally_words((TallyMoments *) part, field),
						   field->words, add))
			return field->name.data;
	}
	return NULL;
}

/* Adds or takes out clusters; *row is where the sum that does not fit stands. */
static const char *
combine_clusters(TallyClusters *clusters, const TallyClusters *part, bool add, int *row)
{
	for (*row = 0; *row < TALLY_ROWS; (*row)++)
	{
		const char *what = combine_moments(&clusters->moments[*row],
										   &part->moments[*row], add);

		if (what != NULL)
			return what;
	}
	for (*row = 0; *row < MODE_COUNT; (*row)++)
	{
		if (part->moments[*row].users == 0)
			continue;
		for (int other = *row + 1; other < MODE_COUNT; other++)
		{
			int			pair = wm_tally_pair(*row, other);

			if (!combine_words(clusters->pairs[pair].word, part->pairs[pair].word, 2, add))
				return "with";
		}
	}
	return NULL;
}

/* Adds or takes out sums of probabilities; *row is where the one that fails stands. */
static const char *
combine_expectation(Tally *tally, const Tally *part, bool add, int *row)
{
	TallyExpectation *expectation = wm_tally_expectation(tally);
	const TallyExpectation *other = wm_tally_expectation(part);

	for (*row = 0; *row < MODE_COUNT; (*row)++)
	{
		const char *what = combine_expected(&expectation->of_sessions,
											&other->of_sessions, *row, add);

		if (what != NULL)
			return what;
	}
	if (!wm_tally_is_clustered(tally))
		return NULL;
	if (!add_count(&expectation->of_users->users,
				   add ? other->of_users->users : -other->of_users->users))
		return "expected_users";
	for (int i = 0; i < TALLY_SQUARES; i++)
	{
		if (!combine_words(expectation->of_users->product[i].word,
						   other->of_users->product[i].word, 2, add))
			return "expected_with";
	}
	return NULL;
}

/* Can two tallies that are not empty be combined? */
static bool
are_alike(const Tally *tally, const Tally *part)
{
	return (tally->flags & ~TALLY_EXPECTED) == (part->flags & ~TALLY_EXPECTED);
}

/* What keeps two tallies that are not alike from being combined. */
static TallyFault
why_apart(const Tally *tally, const Tally *part)
{
	return wm_tally_is_clustered(tally) != wm_tally_is_clustered(part) ?
		TALLY_MIXED : TALLY_UNLIKE;
}

bool
wm_tally_merge(Tally *tally, const Tally *part, TallyProblem *problem)
{
	const char *what;
	int			row;

	if (wm_tally_is_empty(part))
		return true;
	if (wm_tally_is_empty(tally) &&
		wm_tally_is_clustered(tally) == wm_tally_is_clustered(part))
		tally->flags = part->flags & (uint8_t) ~TALLY_EXPECTED;
	if (!are_alike(tally, part))
		return fail(problem, why_apart(tally, part), MODE_NONE, NULL);

	if (!add_count(&tally->unclassified, part->unclassified))
		return fail(problem, TALLY_OVERFLOW, MODE_NONE, "sessions");
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		what = combine_sums(&tally->sums[mode], &part->sums[mode], true);
		if (what != NULL)
			return fail(problem, TALLY_OVERFLOW, mode, what);
	}
	what = !wm_tally_is_clustered(part) ? NULL :
		combine_clusters(tally->clusters, part->clusters, true, &row);
	if (what == NULL && wm_tally_is_expecting(part))
	{
		if (!wm_tally_is_expecting(tally))
			wm_tally_expect(tally);
		what = combine_expectation(tally, part, true, &row);
	}
	return what == NULL || fail(problem, TALLY_OVERFLOW, row, what);
}

/* What is left must be sound, or nothing: else the part was none. */
static bool
check_rest(const Tally *rest, TallyProblem *problem)
{
	TallyRoom	nothing;

	wm_tally_init(&nothing.tally, wm_tally_is_clustered(rest));
	nothing.tally.flags = rest->flags;
	if (wm_tally_is_expecting(rest))
		wm_tally_expect(&nothing.tally);
	if (wm_tally_compare(rest, &nothing.tally) == 0 ||
		wm_tally_check(rest, problem))
		return true;
	problem->fault = TALLY_NOT_PART;
	return false;
}

bool
wm_tally_unmerge(Tally *tally, const Tally *part, TallyProblem *problem)
{
	const char *what;
	int			row;

	if (wm_tally_is_empty(part))
		return true;
	if (!are_alike(tally, part))
		return fail(problem, wm_tally_is_empty(tally) ? TALLY_NOT_PART :
					why_apart(tally, part), MODE_NONE, "sessions");
	if (wm_tally_is_expecting(part) && !wm_tally_is_expecting(tally))
		return fail(problem, TALLY_NOT_PART, TALLY_ALL, "expected");

	if (!add_count(&tally->unclassified, -part->unclassified))
		return fail(problem, TALLY_NOT_PART, MODE_NONE, "sessions");
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		what = combine_sums(&tally->sums[mode], &part->sums[mode], false);
		if (what != NULL)
			return fail(problem, TALLY_NOT_PART, mode, what);
	}
	if (wm_tally_is_clustered(part))
	{
		what = combine_clusters(tally->clusters, part->clusters, false, &row);
		if (what != NULL)
			return fail(problem, TALLY_NOT_PART, row, what);
	}
	if (wm_tally_is_expecting(part))
	{
		what = combine_expectation(tally, part, false, &row);
		if (what == NULL && wm_tally_probable(tally, TALLY_ALL) == 0 &&
			!wm_tally_expects_none(tally))
			what = "expected";
		if (what != NULL)
			return fail(problem, TALLY_NOT_PART, row, what);
		settle_expected(tally);
	}
	return check_rest(tally, problem);
}

/*
 * Clusters.
 */

/* Numbers of one user's sessions are below 2^63, and so their products fit. */
static Fixed128
product(int64_t a, int64_t b)
{
	Fixed128	result;

	result.word[0] = wm_multiply((uint64_t) a, (uint64_t) b, &result.word[1]);
	return result;
}

#define SHARE_UNIT	UINT64_C(1000000000000)

/* y / n in units of 10^-12, rounded half to even; n must be below OWN_MAX_SESSIONS. */
#define OWN_MAX_SESSIONS	(UINT64_MAX / 10)

static uint64_t
own_share(uint64_t y, uint64_t n)
{
	/* All digits at once if a word can hold them beside the rest, or one by one. */
	uint64_t	step = n <= UINT64_MAX / SHARE_UNIT ? SHARE_UNIT : 10;
	uint64_t	share = y / n;
	uint64_t	rest = y % n;

	for (uint64_t unit = 1; unit < SHARE_UNIT; unit *= step)
	{
		rest *= step;
		share = share * step + rest / n;
		rest %= n;
	}
	if (rest > n - rest || (rest == n - rest && share % 2 == 1))
		share++;
	return share;
}

/*
 * What is kept of the values of a mode of a user whose values are t in all; NULL,
 * or what does not fit.
 */
static const char *
moments_of_values(const Tally *user, int row, Bignum t, TallyMoments *moments)
{
	Bignum		w = wm_tally_sum(user, row, TALLY_VALUED);
	Bignum		s = wm_tally_sum(user, row, TALLY_VALUE);
	Bignum		l = wm_tally_sum(user, row, TALLY_LOG);

	if (!wm_bignum_store(wm_bignum_multiply(s, w), moments->sw.word, 2))
		return "sw";
	if (!wm_bignum_store(wm_bignum_multiply(s, s), moments->ss.word, 3))
		return "ss";
	if (row != TALLY_ALL &&
		!wm_bignum_store(wm_bignum_multiply(s, t), moments->st.word, 3))
		return "st";
	if (!wm_bignum_store(wm_bignum_multiply(l, w), moments->lw.word, 2))
		return "lw";
	if (!wm_bignum_store(wm_bignum_multiply(l, l), moments->ll.word, 3))
		return "ll";
	return NULL;
}

/*
 * The moments of a user who has n sessions, some of the mode, and values that are
 * t in all.  NULL, or what does not fit.
 */
static const char *
moments_of_user(const Tally *user, int row, int64_t n, Bignum t,
				TallyMoments *moments)
{
	int64_t		y = wm_tally_sessions(user, row);
	int64_t		w = wm_tally_valued(user, row);

	moments->users = 1;
	moments->yy = product(y, y);
	if (row != TALLY_ALL)
	{
		if ((uint64_t) n > OWN_MAX_SESSIONS)
			return "z";
		moments->z.word[0] = own_share((uint64_t) y, (uint64_t) n);
		moments->zz = product((int64_t) moments->z.word[0], (int64_t) moments->z.word[0]);
	}
	if (w == 0)
		return NULL;
	moments->valued_users = 1;
	moments->ww = product(w, w);
	moments->wy = product(w, y);
	return wm_tally_is_of_facts(user) ? NULL :
		moments_of_values(user, row, t, moments);
}

static void
pairs_of_user(const Tally *user, Fixed128 *pairs)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (user->sums[i].sessions == 0)
			continue;
		for (int j = i + 1; j < MODE_COUNT; j++)
			pairs[wm_tally_pair(i, j)] = product(user->sums[i].sessions,
												 user->sums[j].sessions);
	}
}

/* A user's sums of probabilities, and their products. */
static void
expectation_of_user(const Tally *user, Tally *result)
{
	TallyExpectation *expectation;

	wm_tally_expect(result);
	expectation = wm_tally_expectation(result);
	expectation->of_sessions = wm_tally_expectation(user)->of_sessions;
	expectation->of_users->users = 1;
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = i; j < MODE_COUNT; j++)
			expectation->of_users->product[wm_tally_square_place(i, j)] =
				product(wm_tally_expected(user, TALLY_ALL, i),
						wm_tally_expected(user, TALLY_ALL, j));
	}
}

/* The clustered tally of one user, into room for it. */
static bool
tally_of_user(const Tally *user, Tally *result, TallyProblem *problem)
{
	int64_t		n = wm_tally_sessions(user, TALLY_ALL);
	Bignum		t = wm_tally_sum(user, TALLY_ALL, TALLY_VALUE);

	if (wm_tally_is_clustered(user))
		return fail(problem, TALLY_NESTED, MODE_NONE, NULL);

	wm_tally_init(result, true);
	result->flags |= user->flags & (uint8_t) ~TALLY_EXPECTED;
	result->unclassified = user->unclassified;
	memcpy(result->sums, user->sums, sizeof(user->sums));
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		const char *what;

		if (wm_tally_sessions(user, row) == 0)
			continue;
		what = moments_of_user(user, row, n, t, &result->clusters->moments[row]);
		if (what != NULL)
			return fail(problem, TALLY_OVERFLOW, row, what);
	}
	pairs_of_user(user, result->clusters->pairs);
	if (wm_tally_is_expecting(user))
		expectation_of_user(user, result);
	return true;
}

bool
wm_tally_cluster(Tally *tally, const Tally *user, TallyProblem *problem)
{
	TallyRoom	one;

	return tally_of_user(user, &one.tally, problem) &&
		wm_tally_merge(tally, &one.tally, problem);
}

bool
wm_tally_uncluster(Tally *tally, const Tally *user, TallyProblem *problem)
{
	TallyRoom	one;

	return tally_of_user(user, &one.tally, problem) &&
		wm_tally_unmerge(tally, &one.tally, problem);
}
