/*
 * distribution.c
 *	  Tails and critical values against closed forms and published tables.
 */
#include "unit.h"

#include "statistics/distribution.h"

/* The greatest relative error of a tail against its closed form. */
static double
worst(double (*tail) (double, double), double df, double (*exact) (double))
{
	double		error = 0;

	for (double x = 0.05; x < 60; x += 0.05)
		error = fmax(error, fabs(tail(x, df) / exact(x) - 1));
	return error;
}

static double
chi2_1(double x)
{
	return erfc(sqrt(x / 2));
}

static double
chi2_2(double x)
{
	return exp(-x / 2);
}

static double
chi2_8(double x)
{
	double		h = x / 2;

	return exp(-h) * (1 + h * (1 + h / 2 * (1 + h / 3)));
}

static double
student_1(double t)
{
	return atan(1 / t) / M_PI;
}

static double
student_2(double t)
{
	double		root = sqrt(2 + t * t);

	return 1 / (root * (root + t));
}

static double
student_3(double t)
{
	double		u = sqrt(3) / t;

	return (atan(u) - u / (1 + u * u)) / M_PI;
}

/* By R 4.2.2, pf(f, df1, df2, lower.tail = FALSE), and by closed forms. */
static void
f_tails(void)
{
	static const double cases[][4] = {
		{2.5, 8, 20, 0.046142578125000014}, {0.5, 1, 7.3, 0.50144325031443393},
		{3.7, 4, 12.6, 0.032979696462242095}, {10, 8, 3.25, 0.035062765273049613},
		{1.9, 8, 1e5, 0.055384081534729651}, {25, 2, 40, 9.0437726838166052e-08},
		{1.2, 8, 3e7, 0.29422996018347713}, {6, 8, 3e7, 9.8796732281821495e-08},
	};

	for (int i = 0; i < (int) (sizeof(cases) / sizeof(cases[0])); i++)
		close_to(wm_f_tail(cases[i][0], cases[i][1], cases[i][2]), cases[i][3], 1e-11, "F");
	for (double df2 = 0.5; df2 < 1e9; df2 *= 3)
	{
		close_to(wm_f_tail(3, 2, df2), exp(-df2 / 2 * log1p(6 / df2)), 1e-9,
				 "F of two degrees of freedom");
		close_to(wm_f_tail(6.25, 1, df2), 2 * wm_student_tail(2.5, df2), 1e-9,
				 "F is Student's t squared");
	}
	close_to(wm_f_tail(2, 8, INFINITY), wm_chi2_tail(16, 8), 1e-15, "F is chi-squared");
	ok(wm_f_tail(0, 8, 3) == 1 && wm_f_tail(INFINITY, 8, 3) == 0, "F at its ends");
	ok(isnan(wm_f_tail(NAN, 8, 3)) && isnan(wm_f_tail(1, 0, 3)) && isnan(wm_f_tail(1, 8, NAN)),
	   "no F without degrees of freedom");
}

int
main(void)
{
	/* tables: Abramowitz and Stegun 26.1 to 26.10, digits by R 4.2 */
	close_to(wm_normal_critical(0.025), 1.959963984540054, 1e-14, "z 0.025");
	close_to(wm_normal_critical(0.001), 3.090232306167813, 1e-14, "z 0.001");
	close_to(wm_normal_critical(1e-10), 6.361340902404056, 1e-14, "z 1e-10");
	close_to(wm_normal_critical(0.975), -1.959963984540054, 1e-14, "z 0.975");
	close_to(wm_student_critical(0.025, 1), 12.706204736174694, 1e-13, "t 1");
	close_to(wm_student_critical(0.025, 10), 2.228138851986274, 1e-13, "t 10");
	close_to(wm_chi2_critical(0.05, 1), 3.841458820694124, 1e-13, "chi2 1");
	close_to(wm_chi2_critical(0.05, 8), 15.507313055865453, 1e-13, "chi2 8");
	ok(wm_normal_critical(0.5) == 0, "z 0.5");
	f_tails();
	ok(isnan(wm_normal_critical(0)) && isnan(wm_student_critical(1, 3)) &&
	   isnan(wm_chi2_critical(-1, 3)), "no critical value outside of (0, 1)");

	ok(isnan(wm_student_critical(0.025, 0)) && isnan(wm_student_critical(0.025, NAN)) &&
	   isnan(wm_chi2_critical(0.05, 0)) && isnan(wm_student_tail(1, NAN)) &&
	   isnan(wm_student_tail(NAN, 3)) && isnan(wm_chi2_tail(NAN, 3)),
	   "nothing without degrees of freedom");

	/* closed forms, over the range that tests and intervals live in */
	ok(worst(wm_chi2_tail, 1, chi2_1) < 1e-12, "chi-squared, 1 df");
	ok(worst(wm_chi2_tail, 2, chi2_2) < 1e-12, "chi-squared, 2 df");
	ok(worst(wm_chi2_tail, 8, chi2_8) < 1e-12, "chi-squared, 8 df");
	ok(worst(wm_student_tail, 1, student_1) < 1e-12, "Student, 1 df");
	ok(worst(wm_student_tail, 2, student_2) < 1e-12, "Student, 2 df");
	close_to(wm_student_tail(2, 3), student_3(2), 1e-12, "Student, 3 df");
	ok(wm_student_tail(1e200, 3) == 0 && wm_student_tail(-1e200, 3) == 1,
	   "Student, a square beyond what a double holds");

	/* many degrees of freedom: Cornish and Fisher's expansion of t about z */
	for (double df = 1e3; df < 1e9; df *= 10)
	{
		double		z = wm_normal_critical(0.025);
		double		z3 = z * z * z;
		double		z5 = z3 * z * z;
		double		t = z + (z3 + z) / (4 * df) +
			(5 * z5 + 16 * z3 + 3 * z) / (96 * df * df) +
			(3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) /
			(384 * df * df * df);

		close_to(wm_student_critical(0.025, df), t, df < 2e4 ? 1e-12 : 1e-9,
				 "t of many df");
	}
	for (double df = 1e8; df < 1e18; df *= 100)
		close_to(wm_student_tail(3, df), wm_normal_tail(3 - 7.5 / df), 1e-9,
				 "Student, many df");
	ok(wm_student_critical(0.025, INFINITY) == wm_normal_critical(0.025),
	   "Student of infinitely many df is normal");

	/* a tail and its critical value undo each other */
	for (double tail = 0.4; tail > 1e-12; tail /= 7)
	{
		close_to(wm_normal_tail(wm_normal_critical(tail)), tail, 1e-12,
				 "z there and back");
		close_to(wm_student_tail(wm_student_critical(tail, 4.5), 4.5), tail,
				 1e-12, "t there and back");
		close_to(wm_chi2_tail(wm_chi2_critical(tail, 4.5), 4.5), tail, 1e-12,
				 "chi-squared there and back");
	}

	/* exact binomials */
	close_to(wm_coin_tail(15, 20), 21700.0 / 1048576, 1e-13, "15 of 20 heads");
	close_to(wm_coin_tail(1, 1), 0.5, 1e-15, "1 of 1 head");
	ok(wm_coin_tail(0, 0) == 1 && wm_coin_tail(1, 0) == 0, "no toss");
	for (double n = 1e6; n < 1e18; n *= 100)
	{
		double		root = sqrt(n);

		close_to(wm_coin_tail((n + 1 + 2 * root) / 2, n), wm_normal_tail(2),
				 n < 1e7 ? 1e-5 : 1e-6, "many tosses");
		ok(wm_coin_tail(n / 2, n) >= 0.5, "half of them heads, or more");
	}
	return done();
}
