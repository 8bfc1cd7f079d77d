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
#include "tally/panel.h"
#include "tally/state_text.h"
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
put_period(TextBuffer *out, const PanelPeriod *period)
{
	char		day[PANEL_DAY_SIZE];

	wm_panel_print_day(period->day, day);
	wm_state_put_key(out, wm_slice(day, sizeof(day)));
	wm_text_put(out, "{");
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		if (period->group[group] == NULL)
			continue;
		wm_state_put_number_key(out, group);
		out->len += wm_tally_print(period->group[group],
								   wm_buffer_reserve(out, TALLY_TEXT_SIZE));
	}
	wm_text_put(out, "}");
}

void
wm_panel_print(const Panel *panel, TextBuffer *out)
{
	wm_text_put(out, "{");
	wm_state_put_count(out, SLICE("version"), PANEL_VERSION);
	for (int i = 0; i < panel->count; i++)
	{
		wm_check_interrupts();
		put_period(out, panel->period[i]);
	}
	wm_text_put(out, "}");
}

/*
 * Reading.
 */

/* What a text is read into. */
typedef struct PanelInput
{
	Panel	   *panel;
	PanelProblem *problem;
} PanelInput;

static inline bool
is_name(char c)
{
	return c != '"';
}

static bool
read_key(StateReader *reader, Slice *key)
{
	if (!wm_state_take(reader, '"'))
		return wm_state_complain(reader, "a key was expected");
	*key = wm_state_take_while(reader, is_name);
	if (!wm_state_take(reader, '"'))
		return wm_state_complain_at(reader, *key, "the key has no end");
	return wm_state_take(reader, ':') ||
		wm_state_complain(reader, "a colon was expected");
}

/*
 * Takes an object off the front of the text.  A tally's has braces for nothing but
 * objects: what else it may hold, the tally's reader refuses.
 */
static bool
take_object(StateReader *reader, Slice *object)
{
	const char *at;
	const char *end = reader->rest.data + reader->rest.len;
	int64_t		depth = 0;

	wm_state_skip_blanks(reader);
	at = reader->rest.data;
	if (at == end || *at != '{')
		return wm_state_complain(reader, "\"{\" was expected");
	do
	{
		if (at == end)
			return wm_state_complain(reader, "the object has no end");
		depth += *at == '{' ? 1 : *at == '}' ? -1 : 0;
		wm_check_step(at, at + 1);
		at++;
	} while (depth > 0);
	*object = wm_slice_head(reader->rest, (size_t) (at - reader->rest.data));
	reader->rest = wm_slice_from(reader->rest, object->len);
	return true;
}

/* What is wrong with a tally is where it is in the whole text, or in no one place. */
static bool
complain_of_tally(StateReader *reader, Slice object, const TallyTextError *error,
				  int32_t day, int group)
{
	const PanelInput *input = reader->into;

	if (error->byte > 0)
		return wm_state_complain_at(reader, wm_slice_from(object, error->byte - 1),
									error->problem.what);
	input->problem->fault = PANEL_BAD_TALLY;
	input->problem->day = day;
	input->problem->group = group;
	input->problem->tally = error->problem;
	return false;
}

/* That a group came before is seen by the panel. */
static bool
read_group(StateReader *reader, int day, Slice key, unsigned *seen)
{
	const PanelInput *input = reader->into;
	const PanelPeriod *period = wm_panel_period(input->panel, day);
	TallyRoom	room;
	TallyTextError error;
	Slice		digits = key;
	Slice		object;
	int64_t		group;

	(void) seen;
	if (!wm_text_take_count(&digits, PANEL_GROUPS - 1, &group) || digits.len > 0 ||
		wm_state_has_leading_zero(key))
		return wm_state_complain_at(reader, key, "the key is not a group");
	if (period != NULL && period->group[group] != NULL)
		return wm_state_complain_at(reader, key, "the key came before");
	if (!take_object(reader, &object))
		return false;
	if (!wm_tally_parse(object, &room.tally, &error))
		return complain_of_tally(reader, object, &error, day, (int) group);
	if (wm_tally_is_empty(&room.tally))
		return wm_state_complain_at(reader, object, "the tally has no sessions");
	return wm_panel_add(input->panel, day, (int) group, &room.tally, input->problem);
}

static bool
read_version(StateReader *reader, Slice key)
{
	int64_t		version;

	wm_state_skip_blanks(reader);
	if (!wm_text_take_count(&reader->rest, INT32_MAX, &version))
		return wm_state_complain(reader, "a number was expected");
	if (version != PANEL_VERSION)
		return wm_state_complain_at(reader, key, "the version is not one that is known");
	reader->has_version = true;
	return true;
}

static bool
read_member(StateReader *reader, int of, Slice key, unsigned *seen)
{
	const PanelInput *input = reader->into;
	int32_t		day;

	(void) of;
	if (wm_slice_equals(key, SLICE("version")))
		return wm_state_see_once(reader, key, seen, 0) && read_version(reader, key);
	if (!wm_panel_parse_day(key, &day))
		return wm_state_complain_at(reader, key,
									"the key is neither a day nor \"version\"");
	if (wm_panel_period(input->panel, day) != NULL)
		return wm_state_complain_at(reader, key, "the key came before");
	return wm_state_read_object(reader, day, read_group);
}

bool
wm_panel_parse(Slice text, Panel *panel, PanelTextError *error)
{
	PanelInput	input = {panel, &error->problem};
	StateReader reader = {.text = text, .rest = text, .read_key = read_key,
	.into = &input};
	bool		parsed = wm_state_read_text(&reader, read_member);

	error->what = reader.what;
	error->byte = reader.what == NULL ? 0 : wm_state_error(&reader).byte;
	return parsed;
}
