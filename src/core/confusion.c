/*
 * confusion.c
 *	  The confusion: how two labellings of the same sessions agree.
 */
#include <math.h>
#include <string.h>

#include "confusion.h"
#include "linear.h"

void
wm_confusion_init(Confusion *confusion)
{
	int32_t		host = confusion->host;

	memset(confusion, 0, sizeof(*confusion));
	confusion->host = host;
	confusion->version = CONFUSION_VERSION;
}

static bool
add(int64_t *count, int64_t amount)
{
	int64_t		sum = *count + amount;	/* two counts cannot overflow */

	if (sum < 0 || sum > CONFUSION_MAX_COUNT)
		return false;
	*count = sum;
	return true;
}

bool
wm_confusion_add(Confusion *confusion, int truth, int predicted, int step)
{
	if (truth == MODE_NONE || predicted == MODE_NONE)
		return add(&confusion->skipped, step);
	return add(&confusion->count[truth][predicted], step);
}

bool
wm_confusion_merge(Confusion *confusion, const Confusion *part, int step)
{
	int64_t    *to = &confusion->count[0][0];
	const int64_t *from = &part->count[0][0];

	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
	{
		if (!add(&to[i], from[i] * step))
			return false;
	}
	return add(&confusion->skipped, part->skipped * step);
}

const char *
wm_confusion_check(const Confusion *confusion)
{
	const int64_t *counts = &confusion->count[0][0];

	if (confusion->version != CONFUSION_VERSION)
		return "Its version is not known";
	if (confusion->flags != 0 || confusion->reserved != 0)
		return "Reserved bits must be zero";
	if (confusion->skipped < 0 || confusion->skipped > CONFUSION_MAX_COUNT)
		return "A count is out of range";
	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
	{
		if (counts[i] < 0 || counts[i] > CONFUSION_MAX_COUNT)
			return "A count is out of range";
	}
	return NULL;
}

int64_t
wm_confusion_truth(const Confusion *confusion, int mode)
{
	int64_t		sum = 0;

	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
		sum += confusion->count[mode][predicted];
	return sum;
}

int64_t
wm_confusion_predicted(const Confusion *confusion, int mode)
{
	int64_t		sum = 0;

	for (int truth = 0; truth < MODE_COUNT; truth++)
		sum += confusion->count[truth][mode];
	return sum;
}

int64_t
wm_confusion_pairs(const Confusion *confusion)
{
	int64_t		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += wm_confusion_truth(confusion, mode);
	return sum;
}

double
wm_confusion_accuracy(const Confusion *confusion)
{
	int64_t		agreed = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		agreed += confusion->count[mode][mode];
	return (double) agreed / (double) wm_confusion_pairs(confusion);
}

double
wm_confusion_kappa(const Confusion *confusion)
{
	double		pairs = (double) wm_confusion_pairs(confusion);
	double		chance = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		chance += (double) wm_confusion_truth(confusion, mode) / pairs *
			((double) wm_confusion_predicted(confusion, mode) / pairs);
	return (wm_confusion_accuracy(confusion) - chance) / (1.0 - chance);
}

ChisqTest
wm_confusion_marginal_test(const Confusion *confusion)
{
	ChisqTest	test = {NAN, NAN, NAN};
	Matrix		covariance = {{0}};
	double		change[MODE_COUNT];
	int			rank;

	if (wm_confusion_pairs(confusion) == 0)
		return test;

	for (int i = 0; i < MODE_COUNT; i++)
	{
		change[i] = (double) (wm_confusion_predicted(confusion, i) -
							  wm_confusion_truth(confusion, i));
		for (int j = 0; j < MODE_COUNT; j++)
		{
			double		moved = (double) (confusion->count[i][j] +
										  confusion->count[j][i]);

			if (i == j)
				continue;
			covariance[i][i] += moved;
			covariance[i][j] = -moved;
		}
	}
	test.chisq = wm_quadratic_form(MODE_COUNT, covariance, change, &rank);
	test.df = rank;
	return wm_chisq_scale(test, 1.0);
}

PairedChange
wm_confusion_change(const Confusion *confusion, int mode, double confidence)
{
	PairedChange change;
	double		pairs = (double) wm_confusion_pairs(confusion);
	double		truth = (double) wm_confusion_truth(confusion, mode);
	double		predicted = (double) wm_confusion_predicted(confusion, mode);
	double		both = (double) confusion->count[mode][mode];

	change.share0 = truth / pairs;
	change.share1 = predicted / pairs;
	change.change = wm_paired_interval(both, predicted - both, truth - both,
									   pairs - truth - predicted + both,
									   wm_critical(confidence, INFINITY));
	change.p_value = pairs > 0 ?
		wm_mcnemar_p(predicted - both, truth - both) : NAN;
	return change;
}
