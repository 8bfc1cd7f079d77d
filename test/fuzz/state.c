/*
 * state.c
 *	  Fuzz target: stored states, as text, as words and packed.
 *
 * The first byte says what the others are: the text of a tally, a confusion, a
 * vector, a model or probabilities, its words, or the packed form of a tally or
 * confusion.
 */
#include "base/host.h"
#include "base/probabilities.h"
#include "model/model_text.h"
#include "statistics/agreement.h"
#include "statistics/correction.h"
#include "statistics/estimate.h"
#include "statistics/proportion.h"
#include "statistics/unmix.h"
#include "tally/confusion.h"
#include "tally/tally_add.h"
#include "tally/tally_pack.h"
#include "tally/tally_text.h"
#include "value/value_model.h"

#include "fuzz.h"

static void
read_proportions(const Tally *tally)
{
	Proportion	proportions[3][TALLY_ALL + 1];

	wm_worth_shares(tally, proportions[0]);
	wm_own_shares(tally, proportions[1]);
	wm_fact_rates(tally, proportions[2]);
	for (int which = 0; which < 3; which++)
	{
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			Proportion	p = proportions[which][mode];
			Limits		limits = wm_proportion_interval(p, 0.95, 1);

			must(!(p.p < 0 || p.p > 1 || p.n < 0 || p.df < 1), "a proportion is one");
			must(!(limits.low > limits.high), "and its interval has two ends");
		}
	}
}

/* Expected and unmixed shares, where any session has probabilities. */
static void
read_expected(const Tally *tally)
{
	Prediction	prediction;
	Estimate	shares[2][MODE_COUNT];
	Estimate	changes[MODE_COUNT];
	double		sum = 0;

	wm_expected_prediction(tally, &prediction);
	wm_expected_shares(&prediction, &wm_mixing_1_0, shares[0]);
	must(wm_unmixed_shares(&prediction, &wm_mixing_1_0, UNMIX_RIDGE, shares[1]) &&
		 wm_unmixed_changes(&prediction, &prediction, &wm_mixing_1_0, UNMIX_RIDGE, changes),
		 "the shipped mixing unmixes");
	for (int mode = 0; mode < MODE_COUNT && wm_tally_is_expecting(tally); mode++)
	{
		Limits		limits = wm_unmixed_interval(shares[1][mode], 0.95);

		must(shares[0][mode].value >= 0 && shares[1][mode].value >= 0 &&
			 !(shares[0][mode].variance < 0) && !(shares[1][mode].variance < 0),
			 "shares are not negative");
		must(!(limits.low > limits.high), "and their interval has two ends");
		must(changes[mode].value == 0, "what is alike does not change");
		sum += shares[1][mode].value;
	}
	must(!wm_tally_is_expecting(tally) || (sum > 0.999999 && sum < 1.000001),
		 "shares sum to 1");
}

/* All that is worked out from a sound tally must be worked out. */
static void
read_tally(const Tally *tally)
{
	Prediction	prediction;
	ShareEstimate shares[TALLY_ALL + 1];
	double		effect;

	wm_share_estimates(tally, shares);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		Estimate	value = wm_value_estimate(tally, mode);
		Limits		limits = wm_share_interval(shares[mode], 0.95, 1);

		must(wm_tally_sessions(tally, mode) >= wm_tally_valued(tally, mode),
			 "no more sessions are valued than there are");
		must(!(shares[mode].p < 0 || shares[mode].p > 1), "a share is a share");
		must(!(limits.low > limits.high), "an interval has two ends");
		must(!(value.value < 0) && !(value.variance < 0), "values are positive");
		(void) wm_log_estimate(tally, mode);
	}
	read_proportions(tally);
	wm_prediction(tally, &prediction);
	read_expected(tally);
	(void) wm_shift_distance(tally, tally);
	(void) wm_shift_test(tally, tally, &effect);
}

