/*
 * value_model.c
 *	  Models of value: ln(price), linear in a session's features.
 *
 * As text:
 *
 *		{"version": "...", "sessions": 300, "penalty": 8, "bias": 4.25,
 *		 "holdout": [[61, 0.38, -0.41, 50000, 90000], ...],
 *		 "weights": {"17": 0.125, ...}}
 *
 * (on one line).  "holdout" has a row for all and one for each tier: sessions,
 * squared correlation of logarithms (null where unknown), mean logarithm of
 * predicted over actual, and the medians of both in cents.
 */
#include <math.h>

#include "base/host.h"
#include "base/text.h"
#include "json/json_text.h"
#include "model/model_text.h"
#include "value/value_model.h"

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

static bool
are_tiers(const ValueModel *model)
{
	int64_t		sum = 0;

	for (int i = 0; i < TIER_ROWS; i++)
	{
		const TierReport *tier = &model->holdout[i];

		if (tier->sessions < 0 || tier->sessions > model->head.sessions ||
			tier->log_r2 < LOG_R2_UNKNOWN || tier->log_r2 > FEATURE_UNIT ||
			!wm_model_is_weight(tier->log_bias) ||
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
	const char *fault = wm_model_head_fault(&model->head);

	if (fault != NULL)
		return fault;
	if (!wm_model_is_weight(model->bias))
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
		if (row->weight == 0 || !wm_model_is_weight(row->weight))
			return "A weight is zero or out of range";
	}
	return NULL;
}

void
wm_value_model_make_version(ValueModel *model)
{
	TextBuffer	text = {0};

	memset(model->head.version, 0, MODEL_VERSION_SIZE);
	wm_value_model_print(model, &text);
	wm_model_head_make_version(&model->head, wm_slice_hash(wm_buffer_slice(&text)));
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
put_tier(TextBuffer *text, const TierReport *tier)
{
	wm_text_put(text, "[");
	wm_text_put_count(text, tier->sessions);
	wm_text_put(text, ", ");
	if (tier->log_r2 == LOG_R2_UNKNOWN)
		wm_text_put(text, "null");
	else
		wm_text_put_decimal(text, tier->log_r2);
	wm_text_put(text, ", ");
	wm_text_put_decimal(text, tier->log_bias);
	wm_text_put(text, ", ");
	wm_text_put_count(text, tier->predicted);
	wm_text_put(text, ", ");
	wm_text_put_count(text, tier->actual);
	wm_text_put(text, "]");
}

void
wm_value_model_print(const ValueModel *model, TextBuffer *text)
{
	wm_model_head_print(&model->head, text);
	wm_text_put(text, ", \"bias\": ");
	wm_text_put_decimal(text, model->bias);
	wm_text_put(text, ", \"holdout\": [");
	for (int i = 0; i < TIER_ROWS; i++)
	{
		wm_text_put(text, i == 0 ? "" : ", ");
		put_tier(text, &model->holdout[i]);
	}
	wm_text_put(text, "], \"weights\": {");
	for (uint32_t i = 0; i < model->count; i++)
	{
		wm_text_put(text, i == 0 ? "\"" : ", \"");
		wm_text_put_count(text, model->weights[i].number);
		wm_text_put(text, "\": ");
		wm_text_put_decimal(text, model->weights[i].weight);
	}
	wm_text_put(text, "}}");
}

static bool
read_tier(Slice array, TierReport *tier)
{
	Slice		cells[5];

	tier->log_r2 = LOG_R2_UNKNOWN;
	return wm_json_elements(array, cells, 5) &&
		wm_text_read_count(cells[0], MODEL_SESSIONS_LIMIT, &tier->sessions) &&
		(wm_json_kind(cells[1]) == JSON_NULL ||
		 wm_text_read_decimal(cells[1], &tier->log_r2)) &&
		wm_text_read_decimal(cells[2], &tier->log_bias) &&
		wm_text_read_count(cells[3], CENTS_MOST, &tier->predicted) &&
		wm_text_read_count(cells[4], CENTS_MOST, &tier->actual);
}

static bool
read_tiers(Slice array, TierReport *tiers)
{
	Slice		rows[TIER_ROWS];

	if (!wm_json_elements(array, rows, TIER_ROWS))
		return false;
	for (int i = 0; i < TIER_ROWS; i++)
	{
		if (!read_tier(rows[i], &tiers[i]))
			return false;
	}
	return true;
}

static const char bad_weights[] =
	"\"weights\" is not an object of features' numbers with a weight each";

static const char *
read_weights(Slice object, ValueModel *model)
{
	JsonWalk	walk = wm_json_walk(object);
	size_t		items = wm_text_items(object, FEATURE_NUMBER_LIMIT);
	ValueWeight *rows;
	Slice		key;
	Slice		value;

	if (wm_json_kind(object) != JSON_OBJECT)
		return bad_weights;
	if (items > FEATURE_NUMBER_LIMIT)
		return "There are too many features";
	rows = wm_alloc(items * sizeof(ValueWeight));
	model->weights = rows;
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		ValueWeight *row = &rows[model->count++];

		if (!wm_model_read_number(key, &row->number) ||
			!wm_text_read_decimal(value, &row->weight))
			return bad_weights;
	}
	return NULL;
}

const char *
wm_value_model_parse(Slice text, ValueModel *model)
{
	static const Slice names[] = {
		MODEL_HEAD_NAMES, LITERAL("bias"), LITERAL("holdout"), LITERAL("weights")
	};
	Slice		members[lengthof(names)];
	const Slice *own = members + MODEL_HEAD_MEMBERS;
	const char *fault;

	memset(model, 0, sizeof(*model));
	if (!wm_json_members(wm_slice_trim(text), names, members, lengthof(names)))
		return "It is not a JSON object";
	if (!wm_model_head_read(members, &model->head) ||
		!wm_text_read_decimal(own[0], &model->bias))
		return "\"sessions\", \"penalty\" and \"bias\" are numbers";
	if (!read_tiers(own[1], model->holdout))
		return "\"holdout\" is not an array of five rows of five numbers";
	fault = read_weights(own[2], model);
	return fault != NULL ? fault : wm_value_model_fault(model);
}
