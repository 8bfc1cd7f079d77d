# test/packages.sh - what a build, a server and the tests need
#
# Sourced by lib.sh, which says where $WORK is.  Each need is tested by using
# what is needed, whoever brought it.  What does not work is installed from
# Debian's packages, and tested again.  A server that is here is read and no
# more: neither restarted, nor brought up to date, nor given a new cluster.
#
#	wm_packages NEED...	the needs of every build, and these; sets PG_CONFIG

# Whether a command can be run as root; sudo may ask for a password.
can_be_root()
{
	[ "$(id -u)" != 0 ] || return 0
	command -v sudo > /dev/null || return
	sudo -n true 2> /dev/null && return
	{ : < /dev/tty; } 2> /dev/null || return
	say "Packages are missing, and sudo has to install them."
	sudo -v
}

as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo -- "$@"
	fi
}

# The needs.  Each bears the name of the Debian package that meets it; this is
# what it is elsewhere.
need()
{
	case $1 in
		gcc) echo "a C compiler with the C library's headers" ;;
		make) echo "GNU make" ;;
		libcjson-dev) echo "the library cJSON and its header" ;;
		libpq-dev) echo "the library libpq of that PostgreSQL and its header" ;;
		postgresql) echo "a PostgreSQL server, 13 or newer, with initdb, pg_ctl and psql" ;;
		postgresql-server-dev) echo "the server headers and PGXS of that PostgreSQL" ;;
		perl) echo "perl with Test::More, and prove" ;;
		libipc-run-perl) echo "perl's IPC::Run" ;;
		clang) echo "a clang with libFuzzer and the sanitizers" ;;
		cmark-gfm) echo "cmark-gfm, which renders Markdown as GitHub does" ;;
		python3-*) echo "Python's ${1#python3-}, for Debian's own python3" ;;
		odbc-postgresql) echo "PostgreSQL's ODBC driver" ;;
		node-pg) echo "node-postgres" ;;
		default-jdk-headless) echo "a Java that compiles" ;;
		libpostgresql-jdbc-java) echo "PostgreSQL's JDBC driver" ;;
		*) echo "the package $1" ;;
	esac
}

# works NEED: whether it is met, found out by using what is needed.  Why it is
# not stands in $WORK/need.
works()
{
	case $1 in
		gcc) compile - <<< 'int main(void) { return 0; }' ;;
		make) make -s -f - <<< 'all:;@:' ;;
		libcjson-dev) cjson_works ;;
		libpq-dev) libpq_works ;;
		postgresql) server_works ;;
		postgresql-server-dev) headers_work ;;
		perl) perl -MTest::More -MFile::Find -e 1 && prove --version ;;
		libipc-run-perl) perl -MIPC::Run -e 1 ;;
		clang) "$REPO/test/fuzz/run.sh" --clang ;;
		cmark-gfm | chromium) "$1" --version ;;
		python3-*) /usr/bin/python3 -c "import ${1#python3-}" ;;
		odbc-postgresql) compgen -G '/usr/lib/*/odbc/psqlodbcw.so' ;;
		node-pg) NODE_PATH=/usr/share/nodejs:/usr/lib/nodejs node -e 'require("pg")' ;;
		default-jdk-headless) java --list-modules | grep jdk.compiler ;;
		libpostgresql-jdbc-java) compgen -G '/usr/share/java/postgresql.jar' ;;
		*) dpkg-query -W -f '${Status}\n' "$1" | grep '^install ok installed$' ;;
	esac > "$WORK/need" 2>&1
}

# Compiles what the standard input holds, with the compiler that PGXS takes.
compile()
{
	local cc

	cc=$("${PG_CONFIG:-false}" --cc 2> /dev/null) && command -v "${cc%% *}" > /dev/null || cc=gcc
	$cc -o "$WORK/need.out" -x c "$@"
}