static void
check_tally(Tally *tally)
{
	static Tally *back = NULL;
	static Tally *sum = NULL;
	size_t		size = wm_tally_size_of(tally);
	char		text[TALLY_TEXT_SIZE];
	size_t		len;
	TallyTextError error;
	TallyProblem problem;

	if (back == NULL)
	{
		back = calloc(1, sizeof(TallyRoom));
		sum = calloc(1, sizeof(TallyRoom));
	}

	must(wm_tally_check(tally, &problem), "what was read is sound");
	len = wm_tally_print(tally, text);
	must(len < TALLY_TEXT_SIZE, "the text has room");
	must(wm_tally_parse(wm_slice(text, len), back, &error), "what is written can be read");
	must(wm_tally_compare(tally, back) == 0, "and is the same");
	len = wm_tally_pack(tally, text);
	must(len <= TALLY_PACKED_SIZE, "the packed form has room");
	must(wm_tally_unpack(wm_slice(text, len), back) == PACK_FINE,
		 "what is packed can be unpacked");
	must(wm_tally_compare(tally, back) == 0, "and is the same");
	must(wm_tally_is_canonical(back, wm_slice(text, len)), "and is packed in one way");

	memcpy(sum, tally, size);
	if (wm_tally_merge(sum, tally, &problem))
	{
		must(wm_tally_check(sum, &problem), "a sum of sound tallies is sound");
		must(wm_tally_unmerge(sum, tally, &problem), "a part can be taken out");
		must(wm_tally_compare(sum, tally) == 0, "and the rest is left");
	}
	read_tally(tally);
}

static void
read_tally_text(Slice text)
{
	Tally	   *tally = calloc(1, sizeof(TallyRoom));
	TallyTextError error;

	if (wm_tally_parse(text, tally, &error))
		check_tally(tally);
	else
		must(error.problem.what != NULL && error.byte <= text.len + 1,
			 "an error says what and where");
	free(tally);
}

static void
read_tally_words(Slice words, bool clustered)
{
	Tally	   *tally = calloc(1, sizeof(TallyRoom));
	size_t		head = offsetof(Tally, unclassified);
	size_t		size = wm_tally_size(clustered) - head;
	TallyProblem problem;

	wm_tally_init(tally, clustered);
	memcpy((char *) tally + head, words.data, words.len < size ? words.len : size);
	if (wm_tally_check(tally, &problem))
		check_tally(tally);
	free(tally);
}

/* What is unpacked and sound is what it was packed from, if the bytes are right. */
static void
read_tally_packed(Slice bytes)
{
	TallyRoom  *room = malloc(sizeof(TallyRoom));
	Tally	   *tally = &room->tally;
	char		packed[TALLY_PACKED_SIZE];
	TallyProblem problem;

	if (wm_tally_unpack(bytes, tally) == PACK_FINE)
	{
		for (int mode = 0; mode <= TALLY_ALL; mode++)
			must(wm_tally_sessions(tally, mode) >= 0 && wm_tally_valued(tally, mode) >= 0,
				 "counts are in range");
		if (wm_tally_check(tally, &problem))
		{
			must(wm_tally_is_canonical(tally, bytes) ==
				 wm_slice_equals(bytes, wm_slice(packed, wm_tally_pack(tally, packed))),
				 "these are its bytes, or others");
			check_tally(tally);
		}
	}
	free(room);
}

static bool
is_same_confusion(const Confusion *a, const Confusion *b)
{
	return memcmp(a, b, sizeof(Confusion)) == 0;
}

static void
check_confusion(const Confusion *confusion)
{
	TextBuffer	text = {0};
	Confusion	back;
	Confusion	sum = *confusion;
	char		packed[CONFUSION_PACKED_SIZE];
	size_t		len = wm_confusion_pack(confusion, packed);
	double		accuracy = wm_accuracy(confusion);
	double		kappa = wm_kappa(confusion);

	wm_confusion_print(confusion, &text);
	must(wm_confusion_parse(&back, wm_slice(text.data, text.len)) == NULL,
		 "what is written can be read");
	wm_buffer_free(&text);
	must(is_same_confusion(confusion, &back), "and is the same");
	must(wm_confusion_unpack(wm_slice(packed, len), &back) == PACK_FINE &&
		 is_same_confusion(confusion, &back) &&
		 wm_confusion_is_canonical(&back, wm_slice(packed, len)), "packed, too");
	if (wm_confusion_merge(&sum, confusion, 1))
	{
		must(wm_confusion_merge(&sum, confusion, -1), "a part can be taken out");
		must(is_same_confusion(&sum, confusion), "and the rest is left");
	}

	must(!(accuracy < 0 || accuracy > 1), "an accuracy is a share");
	must(!(kappa > 1 + 1e-12), "kappa is at most one");
	(void) wm_marginal_test(confusion);
}

static void
read_confusion_text(Slice text)
{
	Confusion	confusion;

	if (wm_confusion_parse(&confusion, text) == NULL)
		check_confusion(&confusion);
}

static void
read_confusion_packed(Slice bytes)
{
	Confusion	confusion;

	if (wm_confusion_unpack(bytes, &confusion) == PACK_FINE)
	{
		must(wm_confusion_is_sound(&confusion), "what is unpacked is sound");
		check_confusion(&confusion);
	}
}

