/*
 * classify.c
 *	  The mode of one transcript: by itself, with all scores, with reasons, and
 *	  turn by turn.
 */
#include "compat.h"

#include "base/host.h"
#include "classify.h"
#include "mode.h"
#include "model.h"
#include "probabilities.h"
#include "rows.h"
#include "transcript.h"
#include "vector.h"

/* With three arguments the second is the model. */
static const Model *
get_model(FunctionCallInfo fcinfo)
{
	return PG_NARGS() < 3 ? wm_model_default() : wm_model_arg(fcinfo, 1);
}

bool
wm_classify_session(const Session *session, const Model *model, Scores *scores)
{
	const Evidence *evidence = wm_session_evidence(session);
	Feature    *features;
	int			count;

	if (!wm_evidence_any(evidence))
		return false;
	features = palloc(wm_feature_room(evidence) * sizeof(Feature));
	count = wm_features_from_evidence(evidence, features);
	wm_model_score(model, features, count, scores);
	pfree(features);
	return true;
}

/* The transcript is the first argument, strict the last. */
static void
read_into(Session *session, FunctionCallInfo fcinfo)
{
	wm_transcript_into(session, wm_transcript_arg(fcinfo, 0),
					   PG_GETARG_BOOL(PG_NARGS() - 1));
}

static Session *
read_session(FunctionCallInfo fcinfo)
{
	Session    *session = wm_session_new();

	read_into(session, fcinfo);
	return session;
}

/* workmode_classify(transcript [, model], strict) returns workmode */
PG_FUNCTION_INFO_V1(workmode_classify);
Datum
workmode_classify(PG_FUNCTION_ARGS)
{
	const Model *model = get_model(fcinfo);
	Session    *session = read_session(fcinfo);
	Scores		scores;
	bool		any = wm_classify_session(session, model, &scores);

	wm_session_free(session);
	if (!any)
		PG_RETURN_NULL();
	return wm_mode_to_datum(wm_mode_type_of_result(fcinfo), scores.order[0]);
}

static void
put_scores(Rows *rows, const Scores *scores)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		wm_rows_mode(rows, scores->order[i]);
		wm_rows_number(rows, scores->probability[scores->order[i]]);
		wm_rows_put(rows);
	}
}

/*
 * workmode_scores(transcript [, model], strict) returns rows
 * (mode, probability), best first
 */
PG_FUNCTION_INFO_V1(workmode_scores);
Datum
workmode_scores(PG_FUNCTION_ARGS)
{
	const Model *model = get_model(fcinfo);
	Session    *session = read_session(fcinfo);
	Scores		scores;
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	if (wm_classify_session(session, model, &scores))
		put_scores(&rows, &scores);
	wm_session_free(session);
	return (Datum) 0;
}

/* A vector, and the model that is the second of two arguments. */
static void
score_vector(FunctionCallInfo fcinfo, Scores *scores)
{
	Vector	   *vector = PG_GETARG_VECTOR(0);
	const Model *model = PG_NARGS() < 2 ? wm_model_default() : wm_model_arg(fcinfo, 1);

	wm_model_score(model, vector->features, (int) vector->count, scores);
}

/* workmode_classify(features [, model]) returns workmode */
PG_FUNCTION_INFO_V1(workmode_classify_vector);
Datum
workmode_classify_vector(PG_FUNCTION_ARGS)
{
	Scores		scores;

	score_vector(fcinfo, &scores);
	return wm_mode_to_datum(wm_mode_type_of_result(fcinfo), scores.order[0]);
}

/* workmode_scores(features [, model]) returns rows (mode, probability) */
PG_FUNCTION_INFO_V1(workmode_scores_vector);
Datum
workmode_scores_vector(PG_FUNCTION_ARGS)
{
	Scores		scores;
	Rows		rows;

	score_vector(fcinfo, &scores);
	wm_rows_begin(&rows, fcinfo);
	put_scores(&rows, &scores);
	return (Datum) 0;
}

/* The next best mode; of equals the first. */
static int
take_best(double *numbers)
{
	int			best = 0;

	for (int mode = 1; mode < MODE_COUNT; mode++)
	{
		if (numbers[mode] > numbers[best])
			best = mode;
	}
	return best;
}

