/*
 * witness.c
 *	  The witness gathers evidence from what is said and done.
 *
 * Words are looked at in two ways.  Cues (cues.h) are subjects that hold in any
 * language; the share of each cue in a text is kept, as a square root, so that a
 * cue that occurs once shows beside one that fills the text.  And every word is
 * counted by itself, by its hash, and so are the names in shell commands, in the
 * paths of changed files and of tools.
 */
#include "base/host.h"
#include "base/keyword.h"
#include "base/root.h"
#include "evidence/witness.h"
#include "language/fold.h"

/*
 * What is read of one text: a person or agent says soon what it is about,
 * and what follows is often pasted.
 */
#define WORDS_LIMIT		4000

/* A first thought says again what was asked for, before it goes into how. */
#define THOUGHT_LIMIT	700

/* A request weighs one, and one more for each act that followed, up to here. */
#define WEIGHT_LIMIT	60

/* Characters, in bytes, that make a text short or long. */
#define SHORT_TEXT		30
#define LONG_TEXT		800

/* The word behind a program, in bytes: a longer one is a text. */
#define NEXT_LIMIT		256

/* Of extensions, so many bytes. */
#define COMMAND_EXTENSION	6
#define FILE_EXTENSION		8

/* Of a file's path, so many parts of its name and folders before it. */
#define NAME_PARTS		6
#define PATH_FOLDERS	3

/* Of the name of a tool or of its server, so many words. */
#define TOOL_WORDS		8

static bool
has(Slice text, Slice part)
{
	return wm_slice_find(text, part) >= 0;
}

static void
begin_turn(Witness *witness)
{
	if (witness->in_turn)
		return;
	wm_evidence_clear(&witness->turn);
	witness->in_turn = true;
	wm_evidence_add(&witness->turn, EVIDENCE_TURNS, 1);
}

/*
 * The table of words is large and not cleared: a bucket that has not been seen
 * is not looked at.  Bytes that are no UTF-8 can make a word of any length.
 */
static char *
word_of(const Witness *witness, WordField field, int bucket)
{
	return witness->words +
		((size_t) field * WORD_BUCKETS + (size_t) bucket) * WORD_SIZE;
}

static void
keep_word(Witness *witness, WordField field, int bucket, Slice word)
{
	size_t		len = word.len < WORD_SIZE ? word.len : WORD_SIZE - 1;
	char	   *kept = word_of(witness, field, bucket);

	memcpy(kept, word.data, len);
	kept[len] = '\0';
}

void
wm_witness_keep_words(Witness *witness)
{
	witness->words = wm_alloc((size_t) WORD_FIELDS * WORD_BUCKETS * WORD_SIZE);
}

const char *
wm_witness_word(const Witness *witness, WordField field, int bucket)
{
	return witness->words == NULL || witness->seen[field][bucket] == 0 ? "" :
		word_of(witness, field, bucket);
}

/* A word that stands twice in a text counts once. */
static void
note_word(Witness *witness, Evidence *evidence, WordField field, Slice word,
		  uint32_t weight)
{
	uint32_t	bucket = (uint32_t) (wm_slice_hash(word) % WORD_BUCKETS);

	if (witness->seen[field][bucket] == witness->text)
		return;
	if (witness->words != NULL && witness->seen[field][bucket] == 0)
		keep_word(witness, field, (int) bucket, word);
	witness->seen[field][bucket] = witness->text;
	wm_evidence_add_word(evidence, field, bucket, weight);
}

static bool
is_number(Slice word)
{
	for (size_t i = 0; i < word.len; i++)
	{
		if (!wm_is_digit(word.data[i]))
			return false;
	}
	return true;
}

/* A run of characters without blanks: each two neighbours stand for a word. */
static void
note_unspaced(Witness *witness, Evidence *evidence, WordField field, Slice run,
			  uint32_t weight)
{
	size_t		previous = 0;
	size_t		at = 0;

	while (at < run.len)
	{
		size_t		next = at + 1;

		while (next < run.len && ((unsigned char) run.data[next] & 0xC0) == 0x80)
			next++;
		if (at > 0)
			note_word(witness, evidence, field,
					  wm_slice(run.data + previous, next - previous), weight);
		previous = at;
		at = next;
	}
}