static void
read_confusion_words(Slice words)
{
	Confusion	confusion = {0};

	words = wm_slice_head(words, sizeof(confusion));
	memcpy(&confusion, words.data, words.len);
	if (wm_confusion_is_sound(&confusion))
		check_confusion(&confusion);
}

static void
check_probabilities(const Probabilities *probabilities)
{
	TextBuffer	text = {0};
	Probabilities back;
	int32_t		units[MODE_COUNT];
	int32_t		sum = 0;

	wm_probabilities_units(probabilities, units);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		must(units[mode] >= 0, "no probability is negative");
		sum += units[mode];
	}
	must(sum == PROBABILITY_WHOLE, "and their sum is 1");
	wm_probabilities_print(probabilities, &text);
	must(wm_probabilities_parse(&back, wm_buffer_slice(&text)) == NULL &&
		 memcmp(probabilities, &back, sizeof(back)) == 0,
		 "what is written can be read, and is the same");
	wm_buffer_free(&text);
}

static void
read_probabilities_text(Slice text)
{
	Probabilities probabilities;

	if (wm_probabilities_parse(&probabilities, text) == NULL)
		check_probabilities(&probabilities);
}

static void
read_probabilities_bytes(Slice bytes)
{
	Probabilities probabilities = {{0}};

	bytes = wm_slice_head(bytes, PROBABILITIES_SIZE);
	memcpy(probabilities.byte, bytes.data, bytes.len);
	if (wm_probabilities_are_sound(&probabilities))
		check_probabilities(&probabilities);
}

/* Room for so many features or weights made of words. */
#define ROWS		64

static void
check_vector(const Feature *features, uint32_t count)
{
	Feature    *back;
	uint32_t	back_count;
	TextBuffer	printed = {NULL, 0, 0};

	wm_vector_print(features, count, &printed);
	must(wm_vector_parse(wm_buffer_slice(&printed), &back, &back_count) == NULL,
		 "what is written can be read");
	must(wm_features_compare(features, count, back, back_count) == 0, "and is the same");
	wm_free(back);
	wm_buffer_free(&printed);
}

static void
read_vector_text(Slice text)
{
	Feature    *features;
	uint32_t	count;

	if (wm_vector_parse(text, &features, &count) == NULL)
		check_vector(features, count);
	wm_free(features);
}

static void
read_vector_words(Bytes bytes)
{
	Feature		features[ROWS];
	uint32_t	count = take_byte(&bytes) % (ROWS + 1);

	for (uint32_t i = 0; i < count; i++)
	{
		features[i].number = (uint32_t) take_number(&bytes);
		features[i].amount = (int32_t) take_number(&bytes);
	}
	if (wm_features_fault(features, count) == NULL)
		check_vector(features, count);
}

/* Any session can be scored. */
static void
score(const Model *model)
{
	static const Feature features[] = {
		{0, FEATURE_AMOUNT_LIMIT}, {1, -FEATURE_AMOUNT_LIMIT}, {2, 1},
		{FEATURE_NUMBER_LIMIT - 1, FEATURE_AMOUNT_LIMIT}
	};
	Scores		scores;
	double		sum = 0;

	wm_model_score(model, features, lengthof(features), &scores);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		must(scores.probability[mode] >= 0, "a probability is one");
		sum += scores.probability[mode];
	}
	must(sum > 0.999999 && sum < 1.000001, "probabilities add up to one");
}

static bool
same_heads(const ModelHead *a, const ModelHead *b)
{
	return a->sessions == b->sessions && a->penalty == b->penalty &&
		memcmp(a->version, b->version, MODEL_VERSION_SIZE) == 0;
}

static void
check_model(const Model *model)
{
	Model		back;
	TextBuffer	printed = {NULL, 0, 0};

	wm_model_print(model, &printed);
	must(wm_model_parse(wm_buffer_slice(&printed), &back) == NULL,
		 "what is written can be read");
	must(same_heads(&model->head, &back.head) && model->modes == back.modes &&
		 model->temperature == back.temperature &&
		 memcmp(model->bias, back.bias, sizeof(back.bias)) == 0 &&
		 model->count == back.count &&
		 (model->count == 0 || memcmp(model->features, back.features,
									  model->count * sizeof(FeatureWeights)) == 0),
		 "and is the same");
	score(model);
	wm_free((void *) back.features);
	wm_buffer_free(&printed);
}

static void
read_model_text(Slice text)
{
	Model		model;

	if (wm_model_parse(text, &model) == NULL)
		check_model(&model);
	wm_free((void *) model.features);
}

