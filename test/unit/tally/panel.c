/*
 * panel.c
 *	  Panels: days, known bytes and texts, what is put together, any bytes at all.
 */
#include "unit.h"

#include "tally/panel.h"
#include "tally/tally_add.h"

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

static bool
is_day(const char *text, int32_t expected)
{
	char		printed[PANEL_DAY_SIZE];
	int32_t		day = -1;

	if (!wm_panel_parse_day(wm_slice_cstring(text), &day) || day != expected)
	{
		printf("# %s: %d\n", text, day);
		return false;
	}
	wm_panel_print_day(day, printed);
	return wm_slice_equals(wm_slice(printed, sizeof(printed)), wm_slice_cstring(text));
}

/* Known days, and a calendar that is counted out by hand. */
static void
test_days(void)
{
	static const char *const wrong[] = {
		"", "2026", "2026-04", "2026-4-01", "2026-04-1", "2026-02-29", "1900-02-29",
		"2026-04-31", "2026-00-01", "2026-13-01", "2026-04-00", "0000-12-31",
		"10000-01-01", "2026-04-01 ", " 2026-04-01", "2026/04/01", "-026-04-01"
	};
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int32_t		day = 0;
	bool		counted = true;
	bool		refused = true;

	ok(is_day("0001-01-01", 0) && is_day("2000-01-01", 730119) &&
	   is_day("2000-02-29", 730178) && is_day("9999-12-31", PANEL_MAX_DAY),
	   "known days");
	for (int year = 1; year <= 9999; year++)
	{
		for (int month = 1; month <= 12; month++)
		{
			bool		leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
			int			length = lengths[month - 1] + (month == 2 && leap ? 1 : 0);
			char		text[32];

			snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, length);
			day += length;
			counted &= is_day(text, day - 1);
		}
	}
	ok(counted, "the last day of every month");
	for (size_t i = 0; i < lengthof(wrong); i++)
	{
		if (wm_panel_parse_day(wm_slice_cstring(wrong[i]), &day))
		{
			printf("# %s\n", wrong[i]);
			refused = false;
		}
	}
	ok(refused, "what is no day");
}

/* These answers are kept in every panel that was ever stored. */
static void
test_group(void)
{
	ok(wm_panel_group(SLICE("")) == 127 && wm_panel_group(SLICE("anna")) == 38 &&
	   wm_panel_group(SLICE("bob@example.com")) == 2 &&
	   wm_panel_group(SLICE("J\xc3\xb8rgen")) == 95, "groups stay for ever");
}

/* Adds so many sessions of a mode; values, if any, count from the first on. */
static void
add(Panel *panel, int32_t day, int group, int mode, int sessions, double value)
{
	TallyRoom	room;
	PanelProblem problem;
	TallyProblem tally_problem;

	wm_tally_init(&room.tally, false);
	for (int i = 0; i < sessions; i++)
	{
		double		each = value + i;

		(void) wm_tally_add(&room.tally, mode, value > 0 ? &each : NULL,
							&tally_problem);
	}
	if (!wm_panel_add(panel, day, group, &room.tally, &problem))
		printf("# cannot add: %d\n", problem.fault);
}

static bool
same(const Panel *a, const Panel *b)
{
	TextBuffer	packed = {NULL, 0, 0};
	bool		result;

	wm_panel_pack(a, &packed);
	result = wm_panel_is_canonical(b, wm_buffer_slice(&packed));
	wm_buffer_free(&packed);
	return result;
}

/* Whether a text is packed in these bytes, and they give the text again. */
static bool
is_packed(const char *text, Slice expected)
{
	Panel		panel = {0};
	Panel		back = {0};
	TextBuffer	packed = {NULL, 0, 0};
	TextBuffer	printed = {NULL, 0, 0};
	PanelTextError error;
	bool		result = false;

	if (!wm_panel_parse(wm_slice_cstring(text), &panel, &error))
		printf("# byte %zu: %s\n", error.byte, error.what);
	else
	{
		wm_panel_pack(&panel, &packed);
		result = wm_slice_equals(wm_buffer_slice(&packed), expected);
		for (size_t i = 0; !result && i < packed.len; i++)
			printf("# byte %zu: %02x\n", i, (unsigned char) packed.data[i]);
		result = result && wm_panel_unpack(expected, &back) == PACK_FINE;
		wm_panel_print(&back, &printed);
		result = result && wm_slice_equals(wm_buffer_slice(&printed),
										   wm_slice_cstring(text));
	}
	wm_panel_free(&panel);
	wm_panel_free(&back);
	wm_buffer_free(&packed);
	wm_buffer_free(&printed);
	return result;
}

