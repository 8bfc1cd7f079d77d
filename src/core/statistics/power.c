/*
 * power.c
 *	  What a comparison of two shares can detect: power, sessions needed, least change.
 */
#include <math.h>

#include "statistics/distribution.h"
#include "statistics/interval.h"
#include "statistics/power.h"

/* The standard deviations of a difference of shares, times the root of n. */
typedef struct Deviations
{
	double		change;			/* the difference itself, without its sign */
	double		pooled;			/* as the test has it: both with the mean share */
	double		each;			/* as it is: each share with its own */
} Deviations;

static Deviations
deviations(double p0, double p1)
{
	double		mean = (p0 + p1) / 2;
	Deviations	d;

	d.change = fabs(p1 - p0);
	d.pooled = sqrt(2 * mean * (1.0 - mean));
	d.each = sqrt(p0 * (1.0 - p0) + p1 * (1.0 - p1));
	return d;
}

double
wm_power(double p0, double p1, double n, double confidence)
{
	Deviations	d = deviations(p0, p1);
	double		reach = sqrt(n) * d.change;
	double		needed = wm_critical(confidence, INFINITY) * d.pooled;

	if (d.each == 0)
		return reach > needed ? 1 : 0;	/* none or all, whatever the sample */
	return wm_normal_tail((needed - reach) / d.each) +
		wm_normal_tail((needed + reach) / d.each);
}

/*
 * Without the chance of a significant difference in the wrong direction there is a
 * formula, which asks for a little more; with it, the number lies below.
 */
double
wm_power_sessions(double p0, double p1, double power, double confidence)
{
	Deviations	d = deviations(p0, p1);
	double		root = (wm_critical(confidence, INFINITY) * d.pooled +
						wm_normal_critical(1.0 - power) * d.each) / d.change;
	double		low = 0;
	double		high = root * root;

	if (!(d.change > 0))
		return NAN;
	if (d.each == 0)
		return high;
	for (;;)
	{
		double		n = low + (high - low) / 2;

		if (n <= low || n >= high)
			return high;		/* neighbours: no number lies between */
		if (wm_power(p0, p1, n, confidence) >= power)
			high = n;
		else
			low = n;
	}
}

double
wm_power_share(double p0, double n, double power, double confidence, int direction)
{
	double		near = p0;
	double		far = direction > 0 ? 1 : 0;

	if (!(wm_power(p0, far, n, confidence) >= power))
		return NAN;
	for (;;)
	{
		double		share = near + (far - near) / 2;

		if (share == near || share == far)
			return far;
		if (wm_power(p0, share, n, confidence) >= power)
			far = share;
		else
			near = share;
	}
}
