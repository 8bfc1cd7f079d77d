/*
 * file.c
 *	  What a file is for, told from its path alone.
 *
 * The extension gives a first answer (its base).  A whole name overrules it;
 * so does the deepest folder that knows files of that base: tests/x.py is a
 * test, but tests/README.md a text.  Where no folder decides, the words of
 * the name do: x_test.go, UserSpec.scala, migration-plan.md.
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
static const Keyword extensions[] = {
	{"abap", FILE_CODE},
	{"ac", FILE_CONFIG},
	{"adoc", FILE_DOC},
	{"ahk", FILE_CODE},
	{"am", FILE_CONFIG},
	{"apex", FILE_CODE},
	{"applescript", FILE_CODE},
	{"arrow", FILE_DATA},
	{"asciidoc", FILE_DOC},
	{"asm", FILE_CODE},
	{"astro", FILE_CODE},
	{"avro", FILE_DATA},
	{"avsc", FILE_CODE},
	{"awk", FILE_CODE},
	{"axaml", FILE_CODE},
	{"babelrc", FILE_CONFIG},
	{"bas", FILE_CODE},
	{"bash", FILE_CODE},
	{"bash_profile", FILE_CONFIG},
	{"bashrc", FILE_CONFIG},
	{"bat", FILE_CODE},
	{"bats", FILE_TEST},
	{"bazel", FILE_CONFIG},
	{"bib", FILE_OFFICE},
	{"bicep", FILE_OPS},
	{"blade", FILE_CODE},
	{"bru", FILE_TEST},
	{"bst", FILE_OFFICE},
	{"bzl", FILE_CONFIG},
	{"c", FILE_CODE},
	{"cabal", FILE_CONFIG},
	{"cairo", FILE_CODE},
	{"cbl", FILE_CODE},
	{"cc", FILE_CODE},
	{"cfg", FILE_CONFIG},
	{"chatmode", FILE_AGENT},
	{"cjs", FILE_CODE},
	{"clj", FILE_CODE},
	{"cljc", FILE_CODE},
	{"cljs", FILE_CODE},
	{"cls", FILE_CODE},
	{"cmake", FILE_CONFIG},
	{"cmd", FILE_CODE},
	{"cob", FILE_CODE},
	{"conf", FILE_CONFIG},
	{"config", FILE_CONFIG},
	{"containerfile", FILE_OPS},
	{"cpp", FILE_CODE},
	{"cs", FILE_CODE},
	{"cshtml", FILE_CODE},
	{"csproj", FILE_CONFIG},
	{"css", FILE_WEB},
	{"csv", FILE_DATA},
	{"cts", FILE_CODE},
	{"cu", FILE_CODE},
	{"cue", FILE_CODE},
	{"cuh", FILE_CODE},
	{"cxx", FILE_CODE},
	{"d", FILE_CODE},
	{"dart", FILE_CODE},
	{"dat", FILE_DATA},
	{"db", FILE_DATA},
	{"desktop", FILE_CONFIG},
	{"dhall", FILE_CONFIG},
	{"doc", FILE_OFFICE},
	{"dockerfile", FILE_OPS},
	{"docx", FILE_OFFICE},
	{"drawio", FILE_OFFICE},
	{"dta", FILE_DATA},
	{"duckdb", FILE_DATA},
	{"dump", FILE_DATA},
	{"editorconfig", FILE_CONFIG},
	{"edn", FILE_CODE},
	{"ejs", FILE_CODE},
	{"el", FILE_CODE},
	{"elm", FILE_CODE},
	{"entitlements", FILE_CONFIG},
	{"env", FILE_CONFIG},
	{"epub", FILE_OFFICE},
	{"erb", FILE_CODE},
	{"erl", FILE_CODE},
	{"eslintrc", FILE_CONFIG},
	{"ex", FILE_CODE},
	{"excalidraw", FILE_OFFICE},
	{"exs", FILE_CODE},
	{"f", FILE_CODE},
	{"f90", FILE_CODE},
	{"feather", FILE_DATA},
	{"feature", FILE_TEST},
	{"fish", FILE_CODE},
	{"fl", FILE_CODE},
	{"fs", FILE_CODE},
	{"fsi", FILE_CODE},
	{"fsproj", FILE_CONFIG},
	{"fsx", FILE_CODE},
	{"gd", FILE_CODE},
	{"gemspec", FILE_CONFIG},
	{"geojson", FILE_DATA},
	{"gitattributes", FILE_CONFIG},
	{"gitignore", FILE_CONFIG},
	{"gitmodules", FILE_CONFIG},
	{"glsl", FILE_CODE},
	{"go", FILE_CODE},
	{"godot", FILE_CODE},
	{"gpkg", FILE_DATA},
	{"gql", FILE_CODE},
	{"gradle", FILE_CONFIG},
	{"graphql", FILE_CODE},
	{"graphqls", FILE_CODE},
	{"groovy", FILE_CODE},
	{"h", FILE_CODE},
	{"h5", FILE_DATA},
	{"har", FILE_DATA},
	{"hbs", FILE_CODE},
	{"hcl", FILE_OPS},
	{"hdf5", FILE_DATA},
	{"hh", FILE_CODE},
	{"hlsl", FILE_CODE},
	{"hpp", FILE_CODE},
	{"hrl", FILE_CODE},
	{"hs", FILE_CODE},
	{"htm", FILE_WEB},
	{"html", FILE_WEB},
	{"hx", FILE_CODE},
	{"hxx", FILE_CODE},
	{"in", FILE_CONFIG},
	{"ini", FILE_CONFIG},
	{"inl", FILE_CODE},
	{"ino", FILE_CODE},
	{"ipp", FILE_CODE},
	{"ipynb", FILE_NOTEBOOK},
	{"j2", FILE_CODE},
	{"java", FILE_CODE},
	{"jinja", FILE_CODE},
	{"jinja2", FILE_CODE},
	{"jl", FILE_CODE},
	{"js", FILE_CODE},
	{"json", FILE_CONFIG},
	{"json5", FILE_CONFIG},
	{"jsonc", FILE_CONFIG},
	{"jsonl", FILE_DATA},
	{"jsx", FILE_CODE},
	{"kdl", FILE_CONFIG},
	{"kml", FILE_DATA},
	{"kt", FILE_CODE},
	{"kts", FILE_CODE},
	{"less", FILE_WEB},
	{"lhs", FILE_CODE},
	{"liquid", FILE_CODE},
	{"lisp", FILE_CODE},
	{"lock", FILE_CONFIG},
	{"log", FILE_DATA},
	{"ltx", FILE_OFFICE},
	{"lua", FILE_CODE},
	{"m", FILE_CODE},
	{"man", FILE_DOC},
	{"markdown", FILE_DOC},
	{"marp", FILE_OFFICE},
	{"mat", FILE_DATA},
	{"md", FILE_DOC},
	{"mdc", FILE_AGENT},
	{"mdx", FILE_DOC},
	{"mermaid", FILE_OFFICE},
	{"metal", FILE_CODE},
	{"mjml", FILE_WEB},
	{"mjs", FILE_CODE},
	{"mk", FILE_CONFIG},
	{"mkd", FILE_DOC},
	{"ml", FILE_CODE},
	{"mli", FILE_CODE},
	{"mlx", FILE_NOTEBOOK},
	{"mm", FILE_CODE},
	{"mmd", FILE_OFFICE},
	{"mod", FILE_CONFIG},
	{"move", FILE_CODE},
	{"mq4", FILE_CODE},
	{"mq5", FILE_CODE},
	{"mts", FILE_CODE},
	{"mustache", FILE_CODE},
	{"ndjson", FILE_DATA},
	{"neon", FILE_CONFIG},
	{"nim", FILE_CODE},
	{"nix", FILE_CONFIG},
	{"nomad", FILE_OPS},
	{"npmrc", FILE_CONFIG},
	{"npy", FILE_DATA},
	{"npz", FILE_DATA},
	{"nvmrc", FILE_CONFIG},
	{"odp", FILE_OFFICE},
	{"ods", FILE_DATA},
	{"odt", FILE_OFFICE},
	{"opam", FILE_CONFIG},
	{"orc", FILE_DATA},
	{"org", FILE_DOC},
	{"out", FILE_DATA},
	{"output", FILE_DATA},
	{"parquet", FILE_DATA},
	{"pas", FILE_CODE},
	{"pbxproj", FILE_CONFIG},
	{"pc", FILE_CONFIG},
	{"pcap", FILE_DATA},
	{"pdf", FILE_OFFICE},
	{"pem", FILE_CONFIG},
	{"pgsql", FILE_CODE},
	{"php", FILE_CODE},
	{"phtml", FILE_CODE},
	{"pickle", FILE_DATA},
	{"pine", FILE_CODE},
	{"pkl", FILE_DATA},
	{"pl", FILE_CODE},
	{"plantuml", FILE_OFFICE},
	{"plist", FILE_CONFIG},
	{"plsql", FILE_CODE},
	{"pm", FILE_CODE},
	{"policy", FILE_CONFIG},
	{"postcss", FILE_WEB},
	{"pp", FILE_CODE},
	{"ppt", FILE_OFFICE},
	{"pptx", FILE_OFFICE},
	{"prettierrc", FILE_CONFIG},
	{"prisma", FILE_CODE},
	{"profile", FILE_CONFIG},
	{"prompt", FILE_AGENT},
	{"prompty", FILE_AGENT},
	{"properties", FILE_CONFIG},
	{"props", FILE_CONFIG},
	{"proto", FILE_CODE},
	{"ps1", FILE_CODE},
	{"psd1", FILE_CODE},
	{"psm1", FILE_CODE},
	{"psql", FILE_CODE},
	{"pug", FILE_CODE},
	{"puml", FILE_OFFICE},
	{"py", FILE_CODE},
	{"pyi", FILE_CODE},
	{"pyw", FILE_CODE},
	{"pyx", FILE_CODE},
	{"qmd", FILE_NOTEBOOK},
	{"qml", FILE_CODE},
	{"r", FILE_CODE},
	{"rake", FILE_CODE},
	{"razor", FILE_CODE},
	{"rb", FILE_CODE},
	{"rdata", FILE_DATA},
	{"rds", FILE_DATA},
	{"reg", FILE_CONFIG},
	{"rego", FILE_CODE},
	{"rkt", FILE_CODE},
	{"rmd", FILE_NOTEBOOK},
	{"rnw", FILE_NOTEBOOK},
	{"robot", FILE_TEST},
	{"ron", FILE_CONFIG},
	{"rs", FILE_CODE},
	{"rss", FILE_WEB},
	{"rst", FILE_DOC},
	{"rtf", FILE_DOC},
	{"rules", FILE_CONFIG},
	{"s", FILE_CODE},
	{"sass", FILE_WEB},
	{"sav", FILE_DATA},
	{"sbt", FILE_CONFIG},
	{"sc", FILE_CODE},
	{"scala", FILE_CODE},
	{"scm", FILE_CODE},
	{"scpt", FILE_CODE},
	{"scss", FILE_WEB},
	{"service", FILE_OPS},
	{"sh", FILE_CODE},
	{"shader", FILE_CODE},
	{"shp", FILE_DATA},
	{"skill", FILE_AGENT},
	{"sln", FILE_CONFIG},
	{"slnx", FILE_CONFIG},
	{"snap", FILE_TEST},
	{"snippet", FILE_CODE},
	{"socket", FILE_OPS},
	{"sol", FILE_CODE},
	{"spec", FILE_CONFIG},
	{"sql", FILE_CODE},
	{"sqlite", FILE_DATA},
	{"sqlite3", FILE_DATA},
	{"storyboard", FILE_CODE},
	{"stub", FILE_CODE},
	{"sty", FILE_OFFICE},
	{"styl", FILE_WEB},
	{"sum", FILE_CONFIG},
	{"sv", FILE_CODE},
	{"svelte", FILE_CODE},
	{"svg", FILE_WEB},
	{"svh", FILE_CODE},
	{"swift", FILE_CODE},
	{"targets", FILE_CONFIG},
	{"tcl", FILE_CODE},
	{"template", FILE_CODE},
	{"tex", FILE_OFFICE},
	{"text", FILE_DOC},
	{"textile", FILE_DOC},
	{"tf", FILE_OPS},
	{"tfstate", FILE_OPS},
	{"tfvars", FILE_OPS},
	{"thrift", FILE_CODE},
	{"timer", FILE_OPS},
	{"tmpl", FILE_CODE},
	{"toml", FILE_CONFIG},
	{"tpl", FILE_CODE},
	{"trace", FILE_DATA},
	{"trigger", FILE_CODE},
	{"ts", FILE_CODE},
	{"tscn", FILE_CODE},
	{"tsv", FILE_DATA},
	{"tsx", FILE_CODE},
	{"twig", FILE_CODE},
	{"txt", FILE_DOC},
	{"typ", FILE_OFFICE},
	{"ui", FILE_CODE},
	{"v", FILE_CODE},
	{"vb", FILE_CODE},
	{"vbhtml", FILE_CODE},
	{"vbproj", FILE_CONFIG},
	{"vbs", FILE_CODE},
	{"vhd", FILE_CODE},
	{"vhdl", FILE_CODE},
	{"vim", FILE_CODE},
	{"vimrc", FILE_CONFIG},
	{"vue", FILE_CODE},
	{"vy", FILE_CODE},
	{"wat", FILE_CODE},
	{"webmanifest", FILE_WEB},
	{"wgsl", FILE_CODE},
	{"wiki", FILE_DOC},
	{"xaml", FILE_CODE},
	{"xcconfig", FILE_CONFIG},
	{"xcscheme", FILE_CONFIG},
	{"xhtml", FILE_WEB},
	{"xib", FILE_CODE},
	{"xls", FILE_DATA},
	{"xlsx", FILE_DATA},
	{"xml", FILE_WEB},
	{"xsl", FILE_WEB},
	{"xslt", FILE_WEB},
	{"yaml", FILE_CONFIG},
	{"yml", FILE_CONFIG},
	{"zig", FILE_CODE},
	{"zprofile", FILE_CONFIG},
	{"zsh", FILE_CODE},
	{"zshenv", FILE_CONFIG},
	{"zshrc", FILE_CONFIG},
};

/* Whole names; they overrule folders and extensions. */
static const Keyword names[] = {
	{".aider.conf.yml", FILE_AGENT},
	{".babelrc", FILE_CONFIG},
	{".bashrc", FILE_CONFIG},
	{".claude.json", FILE_AGENT},
	{".clinerules", FILE_AGENT},
	{".coveragerc", FILE_TEST},
	{".cursorrules", FILE_AGENT},
	{".dockerignore", FILE_OPS},
	{".editorconfig", FILE_CONFIG},
	{".env", FILE_CONFIG},
	{".envrc", FILE_CONFIG},
	{".eslintrc", FILE_CONFIG},
	{".firebaserc", FILE_OPS},
	{".flake8", FILE_CONFIG},
	{".gitattributes", FILE_CONFIG},
	{".gitignore", FILE_CONFIG},
	{".gitlab-ci.yml", FILE_OPS},
	{".gitmodules", FILE_CONFIG},
	{".goosehints", FILE_AGENT},
	{".goreleaser.yaml", FILE_OPS},
	{".goreleaser.yml", FILE_OPS},
	{".htaccess", FILE_CONFIG},
	{".mcp.json", FILE_AGENT},
	{".node-version", FILE_CONFIG},
	{".npmrc", FILE_CONFIG},
	{".nvmrc", FILE_CONFIG},
	{".prettierrc", FILE_CONFIG},
	{".profile", FILE_CONFIG},
	{".pylintrc", FILE_CONFIG},
	{".python-version", FILE_CONFIG},
	{".roomodes", FILE_AGENT},
	{".ruby-version", FILE_CONFIG},
	{".tmux.conf", FILE_CONFIG},
	{".tool-versions", FILE_CONFIG},
	{".travis.yml", FILE_OPS},
	{".vimrc", FILE_CONFIG},
	{".windsurfrules", FILE_AGENT},
	{".zshrc", FILE_CONFIG},
	{"agents.md", FILE_AGENT},
	{"agents.override.md", FILE_AGENT},
	{"amplify.yml", FILE_OPS},
	{"androidmanifest.xml", FILE_CONFIG},
	{"ansible.cfg", FILE_OPS},
	{"app.yaml", FILE_OPS},
	{"appveyor.yml", FILE_OPS},
	{"authors", FILE_DOC},
	{"azure-pipelines.yml", FILE_OPS},
	{"bitbucket-pipelines.yml", FILE_OPS},
	{"brewfile", FILE_CONFIG},
	{"buildspec.yml", FILE_OPS},
	{"caddyfile", FILE_OPS},
	{"cartfile", FILE_CONFIG},
	{"cdk.json", FILE_OPS},
	{"changelog", FILE_DOC},
	{"chart.yaml", FILE_OPS},
	{"claude.local.md", FILE_AGENT},
	{"claude.md", FILE_AGENT},
	{"claude_desktop_config.json", FILE_AGENT},
	{"cloudbuild.yaml", FILE_OPS},
	{"cmakelists.txt", FILE_CONFIG},
	{"codecov.yml", FILE_TEST},
	{"codeowners", FILE_CONFIG},
	{"conftest.py", FILE_TEST},
	{"constitution.md", FILE_AGENT},
	{"constraints.txt", FILE_CONFIG},
	{"containerfile", FILE_OPS},
	{"contributors", FILE_DOC},
	{"copilot-instructions.md", FILE_AGENT},
	{"copying", FILE_DOC},
	{"crontab", FILE_CONFIG},
	{"crush.md", FILE_AGENT},
	{"dependabot.yml", FILE_OPS},
	{"deploy.sh", FILE_OPS},
	{"docker-entrypoint.sh", FILE_OPS},
	{"dockerfile", FILE_OPS},
	{"ecosystem.config.cjs", FILE_OPS},
	{"ecosystem.config.js", FILE_OPS},
	{"entrypoint.sh", FILE_OPS},
	{"findings.md", FILE_PLAN},
	{"firebase.json", FILE_OPS},
	{"fly.toml", FILE_OPS},
	{"gemfile", FILE_CONFIG},
	{"gemini.md", FILE_AGENT},
	{"gnumakefile", FILE_CONFIG},
	{"haproxy.cfg", FILE_OPS},
	{"heartbeat.md", FILE_AGENT},
	{"hosts", FILE_CONFIG},
	{"identity.md", FILE_AGENT},
	{"jenkinsfile", FILE_OPS},
	{"justfile", FILE_CONFIG},
	{"kustomization.yaml", FILE_OPS},
	{"licence", FILE_DOC},
	{"license", FILE_DOC},
	{"llms-full.txt", FILE_DOC},
	{"llms.txt", FILE_DOC},
	{"makefile", FILE_CONFIG},
	{"marketplace.json", FILE_AGENT},
	{"mcp.json", FILE_AGENT},
	{"mcp_config.json", FILE_AGENT},
	{"memory.md", FILE_AGENT},
	{"meson.build", FILE_CONFIG},
	{"mix.exs", FILE_CONFIG},
	{"netlify.toml", FILE_OPS},
	{"nginx.conf", FILE_OPS},
	{"nixpacks.toml", FILE_OPS},
	{"notice", FILE_DOC},
	{"opencode.json", FILE_AGENT},
	{"opencode.jsonc", FILE_AGENT},
	{"package.swift", FILE_CONFIG},
	{"phpunit.xml", FILE_TEST},
	{"pipfile", FILE_CONFIG},
	{"playbook.yml", FILE_OPS},
	{"podfile", FILE_CONFIG},
	{"pom.xml", FILE_CONFIG},
	{"procfile", FILE_OPS},
	{"progress.md", FILE_PLAN},
	{"prometheus.yml", FILE_OPS},
	{"pulumi.yaml", FILE_OPS},
	{"pytest.ini", FILE_TEST},
	{"qwen.md", FILE_AGENT},
	{"railway.json", FILE_OPS},
	{"railway.toml", FILE_OPS},
	{"rakefile", FILE_CONFIG},
	{"readme", FILE_DOC},
	{"render.yaml", FILE_OPS},
	{"requirements.txt", FILE_CONFIG},
	{"robots.txt", FILE_CONFIG},
	{"runtime.txt", FILE_CONFIG},
	{"samconfig.toml", FILE_OPS},
	{"serverless.yml", FILE_OPS},
	{"setup.py", FILE_CONFIG},
	{"skaffold.yaml", FILE_OPS},
	{"skill.md", FILE_AGENT},
	{"soul.md", FILE_AGENT},
	{"supervisord.conf", FILE_OPS},
	{"taskfile.yaml", FILE_CONFIG},
	{"taskfile.yml", FILE_CONFIG},
	{"vagrantfile", FILE_OPS},
	{"values.yaml", FILE_OPS},
	{"vercel.json", FILE_OPS},
	{"warp.md", FILE_AGENT},
	{"web.config", FILE_CONFIG},
	{"wrangler.json", FILE_OPS},
	{"wrangler.jsonc", FILE_OPS},
	{"wrangler.toml", FILE_OPS},
};

