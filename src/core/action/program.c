/*
 * program.c
 *	  What the programs that agents run are for.
 */
#include "action/program.h"
#include "base/keyword.h"

/* Longer names are of no program in the tables. */
#define MAX_NAME	64

static const char *const command_names[COMMAND_COUNT] = {
	[COMMAND_TEST] = "test",
	[COMMAND_LINT] = "lint",
	[COMMAND_BUILD] = "build",
	[COMMAND_RUN] = "run",
	[COMMAND_PACKAGE] = "package",
	[COMMAND_GIT_LOOK] = "git_look",
	[COMMAND_GIT_ACT] = "git_act",
	[COMMAND_FORGE] = "forge",
	[COMMAND_CONTAINER] = "container",
	[COMMAND_CLOUD] = "cloud",
	[COMMAND_MACHINE] = "machine",
	[COMMAND_PROCESS] = "process",
	[COMMAND_DATA] = "data",
	[COMMAND_DOCUMENT] = "document",
	[COMMAND_AGENT] = "agent",
	[COMMAND_NETWORK] = "network",
	[COMMAND_FILES] = "files",
	[COMMAND_SEARCH] = "search",
	[COMMAND_LOOK] = "look",
	[COMMAND_GLUE] = "glue",
	[COMMAND_OTHER] = "other",
};

/* Kinds from the most telling to the least. */
static const CommandKind by_weight[COMMAND_COUNT] = {
	COMMAND_TEST, COMMAND_FORGE, COMMAND_GIT_ACT, COMMAND_CLOUD,
	COMMAND_CONTAINER, COMMAND_MACHINE, COMMAND_DATA, COMMAND_DOCUMENT,
	COMMAND_AGENT, COMMAND_BUILD, COMMAND_LINT, COMMAND_PACKAGE, COMMAND_RUN,
	COMMAND_FILES, COMMAND_PROCESS, COMMAND_NETWORK, COMMAND_GIT_LOOK,
	COMMAND_OTHER, COMMAND_SEARCH, COMMAND_LOOK, COMMAND_GLUE
};

/* A program whose words need reading: the columns are those of a Program. */
typedef struct ReaderRow
{
	int			kind;
	ProgramSyntax syntax;
	int			skip;
	const char *takes;
	const char *words;
} ReaderRow;

static const ReaderRow reader_rows[] = {
	/* Shells, and what runs a text as a script */
	{COMMAND_GLUE, SYNTAX_SHELL, 0, "", "sh|bash|dash|fish|ksh|zsh|busybox|powershell|"
		"pwsh"},
	{COMMAND_GLUE, SYNTAX_EVAL, 0, "", "eval|iex|invoke-expression"},

	/* Commands elsewhere */
	{COMMAND_MACHINE, SYNTAX_REMOTE, 1, "pilLDRoFJWbcEemOQSw", "autossh|mosh|ssh"},
	{COMMAND_MACHINE, SYNTAX_WRAPPER, 0, "pf", "sshpass"},
	{COMMAND_MACHINE, SYNTAX_WRAPPER, 0, "du", "wsl"},

	/* Commands under other conditions: another user, environment, limit, observer */
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "ughpCTr", "doas|sudo"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "ioe", "caffeinate|chronic|command|dotenv|"
		"dotenvx|exec|noglob|nohup|rtk|setsid|stdbuf|time|unbuffer|with-env"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "", "cmd|cross-env|expect|script"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "uCS", "env"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "ncp", "chrt|ionice|nice|taskset"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "opeg", "faketime|gdb|hyperfine|ltrace|perf|"
		"strace|valgrind"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "InPdLsaE", "parallel|xargs"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "n", "watch"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 0, "as", "xvfb-run"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 1, "sk", "gtimeout|timeout"},
	{COMMAND_GLUE, SYNTAX_WRAPPER, 1, "wE", "flock"},
	{COMMAND_BUILD, SYNTAX_WRAPPER, 0, "", "xcrun"},

	/* Programs that look or edit, as their options say */
	{COMMAND_SEARCH, SYNTAX_FIND, 0, "", "find|gfind"},
	{COMMAND_LOOK, SYNTAX_SED, 0, "", "gsed|sed"},
	{COMMAND_LOOK, SYNTAX_SED, 0, "e", "perl"},
	{COMMAND_FILES, SYNTAX_TEE, 0, "", "tee"},
	{COMMAND_FILES, SYNTAX_PATCH, 0, "", "apply-patch|apply_patch|applypatch|patch"},
	{COMMAND_DATA, SYNTAX_FILTER, 0, "", "dasel|jq|mlr|xq|yq"},
	{COMMAND_GLUE, SYNTAX_SUBCOMMAND, 0, "", "log"},

	/* Interpreters */
	{COMMAND_RUN, SYNTAX_CODE, 0, "WX", "ipython|pypy|python|python3"},
	{COMMAND_RUN, SYNTAX_CODE, 0, "", "py"},
	{COMMAND_RUN, SYNTAX_CODE, 0, "r", "node|nodejs|ts-node|tsx"},
	{COMMAND_RUN, SYNTAX_CODE, 0, "rIdcj", "babel-node|bb|bqn|clj|clojure|elixir|erl|"
		"ghci|groovy|guile|jbang|jshell|kotlin|lua|luajit|ocaml|php|racket|raku|ruby|"
		"runghc|runhaskell|sbcl|scala|tclsh"},
	{COMMAND_DATA, SYNTAX_CODE, 0, "", "julia|octave"},

	/* Version control */
	{COMMAND_GIT_LOOK, SYNTAX_SUBCOMMAND, 0, "Cc", "git"},
	{COMMAND_GIT_ACT, SYNTAX_COMMIT, 0, "", "git commit"},
	{COMMAND_GIT_ACT, SYNTAX_PATCH, 0, "", "git apply"},
	{COMMAND_AGENT, SYNTAX_SUBCOMMAND, 0, "", "gt"},

	/* Containers */
	{COMMAND_CONTAINER, SYNTAX_SUBCOMMAND, 0, "Hc", "docker|nerdctl|podman"},
	{COMMAND_CONTAINER, SYNTAX_WRAPPER, 1, "uwe", "docker exec|nerdctl exec|"
		"podman exec"},
	{COMMAND_CONTAINER, SYNTAX_SUBCOMMAND, 0, "fp", "docker compose|nerdctl compose|"
		"podman compose|docker-compose|podman-compose"},
	{COMMAND_CONTAINER, SYNTAX_WRAPPER, 1, "uweTv", "docker compose exec|"
		"nerdctl compose exec|podman compose exec|docker compose run|"
		"nerdctl compose run|podman compose run"},
	{COMMAND_CONTAINER, SYNTAX_WRAPPER, 1, "uwev", "docker-compose exec|"
		"docker-compose run|podman-compose exec"},
	{COMMAND_CONTAINER, SYNTAX_TARGET, 0, "", "sail"},
	{COMMAND_CONTAINER, SYNTAX_SUBCOMMAND, 0, "", "wp-env"},
	{COMMAND_CONTAINER, SYNTAX_WRAPPER, 1, "", "wp-env run"},

	/* Packages of JavaScript */
	{COMMAND_PACKAGE, SYNTAX_SUBCOMMAND, 0, "", "npm"},
	{COMMAND_PACKAGE, SYNTAX_TARGET, 0, "CF", "pnpm"},
	{COMMAND_PACKAGE, SYNTAX_TARGET, 0, "", "yarn|yarn workspaces"},
	{COMMAND_PACKAGE, SYNTAX_TARGET, 1, "", "yarn workspace"},
	{COMMAND_RUN, SYNTAX_TARGET, 0, "", "bun|deno"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "pc", "npx|npm dlx|npm exec|npm x|pnpx|pnpm dlx|"
		"pnpm exec|pnpm x|yarn dlx|yarn exec|yarn x|bunx|bun dlx|bun exec|bun x"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "", "npm node|pnpm node|yarn node|bun node"},
	{COMMAND_RUN, SYNTAX_TARGET, 0, "", "npm run|npm rum|npm run-script|pnpm run|"
		"pnpm rum|pnpm run-script|yarn run|yarn rum|yarn run-script|bun run|bun rum|"
		"bun run-script|deno task"},
	{COMMAND_RUN, SYNTAX_CODE, 0, "", "deno run"},

	/* Packages of Python */
	{COMMAND_PACKAGE, SYNTAX_SUBCOMMAND, 0, "C", "hatch|pdm|pipenv|pixi|poetry|rye"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "e", "hatch run|pdm run|pipenv run|pixi run|"
		"poetry run|rye run"},
	{COMMAND_PACKAGE, SYNTAX_SUBCOMMAND, 0, "", "conda|mamba|micromamba|uv"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "np", "conda run|mamba run|micromamba run"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "p", "uv run"},
	{COMMAND_RUN, SYNTAX_SUBCOMMAND, 0, "", "pipx|uv tool"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "", "pipx run|uv tool run|uvx"},

	/* Packages of others */
	{COMMAND_PACKAGE, SYNTAX_SUBCOMMAND, 0, "", "bundle|bundler|nix"},
	{COMMAND_PACKAGE, SYNTAX_TARGET, 0, "", "composer|mise|rtx"},
	{COMMAND_RUN, SYNTAX_TARGET, 0, "", "composer run|composer run-script|mise r|"
		"mise run|mise tasks"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "", "bundle exec|composer exec"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 1, "", "mise exec|mise x"},

	/* Builders */
	{COMMAND_BUILD, SYNTAX_TARGET, 0, "Cfjo", "gmake|make"},
	{COMMAND_BUILD, SYNTAX_TARGET, 0, "pPf", "bloop|gradle|gradlew|lein|mill|mvn|mvnd|"
		"mvnw|sbt"},
	{COMMAND_BUILD, SYNTAX_TARGET, 0, "", "anchor|cabal|cargo|dune|hardhat|lake|rebar3|"
		"stack|xcodebuild"},
	{COMMAND_BUILD, SYNTAX_SUBCOMMAND, 0, "C", "go"},
	{COMMAND_BUILD, SYNTAX_SUBCOMMAND, 0, "", "dotnet|swift|zig"},
	{COMMAND_TEST, SYNTAX_SUBCOMMAND, 0, "", "forge"},
	{COMMAND_RUN, SYNTAX_WRAPPER, 0, "", "cabal exec|stack exec"},
	{COMMAND_RUN, SYNTAX_SUBCOMMAND, 0, "", "dart|flutter"},
	{COMMAND_RUN, SYNTAX_TARGET, 0, "", "dart run"},
	{COMMAND_LINT, SYNTAX_SUBCOMMAND, 0, "", "ruff"},
	{COMMAND_DATA, SYNTAX_SUBCOMMAND, 0, "", "drizzle-kit|prisma"},

	/* Runners of a project's tasks */
	{COMMAND_RUN, SYNTAX_TARGET, 0, "fd", "ant|doit|fab|inv|invoke|just|lerna|mage|"
		"moon|nx|rake|task|turbo|wireit"},
	{COMMAND_RUN, SYNTAX_TARGET, 0, "t", "lerna run|moon run|nx affected|nx run|"
		"nx run-many|turbo run"},

	/* Frameworks, whose next word is a task */
	{COMMAND_RUN, SYNTAX_TARGET, 0, "", "artisan|console|django-admin|drush|laravel|"
		"magento|manage.py|mix|rails|spark|symfony|wp"},
	{COMMAND_RUN, SYNTAX_TARGET, 0, "", "astro|craco|expo|gatsby|ionic|next|ng|nuxi|"
		"nuxt|react-scripts|remix|storybook|tauri|vite|vue-cli-service|wp-scripts"},
};

