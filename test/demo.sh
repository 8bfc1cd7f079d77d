#!/bin/bash
# test/demo.sh [OPTION]... [FOLDER | FILE] - from transcripts to a report, in one command
#
# Installs what is missing (Debian packages), builds workmode, starts a server
# of its own that listens on nothing but a socket in a temporary directory,
# makes a board there, loads every transcript under FOLDER (default: those of
# test/data, invented ones) or those in FILE, and shows what the board says of
# them.  The server and its files are gone at the end.
#
#	--before MONTH		compare this month, such as 2025-10, with that of --after
#	--after MONTH		(default: the first and the last whole month with enough
#				sessions); 2025-Q4 and 2026-04-01/2026-04-15 are good, too
#	--person NAME		who worked (default: the system's name for you)
#	--person-from REGEX	who worked, from each path: the first group of a regular
#				expression, such as 'homes/([^/]+)/'
#	--team NAME		the team
#	--report FILE		write the board's report there, a page of HTML
#	--keep			the server stays, and how to connect is said
#
# It exits with 1 if there is no session to show, and says why.
#
# (With WORKMODE_BUILT set, PG_CONFIG and PATH lead to an installation that has
# the extensions already; check.sh calls it so.)

set -o errexit -o nounset -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage()
{
	sed -n '2,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
	exit "$1"
}

# Options that take a value, by name.
declare -A given=()
paths=()
while [ $# -gt 0 ]; do
	case $1 in
		--before=* | --after=* | --person=* | --person-from=* | --team=* | --report=*)
			given[${1%%=*}]=${1#*=} ;;
		--before | --after | --person | --person-from | --team | --report)
			[ $# -gt 1 ] || die "$1 needs a value"
			given[$1]=$2
			shift ;;
		--keep) KEEP=1 ;;
		-h | --help) usage 0 ;;
		--) shift; paths+=("$@"); break ;;
		-*) say "no such option: $1"; usage 2 >&2 ;;
		*) paths+=("$1") ;;
	esac
	shift