static void
take_weights(Bytes *bytes, int32_t *weights)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
		weights[mode] = (int32_t) take_number(bytes);
}

static ModelHead
take_head(Bytes *bytes)
{
	ModelHead	head = {
		.sessions = (int64_t) take_number(bytes),
		.penalty = (int32_t) take_number(bytes)
	};
	uint8_t		length = take_byte(bytes) % MODEL_VERSION_SIZE;

	for (int i = 0; i < length; i++)
		head.version[i] = (char) take_byte(bytes);
	return head;
}

static void
read_model_words(Bytes bytes)
{
	FeatureWeights rows[ROWS];
	Model		model;

	memset(&model, 0, sizeof(model));
	model.head = take_head(&bytes);
	model.modes = (uint32_t) take_number(&bytes);
	model.temperature = (int32_t) take_number(&bytes);
	take_weights(&bytes, model.bias);
	model.count = take_byte(&bytes) % (ROWS + 1);
	model.features = rows;
	for (uint32_t i = 0; i < model.count; i++)
	{
		rows[i].number = (uint32_t) take_number(&bytes);
		take_weights(&bytes, rows[i].weights);
	}
	if (wm_model_fault(&model) == NULL)
		check_model(&model);
}

static void
check_value_model(const ValueModel *model)
{
	ValueModel	back;
	TextBuffer	printed = {NULL, 0, 0};

	wm_value_model_print(model, &printed);
	must(wm_value_model_parse(wm_buffer_slice(&printed), &back) == NULL,
		 "what is written can be read");
	must(same_heads(&model->head, &back.head) && model->bias == back.bias &&
		 memcmp(model->holdout, back.holdout, sizeof(back.holdout)) == 0 &&
		 model->count == back.count &&
		 (model->count == 0 || memcmp(model->weights, back.weights,
									  model->count * sizeof(ValueWeight)) == 0),
		 "and is the same");
	must(wm_value_model_price(model, NULL, 0) > 0, "a price is at least a cent");
	wm_free((void *) back.weights);
	wm_buffer_free(&printed);
}

static void
read_value_model_text(Slice text)
{
	ValueModel	model;

	if (wm_value_model_parse(text, &model) == NULL)
		check_value_model(&model);
	wm_free((void *) model.weights);
}

static void
read_value_model_words(Bytes bytes)
{
	ValueWeight weights[ROWS];
	ValueModel	model;

	memset(&model, 0, sizeof(model));
	model.head = take_head(&bytes);
	model.bias = (int32_t) take_number(&bytes);
	for (int tier = 0; tier < TIER_ROWS; tier++)
	{
		TierReport *report = &model.holdout[tier];

		report->sessions = (int64_t) take_number(&bytes);
		report->log_r2 = (int32_t) take_number(&bytes);
		report->log_bias = (int32_t) take_number(&bytes);
		report->predicted = (int64_t) take_number(&bytes);
		report->actual = (int64_t) take_number(&bytes);
	}
	model.count = take_byte(&bytes) % (ROWS + 1);
	model.weights = weights;
	for (uint32_t i = 0; i < model.count; i++)
	{
		weights[i].number = (uint32_t) take_number(&bytes);
		weights[i].weight = (int32_t) take_number(&bytes);
	}
	if (wm_value_model_fault(&model) == NULL)
		check_value_model(&model);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		rest;
	Bytes		bytes;

	if (size == 0)
		return 0;
	rest = wm_slice((const char *) data + 1, size - 1);
	bytes = (Bytes) {data + 1, size - 1};
	switch (data[0])
	{
		case 't':
			read_tally_text(rest);
			break;
		case 'p':
			read_tally_words(rest, false);
			break;
		case 'c':
			read_tally_words(rest, true);
			break;
		case 'T':
			read_tally_packed(rest);
			break;
		case 'C':
			read_confusion_text(rest);
			break;
		case 'k':
			read_confusion_packed(rest);
			break;
		case 'w':
			read_confusion_words(rest);
			break;
		case 'v':
			read_vector_text(rest);
			break;
		case 'm':
			read_model_text(rest);
			break;
		case 'V':
			read_value_model_text(rest);
			break;
		case 'P':
			read_probabilities_text(rest);
			break;
		case 'b':
			read_probabilities_bytes(rest);
			break;
		case 'f':
			read_vector_words(bytes);
			break;
		case 'M':
			read_model_words(bytes);
			break;
		case 'x':
			read_value_model_words(bytes);
			break;
		default:
			break;
	}
	must_own_nothing();
	return 0;
}
