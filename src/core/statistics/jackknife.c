/*
 * jackknife.c
 *	  How well a measure of panels is known: it is worked out again without each
 *	  group of people in turn.
 */
#include <math.h>

#include "base/host.h"
#include "statistics/distribution.h"
#include "statistics/jackknife.h"
#include "tally/tally_add.h"

/*
 * The tallies of a period without each group in turn.  Sums are exact and free of
 * order, so a tally without a group is the sum of those before it and of those
 * behind it; nothing is ever taken out again.
 */
typedef struct Series
{
	const PanelPeriod *period;	/* or NULL */
	char	   *room;			/* tallies, one after another: */
	Tally	   *without;		/* of all groups but one */
	Tally	   *before;			/* of those before the one left out */
	char	   *behind;			/* for each group, of those behind it */
} Series;

#define SERIES_TALLIES	(2 + PANEL_GROUPS)

static Tally *
behind(const Series *series, int group)
{
	return (Tally *) (series->behind + (size_t) group * wm_tally_size(false));
}

static const Tally *
tally_of(const Series *series, int group)
{
	return series->period == NULL ? NULL : series->period->group[group];
}

static bool
add(Tally *tally, const Tally *part, TallyProblem *problem)
{
	return part == NULL || wm_tally_merge(tally, part, problem);
}

/* Leaves the tally of all groups in "without". */
static bool
begin_series(Series *series, const PanelPeriod *period, TallyProblem *problem)
{
	size_t		size = wm_tally_size(false);

	series->period = period;
	series->room = wm_alloc(SERIES_TALLIES * size);
	series->without = (Tally *) series->room;
	series->before = (Tally *) (series->room + size);
	series->behind = series->room + 2 * size;
	wm_tally_init(series->without, false);
	wm_tally_init(series->before, false);
	for (int group = PANEL_GROUPS - 1; group >= 0; group--)
	{
		memcpy(behind(series, group), series->without, size);
		if (!add(series->without, tally_of(series, group), problem))
			return false;
	}
	return true;
}

/* Must be called for each group in turn, from 0 on. */
static bool
leave_out(Series *series, int group, TallyProblem *problem)
{
	memcpy(series->without, series->before, wm_tally_size(false));
	return add(series->without, behind(series, group), problem) &&
		add(series->before, tally_of(series, group), problem);
}

/* Leaves the tally of all groups in "without" again. */
static void
end_series(Series *series)
{
	memcpy(series->without, series->before, wm_tally_size(false));
}

/*
 * The degrees of freedom of a number's variance.  A sum of squares that is 1 comes
 * of one group that has everything.
 */
static double
degrees_of_freedom(int periods, const Series *series, const Measure *measure, int number)
{
	double		all[PANEL_MAX_PERIODS];
	double		squares = 0;
	int			count = 0;

	for (int i = 0; i < periods; i++)
	{
		all[i] = (double) measure->rests_on(series[i].without, number);
		count += all[i] > 0;
	}
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		double		part = 0;

		for (int i = 0; i < periods; i++)
		{
			const Tally *tally = tally_of(&series[i], group);

			if (tally != NULL && all[i] > 0)
				part += (double) measure->rests_on(tally, number) / all[i];
		}
		squares += part * part;
	}
	return fmax((double) count * count / squares - 1, 1);
}

static bool
has_sessions(int periods, const Series *series, int group)
{
	for (int i = 0; i < periods; i++)
	{
		if (tally_of(&series[i], group) != NULL &&
			wm_tally_sessions(tally_of(&series[i], group), TALLY_ALL) > 0)
			return true;
	}
	return false;
}

/* The working of wm_jackknife() on room that is there already. */
static bool
replicate(int periods, Series *series, const Tally **tallies, const Measure *measure,
		  Jackknife *jackknife, TallyProblem *problem)
{
	measure->work_out(tallies, measure->context, jackknife->value);
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		double	   *deviation = jackknife->deviation +
			jackknife->groups * jackknife->numbers;

		wm_check_interrupts();
		for (int i = 0; i < periods; i++)
		{
			if (!leave_out(&series[i], group, problem))
				return false;
		}
		if (!has_sessions(periods, series, group))
			continue;
		measure->work_out(tallies, measure->context, deviation);
		for (int i = 0; i < jackknife->numbers; i++)
			deviation[i] -= jackknife->value[i];
		jackknife->group[jackknife->groups++] = group;
	}
	for (int i = 0; i < periods; i++)
		end_series(&series[i]);
	for (int i = 0; i < jackknife->numbers; i++)
		jackknife->df[i] = degrees_of_freedom(periods, series, measure, i);
	return true;
}

bool
wm_jackknife(int periods, const PanelPeriod *const *period, const Measure *measure,
			 Jackknife *jackknife, TallyProblem *problem)
{
	size_t		numbers = (size_t) measure->numbers;
	Series	   *series = wm_alloc((size_t) periods * sizeof(Series));
	const Tally **tallies = wm_alloc((size_t) periods * sizeof(Tally *));
	int			begun = 0;
	bool		fits = true;

	jackknife->numbers = measure->numbers;
	jackknife->groups = 0;
	jackknife->value = wm_alloc(numbers * sizeof(double));
	jackknife->df = wm_alloc(numbers * sizeof(double));
	jackknife->deviation = wm_alloc(PANEL_GROUPS * numbers * sizeof(double));

	while (fits && begun < periods)
	{
		fits = begin_series(&series[begun], period[begun], problem);
		tallies[begun] = series[begun].without;
		begun++;
	}
	fits = fits && replicate(periods, series, tallies, measure, jackknife, problem);

	while (begun > 0)
		wm_free(series[--begun].room);
	wm_free(series);
	wm_free(tallies);
	return fits;
}

void
wm_jackknife_free(Jackknife *jackknife)
{
	wm_free(jackknife->value);
	wm_free(jackknife->df);
	wm_free(jackknife->deviation);
}

/*
 * Deviations that are nothing but rounding count as none: numbers are shares, or
 * logarithms, or as large as values.
 */
static bool
is_rounding(double square, double value)
{
	double		scale = fmax(fabs(value), 1) * 1e-14;

	return square <= scale * scale;
}

Estimate
wm_jackknife_estimate(const Jackknife *jackknife, int i)
{
	double		groups = jackknife->groups;
	double		sum = 0;
	Estimate	estimate = {jackknife->value[i], NAN, jackknife->df[i]};

	for (int group = 0; group < jackknife->groups; group++)
	{
		double		deviation = jackknife->deviation[group * jackknife->numbers + i];

		sum += deviation * deviation;
	}
	if (groups >= 2 && !is_rounding(sum, estimate.value))
		estimate.variance = (groups - 1) / groups * sum;
	return estimate;
}

Limits
wm_jackknife_interval(const Jackknife *jackknife, int i, double confidence)
{
	Estimate	estimate = wm_jackknife_estimate(jackknife, i);
	double		reach = wm_critical(confidence, estimate.df) * sqrt(estimate.variance);
	Limits		limits = {estimate.value - reach, estimate.value + reach};

	return limits;
}

double
wm_jackknife_p(const Jackknife *jackknife, int i)
{
	Estimate	estimate = wm_jackknife_estimate(jackknife, i);

	return 2 * wm_student_tail(fabs(estimate.value) / sqrt(estimate.variance),
							   estimate.df);
}
