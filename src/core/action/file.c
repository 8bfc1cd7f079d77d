/*
 * file.c
 *	  What a file is for, judged by its path alone.
 *
 * The extension gives a first answer (its base).  A whole name overrules it;
 * so does the deepest folder that knows files of that base: tests/x.py is a
 * test, but tests/README.md a text.  Where no folder decides, the words of
 * the name do: x_test.go, UserSpec.scala, migration-plan.md.
 *
 * An agent's own folder holds what it is told, but also its scratch files and
 * records: .claude/skills decides over its files, .claude/projects does not.
 */
#include "action/file.h"
#include "base/keyword.h"

static const char *const file_kind_names[FILE_COUNT] = {
	[FILE_CODE] = "code",
	[FILE_TEST] = "test",
	[FILE_WEB] = "web",
	[FILE_DOC] = "doc",
	[FILE_PLAN] = "plan",
	[FILE_AGENT] = "agent",
	[FILE_CONFIG] = "config",
	[FILE_OPS] = "ops",
	[FILE_DATA] = "data",
	[FILE_NOTEBOOK] = "notebook",
	[FILE_OFFICE] = "office",
	[FILE_OTHER] = "other",
};

/* Extensions, and the whole name of a dotfile. */
static const LexiconRow extension_rows[] = {
	/* C, C++, Objective-C and GPUs */
	{FILE_CODE, "c|cc|cpp|cxx|h|hh|hpp|hxx|inl|ipp|m|mm|cu|cuh|glsl|hlsl|metal|shader|"
		"wgsl"},
	/* JavaScript and TypeScript */
	{FILE_CODE, "cjs|cts|js|jsx|mjs|mts|ts|tsx|astro|svelte|vue"},
	/* Python, Ruby, PHP, Perl, Lua */
	{FILE_CODE, "py|pyi|pyw|pyx|rb|rake|php|phtml|pl|pm|lua"},
	/* Java, Kotlin, Scala, C#, Visual Basic, F# */
	{FILE_CODE, "java|kt|kts|groovy|scala|sc|cs|vb|fs|fsi|fsx|cshtml|vbhtml|razor|"
		"axaml|xaml"},
	/* Go, Rust, Swift, Zig, D, Nim, Dart */
	{FILE_CODE, "go|rs|swift|zig|d|nim|dart|storyboard|xib"},
	/* Functional languages */
	{FILE_CODE, "clj|cljc|cljs|edn|el|elm|erl|hrl|ex|exs|hs|lhs|lisp|ml|mli|rkt|scm|"
		"fl"},
	/* Statistics and older languages */
	{FILE_CODE, "jl|r|f|f90|bas|cbl|cob|pas|abap|asm|s|cls|apex|trigger|pp"},
	/* Shells */
	{FILE_CODE, "applescript|scpt|awk|bash|bat|cmd|fish|ps1|psd1|psm1|sh|zsh|tcl|vim|"
		"vbs|ahk"},
	/* Databases, and languages of interfaces */
	{FILE_CODE, "sql|pgsql|plsql|psql|prisma|graphql|graphqls|gql|proto|thrift|avsc|"
		"cue|rego"},
	/* Templates of code */
	{FILE_CODE, "blade|ejs|erb|hbs|j2|jinja|jinja2|liquid|mustache|pug|snippet|stub|"
		"template|tmpl|tpl|twig"},
	/* Chains, chips, boards, games, trading */
	{FILE_CODE, "cairo|move|sol|vy|sv|svh|v|vhd|vhdl|ino|gd|godot|tscn|hx|mq4|mq5|pine|"
		"qml|ui|wat"},

	{FILE_TEST, "bats|bru|feature|robot|snap"},

	{FILE_WEB, "css|less|postcss|sass|scss|styl|htm|html|mjml|xhtml|xml|xsl|xslt|rss|"
		"svg|webmanifest"},

	{FILE_DOC, "adoc|asciidoc|man|markdown|md|mdx|mkd|org|rst|rtf|text|textile|txt|"
		"wiki"},

	{FILE_AGENT, "chatmode|mdc|prompt|prompty|skill"},

	/* Formats */
	{FILE_CONFIG, "cfg|conf|config|desktop|dhall|ini|json|json5|jsonc|kdl|neon|plist|"
		"properties|props|reg|ron|toml|yaml|yml|xcconfig|in"},
	/* Builds, packages and projects */
	{FILE_CONFIG, "ac|am|bazel|bzl|cabal|cmake|csproj|fsproj|vbproj|gemspec|gradle|"
		"lock|mk|mod|nix|opam|pbxproj|pc|sbt|sln|slnx|spec|sum|targets|xcscheme"},
	/* Rights and secrets */
	{FILE_CONFIG, "entitlements|env|pem|policy|rules"},
	/* Dotfiles */
	{FILE_CONFIG, "babelrc|bash_profile|bashrc|editorconfig|eslintrc|gitattributes|"
		"gitignore|gitmodules|npmrc|nvmrc|prettierrc|profile|vimrc|zprofile|zshenv|"
		"zshrc"},

	{FILE_OPS, "bicep|hcl|tf|tfstate|tfvars"},
	{FILE_OPS, "containerfile|dockerfile|nomad|service|socket|timer"},

	/* Tables and records */
	{FILE_DATA, "arrow|avro|csv|dta|feather|jsonl|ndjson|ods|orc|parquet|rdata|rds|sav|"
		"tsv|xls|xlsx"},
	/* Databases, arrays and maps */
	{FILE_DATA, "db|duckdb|dump|sqlite|sqlite3|dat|h5|hdf5|mat|npy|npz|pickle|pkl|"
		"geojson|gpkg|kml|shp"},
	/* Logs and captures */
	{FILE_DATA, "har|log|out|output|pcap|trace"},

	{FILE_NOTEBOOK, "ipynb|mlx|qmd|rmd|rnw"},

	{FILE_OFFICE, "doc|docx|epub|odp|odt|pdf|ppt|pptx|marp"},
	{FILE_OFFICE, "bib|bst|ltx|sty|tex|typ"},
	{FILE_OFFICE, "drawio|excalidraw|mermaid|mmd|plantuml|puml"},
};

