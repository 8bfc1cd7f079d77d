# CREATE EXTENSION among the objects of others: a user who may create in the
# schema can hinder it, but nothing of his is called by it or becomes part of it.
# And what belongs to whom afterwards.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('install');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', q{
	CREATE ROLE joe LOGIN;
	CREATE ROLE mallory LOGIN;
	CREATE ROLE ann LOGIN;
	CREATE DATABASE joe OWNER joe;
});

# Statements of a role ('' is the superuser), up to the first error: its
# SQLSTATE, or what they print.
sub as
{
	my ($role, $sql) = @_;
	my ($stdout, $stderr);

	$node->psql('joe', "\\set VERBOSITY sqlstate\n$sql",
		stdout => \$stdout,
		stderr => \$stderr,
		extra_params => $role ? [ '-U', $role ] : []);
	return $stderr =~ /ERROR:  (\w{5})/ ? $1 : $stdout;
}

sub clear
{
	as('', q{
		DROP EXTENSION IF EXISTS workmode;
		DROP SCHEMA IF EXISTS shared CASCADE;
		CREATE SCHEMA shared AUTHORIZATION joe;
		GRANT ALL ON SCHEMA shared TO mallory});
}

# What of the extension, or of what it depends on, does not belong to a superuser;
# the types that come with a table apart, which are members from 17 on.
my $foreign = q{
	WITH member AS (
		SELECT classid, objid FROM pg_depend
		WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
			AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'workmode')
	), needed AS (
		SELECT DISTINCT refclassid AS class, refobjid AS oid FROM pg_depend JOIN member USING (classid, objid)
		UNION SELECT refclassid, refobjid FROM pg_depend
		WHERE classid IN ('pg_constraint'::regclass, 'pg_attrdef'::regclass)
			AND (objid IN (SELECT oid FROM pg_constraint WHERE conrelid = 'shared.workmode_rates'::regclass)
				OR objid IN (SELECT oid FROM pg_attrdef WHERE adrelid = 'shared.workmode_rates'::regclass))
		UNION SELECT classid, objid FROM member
	), owned AS (
		SELECT 'pg_proc'::regclass AS class, oid, proowner AS owner FROM pg_proc
		UNION ALL SELECT 'pg_type'::regclass, oid, typowner FROM pg_type
		UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_operator
		UNION ALL SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_opclass
		UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_opfamily
		UNION ALL SELECT 'pg_class'::regclass, oid, relowner FROM pg_class
	)
	SELECT string_agg(pg_describe_object(class, owned.oid, 0), ', ' ORDER BY pg_describe_object(class, owned.oid, 0) COLLATE "C")
	FROM needed JOIN owned USING (class, oid) JOIN pg_roles r ON r.oid = owner
	WHERE NOT rolsuper
		AND (class <> 'pg_type'::regclass OR owned.oid NOT IN (SELECT oid FROM pg_type WHERE typname ~ '^_?workmode_rates$'))
};
my $own_only = 'table shared.workmode_rates';
my $turn = q{'[{"role": "user", "content": "fix it"}, {"role": "assistant", "content": "I did."}]'::text};

