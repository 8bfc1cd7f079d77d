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

/* A list of models, the default one last. */
typedef struct ModelList
{
	const Model *const *models;
	int			count;
} ModelList;

/* Every model that was ever shipped. */
extern const ModelList wm_shipped_models;

/* The default model of a list. */
extern const Model *wm_shipped_last(const ModelList *list);

/* The model of this version, or NULL. */
extern const Model *wm_shipped_find(const ModelList *list, const char *version);

/* One for each file in shipped/. */
extern const Model wm_model_1_0;

#endif							/* WORKMODE_SHIPPED_H */
