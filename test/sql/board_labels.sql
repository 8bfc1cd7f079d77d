-- workmode_board: from sessions to labels, and what is made of these, against figures
-- that were worked out by hand; and that labels are lost by forget() alone.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
CREATE ROLE regress_bi;
RESET client_min_messages;
\pset null '-'
\set SHOW_CONTEXT never
SET timezone = 'UTC';

-- A source of eleven sessions that count: of January four of fix and two of build, of
-- February two of each, of March one of plan.  The rest has no mode, no day, no person
-- at the prompt, or stands there twice.
CREATE TABLE board_feed (id text, person text, facts jsonb);
INSERT INTO board_feed
SELECT id, person, jsonb_build_object('format', 'codex', 'session_id', rtrim(id, '+'), 'started_at', day || 'T12:00:00Z', 'mode', mode, 'confidence', confidence, 'headless', id = 'headless', 'prompts', 1)
  FROM (VALUES ('f1', 'ann', '2026-01-05', 'fix', 0.9), ('f2', 'ann', '2026-01-06', 'fix', 0.5), ('f3', 'bob', '2026-01-07', 'fix', 0.5), ('f4', 'bob', '2026-01-08', 'fix', 0.5),
			   ('b1', 'ann', '2026-01-30', 'build', 0.6), ('b2', 'bob', '2026-01-31', 'build', 0.6),
			   ('f5', 'ann', '2026-02-01', 'fix', 0.9), ('f6', 'ann', '2026-02-02', 'fix', 0.9), ('b3', 'bob', '2026-02-03', 'build', 0.6), ('b4', 'bob', '2026-02-28', 'build', 0.6),
			   ('p1', NULL, '2026-03-01', 'plan', 0.4),
			   ('no mode', 'ann', '2026-01-05', NULL, NULL), ('no day', 'ann', NULL, 'fix', 0.9), ('headless', 'ann', '2026-01-05', 'fix', 0.9), ('f1+', 'ann', '2026-01-05', 'fix', 0.9)) s(id, person, day, mode, confidence);
UPDATE board_feed SET facts = facts || '{"lines_read": 9}' WHERE id = 'f1';
INSERT INTO workmode.source (name, query)
VALUES ('feed', 'SELECT id, person, NULL::text AS team, NULL::timestamptz AS at, NULL::text AS transcript, md5(f::text) AS mark, facts FROM public.board_feed f');
-- Beside it one that was loaded without its transcript.
INSERT INTO workmode.transcript (path, person, facts, bytes)
SELECT '/facts', 'ann', '{"format": "codex", "session_id": "facts", "started_at": "2026-01-09T12:00:00Z", "mode": "fix", "confidence": 0.5, "headless": false}', 1;
SELECT count(*) FROM workmode.configure(min_users => 1) \g /dev/null
CALL workmode.refresh();

-- What there is to draw from: not what does not count, nor what nobody can read.
SELECT source, string_agg(id, ' ' ORDER BY id) AS ids, min(chance), max(chance) FROM workmode.sample(100) GROUP BY source;
SELECT size, count(*), count(DISTINCT mode) AS modes, bool_and(chance > 0 AND chance <= 1) AS chances FROM unnest('{0,1,5,11}'::int[]) size, workmode.sample(size) GROUP BY size ORDER BY size;
SELECT string_agg(id, ' ') AS january FROM (SELECT id FROM workmode.sample(100, 1, '2026-01-01', '2026-02-01') ORDER BY id) s;
SELECT string_agg(id, ' ') AS from_the_28th FROM (SELECT id FROM workmode.sample(100, since => '2026-02-28') ORDER BY id) s;
-- The same ones in the same order, and others by another seed; a larger sample has them all.
SELECT (SELECT array_agg(id) FROM workmode.sample(6, 2)) = (SELECT array_agg(id) FROM workmode.sample(6, 2)) AS same,
	   (SELECT array_agg(id) FROM workmode.sample(6, 2)) = (SELECT array_agg(id) FROM workmode.sample(6, 3)) AS other_seed,
	   (SELECT count(*) FROM workmode.sample(6, 2) s JOIN workmode.sample(9, 2) l USING (source, id)) AS in_larger,
	   (SELECT array_agg(id) FROM workmode.sample(100)) = (SELECT array_agg(id ORDER BY id) FROM workmode.sample(100)) AS in_order_of_ids;
SELECT count(*) FROM workmode.sample(-1);
SELECT codebook = workmode_codebook() AS codebook FROM workmode.codebook;

