/*
 * aider.c
 *	  Aider's .aider.chat.history.md: many runs in one file, read as one session.
 *
 * The records are lines.  "#### " begins what a person entered, "> " what Aider
 * itself says, and all else is the model's.  Of an output of Aider over several
 * lines only the first is marked, and an answer may hold headings and quotes, so
 * a line counts by what came before it.  Aider ends each line of a person's and
 * each output of its own with two blanks; formatters of Markdown take these away
 * from the last line of a paragraph, and put a blank line between all others.
 *
 * There is a time for each run only, written without a zone: it is taken for UTC.
 * What the model says is read in place, as one slice of the file.
 */
#include <math.h>

#include "base/host.h"
#include "base/keyword.h"
#include "readers/lines.h"
#include "readers/aider_edits.h"
#include "readers/reader.h"

/* A clock may be set back by an hour. */
#define TIME_JITTER		(INT64_C(3600) * 1000000)

/* No number of tokens is written with more characters. */
#define NUMBER_BYTES	32

typedef enum Voice
{
	VOICE_AIDER,
	VOICE_PERSON,
	VOICE_MODEL,
	VOICE_THOUGHT				/* of the model */
} Voice;

/* What was read of one run. */
typedef struct Run
{
	EventTime	time;
	bool		greeted;		/* Aider has told its version */
	bool		given;			/* the command line holds the request, */
	bool		agreed;			/* and says yes to all questions */
	int64_t		prompts;
} Run;

typedef struct Notes
{
	bool		begun;
	EventTime	first;			/* run's time */
	Run			run;
	int64_t		runs;			/* in which something was asked */
	int64_t		headless;		/* of these */
	Voice		voice;
	bool		blank;			/* the line before was blank */
	bool		ended;			/* the last other line ended in two of them */
	bool		greeting;		/* the paragraph has Aider's version in it */
	bool		stripped;		/* the two blanks at ends of lines are gone */
	bool		open;			/* an output of Aider goes on */
	bool		reporting;		/* it is about blocks that did not match, */
	bool		reported;		/* and is over but for its last words */
	bool		malformed;		/* some edit of the last answer was not understood */
	bool		asked_shell;	/* a person was asked to let a command run */
	bool		own_commit;		/* the next commit holds a person's own changes */
	bool		applied;		/* an edit since the last commit */
	uint64_t	answers;
	uint64_t	repeated;		/* hash of a request that is told once more */
	Slice		words;			/* of the model, as far as they are read */
	AiderEdits	edits;
} Notes;

/* What a line of a person's begins with; a blank follows, unless it is empty. */
static const Slice input_mark = LITERAL("####");

/* Commands behind which a request may stand. */
static const Slice asking[] = {
	LITERAL("/ask"), LITERAL("/code"), LITERAL("/architect"), LITERAL("/context"),
	LITERAL("/chat-mode"),
};

/* What a person says to a question of Aider's. */
static const Slice answers[] = {
	LITERAL("y"), LITERAL("n"), LITERAL("a"), LITERAL("s"), LITERAL("d"),
	LITERAL("yes"), LITERAL("no"), LITERAL("all"), LITERAL("skip"), LITERAL("don't"),
};

/* On the command line: the request itself, or the file that it stands in. */
static const Slice requests[] = {
	LITERAL(" --message"), LITERAL(" --msg"), LITERAL(" -m "), LITERAL(" -m="),
	LITERAL(" --message-file"), LITERAL(" -f "),
};

/* Aider's own words behind an answer, even one that broke off in an edit. */
static const Slice endings[] = {
	LITERAL("Tokens: "), LITERAL("Applied edit to "), LITERAL("Did not apply edit to "),
	LITERAL("The LLM did not conform"), LITERAL("^C"),
};

/* Around what a model thinks, line by line; the first is Aider's own. */
static const struct
{
	Slice		open;
	Slice		close;
}			thoughts[] = {
	{LITERAL("<thinking-content-"), LITERAL("</thinking-content-")},
	{LITERAL("<think>"), LITERAL("</think>")},
	{LITERAL("\xE2\x96\xBA **THINKING**"), LITERAL("\xE2\x96\xBA **ANSWER**")},
};

