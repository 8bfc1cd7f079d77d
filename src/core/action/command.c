/*
 * command.c
 *	  What a shell command does.
 *
 * Scripts within scripts (bash -c, ssh, $( ), heredocs to a shell) are read in
 * place, MAX_DEPTH deep, so that the work is linear in the text.
 */
#include "action/command.h"
#include "action/file.h"
#include "action/program.h"
#include "action/shell.h"
#include "base/host.h"
#include "base/keyword.h"

#define MAX_COMMAND	4194304		/* bytes of a command; what follows is unread */
#define MAX_DEPTH	5			/* scripts within one another */
#define MAX_WRAPS	8			/* sudo env timeout ... */
#define MAX_CODE	65536		/* bytes of code that are looked through */

/* Long options, of whichever program, whose value is the next word. */
static const LexiconRow valued_option_rows[] = {
	{0, "chdir|config|context|cwd|dir|directory|env|env-file|executionpolicy|extra|"
		"file|filter|from|git-dir|group|manifest-path|name|namespace|package|prefix|"
		"profile|project|python|region|repo|scope|signal|user|windowstyle|with|"
		"with-requirements|work-tree|workdir|workingdirectory|workspace"},
};

static Lexicon valued_options = LEXICON(valued_option_rows);

Lexicon    *const wm_command_lexicons[] = {&valued_options, NULL};

/*
 * What code given to an interpreter works on, told by what it mentions: the
 * first of these mentions decides.
 */
static const LexiconRow code_mentions[] = {
	{COMMAND_DATA, "pandas|polars|numpy|matplotlib|sqlite3|duckdb|psycopg|sklearn|"
		"import torch|openpyxl|csv.reader|DictReader"},
	{COMMAND_DOCUMENT, "from docx|from pptx|pypdf"},
	{COMMAND_TEST, "unittest|import pytest"},
	{COMMAND_FILES, ".write_text(|.write(|writeFileSync(|file_put_contents("},
};

/* What opens a pull request: a program and the words behind it. */
static const struct
{
	const char *program;
	const char *words[3];
}			request_commands[] = {
	{"az", {"repos", "pr", "create"}},
	{"gh", {"pr", "create"}},
	{"gh", {"pr", "new"}},
	{"glab", {"mr", "create"}},
	{"glab", {"mr", "new"}},
	{"hub", {"pull-request"}},
	{"tea", {"pr", "create"}},
	{"tea", {"pulls", "create"}},
};

/* What is told to the caller. */
typedef struct CommandReport
{
	CommandFacts *facts;
	FileChangeSink sink;
	void	   *context;
} CommandReport;

static void read_script(CommandReport *report, Slice text, bool escaped, int depth);

/*
 * SimpleCommand commands
 */

/*
 * The kind of a wrapped command: its own if that tells more than that
 * something runs (docker exec ... npm test), else the more telling of the two.
 */
static int
wrapped_kind(int wrapper, int kind)
{
	return wm_command_better(kind, COMMAND_RUN) == COMMAND_RUN ?
		wm_command_better(wrapper, kind) : kind;
}

/* A program's name: without its folder and without "@version". */
static Slice
base_name(Slice word)
{
	word = wm_file_name(word);
	for (size_t i = 1; i < word.len; i++)
	{
		if (word.data[i] == '@')
			word.len = i;
	}
	return word;
}

/* NAME=value, also NAME+=value and PowerShell's $name=value. */
static bool
is_assignment(Slice word)
{
	size_t		i = 0;

	while (i < word.len && (wm_shell_is_letter(word.data[i]) ||
							(i > 0 && wm_is_digit(word.data[i]))))
		i++;
	return i > 0 && i < word.len &&
		(word.data[i] == '=' ||
		 (word.data[i] == '+' && i + 1 < word.len && word.data[i + 1] == '='));
}

/* Whether a word could be a program's name; expressions are none. */
static bool
is_program_name(Slice name)
{
	if (name.len == 0 || name.len > 64 ||
		!(wm_shell_is_letter(name.data[0]) || wm_is_digit(name.data[0])))
		return false;
	for (size_t i = 0; i < name.len; i++)
	{
		char		c = name.data[i];

		if (!wm_shell_is_letter(c) && !wm_is_digit(c) &&
			c != '-' && c != '.' && c != '+')
			return false;
	}
	for (size_t i = 0; i < name.len; i++)
	{
		if (wm_shell_is_letter(name.data[i]))
			return name.data[name.len - 1] != '.';
	}
	return false;
}

