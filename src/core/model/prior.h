/*
 * prior.h
 *	  What the codebook says of features before any session was seen.
 *
 * Training starts from these weights and departs from them as far as sessions show
 * otherwise, so that evidence counts that few sessions have.
 */
#ifndef WORKMODE_PRIOR_H
#define WORKMODE_PRIOR_H

#include "base/mode.h"
#include "evidence/feature.h"

/* The weights of a feature, up to a common factor; most are zero. */
extern void wm_prior_weights(uint32_t number, double weights[MODE_COUNT]);

#endif							/* WORKMODE_PRIOR_H */
