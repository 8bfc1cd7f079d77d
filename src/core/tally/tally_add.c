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

bool
wm_tally_add(Tally *tally, int mode, const double *value, TallyProblem *problem)
{
	TallySums	session;
	const char *what;

	if (wm_tally_is_clustered(tally))
		return fail(problem, TALLY_MIXED, MODE_NONE, NULL);
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

	if (wm_tally_is_clustered(tally))
		return fail(problem, TALLY_MIXED, MODE_NONE, NULL);
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
		what = wm_tally_check_sums(&tally->sums[mode]);
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

bool
wm_tally_merge(Tally *tally, const Tally *part, TallyProblem *problem)
{
	const char *what;

	if (wm_tally_is_empty(part))
		return true;
	if (tally->flags != part->flags)
		return fail(problem, TALLY_MIXED, MODE_NONE, NULL);

	if (!add_count(&tally->unclassified, part->unclassified))
		return fail(problem, TALLY_OVERFLOW, MODE_NONE, "sessions");
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		what = combine_sums(&tally->sums[mode], &part->sums[mode], true);
		if (what != NULL)
			return fail(problem, TALLY_OVERFLOW, mode, what);
	}
	if (!wm_tally_is_clustered(part))
		return true;
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		what = combine_moments(&tally->moments[row], &part->moments[row], true);
		if (what != NULL)
			return fail(problem, TALLY_OVERFLOW, row, what);
	}
	return true;
}

/* What is left must be sound, or nothing: else the part was none. */
static bool
check_rest(const Tally *rest, TallyProblem *problem)
{
	TallyRoom	nothing;

	wm_tally_init(&nothing.tally, wm_tally_is_clustered(rest));
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

	if (wm_tally_is_empty(part))
		return true;
	if (tally->flags != part->flags)
		return fail(problem, wm_tally_is_empty(tally) ? TALLY_NOT_PART :
					TALLY_MIXED, MODE_NONE, "sessions");

	if (!add_count(&tally->unclassified, -part->unclassified))
		return fail(problem, TALLY_NOT_PART, MODE_NONE, "sessions");
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		what = combine_sums(&tally->sums[mode], &part->sums[mode], false);
		if (what != NULL)
			return fail(problem, TALLY_NOT_PART, mode, what);
	}
	for (int row = 0; wm_tally_is_clustered(part) && row < TALLY_ROWS; row++)
	{
		what = combine_moments(&tally->moments[row], &part->moments[row], false);
		if (what != NULL)
			return fail(problem, TALLY_NOT_PART, row, what);
	}
	return check_rest(tally, problem);
}

/*
 * Clusters.
 */

/*
 * The moments of a user of n sessions.  NULL, or the name of one that does not
 * fit.
 */
static const char *
moments_of_user(const Tally *user, int row, Bignum n, TallyMoments *moments)
{
	Bignum		y = wm_bignum_from_int(wm_tally_sessions(user, row));
	Bignum		w = wm_bignum_from_int(wm_tally_valued(user, row));
	Bignum		s;
	Bignum		l;

	memset(moments, 0, sizeof(TallyMoments));
	moments->users = wm_bignum_is_zero(y) ? 0 : 1;
	moments->valued_users = wm_bignum_is_zero(w) ? 0 : 1;
	if (!wm_bignum_store(wm_bignum_multiply(y, y), moments->yy.word, 2))
		return "yy";
	if (!wm_bignum_store(wm_bignum_multiply(y, n), moments->yn.word, 2))
		return "yn";
	if (moments->valued_users == 0)
		return NULL;

	s = wm_tally_sum(user, row, TALLY_VALUE);
	l = wm_tally_sum(user, row, TALLY_LOG);
	if (!wm_bignum_store(wm_bignum_multiply(w, w), moments->ww.word, 2))
		return "ww";
	if (!wm_bignum_store(wm_bignum_multiply(s, w), moments->sw.word, 2))
		return "sw";
	if (!wm_bignum_store(wm_bignum_multiply(s, s), moments->ss.word, 3))
		return "ss";
	if (!wm_bignum_store(wm_bignum_multiply(l, w), moments->lw.word, 2))
		return "lw";
	if (!wm_bignum_store(wm_bignum_multiply(l, l), moments->ll.word, 3))
		return "ll";
	return NULL;
}

/* The clustered tally of one user, into room for it. */
static bool
tally_of_user(const Tally *user, Tally *result, TallyProblem *problem)
{
	Bignum		n = wm_bignum_from_int(wm_tally_sessions(user, TALLY_ALL));

	if (wm_tally_is_clustered(user))
		return fail(problem, TALLY_NESTED, MODE_NONE, NULL);

	wm_tally_init(result, true);
	result->unclassified = user->unclassified;
	memcpy(result->sums, user->sums, sizeof(user->sums));
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		const char *what;

		if (row < MODE_COUNT && user->sums[row].sessions == 0)
			continue;
		what = moments_of_user(user, row, n, &result->moments[row]);
		if (what != NULL)
			return fail(problem, TALLY_OVERFLOW, row, what);
	}
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
