/*
 * action.c
 *	  Tool names of every agent and generation, and names of no agent.
 */
#include "unit.h"

#include <string.h>

#include "action/action.h"

#define COUNT(array)	((int) (sizeof(array) / sizeof((array)[0])))

static const struct
{
	const char *name;
	ActionKind	kind;
}			tools[] = {
	/* Claude Code */
	{"Edit", ACTION_EDIT}, {"MultiEdit", ACTION_EDIT}, {"NotebookEdit", ACTION_EDIT},
	{"Write", ACTION_WRITE}, {"Read", ACTION_READ}, {"LS", ACTION_READ},
	{"Grep", ACTION_SEARCH}, {"Glob", ACTION_SEARCH}, {"Bash", ACTION_SHELL},
	{"BashOutput", ACTION_SHELL}, {"KillShell", ACTION_SHELL},
	{"PowerShell", ACTION_SHELL}, {"TaskOutput", ACTION_SHELL},
	{"Task", ACTION_SUBAGENT}, {"Agent", ACTION_SUBAGENT},
	{"SendMessage", ACTION_SUBAGENT}, {"TodoWrite", ACTION_TODO},
	{"TaskCreate", ACTION_TODO}, {"TaskUpdate", ACTION_TODO},
	{"EnterPlanMode", ACTION_PLAN}, {"ExitPlanMode", ACTION_PLAN},
	{"AskUserQuestion", ACTION_ASK}, {"Skill", ACTION_SKILL},
	{"SlashCommand", ACTION_SKILL}, {"WebFetch", ACTION_WEB},
	{"WebSearch", ACTION_WEB}, {"ToolSearch", ACTION_MCP},
	{"mcp__playwright__browser_click", ACTION_MCP},
	{"ListMcpResourcesTool", ACTION_MCP},
	/* Codex */
	{"shell", ACTION_SHELL}, {"shell_command", ACTION_SHELL},
	{"exec_command", ACTION_SHELL}, {"local_shell_call", ACTION_SHELL},
	{"write_stdin", ACTION_SHELL}, {"apply_patch", ACTION_EDIT},
	{"update_plan", ACTION_TODO}, {"view_image", ACTION_READ},
	{"web_search_call", ACTION_WEB}, {"spawn_agent", ACTION_SUBAGENT},
	{"request_user_input", ACTION_ASK},
	/* Gemini CLI */
	{"read_many_files", ACTION_READ}, {"replace", ACTION_EDIT},
	{"run_shell_command", ACTION_SHELL}, {"search_file_content", ACTION_SEARCH},
	{"list_directory", ACTION_READ}, {"google_web_search", ACTION_WEB},
	{"write_todos", ACTION_TODO},
	/* Cursor, Copilot, VS Code */
	{"search_replace", ACTION_EDIT}, {"edit_file_v2", ACTION_EDIT},
	{"run_terminal_command_v2", ACTION_SHELL}, {"codebase_search", ACTION_SEARCH},
	{"copilot_readFile", ACTION_READ}, {"copilot_findTextInFiles", ACTION_SEARCH},
	{"run_in_terminal", ACTION_SHELL}, {"create_plan", ACTION_PLAN},
	{"manage_todo_list", ACTION_TODO}, {"runSubagent", ACTION_SUBAGENT},
	{"Await", ACTION_SHELL}, {"Delete", ACTION_EDIT}, {"vscode_askQuestions", ACTION_ASK},
	{"rg", ACTION_SEARCH}, {"list_powershell", ACTION_SHELL},
	{"report_intent", ACTION_TODO}, {"sql", ACTION_TODO},
	{"store_memory", ACTION_WRITE}, {"task_complete", ACTION_TODO},
	{"fetch_copilot_cli_documentation", ACTION_READ},
	/* Cline, Roo, SWE-agent, opencode, OpenHands */
	{"execute_command", ACTION_SHELL}, {"write_to_file", ACTION_WRITE},
	{"replace_in_file", ACTION_EDIT}, {"apply_diff", ACTION_EDIT},
	{"browser_action", ACTION_WEB}, {"use_mcp_tool", ACTION_MCP},
	{"str_replace_editor", ACTION_EDIT}, {"execute_bash", ACTION_SHELL},
	{"todowrite", ACTION_TODO}, {"ask_followup_question", ACTION_ASK},
	{"attempt_completion", ACTION_TODO}, {"finish", ACTION_TODO},
	{"list", ACTION_READ}, {"file_editor", ACTION_EDIT}, {"skills", ACTION_SKILL},
	/* Droid, Kimi, Pi and OpenClaw, Antigravity, claude.ai */
	{"Execute", ACTION_SHELL}, {"SetTodoList", ACTION_TODO},
	{"StrReplaceFile", ACTION_EDIT}, {"message", ACTION_ASK},
	{"memory_search", ACTION_SEARCH}, {"browser_subagent", ACTION_SUBAGENT},
	{"code_action", ACTION_EDIT}, {"bash_tool", ACTION_SHELL},
	{"present_files", ACTION_ASK}, {"ask_user_input_v0", ACTION_ASK},
	{"repl", ACTION_SHELL}, {"visualize:show_widget", ACTION_WRITE},
	{"visualize:read_me", ACTION_READ}, {"PushNotification", ACTION_ASK},
	{"text_editor", ACTION_EDIT}, {"terminal_command", ACTION_SHELL},
	/* Kimi CLI and Kimi Code */
	{"ReadFile", ACTION_READ}, {"WriteFile", ACTION_WRITE}, {"Shell", ACTION_SHELL},
	{"ReadMediaFile", ACTION_READ}, {"FetchURL", ACTION_WEB}, {"SearchWeb", ACTION_WEB},
	{"Think", ACTION_PLAN}, {"TodoList", ACTION_TODO}, {"AgentSwarm", ACTION_SUBAGENT},
	{"CronCreate", ACTION_SUBAGENT},
	/* Amp */
	{"edit_file", ACTION_EDIT}, {"create_file", ACTION_WRITE}, {"undo_edit", ACTION_EDIT},
	{"format_file", ACTION_EDIT}, {"finder", ACTION_SEARCH}, {"oracle", ACTION_SUBAGENT},
	{"librarian", ACTION_SUBAGENT}, {"look_at", ACTION_READ}, {"painter", ACTION_WRITE},
	{"mermaid", ACTION_WRITE}, {"read_thread", ACTION_READ},
	{"find_thread", ACTION_SEARCH}, {"handoff", ACTION_SUBAGENT},
	{"create_thread", ACTION_SUBAGENT}, {"read_web_page", ACTION_WEB},
	{"get_diagnostics", ACTION_READ}, {"todo_write", ACTION_TODO},
	/* Hermes */
	{"terminal", ACTION_SHELL}, {"process", ACTION_SHELL}, {"patch", ACTION_EDIT},
	{"search_files", ACTION_SEARCH}, {"web_extract", ACTION_WEB},
	{"browser_navigate", ACTION_WEB}, {"execute_code", ACTION_SHELL},
	{"delegate_task", ACTION_SUBAGENT}, {"clarify", ACTION_ASK},
	{"cronjob", ACTION_SUBAGENT}, {"session_search", ACTION_SEARCH},
	{"skill_manage", ACTION_SKILL}, {"skills_list", ACTION_SKILL},
	{"vision_analyze", ACTION_READ}, {"image_generate", ACTION_WRITE},
	{"mixture_of_agents", ACTION_SUBAGENT}, {"memory", ACTION_WRITE},
	/* Mistral Vibe, gptme */
	{"search_replace", ACTION_EDIT}, {"write_file", ACTION_WRITE},
	{"save", ACTION_WRITE}, {"append", ACTION_EDIT}, {"tmux", ACTION_SHELL},
	{"ipython", ACTION_SHELL}, {"vision", ACTION_READ},
	/* by a word of the name alone */
	{"my_special_grep", ACTION_SEARCH}, {"remoteTerminalThing", ACTION_SHELL},
	/* of no known kind */
	{"frobnicate", ACTION_OTHER}, {"", ACTION_OTHER}, {"mcp", ACTION_MCP},
	{"__--..", ACTION_OTHER},
};

int
main(void)
{
	char		longest[4096];

	for (int i = 0; i < COUNT(tools); i++)
	{
		Slice		name = wm_slice(tools[i].name, strlen(tools[i].name));

		ok(wm_action_from_tool(name) == tools[i].kind, tools[i].name);
	}

	for (int kind = 0; kind < ACTION_COUNT; kind++)
		ok(wm_action_name((ActionKind) kind) != NULL, "every kind has a name");

	memset(longest, 'x', sizeof(longest));
	ok(wm_action_from_tool(wm_slice(longest, sizeof(longest))) == ACTION_OTHER,
	   "a name too long for any tool");
	ok(wm_action_from_tool(wm_slice("Ed\0it", 5)) == ACTION_EDIT, "a NUL is no letter");
	return done();
}
