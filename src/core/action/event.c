/*
 * event.c
 *	  The common event stream: times as transcripts write them.
 */
#include <math.h>

#include "action/event.h"

#define MICROSECONDS	INT64_C(1000000)

/* No time is written with more characters. */
#define TIME_LIMIT		64

/* Two to four digits at a place of the text; -1 if they are not there. */
static int
digits(Slice text, size_t at, int count)
{
	int			value = 0;

	if (at + (size_t) count > text.len)
		return -1;
	for (int i = 0; i < count; i++)
	{
		char		c = text.data[at + (size_t) i];

		if (c < '0' || c > '9')
			return -1;
		value = value * 10 + (c - '0');
	}
	return value;
}

/* Days from 1970-01-01 in the Gregorian calendar, by counting from March. */
static int64_t
days_from_civil(int year, int month, int day)
{
	int64_t		y = month <= 2 ? year - 1 : year;
	int64_t		m = month <= 2 ? month + 9 : month - 3;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 719469;
}

/* Seconds east of UTC of what follows the time: Z, +hh:mm, -hhmm or nothing. */
static int64_t
zone_seconds(Slice zone)
{
	int			hours = digits(zone, 1, 2);
	int			minutes;

	if (zone.len < 3 || (zone.data[0] != '+' && zone.data[0] != '-') || hours < 0)
		return 0;
	minutes = digits(zone, zone.len > 3 && zone.data[3] == ':' ? 4 : 3, 2);
	if (minutes < 0)
		minutes = 0;
	return (zone.data[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

EventTime
wm_time_parse(Slice text)
{
	int			year = digits(text, 0, 4);
	int			month = digits(text, 5, 2);
	int			day = digits(text, 8, 2);
	int			hour = digits(text, 11, 2);
	int			minute = digits(text, 14, 2);
	int			second = digits(text, 17, 2);
	int64_t		micros = 0;
	int64_t		unit = MICROSECONDS / 10;
	size_t		at = 19;

	if (text.len > TIME_LIMIT || year < 1970 || month < 1 || month > 12 ||
		day < 1 || day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return TIME_UNKNOWN;
	if (second < 0 || second > 60)
	{
		/* SpecStory's titles may leave the seconds out. */
		second = 0;
		at = 16;
	}
	if (at < text.len && text.data[at] == '.')
	{
		for (at++; at < text.len && text.data[at] >= '0' && text.data[at] <= '9'; at++)
		{
			micros += (text.data[at] - '0') * unit;
			unit /= 10;
		}
	}
	return (days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 +
			second - zone_seconds(wm_slice_from(text, at < text.len ? at : text.len))) *
		MICROSECONDS + micros;
}

EventTime
wm_time_from_number(double number)
{
	/* Seconds stay below this until the year 5138; milliseconds are above. */
	if (number >= 1e11)
		number /= 1000;
	if (!(number > 0) || number >= 1e11)
		return TIME_UNKNOWN;
	return (EventTime) floor(number * MICROSECONDS);
}
