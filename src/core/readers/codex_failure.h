/*
 * codex_failure.h
 *	  Codex's code mode: what a script died of.
 *
 * A script that fails says why, and never makes the calls behind the one that it
 * died of.
 */
#ifndef WORKMODE_CODEX_FAILURE_H
#define WORKMODE_CODEX_FAILURE_H

#include "readers/codex_script.h"

/* What an error says, without the words that only call it one. */
extern Slice wm_codex_error_words(Slice error);

/*
 * Of which kind of call an error speaks, at its start or anywhere; SCRIPTED_OTHER if
 * of none.
 */
extern ScriptedKind wm_codex_error_kind(Slice error, bool at_start);

/* A script died of this error: settles the call that failed, and drops later ones. */
extern void wm_codex_died(Reading *reading, CodexScripts *scripts, ScriptRun *run,
						  Slice error, EventTime time);

#endif							/* WORKMODE_CODEX_FAILURE_H */
