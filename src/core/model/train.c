/*
 * train.c
 *	  Training of a model: multinomial logistic regression that starts from what
 *	  the codebook says.
 *
 * A weight is a common factor times that of prior.h, plus a weight that is fitted
 * to the examples.  The fit minimizes the sum over examples of -ln p(mode), each
 * multiplied by its weight, plus the penalty times half the sum of squares of the
 * fitted weights, each taken per standard deviation of its feature; there is no
 * penalty on the factor and the biases.  Topics (topics.h) are fitted like
 * features; in the end their weights go to their words.  The function is convex,
 * so there is one minimum, and L-BFGS (Nocedal 1980) finds it.
 */
#include <math.h>

#include "base/host.h"
#include "model/prior.h"
#include "model/topics.h"
#include "model/train.h"

/* Pairs that the estimate of curvature remembers. */
#define MEMORY		10

/* The gradient's largest part where the search ends, for each example. */
#define TOLERANCE	1e-6

#define BACKTRACKS	40

typedef struct Problem
{
	const Example *examples;
	int			count;
	double		penalty;
	int			features;		/* that have a column */
	Topics		topics;
	int			columns;		/* features, topics, and one for the bias */
	uint32_t   *numbers;		/* of the feature of a column */
	int		   *column_of;		/* of a feature */
	double	   *deviation;		/* of a feature's column */
	double	   *scale;			/* of each column, too */
	int			weights;		/* columns by modes */
	int			size;			/* the weights and the prior's factor */
	double	   *prior;			/* weights by columns, as the others are scaled */
	double	   *sum;			/* room for the sums of prior and fitted weights */
} Problem;

/*
 * A feature's scale is its standard deviation, but not below this: what is rare
 * must not weigh more than what is common.
 */
#define LEAST_DEVIATION	0.125

/* A feature of fewer sessions gets no weight. */
#define LEAST_SESSIONS	5

/* Give the features that occur their columns, each with its scale. */
static void
set_columns(Problem *problem)
{
	double	   *variance = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(double));
	int		   *sessions = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(int));

	wm_examples_measure(problem->examples, problem->count, FEATURE_NUMBER_LIMIT,
						variance, sessions);
	problem->features = 0;
	for (int i = 0; i < FEATURE_NUMBER_LIMIT; i++)
	{
		double		deviation = sqrt(variance[i]);

		problem->column_of[i] = -1;
		if (sessions[i] < LEAST_SESSIONS || !(variance[i] > LEAST_VARIANCE))
			continue;
		problem->column_of[i] = problem->features;
		problem->numbers[problem->features] = (uint32_t) i;
		problem->deviation[problem->features] = deviation;
		problem->scale[problem->features++] = 1 / fmax(deviation, LEAST_DEVIATION);
	}
	wm_topics_find(&problem->topics, problem->examples, problem->count,
				   problem->column_of, problem->deviation, problem->features);
	problem->columns = problem->features + problem->topics.count + 1;
	problem->weights = problem->columns * MODE_COUNT;
	problem->size = problem->weights + 1;
	wm_free(sessions);
	wm_free(variance);
}

static void
set_prior(Problem *problem)
{
	problem->sum = wm_examples_zeros(problem->weights);
	problem->prior = wm_examples_zeros(problem->weights);
	for (int column = 0; column < problem->features; column++)
	{
		double	   *prior = problem->prior + column * MODE_COUNT;

		wm_prior_weights(problem->numbers[column], prior);
		for (int k = 0; k < MODE_COUNT; k++)
			prior[k] /= problem->scale[column];
	}
}

/* The weights that score: the fitted ones plus the factor times the prior's. */
static const double *
add_prior(const Problem *problem, const double *taught)
{
	double		factor = taught[problem->weights];

	for (int i = 0; i < problem->weights; i++)
		problem->sum[i] = taught[i] + factor * problem->prior[i];
	return problem->sum;
}

/*
 * The value of feature j of an example, behind them of its topics, and the
 * column; false for none.
 */
static inline bool
get_cell(const Problem *problem, const Example *example, int j,
		 int *column, double *value)
{
	const Feature *feature;

	if (j >= example->count)
	{
		j -= example->count;
		*column = problem->features + j;
		*value = problem->topics.places[(example - problem->examples) *
										problem->topics.count + j];
		return true;
	}
	feature = &example->features[j];
	*column = problem->column_of[feature->number];
	if (*column < 0)
		return false;
	*value = (double) feature->amount / FEATURE_UNIT * problem->scale[*column];
	return true;
}

