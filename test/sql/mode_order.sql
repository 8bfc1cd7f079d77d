--
-- mode_order: modes are compared and hashed by operators of their own, in the
-- order of the enum and by a hash that is the same in every database.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

--
-- Which operator an expression takes.
--
CREATE DOMAIN mode_domain AS workmode CHECK (VALUE <> 'plan');
CREATE TYPE mode_other AS ENUM ('fix', 'build');
CREATE TABLE mode_operand (m workmode, d mode_domain, ms workmode[], o mode_other, t text);
INSERT INTO mode_operand VALUES ('fix', 'fix', '{fix,build}', 'fix', 'fix'), (NULL, NULL, NULL, NULL, NULL);

-- Ours if a view of it depends on an operator or a function of the extension;
-- what it says of the two rows, or the error.
CREATE FUNCTION mode_try(expression text, OUT ours boolean, OUT answer text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TEMP VIEW mode_view AS SELECT %s AS x FROM mode_operand', expression);
	SELECT count(*) > 0 INTO ours
	FROM pg_rewrite r JOIN pg_depend used ON used.classid = 'pg_rewrite'::regclass AND used.objid = r.oid
		JOIN pg_depend member ON member.classid = used.refclassid AND member.objid = used.refobjid
			AND member.refclassid = 'pg_extension'::regclass AND member.deptype = 'e'
	WHERE r.ev_class = 'mode_view'::regclass
		AND used.refclassid IN ('pg_operator'::regclass, 'pg_proc'::regclass);
	EXECUTE 'SELECT string_agg(coalesce(x::text, ''NULL''), '' '' ORDER BY x) FROM mode_view' INTO answer;
	DROP VIEW mode_view;
EXCEPTION WHEN OTHERS THEN
	answer := SQLERRM;
END $$;

SELECT expression, ours, answer
FROM unnest(ARRAY[
	'm = m', 'm = ''fix''', '''fix'' = m', 'm <> ''fix''', 'm != ''plan''', 'm < ''fix''', 'm <= ''fix''', 'm > ''build''', 'm >= ''build''',
	'''plan'' > m', 'm = NULL', 'NULL = m', 'm = ''fix''::workmode', 'm = ''fix''::text::workmode',
	'm BETWEEN ''build'' AND ''plan''', 'm IS DISTINCT FROM ''fix''', 'nullif(m, ''fix'')', 'CASE m WHEN ''fix'' THEN 1 END',
	'm IN (''fix'')', 'm IN (''fix'', ''plan'')', 'm IN (''build'', NULL)', 'm NOT IN (''fix'', ''plan'')',
	'm = ANY (ARRAY[''fix'', ''plan'']::workmode[])', 'm = ANY (ARRAY[''fix'', m])', 'm = ANY (''{fix,plan}'')', 'm = ANY (ms)',
	'm <> ALL (''{fix,plan}'')', 'm < ANY (''{fix,plan}'')', 'm IN (SELECT ''fix''::workmode)', 'm = ANY (SELECT mode FROM workmode_modes())',
	'(m, 1) = (''fix'', 1)', '(m, 1) < (''plan'', 1)', '(m, 1) IN (SELECT mode, ordinal FROM workmode_modes())',
	'd = d', 'd = m', 'm = d', 'd = ''fix''', 'd IN (''fix'', ''test'')', 'd < ''plan''',
	'coalesce(m, ''plan'') = ''plan''', 'greatest(m, ''build'')', 'least(m, ''plan'')',
	'(SELECT min(x) FROM unnest(ms) x)', '(SELECT max(x) FROM unnest(ms) x)', '(SELECT min(x) FROM (VALUES (d)) v(x))',
	-- still PostgreSQL's
	'o = ''fix''', 'o < o', 't = ''fix''', '''fix'' = ''fix''', 'm::text = ''fix''', 'm::text = t', 'ms = ''{fix,build}''', 'ms < ms', 'ms @> ''{fix}''',
	'(SELECT max(x) FROM (VALUES (o)) v(x))', '(SELECT min(x) FROM (VALUES (ms)) v(x))', 'max(''fix'') OVER ()',
	-- and no operator at all
	'm = t', 't = m', 'm = ''fix''::text', 'm IN (t)', 'm = ANY (ARRAY[t])', 'm = ANY (ARRAY[''fix''::text])', 'm = o', 'o < m', 'm = 1', 'm = ms',
	'm LIKE ''f%''', 'm = ''mend''', 'm = ANY (''{fix,mend}'')', 'm + m']) WITH ORDINALITY AS e(expression, place), mode_try(expression)
ORDER BY place;

DROP TABLE mode_operand;
DROP FUNCTION mode_try(text);
DROP DOMAIN mode_domain;
DROP TYPE mode_other;

--
-- Order and hash.
--

-- the order of the enum, for all pairs, as PostgreSQL's own functions have it
SELECT count(*) AS pairs,
	bool_and((a.mode = b.mode) = (a.ordinal = b.ordinal) AND (a.mode <> b.mode) = (a.ordinal <> b.ordinal)
		AND (a.mode < b.mode) = (a.ordinal < b.ordinal) AND (a.mode <= b.mode) = (a.ordinal <= b.ordinal)
		AND (a.mode >= b.mode) = (a.ordinal >= b.ordinal) AND (a.mode > b.mode) = (a.ordinal > b.ordinal)) AS by_ordinal,
	bool_and(sign(workmode_cmp(a.mode, b.mode)) = sign(enum_cmp(a.mode, b.mode))
		AND workmode_smaller(a.mode, b.mode) = enum_smaller(a.mode, b.mode)
		AND workmode_larger(a.mode, b.mode) = enum_larger(a.mode, b.mode)) AS as_the_enum
FROM workmode_modes() a, workmode_modes() b;

-- Hashes are frozen: partitions and shards are laid out by them.
SELECT mode, workmode_hash(mode) AS hash, workmode_hash_extended(mode, 0) AS extended,
	workmode_hash_extended(mode, 8816678312871386365) AS seeded
FROM workmode_modes();
SELECT hash_array('{fix,plan}'::workmode[]) AS array, hash_array_extended('{fix,plan}'::workmode[], 1) AS extended;

-- and NULL of NULL
SELECT workmode_hash(NULL) AS hash, workmode_cmp('fix', NULL) AS cmp, workmode_smaller(NULL, 'fix') AS smaller;

--
-- min and max.
--
SELECT min(mode), max(mode), min(mode) FILTER (WHERE mode > 'test') AS some FROM workmode_modes();
SELECT min(mode), max(mode) FROM workmode_modes() WHERE ordinal > 9;
SELECT min(m), max(m) FROM (VALUES (NULL::workmode), (NULL)) v(m);
SELECT min(m), max(m) FROM (VALUES (NULL), ('plan'::workmode), (NULL), ('fix')) v(m);
SELECT mode, max(mode) OVER (ORDER BY ordinal ROWS 2 PRECEDING) FROM workmode_modes() ORDER BY ordinal LIMIT 4;

--
-- Plans.  Ten thousand sessions; every hundredth has no mode.
--
CREATE TABLE mode_session (id int, mode workmode);
INSERT INTO mode_session
SELECT i, CASE WHEN i % 100 > 0 THEN (enum_range(NULL::workmode))[1 + i % 97 % 9] END FROM generate_series(1, 10000) i;
CREATE TABLE mode_rank AS SELECT mode, ordinal FROM workmode_modes();
ANALYZE mode_session, mode_rank;

-- What plans must agree with: counts by label.
CREATE TABLE mode_count AS
SELECT mode::text COLLATE "C" AS label, count(*) AS n FROM mode_session WHERE mode IS NOT NULL GROUP BY mode::text;

-- The planner knows how many rows are meant.
CREATE FUNCTION mode_estimate(condition text, OUT estimate int, OUT actual int) LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) SELECT FROM mode_session WHERE ' || condition INTO plan;
	estimate := plan->0->'Plan'->>'Plan Rows';
	EXECUTE 'SELECT count(*) FROM mode_session WHERE ' || condition INTO actual;
