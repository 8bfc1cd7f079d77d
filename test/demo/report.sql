/* test/demo/report.sql: what a board says of the sessions that were loaded */
\pset pager off
\pset footer off
\pset null ''
\pset border 1
\pset linestyle unicode
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 2;
SET timezone = 'UTC';

-- The fewest sessions that a month is compared by, unless it is named.
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

-- A period as one says it: a month, or what else it is.
CREATE FUNCTION pg_temp.period(period text, form text) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN period ~ '^\d{4}-\d\d$' THEN to_char((workmode.span(period)).first_day, form) ELSE period END
$$;

CREATE TEMP VIEW session AS SELECT * FROM workmode.session_mode WHERE counted;

SELECT CASE WHEN alone THEN 'days of one person' ELSE 'people' END AS sampled FROM workmode.alone \gset

\echo
\echo 'WORKMODE: WHAT PEOPLE USE CODING AGENTS FOR'
\echo
\pset tuples_only on
\pset format unaligned
WITH sum AS (
	SELECT sum(counted)::bigint AS counted, sum(headless)::bigint AS headless, sum(subagents)::bigint AS subagents,
		   sum(unclassified)::bigint AS unclassified, sum(undated)::bigint AS undated, sum(duplicates)::bigint AS duplicates
	  FROM workmode.coverage
)
SELECT '  ' || line
  FROM sum, LATERAL (VALUES
		(format('%s of %s in %s (%s), read in %s seconds', pg_temp.number_of(counted, 'session', 'sessions'),
				(SELECT pg_temp.number_of(count(DISTINCT coalesce(person, '')), 'person', 'people') FROM session),
				(SELECT pg_temp.number_of(count(DISTINCT (source, machine, path)), 'file', 'files') FROM workmode.transcript),
				(SELECT pg_size_pretty(coalesce(sum(octet_length(body)), 0)) FROM workmode.transcript),
				(SELECT pg_temp.figure(extract(epoch FROM sum(ended - began)), 1) FROM workmode.refresh_log))),
		((SELECT string_agg(pg_temp.figure(n, 0) || ' ' || format, ', ' ORDER BY n DESC, format)
			FROM (SELECT format, count(*) AS n FROM session GROUP BY format) f)),
		(CASE WHEN headless > 0 THEN 'Not counted: ' || pg_temp.number_of(headless, 'session', 'sessions') || ' without a person at the prompt (headless)' END),
		(CASE WHEN subagents > 0 THEN 'Not counted: ' || pg_temp.number_of(subagents, 'session', 'sessions') || ' of subagents' END),
		(CASE WHEN undated > 0 THEN 'Not counted: ' || pg_temp.number_of(undated, 'session', 'sessions') || ' without a date' END),
		(CASE WHEN duplicates > 0 THEN 'Not counted: ' || pg_temp.number_of(duplicates, 'transcript', 'transcripts') || ' of sessions that another one tells more of' END),
		(CASE WHEN unclassified > 0 THEN 'Not counted: ' || pg_temp.number_of(unclassified, 'transcript', 'transcripts') || ' in which nothing was done' END),
		(CASE WHEN :loaded > 0 THEN 'Some files could not be loaded, as said above' END),
		('Figures of one person are shown, too; a board shows those of five or more, unless min_users is set as here')) l(line)
 WHERE line IS NOT NULL;
\pset format aligned
\pset tuples_only off

\echo
\echo '1. All sessions: the nine work modes'
\echo
WITH total AS (
	SELECT workmode_cluster(tally) AS tally
	  FROM (SELECT workmode_rollup(tally) AS tally FROM workmode.counted GROUP BY cluster) c
)
SELECT m.mode_label AS mode, s.sessions, pg_temp.right_aligned(pg_temp.percent(s.share, 1), 5) || ' %' AS share,
	   pg_temp.right_aligned(pg_temp.percent(s.low, 1), 5) || ' to '
		|| pg_temp.right_aligned(pg_temp.percent(s.high, 1), 5) || ' %' AS "95% interval",
	   workmode_bar(s.share, 40) AS " "
  FROM total t
 CROSS JOIN LATERAL workmode_shares(t.tally) s
  JOIN workmode.mode m ON m.mode = s.mode::text
 ORDER BY m.mode_sort;
