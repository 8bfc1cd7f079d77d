/*
 * tally.c
 *	  The tally: putting sessions and tallies together, and reading sums.
 */
#include "tally.h"
#include "logarithm.h"

#include <math.h>

const TallyField wm_tally_sum_fields[TALLY_SUM_FIELDS] = {
	{"sessions", offsetof(TallySums, sessions), 1, 0},
	{"valued", offsetof(TallySums, valued), 1, 0},
	{"value", offsetof(TallySums, value), 2, TALLY_VALUE_SCALE},
	{"value2", offsetof(TallySums, value2), 3, 2 * TALLY_VALUE_SCALE},
	{"log", offsetof(TallySums, log), 2, TALLY_LOG_SCALE},
	{"log2", offsetof(TallySums, log2), 2, 2 * TALLY_LOG_SCALE},
};

const TallyField wm_tally_moment_fields[TALLY_MOMENT_FIELDS] = {
	{"users", offsetof(TallyMoments, users), 1, 0},
	{"valued_users", offsetof(TallyMoments, valued_users), 1, 0},
	{"yy", offsetof(TallyMoments, yy), 2, 0},
	{"yn", offsetof(TallyMoments, yn), 2, 0},
	{"ww", offsetof(TallyMoments, ww), 2, 0},
	{"sw", offsetof(TallyMoments, sw), 2, TALLY_VALUE_SCALE},
	{"ss", offsetof(TallyMoments, ss), 3, 2 * TALLY_VALUE_SCALE},
	{"lw", offsetof(TallyMoments, lw), 2, TALLY_LOG_SCALE},
	{"ll", offsetof(TallyMoments, ll), 3, 2 * TALLY_LOG_SCALE},
};

/* Always false, so that a failing function can end with it. */
static bool
fail(TallyProblem *problem, TallyFault fault, int mode, const char *what)
{
	problem->fault = fault;
	problem->mode = mode;
	problem->what = what;
	return false;
}

size_t
wm_tally_size(bool clustered)
{
	return sizeof(Tally) + (clustered ? TALLY_ROWS * sizeof(TallyMoments) : 0);
}

void
wm_tally_init(Tally *tally, bool clustered)
{
	memset(tally, 0, wm_tally_size(clustered));
	tally->version = TALLY_VERSION;
	tally->flags = clustered ? TALLY_CLUSTERED : 0;
}

