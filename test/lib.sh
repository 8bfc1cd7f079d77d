# test/lib.sh - what demo.sh and check.sh share: packages, a build, a server
#
# Sourced by bash.  Everything it makes lies in one directory of its own
# ($WORK), which is removed when the script ends, unless KEEP=1.
#
#	wm_work			that directory
#	wm_packages NAME...	what is missing is installed; NAMEs are extra packages
#	wm_owner		who runs the server
#	wm_tree			a private copy of PostgreSQL, nothing of it in /usr
#	wm_build [ARG...]	make and make install into that copy
#	wm_start [OPTION...]	a cluster of its own: unix socket, trust, no TCP
#
# The system's PostgreSQL is read and otherwise left alone.  No cluster of its
# is created, started, stopped or asked anything, and "make install" goes to
# the private copy.  That works because the server finds its libraries and its
# share directory relative to where its own program lies: put bin, lib and
# share under $WORK/root as they lie under /, and pg_config, PGXS, initdb and
# CREATE EXTENSION all stay inside.  The programs are copied (they look up
# their real path), everything else is a link.  PostgreSQL 18 could be pointed
# to another directory by extension_control_path; 13 to 17 cannot.

set -o errexit -o nounset -o pipefail
export LC_ALL=C.UTF-8
unset CDPATH PGDATABASE PGHOST PGHOSTADDR PGOPTIONS PGPASSFILE PGPORT PGSERVICE PGUSER PSQLRC

KEEP=${KEEP:-0}
WORK=
SERVER_STARTED=0
REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

say()
{
	printf '%s\n' "$*" >&2
}

die()
{
	say "${0##*/}: $*"
	exit 1
}

# Runs a command as root, by sudo where that is needed.
as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif ! command -v sudo > /dev/null; then
		die "needs root, or sudo, for: $*"
	elif [ -t 0 ]; then
		sudo -- "$@"
	else
		sudo -n -- "$@"
	fi
}

# Runs a command as the user that owns the server and all else in $WORK:
# PostgreSQL refuses root.
as_owner()
{
	if [ "$(id -u)" = 0 ]; then
		runuser -u "$OWNER" -- "$@"
	else
		"$@"
	fi
}

# The major version to use: that of a server that is there already, the
# newest if there are several, else the one this Debian brings.
wm_version()
{
	local dir newest=

	for dir in /usr/lib/postgresql/*/bin/postgres; do
		dir=${dir%/bin/postgres}
		[ -x "$dir/bin/postgres" ] || continue
		[ "${dir##*/}" -gt "${newest:-0}" ] && newest=${dir##*/}
	done
	if [ -z "$newest" ]; then
		newest=$(apt-cache depends postgresql 2> /dev/null |
			sed -n 's/^ *Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1)
	fi
	printf '%s\n' "$newest"
}

apt_install()
{
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
		--no-install-recommends -o DPkg::Lock::Timeout=300 "$@" > "$WORK/apt.log" 2>&1 < /dev/null ||
		{ tail -n 20 "$WORK/apt.log" >&2; die "apt-get install $* failed"; }
}

# Debian's server package makes a cluster when it is first installed.  A file
# beside createcluster.conf forbids that for as long as the installation
# takes.
apt_install_server()
{
	local conf=/etc/postgresql-common/createcluster.d/workmode-setup.conf

	apt_install postgresql-common
	NO_CLUSTER_DIR=$(ls -d "${conf%/*}" 2> /dev/null || true)
	as_root mkdir -p "${conf%/*}"
	NO_CLUSTER_FILE=$conf
	printf 'create_main_cluster = false\n' | as_root tee "$conf" > /dev/null
	apt_install "$@"
	no_cluster_file_away
}

no_cluster_file_away()
{
	[ -n "${NO_CLUSTER_FILE:-}" ] || return 0
	as_root rm -f "$NO_CLUSTER_FILE"
	[ -n "$NO_CLUSTER_DIR" ] || as_root rmdir "${NO_CLUSTER_FILE%/*}"
	NO_CLUSTER_FILE=
}

# Installs what is missing.  A machine that has everything is not touched,
# and needs neither root nor a network.
wm_packages()
{
	local version missing=() name

	if [ -n "${PG_CONFIG:-}" ]; then
		[ -x "$(command -v "$PG_CONFIG")" ] || die "PG_CONFIG=$PG_CONFIG is no program"
	fi
	command -v apt-get > /dev/null || [ -n "${PG_CONFIG:-}" ] ||
		die "no apt-get here: set PG_CONFIG to the pg_config of a PostgreSQL 13 to 18"

	for name in gcc make libcjson-dev libc6-dev "$@"; do
		command -v dpkg-query > /dev/null || break
		dpkg-query -W -f '${Status}\n' "$name" 2> /dev/null | grep -q '^install ok installed$' ||
			missing+=("$name")
	done

	if [ -z "${PG_CONFIG:-}" ]; then
		version=$(wm_version)
		if [ -z "$version" ]; then
			say "Reading the list of packages ..."
			as_root apt-get update -q > /dev/null < /dev/null || die "apt-get update failed"
			version=$(wm_version)
			[ -n "$version" ] || die "this system's packages have no PostgreSQL"
			missing+=("postgresql-server-dev-$version" postgresql "postgresql-$version")
		elif [ ! -x "/usr/lib/postgresql/$version/bin/postgres" ]; then
			missing+=("postgresql-server-dev-$version" postgresql "postgresql-$version")
		elif [ ! -e "/usr/lib/postgresql/$version/lib/pgxs/src/makefiles/pgxs.mk" ]; then
			missing+=("postgresql-server-dev-$version")
		fi
		PG_CONFIG=/usr/lib/postgresql/$version/bin/pg_config
	fi

	if [ ${#missing[@]} -gt 0 ]; then
		say "Installing packages: ${missing[*]}"
		as_root apt-get update -q > /dev/null < /dev/null || say "apt-get update failed; trying all the same"
		case " ${missing[*]} " in
			*" postgresql "*) apt_install_server "${missing[@]}" ;;
			*) apt_install "${missing[@]}" ;;
		esac
	fi
}

