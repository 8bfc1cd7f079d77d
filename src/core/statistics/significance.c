/*
 * significance.c
 *	  Tests whether shares differ.
 */
#include <math.h>

#include "statistics/distribution.h"
#include "statistics/interval.h"
#include "statistics/linear.h"
#include "statistics/significance.h"

double
wm_share_change_p(double p1, double n1, double df1,
				  double p0, double n0, double df0)
{
	double		pooled = (p1 * n1 + p0 * n0) / (n1 + n0);
	double		spread = pooled * (1.0 - pooled);
	double		t;

	if (!(n1 > 0 && n0 > 0))
		return NAN;
	if (p1 == p0)
		return 1;				/* also where nothing varies at all */
	t = fabs(p1 - p0) / sqrt(spread * (1.0 / n1 + 1.0 / n0));
	return 2 * wm_student_tail(t, wm_welch_df(spread / n1, df1, spread / n0, df0));
}

double
wm_mcnemar_p(double b, double c)
{
	return fmin(2 * wm_coin_tail(fmax(b, c), b + c), 1.0);
}

Chi2Test
wm_homogeneity_test(int k, const double *row1, const double *row0)
{
	Chi2Test	test = {0, -1, INFINITY, NAN};
	double		n1 = wm_sum(k, row1);
	double		n0 = wm_sum(k, row0);

	if (!(n1 > 0 && n0 > 0))
	{
		test.chi2 = test.df = NAN;
		return test;
	}

	for (int i = 0; i < k; i++)
	{
		double		both = row1[i] + row0[i];
		double		cross = row1[i] * n0 - row0[i] * n1;

		if (!(both > 0))
			continue;
		test.chi2 += cross * cross / (both * n1 * n0);
		test.df++;
	}
	test.p_value = test.df > 0 ? wm_chi2_tail(test.chi2, test.df) : 1.0;
	return test;
}

Chi2Test
wm_chi2_scale(Chi2Test test, double effect, double df2)
{
	test.chi2 /= effect;
	test.df2 = df2;
	test.p_value = test.df > 0 ?
		wm_f_tail(test.chi2 / test.df, test.df, df2) : 1.0;
	return test;
}

/*
 * Of m tests that count, the one with r below it is multiplied by m - r, and no
 * adjusted value is below one of a smaller p.
 */
void
wm_holm(int k, const double *p, double *adjusted)
{
	for (int i = 0; i < k; i++)
	{
		adjusted[i] = p[i];
		for (int j = 0; j < k; j++)
		{
			int			not_below = 0;

			if (!(p[j] <= p[i]))
				continue;
			for (int l = 0; l < k; l++)
				not_below += p[l] >= p[j];
			adjusted[i] = fmax(adjusted[i], fmin(not_below * p[j], 1.0));
		}
	}
}
