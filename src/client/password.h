/*
 * password.h
 *	  Asks for a password.
 */
#ifndef WORKMODE_PASSWORD_H
#define WORKMODE_PASSWORD_H

/*
 * Asks at the terminal, which does not show it.  NULL if there is no terminal.  The
 * password is in memory of the host.
 */
extern char *client_ask_password(void);

#endif							/* WORKMODE_PASSWORD_H */
