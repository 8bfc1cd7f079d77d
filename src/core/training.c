/*
 * training.c
 *	  What teaching a model of modes and one of value have in common: examples,
 *	  and arrays as long as there are features.
 */
#include <math.h>
#include <stdlib.h>

#include "host.h"
#include "training.h"

static int
compare_examples(const void *a, const void *b)
{
	const Example *x = a;
	const Example *y = b;

	if (x->mode != y->mode)
		return x->mode < y->mode ? -1 : 1;
	if (x->price != y->price)
		return x->price < y->price ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight < y->weight ? -1 : 1;
	return wm_features_compare(x->features, (uint32_t) x->count,
							   y->features, (uint32_t) y->count);
}

void
wm_training_sort(Example *examples, int count)
{
	qsort(examples, (size_t) count, sizeof(Example), compare_examples);
}

/* The sum of squares stands where the variance goes. */
void
wm_training_measure(const Example *examples, int count, int size,
					double *variance, int *sessions)
{
	double	   *sum = wm_training_zeros(size);

	memset(variance, 0, (size_t) size * sizeof(double));
	memset(sessions, 0, (size_t) size * sizeof(int));
	for (int i = 0; i < count; i++)
	{
		if (i % 1024 == 0)
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

/* One element at least: no allocation is empty. */
double *
wm_training_zeros(size_t size)
{
	double	   *array = wm_alloc((size + 1) * sizeof(double));

	memset(array, 0, (size + 1) * sizeof(double));
	return array;
}

double
wm_training_dot(const double *a, const double *b, int size)
{
	double		sum = 0;

	for (int i = 0; i < size; i++)
		sum += a[i] * b[i];
	return sum;
}

int32_t
wm_training_round(double weight)
{
	double		units = floor(weight * FEATURE_UNIT + 0.5);

	return (int32_t) fmax(-MODEL_WEIGHT_LIMIT, fmin(MODEL_WEIGHT_LIMIT, units));
}
