# The version and whether it is released: all files that say so agree.
#
# Needs no server.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');

# What the first match of a pattern in a file caught.
sub first_match
{
	my ($file, $pattern) = @_;
	my @caught = slurp_file("$root/$file") =~ $pattern;

	ok(@caught, "$file states it") or diag("no match of $pattern");
	return @caught;
}

# The control file states the version for the Makefile, the module and the
# server.  In three numbers for all else: the last changes without any SQL.
my ($control) = first_match('workmode.control', qr/^default_version = '(.*)'$/m);
my ($board) = first_match('workmode_board.control', qr/^default_version = '(.*)'$/m);
is($board, $control, 'both extensions have one version');
like($control, qr/^\d+\.\d+$/, 'the control file has two numbers');
foreach my $extension ('workmode', 'workmode_board')
{
	my @upgrades = glob("$root/sql/$extension--*--*.sql");

	ok(-f "$root/sql/$extension--$control.sql", "$extension: an SQL script of that version");
	ok(!@upgrades || grep({ /--\Q$control\E\.sql$/ } @upgrades),
		"$extension: an upgrade script to it, if there is any");
}
unlike(slurp_file("$root/Makefile"), qr/\b\d+\.\d+\.\d+\b|EXTVERSION *:?= *[\d']/,
	'the Makefile states none of its own');

# The first heading with a number is the release at hand.
my ($version, $date) = first_match('CHANGELOG.md', qr/^## \[(\d+\.\d+\.\d+)\] - (\S+)$/m);
my $released = $date ne 'unreleased';
like($version, qr/^\Q$control\E\.\d+$/, 'CHANGELOG.md: the version');
like($date, qr/^(unreleased|\d{4}-\d\d-\d\d)$/, 'CHANGELOG.md: a date or none yet');

my $meta = decode_json(slurp_file("$root/META.json"));
is($meta->{version}, $version, 'META.json: the version');
is_deeply([ sort keys %{ $meta->{provides} } ], [ 'workmode', 'workmode_board' ], 'META.json: what it provides');
foreach my $extension (sort keys %{ $meta->{provides} })
{
	my $provided = $meta->{provides}{$extension};

	is($provided->{version}, $version, "META.json: the version of $extension");
	is($provided->{file}, "sql/$extension--$control.sql", 'META.json: its script');
	is($provided->{docfile}, "doc/$extension.md", 'META.json: its document');
	ok(-f "$root/$provided->{docfile}", 'and that is there');
}
is($meta->{release_status} eq 'stable', $released, 'META.json: stable if it is released');
ok(-d "$root/$_", "META.json: the folder $_ that is not indexed")
  foreach @{ $meta->{no_index}{directory} };

my ($package, $suite) = first_match('debian/changelog', qr/\Aworkmode \((.*?)-\S+\) (\S+);/);
is($package, $version, 'debian/changelog: the version');
is($suite ne 'UNRELEASED', $released, 'debian/changelog: a suite if it is released');

done_testing();