static bool
takes(Slice *text, Slice prefix)
{
	if (!wm_slice_starts(*text, prefix))
		return false;
	*text = wm_slice_from(*text, prefix.len);
	return true;
}

static bool
begins_with(Slice text, const Slice *beginnings, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		if (wm_slice_starts(text, beginnings[i]))
			return true;
	}
	return false;
}

/* Does a line end as Aider ends its own? */
static bool
is_ended(Slice line)
{
	return line.len >= 2 && line.data[line.len - 1] == ' ' &&
		line.data[line.len - 2] == ' ';
}

static bool
read_header(Slice line, EventTime *time)
{
	line = wm_slice_trim(line);
	if (!takes(&line, SLICE("# aider chat started at ")) ||
		line.len != strlen("0000-00-00 00:00:00"))
		return false;
	*time = wm_time_parse(line);
	return *time != TIME_UNKNOWN;
}

static bool
recognises(Slice line)
{
	EventTime	time;

	return read_header(line, &time);
}

/* Tells the words that are read, all or as far as they stand before an end. */
static void
tell_words(Reading *reading, const char *end)
{
	Notes	   *notes = reading->notes;
	Event		event = {.kind = EVENT_SAY, .time = notes->run.time};

	if (notes->words.len > 0 && end != NULL &&
		end < notes->words.data + notes->words.len)
		notes->words.len = end > notes->words.data ?
			(size_t) (end - notes->words.data) : 0;
	event.text = wm_json_cut(wm_slice_trim(notes->words));
	notes->words = wm_slice(event.text.data, 0);
	if (event.text.len == 0)
		return;
	if (notes->voice == VOICE_THOUGHT)
		event.kind = EVENT_THINK;
	if (notes->voice != VOICE_THOUGHT || wm_session_wants_thought(reading->session))
		wm_session_event(reading->session, &event);
}

static bool
answers_now(const Notes *notes)
{
	return notes->voice == VOICE_MODEL || notes->voice == VOICE_THOUGHT;
}

static void
end_answer(Reading *reading)
{
	Notes	   *notes = reading->notes;

	if (!answers_now(notes))
		return;
	tell_words(reading, NULL);
	wm_aider_answered(&notes->edits);
	notes->voice = VOICE_AIDER;
}

/* What came of the last answer's edits is known by now. */
static void
settle_edits(Reading *reading)
{
	Notes	   *notes = reading->notes;
	EventTime	time = notes->run.time;

	wm_aider_failed(reading, &notes->edits, time);
	if (notes->malformed && notes->edits.count > 0)
		wm_aider_others(reading, &notes->edits, true, time);
	else if (notes->malformed)
		wm_aider_file(reading, &notes->edits, SLICE(""), true, time);
	notes->edits.count = 0;
	notes->malformed = notes->reporting = false;
}

/* A request, and not once more where a command that held it repeats it. */
static void
tell_prompt(Reading *reading, Slice text)
{
	Notes	   *notes = reading->notes;
	uint64_t	hash = wm_slice_identity(text);

	if (hash == notes->repeated)
	{
		notes->repeated = 0;
		return;
	}
	notes->repeated = 0;
	notes->run.prompts++;
	if (notes->run.given)
	{
		wm_buffer_append(&reading->words, text);
		wm_reading_person(reading, HUMAN_TASK, notes->run.time);
	}
	else
		(void) wm_reading_human(reading, text, notes->run.time);
}

static void
tell_act(Reading *reading, Slice text)
{
	Notes	   *notes = reading->notes;
	Event		event = {.kind = EVENT_ACT, .time = notes->run.time, .text = text};

	wm_session_event(reading->session, &event);
}

