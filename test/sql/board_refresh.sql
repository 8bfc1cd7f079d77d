-- workmode_board: what a refresh reads, again or not, and what counts as what.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
CREATE ROLE regress_bi;
CREATE ROLE regress_hr;
SELECT count(*) FROM workmode.configure(min_users => 1, reader => 'regress_bi');
SELECT count(*) FROM workmode.configure(reader => 'regress_hr');
GRANT SELECT ON workmode.session TO regress_hr;
RESET client_min_messages;
\pset null '-'
\set SHOW_CONTEXT never
SET timezone = 'UTC';

-- A session of one prompt, as Claude Code writes it; its answers are the more the longer it is.
CREATE FUNCTION pg_temp.transcript(session_id text, day date, prompt text, answers int DEFAULT 1, also text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(line, E'\n' ORDER BY n)
	  FROM (SELECT 0 AS n, format('{"type":"user","sessionId":"%s","timestamp":"%sT10:00:00Z","cwd":"/home/x/shop","uuid":"u"%s,"message":{"role":"user","content":"%s"}}',
				session_id, to_char(day, 'YYYY-MM-DD'), also, prompt) AS line
			UNION ALL
			SELECT n, format('{"type":"assistant","sessionId":"%s","timestamp":"%sT10:%s:00Z","uuid":"a%s"%s,"message":{"id":"m%s","role":"assistant","content":[{"type":"text","text":"Done."}]}}',
				session_id, to_char(day, 'YYYY-MM-DD'), 10 + n, n, also, n)
			  FROM generate_series(1, answers) n) lines
$$;
CREATE FUNCTION pg_temp.loads(path text, person text, body text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO workmode.transcript (path, person, team, body, bytes) VALUES (path, person, 'core', body, length(body))
$$;
CREATE FUNCTION pg_temp.last_refresh(OUT new bigint, OUT changed bigint, OUT gone bigint, OUT error text, OUT is_over boolean) LANGUAGE sql AS $$
	SELECT new, changed, gone, error, ended >= began FROM workmode.refresh_log ORDER BY began DESC LIMIT 1
$$;
CREATE FUNCTION pg_temp.covered(OUT source text, OUT sessions bigint, OUT classified bigint, OUT headless bigint, OUT subagents bigint, OUT unclassified bigint,
	OUT undated bigint, OUT duplicates bigint, OUT counted bigint, OUT unreadable bigint, OUT skipped bigint, OUT adds_up boolean) RETURNS SETOF record LANGUAGE sql AS $$
	SELECT source, sessions, classified, headless, subagents, unclassified, undated, duplicates, counted, unreadable, skipped,
		   sessions = classified + headless + subagents + unclassified + undated + duplicates
	  FROM workmode.coverage ORDER BY source
$$;

-- Two sessions, one of a program, one of a subagent, one of nothing, one of no time, one of a
-- time that cannot be, one twice, a broken line.
SELECT pg_temp.loads('/1', 'ann', pg_temp.transcript('s1', '2025-10-01', 'Fix the crash in parser.c')),
	   pg_temp.loads('/2', 'bob', pg_temp.transcript('s2', '2025-10-02', 'Fix the crash in lexer.c')),
	   pg_temp.loads('/3', 'bob', pg_temp.transcript('s3', '2025-10-03', 'Fix the crash', 1, ',"entrypoint":"sdk-cli"')),
	   pg_temp.loads('/4', 'bob', pg_temp.transcript('s4', '2025-10-03', 'Fix the crash', 1, ',"isSidechain":true,"agentId":"a1"')),
	   pg_temp.loads('/5', 'ann', 'nothing'),
	   pg_temp.loads('/6', 'ann', '[{"role":"user","content":"Fix the crash"},{"role":"assistant","content":"Done."}]'),
	   pg_temp.loads('/7', 'ann', pg_temp.transcript('s7', '1999-10-01', 'Fix the crash')),
	   pg_temp.loads('/8', 'ann', pg_temp.transcript('s8', '2999-10-01', 'Fix the crash')),
	   pg_temp.loads('/9/copy', 'ann', pg_temp.transcript('s1', '2025-10-01', 'Fix the crash in parser.c', 2)),
	   pg_temp.loads('/9/bob', 'bob', pg_temp.transcript('s1', '2025-10-01', 'Fix the crash in parser.c', 2)),
	   pg_temp.loads('/10', 'ann', pg_temp.transcript('s10', '2025-11-01', 'Plan the release') || E'\n{"type":') \g /dev/null
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
SELECT * FROM pg_temp.covered();
SELECT kind, person, day, project, session_id, counted FROM workmode.session_mode ORDER BY kind COLLATE "C", session_id, person;
SELECT path, s.duplicate FROM workmode.session s JOIN workmode.transcript t USING (id) WHERE session_id = 's1' ORDER BY path;
SELECT day, sum(sessions) AS sessions, max(n) AS n FROM workmode.share_month GROUP BY day ORDER BY day;
SELECT stratum, day, sum(sessions) AS sessions FROM workmode.share_month_headless GROUP BY stratum, day ORDER BY stratum COLLATE "C", day;
SELECT team, day, sum(sessions) AS sessions FROM workmode.share_month_team GROUP BY team, day ORDER BY team, day;
SELECT project, day, sum(sessions) AS sessions FROM workmode.share_month_project GROUP BY project, day ORDER BY project, day;
SELECT name, value FROM workmode.configure(include => 'all') WHERE name = 'include';
SELECT day, sum(sessions) AS sessions, max(n) AS n FROM workmode.share_month GROUP BY day ORDER BY day;
SELECT * FROM pg_temp.covered();
SELECT name, value FROM workmode.configure(include => 'interactive') WHERE name = 'include';

-- Names of teams and projects of too few people are not said.
SELECT count(*) FROM workmode.configure(min_users => 3);
SELECT DISTINCT team, status FROM workmode.share_month_team;
SELECT DISTINCT project, status FROM workmode.share_month_project;
SELECT count(*) FROM workmode.configure(min_users => 1);

-- Nothing new: nothing is read, and nothing is written that was there.
CREATE TEMP TABLE before AS SELECT 'session' AS rel, xmin AS x, ctid AS c FROM workmode.session UNION ALL SELECT 'tally', xmin, ctid FROM workmode.tally UNION ALL SELECT 'period', xmin, ctid FROM workmode.period;
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
SELECT count(*) FROM (TABLE before EXCEPT (SELECT 'session', xmin, ctid FROM workmode.session UNION ALL SELECT 'tally', xmin, ctid FROM workmode.tally UNION ALL SELECT 'period', xmin, ctid FROM workmode.period)) x;

-- A file that has grown, a new one, one that is gone: its other copy counts again.
SELECT pg_temp.loads('/2', 'bob', pg_temp.transcript('s2', '2025-10-02', 'Fix the crash in lexer.c', 5)),
	   pg_temp.loads('/11', 'cid', pg_temp.transcript('s11', '2025-11-02', 'Plan the release')) \g /dev/null
DELETE FROM workmode.transcript WHERE path = '/9/copy';
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
SELECT * FROM pg_temp.covered();
SELECT t.path, s.duplicate, s.lines_read FROM workmode.session s JOIN workmode.transcript t USING (id) WHERE session_id IN ('s1', 's2') ORDER BY path;

-- Sessions that another model read are read again, once.
UPDATE workmode.session SET stamp = '0.9 1' WHERE session_id IN ('s1', 's2');
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
SELECT DISTINCT stamp = workmode_model_version() || ' ' || workmode_value_version() AS present FROM workmode.session;

-- Facts without a transcript.  With evidence the present model gives the mode, and the value stays;
-- without, and where their model is the present one, all is as it was sent.
INSERT INTO workmode.transcript (path, person, facts, vector, bytes)
SELECT '/f' || n, 'dee', jsonb_build_object('format', 'codex', 'session_id', 'f' || n, 'started_at', '2025-12-01T00:00:00Z', 'mode', 'communicate', 'confidence', 0.25,
		'value', 7, 'headless', false, 'model_version', CASE n WHEN 3 THEN workmode_model_version() ELSE '0.9' END),
	   CASE WHEN n > 1 THEN workmode_features(pg_temp.transcript('x', '2025-12-01', 'Fix the crash in parser.c')) END, 1
  FROM generate_series(1, 3) n;
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
SELECT session_id, mode, confidence = 0.25 AS as_sent, value, model_version = workmode_model_version() AS present, started_at FROM workmode.session_mode WHERE session_id ~ '^f' ORDER BY session_id;
SELECT workmode_classify(pg_temp.transcript('x', '2025-12-01', 'Fix the crash in parser.c'));
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();

-- Other sources: one that works and says when and what, one that fails, one that gives an id twice,
-- one of which a transcript cannot be read, one of which none can.
CREATE TABLE feed (id int, at timestamptz, body text);
INSERT INTO feed SELECT n, '2025-12-05 00:00+00', '[{"role":"user","content":"Fix the crash"},{"role":"assistant","content":"Done."}]' FROM generate_series(1, 3) n;
INSERT INTO workmode.source (name, query) VALUES
	('feed', 'SELECT id, ''eve'' AS person, NULL AS team, at, body AS transcript, 1 AS mark, jsonb_build_object(''agent'', ''robot'', ''headless'', id = 3) AS facts FROM public.feed'),
	('fails', 'SELECT id FROM public.feed'),
	('absent', 'SELECT * FROM public.no_such_table'),
	('twice', 'SELECT 1 AS id, ''eve'' AS person, NULL AS team, at, body AS transcript, 1 AS mark FROM public.feed'),
	('out of range', 'SELECT n AS id, ''eve'' AS person, NULL AS team, NULL AS at, NULL AS transcript, 1 AS mark,
		jsonb_build_object(''mode'', ''fix'', ''started_at'', ''2025-12-05T00:00:00Z'', ''value'', CASE n WHEN 1 THEN ''NaN'' WHEN 2 THEN ''-1'' ELSE ''1'' END,
			''confidence'', CASE n WHEN 3 THEN ''NaN'' ELSE ''1'' END) AS facts
		FROM generate_series(1, 4) n -- of which the last is good'),
	('one bad', 'SELECT n AS id, ''eve'' AS person, NULL AS team, NULL AS at, (1 / (n - 7))::text AS transcript, 1 AS mark FROM generate_series(1, 20) n'),
	('all bad', 'SELECT n AS id, ''eve'' AS person, NULL AS team, NULL AS at, (1 / (n - n))::text AS transcript, 1 AS mark FROM generate_series(1, 2000) n');
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
SELECT * FROM pg_temp.covered();
SELECT source, error, refreshed_at IS NOT NULL AS refreshed FROM workmode.coverage ORDER BY source;
SELECT agent, kind, day, mode FROM workmode.session_mode WHERE source = 'feed' ORDER BY kind COLLATE "C";
SELECT id, error FROM workmode.session WHERE error IS NOT NULL;

-- A source that fails keeps what it had; one that was mended forgets its error; one that was removed is gone.
ALTER TABLE feed RENAME COLUMN body TO text;
DELETE FROM workmode.source WHERE name IN ('out of range', 'twice', 'all bad', 'absent', 'fails');
UPDATE workmode.source SET query = replace(query, '(1 / (n - 7))::text', '''mended''') WHERE name = 'one bad';
CALL workmode.refresh();
SELECT * FROM pg_temp.last_refresh();
SELECT * FROM pg_temp.covered();
DELETE FROM workmode.source WHERE name IN ('one bad');
ALTER TABLE feed RENAME COLUMN text TO body;
CALL workmode.refresh();
SELECT source, sessions, error FROM workmode.coverage ORDER BY source;

-- Who worked, and where, is for those who may read workmode.session.
SET SESSION AUTHORIZATION regress_bi;
SELECT count(*), count(person), count(team), count(project), count(branch), count(session_id), count(started_at), count(ended_at), count(day), count(mode) FROM workmode.session_mode;
SET SESSION AUTHORIZATION regress_hr;
SELECT count(*), count(person), count(team), count(project), count(branch), count(session_id), count(started_at), count(ended_at), count(day), count(mode) FROM workmode.session_mode;
RESET SESSION AUTHORIZATION;

-- Forgotten: all that is kept of a person, and all figures of it.
SELECT workmode.forget('ann');
SELECT count(*) FROM workmode.transcript WHERE person = 'ann';
SELECT count(*) FROM workmode.session WHERE person = 'ann';
SELECT count(*) FROM workmode.tally WHERE person = 'ann';
SELECT day, sum(sessions) AS sessions, max(n) AS n FROM workmode.share_month GROUP BY day ORDER BY day;
SELECT workmode.forget('eve');
SELECT workmode.forget('nobody');
SELECT workmode.forget(NULL);

-- It commits, so it cannot be part of a transaction.
BEGIN;
CALL workmode.refresh();
ROLLBACK;

-- Moved, workmode is still found, and its rows with it.
CREATE SCHEMA regress_elsewhere;
ALTER EXTENSION workmode SET SCHEMA regress_elsewhere;
UPDATE workmode.session SET stamp = '0.9 1';
CALL workmode.refresh();
SELECT new > 0 AS new, changed > 5 AS changed, error FROM pg_temp.last_refresh();
SELECT count(*) FILTER (WHERE status = 'published') > 0 AS published FROM workmode.share_month;
SELECT count(*) FROM workmode.shift;
SELECT count(*) FROM workmode.configure(min_users => 1);
INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/moved', '{"mode": "fix"}', 1);
ALTER EXTENSION workmode SET SCHEMA public;

-- A refresh makes anew what was touched alone.  Whatever changes, the tables must be as if all
-- were made anew of nothing: sessions that come, grow, move to another month or person, go, stand
-- twice, are headless or without a mode; names that become large enough and do not stay so; first
-- and last periods that move; a board of one person; settings; a table that is emptied.
TRUNCATE workmode.transcript;
DELETE FROM workmode.source WHERE name = 'feed';
CREATE FUNCTION pg_temp.any_of(VARIADIC words text[]) RETURNS text LANGUAGE sql VOLATILE AS $$
	SELECT words[1 + floor(random() * cardinality(words))]
$$;
CREATE FUNCTION pg_temp.load_any(first int, last int, first_day date, days int) RETURNS void LANGUAGE sql AS $$
	INSERT INTO workmode.transcript (path, person, team, facts, bytes)
	SELECT '/any/' || n, pg_temp.any_of('ann', 'bob', 'cid', 'dee', 'eve', 'fay'), pg_temp.any_of('core', 'core', 'web', 'ops', NULL),
		   jsonb_build_object('format', 'codex', 'session_id', 'any' || n - (random() < 0.1)::int, 'lines_read', n,
			'project', pg_temp.any_of('/x/shop', '/x/shop', '/x/till', '/y/(unknown)', '/y/rare', ''),
			'mode', pg_temp.any_of('fix', 'fix', 'build', 'plan', NULL), 'value', 1 + n % 7, 'headless', random() < 0.15,
			'probabilities', CASE WHEN n % 5 > 0 THEN jsonb_build_object('fix', n % 4 / 8.0, 'plan', 1 - n % 4 / 8.0) END,
			'surface', pg_temp.any_of('terminal', 'terminal', 'terminal', 'subagent'),
			'started_at', to_char(first_day + floor(random() * days)::int + interval '1 hour' * floor(random() * 24), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), 1
	  FROM generate_series(first, last) n
$$;
-- Of two people a team is not named, and in the month after a project; a third one, in other months, changes that.
CREATE FUNCTION pg_temp.load_late(first int, last int, day date) RETURNS void LANGUAGE sql AS $$
	INSERT INTO workmode.transcript (path, person, team, facts, bytes)
	SELECT '/late/' || what || n, 'late' || n, CASE what WHEN 'team' THEN 'late' END, jsonb_build_object('project', CASE what WHEN 'project' THEN '/x/late' END,
			'mode', 'fix', 'started_at', to_char(day + CASE what WHEN 'team' THEN 0 ELSE 31 END, 'YYYY-MM-DD') || 'T12:00:00Z'), 1
	  FROM generate_series(first, last) n, unnest('{team,project}'::text[]) what
$$;
CREATE FUNCTION pg_temp.change_any(round int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CASE round % 15
		WHEN 0 THEN PERFORM pg_temp.load_any(10 * round, 10 * round + 30, '2024-11-20', 100);
		WHEN 1 THEN PERFORM pg_temp.load_any(10 * round, 10 * round + 2, '2025-01-01', 31), pg_temp.load_late(1, 2, '2024-12-05');
		WHEN 2 THEN PERFORM pg_temp.load_any(10 * (round - 2), 10 * (round - 2) + 4, '2024-12-30', 60);
		WHEN 3 THEN PERFORM pg_temp.load_any(1, 1, '2024-02-29', 1), pg_temp.load_late(3, 3, '2025-04-05');
		WHEN 4 THEN DELETE FROM workmode.transcript WHERE path IN ('/late/team3', '/late/project3') OR path IN (SELECT path FROM workmode.transcript ORDER BY facts ->> 'started_at' LIMIT 2);
		WHEN 5 THEN PERFORM pg_temp.load_any(2, 2, '2025-06-30', 1);
		WHEN 6 THEN PERFORM workmode.configure(min_users => 2, include => pg_temp.any_of('all', 'interactive'));
		WHEN 7 THEN DELETE FROM workmode.transcript WHERE path IN (SELECT path FROM workmode.transcript ORDER BY facts ->> 'started_at' DESC LIMIT 2);
		WHEN 8 THEN UPDATE workmode.session SET person = 'gil', team = 'new' WHERE session_id LIKE '%3';
		WHEN 9 THEN DELETE FROM workmode.transcript WHERE random() < 0.3;
		WHEN 10 THEN PERFORM workmode.configure(min_users => 1, grain => pg_temp.any_of('day', 'week', 'month'), zone => pg_temp.any_of('UTC', 'Asia/Tokyo', 'America/Los_Angeles'));
		WHEN 11 THEN DELETE FROM workmode.transcript t USING workmode.session s WHERE s.id = t.id AND s.person <> 'ann';
		WHEN 12 THEN PERFORM pg_temp.load_any(10 * round, 10 * round + 10, '2025-02-01', 40);
		WHEN 13 THEN TRUNCATE workmode.session;
		WHEN 14 THEN PERFORM workmode.configure(min_users => 3);
	END CASE;
END $$;
CREATE FUNCTION pg_temp.tables() RETURNS TABLE (row_of text) LANGUAGE sql AS $$
	SELECT t::text FROM workmode.tally t UNION ALL SELECT n::text FROM workmode.named n
	 UNION ALL SELECT m::text FROM workmode.month m UNION ALL SELECT p::text FROM workmode.period p
$$;
CREATE TEMP TABLE seen (round int, changed bigint, wrong bigint, named text, alone boolean, first_day date, last_day date);
SELECT count(*) FROM workmode.configure(min_users => 3);
SELECT setseed(0.5);
DO $$
BEGIN
	FOR round IN 0 .. 30 LOOP
		CREATE TEMP TABLE old_rows AS SELECT * FROM pg_temp.tables();
		PERFORM pg_temp.change_any(round);
		CALL workmode.refresh();
		CREATE TEMP TABLE new_rows AS SELECT * FROM pg_temp.tables();
		DELETE FROM workmode.tally;
		DELETE FROM workmode.named;
		DELETE FROM workmode.month;
		DELETE FROM workmode.period;
		PERFORM workmode.retally();
		INSERT INTO seen
		SELECT round, (SELECT count(*) FROM (TABLE new_rows EXCEPT ALL TABLE old_rows) d),
			   (SELECT count(*) FROM (TABLE new_rows EXCEPT ALL SELECT * FROM pg_temp.tables()) d)
				+ (SELECT count(*) FROM (SELECT * FROM pg_temp.tables() EXCEPT ALL TABLE new_rows) d),
			   (SELECT string_agg(n::text, ' ' ORDER BY n::text) FROM workmode.named n), (SELECT alone FROM workmode.alone),
			   (SELECT min(day) FROM workmode.period WHERE grain = 'month'), (SELECT max(day) FROM workmode.period WHERE grain = 'month');
		DROP TABLE old_rows, new_rows;
	END LOOP;
END $$;
SELECT * FROM seen WHERE wrong > 0;
SELECT count(*) FILTER (WHERE changed > 0) > 20 AS most_change, count(DISTINCT named) > 5 AS names, bool_or(alone) AS alone, bool_or(NOT alone) AS not_alone,
	   count(DISTINCT first_day) > 2 AS first_days, count(DISTINCT last_day) > 2 AS last_days FROM seen;
SELECT (SELECT count(*) FROM workmode.touched) AS touched, (SELECT count(*) FROM workmode.stale) AS stale;

-- Probabilities that change are tallied anew, and tallies that were made without them get them.
SELECT count(*) FROM workmode.configure(min_users => 1, zone => 'UTC', include => 'all') \g /dev/null
TRUNCATE workmode.transcript;
SELECT pg_temp.load_any(1, 200, '2024-11-20', 100) \g /dev/null
CALL workmode.refresh();
CREATE FUNCTION pg_temp.tallied(OUT tally bigint, OUT month bigint, OUT period bigint) LANGUAGE sql AS $$
	SELECT (SELECT sum(workmode_probable(tally)) FROM workmode.tally), (SELECT sum(workmode_probable(tally)) FROM workmode.month WHERE dimension = 'all'),
		   (SELECT sum(workmode_probable(tally)) FROM workmode.period WHERE dimension = 'all' AND grain = 'year')
$$;
CREATE TEMP TABLE with_probabilities AS SELECT * FROM pg_temp.tables();
SELECT t.tally = s.sessions AND t.month = s.sessions AND t.period = s.sessions AS all_of_them, s.sessions > 50 AS many, s.sessions < s.tallied AS not_of_each
  FROM pg_temp.tallied() t, (SELECT count((facts).probabilities) AS sessions, count(*) AS tallied FROM workmode.session_kind WHERE tallied) s;
DO $$ BEGIN EXECUTE 'CREATE OR REPLACE VIEW workmode.tally_now AS ' || replace(pg_get_viewdef('workmode.tally_now'), ', (k.facts).probabilities', ''); END $$;
SELECT workmode.retally();
SELECT * FROM pg_temp.tallied();
DO $$ BEGIN EXECUTE 'CREATE OR REPLACE VIEW workmode.tally_now AS ' || replace(pg_get_viewdef('workmode.tally_now'), 'workmode_tally(k.mode, k.value)', 'workmode_tally(k.mode, k.value, (k.facts).probabilities)'); END $$;
SELECT workmode.retally();
SELECT count(*) FROM (TABLE with_probabilities EXCEPT ALL SELECT * FROM pg_temp.tables()) d;
UPDATE workmode.session SET facts.probabilities = '{"build": 1}' WHERE (facts).probabilities IS NOT NULL;
SELECT workmode.retally(anew => false);
SELECT DISTINCT expected FROM workmode.share_month WHERE mode = 'build' AND expected IS NOT NULL;
DROP TABLE with_probabilities;

-- What lay in the future has a day at last, though nothing touched it since.
SELECT count(*) FROM workmode.configure(min_users => 1);
INSERT INTO workmode.transcript (path, person, facts, bytes) SELECT '/future', 'ann', jsonb_build_object('mode', 'fix', 'started_at', to_char((now() + interval '30 hours') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), 1;
CALL workmode.refresh();
SELECT count(*) FROM workmode.tally WHERE day > current_date - 10;
UPDATE workmode.refresh_log SET began = began - interval '9 hours';
ALTER TABLE workmode.session DISABLE TRIGGER touched;
UPDATE workmode.session SET facts.started_at = now() + interval '20 hours' WHERE (facts).started_at > now();
ALTER TABLE workmode.session ENABLE TRIGGER touched;
CALL workmode.refresh();
SELECT count(*) FROM workmode.tally WHERE day > current_date - 10;

SET client_min_messages = warning;
DROP TABLE feed;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
DROP SCHEMA regress_elsewhere;
DROP ROLE regress_bi, regress_hr;
