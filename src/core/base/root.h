/*
 * root.h
 *	  The square root in whole numbers.
 */
#ifndef WORKMODE_ROOT_H
#define WORKMODE_ROOT_H

#include <math.h>
#include <stdint.h>

/*
 * The greatest number whose square is not above this one.  The root of a double
 * may be off by one, differently on each machine, so it is corrected.
 */
static inline uint32_t
wm_square_root(uint64_t number)
{
	double		estimate = sqrt((double) number);
	uint64_t	root = estimate < UINT32_MAX ? (uint64_t) estimate : UINT32_MAX;

	while (root * root > number)
		root--;
	while (root < UINT32_MAX && (root + 1) * (root + 1) <= number)
		root++;
	return (uint32_t) root;
}

#endif							/* WORKMODE_ROOT_H */
