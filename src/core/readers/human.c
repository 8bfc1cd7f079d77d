/*
 * human.c
 *	  Whose words they are: the person's own in a message of role "user".
 *
 * The marks are facts about the agents' programs, collected from public
 * transcripts.  A new mark is a row in a table.
 */
#include "base/host.h"
#include "json/json_text.h"
#include "readers/human.h"

/* How a message that begins with a mark is to be read. */
typedef enum MarkMeaning
{
	MARK_MACHINE,				/* all of it is machine text */
	MARK_ACT,					/* a person's act without words of their own */
	MARK_INTERRUPTION,			/* a person stopped the agent */
	MARK_TYPED,					/* an act; the words stand within the mark's tag */
	MARK_COMMAND,				/* a slash command as Claude Code wraps it */
	MARK_SKILL,					/* one as Pi does: the skill, then the arguments */
	MARK_REQUEST,				/* context first, then the request */
	MARK_REQUEST_TAG,			/* the request stands within the mark's tag */
	MARK_PLAN,					/* an accepted plan: its title is read */
	MARK_AUTOMATION,			/* a task on a schedule, behind a blank line */
	MARK_HEARTBEAT,				/* such a task, within a tag of its own */
	MARK_ANSWERS,				/* a person's answers to the agent's questions */
	MARK_FENCE,					/* a template; the words stand in its first fence */
	MARK_TEMPLATE				/* one whose words stand under a heading, if at all */
} MarkMeaning;

typedef struct Mark
{
	Slice		start;
	MarkMeaning meaning;
} Mark;

#define MARK(text, meaning) {LITERAL(text), meaning}

