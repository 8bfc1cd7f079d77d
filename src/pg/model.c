/*
 * model.c (pg)
 *	  The type workmode_model: text, binary, comparison, weights; and the
 *	  models that are shipped.
 */
#include "compat.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "base/host.h"
#include "fault.h"
#include "model.h"
#include "model/model_text.h"
#include "model/shipped.h"
#include "model_store.h"
#include "rows.h"

#define MODEL_LAYOUT		1
#define MODEL_WIRE_VERSION	1

/* A model as it is stored. */
typedef struct StoredModel
{
	StoredHead	head;
	uint32		modes;
	int32		temperature;
	int32		bias[MODE_COUNT];
	FeatureWeights features[FLEXIBLE_ARRAY_MEMBER];
} StoredModel;

StaticAssertDecl(offsetof(StoredModel, features) ==
				 sizeof(StoredHead) + (2 + MODE_COUNT) * sizeof(int32) &&
				 sizeof(FeatureWeights) == (1 + MODE_COUNT) * sizeof(int32),
				 "stored models have no padding");

static const char *
open_model(const StoredHead *head, void *model)
{
	const StoredModel *stored = (const StoredModel *) head;
	Model	   *opened = model;

	opened->head = wm_stored_head(head);
	opened->modes = stored->modes;
	opened->temperature = stored->temperature;
	memcpy(opened->bias, stored->bias, sizeof(stored->bias));
	opened->count = head->count;
	opened->features = stored->features;
	return wm_model_fault(opened);
}

static const ModelType model_type = {
	.name = "workmode_model",
	.layout = MODEL_LAYOUT,
	.base = offsetof(StoredModel, features),
	.row = sizeof(FeatureWeights),
	.size = sizeof(Model),
	.open = open_model
};

Datum
wm_model_to_datum(const Model *model)
{
	StoredHead *head = wm_stored_new(&model_type, &model->head, model->count);
	StoredModel *stored = (StoredModel *) head;

	Assert(wm_model_fault(model) == NULL);
	stored->modes = model->modes;
	stored->temperature = model->temperature;
	memcpy(stored->bias, model->bias, sizeof(stored->bias));
	memcpy(stored->features, model->features, model->count * sizeof(FeatureWeights));
	return wm_stored_finish(head);
}

static Model
model_from_datum(Datum datum)
{
	Model		model;

	wm_stored_open(&model_type, datum, &model);
	return model;
}

const Model *
wm_model_arg(FunctionCallInfo fcinfo, int argno)
{
	return wm_stored_keep(&model_type, fcinfo, argno);
}


/*
 * Text and binary.
 */

PG_FUNCTION_INFO_V1(workmode_model_in);
Datum
workmode_model_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Model		model;
	const char *fault = wm_model_parse(wm_slice_cstring(text), &model);

	if (fault != NULL)
		return wm_fault_in_text(fcinfo, "workmode_model", text, fault);
	return wm_model_to_datum(&model);
}

PG_FUNCTION_INFO_V1(workmode_model_out);
Datum
workmode_model_out(PG_FUNCTION_ARGS)
{
	Model		model = model_from_datum(PG_GETARG_DATUM(0));
	TextBuffer	text = {0};

	wm_model_print(&model, &text);
	wm_buffer_append_char(&text, '\0');
	PG_RETURN_CSTRING(text.data);
}

