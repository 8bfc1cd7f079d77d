/*
 * changes.h
 *	  A sink that writes down what changes of files it is given.
 */
#ifndef WORKMODE_UNIT_CHANGES_H
#define WORKMODE_UNIT_CHANGES_H

#include <stdio.h>
#include <string.h>

#include "action/patch.h"

/* As "path kind +added -removed;…". */
static char seen[4096];

static void
note(const FileChange *change, void *context)
{
	static const char kinds[] = "UCD";
	size_t		len = strlen(seen);

	(void) context;
	snprintf(seen + len, sizeof(seen) - len, "%.*s %c +%u -%u;",
			 (int) change->path.len, change->path.data, kinds[change->kind],
			 change->lines.added, change->lines.removed);
}

#endif							/* WORKMODE_UNIT_CHANGES_H */
