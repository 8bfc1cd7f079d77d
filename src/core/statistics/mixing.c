/*
 * mixing.c
 *	  The mixings that come with shipped models.
 */
#include <string.h>

#include "statistics/mixing.h"

/* A model that was shipped without one has none for ever. */
static const struct
{
	const char *version;
	const Mixing *mixing;
}			shipped[] = {
	{"1.0", &wm_mixing_1_0},
};

const Mixing *
wm_shipped_mixing(const char *version)
{
	for (size_t i = 0; i < lengthof(shipped); i++)
	{
		if (strcmp(shipped[i].version, version) == 0)
			return shipped[i].mixing;
	}
	return NULL;
}
