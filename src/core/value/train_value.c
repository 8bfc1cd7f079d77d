/*
 * train_value.c
 *	  Training of a model of value: ridge regression of ln(price) on features.
 *
 * It minimizes the sum of squared errors of ln(price) plus the penalty times the
 * sum of squared weights, each weight taken per standard deviation of its
 * feature; there is no penalty on the bias.  Conjugate gradients (Hestenes and
 * Stiefel 1952) solve this without ever holding the matrix, so memory grows with
 * the examples only.
 */
#include <math.h>

#include "base/host.h"
#include "base/sort.h"
#include "value/train_value.h"

#define ROUNDS		1000
#define TOLERANCE	1e-10

/* A correlation of fewer sessions than this says nothing. */
#define CORRELATION_LEAST	3

/* A run of features, the last one not included. */
typedef struct Span
{
	int			from;
	int			to;
} Span;

/* So many numbers between two features that occur part their spans. */
#define SPAN_GAP	16
#define SPANS_LIMIT	(FEATURE_NUMBER_LIMIT / SPAN_GAP + 1)

/*
 * Arrays over features have a place for each number, so that examples find theirs
 * at once; but numbers are sparse, so loops go over the spans that occur.  What
 * else stands in the arrays is zero.
 */
typedef struct Regression
{
	const Example *examples;	/* those fitted */
	int			count;
	Span	   *spans;
	int			nspans;
	double	   *scale;			/* of a feature; 0: it is the same everywhere */
	double	   *fitted;			/* of an example */
} Regression;

static int
compare_doubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

static double
amount_of(const Regression *regression, const Feature *feature)
{
	return (double) feature->amount / FEATURE_UNIT * regression->scale[feature->number];
}

/* A feature that occurs; they come in the order of their numbers. */
static void
put_in_span(Regression *regression, int number)
{
	Span	   *spans = regression->spans;
	int			count = regression->nspans;

	if (count > 0 && number - spans[count - 1].to < SPAN_GAP)
		spans[count - 1].to = number + 1;
	else
		spans[regression->nspans++] = (Span) {number, number + 1};
}

static void
set_scales(Regression *regression)
{
	double	   *variance = wm_examples_zeros(FEATURE_NUMBER_LIMIT);
	int		   *sessions = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(int));

	wm_examples_measure(regression->examples, regression->count, FEATURE_NUMBER_LIMIT,
						variance, sessions);
	regression->nspans = 0;
	for (int i = 0; i < FEATURE_NUMBER_LIMIT; i++)
	{
		if (sessions[i] > 0)
			put_in_span(regression, i);
		regression->scale[i] = variance[i] > LEAST_VARIANCE ? 1 / sqrt(variance[i]) : 0;
	}
	wm_free(variance);
	wm_free(sessions);
}

/* Each example's product with these weights; returns their mean. */
static double
fit(Regression *regression, const double *weights)
{
	double		sum = 0;

	for (int i = 0; i < regression->count; i++)
	{
		const Example *example = &regression->examples[i];
		double		product = 0;

		wm_check_interrupts();
		for (int j = 0; j < example->count; j++)
			product += amount_of(regression, &example->features[j]) *
				weights[example->features[j].number];
		regression->fitted[i] = product;
		sum += product;
	}
	return sum / regression->count;
}

/* The transposed product of the fitted numbers, less their mean. */
static void
collect(Regression *regression, double mean, double *result)
{
	for (int n = 0; n < regression->nspans; n++)
	{
		Span		span = regression->spans[n];

		memset(result + span.from, 0, (size_t) (span.to - span.from) * sizeof(double));
	}
	for (int i = 0; i < regression->count; i++)
	{
		const Example *example = &regression->examples[i];

		wm_check_interrupts();
		for (int j = 0; j < example->count; j++)
			result[example->features[j].number] +=
				amount_of(regression, &example->features[j]) *
				(regression->fitted[i] - mean);
	}
}

