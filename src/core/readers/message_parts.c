/*
 * message_parts.c
 *	  Calls and results within messages, as the models' interfaces and the
 *	  libraries that speak with them write them.
 */
#include "action/result.h"
#include "readers/message_parts.h"

void
wm_parts_begin(Conversation *conversation)
{
	conversation->message++;
	conversation->twice = false;
}

/* Has this message made this call before? */
static bool
is_repeated(Reading *reading, const Conversation *conversation, uint64_t id)
{
	return conversation->twice && id != 0 &&
		wm_session_seen(reading->session,
						id ^ conversation->message * UINT64_C(0x9e3779b97f4a7c15));
}

void
wm_parts_call(Reading *reading, Conversation *conversation, Slice value, EventTime time)
{
	ModelCall	call;

	if (wm_reading_model_call(reading, value, &call) &&
		!is_repeated(reading, conversation, call.id))
		wm_reading_call(reading, call.name, call.input, call.id, time, false);
}

/* A call of a tool that the interface has itself is named by its type. */
static void
read_call(Reading *reading, Conversation *conversation, Slice type, Slice part,
		  EventTime time)
{
	static const Slice names[] = {
		LITERAL("call_id"), LITERAL("name"), LITERAL("action")
	};
	Slice		raw = wm_json_raw(type);
	Slice		members[3];

	(void) wm_json_members(part, names, members, 3);
	if (members[1].len > 0 || wm_json_kind(members[2]) != JSON_OBJECT ||
		!wm_slice_ends(raw, SLICE("_call")))
		wm_parts_call(reading, conversation, part, time);
	else
		wm_reading_call(reading, wm_slice_head(raw, raw.len - strlen("_call")),
						members[2], wm_json_identity(members[0]), time, false);
}

/*
 * {tool_use_id, content, is_error}, {tool_call_id, output}, {call_id, output}, or
 * {toolCallId, output} with {type: "error-text", value} for an output; of a tool
 * that the server runs {tool_use_id, content: {type: "web_fetch_tool_result_error"}}.
 */
void
wm_parts_result(Reading *reading, Slice result, EventTime time)
{
	static const Slice names[] = {
		LITERAL("tool_use_id"), LITERAL("tool_call_id"), LITERAL("call_id"),
		LITERAL("toolCallId"),
		LITERAL("content"), LITERAL("output"), LITERAL("result"),
		LITERAL("is_error"), LITERAL("isError"), LITERAL("status")
	};
	static const Slice typed[] = {LITERAL("type"), LITERAL("value")};
	Slice		members[10];
	Slice		value[2];
	Slice		output;
	bool		failed;
	int			id = 0;

	(void) wm_json_members(result, names, members, 10);
	while (id < 3 && members[id].len == 0)
		id++;
	output = members[4].len > 0 ? members[4] : members[members[5].len > 0 ? 5 : 6];
	(void) wm_json_members(output, typed, value, 2);
	if (value[1].len > 0)
		output = value[1];
	failed = wm_json_is_true(members[7]) || wm_json_is_true(members[8]) ||
		wm_json_says(members[9], SLICE("error")) ||
		wm_json_starts(value[0], SLICE("error-")) ||
		wm_slice_ends(wm_json_raw(value[0]), SLICE("_result_error")) ||
		wm_result_failed(output);
	wm_reading_result(reading, wm_json_identity(members[id]), output, failed, time, false);
	if (failed)
		wm_reading_refusal(reading, output, time);
}

/* An id, or that of the call or result of this number, which has none. */
static uint64_t
id_of(Slice id, uint64_t *number)
{
	if (id.len > 0)
		return wm_json_identity(id);
	return ++*number * UINT64_C(0x9e3779b97f4a7c15);
}

static void
read_function_call(Reading *reading, Conversation *conversation, Slice call,
				   EventTime time)
{
	static const Slice names[] = {LITERAL("id"), LITERAL("name"), LITERAL("args")};
	Slice		members[3];

	if (wm_json_members(call, names, members, 3) &&
		wm_json_kind(members[1]) == JSON_STRING)
		wm_reading_call(reading, wm_json_text(members[1], &reading->text), members[2],
						id_of(members[0], &conversation->calls), time, false);
}

