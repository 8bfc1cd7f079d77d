#!/bin/bash
# test/bench/board.sh [SESSIONS]: what a refresh of the board costs, and its views.
#
# On the server that the environment names (PGHOST and so on), which must have the
# extensions' files installed: fills a database of its own with SESSIONS (100,000)
# transcripts, the invented ones of test/data again and again, of 100 people and 18
# months.  Refreshes it from nothing, with parallel workers and without; with
# nothing new, with one session in a hundred new, of the last month and of all, and with
# one in a hundred of another model; makes the tallies anew; and reads each view.  Prints seconds, and how
# they stand to the refresh from nothing.  The database is dropped at the end.
set -eu

sessions=${1:-100000}
here=$(cd "$(dirname "$0")/../.." && pwd)
database=workmode_board_bench
export PGOPTIONS="-c client_min_messages=warning"

run() { psql -XAtq -v ON_ERROR_STOP=1 -d $database "$@"; }

# seconds COMMAND: how long it takes, alone.
seconds()
{
	local began=$EPOCHREALTIME

	run -c "$1" > /dev/null
	echo $(((${EPOCHREALTIME/./} - ${began/./}) / 1000)) | sed 's/\(.*\)\(...\)$/\1.\2/; s/^\./0./; s/^\([0-9]*\)$/0.\1/'
}

report()
{
	awk -v what="$1" -v s="$2" -v all="$3" 'BEGIN { printf "%-44s %9.3f s %8.1f %%\n", what, s, 100 * s / all }'
}

psql -XAtq -d postgres -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database"
trap 'psql -XAtq -d postgres -c "DROP DATABASE $database"' EXIT
run -c "CREATE EXTENSION workmode_board CASCADE" -c "CREATE TABLE invented (n serial, body text)"
find "$here/test/data/sessions" -type f | sort | while IFS= read -r file
do
	printf '\\set body `cat %q`\nINSERT INTO invented (body) VALUES (:%sbody%s);\n' "$file" "'" "'"
done | run

# Session ids of their own, and months of their own: October 2025 becomes any of the last
# :months of 18.
fill="INSERT INTO workmode.transcript (path, person, team, body, bytes)
	SELECT '/' || i, 'p' || i % 100, 't' || i % 7,
		regexp_replace(replace(body, id, left(id, -6) || lpad(i::text, 6, '0')), '202[56]-[01][0-9](?=-[0-3][0-9]T)', to_char(date '2026-06-01' - interval '1 month' * (i / 100 % :months), 'YYYY-MM'), 'g'), length(body)
	FROM (SELECT n, body, coalesce((workmode_session(body)).session_id, '-------') AS id FROM invented) s
	JOIN generate_series(:from, :to) i ON i % (SELECT count(*) FROM invented) = n - 1"
run -v months=18 -v from=1 -v to="$sessions" <<< "$fill"
run -c "VACUUM ANALYZE workmode.transcript"

echo "$sessions sessions, $(run -c "SELECT pg_size_pretty(sum(length(body))) FROM workmode.transcript"), $(run -c "SHOW max_parallel_workers_per_gather") workers"
all=$(seconds "CALL workmode.refresh()")
report "from nothing" "$all" "$all"
run -c "VACUUM ANALYZE"
report "nothing new" "$(seconds "CALL workmode.refresh()")" "$all"
run -v months=1 -v from=$((sessions + 1)) -v to=$((sessions + sessions / 100)) <<< "$fill"
report "1 % new, of the last month" "$(seconds "CALL workmode.refresh()")" "$all"
run -v months=18 -v from=$((sessions + sessions / 100 + 1)) -v to=$((sessions + sessions / 50)) <<< "$fill"
report "1 % new, of all months" "$(seconds "CALL workmode.refresh()")" "$all"
run -c "UPDATE workmode.session SET stamp = 'old' WHERE id IN (SELECT id FROM workmode.session TABLESAMPLE bernoulli(1))"
report "1 % of another model" "$(seconds "CALL workmode.refresh()")" "$all"
report "tallies alone" "$(seconds "SELECT workmode.retally()")" "$all"
run -c "DELETE FROM workmode.transcript WHERE substr(path, 2)::int <= $sessions / 100"
report "1 % gone" "$(seconds "CALL workmode.refresh()")" "$all"
for view in share_day share_week share_month share_month_team share_month_project share_series shift value_index decomposition coverage session_mode
do
	report "view $view" "$(seconds "SELECT * FROM workmode.$view")" "$all"
done
run -c "TRUNCATE workmode.session CASCADE"
PGOPTIONS="$PGOPTIONS -c max_parallel_workers_per_gather=0"
report "from nothing, without workers" "$(seconds "CALL workmode.refresh()")" "$all"
