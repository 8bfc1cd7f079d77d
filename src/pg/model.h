/*
 * model.h (pg)
 *	  workmode_model as an argument and as a result.
 */
#ifndef WORKMODE_PG_MODEL_H
#define WORKMODE_PG_MODEL_H

#include "compat.h"

#include "model/model.h"

/*
 * The model of argument number n: sound, and its weights in place or in the
 * current memory context; anything else is data_corrupted.
 */
extern Model wm_model_from_datum(Datum datum);

/* As a value of type workmode_model. */
extern Datum wm_model_to_datum(const Model *model);

/* The model that is used where none is named. */
extern const Model *wm_model_default(void);

/* Raises an error where any model was not taught on the features of this code. */
extern void wm_model_check_features(const ModelHead *head);

#endif							/* WORKMODE_PG_MODEL_H */