/* "/ask why": a request, if there is one; "/chat-mode ask why" names a mode first. */
static bool
read_asking(Reading *reading, Slice command, Slice text)
{
	Notes	   *notes = reading->notes;
	bool		known = false;

	for (size_t i = 0; i < lengthof(asking); i++)
		known = known || wm_slice_equals(command, asking[i]);
	if (known && wm_slice_equals(command, SLICE("/chat-mode")))
	{
		while (text.len > 0 && (unsigned char) text.data[0] > ' ')
			text = wm_slice_from(text, 1);
		text = wm_slice_trim(text);
	}
	if (!known || text.len == 0)
		return false;
	tell_prompt(reading, text);
	notes->repeated = wm_slice_identity(text);
	return true;
}

/* A command: "/add a.c", "/run make", "!make". */
static void
read_command(Reading *reading, Slice text)
{
	Slice		command = text;
	size_t		len = 0;

	while (text.data[0] == '/' && len < text.len && (unsigned char) text.data[len] > ' ')
	{
		wm_check_step(text.data + len, text.data + len + 1);
		len++;
	}
	command.len = len;
	text = wm_slice_trim(wm_slice_from(text, len));
	if (!read_asking(reading, command, text))
		tell_act(reading, text);
}

static bool
is_answer(Slice text)
{
	for (size_t i = 0; i < lengthof(answers); i++)
	{
		if (wm_slice_equals(text, answers[i]))
			return true;
	}

	/* An answer that is given to the rest of the questions is told with them. */
	return wm_slice_find(text, SLICE("(Y)es/(N)o")) >= 0;
}

/* A person has entered all that was put together line by line. */
static void
end_input(Reading *reading)
{
	Notes	   *notes = reading->notes;
	Slice		text;

	if (notes->voice != VOICE_PERSON)
		return;
	notes->voice = VOICE_AIDER;
	text = wm_slice_trim(wm_buffer_slice(&reading->input));
	if (text.len == 0 || wm_slice_equals(text, SLICE("<blank>")))
		return;
	if (is_answer(text))
		tell_act(reading, SLICE(""));
	else if (text.data[0] == '/' || text.data[0] == '!')
		read_command(reading, text);
	else
		tell_prompt(reading, text);
	wm_buffer_clear(&reading->input);
}

static void
read_input(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;
	bool		ended = is_ended(line);
	Slice		text = wm_slice_trim(wm_slice_from(line, input_mark.len));

	/*
	 * Behind a blank line another input begins, unless the blank line is a
	 * formatter's; a command begins one even so, and ends with its line.
	 */
	if (notes->voice == VOICE_PERSON && notes->blank &&
		(ended || wm_slice_starts(text, SLICE("/")) ||
		 (reading->input.len > 0 && reading->input.data[0] == '/')))
		end_input(reading);
	if (notes->voice != VOICE_PERSON)
	{
		end_answer(reading);
		settle_edits(reading);
		wm_buffer_clear(&reading->input);
		notes->voice = VOICE_PERSON;
		notes->open = notes->asked_shell = false;
	}
	if (reading->input.len + text.len > JSON_TEXT_LIMIT)
		return;
	if (reading->input.len > 0)
		wm_buffer_append_char(&reading->input, '\n');
	wm_buffer_append(&reading->input, text);
}

/* Takes a number off a text: "860", "2.1k", "10,332", "1.2M". */
static double
take_amount(Slice text)
{
	double		amount = 0;
	double		unit = 0;

	text = wm_slice_head(text, NUMBER_BYTES);
	for (; text.len > 0; text = wm_slice_from(text, 1))
	{
		char		c = text.data[0];

		if (wm_is_digit(c))
		{
			amount = unit == 0 ? amount * 10 + (c - '0') : amount + (c - '0') * unit;
			unit /= 10;
		}
		else if (c == '.' && unit == 0)
			unit = 0.1;
		else if (c != ',')
			break;
	}
	if (wm_slice_starts(text, SLICE("k")))
		return amount * 1e3;
	return wm_slice_starts(text, SLICE("M")) ? amount * 1e6 : amount;
}

