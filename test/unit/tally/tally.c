/*
 * tally.c
 *	  Tallies of sessions drawn at random: what holds for every one of them.
 */
#include "unit.h"

#include "statistics/estimate.h"
#include "statistics/proportion.h"
#include "tally/tally_add.h"
#include "tally/tally_pack.h"
#include "tally/tally_text.h"

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

/* A plain tally of up to so many sessions, with values of some decades or of facts. */
static void
draw_user(Tally *tally, int most, bool of_facts)
{
	TallyProblem problem;
	int			modes = (int) draw(MODE_COUNT) + 1;
	double		decades = (double) draw(19);
	int			sessions = (int) draw(most) + 1;

	wm_tally_init(tally, false);
	while (sessions-- > 0)
	{
		int			mode = (int) draw(modes + 1) - 1;
		double		value = 1e-6 * pow(10, decades * draw(1000) / 999);

		if (of_facts)
			(void) wm_tally_add_fact(tally, mode, draw(3) > 0, &problem);
		else
			(void) wm_tally_add(tally, mode, draw(4) > 0 ? &value : NULL, &problem);
	}
}

/* A clustered tally of some users. */
static void
draw_users(Tally *tally, int users, int most)
{
	TallyProblem problem;
	bool		of_facts = draw(3) == 0;

	wm_tally_init(tally, true);
	while (users-- > 0)
	{
		TallyRoom	user;

		draw_user(&user.tally, most, of_facts);
		if (!wm_tally_cluster(tally, &user.tally, &problem))
			printf("# cannot cluster: %s\n", problem.what);
	}
}

/* Whether the tally passes the check, and comes back from its text and packed. */
static bool
sound(const Tally *tally)
{
	char		text[TALLY_TEXT_SIZE];
	size_t		length = wm_tally_print(tally, text);
	TallyRoom	again;
	TallyTextError error;

	if (!wm_tally_parse(wm_slice(text, length), &again.tally, &error))
	{
		printf("# byte %zu, mode %d: %s\n# %s\n", error.byte,
			   error.problem.mode, error.problem.what, text);
		return false;
	}
	if (wm_tally_compare(tally, &again.tally) != 0)
		return false;
	length = wm_tally_pack(tally, text);
	return wm_tally_unpack(wm_slice(text, length), &again.tally) == PACK_FINE &&
		wm_tally_compare(tally, &again.tally) == 0;
}

static void
test_sound(void)
{
	bool		plain = true;
	bool		clustered = true;

	for (int i = 0; i < 1000; i++)
	{
		TallyRoom	room;

		draw_user(&room.tally, 1 + i / 5, i % 3 == 0);
		plain &= sound(&room.tally);
		draw_users(&room.tally, 1 + i % 20, 1 + i % 30);
		clustered &= sound(&room.tally);
	}
	ok(plain, "a tally of any sessions is sound");
	ok(clustered, "a tally of any users is sound");
}

/* A text with a byte changed is refused or is the text of what it reads as. */
static void
test_mutation(void)
{
	long		refused = 0;
	bool		honest = true;

	for (int i = 0; i < 20000; i++)
	{
		static const char bytes[] = "0123456789-.,:{}\" \nvauy";
		char		text[TALLY_TEXT_SIZE];
		TallyRoom	room;
		TallyTextError error;
		size_t		length;

		if (i % 2 == 0)
			draw_user(&room.tally, 5, draw(4) == 0);
		else
			draw_users(&room.tally, 3, 3);
		length = wm_tally_print(&room.tally, text);
		for (int changes = (int) draw(3); changes >= 0; changes--)
			text[draw(length)] = bytes[draw(sizeof(bytes))];
		if (wm_tally_parse(wm_slice(text, length), &room.tally, &error))
			honest &= sound(&room.tally);
		else
			refused++;
	}
	ok(honest, "what gets in is sound");
	ok(refused > 18000, "and most changes do not");
}

static void
test_apart(void)
{
	bool		same = true;
	bool		checked = true;

	for (int i = 0; i < 1000; i++)
	{
		TallyRoom	a,
					b,
					sum;
		TallyProblem problem;

		draw_users(&a.tally, 1 + i % 9, 4);
		do
			draw_users(&b.tally, 1 + i % 5, 4);
		while (a.tally.flags != b.tally.flags);
		sum = a;
		same &= wm_tally_merge(&sum.tally, &b.tally, &problem);
		same &= wm_tally_unmerge(&sum.tally, &a.tally, &problem);
		same &= wm_tally_compare(&sum.tally, &b.tally) == 0;
		if (wm_tally_unmerge(&sum.tally, &a.tally, &problem))
			checked &= wm_tally_is_empty(&sum.tally) || sound(&sum.tally);
	}
	ok(same, "what is put in can be taken out");
	ok(checked, "and what cannot have been put in is not, or leaves what is sound");
}

