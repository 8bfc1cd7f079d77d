# The page of the board in a real browser: what it shows is what the views say, it
# fetches nothing, and it is dark where the reader wants that.  And the colours of
# the modes, as people see them who are colour-blind.
#
# What needs a browser is skipped where there is no Chromium.

use strict;
use warnings;
use utf8;

use Compress::Zlib qw(uncompress);
use Cwd qw(abs_path);
use Encode qw(decode);
use File::Basename qw(dirname);
use IO::Socket::INET;
use IPC::Run qw(run timeout);
use List::Util qw(max min);
use POSIX ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $dir = PostgreSQL::Test::Utils::tempdir;

my $node = PostgreSQL::Test::Cluster->new('page');
$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION workmode_board CASCADE');

sub ask
{
	return decode('UTF-8', $node->safe_psql('postgres', $_[0]));
}

sub rows
{
	return map { [ split /\|/, $_, -1 ] } split /\n/, ask($_[0]);
}

#
# Colours
#

sub light { my ($c) = @_; return $c <= 0.04045 ? $c / 12.92 : (($c + 0.055) / 1.055)**2.4; }

sub of_hex { return [ map { light(hex($_) / 255) } $_[0] =~ /^#(..)(..)(..)$/ ]; }

sub luminance { my ($r, $g, $b) = @{ $_[0] }; return 0.2126 * $r + 0.7152 * $g + 0.0722 * $b; }

sub seen_by
{
	my ($matrix, $colour) = @_;

	return [ map { my $row = $_; max(0, min(1, $row->[0] * $colour->[0] + $row->[1] * $colour->[1] + $row->[2] * $colour->[2])) } @$matrix ];
}

# Linear sRGB to CIE L*a*b*, under the white of D65.
sub lab
{
	my ($r, $g, $b) = @{ $_[0] };
	my ($x, $y, $z) = map { $_ > 216 / 24389 ? $_**(1 / 3) : (24389 / 27 * $_ + 16) / 116 } (
		(0.4124564 * $r + 0.3575761 * $g + 0.1804375 * $b) / 0.95047,
		0.2126729 * $r + 0.7151522 * $g + 0.0721750 * $b,
		(0.0193339 * $r + 0.1191920 * $g + 0.9503041 * $b) / 1.08883);

	return [ 116 * $y - 16, 500 * ($x - $y), 200 * ($y - $z) ];
}

# CIEDE2000, after Sharma, Wu and Dalal (2005).
sub difference
{
	my ($l1, $a1, $b1, $l2, $a2, $b2) = (@{ $_[0] }, @{ $_[1] });
	my $deg = atan2(1, 1) / 45;
	my $mean = (sqrt($a1**2 + $b1**2) + sqrt($a2**2 + $b2**2)) / 2;
	my $stretch = 1.5 - sqrt($mean**7 / ($mean**7 + 25**7)) / 2;
	my ($c1, $c2) = (sqrt(($stretch * $a1)**2 + $b1**2), sqrt(($stretch * $a2)**2 + $b2**2));
	my ($h1, $h2) = map { my $h = atan2($_->[1], $stretch * $_->[0]) / $deg; $h < 0 ? $h + 360 : $h } [ $a1, $b1 ], [ $a2, $b2 ];
	my $turn = $h2 - $h1;
	my $hue = ($h1 + $h2) / 2;
	my ($l, $c) = (($l1 + $l2) / 2, ($c1 + $c2) / 2);

	if (abs($turn) > 180)
	{
		$turn += $turn < 0 ? 360 : -360;
		$hue += $hue < 180 ? 180 : -180;
	}
	($turn, $hue) = (0, $h1 + $h2) if $c1 * $c2 == 0;
	my $t = 1 - 0.17 * cos($deg * ($hue - 30)) + 0.24 * cos($deg * 2 * $hue) + 0.32 * cos($deg * (3 * $hue + 6)) - 0.20 * cos($deg * (4 * $hue - 63));
	my $dl = ($l2 - $l1) / (1 + 0.015 * ($l - 50)**2 / sqrt(20 + ($l - 50)**2));
	my $dc = ($c2 - $c1) / (1 + 0.045 * $c);
	my $dh = 2 * sqrt($c1 * $c2) * sin($deg * $turn / 2) / (1 + 0.015 * $c * $t);
	my $rotation = -2 * sqrt($c**7 / ($c**7 + 25**7)) * sin($deg * 60 * exp(-(($hue - 275) / 25)**2));

	return sqrt($dl**2 + $dc**2 + $dh**2 + $rotation * $dc * $dh);
}

# Pairs that its authors published with the formula.
foreach my $pair (
	[ [ 50, 2.6772, -79.7751 ], [ 50, 0, -82.7485 ], 2.0425 ],
	[ [ 50, 2.5, 0 ], [ 73, 25, -18 ], 27.1492 ],
	[ [ 50, 2.49, -0.001 ], [ 50, -2.49, 0.0011 ], 7.2195 ],
	[ [ 60.2574, -34.0099, 36.2677 ], [ 60.4626, -34.1751, 39.4387 ], 1.2644 ],
	[ [ 90.8027, -2.0831, 1.4410 ], [ 91.1528, -1.6435, 0.0447 ], 1.4441 ],
	[ [ 2.0776, 0.0795, -1.1350 ], [ 0.9033, -0.0636, -0.5514 ], 0.9082 ])
{
	is(sprintf('%.4f', difference($pair->[0], $pair->[1])), sprintf('%.4f', $pair->[2]), 'the difference of two colours');
}

# What eyes that lack a kind of cone see, in linear sRGB, after Machado, Oliveira and
# Fernandes (2009), severity 1.0.
my %eyes = (
	'all three' => [ [ 1, 0, 0 ], [ 0, 1, 0 ], [ 0, 0, 1 ] ],
	protanopia => [ [ 0.152286, 1.052583, -0.204868 ], [ 0.114503, 0.786281, 0.099216 ], [ -0.003882, -0.048116, 1.051998 ] ],
	deuteranopia => [ [ 0.367322, 0.860646, -0.227968 ], [ 0.280085, 0.672501, 0.047413 ], [ -0.011820, 0.042940, 0.968881 ] ],
	tritanopia => [ [ 1.255528, -0.076749, -0.178779 ], [ -0.078411, 0.930809, 0.147602 ], [ 0.004733, 0.691367, 0.303900 ] ]);

my @modes = rows('SELECT mode_label, mode_colour, workmode.page_dark_colour(mode_colour) FROM workmode.mode ORDER BY mode_sort');
is(scalar @modes, 9, 'nine modes');

# A difference of 2 is seen if colours touch; five times as much tells thin bars with
# a gap between them apart.  Names stand beside all colours nevertheless.
foreach my $page ([ 'light', 1, 12, 11 ], [ 'dark', 2, 9.5, 8 ])
{
	my ($name, $column, $between_neighbours, $between_any) = @$page;

	foreach my $eye (sort keys %eyes)
	{
		my @seen = map { lab(seen_by($eyes{$eye}, of_hex($_->[$column]))) } @modes;
		my @near = map { difference($seen[ $_ - 1 ], $seen[$_]) } 1 .. $#seen;
		my @any = map { my $i = $_; map { difference($seen[$i], $seen[$_]) } 0 .. $i - 1 } 1 .. $#seen;

		cmp_ok(min(@near), '>', $between_neighbours, "$name, $eye: neighbours differ by " . sprintf('%.1f', min(@near)));
		cmp_ok(min(@any), '>', $between_any, "$name, $eye: any two differ by " . sprintf('%.1f', min(@any)));
	}
}

# On a dark page each stands out from the ground as WCAG 2.1 (1.4.11) wants.
my ($ground) = ask('SELECT workmode.page_style()') =~ /dark\)\{\s*:root\{--ground:(#\w{6})/;
foreach my $mode (@modes)
{
	my $contrast = (luminance(of_hex($mode->[2])) + 0.05) / (luminance(of_hex($ground)) + 0.05);

	cmp_ok($contrast, '>=', 3, "$mode->[0] on the dark ground: " . sprintf('%.1f', $contrast));
}

#
# In the browser
#

my ($browser) = grep { defined } map { my $program = $_; map { "$_/$program" } grep { -x "$_/$program" } split /:/, $ENV{PATH} }
  qw(chromium chromium-browser google-chrome google-chrome-stable);

# Runs the browser on a file; what it writes to its standard output.
sub browse
{
	my ($file, @options) = @_;
	my ($out, $err) = ('', '');

	run [ $browser, '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--disable-background-networking',
		'--disable-component-update', '--no-first-run', "--user-data-dir=$dir/profile", @options, "file://$file" ],
	  '<', \undef, '>', \$out, '2>', \$err, timeout(60) or note($err);
	return decode('UTF-8', $out);
}

sub write_page
{
	my ($name, $page) = @_;

	open(my $file, '>:encoding(UTF-8)', "$dir/$name") or die "$dir/$name: $!";
	print $file $page;
	close $file;
	return "$dir/$name";
}

# The first pixel of a picture: its filter, if any, changes nothing there.
sub first_pixel
{
	my ($file) = @_;
	my $png = slurp_file($file);
	my ($at, $data) = (8, '');

	while ($at < length $png)
	{
		my ($size, $kind) = unpack 'N a4', substr($png, $at, 8);

		$data .= substr($png, $at + 8, $size) if $kind eq 'IDAT';
		$at += 12 + $size;
	}
	return sprintf '#%02x%02x%02x', unpack 'x C3', uncompress($data);
}

# The rows of the table that has this caption, as texts.
sub table
{
	my ($dom, $caption) = @_;
	my ($body) = $dom =~ m{<table><caption>[^<]*\Q$caption\E.*?</caption>.*?<tbody>(.*?)</tbody>}s;

	return map { [ map { s/<[^>]*>//gr =~ s/&lt;/</gr =~ s/&gt;/>/gr =~ s/&amp;/&/gr } m{<t[hd][^>]*>(.*?)</t[hd]>}gs ] } split m{</tr>\s*}, $body // '';
}

sub in_browser
{
	my $empty = browse(write_page('empty.html', ask('SELECT workmode.report()')), '--dump-dom');
	like($empty, qr/There are no sessions yet.*workmode-load.*CALL workmode\.refresh\(\)/s, 'a board without sessions says what to do');

	$node->psql('postgres', '', extra_params => [ '-q', '-f', "$root/test/data/board.sql" ]);
	cmp_ok(ask('SELECT counted FROM workmode.coverage'), '>', 3000, 'the invented board');
	my $page = ask('SELECT workmode.report()');
	my $file = write_page('report.html', $page);
	my $dom = browse($file, '--dump-dom');

	like($dom, qr{<title>Work modes of coding-agent sessions</title>}, 'its title');
	is(join(', ', $dom =~ m{<h2>(.*?)</h2>}g),
		"Shares over time, The shift from 2025\x{2011}10 to 2026\x{2011}04, What a session is worth, Teams and projects, What the figures rest on", 'its headings');
	is(scalar(() = $dom =~ /<figure>/g), 3, 'its figures');
	unlike($dom, qr/<(?:script|booking)/, 'no code of others');
	like($dom, qr/berth &lt;booking&gt;/, 'but their words');

	# The tables have the figures of the views, and so has what is drawn.
	my $signed = q{CASE WHEN round(%1$s, 1) < 0 THEN '−' WHEN round(%1$s, 1) > 0 THEN '+' ELSE '' END || abs(round(%1$s, 1))};
	my $change = sprintf $signed, '100 * change::numeric';
	is_deeply(
		[ map { [ @{$_}[ 0 .. 3, 6 ] ] } table($dom, 'Dot: change in points') ],
		[ rows(qq{SELECT mode_label, coalesce(round(100 * share_before::numeric, 1) || '%', '–'), coalesce(round(100 * share_after::numeric, 1) || '%', '–'),
						coalesce($change, '–'), coalesce(CASE WHEN p_value < 0.001 THEN '< 0.001' ELSE round(p_value::numeric, 3)::text END, '–')
				   FROM workmode.shift ORDER BY mode_sort}) ],
		'the shift');
	my $unmixed = sprintf $signed, '100 * unmixed_change::numeric';
	is_deeply([ map { [ @{$_}[ 0, 2 ] ] } table($dom, 'by labels and unmixed') ], [ rows("SELECT mode_label, $unmixed FROM workmode.shift ORDER BY mode_sort") ], 'the unmixed shift');
	is_deeply(
		[ map { [ @{$_}[ 0, 2 ] ] } table($dom, 'Shares; a dash') ],
		[ rows(q{SELECT to_char(day, 'Mon YYYY'), coalesce(round(100 * share::numeric, 1) || '%', '–') FROM workmode.share_month WHERE mode = 'build' ORDER BY day}) ],
		'the shares of build');
	is_deeply(
		[ map { [ @{$_}[ 0, 2 ] ] } table($dom, 'Expected shares') ],
		[ rows(q{SELECT to_char(day, 'Mon YYYY'), coalesce(round(100 * expected::numeric, 1) || '%', '–') FROM workmode.share_month WHERE mode = 'build' ORDER BY day}) ],
		'the expected shares of build');
	is_deeply(
		[ map { [ @{$_}[ 0, 2 ] ] } table($dom, 'Value index by method') ],
		[ rows(q{SELECT to_char(day, 'Mon YYYY'), coalesce(round(value_index::numeric, 1)::text, '–') FROM workmode.value_index WHERE method = 'mean' ORDER BY day}) ],
		'the value index');
	my ($mix, $total) = map { sprintf $signed, "${_}::numeric" } qw(mix total);
	is_deeply(
		[ map { [ @{$_}[ 0, 1, 4 ] ] } table($dom, 'Change of the mean value') ],
		[ rows("SELECT mode_label, coalesce($mix, '–'), coalesce($total, '–') FROM workmode.decomposition ORDER BY mode_sort") ],
		'the decomposition');
	is_deeply(
		[ map { [ map { s/,//gr } @{$_}[ 0 .. 8 ] ] } table($dom, 'Sessions by source') ],
		[ rows('SELECT source, sessions, classified, headless, subagents, unclassified, undated, duplicates, counted FROM workmode.coverage ORDER BY source') ],
		'the coverage');
	my ($bars) = $dom =~ m{<svg [^>]*"mix-title.*?>(.*?)</svg>}s;
	my %height;
	$height{$1} += $2 while $bars =~ m{<rect class="[^"]*" x="([\d.]+)" y="[\d.]+" width="[\d.]+" height="([\d.]+)">}g;
	is(join(' ', map { sprintf '%.0f', $_ } values %height), join(' ', (268) x 13), 'the bars of 13 months, with what is not shown, are whole');

	# Light and dark
	browse($file, '--window-size=900,300', "--screenshot=$dir/light.png");
	browse($file, '--window-size=900,300', "--screenshot=$dir/dark.png", '--force-dark-mode');
	is(first_pixel("$dir/light.png"), '#ffffff', 'light');
	is(first_pixel("$dir/dark.png"), $ground, 'dark for who wants it dark');

	# Nothing is fetched, even if somebody got an address into the page.
	unlike($dom, qr/\b(?:src|href|action|data)=|url\((?!"?#)/, 'no address on it');
	my $server = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1') or die "no socket: $!";
	my $address = 'http://127.0.0.1:' . $server->sockport;
	my $spoilt = $page =~ s{</body>}{<img src="$address/a.png"><link rel="stylesheet" href="$address/b.css"><script src="$address/c.js"></script></body>}r;
	my $pid = fork // die "fork: $!";
	if ($pid == 0)
	{
		# Writes down what it is asked for, and has nothing.
		while (my $client = $server->accept)
		{
			append_to_file("$dir/asked", scalar <$client>);
			print $client "HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n";
			close $client;
		}
		POSIX::_exit(0);
	}
	browse(write_page('spoilt.html', $spoilt), '--dump-dom');
	ok(!-e "$dir/asked", 'the policy of the page forbids every address');
	browse(write_page('open.html', $spoilt =~ s/<meta http-equiv="Content-Security-Policy"[^>]*>//r), '--dump-dom');
	kill 'TERM', $pid;
	waitpid $pid, 0;
	ok(-s "$dir/asked", 'and without it they would have been asked');
}

SKIP:
{
	skip 'no Chromium is here: the page was not opened', 1 unless $browser;
	in_browser();
}

$node->stop;

done_testing();
