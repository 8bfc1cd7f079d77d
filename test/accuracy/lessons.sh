# What a model is taught on, and how: for train.sh and evaluate.sh, which set
# $here, the directory of this file.

# The penalty that public sessions are told best with, five folds by author;
# the temperature of the least log loss on authors left out.
PENALTY=150
TEMPERATURE=1.0

# A turn counts for so much of a session: less is told by it, and a session has
# many.
TURN_WEIGHT=0.3

# Where the rater of a public session named a second mode and was not sure (m)
# or thought the evidence thin (l), it teaches that mode with so much of its
# weight.
DOUBT_M=0.25
DOUBT_L=0.4

# SQL that makes the tables sessions (on which agreement is measured) and
# lessons: these sessions, their turns, and what others taught, labelled by us:
# public sessions of other authors with turns of theirs, and invented sessions.
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
		CREATE TEMP TABLE public (session text, turn bigint, author text,
			mode workmode, second workmode, confidence text, features workmode_vector);
		\copy public FROM '$here/public.csv' CSV HEADER
		CREATE TEMP TABLE invented (session text, mode workmode, features workmode_vector);
		\copy invented FROM '$here/invented.csv' CSV HEADER

		CREATE TEMP VIEW doubts AS
			SELECT *, CASE WHEN turn IS NOT NULL THEN $TURN_WEIGHT ELSE 1 END AS weight,
				CASE WHEN second = mode OR second IS NULL THEN 0 WHEN confidence = 'm' THEN $DOUBT_M
					WHEN confidence = 'l' THEN $DOUBT_L ELSE 0 END AS doubt
			FROM public;
		CREATE TEMP TABLE lessons AS
			SELECT author, mode, features, 1.0::double precision AS weight
			FROM sessions
			UNION ALL
			SELECT s.author, t.mode, t.features, $TURN_WEIGHT
			FROM turns AS t JOIN sessions AS s USING (session)
			UNION ALL
			SELECT author, mode, features, weight * (1 - doubt) FROM doubts
			UNION ALL
			SELECT author, second, features, weight * doubt FROM doubts WHERE doubt > 0
			UNION ALL
			SELECT 'ours', mode, features, 1 FROM invented;
	END
}
