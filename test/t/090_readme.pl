# README.md and doc/workmode.md: their recipes run as they stand there, in their
# order, and do what they say; and the reference describes every public function, its
# arguments and columns, every type and every fact.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Copy qw(copy);
use File::Path qw(make_path);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');

my $node = PostgreSQL::Test::Cluster->new('readme');
$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
$node->start;

# The folders that are loaded from, with the test sessions: a home as the agents
# fill it, and a folder of SpecStory's.  Each session is there twice, so that no
# mode has a single one.
my $home = PostgreSQL::Test::Utils::tempdir;
my $folder = PostgreSQL::Test::Utils::tempdir;

sub put_sessions
{
	my ($from, $to) = @_;

	make_path($to);
	foreach my $file (glob("$root/test/data/sessions/$from/*"))
	{
		foreach my $name (basename($file), 'again-' . basename($file))
		{
			copy($file, "$to/$name") or die "copy $file: $!";
		}
	}
}

put_sessions('claude', "$home/.claude/projects/-home-me-work");
put_sessions('codex', "$home/.codex/sessions/2025/10/02");
put_sessions('specstory', "$folder/.specstory/history");

# What crashed agents and foreign tools leave behind: NUL bytes, bytes that are not
# UTF-8, and what COPY would take for an escape.
my $odd = "$home/.claude/projects/-home-me-work/odd.jsonl";
append_to_file($odd, qq({"role":"user","content":"fix\\tthe \xff parser\\\\n"}\r\n\t\n\0\0));

# Runs SQL as a client in a time zone of its own does; what it prints.
sub client
{
	my ($database, $sql) = @_;
	my ($stdout, $stderr);
	local $ENV{HOME} = $home;
	local $ENV{PGTZ} = 'Asia/Tokyo';
	my $status = $node->psql(
		$database, $sql,
		stdout => \$stdout,
		stderr => \$stderr,
		extra_params => [ '-v', "folder=$folder" ]);

	return ($status == 0 && $stderr !~ /WARNING|ERROR/, $stdout, $stderr);
}

my %block;

# Runs the blocks of a document; how many there are.
sub run_blocks
{
	my ($name, $database, $text) = @_;
	my $blocks = 0;

	while ($text =~ /^```sql\n(.*?)^```$/msg)
	{
		my $sql = $1;
		my ($first) = $sql =~ /^\s*(.*)$/m;
		my ($ok, $stdout, $stderr) = client($database, $sql);

		$blocks++;
		ok($ok, "$name, block $blocks runs: $first") or diag($stderr);
		isnt($stdout, '', "$name, block $blocks has rows")
		  if $sql =~ /^(SELECT|WITH)\b/ && $sql !~ /\bINSERT\b/;
		$block{$first} = $sql;
	}
	return $blocks;
}

my @files = (glob("$home/.claude/projects/*/*"), glob("$home/.codex/sessions/*/*/*/*"));
my $count = @files;

