#!/bin/bash
# test/demo.sh [--keep] [FOLDER | FILE] - from transcripts to shares, in one command
#
# Installs what is missing (Debian packages), builds workmode, starts a server
# of its own that listens on nothing but a socket in a temporary directory,
# loads every transcript under FOLDER (default: test/data, invented ones) or
# the one in FILE, and shows what the extension makes of them.  The server and
# its files are gone at the end; with --keep they stay, and it says how to
# connect.
#
# A file sessions.csv in FOLDER, with columns file, mode, value, gives prices.
#
# It exits with 1 if there is no session to show, and says why.
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

paths=()
while [ $# -gt 0 ]; do
	case $1 in
		--keep) KEEP=1 ;;
		-h | --help) usage 0 ;;
		--) shift; paths+=("$@"); break ;;
		-*) say "no such option: $1"; usage 2 >&2 ;;
		*) paths+=("$1") ;;
	esac
	shift
done
[ ${#paths[@]} -le 1 ] || usage 2 >&2

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

# progress DONE TOTAL WHAT: a bar on a terminal, a line every five seconds elsewhere.
# It is for work that lasts: what is done sooner shows a bar at most.
progress()
{
	local width=30 filled

	if [ -t 2 ]; then
		filled=$(($1 * width / $2))
		printf '\r  [%-*s] %d/%d %s\e[K' $width "${BAR:0:filled}" "$1" "$2" "${3:0:24}" >&2
		[ "$1" -lt "$2" ] || printf '\r\e[K' >&2
	elif [ $SECONDS -ge "$progress_due" ]; then
		say "  $1 of $2"
		progress_due=$((SECONDS + 5))
	fi
}

# phase WHAT: says what begins.
BAR=##############################
phase()
{
	say "$1 ..."
	progress_due=$((SECONDS + 5))
}

# A line in between.
note()
{
	[ ! -t 2 ] || printf '\r\e[K' >&2
	say "  $*"
}

skip()
{
	note "skipped: $1: $2"
	skipped=$((skipped + 1))
}

# sql ARG...: psql, whose complaints wait for its end: none is heard on Ctrl-C.
sql()
{
	local status=0

	psql -X -q -v ON_ERROR_STOP=1 "$@" 2> "$WORK/error" || status=$?
	cat "$WORK/error" >&2
	[ $status = 0 ] || die "psql ended with $status"
}

# ask SQL: the answer of the psql that runs beside, one line, is left in reply.
ask()
{
	printf '%s;\n' "$1" >&"${ASKED[1]}"
	IFS= read -r reply <&"${ASKED[0]}" || die "the server went away"
}

# store PATH NAME: has the server read a file.
store()
{
	ask "SELECT demo_load('${1//\'/\'\'}', '${2//\'/\'\'}')"
}

# Sets files (names as they are), sizes (their bytes) and total.  In the C locale
# find takes any bytes for a name.
look()
{
	local size file line

	files=() sizes=() total=0
	if [ -n "$single" ]; then
		files=("$single")
		total=$(stat -L -c %s -- "$single")
		sizes=("$total")
		return
	fi
	readable "$folder"
	phase "Looking for transcripts under $name"
	while IFS= read -r -d '' file; do
		size=${file%%/*}
		files+=("${file#"$size"}")
		sizes+=("$size")
		total=$((total + size))
	done < <(LC_ALL=C find -L "$folder" -type f \( -name '*.jsonl' -o -name '*.json' -o -name '*.md' \
		-o -name '*.log' -o -name '*.txt' -o -name '*.traj' \) -printf '%s%p\0' 2> "$WORK/find" |
		sort -z -t / -k 2)
	while IFS= read -r line; do
		case $line in
			*'File system loop detected'*) ;;
			*) line=${line#find: \'}; note "not looked at: ${line/\': /: }" ;;
		esac
	done < "$WORK/find"
	[ ${#files[@]} -gt 0 ] ||
		die "nothing to read under $name: no file *.jsonl, *.json, *.md, *.log, *.txt or *.traj"
}

# load_one N: stores one file, or says why not.  It is copied to where the server
# may read it, so that the server needs no right to anything of the caller's.
load_one()
{
	local file=${files[$1]} name copy=$WORK/in/one reply

	readable "${file#"$folder"/}"
	if [ "${sizes[$1]}" -ge $((1 << 30)) ]; then
		skip "$name" "is too large: a text in PostgreSQL holds 1 GB"
	elif ! cat -- "$file" > "$copy" 2> "$WORK/error"; then
		reply=$(cat "$WORK/error")
		skip "$name" "${reply##*: }"
	else
		store "$copy" "$name"
		if [ "$reply" = NUL ]; then
			# A crash leaves such tails behind; text cannot hold them.
			tr -d '\000' < "$file" > "$copy"
			store "$copy" "$name"
			[ "$reply" != ok ] || note "$name: NUL bytes left out"
		fi
		[ "$reply" = ok ] || skip "$name" "$reply"
	fi
	rm -f "$copy"
}

# load_some N...: stores files together, which takes two processes in place of
# two for each.  What is in a way is then tried alone.
load_some()
{
	local n name path names=() numbers=() alone=() list= in=$WORK/in/some

	for n in "$@"; do
		path=${files[n]#"$folder"/}
		readable "$path"
		if [ "$name" = "$path" ] && [ "${sizes[n]}" -lt $((1 << 30)) ]; then
			names+=("$path")
			numbers+=("$n")
			list+=",'${path//\'/\'\'}'"
		else
			alone+=("$n")
		fi
	done
	if [ ${#names[@]} -gt 0 ]; then
		mkdir "$in"
		(cd "$folder" && cp --parents --no-preserve=mode -t "$in" -- "${names[@]}") 2> /dev/null || true
		ask "SELECT demo_load_all('${in//\'/\'\'}', ARRAY[${list#,}])"
		case $reply in
			*[!0-9\ ]*) die "${reply#*ERROR:  }" ;;
		esac
		for n in $reply; do
			alone+=("${numbers[n - 1]}")
		done
		rm -rf "$in"
	fi
	for n in "${alone[@]}"; do
		load_one "$n"
	done
}

# Every file goes through one psql.
load()
{
	local n=0 some bytes

	phase "Loading $(number_of ${#files[@]} file files) ($(megabytes $total))"
	mkdir "$WORK/in"
	while [ $n -lt ${#files[@]} ]; do
		some=() bytes=0
		while [ $n -lt ${#files[@]} ] && [ ${#some[@]} -lt 100 ]; do
			bytes=$((bytes + sizes[n]))
			[ ${#some[@]} = 0 ] || [ $bytes -lt 8000000 ] || break
			some+=("$n")
			n=$((n + 1))
		done
		load_some "${some[@]}"
		readable "${files[n - 1]##*/}"
		progress $n ${#files[@]} "$name"
	done
	rmdir "$WORK/in"
}

# The prices of FOLDER/sessions.csv, or what is wrong with it.
load_prices()
{
	local why

	[ -f "$folder/sessions.csv" ] && [ -r "$folder/sessions.csv" ] || return 0
	if ! psql -X -q -c '\copy price_line (file, mode, value) FROM pstdin WITH (FORMAT csv)' \
		< "$folder/sessions.csv" 2> "$WORK/error"; then
		why=$(sed -n 's/^.*ERROR: *//p; s/^CONTEXT:.*\(line [0-9]*\).*/\1/p' "$WORK/error" | head -n 2 |
			sed -n '1h; 2{G; s/\n/: /p}')
	else
		ask 'SELECT demo_price()'
		why=$reply
	fi
	[ -z "$why" ] || note "no prices: sessions.csv, $why"
}

# Reads the transcripts in parts, so that one can see how far it is.
read_sessions()
{
	local parts part done=0 loaded

	ask 'SELECT count(*), coalesce(sum(octet_length(body)), 0) / 16000000 + 1 FROM transcript'
	IFS='|' read -r loaded parts <<< "$reply"
	[ "$loaded" -gt 0 ] || die "none of the files could be loaded"
	[ "$parts" -le "$loaded" ] || parts=$loaded
	phase "Reading $(number_of "$loaded" transcript transcripts) with workmode_session"
	for ((part = 0; part < parts; part++)); do
		ask "SELECT demo_read($part, $parts)"
		case $reply in
			*[!0-9]*) die "${reply#*ERROR:  }" ;;
		esac
		done=$((done + reply))
		progress $done "$loaded" ''
	done
	ask 'SELECT count(mode) FROM session'
	[ "$reply" -gt 0 ] || die "no session in $(number_of "$loaded" file files). workmode knows the transcripts of \
Claude Code, Codex and Gemini CLI, SpecStory's Markdown, JSON arrays of messages, and the \
trajectories of SWE-agent and mini-SWE-agent."
}

number_of()
{
	[ "$1" = 1 ] && printf '%s %s' "$1" "$2" || printf '%s %s' "$1" "$3"
}

megabytes()
{
	if [ "$1" -lt 1000000 ]; then
		printf '%d kB' $((($1 + 999) / 1000))
	else
		printf '%d MB' $((($1 + 500000) / 1000000))
	fi
}

build()
{
	local sources ticker status=0

	phase "Building workmode for $PGVERSION"
	sources=("$WORK"/src/src/*/*.c)
	(
		while sleep 1; do
			objects=("$WORK"/src/src/*/*.o)
			[ ${#objects[@]} -ge ${#sources[@]} ] || progress ${#objects[@]} ${#sources[@]} ''
		done
	) < /dev/null > /dev/null &
	ticker=$!
	wm_build || status=$?
	kill $ticker
	wait $ticker 2> /dev/null || true
	[ ! -t 2 ] || printf '\r\e[K' >&2
	[ $status = 0 ] || { cat "$WORK/make.log" >&2; die "the build failed"; }
}

folder=${paths[0]-$REPO/test/data} single=
readable "$folder"
if [ -f "$folder" ]; then
	[ -r "$folder" ] || die "$name cannot be read: Permission denied"
	single=$folder
	case $folder in
		*/*) folder=${folder%/*}/ ;;
		*) folder=. ;;
	esac
elif [ ! -e "$folder" ]; then
	die "$name: no such file or folder"
elif [ ! -d "$folder" ]; then
	die "$name is neither a folder nor a regular file"
elif [ ! -r "$folder" ] || [ ! -x "$folder" ]; then
	die "$name cannot be read: Permission denied"
fi
folder=$(cd "$folder" && pwd -P; printf x)
folder=${folder%?x}
[ -z "$single" ] || single=$folder/${single##*/}

skipped=0
wm_work
look
wm_packages
wm_owner
if [ -z "${WORKMODE_BUILT:-}" ]; then
	wm_tree
	build
fi
phase "Starting a server of its own"
wm_start
sql -c 'CREATE DATABASE workmode'
export PGDATABASE=workmode
sql -f "$REPO/test/demo/load.sql"

coproc ASKED { exec psql -X -q -A -t -v VERBOSITY=terse 2>&1; }
load
[ -n "$single" ] || load_prices
began=$EPOCHREALTIME
read_sessions
seconds=$(((${EPOCHREALTIME/./} - ${began/./} + 50000) / 100000))

sql -v skipped=$skipped -v seconds=$((seconds / 10)).$((seconds % 10)) \
	-f "$REPO/test/demo/report.sql"

if [ "$KEEP" = 1 ]; then
	printf -v work %q "$WORK"
	printf -v stop '%q -D %q stop' "$(command -v pg_ctl)" "$WORK/run/data"
	sudo=${SUDO_USER:+sudo }
	[ "$(id -u)" != 0 ] || stop="${sudo}runuser -u $OWNER -- $stop"
	say
	say "The server stays. To connect:"
	say "  ${sudo}psql -h $work/run -U $PGUSER $PGDATABASE"
	say "To stop and remove it:"
	say "  $stop; ${sudo}rm -r $work"
fi
