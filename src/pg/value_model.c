/*
 * value_model.c (pg)
 *	  The type workmode_value_model: text, binary, comparison, report, weights;
 *	  and the value of a transcript by such a model.
 */
#include "compat.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "base/host.h"
#include "fault.h"
#include "model_store.h"
#include "rows.h"
#include "transcript.h"
#include "value/value.h"
#include "value_model.h"

#define VALUE_MODEL_LAYOUT			1
#define VALUE_MODEL_WIRE_VERSION	1

/* As it is stored: no gap anywhere, so equal models are equal bytes. */
typedef struct StoredValueModel
{
	StoredHead	head;
	int32		bias;
	int32		unused;			/* zero */
	TierReport	holdout[TIER_ROWS];
	ValueWeight weights[FLEXIBLE_ARRAY_MEMBER];
} StoredValueModel;

StaticAssertDecl(sizeof(TierReport) == 4 * sizeof(int64) &&
				 offsetof(StoredValueModel, weights) ==
				 sizeof(StoredHead) + 8 + TIER_ROWS * sizeof(TierReport),
				 "stored models of value have no padding");

static const char *
open_model(const StoredHead *head, void *model)
{
	const StoredValueModel *stored = (const StoredValueModel *) head;
	ValueModel *opened = model;

	opened->head = wm_stored_head(head);
	opened->bias = stored->bias;
	memcpy(opened->holdout, stored->holdout, sizeof(stored->holdout));
	opened->count = head->count;
	opened->weights = stored->weights;
	return wm_value_model_fault(opened);
}

static const ModelType value_model_type = {
	.name = "workmode_value_model",
	.layout = VALUE_MODEL_LAYOUT,
	.base = offsetof(StoredValueModel, weights),
	.row = sizeof(ValueWeight),
	.size = sizeof(ValueModel),
	.open = open_model
};

Datum
wm_value_model_to_datum(const ValueModel *model)
{
	StoredHead *head = wm_stored_new(&value_model_type, &model->head, model->count);
	StoredValueModel *stored = (StoredValueModel *) head;

	Assert(wm_value_model_fault(model) == NULL);
	stored->bias = model->bias;
	memcpy(stored->holdout, model->holdout, sizeof(stored->holdout));
	memcpy(stored->weights, model->weights, model->count * sizeof(ValueWeight));
	return wm_stored_finish(head);
}

static ValueModel
model_from_datum(Datum datum)
{
	ValueModel	model;

	wm_stored_open(&value_model_type, datum, &model);
	return model;
}


/*
 * Text and binary.
 */

PG_FUNCTION_INFO_V1(workmode_value_model_in);
Datum
workmode_value_model_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	ValueModel	model;
	const char *fault = wm_value_model_parse(wm_slice_cstring(text), &model);

	if (fault != NULL)
		return wm_fault_in_text(fcinfo, "workmode_value_model", text, fault);
	return wm_value_model_to_datum(&model);
}

PG_FUNCTION_INFO_V1(workmode_value_model_out);
Datum
workmode_value_model_out(PG_FUNCTION_ARGS)
{
	ValueModel	model = model_from_datum(PG_GETARG_DATUM(0));
	TextBuffer	text = {0};

	wm_value_model_print(&model, &text);
	wm_buffer_append_char(&text, '\0');
	PG_RETURN_CSTRING(text.data);
}

