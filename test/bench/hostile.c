/*
 * hostile.c
 *	  How fast transcripts that are hard to read are read, and how long a cancel
 *	  may have to wait: test/bench/hostile.sh builds and runs it.
 *
 * Usage: hostile [MEGABYTES [PART OF A NAME]].  Times are of the processor, so
 * that what else the machine does matters little.
 */
#include <stdio.h>
#include <time.h>

#include "hostile.h"
#include "readers/transcript.h"
#include "unit_host.h"

static double last;				/* when an interrupt was last looked for */
static double longest;			/* the longest time between two looks */

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
look(void)
{
	double		now = seconds();

	if (now - last > longest)
		longest = now - last;
	last = now;
}

static void
measure(const Hostile *hostile, size_t size, bool strict)
{
	size_t		len;
	char	   *text = make_hostile(hostile, size, &len);
	Fault		fault;
	Session    *session;
	double		start;

	unit_host.peak = 0;
	unit_host.on_interrupt = NULL;
	start = seconds();
	session = wm_transcript_read(wm_slice(text, len), strict, &fault);
	start = seconds() - start;
	wm_session_free(session);

	unit_host.on_interrupt = look;
	longest = 0;
	last = seconds();
	session = wm_transcript_read(wm_slice(text, len), strict, &fault);
	look();
	wm_session_free(session);
	free(text);

	printf("%-28s %-7s %8.0f MB/s %8.2f ms %8.1f MB\n", hostile->name,
		   strict ? "strict" : "", (double) len / 1e6 / start, longest * 1e3,
		   (double) unit_host.peak / 1e6);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	size_t		size = (argc > 1 ? strtoul(argv[1], NULL, 10) : 500) * 1000000;

	printf("%-36s %13s %11s %11s\n", "transcript", "speed", "wait", "memory");
	for (int i = 0; i < HOSTILE_COUNT; i++)
	{
		if (argc > 2 && strstr(hostiles[i].name, argv[2]) == NULL)
			continue;
		measure(&hostiles[i], size, false);
		measure(&hostiles[i], size, true);
	}
	return 0;
}
