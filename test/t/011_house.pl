# The house is as CONTRIBUTING.md draws it: folders include what stands below
# them, no files include each other in a circle, and what has one place to go is
# there and is documented.
#
# Needs no server.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Find qw(find);
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $contributing = slurp_file("$root/CONTRIBUTING.md");

# The drawing: folders from the top down, and where the arrows of each lead.
my ($drawing) = $contributing =~ /^## The floors\n.*?^```text\n(.*?)^```$/ms;
my (@folders, %arrow);
foreach my $line (split /\n/, $drawing)
{
	my ($folder, $targets) = $line =~ /^(\w+) .*?(?:──► (.*))?$/;

	push @folders, $folder;
	$arrow{$folder}{$_} = 1 foreach split /, /, $targets // '';
}
my %floor = map { $folders[$_] => $_ } 0 .. $#folders;

is(join(' ', sort @folders), join(' ', sort map { s{.*/}{}r } grep { -d } glob("$root/src/core/*")), 'each folder is drawn, and no other');
is( join(' ', grep { my $folder = $_; grep { !defined $floor{$_} || $floor{$_} <= $floor{$folder} } keys %{ $arrow{$folder} } } @folders),
	'', 'arrows lead down');

# What each file of a floor includes of ours.
sub includes
{
	my ($top) = @_;
	my %includes;

	find(
		{
			no_chdir => 1,
			wanted => sub {
				my ($name) = m{\Q$top\E/(.*\.[ch])$} or return;

				$includes{$name} = [ sort(slurp_file($_) =~ /^\s*#\s*include\s+"(.*)"/mg) ];
			}
		},
		"$root/$top");
	return %includes;
}

# A file and its header are one: does a way along includes lead back to where it began?
sub circles
{
	my (%includes) = @_;
	my (%unit, %seen, @found);
	my $walk;

	foreach my $name (keys %includes)
	{
		my ($from) = $name =~ /(.*)\.[ch]$/;

		$unit{$from}{ s/\.h$//r } = 1 foreach grep { $includes{$_} && $_ ne "$from.h" } @{ $includes{$name} };
	}
	$walk = sub {
		my ($at, @way) = @_;

		push @found, join(' ', @way, $at) if grep { $_ eq $at } @way;
		return if $seen{$at}++;
		$walk->($_, @way, $at) foreach sort keys %{ $unit{$at} };
	};
	$walk->($_) foreach sort keys %unit;
	return join '; ', @found;
}

my %core = includes('src/core');
my (%used, @odd, @up);

cmp_ok(scalar keys %core, '>', 50, 'files include files');
foreach my $name (sort keys %core)
{
	my ($folder) = $name =~ m{^(\w+)/};

	foreach my $header (@{ $core{$name} })
	{
		my ($target) = $header =~ m{^(\w+)/};

		push @odd, "$name: $header" unless defined $target && $core{$header};
		next if !defined $target || $target eq $folder;
		$used{$folder}{$target} = 1;
		push @up, "$name: $header" unless $arrow{$folder}{$target};
	}
}
is("@odd", '', 'src/core includes nothing but its own headers, by folder and name');
is(join(', ', @up), '', 'each include goes along an arrow');
is( join(', ', map { my $folder = $_; map { "$folder: $_" } grep { !$used{$folder}{$_} } sort keys %{ $arrow{$folder} } } @folders),
	'', 'each arrow is needed');
is(circles(%core), '', 'no circle in src/core');
is(circles(includes('src/pg')), '', 'no circle in src/pg');
is(circles(includes('src/client')), '', 'no circle in src/client');

# Each file begins by saying which one it is.
my @names;
find(
	{
		no_chdir => 1,
		wanted => sub {
			my ($name) = m{/([^/]*\.[ch])$} or return;

			push @names, $name unless slurp_file($_) =~ m{\A/\*\n \* \Q$name\E(?: \(pg\))?\n \*\t  \w};
		}
	},
	"$root/src");
is("@names", '', 'each file has a head with its name and what it is for');

# The paths that CONTRIBUTING.md names are there; archives of a release lack one.
my @gone = grep { !-e "$root/$_" && !glob("$root/$_*") }
  grep { !/NAME|NNN|NEW|OLD|^test\/accuracy\b/ } $contributing =~ m{`((?:src|sql|test|doc|debian|expected)/[\w./-]+)`}g;
is("@gone", '', 'the places that CONTRIBUTING.md names exist');

# Readers: each file has a row, each row a line, and each format is documented.
my $readers_h = slurp_file("$root/src/core/readers/reader.h");
my ($rows) = slurp_file("$root/src/core/readers/transcript.c") =~ /^static const Reader \*const readers\[\] = \{\n(.*?)^\};/ms;
my $sql = slurp_file((glob("$root/sql/workmode--?.?.sql"))[-1]);
my ($comment) = $sql =~ /^COMMENT ON COLUMN workmode_facts\.format IS '(.*)';$/m;
my $reference = slurp_file("$root/doc/workmode.md");
my ($formats) = $reference =~ /^## Formats\n(.*?)^## /ms;
my ($sources) = $reference =~ /^\| `format` \| `session_id`.*?\n((?:\|.*\n)+)/m;
my $wrong_types = slurp_file("$root/expected/bad_input.out");
my $results = join '', map { slurp_file($_) } glob("$root/expected/reader_*.out");
my $readers = 0;

my $code = join '', map { slurp_file($_) } glob("$root/src/core/readers/*.c");
while ($code =~ /^const Reader (\w+) = \{\n\t\.format = "(\w+)",\n(.*?)^\};/msg)
{
	my ($reader, $format, $rest) = ($1, $2, $3);

	$readers++;
	like($rows, qr/^\t&$reader,$/m, "$reader has a row");
	like($readers_h, qr/^extern const Reader $reader;$/m, "$reader has a line");
	like($formats, qr/^\|.*`$format`.*\|$/m, "$format is in the reference");
	like($sources, qr/^\| `$format` \|/m, "the reference says where $format has its facts from");
	like($comment, qr/\b$format\b/, "$format is in the comment on the fact");
	like($wrong_types, qr/^ $format +\| t /m, "$format is tried with wrong types") unless $rest =~ /\.of_text = true/;
	ok($results =~ /\b$format\b/, "$format has a test");
}
is($readers, scalar(() = $rows =~ /&/g), 'each row has its file');

# Models: each file has a row.
my $shipped = slurp_file("$root/src/core/model/shipped.c");
foreach my $file (glob("$root/src/core/model/shipped/*.c"))
{
	my ($version) = $file =~ m{([\w.]+)\.c$};
	like($shipped, qr/^\t&wm_model_$version,$/m, "model $version has a row");
}

# The unit tests stand in the folder of what they test.
is( join(' ', grep { !defined $floor{$_} && $_ ne 'client' } map { s{.*/}{}r } grep { -d } glob("$root/test/unit/*")),
	'', 'unit tests have the folders of src/core, and one of src/client');

done_testing();
