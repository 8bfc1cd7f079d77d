/*
 * expected.c
 *	  Sums of probabilities in tallies: put in, put together, taken out, packed, and
 *	  what no sessions can have given.
 */
#include "unit.h"

#include "base/probabilities.h"
#include "statistics/publish.h"
#include "tally/panel.h"
#include "tally/tally_add.h"
#include "tally/tally_pack.h"
#include "tally/tally_text.h"

static TallyProblem problem;

/* Numbers that look random, the same each time. */
static uint32_t
next_random(void)
{
	static uint32_t state = 20260702;

	state = state * 1664525 + 1013904223;
	return state >> 8;
}

typedef struct Session
{
	int			mode;
	bool		valued;
	double		value;
	bool		probable;
	Probabilities probabilities;
} Session;

static Session
random_session(void)
{
	Session		session = {.mode = (int) (next_random() % 10) - 1};
	double		numbers[MODE_COUNT];
	double		sum = 0;

	session.valued = next_random() % 3 > 0;
	session.value = 1 + next_random() % 1000;
	session.probable = next_random() % 4 > 0;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		numbers[mode] = next_random() % 3 == 0 ? 0 : 1 + next_random() % 1000;
		sum += numbers[mode];
	}
	numbers[0] += sum == 0;
	for (int mode = 0; mode < MODE_COUNT; mode++)
		numbers[mode] /= sum + (sum == 0);
	if (wm_probabilities_round(numbers, &session.probabilities) != NULL)
		abort();
	return session;
}

static bool
add(Tally *tally, const Session *session)
{
	const double *value = session->valued ? &session->value : NULL;

	return session->probable ?
		wm_tally_add_probable(tally, session->mode, value, &session->probabilities, &problem) :
		wm_tally_add(tally, session->mode, value, &problem);
}

static bool
take_out(Tally *tally, const Session *session)
{
	const double *value = session->valued ? &session->value : NULL;

	return session->probable ?
		wm_tally_remove_probable(tally, session->mode, value, &session->probabilities,
								 &problem) :
		wm_tally_remove(tally, session->mode, value, &problem);
}

static bool
same(const Tally *a, const Tally *b)
{
	return wm_tally_compare(a, b) == 0;
}

/* Is the tally what it was after its text? */
static bool
prints(const Tally *tally)
{
	static char text[TALLY_TEXT_SIZE];
	TallyRoom	back;
	TallyTextError error;

	if (wm_tally_parse(wm_slice(text, wm_tally_print(tally, text)), &back.tally, &error))
		return same(tally, &back.tally);
	printf("# %s\n# %s\n", error.problem.what, text);
	return false;
}

/* Is the tally sound, and what it was after packing and after its text? */
static bool
packs(const Tally *tally)
{
	char		bytes[TALLY_PACKED_SIZE];
	TallyRoom	back;
	Slice		packed = wm_slice(bytes, wm_tally_pack(tally, bytes));

	return wm_tally_check(tally, &problem) && prints(tally) &&
		wm_tally_unpack(packed, &back.tally) == PACK_FINE && same(tally, &back.tally) &&
		wm_tally_is_canonical(&back.tally, packed);
}

#define SESSIONS	60

static void
test_sessions(void)
{
	Session		sessions[SESSIONS];
	TallyRoom	whole;
	TallyRoom	part;
	TallyRoom	empty;
	bool		fine = true;

	wm_tally_init(&whole.tally, false);
	wm_tally_init(&part.tally, false);
	wm_tally_init(&empty.tally, false);
	for (int i = 0; i < SESSIONS; i++)
	{
		sessions[i] = random_session();
		fine = fine && add(&whole.tally, &sessions[i]) && packs(&whole.tally);
	}
	ok(fine, "sessions go in");
	for (int i = SESSIONS - 1; i >= 20; i--)
		fine = fine && take_out(&whole.tally, &sessions[i]) && packs(&whole.tally);
	for (int i = 0; i < 20; i++)
		fine = fine && add(&part.tally, &sessions[i]);
	ok(fine && same(&whole.tally, &part.tally), "taken out, they leave what was before");
	for (int i = 0; i < 20; i++)
		fine = fine && take_out(&whole.tally, &sessions[i]);
	ok(fine && same(&whole.tally, &empty.tally), "at last nothing");
}

