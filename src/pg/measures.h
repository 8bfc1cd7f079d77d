/*
 * measures.h
 *	  What the functions over tallies have in common.
 */
#ifndef WORKMODE_PG_MEASURES_H
#define WORKMODE_PG_MEASURES_H

#include "rows.h"
#include "statistics/interval.h"
#include "statistics/significance.h"

/* Returns the confidence, or raises an error if it is out of range. */
extern double wm_check_confidence(double confidence);

/* Puts two columns of a row: the ends of an interval. */
extern void wm_rows_interval(Rows *rows, Limits limits);

#endif							/* WORKMODE_PG_MEASURES_H */
