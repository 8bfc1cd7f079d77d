/* sql/workmode_board--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION workmode_board CASCADE" to load this file. \quit

--
-- Names.  All of this stands in the schema workmode and says so.  What begins
-- with workmode_ is of the extension workmode, wherever that lies: it is bound
-- when this script runs (views, columns), and found by no search path later.
-- No function trusts the path of its caller.
--

-- Whoever owns a schema may put anything into it.  So this one must be the
-- installer's, or become it while it is empty: a superuser who restores a dump finds
-- it so.  No other role may create in it, or have put anything there, as a member of
-- an extension or not.  And where workmode lies, no other role may have put an
-- operator, or a function, that could be taken for one that is meant here.
DO $$
DECLARE
	path	CONSTANT pg_catalog.text := pg_catalog.current_setting('search_path');
	owner	name;
	creates	text;
	lies	oid;
	trap	text;
BEGIN
	PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
	SELECT pg_get_userbyid(nspowner) INTO owner FROM pg_namespace WHERE nspname = 'workmode';
	IF owner <> current_user THEN
		IF NOT pg_has_role(owner, 'USAGE') OR EXISTS (
			SELECT FROM pg_depend d
			 WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'workmode'::regnamespace AND d.classid <> 'pg_extension'::regclass
			   AND NOT EXISTS (SELECT FROM pg_depend m WHERE m.classid = d.classid AND m.objid = d.objid AND m.deptype = 'e')) THEN
			RAISE insufficient_privilege USING
				MESSAGE = 'the schema workmode belongs to another role',
				DETAIL = 'Its owner could replace what stands in it.',
				HINT = 'Have its owner drop it, or run CREATE EXTENSION as its owner.';
		END IF;
		EXECUTE format('ALTER SCHEMA workmode OWNER TO %I', current_user);
	END IF;

	-- What was granted outlasts a change of the owner.
	SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END INTO creates
	  FROM pg_namespace n, aclexplode(n.nspacl) a
	 WHERE n.nspname = 'workmode' AND a.privilege_type = 'CREATE' AND a.grantee <> n.nspowner LIMIT 1;
	IF FOUND THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('another role, %s, may create in the schema workmode', creates),
			HINT = format('Say before: REVOKE CREATE ON SCHEMA workmode FROM %s;', creates);
	END IF;

	SELECT extnamespace INTO lies FROM pg_extension WHERE extname = 'workmode';
	SELECT format('the schema %s has %s of another role', o.schema::regnamespace, o.what) INTO trap
	  FROM (SELECT pronamespace AS schema, oid::regprocedure::text AS what, proowner AS owner
			  FROM pg_proc p
			 WHERE pronamespace = 'workmode'::regnamespace OR proname LIKE 'workmode%'
				OR EXISTS (SELECT FROM pg_proc b WHERE b.proname = p.proname AND b.pronamespace = 'pg_catalog'::regnamespace)
			UNION ALL
			SELECT oprnamespace, oid::regoperator::text, oprowner FROM pg_operator
			UNION ALL
			SELECT typnamespace, oid::regtype::text, typowner FROM pg_type WHERE typnamespace <> lies) o
	  JOIN pg_roles r ON r.oid = o.owner
	 WHERE o.schema IN (lies, 'workmode'::regnamespace) AND NOT r.rolsuper AND r.rolname <> current_user
	 LIMIT 1;
	IF FOUND THEN
		RAISE insufficient_privilege USING
			MESSAGE = trap,
			HINT = 'Drop it; and have workmode in a schema in which nobody else may create.';
	END IF;
	PERFORM set_config('search_path', path, true);
END $$;

COMMENT ON SCHEMA workmode IS 'board of work modes: see the views share_month, shift, value_index and coverage';
GRANT USAGE ON SCHEMA workmode TO PUBLIC;

--
-- transcript: what workmode-load brings
--
-- A role that loads needs INSERT on this table and nothing else.
--

CREATE TABLE workmode.transcript (
	source		text NOT NULL DEFAULT 'folder',
	machine		text NOT NULL DEFAULT '',
	path		text NOT NULL,
	part		int NOT NULL DEFAULT 0,
	parts		int NOT NULL DEFAULT 1,
	-- A path may be longer than a key of an index, so the key is made of hashes.
	id			text COLLATE "C" PRIMARY KEY
		GENERATED ALWAYS AS (md5(md5(source) || md5(machine) || md5(path)) || '-' || part::text) STORED,
	person		varchar(200),
	team		varchar(100),
	body		text,
	facts		jsonb,
	vector		workmode_vector,
	bytes		bigint NOT NULL,
	mtime		timestamp with time zone,
	loaded_at	timestamp with time zone NOT NULL,
	loaded_by	name NOT NULL,
	CONSTRAINT transcript_part CHECK (part BETWEEN 0 AND parts),
	CONSTRAINT transcript_bytes CHECK (bytes >= 0),
	CONSTRAINT transcript_body_or_facts CHECK ((body IS NULL) <> (facts IS NULL)),
	CONSTRAINT transcript_vector CHECK (vector IS NULL OR facts IS NOT NULL),
	-- What a tally can hold; and what has another type is refused, too.
	CONSTRAINT transcript_facts CHECK (facts IS NULL OR (
		coalesce((jsonb_populate_record(NULL::workmode_facts, facts)).value BETWEEN 0.000001 AND 1e12, true)
		AND coalesce((jsonb_populate_record(NULL::workmode_facts, facts)).confidence BETWEEN 0 AND 1, true))),
	-- No transcript has facts that are longer.
	CONSTRAINT transcript_facts_length CHECK (octet_length(facts::text) <= 100000),
	-- A refresh must read a time as the loader did, whatever date style either has set.
	CONSTRAINT transcript_facts_times CHECK (
		coalesce(facts ->> 'started_at' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}(:[0-9]{2})?)$', true)
		AND coalesce(facts ->> 'ended_at' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}(:[0-9]{2})?)$', true))
) WITH (parallel_workers = 8);
COMMENT ON TABLE workmode.transcript IS 'transcripts as they were loaded; a row that is inserted replaces the one of the same file and part';
COMMENT ON COLUMN workmode.transcript.source IS 'name of what was loaded, as workmode-load --source gives it';
COMMENT ON COLUMN workmode.transcript.machine IS 'name of the host that the file lies on: the same path on two hosts is two files';
COMMENT ON COLUMN workmode.transcript.path IS 'absolute path of the file; - for standard input';
COMMENT ON COLUMN workmode.transcript.part IS 'number of the session within a file that holds many, from 1; 0 if the file is one session';
COMMENT ON COLUMN workmode.transcript.parts IS 'number of sessions in the file: parts beyond it, of an older load, go when a row is inserted';
COMMENT ON COLUMN workmode.transcript.id IS 'key of the row: hash of source, machine and path, and the part';
COMMENT ON COLUMN workmode.transcript.person IS 'who worked; NULL if it is not known';
COMMENT ON COLUMN workmode.transcript.team IS 'team of the person; NULL if it is not known';
COMMENT ON COLUMN workmode.transcript.body IS 'the transcript; NULL if facts were loaded in its place';
COMMENT ON COLUMN workmode.transcript.facts IS 'the fields of workmode_facts by name, if the transcript was read where it lies; NULL otherwise';
COMMENT ON COLUMN workmode.transcript.vector IS 'evidence of the session beside facts: a later model gives it a mode';
COMMENT ON COLUMN workmode.transcript.bytes IS 'size of the whole file when it was read';
COMMENT ON COLUMN workmode.transcript.mtime IS 'when the file was last changed';
COMMENT ON COLUMN workmode.transcript.loaded_at IS 'when the row was inserted';
COMMENT ON COLUMN workmode.transcript.loaded_by IS 'role that inserted the row, and alone may replace it';

-- Replaces what was loaded before of the same file.  The owner may say who loaded
-- a row and when: pg_restore does.  A plan that was made when the table was empty
-- must use the index, too, for one COPY brings thousands of rows.
--
-- Anyone can make a trigger of this on a table of his own, whose columns have types of
-- his own, and what checks and casts these would run with the owner's rights.  So
-- nothing of the row is looked at before it is known which table it is of.
CREATE FUNCTION workmode.transcript_replace() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
	file	text;
	other	name;
BEGIN
	IF TG_RELID <> 'workmode.transcript'::regclass THEN
		RAISE trigger_protocol_violated USING MESSAGE = 'this trigger is for workmode.transcript only';
	END IF;
	file := md5(md5(NEW.source) || md5(NEW.machine) || md5(NEW.path)) || '-';
	IF NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
		NEW.loaded_at := NULL;
		NEW.loaded_by := NULL;
	END IF;
	NEW.loaded_at := coalesce(NEW.loaded_at, clock_timestamp());
	NEW.loaded_by := coalesce(NEW.loaded_by, session_user);

	-- All rows of a file are of one role, and it has a part 0 or 1: a file may have
	-- thousands, and must not be looked through for each.
	SELECT loaded_by INTO other
	  FROM workmode.transcript
	 WHERE id IN (file || '0', file || '1', file || NEW.part) AND loaded_by <> NEW.loaded_by LIMIT 1;
	IF FOUND THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('"%s" of source "%s" was loaded by another role', NEW.path, NEW.source),
			DETAIL = format('Role "%s" loaded it, "%s" cannot replace it.', other, NEW.loaded_by),
			HINT = 'Load it as that role, or under another name of the source.';
	END IF;

	DELETE FROM workmode.transcript WHERE id IN (file || NEW.part, file || '0');
	IF NEW.part <= 1 THEN
		DELETE FROM workmode.transcript
		 WHERE id >= file AND id < file || ':' AND (NEW.part = 0 OR part > NEW.parts);
	END IF;
	RETURN NEW;
END $$;
COMMENT ON FUNCTION workmode.transcript_replace() IS 'trigger of workmode.transcript: a row replaces what the same role loaded of the same file and part';

CREATE TRIGGER replace BEFORE INSERT ON workmode.transcript
	FOR EACH ROW EXECUTE FUNCTION workmode.transcript_replace();
COMMENT ON TRIGGER replace ON workmode.transcript IS 'a row replaces what the same role loaded of the same file and part';

-- The loader asks this to learn which files are new or have grown.
CREATE FUNCTION workmode.loaded(source text, machine text,
	OUT path text, OUT part int, OUT bytes bigint, OUT mtime timestamp with time zone, OUT facts_only boolean)
RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	IF NOT has_table_privilege(session_user, 'workmode.transcript', 'INSERT') THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('role "%s" may not load transcripts', session_user),
			HINT = format('The owner of the board can say: GRANT INSERT ON workmode.transcript TO %I;', session_user);
	END IF;
	RETURN QUERY
		SELECT t.path, t.part, t.bytes, t.mtime, t.facts IS NOT NULL
		  FROM workmode.transcript t
		 WHERE t.source = loaded.source AND t.machine = loaded.machine AND t.loaded_by = session_user;
END $$;
COMMENT ON FUNCTION workmode.loaded(text, text) IS 'files of a source and machine that the session''s user has loaded, for whoever may insert into workmode.transcript';

--
-- session: what was read, of every source
--

CREATE TABLE workmode.session (
	source		text NOT NULL,
	id			text COLLATE "C" NOT NULL,
	person		varchar(200),
	team		varchar(100),
	at			timestamp with time zone,
	mark		text,
	stamp		text NOT NULL,
	facts		workmode_facts,
	vector		workmode_vector,
	error		text,
	read_at		timestamp with time zone NOT NULL,
	duplicate	boolean NOT NULL DEFAULT false,
	format		text GENERATED ALWAYS AS ((facts).format) STORED,
	session_id	text GENERATED ALWAYS AS ((facts).session_id) STORED,
	parent		text GENERATED ALWAYS AS ((facts).parent) STORED,
	project		text GENERATED ALWAYS AS ((facts).project) STORED,
	branch		text GENERATED ALWAYS AS ((facts).branch) STORED,
	surface		text GENERATED ALWAYS AS ((facts).surface) STORED,
	headless	boolean GENERATED ALWAYS AS ((facts).headless) STORED,
	started_at	timestamp with time zone GENERATED ALWAYS AS (coalesce((facts).started_at, at)) STORED,
	mode		workmode GENERATED ALWAYS AS ((facts).mode) STORED,
	value		double precision GENERATED ALWAYS AS ((facts).value) STORED,
	lines_read	bigint GENERATED ALWAYS AS ((facts).lines_read) STORED,
	PRIMARY KEY (source, id),
	-- A tally refuses these, and must not fail for all because of one.
	CONSTRAINT session_value CHECK (value BETWEEN 0.000001 AND 1e12),
	CONSTRAINT session_confidence CHECK ((facts).confidence BETWEEN 0 AND 1)
);
COMMENT ON TABLE workmode.session IS 'what workmode_session() made of each transcript; whoever may read this table sees persons in session_mode';
COMMENT ON COLUMN workmode.session.source IS 'source that the transcript is of, by its name in workmode.source';
COMMENT ON COLUMN workmode.session.id IS 'key of the transcript within its source';
COMMENT ON COLUMN workmode.session.person IS 'who worked; NULL if it is not known';
COMMENT ON COLUMN workmode.session.team IS 'team of the person; NULL if it is not known';
COMMENT ON COLUMN workmode.session.at IS 'time that the source gives, for a transcript that has none';
COMMENT ON COLUMN workmode.session.mark IS 'mark of the transcript when it was read: another mark, and it is read again';
COMMENT ON COLUMN workmode.session.stamp IS 'versions of the models that read it: another version, and it is read again';
COMMENT ON COLUMN workmode.session.facts IS 'facts of the session; NULL if the transcript could not be read';
COMMENT ON COLUMN workmode.session.vector IS 'evidence of the session, if it was loaded without its transcript; NULL otherwise';
COMMENT ON COLUMN workmode.session.error IS 'why the transcript could not be read; NULL if it was';
COMMENT ON COLUMN workmode.session.read_at IS 'when the transcript was read';
COMMENT ON COLUMN workmode.session.duplicate IS 'true if another transcript of the same person and session tells more, and counts in place of this one';
COMMENT ON COLUMN workmode.session.format IS 'format of the transcript, of facts';
COMMENT ON COLUMN workmode.session.session_id IS 'id that the agent gave the session, of facts';
COMMENT ON COLUMN workmode.session.parent IS 'session that this one was started from, of facts';
COMMENT ON COLUMN workmode.session.project IS 'working directory, of facts';
COMMENT ON COLUMN workmode.session.branch IS 'git branch, of facts';
COMMENT ON COLUMN workmode.session.surface IS 'where the agent was used, of facts';
COMMENT ON COLUMN workmode.session.headless IS 'true if no person sat at the prompt, of facts';
COMMENT ON COLUMN workmode.session.started_at IS 'earliest time in the transcript, or else the time that the source gives';
COMMENT ON COLUMN workmode.session.mode IS 'work mode, of facts';
COMMENT ON COLUMN workmode.session.value IS 'relative value of the work, of facts';
COMMENT ON COLUMN workmode.session.lines_read IS 'records of the transcript that were read, of facts';

-- A label was paid for, with time or money.  So it stays when its session goes, as that
-- may come back with its source, and only forget() deletes it.  For that it knows whose
-- session it is of.
CREATE TABLE workmode.label (
	source		text NOT NULL,
	id			text COLLATE "C" NOT NULL,
	person		varchar(200),
	rater		varchar(200) NOT NULL,
	mode		workmode NOT NULL,
	rated_at	timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
	chance		double precision,
	seed		int,
	characters	bigint,
	seconds		double precision,
	PRIMARY KEY (source, id, rater),
	CONSTRAINT label_rater CHECK (rater <> ''),
	CONSTRAINT label_chance CHECK (chance > 0 AND chance <= 1),
	CONSTRAINT label_characters CHECK (characters >= 0),
	CONSTRAINT label_seconds CHECK (seconds >= 0 AND seconds < 'infinity')
);
COMMENT ON TABLE workmode.label IS 'modes that raters, people or language models, gave to sessions: what shares are corrected by; a label outlives its session, unless the person is forgotten';
COMMENT ON COLUMN workmode.label.source IS 'source of the session, as in workmode.session';
COMMENT ON COLUMN workmode.label.id IS 'key of the session within its source';
COMMENT ON COLUMN workmode.label.person IS 'who worked, as the session says or last said; NULL if it is not known';
COMMENT ON COLUMN workmode.label.rater IS 'who gave the mode: a person''s name, or that of a language model';
COMMENT ON COLUMN workmode.label.mode IS 'work mode that the rater gave';
COMMENT ON COLUMN workmode.label.rated_at IS 'when the rater gave it';
COMMENT ON COLUMN workmode.label.chance IS 'chance that the session had of being drawn; NULL if it was not drawn';
COMMENT ON COLUMN workmode.label.seed IS 'seed of the sample that it was drawn for; NULL if it was not drawn';
COMMENT ON COLUMN workmode.label.characters IS 'length of the digest that the rater had; NULL if it is not known';
COMMENT ON COLUMN workmode.label.seconds IS 'how long the rater took; NULL if it is not known';

-- The session is locked, so that whoever changes its person, or forgets him, waits for
-- the label and finds it.  A label keeps the person that it has while it has no session,
-- as in a dump that brings labels first, or one that does not know its person.  What
-- anyone could make of such a trigger stands at transcript_replace().
CREATE FUNCTION workmode.label_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	whose	varchar(200);
BEGIN
	IF TG_RELID <> 'workmode.label'::regclass THEN
		RAISE trigger_protocol_violated USING MESSAGE = 'this trigger is for workmode.label only';
	END IF;
	SELECT person INTO whose FROM workmode.session WHERE source = NEW.source AND id = NEW.id FOR SHARE;
	NEW.person := coalesce(whose, NEW.person);
	RETURN NEW;
END $$;
COMMENT ON FUNCTION workmode.label_person() IS 'trigger of workmode.label: a label has the person of its session';

CREATE TRIGGER person BEFORE INSERT OR UPDATE OF source, id ON workmode.label
	FOR EACH ROW EXECUTE FUNCTION workmode.label_person();
COMMENT ON TRIGGER person ON workmode.label IS 'a label has the person of its session';

CREATE FUNCTION workmode.session_person() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE workmode.label SET person = NEW.person WHERE source = NEW.source AND id = NEW.id;
	RETURN NULL;
END $$;
COMMENT ON FUNCTION workmode.session_person() IS 'trigger of workmode.session: labels follow the person of their session';

CREATE TRIGGER person AFTER UPDATE OF person ON workmode.session
	FOR EACH ROW WHEN (OLD.person IS DISTINCT FROM NEW.person) EXECUTE FUNCTION workmode.session_person();
COMMENT ON TRIGGER person ON workmode.session IS 'labels follow the person of their session';

CREATE TABLE workmode.tally (
	day			date NOT NULL,
	stratum		varchar(11) NOT NULL,
	person		varchar(200) NOT NULL,
	team		varchar(100) NOT NULL,
	project		varchar(100) NOT NULL,
	tally		workmode_tally NOT NULL,
	PRIMARY KEY (day, stratum, person, team, project)
);
COMMENT ON TABLE workmode.tally IS 'sessions by day and whose they are: what periods add up';
COMMENT ON COLUMN workmode.tally.day IS 'day on which the sessions began, in the zone of the board';
COMMENT ON COLUMN workmode.tally.stratum IS 'interactive, headless or subagent';
COMMENT ON COLUMN workmode.tally.person IS 'who worked; empty if it is not known';
COMMENT ON COLUMN workmode.tally.team IS 'team of the person; empty if it is not known';
COMMENT ON COLUMN workmode.tally.project IS 'last part of the working directory; empty if it is not known';
COMMENT ON COLUMN workmode.tally.tally IS 'the sessions by mode, with their values and probabilities';

CREATE TABLE workmode.month (
	dimension	varchar(7) NOT NULL,
	name		varchar(100) NOT NULL,
	day			date NOT NULL,
	cluster		varchar(200) NOT NULL,
	tally		workmode_tally NOT NULL,
	PRIMARY KEY (dimension, day, name, cluster)
);
COMMENT ON TABLE workmode.month IS 'sessions by month and person: what longer periods, strata, teams and projects add up';
COMMENT ON COLUMN workmode.month.dimension IS 'what the sessions are split by: all (by nothing), stratum, team or project';
COMMENT ON COLUMN workmode.month.name IS 'name of the stratum, team or project, as it is shown';
COMMENT ON COLUMN workmode.month.day IS 'first day of the month';
COMMENT ON COLUMN workmode.month.cluster IS 'what intervals take for independent: the person; the day on a board of one person';
COMMENT ON COLUMN workmode.month.tally IS 'the sessions by mode, with their values and probabilities';

CREATE TABLE workmode.period (
	dimension	varchar(7) NOT NULL,
	name		varchar(100) NOT NULL,
	grain		varchar(7) NOT NULL,
	day			date NOT NULL,
	next_day	date NOT NULL,
	tally		workmode_tally,
	hidden		int,
	value_hidden	int,
	PRIMARY KEY (dimension, grain, name, day)
);
COMMENT ON TABLE workmode.period IS 'sessions by period: what the views show';
COMMENT ON COLUMN workmode.period.dimension IS 'what the sessions are split by: all (by nothing), stratum, team or project';
COMMENT ON COLUMN workmode.period.name IS 'name of the stratum, team or project';
COMMENT ON COLUMN workmode.period.grain IS 'length of the period: day, week, month, quarter or year';
COMMENT ON COLUMN workmode.period.day IS 'first day of the period';
COMMENT ON COLUMN workmode.period.next_day IS 'first day after the period';
COMMENT ON COLUMN workmode.period.tally IS 'the sessions by mode, with their values and probabilities, and how many people they are of; NULL if there are none';
COMMENT ON COLUMN workmode.period.hidden IS 'modes that are not shown, a bit for each, the first mode''s the lowest; NULL if nothing of the period is shown';
COMMENT ON COLUMN workmode.period.value_hidden IS 'modes whose values are not shown, as hidden; NULL if no values are, and for what is split';

-- What the tables above are made of, as it changes: so that a refresh pays for the
-- months in which something did, and not for all.
CREATE TABLE workmode.touched (
	session_id	text,
	started_at	timestamp with time zone
);
COMMENT ON TABLE workmode.touched IS 'sessions that came, changed or went since the tallies were made: retally() makes their months anew, and empties this table';
COMMENT ON COLUMN workmode.touched.session_id IS 'id that the agent gave the session: another transcript of it may now be the one that counts';
COMMENT ON COLUMN workmode.touched.started_at IS 'when the session began, before or after the change';

CREATE TABLE workmode.named (
	dimension	varchar(7) NOT NULL,
	name		varchar(100) NOT NULL,
	PRIMARY KEY (dimension, name)
);
COMMENT ON TABLE workmode.named IS 'teams and projects of enough people: workmode.month has these by their names';
COMMENT ON COLUMN workmode.named.dimension IS 'team or project';
COMMENT ON COLUMN workmode.named.name IS 'name of the team or project';

CREATE TABLE workmode.stale (
	day			date PRIMARY KEY
);
COMMENT ON TABLE workmode.stale IS 'months that retally() makes anew; empty at all other times';
COMMENT ON COLUMN workmode.stale.day IS 'first day of the month';

--
-- span: a period as text, such as 2025, 2025-Q4, 2025-10, 2025-10-31, or two of
-- them with a / between
--

CREATE FUNCTION workmode.span(period text, OUT first_day date, OUT next_day date)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	parts	text[] := regexp_match(period, '^(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?$');
BEGIN
	IF period LIKE '%_/_%' THEN
		SELECT s.first_day INTO first_day FROM workmode.span(split_part(period, '/', 1)) s;
		SELECT s.next_day INTO next_day FROM workmode.span(substr(period, position('/' in period) + 1)) s;
	ELSIF parts[3]::int NOT BETWEEN 1 AND 12 OR parts[4]::int NOT BETWEEN 1 AND 31 OR parts[1] = '0000' THEN
		NULL;
	ELSIF parts IS NOT NULL THEN
		first_day := make_date(parts[1]::int, coalesce(parts[2]::int * 3 - 2, parts[3]::int, 1), coalesce(parts[4]::int, 1));
		next_day := first_day + CASE
			WHEN parts[4] IS NOT NULL THEN interval '1 day'
			WHEN parts[3] IS NOT NULL THEN interval '1 month'
			WHEN parts[2] IS NOT NULL THEN interval '3 months'
			ELSE interval '1 year' END;
	END IF;
	IF next_day > first_day IS NOT TRUE THEN
		RAISE invalid_datetime_format USING
			MESSAGE = format('"%s" is not a period', period),
			HINT = 'Write 2025, 2025-Q4, 2025-10 or 2025-10-31, or the first and the last with a / between.';
	END IF;
END $$;
COMMENT ON FUNCTION workmode.span(text) IS 'first day of a period, and the first day after it';

--
-- setting: what configure() sets
--

CREATE TABLE workmode.setting (
	one			boolean PRIMARY KEY DEFAULT true CHECK (one),
	zone		varchar(100) CHECK (timestamp with time zone '2000-01-01 00:00+00' AT TIME ZONE zone > '1999-12-01'),
	min_users	int CHECK (min_users >= 1),
	grain		varchar(7) CHECK (grain IN ('day', 'week', 'month', 'quarter')),
	before		varchar(25) CHECK ((workmode.span(before)).first_day <= '9999-12-31'),
	after		varchar(25) CHECK ((workmode.span(after)).first_day <= '9999-12-31'),
	base		varchar(25) CHECK ((workmode.span(base)).first_day <= '9999-12-31'),
	include		varchar(11) CHECK (include IN ('interactive', 'all'))
);
COMMENT ON TABLE workmode.setting IS 'settings of the board, in one row; NULL for what was not set';
COMMENT ON COLUMN workmode.setting.one IS 'true: there is one row at most';
COMMENT ON COLUMN workmode.setting.zone IS 'time zone in which days begin';
COMMENT ON COLUMN workmode.setting.min_users IS 'people that a figure must be of, or it is not shown';
COMMENT ON COLUMN workmode.setting.grain IS 'shortest period that is shown, unless figures of one person may be: day, week, month or quarter';
COMMENT ON COLUMN workmode.setting.before IS 'period that the shift is from';
COMMENT ON COLUMN workmode.setting.after IS 'period that the shift is to';
COMMENT ON COLUMN workmode.setting.base IS 'period in which the value index is 100';
COMMENT ON COLUMN workmode.setting.include IS 'sessions that the views count: interactive or all';

CREATE TABLE workmode.refresh_log (
	began		timestamp with time zone PRIMARY KEY,
	ended		timestamp with time zone,
	new			bigint NOT NULL DEFAULT 0,
	changed		bigint NOT NULL DEFAULT 0,
	gone		bigint NOT NULL DEFAULT 0,
	error		text
);
COMMENT ON TABLE workmode.refresh_log IS 'refreshes of the last 90 days';
COMMENT ON COLUMN workmode.refresh_log.began IS 'when the refresh began';
COMMENT ON COLUMN workmode.refresh_log.ended IS 'when it ended; NULL while it runs, and if it was interrupted';
COMMENT ON COLUMN workmode.refresh_log.new IS 'transcripts that were read for the first time';
COMMENT ON COLUMN workmode.refresh_log.changed IS 'transcripts that were read again, as they or the models had changed';
COMMENT ON COLUMN workmode.refresh_log.gone IS 'sessions that were removed, as their transcripts are gone';
COMMENT ON COLUMN workmode.refresh_log.error IS 'what failed, a line for each source; NULL if nothing did';

-- max() takes what the one row has, and makes a row where there is none; planners
-- know that it is one.
CREATE VIEW workmode.configuration AS
SELECT zone::varchar(100) AS zone, min_users, grain::varchar(7) AS grain, before::varchar(25) AS before, after::varchar(25) AS after,
	   base::varchar(25) AS base, include::varchar(11) AS include, refreshed_at, (refreshed_at AT TIME ZONE zone)::date AS refreshed_day
  FROM (SELECT coalesce(max(zone), 'UTC') AS zone, coalesce(max(min_users), 5) AS min_users,
			   coalesce(max(grain), 'month') AS grain, max(before) AS before, max(after) AS after, max(base) AS base,
			   coalesce(max(include), 'interactive') AS include,
			   (SELECT max(began) FROM workmode.refresh_log WHERE ended IS NOT NULL) AS refreshed_at
		  FROM workmode.setting) s;
COMMENT ON VIEW workmode.configuration IS 'settings in force, and when the board was last refreshed';

CREATE FUNCTION workmode.configure(
	zone text DEFAULT NULL, min_users int DEFAULT NULL,
	before text DEFAULT NULL, after text DEFAULT NULL, base text DEFAULT NULL,
	reader text DEFAULT NULL, include text DEFAULT NULL, grain text DEFAULT NULL,
	OUT name varchar(20), OUT value varchar(200), OUT meaning varchar(100))
RETURNS SETOF record
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	IF min_users < 1 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('min_users is %s', min_users), HINT = 'It must be 1 or more.';
	END IF;
	IF include NOT IN ('interactive', 'all') THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('there is no way "%s" to include sessions', include),
			HINT = 'Write interactive or all.';
	END IF;
	IF grain NOT IN ('day', 'week', 'month', 'quarter') THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('"%s" is no length of period', grain),
			HINT = 'Write day, week, month or quarter.';
	END IF;
	IF num_nonnulls(zone, min_users, before, after, base, include, grain) > 0 THEN
		IF NOT pg_has_role(workmode.owner(), 'USAGE') THEN
			RAISE insufficient_privilege USING MESSAGE = format('only the owner of the board, "%s", changes its settings', workmode.owner());
		END IF;
		INSERT INTO workmode.setting DEFAULT VALUES ON CONFLICT DO NOTHING;
		UPDATE workmode.setting s
		   SET zone = coalesce(configure.zone, s.zone),
			   min_users = coalesce(configure.min_users, s.min_users),
			   grain = coalesce(configure.grain, s.grain),
			   before = nullif(coalesce(configure.before, s.before), 'auto'),
			   after = nullif(coalesce(configure.after, s.after), 'auto'),
			   base = nullif(coalesce(configure.base, s.base), 'auto'),
			   include = coalesce(configure.include, s.include);
		PERFORM workmode.retally();
	END IF;
	IF reader IS NOT NULL THEN
		PERFORM workmode.grant_views(reader);
	END IF;
	RETURN QUERY
		SELECT v.name::varchar(20), v.value::varchar(200), v.meaning::varchar(100)
		  FROM workmode.configuration c, LATERAL (VALUES
			('zone', c.zone::text, 'time zone in which days begin'),
			('min_users', c.min_users::text, 'people that a figure must be of, or it is not shown'),
			('grain', c.grain::text, 'shortest period that is shown, unless min_users is 1'),
			('before', coalesce(c.before, 'auto'), 'period that the shift is from; auto: the first with enough people'),
			('after', coalesce(c.after, 'auto'), 'period that the shift is to; auto: the last with enough people that is over'),
			('base', coalesce(c.base, 'auto'), 'period in which the value index is 100; auto: the first with enough people'),
			('reader', workmode.readers(), 'roles that may read the views'),
			('include', c.include, 'sessions that the views count: interactive or all')) v(name, value, meaning);
END $$;
COMMENT ON FUNCTION workmode.configure(text, int, text, text, text, text, text, text) IS
	'sets what is given, and shows all settings; auto takes a period back, reader lets a role read the views';

CREATE FUNCTION workmode.owner() RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'workmode.session'::regclass
$$;
COMMENT ON FUNCTION workmode.owner() IS 'role that owns the board';

CREATE FUNCTION workmode.readers() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(reader, ', ' ORDER BY reader COLLATE "C")
	  FROM (SELECT CASE grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(grantee) END AS reader
			  FROM pg_class c, aclexplode(c.relacl) a
			 WHERE c.oid = 'workmode.share_month'::regclass AND a.privilege_type = 'SELECT' AND a.grantee <> c.relowner) r
$$;
COMMENT ON FUNCTION workmode.readers() IS 'roles that may read the views, besides their owner';

CREATE FUNCTION workmode.grant_views(reader text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT pg_has_role(workmode.owner(), 'USAGE') THEN
		RAISE insufficient_privilege USING MESSAGE = format('only the owner of the board, "%s", lets others read it', workmode.owner());
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = reader) AND reader <> 'public' THEN
		RAISE undefined_object USING
			MESSAGE = format('role "%s" does not exist', reader),
			HINT = format('Whoever may make roles can say: CREATE ROLE %I LOGIN;', reader);
	END IF;
	EXECUTE format('GRANT SELECT ON workmode.configuration, workmode.mode, workmode.session_mode,
		workmode.share_day, workmode.share_week, workmode.share_month, workmode.share_quarter, workmode.share_series,
		workmode.share_month_headless, workmode.share_month_project, workmode.share_month_team,
		workmode.shift, workmode.shift_test, workmode.value_index, workmode.decomposition, workmode.coverage, workmode.coverage_month TO %I', reader);
END $$;
COMMENT ON FUNCTION workmode.grant_views(text) IS 'lets a role read every view that is meant for readers';

--
-- What the views are made of.  Readers get no right to these.
--

-- What a session counts as: one of six kinds, which add up to all.
CREATE VIEW workmode.session_kind AS
SELECT s.*, tallied AND (kind = 'interactive' OR (SELECT include = 'all' FROM workmode.configuration)) AS counted
  FROM (SELECT s.*, NOT duplicate AND mode IS NOT NULL AND day IS NOT NULL AS tallied, CASE
			WHEN duplicate THEN 'duplicate'
			WHEN mode IS NULL THEN 'unclassified'
			WHEN day IS NULL THEN 'undated'
			WHEN surface = 'subagent' THEN 'subagent'
			WHEN headless THEN 'headless'
			ELSE 'interactive' END::varchar(12) AS kind
		  FROM (SELECT s.*,
					   -- No agent is older; and a clock that is wrong must not make the calendar endless.
					   CASE WHEN started_at >= '2020-01-01 00:00+00' AND started_at < now() + interval '1 day'
							THEN (started_at AT TIME ZONE (SELECT zone FROM workmode.configuration))::date END AS day,
					   left(reverse(split_part(reverse(rtrim(translate(project, '\', '/'), '/')), '/', 1)), 100)::varchar(100) AS folder
				  FROM workmode.session s) s) s;
COMMENT ON VIEW workmode.session_kind IS 'sessions with the kind that they count as, whether tallies and the views count them, their day, and the last part of their working directory';

-- Most sessions are older than all stale months.  The first condition drops them before
-- a day is made of their time; two days are more than zones can differ.
CREATE VIEW workmode.tally_now AS
SELECT k.day, k.kind::varchar(11) AS stratum, coalesce(k.person, '')::varchar(200) AS person,
	   coalesce(k.team, '')::varchar(100) AS team, coalesce(k.folder, '')::varchar(100) AS project,
	   workmode_tally(k.mode, k.value, (k.facts).probabilities) AS tally
  FROM workmode.session_kind k
  JOIN workmode.stale s ON s.day = date_trunc('month', k.day::timestamp)::date
 WHERE k.started_at >= (SELECT min(day) - 2 FROM workmode.stale) AND k.tallied
 GROUP BY 1, 2, 3, 4, 5;
COMMENT ON VIEW workmode.tally_now IS 'what workmode.tally should be in stale months';

CREATE VIEW workmode.tally_change AS
SELECT day, stratum, person, team, project, n.tally
  FROM workmode.tally_now n
  FULL JOIN (SELECT t.* FROM workmode.tally t JOIN workmode.stale s ON s.day = date_trunc('month', t.day::timestamp)::date) t
	   USING (day, stratum, person, team, project)
 WHERE n.tally IS DISTINCT FROM t.tally;
COMMENT ON VIEW workmode.tally_change IS 'what differs between workmode.tally_now and workmode.tally; the tally is NULL if the row must go';

-- Intervals take people for independent.  A board of one person has none to compare,
-- so it takes the person's days for independent: what it says is about this person.
CREATE VIEW workmode.alone AS
SELECT c.min_users = 1 AND NOT EXISTS (
	SELECT FROM workmode.tally WHERE person <> (SELECT min(person) FROM workmode.tally)) AS alone
  FROM workmode.configuration c;
COMMENT ON VIEW workmode.alone IS 'true if one person has all sessions of the board, and may be shown';

CREATE VIEW workmode.tally_cluster AS
SELECT t.*, CASE WHEN (SELECT alone FROM workmode.alone) THEN t.day::text ELSE t.person END::varchar(200) AS cluster,
	   t.stratum = 'interactive' OR (SELECT include = 'all' FROM workmode.configuration) AS counted
  FROM workmode.tally t;
COMMENT ON VIEW workmode.tally_cluster IS 'tallies with what intervals take for independent, and whether the views count their sessions';

CREATE VIEW workmode.counted AS
SELECT day, cluster, tally FROM workmode.tally_cluster WHERE counted;
COMMENT ON VIEW workmode.counted IS 'tallies of the sessions that the views count';

CREATE VIEW workmode.grain AS
SELECT * FROM (VALUES
	('day', 1, interval '1 day'), ('week', 2, interval '7 days'), ('month', 3, interval '1 month'),
	('quarter', 4, interval '3 months'), ('year', 5, interval '1 year')) g(grain, sort, length);
COMMENT ON VIEW workmode.grain IS 'lengths of periods';

-- A team or a project of too few people is not named.
CREATE VIEW workmode.named_now AS
SELECT dimension::varchar(7) AS dimension, name
  FROM (SELECT DISTINCT 'team' AS dimension, team AS name, person FROM workmode.tally_cluster WHERE counted
		 UNION ALL
		SELECT DISTINCT 'project', project, person FROM workmode.tally_cluster WHERE counted) n
 WHERE name <> ''
 GROUP BY dimension, name
HAVING count(*) >= (SELECT min_users FROM workmode.configuration);
COMMENT ON VIEW workmode.named_now IS 'what workmode.named should be';

CREATE VIEW workmode.named_change AS
SELECT dimension, name, t.name IS NULL AS is_new
  FROM workmode.named_now n FULL JOIN workmode.named t USING (dimension, name)
 WHERE n.name IS NULL OR t.name IS NULL;
COMMENT ON VIEW workmode.named_change IS 'what differs between workmode.named_now and workmode.named; a name that is not new must go';

CREATE VIEW workmode.month_now AS
WITH month AS MATERIALIZED (
	SELECT s.day, t.stratum, t.cluster, t.team, t.project, t.counted, workmode_rollup(t.tally) AS tally
	  FROM workmode.tally_cluster t
	  JOIN workmode.stale s ON s.day = date_trunc('month', t.day::timestamp)::date
	 GROUP BY 1, 2, 3, 4, 5, 6
), split AS MATERIALIZED (
	SELECT 'team' AS dimension, team AS name, day, cluster, workmode_rollup(tally) AS tally
	  FROM month WHERE counted
	 GROUP BY 2, 3, 4
	 UNION ALL
	SELECT 'project', project, day, cluster, workmode_rollup(tally)
	  FROM month WHERE counted
	 GROUP BY 2, 3, 4
)
SELECT 'all'::varchar(7) AS dimension, 'all'::varchar(100) AS name, day, cluster, workmode_rollup(tally) AS tally
  FROM split
 WHERE dimension = 'team'
 GROUP BY day, cluster
 UNION ALL
SELECT 'stratum', stratum, day, cluster, workmode_rollup(tally)
  FROM month
 GROUP BY stratum, day, cluster
 UNION ALL
SELECT dimension, CASE WHEN name = '' THEN '(unknown)' WHEN l.name IS NULL THEN '(other)' ELSE name END, day, cluster,
	   workmode_rollup(tally)
  FROM split LEFT JOIN workmode.named l USING (dimension, name)
 GROUP BY 1, 2, 3, 4;
COMMENT ON VIEW workmode.month_now IS 'what workmode.month should be in stale months';

CREATE VIEW workmode.month_change AS
SELECT dimension, name, day, cluster, n.tally
  FROM workmode.month_now n
  FULL JOIN (SELECT m.* FROM workmode.month m JOIN workmode.stale s USING (day)) t USING (dimension, name, day, cluster)
 WHERE n.tally IS DISTINCT FROM t.tally;
COMMENT ON VIEW workmode.month_change IS 'what differs between workmode.month_now and workmode.month; the tally is NULL if the row must go';

CREATE VIEW workmode.stale_period AS
SELECT DISTINCT g.grain, p.day::date AS day
  FROM workmode.stale s, workmode.grain g,
	   generate_series(date_trunc(g.grain, s.day::timestamp), s.day + interval '1 month' - interval '1 day', g.length) p(day);
COMMENT ON VIEW workmode.stale_period IS 'periods of all lengths that have days of a stale month';

-- What is small is made of what is smaller still: years of months, not of days.
CREATE VIEW workmode.period_now AS
WITH by_cluster AS (
	SELECT 'all'::varchar(7) AS dimension, 'all'::varchar(100) AS name, s.grain, s.day, d.cluster, workmode_rollup(d.tally) AS tally
	  FROM workmode.counted d
	 CROSS JOIN workmode.grain g
	  JOIN workmode.stale_period s ON s.grain = g.grain AND s.day = date_trunc(g.grain, d.day::timestamp)::date
	 WHERE g.grain IN ('day', 'week')
	 GROUP BY 3, 4, 5
	 UNION ALL
	SELECT m.dimension, m.name, s.grain, s.day, m.cluster, workmode_rollup(m.tally)
	  FROM workmode.month m
	 CROSS JOIN workmode.grain g
	  JOIN workmode.stale_period s ON s.grain = g.grain AND s.day = date_trunc(g.grain, m.day::timestamp)::date
	 WHERE m.dimension = 'all' AND g.grain IN ('quarter', 'year')
	 GROUP BY 1, 2, 3, 4, 5
	 UNION ALL
	SELECT m.dimension, m.name, 'month', day, m.cluster, m.tally
	  FROM workmode.month m JOIN workmode.stale s USING (day)
)
SELECT dimension, name, grain::varchar(7) AS grain, day, workmode_cluster(tally) AS tally
  FROM by_cluster
 GROUP BY dimension, name, grain, day;
COMMENT ON VIEW workmode.period_now IS 'what workmode.period should have of stale periods that have sessions';

-- Months alone are split.
CREATE VIEW workmode.calendar AS
SELECT n.dimension, n.name, g.grain::varchar(7) AS grain, p.day::date AS day, (p.day + g.length)::date AS next_day
  FROM (SELECT DISTINCT dimension, name FROM workmode.month) n
  JOIN (SELECT d.dimension, min(t.first_day)::timestamp AS first_day, max(t.last_day)::timestamp AS last_day
		  FROM (SELECT counted, min(day) AS first_day, max(day) AS last_day FROM workmode.tally_cluster GROUP BY counted) t,
			   (VALUES ('all'), ('stratum'), ('team'), ('project')) d(dimension)
		 WHERE t.counted OR d.dimension = 'stratum'
		 GROUP BY d.dimension) c USING (dimension)
  JOIN workmode.grain g ON n.dimension = 'all' OR g.grain = 'month',
	   generate_series(date_trunc(g.grain, c.first_day), c.last_day, g.length) p(day);
COMMENT ON VIEW workmode.calendar IS 'every period from the first to the last that has sessions';

CREATE VIEW workmode.period_change AS
SELECT dimension, name, grain, day, c.next_day, n.tally
  FROM workmode.calendar c
  LEFT JOIN workmode.period_now n USING (dimension, name, grain, day)
  LEFT JOIN workmode.stale_period s USING (grain, day)
  FULL JOIN workmode.period t USING (dimension, name, grain, day)
 WHERE c.next_day IS DISTINCT FROM t.next_day OR s.day IS NOT NULL AND n.tally IS DISTINCT FROM t.tally;
COMMENT ON VIEW workmode.period_change IS 'what differs between workmode.calendar with workmode.period_now and workmode.period; next_day is NULL if the row must go';

--
-- What is not shown of a period
--
-- workmode_publishable() says it of a period by itself.  But a quarter less two of
-- its months is the third, and a month less its teams but one is that team.  So
-- figures that add up are shown by rules that hold for all of them:
--
--	1. The shortest periods are those of the setting "grain".
--	2. A longer period shows the modes that all its parts show, or, if none of
--	   its parts shows anything, what it may show by itself.
--	3. All parts of a month that show anything show the same modes: those that the
--	   month can show, and each of them, and together the parts that show nothing.
--
-- Then all that is shown, and whatever follows from it by adding and subtracting,
-- is made of pieces each of which could be shown by itself.
--

-- By itself: a bit for each mode that is not shown.
CREATE VIEW workmode.period_alone AS
SELECT p.dimension, p.name, p.grain, p.day, p.next_day, workmode_count(p.tally) AS n, s.hidden, s.value_hidden
  FROM workmode.period p, workmode.configuration c,
	   LATERAL (SELECT CASE WHEN bool_or(mode IS NULL AND status = 'published') THEN
							coalesce(bit_or(1 << (ordinality::int - 1)) FILTER (WHERE mode IS NOT NULL AND status <> 'published'), 0) END AS hidden,
					   CASE WHEN bool_or(mode IS NULL AND value_status = 'published') THEN
							coalesce(bit_or(1 << (ordinality::int - 1)) FILTER (WHERE mode IS NOT NULL AND value_status <> 'published'), 0) END AS value_hidden
				  FROM workmode_publishable(p.tally, c.min_users) WITH ORDINALITY) s
 WHERE p.tally IS NOT NULL;
COMMENT ON VIEW workmode.period_alone IS 'modes that are not shown of a period, as far as the period alone decides';

-- Rules 1 and 2, from days to years.  A period that shows nothing may have parts that
-- do, so it is kept, too, whether anything within a period is shown.
CREATE VIEW workmode.period_nested AS
WITH alone AS (
	SELECT grain, day, CASE WHEN may THEN hidden END AS hidden, CASE WHEN may THEN value_hidden END AS value_hidden,
		   may AND hidden IS NOT NULL AS shows, may AND value_hidden IS NOT NULL AS shows_value
	  FROM (SELECT a.*, c.min_users = 1 OR g.grain = c.grain OR g.sort > s.sort AND c.grain <> 'week' AS may
			  FROM workmode.period_alone a, workmode.configuration c, workmode.grain g, workmode.grain s
			 WHERE a.dimension = 'all' AND g.grain = a.grain AND s.grain = c.grain) a
), month AS (
	SELECT a.grain, a.day,
		   CASE WHEN p.any_shown THEN CASE WHEN p.shown = p.parts THEN p.hidden END ELSE a.hidden END AS hidden,
		   CASE WHEN p.any_value_shown THEN CASE WHEN p.value_shown = p.parts THEN p.value_hidden END ELSE a.value_hidden END AS value_hidden,
		   coalesce(p.any_shown, false) OR a.hidden IS NOT NULL AS shows,
		   coalesce(p.any_value_shown, false) OR a.value_hidden IS NOT NULL AS shows_value
	  FROM alone a
	  LEFT JOIN (SELECT g.grain, date_trunc(g.grain, p.day::timestamp)::date AS day, count(*) AS parts,
						bool_or(shows) AS any_shown, count(hidden) AS shown, bit_or(hidden) AS hidden,
						bool_or(shows_value) AS any_value_shown, count(value_hidden) AS value_shown, bit_or(value_hidden) AS value_hidden
				   FROM alone p, (VALUES ('week'), ('month')) g(grain)
				  WHERE p.grain = 'day' GROUP BY 1, 2) p USING (grain, day)
	 WHERE a.grain IN ('day', 'week', 'month')
), quarter AS (
	SELECT a.grain, a.day,
		   CASE WHEN p.any_shown THEN CASE WHEN p.shown = p.parts THEN p.hidden END ELSE a.hidden END AS hidden,
		   CASE WHEN p.any_value_shown THEN CASE WHEN p.value_shown = p.parts THEN p.value_hidden END ELSE a.value_hidden END AS value_hidden,
		   coalesce(p.any_shown, false) OR a.hidden IS NOT NULL AS shows,
		   coalesce(p.any_value_shown, false) OR a.value_hidden IS NOT NULL AS shows_value
	  FROM alone a
	  LEFT JOIN (SELECT date_trunc('quarter', day::timestamp)::date AS day, count(*) AS parts,
						bool_or(shows) AS any_shown, count(hidden) AS shown, bit_or(hidden) AS hidden,
						bool_or(shows_value) AS any_value_shown, count(value_hidden) AS value_shown, bit_or(value_hidden) AS value_hidden
				   FROM month
				  WHERE grain = 'month' GROUP BY 1) p USING (day)
	 WHERE a.grain = 'quarter'
), year AS (
	SELECT a.grain, a.day,
		   CASE WHEN p.any_shown THEN CASE WHEN p.shown = p.parts THEN p.hidden END ELSE a.hidden END AS hidden,
		   CASE WHEN p.any_value_shown THEN CASE WHEN p.value_shown = p.parts THEN p.value_hidden END ELSE a.value_hidden END AS value_hidden,
		   coalesce(p.any_shown, false) OR a.hidden IS NOT NULL AS shows,
		   coalesce(p.any_value_shown, false) OR a.value_hidden IS NOT NULL AS shows_value
	  FROM alone a
	  LEFT JOIN (SELECT date_trunc('year', day::timestamp)::date AS day, count(*) AS parts,
						bool_or(shows) AS any_shown, count(hidden) AS shown, bit_or(hidden) AS hidden,
						bool_or(shows_value) AS any_value_shown, count(value_hidden) AS value_shown, bit_or(value_hidden) AS value_hidden
				   FROM quarter GROUP BY 1) p USING (day)
	 WHERE a.grain = 'year'
)
SELECT grain, day, hidden, value_hidden | hidden AS value_hidden
  FROM (TABLE month UNION ALL TABLE quarter UNION ALL TABLE year) n;
COMMENT ON VIEW workmode.period_nested IS 'what hidden and value_hidden of workmode.period should be, of all sessions';

-- Rule 3, once workmode.period has what is not shown of all sessions.  The parts that
-- show nothing are those that cannot, and as many of the smallest as it takes for the
-- others to show most.  Strata are parts of the month only if the views count them all.
CREATE VIEW workmode.period_split AS
WITH ranked AS (
	SELECT a.dimension, a.name::text AS name, a.day, a.hidden, c.min_users,
		   row_number() OVER (PARTITION BY a.dimension, a.day ORDER BY a.hidden IS NOT NULL, a.n, a.name) AS place,
		   count(*) FILTER (WHERE a.hidden IS NULL) OVER (PARTITION BY a.dimension, a.day) AS small,
		   count(*) OVER (PARTITION BY a.dimension, a.day) AS parts
	  FROM workmode.stale s JOIN workmode.period_alone a USING (day), workmode.configuration c
	 WHERE a.dimension IN ('team', 'project') OR a.dimension = 'stratum' AND c.include = 'all'
), tried AS (
	SELECT r.dimension, r.name, r.day, r.hidden, r.small + t.more AS kept, r.place <= r.small + t.more AS is_kept
	  FROM ranked r, (VALUES (0), (1), (2), (4), (8), (16), (32), (64), (128)) t(more)
	 WHERE r.small + t.more < r.parts AND (t.more = 0 OR r.min_users > 1)
), together AS (
	SELECT k.dimension, k.day, k.kept, s.hidden
	  FROM (SELECT dimension, day, kept, workmode_cluster(tally) AS tally
			  FROM (SELECT t.dimension, t.day, t.kept, m.cluster, workmode_rollup(m.tally) AS tally
					  FROM tried t JOIN workmode.month m USING (dimension, name, day)
					 WHERE t.is_kept GROUP BY t.dimension, t.day, t.kept, m.cluster) c
			 GROUP BY dimension, day, kept) k, workmode.configuration c,
		   LATERAL (SELECT CASE WHEN bool_or(mode IS NULL AND status = 'published') THEN
								coalesce(bit_or(1 << (ordinality::int - 1)) FILTER (WHERE mode IS NOT NULL AND status <> 'published'), 0) END AS hidden
					  FROM workmode_publishable(k.tally, c.min_users) WITH ORDINALITY) s
), chosen AS (
	SELECT DISTINCT ON (dimension, day) dimension, day, kept, hidden
	  FROM (SELECT t.dimension, t.day, t.kept, count(*) FILTER (WHERE NOT t.is_kept) AS shown,
				   bit_or(t.hidden) FILTER (WHERE NOT t.is_kept) | CASE WHEN t.kept = 0 THEN 0 ELSE k.hidden END | n.hidden AS hidden
			  FROM tried t
			  LEFT JOIN together k USING (dimension, day, kept)
			  LEFT JOIN workmode.period n ON n.dimension = 'all' AND n.grain = 'month' AND n.day = t.day
			 GROUP BY t.dimension, t.day, t.kept, k.hidden, n.hidden) c
	 WHERE hidden IS NOT NULL
	 ORDER BY dimension, day, shown * length(replace(hidden::bit(9)::text, '1', '')) DESC, kept
)
SELECT r.dimension, r.name, r.day, CASE WHEN r.place > c.kept THEN c.hidden END AS hidden
  FROM ranked r LEFT JOIN chosen c USING (dimension, day)
 UNION ALL
SELECT a.dimension, a.name, a.day, CASE WHEN a.name = 'interactive' THEN n.hidden WHEN n.shows THEN a.hidden END
  FROM workmode.stale s
  JOIN workmode.period_alone a USING (day)
  LEFT JOIN (SELECT n.day, n.hidden, c.min_users = 1 OR c.grain IN ('day', 'month') AS shows
			   FROM workmode.period n, workmode.configuration c
			  WHERE n.dimension = 'all' AND n.grain = 'month') n USING (day)
 WHERE a.dimension = 'stratum' AND (SELECT include FROM workmode.configuration) <> 'all';
COMMENT ON VIEW workmode.period_split IS 'what hidden of workmode.period should be, of a stratum, team or project in a stale month';

-- How many periods of each length are over, and how many of them show something.
CREATE VIEW workmode.fit AS
SELECT grain, sort, count(*) FILTER (WHERE enough) AS periods, count(*) AS of_periods,
	   min(day) FILTER (WHERE enough) AS first_day, min(next_day) FILTER (WHERE enough) AS first_next,
	   max(day) FILTER (WHERE enough) AS last_day, max(next_day) FILTER (WHERE enough) AS last_next
  FROM (SELECT p.*, p.hidden IS NOT NULL AS enough
		  FROM workmode.period p, workmode.configuration c
		 WHERE p.dimension = 'all' AND p.tally IS NOT NULL AND p.next_day <= c.refreshed_day) p
  JOIN workmode.grain USING (grain)
 GROUP BY grain, sort;
COMMENT ON VIEW workmode.fit IS 'how many periods of each length are over, and how many of them show something';

-- The two periods that the shift compares.  What is not shown of either of them is
-- merged, person by person, into one mode: no figure can tell it apart.
--
-- A period that is one of the board's own shows what that one shows.  Another must be
-- made of whole ones of the shortest length, and all of them must show something.
CREATE VIEW workmode.comparison AS
WITH asked AS (
	SELECT c.before, c.after, c.min_users, c.grain AS shortest, c.refreshed_day, b.first_day AS before_day, b.next_day AS before_next,
		   a.first_day AS after_day, a.next_day AS after_next
	  FROM workmode.configuration c
	  LEFT JOIN LATERAL workmode.span(c.before) b ON true
	  LEFT JOIN LATERAL workmode.span(c.after) a ON true
), found AS (
	SELECT f.* FROM workmode.fit f, workmode.configuration c
	 WHERE (f.grain IN ('month', 'quarter', 'year') OR f.grain = 'week' AND c.grain = 'week') AND f.periods > 1
	 ORDER BY f.sort LIMIT 1
), pair AS (
	SELECT a.min_users, a.shortest, a.refreshed_day,
		   CASE WHEN a.before_day IS NULL OR a.after_day IS NULL THEN f.grain END AS grain,
		   coalesce(a.before, to_char(f.first_day, l.form) || coalesce(to_char(f.first_next - 1, l.form_end), ''))::varchar(25) AS before,
		   coalesce(a.after, to_char(f.last_day, l.form) || coalesce(to_char(f.last_next - 1, l.form_end), ''))::varchar(25) AS after,
		   coalesce(a.before_day, f.first_day) AS before_day, coalesce(a.before_next, f.first_next) AS before_next,
		   coalesce(a.after_day, f.last_day) AS after_day, coalesce(a.after_next, f.last_next) AS after_next
	  FROM asked a
	  LEFT JOIN found f ON true
	  LEFT JOIN (VALUES ('week', 'YYYY-MM-DD', '/YYYY-MM-DD'), ('month', 'YYYY-MM', NULL), ('quarter', 'YYYY-"Q"Q', NULL), ('year', 'YYYY', NULL)) l(grain, form, form_end)
		ON l.grain = f.grain
), side AS (
	SELECT e.side, e.first_day, e.next_day, h.hidden, h.value_hidden
	  FROM pair p,
		   LATERAL (VALUES ('before', p.before_day, p.before_next), ('after', p.after_day, p.after_next)) e(side, first_day, next_day),
		   LATERAL (SELECT CASE WHEN p.min_users = 1 THEN 0
								WHEN bool_or(own) THEN bit_or(hidden) FILTER (WHERE own)
								WHEN bool_and(inside) AND count(hidden) = count(*) THEN bit_or(hidden) END AS hidden,
						   CASE WHEN p.min_users = 1 THEN 0
								WHEN bool_or(own) THEN bit_or(value_hidden) FILTER (WHERE own)
								WHEN bool_and(inside) AND count(value_hidden) = count(*) THEN bit_or(value_hidden) END AS value_hidden
					  FROM (SELECT q.hidden, q.value_hidden, q.day = e.first_day AND q.next_day = e.next_day AS own,
								   q.day >= e.first_day AND q.next_day <= e.next_day AS inside
							  FROM workmode.period q
							 WHERE q.dimension = 'all' AND q.tally IS NOT NULL AND q.day < e.next_day AND q.next_day > e.first_day
							   AND (q.grain = p.shortest OR q.day = e.first_day AND q.next_day = e.next_day)) q) h
), both_sides AS (
	SELECT CASE WHEN count(hidden) = 2 THEN bit_or(hidden) END AS hidden,
		   CASE WHEN count(value_hidden) = 2 THEN bit_or(value_hidden) END AS value_hidden
	  FROM side
), modes AS (
	SELECT b.hidden, b.value_hidden, array_agg(m.mode) FILTER (WHERE b.hidden >> (m.ordinal - 1) & 1 = 1) AS hidden_modes,
		   array_agg(m.mode) FILTER (WHERE b.value_hidden >> (m.ordinal - 1) & 1 = 1) AS value_hidden_modes
	  FROM both_sides b, workmode_modes() m
	 GROUP BY b.hidden, b.value_hidden
), by_cluster AS (
	SELECT s.side, d.cluster, workmode_rollup(d.tally) AS tally
	  FROM side s
	  JOIN workmode.counted d ON d.day >= s.first_day AND d.day < s.next_day
	 GROUP BY s.side, d.cluster
), tallied AS (
	SELECT b.side, workmode_cluster(workmode_merge_modes(b.tally, coalesce(m.hidden_modes, '{}'))) AS tally,
		   workmode_cluster(workmode_merge_modes(b.tally, coalesce(m.value_hidden_modes, '{}'))) AS value_tally
	  FROM by_cluster b, modes m
	 GROUP BY b.side
), judged AS (
	SELECT p.*, m.hidden, m.value_hidden, b.tally AS before_tally, a.tally AS after_tally, b.value_tally AS before_values, a.value_tally AS after_values,
		   least(coalesce(workmode_users(b.tally), 0), coalesce(workmode_users(a.tally), 0)) AS users,
		   CASE
			WHEN p.before_day IS NULL OR p.after_day IS NULL THEN 'empty'
			WHEN coalesce(p.before_next > p.refreshed_day OR p.after_next > p.refreshed_day, true) THEN 'incomplete'
			WHEN m.hidden IS NULL OR a.tally IS NULL OR b.tally IS NULL THEN 'suppressed'
			ELSE 'published' END AS status,
		   p.min_users = 1 OR workmode_probable(b.tally) = workmode_count(b.tally) AND workmode_probable(a.tally) = workmode_count(a.tally) AS expects
	  FROM pair p
	 CROSS JOIN modes m
	  LEFT JOIN tallied b ON b.side = 'before'
	  LEFT JOIN tallied a ON a.side = 'after'
)
SELECT before, after, before_day, after_day, min_users, hidden, value_hidden, expects,
	   CASE WHEN status = 'published' THEN before_tally END AS before_tally,
	   CASE WHEN status = 'published' THEN after_tally END AS after_tally,
	   CASE WHEN status = 'published' AND value_hidden IS NOT NULL THEN before_values END AS before_values,
	   CASE WHEN status = 'published' AND value_hidden IS NOT NULL THEN after_values END AS after_values,
	   status::varchar(13) AS status,
	   CASE status
			WHEN 'empty' THEN CASE min_users WHEN 1 THEN 'there are no two months that are over and have sessions'
								ELSE format('there are no two months, quarters or years with %s people that are over', min_users) END
			WHEN 'incomplete' THEN 'a period is not over, or nothing was refreshed since'
			WHEN 'suppressed' THEN CASE WHEN min_users = 1 THEN 'a period has no sessions'
										WHEN users < min_users THEN format('a period has fewer than %s people', min_users)
										ELSE format('a period is not made of %ss that are shown', shortest) END
			ELSE CASE nullif(grain, shortest) WHEN 'quarter' THEN format('quarters, as no two months have %s people', min_users)
							WHEN 'year' THEN format('years, as no two quarters have %s people', min_users) END
			END::varchar(100) AS note
  FROM judged;
COMMENT ON VIEW workmode.comparison IS 'the two periods that the shift compares, with their tallies, in which modes that are not shown are one';

--
-- mode: the nine modes
--

CREATE VIEW workmode.mode AS
SELECT mode::text::varchar(11) AS mode, label::varchar(20) AS mode_label, ordinal AS mode_sort,
	   colour::varchar(7) AS mode_colour, family::varchar(10) AS family, description::varchar(200) AS description
  FROM workmode_modes();
COMMENT ON VIEW workmode.mode IS 'the nine work modes: label, order, colour, family';

--
-- share: shares of the modes by day, week, month and quarter
--
-- A reader's own function in WHERE must not see what a view leaves out: the views
-- that leave something out are barriers to it.
--

-- Every period and mode, with figures where they may be shown.  Figures of a period
-- that is not over would tell, from one refresh to the next, what one person did.
--
-- Three estimates stand side by side.  An expected share is a sum over all sessions of
-- the period, those of the other modes among them.  So it is of the people of n, which
-- is shown wherever the share of a mode is, and whatever follows by adding and
-- subtracting is of sessions whose n follows in the same way.  Of some of the sessions
-- nothing like that holds: those that have probabilities may be one person's.  So all
-- must have them, unless figures of one person may be shown.
--
-- An unmixed share is made of all nine expected ones, and these could be solved of a few
-- unmixed ones; limits, too, depend on how all modes lie.  So these are shown where no
-- mode is hidden, and limits are rounded outward to a tenth of 1 / sqrt(n), as
-- workmode_publishable() has it.
CREATE VIEW workmode.share AS
SELECT p.dimension, p.name, p.grain, p.day::timestamp AT TIME ZONE c.zone AS "time", p.day,
	   f.mode, f.mode_label, f.mode_sort, f.mode_colour,
	   CASE WHEN p.status = 'empty' THEN 0 WHEN f.shows THEN f.sessions END AS sessions,
	   CASE WHEN p.status = 'empty' THEN 0 WHEN p.shows THEN e.n END AS n,
	   CASE WHEN p.status = 'empty' THEN 0 WHEN f.shows THEN CASE WHEN a.alone THEN least(f.users, 1) ELSE f.users END END AS users,
	   CASE WHEN f.shows THEN f.share END AS share,
	   CASE WHEN f.shows THEN f.low END AS lo,
	   CASE WHEN f.shows THEN f.high END AS hi,
	   CASE WHEN f.shows THEN f.expected END AS expected,
	   CASE WHEN p.hidden = 0 THEN coalesce(floor(e.scale * f.expected_low) / e.scale, f.expected_low) END AS expected_lo,
	   CASE WHEN p.hidden = 0 THEN coalesce(ceil(e.scale * f.expected_high) / e.scale, f.expected_high) END AS expected_hi,
	   f.unmixed,
	   coalesce(floor(e.scale * f.unmixed_low) / e.scale, f.unmixed_low) AS unmixed_lo,
	   coalesce(ceil(e.scale * f.unmixed_high) / e.scale, f.unmixed_high) AS unmixed_hi,
	   coalesce(p.status, CASE WHEN f.shows THEN 'published' ELSE 'suppressed' END)::varchar(13) AS status,
	   p.complete
  FROM workmode.configuration c, workmode.alone a,
	   LATERAL (SELECT q.*, CASE WHEN c.min_users > 1 AND NOT q.complete THEN 'incomplete' WHEN q.tally IS NULL THEN 'empty' END AS status,
					   q.tally IS NOT NULL AND q.hidden IS NOT NULL AND (c.min_users = 1 OR q.complete) AS shows
				  FROM (SELECT r.*, coalesce(r.next_day <= c.refreshed_day, false) AS complete FROM workmode.period r) q) p,
	   -- OFFSET has this worked out once for a period, and not for each mode.
	   LATERAL (SELECT n, CASE WHEN p.shows AND (c.min_users = 1 OR workmode_probable(p.tally) = n) THEN p.tally END AS tally,
					   CASE WHEN c.min_users > 1 THEN power(10, ceil(log(10 * sqrt(n)))) END AS scale
				  FROM workmode_count(p.tally) n OFFSET 0) e,
	   LATERAL (SELECT m.*, s.sessions, s.users, s.share, s.low, s.high, x.share AS expected, x.low AS expected_low, x.high AS expected_high,
					   u.share AS unmixed, u.low AS unmixed_low, u.high AS unmixed_high, p.shows AND p.hidden >> (m.mode_sort - 1) & 1 = 0 AS shows
				  FROM workmode.mode m
				  LEFT JOIN workmode_publishable(p.tally, c.min_users) s ON s.mode::text = m.mode
				  LEFT JOIN workmode_shares(e.tally, estimate => 'expected') x ON x.mode::text = m.mode
				  LEFT JOIN workmode_shares(CASE WHEN p.hidden = 0 THEN e.tally END, estimate => 'unmixed') u ON u.mode::text = m.mode) f;
COMMENT ON VIEW workmode.share IS 'shares by period, mode, and what they are split by: what the views of shares are made of';

CREATE VIEW workmode.share_day WITH (security_barrier) AS
SELECT "time", day, mode, mode_label, mode_sort, mode_colour, sessions, n, users, share, lo, hi,
	   expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi, status, complete
  FROM workmode.share WHERE dimension = 'all' AND grain = 'day';
COMMENT ON VIEW workmode.share_day IS 'share of each work mode by day';

CREATE VIEW workmode.share_week WITH (security_barrier) AS
SELECT "time", day, mode, mode_label, mode_sort, mode_colour, sessions, n, users, share, lo, hi,
	   expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi, status, complete
  FROM workmode.share WHERE dimension = 'all' AND grain = 'week';
COMMENT ON VIEW workmode.share_week IS 'share of each work mode by week, from Monday';

CREATE VIEW workmode.share_month WITH (security_barrier) AS
SELECT "time", day, mode, mode_label, mode_sort, mode_colour, sessions, n, users, share, lo, hi,
	   expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi, status, complete
  FROM workmode.share WHERE dimension = 'all' AND grain = 'month';
COMMENT ON VIEW workmode.share_month IS 'share of each work mode by month';

CREATE VIEW workmode.share_quarter WITH (security_barrier) AS
SELECT "time", day, mode, mode_label, mode_sort, mode_colour, sessions, n, users, share, lo, hi,
	   expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi, status, complete
  FROM workmode.share WHERE dimension = 'all' AND grain = 'quarter';
COMMENT ON VIEW workmode.share_quarter IS 'share of each work mode by quarter';

CREATE VIEW workmode.share_series WITH (security_barrier) AS
SELECT "time", mode_label AS mode, share AS value
  FROM workmode.share
 WHERE dimension = 'all' AND complete AND grain = coalesce(
	   (SELECT grain FROM workmode.fit
		 WHERE grain IN ('week', 'month', 'quarter') AND 2 * periods >= of_periods ORDER BY sort LIMIT 1), 'quarter');
COMMENT ON VIEW workmode.share_series IS 'shares as a time series, as Grafana wants it: by week, or by month or quarter where weeks have too few people';

CREATE VIEW workmode.share_month_headless WITH (security_barrier) AS
SELECT "time", day, name::varchar(11) AS stratum, mode, mode_label, mode_sort, mode_colour,
	   sessions, n, users, share, lo, hi, expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi, status, complete
  FROM workmode.share WHERE dimension = 'stratum' AND grain = 'month';
COMMENT ON VIEW workmode.share_month_headless IS 'share of each work mode by month, of interactive, headless and subagent sessions each';

CREATE VIEW workmode.share_month_team WITH (security_barrier) AS
SELECT "time", day, name AS team, mode, mode_label, mode_sort, mode_colour,
	   sessions, n, users, share, lo, hi, expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi, status, complete
  FROM workmode.share WHERE dimension = 'team' AND grain = 'month';
COMMENT ON VIEW workmode.share_month_team IS 'share of each work mode by month and team; teams of too few people stand together';

CREATE VIEW workmode.share_month_project WITH (security_barrier) AS
SELECT "time", day, name AS project, mode, mode_label, mode_sort, mode_colour,
	   sessions, n, users, share, lo, hi, expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi, status, complete
  FROM workmode.share WHERE dimension = 'project' AND grain = 'month';
COMMENT ON VIEW workmode.share_month_project IS 'share of each work mode by month and project; projects of too few people stand together';

--
-- shift: how the shares moved from one period to another
--

-- More digits of limits and p-values than they need would tell how alike people are.
-- Expected and unmixed changes are shown where such shares of both periods would be.
CREATE VIEW workmode.shift WITH (security_barrier) AS
SELECT k.before, k.after, k.before_day, k.after_day, m.mode, m.mode_label, m.mode_sort, m.mode_colour,
	   s.share_before, s.share_after, s.change,
	   CASE WHEN k.min_users = 1 THEN s.low ELSE round(1000 * s.low) / 1000 END AS lo,
	   CASE WHEN k.min_users = 1 THEN s.high ELSE round(1000 * s.high) / 1000 END AS hi,
	   CASE WHEN k.min_users = 1 THEN s.p_value ELSE round(10000 * s.p_value) / 10000 END AS p_value,
	   CASE WHEN k.min_users = 1 THEN s.p_holm ELSE round(10000 * s.p_holm) / 10000 END AS p_holm,
	   e.share_before AS expected_before, e.share_after AS expected_after, e.change AS expected_change,
	   CASE WHEN k.min_users = 1 THEN e.low ELSE round(1000 * e.low) / 1000 END AS expected_lo,
	   CASE WHEN k.min_users = 1 THEN e.high ELSE round(1000 * e.high) / 1000 END AS expected_hi,
	   u.share_before AS unmixed_before, u.share_after AS unmixed_after, u.change AS unmixed_change,
	   CASE WHEN k.min_users = 1 THEN u.low ELSE round(1000 * u.low) / 1000 END AS unmixed_lo,
	   CASE WHEN k.min_users = 1 THEN u.high ELSE round(1000 * u.high) / 1000 END AS unmixed_hi,
	   CASE WHEN k.min_users = 1 THEN u.p_value ELSE round(10000 * u.p_value) / 10000 END AS unmixed_p_value,
	   CASE WHEN k.min_users = 1 THEN u.p_holm ELSE round(10000 * u.p_holm) / 10000 END AS unmixed_p_holm,
	   v.value_before, v.value_after, v.value_change,
	   CASE WHEN k.min_users = 1 THEN v.value_low ELSE round(100 * v.value_low) / 100 END AS value_lo,
	   CASE WHEN k.min_users = 1 THEN v.value_high ELSE round(100 * v.value_high) / 100 END AS value_hi,
	   y.share_before AS study_before, y.share_after AS study_after, y.share_after - y.share_before AS study_change,
	   y.value_growth AS study_value_change,
	   CASE WHEN k.status = 'published' AND s.mode IS NULL THEN 'suppressed' ELSE k.status END::varchar(13) AS status,
	   k.note
  FROM workmode.comparison k
 CROSS JOIN workmode.mode m
  LEFT JOIN LATERAL workmode_shift(k.before_tally, k.after_tally) s ON s.mode::text = m.mode AND k.hidden >> (m.mode_sort - 1) & 1 = 0
  LEFT JOIN LATERAL workmode_shift(k.before_tally, CASE WHEN k.expects THEN k.after_tally END, estimate => 'expected') e
	ON e.mode::text = m.mode AND k.hidden >> (m.mode_sort - 1) & 1 = 0
  LEFT JOIN LATERAL workmode_shift(k.before_tally, CASE WHEN k.expects AND k.hidden = 0 THEN k.after_tally END, estimate => 'unmixed') u ON u.mode::text = m.mode
  LEFT JOIN LATERAL workmode_shift(k.before_values, k.after_values) v ON v.mode::text = m.mode AND k.value_hidden >> (m.mode_sort - 1) & 1 = 0
  LEFT JOIN workmode_study() y ON y.mode::text = m.mode;
COMMENT ON VIEW workmode.shift IS 'change of each share and mean value from one period to another, beside the published study';

CREATE VIEW workmode.shift_test WITH (security_barrier) AS
SELECT k.before, k.after, k.before_day, k.after_day,
	   workmode_count(k.before_tally) AS n_before, workmode_count(k.after_tally) AS n_after,
	   CASE WHEN a.alone THEN 1 ELSE workmode_users(k.before_tally) END AS users_before,
	   CASE WHEN a.alone THEN 1 ELSE workmode_users(k.after_tally) END AS users_after,
	   CASE WHEN k.min_users = 1 THEN t.chi2 ELSE round(10 * t.chi2) / 10 END AS chi2, t.df,
	   CASE WHEN k.min_users = 1 THEN t.df2 ELSE round(t.df2) END AS df2,
	   CASE WHEN k.min_users = 1 THEN t.p_value ELSE round(10000 * t.p_value) / 10000 END AS p_value,
	   t.total_variation, t.jensen_shannon, t.psi,
	   CASE WHEN k.min_users = 1 THEN t.design_effect ELSE round(10 * t.design_effect) / 10 END AS design_effect,
	   CASE WHEN k.status = 'published' AND t.df IS NULL THEN 'suppressed' ELSE k.status END::varchar(13) AS status,
	   CASE WHEN k.status = 'published' AND t.df IS NULL THEN 'too few modes are shown' ELSE k.note END::varchar(100) AS note
  FROM workmode.comparison k
 CROSS JOIN workmode.alone a
  LEFT JOIN LATERAL workmode_shift_test(k.before_tally, k.after_tally) t ON t.df > 0 OR k.hidden = 0;
COMMENT ON VIEW workmode.shift_test IS 'one row: whether the shares of the two periods differ at all, and how far apart they are; modes that are not shown count as one';

--
-- value: value index and decomposition
--

-- Of methods that go by mode, nothing is shown unless all modes' values are.  A base of
-- few sessions, or of few people, is told: every other period is compared with it.
CREATE VIEW workmode.value_index WITH (security_barrier) AS
WITH found AS (
	SELECT f.* FROM workmode.fit f, workmode.configuration c
	 WHERE f.grain IN ('month', 'quarter', 'year') OR f.grain = 'week' AND c.grain = 'week'
	 ORDER BY f.periods > 1 DESC, f.sort LIMIT 1
), base AS MATERIALIZED (
	SELECT b.*,
		   (SELECT workmode_cluster(tally)
			  FROM (SELECT workmode_rollup(tally) AS tally FROM workmode.counted
					 WHERE day >= b.base_day AND day < b.base_next GROUP BY cluster) x) AS tally,
		   (SELECT CASE WHEN b.min_users = 1 THEN 0
						WHEN bool_or(own) THEN bit_or(value_hidden) FILTER (WHERE own)
						WHEN bool_and(inside) AND count(value_hidden) = count(*) THEN bit_or(value_hidden) END
			  FROM (SELECT q.value_hidden, q.day = b.base_day AND q.next_day = b.base_next AS own,
						   q.day >= b.base_day AND q.next_day <= b.base_next AS inside
					  FROM workmode.period q
					 WHERE q.dimension = 'all' AND q.tally IS NOT NULL AND q.day < b.base_next AND q.next_day > b.base_day
					   AND (q.grain = b.shortest OR q.day = b.base_day AND q.next_day = b.base_next)) q) AS value_hidden
	  FROM (SELECT coalesce(f.grain, 'month') AS grain, c.min_users, c.grain AS shortest, c.zone, c.refreshed_day,
				   coalesce(s.first_day, f.first_day) AS base_day, coalesce(s.next_day, f.first_next) AS base_next
			  FROM workmode.configuration c
			  LEFT JOIN LATERAL workmode.span(c.base) s ON true
			  LEFT JOIN found f ON true) b
), few AS (
	SELECT CASE WHEN v.n < 30 THEN 'the base has fewer than 30 sessions with a value'
				WHEN workmode_effective_users(b.tally) < 10 THEN
					format('sessions in the base tell as much as those of fewer than ten equal %s', CASE WHEN a.alone THEN 'days' ELSE 'people' END)
				END AS note
	  FROM base b, workmode.alone a, LATERAL workmode_values(b.tally) v
	 WHERE v.mode IS NULL
), current AS (
	SELECT p.*, CASE WHEN p.min_users > 1 AND NOT p.complete THEN 'incomplete'
					 WHEN p.is_empty THEN 'empty'
					 WHEN p.value_hidden IS NULL OR p.base_hidden IS NULL OR p.base_tally IS NULL THEN 'suppressed'
					 WHEN p.min_users > 1 AND NOT p.base_complete THEN 'incomplete'
					 ELSE 'published' END AS status
	  FROM (SELECT p.day, coalesce(p.next_day <= b.refreshed_day, false) AS complete, coalesce(b.base_next <= b.refreshed_day, false) AS base_complete,
				   b.base_day, p.day::timestamp AT TIME ZONE b.zone AS "time", b.min_users,
				   b.tally AS base_tally, coalesce(p.tally, '{"version": 1}') AS tally, p.tally IS NULL AS is_empty,
				   p.value_hidden, b.value_hidden AS base_hidden, p.day = b.base_day AND p.next_day = b.base_next AS is_base
			  FROM base b
			  JOIN workmode.period p ON p.dimension = 'all' AND p.grain = b.grain) p
), figure AS (
	SELECT c.*, i.method, i.value_index, i.base_coverage, i.current_coverage, v.n,
		   -- The base is not compared with itself: it is 100.
		   CASE WHEN NOT c.is_base THEN i.low END AS low, CASE WHEN NOT c.is_base THEN i.high END AS high, c.status = 'published' AND (c.value_hidden | c.base_hidden = 0 OR i.method IN ('mean', 'geomean', 'unit_value')) AS shows
	  FROM current c, LATERAL workmode_value_indices(c.base_tally, c.tally) i, LATERAL workmode_values(c.tally) v
	 WHERE v.mode IS NULL
)
SELECT "time", day, base_day, method::varchar(10) AS method,
	   CASE WHEN shows THEN value_index END AS value_index,
	   CASE WHEN shows THEN CASE WHEN min_users = 1 THEN low ELSE round(10 * low) / 10 END END AS lo,
	   CASE WHEN shows THEN CASE WHEN min_users = 1 THEN high ELSE round(10 * high) / 10 END END AS hi,
	   CASE WHEN shows THEN base_coverage END AS base_coverage,
	   CASE WHEN shows THEN current_coverage END AS current_coverage,
	   CASE WHEN status IN ('published', 'empty') THEN n END AS n,
	   CASE WHEN status = 'published' AND NOT shows THEN 'suppressed' ELSE status END::varchar(13) AS status,
	   CASE WHEN shows THEN (SELECT note FROM few) END::varchar(100) AS note, complete
  FROM figure;
COMMENT ON VIEW workmode.value_index IS 'value of the average session by period, 100 in the base period, by each method; take the method mean if none is asked for';

CREATE VIEW workmode.decomposition WITH (security_barrier) AS
SELECT k.before, k.after, k.before_day, k.after_day, m.mode::varchar(11) AS mode, m.mode_label::varchar(20) AS mode_label,
	   m.mode_sort, m.mode_colour::varchar(7) AS mode_colour, d.mix, d.within, d.total,
	   CASE WHEN k.status = 'published' AND d.total IS NULL THEN 'suppressed' ELSE k.status END::varchar(13) AS status,
	   k.note
  FROM workmode.comparison k
 CROSS JOIN (SELECT mode, mode_label, mode_sort, mode_colour FROM workmode.mode
			 UNION ALL SELECT 'all', 'All modes', 10, NULL) m
  LEFT JOIN LATERAL workmode_decompose(k.before_values, k.after_values) d
	ON coalesce(d.mode::text, 'all') = m.mode AND k.value_hidden >> (m.mode_sort - 1) & 1 = 0;
COMMENT ON VIEW workmode.decomposition IS 'change of mean value from one period to another, split into the mix of modes and values within modes';

--
-- session_mode, coverage: what the figures rest on
--

-- Who worked, and where, is for those alone who may read workmode.session.  So is each
-- session, unless figures of one person may be shown.  Times are those that every client
-- can read: in years of four digits.
CREATE VIEW workmode.session_mode WITH (security_barrier) AS
SELECT s.source::varchar(63) AS source,
	   CASE WHEN may.see THEN s.person END::varchar(200) AS person,
	   CASE WHEN may.see THEN s.team END::varchar(100) AS team,
	   CASE WHEN may.see THEN s.folder END::varchar(100) AS project,
	   CASE WHEN may.see THEN left(s.branch, 100) END::varchar(100) AS branch,
	   CASE WHEN may.see THEN left(s.session_id, 100) END::varchar(100) AS session_id,
	   CASE WHEN may.see AND s.started_at BETWEEN clock.first_time AND clock.last_time THEN s.started_at END AS started_at,
	   CASE WHEN may.see AND (s.facts).ended_at BETWEEN clock.first_time AND clock.last_time THEN (s.facts).ended_at END AS ended_at,
	   s.day, s.kind, s.counted,
	   m.mode, m.mode_label, m.mode_sort, m.mode_colour, (s.facts).confidence,
	   (s.facts).second_mode::text::varchar(11) AS second_mode,
	   left(s.format, 20)::varchar(20) AS format, left((s.facts).agent, 50)::varchar(50) AS agent,
	   left((s.facts).model, 100)::varchar(100) AS model, left(s.surface, 20)::varchar(20) AS surface,
	   (s.facts).prompts, (s.facts).turns, (s.facts).actions, (s.facts).errors,
	   (s.facts).files_changed, (s.facts).lines_added, (s.facts).lines_removed, (s.facts).code_changed,
	   (s.facts).commits, (s.facts).pull_requests, (s.facts).words_in, (s.facts).words_out,
	   (s.facts).tokens_in, (s.facts).tokens_out, s.value,
	   left((s.facts).model_version, 50)::varchar(50) AS model_version, s.read_at
  FROM workmode.session_kind s
 CROSS JOIN (VALUES (timestamp with time zone '0001-01-02 00:00+00', timestamp with time zone '9999-12-30 00:00+00')) clock(first_time, last_time)
 CROSS JOIN (SELECT has_table_privilege(current_user, 'workmode.session', 'SELECT') AS see) may
  LEFT JOIN workmode.mode m ON m.mode = s.mode::text
 WHERE may.see OR (SELECT min_users FROM workmode.configuration) = 1;
COMMENT ON VIEW workmode.session_mode IS 'one row for each session, with its mode; none if min_users is above 1, unless the reader may read workmode.session';

--
-- source: where transcripts are read from
--

CREATE TABLE workmode.source (
	name		varchar(63) PRIMARY KEY,
	query		text NOT NULL,
	refreshed_at	timestamp with time zone,
	error		text
);
COMMENT ON TABLE workmode.source IS 'where transcripts are read from';
COMMENT ON COLUMN workmode.source.name IS 'name of the source';
COMMENT ON COLUMN workmode.source.query IS 'SELECT of id, person, team, at, transcript and mark, which names tables with their schema; a transcript whose mark has changed is read again; a column facts (jsonb) says what the source knows better, a column vector what evidence it has';
COMMENT ON COLUMN workmode.source.refreshed_at IS 'when the source was last read without an error';
COMMENT ON COLUMN workmode.source.error IS 'what failed when it was last read; NULL if nothing did';

-- The source that is built in: what workmode-load brings.
CREATE VIEW workmode.folder AS
SELECT id, person, team, NULL::timestamp with time zone AS at, body AS transcript,
	   to_char(loaded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS mark, facts, vector
  FROM workmode.transcript;
COMMENT ON VIEW workmode.folder IS 'the source folder: what workmode-load brought';

-- A template: the tables that agentsview keeps in PostgreSQL.  It knows machines, not
-- people.  Its messages hold what an agent thought and called as text, too, which is
-- cut out.  A subagent within a session (a sidechain) counts by its calls alone: no
-- person asked or heard it.  Of the messages that a program wrote as the user, only
-- those count that tell of an interruption.  What a transcript of messages cannot say
-- is said as facts.  Versions before 0.39 have no columns entrypoint and session_kind.
CREATE FUNCTION workmode.agentsview(schema text DEFAULT 'agentsview') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $outer$
	SELECT replace($query$
SELECT s.id, s.machine AS person, NULL::text AS team, s.started_at AS at,
	   concat(s.transcript_revision, ' ', s.message_count) AS mark,
	   jsonb_strip_nulls(jsonb_build_object('agent', s.agent, 'agent_version', nullif(s.source_version, ''),
		'session_id', s.id, 'parent', s.parent_session_id, 'project', s.project, 'branch', nullif(s.git_branch, ''),
		'surface', place.surface, 'headless', coalesce(place.surface IN ('subagent', 'headless', 'sdk'), false))) AS facts,
	   (SELECT json_build_object('messages', json_agg(line.message ORDER BY m.ordinal, line.call_index))::text
		  FROM SCHEMA.messages m
		 CROSS JOIN LATERAL (SELECT m.is_sidechain AND s.relationship_type <> 'subagent' AS sidechain) who
		 CROSS JOIN LATERAL (
			SELECT json_agg(json_build_object('id', coalesce(nullif(c.tool_use_id, ''), concat(m.ordinal, ' ', c.call_index)),
					'type', 'function', 'function', json_build_object('name', c.tool_name, 'arguments', coalesce(c.input_json, '{}')))
					ORDER BY c.call_index) AS calls
			  FROM SCHEMA.tool_calls c
			 WHERE c.session_id = m.session_id AND c.message_ordinal = m.ordinal) c
		 CROSS JOIN LATERAL (
			SELECT CASE WHEN m.role = 'assistant' THEN regexp_replace(m.content, '\[Thinking\]\n.*?\n\[/Thinking\]\n?', '', 'g')
						ELSE m.content END AS words) unthought
		 CROSS JOIN LATERAL (
			SELECT CASE WHEN who.sidechain THEN '' ELSE m.thinking_text END AS thought,
				   CASE WHEN who.sidechain THEN ''
						WHEN c.calls IS NULL THEN unthought.words
						ELSE regexp_replace(unthought.words, '(^|\n)\[[A-Z][A-Za-z ]*(: |\]).*$', '') END AS words) said
		 CROSS JOIN LATERAL (
			SELECT -1 AS call_index, json_strip_nulls(json_build_object(
					'role', m.role, 'timestamp', m.timestamp, 'model', nullif(m.model, ''), 'tool_calls', c.calls, 'content',
					CASE said.thought WHEN '' THEN to_json(said.words)
						ELSE json_build_array(json_build_object('type', 'thinking', 'thinking', said.thought),
							json_build_object('type', 'text', 'text', said.words)) END)) AS message
			 UNION ALL
			SELECT r.call_index, json_build_object('role', 'tool',
					'tool_call_id', coalesce(nullif(r.tool_use_id, ''), concat(m.ordinal, ' ', r.call_index)),
					'content', r.result_content)
			  FROM SCHEMA.tool_calls r
			 WHERE r.session_id = m.session_id AND r.message_ordinal = m.ordinal AND r.result_content IS NOT NULL) line
		 WHERE m.session_id = s.id
		   AND CASE m.role WHEN 'assistant' THEN NOT m.is_system AND m.model <> '<synthetic>'
					WHEN 'user' THEN NOT who.sidechain AND (NOT m.is_system OR m.content LIKE '[Request interrupted by user%')
					ELSE false END) AS transcript
  FROM SCHEMA.sessions s
 CROSS JOIN LATERAL (SELECT to_jsonb(s) ->> 'entrypoint' AS entrypoint, to_jsonb(s) ->> 'session_kind' AS kind) began
 CROSS JOIN LATERAL (
	SELECT CASE WHEN s.relationship_type = 'subagent' THEN 'subagent'
				WHEN began.kind = 'bg' OR began.entrypoint IN ('sdk-cli', 'claude-code-github-action') THEN 'headless'
				WHEN began.entrypoint LIKE 'sdk-%' THEN 'sdk'
				WHEN began.entrypoint IN ('claude-vscode', 'claude-jetbrains') THEN 'ide'
				WHEN began.entrypoint IN ('claude-desktop', 'local-agent') THEN 'desktop'
				WHEN began.entrypoint LIKE 'remote%' THEN 'web'
				WHEN began.entrypoint = 'cli' THEN 'cli'
				WHEN s.is_automated THEN 'headless' END AS surface) place
 WHERE s.deleted_at IS NULL
$query$, 'SCHEMA', quote_ident(schema))
$outer$;
COMMENT ON FUNCTION workmode.agentsview(text) IS 'query for workmode.source that reads the tables of agentsview in this schema';

CREATE VIEW workmode.stamp AS
SELECT workmode_model_version() || ' ' || workmode_value_version() AS stamp;
COMMENT ON VIEW workmode.stamp IS 'versions of the models of mode and value: a session with another stamp is read again';

-- An error may quote what it stumbled over.
CREATE VIEW workmode.coverage AS
SELECT n.name::varchar(63) AS source,
	   count(s.id) AS sessions,
	   count(s.id) FILTER (WHERE s.kind = 'interactive') AS classified,
	   count(s.id) FILTER (WHERE s.kind = 'headless') AS headless,
	   count(s.id) FILTER (WHERE s.kind = 'subagent') AS subagents,
	   count(s.id) FILTER (WHERE s.kind = 'unclassified') AS unclassified,
	   count(s.id) FILTER (WHERE s.kind = 'undated') AS undated,
	   count(s.id) FILTER (WHERE s.kind = 'duplicate') AS duplicates,
	   count(s.id) FILTER (WHERE s.counted) AS counted,
	   count(s.error) AS unreadable,
	   least(coalesce(sum((s.facts).lines_skipped), 0), 1e18)::bigint AS skipped,
	   left(string_agg(DISTINCT left((s.facts).model_version, 50), ', '), 100)::varchar(100) AS model_versions,
	   n.refreshed_at,
	   CASE WHEN has_table_privilege(current_user, 'workmode.session', 'SELECT') THEN left(n.error, 200)
			WHEN n.error IS NOT NULL THEN 'it could not be read; the owner of the board sees why' END::varchar(200) AS error
  FROM workmode.source n
  LEFT JOIN workmode.session_kind s ON s.source = n.name
 GROUP BY n.name, n.refreshed_at, n.error;
COMMENT ON VIEW workmode.coverage IS 'what became of the sessions of each source: classified, headless, subagents, unclassified, undated and duplicates add up to sessions';

-- The months of what coverage counts.  Of strata a reader learns what
-- share_month_headless shows him.  Of what has no mode, or stands twice, no tally says
-- how many people it is of: so it is told only if one person may be shown.
CREATE VIEW workmode.coverage_month WITH (security_barrier) AS
WITH cell AS (
	SELECT date_trunc('month', s.day::timestamp)::date AS day, s.kind, count(*) AS sessions, 'published' AS status
	  FROM workmode.session_kind s
	 WHERE (SELECT min_users FROM workmode.configuration) = 1
	 GROUP BY 1, 2
	 UNION ALL
	SELECT day, stratum, max(n), max(status)
	  FROM workmode.share_month_headless
	 WHERE (SELECT min_users FROM workmode.configuration) > 1
	 GROUP BY 1, 2
), month AS (
	SELECT m.day::date AS day, (m.day + interval '1 month')::date AS next_day, m.day::date IS NULL AS undated
	  FROM (SELECT generate_series(min(day)::timestamp, max(day)::timestamp, interval '1 month') AS day FROM cell
			 UNION ALL SELECT DISTINCT day::timestamp FROM cell WHERE day IS NULL) m
), filled AS (
	SELECT m.day, m.next_day, k.kind, k.kept AND c.min_users > 1 AS kept, l.status,
		   CASE WHEN NOT k.kept OR c.min_users = 1 THEN CASE WHEN l.kind IS NULL THEN 0 ELSE l.sessions END END AS sessions
	  FROM workmode.configuration c
	 CROSS JOIN month m
	  JOIN (VALUES ('interactive', false, false), ('headless', false, false), ('subagent', false, false),
			('unclassified', true, NULL), ('duplicate', true, NULL), ('undated', true, true)) k(kind, kept, undated)
		ON coalesce(k.undated, m.undated) = m.undated
	  LEFT JOIN cell l ON l.kind = k.kind AND l.day IS NOT DISTINCT FROM m.day
)
SELECT f.day::timestamp AT TIME ZONE c.zone AS "time", f.day, f.kind::varchar(12) AS kind,
	   f.kind = 'interactive' OR c.include = 'all' AND f.kind IN ('headless', 'subagent') AS counted,
	   f.sessions, f.n, f.sessions / nullif(f.n, 0)::double precision AS share,
	   CASE WHEN f.sessions = 0 THEN 'empty' WHEN f.sessions > 0 THEN 'published' WHEN f.kept THEN 'suppressed' ELSE f.status END::varchar(13) AS status,
	   coalesce(f.next_day <= c.refreshed_day, false) AS complete
  FROM workmode.configuration c,
	   (SELECT *, CASE WHEN count(*) OVER by_month = count(sessions) OVER by_month THEN sum(sessions) OVER by_month END::bigint AS n
		  FROM filled WINDOW by_month AS (PARTITION BY day)) f;
COMMENT ON VIEW workmode.coverage_month IS 'what became of the sessions of each month, a row for each kind: kinds add up to all; a row without a day is of sessions without one';

--
-- refresh: from sources to tallies
--
-- The procedure commits after each batch, so that a refresh that is killed loses
-- a batch at most, and the next one goes on where it was.  Its lock lasts for a
-- transaction: a refresh that was cancelled leaves none behind, and forget() and
-- configure() wait for a batch at most.  It is a lock on a table, for anyone could
-- hold an advisory lock.  A procedure that commits cannot set a search path, so it
-- says the schema of all that it calls.
--

CREATE TABLE workmode.turn ();
COMMENT ON TABLE workmode.turn IS 'always empty: whoever has locked it, changes sessions and tallies';

-- Whoever calls a procedure lends it his rights, so only the owner may: a source is
-- a query that he wrote.
CREATE FUNCTION workmode.refresh_turn() RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
	IF current_user <> workmode.owner() THEN
		RAISE insufficient_privilege USING
			MESSAGE = 'only the owner of the board refreshes it',
			HINT = format('Say SET ROLE %I before, or call it as that role.', workmode.owner());
	END IF;
	BEGIN
		LOCK TABLE workmode.turn IN EXCLUSIVE MODE NOWAIT;
	EXCEPTION WHEN lock_not_available THEN
		RETURN false;
	END;
	RETURN true;
END $$;
COMMENT ON FUNCTION workmode.refresh_turn() IS 'takes the lock of refreshes until the end of the transaction, and a safe search path; false if another one has the lock';

-- Opens a row of the log.
CREATE FUNCTION workmode.refresh_begin() RETURNS timestamp with time zone
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	run		timestamp with time zone := clock_timestamp();
BEGIN
	UPDATE workmode.refresh_log SET error = concat_ws(E'\n', error, 'interrupted')
	 WHERE ended IS NULL AND coalesce(error, '') NOT LIKE '%interrupted';
	DELETE FROM workmode.refresh_log WHERE began < run - interval '90 days';
	INSERT INTO workmode.refresh_log (began) VALUES (run);
	-- Not by this script: a dump holds the row, too.
	INSERT INTO workmode.source (name, query) VALUES ('folder', 'SELECT * FROM workmode.folder') ON CONFLICT DO NOTHING;
	RETURN run;
END $$;
COMMENT ON FUNCTION workmode.refresh_begin() IS 'opens a row of refresh_log, and closes those of refreshes that were interrupted';

CREATE FUNCTION workmode.refresh_failed(run timestamp with time zone, feed text, what text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE workmode.source SET error = what WHERE name = feed;
	UPDATE workmode.refresh_log SET error = concat_ws(E'\n', error, feed || ': ' || what) WHERE began = run;
	RAISE WARNING 'source "%" failed: %', feed, what;
END $$;
COMMENT ON FUNCTION workmode.refresh_failed(timestamp with time zone, text, text) IS 'writes down what failed in a source';

-- What of a source must be read, numbered; what is gone from it goes.  Nearly all is as
-- it was, so one pass finds what is not, and the rest looks at that alone.
CREATE FUNCTION workmode.refresh_look(run timestamp with time zone, feed text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning SET work_mem = '64MB' AS $$
DECLARE
	n_gone		bigint;
	twice		text;
BEGIN
	DROP TABLE IF EXISTS pg_temp.workmode_found, pg_temp.workmode_todo;
	EXECUTE format('CREATE TEMP TABLE workmode_found AS
		SELECT id, f.mark, f.times
		  FROM (SELECT id::text COLLATE "C" AS id, max(mark::text) AS mark, count(*) AS times FROM (%s
				) feed GROUP BY 1) f
		  FULL JOIN (SELECT s.id, s.mark, s.stamp = n.stamp AND s.error IS NULL AS is_read
					   FROM workmode.session s, workmode.stamp n WHERE s.source = %L) s USING (id)
		 WHERE s.is_read IS NOT TRUE OR f.mark IS DISTINCT FROM s.mark OR f.times IS DISTINCT FROM 1',
		(SELECT query FROM workmode.source WHERE name = feed), feed);
	SELECT coalesce(id, 'NULL') INTO twice FROM pg_temp.workmode_found WHERE times > 1 OR id IS NULL LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION 'the id % is given more than once, or is NULL', twice;
	END IF;

	DELETE FROM workmode.session s USING pg_temp.workmode_found f
	 WHERE s.source = feed AND s.id = f.id AND f.times IS NULL;
	GET DIAGNOSTICS n_gone = ROW_COUNT;
	CREATE TEMP TABLE workmode_todo AS
		SELECT row_number() OVER (ORDER BY id) AS n, id, mark FROM pg_temp.workmode_found WHERE times = 1;
	-- A batch is found by its numbers, however much there is to read.
	ALTER TABLE pg_temp.workmode_todo ADD PRIMARY KEY (n);
	DROP TABLE pg_temp.workmode_found;
	UPDATE workmode.refresh_log SET gone = gone + n_gone WHERE began = run;
	UPDATE workmode.source SET refreshed_at = run, error = NULL WHERE name = feed;
	RETURN (SELECT count(*) FROM pg_temp.workmode_todo);
EXCEPTION WHEN OTHERS THEN
	PERFORM workmode.refresh_failed(run, feed, SQLERRM);
	RETURN 0;
END $$;
COMMENT ON FUNCTION workmode.refresh_look(timestamp with time zone, text) IS 'lists what of a source must be read, and removes the sessions that are gone from it; returns how many to read';

-- Reads some transcripts.  The subquery is planned with parallel workers, as a
-- function in a select list counts in the plan (one in FROM does not), and as
-- CREATE TABLE is (INSERT is not).  The schema of workmode is looked up, as it may
-- be moved; with all their arguments the calls can be taken for no other function
-- there.  A query without columns facts and vector gets those of none.  Where
-- another model than the present one gave the mode in facts, evidence gives it anew.
CREATE FUNCTION workmode.refresh_read(run timestamp with time zone, feed text, ids text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET parallel_setup_cost = 0 SET jit = off AS $$
DECLARE
	n_new	bigint;
	n_old	bigint;
BEGIN
	EXECUTE format($sql$
		CREATE TEMP TABLE workmode_batch AS
		SELECT read.*, CASE WHEN known IS NULL THEN said
						ELSE jsonb_populate_record(said, known || coalesce(anew.facts, '{}')) END AS facts
		  FROM (SELECT NULL::jsonb AS facts, NULL::%1$I.workmode_vector AS vector) none
		 CROSS JOIN LATERAL (
			SELECT id::text COLLATE "C" AS id, person::text AS person, team::text AS team, at::timestamp with time zone AS at,
				   mark::text AS mark, facts AS known, vector, %1$I.workmode_session(transcript::text, false) AS said
			  FROM (%2$s
				) feed
			 WHERE id::text = ANY ($1) OFFSET 0) read
		  LEFT JOIN LATERAL (
			SELECT jsonb_build_object('mode', modes[1], 'second_mode', modes[2], 'confidence', confidence, 'model_version', version,
						'probabilities', %1$I.workmode_predict(read.vector)) AS facts
			  FROM (SELECT array_agg(mode) AS modes, max(probability) AS confidence FROM %1$I.workmode_scores(read.vector)) s,
				   %1$I.workmode_model_version() version
			 WHERE modes IS NOT NULL AND version IS DISTINCT FROM read.known ->> 'model_version') anew ON read.vector IS NOT NULL
		$sql$,
		(SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'workmode'),
		(SELECT query FROM workmode.source WHERE name = feed)) USING ids;

	-- What was there before has an xmax: the update locked it.
	WITH put AS (
		INSERT INTO workmode.session AS s (source, id, person, team, at, mark, stamp, facts, vector, read_at)
		SELECT feed, b.id, left(b.person, 200), left(b.team, 100), b.at, b.mark, n.stamp,
			   b.facts, b.vector, clock_timestamp()
		  FROM pg_temp.workmode_batch b, workmode.stamp n
			ON CONFLICT (source, id) DO UPDATE
		   SET person = excluded.person, team = excluded.team, at = excluded.at, mark = excluded.mark, stamp = excluded.stamp,
			   facts = excluded.facts, vector = excluded.vector, error = NULL, read_at = excluded.read_at
		RETURNING xmax = '0' AS is_new
	)
	SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) INTO n_new, n_old FROM put;
	-- A session that comes back finds its labels.
	UPDATE workmode.label l SET person = left(b.person, 200)
	  FROM pg_temp.workmode_batch b
	 WHERE l.source = feed AND l.id = b.id AND l.person IS DISTINCT FROM left(b.person, 200);
	DROP TABLE pg_temp.workmode_batch;
	UPDATE workmode.refresh_log SET new = new + n_new, changed = changed + n_old WHERE began = run;
END $$;
COMMENT ON FUNCTION workmode.refresh_read(timestamp with time zone, text, text[]) IS 'reads the transcripts of these ids';

-- A transcript that cannot be read must not keep others from it: a batch that
-- fails is halved until that one stands alone.
CREATE FUNCTION workmode.refresh_batch(run timestamp with time zone, feed text, ids text[]) RETURNS int
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	half	int := cardinality(ids) / 2;
	bad		int;
BEGIN
	PERFORM workmode.refresh_read(run, feed, ids);
	RETURN 0;
EXCEPTION WHEN OTHERS THEN
	IF half = 0 THEN
		PERFORM workmode.refresh_unreadable(feed, ids[1], SQLERRM);
		RETURN 1;
	END IF;
	bad := workmode.refresh_batch(run, feed, ids[:half]);
	IF bad < 10 THEN
		bad := bad + workmode.refresh_batch(run, feed, ids[half + 1:]);
	END IF;
	IF bad >= 10 AND cardinality(ids) > 10 THEN
		RAISE;
	END IF;
	RETURN bad;
END $$;
COMMENT ON FUNCTION workmode.refresh_batch(timestamp with time zone, text, text[]) IS 'reads the transcripts of these ids; returns how many cannot be read';

CREATE FUNCTION workmode.refresh_unreadable(feed text, bad text, what text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO workmode.session (source, id, mark, stamp, error, read_at)
	SELECT feed, f.id, f.mark, n.stamp, left(what, 1000), clock_timestamp()
	  FROM pg_temp.workmode_todo f, workmode.stamp n
	 WHERE f.id = bad
		ON CONFLICT (source, id) DO UPDATE
	   SET mark = excluded.mark, stamp = excluded.stamp, facts = NULL, vector = NULL, error = excluded.error, read_at = excluded.read_at;
END $$;
COMMENT ON FUNCTION workmode.refresh_unreadable(text, text, text) IS 'keeps a transcript that cannot be read as a session without facts, which the next refresh tries again';

-- Some of what refresh_look() has numbered; false if the source must be given up.
CREATE FUNCTION workmode.refresh_some(run timestamp with time zone, feed text, first bigint, last bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM workmode.refresh_batch(run, feed, (SELECT array_agg(id) FROM pg_temp.workmode_todo WHERE n BETWEEN first AND last));
	RETURN true;
EXCEPTION WHEN OTHERS THEN
	PERFORM workmode.refresh_failed(run, feed, SQLERRM);
	RETURN false;
END $$;
COMMENT ON FUNCTION workmode.refresh_some(timestamp with time zone, text, bigint, bigint) IS 'reads the next batch of a source; false if that failed';

-- The months of all that is or was tallied, and the sessions of which there may be, or
-- was, more than one transcript.
CREATE FUNCTION workmode.retally_touch_all() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	INSERT INTO workmode.touched (session_id, started_at)
	SELECT session_id, NULL
	  FROM workmode.session
	 GROUP BY session_id
	HAVING count(*) > 1 OR bool_or(duplicate)
	 UNION ALL
	SELECT NULL, d.day::timestamp AT TIME ZONE c.zone
	  FROM (SELECT day FROM workmode.session_kind UNION SELECT day FROM workmode.tally UNION SELECT day FROM workmode.month) d,
		   workmode.configuration c
$$;
COMMENT ON FUNCTION workmode.retally_touch_all() IS 'has the next retally() make all months anew';

CREATE FUNCTION workmode.retally_touch() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		PERFORM workmode.retally_touch_all();
	END IF;
	IF TG_OP IN ('UPDATE', 'DELETE') THEN
		INSERT INTO workmode.touched (session_id, started_at) VALUES (OLD.session_id, OLD.started_at);
	END IF;
	IF TG_OP IN ('INSERT', 'UPDATE') THEN
		INSERT INTO workmode.touched (session_id, started_at) VALUES (NEW.session_id, NEW.started_at);
	END IF;
	RETURN NULL;
END $$;
COMMENT ON FUNCTION workmode.retally_touch() IS 'trigger of workmode.session: keeps in workmode.touched what must be tallied anew';

-- All columns that tallies are made of, but duplicate: retally() sets that itself.
CREATE TRIGGER touched AFTER INSERT OR DELETE OR UPDATE OF source, id, person, team, at, facts ON workmode.session
	FOR EACH ROW EXECUTE FUNCTION workmode.retally_touch();
COMMENT ON TRIGGER touched ON workmode.session IS 'keeps in workmode.touched what must be tallied anew';
CREATE TRIGGER touched_all AFTER TRUNCATE ON workmode.session
	FOR EACH STATEMENT EXECUTE FUNCTION workmode.retally_touch();
COMMENT ON TRIGGER touched_all ON workmode.session IS 'keeps in workmode.touched that all must be tallied anew';

-- Takes what was touched, marks duplicates among it, and finds the months that are
-- stale.  What others touch meanwhile is for the next time.  A session that lay in the
-- future when the board was last refreshed may have a day now.
CREATE FUNCTION workmode.retally_stale() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	DROP TABLE IF EXISTS pg_temp.workmode_touched;
	CREATE TEMP TABLE workmode_touched (LIKE workmode.touched);
	WITH taken AS (DELETE FROM workmode.touched RETURNING session_id, started_at)
	INSERT INTO pg_temp.workmode_touched SELECT DISTINCT session_id, started_at FROM taken;
	ANALYZE pg_temp.workmode_touched;

	-- Of the transcripts of one session, that which tells most counts.
	WITH marked AS (
		UPDATE workmode.session s SET duplicate = d.duplicate
		  FROM (SELECT source, id, duplicate AS was, session_id IS NOT NULL AND row_number() OVER (
					PARTITION BY format, session_id, person
					ORDER BY lines_read DESC NULLS LAST, (facts).ended_at DESC NULLS LAST, source, id) > 1 AS duplicate
				  FROM workmode.session
				 WHERE session_id IN (SELECT session_id FROM pg_temp.workmode_touched) OR session_id IS NULL AND duplicate) d
		 WHERE d.was <> d.duplicate AND s.source = d.source AND s.id = d.id
		RETURNING s.started_at
	)
	INSERT INTO workmode.stale (day)
	SELECT DISTINCT date_trunc('month', t.started_at AT TIME ZONE c.zone)::date
	  FROM (SELECT started_at FROM pg_temp.workmode_touched
			 UNION ALL
			SELECT started_at FROM marked
			 UNION ALL
			SELECT started_at FROM workmode.session
			 WHERE started_at >= coalesce((SELECT refreshed_at FROM workmode.configuration), '-infinity') + interval '1 day') t,
		   workmode.configuration c
	 WHERE t.started_at > '2019-12-01 00:00+00' AND t.started_at < now() + interval '1 day'
		ON CONFLICT DO NOTHING;
	ANALYZE workmode.stale;
	DROP TABLE pg_temp.workmode_touched;
END $$;
COMMENT ON FUNCTION workmode.retally_stale() IS 'marks duplicates among the sessions that were touched, and fills workmode.stale with the months of these';

-- Brings workmode.named up to date.  Months in which a name came or went are stale; and
-- all are, if the board was of one person and is not any more, or the other way round.
CREATE FUNCTION workmode.retally_renamed(was_alone boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	DROP TABLE IF EXISTS pg_temp.workmode_change;
	CREATE TEMP TABLE workmode_change AS TABLE workmode.named_change;
	DELETE FROM workmode.named t USING pg_temp.workmode_change c
	 WHERE (t.dimension, t.name) = (c.dimension, c.name);
	INSERT INTO workmode.named (dimension, name)
	SELECT dimension, name FROM pg_temp.workmode_change WHERE is_new;
	INSERT INTO workmode.stale (day)
	SELECT DISTINCT date_trunc('month', day::timestamp)::date
	  FROM (SELECT t.day FROM workmode.tally t JOIN pg_temp.workmode_change c ON (c.dimension, c.name) = ('team', t.team)
			 UNION ALL
			SELECT t.day FROM workmode.tally t JOIN pg_temp.workmode_change c ON (c.dimension, c.name) = ('project', t.project)
			 UNION ALL
			SELECT t.day FROM workmode.tally t WHERE was_alone <> (SELECT alone FROM workmode.alone)) t
		ON CONFLICT DO NOTHING;
	DROP TABLE pg_temp.workmode_change;
END $$;
COMMENT ON FUNCTION workmode.retally_renamed(boolean) IS 'makes workmode.named fit the tallies, and adds to workmode.stale the months in which names changed';

-- Makes the tallies of stale months anew and applies what differs, in one transaction
-- and with locks on rows alone: readers see the old figures, then the new ones.
CREATE FUNCTION workmode.retally(anew boolean DEFAULT true) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning SET jit = off SET work_mem = '64MB'
-- Workers would hand over nearly as many groups as they were given rows.
SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
	was_alone	boolean;
BEGIN
	LOCK TABLE workmode.turn IN EXCLUSIVE MODE;
	SELECT alone INTO was_alone FROM workmode.alone;
	IF anew THEN
		PERFORM workmode.retally_touch_all();
	END IF;
	PERFORM workmode.retally_stale();
	IF NOT anew AND NOT EXISTS (SELECT FROM workmode.stale) THEN
		RETURN;
	END IF;

	DROP TABLE IF EXISTS pg_temp.workmode_change;
	CREATE TEMP TABLE workmode_change AS TABLE workmode.tally_change;
	DELETE FROM workmode.tally t USING pg_temp.workmode_change c
	 WHERE (t.day, t.stratum, t.person, t.team, t.project) = (c.day, c.stratum, c.person, c.team, c.project);
	INSERT INTO workmode.tally (day, stratum, person, team, project, tally)
	SELECT day, stratum, person, team, project, tally FROM pg_temp.workmode_change WHERE tally IS NOT NULL;
	DROP TABLE pg_temp.workmode_change;
	PERFORM workmode.retally_renamed(was_alone);

	CREATE TEMP TABLE workmode_change AS TABLE workmode.month_change;
	DELETE FROM workmode.month t USING pg_temp.workmode_change c
	 WHERE (t.dimension, t.name, t.day, t.cluster) = (c.dimension, c.name, c.day, c.cluster);
	INSERT INTO workmode.month (dimension, name, day, cluster, tally)
	SELECT dimension, name, day, cluster, tally FROM pg_temp.workmode_change WHERE tally IS NOT NULL;
	DROP TABLE pg_temp.workmode_change;

	CREATE TEMP TABLE workmode_change AS TABLE workmode.period_change;
	DELETE FROM workmode.period t USING pg_temp.workmode_change c
	 WHERE (t.dimension, t.grain, t.name, t.day) = (c.dimension, c.grain, c.name, c.day);
	INSERT INTO workmode.period (dimension, name, grain, day, next_day, tally)
	SELECT dimension, name, grain, day, next_day, tally FROM pg_temp.workmode_change WHERE next_day IS NOT NULL;
	DROP TABLE pg_temp.workmode_change;
	UPDATE workmode.period p SET hidden = h.hidden, value_hidden = h.value_hidden
	  FROM workmode.period_nested h
	 WHERE (p.dimension, p.grain, p.name, p.day) = ('all', h.grain, 'all', h.day)
	   AND (p.hidden IS DISTINCT FROM h.hidden OR p.value_hidden IS DISTINCT FROM h.value_hidden);
	UPDATE workmode.period p SET hidden = h.hidden
	  FROM workmode.period_split h
	 WHERE (p.dimension, p.grain, p.name, p.day) = (h.dimension, 'month', h.name, h.day)
	   AND p.hidden IS DISTINCT FROM h.hidden;
	DELETE FROM workmode.stale;
END $$;
COMMENT ON FUNCTION workmode.retally(boolean) IS 'makes duplicates and tallies fit the sessions; unless anew, those of the months alone in which a session was touched';

CREATE FUNCTION workmode.refresh_end(run timestamp with time zone) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	DELETE FROM workmode.session s WHERE NOT EXISTS (SELECT FROM workmode.source n WHERE n.name = s.source);
	PERFORM workmode.retally(anew => false);
	UPDATE workmode.refresh_log SET ended = clock_timestamp() WHERE began = run;
END $$;
COMMENT ON FUNCTION workmode.refresh_end(timestamp with time zone) IS 'makes the tallies, and closes the row of refresh_log';

-- As many as take five seconds, by the time that a batch of so many took: parallel
-- workers need a batch that is worth their beginning, and what is lost in a crash
-- or waits for a batch's end must not be much.
CREATE FUNCTION workmode.refresh_batch_size(batch bigint, took interval) RETURNS bigint
IMMUTABLE LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	SELECT least(greatest(batch * 5 / greatest(extract(epoch FROM took), 0.001), batch / 4, 10), batch * 4, 20000)::bigint
$$;
COMMENT ON FUNCTION workmode.refresh_batch_size(bigint, interval) IS 'size of the next batch: what would take five seconds, at most four times the last one and at most 20,000';

CREATE PROCEDURE workmode.refresh()
LANGUAGE plpgsql AS $$
DECLARE
	batch	bigint := 1000;
	began	timestamp with time zone;
	feed	text;
	n		bigint;
	run		timestamp with time zone;
	todo	bigint;
BEGIN
	IF NOT workmode.refresh_turn() THEN
		RAISE NOTICE 'another refresh is running';
		RETURN;
	END IF;
	run := workmode.refresh_begin();
	FOR feed IN SELECT name FROM workmode.source ORDER BY name LOOP
		COMMIT;
		EXIT WHEN NOT workmode.refresh_turn();
		todo := workmode.refresh_look(run, feed);
		n := 1;
		WHILE n <= todo LOOP
			COMMIT;
			EXIT WHEN NOT workmode.refresh_turn();
			began := pg_catalog.clock_timestamp();
			EXIT WHEN NOT workmode.refresh_some(run, feed, n, n + batch - 1);
			n := n + batch;
			batch := workmode.refresh_batch_size(batch, pg_catalog.clock_timestamp() - began);
		END LOOP;
	END LOOP;
	COMMIT;
	IF NOT workmode.refresh_turn() THEN
		RAISE NOTICE 'another refresh took over';
		RETURN;
	END IF;
	PERFORM workmode.refresh_end(run);
	COMMIT;
END $$;
COMMENT ON PROCEDURE workmode.refresh() IS
	'reads what is new or has changed in every source, removes what is gone, and makes the tallies; one at a time, in transactions of its own';

--
-- forget: all that is kept of one person
--

CREATE FUNCTION workmode.forget(person text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	n_transcripts	bigint;
	n_sessions		bigint;
	others			text;
BEGIN
	-- This may wait for a loader that never ends; a refresh must not wait with it.
	DELETE FROM workmode.transcript t WHERE t.person = forget.person;
	GET DIAGNOSTICS n_transcripts = ROW_COUNT;
	LOCK TABLE workmode.turn IN EXCLUSIVE MODE;
	SELECT string_agg(DISTINCT s.source, ', ' ORDER BY s.source) INTO others
	  FROM workmode.session s WHERE s.person = left(forget.person, 200) AND s.source <> 'folder';
	DELETE FROM workmode.session s WHERE s.person = left(forget.person, 200);
	GET DIAGNOSTICS n_sessions = ROW_COUNT;
	-- Last: a label that was just given is there when its session is gone.
	DELETE FROM workmode.label l WHERE l.person = left(forget.person, 200);
	PERFORM workmode.retally();
	IF others IS NOT NULL THEN
		RAISE NOTICE 'the next refresh brings back what these sources still hold: %', others;
	END IF;
	RETURN greatest(n_transcripts, n_sessions);
END $$;
COMMENT ON FUNCTION workmode.forget(text) IS 'deletes the transcripts and sessions of a person, and the labels of these and of sessions that are gone, and tallies anew; returns how many transcripts or sessions there were';

--
-- transcript_of, explain, digest: what a session says, and why it has its mode
--

-- A transcript is read by the query of its source, with the rights of whoever calls:
-- so that is the owner, who wrote the query.
CREATE FUNCTION workmode.transcript_of(session text, source text DEFAULT NULL,
	OUT mode varchar(11), OUT transcript text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	it			record;
	found_rows	int;
BEGIN
	IF current_user <> workmode.owner() THEN
		RAISE insufficient_privilege USING
			MESSAGE = 'only the owner of the board reads transcripts',
			HINT = format('Say SET ROLE %I before, or call it as that role.', workmode.owner());
	END IF;
	SELECT s.source, s.id, s.mode::text AS mode, s.error, n.query, count(*) FILTER (WHERE NOT s.duplicate) OVER () AS alike,
		   string_agg(format('(%L, %L)', s.id, s.source), ' or ') OVER (ORDER BY s.duplicate, s.source, s.id ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING) AS ways
	  INTO it
	  FROM workmode.session s JOIN workmode.source n ON n.name = s.source
	 WHERE transcript_of.session IN (s.session_id, s.id) AND (transcript_of.source IS NULL OR s.source = transcript_of.source)
	 ORDER BY s.duplicate, s.source, s.id LIMIT 1;
	IF NOT FOUND THEN
		RAISE no_data_found USING
			MESSAGE = format('there is no session "%s"', transcript_of.session) || coalesce(' of source "' || transcript_of.source || '"', ''),
			HINT = 'Give the session_id that workmode.session_mode has, or the id of workmode.session. What was loaded since the last refresh is not there yet.';
	ELSIF it.alike > 1 THEN
		RAISE too_many_rows USING
			MESSAGE = format('%s sessions have the id "%s"', it.alike, transcript_of.session),
			HINT = format('Give the key of one, and its source: %s', it.ways);
	ELSIF it.error IS NOT NULL THEN
		RAISE no_data_found USING
			MESSAGE = format('the transcript of session "%s" could not be read', transcript_of.session),
			DETAIL = it.error;
	END IF;

	EXECUTE format(E'SELECT transcript::text FROM (%s\n) feed WHERE id::text = $1', it.query) INTO transcript USING it.id;
	GET DIAGNOSTICS found_rows = ROW_COUNT;
	IF found_rows = 0 THEN
		RAISE no_data_found USING
			MESSAGE = format('the transcript of session "%s" is gone from source "%s"', transcript_of.session, it.source),
			HINT = 'The next refresh removes the session.';
	ELSIF transcript IS NULL THEN
		RAISE no_data_found USING
			MESSAGE = format('the board has no transcript of session "%s"', transcript_of.session),
			DETAIL = format('Source "%s" has only its facts: workmode-load --facts-only sends no word of a transcript.', it.source),
			HINT = 'Load the file without --facts-only, or give it to workmode_explain() in a database of your own.';
	END IF;
	mode := it.mode;
END $$;
COMMENT ON FUNCTION workmode.transcript_of(text, text) IS
	'the transcript of a session and its mode, for the owner of the board; by session_id, or by the key id and the source';

-- All arguments are given to workmode_explain(), so that no other function can be meant.
CREATE FUNCTION workmode.explain(session text, source text DEFAULT NULL,
	OUT mode varchar(11), OUT chosen boolean, OUT evidence text,
	OUT amount double precision, OUT weight double precision, OUT contribution double precision)
RETURNS SETOF record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	it			record;
BEGIN
	SELECT t.mode, t.transcript INTO it FROM workmode.transcript_of(explain.session, explain.source) t;
	RETURN QUERY EXECUTE format($sql$
		SELECT e.mode::text::varchar(11), e.mode::text = $2, e.evidence, e.amount, e.weight, e.contribution
		  FROM %I.workmode_explain($1::text, false) e
		 ORDER BY e.mode::text = $2 DESC, e.mode, e.contribution DESC
		$sql$,
		(SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'workmode'))
		USING it.transcript, it.mode;
END $$;
COMMENT ON FUNCTION workmode.explain(text, text) IS
	'why a session has its mode, for the owner of the board: what workmode_explain() says of its transcript; by session_id, or by the key id and the source';

CREATE FUNCTION workmode.digest(session text, source text DEFAULT NULL, characters int DEFAULT 25000) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	digest	text;
BEGIN
	EXECUTE format('SELECT %I.workmode_digest(t.transcript, $3, false) FROM workmode.transcript_of($1, $2) t',
		(SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'workmode'))
		INTO digest USING session, source, characters;
	RETURN digest;
END $$;
COMMENT ON FUNCTION workmode.digest(text, text, int) IS
	'what a rater needs to read of a session, for the owner of the board: what workmode_digest() says of its transcript; by session_id, or by the key id and the source';

--
-- sample, codebook, labelled, rater_pair: from sessions to labels, and from these to
-- corrected shares.  workmode-rate stands between.
--

-- Of what was loaded as facts there is nothing to read.  The order is one of chance, so
-- that of a sample that is labelled in part, this part is drawn at random, too.
CREATE FUNCTION workmode.sample(size int, seed int DEFAULT 1, since date DEFAULT NULL, before date DEFAULT NULL,
	OUT source text, OUT id text, OUT mode varchar(11), OUT chance double precision)
RETURNS SETOF record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		SELECT s.source, s.id, s.mode::text::varchar(11), s.chance
		  FROM (SELECT k.source, k.id, k.mode,
					   %I.workmode_sample(k.source || '/' || k.id, k.mode, (k.facts).confidence, $1, $2) OVER () AS chance
				  FROM workmode.session_kind k
				 WHERE k.counted AND ($3 IS NULL OR k.day >= $3) AND ($4 IS NULL OR k.day < $4)
				   AND NOT EXISTS (SELECT FROM workmode.transcript t WHERE k.source = 'folder' AND t.id = k.id AND t.body IS NULL)) s
		 WHERE s.chance IS NOT NULL
		 ORDER BY md5($2::text || '/' || s.source || '/' || s.id)
		$sql$,
		(SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'workmode'))
		USING size, seed, since, before;
END $$;
COMMENT ON FUNCTION workmode.sample(int, int, date, date) IS
	'sessions to label: what workmode_sample() draws of those that the views count and that began from the day since to the day before, in an order of chance';

CREATE VIEW workmode.codebook AS
SELECT workmode_codebook() AS codebook;
COMMENT ON VIEW workmode.codebook IS 'by what to tell a session''s mode, as workmode-rate hands it to a rater';

CREATE VIEW workmode.labelled AS
WITH day AS MATERIALIZED (
	SELECT l.rater, k.day, workmode_agreement(l.mode, k.mode) AS labels
	  FROM workmode.label l JOIN workmode.session_kind k USING (source, id)
	 WHERE k.counted
	 GROUP BY l.rater, k.day
), period AS (
	SELECT grain::varchar(7) AS grain, day, next_day, tally
	  FROM workmode.period
	 WHERE dimension = 'all' AND tally IS NOT NULL
	 UNION ALL
	SELECT 'all', min(day), (max(last_day) + interval '1 month')::date, workmode_cluster(tally)
	  FROM (SELECT min(day) AS day, max(day) AS last_day, workmode_rollup(tally) AS tally
			  FROM workmode.month
			 WHERE dimension = 'all'
			 GROUP BY cluster) c
)
SELECT r.rater, p.grain, p.day, p.next_day, p.tally, l.labels
  FROM period p
 CROSS JOIN (SELECT DISTINCT rater FROM day) r
 CROSS JOIN LATERAL (
	SELECT workmode_rollup(d.labels) AS labels
	  FROM day d
	 WHERE d.rater = r.rater AND d.day >= p.day AND d.day < p.next_day
	HAVING count(*) > 0) l;
COMMENT ON VIEW workmode.labelled IS 'labels of each rater beside the predicted modes, and the tally that they correct, by period and of all';

CREATE VIEW workmode.rater_pair AS
SELECT one.rater, other.rater AS other_rater, workmode_agreement(one.mode, other.mode) AS labels
  FROM workmode.label one JOIN workmode.label other USING (source, id)
 WHERE one.rater < other.rater
 GROUP BY one.rater, other.rater;
COMMENT ON VIEW workmode.rater_pair IS 'labels of each two raters for the same sessions';

--
-- Comments on the views' columns: a column means the same wherever it stands.
--

DO $do$
DECLARE
	c	record;
BEGIN
	FOR c IN
		SELECT a.attrelid::regclass AS view, a.attname, v.meaning
		  FROM pg_catalog.pg_attribute a
		  JOIN pg_catalog.pg_class r ON r.oid = a.attrelid AND r.relkind = 'v' AND r.relnamespace = 'workmode'::regnamespace
		  LEFT JOIN (VALUES
			('time', 'beginning of the period, at midnight in the zone of the board'),
			('day', 'first day of the period'),
			('is_new', 'true if the name came; false if it must go'),
			('next_day', 'first day after the period'),
			('complete', 'true if the period is over and the board was refreshed since'),
			('grain', 'length of the period: day, week, month, quarter or year'),
			('mode', 'work mode'),
			('mode_label', 'name of the mode for readers'),
			('mode_sort', 'place of the mode in the order of modes, from 1'),
			('mode_colour', 'colour of the mode for charts, #RRGGBB'),
			('family', 'family that the mode belongs to: code, operate, explore or inform'),
			('description', 'what a session of the mode produces'),
			('sessions', 'sessions of the mode in the period; NULL if not shown'),
			('n', 'sessions of all modes in the period; NULL if not shown'),
			('users', 'people with sessions of the mode in the period; NULL if not shown'),
			('share', 'share of the mode among the sessions of the period, from 0 to 1; NULL if not shown'),
			('lo', 'lower limit of the 95% interval, which allows for several sessions of one person'),
			('hi', 'upper limit of the 95% interval, which allows for several sessions of one person'),
			('expected', 'mean probability of the mode over the sessions of the period: take it for a level; NULL if not shown, or without probabilities'),
			('expected_lo', 'lower limit of the 95% interval of expected'),
			('expected_hi', 'upper limit of the 95% interval of expected'),
			('unmixed', 'share of the mode that explains the mean probabilities of all modes: for changes, which the view shift has; NULL if a mode is not shown, or without probabilities'),
			('unmixed_lo', 'lower limit of the 95% interval of unmixed'),
			('unmixed_hi', 'upper limit of the 95% interval of unmixed'),
			('value', 'share of the mode, from 0 to 1; NULL if not shown'),
			('status', 'published; suppressed: too few people, too much of one person, or what would give such a figure away; empty: no sessions; incomplete: a period is not over'),
			('note', 'why there are no figures, or why the periods are longer than months; NULL otherwise'),
			('stratum', 'whose sessions: interactive, headless or subagent'),
			('team', 'team of the person; (unknown), and (other) for teams of too few people'),
			('project', 'last part of the working directory; (unknown), and (other) for projects of too few people'),
			('before', 'period that the shift is from'),
			('after', 'period that the shift is to'),
			('base', 'period in which the value index is 100'),
			('before_day', 'first day of the period before'),
			('after_day', 'first day of the period after'),
			('base_day', 'first day of the period in which the index is 100'),
			('share_before', 'share of the mode before'),
			('share_after', 'share of the mode after'),
			('change', 'share after less share before'),
			('p_value', 'probability of so large a difference if both periods had the same shares'),
			('p_holm', 'p_value adjusted for looking at nine modes (Holm): take it unless you named the mode before you looked'),
			('expected_before', 'mean probability of the mode before: take it for a level'),
			('expected_after', 'mean probability of the mode after: take it for a level'),
			('expected_change', 'expected_after less expected_before: of a shift it shows less than change'),
			('unmixed_before', 'share of the mode before that explains the mean probabilities of all modes'),
			('unmixed_after', 'share of the mode after that explains the mean probabilities of all modes'),
			('unmixed_change', 'unmixed_after less unmixed_before: take it for a change, as labels show two thirds of one; NULL if a mode is not shown, or without probabilities'),
			('unmixed_p_value', 'probability of so large an unmixed change if both periods had the same shares'),
			('unmixed_p_holm', 'unmixed_p_value adjusted for looking at nine modes (Holm): take it unless you named the mode before you looked'),
			('value_before', 'mean value of a session of the mode before'),
			('value_after', 'mean value of a session of the mode after'),
			('value_change', 'ratio of the mean values, less 1'),
			('value_lo', 'lower limit of value_change'),
			('value_hi', 'upper limit of value_change'),
			('study_before', 'share that the study of June 2026 published for October 2025'),
			('study_after', 'share that the study of June 2026 published for April 2026'),
			('study_change', 'study_after less study_before'),
			('study_value_change', 'growth of mean value that the study of June 2026 published'),
			('n_before', 'sessions with a mode before'),
			('n_after', 'sessions with a mode after'),
			('users_before', 'people with sessions before'),
			('users_after', 'people with sessions after'),
			('chi2', 'statistic of the test'),
			('df', 'degrees of freedom of the test'),
			('df2', 'degrees of freedom of the design effect: the p-value is that of chi2 / df by the F distribution of df and df2'),
			('total_variation', 'distance of the shares: half the sum of absolute differences, from 0 to 1'),
			('jensen_shannon', 'distance of the shares: Jensen-Shannon divergence in bits, from 0 to 1'),
			('psi', 'distance of the shares: population stability index'),
			('design_effect', 'how many times several sessions of one person enlarge the variance'),
			('method', 'method of the index: mean, geomean, unit_value, laspeyres, paasche, fisher, tornqvist or mix'),
			('value_index', 'value of the average session, 100 in the base period; NULL if not shown'),
			('base_coverage', 'share of the base period''s valued sessions that the index covers'),
			('current_coverage', 'share of the period''s valued sessions that the index covers'),
			('mix', 'change in mean value that comes of the mix of modes'),
			('within', 'change in mean value that comes of values within the mode'),
			('total', 'sum of mix and within'),
			('source', 'name of the source'),
			('person', 'who worked'),
			('branch', 'git branch, the last one in the transcript'),
			('session_id', 'id that the agent gave the session'),
			('started_at', 'earliest time in the transcript, or else the time that the source gives'),
			('ended_at', 'latest time in the transcript'),
			('kind', 'what the session counts as: interactive, headless, subagent, unclassified, undated or duplicate'),
			('counted', 'sessions that the shares count'),
			('tallied', 'true if tallies count the session, in its stratum'),
			('alone', 'true if one person has all sessions'),
			('cluster', 'the person, or the day if one person has all sessions'),
			('confidence', 'probability of the mode, from 0 to 1'),
			('second_mode', 'the next best mode'),
			('format', 'format of the transcript'),
			('agent', 'the program that ran the session'),
			('model', 'the language model of the first answer'),
			('surface', 'where the agent was used: cli, desktop, web, ide, sdk, headless or subagent'),
			('prompts', 'requests that a person made'),
			('turns', 'stretches of agent work between requests'),
			('actions', 'tool calls'),
			('errors', 'tool calls that failed'),
			('files_changed', 'distinct files that were edited or written'),
			('lines_added', 'lines added to files'),
			('lines_removed', 'lines removed from files'),
			('code_changed', 'true if code changed, and not only documents, plans and data'),
			('commits', 'commits that the agent made'),
			('pull_requests', 'pull and merge requests that the agent opened'),
			('words_in', 'words that people wrote'),
			('words_out', 'words that agents wrote'),
			('tokens_in', 'tokens that the model read; 0 if the transcript does not tell'),
			('tokens_out', 'tokens that the model wrote; 0 if the transcript does not tell'),
			('model_version', 'version of the classifier that gave the mode'),
			('read_at', 'when the transcript was read'),
			('classified', 'interactive sessions with a mode and a day'),
			('headless', 'sessions with a mode and a day at which no person sat, those of subagents apart'),
			('subagents', 'sessions with a mode and a day that another agent started'),
			('unclassified', 'sessions without a mode: there is nothing to go on'),
			('undated', 'sessions with a mode whose time is not known, before 2020 or in the future'),
			('duplicates', 'sessions of which another transcript tells more'),
			('unreadable', 'transcripts that could not be read: they are among the unclassified'),
			('skipped', 'records of transcripts that are broken and were skipped'),
			('model_versions', 'versions of the classifier that gave the modes'),
			('refreshed_at', 'when it was last refreshed'),
			('refreshed_day', 'day of the last refresh, in the zone of the board'),
			('error', 'what failed in the last refresh; NULL if nothing did'),
			('zone', 'time zone in which days begin'),
			('min_users', 'people that a figure must be of, or it is not shown'),
			('hidden', 'modes that are not shown, a bit for each; NULL if nothing is shown'),
			('value_hidden', 'modes whose values are not shown, a bit for each; NULL if no values are'),
			('expects', 'true if all sessions of both periods have probabilities, or figures of one person are shown'),
			('before_values', 'sessions of the period before, in which modes whose values are not shown are one'),
			('after_values', 'sessions of the period after, in which modes whose values are not shown are one'),
			('include', 'sessions that the views count: interactive or all'),
			('id', 'key of the transcript within its source'),
			('at', 'time that the source gives; NULL if the transcript tells'),
			('transcript', 'the transcript; NULL if facts were loaded in its place'),
			('mark', 'what changes when the transcript does'),
			('facts', 'facts of the session'),
			('vector', 'evidence of the session'),
			('stamp', 'versions of the models'),
			('duplicate', 'true if another transcript of the session tells more'),
			('parent', 'session that this one was started from'),
			('folder', 'last part of the working directory'),
			('lines_read', 'records of the transcript that were read'),
			('tally', 'the sessions by mode, with their values and probabilities'),
			('before_tally', 'sessions of the period before, in which modes that are not shown are one'),
			('after_tally', 'sessions of the period after, in which modes that are not shown are one'),
			('codebook', 'by what to tell a session''s mode'),
			('rater', 'who gave the labels'),
			('other_rater', 'another rater, after this one in the order of names'),
			('labels', 'labels beside predicted modes'),
			('dimension', 'what the sessions are split by: all (by nothing), stratum, team or project'),
			('name', 'name of the stratum, team or project'),
			('sort', 'place in the order of lengths'),
			('length', 'how long the period is'),
			('periods', 'periods that are over and show something'),
			('of_periods', 'periods that are over and have sessions'),
			('first_day', 'first day of the first period that is over and shows something'),
			('first_next', 'first day after that period'),
			('last_day', 'first day of the last period that is over and shows something'),
			('last_next', 'first day after that period')) v(name, meaning) ON v.name = a.attname
		 WHERE a.attnum > 0
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', c.view, c.attname, c.meaning);
	END LOOP;
END $do$;

COMMENT ON COLUMN workmode.configuration.grain IS 'shortest period that is shown, unless min_users is 1: day, week, month or quarter';
COMMENT ON COLUMN workmode.labelled.grain IS 'length of the period: day, week, month, quarter or year; all: everything';
COMMENT ON COLUMN workmode.rater_pair.labels IS 'labels of the rater, as the true modes, beside those of the other';
COMMENT ON COLUMN workmode.coverage.sessions IS 'all sessions of the source, those that count nowhere among them';
COMMENT ON COLUMN workmode.coverage_month.day IS 'first day of the month; NULL for sessions whose day is not known';
COMMENT ON COLUMN workmode.coverage_month.sessions IS 'sessions of the kind in the month; NULL if not shown';
COMMENT ON COLUMN workmode.coverage_month.n IS 'sessions of all kinds in the month; NULL unless each kind is shown';
COMMENT ON COLUMN workmode.coverage_month.share IS 'share of the kind among all sessions of the month, from 0 to 1; NULL unless each kind is shown';
COMMENT ON COLUMN workmode.coverage_month.counted IS 'true if the shares count sessions of this kind';
COMMENT ON COLUMN workmode.session_mode.day IS 'day on which the session began, in the zone of the board; NULL if it is not known';
COMMENT ON COLUMN workmode.session_mode.value IS 'relative value of the work, for comparisons and not as money';
COMMENT ON COLUMN workmode.session_mode.counted IS 'true if the shares count the session';
COMMENT ON COLUMN workmode.session_mode.person IS 'who worked; NULL unless the reader may read workmode.session';
COMMENT ON COLUMN workmode.session_mode.team IS 'team of the person; NULL unless the reader may read workmode.session';
COMMENT ON COLUMN workmode.session_mode.project IS 'last part of the working directory; NULL unless the reader may read workmode.session';
COMMENT ON COLUMN workmode.session_mode.branch IS 'git branch; NULL unless the reader may read workmode.session';
COMMENT ON COLUMN workmode.session_mode.session_id IS 'id that the agent gave the session; NULL unless the reader may read workmode.session';
COMMENT ON COLUMN workmode.session_mode.started_at IS 'earliest time in the transcript, or else that of the source; NULL unless the reader may read workmode.session';
COMMENT ON COLUMN workmode.session_mode.ended_at IS 'latest time in the transcript; NULL unless the reader may read workmode.session';
COMMENT ON COLUMN workmode.value_index.lo IS 'lower limit of the 95% interval; NULL if the method has none';
COMMENT ON COLUMN workmode.value_index.hi IS 'upper limit of the 95% interval; NULL if the method has none';
COMMENT ON COLUMN workmode.value_index.n IS 'sessions of the period that have a value; NULL if not shown';
COMMENT ON COLUMN workmode.value_index.note IS 'why to read the index with care: the base has few sessions, or too few people have most of them; NULL otherwise';
COMMENT ON COLUMN workmode.share_series.mode IS 'name of the mode, for the legend';
COMMENT ON COLUMN workmode.shift.lo IS 'lower limit of the 95% interval of change, which allows for several sessions of one person';
COMMENT ON COLUMN workmode.shift.hi IS 'upper limit of the 95% interval of change, which allows for several sessions of one person';
COMMENT ON COLUMN workmode.shift.expected_lo IS 'lower limit of the 95% interval of expected_change';
COMMENT ON COLUMN workmode.shift.expected_hi IS 'upper limit of the 95% interval of expected_change';
COMMENT ON COLUMN workmode.shift.unmixed_lo IS 'lower limit of the 95% interval of unmixed_change';
COMMENT ON COLUMN workmode.shift.unmixed_hi IS 'upper limit of the 95% interval of unmixed_change';

--
-- What a dump holds: all that was loaded, set and read, and the tallies.
--

SELECT pg_catalog.pg_extension_config_dump('workmode.transcript', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.session', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.label', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.tally', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.month', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.period', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.touched', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.named', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.setting', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.source', '');
SELECT pg_catalog.pg_extension_config_dump('workmode.refresh_log', '');

--
-- What charts and the page show of the views.  They read the views that are
-- meant for readers, with the rights of whoever calls them: what is suppressed
-- there is not shown here either.
--

-- Months, or quarters where less than half of the months have figures.
CREATE FUNCTION workmode.page_grain() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN 2 * count(*) FILTER (WHERE figures > 0) >= count(*) THEN 'month' ELSE 'quarter' END
	  FROM (SELECT day, count(share) AS figures
			  FROM workmode.share_month
			 WHERE complete AND status <> 'empty' GROUP BY day) m
$$;
COMMENT ON FUNCTION workmode.page_grain() IS 'month, or quarter where less than half of the months have figures: what the page shows';

CREATE FUNCTION workmode.page_period_label(day date, grain text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
	SELECT to_char(day, CASE grain WHEN 'quarter' THEN '"Q"Q YYYY' ELSE 'Mon YYYY' END)
$$;
COMMENT ON FUNCTION workmode.page_period_label(date, text) IS 'name of a month or quarter for readers, such as Oct 2025 or Q4 2025';

-- The last 36 periods, numbered from 0.
CREATE FUNCTION workmode.page_share_rows(
	OUT n int, OUT periods int, OUT day date, OUT label text, OUT complete boolean,
	OUT mode_sort int, OUT mode_label text, OUT share double precision, OUT lo double precision, OUT hi double precision,
	OUT expected double precision, OUT sessions bigint, OUT users bigint, OUT status text)
RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	WITH grain AS (
		SELECT workmode.page_grain() AS grain
	), period AS (
		SELECT 'month' AS grain, m.* FROM workmode.share_month m
		 UNION ALL SELECT 'quarter', q.* FROM workmode.share_quarter q
	), latest AS (
		SELECT p.*, dense_rank() OVER (ORDER BY day DESC)::int AS back FROM period p JOIN grain USING (grain)
	)
	SELECT max(back) OVER () - back, max(back) OVER (), day, workmode.page_period_label(day, grain), complete,
		   mode_sort, mode_label, share, lo, hi, expected, l.n, users, status
	  FROM latest l
	 WHERE back <= 36
	 ORDER BY day, mode_sort
$$;
COMMENT ON FUNCTION workmode.page_share_rows() IS 'shares of the last 36 months or quarters, numbered from 0';

--
-- chart: figures as Vega-Lite, which Grafana, notebooks and web pages draw
--

CREATE FUNCTION workmode.chart_frame(title text, subtitle text, rows jsonb, drawing jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_build_object(
			'$schema', 'https://vega.github.io/schema/vega-lite/v5.json',
			'title', jsonb_build_object('text', title, 'subtitle', coalesce(subtitle, ''), 'anchor', 'start'),
			'data', jsonb_build_object('values', coalesce(rows, '[]'))) || drawing
$$;
COMMENT ON FUNCTION workmode.chart_frame(text, text, jsonb, jsonb) IS 'a Vega-Lite chart of a title, rows and what draws them';

-- The colour of each mode, in the order of modes.
CREATE FUNCTION workmode.chart_colour() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_build_object('field', 'mode', 'type', 'nominal', 'legend', NULL, 'scale', jsonb_build_object(
			'domain', jsonb_agg(mode_label ORDER BY mode_sort), 'range', jsonb_agg(mode_colour ORDER BY mode_sort)))
	  FROM workmode.mode
$$;
COMMENT ON FUNCTION workmode.chart_colour() IS 'colours of the modes, as Vega-Lite wants them';

CREATE FUNCTION workmode.chart_order() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_agg(mode_label ORDER BY mode_sort) FROM workmode.mode
$$;
COMMENT ON FUNCTION workmode.chart_order() IS 'labels of the modes in their order';

-- A panel for each mode, with its name above: no mode is told by colour alone.
CREATE FUNCTION workmode.chart_share() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.chart_frame('Share of each work mode', 'with 95% intervals, by ' || workmode.page_grain(),
		(SELECT jsonb_agg(jsonb_build_object('day', day, 'period', label, 'mode', mode_label,
				'share', share, 'lo', lo, 'hi', hi, 'expected', expected, 'status', status) ORDER BY day, mode_sort)
		   FROM workmode.page_share_rows() WHERE complete),
		jsonb_build_object(
			'columns', 3,
			'facet', jsonb_build_object('field', 'mode', 'type', 'nominal', 'title', NULL, 'sort', workmode.chart_order(),
				'header', '{"labelFontWeight": "bold", "labelAnchor": "start"}'::jsonb),
			'spec', jsonb_build_object(
				'width', 180, 'height', 90,
				'encoding', jsonb_build_object('color', workmode.chart_colour(),
					'x', '{"field": "day", "type": "temporal", "title": null, "scale": {"type": "utc"},
						   "axis": {"format": "%b %Y", "tickCount": 3, "labelOverlap": true, "labelFlush": true, "grid": false}}'::jsonb),
				'layer', '[
					{"mark": {"type": "area", "opacity": 0.35}, "encoding": {
						"y": {"field": "lo", "type": "quantitative", "title": null, "axis": {"format": "%", "tickCount": 4}},
						"y2": {"field": "hi"}}},
					{"mark": {"type": "line", "point": true}, "encoding": {
						"y": {"field": "share", "type": "quantitative"},
						"tooltip": [{"field": "mode", "title": "mode"}, {"field": "period", "title": "period"},
									{"field": "share", "type": "quantitative", "format": ".1%"},
									{"field": "lo", "type": "quantitative", "format": ".1%"},
									{"field": "hi", "type": "quantitative", "format": ".1%"}]}}]'::jsonb)))
$$;
COMMENT ON FUNCTION workmode.chart_share() IS 'chart share: the share of each mode over time, with its interval';

CREATE FUNCTION workmode.chart_shift() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.chart_frame(
		(SELECT format('Change of each share, %s to %s', before, after) FROM workmode.shift LIMIT 1),
		(SELECT coalesce(note, 'with 95% intervals; a diamond is the published study') FROM workmode.shift LIMIT 1),
		(SELECT jsonb_agg(jsonb_build_object('mode', mode_label, 'before', share_before, 'after', share_after,
				'change', change, 'lo', lo, 'hi', hi, 'p_value', p_value, 'p_holm', p_holm,
				'unmixed_change', unmixed_change, 'unmixed_lo', unmixed_lo, 'unmixed_hi', unmixed_hi, 'study_change', study_change, 'status', status) ORDER BY mode_sort)
		   FROM workmode.shift),
		jsonb_build_object(
			'width', 420, 'height', jsonb_build_object('step', 26),
			'encoding', jsonb_build_object('y', jsonb_build_object('field', 'mode', 'type', 'nominal', 'title', NULL, 'sort', workmode.chart_order())),
			'layer', jsonb_build_array(
				'{"mark": {"type": "rule", "color": "#888"}, "encoding": {"x": {"datum": 0}, "y": null}}'::jsonb,
				jsonb_build_object('mark', '{"type": "rule", "strokeWidth": 5, "strokeCap": "round"}'::jsonb, 'encoding', jsonb_build_object(
					'color', workmode.chart_colour(),
					'x', '{"field": "lo", "type": "quantitative", "title": "change of the share", "axis": {"format": "+.0%"}}'::jsonb,
					'x2', '{"field": "hi"}'::jsonb)),
				'{"mark": {"type": "point", "filled": true, "color": "black", "size": 60, "opacity": 1}, "encoding": {
					"x": {"field": "change", "type": "quantitative"},
					"tooltip": [{"field": "mode"}, {"field": "before", "type": "quantitative", "format": ".1%"},
								{"field": "after", "type": "quantitative", "format": ".1%"},
								{"field": "change", "type": "quantitative", "format": "+.1%"},
								{"field": "p_value", "type": "quantitative", "format": ".3f"},
								{"field": "p_holm", "type": "quantitative", "format": ".3f"}]}}'::jsonb,
				'{"mark": {"type": "point", "shape": "diamond", "color": "#555", "size": 90, "opacity": 1}, "encoding": {
					"x": {"field": "study_change", "type": "quantitative"},
					"tooltip": [{"field": "mode"}, {"field": "study_change", "type": "quantitative", "format": "+.1%"}]}}'::jsonb)))
$$;
COMMENT ON FUNCTION workmode.chart_shift() IS 'chart shift: the change of each share with its interval, beside the published one';

CREATE FUNCTION workmode.chart_value_index() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.chart_frame('Value of the average session',
		(SELECT 'with 95% intervals; 100 in the period from ' || to_char(max(base_day), 'Mon YYYY') || coalesce('; ' || max(note), '')
		   FROM workmode.value_index WHERE complete),
		(SELECT jsonb_agg(jsonb_build_object('day', day, 'period', to_char(day, 'Mon YYYY'), 'value_index', value_index,
				'lo', lo, 'hi', hi, 'sessions', n, 'status', status) ORDER BY day)
		   FROM workmode.value_index WHERE method = 'mean' AND complete),
		'{"width": 560, "height": 240,
		  "encoding": {"x": {"field": "day", "type": "temporal", "title": null, "scale": {"type": "utc"},
							 "axis": {"format": "%b %Y", "labelOverlap": true, "labelFlush": true, "grid": false}}},
		  "layer": [
			{"mark": {"type": "rule", "color": "#888", "strokeDash": [4, 3]}, "encoding": {"x": null, "y": {"datum": 100}}},
			{"mark": {"type": "area", "opacity": 0.3, "color": "#44aa99"}, "encoding": {
				"y": {"field": "lo", "type": "quantitative", "title": "index", "scale": {"zero": false}}, "y2": {"field": "hi"}}},
			{"mark": {"type": "line", "point": {"color": "#222"}, "color": "#222"}, "encoding": {
				"y": {"field": "value_index", "type": "quantitative"},
				"tooltip": [{"field": "period"}, {"field": "value_index", "type": "quantitative", "format": ".1f"},
							{"field": "lo", "type": "quantitative", "format": ".1f"}, {"field": "hi", "type": "quantitative", "format": ".1f"},
							{"field": "sessions", "type": "quantitative"}]}}]}')
$$;
COMMENT ON FUNCTION workmode.chart_value_index() IS 'chart value_index: the value of the average session over time, with its interval';

CREATE FUNCTION workmode.chart(what text) RETURNS jsonb
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	CASE what
		WHEN 'share' THEN RETURN workmode.chart_share();
		WHEN 'shift' THEN RETURN workmode.chart_shift();
		WHEN 'value_index' THEN RETURN workmode.chart_value_index();
	ELSE
		RAISE invalid_parameter_value USING
			MESSAGE = format('"%s" is no chart', what),
			HINT = 'The charts are share, shift and value_index.';
	END CASE;
END $$;
COMMENT ON FUNCTION workmode.chart(text) IS 'a chart as Vega-Lite, with its figures: share, shift or value_index';

--
-- report: the board as one page of HTML, with pictures drawn in SVG
--
-- The page needs nothing but itself: its policy forbids scripts and every address.
-- Its characters are ASCII, others stand as entities; only names may have more.
-- Numbers that place what is drawn are rounded to a tenth of a pixel.
--

-- Text of others must not become part of the page's own code.
CREATE FUNCTION workmode.page_text(what text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT replace(replace(replace(replace(replace(coalesce(what, ''),
		'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')
$$;
COMMENT ON FUNCTION workmode.page_text(text) IS 'text as HTML';

CREATE FUNCTION workmode.page_number(what double precision, digits int) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(to_char(what::numeric, 'FM999,999,999,999,990' || CASE WHEN digits > 0 THEN '.' || repeat('0', digits) ELSE '' END), '&#8211;')
$$;
COMMENT ON FUNCTION workmode.page_number(double precision, int) IS 'a number for readers; a dash for NULL';

CREATE FUNCTION workmode.page_percent(share double precision, digits int DEFAULT 1) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_number(100 * share, digits) || CASE WHEN share IS NULL THEN '' ELSE '%' END
$$;
COMMENT ON FUNCTION workmode.page_percent(double precision, int) IS 'a share in percent; a dash for NULL';

CREATE FUNCTION workmode.page_signed(what double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN round(what::numeric, 1) < 0 THEN '&#8722;' WHEN round(what::numeric, 1) > 0 THEN '+' ELSE '' END
		|| workmode.page_number(abs(what), 1)
$$;
COMMENT ON FUNCTION workmode.page_signed(double precision) IS 'a number with its sign; a dash for NULL';

CREATE FUNCTION workmode.page_range(lo text, hi text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN lo = '&#8211;' OR hi = '&#8211;' THEN '&#8211;' ELSE lo || ' to ' || hi END
$$;
COMMENT ON FUNCTION workmode.page_range(text, text) IS 'an interval between two numbers for readers; a dash if one is missing';

CREATE FUNCTION workmode.page_p(p double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN p < 0.001 THEN '&lt; 0.001' ELSE workmode.page_number(p, 3) END
$$;
COMMENT ON FUNCTION workmode.page_p(double precision) IS 'a p-value for readers';

CREATE FUNCTION workmode.page_people(people bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_number(people, 0) || CASE people WHEN 1 THEN ' person' ELSE ' people' END
$$;
COMMENT ON FUNCTION workmode.page_people(bigint) IS 'a number of people, in words';

CREATE FUNCTION workmode.page_sessions(sessions bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_number(sessions, 0) || CASE sessions WHEN 1 THEN ' session' ELSE ' sessions' END
$$;
COMMENT ON FUNCTION workmode.page_sessions(bigint) IS 'a number of sessions, in words';

-- A period must not be broken at its dash.
CREATE FUNCTION workmode.page_period(period text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT replace(workmode.page_text(period), '-', '&#8209;')
$$;
COMMENT ON FUNCTION workmode.page_period(text) IS 'a period as workmode.configure() takes it, for readers';

CREATE FUNCTION workmode.page_place(what double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT round(what::numeric, 1)::text
$$;
COMMENT ON FUNCTION workmode.page_place(double precision) IS 'a coordinate in a picture';

-- What a table shows: a head, and rows that begin with what they are of.
CREATE FUNCTION workmode.page_point(x double precision, y double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_place(x) || ' ' || workmode.page_place(y)
$$;
COMMENT ON FUNCTION workmode.page_point(double precision, double precision) IS 'a point of a path';

CREATE FUNCTION workmode.page_path(points text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<path class="path" d="M%s"/>', points)
$$;
COMMENT ON FUNCTION workmode.page_path(text) IS 'a line through points';

CREATE FUNCTION workmode.page_dot(x double precision, y double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<circle class="dot" cx="%s" cy="%s" r="2.8"/>', workmode.page_place(x), workmode.page_place(y))
$$;
COMMENT ON FUNCTION workmode.page_dot(double precision, double precision) IS 'a point that is marked';

CREATE FUNCTION workmode.page_band(mode_sort int, upper text, lower text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<path class="band m%s" d="M%sL%sZ"/>', mode_sort, upper, lower)
$$;
COMMENT ON FUNCTION workmode.page_band(int, text, text) IS 'a band between points above, and points below from right to left';

CREATE FUNCTION workmode.page_row(VARIADIC cells text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT '<tr><th scope="row">' || cells[1] || '</th><td>' || array_to_string(cells[2:], '</td><td>') || E'</td></tr>\n'
$$;
COMMENT ON FUNCTION workmode.page_row(text[]) IS 'a row of a table';

CREATE FUNCTION workmode.page_table(caption text, head text[], body text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT '<div class="wide"><table><caption>' || caption || E'</caption>\n<thead><tr><th scope="col">'
		|| array_to_string(head, '</th><th scope="col">') || E'</th></tr></thead>\n<tbody>\n' || coalesce(body, '') || E'</tbody></table></div>\n'
$$;
COMMENT ON FUNCTION workmode.page_table(text, text[], text) IS 'a table with a caption, a head and rows';

CREATE FUNCTION workmode.page_details(summary text, body text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT '<details><summary>' || summary || E'</summary>\n' || body || E'</details>\n'
$$;
COMMENT ON FUNCTION workmode.page_details(text, text) IS 'what is shown when it is asked for';

-- A picture says in words what it shows.
CREATE FUNCTION workmode.page_picture(name text, title text, description text, width int, height int, drawing text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format(E'<svg role="img" aria-labelledby="%1$s-title %1$s-desc" viewBox="0 0 %4$s %5$s">'
		'<title id="%1$s-title">%2$s</title><desc id="%1$s-desc">%3$s</desc>\n%6$s</svg>\n',
		name, title, description, width, height, drawing)
$$;
COMMENT ON FUNCTION workmode.page_picture(text, text, text, int, int, text) IS 'an SVG with its title and description';

CREATE FUNCTION workmode.page_line(class text, x1 double precision, y1 double precision, x2 double precision, y2 double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s"/>', class,
		workmode.page_place(x1), workmode.page_place(y1), workmode.page_place(x2), workmode.page_place(y2))
$$;
COMMENT ON FUNCTION workmode.page_line(text, double precision, double precision, double precision, double precision) IS 'a line of a picture';

CREATE FUNCTION workmode.page_words(class text, x double precision, y double precision, words text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<text class="%s" x="%s" y="%s">%s</text>', class, workmode.page_place(x), workmode.page_place(y), words)
$$;
COMMENT ON FUNCTION workmode.page_words(text, double precision, double precision, text) IS 'words in a picture';

CREATE FUNCTION workmode.page_box(class text, x double precision, y double precision,
	width double precision, height double precision, words text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<rect class="%s" x="%s" y="%s" width="%s" height="%s"><title>%s</title></rect>', class,
		workmode.page_place(x), workmode.page_place(y), workmode.page_place(width), workmode.page_place(height), words)
$$;
COMMENT ON FUNCTION workmode.page_box(text, double precision, double precision, double precision, double precision, text) IS
	'a box in a picture, which says what it is when pointed at';

--
-- Colours.  A mode has the colour of workmode_modes() on a light page.  On a dark
-- one a tenth of the light is white, so that each stands out from the ground.
--

CREATE FUNCTION workmode.page_light(channel text) RETURNS double precision
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN c <= 0.04045 THEN c / 12.92 ELSE power((c + 0.055) / 1.055, 2.4) END
	  FROM (SELECT get_byte(decode(channel, 'hex'), 0) / 255.0::double precision AS c) x
$$;
COMMENT ON FUNCTION workmode.page_light(text) IS 'light of two hexadecimal digits of a colour in sRGB, from 0 to 1';

CREATE FUNCTION workmode.page_channel(light double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT lpad(to_hex(round(255 * CASE WHEN light <= 0.0031308 THEN 12.92 * light ELSE 1.055 * power(light, 1 / 2.4) - 0.055 END)::int), 2, '0')
$$;
COMMENT ON FUNCTION workmode.page_channel(double precision) IS 'two hexadecimal digits of a colour in sRGB';

CREATE FUNCTION workmode.page_dark_colour(colour text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT '#' || string_agg(workmode.page_channel(0.1 + 0.9 * workmode.page_light(substr(colour, at, 2))), '' ORDER BY at)
	  FROM unnest('{2,4,6}'::int[]) at
$$;
COMMENT ON FUNCTION workmode.page_dark_colour(text) IS 'a colour as it is on a dark page';

CREATE FUNCTION workmode.page_colours(dark boolean) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(format('.m%s{--c:%s}', mode_sort,
			CASE WHEN dark THEN workmode.page_dark_colour(mode_colour) ELSE mode_colour END), '' ORDER BY mode_sort)
	  FROM workmode.mode
$$;
COMMENT ON FUNCTION workmode.page_colours(boolean) IS 'style rules with the colours of the modes';

CREATE FUNCTION workmode.page_style() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT '
:root{color-scheme:light dark;--ground:#fff;--raised:#f6f6f4;--ink:#1b1c1e;--soft:#5c6066;--rule:#dcdcd8}
' || workmode.page_colours(false) || '
@media (prefers-color-scheme:dark){
:root{--ground:#15171a;--raised:#1e2125;--ink:#e9e9e6;--soft:#a4a8ae;--rule:#34383d}
' || workmode.page_colours(true) || '
}
*{box-sizing:border-box}
body{margin:0 auto;max-width:56rem;padding:3rem 1.5rem 4rem;background:var(--ground);color:var(--ink);
font:1rem/1.55 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",sans-serif}
h1{font-size:2.1rem;line-height:1.15;letter-spacing:-.02em;margin:0 0 .4rem}
h2{font-size:1.3rem;letter-spacing:-.01em;margin:3.2rem 0 .3rem;padding-top:1rem;border-top:1px solid var(--rule)}
h3{font-size:1rem;margin:2rem 0 .2rem}
p{margin:.3rem 0 1rem;max-width:42rem}
.soft,caption,figcaption,footer{color:var(--soft);font-size:.875rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.75rem;margin:1.6rem 0 0}
.tiles div{background:var(--raised);border-radius:.5rem;padding:.8rem 1rem}
.tiles dt{color:var(--soft);font-size:.8125rem}
.tiles dd{margin:0;font-size:1.5rem;font-weight:650;letter-spacing:-.01em;line-height:1.3;font-variant-numeric:tabular-nums}
.tiles dd small{display:block;font-size:.8125rem;font-weight:400;letter-spacing:0;color:var(--soft)}
figure{margin:1.2rem 0}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{fill:var(--ink);font-size:12px;font-variant-numeric:tabular-nums}
svg .tick{fill:var(--soft);font-size:11px}
svg .middle{text-anchor:middle}
svg .end{text-anchor:end}
svg .name{font-weight:600;font-size:13px}
svg .grid{stroke:var(--rule);stroke-width:1}
svg .zero{stroke:var(--soft);stroke-width:1}
svg .lead{stroke:var(--c);stroke-width:1}
svg .fill{fill:var(--c);stroke:var(--ground);stroke-width:1}
svg .open{opacity:.5}
svg .kept{fill:url(#kept)}
svg .band{fill:var(--c);stroke:var(--c);stroke-width:1.5;stroke-linejoin:round;opacity:.42}
svg .path{fill:none;stroke:var(--ink);stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
svg .dot{fill:var(--ink)}
svg .span{stroke:var(--c);stroke-width:5;stroke-linecap:round}
svg .study{fill:var(--ground);stroke:var(--ink);stroke-width:1.4}
svg .hollow{fill:var(--ground);stroke:var(--c);stroke-width:1.5}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.9rem 0 .4rem}
th,td{padding:.32rem .5rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule)}
th:first-child,td:first-child{text-align:left;padding-left:0}
thead th{color:var(--soft);font-weight:500;vertical-align:bottom;white-space:normal}
tbody th{font-weight:500}
tbody tr.all>*{font-weight:650}
td svg{width:9.5rem;height:1.375rem;margin:-2px 0 -2px auto}
.scale{display:inline-block;width:9.5rem;text-align:center}
.m10{--c:var(--soft)}
.key{display:inline-block;width:.7em;height:.7em;border-radius:.15em;background:var(--c);margin-right:.5em}
details{margin:.6rem 0}
summary{cursor:pointer;color:var(--soft);font-size:.875rem}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--raised);padding:.1em .3em;border-radius:.25em}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule)}
@media (max-width:40rem){figure{overflow-x:auto}figure>svg{min-width:40rem}}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}figure,tr{break-inside:avoid}}
'
$$;
COMMENT ON FUNCTION workmode.page_style() IS 'style of the page, light and dark';

CREATE FUNCTION workmode.page_key(mode_sort int, label text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN mode_sort <= 9 THEN format('<span class="key m%s"></span>', mode_sort) ELSE '' END || workmode.page_text(label)
$$;
COMMENT ON FUNCTION workmode.page_key(int, text) IS 'name of a mode with its colour beside';

--
-- Shares over time
--

CREATE FUNCTION workmode.page_bar_step(periods int) RETURNS double precision
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT least(540.0 / greatest(periods, 1), 80)
$$;
COMMENT ON FUNCTION workmode.page_bar_step(int) IS 'width of a bar and the gap beside it';

-- A bar for each period, 268 pixels high, whose parts lie on each other.
CREATE FUNCTION workmode.page_bars() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(workmode.page_box(format('fill m%s%s', mode_sort, CASE WHEN complete THEN '' ELSE ' open' END),
			40 + step * (n + 0.08), 10 + 268 * (upto - share), step * 0.84, 268 * share,
			workmode.page_text(format('%s, %s: ', label, mode_label)) || workmode.page_percent(share)), E'\n' ORDER BY n, mode_sort)
	  FROM (SELECT *, workmode.page_bar_step(periods) AS step, sum(share) OVER (PARTITION BY n ORDER BY mode_sort) AS upto
			  FROM workmode.page_share_rows()) s
	 WHERE share > 0
$$;
COMMENT ON FUNCTION workmode.page_bars() IS 'bars of the shares of each period';

-- What is not shown, as too few people are behind it, is hatched.
CREATE FUNCTION workmode.page_bars_kept() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(workmode.page_box('kept', 40 + step * (n + 0.08), 10 + 268 * shown, step * 0.84, 268 * (1 - shown),
			'not shown: too few people'), E'\n' ORDER BY n)
	  FROM (SELECT n, workmode.page_bar_step(max(periods)) AS step, coalesce(sum(share), 0) AS shown
			  FROM workmode.page_share_rows()
			 GROUP BY n HAVING bool_or(status = 'suppressed')) s
	 WHERE shown < 0.9995
$$;
COMMENT ON FUNCTION workmode.page_bars_kept() IS 'hatched boxes for what is not shown of each period';

-- The names stand beside the last bar that is over, or the last of all if none is, 16 pixels apart at least: each
-- is pushed down by those above it, and up where the picture ends.
CREATE FUNCTION workmode.page_bar_names() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	WITH last AS (
		SELECT *, workmode.page_bar_step(periods) AS step, 10 + 268 * (sum(share) OVER (ORDER BY mode_sort) - share / 2) AS y,
			   row_number() OVER (ORDER BY mode_sort) AS k, count(*) OVER () AS names
		  FROM (SELECT *, coalesce(max(n) FILTER (WHERE complete) OVER (), max(n) OVER ()) AS last_n
				  FROM workmode.page_share_rows() WHERE share > 0) s
		 WHERE n = last_n
	), pushed AS (
		SELECT *, max(y - 16 * k) OVER (ORDER BY k) + 16 * k AS down FROM last
	), placed AS (
		SELECT *, least(down, 278 - 16 * (names - k)) AS at, 42 + step * (n + 0.92) AS x0, 54 + step * periods AS x1 FROM pushed
	)
	SELECT string_agg(format('<path class="lead m%s" fill="none" d="M%s %sL%s %s"/>', mode_sort,
			workmode.page_place(x0), workmode.page_place(y), workmode.page_place(x1), workmode.page_place(at))
		|| workmode.page_words('', x1 + 5, at + 4, workmode.page_text(mode_label) || ' ' || workmode.page_percent(share)), E'\n' ORDER BY k)
	  FROM placed
$$;
COMMENT ON FUNCTION workmode.page_bar_names() IS 'names and shares of the modes beside the last bar';

CREATE FUNCTION workmode.page_bar_grid() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(workmode.page_line('grid', 36, 278 - 268 * at, 40 + workmode.page_bar_step(periods) * periods, 278 - 268 * at)
			|| workmode.page_words('tick end', 32, 282 - 268 * at, round(100 * at) || '%'), E'\n' ORDER BY at)
	  FROM (SELECT max(periods) AS periods FROM workmode.page_share_rows()) s, unnest(ARRAY[0, 0.5, 1]) at
$$;
COMMENT ON FUNCTION workmode.page_bar_grid() IS 'lines behind the bars';

-- At most twelve periods are named, and a year where it begins.
CREATE FUNCTION workmode.page_bar_periods() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	WITH named AS (
		SELECT n, 40 + workmode.page_bar_step(periods) * (n + 0.5) AS x, split_part(label, ' ', 1) AS name, split_part(label, ' ', 2) AS year
		  FROM workmode.page_share_rows()
		 WHERE mode_sort = 1 AND n % ceil(periods / 12.0)::int = 0
	)
	SELECT string_agg(workmode.page_words('tick middle', x, 296, name)
			|| CASE WHEN year IS DISTINCT FROM last_year THEN workmode.page_words('tick middle', x, 310, year) ELSE '' END, E'\n' ORDER BY n)
	  FROM (SELECT *, lag(year) OVER (ORDER BY n) AS last_year FROM named) s
$$;
COMMENT ON FUNCTION workmode.page_bar_periods() IS 'names of the periods below the bars';

CREATE FUNCTION workmode.page_mix_picture() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_picture('mix', 'Shares of the work modes by ' || workmode.page_grain(),
		'Stacked bars, one for each period; the parts of a bar are the modes in the order of the names beside the last one that is over.', 720, 318,
		concat_ws(E'\n', '<defs><pattern id="kept" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
			'<line x1="0" y1="0" x2="0" y2="6" stroke="var(--rule)" stroke-width="3"/></pattern></defs>',
			workmode.page_bar_grid(), workmode.page_bars(), workmode.page_bars_kept(), workmode.page_bar_periods(), workmode.page_bar_names(), ''))
$$;
COMMENT ON FUNCTION workmode.page_mix_picture() IS 'picture of the shares as stacked bars';

-- The lines have one scale, up to a multiple of five percent above all limits.
CREATE FUNCTION workmode.page_trend_top() RETURNS double precision
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(ceil(20 * max(greatest(share, hi))) / 20, 1) FROM workmode.page_share_rows() WHERE complete
$$;
COMMENT ON FUNCTION workmode.page_trend_top() IS 'share at the top of the panels';

-- A panel for each mode, three in a row.  A period without a figure parts the
-- line, and one without an interval the band: what lies between two of them is a run.
CREATE FUNCTION workmode.page_trend_points(
	OUT mode_sort int, OUT n int, OUT last int, OUT label text, OUT run bigint, OUT band bigint, OUT share double precision,
	OUT x double precision, OUT y double precision, OUT y_lo double precision, OUT y_hi double precision)
RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT mode_sort, n, last, label, run, band, share, x, bottom - unit * share, bottom - unit * lo, bottom - unit * hi
	  FROM (SELECT *, max(n) OVER () AS last, 96 / t.top AS unit,
				   (mode_sort - 1) % 3 * 245 + 34 + 190.0 * n / greatest(max(n) OVER (), 1) AS x, (mode_sort - 1) / 3 * 166 + 126.0 AS bottom,
				   count(*) FILTER (WHERE share IS NULL) OVER (PARTITION BY mode_sort ORDER BY n) AS run,
				   count(*) FILTER (WHERE lo IS NULL) OVER (PARTITION BY mode_sort ORDER BY n) AS band
			  FROM workmode.page_share_rows(), workmode.page_trend_top() t(top)
			 WHERE complete) s
	 WHERE share IS NOT NULL
$$;
COMMENT ON FUNCTION workmode.page_trend_points() IS 'shares and their intervals as places in the panels';

-- A run of one figure is no line, and is marked.
CREATE FUNCTION workmode.page_trend_lines() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT concat_ws(E'\n',
		(SELECT string_agg(workmode.page_band(mode_sort, upper, lower), E'\n' ORDER BY mode_sort, band)
		   FROM (SELECT mode_sort, band,
						string_agg(workmode.page_point(x, y_hi), 'L' ORDER BY n) AS upper,
						string_agg(workmode.page_point(x, y_lo), 'L' ORDER BY n DESC) AS lower
				   FROM workmode.page_trend_points() WHERE y_lo IS NOT NULL GROUP BY mode_sort, band) b),
		(SELECT string_agg(CASE WHEN points > 1 THEN workmode.page_path(line) ELSE workmode.page_dot(x, y) END, E'\n' ORDER BY mode_sort, run)
		   FROM (SELECT mode_sort, run, count(*) AS points, min(x) AS x, min(y) AS y, string_agg(workmode.page_point(x, y), 'L' ORDER BY n) AS line
				   FROM workmode.page_trend_points() GROUP BY mode_sort, run) p))
$$;
COMMENT ON FUNCTION workmode.page_trend_lines() IS 'lines of the panels, with the band of their intervals';

-- The last figure of each mode is marked and written out, with its period if others
-- have a later one.
CREATE FUNCTION workmode.page_trend_ends() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(workmode.page_dot(x, y)
			|| workmode.page_words('end', (mode_sort - 1) % 3 * 245 + 224, (mode_sort - 1) / 3 * 166 + 18,
				workmode.page_percent(share) || CASE WHEN n < last THEN ' in ' || label ELSE '' END), E'\n' ORDER BY mode_sort)
	  FROM (SELECT DISTINCT ON (mode_sort) * FROM workmode.page_trend_points() ORDER BY mode_sort, n DESC) p
$$;
COMMENT ON FUNCTION workmode.page_trend_ends() IS 'last figures of the panels';

CREATE FUNCTION workmode.page_trend_axes() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(workmode.page_words('name', x + 34, y + 18, workmode.page_text(mode_label))
			|| workmode.page_line('grid', x + 34, y + 30, x + 224, y + 30) || workmode.page_words('tick end', x + 30, y + 34, round(100 * top) || '%')
			|| workmode.page_line('zero', x + 34, y + 126, x + 224, y + 126) || workmode.page_words('tick end', x + 30, y + 130, '0%')
			|| workmode.page_words('tick', x + 34, y + 141, first_label)
			|| workmode.page_words('tick end', x + 224, y + 141, last_label), E'\n' ORDER BY mode_sort)
	  FROM (SELECT *, (mode_sort - 1) % 3 * 245 AS x, (mode_sort - 1) / 3 * 166 AS y FROM workmode.mode) m,
		   (SELECT (array_agg(label ORDER BY n))[1] AS first_label,
				   CASE WHEN max(n) > min(n) THEN (array_agg(label ORDER BY n DESC))[1] ELSE '' END AS last_label
			  FROM workmode.page_share_rows() WHERE complete) p,
		   workmode.page_trend_top() t(top)
$$;
COMMENT ON FUNCTION workmode.page_trend_axes() IS 'names and axes of the panels';

CREATE FUNCTION workmode.page_trend_picture() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_picture('trend', 'Share of each work mode with its 95% interval',
		'Nine panels on one scale, one for each mode: a line for the share, a band for its interval.', 720, 484,
		concat_ws(E'\n', workmode.page_trend_axes(), workmode.page_trend_lines(), workmode.page_trend_ends(), ''))
$$;
COMMENT ON FUNCTION workmode.page_trend_picture() IS 'picture of the shares as lines with intervals';

CREATE FUNCTION workmode.page_share_table(what text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_table(
		CASE what WHEN 'intervals' THEN '95% intervals of the shares'
			WHEN 'expected' THEN 'Expected shares: the mean probability of each mode'
			ELSE 'Shares; a dash is not shown, as too few people are behind it' END,
		(SELECT '{Period,Sessions}'::text[] || array_agg(workmode.page_text(mode_label) ORDER BY mode_sort) FROM workmode.mode),
		(SELECT string_agg(workmode.page_row(VARIADIC cells), '' ORDER BY day)
		   FROM (SELECT day, ARRAY[max(label) || CASE WHEN bool_and(complete) THEN '' ELSE ' (not over)' END, workmode.page_number(max(sessions), 0)]
						|| array_agg(CASE what WHEN 'intervals' THEN workmode.page_range(workmode.page_percent(lo), workmode.page_percent(hi))
										WHEN 'expected' THEN workmode.page_percent(expected)
										ELSE workmode.page_percent(share) END ORDER BY mode_sort) AS cells
				   FROM workmode.page_share_rows() GROUP BY day) r))
$$;
COMMENT ON FUNCTION workmode.page_share_table(text) IS 'table of the shares, of their intervals or of expected shares';

CREATE FUNCTION workmode.page_mix() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT '<p>What part of the sessions of each ' || workmode.page_grain() || ' was of which mode.'
		|| CASE WHEN bool_or(share IS NOT NULL AND NOT complete) THEN ' A pale bar is of a period that is not over.' ELSE '' END
		|| CASE WHEN bool_or(status = 'suppressed') THEN ' What is hatched is not shown, as too few people are behind it.' ELSE '' END
		|| E'</p>\n<figure>\n' || workmode.page_mix_picture()
		|| workmode.page_details('These shares as a table', workmode.page_share_table('shares')
			|| CASE WHEN count(expected) = 0 THEN '' ELSE workmode.page_share_table('expected')
				|| E'<p class="soft">A bar counts each session by its likeliest mode. The mean probability is nearer to how much there is of a mode.</p>\n' END)
		|| E'</figure>\n'
	  FROM workmode.page_share_rows()
$$;
COMMENT ON FUNCTION workmode.page_mix() IS 'the shares as stacked bars, and as a table';

CREATE FUNCTION workmode.page_trend() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT E'<h3>Each mode with its interval</h3>\n<p>'
		|| (SELECT CASE WHEN count(lo) = 0 THEN 'One person''s sessions on one day give no interval'
						WHEN max(users) = 1 THEN 'The 95% intervals are from day to day of the one person who is here'
						ELSE 'Sessions of one person are alike, and the 95% intervals allow for it' END
			  FROM workmode.page_share_rows() WHERE complete)
		|| E'. Only periods that are over.</p>\n<figure>\n'
		|| workmode.page_trend_picture() || workmode.page_details('These intervals as a table', workmode.page_share_table('intervals')) || E'</figure>\n'
$$;
COMMENT ON FUNCTION workmode.page_trend() IS 'the shares as lines with intervals, and the intervals as a table';

CREATE FUNCTION workmode.page_too_few() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE min_users WHEN 1 THEN E'<p>No month is over yet. Intervals, the shift and the value index are of months that are.</p>\n'
		ELSE format(E'<p>No period that is over has %s. The owner of the board can say that fewer will do:</p>\n'
			'<p><code>SELECT * FROM workmode.configure(min_users =&gt; 1);</code></p>\n', workmode.page_people(min_users)) END
	  FROM workmode.configuration
$$;
COMMENT ON FUNCTION workmode.page_too_few() IS 'what the page says while no share is shown';

CREATE FUNCTION workmode.page_shares() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT E'<section>\n<h2>Shares over time</h2>\n'
		|| CASE WHEN count(share) = 0 THEN '' ELSE workmode.page_mix() END
		|| CASE WHEN count(share) FILTER (WHERE complete) = 0 THEN workmode.page_too_few() ELSE workmode.page_trend() END
		|| E'</section>\n'
	  FROM workmode.page_share_rows()
$$;
COMMENT ON FUNCTION workmode.page_shares() IS 'section of the shares over time';

--
-- The shift from one period to another
--

-- The scale of changes ends at a multiple of five points.
CREATE FUNCTION workmode.page_shift_top() RETURNS double precision
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(greatest(ceil(20 * max(greatest(-lo, hi, abs(change), abs(study_change)))) / 20, 0.05), 1) FROM workmode.shift
$$;
COMMENT ON FUNCTION workmode.page_shift_top() IS 'change at the ends of the scale of changes';

CREATE FUNCTION workmode.page_shift_picture(name text, mode_sort int, change double precision, lo double precision, hi double precision,
	study double precision, top double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<svg role="img" aria-label="%s" viewBox="0 0 190 22">',
			workmode.page_text(name) || ': ' || workmode.page_signed(100 * change) || ' points')
		|| workmode.page_line('zero', 95, 0, 95, 22)
		|| CASE WHEN lo IS NULL THEN '' ELSE workmode.page_line('span m' || mode_sort, 95 + 90 * lo / top, 11, 95 + 90 * hi / top, 11) END
		|| coalesce('<path class="study" d="M' || workmode.page_place(95 + 90 * study / top) || ' 5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5Z"/>', '')
		|| coalesce('<circle class="dot" cx="' || workmode.page_place(95 + 90 * change / top) || '" cy="11" r="3.6"/>', '')
		|| '</svg>'
$$;
COMMENT ON FUNCTION workmode.page_shift_picture(text, int, double precision, double precision, double precision, double precision, double precision) IS
	'picture of a change with its interval, beside that of the study';

CREATE FUNCTION workmode.page_shift_table() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_table(
		format('Dot: change in points. Bar: its 95%% interval. Diamond: the change that the study found. The scale ends at %s points.',
			workmode.page_number(100 * max(top), 0)),
		ARRAY['Mode', workmode.page_period(max(before)), workmode.page_period(max(after)),
			'Change', '<span class="scale">less &#8592; &#8594; more</span>', '95% interval', 'p', 'p of nine', 'Study'],
		string_agg(workmode.page_row(
			workmode.page_key(mode_sort, mode_label), workmode.page_percent(share_before), workmode.page_percent(share_after),
			workmode.page_signed(100 * change), workmode.page_shift_picture(mode_label, mode_sort, change, lo, hi, study_change, top),
			workmode.page_range(workmode.page_signed(100 * lo), workmode.page_signed(100 * hi)), workmode.page_p(p_value), workmode.page_p(p_holm),
			workmode.page_range(workmode.page_percent(study_before, 0), workmode.page_percent(study_after, 0))),
			'' ORDER BY mode_sort))
	  FROM workmode.shift, workmode.page_shift_top() t(top)
$$;
COMMENT ON FUNCTION workmode.page_shift_table() IS 'table of the shift';

CREATE FUNCTION workmode.page_unmixed() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT E'<h3>Unmixed</h3>\n<p>Labels show about two thirds of a shift, as many of the sessions that moved are still taken for what they were.'
			' The unmixed change explains the probabilities of all modes: it shows most of the shift, by wider intervals.</p>\n'
		|| workmode.page_table('Change in points, by labels and unmixed', '{Mode,By labels,Unmixed,95% interval,p,p of nine}',
			string_agg(workmode.page_row(
				workmode.page_key(mode_sort, mode_label), workmode.page_signed(100 * change), workmode.page_signed(100 * unmixed_change),
				workmode.page_range(workmode.page_signed(100 * unmixed_lo), workmode.page_signed(100 * unmixed_hi)),
				workmode.page_p(unmixed_p_value), workmode.page_p(unmixed_p_holm)), '' ORDER BY mode_sort))
	  FROM workmode.shift
HAVING count(unmixed_change) > 0
$$;
COMMENT ON FUNCTION workmode.page_unmixed() IS 'the unmixed change beside that of labels; NULL if there is none';

-- Whether the shares moved at all, in a sentence.
CREATE FUNCTION workmode.page_shift_verdict() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE
		WHEN status <> 'published' THEN 'Not shown: ' || workmode.page_text(note) || '.'
		ELSE format('%s of %s before, %s of %s after. ', workmode.page_sessions(n_before), workmode.page_people(users_before),
				workmode.page_number(n_after, 0), workmode.page_people(users_after))
			|| CASE WHEN p_value IS NULL THEN 'It takes more people, or more days, to tell this from chance: '
				ELSE CASE WHEN p_value < 0.05 THEN 'The shares differ by more than chance explains' ELSE 'Chance alone could explain how the shares differ' END
					|| format(' (p %s): ', CASE WHEN p_value < 0.001 THEN '' ELSE '= ' END || workmode.page_p(p_value)) END
			|| format('%s of the sessions would have to change their mode.', workmode.page_percent(total_variation))
			|| CASE WHEN note IS NULL THEN '' ELSE ' Compared are ' || workmode.page_text(note) || '.' END
		END
	  FROM workmode.shift_test
$$;
COMMENT ON FUNCTION workmode.page_shift_verdict() IS 'whether the shares moved, in a sentence';

CREATE FUNCTION workmode.page_shift() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format(E'<section>\n<h2>The shift%s</h2>\n<p>%s</p>\n',
			CASE WHEN status = 'empty' THEN '' ELSE ' from ' || workmode.page_period(before) || ' to ' || workmode.page_period(after) END,
			workmode.page_shift_verdict())
		|| CASE WHEN status = 'published' THEN workmode.page_shift_table()
			|| E'<p class="soft">A bar that crosses the line: these sessions cannot tell whether the share moved.'
			   ' p is for a mode that you named before you looked; p of nine allows for your having looked at all of them (Holm).'
			   ' The study is Anthropic, &#8220;Agentic coding and persistent returns to expertise&#8221; (2026),'
			   ' October 2025 to April 2026; a dash is a figure that it does not publish.</p>\n'
			|| coalesce(workmode.page_unmixed(), '') ELSE '' END
		|| E'</section>\n'
	  FROM workmode.shift_test
$$;
COMMENT ON FUNCTION workmode.page_shift() IS 'section of the shift';

--
-- The value index and its decomposition
--

-- The scale goes from 0 to the fifty above the highest limit, or above three times the
-- highest index: a band that goes beyond is cut there.
CREATE FUNCTION workmode.page_value_top() RETURNS double precision
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT 50 * ceil(greatest(least(max(greatest(value_index, hi)), 3 * max(value_index)), 100.1) / 50)
	  FROM workmode.value_index WHERE method = 'mean' AND complete
$$;
COMMENT ON FUNCTION workmode.page_value_top() IS 'index at the top of its picture';

CREATE FUNCTION workmode.page_value_points(
	OUT n bigint, OUT last bigint, OUT run bigint, OUT band bigint, OUT day date, OUT value_index double precision, OUT x double precision,
	OUT y double precision, OUT y_lo double precision, OUT y_hi double precision)
RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT n, last, run, band, day, value_index, 40 + 580.0 * n / greatest(last, 1), 206 - 190 * value_index / top,
		   CASE WHEN lo IS NOT NULL THEN 206 - 190 * least(lo, top) / top END, CASE WHEN hi IS NOT NULL THEN 206 - 190 * least(hi, top) / top END
	  FROM (SELECT day, value_index, lo, hi, row_number() OVER (ORDER BY day) - 1 AS n, count(*) OVER () - 1 AS last,
				   count(*) FILTER (WHERE value_index IS NULL) OVER (ORDER BY day) AS run,
				   count(*) FILTER (WHERE lo IS NULL) OVER (ORDER BY day) AS band
			  FROM workmode.value_index
			 WHERE method = 'mean' AND complete) s, workmode.page_value_top() t(top)
$$;
COMMENT ON FUNCTION workmode.page_value_points() IS 'value indices and their intervals as places in their picture';

CREATE FUNCTION workmode.page_value_lines() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT concat_ws(E'\n',
		(SELECT string_agg(workmode.page_band(7, upper, lower), E'\n' ORDER BY band)
		   FROM (SELECT band,
						string_agg(workmode.page_point(x, y_hi), 'L' ORDER BY n) AS upper,
						string_agg(workmode.page_point(x, y_lo), 'L' ORDER BY n DESC) AS lower
				   FROM workmode.page_value_points() WHERE y_lo IS NOT NULL GROUP BY band) b),
		(SELECT string_agg(workmode.page_path(line), E'\n' ORDER BY run)
		   FROM (SELECT run, string_agg(workmode.page_point(x, y), 'L' ORDER BY n) AS line
				   FROM workmode.page_value_points() WHERE value_index IS NOT NULL GROUP BY run) p))
$$;
COMMENT ON FUNCTION workmode.page_value_lines() IS 'line of the value index, with the band of its intervals';

CREATE FUNCTION workmode.page_value_dots() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT string_agg(format('<circle class="dot" cx="%s" cy="%s" r="%s"><title>%s</title></circle>', workmode.page_place(x), workmode.page_place(y),
				CASE WHEN back = 1 THEN 3.6 ELSE 2.2 END, to_char(day, 'Mon YYYY: ') || workmode.page_number(value_index, 1))
			|| CASE WHEN back = 1 THEN workmode.page_words('name', x + 10, y + 4, workmode.page_number(value_index, 1)) ELSE '' END, E'\n' ORDER BY n)
	  FROM (SELECT *, row_number() OVER (ORDER BY n DESC) AS back FROM workmode.page_value_points() WHERE value_index IS NOT NULL) p
$$;
COMMENT ON FUNCTION workmode.page_value_dots() IS 'points of the value index';

-- At most eight lines, at multiples of 50, 100, 200, 500 and so on.
CREATE FUNCTION workmode.page_value_step(top double precision) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT min(unit * 10 ^ tens)::int
	  FROM unnest(ARRAY[50, 100, 200]) unit, generate_series(0, 6) tens
	 WHERE top / (unit * 10 ^ tens) <= 8
$$;
COMMENT ON FUNCTION workmode.page_value_step(double precision) IS 'from line to line of the scale of the value index';

CREATE FUNCTION workmode.page_value_axes() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT concat_ws(E'\n', (SELECT string_agg(workmode.page_line(CASE WHEN at IN (0, 100) THEN 'zero' ELSE 'grid' END,
				40, 206 - 190 * at / top, 620, 206 - 190 * at / top)
				|| workmode.page_words('tick end', 34, 210 - 190 * at / top, at::text), E'\n' ORDER BY at)
			  FROM generate_series(0, top::int, workmode.page_value_step(top)) at),
		(SELECT string_agg(workmode.page_words('tick middle', x, 224, to_char(day, 'Mon'))
				|| CASE WHEN extract(year FROM day) IS DISTINCT FROM last_year
					THEN workmode.page_words('tick middle', x, 238, to_char(day, 'YYYY')) ELSE '' END, E'\n' ORDER BY n)
			  FROM (SELECT *, lag(extract(year FROM day)) OVER (ORDER BY n) AS last_year
					  FROM workmode.page_value_points() WHERE n % ceil((last + 1) / 12.0)::int = 0) p))
	  FROM workmode.page_value_top() t(top)
$$;
COMMENT ON FUNCTION workmode.page_value_axes() IS 'axes of the value index';

CREATE FUNCTION workmode.page_value_picture() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_picture('value', 'Value of the average session, as an index',
		'A line for the index, a band for its 95% interval; 100 is the base.', 720, 246,
		concat_ws(E'\n', workmode.page_value_axes(), workmode.page_value_lines(), workmode.page_value_dots(), ''))
$$;
COMMENT ON FUNCTION workmode.page_value_picture() IS 'picture of the value index';

CREATE FUNCTION workmode.page_value_table() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_table('Value index by method; mean is the one that is drawn, with its 95% interval',
		'{From,Sessions,mean,95% interval,geomean,fisher (mix held),mix (values held)}',
		string_agg(workmode.page_row(VARIADIC cells), '' ORDER BY day))
	  FROM (SELECT day, ARRAY[to_char(day, 'Mon YYYY') || CASE WHEN bool_and(complete) THEN '' ELSE ' (not over)' END, workmode.page_number(max(n), 0),
					workmode.page_number(max(value_index) FILTER (WHERE method = 'mean'), 1),
					workmode.page_range(workmode.page_number(max(lo) FILTER (WHERE method = 'mean'), 1),
						workmode.page_number(max(hi) FILTER (WHERE method = 'mean'), 1)),
					workmode.page_number(max(value_index) FILTER (WHERE method = 'geomean'), 1),
					workmode.page_number(max(value_index) FILTER (WHERE method = 'fisher'), 1),
					workmode.page_number(max(value_index) FILTER (WHERE method = 'mix'), 1)] AS cells
			  FROM workmode.value_index GROUP BY day) r
$$;
COMMENT ON FUNCTION workmode.page_value_table() IS 'table of the value indices';

-- Two bars, one above the other: what came of the mix is filled, what came of
-- values within the mode is hollow.
CREATE FUNCTION workmode.page_split_picture(name text, mode_sort int,
	mix double precision, within double precision, top double precision) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('<svg role="img" aria-label="%s" viewBox="0 0 190 22">',
			workmode.page_text(name) || ': mix ' || workmode.page_signed(mix) || ', within ' || workmode.page_signed(within))
		|| CASE WHEN mix IS NULL THEN '' ELSE
			workmode.page_box('fill m' || mode_sort, 95 + least(0, 90 * mix / top), 3, abs(90 * mix / top), 8, 'mix')
			|| workmode.page_box('hollow m' || mode_sort, 95 + least(0, 90 * within / top), 12, abs(90 * within / top), 7, 'within') END
		|| workmode.page_line('zero', 95, 0, 95, 22) || '</svg>'
$$;
COMMENT ON FUNCTION workmode.page_split_picture(text, int, double precision, double precision, double precision) IS
	'picture of what the mix and values changed';

CREATE FUNCTION workmode.page_split_table() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_table('Change of the mean value from ' || workmode.page_period(max(before)) || ' to ' || workmode.page_period(max(after))
			|| ', in the units of value. Filled: by the mix of modes. Hollow: by values within the mode.',
		'{Mode,Mix,Within,<span class=scale>less &#8592; &#8594; more</span>,Total}',
		string_agg(workmode.page_row(workmode.page_key(mode_sort, mode_label), workmode.page_signed(mix), workmode.page_signed(within),
			workmode.page_split_picture(mode_label, mode_sort, mix, within, top), workmode.page_signed(total)), '' ORDER BY mode_sort))
	  FROM (SELECT *, nullif(max(greatest(abs(mix), abs(within))) OVER (), 0) AS top FROM workmode.decomposition) d
$$;
COMMENT ON FUNCTION workmode.page_split_table() IS 'table of the decomposition';

CREATE FUNCTION workmode.page_value() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT E'<section>\n<h2>What a session is worth</h2>\n'
		|| CASE WHEN bool_and(day = base_day) FILTER (WHERE complete AND value_index IS NOT NULL) THEN
			'<p>Only the period from ' || to_char(max(base_day), 'Mon YYYY') || ' is over and has sessions with a value.'
			|| E' It is the base, 100: later ones are compared with it.</p>\n'
			WHEN count(value_index) FILTER (WHERE complete) > 0 THEN
			'<p>The value of the average session, as an index with 100 in the period from ' || to_char(max(base_day), 'Mon YYYY')
			|| E'. Read it as movement and not as money: it sees the volume of what was delivered, neither difficulty nor quality.</p>\n'
			|| coalesce('<p class="soft">Read it with care: ' || max(note) FILTER (WHERE complete)
				|| '. Every figure is compared with it; <code>workmode.configure(base =&gt; &#8230;)</code> takes another period.</p>' || E'\n', '')
			|| E'<figure>\n' || workmode.page_value_picture()
			|| workmode.page_details('These indices as a table', workmode.page_value_table()) || E'</figure>\n'
			ELSE (SELECT CASE min_users WHEN 1 THEN E'<p>No period that is over has sessions with a value.</p>\n'
						ELSE E'<p>Not shown: no period that is over has enough people.</p>\n' END FROM workmode.configuration) END
		|| (SELECT CASE WHEN bool_or(total IS NOT NULL) THEN E'<h3>What moved it</h3>\n' || workmode.page_split_table() ELSE '' END
			  FROM workmode.decomposition)
		|| E'</section>\n'
	  FROM workmode.value_index
$$;
COMMENT ON FUNCTION workmode.page_value() IS 'section of the value index';

--
-- Teams and projects: the last month that is over
--

CREATE FUNCTION workmode.page_parts(
	OUT kind text, OUT name text, OUT day date, OUT n bigint, OUT mode_sort int, OUT mode_label text, OUT share double precision)
RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	WITH part AS (
		SELECT 'Team' AS kind, team AS name, day, n, mode_sort, mode_label, share FROM workmode.share_month_team WHERE complete
		 UNION ALL
		SELECT 'Project', project, day, n, mode_sort, mode_label, share FROM workmode.share_month_project WHERE complete
	), latest AS (
		SELECT *, max(day) FILTER (WHERE share IS NOT NULL) OVER (PARTITION BY kind) AS last_day,
			   bool_or(name NOT IN ('(unknown)', '(other)')) OVER (PARTITION BY kind) AS named
		  FROM part
	), ranked AS (
		SELECT *, dense_rank() OVER (PARTITION BY kind ORDER BY n DESC, name) AS place
		  FROM latest WHERE day = last_day AND named AND share IS NOT NULL
	)
	SELECT kind, name, day, n, mode_sort, mode_label, share FROM ranked WHERE place <= 12
$$;
COMMENT ON FUNCTION workmode.page_parts() IS 'shares of the twelve largest teams and projects in the last month that is over';

-- A bar of 190 pixels for each, hatched where something is not shown.
CREATE FUNCTION workmode.page_part_bars(kind text,
	OUT name text, OUT n bigint, OUT day date, OUT bar text, OUT largest text)
RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT name, n, day,
		   string_agg(workmode.page_box('fill m' || mode_sort, 190 * (upto - share), 3, 190 * share, 16,
				workmode.page_text(mode_label) || ' ' || workmode.page_percent(share)), '' ORDER BY mode_sort) FILTER (WHERE share > 0)
			|| CASE WHEN sum(share) < 0.9995
					THEN workmode.page_box('kept', 190 * sum(share), 3, 190 * (1 - sum(share)), 16, 'not shown: too few people') ELSE '' END,
		   (array_agg(workmode.page_key(mode_sort, mode_label) || ' ' || workmode.page_percent(share) ORDER BY share DESC, mode_sort))[1]
	  FROM (SELECT *, sum(share) OVER (PARTITION BY name ORDER BY mode_sort) AS upto
			  FROM workmode.page_parts() p WHERE p.kind = page_part_bars.kind) p
	 GROUP BY name, n, day
$$;
COMMENT ON FUNCTION workmode.page_part_bars(text) IS 'bars of the shares of teams, or of projects, and the largest share of each';

CREATE FUNCTION workmode.page_part_table(kind text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT workmode.page_table(kind || 's, ' || to_char(max(day), 'Mon YYYY'), ARRAY[kind, 'Sessions', '<span class="scale">Shares</span>', 'Largest'],
		string_agg(workmode.page_row(workmode.page_text(name), workmode.page_number(n, 0),
			format('<svg role="img" aria-label="%s" viewBox="0 0 190 22">%s</svg>', workmode.page_text('shares of ' || name), bar), largest),
			'' ORDER BY n DESC, name))
	  FROM workmode.page_part_bars(kind)
$$;
COMMENT ON FUNCTION workmode.page_part_table(text) IS 'table of the shares of teams, or of projects';

CREATE FUNCTION workmode.page_where() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT E'<section>\n<h2>Teams and projects</h2>\n<p>Shares in the last month that is over. Those of too few people stand together as (other).</p>\n'
		|| string_agg(workmode.page_part_table(kind), '' ORDER BY kind DESC) || E'</section>\n'
	  FROM (SELECT DISTINCT kind FROM workmode.page_parts()) k
$$;
COMMENT ON FUNCTION workmode.page_where() IS 'section of teams and projects; NULL if there are none';

--
-- Coverage
--

CREATE FUNCTION workmode.page_time(at timestamp with time zone) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(to_char(at AT TIME ZONE zone, 'FMDD Mon YYYY, HH24:MI') || ' ' || workmode.page_text(zone), '&#8211;') FROM workmode.configuration
$$;
COMMENT ON FUNCTION workmode.page_time(timestamp with time zone) IS 'a time in the zone of the board';

CREATE FUNCTION workmode.page_coverage_months() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN count(*) = 0 THEN '' ELSE workmode.page_details('The same by month',
			workmode.page_table('Sessions by month; a dash is not shown, as it could be of too few people',
				'{Month,Sessions,Interactive,Headless,Subagents,Unclassified,Undated,Duplicates}',
				string_agg(workmode.page_row(VARIADIC cells), '' ORDER BY day DESC NULLS LAST))) END
	  FROM (SELECT m.day, ARRAY[coalesce(to_char(m.day, 'Mon YYYY'), 'without a date'), workmode.page_number(max(n), 0)]
				|| array_agg(workmode.page_number(CASE WHEN c.kind IS NULL THEN 0 ELSE sessions END, 0) ORDER BY place) AS cells
			  FROM (SELECT DISTINCT day FROM workmode.coverage_month) m
			 CROSS JOIN unnest('{interactive,headless,subagent,unclassified,undated,duplicate}'::text[]) WITH ORDINALITY k(kind, place)
			  LEFT JOIN workmode.coverage_month c ON c.kind = k.kind AND c.day IS NOT DISTINCT FROM m.day
			 GROUP BY m.day) r
$$;
COMMENT ON FUNCTION workmode.page_coverage_months() IS 'table of the coverage by month';

CREATE FUNCTION workmode.page_coverage() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT E'<section>\n<h2>What the figures rest on</h2>\n'
			'<p>Every transcript is in one column between Sessions and Duplicates; Counted are those that the figures above are of.</p>\n'
		|| workmode.page_table('Sessions by source', '{Source,Sessions,Interactive,Headless,Subagents,Unclassified,Undated,Duplicates,Counted,Model}',
			string_agg(workmode.page_row(workmode.page_text(source), workmode.page_number(sessions, 0), workmode.page_number(classified, 0),
				workmode.page_number(headless, 0), workmode.page_number(subagents, 0), workmode.page_number(unclassified, 0), workmode.page_number(undated, 0),
				workmode.page_number(duplicates, 0), workmode.page_number(counted, 0),
				coalesce(nullif(workmode.page_text(model_versions), ''), '&#8211;')), '' ORDER BY source))
		|| workmode.page_coverage_months()
		|| coalesce('<p>' || string_agg('Source ' || workmode.page_text(source) || ' failed: ' || workmode.page_text(error), '<br>' ORDER BY source)
			FILTER (WHERE error IS NOT NULL) || E'</p>\n', '')
		|| CASE WHEN sum(unreadable) + sum(skipped) > 0 THEN format(E'<p class="soft">Not read: %s transcripts, and %s records in others.</p>\n',
			workmode.page_number(sum(unreadable)::float8, 0), workmode.page_number(sum(skipped)::float8, 0)) ELSE '' END
		|| E'</section>\n'
	  FROM workmode.coverage
$$;
COMMENT ON FUNCTION workmode.page_coverage() IS 'section of the coverage';

--
-- The page
--

CREATE FUNCTION workmode.page_tile(name text, figure text, note text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format(E'<div><dt>%s</dt><dd>%s<small>%s</small></dd></div>\n', name, figure, note)
$$;
COMMENT ON FUNCTION workmode.page_tile(text, text, text) IS 'a figure at the head of the page';

CREATE FUNCTION workmode.page_tiles() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT '<dl class="tiles">' || concat(
		(SELECT workmode.page_tile('Sessions', workmode.page_number(sum(counted)::float8, 0),
			'from ' || count(*) || CASE count(*) WHEN 1 THEN ' source' ELSE ' sources' END) FROM workmode.coverage),
		(SELECT workmode.page_tile('Largest share shown', workmode.page_text(mode_label),
				workmode.page_percent(share) || ' of ' || workmode.page_sessions(sessions) || ' in ' || label)
		   FROM workmode.page_share_rows() WHERE complete AND share IS NOT NULL ORDER BY n DESC, share DESC, mode_sort LIMIT 1),
		(SELECT CASE WHEN lo > 0 OR hi < 0
				THEN workmode.page_tile('Moved most', workmode.page_text(mode_label) || ' ' || workmode.page_signed(100 * change),
					'points, ' || workmode.page_range(workmode.page_signed(100 * lo), workmode.page_signed(100 * hi)))
				ELSE workmode.page_tile('Moved most', 'none', CASE WHEN lo IS NULL THEN 'too few people, or days, to tell' ELSE 'no interval of a change leaves out 0' END) END
		   FROM workmode.shift WHERE change IS NOT NULL ORDER BY (lo > 0 OR hi < 0) DESC NULLS LAST, abs(change) DESC, mode_sort LIMIT 1),
		(SELECT workmode.page_tile('Value index', workmode.page_number(value_index, 1),
				coalesce(lo::int || ' to ' || hi::int || ', ', '') || to_char(day, 'Mon YYYY') || CASE WHEN note IS NULL THEN '' ELSE '; little is known of the base' END)
		   FROM workmode.value_index WHERE method = 'mean' AND complete AND value_index IS NOT NULL AND day <> base_day ORDER BY day DESC LIMIT 1)) || E'</dl>\n'
$$;
COMMENT ON FUNCTION workmode.page_tiles() IS 'figures at the head of the page';

-- What to do while nothing counts.
CREATE FUNCTION workmode.page_empty() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN sum(sessions) > 0
			THEN E'<p>None of the sessions counts yet: they are headless, subagents, without a date or without a mode.</p>\n'
				|| CASE WHEN sum(headless) + sum(subagents) > 0 THEN
					E'<p>Those at which no person sat (headless, subagents) count if the owner of the board says so:</p>\n'
					'<p><code>SELECT * FROM workmode.configure(include =&gt; ''all'');</code></p>\n' ELSE '' END
				|| workmode.page_coverage()
			ELSE E'<p>There are no sessions yet. Load transcripts, then refresh:</p>\n<p><code>workmode-load ~/.claude/projects</code></p>\n'
			'<p><code>CALL workmode.refresh();</code></p>\n'
			END
	  FROM workmode.coverage
$$;
COMMENT ON FUNCTION workmode.page_empty() IS 'what the page says while no session counts';

CREATE FUNCTION workmode.page_body() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT concat(workmode.page_tiles(), workmode.page_shares(), workmode.page_shift(),
		workmode.page_value(), workmode.page_where(), workmode.page_coverage())
$$;
COMMENT ON FUNCTION workmode.page_body() IS 'all sections of the page';

CREATE FUNCTION workmode.page_header() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT E'<header>\n<h1>Work modes of coding-agent sessions</h1>\n<p class="soft">'
		|| CASE include WHEN 'all' THEN 'All sessions, those without a person at the prompt included. '
			ELSE 'Interactive sessions: a person sat at the prompt. ' END
		|| CASE WHEN refreshed_at IS NULL THEN 'Never refreshed.' ELSE 'Refreshed ' || workmode.page_time(refreshed_at) || '.' END || E'</p>\n</header>\n'
	  FROM workmode.configuration
$$;
COMMENT ON FUNCTION workmode.page_header() IS 'head of the page';

CREATE FUNCTION workmode.page_footer() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format(E'<footer>%s Days begin in the zone %s. Made by workmode_board.</footer>\n',
		CASE min_users WHEN 1 THEN 'Figures of one person are shown.' ELSE format('Figures of fewer than %s people are not shown.', min_users) END,
		workmode.page_text(zone))
	  FROM workmode.configuration
$$;
COMMENT ON FUNCTION workmode.page_footer() IS 'foot of the page';

CREATE FUNCTION workmode.report() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT concat(E'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
		E'<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''">\n',
		E'<meta name="viewport" content="width=device-width, initial-scale=1">\n',
		E'<title>Work modes of coding-agent sessions</title>\n<style>', workmode.page_style(), E'</style>\n</head>\n<body>\n',
		workmode.page_header(), E'<main>\n',
		CASE WHEN sum(counted) > 0 THEN workmode.page_body() ELSE workmode.page_empty() END,
		E'</main>\n', workmode.page_footer(), E'</body>\n</html>')
	  FROM workmode.coverage
$$;
COMMENT ON FUNCTION workmode.report() IS 'the board as one page of HTML, for psql -At -c "SELECT workmode.report()" > report.html';
