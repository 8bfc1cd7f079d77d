#!/bin/bash
# test/bench/classify.sh [RUNS]: what classifying costs.
#
# In a schema of its own in the database that the environment names (PGDATABASE
# and so on), which must have the extension's files installed; the role must be
# a superuser.  Loads the transcripts of the archive that PERF names (.tar.zst;
# without one there is nothing to measure), uncompressed, and prints medians of
# RUNS runs (5), all by one backend without parallelism:
#
#	- workmode_classify and workmode_session against length(transcript), which
#	  is what reading and looking at each character costs by itself;
#	- the same facts by jsonb in SQL, line by line (one run);
#	- the memory that a transcript of 200 MB takes beside its own size;
#	- how long after statement_timeout = 200 ms one of 500 MB ends.
set -eu

runs=${1:-5}
perf=${PERF:-}
if [ ! -r "$perf" ]; then
	echo "classify.sh: PERF=${perf:-(unset)} is no archive of transcripts: nothing to measure"
	exit 0
fi

export PGOPTIONS="-c search_path=classify_bench,public -c client_min_messages=warning
	-c max_parallel_workers_per_gather=0 -c jit=off"
run() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }

dir=$(mktemp -d)
trap 'rm -rf "$dir"; run -c "DROP SCHEMA IF EXISTS classify_bench CASCADE"' EXIT
chmod 755 "$dir"
tar --zstd -xf "$perf" -C "$dir"

run <<-SQL
	CREATE SCHEMA classify_bench;
	CREATE EXTENSION IF NOT EXISTS workmode SCHEMA classify_bench;
	CREATE UNLOGGED TABLE session (id int GENERATED ALWAYS AS IDENTITY, t text);
	ALTER TABLE session ALTER t SET STORAGE EXTERNAL;
SQL
find "$dir" -type f | sort | while read -r file; do
	echo "INSERT INTO session (t) VALUES (pg_read_file('$file'));"
done | run
run -c "VACUUM ANALYZE session"

# The sessions whose every line jsonb takes: only these can be compared with.
run <<-'SQL'
	CREATE FUNCTION takes(transcript text) RETURNS boolean LANGUAGE plpgsql AS $$
	BEGIN
		PERFORM line::jsonb FROM regexp_split_to_table(transcript, '\n') line WHERE line LIKE '{%';
		RETURN true;
	EXCEPTION WHEN OTHERS THEN
		RETURN false;
	END $$;
	CREATE UNLOGGED TABLE plain AS SELECT id FROM session WHERE takes(t);
	ANALYZE plain;
SQL

# median FILE N: the median of each query's times, the queries taken in turn.
median()
{
	awk -v queries="$2" '/^Time:/ { print n++ % queries, $2 }' "$1" | sort -k1n -k2n |
		awk '{ times[$1, count[$1]++] = $2 }
			END { for (q = 0; q in count; q++) printf "%s ", times[q, int(count[q] / 2)] }'
}

#
# Speed.  One warm run is not timed.
#
length="SELECT sum(length(t)) FROM session"
classify="SELECT count(workmode_classify(t)) FROM session"
session="SELECT count(workmode_session(t)) FROM session"
{
	echo '\o /dev/null'
	echo "$length; $classify; $session;"
	echo '\timing on'
	for ((i = 0; i < runs; i++)); do
		echo "$length; $classify; $session;"
	done
} | sed 's/; /;\n/g' | run > "$dir/speed"
read -r length_ms classify_ms session_ms <<< "$(median "$dir/speed" 3)"

