/*
 * histogram.c
 *	  Histograms: where values fall, sums of parts, users, packed bytes, texts.
 */
#include "unit.h"

#include "base/host.h"
#include "tally/histogram.h"
#include "unit_host.h"

#define MIDDLE	(-HISTOGRAM_FIRST)	/* the bin of the value 1 */

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

static Histogram *
make(bool clustered)
{
	Histogram  *histogram = wm_alloc(wm_histogram_size(clustered, HISTOGRAM_MAX_ROOM));

	wm_histogram_init(histogram, clustered, HISTOGRAM_MAX_ROOM);
	return histogram;
}

/* Packed bytes in memory of their own, or of a text; the test gives them back. */
static Slice
pack(const Histogram *histogram)
{
	char	   *bytes = wm_alloc(wm_histogram_packed_room(histogram));

	return wm_slice(bytes, wm_histogram_pack(histogram, bytes));
}

static void
give_back(Slice bytes)
{
	wm_free((void *) bytes.data);
}

static bool
same(const Histogram *a, const Histogram *b)
{
	Slice		x = pack(a);
	Slice		y = pack(b);
	bool		equal = wm_slice_equals(x, y);

	give_back(x);
	give_back(y);
	return equal;
}

static bool
add(Histogram *histogram, int mode, double value)
{
	TallyProblem problem;

	return wm_histogram_add(histogram, mode, &value, &problem);
}

/*
 * Where values fall
 */

static int
bin_of(double value)
{
	Histogram  *histogram = make(false);
	int			bin = -1;

	if (add(histogram, MODE_FIX, value))
		bin = wm_histogram_next(histogram, MODE_FIX, 0);
	wm_free(histogram);
	return bin;
}

static void
test_bins(void)
{
	double		worst = 0;
	bool		inside = true;

	ok(bin_of(1) == MIDDLE && bin_of(0.999999) == MIDDLE - 1 &&
	   bin_of(1.01005) == MIDDLE && bin_of(1.010051) == MIDDLE + 1,
	   "a bin is a hundredth of ln value wide");
	ok(bin_of(1e-6) == 0 && bin_of(1e12) == HISTOGRAM_BINS - 1,
	   "the least and the greatest value have the first and the last");
	ok(bin_of(9e-7) == -1 && bin_of(1.1e12) == -1 && bin_of(NAN) == -1 &&
	   bin_of(INFINITY) == -1 && bin_of(-1) == -1 && bin_of(0) == -1,
	   "others have none");
	for (int i = 0; i < 20000; i++)
	{
		double		value = exp((double) draw(1000000) / 1e6 * 41.4 - 13.8);
		double		kept = rint(value * 1e6) / 1e6;
		int			bin = bin_of(value);

		worst = fmax(worst, fabs(wm_histogram_bin_middle(bin) / kept - 1));
		inside &= wm_histogram_bin_low(bin) <= kept * (1 + 1e-9) &&
			wm_histogram_bin_high(bin) >= kept * (1 - 1e-9);
	}
	ok(worst <= 0.005 && worst > 0.0049,
	   "a bin's middle is off by half a per cent at most");
	ok(inside, "a value lies between the ends of its bin");
	ok(wm_histogram_bin_low(0) == 1e-6 &&
	   wm_histogram_bin_high(HISTOGRAM_BINS - 1) == 1e12 &&
	   wm_histogram_bin_middle(0) > 1e-6, "and no end outside the range of values");
}

/*
 * Sums
 */

#define SESSIONS	200
#define USERS		7

typedef struct Session
{
	int			user;
	int			mode;
	bool		valued;
	double		value;
} Session;

static Session sessions[SESSIONS];

static void
draw_sessions(void)
{
	for (int i = 0; i < SESSIONS; i++)
	{
		sessions[i].user = (int) draw(USERS);
		sessions[i].mode = (int) draw(MODE_COUNT + 1) - 1;
		sessions[i].valued = draw(4) > 0;
		sessions[i].value = exp((double) draw(400) / 100);
	}
}

static bool
put(Histogram *histogram, const Session *session, bool in)
{
	const double *value = session->valued ? &session->value : NULL;
	TallyProblem problem;

	return in ? wm_histogram_add(histogram, session->mode, value, &problem) :
		wm_histogram_remove(histogram, session->mode, value, &problem);
}

