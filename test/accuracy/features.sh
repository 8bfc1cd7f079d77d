#!/bin/sh
# features.sh - make test/accuracy/features.csv from the labelled sessions.
#
# Needs ../shared/eval (or the folder given), which is not part of the project;
# what is kept of it is labels and numbers: the evidence of each session.
# Uses the server that psql connects to, with workmode installed, and a C
# compiler for the peer's rules.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
eval=${1:-$here/../../../shared/eval}
if [ ! -f "$eval/labels.csv" ]; then
	echo "features.sh: no labelled sessions at $eval: skipped"
	exit 0
fi

sessions=$(mktemp -d)
trap 'rm -rf "$sessions"' EXIT
tar --zstd -xf "$eval/sessions.tar.zst" -C "$sessions"

core=$here/../../src/core
cc -O2 -I"$core" -o "$sessions/peer" "$here/peer.c" \
	$(ls "$core"/*.c | grep -v -e '/session\.c$' -e '/value\.c$') -lcjson -lm
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
psql -X -q -v ON_ERROR_STOP=1 >"$here/features.csv" <<-END
	COPY (
		SELECT id AS session, author, format, language, mode, confidence, peer,
			workmode_features(transcript) AS features
		FROM $work.labels JOIN $work.peer USING (file)
			JOIN $work.transcripts USING (id)
		ORDER BY id
	) TO stdout CSV HEADER;
	DROP SCHEMA $work CASCADE;
END