END $$;
SELECT condition, abs(estimate - actual) <= 1 AS right
FROM unnest(ARRAY['mode = ''fix''', 'mode <> ''fix''', 'mode < ''test''', 'mode <= ''test''', 'mode >= ''plan''', 'mode > ''plan''',
	'mode IN (''fix'', ''plan'')']) condition, mode_estimate(condition);
EXPLAIN (COSTS OFF) SELECT * FROM mode_session s JOIN mode_rank r ON s.mode = r.mode;
DROP FUNCTION mode_estimate(text);

SET enable_hashagg = on;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT mode, count(*) FROM mode_session GROUP BY mode;
SELECT count(*) AS differ FROM (SELECT mode::text, count(*) FROM mode_session WHERE mode IS NOT NULL GROUP BY mode EXCEPT TABLE mode_count) d;
RESET enable_sort;
SET enable_hashagg = off;
EXPLAIN (COSTS OFF) SELECT mode, count(*) FROM mode_session GROUP BY mode;
SELECT mode, count(*) FROM mode_session GROUP BY mode ORDER BY mode DESC;
SELECT DISTINCT mode FROM mode_session ORDER BY mode NULLS FIRST;
RESET enable_hashagg;
SELECT mode, mode = 'fix' AS fix, count(*) FROM mode_session GROUP BY GROUPING SETS ((mode), (mode = 'fix'), ()) ORDER BY 1, 2, 3;
SELECT mode FROM mode_session EXCEPT SELECT mode FROM mode_rank WHERE mode <> 'plan' ORDER BY mode;
SELECT count(DISTINCT mode), array_agg(DISTINCT mode ORDER BY mode DESC) FROM mode_session;
SELECT DISTINCT ON (mode) mode, id FROM mode_session WHERE mode < 'orchestrate' ORDER BY mode, id;

