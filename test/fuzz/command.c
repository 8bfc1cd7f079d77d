/*
 * command.c
 *	  Fuzz target: any bytes as a shell command, or an argument vector.
 */
#include "action/command.h"
#include "action/file.h"

#include "fuzz.h"

#define ARGUMENTS	16

/* What the sink is told must be bytes of the input. */
static void
check_change(const FileChange *change, void *context)
{
	const Slice *text = context;

	must(change->path.len > 0, "a changed file has a path");
	must(change->path.data >= text->data &&
		 change->path.data + change->path.len <= text->data + text->len,
		 "a path lies in the text");
	must((size_t) change->lines.added + change->lines.removed <= text->len,
		 "a line takes a byte or more");
	(void) wm_file_kind(change->path);
}

/* Is it a run of the text's bytes, or nothing? */
static bool
lies_in(Slice part, Slice text)
{
	return part.len == 0 || (part.data >= text.data &&
							 part.data + part.len <= text.data + text.len);
}

static void
check_command(const CommandFacts *facts, Slice text)
{
	uint32_t	sum = 0;

	for (int kind = 0; kind < COMMAND_COUNT; kind++)
		sum += facts->counts[kind];
	must(sum == facts->commands, "each command has one kind");
	must(facts->dominant < COMMAND_COUNT, "the dominant kind is one");
	must(facts->commands == 0 || facts->counts[facts->dominant] > 0 ||
		 facts->dominant == COMMAND_GLUE, "the dominant kind is there");
	must((uint32_t) facts->nprograms <= facts->commands, "a program is of a command");
	must(facts->commits + facts->pull_requests <= facts->commands,
		 "a command commits, or opens a request, or neither");
	for (int i = 0; i < facts->nprograms; i++)
	{
		must(facts->programs[i].name.len > 0, "a program has a name");
		must(lies_in(facts->programs[i].name, text) &&
			 lies_in(facts->programs[i].next, text), "programs lie in the text");
	}
}

/* Arguments end at zero bytes. */
static void
read_arguments(Slice text)
{
	Slice		arguments[ARGUMENTS];
	int			count = 0;
	Slice		rest = text;
	CommandFacts facts;

	while (rest.len > 0 && count < ARGUMENTS)
	{
		const char *end = memchr(rest.data, '\0', rest.len);
		size_t		len = end == NULL ? rest.len : (size_t) (end - rest.data);

		arguments[count++] = wm_slice(rest.data, len);
		rest = wm_slice_from(rest, end == NULL ? len : len + 1);
	}
	wm_command_read_argv(arguments, count, &facts, check_change, &text);
	check_command(&facts, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		text = wm_slice((const char *) data, size);
	CommandFacts facts;

	wm_command_read(text, &facts, check_change, &text);
	check_command(&facts, text);
	wm_command_read(text, &facts, NULL, NULL);
	read_arguments(text);
	must_own_nothing();
	return 0;
}
