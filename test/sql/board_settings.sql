-- workmode_board: settings, periods, who may read.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
CREATE ROLE regress_bi;
CREATE ROLE "regress other";
RESET client_min_messages;
\pset null '-'
\set SHOW_CONTEXT never

SELECT name, value FROM workmode.configure();
SELECT count(*) FROM workmode.setting;
TABLE workmode.configuration;

-- What is given is set, the rest stays.
SELECT name, value FROM workmode.configure(zone => 'Europe/Berlin', min_users => 3);
SELECT name, value FROM workmode.configure(before => '2025-10', after => '2026-Q2', base => '2025', include => 'all') WHERE name <> 'reader';
SELECT name, value FROM workmode.configure(before => 'auto', after => '2025-10/2025-12') WHERE name IN ('before', 'after');
TABLE workmode.setting;

-- What makes no sense is refused, and nothing is changed.
SELECT workmode.configure(zone => 'Mars/Olympus');
SELECT workmode.configure(min_users => 0);
SELECT workmode.configure(include => 'some');
SELECT workmode.configure(grain => 'year');
SELECT workmode.configure(before => '2025-13', min_users => 9);
SELECT workmode.configure(reader => 'regress_nobody', min_users => 9);
SELECT value FROM workmode.configure() WHERE name = 'min_users';

-- Periods: the first day, and the first one after it.
SELECT p, s.* FROM unnest(ARRAY['2025', '2025-Q1', '2025-Q4', '2024-02', '2025-12', '2025-12-31', '2025-10/2026-01', '2025/2025-Q4']) p, workmode.span(p) s;
CREATE FUNCTION pg_temp.try(period text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN workmode.span(period)::text;
EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT pg_temp.try(p) FROM unnest(ARRAY['', '25', '0000', '2025-Q5', '2025-00', '2025-02-30', '2026/2025', '2025/', '/', '2025-10 ', 'Oct 2025', '2025-10/']) p;
SELECT workmode.span(NULL);

-- A reader reads every view that is meant for readers, and no table.
SELECT value FROM workmode.configure(reader => 'regress_bi') WHERE name = 'reader';
SELECT value FROM workmode.configure(reader => 'regress other') WHERE name = 'reader';
SELECT c.relname, c.relkind
  FROM pg_class c
 WHERE c.relnamespace = 'workmode'::regnamespace AND has_table_privilege('regress_bi', c.oid, 'SELECT') AND c.relkind IN ('r', 'v', 'm', 'p')
 ORDER BY c.relname COLLATE "C";
SET SESSION AUTHORIZATION regress_bi;
SELECT count(*) FROM workmode.mode;
SELECT count(*) FROM workmode.share_day;
SELECT count(*) FROM workmode.shift;
SELECT count(*) FROM workmode.value_index;
SELECT source, sessions FROM workmode.coverage;
SELECT count(*) FROM workmode.session_mode;
SELECT name, value FROM workmode.configure() WHERE name = 'min_users';
\set VERBOSITY terse
SELECT count(*) FROM workmode.session;
SELECT count(*) FROM workmode.transcript;
SELECT count(*) FROM workmode.period;
SELECT count(*) FROM workmode.session_kind;
-- The owner, whom these name, is called otherwise on other servers.
DO $$
BEGIN
	PERFORM workmode.configure(min_users => 1);
EXCEPTION WHEN insufficient_privilege THEN
	RAISE WARNING '%', replace(SQLERRM, workmode.owner(), 'OWNER');
END $$;
DO $$
BEGIN
	PERFORM workmode.configure(reader => 'regress_bi');
EXCEPTION WHEN insufficient_privilege THEN
	RAISE WARNING '%', replace(SQLERRM, workmode.owner(), 'OWNER');
END $$;
SELECT workmode.retally();
SELECT workmode.forget('ann');
CALL workmode.refresh();
\set VERBOSITY default
RESET SESSION AUTHORIZATION;

SET client_min_messages = warning;
DROP OWNED BY regress_bi, "regress other";
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
DROP ROLE regress_bi, "regress other";