SET enable_mergejoin = off;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*), sum(ordinal) FROM mode_session JOIN mode_rank USING (mode);
SELECT count(*), sum(ordinal) FROM mode_session JOIN mode_rank USING (mode);
RESET enable_mergejoin;
SET enable_hashjoin = off;
EXPLAIN (COSTS OFF) SELECT count(*), sum(ordinal) FROM mode_session JOIN mode_rank USING (mode);
SELECT count(*), sum(ordinal) FROM mode_session JOIN mode_rank USING (mode);
SET enable_mergejoin = off;
RESET enable_nestloop;
SELECT count(*), sum(ordinal) FROM mode_session JOIN mode_rank USING (mode);
RESET enable_hashjoin;
RESET enable_mergejoin;
SELECT count(*) FROM mode_session WHERE mode IN (SELECT mode FROM mode_rank WHERE ordinal < 3);
SELECT count(*) FROM mode_session s WHERE NOT EXISTS (SELECT FROM mode_rank r WHERE r.mode = s.mode);

-- in parallel workers
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT min(mode), max(mode) FROM mode_session;
SELECT min(mode), max(mode) FROM mode_session;
SELECT count(*) AS differ FROM (SELECT mode::text, count(*) FROM mode_session WHERE mode IS NOT NULL GROUP BY mode EXCEPT TABLE mode_count) d;
SELECT count(*), sum(ordinal) FROM mode_session JOIN mode_rank USING (mode);
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

--
-- Indexes.
--
CREATE INDEX mode_btree ON mode_session (mode);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT mode FROM mode_session WHERE mode = 'fix';
EXPLAIN (COSTS OFF) SELECT mode FROM mode_session WHERE mode = ANY ('{fix,plan}');
EXPLAIN (COSTS OFF) SELECT mode FROM mode_session WHERE mode IN ('fix', 'plan');
EXPLAIN (COSTS OFF) SELECT mode FROM mode_session WHERE mode >= 'plan' AND mode < 'communicate';
EXPLAIN (COSTS OFF) SELECT mode FROM mode_session ORDER BY mode DESC;
-- the first of an index and the last of it (what stands around that differs
-- between versions)
CREATE FUNCTION mode_scan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ ' Scan ' THEN
			RETURN NEXT trim(line);
		END IF;
	END LOOP;
