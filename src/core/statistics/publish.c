/*
 * publish.c
 *	  Which cells of a table of modes may be published, so that nothing can be
 *	  learnt of few users.
 */
#include "statistics/publish.h"

const char *const wm_publication_names[] = {
	[PUBLISHED] = "published",
	[SUPPRESSED] = "suppressed",
	[COMPLEMENTARY] = "complementary",
};

void
wm_publish(const int64_t *users, int64_t all, int64_t min_users,
		   Publication *cells)
{
	bool		enough = all >= min_users;
	bool		hidden = false;
	int			smallest = MODE_NONE;

	cells[MODE_COUNT] = enough ? PUBLISHED : SUPPRESSED;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		cells[mode] = PUBLISHED;
		if (!enough || (users[mode] > 0 && users[mode] < min_users))
		{
			cells[mode] = SUPPRESSED;
			hidden = true;
		}
		else if (users[mode] > 0 &&
				 (smallest == MODE_NONE || users[mode] < users[smallest]))
			smallest = mode;
	}
	if (hidden && smallest != MODE_NONE)
		cells[smallest] = COMPLEMENTARY;
}
