/*
 * value_model.c
 *	  Models of value: ln(price), linear in a session's features.
 *
 * As text:
 *
 *		{"version": "...", "features": 1, "sessions": 300, "penalty": 8,
 *		 "bias": 4.25, "holdout": [[61, 0.38, -0.41, 50000, 90000], ...],
 *		 "weights": {"17": 0.125, ...}}
 *
 * (on one line).  "holdout" has a row for all and one for each tier: sessions,
 * squared correlation of logarithms (null where unknown), mean logarithm of
 * predicted over actual, and the medians of both in cents.
 */
#include <math.h>
#include <stdio.h>

#include "host.h"
#include "json.h"
#include "model_text.h"
#include "value_model.h"

/* The tiers of the published study. */
const TierInfo wm_tiers[TIER_ROWS] = {
	{"all", 0, HUGE_VAL},
	{"10 to 200", 10, 200},
	{"200 to 1,000", 200, 1000},
	{"1,000 to 5,000", 1000, 5000},
	{"5,000 to 50,000", 5000, 50000},
};

/* No price is beyond, whatever the model says. */
#define CENTS_MOST		INT64_C(100000000000000)

/* What text and binary alike can hold. */
#define SESSIONS_MOST	(INT64_MAX / 16)

static bool
is_weight(int32_t weight)
{
	return weight >= -MODEL_WEIGHT_LIMIT && weight <= MODEL_WEIGHT_LIMIT;
}

static bool
are_tiers(const ValueModel *model)
{
	int64_t		sum = 0;

	for (int i = 0; i < TIER_ROWS; i++)
	{
		const TierReport *tier = &model->holdout[i];

		if (tier->sessions < 0 || tier->sessions > model->sessions ||
			tier->log_r2 < LOG_R2_UNKNOWN || tier->log_r2 > FEATURE_UNIT ||
			!is_weight(tier->log_bias) ||
			tier->predicted < 0 || tier->predicted > CENTS_MOST ||
			tier->actual < 0 || tier->actual > CENTS_MOST)
			return false;
		if (tier->sessions == 0 &&
			(tier->log_r2 != LOG_R2_UNKNOWN || tier->log_bias != 0 ||
			 tier->predicted != 0 || tier->actual != 0))
			return false;
		sum += i == 0 ? 0 : tier->sessions;
	}
	return sum <= model->holdout[0].sessions;
}

const char *
wm_value_model_fault(const ValueModel *model)
{
	if (!wm_model_is_version_field(model->version))
		return "A version has 1 to 63 letters, digits, dots, dashes or underscores";
	if (model->feature_version == 0 || model->feature_version > INT32_MAX)
		return "The feature version is missing or out of range";
	if (model->sessions < 1 || model->sessions > SESSIONS_MOST)
		return "The number of sessions is out of range";
	if (!is_weight(model->penalty) || model->penalty < 1)
		return "The penalty is out of range";
	if (!is_weight(model->bias))
		return "The bias is out of range";
	if (!are_tiers(model))
		return "The holdout cannot be that of these sessions";
	if (model->count > FEATURE_NUMBER_LIMIT)
		return "There are too many features";
	for (uint32_t i = 0; i < model->count; i++)
	{
		const ValueWeight *row = &model->weights[i];

		if (row->number >= FEATURE_NUMBER_LIMIT ||
			(i > 0 && row->number <= row[-1].number))
			return "Features do not ascend by number";
		if (row->weight == 0 || !is_weight(row->weight))
			return "A weight is zero or out of range";
	}
	return NULL;
}

void
wm_value_model_make_version(ValueModel *model)
{
	TextBuffer	text = {0};
	unsigned long long hash;

	memset(model->version, 0, MODEL_VERSION_SIZE);
	wm_value_model_print(model, &text);
	hash = wm_slice_hash(wm_buffer_slice(&text));
	snprintf(model->version, MODEL_VERSION_SIZE, "trained-%016llx", hash);
	wm_buffer_free(&text);
}

/* Both ascend by number; what is not in the model has no weight. */
int64_t
wm_value_model_price(const ValueModel *model, const Feature *features, int count)
{
	int64_t		score = (int64_t) model->bias * FEATURE_UNIT;
	uint32_t	at = 0;
	double		cents;

	for (int i = 0; i < count; i++)
	{
		while (at < model->count && model->weights[at].number < features[i].number)
			at++;
		if (at < model->count && model->weights[at].number == features[i].number)
			score += (int64_t) model->weights[at].weight * features[i].amount;
	}
	cents = floor(exp((double) score / SCORE_UNIT) * 100 + 0.5);
	return cents < 1 ? 1 : cents > (double) CENTS_MOST ? CENTS_MOST : (int64_t) cents;
}

static void
put(TextBuffer *text, const char *string)
{
	wm_buffer_append(text, wm_slice(string, strlen(string)));
}

static void
put_count(TextBuffer *text, int64_t count)
{
	char		digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long) count);
	put(text, digits);
}

static void
put_decimal(TextBuffer *text, int32_t units)
{
	char		decimal[DECIMAL_TEXT_SIZE];

	wm_decimal_print(units, decimal);
	put(text, decimal);
}