/* Programs, and subcommands of the above, whose kind is all there is to know. */
static const LexiconRow program_rows[] = {
	/* Test runners: Python; Ruby, PHP and Perl; JavaScript; others */
	{COMMAND_TEST, "behave|hypothesis|nose|nose2|nox|py.test|pytest|robot|tox|"
		"unittest"},
	{COMMAND_TEST, "minitest|rspec|cucumber|behat|codecept|paratest|pest|phpunit|prove|"
		"pg_prove|pg_regress"},
	{COMMAND_TEST, "ava|c8|istanbul|jasmine|jest|karma|mocha|nyc|qunit|tap|testem|tsd|"
		"tstyche|vitest"},
	{COMMAND_TEST, "bats|shellspec|shunit2|ctest|gtest|ginkgo|gotest|gotestsum|richgo|"
		"testify|run_tests|runtests"},
	/* Browsers, screens and pages under test */
	{COMMAND_TEST, "axe|backstop|chromatic|cypress|detox|lhci|lighthouse|maestro|"
		"nightwatch|pa11y|percy|playwright|playwright-cli|puppeteer|test-storybook|"
		"testcafe|wdio"},
	/* Interfaces, contracts and prompts under test */
	{COMMAND_TEST, "bru|dredd|hurl|newman|pact|promptfoo|schemathesis"},
	/* Coverage and mutants */
	{COMMAND_TEST, "codecov|cosmic-ray|coverage|gcov|gcovr|genhtml|lcov|mutmut|"
		"stryker"},
	/* Load and benchmarks */
	{COMMAND_TEST, "ab|artillery|autocannon|benchstat|hey|k6|loadtest|locust|siege|"
		"vegeta|wrk"},
	/* Vulnerabilities, secrets and licences */
	{COMMAND_TEST, "bandit|checkov|ffuf|gitleaks|gobuster|grype|kube-score|nikto|"
		"nuclei|osv-scanner|pip-audit|safety|semgrep|snyk|sqlmap|syft|tfsec|trivy|"
		"trufflehog|zap"},
	/* Subcommands */
	{COMMAND_TEST, "cargo bench|cargo fuzz|cargo insta|cargo kani|cargo llvm-cov|"
		"cargo miri|cargo mutants|cargo nextest|cargo t|cargo tarpaulin|cargo test"},
	{COMMAND_TEST, "bun t|bun test|bun tst|npm t|npm test|npm tst|pnpm t|pnpm test|"
		"pnpm tst|yarn t|yarn test|yarn tst|deno bench|deno test|dart test|"
		"flutter test|dotnet test|go test|gradle check|gradlew check|hatch test|"
		"rye test|make check|make test|mvn verify|mvnw verify|artisan test|"
		"manage.py test|rails spec|rails test|swift test|zig test"},

	/* Python */
	{COMMAND_LINT, "autoflake|autopep8|basedpyright|black|compileall|deptry|flake8|"
		"import-linter|isort|lint-imports|mypy|py_compile|pycodestyle|pydocstyle|"
		"pyflakes|pylint|pyre|pyright|pytype|radon|ty|vulture|xenon|yapf|lizard|"
		"complexity"},
	/* JavaScript and TypeScript */
	{COMMAND_LINT, "arethetypeswrong|attw|biome|depcruise|dependency-cruiser|dprint|"
		"eslint|eslint_d|jscpd|jshint|knip|madge|oxfmt|oxlint|prettier|publint|"
		"standard|svelte-check|ts-prune|tsc|tsgo|tslint|unimported|vue-tsc|xo"},
	/* Pages and styles */
	{COMMAND_LINT, "html-validate|htmlhint|htmlproofer|linkinator|stylelint"},
	/* Texts */
	{COMMAND_LINT, "alex|codespell|cspell|lychee|markdown-link-check|markdownlint|"
		"markdownlint-cli2|mdl|misspell|typos|vale|write-good"},
	/* C, C++, Go, Rust, Swift */
	{COMMAND_LINT, "clang-format|clang-tidy|cppcheck|cpplint|deadcode|errcheck|gofmt|"
		"gofumpt|goimports|golangci-lint|golint|gosec|govulncheck|revive|rustfmt|"
		"staticcheck|swiftformat|swiftlint"},
	/* Java, Kotlin, Scala */
	{COMMAND_LINT, "checkstyle|detekt|google-java-format|ktlint|pmd|scalafix|scalafmt|"
		"sonar-scanner|spotbugs|spotless"},
	/* PHP, Ruby, Elixir, Haskell, Lua */
	{COMMAND_LINT, "phan|php-cs-fixer|phpcbf|phpcs|phpstan|pint|psalm|rector"},
	{COMMAND_LINT, "brakeman|erb_lint|haml-lint|reek|rubocop|sorbet|srb|standardrb"},
	{COMMAND_LINT, "credo|dialyzer|fourmolu|hlint|ormolu|luacheck|selene|stylua"},
	/* Shells, smart contracts, Nix */
	{COMMAND_LINT, "shellcheck|shfmt|aderyn|slither|solhint|alejandra|deadnix|nixfmt|"
		"statix"},
	/* Data and settings */
	{COMMAND_LINT, "ajv|conftest|editorconfig-checker|jsonlint|opa|protolint|redocly|"
		"spectral|sqlfluff|sqlfmt|taplo|xmllint|yamllint"},
	/* Containers, infrastructure and CI */
	{COMMAND_LINT, "actionlint|ansible-lint|hadolint|helm-docs|kubeconform|kubeval|"
		"terraform-docs|tflint|zizmor"},
	/* Commits and their hooks */
	{COMMAND_LINT, "commitlint|husky|lefthook|lint-staged|pre-commit"},
	/* Subcommands */
	{COMMAND_LINT, "cargo audit|cargo c|cargo check|cargo clippy|cargo deny|cargo fmt|"
		"cargo hack|cargo machete|cargo semver-checks|cargo udeps"},
	{COMMAND_LINT, "dart analyze|dart fix|dart format|deno check|deno fmt|deno lint|"
		"dotnet format|flutter analyze|flutter format|forge fmt|forge lint|go fix|"
		"go fmt|go vet|mix check|mix credo|mix dialyzer|mix format|mix precommit|"
		"hatch fmt|pdm lint|rye fmt|rye lint|uv format|astro check|next lint|ng lint|"
		"nuxi typecheck|zig fmt"},

	/* Compilers and linkers of C and C++ */
	{COMMAND_BUILD, "arm-none-eabi-gcc|as|avr-gcc|c++|cc|cl|clang|clang++|em++|emcc|"
		"g++|gcc|ld|lib|libtool|link|lipo|lld|nasm|nvcc|ranlib|strip"},
	/* Compilers of other languages */
	{COMMAND_BUILD, "crystal|cython|dmd|elm|elm-make|fpc|ghc|javac|kotlinc|nim|ocamlc|"
		"ocamlopt|purs|rustc|scalac|solc|spago|truffle"},
	/* Build systems */
	{COMMAND_BUILD, "autoconf|automake|autoreconf|bazel|bazelisk|buck2|build|candle|"
		"catkin|catkin_make|cmake|colcon|configure|jar|meson|msbuild|ninja|pants|qmake|"
		"scons"},
	/* Packers of Python */
	{COMMAND_BUILD, "briefcase|flit|maturin|nuitka|py2app|pyinstaller|setuptools"},
	/* Bundlers and transpilers of JavaScript */
	{COMMAND_BUILD, "babel|brunch|build-storybook|electron-builder|electron-forge|"
		"ember|esbuild|grunt|gulp|microbundle|ncc|parcel|pkgroll|postcss|rolldown|"
		"rollup|rspack|sass|start-storybook|svelte-kit|swc|tailwind|tailwindcss|tsdown|"
		"tsup|unbuild|webpack|webpack-bundle-analyzer|webpack-cli"},
	/* Sites */
	{COMMAND_BUILD, "eleventy|hexo|hugo|jekyll|pelican"},
	/* Generators of code */
	{COMMAND_BUILD, "antlr4|bindgen|bison|buf|flex|graphql-codegen|grpc_tools.protoc|"
		"mockgen|openapi-generator|openapi-generator-cli|protoc|re2c|sourcery|sqlc|"
		"swagger-codegen|swiftgen|swig|templ|tree-sitter|wasm-bindgen|wasm-pack|yacc"},
	/* Apple's tools, installers and packages */
	{COMMAND_BUILD, "actool|codesign|notarytool|stapler|tuist|xcodegen|debuild|devenv|"
		"dpkg-buildpackage|rpmbuild|iscc|jlink|jpackage|light|makensis|wix"},
	/* Boards and chips */
	{COMMAND_BUILD, "arduino-cli|idf.py|iverilog|nextpnr|pio|platformio|quartus_sh|"
		"verilator|vivado|west|yosys"},
	/* Subcommands */
	{COMMAND_BUILD, "cargo b|cargo build|cargo doc|cargo expand|cargo leptos|"
		"cargo tauri|cargo wasm|cargo xtask"},
	{COMMAND_BUILD, "bun build|dart compile|deno bundle|deno cache|deno compile|"
		"flutter build|flutter gen-l10n|forge bind|forge build|forge compile|go build|"
		"go generate|make all|make install|mix assets.build|mix compile|mix release|"
		"mvn compile|mvn install|mvn package|mvnw compile|mvnw install|mvnw package|"
		"hatch build|pdm build|pipenv build|pixi build|poetry build|rye build|uv build|"
		"nix build|nix flake|artisan make|manage.py makemigrations|manage.py startapp|"
		"rails g|rails generate|drizzle-kit generate|prisma generate"},

	/* Servers of applications and files */
	{COMMAND_RUN, "air|browser-sync|caddy-file-server|chainlit|daphne|fastapi|flask|"
		"gradio|gunicorn|http-server|http.server|hypercorn|json-server|live-server|"
		"miniserve|msw|nodemon|php-fpm|puma|reflex|serve|streamlit|ts-node-dev|unicorn|"
		"uvicorn|waitress|odoo|odoo-bin"},
	/* Several programs at once, and again at each change */
	{COMMAND_RUN, "concurrently|entr|foreman|hivemind|honcho|modd|npm-run-all|overmind|"
		"pm2-dev|run-p|run-s|wait-on|watchexec"},
	/* Jobs and flows */
	{COMMAND_RUN, "airflow|celery|crewai|dagster|dramatiq|langchain|langgraph|"
		"llamaindex|luigi|prefect|rq|scrapy"},
	/* Tunnels and stand-ins for services */
	{COMMAND_RUN, "anvil|cast|chisel|cloudflared|localtunnel|lt|maildev|mailhog|ngrok|"
		"stripe|twilio"},
	/* Browsers and what drives them */
	{COMMAND_RUN, "agent-browser|appium|browser-use|chrome|chromedriver|chromium|"
		"firefox|geckodriver|google-chrome|selenium|tauri-driver"},
	/* Phones, boards and emulators */
	{COMMAND_RUN, "adb|arduino|avdmanager|box64|devicectl|emulator|idevicesyslog|"
		"instruments|minicom|qemu|qemu-system-x86_64|scrcpy|sdkmanager|simctl|wine"},
	/* Robots and games */
	{COMMAND_RUN, "gazebo|godot|ros2|roscore|roslaunch|rosrun|rviz|unity-editor"},
	/* Viewers, players, notifiers and runtimes */
	{COMMAND_RUN, "afplay|aplay|dbus-run-session|electron|espeak|explorer|ffplay|ii|"
		"invoke-item|java|mpv|notify-send|open|say|start|start-process|"
		"terminal-notifier|wasmer|wasmtime|xdg-open"},
	/* Scripts that spec-kit puts into projects */
	{COMMAND_RUN, "check-prerequisites.ps1|check-prerequisites.sh|"
		"create-new-feature.ps1|create-new-feature.sh|setup-plan.ps1|setup-plan.sh|"
		"update-agent-context.ps1|update-agent-context.sh"},
	/* Subcommands */
	{COMMAND_RUN, "artisan cache:clear|artisan config:clear|artisan optimize|"
		"artisan queue:work|artisan route:list|artisan serve|artisan tinker|"
		"artisan view:clear"},
	{COMMAND_RUN, "rails c|rails console|rails routes|rails runner|rails s|"
		"rails server"},
	{COMMAND_RUN, "bun repl|bun restart|bun start|bun stop|npm restart|npm start|"
		"npm stop|pnpm restart|pnpm start|pnpm stop|yarn restart|yarn start|yarn stop|"
		"cargo r|cargo run|cargo watch|cabal run|stack run|dotnet exec|dotnet run|"
		"dotnet watch|forge script|go run|go tool|mise watch|mix phx.server|mix run|"
		"nix run|manage.py check|manage.py runserver|manage.py shell|swift run|"
		"zig run"},

	/* Packages of a system: Linux; macOS; Windows; Nix */
	{COMMAND_PACKAGE, "add-apt-repository|apk|apt|apt-cache|apt-get|apt-mark|aptitude|"
		"dnf|dpkg|dpkg-query|flatpak|guix|ldconfig|makepkg|pacman|paru|pkg|pkg_add|rpm|"
		"snap|update-alternatives|yay|yum|zypper"},
	{COMMAND_PACKAGE, "brew|installer|mas|pkgutil|port|softwareupdate|xcode-select"},
	{COMMAND_PACKAGE, "choco|get-appxpackage|get-module|get-package|install-module|"
		"install-package|scoop|uninstall-module|winget"},
	{COMMAND_PACKAGE, "darwin-rebuild|home-manager|nix-channel|nix-env|nix-shell|"
		"nix-store|nixos-rebuild"},
	/* Packages of a language: Python; JavaScript; others; several */
	{COMMAND_PACKAGE, "easy_install|ensurepip|pip|pip3|pyenv|venv|virtualenv"},
	{COMMAND_PACKAGE, "corepack|depcheck|fnm|n|ncu|npm-check|npm-check-updates|nvm|"
		"shadcn|taze|volta"},
	{COMMAND_PACKAGE, "carthage|conan|cpan|cpanm|elan|gem|ghcup|luarocks|nuget|opam|"
		"pkg-config|pod|rbenv|rustup|rvm|vcpkg"},
	{COMMAND_PACKAGE, "asdf|sdk|sdkman"},
	/* Subcommands */
	{COMMAND_PACKAGE, "bun add|bun ci|bun create|bun i|bun info|bun init|bun install|"
		"bun link|bun outdated|bun pm|bun remove|bun rm|bun update|bun upgrade"},
	{COMMAND_PACKAGE, "cargo add|cargo binstall|cargo edit|cargo fetch|"
		"cargo generate-lockfile|cargo info|cargo init|cargo install|cargo metadata|"
		"cargo new|cargo outdated|cargo remove|cargo rm|cargo search|cargo tree|"
		"cargo uninstall|cargo update|cargo vendor"},
	{COMMAND_PACKAGE, "composer dump-autoload|composer install|composer remove|"
		"composer require|composer show|composer update"},
	{COMMAND_PACKAGE, "pipx ensurepath|pipx inject|pipx install|pipx list|"
		"pipx reinstall|pipx uninstall|pipx upgrade|pipx upgrade-all"},
	{COMMAND_PACKAGE, "uv tool dir|uv tool install|uv tool list|uv tool uninstall|"
		"uv tool update-shell|uv tool upgrade"},
	{COMMAND_PACKAGE, "dotnet add|dotnet list|dotnet new|dotnet nuget|dotnet remove|"
		"dotnet restore|dotnet tool|dotnet workload"},
	{COMMAND_PACKAGE, "pnpm add|pnpm create|pnpm link|pnpm patch|yarn add|yarn create|"
		"yarn link|yarn patch|bundle install|deno add|deno install|deno remove|"
		"deno upgrade|dart pub|flutter create|flutter doctor|flutter pub|"
		"flutter upgrade|forge init|forge install|forge update|go get|go install|"
		"go mod|go work|mix deps.get|mix deps.update|mix hex.info|mix local.hex|"
		"nix develop|nix shell|swift package"},

	/* Other viewers of version control */
	{COMMAND_GIT_LOOK, "git-sizer|gitk|gitui|lazygit|svnlook|tig"},

	/* Other version control, and git's subcommands */
	{COMMAND_GIT_ACT, "bfg|but|bzr|git-filter-repo|git-lfs|hg|jj|p4|svn"},
	{COMMAND_GIT_ACT, "git absorb|git add|git am|git annex|git archive|git bisect|"
		"git checkout|git cherry-pick|git clean|git clone|git commit-tree|"
		"git fast-import|git fetch|git filter-branch|git filter-repo|git flow|"
		"git format-patch|git gc|git init|git lfs|git maintenance|git merge|git mv|"
		"git notes|git prune|git pull|git push|git rebase|git repack|git replace|"
		"git rerere|git reset|git restore|git revert|git rm|git send-email|"
		"git sparse-checkout|git stash|git submodule|git svn|git switch|"
		"git symbolic-ref|git tag|git town|git update-index|git update-ref|"
		"git worktree|git write-tree"},

	/* Code forges, trackers and stacked reviews */
	{COMMAND_FORGE, "acli|act|bd|br|coderabbit|gh|ghstack|git-spice|gitlab-runner|glab|"
		"graphite|greptile|hub|jira|linear|spr|tea"},
	{COMMAND_FORGE, "gt checkout|gt create|gt log|gt modify|gt restack|gt ss|gt stack|"
		"gt submit|gt sync|gt track"},

	/* Images and containers */
	{COMMAND_CONTAINER, "buildah|colima|cosign|crane|crictl|ctr|dagger|devbox|"
		"devcontainer|devpod|devspace|distrobox|dive|docker-machine|dockerd|earthly|"
		"hyperkit|ko|orb|orbctl|skopeo|toolbox"},
	/* Clusters */
	{COMMAND_CONTAINER, "argocd|eksctl|flux|helm|helmfile|istioctl|k|k3d|k3s|k3sup|k9s|"
		"kind|kubeadm|kubectl|kubectx|kubens|kustomize|minikube|nomad|oc|skaffold|"
		"stern|tilt|velero"},
	/* Virtual machines */
	{COMMAND_CONTAINER, "incus|lima|limactl|lxc|lxd|machinectl|multipass|pct|proxmox|"
		"qemu-img|qm|systemd-nspawn|vagrant|vboxmanage|virsh|virt-install"},

	/* Clouds */
	{COMMAND_CLOUD, "amplify|aws|az|azcopy|bq|cf|cloudformation|doctl|eb|gcloud|"
		"gradient|gsutil|hcloud|ibmcloud|lightning|linode-cli|modal|oci|replicate|"
		"runpodctl|s3cmd|s5cmd|sam|scw|sky|vastai|vultr|databricks"},
	/* Hosts of applications, functions and databases */
	{COMMAND_CLOUD, "buildpacks|chalice|clasp|clever|cloudflare|cog|convex|coolify|"
		"deployctl|dokku|eas|firebase|fly|flyctl|gh-pages|heroku|kamal|neon|neonctl|"
		"netlify|nixpacks|ntl|planetscale|pscale|railway|render|serverless|sst|"
		"supabase|surge|turso|vercel|wrangler|zappa|zeabur"},
	/* Infrastructure as code */
	{COMMAND_CLOUD, "ansible|ansible-galaxy|ansible-playbook|ansible-vault|capistrano|"
		"cdk|cdk8s|cdktf|chef|consul|crossplane|infracost|knife|packer|pulumi|puppet|"
		"salt|steampipe|terraform|terragrunt|tofu|vault"},
	/* Releases and stores */
	{COMMAND_CLOUD, "altool|appstoreconnect|asc|bump-my-version|bump2version|"
		"bumpversion|cargo-release|changeset|changesets|deploy|fastlane|goreleaser|"
		"itmstransporter|jprm|np|release-it|semantic-release|shipit|standard-version|"
		"twine"},
	/* Monitoring and backups */
	{COMMAND_CLOUD, "datadog-ci|newrelic|sentry-cli|borg|duplicity|rclone|restic"},
	/* Subcommands */
	{COMMAND_CLOUD, "cargo lambda|cargo login|cargo owner|cargo package|cargo publish|"
		"cargo shuttle|cargo yank"},
	{COMMAND_CLOUD, "bun deprecate|bun publish|npm deprecate|npm publish|"
		"pnpm deprecate|pnpm publish|yarn deprecate|yarn publish|hatch publish|"
		"pdm publish|pipenv publish|pixi publish|poetry publish|rye publish|uv publish|"
		"deno deploy|forge create"},

	/* Services and schedules */
	{COMMAND_MACHINE, "at|crontab|get-scheduledtask|get-service|initctl|launchctl|"
		"loginctl|logrotate|new-service|rc-service|rc-update|register-scheduledtask|"
		"restart-service|sc|schtasks|service|set-service|start-service|stop-service|"
		"systemctl"},
	/* Web and mail servers */
	{COMMAND_MACHINE, "a2enmod|a2ensite|apache2ctl|apachectl|caddy|certbot|acme.sh|"
		"dovecot|haproxy|httpd|nginx|postconf|postfix|traefik"},
	/* Users, rights and secrets */
	{COMMAND_MACHINE, "aa-status|addgroup|adduser|age|auditctl|chpasswd|chsh|"
		"get-executionpolicy|git-credential-manager|gpg|gpg2|groupadd|keytool|op|"
		"openssl|passwd|restorecon|runuser|security|semanage|set-executionpolicy|"
		"setenforce|sops|spctl|csrutil|su|update-ca-certificates|useradd|userdel|"
		"usermod|visudo"},
	/* Remote machines, shells that stay */
	{COMMAND_MACHINE, "byobu|rsync|scp|screen|sftp|ssh-add|ssh-agent|ssh-copy-id|"
		"ssh-keygen|ssh-keyscan|tmux|zellij"},
	/* Networks and firewalls */
	{COMMAND_MACHINE, "fail2ban-client|firewall-cmd|get-netadapteradvancedproperty|"
		"hostapd|ip6tables|iptables|iwctl|net|netsh|networkctl|networksetup|"
		"new-netfirewallrule|nft|nmcli|openvpn|resolvectl|route|scutil|dscacheutil|"
		"systemd-resolve|tailscale|ufw|uci|opkg|wg|wg-quick|wpa_cli"},
	/* Disks and boot */
	{COMMAND_MACHINE, "bcdedit|bootctl|cryptsetup|dracut|dtoverlay|efibootmgr|fdisk|"
		"fsck|fw_setenv|grub-mkconfig|hdiutil|losetup|lvcreate|lvm|mkfs|mkinitcpio|"
		"mkswap|mokutil|mount|nvram|parted|pvcreate|raspi-config|rpi-eeprom-update|"
		"swapoff|swapon|tmutil|umount|update-grub|update-initramfs|vgcreate"},
	/* Kernel, devices and power */
	{COMMAND_MACHINE, "alsamixer|amixer|bluetoothctl|brightnessctl|halt|insmod|"
		"modprobe|pactl|pmset|powercfg|poweroff|reboot|rfkill|rmmod|shutdown|sysctl|"
		"wpctl"},
	/* Settings of Windows and macOS */
	{COMMAND_MACHINE, "add-mppreference|apt-key|defaults|dism|"
		"enable-windowsoptionalfeature|gpupdate|mdimport|osascript|reg|regedit|setx|"
		"sfc|wmic"},
	/* Desktops, fonts and prompts */
	{COMMAND_MACHINE, "aerospace|bspc|dunst|fc-cache|gtk-update-icon-cache|hyprland|"
		"i3-msg|ibus|im-config|picom|setxkbmap|skhd|starship|swaync|"
		"update-desktop-database|waybar|xdg-mime|xdg-settings|xinput|xset|yabai|"
		"omarchy|atuin|zoxide"},
	/* The machine's name and clock */
	{COMMAND_MACHINE, "hostnamectl|localectl|timedatectl"},
	/* Mail */
	{COMMAND_MACHINE, "gog|himalaya|mail|msmtp|mutt|sendmail"},

	/* Processes and load */
	{COMMAND_PROCESS, "atop|btop|dstat|fuser|get-counter|get-process|glances|gpustat|"
		"htop|kill|kill-port|killall|mpstat|nvidia-smi|nvtop|pgrep|pidof|pidstat|pkill|"
		"ps|pstree|py-spy|stop-process|taskkill|tasklist|top|wait-process"},
	/* Ports and connections */
	{COMMAND_PROCESS, "get-nettcpconnection|iftop|lsof|nethogs|netstat|ss"},
	/* Logs */
	{COMMAND_PROCESS, "coredumpctl|dmesg|get-eventlog|get-winevent|goaccess|journalctl|"
		"lnav|logcat|logcli|loki|multitail"},
	{COMMAND_PROCESS, "log collect|log show|log stream"},
	/* Supervisors and monitoring */
	{COMMAND_PROCESS, "forever|grafana-cli|monit|otel-cli|pm2|prometheus|promtool|"
		"supervisorctl|supervisord|uptime-kuma"},
	/* Jobs of PowerShell */
	{COMMAND_PROCESS, "get-job|receive-job|start-job|stop-job|wait-job"},

	/* Databases */
	{COMMAND_DATA, "arangosh|bcp|beeline|chroma|clickhouse|clickhouse-client|"
		"clickhouse-local|cqlsh|createdb|createuser|cypher-shell|datasette|dbeaver|"
		"dropdb|duckdb|elasticsearch|etcdctl|hive|influx|initdb|invoke-sqlcmd|isql|"
		"litecli|mariadb|meilisearch|milvus|mongo|mongodump|mongoexport|mongoimport|"
		"mongosh|mycli|mysql|mysqladmin|mysqldump|neo4j|osql|pg_ctl|pg_dump|pg_dumpall|"
		"pg_isready|pg_restore|pgbench|pgcli|presto|psql|qdrant|redis-cli|snowsql|"
		"sqlcmd|sqlite|sqlite-utils|sqlite3|sqlplus|trino|typesense|vacuumdb|"
		"valkey-cli|weaviate"},
	/* Queues */
	{COMMAND_DATA, "kafka-console-consumer|kafka-topics|kcat|nats|rabbitmqctl|rpk"},
	/* Schemas */
	{COMMAND_DATA, "alembic|atlas|dbmate|flyway|knex|liquibase|migrate|sequelize|"
		"sqitch|typeorm"},
	/* Pipelines */
	{COMMAND_DATA, "dbt|dvc|great_expectations|meltano|nextflow|pyspark|ray|snakemake|"
		"spark-shell|spark-sql|spark-submit|sqlmesh"},
	/* Tables in files */
	{COMMAND_DATA, "csvcut|csvgrep|csvkit|csvlook|csvsql|csvstat|export-csv|import-csv|"
		"in2csv|miller|qsv|textql|vd|visidata|xan|xsv"},
	/* Statistics, plots and units */
	{COMMAND_DATA, "gcalccmd|gnuplot|matlab|numbat|r|rscript|sas|stata|units"},
	/* Notebooks */
	{COMMAND_DATA, "jupyter|jupyter-lab|jupyter-nbconvert|jupyter-notebook|nbconvert|"
		"papermill"},
	/* Machine learning */
	{COMMAND_DATA, "accelerate|deepspeed|kaggle|mlflow|optuna|tensorboard|torchrun|vw|"
		"wandb|xgboost"},
	/* Genomes and maps */
	{COMMAND_DATA, "bcftools|bedtools|blastn|fastqc|samtools|gdal_translate|gdalinfo|"
		"ogr2ogr|ogrinfo|qgis_process|tippecanoe"},
	/* Subcommands */
	{COMMAND_DATA, "artisan db|artisan migrate|dotnet ef|manage.py dbshell|"
		"manage.py dumpdata|manage.py loaddata|manage.py migrate|manage.py sqlmigrate|"
		"mix ecto.migrate|mix ecto.reset|rails db:migrate|rails dbconsole"},

	/* Texts and books */
	{COMMAND_DOCUMENT, "asciidoc|asciidoctor|calibre|docling|ebook-convert|glow|"
		"markdown-toc|markitdown|mdbook|mdcat|mkdocs|pandoc|quarto|remark|vitepress|"
		"docusaurus|doctoc|typst"},
	/* TeX */
	{COMMAND_DOCUMENT, "biber|bibtex|chktex|latex|latexmk|lualatex|pdflatex|tectonic|"
		"texcount|tlmgr|xelatex"},
	/* Documentation of code, and changelogs */
	{COMMAND_DOCUMENT, "auto-changelog|conventional-changelog|"
		"conventional-changelog-cli|doxygen|git-cliff|javadoc|jsdoc|pdoc|rustdoc|"
		"sphinx-autobuild|sphinx-build|typedoc"},
	/* Spelling */
	{COMMAND_DOCUMENT, "aspell|hunspell|languagetool|textlint"},
	/* Office */
	{COMMAND_DOCUMENT, "antiword|catdoc|docx2txt|libreoffice|soffice|unoconv|xlsx2csv"},
	/* PDF */
	{COMMAND_DOCUMENT, "ghostscript|gs|img2pdf|md-to-pdf|mutool|ocrmypdf|pdfimages|"
		"pdfseparate|pdftk|pdftoppm|pdftotext|pdfunite|prince|qpdf|tesseract|"
		"weasyprint|wkhtmltopdf"},
	/* Slides */
	{COMMAND_DOCUMENT, "marp|reveal-md|slidev"},
	/* Diagrams */
	{COMMAND_DOCUMENT, "d2|dot|drawio|excalidraw|graphviz|mermaid|mmdc|neato|plantuml"},
	/* Pictures */
	{COMMAND_DOCUMENT, "blender|cairosvg|composite|convert|cwebp|exiftran|gimp|gm|"
		"imagemagick|inkscape|jpegoptim|magick|mogrify|montage|optipng|pngquant|"
		"potrace|qlmanage|rsvg-convert|sips|svgo"},
	/* Pictures of a screen */
	{COMMAND_DOCUMENT, "asciinema|carbon-now-cli|flameshot|freeze|grim|screencapture|"
		"scrot|silicon|slurp|svg-term|vhs"},
	/* Sound and video */
	{COMMAND_DOCUMENT, "edge-tts|ffmpeg|ffprobe|manim|remotion|sox|whisper|youtube-dl|"
		"yt-dlp"},

	/* Coding agents */
	{COMMAND_AGENT, "agent|aider|amp|auggie|claude|claude-code|cline|codex|copilot|"
		"copilot-cli|crush|cursor-agent|deepagents|droid|gemini|gemini-cli|goose|kilo|"
		"kilocode|kiro|kiro-cli|mini|oh-my-opencode|omp|opencode|openhands|pi|qodo|"
		"qwen|roo|rovodev|swe-agent|sweagent"},
	/* Teams of agents, their specs, memories and costs */
	{COMMAND_AGENT, "acp|agentsview|beads|bmad|cagent|ccr|ccusage|claude-flow|"
		"claude-monitor|claude-squad|clawdbot|clawhub|coder|conductor|crewai-cli|"
		"entire|happy|harbor|hermes|letta|moltbot|nanobot|openclaw|openspec|ralph|"
		"ruflo|rulesync|skills|specify|specstory|superclaude|task-master|"
		"task-master-ai|taskmaster|tb|ui-skills|vibe-kanban"},
	/* Models */
	{COMMAND_AGENT, "aichat|fabric|higgsfield|llama-cli|llama-server|llama.cpp|llm|lms|"
		"mods|ollama|sgpt|vllm"},
	/* MCP servers, and packers of code for a model */
	{COMMAND_AGENT, "code2prompt|context7|fastmcp|gitingest|mcp|mcp-cli|mcp-inspector|"
		"mcporter|omnifocus-mcp|repomix|serena|smithery"},

	/* Requests and downloads */
	{COMMAND_NETWORK, "aria2c|curl|ftp|gdown|grpcurl|hf|http|httpie|https|"
		"huggingface-cli|invoke-restmethod|invoke-webrequest|irm|iwr|lftp|links|lynx|"
		"start-bitstransfer|transmission-cli|w3m|websocat|wget|wscat|xh"},
	/* Names and addresses */
	{COMMAND_NETWORK, "arp|avahi-browse|dhclient|dig|dns-sd|getent|host|ifconfig|ip|"
		"ipcalc|ipconfig|iwgetid|nslookup|resolve-dnsname|whois|get-netadapter|"
		"get-netipaddress|get-netipconfiguration|get-netipinterface|"
		"get-netudpendpoint"},
	/* Reach, speed and traffic */
	{COMMAND_NETWORK, "arp-scan|iperf|iperf3|masscan|mitmproxy|mosquitto_pub|"
		"mosquitto_sub|mtr|nc|ncat|netcat|nmap|ping|ping6|socat|speedtest|"
		"speedtest-cli|tcpdump|telnet|test-connection|test-netconnection|traceroute|"
		"tracert|tshark"},

	/* Makes, moves and removes files */
	{COMMAND_FILES, "cp|cpio|dd|ditto|fallocate|install|ln|mkdir|mkfifo|mknod|mv|"
		"rename|rm|rmdir|shred|stow|touch|trash|trash-put|truncate|unlink"},
	/* Those of Windows */
	{COMMAND_FILES, "add-content|clear-content|copy|copy-item|cpi|del|erase|"
		"export-clixml|md|mi|mklink|move|move-item|new-item|new-itemproperty|ni|"
		"out-file|rd|remove-item|remove-itemproperty|ren|rename-item|ri|rni|robocopy|"
		"set-content|set-itemproperty|xcopy"},
	/* Rights */
	{COMMAND_FILES, "attrib|chgrp|chmod|chown|icacls|set-acl|setfacl|takeown|xattr"},
	/* Archives */
	{COMMAND_FILES, "7z|7za|ar|bunzip2|bzip2|compress-archive|expand-archive|gunzip|"
		"gzip|rar|tar|unrar|untar|unxz|unzip|xz|zip|zstd"},
	/* Editors */
	{COMMAND_FILES, "code|cursor|ed|emacs|ex|micro|nano|nvim|sd|sponge|subl|vi|vim"},
	/* Other encodings */
	{COMMAND_FILES, "basenc|dos2unix|iconv|unix2dos"},
	/* Settings and clipboards */
	{COMMAND_FILES, "chezmoi|dconf|get-clipboard|gsettings|install_name_tool|pbcopy|"
		"pbpaste|plistbuddy|plutil|set-clipboard|wl-copy|xclip|xsel|yadm"},
	/* Subcommands */
	{COMMAND_FILES, "cargo clean|flutter clean|go clean"},

	/* Searches texts, code, and names of files */
	{COMMAND_SEARCH, "ack|ag|ast-grep|egrep|fgrep|findstr|grep|pdfgrep|rg|rga|"
		"select-string|sg|sls|ugrep|zgrep"},
	{COMMAND_SEARCH, "cscope|ctags|global"},
	{COMMAND_SEARCH, "fd|fdfind|fzf|locate|mdfind"},
	{COMMAND_SEARCH, "git grep"},

	/* Texts */
	{COMMAND_LOOK, "awk|bat|batcat|cat|column|csplit|cut|expand|fmt|fold|gawk|head|jc|"
		"fx|gron|join|json.tool|less|mawk|more|nawk|nl|numfmt|paste|rev|sort|split|tac|"
		"tail|tr|uniq|wc"},
	/* Differences and checksums */
	{COMMAND_LOOK, "b2sum|base32|base64|cksum|cmp|colordiff|comm|delta|diff|difft|"
		"get-filehash|md5|md5sum|sdiff|sha1sum|sha256sum|shasum"},
	/* Folders and files */
	{COMMAND_LOOK, "blkid|blockdev|cygpath|df|dir|diskutil|du|exa|exiftool|eza|file|"
		"findmnt|get-acl|get-authenticodesignature|getfacl|identify|la|ll|ls|lsattr|"
		"lsblk|lsd|mdls|mdutil|mediainfo|pdffonts|pdfinfo|scc|cloc|tokei|stat|"
		"test-path|textutil|tree|vol|wslpath|xxd|hexdump|od|zipinfo"},
	/* PowerShell */
	{COMMAND_LOOK, "gc|gci|get-childitem|get-content|get-item|get-itemproperty|"
		"get-psdrive|get-volume|gi"},
	/* Binaries */
	{COMMAND_LOOK, "ldd|nm|objdump|otool|readelf|size|strings|sdef"},
	/* Calculators */
	{COMMAND_LOOK, "bc|cal|dc|expr|factor|uuidgen"},
	/* Manuals */
	{COMMAND_LOOK, "apropos|compgen|get-help|help|info|man|tldr|whatis"},
	/* The machine and who is on it */
	{COMMAND_LOOK, "arch|dmidecode|ethtool|fastfetch|fc-list|fc-match|finger|free|"
		"get-ciminstance|get-computerinfo|get-disk|get-host|get-startapps|"
		"get-windowsoptionalfeature|get-wmiobject|getconf|getprop|groups|hostname|"
		"hwinfo|hyprctl|id|infocmp|inxi|ioreg|iostat|iw|last|locale|lsb_release|lscpu|"
		"lshw|lsmod|lspci|lsusb|modinfo|neofetch|nproc|printenv|rocm-smi|sar|sensors|"
		"sw_vers|swaymsg|system_profiler|systeminfo|uname|uptime|v4l2-ctl|vcgencmd|ver|"
		"vmstat|w|who|whoami|wmctrl|xdpyinfo|xrandr"},
	/* Robots */
	{COMMAND_LOOK, "rosbag|rosnode|rospack|rosparam|rosservice|rostopic"},
	/* Subcommands */
	{COMMAND_LOOK, "go doc|go env|go help|go list|go version"},

	/* Names that are no word */
	{COMMAND_GLUE, "%|.|:|?|[|[["},
	/* The shell's own */
	{COMMAND_GLUE, "alias|autoload|basename|bg|bindkey|break|builtin|cd|chcp|clear|cls|"
		"compinit|complete|continue|cowsay|date|declare|dirname|direnv|disown|echo|"
		"exit|export|false|fg|figlet|getopts|hash|history|jobs|let|local|logout|lolcat|"
		"mktemp|popd|print|printf|pushd|pwd|read|readlink|readonly|realpath|rem|reset|"
		"return|seq|set|setlocal|setopt|shift|shopt|sl|sleep|source|test|title|tput|"
		"trap|true|tty|type|typeset|ulimit|umask|unalias|unset|wait|whereis|which|yes|"
		"zmodload|pause"},
	/* Functions that scripts often define to print a message */
	{COMMAND_GLUE, "die|error|fail|note|ok|pass|step|success|warn"},
	/* PowerShell's own */
	{COMMAND_GLUE, "add-member|add-type|compare-object|convertfrom-csv|"
		"convertfrom-json|convertto-csv|convertto-json|fl|foreach-object|format-list|"
		"format-table|format-wide|ft|get-command|get-date|get-location|get-member|"
		"get-random|get-variable|group-object|import-module|join-path|measure|"
		"measure-object|new-object|out-default|out-host|out-null|out-string|"
		"pop-location|push-location|read-host|register-objectevent|remove-job|"
		"resolve-path|select-object|set-location|set-strictmode|set-variable|"
		"sort-object|split-path|start-sleep|start-transcript|tee-object|unblock-file|"
		"where|where-object|write-error|write-host|write-information|write-output|"
		"write-progress|write-verbose|write-warning"},
};

