/*
 * tally.c
 *	  The tally: its fields, and the sums that are read off it.
 */
#include "base/probabilities.h"
#include "tally/tally.h"

const TallyField wm_tally_sum_fields[TALLY_SUM_FIELDS] = {
	{LITERAL("sessions"), offsetof(TallySums, sessions), 1, 0, false},
	{LITERAL("valued"), offsetof(TallySums, valued), 1, 0, false},
	{LITERAL("value"), offsetof(TallySums, value), 2, TALLY_VALUE_SCALE, false},
	{LITERAL("value2"), offsetof(TallySums, value2), 3, 2 * TALLY_VALUE_SCALE, false},
	{LITERAL("log"), offsetof(TallySums, log), 2, TALLY_LOG_SCALE, true},
	{LITERAL("log2"), offsetof(TallySums, log2), 2, 2 * TALLY_LOG_SCALE, false},
};

const TallyField wm_tally_moment_fields[TALLY_MOMENT_FIELDS] = {
	{LITERAL("users"), offsetof(TallyMoments, users), 1, 0, false},
	{LITERAL("valued_users"), offsetof(TallyMoments, valued_users), 1, 0, false},
	{LITERAL("yy"), offsetof(TallyMoments, yy), 2, 0, false},
	{LITERAL("z"), offsetof(TallyMoments, z), 2, TALLY_SHARE_SCALE, false},
	{LITERAL("zz"), offsetof(TallyMoments, zz), 2, 2 * TALLY_SHARE_SCALE, false},
	{LITERAL("ww"), offsetof(TallyMoments, ww), 2, 0, false},
	{LITERAL("wy"), offsetof(TallyMoments, wy), 2, 0, false},
	{LITERAL("sw"), offsetof(TallyMoments, sw), 2, TALLY_VALUE_SCALE, false},
	{LITERAL("ss"), offsetof(TallyMoments, ss), 3, 2 * TALLY_VALUE_SCALE, false},
	{LITERAL("st"), offsetof(TallyMoments, st), 3, 2 * TALLY_VALUE_SCALE, false},
	{LITERAL("lw"), offsetof(TallyMoments, lw), 2, TALLY_LOG_SCALE, true},
	{LITERAL("ll"), offsetof(TallyMoments, ll), 3, 2 * TALLY_LOG_SCALE, false},
};

const TallyField wm_tally_pair_field = {LITERAL("pair"), 0, 2, 0, false};

const char *
wm_tally_row_name(int row)
{
	if (row == MODE_NONE)
		return "unclassified";
	return row == TALLY_ALL ? "all" : wm_modes[row].name;
}

int
wm_tally_row_from_name(Slice name)
{
	return wm_slice_equals(name, SLICE("all")) ? TALLY_ALL : wm_mode_from_name(name);
}

size_t
wm_tally_size(bool clustered)
{
	return sizeof(Tally) + (clustered ? sizeof(TallyClusters) : 0);
}

size_t
wm_tally_size_of(const Tally *tally)
{
	size_t		size = wm_tally_size(wm_tally_is_clustered(tally));

	if (!wm_tally_is_expecting(tally))
		return size;
	return size + sizeof(TallyExpected) +
		(wm_tally_is_clustered(tally) ? sizeof(TallyExpectedClusters) : 0);
}

void
wm_tally_expect(Tally *tally)
{
	size_t		size = wm_tally_size(wm_tally_is_clustered(tally));

	tally->flags |= TALLY_EXPECTED;
	memset((char *) tally + size, 0, wm_tally_size_of(tally) - size);
}

