--
-- tally: the type workmode_tally as text, its operators and aggregates.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
SET extra_float_digits = 1;
RESET client_min_messages;

-- What a statement fails with, or that it does not.
CREATE FUNCTION tally_try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
		hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', SQLSTATE, CASE WHEN message !~ 'input syntax' THEN message END,
		nullif(detail, ''), nullif(hint, ''));
END $$;

CREATE TABLE tally_session (day int, usr int, mode workmode, value double precision);
INSERT INTO tally_session VALUES
	(1, 1, 'build', 12.5), (1, 1, 'build', NULL), (1, 2, 'fix', 0.1),
	(2, 2, 'fix', 0.2), (2, 3, NULL, 7), (3, 3, 'test', 1000), (3, 1, 'build', 1e12),
	(4, 4, NULL, NULL), (5, 2, 'communicate', 1e-6);

--
-- The text is exact, canonical and JSON.
--
SELECT workmode_tally(mode) FROM tally_session;
SELECT workmode_tally(mode, value) FROM tally_session WHERE day <= 2;
SELECT key, value FROM (SELECT workmode_tally(mode, value) AS tally FROM tally_session
		WHERE usr = 1 AND day = 1) t, jsonb_each(tally::text::jsonb);
SELECT tally = tally::text::workmode_tally AS text,
	tally = tally::text::jsonb::text::workmode_tally AS jsonb
FROM (SELECT workmode_tally(mode, value) AS tally FROM tally_session) t;
SELECT E' \n{"fix" :\t{"valued":1,"sessions":  2,"value2":4.00,"value":2.0, "log2":0.4804530139182772419136,'
	'"log":0.693147180560} ,"version":1}\r'::workmode_tally;

-- one empty tally
SELECT workmode_tally(mode), workmode_tally(mode, value),
	workmode_tally(mode) = '{"version": 1, "unclassified": 0, "plan": {"sessions": 0}}' AS same
FROM tally_session WHERE false;

-- exact, whatever the order: each value rounded once, to a millionth
SELECT workmode_tally('fix', v)::text::jsonb -> 'fix' ->> 'value' AS value
FROM (VALUES (0.1::float8), (0.2), (1e9), (0.3), (2.4999999), (1.0000005)) t(v);
SELECT (tally ->> 'value')::numeric = value AS value,
	(tally ->> 'value2')::numeric = value2 AS value2,
	abs((tally ->> 'log')::numeric - log) < 5e-12 AS log,
	abs((tally ->> 'log2')::numeric - log2) < 5e-10 AS log2
FROM (SELECT workmode_tally('plan', v::float8)::text::jsonb -> 'plan' AS tally,
		sum(v) AS value, sum(v * v) AS value2,
		sum(round(ln(v), 12)) AS log, sum(round(ln(v), 12) ^ 2) AS log2
	FROM (SELECT round(exp(i % 30 - 13.5)::numeric, 6) + i * 0.000001 AS v
		FROM generate_series(1, 5000) i) n) t;