END $$;
SELECT mode_scan('SELECT min(mode) FROM mode_session');
SELECT mode_scan('SELECT max(mode) FROM mode_session');
DROP FUNCTION mode_scan(text);
SELECT count(*), min(mode), max(mode) FROM mode_session WHERE mode = 'fix';
SELECT count(*), min(mode), max(mode) FROM mode_session WHERE mode = ANY ('{plan,fix,NULL}');
SELECT count(*), min(mode), max(mode) FROM mode_session WHERE mode >= 'plan' AND mode < 'communicate';
SELECT min(mode), max(mode) FROM mode_session;
RESET enable_bitmapscan;
SELECT count(*) AS differ FROM (SELECT mode::text, count(*) FROM mode_session WHERE mode <= 'communicate' GROUP BY mode EXCEPT TABLE mode_count) d;

-- Equal modes are stored once for many rows: in 88 kB, not 240.
SELECT pg_relation_size('mode_btree') < 160 * 1024 AS deduplicated;

-- A schema that is not in the search path hides the operators, and those of all
-- enums take their place: the answers stay, the index can't serve them.
SET enable_bitmapscan = off;
SET search_path = pg_catalog;
SELECT count(*), min(mode), max(mode) FROM public.mode_session WHERE mode IN ('plan', 'fix');
SELECT count(*), sum(ordinal) FROM public.mode_session JOIN public.mode_rank USING (mode);
EXPLAIN (COSTS OFF) SELECT mode FROM public.mode_session WHERE mode OPERATOR(public.=) 'fix';
RESET search_path;
RESET enable_bitmapscan;

DROP INDEX mode_btree;
CREATE INDEX mode_hash ON mode_session USING hash (mode);
SET enable_indexscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM mode_session WHERE mode = 'fix';
SELECT count(*) FROM mode_session WHERE mode = 'fix';
RESET enable_indexscan;
DROP INDEX mode_hash;
RESET enable_seqscan;

--
-- Constraints.
--
CREATE TABLE mode_once (
	mode workmode PRIMARY KEY CHECK (mode IN ('fix', 'plan', 'build') AND mode <> 'build'),
	hours int,
	EXCLUDE USING hash (mode WITH =)
);
INSERT INTO mode_once VALUES ('fix', 1), ('plan', 2);
INSERT INTO mode_once VALUES ('fix', 3);
INSERT INTO mode_once VALUES ('build', 3);
INSERT INTO mode_once VALUES ('fix', 3), ('plan', 4) ON CONFLICT (mode) DO UPDATE SET hours = mode_once.hours + excluded.hours;
ALTER TABLE mode_once DROP CONSTRAINT mode_once_pkey;
INSERT INTO mode_once VALUES ('fix', 3);
ALTER TABLE mode_once ADD PRIMARY KEY (mode);
CREATE TABLE mode_many (mode workmode REFERENCES mode_once ON DELETE CASCADE);
INSERT INTO mode_many VALUES ('fix'), ('plan'), ('fix'), (NULL);
INSERT INTO mode_many VALUES ('test');
DELETE FROM mode_once WHERE mode = 'fix';
SELECT mode, hours, (SELECT count(*) FROM mode_many m WHERE m.mode = o.mode) FROM mode_once o;
CREATE MATERIALIZED VIEW mode_kept AS SELECT mode, count(*) AS n FROM mode_session GROUP BY mode;
CREATE UNIQUE INDEX ON mode_kept (mode);
DELETE FROM mode_session WHERE mode = 'plan';
REFRESH MATERIALIZED VIEW CONCURRENTLY mode_kept;
SELECT count(*) AS modes, count(*) FILTER (WHERE mode = 'plan') AS plan FROM mode_kept;
DROP TABLE mode_once, mode_many;
DROP MATERIALIZED VIEW mode_kept;