bool
wm_tally_is_empty(const Tally *tally)
{
	return tally->unclassified == 0 && wm_tally_sessions(tally, TALLY_ALL) == 0;
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
	uint64_t	magnitude;

	memset(sums, 0, sizeof(TallySums));
	sums->sessions = 1;
	if (value == NULL)
		return true;
	if (!(*value >= TALLY_MIN_VALUE && *value <= TALLY_MAX_VALUE))
		return false;

	units = (int64_t) rint(*value * 1e6);
	log = wm_log_millionths((uint64_t) units);
	magnitude = (uint64_t) (log < 0 ? -log : log);

	sums->valued = 1;
	sums->value.word[0] = (uint64_t) units;
	sums->value2.word[0] = wm_multiply((uint64_t) units, (uint64_t) units,
									   &sums->value2.word[1]);
	sums->log.word[0] = (uint64_t) log;
	sums->log.word[1] = log < 0 ? UINT64_MAX : 0;
	sums->log2.word[0] = wm_multiply(magnitude, magnitude,
									 &sums->log2.word[1]);
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

/* The same for moments: of nobody, where a user has no session of a mode. */
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
			return field->name;
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

/* Room on the stack for any tally. */
typedef union TallyRoom
{
	Tally		tally;
	char		room[sizeof(Tally) + TALLY_ROWS * sizeof(TallyMoments)];
} TallyRoom;

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

static Wide
product(Wide a, Wide b)
{
	return wm_wide_multiply(a, b);
}

/*
 * The moments of a user of n sessions.  NULL, or the name of one that does not
 * fit.
 */
static const char *
moments_of_user(const Tally *user, int row, Wide n, TallyMoments *moments)
{
	Wide		y = wm_wide_int(wm_tally_sessions(user, row));
	Wide		w = wm_wide_int(wm_tally_valued(user, row));
	Wide		s;
	Wide		l;

	memset(moments, 0, sizeof(TallyMoments));
	moments->users = wm_wide_is_zero(y) ? 0 : 1;
	moments->valued_users = wm_wide_is_zero(w) ? 0 : 1;
	if (!wm_wide_store(product(y, y), moments->yy.word, 2))
		return "yy";
	if (!wm_wide_store(product(y, n), moments->yn.word, 2))
		return "yn";
	if (moments->valued_users == 0)
		return NULL;

	s = wm_tally_sum(user, row, TALLY_VALUE);
	l = wm_tally_sum(user, row, TALLY_LOG);
	if (!wm_wide_store(product(w, w), moments->ww.word, 2))
		return "ww";
	if (!wm_wide_store(product(s, w), moments->sw.word, 2))
		return "sw";
	if (!wm_wide_store(product(s, s), moments->ss.word, 3))
		return "ss";
	if (!wm_wide_store(product(l, w), moments->lw.word, 2))
		return "lw";
	if (!wm_wide_store(product(l, l), moments->ll.word, 3))
		return "ll";
	return NULL;
}

/* The clustered tally of one user, into room for it. */
static bool
tally_of_user(const Tally *user, Tally *result, TallyProblem *problem)
{
	Wide		n = wm_wide_int(wm_tally_sessions(user, TALLY_ALL));

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


/*
 * Reading.
 */

Wide
wm_tally_sum(const Tally *tally, int mode, TallySumField which)
{
	const TallyField *field = &wm_tally_sum_fields[which];
	Wide		sum = wm_wide_int(0);

	if (mode != TALLY_ALL)
		return wm_wide(wm_tally_words((TallySums *) &tally->sums[mode], field),
					   field->words);
	for (mode = 0; mode < MODE_COUNT; mode++)
		sum = wm_wide_add(sum, wm_tally_sum(tally, mode, which));
	return sum;
}

Wide
wm_tally_moment(const Tally *tally, int mode, TallyMomentField which)
{
	const TallyField *field = &wm_tally_moment_fields[which];

	return wm_wide(wm_tally_words((TallyMoments *) &tally->moments[mode], field),
				   field->words);
}

int64_t
wm_tally_sessions(const Tally *tally, int mode)
{
	int64_t		total = 0;

	if (mode != TALLY_ALL)
		return tally->sums[mode].sessions;
	for (mode = 0; mode < MODE_COUNT; mode++)
		total += tally->sums[mode].sessions;
	return total;
}

int64_t
wm_tally_valued(const Tally *tally, int mode)
{
	int64_t		total = 0;

	if (mode != TALLY_ALL)
		return tally->sums[mode].valued;
	for (mode = 0; mode < MODE_COUNT; mode++)
		total += tally->sums[mode].valued;
	return total;
}

/* 10^12 is a double, 10^24 is not: two divisions, each the nearest. */
static double
unscale(Wide number, int scale)
{
	double		result = wm_wide_to_double(number);

	for (; scale >= 12; scale -= 12)
		result /= 1e12;
	return scale == 6 ? result / 1e6 : result;
}

double
wm_tally_value(const Tally *tally, int mode)
{
	return unscale(wm_tally_sum(tally, mode, TALLY_VALUE), TALLY_VALUE_SCALE);
}

double
wm_tally_log(const Tally *tally, int mode)
{
	return unscale(wm_tally_sum(tally, mode, TALLY_LOG), TALLY_LOG_SCALE);
}

/* n squares - sum^2, over n, in doubles only at the end. */
static double
spread(const Tally *tally, int mode, TallySumField sum_field,
	   TallySumField square_field, int scale)
{
	Wide		n = wm_tally_sum(tally, mode, TALLY_VALUED);
	Wide		sum = wm_tally_sum(tally, mode, sum_field);
	Wide		squares = wm_tally_sum(tally, mode, square_field);

	if (wm_wide_is_zero(n))
		return 0;
	return unscale(wm_wide_subtract(product(n, squares), product(sum, sum)),
				   2 * scale) / wm_wide_to_double(n);
}

double
wm_tally_value_spread(const Tally *tally, int mode)
{
	return spread(tally, mode, TALLY_VALUE, TALLY_VALUE2, TALLY_VALUE_SCALE);
}

double
wm_tally_log_spread(const Tally *tally, int mode)
{
	return spread(tally, mode, TALLY_LOG, TALLY_LOG2, TALLY_LOG_SCALE);
}

int64_t
wm_tally_users(const Tally *tally, int mode)
{
	return tally->moments[mode].users;
}

int64_t
wm_tally_valued_users(const Tally *tally, int mode)
{
	return tally->moments[mode].valued_users;
}

/*
 * Sum of (a - r b)^2 with r = A/B, the sums of a and b:
 * (B^2 aa - 2 A B ab + A^2 bb) / B^2.
 */
static double
residuals(Wide A, Wide B, Wide aa, Wide ab, Wide bb, int scale)
{
	Wide		sum;
	double		base = wm_wide_to_double(B);

	if (base == 0)
		return 0;
	sum = product(product(B, B), aa);
	sum = wm_wide_subtract(sum, product(product(A, B),
										wm_wide_add(ab, ab)));
	sum = wm_wide_add(sum, product(product(A, A), bb));
	return unscale(sum, 2 * scale) / base / base;
}

double
wm_tally_share_residuals(const Tally *tally, int mode)
{
	return residuals(wm_tally_sum(tally, mode, TALLY_SESSIONS),
					 wm_tally_sum(tally, TALLY_ALL, TALLY_SESSIONS),
					 wm_tally_moment(tally, mode, TALLY_YY),
					 wm_tally_moment(tally, mode, TALLY_YN),
					 wm_tally_moment(tally, TALLY_ALL, TALLY_YY), 0);
}

double
wm_tally_value_residuals(const Tally *tally, int mode)
{
	return residuals(wm_tally_sum(tally, mode, TALLY_VALUE),
					 wm_tally_sum(tally, mode, TALLY_VALUED),
					 wm_tally_moment(tally, mode, TALLY_SS),
					 wm_tally_moment(tally, mode, TALLY_SW),
					 wm_tally_moment(tally, mode, TALLY_WW),
					 TALLY_VALUE_SCALE);
}

double
wm_tally_log_residuals(const Tally *tally, int mode)
{
	return residuals(wm_tally_sum(tally, mode, TALLY_LOG),
					 wm_tally_sum(tally, mode, TALLY_VALUED),
					 wm_tally_moment(tally, mode, TALLY_LL),
					 wm_tally_moment(tally, mode, TALLY_LW),
					 wm_tally_moment(tally, mode, TALLY_WW),
					 TALLY_LOG_SCALE);
}

int
wm_tally_compare(const Tally *a, const Tally *b)
{
	const uint64_t *left = (const uint64_t *) &a->unclassified;
	const uint64_t *right = (const uint64_t *) &b->unclassified;
	size_t		words;

	if (a->flags != b->flags)
		return a->flags < b->flags ? -1 : 1;
	words = (wm_tally_size(wm_tally_is_clustered(a)) -
			 offsetof(Tally, unclassified)) / sizeof(uint64_t);
	for (size_t i = 0; i < words; i++)
	{
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	}
	return 0;
}
