/*
 * coverage_correction.c
 *	  How often the 95% intervals of corrected shares, and of their changes, hold
 *	  what they estimate: Monte Carlo.
 *
 *		make coverage
 *
 * (a minute of one core).
 *
 * A classifier takes a session for one of its own mode in 66 of 100 cases, and else
 * for another, mostly a frequent one.  Sessions are independent, or come from users
 * whose mix of modes differs (Dirichlet, precision 3) and whose numbers of sessions
 * do (ln of spread 1.2).  What is to be held is the share in the population.
 *
 * Labels are drawn by predicted mode (so many of each, or in proportion to the mode
 * with a minimum), or come from another period with another mix of modes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/correction.h"
#include "tally/tally_add.h"

#include "draw.h"

#define CONFIDENCE		0.95
#define MOST_SESSIONS	20000

static const double base[MODE_COUNT] = {.20, .35, .08, .04, .08, .12, .05, .05, .03};
static const double moved[MODE_COUNT] = {.25, .22, .08, .09, .08, .09, .05, .08, .06};
static const double elsewhere[MODE_COUNT] = {.10, .10, .10, .12, .12, .12, .12, .11, .11};

/* What a session of a true mode is taken for. */
static double error[MODE_COUNT][MODE_COUNT];

static void
set_error(void)
{
	for (int truth = 0; truth < MODE_COUNT; truth++)
	{
		for (int other = 0; other < MODE_COUNT; other++)
			error[truth][other] = other == truth ? 0.66 :
				0.34 * (base[other] + 0.02) / (1 + 0.02 * 8 - base[truth]);
	}
}

/* The sessions of one period: their true and predicted modes, and the tally. */
typedef struct Period
{
	int			count;
	int			truth[MOST_SESSIONS];
	int			predicted[MOST_SESSIONS];
	TallyRoom	room;
} Period;

static void
must(bool done)
{
	if (!done)
		abort();
}

static void
add_session(Period *period, const double *mix, Tally *user)
{
	TallyProblem problem;
	int			truth = one_of(MODE_COUNT, mix);
	int			predicted = one_of(MODE_COUNT, error[truth]);

	period->truth[period->count] = truth;
	period->predicted[period->count++] = predicted;
	must(wm_tally_add(user, predicted, NULL, &problem));
}

static void
draw_sessions(Period *period, const double *mix, int sessions)
{
	period->count = 0;
	wm_tally_init(&period->room.tally, false);
	while (sessions-- > 0)
		add_session(period, mix, &period->room.tally);
}

static void
draw_users(Period *period, const double *mix, int users)
{
	TallyProblem problem;
	TallyRoom	user;

	period->count = 0;
	wm_tally_init(&period->room.tally, true);
	while (users-- > 0)
	{
		double		own[MODE_COUNT];
		double		sessions = ceil(exp(1 + 1.2 * normal()));

		dirichlet(MODE_COUNT, mix, 3, own);
		wm_tally_init(&user.tally, false);
		while (sessions-- > 0 && period->count < MOST_SESSIONS)
			add_session(period, own, &user.tally);
		must(wm_tally_cluster(&period->room.tally, &user.tally, &problem));
	}
}

static void
draw_period(Period *period, const double *mix, int sessions, int users)
{
	if (users > 0)
		draw_users(period, mix, users);
	else
		draw_sessions(period, mix, sessions);
}

/* Labels drawn by predicted mode: at least so many of each, and a part of the rest. */
static void
label_by_predicted(const Period *period, int minimum, double part, LabelTable labels)
{
	int			left[MODE_COUNT] = {0};
	int			wanted[MODE_COUNT];

	memset(labels, 0, sizeof(LabelTable));
	for (int i = 0; i < period->count; i++)
		left[period->predicted[i]]++;
	for (int mode = 0; mode < MODE_COUNT; mode++)
		wanted[mode] = (int) fmin(fmax(minimum, round(part * left[mode])), left[mode]);

	/* of those of a mode that are left, each is as likely to be drawn */
	for (int i = 0; i < period->count; i++)
	{
		int			mode = period->predicted[i];

		if (uniform() * left[mode]-- < wanted[mode])
		{
			labels[period->truth[i]][mode]++;
			wanted[mode]--;
		}
	}
}

static void
label_elsewhere(int count, LabelTable labels)
{
	memset(labels, 0, sizeof(LabelTable));
	while (count-- > 0)
	{
		int			truth = one_of(MODE_COUNT, elsewhere);

		labels[truth][one_of(MODE_COUNT, error[truth])]++;
	}
}

/* One kind of sample. */
typedef struct Design
{
	const char *name;
	int			sessions;		/* or users */
	int			users;
	int			minimum;		/* labels of each predicted mode, or from elsewhere */
	double		part;
	bool		elsewhere;
} Design;

static const Design designs[] = {
	{"2000 sessions, 10 of each", 2000, 0, 10, 0, false},
	{"2000 sessions, 10 %, at least 10", 2000, 0, 10, 0.1, false},
	{"2000 sessions, 30 of each", 2000, 0, 30, 0, false},
	{"300 sessions, 10 of each", 300, 0, 10, 0, false},
	{"2000 sessions, 600 elsewhere", 2000, 0, 600, 0, true},
	{"50 users, 10 of each", 0, 50, 10, 0, false},
	{"50 users, 30 of each", 0, 50, 30, 0, false},
	{"200 users, 10 %, at least 10", 0, 200, 10, 0.1, false},
	{"200 users, 30 of each", 0, 200, 30, 0, false},
	{"200 users, 600 elsewhere", 0, 200, 600, 0, true},
};

