/*
 * load.h
 *	  Loads what is new, or says what would be loaded.
 */
#ifndef WORKMODE_LOAD_H
#define WORKMODE_LOAD_H

#include "options.h"

/* How the program ends. */
#define EXIT_ALL	0
#define EXIT_SOME	1			/* a file could not be loaded */
#define EXIT_STOP	2			/* it had to stop */

extern int	load_run(const Options *options);

#endif							/* WORKMODE_LOAD_H */