--
-- What cannot be a tally is no tally.
--
SELECT input, tally_try(format('SELECT %L::workmode_tally', input)) FROM (VALUES
	(''), ('x'), ('{'), ('{}'), ('[]'), ('null'), ('{"version"}'), ('{"version": }'),
	('{"version": 0}'), ('{"version": 2}'), ('{"version": 1.0}'), ('{"version": 01}'),
	('{"version": 1'), ('{"version": 1,}'), ('{"version": 1}}'), ('{"version": 1} x'),
	('{"version": 1, "version": 1}'), ('{"Version": 1}'), ('{"version": "1"}'),
	('{"version": 1, "clustered": false}'), ('{"version": 1, "clustered": true}'),
	('{"version": 1, "unclassified": -1}'),
	('{"version": 1, "unclassified": 1e3}'),
	('{"version": 1, "unclassified": 9223372036854775808}'),
	('{"version": 1, "unclassified": 576460752303423488}'),
	('{"version": 1, "unclassified": 576460752303423487}'),
	('{"version": 1, "other": {"sessions": 1}}'),
	('{"version": 1, "fix": 1}'), ('{"version": 1, "fix": {}}'),
	('{"version": 1, "fix": {"sessions": 1}, "fix": {"sessions": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "sessions": 1}}'),
	('{"version": 1, "fix": {"session": 1}}'),
	('{"version": 1, "fix": {"sessions": 1.5}}'), ('{"version": 1, "fix": {"sessions": .5}}'),
	('{"version": 1, "fix": {"sessions": -}}'), ('{"version": 1, "fix": {"sessions": 1.}}'),
	('{"version": 1, "fix": {"sessions": -1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 2}}'),
	('{"version": 1, "fix": {"sessions": 1, "value": 2}}'),
	('{"version": 1, "fix": {"valued": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1.0000001, "value2": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": -1, "value2": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 0.9}}'),
	('{"version": 1, "fix": {"sessions": 2, "valued": 2, "value": 4, "value2": 7}}'),
	('{"version": 1, "fix": {"sessions": 2, "valued": 2, "value": 4, "value2": 17}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 2000000000000, "value2": 4000000000000000000000000}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 1, "log": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 1, "log": -14, "log2": 196}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 1, "log": 0.1, "log2": 0.01}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 1, "log": -0.1, "log2": 0.011}}'),
	('{"version": 1, "fix": {"sessions": 1, "users": 1, "yy": 1}}'),
	('{"version": 1, "all": {"users": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "with": {"plan": 1}}}'),
	('{"version": 1, "clustered": true, "all": {"sessions": 1}}'),
	('{"version": 1, "clustered": true, "all": {"z": 1}}'),
	('{"version": 1, "clustered": true, "all": {"with": {"fix": 1}}}'),
	('{"version": 1, "clustered": true, "plan": {"sessions": 1, "with": {"fix": 1}}}'),
	('{"version": 1, "clustered": true, "plan": {"sessions": 1, "with": {"plan": 1}}}'),
	('{"version": 1, "clustered": true, "plan": {"sessions": 1, "with": {}}}'),
	('{"version": 1, "clustered": true, "fix": {"sessions": 1, "with": {"plan": 1, "plan": 1}}}'),
	('{"version": 1, "clustered": true, "fix": {"sessions": 1, "with": {"plan": 1}, "with": {"test": 1}}}'),
	('{"version": 1, "clustered": true, "fix": {"sessions": 1, "with": 1}}'),
	('{"version": 1, "facts": true}'), ('{"version": 1, "facts": false, "fix": {"sessions": 1}}'),
	('{"version": 1, "facts": true, "fix": {"sessions": 1, "valued": 2}}'),
	('{"version": 1, "facts": true, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 1}}'),
	('{"version": 1, "fix": {"sessions": 1, "valued": 1, "value2": ' || repeat('9', 60) || '}}')
) t(input);

-- moments that no users can have: the first is sound, each other has one flaw.  Of
-- two users one has (fix, plan) = (1, 2), of which one plan has a value, and the
-- other (2, 0)
CREATE TEMP VIEW tally_sound AS SELECT jsonb '{"version": 1, "clustered": true,
	"fix": {"sessions": 3, "users": 2, "yy": 5, "z": 1.333333333333, "zz": 1.111111111110888888888889, "with": {"plan": 2}},
	"plan": {"sessions": 2, "valued": 1, "value": 1, "value2": 1, "users": 1, "valued_users": 1, "yy": 4,
		"z": 0.666666666667, "zz": 0.444444444444888888888889, "ww": 1, "wy": 2, "sw": 1, "ss": 1, "st": 1},
	"all": {"users": 2, "valued_users": 1, "yy": 13, "ww": 1, "wy": 3, "sw": 1, "ss": 1}}' AS tally;