/* "Tokens: 2.1k sent, 1k cache hit, 180 received. Cost: ..." */
static void
read_tokens(Reading *reading, Slice text)
{
	Notes	   *notes = reading->notes;
	ptrdiff_t	received = wm_slice_find(text, SLICE(" received"));
	size_t		from = received < 0 ? 0 : (size_t) received;

	while (from > 0 && text.data[from - 1] != ' ')
		from--;
	wm_session_tokens(reading->session, ++notes->answers, take_amount(text),
					  received < 0 ? 0 : take_amount(wm_slice_from(text, from)));
}

/* "Model: m with diff edit format, ...", in older versions with the weak one. */
static void
read_model(Reading *reading, Slice text)
{
	ptrdiff_t	end = wm_slice_find(text, SLICE(" with "));

	if (reading->facts->model[0] == '\0')
	{
		text = wm_slice_head(text, end < 0 ? text.len : (size_t) end);
		wm_session_name(reading->facts->model, wm_slice_trim(text));
	}
}

/* The command line that Aider was started with, a program with its options. */
static void
read_arguments(Notes *notes, Slice text)
{
	ptrdiff_t	program = wm_slice_find(text, SLICE("aider"));

	if (program < 0)
		return;
	text = wm_slice_from(text, (size_t) program);
	for (size_t i = 0; i < lengthof(requests); i++)
		notes->run.given = notes->run.given || wm_slice_find(text, requests[i]) >= 0;
	notes->run.agreed = notes->run.agreed || wm_slice_find(text, SLICE(" --yes")) >= 0;
}

/* What Aider says when it starts, or starts again with another model or mode. */
static bool
read_greeting(Reading *reading, Slice text)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (takes(&text, SLICE("Aider v")))
	{
		notes->run.greeted = notes->greeting = true;
		if (facts->agent_version[0] == '\0')
			wm_session_name(facts->agent_version, text);
		return true;
	}
	if (wm_slice_find(text, SLICE(" edit format")) >= 0)
		wm_aider_format(&notes->edits, text);
	if (takes(&text, SLICE("Main model: ")) || takes(&text, SLICE("Model: ")) ||
		takes(&text, SLICE("Models: ")))
		read_model(reading, text);
	else if (takes(&text, SLICE("Cur working dir: ")))
		wm_session_project(facts, text);
	else
	{
		if (!notes->run.greeted && notes->run.prompts == 0)
			read_arguments(notes, text);
		return false;
	}
	return true;
}

/* A command that the model proposed, and a person let run. */
static void
run_command(Reading *reading, Slice command)
{
	const Notes *notes = reading->notes;
	Event		event = {.kind = EVENT_CALL, .time = notes->run.time};

	event.tool = SLICE("run_command");
	event.command = wm_json_cut(command);
	wm_session_event(reading->session, &event);
}

static void
read_commit(Reading *reading)
{
	Notes	   *notes = reading->notes;

	if (notes->applied && !notes->own_commit)
	{
		reading->facts->commits++;
		notes->applied = false;
	}
	notes->own_commit = false;
}

/* A line of a report on blocks that did not match. */
static void
read_report(Reading *reading, Slice text)
{
	Notes	   *notes = reading->notes;

	wm_aider_report(&notes->edits, text);
	if (wm_slice_starts(text, SLICE("The SEARCH section must")))
		notes->reported = true;
	if (wm_slice_starts(text, SLICE("# The other ")))
	{
		wm_aider_failed(reading, &notes->edits, notes->run.time);
		wm_aider_others(reading, &notes->edits, false, notes->run.time);
		notes->applied = true;
	}
}

/* The text before the first such character. */
static Slice
up_to(Slice text, char character)
{
	const char *end = wm_find_byte(text.data, text.data + text.len, character);

	return end == NULL ? text : wm_slice_head(text, (size_t) (end - text.data));
}

