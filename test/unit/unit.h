/*
 * unit.h
 *	  The few words that unit tests of the lower floor are written in.
 *
 * Each test/unit/NAME.c is a program that speaks TAP; "make unit" builds it
 * with all of src/core and runs it.
 */
#ifndef WORKMODE_UNIT_H
#define WORKMODE_UNIT_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static int	unit_count;
static int	unit_failed;

static inline void
ok(bool passed, const char *name)
{
	unit_count++;
	unit_failed += !passed;
	printf("%sok %d - %s\n", passed ? "" : "not ", unit_count, name);
}

/* Equal to so many digits after the point. */
static inline void
near(double got, double expected, int digits, const char *name)
{
	bool		passed = fabs(got - expected) <= 0.5000001 * pow(10, -digits);

	ok(passed, name);
	if (!passed)
		printf("# got %.15g, expected %.15g\n", got, expected);
}

/* Equal to a relative error. */
static inline void
close_to(double got, double expected, double error, const char *name)
{
	bool		passed = fabs(got - expected) <= error * fabs(expected);

	ok(passed, name);
	if (!passed)
		printf("# got %.17g, expected %.17g\n", got, expected);
}

static inline int
done(void)
{
	printf("1..%d\n", unit_count);
	return unit_failed == 0 ? 0 : 1;
}

#endif							/* WORKMODE_UNIT_H */
