/*
 * training.c (pg)
 *	  The sessions that an aggregate collects to train on.
 */
#include "compat.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "fault.h"
#include "training.h"

#define SESSIONS_LIMIT	(INT_MAX / 4)

void *
wm_training_make(FunctionCallInfo fcinfo, Size size)
{
	MemoryContext context;
	Training   *training;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate function called in non-aggregate context")));
	training = MemoryContextAllocZero(context, size);
	training->context = context;
	return training;
}

void *
wm_training_state(FunctionCallInfo fcinfo, Size size)
{
	return PG_ARGISNULL(0) ? wm_training_make(fcinfo, size) : PG_GETARG_POINTER(0);
}

/* Versions are told apart when the rows come: it names the first other one. */
static void
check_version(Training *training, uint32 feature_version)
{
	if (training->count == 0)
		training->feature_version = feature_version;
	if (training->feature_version != feature_version)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot train on features of different versions: %u and %u",
						training->feature_version, feature_version),
				 errhint("Make all of them anew with workmode_features().")));
}

static void
make_room(Training *training)
{
	if (training->count == SESSIONS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of sessions to train on exceeds the maximum allowed (%d)",
						SESSIONS_LIMIT)));
	if (training->size == 0)
	{
		training->size = 256;
		training->examples = MemoryContextAlloc(training->context,
												training->size * sizeof(Example));
	}
	else if (training->count == training->size)
	{
		training->size *= 2;
		training->examples = repalloc_huge(training->examples,
										   training->size * sizeof(Example));
	}
}

static void
add_copy(Training *training, uint32 feature_version, Example example)
{
	Size		size = example.count * sizeof(Feature);

	check_version(training, feature_version);
	make_room(training);
	example.features = memcpy(MemoryContextAlloc(training->context, size),
							  example.features, size);
	training->examples[training->count++] = example;
}

void
wm_training_add(Training *training, const Vector *vector, Example example)
{
	example.features = vector->features;
	example.count = (int) vector->count;
	add_copy(training, vector->feature_version, example);
}

void
wm_training_merge(Training *training, const Training *part)
{
	for (int i = 0; i < part->count; i++)
		add_copy(training, part->feature_version, part->examples[i]);
}

void
wm_training_write(StringInfo buf, const Training *training)
{
	pq_sendint32(buf, training->count);
	for (int i = 0; i < training->count; i++)
	{
		const Example *example = &training->examples[i];

		pq_sendbyte(buf, example->mode);
		pq_sendfloat8(buf, example->price);
		pq_sendfloat8(buf, example->weight);
		wm_vector_write(buf, training->feature_version, example->features,
						example->count);
	}
}

static bool
is_amount(double number)
{
	return number >= 0 && !isinf(number);
}

void
wm_training_read(StringInfo buf, Training *training)
{
	int			count = (int) pq_getmsgint(buf, 4);

	for (int i = 0; i < count; i++)
	{
		Example		example = {.mode = pq_getmsgbyte(buf)};
		Vector	   *vector;

		example.price = pq_getmsgfloat8(buf);
		example.weight = pq_getmsgfloat8(buf);
		if (example.mode >= MODE_COUNT || !is_amount(example.price) ||
			!is_amount(example.weight))
			wm_fault_in_binary("state of training", "An example is none");
		vector = wm_vector_read(buf);
		wm_training_add(training, vector, example);
		pfree(vector);
	}
}

Example *
wm_training_examples(const Training *training)
{
	Size		size = (Size) training->count * sizeof(Example);
	Example    *examples = MemoryContextAllocHuge(CurrentMemoryContext, size);

	if (size > 0)
		memcpy(examples, training->examples, size);
	return examples;
}