static bool
is_option(Slice word)
{
	return word.len > 1 && (word.data[0] == '-' || word.data[0] == '+');
}

/* An option, or a bundle of short ones, that holds the letter. */
static bool
has_letter(Slice word, char letter)
{
	return word.len > 1 && word.len <= 6 && word.data[0] == '-' &&
		word.data[1] != '-' && memchr(word.data, letter, word.len) != NULL;
}

/* The words that an option is: two if its value is the next one. */
static int
option_words(Slice option, const char *takes)
{
	if (option.len == 2)
		return option.data[1] != '\0' && strchr(takes, option.data[1]) != NULL ? 2 : 1;
	while (option.len > 0 && option.data[0] == '-')
		option = wm_slice_from(option, 1);
	return wm_lexicon_find(&valued_options, option) == NULL ? 1 : 2;
}

/* The first word from here on that is neither an option nor its value. */
static int
skip_options(const SimpleCommand *simple, int index, const char *takes)
{
	while (index < simple->count && is_option(simple->words[index]))
	{
		Slice		word = simple->words[index];

		index += option_words(word, takes);
		if (wm_slice_equals(word, SLICE("--")))
			break;
	}
	return index < simple->count ? index : simple->count;
}

/* Tells the caller of a file written or edited. */
static void
report_file(CommandReport *report, Slice path, ChangeKind kind, uint32_t added)
{
	FileChange	change = {path, kind, {added, 0}};

	if (path.len > 0 && report->sink != NULL)
		report->sink(&change, report->context);
}

static int
kind_of_code(Slice code, int otherwise)
{
	if (code.len > MAX_CODE)
		code.len = MAX_CODE;
	for (size_t i = 0; i < lengthof(code_mentions); i++)
	{
		const char *mentions = code_mentions[i].words;
		Slice		mention;

		while (wm_lexicon_next(&mentions, &mention))
		{
			if (wm_slice_find(code, mention) >= 0)
				return code_mentions[i].kind;
		}
	}
	return otherwise;
}

static int
kind_of_script_file(Slice path)
{
	int			kind = wm_program_target(base_name(path));

	return kind == LEXICON_NONE ? COMMAND_RUN : kind;
}

/* A program in no table: a script by its path or ending, else unknown. */
static int
kind_of_unknown(Slice word)
{
	static const char *const endings[] = {".sh", ".py", ".js", ".ts", ".ps1", ".rb"};
	Slice		name = base_name(word);

	if (name.data != word.data)
		return kind_of_script_file(word);
	for (size_t i = 0; i < lengthof(endings); i++)
	{
		size_t		len = strlen(endings[i]);

		if (name.len > len &&
			wm_is_word(wm_slice_from(name, name.len - len), endings[i]))
			return kind_of_script_file(word);
	}
	return COMMAND_OTHER;
}

/* Reads a script that a command was given; false if it is too deep. */
static bool
read_given(CommandReport *report, SimpleCommand *simple, Slice text, bool escaped,
		   int depth)
{
	if (depth + 1 >= MAX_DEPTH)
		return false;
	simple->nested_count = 0;	/* they are found again, in the script */
	read_script(report, text, escaped, depth + 1);
	return true;
}

/* The words from here on as a script: eval, ssh host, powershell. */
static bool
read_rest(CommandReport *report, SimpleCommand *simple, int index, int depth)
{
	if (index >= simple->count)
		return false;
	if (index + 1 == simple->count)
		return read_given(report, simple, wm_shell_value(simple, index),
						  wm_shell_is_escaped(simple, index), depth);
	return !simple->literal &&
		read_given(report, simple, wm_shell_words_from(simple, index),
				   simple->escaped, depth);
}

/* bash, powershell: a script in an option, a file, or stdin. */
static int
read_shell(CommandReport *report, SimpleCommand *simple, int index, int depth)
{
	while (index < simple->count)
	{
		Slice		word = simple->words[index];

		if (!is_option(word))
			return kind_of_script_file(wm_shell_value(simple, index));
		if (wm_slice_equals(word, SLICE("-n")))
			return COMMAND_LINT;
		if (wm_is_word(word, "-command") || has_letter(word, 'c'))
			return read_rest(report, simple, index + 1, depth) ?
				LEXICON_NONE : COMMAND_RUN;
		index += option_words(word, "oO");
	}
	if (simple->has_here &&
		read_given(report, simple, simple->here, simple->escaped, depth))
		return LEXICON_NONE;
	return COMMAND_GLUE;
}

