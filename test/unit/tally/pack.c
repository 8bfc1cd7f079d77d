/*
 * pack.c
 *	  Packed tallies and confusions: known bytes, the largest, any bytes at all.
 */
#include "unit.h"

#include "tally/confusion.h"
#include "tally/tally_add.h"
#include "tally/tally_pack.h"
#include "tally/tally_text.h"

static char bytes[TALLY_PACKED_SIZE];

/* Packs a tally from its text; nothing where there is no such tally. */
static Slice
pack(const char *text)
{
	TallyRoom	room;
	TallyTextError error;

	if (!wm_tally_parse(wm_slice_cstring(text), &room.tally, &error))
	{
		printf("# byte %zu: %s\n", error.byte, error.problem.what);
		return SLICE("");
	}
	return wm_slice(bytes, wm_tally_pack(&room.tally, bytes));
}

/* Whether a text is packed in these bytes, and they give the text again. */
static bool
is_packed(const char *text, Slice expected)
{
	Slice		packed = pack(text);
	char		back[TALLY_TEXT_SIZE];
	TallyRoom	room;
	bool		same = wm_slice_equals(packed, expected);

	for (size_t i = 0; !same && i < packed.len; i++)
		printf("# byte %zu: %02x\n", i, (unsigned char) packed.data[i]);
	if (!same || wm_tally_unpack(packed, &room.tally) != PACK_FINE ||
		!wm_tally_is_canonical(&room.tally, packed))
		return false;
	(void) wm_tally_print(&room.tally, back);
	return strcmp(text, back) == 0;
}

static void
test_known(void)
{
	ok(is_packed("{\"version\": 1}", SLICE("\1\0")), "the empty tally");
	ok(is_packed("{\"version\": 1, \"unclassified\": 5}", SLICE("\1\1\3\5\0\0")),
	   "unclassified only");
	ok(is_packed("{\"version\": 1, \"fix\": {\"sessions\": 1}, "
				 "\"communicate\": {\"sessions\": 300}}",
				 SLICE("\1\1\7\0\2\1\1\xe1\x2c\1")), "modes without values");
	ok(is_packed("{\"version\": 1, \"build\": {\"sessions\": 2, \"valued\": 1, "
				 "\"value\": 0.000001, \"value2\": 0.000000000001, "
				 "\"log\": -13.815510557964, \"log2\": 190.868331977214754603825296}}",
				 SLICE("\1\3\4\0\1\0\2\x9\1\1\xe5\x17\xca\x32\x59\x21\x19")),
	   "one value, of which the squares are not written");
	ok(is_packed("{\"version\": 1, \"build\": {\"sessions\": 2, \"valued\": 2, "
				 "\"value\": 2, \"value2\": 2}}",
				 SLICE("\1\3\4\0\1\0\2\xe\2\xe2\x80\x84\x1e\0\xe5\0\x20\x4a\xa9\xd1\1\0")),
	   "two values, of which they are");
	ok(is_packed("{\"version\": 1, \"clustered\": true, \"unclassified\": 1}",
				 SLICE("\1\x9\3\1\0\0\0")), "clustered, none with a mode");
	ok(is_packed("{\"version\": 1, \"clustered\": true, "
				 "\"plan\": {\"sessions\": 3, \"users\": 1, \"yy\": 9, \"z\": 1, \"zz\": 1}, "
				 "\"all\": {\"users\": 1, \"yy\": 9}}",
				 SLICE("\1\x9\4\0\x40\0\3\x14\1\x9\xe4\0\x10\xa5\xd4\xe8"
					   "\xe9\0\0\0\xa1\xed\xcc\xce\x1b\xc2\xd3\1")), "one user");
	ok(is_packed("{\"version\": 1, \"clustered\": true, "
				 "\"plan\": {\"sessions\": 1, \"users\": 1, \"yy\": 1, \"z\": 0.25, "
				 "\"zz\": 0.0625, \"with\": {\"communicate\": 3}}, "
				 "\"communicate\": {\"sessions\": 3, \"users\": 1, \"yy\": 9, "
				 "\"z\": 0.75, \"zz\": 0.5625}, \"all\": {\"users\": 1, \"yy\": 16}}",
				 SLICE("\1\x9\5\0\x40\1\1\3\x28"
					   "\1\1\xe4\0\x44\x29\x35\x3a\xe9\0\0\x10\xda\xce\xec\xbc\x21\x3c\xd"
					   "\1\x9\xe4\0\xcc\x7b\x9f\xae\xe9\0\0\x90\xaa\x45\x53\xa4\x2f\x1d\x77"
					   "\1\3")), "one user of two modes, which make a pair");
	ok(is_packed("{\"version\": 1, \"facts\": true, \"unclassified\": 1, "
				 "\"fix\": {\"sessions\": 3, \"valued\": 2}, \"test\": {\"sessions\": 1}}",
				 SLICE("\1\5\5\1\6\0\3\1\2\2\0")), "facts");
	ok(is_packed("{\"version\": 1, \"facts\": true, \"unclassified\": 1}",
				 SLICE("\1\5\3\1\0\0\0")), "facts, none known");
	ok(is_packed("{\"version\": 1, \"clustered\": true, \"facts\": true, "
				 "\"plan\": {\"sessions\": 3, \"valued\": 2, \"users\": 1, "
				 "\"valued_users\": 1, \"yy\": 9, \"z\": 1, \"zz\": 1, \"ww\": 4, \"wy\": 6}, "
				 "\"all\": {\"users\": 1, \"valued_users\": 1, \"yy\": 9, \"ww\": 4, \"wy\": 6}}",
				 SLICE("\1\xd\4\0\x40\0\3\1\2\x1a\1\1\x9\xe4\0\x10\xa5\xd4\xe8"
					   "\xe9\0\0\0\xa1\xed\xcc\xce\x1b\xc2\xd3\4\6\1\1\4\6")),
	   "one user's facts");
}