SELECT CASE WHEN count(DISTINCT cluster) > 1 THEN 'The interval says where the share lies if these ' || :'sampled' || ' are a random sample.'
			ELSE 'One day of one person tells nothing of others, so there is no interval.' END AS what_interval
  FROM workmode.counted \gset
\echo ' ' :what_interval

-- The months.  All but the last are over; the first is cut if the sessions begin
-- within it.
CREATE TEMP TABLE month AS
SELECT day, n, complete, to_char(day, 'Mon YYYY') AS name, since, since < day + 3 AS begun
  FROM (SELECT DISTINCT s.day, s.n, s.complete, f.since
		  FROM workmode.share_month s, (SELECT min(day) AS since FROM session) f) m;

-- What is compared: what is named, else the first and the last whole month with
-- enough sessions.  A month that is not over never is, one that is cut if it must.
WITH large AS (
	SELECT *, count(*) FILTER (WHERE begun) OVER () AS whole FROM month WHERE complete AND n >= :enough
), found AS (
	SELECT to_char(min(day), 'YYYY-MM') AS first, to_char(max(day), 'YYYY-MM') AS last FROM large WHERE whole < 2 OR begun
)
SELECT coalesce(nullif(:'before', ''), first, 'auto') AS chosen_before, coalesce(nullif(:'after', ''), last, 'auto') AS chosen_after,
	   coalesce(first, 'auto') AS base, :'before' <> '' OR :'after' <> '' AS is_named,
	   :'before' <> '' OR :'after' <> '' OR coalesce(first < last, false) AS is_large
  FROM found \gset
SELECT count(*) AS settings FROM workmode.configure(before => :'chosen_before', after => :'chosen_after', base => :'base') \gset

SELECT count(*) > 12 AS is_cut, count(*) AS months,
	   string_agg(name || CASE WHEN complete THEN ' (from the ' || to_char(since, 'FMDDth') || ')' ELSE ' (not over)' END, ', ' ORDER BY day)
		FILTER (WHERE NOT begun OR NOT complete) AS partial_months,
	   NOT bool_and(begun AND complete) AS is_partial
  FROM month \gset

\echo
\echo '2. Shares by month, in per cent'
\echo
SELECT mode, label, cell
  FROM (SELECT mode_sort, mode_label AS mode, day, to_char(day, E'Mon\nYYYY') AS label,
			   pg_temp.right_aligned(CASE WHEN sessions = 0 THEN '·' ELSE pg_temp.percent(share, 0) END, greatest(4, length(n::text))) AS cell
		  FROM workmode.share_month
		UNION ALL
		SELECT 99, 'sessions', day, to_char(day, E'Mon\nYYYY'), pg_temp.right_aligned(n::text, 4) FROM month) c
 WHERE day IN (SELECT day FROM month ORDER BY day DESC LIMIT 12)
 ORDER BY mode_sort, day
\crosstabview
\echo '  A dot stands for no session.'
\if :is_cut
\echo '  The last 12 of' :months 'months.'
\endif
\if :is_partial
\echo '  Not whole:' :partial_months
\endif

SELECT status = 'published' AND :'is_large' AS any_shift, status,
	   pg_temp.period(coalesce(before, ''), 'FMMonth YYYY') AS before_name, pg_temp.period(coalesce(after, ''), 'FMMonth YYYY') AS after_name,
	   pg_temp.period(coalesce(before, ''), 'Mon YYYY') AS before_short, pg_temp.period(coalesce(after, ''), 'Mon YYYY') AS after_short
  FROM workmode.shift_test \gset
