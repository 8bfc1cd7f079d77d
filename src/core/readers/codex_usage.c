/*
 * codex_usage.c
 *	  Codex: the tokens that a session used.
 *
 * They are told as totals, which a fork begins with its parent's, and in the newest
 * sessions of each response, too.
 */
#include "readers/codex.h"

static const Slice usage_keys[] = {LITERAL("input_tokens"), LITERAL("output_tokens")};

void
wm_codex_usage(Reading *reading, Slice usage, Slice last)
{
	CodexNotes *notes = reading->notes;
	Slice		members[2];
	double		in;
	double		out;

	if (!wm_json_members(usage, usage_keys, members, 2))
		return;
	in = wm_json_number(members[0], 0);
	out = wm_json_number(members[1], 0);
	if (in < notes->tokens_in || out < notes->tokens_out)
	{
		notes->count++;
		notes->copied_in = notes->copied_out = 0;
	}
	notes->tokens_in = in;
	notes->tokens_out = out;
	if (notes->copying)
	{
		notes->copied_in = in;
		notes->copied_out = out;
	}
	else if (!notes->totals_seen && notes->inherits && notes->copied_in == 0 &&
			 wm_json_members(last, usage_keys, members, 2))
	{
		/* What was not copied is in the total all the same. */
		notes->copied_in = in - wm_json_number(members[0], in);
		notes->copied_out = out - wm_json_number(members[1], out);
	}
	notes->totals_seen |= !notes->copying;
	if (!notes->copying)
		wm_session_tokens(reading->session, notes->count,
						  in - notes->copied_in, out - notes->copied_out);
}

void
wm_codex_token_count(Reading *reading, Slice event)
{
	static const Slice names[] = {
		LITERAL("total_token_usage"), LITERAL("last_token_usage")
	};
	Slice		usage[2];

	if (wm_json_members(wm_json_member(event, SLICE("info")), names, usage, 2))
		wm_codex_usage(reading, usage[0], usage[1]);
}

/* The tokens of one response; they count only where there are no totals. */
void
wm_codex_response_usage(Reading *reading, Slice record)
{
	static const Slice names[] = {LITERAL("response_id"), LITERAL("usage")};
	CodexNotes *notes = reading->notes;
	Slice		response[2];
	Slice		members[2];

	(void) wm_json_members(record, names, response, 2);
	if (!wm_json_members(response[1], usage_keys, members, 2) ||
		wm_reading_seen(reading, response[0]))
		return;
	notes->recorded_in += wm_json_number(members[0], 0);
	notes->recorded_out += wm_json_number(members[1], 0);
}
