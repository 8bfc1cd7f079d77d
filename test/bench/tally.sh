#!/bin/bash
# test/bench/tally.sh [ROWS]: what tallies cost against plain GROUP BY.
#
# In the database that the environment names (PGDATABASE and so on), which must
# have the extension's files installed: makes ROWS sessions (10 million) of
# ROWS/100 users over seven months in a schema of its own, runs each query
# three times in turn with its rival, and prints the best times, in ms, and
# their ratio.  The schema is dropped at the end.
set -eu

rows=${1:-10000000}
export PGOPTIONS="-c search_path=tally_bench,public -c jit=off -c client_min_messages=warning"

run() { psql -XAtq -v ON_ERROR_STOP=1 -c "$1"; }

# The best of three times of each of two queries, run in turn.
compare()
{
	local name=$1 workers=$2 ours=$3 plain=$4
	psql -XAtq -v ON_ERROR_STOP=1 <<-SQL | awk -v name="$name, $workers workers" '
		/^Time:/ { i = n++ % 2; if (!best[i] || $2 < best[i]) best[i] = $2 }
		END { printf "%-44s %8.0f %8.0f   %.2f\n", name, best[0], best[1], best[0] / best[1] }'
		SET max_parallel_workers_per_gather = $workers;
		SET parallel_setup_cost = 0;
		SET work_mem = '256MB';
		\\timing on
		\\o /dev/null
		$(for i in 1 2 3; do echo "$ours;"; echo "$plain;"; done)
	SQL
}

trap 'run "DROP SCHEMA tally_bench CASCADE"' EXIT
run "CREATE SCHEMA tally_bench"
run "CREATE EXTENSION IF NOT EXISTS workmode SCHEMA tally_bench"
run "SELECT setseed(0.5);
	CREATE UNLOGGED TABLE session AS
	SELECT date '2025-10-01' + 30 * (random() * 6)::int AS month,
		(random() * $rows / 100)::int AS usr,
		(enum_range(NULL::workmode))[1 + (random() * random() * 9)::int % 9] AS mode,
		exp(3 + 2 * (random() + random() + random() - 1.5)) AS value
	FROM generate_series(1, $rows)"
run "CREATE UNLOGGED TABLE user_month AS
	SELECT usr, month, workmode_tally(mode, value) AS tally FROM session GROUP BY usr, month"
run "CREATE UNLOGGED TABLE user_month_mode AS
	SELECT usr, month, mode, count(*) AS n, sum(value) AS value, sum(value * value) AS value2
	FROM session GROUP BY usr, month, mode"
run "VACUUM ANALYZE"

echo "$rows sessions: best of three, ms            ours    plain  ratio"
for workers in 0 2
do
	compare "tally(mode, value) by month" $workers \
		"SELECT month, workmode_tally(mode, value) FROM session GROUP BY month" \
		"SELECT month, mode, count(*), sum(value), sum(value * value) FROM session GROUP BY month, mode"
	compare "tally(mode) by month" $workers \
		"SELECT month, workmode_tally(mode) FROM session GROUP BY month" \
		"SELECT month, mode, count(*) FROM session GROUP BY month, mode"
	compare "cluster of tallies by user" $workers \
		"SELECT workmode_cluster(t) FROM (SELECT workmode_tally(mode, value) t FROM session GROUP BY usr) u" \
		"SELECT usr, mode, count(*), sum(value), sum(value * value) FROM session GROUP BY usr, mode"
	compare "rollup of users' months by month" $workers \
		"SELECT month, workmode_rollup(tally) FROM user_month GROUP BY month" \
		"SELECT month, mode, sum(n), sum(value), sum(value2) FROM user_month_mode GROUP BY month, mode"
done
