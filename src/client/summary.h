/*
 * summary.h
 *	  What was done, in a few lines.
 */
#ifndef WORKMODE_SUMMARY_H
#define WORKMODE_SUMMARY_H

#include "crew.h"

typedef struct Summary
{
	const Crew *crew;
	int			unchanged;		/* files */
	int			left_out;		/* files that are no transcripts by their names */
	double		seconds;
} Summary;

/* Files that could not be read or loaded. */
extern int	load_failed(const Crew *crew);

extern void load_summary(const Summary *summary);

#endif							/* WORKMODE_SUMMARY_H */
