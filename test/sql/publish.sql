-- What may be published of few users: suppression, of shares and of values.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
\pset null '-'

-- Users of so many sessions of each mode, one session each
CREATE FUNCTION pg_temp.users_of(VARIADIC counts int[]) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT workmode_cluster(t)
	FROM (SELECT workmode_tally((enum_range(NULL::workmode))[mode]) AS t
		FROM unnest(counts) WITH ORDINALITY AS c (n, mode), generate_series(1, n) AS u
		GROUP BY mode, u) AS s
$$;
-- The modes in their order: how many sessions, or - if suppressed; then all of them
CREATE FUNCTION pg_temp.shown(tally workmode_tally, min_users int DEFAULT 10) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(coalesce(sessions::text, '-'), ' ') FROM workmode_publishable(tally, min_users)
$$;

-- Two cells are too small, and nothing tells which one helps them
SELECT mode, family, sessions, users, round(share::numeric, 4) AS share, low, high, status
FROM workmode_publishable(pg_temp.users_of(40, 12, 9, 1, 0, 13));
-- what is left out cannot be worked out: at least min_users are behind it
SELECT total.users - sum(cell.users) >= 10 AS safe
FROM pg_temp.users_of(40, 12, 9, 1, 0, 13) AS t,
	LATERAL (SELECT users FROM workmode_publishable(t) WHERE mode IS NULL) AS total,
	workmode_publishable(t) AS cell WHERE cell.mode IS NOT NULL GROUP BY total.users;
-- all cells large, all small, too few altogether, none
SELECT pg_temp.shown(pg_temp.users_of(40, 12, 10)), pg_temp.shown(pg_temp.users_of(9, 9, 9, 9, 9, 9, 9, 9, 9)),
	pg_temp.shown(pg_temp.users_of(4, 5)), pg_temp.shown(pg_temp.users_of(0)), pg_temp.shown(pg_temp.users_of(4, 5), 5);
-- One of 1 beside one of 10 would be solved by their sum: another one goes
SELECT pg_temp.shown(pg_temp.users_of(60, 50, 0, 0, 0, 0, 1, 10)), pg_temp.shown(pg_temp.users_of(60, 50, 0, 0, 0, 0, 1, 30));
-- Of two that are alike neither is preferred
SELECT pg_temp.shown(pg_temp.users_of(60, 60, 30, 30, 3));
-- There are too few sessions to hide any
SELECT pg_temp.shown(pg_temp.users_of(10, 1)), pg_temp.shown(pg_temp.users_of(10, 2));
-- If one user is enough, everything is shown, with all digits
SELECT count(*) FROM workmode_publishable(pg_temp.users_of(1, 2, 3), 1) p JOIN workmode_shares(pg_temp.users_of(1, 2, 3)) s USING (mode, sessions, share, low, high)
WHERE p.status = 'published' AND p.value_status = 'published';

-- One of ten users has 991 sessions of 1,000, 9 of 18, 10 of 19; one of two has 3 of 4, 4 of 5; one has all
CREATE FUNCTION pg_temp.one_of(most int, others int) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT workmode_cluster(t)
	FROM (SELECT workmode_tally(mode) AS t
		FROM (SELECT 0 AS u, 'analyze'::workmode AS mode FROM generate_series(1, most)
			UNION ALL SELECT u, 'analyze' FROM generate_series(1, others) u
			UNION ALL SELECT u, 'build' FROM generate_series(0, 39) u, generate_series(1, 50)
			UNION ALL SELECT u, 'fix' FROM generate_series(0, 39) u, generate_series(1, 40)) s
		GROUP BY u) c
$$;
SELECT pg_temp.shown(pg_temp.one_of(991, 9)), pg_temp.shown(pg_temp.one_of(9, 9)), pg_temp.shown(pg_temp.one_of(10, 9)),
	pg_temp.shown(pg_temp.one_of(3, 1), 2), pg_temp.shown(pg_temp.one_of(4, 1), 2), pg_temp.shown(pg_temp.one_of(991, 0), 1);