/* What came of the answer. */
static void
read_outcome(Reading *reading, Slice text)
{
	Notes	   *notes = reading->notes;
	EventTime	time = notes->run.time;

	if (takes(&text, SLICE("Applied edit to ")))
	{
		wm_aider_file(reading, &notes->edits, wm_slice_trim(text), false, time);
		notes->applied = true;
	}
	else if (takes(&text, SLICE("Did not apply edit to ")) ||
			 takes(&text, SLICE("Skipping edits to ")))
		wm_aider_file(reading, &notes->edits, up_to(text, ' '), true, time);
	else if (wm_slice_starts(text, SLICE("The LLM did not conform")))
		notes->malformed = true;
	else if (wm_slice_starts(text, SLICE("Committing ")) &&
			 wm_slice_find(text, SLICE(" before applying edits")) > 0)
		notes->own_commit = true;
	else if (wm_slice_starts(text, SLICE("Commit ")))
		read_commit(reading);
	else if (wm_slice_find(text, SLICE("Run shell command")) >= 0)
		notes->asked_shell = true;
	else if (notes->asked_shell && takes(&text, SLICE("Running ")))
		run_command(reading, text);
}

/* "# 2 SEARCH/REPLACE blocks failed to match!": a report may follow. */
static bool
begin_report(Notes *notes, Slice text)
{
	if (!takes(&text, SLICE("# ")) ||
		wm_slice_find(text, SLICE(" SEARCH/REPLACE block")) <= 0 ||
		wm_slice_find(text, SLICE(" failed to match")) < 0)
		return false;
	notes->edits.unmatched = (int) fmin(take_amount(text), AIDER_EDITS);
	notes->reporting = true;
	notes->reported = notes->malformed = false;
	return true;
}

static void
read_output(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;
	Slice		text = wm_slice_trim(wm_slice_from(line, 1));

	end_answer(reading);
	end_input(reading);

	/* Where the blanks are gone, only a report is known to go on. */
	notes->open = notes->stripped ?
		notes->open && notes->reporting && !notes->reported : !is_ended(line);
	if (begin_report(notes, text))
		notes->open = notes->stripped || !is_ended(line);
	else if (notes->reporting)
		read_report(reading, text);
	if (takes(&text, SLICE("Tokens: ")))
		read_tokens(reading, text);
	else if (!read_greeting(reading, text))
		read_outcome(reading, text);
}

/* The rest of an output that began with a marked line. */
static void
read_rest(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;
	Slice		text = wm_slice_trim(line);

	if (notes->reporting)
		read_report(reading, text);
	if (is_ended(line))
		notes->open = false;
}

/* Does an output go on?  A report's end is known by its words, too. */
static bool
goes_on(const Notes *notes, Slice line)
{
	static const Slice last_words[] = {
		LITERAL("# The other "), LITERAL("Don't re-send "), LITERAL("Just reply with "),
	};

	return notes->open &&
		(!notes->stripped || !notes->reported || wm_slice_trim(line).len == 0 ||
		 begins_with(line, last_words, lengthof(last_words)));
}

/*
 * Is a line that begins with "> " Aider's own, or does the model quote?  No blank
 * line parts what a person entered from Aider's own words.
 */
static bool
is_output(const Notes *notes, Slice line)
{
	Slice		text = line;

	if (!takes(&text, SLICE(">")) || (text.len > 0 && text.data[0] != ' '))
		return false;
	if (notes->voice == VOICE_AIDER || (notes->voice == VOICE_PERSON && !notes->blank))
		return true;
	return is_ended(line) || (notes->stripped && !notes->edits.within) ||
		begins_with(wm_slice_trim(text), endings, lengthof(endings));
}

/*
 * Is a line that begins with "####" a person's?  The model's headings look
 * alike: an answer is over once Aider speaks.  Where it does not, and within its
 * outputs, a person's line is known by how it ends, and stands behind a blank one.
 */
