# What a reader of the board can work out: he adds and subtracts all that its views
# show, and compares what they show before and after a refresh.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $min_users = 3;
my @modes = qw(build fix test orchestrate operate understand plan analyze communicate);

my $node = PostgreSQL::Test::Cluster->new('board_sums');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "timezone = 'UTC'");
$node->start;
$node->safe_psql('postgres', qq{
	SET client_min_messages = warning;
	CREATE EXTENSION workmode_board CASCADE;
	CREATE ROLE bi;
	SELECT count(*) FROM workmode.configure(min_users => $min_users, reader => 'bi')});

sub rows
{
	return map { [ split /\|/, $_, -1 ] } split /\n/, $node->safe_psql('postgres', "SET ROLE bi; $_[0]");
}

#
# Twenty people, four teams, five projects, four months.  The same numbers each time.
#
my $state = 20260601;

sub draw
{
	$state = ($state * 48271) % 2147483647;
	return $state % $_[0];
}

my @sessions;
foreach my $person (1 .. 20)
{
	my $team = 't' . int(sqrt(draw(16)));
	my @project = map { 'p' . draw(5) } 1 .. 2;
	my @habit = map { $modes[ int(draw(81)**0.5) ] } 1 .. 3;

	foreach my $month (1 .. 4)
	{
		next if $month < 3 && $person > 16;
		foreach (1 .. 1 + draw(draw(6) == 0 ? 30 : 7))
		{
			push @sessions,
			  {
				person => $person,
				team => $team,
				project => $project[ draw(2) ],
				month => sprintf('2025-%02d-01', $month),
				day => sprintf('2025-%02d-%02d', $month, 1 + draw(28)),
				mode => draw(4) == 0 ? $modes[ draw(9) ] : $habit[ draw(3) ],
				value => 1 + draw(500)
			  };
		}
	}
}

# Probabilities in 1/64: at least half for the mode, and the rest for two others.
foreach my $s (@sessions)
{
	my @others = grep { $_ ne $s->{mode} } @modes;
	my $most = 32 + draw(24);
	my $part = draw(64 - $most);

	$s->{p} = { map { $_ => 0 } @modes };
	$s->{p}{ $s->{mode} } = $most;
	$s->{p}{ $others[ draw(8) ] } += $part;
	$s->{p}{ $others[ draw(8) ] } += 64 - $most - $part;
}

sub probabilities
{
	my ($p) = @_;

	return 'NULL' unless $p;
	return "'{" . join(', ', map { qq("$_": ) . $p->{$_} / 64 } @modes) . "}'::jsonb";
}

# A row that is inserted replaces that of the same path.
sub load_sessions
{
	my $values = join ",\n", map {
		my $s = $sessions[$_];
		qq{('/$_', '$s->{person}', '$s->{team}', jsonb_build_object('format', 'codex', 'session_id', '$_', 'headless', false,
			'started_at', '$s->{day}T12:00:00Z', 'mode', '$s->{mode}', 'value', $s->{value}, 'project', '/x/$s->{project}',
			'probabilities', @{[ probabilities($s->{p}) ]}), 1)}
	} @_;

	$node->safe_psql('postgres', "INSERT INTO workmode.transcript (path, person, team, facts, bytes) VALUES $values");
	$node->safe_psql('postgres', 'CALL workmode.refresh()');
}