-- Labels of two raters, a third one of what does not count, and a fourth one of what
-- is not there.  A label has the person of its session.
INSERT INTO workmode.label (source, id, rater, mode)
SELECT 'feed', id, rater, mode::workmode
  FROM (VALUES ('eva', 'f1', 'fix'), ('eva', 'f2', 'fix'), ('eva', 'f3', 'fix'), ('eva', 'f4', 'plan'), ('eva', 'b1', 'build'), ('eva', 'b2', 'fix'), ('eva', 'f5', 'fix'), ('eva', 'b3', 'build'), ('eva', 'p1', 'plan'),
			   ('eva', 'headless', 'plan'), ('eva', 'f1+', 'plan'), ('eva', 'no mode', 'plan'), ('eva', 'no day', 'plan'),
			   ('max', 'f1', 'fix'), ('max', 'f2', 'plan'), ('max', 'b1', 'build'), ('max', 'b2', 'build'), ('max', 'f5', 'plan'),
			   ('tom', 'no mode', 'test'), ('una', 'not yet', 'fix')) l(rater, id, mode);
SELECT person, count(*), string_agg(DISTINCT id, ' ' ORDER BY id) AS ids FROM workmode.label GROUP BY person ORDER BY person;
\set VERBOSITY terse
INSERT INTO workmode.label (source, id, rater, mode) VALUES ('feed', 'f1', 'eva', 'plan');
INSERT INTO workmode.label (source, id, rater, mode) VALUES ('feed', 'f6', 'eva', NULL);
INSERT INTO workmode.label (source, id, rater, mode) VALUES ('feed', 'f6', '', 'fix');
INSERT INTO workmode.label (source, id, rater, mode, chance) VALUES ('feed', 'f6', 'eva', 'fix', 0);
INSERT INTO workmode.label (source, id, rater, mode, chance) VALUES ('feed', 'f6', 'eva', 'fix', 'NaN');
INSERT INTO workmode.label (source, id, rater, mode, seconds) VALUES ('feed', 'f6', 'eva', 'fix', 'infinity');
\set VERBOSITY default

-- Beside the predicted modes, by period: a true mode, a predicted one, and how many.
CREATE FUNCTION pg_temp.cells(labels workmode_confusion) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s/%s %s', t.mode, p.mode, n), ', ' ORDER BY t.mode, p.mode)
	  FROM workmode_modes() t, workmode_modes() p, workmode_pairs(labels, t.mode, p.mode) n WHERE n > 0
$$;
CREATE TEMP VIEW board_labelled AS
SELECT rater, grain, day, next_day, workmode_count(tally) AS sessions, pg_temp.cells(labels) AS labels FROM workmode.labelled;
SELECT * FROM board_labelled WHERE grain IN ('month', 'quarter', 'all') ORDER BY rater, grain, day;
SELECT grain, count(*), sum(workmode_pairs(labels)) AS labels FROM workmode.labelled WHERE rater = 'eva' GROUP BY grain ORDER BY grain;
-- Of seven fixes 4/5 are some and 1/5 are plans; of four builds 2/3, and 1/3 are fixes; the
-- plan is one.  So fix is (7 * 4/5 + 4 * 1/3) / 12, build (4 * 2/3) / 12, plan (7 * 1/5 + 1) / 12.
SELECT c.mode, c.sessions, round(c.share::numeric, 4) AS share, round(c.corrected::numeric, 4) AS corrected, low < corrected AND corrected < high AS inside
  FROM workmode.labelled l, workmode_corrected(l.tally, l.labels) c WHERE rater = 'eva' AND grain = 'all' AND c.corrected > 0.001 ORDER BY c.mode;

-- Two raters of five sessions say the same of two.  By chance it would be of (4 * 1 +
-- 1 * 2) / 25, 0.24: kappa is 0.16 / 0.76.  Of the session without a mode two say nothing alike.
SELECT rater, other_rater, pg_temp.cells(labels) AS labels FROM workmode.rater_pair ORDER BY rater, other_rater;
SELECT m.measure, round(m.estimate::numeric, 4) AS estimate FROM workmode.rater_pair p, workmode_agreement_measures(p.labels) m WHERE other_rater = 'max' AND m.measure IN ('accuracy', 'kappa') ORDER BY m.measure;

-- Whether readers may see a figure makes no difference: this is for the owner alone.
CREATE TABLE board_before AS SELECT * FROM board_labelled;
SELECT count(*) FROM workmode.configure(min_users => 100, reader => 'regress_bi') \g /dev/null
SELECT count(*) FROM (TABLE board_before EXCEPT TABLE board_labelled) d;
SET ROLE regress_bi;
SELECT count(*) FROM workmode.share_month;
SELECT count(*) FROM workmode.labelled;
SELECT count(*) FROM workmode.rater_pair;
SELECT count(*) FROM workmode.label;
SELECT count(*) FROM workmode.codebook;
SELECT count(*) FROM workmode.sample(1);
RESET ROLE;
-- Who may add labels need not be able to read anything.
GRANT INSERT ON workmode.label TO regress_bi;
SET ROLE regress_bi;
INSERT INTO workmode.label (source, id, rater, mode) VALUES ('feed', 'f6', 'bi', 'fix');
RESET ROLE;
REVOKE INSERT ON workmode.label FROM regress_bi;
DELETE FROM workmode.label WHERE rater = 'bi' RETURNING person;
SELECT count(*) FROM workmode.configure(min_users => 1) \g /dev/null

