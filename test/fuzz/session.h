/*
 * session.h
 *	  A session, as the targets that count sessions of a few users take it off the input.
 */
#ifndef WORKMODE_FUZZ_SESSION_H
#define WORKMODE_FUZZ_SESSION_H

#include "base/mode.h"

#include "fuzz.h"

#define USERS		4
#define SESSIONS	64

typedef struct Session
{
	int			user;
	int			mode;			/* or MODE_NONE */
	bool		valued;			/* or of which a fact is true */
	double		value;
} Session;

static inline Session
take_session(Bytes *bytes)
{
	uint8_t		user = take_byte(bytes);
	int			mode = take_byte(bytes) % (MODE_COUNT + 1);
	Session		session;

	session.user = user % USERS;
	session.mode = mode == MODE_COUNT ? MODE_NONE : mode;
	session.valued = user >= 0x80;
	session.value = !session.valued ? 0 : user >= 0xc0 ? take_double(bytes) :
		(double) take_number(bytes) / 1000;
	return session;
}

#endif							/* WORKMODE_FUZZ_SESSION_H */