-- Values.  Of 40 users the first has a session of build that is worth as much as all
-- others'; only nine have a value of test.
CREATE TEMP TABLE valued AS
	SELECT u, mode::workmode AS mode, CASE WHEN mode = 'test' AND u > 9 THEN NULL WHEN mode = 'build' AND u = 1 THEN 400 ELSE 10 + u % 3 END AS value
	FROM generate_series(1, 40) u, unnest('{build,fix,fix,test,operate}'::text[]) mode;
CREATE FUNCTION pg_temp.valued(first_value float8) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT workmode_cluster(t) FROM (SELECT workmode_tally(mode, CASE WHEN mode = 'build' AND u = 1 THEN first_value ELSE value END) AS t FROM valued GROUP BY u) s
$$;
SELECT mode, sessions, status, valued, value, value_low, value_high, value_status
FROM workmode_publishable(pg_temp.valued(400)) WHERE sessions > 0;
SELECT mode, sessions, status, valued, value, value_low, value_high, value_status
FROM workmode_publishable(pg_temp.valued(1000)) WHERE sessions > 0;
SELECT mode, sessions, status, valued, value, value_status
FROM workmode_publishable(pg_temp.valued(1e6)) WHERE sessions > 0;
-- Rounded to what the size bears: the mean to a tenth of it over the root of n
SELECT p.mode, v.n, v.mean, p.value, p.value_low <= v.low AND v.high <= p.value_high AS outward
FROM workmode_publishable(pg_temp.valued(400)) p JOIN workmode_values(pg_temp.valued(400)) v USING (mode) WHERE p.value_status = 'published' AND v.n > 0;
-- Modes that count as one
SELECT workmode_merge_modes(t, '{plan,build,plan}'), workmode_merge_modes(t, '{test}') = t AS one, workmode_merge_modes(t, '{}') = t AS none,
	workmode_merge_modes(t, '{{plan,build},{fix,test}}')
FROM (SELECT workmode_tally(mode, n) AS t FROM (VALUES ('build'::workmode, 1), ('fix', 2), ('plan', 4), (NULL, 8)) s(mode, n)) x;
SELECT workmode_merge_modes(NULL::workmode_tally, '{plan}') IS NULL AS strict;
SELECT workmode_merge_modes(workmode_tally('fix'::workmode), '{plan,NULL}');
SELECT workmode_merge_modes(pg_temp.users_of(3), '{plan,fix}');
SELECT workmode_merge_modes('{"version": 1, "build": {"sessions": 576460752303423487}, "fix": {"sessions": 1}}', '{fix,build}');

SELECT * FROM workmode_publishable(pg_temp.users_of(4, 5), 0);
SELECT * FROM workmode_publishable((SELECT workmode_tally('fix'::workmode)));
-- the yeses of a fact would be counts of which one user may have nearly all
SELECT * FROM workmode_publishable((SELECT workmode_cluster(t) FROM (SELECT workmode_tally('fix'::workmode, true) AS t FROM generate_series(1, 20) AS u GROUP BY u) AS u));
-- of twenty users with values of the same sum one has nearly all sessions that have a
-- value, or does not
SELECT one, mode, sessions, status, valued, value, value_status FROM (VALUES (1), (200)) AS one(one),
	LATERAL (SELECT workmode_cluster(t) AS tally FROM (
		SELECT workmode_tally('fix'::workmode, CASE WHEN u = 1 AND i <= 200 / one THEN 0.01 * one WHEN u > 1 AND i = 1 THEN 2 END) AS t
		FROM generate_series(1, 20) AS u, generate_series(1, 200) AS i GROUP BY u) AS u) AS t, workmode_publishable(tally) WHERE sessions > 0 ORDER BY one, mode;
