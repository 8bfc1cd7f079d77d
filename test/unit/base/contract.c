/*
 * contract.c
 *	  A product and a sum are rounded one after the other, on every machine:
 *	  the flags of the build forbid the compiler to fuse them.
 */
#include "unit.h"

/* Where a compiler may fuse them only if it is told that the processor can. */
#if defined(__x86_64__)
#define MAY_FUSE	__attribute__((noinline, target("fma")))
#define CAN_FUSE	__builtin_cpu_supports("fma")
#else
#define MAY_FUSE	__attribute__((noinline))
#define CAN_FUSE	true
#endif

MAY_FUSE static double
product_less(double a, double b, double c)
{
	return a * b - c;
}

int
main(void)
{
	/* Their product is 1 - 2^-60: to a double it is 1. */
	volatile double above = 1 + 0x1p-30;
	volatile double below = 1 - 0x1p-30;

	if (CAN_FUSE)
		ok(product_less(above, below, 1) == 0, "rounded twice");
	else
		ok(true, "# skip: this processor cannot fuse");
	return done();
}