/* Every word of a folded text, where one blank stands between two. */
static void
note_words(Witness *witness, Evidence *evidence, WordField field, Slice folded,
		   uint32_t weight)
{
	size_t		at = 0;

	witness->text++;
	while (at < folded.len)
	{
		const char *blank = memchr(folded.data + at, ' ', folded.len - at);
		size_t		end = blank == NULL ? folded.len : (size_t) (blank - folded.data);
		Slice		word = wm_slice(folded.data + at, end - at);

		at = end + 1;
		if (word.len < 2)
			continue;
		if (wm_fold_unspaced(word.data[0]))
			note_unspaced(witness, evidence, field, word, weight);
		else if (word.len < WORD_SIZE && !is_number(word))
			note_word(witness, evidence, field, word, weight);
	}
}

/* The cues of a folded text. */
static void
count_cues(Slice folded, CueCounts *cues)
{
	memset(cues, 0, sizeof(CueCounts));
	wm_cues_count(folded, cues->counts);
	for (int i = 0; i < CUE_COUNT; i++)
		cues->all += cues->counts[i];
}

static void
note_cues(Evidence *evidence, Speech speech, const CueCounts *cues, uint32_t weight)
{
	int			first = EVIDENCE_CUE + (int) speech * CUE_COUNT;

	for (int i = 0; i < CUE_COUNT; i++)
	{
		uint64_t	share = (uint64_t) cues->counts[i] * CUE_UNIT * CUE_UNIT;

		if (share > 0)
			wm_evidence_add(evidence, first + i,
							weight * wm_square_root(share / cues->all));
	}
	wm_evidence_add(evidence, EVIDENCE_SPEECH + (int) speech, weight);
}

static const WordField field_of[SPEECH_COUNT] = {
	[SPEECH_REQUEST] = WORDS_PERSON,
	[SPEECH_FIRST] = WORDS_PERSON,
	[SPEECH_CLOSING] = WORDS_AGENT,
	[SPEECH_LAST] = WORDS_AGENT,
	[SPEECH_SAY] = WORDS_AGENT,
	[SPEECH_THOUGHT] = WORDS_THOUGHT,
	[SPEECH_ACCOUNT] = WORDS_AGENT,
	[SPEECH_TITLE] = WORDS_AGENT,
	[SPEECH_TASK] = WORDS_AGENT,
};

/* Note a text's cues and words; its cues are returned. */
static CueCounts
note_text(Witness *witness, Evidence *evidence, Speech speech, Slice text,
		  uint32_t weight)
{
	Slice		folded;
	CueCounts	cues = {{0}, 0};

	if (text.len == 0)
		return cues;
	folded = wm_fold(wm_slice_cut(text, WORDS_LIMIT), &witness->folded);
	count_cues(folded, &cues);
	note_cues(evidence, speech, &cues, weight);
	note_words(witness, evidence, field_of[speech], folded, weight);
	return cues;
}

static bool
is_question(Slice text)
{
	text = wm_slice_trim(text);
	return text.len > 0 &&
		(text.data[text.len - 1] == '?' ||
		 (text.len >= 3 && memcmp(text.data + text.len - 3, "\xEF\xBC\x9F", 3) == 0));
}

/* How agents' programs word the acceptance of a plan, before the plan. */
static Slice
without_formula(Slice text)
{
	static const Slice formula = {"Implement the following plan:", 29};

	text = wm_slice_trim(text);
	return wm_slice_starts(text, formula) && text.len > formula.len + 4 ?
		wm_slice_trim(wm_slice_from(text, formula.len)) : text;
}

static void
note_traits(Evidence *turn, Slice text)
{
	wm_evidence_add(turn, EVIDENCE_PROMPTS, 1);
	wm_evidence_add(turn, EVIDENCE_QUESTIONS, is_question(text) ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_SHORT_PROMPTS, text.len < SHORT_TEXT ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_LONG_PROMPTS, text.len > LONG_TEXT ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_CODE_PROMPTS,
					has(text, SLICE("```")) || has(text, SLICE("Traceback")) ||
					has(text, SLICE("    at ")) || has(text, SLICE("Error: ")) ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_LINK_PROMPTS,
					has(text, SLICE("http://")) || has(text, SLICE("https://")) ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_SLASH_PROMPTS,
					wm_slice_starts(text, SLICE("/")) ? 1 : 0);
}

