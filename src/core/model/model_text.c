/*
 * model_text.c
 *	  Vectors and models as text, and back.
 *
 *		{"version": "1.0", "sessions": 1049, "penalty": 8, "temperature": 1,
 *		 "modes": 511, "bias": [0.25, ...], "weights": {"17": [0.125, ...], ...}}
 *
 * (on one line).  "modes" has a bit for each mode that the model knows, weights
 * stand in the order of the modes.
 */
#include "base/host.h"
#include "base/text.h"
#include "json/json_text.h"
#include "model/model_text.h"

static void
put_weights(TextBuffer *text, const int32_t *weights)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		wm_text_put(text, i == 0 ? "[" : ", ");
		wm_text_put_decimal(text, weights[i]);
	}
	wm_text_put(text, "]");
}

void
wm_vector_print(const Feature *features, uint32_t count, TextBuffer *text)
{
	wm_text_put(text, "{");
	for (uint32_t i = 0; i < count; i++)
	{
		wm_text_put(text, i == 0 ? "" : ",");
		wm_text_put_count(text, features[i].number);
		wm_text_put(text, ":");
		wm_text_put_decimal(text, features[i].amount);
	}
	wm_text_put(text, "}");
}

void
wm_model_head_print(const ModelHead *head, TextBuffer *text)
{
	wm_text_put(text, "{\"version\": \"");
	wm_text_put(text, head->version);
	wm_text_put(text, "\", \"sessions\": ");
	wm_text_put_count(text, head->sessions);
	wm_text_put(text, ", \"penalty\": ");
	wm_text_put_decimal(text, head->penalty);
}

void
wm_model_print(const Model *model, TextBuffer *text)
{
	wm_model_head_print(&model->head, text);
	wm_text_put(text, ", \"temperature\": ");
	wm_text_put_decimal(text, model->temperature);
	wm_text_put(text, ", \"modes\": ");
	wm_text_put_count(text, model->modes);
	wm_text_put(text, ", \"bias\": ");
	put_weights(text, model->bias);
	wm_text_put(text, ", \"weights\": {");
	for (uint32_t i = 0; i < model->count; i++)
	{
		wm_text_put(text, i == 0 ? "\"" : ", \"");
		wm_text_put_count(text, model->features[i].number);
		wm_text_put(text, "\": ");
		put_weights(text, model->features[i].weights);
	}
	wm_text_put(text, "}}");
}

static bool
take_feature(Slice *text, Feature *feature)
{
	int64_t		number;

	wm_text_skip_blanks(text);
	if (!wm_text_take_count(text, FEATURE_NUMBER_LIMIT - 1, &number))
		return false;
	wm_text_skip_blanks(text);
	if (!wm_text_take_char(text, ':'))
		return false;
	wm_text_skip_blanks(text);
	feature->number = (uint32_t) number;
	if (!wm_text_take_decimal(text, &feature->amount))
		return false;
	wm_text_skip_blanks(text);
	return true;
}

const char *
wm_vector_parse(Slice text, Feature **features, uint32_t *count)
{
	size_t		items = wm_text_items(text, FEATURE_NUMBER_LIMIT);

	*count = 0;
	*features = NULL;
	if (items > FEATURE_NUMBER_LIMIT)
		return "There are too many features";
	*features = wm_alloc(items * sizeof(Feature));

	text = wm_slice_trim(text);
	if (!wm_text_take_char(&text, '{'))
		return "A vector begins with \"{\"";
	wm_text_skip_blanks(&text);
	if (!wm_text_take_char(&text, '}'))
	{
		do
		{
			if (!take_feature(&text, &(*features)[*count]))
				return "A feature is its number, a colon, and an amount with at most "
					"four decimals";
			++*count;
		} while (wm_text_take_char(&text, ','));
		if (!wm_text_take_char(&text, '}'))
			return "A vector ends with \"}\"";
	}
	if (text.len > 0)
		return "A vector ends with \"}\"";
	return wm_features_fault(*features, *count);
}

bool
wm_model_head_read(const Slice *members, ModelHead *head)
{
	Slice		version = wm_json_raw(members[0]);

	if (version.len < MODEL_VERSION_SIZE && version.len > 0)
		memcpy(head->version, version.data, version.len);
	return wm_text_read_count(members[1], MODEL_SESSIONS_LIMIT, &head->sessions) &&
		wm_text_read_decimal(members[2], &head->penalty);
}

bool
wm_model_read_number(Slice key, uint32_t *number)
{
	int64_t		count;

	if (!wm_text_read_count(key, FEATURE_NUMBER_LIMIT - 1, &count))
		return false;
	*number = (uint32_t) count;
	return true;
}

static bool
read_weights(Slice array, int32_t *weights)
{
	Slice		cells[MODE_COUNT];

	if (!wm_json_elements(array, cells, MODE_COUNT))
		return false;
	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (!wm_text_read_decimal(cells[i], &weights[i]))
			return false;
	}
	return true;
}

static const char bad_weights[] =
	"\"weights\" is not an object of features' numbers with nine weights each";

/* Each has so many weights, and commas between. */
static const char *
read_features(Slice object, Model *model)
{
	const size_t limit = (size_t) FEATURE_NUMBER_LIMIT * MODE_COUNT;
	FeatureWeights *rows;
	JsonWalk	walk = wm_json_walk(object);
	size_t		items = wm_text_items(object, limit);
	Slice		key;
	Slice		value;

	if (wm_json_kind(object) != JSON_OBJECT)
		return bad_weights;
	if (items > limit)
		return "There are too many features";
	rows = wm_alloc((items / MODE_COUNT + 1) * sizeof(FeatureWeights));
	model->features = rows;
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		FeatureWeights *row = &rows[model->count++];

		if (!wm_model_read_number(key, &row->number) ||
			!read_weights(value, row->weights))
			return bad_weights;
	}
	return NULL;
}

const char *
wm_model_parse(Slice text, Model *model)
{
	static const Slice names[] = {
		MODEL_HEAD_NAMES, LITERAL("temperature"), LITERAL("modes"), LITERAL("bias"),
		LITERAL("weights")
	};
	Slice		members[lengthof(names)];
	const Slice *own = members + MODEL_HEAD_MEMBERS;
	int64_t		modes;
	const char *fault;

	memset(model, 0, sizeof(*model));
	if (!wm_json_members(wm_slice_trim(text), names, members, lengthof(names)))
		return "It is not a JSON object";
	if (!wm_model_head_read(members, &model->head) ||
		!wm_text_read_decimal(own[0], &model->temperature) ||
		!wm_text_read_count(own[1], INT32_MAX, &modes))
		return "\"sessions\", \"penalty\", \"temperature\" and \"modes\" are numbers";
	model->modes = (uint32_t) modes;
	if (!read_weights(own[2], model->bias))
		return "\"bias\" is not an array of nine numbers with at most four decimals";
	fault = read_features(own[3], model);
	return fault != NULL ? fault : wm_model_fault(model);
}
