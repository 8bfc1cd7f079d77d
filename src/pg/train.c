/*
 * train.c (pg)
 *	  workmode_train: teach a model from labelled sessions.
 *
 * The state keeps the examples as they come; the final function teaches.  It
 * goes from worker to leader in the binary format of workmode_vector, with the
 * modes' codes, so no OID is in it.
 */
#include "compat.h"

#include <math.h>

#include "access/htup_details.h"
#include "executor/executor.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "mode.h"
#include "model.h"
#include "vector.h"
#include "../core/train.h"

typedef struct Training
{
	MemoryContext context;		/* of the aggregate */
	int64		count;
	int64		size;
	Vector	  **vectors;
	uint8	   *modes;
	bool		has_options;
	TrainOptions options;
	char		version[MODEL_VERSION_SIZE];	/* empty: to be made up */
} Training;

static const TrainOptions default_options = {TRAIN_PENALTY, TRAIN_TEMPERATURE};

static Training *
MakeTraining(FunctionCallInfo fcinfo)
{
	MemoryContext context;
	Training   *training;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	training = MemoryContextAllocZero(context, sizeof(Training));
	training->context = context;
	training->options = default_options;
	return training;
}

/* Versions are told apart when the rows come: it names the first other one. */
static void
AddExample(Training *training, Vector *vector, int mode)
{
	if (training->count > 0 &&
		training->vectors[0]->feature_version != vector->feature_version)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot train on features of different versions: %u and %u",
						training->vectors[0]->feature_version,
						vector->feature_version),
				 errhint("Make all of them anew with workmode_features().")));
	if (training->count == training->size)
	{
		if (training->size > INT_MAX / 4)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("number of sessions to train on exceeds the maximum allowed (%d)",
							INT_MAX / 4)));
		training->size = training->size == 0 ? 256 : training->size * 2;
		training->vectors = training->count == 0 ?
			palloc(training->size * sizeof(Vector *)) :
			repalloc_huge(training->vectors, training->size * sizeof(Vector *));
		training->modes = training->count == 0 ?
			palloc(training->size) :
			repalloc_huge(training->modes, training->size);
	}
	training->vectors[training->count] = vector;
	training->modes[training->count++] = (uint8) mode;
}

static int32
GetPositive(HeapTupleHeader tuple, const char *name, int32 fallback)
{
	bool		null;
	Datum		datum = GetAttributeByName(tuple, name, &null);
	double		number;

	if (null)
		return fallback;
	number = DatumGetFloat8(datum);
	if (!(number >= 1.0 / FEATURE_UNIT && number <= 10000.0))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("option \"%s\" of workmode_train is out of range: %g",
						name, number),
				 errdetail("It must lie between %g and %g.", 1.0 / FEATURE_UNIT, 10000.0)));
	return (int32) rint(number * FEATURE_UNIT);
}

static void
SetOptions(Training *training, HeapTupleHeader tuple)
{
	bool		null;
	Datum		version = GetAttributeByName(tuple, "version", &null);

	training->has_options = true;
	training->options.penalty = GetPositive(tuple, "penalty", TRAIN_PENALTY);
	training->options.temperature = GetPositive(tuple, "temperature", TRAIN_TEMPERATURE);
	if (!null)
	{
		char	   *name = TextDatumGetCString(version);

		if (!wm_model_is_version(name))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid model version: \"%s\"", name),
					 errdetail("A version has 1 to %d letters, digits, dots, dashes or underscores.",
							   MODEL_VERSION_SIZE - 1)));
		strlcpy(training->version, name, MODEL_VERSION_SIZE);
	}
}