/* Whole names; they overrule folders and extensions. */
static const LexiconRow name_rows[] = {
	/* Instructions */
	{FILE_AGENT, ".clinerules|.cursorrules|.goosehints|.roomodes|.windsurfrules|"
		"agents.md|agents.override.md|claude.local.md|claude.md|constitution.md|"
		"copilot-instructions.md|crush.md|gemini.md|heartbeat.md|identity.md|memory.md|"
		"qwen.md|skill.md|soul.md|warp.md"},
	/* Settings of agents */
	{FILE_AGENT, ".aider.conf.yml|.claude.json|.mcp.json|claude_desktop_config.json|"
		"marketplace.json|mcp.json|mcp_config.json|opencode.json|opencode.jsonc"},

	{FILE_PLAN, "findings.md|progress.md"},

	{FILE_TEST, ".coveragerc|codecov.yml|conftest.py|phpunit.xml|pytest.ini"},

	{FILE_DOC, "authors|changelog|contributors|copying|licence|license|llms-full.txt|"
		"llms.txt|notice|readme"},

	/* Dotfiles */
	{FILE_CONFIG, ".babelrc|.bashrc|.editorconfig|.env|.envrc|.eslintrc|.flake8|"
		".gitattributes|.gitignore|.gitmodules|.htaccess|.node-version|.npmrc|.nvmrc|"
		".prettierrc|.profile|.pylintrc|.python-version|.ruby-version|.tmux.conf|"
		".tool-versions|.vimrc|.zshrc"},
	/* Builds and packages */
	{FILE_CONFIG, "brewfile|cartfile|cmakelists.txt|constraints.txt|gemfile|"
		"gnumakefile|justfile|makefile|meson.build|mix.exs|package.swift|pipfile|"
		"podfile|pom.xml|rakefile|requirements.txt|runtime.txt|setup.py|taskfile.yaml|"
		"taskfile.yml"},
	/* Others */
	{FILE_CONFIG, "androidmanifest.xml|codeowners|crontab|hosts|robots.txt|web.config"},

	/* Continuous integration and releases */
	{FILE_OPS, ".gitlab-ci.yml|.goreleaser.yaml|.goreleaser.yml|.travis.yml|"
		"appveyor.yml|azure-pipelines.yml|bitbucket-pipelines.yml|buildspec.yml|"
		"cloudbuild.yaml|dependabot.yml|jenkinsfile"},
	/* Containers and clusters */
	{FILE_OPS, ".dockerignore|chart.yaml|containerfile|docker-entrypoint.sh|dockerfile|"
		"entrypoint.sh|kustomization.yaml|skaffold.yaml|values.yaml|vagrantfile"},
	/* Clouds and hosts */
	{FILE_OPS, ".firebaserc|amplify.yml|app.yaml|cdk.json|deploy.sh|"
		"ecosystem.config.cjs|ecosystem.config.js|firebase.json|fly.toml|netlify.toml|"
		"nixpacks.toml|procfile|pulumi.yaml|railway.json|railway.toml|render.yaml|"
		"samconfig.toml|serverless.yml|vercel.json|wrangler.json|wrangler.jsonc|"
		"wrangler.toml"},
	/* Servers */
	{FILE_OPS, "ansible.cfg|caddyfile|haproxy.cfg|nginx.conf|playbook.yml|"
		"prometheus.yml|supervisord.conf"},
};