#
# Objects that would be better matches, or found first, if names were not looked
# up with care.  Each function of mallory's that is called is an error.
#
my $traps = q{
	SET search_path = shared;
	CREATE FUNCTION caught(a anyelement, b anyelement) RETURNS boolean LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION caught_text(text, text) RETURNS boolean LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION caught_varchar(varchar, varchar) RETURNS boolean LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION caught_array(text, text[]) RETURNS boolean LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION caught_number(double precision, double precision) RETURNS boolean LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE OPERATOR = (LEFTARG = text, RIGHTARG = text, FUNCTION = caught_text);
	CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = caught_varchar);
	CREATE OPERATOR = (LEFTARG = text, RIGHTARG = text[], FUNCTION = caught_array);
	CREATE OPERATOR = (LEFTARG = anyelement, RIGHTARG = anyelement, FUNCTION = caught);
	CREATE OPERATOR <> (LEFTARG = anyelement, RIGHTARG = anyelement, FUNCTION = caught);
	CREATE OPERATOR >= (LEFTARG = double precision, RIGHTARG = double precision, FUNCTION = caught_number);
	CREATE OPERATOR <= (LEFTARG = double precision, RIGHTARG = double precision, FUNCTION = caught_number);
	CREATE OPERATOR < (LEFTARG = anyelement, RIGHTARG = anyelement, FUNCTION = caught);
	CREATE OPERATOR > (LEFTARG = anyelement, RIGHTARG = anyelement, FUNCTION = caught);
	CREATE TYPE text AS (a int);
	CREATE TYPE float8 AS (a int);
	CREATE DOMAIN bool AS int;
	CREATE DOMAIN bytea AS int;
	CREATE DOMAIN regclass AS int;
	CREATE FUNCTION pg_extension_config_dump(pg_catalog.text, pg_catalog.text) RETURNS void LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION workmode_model_version(int DEFAULT 0) RETURNS pg_catalog.text LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION workmode_model_version(VARIADIC pg_catalog.text[] DEFAULT '{}') RETURNS pg_catalog.text LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION workmode_tally_accum(anyelement, anyenum) RETURNS anyelement LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION workmode_tally_combine(anyelement, anyelement) RETURNS anyelement LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION workmode_tally_cmp(anyelement, anyelement) RETURNS int LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION workmode_telemetry_combine(anyarray, anyarray) RETURNS anyarray LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION workmode_telemetry_final(anyarray) RETURNS pg_catalog.text LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION eqsel(int) RETURNS double precision LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'caught'; END $$;
	SELECT 'set'
};
foreach my $installer ('joe', '')
{
	my $who = $installer || 'a superuser';

	clear();
	is(as('mallory', $traps), 'set', "traps for $who");
	is(as($installer, q{SET search_path = shared; CREATE EXTENSION workmode SCHEMA shared}), '',
		"$who installs among them");
	is(as('', $foreign), $installer ? $own_only : '', "$who: nothing of mallory's is part of it");
	is(as($installer, qq{
			SET search_path = '';
			INSERT INTO shared.workmode_rates (skill, rate) VALUES ('web', 60), ('data', 70);
			SELECT shared.workmode_value($turn, (SELECT array_agg(r::shared.workmode_skill_rate) FROM shared.workmode_rates r)) > 0,
				shared.workmode_model_version(shared.workmode_shipped_model()) <> '',
				shared.workmode_count(shared.workmode_rollup(t)) FROM (SELECT shared.workmode_tally('fix'::shared.workmode) AS t) s
		}), 't|t|1',
		"$who: all works, and calls nothing of mallory's");
	is(as($installer, q{INSERT INTO shared.workmode_rates (skill, rate) VALUES ('cooking', 60)}), '23514', "$who: constraints hold");
	is(as($installer, q{INSERT INTO shared.workmode_rates (skill, rate) VALUES ('web', 61)}), '23505', "$who: so do indexes");
}

#
# The same name beforehand is an error, and nothing is left behind.
#
foreach my $object (
	q{CREATE TYPE workmode AS ENUM ('build', 'fix', 'test', 'orchestrate', 'operate', 'understand', 'plan', 'analyze', 'communicate')},
	'CREATE TYPE workmode_facts AS (format text)',
	'CREATE DOMAIN workmode_tally AS text',
	'CREATE TYPE workmode_skill_rate AS (mode text, skill bigint, rate double precision, unit text, source text)',
	'CREATE TYPE workmode_options AS (penalty bigint, temperature bigint, version bigint)',
	'CREATE TABLE workmode_rates (mode text, skill bigint)',
	'CREATE VIEW workmode_rates AS SELECT 1 AS skill',
	'CREATE TABLE workmode_rates_skill_idx (a int)',
	'CREATE FUNCTION workmode_model_version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 1::text $$',
	'CREATE FUNCTION workmode_telemetry_combine(bigint[], bigint[]) RETURNS bigint[] LANGUAGE sql AS $$ SELECT $1 $$',
	'CREATE FUNCTION workmode_train_options(double precision, double precision, text) RETURNS text LANGUAGE sql AS $$ SELECT $3 $$')
{
	my ($what) = $object =~ /CREATE (\w+ \w+)/;

	clear();
	is(as('mallory', "SET search_path = shared; $object"), '', "$what is there");
	like(as('joe', 'CREATE EXTENSION workmode SCHEMA shared'), qr/^42(710|P07|723)$/, "$what is in the way");
	is( as('', q{
			SELECT count(*), count(*) FILTER (WHERE proowner <> 'mallory'::regrole) FROM pg_proc WHERE pronamespace = 'shared'::regnamespace
			UNION ALL SELECT count(*) FILTER (WHERE relowner <> 'mallory'::regrole), 0 FROM pg_class WHERE relnamespace = 'shared'::regnamespace
			UNION ALL SELECT count(*), 0 FROM pg_extension WHERE extname = 'workmode'}) =~ s/^\d+\|/x|/r,
		"x|0\n0|0\n0|0", "$what: nothing is half done");
}