static const Mark marks[] = {
	/* Claude Code */
	MARK("<command-name>", MARK_COMMAND),
	MARK("<command-message>", MARK_COMMAND),
	MARK("<command-args>", MARK_COMMAND),
	MARK("<local-command-", MARK_MACHINE),
	MARK("Caveat: The messages below", MARK_MACHINE),
	MARK("<bash-input>", MARK_TYPED),
	MARK("<bash-stdout>", MARK_MACHINE),
	MARK("<bash-stderr>", MARK_MACHINE),
	MARK("<bash-notification>", MARK_MACHINE),
	MARK("<task-notification>", MARK_MACHINE),
	MARK("<agent-notification>", MARK_MACHINE),
	MARK("<teammate-message", MARK_MACHINE),
	MARK("<agent-message", MARK_MACHINE),
	MARK("<cross-session-message", MARK_MACHINE),
	MARK("Another Claude session sent a message:", MARK_MACHINE),
	MARK("[SYSTEM NOTIFICATION", MARK_MACHINE),
	MARK("{\"task_id\":\"", MARK_MACHINE),	/* older task notifications */
	MARK("Your claude.ai usage limit has reset.", MARK_MACHINE),
	MARK("<channel ", MARK_REQUEST_TAG),	/* a person in a chat */
	MARK("<user-prompt-submit-hook>", MARK_MACHINE),
	MARK("<session-start-hook>", MARK_MACHINE),
	MARK("Stop hook feedback", MARK_MACHINE),
	MARK("This session is being continued from a previous conversation", MARK_MACHINE),
	MARK("[Request interrupted by user", MARK_INTERRUPTION),
	MARK("Base directory for this skill:", MARK_MACHINE),
	MARK("<user-memory-input>", MARK_TYPED),
	MARK("[Image: source", MARK_MACHINE),
	MARK("[SUGGESTION MODE", MARK_MACHINE),
	MARK("(no content)", MARK_MACHINE),
	MARK("Unknown command:", MARK_MACHINE),
	MARK("Unknown slash command:", MARK_MACHINE),
	MARK("Implement the following plan:", MARK_PLAN),
	MARK("Your task is to create a detailed summary of the conversation", MARK_MACHINE),

	/* Codex */
	MARK("<environment_context>", MARK_MACHINE),
	MARK("# AGENTS.md instructions", MARK_MACHINE),
	MARK("<INSTRUCTIONS>", MARK_MACHINE),
	MARK("<user_instructions>", MARK_MACHINE),
	MARK("<turn_aborted>", MARK_MACHINE),	/* an event tells of it too */
	MARK("<user_shell_command>", MARK_TYPED),
	MARK("<skill>", MARK_MACHINE),
	MARK("<subagent_notification>", MARK_MACHINE),
	MARK("<permissions instructions>", MARK_MACHINE),
	MARK("<collaboration_mode>", MARK_MACHINE),
	MARK("<model_switch>", MARK_MACHINE),
	MARK("<hook_prompt", MARK_MACHINE),
	MARK("<codex_internal_context", MARK_MACHINE),
	MARK("<goal_context", MARK_MACHINE),
	MARK("<recommended_plugins>", MARK_MACHINE),
	MARK("<multi_agent_mode>", MARK_MACHINE),
	MARK("<apps_instructions>", MARK_MACHINE),
	MARK("<skills_instructions>", MARK_MACHINE),
	MARK("<plugins_instructions>", MARK_MACHINE),
	MARK("<personality_spec>", MARK_MACHINE),
	MARK("<realtime_conversation>", MARK_MACHINE),
	MARK("<app-context>", MARK_MACHINE),
	MARK("<context_changes>", MARK_MACHINE),
	MARK("<context_update>", MARK_MACHINE),
	MARK("<user_action>", MARK_MACHINE),
	MARK("<external_", MARK_MACHINE),
	MARK("# Project context\nWorking directory:", MARK_MACHINE),
	MARK("Message Type: NEW_TASK", MARK_MACHINE),
	MARK("Another language model started to solve this problem", MARK_MACHINE),
	MARK("Warning: The maximum number of unified exec processes", MARK_MACHINE),
	MARK("Warning: apply_patch was requested via", MARK_MACHINE),
	MARK(">>> TRANSCRIPT START", MARK_MACHINE),
	MARK("The following is the Codex agent history", MARK_MACHINE),
	MARK("<send_user_message_question_reply>", MARK_ANSWERS),
	MARK("Automation: ", MARK_AUTOMATION),
	MARK("<heartbeat>", MARK_HEARTBEAT),
	MARK("# Context from my IDE setup", MARK_REQUEST),
	MARK("# Files mentioned by the user", MARK_REQUEST),
	MARK("## Prior conversation with", MARK_REQUEST),
	MARK("PLEASE IMPLEMENT THIS PLAN:", MARK_PLAN),
	MARK("## Code review guidelines:", MARK_ACT),
	MARK("## User Input", MARK_FENCE),
	/* In Chinese: */
	MARK("## \xE7\x94\xA8\xE6\x88\xB7\xE8\xBE\x93\xE5\x85\xA5", MARK_FENCE),
	MARK("---\ndescription:", MARK_TEMPLATE),
	MARK("You must fully embody this agent's persona", MARK_TEMPLATE),
	MARK("<image>", MARK_MACHINE),
	MARK("<image name=", MARK_MACHINE),
	MARK("</image>", MARK_MACHINE),

	/* Copilot; the first in SpecStory's logs */
	MARK("[Terminal ", MARK_MACHINE),
	MARK("<skill-context", MARK_MACHINE),
	MARK("<system_notification>", MARK_MACHINE),

	/* Cline and Roo */
	MARK("<task>", MARK_REQUEST_TAG),
	MARK("<answer>", MARK_TYPED),
	MARK("[TASK RESUMPTION]", MARK_MACHINE),
	MARK("[ERROR] You did not use a tool", MARK_MACHINE),

	/* Gemini CLI */
	MARK("--- Content from referenced files ---", MARK_MACHINE),
	MARK("<state_snapshot>", MARK_MACHINE),
	MARK("<session_context>", MARK_MACHINE),
	MARK("System: Please continue.", MARK_MACHINE),
	MARK("System: Potential loop detected.", MARK_MACHINE),
	MARK("This is the Gemini CLI. We are setting up the context", MARK_MACHINE),
	MARK("Your task is to answer the following question about Gemini CLI", MARK_MACHINE),
	MARK("Your task is to do a deep investigation of the codebase", MARK_MACHINE),

	/* Qwen Code */
	MARK("<qwen:", MARK_MACHINE),

	/* Kimi CLI */
	MARK("<system>CHECKPOINT ", MARK_MACHINE),

	/* Pi, and OpenClaw, which is built on it */
	MARK("<skill name=", MARK_SKILL),
	MARK("A new session was started via /new or /reset", MARK_MACHINE),
	MARK("Pre-compaction memory flush", MARK_MACHINE),
	MARK("Read HEARTBEAT.md", MARK_MACHINE),
	MARK("A background task \"", MARK_MACHINE),
	MARK("[Queued announce messages", MARK_MACHINE),
	MARK("[System Message]", MARK_MACHINE),
	MARK("[System: ", MARK_MACHINE),

	/* Terminus, which hands its work over when its context is full */
	MARK("You are about to hand off your work to another AI agent", MARK_MACHINE),
	MARK("You are picking up work from a previous AI agent", MARK_MACHINE),
	MARK("The next agent has a few questions for you", MARK_MACHINE),
	MARK("Here are the answers the other agent provided", MARK_MACHINE),
};