SELECT tally = workmode_cluster(t)::text::jsonb AS by_hand
FROM tally_sound, (SELECT workmode_tally(mode, value) AS t
	FROM (VALUES (1, 'fix'::workmode, NULL::float8), (1, 'plan', 1), (1, 'plan', NULL), (2, 'fix', NULL), (2, 'fix', NULL)) s(usr, mode, value)
	GROUP BY usr) u
GROUP BY tally;
SELECT field, number, tally_try(format('SELECT %L::workmode_tally',
	CASE WHEN number IS NULL THEN tally
		ELSE jsonb_set(tally, string_to_array(field, '.'), number::text::jsonb) END))
FROM tally_sound, (VALUES
	('fix.users', NULL), ('fix.users', 0), ('fix.users', 1), ('fix.users', 4), ('fix.users', -1),
	('fix.yy', 4), ('fix.yy', 6), ('fix.with.plan', 0), ('fix.with.plan', 1), ('fix.with.plan', 3),
	('fix.with.plan', 5), ('fix.with.plan', -2), ('fix.with.test', 1), ('fix.z', 0), ('fix.z', 1.333333333334),
	('fix.z', 1.333333333343), ('fix.z', 2.1), ('fix.zz', 0.8), ('fix.zz', 1.333333333334), ('fix.valued_users', 1),
	('fix.ss', 1), ('fix.wy', 1), ('plan.users', 2), ('plan.z', 0), ('plan.z', 1.1), ('plan.zz', 0.4),
	('plan.zz', 0.7), ('plan.valued_users', 0), ('plan.ww', 2), ('plan.ww', 0), ('plan.wy', 0), ('plan.wy', 1),
	('plan.wy', 3), ('plan.wy', 5), ('plan.sw', 0.5), ('plan.sw', 2), ('plan.ss', 0.5), ('plan.ss', 2), ('plan.st', 0.5),
	('plan.st', 2), ('plan.lw', 1), ('plan.ll', -1), ('all.users', 1), ('all.users', 3),
	('all.users', 4), ('all.yy', 12), ('all.yy', 14), ('all.valued_users', 0), ('all.wy', 2), ('all.wy', 1), ('all.wy', 4), ('all.ww', 0),
	('all.ss', 0), ('all.ss', 2), ('all.lw', 1)
) t(field, number);
-- where each session has a value, each user's sessions have
SELECT tally_try('SELECT ''{"version": 1, "clustered": true, "fix": {"sessions": 4, "valued": 4, "value": 4, "value2": 4, "users": 2,
	"valued_users": 2, "yy": 10, "z": 2, "zz": 2, "ww": 8, "wy": 8, "sw": 8, "ss": 8, "st": 8},
	"all": {"users": 2, "valued_users": 2, "yy": 10, "ww": 8, "wy": 8, "sw": 8, "ss": 8}}''::workmode_tally');

--
-- Values out of range, and sums that do not fit.
--
SELECT value, tally_try(format('SELECT workmode_tally(''fix'', %L::float8)', value)),
	tally_try(format('SELECT workmode_tally(NULL, %L::float8)', value)) LIKE '22003%' AS unclassified
FROM (VALUES ('NaN'), ('Infinity'), ('-Infinity'), ('0'), ('-0'), ('-1'), ('1e-7'),
	('1.1e12'), ('1e-6'), ('1e12')) t(value);

CREATE TEMP TABLE tally_full AS SELECT
	'{"version": 1, "unclassified": 576460752303423487}'::workmode_tally AS unclassified,
	'{"version": 1, "fix": {"sessions": 576460752303423487}}'::workmode_tally AS sessions;
SELECT workmode_count(sessions), workmode_unclassified(unclassified),
	workmode_count(sessions + unclassified), workmode_share(sessions, 'fix') FROM tally_full;
