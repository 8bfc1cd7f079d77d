/* test/demo/report.sql: what workmode makes of the sessions that were read */
\pset pager off
\pset footer off
\pset null ''
\pset border 1
\pset linestyle unicode
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 2;
SET timezone = 'UTC';

-- The fewest sessions that a month may be compared by.
\set enough 10

-- A figure with so many decimals, of any size: to_char's patterns overflow.
CREATE FUNCTION pg_temp.figure(x float8, decimals int) RETURNS text LANGUAGE sql AS $$
	SELECT CASE
		WHEN abs(x) < 1e12 THEN to_char(round(x::numeric, decimals), 'FM999G999G999G999G990' || rpad('.', sign(decimals)::int + decimals, '0'))
		WHEN abs(x) < 'Infinity' THEN ltrim(to_char(x, '9.9EEEE'))
		ELSE x::text END
$$;

CREATE FUNCTION pg_temp.signed(x float8, decimals int) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN round(x::numeric, decimals) < 0 THEN '' ELSE '+' END || pg_temp.figure(x, decimals)
$$;

-- A share in per cent; none and all are said of none and all only.
CREATE FUNCTION pg_temp.percent(share float8, decimals int) RETURNS text LANGUAGE sql AS $$
	SELECT CASE
		WHEN share > 0 AND 100 * share < step / 2 THEN '<' || step
		WHEN share < 1 AND 100 * (1 - share) < step / 2 THEN '>' || 100 - step
		ELSE pg_temp.figure(100 * share, decimals) END
	  FROM round(power(10::numeric, - decimals), decimals) step
$$;

CREATE FUNCTION pg_temp.p_value(p float8) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN p < 0.0005 THEN '<0.001' ELSE pg_temp.figure(p, 3) END
$$;

-- At least so wide: lpad cuts what is wider.
CREATE FUNCTION pg_temp.right_aligned(t text, width int) RETURNS text LANGUAGE sql AS $$
	SELECT lpad(t, greatest(width, length(t)))
$$;

-- A point and its interval, drawn on a scale from -most to most, 31 characters wide.
CREATE FUNCTION pg_temp.drawn(point float8, low float8, high float8, most float8) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE
			WHEN at = place[1] THEN '●'
			WHEN at = place[2] THEN '├'
			WHEN at = place[3] THEN '┤'
			WHEN at = 16 THEN CASE WHEN at BETWEEN place[2] AND place[3] THEN '┼' ELSE '│' END
			WHEN at BETWEEN place[2] AND place[3] THEN '─'
			ELSE ' ' END, '' ORDER BY at)
	  FROM generate_series(1, 31) at,
		   (SELECT array_agg(16 + round(15 * x / most) ORDER BY n) AS place
			  FROM unnest(ARRAY[point, low, high]) WITH ORDINALITY u(x, n)) p
$$;