/*
 * An interpreter: code in an option, a file, or stdin.  Sets *index, and
 * returns LEXICON_NONE, where a module or script is a program of its own.
 */
static int
read_code(const SimpleCommand *simple, const Program *program, int *index)
{
	int			next = *index;

	while (next < simple->count && is_option(simple->words[next]))
	{
		Slice		word = simple->words[next];
		bool		has_next = next + 1 < simple->count;

		if (wm_is_word(word, "-c") || wm_is_word(word, "-e") || wm_is_word(word, "-r") ||
			wm_is_word(word, "-p") || wm_is_word(word, "--eval"))
			return kind_of_code(has_next ? wm_shell_value(simple, next + 1) : word,
								program->kind);
		if (wm_is_word(word, "-l") || wm_is_word(word, "--check"))
			return COMMAND_LINT;
		if (wm_is_word(word, "--test"))
			return COMMAND_TEST;
		if (wm_is_word(word, "-m") && has_next)
		{
			*index = next + 1;
			return LEXICON_NONE;
		}
		next += option_words(word, program->takes);
	}

	if (next < simple->count && !wm_slice_equals(simple->words[next], SLICE("-")))
	{
		Program		script;
		Slice		value = wm_shell_value(simple, next);
		int			kind;

		if (wm_program_find(base_name(value), &script))
		{
			*index = next;
			return LEXICON_NONE;
		}
		kind = kind_of_script_file(value);
		return program->kind != COMMAND_DATA ? kind :
			wm_command_better(kind, COMMAND_DATA);
	}
	return simple->has_here ? kind_of_code(simple->here, program->kind) : program->kind;
}

/* ssh: what is done over there is read, and counts beside going there. */
static int
read_remote(CommandReport *report, SimpleCommand *simple, const Program *program,
			int index, int depth)
{
	index = skip_options(simple, index, program->takes) + program->skip;
	if (!read_rest(report, simple, index, depth) && simple->has_here)
		read_given(report, simple, simple->here, simple->escaped, depth);
	return program->kind;
}

/* sed, perl: in place it edits files, else it shows them. */
static int
read_sed(CommandReport *report, const SimpleCommand *simple, const Program *program,
		 int index)
{
	bool		in_place = false;
	bool		has_script = false;

	for (int i = index; i < simple->count; i++)
	{
		Slice		word = simple->words[i];

		in_place = in_place || has_letter(word, 'i') ||
			wm_slice_starts(word, SLICE("--in-place"));
		has_script = has_script || has_letter(word, 'e') ||
			wm_slice_equals(word, SLICE("-f"));
	}
	if (!in_place)
		return program->kind;

	for (int i = index; i < simple->count; i++)
	{
		Slice		word = simple->words[i];
		Slice		value = wm_shell_value(simple, i);

		if (is_option(word))
			i += has_letter(word, 'e') || wm_slice_equals(word, SLICE("-f")) ? 1 : 0;
		else if (value.len > 0 && has_script)
			report_file(report, value, CHANGE_UPDATE, 0);
		else if (value.len > 0)
			has_script = true;
	}
	return COMMAND_FILES;
}

/* tee writes files of its own accord only from a heredoc; else it logs. */
static int
read_tee(CommandReport *report, const SimpleCommand *simple, int index)
{
	uint32_t	lines = wm_patch_count_lines(simple->here);
	bool		appends = false;

	if (!simple->has_here)
		return COMMAND_GLUE;
	for (; index < simple->count; index++)
	{
		if (has_letter(simple->words[index], 'a'))
			appends = true;
		else if (!is_option(simple->words[index]))
			report_file(report, wm_shell_value(simple, index),
						appends ? CHANGE_UPDATE : CHANGE_CREATE, lines);
	}
	return COMMAND_FILES;
}

static int
read_patch(CommandReport *report, const SimpleCommand *simple, const Program *program,
		   int index)
{
	Slice		text = simple->here;

	for (; !simple->has_here && index < simple->count; index++)
	{
		Slice		value = wm_shell_value(simple, index);

		if (wm_slice_find(value, SLICE("*** Begin Patch")) >= 0)
			text = value;
	}
	if (text.len > 0)
	{
		wm_patch_read(text, SLICE(""), report->sink, report->context);
		if (report->facts->patch.len == 0)
			report->facts->patch = text;
	}
	return program->kind;
}

