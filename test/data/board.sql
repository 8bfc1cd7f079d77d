-- An invented board: 30 people in three teams, five projects, 13 months in which
-- fixing makes way for operating and writing.  Hashes stand in for chance, so that
-- it is the same each time.  For psql, on a board that is empty.

BEGIN;

-- A fraction from 0 to 1 that looks like chance.
CREATE FUNCTION pg_temp.chance(VARIADIC of text[]) RETURNS double precision
LANGUAGE sql IMMUTABLE AS $$
	SELECT ('x' || substr(md5(array_to_string(of, ' ')), 1, 8))::bit(32)::bigint / 4294967296.0::double precision
$$;

-- How often each mode comes up, and what a session of it is worth, at a time t from
-- 0 to 1 and for a person p.
CREATE FUNCTION pg_temp.habit(t double precision, p int,
	OUT mode text, OUT weight double precision, OUT price double precision)
RETURNS SETOF record LANGUAGE sql IMMUTABLE AS $$
	VALUES ('build', 25 - 4 * t + p % 3 * 4, 260 + 110 * t),
		   ('fix', 33 - 14 * t + p % 5 * 3, 90 + 30 * t),
		   ('test', 3 + p % 4, 120),
		   ('orchestrate', 1 + 6 * t, 210),
		   ('operate', 14 + 7 * t + p % 2 * 3, 110 + 35 * t),
		   ('understand', 8 - t, 40),
		   ('plan', 6 + t, 60),
		   ('analyze', 3 + 3 * t, 95),
		   ('communicate', 7 + 7 * t, 70)
$$;

-- Up to two sessions a day and person, more of them as time goes by.
CREATE TEMP TABLE invented ON COMMIT DROP AS
SELECT format('%s-%s-%s', day, p, k) AS id, day, (day - '2025-04-01') / 395.0::double precision AS t, p
  FROM (SELECT generate_series('2025-04-01'::timestamp, '2026-04-30', '1 day')::date AS day) d,
	   generate_series(1, 30) p, generate_series(1, 2) k
 WHERE pg_temp.chance('whether', day::text, p::text, k::text) < 0.14 + p % 7 / 100.0 + (day - '2025-04-01') / 3950.0;

INSERT INTO workmode.transcript (machine, path, person, team, bytes, facts)
SELECT 'laptop-' || p, '/sessions/' || i.id, 'person ' || p, (ARRAY['Harbour', 'Tide & Wind', 'Maps'])[1 + p % 3], 1,
	   jsonb_build_object('session_id', i.id, 'format', 'claude_code', 'agent', 'claude', 'model_version', workmode_model_version(),
		'started_at', (i.day + interval '9 hours') AT TIME ZONE 'UTC', 'prompts', 3, 'lines_read', 40, 'lines_skipped', 0,
		'headless', pg_temp.chance('headless', i.id) < 0.06, 'surface', CASE WHEN pg_temp.chance('subagent', i.id) < 0.06 THEN 'subagent' ELSE 'cli' END,
		'project', '/home/me/' || (ARRAY['tide-alarm', 'wind-map', 'invoices', 'museum site', 'berth <booking>'])[1 + floor(5 * pg_temp.chance('project', i.id))::int],
		'mode', h.mode, 'confidence', 0.7, 'probabilities', h.probabilities, 'value', round((h.price * (0.4 + 1.2 * pg_temp.chance('price', i.id)))::numeric, 2))
  FROM invented i,
	   LATERAL (WITH usual AS (
					SELECT mode, price, weight, sum(weight) OVER () AS total, sum(weight) OVER (ORDER BY mode) / sum(weight) OVER () AS upto FROM pg_temp.habit(i.t, i.p))
				SELECT c.mode, c.price,
					   (SELECT jsonb_object_agg(o.mode, 0.3 * o.weight / o.total + CASE o.mode WHEN c.mode THEN 0.7 ELSE 0 END) FROM usual o) AS probabilities
				  FROM usual c
				 WHERE c.upto > pg_temp.chance('mode', i.id)
				 ORDER BY c.upto LIMIT 1) h;

COMMIT;

CALL workmode.refresh();
SELECT * FROM workmode.configure(before => '2025-10', after => '2026-04', base => '2025-10');