# The facts by jsonb, as one would write it: words, prompts and what they ask
# for, calls by tool, files, commands by kind, lines, errors, tokens.
{
	echo '\o /dev/null'
	echo '\timing on'
	echo "SELECT count(workmode_classify(t)) FROM session JOIN plain USING (id);"
	cat <<-'SQL'
		WITH line AS MATERIALIZED (
			SELECT id, n, line::jsonb AS j
			FROM session JOIN plain USING (id),
				regexp_split_to_table(t, '\n') WITH ORDINALITY AS l(line, n)
			WHERE line LIKE '{%'
		), block AS MATERIALIZED (
			SELECT id, n, j ->> 'type' AS role, b ->> 'type' AS type, b ->> 'name' AS tool,
				b -> 'input' AS input, b ->> 'text' AS words, b ->> 'is_error' = 'true' AS failed,
				CASE WHEN b ->> 'type' = 'tool_result' THEN j #> '{toolUseResult,structuredPatch}' END AS patch,
				j ->> 'isMeta' = 'true' OR j ->> 'isSidechain' = 'true' AS machine
			FROM line, jsonb_array_elements(CASE jsonb_typeof(j #> '{message,content}')
				WHEN 'array' THEN j #> '{message,content}'
				WHEN 'string' THEN jsonb_build_array(jsonb_build_object('type', 'text', 'text', j #> '{message,content}'))
				ELSE '[]' END) b
		), said AS (
			SELECT id, count(*) FILTER (WHERE role = 'user') AS prompts,
				sum(w) FILTER (WHERE role = 'user') AS words_in,
				sum(w) FILTER (WHERE role = 'assistant') AS words_out
			FROM block, LATERAL (SELECT count(*) AS w FROM regexp_matches(words, '\w+', 'g')) counted
			WHERE type = 'text' AND (role = 'assistant' OR (NOT coalesce(machine, false) AND
				words !~ '^\s*(<command-|<local-command|<system-reminder|<bash-|<task-notification|Caveat:|\[Request interrupted|This session is being continued)'))
			GROUP BY id
		), prompt AS (
			SELECT id,
				count(*) FILTER (WHERE words ~* '\m(fix|bug|error|fail(s|ed|ing)?|broken|crash(es|ed)?|wrong)\M') AS fix,
				count(*) FILTER (WHERE words ~* '\m(add|implement|create|build|make|new)\M') AS build,
				count(*) FILTER (WHERE words ~* '\m(test(s|ing)?|coverage|verify)\M') AS test,
				count(*) FILTER (WHERE words ~* '\m(plan|design|propose|architecture|approach)\M') AS plan,
				count(*) FILTER (WHERE words ~* '\m(explain|what|why|how|where|understand)\M') AS understand,
				count(*) FILTER (WHERE words ~* '\m(deploy|release|server|install|configure|commit|push)\M') AS operate,
				count(*) FILTER (WHERE words ~* '\m(data|csv|chart|analy[sz]e|statistics|query)\M') AS analyze,
				count(*) FILTER (WHERE words ~* '\m(readme|docs?|write|translate|email|slides?)\M') AS communicate,
				count(*) FILTER (WHERE words ~* '\m(agents?|subagents?|parallel|orchestrate|loop)\M') AS orchestrate
			FROM block WHERE type = 'text' AND role = 'user' GROUP BY id
		), call AS (
			SELECT id, count(*) FILTER (WHERE type = 'tool_use') AS actions,
				count(*) FILTER (WHERE failed) AS errors,
				count(*) FILTER (WHERE tool IN ('Edit', 'MultiEdit', 'Write', 'NotebookEdit')) AS edits,
				count(DISTINCT input ->> 'file_path') FILTER (WHERE tool IN ('Edit', 'MultiEdit', 'Write')) AS files,
				bool_or(input ->> 'file_path' ~ '\.(c|h|cc|cpp|cs|go|java|js|jsx|kt|php|pl|py|rb|rs|sh|sql|swift|ts|tsx|vue|html|css)$')
					FILTER (WHERE tool IN ('Edit', 'MultiEdit', 'Write')) AS code_changed,
				count(*) FILTER (WHERE tool IN ('Edit', 'Write') AND input ->> 'file_path' ~* '(^|/|_|\.)tests?(/|_|\.)') AS test_files,
				count(*) FILTER (WHERE tool IN ('Edit', 'Write') AND input ->> 'file_path' ~* '\.(md|txt|rst|adoc)$') AS documents,
				count(*) FILTER (WHERE tool IN ('Read', 'NotebookRead')) AS reads,
				count(*) FILTER (WHERE tool IN ('Grep', 'Glob', 'LS')) AS searches,
				count(*) FILTER (WHERE tool IN ('Task', 'Agent')) AS subagents,
				count(*) FILTER (WHERE tool IN ('WebSearch', 'WebFetch')) AS web,
				count(*) FILTER (WHERE tool IN ('TodoWrite', 'TaskCreate', 'ExitPlanMode')) AS plans
			FROM block GROUP BY id
		), command AS (
			SELECT id, count(*) FILTER (WHERE c ~ '^\s*(sudo\s+)?(npm (run )?test|pytest|jest|go test|cargo test|make (test|check)|python -m pytest)') AS tests,
				count(*) FILTER (WHERE c ~ '^\s*(sudo\s+)?git (add|commit|push|merge|rebase|checkout)') AS git_act,
				count(*) FILTER (WHERE c ~ '^\s*(sudo\s+)?git (status|diff|log|show)') AS git_look,
				count(*) FILTER (WHERE c ~ '^\s*gh ') AS forge,
				count(*) FILTER (WHERE c ~ '^\s*(sudo\s+)?(docker|kubectl|helm)') AS container,
				count(*) FILTER (WHERE c ~ '^\s*(sudo\s+)?(ssh|systemctl|aws|gcloud|terraform)') AS machine,
				count(*) FILTER (WHERE c ~ '^\s*(npm (run )?build|make|cargo build|go build|tsc)') AS builds,
				count(*) FILTER (WHERE c ~ '^\s*(npm|pip|yarn|apt|brew) (i|install|add)') AS packages,
				count(*) FILTER (WHERE c ~ '^\s*(psql|sqlite3|mysql|duckdb)') AS data,
				count(*) FILTER (WHERE c ~ '^\s*(ls|cat|head|tail|wc|grep|rg|find)') AS looks
			FROM block, regexp_split_to_table(input ->> 'command', '&&|\|\||;|\n|\|') c
			WHERE tool = 'Bash' GROUP BY id
		), patch AS (
			SELECT id, count(*) FILTER (WHERE l LIKE '+%') AS lines_added,
				count(*) FILTER (WHERE l LIKE '-%') AS lines_removed
			FROM block, jsonb_array_elements(CASE jsonb_typeof(patch) WHEN 'array' THEN patch ELSE '[]' END) hunk,
				jsonb_array_elements_text(hunk -> 'lines') l
			GROUP BY id
		), envelope AS (
			SELECT id, max(j ->> 'version') AS version, max(j ->> 'entrypoint') AS entrypoint,
				max(j #>> '{message,model}') AS model,
				min(j ->> 'timestamp') AS started_at, max(j ->> 'timestamp') AS ended_at
			FROM line GROUP BY id
		), usage AS (
			SELECT id, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out
			FROM (SELECT id, j #>> '{message,id}' AS message,
					max((j #>> '{message,usage,input_tokens}')::bigint +
						(j #>> '{message,usage,cache_read_input_tokens}')::bigint) AS tokens_in,
					max((j #>> '{message,usage,output_tokens}')::bigint) AS tokens_out
				FROM line WHERE j ->> 'type' = 'assistant' GROUP BY id, message) m
			GROUP BY id
		)
		SELECT *
		FROM envelope LEFT JOIN said USING (id) LEFT JOIN prompt USING (id) LEFT JOIN call USING (id)
			LEFT JOIN command USING (id) LEFT JOIN patch USING (id) LEFT JOIN usage USING (id);
	SQL
} | run > "$dir/jsonb"
read -r plain_ms jsonb_ms <<< "$(median "$dir/jsonb" 2)"

run -c "SELECT count(*), sum(octet_length(t)) FROM session" |
	awk -F'|' -v l="$length_ms" -v c="$classify_ms" -v s="$session_ms" -v p="$plain_ms" -v j="$jsonb_ms" '{
		printf "%d transcripts, %.0f MB\n", $1, $2 / 1e6
		printf "%-20s %7.0f ms  %5.0f MB/s\n", "length", l, $2 / l / 1000
		printf "%-20s %7.0f ms  %5.0f MB/s  %.2f of length\n", "workmode_classify", c, $2 / c / 1000, c / l
		printf "%-20s %7.0f ms  %5.0f MB/s  %.2f of length\n", "workmode_session", s, $2 / s / 1000, s / l
		printf "%-20s %7.0f ms  where workmode_classify takes %.0f ms: %.1f times\n", "jsonb in SQL", j, p, j / p
	}'

#
# Memory: the backend's peak, less what it held before, the transcript, and the
# shared buffers that it came through.
#
big()
{
	echo "CREATE UNLOGGED TABLE big (t text);
		ALTER TABLE big ALTER t SET STORAGE EXTERNAL;
		INSERT INTO big SELECT left(repeat(string_agg(t, E'\n'), ($1 / 100 + 1)::int), $1 * 1000 * 1000)
			FROM (SELECT t FROM session ORDER BY id) s;"
}
status="pg_read_file('/proc/self/status', 0, 10000)"

if [ -r /proc/self/status ]; then
	run -c "$(big 200)"
	run <<-SQL | awk -F'|' '{ printf "memory, 200 MB      %7.1f MB beside the transcript\n", ($2 - $1) / 1024 - 200000000 / 1048576 }'
		SELECT count(workmode_classify(t)) FROM (SELECT t FROM session LIMIT 1) s \g /dev/null
		SELECT substring($status FROM 'RssAnon:\s+(\d+)')::int + substring($status FROM 'RssFile:\s+(\d+)')::int AS before \gset
		SELECT count(workmode_classify(t)) FROM big \g /dev/null
		SELECT :before, substring($status FROM 'VmHWM:\s+(\d+)')::int - substring($status FROM 'RssShmem:\s+(\d+)')::int;
	SQL
	run -c "DROP TABLE big"
fi

#
# Cancel: the text is detoasted first, so that it is the reading that ends.
#
run -c "$(big 500)"
for ((i = 0; i < runs; i++)); do
	psql -XAtq <<-SQL 2>&1
		SET statement_timeout = '200ms';
		\\timing on
		SELECT workmode_classify(t) FROM big;
	SQL
done > "$dir/cancel"
read -r cancel_ms <<< "$(median "$dir/cancel" 1)"
printf 'statement_timeout = 200 ms on 500 MB: ends after %.0f ms (%d of %d cancelled)\n' \
	"$cancel_ms" "$(grep -c 'statement timeout' "$dir/cancel")" "$runs"
