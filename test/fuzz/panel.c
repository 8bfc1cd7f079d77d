/*
 * panel.c
 *	  Fuzz target: panels as text and packed, put together and taken apart, and what
 *	  is worked out from them.
 *
 * The first byte says what the others are: a text, the packed form, or sessions that
 * are put into panels one by one.
 */
#include <math.h>

#include "statistics/panel_change.h"
#include "tally/panel.h"
#include "tally/tally_add.h"

#include "fuzz.h"

static bool
is_same(const Panel *a, const Panel *b)
{
	TextBuffer	packed = {NULL, 0, 0};
	bool		same;

	wm_panel_pack(a, &packed);
	same = wm_panel_is_canonical(b, wm_buffer_slice(&packed));
	wm_buffer_free(&packed);
	return same;
}

static void
must_be_limits(Limits limits)
{
	must(!(limits.low > limits.high), "an interval has two ends");
}

static void
must_be_probability(double p)
{
	must(isnan(p) || (p >= 0 && p <= 1), "a probability is one");
}

static void
check_two(const PanelPeriod *before, const PanelPeriod *after)
{
	ModeShift	shifts[MODE_COUNT];
	PanelTest	test;
	Limits		limits[INDEX_METHOD_COUNT];
	ValueChange change,
				low,
				high;
	TallyProblem problem;

	if (!wm_panel_shift(before, after, 0.95, shifts, &problem))
		return;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		must_be_limits(shifts[mode].change);
		must_be_limits(shifts[mode].ratio);
		must_be_probability(shifts[mode].p_value);
		must(!(shifts[mode].change.low < -1) && !(shifts[mode].change.high > 1),
			 "a change of shares is at most one");
	}
	must(wm_panel_shift_test(before, after, &test, &problem) &&
		 wm_panel_indices(before, after, 0.9, limits, &problem) &&
		 wm_panel_decompose(before, after, 0.9, &change, &low, &high, &problem),
		 "what fits once fits again");
	must_be_probability(test.test.p_value);
	must(!(test.effect < 0), "no variance is negative");
	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
		must_be_limits(limits[method]);
	for (int mode = 0; mode <= MODE_COUNT; mode++)
		must(!(low.total[mode] > high.total[mode]), "nor is the whole");
}

static void
check_measures(const Panel *panel)
{
	ModeTrend	trends[MODE_COUNT];
	ModeTurnover turnovers[MODE_COUNT + 1];
	TurnoverPeriods periods = {NULL, NULL, NULL, NULL};
	TallyProblem problem;

	if (panel->count > 8)
		return;					/* time */
	if (wm_panel_trend(panel, 0.95, trends, &problem))
	{
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			must_be_limits(trends[mode].limits);
			must_be_probability(trends[mode].p_value);
			must(!(trends[mode].p_holm < trends[mode].p_value), "an adjusted p is no less");
		}
	}
	check_two(NULL, panel->count > 0 ? panel->period[0] : NULL);
	if (panel->count < 2)
		return;
	check_two(panel->period[0], panel->period[1]);
	periods.stayed_before = panel->period[0];
	periods.stayed_after = panel->period[1];
	periods.left = panel->period[panel->count - 1];
	if (!wm_panel_turnover(&periods, 0.95, turnovers, &problem))
		return;
	for (int mode = 0; mode <= MODE_COUNT; mode++)
	{
		const double *share = turnovers[mode].change.share;

		must(isnan(share[0]) || isnan(share[TURNOVER_ALL]) ||
			 fabs(share[0] + share[1] + share[2] - share[TURNOVER_ALL]) < 1e-12, "parts add up");
	}
}

