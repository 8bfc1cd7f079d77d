/*
 * panel.c (pg)
 *	  The type workmode_panel: text and binary, operators, aggregates, reading.
 *
 * While an aggregate runs, its state is a workmode_panel in expanded form
 * (utils/expandeddatum.h): a Panel in a memory context of its own, to which a tally
 * is added in place.  PostgreSQL packs it as soon as it goes anywhere: into a table,
 * to the leader of parallel workers, to another node.
 */
#include "compat.h"

#include "datatype/timestamp.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "encoding.h"
#include "fault.h"
#include "packed.h"
#include "panel.h"
#include "rows.h"
#include "tally.h"

#define PANEL_TYPE	"workmode_panel"

/* Day 0 of panels, 1 January of the year 1, as a Julian day. */
#define PANEL_EPOCH_JDATE	1721426

/*
 * Expanded panels
 */

typedef struct ExpandedPanel
{
	ExpandedObjectHeader header;
	Panel		panel;
	TextBuffer	packed;			/* empty until somebody asks, and after a change */
} ExpandedPanel;

static Size
get_flat_size(ExpandedObjectHeader *header)
{
	ExpandedPanel *expanded = (ExpandedPanel *) header;

	if (expanded->packed.len == 0)
	{
		MemoryContext caller = MemoryContextSwitchTo(header->eoh_context);

		Assert(wm_panel_is_sound(&expanded->panel));
		wm_panel_pack(&expanded->panel, &expanded->packed);
		MemoryContextSwitchTo(caller);
	}
	return VARHDRSZ + expanded->packed.len;
}

static void
flatten_into(ExpandedObjectHeader *header, void *result, Size size)
{
	ExpandedPanel *expanded = (ExpandedPanel *) header;

	Assert(size == VARHDRSZ + expanded->packed.len);
	SET_VARSIZE(result, size);
	memcpy(VARDATA(result), expanded->packed.data, expanded->packed.len);
}

static const ExpandedObjectMethods expanded_methods = {get_flat_size, flatten_into};

/* The expanded panel that a value is, or NULL if it is flat. */
static ExpandedPanel *
expanded_of(Datum datum)
{
	ExpandedObjectHeader *header;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)))
		return NULL;
	header = DatumGetEOHP(datum);
	return header->eoh_methods == &expanded_methods ? (ExpandedPanel *) header : NULL;
}

static void
unpack_stored(Datum datum, Panel *panel)
{
	Slice		bytes = wm_packed_from_datum(datum);

	wm_packed_check_stored(PANEL_TYPE, wm_panel_unpack(bytes, panel), bytes);
	Assert(wm_panel_is_sound(panel));
}

const Panel *
wm_panel_from_datum(Datum datum)
{
	ExpandedPanel *expanded = expanded_of(datum);
	Panel	   *panel;

	if (expanded != NULL)
		return &expanded->panel;
	panel = palloc0(sizeof(Panel));
	unpack_stored(datum, panel);
	return panel;
}

const Panel *
wm_panel_from_datum_days(Datum datum, const int32_t *days, int ndays)
{
	ExpandedPanel *expanded = expanded_of(datum);
	Panel	   *panel;
	Slice		bytes;

	if (expanded != NULL)
		return &expanded->panel;
	panel = palloc0(sizeof(Panel));
	bytes = wm_packed_from_datum(datum);
	wm_packed_check_stored(PANEL_TYPE, wm_panel_unpack_days(bytes, days, ndays, panel),
						   bytes);
	Assert(wm_panel_is_sound(panel));
	return panel;
}

pg_noreturn static void raise_problem(const PanelProblem *problem);

/* An empty panel that lives in a context of its own, below another. */
static ExpandedPanel *
make_expanded(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, PANEL_TYPE,
												  ALLOCSET_START_SMALL_SIZES);
	ExpandedPanel *expanded = MemoryContextAllocZero(context, sizeof(ExpandedPanel));

	EOH_init_header(&expanded->header, &expanded_methods, context);
	return expanded;
}

/* Adds a panel, whose tallies lie anywhere. */
static void
add_panel(ExpandedPanel *expanded, const Panel *part)
{
	MemoryContext caller = MemoryContextSwitchTo(expanded->header.eoh_context);
	PanelProblem problem;

	wm_buffer_clear(&expanded->packed);
	if (!wm_panel_merge(&expanded->panel, part, &problem))
		raise_problem(&problem);
	MemoryContextSwitchTo(caller);
}

static void
add_tally(ExpandedPanel *expanded, int32_t day, int group, const Tally *tally)
{
	MemoryContext caller = MemoryContextSwitchTo(expanded->header.eoh_context);
	PanelProblem problem;

	wm_buffer_clear(&expanded->packed);
	if (!wm_panel_add(&expanded->panel, day, group, tally, &problem))
		raise_problem(&problem);
	MemoryContextSwitchTo(caller);
}

