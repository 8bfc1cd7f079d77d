/* test/demo/report.sql: what workmode makes of the loaded transcripts */
\pset pager off
\pset footer off
\pset null ''
\pset border 1
\pset linestyle unicode
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 2;
SET timezone = 'UTC';

-- Every transcript is read once; all that follows is plain SQL on this table.
SELECT clock_timestamp() AS began \gset
CREATE TABLE session AS
SELECT t.file, f.*, p.value AS price
  FROM transcript t
 CROSS JOIN LATERAL workmode_session(t.body) f
  LEFT JOIN price p USING (file);
SELECT round(extract(epoch FROM clock_timestamp() - :'began'), 1) AS seconds,
	   (SELECT pg_size_pretty(sum(octet_length(body))) FROM transcript) AS size \gset

SELECT count(*) AS files, count(mode) AS sessions, count(*) - count(mode) AS unknown,
	   count(mode) FILTER (WHERE started_at IS NULL) AS undated,
	   count(mode) > 0 AS any_session, count(mode) FILTER (WHERE started_at IS NOT NULL) > 0 AS any_month, count(price) > 0 AS priced
  FROM session \gset

-- What a session is worth: its price where prices are given, else its value.
\if :priced
\set worth price
\set worth_is 'Prices come from sessions.csv; those of test/data are invented.'
\else
\set worth value
\set worth_is 'Value is what the deliverables would cost by a rate card: to be compared, not read as money.'
\endif

\echo
\echo 'WORKMODE: WHAT PEOPLE USE CODING AGENTS FOR'
\echo
\echo '  ':sessions 'sessions in' :files 'files (':size'), read in' :seconds 'seconds'
SELECT '  ' || string_agg(n || ' ' || coalesce(format, 'unknown'), ', ' ORDER BY n DESC, format) AS formats
  FROM (SELECT format, count(*) AS n FROM session GROUP BY format) f \gset
\echo :formats
\echo '  ':unknown 'files with nothing to go on,' :undated 'sessions without a date,' :skipped 'files skipped'

\if :any_session
\else
\echo
\echo 'No session was found, so there is nothing to show.'
\quit
\endif

\echo
\echo '1. All sessions: the nine work modes'
\echo
SELECT m.label AS mode, s.sessions, to_char(100 * s.share, '90.0') || ' %' AS share,
	   to_char(100 * s.low, '90') || ' to' || to_char(100 * s.high, '990') || ' %' AS "95% interval",
	   repeat('█', round(40 * s.share)::int) AS " "
  FROM (SELECT workmode_tally(mode) AS tally FROM session) t,
	   workmode_shares(t.tally) s
  JOIN workmode_modes() m USING (mode)
 ORDER BY m.ordinal;
\echo '  The interval says where the share lies if these sessions are a random sample.'

\if :any_month
-- The months, tallied once.
CREATE TEMP TABLE month AS
SELECT date_trunc('month', started_at) AS month, count(mode) AS n, workmode_tally(mode, :worth) AS tally
  FROM session
 WHERE started_at IS NOT NULL AND mode IS NOT NULL
 GROUP BY 1;

\echo
\echo '2. Shares by month, in per cent'
\echo
SELECT mode, label, cell
  FROM (SELECT m.ordinal, m.label AS mode, t.month, to_char(t.month, E'Mon\nYYYY') AS label,
			   CASE WHEN s.sessions = 0 THEN '   ·' ELSE to_char(100 * s.share, '990') END AS cell
		  FROM month t, workmode_shares(t.tally) s
		  JOIN workmode_modes() m USING (mode)
		UNION ALL
		SELECT 99, 'sessions', month, to_char(month, E'Mon\nYYYY'), to_char(n, '9990') FROM month) c
 WHERE month IN (SELECT month FROM month ORDER BY month DESC LIMIT 12)
 ORDER BY ordinal, month
\crosstabview
SELECT format('  The last 12 of %s months.', count(*)) AS cut, count(*) > 12 AS is_cut FROM month \gset
\if :is_cut
\echo :cut
\endif

