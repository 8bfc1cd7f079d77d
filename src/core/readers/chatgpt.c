/*
 * chatgpt.c
 *	  One conversation of a data export of ChatGPT.
 *
 * Its messages are the nodes of a tree, each of which names its parent; the way
 * from "current_node" to the root is the conversation, and other branches are
 * prompts that were edited and answers that were asked for again.  A call is a
 * message of the assistant to anybody but "all", and its result one of a tool.
 */
#include "action/action.h"
#include "action/result.h"
#include "base/host.h"
#include "json/mend.h"
#include "readers/document.h"
#include "readers/reader.h"
#include "readers/thread.h"

typedef struct Notes
{
	bool		read;			/* a conversation was read */
	bool		answered;		/* the model of the first answer is known */
	uint64_t	call;			/* the last one */
	TextBuffer	canvas;			/* JSON: name and type of the last document */
} Notes;

typedef enum Key
{
	KEY_TITLE,
	KEY_CREATE_TIME,
	KEY_CURRENT_NODE,
	KEY_CONVERSATION_ID,
	KEY_ID,
	KEY_MODEL,
	KEY_MAPPING,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TITLE] = LITERAL("title"),
	[KEY_CREATE_TIME] = LITERAL("create_time"),
	[KEY_CURRENT_NODE] = LITERAL("current_node"),
	[KEY_CONVERSATION_ID] = LITERAL("conversation_id"),
	[KEY_ID] = LITERAL("id"),
	[KEY_MODEL] = LITERAL("default_model_slug"),
	[KEY_MAPPING] = LITERAL("mapping"),
};

typedef enum NodeKey
{
	NODE_ID,
	NODE_PARENT,
	NODE_MESSAGE,
	NODE_COUNT
} NodeKey;

static const Slice node_keys[NODE_COUNT] = {
	[NODE_ID] = LITERAL("id"),
	[NODE_PARENT] = LITERAL("parent"),
	[NODE_MESSAGE] = LITERAL("message"),
};

typedef enum MessageKey
{
	MESSAGE_ID,
	MESSAGE_AUTHOR,
	MESSAGE_CREATE_TIME,
	MESSAGE_CONTENT,
	MESSAGE_METADATA,
	MESSAGE_RECIPIENT,
	MESSAGE_COUNT
} MessageKey;

static const Slice message_keys[MESSAGE_COUNT] = {
	[MESSAGE_ID] = LITERAL("id"),
	[MESSAGE_AUTHOR] = LITERAL("author"),
	[MESSAGE_CREATE_TIME] = LITERAL("create_time"),
	[MESSAGE_CONTENT] = LITERAL("content"),
	[MESSAGE_METADATA] = LITERAL("metadata"),
	[MESSAGE_RECIPIENT] = LITERAL("recipient"),
};

typedef enum ContentKey
{
	CONTENT_TYPE,
	CONTENT_PARTS,
	CONTENT_TEXT,
	CONTENT_THOUGHTS,
	CONTENT_COUNT
} ContentKey;

static const Slice content_keys[CONTENT_COUNT] = {
	[CONTENT_TYPE] = LITERAL("content_type"),
	[CONTENT_PARTS] = LITERAL("parts"),
	[CONTENT_TEXT] = LITERAL("text"),
	[CONTENT_THOUGHTS] = LITERAL("thoughts"),
};

typedef enum MetadataKey
{
	METADATA_MODEL,
	METADATA_HIDDEN,
	METADATA_RESULT,
	METADATA_COUNT
} MetadataKey;

static const Slice metadata_keys[METADATA_COUNT] = {
	[METADATA_MODEL] = LITERAL("model_slug"),
	[METADATA_HIDDEN] = LITERAL("is_visually_hidden_from_conversation"),
	[METADATA_RESULT] = LITERAL("aggregate_result"),
};

/* A message on the way, taken apart. */
typedef struct Message
{
	Slice		members[MESSAGE_COUNT];
	Slice		content[CONTENT_COUNT];
	Slice		metadata[METADATA_COUNT];
	Slice		role;
	EventTime	time;
	bool		hidden;
} Message;

/* Python says so at the end of its output or behind a line of dashes. */
static const Slice traceback = LITERAL("Traceback (most recent call last)");

/* A traceback is looked for in so much of an output. */
#define TRACEBACK_BYTES		400