SELECT tally_try('SELECT sessions + workmode_tally(''fix''::workmode) FROM tally_full GROUP BY sessions');
SELECT tally_try('SELECT sessions + sessions FROM tally_full');
SELECT tally_try('SELECT unclassified + workmode_tally(NULL::workmode) FROM tally_full GROUP BY unclassified');
SELECT tally_try('SELECT workmode_tally_accum(sessions::text::workmode_tally_state, ''fix'') FROM tally_full');
SELECT tally_try('SELECT workmode_tally_accum(unclassified::text::workmode_tally_state, NULL) FROM tally_full');
-- the longest squares still fit, and those of one user with all sessions
SELECT workmode_cluster(sessions) FROM tally_full;
-- 2^37 sessions of the greatest value fit, 2^38 do not
CREATE TEMP VIEW tally_doubled AS WITH RECURSIVE doubled(n, tally) AS (
	SELECT 0, workmode_tally('fix', 1e12) UNION ALL
	SELECT n + 1, tally + tally FROM doubled)
SELECT n, tally FROM doubled;
SELECT tally FROM tally_doubled LIMIT 1 OFFSET 37;
SELECT tally_try('SELECT tally FROM tally_doubled LIMIT 1 OFFSET 38');

--
-- Reading
--
SELECT workmode_count(tally), workmode_count(tally, 'build') AS build,
	workmode_count(tally, 'plan') AS plan, workmode_share(tally, 'fix') AS fix,
	workmode_unclassified(tally) AS unclassified, workmode_users(tally) AS users
FROM (SELECT workmode_tally(mode) AS tally FROM tally_session) t;
SELECT workmode_count(tally), workmode_count(tally, 'fix'), workmode_share(tally, 'fix'),
	workmode_users(tally), workmode_unclassified(tally)
FROM (SELECT workmode_tally(mode) AS tally FROM tally_session WHERE mode IS NULL) t;
SELECT workmode_count('{"version": 1}'), workmode_share('{"version": 1}', 'fix'),
	workmode_users('{"version": 1}'), workmode_users('{"version": 1}', 'fix');
SELECT workmode_count(NULL), workmode_share(NULL, 'fix'), workmode_users(NULL);

--
-- + and -
--
SELECT a + b = b + a AS commutes, (a + b) - b = a AS inverse, a - a = '{"version": 1}' AS empty,
	a + '{"version": 1}' = a AS neutral, '{"version": 1}' + a = a AS neutral_left,
	a - '{"version": 1}' = a AS nothing, a + NULL IS NULL AS strict
FROM (SELECT workmode_tally(mode, value) FILTER (WHERE day <= 2) AS a,
		workmode_tally(mode, value) FILTER (WHERE day > 2) AS b FROM tally_session) t;
SELECT tally_try(format('SELECT %L::workmode_tally - %L', a, b)) FROM (VALUES
	('{"version": 1}', '{"version": 1, "unclassified": 1}'),
	('{"version": 1}', '{"version": 1, "fix": {"sessions": 1}}'),
	('{"version": 1, "plan": {"sessions": 5}}', '{"version": 1, "fix": {"sessions": 1}}'),
	('{"version": 1, "fix": {"sessions": 2, "valued": 1, "value": 2, "value2": 4, "log": 0.69314718056, "log2": 0.480453013918277241913600}}',
	 '{"version": 1, "fix": {"sessions": 1, "valued": 1, "value": 1, "value2": 1}}'),
	('{"version": 1, "fix": {"sessions": 2, "valued": 2, "value": 3, "value2": 5}}',
	 '{"version": 1, "fix": {"sessions": 2}}')
) t(a, b);

--
-- Aggregates: none, some, NULLs; parts put together in every way.
--
SELECT workmode_rollup(t), workmode_cluster(t) FROM (SELECT NULL::workmode_tally AS t) n;
SELECT workmode_rollup(t), workmode_cluster(t) FROM (SELECT workmode_tally(mode) AS t
	FROM tally_session WHERE false) n;