/* Typed tallies at the bound of their logarithms, and what they add up to. */
static void
test_bound(void)
{
	static const char *const texts[] = {
		"{\"version\": 1, \"build\": {\"sessions\": 1, \"valued\": 1, \"value\": 0.000001, "
		"\"value2\": 0.000000000001, \"log\": -13.122363377404, "
		"\"log2\": 172.196420608633713737779216}}",
		"{\"version\": 1, \"build\": {\"sessions\": 1, \"valued\": 1, \"value\": 0.000002, "
		"\"value2\": 0.000000000004, \"log\": -12.716898269296, "
		"\"log2\": 161.719501591623600136335616}}"
	};
	TallyRoom	parts[2];
	TallyTextError error;
	TallyProblem problem;
	bool		read = true;

	for (int i = 0; i < 2; i++)
		read &= wm_tally_parse(wm_slice(texts[i], strlen(texts[i])), &parts[i].tally,
							   &error);
	ok(read && wm_tally_merge(&parts[0].tally, &parts[1].tally, &problem) &&
	   wm_tally_is_sound(&parts[0].tally) &&
	   !wm_tally_check(&parts[0].tally, &problem),
	   "a sum may exceed the rounded bound that its parts keep");
}

/* Two users by hand: (y, n, s, w) = (2, 3, 5, 2) and (1, 5, 7, 1). */
static void
test_residuals(void)
{
	static const double values[] = {2, 3, 7};
	TallyRoom	users[2],
				all;
	TallyProblem problem;

	wm_tally_init(&all.tally, true);
	for (int u = 0; u < 2; u++)
	{
		wm_tally_init(&users[u].tally, false);
		for (int i = 0; i < 2 - u; i++)
			(void) wm_tally_add(&users[u].tally, MODE_FIX, &values[2 * u + i],
								&problem);
		for (int i = 0; i < 1 + 3 * u; i++)
			(void) wm_tally_add(&users[u].tally, MODE_PLAN, NULL, &problem);
		(void) wm_tally_cluster(&all.tally, &users[u].tally, &problem);
	}
	close_to(wm_tally_share_residuals(&all.tally, MODE_FIX),
			 pow(2 - 3 * 3 / 8.0, 2) + pow(1 - 3 * 5 / 8.0, 2), 1e-15,
			 "residuals of a share");
	close_to(wm_tally_value_residuals(&all.tally, MODE_FIX),
			 pow(5 - 4 * 2, 2) + pow(7 - 4 * 1, 2), 1e-15,
			 "residuals of a mean");
	close_to(wm_tally_value_spread(&all.tally, MODE_FIX), 14, 1e-15,
			 "spread of values");
	close_to(wm_tally_log_spread(&all.tally, MODE_FIX),
			 pow(log(2), 2) + pow(log(3), 2) + pow(log(7), 2) -
			 pow(log(42), 2) / 3, 1e-11, "spread of logarithms");
	ok(wm_tally_value_residuals(&all.tally, MODE_TEST) == 0 &&
	   wm_tally_value_spread(&all.tally, MODE_TEST) == 0,
	   "nothing has no spread");
}

/*
 * Two users by hand, with sessions in two modes, and values in them: of fix (y, w, s)
 * = (2, 2, 5) and (1, 1, 7), of plan (1, 1, 5) and (4, 1, 1).
 */
