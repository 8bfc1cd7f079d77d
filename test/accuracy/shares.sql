-- shares.sql: what shares.sh measures, over the view tested (sessions, with the
-- probabilities of models that have not seen their authors) and the table kept.
--
-- A figure is the mean absolute error over nine shares in points, and a slope that of
-- measured on true change.
SELECT setseed(0.2026) \g /dev/null
SET max_parallel_workers_per_gather = 0;

-- How probabilities go with true modes, for a fold: by authors who are not in it, and
-- models that saw neither them nor it.
CREATE TEMP TABLE mixing AS
	SELECT fold, array_agg(tally ORDER BY g) AS labelled
	FROM (SELECT f AS fold, pg_temp.author_group(author) AS g, workmode_tally(mode, NULL, p) AS tally
		  FROM generate_series(0, 4) AS f JOIN kept ON without = f AND kept.fold <> f
		  GROUP BY 1, 2) AS a
	GROUP BY fold;

-- Of tallies by fold all estimates, each fold unmixed by its own mixing, put together by
-- their sessions.
CREATE FUNCTION pg_temp.estimates(tallies jsonb, ridge double precision DEFAULT 0.1)
	RETURNS TABLE (estimate text, mode workmode, share double precision) LANGUAGE sql AS $$
	WITH tally AS (SELECT key::int AS fold, value #>> '{}' AS text FROM jsonb_each(tallies)),
	part AS (SELECT fold, text::workmode_tally AS tally, workmode_count(text::workmode_tally) AS n FROM tally)
	SELECT e.estimate, e.mode, sum(e.share * n) / sum(n)
	FROM part JOIN mixing USING (fold), LATERAL (
		SELECT 'hard' AS estimate, s.mode, s.share FROM workmode_shares(tally) AS s
		UNION ALL SELECT 'expected', s.mode, s.share FROM workmode_shares(tally, estimate => 'expected') AS s
		UNION ALL SELECT 'unmixed', s.mode, s.corrected FROM workmode_unmixed(tally, labelled, ridge => ridge) AS s) AS e
	GROUP BY 1, 2
$$;

\echo
\echo 'Level: error of the shares of all sessions, in points'
WITH part AS (
	SELECT source, jsonb_object_agg(fold, tally::text) AS tallies
	FROM (SELECT source, fold, workmode_tally(predicted, NULL, p) AS tally FROM tested GROUP BY 1, 2) AS t GROUP BY 1),
truth AS (SELECT source, mode, count(*) / sum(count(*)) OVER (PARTITION BY source) AS share FROM tested GROUP BY 1, 2)
SELECT t.source, estimate, round(avg(abs(e.share - t.share))::numeric * 100, 2) AS error
FROM part, pg_temp.estimates(tallies) AS e JOIN truth AS t USING (mode) WHERE t.source = part.source
GROUP BY 1, 2 ORDER BY 1 DESC, 2;

-- A sample: so many sessions of a fold, whose modes have these weights.
CREATE TEMP TABLE numbered AS
	SELECT *, row_number() OVER (PARTITION BY source, fold, mode ORDER BY session) AS place,
		count(*) OVER (PARTITION BY source, fold, mode) AS places
	FROM tested;
CREATE INDEX ON numbered (source, fold, mode, place);
ANALYZE numbered;
CREATE FUNCTION pg_temp.normal() RETURNS double precision LANGUAGE sql VOLATILE
	AS 'SELECT sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())';

-- Periods: in the first the modes of a fold's sessions are as they are, in the second
-- each weighs exp(sd * normal); 400 sessions of each fold.
CREATE TEMP TABLE weights AS
	SELECT source, sd, round, fold, mode, b.n AS before, b.n * exp(sd * z) AS after
	FROM (SELECT source, fold, mode, count(*)::float8 AS n FROM tested GROUP BY 1, 2, 3) AS b
		JOIN (SELECT source, sd, round, m.mode, pg_temp.normal() AS z
			  FROM unnest('{sessions,public}'::text[]) AS source, unnest('{0,0.2,0.4,0.7}'::float8[]) AS sd,
				generate_series(1, 12) AS round, workmode_modes() AS m) AS w USING (source, mode);
CREATE TEMP TABLE limits AS
	SELECT source, sd, round, fold, side, mode, share, sum(share) OVER w - share AS low, sum(share) OVER w AS high
	FROM (SELECT source, sd, round, fold, side, mode,
			weight / sum(weight) OVER (PARTITION BY source, sd, round, fold, side) AS share
		  FROM weights, LATERAL (VALUES (0, before), (1, after)) AS v(side, weight)) AS s
	WINDOW w AS (PARTITION BY source, sd, round, fold, side ORDER BY mode);
CREATE TEMP TABLE draws (source text, sd float8, round int, fold int, side int, mode workmode, place bigint);
DO $$
DECLARE
	s record;
BEGIN
	FOR s IN SELECT DISTINCT source, sd, round, fold, side FROM limits LOOP
		INSERT INTO draws
			SELECT s.source, s.sd, s.round, s.fold, s.side, l.mode, 1 + floor(r.v * n.places)::bigint
			FROM (SELECT random() AS u, random() AS v FROM generate_series(1, 400)) AS r
				JOIN limits AS l ON l.source = s.source AND l.sd = s.sd AND l.round = s.round
					AND l.fold = s.fold AND l.side = s.side AND r.u >= low AND r.u < high
				JOIN LATERAL (SELECT places FROM numbered AS n
					WHERE n.source = s.source AND n.fold = s.fold AND n.mode = l.mode LIMIT 1) AS n ON true;
	END LOOP;
END $$;
CREATE TEMP TABLE periods AS
	SELECT source, sd, round, side, jsonb_object_agg(fold, tally::text) AS tallies
	FROM (SELECT d.source, d.sd, d.round, d.side, d.fold, workmode_tally(n.predicted, NULL, n.p) AS tally
		  FROM draws AS d JOIN numbered AS n USING (source, fold, mode, place) GROUP BY 1, 2, 3, 4, 5) AS t
	GROUP BY 1, 2, 3, 4;
CREATE TEMP TABLE changes AS
	SELECT source, sd, round, e.estimate, e.mode, sum(e.share * (2 * side - 1)) AS measured
	FROM periods, pg_temp.estimates(tallies) AS e GROUP BY 1, 2, 3, 4, 5;
-- The true change is that of the sessions drawn.
CREATE TEMP TABLE truths AS
	SELECT source, sd, round, m.mode,
		avg((d.mode = m.mode)::int) FILTER (WHERE side = 1) - avg((d.mode = m.mode)::int) FILTER (WHERE side = 0) AS change
	FROM draws AS d, workmode_modes() AS m GROUP BY 1, 2, 3, 4;

\echo 'Change of two periods of 2,000 sessions by the same authors, by how far the mix is shifted'
SELECT sd, estimate, round(avg(abs(measured - change))::numeric * 100, 2) AS error,
	round((sum(measured * change) / sum(change * change))::numeric, 2) AS slope
FROM changes JOIN truths USING (source, sd, round, mode) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT estimate, round((sum(measured * change) / sum(change * change))::numeric, 2) AS slope_of_all
FROM changes JOIN truths USING (source, sd, round, mode) GROUP BY 1 ORDER BY 1;

\echo 'Change between halves of the authors of a source, who work otherwise and are taken otherwise'
CREATE TEMP TABLE halves AS
	SELECT source, author, round, (random() < 0.5)::int AS side
	FROM (SELECT DISTINCT source, author FROM tested) AS a, generate_series(1, 12) AS round;
SELECT estimate, round(avg(abs(measured - change))::numeric * 100, 2) AS error,
	round((sum(measured * change) / sum(change * change))::numeric, 2) AS slope
FROM (SELECT source, round, e.estimate, e.mode, sum(e.share * (2 * side - 1)) AS measured
	  FROM (SELECT source, round, side, jsonb_object_agg(fold, tally::text) AS tallies
			FROM (SELECT source, round, side, fold, workmode_tally(predicted, NULL, p) AS tally
				  FROM tested JOIN halves USING (source, author) GROUP BY 1, 2, 3, 4) AS t GROUP BY 1, 2, 3) AS h,
		pg_temp.estimates(tallies) AS e GROUP BY 1, 2, 3, 4) AS measured
	JOIN (SELECT source, round, m.mode,
			avg((t.mode = m.mode)::int) FILTER (WHERE side = 1) - avg((t.mode = m.mode)::int) FILTER (WHERE side = 0) AS change
		  FROM tested AS t JOIN halves USING (source, author), workmode_modes() AS m GROUP BY 1, 2, 3) AS truth
	USING (source, round, mode)
GROUP BY 1 ORDER BY 1;

-- The ridge, among training authors only: changes of the inner sessions of a fold, unmixed
-- by those of the other folds but one.
\echo 'The ridge: error (root of the mean square) of changes within the training authors of each fold'
CREATE TEMP TABLE inner_mixing AS
	SELECT f AS fold, g AS inner_fold, array_agg(tally ORDER BY ag) AS labelled
	FROM (SELECT f, g, pg_temp.author_group(author) AS ag, workmode_tally(mode, NULL, p) AS tally
		  FROM generate_series(0, 4) AS f, generate_series(0, 4) AS g JOIN kept ON true
		  WHERE f <> g AND kept.without = f AND kept.fold NOT IN (f, g) GROUP BY 1, 2, 3) AS a
	GROUP BY 1, 2;
CREATE TEMP TABLE inner_changes AS
	SELECT k.without AS fold, k.fold AS inner_fold, source, sd, round, workmode_tally(mode, NULL, p) AS before,
		workmode_tally(mode, NULL, p) FILTER (WHERE random() < w.after / w.before / most) AS after
	FROM kept AS k
		JOIN (SELECT *, max(after / before) OVER (PARTITION BY source, sd, round, fold) AS most
			  FROM weights WHERE round <= 6) AS w USING (source, fold, mode)
	WHERE k.without <> k.fold
	GROUP BY 1, 2, 3, 4, 5;
SELECT fold, ridge,
	round(sqrt(avg((s.change - workmode_share(after, s.mode) + workmode_share(before, s.mode)) ^ 2))::numeric * 100, 3) AS error
FROM inner_changes JOIN inner_mixing USING (fold, inner_fold), unnest('{0.03,0.05,0.1,0.2,0.4}'::float8[]) AS ridge,
	workmode_unmixed_shift(before, after, labelled, ridge => ridge) AS s
WHERE workmode_count(after) > 20
GROUP BY 1, 2 ORDER BY 1, 2
\crosstabview fold ridge error

-- (The session is named beside random() so that chance decides for each anew.)
\echo 'Intervals of 95 %: how often they hold, for 60 people drawn of half of the authors'
CREATE TEMP TABLE held (what text, sd float8, held boolean);
DO $$
DECLARE
	rep int;
	shift float8;
	mixed workmode_tally[];
	truth jsonb[];
	tally workmode_tally[];
	s int;
BEGIN
	FOR rep IN 1..60 LOOP
		CREATE TEMP TABLE world ON COMMIT DROP AS
			SELECT t.*, h.half FROM tested AS t JOIN (SELECT a.author, (random() < 0.5)::int AS half
				FROM (SELECT DISTINCT author FROM tested) AS a) AS h USING (author);
		SELECT array_agg(x.tally) INTO mixed FROM (SELECT workmode_tally(mode, NULL, p) AS tally FROM world WHERE half = 0 GROUP BY pg_temp.author_group(author)) AS x;
		FOREACH shift IN ARRAY '{0,0.4,0.7}'::float8[] LOOP
			CREATE TEMP TABLE mode_weight ON COMMIT DROP AS
				SELECT mode, exp(shift * z) / max(exp(shift * z)) OVER () AS after FROM (SELECT mode, pg_temp.normal() AS z FROM workmode_modes()) AS m;
			FOR s IN 0..1 LOOP
				truth[s] := (SELECT jsonb_object_agg(x.mode, n / total)
				FROM (SELECT m.mode, coalesce(sum(CASE WHEN s = 1 THEN after ELSE 1 END) FILTER (WHERE w.mode = m.mode), 0) AS n,
						sum(CASE WHEN s = 1 THEN after ELSE 1 END) AS total
					  FROM workmode_modes() AS m, world AS w JOIN mode_weight USING (mode) WHERE half = 1 GROUP BY m.mode) AS x);
				tally[s] := (SELECT workmode_cluster(x.tally)
				FROM (SELECT workmode_tally(predicted, NULL, p) AS tally
					  FROM (SELECT author, row_number() OVER () AS person
							FROM (SELECT author FROM (SELECT DISTINCT author FROM world WHERE half = 1) AS a, generate_series(1, 3) ORDER BY random() LIMIT 60) AS d) AS d
						JOIN world AS w USING (author) JOIN mode_weight USING (mode)
					  WHERE half = 1 AND (s = 0 OR random() + 0 * length(session) < after) GROUP BY person) AS x);
				INSERT INTO held SELECT 'level, expected' || CASE WHEN s = 1 AND shift > 0 THEN ', shifted' ELSE '' END, shift, (truth[s] ->> e.mode::text)::float8 BETWEEN low AND high
					FROM workmode_shares(tally[s], estimate => 'expected') AS e WHERE s = 1 OR shift = 0;
				INSERT INTO held SELECT 'level, hard' || CASE WHEN s = 1 AND shift > 0 THEN ', shifted' ELSE '' END, shift, (truth[s] ->> e.mode::text)::float8 BETWEEN low AND high
					FROM workmode_shares(tally[s]) AS e WHERE s = 1 OR shift = 0;
				INSERT INTO held SELECT 'level, unmixed' || CASE WHEN s = 1 AND shift > 0 THEN ', shifted' ELSE '' END, shift, (truth[s] ->> u.mode::text)::float8 BETWEEN low AND high
					FROM workmode_unmixed(tally[s], mixed) AS u WHERE s = 1 OR shift = 0;
			END LOOP;
			INSERT INTO held SELECT 'change, ' || e, shift, (truth[1] ->> c.mode::text)::float8 - (truth[0] ->> c.mode::text)::float8 BETWEEN c.low AND c.high
				FROM unnest('{hard,expected}'::text[]) AS e, workmode_shift(tally[0], tally[1], estimate => e) AS c;
			INSERT INTO held SELECT 'change, unmixed', shift, (truth[1] ->> c.mode::text)::float8 - (truth[0] ->> c.mode::text)::float8 BETWEEN c.low AND c.high
				FROM workmode_unmixed_shift(tally[0], tally[1], mixed) AS c;
			DROP TABLE mode_weight;
		END LOOP;
		DROP TABLE world;
	END LOOP;
END $$;
SELECT what, sd, round(100 * avg(held::int), 1) AS held FROM held GROUP BY 1, 2 ORDER BY 1, 2
\crosstabview what sd held

-- With labels: of 3,000 sessions of half of the authors some are labelled, drawn as
-- workmode_sample() draws them; the others show how probabilities go with true modes.  An
-- error is that of the shares of the 3,000, and an interval holds if the share that they
-- were drawn with is in it.
\echo 'With labels of some of 3,000 sessions: error of levels and of changes, slope of changes, and how often intervals of levels hold'
CREATE TEMP TABLE corrected (sd float8, labels int, round int, side int, method text, mode workmode, share float8, truth float8, held boolean);
DO $$
DECLARE
	shift float8;
	n int;
	rep int;
	s int;
	all_tally workmode_tally;
	drawn workmode_tally;
	mixed workmode_tally[];
	upto float8[];
	table_of workmode_confusion;
BEGIN
	FOREACH shift IN ARRAY '{0,0.7}'::float8[] LOOP
		FOR rep IN 1..30 LOOP
			CREATE TEMP TABLE half ON COMMIT DROP AS
				SELECT t.*, h.half FROM tested AS t JOIN (SELECT a.author, (random() < 0.5)::int AS half
					FROM (SELECT DISTINCT author FROM tested) AS a) AS h USING (author);
			SELECT array_agg(x.tally) INTO mixed FROM (SELECT workmode_tally(mode, NULL, p) AS tally FROM half WHERE half = 0 GROUP BY pg_temp.author_group(author)) AS x;
			CREATE TEMP TABLE mode_weight ON COMMIT DROP AS SELECT mode, exp(shift * z) AS after FROM (SELECT mode, pg_temp.normal() AS z FROM workmode_modes()) AS m;
			FOR s IN 0..1 LOOP
				CREATE TEMP TABLE pool ON COMMIT DROP AS
					SELECT row_number() OVER () AS place, t.mode, t.predicted, t.p, CASE WHEN s = 1 THEN after ELSE 1 END AS weight
					FROM half AS t JOIN mode_weight USING (mode)
					WHERE half = 1 AND t.source = CASE WHEN rep % 2 = 0 THEN 'sessions' ELSE 'public' END;
				SELECT array_agg(x.upto ORDER BY place) INTO upto
				FROM (SELECT place, sum(weight) OVER (ORDER BY place) / sum(weight) OVER () AS upto FROM pool) AS x;
				CREATE TEMP TABLE world ON COMMIT DROP AS
					SELECT row_number() OVER ()::text AS id, mode, predicted, p
					FROM (SELECT least(1 + width_bucket(random(), upto), cardinality(upto)) AS place FROM generate_series(1, 3000)) AS d JOIN pool USING (place);
				SELECT workmode_tally(predicted, NULL, p) INTO all_tally FROM world;
				FOREACH n IN ARRAY '{50,100,300}'::int[] LOOP
					SELECT workmode_tally(predicted, NULL, p), workmode_agreement(mode, predicted) INTO drawn, table_of
					FROM (SELECT *, workmode_sample(id, predicted, workmode_probability(p, predicted), n, rep) OVER () AS chance FROM world) AS w
					WHERE chance IS NOT NULL;
					INSERT INTO corrected
						SELECT shift, n, rep, s, c.method, c.mode, c.corrected, t.share, t.drawn_with BETWEEN c.low AND c.high
						FROM (SELECT m AS method, mode, corrected, low, high FROM unnest('{stratified,shrunk}'::text[]) AS m, workmode_corrected(all_tally, table_of, method => m, mixing => mixed)
							UNION ALL SELECT m, mode, corrected, low, high FROM unnest('{difference,difference shrunk}'::text[]) AS m,
								workmode_corrected(all_tally, table_of, drawn, method => CASE m WHEN 'difference' THEN m ELSE 'shrunk' END, mixing => mixed)) AS c,
							LATERAL (SELECT avg((w.mode = c.mode)::int) AS share, (SELECT sum(weight) FILTER (WHERE pool.mode = c.mode) / sum(weight) FROM pool) AS drawn_with FROM world AS w) AS t;
				END LOOP;
				DROP TABLE world;
				DROP TABLE pool;
			END LOOP;
			DROP TABLE mode_weight;
			DROP TABLE half;
		END LOOP;
	END LOOP;
END $$;
WITH changed AS (
	SELECT sd, labels, round, method, mode, sum(share * (2 * side - 1)) AS measured, sum(truth * (2 * side - 1)) AS truth
	FROM corrected GROUP BY 1, 2, 3, 4, 5)
SELECT sd, labels, method, level_error, held, change_error, slope
FROM (SELECT sd, labels, method, round(avg(abs(share - truth))::numeric * 100, 2) AS level_error, round(100 * avg(held::int), 1) AS held
	  FROM corrected GROUP BY 1, 2, 3) AS l
	JOIN (SELECT sd, labels, method, round(avg(abs(measured - truth))::numeric * 100, 2) AS change_error,
			CASE WHEN sd > 0 THEN round((sum(measured * truth) / sum(truth ^ 2))::numeric, 2) END AS slope
		  FROM changed GROUP BY 1, 2, 3) AS c USING (sd, labels, method)
ORDER BY 1, 2, 3;