static EventTime
time_of(Slice value)
{
	return wm_time_from_number(wm_json_number(value, 0));
}

/* The first node says that it is one, also where the text breaks off in it. */
static bool
is_mapping(Slice mapping)
{
	JsonWalk	walk = wm_json_walk(mapping);
	Slice		key;
	Slice		node;

	return wm_json_kind(mapping) == JSON_OBJECT &&
		wm_json_next(&walk, &key, &node) != JSON_END &&
		(wm_mend_member(node, node_keys[NODE_MESSAGE], NULL).len > 0 ||
		 wm_mend_member(node, SLICE("children"), NULL).len > 0);
}

/* The members of a conversation, which may break off within its messages. */
static void
take_members(Slice record, Slice *members)
{
	if (!wm_json_members(record, keys, members, KEY_COUNT) &&
		members[KEY_MAPPING].len == 0)
		members[KEY_MAPPING] = wm_mend_member(record, keys[KEY_MAPPING], NULL);
}

static bool
recognises(Slice record)
{
	Slice		members[KEY_COUNT];

	take_members(record, members);
	return (members[KEY_TITLE].len > 0 || members[KEY_CREATE_TIME].len > 0) &&
		is_mapping(members[KEY_MAPPING]);
}

/* A part is a string, or an object: a picture, or speech with its text. */
static void
read_parts(Reading *reading, Slice parts, HumanKind *kind)
{
	JsonWalk	walk = wm_json_walk(parts);
	Slice		key;
	Slice		part;

	while (wm_json_next(&walk, &key, &part) == JSON_ITEM)
	{
		if (wm_json_kind(part) == JSON_OBJECT)
			part = wm_json_member(part, content_keys[CONTENT_TEXT]);
		if (wm_json_kind(part) == JSON_STRING)
			wm_reading_words(reading, part, kind);
	}
}

/* A picture without words is a request, too. */
static void
read_user(Reading *reading, const Message *message)
{
	const Slice *content = message->content;
	HumanKind	kind = HUMAN_NOTHING;

	if (message->hidden ||
		wm_json_says(content[CONTENT_TYPE], SLICE("user_editable_context")))
		return;
	read_parts(reading, content[CONTENT_PARTS], &kind);
	if (kind == HUMAN_NOTHING)
		wm_reading_words(reading, content[CONTENT_TEXT], &kind);
	if (kind == HUMAN_NOTHING &&
		wm_json_says(content[CONTENT_TYPE], SLICE("multimodal_text")))
		kind = HUMAN_PROMPT;
	wm_reading_person(reading, kind, message->time);
}

/* What a call says: of a text that is cut into parts, the first. */
static Slice
input_of(const Slice *content)
{
	JsonWalk	walk = wm_json_walk(content[CONTENT_PARTS]);
	Slice		key;
	Slice		part;

	if (wm_json_kind(content[CONTENT_TEXT]) == JSON_STRING)
		return content[CONTENT_TEXT];
	if (wm_json_next(&walk, &key, &part) != JSON_ITEM)
		return wm_slice(NULL, 0);
	return part;
}

/* The lines that all updates of a document put into it. */
static int64_t
updated_lines(Slice updates)
{
	static const Slice replacement = LITERAL("replacement");
	JsonWalk	walk = wm_json_walk(updates);
	int64_t		lines = 0;
	Slice		text;

	while (wm_json_next_members(&walk, &replacement, &text, 1) == JSON_ITEM)
		lines += wm_json_lines(text);
	return lines;
}

/* A value for a member: null if there is none. */
static Slice
or_null(Slice value)
{
	return value.len > 0 ? value : SLICE("null");
}

