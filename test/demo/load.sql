/* test/demo/load.sql: the tables that test/demo.sh fills, and how it does */
CREATE EXTENSION workmode;

-- lz4 is faster than pglz, where the server has it.
SELECT format('ALTER DATABASE %I SET default_toast_compression = lz4', current_database())
  FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals) \gexec

CREATE TABLE transcript (
	file	text PRIMARY KEY,
	n		serial,
	body	text NOT NULL
) WITH (parallel_workers = 2);
COMMENT ON TABLE transcript IS 'one file each';

CREATE TABLE price (
	file	text PRIMARY KEY,
	mode	text,
	value	double precision
);
COMMENT ON TABLE price IS 'what the work of a session is worth, if FOLDER has a sessions.csv';

CREATE TABLE session AS
SELECT t.file, f.*, p.value AS price
  FROM transcript t
  JOIN price p USING (file)
 CROSS JOIN LATERAL workmode_session(t.body) f
  WITH NO DATA;
COMMENT ON TABLE session IS 'what workmode_session makes of each transcript';

-- A text that may hold anything, for one line of an answer and for a terminal.
CREATE FUNCTION demo_shown(said text) RETURNS text
LANGUAGE sql AS $$
	SELECT regexp_replace(said, '[[:cntrl:]]+', ' ', 'g')
$$;

-- Stores one file and says "ok", or why not; "NUL" when only that is in the way.
CREATE FUNCTION demo_load(path text, name text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	bytes	bytea;
BEGIN
	bytes := pg_read_binary_file(path);
	IF length(bytes) = 0 THEN
		RETURN 'is empty';
	END IF;
	INSERT INTO transcript (file, body) VALUES (name, convert_from(bytes, 'UTF8'));
	RETURN 'ok';
EXCEPTION
	WHEN character_not_in_repertoire OR untranslatable_character THEN
		RETURN CASE WHEN position('\x00'::bytea IN bytes) > 0 THEN 'NUL' ELSE 'is not UTF-8' END;
	WHEN OTHERS THEN
		IF SQLERRM ~ '^(invalid memory alloc request size|file length too large)' THEN
			RETURN 'is too large: a text in PostgreSQL holds 1 GB';
		END IF;
		RETURN demo_shown(SQLERRM);
END $$;

-- Stores files of one folder; returns the numbers of those that are in a way.
CREATE FUNCTION demo_load_all(folder text, names text[]) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(i::text, ' ' ORDER BY i)
	  FROM unnest(names) WITH ORDINALITY n(name, i)
	 WHERE demo_load(folder || '/' || name, name) <> 'ok'
$$;

-- Reads one of so many parts of the transcripts; returns how many it has read.
-- INSERT would not use parallel workers, CREATE TABLE does.
CREATE FUNCTION demo_read(part int, parts int) RETURNS bigint
LANGUAGE plpgsql
SET max_parallel_workers_per_gather = 2
SET parallel_setup_cost = 0
SET client_min_messages = warning AS $$
DECLARE
	done	bigint;
BEGIN
	EXECUTE format($sql$
		CREATE TABLE session_part AS
		SELECT t.file, f.*, p.value AS price
		  FROM transcript t
		  LEFT JOIN price p USING (file)
		 CROSS JOIN LATERAL workmode_session(t.body) f
		 WHERE t.n %% %s = %s $sql$, parts, part);
	INSERT INTO session TABLE session_part;
	GET DIAGNOSTICS done = ROW_COUNT;
	DROP TABLE session_part;
	RETURN done;
END $$;

-- The lines of sessions.csv as they are, the one with the names of columns too.
CREATE TABLE price_line (
	line	serial,
	file	text,
	mode	text,
	value	text
);

-- Moves them to the prices; returns NULL, or what is wrong with one of them.
CREATE FUNCTION demo_price() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	header	text;
	bad		record;
BEGIN
	DELETE FROM price_line WHERE line = 1
	RETURNING concat_ws(',', ltrim(file, U&'\FEFF'), mode, value) INTO header;
	IF lower(header) IS DISTINCT FROM 'file,mode,value' THEN
		RETURN format('line 1 must name the columns file,mode,value; it is "%s"', demo_shown(left(header, 60)));
	END IF;
	FOR bad IN SELECT * FROM price_line WHERE value IS NOT NULL ORDER BY line LOOP
		BEGIN
			IF bad.value::float8 BETWEEN 1e-6 AND 1e12 THEN
				CONTINUE;
			END IF;
		EXCEPTION WHEN data_exception THEN
			NULL;
		END;
		RETURN format('line %s: the value "%s" is not a number from 0.000001 to 1000000000000',
					  bad.line, demo_shown(left(bad.value, 60)));
	END LOOP;
	SELECT max(line) AS line, file INTO bad
	  FROM price_line WHERE file IS NOT NULL GROUP BY file HAVING count(*) > 1 ORDER BY 1 LIMIT 1;
	IF FOUND THEN
		RETURN format('line %s: a second value for "%s"', bad.line, demo_shown(left(bad.file, 60)));
	END IF;
	INSERT INTO price SELECT file, mode, value::float8 FROM price_line WHERE file IS NOT NULL;
	RETURN NULL;
END $$;
