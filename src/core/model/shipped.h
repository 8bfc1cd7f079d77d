/*
 * shipped.h
 *	  The models of modes that come with workmode.
 *
 * A model that was released stays: its file in shipped/ is never changed, and
 * its row in shipped.c goes on giving its answers.
 */
#ifndef WORKMODE_SHIPPED_H
#define WORKMODE_SHIPPED_H

#include "model/model.h"

/* Every model that was ever shipped, the default one last. */
extern const Model *const wm_shipped_models[];
extern const int wm_shipped_model_count;

/* One for each file in shipped/. */
extern const Model wm_model_1_0;

#endif							/* WORKMODE_SHIPPED_H */