static bool
has_word(const SimpleCommand *simple, int index, const char *lower)
{
	while (index < simple->count)
	{
		if (wm_is_word(simple->words[index++], lower))
			return true;
	}
	return false;
}

/* The message in a word, also as $(cat <<'EOF' ... EOF). */
static Slice
message_of(Slice value)
{
	ptrdiff_t	heredoc = wm_slice_find(value, SLICE("<<"));
	Slice		text;

	if (heredoc >= 0 && value.data[0] != '@' &&
		wm_slice_find(value, SLICE("$(")) >= 0 &&
		wm_shell_heredoc(wm_slice_from(value, (size_t) heredoc), &text))
		value = text;
	return wm_slice_trim(value);
}

static int
read_commit(CommandReport *report, const SimpleCommand *simple, const Program *program,
			int index)
{
	Slice		message = {NULL, 0};

	if (!has_word(simple, index, "--amend") && !has_word(simple, index, "--dry-run"))
		report->facts->commits++;
	if (simple->has_here)
		message = wm_slice_trim(simple->here);

	for (; index < simple->count && message.len == 0; index++)
	{
		Slice		word = simple->words[index];
		Slice		long_option = SLICE("--message=");

		if (wm_slice_starts(word, long_option))
			message = message_of(wm_slice_from(word, long_option.len));
		else if (index + 1 < simple->count &&
				 (wm_slice_equals(word, SLICE("--message")) ||
				  (has_letter(word, 'm') && word.data[word.len - 1] == 'm')))
			message = message_of(wm_shell_value(simple, index + 1));
	}
	if (report->facts->commit_message.len == 0)
		report->facts->commit_message = message;
	return program->kind;
}

/* Where find's command begins, or the number of words. */
static int
find_exec(const SimpleCommand *simple, int index)
{
	while (index < simple->count)
	{
		Slice		word = simple->words[index++];

		if (wm_slice_starts(word, SLICE("-exec")) || wm_is_word(word, "-ok"))
			return index;
	}
	return simple->count;
}

/* A program that is asked only for its version or its help. */
static bool
asks_for_help(const SimpleCommand *simple, int index)
{
	return index + 1 == simple->count &&
		(wm_is_word(simple->words[index], "--version") ||
		 wm_is_word(simple->words[index], "--help"));
}

/* The program at a word, by its own name or with its subcommands. */
static bool
find_program(const SimpleCommand *simple, int *index, Program *program)
{
	if (!wm_program_find(base_name(wm_shell_value(simple, *index)), program))
		return false;
	(*index)++;

	while (program->syntax == SYNTAX_SUBCOMMAND || program->syntax == SYNTAX_TARGET)
	{
		int			next = skip_options(simple, *index, program->takes);
		Program		sub;

		if (next >= simple->count ||
			!wm_program_find_sub(program, wm_shell_value(simple, next), &sub))
			break;
		*program = sub;
		*index = next + 1;
	}
	return true;
}

/*
 * make lint, npm run build, yarn jest: the words of the task's name tell, or
 * else it is a program.  Sets *index, and returns LEXICON_NONE, for one.
 */
static int
read_target(const SimpleCommand *simple, const Program *program, int *index)
{
	int			next = skip_options(simple, *index, program->takes);
	Program		named;
	Slice		value;
	int			kind;

	while (next < simple->count && is_assignment(simple->words[next]))
		next++;
	if (next + program->skip >= simple->count)
		return program->kind;

	value = wm_shell_value(simple, next + program->skip);
	kind = wm_program_target(value);
	if (kind != LEXICON_NONE)
		return kind;
	if (wm_program_find(base_name(value), &named) &&
		wm_command_better(named.kind, COMMAND_PROCESS) != COMMAND_PROCESS)
	{
		*index = next + program->skip;
		return LEXICON_NONE;
	}
	return program->kind;
}

/*
 * bash, powershell, eval: LEXICON_NONE where the commands of a script have been
 * counted by themselves.
 */