void
wm_witness_prompt(Witness *witness, Slice text)
{
	begin_turn(witness);
	text = without_formula(wm_slice_cut(text, WORDS_LIMIT));
	note_traits(&witness->turn, text);
	wm_buffer_append(&witness->opening, text);
}

void
wm_witness_act(Witness *witness, Slice text)
{
	(void) note_text(witness, &witness->session, SPEECH_REQUEST, text, 1);
}

void
wm_witness_say(Witness *witness, Slice text)
{
	Slice		folded;

	begin_turn(witness);
	text = wm_slice_cut(text, WORDS_LIMIT);
	wm_buffer_clear(&witness->closing);
	wm_buffer_append(&witness->closing, text);
	if (text.len == 0)
		return;

	/* It may be the turn's last words, to be noted as such, too. */
	folded = wm_fold(text, &witness->closing_folded);
	count_cues(folded, &witness->closing_cues);
	note_cues(&witness->turn, SPEECH_SAY, &witness->closing_cues, 1);
	note_words(witness, &witness->turn, WORDS_AGENT, folded, 1);
}

bool
wm_witness_wants_thought(const Witness *witness)
{
	return witness->thought.len == 0;
}

void
wm_witness_think(Witness *witness, Slice text)
{
	begin_turn(witness);
	if (wm_witness_wants_thought(witness))
		wm_buffer_append(&witness->thought, wm_slice_cut(text, THOUGHT_LIMIT));
}

void
wm_witness_title(Witness *witness, Slice text)
{
	(void) note_text(witness, &witness->session, SPEECH_TITLE, text, 1);
}

/* Whatever the case of the letters. */
static bool
starts_with(Slice text, Slice lower)
{
	size_t		at = 0;

	while (at < lower.len && at < text.len &&
		   wm_lower(text.data[at]) == (unsigned char) lower.data[at])
		at++;
	return at == lower.len;
}

/* Conventional commits: "fix(parser): ...", "feat!: ..."; else by the verb. */
static CommitType
commit_type(Slice message)
{
	static const struct
	{
		Slice		start;
		CommitType	type;
	}			starts[] = {
		{{"feat", 4}, COMMIT_FEATURE}, {{"add", 3}, COMMIT_FEATURE},
		{{"implement", 9}, COMMIT_FEATURE}, {{"create", 6}, COMMIT_FEATURE},
		{{"fix", 3}, COMMIT_FIX}, {{"hotfix", 6}, COMMIT_FIX},
		{{"bugfix", 6}, COMMIT_FIX}, {{"resolve", 7}, COMMIT_FIX},
		{{"correct", 7}, COMMIT_FIX},
		{{"doc", 3}, COMMIT_DOCS}, {{"readme", 6}, COMMIT_DOCS},
		{{"test", 4}, COMMIT_TEST},
		{{"chore", 5}, COMMIT_CHORE}, {{"ci", 2}, COMMIT_CHORE},
		{{"build", 5}, COMMIT_CHORE}, {{"bump", 4}, COMMIT_CHORE},
		{{"release", 7}, COMMIT_CHORE},
		{{"refactor", 8}, COMMIT_REFACTOR}, {{"perf", 4}, COMMIT_REFACTOR},
		{{"style", 5}, COMMIT_REFACTOR}, {{"improve", 7}, COMMIT_REFACTOR},
	};

	message = wm_slice_trim(message);
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
	{
		if (starts_with(message, starts[i].start))
			return starts[i].type;
	}
	return COMMIT_OTHER;
}

/* A word made of names: in lower case, and cut to its room. */
typedef struct Name
{
	char		text[WORD_SIZE - 1];
	size_t		len;
} Name;

static void
add_name(Name *name, Slice part)
{
	part = wm_slice_cut(part, sizeof(name->text) - name->len);
	for (size_t i = 0; i < part.len; i++)
		name->text[name->len++] = (char) wm_lower(part.data[i]);
}

static void
note_name(Witness *witness, WordField field, const Name *name)
{
	note_word(witness, &witness->turn, field, wm_slice(name->text, name->len), 1);
}

/* Notes a word that is made of two parts. */
static void
note_parts(Witness *witness, WordField field, Slice first, Slice second)
{
	Name		name = {.len = 0};

	add_name(&name, first);
	add_name(&name, second);
	note_name(witness, field, &name);
}

