/*
 * topics.c
 *	  Topics: words that come together in sessions.
 *
 * They are the first right singular vectors of the examples' words, found by
 * subspace iteration: each round multiplies a set of directions by the words'
 * matrix of second moments, which turns them to where that is largest, and then
 * orthonormalizes them (Gram and Schmidt).
 */
#include <math.h>

#include "base/host.h"
#include "model/topics.h"

/* The subspace settles well before it converges; six rounds do. */
#define ROUNDS	6

/* A rare word weighs more than a common one, to here. */
#define LEAST_WORD_DEVIATION	0.02

typedef struct Words
{
	const Example *examples;
	int			count;
	const int  *column_of;
	int			columns;
	int			topics;
	double	   *scale;			/* of a column: 0 if it is no word */
	double	   *directions;		/* columns by topics */
	double	   *place;			/* of one example */
} Words;

/* Commands and files have names, which are no language. */
static bool
is_word(uint32_t number)
{
	FeatureParts parts = wm_feature_parts(number);

	return parts.family == FEATURES_WORD &&
		(parts.field == WORDS_PERSON || parts.field == WORDS_AGENT ||
		 parts.field == WORDS_THOUGHT);
}

/* False if there is no word. */
static bool
set_scales(Words *words, const double *deviation)
{
	bool		any = false;

	words->scale = wm_examples_zeros(words->columns);
	for (uint32_t number = 0; number < FEATURE_NUMBER_LIMIT; number++)
	{
		int			column = words->column_of[number];

		if (column < 0 || !is_word(number))
			continue;
		words->scale[column] = 1 / fmax(deviation[column], LEAST_WORD_DEVIATION);
		any = true;
	}
	return any;
}

/* Anything does that is not in a plane: a sequence of Lehmer's kind. */
static void
set_directions(Words *words)
{
	uint32_t	seed = 1;

	words->directions = wm_examples_zeros((size_t) words->columns * words->topics);
	for (int i = 0; i < words->columns * words->topics; i++)
	{
		seed = (uint32_t) ((uint64_t) seed * 48271 % 2147483647);
		if (words->scale[i / words->topics] > 0)
			words->directions[i] = (double) seed / 2147483647 - 0.5;
	}
}

static double
dot_directions(const Words *words, int a, int b)
{
	const double *directions = words->directions;
	double		sum = 0;

	for (int i = 0; i < words->columns * words->topics; i += words->topics)
		sum += directions[i + a] * directions[i + b];
	return sum;
}

static void
set_upright(Words *words)
{
	double	   *directions = words->directions;
	int			size = words->columns * words->topics;

	for (int a = 0; a < words->topics; a++)
	{
		double		length;

		for (int b = 0; b < a; b++)
		{
			double		along = dot_directions(words, a, b);

			wm_check_interrupts();
			for (int i = 0; i < size; i += words->topics)
				directions[i + a] -= along * directions[i + b];
		}
		length = sqrt(dot_directions(words, a, a));
		wm_check_interrupts();
		for (int i = 0; i < size; i += words->topics)
			directions[i + a] = length > 0 ? directions[i + a] / length : 0;
	}
}

/* The scaled amount of feature j of an example, and its column. */
static double
get_word(const Words *words, const Example *example, int j, int *column)
{
	const Feature *feature = &example->features[j];

	*column = words->column_of[feature->number];
	return *column < 0 ? 0 :
		words->scale[*column] * feature->amount / FEATURE_UNIT;
}

static void
set_place(const Words *words, const Example *example, double *place)
{
	int			column;

	memset(place, 0, (size_t) words->topics * sizeof(double));
	for (int j = 0; j < example->count; j++)
	{
		double		amount = get_word(words, example, j, &column);

		if (amount == 0)
			continue;
		for (int k = 0; k < words->topics; k++)
			place[k] += amount * words->directions[column * words->topics + k];
	}
}

static void
turn(Words *words, double *next)
{
	size_t		size = (size_t) words->columns * words->topics * sizeof(double);
	int			column;

	memset(next, 0, size);
	for (int i = 0; i < words->count; i++)
	{
		const Example *example = &words->examples[i];

		wm_check_interrupts();
		set_place(words, example, words->place);
		for (int j = 0; j < example->count; j++)
		{
			double		amount = get_word(words, example, j, &column);

			if (amount == 0)
				continue;
			for (int k = 0; k < words->topics; k++)
				next[column * words->topics + k] += amount * words->place[k];
		}
	}
	memcpy(words->directions, next, size);
}

/* Places of variance one, and the loadings that lead to them. */
static void
set_topics(Words *words, Topics *topics)
{
	int			count = words->topics;

	topics->count = count;
	topics->places = wm_examples_zeros((size_t) words->count * count);
	topics->loadings = words->directions;
	for (int i = 0; i < words->count; i++)
	{
		wm_check_interrupts();
		set_place(words, &words->examples[i], topics->places + (size_t) i * count);
	}
	for (int k = 0; k < count; k++)
	{
		double		sum = 0;
		double		square = 0;
		double		variance;
		double		scale;

		for (int i = 0; i < words->count; i++)
		{
			double		place = topics->places[(size_t) i * count + k];

			wm_check_count((size_t) i);
			sum += place;
			square += place * place;
		}
		variance = square / words->count - sum / words->count * (sum / words->count);
		scale = variance > LEAST_VARIANCE ? 1 / sqrt(variance) : 0;
		for (int i = 0; i < words->count; i++)
		{
			wm_check_count((size_t) i);
			topics->places[(size_t) i * count + k] *= scale;
		}
		for (int column = 0; column < words->columns; column++)
			topics->loadings[column * count + k] *= words->scale[column] * scale;
	}
}

void
wm_topics_find(Topics *topics, const Example *examples, int count,
			   const int *column_of, const double *deviation, int columns)
{
	Words		words = {
		.examples = examples, .count = count, .column_of = column_of,
		.columns = columns, .topics = count / EXAMPLES_PER_TOPIC
	};
	double	   *next;

	memset(topics, 0, sizeof(Topics));
	if (words.topics > TOPICS_LIMIT)
		words.topics = TOPICS_LIMIT;
	if (words.topics > 0 && set_scales(&words, deviation))
	{
		words.place = wm_examples_zeros(words.topics);
		next = wm_examples_zeros((size_t) columns * words.topics);
		set_directions(&words);
		set_upright(&words);
		for (int round = 0; round < ROUNDS; round++)
		{
			turn(&words, next);
			set_upright(&words);
		}
		set_topics(&words, topics);
		wm_free(next);
		wm_free(words.place);
	}
	wm_free(words.scale);
}

void
wm_topics_free(Topics *topics)
{
	wm_free(topics->loadings);
	wm_free(topics->places);
}
