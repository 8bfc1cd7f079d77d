-- workmode_board, by the catalogs: every object has a comment, every view the
-- types that any client reads, no function trusts its caller's search path.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
CREATE ROLE regress_bi;
SELECT count(*) FROM workmode.configure(reader => 'regress_bi');
RESET client_min_messages;
\pset format unaligned
\pset tuples_only on

CREATE TEMP VIEW member AS
	SELECT classid, objid
	FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
		AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'workmode_board');
CREATE TEMP VIEW func AS
	SELECT p.*, p.oid::regprocedure AS signature FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid;
CREATE TEMP VIEW rel AS
	SELECT c.* FROM pg_class c JOIN member ON classid = 'pg_class'::regclass AND objid = c.oid;
-- What readers see.
CREATE TEMP VIEW shown AS
	SELECT * FROM rel WHERE relkind = 'v' AND has_table_privilege('regress_bi', oid, 'SELECT');

-- No object lacks a comment, nor does a column or a trigger.
SELECT pg_describe_object(classid, objid, 0)
FROM member
WHERE obj_description(objid, classid::regclass::name) IS NULL AND classid <> 'pg_type'::regclass;
SELECT attrelid::regclass, attname
FROM pg_attribute JOIN rel ON rel.oid = attrelid
WHERE attnum > 0 AND relkind <> 'i' AND coalesce(col_description(attrelid, attnum), '') = '';
SELECT tgname FROM pg_trigger JOIN rel ON rel.oid = tgrelid WHERE NOT tgisinternal AND obj_description(pg_trigger.oid, 'pg_trigger') IS NULL;
SELECT obj_description('workmode'::regnamespace, 'pg_namespace') IS NOT NULL;

-- All stands in its schema, and is owned by who made it.
SELECT pg_describe_object(classid, objid, 0) FROM member, pg_identify_object(classid, objid, 0) o WHERE o.schema IS DISTINCT FROM 'workmode' AND o.type NOT IN ('trigger', 'rule', 'default value', 'table constraint');

-- The views for readers: varchar(n), int, bigint, double precision, boolean, date, timestamptz.
SELECT relname, attname, format_type(atttypid, atttypmod)
FROM pg_attribute JOIN shown ON shown.oid = attrelid
WHERE attnum > 0 AND format_type(atttypid, atttypmod) !~ '^(character varying\(\d+\)|integer|bigint|double precision|boolean|date|timestamp with time zone)$';
SELECT relname || ': ' || string_agg(attname || ' ' || replace(replace(replace(format_type(atttypid, atttypmod), 'character varying', 'varchar'), 'timestamp with time zone', 'timestamptz'), 'double precision', 'float8'), ', ' ORDER BY attnum)
FROM pg_attribute JOIN shown ON shown.oid = attrelid
WHERE attnum > 0
GROUP BY relname
ORDER BY relname COLLATE "C";

-- Those that leave nothing out; all others are barriers to functions of their readers.
SELECT relname FROM shown WHERE NOT coalesce(reloptions @> '{security_barrier=true}', false) ORDER BY relname COLLATE "C";
-- The rest of what there is: tables and inner views.
SELECT relkind, string_agg(relname, ', ' ORDER BY relname COLLATE "C") FROM rel WHERE relkind <> 'i' AND oid NOT IN (SELECT oid FROM shown) GROUP BY relkind ORDER BY relkind;

-- Functions.  A function has a search path of its own; a procedure that commits,
-- and what sets the path after each commit, cannot.
SELECT signature FROM func WHERE NOT coalesce(proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false) ORDER BY signature::text COLLATE "C";
-- Those with the rights of their owner.
SELECT signature FROM func WHERE prosecdef ORDER BY signature::text COLLATE "C";
SELECT proname || '(' || pg_get_function_arguments(oid) || ')', pg_get_function_result(oid), provolatile
FROM func WHERE proname !~ '^(chart|page)_' ORDER BY proname COLLATE "C";
-- What charts and the page are made of changes nothing.
SELECT signature FROM func WHERE proname ~ '^(chart|page)_' AND provolatile NOT IN ('i', 's');

