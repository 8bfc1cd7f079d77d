/*
 * cues.c
 *	  Words and phrases that tell of a work mode, in many languages.
 *
 * The words stand as wm_fold leaves them: lower case, no accents.  A word is
 * the beginning of a word in the text, so that "instal" finds "installing";
 * with a blank behind it is the whole word.  Words of Han, kana and Hangul are
 * found anywhere.
 */
#include "cues.h"
#include "fold.h"
#include "host.h"

const CueInfo wm_cues[CUE_COUNT] = {
	[CUE_CREATE] = {"create", "asks for something new"},
	[CUE_CHANGE] = {"change", "asks for a change or improvement"},
	[CUE_INTERFACE] = {"interface", "speaks of pages, screens or games"},
	[CUE_REPAIR] = {"repair", "asks for a repair"},
	[CUE_FAULT] = {"fault", "speaks of something broken"},
	[CUE_TEST] = {"test", "speaks of tests"},
	[CUE_REVIEW] = {"review", "asks for a review or check"},
	[CUE_AGENT] = {"agent", "speaks of agents, prompts or skills"},
	[CUE_DEPLOY] = {"deploy", "speaks of releases, deploys or servers"},
	[CUE_GIT] = {"git", "speaks of commits, branches or pull requests"},
	[CUE_SETUP] = {"setup", "asks to install or configure"},
	[CUE_RUN] = {"run", "asks to run or watch something"},
	[CUE_EXPLAIN] = {"explain", "asks to be told"},
	[CUE_PLAN] = {"plan", "speaks of plans, designs or specs"},
	[CUE_DATA] = {"data", "speaks of data, figures or experiments"},
	[CUE_WRITE] = {"write", "speaks of documents or prose"},
	[CUE_PROCEED] = {"proceed", "tells the agent to go on"},
};

typedef struct CueWord
{
	const char *word;
	Cue			cue;
} CueWord;

static const CueWord words[] = {
	{"create", CUE_CREATE}, {"implement", CUE_CREATE}, {"add ", CUE_CREATE},
	{"build ", CUE_CREATE}, {"feature", CUE_CREATE}, {"generate", CUE_CREATE},
	{"refactor", CUE_CHANGE}, {"rename", CUE_CHANGE}, {"improve", CUE_CHANGE},
	{"change", CUE_CHANGE}, {"update", CUE_CHANGE}, {"move ", CUE_CHANGE},
	{"page", CUE_INTERFACE}, {"button", CUE_INTERFACE}, {"layout", CUE_INTERFACE},
	{"game", CUE_INTERFACE}, {"screen", CUE_INTERFACE}, {"website", CUE_INTERFACE},
	{"fix", CUE_REPAIR}, {"repair", CUE_REPAIR}, {"debug", CUE_REPAIR}, {"solve", CUE_REPAIR},
	{"error", CUE_FAULT}, {"bug", CUE_FAULT}, {"broken", CUE_FAULT}, {"fail", CUE_FAULT},
	{"crash", CUE_FAULT}, {"doesnt work", CUE_FAULT}, {"not working", CUE_FAULT}, {"wrong", CUE_FAULT},
	{"test", CUE_TEST}, {"coverage", CUE_TEST}, {"e2e", CUE_TEST},
	{"review", CUE_REVIEW}, {"audit", CUE_REVIEW}, {"verify", CUE_REVIEW}, {"check ", CUE_REVIEW},
	{"agent", CUE_AGENT}, {"skill", CUE_AGENT}, {"claude md", CUE_AGENT}, {"prompt", CUE_AGENT}, {"mcp ", CUE_AGENT},
	{"deploy", CUE_DEPLOY}, {"release", CUE_DEPLOY}, {"docker", CUE_DEPLOY}, {"server", CUE_DEPLOY}, {"publish", CUE_DEPLOY},
	{"commit", CUE_GIT}, {"push", CUE_GIT}, {"merge", CUE_GIT}, {"branch", CUE_GIT}, {"pull request", CUE_GIT}, {"pr ", CUE_GIT},
	{"install", CUE_SETUP}, {"configur", CUE_SETUP}, {"set up", CUE_SETUP}, {"setup", CUE_SETUP},
	{"run ", CUE_RUN}, {"start ", CUE_RUN}, {"restart", CUE_RUN}, {"status", CUE_RUN},
	{"explain", CUE_EXPLAIN}, {"how does", CUE_EXPLAIN}, {"what is", CUE_EXPLAIN}, {"why ", CUE_EXPLAIN}, {"understand", CUE_EXPLAIN},
	{"plan", CUE_PLAN}, {"design", CUE_PLAN}, {"spec ", CUE_PLAN}, {"architect", CUE_PLAN}, {"propos", CUE_PLAN},
	{"data ", CUE_DATA}, {"dataset", CUE_DATA}, {"plot", CUE_DATA}, {"statistic", CUE_DATA}, {"experiment", CUE_DATA}, {"analy", CUE_DATA},
	{"readme", CUE_WRITE}, {"document", CUE_WRITE}, {"article", CUE_WRITE}, {"blog", CUE_WRITE}, {"translat", CUE_WRITE}, {"report", CUE_WRITE}, {"slide", CUE_WRITE},
	{"continue", CUE_PROCEED}, {"proceed", CUE_PROCEED}, {"yes ", CUE_PROCEED}, {"go ahead", CUE_PROCEED},
};

#define WORDS	((int) (sizeof(words) / sizeof(words[0])))

/* By the first two bytes, which every word has. */
static int
slot_of(const char *text)
{
	return ((unsigned char) text[0] * 67 + (unsigned char) text[1]) % CUE_SLOTS;
}

void
wm_cues_prepare(CueIndex *index)
{
	index->next = wm_alloc(WORDS * sizeof(int16_t));
	for (int i = 0; i < CUE_SLOTS; i++)
		index->first[i] = -1;
	for (int i = WORDS - 1; i >= 0; i--)
	{
		int			slot = slot_of(words[i].word);

		index->next[i] = index->first[slot];
		index->first[slot] = (int16_t) i;
	}
}

void
wm_cues_free(CueIndex *index)
{
	wm_free(index->next);
}

void
wm_cues_count(const CueIndex *index, Slice folded, uint32_t counts[CUE_COUNT])
{
	for (size_t at = 1; at + 1 < folded.len; at++)
	{
		const char *text = folded.data + at;

		if (text[-1] != ' ' && !wm_fold_unspaced(*text))
			continue;
		for (int i = index->first[slot_of(text)]; i >= 0; i = index->next[i])
		{
			size_t		len = strlen(words[i].word);

			if (len <= folded.len - at && memcmp(text, words[i].word, len) == 0)
				counts[words[i].cue]++;
		}
	}
}