/* workmode_scores(probabilities) returns rows (mode, probability), best first */
PG_FUNCTION_INFO_V1(workmode_scores_probabilities);
Datum
workmode_scores_probabilities(PG_FUNCTION_ARGS)
{
	double		numbers[MODE_COUNT];
	Rows		rows;

	wm_probabilities_numbers(PG_GETARG_DATUM(0), numbers);
	wm_rows_begin(&rows, fcinfo);
	for (int i = 0; i < MODE_COUNT; i++)
	{
		int			best = take_best(numbers);

		wm_rows_mode(&rows, best);
		wm_rows_number(&rows, numbers[best]);
		wm_rows_put(&rows);
		numbers[best] = -1;
	}
	return (Datum) 0;
}

/* workmode_predict(features [, model]) returns workmode_probabilities */
PG_FUNCTION_INFO_V1(workmode_predict);
Datum
workmode_predict(PG_FUNCTION_ARGS)
{
	Scores		scores;

	score_vector(fcinfo, &scores);
	return wm_probabilities_of_scores(scores.probability);
}

/* workmode_features(transcript, strict) returns workmode_vector */
PG_FUNCTION_INFO_V1(workmode_features);
Datum
workmode_features(PG_FUNCTION_ARGS)
{
	Session    *session = read_session(fcinfo);
	const Evidence *evidence = wm_session_evidence(session);
	Feature    *features = palloc(wm_feature_room(evidence) * sizeof(Feature));
	Vector	   *vector = NULL;

	if (wm_evidence_any(evidence))
		vector = wm_vector_make(features, wm_features_from_evidence(evidence, features));
	pfree(features);
	wm_session_free(session);
	if (vector == NULL)
		PG_RETURN_NULL();
	PG_RETURN_VECTOR(vector);
}

/* What the sink of turns works with. */
typedef struct TurnRows
{
	Rows		rows;
	const Model *model;			/* not for features */
	Feature    *features;
} TurnRows;

static void
put_turn_features(const Turn *turn, void *context)
{
	TurnRows   *turns = context;
	int			count = wm_features_from_evidence(turn->evidence, turns->features);
	Vector	   *vector = wm_vector_make(turns->features, count);

	wm_check_interrupts();
	wm_rows_count(&turns->rows, turn->number);
	wm_rows_vector(&turns->rows, vector);
	wm_rows_put(&turns->rows);
	pfree(vector);
}

/* A row from the sink for each turn of the transcript. */
static Datum
put_turns(FunctionCallInfo fcinfo, TurnSink sink, const Model *model)
{
	Session    *session = wm_session_new();
	TurnRows	turns = {.model = model};

	turns.features = palloc(wm_feature_count() * sizeof(Feature));
	wm_rows_begin(&turns.rows, fcinfo);
	wm_session_watch(session, sink, &turns);
	read_into(session, fcinfo);
	wm_session_free(session);
	return (Datum) 0;
}

/* workmode_turn_features(transcript, strict) returns rows (turn, features) */
PG_FUNCTION_INFO_V1(workmode_turn_features);
Datum
workmode_turn_features(PG_FUNCTION_ARGS)
{
	return put_turns(fcinfo, put_turn_features, NULL);
}

/* What one feature adds to a mode's score, in units of SCORE_UNIT. */
typedef struct Reason
{
	int64		contribution;
	const Feature *feature;		/* NULL: the bias */
	int32		weight;
} Reason;

/* Reasons for a mode first, those against it last. */
static int
compare_reasons(const void *a, const void *b)
{
	const Reason *x = a;
	const Reason *y = b;

	if (x->contribution != y->contribution)
		return x->contribution > y->contribution ? -1 : 1;
	return (x->feature > y->feature) - (x->feature < y->feature);
}

static int
collect_reasons(const Model *model, const Feature *features, int count, int mode,
				Reason *reasons)
{
	int			nreasons = 0;

	reasons[nreasons].contribution = (int64) model->bias[mode] * FEATURE_UNIT;
	reasons[nreasons].feature = NULL;
	reasons[nreasons++].weight = model->bias[mode];
	for (int i = 0; i < count; i++)
	{
		const FeatureWeights *row = wm_model_weights(model, features[i].number);

		if (row == NULL || row->weights[mode] == 0)
			continue;
		reasons[nreasons].contribution = (int64) row->weights[mode] * features[i].amount;
		reasons[nreasons].feature = &features[i];
		reasons[nreasons++].weight = row->weights[mode];
	}
	qsort(reasons, nreasons, sizeof(Reason), compare_reasons);
	return nreasons;
}

