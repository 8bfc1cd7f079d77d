/*
 * publish.c
 *	  What an attacker can infer of cells that are suppressed: he knows all rules,
 *	  sees all figures that are published, and tries all tables that would give
 *	  these.
 */
#include "unit.h"

#include "statistics/publish.h"

#define USERS	40
#define MODES	4				/* that have sessions; the others are empty */

/* The same numbers on every machine. */
static uint64_t
draw(uint64_t below)
{
	static uint64_t state = 88172645463325252u;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % below;
}

/* Who has what: sessions, all valued, and the sum of their values. */
typedef struct World
{
	int			users;
	int			sessions[USERS][MODES];
	double		value[USERS];	/* of each session of the user */
	TallyRoom	room;
} World;

static void
tally_world(World *world)
{
	TallyProblem problem;

	wm_tally_init(&world->room.tally, true);
	for (int u = 0; u < world->users; u++)
	{
		TallyRoom	user;

		wm_tally_init(&user.tally, false);
		for (int mode = 0; mode < MODES; mode++)
		{
			for (int i = 0; i < world->sessions[u][mode]; i++)
				(void) wm_tally_add(&user.tally, mode, &world->value[u], &problem);
		}
		if (!wm_tally_cluster(&world->room.tally, &user.tally, &problem))
			printf("# cannot cluster: %s\n", problem.what);
	}
}

/* Some habits are common, some are of few; some users work much more than others. */
static void
draw_world(World *world)
{
	int			rare = (int) draw(USERS);

	memset(world, 0, sizeof(*world));
	world->users = 12 + (int) draw(USERS - 11);
	for (int u = 0; u < world->users; u++)
	{
		int			n = 1 + (int) draw(draw(8) == 0 ? 60 : 8);

		world->value[u] = 1 + (double) draw(draw(5) == 0 ? 100000 : 300);
		while (n-- > 0)
		{
			int			x = (int) draw(100);
			int			mode = u < rare && x < 20 ? 2 : x > 93 ? 3 : x < 55;

			world->sessions[u][mode]++;
		}
	}
	tally_world(world);
}

/* What is true of some cells together. */
typedef struct Truth
{
	int			users;
	double		sum;
	double		most;			/* of one user */
} Truth;

static Truth
truth_of(const World *world, const Publication *status, Publication which, bool values)
{
	Truth		truth = {0, 0, 0};

	for (int u = 0; u < world->users; u++)
	{
		double		own = 0;

		for (int mode = 0; mode < MODES; mode++)
		{
			if (status[mode] == which)
				own += world->sessions[u][mode] * (values ? world->value[u] : 1);
		}
		truth.users += own > 0;
		truth.sum += own;
		truth.most = fmax(truth.most, own);
	}
	return truth;
}

static bool
is_harmless(Truth truth, int min_users)
{
	double		part = min_users == 1 ? 1 : min_users == 2 ? 0.75 : 0.5;

	return truth.users == 0 ||
		(truth.users >= min_users && truth.most <= part * truth.sum);
}

/* Each published cell, and what the published ones leave of the total. */
static bool
all_harmless(const World *world, const Publication *status, bool values, int min_users)
{
	bool		harmless = is_harmless(truth_of(world, status, SUPPRESSED, values),
									   min_users);

	if (status[TALLY_ALL] == SUPPRESSED)
		return true;
	for (int mode = 0; mode < MODES; mode++)
	{
		Publication one[MODES] = {SUPPRESSED, SUPPRESSED, SUPPRESSED, SUPPRESSED};

		one[mode] = PUBLISHED;
		if (status[mode] == PUBLISHED)
			harmless &= is_harmless(truth_of(world, one, PUBLISHED, values), min_users);
	}
	return harmless;
}