static void
test_products(void)
{
	static const double values[] = {2, 3, 5, 7, 1};
	TallyRoom	users[2],
				all;
	TallyProblem problem;
	Tally	   *tally = &all.tally;

	for (int u = 0; u < 2; u++)
		wm_tally_init(&users[u].tally, false);
	(void) wm_tally_add(&users[0].tally, MODE_FIX, &values[0], &problem);
	(void) wm_tally_add(&users[0].tally, MODE_FIX, &values[1], &problem);
	(void) wm_tally_add(&users[0].tally, MODE_PLAN, &values[2], &problem);
	(void) wm_tally_add(&users[1].tally, MODE_FIX, &values[3], &problem);
	(void) wm_tally_add(&users[1].tally, MODE_PLAN, &values[4], &problem);
	for (int i = 0; i < 3; i++)
		(void) wm_tally_add(&users[1].tally, MODE_PLAN, NULL, &problem);
	wm_tally_init(tally, true);
	for (int u = 0; u < 2; u++)
		(void) wm_tally_cluster(tally, &users[u].tally, &problem);

	close_to(wm_tally_worth_residuals(tally, MODE_FIX),
			 pow(5 - 10 * 12 / 18.0, 2) + pow(7 - 8 * 12 / 18.0, 2), 1e-15,
			 "residuals of a share of value");
	ok(wm_tally_worth_residuals(tally, TALLY_ALL) == 0 &&
	   wm_tally_own_residuals(tally, TALLY_ALL) == 0, "all is all, of each user");
	close_to(wm_tally_rate_residuals(tally, MODE_PLAN),
			 pow(1 - 0.4 * 1, 2) + pow(1 - 0.4 * 4, 2), 1e-15, "residuals of a rate");
	close_to(wm_tally_rate_residuals(tally, TALLY_ALL),
			 pow(3 - 5 / 8.0 * 3, 2) + pow(2 - 5 / 8.0 * 5, 2), 1e-15, "of all modes");
	ok(wm_tally_rate_residuals(tally, MODE_FIX) == 0, "where all are valued, none");
	close_to(wm_tally_own_share(tally, MODE_FIX), (2 / 3.0 + 1 / 5.0) / 2, 1e-12,
			 "the mean of own shares");
	close_to(wm_tally_own_residuals(tally, MODE_FIX), 2 * pow(7 / 30.0, 2), 1e-11,
			 "residuals of own shares");
	close_to(wm_tally_share_products(tally, MODE_FIX, MODE_PLAN),
			 (2 - 3 * 3 / 8.0) * (1 - 3 * 5 / 8.0) + (1 - 5 * 3 / 8.0) * (4 - 5 * 5 / 8.0),
			 1e-15, "products of residuals of two shares");
	close_to(wm_tally_share_products(tally, MODE_PLAN, MODE_PLAN),
			 wm_tally_share_residuals(tally, MODE_PLAN), 1e-15, "of one share: squares");
	close_to(wm_tally_effective_users(tally, TALLY_ALL), 64 / 34.0, 1e-15,
			 "so many users alike would have all sessions");
	close_to(wm_tally_effective_users(tally, MODE_PLAN), 25 / 17.0, 1e-15,
			 "those of a mode");
	close_to(wm_tally_effective_values(tally, TALLY_ALL), 324 / 164.0, 1e-15,
			 "and all value");
}

/* Own shares are rounded once: thirds, sevenths, one of many sessions. */
static void
test_own_shares(void)
{
	static const struct
	{
		int64_t		fix;
		int64_t		plan;
		uint64_t	share;
	}			cases[] = {
		{1, 2, 333333333333}, {2, 1, 666666666667}, {3, 4, 428571428571},
		{5, 0, UINT64_C(1000000000000)}, {1, 1999999999999, 0}, {3, 1999999999997, 2},
		{7, 1999999999993, 4}, {1, 18446743, 54210}, {1, 18446744, 54210},
		{123456789012, 376543210988, 246913578024},
		{TALLY_MAX_SESSIONS, TALLY_MAX_SESSIONS, UINT64_C(500000000000)}
	};
	bool		same = true;
	TallyRoom	user;
	TallyRoom	all;
	TallyProblem problem;

	for (size_t i = 0; i < lengthof(cases); i++)
	{
		const TallyMoments *moments = all.tally.clusters->moments;

		wm_tally_init(&user.tally, false);
		user.tally.sums[MODE_FIX].sessions = cases[i].fix;
		user.tally.sums[MODE_PLAN].sessions = cases[i].plan;
		wm_tally_init(&all.tally, true);
		same &= wm_tally_cluster(&all.tally, &user.tally, &problem) &&
			moments[MODE_FIX].z.word[0] == cases[i].share;
		if (moments[MODE_FIX].z.word[0] != cases[i].share)
			printf("# %ld\n", (long) moments[MODE_FIX].z.word[0]);
	}
	ok(same, "own shares are rounded to 10^-12, halves to even");
	for (int mode = 0; mode < MODE_COUNT; mode++)
		user.tally.sums[mode].sessions = TALLY_MAX_SESSIONS;
	ok(!wm_tally_cluster(&all.tally, &user.tally, &problem) &&
	   problem.fault == TALLY_OVERFLOW && strcmp(problem.what, "z") == 0,
	   "a user has fewer sessions than that");
}

