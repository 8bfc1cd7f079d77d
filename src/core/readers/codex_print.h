/*
 * codex_print.h
 *	  Codex's code mode: what scripts print.
 */
#ifndef WORKMODE_CODEX_PRINT_H
#define WORKMODE_CODEX_PRINT_H

#include "readers/codex_script.h"

/*
 * What a call gave back.  False if this was no script, nor waited for one.  Answers
 * are emitted if it is a person who was asked.
 */
extern bool wm_codex_printed(Reading *reading, CodexScripts *scripts, uint64_t id,
							 Slice output, EventTime time, bool attended);

#endif							/* WORKMODE_CODEX_PRINT_H */