static void
test_harmless(void)
{
	bool		shares = true;
	bool		values = true;
	bool		within = true;
	int			published = 0;
	int			suppressed = 0;

	for (int i = 0; i < 5000; i++)
	{
		static World world;
		Publication of_shares[TALLY_ROWS];
		Publication of_values[TALLY_ROWS];
		int			min_users = 1 + (int) draw(10);

		draw_world(&world);
		wm_publish_shares(&world.room.tally, min_users, of_shares);
		wm_publish_values(&world.room.tally, min_users, of_shares, of_values);
		shares &= all_harmless(&world, of_shares, false, min_users);
		values &= all_harmless(&world, of_values, true, min_users);
		for (int mode = 0; mode < TALLY_ROWS; mode++)
		{
			within &= of_shares[mode] == PUBLISHED || of_values[mode] == SUPPRESSED;
			published += mode < MODES && of_values[mode] == PUBLISHED;
			suppressed += mode < MODES && of_values[mode] == SUPPRESSED;
		}
	}
	ok(shares, "what is published, and what it leaves over, is of enough users");
	ok(values, "values too");
	ok(within, "values are suppressed where sessions are");
	ok(published > 1000 && suppressed > 1000, "some are published, some are not");
}

/* Moves sessions of a user from one suppressed cell to another. */
static bool
stir(World *world, const Publication *status)
{
	bool		stirred = false;

	for (int u = 0; u < world->users; u++)
	{
		int			from = (int) draw(MODES);
		int			to = (int) draw(MODES);

		if (status[from] == SUPPRESSED && status[to] == SUPPRESSED && from != to &&
			world->sessions[u][from] > 0)
		{
			world->sessions[u][from]--;
			world->sessions[u][to]++;
			stirred = true;
		}
	}
	if (stirred)
		tally_world(world);
	return stirred;
}

/*
 * Suppressed cells change nothing but the floor of design effects, which an empty cell
 * shows: a published share is as well known as it was, or as the floor has it.
 */
static void
test_floor(void)
{
	bool		same = true;
	int			tables = 0;

	for (int i = 0; i < 1000; i++)
	{
		static World world;
		Publication status[TALLY_ROWS];
		ShareEstimate plain[TALLY_ROWS];
		ShareEstimate published[TALLY_ROWS];
		bool		all = true;

		draw_world(&world);
		wm_publish_shares(&world.room.tally, 5, status);
		wm_share_estimates(&world.room.tally, plain);
		wm_published_estimates(&world.room.tally, status, published);
		for (int mode = 0; mode < MODES; mode++)
			all &= status[mode] == PUBLISHED;
		if (all || status[TALLY_ALL] == SUPPRESSED)
			continue;
		tables++;
		for (int mode = 0; mode < MODES; mode++)
		{
			double		floor = published[MODES].n;

			/* of one that the floor of all modes had raised, its own effect is not seen */
			if (status[mode] == PUBLISHED && plain[mode].n < plain[TALLY_ALL].n)
				same &= fabs(published[mode].n / fmin(plain[mode].n, floor) - 1) < 1e-12;
		}
	}
	ok(tables > 100 && same, "suppression changes nothing but the floor of design effects");
}

/* Nothing that is published depends on how the suppressed cells are filled. */
static void
test_independence(void)
{
	bool		same = true;
	int			stirred = 0;

	for (int i = 0; i < 5000; i++)
	{
		static World world;
		Publication status[TALLY_ROWS];
		Publication again[TALLY_ROWS];
		ShareEstimate shares[TALLY_ROWS];
		ShareEstimate shares_again[TALLY_ROWS];

		draw_world(&world);
		wm_publish_shares(&world.room.tally, 8, status);
		if (status[TALLY_ALL] == SUPPRESSED)
			continue;
		wm_published_estimates(&world.room.tally, status, shares);
		if (!stir(&world, status))
			continue;
		wm_publish_shares(&world.room.tally, 8, again);
		if (memcmp(status, again, sizeof(status)) != 0)
			continue;
		stirred++;
		wm_published_estimates(&world.room.tally, again, shares_again);
		for (int mode = 0; mode < MODE_COUNT; mode++)
			same &= status[mode] == SUPPRESSED ||
				(shares[mode].p == shares_again[mode].p &&
				 shares[mode].n == shares_again[mode].n &&
				 shares[mode].df == shares_again[mode].df);
	}
	ok(stirred > 500, "suppressed cells can be filled otherwise");
	ok(same, "and no limit of a published cell changes");
}

/*
 * The attack on limits.  The limits of a published share tell how much users'
 * habits enlarge its variance, and that of an empty cell tells the floor.  If the
 * floor were the mean of all cells, those that are suppressed would follow: with
 * the sum T of two of them known, 1/y + 1/(T - y) times a whole number does.
 */
typedef struct Range
{
	double		low;
	double		high;
} Range;

