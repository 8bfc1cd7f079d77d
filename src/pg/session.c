/*
 * session.c (pg)
 *	  workmode_session: the facts of one transcript as a row.
 */
#include "compat.h"

#include "access/htup_details.h"
#include "utils/builtins.h"

#include "classify.h"
#include "mode.h"
#include "model.h"
#include "transcript.h"
#include "value.h"

PG_FUNCTION_INFO_V1(workmode_session);

/* The columns of workmode_facts, in their order. */
typedef enum FactColumn
{
	FACT_FORMAT,
	FACT_AGENT,
	FACT_AGENT_VERSION,
	FACT_MODEL,
	FACT_SURFACE,
	FACT_HEADLESS,
	FACT_STARTED_AT,
	FACT_ENDED_AT,
	FACT_PROMPTS,
	FACT_TURNS,
	FACT_ACTIONS,
	FACT_ERRORS,
	FACT_FILES_CHANGED,
	FACT_LINES_ADDED,
	FACT_LINES_REMOVED,
	FACT_CODE_CHANGED,
	FACT_WORDS_IN,
	FACT_WORDS_OUT,
	FACT_TOKENS_IN,
	FACT_TOKENS_OUT,
	FACT_MODE,
	FACT_CONFIDENCE,
	FACT_SECOND_MODE,
	FACT_MODEL_VERSION,
	FACT_VALUE,
	FACT_LINES_READ,
	FACT_LINES_SKIPPED,
	FACT_COLUMNS
} FactColumn;

typedef struct Row
{
	Datum		values[FACT_COLUMNS];
	bool		nulls[FACT_COLUMNS];
} Row;

static const char *const surface_names[] = {
	[SURFACE_UNKNOWN] = "",
	[SURFACE_CLI] = "cli",
	[SURFACE_DESKTOP] = "desktop",
	[SURFACE_WEB] = "web",
	[SURFACE_IDE] = "ide",
	[SURFACE_SDK] = "sdk",
	[SURFACE_HEADLESS] = "headless",
	[SURFACE_SUBAGENT] = "subagent",
};

/* An empty text is an unknown one. */
static void
set_text(Row *row, FactColumn column, const char *value)
{
	row->nulls[column] = value == NULL || value[0] == '\0';
	if (!row->nulls[column])
		row->values[column] = CStringGetTextDatum(value);
}

static void
set_time(Row *row, FactColumn column, EventTime time)
{
	row->nulls[column] = time == TIME_UNKNOWN;
	if (!row->nulls[column])
		row->values[column] = wm_time_to_datum(time);
}

static void
set_count(Row *row, FactColumn column, int64 value)
{
	row->values[column] = Int64GetDatum(value);
}

static void
set_facts(Row *row, const Facts *facts)
{
	set_text(row, FACT_FORMAT, facts->format);
	set_text(row, FACT_AGENT, facts->agent);
	set_text(row, FACT_AGENT_VERSION, facts->agent_version);
	set_text(row, FACT_MODEL, facts->model);
	set_text(row, FACT_SURFACE, surface_names[facts->surface]);
	row->values[FACT_HEADLESS] = BoolGetDatum(facts->headless);
	set_time(row, FACT_STARTED_AT, facts->started_at);
	set_time(row, FACT_ENDED_AT, facts->ended_at);
	set_count(row, FACT_PROMPTS, facts->prompts);
	set_count(row, FACT_TURNS, facts->turns);
	set_count(row, FACT_ACTIONS, facts->actions);
	set_count(row, FACT_ERRORS, facts->errors);
	set_count(row, FACT_FILES_CHANGED, facts->files_changed);
	set_count(row, FACT_LINES_ADDED, facts->lines_added);
	set_count(row, FACT_LINES_REMOVED, facts->lines_removed);
	row->values[FACT_CODE_CHANGED] = BoolGetDatum(facts->code_changed);
	set_count(row, FACT_WORDS_IN, facts->words_in);
	set_count(row, FACT_WORDS_OUT, facts->words_out);
	set_count(row, FACT_TOKENS_IN, facts->tokens_in);
	set_count(row, FACT_TOKENS_OUT, facts->tokens_out);
	set_count(row, FACT_LINES_READ, facts->lines_read);
	set_count(row, FACT_LINES_SKIPPED, facts->lines_skipped);
}

static void
set_mode(Row *row, FactColumn column, TupleDesc desc, int mode)
{
	row->values[column] = wm_mode_to_datum(wm_mode_type_of_column(desc, column), mode);
}

/* At the shipped rates. */
static void
set_value(Row *row, Session *session, const Scores *scores)
{
	Appraisal	appraisal;

	row->nulls[FACT_VALUE] = !wm_value_session(session, scores, NULL, &appraisal);
	row->values[FACT_VALUE] = Float8GetDatum((double) appraisal.cents / 100);
}

static void
set_scores(Row *row, TupleDesc desc, Session *session)
{
	const Model *model = wm_model_default();
	Scores		scores;

	set_text(row, FACT_MODEL_VERSION, model->version);
	if (wm_classify_session(session, model, &scores))
	{
		set_mode(row, FACT_MODE, desc, scores.order[0]);
		set_mode(row, FACT_SECOND_MODE, desc, scores.order[1]);
		row->values[FACT_CONFIDENCE] = Float8GetDatum(scores.probability[scores.order[0]]);
		set_value(row, session, &scores);
	}
	else
	{
		row->nulls[FACT_MODE] = true;
		row->nulls[FACT_SECOND_MODE] = true;
		row->nulls[FACT_CONFIDENCE] = true;
		row->nulls[FACT_VALUE] = true;
	}
}

/*
 * workmode_session(transcript, strict) returns workmode_facts
 *
 * Everything in one pass over the transcript.
 */
Datum
workmode_session(PG_FUNCTION_ARGS)
{
	Row			row;
	TupleDesc	desc;
	Session    *session;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	desc = BlessTupleDesc(desc);
	memset(&row, 0, sizeof(row));

	session = wm_transcript_session(wm_transcript_arg(fcinfo, 0), PG_GETARG_BOOL(1));
	set_facts(&row, wm_session_facts(session));
	set_scores(&row, desc, session);
	wm_session_free(session);

	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, row.values, row.nulls)));
}
