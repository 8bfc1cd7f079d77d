/*
 * train_value.c (pg)
 *	  workmode_train_value: training of a model of value on priced sessions.
 */
#include "compat.h"

#include <math.h>

#include "libpq/pqformat.h"

#include "training.h"
#include "value/train_value.h"
#include "value_model.h"

PG_FUNCTION_INFO_V1(workmode_train_value_accum);
Datum
workmode_train_value_accum(PG_FUNCTION_ARGS)
{
	Training   *training = wm_training_state(fcinfo, sizeof(Training));
	Example		example = {.weight = 1};
	double		price;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_POINTER(training);
	price = PG_GETARG_FLOAT8(2);
	if (!(price > 0) || isinf(price))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("price of a session is out of range: %g", price),
				 errdetail("A price is finite and above zero."),
				 errhint("Leave a session without a price out, or make its price NULL.")));
	example.price = price;
	wm_training_add(training, PG_GETARG_VECTOR(1), example);
	PG_RETURN_POINTER(training);
}

/* The second argument is what workmode_train_value_deserial makes. */
PG_FUNCTION_INFO_V1(workmode_train_value_combine);
Datum
workmode_train_value_combine(PG_FUNCTION_ARGS)
{
	Training   *training = wm_training_state(fcinfo, sizeof(Training));
	StringInfo	part = PG_ARGISNULL(1) ? NULL : (StringInfo) PG_GETARG_POINTER(1);

	if (part != NULL)
	{
		wm_training_read(part, training);
		pq_getmsgend(part);
	}
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_value_serial);
Datum
workmode_train_value_serial(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	wm_training_write(&buf, (Training *) PG_GETARG_POINTER(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_train_value_deserial);
Datum
workmode_train_value_deserial(PG_FUNCTION_ARGS)
{
	return wm_training_message(fcinfo);
}

PG_FUNCTION_INFO_V1(workmode_train_value_final);
Datum
workmode_train_value_final(PG_FUNCTION_ARGS)
{
	const Training *training = wm_training_state(fcinfo, sizeof(Training));
	ValueModel	model = {.count = 0};

	switch (wm_train_value(wm_training_examples(training), training->count, &model))
	{
		case TRAIN_VALUE_OK:
			break;
		case TRAIN_VALUE_TOO_FEW:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("too few priced sessions to train on: %d, at least %d are needed",
							training->count, TRAIN_VALUE_LEAST),
					 errdetail("Only rows count in which both the features and the price are known.")));
			break;
		case TRAIN_VALUE_CONSTANT:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("all sessions to train on have the same price: %g",
							training->examples[0].price)));
			break;
	}
	wm_value_model_make_version(&model);
	return wm_value_model_to_datum(&model);
}
