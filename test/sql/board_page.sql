-- chart() and report(): what they say of a board that is small enough to work out
-- by hand.  Four people, in October 2024 one session of build and one of fix each,
-- all worth 100; in November nothing; in December one of build, one of fix and two
-- of operate each, all worth 150.
SET client_min_messages = warning;
CREATE EXTENSION workmode_board CASCADE;
RESET client_min_messages;
\pset format unaligned
\pset tuples_only on
\set SHOW_CONTEXT never

-- The words of a page, a line for each of its own; without those that tell when.
CREATE FUNCTION pg_temp.words(page text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT line FROM (
		SELECT n, trim(regexp_replace(regexp_replace(line, '<title>[^<]*</title></rect>|<[^>]*>', ' ', 'g'), ' +', ' ', 'g')) AS line
		FROM regexp_split_to_table(regexp_replace(page, '<style>.*</style>', ''), '\n') WITH ORDINALITY l(line, n)) w
	WHERE line <> '' AND line !~ 'Refreshed'
	ORDER BY n
$$;

-- A board without sessions says what to do.
SELECT pg_temp.words(workmode.report());
SELECT length(workmode.report()) < 6000 AS small;
SELECT jsonb_array_length(workmode.chart(what) #> '{data,values}') AS rows FROM unnest('{share,shift,value_index}'::text[]) what;

INSERT INTO workmode.transcript (path, person, team, facts, bytes)
SELECT format('%s/%s/%s', day, person, n), person, 'R&D', jsonb_build_object('session_id', format('%s-%s-%s', day, person, n),
		'format', 'messages', 'started_at', day || 'T12:00:00Z', 'prompts', 1, 'mode', mode, 'value', value,
		'project', '/home/me/<script>', 'model_version', workmode_model_version(), 'headless', false), 1
FROM (VALUES ('2024-10-05', 1, 'build', 100), ('2024-10-05', 2, 'fix', 100), ('2024-12-05', 1, 'build', 150),
			 ('2024-12-05', 2, 'fix', 150), ('2024-12-05', 3, 'operate', 150), ('2024-12-05', 4, 'operate', 150)) s(day, n, mode, value),
	unnest('{ann,bob,cem,dee}'::text[]) person;
-- Eleven that do not count.
INSERT INTO workmode.transcript (path, person, facts, bytes)
SELECT 'headless/' || n, 'ann', jsonb_build_object('format', 'messages', 'started_at', '2024-10-05T12:00:00Z', 'mode', 'test', 'headless', true,
	'model_version', workmode_model_version()), 1
FROM generate_series(1, 11) n;
INSERT INTO workmode.source (name, query) VALUES ('<img src=x onerror="alert(1)">',
	'SELECT NULL::text AS id, NULL::text AS person, NULL::text AS team, NULL::timestamptz AS at, NULL::text AS transcript, NULL::text AS mark WHERE false');

CALL workmode.refresh();
SELECT count(*) FROM workmode.configure(min_users => 2);
SELECT pg_temp.words(workmode.report());

-- What others named is no code of the page.
SELECT workmode.report() ~ '<script|<img' AS code, workmode.report() ~ '&lt;script&gt;' AND workmode.report() ~ 'R&amp;D' AS words;

-- One page, in a language, that may fetch nothing; each picture says what it is,
-- and what is drawn in a figure stands in a table behind it.  All that is opened is
-- closed.
SELECT page ~ '^<!DOCTYPE html>' AS html, page ~ '<html lang="en">' AS lang,
	page ~ $$content="default-src 'none'; style-src 'unsafe-inline'"$$ AS policy, page ~ 'https?:|@import|url\((?!#)' AS address,
	page ~ 'prefers-color-scheme:dark' AS dark, page ~ 'NaN|Infinity|null' AS nothing
FROM workmode.report() page;
SELECT count(*) AS pictures, count(*) FILTER (WHERE picture[1] ~ 'role="img"' AND picture[1] ~ 'aria-label="[^"]+"|aria-labelledby="\w+-title \w+-desc"') AS named
FROM workmode.report() page, regexp_matches(page, '<svg[^>]*>', 'g') p(picture);
SELECT count(*) AS figures, count(*) FILTER (WHERE figure[1] ~ '<title id=.*<desc id=.*<details>.*<table>') AS with_tables
FROM workmode.report() page, regexp_matches(page, '<figure>(.*?)</figure>', 'g') figure;
SELECT mark
FROM workmode.report() page, unnest('{table,thead,tbody,tr,th,td,section,figure,details,summary,dl,dt,dd,main,header,footer,body,svg,text,h1,h2,h3,p,small,span}'::text[]) mark
WHERE (SELECT count(*) FROM regexp_matches(page, '<' || mark || '[ >]', 'g')) <> (SELECT count(*) FROM regexp_matches(page, '</' || mark || '>', 'g'));

-- The bars: October is half build, half fix, of 268 pixels each half.
SELECT r[1] FROM workmode.page_bars() b, regexp_matches(b, '<rect class="([^>]*)>', 'g') r;
-- The names: in December 25, 25 and 50 percent, in the middle of each part (and 4
-- pixels for the letters).
SELECT r[1], r[2] FROM workmode.page_bar_names() b, regexp_matches(b, ' y="([^"]*)">([^<]*)', 'g') r;

-- The base of the value index has no interval, and no band is drawn there.
SELECT n, y_lo IS NOT NULL AS band FROM workmode.page_value_points() ORDER BY n;

-- Many small parts at the end: their names keep a distance of 16, within the picture.
BEGIN;
INSERT INTO workmode.transcript (path, person, facts, bytes)
SELECT format('more/%s/%s/%s', mode_sort, person, n), person, jsonb_build_object('format', 'messages', 'started_at', '2024-12-06T12:00:00Z',
	'prompts', 1, 'mode', mode, 'value', 10, 'model_version', workmode_model_version(), 'headless', false), 1
FROM workmode.mode, unnest('{ann,bob,cem,dee}'::text[]) person, generate_series(1, CASE mode WHEN 'build' THEN 60 ELSE 1 END) n;
COMMIT;
CALL workmode.refresh();
SELECT count(*) AS names, min(gap) >= 16 AS apart, max(y) <= 282 AS within
FROM (SELECT y, y - lag(y) OVER (ORDER BY n) AS gap
	  FROM (SELECT r[1]::float8 AS y, n FROM workmode.page_bar_names() b, regexp_matches(b, ' y="([^"]*)">', 'g') WITH ORDINALITY m(r, n)) y) g;
DELETE FROM workmode.transcript WHERE path LIKE 'more/%';
CALL workmode.refresh();

-- Charts have the same figures, for every mode a colour and a name, and no NaN.
SELECT workmode.chart('share') #>> '{title,text}', workmode.chart('share') #>> '{title,subtitle}';
SELECT v ->> 'period', v ->> 'mode', v ->> 'share', v ->> 'status'
FROM jsonb_array_elements(workmode.chart('share') #> '{data,values}') v
WHERE v ->> 'mode' IN ('Build', 'Operate');
SELECT workmode.chart('share') #> '{spec,encoding,color,scale}';
SELECT workmode.chart('shift') #>> '{title,text}', workmode.chart('shift') #>> '{title,subtitle}';
SELECT v ->> 'mode', v ->> 'before', v ->> 'after', v ->> 'change', (v ->> 'lo')::float8 < (v ->> 'change')::float8, v ->> 'study_change'
FROM jsonb_array_elements(workmode.chart('shift') #> '{data,values}') v;
SELECT workmode.chart('value_index') #>> '{title,subtitle}';
SELECT v ->> 'day', v ->> 'value_index', v ->> 'status'
FROM jsonb_array_elements(workmode.chart('value_index') #> '{data,values}') v;
SELECT what, workmode.chart(what)::text ~ 'NaN|Infinity' AS nan, workmode.chart(what) ->> '$schema' AS language
FROM unnest('{share,shift,value_index}'::text[]) what;
SELECT workmode.chart(NULL) IS NULL;
SELECT workmode.chart('pie');

-- With probabilities there is a table of expected shares, half of 0.75 and a quarter of it
-- and one of 0.25, and the unmixed change stands beside the hard one; without, there is none.
SELECT workmode.report() ~* 'expected|unmixed' AS said;
UPDATE workmode.transcript SET loaded_at = now(), facts = facts || jsonb_build_object('probabilities', jsonb_build_object(facts ->> 'mode', 0.75, 'plan', 0.25));
CALL workmode.refresh();
SELECT pg_temp.words(workmode.page_share_table('expected'));
SELECT count(*) FROM pg_temp.words(workmode.page_mix()) w WHERE w ~ '^Expected shares|mean probability is nearer';
SELECT pg_temp.words(workmode.page_unmixed()) LIMIT 4;
SELECT count(*) AS unmixed
FROM workmode.shift, regexp_split_to_table(workmode.page_unmixed(), '\n') row
WHERE row ~ mode_label AND strpos(row, concat('<td>', workmode.page_signed(100 * change), '</td><td>', workmode.page_signed(100 * unmixed_change),
	'</td><td>', workmode.page_signed(100 * unmixed_lo), ' to ', workmode.page_signed(100 * unmixed_hi), '</td>')) > 0;
SELECT strpos(workmode.page_shift(), workmode.page_unmixed()) > 0 AS on_the_page;
SELECT v ->> 'period', v ->> 'mode', v ->> 'expected' FROM jsonb_array_elements(workmode.chart('share') #> '{data,values}') v WHERE v ->> 'mode' IN ('Build', 'Plan');
SELECT count(v ->> 'unmixed_change') FROM jsonb_array_elements(workmode.chart('shift') #> '{data,values}') v;
UPDATE workmode.transcript SET loaded_at = now(), facts = facts - 'probabilities';
CALL workmode.refresh();

-- What is suppressed in the views is not on the page either.
SELECT count(*) FROM workmode.configure(min_users => 5);
SELECT pg_temp.words(workmode.report());
SELECT workmode.page_bars() IS NULL AS no_bar, workmode.page_bars_kept() ~ 'too few people' AS kept;
SELECT count(*) FILTER (WHERE v -> 'share' <> 'null') FROM jsonb_array_elements(workmode.chart('share') #> '{data,values}') v;

-- One person alone has shares but no intervals; what is drawn is within its scale.
DELETE FROM workmode.transcript WHERE person <> 'ann';
CALL workmode.refresh();
SELECT count(*) FROM workmode.configure(min_users => 1);
SELECT pg_temp.words(workmode.page_tiles());
SELECT pg_temp.words(workmode.page_trend()) LIMIT 2;
SELECT pg_temp.words(workmode.page_shift());
SELECT workmode.page_shift_top() AS shift, workmode.page_trend_top() AS trend;

-- A period by itself is no line, and is marked: October and December, in nine panels.
SELECT count(*) FROM workmode.page_trend_lines() l, regexp_matches(l, '<circle', 'g');

-- Whoever may read the views gets the same page; whoever may not gets none.
CREATE ROLE regress_workmode_reader;
SELECT count(*) AS settings FROM workmode.configure(reader => 'regress_workmode_reader') \gset
SELECT md5(workmode.report()) AS page \gset
SET ROLE regress_workmode_reader;
SELECT md5(workmode.report()) = :'page' AS same, length(workmode.chart('shift')::text) > 500 AS chart;
RESET ROLE;
REVOKE SELECT ON ALL TABLES IN SCHEMA workmode FROM regress_workmode_reader;
SET ROLE regress_workmode_reader;
SELECT length(workmode.report());
RESET ROLE;
DROP ROLE regress_workmode_reader;

-- A newcomer: one session in a month that is over, and one today; then that of today
-- alone, whose bar has names; then a headless one.
DELETE FROM workmode.transcript WHERE path NOT LIKE '2024-10-05/ann/1';
CALL workmode.refresh();
SELECT pg_temp.words(workmode.report());
INSERT INTO workmode.transcript (path, person, facts, bytes)
SELECT 'today', 'ann', jsonb_build_object('format', 'messages', 'started_at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'mode', 'fix', 'value', 5,
	'headless', false, 'model_version', workmode_model_version()), 1;
DELETE FROM workmode.transcript WHERE path <> 'today';
CALL workmode.refresh();
SELECT pg_temp.words(workmode.page_tiles());
SELECT regexp_replace(w, '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ?(\d{4})?', 'Month', 'g') FROM pg_temp.words(workmode.page_shares()) w;
SELECT pg_temp.words(workmode.page_shift() || workmode.page_value());
UPDATE workmode.transcript SET facts = facts || '{"headless": true}', loaded_at = now();
CALL workmode.refresh();
SELECT pg_temp.words(workmode.report()) LIMIT 6;

DROP EXTENSION workmode_board;
