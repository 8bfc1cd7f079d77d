# The documents, rendered as GitHub does: each row of a table has as many cells as
# its head, no table is broken, and each link leads somewhere.
#
# Needs no server, but cmark-gfm.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');

plan skip_all => 'cmark-gfm is not installed, which renders Markdown as GitHub does'
  unless eval { IPC::Run::run([ 'cmark-gfm', '--version' ], '>', \my $version) };

# The elements of a document as XML, each with the lines where it stands.
sub render
{
	my ($file) = @_;

	IPC::Run::run([ 'cmark-gfm', '-e', 'table', '-e', 'autolink', '-t', 'xml', '--sourcepos', $file ], '>', \my $xml)
	  or die "cmark-gfm $file";
	return $xml;
}

# What a heading can be linked to by: GitHub's rule.
sub anchor
{
	my ($heading) = @_;

	return lc($heading) =~ s/[^\w\- ]//gr =~ s/ /-/gr;
}

sub unescape
{
	my ($text) = @_;
	my %char = (lt => '<', gt => '>', quot => '"', amp => '&');

	return $text =~ s/&(\w+);/$char{$1}/gr;
}

my %anchors;

# The anchors of a file; those of equal headings are numbered.
sub anchors
{
	my ($file) = @_;

	return $anchors{$file} //= do
	{
		my (%found, %times);
		my $xml = render($file);

		while ($xml =~ m{<heading [^>]*>(.*?)</heading>}sg)
		{
			my $name = anchor(unescape(join '', $1 =~ m{<(?:text|code)[^>]*>([^<]*)<}g));
			my $n = $times{$name}++;

			$found{ $n ? "$name-$n" : $name } = 1;
		}
		\%found;
	};
}

# A row's cells: what bars part that are not escaped.
sub cells
{
	my ($line) = @_;
	my $row = $line =~ s/^\s*\|//r =~ s/\|\s*$//r;

	return 1 + (() = $row =~ /(?<!\\)\|/g);
}

sub check_tables
{
	my ($name, $xml, @lines) = @_;
	my (@bad, %of_table);

	while ($xml =~ m{<table sourcepos="(\d+):\d+-(\d+):}g)
	{
		my ($first, $last) = ($1, $2);

		foreach my $n ($first .. $last)
		{
			$of_table{$n} = 1;
			push @bad, "line $n" if cells($lines[$n]) != cells($lines[$first]);
		}
	}
	is("@bad", '', "$name: each row has as many cells as its head");

	while ($xml =~ m{<code_block sourcepos="(\d+):\d+-(\d+):}g)
	{
		$of_table{$_} = 1 foreach $1 .. $2;
	}
	is(join(', ', grep { $lines[$_] =~ /^\s*\|/ && !$of_table{$_} } 1 .. $#lines), '', "$name: no row stands outside a table");
	unlike($xml, qr/<html_(block|inline)/, "$name: plain Markdown");
	return;
}

sub check_links
{
	my ($name, $xml) = @_;
	my @links = $xml =~ m{<(?:link|image) [^>]*destination="([^"]*)"}g;

	foreach my $link (map { unescape($_) } @links)
	{
		next if $link =~ m{^https?://};
		my ($path, $anchor) = $link =~ /^([^#]*)#?(.*)$/;
		my $file = $path eq '' ? "$root/$name" : dirname("$root/$name") . "/$path";

		ok(-e $file && ($anchor eq '' || anchors($file)->{$anchor}), "$name: $link leads somewhere");
	}

	# Text that still looks like a link was meant for one.
	my @texts = $xml =~ m{<text [^>]*>([^<]*\]\s*\([^<]*)<}g;
	is("@texts", '', "$name: no link is broken");
	return;
}

foreach my $name (map { s{^\Q$root/\E}{}r } glob("$root/*.md $root/doc/*.md"))
{
	my $xml = render("$root/$name");

	check_tables($name, $xml, '', split /\n/, slurp_file("$root/$name"));
	check_links($name, $xml);
}

# The rules above, on a document that breaks them
my $broken = PostgreSQL::Test::Utils::tempdir . '/broken.md';
append_to_file($broken, "| a | b |\n|---|---|\n| 1 | `x \\| y` |\n| 1 | 2 | 3 |\n\n| 4 | 5 |\n");
my @lines = ('', split /\n/, slurp_file($broken));
is(cells($lines[3]), 2, 'an escaped bar parts no cells');
is(cells($lines[4]), 3, 'others do');
like(render($broken), qr/<table sourcepos="1:1-4:/, 'a blank line ends a table');
is(anchor('Is it `right`? Yes, 2-fold'), 'is-it-right-yes-2-fold', 'an anchor');

done_testing();
