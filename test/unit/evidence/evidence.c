/*
 * evidence.c
 *	  The words that reasons name: each within its room, whatever the bytes;
 *	  what commands, changed files and tools are known by.
 */
#include "unit.h"

#include <string.h>

#include "evidence/feature.h"
#include "evidence/witness.h"

#define STRAY	300

/* The bucket of a word that was noted, or -1. */
static int
find_word(const Witness *witness, WordField field, const char *word)
{
	for (int bucket = 0; bucket < WORD_BUCKETS; bucket++)
	{
		if (strcmp(wm_witness_word(witness, field, bucket), word) == 0)
			return bucket;
	}
	return -1;
}

/* Is it one of the words that people said? */
static bool
has_word(const Witness *witness, const char *word)
{
	return find_word(witness, WORDS_PERSON, word) >= 0;
}

static size_t
longest_word(const Witness *witness)
{
	size_t		longest = 0;

	for (int bucket = 0; bucket < WORD_BUCKETS; bucket++)
	{
		size_t		len = strlen(wm_witness_word(witness, WORDS_PERSON, bucket));

		longest = len > longest ? len : longest;
	}
	return longest;
}

/* How often each of these words counts in the turn at hand, and none else. */
static bool
noted(const Witness *witness, WordField field, const char *const *words,
	  const uint32_t *weights, int count)
{
	bool		passed = witness->turn.ntouched[field] == count;

	for (int i = 0; i < count; i++)
	{
		int			bucket = find_word(witness, field, words[i]);

		if (bucket < 0 || witness->turn.words[field][bucket] != weights[i])
		{
			printf("# not so: %s\n", words[i]);
			passed = false;
		}
	}
	return passed;
}

static void
run(Witness *witness, const char *line)
{
	Call		call = {.action = ACTION_SHELL};

	wm_command_read(wm_slice(line, strlen(line)), &call.command, NULL, NULL);
	wm_witness_call(witness, &call, SLICE("Bash"));
}

static void
commands(void)
{
	static Witness witness;
	static const char *const words[] = {
		"git", "git commit", "npm", "npm run", "npm flag", "python3", "python3 .py",
		"pytest", "pytest .py", "rg", "rg flag", "make", "a-program-with-a-long-na",
		"ls", "make lint:fix", "ssh", "ssh host", "psql", "psql flag",
	};
	static const uint32_t weights[] = {
		2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1,
	};

	wm_witness_keep_words(&witness);
	run(&witness, "cd_x=1 sudo git commit -m 'Fix it' && /usr/bin/GIT commit; npm run build");
	run(&witness, "timeout 9 env A=b git commit -a | rg -n x || npm --version");
	run(&witness, "docker exec box bash -lc \"python3 src/a.py && pytest tests/a.py::test_b\"");
	run(&witness, "make 'a text'; ls ..; a-program-with-a-long-name next");
	run(&witness, "make lint:fix; ssh host 'psql -c x'; $tool -f x");
	ok(noted(&witness, WORDS_COMMAND, words, weights, (int) lengthof(words)),
	   "programs and the words behind them");
	ok(witness.turn.ntouched[WORDS_FILE] == 0, "and no files");
	wm_witness_free(&witness);
}

/* Further programs of a line are not told. */
static void
long_line(void)
{
	static Witness witness;
	char		line[8 * (COMMAND_PROGRAMS + 9)] = "";

	wm_witness_keep_words(&witness);
	for (int i = 0; i < COMMAND_PROGRAMS + 9; i++)
		sprintf(line + strlen(line), "prg%d;", 10 + i);
	run(&witness, line);
	ok(witness.turn.ntouched[WORDS_COMMAND] == COMMAND_PROGRAMS, "a long line");
	wm_witness_free(&witness);
}

static void
change(Witness *witness, const char *path)
{
	wm_witness_change(witness, wm_slice(path, strlen(path)), FILE_CODE, 1, 0);
}