done
[ ${#paths[@]} -le 1 ] || usage 2 >&2

# shown NAME: as it is if a terminal can show it, else with escapes.
shown()
{
	if [ "${1//[[:cntrl:]]/}" = "$1" ] && printf '%s' "$1" | iconv -f UTF-8 -t UTF-8 > /dev/null 2>&1; then
		printf '%s' "$1"
	else
		printf '%q' "$1"
	fi
}

# What is wrong with FOLDER or FILE is said before anything is installed.
check_path()
{
	if [ ! -e "$path" ]; then
		die "$(shown "$path"): no such file or folder"
	elif [ ! -d "$path" ] && [ ! -f "$path" ]; then
		die "$(shown "$path") is neither a folder nor a regular file"
	elif [ ! -r "$path" ] || [ -d "$path" ] && [ ! -x "$path" ]; then
		die "$(shown "$path") cannot be read: Permission denied"
	elif [ -z "$(find -L "$path" -type f -print -quit 2> /dev/null | tr -d '\0')" ]; then
		die "nothing to read under $(shown "$path"): there is no file"
	fi
}

check_report()
{
	if [ -d "$report" ] || [ ! -w "$report" ] && { [ -e "$report" ] || [ ! -w "${report%/*}/" ]; }; then
		die "the report cannot be written to $(shown "$report")"
	fi
}

# absolute PATH
absolute()
{
	case $1 in
		/*) printf '%s' "$1" ;;
		*) printf '%s/%s' "$PWD" "$1" ;;
	esac
}

# phase WHAT: says what begins.
phase()
{
	say "$1 ..."
}

# progress DONE TOTAL: a bar on a terminal, a line every five seconds elsewhere.
BAR=##############################
progress()
{
	local width=30

	if [ -t 2 ]; then
		printf '\r  [%-*s] %d/%d\e[K' $width "${BAR:0:$(($1 * width / $2))}" "$1" "$2" >&2
	elif [ $SECONDS -ge "$progress_due" ]; then
		say "  $1 of $2"
		progress_due=$((SECONDS + 5))
	fi
}

# What shows how much is done ends with what does it, also on Ctrl-C.
ticker=
at_end()
{
	[ -z "$ticker" ] || kill "$ticker" 2> /dev/null || true
}

# watched TOTAL COUNT COMMAND...: runs COMMAND, and shows meanwhile how much of
# TOTAL is done, which COUNT says.
watched()
{
	local total=$1 count=$2 status=0 done progress_due=$((SECONDS + 5))

	shift 2
	(
		while sleep 1 && kill -0 $$ 2> /dev/null; do
			done=$($count 2> /dev/null) && [ "$done" -lt "$total" ] && progress "$done" "$total"
		done
	) < /dev/null > /dev/null &
	ticker=$!
	"$@" || status=$?
	kill $ticker
	wait $ticker 2> /dev/null || true
	ticker=
	[ ! -t 2 ] || printf '\r\e[K' >&2
	return $status
}

# sql ARG...: psql, whose complaints wait for its end: none is heard on Ctrl-C.
sql()
{
	local status=0

	psql -X -q -v ON_ERROR_STOP=1 -v SHOW_CONTEXT=never "$@" 2> "$WORK/error" || status=1
	cat "$WORK/error" >&2
	return $status
}

ask()
{
	sql -A -t -c "$1"
}

count_objects()
{
	find "$WORK/src/src" -name '*.o' | wc -l
}

build()
{
	phase "Building workmode for $PGVERSION"
	watched "$(find "$WORK/src/src" -name '*.c' | wc -l)" count_objects wm_build ||
		{ cat "$WORK/make.log" >&2; die "the build failed"; }
}

# Figures of one person are shown: a laptop has no more.  Periods that are none
# are an error before anything is loaded.
make_board()
{
	sql -o /dev/null -v before="${given[--before]-}" -v after="${given[--after]-}" <<- 'EOF'
		SET client_min_messages = warning;
		CREATE EXTENSION workmode_board CASCADE;
		SELECT workmode.configure(min_users => 1);
		SELECT workmode.span(nullif(period, '')) FROM (VALUES (:'before'), (:'after')) p(period);
	EOF
}

# As the caller, who may read what the server may not.
load()
{
	local name loader=(workmode-load)

	for name in --person --person-from --team; do
		[ -z "${given[$name]+set}" ] || loader+=("$name=${given[$name]}")
	done
	phase "Loading what is under $(shown "$path") with workmode-load"
	loaded=0
	"${loader[@]}" -- "$path" >&2 || loaded=$?
	[ $loaded -le 1 ] || die "loading stopped"
	transcripts=$(ask 'SELECT count(*) FROM workmode.transcript')
	if [ "$transcripts" = 0 ]; then
		[ $loaded != 0 ] || "${loader[@]}" --dry-run -- "$path" 2>&1 | grep '^no transcript' | head -n 10 >&2 || true
		die "no transcript in what is under $(shown "$path")"
	fi
}

count_sessions()
{
	psql -X -A -t -c 'SELECT count(*) FROM workmode.session'
}

refresh()
{
	phase "Reading $(number_of "$transcripts" transcript transcripts) with workmode.refresh()"
	watched "$transcripts" count_sessions sql -c 'CALL workmode.refresh()'
	[ "$(ask 'SELECT sum(counted) FROM workmode.coverage')" -gt 0 ] ||
		die "no session to show, but $(ask "
			SELECT string_agg(n || ' ' || what, ', ')
			  FROM (SELECT sum(headless), sum(subagents), sum(undated), sum(unclassified) FROM workmode.coverage) c(h, s, d, u),
				   LATERAL (VALUES (h, 'headless (no person sat at the prompt)'), (s, 'of subagents'), (d, 'without a date'),
					(u, 'in which nothing was done')) v(n, what)
			 WHERE n > 0")"
}

number_of()
{
	[ "$1" = 1 ] && printf '%s %s' "$1" "$2" || printf '%s %s' "$1" "$3"
}

say_report()
{
	say
	if [ -z "$report" ]; then
		say "The same as a page with pictures: --report FILE writes it."
	else
		workmode-load --report "$report"
		say "The same as a page with pictures is in $(shown "$report"): open it in a browser."
	fi
}

say_kept()
{
	local work stop sudo=${SUDO_USER:+sudo }

	printf -v work %q "$WORK"
	printf -v stop '%q -D %q stop' "$(command -v pg_ctl)" "$WORK/run/data"
	[ "$(id -u)" != 0 ] || stop="${sudo}runuser -u $OWNER -- $stop"
	say
	say "The server stays. To connect:"
	say "  ${sudo}psql -h $work/run -U $PGUSER $PGDATABASE"
	say "To stop and remove it:"
	say "  $stop; ${sudo}rm -r $work"
}

path=${paths[0]-$REPO/test/data/sessions}
check_path
path=$(absolute "$path"; printf x)
path=${path%x}
report=${given[--report]-}
if [ -n "${given[--report]+set}" ]; then
	report=$(absolute "$report")
	check_report
fi

wm_work
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
make_board
load
refresh
sql -v loaded=$loaded -v before="${given[--before]-}" -v after="${given[--after]-}" -f "$REPO/test/demo/report.sql"
say_report
[ "$KEEP" != 1 ] || say_kept