/* A number that is all ones, less than that by so many. */
static void
fill(uint64_t *words, int count, uint64_t less)
{
	memset(words, 0xff, (size_t) count * sizeof(uint64_t));
	words[0] -= less;
}

/* The most of everything: sessions, sums, products. */
static void
test_largest(void)
{
	TallyRoom	room;
	TallyRoom	back;
	Tally	   *tally = &room.tally;
	TallyMoments *all = &tally->clusters->moments[TALLY_ALL];
	size_t		len;

	wm_tally_init(tally, true);
	tally->unclassified = TALLY_MAX_SESSIONS;
	memset(tally->sums, 0xff, sizeof(tally->sums));
	memset(tally->clusters, 0xff, sizeof(TallyClusters));
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		tally->sums[mode].sessions = TALLY_MAX_SESSIONS;
		tally->sums[mode].valued = TALLY_MAX_SESSIONS - 1;
		tally->sums[mode].log.word[1] = (uint64_t) INT64_MIN;
		tally->clusters->moments[mode].lw.word[1] = (uint64_t) INT64_MIN;
	}
	/* what follows from nine modes, and from 36 pairs both ways */
	fill(all->yy.word, 2, 9 + 72 - 1);
	fill(all->ss.word, 3, 9 - 1);
	memset(&all->z, 0, sizeof(all->z));
	memset(&all->zz, 0, sizeof(all->zz));
	memset(&all->st, 0, sizeof(all->st));
	len = wm_tally_pack(tally, bytes);
	ok(len <= TALLY_PACKED_SIZE &&
	   wm_tally_unpack(wm_slice(bytes, len), &back.tally) == PACK_FINE &&
	   wm_tally_compare(tally, &back.tally) == 0,
	   "the most of everything has room, and comes back");
}

/* n to a power, times 10 to another. */
static void
set_bound(void *record, const TallyField *field, int power, int tens)
{
	Bignum		bound = wm_bignum_from_int(1);

	while (power-- > 0)
		bound = wm_bignum_multiply(bound, wm_bignum_from_int(INT64_C(1000000000)));
	while (tens-- > 0)
		bound = wm_bignum_multiply(bound, wm_bignum_from_int(10));
	if (!wm_bignum_store(bound, wm_tally_words(record, field), field->words))
		printf("# \"%s\" does not fit\n", field->name.data);
}

/*
 * A thousand million sessions of each mode, with values as great and users as many
 * as can be: an index takes them, as values of up to a third of a page of 8 kB.
 */
static void
test_index(void)
{
	/* of sums and of moments, the bounds: powers of the sessions, and of ten */
	static const int sums[][2] = {{1, 0}, {1, 0}, {1, 18}, {1, 36}, {1, 14}, {1, 27}};
	static const int moments[][2] = {{1, 0}, {1, 0}, {2, 0}, {1, 12}, {1, 24}, {2, 0},
	{2, 0}, {2, 18}, {2, 36}, {2, 37}, {2, 14}, {2, 27}};
	TallyRoom	room;
	Tally	   *tally = &room.tally;
	size_t		len;

	wm_tally_init(tally, true);
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		for (int i = 0; i < TALLY_SUM_FIELDS && row < TALLY_ALL; i++)
			set_bound(&tally->sums[row], &wm_tally_sum_fields[i], sums[i][0], sums[i][1]);
		for (int i = 0; i < TALLY_MOMENT_FIELDS; i++)
			set_bound(&tally->clusters->moments[row], &wm_tally_moment_fields[i],
					  moments[i][0], moments[i][1] + (row == TALLY_ALL));
	}
	for (int mode = 0; mode < MODE_COUNT; mode++)
		tally->sums[mode].valued--;
	for (int pair = 0; pair < TALLY_PAIRS; pair++)
		set_bound(&tally->clusters->pairs[pair], &wm_tally_pair_field, 2, 0);
	len = wm_tally_pack(tally, bytes);
	ok(len < 2680, "a thousand million sessions of each mode fit into an index");
	printf("# %zu bytes\n", len);
}

