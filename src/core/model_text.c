/*
 * model_text.c
 *	  Vectors and models as text, and back.
 *
 *		{"version": "1.0", "features": 1, "sessions": 1049, "penalty": 8,
 *		 "temperature": 1, "modes": 511, "bias": [0.25, ...],
 *		 "weights": {"17": [0.125, ...], ...}}
 *
 * (on one line).  "features" is the feature version, "modes" has a bit for each
 * mode that the model knows, weights stand in the order of the modes.
 */
#include <stdio.h>

#include "host.h"
#include "json.h"
#include "model_text.h"

#define FRACTION_DIGITS	4

static void
put(TextBuffer *text, const char *string)
{
	wm_buffer_append(text, wm_slice(string, strlen(string)));
}

void
wm_decimal_print(int32_t units, char *text)
{
	uint32_t	size = units < 0 ? -(uint32_t) units : (uint32_t) units;
	int			len = snprintf(text, DECIMAL_TEXT_SIZE, "%s%u.%04u", units < 0 ? "-" : "",
							   size / FEATURE_UNIT, size % FEATURE_UNIT);

	while (text[len - 1] == '0')
		len--;
	if (text[len - 1] == '.')
		len--;
	text[len] = '\0';
}

static void
put_decimal(TextBuffer *text, int32_t units)
{
	char		decimal[DECIMAL_TEXT_SIZE];

	wm_decimal_print(units, decimal);
	put(text, decimal);
}

static void
put_count(TextBuffer *text, int64_t count)
{
	char		digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long) count);
	put(text, digits);
}

static void
put_weights(TextBuffer *text, const int32_t *weights)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		put(text, i == 0 ? "[" : ", ");
		put_decimal(text, weights[i]);
	}
	put(text, "]");
}

void
wm_vector_print(uint32_t feature_version, const Feature *features,
				uint32_t count, TextBuffer *text)
{
	put(text, "{");
	for (uint32_t i = 0; i < count; i++)
	{
		put(text, i == 0 ? "" : ",");
		put_count(text, features[i].number);
		put(text, ":");
		put_decimal(text, features[i].amount);
	}
	put(text, "}/");
	put_count(text, feature_version);
}

void
wm_model_print(const Model *model, TextBuffer *text)
{
	put(text, "{\"version\": \"");
	put(text, model->version);
	put(text, "\", \"features\": ");
	put_count(text, model->feature_version);
	put(text, ", \"sessions\": ");
	put_count(text, model->sessions);
	put(text, ", \"penalty\": ");
	put_decimal(text, model->penalty);
	put(text, ", \"temperature\": ");
	put_decimal(text, model->temperature);
	put(text, ", \"modes\": ");
	put_count(text, model->modes);
	put(text, ", \"bias\": ");
	put_weights(text, model->bias);
	put(text, ", \"weights\": {");
	for (uint32_t i = 0; i < model->count; i++)
	{
		put(text, i == 0 ? "\"" : ", \"");
		put_count(text, model->features[i].number);
		put(text, "\": ");
		put_weights(text, model->features[i].weights);
	}
	put(text, "}}");
}

/* Takes digits off the text; false if there are none, or beyond the limit. */
static bool
take_count(Slice *text, int64_t limit, int64_t *count)
{
	size_t		len = 0;

	*count = 0;
	while (len < text->len && text->data[len] >= '0' && text->data[len] <= '9')
	{
		*count = *count * 10 + (text->data[len++] - '0');
		if (*count > limit)
			return false;
	}
	*text = wm_slice_from(*text, len);
	return len > 0;
}

static bool
take_char(Slice *text, char c)
{
	if (text->len == 0 || text->data[0] != c)
		return false;
	*text = wm_slice_from(*text, 1);
	return true;
}

/* A fraction's digits are as many as there are, the rest are zeros. */
static bool
take_decimal(Slice *text, int32_t *units)
{
	bool		negative = take_char(text, '-');
	int64_t		whole;
	int64_t		fraction = 0;

	if (!take_count(text, MODEL_WEIGHT_LIMIT / FEATURE_UNIT, &whole))
		return false;
	if (take_char(text, '.'))
	{
		size_t		before = text->len;

		if (!take_count(text, FEATURE_UNIT - 1, &fraction) ||
			before - text->len > FRACTION_DIGITS)
			return false;
		for (size_t digits = before - text->len; digits < FRACTION_DIGITS; digits++)
			fraction *= 10;
	}
	*units = (int32_t) (whole * FEATURE_UNIT + fraction) * (negative ? -1 : 1);
	return true;
}

bool
wm_decimal_parse(Slice value, int32_t *units)
{
	value = wm_slice_trim(value);
	return take_decimal(&value, units) && value.len == 0;
}

