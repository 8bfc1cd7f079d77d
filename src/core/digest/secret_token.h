/*
 * secret_token.h
 *	  Tokens that can be known by themselves, whatever stands around them.
 */
#ifndef WORKMODE_SECRET_TOKEN_H
#define WORKMODE_SECRET_TOKEN_H

#include "base/slice.h"

/* A letter, a digit, a hyphen or an underscore: what names and tokens are made of. */
extern bool wm_secret_is_run(char c);

/* The run of such characters that the text begins with. */
extern Slice wm_secret_run(Slice text);

/*
 * Is it as mixed as what a machine draws: letters and digits in a stretch of at least
 * 16 characters?  Words between hyphens are not.
 */
extern bool wm_secret_is_random(Slice text);

/* How many bytes of a text, which begins with a run, are a token; 0 if none. */
extern size_t wm_secret_token(Slice text, Slice run);

#endif							/* WORKMODE_SECRET_TOKEN_H */