static int
kind_of_script(CommandReport *report, SimpleCommand *simple, const Program *program,
			   int index, int depth, int wrapper)
{
	int			kind;

	if (program->syntax == SYNTAX_EVAL)
		return read_rest(report, simple, index, depth) ? LEXICON_NONE : wrapper;

	kind = read_shell(report, simple, index, depth);
	if (kind != LEXICON_NONE)
		return wrapped_kind(wrapper, kind);
	simple->program = SHELL_NO_WORD;
	return wrapper == COMMAND_GLUE ? LEXICON_NONE : wrapper;
}

/*
 * A program that may run one of those in its words: sets *index to where it
 * stands, and returns LEXICON_NONE; else the kind of what it does itself.
 */
static int
read_runner(const SimpleCommand *simple, const Program *program, int *index)
{
	switch (program->syntax)
	{
		case SYNTAX_TARGET:
			return read_target(simple, program, index);

		case SYNTAX_CODE:
			return read_code(simple, program, index);

		case SYNTAX_FIND:
			if (has_word(simple, *index, "-delete"))
				return COMMAND_FILES;
			*index = find_exec(simple, *index);
			return LEXICON_NONE;

		default:
			*index = skip_options(simple, *index, program->takes) + program->skip;
			return LEXICON_NONE;
	}
}

/* A program that runs no other one, here at least. */
static int
kind_of_program(CommandReport *report, SimpleCommand *simple, const Program *program,
				int index, int depth)
{
	switch (program->syntax)
	{
		case SYNTAX_FILTER:
			return simple->piped ? COMMAND_GLUE : program->kind;

		case SYNTAX_REMOTE:
			return read_remote(report, simple, program, index, depth);

		case SYNTAX_SED:
			return read_sed(report, simple, program, index);

		case SYNTAX_TEE:
			return read_tee(report, simple, index);

		case SYNTAX_PATCH:
			return read_patch(report, simple, program, index);

		case SYNTAX_COMMIT:
			return read_commit(report, simple, program, index);

		default:
			return program->kind;
	}
}

/*
 * The kind of a simple command, LEXICON_NONE for none: an expression, or a
 * script whose commands have been counted by themselves.  Notes which word
 * names its program: of programs that run the next, the last.
 */
static int
kind_of_simple(CommandReport *report, SimpleCommand *simple, int depth)
{
	int			kind = COMMAND_GLUE;	/* of the programs that run the next */
	int			index = 0;

	for (int wraps = 0; wraps < MAX_WRAPS; wraps++)
	{
		int			without = wraps == 0 ? LEXICON_NONE : kind;
		int			own;
		int			at;
		bool		known;
		Program		program;
		Slice		name;

		while (index < simple->count && is_assignment(simple->words[index]))
			index++;
		if (index >= simple->count)
			return without;

		at = index;
		name = wm_shell_value(simple, at);
		known = find_program(simple, &index, &program);
		if (!known && !is_program_name(base_name(name)))
			return without;
		simple->program = at;
		if (!known)
			return wrapped_kind(kind, kind_of_unknown(name));
		if (asks_for_help(simple, index))
			return wrapped_kind(kind, COMMAND_LOOK);

		switch (program.syntax)
		{
			case SYNTAX_SHELL:
			case SYNTAX_EVAL:
				return kind_of_script(report, simple, &program, index, depth, kind);

			case SYNTAX_TARGET:
			case SYNTAX_CODE:
			case SYNTAX_FIND:
			case SYNTAX_WRAPPER:
				own = read_runner(simple, &program, &index);
				if (own != LEXICON_NONE)
					return wrapped_kind(kind, own);
				if (program.syntax != SYNTAX_TARGET)
					kind = wm_command_better(kind, program.kind);
				break;

			default:
				own = kind_of_program(report, simple, &program, index, depth);
				return wrapped_kind(kind, own);
		}
	}
	return kind;
}

/*
 * What becomes of a command that shows something once its output's place is
 * known: to a file it is writing, from a pipe it is a filter.
 */
static int
kind_by_output(CommandReport *report, const SimpleCommand *simple, int kind)
{
	Slice		name = base_name(wm_shell_value(simple, 0));
	ChangeKind	change = simple->appends ? CHANGE_UPDATE : CHANGE_CREATE;

	if (kind != COMMAND_LOOK && kind != COMMAND_SEARCH && kind != COMMAND_GLUE)
		return kind;

	if (simple->output.len > 0)
	{
		if (wm_is_word(name, "cat") && simple->has_here)
			report_file(report, simple->output, change,
						wm_patch_count_lines(simple->here));
		else if ((wm_is_word(name, "echo") || wm_is_word(name, "printf")) &&
				 simple->count > 1)
			report_file(report, simple->output, change,
						wm_patch_count_lines(wm_shell_words_from(simple, 1)));
		return COMMAND_FILES;
	}
	if (simple->piped || (wm_is_word(name, "cat") && simple->has_here))
		return COMMAND_GLUE;
	return kind;
}

