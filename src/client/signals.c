/*
 * signals.c
 *	  Signals that ask the program to stop.
 */
#include <stddef.h>

#include "signals.h"

volatile sig_atomic_t client_interrupted;

static void
on_signal(int signal)
{
	client_interrupted = signal;
}

static void
catch_signal(int signal, void (*handler) (int))
{
	struct sigaction action = {.sa_handler = SIG_DFL};

	if (sigaction(signal, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
	{
		action.sa_handler = handler;
		sigaction(signal, &action, NULL);
	}
}

static void
catch_signals(void (*handler) (int))
{
	catch_signal(SIGINT, handler);
	catch_signal(SIGTERM, handler);
	catch_signal(SIGHUP, handler);
}

void
client_signals_note(void)
{
	catch_signals(on_signal);
}

void
client_signals_default(void)
{
	catch_signals(SIG_DFL);
}
