/*
 * since.c
 *	  The date of --since.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "options.h"

#define MICROSECONDS	INT64_C(1000000)

/* Is it a day that the calendar has?  mktime would take 31 April for 1 May. */
static bool
same_day(const struct tm *one, const struct tm *other)
{
	return one->tm_year == other->tm_year && one->tm_mon == other->tm_mon &&
		one->tm_mday == other->tm_mday;
}

bool
load_since(const char *text, int64_t *since)
{
	struct tm	tm = {.tm_isdst = -1};
	struct tm	noon = {.tm_hour = 12, .tm_isdst = -1};
	struct tm	local;
	int			end = 0;
	bool		utc;

	if (sscanf(text, "%4d-%2d-%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &end) != 3)
		return false;
	text += end;
	if ((*text == ' ' || *text == 'T') && text[1] != '\0')
	{
		end = 0;
		if (sscanf(++text, "%2d:%2d%n", &tm.tm_hour, &tm.tm_min, &end) != 2)
			return false;
		text += end;
		if (*text == ':')
		{
			if (sscanf(++text, "%2d%n", &tm.tm_sec, &end) != 1)
				return false;
			text += end;
		}
	}
	utc = *text == 'Z';
	if (text[utc] != '\0' || tm.tm_year < 1970 || tm.tm_mon < 1 || tm.tm_hour < 0 ||
		tm.tm_hour > 23 || tm.tm_min < 0 || tm.tm_min > 59 || tm.tm_sec < 0 ||
		tm.tm_sec > 60)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	noon.tm_year = tm.tm_year;
	noon.tm_mon = tm.tm_mon;
	noon.tm_mday = tm.tm_mday;
	local = noon;
	if (mktime(&local) == -1 || !same_day(&noon, &local))
		return false;
	*since = (int64_t) (utc ? timegm(&tm) : mktime(&tm)) * MICROSECONDS;
	return true;
}
