/*
 * signals.h
 *	  Signals that ask the program to stop.
 */
#ifndef WORKMODE_SIGNALS_H
#define WORKMODE_SIGNALS_H

#include <signal.h>

/* The signal that came, or 0. */
extern volatile sig_atomic_t client_interrupted;

/*
 * From now on they are noted, or, if not, end the process as usual.  One that is
 * ignored, as in the background, stays so.
 */
extern void client_signals_note(void);
extern void client_signals_default(void);

#endif							/* WORKMODE_SIGNALS_H */
