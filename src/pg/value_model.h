/*
 * value_model.h (pg)
 *	  workmode_value_model as a result.
 */
#ifndef WORKMODE_PG_VALUE_MODEL_H
#define WORKMODE_PG_VALUE_MODEL_H

#include "compat.h"

#include "value/value_model.h"

/* Makes a value of the type workmode_value_model. */
extern Datum wm_value_model_to_datum(const ValueModel *model);

#endif							/* WORKMODE_PG_VALUE_MODEL_H */