/* Adds one example's loss, and its gradient. */
static double
add_example(const Problem *problem, const Example *example, uint32_t modes,
			const double *weights, double *gradient)
{
	const double *bias = weights + (problem->columns - 1) * MODE_COUNT;
	double	   *bias_gradient = gradient + (problem->columns - 1) * MODE_COUNT;
	double		p[MODE_COUNT];
	double		best = -HUGE_VAL;
	double		sum = 0;
	double		own;
	int			cells = example->count + problem->topics.count;
	int			column;
	double		value;

	memcpy(p, bias, sizeof(p));
	for (int j = 0; j < cells; j++)
	{
		if (!get_cell(problem, example, j, &column, &value))
			continue;
		for (int k = 0; k < MODE_COUNT; k++)
			p[k] += value * weights[column * MODE_COUNT + k];
	}
	own = p[example->mode];
	for (int k = 0; k < MODE_COUNT; k++)
	{
		if ((modes >> k & 1) != 0 && p[k] > best)
			best = p[k];
	}
	for (int k = 0; k < MODE_COUNT; k++)
	{
		p[k] = (modes >> k & 1) != 0 ? exp(p[k] - best) : 0;
		sum += p[k];
	}
	for (int k = 0; k < MODE_COUNT; k++)
	{
		p[k] = example->weight * (p[k] / sum - (k == example->mode ? 1 : 0));
		bias_gradient[k] += p[k];
	}
	for (int j = 0; j < cells; j++)
	{
		if (!get_cell(problem, example, j, &column, &value))
			continue;
		for (int k = 0; k < MODE_COUNT; k++)
			gradient[column * MODE_COUNT + k] += value * p[k];
	}
	return example->weight * (log(sum) + best - own);
}

static double
evaluate(const Problem *problem, uint32_t modes, const double *taught,
		 double *gradient)
{
	const double *weights = add_prior(problem, taught);
	double		loss = 0;

	memset(gradient, 0, (size_t) problem->size * sizeof(double));
	for (int i = 0; i < problem->count; i++)
	{
		wm_check_interrupts();
		loss += add_example(problem, &problem->examples[i], modes, weights, gradient);
	}
	gradient[problem->weights] =
		wm_examples_dot(gradient, problem->prior, problem->weights);
	for (int i = 0; i < problem->weights - MODE_COUNT; i++)
	{
		loss += 0.5 * problem->penalty * taught[i] * taught[i];
		gradient[i] += problem->penalty * taught[i];
	}
	return loss;
}

static double
largest(const double *a, int size)
{
	double		most = 0;

	for (int i = 0; i < size; i++)
		most = fmax(most, fabs(a[i]));
	return most;
}

/* What L-BFGS works with; rings of the last steps and gradients' changes. */
typedef struct Search
{
	double	   *weights;
	double	   *gradient;
	double	   *next_weights;
	double	   *next_gradient;
	double	   *direction;
	double	   *step[MEMORY];
	double	   *change[MEMORY];
	double		curvature[MEMORY];	/* step . change */
	int			pairs;			/* so many were made */
} Search;

static void
search_init(Search *search, int size)
{
	search->weights = wm_examples_zeros(size);
	search->gradient = wm_examples_zeros(size);
	search->next_weights = wm_examples_zeros(size);
	search->next_gradient = wm_examples_zeros(size);
	search->direction = wm_examples_zeros(size);
	for (int i = 0; i < MEMORY; i++)
	{
		search->step[i] = wm_examples_zeros(size);
		search->change[i] = wm_examples_zeros(size);
	}
	search->pairs = 0;
}

static void
search_free(Search *search)
{
	wm_free(search->weights);
	wm_free(search->gradient);
	wm_free(search->next_weights);
	wm_free(search->next_gradient);
	wm_free(search->direction);
	for (int i = 0; i < MEMORY; i++)
	{
		wm_free(search->step[i]);
		wm_free(search->change[i]);
	}
}

/* The two-loop recursion: down the gradient, bent by the curvature seen. */
static void
set_direction(Search *search, int size)
{
	double		alpha[MEMORY];
	int			oldest = search->pairs > MEMORY ? search->pairs - MEMORY : 0;
	double	   *d = search->direction;

	for (int i = 0; i < size; i++)
		d[i] = -search->gradient[i];
	for (int n = search->pairs - 1; n >= oldest; n--)
	{
		int			at = n % MEMORY;

		alpha[at] = wm_examples_dot(search->step[at], d, size) / search->curvature[at];
		for (int i = 0; i < size; i++)
			d[i] -= alpha[at] * search->change[at][i];
	}
	if (search->pairs > 0)
	{
		int			at = (search->pairs - 1) % MEMORY;
		double		scale = search->curvature[at] /
			wm_examples_dot(search->change[at], search->change[at], size);

		for (int i = 0; i < size; i++)
			d[i] *= scale;
	}
	for (int n = oldest; n < search->pairs; n++)
	{
		int			at = n % MEMORY;
		double		beta = wm_examples_dot(search->change[at], d, size) /
			search->curvature[at];

		for (int i = 0; i < size; i++)
			d[i] += (alpha[at] - beta) * search->step[at][i];
	}
}

static void
swap(double **a, double **b)
{
	double	   *old = *a;

	*a = *b;
	*b = old;
}

