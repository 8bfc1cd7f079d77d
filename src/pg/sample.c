/*
 * sample.c (pg)
 *	  workmode_sample: a window function that says which rows to label.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/memutils.h"
#include "windowapi.h"

#include "base/host.h"
#include "base/sort.h"
#include "encoding.h"
#include "mode.h"
#include "statistics/sample.h"

enum Argument
{
	ARGUMENT_ID,
	ARGUMENT_MODE,
	ARGUMENT_CONFIDENCE,
	ARGUMENT_SIZE,
	ARGUMENT_SEED
};

/* A row that has a mode. */
typedef struct Candidate
{
	uint64		number;			/* drawn for its id */
	int64		row;
	int			mode;
} Candidate;

/* What is kept of a partition. */
typedef struct Sample
{
	bool		drawn;
	int64		rows;			/* of the partition; 0 if none is to be drawn */
	uint8	   *modes;			/* of each row that is drawn, from 1; else 0 */
	double		chance[MODE_COUNT];
} Sample;

static int
compare_candidates(const void *a, const void *b)
{
	const Candidate *x = a;
	const Candidate *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static Datum
get_argument(WindowObject window, int argument, int64 row, bool *isnull)
{
	bool		isout;

	return WinGetFuncArgInPartition(window, argument, (int) row, WINDOW_SEEK_HEAD, false,
									isnull, &isout);
}

static uint64
draw_number(WindowObject window, int64 row, int64 seed)
{
	bool		isnull;
	Datum		datum = get_argument(window, ARGUMENT_ID, row, &isnull);
	TextBuffer	buffer = {0};
	text	   *id;
	uint64		number;

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a session without an id cannot be drawn"),
				 errhint("Leave such rows out, or give them another id.")));
	id = DatumGetTextPP(datum);
	number = wm_sample_number(wm_to_utf8(wm_slice(VARDATA_ANY(id), VARSIZE_ANY_EXHDR(id)),
										 &buffer), seed);
	wm_buffer_free(&buffer);
	if ((Pointer) id != DatumGetPointer(datum))
		pfree(id);
	return number;
}

static void
add_confidence(SampleStratum *stratum, WindowObject window, int64 row)
{
	bool		isnull;
	Datum		datum = get_argument(window, ARGUMENT_CONFIDENCE, row, &isnull);
	double		confidence;

	if (isnull)
		return;
	confidence = DatumGetFloat8(datum);
	if (!(confidence >= 0 && confidence <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence of a mode must be between 0 and 1, not %g", confidence)));
	stratum->rated++;
	stratum->confidence += (int64) rint(confidence * CONFIDENCE_UNIT);
}

/* All rows that have a mode, and how many there are of each. */
static int64
collect(WindowObject window, int64 rows, int64 seed, Candidate *candidates,
		SampleStratum *strata)
{
	int64		count = 0;

	for (int64 row = 0; row < rows; row++)
	{
		bool		isnull;
		Datum		datum = get_argument(window, ARGUMENT_MODE, row, &isnull);
		Candidate  *candidate = &candidates[count];

		wm_check_interrupts();
		if (isnull)
			continue;
		candidate->mode = wm_mode_from_datum(datum);
		candidate->row = row;
		candidate->number = draw_number(window, row, seed);
		add_confidence(&strata[candidate->mode], window, row);
		strata[candidate->mode].sessions++;
		count++;
	}
	return count;
}

/* The lowest numbers of each mode are drawn. */
static void
mark_drawn(Sample *sample, const Candidate *candidates, int64 count, const int64 *take)
{
	int64		taken[MODE_COUNT] = {0};

	for (int64 i = 0; i < count; i++)
	{
		int			mode = candidates[i].mode;

		if (taken[mode] < take[mode])
		{
			sample->modes[candidates[i].row] = (uint8) (mode + 1);
			taken[mode]++;
		}
	}
}

/* The sample's size, and its seed; false if one of them is NULL. */
static bool
get_size(WindowObject window, int64 *size, int64 *seed)
{
	bool		no_size;
	bool		no_seed;

	*size = DatumGetInt32(WinGetFuncArgCurrent(window, ARGUMENT_SIZE, &no_size));
	*seed = DatumGetInt32(WinGetFuncArgCurrent(window, ARGUMENT_SEED, &no_seed));
	if (no_size || no_seed)
		return false;
	if (*size < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a sample cannot have %d sessions", (int) *size)));
	return true;
}

static void
draw(Sample *sample, WindowObject window)
{
	MemoryContext context = GetMemoryChunkContext(sample);
	SampleStratum strata[MODE_COUNT] = {{0}};
	int64		take[MODE_COUNT];
	int64		rows = WinGetPartitionRowCount(window);
	int64		size;
	int64		seed;
	int64		count;
	Candidate  *candidates;

	if (!get_size(window, &size, &seed))
		return;
	if (rows > INT_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a sample can be drawn from at most %d sessions, not from " INT64_FORMAT,
						INT_MAX, rows)));
	candidates = MemoryContextAllocHuge(context, rows * sizeof(Candidate));
	sample->modes = MemoryContextAllocHuge(context, rows);
	memset(sample->modes, 0, rows);
	count = collect(window, rows, seed, candidates, strata);
	wm_sort(candidates, count, sizeof(Candidate), compare_candidates);
	wm_sample_allocate(strata, size, take);
	mark_drawn(sample, candidates, count, take);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sample->chance[mode] = (double) take[mode] / (double) Max(strata[mode].sessions, 1);
	pfree(candidates);
	sample->rows = rows;
}

/*
 * workmode_sample(id, mode, confidence, size, seed) over (...) returns double
 * precision: of a row that is drawn the chance that it had; NULL of another
 */
PG_FUNCTION_INFO_V1(workmode_sample);
Datum
workmode_sample(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Sample	   *sample = WinGetPartitionLocalMemory(window, sizeof(Sample));
	int64		row = WinGetCurrentPosition(window);

	if (!sample->drawn)
	{
		draw(sample, window);
		sample->drawn = true;
	}
	if (row >= sample->rows || sample->modes[row] == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sample->chance[sample->modes[row] - 1]);
}