static double
dot(const Regression *regression, const double *a, const double *b)
{
	double		sum = 0;

	wm_check_interrupts();
	for (int n = 0; n < regression->nspans; n++)
	{
		for (int i = regression->spans[n].from; i < regression->spans[n].to; i++)
			sum += a[i] * b[i];
	}
	return sum;
}

/* The sum of an array and so much of another one, in the place of any. */
static void
add(const Regression *regression, double *sum, const double *array, double factor,
	const double *other)
{
	for (int n = 0; n < regression->nspans; n++)
	{
		for (int i = regression->spans[n].from; i < regression->spans[n].to; i++)
			sum[i] = array[i] + factor * other[i];
	}
}

/*
 * Conjugate gradients from zero: weights such that the gradient, now in rest, is
 * none.
 */
static void
descend(Regression *regression, double penalty, double *weights, double *rest)
{
	double	   *direction = wm_examples_zeros(FEATURE_NUMBER_LIMIT);
	double	   *image = wm_examples_zeros(FEATURE_NUMBER_LIMIT);
	double		norm = dot(regression, rest, rest);
	double		goal = norm * TOLERANCE * TOLERANCE;

	memcpy(direction, rest, FEATURE_NUMBER_LIMIT * sizeof(double));
	for (int round = 0; round < ROUNDS && norm > goal; round++)
	{
		double		length;
		double		next;

		collect(regression, fit(regression, direction), image);
		add(regression, image, image, penalty, direction);
		length = norm / dot(regression, direction, image);
		add(regression, weights, weights, length, direction);
		add(regression, rest, rest, -length, image);
		next = dot(regression, rest, rest);
		add(regression, direction, rest, next / norm, direction);
		norm = next;
	}
	wm_free(direction);
	wm_free(image);
}

static void
set_weights(const Regression *regression, const double *weights, ValueModel *model)
{
	ValueWeight *rows = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(ValueWeight));

	model->count = 0;
	for (int i = 0; i < FEATURE_NUMBER_LIMIT; i++)
	{
		int32_t		weight = wm_examples_round(weights[i] * regression->scale[i]);

		if (weight != 0)
			rows[model->count++] = (ValueWeight) {(uint32_t) i, weight};
	}
	model->weights = rows;
}

/* Sets bias and weights of the model by these examples. */
static void
regress(const Example *examples, int count, ValueModel *model)
{
	Regression	regression = {.examples = examples, .count = count};
	double	   *weights;
	double	   *rest;
	double		mean = 0;

	regression.spans = wm_alloc(SPANS_LIMIT * sizeof(Span));
	regression.scale = wm_examples_zeros(FEATURE_NUMBER_LIMIT);
	regression.fitted = wm_examples_zeros(count);
	weights = wm_examples_zeros(FEATURE_NUMBER_LIMIT);
	rest = wm_examples_zeros(FEATURE_NUMBER_LIMIT);
	set_scales(&regression);

	for (int i = 0; i < count; i++)
	{
		wm_check_count((size_t) i);
		regression.fitted[i] = log(examples[i].price);
		mean += regression.fitted[i] / count;
	}
	collect(&regression, mean, rest);
	descend(&regression, (double) TRAIN_VALUE_PENALTY / FEATURE_UNIT, weights, rest);

	model->bias = wm_examples_round(mean - fit(&regression, weights));
	set_weights(&regression, weights, model);
	wm_free(regression.spans);
	wm_free(regression.scale);
	wm_free(regression.fitted);
	wm_free(weights);
	wm_free(rest);
}

static uint64_t
mix(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 32;
}

static bool
is_held_out(const Example *example)
{
	uint64_t	price;
	uint64_t	hash;

	memcpy(&price, &example->price, sizeof(price));
	wm_check_interrupts();
	hash = mix(UINT64_C(0xCBF29CE484222325), price);
	for (int i = 0; i < example->count; i++)
	{
		hash = mix(hash, example->features[i].number);
		hash = mix(hash, (uint32_t) example->features[i].amount);
	}
	return hash % HOLDOUT_PART == 0;
}

