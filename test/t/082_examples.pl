# The examples, as far as they can be tried without the programs that they are for:
# their files are what they should be, and their SQL runs as a role that may read the
# views and nothing else.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Find qw(find);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $examples = "$root/examples";

my $node = PostgreSQL::Test::Cluster->new('examples');
$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION workmode_board CASCADE');
$node->psql('postgres', '', extra_params => [ '-q', '-f', "$root/test/data/board.sql" ]);

my $readme = slurp_file("$examples/README.md");
$node->safe_psql('postgres', $_) foreach $readme =~ /^```sql\n(.*?)^```$/msg;

# Runs a query as the reader; its columns with their types.
sub columns
{
	my ($what, $sql) = @_;
	my ($out, $err);
	my $query = $sql =~ s/;?\s*\z//r;
	my $status = $node->psql('postgres', "CREATE TEMP VIEW q AS $query;
		SELECT string_agg(attname || ' ' || format_type(atttypid, NULL), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'q'::regclass AND attnum > 0;
		SELECT count(*) > 0 FROM q;", stdout => \$out, stderr => \$err, extra_params => [ '-U', 'bi' ]);

	is($status, 0, "$what runs as the reader") or diag($err);
	like($out, qr/^t$/m, "$what has rows");
	return (split /\n/, $out)[0];
}

# Grafana
my $dashboard = decode_json(slurp_file("$examples/grafana/workmode.json"));
my $colours = decode_json($node->safe_psql('postgres', 'SELECT jsonb_object_agg(mode_label, mode_colour) FROM workmode.mode'));
my %panel;

foreach my $panel (@{ $dashboard->{panels} })
{
	my $name = "Grafana's \"$panel->{title}\"";

	ok(!$panel{ $panel->{id} }++, "$name has an id of its own");
	foreach my $target (@{ $panel->{targets} })
	{
		my $sql = $target->{rawSql} =~ s/\$__timeFilter\((.*?)\)/$1 BETWEEN '2025-01-01T00:00:00Z' AND '2026-12-31T00:00:00Z'/gr;
		my $columns = columns($name, $sql);

		unlike($sql, qr/\$__/, "$name has no other macro");
		# A time series is a time, at most one text, and numbers.
		like($columns, qr/^time timestamp with time zone(, mode character varying)?(, \w+ double precision)+$/, "$name is a time series") if $target->{format} eq 'time_series';
		like($target->{datasource}{uid}, qr/^\$\{$dashboard->{__inputs}[0]{name}\}$/, "$name reads what is chosen");
	}
}
is(scalar keys %panel, 5, 'Grafana: five panels');
is_deeply({ map { $_->{matcher}{options} => $_->{properties}[0]{value}{fixedColor} } @{ $dashboard->{panels}[0]{fieldConfig}{overrides} } },
	$colours, 'Grafana has the colours of the modes');

# Evidence, which runs each source as it is and within a count, and takes it by the
# name of its file.
my $page = slurp_file("$examples/evidence/pages/index.md");
my %source = map { s{.*/(\w+)\.sql$}{$1}r => slurp_file($_) } glob("$examples/evidence/sources/workmode/*.sql");
decode_json(slurp_file("$examples/evidence/package.json"));

foreach my $name (sort keys %source)
{
	my $columns = columns("Evidence's source $name", $source{$name});
	is($node->safe_psql('postgres', "WITH root AS ($source{$name}) SELECT count(*) > 0 FROM root"), 't', "and within a count");
	unlike($columns, qr/[A-Z]/, 'its names have no capitals');
}
my %query = $page =~ /^```sql (\w+)\n(.*?)^```$/msg;
is(scalar keys %query, 4, 'Evidence: four queries');
foreach my $name (sort keys %query)
{
	my ($source) = $query{$name} =~ /FROM workmode\.(\w+)/;

	ok($source{$source}, "Evidence's query $name reads a source");
	columns("Evidence's query $name", $query{$name} =~ s/FROM workmode\.\w+/FROM ($source{$source}) s/r);
	like($page, qr/data=\{$name\}/, "the query $name is shown");
}
my ($palette) = $page =~ /colorPalette=\{\[(.*?)\]\}/;
is(join(' ', $palette =~ /#\w+/g), $node->safe_psql('postgres', q{SELECT string_agg(mode_colour, ' ' ORDER BY mode_sort) FROM workmode.mode}), 'Evidence has the colours of the modes');

# Metabase: what stands in [[ ]] is left out while its variable has no value.
my @questions = slurp_file("$examples/metabase.md") =~ /^```sql\n(.*?)^```$/msg;
is(scalar @questions, 2, 'Metabase: two questions');
foreach my $question (@questions)
{
	columns("Metabase's question", $question =~ s/\[\[.*?\]\]//gr);
	columns("Metabase's question with its filter", $question =~ s/\[\[(.*?)\]\]/$1/gr =~ s/\{\{since\}\}/DATE '2025-12-01'/gr) if $question =~ /\[\[/;
}

# dbt
is( slurp_file("$examples/dbt/sources.yml"),
	"version: 2\n\nsources:\n  - name: workmode\n    schema: workmode\n    description: "
	  . $node->safe_psql('postgres', q{
		SELECT to_json(obj_description('workmode'::regnamespace, 'pg_namespace')) || E'\n    tables:\n' || string_agg(text, '' ORDER BY relname)
		  FROM (SELECT relname, '      - name: ' || relname || E'\n        description: ' || to_json(obj_description(c.oid, 'pg_class')) || E'\n        columns:\n'
						|| string_agg('          - name: ' || attname || E'\n            description: ' || to_json(col_description(c.oid, attnum)) || E'\n', '' ORDER BY attnum) AS text
				  FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0
				 WHERE relnamespace = 'workmode'::regnamespace AND relkind = 'v' AND has_table_privilege('bi', c.oid, 'SELECT')
				 GROUP BY c.oid, relname) t}),
	'the sources of dbt are the views, in their words');

# pg_cron, with a table in the place of its scheduler
$node->safe_psql('postgres', q{
	CREATE SCHEMA cron;
	CREATE TABLE cron.job (name text, schedule text, command text);
	CREATE FUNCTION cron.schedule(text, text, text) RETURNS bigint LANGUAGE sql AS 'INSERT INTO cron.job VALUES ($1, $2, $3) RETURNING 1::bigint';});
$node->safe_psql('postgres', slurp_file("$examples/pg_cron.sql"));
like($node->safe_psql('postgres', 'SELECT schedule FROM cron.job'), qr{^\S+ \S+ \S+ \S+ \S+$}, 'pg_cron: five fields');
my $refreshes = 'SELECT count(*) FROM workmode.refresh_log WHERE ended IS NOT NULL AND error IS NULL';
my $before = $node->safe_psql('postgres', $refreshes);
$node->safe_psql('postgres', $node->safe_psql('postgres', 'SELECT command FROM cron.job'));
is($node->safe_psql('postgres', $refreshes), $before + 1, 'pg_cron: what it calls refreshes');

# Each example is in the table, and what the table names is there.
my @links = $readme =~ /^\| \[.*?\]\((.*?)\)/mg;
my %linked = map { s{/.*}{}r => 1 } @links;
is(join(' ', grep { !-e "$examples/$_" } @links), '', 'what the README names is there');
is(join(' ', sort keys %linked), join(' ', sort grep { $_ ne 'README.md' } map { s{.*/}{}r } glob("$examples/*")), 'and all is named');

# No example leads anywhere but to its own server.
find(
	{
		no_chdir => 1,
		wanted => sub {
			unlike(slurp_file($_), qr{https?://}, s{^\Q$root/\E}{}r . ' fetches nothing') if -f;
		}
	},
	$examples);

$node->stop;

done_testing();