static void
test_known(void)
{
	const double half[MODE_COUNT] = {[MODE_FIX] = 0.5, [MODE_PLAN] = 0.5};
	Probabilities probabilities;
	TallyRoom	room;
	Tally	   *tally = &room.tally;

	wm_tally_init(tally, false);
	(void) wm_probabilities_round(half, &probabilities);
	ok(wm_tally_add(tally, MODE_FIX, NULL, &problem) &&
	   wm_tally_size_of(tally) == wm_tally_size(false), "without probabilities it is short");
	ok(wm_tally_add_probable(tally, MODE_FIX, NULL, &probabilities, &problem) &&
	   wm_tally_add_probable(tally, MODE_BUILD, NULL, &probabilities, &problem) &&
	   wm_tally_add_probable(tally, MODE_NONE, NULL, &probabilities, &problem),
	   "three sessions with probabilities");
	ok(wm_tally_probable(tally, MODE_FIX) == 1 && wm_tally_probable(tally, TALLY_ALL) == 2,
	   "two of them count");
	ok(wm_tally_expected(tally, MODE_FIX, MODE_PLAN) == 32768 &&
	   wm_tally_expected(tally, TALLY_ALL, MODE_PLAN) == 65536 &&
	   wm_tally_expected(tally, TALLY_ALL, MODE_TEST) == 0, "their sums");
	ok(!wm_tally_remove_probable(tally, MODE_TEST, NULL, &probabilities, &problem) &&
	   problem.fault == TALLY_NOT_PART, "what is not in cannot be taken out");
}

#define USERS	8

static void
random_user(Tally *user)
{
	wm_tally_init(user, false);
	for (uint32_t i = 1 + next_random() % 9; i > 0; i--)
	{
		Session		session = random_session();

		if (!add(user, &session))
			abort();
	}
}

static void
test_users(void)
{
	TallyRoom	users[USERS];
	TallyRoom	forth;
	TallyRoom	back;
	TallyRoom	merged;
	bool		fine = true;

	for (int round = 0; round < 50; round++)
	{
		wm_tally_init(&forth.tally, true);
		wm_tally_init(&back.tally, true);
		wm_tally_init(&merged.tally, true);
		for (int i = 0; i < USERS; i++)
			random_user(&users[i].tally);
		for (int i = 0; i < USERS; i++)
		{
			TallyRoom	one;

			fine = fine && wm_tally_cluster(&forth.tally, &users[i].tally, &problem) &&
				wm_tally_cluster(&back.tally, &users[USERS - 1 - i].tally, &problem);
			wm_tally_init(&one.tally, true);
			fine = fine && wm_tally_cluster(&one.tally, &users[i].tally, &problem) &&
				packs(&one.tally) && wm_tally_merge(&merged.tally, &one.tally, &problem);
		}
		fine = fine && packs(&forth.tally) && same(&forth.tally, &back.tally) &&
			same(&forth.tally, &merged.tally);
		for (int i = 1; i < USERS; i++)
			fine = fine && wm_tally_uncluster(&forth.tally, &users[i].tally, &problem);
		wm_tally_init(&back.tally, true);
		fine = fine && wm_tally_cluster(&back.tally, &users[0].tally, &problem) &&
			same(&forth.tally, &back.tally);
	}
	ok(fine, "users in any order, in parts, and taken out again");
}