static void
add_program(CommandFacts *facts, const SimpleCommand *simple)
{
	CommandProgram *program;
	int			next = simple->program + 1;

	if (simple->program == SHELL_NO_WORD || facts->nprograms == COMMAND_PROGRAMS)
		return;
	program = &facts->programs[facts->nprograms++];
	program->name = base_name(wm_shell_value(simple, simple->program));
	if (next < simple->count)
		program->next = wm_shell_value(simple, next);
}

/* Do these words, with options between them, stand behind the program? */
static bool
has_subcommand(const SimpleCommand *simple, const char *const *words, int count)
{
	int			index = simple->program + 1;

	for (int i = 0; i < count && words[i] != NULL; i++)
	{
		index = skip_options(simple, index, "R");
		if (index == simple->count ||
			!wm_is_word(wm_shell_value(simple, index), words[i]))
			return false;
		index++;
	}
	return true;
}

static bool
opens_request(const SimpleCommand *simple)
{
	Slice		name;

	if (simple->program == SHELL_NO_WORD)
		return false;
	name = base_name(wm_shell_value(simple, simple->program));
	for (size_t i = 0; i < lengthof(request_commands); i++)
	{
		if (wm_is_word(name, request_commands[i].program) &&
			has_subcommand(simple, request_commands[i].words,
						   (int) lengthof(request_commands[i].words)))
			return !has_word(simple, simple->program, "--dry-run") &&
				!has_word(simple, simple->program, "--web") &&
				!has_word(simple, simple->program, "--help");
	}
	return false;
}

/* Counts a simple command, then reads the substitutions in its words. */
static void
finish_simple(CommandReport *report, SimpleCommand *simple, int depth)
{
	int			kind = LEXICON_NONE;

	wm_check_interrupts();
	if (simple->count > 0 && !simple->headed)
		kind = kind_of_simple(report, simple, depth);
	if (kind != LEXICON_NONE)
	{
		kind = kind_by_output(report, simple, kind);
		report->facts->counts[kind]++;
		report->facts->commands++;
		add_program(report->facts, simple);
		if ((kind == COMMAND_FORGE || kind == COMMAND_CLOUD) && opens_request(simple))
			report->facts->pull_requests++;
	}
	for (int i = 0; i < simple->nested_count && depth + 1 < MAX_DEPTH; i++)
		read_script(report, simple->nested[i], simple->escaped, depth + 1);
}

/* A script as it is walked through. */
typedef struct Walk
{
	CommandReport *report;
	int			depth;
} Walk;

static void
take_simple(SimpleCommand *simple, void *context)
{
	const Walk *walk = context;

	finish_simple(walk->report, simple, walk->depth);
}

static void
read_script(CommandReport *report, Slice text, bool escaped, int depth)
{
	Walk		walk = {report, depth};

	wm_shell_walk(text, escaped, take_simple, &walk);
}

static Slice
cut(Slice command)
{
	return command.len > MAX_COMMAND ? wm_slice(command.data, MAX_COMMAND) : command;
}

void
wm_command_read(Slice command, CommandFacts *facts, FileChangeSink sink, void *context)
{
	CommandReport report = {facts, sink, context};

	memset(facts, 0, sizeof(*facts));
	if (command.len > 0)
		read_script(&report, cut(command), false, 0);
	facts->dominant = wm_command_dominant(facts->counts);
}

void
wm_command_read_argv(const Slice *argv, int argc, CommandFacts *facts,
					 FileChangeSink sink, void *context)
{
	CommandReport report = {facts, sink, context};
	SimpleCommand		simple;

	memset(facts, 0, sizeof(*facts));
	wm_shell_clear(&simple);
	simple.literal = true;
	simple.escaped = false;
	while (simple.count < argc && simple.count < SHELL_WORDS)
	{
		simple.words[simple.count] = cut(argv[simple.count]);
		simple.count++;
	}
	finish_simple(&report, &simple, 0);
	facts->dominant = wm_command_dominant(facts->counts);
}
