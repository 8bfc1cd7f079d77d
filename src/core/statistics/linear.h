/*
 * linear.h
 *	  Linear algebra for matrices as small as the number of modes.
 */
#ifndef WORKMODE_LINEAR_H
#define WORKMODE_LINEAR_H

#include <stdbool.h>

/* The modes and one multiplier. */
#define LINEAR_MAX	10

typedef double Matrix[LINEAR_MAX][LINEAR_MAX];

/*
 * Puts the inverse of the n by n matrix a in its place, by elimination with
 * partial pivoting.  False, and rubbish in a, where it is singular.
 */
extern bool wm_matrix_invert(int n, Matrix a);

/*
 * x' a^- x for a symmetric matrix a without negative eigenvalues and an x in
 * its range, by elimination with diagonal pivoting; *rank is that of a.
 */
extern double wm_quadratic_form(int n, Matrix a, const double *x, int *rank);

/*
 * The condition number (greatest over least singular value) of a matrix, given
 * a = m' m; INFINITY where m is singular.  Jacobi's method.
 */
extern double wm_condition_number(int n, Matrix a);

#endif							/* WORKMODE_LINEAR_H */
