/*
 * file.c
 *	  What files are for, by extension, name, folder and words.
 */
#include "unit.h"

#include <string.h>

#include "action/file.h"

#define COUNT(array)	((int) (sizeof(array) / sizeof((array)[0])))

static const struct
{
	const char *path;
	FileKind	kind;
}			files[] = {
	/* by extension */
	{"src/main.rs", FILE_CODE}, {"C:\\w\\app\\Main.CS", FILE_CODE},
	{"schema.sql", FILE_CODE}, {"index.html", FILE_WEB}, {"a/b.scss", FILE_WEB},
	{"notes.md", FILE_DOC}, {"report.tex", FILE_OFFICE}, {"talk.pptx", FILE_OFFICE},
	{"x.ipynb", FILE_NOTEBOOK}, {"x.csv", FILE_DATA}, {"run.log", FILE_DATA},
	{"tsconfig.json", FILE_CONFIG}, {"main.tf", FILE_OPS}, {"photo.png", FILE_OTHER},
	{"noextension", FILE_OTHER}, {"", FILE_OTHER}, {"/", FILE_OTHER},
	{".gitignore", FILE_CONFIG}, {"/home/u/.zshrc", FILE_CONFIG},
	{".env.local", FILE_CONFIG}, {"config.php.example", FILE_CODE},
	/* by whole name */
	{"CLAUDE.md", FILE_AGENT}, {"sub/AGENTS.md", FILE_AGENT},
	{"skills/x/SKILL.md", FILE_AGENT}, {".mcp.json", FILE_AGENT},
	{"Dockerfile", FILE_OPS}, {"docker-compose.prod.yml", FILE_OPS},
	{"Makefile", FILE_CONFIG}, {"requirements.txt", FILE_CONFIG},
	{"README", FILE_DOC}, {"conftest.py", FILE_TEST},
	/* by folder: the deepest that knows the extension */
	{"tests/helpers.py", FILE_TEST}, {"tests/README.md", FILE_DOC},
	{"tests/data/expected.json", FILE_DATA}, {"src/__tests__/a.tsx", FILE_TEST},
	{".github/workflows/ci.yml", FILE_OPS}, {"k8s/web.yaml", FILE_OPS},
	{".claude/commands/release.md", FILE_AGENT}, {".cursor/rules/style.mdc", FILE_AGENT},
	{"/root/.claude/plans/quiet-otter.md", FILE_PLAN},
	{"/w/.claude/worktrees/otter/src/app.ts", FILE_CODE},
	{"specs/001-login/tasks.md", FILE_PLAN}, {"specs/001-login/data-model.md", FILE_PLAN},
	{"docs/adr/0007-queue.md", FILE_PLAN}, {"prompts/judge.md", FILE_AGENT},
	{"src/hooks/useTide.ts", FILE_CODE}, {"src/agents/router.py", FILE_CODE},
	{".vscode/settings.json", FILE_CONFIG},
	/* in an agent's folder: what it is told, not what it leaves there */
	{".claude/settings.json", FILE_AGENT}, {".claude/settings.local.json", FILE_AGENT},
	{"/home/u/.claude/skills/release/run.py", FILE_AGENT},
	{"w\\.claude\\hooks\\guard.sh", FILE_AGENT}, {".claude/output-styles/terse.md", FILE_AGENT},
	{".claude/agents/reviewer.md", FILE_AGENT}, {".claude/CLAUDE.md", FILE_AGENT},
	{".claude/skills/release/tests/test_run.py", FILE_TEST},
	{".claude/rules.md", FILE_AGENT}, {".claude/rules", FILE_OTHER},
	{".claude/notes.md", FILE_DOC}, {".claude/statusline.sh", FILE_CODE},
	{".claude/scratch/count.py", FILE_CODE}, {".claude/scratch/count.csv", FILE_DATA},
	{".claude/docs/agents/flow.txt", FILE_AGENT}, {".claude/tasks/login.md", FILE_PLAN},
	{"/home/u/.claude/projects/-w-shop/notes/tides.md", FILE_DOC},
	{"/home/u/.claude/projects/-w-shop/5f0c.jsonl", FILE_DATA},
	{"/home/u/.claude/history.jsonl", FILE_DATA}, {".claude/", FILE_OTHER},
	{"/home/u/.codex/config.toml", FILE_AGENT}, {".codex/prompts/plan.md", FILE_AGENT},
	{"/home/u/.codex/sessions/2026/01/rollout.jsonl", FILE_DATA},
	{".cursor/commands/ship.md", FILE_AGENT}, {".cursor/plans/login.md", FILE_PLAN},
	{".cursor/hooks.json", FILE_AGENT}, {".cursor/debug.log", FILE_DATA},
	{".gemini/extensions/tide/tide.toml", FILE_AGENT},
	{"/home/u/.gemini/tmp/4c1e/page.html", FILE_WEB},
	{".opencode/plugin/notify.ts", FILE_AGENT}, {".opencode/node_modules/a/b.js", FILE_CODE},
	{".windsurf/workflows/ship.yaml", FILE_AGENT}, {".kiro/steering/product.md", FILE_AGENT},
	{".kiro/specs/login/design.md", FILE_PLAN}, {".junie/guidelines.md", FILE_AGENT},
	{".roo/rules-code/style.md", FILE_AGENT}, {".copilot/agents/reviewer.md", FILE_AGENT},
	{".github/copilot-instructions.md", FILE_AGENT},
	{".github/chatmodes/review.chatmode.md", FILE_AGENT},
	{".github/workflows/claude.yml", FILE_OPS},
	/* by a word of the name */
	{"api/handler_test.go", FILE_TEST}, {"UserServiceTest.java", FILE_TEST},
	{"cart.spec.ts", FILE_TEST}, {"test_tide.py", FILE_TEST}, {"contest.py", FILE_CODE},
	{"latest.js", FILE_CODE}, {"vite.config.ts", FILE_CONFIG},
	{"docs/migration-plan.md", FILE_PLAN}, {"PRD.md", FILE_PLAN},
	{"docs/explanation.md", FILE_DOC}, {"system_prompt.txt", FILE_AGENT},
	{"eval_results.json", FILE_DATA}, {"docs/claude-vs-codex.md", FILE_DOC},
	{"migrating-from-claude.txt", FILE_DOC},
};

int
main(void)
{
	for (int i = 0; i < COUNT(files); i++)
	{
		FileKind	kind = wm_file_kind(wm_slice(files[i].path, strlen(files[i].path)));

		ok(kind == files[i].kind, files[i].path);
		if (kind != files[i].kind)
			printf("# got %s\n", wm_file_kind_name(kind));
	}

	for (int kind = 0; kind < FILE_COUNT; kind++)
		ok(wm_file_kind_name((FileKind) kind) != NULL, "every kind has a name");
	return done();
}