# The directory for everything, with a path short enough for a socket in it.
wm_work()
{
	local tmp=${TMPDIR:-/tmp}

	[ ${#tmp} -lt 60 ] || tmp=/tmp
	WORK=$(mktemp -d "$tmp/workmode.XXXXXX")
	trap wm_end EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
}

wm_end()
{
	local status=$?

	trap - EXIT
	trap '' INT TERM HUP
	no_cluster_file_away || true
	if [ "$KEEP" != 1 ] || [ $status != 0 ]; then
		wm_stop || true
		[ -z "$WORK" ] || rm -rf "$WORK" || true
	fi
	! declare -F at_end > /dev/null || at_end $status
	exit $status
}

# Links a directory of PostgreSQL into the private copy.
link_tree()
{
	local from=$1 to=$WORK/root$1

	mkdir -p "$to"
	cp -as "$from/." "$to/"
}

# Who owns it: postgres where root calls, else the caller.
wm_owner()
{
	OWNER=$(id -un)
	[ "$(id -u)" = 0 ] || return 0
	OWNER=$(id -un postgres 2> /dev/null || echo nobody)
	chown "$OWNER" "$WORK"
}

# The private copy, and the sources beside it, so that no object file of ours
# is left in the repository and none that lies there is used.
wm_tree()
{
	local real=$PG_CONFIG bin inc

	bin=$("$real" --bindir)
	inc=$("$real" --includedir-server)
	mkdir -p "$WORK/root$bin" "$WORK/root${inc%/*}" "$WORK/src"
	cp -a "$bin/." "$WORK/root$bin/"
	link_tree "$("$real" --pkglibdir)"
	link_tree "$("$real" --sharedir)"
	ln -sfn "$inc" "$WORK/root$inc"
	rm -f "$WORK/root$("$real" --sharedir)"/extension/workmode* \
		"$WORK/root$("$real" --pkglibdir)"/workmode.so
	PG_CONFIG=$WORK/root$bin/pg_config
	PATH=$WORK/root$bin:$PATH
	PGVERSION=$("$PG_CONFIG" --version)
	export PATH PG_CONFIG

	tar -C "$REPO" -cf - --exclude='*.o' --exclude='*.so' --exclude='*.bc' \
		--exclude=./.git . |
		tar -xf - -C "$WORK/src"
	[ "$(id -u)" != 0 ] || chown -R "$OWNER" "$WORK/root" "$WORK/src"
}

# make and make install; arguments go to make.
wm_build()
{
	as_owner make -s -C "$WORK/src" PG_CONFIG="$PG_CONFIG" with_llvm=no "$@" all > "$WORK/make.log" 2>&1 < /dev/null ||
		return 1
	as_owner make -s -C "$WORK/src" PG_CONFIG="$PG_CONFIG" with_llvm=no "$@" install >> "$WORK/make.log" 2>&1 < /dev/null
}

# Makes and starts the cluster; arguments are settings, name=value.
wm_start()
{
	local options="-c listen_addresses= -c unix_socket_directories=$WORK/run -c fsync=off -c full_page_writes=off" setting

	for setting in "$@"; do
		options="$options -c $setting"
	done
	cd "$WORK"
	as_owner mkdir "$WORK/run"
	as_owner initdb -D "$WORK/run/data" -U postgres -E UTF8 --locale=C.UTF-8 -A trust -N \
		> "$WORK/run/initdb.log" 2>&1 < /dev/null || { cat "$WORK/run/initdb.log" >&2; return 1; }
	as_owner pg_ctl -D "$WORK/run/data" -w -s -l "$WORK/run/log" -o "$options" start < /dev/null > /dev/null ||
		{ cat "$WORK/run/log" >&2; return 1; }
	SERVER_STARTED=1
	export PGHOST=$WORK/run PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
}

wm_stop()
{
	[ "$SERVER_STARTED" = 1 ] || return 0
	SERVER_STARTED=0
	cd /
	as_owner pg_ctl -D "$WORK/run/data" -w -s -m immediate stop < /dev/null > /dev/null
}
