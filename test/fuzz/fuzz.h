/*
 * fuzz.h
 *	  What the fuzz targets share.
 *
 * Each test/fuzz/NAME.c is one target of libFuzzer; run.sh builds it with all
 * of src/core and the host of the unit tests, and runs it.
 */
#ifndef WORKMODE_FUZZ_H
#define WORKMODE_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input; the fuzzer keeps an input that aborts. */
static inline void
must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

#endif							/* WORKMODE_FUZZ_H */