/* Folders whose every file is of one kind. */
static const Keyword all_folders[] = {
	{".agent", FILE_AGENT},
	{".agents", FILE_AGENT},
	{".aider", FILE_AGENT},
	{".augment", FILE_AGENT},
	{".beads", FILE_PLAN},
	{".claude", FILE_AGENT},
	{".claude-plugin", FILE_AGENT},
	{".clinerules", FILE_AGENT},
	{".codex", FILE_AGENT},
	{".continue", FILE_AGENT},
	{".cursor", FILE_AGENT},
	{".factory", FILE_AGENT},
	{".gemini", FILE_AGENT},
	{".husky", FILE_CONFIG},
	{".idea", FILE_CONFIG},
	{".junie", FILE_AGENT},
	{".kiro", FILE_AGENT},
	{".opencode", FILE_AGENT},
	{".planning", FILE_PLAN},
	{".qwen", FILE_AGENT},
	{".roo", FILE_AGENT},
	{".taskmaster", FILE_PLAN},
	{".trae", FILE_AGENT},
	{".vscode", FILE_CONFIG},
	{".windsurf", FILE_AGENT},
};

/* Folders that decide over source code. */
static const Keyword code_folders[] = {
	{".buildkite", FILE_OPS},
	{".circleci", FILE_OPS},
	{".devcontainer", FILE_OPS},
	{".github", FILE_OPS},
	{"__mocks__", FILE_TEST},
	{"__snapshots__", FILE_TEST},
	{"__tests__", FILE_TEST},
	{"androidtest", FILE_TEST},
	{"ansible", FILE_OPS},
	{"cypress", FILE_TEST},
	{"e2e", FILE_TEST},
	{"fixtures", FILE_TEST},
	{"integration-tests", FILE_TEST},
	{"integration_test", FILE_TEST},
	{"integration_tests", FILE_TEST},
	{"playwright", FILE_TEST},
	{"terraform", FILE_OPS},
	{"test", FILE_TEST},
	{"test-data", FILE_TEST},
	{"test-fixtures", FILE_TEST},
	{"test_data", FILE_TEST},
	{"test_utils", FILE_TEST},
	{"testdata", FILE_TEST},
	{"testing", FILE_TEST},
	{"tests", FILE_TEST},
	{"testutils", FILE_TEST},
	{"unittests", FILE_TEST},
	{"workflows", FILE_OPS},
};

