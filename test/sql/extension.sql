-- The extension as a whole: installed by no superuser into a schema of its own,
-- moved to another, dropped without a trace.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;

BEGIN;
DROP EXTENSION workmode CASCADE;
RESET client_min_messages;
CREATE ROLE regress_workmode_analyst;
DO $$
BEGIN
	EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_workmode_analyst',
				   current_database());
END
$$;
SET ROLE regress_workmode_analyst;
CREATE SCHEMA regress_workmode_one;
CREATE SCHEMA regress_workmode_two;
CREATE EXTENSION workmode SCHEMA regress_workmode_one;

-- Functions are the superuser's, the rates are whose the extension is.
INSERT INTO regress_workmode_one.workmode_rates VALUES ('build', 'software', 90);
SELECT mode, skill, rate, unit FROM regress_workmode_one.workmode_rates;
SELECT DISTINCT pg_get_userbyid(proowner) = 'regress_workmode_analyst' AS own
FROM pg_proc WHERE pronamespace = 'regress_workmode_one'::regnamespace;

-- Nothing depends on the search path, before a move or after it.
SET search_path = '';
SELECT regress_workmode_one.workmode_count(
		regress_workmode_one.workmode_tally('fix'::regress_workmode_one.workmode)),
	regress_workmode_one.workmode_model_version(regress_workmode_one.workmode_shipped_model())
	= regress_workmode_one.workmode_model_version() AS default_model;
RESET ROLE;
ALTER EXTENSION workmode SET SCHEMA regress_workmode_two;
SELECT regress_workmode_two.workmode_count(
		regress_workmode_two.workmode_tally('fix'::regress_workmode_two.workmode)),
	regress_workmode_two.workmode_model_version(regress_workmode_two.workmode_shipped_model())
	= regress_workmode_two.workmode_model_version() AS default_model;
SELECT mode, ordinal FROM regress_workmode_two.workmode_modes() WHERE ordinal = 3;

SET ROLE regress_workmode_analyst;
DROP EXTENSION workmode;
SELECT count(*) FROM pg_depend
WHERE refclassid = 'pg_catalog.pg_namespace'::regclass
	AND refobjid IN ('regress_workmode_one'::regnamespace, 'regress_workmode_two'::regnamespace);
ROLLBACK;