static void
test_moments(void)
{
	const double one[MODE_COUNT] = {[MODE_FIX] = 0.25, [MODE_PLAN] = 0.75};
	Probabilities probabilities;
	TallyRoom	user;
	TallyRoom	all;
	double		residuals[MODE_COUNT][MODE_COUNT];

	(void) wm_probabilities_round(one, &probabilities);
	wm_tally_init(&all.tally, true);
	wm_tally_init(&user.tally, false);
	for (int i = 0; i < 4; i++)
		ok(wm_tally_add_probable(&user.tally, MODE_FIX, NULL, &probabilities, &problem),
		   "a session of a user");
	ok(wm_tally_cluster(&all.tally, &user.tally, &problem) &&
	   wm_tally_expected_users(&all.tally) == 1, "one user");
	/* 65536 and 3 times 65536: products in units of 2^32 */
	close_to(wm_bignum_to_double(wm_tally_expected_product(&all.tally, MODE_FIX, MODE_PLAN)),
			 3 * 4294967296.0, 1e-15, "a product of two sums");
	close_to(wm_bignum_to_double(wm_tally_expected_product(&all.tally, TALLY_ALL, TALLY_ALL)),
			 16 * 4294967296.0, 1e-15, "all of them are the square of the sessions");
	near(wm_tally_effective_expected_users(&all.tally), 1, 12, "one effective user");
	wm_tally_expected_products(&all.tally, residuals);
	near(residuals[MODE_FIX][MODE_PLAN], 0, 12, "no residuals");
}

/* Whether the check refuses the tally for that reason. */
static bool
refuses(const Tally *tally, const char *what)
{
	bool		refused = !wm_tally_check(tally, &problem) && strcmp(problem.what, what) == 0;

	if (!refused)
		printf("# %s\n", problem.what != NULL ? problem.what : "passed");
	return refused;
}

static void
make_users(Tally *tally)
{
	TallyRoom	user;

	wm_tally_init(tally, true);
	for (int i = 0; i < USERS; i++)
	{
		random_user(&user.tally);
		if (!wm_tally_cluster(tally, &user.tally, &problem))
			abort();
	}
}

static void
test_hostile(void)
{
	static const char sums[] = "no probabilities have these sums (expected)";
	static const char products[] =
		"no users have these products of sums of probabilities (expected_with)";
	static const char squares[] =
		"no users have these squares of sums of probabilities (expected_with)";
	static const char sessions[] =
		"no users have these sessions with probabilities (expected_with)";
	TallyRoom	room;
	Tally	   *tally = &room.tally;
	TallyExpectation *expectation;

	make_users(tally);
	expectation = wm_tally_expectation(tally);
	expectation->of_sessions.sum[0][1]++;
	ok(refuses(tally, sums), "a sum that is one too large");

	make_users(tally);
	expectation->of_sessions.sum[0][1] += 10 * PROBABILITY_WHOLE;
	expectation->of_sessions.sum[0][2] -= 10 * PROBABILITY_WHOLE;
	ok(refuses(tally, sums), "a sum below zero");

	make_users(tally);
	expectation->of_sessions.sessions[0] = INT64_MAX;
	ok(refuses(tally, "a count is out of range"), "a count that no sum fits");

	make_users(tally);
	expectation->of_sessions.sessions[0] = tally->sums[0].sessions + 1;
	ok(refuses(tally, "more sessions have probabilities than there are (expected)"),
	   "more than there are");

	make_users(tally);
	expectation->of_users->users = 0;
	ok(refuses(tally, squares), "no users");

	make_users(tally);
	expectation->of_users->users = 1;
	ok(refuses(tally, squares), "too few users");

	make_users(tally);
	expectation->of_users->product[wm_tally_square_place(0, 0)].word[0]++;
	ok(refuses(tally, sessions), "a square that is one too large");

	make_users(tally);
	expectation->of_users->product[wm_tally_square_place(0, 1)].word[1] = UINT64_MAX;
	ok(refuses(tally, products), "a product below zero");

	make_users(tally);
	expectation->of_users->product[wm_tally_square_place(0, 0)].word[1] = INT64_MAX;
	ok(refuses(tally, squares), "a square of more than all");

	wm_tally_init(tally, false);
	(void) wm_tally_add(tally, MODE_FIX, NULL, &problem);
	wm_tally_expect(tally);
	ok(refuses(tally, "there are sums of probabilities without sessions (expected)"),
	   "sums of nothing");
	tally->flags |= TALLY_FACTS;
	ok(refuses(tally, "a tally of facts has no probabilities (expected)"), "facts");
}

