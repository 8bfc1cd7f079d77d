/* test/demo/load.sql: the tables that test/demo.sh fills */
CREATE EXTENSION workmode;

SET default_toast_compression = lz4;

CREATE TABLE transcript (
	file	text PRIMARY KEY,
	body	text NOT NULL
) WITH (parallel_workers = 2);
COMMENT ON TABLE transcript IS 'one file each';

CREATE TABLE price (
	file	text PRIMARY KEY,
	mode	text,
	value	double precision CHECK (value > 0)
);
COMMENT ON TABLE price IS 'what the work of a session is worth, if FOLDER has a sessions.csv';

-- Stores one file and says "ok", or why not; "NUL" when only that is in the way.
CREATE FUNCTION demo_load(path text, name text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	bytes	bytea := pg_read_binary_file(path);
BEGIN
	IF length(bytes) = 0 THEN
		RETURN 'is empty';
	END IF;
	INSERT INTO transcript VALUES (name, convert_from(bytes, 'UTF8'));
	RETURN 'ok';
EXCEPTION
	WHEN character_not_in_repertoire OR untranslatable_character THEN
		RETURN CASE WHEN position('\x00'::bytea IN bytes) > 0 THEN 'NUL' ELSE 'is not UTF-8' END;
	WHEN OTHERS THEN
		RETURN replace(SQLERRM, E'\n', ' ');
END $$;
