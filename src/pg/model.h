/*
 * model.h (pg)
 *	  workmode_model as an argument and as a result.
 */
#ifndef WORKMODE_PG_MODEL_H
#define WORKMODE_PG_MODEL_H

#include "compat.h"

#include "model/model.h"

/*
 * The model that is argument number argno: sound; anything else is
 * data_corrupted.  It is kept for the next call (model_store.h), so it is good
 * for this one only.
 */
extern const Model *wm_model_arg(FunctionCallInfo fcinfo, int argno);

/* As a value of type workmode_model. */
extern Datum wm_model_to_datum(const Model *model);

/* The model that is used where none is named. */
extern const Model *wm_model_default(void);

#endif							/* WORKMODE_PG_MODEL_H */
