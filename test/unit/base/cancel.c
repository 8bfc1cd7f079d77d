/*
 * cancel.c
 *	  Work that grows with what it is given looks for a cancel all along: sorting,
 *	  training, the text forms of states and models.
 */
#include "unit.h"

#include <string.h>

#include "base/host.h"
#include "base/sort.h"
#include "base/text.h"
#include "model/model_text.h"
#include "model/train.h"
#include "tally/confusion.h"
#include "tally/histogram.h"
#include "tally/tally_text.h"
#include "unit_host.h"
#include "value/train_value.h"
#include "value/value_model.h"

#define MEGABYTE	((size_t) 1024 * 1024)


/*
 * Sorting.
 */

#define NUMBERS		100000

static long compared;
static long since_look;
static long longest;

static void
look(void)
{
	since_look = 0;
}

typedef struct Number
{
	uint32_t	number;
	uint32_t	place;
} Number;

static int
compare_numbers(const void *a, const void *b)
{
	const Number *x = a;
	const Number *y = b;

	compared++;
	if (++since_look > longest)
		longest = since_look;
	return (x->number > y->number) - (x->number < y->number);
}

static bool
is_sorted(const Number *numbers, size_t count)
{
	for (size_t i = 1; i < count; i++)
	{
		if (numbers[i].number < numbers[i - 1].number ||
			(numbers[i].number == numbers[i - 1].number &&
			 numbers[i].place < numbers[i - 1].place))
			return false;
	}
	return true;
}

/* Numbers below the limit, in one of several orders. */
static uint32_t
number_at(int order, uint32_t i, uint32_t limit)
{
	switch (order)
	{
		case 0:
			return i % limit;
		case 1:
			return (NUMBERS - i) % limit;
		default:
			return (uint32_t) ((uint64_t) i * 2654435761u % 1000003) % limit;
	}
}

static void
test_sort(void)
{
	static Number numbers[NUMBERS];
	static const size_t counts[] = {0, 1, 2, 3, 31, 1000, NUMBERS};
	bool		sorted = true;
	bool		quick = true;

	unit_host.on_interrupt = look;
	for (size_t c = 0; c < lengthof(counts); c++)
	{
		for (int order = 0; order < 6; order++)
		{
			for (uint32_t i = 0; i < counts[c]; i++)
				numbers[i] = (Number) {
				number_at(order % 3, i, order < 3 ? NUMBERS : 7), i
			};
			compared = 0;
			wm_sort(numbers, counts[c], sizeof(Number), compare_numbers);
			sorted = sorted && is_sorted(numbers, counts[c]);
			quick = quick && compared <= 17 * (long) counts[c];
		}
	}
	unit_host.on_interrupt = NULL;
	ok(sorted, "sorted, equals in their order");
	ok(quick, "whatever the order, no more comparisons than merging takes");
	ok(longest <= 100, "few comparisons between two looks");
}


/*
 * Training.
 */

#define EXAMPLES	3000
#define WIDE		2000

static Feature wide[EXAMPLES / 100][WIDE];
static Example examples[EXAMPLES];

/* Every hundredth is wide; modes and prices differ. */
static void
set_examples(bool backwards)
{
	for (int i = 0; i < EXAMPLES / 100; i++)
	{
		for (uint32_t j = 0; j < WIDE; j++)
			wide[i][j] = (Feature) {j, (int32_t) (FEATURE_UNIT + j % 7 + (uint32_t) i)};
	}
	for (int i = 0; i < EXAMPLES; i++)
	{
		int			at = backwards ? EXAMPLES - 1 - i : i;

		examples[at] = (Example) {
			.features = wide[i / 100], .count = i % 100 == 0 ? WIDE : 1 + i % 5,
			.mode = i % 3, .price = 1 + i % 11, .weight = 1
		};
	}
}

