/*
 * options.c
 *	  The command line, dates, names, and how progress is told.
 */
#include "unit.h"

#include <string.h>
#include <time.h>

#include "base/host.h"
#include "message.h"
#include "names.h"
#include "options.h"
#include "progress.h"

#define ARGUMENTS	16

static const char *
read_line(Options *options, const char *line)
{
	static char room[256];
	static char *arguments[ARGUMENTS] = {"workmode-load"};
	int			count = 1;

	if (options->by_path)
		regfree(&options->person_from);
	snprintf(room, sizeof(room), "%s", line);
	for (char *word = strtok(room, " "); word != NULL; word = strtok(NULL, " "))
		arguments[count++] = word;
	arguments[count] = NULL;
	return load_options_read(options, count, arguments);
}

static void
options_read(void)
{
	Options		o = {0};

	ok(read_line(&o, "") == NULL && o.wish == WISH_LOAD && o.npaths == 0 &&
	   o.person == NULL && !o.by_path && strcmp(o.source, "folder") == 0 && o.jobs == 0 &&
	   o.since == SINCE_EVER && o.server.prompt == PROMPT_IF_ASKED, "nothing is asked for");
	ok(read_line(&o, "-h there -p 5433 -U me -d db a -q b --team t") == NULL &&
	   strcmp(o.server.host, "there") == 0 && strcmp(o.server.port, "5433") == 0 &&
	   strcmp(o.server.user, "me") == 0 && strcmp(o.server.database, "db") == 0 && o.quiet &&
	   strcmp(o.team, "t") == 0 && o.npaths == 2 && strcmp(o.paths[1], "b") == 0,
	   "options and paths in any order");
	ok(read_line(&o, "postgres://x/y a") == NULL && o.npaths == 1 &&
	   strcmp(o.server.database, "postgres://x/y") == 0, "a URI before the paths");
	ok(read_line(&o, "-- -a") == NULL && o.npaths == 1 && strcmp(o.paths[0], "-a") == 0,
	   "what stands behind -- is a path");
	ok(read_line(&o, "-") == NULL && o.npaths == 1, "the standard input");
	ok(read_line(&o, "-n -j 64 -w") == NULL && o.wish == WISH_DRY_RUN && o.jobs == 64 &&
	   o.server.prompt == PROMPT_NEVER, "short ones");
	ok(read_line(&o, "-?") == NULL && o.wish == WISH_HELP, "-?");
	ok(read_line(&o, "--help --wrong") == NULL && o.wish == WISH_HELP, "--help");
	ok(read_line(&o, "-V") == NULL && o.wish == WISH_VERSION, "-V");
	ok(read_line(&o, "--report x") == NULL && o.wish == WISH_REPORT, "--report");
	ok(read_line(&o, "--report x -n") != NULL, "--report and --dry-run");
	ok(read_line(&o, "-j 65") != NULL && read_line(&o, "-j 0") != NULL &&
	   read_line(&o, "-j 1x") != NULL, "--jobs out of range");
	ok(read_line(&o, "--nothing") != NULL && read_line(&o, "--source") != NULL,
	   "what is unknown or lacks its value");
	ok(read_line(&o, "--person-from (a)") == NULL && o.by_path, "a regular expression");
	ok(read_line(&o, "--person-from (a*)*\\1b") != NULL && !o.by_path &&
	   read_line(&o, "--person-from (a)\\\\1\\") != NULL &&
	   read_line(&o, "--person-from (a)\\\\1") == NULL,
	   "one that refers back to a group");
	ok(read_line(&o, "--person-from (a") != NULL && read_line(&o, "--person-from a") != NULL,
	   "a broken one, and one without a group");
	ok(read_line(&o, "") == NULL && !o.by_path, "nor does it stay");
}

static bool
since_is(const char *text, int64_t seconds)
{
	int64_t		since = 0;

	return load_since(text, &since) && since == seconds * 1000000;
}

static bool
no_date(const char *text)
{
	int64_t		since;

	return !load_since(text, &since);
}

