/*
 * unit_host.h
 *	  What the host of unit tests has been asked for.
 */
#ifndef WORKMODE_UNIT_HOST_H
#define WORKMODE_UNIT_HOST_H

#include <stddef.h>

typedef struct UnitHost
{
	size_t		memory;			/* bytes in use */
	size_t		peak;			/* the most since it was last set */
	long		interrupts;		/* looks for an interrupt */
	void		(*on_interrupt) (void); /* called by them, if not NULL */
} UnitHost;

extern UnitHost unit_host;

#endif							/* WORKMODE_UNIT_HOST_H */
