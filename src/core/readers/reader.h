/*
 * reader.h
 *	  Readers: one for each transcript format, all rows of one table.
 *
 * A transcript is a run of records: the lines of JSON Lines, the elements of
 * a JSON array, the elements of one member of a JSON object, or the lines of
 * a Markdown log.  transcript.c cuts it into records and picks the reader; the
 * reader turns a record into events.
 *
 * A new format is a new file reader_<format>.c and a row in transcript.c.
 */
#ifndef WORKMODE_READER_H
#define WORKMODE_READER_H

#include "base/buffer.h"
#include "json/json.h"
#include "readers/human.h"
#include "session/session.h"

/* What a reader works with, and its own notes from record to record. */
typedef struct Reading
{
	Session    *session;
	Facts	   *facts;			/* of that session */
	TextBuffer	text;			/* for decoding: one string at a time */
	TextBuffer	own;			/* for the person's own words in one text */
	TextBuffer	words;			/* and in all texts of one message */
	TextBuffer	input;			/* for a call's decoded arguments */
	void	   *notes;			/* the reader's, zeroed, notes_size bytes */
	bool		passing;		/* a record's text is gone when the next comes */
} Reading;

/* A part of a record that is needed when others have come. */
typedef struct Kept
{
	Slice		text;
	TextBuffer	room;			/* where it lies if records pass */
} Kept;

typedef struct Reader
{
	const char *format;			/* workmode_facts.format */
	const char *agent;			/* unless the transcript names another */
	size_t		notes_size;
	bool		of_text;		/* records are lines of text, blank ones too */

	/* Does this record (a JSON object) surely belong to the format? */
	bool		(*recognises) (Slice record);

	/*
	 * For formats that are one JSON object: does it surely belong, and which
	 * of its members holds the records?  NULL where there are none such.  The
	 * root may come with the first element alone in each of its arrays, if it
	 * has a member that holds records.
	 */
	bool		(*recognises_root) (Slice root);
	const char *records_member;
	void		(*read_root) (Reading *reading, Slice root);

	/*
	 * False: the record is none (not an object, wrong types).  What of it is
	 * needed after the next one goes through wm_reading_keep.
	 */
	bool		(*read) (Reading *reading, Slice record);

	/* After the last record, for what was held back; may be NULL. */
	void		(*end) (Reading *reading);
} Reader;

extern const Reader wm_reader_claude_code;
extern const Reader wm_reader_claude_stream;
extern const Reader wm_reader_codex;
extern const Reader wm_reader_gemini;
extern const Reader wm_reader_messages;
extern const Reader wm_reader_swe_agent;
extern const Reader wm_reader_mini_swe_agent;
extern const Reader wm_reader_specstory;

/*
 * A message of role "user" is read in two steps, for it may come in several
 * texts, some of them the editor's or the machine's: wm_reading_words looks
 * for a person's own words in its content (a JSON string, or an array of
 * blocks with a text) and raises *kind; wm_reading_person then emits them as
 * one prompt or act, or nothing.
 */
extern void wm_reading_words(Reading *reading, Slice content, HumanKind *kind);
extern void wm_reading_person(Reading *reading, HumanKind kind, EventTime time);

/* Both steps, for a text that is no JSON value. */
extern HumanKind wm_reading_human(Reading *reading, Slice text, EventTime time);

/* A person's answers to the agent's questions: {"<question>": "<answer>"}. */
extern void wm_reading_answers(Reading *reading, Slice answers, EventTime time);

/* When a JSON string says that it was; decoded in reading->text. */
extern EventTime wm_reading_time(Reading *reading, Slice value);

/* A JSON string into one of the facts' names, such as model. */
extern void wm_reading_name(Reading *reading, char *name, Slice value);

/*
 * Which session it is and where it works; each value is a JSON string, or is not
 * there.  Of several working directories the first stays in the facts, of several
 * branches the last.
 */
extern void wm_reading_id(Reading *reading, char *id, Slice value);
extern void wm_reading_project(Reading *reading, Slice value);
extern void wm_reading_branch(Reading *reading, Slice value);

/* The session's name, a JSON string. */
extern void wm_reading_title(Reading *reading, Slice title, EventTime time);

/* The agent's words in a content as above. */
extern void wm_reading_speech(Reading *reading, Slice content, EventTime time,
							  bool sidechain);

/*
 * The agent's thought, a JSON string; decoded only where the session wants it.
 */
extern void wm_reading_think(Reading *reading, Slice thought, EventTime time,
							 bool sidechain);

/* The same of an array of blocks, each with its text in this member. */
extern void wm_reading_thoughts(Reading *reading, Slice blocks, Slice member,
								EventTime time);

/* The agent's words, a call, a result: thin wrappers that fill an event. */
extern void wm_reading_say(Reading *reading, Slice text, EventTime time,
						   bool sidechain);
extern void wm_reading_call(Reading *reading, Slice tool, Slice input,
							uint64_t call, EventTime time, bool sidechain);
extern void wm_reading_result(Reading *reading, uint64_t call, Slice output,
							  bool failed, EventTime time, bool sidechain);

/*
 * A call as the models' interfaces have it: {id, name, input}, or {id,
 * function: {name, arguments}} with the arguments as a string of JSON;
 * converters mix these.  False if it names no tool.  The name may be decoded in
 * reading->text, the input in reading->input.
 */
typedef struct ModelCall
{
	uint64_t	id;				/* hash */
	Slice		name;
	Slice		input;
} ModelCall;

extern bool wm_reading_model_call(Reading *reading, Slice value, ModelCall *call);

/* All the calls of a message, an array of the above. */
extern void wm_reading_model_calls(Reading *reading, Slice calls, EventTime time);

/* Keep a part instead of the one before it; and give its room back. */
extern void wm_reading_keep(const Reading *reading, Kept *kept, Slice text);
extern void wm_reading_forget(Kept *kept);

/* Was a record with this id, a JSON string, read before?  None is new. */
extern bool wm_reading_seen(Reading *reading, Slice id);

/*
 * The task that a benchmark sets (a JSON string, or an array of blocks with a
 * text): a prompt, though no person's; of a known template only what fills it.
 */
extern void wm_reading_task(Reading *reading, Slice content, EventTime time);

#endif							/* WORKMODE_READER_H */
