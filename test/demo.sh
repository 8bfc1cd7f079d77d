#!/bin/bash
# test/demo.sh [--keep] [FOLDER] - from transcripts to shares, in one command
#
# Installs what is missing (Debian packages), builds workmode, starts a server
# of its own that listens on nothing but a socket in a temporary directory,
# loads every transcript under FOLDER (default: test/data, invented ones), and
# shows what the extension makes of them.  The server and its files are gone at
# the end; with --keep they stay, and it says how to connect.
#
# A file sessions.csv in FOLDER, with columns file, mode, value, gives prices.
#
# (With WORKMODE_BUILT set, PG_CONFIG and PATH lead to an installation that has
# the extension already; check.sh calls it so.)

set -o errexit -o nounset -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage()
{
	sed -n '2,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
	exit "$1"
}

folder=
while [ $# -gt 0 ]; do
	case $1 in
		--keep) KEEP=1 ;;
		-h | --help) usage 0 ;;
		--) shift; [ $# -eq 0 ] || folder=$1; break ;;
		-*) say "no such option: $1"; usage 2 >&2 ;;
		*) [ -z "$folder" ] || usage 2 >&2; folder=$1 ;;
	esac
	shift
done
folder=${folder:-$REPO/test/data}
[ -d "$folder" ] || die "$folder is not a directory"
folder=$(cd "$folder" && pwd -P; printf x)
folder=${folder%?x}

# readable NAME: leaves it in $name as one line of UTF-8, whatever bytes it has.
readable()
{
	name=$1
	case $1 in
		*[!\ -~]*)
			if [ "${1//[[:cntrl:]]/}" != "$1" ] ||
				! printf '%s' "$1" | iconv -f UTF-8 -t UTF-8 > /dev/null 2>&1; then
				printf -v name '%q' "$1"
			fi ;;
	esac
}

# progress DONE TOTAL NAME: a bar on a terminal, a line every quarter elsewhere.
progress()
{
	local width=30 filled quarter

	filled=$(($1 * width / $2))
	if [ -t 2 ]; then
		printf '\r  [%-*s] %d/%d %-40.40s' $width \
			"$(printf '%*s' $filled '' | tr ' ' '#')" "$1" "$2" "$3" >&2
		[ "$1" -lt "$2" ] || printf '\r%*s\r' 100 '' >&2
	else
		quarter=$(($1 * 4 / $2))
		[ $quarter = $((($1 - 1) * 4 / $2)) ] || say "  $1 of $2 files"
	fi
}

# A line in between.
note()
{
	[ ! -t 2 ] || printf '\r%*s\r' 100 '' >&2
	say "  $*"
}

skip()
{
	note "skipped: $1: $2"
	skipped=$((skipped + 1))
}

# store PATH NAME: has the server read a file; what it says is left in reply.
store()
{
	printf "SELECT demo_load('%s', '%s');\n" "${1//\'/\'\'}" "${2//\'/\'\'}" >&"${LOADER[1]}"
	IFS= read -r reply <&"${LOADER[0]}" || die "the server went away while $2 was loaded"
}

# Every file goes through one psql.  It is copied to where the server may read
# it, so that the server needs no right to anything of the caller's.
load()
{
	local file name reply n=0 in=$WORK/in

	mkdir "$in"
	coproc LOADER { exec psql -X -q -A -t 2>&1; }
	for file in "${files[@]}"; do
		n=$((n + 1))
		readable "${file#"$folder"/}"
		progress $n ${#files[@]} "${name##*/}"
		if ! cat -- "$file" > "$in/file" 2> "$in/error"; then
			reply=$(cat "$in/error")
			skip "$name" "${reply##*: }"
			continue
		fi
		store "$in/file" "$name"
		if [ "$reply" = NUL ]; then
			# A crash leaves such tails behind; text cannot hold them.
			tr -d '\000' < "$file" > "$in/file"
			store "$in/file" "$name"
			[ "$reply" != ok ] || note "$name: NUL bytes left out"
		fi
		[ "$reply" = ok ] || skip "$name" "$reply"
	done
	eval "exec ${LOADER[1]}>&-"
	wait "$LOADER_PID" 2> /dev/null || true
	rm -rf "$in"
}

files=()
while IFS= read -r -d '' file; do
	files+=("$file")
done < <(find -L "$folder" -type f \( -name '*.jsonl' -o -name '*.json' -o -name '*.md' \
	-o -name '*.log' -o -name '*.txt' -o -name '*.traj' \) -print0 | sort -z)
[ ${#files[@]} -gt 0 ] ||
	die "nothing to read under $folder (*.jsonl, *.json, *.md, *.log, *.txt, *.traj)"

wm_work
wm_packages
wm_owner
if [ -z "${WORKMODE_BUILT:-}" ]; then
	wm_tree
	say "Building workmode for $PGVERSION ..."
	wm_build || { cat "$WORK/make.log" >&2; die "the build failed"; }
fi
wm_start
psql -X -q -c 'CREATE DATABASE workmode'
export PGDATABASE=workmode
psql -X -q -v ON_ERROR_STOP=1 -f "$REPO/test/demo/load.sql"

say "Loading ${#files[@]} files ..."
skipped=0
load
[ "$(psql -X -A -t -c 'SELECT count(*) FROM transcript')" -gt 0 ] || die "none of the files could be read"
if [ -r "$folder/sessions.csv" ]; then
	psql -X -q -c '\copy price FROM pstdin WITH (FORMAT csv, HEADER)' < "$folder/sessions.csv" ||
		say "  no prices: sessions.csv must have the columns file, mode, value"
fi

psql -X -q -v ON_ERROR_STOP=1 -v skipped=$skipped -f "$REPO/test/demo/report.sql"

if [ "$KEEP" = 1 ]; then
	say
	say "The server stays. To connect:"
	say "  psql -h $PGHOST -U $PGUSER $PGDATABASE"
	say "To stop and remove it:"
	if [ "$(id -u)" = 0 ]; then
		say "  runuser -u $OWNER -- $(command -v pg_ctl) -D $WORK/run/data stop; rm -r $WORK"
	else
		say "  $(command -v pg_ctl) -D $WORK/run/data stop; rm -r $WORK"
	fi
fi
