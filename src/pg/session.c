/*
 * session.c (pg)
 *	  workmode_session: the facts of one transcript as a row.
 */
#include "compat.h"

#include <math.h>

#include "classify.h"
#include "model.h"
#include "probabilities.h"
#include "rows.h"
#include "transcript.h"
#include "value.h"

static void
put_facts(Rows *row, const Facts *facts)
{
	wm_rows_utf8(row, facts->session_id);
	wm_rows_utf8(row, facts->parent);
	wm_rows_text(row, facts->format);
	wm_rows_text(row, facts->agent);
	wm_rows_text(row, facts->agent_version);
	wm_rows_text(row, facts->model);
	wm_rows_text(row, wm_surface_names[facts->surface]);
	wm_rows_bool(row, facts->headless);
	wm_rows_utf8(row, facts->project);
	wm_rows_utf8(row, facts->branch);
	wm_rows_time(row, facts->started_at);
	wm_rows_time(row, facts->ended_at);
	wm_rows_count(row, facts->prompts);
	wm_rows_count(row, facts->turns);
	wm_rows_count(row, facts->actions);
	wm_rows_count(row, facts->errors);
	wm_rows_count(row, facts->files_changed);
	wm_rows_count(row, facts->lines_added);
	wm_rows_count(row, facts->lines_removed);
	wm_rows_bool(row, facts->code_changed);
	wm_rows_count(row, facts->commits);
	wm_rows_count(row, facts->pull_requests);
	wm_rows_count(row, facts->words_in);
	wm_rows_count(row, facts->words_out);
	wm_rows_count(row, facts->tokens_in);
	wm_rows_count(row, facts->tokens_out);
}

/*
 * Mode, confidence, second mode, model version, and value at shipped rates; scores
 * is NULL if there is nothing to go on.
 */
static void
put_judgement(Rows *row, Session *session, const Model *model, const Scores *scores)
{
	Appraisal	appraisal;

	wm_rows_mode(row, scores != NULL ? scores->order[0] : MODE_NONE);
	wm_rows_number(row, scores != NULL ? scores->probability[scores->order[0]] : NAN);
	wm_rows_mode(row, scores != NULL ? scores->order[1] : MODE_NONE);
	wm_rows_text(row, model->head.version);
	if (scores != NULL && wm_value_session(session, scores, NULL, &appraisal))
		wm_rows_number(row, (double) appraisal.cents / 100);
	else
		wm_rows_null(row);
}

/*
 * workmode_session(transcript [, model], strict) returns workmode_facts
 *
 * Everything in one pass over the transcript; the columns in their order.
 */
PG_FUNCTION_INFO_V1(workmode_session);
Datum
workmode_session(PG_FUNCTION_ARGS)
{
	int			last = PG_NARGS() - 1;
	const Model *model = last < 2 ? wm_model_default() : wm_model_arg(fcinfo, 1);
	Rows		row;
	Session    *session;
	const Facts *facts;
	Scores		scores;
	bool		known;

	wm_rows_begin_one(&row, fcinfo);
	session = wm_transcript_session(wm_transcript_arg(fcinfo, 0), PG_GETARG_BOOL(last));
	facts = wm_session_facts(session);
	put_facts(&row, facts);
	known = wm_classify_session(session, model, &scores);
	put_judgement(&row, session, model, known ? &scores : NULL);
	wm_rows_count(&row, facts->lines_read);
	wm_rows_count(&row, facts->lines_skipped);
	if (known)
		wm_rows_probabilities(&row, wm_probabilities_of_scores(scores.probability));
	else
		wm_rows_null(&row);
	wm_session_free(session);
	return wm_rows_datum(&row);
}
