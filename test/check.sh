#!/bin/bash
# test/check.sh - everything that can be checked, on a fresh machine or a used one
#
# Packages, a build in which each warning is an error, unit tests, the same
# under sanitizers, pg_regress in databases of four encodings, TAP tests, a
# short run of the fuzzers, the demo.  Servers are its own (see lib.sh).  The
# last line says "N passed, N failed"; the exit status is 0 only when nothing
# failed.
#
#	CLIENTS=all	also fetches the large ones of the clients that are tried on
#			the board: a browser, Java, Node (330 MB; 1 GB once unpacked)

set -o errexit -o nounset -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
exec < /dev/null

passed=0
failed=0

at_end()
{
	# Something stopped before it could be counted.
	[ "$1" = 0 ] || [ "$failed" -gt 0 ] || failed=1
	printf '%d passed, %d failed\n' "$passed" "$failed"
}

heading()
{
	printf '\n== %s (%d s)\n' "$*" "$SECONDS"
}

# result STATUS NAME: one check that is no suite.
result()
{
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
		printf 'ok - %s\n' "$2"
	else
		failed=$((failed + 1))
		printf 'not ok - %s\n' "$2"
	fi
}

# count LOG STATUS NAME: adds the verdicts in the output of a suite, in TAP or
# as PostgreSQL 13 to 15 write them; a suite that failed without saying so is
# one failure.
count()
{
	local good bad skipped

	good=$(grep -cE '^(ok +[0-9]+|(test|     ) .* \.\.\. ok )' "$1" || true)
	bad=$(grep -cE '^(not ok|(test|     ) .* \.\.\. FAILED)' "$1" || true)
	[ "$2" = 0 ] || [ "$bad" -gt 0 ] || bad=1
	skipped=$(sed -n -e 's/^.*\(1\.\.0 # SKIP\|\.\. skipped:\) */, skipped: /p' -e 's/^ok [0-9]* # skip /, skipped: /p' "$1" | tr -d '\n')
	[ $((good + bad)) -gt 0 ] || [ -n "$skipped" ] || bad=1
	passed=$((passed + good))
	failed=$((failed + bad))
	printf '%s: %d passed, %d failed%s\n' "$3" "$good" "$bad" "$skipped"
	if [ "$bad" != 0 ]; then
		grep -nE -A 5 '^not ok' "$1" | head -n 100 || true
		tail -n 40 "$1"
	fi
}

# suite NAME COMMAND...: runs it as the owner in the sources, and counts.
suite()
{
	local name=$1 log=$WORK/suite.log status=0

	shift
	(cd "$WORK/src" && as_owner "$@") > "$log" 2>&1 || status=$?
	count "$log" $status "$name"
}

# regress ENCODING TEST...
regress()
{
	local encoding=$1

	shift
	suite "pg_regress, $encoding" make -s installcheck PG_CONFIG="$PG_CONFIG" REGRESS="$*" \
		REGRESS_OPTS="--inputdir=test --dbname=regress_$encoding --encoding=$encoding --no-locale"
	[ ! -s "$WORK/src/regression.diffs" ] || head -n 200 "$WORK/src/regression.diffs"
}

# tap FILE...: as many at a time as there are processors, each with a log of its
# own; counted in their order when all have ended.
tap()
{
	local file log status

	# The test of memory takes nearly as long as all the others: it begins first.
	(cd "$WORK/src" && printf '%s\n' "$@" |
		awk '/_memory/ { print; next } { rest = rest $0 "\n" } END { printf "%s", rest }' |
		as_owner xargs -n 1 -P "$(nproc)" sh -c '
			log=$0/$(basename "$1" .pl)
			status=0
			prove -v "$1" > "$log" 2>&1 || status=$?
			echo $status > "$log.status"' "$WORK/tap") || true
	for file in "$@"; do
		log=$WORK/tap/$(basename "$file" .pl)
		status=$(cat "$log.status") || status=1
		count "$log" "$status" "TAP, ${log##*/}"
	done
}

# Tests without a letter beyond ASCII, in script or result, as it is or by
# escape: these say the same in every server encoding.
ascii_tests()
{
	local file name

	for file in "$WORK"/src/test/sql/*.sql; do
		name=$(basename "$file" .sql)
		LC_ALL=C grep -qE "[^ -~[:space:]]|E'[^']*\\\\u" "$file" "$WORK/src/expected/$name.out" ||
			printf '%s\n' "$name"
	done
}

heading "packages"
wm_work
wm_packages perl libipc-run-perl
# Without them there is no fuzzing and no rendering, and fewer clients read the
# board, which say so below.
(wm_packages clang) || true
(wm_packages cmark-gfm) || true
(wm_packages python3-psycopg2 python3-sqlalchemy python3-pyodbc odbc-postgresql) || true
if [ "${CLIENTS:-}" = all ]; then
	for client in python3-psycopg chromium "default-jdk-headless libpostgresql-jdbc-java" node-pg; do
		(wm_packages $client) || true
	done
fi
wm_owner
wm_tree
printf '%s\n' "$PGVERSION" "$(gcc --version | head -n 1)"

heading "build, warnings are errors"
status=0
# As a system directory, PostgreSQL's own headers are exempt.
wm_build COPT="-Werror -Wall -Wextra -isystem $("$PG_CONFIG" --includedir-server)" || status=$?
result $status "build and install"
[ $status = 0 ] || { cat "$WORK/make.log"; exit 1; }

if grep -q '^unit:' "$WORK/src/Makefile"; then
	heading "unit tests"
	suite "unit" make -s -j "$(nproc)" unit PG_CONFIG="$PG_CONFIG"
	suite "unit, sanitized" test/unit/sanitize.sh
fi

heading "pg_regress"
wm_start
if compgen -G "$WORK/src/test/sql/*.sql" > /dev/null; then
	regress UTF8 $(cd "$WORK/src/test/sql" && ls -1 -- *.sql | sed 's/\.sql$//')
	for encoding in LATIN1 EUC_JP SQL_ASCII; do
		regress $encoding $(ascii_tests)
	done
fi
wm_stop

if compgen -G "$WORK/src/test/t/*.pl" > /dev/null; then
	heading "TAP tests"
	pgxs=$(dirname "$("$PG_CONFIG" --pgxs)")/../..
	as_owner mkdir "$WORK/tmp" "$WORK/tap"
	export TMPDIR=$WORK/tmp LANG=C.UTF-8 PERL5LIB=$pgxs/src/test/perl:$WORK/src/test/t \
		PG_REGRESS=$pgxs/src/test/regress/pg_regress \
		TESTDIR=$WORK/src TESTDATADIR=$WORK/src/tmp_check TESTLOGDIR=$WORK/src/tmp_check/log
	unset PGHOST PGPORT PGUSER PGDATABASE
	tap "$WORK"/src/test/t/*.pl
fi

heading "fuzz, a short run"
suite "fuzz" test/fuzz/run.sh 4

heading "demo"
unset TMPDIR
status=0
WORKMODE_BUILT=1 "$REPO/test/demo.sh" || status=$?
result $status "demo"

[ $failed = 0 ]
