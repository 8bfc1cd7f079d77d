# README.md and doc/workmode.md: their SQL runs as it stands there, in its order,
# and the reference names every public function and type.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Copy qw(copy);
use File::Find qw(find);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');

my $node = PostgreSQL::Test::Cluster->new('readme');
$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
$node->start;

# The folder that the README loads from: the test sessions, in one directory,
# and each twice, so that no mode has a single session.
my $folder = PostgreSQL::Test::Utils::tempdir;
find(
	sub {
		return unless -f $_;
		copy($_, "$folder/$_") && copy($_, "$folder/again-$_") or die "copy $_: $!";
	},
	"$root/test/data/sessions");

# Runs the SQL of a document; how many blocks there are.
sub run_blocks
{
	my ($name, $text) = @_;
	my $blocks = 0;

	while ($text =~ /^```sql\n(.*?)^```$/msg)
	{
		my $sql = $1;
		my ($first) = $sql =~ /^\s*(.*)$/m;
		my ($stdout, $stderr);

		$blocks++;
		my $status = $node->psql(
			'postgres', $sql,
			stdout => \$stdout,
			stderr => \$stderr,
			extra_params => [ '-v', "folder=$folder" ]);
		ok($status == 0 && $stderr !~ /WARNING/, "$name, block $blocks runs: $first")
		  or diag($stderr);
		isnt($stdout, '', "$name, block $blocks has rows")
		  if $sql =~ /^(SELECT|WITH)\b/;
	}
	return $blocks;
}

my $reference = slurp_file("$root/doc/workmode.md");
cmp_ok(run_blocks('README', slurp_file("$root/README.md")), '>', 10, 'the README has SQL');
run_blocks('reference', $reference);

# All functions of the extension, less what types, operators and aggregates are made of.
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
	SELECT DISTINCT p.proname
	  FROM pg_proc p
	  JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'workmode'
	 WHERE p.oid NOT IN (SELECT oid FROM inner_part)
	 ORDER BY 1});
like($reference, qr/^\| `\Q$_\E\(/m, "the reference has a row for $_")
  foreach split /\n/, $functions;

# All types, less those of arrays and of a table's rows.
my $types = $node->safe_psql(
	'postgres', q{
	SELECT t.typname
	  FROM pg_type t
	  JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
	  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'workmode'
	 WHERE t.typcategory <> 'A' AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'r')
	 ORDER BY 1});
like($reference, qr/`\Q$_\E`/, "the reference has the type $_")
  foreach split /\n/, $types;

$node->stop;

done_testing();