static void
put_tier(TextBuffer *text, const TierReport *tier)
{
	put(text, "[");
	put_count(text, tier->sessions);
	put(text, ", ");
	if (tier->log_r2 == LOG_R2_UNKNOWN)
		put(text, "null");
	else
		put_decimal(text, tier->log_r2);
	put(text, ", ");
	put_decimal(text, tier->log_bias);
	put(text, ", ");
	put_count(text, tier->predicted);
	put(text, ", ");
	put_count(text, tier->actual);
	put(text, "]");
}

void
wm_value_model_print(const ValueModel *model, TextBuffer *text)
{
	put(text, "{\"version\": \"");
	put(text, model->version);
	put(text, "\", \"features\": ");
	put_count(text, model->feature_version);
	put(text, ", \"sessions\": ");
	put_count(text, model->sessions);
	put(text, ", \"penalty\": ");
	put_decimal(text, model->penalty);
	put(text, ", \"bias\": ");
	put_decimal(text, model->bias);
	put(text, ", \"holdout\": [");
	for (int i = 0; i < TIER_ROWS; i++)
	{
		put(text, i == 0 ? "" : ", ");
		put_tier(text, &model->holdout[i]);
	}
	put(text, "], \"weights\": {");
	for (uint32_t i = 0; i < model->count; i++)
	{
		put(text, i == 0 ? "\"" : ", \"");
		put_count(text, model->weights[i].number);
		put(text, "\": ");
		put_decimal(text, model->weights[i].weight);
	}
	put(text, "}}");
}

static bool
read_tier(Slice array, TierReport *tier)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		cells[5];
	Slice		key;
	Slice		cell;
	int			count = 0;

	if (wm_json_kind(array) != JSON_ARRAY)
		return false;
	while (wm_json_next(&walk, &key, &cell) == JSON_ITEM)
	{
		if (count == 5)
			return false;
		cells[count++] = cell;
	}
	tier->log_r2 = LOG_R2_UNKNOWN;
	return count == 5 &&
		wm_count_parse(cells[0], SESSIONS_MOST, &tier->sessions) &&
		(wm_json_kind(cells[1]) == JSON_NULL || wm_decimal_parse(cells[1], &tier->log_r2)) &&
		wm_decimal_parse(cells[2], &tier->log_bias) &&
		wm_count_parse(cells[3], CENTS_MOST, &tier->predicted) &&
		wm_count_parse(cells[4], CENTS_MOST, &tier->actual);
}

static bool
read_tiers(Slice array, TierReport *tiers)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		key;
	Slice		row;
	int			count = 0;

	if (wm_json_kind(array) != JSON_ARRAY)
		return false;
	while (wm_json_next(&walk, &key, &row) == JSON_ITEM)
	{
		if (count == TIER_ROWS || !read_tier(row, &tiers[count++]))
			return false;
	}
	return count == TIER_ROWS;
}

static bool
read_value_weights(Slice object, ValueModel *model)
{
	JsonWalk	walk = wm_json_walk(object);
	ValueWeight *rows;
	size_t		size = 1;
	Slice		key;
	Slice		value;

	if (wm_json_kind(object) != JSON_OBJECT)
		return false;
	for (size_t i = 0; i < object.len; i++)
		size += object.data[i] == ':' ? 1 : 0;
	rows = wm_alloc(size * sizeof(ValueWeight));
	model->weights = rows;
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		int64_t		number;

		if (model->count >= size ||
			!wm_count_parse(key, FEATURE_NUMBER_LIMIT - 1, &number) ||
			!wm_decimal_parse(value, &rows[model->count].weight))
			return false;
		rows[model->count++].number = (uint32_t) number;
	}
	return true;
}

const char *
wm_value_model_parse(Slice text, ValueModel *model)
{
	static const Slice names[] = {
		{"version", 7}, {"features", 8}, {"sessions", 8}, {"penalty", 7},
		{"bias", 4}, {"holdout", 7}, {"weights", 7}
	};
	Slice		members[7];
	Slice		version;
	int64_t		feature_version;

	memset(model, 0, sizeof(*model));
	text = wm_slice_trim(text);
	if (wm_json_kind(text) != JSON_OBJECT || !wm_json_members(text, names, members, 7))
		return "It is not a JSON object";

	version = wm_json_raw(members[0]);
	if (version.len < MODEL_VERSION_SIZE && version.len > 0)
		memcpy(model->version, version.data, version.len);
	if (!wm_count_parse(members[1], INT32_MAX, &feature_version) ||
		!wm_count_parse(members[2], SESSIONS_MOST, &model->sessions) ||
		!wm_decimal_parse(members[3], &model->penalty) ||
		!wm_decimal_parse(members[4], &model->bias))
		return "\"features\", \"sessions\", \"penalty\" and \"bias\" are numbers";
	model->feature_version = (uint32_t) feature_version;
	if (!read_tiers(members[5], model->holdout))
		return "\"holdout\" is not an array of five rows of five numbers";
	if (!read_value_weights(members[6], model))
		return "\"weights\" is not an object of features' numbers with a weight each";
	return wm_value_model_fault(model);
}