cjson_works()
{
	compile - -lcjson <<- 'EOF'
		#include <stdio.h>
		#include <cjson/cJSON.h>
		int main(void) { return puts(cJSON_Version()) < 0; }
	EOF
}

libpq_works()
{
	[ -n "$PG_CONFIG" ] || return
	compile - -I"$("$PG_CONFIG" --includedir)" -L"$("$PG_CONFIG" --libdir)" -lpq <<- 'EOF'
		#include <stdio.h>
		#include <libpq-fe.h>
		int main(void) { return PQlibVersion() == 0; }
	EOF
}

server_works()
{
	local program

	[ -n "$PG_CONFIG" ] || return
	for program in postgres initdb pg_ctl psql; do
		"$(bindir)/$program" --version || return
	done
}

bindir()
{
	"$PG_CONFIG" --bindir
}

# Where the server's headers are: in $WORK if fetch_headers got them.
headers()
{
	local dir

	dir=$("$PG_CONFIG" --includedir-server)
	[ ! -d "$WORK/headers$dir" ] || dir=$WORK/headers$dir
	printf '%s\n' "$dir"
}

headers_work()
{
	[ -n "$PG_CONFIG" ] &&
		compile -fsyntax-only -I"$(headers)" - <<< $'#include "postgres.h"\n#include "funcapi.h"' &&
		make -s -f - PG_CONFIG="$PG_CONFIG" PGXS="$("$PG_CONFIG" --pgxs)" probe \
			<<< $'include $(PGXS)\nprobe:;@:'
}

# Those of some needs that are not met.
unmet()
{
	local need

	for need in "$@"; do
		works "$need" || printf '%s\n' "$need"
	done
}

# give_up NEED...: says what does not work, and why.
give_up()
{
	local need

	say "${0##*/}: this is needed and does not work here:"
	for need in "$@"; do
		say "- $(need "$need")"
		works "$need" || say "    $(grep -m 1 -iE 'error|not found' "$WORK/need" || tail -n 1 "$WORK/need")"
	done
	[ -n "$PG_CONFIG" ] || say "(PG_CONFIG=/path/to/pg_config leads to a PostgreSQL of your own.)"
	exit 1
}

# The versions of the servers in Debian's directories, newest first.
debian_servers()
{
	local program version

	for program in /usr/lib/postgresql/*/bin/postgres; do
		version=${program%/bin/postgres}
		version=${version##*/}
		[ ! -x "$program" ] || [ "$version" -lt 13 ] || printf '%s\n' "$version"
	done | sort -rn
}

