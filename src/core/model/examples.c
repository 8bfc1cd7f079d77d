/*
 * examples.c
 *	  What training a model of modes and training a model of value have in common:
 *	  examples, and arrays with a place for each feature.
 */
#include <math.h>

#include "base/host.h"
#include "base/sort.h"
#include "model/examples.h"

/* Of two places in the array of examples. */
static int
compare_examples(const void *a, const void *b)
{
	const Example *x = *(const Example *const *) a;
	const Example *y = *(const Example *const *) b;

	if (x->mode != y->mode)
		return x->mode < y->mode ? -1 : 1;
	if (x->price != y->price)
		return x->price < y->price ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight < y->weight ? -1 : 1;
	return wm_features_compare(x->features, (uint32_t) x->count,
							   y->features, (uint32_t) y->count);
}

/* Bring the example that stands where places[i] says to i, for every i. */
static void
move_examples(Example *examples, const Example **places, int count)
{
	for (int i = 0; i < count; i++)
	{
		Example		first = examples[i];
		int			at = i;

		wm_check_count((size_t) i);
		while (places[at] != &examples[i])
		{
			int			next = (int) (places[at] - examples);

			wm_check_count((size_t) next);
			examples[at] = examples[next];
			places[at] = &examples[at];
			at = next;
		}
		examples[at] = first;
		places[at] = &examples[at];
	}
}

void
wm_examples_sort(Example *examples, int count)
{
	const Example **places = wm_alloc(((size_t) count + 1) * sizeof(Example *));

	for (int i = 0; i < count; i++)
	{
		wm_check_count((size_t) i);
		places[i] = &examples[i];
	}
	wm_sort(places, (size_t) count, sizeof(Example *), compare_examples);
	move_examples(examples, places, count);
	wm_free(places);
}

/* The sum of squares stands where the variance goes. */
void
wm_examples_measure(const Example *examples, int count, int size,
					double *variance, int *sessions)
{
	double	   *sum = wm_examples_zeros(size);

	memset(variance, 0, (size_t) size * sizeof(double));
	memset(sessions, 0, (size_t) size * sizeof(int));
	for (int i = 0; i < count; i++)
	{
		wm_check_interrupts();
		for (int j = 0; j < examples[i].count; j++)
		{
			const Feature *feature = &examples[i].features[j];
			double		amount = (double) feature->amount / FEATURE_UNIT;

			sessions[feature->number]++;
			sum[feature->number] += amount;
			variance[feature->number] += amount * amount;
		}
	}
	for (int i = 0; i < size; i++)
	{
		double		mean = sum[i] / count;

		variance[i] = variance[i] / count - mean * mean;
	}
	wm_free(sum);
}

/* So many are set between two looks for a cancel. */
#define NUMBERS_PER_STEP	((size_t) 64 * 1024)

/* One element at least: no allocation is empty. */
double *
wm_examples_zeros(size_t size)
{
	double	   *array = wm_alloc((size + 1) * sizeof(double));

	array[size] = 0;
	for (size_t at = 0, part; at < size; at += part)
	{
		part = size - at < NUMBERS_PER_STEP ? size - at : NUMBERS_PER_STEP;
		memset(array + at, 0, part * sizeof(double));
		wm_check_interrupts();
	}
	return array;
}

double
wm_examples_dot(const double *a, const double *b, int size)
{
	double		sum = 0;

	wm_check_interrupts();
	for (int i = 0; i < size; i++)
		sum += a[i] * b[i];
	return sum;
}

int32_t
wm_examples_round(double weight)
{
	double		units = floor(weight * FEATURE_UNIT + 0.5);

	return (int32_t) fmax(-MODEL_WEIGHT_LIMIT, fmin(MODEL_WEIGHT_LIMIT, units));
}