-- The first and the last month with ten sessions, else the first and the last.
SELECT min(month) AS first, max(month) AS last, min(month) < max(month) AS two_months
  FROM month
 WHERE n >= 10 OR NOT EXISTS (SELECT FROM month WHERE n >= 10 HAVING count(*) > 1) \gset

SELECT to_char(:'first'::timestamptz, 'FMMonth YYYY') AS first_name,
	   to_char(:'last'::timestamptz, 'FMMonth YYYY') AS last_name,
	   to_char(:'first'::timestamptz, 'Mon YYYY') AS first_short,
	   to_char(:'last'::timestamptz, 'Mon YYYY') AS last_short \gset
\if :two_months
\echo
\echo '3. The shift from' :first_name 'to' :last_name
\echo
SELECT m.label AS mode, to_char(100 * s.share_before, '90.0') || ' %' AS :"first_short",
	   to_char(100 * s.share_after, '90.0') || ' %' AS :"last_short",
	   lpad(to_char(100 * s.change, 'FMS90.0'), 6) AS points,
	   lpad(to_char(100 * s.low, 'FMS90.0'), 6) || ' to ' || lpad(to_char(100 * s.high, 'FMS90.0'), 6) AS "95% interval",
	   to_char(s.p_value, '0.000') AS p
  FROM month a, month b, workmode_shift(a.tally, b.tally) s
  JOIN workmode_modes() m USING (mode)
 WHERE a.month = :'first' AND b.month = :'last'
 ORDER BY s.change;
\echo '  An interval that holds 0: so few sessions cannot tell whether the share moved.'
SELECT format('  All nine together: chi-square %s on %s degrees of freedom, p = %s; total variation %s.',
			  round(t.chi2::numeric, 1), t.df, round(t.p_value::numeric, 3), round(t.total_variation::numeric, 2)) AS together
  FROM month a, month b, workmode_shift_test(a.tally, b.tally) t
 WHERE a.month = :'first' AND b.month = :'last' \gset
\echo :together
\else
\echo
\echo '3. There is one month only, so no shift.'
\endif

\echo
\echo '4. The value index: mean value of a session,' :first_name '= 100'
\echo
SELECT to_char(t.month, 'Mon YYYY') AS month, v.n AS valued, to_char(v.mean, '9G999G990') AS "mean value",
	   to_char(i.value_index, '9990.0') AS index,
	   to_char(i.low, '9990') || ' to' || to_char(i.high, '9990') AS "95% interval",
	   repeat('█', least(round(i.value_index / 10), 40)::int) AS " "
  FROM month b, month t, workmode_values(t.tally) v, workmode_value_indices(b.tally, t.tally) i
 WHERE b.month = :'first' AND t.month >= b.month AND v.mode IS NULL AND i.method = 'mean'
   AND (t.month = b.month OR t.month IN (SELECT month FROM month ORDER BY month DESC LIMIT 12))
 ORDER BY t.month;
\echo ' ' :worth_is
\else
\echo
\echo '2. to 4. No session has a date, so there are no months.'
\endif

\echo
\echo '5. Three sessions explained'
\echo
WITH best AS (
	SELECT DISTINCT ON (mode) file, mode, confidence
	  FROM session
	 WHERE prompts > 1 AND mode IS NOT NULL
	 ORDER BY mode, confidence DESC, file
), three AS (
	SELECT * FROM best ORDER BY confidence DESC, file LIMIT 3
), evidence AS (
	SELECT t.*, e.evidence, e.contribution,
		   row_number() OVER (PARTITION BY t.file ORDER BY e.contribution DESC) AS place
	  FROM three t
	  JOIN transcript USING (file)
	 CROSS JOIN LATERAL workmode_explain(body) e
	 WHERE e.mode = t.mode
)
SELECT CASE place
		WHEN 1 THEN mode::text || ', ' || floor(100 * confidence) || ' % sure'
		WHEN 2 THEN regexp_replace(file, '^.*/', '') END AS session,
	   evidence, lpad(to_char(contribution, 'FMS90.00'), 6) AS adds
  FROM evidence
 WHERE place <= 4
 ORDER BY confidence DESC, file, place;
\echo '  What speaks most for the mode; the numbers add up to its score before it becomes a probability.'