static void
files(void)
{
	static Witness witness;
	static const char *const words[] = {
		"parser_test.c", "ext:c", "parser", "test", "d:src", "d:core", "d:work",
		"util.c", "util", "makefile", "a.b.c.d.gradlexyz", "ext:gradlexy",
		"gradlexyz", ".env", "env", "d:a\xC3\xA4", "x.", "d:folder-with-a-name-lon",
	};
	static const uint32_t weights[] = {
		2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	};

	wm_witness_keep_words(&witness);
	wm_witness_changes(&witness);
	change(&witness, "/home/me/work/src/core/Parser_test.c");
	change(&witness, "util.c");
	wm_witness_changes(&witness);
	change(&witness, "src\\core\\parser_test.c");
	wm_witness_changes(&witness);
	change(&witness, "Makefile");
	change(&witness, "a.b.c.d.gradlexyz");
	change(&witness, "\x80/a\xC3\xA4//.env");
	change(&witness, "folder-with-a-name-longer-than-its-room/x.");
	ok(noted(&witness, WORDS_FILE, words, weights, (int) lengthof(words)),
	   "names and folders of changed files");
	wm_witness_free(&witness);
}

/* Cut between characters. */
static void
long_names(void)
{
	static Witness witness;

	wm_witness_keep_words(&witness);
	wm_witness_changes(&witness);
	change(&witness, "aaa-bbb-ccc-ddd-eee-fff-ggg.c");
	ok(find_word(&witness, WORDS_FILE, "aaa-bbb-ccc-ddd-eee-fff-") >= 0 &&
	   find_word(&witness, WORDS_FILE, "fff") >= 0 &&
	   find_word(&witness, WORDS_FILE, "ggg") < 0, "so many parts of a name");
	change(&witness, "12345678901234567890123\xC3\xA4");
	ok(find_word(&witness, WORDS_FILE, "12345678901234567890123") >= 0,
	   "a name is cut between characters");
	change(&witness, "");
	change(&witness, "/");
	ok(find_word(&witness, WORDS_FILE, "d:") < 0, "a path without a name");
	wm_witness_free(&witness);
}

/* A call as a transcript has it, and what it says. */
static Call
call(Witness *witness, CallRoom *room, const char *tool, const char *input)
{
	Event		event = {.kind = EVENT_CALL};
	Call		read;

	event.tool = wm_slice(tool, strlen(tool));
	event.input = wm_slice(input, strlen(input));
	wm_call_read(&event, room, NULL, NULL, &read);
	wm_witness_call(witness, &read, event.tool);
	return read;
}

static void
tools(void)
{
	static Witness witness;
	CallRoom	room = {0};
	static const char *const words[] = {
		"s:claude", "s:ai", "s:linear", "save", "issue", "get", "diagnostics", "s:ide",
		"s:plugin", "s:context", "resolve", "library", "id", "list", "events",
		"create", "sql", "run", "s:postgres", "frobnicate", "s:made", "s:up",
	};
	static const uint32_t weights[] = {
		2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1,
	};

	wm_witness_keep_words(&witness);
	call(&witness, &room, "mcp__claude_ai_Linear__save_issue", "{}");
	call(&witness, &room, "MCP__claude_ai_Linear__save_issue_issue", "{\"tool_name\": 1}");
	call(&witness, &room, "mcp__ide__getDiagnostics", "{}");
	call(&witness, &room, "mcp__plugin_context7_context7__resolve-library-id", "{}");
	call(&witness, &room, "mcp__b93ea1c9-483d-41f5-9d97-43b34f8b4786__list_events", "{}");
	call(&witness, &room, "mcp.create", "{}");
	call(&witness, &room, "use_mcp_tool",
		 "{\"server_name\": \"postgres\", \"tool_name\": \"run_sql\", \"arguments\": \"{}\"}");
	call(&witness, &room, "frobnicate", "");
	call(&witness, &room, "made_up__frobnicate", "{}");
	/* Tools of the agent's own say what they do by their kind. */
	call(&witness, &room, "ToolSearch", "{\"query\": \"select\"}");
	call(&witness, &room, "Bash", "{\"command\": \"ls\", \"tool_name\": \"x\"}");
	call(&witness, &room, "mcp__", "{}");
	call(&witness, &room, "mcp", "{}");
	call(&witness, &room, "", "{}");
	ok(noted(&witness, WORDS_TOOL, words, weights, (int) lengthof(words)),
	   "names of tools and of their servers");
	wm_call_room_free(&room);
	wm_witness_free(&witness);
}

