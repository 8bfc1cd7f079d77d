/*
 * reader.h
 *	  Readers: one for each transcript format, all rows of one table.
 *
 * A transcript is a run of records: the lines of JSON Lines, the elements of
 * a JSON array, the elements of one member of a JSON object, or the lines of
 * a Markdown log.  recognise.c picks the reader, records.c cuts the transcript into
 * records, and reading.c hands each to the reader, which turns it into events.
 *
 * A new format is a new file, a line below, and a row in transcript.c.
 *
 * Of the arguments below, content, value, id, answers, title, thought, blocks and
 * calls are JSON as it stands in the record, with its quotes and escapes.  text,
 * tool, input and output are decoded.  Functions that take JSON decode it in
 * reading->text, which so loses what it held: what a reader has decoded there must
 * be handed on before it calls the next of them.  Any argument may be empty or of
 * the wrong type; there is then nothing to emit.
 */
#ifndef WORKMODE_READER_H
#define WORKMODE_READER_H

#include "base/buffer.h"
#include "json/json_text.h"
#include "readers/human.h"
#include "session/session.h"

/* What a reader works with, and its own notes from record to record. */
typedef struct Reading
{
	Session    *session;
	Facts	   *facts;			/* of that session */
	TextBuffer	text;			/* for decoding: one string at a time */
	TextBuffer	own;			/* for the person's own words in one text */
	TextBuffer	words;			/* for those in all texts of one message */
	TextBuffer	input;			/* for a call's decoded arguments */
	void	   *notes;			/* the reader's, zeroed, notes_size bytes */
	bool		passing;		/* a record's text is gone when the next comes */
	bool		unattended;		/* headless, as long as no person asks for anything */
	Slice		skipped;		/* the first that wm_reading_skip was told of */
} Reading;

/* A part of a record that is still needed when later records have come. */
typedef struct Kept
{
	Slice		text;
	TextBuffer	room;			/* holds the text if records pass */
} Kept;

typedef struct Reader
{
	const char *format;			/* workmode_facts.format */
	const char *agent;			/* until the reader sets facts->agent */
	size_t		notes_size;
	bool		of_text;		/* records are lines of text, blank ones too */
	bool		of_session;		/* a record is a whole session */

	/* Does this record (a JSON object) surely belong to the format? */
	bool		(*recognises) (Slice record);

	/*
	 * Does this record belong to another format, whose records look like this
	 * one's?  None of the transcript is then read as this format.  May be NULL.
	 */
	bool		(*declines) (Slice record);

	/*
	 * The records bear no mark of a program: they are known by what such messages
	 * have in common.  They are read where they stand by themselves, and not where
	 * something around them says that there is more to them.
	 */
	bool		unmarked;

	/*
	 * For formats that are one JSON object, the root: does it surely belong to
	 * the format, and which of its members holds the records?  Other formats
	 * have NULL here.  If the root has a member that holds records, it may come
	 * with only the first element in each of its arrays.
	 */
	bool		(*recognises_root) (Slice root);
	const char *records_member;

	/* Takes what the root says of the session, before the records are read. */
	void		(*read_root) (Reading *reading, Slice root);

	/* Must no records be read of what stands in this object?  May be NULL. */
	bool		(*declines_root) (Slice root);

	/*
	 * Turns a record into events.  False if it is no record of the format: it
	 * breaks off, or a member without which it says nothing is missing or of the
	 * wrong type.  A record of a kind that the reader has no use for is one of the
	 * format, too.  Of what is not one whole object, nothing may have become an
	 * event.  A part that is needed when the next record has come must be kept by
	 * wm_reading_keep.
	 */
	bool		(*read) (Reading *reading, Slice record);

	/* Called after the last record, to emit what was held back; may be NULL. */
	void		(*end) (Reading *reading);
} Reader;

extern const Reader wm_reader_amp;
extern const Reader wm_reader_claude_code;
extern const Reader wm_reader_claude_stream;
extern const Reader wm_reader_claude_stream_bare;
extern const Reader wm_reader_codex;
extern const Reader wm_reader_cursor;
extern const Reader wm_reader_cursor_markdown;
extern const Reader wm_reader_cursor_text;
extern const Reader wm_reader_copilot_cli;
extern const Reader wm_reader_copilot_share;
extern const Reader wm_reader_droid;
extern const Reader wm_reader_droid_stream;
extern const Reader wm_reader_gemini;
extern const Reader wm_reader_aider;
extern const Reader wm_reader_cline;
extern const Reader wm_reader_cline_ui;
extern const Reader wm_reader_kimi;
extern const Reader wm_reader_kimi_code;
extern const Reader wm_reader_messages;
extern const Reader wm_reader_opencode;
extern const Reader wm_reader_opencode_markdown;
extern const Reader wm_reader_pi;
extern const Reader wm_reader_qwen_code;
extern const Reader wm_reader_swe_agent;
extern const Reader wm_reader_mini_swe_agent;
extern const Reader wm_reader_atif;
extern const Reader wm_reader_claude_ai;
extern const Reader wm_reader_chatgpt;
extern const Reader wm_reader_specstory;
extern const Reader wm_reader_vscode_chat;

/*
 * A message of role "user" is read in two steps, for it may come in several
 * texts, some of them the editor's or the machine's.  wm_reading_words looks for
 * a person's own words in a content (a JSON string, or an array of blocks with a
 * text) and raises *kind; wm_reading_own_words looks for them in a text that is
 * decoded.  wm_reading_person then emits the words that were found as one prompt or
 * act, or emits nothing.
 */