static bool
is_letter(char c)
{
	unsigned char lower = wm_lower(c);

	return (lower >= 'a' && lower <= 'z') || lower >= 0x80;
}

/* A subcommand, a task, a branch: "commit", "lint:fix". */
static bool
is_plain(Slice word)
{
	for (size_t i = 0; i < word.len; i++)
	{
		char		c = word.data[i];

		if (!(c >= 'a' && c <= 'z') && !wm_is_digit(c) &&
			c != ':' && c != '_' && c != '-')
			return false;
	}
	return word.len > 0;
}

/* The place behind the last dot; 0 if there is none. */
static size_t
behind_dot(Slice word)
{
	size_t		at = word.len;

	while (at > 0 && word.data[at - 1] != '.')
		at--;
	return at;
}

/* ".py" of "test/a.py::test_b", else empty. */
static Slice
extension_of(Slice word)
{
	size_t		dot = behind_dot(word);
	size_t		len = 1;

	if (dot == 0 || dot == word.len || !is_letter(word.data[dot]))
		return SLICE("");
	word = wm_slice_from(word, dot - 1);
	while (len < word.len && (is_letter(word.data[len]) || wm_is_digit(word.data[len])))
		len++;
	return wm_slice_cut(wm_slice_head(word, len), 1 + COMMAND_EXTENSION);
}

/* What the word behind a program tells: a text or an expression is nothing. */
static Slice
meaning_of(Slice next)
{
	if (next.len > NEXT_LIMIT)
		return SLICE("");
	if (wm_slice_starts(next, SLICE("-")))
		return SLICE("flag");
	return is_plain(next) ? next : extension_of(next);
}

/* The programs of a line: "git" and "git commit", "npm flag", "python .py". */
static void
note_programs(Witness *witness, const CommandFacts *facts)
{
	witness->text++;
	for (int i = 0; i < facts->nprograms; i++)
	{
		Name		name = {.len = 0};
		Slice		meaning = meaning_of(facts->programs[i].next);

		add_name(&name, facts->programs[i].name);
		note_name(witness, WORDS_COMMAND, &name);
		if (meaning.len == 0)
			continue;
		add_name(&name, SLICE(" "));
		add_name(&name, meaning);
		note_name(witness, WORDS_COMMAND, &name);
	}
}

/* Takes the last name of a path off it, and the separator before it. */
static Slice
take_last(Slice *path)
{
	Slice		name = wm_file_name(*path);

	path->len -= name.len;
	path->len -= path->len > 0 ? 1 : 0;
	return name;
}

/* "parser" and "test" of "parser_test.c"; short ones tell little. */
static void
note_name_parts(Witness *witness, Slice name)
{
	int			count = 0;
	size_t		at = 0;

	while (at < name.len && count < NAME_PARTS)
	{
		size_t		start = at;

		while (at < name.len && (is_letter(name.data[at]) || wm_is_digit(name.data[at])))
			at++;
		if (at - start > 2)
		{
			note_parts(witness, WORDS_FILE, SLICE(""),
					   wm_slice(name.data + start, at - start));
			count++;
		}
		at++;
	}
}

static void
note_extension(Witness *witness, Slice name)
{
	size_t		dot = behind_dot(name);

	if (dot > 1 && dot < name.len)
		note_parts(witness, WORDS_FILE, SLICE("ext:"),
				   wm_slice_cut(wm_slice_from(name, dot), FILE_EXTENSION));
}

/* The end of a path: its name, what that is made of, and where it stands. */
static void
note_path(Witness *witness, Slice path)
{
	Slice		name;

	while (path.len > 0 && ((unsigned char) path.data[0] & 0xC0) == 0x80)
		path = wm_slice_from(path, 1);	/* the rest of a character */
	name = take_last(&path);
	if (name.len > 0)
		note_parts(witness, WORDS_FILE, SLICE(""), name);
	note_extension(witness, name);
	note_name_parts(witness, name);
	for (int i = 0; i < PATH_FOLDERS && path.len > 0; i++)
	{
		name = take_last(&path);
		if (name.len > 0)
			note_parts(witness, WORDS_FILE, SLICE("d:"), name);
	}
}

static bool
has_digit(Slice word)
{
	for (size_t i = 0; i < word.len; i++)
	{
		if (wm_is_digit(word.data[i]))
			return true;
	}
	return false;
}

