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
like($control, qr/^\d+\.\d+$/, 'the control file has two numbers');
ok(-f "$root/sql/workmode--$control.sql", 'an SQL script of that version');
my @upgrades = glob("$root/sql/workmode--*--*.sql");
ok(!@upgrades || grep({ /--\Q$control\E\.sql$/ } @upgrades),
	'an upgrade script to it, if there is any');
unlike(slurp_file("$root/Makefile"), qr/\b\d+\.\d+\.\d+\b|EXTVERSION *:?= *[\d']/,
	'the Makefile states none of its own');

# The first heading with a number is the release at hand.
my ($version, $date) = first_match('CHANGELOG.md', qr/^## \[(\d+\.\d+\.\d+)\] - (\S+)$/m);
my $released = $date ne 'unreleased';
like($version, qr/^\Q$control\E\.\d+$/, 'CHANGELOG.md: the version');
like($date, qr/^(unreleased|\d{4}-\d\d-\d\d)$/, 'CHANGELOG.md: a date or none yet');

my $meta = decode_json(slurp_file("$root/META.json"));
is($meta->{version}, $version, 'META.json: the version');
is_deeply([ keys %{ $meta->{provides} } ], ['workmode'], 'META.json: what it provides');
my $provided = $meta->{provides}{workmode};
is($provided->{version}, $version, 'META.json: the version of what it provides');
is($provided->{file}, "sql/workmode--$control.sql", 'META.json: its script');
ok(-f "$root/$provided->{docfile}", 'META.json: its document');
is($meta->{release_status} eq 'stable', $released, 'META.json: stable if it is released');
ok(-d "$root/$_", "META.json: the folder $_ that is not indexed")
  foreach @{ $meta->{no_index}{directory} };

my ($package, $suite) = first_match('debian/changelog', qr/\Aworkmode \((.*?)-\S+\) (\S+);/);
is($package, $version, 'debian/changelog: the version');
is($suite ne 'UNRELEASED', $released, 'debian/changelog: a suite if it is released');

done_testing();
