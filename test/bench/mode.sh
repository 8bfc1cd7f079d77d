#!/bin/bash
# test/bench/mode.sh [ROWS]: what modes cost against an enum of the same labels
# that has no operators of its own.
#
# In the database that the environment names (PGDATABASE and so on), which must
# have the extension's files installed, as a superuser: makes two tables of ROWS
# sessions (1 million) in a schema of its own, runs each query five times on
# both in turn, and prints the processor time of the best, in ms, and their
# ratio.  (Linux tells that time in /proc; other load on the machine does not
# count in it.)  The schema is dropped at the end.
set -eu

rows=${1:-1000000}
export PGOPTIONS="-c search_path=mode_bench,public -c jit=off -c client_min_messages=warning -c work_mem=256MB
	-c maintenance_work_mem=256MB -c max_parallel_workers_per_gather=0 -c max_parallel_maintenance_workers=0"

run() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }

trap 'run -c "DROP SCHEMA mode_bench CASCADE"' EXIT
run -c "CREATE SCHEMA mode_bench"
run -c "CREATE EXTENSION IF NOT EXISTS workmode SCHEMA mode_bench"
run <<-SQL
	CREATE TYPE plain AS ENUM ('build', 'fix', 'test', 'orchestrate', 'operate', 'understand', 'plan', 'analyze', 'communicate');
	SELECT setseed(0.5) \\g /dev/null
	CREATE UNLOGGED TABLE session_ours AS
	SELECT (enum_range(NULL::workmode))[1 + (random() * random() * 9)::int % 9] AS mode, (random() * 1e9)::int AS n
	FROM generate_series(1, $rows);
	CREATE UNLOGGED TABLE session_plain AS SELECT mode::text::plain AS mode, n FROM session_ours;
	CREATE TABLE rank_ours AS SELECT mode, ordinal FROM workmode_modes();
	CREATE TABLE rank_plain AS SELECT mode::text::plain AS mode, ordinal FROM rank_ours;
	VACUUM ANALYZE;

	CREATE FUNCTION spent() RETURNS double precision LANGUAGE sql VOLATILE AS
		\$\$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::double precision / 1e6 \$\$;
	CREATE FUNCTION time_of(query text) RETURNS double precision LANGUAGE plpgsql AS \$\$
	DECLARE
		before double precision := spent();
	BEGIN
		EXECUTE query;
		RETURN spent() - before;
	END \$\$;
SQL

# compare NAME QUERY [SETTING]: @ stands for ours or plain.
compare()
{
	run ${3:+-c "SET $3"} -c "
		SELECT format('%s %8s %8s   %s', rpad(\$n\$$1\$n\$, 30), min(ours)::int, min(plain)::int, round((min(ours) / min(plain))::numeric, 3))
		FROM generate_series(1, 5) AS i, LATERAL time_of(replace(\$q\$$2\$q\$, '@', CASE WHEN i > 0 THEN 'ours' END)) AS ours,
			LATERAL time_of(replace(\$q\$$2\$q\$, '@', CASE WHEN i > 0 THEN 'plain' END)) AS plain"
}

echo "$rows sessions: best of five, ms      ours    plain   ratio"
compare "group by, hashed" "SELECT mode, count(*) FROM session_@ GROUP BY mode" enable_sort=off
compare "group by, sorted" "SELECT mode, count(*) FROM session_@ GROUP BY mode" enable_hashagg=off
compare "order by mode" "SELECT mode FROM session_@ ORDER BY mode OFFSET $rows"
compare "order by mode, n" "SELECT mode, n FROM session_@ ORDER BY mode, n OFFSET $rows"
compare "hash join" "SELECT count(*) FROM session_@ JOIN rank_@ USING (mode)" enable_mergejoin=off
compare "merge join" "SELECT count(*) FROM session_@ JOIN rank_@ USING (mode)" enable_hashjoin=off
compare "mode = 'fix'" "SELECT count(*) FROM session_@ WHERE mode = 'fix'"
compare "mode < 'plan'" "SELECT count(*) FROM session_@ WHERE mode < 'plan'"
compare "mode IN (three)" "SELECT count(*) FROM session_@ WHERE mode IN ('fix', 'plan', 'test')"
compare "min and max" "SELECT min(mode), max(mode) FROM session_@"
compare "count(DISTINCT mode)" "SELECT count(DISTINCT mode) FROM session_@"
compare "group by array" "SELECT ARRAY[mode], count(*) FROM session_@ GROUP BY 1"
compare "create index" "CREATE INDEX by_@ ON session_@ (mode, n); DROP INDEX by_@"
