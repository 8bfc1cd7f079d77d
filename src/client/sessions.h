/*
 * sessions.h
 *	  The sessions in a file: most hold one, some hold many.
 */
#ifndef WORKMODE_SESSIONS_H
#define WORKMODE_SESSIONS_H

#include "base/slice.h"

/* The transcripts in a text, as parts of it. */
typedef struct Sessions
{
	const char *format;			/* NULL: there is none */
	Slice	   *parts;			/* in memory of the host */
	int			count;
	int			size;
	bool		whole;			/* the one transcript is the whole text */
} Sessions;

extern Sessions load_sessions(Slice text);
extern void load_sessions_free(Sessions *sessions);

#endif							/* WORKMODE_SESSIONS_H */
