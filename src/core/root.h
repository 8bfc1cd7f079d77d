/*
 * root.h
 *	  The square root in whole numbers.
 */
#ifndef WORKMODE_ROOT_H
#define WORKMODE_ROOT_H

#include <stdint.h>

/* The greatest number whose square is not above this one, digit by digit. */
static inline uint32_t
wm_square_root(uint64_t number)
{
	uint64_t	root = 0;

	for (uint64_t bit = UINT64_C(1) << 31; bit != 0; bit >>= 1)
	{
		if ((root | bit) * (root | bit) <= number)
			root |= bit;
	}
	return (uint32_t) root;
}

#endif							/* WORKMODE_ROOT_H */
