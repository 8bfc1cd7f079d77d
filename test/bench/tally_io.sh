#!/bin/bash
# test/bench/tally_io.sh [STATES]: what a stored tally weighs, and what it costs
# to read and to write as text and in binary.
#
# In the database that the environment names (PGDATABASE and so on), which must
# have the extension's files installed: makes STATES tallies (10,000) of each
# kind in a schema of its own, and runs the input and the output of the type in
# turn with those of jsonb over the same text, five times.  Prints the mean
# size, the best times in microseconds a state, and how they stand to jsonb's.
# The schema is dropped at the end.
set -eu

states=${1:-10000}
export PGOPTIONS="-c search_path=tally_io,public -c jit=off -c client_min_messages=warning
	-c max_parallel_workers_per_gather=0 -c work_mem=256MB"

run() { psql -XAtq -v ON_ERROR_STOP=1 -c "$1"; }

trap 'run "DROP SCHEMA tally_io CASCADE"' EXIT
run "CREATE SCHEMA tally_io"
run "CREATE EXTENSION IF NOT EXISTS workmode SCHEMA tally_io"

# Sessions as test/bench/tally.sh has them: so many for each of so many states.
session="(enum_range(NULL::workmode))[1 + (random() * random() * 9)::int % 9] AS mode,
	exp(3 + 2 * (random() + random() + random() - 1.5)) AS value"
run "SELECT setseed(0.5);
	CREATE UNLOGGED TABLE state (kind int, name text, tally workmode_tally);
	INSERT INTO state
	SELECT 1, 'empty', '{\"version\": 1}' FROM generate_series(1, $states);
	CREATE UNLOGGED TABLE usr AS
	SELECT id, workmode_tally(mode, value) AS tally
	FROM (SELECT id, $session
		FROM generate_series(1, $states) id, generate_series(1, 3 + id % 2)) s
	GROUP BY id;
	INSERT INTO state
	SELECT 2, '3 or 4 sessions of a user', tally FROM usr;
	INSERT INTO state
	SELECT 3, '1000 sessions of each mode', tally
	FROM (SELECT id, workmode_tally((enum_range(NULL::workmode))[1 + n % 9], value) AS tally
		FROM (SELECT id, n, $session FROM generate_series(1, 20) id, generate_series(1, 9000) n) s
		GROUP BY id) t, generate_series(1, $states / 20);
	INSERT INTO state
	SELECT 4, '1000 users, clustered', tally
	FROM (SELECT id % 20, workmode_cluster(tally) AS tally FROM usr GROUP BY 1) t,
		generate_series(1, $states / 20);
	INSERT INTO state
	SELECT 5, 'one user, clustered', workmode_cluster(tally) FROM usr GROUP BY id"
echo "$states states: best of five, us  bytes     in    out   send (jsonb: in    out)  ratio in   out"
for kind in 1 2 3 4 5
do
	psql -XAtq -F: -v ON_ERROR_STOP=1 <<-SQL | awk -v states="$states" '
		NR == 1 { split($0, stored, ":"); next }
		/^Time:/ { i = n++ % 6; if (!(i in best) || $2 < best[i]) best[i] = $2 }
		function us(i) { return 1000 * (best[i] - best[5]) / states }
		END { printf "%-29s %7s %6.2f %6.2f %6.2f     (%6.2f %6.2f)      %.2f  %.2f\n", stored[1], stored[2],
			us(0), us(1), us(4), us(2), us(3), us(0) / us(2), us(1) / us(3) }'
		CREATE TEMP TABLE one (tally workmode_tally, text text, json jsonb);
		-- Not compressed, or the time would go into that.
		ALTER TABLE one ALTER tally SET STORAGE external, ALTER text SET STORAGE external,
			ALTER json SET STORAGE external;
		ALTER TABLE one SET (toast_tuple_target = 8160);
		INSERT INTO one
		SELECT tally, tally::text, tally::text::jsonb FROM state WHERE kind = $kind;
		SELECT name, round(avg(pg_column_size(one.tally)), 1)
		FROM one, (SELECT name FROM state WHERE kind = $kind LIMIT 1) s GROUP BY name;
		\\timing on
		\\o /dev/null
		$(for i in 1 2 3 4 5
		do
			echo "SELECT count(text::workmode_tally) FROM one;"
			echo "SELECT count(tally::text) FROM one;"
			echo "SELECT count(text::jsonb) FROM one;"
			echo "SELECT count(json::text) FROM one;"
			echo "SELECT count(workmode_tally_send(tally)) FROM one;"
			echo "SELECT count(text) FROM one;"
		done)
	SQL
done