/* Words in the names of tasks and scripts; the most telling decides. */
static const LexiconRow target_rows[] = {
	{COMMAND_TEST, "test|tests|testall|selftest|unit|e2e|smoke|spec|specs|conformance|"
		"mutation|fuzz|qa|assert"},
	{COMMAND_TEST, "cov|coverage|validate|validation|verify"},
	{COMMAND_TEST, "cypress|jest|playwright|pytest|vitest"},

	{COMMAND_LINT, "lint|linter|check|fmt|format|formatter|style|typecheck|types"},
	{COMMAND_LINT, "biome|clippy|eslint|mypy|prettier|ruff|stylelint|tsc"},

	{COMMAND_BUILD, "build|prebuild|rebuild|assemble|bundle|compile|transpile|dist|gen|"
		"generate|codegen|scaffold|webpack"},

	{COMMAND_RUN, "start|serve|server|dev|debug|demo|preview|watch"},

	{COMMAND_PACKAGE, "install|init|setup|bootstrap|deps|dependencies|requirements"},

	{COMMAND_CONTAINER, "docker|compose|container|containers|k8s"},

	{COMMAND_CLOUD, "deploy|deployment|provision|publish|release|rollout|ship|"
		"terraform"},

	{COMMAND_PROCESS, "logs|monitor|status|health|healthcheck"},

	{COMMAND_DATA, "data|dataset|database|db|migrate|migrations|seed"},
	{COMMAND_DATA, "analyse|analysis|analyze|analyzer|explore|metrics|plot|plots|"
		"report|statistics|stats"},
	{COMMAND_DATA, "ablation|bench|benchmark|classify|eval|evaluate|evaluation|"
		"experiment|experiments|precompute|simulate|simulation|sweep|train|training"},

	{COMMAND_DOCUMENT, "doc|docs|diagram|docx|pdf|pptx|slides|storybook|typedoc"},

	{COMMAND_AGENT, "agent|agents|claude|hook|hooks|mcp|prompt|prompts|skill|skills"},

	{COMMAND_FILES, "clean|distclean"},
};