/* The design effects that the low limit of a share, or the high one of 0, leaves. */
static Range
effects(ShareEstimate share, bool is_rounded)
{
	double		critical = wm_critical(0.95, INFINITY) *
		wm_critical(0.95, share.df) / wm_critical(0.95, share.sessions - 1);
	int			digit = wm_published_digit(1, share.sessions);
	double		unit = is_rounded ? pow(10, digit) : 1e-13;
	Limits		limits = wm_share_interval(share, 0.95, 1);
	double		effect[2];

	if (is_rounded)
		limits = wm_round_outward(limits, digit);
	for (int end = 0; end < 2; end++)
	{
		double		at = share.p > 0 ? limits.low + end * unit :
			limits.high - end * unit;
		double		far = (share.p - at) * (share.p - at);

		effect[end] = share.sessions * far / (critical * critical * at * (1.0 - at));
	}
	return (Range) {fmin(effect[0], effect[1]), fmax(effect[0], effect[1])};
}

/* How many numbers of sessions of one of two suppressed cells remain. */
static int
count_candidates(const Publication *status, const ShareEstimate *shares,
				 bool is_rounded, int *all)
{
	double		n = shares[0].sessions;
	Range		least = effects(shares[MODES], is_rounded);
	Range		known = {0, 0};
	Range		rest;
	double		total = n;
	int			cells = 2;
	int			found = 0;

	for (int mode = 0; mode < MODES; mode++)
	{
		Range		range = effects(shares[mode], is_rounded);

		if (status[mode] == SUPPRESSED || shares[mode].p == 0)
			continue;
		known.low += (1 - shares[mode].p) * range.low;
		known.high += (1 - shares[mode].p) * range.high;
		total -= shares[mode].p * n;
		cells++;
	}
	rest.low = (cells - 1) * least.low - known.high;
	rest.high = (cells - 1) * least.high - known.low;

	total = rint(total);
	*all = (int) total - 1;
	for (double y = 1; y < total; y++)
	{
		double		m = shares[0].df + 1;
		double		scale = (m - 1) / m * n * n * y * (total - y);
		double		slack = 1e-3 + 1e-10 * fabs(rest.high * scale);

		found += floor(rest.high * scale + slack) >= ceil(rest.low * scale - slack);
	}
	return found;
}

/* The users and sessions of the independent check that found this. */
static void
draw_habits(World *world)
{
	memset(world, 0, sizeof(*world));
	world->users = USERS;
	for (int u = 0; u < USERS; u++)
	{
		int			n = 1 + (int) draw(17);
		int			habit = draw(100) < 55 ? 85 : 15;

		world->value[u] = 1;
		while (n-- > 0)
		{
			int			x = (int) draw(100);

			if (u < 5 && x < 35)
				world->sessions[u][2]++;
			else if (x > 90)
				world->sessions[u][3]++;
			else
				world->sessions[u][(int) draw(100) >= habit]++;
		}
	}
	tally_world(world);
}

static void
test_limits(void)
{
	int			tables = 0;
	int			all = 0;
	int			before = 0;
	int			after = 0;

	for (int i = 0; i < 300; i++)
	{
		static World world;
		Publication status[TALLY_ROWS];
		ShareEstimate shares[TALLY_ROWS];
		int			numbers;

		draw_habits(&world);
		wm_publish_shares(&world.room.tally, 10, status);
		if (status[0] == SUPPRESSED || status[1] == SUPPRESSED ||
			status[2] == PUBLISHED || status[3] == PUBLISHED)
			continue;
		wm_share_estimates(&world.room.tally, shares);
		before += count_candidates(status, shares, false, &numbers);
		wm_published_estimates(&world.room.tally, status, shares);
		after += count_candidates(status, shares, true, &numbers);
		all += numbers;
		tables++;
	}
	printf("# %d tables: %.1f of %.1f numbers left with a floor of all modes and all "
		   "digits, %.1f as it is\n", tables, (double) before / tables,
		   (double) all / tables, (double) after / tables);
	ok(tables > 100, "two cells are suppressed");
	ok(before * 4 < all, "the attack on limits finds what all modes' floor tells");
	ok(after == all, "and nothing in the limits that are published");
}

/*
 * The attack on sums: all tables in which each user has one session, so that the
 * numbers of users tell no more, by what is published of them.  A suppressed cell
 * must be left with numbers that lie min_users apart, and nearly always with
 * min_users of them.
 */