static void
read_function_response(Reading *reading, Conversation *conversation, Slice result,
					   EventTime time)
{
	static const Slice names[] = {LITERAL("id"), LITERAL("response")};
	static const Slice outputs[] = {
		LITERAL("output"), LITERAL("result"), LITERAL("error")
	};
	Slice		members[2];
	Slice		response[3];
	Slice		output;

	if (!wm_json_members(result, names, members, 2))
		return;
	(void) wm_json_members(members[1], outputs, response, 3);
	output = response[0].len > 0 ? response[0] : response[1];
	wm_reading_result(reading, id_of(members[0], &conversation->results),
					  output.len > 0 ? output : response[2],
					  wm_json_kind(response[2]) == JSON_STRING ||
					  wm_json_kind(response[2]) == JSON_OBJECT ||
					  wm_result_failed(output.len > 0 ? output : members[1]),
					  time, false);
}

/* Gemini's parts have no type: {functionCall}, {functionResponse}. */
static bool
read_function(Reading *reading, Conversation *conversation, Slice part, EventTime time)
{
	static const Slice names[] = {
		LITERAL("functionCall"), LITERAL("function_call"),
		LITERAL("functionResponse"), LITERAL("function_response")
	};
	Slice		members[4];

	if (!wm_json_members(part, names, members, 4))
		return false;
	for (int i = 0; i < 4; i++)
	{
		if (wm_json_kind(members[i]) != JSON_OBJECT)
			continue;
		if (i < 2)
			read_function_call(reading, conversation, members[i], time);
		else
			read_function_response(reading, conversation, members[i], time);
		return true;
	}
	return false;
}

/*
 * A call with its result, as the AI SDK's interface shows it: its type is "tool-"
 * and the tool's name, or "dynamic-tool", or older with all in a member.
 */
static void
read_shown(Reading *reading, Slice type, Slice part, EventTime time)
{
	static const Slice names[] = {
		LITERAL("toolCallId"), LITERAL("toolName"), LITERAL("input"), LITERAL("args"),
		LITERAL("state"), LITERAL("output"), LITERAL("result"), LITERAL("toolInvocation")
	};
	Slice		members[8];
	Slice		raw = wm_json_raw(type);
	uint64_t	id;
	Slice		output;
	bool		failed;

	(void) wm_json_members(part, names, members, 8);
	if (wm_json_kind(members[7]) == JSON_OBJECT)
		(void) wm_json_members(members[7], names, members, 7);
	id = wm_json_identity(members[0]);
	wm_reading_call(reading, members[1].len > 0 ?
					wm_json_text(members[1], &reading->text) :
					wm_json_decode(wm_slice_from(raw, strlen("tool-")), &reading->text),
					members[members[2].len > 0 ? 2 : 3], id, time, false);

	failed = wm_json_says(members[4], SLICE("output-error"));
	output = members[members[5].len > 0 ? 5 : 6];
	if (failed || output.len > 0)
		wm_reading_result(reading, id, output, failed || wm_result_failed(output),
						  time, false);
}

bool
wm_parts_read(Reading *reading, Conversation *conversation, Slice type, Slice part,
			  EventTime time)
{
	Slice		raw = wm_json_raw(type);

	if (type.len == 0)
		return read_function(reading, conversation, part, time);
	if (wm_slice_ends(raw, SLICE("tool_use")) ||
		wm_json_says(type, SLICE("tool-call")) || wm_slice_ends(raw, SLICE("_call")))
		read_call(reading, conversation, type, part, time);
	else if (wm_slice_ends(raw, SLICE("tool_result")) ||
			 wm_json_says(type, SLICE("tool-result")) ||
			 wm_slice_ends(raw, SLICE("_output")))
		wm_parts_result(reading, part, time);
	else if (wm_json_says(type, SLICE("dynamic-tool")) ||
			 wm_slice_starts(raw, SLICE("tool-")))
		read_shown(reading, type, part, time);
	else
		return false;
	return true;
}

bool
wm_parts_is_picture(Slice type, Slice part)
{
	static const Slice types[] = {
		LITERAL("image"), LITERAL("image_url"), LITERAL("input_image"),
		LITERAL("document"), LITERAL("file"), LITERAL("input_file")
	};
	static const Slice names[] = {
		LITERAL("inlineData"), LITERAL("inline_data"),
		LITERAL("fileData"), LITERAL("file_data")
	};
	Slice		members[4];

	for (size_t i = 0; i < lengthof(types); i++)
	{
		if (wm_json_says(type, types[i]))
			return true;
	}
	return type.len == 0 && wm_json_members(part, names, members, 4) &&
		members[0].len + members[1].len + members[2].len + members[3].len > 0;
}