/* How a call's output begins if a person refused it. */
static const Slice refusals[] = {
	LITERAL("The user doesn't want to proceed with this tool use."),
	LITERAL("The user doesn't want to take this action right now."),
	LITERAL("Permission for this tool use was denied."),
};

/* Machine text that can stand anywhere in a person's message. */
static const Slice inserted_tags[] = {
	LITERAL("system-reminder"),
	LITERAL("ide_opened_file"),
	LITERAL("ide_selection"),
	LITERAL("ide_diagnostics"),
	LITERAL("system_reminder"),
	LITERAL("environment_details"),
	LITERAL("open_and_recently_viewed_files"),
	LITERAL("attached_files"),
	LITERAL("user_info"),
	LITERAL("git_status"),
	LITERAL("git_diff_from_branch_to_main"),
	LITERAL("manually_attached_skills"),
	LITERAL("agent_skills"),
	LITERAL("mcp_instructions"),
	LITERAL("image_files"),
	LITERAL("code_selection"),
	LITERAL("terminal_selection"),
	LITERAL("external_links"),
	LITERAL("cursor_commands"),
	LITERAL("current_datetime"),
};

/* Where machine text begins that Gemini puts behind a person's message. */
static const Slice appended[] = {
	LITERAL("\n--- Content from referenced files ---"),
	LITERAL("\nUser Selected Files:\n- "),
	LITERAL("\nCurrent File Path:\n```"),
	LITERAL("\n PRIOR CHAT HISTORY:"),
};

/* Tags within which the person's own words stand. */
static const Slice own_tags[] = {
	LITERAL("user_query"),
	LITERAL("feedback"),
	LITERAL("user_message"),
	LITERAL("userRequest"),
};

/* Slash commands that keep house: no request to the agent. */
static const char *const housekeeping[] = {
	"add-dir", "agents", "allowed-tools", "btw", "bug", "chrome", "clear", "color",
	"compact", "config", "context", "copy", "cost", "doctor", "effort", "exit",
	"export", "extra-usage", "fast", "feedback", "fork", "help", "hooks", "ide",
	"install-github-app", "keybindings", "login", "logout", "mcp", "memory",
	"migrate-installer", "mobile", "model", "new", "output-style", "passes",
	"permissions", "plugin", "plugins", "privacy-settings", "quit", "rate-limit-options",
	"release-notes", "reload-plugins", "remote-control", "rename", "resume", "rewind",
	"sandbox", "settings", "skills", "stats", "status", "statusline", "tasks",
	"terminal-setup", "theme", "todos", "upgrade", "usage", "vim", "voice",
};