static void
dates(void)
{
	setenv("TZ", "UTC-2", 1);	/* two hours ahead of UTC */
	tzset();
	ok(since_is("1970-01-01T00:00:00Z", 0), "the first");
	ok(since_is("2026-04-01", 1775001600 - 7200), "a day begins in the local zone");
	ok(since_is("2026-04-01 12:30", 1775046600 - 7200), "a minute");
	ok(since_is("2026-04-01T12:30:05", 1775046605 - 7200), "a second");
	ok(since_is("2024-02-29Z", 1709164800), "a leap day, in UTC");
	ok(no_date("2026-02-29") && no_date("2026-04-31") && no_date("2026-13-01") &&
	   no_date("2026-00-10") && no_date("2026-01-00"), "days that are none");
	ok(no_date("") && no_date("2026") && no_date("2026-01") && no_date("yesterday") &&
	   no_date("2026-01-01x") && no_date("2026-01-01 ") && no_date("2026-01-01 10") &&
	   no_date("2026-01-01 10:00:") && no_date("2026-01-01 24:00") &&
	   no_date("2026-01-01 10:60") && no_date("2026-01-01 10:00+01") && no_date("1969-12-31"),
	   "what is no date");
}

static void
names(void)
{
	char	   *twin;

	ok(load_may_be_transcript("a.jsonl") && load_may_be_transcript(".aider.chat.history.md") &&
	   load_may_be_transcript("a.jsonl.deleted.2026-01-01") && load_may_be_transcript("a.traj"),
	   "names that may be transcripts");
	ok(!load_may_be_transcript("package.json") && !load_may_be_transcript("history.jsonl") &&
	   !load_may_be_transcript("agent-1.meta.json") && !load_may_be_transcript("a.png") &&
	   !load_may_be_transcript("a.jsonl.lock") && !load_may_be_transcript("json"),
	   "names that are none");
	ok(load_enters_folder("projects") && load_enters_folder(".specstory") &&
	   !load_enters_folder("node_modules") && !load_enters_folder("tool-results"), "folders");
	ok(load_has_twin("/t/1/ui_messages.json", &twin) &&
	   strcmp(twin, "/t/1/api_conversation_history.json") == 0, "a file of two");
	wm_free(twin);
	ok(!load_has_twin("/t/1/messages.json", &twin) && !load_has_twin("ui_messages.json", &twin),
	   "files by themselves");
	ok(strcmp(client_shown("a\nb\xFF\xC3\xA9\x7F"), "\"a\\x0Ab\\xFF\xC3\xA9\\x7F\"") == 0,
	   "how a name is shown");
	ok(strcmp(client_shown("\xC2\x80\xC2\x9F\xC2\xA0"), "\"\\xC2\\x80\\xC2\\x9F\xC2\xA0\"") == 0,
	   "control characters of two bytes");
}

static bool
told_as(Progress progress, const char *expected)
{
	TextBuffer	text = {NULL, 0, 0};
	bool		same;

	load_put_progress(&text, &progress);
	same = wm_slice_equals(wm_buffer_slice(&text), wm_slice_cstring(expected));
	if (!same)
		printf("# %.*s\n", (int) text.len, text.data);
	wm_buffer_free(&text);
	return same;
}

static void
progress(void)
{
	ok(told_as((Progress) {.files = 5000, .bytes = 1850000000, .files_done = 1234,
						   .bytes_done = 123456789, .seconds = 10},
			   "1,234 of 5,000 files, 123 MB of 1.9 GB, 12 MB/s, 2:20 left"), "in the middle");
	ok(told_as((Progress) {.files = 1, .bytes = 999}, "0 of 1 files, 0 bytes of 999 bytes"),
	   "at the beginning");
	ok(told_as((Progress) {.files = 1, .bytes = 1000, .files_done = 1, .bytes_done = 1000,
						   .seconds = 2},
			   "1 of 1 files, 1.0 kB of 1.0 kB, 500 bytes/s, 0:00 left"), "at the end");
	ok(told_as((Progress) {.files = 1000000, .bytes = INT64_C(8000000000000),
						   .files_done = 1, .bytes_done = 1000000, .seconds = 1},
			   "1 of 1,000,000 files, 1.0 MB of 8.0 TB, 1.0 MB/s, 2222:13:19 left"),
	   "a long way");
	ok(told_as((Progress) {.files = 2, .bytes = 1000, .bytes_done = 1500, .seconds = 1},
			   "0 of 2 files, 1.5 kB of 1.0 kB, 1.5 kB/s, 0:00 left"),
	   "a file that has grown meanwhile");
}

int
main(void)
{
	options_read();
	dates();
	names();
	progress();
	return done();
}
