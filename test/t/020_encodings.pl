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
sub create_database
{
	my ($encoding) = @_;

	$node->safe_psql('postgres',
		"CREATE DATABASE in_\L$encoding\E TEMPLATE template0 ENCODING '$encoding' LC_COLLATE 'C' LC_CTYPE 'C'");
	$node->safe_psql("in_\L$encoding", 'CREATE EXTENSION workmode');
}
create_database($_) foreach @encodings;

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

	like($expected, qr/^\(s,,claude_code,/, "$name: a session");
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

# Paths and branches come in the encoding of each; what it does not have is a
# question mark, as is what is no character.
sub where
{
	my ($encoding, $path, $from) = @_;
	my $line = qq{{"type":"user","sessionId":"s","cwd":"$path","gitBranch":"$path"}};

	return ask($encoding, 'SELECT f.project, f.branch FROM workmode_session(' . sql_text($line, $from) . ') f');
}
foreach (
	[ 'LATIN1', 'élève', encode('ISO-8859-1', 'élève') ],
	[ 'EUC_JP', '画面', encode('EUC-JP', '画面') ],
	[ 'UTF8', 'é画😀', encode('UTF-8', 'é画😀') ],
	[ 'SQL_ASCII', 'é画😀', encode('UTF-8', 'é画😀') ])
{
	my ($encoding, $path, $expected) = @$_;

	is(where($encoding, encode('UTF-8', $path)), "$expected|$expected", "a path in $encoding") if $encoding ne 'SQL_ASCII';
	is(where($encoding, escaped($path)), "$expected|$expected", "a path as escapes in $encoding");
}
is(where('LATIN1', escaped('a画é')), encode('ISO-8859-1', 'a?é|a?é'), 'letters that LATIN1 does not have');
is(where('SQL_ASCII', "a\xe9\xc3b", 'SQL_ASCII'), 'a??b|a??b', 'bytes that are no character');

# Scores and evidence are the same, too, words in the encoding of each.
foreach my $function (qw(workmode_scores workmode_explain workmode_turns workmode_digest))
{
	my $sql = "SELECT f::text FROM $function(%s) f";
	my $text = encode('UTF-8', session(@{ $sessions{'accents'} }[ 0, 1 ]));

	is( decode('ISO-8859-1', ask('LATIN1', sprintf $sql, sql_text($text))),
		decode('UTF-8', ask('UTF8', sprintf $sql, sql_text($text))),
		"$function in LATIN1");
}

# A digest has at most so many characters, whatever a character is.
foreach (
	[ 'UTF8', 'emoji', 'whole' ], [ 'SQL_ASCII', 'ASCII', 'whole' ],
	[ 'LATIN1', 'accents', 'whole' ], [ 'LATIN1', 'emoji', 'escapes' ],
	[ 'EUC_JP', 'Japanese', 'whole' ], [ 'EUC_JP', 'accents', 'escapes' ])
{
	my ($encoding, $name, $form) = @$_;
	my ($prompt, $path) = @{ $sessions{$name} };
	my $text = $form eq 'whole' ? encode('UTF-8', session($prompt, $path)) : session(escaped($prompt), escaped($path));

	is( ask($encoding, 'SELECT bool_and(length(workmode_digest(' . sql_text($text) . ', n)) <= n) FROM generate_series(0, 600) n'),
		't', "digests of $name as $form in $encoding have their length");
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

# An encoding that has no conversion: what happens to be UTF-8 in it is a word,
# but must not come out as a text that is none in that encoding.
SKIP:
{
	skip 'no MULE_INTERNAL', 2
	  if $node->safe_psql('postgres', q{SELECT pg_char_to_encoding('MULE_INTERNAL') < 0}) eq 't';
	create_database('MULE_INTERNAL');

	my $words = '';
	foreach my $lead (0xe3 .. 0xe5, 0xea .. 0xec)
	{
		foreach my $middle (0xa1 .. 0xbf)
		{
			$words .= " \x92" . pack('C*', $lead, $middle, $_, 0xe3, $_ < 0x90 ? () : 0xe3)
			  foreach 0x81, 0x82, 0x91, 0x92;
		}
	}
	is( ask('MULE_INTERNAL', 'SELECT count(*) > 100, bool_and(f.evidence IS NOT NULL AND
			convert_from(convert_to(f.evidence, $$MULE_INTERNAL$$), $$MULE_INTERNAL$$) = f.evidence)
			FROM workmode_explain(' . sql_text(sprintf($line, $words), 'MULE_INTERNAL') . ') f'),
		't|t', 'words from MULE_INTERNAL are valid in it');
	is( ask('MULE_INTERNAL', 'SELECT prompts, lines_skipped FROM workmode_session('
			. sql_text(sprintf($line, $words), 'MULE_INTERNAL') . ')'),
		'1|0', 'a session in MULE_INTERNAL');
}

# A byte order mark, and names that come out again.
is(ask('UTF8', 'SELECT lines_read, lines_skipped FROM workmode_session('
		. sql_text("\xef\xbb\xbf" . sprintf($line, 'one') . "\n") . ', true)'),
	'1|0', 'byte order mark');
is(ask('LATIN1', 'SELECT model FROM workmode_session('
		. sql_text(encode('UTF-8', '{"type":"assistant","sessionId":"s","message":{"model":"modèle 1","content":"x"}}')) . ')'),
	'mod??le 1', 'names come back as ASCII');

# All sample sessions in databases of more encodings, with a letter of each in
# words, commands and the names of files: scores, features, facts and value are
# what they are in UTF8.  What an encoding lacks is a question mark in both.
my %more = (
	WIN1252 => [ 'cp1252', 'é' ],
	WIN1251 => [ 'cp1251', 'ж' ],
	KOI8R => [ 'koi8-r', 'ж' ],
	LATIN1 => [ 'iso-8859-1', 'é' ],
	LATIN9 => [ 'iso-8859-15', 'ž' ],
	EUC_JP => [ 'euc-jp', '画' ],
	EUC_KR => [ 'euc-kr', '화' ],
	EUC_CN => [ 'euc-cn', '画' ],
	SQL_ASCII => [ 'utf-8', '画' ],
);

# The log that SpecStory writes of Cursor: a bullet stands before the file.
my $bullet = <<'LOG';
<!-- Generated by SpecStory, Markdown v2.1.0 -->

# 2026-05-03 21:20:17Z

<!-- cursoride Session 00000000-0000-4000-8000-000000000000 (2026-05-03 21:20:17Z) -->

_**User**_

please fix the page

---

_**Agent (default)**_

<tool-use data-tool-type="write" data-tool-name="search_replace">
<details><summary>Tool use: **search_replace** • Edit file: /srv/site/app.ts</summary>

```diff
@@ -1,2 +1,2 @@
-let a = 1
+let a = 2
```

</details>
</tool-use>

_**Agent (default)**_

Done.

---
LOG

# A title of more than a thousand bytes in UTF-8 and fewer elsewhere; a patch,
# whose files stand in the call's text; a tool of another's; an item of Codex,
# whose arguments are JSON within a string.
my %invented = (
	'a bullet' => $bullet,
	'a long title' => $bullet =~ s/# 2026/'# the ' . 'LETTER' x 498 . ' repair (2026'/er,
	'a patch' => $bullet =~ s/search_replace/apply_patch/gr
		=~ s/ • Edit file: .*?<\/summary>\n/<\/summary>\n\n**Update: `srcLETTER\/app.ts`**\n/sr,
	'a tool of a server' => '{"type":"assistant","sessionId":"s","uuid":"b","message":{"id":"m","role":"assistant",'
		. '"content":[{"type":"tool_use","id":"t","name":"mcp__LETTERLETTER__get","input":{}}]}}',
	'arguments in a string' => '{"timestamp":"2026-01-02T03:04:05.000Z","type":"session_meta","payload":{"id":"x"}}'
		. "\n" . '{"timestamp":"2026-01-02T03:04:06.000Z","type":"response_item","payload":{"type":"function_call",'
		. '"name":"shell","call_id":"c","arguments":"{\"command\":[\"bash\",\"-lc\",\"cat > LETTER.py <<X\\\\nLETTER\\\\nX\"]}"}}',
);

my %samples = %invented;
foreach my $file (glob("test/data/formats/* test/data/sessions/*/*"))
{
	$samples{ $file =~ s{^test/data/}{}r } = decode('UTF-8', slurp_file($file), Encode::FB_CROAK);
}
cmp_ok(scalar keys %samples, '>', 60, 'sample sessions');

# The same with a letter here and there, as far as the encoding goes.
sub worded
{
	my ($text, $charset, $letter) = @_;

	$text =~ s/LETTER/$letter/g;
	$text =~ s/\b(the|and|a)\b/$1$letter/g;
	$text =~ s/(\w)(\.(?:c|css|go|html|js|json|md|py|rs|sql|tsx?))\b/$1$letter$2/g;
	return decode($charset, encode($charset, $text, sub { '?' }));
}

# What is said of each in a database, by name, as text or another type.
sub answers
{
	my ($encoding, $texts, $type) = @_;
	my $sql = "CREATE TEMP TABLE sample (name text, t text);\n";

	foreach my $name (keys %$texts)
	{
		$sql .= "INSERT INTO sample SELECT '$name', " . sql_text(encode('UTF-8', $texts->{$name})) . ";\n";
	}
	$sql .= 'ALTER TABLE sample ALTER t TYPE ' . ($type // 'text') . " USING t::text::" . ($type // 'text') . ";\n";
	$sql .= q{SELECT name, workmode_session(t)::text || workmode_value(t)::text || workmode_features(t)::text ||
		(SELECT string_agg(s::text, '') FROM workmode_scores(t) s) || (SELECT string_agg(u::text, '') FROM workmode_turns(t) u)
		FROM sample};
	return { map { split /\|/, $_, 2 } split /\n/, ask($encoding, $sql) };
}

foreach my $encoding (sort keys %more)
{
	my ($charset, $letter) = @{ $more{$encoding} };
	my %texts = map { $_ => worded($samples{$_}, $charset, $letter) } keys %samples;

	create_database($encoding) unless grep { $_ eq $encoding } @encodings;
	is_deeply(answers($encoding, \%texts), answers('UTF8', \%texts), "sample sessions in $encoding");
}
like(ask('WIN1252', 'SELECT mode, files_changed, lines_added, lines_removed FROM workmode_session('
		. sql_text(encode('UTF-8', $bullet)) . ')'),
	qr/^fix\|1\|1\|1$/, 'a bullet before a file in WIN1252');

# Each sample of JSON as one document, through each type; and with all escaped
# that some program escapes: what is beyond ASCII, and marks that HTML knows.
my %documents;
foreach my $name (grep { !/\.(md|txt)$/ && /\./ } keys %samples)
{
	my @lines = split /\r?\n/, worded($samples{$name}, 'utf-8', 'é');

	pop @lines if $name =~ /jsonl$/ && $lines[-1] !~ /\}$/;
	$documents{$name} = $name =~ /json$|traj$/ ? join "\n", @lines : '[' . join(",\n", @lines) . ']';
}
my %escaped = map { $_ => escaped($documents{$_} =~ s/\\\//\//gr) } keys %documents;
$escaped{$_} =~ s/(?<!\\)([<>&'+=\/])/sprintf '\\u%04X', ord $1/ge foreach keys %escaped;

my $plain = answers('UTF8', \%documents);
cmp_ok(scalar keys %$plain, '>', 50, 'documents');
foreach my $type (qw(text json jsonb))
{
	is_deeply(answers('UTF8', \%documents, $type), $plain, "documents as $type") unless $type eq 'text';
	is_deeply(answers('UTF8', \%escaped, $type), $plain, "escaped documents as $type");
}

# So much of a text is read, wherever the bytes of its characters end.
my $long = q{SELECT words_in FROM workmode_session('{"type":"user","sessionId":"s","message":{"role":"user","content":"'
	|| repeat(convert_from('\xc3a9', 'UTF8') || ' ', 600000) || '"}}')};
is(ask($_, $long), ask('UTF8', $long), "a long text in $_") foreach qw(LATIN1 WIN1252);
is(ask('UTF8', $long =~ s/convert_from\(.*?'UTF8'\)/'\\u00e9'/r), ask('UTF8', $long), 'a long text of escapes');

# A mark of UTF-8 that was taken for letters, and where a fault stands.
foreach my $encoding (qw(UTF8 WIN1252 WIN1251 KOI8R))
{
	is(ask($encoding, 'SELECT format, lines_read, lines_skipped FROM workmode_session('
			. sql_text("\xef\xbb\xbf" . sprintf($line, 'one'), $encoding) . ')'),
		'claude_code|1|0', "a byte order mark in $encoding");
}
foreach my $place ([ UTF8 => 80 ], [ LATIN1 => 77 ])
{
	my ($encoding, $byte) = @$place;
	my ($ret, $out, $err) = $node->psql("in_\L$encoding", 'SELECT workmode_session('
			. sql_text(encode('UTF-8', '[' . sprintf($line, 'ééé') . ', {"type":"user","sessionId":"s","message":{"role":"user","content":"\x"}}]'))
			. ', true)');

	like($err, qr/at line 1, byte $byte\b/, "the byte of a fault in $encoding");
}

# A bar is made of blocks where the encoding is sure to have them.
is(ask($_, 'SELECT workmode_bar(0.7, 5)'), $_ eq 'UTF8' ? encode('UTF-8', "\x{2588}\x{2588}\x{2588}\x{258c}") : '####', "$_: a bar")
  foreach @encodings;

$node->stop;
done_testing();
