# A later version that ships a new model: the old one, named, goes on giving its
# answers to the bit, and vectors that were kept give them as well.
#
# Builds the sources once more with a model that is added as CONTRIBUTING.md says,
# and loads what came out into a database of its own.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $node = PostgreSQL::Test::Cluster->new('next_model');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION workmode');
my $version = $node->safe_psql('postgres', 'SELECT workmode_model_version()');

# Sources and objects; only what changes is compiled again.
my $build = PostgreSQL::Test::Utils::tempdir();
system_or_bail('cp', '-a', map({ "$root/$_" } qw(Makefile workmode.control workmode_board.control src sql)), $build);

# Change a file that others depend on, and let make not see it.
sub change
{
	my ($file, $pattern, $insert) = @_;
	my @times = (stat "$build/$file")[ 8, 9 ];
	my $text = slurp_file("$build/$file");

	$text =~ s/$pattern/$insert$1/ or die "no place in $file";
	open my $out, '>', "$build/$file" or die;
	print $out $text;
	close $out;
	utime @times, "$build/$file" if $file =~ /\.h$/;
}

# The new model is the default one of now, but that it finds plans everywhere.
(my $name = $version) =~ tr/.-/__/;
my $model = slurp_file("$build/src/core/model/shipped/$name.c");
$model =~ s/wm_model_$name\b/wm_model_next/ or die;
$model =~ s/\.version = ".*"/.version = "next"/ or die;
$model =~ s/\.bias = \{.*\}/.bias = {0, 0, 0, 0, 0, 0, 500000, 0, 0}/ or die;
open my $file, '>', "$build/src/core/model/shipped/next.c" or die;
print $file $model;
close $file;
change('src/core/model/shipped.h', qr/(\n#endif[^\n]*\n)\z/, "extern const Model wm_model_next;\n");
change('src/core/model/shipped.c', qr/(\};\n\nconst ModelList)/, "\t&wm_model_next,\n");
command_ok([ 'make', '-s', '-C', $build, 'PG_CONFIG=' . ($ENV{PG_CONFIG} || 'pg_config'), 'with_llvm=no', 'all' ],
	'it builds with a new model');

my ($script) = glob("$build/sql/workmode--*.sql");
$script = slurp_file($script);
$script =~ s/^\\echo .*$//m;
$script =~ s/'MODULE_PATHNAME'/'$build\/workmode'/g;
$script =~ s/\@extowner\@/CURRENT_USER/g;
$script =~ s/^SELECT pg_catalog\.pg_extension_config_dump.*$//mg;
$node->safe_psql('postgres', 'CREATE DATABASE next');
$node->safe_psql('next', $script);

# What is said of our own sessions, with this further argument, as texts.
my @sessions = map { slurp_file($_) } sort(glob("$root/test/data/sessions/specstory/*.md"), glob("$root/test/data/formats/*"));
cmp_ok(scalar @sessions, '>', 20, 'there are sessions');
sub answers
{
	my ($database, $argument) = @_;
	my $query = qq{
		SELECT n, workmode_classify(t $argument), workmode_session(t $argument), workmode_value(t $argument),
			workmode_classify(workmode_features(t) $argument),
			(SELECT string_agg(mode || encode(float8send(probability), 'hex'), ',') FROM workmode_scores(t $argument)),
			(SELECT md5(string_agg(mode || evidence || encode(float8send(contribution), 'hex'), ',')) FROM workmode_explain(t $argument)),
			(SELECT string_agg(turn || mode::text || encode(float8send(probability), 'hex'), ',') FROM workmode_turns(t $argument)),
			(SELECT string_agg(e::text, ',') FROM workmode_explain_value(t $argument) e)
		FROM session ORDER BY n};

	return $node->safe_psql($database, $query);
}
foreach my $database ('postgres', 'next')
{
	$node->safe_psql($database, 'CREATE TABLE session (n int, t text);'
		  . join '', map { "INSERT INTO session VALUES ($_, \$session\$$sessions[$_]\$session\$);\n" } 0 .. $#sessions);
}

my $before = answers('postgres', '');
is($node->safe_psql('next', 'SELECT workmode_model_version()'), 'next', 'the new one is the default');
is(answers('postgres', ", workmode_shipped_model('$version')"), $before, 'named or not, before');
is(answers('next', ", workmode_shipped_model('$version')"), $before, 'named, after, to the bit');
my $after = answers('next', '');
isnt($after, $before, 'the default one says something else');
is(answers('next', ', workmode_shipped_model()'), $after, 'which is what it says by name');
is($node->safe_psql('next', "SELECT count(*) FROM session WHERE workmode_classify(t) = 'plan'"), scalar @sessions,
	'everywhere');

# A model and vectors that were kept.
$node->safe_psql('postgres', "CREATE TABLE kept AS SELECT n, workmode_features(t) AS features FROM session");
$node->safe_psql('postgres', "CREATE TABLE kept_model AS SELECT workmode_shipped_model() AS model");
my $scores = q{
	SELECT n, mode, encode(float8send(probability), 'hex')
	FROM kept, kept_model, workmode_scores(features, model) ORDER BY n, 3 DESC, mode};
my $kept = $node->safe_psql('postgres', $scores);
my $dump = $node->safe_psql('postgres', 'COPY kept TO stdout');
my $dump_model = $node->safe_psql('postgres', 'COPY kept_model TO stdout');
$node->safe_psql('next', 'CREATE TABLE kept (n int, features workmode_vector); CREATE TABLE kept_model (model workmode_model)');
$node->safe_psql('next', "COPY kept FROM stdin;\n$dump\n\\.\n");
$node->safe_psql('next', "COPY kept_model FROM stdin;\n$dump_model\n\\.\n");
is($node->safe_psql('next', $scores), $kept, 'kept vectors and models say what they said');

$node->stop;
done_testing();
