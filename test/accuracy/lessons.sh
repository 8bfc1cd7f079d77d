# What a model is taught on, and how: for train.sh and evaluate.sh, which set
# $here, the directory of this file.

# The penalty that the public sessions below are told best with when all others
# teach; the temperature that evaluate.sh chooses in most folds.
PENALTY=250
TEMPERATURE=1.1
VERSION=1.0

# A turn counts for so much of a session: less is told by it, and a session has
# many.
TURN_WEIGHT=0.3

# SQL that makes the tables sessions (on which agreement is measured) and
# lessons: these sessions, their turns, and sessions of other authors, which we
# labelled: public ones and invented ones.
lessons() {
	cat <<-END
		SET client_min_messages = warning;
		CREATE EXTENSION IF NOT EXISTS workmode;
		CREATE TEMP TABLE sessions (session text, author text, format text,
			language text, mode workmode, confidence text, peer workmode,
			features workmode_vector);
		\copy sessions FROM '$here/features.csv' CSV HEADER
		CREATE TEMP TABLE turns (session text, turn bigint, mode workmode,
			confidence text, features workmode_vector);
		\copy turns FROM '$here/turns.csv' CSV HEADER
		CREATE TEMP TABLE others (kind text, session text, author text,
			mode workmode, features workmode_vector);
		\copy others FROM '$here/others.csv' CSV HEADER
		CREATE TEMP TABLE lessons AS
			SELECT author, mode, features, 1.0::double precision AS weight, false AS public
			FROM sessions
			UNION ALL
			SELECT s.author, t.mode, t.features, $TURN_WEIGHT, false
			FROM turns AS t JOIN sessions AS s USING (session)
			UNION ALL
			SELECT author, mode, features, 1, kind = 'public' FROM others;
	END
}
