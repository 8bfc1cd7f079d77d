-- What may be published of few users: suppression, complementary suppression.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Users of so many sessions of each mode, one session each
CREATE FUNCTION pg_temp.users_of(VARIADIC counts int[]) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT workmode_cluster(t)
	FROM (SELECT workmode_tally((enum_range(NULL::workmode))[mode]) AS t
		FROM unnest(counts) WITH ORDINALITY AS c (n, mode), generate_series(1, n) AS u
		GROUP BY mode, u) AS s
$$;
SELECT mode, family, sessions, users, round(share::numeric, 4) AS share, round(low::numeric, 4) AS low,
	round(high::numeric, 4) AS high, status
FROM workmode_publishable(pg_temp.users_of(40, 12, 9, 3, 10));
-- what is left out cannot be worked out: at least min_users are behind it
SELECT total.users - sum(cell.users) >= 10 AS safe
FROM pg_temp.users_of(40, 12, 9, 3, 10) AS t,
	LATERAL (SELECT users FROM workmode_publishable(t) WHERE mode IS NULL) AS total,
	workmode_publishable(t) AS cell WHERE cell.mode IS NOT NULL GROUP BY total.users;
-- all cells large, all small, too few altogether, none
SELECT string_agg(coalesce(mode::text, 'all') || ' ' || status, ', ') FROM workmode_publishable(pg_temp.users_of(40, 12, 10));
SELECT string_agg(coalesce(mode::text, 'all') || ' ' || status, ', ') FROM workmode_publishable(pg_temp.users_of(9, 9, 9, 9, 9, 9, 9, 9, 9));
SELECT string_agg(coalesce(mode::text, 'all') || ' ' || status, ', ') FROM workmode_publishable(pg_temp.users_of(4, 5));
SELECT string_agg(coalesce(mode::text, 'all') || ' ' || status, ', ') FROM workmode_publishable(pg_temp.users_of(0));
SELECT string_agg(coalesce(mode::text, 'all') || ' ' || status, ', ') FROM workmode_publishable(pg_temp.users_of(4, 5), min_users => 5);
SELECT * FROM workmode_publishable(pg_temp.users_of(4, 5), 0);
SELECT * FROM workmode_publishable((SELECT workmode_tally('fix'::workmode)));