/* Where "<tag" begins as a whole tag, "</tag" for the closing one; or -1. */
static ptrdiff_t
find_tag(Slice text, Slice tag, bool closing)
{
	size_t		at = 0;
	size_t		lead = closing ? 2 : 1;

	while (at + lead + tag.len < text.len)
	{
		const char *open = memchr(text.data + at, '<', text.len - at - lead - tag.len);
		char		after;

		if (open == NULL)
			return -1;
		wm_check_step(text.data + at, open + 1);
		at = (size_t) (open - text.data);
		after = text.data[at + lead + tag.len];
		if ((!closing || text.data[at + 1] == '/') &&
			memcmp(text.data + at + lead, tag.data, tag.len) == 0 &&
			(after == '>' || after == ' ' || after == '\n'))
			return (ptrdiff_t) at;
		at++;
	}
	return -1;
}

/* Behind the '>' of the tag that begins at the start of text. */
static size_t
tag_end(Slice text)
{
	const char *close = memchr(text.data, '>', text.len);

	return close == NULL ? text.len : (size_t) (close - text.data) + 1;
}

/* What stands within the first such tag; false if there is none. */
static bool
inside_tag(Slice text, Slice tag, Slice *inside)
{
	ptrdiff_t	open = find_tag(text, tag, false);
	ptrdiff_t	close;

	if (open < 0)
		return false;
	text = wm_slice_from(text, (size_t) open);
	*inside = wm_slice_from(text, tag_end(text));
	close = find_tag(*inside, tag, true);
	if (close >= 0)
		inside->len = (size_t) close;
	*inside = wm_slice_trim(*inside);
	return true;
}

/*
 * Cut every such tag and what it holds out of the text.  One that is never
 * closed takes all that follows.  Each pass copies what it keeps: linear.
 */
static Slice
cut_tag(Slice text, Slice tag, TextBuffer *buffer)
{
	ptrdiff_t	open = find_tag(text, tag, false);
	size_t		kept = 0;

	if (open < 0)
		return text;

	if (text.data != buffer->data)
	{
		wm_buffer_clear(buffer);
		wm_buffer_append(buffer, text);
		text = wm_buffer_slice(buffer);
	}
	while (open >= 0)
	{
		Slice		rest = wm_slice_from(text, (size_t) open);
		ptrdiff_t	close = find_tag(rest, tag, true);

		memmove(buffer->data + kept, text.data, (size_t) open);
		kept += (size_t) open;
		if (close < 0)
		{
			text.len = 0;
			break;
		}
		rest = wm_slice_from(rest, (size_t) close);
		text = wm_slice_from(rest, tag_end(rest));
		open = find_tag(text, tag, false);
	}
	memmove(buffer->data + kept, text.data, text.len);
	buffer->len = kept + text.len;
	return wm_buffer_slice(buffer);
}

static Slice
cut_appended(Slice text)
{
	for (size_t i = 0; i < lengthof(appended); i++)
	{
		ptrdiff_t	at = wm_slice_find(text, appended[i]);

		if (at >= 0)
			text.len = (size_t) at;
	}
	return text;
}

static bool
is_housekeeping(Slice name)
{
	for (size_t i = 0; i < lengthof(housekeeping); i++)
	{
		if (name.len == strlen(housekeeping[i]) &&
			memcmp(name.data, housekeeping[i], name.len) == 0)
			return true;
	}
	return false;
}

/* A housekeeping command in plain words, as one that waited in a queue. */
static bool
is_typed_housekeeping(Slice text)
{
	const char *blank;

	if (!wm_slice_starts(text, SLICE("/")))
		return false;
	text = wm_slice_from(text, 1);
	blank = memchr(text.data, ' ', text.len);
	if (blank != NULL)
		text.len = (size_t) (blank - text.data);
	return is_housekeeping(text);
}