/* Folders that decide over prose. */
static const Keyword prose_folders[] = {
	{".openclaw", FILE_AGENT},
	{".specify", FILE_PLAN},
	{"adr", FILE_PLAN},
	{"adrs", FILE_PLAN},
	{"agents", FILE_AGENT},
	{"backlog", FILE_PLAN},
	{"commands", FILE_AGENT},
	{"decisions", FILE_PLAN},
	{"design", FILE_PLAN},
	{"designs", FILE_PLAN},
	{"epics", FILE_PLAN},
	{"ideas", FILE_PLAN},
	{"instructions", FILE_AGENT},
	{"issues", FILE_PLAN},
	{"memory-bank", FILE_AGENT},
	{"milestones", FILE_PLAN},
	{"openspec", FILE_PLAN},
	{"personas", FILE_AGENT},
	{"plan", FILE_PLAN},
	{"planning", FILE_PLAN},
	{"plans", FILE_PLAN},
	{"prd", FILE_PLAN},
	{"prds", FILE_PLAN},
	{"prompts", FILE_AGENT},
	{"proposals", FILE_PLAN},
	{"requirements", FILE_PLAN},
	{"rfc", FILE_PLAN},
	{"rfcs", FILE_PLAN},
	{"roadmap", FILE_PLAN},
	{"skills", FILE_AGENT},
	{"spec", FILE_PLAN},
	{"specs", FILE_PLAN},
	{"steering", FILE_AGENT},
	{"stories", FILE_PLAN},
	{"subagents", FILE_AGENT},
	{"system-prompts", FILE_AGENT},
	{"system_prompts", FILE_AGENT},
	{"tasks", FILE_PLAN},
	{"tickets", FILE_PLAN},
	{"todos", FILE_PLAN},
};

