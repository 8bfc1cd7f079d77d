# test/lib.sh - what demo.sh and check.sh share: packages, a build, a server
#
# Sourced by bash.  Everything it makes lies in one directory of its own
# ($WORK), which is removed when the script ends, unless KEEP=1.
#
#	wm_work			that directory
#	wm_packages NAME...	what does not work is installed; NAMEs are more needs
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
umask 022
unset CDPATH PGDATABASE PGHOST PGHOSTADDR PGOPTIONS PGPASSFILE PGPORT PGSERVICE PGUSER PSQLRC

KEEP=${KEEP:-0}
PG_CONFIG=${PG_CONFIG:-}
WORK=
REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

. "$REPO/test/packages.sh"

say()
{
	printf '%s\n' "$*" >&2
}

die()
{
	say "${0##*/}: $*"
	exit 1
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

# The directory for everything, where the server's owner gets to it, with a
# path that is short enough for a socket and has nothing that make and the
# server's options would have to be guarded from.
wm_work()
{
	local tmp=${TMPDIR:-/tmp}

	case $tmp in
		[!/]* | *[!A-Za-z0-9_./+-]*) tmp=/tmp ;;
	esac
	[ ${#tmp} -lt 60 ] && [ -w "$tmp" ] || tmp=/tmp
	[ "$(id -u)" != 0 ] || runuser -u nobody -- test -x "$tmp" || tmp=/tmp
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
	allow_cluster || true
	if [ "$KEEP" != 1 ] || [ $status != 0 ]; then
		[ -z "$WORK" ] || { wm_stop; rm -rf "$WORK"; } || true
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

# Links libpq and its headers, which are few among many, into the private copy.
link_libpq()
{
	local real=$1 file includedir libdir

	includedir=$("$real" --includedir)
	libdir=$("$real" --libdir)
	mkdir -p "$WORK/root$includedir" "$WORK/root$libdir"
	for file in "$includedir"/{libpq-fe,libpq-events,postgres_ext,pg_config_ext}.h "$libdir"/libpq.*; do
		[ ! -e "$file" ] || ln -sfn "$file" "$WORK/root$file"
	done
}

# Who owns it: postgres where root calls, else the caller.
wm_owner()
{
	OWNER=$(id -un)
	[ "$(id -u)" = 0 ] || return 0
	OWNER=$(id -un postgres 2> /dev/null || echo nobody)
	chown "$OWNER" "$WORK"
}

# Debian's pg_config of 13 has its directories built in, wherever it lies.
# This one prefixes what the real one says.
stay_inside()
{
	cat > "$PG_CONFIG" <<- EOF
		#!/bin/sh
		"$1" "\$@" | sed -e 's,^/,$WORK/root/,' -e 's,^\([A-Z-]* = \)/,\1$WORK/root/,'
	EOF
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
	link_libpq "$real"
	ln -sfn "$(headers)" "$WORK/root$inc"
	rm -f "$WORK/root$("$real" --sharedir)"/extension/workmode* \
		"$WORK/root$("$real" --pkglibdir)"/workmode.so "$WORK/root$bin"/workmode-load "$WORK/root$bin"/workmode-rate
	PG_CONFIG=$WORK/root$bin/pg_config
	[ "$(bindir)" = "$WORK/root$bin" ] || stay_inside "$real"
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
	local target

	for target in all install; do
		as_owner make -s -j "$(nproc)" -C "$WORK/src" PG_CONFIG="$PG_CONFIG" with_llvm=no "$@" $target \
			>> "$WORK/make.log" 2>&1 < /dev/null || return
	done
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
	export PGHOST=$WORK/run PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
}

# Stops the server, and those that a test was not given the time to stop.
wm_stop()
{
	local file data pid

	cd /
	while IFS= read -r file; do
		data=${file%/*}
		read -r pid < "$file" && [ "/proc/$pid/cwd" -ef "$data" ] || continue
		as_owner pg_ctl -D "$data" -w -s -m immediate stop < /dev/null > /dev/null
	done < <(find "$WORK" -name postmaster.pid 2> /dev/null)
}