/* "/name arguments", put together again as it was typed. */
static Slice
type_command(Slice name, Slice arguments, TextBuffer *buffer)
{
	TextBuffer	typed = {NULL, 0, 0};

	/* The text may lie in the buffer, so it is put together beside that. */
	wm_buffer_append_char(&typed, '/');
	wm_buffer_append(&typed, name);
	wm_buffer_append_char(&typed, ' ');
	wm_buffer_append(&typed, arguments);
	wm_buffer_free(buffer);
	*buffer = typed;
	return wm_slice_trim(wm_buffer_slice(buffer));
}

static HumanKind
read_command(Slice text, Slice *own, TextBuffer *buffer)
{
	Slice		name = SLICE("");
	Slice		arguments = SLICE("");

	(void) (inside_tag(text, SLICE("command-name"), &name) ||
			inside_tag(text, SLICE("command-message"), &name));
	(void) inside_tag(text, SLICE("command-args"), &arguments);
	if (wm_slice_starts(name, SLICE("/")))
		name = wm_slice_from(name, 1);

	*own = arguments;

	/* "/plan" alone switches a mode; with words it asks for a plan. */
	if (is_housekeeping(name) ||
		(wm_slice_equals(name, SLICE("plan")) && arguments.len == 0))
		return HUMAN_ACT;

	*own = type_command(name, arguments, buffer);
	return HUMAN_PROMPT;
}

/* <skill name="NAME" location="...">its text</skill> and what was typed behind. */
static HumanKind
read_skill(Slice text, Slice *own, TextBuffer *buffer)
{
	Slice		name = wm_slice_from(text, strlen("<skill name="));
	Slice		arguments = SLICE("");
	const char *quote;
	ptrdiff_t	close;

	if (name.len > 0)
		name = wm_slice_from(name, 1);
	name.len = tag_end(name);
	quote = memchr(name.data, '"', name.len);
	if (quote != NULL)
		name.len = (size_t) (quote - name.data);
	close = find_tag(text, SLICE("skill"), true);
	if (close >= 0)
	{
		arguments = wm_slice_from(text, (size_t) close);
		arguments = wm_slice_trim(wm_slice_from(arguments, tag_end(arguments)));
	}
	*own = type_command(name, arguments, buffer);
	return HUMAN_PROMPT;
}

/* Behind "## My request ...:", or all of it where that is missing. */
static Slice
request_of(Slice text)
{
	ptrdiff_t	heading = wm_slice_find(text, SLICE("\n## My request"));
	const char *line;

	if (heading < 0)
		return text;
	text = wm_slice_from(text, (size_t) heading + 1);
	line = memchr(text.data, '\n', text.len);
	return line == NULL ? wm_slice(text.data, 0) :
		wm_slice_trim(wm_slice_from(text, (size_t) (line - text.data)));
}

/* A person accepted this plan but did not type it: up to its first heading. */
static Slice
plan_of(Slice text)
{
	ptrdiff_t	heading = wm_slice_find(text, SLICE("\n#"));
	const char *line;

	if (heading < 0)
		heading = 0;
	line = memchr(text.data + heading + 1, '\n', text.len - (size_t) heading - 1);
	if (line != NULL)
		text.len = (size_t) (line - text.data);
	return text;
}

/* Inside the first ``` fence; empty where there is none. */
static Slice
fence_of(Slice text)
{
	ptrdiff_t	open = wm_slice_find(text, SLICE("```"));
	const char *line;
	Slice		inside;
	ptrdiff_t	close;

	if (open < 0)
		return wm_slice(text.data, 0);
	text = wm_slice_from(text, (size_t) open);
	line = memchr(text.data, '\n', text.len);
	if (line == NULL)
		return wm_slice(text.data, 0);
	inside = wm_slice_from(text, (size_t) (line - text.data));
	close = wm_slice_find(inside, SLICE("```"));
	if (close >= 0)
		inside.len = (size_t) close;
	return wm_slice_trim(inside);
}

