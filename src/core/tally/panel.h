/*
 * panel.h
 *	  The panel: tallies of several periods that know which sessions of them come
 *	  from the same people.
 *
 * A person is put into one of PANEL_GROUPS groups, by a hash of the name.  For each
 * period and group the panel keeps the plain tally of the group's sessions.  A
 * person has the same group in every period.  So a group can be left out of all
 * periods at once, and what then becomes of a measure tells how much the measure
 * depends on who happened to be there: statistics/jackknife.h.
 *
 * As tallies are exact, so are panels: neither the order in which tallies come, nor
 * the way in which parts of a panel are put together, makes a difference.
 *
 * Panels keep no sums of probabilities: these are left out of the tallies that come.
 *
 * A period is the day that it begins with.  The panel does not know how long a
 * period is.
 *
 * It is stored and sent in the form of pack.h, with one group of fields, which an
 * empty panel does not have: the number of periods, and for each of them the days
 * since the period before (the first: since 1 January of the year 1), the length of
 * what follows, the set of groups that have sessions, and for each of these the length
 * of the packed tally and the tally (tally_pack.h).
 */
#ifndef WORKMODE_PANEL_H
#define WORKMODE_PANEL_H

#include "base/buffer.h"
#include "tally/pack.h"
#include "tally/tally_check.h"

#define PANEL_VERSION	1

/* Every stored panel rests on this number. */
#define PANEL_GROUPS	128

/* A bound for the memory that a panel takes: a day each for more than a year. */
#define PANEL_MAX_PERIODS	400

/* The last day of the year 9999, counted from day 0, 1 January of the year 1. */
#define PANEL_MAX_DAY	INT32_C(3652058)

typedef struct PanelPeriod
{
	int32_t		day;			/* from 0 to PANEL_MAX_DAY */
	Tally	   *group[PANEL_GROUPS];	/* NULL where there are no sessions */
} PanelPeriod;

/* A panel of zeros is empty.  No period is without sessions, and no tally. */
typedef struct Panel
{
	int			count;
	int			size;			/* periods that there is room for */
	PanelPeriod **period;		/* the earliest first */
} Panel;

typedef enum PanelFault
{
	PANEL_BAD_TALLY,			/* "tally" says what is wrong */
	PANEL_NOT_PLAIN,			/* a tally of several people, or of facts */
	PANEL_FULL,					/* more than PANEL_MAX_PERIODS */
	PANEL_NOT_PART				/* more was taken out than was in */
} PanelFault;

typedef struct PanelProblem
{
	PanelFault	fault;
	int32_t		day;
	int			group;
	TallyProblem tally;
} PanelProblem;

/* The group of a person, whose name is in UTF-8: the same everywhere and for ever. */
extern int	wm_panel_group(Slice person);

/*
 * Add a plain tally of a period and group.  If the result is false, *problem says
 * why, and the panel is worthless but for wm_panel_free().
 */
extern bool wm_panel_add(Panel *panel, int32_t day, int group,
						 const Tally *tally, PanelProblem *problem);

/* Add a panel to another, or take it out again.  As above if the result is false. */
extern bool wm_panel_merge(Panel *panel, const Panel *part,
						   PanelProblem *problem);
extern bool wm_panel_unmerge(Panel *panel, const Panel *part,
							 PanelProblem *problem);

/* Gives the memory back; the panel is empty then. */
extern void wm_panel_free(Panel *panel);

/* The period that begins with a day, or NULL. */
extern const PanelPeriod *wm_panel_period(const Panel *panel, int32_t day);

/*
 * The plain tally of a period, of all groups together; an empty one for NULL.
 * False, with the problem, if its sums do not fit.
 */
extern bool wm_panel_tally(const PanelPeriod *period, Tally *tally,
						   TallyProblem *problem);

/* Can some people's sessions have given this panel? */
extern bool wm_panel_check(const Panel *panel, PanelProblem *problem);

/* For assertions: is this true of all panels that are made of sound tallies? */
extern bool wm_panel_is_sound(const Panel *panel);

/*
 * Append the packed form of a sound panel, and unpack bytes, which may be any, into
 * an empty panel.  Bytes that workmode stored give the panel that was packed.  A
 * panel of bytes that come from elsewhere must also pass wm_panel_check() and
 * wm_panel_is_canonical().  Unless the result is PACK_FINE, the panel is worthless
 * but for wm_panel_free().
 */
extern void wm_panel_pack(const Panel *panel, TextBuffer *out);
extern PackFault wm_panel_unpack(Slice bytes, Panel *panel);
extern bool wm_panel_is_canonical(const Panel *panel, Slice bytes);

/* Unpack only the periods that begin with these days: the others are not looked at. */
extern PackFault wm_panel_unpack_days(Slice bytes, const int32_t *days, int ndays,
									  Panel *panel);

/*
 * A panel as text, and back: a JSON object with the version, and for each period,
 * by its day, an object of tallies by their groups; see tally_text.h.  Reading
 * needs an empty panel, and leaves one there that wm_panel_check() has passed.  On
 * failure it says what was expected or wrong, and before which byte, counted from
 * 1; that is 0 where what is wrong is not in one place, and then *problem has it.
 */
typedef struct PanelTextError
{
	size_t		byte;
	const char *what;			/* static; NULL where the problem says it */
	PanelProblem problem;
} PanelTextError;

extern void wm_panel_print(const Panel *panel, TextBuffer *out);
extern bool wm_panel_parse(Slice text, Panel *panel, PanelTextError *error);

/* A day as YYYY-MM-DD, and back; false if the text is no such day. */
#define PANEL_DAY_SIZE	10

extern void wm_panel_print_day(int32_t day, char *out);
extern bool wm_panel_parse_day(Slice text, int32_t *day);

#endif							/* WORKMODE_PANEL_H */