-- No function names one of workmode's, which may lie anywhere: views do, by their OID.
SELECT signature FROM func WHERE regexp_replace(prosrc, '--[^\n]*', '', 'g') ~ '(^|[^.%$a-z_])workmode_(session|tally|cluster|rollup|classify|scores|model_version|value_version|publishable|shares|shift|users|count)\M' ORDER BY 1;

-- A dump holds all tables, whole.
SELECT c.relname, d.condition
FROM pg_extension e, unnest(e.extconfig, e.extcondition) d(oid, condition) JOIN pg_class c ON c.oid = d.oid
WHERE e.extname = 'workmode_board'
ORDER BY c.relname COLLATE "C";
SELECT relname FROM rel WHERE relkind = 'r' AND oid NOT IN (SELECT unnest(extconfig) FROM pg_extension WHERE extname = 'workmode_board');

-- Everyone finds the schema; nobody may do anything with a table.
SELECT has_schema_privilege('public', 'workmode', 'USAGE'), has_schema_privilege('public', 'workmode', 'CREATE');
SELECT relname FROM rel WHERE relkind IN ('r', 'v') AND (SELECT bool_or(grantee = 0) FROM aclexplode(relacl));

\pset format aligned
\pset tuples_only off
SET client_min_messages = warning;
DROP OWNED BY regress_bi;
DROP EXTENSION workmode_board;
SELECT count(*) AS left_behind FROM pg_class WHERE relnamespace = 'workmode'::regnamespace;
SELECT count(*) AS left_behind FROM pg_proc WHERE pronamespace = 'workmode'::regnamespace;
-- The schema stays, as another extension or the user may have put it there; so does workmode.
CREATE EXTENSION workmode_board;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
-- A schema of that name that is another's is not trusted, unless it is empty and can be taken over.
CREATE SCHEMA workmode AUTHORIZATION regress_bi;
CREATE FUNCTION workmode.trap() RETURNS int LANGUAGE sql AS 'SELECT 1';
\set SHOW_CONTEXT never
CREATE EXTENSION workmode_board;
DROP FUNCTION workmode.trap();
CREATE EXTENSION workmode_board;
SELECT nspowner = current_user::regrole AS taken_over FROM pg_namespace WHERE nspname = 'workmode';
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
-- Nor is the schema where workmode lies, if another role has put something there that could be taken for what is meant.
CREATE SCHEMA regress_shared;
GRANT USAGE, CREATE ON SCHEMA regress_shared TO regress_bi;
ALTER EXTENSION workmode SET SCHEMA regress_shared;
SET SESSION AUTHORIZATION regress_bi;
CREATE FUNCTION regress_shared.harmless() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION regress_shared.workmode_publishable(regress_shared.workmode_tally, int) RETURNS SETOF regress_shared.workmode_publishable_row LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END';
RESET SESSION AUTHORIZATION;
CREATE EXTENSION workmode_board;
DROP FUNCTION regress_shared.workmode_publishable(regress_shared.workmode_tally, int);
SET SESSION AUTHORIZATION regress_bi;
CREATE FUNCTION regress_shared.same(varchar, varchar) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END';
CREATE OPERATOR regress_shared.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = regress_shared.same);
RESET SESSION AUTHORIZATION;
CREATE EXTENSION workmode_board;
DROP OPERATOR regress_shared.= (varchar, varchar);
CREATE EXTENSION workmode_board;
SHOW search_path;
DROP EXTENSION workmode_board;
ALTER EXTENSION workmode SET SCHEMA public;
DROP SCHEMA regress_shared CASCADE;
DROP SCHEMA workmode;
-- workmode may lie there, too.
CREATE SCHEMA workmode;
ALTER EXTENSION workmode SET SCHEMA workmode;
CREATE EXTENSION workmode_board;
CALL workmode.refresh();
SELECT count(*) FROM workmode.shift;
DROP EXTENSION workmode_board;
ALTER EXTENSION workmode SET SCHEMA public;
DROP SCHEMA workmode;
-- There is one board in a database, and one place for it.
CREATE EXTENSION workmode_board SCHEMA public;
DROP ROLE regress_bi;