/* Under "## User Input", in a fence, or behind "User input:", a paragraph. */
static Slice
input_of(Slice text)
{
	ptrdiff_t	heading = wm_slice_find(text, SLICE("\n## User Input"));
	ptrdiff_t	end;

	if (heading >= 0)
		return fence_of(wm_slice_from(text, (size_t) heading));
	heading = wm_slice_find(text, SLICE("\nUser input:\n"));
	if (heading < 0)
		return wm_slice(text.data, 0);
	text = wm_slice_from(text, (size_t) heading + strlen("\nUser input:\n"));
	text = wm_slice_trim(text);
	end = wm_slice_find(text, SLICE("\n\n"));
	if (end >= 0)
		text.len = (size_t) end;
	return text;
}

/* The task of an automation of Codex's desktop program; any other text is a prompt. */
static HumanKind
read_automation(Slice text, Slice *own)
{
	ptrdiff_t	task = wm_slice_find(text, SLICE("\n\n"));

	if (wm_slice_find(wm_slice_head(text, task < 0 ? text.len : (size_t) task),
					  SLICE("\nAutomation ID: ")) < 0)
		return HUMAN_PROMPT;
	*own = task < 0 ? wm_slice(text.data, 0) :
		wm_slice_trim(wm_slice_from(text, (size_t) task));
	return HUMAN_TASK;
}

static HumanKind
read_heartbeat(Slice text, Slice *own)
{
	Slice		id;

	if (!inside_tag(text, SLICE("automation_id"), &id))
		return HUMAN_PROMPT;
	(void) inside_tag(text, SLICE("instructions"), own);
	return HUMAN_TASK;
}

/* [{"question": ..., "answer": ...}, ...]: the answers, a line for each. */
static HumanKind
read_answers(Slice text, Slice *own, TextBuffer *buffer)
{
	static const Slice answer_key = LITERAL("answer");
	TextBuffer	words = {NULL, 0, 0};
	TextBuffer	room = {NULL, 0, 0};
	JsonWalk	replies;
	Slice		answer;

	*own = wm_slice(text.data, 0);
	text = wm_slice_from(text, tag_end(text));
	replies = wm_json_walk(text);
	while (wm_json_next_members(&replies, &answer_key, &answer, 1) == JSON_ITEM)
	{
		answer = wm_json_text(answer, &room);
		if (words.len > 0 && answer.len > 0)
			wm_buffer_append_char(&words, '\n');
		wm_buffer_append(&words, answer);
	}
	wm_buffer_free(&room);

	/* The text may lie in the buffer, so the words were put together beside it. */
	wm_buffer_free(buffer);
	*buffer = words;
	*own = wm_buffer_slice(buffer);
	return own->len > 0 ? HUMAN_ACT : HUMAN_NOTHING;
}