/* Whether a text is read as a tally, and printed again as it was. */
static bool
reads(const char *text)
{
	static char back[TALLY_TEXT_SIZE];
	TallyRoom	room;
	TallyTextError error;

	if (!wm_tally_parse(wm_slice_cstring(text), &room.tally, &error))
		return false;
	wm_tally_print(&room.tally, back);
	return strcmp(back, text) == 0;
}

static void
test_text(void)
{
	TallyRoom	room;
	TallyTextError error;

	ok(reads("{\"version\": 1, \"fix\": {\"sessions\": 2, \"expected\": {\"sessions\": 1, "
			 "\"fix\": 49152, \"plan\": 16384}}}"), "a plain tally");
	ok(reads("{\"version\": 1, \"clustered\": true, \"fix\": {\"sessions\": 2, \"users\": 1, "
			 "\"yy\": 4, \"z\": 1, \"zz\": 1, \"expected\": {\"sessions\": 1, \"fix\": 65536}}, "
			 "\"all\": {\"users\": 1, \"yy\": 4, \"expected\": {\"users\": 1, "
			 "\"fix\": {\"fix\": 4294967296}}}}"), "a clustered one");
	ok(wm_tally_parse(SLICE("{\"all\": {\"expected\": {\"fix\": {\"fix\": 4294967296}, \"users\": 1}, "
							"\"yy\": 1, \"users\": 1}, \"fix\": {\"expected\": {\"fix\": 65536, "
							"\"sessions\": 1}, \"users\": 1, \"yy\": 1, \"z\": 1, \"zz\": 1, "
							"\"sessions\": 1}, \"clustered\": true, \"version\": 1}"),
					  &room.tally, &error), "keys in any order");
	ok(!reads("{\"version\": 1, \"fix\": {\"sessions\": 1, \"expected\": {}}}"),
	   "no empty sums");
	ok(!reads("{\"version\": 1, \"fix\": {\"sessions\": 1, \"expected\": {\"users\": 1}}}"),
	   "no users in a mode");
	ok(!reads("{\"version\": 1, \"fix\": {\"sessions\": 1, \"expected\": {\"sessions\": 1, "
			  "\"fix\": 32768, \"fix\": 32768}}}"), "no sum twice");
	ok(!reads("{\"version\": 1, \"fix\": {\"sessions\": 1, \"expected\": {\"sessions\": 1, "
			  "\"fix\": 65536.5}}}"), "no half units");
	ok(!reads("{\"version\": 1, \"fix\": {\"sessions\": 1}, \"all\": {\"expected\": "
			  "{\"users\": 1}}}"), "no users in a plain tally");
	ok(!reads("{\"version\": 1, \"clustered\": true, \"fix\": {\"sessions\": 1, \"users\": 1, "
			  "\"yy\": 1, \"z\": 1, \"zz\": 1, \"expected\": {\"sessions\": 1, \"fix\": 65536}}, "
			  "\"all\": {\"users\": 1, \"yy\": 1, \"expected\": {\"users\": 1, "
			  "\"fix\": {\"build\": 1, \"fix\": 4294967296}}}}"), "no product with an earlier mode");
}

