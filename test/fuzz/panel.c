/*
 * panel.c
 *	  Fuzz target: panels as text and packed, put together and taken apart, and what
 *	  is worked out from them.
 *
 * The first byte says what the others are: a text, the packed form, sessions that are
 * put into panels one by one, or sessions of which measures are worked out: all of
 * them, for periods and with a confidence that the bytes name.
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

/* Whether two sums are one but for rounding; what is not defined is not compared. */
static bool
is_sum(double a, double b, double scale)
{
	return isnan(a) || isnan(b) || fabs(a - b) <= 1e-9 * fmax(fabs(scale), 1);
}

/* Whether a p-value and an interval say the same, but for the rounding of either. */
static bool
is_of_one_mind(double p, Limits limits, double confidence)
{
	double		level = 1 - confidence;

	if (isnan(p) || isnan(limits.low) || fabs(p - level) < 1e-6)
		return true;
	return (p < level) == (limits.low > 0 || limits.high < 0);
}

static void
check_shift(const PanelPeriod *before, const PanelPeriod *after, double confidence)
{
	ModeShift	shifts[MODE_COUNT];
	PanelTest	test;
	TallyProblem problem;
	double		changes = 0;

	must(wm_panel_shift(before, after, confidence, shifts, &problem) &&
		 wm_panel_shift_test(before, after, &test, &problem), "what fits once fits again");
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const ModeShift *shift = &shifts[mode];

		must_be_limits(shift->change);
		must_be_limits(shift->ratio);
		must_be_probability(shift->p_value);
		must(!(shift->change.low < -1) && !(shift->change.high > 1),
			 "a change of shares is at most one");
		must(is_of_one_mind(shift->p_value, shift->change, confidence),
			 "p-value and interval do not contradict each other");
		must(!(shift->share0 < 0) && !(shift->share1 < 0) && !(shift->mean0 <= 0) &&
			 !(shift->mean1 <= 0), "shares and means are of what there is");
		changes += shift->share1 - shift->share0;
	}
	must(is_sum(changes, 0, 1), "changes add up to none");
	must_be_probability(test.test.p_value);
	must(!(test.effect < 0) && !(test.df2 < 0), "no variance is negative");
}

static void
check_values(const PanelPeriod *before, const PanelPeriod *after, double confidence)
{
	Limits		limits[INDEX_METHOD_COUNT];
	ValueChange change,
				low,
				high;
	TallyProblem problem;

	must(wm_panel_indices(before, after, confidence, limits, &problem) &&
		 wm_panel_decompose(before, after, confidence, &change, &low, &high, &problem),
		 "what fits once fits again");
	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
	{
		must_be_limits(limits[method]);
		must(!(limits[method].low < 0), "an index is above zero");
	}
	for (int mode = 0; mode <= MODE_COUNT; mode++)
	{
		must(!(low.mix[mode] > high.mix[mode]) && !(low.within[mode] > high.within[mode]) &&
			 !(low.total[mode] > high.total[mode]), "limits have two ends");
		must(is_sum(change.mix[mode] + change.within[mode], change.total[mode],
					change.total[mode]), "mix and within are all");
	}
}

static void
check_trend(const Panel *panel, double confidence)
{
	ModeTrend	trends[MODE_COUNT];
	TallyProblem problem;
	double		slopes = 0;

	if (!wm_panel_trend(panel, confidence, trends, &problem))
		return;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		must_be_limits(trends[mode].limits);
		must_be_probability(trends[mode].p_value);
		must(!(trends[mode].p_holm < trends[mode].p_value), "an adjusted p is no less");
		must(is_of_one_mind(trends[mode].p_value, trends[mode].limits, confidence),
			 "p-value and interval do not contradict each other");
		slopes += trends[mode].slope;
	}
	must(is_sum(slopes, 0, 1), "slopes add up to none");
}

static void
check_parts(const double *parts, const double *low, const double *high)
{
	double		scale = fabs(parts[0]) + fabs(parts[1]) + fabs(parts[2]);

	must(is_sum(parts[0] + parts[1] + parts[2], parts[TURNOVER_ALL], scale), "parts add up");
	for (int part = 0; part < TURNOVER_PARTS; part++)
		must(!(low[part] > high[part]), "limits have two ends");
}

static void
check_turnover(const TurnoverPeriods *periods, double confidence)
{
	ModeTurnover turnovers[MODE_COUNT + 1];
	TallyProblem problem;

	if (!wm_panel_turnover(periods, confidence, turnovers, &problem))
		return;
	for (int mode = 0; mode <= MODE_COUNT; mode++)
	{
		const ModeTurnover *turnover = &turnovers[mode];

		check_parts(turnover->change.share, turnover->low.share, turnover->high.share);
		check_parts(turnover->change.value, turnover->low.value, turnover->high.value);
	}
}

