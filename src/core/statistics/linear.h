/*
 * linear.h
 *	  Linear algebra for vectors and matrices as small as the number of modes.
 */
#ifndef WORKMODE_LINEAR_H
#define WORKMODE_LINEAR_H

#include <stdbool.h>

/* Room for the modes and one Lagrange multiplier. */
#define LINEAR_MAX	10

typedef double Matrix[LINEAR_MAX][LINEAR_MAX];

/* The sum of n numbers, added from the first to the last. */
extern double wm_sum(int n, const double *x);

/*
 * Inverts the n by n matrix a in place, by elimination with partial pivoting.
 * False if it is singular; a is then worthless.
 */
extern bool wm_matrix_invert(int n, Matrix a);

/*
 * x' a^- x for a symmetric matrix a without negative eigenvalues and an x in its
 * range, by elimination with diagonal pivoting; *rank becomes the rank of a.
 */
extern double wm_quadratic_form(int n, Matrix a, const double *x, int *rank);

/*
 * The condition number (greatest over least singular value) of a matrix m, given
 * a = m' m; INFINITY if m is singular.  Jacobi's method.
 */
extern double wm_condition_number(int n, Matrix a);

#endif							/* WORKMODE_LINEAR_H */
