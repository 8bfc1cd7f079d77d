/*
 * model.c
 *	  Models: a score for each mode, linear in a session's features.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "model/model.h"

bool
wm_model_is_version(const char *version)
{
	size_t		len = strlen(version);

	for (size_t i = 0; i < len; i++)
	{
		char		c = version[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			  (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'))
			return false;
	}
	return len > 0 && len < MODEL_VERSION_SIZE;
}

/* In its field it ends with zeros, so that equal ones are equal bytes. */
static bool
is_version_field(const char *field)
{
	bool		ended = false;

	for (int i = 0; i < MODEL_VERSION_SIZE; i++)
	{
		if (ended && field[i] != '\0')
			return false;
		ended = ended || field[i] == '\0';
	}
	return ended && wm_model_is_version(field);
}

bool
wm_model_is_weight(int32_t weight)
{
	return weight >= -MODEL_WEIGHT_LIMIT && weight <= MODEL_WEIGHT_LIMIT;
}

const char *
wm_model_head_fault(const ModelHead *head)
{
	if (!is_version_field(head->version))
		return "A version has 1 to 63 letters, digits, dots, dashes or underscores";
	if (head->sessions < 1 || head->sessions > MODEL_SESSIONS_LIMIT)
		return "The number of sessions is out of range";
	if (head->penalty < 1 || !wm_model_is_weight(head->penalty))
		return "The penalty is out of range";
	return NULL;
}

static bool
are_weights(const Model *model, const int32_t *weights)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (!wm_model_is_weight(weights[i]) ||
			(weights[i] != 0 && !wm_model_knows(model, i)))
			return false;
	}
	return true;
}

const char *
wm_model_fault(const Model *model)
{
	const char *fault = wm_model_head_fault(&model->head);

	if (fault != NULL)
		return fault;
	if (model->modes >> MODE_COUNT != 0 || (model->modes & (model->modes - 1)) == 0)
		return "A model tells two to nine modes apart";
	if (model->temperature < 1 || !wm_model_is_weight(model->temperature))
		return "The temperature is out of range";
	if (!are_weights(model, model->bias))
		return "A bias is out of range, or of a mode that the model does not know";
	if (model->count > FEATURE_NUMBER_LIMIT)
		return "There are too many features";
	for (uint32_t i = 0; i < model->count; i++)
	{
		const FeatureWeights *row = &model->features[i];

		if (row->number >= FEATURE_NUMBER_LIMIT ||
			(i > 0 && row->number <= row[-1].number))
			return "Features do not ascend by number";
		if (!are_weights(model, row->weights))
			return "A weight is out of range, or of a mode that the model does not know";
	}
	return NULL;
}

const char *
wm_features_fault(const Feature *features, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
	{
		if (features[i].number >= FEATURE_NUMBER_LIMIT ||
			(i > 0 && features[i].number <= features[i - 1].number))
			return "Features do not ascend by number";
		if (features[i].amount == 0)
			return "An amount is zero";
		if (features[i].amount < -FEATURE_AMOUNT_LIMIT ||
			features[i].amount > FEATURE_AMOUNT_LIMIT)
			return "An amount is out of range";
	}
	return NULL;
}

void
wm_model_head_make_version(ModelHead *head, uint64_t hash)
{
	memset(head->version, 0, MODEL_VERSION_SIZE);
	snprintf(head->version, MODEL_VERSION_SIZE, "trained-%016" PRIx64, hash);
}

static uint64_t
mix(uint64_t hash, const int32_t *numbers, int count)
{
	for (int i = 0; i < count; i++)
		hash = (hash ^ (uint32_t) numbers[i]) * UINT64_C(0x100000001B3);
	return hash ^ hash >> 29;
}

void
wm_model_make_version(Model *model)
{
	uint64_t	hash = mix(UINT64_C(0xCBF29CE484222325), model->bias, MODE_COUNT);

	for (uint32_t i = 0; i < model->count; i++)
	{
		const int32_t number = (int32_t) model->features[i].number;

		hash = mix(hash, &number, 1);
		hash = mix(hash, model->features[i].weights, MODE_COUNT);
	}
	wm_model_head_make_version(&model->head, hash);
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int
wm_features_compare(const Feature *a, uint32_t na, const Feature *b, uint32_t nb)
{
	int			result = 0;

	for (uint32_t i = 0; i < na && i < nb && result == 0; i++)
	{
		result = compare(a[i].number, b[i].number);
		if (result == 0)
			result = compare(a[i].amount, b[i].amount);
	}
	return result != 0 ? result : compare(na, nb);
}

const FeatureWeights *
wm_model_weights(const Model *model, uint32_t number)
{
	uint32_t	low = 0;
	uint32_t	high = model->count;

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (model->features[middle].number == number)
			return &model->features[middle];
		if (model->features[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Softmax over the modes that the model knows. */
static void
set_probabilities(const Model *model, Scores *scores)
{
	double		sum = 0;
	int64_t		best = INT64_MIN;

	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (wm_model_knows(model, i) && scores->score[i] > best)
			best = scores->score[i];
	}
	for (int i = 0; i < MODE_COUNT; i++)
	{
		scores->probability[i] = !wm_model_knows(model, i) ? 0 :
			exp((double) (scores->score[i] - best) / SCORE_UNIT);
		sum += scores->probability[i];
	}
	for (int i = 0; i < MODE_COUNT; i++)
		scores->probability[i] /= sum;
}

/* Does one mode stand before another?  Equals stand in the enum's order. */
static bool
is_before(const Model *model, const Scores *scores, int a, int b)
{
	if (wm_model_knows(model, a) != wm_model_knows(model, b))
		return wm_model_knows(model, a);
	if (scores->score[a] != scores->score[b])
		return scores->score[a] > scores->score[b];
	return a < b;
}

static void
set_order(const Model *model, Scores *scores)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		int			at = i;

		while (at > 0 && is_before(model, scores, i, scores->order[at - 1]))
		{
			scores->order[at] = scores->order[at - 1];
			at--;
		}
		scores->order[at] = i;
	}
}

void
wm_model_score(const Model *model, const Feature *features, int count, Scores *scores)
{
	const FeatureWeights *row = model->features;
	const FeatureWeights *end = row + model->count;

	for (int i = 0; i < MODE_COUNT; i++)
		scores->score[i] = (int64_t) model->bias[i] * FEATURE_UNIT;

	/* Both ascend. */
	for (int i = 0; i < count && row < end; i++)
	{
		while (row < end && row->number < features[i].number)
			row++;
		for (int mode = 0; row < end && row->number == features[i].number &&
			 mode < MODE_COUNT; mode++)
			scores->score[mode] += (int64_t) row->weights[mode] * features[i].amount;
	}
	set_probabilities(model, scores);
	set_order(model, scores);
}