load_sessions(0 .. $#sessions);

#
# Equations.  A cell is the set of sessions that it counts; people who know what is
# empty know more than those who do not, so atoms are what has sessions.
#
my (%atom, @of_atom);
foreach my $s (@sessions)
{
	my $key = join ' ', @$s{qw(day team project mode)};

	$atom{$key} = @of_atom unless exists $atom{$key};
	push @{ $of_atom[ $atom{$key} ] }, $s;
}

# Teams and projects of few people stand together.
my (%people, %named);
foreach my $s (@sessions)
{
	$people{$_}{ $s->{$_} }{ $s->{person} } = 1 foreach qw(team project);
}
foreach my $what (qw(team project))
{
	$named{$_} = keys %{ $people{$what}{$_} } >= $min_users ? $_ : '(other)' foreach keys %{ $people{$what} };
}

sub quarter_of
{
	my ($month) = $_[0] =~ /^2025-(\d\d)/;
	return $month < 4 ? '2025-01-01' : '2025-04-01';
}

my %cells;
my @sets = (
	[ share_day => sub { $_[0]{day} } ],
	[ share_week => sub { undef } ],
	[ share_month => sub { $_[0]{month} } ],
	[ share_quarter => sub { quarter_of($_[0]{day}) } ],
	[ share_month_team => sub { "$_[0]{month} $named{$_[0]{team}}" } ],
	[ share_month_project => sub { "$_[0]{month} $named{$_[0]{project}}" } ]);
foreach my $set (@sets)
{
	my ($view, $place) = @$set;

	foreach my $n (0 .. $#of_atom)
	{
		my $s = $of_atom[$n][0];
		my $at = $place->($s) // next;

		$cells{"$view $at $_"}{$n} = 1 foreach $s->{mode}, 'all';
	}
}

# Enough people, and no one with more than half.
sub is_safe
{
	my ($cell) = @_;
	my %own;
	my ($sum, $most) = (0, 0);

	foreach my $s (map { @{ $of_atom[$_] } } keys %$cell)
	{
		$own{ $s->{person} }++;
		$sum++;
	}
	foreach (values %own)
	{
		$most = $_ if $_ > $most;
	}
	return keys %own >= $min_users && 2 * $most <= $sum;
}

# A sparse row, reduced by those that lead with the same atom; modulo a prime, by
# which nothing is solvable that is not.
my $prime = 1000003;
my %leads;

sub reduced
{
	my %row = %{ $_[0] };

	foreach my $lead (sort { $a <=> $b } keys %leads)
	{
		my $times = $row{$lead} or next;

		while (my ($n, $value) = each %{ $leads{$lead} })
		{
			$row{$n} = (($row{$n} // 0) - $times * $value) % $prime;
			delete $row{$n} if $row{$n} == 0;
		}
	}
	return \%row;
}

sub inverse
{
	my ($base, $exponent, $result) = ($_[0], $prime - 2, 1);

	for (; $exponent > 0; $exponent >>= 1)
	{
		$result = $result * $base % $prime if $exponent & 1;
		$base = $base * $base % $prime;
	}
	return $result;
}

sub learn
{
	my $row = reduced($_[0]);
	my ($lead) = sort { $a <=> $b } keys %$row or return;
	my $times = inverse($row->{$lead});

	$leads{$lead} = { map { $_ => $row->{$_} * $times % $prime } keys %$row };
}

my (%shown, %hidden, @wrong);
foreach my $set (@sets)
{
	my ($view) = @$set;
	my $name = $view =~ /share_month_(.*)/ ? $1 : "''";

	foreach my $row (rows("SELECT day || CASE WHEN $name = '' THEN '' ELSE ' ' || $name END, mode, sessions, n FROM workmode.$view"))
	{
		my ($at, $mode, $count, $n) = @$row;

		foreach my $figure ([ $mode, $count ], [ 'all', $n ])
		{
			my $cell = "$view $at $figure->[0]";
			my $truth = 0;

			$truth += @{ $of_atom[$_] } foreach keys %{ $cells{$cell} // {} };
			if ($figure->[1] eq '')
			{
				$hidden{$cell} = 1 if $truth > 0;
				next;
			}
			next if $shown{$cell}++ || $truth == 0;
			push @wrong, "$cell: $figure->[1] and not $truth" if $figure->[1] != $truth;
			push @wrong, "$cell is of too few" unless is_safe($cells{$cell});
			learn($cells{$cell});
		}
	}
}
is(join(', ', @wrong), '', 'what is shown is true and of enough people');

my %count;
foreach my $cell (keys %shown)
{
	$count{ (split / /, $cell)[0] }++ if $cells{$cell};
}
note(join ', ', map { "$_ $count{$_}" } sort keys %count);
cmp_ok($count{$_} // 0, '>', 0, "$_ shows something") foreach qw(share_month share_month_team share_month_project);
is($count{share_day} // 0, 0, 'days show nothing where months are the shortest periods');

my @secret = grep { !is_safe($cells{$_}) } sort grep { !$shown{$_} } keys %cells;
my @solved = grep { !%{ reduced($cells{$_}) } } @secret;
note(scalar(@secret) . ' cells are of too few, ' . scalar(@solved) . ' of them are solved');
cmp_ok(scalar @secret, '>', 100, 'there is something to hide');
is(join(', ', @solved), '', 'no sum or difference of what is shown is of too few');

#
# Expected and unmixed shares.  An expected share is a sum over all sessions of its
# period, so an unknown is what the sessions of a month, team and project, of all modes,
# are expected of one mode.  Of unmixed shares a reader knows the matrix that makes them
# of all nine expected ones; any numbers stand in for it.
#
my (%lump, @of_lump);
foreach my $n (0 .. $#of_atom)
{
	my $s = $of_atom[$n][0];
	my $key = join ' ', @$s{qw(month team project)};

	$lump{$key} = @of_lump unless exists $lump{$key};
	push @{ $of_lump[ $lump{$key} ] }, $n;
}
my %lumps_of;
foreach my $set (@sets)
{
	my ($view, $place) = @$set;

	foreach my $lump (grep { $view ne 'share_day' } 0 .. $#of_lump)
	{
		my $at = $place->($of_atom[ $of_lump[$lump][0] ][0]) // next;

		push @{ $lumps_of{"$view $at"} }, $lump;
	}
}

sub unknowns
{
	my ($period, $weights) = @_;
	my %row;

	foreach my $lump (@{ $lumps_of{$period} })
	{
		$row{ 9 * $lump + $_ } = $weights->[$_] foreach grep { $weights->[$_] } 0 .. 8;
	}
	return \%row;
}

sub only { my ($n) = @_; return [ map { $_ == $n ? 1 : 0 } 0 .. 8 ]; }

sub expected_truth
{
	my ($period, $mode) = @_;
	my ($sum, $n) = (0, 0);

	foreach my $s (map { @{ $of_atom[$_] } } keys %{ $cells{"$period all"} })
	{
		$sum += $s->{p}{$mode} / 64;
		$n++;
	}
	return $sum / $n;
}

my @mixing = map { [ map { 1 + draw($prime - 1) } 1 .. 9 ] } @modes;
my (%expected_shown, %learnt, %of_estimate);
%leads = ();
@wrong = ();
foreach my $set (@sets)
{
	my ($view) = @$set;
	my $name = $view =~ /share_month_(.*)/ ? $1 : "''";

	foreach my $row (rows("SELECT day || CASE WHEN $name = '' THEN '' ELSE ' ' || $name END, mode_sort - 1, n, share IS NOT NULL, expected, expected_lo, expected_hi, unmixed, unmixed_lo, unmixed_hi,
			count(*) FILTER (WHERE share IS NULL) OVER (PARTITION BY day, $name) FROM workmode.$view WHERE n > 0"))
	{
		my ($at, $mode, $n, $is_shown, $expected, $lo, $hi, $unmixed, $unmixed_lo, $unmixed_hi, $hidden) = @$row;
		my $cell = "$view $at $modes[$mode]";

		push @wrong, "$cell: expected and hard are not shown alike" if ($expected ne '') != ($is_shown eq 't');
		push @wrong, "$cell: $_ beside hidden modes" foreach grep { $hidden > 0 } ($unmixed ne '' ? 'unmixed' : ()), ($lo . $hi . $unmixed_lo . $unmixed_hi ne '' ? 'limits' : ());
		push @wrong, "$cell: not unmixed" if $hidden == 0 && $unmixed eq '';
		learn(unknowns("$view $at", [ (1) x 9 ])) unless $learnt{"$view $at"}++;
		if ($expected ne '')
		{
			my $truth = expected_truth("$view $at", $modes[$mode]);

			push @wrong, "$cell: $expected and not $truth" if abs($expected - $truth) > 1e-9;
			push @wrong, "$cell: $expected is not within $lo to $hi" if $lo ne '' && !($lo <= $expected && $expected <= $hi);
			$expected_shown{$cell} = 1;
			$of_estimate{expected}++;
			learn(unknowns("$view $at", only($mode)));
		}
		if ($unmixed ne '')
		{
			$of_estimate{unmixed}++;
			learn(unknowns("$view $at", $mixing[$mode]));
		}
	}
}
is(join(', ', @wrong), '', 'expected and unmixed shares are true, and shown where they may be');
note(join ', ', map { "$_ $of_estimate{$_}" } sort keys %of_estimate);
cmp_ok($of_estimate{expected} // 0, '>', 10, 'some expected shares are shown');

# Secret is what is expected of too few people, or of a mode that is hidden for having
# too few.
@secret = grep {
	my ($period, $mode) = /(.*) (\w+)/;
	$mode ne 'all' && $lumps_of{$period} && !$expected_shown{$_} && (!is_safe($cells{$_}) || !is_safe($cells{"$period all"}));
} sort keys %cells;
@solved = grep { my ($period, $mode) = /(.*) (\w+)/; my ($n) = grep { $modes[$_] eq $mode } 0 .. 8; !%{ reduced(unknowns($period, only($n))) } } @secret;
note(scalar(@secret) . ' expected shares are of too few, ' . scalar(@solved) . ' of them are solved');
cmp_ok(scalar @secret, '>', 50, 'there is something to hide');
is(join(', ', @solved), '', 'no sum or difference of what is shown is an expected share of too few');

# What the document says is not kept: one person may have more than half of what is expected
# of a mode, if not of the sessions.
sub is_of_one
{
	my ($period, $mode) = @_;
	my ($sum, %own) = (0);

	foreach my $s (map { @{ $of_atom[$_] } } keys %{ $cells{"$period all"} })
	{
		$own{ $s->{person} } += $s->{p}{$mode};
		$sum += $s->{p}{$mode};
	}
	return grep { 2 * $_ > $sum } values %own;
}
note(scalar(grep { /(.*) (\w+)/ && is_of_one($1, $2) } keys %expected_shown) . ' expected shares of ' . keys(%expected_shown) . ' are to more than half of one person');

# The shift shows expected changes where it shows hard ones, and unmixed ones if it shows all.
is((rows('SELECT count(*) FROM workmode.shift WHERE (expected_change IS NULL) <> (change IS NULL)'))[0][0], 0, 'the shift: expected and hard');
is( (rows(q{SELECT count(*) FROM workmode.shift WHERE (unmixed_change IS NOT NULL OR unmixed_before IS NOT NULL OR unmixed_after IS NOT NULL OR unmixed_lo IS NOT NULL OR unmixed_p_value IS NOT NULL)
	<> (SELECT bool_and(change IS NOT NULL) FROM workmode.shift)}))[0][0], 0, 'the shift: unmixed');

#
# No session is shown by itself.
#
is((rows('SELECT count(*) FROM workmode.session_mode'))[0][0], 0, 'a reader sees no session');

#
# Nothing depends on how cells that are not shown are filled.
#
my @views = (qw(share_day share_week share_month share_quarter share_series share_month_team share_month_project share_month_headless),
	qw(shift shift_test value_index decomposition coverage_month));

sub all_figures
{
	return $node->safe_psql('postgres', 'SET ROLE bi; ' . join ';', map { "SELECT '$_', v.* FROM workmode.$_ v ORDER BY v::text" } @views);
}

sub all_states
{
	return $node->safe_psql('postgres', "SELECT dimension, name, grain, day, hidden, value_hidden FROM workmode.period ORDER BY 1, 2, 3, 4");
}

sub is_hidden
{
	my ($s, $mode) = @_;

	return !grep { $shown{"$_->[0] " . ($_->[1]->($s) // '') . " $mode"} } @sets;
}

my ($figures, $states, $same, $tried) = (all_figures(), all_states(), 0, 0);
foreach my $n (0 .. $#sessions)
{
	my $s = $sessions[$n];
	my $was = $s->{mode};
	my @others = grep { $_ ne $was && is_hidden($s, $_) } @modes;

	next unless $n % 7 == 0 && is_hidden($s, $was) && @others;
	$tried++;
	# Probabilities go with it: those of the two modes change places.
	$s->{mode} = $others[ draw(scalar @others) ];
	@{ $s->{p} }{ $was, $s->{mode} } = @{ $s->{p} }{ $s->{mode}, $was };
	load_sessions($n);
	if (all_states() eq $states)
	{
		$same++;
		is(all_figures(), $figures, "session $n is of $s->{mode} and not of $was, and no figure tells") or last;
	}
	@{ $s->{p} }{ $was, $s->{mode} } = @{ $s->{p} }{ $s->{mode}, $was };
	$s->{mode} = $was;
	load_sessions($n);
	last if $same == 8;
}
cmp_ok($same, '>=', 5, "the mode of a session changed and all was hidden as before, in $same of $tried");

#
# If one session has no probabilities, no figure that counts it rests on those of others.
#
my ($lacking) = grep { $expected_shown{"share_month $sessions[$_]{month} build"} } 0 .. $#sessions;
my $lacking_month = $sessions[$lacking]{month};
my $kept = $sessions[$lacking]{p};
my $expected_figures = "SELECT count(expected), count(unmixed) FROM workmode.share_month WHERE day %s '$lacking_month'";
my $of_others = join ' ', @{ (rows(sprintf $expected_figures, '<>'))[0] };
$sessions[$lacking]{p} = undef;
load_sessions($lacking);
is(join(' ', @{ (rows(sprintf $expected_figures, '='))[0] }), '0 0', 'a month in which a session has no probabilities shows none');
is(join(' ', @{ (rows(sprintf $expected_figures, '<>'))[0] }), $of_others, 'other months do');
$sessions[$lacking]{p} = $kept;
load_sessions($lacking);

#
# What one person does in a period that is not over changes no figure.
#
sub today
{
	my ($mode, $people) = @_;

	$node->safe_psql('postgres', qq{
		INSERT INTO workmode.transcript (path, person, facts, bytes)
		SELECT '/today/$mode/' || n, n, jsonb_build_object('format', 'codex', 'session_id', 'today' || n || '$mode', 'headless', false,
			'started_at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'mode', '$mode'), 1
		  FROM generate_series(1, $people) n});
	$node->safe_psql('postgres', 'CALL workmode.refresh()');
}

today('fix', 9);
$figures = all_figures();
today('build', 1);
is(all_figures(), $figures, 'a session of today shows nowhere');
is(join(' ', map { $_->[0] } rows('SELECT DISTINCT status FROM workmode.share_month WHERE NOT complete')), 'incomplete', 'as the month is not over');

$node->stop;
done_testing();
