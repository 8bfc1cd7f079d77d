-- workmode_board: the views, against figures that were worked out by hand.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
RESET client_min_messages;
\pset null '-'
\set SHOW_CONTEXT never
SET timezone = 'UTC';

-- Facts of one more session.
CREATE FUNCTION pg_temp.loads(person text, started_at timestamptz, mode text, value double precision DEFAULT NULL, more jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO workmode.transcript (path, person, team, facts, bytes)
	SELECT '/' || n, $1, 'team of ' || $1,
		   jsonb_build_object('format', 'codex', 'session_id', n, 'started_at', $2, 'mode', $3, 'value', $4, 'headless', false) || $5, 1
	  FROM (SELECT count(*) AS n FROM workmode.transcript) t
$$;

-- An empty board.
CALL workmode.refresh();
SELECT (SELECT count(*) FROM workmode.share_month) AS month, (SELECT count(*) FROM workmode.share_series) AS series,
	   (SELECT count(*) FROM workmode.value_index) AS value_index, (SELECT count(*) FROM workmode.session_mode) AS session_mode;
SELECT mode, share_before, share_after, study_before, study_after, status, note FROM workmode.shift WHERE mode IN ('build', 'fix') ORDER BY mode_sort;
SELECT n_before, p_value, status FROM workmode.shift_test;
SELECT mode, total, status FROM workmode.decomposition WHERE mode_sort > 8 ORDER BY mode_sort;

-- October: fix 3 of 5 by two people, build 2 of 5 by two; mean value 24.
SELECT pg_temp.loads('p1', '2025-10-01 00:00+00', 'fix', 10), pg_temp.loads('p1', '2025-10-08 10:00+00', 'fix', 30),
	   pg_temp.loads('p1', '2025-10-09 10:00+00', 'build', 20), pg_temp.loads('p2', '2025-10-10 10:00+00', 'fix', 20),
	   pg_temp.loads('p2', '2025-10-31 23:30+00', 'build', 40) \g /dev/null
-- November: nothing.  December: build 3 of 5 by two, fix and plan 1 each by one person; mean value 32.
SELECT pg_temp.loads('p1', '2025-12-02 10:00+00', 'fix', 30), pg_temp.loads('p1', '2025-12-02 11:00+00', 'build', 20),
	   pg_temp.loads('p1', '2025-12-03 10:00+00', 'build', 40), pg_temp.loads('p2', '2025-12-04 10:00+00', 'build', 60),
	   pg_temp.loads('p2', '2025-12-31 22:00+00', 'plan', 10) \g /dev/null
SELECT name, value FROM workmode.configure(min_users => 2) WHERE name = 'min_users';
CALL workmode.refresh();

SELECT "time", day, mode, mode_label, mode_sort, mode_colour, sessions, n, users, round(share::numeric, 3) AS share, status, complete
  FROM workmode.share_month WHERE mode IN ('build', 'fix', 'plan') ORDER BY day, mode_sort;
-- Shares add up, limits stand around them, and the calendar is dense.
SELECT day, count(*), sum(sessions), round(sum(share)::numeric, 6) AS share, bool_and(lo <= share AND share <= hi) AS inside
  FROM workmode.share_month GROUP BY day ORDER BY day;
SELECT count(*), count(DISTINCT day), max(day) - min(day) + 1 AS days FROM workmode.share_day;
SELECT count(*), count(DISTINCT day), min(day), extract(isodow FROM min(day)) AS monday, max(day) FROM workmode.share_week;
SELECT day, mode, sessions, n, users, round(share::numeric, 3) AS share, status FROM workmode.share_quarter WHERE sessions > 0 OR status <> 'published' ORDER BY day, mode_sort;

-- No week is shown, as weeks would give months away; an empty week is empty.
SELECT day, string_agg(DISTINCT status, ', ') FROM workmode.share_week GROUP BY day ORDER BY day LIMIT 4;

-- The shift finds the two months.  What is suppressed in either is not shown.
SELECT before, after, before_day, after_day, mode, round(share_before::numeric, 3) AS share_before, round(share_after::numeric, 3) AS share_after,
	   round(change::numeric, 3) AS change, lo < change AND change < hi AS inside, value_before, value_after, round(value_change::numeric, 3) AS value_change,
	   status, note
  FROM workmode.shift WHERE mode IN ('build', 'fix', 'test', 'plan') ORDER BY mode_sort;
SELECT before, after, n_before, n_after, users_before, users_after, df, round(total_variation::numeric, 3) AS total_variation, status FROM workmode.shift_test;
-- Mean value 24, then 32: the index is 133.3.
SELECT day, base_day, method, round(value_index::numeric, 1) AS value_index, n, status, complete FROM workmode.value_index WHERE method IN ('mean', 'laspeyres') ORDER BY day, method;
-- Little is known of a base of 5 sessions.
SELECT DISTINCT note FROM workmode.value_index WHERE value_index IS NOT NULL;
-- The change is 8: what is shown of it adds up with what is not.
SELECT mode, round(mix::numeric, 3) AS mix, round(within::numeric, 3) AS within, round(total::numeric, 3) AS total, status FROM workmode.decomposition ORDER BY mode_sort;

-- Shown to all, build moves from 0.4 to 0.6 and its mean value from 30 to 40: (0.6 - 0.4) * 35 - (0.6 - 0.4) * 28
-- of mix and (40 - 30) * 0.5 within.
SELECT name, value FROM workmode.configure(min_users => 1) WHERE name = 'min_users';
SELECT mode, round(share_before::numeric, 3) AS share_before, round(share_after::numeric, 3) AS share_after, round(change::numeric, 3) AS change,
	   lo < change AND change < hi AS inside, value_before, value_after, round(value_change::numeric, 3) AS value_change, value_lo < value_change AND value_change < value_hi AS value_inside,
	   study_before, study_after, round(study_change::numeric, 2) AS study_change, study_value_change, status
  FROM workmode.shift WHERE mode IN ('build', 'fix', 'test', 'plan') ORDER BY mode_sort;
SELECT mode, round(mix::numeric, 3) AS mix, round(within::numeric, 3) AS within, round(total::numeric, 3) AS total, status FROM workmode.decomposition WHERE total <> 0 ORDER BY mode_sort;
SELECT mode, sessions, n, users, round(share::numeric, 3) AS share, status FROM workmode.share_month WHERE day = '2025-12-01' AND sessions > 0 ORDER BY mode_sort;
SELECT name, value FROM workmode.configure(min_users => 2) WHERE name = 'min_users';

-- A measure is workmode's own: it says the same of the same tallies.
SELECT count(*) FROM workmode.configure(min_users => 1) \g /dev/null
SELECT count(*) AS same
  FROM workmode.share_month v
  JOIN (SELECT date_trunc('month', day)::date AS day, workmode_rollup(tally) AS tally, person FROM workmode.tally GROUP BY 1, 3) t USING (day)
  JOIN LATERAL (SELECT workmode_shares(workmode_cluster(t2.tally)) AS s
				  FROM (SELECT workmode_rollup(tally) AS tally FROM workmode.tally x WHERE date_trunc('month', x.day) = v.day GROUP BY person) t2) s
	ON (s).mode::text = v.mode AND (s).share = v.share AND (s).low = v.lo AND (s).high = v.hi
 WHERE t.person = 'p1';
SELECT count(*) FROM workmode.configure(min_users => 2) \g /dev/null

-- Asked-for periods.  With too few people, nothing.
SELECT name, value FROM workmode.configure(before => '2025-10', after => '2025-10/2025-12') WHERE name IN ('before', 'after');
SELECT before, after, mode, round(share_after::numeric, 3) AS share_after, status FROM workmode.shift WHERE mode IN ('build', 'plan') ORDER BY mode_sort;
SELECT name, value FROM workmode.configure(after => '2025-11') WHERE name = 'after';
SELECT before, after, mode, share_before, share_after, status, note FROM workmode.shift WHERE mode = 'build';
SELECT n_before, n_after, p_value, status FROM workmode.shift_test;

-- A period that is not over drives no shift, whether asked for or found.
SELECT pg_temp.loads('p1', now(), 'plan', 1), pg_temp.loads('p2', now(), 'plan', 1) \g /dev/null
CALL workmode.refresh();
SELECT mode, sessions, n, users, share, status, complete FROM workmode.share_month WHERE mode = 'plan' ORDER BY day DESC LIMIT 1;
SELECT name, value FROM workmode.configure(after => to_char(now(), 'YYYY-MM')) WHERE name = 'before';
SELECT mode, share_before, share_after, status, note FROM workmode.shift WHERE mode = 'build';
SELECT name, value FROM workmode.configure(before => 'auto', after => 'auto') WHERE name = 'before';
SELECT before, after, status FROM workmode.shift WHERE mode = 'build';
SELECT DISTINCT complete FROM workmode.value_index WHERE day = date_trunc('month', now());
SELECT max("time") < date_trunc('month', now()) AS series_ends_before FROM workmode.share_series;

-- Small data gets longer periods: p3 and p4 have a quarter in common, no month.
DELETE FROM workmode.transcript;
SELECT pg_temp.loads('p3', '2025-01-05 10:00+00', 'fix'), pg_temp.loads('p4', '2025-02-05 10:00+00', 'fix'),
	   pg_temp.loads('p3', '2025-04-05 10:00+00', 'build'), pg_temp.loads('p4', '2025-05-05 10:00+00', 'build') \g /dev/null
CALL workmode.refresh();
SELECT DISTINCT status FROM workmode.share_month WHERE n IS DISTINCT FROM 0;
SELECT day, mode, sessions, users, share, status FROM workmode.share_quarter WHERE sessions > 0 ORDER BY day;
SELECT before, after, before_day, after_day, mode, share_before, share_after, change, status, note FROM workmode.shift WHERE mode = 'fix';
SELECT "time", mode, value FROM workmode.share_series WHERE mode IN ('Fix', 'Build') ORDER BY 1, 2;
SELECT name, value FROM workmode.configure(min_users => 3) WHERE name = 'min_users';
SELECT before, after, share_before, status, note FROM workmode.shift WHERE mode = 'fix';
SELECT DISTINCT n, sessions, users, share, lo, hi, status FROM workmode.share_quarter;
SELECT DISTINCT value_index, lo, n, status FROM workmode.value_index;

-- Zones: the board's counts, the client's does not.
DELETE FROM workmode.transcript;
SELECT pg_temp.loads('p1', '2025-10-31 23:30+00', 'fix', 2), pg_temp.loads('p2', '2025-11-01 07:30+00', 'fix', 2) \g /dev/null
SELECT name, value FROM workmode.configure(min_users => 1) WHERE name = 'min_users';
CALL workmode.refresh();
SELECT day, sessions FROM workmode.share_day WHERE mode = 'fix' ORDER BY day;
CREATE TEMP TABLE seen AS SELECT * FROM workmode.share_day;
CREATE TEMP TABLE seen_value AS SELECT * FROM workmode.value_index;
SET timezone = 'Asia/Tokyo';
SELECT count(*) FROM (TABLE seen EXCEPT TABLE workmode.share_day) x;
SELECT count(*) FROM (TABLE seen_value EXCEPT TABLE workmode.value_index) x;
CALL workmode.refresh();
SELECT count(*) FROM (TABLE seen EXCEPT TABLE workmode.share_day) x;
SET timezone = 'UTC';
SELECT name, value FROM workmode.configure(zone => 'America/Los_Angeles') WHERE name = 'zone';
SELECT day, "time", sessions FROM workmode.share_day WHERE mode = 'fix' ORDER BY day;
SELECT name, value FROM workmode.configure(zone => 'Asia/Tokyo') WHERE name = 'zone';
SELECT day, "time", sessions FROM workmode.share_day WHERE mode = 'fix' ORDER BY day;

-- One person has all sessions: intervals are those of days, two in October and two in
-- December.  With two people they are those of people.
SELECT count(*) FROM workmode.configure(zone => 'UTC');
DELETE FROM workmode.transcript;
SELECT pg_temp.loads('p1', '2025-10-01 10:00+00', 'fix'), pg_temp.loads('p1', '2025-10-01 12:00+00', 'fix'),
	   pg_temp.loads('p1', '2025-10-02 10:00+00', 'build'), pg_temp.loads('p1', '2025-12-01 10:00+00', 'build'),
	   pg_temp.loads('p1', '2025-12-02 10:00+00', 'fix') \g /dev/null
CALL workmode.refresh();
CREATE TEMP VIEW expected AS
SELECT d.month, s.mode::text, s.low, s.high
  FROM (SELECT month, workmode_cluster(tally) AS tally
		  FROM (SELECT day - extract(day FROM day)::int + 1 AS month, workmode_tally(mode::workmode) AS tally
				  FROM workmode.session_mode GROUP BY day) x GROUP BY month) d,
	   workmode_shares(d.tally) s;
SELECT day, mode, sessions, n, users, lo = low AND hi = high AS of_days
  FROM workmode.share_month JOIN expected USING (mode) WHERE month = day AND sessions > 0 ORDER BY day, mode_sort;
SELECT mode, lo < change AND change < hi AS inside, p_value IS NOT NULL AS tested FROM workmode.shift WHERE mode = 'fix';
SELECT users_before, users_after, p_value IS NOT NULL AS tested FROM workmode.shift_test;
SELECT pg_temp.loads('p2', '2025-10-02 11:00+00', 'fix') \g /dev/null
CALL workmode.refresh();
SELECT mode, sessions, users, lo = low AND hi = high AS of_days
  FROM workmode.share_month JOIN expected USING (mode) WHERE month = day AND day = '2025-10-01' AND sessions > 0 ORDER BY mode_sort;
SELECT name, value FROM workmode.configure(min_users => 2) WHERE name = 'min_users';
DELETE FROM workmode.transcript WHERE person = 'p2';
CALL workmode.refresh();
SELECT count(share) FROM workmode.share_month;
DROP VIEW expected;

-- What adds up.  Of six people in two teams all build and fix each week, but in the
-- second month one is alone with his plan, and in the third nobody but two works.
CREATE FUNCTION pg_temp.loads_weeks(first_of_b text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO workmode.transcript (path, person, team, facts, bytes)
	SELECT format('%s/%s/%s/%s', day, person, mode, n), person, CASE WHEN person < first_of_b THEN 'a' ELSE 'b' END,
		   jsonb_build_object('format', 'codex', 'session_id', format('%s/%s/%s/%s', day, person, mode, n), 'started_at', day || 'T12:00:00Z',
			'mode', mode, 'value', 10 * n, 'headless', false), 1
	  FROM (SELECT to_char(d, 'YYYY-MM-DD') AS day, 'p' || p AS person, mode, n
			  FROM generate_series(timestamp '2025-01-06', '2025-02-24', '7 days') d, generate_series(1, 6) p, unnest('{build,fix,fix}'::text[]) WITH ORDINALITY m(mode, n)
			 UNION ALL SELECT '2025-02-12', 'p1', 'plan', 4
			 UNION ALL SELECT '2025-03-12', 'p' || p, 'build', 5 FROM generate_series(1, 2) p) s
$$;
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_weeks('p4') \g /dev/null
SELECT count(*) FROM workmode.configure(min_users => 3) \g /dev/null
CALL workmode.refresh();
CREATE TEMP VIEW shown AS
SELECT grain, name, day, max(n) AS n, string_agg(CASE WHEN sessions > 0 THEN mode || ' ' || sessions WHEN sessions IS NULL THEN mode || ' -' END, ', ' ORDER BY mode_sort) AS modes
  FROM (SELECT 'day' AS grain, '' AS name, day, n, mode, mode_sort, sessions FROM workmode.share_day
		UNION ALL SELECT 'week', '', day, n, mode, mode_sort, sessions FROM workmode.share_week
		UNION ALL SELECT 'month', '', day, n, mode, mode_sort, sessions FROM workmode.share_month
		UNION ALL SELECT 'quarter', '', day, n, mode, mode_sort, sessions FROM workmode.share_quarter
		UNION ALL SELECT 'month', 'team ' || team, day, n, mode, mode_sort, sessions FROM workmode.share_month_team
		UNION ALL SELECT 'month', stratum, day, n, mode, mode_sort, sessions FROM workmode.share_month_headless) s
 GROUP BY grain, name, day
HAVING max(n) > 0;
-- The plan goes with the smaller of the others; the quarter would give March away; both
-- teams show what the month does.
SELECT * FROM shown ORDER BY day, name, grain;
SELECT mode, round(share_before::numeric, 3) AS share_before, round(share_after::numeric, 3) AS share_after, value_before, value_after, status FROM workmode.shift WHERE mode IN ('build', 'fix', 'plan') ORDER BY mode_sort;
SELECT n_before, n_after, df, round(total_variation::numeric, 3) AS total_variation, status FROM workmode.shift_test;
SELECT mode, round(total::numeric, 3) AS total, status FROM workmode.decomposition WHERE mode IN ('build', 'fix', 'plan', 'all') ORDER BY mode_sort;
-- p_holm is workmode's own: of nine p-values in their order the first counts nine times, the next eight times.
SELECT mode, p_holm = round(10000 * h.expected) / 10000 AS as_expected
  FROM workmode.shift
  LEFT JOIN (SELECT mode, max(least(1, (10 - n) * p_value)) OVER (ORDER BY n) AS expected
			   FROM (SELECT s.mode::text, s.p_value, row_number() OVER (ORDER BY s.p_value) AS n
					   FROM workmode.comparison k, workmode_shift(k.before_tally, k.after_tally) s) x) h USING (mode)
 WHERE mode IN ('build', 'fix', 'test', 'plan') ORDER BY mode_sort;
-- df2 tells how alike people are, and is a whole number.
SELECT df2 = round(t_df2) AS as_expected FROM workmode.shift_test, (SELECT t.df2 AS t_df2 FROM workmode.comparison k, workmode_shift_test(k.before_tally, k.after_tally) t) t;
SELECT day, method, round(value_index::numeric, 1) AS value_index, n, status FROM workmode.value_index WHERE method IN ('mean', 'fisher') ORDER BY day, method;
-- By week, and nothing else.
SELECT count(*) FROM workmode.configure(grain => 'week') \g /dev/null
SELECT * FROM shown ORDER BY day, name, grain;
SELECT DISTINCT before, after, status FROM workmode.shift;
-- By quarter: now March is among the rest.
SELECT count(*) FROM workmode.configure(grain => 'quarter') \g /dev/null
SELECT * FROM shown ORDER BY day, name, grain;
-- A shift of what is no whole period, or of less than the board's, is not shown.
SELECT count(*) FROM workmode.configure(grain => 'month', before => '2025-01', after => '2025-01-06/2025-01-19') \g /dev/null
SELECT DISTINCT before, after, status, note FROM workmode.shift;
SELECT count(*) FROM workmode.configure(after => '2025-01/2025-02') \g /dev/null
SELECT DISTINCT before, after, status, note FROM workmode.shift WHERE mode <> 'plan';
SELECT count(*) FROM workmode.configure(after => '2025') \g /dev/null
SELECT DISTINCT before, after, status, note FROM workmode.shift;
SELECT count(*) FROM workmode.configure(before => 'auto', after => 'auto') \g /dev/null
-- One team of two people: what the others leave is shown of neither.
SELECT pg_temp.loads_weeks('p5') \g /dev/null
CALL workmode.refresh();
SELECT * FROM shown WHERE name LIKE 'team%' ORDER BY day, name;
-- If one person may be shown, everything is.
SELECT count(*) FROM workmode.configure(min_users => 1) \g /dev/null
SELECT grain, count(*) FROM shown WHERE modes NOT LIKE '%-%' GROUP BY grain ORDER BY grain;
DROP VIEW shown;

-- The months of what coverage counts, with a headless session, a session that two
-- transcripts tell of, one without a mode, and three without a day.
DELETE FROM workmode.transcript;
SELECT pg_temp.loads(person, day::timestamptz, 'fix') FROM (VALUES ('p1', '2025-10-01 10:00+00'), ('p2', '2025-10-02 10:00+00'), ('p1', '2025-12-01 10:00+00'), ('p2', '2025-12-01 10:00+00')) s(person, day) \g /dev/null
SELECT pg_temp.loads('p1', '2025-10-03 10:00+00', 'fix', NULL, '{"headless": true}'), pg_temp.loads('p1', '2025-10-03 10:00+00', NULL),
	   pg_temp.loads('p1', '2025-10-04 10:00+00', 'fix', NULL, '{"session_id": "0"}'), pg_temp.loads('p1', NULL, 'fix'),
	   pg_temp.loads('p1', NULL, NULL), pg_temp.loads('p1', '2019-10-04 10:00+00', 'fix') \g /dev/null
CALL workmode.refresh();
SELECT day, string_agg(CASE WHEN sessions > 0 THEN kind || ' ' || sessions || CASE WHEN counted THEN ' counted' ELSE '' END END, ', ' ORDER BY kind COLLATE "C") AS kinds, max(n) AS n,
	   round(sum(share)::numeric, 6) AS shares, string_agg(DISTINCT status, ', ') AS status, bool_and(complete) AS complete, count(*)
  FROM workmode.coverage_month GROUP BY day ORDER BY day;
-- They add up to what coverage says.
SELECT sessions = (SELECT sum(sessions) FROM workmode.coverage_month) AS sessions, counted = (SELECT sum(sessions) FROM workmode.coverage_month WHERE counted) AS counted,
	   headless = (SELECT sum(sessions) FROM workmode.coverage_month WHERE kind = 'headless') AS headless,
	   unclassified = (SELECT sum(sessions) FROM workmode.coverage_month WHERE kind = 'unclassified') AS unclassified,
	   undated = (SELECT sum(sessions) FROM workmode.coverage_month WHERE kind = 'undated') AS undated,
	   duplicates = (SELECT sum(sessions) FROM workmode.coverage_month WHERE kind = 'duplicate') AS duplicates
  FROM workmode.coverage WHERE source = 'folder';
SELECT count(*) FROM workmode.configure(include => 'all') \g /dev/null
SELECT DISTINCT kind FROM workmode.coverage_month WHERE counted ORDER BY kind;
-- If one person may not be shown, it tells no more than share_month_headless does.
SELECT count(*) FROM workmode.configure(min_users => 2, include => 'interactive') \g /dev/null
SELECT day, kind, sessions, n, share, status FROM workmode.coverage_month ORDER BY day, kind COLLATE "C";
SELECT count(*) FILTER (WHERE c.sessions IS DISTINCT FROM h.n) AS differ, count(*)
  FROM workmode.coverage_month c JOIN (SELECT day, stratum AS kind, max(n) AS n FROM workmode.share_month_headless GROUP BY 1, 2) h USING (day, kind);

-- What is known of the base: 40 sessions with a value of four days of one person, then of
-- ten days; of four people, and of ten, of whom one has half of the sessions.
CREATE FUNCTION pg_temp.loads_base(people int, days int, more int) RETURNS void LANGUAGE sql AS $$
	SELECT pg_temp.loads('p' || n % people, timestamptz '2025-10-01 10:00+00' + (n % days) * interval '1 day', 'fix', 10 + n) FROM generate_series(1, 40) n;
	SELECT pg_temp.loads('p0', '2025-10-01 10:00+00', 'fix', 10) FROM generate_series(1, more) n;
	SELECT pg_temp.loads('p' || n % people, '2025-11-01 10:00+00', 'fix', 10) FROM generate_series(1, 10) n;
$$;
CREATE TEMP TABLE base (people int, days int, more int, note text, told boolean);
SELECT count(*) FROM workmode.configure(min_users => 1) \g /dev/null
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_base(1, 4, 0) \g /dev/null
CALL workmode.refresh();
INSERT INTO base SELECT DISTINCT 1, 4, 0, note, workmode.page_value() ~ 'with care' FROM workmode.value_index;
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_base(1, 10, 0) \g /dev/null
CALL workmode.refresh();
INSERT INTO base SELECT DISTINCT 1, 10, 0, note, workmode.page_value() ~ 'with care' FROM workmode.value_index;
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_base(4, 10, 0) \g /dev/null
CALL workmode.refresh();
INSERT INTO base SELECT DISTINCT 4, 10, 0, note, workmode.page_value() ~ 'with care' FROM workmode.value_index;
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_base(10, 10, 0) \g /dev/null
CALL workmode.refresh();
INSERT INTO base SELECT DISTINCT 10, 10, 0, note, workmode.page_value() ~ 'with care' FROM workmode.value_index;
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_base(10, 10, 36) \g /dev/null
CALL workmode.refresh();
INSERT INTO base SELECT DISTINCT 10, 10, 36, note, workmode.page_value() ~ 'with care' FROM workmode.value_index;
TABLE base;

-- Probabilities.  Of each two people, in October four fixes (0.75 fix, 0.25 plan) and two
-- builds (0.5 build, 0.5 fix); in December two such fixes and four such builds.  So build
-- is expected to be 2 * 0.5 of 6, then 4 * 0.5; fix 4 * 0.75 + 2 * 0.5, then 2 * 0.75 + 4 * 0.5;
-- plan 4 * 0.25, then 2 * 0.25.  The two are alike, so a change has no width.
CREATE FUNCTION pg_temp.loads_sure(day text, fixes int, builds int) RETURNS void LANGUAGE sql AS $$
	SELECT pg_temp.loads('p' || p, (day || ' 10:00+00')::timestamptz, mode, NULL, jsonb_build_object('probabilities', probabilities::jsonb))
	  FROM generate_series(1, 2) p, (VALUES ('fix', fixes, '{"fix": 0.75, "plan": 0.25}'), ('build', builds, '{"build": 0.5, "fix": 0.5}')) m(mode, times, probabilities),
		   generate_series(1, times)
$$;
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_sure('2025-10-01', 2, 1), pg_temp.loads_sure('2025-12-01', 1, 2) \g /dev/null
CALL workmode.refresh();
SELECT count(*) FROM workmode.configure(min_users => 2) \g /dev/null
SELECT day, mode, sessions, round(share::numeric, 4) AS share, round(expected::numeric, 4) AS expected FROM workmode.share_month WHERE expected > 0 ORDER BY day, mode_sort;
SELECT mode, round(expected_before::numeric, 4) AS before, round(expected_after::numeric, 4) AS after, round(expected_change::numeric, 4) AS change, expected_lo AS lo, expected_hi AS hi
  FROM workmode.shift WHERE expected_before > 0 ORDER BY mode_sort;
-- They are workmode's own; limits are rounded, to the outside by a hundredth where n is 6.
CREATE TEMP VIEW own AS
SELECT v.*, e.share AS e, e.low AS e_low, e.high AS e_high, u.share AS u, u.low AS u_low, u.high AS u_high
  FROM workmode.share_month v
  JOIN workmode.period p ON p.dimension = 'all' AND p.grain = 'month' AND p.day = v.day
 CROSS JOIN workmode_shares(p.tally, estimate => 'expected') e
  JOIN workmode_shares(p.tally, estimate => 'unmixed') u ON u.mode = e.mode
 WHERE e.mode::text = v.mode AND v.n > 0;
SELECT day, count(*), count(expected) AS expected, count(unmixed) AS unmixed, bool_and(expected = e AND unmixed = u) AS same, round(sum(expected)::numeric, 6) AS sum, round(sum(unmixed)::numeric, 6) AS unmixed_sum,
	   bool_and(expected_lo = floor(100 * e_low) / 100 AND expected_hi = ceil(100 * e_high) / 100 AND unmixed_lo = floor(100 * u_low) / 100 AND unmixed_hi = ceil(100 * u_high) / 100) AS rounded
  FROM own GROUP BY day ORDER BY day;
SELECT bool_and(v.expected_change = e.change AND v.expected_lo = round(1000 * e.low) / 1000 AND v.expected_hi = round(1000 * e.high) / 1000) AS expected,
	   bool_and(v.unmixed_before = u.share_before AND v.unmixed_after = u.share_after AND v.unmixed_change = u.change AND v.unmixed_lo = round(1000 * u.low) / 1000 AND v.unmixed_hi = round(1000 * u.high) / 1000
			AND v.unmixed_p_value = round(10000 * u.p_value) / 10000 AND v.unmixed_p_holm = round(10000 * u.p_holm) / 10000) AS unmixed
  FROM workmode.shift v, workmode.comparison k, workmode_shift(k.before_tally, k.after_tally, estimate => 'expected') e, workmode_shift(k.before_tally, k.after_tally, estimate => 'unmixed') u
 WHERE e.mode::text = v.mode AND u.mode::text = v.mode;
-- If one person may be shown, limits are not rounded.
SELECT count(*) FROM workmode.configure(min_users => 1) \g /dev/null
SELECT bool_and(expected_lo = e_low AND expected_hi = e_high AND unmixed_lo = u_low AND unmixed_hi = u_high) AS whole FROM own;
-- Without the probabilities of one session, those of a period could be one person's: they
-- are not shown, unless one person's may be; then they are of the others.
SELECT pg_temp.loads('p1', '2025-12-02 10:00+00', 'build') \g /dev/null
CALL workmode.refresh();
SELECT mode, sessions, n, round(expected::numeric, 4) AS expected FROM workmode.share_month WHERE day = '2025-12-01' AND expected > 0 ORDER BY mode_sort;
SELECT count(expected_change) AS expected, count(unmixed_change) AS unmixed FROM workmode.shift;
SELECT count(*) FROM workmode.configure(min_users => 2) \g /dev/null
SELECT day, count(share) AS hard, count(expected) AS expected, count(expected_lo) AS expected_lo, count(unmixed) AS unmixed, count(unmixed_hi) AS unmixed_hi FROM workmode.share_month WHERE n > 0 GROUP BY day ORDER BY day;
SELECT count(change) AS hard, count(expected_change) AS expected, count(unmixed_change) AS unmixed, count(unmixed_before) AS unmixed_before FROM workmode.shift;
DROP VIEW own;
-- Where modes are hidden, expected shares go the way of hard ones.  Unmixed ones and limits
-- would give the hidden modes away: they are not shown.  In January nothing is hidden;
-- in February, of 73 sessions, build and the one plan are.
DELETE FROM workmode.transcript;
SELECT pg_temp.loads_weeks('p4') \g /dev/null
UPDATE workmode.transcript SET loaded_at = now(), facts = facts || jsonb_build_object('probabilities', jsonb_build_object(facts ->> 'mode', 0.75, 'communicate', 0.25));
SELECT count(*) FROM workmode.configure(min_users => 3) \g /dev/null
CALL workmode.refresh();
SELECT day, mode, sessions, round(share::numeric, 4) AS share, round(expected::numeric, 4) AS expected, expected_lo <= expected AND expected <= expected_hi AS inside,
	   unmixed IS NOT NULL AS unmixed, unmixed_lo IS NOT NULL AND unmixed_hi IS NOT NULL AS unmixed_limits
  FROM workmode.share_month WHERE mode IN ('build', 'fix', 'plan', 'communicate') AND day < '2025-03-01' ORDER BY day, mode_sort;
SELECT mode, round(change::numeric, 4) AS change, round(expected_before::numeric, 4) AS expected_before, round(expected_after::numeric, 4) AS expected_after, expected_lo <= expected_change AND expected_change <= expected_hi AS inside,
	   unmixed_before, unmixed_change, unmixed_lo, unmixed_p_value, unmixed_p_holm
  FROM workmode.shift WHERE mode IN ('build', 'fix', 'plan', 'communicate') ORDER BY mode_sort;
SELECT team, count(share) AS hard, count(expected) AS expected, bool_and((share IS NULL) = (expected IS NULL)) AS same, count(unmixed) AS unmixed, count(expected_lo) AS limits FROM workmode.share_month_team WHERE day = '2025-02-01' GROUP BY team ORDER BY team;
-- A quarter shows nothing, as one of its months does not; nor does a month that shows nothing.
SELECT count(expected) AS expected, count(unmixed) AS unmixed FROM workmode.share_quarter;
SELECT count(expected) AS expected, count(unmixed) AS unmixed FROM workmode.share_month WHERE day = '2025-03-01';

SET client_min_messages = warning;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
