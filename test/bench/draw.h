/*
 * draw.h
 *	  Random draws for the programs that measure coverage: the same everywhere.
 */
#ifndef WORKMODE_BENCH_DRAW_H
#define WORKMODE_BENCH_DRAW_H

#include <math.h>
#include <stdint.h>

/* splitmix64 */
static inline uint64_t
draw_word(void)
{
	static uint64_t seed = 1;
	uint64_t	z = (seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* From 0 up to 1. */
static inline double
uniform(void)
{
	return (double) (draw_word() >> 11) * 0x1p-53;
}

static inline double
normal(void)
{
	return sqrt(-2 * log(1 - uniform())) * cos(2 * M_PI * uniform());
}

/* Marsaglia and Tsang (2000), ACM Trans. Math. Softw. 26:363. */
static inline double
gamma_of(double shape)
{
	double		d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
	double		x;
	double		v;

	if (shape <= 0)
		return 0;
	do
	{
		x = normal();
		v = pow(1 + x / sqrt(9 * d), 3);
	} while (!(v > 0) || log(1 - uniform()) > x * x / 2 + d - d * v + d * log(v));
	return d * v * (shape < 1 ? pow(1 - uniform(), 1 / shape) : 1);
}

static inline double
beta_of(double a, double b)
{
	double		x = gamma_of(a);

	return x / (x + gamma_of(b));
}

/* Shares with this mean, that vary the less the greater the precision. */
static inline void
dirichlet(int k, const double *mean, double precision, double *shares)
{
	double		sum = 0;

	for (int i = 0; i < k; i++)
		sum += shares[i] = gamma_of(mean[i] * precision);
	for (int i = 0; i < k; i++)
		shares[i] /= sum;
}

/* One of k, with these probabilities. */
static inline int
one_of(int k, const double *probability)
{
	double		rest = uniform();
	int			i = 0;

	while (i < k - 1 && rest >= probability[i])
		rest -= probability[i++];
	return i;
}

#endif							/* WORKMODE_BENCH_DRAW_H */