/* Whether the sums of a period fit a tally: then its measures can be worked out. */
static bool
sums_fit(const PanelPeriod *period)
{
	TallyRoom	room;
	TallyProblem problem;

	return wm_panel_tally(period, &room.tally, &problem);
}

#define MEASURED_PERIODS	8

/* A period of the panel by number, or none. */
static const PanelPeriod *
pick(const Panel *panel, uint8_t number)
{
	int			i = number % (MEASURED_PERIODS + 1);

	return i < panel->count ? panel->period[i] : NULL;
}

/* All measures, of four periods. */
static void
measure(const Panel *panel, double confidence, const uint8_t *picks)
{
	TurnoverPeriods periods = {
		pick(panel, picks[0]), pick(panel, picks[1]), pick(panel, picks[2]),
		pick(panel, picks[3])
	};

	if (panel->count > MEASURED_PERIODS)
		return;					/* time */
	check_trend(panel, confidence);
	if (sums_fit(periods.stayed_before) && sums_fit(periods.stayed_after))
	{
		check_shift(periods.stayed_before, periods.stayed_after, confidence);
		check_values(periods.stayed_before, periods.stayed_after, confidence);
	}
	check_turnover(&periods, confidence);
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
	{
		check_panel(&panel);
		measure(&panel, 0.95, (const uint8_t[]) {0, 1, 2, 3});
	}
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
	{
		check_panel(&panel);
		measure(&panel, 0.95, (const uint8_t[]) {0, 1, 2, 3});
	}
	wm_panel_free(&panel);
}

/* A session, its period by number, and its group; false if it cannot be. */
typedef struct Session
{
	uint8_t		kind;
	int			period;
	int			group;
	TallyRoom	room;
} Session;

static bool
take_session(Bytes *bytes, Session *session)
{
	TallyProblem problem;
	int			mode;
	double		value;

	session->kind = take_byte(bytes);
	mode = session->kind % (MODE_COUNT + 1) - 1;
	value = (double) take_number(bytes) / 1000;
	session->period = take_byte(bytes);
	session->group = take_byte(bytes) % PANEL_GROUPS;
	wm_tally_init(&session->room.tally, false);
	return wm_tally_add(&session->room.tally, mode, session->kind >= 0x80 ? &value : NULL,
						&problem);
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
		Session		session;
		int32_t		day;

		if (!take_session(&bytes, &session))
			continue;
		day = session.period % 4;
		fits = wm_panel_add(&panel, day, session.group, &session.room.tally, &problem) &&
			wm_panel_add(&parts[session.kind / 32 % 2], day, session.group,
						 &session.room.tally, &problem);
	}
	must(fits, "a few sessions fit");
	must(wm_panel_merge(&parts[0], &parts[1], &problem) && is_same(&parts[0], &panel),
		 "how sessions are put together does not show");
	check_panel(&panel);
	wm_panel_free(&panel);
	wm_panel_free(&parts[0]);
	wm_panel_free(&parts[1]);
}

/* Periods 2^k days apart; some sessions come by the thousand, or by as many as can be. */
static void
read_measured(Bytes bytes)
{
	Panel		panel = {0};
	PanelProblem problem;
	double		confidence = 0.5 + take_byte(&bytes) / 512.0;
	uint8_t		picks[4];
	bool		added = true;

	for (int i = 0; i < 4; i++)
		picks[i] = take_byte(&bytes);
	for (int i = 0; added && i < 256 && bytes.size > 0; i++)
	{
		Session		session;

		if (!take_session(&bytes, &session))
			continue;
		if (session.kind % (MODE_COUNT + 1) > 0 && session.kind / 16 % 2 == 1)
			session.room.tally.sums[session.kind % (MODE_COUNT + 1) - 1].sessions +=
				(int64_t) (take_number(&bytes) % TALLY_MAX_SESSIONS);
		added = wm_panel_add(&panel, INT32_C(1) << session.period % MEASURED_PERIODS * 2,
							 session.group, &session.room.tally, &problem);
	}
	if (added)
		measure(&panel, confidence, picks);
	wm_panel_free(&panel);
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
		case 'm':
			read_measured((Bytes) {data + 1, size - 1});
			break;
		default:
			break;
	}
	must_own_nothing();
	return 0;
}