-- "1 session", "2 sessions"
CREATE FUNCTION pg_temp.number_of(n bigint, one text, many text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.figure(n, 0) || ' ' || CASE n WHEN 1 THEN one ELSE many END
$$;

SELECT count(*) AS files, count(mode) AS sessions, count(started_at) FILTER (WHERE mode IS NOT NULL) > 0 AS any_month,
	   count(price) > 0 AS priced
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
\pset tuples_only on
\pset format unaligned
WITH count AS (
	SELECT count(mode) AS sessions,
		   count(*) FILTER (WHERE format IS NULL) AS unknown,
		   count(*) FILTER (WHERE format IS NOT NULL AND mode IS NULL) AS idle,
		   count(mode) FILTER (WHERE started_at IS NULL) AS undated,
		   count(mode) FILTER (WHERE headless) AS headless
	  FROM session
)
SELECT '  ' || line
  FROM count, LATERAL (VALUES
		(format('%s in %s (%s), read in %s seconds', pg_temp.number_of(sessions, 'session', 'sessions'),
				pg_temp.number_of(:files, 'file', 'files'),
				(SELECT pg_size_pretty(sum(octet_length(body))) FROM transcript), :seconds)),
		((SELECT string_agg(pg_temp.figure(n, 0) || ' ' || format, ', ' ORDER BY n DESC, format)
			FROM (SELECT format, count(*) AS n FROM session WHERE format IS NOT NULL GROUP BY format) f)),
		(CASE WHEN undated > 0 THEN pg_temp.number_of(undated, 'session', 'sessions') || ' without a date: in no month' END),
		(CASE WHEN headless > 0 THEN
			pg_temp.number_of(headless, 'session', 'sessions') || ' without a person at the prompt (headless), counted like the others' END),
		(CASE WHEN unknown > 0 THEN pg_temp.number_of(unknown, 'file is', 'files are') || ' no transcript that workmode knows' END),
		(CASE WHEN idle > 0 THEN pg_temp.number_of(idle, 'transcript', 'transcripts') || ' in which nothing was done' END),
		(CASE WHEN :skipped > 0 THEN pg_temp.number_of(:skipped, 'file was', 'files were') || ' skipped, as said above' END)) l(line)
 WHERE line IS NOT NULL;
\pset format aligned
\pset tuples_only off

\echo
\echo '1. All sessions: the nine work modes'
\echo
SELECT m.label AS mode, s.sessions, pg_temp.right_aligned(pg_temp.percent(s.share, 1), 5) || ' %' AS share,
	   pg_temp.right_aligned(pg_temp.percent(s.low, 1), 5) || ' to ' || pg_temp.right_aligned(pg_temp.percent(s.high, 1), 5) || ' %' AS "95% interval",
	   repeat('█', round(40 * s.share)::int) AS " "
  FROM (SELECT workmode_tally(mode) AS tally FROM session) t,
	   workmode_shares(t.tally) s
  JOIN workmode_modes() m USING (mode)
 ORDER BY m.ordinal;
\echo '  The interval says where the share lies if these sessions are a random sample.'

\if :any_month
-- The months, tallied once.  The first and the last may be cut; such a month is
-- whole if its sessions reach to within three days of its end.
CREATE TEMP TABLE month AS
SELECT *, to_char(month, 'Mon YYYY') AS name,
	   month > min(month) OVER () OR since < month + interval '3 days' AS begun,
	   month < max(month) OVER () OR until >= month + interval '1 month' - interval '3 days' AS ended
  FROM (SELECT date_trunc('month', started_at) AS month, count(mode) AS n,
			   min(started_at) AS since, max(started_at) AS until,
			   workmode_tally(mode, :worth) AS tally, count(:worth) AS valued
		  FROM session
		 WHERE started_at IS NOT NULL AND mode IS NOT NULL
		 GROUP BY 1) m;

-- What is compared: whole months with enough sessions, if there are two.
CREATE TEMP TABLE compared AS
WITH large AS (
	SELECT *, count(*) FILTER (WHERE begun AND ended) OVER () AS whole FROM month WHERE n >= :enough
)
SELECT * FROM large WHERE whole < 2 OR begun AND ended;

SELECT count(*) AS months, count(*) > 12 AS is_cut,
	   string_agg(format('%s (%s)', name,
						 concat_ws(' ', CASE WHEN NOT begun THEN 'from the ' || to_char(since, 'FMDDth') END,
								   CASE WHEN NOT ended THEN 'to the ' || to_char(until, 'FMDDth') END)), ', '
				  ORDER BY month) FILTER (WHERE NOT begun OR NOT ended) AS partial_months,
	   count(*) > 1 AND NOT bool_and(begun AND ended) AS is_partial
  FROM month \gset

\echo
\echo '2. Shares by month, in per cent'
\echo
SELECT mode, label, cell
  FROM (SELECT m.ordinal, m.label AS mode, t.month, to_char(t.month, E'Mon\nYYYY') AS label,
			   pg_temp.right_aligned(CASE WHEN s.sessions = 0 THEN '·' ELSE pg_temp.percent(s.share, 0) END, greatest(4, length(t.n::text))) AS cell
		  FROM month t, workmode_shares(t.tally) s
		  JOIN workmode_modes() m USING (mode)
		UNION ALL
		SELECT 99, 'sessions', month, to_char(month, E'Mon\nYYYY'), pg_temp.right_aligned(n::text, 4) FROM month) c
 WHERE month IN (SELECT month FROM month ORDER BY month DESC LIMIT 12)
 ORDER BY ordinal, month
\crosstabview
\echo '  A dot stands for no session.'
\if :is_cut
\echo '  The last 12 of' :months 'months that have sessions.'
\endif
\if :is_partial
\echo '  Perhaps not whole:' :partial_months
\endif

SELECT min(month) AS first, max(month) AS last, count(*) > 1 AS any_shift,
	   coalesce(bool_or(NOT begun OR NOT ended), false) AS some_partial
  FROM compared \gset
\echo
\if :any_shift
SELECT to_char(:'first'::timestamptz, 'FMMonth YYYY') AS first_name,
	   to_char(:'last'::timestamptz, 'FMMonth YYYY') AS last_name,
	   to_char(:'first'::timestamptz, 'Mon YYYY') AS first_short,
	   to_char(:'last'::timestamptz, 'Mon YYYY') AS last_short \gset
CREATE TEMP TABLE shift AS
SELECT s.*
  FROM month a, month b, workmode_shift(a.tally, b.tally) s
 WHERE a.month = :'first' AND b.month = :'last';

-- The scale of the drawing: the round number of points that holds all intervals.
SELECT most, rpad('-' || most, 15) || 0 || lpad('+' || most, 15) AS scale
  FROM unnest(ARRAY[1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]) most
 WHERE most >= (SELECT 100 * max(greatest(- low, high)) FROM shift)
 ORDER BY most LIMIT 1 \gset
\echo '3. The shift from' :first_name 'to' :last_name
\echo
SELECT m.label AS mode, pg_temp.right_aligned(pg_temp.percent(s.share_before, 1), 5) || ' %' AS :"first_short",
	   pg_temp.right_aligned(pg_temp.percent(s.share_after, 1), 5) || ' %' AS :"last_short",
	   pg_temp.right_aligned(pg_temp.signed(100 * s.change, 1), 6) AS points,
	   pg_temp.right_aligned(pg_temp.signed(100 * s.low, 1), 6) || ' to ' || pg_temp.right_aligned(pg_temp.signed(100 * s.high, 1), 6) AS "95% interval",
	   pg_temp.right_aligned(pg_temp.p_value(s.p_value), 6) AS p,
	   pg_temp.drawn(s.change, s.low, s.high, :most / 100.0) AS :"scale"
  FROM shift s
  JOIN workmode_modes() m USING (mode)
 ORDER BY s.change, m.ordinal;
\echo '  An interval that holds 0: these sessions cannot tell whether the share moved.'
\pset tuples_only on
\pset format unaligned
SELECT CASE WHEN t.df > 0 THEN
			format('  All nine together: chi-square %s on %s degrees of freedom, p %s; total variation %s.',
				   pg_temp.figure(t.chi2, 1), t.df, replace('= ' || pg_temp.p_value(t.p_value), '= <', '< '), pg_temp.figure(t.total_variation, 2))
			ELSE '  All sessions of both months have the same mode.' END
  FROM month a, month b, workmode_shift_test(a.tally, b.tally) t
 WHERE a.month = :'first' AND b.month = :'last';
\pset format aligned
\pset tuples_only off
\if :some_partial
\echo '  No two whole months have' :enough 'sessions, so months that are perhaps not whole are compared, too.'
\else
\echo '  Compared are the first and the last whole month with at least' :enough 'sessions. Whole: there are sessions'
\echo '  beyond each of its ends, or within three days of that end.'
\endif
\else
\echo '3. Too few sessions for a shift'
\echo
SELECT format('  It takes two months with at least %s sessions each; here %s.', :enough,
			  CASE WHEN count(*) = 1 THEN format('there is one month, with %s', pg_temp.number_of(max(n), 'session', 'sessions'))
				   WHEN count(*) FILTER (WHERE n >= :enough) = 1 THEN
					format('one of %s months has so many: %s', count(*), max(name) FILTER (WHERE n >= :enough))
				   ELSE format('the largest of %s months has %s', count(*), max(n)) END) AS too_few
  FROM month \gset
\echo :too_few
\endif

-- The base must have enough sessions with a value, and another month some.
SELECT coalesce((SELECT min(month) FROM compared WHERE valued >= :enough), min(month) FILTER (WHERE valued >= :enough)) AS base,
	   count(*) FILTER (WHERE valued > 0) > 1 AND max(valued) >= :enough AS any_index
  FROM month \gset
\echo
\if :any_index
SELECT to_char(:'base'::timestamptz, 'FMMonth YYYY') AS base_name \gset
\echo '4. The value index: mean value of a session,' :base_name '= 100'
\echo
SELECT name AS month, valued, lpad(mean, greatest(10, max(length(mean)) OVER ())) AS "mean value",
	   lpad(index, max(length(index)) OVER ()) AS index,
	   lpad(low, max(length(low)) OVER ()) || ' to ' || lpad(high, max(length(high)) OVER ()) AS "95% interval",
	   repeat('█', least(round(tens), 40)::int) || CASE WHEN round(tens) > 40 THEN '…' ELSE '' END AS " "
  FROM (SELECT t.month AS at, t.name, t.valued, pg_temp.figure(v.mean, CASE WHEN max(v.mean) OVER () < 100 THEN 2 ELSE 0 END) AS mean,
			   pg_temp.figure(i.value_index, 1) AS index,
			   pg_temp.figure(i.low, 0) AS low, pg_temp.figure(i.high, 0) AS high,
			   coalesce(i.value_index, 0) / 10 AS tens
		  FROM month b, month t, workmode_values(t.tally) v, workmode_value_indices(b.tally, t.tally) i
		 WHERE b.month = :'base' AND v.mode IS NULL AND i.method = 'mean'
		   AND (t.month = b.month OR t.month IN (SELECT month FROM month ORDER BY month DESC LIMIT 12))) x
 ORDER BY at;
\echo ' ' :worth_is
\else
\echo '4. Too few sessions for a value index'
\echo
SELECT format('  It takes two months, one of them with at least %s sessions that have a value; here %s.', :enough,
			  CASE WHEN count(*) = 1 THEN 'there is one month'
				   WHEN max(valued) = 0 THEN 'no session has a value'
				   WHEN max(valued) >= :enough THEN 'one month only has any'
				   ELSE format('the largest of %s months has %s', count(*), max(valued)) END) AS too_few
  FROM month \gset
\echo :too_few
\endif
\else
\echo
\echo '2. to 4. No session has a date, so there are no months to compare.'
\endif

-- Sessions with more than one prompt have more to explain.
CREATE TEMP TABLE explained AS
WITH best AS (
	SELECT DISTINCT ON (mode) file, mode, confidence, prompts > 1 AS long
	  FROM session
	 WHERE mode IS NOT NULL
	 ORDER BY mode, prompts > 1 DESC, confidence DESC, file
)
SELECT * FROM best ORDER BY long DESC, confidence DESC, file LIMIT 3;
SELECT CASE count(*) WHEN 1 THEN 'One session' WHEN 2 THEN 'Two sessions' ELSE 'Three sessions' END AS so_many
  FROM explained \gset
\echo
\echo '5.' :so_many 'explained'
\echo
WITH evidence AS (
	SELECT t.*, e.evidence, e.contribution,
		   row_number() OVER (PARTITION BY t.file ORDER BY e.contribution DESC) AS place
	  FROM explained t
	  JOIN transcript USING (file)
	 CROSS JOIN LATERAL workmode_explain(body) e
	 WHERE e.mode = t.mode AND e.evidence <> 'before any evidence'
), place AS (
	SELECT t.*, place FROM explained t, generate_series(1, 4) place
)
SELECT CASE p.place
		WHEN 1 THEN p.mode::text || ', ' || floor(100 * p.confidence) || ' % sure'
		WHEN 2 THEN CASE WHEN length(name) > 50 THEN left(name, 49) || '…' ELSE name END END AS session,
	   evidence, pg_temp.right_aligned(pg_temp.signed(contribution, 2), 6) AS adds
  FROM place p
 CROSS JOIN LATERAL regexp_replace(file, '^.*/', '') name
  LEFT JOIN evidence e USING (file, place)
 WHERE p.place <= 2 OR e.place IS NOT NULL
 ORDER BY p.long DESC, p.confidence DESC, file, p.place;
\echo '  What speaks most for the mode. All that speaks for it and against it adds up to a score, which then becomes a probability.'