/*
 * The first argument as a panel that may be changed: itself if its owner lets this
 * function write to it, as aggregates do, or else a copy, which an aggregate keeps.
 */
static ExpandedPanel *
panel_for_update(FunctionCallInfo fcinfo)
{
	Datum		state = PG_GETARG_DATUM(0);
	ExpandedPanel *expanded = expanded_of(state);
	MemoryContext parent;

	if (expanded != NULL &&
		VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(state)))
		return expanded;
	if (!AggCheckCallContext(fcinfo, &parent))
		parent = CurrentMemoryContext;
	expanded = make_expanded(parent);
	add_panel(expanded, wm_panel_from_datum(state));
	return expanded;
}

#define PG_RETURN_PANEL(expanded)	return EOHPGetRWDatum(&(expanded)->header)

/*
 * Days and errors
 */

int32_t
wm_day_from_datum(Datum date)
{
	DateADT		days = DatumGetDateADT(date);
	int64		day = (int64) days + (POSTGRES_EPOCH_JDATE - PANEL_EPOCH_JDATE);

	if (DATE_NOT_FINITE(days) || day < 0 || day > PANEL_MAX_DAY)
		return -1;
	return (int32_t) day;
}

Datum
wm_day_to_datum(int32_t day)
{
	return DateADTGetDatum((DateADT) (day - (POSTGRES_EPOCH_JDATE - PANEL_EPOCH_JDATE)));
}

static const char *
day_as_text(int32_t day)
{
	char		text[PANEL_DAY_SIZE];

	wm_panel_print_day(day, text);
	return pnstrdup(text, sizeof(text));
}

/* Where in the panel a problem is. */
static const char *
place_of(const PanelProblem *problem)
{
	return psprintf("group %d of %s", problem->group, day_as_text(problem->day));
}

static void
raise_problem(const PanelProblem *problem)
{
	switch (problem->fault)
	{
		case PANEL_BAD_TALLY:
			wm_tally_raise(&problem->tally);
			break;
		case PANEL_NOT_PLAIN:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a clustered workmode_tally cannot be one person's"),
					 errhint("Give workmode_panel() each person's tally as workmode_tally() makes it.")));
			break;
		case PANEL_FULL:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("number of periods in a workmode_panel exceeds the maximum allowed (%d)",
							PANEL_MAX_PERIODS),
					 errdetail("The period that begins on %s would be number %d.",
							   day_as_text(problem->day), PANEL_MAX_PERIODS + 1),
					 errhint("Take longer periods, such as months, or fewer of them.")));
			break;
		case PANEL_NOT_PART:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot take out of a workmode_panel what is not part of it"),
					 errdetail("Nothing sound would be left of %s.", place_of(problem))));
			break;
	}
	pg_unreachable();
}

/*
 * Text and binary
 */

/* What is wrong with a text or with bytes, as a sentence without its end. */
static const char *
fault_of(const PanelProblem *problem)
{
	switch (problem->fault)
	{
		case PANEL_BAD_TALLY:
			return psprintf("In %s, \"%s\": %s", place_of(problem),
							wm_tally_row_name(problem->tally.mode),
							problem->tally.what == NULL ? "a number is out of range" :
							problem->tally.what);
		case PANEL_NOT_PLAIN:
			return psprintf("In %s: the tally is clustered, or of yes/no facts", place_of(problem));
		default:
			return psprintf("It has more than %d periods", PANEL_MAX_PERIODS);
	}
}

PG_FUNCTION_INFO_V1(workmode_panel_in);
Datum
workmode_panel_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Panel		panel = {0};
	PanelTextError error;
	TextBuffer	packed = {0};

	if (!wm_panel_parse(wm_slice_cstring(text), &panel, &error))
		return wm_fault_in_text(fcinfo, PANEL_TYPE, text, error.what == NULL ?
								fault_of(&error.problem) :
								psprintf("At byte %zu: %s", error.byte, error.what));
	wm_panel_pack(&panel, &packed);
	return wm_packed_to_datum(packed.data, packed.len);
}

PG_FUNCTION_INFO_V1(workmode_panel_out);
Datum
workmode_panel_out(PG_FUNCTION_ARGS)
{
	TextBuffer	text = {0};

	wm_panel_print(PG_GETARG_PANEL(0), &text);
	wm_buffer_append_char(&text, '\0');
	PG_RETURN_CSTRING(text.data);
}