-- Labels stay: when all is read anew, when transcripts or their source are gone.
CREATE TABLE board_label AS TABLE workmode.label;
CREATE VIEW board_lost AS SELECT * FROM board_label EXCEPT SELECT * FROM workmode.label;
TRUNCATE workmode.session;
CALL workmode.refresh();
SELECT (SELECT count(*) FROM board_lost) AS lost, (SELECT count(*) FROM (TABLE board_before EXCEPT TABLE board_labelled) d) AS differ;
DELETE FROM board_feed WHERE id = 'f1' RETURNING id \g /dev/null
CALL workmode.refresh();
SELECT (SELECT count(*) FROM board_lost) AS lost, (SELECT labels FROM board_labelled WHERE rater = 'max' AND grain = 'all') AS max;
CREATE TABLE board_source AS TABLE workmode.source;
DELETE FROM workmode.source WHERE name = 'feed';
CALL workmode.refresh();
SELECT (SELECT count(*) FROM board_lost) AS lost, (SELECT count(*) FROM workmode.session WHERE source = 'feed') AS sessions, (SELECT count(*) FROM board_labelled) AS labelled;
SELECT rater, other_rater, workmode_pairs(labels) FROM workmode.rater_pair ORDER BY rater, other_rater;
INSERT INTO board_feed SELECT 'f1', 'ann', facts || '{"session_id": "f1", "lines_read": 9}' FROM board_feed WHERE id = 'f1+';
INSERT INTO board_feed SELECT 'not yet', 'cat', facts || '{"session_id": "not yet"}' FROM board_feed WHERE id = 'f6';
INSERT INTO workmode.source SELECT * FROM board_source WHERE name = 'feed';
CALL workmode.refresh();
SELECT (SELECT count(*) FROM (SELECT rater, grain, day, next_day, labels FROM board_before EXCEPT SELECT rater, grain, day, next_day, labels FROM board_labelled) d) AS differ;
-- A session that came later than its label: the label learns whose it is.
SELECT id, person, rater, mode FROM workmode.label WHERE id = 'not yet';
SELECT rater, labels FROM board_labelled WHERE rater = 'una' AND grain = 'all';
-- A transcript that is replaced keeps its label.
INSERT INTO workmode.label (source, id, rater, mode) SELECT source, id, 'eva', 'plan' FROM workmode.session WHERE session_id = 'facts';
INSERT INTO workmode.transcript (path, person, facts, bytes) SELECT '/facts', 'amy', facts || '{"mode": "build"}', 2 FROM workmode.transcript WHERE path = '/facts';
CALL workmode.refresh();
SELECT l.person, l.mode, s.mode AS predicted FROM workmode.label l JOIN workmode.session s USING (source, id) WHERE s.session_id = 'facts';

-- Nobody is forgotten but with the labels of his sessions: of those that are there, that
-- are gone, and that were of another person when they were labelled.
UPDATE board_feed SET person = 'bob' WHERE id = 'f5';
UPDATE workmode.session SET person = 'bob' WHERE id = 'f2';
CALL workmode.refresh();
SELECT string_agg(DISTINCT id, ' ' ORDER BY id) AS of_bob FROM workmode.label WHERE person = 'bob';
DELETE FROM board_feed WHERE id IN ('f3', 'b1') RETURNING id \g /dev/null
CALL workmode.refresh();
SELECT count(*) FILTER (WHERE id = 'f3') AS f3, count(*) FILTER (WHERE id = 'b1') AS b1 FROM workmode.session;
SET client_min_messages = warning;
SELECT workmode.forget('bob');
RESET client_min_messages;
SELECT person, string_agg(DISTINCT id, ' ' ORDER BY id) AS ids FROM workmode.label WHERE source = 'feed' GROUP BY person ORDER BY person;
DELETE FROM workmode.source WHERE name = 'feed';
CALL workmode.refresh();
SELECT workmode.forget('ann') AS transcripts_or_sessions;
SELECT source = 'feed' AS feed, person, rater FROM workmode.label ORDER BY rater;

SET client_min_messages = warning;
DROP VIEW board_labelled, board_lost;
DROP TABLE board_feed, board_before, board_label, board_source;
DROP OWNED BY regress_bi;
DROP ROLE regress_bi;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