/* Folders whose every file is of one kind. */
static const LexiconRow all_folder_rows[] = {
	{FILE_AGENT, ".claude-plugin|.clinerules"},
	{FILE_PLAN, ".beads|.planning|.taskmaster"},
	{FILE_CONFIG, ".husky|.idea|.vscode"},
};

/* Agents' own folders, in a project or a home. */
static const LexiconRow agent_home_rows[] = {
	{FILE_AGENT, ".agent|.agents|.aider|.amazonq|.augment|.claude|.cline|.codex|"
		".continue|.copilot|.cursor|.factory|.gemini|.junie|.kilocode|.kiro|"
		".opencode|.qwen|.roo|.trae|.windsurf"},
};

/* What stands right in them and tells the agent what to do, or how. */
static const LexiconRow agent_part_rows[] = {
	{FILE_AGENT, "agent|agents|command|commands|droids|extensions|guidelines|hooks|"
		"instructions|mcpservers|mode|modes|output-styles|plugin|plugins|powers|"
		"prompts|rules|rules-architect|rules-ask|rules-code|rules-debug|settings|"
		"skill|skills|steering|subagents|workflows"},
};

/* Folders that decide over files of several bases. */
#define TEST_FOLDERS \
	"__mocks__|__snapshots__|__tests__|androidtest|cypress|e2e|fixtures|" \
	"integration-tests|integration_test|integration_tests|playwright|test|" \
	"test-data|test-fixtures|test_data|test_utils|testdata|testing|tests|" \
	"testutils|unittests"
#define PIPELINE_FOLDERS \
	".buildkite|.circleci|.devcontainer|.github|ansible|terraform|workflows"
#define DEPLOY_FOLDERS \
	"charts|deploy|deployment|deployments|docker|helm|infra|infrastructure|" \
	"k8s|kubernetes|manifests|nginx|ops|systemd"
#define AGENT_FOLDERS \
	".openclaw|agents|commands|instructions|memory-bank|personas|prompts|" \
	"skills|steering|subagents|system-prompts|system_prompts"

/* Folders that decide over source code. */
static const LexiconRow code_folder_rows[] = {
	{FILE_TEST, TEST_FOLDERS},
	{FILE_OPS, PIPELINE_FOLDERS},
};

/* Folders that decide over prose. */
static const LexiconRow prose_folder_rows[] = {
	{FILE_AGENT, AGENT_FOLDERS "|chatmodes"},
	{FILE_PLAN, ".specify|adr|adrs|backlog|decisions|design|designs|epics|ideas|issues|"
		"milestones|openspec|plan|planning|plans|prd|prds|proposals|requirements|rfc|"
		"rfcs|roadmap|spec|specs|stories|tasks|tickets|todos"},
};

