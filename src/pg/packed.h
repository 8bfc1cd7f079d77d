/*
 * packed.h (pg)
 *	  Values of the types that are stored and sent as core/tally/pack.h says:
 *	  how their bytes come in and go out.
 */
#ifndef WORKMODE_PG_PACKED_H
#define WORKMODE_PG_PACKED_H

#include "compat.h"

#include "lib/stringinfo.h"

#include "tally/pack.h"

/* The bytes of a stored value, and those that a receive function was given. */
extern Slice wm_packed_from_datum(Datum datum);
extern Slice wm_packed_receive(StringInfo buf);

/* Makes a value of these bytes. */
extern Datum wm_packed_to_datum(const char *bytes, size_t len);

/* Raise an error if the bytes could not be unpacked. */
extern void wm_packed_check_stored(const char *type, PackFault fault, Slice bytes);
extern void wm_packed_check_received(const char *type, PackFault fault, Slice bytes);

/* Raises an error unless what was received are the bytes that its value is packed in. */
extern void wm_packed_check_canonical(const char *type, bool canonical);

#endif							/* WORKMODE_PG_PACKED_H */
