/*
 * named.h
 *	  Named features: what was done, by counts and their shares.
 *
 * The first family of feature.h, whose numbers stand in tables.
 */
#ifndef WORKMODE_NAMED_H
#define WORKMODE_NAMED_H

#include "evidence/feature.h"

/* So many there are. */
extern int	wm_named_count(void);

/* Those that are not zero, from next on; returns the place behind them. */
extern Feature *wm_named_put(Feature *next, const Evidence *evidence);

extern bool wm_named_exists(uint32_t number);

/* As wm_feature_name() and wm_feature_phrase(), of a number that exists. */
extern void wm_named_name(uint32_t number, char *name);
extern void wm_named_phrase(uint32_t number, const Evidence *evidence, char *phrase);

#endif							/* WORKMODE_NAMED_H */
