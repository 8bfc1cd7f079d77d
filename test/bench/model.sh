#!/bin/bash
# test/bench/model.sh [RUNS]: what it costs to name a model.
#
# In a schema of its own in the database that the environment names (PGDATABASE
# and so on), which must have the extension's files installed; the role must be a
# superuser.  Takes the vectors and the invented sessions of test/accuracy.  Prints
# the processor time that each function takes without a model, and how many times
# as much it takes with one: as a literal, in a sub-select, as the parameter of a
# generic plan, and in a table that is joined.  Best of RUNS (9), taken in turn by
# one backend.
set -eu

runs=${1:-9}
data=$(cd "$(dirname "$0")/../accuracy" && pwd)
if [ ! -r "$data/features.csv" ]; then
	echo "model.sh: no vectors in test/accuracy: nothing to measure"
	exit 0
fi

export PGOPTIONS="-c search_path=model_bench,public -c client_min_messages=warning
	-c max_parallel_workers_per_gather=0 -c jit=off -c plan_cache_mode=force_generic_plan"
run() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }

dir=$(mktemp -d)
trap 'rm -rf "$dir"; run -c "DROP SCHEMA IF EXISTS model_bench CASCADE"' EXIT

run <<-SQL
	CREATE SCHEMA model_bench;
	CREATE EXTENSION IF NOT EXISTS workmode SCHEMA model_bench;
	CREATE TEMP TABLE labelled (session text, author text, format text, language text,
		mode text, confidence text, peer text, features workmode_vector);
	\copy labelled FROM '$data/features.csv' CSV HEADER
	CREATE TEMP TABLE invented (session jsonb);
	\copy invented FROM '$data/invented.jsonl' CSV QUOTE e'\x01' DELIMITER e'\x02'
	\i $data/invented.sql
	CREATE TABLE vectors AS SELECT features AS x FROM labelled;
	CREATE TABLE sessions AS SELECT pg_temp.transcript(session) AS x FROM invented;
	CREATE TABLE mode_models AS SELECT workmode_shipped_model(workmode_model_version()) AS model;
	CREATE TABLE value_models AS SELECT workmode_train_value(features, n) AS model
		FROM (SELECT features, row_number() OVER (ORDER BY session) AS n FROM labelled) AS l;
	VACUUM ANALYZE vectors, sessions, mode_models, value_models;
SQL

# What is measured.  @ stands for the model as an argument, # for its table.
cases="SELECT count(workmode_classify(x@)) FROM vectors#
SELECT count(*) FROM vectors#, LATERAL workmode_scores(x@) AS s
SELECT count(workmode_classify(x@)) FROM sessions#
SELECT count(workmode_session(x@)) FROM sessions#
SELECT count(workmode_value(x@)) FROM sessions#
SELECT count(workmode_value(x@)) FROM sessions# /* by a model of value */"

# prepare NAME CASE ARGUMENT TABLE
prepare() { echo "PREPARE $1 AS ${2//@/$3};" | sed "s/#/$4/"; }

{
	echo '\o /dev/null'
	while read -r case; do
		kind=mode type=model literal="workmode_shipped_model('$(run -c "SELECT workmode_model_version()")')"
		if [[ $case == *"of value"* ]]; then
			kind=value type=value_model literal="'$(run -c "SELECT model FROM value_models")'::workmode_value_model"
		fi
		echo "DEALLOCATE ALL;"
		prepare none "$case" "" ""
		prepare literal "$case" ", $literal" ""
		prepare sub_select "$case" ", (SELECT model FROM ${kind}_models)" ""
		prepare "parameter(workmode_$type)" "$case" ", \$1" ""
		prepare joined "$case" ", model" ", ${kind}_models"
		for ((i = 0; i <= runs; i++)); do
			[ $i = 1 ] && echo 'SET log_executor_stats = on;'
			for form in none literal sub_select "parameter($literal)" joined; do
				echo "EXECUTE $form;"
			done
		done
		echo 'SET log_executor_stats = off;'
	done <<< "$cases"
} > "$dir/script"
PGOPTIONS="$PGOPTIONS -c client_min_messages=log" run -f "$dir/script" 2> "$dir/times" ||
	{ grep ERROR "$dir/times"; exit 1; }

echo '  none, ms  literal  sub-select  parameter  joined'
# Each EXECUTE tells of what it prepared, and then of itself.
awk -v runs="$runs" '
	/ s user, .* s system, / && ++told % 2 == 0 {
		form = n++ % 5
		time = 1000 * ($2 + $5)
		if (!(form in best) || time < best[form])
			best[form] = time
		if (n % (5 * runs) == 0) {
			printf "%10.1f %8.2f %11.2f %10.2f %7.2f\n", best[0], best[1] / best[0],
				best[2] / best[0], best[3] / best[0], best[4] / best[0]
			delete best
		}
	}' "$dir/times" | paste -d ' ' - <(tr -d '@#' <<< "$cases")