bool
wm_count_parse(Slice value, int64_t limit, int64_t *count)
{
	value = wm_slice_trim(value);
	return take_count(&value, limit, count) && value.len == 0;
}

static void
skip_blanks(Slice *text)
{
	while (text->len > 0 && (unsigned char) text->data[0] <= ' ')
		*text = wm_slice_from(*text, 1);
}

/* Commas bound the number of items from above. */
static size_t
count_commas(Slice text)
{
	size_t		commas = 0;

	for (size_t i = 0; i < text.len; i++)
		commas += text.data[i] == ',' ? 1 : 0;
	return commas;
}

static bool
take_feature(Slice *text, Feature *feature)
{
	int64_t		number;

	skip_blanks(text);
	if (!take_count(text, FEATURE_NUMBER_LIMIT - 1, &number))
		return false;
	skip_blanks(text);
	if (!take_char(text, ':'))
		return false;
	skip_blanks(text);
	feature->number = (uint32_t) number;
	if (!take_decimal(text, &feature->amount))
		return false;
	skip_blanks(text);
	return true;
}

const char *
wm_vector_parse(Slice text, uint32_t *feature_version,
				Feature **features, uint32_t *count)
{
	size_t		items = count_commas(text) + 1;
	int64_t		version;

	*count = 0;
	*features = NULL;
	if (items > FEATURE_NUMBER_LIMIT)
		return "There are too many features";
	*features = wm_alloc(items * sizeof(Feature));

	text = wm_slice_trim(text);
	if (!take_char(&text, '{'))
		return "A vector begins with \"{\"";
	skip_blanks(&text);
	if (!take_char(&text, '}'))
	{
		do
		{
			if (!take_feature(&text, &(*features)[*count]))
				return "A feature is its number, a colon, and an amount with at most four decimals";
			++*count;
		} while (take_char(&text, ','));
		if (!take_char(&text, '}'))
			return "The features end with \"}\"";
	}
	if (!take_char(&text, '/') || !take_count(&text, INT32_MAX, &version) ||
		version == 0 || text.len > 0)
		return "A vector ends with \"/\" and its feature version";
	*feature_version = (uint32_t) version;
	return wm_features_fault(*features, *count);
}

static bool
read_weights(Slice array, int32_t *weights)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		key;
	Slice		value;
	int			count = 0;

	if (wm_json_kind(array) != JSON_ARRAY)
		return false;
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		if (count == MODE_COUNT || !wm_decimal_parse(value, &weights[count++]))
			return false;
	}
	return count == MODE_COUNT;
}

static const char *
read_features(Slice object, Model *model)
{
	FeatureWeights *rows;
	JsonWalk	walk = wm_json_walk(object);
	Slice		key;
	Slice		value;

	if (wm_json_kind(object) != JSON_OBJECT)
		return "\"weights\" is not an object";
	rows = wm_alloc((count_commas(object) / MODE_COUNT + 1) * sizeof(FeatureWeights));
	model->features = rows;
	model->count = 0;
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		int64_t		number;

		if (!wm_count_parse(key, FEATURE_NUMBER_LIMIT - 1, &number) ||
			!read_weights(value, rows[model->count].weights))
			return "A member of \"weights\" is not a feature's number with nine weights";
		rows[model->count++].number = (uint32_t) number;
	}
	return NULL;
}

const char *
wm_model_parse(Slice text, Model *model)
{
	static const Slice names[] = {
		{"version", 7}, {"features", 8}, {"sessions", 8}, {"penalty", 7},
		{"temperature", 11}, {"modes", 5}, {"bias", 4}, {"weights", 7}
	};
	Slice		members[8];
	Slice		version;
	int64_t		feature_version;
	int64_t		modes;
	const char *fault;

	memset(model, 0, sizeof(*model));
	text = wm_slice_trim(text);
	if (wm_json_kind(text) != JSON_OBJECT || !wm_json_members(text, names, members, 8))
		return "It is not a JSON object";

	version = wm_json_raw(members[0]);
	if (version.len < MODEL_VERSION_SIZE && version.len > 0)
		memcpy(model->version, version.data, version.len);
	if (!wm_count_parse(members[1], INT32_MAX, &feature_version) ||
		!wm_count_parse(members[2], INT64_MAX / 16, &model->sessions) ||
		!wm_decimal_parse(members[3], &model->penalty) ||
		!wm_decimal_parse(members[4], &model->temperature) ||
		!wm_count_parse(members[5], INT32_MAX, &modes))
		return "\"features\", \"sessions\", \"penalty\", \"temperature\" and \"modes\" are numbers";
	model->feature_version = (uint32_t) feature_version;
	model->modes = (uint32_t) modes;
	if (!read_weights(members[6], model->bias))
		return "\"bias\" is not an array of nine numbers with at most four decimals";
	fault = read_features(members[7], model);
	return fault != NULL ? fault : wm_model_fault(model);
}
