/*
 * command.c
 *	  A command of the user's that rates one session.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "progress.h"
#include "rate/command.h"

/* What the shell says of a command that is not there. */
#define NOT_FOUND	127

/* No other command may hold an end of this one's pipes. */
static bool
open_pipe(int *ends)
{
	if (pipe(ends) < 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

static void
close_pipe(int *ends)
{
	close(ends[0]);
	close(ends[1]);
}

static void
close_end(int *end)
{
	if (*end >= 0)
		close(*end);
	*end = -1;
}

/* The process of the shell. */
static void
become_shell(const char *line, const int *input, const int *output)
{
	setpgid(0, 0);
	signal(SIGPIPE, SIG_DFL);
	if (dup2(input[0], STDIN_FILENO) >= 0 && dup2(output[1], STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", line, (char *) NULL);
	_exit(NOT_FOUND);
}

bool
rate_command_start(Command *command, const char *line, TextBuffer text)
{
	int			input[2];
	int			output[2];
	int			fault;

	*command = (Command) {.text = text, .began = client_clock()};
	if (!open_pipe(input))
		return false;
	if (!open_pipe(output))
	{
		fault = errno;
		close_pipe(input);
		errno = fault;
		return false;
	}
	command->process = fork();
	if (command->process < 0)
	{
		fault = errno;
		close_pipe(input);
		close_pipe(output);
		errno = fault;
		return false;
	}
	if (command->process == 0)
		become_shell(line, input, output);

	/* Both processes say it, as either may be first. */
	setpgid(command->process, command->process);
	close(input[0]);
	close(output[1]);
	command->input = input[1];
	command->output = output[0];
	fcntl(command->input, F_SETFL, O_NONBLOCK);
	fcntl(command->output, F_SETFL, O_NONBLOCK);
	return true;
}

int
rate_command_polls(const Command *command, struct pollfd *polls)
{
	int			count = 0;

	if (command->input >= 0)
		polls[count++] = (struct pollfd) {.fd = command->input, .events = POLLOUT};
	if (command->output >= 0)
		polls[count++] = (struct pollfd) {.fd = command->output, .events = POLLIN};
	return count;
}

/* A command need not read what it is given. */
static void
give(Command *command)
{
	while (command->input >= 0)
	{
		ssize_t		took = write(command->input, command->text.data + command->given,
								 command->text.len - command->given);

		if (took < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		command->given += took > 0 ? (size_t) took : 0;
		if (took < 0 || command->given == command->text.len)
			close_end(&command->input);
	}
}

static void
take(Command *command)
{
	while (command->output >= 0 && command->answer.len <= ANSWER_LIMIT)
	{
		ssize_t		got = read(command->output, wm_buffer_reserve(&command->answer, ANSWER_LIMIT),
							   ANSWER_LIMIT);

		if (got < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		command->answer.len += got > 0 ? (size_t) got : 0;
		if (got <= 0)
			close_end(&command->output);
	}
}

/*
 * Has it ended?  It is not waited for yet: until then no other process can have its
 * number, and its group can be killed.
 */
static bool
has_ended(const Command *command)
{
	siginfo_t	info = {.si_pid = 0};

	return waitid(P_PID, (id_t) command->process, &info, WEXITED | WNOHANG | WNOWAIT) < 0 ||
		info.si_pid != 0;
}

void
rate_command_kill(Command *command)
{
	kill(-command->process, SIGKILL);
	while (waitpid(command->process, &command->status, 0) < 0 && errno == EINTR)
		;
	close_end(&command->input);
	close_end(&command->output);
}

CommandState
rate_command_step(Command *command, int timeout)
{
	bool		ended = has_ended(command);

	give(command);
	take(command);
	if (command->answer.len > ANSWER_LIMIT)
	{
		rate_command_kill(command);
		return COMMAND_PRATES;
	}
	if (ended)
	{
		rate_command_kill(command); /* what it has left behind */
		return COMMAND_ENDED;
	}
	if (client_clock() - command->began < timeout)
		return COMMAND_RUNS;
	rate_command_kill(command);
	return COMMAND_LATE;
}

void
rate_command_free(Command *command)
{
	wm_buffer_free(&command->text);
	wm_buffer_free(&command->answer);
}