/* Options are for the whole training: those of the first row are taken. */
PG_FUNCTION_INFO_V1(workmode_train_accum);
Datum
workmode_train_accum(PG_FUNCTION_ARGS)
{
	Training   *training = PG_ARGISNULL(0) ? MakeTraining(fcinfo) :
		(Training *) PG_GETARG_POINTER(0);
	MemoryContext old;
	Vector	   *vector;

	if (PG_NARGS() > 3 && !PG_ARGISNULL(3) && !training->has_options)
		SetOptions(training, PG_GETARG_HEAPTUPLEHEADER(3));
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_POINTER(training);

	vector = PG_GETARG_VECTOR(1);
	old = MemoryContextSwitchTo(training->context);
	AddExample(training,
			   wm_vector_make(vector->feature_version, vector->features, vector->count),
			   wm_mode_from_datum(fcinfo->flinfo, PG_GETARG_DATUM(2)));
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_combine);
Datum
workmode_train_combine(PG_FUNCTION_ARGS)
{
	Training   *training = PG_ARGISNULL(0) ? MakeTraining(fcinfo) :
		(Training *) PG_GETARG_POINTER(0);
	Training   *part = PG_ARGISNULL(1) ? NULL : (Training *) PG_GETARG_POINTER(1);
	MemoryContext old = MemoryContextSwitchTo(training->context);

	if (part != NULL && part->has_options && !training->has_options)
	{
		training->has_options = true;
		training->options = part->options;
		memcpy(training->version, part->version, MODEL_VERSION_SIZE);
	}
	for (int64 i = 0; part != NULL && i < part->count; i++)
		AddExample(training,
				   wm_vector_make(part->vectors[i]->feature_version,
								  part->vectors[i]->features,
								  part->vectors[i]->count),
				   part->modes[i]);
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_serial);
Datum
workmode_train_serial(PG_FUNCTION_ARGS)
{
	Training   *training = (Training *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, training->has_options);
	pq_sendint32(&buf, (uint32) training->options.penalty);
	pq_sendint32(&buf, (uint32) training->options.temperature);
	pq_sendbytes(&buf, training->version, MODEL_VERSION_SIZE);
	pq_sendint64(&buf, training->count);
	for (int64 i = 0; i < training->count; i++)
	{
		pq_sendbyte(&buf, training->modes[i]);
		wm_vector_write(&buf, training->vectors[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_train_deserial);
Datum
workmode_train_deserial(PG_FUNCTION_ARGS)
{
	bytea	   *state = PG_GETARG_BYTEA_PP(0);
	Training   *training = MakeTraining(fcinfo);
	StringInfoData buf;
	int64		count;

	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(state), VARSIZE_ANY_EXHDR(state));
	training->has_options = pq_getmsgbyte(&buf) != 0;
	training->options.penalty = (int32) pq_getmsgint(&buf, 4);
	training->options.temperature = (int32) pq_getmsgint(&buf, 4);
	pq_copymsgbytes(&buf, training->version, MODEL_VERSION_SIZE);
	count = pq_getmsgint64(&buf);
	for (int64 i = 0; i < count; i++)
	{
		int			mode = pq_getmsgbyte(&buf);

		if (mode >= MODE_COUNT)
			elog(ERROR, "invalid mode in state of workmode_train: %d", mode);
		AddExample(training, wm_vector_read(&buf), mode);
	}
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(training);
}

static Example *
MakeExamples(const Training *training)
{
	Example    *examples = MemoryContextAllocHuge(CurrentMemoryContext,
												  (training->count + 1) * sizeof(Example));

	for (int64 i = 0; i < training->count; i++)
	{
		examples[i].features = training->vectors[i]->features;
		examples[i].count = (int) training->vectors[i]->count;
		examples[i].mode = training->modes[i];
	}
	return examples;
}

PG_FUNCTION_INFO_V1(workmode_train_final);
Datum
workmode_train_final(PG_FUNCTION_ARGS)
{
	Training   *training = PG_ARGISNULL(0) ? MakeTraining(fcinfo) :
		(Training *) PG_GETARG_POINTER(0);
	Model		model = {0};

	switch (wm_train(MakeExamples(training), (int) training->count,
					 &training->options, &model))
	{
		case TRAIN_OK:
			break;
		case TRAIN_NO_EXAMPLES:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("no sessions to train on"),
					 errdetail("There is no row in which both the features and the mode are known.")));
			break;
		case TRAIN_ONE_MODE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("all sessions to train on are of one mode: \"%s\"",
							wm_modes[training->modes[0]].name),
					 errdetail("A model tells at least two modes apart.")));
			break;
	}
	model.head.feature_version = training->vectors[0]->feature_version;
	if (training->version[0] != '\0')
		memcpy(model.head.version, training->version, MODEL_VERSION_SIZE);
	else
		wm_model_make_version(&model);
	return wm_model_to_datum(&model);
}