/* Canvas: {name, type, content} makes a document, {updates: [...]} changes it. */
static bool
read_canvas(Reading *reading, Slice tool, Slice input, EventTime time)
{
	static const Slice names[] = {
		LITERAL("name"), LITERAL("type"), LITERAL("content"), LITERAL("updates")
	};
	Notes	   *notes = reading->notes;
	Document	document = {.tool = tool, .call = notes->call};
	Slice		members[4];

	if (!wm_json_members(input, names, members, 4))
		return false;
	if (members[3].len > 0)
	{
		document.added = updated_lines(members[3]);
		(void) wm_json_members(wm_buffer_slice(&notes->canvas), names, members, 2);
	}
	else
	{
		document.added = wm_json_lines(members[2]);
		wm_buffer_clear(&notes->canvas);
		wm_buffer_append(&notes->canvas, SLICE("{\"name\":"));
		wm_buffer_append(&notes->canvas, or_null(members[0]));
		wm_buffer_append(&notes->canvas, SLICE(",\"type\":"));
		wm_buffer_append(&notes->canvas, or_null(members[1]));
		wm_buffer_append_char(&notes->canvas, '}');
	}
	document.name = members[0];
	document.type = members[1];
	if (wm_json_raw(document.name).len == 0)
		return false;
	wm_document_call(reading, &document, time);
	return true;
}

/*
 * The recipient is the tool.  What it gets is an object, or a text that means what
 * the tool makes of it: a command of a shell, lines of Python, a query.
 */
static void
read_call(Reading *reading, const Message *message)
{
	Notes	   *notes = reading->notes;
	Event		event = {.kind = EVENT_CALL, .time = message->time};
	Slice		recipient = message->members[MESSAGE_RECIPIENT];
	TextBuffer	decoded = {NULL, 0, 0};
	TextBuffer	name = {NULL, 0, 0};
	Slice		input = wm_json_text(input_of(message->content), &decoded);

	input = wm_slice_trim(input);
	notes->call = wm_json_identity(message->members[MESSAGE_ID]);
	event.tool = wm_json_text(recipient, &name);
	event.call = notes->call;
	if (wm_json_whole(input) && wm_json_kind(input) == JSON_OBJECT)
		event.input = input;
	else if (wm_action_from_tool(event.tool) == ACTION_SHELL &&
			 !wm_slice_starts(event.tool, SLICE("python")))
		event.command = input;

	if (!wm_json_starts(recipient, SLICE("canmore.")) ||
		!read_canvas(reading, event.tool, event.input, message->time))
		wm_session_event(reading->session, &event);
	wm_buffer_free(&decoded);
	wm_buffer_free(&name);
}

static void
read_speech(Reading *reading, const Message *message)
{
	JsonWalk	walk = wm_json_walk(message->content[CONTENT_PARTS]);
	Slice		key;
	Slice		part;

	while (wm_json_next(&walk, &key, &part) == JSON_ITEM)
		wm_reading_speech(reading, part, message->time, false);
}

static void
name_model(Reading *reading, Slice model)
{
	Notes	   *notes = reading->notes;

	if (notes->answered || wm_json_raw(model).len == 0)
		return;
	wm_reading_name(reading, reading->facts->model, model);
	notes->answered = true;
}

static void
read_assistant(Reading *reading, const Message *message)
{
	Slice		recipient = message->members[MESSAGE_RECIPIENT];

	name_model(reading, message->metadata[METADATA_MODEL]);
	if (wm_json_raw(recipient).len > 0 && !wm_json_says(recipient, SLICE("all")))
		read_call(reading, message);
	else if (message->hidden)
		return;
	else if (wm_json_says(message->content[CONTENT_TYPE], SLICE("thoughts")))
		wm_reading_thoughts(reading, message->content[CONTENT_THOUGHTS],
							SLICE("content"), message->time);
	else
		read_speech(reading, message);
}

static bool
has_failed(const Message *message)
{
	const Slice *content = message->content;
	Slice		output = input_of(content);
	Slice		beginning = wm_slice_head(wm_json_raw(output), TRACEBACK_BYTES);

	return wm_json_says(content[CONTENT_TYPE], SLICE("system_error")) ||
		wm_json_starts(wm_json_member(message->metadata[METADATA_RESULT],
									  SLICE("status")), SLICE("failed")) ||
		(wm_json_says(content[CONTENT_TYPE], SLICE("execution_output")) &&
		 wm_slice_find(beginning, traceback) >= 0) ||
		wm_result_failed(output);
}

static void
read_result(Reading *reading, const Message *message)
{
	Notes	   *notes = reading->notes;

	wm_reading_result(reading, notes->call, input_of(message->content),
					  has_failed(message), message->time, false);
	notes->call = 0;
}