# Sets PG_CONFIG to that of a server in Debian's directories, of several the
# newest that has its headers; else to the one in PATH, if a server goes with
# it.  Where there is none it is empty.
find_server()
{
	local servers version

	servers=($(debian_servers))
	for version in "${servers[@]}" "${servers[@]:0:1}"; do
		PG_CONFIG=/usr/lib/postgresql/$version/bin/pg_config
		! works postgresql-server-dev || break
	done
	if [ ${#servers[@]} -gt 1 ]; then
		say "PostgreSQL ${servers[*]} are here: taking $version.  PG_CONFIG chooses another."
	elif [ ${#servers[@]} = 0 ]; then
		PG_CONFIG=pg_config
		works postgresql || PG_CONFIG=
	fi
}

# Finds a server, unless PG_CONFIG leads to one, and which version it is.
choose_server()
{
	local given=${PG_CONFIG:-} version

	[ -n "$given" ] || find_server
	[ -n "$PG_CONFIG" ] || return 0
	PG_CONFIG=$(type -P -- "$PG_CONFIG") || die "PG_CONFIG=$given is no program"
	# libpq-dev has one, too; the server's own lies beside the server.
	[ ! -x "$(bindir)/pg_config" ] || PG_CONFIG=$(bindir)/pg_config
	version=$("$PG_CONFIG" --version) || die "PG_CONFIG=$given does not work"
	SERVER=${version#PostgreSQL }
	SERVER=${SERVER%%[!0-9]*}
	[ "${SERVER:-0}" -ge 13 ] || die "$PG_CONFIG is of ${version%%$'\n'*}, and PostgreSQL 13 is the oldest"
}

# Whether PG_CONFIG leads to a PostgreSQL of Debian's packages.
is_debian()
{
	[ "$(bindir)" = "/usr/lib/postgresql/$SERVER/bin" ] && command -v apt-get > /dev/null
}

# The package with a version in its name that one without depends on.
debian_depends()
{
	apt-cache depends "$1" | sed -n "s/^ *Depends: \($1-[0-9]*\)\$/\1/p"
}

# The packages to install for some needs.
packages_of()
{
	local need name

	for need in "$@"; do
		case $need in
			gcc) echo gcc libc6-dev ;;
			clang)
				name=$(debian_depends clang)
				echo clang
				apt-cache pkgnames libclang- | grep -xE "libclang-(rt|common)-${name#clang-}-dev" ;;
			postgresql)
				if [ -z "$PG_CONFIG" ]; then
					name=$(debian_depends postgresql)
					echo "${name:-postgresql}"
				elif is_debian; then
					echo "postgresql-$SERVER"
				fi ;;
			*) echo "$need" ;;
		esac
	done 2> /dev/null
}

# What to do for a user who can't become root.
ask_administrator()
{
	say "${0##*/}: packages are missing, and only root can install them; this user cannot become root."
	say "Ask an administrator to run:"
	say "  apt-get update && apt-get install --no-install-recommends $*"
	exit 1
}

# cannot_fetch LOG WHAT: what apt-get had to say in the end.
cannot_fetch()
{
	say "${0##*/}: apt-get cannot get what is missing (${*:2})."
	if [ -n "$NO_MIRROR" ]; then
		say "It reaches no mirror; is there a network?"
		say "  $NO_MIRROR"
	else
		grep -vE '^(dl|pm)status:' "$1" | tail -n 20 >&2
	fi
	exit 1
}

APT_OPTIONS=(-q -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20
	-o DPkg::Lock::Timeout=300)
NO_MIRROR=

# Reads the lists of packages.  NO_MIRROR has an error if not one source
# answered; if only some did, what is needed may be among theirs.
apt_update()
{
	say "Reading the lists of packages ..."
	as_root apt-get update "${APT_OPTIONS[@]}" -o APT::Update::Error-Mode=any \
		> "$WORK/apt.log" 2>&1 < /dev/null && return
	grep -qE '^(Get|Hit):' "$WORK/apt.log" || NO_MIRROR=$(grep -m 1 '^E:' "$WORK/apt.log" || echo '?')
}

# Shows how far apt-get is: on a terminal in a line that changes, elsewhere in
# one every 15 seconds.
apt_progress()
{
	local line kind percent next=$((SECONDS + 15))

	while IFS= read -r line; do
		printf '%s\n' "$line"
		case $line in
			"Need to get "* | "After this operation, "*) say "  $line" ;;
			dlstatus:* | pmstatus:*)
				IFS=: read -r kind _ percent line <<< "$line"
				[ "$kind" = dlstatus ] && kind=fetching || kind=installing
				if [ -t 2 ]; then
					printf '\r  %-10s %3d %%  %-55.55s' "$kind" "${percent%.*}" "$line" >&2
				elif [ $SECONDS -ge $next ]; then
					say "  $kind, ${percent%.*} %"
					next=$((SECONDS + 15))
				fi ;;
		esac
	done
	[ ! -t 2 ] || printf '\r%*s\r' 79 '' >&2
}

# meet NEED...: installs the packages that do.
meet()
{
	can_be_root || ask_administrator $(packages_of "$@")
	apt_update
	apt_install $(packages_of "$@")
}

