/*
 * module.c
 *	  The module's magic block, and nothing else.
 */
#include "compat.h"

WORKMODE_MODULE_MAGIC;
