/*
 * panel.h (pg)
 *	  workmode_panel as an argument.
 */
#ifndef WORKMODE_PG_PANEL_H
#define WORKMODE_PG_PANEL_H

#include "compat.h"

#include "tally/panel.h"

/*
 * A panel that is an argument: the one that an aggregate has at hand, or one that is
 * unpacked into the current memory context.  If its bytes cannot be unpacked,
 * data_corrupted is raised.
 */
#define PG_GETARG_PANEL(n)		wm_panel_from_datum(PG_GETARG_DATUM(n))

extern const Panel *wm_panel_from_datum(Datum datum);

/* The same where no period matters but those that begin with these days. */
extern const Panel *wm_panel_from_datum_days(Datum datum, const int32_t *days,
											 int ndays);

/* A date as a day of panels; one that no period can begin with is none of theirs. */
#define PG_GETARG_DAY(n)		wm_day_from_datum(PG_GETARG_DATUM(n))

extern int32_t wm_day_from_datum(Datum date);
extern Datum wm_day_to_datum(int32_t day);

#endif							/* WORKMODE_PG_PANEL_H */
