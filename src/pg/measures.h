/*
 * measures.h
 *	  What the functions over tallies have in common.
 */
#ifndef WORKMODE_PG_MEASURES_H
#define WORKMODE_PG_MEASURES_H

#include "rows.h"
#include "statistics/interval.h"
#include "statistics/significance.h"

/* The confidence argument, checked. */
extern double wm_check_confidence(double confidence);

/* Two columns of a row: the ends of an interval. */
extern void wm_rows_interval(Rows *rows, Limits limits);

#endif							/* WORKMODE_PG_MEASURES_H */
