#!/bin/bash
# test/bench/cancel.sh [CANCELS [MEGABYTES [ROWS]]]: how soon a cancel is obeyed.
#
# In a schema of its own in the database that the environment names (PGDATABASE
# and so on), which must have the extension's files installed; the role must be
# a superuser.  Each statement runs once to its end, and then CANCELS times (20)
# with a statement_timeout at a random point of that time.  Transcripts and
# texts have about so many MEGABYTES (50), tables of sessions so many ROWS
# (300,000).  Printed are, in ms:
#
#	whole	the statement without a timeout
#	fetch	what PostgreSQL takes to bring the stored value into memory (a text
#			once more as a C string, as a type's input function gets it), which
#			nobody can interrupt: a cancel in that part waits for its end
#	median	from the timeout to when the client has the error, of all cancels
#	worst	the same of the slowest, without those within the fetch
#
# The rest of a statement's end is in it, too: memory that is given back, and
# the way to the client.  The first lines are statements of PostgreSQL alone:
# what they show is the machine.
set -eu

cancels=${1:-20}
megabytes=${2:-50}
rows=${3:-300000}
export PGOPTIONS="-c search_path=cancel_bench,public -c client_min_messages=warning
	-c max_parallel_workers_per_gather=0 -c jit=off"
run() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }

dir=$(mktemp -d)
trap 'rm -rf "$dir"; run -c "DROP SCHEMA IF EXISTS cancel_bench CASCADE"' EXIT

run <<-SQL
	CREATE SCHEMA cancel_bench;
	CREATE EXTENSION IF NOT EXISTS workmode SCHEMA cancel_bench;
	CREATE UNLOGGED TABLE input (name text, t text, b jsonb, j json);
	ALTER TABLE input ALTER t SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL, ALTER j SET STORAGE EXTERNAL;

	-- A head, a body repeated up to so many megabytes, a tail.
	CREATE FUNCTION long(head text, body text, tail text) RETURNS text LANGUAGE sql AS
		\$\$ SELECT head || repeat(body, $megabytes * 1000000 / octet_length(body)) || tail \$\$;
	CREATE FUNCTION message(i int) RETURNS jsonb LANGUAGE sql AS \$\$
		SELECT jsonb_build_object('id', i::text, 'agent', 'a', 'role', (ARRAY['user', 'assistant'])[i % 2 + 1],
			'type', (ARRAY['user', 'gemini'])[i % 2 + 1], 'content', repeat(E'please fix it, "now"\n', 30)) \$\$;
	CREATE TEMP TABLE messages AS SELECT jsonb_agg(message(i)) AS a FROM generate_series(0, $megabytes * 1500) i;
	INSERT INTO input
		SELECT 'lines', string_agg(j::text, E'\n'), NULL FROM messages, jsonb_array_elements(a) j
		UNION ALL SELECT 'array', a::text, a FROM messages
		UNION ALL SELECT 'gemini', NULL, jsonb_build_object('sessionId', 's', 'projectHash', 'h', 'messages', a) FROM messages
		UNION ALL SELECT 'swe_agent', NULL, jsonb_build_object('environment', 'e', 'history', a, 'trajectory', a) FROM messages
		UNION ALL SELECT 'member', NULL, jsonb_build_object('messages', a) FROM messages
		UNION ALL SELECT 'no_format', NULL, jsonb_build_object('things', a) FROM messages
		UNION ALL SELECT 'one_element', NULL, jsonb_build_array(message(0) || jsonb_build_object('content', long('', E'fix "it"\n', '')))
		UNION ALL SELECT 'codex_one_item', NULL, jsonb_build_array('{"type":"session_meta","payload":{"id":"i"}}'::jsonb,
			jsonb_build_object('type', 'response_item', 'payload', jsonb_build_object('type', 'message', 'role', 'user', 'content', a))) FROM messages
		UNION ALL SELECT 'one_string', long('{"type":"user","sessionId":"s","message":{"role":"user","content":"', 'words \n ', '"}}'), NULL
		UNION ALL SELECT 'no_line', long('', 'x', ''), NULL
		UNION ALL SELECT 'blanks', long('{ ', ' ', ''), NULL
		UNION ALL SELECT 'zeros', long('{"version": ', '0', ''), NULL
		UNION ALL SELECT 'a_key', long('{"', 'a', ''), NULL
		UNION ALL SELECT 'vector', long('{', '1:1,', '1:1}'), NULL
		UNION ALL SELECT 'model', long('{"version": "x", "sessions": 1, "penalty": 1, "temperature": 1, "modes": 3,
			"bias": [0,0,0,0,0,0,0,0,0], "weights": {', '"1":[0,0,0,0,0,0,0,0,0],', '"2":[0,0,0,0,0,0,0,0,0]}}'), NULL;
	-- PostgreSQL's own reading of json can't be interrupted.
	UPDATE input SET j = t::json WHERE name = 'array';

	CREATE UNLOGGED TABLE session AS
		SELECT ('{' || i % 97 || ':1,' || 100 + i % 977 || ':2,' || 3000 + i % 400 || ':1,' || 3500 + i % 89 || ':1}')::workmode_vector AS features,
			(enum_range(NULL::workmode))[1 + i % 9] AS mode, 1 + i % 1000 AS price, i % 1000 AS usr
		FROM generate_series(1, $rows) i;
	CREATE UNLOGGED TABLE tally AS SELECT workmode_tally(mode, price) AS tally, workmode_agreement(mode, mode) AS confusion,
			workmode_histogram(mode, price) AS histogram
		FROM session GROUP BY ctid;
	CREATE UNLOGGED TABLE wide AS
		SELECT ('{' || string_agg(i || ':' || 1 + i % 5 + n % 3, ',' ORDER BY i) || '}')::workmode_vector AS features, n
		FROM generate_series(0, 65535) i, generate_series(1, 30) n GROUP BY n;
	CREATE UNLOGGED TABLE model AS SELECT workmode_shipped_model() AS model, n FROM generate_series(1, 300) n;
	VACUUM ANALYZE;