/* A text whose logarithms do not follow from one value is none. */
static void
test_square(void)
{
	TallyRoom	room;
	TallyTextError error;

	ok(!wm_tally_parse(SLICE("{\"version\": 1, \"fix\": {\"sessions\": 1, \"valued\": 1, "
							 "\"value\": 4, \"value2\": 16, \"log\": 1, \"log2\": 1.5}}"),
					   &room.tally, &error),
	   "the square of one logarithm is its square");
}

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

/* A tally of some users or sessions, in memory of its packed size. */
static Slice
draw_packed(void)
{
	TallyRoom	all;
	TallyProblem problem;
	bool		clustered = draw(2) == 0;
	bool		of_facts = draw(3) == 0;
	char	   *copy;
	size_t		len;

	wm_tally_init(&all.tally, clustered);
	for (uint64_t users = draw(4); users > 0; users--)
	{
		TallyRoom	user;

		wm_tally_init(&user.tally, false);
		for (uint64_t sessions = draw(5); sessions > 0; sessions--)
		{
			int			mode = (int) draw(MODE_COUNT + 1) - 1;
			double		value = exp(draw(40) - 13.0);

			if (of_facts)
				(void) wm_tally_add_fact(&user.tally, mode, draw(3) > 0, &problem);
			else
				(void) wm_tally_add(&user.tally, mode, draw(3) > 0 ? &value : NULL,
									&problem);
		}
		if (!(clustered ? wm_tally_cluster(&all.tally, &user.tally, &problem) :
			  wm_tally_merge(&all.tally, &user.tally, &problem)))
			printf("# cannot add: %s\n", problem.what);
	}
	if (wm_tally_is_empty(&all.tally))
		wm_tally_init(&all.tally, false);
	len = wm_tally_pack(&all.tally, bytes);
	copy = malloc(len);
	memcpy(copy, bytes, len);
	return wm_slice(copy, len);
}

/* What is unpacked is in range, so that sums of it can be worked out. */
static bool
is_count(int64_t count)
{
	return count >= 0 && count <= TALLY_MAX_SESSIONS;
}

static bool
is_in_range(const Tally *tally)
{
	bool		in_range = is_count(tally->unclassified);

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const TallySums *sums = &tally->sums[mode];

		in_range &= is_count(sums->sessions) && is_count(sums->valued);
	}
	return in_range;
}

/* Bytes with up to three flaws are refused, or are those of another tally. */
static void
test_flaws(void)
{
	bool		come_back = true;
	bool		honest = true;
	bool		in_range = true;
	int			counts[3] = {0, 0, 0};
	int			passed = 0;
	static char text[TALLY_TEXT_SIZE];

	for (int i = 0; i < 50000; i++)
	{
		Slice		packed = draw_packed();
		char	   *flawed = (char *) packed.data;
		TallyRoom	room;
		TallyProblem problem;
		PackFault	fault;

		come_back &= wm_tally_unpack(packed, &room.tally) == PACK_FINE &&
			wm_tally_is_canonical(&room.tally, packed) &&
			(wm_tally_is_empty(&room.tally) || wm_tally_check(&room.tally, &problem));
		for (uint64_t flaws = draw(3) + 1; flaws > 0; flaws--)
			flawed[draw(packed.len)] = (char) (draw(3) > 0 ? draw(256) : draw(4));
		packed.len -= draw(4) == 0 ? draw(packed.len) : 0;

		fault = wm_tally_unpack(packed, &room.tally);
		counts[fault]++;
		in_range &= fault != PACK_FINE || is_in_range(&room.tally);
		if (fault == PACK_FINE && wm_tally_check(&room.tally, &problem) &&
			wm_tally_is_canonical(&room.tally, packed))
		{
			TallyRoom	back;
			TallyTextError error;

			passed++;
			honest &= wm_tally_parse(wm_slice(text, wm_tally_print(&room.tally, text)),
									 &back.tally, &error) &&
				wm_tally_compare(&room.tally, &back.tally) == 0;
		}
		free(flawed);
	}
	ok(come_back, "packed tallies come back");
	ok(honest && passed > 100, "what passes in spite of flaws is a tally, too");
	ok(in_range, "and counts are in range even before the check");
	ok(counts[PACK_BROKEN] > 20000 && counts[PACK_NEWER] > 1000 &&
	   counts[PACK_FINE] > 1000, "flaws are found, the future told apart");
	printf("# fine %d, broken %d, newer %d; passed %d\n", counts[PACK_FINE],
		   counts[PACK_BROKEN], counts[PACK_NEWER], passed);
}