static Histogram *
of_user(int user)
{
	Histogram  *histogram = make(false);

	for (int i = 0; i < SESSIONS; i++)
	{
		if (sessions[i].user == user)
			(void) put(histogram, &sessions[i], true);
	}
	return histogram;
}

static void
test_sums(void)
{
	Histogram  *forth = make(false);
	Histogram  *back = make(false);
	Histogram  *rest = make(false);
	TallyProblem problem;
	double		value = 5;
	bool		done = true;

	for (int i = 0; i < SESSIONS; i++)
		done &= put(forth, &sessions[i], true) &&
			put(back, &sessions[SESSIONS - 1 - i], true);
	ok(done && same(forth, back), "the order of sessions does not show");
	ok(wm_histogram_check(forth, &problem), "a histogram is sound");

	for (int user = 0; user < USERS; user++)
	{
		Histogram  *part = of_user(user);

		done &= wm_histogram_missing(rest, part) <= part->taken &&
			wm_histogram_merge(rest, part, &problem) &&
			wm_histogram_missing(rest, part) == 0;
		wm_free(part);
	}
	ok(done && same(rest, forth), "nor do parts");

	for (int i = 0; i < SESSIONS; i += 2)
		done &= put(forth, &sessions[i], false);
	for (int i = 1; i < SESSIONS; i += 2)
		done &= put(forth, &sessions[i], false);
	ok(done && wm_histogram_is_empty(forth), "what was put in can be taken out");
	ok(!wm_histogram_remove(forth, MODE_FIX, &value, &problem) &&
	   problem.fault == TALLY_NOT_PART && problem.mode == MODE_FIX &&
	   !wm_histogram_remove(forth, MODE_FIX, NULL, &problem) &&
	   !wm_histogram_remove(forth, MODE_NONE, &value, &problem), "and nothing else");
	ok(wm_histogram_unmerge(back, rest, &problem) && wm_histogram_is_empty(back),
	   "nor another part");
	ok(!wm_histogram_unmerge(back, rest, &problem) && problem.fault == TALLY_NOT_PART,
	   "than was put in");
	wm_free(forth);
	wm_free(back);
	wm_free(rest);
}

/*
 * Users
 */

/* The sums over users for one mode, or all, up to a bin, by their definition. */
static void
sum_up(int mode, int upto, double *y2, double *yn, double *nn)
{
	*y2 = *yn = *nn = 0;
	for (int user = 0; user < USERS; user++)
	{
		double		y = 0;
		double		n = 0;

		for (int i = 0; i < SESSIONS; i++)
		{
			const Session *session = &sessions[i];

			if (session->user != user || !session->valued || session->mode == MODE_NONE ||
				(mode != TALLY_ALL && session->mode != mode))
				continue;
			n++;
			y += bin_of(session->value) <= upto;
		}
		*y2 += y * y;
		*yn += y * n;
		*nn += n * n;
	}
}

static double
number(const Fixed128 *sum)
{
	return wm_bignum_to_double(wm_bignum(sum->word, 2));
}

/* Are the moments of a row what its users' sessions make them? */
static bool
has_moments(const Histogram *clustered, int row, int step)
{
	double		y2 = 0;
	double		yn = 0;
	bool		right = true;

	for (int bin = 0; bin < HISTOGRAM_BINS; bin++)
	{
		const HistogramMoments *moments = wm_histogram_moments(clustered, row, bin);
		double		expected[3];

		if (moments != NULL)
		{
			y2 += number(&moments->yy);
			yn += number(&moments->yn);
		}
		if (wm_histogram_count(clustered, row, bin) == 0 || bin % step != 0)
			continue;
		sum_up(row, bin, &expected[0], &expected[1], &expected[2]);
		right &= y2 == expected[0] && yn == expected[1] &&
			number(&clustered->rows[row].nn) == expected[2];
	}
	return right;
}

