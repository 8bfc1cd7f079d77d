/*
 * password.c
 *	  Asks for a password.
 */
#include <stdio.h>
#include <string.h>
#include <termios.h>

#include "base/host.h"
#include "password.h"

#define PASSWORD_LIMIT	1024

char *
client_ask_password(void)
{
	FILE	   *terminal = fopen("/dev/tty", "r+");
	char	   *password = NULL;
	struct termios shown;
	struct termios hidden;

	if (terminal == NULL)
		return NULL;
	if (tcgetattr(fileno(terminal), &shown) == 0)
	{
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t) ECHO;
		password = wm_alloc(PASSWORD_LIMIT);
		fputs("Password: ", terminal);
		fflush(terminal);
		tcsetattr(fileno(terminal), TCSAFLUSH, &hidden);
		if (fgets(password, PASSWORD_LIMIT, terminal) == NULL)
			password[0] = '\0';
		tcsetattr(fileno(terminal), TCSAFLUSH, &shown);
		password[strcspn(password, "\r\n")] = '\0';
		fputs("\n", terminal);
	}
	fclose(terminal);
	return password;
}