extern void wm_reading_words(Reading *reading, Slice content, HumanKind *kind);
extern void wm_reading_own_words(Reading *reading, Slice text, HumanKind *kind);
extern void wm_reading_person(Reading *reading, HumanKind kind, EventTime time);

/* Emits a person's words in a text that is no JSON value, if there are any. */
extern HumanKind wm_reading_human(Reading *reading, Slice text, EventTime time);

/*
 * Emits a message of a text without times, between rules: a person's words, or the
 * agent's.  A rule at its end is no part of it.
 */
extern void wm_reading_message(Reading *reading, Slice text, bool person);

/* Emits a person's answers to the agent's questions: {"question": "answer"}. */
extern void wm_reading_answers(Reading *reading, Slice answers, EventTime time);

/*
 * The time that a JSON string gives, which is decoded in reading->text, or a number
 * of Unix seconds or milliseconds.
 */
extern EventTime wm_reading_time(Reading *reading, Slice value);

/* Sets one of the facts' names, such as model, to a JSON string. */
extern void wm_reading_name(Reading *reading, char *name, Slice value);

/*
 * Sets a name to that of a model, a JSON string.  Copilot writes "copilot/" before
 * it, and "auto" if it chooses one itself, which names no model.
 */
extern void wm_reading_model(Reading *reading, char *name, Slice value);

/*
 * Set the session's id, working directory or branch among the facts to a JSON
 * string, unless the value is empty.  Of several working directories the first
 * stays in the facts, of several branches the last.
 */
extern void wm_reading_id(Reading *reading, char *id, Slice value);
extern void wm_reading_project(Reading *reading, Slice value);
extern void wm_reading_branch(Reading *reading, Slice value);

/*
 * Settles the surface of a session whose agent runs in a terminal, unless the
 * transcript has told another.
 */
extern void wm_reading_in_terminal(Reading *reading, bool subagent);

/* Emits the session's title, a JSON string. */
extern void wm_reading_title(Reading *reading, Slice title, EventTime time);

/* Emits the agent's words in a content: a string, or blocks with a text. */
extern void wm_reading_speech(Reading *reading, Slice content, EventTime time,
							  bool sidechain);

/* Emits the agent's thought, a JSON string, if the session wants one. */
extern void wm_reading_think(Reading *reading, Slice thought, EventTime time,
							 bool sidechain);

/* Emits the thoughts in an array of blocks that have a text in this member. */
extern void wm_reading_thoughts(Reading *reading, Slice blocks, Slice member,
								EventTime time);

/* Emit the agent's words, a call or a result. */
extern void wm_reading_say(Reading *reading, Slice text, EventTime time,
						   bool sidechain);
extern void wm_reading_call(Reading *reading, Slice tool, Slice input,
							uint64_t call, EventTime time, bool sidechain);
extern void wm_reading_result(Reading *reading, uint64_t call, Slice output,
							  bool failed, EventTime time, bool sidechain);

/*
 * Emits what a person said when they refused a call, if the output of one that
 * failed tells it: a string, or blocks with a text.
 */
extern void wm_reading_refusal(Reading *reading, Slice output, EventTime time);

/*
 * Emits an agent's words, thoughts and calls in a content: a string, or blocks as
 * Anthropic's interface has them.
 */
extern void wm_reading_blocks(Reading *reading, Slice content, EventTime time);

/*
 * A call as the models' interfaces write it: {id, name, input}, or {id,
 * function: {name, arguments}} with the arguments as a string of JSON, or, by
 * some libraries and converters, under other names or a mixture of both.  False if
 * it names no tool.  The name may be decoded in reading->text, the input in
 * reading->input.
 */
typedef struct ModelCall
{
	uint64_t	id;				/* hash */
	Slice		name;
	Slice		input;
} ModelCall;

extern bool wm_reading_model_call(Reading *reading, Slice value, ModelCall *call);

/* Emits all the calls of a message: an array of such objects. */
extern void wm_reading_model_calls(Reading *reading, Slice calls, EventTime time);

/* Keeps a part, in place of the part that was kept before. */
extern void wm_reading_keep(const Reading *reading, Kept *kept, Slice text);

/* Frees the room of a part that was kept. */
extern void wm_reading_forget(Kept *kept);

/*
 * Where a record is a whole session, what it holds counts as records, too: this
 * part of it breaks off or is of the wrong type.
 */
extern void wm_reading_skip(Reading *reading, Slice part);

/*
 * Reads each item of such a container, which counts as a record of its own or is
 * skipped.  The function says whether the item is one; its key is empty in an array.
 */
typedef bool (*PartReader) (void *context, Slice key, Slice part);

extern void wm_reading_parts(Reading *reading, Slice container, PartReader read,
							 void *context);

/* Was a record with this id, a JSON string, read before?  False without an id. */
extern bool wm_reading_seen(Reading *reading, Slice id);

/*
 * Emits the task that a benchmark sets (a JSON string, or an array of blocks with
 * a text) as a prompt, although no person wrote it.  Of a template that is known
 * only what fills it is taken.
 */
extern void wm_reading_task(Reading *reading, Slice content, EventTime time);

/* As above, but only if the content is such a template; says whether it is. */
extern bool wm_reading_template(Reading *reading, Slice content, EventTime time);

#endif							/* WORKMODE_READER_H */