static void
test_users(void)
{
	Histogram  *clustered = make(true);
	Histogram  *halves[2] = {make(true), make(true)};
	Histogram  *plain = make(false);
	TallyProblem problem;
	bool		done = true;

	for (int i = 0; i < USERS; i++)
	{
		Histogram  *user = of_user(i);
		Histogram  *one = make(true);

		done &= wm_histogram_user_room(user) >= user->taken &&
			wm_histogram_of_user(one, user, &problem) &&
			one->taken <= wm_histogram_user_room(user) &&
			wm_histogram_check(one, &problem) &&
			wm_histogram_merge(clustered, one, &problem) &&
			wm_histogram_merge(halves[i % 2], one, &problem) &&
			wm_histogram_merge(plain, user, &problem);
		ok(!wm_histogram_of_user(clustered, one, &problem) &&
		   problem.fault == TALLY_NESTED, "users are no users of users");
		wm_free(user);
		wm_free(one);
	}
	ok(done && wm_histogram_check(clustered, &problem), "users go together");
	ok(clustered->rows[TALLY_ALL].users == USERS &&
	   wm_histogram_valued(clustered, TALLY_ALL) ==
	   wm_histogram_valued(plain, TALLY_ALL) &&
	   wm_histogram_count(clustered, TALLY_ALL, bin_of(1)) ==
	   wm_histogram_count(plain, TALLY_ALL, bin_of(1)), "with all of their sessions");
	ok(has_moments(clustered, TALLY_ALL, 7) && has_moments(clustered, MODE_FIX, 1) &&
	   has_moments(clustered, MODE_COMMUNICATE, 1), "moments are sums over users");
	ok(!wm_histogram_merge(clustered, plain, &problem) && problem.fault == TALLY_MIXED &&
	   !wm_histogram_merge(plain, clustered, &problem) && problem.fault == TALLY_MIXED &&
	   !add(clustered, MODE_FIX, 1), "plain and clustered do not mix");
	ok(wm_histogram_merge(halves[0], halves[1], &problem) && same(halves[0], clustered) &&
	   wm_histogram_unmerge(clustered, halves[1], &problem) &&
	   wm_histogram_check(clustered, &problem) &&
	   wm_histogram_merge(clustered, halves[1], &problem) && same(halves[0], clustered),
	   "parts of users go together and apart");
	wm_free(clustered);
	wm_free(halves[0]);
	wm_free(halves[1]);
	wm_free(plain);
}

/* Counts that fit as sums do not fit for one user, and the other way round. */
static void
test_not_part(void)
{
	static const char *const texts[2] = {
		"{\"version\": 1, \"clustered\": true, \"fix\": {\"sessions\": 3, \"users\": 2, \"nn\": 5, "
		"\"values\": {\"0\": [3, 5, 5]}}, \"all\": {\"users\": 2, \"nn\": 5, "
		"\"values\": {\"0\": [3, 5, 5]}}}",
		"{\"version\": 1, \"clustered\": true, \"fix\": {\"sessions\": 2, \"users\": 2, \"nn\": 2, "
		"\"values\": {\"0\": [2, 2, 2]}}, \"all\": {\"users\": 2, \"nn\": 2, "
		"\"values\": {\"0\": [2, 2, 2]}}}",
	};
	Histogram  *histogram[2];
	TallyProblem problem;
	TallyTextError error;

	for (int i = 0; i < 2; i++)
		ok(wm_histogram_parse(wm_slice_cstring(texts[i]), &histogram[i], &error),
		   "users of one bin");
	ok(!wm_histogram_unmerge(histogram[0], histogram[1], &problem) &&
	   problem.fault == TALLY_NOT_PART, "a session of no user is not left");
	wm_free(histogram[0]);
	wm_free(histogram[1]);
}

static void
test_most(void)
{
	Histogram  *histogram = make(false);
	Histogram  *part = make(false);
	TallyProblem problem;
	TallyTextError error;
	Histogram  *most;
	double		value = 1;

	ok(wm_histogram_parse(SLICE("{\"version\": 1, \"unclassified\": 576460752303423487, "
								"\"fix\": {\"sessions\": 576460752303423487, "
								"\"values\": {\"0\": 576460752303423487}}}"),
						  &most, &error), "the most sessions");
	(void) wm_histogram_merge(histogram, most, &problem);
	ok(!wm_histogram_add(histogram, MODE_FIX, &value, &problem) &&
	   problem.fault == TALLY_OVERFLOW &&
	   !wm_histogram_add(histogram, MODE_NONE, NULL, &problem) &&
	   problem.fault == TALLY_OVERFLOW, "one more is too many");
	(void) add(part, MODE_FIX, 2);
	ok(!wm_histogram_merge(histogram, part, &problem) && problem.fault == TALLY_OVERFLOW &&
	   problem.mode == MODE_FIX, "also as a part");
	wm_free(histogram);
	wm_free(part);
	wm_free(most);
}