#define CELLS	5

/* Which numbers a cell can have: bit by bit. */
typedef struct Seen
{
	uint16_t	numbers[CELLS];
} Seen;

typedef struct Table
{
	int			counts[CELLS];
	int			sum;
	bool		is_hidden[CELLS];
	int			hidden;			/* what is left of the sum */
} Table;

/* Table number "number" of those with up to "most" sessions in each of some cells. */
static Table
get_table(int number, int cells, int most)
{
	Table		table = {{0}, 0, {false}, 0};

	for (int cell = 0; cell < cells; cell++)
	{
		table.counts[cell] = number % (most + 1);
		table.sum += table.counts[cell];
		number /= most + 1;
	}
	return table;
}

/* False if nothing of the table is published. */
static bool
publish_table(Table *table, int min_users)
{
	TallyRoom	room;
	TallyRoom	user;
	Publication status[TALLY_ROWS];
	TallyProblem problem;

	wm_tally_init(&room.tally, true);
	for (int cell = 0; cell < CELLS; cell++)
	{
		wm_tally_init(&user.tally, false);
		(void) wm_tally_add(&user.tally, cell, NULL, &problem);
		for (int u = 0; u < table->counts[cell]; u++)
			(void) wm_tally_cluster(&room.tally, &user.tally, &problem);
	}
	wm_publish_shares(&room.tally, min_users, status);
	for (int cell = 0; cell < CELLS; cell++)
	{
		table->is_hidden[cell] = status[cell] == SUPPRESSED;
		if (table->is_hidden[cell])
			table->hidden += table->counts[cell];
	}
	return status[TALLY_ALL] == PUBLISHED;
}

/* What is published, as a number. */
static size_t
output_of(const Table *table, int cells, int most)
{
	size_t		output = (size_t) table->sum;

	for (int cell = 0; cell < cells; cell++)
		output = output * (most + 2) +
			(table->is_hidden[cell] ? most + 1 : table->counts[cell]);
	return output;
}

/* How many numbers there are, and how far the first is from the last. */
static void
measure(uint16_t numbers, int *count, int *width)
{
	int			first = -1;

	*count = 0;
	for (int number = 0; number < 16; number++)
	{
		if ((numbers >> number & 1) == 0)
			continue;
		if (first < 0)
			first = number;
		*width = number - first;
		(*count)++;
	}
}

/* Sums above "most" are not judged: not all tables that have them are tried. */
static void
test_sums(int cells, int min_users, int most)
{
	int			tables = (int) pow(most + 1, cells);
	Seen	   *seen = calloc((size_t) (cells * most + 1) *
							  (size_t) pow(most + 2, cells), sizeof(Seen));
	int			hidden = 0;
	int			narrow = 0;
	int			few = 0;

	for (int number = 0; number < tables; number++)
	{
		Table		table = get_table(number, cells, most);

		if (!publish_table(&table, min_users))
			continue;
		for (int cell = 0; cell < cells; cell++)
			seen[output_of(&table, cells, most)].numbers[cell] |=
				1 << table.counts[cell];
	}
	for (int number = 0; number < tables; number++)
	{
		Table		table = get_table(number, cells, most);

		if (!publish_table(&table, min_users) || table.hidden > most)
			continue;
		for (int cell = 0; cell < cells; cell++)
		{
			int			count;
			int			width = 0;

			if (!table.is_hidden[cell])
				continue;
			measure(seen[output_of(&table, cells, most)].numbers[cell], &count, &width);
			hidden++;
			narrow += width < min_users;
			few += count < min_users;
		}
	}
	free(seen);
	printf("# min_users %d: of %d suppressed cells %d are narrowed, "
		   "%d to fewer numbers\n", min_users, hidden, narrow, few);
	ok(hidden > 1000 && narrow == 0, "no sum narrows a suppressed cell");
	ok(few * 100 < hidden, "and nearly all are left with min_users numbers");
}

/* One user's sessions, and nine or more who have one each. */
static bool
publishes(int sessions, int others, int min_users)
{
	static World world;
	Publication status[TALLY_ROWS];

	memset(&world, 0, sizeof(world));
	world.users = others + 1;
	for (int u = 0; u <= others; u++)
	{
		world.sessions[u][0] = u == 0 ? sessions : 1;
		world.value[u] = 1;
	}
	tally_world(&world);
	wm_publish_shares(&world.room.tally, min_users, status);
	return status[TALLY_ALL] == PUBLISHED && status[0] == PUBLISHED;
}

