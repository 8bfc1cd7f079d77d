/*
 * compat.h
 *	  Every test of the PostgreSQL version (13 to 19) stands here.
 */
#ifndef WORKMODE_COMPAT_H
#define WORKMODE_COMPAT_H

#include "postgres.h"

#include <limits.h>

#include "fmgr.h"
#include "funcapi.h"

/* VARSIZE and other macros, which postgres.h had until 15. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* Soft errors came with 16: before that, an input function just raises. */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define ereturn(context_, dummy_value_, ...) \
	do { \
		(void) (context_); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy_value_; \
	} while (0)
#endif

#if PG_VERSION_NUM >= 180000
#define WORKMODE_MODULE_MAGIC \
	PG_MODULE_MAGIC_EXT(.name = "workmode", .version = WORKMODE_VERSION)
#else
#define WORKMODE_MODULE_MAGIC PG_MODULE_MAGIC
#endif

/* Came with 18; it stands before the declaration. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn __attribute__((noreturn))
#endif

/* Until 19 the identifier of a system cache is passed as an int. */
#if PG_VERSION_NUM < 190000
typedef int SysCacheIdentifier;
#endif

/* Came with 15: sets a function up to return its rows in a tuplestore. */
#if PG_VERSION_NUM < 150000
extern void InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags);
#endif

/*
 * Convert the longest part of a text that can be converted, from its start on,
 * by a conversion function; *room has MAX_CONVERSION_GROWTH times its length
 * and one byte more, and gets a NUL at the end.  Returns how many bytes of the
 * text were converted, 0 if its first character can't be; nothing is raised.
 */
extern size_t convert_prefix(Oid conversion, const char *text, size_t len,
							 int from, int to, char *room);

#endif							/* WORKMODE_COMPAT_H */
