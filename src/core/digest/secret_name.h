/*
 * secret_name.h
 *	  Names whose values are secrets, and what such a value looks like.
 */
#ifndef WORKMODE_SECRET_NAME_H
#define WORKMODE_SECRET_NAME_H

#include "base/slice.h"

typedef enum SecretName
{
	NAME_OTHER,
	NAME_WEAK,					/* "token", "key": only a random value is a secret */
	NAME_STRONG					/* "password", "api_key": what it has is a secret */
} SecretName;

/* How a value stands behind its name. */
typedef enum ValueStyle
{
	VALUE_QUOTED,
	VALUE_VARIABLE,				/* NAME=value, as the shell and .env files have it */
	VALUE_BARE					/* as in YAML, in code, behind an option */
} ValueStyle;

extern SecretName wm_secret_name(Slice name);

/* Is it written as a variable of the environment is: in capitals? */
extern bool wm_secret_is_variable(Slice name);

/* Is this value of such a name a secret, and no placeholder, type or code? */
extern bool wm_secret_value(SecretName name, Slice value, ValueStyle style);

/* Does something stand in the place of a value: a variable, a mark, "your-key"? */
extern bool wm_secret_is_placeholder(Slice value);

#endif							/* WORKMODE_SECRET_NAME_H */
