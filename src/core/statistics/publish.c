/*
 * publish.c
 *	  Which cells of a table of modes may be published, so that nothing can be
 *	  learnt of few users, and with which digits.
 */
#include <math.h>

#include "statistics/publish.h"

const char *const wm_publication_names[] = {
	[PUBLISHED] = "published",
	[SUPPRESSED] = "suppressed",
};

/* What a cell holds: sessions, or those that have a value. */
typedef struct Cell
{
	int64_t		count;
	int64_t		users;
	double		sum;			/* what users have parts of: sessions, or value */
	double		part;			/* no user has more of it */
	bool		is_safe;		/* enough users, none with too large a part */
} Cell;

/* The largest part that a user may have of a published sum, as a fraction. */
typedef struct Fraction
{
	int			above;
	int			below;
} Fraction;

static Fraction
allowed_part(int64_t min_users)
{
	static const Fraction whole = {1, 1};
	static const Fraction of_two = {3, 4};
	static const Fraction half = {1, 2};

	if (min_users < 2)
		return whole;
	return min_users == 2 ? of_two : half;
}

double
wm_largest_part(int64_t users, Bignum sum, Bignum squares)
{
	Bignum		spread;

	if (users == 0)
		return 0;
	spread = wm_bignum_multiply(wm_bignum_from_int(users), squares);
	spread = wm_bignum_subtract(spread, wm_bignum_multiply(sum, sum));
	return (wm_bignum_to_double(sum) +
			sqrt((double) (users - 1) * wm_bignum_to_double(spread))) / (double) users;
}

/*
 * Whether it is certain that no user has more than a / b of the sum.  If one had
 * just that, and the others had equal parts of the rest, the squares would add up
 * to (a^2 + (b - a)^2 / (users - 1)) sum^2 / b^2; more in one hand takes more.
 */
static bool
is_shared(int64_t users, Bignum sum, Bignum squares, Fraction part)
{
	int			a = part.above;
	int			b = part.below;
	Bignum		others = wm_bignum_from_int(users - 1);
	Bignum		most;

	if (a == b)
		return true;
	if (users < 2)
		return users == 0;
	most = wm_bignum_add(wm_bignum_multiply(wm_bignum_from_int(a * a), others),
						 wm_bignum_from_int((b - a) * (b - a)));
	most = wm_bignum_multiply(most, wm_bignum_multiply(sum, sum));
	squares = wm_bignum_multiply(wm_bignum_multiply(wm_bignum_from_int(b * b), others),
								 squares);
	return wm_bignum_compare(most, squares) >= 0;
}

static Cell
new_cell(int64_t count, int64_t users, Bignum sum, Bignum squares,
		 int64_t min_users)
{
	Cell		cell;

	cell.count = count;
	cell.users = users;
	cell.sum = wm_bignum_to_double(sum);
	cell.part = wm_largest_part(users, sum, squares);
	cell.is_safe = users >= min_users &&
		is_shared(users, sum, squares, allowed_part(min_users));
	return cell;
}

/* Both are published, the sum of values and how many sessions have one. */
static Cell
new_cell_of_values(const Tally *tally, int mode, int64_t min_users)
{
	int64_t		users = wm_tally_valued_users(tally, mode);
	Cell		cell = new_cell(wm_tally_valued(tally, mode), users,
								wm_tally_sum(tally, mode, TALLY_VALUE),
								wm_tally_moment(tally, mode, TALLY_SS), min_users);

	cell.is_safe = cell.is_safe &&
		is_shared(users, wm_tally_sum(tally, mode, TALLY_VALUED),
				  wm_tally_moment(tally, mode, TALLY_WW), allowed_part(min_users));
	return cell;
}

/* The cells that are suppressed and not empty, and the smallest published one. */
typedef struct Hidden
{
	int			others;			/* than any one of them */
	int64_t		count;
	int64_t		rest;			/* users that the published cells leave over */
	int64_t		most;			/* users of the one that has most */
	double		sum;
	double		part;			/* no user has more of the sum */
	int64_t		least;			/* the smallest published count; 0: there is none */
} Hidden;