/* Facts and what is not of facts stay apart. */
static void
test_facts(void)
{
	TallyRoom	facts,
				values,
				sum;
	TallyProblem problem;
	double		value = 1;

	wm_tally_init(&facts.tally, false);
	wm_tally_init(&values.tally, false);
	ok(wm_tally_add_fact(&facts.tally, MODE_FIX, true, &problem) &&
	   wm_tally_add_fact(&facts.tally, MODE_FIX, false, &problem) &&
	   wm_tally_add_fact(&facts.tally, MODE_NONE, true, &problem) &&
	   wm_tally_is_of_facts(&facts.tally) &&
	   wm_tally_sessions(&facts.tally, MODE_FIX) == 2 &&
	   wm_tally_valued(&facts.tally, MODE_FIX) == 1 && facts.tally.unclassified == 1,
	   "facts are counted");
	ok(!wm_tally_add(&facts.tally, MODE_FIX, NULL, &problem) &&
	   problem.fault == TALLY_UNLIKE &&
	   !wm_tally_remove(&facts.tally, MODE_FIX, &value, &problem) &&
	   problem.fault == TALLY_UNLIKE, "values are not");
	ok(wm_tally_add(&values.tally, MODE_FIX, &value, &problem) &&
	   !wm_tally_add_fact(&values.tally, MODE_FIX, true, &problem) &&
	   problem.fault == TALLY_UNLIKE &&
	   !wm_tally_remove_fact(&values.tally, MODE_FIX, true, &problem) &&
	   !wm_tally_merge(&values.tally, &facts.tally, &problem) &&
	   problem.fault == TALLY_UNLIKE &&
	   !wm_tally_unmerge(&values.tally, &facts.tally, &problem) &&
	   problem.fault == TALLY_UNLIKE, "nor facts among values");
	wm_tally_init(&sum.tally, true);
	ok(wm_tally_cluster(&sum.tally, &values.tally, &problem) &&
	   !wm_tally_cluster(&sum.tally, &facts.tally, &problem) &&
	   problem.fault == TALLY_UNLIKE, "nor as users");
	wm_tally_init(&sum.tally, false);
	ok(wm_tally_merge(&sum.tally, &facts.tally, &problem) &&
	   wm_tally_compare(&sum.tally, &facts.tally) == 0, "what is empty takes either");
	ok(!wm_tally_remove_fact(&sum.tally, MODE_PLAN, true, &problem),
	   "no fact comes out that is not in");
	ok(wm_tally_unmerge(&facts.tally, &facts.tally, &problem) &&
	   wm_tally_is_empty(&facts.tally), "the last one out");
	ok(isnan(wm_value_estimate(&sum.tally, MODE_FIX).value), "facts have no mean");
	sum.tally.sums[MODE_FIX].value.word[0] = 1;
	ok(!wm_tally_check(&sum.tally, &problem), "nor sums");
}

/* A mean a thousand million times the deviation: nothing may cancel. */
static void
test_cancel(void)
{
	TallyRoom	room;
	TallyProblem problem;
	bool		added = true;

	wm_tally_init(&room.tally, false);
	for (int i = 0; i < 1000; i++)
	{
		double		value = 1e9 + i % 2;

		added &= wm_tally_add(&room.tally, MODE_TEST, &value, &problem);
	}
	ok(added, "adds large values");
	close_to(wm_tally_value_spread(&room.tally, MODE_TEST), 250, 1e-15,
			 "spread about a far mean");
}

/* In memory of its own size, so that reading past a plain one is seen. */
static void
test_plain(void)
{
	Tally	   *tally = malloc(wm_tally_size(false));
	TallyProblem problem;
	double		values[] = {1, 3};
	bool		added;

	wm_tally_init(tally, false);
	added = wm_tally_add(tally, MODE_TEST, &values[0], &problem) &&
		wm_tally_add(tally, MODE_TEST, &values[1], &problem);
	ok(added && wm_value_estimate(tally, MODE_TEST).value == 2 &&
	   wm_log_estimate(tally, MODE_TEST).df == 1, "a plain tally has no moments");
	free(tally);
}

int
main(void)
{
	test_sound();
	test_mutation();
	test_apart();
	test_bound();
	test_residuals();
	test_products();
	test_own_shares();
	test_facts();
	test_cancel();
	test_plain();
	return done();
}
