/*
 * train_value.c (pg)
 *	  workmode_train_value: teach a model of value from priced sessions.
 *
 * As in train.c, the state keeps the examples as they come; the final function
 * teaches.
 */
#include "compat.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "value_model.h"
#include "vector.h"
#include "../core/train_value.h"

#define SESSIONS_LIMIT	(INT_MAX / 4)

typedef struct Priced
{
	Vector	   *vector;
	double		price;
} Priced;

typedef struct ValueTraining
{
	MemoryContext context;		/* of the aggregate */
	int64		count;
	int64		size;
	Priced	   *rows;
} ValueTraining;

static ValueTraining *
make_training(FunctionCallInfo fcinfo)
{
	MemoryContext context;
	ValueTraining *training;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	training = MemoryContextAllocZero(context, sizeof(ValueTraining));
	training->context = context;
	return training;
}

static ValueTraining *
get_training(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? make_training(fcinfo) :
		(ValueTraining *) PG_GETARG_POINTER(0);
}

static void
check_row(const ValueTraining *training, const Vector *vector, double price)
{
	if (!(price > 0) || isinf(price))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("price of a session is out of range: %g", price),
				 errdetail("A price is finite and above zero."),
				 errhint("Leave a session without a price out, or make its price NULL.")));
	if (training->count > 0 &&
		training->rows[0].vector->feature_version != vector->feature_version)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot train on features of different versions: %u and %u",
						training->rows[0].vector->feature_version,
						vector->feature_version),
				 errhint("Make all of them anew with workmode_features().")));
	if (training->count == SESSIONS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of sessions to train on exceeds the maximum allowed (%d)",
						SESSIONS_LIMIT)));
}

/* Takes a copy of the vector. */
static void
add_row(ValueTraining *training, const Vector *vector, double price)
{
	MemoryContext old;

	check_row(training, vector, price);
	old = MemoryContextSwitchTo(training->context);
	if (training->count == training->size)
	{
		training->size = training->size == 0 ? 256 : training->size * 2;
		training->rows = training->rows == NULL ?
			palloc(training->size * sizeof(Priced)) :
			repalloc_huge(training->rows, training->size * sizeof(Priced));
	}
	training->rows[training->count].vector =
		wm_vector_make(vector->feature_version, vector->features, vector->count);
	training->rows[training->count++].price = price;
	MemoryContextSwitchTo(old);
}

PG_FUNCTION_INFO_V1(workmode_train_value_accum);
Datum
workmode_train_value_accum(PG_FUNCTION_ARGS)
{
	ValueTraining *training = get_training(fcinfo);

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
		add_row(training, PG_GETARG_VECTOR(1), PG_GETARG_FLOAT8(2));
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_value_combine);
Datum
workmode_train_value_combine(PG_FUNCTION_ARGS)
{
	ValueTraining *training = get_training(fcinfo);
	ValueTraining *part = PG_ARGISNULL(1) ? NULL : (ValueTraining *) PG_GETARG_POINTER(1);

	for (int64 i = 0; part != NULL && i < part->count; i++)
		add_row(training, part->rows[i].vector, part->rows[i].price);
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_value_serial);
Datum
workmode_train_value_serial(PG_FUNCTION_ARGS)
{
	ValueTraining *training = (ValueTraining *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, training->count);
	for (int64 i = 0; i < training->count; i++)
	{
		pq_sendfloat8(&buf, training->rows[i].price);
		wm_vector_write(&buf, training->rows[i].vector);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_train_value_deserial);
Datum
workmode_train_value_deserial(PG_FUNCTION_ARGS)
{
	bytea	   *state = PG_GETARG_BYTEA_PP(0);
	ValueTraining *training = make_training(fcinfo);
	StringInfoData buf;
	int64		count;

	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(state), VARSIZE_ANY_EXHDR(state));
	count = pq_getmsgint64(&buf);
	for (int64 i = 0; i < count; i++)
	{
		double		price = pq_getmsgfloat8(&buf);
		Vector	   *vector = wm_vector_read(&buf);

		add_row(training, vector, price);
		pfree(vector);
	}
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(training);
}

static PricedExample *
make_examples(const ValueTraining *training)
{
	PricedExample *examples = MemoryContextAllocHuge(CurrentMemoryContext,
													 (training->count + 1) * sizeof(PricedExample));

	for (int64 i = 0; i < training->count; i++)
	{
		examples[i].features = training->rows[i].vector->features;
		examples[i].count = (int) training->rows[i].vector->count;
		examples[i].price = training->rows[i].price;
	}
	return examples;
}

PG_FUNCTION_INFO_V1(workmode_train_value_final);
Datum
workmode_train_value_final(PG_FUNCTION_ARGS)
{
	ValueTraining *training = get_training(fcinfo);
	ValueModel	model = {.count = 0};

	switch (wm_train_value(make_examples(training), (int) training->count, &model))
	{
		case TRAIN_VALUE_OK:
			break;
		case TRAIN_VALUE_TOO_FEW:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("too few priced sessions to train on: " INT64_FORMAT ", at least %d are needed",
							training->count, TRAIN_VALUE_LEAST),
					 errdetail("Only rows count in which both the features and the price are known.")));
			break;
		case TRAIN_VALUE_CONSTANT:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("all sessions to train on have the same price: %g",
							training->rows[0].price)));
			break;
	}
	model.head.feature_version = training->rows[0].vector->feature_version;
	wm_value_model_make_version(&model);
	return wm_value_model_to_datum(&model);
}