/* Folders that decide over settings. */
static const LexiconRow config_folder_rows[] = {
	{FILE_TEST, TEST_FOLDERS},
	{FILE_OPS, PIPELINE_FOLDERS},
	{FILE_OPS, DEPLOY_FOLDERS},
	{FILE_AGENT, AGENT_FOLDERS},
	{FILE_DATA, "data|dataset|datasets|output|outputs|results"},
};

/* Folders that decide over everything else. */
static const LexiconRow other_folder_rows[] = {
	{FILE_TEST, TEST_FOLDERS},
	{FILE_OPS, DEPLOY_FOLDERS},
	{FILE_CODE, "bin|scripts"},
};

/* Words in the name of a source file. */
static const LexiconRow code_word_rows[] = {
	{FILE_TEST, "cypress|e2e|jest|karma|phpunit|playwright|pytest|spec|specs|test|"
		"tests|vitest"},
};

/* Words in the name of a text. */
static const LexiconRow prose_word_rows[] = {
	{FILE_PLAN, "adr|architecture|backlog|design|milestone|milestones|plan|planning|"
		"plans|prd|proposal|requirements|rfc|roadmap|spec|specification|specifications|"
		"specs|task|tasks|todo|todos"},
	{FILE_AGENT, "agents|prompt|prompts|skill|skills|subagent|subagents"},
};

/* Words in the name of a settings file. */
static const LexiconRow config_word_rows[] = {
	{FILE_TEST, "cypress|fixture|fixtures|jest|playwright|pytest"},
	{FILE_AGENT, "agents|claude|mcp|prompt|prompts|skill|skills"},
	{FILE_OPS, "compose|deploy|deployment|docker|helm|k8s|kubernetes|terraform"},
	{FILE_DATA, "data|dataset|metrics|output|results"},
};

/* What is put behind a name to say that the file is a copy or a model. */
static const LexiconRow copy_rows[] = {
	{FILE_OTHER, "backup|bak|default|dist|example|local|old|orig|sample"},
};

/* Words that, as a second extension, make a source file settings: x.config.js */
static const LexiconRow setting_rows[] = {
	{FILE_CONFIG, "conf|config"},
};

static Lexicon extensions = LEXICON(extension_rows);
static Lexicon names = LEXICON(name_rows);
static Lexicon all_folders = LEXICON(all_folder_rows);
static Lexicon agent_homes = LEXICON(agent_home_rows);
static Lexicon agent_parts = LEXICON(agent_part_rows);
static Lexicon code_folders = LEXICON(code_folder_rows);
static Lexicon prose_folders = LEXICON(prose_folder_rows);
static Lexicon config_folders = LEXICON(config_folder_rows);
static Lexicon other_folders = LEXICON(other_folder_rows);
static Lexicon code_words = LEXICON(code_word_rows);
static Lexicon prose_words = LEXICON(prose_word_rows);
static Lexicon config_words = LEXICON(config_word_rows);
static Lexicon copies = LEXICON(copy_rows);
static Lexicon settings = LEXICON(setting_rows);

Lexicon    *const wm_file_lexicons[] = {
	&extensions, &names, &all_folders, &agent_homes, &agent_parts, &code_folders,
	&prose_folders, &config_folders, &other_folders, &code_words, &prose_words,
	&config_words, &copies, &settings, NULL
};

/* What decides over the files of each base; NULL where nothing does. */
static const struct
{
	Lexicon    *folders;
	Lexicon    *words;
}			deciders[FILE_COUNT] = {
	[FILE_CODE] = {&code_folders, &code_words},
	[FILE_WEB] = {&other_folders, &code_words},
	[FILE_DOC] = {&prose_folders, &prose_words},
	[FILE_CONFIG] = {&config_folders, &config_words},
	[FILE_DATA] = {&other_folders, NULL},
	[FILE_OTHER] = {&other_folders, NULL},
};

static int
decide(Lexicon *lexicon, Slice word)
{
	return lexicon == NULL ? LEXICON_NONE : wm_lexicon_kind(lexicon, word);
}

static bool
is_separator(char c)
{
	return c == '/' || c == '\\';
}