/*
 * Texts and bytes
 */

/* Whether a text is packed in these bytes, and both give the text again. */
static bool
is_packed(const char *text, Slice expected)
{
	Histogram  *histogram;
	Histogram  *back = NULL;
	TextBuffer	buffer = {0};
	TallyProblem problem;
	TallyTextError error;
	Slice		packed;
	bool		right;

	if (!wm_histogram_parse(wm_slice_cstring(text), &histogram, &error))
	{
		printf("# byte %zu: %s\n", error.byte, error.problem.what);
		return false;
	}
	packed = pack(histogram);
	right = wm_slice_equals(packed, expected);
	for (size_t i = 0; !right && i < packed.len; i++)
		printf("# byte %zu: %02x\n", i, (unsigned char) packed.data[i]);
	right = wm_histogram_unpack(packed, &back) == PACK_FINE && right &&
		wm_histogram_is_canonical(back, packed) && wm_histogram_check(back, &problem);
	if (right)
		wm_histogram_print(back, &buffer);
	right = right && wm_slice_equals(wm_buffer_slice(&buffer), wm_slice_cstring(text));
	wm_buffer_free(&buffer);
	give_back(packed);
	wm_free(histogram);
	wm_free(back);
	return right;
}

static void
test_known(void)
{
	ok(is_packed("{\"version\": 1}", SLICE("\1\0")), "the empty histogram");
	ok(is_packed("{\"version\": 1, \"unclassified\": 5}", SLICE("\1\1\3\5\0\0")),
	   "unclassified only");
	ok(is_packed("{\"version\": 1, \"fix\": {\"sessions\": 3}}", SLICE("\1\1\4\0\2\0\3")),
	   "sessions without a value");
	ok(is_packed("{\"version\": 1, \"fix\": {\"sessions\": 5, \"values\": "
				 "{\"-1382\": 1, \"-1380\": 3}}}",
				 SLICE("\1\3\4\0\2\0\5\5\2\0\1\1\3")), "two bins");
	ok(is_packed("{\"version\": 1, \"plan\": {\"sessions\": 300, \"values\": "
				 "{\"0\": 300}}, \"communicate\": {\"sessions\": 1}}",
				 SLICE("\1\3\7\0\100\1\xe1\x2c\1\1\x8\1\xe1\x66\5\xe1\x2c\1\0")),
	   "numbers of more than a byte");
	ok(is_packed("{\"version\": 1, \"clustered\": true, \"unclassified\": 1}",
				 SLICE("\1\5\3\1\0\0\0")), "clustered, none with a mode");
	ok(is_packed("{\"version\": 1, \"clustered\": true, "
				 "\"fix\": {\"sessions\": 3, \"users\": 2, \"nn\": 5, "
				 "\"values\": {\"-1382\": [1, 2, 1], \"-1381\": [2, 3, 4]}}, "
				 "\"all\": {\"users\": 2, \"nn\": 5, "
				 "\"values\": {\"-1382\": [1, 2, 1], \"-1381\": [2, 3, 4]}}}",
				 SLICE("\1\7\4\0\2\0\3\5\2\0\1\0\2\xc\2\5\2\1\3\4\2\5\2\1\3\4")),
	   "two users");
}

/* What is wrong with a text, as "byte: sentence". */
static const char *
fault_of(const char *text)
{
	static char fault[200];
	Histogram  *histogram;
	TallyTextError error = {0};

	if (wm_histogram_parse(wm_slice_cstring(text), &histogram, &error))
	{
		wm_free(histogram);
		return "none";
	}
	snprintf(fault, sizeof(fault), "%zu: %s", error.byte, error.problem.what);
	return fault;
}

