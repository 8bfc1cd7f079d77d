--
-- added_fact: what users keep of a session outlives an update that adds a fact.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

CREATE TABLE kept_body AS
SELECT '{"role": "user", "content": "fix the crash in the parser"}'::text AS body;
CREATE TABLE kept_facts AS SELECT workmode_session(body) AS facts FROM kept_body;
CREATE VIEW kept_read AS
SELECT f.format, f.prompts, f.mode FROM kept_body, workmode_session(body) f;
CREATE TABLE kept_named AS SELECT * FROM kept_read;
CREATE INDEX ON kept_facts ((facts));

-- What an update script would do; nothing is read after it, since the library is
-- still of today.
BEGIN;
ALTER TYPE workmode_facts ADD ATTRIBUTE fact_of_tomorrow text;
SELECT (facts).mode, (facts).fact_of_tomorrow FROM kept_facts;
EXPLAIN (COSTS OFF) INSERT INTO kept_named SELECT * FROM kept_read;
ROLLBACK;

-- Rows of the type itself are what stands in its way.
CREATE TABLE kept_of OF workmode_facts;
\set VERBOSITY sqlstate
ALTER TYPE workmode_facts ADD ATTRIBUTE fact_of_tomorrow text;
\set VERBOSITY default
CREATE TABLE kept_again AS SELECT * FROM kept_of;
DROP TABLE kept_of;
BEGIN;
ALTER TYPE workmode_facts ADD ATTRIBUTE fact_of_tomorrow text;
ROLLBACK;

DROP VIEW kept_read;
DROP TABLE kept_body, kept_facts, kept_named, kept_again;
