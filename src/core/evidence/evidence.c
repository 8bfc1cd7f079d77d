/*
 * evidence.c
 *	  What tells the modes apart: counts over a session, or one turn of it.
 */
#include "evidence/evidence.h"

bool
wm_evidence_any(const Evidence *evidence)
{
	uint32_t	any = evidence->counts[EVIDENCE_ACTIONS] |
		evidence->counts[EVIDENCE_PROMPTS];

	for (int i = 0; i < SPEECH_COUNT; i++)
		any |= evidence->counts[EVIDENCE_SPEECH + i];
	return any != 0;
}

void
wm_evidence_add_word(Evidence *evidence, int field, uint32_t bucket, uint32_t weight)
{
	uint32_t   *sum = &evidence->words[field][bucket];

	if (*sum == 0 && weight > 0)
		evidence->touched[field][evidence->ntouched[field]++] = (uint16_t) bucket;
	*sum = weight > UINT32_MAX - *sum ? UINT32_MAX : *sum + weight;
}

void
wm_evidence_clear(Evidence *evidence)
{
	memset(evidence->counts, 0, sizeof(evidence->counts));
	for (int field = 0; field < WORD_FIELDS; field++)
	{
		for (int i = 0; i < evidence->ntouched[field]; i++)
			evidence->words[field][evidence->touched[field][i]] = 0;
		evidence->ntouched[field] = 0;
	}
}

static void
set_speech(Evidence *session, const Evidence *turn, Speech speech)
{
	memcpy(&session->counts[EVIDENCE_CUE + (int) speech * CUE_COUNT],
		   &turn->counts[EVIDENCE_CUE + (int) speech * CUE_COUNT],
		   CUE_COUNT * sizeof(uint32_t));
	session->counts[EVIDENCE_SPEECH + speech] = turn->counts[EVIDENCE_SPEECH + speech];
}

/* Adds the counts of these kinds, without a branch for each. */
static void
add_counts(Evidence *session, const Evidence *turn, int from, int to)
{
	for (int i = from; i < to; i++)
		wm_evidence_add(session, i, turn->counts[i]);
}

void
wm_evidence_merge(Evidence *session, const Evidence *turn)
{
	if (session->counts[EVIDENCE_SPEECH + SPEECH_FIRST] == 0)
		set_speech(session, turn, SPEECH_FIRST);
	if (turn->counts[EVIDENCE_SPEECH + SPEECH_LAST] > 0)
		set_speech(session, turn, SPEECH_LAST);
	add_counts(session, turn, 0, EVIDENCE_CUE);
	for (int speech = 0; speech < SPEECH_COUNT; speech++)
	{
		int			cues = EVIDENCE_CUE + speech * CUE_COUNT;

		if (speech == SPEECH_FIRST || speech == SPEECH_LAST)
			continue;
		add_counts(session, turn, cues, cues + CUE_COUNT);
		wm_evidence_add(session, EVIDENCE_SPEECH + speech,
						turn->counts[EVIDENCE_SPEECH + speech]);
	}
	add_counts(session, turn, EVIDENCE_WORK, EVIDENCE_KINDS);
	for (int field = 0; field < WORD_FIELDS; field++)
	{
		for (int i = 0; i < turn->ntouched[field]; i++)
			wm_evidence_add_word(session, field, turn->touched[field][i],
					 turn->words[field][turn->touched[field][i]]);
	}
}