/* Folders that decide over settings. */
static const Keyword config_folders[] = {
	{".buildkite", FILE_OPS},
	{".circleci", FILE_OPS},
	{".devcontainer", FILE_OPS},
	{".github", FILE_OPS},
	{".openclaw", FILE_AGENT},
	{"__mocks__", FILE_TEST},
	{"__snapshots__", FILE_TEST},
	{"__tests__", FILE_TEST},
	{"agents", FILE_AGENT},
	{"androidtest", FILE_TEST},
	{"ansible", FILE_OPS},
	{"charts", FILE_OPS},
	{"commands", FILE_AGENT},
	{"cypress", FILE_TEST},
	{"data", FILE_DATA},
	{"dataset", FILE_DATA},
	{"datasets", FILE_DATA},
	{"deploy", FILE_OPS},
	{"deployment", FILE_OPS},
	{"deployments", FILE_OPS},
	{"docker", FILE_OPS},
	{"e2e", FILE_TEST},
	{"fixtures", FILE_TEST},
	{"helm", FILE_OPS},
	{"infra", FILE_OPS},
	{"infrastructure", FILE_OPS},
	{"instructions", FILE_AGENT},
	{"integration-tests", FILE_TEST},
	{"integration_test", FILE_TEST},
	{"integration_tests", FILE_TEST},
	{"k8s", FILE_OPS},
	{"kubernetes", FILE_OPS},
	{"manifests", FILE_OPS},
	{"memory-bank", FILE_AGENT},
	{"nginx", FILE_OPS},
	{"ops", FILE_OPS},
	{"output", FILE_DATA},
	{"outputs", FILE_DATA},
	{"personas", FILE_AGENT},
	{"playwright", FILE_TEST},
	{"prompts", FILE_AGENT},
	{"results", FILE_DATA},
	{"skills", FILE_AGENT},
	{"steering", FILE_AGENT},
	{"subagents", FILE_AGENT},
	{"system-prompts", FILE_AGENT},
	{"system_prompts", FILE_AGENT},
	{"systemd", FILE_OPS},
	{"terraform", FILE_OPS},
	{"test", FILE_TEST},
	{"test-data", FILE_TEST},
	{"test-fixtures", FILE_TEST},
	{"test_data", FILE_TEST},
	{"test_utils", FILE_TEST},
	{"testdata", FILE_TEST},
	{"testing", FILE_TEST},
	{"tests", FILE_TEST},
	{"testutils", FILE_TEST},
	{"unittests", FILE_TEST},
	{"workflows", FILE_OPS},
};