static void
test_training_sort(void)
{
	static Example sorted[EXAMPLES];

	set_examples(false);
	unit_host.interrupts = 0;
	wm_examples_sort(examples, EXAMPLES);
	ok(unit_host.interrupts >= EXAMPLES / 8, "sorting examples can be cancelled");
	memcpy(sorted, examples, sizeof(sorted));
	set_examples(true);
	wm_examples_sort(examples, EXAMPLES);
	ok(memcmp(sorted, examples, sizeof(sorted)) == 0,
	   "examples have one order, whatever order they came in");
}

static void
test_training(void)
{
	TrainOptions options = {TRAIN_PENALTY, TRAIN_TEMPERATURE};
	Model		model = {.count = 0};
	ValueModel	value = {.count = 0};

	set_examples(false);
	unit_host.interrupts = 0;
	ok(wm_train(examples, EXAMPLES, &options, &model) == TRAIN_OK &&
	   unit_host.interrupts >= 4 * EXAMPLES, "training looks at each example");
	wm_free((void *) model.features);

	set_examples(false);
	unit_host.interrupts = 0;
	ok(wm_train_value(examples, EXAMPLES, &value) == TRAIN_VALUE_OK &&
	   unit_host.interrupts >= 10 * EXAMPLES, "training prices looks at each example");
	wm_free((void *) value.weights);

	unit_host.interrupts = 0;
	wm_free(wm_examples_zeros(16 * MEGABYTE / sizeof(double)));
	ok(unit_host.interrupts >= 32, "a large array is cleared in steps");
}


/*
 * Text.
 */

typedef enum Type
{
	TYPE_VECTOR,
	TYPE_MODEL,
	TYPE_VALUE_MODEL,
	TYPE_TALLY,
	TYPE_HISTOGRAM,
	TYPE_CONFUSION
} Type;

/* Read it; was something wrong with it? */
static bool
is_faulty(Type type, Slice text)
{
	uint32_t	count;
	Feature    *features = NULL;
	Model		model = {.count = 0};
	ValueModel	value = {.count = 0};
	TallyTextError error;
	Confusion	confusion;
	const char *fault = NULL;

	switch (type)
	{
		case TYPE_VECTOR:
			fault = wm_vector_parse(text, &features, &count);
			wm_free(features);
			break;
		case TYPE_MODEL:
			fault = wm_model_parse(text, &model);
			wm_free((void *) model.features);
			break;
		case TYPE_VALUE_MODEL:
			fault = wm_value_model_parse(text, &value);
			wm_free((void *) value.weights);
			break;
		case TYPE_TALLY:
			{
				Tally	   *tally = wm_alloc(sizeof(TallyRoom));

				fault = wm_tally_parse(text, tally, &error) ? NULL : "";
				wm_free(tally);
				break;
			}
		case TYPE_HISTOGRAM:
			{
				Histogram  *histogram;

				fault = wm_histogram_parse(text, &histogram, &error) ? NULL : "";
				wm_free(histogram);
				break;
			}
		case TYPE_CONFUSION:
			fault = wm_confusion_parse(&confusion, text);
			break;
	}
	return fault != NULL;
}

#define TEXT_SIZE	(16 * MEGABYTE)

#define HEAD \
	"{\"version\": \"x\", \"sessions\": 1, \"penalty\": 1, "
#define MODEL_HEAD \
	HEAD "\"temperature\": 1, \"modes\": 3, \"bias\": [0,0,0,0,0,0,0,0,0], \"weights\": {"
#define VALUE_HEAD \
	HEAD "\"bias\": 1, \"holdout\": [[0,null,0,0,0],[0,null,0,0,0],[0,null,0,0,0]," \
	"[0,null,0,0,0],[0,null,0,0,0]], \"weights\": {"

