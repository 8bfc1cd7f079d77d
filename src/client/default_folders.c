/*
 * default_folders.c
 *	  Where agents keep sessions.
 */
#include <stddef.h>
#include <stdio.h>

#include "default_folders.h"

/* Where VS Code keeps what belongs to an extension, or to a window. */
#define EDITOR(user) \
	{NULL, user, "workspaceStorage/*/chatSessions"}, \
	{NULL, user, "workspaceStorage/*/GitHub.copilot-chat/transcripts"}, \
	{NULL, user, "globalStorage/emptyWindowChatSessions"}, \
	{NULL, user, "globalStorage/saoudrizwan.claude-dev/tasks"}, \
	{NULL, user, "globalStorage/rooveterinaryinc.roo-cline/tasks"}, \
	{NULL, user, "globalStorage/kilocode.kilo-code/tasks"}

const DefaultFolder load_default_folders[] = {
	{"CLAUDE_CONFIG_DIR", "~/.claude", "projects"},
	{NULL, "~/.config/claude", "projects"},
	{"CODEX_HOME", "~/.codex", "sessions"},
	{"CODEX_HOME", "~/.codex", "archived_sessions"},
	{NULL, "~/.gemini", "tmp"},
	{NULL, "~/.qwen", "projects"},
	{NULL, "~/.qwen", "tmp"},
	{NULL, "~/.copilot", "session-state"},
	{NULL, "~/.cursor", "projects/*/agent-transcripts"},
	{NULL, "~/.pi", "agent/sessions"},
	{NULL, "~/.omp", "agent/sessions"},
	{NULL, "~/.openclaw", "agents/*/sessions"},
	{NULL, "~/.factory", "sessions"},
	{NULL, "~/.cline", "data/sessions"},
	{NULL, "~/.cline", "data/tasks"},
	{NULL, ".", ".specstory/history"},
	{NULL, ".", ".aider.chat.history.md"},
	EDITOR("~/.config/*/User"),
	EDITOR("~/.vscode-server/data/User"),
	EDITOR("~/Library/Application Support/*/User"),
	{NULL, NULL, NULL},
};

/* The editors' folders one below the other would fill a screen. */
#define FIRST_EDITOR_ROW	17
#define EDITOR_ROWS			6

void
load_default_folders_help(void)
{
	for (int i = 0; i < FIRST_EDITOR_ROW + EDITOR_ROWS; i++)
	{
		const DefaultFolder *row = &load_default_folders[i];

		printf("  %s/%s", i < FIRST_EDITOR_ROW ? row->folder : "EDITOR", row->pattern);
		if (row->variable != NULL)
			printf("  ($%s/%s)", row->variable, row->pattern);
		printf("\n");
	}
	printf("\nEDITOR is one of these:\n\n");
	for (int i = FIRST_EDITOR_ROW; load_default_folders[i].folder != NULL; i += EDITOR_ROWS)
		printf("  %s\n", load_default_folders[i].folder);
}