void
wm_tally_forget_expected(Tally *tally)
{
	tally->flags &= (uint8_t) ~TALLY_EXPECTED;
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

Bignum
wm_tally_sum(const Tally *tally, int mode, TallySumField which)
{
	const TallyField *field = &wm_tally_sum_fields[which];
	Bignum		sum = wm_bignum_from_int(0);

	if (mode != TALLY_ALL)
		return wm_bignum(wm_tally_words((TallySums *) &tally->sums[mode], field),
						 field->words);
	for (mode = 0; mode < MODE_COUNT; mode++)
		sum = wm_bignum_add(sum, wm_tally_sum(tally, mode, which));
	return sum;
}

Bignum
wm_tally_moment(const Tally *tally, int mode, TallyMomentField which)
{
	const TallyField *field = &wm_tally_moment_fields[which];
	const TallyMoments *moments = &tally->clusters->moments[mode];

	return wm_bignum(wm_tally_words((TallyMoments *) moments, field), field->words);
}

Bignum
wm_tally_product(const Tally *tally, int mode1, int mode2)
{
	int			first = mode1 < mode2 ? mode1 : mode2;
	int			second = mode1 < mode2 ? mode2 : mode1;
	Bignum		sum = wm_bignum_from_int(0);

	if (first == second)
		return wm_tally_moment(tally, first, TALLY_YY);
	if (second != TALLY_ALL)
		return wm_bignum(tally->clusters->pairs[wm_tally_pair(first, second)].word, 2);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum = wm_bignum_add(sum, wm_tally_product(tally, first, mode));
	return sum;
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
unscale(Bignum number, int scale)
{
	double		result = wm_bignum_to_double(number);

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
wm_tally_value2(const Tally *tally, int mode)
{
	return unscale(wm_tally_sum(tally, mode, TALLY_VALUE2), 2 * TALLY_VALUE_SCALE);
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
	Bignum		n = wm_tally_sum(tally, mode, TALLY_VALUED);
	Bignum		sum = wm_tally_sum(tally, mode, sum_field);
	Bignum		squares = wm_tally_sum(tally, mode, square_field);

	if (wm_bignum_is_zero(n))
		return 0;
	return unscale(wm_bignum_subtract(wm_bignum_multiply(n, squares),
									  wm_bignum_multiply(sum, sum)),
				   2 * scale) / wm_bignum_to_double(n);
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
	return tally->clusters->moments[mode].users;
}

int64_t
wm_tally_valued_users(const Tally *tally, int mode)
{
	return tally->clusters->moments[mode].valued_users;
}

/*
 * Sum of (a - r b)^2 with r = A/B, the sums of a and b:
 * (B^2 aa - 2 A B ab + A^2 bb) / B^2.
 */
static double
residuals(Bignum A, Bignum B, Bignum aa, Bignum ab, Bignum bb, int scale)
{
	Bignum		sum;
	double		base = wm_bignum_to_double(B);

	if (base == 0)
		return 0;
	sum = wm_bignum_multiply(wm_bignum_multiply(B, B), aa);
	sum = wm_bignum_subtract(sum, wm_bignum_multiply(wm_bignum_multiply(A, B),
													 wm_bignum_add(ab, ab)));
	sum = wm_bignum_add(sum, wm_bignum_multiply(wm_bignum_multiply(A, A), bb));
	return unscale(sum, 2 * scale) / base / base;
}

double
wm_tally_share_residuals(const Tally *tally, int mode)
{
	return residuals(wm_tally_sum(tally, mode, TALLY_SESSIONS),
					 wm_tally_sum(tally, TALLY_ALL, TALLY_SESSIONS),
					 wm_tally_moment(tally, mode, TALLY_YY),
					 wm_tally_product(tally, mode, TALLY_ALL),
					 wm_tally_moment(tally, TALLY_ALL, TALLY_YY), 0);
}

double
wm_tally_rate_residuals(const Tally *tally, int mode)
{
	return residuals(wm_tally_sum(tally, mode, TALLY_VALUED),
					 wm_tally_sum(tally, mode, TALLY_SESSIONS),
					 wm_tally_moment(tally, mode, TALLY_WW),
					 wm_tally_moment(tally, mode, TALLY_WY),
					 wm_tally_moment(tally, mode, TALLY_YY), 0);
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
wm_tally_worth_residuals(const Tally *tally, int mode)
{
	return residuals(wm_tally_sum(tally, mode, TALLY_VALUE),
					 wm_tally_sum(tally, TALLY_ALL, TALLY_VALUE),
					 wm_tally_moment(tally, mode, TALLY_SS),
					 wm_tally_moment(tally, mode, mode == TALLY_ALL ? TALLY_SS : TALLY_ST),
					 wm_tally_moment(tally, TALLY_ALL, TALLY_SS),
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

/* The own share of a user of TALLY_ALL is 1, and residuals of it are none. */
double
wm_tally_own_residuals(const Tally *tally, int mode)
{
	Bignum		users = wm_bignum_from_int(wm_tally_users(tally, TALLY_ALL));

	if (mode == TALLY_ALL)
		return 0;
	return residuals(wm_tally_moment(tally, mode, TALLY_Z), users,
					 wm_tally_moment(tally, mode, TALLY_ZZ),
					 wm_tally_moment(tally, mode, TALLY_Z), users, TALLY_SHARE_SCALE);
}

double
wm_tally_own_share(const Tally *tally, int mode)
{
	double		users = (double) wm_tally_users(tally, TALLY_ALL);

	if (users == 0 || mode == TALLY_ALL)
		return users == 0 ? 0 : 1;
	return unscale(wm_tally_moment(tally, mode, TALLY_Z), TALLY_SHARE_SCALE) / users;
}

/*
 * The sum of (a - A/N n)(b - B/N n), where A, B and N are the sums of a, b and n:
 * (N^2 ab - N (A bn + B an) + A B nn) / N^2.
 */
typedef struct Products
{
	Bignum		ab;
	Bignum		an;
	Bignum		bn;
	Bignum		nn;
} Products;

static double
residual_products(Bignum A, Bignum B, Bignum N, const Products *products)
{
	Bignum		own = wm_bignum_multiply(wm_bignum_multiply(N, N), products->ab);
	Bignum		cross = wm_bignum_add(wm_bignum_multiply(A, products->bn),
									  wm_bignum_multiply(B, products->an));
	double		base = wm_bignum_to_double(N);

	if (base == 0)
		return 0;
	own = wm_bignum_add(own, wm_bignum_multiply(wm_bignum_multiply(A, B), products->nn));
	return wm_bignum_to_double(wm_bignum_subtract(own, wm_bignum_multiply(N, cross))) /
		base / base;
}

double
wm_tally_share_products(const Tally *tally, int mode1, int mode2)
{
	Products	products = {
		.ab = wm_tally_product(tally, mode1, mode2),
		.an = wm_tally_product(tally, mode1, TALLY_ALL),
		.bn = wm_tally_product(tally, mode2, TALLY_ALL),
		.nn = wm_tally_moment(tally, TALLY_ALL, TALLY_YY)
	};

	return residual_products(wm_tally_sum(tally, mode1, TALLY_SESSIONS),
							 wm_tally_sum(tally, mode2, TALLY_SESSIONS),
							 wm_tally_sum(tally, TALLY_ALL, TALLY_SESSIONS), &products);
}

int64_t
wm_tally_probable(const Tally *tally, int mode)
{
	int64_t		total = 0;

	if (!wm_tally_is_expecting(tally))
		return 0;
	if (mode != TALLY_ALL)
		return wm_tally_expectation(tally)->of_sessions.sessions[mode];
	for (mode = 0; mode < MODE_COUNT; mode++)
		total += wm_tally_expectation(tally)->of_sessions.sessions[mode];
	return total;
}

int64_t
wm_tally_expected(const Tally *tally, int mode, int of)
{
	int64_t		total = 0;

	if (!wm_tally_is_expecting(tally))
		return 0;
	if (mode != TALLY_ALL)
		return wm_tally_expectation(tally)->of_sessions.sum[mode][of];
	for (mode = 0; mode < MODE_COUNT; mode++)
		total += wm_tally_expectation(tally)->of_sessions.sum[mode][of];
	return total;
}

int64_t
wm_tally_expected_users(const Tally *tally)
{
	return wm_tally_is_expecting(tally) ?
		wm_tally_expectation(tally)->of_users->users : 0;
}

/* The nine sums together are 65536 times the number of sessions. */
Bignum
wm_tally_expected_product(const Tally *tally, int mode1, int mode2)
{
	int			first = mode1 < mode2 ? mode1 : mode2;
	int			second = mode1 < mode2 ? mode2 : mode1;
	const TallyExpectedClusters *clusters = wm_tally_expectation(tally)->of_users;
	Bignum		sum = wm_bignum_from_int(0);

	if (second != TALLY_ALL)
		return wm_bignum(clusters->product[wm_tally_square_place(first, second)].word, 2);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum = wm_bignum_add(sum, wm_tally_expected_product(tally, mode, first));
	return sum;
}

/* All sessions with probabilities, as the sum of these. */
static Bignum
probable_units(const Tally *tally)
{
	return wm_bignum_multiply(wm_bignum_from_int(wm_tally_probable(tally, TALLY_ALL)),
							  wm_bignum_from_int(PROBABILITY_WHOLE));
}

void
wm_tally_expected_products(const Tally *tally,
						   double residuals[MODE_COUNT][MODE_COUNT])
{
	Bignum		units = probable_units(tally);
	Bignum		sums[MODE_COUNT];
	Bignum		with_all[MODE_COUNT];
	Products	products;

	memset(residuals, 0, MODE_COUNT * sizeof(*residuals));
	if (!wm_tally_is_expecting(tally))
		return;
	products.nn = wm_tally_expected_product(tally, TALLY_ALL, TALLY_ALL);
	for (int i = 0; i < MODE_COUNT; i++)
	{
		sums[i] = wm_bignum_from_int(wm_tally_expected(tally, TALLY_ALL, i));
		with_all[i] = wm_tally_expected_product(tally, i, TALLY_ALL);
		products.bn = with_all[i];
		for (int j = 0; j <= i; j++)
		{
			products.ab = wm_tally_expected_product(tally, j, i);
			products.an = with_all[j];
			residuals[i][j] = residual_products(sums[j], sums[i], units, &products) /
				PROBABILITY_WHOLE / PROBABILITY_WHOLE;
			residuals[j][i] = residuals[i][j];
		}
	}
}

/* sum^2 / squares */
static double
effective(Bignum sum, Bignum squares)
{
	if (wm_bignum_is_zero(squares))
		return 0;
	return wm_bignum_to_double(wm_bignum_multiply(sum, sum)) / wm_bignum_to_double(squares);
}

double
wm_tally_effective_users(const Tally *tally, int mode)
{
	return effective(wm_tally_sum(tally, mode, TALLY_SESSIONS),
					 wm_tally_moment(tally, mode, TALLY_YY));
}

double
wm_tally_effective_values(const Tally *tally, int mode)
{
	return effective(wm_tally_sum(tally, mode, TALLY_VALUE),
					 wm_tally_is_clustered(tally) ?
					 wm_tally_moment(tally, mode, TALLY_SS) :
					 wm_tally_sum(tally, mode, TALLY_VALUE2));
}

double
wm_tally_effective_expected_users(const Tally *tally)
{
	if (!wm_tally_is_expecting(tally))
		return 0;
	return effective(probable_units(tally),
					 wm_tally_expected_product(tally, TALLY_ALL, TALLY_ALL));
}

int
wm_tally_compare(const Tally *a, const Tally *b)
{
	const uint64_t *left = (const uint64_t *) &a->unclassified;
	const uint64_t *right = (const uint64_t *) &b->unclassified;
	size_t		words;

	if (a->flags != b->flags)
		return a->flags < b->flags ? -1 : 1;
	words = (wm_tally_size_of(a) - offsetof(Tally, unclassified)) / sizeof(uint64_t);
	for (size_t i = 0; i < words; i++)
	{
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	}
	return 0;
}
