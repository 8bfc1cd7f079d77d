/*
 * peer.c
 *	  The nearest peer's published rules, for comparison; and the language of a
 *	  session's requests.
 *
 *		peer TRANSCRIPT...	prints for each: path, language, mode
 *
 * codeburn gives each turn a category by its tools and the wording of the
 * person's message.  Here its rules are told again over our events, every tool
 * mapped to its kind in the peer's favour; categories are mapped to modes as
 * near as they come, and the turns of a session vote by their actions.
 *
 * This stands in for session.c and is linked with the rest of src/core.
 */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

#include "action/action.h"
#include "base/hashset.h"
#include "base/host.h"
#include "base/mode.h"
#include "language/fold.h"
#include "language/words.h"
#include "readers/transcript.h"
#include "session/session.h"

#define TEXT_LIMIT	2000

typedef enum Category
{
	CODING, DEBUGGING, FEATURE, REFACTORING, TESTING, EXPLORATION, PLANNING,
	DELEGATION, GIT, DEPLOY, CONVERSATION, BRAINSTORMING, GENERAL, CATEGORIES
} Category;

/* MODE_NONE: says nothing about the session. */
static const int mode_of[CATEGORIES] = {
	[CODING] = MODE_BUILD, [DEBUGGING] = MODE_FIX, [FEATURE] = MODE_BUILD,
	[REFACTORING] = MODE_BUILD, [TESTING] = MODE_TEST, [EXPLORATION] = MODE_UNDERSTAND,
	[PLANNING] = MODE_PLAN, [DELEGATION] = MODE_NONE, [GIT] = MODE_OPERATE,
	[DEPLOY] = MODE_OPERATE, [CONVERSATION] = MODE_UNDERSTAND,
	[BRAINSTORMING] = MODE_PLAN, [GENERAL] = MODE_NONE
};

typedef enum Family
{
	F_DEBUG, F_FEATURE, F_REFACTOR, F_BRAINSTORM, F_RESEARCH, F_TEST, F_GIT, F_BUILD,
	F_INSTALL, F_FILE, F_SCRIPT, F_URL, FAMILIES
} Family;

static const char *const patterns[FAMILIES] = {
	[F_DEBUG] = "\\b(fix|bug|error|broken|failing|crash|issue|debug|traceback|exception|stack trace|not working|wrong|unexpected|status code|404|500|401|403)\\b",
	[F_FEATURE] = "\\b(add|create|implement|new|build|feature|introduce|set up|scaffold|generate|(make|write) (a|me|the))\\b",
	[F_REFACTOR] = "\\b(refactor|clean up|rename|reorganize|simplify|extract|restructure|move|migrate|split)\\b",
	[F_BRAINSTORM] = "\\b(brainstorm|idea|what if|explore|think about|approach|strategy|design|consider|how should|what would|opinion|suggest|recommend)\\b",
	[F_RESEARCH] = "\\b(research|investigate|look into|find out|check|search|analyze|review|understand|explain|how does|what is|show me|list|compare)\\b",
	[F_TEST] = "\\b(test|pytest|vitest|jest|mocha|spec|coverage|npm test)\\b",
	[F_GIT] = "\\bgit +(push|pull|commit|merge|rebase|checkout|branch|stash|log|diff|status|add|reset|cherry-pick|tag)\\b",
	[F_BUILD] = "\\b(npm run build|npm publish|pip install|docker|deploy|make build|npm run dev|npm start|pm2|systemctl|brew|cargo build)\\b",
	[F_INSTALL] = "\\b(npm install|pip install|brew install|apt install|cargo add)\\b",
	[F_FILE] = "\\.(py|js|ts|tsx|jsx|json|yaml|yml|toml|sql|sh|go|rs|java|rb|php|css|html|md)\\b",
	[F_SCRIPT] = "\\b(script|api|endpoint)\\b",
	[F_URL] = "https?://",
};

static regex_t families[FAMILIES];

typedef struct SessionTurn
{
	char		text[TEXT_LIMIT + 1];
	bool		answered;
	int			calls;
	int			kinds[ACTION_COUNT];
} SessionTurn;

struct Session
{
	Facts		facts;
	HashSet		seen;
	SessionTurn turn;
	long		votes[CATEGORIES];
	TextBuffer	requests;
};

/* Where a family first matches, or -1. */
static int
find(const SessionTurn *turn, Family family)
{
	regmatch_t	match;

	return regexec(&families[family], turn->text, 1, &match, 0) == 0 ? (int) match.rm_so : -1;
}

static bool
has(const SessionTurn *turn, Family family)
{
	return find(turn, family) >= 0;
}

/* The family that comes first in the text; the earlier listed one of equals. */
static Category
earliest(const SessionTurn *turn, const Family *candidates, const Category *categories,
		 int count, Category none)
{
	Category	result = none;
	int			best = -1;

	for (int i = 0; i < count; i++)
	{
		int			at = find(turn, candidates[i]);

		if (at >= 0 && (best < 0 || at < best))
		{
			best = at;
			result = categories[i];
		}
	}
	return result;
}