PG_FUNCTION_INFO_V1(workmode_model_send);
Datum
workmode_model_send(PG_FUNCTION_ARGS)
{
	Model		model = model_from_datum(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, MODEL_WIRE_VERSION);
	pq_sendbytes(&buf, model.head.version, MODEL_VERSION_SIZE);
	pq_sendint32(&buf, model.modes);
	pq_sendint64(&buf, model.head.sessions);
	pq_sendint32(&buf, (uint32) model.head.penalty);
	pq_sendint32(&buf, (uint32) model.temperature);
	for (int i = 0; i < MODE_COUNT; i++)
		pq_sendint32(&buf, (uint32) model.bias[i]);
	pq_sendint32(&buf, model.count);
	for (uint32 i = 0; i < model.count; i++)
	{
		pq_sendint32(&buf, model.features[i].number);
		for (int mode = 0; mode < MODE_COUNT; mode++)
			pq_sendint32(&buf, (uint32) model.features[i].weights[mode]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
receive_weights(StringInfo buf, int32 *weights)
{
	for (int i = 0; i < MODE_COUNT; i++)
		weights[i] = (int32) pq_getmsgint(buf, 4);
}

static void
receive_model(StringInfo buf, Model *model)
{
	FeatureWeights *rows;

	pq_copymsgbytes(buf, model->head.version, MODEL_VERSION_SIZE);
	model->modes = pq_getmsgint(buf, 4);
	model->head.sessions = pq_getmsgint64(buf);
	model->head.penalty = (int32) pq_getmsgint(buf, 4);
	model->temperature = (int32) pq_getmsgint(buf, 4);
	receive_weights(buf, model->bias);
	model->count = pq_getmsgint(buf, 4);
	wm_fault_check_features("workmode_model", model->count);
	rows = palloc((model->count + 1) * sizeof(FeatureWeights));
	for (uint32 i = 0; i < model->count; i++)
	{
		rows[i].number = pq_getmsgint(buf, 4);
		receive_weights(buf, rows[i].weights);
	}
	model->features = rows;
}

PG_FUNCTION_INFO_V1(workmode_model_recv);
Datum
workmode_model_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Model		model;
	const char *fault;

	wm_fault_check_wire("workmode_model", pq_getmsgbyte(buf), MODEL_WIRE_VERSION);
	receive_model(buf, &model);
	fault = wm_model_fault(&model);
	if (fault != NULL)
		wm_fault_in_binary("workmode_model", fault);
	return wm_model_to_datum(&model);
}


/*
 * Looking into a model, and the models that are shipped.
 */

/*
 * workmode_model_weights(model) returns rows (mode, evidence, weight): the
 * biases first, then every weight that is not zero.
 */
PG_FUNCTION_INFO_V1(workmode_model_weights);
Datum
workmode_model_weights(PG_FUNCTION_ARGS)
{
	Model		model = model_from_datum(PG_GETARG_DATUM(0));
	char		name[FEATURE_NAME_SIZE];
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int64 i = -1; i < (int64) model.count; i++)
	{
		const int32 *weights = i < 0 ? model.bias : model.features[i].weights;

		wm_check_interrupts();
		if (i < 0)
			strlcpy(name, "bias", sizeof(name));
		else
			wm_feature_name(model.features[i].number, name);
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			if (weights[mode] == 0)
				continue;
			wm_rows_mode(&rows, mode);
			wm_rows_text(&rows, name);
			wm_rows_number(&rows, (double) weights[mode] / FEATURE_UNIT);
			wm_rows_put(&rows);
		}
	}
	return (Datum) 0;
}

const Model *
wm_model_default(void)
{
	return wm_shipped_last(&wm_shipped_models);
}

PG_FUNCTION_INFO_V1(workmode_model_version);
Datum
workmode_model_version(PG_FUNCTION_ARGS)
{
	if (PG_NARGS() == 0)
		PG_RETURN_TEXT_P(cstring_to_text(wm_model_default()->head.version));
	else
	{
		ModelHead	head = wm_stored_open_head(&model_type, PG_GETARG_DATUM(0));

		PG_RETURN_TEXT_P(cstring_to_text(head.version));
	}
}

/* workmode_shipped_model([version]) returns workmode_model */
PG_FUNCTION_INFO_V1(workmode_shipped_model);
Datum
workmode_shipped_model(PG_FUNCTION_ARGS)
{
	char	   *version;
	const Model *model;

	if (PG_NARGS() == 0)
		return wm_model_to_datum(wm_model_default());
	version = text_to_cstring(PG_GETARG_TEXT_PP(0));
	model = wm_shipped_find(&wm_shipped_models, version);
	if (model == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no model of version \"%s\" was shipped", version),
				 errhint("workmode_model_version() names the default one.")));
	return wm_model_to_datum(model);
}