static bool
is_input(const Notes *notes, Slice line)
{
	bool		known = notes->blank && !notes->stripped && is_ended(line);

	if (!wm_slice_starts(line, input_mark) ||
		(line.len > input_mark.len && line.data[input_mark.len] != ' '))
		return false;
	if (answers_now(notes))
		return known && !notes->edits.within;
	return !notes->open || (notes->run.greeted && known);
}

/* A line of what the model thinks, or one that begins or ends it. */
static bool
read_thought(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;

	for (size_t i = 0; i < lengthof(thoughts); i++)
	{
		bool		opens = wm_slice_starts(line, thoughts[i].open);

		if (opens || wm_slice_starts(line, thoughts[i].close))
		{
			tell_words(reading, line.data);
			notes->voice = opens ? VOICE_THOUGHT : VOICE_MODEL;
			return true;
		}
	}
	if (notes->voice == VOICE_THOUGHT)
		wm_lines_extend(&notes->words, line);
	return notes->voice == VOICE_THOUGHT;
}

static void
read_answer(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;
	const char *end;

	if (!answers_now(notes))
	{
		end_input(reading);
		settle_edits(reading);
		notes->repeated = 0;
		notes->open = false;
		notes->voice = VOICE_MODEL;
	}
	if (!notes->edits.within && read_thought(reading, line))
		return;
	if (wm_aider_answer(&notes->edits, line, &end))
		tell_words(reading, end);
	else if (wm_slice_trim(line).len > 0)
		wm_lines_extend(&notes->words, line);
}

static void
end_run(Reading *reading)
{
	Notes	   *notes = reading->notes;
	const Run  *run = &notes->run;

	end_answer(reading);
	end_input(reading);
	settle_edits(reading);
	if (run->prompts == 0 && !run->given)
		return;
	notes->runs++;
	if (run->given || (run->agreed && run->prompts == 1))
		notes->headless++;
}

static void
begin_run(Reading *reading, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (notes->begun)
		end_run(reading);
	else
		notes->first = time;
	notes->begun = true;
	memset(&notes->run, 0, sizeof(notes->run));
	notes->run.time = time;
	notes->voice = VOICE_AIDER;
	notes->open = notes->own_commit = notes->applied = false;
	notes->asked_shell = notes->greeting = false;
	notes->repeated = 0;
}

/* Does a run begin, behind a blank line, or is that of another file quoted? */
static bool
is_run(const Notes *notes, Slice line, EventTime *time)
{
	return read_header(line, time) &&
		(!notes->begun ||
		 (notes->blank && *time >= notes->run.time - TIME_JITTER));
}

/* The last line of the paragraph in which Aider greets shows how lines end. */
static void
end_greeting(Notes *notes)
{
	if (!notes->greeting)
		return;
	notes->greeting = false;
	notes->stripped = !notes->ended;
	notes->open = notes->open && notes->ended;
}

static bool
read_line(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;
	bool		blank = wm_slice_trim(line).len == 0;
	EventTime	time;

	if (blank || wm_slice_starts(line, input_mark))
		end_greeting(notes);
	if (is_run(notes, line, &time))
		begin_run(reading, time);
	else if (!notes->begun)
		return true;
	else if (is_output(notes, line))
		read_output(reading, line);
	else if (is_input(notes, line))
		read_input(reading, line);
	else if (goes_on(notes, line))
		read_rest(reading, line);
	else if (answers_now(notes) ||
			 (!blank && (notes->voice == VOICE_PERSON || notes->blank)))
		read_answer(reading, line);
	if (!blank)
		notes->ended = is_ended(line);
	notes->blank = blank;
	return true;
}

/* A file all of whose runs were given their request is headless. */
static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (!notes->begun)
		return;
	end_run(reading);
	facts->surface = notes->runs > 0 && notes->headless == notes->runs ?
		SURFACE_HEADLESS : SURFACE_CLI;
	if (facts->started_at == TIME_UNKNOWN)
		facts->started_at = notes->first;
}

const Reader wm_reader_aider = {
	.format = "aider",
	.agent = "aider",
	.notes_size = sizeof(Notes),
	.of_text = true,
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