static void
test_dominance(void)
{
	ok(!publishes(991, 9, 10), "991 of 1,000 sessions of one of ten users");
	ok(publishes(9, 9, 10) && !publishes(10, 9, 10), "half is not too much, more is");
	ok(publishes(3, 1, 2) && !publishes(4, 1, 2), "one of two may have three quarters");
	ok(publishes(1000, 1, 1), "if one user is enough, he may have all");
	ok(!publishes(2, 8, 10), "nine users are no ten");
}

static void
test_largest_part(void)
{
	bool		bounds = true;

	for (int i = 0; i < 10000; i++)
	{
		int			users = 1 + (int) draw(20);
		int64_t		sum = 0;
		int64_t		squares = 0;
		int64_t		most = 0;

		for (int u = 0; u < users; u++)
		{
			int64_t		own = 1 + (int64_t) draw(draw(4) == 0 ? 1000 : 10);

			sum += own;
			squares += own * own;
			most = own > most ? own : most;
		}
		bounds &= (double) most * (1 - 1e-12) <=
			wm_largest_part(users, wm_bignum_from_int(sum),
							wm_bignum_from_int(squares));
	}
	ok(bounds, "no user has more than the largest part");
	near(wm_largest_part(4, wm_bignum_from_int(12), wm_bignum_from_int(9 * 9 + 3)),
		 9, 9, "which is what one has if the others are alike");
	ok(wm_largest_part(0, wm_bignum_from_int(0), wm_bignum_from_int(0)) == 0,
	   "of nothing");
}

static void
test_digits(void)
{
	Limits		limits = wm_round_outward((Limits) {0.1234, 0.5678}, -2);
	Limits		value = wm_round_outward((Limits) {1234, 5678}, 2);

	ok(wm_published_digit(1, 74) == -2 && wm_published_digit(1, 100) == -2 &&
	   wm_published_digit(1, 101) == -3 && wm_published_digit(1, 1e6) == -4,
	   "a tenth of 1 / sqrt(n)");
	ok(wm_published_digit(5000, 25) == 2 && wm_published_digit(37, 400) == -1,
	   "times the scale");
	ok(limits.low == 0.12 && limits.high == 0.57, "limits are rounded outward");
	ok(value.low == 1200 && value.high == 5700 && wm_round_to(1250.5, 2) == 1300 &&
	   wm_round_to(37.26, -1) == 37.3, "and values to hundreds, too");
}

static void
test_merge_modes(void)
{
	static const double values[] = {2, 3, 7};
	bool		modes[MODE_COUNT] = {false};
	TallyRoom	apart;
	TallyRoom	together;
	TallyProblem problem;

	wm_tally_init(&apart.tally, false);
	wm_tally_init(&together.tally, false);
	for (int i = 0; i < 3; i++)
	{
		(void) wm_tally_add(&apart.tally, 2 * i + 1, &values[i], &problem);
		(void) wm_tally_add(&together.tally, i == 1 ? 3 : 1, &values[i], &problem);
		modes[2 * i + 1] = i != 1;
	}
	ok(wm_merge_modes(&apart.tally, modes, &problem) &&
	   wm_tally_compare(&apart.tally, &together.tally) == 0,
	   "modes are merged into the first of them");
	ok(wm_merge_modes(&apart.tally, modes, &problem) &&
	   wm_tally_compare(&apart.tally, &together.tally) == 0, "and nothing more");
	apart.tally.sums[1].sessions = TALLY_MAX_SESSIONS;
	apart.tally.sums[5].sessions = 1;
	ok(!wm_merge_modes(&apart.tally, modes, &problem) && problem.fault == TALLY_OVERFLOW,
	   "a sum that does not fit is noticed");
}

int
main(void)
{
	test_largest_part();
	test_dominance();
	test_harmless();
	test_floor();
	test_independence();
	test_limits();
	test_sums(5, 2, 7);
	test_sums(4, 3, 12);
	test_sums(4, 5, 13);
	test_digits();
	test_merge_modes();
	return done();
}