static void
test_known(void)
{
	ok(is_packed("{\"version\": 1}", SLICE("\1\0")), "the empty panel");
	ok(is_packed("{\"version\": 1, \"2000-01-01\": {\"0\": {\"version\": 1, "
				 "\"unclassified\": 5}}}",
				 SLICE("\1\1\x1d\1\xe2\x7\x24\x0b\x17"
					   "\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" "\6\1\1\3\5\0\0")),
	   "one period, one group");
	ok(is_packed("{\"version\": 1, \"0001-01-01\": {\"3\": {\"version\": 1, "
				 "\"fix\": {\"sessions\": 2}}, \"127\": {\"version\": 1, "
				 "\"fix\": {\"sessions\": 1}}}, \"0001-02-01\": {\"64\": {\"version\": 1, "
				 "\"build\": {\"sessions\": 1}}}}",
				 SLICE("\1\1\x3d\2\0\x20"
					   "\x8\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80" "\7\1\1\4\0\2\0\2" "\7\1\1\4\0\2\0\1"
					   "\x1f\x18" "\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0" "\7\1\1\4\0\1\0\1")),
	   "two periods, three groups");
}

/* A panel of some people in some periods. */
static void
draw_panel(Panel *panel)
{
	for (uint64_t cells = draw(12); cells > 0; cells--)
	{
		int32_t		day = (int32_t) (draw(3) == 0 ? draw(PANEL_MAX_DAY + 1) :
									 700000 + 31 * draw(3));
		int			group = (int) draw(draw(2) == 0 ? PANEL_GROUPS : 3);
		int			mode = (int) draw(MODE_COUNT + 1) - 1;
		int			sessions = (int) draw(4);

		add(panel, day, group, mode, sessions, draw(2) == 0 ? 0 : exp(draw(40) / 2.0 - 8));
	}
}

static bool
comes_back(const Panel *panel)
{
	Panel		back = {0};
	TextBuffer	bytes = {NULL, 0, 0};
	PanelTextError error;
	PanelProblem problem;
	bool		result;

	wm_panel_pack(panel, &bytes);
	result = wm_panel_is_sound(panel) && wm_panel_check(panel, &problem) &&
		wm_panel_unpack(wm_buffer_slice(&bytes), &back) == PACK_FINE &&
		wm_panel_is_canonical(&back, wm_buffer_slice(&bytes)) && same(panel, &back);
	wm_panel_free(&back);
	wm_buffer_clear(&bytes);
	wm_panel_print(panel, &bytes);
	result = result && wm_panel_parse(wm_buffer_slice(&bytes), &back, &error) &&
		same(panel, &back);
	wm_panel_free(&back);
	wm_buffer_free(&bytes);
	return result;
}

/* Any parts in any order give the same, and each can be taken out again. */
static void
test_algebra(void)
{
	bool		back = true;
	bool		commutes = true;
	bool		apart = true;

	for (int i = 0; i < 1000; i++)
	{
		Panel		a = {0};
		Panel		b = {0};
		Panel		ab = {0};
		Panel		ba = {0};
		PanelProblem problem;

		draw_panel(&a);
		draw_panel(&b);
		back &= comes_back(&a);
		commutes &= wm_panel_merge(&ab, &a, &problem) && wm_panel_merge(&ab, &b, &problem) &&
			wm_panel_merge(&ba, &b, &problem) && wm_panel_merge(&ba, &a, &problem) &&
			same(&ab, &ba);
		apart &= wm_panel_unmerge(&ab, &a, &problem) && same(&ab, &b) &&
			wm_panel_unmerge(&ba, &b, &problem) && same(&ba, &a) &&
			wm_panel_unmerge(&ba, &a, &problem) && ba.count == 0 && wm_panel_is_sound(&ab);
		wm_panel_free(&a);
		wm_panel_free(&b);
		wm_panel_free(&ab);
		wm_panel_free(&ba);
	}
	ok(back, "panels come back from bytes and from texts");
	ok(commutes, "the order of parts does not show");
	ok(apart, "and parts can be taken out again");
}