SQL
run -c "COPY (SELECT features FROM session) TO STDOUT (FORMAT binary)" > "$dir/vectors"
run -c "COPY (SELECT features FROM wide) TO STDOUT (FORMAT binary)" > "$dir/wide"
run -c "COPY (SELECT model FROM model) TO STDOUT (FORMAT binary)" > "$dir/models"
run -c "COPY (SELECT tally FROM tally) TO STDOUT (FORMAT binary)" > "$dir/tallies"
run -c "COPY (SELECT confusion FROM tally) TO STDOUT (FORMAT binary)" > "$dir/confusions"
run -c "COPY (SELECT histogram FROM tally) TO STDOUT (FORMAT binary)" > "$dir/histograms"
run -c "CREATE UNLOGGED TABLE copied_vector (v workmode_vector);
	CREATE UNLOGGED TABLE copied_model (m workmode_model);
	CREATE UNLOGGED TABLE copied_tally (t workmode_tally);
	CREATE UNLOGGED TABLE copied_histogram (h workmode_histogram);
	CREATE UNLOGGED TABLE copied_confusion (c workmode_confusion);
	CREATE UNLOGGED TABLE copied_bytes (b bytea)"

# The milliseconds of the last statement that psql timed.
last_time() { awk '/^Time:/ { ms = $2 } END { print ms + 0 }'; }

whole_of()
{
	printf '%s\n' '\o /dev/null' "$1" '\timing on' "$1" | psql -XAtq 2> /dev/null | last_time
}

# measure NAME STATEMENT [FETCH]: one line of the table.
measure()
{
	local name=$1 statement=$2 fetch=0 whole i

	whole=$(whole_of "$statement;")
	[ -z "${3:-}" ] || fetch=$(whole_of "$3;")
	{
		echo '\timing on'
		echo '\o /dev/null'
		for ((i = 0; i < cancels; i++)); do
			at=$(awk -v w="$whole" -v r="$RANDOM" 'BEGIN { print int(1 + r / 32768 * (w - 1)) }')
			printf '%s\n' "SET statement_timeout = $at;" "\\warn at $at" "$statement;" "\\warn end"
		done
	} | psql -XAtq 2>&1 | awk -v name="$name" -v whole="$whole" -v fetch="$fetch" '
		/^at / { at = $2; cancelled = 0 }
		/canceling statement/ { cancelled = 1 }
		/^Time:/ { time = $2 }
		/^end/ && cancelled {
			late = time - at
			all[++n] = late
			if (at > fetch && late > worst + 0) worst = late
		}
		END {
			for (i = 1; i <= n; i++)
				for (j = i + 1; j <= n; j++)
					if (all[j] < all[i]) { t = all[i]; all[i] = all[j]; all[j] = t }
			printf "%-40s %8.0f %6.0f %8d %8s %8s\n", name, whole, fetch, n,
				n ? sprintf("%.1f", all[int((n + 1) / 2)]) : "-", worst == "" ? "-" : sprintf("%.1f", worst)
		}'
}