static Hidden
what_is_hidden(const Cell *cells, const Publication *status)
{
	Hidden		hidden = {.others = -1,.rest = cells[TALLY_ALL].users};

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const Cell *cell = &cells[mode];

		if (cell->count == 0)
			continue;
		if (status[mode] == PUBLISHED)
		{
			hidden.rest -= cell->users;
			if (hidden.least == 0 || cell->count < hidden.least)
				hidden.least = cell->count;
			continue;
		}
		hidden.others++;
		hidden.count += cell->count;
		hidden.sum += cell->sum;
		hidden.part += cell->part;
		if (cell->users > hidden.most)
			hidden.most = cell->users;
	}
	if (hidden.part > cells[TALLY_ALL].part)
		hidden.part = cells[TALLY_ALL].part;
	return hidden;
}

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/*
 * Whether a reader is left with min_users numbers for each hidden count.
 *
 * He knows their sum, and that none is zero.  Say that he knows, too, which of
 * them was hidden for another's sake: that one has min_users sessions, and fewer
 * than the smallest that is published.  So another lies between low and high; it
 * has fewer than min_users users, who have a session each and what sessions the
 * hidden cells have above one for each user.
 */
static bool
is_open(const Hidden *hidden, int64_t min_users)
{
	int64_t		others = hidden->others;
	int64_t		low = larger(1, hidden->count - others * (hidden->least - 1));
	int64_t		high = hidden->count - min_users - (others - 1);
	int64_t		few = min_users - 1 + hidden->count - larger(hidden->rest, 0);

	if (high - low < min_users || (low > 1 && few - low < min_users))
		return false;
	return larger(high < few ? high : few, hidden->least - 1) - low >= min_users;
}

/*
 * Whether the cells that are suppressed keep what they hide; see the header.
 *
 * How many users they have together is not in the tally, but one of them has at
 * least min_users.
 */
static bool
keep(const Cell *cells, const Publication *status, int64_t min_users)
{
	Fraction	allowed = allowed_part(min_users);
	Hidden		hidden = what_is_hidden(cells, status);

	if (hidden.others < 1)
		return hidden.others < 0;
	if (hidden.least == 0)		/* they are all there are */
		return hidden.count - hidden.others - 1 >= min_users;
	return hidden.most >= min_users &&
		hidden.part * allowed.below <= hidden.sum * allowed.above &&
		is_open(&hidden, min_users);
}

/* Suppresses the smallest of what is published and not empty; false if none is. */
static bool
suppress_smallest(const Cell *cells, const Hidden *hidden, Publication *status)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		/* alike are treated alike, or their order would tell */
		if (cells[mode].count == hidden->least && hidden->least > 0)
			status[mode] = SUPPRESSED;
	}
	return hidden->least > 0;
}

/* Suppresses what is not safe, and more until that is enough. */
static void
suppress(const Cell *cells, int64_t min_users, Publication *status)
{
	bool		kept = cells[TALLY_ALL].is_safe;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (cells[mode].count > 0 && !cells[mode].is_safe)
			status[mode] = SUPPRESSED;
	}
	while (kept && !keep(cells, status, min_users))
	{
		Hidden		hidden = what_is_hidden(cells, status);

		kept = suppress_smallest(cells, &hidden, status);
	}
	for (int mode = 0; mode < TALLY_ROWS && !kept; mode++)
		status[mode] = SUPPRESSED;
}

void
wm_publish_shares(const Tally *tally, int64_t min_users, Publication *status)
{
	Cell		cells[TALLY_ROWS] = {{0}};

	for (int mode = 0; mode < TALLY_ROWS; mode++)
	{
		status[mode] = PUBLISHED;
		if (wm_tally_is_clustered(tally))
			cells[mode] = new_cell(wm_tally_sessions(tally, mode),
								   wm_tally_users(tally, mode),
								   wm_tally_sum(tally, mode, TALLY_SESSIONS),
								   wm_tally_moment(tally, mode, TALLY_YY),
								   min_users);
	}
	suppress(cells, min_users, status);
}

void
wm_publish_values(const Tally *tally, int64_t min_users,
				  const Publication *shares, Publication *status)
{
	Cell		cells[TALLY_ROWS] = {{0}};

	for (int mode = 0; mode < TALLY_ROWS; mode++)
	{
		status[mode] = shares[mode];
		if (wm_tally_is_clustered(tally))
			cells[mode] = new_cell_of_values(tally, mode, min_users);
	}
	if (cells[TALLY_ALL].count == 0)
		cells[TALLY_ALL].is_safe = true;	/* there is nothing to tell */
	suppress(cells, min_users, status);
}