static Category
refine_coding(const SessionTurn *turn)
{
	static const Family candidates[] = {F_REFACTOR, F_FEATURE, F_DEBUG};
	static const Category categories[] = {REFACTORING, FEATURE, DEBUGGING};

	return earliest(turn, candidates, categories, 3, CODING);
}

static Category
refine_exploration(const SessionTurn *turn)
{
	return !has(turn, F_RESEARCH) && has(turn, F_DEBUG) ? DEBUGGING : EXPLORATION;
}

static Category
by_words(const SessionTurn *turn)
{
	static const Family candidates[] = {F_FEATURE, F_DEBUG};
	static const Category categories[] = {FEATURE, DEBUGGING};
	Category	category;

	if (has(turn, F_BRAINSTORM))
		return BRAINSTORMING;
	if (has(turn, F_RESEARCH))
		return EXPLORATION;
	category = earliest(turn, candidates, categories, 2, CONVERSATION);
	if (category != CONVERSATION)
		return category;
	if (has(turn, F_FILE) || has(turn, F_SCRIPT))
		return CODING;
	return has(turn, F_URL) ? EXPLORATION : CONVERSATION;
}

static Category
by_tools(const SessionTurn *turn)
{
	const int  *kinds = turn->kinds;
	bool		edit = kinds[ACTION_EDIT] + kinds[ACTION_WRITE] > 0;
	bool		read = kinds[ACTION_READ] + kinds[ACTION_SEARCH] > 0;

	if (kinds[ACTION_PLAN] > 0)
		return PLANNING;
	if (kinds[ACTION_SUBAGENT] > 0)
		return DELEGATION;
	if (kinds[ACTION_SHELL] > 0 && !edit)
	{
		if (has(turn, F_TEST))
			return TESTING;
		if (has(turn, F_GIT))
			return GIT;
		if (has(turn, F_BUILD) || has(turn, F_INSTALL))
			return DEPLOY;
	}
	if (edit)
		return refine_coding(turn);
	if (kinds[ACTION_SHELL] > 0)
		return read ? refine_exploration(turn) : refine_coding(turn);
	if (kinds[ACTION_WEB] + kinds[ACTION_MCP] > 0 || read)
		return refine_exploration(turn);
	if (kinds[ACTION_TODO] > 0)
		return PLANNING;
	return kinds[ACTION_SKILL] > 0 ? GENERAL : by_words(turn);
}

/* One vote for each action, and a last one to break ties and for mere talk. */
static void
end_turn(Session *session)
{
	SessionTurn *turn = &session->turn;

	if (turn->answered && turn->text[0] != '\0')
		session->votes[turn->calls > 0 ? by_tools(turn) : by_words(turn)] += turn->calls * 1000 + 1;
	memset(turn, 0, sizeof(*turn));
}

static int
elect(const Session *session)
{
	long		votes[MODE_COUNT] = {0};
	int			best = MODE_BUILD;

	for (int i = 0; i < CATEGORIES; i++)
	{
		if (mode_of[i] != MODE_NONE)
			votes[mode_of[i]] += session->votes[i];
	}
	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (votes[i] > votes[best])
			best = i;
	}
	return best;
}

/* The reader's side of session.h. */

Session *
wm_session_new(void)
{
	return calloc(1, sizeof(Session));
}

void
wm_session_free(Session *session)
{
	wm_hashset_free(&session->seen);
	wm_buffer_free(&session->requests);
	free(session);
}

void
wm_session_event(Session *session, const Event *event)
{
	SessionTurn *turn = &session->turn;
	size_t		len = event->text.len < TEXT_LIMIT ? event->text.len : TEXT_LIMIT;

	switch (event->kind)
	{
		case EVENT_PROMPT:
		case EVENT_TASK:
			end_turn(session);
			memcpy(turn->text, event->text.data, len);
			wm_buffer_append(&session->requests, event->text);
			wm_buffer_append_char(&session->requests, ' ');
			break;
		case EVENT_SAY:
			turn->answered = true;
			break;
		case EVENT_CALL:
			turn->answered = true;
			turn->calls++;
			turn->kinds[wm_action_from_tool(event->tool)]++;
			break;
		default:
			break;
	}
}

void
wm_session_name(char *name, Slice value)
{
	(void) name, (void) value;
}

void
wm_session_text(char *text, size_t size, Slice value)
{
	(void) text, (void) size, (void) value;
}

void
wm_session_project(Facts *facts, Slice value)
{
	(void) facts, (void) value;
}

void
wm_session_time(Session *session, EventTime time)
{
	(void) session, (void) time;
}

void
wm_session_tokens(Session *session, uint64_t message, double in, double out)
{
	(void) session, (void) message, (void) in, (void) out;
}

