/*
 * named.h
 *	  Named features: what was done, by counts and their shares.
 *
 * They are the first family of features, whose numbers stand in tables.
 */
#ifndef WORKMODE_NAMED_H
#define WORKMODE_NAMED_H

#include "evidence/number.h"

/* The number of named features that this version makes. */
extern int	wm_named_count(void);

/* Puts those that are not zero at the end of a vector; returns the new end. */
extern Feature *wm_named_put(Feature *next, const Evidence *evidence);

/* Is this the number of a named feature? */
extern bool wm_named_exists(uint32_t number);

/* What wm_feature_name() and wm_feature_phrase() write for such a number. */
extern void wm_named_name(uint32_t number, char *name);
extern void wm_named_phrase(uint32_t number, const Evidence *evidence, char *phrase);

#endif							/* WORKMODE_NAMED_H */