--
-- Partitions: by hash, where a mode's partition is frozen; by range; by list.
--
CREATE TABLE mode_by_hash (mode workmode, id int) PARTITION BY HASH (mode);
CREATE TABLE mode_by_hash_0 PARTITION OF mode_by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE mode_by_hash_1 PARTITION OF mode_by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE mode_by_hash_2 PARTITION OF mode_by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE mode_by_range (mode workmode, id int) PARTITION BY RANGE (mode);
CREATE TABLE mode_by_range_code PARTITION OF mode_by_range FOR VALUES FROM (MINVALUE) TO ('operate');
CREATE TABLE mode_by_range_rest PARTITION OF mode_by_range FOR VALUES FROM ('operate') TO (MAXVALUE);
CREATE TABLE mode_by_list (mode workmode, id int) PARTITION BY LIST (mode);
CREATE TABLE mode_by_list_code PARTITION OF mode_by_list FOR VALUES IN ('build', 'fix', 'test', 'orchestrate');
CREATE TABLE mode_by_list_rest PARTITION OF mode_by_list DEFAULT;
INSERT INTO mode_by_hash SELECT mode, ordinal FROM workmode_modes();
INSERT INTO mode_by_range SELECT mode, ordinal FROM workmode_modes();
INSERT INTO mode_by_list SELECT mode, ordinal FROM workmode_modes();
SELECT tableoid::regclass, string_agg(mode::text, ' ' ORDER BY mode) FROM mode_by_hash GROUP BY 1 ORDER BY 1;
SELECT tableoid::regclass, string_agg(mode::text, ' ' ORDER BY mode) FROM mode_by_range GROUP BY 1 ORDER BY 1;
SELECT tableoid::regclass, string_agg(mode::text, ' ' ORDER BY mode) FROM mode_by_list GROUP BY 1 ORDER BY 1;
EXPLAIN (COSTS OFF) SELECT * FROM mode_by_hash WHERE mode = 'fix';
EXPLAIN (COSTS OFF) SELECT * FROM mode_by_range WHERE mode < 'test';
EXPLAIN (COSTS OFF) SELECT * FROM mode_by_list WHERE mode = ANY ('{plan,analyze}');
SET enable_partitionwise_join = on;
SELECT count(*) FROM mode_by_hash a JOIN mode_by_hash b USING (mode) WHERE a.id = b.id;
RESET enable_partitionwise_join;
DROP TABLE mode_by_hash, mode_by_range, mode_by_list;

--
-- Arrays, rows and ranges of modes.
--
CREATE TABLE mode_list (id int, modes workmode[]);
INSERT INTO mode_list VALUES (1, '{fix,plan}'), (2, '{fix}'), (3, '{}'), (4, NULL), (5, '{fix,NULL}'), (6, '{fix,plan}'), (7, '{build,communicate}');
SELECT array_agg(id ORDER BY id) AS ids, modes FROM mode_list GROUP BY modes ORDER BY modes;
SELECT array_agg(id) AS same FROM mode_list WHERE modes = '{fix,plan}';
SELECT count(*) FROM mode_list a JOIN mode_list b USING (modes);
SELECT array_position(modes, 'plan') AS place, array_remove(modes, 'fix') AS others, modes && '{plan}' AS plans FROM mode_list WHERE id = 1;
CREATE INDEX ON mode_list USING gin (modes);
CREATE INDEX ON mode_list (modes);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM mode_list WHERE modes @> '{plan}';
SELECT array_agg(id ORDER BY id) AS ids FROM mode_list WHERE modes @> '{plan}';
SELECT array_agg(id ORDER BY id) AS ids FROM mode_list WHERE modes >= '{fix}';
RESET enable_seqscan;

SELECT DISTINCT ROW(mode, 1) AS row FROM mode_session WHERE mode > 'understand' ORDER BY 1;
SELECT count(*) FROM mode_session a JOIN mode_rank b ON ROW(a.mode) = ROW(b.mode);