# Installs packages, and neither removes nor restarts anything.  Packages' own
# scripts trip over a TMPDIR with blanks.
apt_install()
{
	local status=0

	say "Installing $* ..."
	case " $*" in
		*" postgresql"*) forbid_cluster ;;
	esac
	as_root env -u TMPDIR DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
		apt-get install -y --no-install-recommends --no-remove --no-upgrade "${APT_OPTIONS[@]}" \
		-o APT::Status-Fd=1 ${NO_MIRROR:+--no-download} "$@" 2>&1 < /dev/null |
		apt_progress > "$WORK/apt.log" || status=$?
	allow_cluster
	[ $status = 0 ] || cannot_fetch "$WORK/apt.log" "$@"
}

# Debian's server package makes a cluster when it is first installed.  A file
# beside createcluster.conf forbids that for as long as the installation takes.
NO_CLUSTER=

forbid_cluster()
{
	local dir=/etc/postgresql-common/createcluster.d

	[ -d "$dir" ] && NO_CLUSTER_DIR= || NO_CLUSTER_DIR=$dir
	NO_CLUSTER=$dir/workmode.conf
	as_root mkdir -p "$dir"
	printf 'create_main_cluster = false\n' | as_root tee "$NO_CLUSTER" > /dev/null
}

allow_cluster()
{
	[ -n "$NO_CLUSTER" ] || return 0
	as_root rm -f "$NO_CLUSTER"
	[ -z "$NO_CLUSTER_DIR" ] || as_root rmdir -p --ignore-fail-on-non-empty "$NO_CLUSTER_DIR"
	NO_CLUSTER=
}

# Debian's package of the server's headers is unpacked for the private copy and
# not installed: it would bring clang and LLVM, which the build does not need,
# and might bring a newer server with it.  The file is kept for the next time.
fetch_headers()
{
	local version kept=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/workmode

	is_debian || return 0
	version=$(dpkg-query -W -f '${Version}' "postgresql-$SERVER" || echo any)
	kept=$kept/postgresql-server-dev-${SERVER}_$version.deb
	! dpkg-deb -x "$kept" "$WORK/headers" 2> /dev/null || return 0
	say "Fetching the headers of PostgreSQL $SERVER ..."
	mkdir "$WORK/deb"
	download "postgresql-server-dev-$SERVER" "$version"
	dpkg-deb -x "$WORK"/deb/*.deb "$WORK/headers"
	{ mkdir -p "${kept%/*}" && cp "$WORK"/deb/*.deb "$kept.new" && mv "$kept.new" "$kept"; } 2> /dev/null || true
}

# download PACKAGE VERSION: that version if it can still be had.  The lists of
# packages may be missing or old.
download()
{
	local try

	for try in 1 2; do
		! (cd "$WORK/deb" && { apt-get download "${APT_OPTIONS[@]}" "$1=$2" ||
			apt-get download "${APT_OPTIONS[@]}" "$1"; }) > "$WORK/download.log" 2>&1 || return 0
		[ $try = 2 ] || [ -n "$NO_MIRROR" ] || { can_be_root && apt_update; } || break
	done
	[ -n "$NO_MIRROR" ] || can_be_root || ask_administrator "$1"
	cannot_fetch "$WORK/download.log" "$1"
}

# Sees to it that what a build and a server need works; NAMEs are more needs.
# A machine that has everything is not touched, and needs neither root nor a
# network.
wm_packages()
{
	local missing

	choose_server
	missing=($(unmet gcc make libcjson-dev libpq-dev postgresql "$@"))
	if [ ${#missing[@]} -gt 0 ]; then
		command -v apt-get > /dev/null || give_up "${missing[@]}"
		meet "${missing[@]}"
		choose_server
	fi
	works postgresql-server-dev || [ -z "$PG_CONFIG" ] || fetch_headers
	missing=($(unmet gcc make libcjson-dev libpq-dev postgresql postgresql-server-dev "$@"))
	[ ${#missing[@]} = 0 ] || give_up "${missing[@]}"
}
