/*
 * distribution.c
 *	  Tail probabilities and critical values of the reference distributions.
 *
 * The incomplete gamma and beta functions are the series and continued
 * fractions of the NIST Digital Library of Mathematical Functions (DLMF),
 * evaluated by Lentz's method as modified by Thompson and Barnett (1986).
 * Critical values invert the tails numerically, so that a tail and its
 * critical value can never disagree.
 */
#include <float.h>
#include <math.h>

#include "statistics/distribution.h"

/* Terms of a series or fraction; the square root of MANY matters. */
#define MAX_TERMS	100000

/*
 * With more degrees of freedom or tosses than these the logarithms below lose
 * their digits, and the normal distribution is nearer.
 */
#define MANY		1e7

/* Stands in for a zero in Lentz's method. */
#define TINY		1e-300

#define HALF_LOG_TWO_PI	0.918938533204672741780329736406

/*
 * The remainder of Stirling's formula: lgamma(x) minus
 * (x - 1/2) ln x - x + ln(2 pi) / 2, for x >= 10.  DLMF 5.11.1.
 */
static double
stirling_remainder(double x)
{
	double		r = 1.0 / (x * x);

	return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 -
			r * (1.0 / 1188 - r * (691.0 / 360360 - r / 156)))))) / x;
}

/*
 * ln B(a, b).  A difference of lgamma's would lose the digits that large
 * arguments need most, so there Stirling's formulas are subtracted on paper.
 */
static double
log_beta(double a, double b)
{
	double		large = a > b ? a : b;
	double		small = a > b ? b : a;
	double		sum = a + b;

	if (large < 10)
		return lgamma(a) + lgamma(b) - lgamma(sum);
	if (small < 10)
		return lgamma(small) + small - small * log(sum) -
			(large - 0.5) * log1p(small / large) +
			stirling_remainder(large) - stirling_remainder(sum);
	return HALF_LOG_TWO_PI - 0.5 * log(sum) +
		(large - 0.5) * log(large / sum) + (small - 0.5) * log(small / sum) +
		stirling_remainder(large) + stirling_remainder(small) -
		stirling_remainder(sum);
}

/* The continued fraction of the incomplete beta function, DLMF 8.17.22. */
static double
beta_fraction(double a, double b, double x)
{
	double		c = 1.0;
	double		d = 1.0 - (a + b) * x / (a + 1.0);
	double		h;

	d = 1.0 / (fabs(d) < TINY ? TINY : d);
	h = d;
	for (int m = 1; m < MAX_TERMS; m++)
	{
		double		even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double		odd = -(a + m) * (a + b + m) * x /
			((a + 2 * m) * (a + 2 * m + 1));

		d = 1.0 + even * d;
		d = 1.0 / (fabs(d) < TINY ? TINY : d);
		c = 1.0 + even / c;
		c = fabs(c) < TINY ? TINY : c;
		h *= d * c;

		d = 1.0 + odd * d;
		d = 1.0 / (fabs(d) < TINY ? TINY : d);
		c = 1.0 + odd / c;
		c = fabs(c) < TINY ? TINY : c;
		h *= d * c;
		if (fabs(d * c - 1.0) <= DBL_EPSILON)
			break;
	}
	return h;
}

/*
 * The regularised incomplete beta function I_x(a, b); y is 1 - x, given by the
 * caller because only he can have all its digits.
 */
static double
incomplete_beta(double a, double b, double x, double y)
{
	double		log_x;
	double		log_y;
	double		front;

	if (x <= 0)
		return 0;
	if (y <= 0)
		return 1;

	log_x = x > y ? log1p(-y) : log(x);
	log_y = x > y ? log(y) : log1p(-x);
	front = exp(a * log_x + b * log_y - log_beta(a, b));
	if (x < (a + 1.0) / (a + b + 2.0))
		return front * beta_fraction(a, b, x) / a;
	return 1.0 - front * beta_fraction(b, a, y) / b;
}

/* The regularised upper incomplete gamma function Q(a, x). */
static double
incomplete_gamma(double a, double x)
{
	double		front;

	if (x <= 0)
		return 1;

	front = exp(a * log(x) - x - lgamma(a));
	if (x < a + 1.0)
	{
		/* the series of the lower function, DLMF 8.7.1 */
		double		term = 1.0 / a;
		double		sum = term;

		for (int n = 1; n < MAX_TERMS && term > sum * DBL_EPSILON; n++)
		{
			term *= x / (a + n);
			sum += term;
		}
		return 1.0 - front * sum;
	}
	else
	{
		/* the continued fraction, DLMF 8.9.2 contracted to its even part */
		double		b = x + 1.0 - a;
		double		c = 1.0 / TINY;
		double		d = 1.0 / b;
		double		h = d;

		for (int n = 1; n < MAX_TERMS; n++)
		{
			double		numerator = -n * (n - a);

			b += 2.0;
			d = numerator * d + b;
			d = 1.0 / (fabs(d) < TINY ? TINY : d);
			c = b + numerator / c;
			c = fabs(c) < TINY ? TINY : c;
			h *= d * c;
			if (fabs(d * c - 1.0) <= DBL_EPSILON)
				break;
		}
		return front * h;
	}
}

double
wm_normal_tail(double z)
{
	return 0.5 * erfc(z * M_SQRT1_2);
}

