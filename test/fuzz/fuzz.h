/*
 * fuzz.h
 *	  What the fuzz targets share.
 *
 * Each test/fuzz/NAME.c but host.c is one target of libFuzzer, for one surface
 * of src/core; run.sh builds it with all of src/core and host.c, and runs it.
 */
#ifndef WORKMODE_FUZZ_H
#define WORKMODE_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The input, taken in pieces; behind its end come zeros. */
typedef struct Bytes
{
	const uint8_t *data;
	size_t		size;
} Bytes;

static inline uint8_t
take_byte(Bytes *bytes)
{
	if (bytes->size == 0)
		return 0;
	bytes->size--;
	return *bytes->data++;
}

/* A number of up to 64 bits; its length comes first, so that most are small. */
static inline uint64_t
take_number(Bytes *bytes)
{
	uint64_t	number = 0;

	for (int length = take_byte(bytes) % 9; length > 0; length--)
		number = number << 8 | take_byte(bytes);
	return number;
}

/* Any of the 2^64 doubles. */
static inline double
take_double(Bytes *bytes)
{
	uint64_t	word = 0;
	double		number;

	for (int i = 0; i < 8; i++)
		word = word << 8 | take_byte(bytes);
	memcpy(&number, &word, sizeof(number));
	return number;
}

/* At the end of an input: nothing of the host's memory is left (host.c). */
extern void must_own_nothing(void);

#endif							/* WORKMODE_FUZZ_H */