/* Folders that decide over everything else. */
static const Keyword other_folders[] = {
	{"__mocks__", FILE_TEST},
	{"__snapshots__", FILE_TEST},
	{"__tests__", FILE_TEST},
	{"androidtest", FILE_TEST},
	{"bin", FILE_CODE},
	{"charts", FILE_OPS},
	{"cypress", FILE_TEST},
	{"deploy", FILE_OPS},
	{"deployment", FILE_OPS},
	{"deployments", FILE_OPS},
	{"docker", FILE_OPS},
	{"e2e", FILE_TEST},
	{"fixtures", FILE_TEST},
	{"helm", FILE_OPS},
	{"infra", FILE_OPS},
	{"infrastructure", FILE_OPS},
	{"integration-tests", FILE_TEST},
	{"integration_test", FILE_TEST},
	{"integration_tests", FILE_TEST},
	{"k8s", FILE_OPS},
	{"kubernetes", FILE_OPS},
	{"manifests", FILE_OPS},
	{"nginx", FILE_OPS},
	{"ops", FILE_OPS},
	{"playwright", FILE_TEST},
	{"scripts", FILE_CODE},
	{"systemd", FILE_OPS},
	{"test", FILE_TEST},
	{"test-data", FILE_TEST},
	{"test-fixtures", FILE_TEST},
	{"test_data", FILE_TEST},
	{"test_utils", FILE_TEST},
	{"testdata", FILE_TEST},
	{"testing", FILE_TEST},
	{"tests", FILE_TEST},
	{"testutils", FILE_TEST},
	{"unittests", FILE_TEST},
};

