/*
 * answer.h
 *	  What a rater says.
 */
#ifndef WORKMODE_RATE_ANSWER_H
#define WORKMODE_RATE_ANSWER_H

#include "base/mode.h"

/*
 * The mode that an answer is: its name and nothing else, in any case, with blanks
 * around.  MODE_NONE if it is anything else: which mode a sentence means is not guessed.
 */
extern int	rate_answer_mode(Slice answer);

#endif							/* WORKMODE_RATE_ANSWER_H */