bool
wm_session_wants_thought(const Session *session)
{
	(void) session;
	return false;
}

bool
wm_session_seen(Session *session, uint64_t identity)
{
	return !wm_hashset_add(&session->seen, identity);
}

bool
wm_session_seen_as(Session *session, SeenKind kind, uint64_t identity)
{
	return wm_session_seen(session, identity * 31 + (uint64_t) kind + 1);
}

void
wm_session_end(Session *session)
{
	end_turn(session);
}

Facts *
wm_session_facts(Session *session)
{
	return &session->facts;
}

/* Roughly: by script, and for Latin letters by the commonest little words. */
static const char *
language_of(Slice text)
{
	static const struct
	{
		const char *name;
		const char *words;
	}			latin[] = {
		{"en", " the and to is of this that for it with you please can in on "},
		{"es", " el la los las que en por para una con del quiero como "},
		{"pt", " os que em para uma com nao voce do da na por isso esse "},
		{"de", " der die das und ist nicht ich ein eine mit zu auf den bitte wir "},
		{"fr", " le les des est pas une pour dans je sur vous du et avec "},
		{"it", " il che di per non una con sono della gli del questo "},
	};
	long		scripts[5] = {0};	/* Latin, Han, kana, Hangul, Cyrillic */
	long		counts[6] = {0};
	int			best = 0;
	TextBuffer	buffer = {0};
	Slice		folded = wm_fold(text, &buffer);
	size_t		len;

	for (size_t i = 0; i < folded.len; i += len)
	{
		uint32_t	c;

		(void) wm_letter_at(folded, i, &len, &c);
		scripts[0] += c >= 'a' && c <= 'z' ? 1 : 0;
		scripts[1] += c >= 0x4E00 && c <= 0x9FFF ? 1 : 0;
		scripts[2] += c >= 0x3040 && c <= 0x30FF ? 1 : 0;
		scripts[3] += c >= 0xAC00 && c <= 0xD7AF ? 1 : 0;
		scripts[4] += c >= 0x400 && c <= 0x4FF ? 1 : 0;
	}
	for (size_t at = 0; at < folded.len; at++)
	{
		const char *end = memchr(folded.data + at + 1, ' ', folded.len - at - 1);
		size_t		word = end == NULL ? 0 : (size_t) (end - folded.data) - at + 1;
		char		padded[16];

		if (folded.data[at] != ' ' || word == 0 || word >= sizeof(padded))
			continue;
		snprintf(padded, sizeof(padded), "%.*s", (int) word, folded.data + at);
		for (int i = 0; i < 6; i++)
			counts[i] += strstr(latin[i].words, padded) != NULL ? 1 : 0;
	}
	wm_buffer_free(&buffer);

	if ((scripts[1] + scripts[2] + scripts[3] + scripts[4]) * 6 > scripts[0])
	{
		if (scripts[3] > scripts[1] + scripts[2] && scripts[3] > scripts[4])
			return "ko";
		if (scripts[4] > scripts[1] + scripts[2])
			return "ru";
		if (scripts[1] + scripts[2] > 0)
			return scripts[2] * 5 > scripts[1] ? "ja" : "zh";
	}
	for (int i = 1; i < 6; i++)
	{
		if (counts[i] > counts[best])
			best = i;
	}
	return counts[best] > 0 ? latin[best].name : "other";
}

static void
read_file(const char *path)
{
	FILE	   *file = fopen(path, "rb");
	TextBuffer	text = {0};
	Session    *session;
	Fault		fault;

	if (file == NULL)
	{
		perror(path);
		exit(1);
	}
	for (;;)
	{
		size_t		got = fread(wm_buffer_reserve(&text, 65536), 1, 65536, file);

		if (got == 0)
			break;
		text.len += got;
	}
	fclose(file);

	session = wm_transcript_read(wm_buffer_slice(&text), false, &fault);
	printf("%s,%s,%s\n", path, language_of(wm_buffer_slice(&session->requests)),
		   wm_modes[elect(session)].name);
	wm_session_free(session);
	wm_buffer_free(&text);
}

/* The host: see base/host.h. */

void *
wm_alloc(size_t size)
{
	return wm_realloc(NULL, size);
}

void *
wm_realloc(void *chunk, size_t size)
{
	void	   *result = realloc(chunk, size > 0 ? size : 1);

	if (result == NULL)
		abort();
	return result;
}

void
wm_free(void *chunk)
{
	free(chunk);
}

void *
wm_alloc_for_good(size_t size)
{
	return wm_alloc(size);
}

void
wm_check_interrupts(void)
{
}

int
main(int argc, char **argv)
{
	for (int i = 0; i < FAMILIES; i++)
	{
		if (regcomp(&families[i], patterns[i], REG_EXTENDED | REG_ICASE) != 0)
			return 2;
	}
	for (int i = 1; i < argc; i++)
		read_file(argv[i]);
	return 0;
}
