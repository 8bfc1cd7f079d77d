/*
 * dry_run.h
 *	  What would be loaded.
 */
#ifndef WORKMODE_DRY_RUN_H
#define WORKMODE_DRY_RUN_H

#include "crew.h"

/* Prints a line for each file that is not unchanged; fills states and counts. */
extern void load_dry_run(Crew *crew);

#endif							/* WORKMODE_DRY_RUN_H */