static Lexicon readers = LEXICON(reader_rows);
static Lexicon programs = LEXICON(program_rows);
static Lexicon targets = LEXICON(target_rows);

Lexicon    *const wm_program_lexicons[] = {&readers, &programs, &targets, NULL};

static bool
find_exact(Slice name, Program *program)
{
	const LexiconWord *found = wm_lexicon_find(&readers, name);

	if (found != NULL)
	{
		const ReaderRow *row = &reader_rows[found->row];

		*program = (Program) {
			found->word, row->kind, row->syntax, row->skip, row->takes
		};
		return true;
	}
	found = wm_lexicon_find(&programs, name);
	if (found == NULL)
		return false;
	*program = (Program) {
		found->word, program_rows[found->row].kind, SYNTAX_PLAIN, 0, ""
	};
	return true;
}

static Slice
without_suffix(Slice name)
{
	static const char *const suffixes[] = {".exe", ".cmd", ".bat"};

	for (size_t i = 0; i < lengthof(suffixes); i++)
	{
		if (name.len > 4 &&
			wm_is_word(wm_slice_from(name, name.len - 4), suffixes[i]))
			name.len -= 4;
	}
	return name;
}

static Slice
without_version(Slice name)
{
	while (name.len > 1)
	{
		char		last = name.data[name.len - 1];

		if (last != '.' && last != '-' && (last < '0' || last > '9'))
			break;
		name.len--;
	}
	return name;
}