/* A name from a transcript may be of any length and any bytes. */
static void
long_tools(void)
{
	static Witness witness;
	CallRoom	room = {0};
	char		name[5000] = "mcp__ÿ";

	wm_witness_keep_words(&witness);
	for (size_t i = strlen(name); i < sizeof(name) - 1; i++)
		name[i] = i % 3 == 0 ? '_' : (char) ('a' + i / 3 % 26);
	call(&witness, &room, name, "{}");
	ok(witness.turn.ntouched[WORDS_TOOL] == 8, "so many words of a tool's name");
	wm_call_room_free(&room);
	wm_witness_free(&witness);
}

static uint32_t
cue_of(const Witness *witness, Speech speech, Cue cue)
{
	return witness->turn.counts[EVIDENCE_CUE + (int) speech * CUE_COUNT + (int) cue];
}

/* What another agent is asked for is read, apart from what the call is said to do. */
static void
tasks(void)
{
	static Witness witness;
	CallRoom	room = {0};
	Call		read;

	wm_witness_keep_words(&witness);
	read = call(&witness, &room, "Task", "{\"description\": \"Zeppelin\", "
				"\"prompt\": \"Write unit tests for the quokka\", \"subagent_type\": \"x\"}");
	ok(wm_slice_equals(read.task, SLICE("Write unit tests for the quokka")) &&
	   wm_slice_equals(read.account, SLICE("Zeppelin")), "a subagent's prompt");
	ok(cue_of(&witness, SPEECH_TASK, CUE_TEST) > 0 &&
	   cue_of(&witness, SPEECH_ACCOUNT, CUE_TEST) == 0 &&
	   witness.turn.counts[EVIDENCE_SPEECH + SPEECH_TASK] == 1, "its cues, apart");
	ok(find_word(&witness, WORDS_AGENT, "quokka") >= 0 &&
	   find_word(&witness, WORDS_AGENT, "zeppelin") >= 0, "its words, among the agent's");

	read = call(&witness, &room, "spawn_agent", "{\"message\": \"Deploy it\"}");
	ok(wm_slice_equals(read.task, SLICE("Deploy it")), "with another agent");
	read = call(&witness, &room, "SendMessage", "{\"to\": \"b\", \"content\": \"Go on\"}");
	ok(wm_slice_equals(read.task, SLICE("Go on")), "what a running one is told");
	ok(witness.turn.counts[EVIDENCE_SPEECH + SPEECH_TASK] == 3, "each counts");
	read = call(&witness, &room, "WebFetch", "{\"url\": \"x\", \"prompt\": \"Sum it up\"}");
	ok(read.task.len == 0, "but no other tool's prompt");
	read = call(&witness, &room, "Task", "{\"prompt\": [\"x\"], \"content\": {}}");
	ok(read.task.len == 0, "nor what is no text");
	ok(witness.turn.counts[EVIDENCE_SPEECH + SPEECH_TASK] == 3, "that counts nothing");
	wm_call_room_free(&room);
	wm_witness_free(&witness);
}

/* Is it a word of this field, with a name that begins so and this phrase? */
static bool
tells(const Witness *witness, const Feature *feature, WordField field,
	  const char *start, const char *phrase)
{
	FeatureParts parts = wm_feature_parts(feature->number);
	char		name[FEATURE_NAME_SIZE];
	char		told[FEATURE_PHRASE_SIZE];

	wm_feature_name(feature->number, name);
	wm_feature_phrase(feature->number, &witness->session,
					  wm_witness_word(witness, parts.field, parts.bucket), told);
	return parts.field == field && strncmp(name, start, strlen(start)) == 0 &&
		strcmp(told, phrase) == 0;
}