\echo
\if :any_shift
-- The scale of the drawing: the round number of points that holds all intervals.
SELECT most, rpad('-' || most, 15) || 0 || lpad('+' || most, 15) AS scale
  FROM unnest(ARRAY[1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]) most
 WHERE most >= (SELECT 100 * max(greatest(- lo, hi, abs(change))) FROM workmode.shift)
 ORDER BY most LIMIT 1 \gset
\echo '3. The shift from' :before_name 'to' :after_name
\echo
SELECT mode_label AS mode, pg_temp.right_aligned(pg_temp.percent(share_before, 1), 5) || ' %' AS :"before_short",
	   pg_temp.right_aligned(pg_temp.percent(share_after, 1), 5) || ' %' AS :"after_short",
	   pg_temp.right_aligned(pg_temp.signed(100 * change, 1), 6) AS points,
	   pg_temp.right_aligned(pg_temp.signed(100 * lo, 1), 6) || ' to ' || pg_temp.right_aligned(pg_temp.signed(100 * hi, 1), 6) AS "95% interval",
	   pg_temp.right_aligned(pg_temp.p_value(p_value), 6) AS p,
	   pg_temp.drawn(change, lo, hi, :most / 100.0) AS :"scale"
  FROM workmode.shift
 ORDER BY change, mode_sort;
\echo '  An interval that holds 0: these' :sampled 'cannot tell whether the share moved.'
\pset tuples_only on
\pset format unaligned
SELECT CASE WHEN df > 0 AND p_value IS NULL THEN
			format('  It takes more people, or more days, to tell this from chance; total variation %s.', pg_temp.figure(total_variation, 2))
			WHEN df > 0 THEN
			format('  All nine together: chi-square %s on %s degrees of freedom, p %s; total variation %s.',
				   pg_temp.figure(chi2, 1), df, replace('= ' || pg_temp.p_value(p_value), '= <', '< '), pg_temp.figure(total_variation, 2))
			ELSE '  All sessions of both periods have the same mode.' END
  FROM workmode.shift_test;
\pset format aligned
\pset tuples_only off
\if :is_named
\else
\echo '  Compared are the first and the last month that are over and have at least' :enough 'sessions.'
\echo '  --before and --after name others.'
\endif
\else
\echo '3. No shift'
\echo
SELECT CASE WHEN :'status' = 'incomplete' THEN (
				SELECT format('  %s not over.', string_agg(pg_temp.period(p, 'FMMonth YYYY'), ' and ') || CASE count(*) WHEN 1 THEN ' is' ELSE ' are' END)
				  FROM unnest(ARRAY[:'before', :'after']) p, workmode.configuration c
				 WHERE p <> '' AND (workmode.span(nullif(p, ''))).next_day > c.refreshed_day)
			WHEN :'is_named' THEN format('  There are no sessions in %s, or none in %s.', :'before_name', :'after_name')
			ELSE format('  It takes two months that are over and have at least %s sessions each; here %s.', :enough,
			  CASE WHEN count(*) FILTER (WHERE complete AND n > 0) = 0 THEN 'none is over'
				   WHEN count(*) FILTER (WHERE complete AND n > 0) = 1 THEN format('one is over, with %s',
					pg_temp.number_of(max(n) FILTER (WHERE complete), 'session', 'sessions'))
				   WHEN count(*) FILTER (WHERE complete AND n >= :enough) = 1 THEN
					format('one has so many: %s', max(name) FILTER (WHERE complete AND n >= :enough))
				   ELSE format('the largest has %s', max(n) FILTER (WHERE complete)) END) END AS why
  FROM month \gset
\echo :why
\endif

CREATE TEMP TABLE valued AS
SELECT i.day, m.name, i.base_day, i.n, i.value_index, i.lo, i.hi, v.mean
  FROM workmode.value_index i
  JOIN month m USING (day)
  LEFT JOIN (SELECT date_trunc('month', day)::date AS day, avg(value) AS mean FROM session GROUP BY 1) v USING (day)
 WHERE i.method = 'mean';

