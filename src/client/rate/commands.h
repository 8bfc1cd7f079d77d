/*
 * commands.h
 *	  Has a sample rated by commands, several at a time.
 */
#ifndef WORKMODE_RATE_COMMANDS_H
#define WORKMODE_RATE_COMMANDS_H

#include "rate/counts.h"
#include "rate/sample.h"

/* False if it had to stop, which is told unless a signal came. */
extern bool rate_by_command(const Sample *sample, RateCounts *counts);

#endif							/* WORKMODE_RATE_COMMANDS_H */