/* The words of the newer fields stand last among the features. */
static void
features(void)
{
	static Witness witness;
	Feature    *vector = malloc((size_t) wm_feature_count() * sizeof(Feature));
	CallRoom	room = {0};
	int			count;

	wm_witness_keep_words(&witness);
	wm_witness_changes(&witness);
	change(&witness, "makefile");
	run(&witness, "git");
	call(&witness, &room, "frobnicate", "{}");
	wm_witness_end_turn(&witness);
	count = wm_features_from_evidence(&witness.session, vector);

	ok(count > 3 && count <= wm_feature_room(&witness.session) &&
	   wm_feature_room(&witness.session) == wm_feature_count() - WORD_FIELDS * WORD_BUCKETS + 3,
	   "there is room for what is known, and for three words");
	ok(tells(&witness, &vector[count - 3], WORDS_COMMAND, "command_word.",
			 "a command has \"git\"") &&
	   vector[count - 3].amount == FEATURE_UNIT, "a command's word as a feature");
	ok(tells(&witness, &vector[count - 2], WORDS_FILE, "file_word.",
			 "a changed file has \"makefile\""), "a file's word as a feature");
	ok(tells(&witness, &vector[count - 1], WORDS_TOOL, "tool_word.",
			 "a tool's name has \"frobnicate\""), "a tool's word as a feature");
	wm_call_room_free(&room);
	free(vector);
	wm_witness_free(&witness);
}

/* A word's bucket is part of a feature's number: it never changes. */
static void
buckets(void)
{
	static Witness witness;

	wm_witness_keep_words(&witness);
	/* The second word is Russian, and begins with a capital. */
	wm_witness_act(&witness, SLICE("Fix the parser, "
								   "\xD0\x9E\xD1\x88\xD0\xB8\xD0\xB1\xD0\xBA\xD0\xB0"));
	run(&witness, "git commit");
	wm_witness_changes(&witness);
	change(&witness, "src/Parser_test.c");
	ok(find_word(&witness, WORDS_PERSON, "parser") == 3825 &&
	   find_word(&witness, WORDS_PERSON,
				 "\xD0\xBE\xD1\x88\xD0\xB8\xD0\xB1\xD0\xBA\xD0\xB0") == 1885 &&
	   find_word(&witness, WORDS_COMMAND, "git commit") == 372 &&
	   find_word(&witness, WORDS_FILE, "d:src") == 3902 &&
	   find_word(&witness, WORDS_FILE, "parser_test.c") == 2123, "words keep their buckets");
	wm_witness_free(&witness);
}

/* Without a wish to keep them, words count all the same. */
static void
unkept(void)
{
	static Witness witness;

	wm_witness_act(&witness, SLICE("Fix the parser"));
	wm_witness_end_turn(&witness);
	ok(witness.session.ntouched[WORDS_PERSON] > 0 && longest_word(&witness) == 0,
	   "words that nobody asks for are counted, not kept");
	wm_witness_free(&witness);
}

int
main(void)
{
	static Witness witness;
	char		text[6 + STRAY];

	wm_witness_keep_words(&witness);
	wm_witness_act(&witness, SLICE("Fix the parser, repairrepairrepairrepairrepair"));
	ok(has_word(&witness, "parser"), "a word is kept");
	ok(has_word(&witness, ""), "a bucket without one is empty");
	ok(longest_word(&witness) == 6, "a word too long for its room does not count");

	/* Bopomofo; in SQL_ASCII nothing says that a character ends. */
	memcpy(text, "\xE3\x84\x85\xE3\x84\x86", 6);
	wm_witness_act(&witness, wm_slice(text, 6));
	ok(has_word(&witness, "\xE3\x84\x85\xE3\x84\x86"), "neighbours are a word");
	memset(text + 6, 0x80, STRAY);
	wm_witness_act(&witness, wm_slice(text, sizeof(text)));
	ok(longest_word(&witness) == WORD_SIZE - 1, "with stray bytes it is cut to its room");

	wm_witness_free(&witness);

	commands();
	long_line();
	files();
	long_names();
	tools();
	long_tools();
	tasks();
	features();
	buckets();
	unkept();
	return done();
}
