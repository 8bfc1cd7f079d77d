/*
 * person.h
 *	  Has a sample rated by the person at the terminal.
 */
#ifndef WORKMODE_RATE_PERSON_H
#define WORKMODE_RATE_PERSON_H

#include "rate/counts.h"
#include "rate/sample.h"

/* False if it had to stop, which is told unless a signal came. */
extern bool rate_by_person(const Sample *sample, RateCounts *counts);

#endif							/* WORKMODE_RATE_PERSON_H */
