/*
 * power.c
 *	  What a comparison of two shares can detect, against R.
 *
 * The figures are those of power.prop.test(..., strict = TRUE, tol = 1e-12) of R 4.2.2,
 * which are also on its help page, but to fewer digits.
 */
#include "unit.h"

#include <stdint.h>

#include "statistics/power.h"
#include "statistics/significance.h"

static void
test_oracles(void)
{
	near(wm_power(.50, .75, 50, .95), 0.740167193454, 11, "n 50, .50 and .75: power");
	near(wm_power(.75, .50, 50, .95), 0.740167193454, 11, "either way");
	near(wm_power(.1, .12, 200, .95), 0.0978324341969, 11, "a small power");
	near(wm_power_sessions(.50, .75, .9, .95), 76.7069161158, 8, "power .9: n");
	near(wm_power_sessions(.33, .19, .8, .95), 152.909788637, 7, ".33 and .19: n");
	near(wm_power_sessions(.05, .04, .9, 1 - .05 / 9), 14126.5075076, 5,
		 "at a ninth of .05: n");
	near(wm_power_share(.50, 50, .9, .95, 1), 0.802630567988, 11, "n 50: above");
	near(wm_power_share(.50, 50, .9, .95, -1), 1 - 0.802630567988, 11, "and below");
	near(wm_power_share(.02, 1000, .8, .95, 1), 0.0416414155215, 11, "of a rare mode");
}

/* What one function says, the others say, too. */
static void
test_there_and_back(void)
{
	static const double shares[] = {0, .01, .1, .35, .5, .8, 1};

	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
	{
		for (double n = 20; n < 1e9; n *= 17)
		{
			for (int direction = -1; direction <= 1; direction += 2)
			{
				double		share = wm_power_share(shares[i], n, .8, .95, direction);

				if (isnan(share))
				{
					ok(wm_power(shares[i], direction > 0, n, .95) < .8, "no room there");
					continue;
				}
				ok((share - shares[i]) * direction > 0, "in this direction");
				near(wm_power(shares[i], share, n, .95), .8, 6, "with this power");
				close_to(wm_power_sessions(shares[i], share, .8, .95), n, 1e-6,
						 "by so many sessions");
			}
		}
	}
}

static void
test_ends(void)
{
	near(wm_power(.3, .3, 1000, .95), .05, 12, "where nothing changed, the level");
	ok(wm_power(0, 0, 100, .95) == 0 && wm_power(0, 1, 1, .95) == 0 &&
	   wm_power(0, 1, 2, .95) == 1, "none and all");
	ok(isnan(wm_power_sessions(.3, .3, .8, .95)), "no number tells what is equal apart");
	near(wm_power_sessions(0, 1, .8, .95), 1.92072941, 8, "two tell all from none");
	ok(isnan(wm_power_share(.5, 2, .8, .95, 1)) &&
	   isnan(wm_power_share(0, 1e6, .8, .95, -1)),
	   "no share is far enough away");
}

/* splitmix64 */
static double
uniform(void)
{
	static uint64_t seed = 1;
	uint64_t	z = (seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (double) ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static double
draw_share(double share, int n)
{
	int			count = 0;

	for (int i = 0; i < n; i++)
		count += uniform() < share;
	return (double) count / n;
}

/* The power is how often workmode_shift's test finds the shift. */
static void
test_promise(void)
{
	int			found = 0;
	int			samples = 4000;

	for (int i = 0; i < samples; i++)
		found += wm_share_change_p(draw_share(.33, 153), 153, INFINITY,
								   draw_share(.19, 153), 153, INFINITY) < .05;
	near((double) found / samples, .8, 1, "a plan holds what it promises");
	ok(fabs((double) found / samples - wm_power(.33, .19, 153, .95)) < 0.02,
	   "to two points");
}

int
main(void)
{
	test_oracles();
	test_there_and_back();
	test_ends();
	test_promise();
	return done();
}