static const struct
{
	const char *name;
	Type		type;
	const char *head;
	const char *body;
	size_t		bytes;			/* between two looks */
	size_t		memory;
}			texts[] = {
	{"blanks in a vector", TYPE_VECTOR, "{ 1", " ", 64 * 1024, 0},
	{"zeros in a vector", TYPE_VECTOR, "{", "0", 64 * 1024, 0},
	{"many features of a vector", TYPE_VECTOR, "{", "1:1,", TEXT_SIZE, 0},
	{"blanks in a model", TYPE_MODEL, "{ ", " ", 64 * 1024, 0},
	{"many features of a model", TYPE_MODEL, MODEL_HEAD,
	"\"1\":[0,0,0,0,0,0,0,0,0],", MEGABYTE, 0},
	{"many features of a model of value", TYPE_VALUE_MODEL, VALUE_HEAD, "\"1\":0,",
	MEGABYTE, 0},
	{"blanks in a tally", TYPE_TALLY, "{ ", " ", 64 * 1024, 16 * 1024},
	{"a long key of a tally", TYPE_TALLY, "{\"", "a", 64 * 1024, 16 * 1024},
	{"a long number in a tally", TYPE_TALLY, "{\"version\": ", "1", 64 * 1024, 16 * 1024},
	{"blanks in a histogram", TYPE_HISTOGRAM, "{ ", " ", 64 * 1024, 16 * 1024},
	{"a long key of a histogram", TYPE_HISTOGRAM, "{\"", "a", 64 * 1024, 16 * 1024},
	{"zeros in a histogram", TYPE_HISTOGRAM, "{\"version\": ", "0", 64 * 1024, 16 * 1024},
	{"many bins of a histogram", TYPE_HISTOGRAM, "{\"fix\": {\"values\": {", "\"1\":1,",
	TEXT_SIZE, 2 * MEGABYTE},
	{"blanks in a confusion", TYPE_CONFUSION, "{ ", " ", 64 * 1024, 0},
	{"a long key of a confusion", TYPE_CONFUSION, "{\"", "a", MEGABYTE, 0},
	{"zeros in a confusion", TYPE_CONFUSION, "{\"version\": ", "0", 64 * 1024, 0},
};

static void
test_texts(void)
{
	for (size_t i = 0; i < lengthof(texts); i++)
	{
		TextBuffer	text = {0};

		wm_buffer_append(&text, wm_slice(texts[i].head, strlen(texts[i].head)));
		while (text.len < TEXT_SIZE)
			wm_buffer_append(&text, wm_slice(texts[i].body, strlen(texts[i].body)));

		/* Closed, so that nothing but the number of features is wrong. */
		if (texts[i].type == TYPE_MODEL || texts[i].type == TYPE_VALUE_MODEL)
		{
			text.len--;
			wm_buffer_append(&text, SLICE("}}"));
		}
		unit_host.interrupts = 0;
		unit_host.peak = 0;
		ok(is_faulty(texts[i].type, wm_slice(text.data, text.len)) &&
		   (size_t) unit_host.interrupts >= TEXT_SIZE / texts[i].bytes / 2,
		   texts[i].name);
		ok(unit_host.peak <= unit_host.memory + texts[i].memory + 4096,
		   "  and refused before memory is taken");
		wm_buffer_free(&text);
	}
}

static void
test_strings(void)
{
	char	   *text = malloc(TEXT_SIZE + 1);

	memset(text, 'x', TEXT_SIZE);
	text[TEXT_SIZE] = '\0';
	unit_host.interrupts = 0;
	ok(wm_slice_cstring(text).len == TEXT_SIZE && unit_host.interrupts >= 15,
	   "the end of a long string is looked for in steps");
	ok(wm_slice_cstring("").len == 0 && wm_slice_cstring("abc").len == 3 &&
	   wm_slice_cstring(text + 1).len == TEXT_SIZE - 1 &&
	   wm_slice_cstring(text + TEXT_SIZE - MEGABYTE).len == MEGABYTE,
	   "and of others");
	free(text);
}

int
main(void)
{
	test_sort();
	test_training_sort();
	test_training();
	test_texts();
	test_strings();
	ok(unit_host.memory == 0, "all memory is given back");
	return done();
}
