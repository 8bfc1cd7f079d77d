/*
 * agreement.c
 *	  Agreement beyond chance and its standard errors, against published figures.
 */
#include "unit.h"

#include <string.h>

#include "statistics/agreement.h"

static void
check(int labels, const int64_t *counts, const char *name,
	  double kappa, double kappa_error, double ac1, double ac1_error, int digits)
{
	AgreementEstimate by_cohen = wm_kappa_estimate(labels, counts, 0.95);
	AgreementEstimate by_gwet = wm_ac1_estimate(labels, counts, 0.95);

	printf("# %s\n", name);
	near(by_cohen.value, kappa, digits, "kappa");
	near(by_cohen.standard_error, kappa_error, digits, "its standard error");
	near(by_gwet.value, ac1, digits, "AC1");
	near(by_gwet.standard_error, ac1_error, digits, "its standard error");
}

/* Of K. Gwet's package irrCAC 1.0 for R: the first two as its README prints them. */
static void
test_published(void)
{
	static const int64_t abstractors[] = {13, 0, 0, 0, 20, 7, 0, 4, 56};
	static const int64_t diagnoses[] = {40, 6, 4, 15, 4, 25, 1, 5, 4, 2, 21, 9,
	17, 13, 12, 45};
	static const int64_t cohen[] = {88, 14, 18, 10, 40, 10, 2, 6, 12};
	static const int64_t common[] = {118, 5, 2, 0};
	AgreementEstimate ac1 = wm_ac1_estimate(3, abstractors, 0.95);
	AgreementEstimate kappa = wm_kappa_estimate(3, abstractors, 0.95);

	check(3, abstractors, "cont3x3abstractors", .7964094, .05891072,
		  .8493305, .04321747, 7);
	near(kappa.limits.low, .68, 3, "kappa from");
	near(kappa.limits.high, .913, 3, "to");
	near(ac1.limits.low, .764, 3, "AC1 from");
	near(ac1.limits.high, .935, 3, "to");
	check(4, diagnoses, "cont4x4diagnosis", .4315007758812, .0459691815624,
		  .4561576354680, .0434498744312, 12);

	/* Cohen's table in psych; its Kappa and vcd's have the same standard error */
	check(3, cohen, "Cohen's table", .4915254237288, .0510018155761,
		  .5759717314488, .0480001247060, 12);

	/* nearly all of one label: kappa says that there is less agreement than by chance */
	check(2, common, "one common label", -.0233918128655, .0122867566728,
		  .9407763376087, .0229645512479, 12);
}

/* Labels that do not occur change AC1, whose scale has them, and not kappa. */
static void
test_modes(void)
{
	static const int64_t cohen[3][3] = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
	Confusion	confusion = {0};
	const int64_t *counts = confusion.count[0];

	for (int i = 0; i < 3; i++)
		memcpy(confusion.count[i], cohen[i], sizeof(cohen[i]));
	check(MODE_COUNT, counts, "Cohen's table among nine modes", .4915254237288,
		  .0510018155761, .6763317599461, .0352450758022, 12);
	ok(wm_kappa(&confusion) == wm_kappa_estimate(MODE_COUNT, counts, .95).value &&
	   wm_ac1(&confusion) == wm_ac1_estimate(MODE_COUNT, counts, .95).value,
	   "with and without its error");
}

static void
test_accuracy(void)
{
	Confusion	confusion = {0};
	AgreementEstimate accuracy;

	confusion.count[MODE_FIX][MODE_FIX] = 81;
	confusion.count[MODE_FIX][MODE_PLAN] = 182;
	accuracy = wm_accuracy_estimate(&confusion, 0.95);
	near(accuracy.value, 81 / 263.0, 12, "accuracy");
	near(accuracy.standard_error, sqrt(81.0 * 182 / 263) / 263, 12, "its standard error");
	near(accuracy.limits.low, .2553, 4, "W1 low");
	near(accuracy.limits.high, .3662, 4, "W1 high");
}

static void
test_ends(void)
{
	Confusion	confusion = {0};
	AgreementEstimate kappa;
	AgreementEstimate ac1;

	ok(isnan(wm_ac1(&confusion)) && isnan(wm_kappa(&confusion)) &&
	   isnan(wm_kappa_estimate(MODE_COUNT, confusion.count[0], .95).standard_error) &&
	   isnan(wm_accuracy_estimate(&confusion, .95).limits.low),
	   "nothing is known of nothing");

	confusion.count[MODE_FIX][MODE_FIX] = 7;
	kappa = wm_kappa_estimate(MODE_COUNT, confusion.count[0], .95);
	ac1 = wm_ac1_estimate(MODE_COUNT, confusion.count[0], .95);
	ok(isnan(kappa.value) && isnan(kappa.standard_error) && isnan(kappa.limits.low),
	   "one mode has no kappa");
	ok(ac1.value == 1 && ac1.standard_error == 0 && isnan(ac1.limits.low), "but AC1");

	confusion.count[MODE_PLAN][MODE_PLAN] = 3;
	kappa = wm_kappa_estimate(MODE_COUNT, confusion.count[0], .95);
	ok(kappa.value == 1 && kappa.standard_error == 0 && isnan(kappa.limits.high),
	   "perfect agreement shows no variance");

	confusion.count[MODE_PLAN][MODE_TEST] = 1;
	kappa = wm_kappa_estimate(MODE_COUNT, confusion.count[0], .95);
	ok(kappa.limits.high == 1 && kappa.limits.low < kappa.value, "no limit is above 1");

	memset(&confusion, 0, sizeof(confusion));
	confusion.count[MODE_FIX][MODE_PLAN] = 1;
	confusion.count[MODE_PLAN][MODE_FIX] = 1;
	confusion.count[MODE_PLAN][MODE_PLAN] = 1;
	kappa = wm_kappa_estimate(MODE_COUNT, confusion.count[0], .95);
	ok(kappa.limits.low == -1, "nor below -1");
}

int
main(void)
{
	test_published();
	test_modes();
	test_accuracy();
	test_ends();
	return done();
}