/* Words in the name of a source file. */
static const Keyword code_words[] = {
	{"cypress", FILE_TEST},
	{"e2e", FILE_TEST},
	{"jest", FILE_TEST},
	{"karma", FILE_TEST},
	{"phpunit", FILE_TEST},
	{"playwright", FILE_TEST},
	{"pytest", FILE_TEST},
	{"spec", FILE_TEST},
	{"specs", FILE_TEST},
	{"test", FILE_TEST},
	{"tests", FILE_TEST},
	{"vitest", FILE_TEST},
};

/* Words in the name of a text. */
static const Keyword prose_words[] = {
	{"adr", FILE_PLAN},
	{"agents", FILE_AGENT},
	{"architecture", FILE_PLAN},
	{"backlog", FILE_PLAN},
	{"claude", FILE_AGENT},
	{"design", FILE_PLAN},
	{"milestone", FILE_PLAN},
	{"milestones", FILE_PLAN},
	{"plan", FILE_PLAN},
	{"planning", FILE_PLAN},
	{"plans", FILE_PLAN},
	{"prd", FILE_PLAN},
	{"prompt", FILE_AGENT},
	{"prompts", FILE_AGENT},
	{"proposal", FILE_PLAN},
	{"requirements", FILE_PLAN},
	{"rfc", FILE_PLAN},
	{"roadmap", FILE_PLAN},
	{"skill", FILE_AGENT},
	{"skills", FILE_AGENT},
	{"spec", FILE_PLAN},
	{"specification", FILE_PLAN},
	{"specifications", FILE_PLAN},
	{"specs", FILE_PLAN},
	{"subagent", FILE_AGENT},
	{"subagents", FILE_AGENT},
	{"task", FILE_PLAN},
	{"tasks", FILE_PLAN},
	{"todo", FILE_PLAN},
	{"todos", FILE_PLAN},
};