static void
test_texts(void)
{
	static const char *const texts[][2] = {
		{" {\"fix\" : {\"values\":{ \"7\":2,\"-3\" :1 }, \"sessions\":3}, \"version\":1 } ", "none"},
		{"", "1: \"{\" was expected"},
		{"{}", "2: a key was expected"},
		{"{\"version\": 2}", "14: the version is not one that is known"},
		{"{\"unclassified\": 1}", "20: the version is missing"},
		{"{\"version\": 1, \"version\": 1}", "17: the key came before"},
		{"{\"version\": 1} x", "16: the end was expected"},
		{"{\"version\": 1, \"repair\": {}}", "17: the key is unknown"},
		{"{\"version\": 1, \"fix\": {\"valued\": 1}}", "25: the key is unknown"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 1.5}}", "37: \",\" or \"}\" was expected"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 01}}", "38: a whole number was expected"},
		{"{\"version\": 1, \"fix\": {\"sessions\": -}}", "37: a whole number was expected"},
		{"{\"version\": 1, \"fix\": {\"sessions\": -1}}", "38: the count is out of range"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 576460752303423488}}",
		"54: the count is out of range"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"0\": 1, \"0\": 1}}}",
		"59: the key came before"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"0\": 0}}}",
		"51: the count is out of range"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"00\": 1}}}",
		"51: there is no such bin"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"\": 1}}}",
		"51: there is no such bin"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"-\": 1}}}",
		"51: there is no such bin"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"-1383\": 1}}}",
		"51: there is no such bin"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"2764\": 1}}}",
		"51: there is no such bin"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"99999999999999999999\": 1}}}",
		"51: there is no such bin"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"-1382\": 1, \"2763\": 1}}}",
		"none"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 2, \"values\": {\"0\": 3}}}",
		"0: more sessions have a value than there are"},
		{"{\"version\": 1, \"fix\": {\"sessions\": 1, \"values\": {\"0\": [1, 1, 1]}}}",
		"67: moments need \"clustered\": true"},
		{"{\"version\": 1, \"all\": {\"values\": {\"0\": 1}}}",
		"44: moments need \"clustered\": true"},
		{"{\"version\": 1, \"clustered\": false}", "29: \"true\" was expected"},
		{"{\"version\": 1, \"clustered\": true, \"fix\": {\"sessions\": 1, \"values\": {\"0\": 1}}}",
		"78: a count lacks its moments"},
		{"{\"version\": 1, \"clustered\": true, \"fix\": {\"sessions\": 4, \"users\": 2, \"nn\": 10, "
			"\"values\": {\"0\": [4, 9, 9]}}, \"all\": {\"users\": 2, \"nn\": 10, "
		"\"values\": {\"0\": [4, 10, 10]}}}", "0: the products do not add up"},
		{"{\"version\": 1, \"clustered\": true}", "0: it has clusters but no sessions"},
	};

	for (size_t i = 0; i < lengthof(texts); i++)
	{
		const char *fault = fault_of(texts[i][0]);

		ok(strcmp(fault, texts[i][1]) == 0, texts[i][1]);
		if (strcmp(fault, texts[i][1]) != 0)
			printf("# %s gives %s\n", texts[i][0], fault);
	}
}

