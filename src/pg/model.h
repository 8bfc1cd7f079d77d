/*
 * model.h (pg)
 *	  workmode_model as an argument and as a result.
 */
#ifndef WORKMODE_PG_MODEL_H
#define WORKMODE_PG_MODEL_H

#include "compat.h"

#include "model/model.h"

/*
 * The model that is argument number argno; if it is not sound, data_corrupted is
 * raised.  The next call may replace it (see model_store.h), so it is valid during
 * this call only.
 */
extern const Model *wm_model_arg(FunctionCallInfo fcinfo, int argno);

/* Makes a value of the type workmode_model. */
extern Datum wm_model_to_datum(const Model *model);

/* The default model. */
extern const Model *wm_model_default(void);

#endif							/* WORKMODE_PG_MODEL_H */