/* Is there a message in this node?  The root has none. */
static bool
take_apart(Slice node, Message *message)
{
	Slice		record = wm_json_member(node, node_keys[NODE_MESSAGE]);

	if (!wm_json_members(record, message_keys, message->members, MESSAGE_COUNT))
		return false;
	(void) wm_json_members(message->members[MESSAGE_CONTENT], content_keys,
						   message->content, CONTENT_COUNT);
	(void) wm_json_members(message->members[MESSAGE_METADATA], metadata_keys,
						   message->metadata, METADATA_COUNT);
	message->role = wm_json_member(message->members[MESSAGE_AUTHOR], SLICE("role"));
	message->time = time_of(message->members[MESSAGE_CREATE_TIME]);
	message->hidden = wm_json_is_true(message->metadata[METADATA_HIDDEN]);
	return true;
}

static void
read_node(Reading *reading, Slice node)
{
	Message		message;

	if (!take_apart(node, &message))
		return;
	if (wm_json_says(message.role, SLICE("user")))
		read_user(reading, &message);
	else if (wm_json_says(message.role, SLICE("assistant")))
		read_assistant(reading, &message);
	else if (wm_json_says(message.role, SLICE("tool")))
		read_result(reading, &message);
}

/* False if it is no node.  Its key in the mapping says the id again. */
static bool
add_node(void *thread, Slice key, Slice record)
{
	ThreadNode	node = {.record = record};
	Slice		members[NODE_COUNT];

	if (!wm_json_members(record, node_keys, members, NODE_COUNT))
		return false;
	node.id = wm_json_identity(members[NODE_ID]);
	if (node.id == 0 && key.len > 0)
		node.id = wm_slice_identity(key);
	node.parent = wm_json_identity(members[NODE_PARENT]);
	return wm_thread_add(thread, node);
}

/* Where nothing tells at which node the conversation stands: the latest. */
static size_t
latest_node(const Thread *thread)
{
	size_t		latest = thread->count;
	EventTime	latest_at = TIME_UNKNOWN;
	uint64_t	latest_id = 0;

	for (size_t i = 0; i < thread->count; i++)
	{
		Slice		message = wm_json_member(thread->nodes[i].record,
											 node_keys[NODE_MESSAGE]);
		EventTime	time = time_of(wm_json_member(message,
												  message_keys[MESSAGE_CREATE_TIME]));

		/* A jsonb has them in another order: of equal times no place decides. */
		if (latest == thread->count || time > latest_at ||
			(time == latest_at && thread->nodes[i].id > latest_id))
		{
			latest = i;
			latest_at = time;
			latest_id = thread->nodes[i].id;
		}
	}
	return latest;
}

static void
read_nodes(Reading *reading, Slice mapping, Slice current)
{
	Thread		thread = {NULL, 0, 0};
	size_t		to;
	size_t		steps;
	uint32_t   *way;

	wm_reading_parts(reading, mapping, add_node, &thread);
	to = wm_thread_find(&thread, wm_json_identity(current));
	if (to == thread.count)
		to = latest_node(&thread);
	way = wm_thread_way(&thread, to, &steps);
	for (size_t i = 0; i < steps; i++)
		read_node(reading, thread.nodes[way[i]].record);
	wm_free(way);
	wm_thread_free(&thread);
}

static bool
read_conversation(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		members[KEY_COUNT];
	Slice		id;

	take_members(record, members);
	if (notes->read || wm_json_kind(members[KEY_MAPPING]) != JSON_OBJECT)
		return false;
	notes->read = true;
	facts->surface = SURFACE_WEB;
	id = members[wm_json_raw(members[KEY_CONVERSATION_ID]).len > 0 ?
				 KEY_CONVERSATION_ID : KEY_ID];
	wm_reading_id(reading, facts->session_id, id);
	wm_reading_name(reading, facts->model, members[KEY_MODEL]);
	wm_session_time(reading->session, time_of(members[KEY_CREATE_TIME]));
	wm_reading_title(reading, members[KEY_TITLE], TIME_UNKNOWN);
	read_nodes(reading, members[KEY_MAPPING], members[KEY_CURRENT_NODE]);
	return true;
}

static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;

	wm_buffer_free(&notes->canvas);
}

const Reader wm_reader_chatgpt = {
	.format = "chatgpt",
	.agent = "chatgpt",
	.notes_size = sizeof(Notes),
	.of_session = true,
	.recognises = recognises,
	.read = read_conversation,
	.end = end,
};