static HumanKind
read_marked(const Mark *mark, Slice text, Slice *own, TextBuffer *buffer)
{
	switch (mark->meaning)
	{
		case MARK_MACHINE:
			*own = wm_slice(text.data, 0);
			return HUMAN_NOTHING;
		case MARK_ACT:
			*own = wm_slice(text.data, 0);
			return HUMAN_ACT;
		case MARK_INTERRUPTION:
			*own = wm_slice(text.data, 0);
			return HUMAN_INTERRUPTION;
		case MARK_TYPED:
			(void) inside_tag(text, wm_slice(mark->start.data + 1,
											 mark->start.len - 2), own);
			(void) inside_tag(*own, SLICE("command"), own);
			return HUMAN_ACT;
		case MARK_REQUEST_TAG:
			(void) inside_tag(text, wm_slice(mark->start.data + 1,
											 mark->start.len - 2), own);
			break;
		case MARK_COMMAND:
			return read_command(text, own, buffer);
		case MARK_SKILL:
			return read_skill(text, own, buffer);
		case MARK_REQUEST:
			*own = request_of(text);
			if (wm_slice_starts(*own, SLICE("<send_user_message_question_reply>")))
				return read_answers(*own, own, buffer);
			break;
		case MARK_PLAN:
			*own = plan_of(text);
			break;
		case MARK_AUTOMATION:
			return read_automation(text, own);
		case MARK_HEARTBEAT:
			return read_heartbeat(text, own);
		case MARK_ANSWERS:
			return read_answers(text, own, buffer);
		case MARK_FENCE:
			*own = fence_of(text);
			return HUMAN_PROMPT;
		case MARK_TEMPLATE:
			*own = input_of(text);
			return HUMAN_PROMPT;
	}
	return own->len > 0 ? HUMAN_PROMPT : HUMAN_NOTHING;
}

/* Cline tells results as text: "[read_file for 'x'] Result:". */
static bool
is_tool_report(Slice text)
{
	const char *newline = memchr(text.data, '\n', text.len);

	if (!wm_slice_starts(text, SLICE("[")))
		return false;
	if (newline != NULL)
		text.len = (size_t) (newline - text.data);
	return wm_slice_find(text, SLICE("] Result:")) > 0;
}

HumanKind
wm_human_read(Slice text, Slice *own, TextBuffer *buffer)
{
	*own = wm_slice_trim(text);
	for (size_t i = 0; i < lengthof(own_tags); i++)
	{
		if (inside_tag(*own, own_tags[i], own))
			return own->len > 0 ? HUMAN_PROMPT : HUMAN_NOTHING;
	}
	for (size_t i = 0; i < lengthof(inserted_tags); i++)
		*own = cut_tag(*own, inserted_tags[i], buffer);
	*own = wm_slice_trim(cut_appended(*own));

	for (size_t i = 0; i < lengthof(marks); i++)
	{
		if (wm_slice_starts(*own, marks[i].start))
			return read_marked(&marks[i], *own, own, buffer);
	}

	if (is_tool_report(*own))
		return HUMAN_NOTHING;

	/* Claude Code warms its subagents up with this one word. */
	if (own->len == 0 || wm_slice_equals(*own, SLICE("Warmup")))
		return HUMAN_NOTHING;
	return is_typed_housekeeping(*own) ? HUMAN_ACT : HUMAN_PROMPT;
}

/*
 * What follows "the user said:", without the advice to the model behind it.  A
 * question that is sent back for talking about it has the program's words there.
 */
Slice
wm_human_refusal(Slice output)
{
	ptrdiff_t	at = -1;

	for (size_t i = 0; i < lengthof(refusals); i++)
	{
		if (wm_slice_starts(output, refusals[i]))
			at = wm_slice_find(output, SLICE("user said:"));
	}
	if (at < 0)
		return wm_slice(output.data, 0);

	output = wm_slice_from(output, (size_t) at + strlen("user said:"));
	at = wm_slice_find(output, SLICE("\n\nNote: The user's next message may contain"));
	if (at >= 0)
		output.len = (size_t) at;
	output = wm_slice_trim(output);
	if (wm_slice_starts(output, SLICE("The user wants to clarify these questions.")))
		output.len = 0;
	return output;
}

bool
wm_human_in_editor(Slice text)
{
	text = wm_slice_trim(text);
	return wm_slice_starts(text, SLICE("<ide_")) ||
		wm_slice_starts(text, SLICE("# Context from my IDE setup")) ||
		wm_slice_find(text, SLICE("\nUser Selected Files:\n- ")) >= 0 ||
		wm_slice_find(text, SLICE("\nCurrent File Path:\n```")) >= 0;
}