static Period period[2];
static LabelTable labels[2];

static bool
correct(const Design *design, const Period *of, LabelTable by, Correction *correction)
{
	Prediction	prediction;
	CorrectionProblem problem;

	wm_prediction(&of->room.tally, &prediction);
	return (design->elsewhere ? wm_correct_adjusted : wm_correct_stratified)
		(&prediction, by, correction, &problem);
}

static void
draw(const Design *design, int which, const double *mix)
{
	draw_period(&period[which], mix, design->sessions, design->users);
	if (design->elsewhere)
		label_elsewhere(design->minimum, labels[which]);
	else
		label_by_predicted(&period[which], design->minimum, design->part, labels[which]);
}

/* Counts what was held, by mode; prints it in per cent. */
typedef struct Score
{
	int			samples;
	int			held[MODE_COUNT];
	int			rejected[MODE_COUNT];
	double		width[MODE_COUNT];
} Score;

static void
count(Score *score, int mode, Limits limits, double truth)
{
	score->held[mode] += limits.low <= truth && truth <= limits.high;
	score->width[mode] += limits.high - limits.low;
}

static void
report(const char *what, const Design *design, const Score *score, bool test)
{
	printf("%-8s %-34s", what, design->name);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		printf(" %5.1f", 100.0 * score->held[mode] / score->samples);
	printf("\n%-43s", test ? "  p < .05" : "  width");
	for (int mode = 0; mode < MODE_COUNT; mode++)
		printf(" %5.1f", 100.0 * (test ? score->rejected[mode] : score->width[mode]) /
			   score->samples);
	printf("\n");
	fflush(stdout);
}

static void
try_shares(const Design *design, int samples)
{
	Score		score = {0};

	for (int i = 0; i < samples; i++)
	{
		Correction	correction;

		draw(design, 0, base);
		if (!correct(design, &period[0], labels[0], &correction))
			continue;
		score.samples++;
		for (int mode = 0; mode < MODE_COUNT; mode++)
			count(&score, mode, wm_correction_interval(&correction, mode, CONFIDENCE),
				  base[mode]);
	}
	report("share", design, &score, false);
}

static void
try_change(const Design *design, const double *mix, int samples)
{
	Score		score = {0};

	for (int i = 0; i < samples; i++)
	{
		Correction	corrections[2];
		Estimate	changes[MODE_COUNT];

		draw(design, 0, base);
		draw(design, 1, mix);
		if (design->elsewhere)
		{
			Prediction	predictions[2];
			CorrectionProblem problem;

			for (int which = 0; which < 2; which++)
				wm_prediction(&period[which].room.tally, &predictions[which]);
			if (!wm_correct_both(&predictions[0], &predictions[1], labels[0],
								 corrections, changes, &problem))
				continue;
		}
		else if (!correct(design, &period[0], labels[0], &corrections[0]) ||
				 !correct(design, &period[1], labels[1], &corrections[1]))
			continue;
		score.samples++;
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			Limits		limits = design->elsewhere ?
				wm_change_interval(changes[mode], CONFIDENCE) :
				wm_correction_change_interval(&corrections[0], &corrections[1], mode,
											  CONFIDENCE);

			count(&score, mode, limits, mix[mode] - base[mode]);
			/* p-value and interval do not contradict each other */
			score.rejected[mode] += limits.low > 0 || limits.high < 0;
		}
	}
	report(mix == base ? "no change" : "change", design, &score, mix == base);
}

/* By how much shares are off if a method is given the labels of the other. */
static void
try_wrong(const char *name, bool adjusted, int samples)
{
	double		off[MODE_COUNT] = {0};
	int			done = 0;

	for (int i = 0; i < samples; i++)
	{
		Prediction	prediction;
		Correction	correction;
		CorrectionProblem problem;

		draw_period(&period[0], base, 2000, 0);
		if (adjusted)
			label_by_predicted(&period[0], 30, 0, labels[0]);
		else
			label_elsewhere(600, labels[0]);
		wm_prediction(&period[0].room.tally, &prediction);
		if (!(adjusted ? wm_correct_adjusted : wm_correct_stratified)
			(&prediction, labels[0], &correction, &problem))
			continue;
		done++;
		for (int mode = 0; mode < MODE_COUNT; mode++)
			off[mode] += correction.share[mode].value - base[mode];
	}
	printf("%-43s", name);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		printf(" %+5.1f", 100 * off[mode] / done);
	printf("\n");
}

int
main(int argc, char **argv)
{
	int			samples = argc > 1 ? atoi(argv[1]) : 4000;

	set_error();
	printf("coverage of the 95%% interval by true share, in %%          ");
	for (int mode = 0; mode < MODE_COUNT; mode++)
		printf("%s%.2f", mode > 0 ? "  " : "", base[mode]);
	printf("\n");
	for (size_t i = 0; i < sizeof(designs) / sizeof(designs[0]); i++)
	{
		try_shares(&designs[i], samples);
		try_change(&designs[i], base, samples);
		try_change(&designs[i], moved, samples);
	}
	printf("points by which shares are off\n");
	try_wrong("adjusted, labels drawn by predicted mode", true, samples / 10);
	try_wrong("stratified, labels from elsewhere", false, samples / 10);
	return 0;
}
