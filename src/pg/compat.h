/*
 * compat.h
 *	  Every test of the PostgreSQL version (13 to 18) stands here.
 */
#ifndef WORKMODE_COMPAT_H
#define WORKMODE_COMPAT_H

#include "postgres.h"
#include "fmgr.h"
#include "funcapi.h"

/* Soft errors came with 16: before it an input function just raises. */
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

/* Came with 15: sets a function up to return its rows in a tuplestore. */
#if PG_VERSION_NUM < 150000
extern void InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags);
#endif

/*
 * Convert as much of a text as can be converted into room that is large
 * enough, end it with a NUL, and return how many bytes were read.  Before 14
 * the server knows no conversion without error: all is read or an error raised.
 */
extern size_t convert_prefix(const char *text, size_t len, int from, int to,
							 char *room, size_t size);

#endif							/* WORKMODE_COMPAT_H */