/* The most of everything has room, packed and as text. */
static void
test_largest(void)
{
	static char text[2 * TALLY_TEXT_SIZE];
	static char bytes[2 * TALLY_PACKED_SIZE];
	TallyRoom	room;
	TallyRoom	back;
	Tally	   *tally = &room.tally;
	TallyExpectation *expectation;
	size_t		len;

	wm_tally_init(tally, true);
	memset(tally->sums, 0xff, sizeof(tally->sums));
	memset(tally->clusters, 0x7f, sizeof(TallyClusters));
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		tally->sums[mode].sessions = TALLY_MAX_SESSIONS;
		tally->sums[mode].valued = TALLY_MAX_SESSIONS - 1;
	}
	wm_tally_expect(tally);
	expectation = wm_tally_expectation(tally);
	memset(expectation->of_users, 0x7f, sizeof(TallyExpectedClusters));
	expectation->of_users->users = TALLY_MAX_SESSIONS;
	for (int i = 0; i < MODE_COUNT; i++)
	{
		expectation->of_sessions.sessions[i] = TALLY_MAX_EXPECTED;
		for (int j = 0; j < MODE_COUNT; j++)
			expectation->of_sessions.sum[i][j] = TALLY_MAX_EXPECTED / 9 * PROBABILITY_WHOLE;
		expectation->of_sessions.sum[i][8] += TALLY_MAX_EXPECTED % 9 * PROBABILITY_WHOLE;
	}
	len = wm_tally_print(tally, text);
	ok(len < TALLY_TEXT_SIZE, "the longest text has room");
	printf("# %zu characters\n", len);
	len = wm_tally_pack(tally, bytes);
	ok(len <= TALLY_PACKED_SIZE &&
	   wm_tally_unpack(wm_slice(bytes, len), &back.tally) == PACK_FINE &&
	   memcmp(wm_tally_expectation(&back.tally), expectation,
			  sizeof(TallyExpected) + sizeof(TallyExpectedClusters)) == 0,
	   "so have the most bytes, and they come back");
	printf("# %zu bytes\n", len);
}

/* The bytes of a group may be any. */
static void
test_bytes(void)
{
	TallyRoom	room;
	char		bytes[TALLY_PACKED_SIZE];
	bool		fine = true;

	for (int round = 0; round < 3000; round++)
	{
		TallyRoom	back;
		size_t		len;

		make_users(&room.tally);
		len = wm_tally_pack(&room.tally, bytes);
		bytes[len - 1 - next_random() % (len < 400 ? len : 400)] = (char) next_random();
		if (wm_tally_unpack(wm_slice(bytes, len), &back.tally) == PACK_FINE &&
			wm_tally_check(&back.tally, &problem) &&
			wm_tally_is_canonical(&back.tally, wm_slice(bytes, len)))
			fine = fine && packs(&back.tally);
	}
	ok(fine, "broken bytes are refused, or are those of a tally");
}

/* Probabilities of modes that are merged go with them; panels have none. */
static void
test_merged(void)
{
	const double one[MODE_COUNT] = {[MODE_FIX] = 0.25, [MODE_PLAN] = 0.75};
	const bool	modes[MODE_COUNT] = {[MODE_BUILD] = true, [MODE_PLAN] = true};
	Probabilities probabilities;
	TallyRoom	room;
	TallyRoom	plain;
	Tally	   *tally = &room.tally;
	Panel		panel = {0};
	PanelProblem wrong;

	(void) wm_probabilities_round(one, &probabilities);
	wm_tally_init(tally, false);
	(void) wm_tally_add_probable(tally, MODE_PLAN, NULL, &probabilities, &problem);
	(void) wm_tally_add_probable(tally, MODE_FIX, NULL, &probabilities, &problem);

	ok(wm_panel_add(&panel, 5, 7, tally, &wrong) &&
	   wm_panel_tally(wm_panel_period(&panel, 5), &plain.tally, &problem) &&
	   !wm_tally_is_expecting(&plain.tally) &&
	   wm_tally_sessions(&plain.tally, TALLY_ALL) == 2, "a panel keeps the sessions only");
	wm_panel_free(&panel);

	ok(wm_merge_modes(tally, modes, &problem) && packs(tally) &&
	   wm_tally_expected(tally, TALLY_ALL, MODE_PLAN) == 0 &&
	   wm_tally_expected(tally, MODE_BUILD, MODE_BUILD) == 49152 &&
	   wm_tally_expected(tally, MODE_FIX, MODE_BUILD) == 49152 &&
	   wm_tally_probable(tally, MODE_BUILD) == 1, "merged modes have one probability");
}

int
main(void)
{
	test_sessions();
	test_known();
	test_users();
	test_moments();
	test_hostile();
	test_text();
	test_largest();
	test_bytes();
	test_merged();
	return done();
}
