/*
 * hostile.c
 *	  Transcripts that are hard to read take time that grows with their length
 *	  and no faster, memory that does not, and can be cancelled anywhere.
 *
 * Looks for an interrupt stand for time: there is one each record, 64 kB read
 * or 1 MB searched.
 * test/bench/hostile.c measures time itself.
 */
#include "unit.h"

#include "hostile.h"
#include "readers/transcript.h"
#include "unit_host.h"

#define MEGABYTE	((size_t) 1024 * 1024)

/* Bytes of a short text; sanitize.sh, which is slow, asks for fewer. */
#ifndef SHORT
#define SHORT		MEGABYTE
#endif
#define LONG		(4 * (size_t) SHORT)

/* What all the buffers and sets of a session may grow to. */
#define MOST_MEMORY	(48 * MEGABYTE)

typedef struct Cost
{
	long		interrupts;
	size_t		memory;
} Cost;

static Cost
read_hostile(const Hostile *hostile, size_t size, bool strict)
{
	size_t		len;
	char	   *text = make_hostile(hostile, size, &len);
	Fault		fault;
	Cost		cost;

	unit_host.interrupts = 0;
	unit_host.peak = 0;
	wm_session_free(wm_transcript_read(wm_slice(text, len), strict, &fault));
	cost.interrupts = unit_host.interrupts;
	cost.memory = unit_host.peak;
	free(text);
	return cost;
}

static void
check_hostile(const Hostile *hostile, bool strict)
{
	Cost		few = read_hostile(hostile, SHORT, strict);
	Cost		many = read_hostile(hostile, LONG, strict);
	char		name[100];
	bool		linear = many.interrupts <= few.interrupts * 5 + 1000;
	size_t		step = hostile->searched ? MEGABYTE : 64 * 1024;
	bool		cancels = (size_t) many.interrupts >= LONG / step;
	bool		bounded = many.memory <= MOST_MEMORY;

	snprintf(name, sizeof(name), "%s%s", hostile->name, strict ? ", strictly" : "");

	/* With strict the reading may end at once. */
	ok(linear && bounded && (cancels || strict), name);
	if (!linear || !bounded || (!cancels && !strict))
		printf("# %ld looks in %zu kB, %ld in %zu kB, %zu kB of memory\n",
			   few.interrupts, (size_t) SHORT / 1024, many.interrupts, LONG / 1024,
			   many.memory / 1024);
}

int
main(void)
{
	for (int i = 0; i < HOSTILE_COUNT; i++)
	{
		check_hostile(&hostiles[i], false);
		check_hostile(&hostiles[i], true);
	}
	ok(unit_host.memory == 0, "all memory is given back");
	return done();
}