CREATE TEMP TABLE tally_part (name text, tally workmode_tally);
INSERT INTO tally_part SELECT '0', '{"version": 1}';
INSERT INTO tally_part SELECT 'n', workmode_tally(mode, value) FROM tally_session WHERE day <= 2;
INSERT INTO tally_part SELECT 'm', workmode_tally(mode, value) FROM tally_session WHERE day > 2;
INSERT INTO tally_part SELECT 'N', workmode_cluster(tally) FROM tally_part WHERE name = 'n';
INSERT INTO tally_part SELECT 'M', workmode_cluster(tally) FROM tally_part WHERE name = 'm';
SELECT a.name || '+' || b.name AS parts,
	a.tally + b.tally =
		(SELECT workmode_rollup(tally) FROM tally_part p WHERE p.name IN (a.name, b.name)) AS rollup,
	workmode_count(a.tally + b.tally), workmode_users(a.tally + b.tally)
FROM tally_part a, tally_part b
WHERE (a.name || b.name) COLLATE "C" ~ '^([0nm]*|[0NM]*)$' AND (a.name <> b.name OR a.name = '0')
ORDER BY a.name COLLATE "C", b.name COLLATE "C";
SELECT tally_try('SELECT a.tally + b.tally FROM tally_part a, tally_part b WHERE a.name = ''n'' AND b.name = ''N''');
SELECT tally_try('SELECT workmode_rollup(tally) FROM tally_part');
SELECT tally_try('SELECT workmode_cluster(tally) FROM tally_part');
SELECT tally_try('SELECT workmode_tally_accum(tally::text::workmode_tally_state, ''fix'') FROM tally_part WHERE name = ''N''');
SELECT workmode_rollup(tally) FILTER (WHERE name IN ('0', 'n', 'm')) =
	(SELECT workmode_tally(mode, value) FROM tally_session) AS whole FROM tally_part;
-- support functions take NULL and leave their arguments alone; the state of a
-- tally has the tally's text and wire
SELECT workmode_tally_accum(NULL, 'fix', 2), workmode_tally_accum(NULL, NULL);
SELECT name, workmode_tally_final(state) = tally AS final, state::text = tally::text AS text,
	workmode_tally_state_send(state) = workmode_tally_send(tally) AS wire,
	workmode_tally_final(workmode_tally_combine(state, state)) = tally + tally AS combined,
	workmode_tally_final(workmode_rollup_accum(state, tally)) = tally + tally AS rolled,
	workmode_tally_final(workmode_rollup_accum_inv(state, tally)) = '{"version": 1}' AS unrolled,
	workmode_tally_final(state) = tally AS untouched
FROM tally_part, LATERAL (SELECT tally::text::workmode_tally_state AS state OFFSET 0) s;
SELECT workmode_tally_final(workmode_tally_accum_inv(workmode_tally_accum(tally::text::workmode_tally_state, 'fix', 2), 'fix', 2)) = tally AS accum,
	workmode_tally_final(workmode_cluster_accum_inv(workmode_cluster_accum('{"version": 1}', tally), tally)) = '{"version": 1}' AS cluster
FROM tally_part WHERE name = 'n';
SELECT tally_try('SELECT ''{"version": 2}''::workmode_tally_state');
-- as a value it is not small, and comes back whole
CREATE TEMP TABLE tally_kept AS SELECT tally, tally::text::workmode_tally_state AS state FROM tally_part;
SELECT min(pg_column_size(state)), max(pg_column_size(state)), bool_and(workmode_tally_final(state) = tally) AS kept FROM tally_kept;

--
-- Clusters
--
CREATE TEMP TABLE tally_user AS
	SELECT usr, workmode_tally(mode, value) AS tally FROM tally_session GROUP BY usr;
SELECT workmode_users(c), workmode_users(c, 'fix') AS fix, workmode_users(c, 'plan') AS plan,
	workmode_count(c), workmode_unclassified(c)
