/*
 * evidence.c
 *	  What tells the modes apart: counts over a session, or one turn of it.
 */
#include "evidence.h"
#include "fold.h"
#include "host.h"

/*
 * What is read of one text: a person or agent says soon what it is about,
 * and what follows is often pasted.
 */
#define WORDS_LIMIT		4000

/* A request weighs one, and one more for each act that followed, up to here. */
#define WEIGHT_LIMIT	60

/* Not within a character: what is left of a cut one is dropped. */
static Slice
cut(Slice text)
{
	size_t		len = WORDS_LIMIT;

	if (text.len <= WORDS_LIMIT)
		return text;
	while (len > 0 && ((unsigned char) text.data[len] & 0xC0) == 0x80)
		len--;
	return wm_slice(text.data, len);
}

static void
begin_turn(Witness *witness)
{
	if (witness->in_turn)
		return;
	memset(&witness->turn, 0, sizeof(witness->turn));
	witness->in_turn = true;
}

/* Note which cues a text carries. */
static void
note_words(Witness *witness, Evidence *evidence, Speech speech, Slice text)
{
	uint32_t	counts[CUE_COUNT] = {0};

	if (text.len == 0)
		return;
	if (!witness->prepared)
		wm_cues_prepare(&witness->index);
	witness->prepared = true;

	wm_cues_count(&witness->index, wm_fold(cut(text), &witness->folded), counts);
	for (int i = 0; i < CUE_COUNT; i++)
		wm_evidence_add(evidence, EVIDENCE_CUE + speech * CUE_COUNT + i,
						counts[i] > 0 ? 1 : 0);
	wm_evidence_add(evidence, EVIDENCE_SPEECH + speech, 1);
}

static bool
is_question(Slice text)
{
	text = wm_slice_trim(text);
	return text.len > 0 &&
		(text.data[text.len - 1] == '?' ||
		 (text.len >= 3 && memcmp(text.data + text.len - 3, "\xEF\xBC\x9F", 3) == 0));
}

void
wm_witness_prompt(Witness *witness, Slice text)
{
	begin_turn(witness);
	wm_evidence_add(&witness->turn, EVIDENCE_PROMPTS, 1);
	wm_evidence_add(&witness->turn, EVIDENCE_QUESTIONS, is_question(text) ? 1 : 0);
	note_words(witness, &witness->turn, SPEECH_REQUEST, text);
}

void
wm_witness_say(Witness *witness, Slice text)
{
	begin_turn(witness);
	wm_buffer_clear(&witness->closing);
	wm_buffer_append(&witness->closing, cut(text));
}

void
wm_witness_title(Witness *witness, Slice text)
{
	note_words(witness, &witness->session, SPEECH_TITLE, text);
}

void
wm_witness_call(Witness *witness, const Call *call)
{
	Evidence   *turn = &witness->turn;

	begin_turn(witness);
	wm_evidence_add(turn, EVIDENCE_ACTIONS, 1);
	wm_evidence_add(turn, EVIDENCE_ACTION + (int) call->action, 1);
	if (call->action == ACTION_SHELL)
	{
		wm_evidence_add(turn, EVIDENCE_COMMANDS, 1);
		wm_evidence_add(turn, EVIDENCE_COMMAND + (int) call->command.dominant, 1);
	}
	if (call->action == ACTION_READ && call->path.len > 0)
	{
		wm_evidence_add(turn, EVIDENCE_READS, 1);
		wm_evidence_add(turn, EVIDENCE_READ + (int) wm_file_kind(call->path), 1);
	}
	note_words(witness, &witness->turn, SPEECH_ACCOUNT, call->account);
	note_words(witness, &witness->turn, SPEECH_ACCOUNT, call->command.commit_message);
}

void
wm_witness_change(Witness *witness, FileKind file, uint32_t lines)
{
	begin_turn(witness);
	wm_evidence_add(&witness->turn, EVIDENCE_CHANGES, 1);
	wm_evidence_add(&witness->turn, EVIDENCE_CHANGE + (int) file, 1);
	wm_evidence_add(&witness->turn, EVIDENCE_LINES, lines);
	wm_evidence_add(&witness->turn, EVIDENCE_LINE + (int) file, lines);
}

void
wm_witness_error(Witness *witness)
{
	begin_turn(witness);
	wm_evidence_add(&witness->turn, EVIDENCE_ERRORS, 1);
}

/* The turn's requests count by the work that followed them. */
static void
weigh_requests(Evidence *turn)
{
	uint32_t	actions = turn->counts[EVIDENCE_ACTIONS];
	uint32_t	weight = 1 + (actions < WEIGHT_LIMIT ? actions : WEIGHT_LIMIT);

	for (int i = 0; i < CUE_COUNT; i++)
		turn->counts[EVIDENCE_CUE + SPEECH_REQUEST * CUE_COUNT + i] *= weight;
	turn->counts[EVIDENCE_SPEECH + SPEECH_REQUEST] *= weight;
}

bool
wm_witness_end_turn(Witness *witness)
{
	if (!witness->in_turn)
		return false;

	note_words(witness, &witness->turn, SPEECH_CLOSING, wm_buffer_slice(&witness->closing));
	weigh_requests(&witness->turn);
	for (int i = 0; i < EVIDENCE_KINDS; i++)
		wm_evidence_add(&witness->session, i, witness->turn.counts[i]);
	wm_buffer_clear(&witness->closing);
	witness->in_turn = false;
	return true;
}

void
wm_witness_free(Witness *witness)
{
	if (witness->prepared)
		wm_cues_free(&witness->index);
	wm_buffer_free(&witness->folded);
	wm_buffer_free(&witness->closing);
}