/* Words in the name of a settings file. */
static const Keyword config_words[] = {
	{"agents", FILE_AGENT},
	{"claude", FILE_AGENT},
	{"compose", FILE_OPS},
	{"cypress", FILE_TEST},
	{"data", FILE_DATA},
	{"dataset", FILE_DATA},
	{"deploy", FILE_OPS},
	{"deployment", FILE_OPS},
	{"docker", FILE_OPS},
	{"fixture", FILE_TEST},
	{"fixtures", FILE_TEST},
	{"helm", FILE_OPS},
	{"jest", FILE_TEST},
	{"k8s", FILE_OPS},
	{"kubernetes", FILE_OPS},
	{"mcp", FILE_AGENT},
	{"metrics", FILE_DATA},
	{"output", FILE_DATA},
	{"playwright", FILE_TEST},
	{"prompt", FILE_AGENT},
	{"prompts", FILE_AGENT},
	{"pytest", FILE_TEST},
	{"results", FILE_DATA},
	{"skill", FILE_AGENT},
	{"skills", FILE_AGENT},
	{"terraform", FILE_OPS},
};

/* What is put behind a name to say that the file is a copy or a model. */
static const Keyword copies[] = {
	{"backup", 0},
	{"bak", 0},
	{"default", 0},
	{"dist", 0},
	{"example", 0},
	{"local", 0},
	{"old", 0},
	{"orig", 0},
	{"sample", 0},
};