Slice
wm_file_name(Slice path)
{
	size_t		at = path.len;

	while (at > 0 && !is_separator(path.data[at - 1]))
		at--;
	return wm_slice_from(path, at);
}

/* Takes the first segment off a path; the last one is left, as the name. */
static bool
next_folder(Slice *path, Slice *folder)
{
	size_t		end = 0;

	while (end < path->len && !is_separator(path->data[end]))
		end++;
	if (end == path->len)
		return false;
	*folder = wm_slice(path->data, end);
	*path = wm_slice_from(*path, end + 1);
	return true;
}

/*
 * Splits the last extension off a name; false where there is none.  The whole
 * of a dotfile's name is its extension.
 */
static bool
split_extension(Slice *name, Slice *extension)
{
	size_t		dot = name->len;

	while (dot > 0 && name->data[dot - 1] != '.')
		dot--;
	if (dot == 0)
		return false;
	*extension = wm_slice_from(*name, dot);
	name->len = dot - 1;
	return true;
}

/* The kind by whole name, else by extension; sets whether it was by name. */
static FileKind
base_kind(Slice name, bool *certain)
{
	Slice		extension;
	int			kind;

	for (;;)
	{
		kind = wm_lexicon_kind(&names, name);
		*certain = kind != LEXICON_NONE;
		if (*certain)
			return (FileKind) kind;
		if (!split_extension(&name, &extension))
			return FILE_OTHER;
		if (name.len == 0 || wm_lexicon_find(&copies, extension) == NULL)
			break;
	}

	kind = wm_lexicon_kind(&extensions, extension);
	if (kind == FILE_CODE && split_extension(&name, &extension) &&
		wm_lexicon_find(&settings, extension) != NULL)
		kind = FILE_CONFIG;
	return kind == LEXICON_NONE ? FILE_OTHER : (FileKind) kind;
}

/* Whether a file right in an agent's folder is its settings or its rules. */
static bool
is_agent_file(Slice name, FileKind base)
{
	Slice		extension;

	return base == FILE_CONFIG ||
		(split_extension(&name, &extension) &&
		 wm_lexicon_find(&agent_parts, name) != NULL);
}

/*
 * What an agent's folder says of a file in it; takes the folder within, if it
 * is one that decides, off the path.
 */
static int
kind_in_agent_home(Slice *rest, Slice name, FileKind base)
{
	Slice		path = *rest;
	Slice		folder;

	if (!next_folder(&path, &folder))
		return is_agent_file(name, base) ? FILE_AGENT : LEXICON_NONE;
	if (wm_lexicon_find(&agent_parts, folder) == NULL)
		return LEXICON_NONE;
	*rest = path;
	return FILE_AGENT;
}

/* The kind by the deepest folder that decides over files of a base. */
static int
folder_kind(Slice path, Slice name, FileKind base)
{
	Slice		folder;
	int			kind = LEXICON_NONE;

	while (next_folder(&path, &folder))
	{
		int			found = wm_lexicon_kind(&all_folders, folder);

		if (found == LEXICON_NONE)
			found = decide(deciders[base].folders, folder);
		if (wm_lexicon_find(&agent_homes, folder) != NULL)
			found = kind_in_agent_home(&path, name, base);

		/* A work tree is a project of its own, wherever it is kept. */
		if (found != LEXICON_NONE || wm_slice_equals(folder, SLICE("worktrees")))
			kind = found;
	}
	return kind;
}

FileKind
wm_file_kind(Slice path)
{
	Slice		name;
	Slice		word;
	FileKind	base;
	bool		certain;
	int			kind;

	path = wm_keyword_tail(path);
	name = wm_file_name(path);
	base = base_kind(name, &certain);
	if (certain)
		return base;

	kind = folder_kind(path, name, base);
	while (kind == LEXICON_NONE && wm_keyword_next(&name, &word))
		kind = decide(deciders[base].words, word);
	return kind == LEXICON_NONE ? base : (FileKind) kind;
}

const char *
wm_file_kind_name(FileKind kind)
{
	return file_kind_names[kind];
}