/* Puts those held out behind the others, either in its order; returns where. */
static int
divide(const Example *examples, int count, Example *divided)
{
	int			fitted = 0;
	int			at;

	for (int i = 0; i < count; i++)
	{
		if (!is_held_out(&examples[i]))
			divided[fitted++] = examples[i];
	}
	at = fitted;
	for (int i = 0; i < count; i++)
	{
		if (is_held_out(&examples[i]))
			divided[at++] = examples[i];
	}
	return fitted;
}

static bool
is_in_tier(int tier, double price)
{
	return price >= wm_tiers[tier].low &&
		(price < wm_tiers[tier].high ||
		 (tier == TIER_ROWS - 1 && price == wm_tiers[tier].high));
}

/*
 * The squared correlation of logarithms: it asks whether dearer sessions are
 * priced dearer; by how much too dear or too cheap is what the bias says.
 */
static int32_t
log_r2(const double *x, const double *y, int n)
{
	double		mx = 0;
	double		my = 0;
	double		xx = 0;
	double		yy = 0;
	double		xy = 0;

	for (int i = 0; i < n; i++)
	{
		wm_check_count((size_t) i);
		mx += x[i] / n;
		my += y[i] / n;
	}
	for (int i = 0; i < n; i++)
	{
		wm_check_count((size_t) i);
		xx += (x[i] - mx) * (x[i] - mx);
		yy += (y[i] - my) * (y[i] - my);
		xy += (x[i] - mx) * (y[i] - my);
	}
	if (n < CORRELATION_LEAST || !(xx > 1e-12) || !(yy > 1e-12))
		return LOG_R2_UNKNOWN;
	return wm_examples_round(fmin(1, xy / xx * xy / yy));
}

/* Of logarithms, in cents; puts them in order. */
static int64_t
median_cents(double *logs, int n)
{
	double		middle;

	wm_sort(logs, (size_t) n, sizeof(double), compare_doubles);
	middle = (logs[(n - 1) / 2] + logs[n / 2]) / 2;
	return (int64_t) fmin(1e14, floor(exp(middle) * 100 + 0.5));
}

static void
measure(const ValueModel *model, const Example *examples, int count, int tier,
		TierReport *report)
{
	double	   *predicted = wm_examples_zeros(count);
	double	   *actual = wm_examples_zeros(count);
	double		bias = 0;
	int			n = 0;

	for (int i = 0; i < count; i++)
	{
		int64_t		cents;

		wm_check_interrupts();
		if (!is_in_tier(tier, examples[i].price))
			continue;
		cents = wm_value_model_price(model, examples[i].features, examples[i].count);
		predicted[n] = log((double) cents / 100);
		actual[n] = log(examples[i].price);
		bias += predicted[n] - actual[n];
		n++;
	}
	memset(report, 0, sizeof(*report));
	report->sessions = n;
	report->log_r2 = log_r2(predicted, actual, n);
	if (n > 0)
	{
		report->log_bias = wm_examples_round(bias / n);
		report->predicted = median_cents(predicted, n);
		report->actual = median_cents(actual, n);
	}
	wm_free(predicted);
	wm_free(actual);
}

TrainValueFault
wm_train_value(Example *examples, int count, ValueModel *model)
{
	ValueModel	partial = {.count = 0};
	Example    *divided;
	int			fitted;

	if (count < TRAIN_VALUE_LEAST)
		return TRAIN_VALUE_TOO_FEW;
	wm_examples_sort(examples, count);
	if (examples[0].price == examples[count - 1].price)
		return TRAIN_VALUE_CONSTANT;

	divided = wm_alloc((size_t) count * sizeof(Example));
	fitted = divide(examples, count, divided);
	if (fitted > 0)
		regress(divided, fitted, &partial);
	for (int tier = 0; tier < TIER_ROWS; tier++)
		measure(&partial, divided + fitted, count - fitted, tier, &model->holdout[tier]);
	wm_free((void *) partial.weights);
	wm_free(divided);

	regress(examples, count, model);
	model->head.sessions = count;
	model->head.penalty = TRAIN_VALUE_PENALTY;
	return TRAIN_VALUE_OK;
}