-- The base must have enough sessions with a value, and another month some.
SELECT coalesce(bool_or(day = base_day AND n >= :enough), false) AND count(*) FILTER (WHERE n > 0) > 1 AS any_index,
	   coalesce(to_char(min(base_day), 'FMMonth YYYY'), '') AS base_name
  FROM valued \gset
\echo
\if :any_index
\echo '4. The value index: mean value of a session,' :base_name '= 100'
\echo
SELECT name AS month, n AS valued, lpad(mean, greatest(10, max(length(mean)) OVER ())) AS "mean value",
	   lpad(index, max(length(index)) OVER ()) AS index,
	   lpad(low, max(length(low)) OVER ()) || ' to ' || lpad(high, max(length(high)) OVER ()) AS "95% interval",
	   repeat('█', least(round(tens), 40)::int) || CASE WHEN round(tens) > 40 THEN '…' ELSE '' END AS " "
  FROM (SELECT day, name, n, pg_temp.figure(mean, CASE WHEN max(mean) OVER () < 100 THEN 2 ELSE 0 END) AS mean,
			   pg_temp.figure(value_index, 1) AS index, pg_temp.figure(lo, 0) AS low, pg_temp.figure(hi, 0) AS high,
			   coalesce(value_index, 0) / 10 AS tens
		  FROM valued
		 WHERE day = base_day OR day IN (SELECT day FROM month ORDER BY day DESC LIMIT 12)) x
 ORDER BY day;
\echo '  Value is what the deliverables would cost by a rate card: to be compared, not read as money.'
\else
\echo '4. No value index'
\echo
SELECT format('  It takes two months, one of them over and with at least %s sessions that have a value.', :enough) AS why \gset
\echo :why
\endif

-- Sessions with more than one prompt have more to explain.
CREATE TEMP TABLE explained AS
WITH best AS (
	SELECT DISTINCT ON (s.mode) regexp_replace(t.path, '^.*/', '') AS name, t.path, t.body, s.mode, (s.facts).confidence, (s.facts).prompts > 1 AS long
	  FROM workmode.session_kind s
	  JOIN workmode.transcript t USING (id)
	 WHERE s.kind = 'interactive' AND t.body IS NOT NULL
	 ORDER BY s.mode, (s.facts).prompts > 1 DESC, (s.facts).confidence DESC, t.path, t.part
)
SELECT *, row_number() OVER (ORDER BY long DESC, confidence DESC, path) AS rank FROM best ORDER BY rank LIMIT 3;
SELECT count(*) > 0 AS any_explained, CASE count(*) WHEN 1 THEN 'One session' WHEN 2 THEN 'Two sessions' ELSE 'Three sessions' END AS so_many
  FROM explained \gset
\if :any_explained
\echo
\echo '5.' :so_many 'explained'
\echo
WITH evidence AS (
	SELECT t.rank, e.evidence, e.contribution,
		   row_number() OVER (PARTITION BY t.rank ORDER BY e.contribution DESC) AS place
	  FROM explained t, workmode_explain(t.body) e
	 WHERE e.mode = t.mode AND e.evidence <> 'before any evidence'
)
SELECT CASE place
		WHEN 1 THEN mode::text || ', ' || floor(100 * confidence) || ' % sure'
		WHEN 2 THEN CASE WHEN length(name) > 50 THEN left(name, 49) || '…' ELSE name END END AS session,
	   evidence, pg_temp.right_aligned(pg_temp.signed(contribution, 2), 6) AS adds
  FROM explained
 CROSS JOIN generate_series(1, 4) place
  LEFT JOIN evidence e USING (rank, place)
 WHERE place <= 2 OR e.place IS NOT NULL
 ORDER BY rank, place;
\echo '  What speaks most for the mode. All that speaks for it and against it adds up to a score, which then becomes a probability.'
\endif