CREATE TYPE mode_range AS RANGE (subtype = workmode);
SELECT mode_range('fix', 'plan') @> 'test'::workmode AS inside, mode_range('fix', 'plan') @> 'plan'::workmode AS outside,
	mode_range('fix', 'test') && mode_range('test', 'plan') AS overlap, mode_range('fix', 'plan') * mode_range('test', NULL) AS both,
	mode_range('fix', 'plan') < mode_range('test', 'plan') AS less, hash_range(mode_range('fix', 'plan')) AS hash;
SELECT mode_range('plan', 'fix');
DROP TYPE mode_range;

-- casts are the enum's
SELECT 'fix'::text::workmode AS of_text, 'fix'::workmode::text AS to_text, CAST('plan' AS workmode) > 'fix' AS later,
	enum_range('analyze'::workmode, NULL) AS range, enum_first('fix'::workmode) AS first;
SELECT 'mend'::text::workmode;

--
-- Into another schema and back, under an index.
--
CREATE INDEX mode_btree ON mode_session (mode);
CREATE VIEW mode_of_fixes AS SELECT count(*) AS n FROM mode_session WHERE mode = 'fix';
CREATE SCHEMA mode_schema;
ALTER EXTENSION workmode SET SCHEMA mode_schema;
SELECT pg_get_viewdef('mode_of_fixes') LIKE '% OPERATOR(mode_schema.=) ''fix''::mode_schema.workmode%' AS follows;
SELECT n FROM mode_of_fixes;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT n FROM mode_of_fixes;
RESET enable_seqscan;
ALTER EXTENSION workmode SET SCHEMA public;
DROP SCHEMA mode_schema;
DROP VIEW mode_of_fixes;

--
-- An altered enum: what was no mode is refused where order or hash is needed.
-- The name of a label is read anew as soon as it changes.
--
SET max_parallel_workers_per_gather = 0;
SELECT workmode_hash(mode) FROM mode_rank WHERE ordinal = 7;
BEGIN;
ALTER TYPE workmode RENAME VALUE 'plan' TO 'dream';
SAVEPOINT renamed;
SELECT count(*) FROM mode_rank WHERE mode = 'dream' AND mode <> 'fix';
SELECT workmode_hash(mode) FROM mode_rank WHERE ordinal = 7;
ROLLBACK TO renamed;
SELECT mode FROM mode_rank ORDER BY mode;
ROLLBACK TO renamed;
SELECT max(mode) FROM mode_rank;
ROLLBACK TO renamed;
SELECT DISTINCT mode FROM mode_rank;
ROLLBACK TO renamed;
INSERT INTO mode_session VALUES (0, 'dream');
ROLLBACK TO renamed;
ANALYZE mode_rank;
ROLLBACK;
SELECT workmode_hash(mode) FROM mode_rank WHERE ordinal = 7;
-- two labels that change places: codes follow labels, at once
BEGIN;
ALTER TYPE workmode RENAME VALUE 'plan' TO 'dream';
ALTER TYPE workmode RENAME VALUE 'fix' TO 'plan';
ALTER TYPE workmode RENAME VALUE 'dream' TO 'fix';
SELECT workmode_hash(mode) FROM mode_rank WHERE ordinal = 7;
ROLLBACK;
SELECT workmode_hash(mode) FROM mode_rank WHERE ordinal = 7;
DROP TABLE mode_session, mode_rank, mode_count, mode_list;

-- A label that was added can't be taken away again: the extension goes with it.
ALTER TYPE workmode ADD VALUE 'dream' BEFORE 'fix';
CREATE TABLE mode_added (mode workmode);
INSERT INTO mode_added VALUES ('dream'), ('fix'), ('build');
SELECT mode FROM mode_added WHERE mode = 'dream';
SELECT mode FROM mode_added WHERE mode <> 'dream' ORDER BY mode;
SELECT mode FROM mode_added ORDER BY mode;
SELECT mode, count(*) FROM mode_added GROUP BY mode;
CREATE INDEX ON mode_added (mode);
CREATE INDEX ON mode_added USING hash (mode);
SELECT min(mode) FROM mode_added;
DROP TABLE mode_added;
DROP EXTENSION workmode;