# The installer's own temporary objects do not stand before the extension's.
clear();
is( as('joe', q{
		CREATE TEMP TABLE workmode_rates (mode text, skill bigint);
		CREATE TYPE pg_temp.workmode_skill_rate AS (mode text, skill bigint);
		CREATE TYPE pg_temp.workmode AS ENUM ('fix');
		CREATE TYPE pg_temp.workmode_facts AS (a int);
		CREATE EXTENSION workmode SCHEMA shared;
		SELECT extconfig = ARRAY['shared.workmode_rates'::regclass::oid], 'shared.workmode_rates'::regclass::text,
			(SELECT relowner FROM pg_class WHERE oid = 'shared.workmode_rates'::regclass) = 'joe'::regrole
		FROM pg_extension WHERE extname = 'workmode'}),
	't|shared.workmode_rates|t', 'temporary objects are passed over');
is(as('', $foreign), $own_only, 'none of them is part of it');

#
# Whose is what.
#
is( as('', q{
		SELECT bool_and(has_function_privilege('ann', p.oid, 'EXECUTE')), bool_or(prosecdef), bool_or(proconfig IS NOT NULL),
			bool_and((SELECT rolsuper FROM pg_roles WHERE oid = proowner))
		FROM pg_proc p WHERE pronamespace = 'shared'::regnamespace}),
	't|f|f|t', 'functions: everyone calls them, as himself; a superuser owns them');
is( as('', q{
		SELECT bool_and(has_type_privilege('ann', t.oid, 'USAGE')),
			bool_and((SELECT rolsuper FROM pg_roles WHERE oid = typowner) OR typname ~ '^_?workmode_rates$')
		FROM pg_type t WHERE typnamespace = 'shared'::regnamespace}),
	't|t', 'types: everyone uses them, a superuser owns them');
as('', 'GRANT USAGE ON SCHEMA shared TO ann');
is(as('ann', $_), '42501', "not ann's: $_")
  foreach 'SELECT * FROM shared.workmode_rates', 'DELETE FROM shared.workmode_rates',
  q{INSERT INTO shared.workmode_rates (skill, rate) VALUES ('web', 1)}, 'DROP EXTENSION workmode';
is(as('ann', "SET search_path = shared, public; SELECT workmode_value($turn) > 0"), 't', "ann's: values at the shipped rates");
is( as('joe', q{
		INSERT INTO shared.workmode_rates (skill, rate) VALUES ('web', 1);
		UPDATE shared.workmode_rates SET rate = 2;
		GRANT SELECT ON shared.workmode_rates TO ann;
		TABLE shared.workmode_rates}), '|web|2|USD per hour|', "joe's: the rates, to edit and to share");
is(as('ann', 'SELECT skill FROM shared.workmode_rates'), 'web', "ann's, once granted");

#
# Moved, handed over, dropped.
#
is( as('joe', q{
		CREATE SCHEMA elsewhere;
		CREATE VIEW elsewhere.worth AS SELECT array_agg(r::shared.workmode_skill_rate) AS rates FROM shared.workmode_rates r;
		ALTER EXTENSION workmode SET SCHEMA elsewhere}), '42501', 'joe cannot move what is a superuser\'s');
is( as('', qq{
		ALTER EXTENSION workmode SET SCHEMA elsewhere;
		SET search_path = '';
		SELECT elsewhere.workmode_value($turn, (SELECT rates FROM elsewhere.worth)) > 0}), 't', 'moved to another schema');
is( as('', q{
		REASSIGN OWNED BY joe TO ann;
		SELECT pg_get_userbyid(extowner), (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'elsewhere.workmode_rates'::regclass)
		FROM pg_extension WHERE extname = 'workmode'}), 'ann|ann', 'handed over, the table with it');
is(as('joe', 'TABLE elsewhere.workmode_rates'), '42501', 'joe has no part in it any more');
is( as('', q{
		DROP OWNED BY ann CASCADE;
		SELECT (SELECT count(*) FROM pg_extension WHERE extname = 'workmode'), (SELECT count(*) FROM pg_proc WHERE proname LIKE 'workmode%'),
			(SELECT count(*) FROM pg_type WHERE typname LIKE '%workmode%'), (SELECT count(*) FROM pg_operator o JOIN pg_type t ON oprleft = t.oid WHERE typname LIKE 'workmode%')}),
	'0|0|0|0', 'dropped with all that its owner has');

unlike(slurp_file($node->logfile), qr/ERROR:  caught|terminated by signal/, 'nobody was caught, nobody was killed');
$node->stop;
done_testing();
