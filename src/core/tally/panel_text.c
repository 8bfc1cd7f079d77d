/*
 * panel_text.c
 *	  The panel as text, and back.
 *
 *		{"version": 1,
 *		 "2026-04-01": {"7": {"version": 1, "fix": {"sessions": 3}}, ...},
 *		 ...}
 *
 * (on one line).  Within a period stand the groups that have sessions, by their
 * numbers, each with its tally as tally_text.h has it.  On input the keys may come
 * in any order, as jsonb likes to have them, but none twice and none unknown.
 */
#include "base/host.h"
#include "base/text.h"
#include "tally/panel.h"
#include "tally/tally_text.h"

/*
 * Days.
 */

/* From 1 March of the year 0, with which the cycles of 400 years begin, to day 0. */
#define DAYS_BEFORE		306
#define DAYS_OF_CYCLE	146097

static void
split_day(int32_t day, int *year, int *month, int *day_of_month)
{
	int			cycle = (day + DAYS_BEFORE) / DAYS_OF_CYCLE;
	int			left = (day + DAYS_BEFORE) % DAYS_OF_CYCLE;
	int			years = (left - left / 1460 + left / 36524 - left / 146096) / 365;
	int			months;			/* since March */

	left -= 365 * years + years / 4 - years / 100;
	months = (5 * left + 2) / 153;
	*day_of_month = left - (153 * months + 2) / 5 + 1;
	*month = months < 10 ? months + 3 : months - 9;
	*year = 400 * cycle + years + (*month <= 2 ? 1 : 0);
}

static int32_t
join_day(int year, int month, int day_of_month)
{
	int			years = month <= 2 ? year - 1 : year;
	int			months = month <= 2 ? month + 9 : month - 3;

	return 365 * years + years / 4 - years / 100 + years / 400 +
		(153 * months + 2) / 5 + day_of_month - 1 - DAYS_BEFORE;
}

static void
print_digits(char *out, int number, int digits)
{
	for (int i = digits - 1; i >= 0; i--)
	{
		out[i] = (char) ('0' + number % 10);
		number /= 10;
	}
}

void
wm_panel_print_day(int32_t day, char *out)
{
	int			year,
				month,
				day_of_month;

	split_day(day, &year, &month, &day_of_month);
	print_digits(out, year, 4);
	out[4] = '-';
	print_digits(out + 5, month, 2);
	out[7] = '-';
	print_digits(out + 8, day_of_month, 2);
}

static bool
take_digits(Slice *text, size_t digits, int *number)
{
	int64_t		count;
	size_t		before = text->len;

	if (!wm_text_take_count(text, 9999, &count))
		return false;
	*number = (int) count;
	return before - text->len == digits;
}

/* A day is one if it is printed as it was read, which 30 February is not. */
bool
wm_panel_parse_day(Slice text, int32_t *day)
{
	char		printed[PANEL_DAY_SIZE];
	Slice		rest = text;
	int			year,
				month,
				day_of_month;

	if (!take_digits(&rest, 4, &year) || !wm_text_take_char(&rest, '-') ||
		!take_digits(&rest, 2, &month) || !wm_text_take_char(&rest, '-') ||
		!take_digits(&rest, 2, &day_of_month) ||
		year < 1 || month < 1 || month > 12 || day_of_month < 1)
		return false;
	*day = join_day(year, month, day_of_month);
	if (*day > PANEL_MAX_DAY)
		return false;
	wm_panel_print_day(*day, printed);
	return wm_slice_equals(wm_slice(printed, sizeof(printed)), text);
}

/*
 * Writing.
 */

static void
put_key(TextBuffer *out, Slice key)
{
	wm_text_put(out, "\"");
	wm_buffer_append(out, key);
	wm_text_put(out, "\": ");
}

static void
put_tally(TextBuffer *out, int group, const Tally *tally)
{
	char		digits[3];

	wm_text_put(out, out->data[out->len - 1] == '{' ? "" : ", ");
	print_digits(digits, group, 3);
	put_key(out, wm_slice_from(wm_slice(digits, 3), group < 10 ? 2 : group < 100 ? 1 : 0));
	out->len += wm_tally_print(tally, wm_buffer_reserve(out, TALLY_TEXT_SIZE));
}

void
wm_panel_print(const Panel *panel, TextBuffer *out)
{
	wm_text_put(out, "{\"version\": ");
	wm_text_put_count(out, PANEL_VERSION);
	for (int i = 0; i < panel->count; i++)
	{
		const PanelPeriod *period = panel->period[i];
		char		day[PANEL_DAY_SIZE];

		wm_check_interrupts();
		wm_text_put(out, ", ");
		wm_panel_print_day(period->day, day);
		put_key(out, wm_slice(day, sizeof(day)));
		wm_text_put(out, "{");
		for (int group = 0; group < PANEL_GROUPS; group++)
		{
			if (period->group[group] != NULL)
				put_tally(out, group, period->group[group]);
		}
		wm_text_put(out, "}");
	}
	wm_text_put(out, "}");
}

/*
 * Reading.
 */

typedef struct PanelParser
{
	Slice		text;
	Slice		rest;
	Panel	   *panel;
	PanelTextError *error;
	bool		has_version;
} PanelParser;

/* Always false, so that a failing function can end with it. */
static bool
complain_at(PanelParser *parser, Slice at, const char *what)
{
	parser->error->byte = (size_t) (at.data - parser->text.data) + 1;
	parser->error->what = what;
	return false;
}