static void
test_limits(void)
{
	Panel		panel = {0};
	Panel		other = {0};
	TallyRoom	room;
	TallyRoom	user;
	PanelProblem problem;
	TallyProblem tally_problem;

	wm_tally_init(&room.tally, false);
	ok(wm_panel_add(&panel, 5, 1, &room.tally, &problem) && panel.count == 0,
	   "the empty tally leaves no trace");
	(void) wm_tally_add(&room.tally, MODE_FIX, NULL, &tally_problem);
	for (int32_t day = PANEL_MAX_PERIODS; day > 0; day--)
		(void) wm_panel_add(&panel, day, 1, &room.tally, &problem);
	ok(panel.count == PANEL_MAX_PERIODS &&
	   wm_panel_add(&panel, 5, 1, &room.tally, &problem) &&
	   wm_tally_sessions(panel.period[4]->group[1], MODE_FIX) == 2 &&
	   wm_panel_period(&panel, 5)->group[1] == panel.period[4]->group[1] &&
	   wm_panel_period(&panel, 0) == NULL, "periods are sorted and found");
	ok(comes_back(&panel), "so many periods come back");
	ok(!wm_panel_add(&panel, 0, 1, &room.tally, &problem) &&
	   problem.fault == PANEL_FULL && problem.day == 0, "one period more is too many");

	user = room;
	wm_tally_init(&room.tally, true);
	(void) wm_tally_cluster(&room.tally, &user.tally, &tally_problem);
	ok(!wm_panel_add(&panel, 5, 1, &room.tally, &problem) &&
	   problem.fault == PANEL_NOT_PLAIN, "a clustered tally is nobody's");

	add(&other, 7, 2, MODE_FIX, 1, 0);
	ok(!wm_panel_unmerge(&panel, &other, &problem) && problem.fault == PANEL_NOT_PART &&
	   problem.day == 7 && problem.group == 2, "what is not part cannot be taken out");
	wm_panel_free(&other);
	add(&other, 7, 1, MODE_FIX, 2, 0);
	ok(!wm_panel_unmerge(&panel, &other, &problem) && problem.fault == PANEL_NOT_PART,
	   "nor more than there is");
	wm_panel_free(&other);
	wm_panel_free(&panel);
	ok(panel.count == 0 && panel.period == NULL, "what was freed is empty");
}

/* The tally of a period is that of all groups, if its sums fit. */
static void
test_tally(void)
{
	Panel		panel = {0};
	TallyRoom	room;
	TallyProblem problem;

	add(&panel, 5, 1, MODE_FIX, 2, 0);
	add(&panel, 5, 9, MODE_FIX, 3, 0);
	add(&panel, 5, 9, MODE_NONE, 1, 0);
	add(&panel, 6, 9, MODE_PLAN, 1, 2);
	ok(wm_panel_tally(wm_panel_period(&panel, 5), &room.tally, &problem) &&
	   wm_tally_sessions(&room.tally, TALLY_ALL) == 5 && room.tally.unclassified == 1,
	   "the tally of a period");
	ok(wm_panel_tally(wm_panel_period(&panel, 7), &room.tally, &problem) &&
	   wm_tally_is_empty(&room.tally), "nothing of no period");
	panel.period[0]->group[1]->sums[MODE_FIX].sessions = TALLY_MAX_SESSIONS;
	ok(!wm_panel_tally(wm_panel_period(&panel, 5), &room.tally, &problem) &&
	   problem.fault == TALLY_OVERFLOW, "sums that do not fit");
	wm_panel_free(&panel);
}

/* Bytes from memory of their length. */
static PackFault
unpack(Slice from)
{
	char	   *copy = malloc(from.len);
	Panel		panel = {0};
	PackFault	fault;

	memcpy(copy, from.data, from.len);
	fault = wm_panel_unpack(wm_slice(copy, from.len), &panel);
	wm_panel_free(&panel);
	free(copy);
	return fault;
}

#define NOBODY	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define FIRST	"\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

/* One period with one group, and what its tally is packed in. */
#define ONE(tally)	"\1\1\x1b\1\5\x18" FIRST "\7" tally