/* The reason in words, in the server's encoding. */
static void
put_evidence(Rows *rows, const Reason *reason, const Session *session)
{
	char		phrase[FEATURE_PHRASE_SIZE] = "before any evidence";

	if (reason->feature != NULL)
	{
		FeatureParts parts = wm_feature_parts(reason->feature->number);

		wm_feature_phrase(reason->feature->number, wm_session_evidence(session),
						  parts.family == FEATURES_WORD ?
						  wm_session_word(session, parts.field, parts.bucket) : "",
						  phrase);
	}
	wm_rows_utf8(rows, phrase);
}

static void
put_reasons(Rows *rows, int mode, const Reason *reasons, int count,
			const Session *session)
{
	for (int i = 0; i < count; i++)
	{
		const Reason *reason = &reasons[i];

		wm_rows_mode(rows, mode);
		put_evidence(rows, reason, session);
		wm_rows_number(rows, reason->feature == NULL ? 1 :
					   (double) reason->feature->amount / FEATURE_UNIT);
		wm_rows_number(rows, (double) reason->weight / FEATURE_UNIT);
		wm_rows_number(rows, (double) reason->contribution / SCORE_UNIT);
		wm_rows_put(rows);
	}
}

/*
 * workmode_explain(transcript [, model], strict) returns rows
 * (mode, evidence, amount, weight, contribution): modes best first, and of each
 * what speaks for it first.  The contributions of a mode add up to its score.
 */
PG_FUNCTION_INFO_V1(workmode_explain);
Datum
workmode_explain(PG_FUNCTION_ARGS)
{
	const Model *model = get_model(fcinfo);
	Session    *session = wm_session_new();
	const Evidence *evidence = wm_session_evidence(session);
	Feature    *features;
	Reason	   *reasons;
	int			count;
	Scores		scores;
	Rows		rows;

	wm_session_keep_words(session);
	read_into(session, fcinfo);
	features = palloc(wm_feature_room(evidence) * sizeof(Feature));
	reasons = palloc((wm_feature_room(evidence) + 1) * sizeof(Reason));
	count = wm_features_from_evidence(evidence, features);
	wm_rows_begin(&rows, fcinfo);
	wm_model_score(model, features, count, &scores);
	for (int i = 0; i < MODE_COUNT && wm_evidence_any(evidence); i++)
	{
		int			mode = scores.order[i];

		if (wm_model_knows(model, mode))
			put_reasons(&rows, mode, reasons,
						collect_reasons(model, features, count, mode, reasons),
						session);
	}
	wm_session_free(session);
	return (Datum) 0;
}

static void
put_turn(const Turn *turn, void *context)
{
	TurnRows   *turns = context;
	Scores		scores;

	wm_check_interrupts();
	wm_rows_count(&turns->rows, turn->number);
	wm_rows_time(&turns->rows, turn->started_at);
	wm_rows_count(&turns->rows, turn->actions);
	wm_rows_count(&turns->rows, turn->errors);
	wm_rows_count(&turns->rows, turn->lines_added);
	wm_rows_count(&turns->rows, turn->lines_removed);
	wm_model_score(turns->model, turns->features,
				   wm_features_from_evidence(turn->evidence, turns->features),
				   &scores);
	wm_rows_mode(&turns->rows, scores.order[0]);
	wm_rows_number(&turns->rows, scores.probability[scores.order[0]]);
	wm_rows_put(&turns->rows);
}

/*
 * workmode_turns(transcript [, model], strict) returns rows (turn, started_at,
 * actions, errors, lines_added, lines_removed, mode, probability)
 *
 * Work before the first request is turn 0.  What a call changed counts in the
 * turn in which its result came.
 */
PG_FUNCTION_INFO_V1(workmode_turns);
Datum
workmode_turns(PG_FUNCTION_ARGS)
{
	return put_turns(fcinfo, put_turn, get_model(fcinfo));
}