/* One number of a clustered histogram at a time is wrong. */
static void
test_unsound(void)
{
	static const char *const form =
		"{\"version\": 1, \"clustered\": true, \"fix\": {\"sessions\": 3, \"users\": %s, "
		"\"nn\": %s, \"values\": {\"1\": [1, %s, %s], \"2\": [2, %s, %s]}}, "
		"\"all\": {\"users\": %s, \"nn\": %s, \"values\": {\"1\": [%s, 2, 1], \"2\": [2, 3, 4]}}}";
	static const char *const right[9] = {"2", "5", "2", "1", "3", "4", "2", "5", "1"};
	static const struct
	{
		int			place;
		const char *number;
		const char *fault;
	}			wrong[] = {
		{0, "0", "0: no users have these sessions"},
		{0, "4", "0: no users have these sessions"},
		{0, "1", "0: no users have these sessions and this sum of squares (nn)"},
		{0, "3", "0: no users have these sessions and this sum of squares (nn)"},
		{1, "4", "0: no users have these sessions and this sum of squares (nn)"},
		{1, "6", "0: no users have these sessions and this sum of squares (nn)"},
		{1, "-5", "0: no users have these sessions and this sum of squares (nn)"},
		{2, "0", "0: no users have these products in a bin"},
		{2, "-2", "0: no users have these products in a bin"},
		{2, "3", "0: no users have these sums up to a bin"},
		{3, "0", "0: no users have these products in a bin"},
		{3, "3", "0: no users have these sums up to a bin"},
		{4, "2", "0: no users have these sums up to a bin"},
		{4, "4", "0: no users have these sums up to a bin"},
		{5, "5", "0: no users have these sums up to a bin"},
		{5, "3", "0: no users have these sums up to a bin"},
		{6, "1", "0: no users have these sessions and this sum of squares (nn)"},
		{7, "9", "0: no users have these sessions and this sum of squares (nn)"},
		{8, "2", "0: the counts do not add up"},
	};

	for (size_t i = 0; i < lengthof(wrong); i++)
	{
		const char *n[9];
		char		text[400];
		const char *fault;

		memcpy(n, right, sizeof(n));
		n[wrong[i].place] = wrong[i].number;
		snprintf(text, sizeof(text), form,
				 n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
		fault = fault_of(text);
		ok(strcmp(fault, wrong[i].fault) == 0, wrong[i].fault);
		if (strcmp(fault, wrong[i].fault) != 0)
			printf("# %s gives %s\n", text, fault);
	}
}

/* A histogram of some users or sessions. */
static Histogram *
draw_histogram(void)
{
	bool		clustered = draw(2) == 0;
	Histogram  *all = make(clustered);
	TallyProblem problem;

	for (uint64_t users = draw(4); users > 0; users--)
	{
		Histogram  *user = make(false);
		Histogram  *one = make(true);

		for (uint64_t left = draw(6); left > 0; left--)
		{
			int			mode = (int) draw(MODE_COUNT + 1) - 1;
			double		value = exp(draw(40) / 4.0 - 5);

			(void) wm_histogram_add(user, mode, draw(3) > 0 ? &value : NULL, &problem);
		}
		if (clustered && !wm_histogram_is_empty(user))
			(void) wm_histogram_of_user(one, user, &problem);
		(void) wm_histogram_merge(all, clustered ? one : user, &problem);
		wm_free(user);
		wm_free(one);
	}
	if (wm_histogram_is_empty(all))
		all->flags = 0;
	return all;
}

static bool
comes_back(const Histogram *histogram, Slice packed)
{
	Histogram  *back;
	TallyProblem problem;
	bool		right = wm_histogram_unpack(packed, &back) == PACK_FINE;

	right = right && same(back, histogram) && wm_histogram_is_canonical(back, packed) &&
		(wm_histogram_is_empty(back) || wm_histogram_check(back, &problem));
	wm_free(back);
	return right;
}

/* What passes in spite of flaws has a text that gives the same bytes. */
static bool
is_honest(const Histogram *histogram, Slice packed)
{
	TextBuffer	text = {0};
	Histogram  *back;
	TallyTextError error;
	bool		honest;

	wm_histogram_print(histogram, &text);
	honest = wm_histogram_parse(wm_buffer_slice(&text), &back, &error) &&
		wm_histogram_is_canonical(back, packed);
	wm_free(back);
	wm_buffer_free(&text);
	return honest;
}

/* Bytes with up to three flaws are refused, or are those of another histogram. */
static void
test_flaws(void)
{
	bool		come_back = true;
	bool		honest = true;
	int			counts[3] = {0, 0, 0};
	int			passed = 0;

	for (int i = 0; i < 20000; i++)
	{
		Histogram  *histogram = draw_histogram();
		Slice		room = pack(histogram);
		char	   *flawed = malloc(room.len);
		size_t		len = room.len;
		TallyProblem problem;
		PackFault	fault;

		memcpy(flawed, room.data, len);
		come_back &= comes_back(histogram, wm_slice(flawed, len));
		for (uint64_t flaws = draw(3) + 1; flaws > 0; flaws--)
			flawed[draw(len)] = (char) (draw(3) > 0 ? draw(256) : draw(4));
		len -= draw(4) == 0 ? draw(len) : 0;
		wm_free(histogram);

		fault = wm_histogram_unpack(wm_slice(flawed, len), &histogram);
		counts[fault]++;
		if (fault == PACK_FINE && wm_histogram_check(histogram, &problem) &&
			wm_histogram_is_canonical(histogram, wm_slice(flawed, len)))
		{
			passed++;
			honest &= is_honest(histogram, wm_slice(flawed, len));
		}
		wm_free(histogram);
		free(flawed);
		give_back(room);
	}
	ok(come_back, "packed histograms come back");
	ok(honest && passed > 100, "what passes in spite of flaws is a histogram, too");
	ok(counts[PACK_BROKEN] > 8000 && counts[PACK_NEWER] > 400 && counts[PACK_FINE] > 400,
	   "flaws are found, the future told apart");
	printf("# fine %d, broken %d, newer %d; passed %d\n", counts[PACK_FINE],
		   counts[PACK_BROKEN], counts[PACK_NEWER], passed);
}

/* Unpacks bytes from memory of their length. */
static PackFault
unpack(Slice from)
{
	char	   *copy = malloc(from.len);
	Histogram  *histogram;
	PackFault	fault;

	memcpy(copy, from.data, from.len);
	fault = wm_histogram_unpack(wm_slice(copy, from.len), &histogram);
	wm_free(histogram);
	free(copy);
	return fault;
}

static void
test_bounds(void)
{
	ok(unpack(SLICE("\1\3\4\0\2\0\5\5\2\0\1\1\3")) == PACK_FINE &&
	   unpack(SLICE("\1\3\4\0\2\0\5\5\2\0\1\1\6")) == PACK_BROKEN &&
	   unpack(SLICE("\1\3\4\0\2\0\5\5\2\0\1\1\0")) == PACK_BROKEN,
	   "a bin has as many as are left, and not none");
	ok(unpack(SLICE("\1\3\4\0\2\0\5\5\1\xe1\x31\x10\1")) == PACK_FINE &&
	   unpack(SLICE("\1\3\4\0\2\0\5\5\1\xe1\x32\x10\1")) == PACK_BROKEN &&
	   unpack(SLICE("\1\3\4\0\2\0\5\7\2\xe1\x31\x10\1\0\1")) == PACK_BROKEN,
	   "there are so many bins");
	ok(unpack(SLICE("\1\3\4\0\2\0\5\4\3\0\1\1\3")) == PACK_BROKEN &&
	   unpack(SLICE("\1\3\4\0\2\0\5\5\1\0\1\1\3")) == PACK_BROKEN,
	   "as many as they are said to be");
	ok(unpack(SLICE("")) == PACK_BROKEN && unpack(SLICE("\0\0")) == PACK_BROKEN &&
	   unpack(SLICE("\1")) == PACK_BROKEN && unpack(SLICE("\2\0")) == PACK_NEWER &&
	   unpack(SLICE("\1\x8\0")) == PACK_NEWER &&
	   unpack(SLICE("\1\xe0\xe4\0")) == PACK_NEWER,
	   "the future is told apart");
}

/*
 * As many pages as bytes can name, each of two bytes, and those of all modes on top,
 * before the moments turn out to be missing.
 */
static void
test_pages(void)
{
	char		bytes[11 + 2 * 60] = "\1\7\4\0\2\0\74\171\74";
	size_t		len = 9;

	for (int page = 0; page < 60; page++)
	{
		bytes[len++] = HISTOGRAM_PAGE_BINS - 1;
		bytes[len++] = 1;
	}
	bytes[len++] = 0;
	ok(unpack(wm_slice(bytes, len)) == PACK_BROKEN, "pages that bytes name have room");
}

/* All bins of all modes, of two users who have the most that counts can be. */
static void
test_largest(void)
{
	Histogram  *user = make(false);
	Histogram  *clustered = make(true);
	Histogram  *back;
	TallyProblem problem;
	Slice		packed;

	user->unclassified = TALLY_MAX_SESSIONS;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		user->rows[mode].sessions = TALLY_MAX_SESSIONS;
		for (int bin = 0; bin < HISTOGRAM_BINS; bin++)
			wm_histogram_take(user, mode, bin)->count[bin % HISTOGRAM_PAGE_BINS] =
				TALLY_MAX_SESSIONS / HISTOGRAM_BINS;
		user->rows[mode].valued = TALLY_MAX_SESSIONS / HISTOGRAM_BINS * HISTOGRAM_BINS;
	}
	ok(wm_histogram_check(user, &problem) &&
	   wm_histogram_of_user(clustered, user, &problem) &&
	   wm_histogram_check(clustered, &problem), "the most that one user can have");
	packed = pack(clustered);
	ok(packed.len <= wm_histogram_packed_room(clustered) &&
	   wm_histogram_unpack(packed, &back) == PACK_FINE && same(back, clustered),
	   "has room, and comes back");
	printf("# %zu bytes\n", packed.len);
	give_back(packed);
	wm_free(back);
	wm_free(user);
	wm_free(clustered);
}

int
main(void)
{
	draw_sessions();
	test_bins();
	test_sums();
	test_users();
	test_not_part();
	test_most();
	test_known();
	test_texts();
	test_unsound();
	test_flaws();
	test_bounds();
	test_pages();
	test_largest();
	ok(unit_host.memory == 0, "all memory is given back");
	return done();
}