/* Unpacks bytes from memory of their length. */
static PackFault
unpack(Slice from)
{
	char	   *copy = malloc(from.len);
	TallyRoom	room;
	PackFault	fault;

	memcpy(copy, from.data, from.len);
	fault = wm_tally_unpack(wm_slice(copy, from.len), &room.tally);
	free(copy);
	return fault;
}

static void
test_bounds(void)
{
	ok(unpack(SLICE("\1\1\4\0\1\0\2")) == PACK_FINE &&
	   unpack(SLICE("\1\3\5\0\1\0\2")) == PACK_BROKEN &&
	   unpack(SLICE("\1\3\6\0\1\0\2")) == PACK_BROKEN, "a group ends where its bytes do");
	ok(unpack(SLICE("\1\1\xe7\xff\xff\xff\xff\xff\xff\xff\xff\0\1\0\2")) == PACK_BROKEN,
	   "whatever its length");
	ok(unpack(SLICE("\1\1\3\0\0\2")) == PACK_BROKEN, "there are nine modes");
	ok(unpack(SLICE("\1\1\xc\0\1\0\xe7\0\0\0\0\0\0\0\x8")) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\xb\xe7\0\0\0\0\0\0\0\x8\0\0")) == PACK_BROKEN &&
	   unpack(SLICE("\1\3\4\0\1\0\2\xd\xe7\0\0\0\0\0\0\0\x8\1\1\1\1")) == PACK_BROKEN,
	   "and less than 2^59 of anything");
	ok(unpack(SLICE("\0\0")) == PACK_BROKEN && unpack(SLICE("\2\0")) == PACK_NEWER &&
	   unpack(SLICE("\1\x20\0")) == PACK_NEWER && unpack(SLICE("\1\x20")) == PACK_NEWER &&
	   unpack(SLICE("\xff")) == PACK_NEWER, "the future is told apart");
}

static void
test_confusion(void)
{
	Confusion	confusion;
	Confusion	back;
	char		packed[CONFUSION_PACKED_SIZE];
	size_t		len;
	bool		same = true;

	ok(wm_confusion_unpack(SLICE("\1\0"), &confusion) == PACK_FINE &&
	   wm_confusion_pairs(&confusion) == 0 && wm_confusion_pack(&confusion, packed) == 2,
	   "the empty confusion");
	for (int i = 0; i < 1000; i++)
	{
		memset(&confusion, 0, sizeof(confusion));
		for (uint64_t pairs = draw(200); pairs > 0; pairs--)
		{
			int			truth = (int) draw(10) - 1;

			(void) wm_confusion_add(&confusion, truth, (int) draw(10) - 1, 1);
		}
		len = wm_confusion_pack(&confusion, packed);
		same &= wm_confusion_unpack(wm_slice(packed, len), &back) == PACK_FINE &&
			memcmp(&confusion, &back, sizeof(back)) == 0 &&
			wm_confusion_is_canonical(&back, wm_slice(packed, len));
	}
	ok(same, "confusions come back");

	confusion.skipped = CONFUSION_MAX_COUNT;
	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
		(&confusion.count[0][0])[i] = CONFUSION_MAX_COUNT;
	len = wm_confusion_pack(&confusion, packed);
	ok(wm_confusion_is_sound(&confusion) && len <= sizeof(packed) &&
	   wm_confusion_unpack(wm_slice(packed, len), &back) == PACK_FINE &&
	   memcmp(&confusion, &back, sizeof(back)) == 0, "the largest has room");
	back.count[3][4]++;
	ok(!wm_confusion_is_sound(&back) && !wm_confusion_merge(&confusion, &back, 1) &&
	   !wm_confusion_merge(&back, &confusion, -1), "one more is too much");
	memset(&confusion, 0, sizeof(confusion));
	back = confusion;
	back.count[1][1] = -5;
	ok(!wm_confusion_merge(&confusion, &back, -1), "nothing is taken out of nothing");
	back.skipped = INT64_MIN;
	ok(!wm_confusion_add(&back, MODE_NONE, MODE_FIX, -1) &&
	   !wm_confusion_add(&back, MODE_NONE, MODE_FIX, 1), "a count that is none stays so");
}

int
main(void)
{
	test_known();
	test_largest();
	test_index();
	test_square();
	test_flaws();
	test_bounds();
	test_confusion();
	return done();
}