double
wm_student_tail(double t, double df)
{
	double		square = t * t;
	double		tail;

	if (isnan(t) || !(df > 0))
		return NAN;
	if (isinf(square))
		return t > 0 ? 0.0 : 1.0;
	if (df > MANY)				/* Abramowitz and Stegun (1964), 26.7.8 */
		return wm_normal_tail(t * (1.0 - 0.25 / df) / sqrt(1.0 + square / (2 * df)));

	tail = 0.5 * incomplete_beta(df / 2, 0.5, df / (df + square),
								 square / (df + square));
	return t >= 0 ? tail : 1.0 - tail;
}

double
wm_chi2_tail(double x, double df)
{
	if (isnan(x) || !(df > 0))
		return NAN;
	return incomplete_gamma(df / 2, x / 2);
}

double
wm_f_tail(double f, double df1, double df2)
{
	double		ratio = df1 * f / df2;

	if (isnan(f) || !(df1 > 0 && df2 > 0))
		return NAN;
	if (f <= 0)
		return 1;
	if (isinf(df2))
		return wm_chi2_tail(df1 * f, df1);
	if (isinf(ratio))
		return 0;
	if (df2 > MANY)				/* DLMF 8.18.9, its first term */
		return incomplete_gamma(df1 / 2, (df2 / 2 + df1 / 4 - 0.5) * log1p(ratio));
	return incomplete_beta(df2 / 2, df1 / 2, 1.0 / (1.0 + ratio),
						   ratio / (1.0 + ratio));
}

double
wm_coin_tail(double k, double n)
{
	if (k <= 0)
		return 1;
	if (k > n)
		return 0;
	if (n > MANY)
	{
		/* the root of the deviance, with half a toss for the step */
		double		excess = (2 * k - 1 - n) / n;

		return wm_normal_tail(excess * sqrt(n * (1.0 + excess * excess / 6)));
	}
	return incomplete_beta(k, n - k + 1, 0.5, 0.5);
}

/* The logarithm of x / y to the power of x, which is 1 for x = 0. */
static double
log_ratio_power(double x, double y)
{
	return x > 0 ? x * log(x / y) : 0;
}

double
wm_binomial_tail(double k, double n, double p)
{
	double		x = fmin(k - 0.5, n);

	if (!(k > 0))
		return isnan(k) ? NAN : 1;
	if (!(k < n + 1))
		return 0;
	if (n > MANY)
	{
		/* the root of the deviance, with half a success for the step */
		double		deviance = 2 * (log_ratio_power(x, n * p) +
									log_ratio_power(n - x, n * (1 - p)));

		return wm_normal_tail(copysign(sqrt(fmax(deviance, 0)), x - n * p));
	}
	return incomplete_beta(k, n - k + 1, p, 1 - p);
}

/* All tails of one shape, so that one routine inverts them. */
typedef double (*Tail) (double x, double df);

static double
normal_tail(double x, double df)
{
	(void) df;
	return wm_normal_tail(x);
}

/*
 * The x > 0 with tail(x) = target, where tail(0) >= target.  The logarithm of
 * a tail is nearly a parabola or a line, so the regula falsi in its Illinois
 * form takes some ten steps; it never leaves the bracket.
 */
static double
invert_tail(Tail tail, double df, double target)
{
	double		low = 0;
	double		high = 1;
	double		f_low;
	double		f_high;
	double		x = 0;
	int			moved = 0;		/* the end that moved last: 1 low, -1 high */

	while (tail(high, df) > target)
	{
		low = high;
		high *= 2;
		if (isinf(high))
			return high;
	}
	f_low = log(tail(low, df) / target);
	f_high = log(fmax(tail(high, df), TINY) / target);

	for (int step = 0; step < 200; step++)
	{
		double		f;

		x = low + (high - low) * f_low / (f_low - f_high);
		if (!(x > low && x < high))
			x = low + (high - low) / 2;
		if (x <= low || x >= high)
			break;				/* neighbours: no number lies between */

		f = log(fmax(tail(x, df), TINY) / target);
		if (fabs(f) <= DBL_EPSILON)
			break;
		if (f > 0)
		{
			low = x;
			f_low = f;
			if (moved > 0)
				f_high /= 2;
			moved = 1;
		}
		else
		{
			high = x;
			f_high = f;
			if (moved < 0)
				f_low /= 2;
			moved = -1;
		}
	}
	return x;
}

/* Of a distribution that is symmetric about 0. */
static double
symmetric_critical(Tail tail, double df, double target)
{
	if (!(target > 0 && target < 1 && df > 0))
		return NAN;
	if (target == 0.5)
		return 0;
	if (target > 0.5)
		return -invert_tail(tail, df, 1.0 - target);
	return invert_tail(tail, df, target);
}

double
wm_normal_critical(double tail)
{
	return symmetric_critical(normal_tail, INFINITY, tail);
}

double
wm_student_critical(double tail, double df)
{
	if (isinf(df) && df > 0)
		return wm_normal_critical(tail);
	return symmetric_critical(wm_student_tail, df, tail);
}

double
wm_chi2_critical(double tail, double df)
{
	if (!(tail > 0 && tail < 1 && df > 0))
		return NAN;
	return invert_tail(wm_chi2_tail, df, tail);
}
