/*
 * train.c (pg)
 *	  workmode_train: training of a model on labelled sessions.
 */
#include "compat.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "composite.h"
#include "fault.h"
#include "mode.h"
#include "model.h"
#include "model/train.h"
#include "training.h"

/* What a training is to be like. */
typedef struct Choice
{
	TrainOptions options;
	char		version[MODEL_VERSION_SIZE];	/* empty: to be made up */
} Choice;

typedef struct ModeTraining
{
	Training	sessions;
	bool		has_choice;
	Choice		choice;
} ModeTraining;

#define FACTOR_LEAST	(1.0 / FEATURE_UNIT)
#define FACTOR_MOST		10000.0

static bool
is_factor(double number)
{
	return number >= FACTOR_LEAST && number <= FACTOR_MOST;
}

static int32
get_factor(const Composite *row, const char *name, int32 fallback)
{
	bool		null;
	Datum		datum = wm_composite_get(row, name, FLOAT8OID, &null);
	double		number;

	if (null)
		return fallback;
	number = DatumGetFloat8(datum);
	if (!is_factor(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("option \"%s\" of workmode_train is out of range: %g",
						name, number),
				 errdetail("It must lie between %g and %g.", FACTOR_LEAST, FACTOR_MOST)));
	return (int32) rint(number * FEATURE_UNIT);
}

static void
get_version(const Composite *row, char *version)
{
	bool		null;
	Datum		datum = wm_composite_get(row, "version", TEXTOID, &null);
	char	   *name;

	if (null)
		return;
	name = TextDatumGetCString(datum);
	if (!wm_model_is_version(name))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid model version: \"%s\"", name),
				 errdetail("A version has 1 to %d letters, digits, dots, dashes or underscores.",
						   MODEL_VERSION_SIZE - 1)));
	strlcpy(version, name, MODEL_VERSION_SIZE);
	pfree(name);
}

static Choice
get_choice(HeapTupleHeader header)
{
	Choice		choice = {.version = ""};
	Composite	row;

	wm_composite_open(&row, header);
	choice.options.penalty = get_factor(&row, "penalty", TRAIN_PENALTY);
	choice.options.temperature = get_factor(&row, "temperature", TRAIN_TEMPERATURE);
	get_version(&row, choice.version);
	wm_composite_close(&row);
	return choice;
}

/*
 * Options are for the whole training.  Those of whichever row comes first would
 * make the model depend on the order of the rows: all must be alike.
 */
static void
choose(ModeTraining *training, const Choice *choice)
{
	if (!training->has_choice)
	{
		training->has_choice = true;
		training->choice = *choice;
	}
	else if (choice->options.penalty != training->choice.options.penalty ||
			 choice->options.temperature != training->choice.options.temperature ||
			 strcmp(choice->version, training->choice.version) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("options of workmode_train differ from row to row"),
				 errhint("A training has one set of options, the same for every row.")));
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

PG_FUNCTION_INFO_V1(workmode_train_accum);
Datum
workmode_train_accum(PG_FUNCTION_ARGS)
{
	ModeTraining *training = wm_training_state(fcinfo, sizeof(ModeTraining));
	Example		example = {.price = 0};

	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
	{
		Choice		choice = get_choice(PG_GETARG_HEAPTUPLEHEADER(3));

		choose(training, &choice);
	}
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || is_null(fcinfo, 4))
		PG_RETURN_POINTER(training);
	example.mode = wm_mode_from_datum(PG_GETARG_DATUM(2));
	example.weight = get_weight(fcinfo, 4);
	wm_training_add(&training->sessions, PG_GETARG_VECTOR(1), example);
	PG_RETURN_POINTER(training);
}

/* Any bytes may call themselves a message: what follows relies on these. */
static bool
is_choice(const Choice *choice)
{
	const TrainOptions *options = &choice->options;

	return is_factor((double) options->penalty / FEATURE_UNIT) &&
		is_factor((double) options->temperature / FEATURE_UNIT) &&
		memchr(choice->version, '\0', MODEL_VERSION_SIZE) != NULL &&
		(choice->version[0] == '\0' || wm_model_is_version(choice->version));
}

/* False where the message's part of the training was given no options. */
static bool
read_choice(StringInfo message, Choice *choice)
{
	bool		chosen = pq_getmsgbyte(message) != 0;

	choice->options.penalty = (int32) pq_getmsgint(message, 4);
	choice->options.temperature = (int32) pq_getmsgint(message, 4);
	pq_copymsgbytes(message, choice->version, MODEL_VERSION_SIZE);
	if (chosen && !is_choice(choice))
		wm_fault_in_binary("state of workmode_train", "Its options are none");
	return chosen;
}

/* The second argument is what workmode_train_deserial makes. */
PG_FUNCTION_INFO_V1(workmode_train_combine);
Datum
workmode_train_combine(PG_FUNCTION_ARGS)
{
	ModeTraining *training = wm_training_state(fcinfo, sizeof(ModeTraining));
	StringInfo	part = PG_ARGISNULL(1) ? NULL : (StringInfo) PG_GETARG_POINTER(1);
	Choice		choice;

	if (part == NULL)
		PG_RETURN_POINTER(training);
	if (read_choice(part, &choice))
		choose(training, &choice);
	wm_training_read(part, &training->sessions);
	pq_getmsgend(part);
	PG_RETURN_POINTER(training);
}

PG_FUNCTION_INFO_V1(workmode_train_serial);
Datum
workmode_train_serial(PG_FUNCTION_ARGS)
{
	const ModeTraining *training = (ModeTraining *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, training->has_choice);
	pq_sendint32(&buf, (uint32) training->choice.options.penalty);
	pq_sendint32(&buf, (uint32) training->choice.options.temperature);
	pq_sendbytes(&buf, training->choice.version, MODEL_VERSION_SIZE);
	wm_training_write(&buf, &training->sessions);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_train_deserial);
Datum
workmode_train_deserial(PG_FUNCTION_ARGS)
{
	return wm_training_message(fcinfo);
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
					 training->has_choice ? &training->choice.options : &defaults,
					 &model))
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
	if (training->choice.version[0] != '\0')
		memcpy(model.head.version, training->choice.version, MODEL_VERSION_SIZE);
	else
		wm_model_make_version(&model);
	return wm_model_to_datum(&model);
}
