# The same session says the same in databases of all encodings, as text, json
# and jsonb: what it says is told in Unicode, whatever the bytes are.

use strict;
use warnings;
use utf8;

use Encode qw(decode encode);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @encodings = qw(UTF8 LATIN1 EUC_JP SQL_ASCII);

my $node = PostgreSQL::Test::Cluster->new('encodings');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->start;
foreach my $encoding (@encodings)
{
	$node->safe_psql('postgres',
		"CREATE DATABASE in_\L$encoding\E TEMPLATE template0 ENCODING '$encoding' LC_COLLATE 'C' LC_CTYPE 'C'");
	$node->safe_psql("in_\L$encoding", 'CREATE EXTENSION workmode');
}

# Bytes as an SQL text of a database, from UTF-8 unless told.
sub sql_text
{
	my ($bytes, $from) = @_;

	return sprintf q{convert_from(decode('%s', 'hex'), '%s')}, unpack('H*', $bytes), $from // 'UTF8';
}

sub ask
{
	my ($encoding, $sql) = @_;

	return $node->safe_psql("in_\L$encoding", "SET client_encoding = SQL_ASCII; SET timezone = 'UTC'; $sql");
}

# A session as an array of messages and events: words, paths, a commit.
sub session
{
	my ($prompt, $path) = @_;

	return qq{[
		{"type":"user","sessionId":"s","uuid":"a","message":{"role":"user","content":"$prompt"}},
		{"type":"assistant","sessionId":"s","uuid":"b","message":{"id":"m","role":"assistant","model":"$prompt","content":[
			{"type":"text","text":"$prompt $prompt"},
			{"type":"tool_use","id":"t","name":"Edit","input":{"file_path":"$path","old_string":"$prompt","new_string":"$prompt\\n$prompt"}},
			{"type":"tool_use","id":"u","name":"Bash","input":{"command":"git commit -am '$prompt'","description":"$prompt"}}]}}]};
}

# The same letters, each written as an escape.
sub escaped
{
	my ($letters) = @_;

	$letters =~ s/([^\x00-\x7f])/join '', map { sprintf '\\u%04x', $_ } unpack('n*', encode('UTF-16BE', $1))/ge;
	return $letters;
}

my %sessions = (
	'ASCII' => [ 'please fix the login form', 'src/login.c', @encodings ],
	'accents' => [ 'où est le problème de la fenêtre? àéîõü', 'src/élève.c', qw(UTF8 LATIN1 SQL_ASCII) ],
	'Japanese' => [ 'ログイン画面を直してください', 'src/画面.c', qw(UTF8 EUC_JP SQL_ASCII) ],
	'both, and quotes' => [ 'naïve \"ログイン\" 直して', 'src/画é.c', qw(UTF8 SQL_ASCII) ],
	'emoji' => [ 'fix it 😀 now', 'src/😀.c', qw(UTF8 SQL_ASCII) ],
);
foreach my $name (sort keys %sessions)
{
	my ($prompt, $path, @raw) = @{ $sessions{$name} };
	my $whole = encode('UTF-8', session($prompt, $path));
	my $escapes = session(escaped($prompt), escaped($path));
	my $expected = ask('UTF8', 'SELECT workmode_session(' . sql_text($whole) . ')::text');

	like($expected, qr/^\(claude_code,/, "$name: a session");
	foreach my $encoding (@encodings)
	{
		my $holds = grep { $_ eq $encoding } @raw;

		# jsonb takes the escapes of letters that the encoding has, json all.
		my @types = ('text', 'json', ($encoding eq 'SQL_ASCII' && $name ne 'ASCII') || !$holds ? () : 'jsonb');
		foreach my $type (@types)
		{
			is(ask($encoding, 'SELECT workmode_session(' . sql_text($escapes) . "::$type)::text"),
				$expected, "$name as escapes, $type in $encoding");
		}
		next unless $holds;
		foreach my $type ('text', 'json', 'jsonb')
		{
			is(ask($encoding, 'SELECT workmode_session(' . sql_text($whole) . "::$type)::text"),
				$expected, "$name, $type in $encoding");
		}
	}
}

# Scores and evidence are the same, too, words in the encoding of each.
foreach my $function (qw(workmode_scores workmode_explain workmode_turns))
{
	my $sql = "SELECT f::text FROM $function(%s) f";
	my $text = encode('UTF-8', session(@{ $sessions{'accents'} }[ 0, 1 ]));

	is( decode('ISO-8859-1', ask('LATIN1', sprintf $sql, sql_text($text))),
		decode('UTF-8', ask('UTF8', sprintf $sql, sql_text($text))),
		"$function in LATIN1");
}

# Characters that Unicode does not have: each counts as a mark, none is an error.
my $odd = "one \xa9\xa1 two \xa4\xa2\xa9\xa1\xa9\xa1\xa4\xa4";
my $line = '{"type":"user","sessionId":"s","message":{"role":"user","content":"%s"}}';
is(ask('EUC_JP', 'SELECT prompts, words_in, lines_skipped FROM workmode_session('
		. sql_text(sprintf($line, $odd), 'EUC_JP') . ')'),
	'1|4|0', 'characters without equivalent');
is(ask('EUC_JP', 'SELECT prompts, words_in FROM workmode_session('
		. sql_text(sprintf($line, $odd x 20000), 'EUC_JP') . ')'),
	'1|80000', 'many of them, over the borders between pieces');

# Bytes that are no UTF-8 at all: a database of SQL_ASCII promises nothing.
is(ask('SQL_ASCII', 'SELECT prompts, lines_skipped FROM workmode_session('
		. sql_text(sprintf($line, "one \xff\xfe\x80 \xe3\x81 two \xf0"), 'SQL_ASCII') . ')'),
	'1|0', 'broken UTF-8 in SQL_ASCII');

# A byte order mark, and names that come out again.
is(ask('UTF8', 'SELECT lines_read, lines_skipped FROM workmode_session('
		. sql_text("\xef\xbb\xbf" . sprintf($line, 'one') . "\n") . ', true)'),
	'1|0', 'byte order mark');
is(ask('LATIN1', 'SELECT model FROM workmode_session('
		. sql_text(encode('UTF-8', '{"type":"assistant","sessionId":"s","message":{"model":"modèle 1","content":"x"}}')) . ')'),
	'mod??le 1', 'names come back as ASCII');

$node->stop;
done_testing();