#
# The README: from folders to a page, as a role that may make databases and roles,
# in a folder where SpecStory has written
#
my $readme = slurp_file("$root/README.md");
my ($path) = $readme =~ /^```sh\n((?:(?!```).)*^createdb .*?)^```$/ms;
$node->safe_psql('postgres', 'CREATE ROLE me LOGIN CREATEDB CREATEROLE');
{
	local %ENV = (%ENV, HOME => $home, PGHOST => $node->host, PGPORT => $node->port, PGUSER => 'me', PGTZ => 'Asia/Tokyo');
	my ($stdout, $stderr);
	my $all = $count + @{ [ glob("$folder/.specstory/history/*") ] };

	chdir $folder or die;
	ok(IPC::Run::run([ 'bash', '-e', '-c', $path ], '<', \undef, '>', \$stdout, '2>', \$stderr), 'the README leads to a page') or diag($stderr);
	like($stdout, qr/^$all transcripts loaded/m, 'of all that the agents have written');
	chdir $root or die;
}
my $page = slurp_file("$folder/report.html");
like($page, qr/\A<!DOCTYPE html>.*<\/html>\n?\z/s, 'which is HTML');
like($page, qr/Moved most/, 'and has figures');
{
	local $ENV{PGUSER} = 'me';
	cmp_ok(run_blocks('README', 'board', $readme), '>', 5, 'the README has SQL');
}
is($node->safe_psql('board', q{SELECT value FROM workmode.configure() WHERE name = 'reader'}), 'bi', 'a reader may read');
is($node->safe_psql('board', 'SELECT count(*) FROM workmode.share_month', extra_params => [ '-U', 'bi' ]), 63, 'seven months of nine modes');

#
# The reference
#
my $reference = slurp_file("$root/doc/workmode.md");
my $said = '{"info":{"id":"msg_1","role":"user"},"parts":[{"type":"text","text":"the \"old\" pier,\tplease\nand \\u00e9"}]}';
append_to_file("$home/sessions.jsonl", qq({"info":{"id":"ses_$_"},"messages":[$said]}\n)) foreach 1, 2;
# The tables that all others are about are made there.
my ($loading) = $reference =~ /^(### Loading with psql\n.*?)^##/ms;
run_blocks('loading with psql', 'postgres', $loading);
# Sessions of several people: folds by person need some.
$node->safe_psql('postgres', q{UPDATE transcript SET person = 'person ' || ascii(md5(file)) % 8});
run_blocks('reference', 'postgres', $reference =~ s/\Q$loading\E//r);
is( $node->safe_psql('postgres', q{SELECT file, (workmode_session(body)).words_in FROM transcript WHERE file ~ '^opencode' ORDER BY file}),
	"opencode/ses_1|6\nopencode/ses_2|6", 'a transcript a line is loaded, and nothing is changed');

# Loading with psql
my $create = 'CREATE TABLE session_facts AS';
my $load = 'CREATE EXTENSION IF NOT EXISTS workmode;';
my $refresh = 'INSERT INTO session_facts AS k';
ok(exists $block{$_}, "there is a block: $_") foreach $create, $load, $refresh;

is($node->safe_psql('postgres', "SELECT body FROM transcript WHERE file ~ 'odd'"),
	qq({"role":"user","content":"fix\\tthe \xef\xbf\xbd parser\\\\n"}\r\n\t\n),
	'odd bytes are mended, and nothing else is changed');
my $plan = $node->safe_psql('postgres', 'EXPLAIN ' . $block{$create} =~ s/;.*//sr =~ s/session_facts/another/r);
like($plan, qr/Workers Planned: [1-9]/, 'transcripts are read in parallel');

# Other recipes have loaded more; here are the files of the agents.
$node->safe_psql('postgres', "DELETE FROM transcript WHERE file !~ '^$home/'");

# The part of the load that is done again and again, and the refresh.
my ($again) = $block{$load} =~ /(CREATE TEMP TABLE.*)/s;

sub refresh
{
	my ($ok, $stdout, $stderr) = client('postgres', "$again $block{$refresh} SELECT count(*) FROM session");

	ok($ok, 'loaded and refreshed') or diag($stderr);
	return $stdout;
}

is(refresh(), $count, 'all files are loaded and read');
is($node->safe_psql('postgres', 'SELECT count(mode) FROM session'), $count, 'and have a mode');
my $marks = q{SELECT md5(string_agg(k::text || k.xmin::text, '' ORDER BY file)) FROM session_facts k};
my $before = $node->safe_psql('postgres', $marks);
is(refresh(), $count, 'nothing is new');
is($node->safe_psql('postgres', $marks), $before, 'and nothing was read again');

append_to_file($odd, qq({"role":"user","content":"and test it"}\n));
is(refresh(), $count, 'a transcript grew');
is($node->safe_psql('postgres', "SELECT prompts FROM session WHERE file ~ 'odd'"), 2, 'and was read again');

copy($odd, "$odd.jsonl") or die;
is(refresh(), $count + 1, 'a transcript is new');
unlink "$odd.jsonl";
is(refresh(), $count + 1, 'a transcript that has gone from the folder is kept');
$node->safe_psql('postgres', "DELETE FROM transcript WHERE file ~ 'odd.jsonl.jsonl'");
is(refresh(), $count, 'until it is deleted');

$node->safe_psql('postgres', q{UPDATE session_facts SET facts.model_version = '0.9', facts.prompts = 99 WHERE file ~ 'odd'});
is(refresh(), $count, 'a session was read with another model');
is($node->safe_psql('postgres', "SELECT prompts, (facts).model_version = workmode_model_version() FROM session JOIN session_facts USING (file) WHERE file ~ 'odd'"),
	'2|t', 'and is read again');

# Two at once, with everything to do
$node->safe_psql('postgres', 'TRUNCATE session_facts');
my @both = map {
	IPC::Run::start([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-c', $block{$refresh} ])
} 1 .. 2;
is(join(' ', map { $_->finish ? 'done' : 'failed' } @both), 'done done', 'two refreshes at once');
is($node->safe_psql('postgres', 'SELECT count(*), count(mode) FROM session'), "$count|$count", 'and all is read');
my $offset = 'SELECT file, (f).mode, (f).confidence, (f).value';
like($node->safe_psql('postgres', "EXPLAIN $block{$offset}"), qr/Workers Planned: [1-9]/,
	'a composite result is computed in parallel');
is(() = $node->safe_psql('postgres', "SET max_parallel_workers_per_gather = 0; EXPLAIN (VERBOSE) $block{$offset}") =~ /workmode_session/g, 1, 'and once');

# Public functions, less what types, operators and aggregates are made of: name,
# arguments, columns of the result, and the composite type that has these.
my $functions = $node->safe_psql(
	'postgres', q{
	WITH inner_part(oid) AS (
		SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend]) FROM pg_type
		UNION SELECT oprcode FROM pg_operator
		UNION SELECT amproc FROM pg_amproc
		UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn,
								  aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn])
		FROM pg_aggregate
	)
	SELECT DISTINCT p.proname,
		   array_to_string(CASE WHEN proallargtypes IS NULL THEN proargnames
						   ELSE (SELECT array_agg(name ORDER BY n) FROM unnest(proargnames, proargmodes) WITH ORDINALITY a(name, mode, n) WHERE mode = 'i') END, ' '),
		   array_to_string(CASE WHEN t.typtype = 'c' THEN (SELECT array_agg(attname ORDER BY attnum) FROM pg_attribute WHERE attrelid = typrelid AND attnum > 0)
						   ELSE (SELECT array_agg(name ORDER BY n) FROM unnest(proargnames, proargmodes) WITH ORDINALITY a(name, mode, n) WHERE mode <> 'i') END, ' '),
		   CASE WHEN t.typtype = 'c' THEN typname END
	  FROM pg_proc p
	  JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'workmode'
	  JOIN pg_type t ON t.oid = prorettype
	 WHERE p.oid NOT IN (SELECT oid FROM inner_part)
	 ORDER BY 1});
my ($arguments) = $reference =~ /^### Arguments\n(.*?)^##/ms;
my ($types) = $reference =~ /^### Types\n(.*?)^##/ms;
my ($facts) = $reference =~ /^## The facts of a session\n(.*?)^##/ms;

foreach my $function (split /\n/, $functions)
{
	my ($name, $inputs, $columns, $type) = split /\|/, $function, -1;
	my @inputs = map { $_ eq 'transcript' ? 'T' : $_ } split / /, $inputs;

	# The rows of that name whose signature has each argument.
	my @rows = grep { my ($signature) = /^\| `(.*?)`/; !grep { $signature !~ /\b\Q$_\E\b/ } @inputs }
	  $reference =~ /^\| `\Q$name\E\(.*$/mg;
	ok(@rows > 0, "the reference has a row for $name($inputs)");
	like($arguments, qr/^\| (`\w+`, )*`\Q$_\E`/m, "and says what $_ means") foreach split / /, $inputs;

	# Its columns stand in such a row, or with the type that it names.
	next if !$columns || $type eq 'workmode_facts';
	my $list = join ', ', split / /, $columns;
	push @rows, grep { $type } $types =~ /^\| `\Q$type\E` .*$/mg;
	ok(scalar(grep { /`\Q$list\E`/ } @rows), "and $list");
}

