#!/bin/sh
# features.sh FOLDER - make the vectors in test/accuracy anew, when evidence changes.
#
#	features.csv	the labelled sessions of the folder given (sessions.tar.zst and
#					labels.csv), which is not part of the project: labels and
#					numbers are kept
#	turns.csv		turns of theirs; the labels are ours and stand in this file
#	invented.csv	the sessions of invented.jsonl, which we wrote
#	public.csv		public sessions of other authors, and turns of theirs, labelled
#					by us: their texts are not ours to keep, so their vectors stay
#					as they are, without what later versions count; what their
#					numbers mean never changes
#
# Uses the server that psql connects to, with workmode installed, and a C
# compiler for the peer's rules.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
eval=${1:-}
if [ ! -f "$eval/labels.csv" ]; then
	echo "features.sh: no labelled sessions in the folder '$eval': skipped"
	exit 0
fi

sessions=$(mktemp -d)
trap 'rm -rf "$sessions"' EXIT
tar --zstd -xf "$eval/sessions.tar.zst" -C "$sessions"

core=$here/../../src/core
cc -O2 -I"$core" -o "$sessions/peer" "$here/peer.c" \
	$(find "$core" -name '*.c' | grep -v -e '/session\.c$' -e '/value\.c$') -lcjson -lm
(cd "$sessions/sessions" && ../peer *) >"$sessions/peer.csv"

# COPY's text format takes any bytes of the database's encoding but NUL.
load() {
	tail -n +2 "$eval/labels.csv" | while IFS=, read -r id file rest; do
		printf '%s\t' "$id"
		tr -d '\000' <"$sessions/sessions/$file" |
			sed -e 's/\\/\\\\/g' -e 's/\t/\\t/g' -e 's/\r/\\r/g' |
			awk 'NR > 1 { printf "\\n" } { printf "%s", $0 } END { print "" }'
	done
}

work=workmode_accuracy
psql -X -q -v ON_ERROR_STOP=1 <<-END
	SET client_min_messages = warning;
	CREATE EXTENSION IF NOT EXISTS workmode;
	DROP SCHEMA IF EXISTS $work CASCADE;
	CREATE SCHEMA $work;
	CREATE TABLE $work.transcripts (id text, transcript text);
	ALTER TABLE $work.transcripts ALTER transcript SET STORAGE EXTERNAL;
	CREATE TABLE $work.labels (id text, file text, format text, author text,
		mode text, second text, confidence text, second_rater text);
	\copy $work.labels FROM '$eval/labels.csv' CSV HEADER
	CREATE TABLE $work.peer (file text, language text, peer text);
	\copy $work.peer FROM '$sessions/peer.csv' CSV
END
load | psql -X -q -v ON_ERROR_STOP=1 -c "COPY $work.transcripts FROM stdin"
psql -X -q -v ON_ERROR_STOP=1 <<-END
	SET client_min_messages = warning;
	\copy (SELECT id AS session, author, format, language, mode, confidence, peer, workmode_features(transcript) AS features FROM $work.labels JOIN $work.peer USING (file) JOIN $work.transcripts USING (id) ORDER BY id) TO '$here/features.csv' CSV HEADER

	CREATE TEMP TABLE turns (session text, turn bigint, mode text, confidence text, features text);
	\copy turns FROM '$here/turns.csv' CSV HEADER
	\copy (SELECT t.session, t.turn, t.mode, t.confidence, f.features FROM turns AS t JOIN $work.transcripts ON id = t.session, workmode_turn_features(transcript) AS f WHERE f.turn = t.turn ORDER BY t.session, t.turn) TO '$here/turns.csv' CSV HEADER

	CREATE TEMP TABLE invented (session jsonb);
	\copy invented FROM '$here/invented.jsonl' CSV QUOTE e'\x01' DELIMITER e'\x02'
	\i $here/invented.sql
	\copy (SELECT session->>'session' AS session, session->>'mode' AS mode, workmode_features(pg_temp.transcript(session)) AS features FROM invented ORDER BY 1) TO '$here/invented.csv' CSV HEADER

	DROP SCHEMA $work CASCADE;
END