PG_FUNCTION_INFO_V1(workmode_value_model_send);
Datum
workmode_value_model_send(PG_FUNCTION_ARGS)
{
	ValueModel	model = model_from_datum(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, VALUE_MODEL_WIRE_VERSION);
	pq_sendbytes(&buf, model.head.version, MODEL_VERSION_SIZE);
	pq_sendint64(&buf, model.head.sessions);
	pq_sendint32(&buf, (uint32) model.head.penalty);
	pq_sendint32(&buf, (uint32) model.bias);
	for (int i = 0; i < TIER_ROWS; i++)
	{
		pq_sendint64(&buf, model.holdout[i].sessions);
		pq_sendint32(&buf, (uint32) model.holdout[i].log_r2);
		pq_sendint32(&buf, (uint32) model.holdout[i].log_bias);
		pq_sendint64(&buf, model.holdout[i].predicted);
		pq_sendint64(&buf, model.holdout[i].actual);
	}
	pq_sendint32(&buf, model.count);
	for (uint32 i = 0; i < model.count; i++)
	{
		pq_sendint32(&buf, model.weights[i].number);
		pq_sendint32(&buf, (uint32) model.weights[i].weight);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
receive_model(StringInfo buf, ValueModel *model)
{
	ValueWeight *weights;

	pq_copymsgbytes(buf, model->head.version, MODEL_VERSION_SIZE);
	model->head.sessions = pq_getmsgint64(buf);
	model->head.penalty = (int32) pq_getmsgint(buf, 4);
	model->bias = (int32) pq_getmsgint(buf, 4);
	for (int i = 0; i < TIER_ROWS; i++)
	{
		model->holdout[i].sessions = pq_getmsgint64(buf);
		model->holdout[i].log_r2 = (int32) pq_getmsgint(buf, 4);
		model->holdout[i].log_bias = (int32) pq_getmsgint(buf, 4);
		model->holdout[i].predicted = pq_getmsgint64(buf);
		model->holdout[i].actual = pq_getmsgint64(buf);
	}
	model->count = pq_getmsgint(buf, 4);
	wm_fault_check_features("workmode_value_model", model->count);
	weights = palloc((model->count + 1) * sizeof(ValueWeight));
	for (uint32 i = 0; i < model->count; i++)
	{
		weights[i].number = pq_getmsgint(buf, 4);
		weights[i].weight = (int32) pq_getmsgint(buf, 4);
	}
	model->weights = weights;
}

PG_FUNCTION_INFO_V1(workmode_value_model_recv);
Datum
workmode_value_model_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ValueModel	model;
	const char *fault;

	wm_fault_check_wire("workmode_value_model", pq_getmsgbyte(buf),
						VALUE_MODEL_WIRE_VERSION);
	receive_model(buf, &model);
	fault = wm_value_model_fault(&model);
	if (fault != NULL)
		wm_fault_in_binary("workmode_value_model", fault);
	return wm_value_model_to_datum(&model);
}


/*
 * What is in a model, and what it says.
 */

/*
 * workmode_value_report(model) returns rows (tier, low, high, sessions, log_r2,
 * bias, median_predicted, median_actual): of the sessions held out.
 */
PG_FUNCTION_INFO_V1(workmode_value_report);
Datum
workmode_value_report(PG_FUNCTION_ARGS)
{
	ValueModel	model = model_from_datum(PG_GETARG_DATUM(0));
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int i = 0; i < TIER_ROWS; i++)
	{
		const TierReport *tier = &model.holdout[i];
		bool		any = tier->sessions > 0;

		wm_rows_text(&rows, wm_tiers[i].name);
		wm_rows_number(&rows, i == 0 ? NAN : wm_tiers[i].low);
		wm_rows_number(&rows, wm_tiers[i].high);
		wm_rows_count(&rows, tier->sessions);
		wm_rows_number(&rows, tier->log_r2 == LOG_R2_UNKNOWN ? NAN :
					   (double) tier->log_r2 / FEATURE_UNIT);
		wm_rows_number(&rows, any ? exp((double) tier->log_bias / FEATURE_UNIT) : NAN);
		wm_rows_number(&rows, any ? (double) tier->predicted / 100 : NAN);
		wm_rows_number(&rows, any ? (double) tier->actual / 100 : NAN);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_value_weights(model) returns rows (evidence, weight): the bias, then
 * every weight that is not zero, of ln(value).
 */
PG_FUNCTION_INFO_V1(workmode_value_weights);
Datum
workmode_value_weights(PG_FUNCTION_ARGS)
{
	ValueModel	model = model_from_datum(PG_GETARG_DATUM(0));
	char		name[FEATURE_NAME_SIZE];
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	wm_rows_text(&rows, "bias");
	wm_rows_number(&rows, (double) model.bias / FEATURE_UNIT);
	wm_rows_put(&rows);
	for (uint32 i = 0; i < model.count; i++)
	{
		wm_check_interrupts();
		wm_feature_name(model.weights[i].number, name);
		wm_rows_text(&rows, name);
		wm_rows_number(&rows, (double) model.weights[i].weight / FEATURE_UNIT);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/* workmode_value_version(model) returns text */
PG_FUNCTION_INFO_V1(workmode_value_model_version);
Datum
workmode_value_model_version(PG_FUNCTION_ARGS)
{
	ModelHead	head = wm_stored_open_head(&value_model_type, PG_GETARG_DATUM(0));

	PG_RETURN_TEXT_P(cstring_to_text(head.version));
}

/*
 * workmode_value(transcript, model, strict) returns double precision
 *
 * NULL if nothing was done.  No mode enters it, so a model of value gives a session
 * one price, whichever model of modes is the default.
 */
PG_FUNCTION_INFO_V1(workmode_value_by_model);
Datum
workmode_value_by_model(PG_FUNCTION_ARGS)
{
	const ValueModel *model = wm_stored_keep(&value_model_type, fcinfo, 1);
	Session    *session;
	const Evidence *evidence;
	Feature    *features;
	int			count;
	int64		cents = 0;

	session = wm_transcript_session(wm_transcript_arg(fcinfo, 0), PG_GETARG_BOOL(2));
	evidence = wm_session_evidence(session);
	if (wm_delivers(session))
	{
		features = palloc(wm_feature_room(evidence) * sizeof(Feature));
		count = wm_features_from_evidence(evidence, features);
		cents = wm_value_model_price(model, features, count);
		pfree(features);
	}
	wm_session_free(session);
	if (cents == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) cents / 100);
}