FROM (SELECT workmode_cluster(tally) AS c FROM tally_user) t;
-- moments against plain SQL: y of a mode, n of all, s and w of values, t of all
-- values, z of own shares
SELECT moment, ours = plain AS same, plain
FROM (SELECT workmode_cluster(tally)::text::jsonb AS c FROM (
		SELECT workmode_tally(mode, value) AS tally FROM generate_series(1, 100) i,
			LATERAL (SELECT (enum_range(NULL::workmode))[1 + i % 7 % 2] AS mode,
				CASE WHEN i % 3 > 0 THEN i * 0.25::float8 END AS value) s
		GROUP BY i % 11) u) t,
	(SELECT count(*) FILTER (WHERE y > 0) AS users, sum(y * y) AS yy, sum(y * (n - y)) AS pair, sum(n * n) AS nn,
		sum(w * w) AS ww, sum(w * y) AS wy, sum(wn * n) AS wn, sum(s * w) AS sw, sum(s * s) AS ss, sum(s * t) AS st,
		sum(t * t) AS tt, sum(z) AS z, sum(z * z) AS zz
	FROM (SELECT count(*) FILTER (WHERE i % 7 % 2 = 0) AS y, count(*) AS n,
			count(*) FILTER (WHERE i % 7 % 2 = 0 AND i % 3 > 0) AS w,
			count(*) FILTER (WHERE i % 3 > 0) AS wn,
			sum(i * 0.25) FILTER (WHERE i % 7 % 2 = 0 AND i % 3 > 0) AS s,
			sum(i * 0.25) FILTER (WHERE i % 3 > 0) AS t,
			round(count(*) FILTER (WHERE i % 7 % 2 = 0) / count(*)::numeric, 12) AS z
		FROM generate_series(1, 100) i GROUP BY i % 11) u) plain,
	LATERAL (VALUES ('users', c #>> '{build,users}', users), ('yy', c #>> '{build,yy}', yy),
		('with', c #>> '{build,with,fix}', pair), ('yy of all', c #>> '{all,yy}', nn), ('ww', c #>> '{build,ww}', ww),
		('wy', c #>> '{build,wy}', wy), ('wy of all', c #>> '{all,wy}', wn), ('sw', c #>> '{build,sw}', sw),
		('ss', c #>> '{build,ss}', ss), ('st', c #>> '{build,st}', st), ('ss of all', c #>> '{all,ss}', tt),
		('z', c #>> '{build,z}', z), ('zz', c #>> '{build,zz}', zz)) v(moment, text, plain),
	LATERAL (SELECT text::numeric AS ours) o;
-- users who are told apart add up; the last one out leaves the empty tally
SELECT workmode_cluster(tally) =
	workmode_cluster(tally) FILTER (WHERE usr <= 2) + workmode_cluster(tally) FILTER (WHERE usr > 2) AS adds,
	workmode_cluster(tally) - workmode_cluster(tally) FILTER (WHERE usr <= 2) =
		workmode_cluster(tally) FILTER (WHERE usr > 2) AS subtracts,
	workmode_cluster(tally) - workmode_cluster(tally) AS nothing
FROM tally_user;
SELECT tally_try('SELECT workmode_cluster(tally) FILTER (WHERE usr = 1) - workmode_cluster(tally) FILTER (WHERE usr = 2) FROM tally_user');
SELECT tally_try('SELECT workmode_cluster(tally) FILTER (WHERE usr = 1) - workmode_rollup(tally) FILTER (WHERE usr = 1) FROM tally_user');
-- a user of unclassified sessions only is in no share
SELECT workmode_users(c), workmode_unclassified(c), c FROM (SELECT workmode_cluster(tally) AS c FROM tally_user WHERE usr = 4) t;

--
-- Facts
--
CREATE TEMP TABLE tally_fact AS
	SELECT day, usr, mode, i, CASE WHEN i < 3 THEN i % 2 = 0 END AS fact FROM tally_session, generate_series(0, 3) i;
SELECT workmode_tally(mode, fact) FROM tally_fact;
SELECT workmode_count(t), t = '{"version": 1}' AS empty, workmode_tally_final(t::text::workmode_tally_state) = t AS state
FROM (SELECT workmode_tally(mode, fact) AS t FROM tally_fact WHERE false) s;
SELECT workmode_tally(mode, fact) = '{"version": 1, "facts": true, "unclassified": 1}' AS unknown,
	workmode_tally(mode, fact) - workmode_tally(mode, fact) = '{"version": 1}' AS nothing
FROM (SELECT 'fix'::workmode AS mode, NULL::boolean AS fact) s;
-- counts against plain SQL, and users
SELECT mode, (t::text::jsonb -> mode::text ->> 'sessions')::int = sessions AS sessions,
	(t::text::jsonb -> mode::text ->> 'valued')::int = yes AS yes
FROM (SELECT workmode_tally(mode, fact) AS t FROM tally_fact) s,
	(SELECT mode, count(*) AS sessions, count(*) FILTER (WHERE fact) AS yes FROM tally_fact
	 WHERE mode IS NOT NULL AND fact IS NOT NULL GROUP BY mode) p
ORDER BY mode;
SELECT workmode_cluster(t) FROM (SELECT workmode_tally(mode, fact) AS t FROM tally_fact GROUP BY usr) u;
SELECT workmode_rollup(t) = (SELECT workmode_tally(mode, fact) FROM tally_fact) AS rollup,
	workmode_cluster(t)::text::workmode_tally = workmode_cluster(t) AS cluster
FROM (SELECT workmode_tally(mode, fact) AS t FROM tally_fact GROUP BY usr) u;
SELECT day, bool_and(moving = fresh) AS same, count(*)
FROM (SELECT day, workmode_tally(mode, fact) OVER frame AS moving,
		(SELECT workmode_tally(mode, fact) FROM tally_fact b WHERE b.day BETWEEN a.day - 1 AND a.day) AS fresh
	FROM tally_fact a WINDOW frame AS (ORDER BY day RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)) w
GROUP BY day ORDER BY day;
SELECT day, usr, workmode_tally(mode, fact) OVER (ORDER BY day, usr, i ROWS BETWEEN 2 PRECEDING AND 2 PRECEDING) AS one
FROM tally_fact ORDER BY day, usr, i LIMIT 4;
-- facts and values do not mix
CREATE TEMP TABLE tally_kind AS SELECT workmode_tally(mode, fact) AS facts, workmode_tally(mode) AS counts,
	workmode_tally(mode, 1.0) AS values FROM tally_fact;
SELECT tally_try('SELECT facts + counts FROM tally_kind') AS add, tally_try('SELECT values - facts FROM tally_kind') AS subtract,
	tally_try('SELECT workmode_rollup(t) FROM tally_kind, unnest(ARRAY[facts, values]) t') = tally_try('SELECT facts + counts FROM tally_kind') AS rollup,
	tally_try('SELECT workmode_cluster(t) FROM tally_kind, unnest(ARRAY[facts, values]) t') = tally_try('SELECT facts + counts FROM tally_kind') AS cluster,
	tally_try('SELECT workmode_tally_accum(values::text::workmode_tally_state, ''fix'', true) FROM tally_kind') = tally_try('SELECT facts + counts FROM tally_kind') AS fact,
	tally_try('SELECT workmode_tally_accum(facts::text::workmode_tally_state, ''fix'', 1.5) FROM tally_kind') = tally_try('SELECT facts + counts FROM tally_kind') AS value,
	tally_try('SELECT facts + ''{"version": 1}'' FROM tally_kind') AS empty;
SELECT tally_try('SELECT workmode_values(facts) FROM tally_kind') AS values,
	tally_try('SELECT workmode_value_index(facts, values) FROM tally_kind') = tally_try('SELECT workmode_values(facts) FROM tally_kind') AS index,
	tally_try('SELECT workmode_value_indices(values, facts) FROM tally_kind') = tally_try('SELECT workmode_values(facts) FROM tally_kind') AS indices,
	tally_try('SELECT workmode_decompose(facts, facts) FROM tally_kind') = tally_try('SELECT workmode_values(facts) FROM tally_kind') AS decompose,
	tally_try('SELECT workmode_shares(facts, weight => ''value'') FROM tally_kind') = tally_try('SELECT workmode_values(facts) FROM tally_kind') AS worth;
SELECT count(*), count(share_before), count(value_before), count(value_low) FROM tally_kind, workmode_shift(facts, facts);
-- a NULL is of no type: it must be said which tally is meant
SELECT split_part(tally_try('SELECT workmode_tally(''fix'', NULL)'), ' | Could', 1) AS tally_try;

--
-- Window frames move by taking sessions out again.
--
SELECT day, bool_and(moving = fresh) AS same, count(*)
FROM (SELECT day, workmode_tally(mode, value) OVER frame AS moving,
		(SELECT workmode_tally(mode, value) FROM tally_session b WHERE b.day BETWEEN a.day - 1 AND a.day) AS fresh
	FROM tally_session a WINDOW frame AS (ORDER BY day RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)) w
GROUP BY day ORDER BY day;
SELECT usr, workmode_rollup(tally) OVER frame = fresh AS rollup,
	workmode_cluster(tally) OVER frame = clustered AS cluster,
	workmode_users(workmode_cluster(tally) OVER frame) AS users
FROM tally_user a, LATERAL (SELECT workmode_rollup(tally) AS fresh, workmode_cluster(tally) AS clustered
	FROM tally_user b WHERE b.usr BETWEEN a.usr AND a.usr + 1) f
WINDOW frame AS (ORDER BY usr ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) ORDER BY usr;
-- the frame may run empty
SELECT day, workmode_tally(mode) OVER (ORDER BY day ROWS BETWEEN 2 PRECEDING AND 2 PRECEDING)
FROM tally_session ORDER BY day LIMIT 3;

--
-- Ordering, hashing, grouping.
--
SELECT opcname, amname, amvalidate(c.oid) FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
WHERE opcname = 'workmode_tally_ops' ORDER BY amname;
SELECT a.name, b.name, a.tally < b.tally AS lt, a.tally <= b.tally AS le, a.tally = b.tally AS eq,
	a.tally >= b.tally AS ge, a.tally > b.tally AS gt, a.tally <> b.tally AS ne
FROM tally_part a, tally_part b WHERE a.name IN ('0', 'n', 'N') AND b.name IN ('0', 'n') ORDER BY a.name COLLATE "C", b.name COLLATE "C";
SELECT bool_and((a.tally = b.tally) = (workmode_tally_cmp(a.tally, b.tally) = 0)) AS cmp,
	bool_and(workmode_tally_cmp(a.tally, b.tally) = -workmode_tally_cmp(b.tally, a.tally)) AS antisymmetric,
	bool_and(a.tally <> b.tally OR workmode_tally_hash(a.tally) = workmode_tally_hash(b.tally)) AS hash,
	bool_and((a.tally = b.tally) = (workmode_tally_hash_extended(a.tally, 7) = workmode_tally_hash_extended(b.tally, 7))) AS hash64,
	bool_and((workmode_tally_hash_extended(a.tally, 0) & 4294967295) = (workmode_tally_hash(a.tally)::bigint & 4294967295)) AS low_half
FROM tally_part a, tally_part b;
SELECT count(*), count(DISTINCT tally) FROM (SELECT tally FROM tally_part UNION ALL SELECT tally FROM tally_part) t;
SELECT count(*) FROM (SELECT tally FROM tally_part EXCEPT SELECT tally FROM tally_part) t;
SELECT count(*) FROM (SELECT tally FROM tally_part GROUP BY tally) t;
CREATE TEMP TABLE tally_key (tally workmode_tally PRIMARY KEY);
INSERT INTO tally_key SELECT tally FROM tally_part;
SELECT tally_try('INSERT INTO tally_key SELECT tally FROM tally_part WHERE name = ''0''');

DROP TABLE tally_session;
DROP FUNCTION tally_try;