/* "create" and "issue" of "create_issue"; what has digits is mostly an id. */
static void
note_tool_words(Witness *witness, Slice kind, Slice name)
{
	Slice		rest = wm_keyword_tail(name);
	Slice		word;
	int			count = 0;

	while (count < TOOL_WORDS && wm_keyword_next(&rest, &word))
	{
		if (word.len < 2 || has_digit(word))
			continue;
		note_parts(witness, WORDS_TOOL, kind, word);
		count++;
	}
}

static void
note_tool(Witness *witness, const Call *call)
{
	witness->text++;
	note_tool_words(witness, SLICE("s:"), call->server);
	note_tool_words(witness, SLICE(""), call->tool);
}

void
wm_witness_call(Witness *witness, const Call *call, Slice tool)
{
	Evidence   *turn = &witness->turn;

	begin_turn(witness);
	wm_evidence_add(turn, EVIDENCE_ACTIONS, 1);
	wm_evidence_add(turn, EVIDENCE_ACTION + (int) call->action, 1);
	if (call->action == ACTION_SHELL)
	{
		wm_evidence_add(turn, EVIDENCE_COMMANDS, 1);
		wm_evidence_add(turn, EVIDENCE_COMMAND + (int) call->command.dominant, 1);
		note_programs(witness, &call->command);
	}
	if (call->action == ACTION_READ && call->path.len > 0)
	{
		wm_evidence_add(turn, EVIDENCE_READS, 1);
		wm_evidence_add(turn, EVIDENCE_READ + (int) wm_file_kind(call->path), 1);
	}
	if (call->command.commit_message.len > 0)
	{
		wm_evidence_add(turn, EVIDENCE_COMMITS, 1);
		wm_evidence_add(turn, EVIDENCE_COMMIT +
						(int) commit_type(call->command.commit_message), 1);
		(void) note_text(witness, turn, SPEECH_ACCOUNT, call->command.commit_message, 1);
	}
	(void) note_text(witness, turn, SPEECH_ACCOUNT, call->account, 1);
	(void) note_text(witness, turn, SPEECH_ACCOUNT, call->name, 1);
	(void) note_text(witness, turn, SPEECH_TASK, call->task, 1);
	note_tool(witness, call);
	if (call->action == ACTION_MCP)
		(void) note_text(witness, turn, SPEECH_ACCOUNT, tool, 1);
}

void
wm_witness_changes(Witness *witness)
{
	witness->text++;
}

void
wm_witness_change(Witness *witness, Slice path, FileKind file,
				  uint32_t added, uint32_t removed)
{
	Evidence   *turn = &witness->turn;

	begin_turn(witness);
	wm_evidence_add(turn, EVIDENCE_CHANGES, 1);
	wm_evidence_add(turn, EVIDENCE_CHANGE + (int) file, 1);
	wm_evidence_add(turn, EVIDENCE_LINES, added);
	wm_evidence_add(turn, EVIDENCE_LINES, removed);
	wm_evidence_add(turn, EVIDENCE_LINES_REMOVED, removed);
	wm_evidence_add(turn, EVIDENCE_LINE + (int) file, added);
	wm_evidence_add(turn, EVIDENCE_LINE + (int) file, removed);
	note_path(witness, path);
}

void
wm_witness_error(Witness *witness, CommandKind command)
{
	begin_turn(witness);
	wm_evidence_add(&witness->turn, EVIDENCE_ERRORS, 1);
	wm_evidence_add(&witness->turn, EVIDENCE_FAILED_COMMANDS,
					command != COMMAND_COUNT ? 1 : 0);
	wm_evidence_add(&witness->turn, EVIDENCE_FAILED_TESTS,
					command == COMMAND_TEST ? 1 : 0);
}

static void
note_opening(Witness *witness, Slice text, uint32_t weight)
{
	CueCounts	cues;

	if (text.len == 0)
		return;
	cues = note_text(witness, &witness->turn, SPEECH_REQUEST, text, weight);
	note_cues(&witness->turn, SPEECH_FIRST, &cues, 1);
}