# Types, less those of arrays and of a table's rows: in their table, or in the row of
# a function that returns them
ok($types =~ /^\| `\Q$_\E` /m || $reference =~ /^\| `workmode_\w+\([^|]*\|[^|]*`\Q$_\E`/m, "the reference has the type $_")
  foreach split /\n/, $node->safe_psql(
	'postgres', q{
	SELECT t.typname
	  FROM pg_type t
	  JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
	  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'workmode'
	 WHERE t.typcategory <> 'A' AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'r')
	 ORDER BY 1});

# Facts, in their order
my $table = join '', map { "| `$1` | `$2` |\n" if /^(.*)\|(.*)$/ } split /\n/, $node->safe_psql(
	'postgres', q{
	SELECT attname, replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz')
	  FROM pg_attribute
	 WHERE attrelid = 'workmode_facts'::regclass AND attnum > 0
	 ORDER BY attnum});
is(join('', map { "$_\n" } $facts =~ /^(\| `.*?` \| `.*?` \|)/mg), $table, 'the reference has every fact with its type');

# Methods
foreach my $method (split /\n/, $node->safe_psql('postgres', q{
	SELECT method FROM workmode_value_indices(workmode_tally_in('{"version": 1}'), workmode_tally_in('{"version": 1}'))}))
{
	like($arguments, qr/`\Q$method\E`/, "the reference has the method $method");
}

# Errors have the SQLSTATE that it says.
my ($errors) = $reference =~ /^### Errors\n(.*?)^##/ms;
my $fix = q{workmode_tally('fix'::workmode)};
foreach my $case (
	[ 'broken record', q[workmode_session('{"role":'::text, strict => true)] ],
	[ 'out of range', q{workmode_tally('fix'::workmode, 'Infinity'::float8)} ],
	[ 'bad rate', q{workmode_value('', ARRAY[(NULL, 'cooking', 1, '', '')::workmode_skill_rate])} ],
	[ 'bad rate', q{workmode_value('', ARRAY[NULL::workmode_skill_rate])} ],
	[ 'bad rate', q{workmode_value('', ARRAY[(NULL, 'web', 1, '', ''), (NULL, 'web', 2, '', '')]::workmode_skill_rate[])} ],
	[ 'a wrong argument', qq{workmode_shares(t, 1) FROM (SELECT $fix AS t) s} ],
	[ 'a wrong argument', qq{workmode_value_index(t, t, 'best') FROM (SELECT $fix AS t) s} ],
	[ 'a wrong argument', qq{workmode_publishable(t) FROM (SELECT $fix AS t) s} ],
	[ 'a wrong argument', q{workmode_shipped_model('none')} ],
	[ 'a wrong argument', qq{'{"version": 1}' - t FROM (SELECT $fix AS t) s} ],
	[ 'a wrong argument', q{workmode_train(NULL::workmode_vector, 'fix'::workmode)} ],
	[ 'bad text', q{'what'::workmode_tally} ])
{
	my ($row, $sql) = @$case;
	my $stderr;

	$node->psql('postgres', "\\set VERBOSITY sqlstate\nSELECT $sql", stderr => \$stderr);
	my ($state) = $stderr =~ /ERROR:  (\w{5})/;
	like($errors, qr/^\| [^|]*\b$row\b[^|]* \| [^|]*\b$state\b/m, "$row: $sql");
}

# Each model that was shipped can be had, and answers.
foreach my $version (map { slurp_file($_) =~ /\.version = "(.*)"/ } glob("$root/src/core/model/shipped/*.c"))
{
	is( $node->safe_psql('postgres', qq{
			SELECT workmode_model_version(m), workmode_classify('{"role": "user", "content": "fix the crash in the parser"}'::text, m)
			  FROM workmode_shipped_model('$version') m}),
		"$version|fix", "model $version answers");
}

$node->stop;

done_testing();