static void
test_bounds(void)
{
	ok(unpack(SLICE(ONE("\1\1\4\0\2\0\1"))) == PACK_FINE, "sound bytes");
	ok(unpack(SLICE(ONE("\1\1\4\0\2\0"))) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x1b\1\5\x18" FIRST "\x8\1\1\4\0\2\0\1")) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x1b\1\5\x17" FIRST "\7\1\1\4\0\2\0\1")) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x1b\1\5\x19" FIRST "\7\1\1\4\0\2\0\1")) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x1c\1\5\x19" FIRST "\7\1\1\4\0\2\0\1\0")) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x13\1\5\x10" FIRST)) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x12\1\5\xf\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\4\1\5\1\1")) == PACK_BROKEN, "cut short, or lengths that are not");
	ok(unpack(SLICE("\1\1\x13\1\5\x10" NOBODY)) == PACK_BROKEN, "a period of nobody");
	ok(unpack(SLICE("\1\1\x16\1\5\x13" FIRST "\2\1\0")) == PACK_BROKEN, "a group of nothing");
	ok(unpack(SLICE("\1\1\x35\2\5\x18" FIRST "\7\1\1\4\0\2\0\1" "\0\x18" FIRST "\7\1\1\4\0\2\0\1"))
	   == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x35\2\5\x18" FIRST "\7\1\1\4\0\2\0\1" "\1\x18" FIRST "\7\1\1\4\0\2\0\1"))
	   == PACK_FINE, "a period twice");
	ok(unpack(SLICE("\1\1\x1e\1\xe2\xdb\xb9\x37\x18" FIRST "\7\1\1\4\0\2\0\1")) == PACK_BROKEN &&
	   unpack(SLICE("\1\1\x1e\1\xe2\xda\xb9\x37\x18" FIRST "\7\1\1\4\0\2\0\1")) == PACK_FINE,
	   "days end with the year 9999");
	ok(unpack(SLICE("\1\1\1\0")) == PACK_FINE && unpack(SLICE("\1\1\3\xe1\x91\1")) == PACK_BROKEN,
	   "no more than 400 periods; none is read, though it is not canonical");
	ok(unpack(SLICE(ONE("\1\5\3\1\0\0\0"))) == PACK_BROKEN, "no clustered tallies");
	ok(unpack(SLICE(ONE("\2\1\4\0\2\0\1"))) == PACK_NEWER &&
	   unpack(SLICE("\2\0")) == PACK_NEWER && unpack(SLICE("\1\2\0")) == PACK_NEWER,
	   "the future is told apart, also in a tally");
}

/* Some periods of a panel are those of all of it. */
static void
test_days_of(void)
{
	static const int32_t days[] = {700031, 12, 700062};
	bool		same_days = true;

	for (int i = 0; i < 300; i++)
	{
		Panel		panel = {0};
		Panel		some = {0};
		Panel		rest = {0};
		TextBuffer	bytes = {NULL, 0, 0};
		PanelProblem problem;

		draw_panel(&panel);
		wm_panel_pack(&panel, &bytes);
		same_days &= wm_panel_unpack_days(wm_buffer_slice(&bytes), days, lengthof(days),
										  &some) == PACK_FINE && wm_panel_is_sound(&some);
		for (size_t j = 0; j < lengthof(days); j++)
			same_days &= (wm_panel_period(&panel, days[j]) == NULL) ==
				(wm_panel_period(&some, days[j]) == NULL);
		same_days &= wm_panel_merge(&rest, &panel, &problem) &&
			wm_panel_unmerge(&rest, &some, &problem);
		for (int j = 0; j < rest.count; j++)
			same_days &= wm_panel_period(&some, rest.period[j]->day) == NULL;
		wm_panel_free(&panel);
		wm_panel_free(&some);
		wm_panel_free(&rest);
		wm_buffer_free(&bytes);
	}
	ok(same_days, "periods are unpacked alone, and whole");
}

/* Bytes with flaws are refused, or are those of another panel. */
static void
test_flaws(void)
{
	bool		honest = true;
	int			counts[3] = {0, 0, 0};
	int			passed = 0;

	for (int i = 0; i < 20000; i++)
	{
		Panel		panel = {0};
		Panel		back = {0};
		TextBuffer	bytes = {NULL, 0, 0};
		PanelProblem problem;
		PackFault	fault;

		draw_panel(&panel);
		wm_panel_pack(&panel, &bytes);
		for (uint64_t flaws = draw(3) + 1; flaws > 0; flaws--)
			bytes.data[draw(bytes.len)] = (char) (draw(3) > 0 ? draw(256) : draw(4));
		bytes.len -= draw(4) == 0 ? draw(bytes.len) : 0;

		fault = wm_panel_unpack(wm_buffer_slice(&bytes), &back);
		counts[fault]++;
		if (fault == PACK_FINE && wm_panel_check(&back, &problem) &&
			wm_panel_is_canonical(&back, wm_buffer_slice(&bytes)))
		{
			passed++;
			honest &= comes_back(&back);
		}
		wm_panel_free(&panel);
		wm_panel_free(&back);
		wm_buffer_free(&bytes);
	}
	ok(honest && passed > 100, "what passes in spite of flaws is a panel, too");
	ok(counts[PACK_BROKEN] > 5000 && counts[PACK_NEWER] > 500 && counts[PACK_FINE] > 500,
	   "flaws are found");
	printf("# fine %d, broken %d, newer %d; passed %d\n", counts[PACK_FINE],
		   counts[PACK_BROKEN], counts[PACK_NEWER], passed);
}

