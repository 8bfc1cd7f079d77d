/*
 * logarithm.h
 *	  The natural logarithm in whole numbers.
 */
#ifndef WORKMODE_LOGARITHM_H
#define WORKMODE_LOGARITHM_H

#include <stdint.h>

/*
 * ln(number / 10^6) in units of 10^-12, for a number above zero.  The result is
 * the nearest whole unit, except near a tie, and is the same on every machine.
 */
extern int64_t wm_log_millionths(uint64_t number);

#endif							/* WORKMODE_LOGARITHM_H */
