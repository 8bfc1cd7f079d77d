/*
 * publish.h
 *	  Which cells of a table of modes may be shown, so that no few users show.
 */
#ifndef WORKMODE_PUBLISH_H
#define WORKMODE_PUBLISH_H

#include "base/mode.h"

typedef enum Publication
{
	PUBLISHED,
	SUPPRESSED,					/* of fewer users than wanted */
	COMPLEMENTARY				/* else the suppressed could be worked out */
} Publication;

extern const char *const wm_publication_names[];

/*
 * Cells with some users but fewer than min_users are suppressed.  If any is,
 * what the rest lacks of the total is known; so the smallest cell that has
 * min_users goes with them, and nothing smaller than it can be worked out.
 * Empty cells are shown.  With fewer users than that altogether nothing is
 * shown, and cells[MODE_COUNT], the total, is suppressed.  Hundepool et al.,
 * Statistical Disclosure Control (2012), ch. 4.
 */
extern void wm_publish(const int64_t *users, int64_t all, int64_t min_users,
					   Publication *cells);

#endif							/* WORKMODE_PUBLISH_H */