bool
wm_program_find(Slice name, Program *program)
{
	name = without_suffix(name);
	return find_exact(name, program) ||
		find_exact(without_version(name), program);
}

bool
wm_program_find_sub(const Program *parent, Slice name, Program *program)
{
	char		buffer[MAX_NAME];
	size_t		len = parent->name.len;

	if (len + 1 + name.len > MAX_NAME)
		return false;
	memcpy(buffer, parent->name.data, len);
	buffer[len] = ' ';
	memcpy(buffer + len + 1, name.data, name.len);
	return find_exact(wm_slice(buffer, len + 1 + name.len), program);
}

int
wm_program_target(Slice name)
{
	int			kind = LEXICON_NONE;
	Slice		word;

	name = wm_keyword_tail(name);
	while (wm_keyword_next(&name, &word))
	{
		int			found = wm_lexicon_kind(&targets, word);

		if (found != LEXICON_NONE)
			kind = wm_command_better(kind, found);
	}
	return kind;
}

int
wm_command_better(int a, int b)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
	{
		if ((int) by_weight[i] == a || (int) by_weight[i] == b)
			return by_weight[i];
	}
	return COMMAND_OTHER;
}

const char *
wm_command_name(CommandKind kind)
{
	return command_names[kind];
}

CommandKind
wm_command_dominant(const uint32_t counts[COMMAND_COUNT])
{
	int			i = 0;

	while (i < COMMAND_COUNT - 1 && counts[by_weight[i]] == 0)
		i++;
	return by_weight[i];
}