/* One step along the direction; false where no shorter one helps. */
static bool
take_step(const Problem *problem, uint32_t modes, Search *search, double *loss)
{
	int			size = problem->size;
	double		slope = wm_examples_dot(search->gradient, search->direction, size);
	double		length = search->pairs > 0 ? 1 :
		1 / (1 + largest(search->gradient, size));
	int			at = search->pairs % MEMORY;

	for (int tries = 0; tries < BACKTRACKS; tries++, length /= 2)
	{
		double		next;

		for (int i = 0; i < size; i++)
			search->next_weights[i] = search->weights[i] + length * search->direction[i];
		next = evaluate(problem, modes, search->next_weights, search->next_gradient);
		if (!(next <= *loss + 1e-4 * length * slope))
			continue;

		for (int i = 0; i < size; i++)
		{
			search->step[at][i] = search->next_weights[i] - search->weights[i];
			search->change[at][i] = search->next_gradient[i] - search->gradient[i];
		}
		search->curvature[at] =
			wm_examples_dot(search->step[at], search->change[at], size);
		if (search->curvature[at] > 1e-300)
			search->pairs++;

		swap(&search->weights, &search->next_weights);
		swap(&search->gradient, &search->next_gradient);
		*loss = next;
		return true;
	}
	return false;
}

static void
minimise(const Problem *problem, uint32_t modes, Search *search)
{
	double		loss = evaluate(problem, modes, search->weights, search->gradient);

	for (int round = 0; round < TRAIN_ROUNDS; round++)
	{
		if (largest(search->gradient, problem->size) <= TOLERANCE * problem->count)
			break;
		set_direction(search, problem->size);
		if (!take_step(problem, modes, search, &loss))
			break;
	}
}

/* What a feature's amount of one adds to a mode, by itself and by its topics. */
static double
weight_of(const Problem *problem, const double *weights, int column, int mode)
{
	const Topics *topics = &problem->topics;
	double		weight = weights[column * MODE_COUNT + mode] * problem->scale[column];

	for (int k = 0; k < topics->count; k++)
		weight += topics->loadings[(size_t) column * topics->count + k] *
			weights[(problem->features + k) * MODE_COUNT + mode];
	return weight;
}

static void
set_model(const Problem *problem, const double *weights, double temperature,
		  Model *model)
{
	const double *bias = weights + (problem->columns - 1) * MODE_COUNT;
	FeatureWeights *rows = wm_alloc((size_t) problem->columns * sizeof(FeatureWeights));

	for (int k = 0; k < MODE_COUNT; k++)
		model->bias[k] = wm_model_knows(model, k) ?
			wm_examples_round(bias[k] / temperature) : 0;
	model->count = 0;
	for (int column = 0; column < problem->features; column++)
	{
		FeatureWeights *row = &rows[model->count];
		bool		any = false;

		row->number = problem->numbers[column];
		for (int k = 0; k < MODE_COUNT; k++)
		{
			double		weight = weight_of(problem, weights, column, k);

			row->weights[k] = wm_model_knows(model, k) ?
				wm_examples_round(weight / temperature) : 0;
			any = any || row->weights[k] != 0;
		}
		model->count += any ? 1 : 0;
	}
	model->features = rows;
}

static TrainFault
set_modes(const Example *examples, int count, Model *model)
{
	model->modes = 0;
	for (int i = 0; i < count; i++)
	{
		wm_check_count((size_t) i);
		model->modes |= UINT32_C(1) << examples[i].mode;
	}
	if (count == 0)
		return TRAIN_NO_EXAMPLES;
	return (model->modes & (model->modes - 1)) == 0 ? TRAIN_ONE_MODE : TRAIN_OK;
}

TrainFault
wm_train(Example *examples, int count, const TrainOptions *options, Model *model)
{
	Problem		problem = {
		.examples = examples, .count = count,
		.penalty = (double) options->penalty / FEATURE_UNIT
	};
	Search		search;
	TrainFault	fault = set_modes(examples, count, model);

	if (fault != TRAIN_OK)
		return fault;

	wm_examples_sort(examples, count);
	problem.numbers = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(uint32_t));
	problem.column_of = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(int));
	problem.deviation = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(double));
	problem.scale = wm_alloc(FEATURE_NUMBER_LIMIT * sizeof(double));
	set_columns(&problem);
	set_prior(&problem);

	search_init(&search, problem.size);
	minimise(&problem, model->modes, &search);

	model->head.sessions = count;
	model->head.penalty = options->penalty;
	model->temperature = options->temperature;
	set_model(&problem, add_prior(&problem, search.weights),
			  (double) options->temperature / FEATURE_UNIT, model);

	search_free(&search);
	wm_free(problem.prior);
	wm_free(problem.sum);
	wm_free(problem.numbers);
	wm_free(problem.column_of);
	wm_free(problem.deviation);
	wm_free(problem.scale);
	wm_topics_free(&problem.topics);
	return TRAIN_OK;
}
