/*
 * publish.h
 *	  Which cells of a table of modes may be published, so that nothing can be
 *	  learnt of few users.
 */
#ifndef WORKMODE_PUBLISH_H
#define WORKMODE_PUBLISH_H

#include "base/mode.h"

typedef enum Publication
{
	PUBLISHED,
	SUPPRESSED,					/* has fewer users than wanted */
	COMPLEMENTARY				/* would give a suppressed cell away */
} Publication;

extern const char *const wm_publication_names[];

/*
 * Cells with some users but fewer than min_users are suppressed.  The total
 * less the published cells would then give away what was suppressed; so the
 * smallest cell that has min_users is left out as well, and nothing smaller than
 * it can be computed.  Empty cells are published.  With fewer than min_users
 * altogether no cell is published, nor the total, cells[MODE_COUNT].  Hundepool et
 * al., Statistical Disclosure Control (2012), ch. 4.
 */
extern void wm_publish(const int64_t *users, int64_t all, int64_t min_users,
					   Publication *cells);

#endif							/* WORKMODE_PUBLISH_H */