PG_FUNCTION_INFO_V1(workmode_panel_recv);
Datum
workmode_panel_recv(PG_FUNCTION_ARGS)
{
	Slice		bytes = wm_packed_receive((StringInfo) PG_GETARG_POINTER(0));
	Panel		panel = {0};
	PanelProblem problem;

	wm_packed_check_received(PANEL_TYPE, wm_panel_unpack(bytes, &panel), bytes);
	if (!wm_panel_check(&panel, &problem))
		wm_fault_in_binary(PANEL_TYPE, fault_of(&problem));
	wm_packed_check_canonical(PANEL_TYPE, wm_panel_is_canonical(&panel, bytes));
	return wm_packed_to_datum(bytes.data, bytes.len);
}

/*
 * The operators + and -, and the aggregates
 */

/* The sum of two panels, and the transition and combine function of both aggregates. */
PG_FUNCTION_INFO_V1(workmode_panel_add);
Datum
workmode_panel_add(PG_FUNCTION_ARGS)
{
	ExpandedPanel *sum = panel_for_update(fcinfo);
	const Panel *part = PG_GETARG_PANEL(1);

	add_panel(sum, part);
	PG_RETURN_PANEL(sum);
}

PG_FUNCTION_INFO_V1(workmode_panel_subtract);
Datum
workmode_panel_subtract(PG_FUNCTION_ARGS)
{
	ExpandedPanel *rest = make_expanded(CurrentMemoryContext);
	const Panel *part = PG_GETARG_PANEL(1);
	PanelProblem problem;

	add_panel(rest, PG_GETARG_PANEL(0));
	if (!wm_panel_unmerge(&rest->panel, part, &problem))
		raise_problem(&problem);
	PG_RETURN_PANEL(rest);
}

static int32_t
get_day(Datum date)
{
	int32_t		day = wm_day_from_datum(date);

	if (day < 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period is out of range: %s",
						DatumGetCString(DirectFunctionCall1(date_out, date))),
				 errdetail("A period must begin on a day of the years 1 to 9999.")));
	return day;
}

/* The group of a person; a name is the same in each database's encoding. */
static int
group_of(text *person)
{
	TextBuffer	buffer = {0};
	Slice		name = wm_to_utf8(wm_slice(VARDATA_ANY(person), VARSIZE_ANY_EXHDR(person)),
								  &buffer);
	int			group = wm_panel_group(name);

	wm_buffer_free(&buffer);
	return group;
}

/* workmode_panel(person, period, tally): the tally into its place. */
PG_FUNCTION_INFO_V1(workmode_panel_accum);
Datum
workmode_panel_accum(PG_FUNCTION_ARGS)
{
	ExpandedPanel *state = panel_for_update(fcinfo);
	TallyRoom	room;

	add_tally(state, get_day(PG_GETARG_DATUM(2)), group_of(PG_GETARG_TEXT_PP(1)),
			  wm_tally_with_values(wm_tally_from_datum_into(PG_GETARG_DATUM(3), &room)));
	PG_RETURN_PANEL(state);
}

/*
 * Reading
 */

/* workmode_panel_tally(panel, period): the empty tally for a period that is not there. */
PG_FUNCTION_INFO_V1(workmode_panel_tally);
Datum
workmode_panel_tally(PG_FUNCTION_ARGS)
{
	int32_t		day = PG_GETARG_DAY(1);
	const Panel *panel = wm_panel_from_datum_days(PG_GETARG_DATUM(0), &day, 1);
	TallyRoom	room;
	TallyProblem problem;

	if (!wm_panel_tally(wm_panel_period(panel, day), &room.tally, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_TALLY(&room.tally);
}

static int
count_groups(const PanelPeriod *period)
{
	int			count = 0;

	for (int group = 0; group < PANEL_GROUPS; group++)
		count += period->group[group] != NULL;
	return count;
}

/* So many groups of equal size would tell as much. */
static double
effective_groups(const PanelPeriod *period, double sessions)
{
	double		squares = 0;

	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		if (period->group[group] != NULL)
		{
			double		n = (double) wm_tally_sessions(period->group[group], TALLY_ALL);

			squares += n * n;
		}
	}
	return sessions * sessions / squares;
}

/* workmode_periods(panel) returns a row for each period, the earliest first. */
PG_FUNCTION_INFO_V1(workmode_periods);
Datum
workmode_periods(PG_FUNCTION_ARGS)
{
	const Panel *panel = PG_GETARG_PANEL(0);
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int i = 0; i < panel->count; i++)
	{
		const PanelPeriod *period = panel->period[i];
		TallyRoom	room;
		TallyProblem problem;
		int64		sessions;

		if (!wm_panel_tally(period, &room.tally, &problem))
			wm_tally_raise(&problem);
		sessions = wm_tally_sessions(&room.tally, TALLY_ALL);
		wm_rows_date(&rows, wm_day_to_datum(period->day));
		wm_rows_count(&rows, sessions);
		wm_rows_count(&rows, room.tally.unclassified);
		wm_rows_int(&rows, count_groups(period));
		wm_rows_number(&rows, effective_groups(period, (double) sessions));
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}
