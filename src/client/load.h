/*
 * load.h
 *	  Loads what is new, or says what would be loaded.
 */
#ifndef WORKMODE_LOAD_H
#define WORKMODE_LOAD_H

#include "options.h"

extern int	load_run(const Options *options);

#endif							/* WORKMODE_LOAD_H */
