/*
 * panel_pack.c
 *	  The panel as it is stored and sent.
 */
#include "base/host.h"
#include "base/varint.h"
#include "tally/panel.h"
#include "tally/tally_pack.h"

#define SET_SIZE	(PANEL_GROUPS / 8)

/*
 * What is unpacked: all periods, or those that begin with some days.  It shows whether
 * a tally was refused as one of the future.  (What is packed is a Panel.)
 */
typedef struct Unpacking
{
	Panel	   *panel;
	const int32_t *days;		/* NULL for all */
	int			ndays;
	bool		newer;
} Unpacking;

/* The set of the groups that have sessions, a bit for each. */
static char *
put_set(char *out, const PanelPeriod *period)
{
	memset(out, 0, SET_SIZE);
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		if (period->group[group] != NULL)
			out[group / 8] = (char) (out[group / 8] | 1 << group % 8);
	}
	return out + SET_SIZE;
}

static inline bool
is_in_set(const char *set, int group)
{
	return (set[group / 8] >> group % 8 & 1) != 0;
}

static char *
put_tally(char *out, const Tally *tally)
{
	char		packed[TALLY_PACKED_SIZE];
	size_t		len = wm_tally_pack(tally, packed);

	out = wm_varint_put_count(out, (int64_t) len);
	memcpy(out, packed, len);
	return out + len;
}

static char *
put_groups(char *out, const PanelPeriod *period)
{
	out = put_set(out, period);
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		if (period->group[group] != NULL)
			out = put_tally(out, period->group[group]);
	}
	return out;
}

/* The length stands before the groups, but is known only behind them. */
static char *
put_period(char *out, const PanelPeriod *period)
{
	char	   *groups = out + VARINT_SIZE(1);
	size_t		len = (size_t) (put_groups(groups, period) - groups);

	out = wm_varint_put_count(out, (int64_t) len);
	memmove(out, groups, len);
	return out + len;
}

static bool
has_periods(const void *state)
{
	return ((const Panel *) state)->count > 0;
}

static char *
put_periods(const void *state, char *out)
{
	const Panel *panel = state;
	int32_t		before = 0;

	out = wm_varint_put_count(out, panel->count);
	for (int i = 0; i < panel->count; i++)
	{
		const PanelPeriod *period = panel->period[i];

		wm_check_interrupts();
		out = wm_varint_put_count(out, period->day - before);
		before = period->day;
		out = put_period(out, period);
	}
	return out;
}

/* Takes a number and so many bytes. */
static bool
take_bytes(Slice *bytes, Slice *content)
{
	int64_t		len;

	if (!wm_varint_take_count(bytes, (int64_t) bytes->len, &len) ||
		(size_t) len > bytes->len)
		return false;
	*content = wm_slice_head(*bytes, (size_t) len);
	*bytes = wm_slice_from(*bytes, (size_t) len);
	return true;
}

static bool
take_tally(Slice *bytes, Unpacking *state, int32_t day, int group)
{
	TallyRoom	room;
	PanelProblem problem;
	PackFault	fault;
	Slice		packed;

	if (!take_bytes(bytes, &packed))
		return false;
	fault = wm_tally_unpack(packed, &room.tally);
	state->newer |= fault == PACK_NEWER;
	return fault == PACK_FINE && !wm_tally_is_empty(&room.tally) &&
		wm_panel_add(state->panel, day, group, &room.tally, &problem);
}

static bool
take_groups(Slice bytes, Unpacking *state, int32_t day)
{
	const char *set = bytes.data;
	int			count = state->panel->count;

	if (bytes.len < SET_SIZE)
		return false;
	bytes = wm_slice_from(bytes, SET_SIZE);
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		if (is_in_set(set, group) && !take_tally(&bytes, state, day, group))
			return false;
	}
	return bytes.len == 0 && state->panel->count == count + 1;
}

static bool
is_wanted(const Unpacking *state, int32_t day)
{
	for (int i = 0; i < state->ndays; i++)
	{
		if (state->days[i] == day)
			return true;
	}
	return state->days == NULL;
}

static bool
take_periods(void *state, Slice *bytes)
{
	Unpacking  *unpacking = state;
	int64_t		count;
	int64_t		day = 0;

	if (!wm_varint_take_count(bytes, PANEL_MAX_PERIODS, &count))
		return false;
	for (int64_t i = 0; i < count; i++)
	{
		int64_t		later;
		Slice		groups;

		wm_check_interrupts();
		if (!wm_varint_take_count(bytes, PANEL_MAX_DAY - day, &later) ||
			(i > 0 && later == 0) || !take_bytes(bytes, &groups))
			return false;
		day += later;
		if (is_wanted(unpacking, (int32_t) day) &&
			!take_groups(groups, unpacking, (int32_t) day))
			return false;
	}
	return true;
}

/* Codes of groups are their places: they are stored, so they stay. */
static const PackGroup groups[] = {
	{has_periods, put_periods, take_periods},
};

static const PackForm form = {PANEL_VERSION, lengthof(groups), groups};

/* The room that the packed form needs: tallies are small, and seldom at their most. */
static size_t
packed_room(const Panel *panel)
{
	size_t		room = PACK_HEAD_SIZE + VARINT_SIZE(1);

	for (int i = 0; i < panel->count; i++)
	{
		char		packed[TALLY_PACKED_SIZE];

		wm_check_interrupts();
		room += 2 * VARINT_SIZE(1) + SET_SIZE;
		for (int group = 0; group < PANEL_GROUPS; group++)
		{
			const Tally *tally = panel->period[i]->group[group];

			if (tally != NULL)
				room += VARINT_SIZE(1) + wm_tally_pack(tally, packed);
		}
	}
	return room;
}

void
wm_panel_pack(const Panel *panel, TextBuffer *out)
{
	char	   *at = wm_buffer_reserve(out, packed_room(panel));

	out->len += wm_pack(&form, panel, at);
}

static PackFault
unpack(Slice bytes, Unpacking state)
{
	PackFault	fault = wm_unpack(&form, bytes, &state);

	return state.newer ? PACK_NEWER : fault;
}

PackFault
wm_panel_unpack(Slice bytes, Panel *panel)
{
	Unpacking	all = {panel, NULL, 0, false};

	return unpack(bytes, all);
}

PackFault
wm_panel_unpack_days(Slice bytes, const int32_t *days, int ndays, Panel *panel)
{
	Unpacking	some = {panel, days, ndays, false};

	return unpack(bytes, some);
}

bool
wm_panel_is_canonical(const Panel *panel, Slice bytes)
{
	TextBuffer	packed = {NULL, 0, 0};
	bool		same;

	wm_panel_pack(panel, &packed);
	same = wm_slice_equals(wm_buffer_slice(&packed), bytes);
	wm_buffer_free(&packed);
	return same;
}