static void
note_closing(Witness *witness, Slice text, uint32_t weight)
{
	Evidence   *turn = &witness->turn;

	if (text.len == 0)
		return;
	note_cues(turn, SPEECH_CLOSING, &witness->closing_cues, weight);
	note_cues(turn, SPEECH_LAST, &witness->closing_cues, 1);
	note_words(witness, turn, WORDS_AGENT, wm_buffer_slice(&witness->closing_folded),
			   weight);
	wm_evidence_add(turn, EVIDENCE_CLOSINGS, 1);
	wm_evidence_add(turn, EVIDENCE_LONG_CLOSINGS, text.len > LONG_TEXT ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_CODE_CLOSINGS, has(text, SLICE("```")) ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_TABLE_CLOSINGS, has(text, SLICE("|--")) ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_ASKING_CLOSINGS, is_question(text) ? 1 : 0);
}

static const Theme themes[CUE_COUNT] = {
	[CUE_CREATE] = THEME_CREATE,
	[CUE_FEATURE] = THEME_CREATE,
	[CUE_CHANGE] = THEME_CHANGE,
	[CUE_REFACTOR] = THEME_CHANGE,
	[CUE_INTERFACE] = THEME_INTERFACE,
	[CUE_PRODUCT] = THEME_INTERFACE,
	[CUE_REPAIR] = THEME_REPAIR,
	[CUE_FAULT] = THEME_REPAIR,
	[CUE_TEST] = THEME_TEST,
	[CUE_REVIEW] = THEME_TEST,
	[CUE_AGENT] = THEME_AGENT,
	[CUE_INSTRUCT] = THEME_AGENT,
	[CUE_LLM] = THEME_AGENT,
	[CUE_DEPLOY] = THEME_OPERATE,
	[CUE_INFRA] = THEME_OPERATE,
	[CUE_CI] = THEME_OPERATE,
	[CUE_GIT] = THEME_GIT,
	[CUE_SETUP] = THEME_OPERATE,
	[CUE_RUN] = THEME_OPERATE,
	[CUE_MACHINE] = THEME_OPERATE,
	[CUE_EXPLAIN] = THEME_EXPLAIN,
	[CUE_LOOKUP] = THEME_EXPLAIN,
	[CUE_PLAN] = THEME_PLAN,
	[CUE_DESIGN] = THEME_PLAN,
	[CUE_DATA] = THEME_DATA,
	[CUE_STATS] = THEME_DATA,
	[CUE_EXPERIMENT] = THEME_DATA,
	[CUE_DOCS] = THEME_WRITE,
	[CUE_PROSE] = THEME_WRITE,
	[CUE_SLIDES] = THEME_WRITE,
	[CUE_RESEARCH] = THEME_WRITE,
	[CUE_PROCEED] = THEME_OTHER,
	[CUE_GREET] = THEME_OTHER,
	[CUE_COMPLAINT] = THEME_OTHER,
};

/* What kinds of files and commands make of a turn. */
static const WorkKind work_of_file[FILE_COUNT] = {
	[FILE_CODE] = WORK_CODE,
	[FILE_TEST] = WORK_TEST,
	[FILE_WEB] = WORK_CODE,
	[FILE_DOC] = WORK_DOC,
	[FILE_PLAN] = WORK_PLAN,
	[FILE_AGENT] = WORK_AGENT,
	[FILE_CONFIG] = WORK_CONFIG,
	[FILE_OPS] = WORK_CONFIG,
	[FILE_DATA] = WORK_DATA,
	[FILE_NOTEBOOK] = WORK_DATA,
	[FILE_OFFICE] = WORK_DOC,
	[FILE_OTHER] = WORK_CONFIG,
};

static const WorkKind work_of_command[COMMAND_COUNT] = {
	[COMMAND_TEST] = WORK_TEST_RUN,
	[COMMAND_LINT] = WORK_TEST_RUN,
	[COMMAND_BUILD] = WORK_RUN,
	[COMMAND_RUN] = WORK_RUN,
	[COMMAND_PACKAGE] = WORK_OPERATE,
	[COMMAND_GIT_LOOK] = WORK_LOOK,
	[COMMAND_GIT_ACT] = WORK_GIT,
	[COMMAND_FORGE] = WORK_GIT,
	[COMMAND_CONTAINER] = WORK_OPERATE,
	[COMMAND_CLOUD] = WORK_OPERATE,
	[COMMAND_MACHINE] = WORK_OPERATE,
	[COMMAND_PROCESS] = WORK_OPERATE,
	[COMMAND_DATA] = WORK_DATA_RUN,
	[COMMAND_DOCUMENT] = WORK_RUN,
	[COMMAND_AGENT] = WORK_RUN,
	[COMMAND_NETWORK] = WORK_OPERATE,
	[COMMAND_FILES] = WORK_OPERATE,
	[COMMAND_SEARCH] = WORK_LOOK,
	[COMMAND_LOOK] = WORK_LOOK,
	[COMMAND_GLUE] = WORK_LOOK,
	[COMMAND_OTHER] = WORK_RUN,
};