static void
check_panel(const Panel *panel)
{
	Panel		back = {0};
	Panel		sum = {0};
	TextBuffer	bytes = {NULL, 0, 0};
	PanelTextError error;
	PanelProblem problem;

	must(wm_panel_check(panel, &problem), "what was read is sound");
	must(wm_panel_is_sound(panel), "by assertions, too");
	wm_panel_print(panel, &bytes);
	must(wm_panel_parse(wm_buffer_slice(&bytes), &back, &error), "what is written can be read");
	must(is_same(panel, &back), "and is the same");
	wm_panel_free(&back);
	wm_buffer_clear(&bytes);
	wm_panel_pack(panel, &bytes);
	must(wm_panel_unpack(wm_buffer_slice(&bytes), &back) == PACK_FINE, "what is packed can be unpacked");
	must(is_same(panel, &back), "and is the same");
	if (panel->count > 0)
	{
		Panel		one = {0};

		must(wm_panel_unpack_days(wm_buffer_slice(&bytes), &panel->period[0]->day, 1, &one) == PACK_FINE &&
			 one.count == 1, "a period is unpacked alone");
		wm_panel_free(&one);
	}

	if (wm_panel_merge(&sum, panel, &problem) && wm_panel_merge(&sum, &back, &problem))
	{
		must(wm_panel_is_sound(&sum), "a sum of sound panels is sound");
		must(wm_panel_unmerge(&sum, panel, &problem) && is_same(&sum, panel), "a part can be taken out");
		must(wm_panel_unmerge(&sum, panel, &problem) && sum.count == 0, "until nothing is left");
	}
	check_measures(panel);
	wm_panel_free(&back);
	wm_panel_free(&sum);
	wm_buffer_free(&bytes);
}

static void
read_text(Slice text)
{
	Panel		panel = {0};
	PanelTextError error;

	if (wm_panel_parse(text, &panel, &error))
		check_panel(&panel);
	else
		must(error.what == NULL ? error.byte == 0 :
			 error.byte > 0 && error.byte <= text.len + 1, "an error says what and where");
	wm_panel_free(&panel);
}

static void
read_packed(Slice bytes)
{
	Panel		panel = {0};
	PanelProblem problem;

	if (wm_panel_unpack(bytes, &panel) == PACK_FINE && wm_panel_check(&panel, &problem) &&
		wm_panel_is_canonical(&panel, bytes))
		check_panel(&panel);
	wm_panel_free(&panel);
}

static void
read_sessions(Bytes bytes)
{
	Panel		panel = {0};
	Panel		parts[2] = {{0}};
	PanelProblem problem;
	bool		fits = true;

	for (int i = 0; fits && i < 64 && bytes.size > 0; i++)
	{
		uint8_t		kind = take_byte(&bytes);
		int			mode = kind % (MODE_COUNT + 1) - 1;
		double		value = (double) take_number(&bytes) / 1000;
		int32_t		day = take_byte(&bytes) % 4;
		int			group = take_byte(&bytes) % PANEL_GROUPS;
		TallyRoom	room;
		TallyProblem tally_problem;

		wm_tally_init(&room.tally, false);
		if (!wm_tally_add(&room.tally, mode, kind >= 0x80 ? &value : NULL, &tally_problem))
			continue;
		fits = wm_panel_add(&panel, day, group, &room.tally, &problem) &&
			wm_panel_add(&parts[kind / 32 % 2], day, group, &room.tally, &problem);
	}
	must(fits, "a few sessions fit");
	must(wm_panel_merge(&parts[0], &parts[1], &problem) && is_same(&parts[0], &panel),
		 "how sessions are put together does not show");
	check_panel(&panel);
	wm_panel_free(&panel);
	wm_panel_free(&parts[0]);
	wm_panel_free(&parts[1]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		rest;

	if (size == 0)
		return 0;
	rest = wm_slice((const char *) data + 1, size - 1);
	switch (data[0])
	{
		case 't':
			read_text(rest);
			break;
		case 'p':
			read_packed(rest);
			break;
		case 's':
			read_sessions((Bytes) {data + 1, size - 1});
			break;
		default:
			break;
	}
	must_own_nothing();
	return 0;
}
