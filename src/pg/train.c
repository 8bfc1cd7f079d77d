/*
 * train.c (pg)
 *	  workmode_train: teach a model from labelled sessions.
 */
#include "compat.h"

#include <math.h>

#include "access/htup_details.h"
#include "executor/executor.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "mode.h"
#include "model.h"
#include "training.h"
#include "../core/train.h"

typedef struct ModeTraining
{
	Training	sessions;
	bool		has_options;
	TrainOptions options;
	char		version[MODEL_VERSION_SIZE];	/* empty: to be made up */
} ModeTraining;

static int32
get_positive(HeapTupleHeader tuple, const char *name, int32 fallback)
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
set_options(ModeTraining *training, HeapTupleHeader tuple)
{
	bool		null;
	Datum		version = GetAttributeByName(tuple, "version", &null);

	training->has_options = true;
	training->options.penalty = get_positive(tuple, "penalty", TRAIN_PENALTY);
	training->options.temperature = get_positive(tuple, "temperature", TRAIN_TEMPERATURE);
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

/* No example weighs more: a million of them still add up. */
#define WEIGHT_LIMIT	1e6

static double
get_weight(FunctionCallInfo fcinfo, int arg)
{
	double		weight = PG_NARGS() > arg ? PG_GETARG_FLOAT8(arg) : 1;

	if (!(weight > 0 && weight <= WEIGHT_LIMIT))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight of a session to train on is out of range: %g", weight),
				 errdetail("It must lie above 0 and be at most %g.", WEIGHT_LIMIT)));
	return weight;
}

static bool
is_null(FunctionCallInfo fcinfo, int arg)
{
	return PG_NARGS() > arg && PG_ARGISNULL(arg);
}

/* Options are for the whole training: those of the first row are taken. */
PG_FUNCTION_INFO_V1(workmode_train_accum);
Datum
workmode_train_accum(PG_FUNCTION_ARGS)
{
	ModeTraining *training = wm_training_state(fcinfo, sizeof(ModeTraining));
	Example		example = {.price = 0};

	if (PG_NARGS() > 3 && !PG_ARGISNULL(3) && !training->has_options)
		set_options(training, PG_GETARG_HEAPTUPLEHEADER(3));
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || is_null(fcinfo, 4))
		PG_RETURN_POINTER(training);
	example.mode = wm_mode_from_datum(fcinfo->flinfo, PG_GETARG_DATUM(2));
	example.weight = get_weight(fcinfo, 4);
	wm_training_add(&training->sessions, PG_GETARG_VECTOR(1), example);
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_combine);
Datum
workmode_train_combine(PG_FUNCTION_ARGS)
{
	ModeTraining *training = wm_training_state(fcinfo, sizeof(ModeTraining));
	const ModeTraining *part = PG_ARGISNULL(1) ? NULL :
		(ModeTraining *) PG_GETARG_POINTER(1);

	if (part == NULL)
		PG_RETURN_POINTER(training);
	if (!training->has_options)
	{
		training->has_options = part->has_options;
		training->options = part->options;
		memcpy(training->version, part->version, MODEL_VERSION_SIZE);
	}
	wm_training_merge(&training->sessions, &part->sessions);
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_serial);
Datum
workmode_train_serial(PG_FUNCTION_ARGS)
{
	const ModeTraining *training = (ModeTraining *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, training->has_options);
	pq_sendint32(&buf, (uint32) training->options.penalty);
	pq_sendint32(&buf, (uint32) training->options.temperature);
	pq_sendbytes(&buf, training->version, MODEL_VERSION_SIZE);
	wm_training_write(&buf, &training->sessions);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_train_deserial);
Datum
workmode_train_deserial(PG_FUNCTION_ARGS)
{
	bytea	   *state = PG_GETARG_BYTEA_PP(0);
	ModeTraining *training = wm_training_make(fcinfo, sizeof(ModeTraining));
	StringInfoData buf;

	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(state), VARSIZE_ANY_EXHDR(state));
	training->has_options = pq_getmsgbyte(&buf) != 0;
	training->options.penalty = (int32) pq_getmsgint(&buf, 4);
	training->options.temperature = (int32) pq_getmsgint(&buf, 4);
	pq_copymsgbytes(&buf, training->version, MODEL_VERSION_SIZE);
	wm_training_read(&buf, &training->sessions);
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_final);
Datum
workmode_train_final(PG_FUNCTION_ARGS)
{
	static const TrainOptions defaults = {TRAIN_PENALTY, TRAIN_TEMPERATURE};
	const ModeTraining *training = wm_training_state(fcinfo, sizeof(ModeTraining));
	const Training *sessions = &training->sessions;
	Model		model = {.count = 0};

	switch (wm_train(wm_training_examples(sessions), sessions->count,
					 training->has_options ? &training->options : &defaults, &model))
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
							wm_modes[sessions->examples[0].mode].name),
					 errdetail("A model tells at least two modes apart.")));
			break;
	}
	model.head.feature_version = sessions->feature_version;
	if (training->version[0] != '\0')
		memcpy(model.head.version, training->version, MODEL_VERSION_SIZE);
	else
		wm_model_make_version(&model);
	return wm_model_to_datum(&model);
}
