/*
 * wire.h
 *	  Numbers as PostgreSQL's binary formats have them: the highest byte first.
 */
#ifndef WORKMODE_WIRE_H
#define WORKMODE_WIRE_H

#include "base/buffer.h"

/* From 1970, where Unix counts from, to 2000, where PostgreSQL does. */
#define MICROSECONDS_TO_2000	INT64_C(946684800000000)

static inline void
load_put_int(TextBuffer *wire, uint64_t number, int bytes)
{
	while (bytes-- > 0)
		wm_buffer_append_char(wire, (char) (number >> (8 * bytes) & 0xFF));
}

static inline void
load_put_int8(TextBuffer *wire, uint8_t number)
{
	load_put_int(wire, number, 1);
}

static inline void
load_put_int16(TextBuffer *wire, uint16_t number)
{
	load_put_int(wire, number, 2);
}

static inline void
load_put_int32(TextBuffer *wire, uint32_t number)
{
	load_put_int(wire, number, 4);
}

static inline void
load_put_int64(TextBuffer *wire, int64_t number)
{
	load_put_int(wire, (uint64_t) number, 8);
}

static inline int64_t
load_get_int64(const char *wire)
{
	uint64_t	number = 0;

	for (int i = 0; i < 8; i++)
		number = number << 8 | (unsigned char) wire[i];
	return (int64_t) number;
}

#endif							/* WORKMODE_WIRE_H */