/* Looking goes with all work: it tells only where nothing else was done. */
static WorkKind
work_of_turn(const Evidence *turn)
{
	uint32_t	work[WORK_COUNT] = {0};
	WorkKind	most = WORK_LOOK;

	if (turn->counts[EVIDENCE_ACTIONS] == 0)
		return WORK_TALK;
	for (int i = 0; i < FILE_COUNT; i++)
		work[work_of_file[i]] += turn->counts[EVIDENCE_CHANGE + i];
	if (turn->counts[EVIDENCE_CHANGES] == 0)
	{
		for (int i = 0; i < COMMAND_COUNT; i++)
			work[work_of_command[i]] += turn->counts[EVIDENCE_COMMAND + i];
		work[WORK_ASK] += turn->counts[EVIDENCE_ACTION + ACTION_WEB] +
			turn->counts[EVIDENCE_ACTION + ACTION_ASK] +
			turn->counts[EVIDENCE_ACTION + ACTION_PLAN];
		work[WORK_RUN] += turn->counts[EVIDENCE_ACTION + ACTION_MCP];
		work[WORK_LOOK] = 0;
	}
	for (int i = 0; i < WORK_COUNT; i++)
	{
		if (work[i] > work[most])
			most = (WorkKind) i;
	}
	return most;
}

/* What was wished for, together with what was done. */
static void
note_themes(Evidence *turn, uint32_t weight)
{
	WorkKind	work = work_of_turn(turn);
	uint32_t	shares[THEME_COUNT] = {0};

	for (int i = 0; i < CUE_COUNT; i++)
		shares[themes[i]] += turn->counts[EVIDENCE_CUE + SPEECH_FIRST * CUE_COUNT + i] +
			turn->counts[EVIDENCE_CUE + SPEECH_LAST * CUE_COUNT + i];
	for (int i = 0; i < THEME_COUNT; i++)
		wm_evidence_add(turn, EVIDENCE_THEME + (int) work * THEME_COUNT + i,
						weight * shares[i] / 2);
	wm_evidence_add(turn, EVIDENCE_WORK + (int) work, weight);
	wm_evidence_add(turn, EVIDENCE_WEIGHT, weight);
}

/* The turn's words count by the work that was done in it. */
static void
weigh_turn(Witness *witness)
{
	Evidence   *turn = &witness->turn;
	uint32_t	actions = turn->counts[EVIDENCE_ACTIONS];
	uint32_t	weight = 1 + (actions < WEIGHT_LIMIT ? actions : WEIGHT_LIMIT);

	note_opening(witness, wm_buffer_slice(&witness->opening), weight);
	(void) note_text(witness, turn, SPEECH_THOUGHT,
					 wm_buffer_slice(&witness->thought), weight);
	note_closing(witness, wm_buffer_slice(&witness->closing), weight);
	note_themes(turn, weight);
	wm_evidence_add(turn, EVIDENCE_IDLE_TURNS, actions == 0 ? 1 : 0);
	wm_evidence_add(turn, EVIDENCE_CHANGING_TURNS,
					turn->counts[EVIDENCE_CHANGES] > 0 ? 1 : 0);
	wm_buffer_clear(&witness->opening);
	wm_buffer_clear(&witness->thought);
	wm_buffer_clear(&witness->closing);
}

bool
wm_witness_end_turn(Witness *witness)
{
	if (!witness->in_turn)
		return false;

	weigh_turn(witness);
	wm_evidence_merge(&witness->session, &witness->turn);
	witness->in_turn = false;
	return true;
}

void
wm_witness_free(Witness *witness)
{
	wm_buffer_free(&witness->folded);
	wm_buffer_free(&witness->opening);
	wm_buffer_free(&witness->thought);
	wm_buffer_free(&witness->closing);
	wm_buffer_free(&witness->closing_folded);
	wm_free(witness->words);
}
