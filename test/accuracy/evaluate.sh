#!/bin/sh
# evaluate.sh - how well the default pipeline agrees with people.
#
# Ten folds by author: no author is on both sides, and what is chosen (penalty,
# temperature) is chosen within the authors that are trained on, by two halves
# of theirs.  Public sessions are left out by author likewise, and measured
# apart.  Needs nothing but the vectors beside it; uses the server that psql
# connects to, with workmode installed.  Takes some forty minutes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/lessons.sh"

{
	lessons
	cat <<-END
		-- Folds of about equal size: the authors in a fixed shuffled order.  Public
		-- sessions choose nothing, so they are in neither inner half.
		CREATE TEMP TABLE authors AS
			SELECT author,
				(sum(n) OVER (PARTITION BY source ORDER BY md5(author)) - 1) * 10
				/ sum(n) OVER (PARTITION BY source) AS fold,
				CASE WHEN source = 'public' THEN -1
					ELSE (row_number() OVER (PARTITION BY source ORDER BY md5(author || 'inner'))) % 2
				END AS inner_fold
			FROM (SELECT 'sessions' AS source, author, count(*) AS n FROM sessions GROUP BY author
				UNION ALL
				SELECT 'public', author, count(*) FROM public WHERE turn IS NULL GROUP BY author) AS a;
		ALTER TABLE authors ALTER fold TYPE int USING floor(fold);
		CREATE TEMP TABLE examples AS
			SELECT 'sessions' AS source, session, author, format, language, mode, confidence, peer,
				features, fold, inner_fold
			FROM sessions JOIN authors USING (author)
			UNION ALL
			SELECT 'public', session, author, NULL, NULL, mode, confidence, NULL,
				features, fold, inner_fold
			FROM public JOIN authors USING (author) WHERE turn IS NULL;
		ANALYZE examples;

		-- In no fold: what we invented.
		CREATE TEMP TABLE teaching AS
			SELECT features, mode, weight, coalesce(fold, -1) AS fold,
				coalesce(inner_fold, -1) AS inner_fold
			FROM lessons LEFT JOIN authors USING (author);

		-- Of the authors outside a fold, one half teaches and the other chooses.
		CREATE TEMP TABLE inner_models AS
			SELECT f.fold, i.inner_fold, p.penalty,
				(SELECT workmode_train(features, mode,
					workmode_train_options(penalty => p.penalty), weight)
				 FROM teaching AS t
				 WHERE t.fold <> f.fold AND t.inner_fold <> i.inner_fold) AS model
			FROM generate_series(0, 9) AS f(fold), generate_series(0, 1) AS i(inner_fold),
				(VALUES (100::double precision), (150), (250)) AS p(penalty);
		CREATE TEMP TABLE inner_scores AS
			SELECT m.fold, m.penalty, e.session, s.mode = e.mode AS own, s.probability
			FROM inner_models AS m JOIN examples AS e
				ON e.fold <> m.fold AND e.inner_fold = m.inner_fold,
				workmode_scores(e.features, m.model) AS s
			WHERE e.features IS NOT NULL;
		-- The penalty that agrees best there, and the temperature of the least
		-- log loss.
		CREATE TEMP TABLE inner_choice AS
			SELECT DISTINCT ON (fold) fold, penalty
			FROM (SELECT DISTINCT ON (fold, penalty, session) fold, penalty, own
				  FROM inner_scores ORDER BY fold, penalty, session, probability DESC) AS b
			GROUP BY fold, penalty
			ORDER BY fold, avg(own::int) DESC, penalty;
		CREATE TEMP TABLE chosen AS
			SELECT DISTINCT ON (fold) fold, penalty, temperature
			FROM (SELECT fold, penalty, session, t.temperature,
					ln(sum(power(probability, 1 / t.temperature)))
					- ln(sum(power(probability, 1 / t.temperature)) FILTER (WHERE own)) AS loss
				  FROM inner_scores JOIN inner_choice USING (fold, penalty),
					(VALUES (0.8::double precision), (0.9), (1), (1.1), (1.2), (1.35), (1.5)) AS t(temperature)
				  WHERE probability > 0
				  GROUP BY fold, penalty, session, t.temperature) AS l
			GROUP BY fold, penalty, temperature
			ORDER BY fold, avg(loss);

		CREATE TEMP TABLE models AS
			SELECT fold,
				(SELECT workmode_train(features, mode, workmode_train_options(
					penalty => c.penalty, temperature => c.temperature), weight)
				 FROM teaching AS t WHERE t.fold <> c.fold) AS model
			FROM chosen AS c;
		CREATE TEMP TABLE predictions AS
			SELECT e.source, e.session, e.author, e.format, e.language, e.mode, e.confidence, e.peer,
				s.modes[1] AS predicted, s.modes[2] AS second, s.probability
			FROM examples AS e JOIN models AS m USING (fold)
				LEFT JOIN LATERAL (
					SELECT array_agg(mode ORDER BY probability DESC) AS modes,
						max(probability) AS probability
					FROM workmode_scores(e.features, m.model)) AS s ON true;

		CREATE TEMP VIEW measured AS SELECT * FROM predictions WHERE source = 'sessions';

		\echo
		\echo 'Chosen within the training authors of each fold'
		SELECT fold, penalty, temperature FROM chosen ORDER BY fold;

		\echo 'Left-out authors'
		SELECT who, count(*) AS sessions,
			round(workmode_accuracy(workmode_agreement(mode, predicted))::numeric, 3) AS accuracy,
			round(workmode_kappa(workmode_agreement(mode, predicted))::numeric, 3) AS kappa,
			round((SELECT sum(coalesce(f1, 0)) / 9
				   FROM workmode_report(workmode_agreement(mode, predicted)))::numeric, 3) AS macro_f1,
			round(avg((mode = predicted OR mode = second)::int) FILTER (WHERE who LIKE 'workmode%'), 3) AS top2,
			round((SELECT avg(abs(coalesce(predicted, 0) - support)::numeric)
				   FROM workmode_report(workmode_agreement(mode, predicted))) / count(*), 4) AS share_error
		FROM (SELECT 1 AS n, 'workmode' AS who, mode, predicted, second FROM measured
			UNION ALL SELECT 2, 'codeburn''s rules', mode, peer, NULL FROM measured
			UNION ALL SELECT 3, 'always build', mode, 'build', NULL FROM measured
			UNION ALL SELECT 4, 'workmode, public sessions', mode, predicted, second
			FROM predictions WHERE source = 'public') AS a
		GROUP BY n, who ORDER BY n;

		\echo 'By mode'
		SELECT r.mode, support, predicted, round(precision::numeric, 3) AS precision,
			round(recall::numeric, 3) AS recall, round(f1::numeric, 3) AS f1
		FROM (SELECT workmode_agreement(mode, predicted) AS c FROM measured) AS p,
			workmode_report(c) AS r ORDER BY r.mode;

		\echo 'By raters'' confidence, format and language of the requests'
		SELECT what, part, count(*) AS sessions, round(avg((mode = predicted)::int), 3) AS accuracy
		FROM measured, LATERAL (VALUES ('confidence', confidence), ('format', format),
			('language', language)) AS v(what, part)
		GROUP BY what, part ORDER BY what, count(*) DESC, part;

		\echo 'Calibration'
		SELECT (width_bucket(probability, 0, 1, 10) - 1) * 0.1 AS "from", count(*) AS sessions,
			round(avg(probability)::numeric, 3) AS said, round(avg((mode = predicted)::int), 3) AS was
		FROM measured WHERE predicted IS NOT NULL GROUP BY 1 ORDER BY 1;
		SELECT round(sum(n * abs(said - was)) / sum(n), 3) AS expected_calibration_error
		FROM (SELECT count(*) AS n, avg(probability)::numeric AS said, avg((mode = predicted)::int) AS was
			  FROM measured WHERE predicted IS NOT NULL
			  GROUP BY width_bucket(probability, 0, 1, 10)) AS b;
	END
} | psql -X -q -v ON_ERROR_STOP=1 -P footer=off -P null='-'