static bool
complain(PanelParser *parser, const char *what)
{
	return complain_at(parser, parser->rest, what);
}

/* Steps over the character, and blanks before it, if it comes next. */
static bool
take(PanelParser *parser, char c)
{
	wm_text_skip_blanks(&parser->rest);
	return wm_text_take_char(&parser->rest, c);
}

static bool
read_key(PanelParser *parser, Slice *key)
{
	const char *end;

	if (!take(parser, '"'))
		return complain(parser, "a key was expected");
	end = wm_find_byte(parser->rest.data, parser->rest.data + parser->rest.len, '"');
	if (end == NULL)
		return complain(parser, "the key has no end");
	*key = wm_slice_head(parser->rest, (size_t) (end - parser->rest.data));
	parser->rest = wm_slice_from(parser->rest, key->len + 1);
	return take(parser, ':') || complain(parser, "a colon was expected");
}

/*
 * Takes an object off the front of the text.  A tally's has braces for nothing but
 * objects: what else it may hold, the tally's reader refuses.
 */
static bool
read_object(PanelParser *parser, Slice *object)
{
	const char *at;
	const char *end = parser->rest.data + parser->rest.len;
	int64_t		depth = 0;

	wm_text_skip_blanks(&parser->rest);
	at = parser->rest.data;
	if (at == end || *at != '{')
		return complain(parser, "\"{\" was expected");
	do
	{
		if (at == end)
			return complain(parser, "the object has no end");
		depth += *at == '{' ? 1 : *at == '}' ? -1 : 0;
		wm_check_step(at, at + 1);
		at++;
	} while (depth > 0);
	*object = wm_slice_head(parser->rest, (size_t) (at - parser->rest.data));
	parser->rest = wm_slice_from(parser->rest, object->len);
	return true;
}

/* What is wrong with a tally is where it is in the whole text, or in no one place. */
static bool
complain_of_tally(PanelParser *parser, Slice object, const TallyTextError *error,
				  int32_t day, int group)
{
	PanelProblem *problem = &parser->error->problem;

	if (error->byte > 0)
		return complain_at(parser, wm_slice_from(object, error->byte - 1),
						   error->problem.what);
	problem->fault = PANEL_BAD_TALLY;
	problem->day = day;
	problem->group = group;
	problem->tally = error->problem;
	return false;
}

static bool
read_group(PanelParser *parser, int32_t day)
{
	PanelProblem *problem = &parser->error->problem;
	const PanelPeriod *period = wm_panel_period(parser->panel, day);
	TallyRoom	room;
	TallyTextError error;
	Slice		key;
	Slice		digits;
	Slice		object;
	int64_t		group;

	if (!read_key(parser, &key))
		return false;
	digits = key;
	if (!wm_text_take_count(&digits, PANEL_GROUPS - 1, &group) || digits.len > 0 ||
		(key.len > 1 && key.data[0] == '0'))
		return complain_at(parser, key, "the key is not a group");
	if (period != NULL && period->group[group] != NULL)
		return complain_at(parser, key, "the key came before");
	if (!read_object(parser, &object))
		return false;
	if (!wm_tally_parse(object, &room.tally, &error))
		return complain_of_tally(parser, object, &error, day, (int) group);
	if (wm_tally_is_empty(&room.tally))
		return complain_at(parser, object, "the tally has no sessions");
	return wm_panel_add(parser->panel, day, (int) group, &room.tally, problem);
}

static bool
read_period(PanelParser *parser, Slice key)
{
	int32_t		day;

	if (!wm_panel_parse_day(key, &day))
		return complain_at(parser, key, "the key is neither a day nor \"version\"");
	if (wm_panel_period(parser->panel, day) != NULL)
		return complain_at(parser, key, "the key came before");
	if (!take(parser, '{'))
		return complain(parser, "\"{\" was expected");
	do
	{
		if (!read_group(parser, day))
			return false;
	} while (take(parser, ','));
	return take(parser, '}') || complain(parser, "\",\" or \"}\" was expected");
}

static bool
read_version(PanelParser *parser, Slice key)
{
	int64_t		version;

	if (parser->has_version)
		return complain_at(parser, key, "the key came before");
	wm_text_skip_blanks(&parser->rest);
	if (!wm_text_take_count(&parser->rest, INT32_MAX, &version))
		return complain(parser, "a number was expected");
	parser->has_version = true;
	return version == PANEL_VERSION ||
		complain_at(parser, key, "the version is not one that is known");
}

static bool
read_panel(PanelParser *parser)
{
	Slice		key;

	if (!take(parser, '{'))
		return complain(parser, "\"{\" was expected");
	do
	{
		if (!read_key(parser, &key))
			return false;
		if (!(wm_slice_equals(key, SLICE("version")) ?
			  read_version(parser, key) : read_period(parser, key)))
			return false;
	} while (take(parser, ','));
	if (!take(parser, '}'))
		return complain(parser, "\",\" or \"}\" was expected");
	wm_text_skip_blanks(&parser->rest);
	if (parser->rest.len > 0)
		return complain(parser, "the end was expected");
	return parser->has_version || complain(parser, "the version is missing");
}

bool
wm_panel_parse(Slice text, Panel *panel, PanelTextError *error)
{
	PanelParser parser = {text, text, panel, error, false};

	error->byte = 0;
	error->what = NULL;
	return read_panel(&parser);
}
