/*
 * value_model.h (pg)
 *	  workmode_value_model as an argument and as a result.
 */
#ifndef WORKMODE_PG_VALUE_MODEL_H
#define WORKMODE_PG_VALUE_MODEL_H

#include "compat.h"

#include "value/value_model.h"

/*
 * Sound, and its weights in place or in the current memory context; anything
 * else is data_corrupted.
 */
extern ValueModel wm_value_model_from_datum(Datum datum);

extern Datum wm_value_model_to_datum(const ValueModel *model);

#endif							/* WORKMODE_PG_VALUE_MODEL_H */
