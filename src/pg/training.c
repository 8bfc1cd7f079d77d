/*
 * training.c (pg)
 *	  The sessions that an aggregate collects to train on.
 */
#include "compat.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "base/host.h"
#include "fault.h"
#include "training.h"

#define SESSIONS_LIMIT	(INT_MAX / 4)

/* Features are allocated for many examples at once: small chunks waste much. */
#define ROOM_SIZE		((Size) 256 * 1024)

/* What a message has besides its examples is less, an example without features too. */
#define MESSAGE_HEAD	1024
#define EXAMPLE_SIZE	32

static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate function called in non-aggregate context")));
	return context;
}

void *
wm_training_state(FunctionCallInfo fcinfo, Size size)
{
	MemoryContext context = aggregate_context(fcinfo);
	Training   *training;

	if (!PG_ARGISNULL(0))
		return PG_GETARG_POINTER(0);
	training = MemoryContextAllocZero(context, size);
	training->context = context;
	return training;
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

/* Room for so many bytes of features in the aggregate's memory. */
static void *
take_room(Training *training, Size size)
{
	void	   *taken;

	if (size > ROOM_SIZE / 8)
		return MemoryContextAlloc(training->context, size);
	if (size > training->room_left)
	{
		training->room = MemoryContextAlloc(training->context, ROOM_SIZE);
		training->room_left = ROOM_SIZE;
	}
	taken = training->room;
	training->room += size;
	training->room_left -= size;
	return taken;
}

void
wm_training_add(Training *training, const Vector *vector, Example example)
{
	Size		size = vector->count * sizeof(Feature);

	make_room(training);
	example.count = (int) vector->count;
	if (size > 0)
		example.features = memcpy(take_room(training, size), vector->features, size);
	training->examples[training->count++] = example;
}

/* A message is one datum, so it has a bound; what it takes is known before. */
static void
reserve_message(StringInfo buf, const Training *training)
{
	Size		size = MESSAGE_HEAD;

	for (int i = 0; i < training->count; i++)
	{
		wm_check_interrupts();
		size += EXAMPLE_SIZE + training->examples[i].count * sizeof(Feature);
	}
	if (size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d sessions to train on are too many for one parallel worker",
						training->count),
				 errdetail("They take %zu MB, a worker can pass on %zu MB.",
						   size / (1024 * 1024), (Size) MaxAllocSize / (1024 * 1024)),
				 errhint("Set max_parallel_workers_per_gather to 0, or higher.")));
	enlargeStringInfo(buf, (int) size - buf->len);
}

void
wm_training_write(StringInfo buf, const Training *training)
{
	reserve_message(buf, training);
	pq_sendint32(buf, training->count);
	for (int i = 0; i < training->count; i++)
	{
		const Example *example = &training->examples[i];

		wm_check_interrupts();
		pq_sendbyte(buf, example->mode);
		pq_sendfloat8(buf, example->price);
		pq_sendfloat8(buf, example->weight);
		wm_vector_write(buf, example->features, example->count);
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

		wm_check_interrupts();
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

Datum
wm_training_message(FunctionCallInfo fcinfo)
{
	bytea	   *message = PG_GETARG_BYTEA_PP(0);
	StringInfo	buf = palloc0(sizeof(StringInfoData));

	(void) aggregate_context(fcinfo);
	buf->data = VARDATA_ANY(message);
	buf->len = buf->maxlen = VARSIZE_ANY_EXHDR(message);
	PG_RETURN_POINTER(buf);
}

Example *
wm_training_examples(const Training *training)
{
	Size		size = (Size) training->count * sizeof(Example);
	Example    *examples = MemoryContextAllocHuge(CurrentMemoryContext, size);

	for (int i = 0; i < training->count; i++)
	{
		wm_check_interrupts();
		examples[i] = training->examples[i];
	}
	return examples;
}
