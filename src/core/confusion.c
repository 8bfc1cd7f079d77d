/*
 * confusion.c
 *	  The confusion: how two labellings of the same sessions agree.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
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
		return "Its version is not known.";
	if (confusion->flags != 0 || confusion->reserved != 0)
		return "Reserved bits must be zero.";
	if (confusion->skipped < 0 || confusion->skipped > CONFUSION_MAX_COUNT)
		return "A count is out of range.";
	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
	{
		if (counts[i] < 0 || counts[i] > CONFUSION_MAX_COUNT)
			return "A count is out of range.";
	}
	return NULL;
}

int
wm_confusion_compare(const Confusion *a, const Confusion *b)
{
	const int64_t *one = &a->count[0][0];
	const int64_t *two = &b->count[0][0];

	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
	{
		if (one[i] != two[i])
			return one[i] < two[i] ? -1 : 1;
	}
	return (a->skipped > b->skipped) - (a->skipped < b->skipped);
}

/*
 * Text
 */

void
wm_confusion_print(const Confusion *confusion, char *text)
{
	const char *between = "";

	text += sprintf(text, "{");
	for (int truth = 0; truth < MODE_COUNT; truth++)
	{
		const char *inner = "";

		if (wm_confusion_truth(confusion, truth) == 0)
			continue;
		text += sprintf(text, "%s\"%s\": {", between, wm_modes[truth].name);
		for (int predicted = 0; predicted < MODE_COUNT; predicted++)
		{
			if (confusion->count[truth][predicted] == 0)
				continue;
			text += sprintf(text, "%s\"%s\": %" PRId64, inner,
							wm_modes[predicted].name,
							confusion->count[truth][predicted]);
			inner = ", ";
		}
		text += sprintf(text, "}");
		between = ", ";
	}
	if (confusion->skipped != 0)
		text += sprintf(text, "%s\"skipped\": %" PRId64, between,
						confusion->skipped);
	sprintf(text, "}");
}

static void
skip_blanks(Slice *text)
{
	while (text->len > 0 && strchr(" \t\r\n", text->data[0]) != NULL &&
		   text->data[0] != '\0')
		*text = wm_slice_from(*text, 1);
}

/* The next sign, if it is the one; blanks before it do not count. */
static bool
take(Slice *text, char sign)
{
	skip_blanks(text);
	if (text->len == 0 || text->data[0] != sign)
		return false;
	*text = wm_slice_from(*text, 1);
	return true;
}

/* A key with its colon. */
static bool
take_key(Slice *text, Slice *key)
{
	size_t		len = 0;

	if (!take(text, '"'))
		return false;
	while (len < text->len && text->data[len] != '"')
		len++;
	*key = wm_slice(text->data, len);
	*text = wm_slice_from(*text, len);
	return take(text, '"') && take(text, ':');
}

static const char *
take_count(Slice *text, int64_t *count)
{
	size_t		len = 0;
	int64_t		number = 0;

	skip_blanks(text);
	while (len < text->len && text->data[len] >= '0' && text->data[len] <= '9')
	{
		number = number * 10 + (text->data[len++] - '0');
		if (number > CONFUSION_MAX_COUNT)
			return "A count is out of range.";
	}
	if (len == 0)
		return "A count must be a whole number, not negative.";
	if (number == 0)
		return "Counts of zero must be left out.";
	if (*count != 0)
		return "A count is given twice.";
	*count = number;
	*text = wm_slice_from(*text, len);
	return NULL;
}

static const char *
take_row(Slice *text, int64_t *row)
{
	const char *fault;

	if (!take(text, '{'))
		return "A row must begin with \"{\".";
	do
	{
		Slice		key;
		int			mode;

		if (!take_key(text, &key))
			return "A row must hold modes with their counts.";
		mode = wm_mode_from_name(key);
		if (mode == MODE_NONE)
			return "A predicted label is not a mode.";
		fault = take_count(text, &row[mode]);
		if (fault != NULL)
			return fault;
	} while (take(text, ','));
	return take(text, '}') ? NULL : "A row must end with \"}\".";
}

const char *
wm_confusion_parse(Confusion *confusion, Slice text)
{
	const char *fault = NULL;

	wm_confusion_init(confusion);
	if (!take(&text, '{'))
		return "It must begin with \"{\".";
	if (!take(&text, '}'))
	{
		do
		{
			Slice		key;
			int			mode;

			if (!take_key(&text, &key))
				return "It must hold modes with their rows.";
			mode = wm_mode_from_name(key);
			if (wm_slice_equals(key, SLICE("skipped")))
				fault = take_count(&text, &confusion->skipped);
			else if (mode == MODE_NONE)
				fault = "A true label is not a mode.";
			else
				fault = take_row(&text, confusion->count[mode]);
			if (fault != NULL)
				return fault;
		} while (take(&text, ','));
		if (!take(&text, '}'))
			return "It must end with \"}\".";
	}
	skip_blanks(&text);
	return text.len == 0 ? NULL : "There is something after the closing \"}\".";
}

/*
 * Measures
 */

double
wm_confusion_truth(const Confusion *confusion, int mode)
{
	double		sum = 0;

	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
		sum += (double) confusion->count[mode][predicted];
	return sum;
}

double
wm_confusion_predicted(const Confusion *confusion, int mode)
{
	double		sum = 0;

	for (int truth = 0; truth < MODE_COUNT; truth++)
		sum += (double) confusion->count[truth][mode];
	return sum;
}

double
wm_confusion_pairs(const Confusion *confusion)
{
	double		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += wm_confusion_truth(confusion, mode);
	return sum;
}

double
wm_confusion_accuracy(const Confusion *confusion)
{
	double		agreed = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		agreed += (double) confusion->count[mode][mode];
	return agreed / wm_confusion_pairs(confusion);
}

double
wm_confusion_kappa(const Confusion *confusion)
{
	double		pairs = wm_confusion_pairs(confusion);
	double		chance = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		chance += wm_confusion_truth(confusion, mode) / pairs *
			(wm_confusion_predicted(confusion, mode) / pairs);
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
		change[i] = wm_confusion_predicted(confusion, i) -
			wm_confusion_truth(confusion, i);
		for (int j = 0; j < MODE_COUNT; j++)
		{
			double		moved = (double) confusion->count[i][j] +
				(double) confusion->count[j][i];

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
	double		pairs = wm_confusion_pairs(confusion);
	double		truth = wm_confusion_truth(confusion, mode);
	double		predicted = wm_confusion_predicted(confusion, mode);
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