/* Where a text is wrong; 0 where what is wrong is not in one place. */
static bool
is_wrong(const char *text, size_t byte)
{
	Panel		panel = {0};
	PanelTextError error = {0, NULL, {0}};
	bool		read = wm_panel_parse(wm_slice_cstring(text), &panel, &error);

	if (read || error.byte != byte || (error.what == NULL) != (byte == 0))
		printf("# %s: byte %zu, %s\n", text, error.byte, error.what);
	wm_panel_free(&panel);
	return !read && error.byte == byte && (error.what == NULL) == (byte == 0);
}

#define TALLY	"{\"version\": 1, \"fix\": {\"sessions\": 1}}"

static void
test_texts(void)
{
	Panel		panel = {0};
	PanelTextError error;

	ok(wm_panel_parse(SLICE(" {\n\"2026-04-01\" : {\"12\" :" TALLY " , \"3\":" TALLY "},"
							"\"version\":1}\t"), &panel, &error) &&
	   panel.count == 1 && panel.period[0]->group[12] != NULL &&
	   panel.period[0]->group[3] != NULL, "keys in any order, blanks between them");
	wm_panel_free(&panel);
	ok(is_wrong("", 1) && is_wrong("x", 1) && is_wrong("{", 2) && is_wrong("{}", 2) &&
	   is_wrong("{\"version\": 1", 14) && is_wrong("{\"version\": 1} x", 16) &&
	   is_wrong("{\"version\": 1,}", 15) && is_wrong("{\"version\" 1}", 12) &&
	   is_wrong("{\"version", 3) && is_wrong("{\"version\": x}", 13), "what is no object");
	ok(is_wrong("{\"version\": 2}", 3) && is_wrong("{\"version\": 1, \"version\": 1}", 17) &&
	   is_wrong("{\"2026-04-01\": {\"3\": " TALLY "}}", 62), "versions");
	ok(is_wrong("{\"other\": {}}", 3) && is_wrong("{\"2026-04-31\": {}}", 3) &&
	   is_wrong("{\"2026-04-01\": 1}", 16) && is_wrong("{\"2026-04-01\": {}}", 17), "periods");
	ok(is_wrong("{\"2026-04-01\": {\"128\": " TALLY "}}", 18) &&
	   is_wrong("{\"2026-04-01\": {\"01\": " TALLY "}}", 18) &&
	   is_wrong("{\"2026-04-01\": {\"\": " TALLY "}}", 18) &&
	   is_wrong("{\"2026-04-01\": {\"1x\": " TALLY "}}", 18) &&
	   is_wrong("{\"2026-04-01\": {\"1\": " TALLY ", \"1\": " TALLY "}}", 63), "groups");
	ok(is_wrong("{\"2026-04-01\": {\"1\": 5}}", 22) &&
	   is_wrong("{\"2026-04-01\": {\"1\": {\"version\": 1}}}", 22) &&
	   is_wrong("{\"2026-04-01\": {\"1\": {\"version\": 1", 22) &&
	   is_wrong("{\"2026-04-01\": {\"1\": {\"version\": 1, \"fixes\": {}}}}", 38) &&
	   is_wrong("{\"2026-04-01\": {\"1\": {\"version\": 1, \"fix\": {\"sessions\": 1, \"valued\": 2}}}}", 0) &&
	   is_wrong("{\"2026-04-01\": {\"1\": {\"version\": 1, \"clustered\": true, \"unclassified\": 1}}}", 0),
	   "tallies");
}

int
main(void)
{
	test_days();
	test_group();
	test_known();
	test_algebra();
	test_limits();
	test_tally();
	test_bounds();
	test_days_of();
	test_flaws();
	test_texts();
	return done();
}
