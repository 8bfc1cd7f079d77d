# Nothing that a session or a database may set changes an answer or the text of a
# state: not a comma before the fraction, nor how many digits numbers are
# printed with, nor how times and bytes are written.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Locales of our own making: most machines have none with a comma.
my $locales = PostgreSQL::Test::Utils::tempdir();
my @made;
foreach my $name (qw(de_DE tr_TR))
{
	push @made, "$name.UTF-8"
	  if eval { run_log([ 'localedef', '-i', $name, '-f', 'UTF-8', "$locales/$name.UTF-8" ]) };
}

# All the server's own locales are set from outside, too.
local $ENV{LOCPATH} = $locales if @made;
my $node = PostgreSQL::Test::Cluster->new('settings');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
{
	local $ENV{LC_ALL} = $made[0] if @made;
	$node->start;
}

my $everything = <<'SQL';
WITH transcript (t) AS (VALUES ($json$[
	{"type": "user", "sessionId": "s", "timestamp": "2026-01-02T03:04:05.678+05:30",
		"message": {"role": "user", "content": "Fix the title, ISIN 1,5 or 1.5"}},
	{"type": "assistant", "sessionId": "s", "timestamp": "2026-01-02T04:04:05Z",
		"message": {"id": "m", "role": "assistant", "model": "model-1.5", "usage": {"input_tokens": 1.5e3, "output_tokens": 12.75},
			"content": [{"type": "tool_use", "id": "t", "name": "Edit", "input":
				{"file_path": "SRC/INDEX.JS", "old_string": "a", "new_string": "b\nc"}}]}}]$json$::text)),
state AS (SELECT
	workmode_tally(mode, ordinal / 3.0) AS tally,
	workmode_cluster(tally) AS clusters,
	workmode_agreement(mode, 'fix') AS confusion,
	workmode_histogram(mode, ordinal / 3.0) AS histogram,
	workmode_panel('person ' || place % 2, '2026-01-01'::date + 31 * (place % 3)::int, tally) AS panel,
	(SELECT workmode_train_value(format('{3:%s}', i)::workmode_vector, 10 + i / 7.0) FROM generate_series(1, 50) i) AS value_model
	FROM (SELECT mode, ordinal, row_number() OVER (ORDER BY ordinal) AS place, workmode_tally(mode, ordinal * 1.1) OVER (PARTITION BY ordinal % 3) AS tally FROM workmode_modes()) m)
SELECT 'tally', tally::text, tally::text::workmode_tally = tally FROM state
UNION ALL SELECT 'clusters', clusters::text, clusters::text::workmode_tally = clusters FROM state
UNION ALL SELECT 'confusion', confusion::text, confusion::text::workmode_confusion = confusion FROM state
UNION ALL SELECT 'histogram', histogram::text, histogram::text::workmode_histogram = histogram FROM state
UNION ALL SELECT 'quantiles', mode || encode(float8send(quantile), 'hex'), NULL FROM state, workmode_quantiles(histogram)
UNION ALL SELECT 'panel', panel::text, panel::text::workmode_panel = panel FROM state
UNION ALL SELECT 'periods', period - '2026-01-01' || encode(float8send(effective_groups), 'hex'), NULL FROM state, workmode_periods(panel)
UNION ALL SELECT 'trend', mode || encode(float8send(slope) || float8send(low) || float8send(p_value), 'hex'), NULL FROM state, workmode_trend(panel)
UNION ALL SELECT 'value model', value_model::text, value_model::text::workmode_value_model = value_model FROM state
UNION ALL SELECT 'model', md5(m::text), m::text::workmode_model = m FROM workmode_shipped_model(workmode_model_version()) m
UNION ALL SELECT 'features', f::text, f::text::workmode_vector = f FROM transcript, workmode_features(t) f
UNION ALL SELECT 'session', concat_ws(',', f.format, f.model, round(extract(epoch FROM started_at)::numeric, 3), round(extract(epoch FROM ended_at)::numeric, 3),
		tokens_in, tokens_out, lines_added, words_in, mode, encode(float8send(confidence), 'hex')), f.code_changed
	FROM transcript, workmode_session(t) f
UNION ALL SELECT 'value', encode(float8send(workmode_value(t)), 'hex'), workmode_value(t) = workmode_value(t::jsonb) FROM transcript
UNION ALL SELECT 'scores', mode || encode(float8send(probability), 'hex'), NULL FROM transcript, workmode_scores(t)
UNION ALL SELECT 'explain', mode || evidence || encode(float8send(contribution), 'hex'), NULL FROM transcript, workmode_explain(t)
UNION ALL SELECT 'shares', mode || encode(float8send(low) || float8send(high), 'hex'), NULL FROM state, workmode_shares(tally)
SQL

sub answers
{
	my ($database, @settings) = @_;

	return $node->safe_psql($database, join('', map { "SET $_;\n" } @settings) . $everything);
}

$node->safe_psql('postgres', 'CREATE EXTENSION workmode');
my $expected = answers('postgres');
like($expected, qr/^session\|claude_code,model-1\.5,1767303245\.678/m, 'the session is read');
unlike($expected, qr/\|f$/m, 'every text is read back as what was written');

foreach my $setting ('extra_float_digits = -15', 'extra_float_digits = 0', 'extra_float_digits = 3',
	q{DateStyle = 'German, DMY'}, q{DateStyle = 'SQL, MDY'}, q{TimeZone = 'Asia/Kolkata'},
	q{TimeZone = 'America/St_Johns'}, 'IntervalStyle = sql_standard', 'bytea_output = escape',
	'standard_conforming_strings = off', 'escape_string_warning = off', 'array_nulls = off')
{
  SKIP:
	{
		# Strings are always as the standard has them from PostgreSQL 19 on.
		skip "$setting is not to be had", 1 if $node->psql('postgres', "SET $setting") != 0;
		is(answers('postgres', $setting), $expected, $setting);
	}
}

SKIP:
{
	skip 'localedef makes no locales here (package locales): no comma is tried', 4 unless @made == 2;

	my @commas = map { "$_ = 'de_DE.UTF-8'" } qw(lc_numeric lc_monetary lc_time);
	is(answers('postgres', @commas), $expected, 'a session with commas');
	is($node->safe_psql('postgres', "SET lc_numeric = 'de_DE.UTF-8'; SELECT to_char(1.5, '0D0')"),
		' 1,5', 'which it does have');

	foreach my $locale (@made)
	{
		my $database = lc substr $locale, 0, 5;

		$node->safe_psql('postgres',
			"CREATE DATABASE $database TEMPLATE template0 LC_COLLATE '$locale' LC_CTYPE '$locale'");
		$node->safe_psql('postgres', "ALTER DATABASE $database SET lc_numeric = '$locale'");
		$node->safe_psql($database, 'CREATE EXTENSION workmode');
		is(answers($database), $expected, "a database of $locale");
	}
}

$node->stop;
done_testing();