printf '%-40s %8s %6s %8s %8s %8s\n' statement whole fetch cancels median worst
measure "a loop of PostgreSQL's" "SELECT sum(i) FROM generate_series(1, 3000000) i"
measure "a sort of PostgreSQL's" "SELECT features FROM session ORDER BY md5(price::text || usr::text) LIMIT 1"

fetch_text() { echo "SELECT textout(t) IS NULL FROM input WHERE name = '$1'"; }
fetch_jsonb() { echo "SELECT jsonb_typeof(b) FROM input WHERE name = '$1'"; }

transcript()
{
	measure "$1($2$3)" "SELECT count(*) FROM input, LATERAL (SELECT * FROM $1(t$3) f) g WHERE name = '$2'" "$(fetch_text "$2")"
}

document()
{
	measure "$1(jsonb $2$3)" "SELECT count(*) FROM input, LATERAL (SELECT * FROM $1(b$3) f) g WHERE name = '$2'" "$(fetch_jsonb "$2")"
}

functions="workmode_session workmode_classify workmode_scores workmode_features workmode_explain
	workmode_turns workmode_turn_features workmode_value workmode_explain_value workmode_format"
for function in $functions; do
	transcript "$function" lines ""
	measure "$function(json array)" "SELECT count(*) FROM input, LATERAL (SELECT * FROM $function(j) f) g WHERE name = 'array'" \
		"SELECT json_typeof(j) FROM input WHERE name = 'array'"
	document "$function" array ""
	document "$function" gemini ""
done
for name in one_string no_line blanks; do
	transcript workmode_session "$name" ""
	transcript workmode_session "$name" ", true"
done
for name in swe_agent member no_format one_element codex_one_item; do
	document workmode_session "$name" ""
	document workmode_session "$name" ", true"
done

measure "workmode_tally" "SELECT workmode_tally(mode, price) FROM session"
measure "workmode_rollup(tally)" "SELECT workmode_rollup(tally) FROM tally"
measure "workmode_rollup(confusion)" "SELECT workmode_rollup(confusion) FROM tally"
measure "workmode_cluster" "SELECT workmode_cluster(t) FROM (SELECT workmode_tally(mode, price) AS t FROM session GROUP BY ctid) u"
measure "workmode_histogram" "SELECT workmode_histogram(mode, price) FROM session"
measure "workmode_rollup(histogram)" "SELECT workmode_rollup(histogram) FROM tally"
measure "workmode_cluster(histogram)" "SELECT workmode_cluster(histogram) FROM tally"
measure "workmode_agreement" "SELECT workmode_agreement(mode, mode) FROM session"
measure "workmode_telemetry" "SELECT workmode_telemetry(mode, price > 500) FROM session"
measure "workmode_train" "SELECT workmode_train(features, mode, workmode_train_options(penalty => 10000)) FROM session"
measure "workmode_train, 65,536 features each" "SELECT workmode_train(features, (enum_range(NULL::workmode))[1 + n % 9]) FROM wide"
measure "workmode_train, equal sessions" "SELECT workmode_train(features, (ARRAY['fix', 'test'])[1 + i % 2]::workmode)
	FROM (SELECT features FROM wide LIMIT 1) w, generate_series(1, 300) i"
measure "workmode_train_value" "SELECT workmode_train_value(features, price) FROM session"
measure "workmode_train_value, 65,536 features each" "SELECT workmode_train_value(features, n) FROM wide"

for type in vector model value_model tally histogram confusion; do
	for name in blanks zeros a_key vector model; do
		measure "workmode_$type of $name" "SELECT t::workmode_$type IS NULL FROM input WHERE name = '$name'" \
			"$(fetch_text "$name")"
	done
done
measure "workmode_model as text" "SELECT sum(length(model::text)) FROM model"
measure "workmode_vector as text" "SELECT sum(length(features::text)) FROM wide"
measure "workmode_vector, binary" "\\copy copied_vector FROM '$dir/vectors' (FORMAT binary)"
measure "workmode_vector, binary and wide" "\\copy copied_vector FROM '$dir/wide' (FORMAT binary)"
measure "a bytea of PostgreSQL's, binary" "\\copy copied_bytes FROM '$dir/models' (FORMAT binary)"
measure "workmode_model, binary" "\\copy copied_model FROM '$dir/models' (FORMAT binary)"
measure "workmode_tally, binary" "\\copy copied_tally FROM '$dir/tallies' (FORMAT binary)"
measure "workmode_histogram, binary" "\\copy copied_histogram FROM '$dir/histograms' (FORMAT binary)"
measure "workmode_confusion, binary" "\\copy copied_confusion FROM '$dir/confusions' (FORMAT binary)"
