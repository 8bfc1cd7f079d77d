/*
 * linear.c
 *	  Linear algebra for vectors and matrices as small as the number of modes.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "statistics/linear.h"

double
wm_sum(int n, const double *x)
{
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i];
	return sum;
}

static void
swap_rows(Matrix a, int i, int j)
{
	double		row[LINEAR_MAX];

	memcpy(row, a[i], sizeof(row));
	memcpy(a[i], a[j], sizeof(row));
	memcpy(a[j], row, sizeof(row));
}

bool
wm_matrix_invert(int n, Matrix a)
{
	Matrix		inverse = {{0}};

	for (int i = 0; i < n; i++)
		inverse[i][i] = 1;

	for (int column = 0; column < n; column++)
	{
		int			pivot = column;
		double		scale;

		for (int i = column + 1; i < n; i++)
		{
			if (fabs(a[i][column]) > fabs(a[pivot][column]))
				pivot = i;
		}
		if (fabs(a[pivot][column]) < 1e-12)
			return false;
		swap_rows(a, column, pivot);
		swap_rows(inverse, column, pivot);

		scale = 1.0 / a[column][column];
		for (int j = 0; j < n; j++)
		{
			a[column][j] *= scale;
			inverse[column][j] *= scale;
		}
		for (int i = 0; i < n; i++)
		{
			double		factor = a[i][column];

			if (i == column)
				continue;
			for (int j = 0; j < n; j++)
			{
				a[i][j] -= factor * a[column][j];
				inverse[i][j] -= factor * inverse[column][j];
			}
		}
	}
	memcpy(a, inverse, sizeof(inverse));
	return true;
}

double
wm_quadratic_form(int n, Matrix a, const double *x, int *rank)
{
	Matrix		left;
	double		rest[LINEAR_MAX];
	double		least = 0;
	double		sum = 0;

	memcpy(left, a, sizeof(left));
	for (int i = 0; i < n; i++)
	{
		rest[i] = x[i];
		least = fmax(least, a[i][i] * 1e-12);
	}

	*rank = 0;
	for (int step = 0; step < n; step++)
	{
		int			pivot = 0;
		double		diagonal;

		for (int i = 1; i < n; i++)
		{
			if (left[i][i] > left[pivot][pivot])
				pivot = i;
		}
		diagonal = left[pivot][pivot];
		if (!(diagonal > least))
			break;

		/* a square is completed, and what it explains taken away */
		sum += rest[pivot] * rest[pivot] / diagonal;
		for (int i = 0; i < n; i++)
		{
			double		factor = left[i][pivot] / diagonal;

			if (i == pivot)
				continue;
			rest[i] -= factor * rest[pivot];
			for (int j = 0; j < n; j++)
			{
				if (j != pivot)
					left[i][j] -= factor * left[pivot][j];
			}
		}
		for (int i = 0; i < n; i++)
			left[i][pivot] = left[pivot][i] = 0;
		(*rank)++;
	}
	return sum;
}

/* One of Jacobi's rotations, that makes a[p][q] zero. */
static void
rotate(int n, Matrix a, int p, int q)
{
	double		theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
	double		t = (theta >= 0 ? 1 : -1) / (fabs(theta) + hypot(theta, 1));
	double		c = 1 / hypot(t, 1);
	double		s = t * c;

	for (int i = 0; i < n; i++)
	{
		double		ip = a[i][p];
		double		iq = a[i][q];

		a[i][p] = c * ip - s * iq;
		a[i][q] = s * ip + c * iq;
	}
	for (int i = 0; i < n; i++)
	{
		double		pi = a[p][i];
		double		qi = a[q][i];

		a[p][i] = c * pi - s * qi;
		a[q][i] = s * pi + c * qi;
	}
}

double
wm_condition_number(int n, Matrix a)
{
	Matrix		left;
	double		least = INFINITY;
	double		greatest = 0;

	memcpy(left, a, sizeof(left));
	for (int sweep = 0; sweep < 30; sweep++)
	{
		for (int p = 0; p < n; p++)
		{
			for (int q = p + 1; q < n; q++)
			{
				if (fabs(left[p][q]) > DBL_EPSILON * fabs(left[p][p]))
					rotate(n, left, p, q);
			}
		}
	}
	for (int i = 0; i < n; i++)
	{
		least = fmin(least, left[i][i]);
		greatest = fmax(greatest, left[i][i]);
	}
	return least > greatest * DBL_EPSILON ? sqrt(greatest / least) : INFINITY;
}
