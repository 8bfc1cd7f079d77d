/*
 * greeting.h
 *	  Requests that ask for nothing: a greeting, or a try whether anyone answers.
 */
#ifndef WORKMODE_GREETING_H
#define WORKMODE_GREETING_H

#include "base/lexicon.h"

/* Does the text greet, and say nothing else? */
extern bool wm_is_greeting(Slice text);

/* The table of words (for the unit test). */
extern Lexicon wm_greetings_lexicon;

#endif							/* WORKMODE_GREETING_H */
