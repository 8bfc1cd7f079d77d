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
#include "rows.h"

#define MODEL_LAYOUT		1
#define MODEL_WIRE_VERSION	1

/* Models are compared byte by byte: there must be no padding. */
StaticAssertDecl(sizeof(ModelHead) == 16 + MODEL_VERSION_SIZE,
				 "the layout of what models have in common is fixed");

/* A model as it is stored. */
typedef struct StoredModel
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		layout;
	ModelHead	head;
	uint32		modes;
	int32		temperature;
	uint32		count;
	int32		bias[MODE_COUNT];
	FeatureWeights features[FLEXIBLE_ARRAY_MEMBER];
} StoredModel;

#define STORED_MODEL_SIZE(count) \
	(offsetof(StoredModel, features) + (count) * sizeof(FeatureWeights))

static Model
model_of(const StoredModel *stored)
{
	Model		model;

	model.head = stored->head;
	model.modes = stored->modes;
	model.temperature = stored->temperature;
	memcpy(model.bias, stored->bias, sizeof(model.bias));
	model.count = stored->count;
	model.features = stored->features;
	return model;
}

Model
wm_model_from_datum(Datum datum)
{
	StoredModel *stored = (StoredModel *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(stored) >= STORED_MODEL_SIZE(0) && stored->layout == MODEL_LAYOUT &&
		stored->count <= FEATURE_NUMBER_LIMIT &&
		VARSIZE(stored) == STORED_MODEL_SIZE(stored->count))
	{
		Model		model = model_of(stored);

		if (wm_model_fault(&model) == NULL)
			return model;
	}
	wm_fault_in_store("workmode_model", stored);
}

Datum
wm_model_to_datum(const Model *model)
{
	StoredModel *stored = palloc0(STORED_MODEL_SIZE(model->count));

	Assert(wm_model_fault(model) == NULL);
	SET_VARSIZE(stored, STORED_MODEL_SIZE(model->count));
	stored->layout = MODEL_LAYOUT;
	stored->head = model->head;
	stored->modes = model->modes;
	stored->temperature = model->temperature;
	stored->count = model->count;
	memcpy(stored->bias, model->bias, sizeof(stored->bias));
	memcpy(stored->features, model->features, model->count * sizeof(FeatureWeights));
	return PointerGetDatum(stored);
}

void
wm_model_check_features(const ModelHead *head)
{
	if (head->feature_version != FEATURE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("model \"%s\" takes features of version %u, this version of workmode makes version %d",
						head->version, head->feature_version, FEATURE_VERSION),
				 errhint("Train a model on the features of this version.")));
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
	Model		model = wm_model_from_datum(PG_GETARG_DATUM(0));
	TextBuffer	text = {0};

	wm_model_print(&model, &text);
	wm_buffer_append_char(&text, '\0');
	PG_RETURN_CSTRING(text.data);
}

PG_FUNCTION_INFO_V1(workmode_model_send);
Datum
workmode_model_send(PG_FUNCTION_ARGS)
{
	Model		model = wm_model_from_datum(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, MODEL_WIRE_VERSION);
	pq_sendbytes(&buf, model.head.version, MODEL_VERSION_SIZE);
	pq_sendint32(&buf, model.head.feature_version);
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
	model->head.feature_version = pq_getmsgint(buf, 4);
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
	Model		model = wm_model_from_datum(PG_GETARG_DATUM(0));
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
	return wm_shipped_models[wm_shipped_model_count - 1];
}

PG_FUNCTION_INFO_V1(workmode_model_version);
Datum
workmode_model_version(PG_FUNCTION_ARGS)
{
	if (PG_NARGS() == 0)
		PG_RETURN_TEXT_P(cstring_to_text(wm_model_default()->head.version));
	else
	{
		Model		model = wm_model_from_datum(PG_GETARG_DATUM(0));

		PG_RETURN_TEXT_P(cstring_to_text(model.head.version));
	}
}

/* workmode_shipped_model([version]) returns workmode_model */
PG_FUNCTION_INFO_V1(workmode_shipped_model);
Datum
workmode_shipped_model(PG_FUNCTION_ARGS)
{
	char	   *version;

	if (PG_NARGS() == 0)
		return wm_model_to_datum(wm_model_default());
	version = text_to_cstring(PG_GETARG_TEXT_PP(0));
	for (int i = 0; i < wm_shipped_model_count; i++)
	{
		if (strcmp(wm_shipped_models[i]->head.version, version) == 0)
			return wm_model_to_datum(wm_shipped_models[i]);
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("no model of version \"%s\" was shipped", version),
			 errhint("workmode_model_version() names the default one.")));
}