/* Words that, as a second extension, make a source file settings: x.config.js */
static const Keyword settings[] = {
	{"conf", FILE_CONFIG},
	{"config", FILE_CONFIG},
};

typedef struct Table
{
	const Keyword *rows;
	size_t		count;
} Table;

#define TABLE(rows) {(rows), lengthof(rows)}

/* What decides over the files of each base. */
static const struct
{
	Table		folders;
	Table		words;
}			deciders[FILE_COUNT] = {
	[FILE_CODE] = {TABLE(code_folders), TABLE(code_words)},
	[FILE_WEB] = {TABLE(other_folders), TABLE(code_words)},
	[FILE_DOC] = {TABLE(prose_folders), TABLE(prose_words)},
	[FILE_CONFIG] = {TABLE(config_folders), TABLE(config_words)},
	[FILE_DATA] = {TABLE(other_folders), {NULL, 0}},
	[FILE_OTHER] = {TABLE(other_folders), {NULL, 0}},
};

static int
find(Table table, Slice word)
{
	return wm_keyword_find(table.rows, table.count, word);
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
	const Table whole = TABLE(names);
	const Table by_extension = TABLE(extensions);
	const Table copy = TABLE(copies);
	const Table setting = TABLE(settings);
	Slice		extension;
	int			kind;

	for (;;)
	{
		kind = find(whole, name);
		*certain = kind != KEYWORD_NONE;
		if (*certain)
			return (FileKind) kind;
		if (!split_extension(&name, &extension))
			return FILE_OTHER;
		if (name.len == 0 || find(copy, extension) == KEYWORD_NONE)
			break;
	}

	kind = find(by_extension, extension);
	if (kind == FILE_CODE && split_extension(&name, &extension) &&
		find(setting, extension) != KEYWORD_NONE)
		kind = FILE_CONFIG;
	return kind == KEYWORD_NONE ? FILE_OTHER : (FileKind) kind;
}

FileKind
wm_file_kind(Slice path)
{
	const Table every = TABLE(all_folders);
	Slice		name;
	Slice		rest;
	Slice		word;
	FileKind	base;
	bool		certain;
	int			kind = KEYWORD_NONE;

	path = wm_keyword_tail(path);
	name = path;
	while (next_folder(&name, &word))
		continue;
	base = base_kind(name, &certain);
	if (certain)
		return base;

	for (rest = path; next_folder(&rest, &word);)
	{
		int			found = find(every, word);

		if (found == KEYWORD_NONE)
			found = find(deciders[base].folders, word);

		/* A work tree is a project of its own, whoever keeps it. */
		if (found != KEYWORD_NONE || wm_slice_equals(word, SLICE("worktrees")))
			kind = found;
	}

	while (kind == KEYWORD_NONE && wm_keyword_next(&name, &word))
		kind = find(deciders[base].words, word);
	return kind == KEYWORD_NONE ? base : (FileKind) kind;
}

const char *
wm_file_kind_name(FileKind kind)
{
	return file_kind_names[kind];
}

bool
wm_file_sorted(void)
{
	const Table tables[] = {
		TABLE(extensions), TABLE(names), TABLE(all_folders), TABLE(code_folders),
		TABLE(prose_folders), TABLE(config_folders), TABLE(other_folders),
		TABLE(code_words), TABLE(prose_words), TABLE(config_words),
		TABLE(copies), TABLE(settings)
	};

	for (size_t i = 0; i < lengthof(tables); i++)
	{
		if (!wm_keyword_sorted(tables[i].rows, tables[i].count))
			return false;
	}
	return true;
}