/* How much the users' habits enlarge the variance of a share. */
static double
design_effect(const Tally *tally, int mode)
{
	double		n = (double) wm_tally_sessions(tally, TALLY_ALL);
	double		p = (double) wm_tally_sessions(tally, mode) / n;
	double		variance = wm_ratio_variance(wm_tally_effective_users(tally, TALLY_ALL),
											 wm_tally_share_residuals(tally, mode), n);

	return p > 0 && p < 1 ? variance * n / (p * (1.0 - p)) : 0;
}

/*
 * Each mode counts by 1 - p, as in wm_share_estimates().  Where no published share
 * has a variance, each user counts as all of one mind.
 */
static double
published_effect(const Tally *tally, const Publication *cells)
{
	double		n = (double) wm_tally_sessions(tally, TALLY_ALL);
	double		trace = 0;
	double		weights = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		y = (double) wm_tally_sessions(tally, mode);

		if (cells[mode] == SUPPRESSED || y == 0)
			continue;
		trace += (1.0 - y / n) * design_effect(tally, mode);
		weights += 1.0 - y / n;
	}
	if (weights > 0)
		return trace / weights;
	return wm_bignum_to_double(wm_tally_moment(tally, TALLY_ALL, TALLY_YY)) / n;
}

void
wm_published_estimates(const Tally *tally, const Publication *cells,
					   ShareEstimate *shares)
{
	bool		all = true;
	double		least;

	wm_share_estimates(tally, shares);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		all &= cells[mode] == PUBLISHED;
	if (all || !wm_tally_is_clustered(tally))
		return;

	least = fmax(published_effect(tally, cells), 1);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		shares[mode].n = shares[mode].sessions /
			fmax(least, design_effect(tally, mode));
}

/* By products, which come out alike on every machine. */
int
wm_published_digit(double scale, double n)
{
	double		power = 1e12;
	int			digit = 12;

	while (digit > -12 && 10 * power * sqrt(n) > scale)
	{
		power /= 10;
		digit--;
	}
	return digit;
}

static double
power_of_ten(int exponent)
{
	double		power = 1;

	while (exponent-- > 0)
		power *= 10;
	return power;
}

double
wm_round_to(double number, int digit)
{
	double		power = power_of_ten(digit < 0 ? -digit : digit);

	return digit < 0 ? rint(number * power) / power : rint(number / power) * power;
}

Limits
wm_round_outward(Limits limits, int digit)
{
	double		power = power_of_ten(digit < 0 ? -digit : digit);
	Limits		rounded;

	rounded.low = digit < 0 ? floor(limits.low * power) / power :
		floor(limits.low / power) * power;
	rounded.high = digit < 0 ? ceil(limits.high * power) / power :
		ceil(limits.high / power) * power;
	return rounded;
}

/* The sums of probabilities of a mode as those of another, and so each probability. */
static void
merge_expected(TallyExpected *expected, int into, int mode)
{
	expected->sessions[into] += expected->sessions[mode];
	expected->sessions[mode] = 0;
	for (int of = 0; of < MODE_COUNT; of++)
	{
		expected->sum[into][of] += expected->sum[mode][of];
		expected->sum[mode][of] = 0;
	}
	for (int row = 0; row < MODE_COUNT; row++)
	{
		expected->sum[row][into] += expected->sum[row][mode];
		expected->sum[row][mode] = 0;
	}
}

bool
wm_merge_modes(Tally *tally, const bool *modes, TallyProblem *problem)
{
	int			first = MODE_NONE;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		TallyRoom	part;

		if (!modes[mode])
			continue;
		if (first == MODE_NONE)
		{
			first = mode;
			continue;
		}
		wm_tally_init(&part.tally, false);
		part.tally.sums[first] = tally->sums[mode];
		/* In this order, or it could be empty in between, and forget probabilities. */
		if (!wm_tally_merge(tally, &part.tally, problem))
			return false;
		memset(&tally->sums[mode], 0, sizeof(TallySums));
		if (wm_tally_is_expecting(tally))
			merge_expected(&wm_tally_expectation(tally)->of_sessions, first, mode);
	}
	return true;
}
