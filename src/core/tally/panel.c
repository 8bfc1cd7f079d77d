/*
 * panel.c
 *	  The panel: putting tallies of people and periods together.
 */
#include "base/host.h"
#include "tally/panel.h"
#include "tally/tally_add.h"

int
wm_panel_group(Slice person)
{
	return (int) (wm_slice_hash(person) % PANEL_GROUPS);
}

/* Always false, so that a failing function can end with it. */
static bool
fail(PanelProblem *problem, PanelFault fault, int32_t day, int group)
{
	problem->fault = fault;
	problem->day = day;
	problem->group = group;
	return false;
}

/* The place of the first period that does not begin before the day. */
static int
find_place(const Panel *panel, int32_t day)
{
	int			low = 0;
	int			high = panel->count;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (panel->period[middle]->day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static PanelPeriod *
find_period(const Panel *panel, int32_t day)
{
	int			place = find_place(panel, day);

	if (place == panel->count || panel->period[place]->day != day)
		return NULL;
	return panel->period[place];
}

const PanelPeriod *
wm_panel_period(const Panel *panel, int32_t day)
{
	return find_period(panel, day);
}

/* The period, which is made if there is none yet; NULL if there are too many. */
static PanelPeriod *
make_period(Panel *panel, int32_t day)
{
	PanelPeriod *period = find_period(panel, day);
	int			place;

	if (period != NULL || panel->count == PANEL_MAX_PERIODS)
		return period;
	if (panel->count == panel->size)
	{
		panel->size = panel->size == 0 ? 8 : 2 * panel->size;
		panel->period = wm_realloc(panel->period,
								   (size_t) panel->size * sizeof(PanelPeriod *));
	}

	period = wm_alloc(sizeof(PanelPeriod));
	memset(period, 0, sizeof(PanelPeriod));
	period->day = day;
	place = find_place(panel, day);
	memmove(panel->period + place + 1, panel->period + place,
			(size_t) (panel->count - place) * sizeof(PanelPeriod *));
	panel->period[place] = period;
	panel->count++;
	return period;
}

/* Of one person, and with values where it has any. */
static bool
is_plain(const Tally *tally)
{
	return !wm_tally_is_clustered(tally) && !wm_tally_is_of_facts(tally);
}

/* The tally, or a copy in the room: panels keep no sums of probabilities. */
static const Tally *
without_expected(const Tally *tally, TallyRoom *room)
{
	if (!wm_tally_is_expecting(tally))
		return tally;
	memcpy(room, tally, wm_tally_size_of(tally));
	wm_tally_forget_expected(&room->tally);
	return &room->tally;
}

bool
wm_panel_add(Panel *panel, int32_t day, int group, const Tally *tally,
			 PanelProblem *problem)
{
	PanelPeriod *period;
	TallyRoom	room;

	if (wm_tally_is_empty(tally))
		return true;
	if (!is_plain(tally))
		return fail(problem, PANEL_NOT_PLAIN, day, group);
	period = make_period(panel, day);
	if (period == NULL)
		return fail(problem, PANEL_FULL, day, group);

	if (period->group[group] == NULL)
	{
		period->group[group] = wm_alloc(wm_tally_size(false));
		wm_tally_init(period->group[group], false);
	}
	return wm_tally_merge(period->group[group], without_expected(tally, &room),
						  &problem->tally) ||
		fail(problem, PANEL_BAD_TALLY, day, group);
}

bool
wm_panel_merge(Panel *panel, const Panel *part, PanelProblem *problem)
{
	for (int i = 0; i < part->count; i++)
	{
		const PanelPeriod *period = part->period[i];

		wm_check_interrupts();
		for (int group = 0; group < PANEL_GROUPS; group++)
		{
			if (period->group[group] != NULL &&
				!wm_panel_add(panel, period->day, group, period->group[group],
							  problem))
				return false;
		}
	}
	return true;
}

static bool
is_deserted(const PanelPeriod *period)
{
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		if (period->group[group] != NULL)
			return false;
	}
	return true;
}

/* Takes out the periods that have no sessions any more. */
static void
drop_deserted(Panel *panel)
{
	int			kept = 0;

	for (int i = 0; i < panel->count; i++)
	{
		if (is_deserted(panel->period[i]))
			wm_free(panel->period[i]);
		else
			panel->period[kept++] = panel->period[i];
	}
	panel->count = kept;
}

/* Takes a tally out of its place. */
static bool
take_out(PanelPeriod *period, int group, const Tally *part,
		 PanelProblem *problem)
{
	Tally	   *tally = period->group[group];

	if (tally == NULL || !wm_tally_unmerge(tally, part, &problem->tally))
		return false;
	if (wm_tally_is_empty(tally))
	{
		wm_free(tally);
		period->group[group] = NULL;
	}
	return true;
}

bool
wm_panel_unmerge(Panel *panel, const Panel *part, PanelProblem *problem)
{
	for (int i = 0; i < part->count; i++)
	{
		const PanelPeriod *gone = part->period[i];
		PanelPeriod *period = find_period(panel, gone->day);

		wm_check_interrupts();
		for (int group = 0; group < PANEL_GROUPS; group++)
		{
			if (gone->group[group] != NULL &&
				(period == NULL ||
				 !take_out(period, group, gone->group[group], problem)))
				return fail(problem, PANEL_NOT_PART, gone->day, group);
		}
	}
	drop_deserted(panel);
	return true;
}

void
wm_panel_free(Panel *panel)
{
	for (int i = 0; i < panel->count; i++)
	{
		for (int group = 0; group < PANEL_GROUPS; group++)
			wm_free(panel->period[i]->group[group]);
		wm_free(panel->period[i]);
	}
	wm_free(panel->period);
	memset(panel, 0, sizeof(Panel));
}

bool
wm_panel_tally(const PanelPeriod *period, Tally *tally, TallyProblem *problem)
{
	wm_tally_init(tally, false);
	for (int group = 0; period != NULL && group < PANEL_GROUPS; group++)
	{
		if (period->group[group] != NULL &&
			!wm_tally_merge(tally, period->group[group], problem))
			return false;
	}
	return true;
}

/* What is true of every tally of a panel, by one test or another. */
static bool
check_tallies(const Panel *panel, bool (*is_right) (const Tally *, TallyProblem *),
			  PanelProblem *problem)
{
	for (int i = 0; i < panel->count; i++)
	{
		const PanelPeriod *period = panel->period[i];

		wm_check_interrupts();
		for (int group = 0; group < PANEL_GROUPS; group++)
		{
			const Tally *tally = period->group[group];

			if (tally == NULL)
				continue;
			if (!is_plain(tally))
				return fail(problem, PANEL_NOT_PLAIN, period->day, group);
			if (!is_right(tally, &problem->tally))
				return fail(problem, PANEL_BAD_TALLY, period->day, group);
		}
	}
	return true;
}

bool
wm_panel_check(const Panel *panel, PanelProblem *problem)
{
	return check_tallies(panel, wm_tally_check, problem);
}

static bool
is_sound(const Tally *tally, TallyProblem *problem)
{
	(void) problem;
	return !wm_tally_is_empty(tally) && wm_tally_is_sound(tally);
}

bool
wm_panel_is_sound(const Panel *panel)
{
	PanelProblem problem;

	for (int i = 0; i < panel->count; i++)
	{
		if (is_deserted(panel->period[i]) ||
			(i > 0 && panel->period[i]->day <= panel->period[i - 1]->day))
			return false;
	}
	return check_tallies(panel, is_sound, &problem);
}
