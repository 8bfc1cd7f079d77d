#!/usr/bin/perl
# code_mode.pl [--plain] ROLLOUT: rewrites a classic Codex rollout into code mode.
#
# Prints the rollout that a later Codex would have written of the same session: each
# call of a tool becomes a script that calls it, what calls gave back becomes what
# the scripts print, and the screen's log becomes items.  With --plain it has no
# items, as between the two.  The scripts are written in the ways in which models
# write them, one after the other.
#
# The facts and the mode of both rollouts should be equal: code_mode.sh compares them
# for a folder, and test/t/047_code_mode.pl for the sessions in test/data.
use strict;
use warnings;

use JSON::PP;

my $plain = @ARGV > 0 && $ARGV[0] eq '--plain' ? shift : '';
my $json = JSON::PP->new->canonical->allow_nonref;
my @lines;

my $rollout = shift // die "usage: code_mode.pl [--plain] ROLLOUT\n";
open(my $in, '<:raw', $rollout) or die "code_mode.pl: $rollout: $!\n";
while (my $line = <$in>)
{
	chomp $line;

	# A line that is no JSON goes through as it is.
	my $data = eval { JSON::PP->new->utf8->decode($line) };
	push @lines, { text => $line, data => $data };
}
close $in;
die "code_mode.pl: this rollout has no envelopes\n"
  unless grep { ref $_->{data} eq 'HASH' && ref $_->{data}{payload} eq 'HASH' } @lines;

# Tools that a model calls by themselves, in code mode, too.
my %direct = map { $_ => 1 } qw(request_user_input request_permissions wait wait_agent spawn_agent);

my $scripts = 0;    # so far
my $ordinal = 0;
my $thread = '';
my %running;        # commands by the session that they run in

sub payload { return ref $_[0]{data} eq 'HASH' && ref $_[0]{data}{payload} eq 'HASH' ? $_[0]{data}{payload} : {} }

sub put
{
	my ($line, $type, $payload) = @_;
	my %record = (timestamp => $line->{data}{timestamp}, type => $type, payload => $payload);

	$record{ordinal} = $ordinal unless $plain;
	$ordinal++;
	print JSON::PP->new->canonical->utf8->encode(\%record), "\n";
}

sub item
{
	my ($line, %item) = @_;

	$item{id} //= "item-$ordinal";
	put($line, 'event_msg', { type => 'item_completed', thread_id => $thread, turn_id => 't', item => \%item, completed_at_ms => 1 });
}

# A call that a script can make: its tool and its input.
sub nested
{
	my ($line) = @_;
	my $p = payload($line);
	my ($type, $name) = ($p->{type} // '', $p->{name} // '');

	return if ($line->{data}{type} // '') ne 'response_item' || $name eq '' || $direct{$name} || !defined $p->{call_id};
	if ($type eq 'custom_tool_call')
	{
		return { tool => $name, input => $p->{input} // '', id => $p->{call_id} };
	}
	return if $type ne 'function_call';
	my $input = ref $p->{arguments} ? $p->{arguments} : eval { $json->decode($p->{arguments} // '') };
	return if ref $input ne 'HASH';
	return { tool => ($p->{namespace} // '') . $name, input => $input, id => $p->{call_id} };
}

# The ways to write strings and objects.
sub js_string
{
	my ($text, $way) = @_;

	return $json->encode($text) if $way == 0;
	my $quote = $way == 1 ? "'" : '`';
	$text =~ s/\\/\\\\/g;
	$text =~ s/$quote/\\$quote/g;
	$text =~ s/\$\{/\\\${/g if $way == 2;
	$text =~ s/\r/\\r/g;
	$text =~ s/\n/\\n/g if $way == 1;
	return $quote . $text . $quote;
}

sub js_value
{
	my ($value, $way) = @_;

	if (ref $value eq 'HASH')
	{
		my @members = map { ($way == 0 || !/^[a-z_]+$/ ? $json->encode($_) : $_) . ': ' . js_value($value->{$_}, $way) } sort keys %$value;
		return '{' . join(', ', @members) . '}';
	}
	return '[' . join(', ', map { js_value($_, $way) } @$value) . ']' if ref $value eq 'ARRAY';
	return ref $value || !defined $value || $value =~ /^-?(?:0|[1-9]\d{0,8})\z/ ? $json->encode($value) : js_string($value, $way);
}

# A text in parts, and a text in lines.
sub js_parts
{
	my ($text) = @_;
	my $middle = int(length($text) / 2);

	return js_string(substr($text, 0, $middle), 0) . ' + ' . js_string(substr($text, $middle), 1);
}

sub js_lines
{
	my ($text) = @_;

	return '[' . join(",\n", map { js_string($_, 0) } split /\n/, $text, -1) . '].join("\n")';
}

# A script that makes these calls, side by side if there are several.
sub script
{
	my (@calls) = @_;
	my $way = $scripts++ % 8;

	if (@calls > 1)
	{
		my %tools = map { $_->{tool} => 1 } @calls;
		my ($tool) = keys %tools;

		return "const inputs = [" . join(', ', map { js_value($_->{input}, 0) } @calls) . "];\n" .
		  "const results = await Promise.all(inputs.map(input => tools.$tool(input)));\nfor (const r of results) text(r);"
		  if keys %tools == 1 && $way % 2;
		return 'const results = await Promise.all([' . join(', ', map { "tools.$_->{tool}(" . js_value($_->{input}, $way % 3) . ')' } @calls) .
		  "]);\nresults.forEach(r => text(r));";
	}
	my ($tool, $input) = ($calls[0]{tool}, $calls[0]{input});
	my $value = js_value($input, $way % 3);

	return "text(await tools.$tool($value));" if $way == 0;
	return "// \@exec: {\"yield_time_ms\": 10000}\nconst r = await tools.$tool($value);\ntext(r.output ?? r);" if $way == 1;
	return "const input = $value;\nconst r = await tools.$tool(input); // it's done\ntext(JSON.stringify(r));" if $way == 2;
	return "const run = async (input) => { const r = await tools.$tool(input); text(r); };\nawait run($value)\n" if $way == 3;
	return "for (const input of [$value]) {\n  text(await tools.$tool(input));\n}" if $way == 4;
	return "const { $tool: call } = tools;\ntry { text(await call($value)); } catch (error) { text(String(error)); throw error; }" if $way == 5;
	if (!ref $input)
	{
		my $text = $way == 6 ? js_parts($input) : js_lines($input);
		return "const patch = $text;\ntext(await tools.$tool(patch));";
	}
	my ($key) = grep { !ref $input->{$_} && defined $input->{$_} && $input->{$_} !~ /^-?[\d.]+\z/ } sort keys %$input;
	return "text(await tools[\"$tool\"]($value));" unless defined $key;
	my %rest = %$input;
	delete $rest{$key};
	my $part = js_parts($input->{$key});
	return "const rest = " . js_value(\%rest, 0) . ";\nlet $key = $part;\ntext(await tools.$tool({...rest, $key}));";
}

# What a call gave back, in one of the classic dialects: exit code, text, how it ran.
sub result
{
	my ($output) = @_;
	my %result = (text => $output, code => 0);

	return { text => $json->encode($output), code => 0, list => $output } if ref $output;
	$output //= '';
	my ($head) = split /\nOutput:/, $output, 2;
	$head //= '';
	if ($output =~ /^Exit code: (-?\d+)/) { $result{code} = $1; $result{head} = 1; }
	elsif ($output =~ /^\{"output":/ && $output =~ /"exit_code":\s*(-?\d+)[^"]*(?:"duration_seconds":[^"]*)?\}\}?\s*\z/)
	{
		$result{code} = $1;
		my $inner = eval { $json->decode($output) };
		$result{text} = $inner->{output} if ref $inner eq 'HASH' && defined $inner->{output};
	}
	elsif ($output =~ /^(?:Chunk ID|Wall time): /)
	{
		if ($head =~ /Process exited with code (-?\d+)/) { $result{code} = $1; }
		elsif ($head =~ /Process running with session ID (\d+)/) { $result{session} = $1; }
		elsif ($head =~ /\naborted by user/) { $result{thrown} = 1; }
		$result{text} = $output =~ /\nOutput:\n?(.*)\z/s ? $1 : '';
	}
	elsif ($output =~ /^(?:failed |error: |Error: |execution error|exec command rejected|exec_command (?:failed|rejected)|write_stdin failed|apply_patch verification failed|patch rejected|unable to locate image|unsupported call|tool call error|aborted)/)
	{
		$result{thrown} = 1;
	}
	return \%result;
}

sub is_command { return $_[0]{tool} =~ /^(?:shell|shell_command|exec_command|container\.exec|write_stdin)$/ }

# Does the script die of this result?
sub is_thrown
{
	my ($call, $result) = @_;

	return 1 if $result->{thrown};
	return $result->{code} != 0 if !is_command($call) || $call->{tool} eq 'shell_command';
	return 0;
}

# What the script prints of a result.
sub printed
{
	my ($call, $result, $way) = @_;

	return $result->{text} unless is_command($call);
	return $result->{text} if $result->{head};
	return $result->{text} if !$plain && $way == 1 && $call->{tool} ne 'write_stdin';
	my %object = (chunk_id => 'c0ffee', wall_time_seconds => 0.5, output => $result->{text});
	if (defined $result->{session}) { $object{session_id} = $result->{session} + 0; }
	else { $object{exit_code} = $result->{code} + 0; }
	return $json->encode(\%object);
}

sub argv
{
	my ($input) = @_;
	my $command = $input->{command} // $input->{cmd} // '';

	return ref $command ? $command : [ '/bin/bash', '-lc', $command ];
}

# The files that a patch changes, as an item tells them.
sub changes
{
	my ($patch) = @_;
	my (%changes, $change);

	foreach my $line (split /\r?\n/, $patch)
	{
		if ($line =~ /^\*\*\* (Add|Update|Delete) File: *(.*?) *$/)
		{
			$change = $changes{$2} = { type => lc $1, $1 eq 'Update' ? (unified_diff => "\@\@ -1,1 +1,1 \@\@\n", move_path => undef) : (content => '') };
		}
		elsif ($line =~ /^\*\*\* Move to: *(.*)/) { $change->{move_path} = $1 if $change; }
		elsif ($line =~ /^\*\*\*/ || !$change) { next; }
		elsif ($change->{type} eq 'add') { $change->{content} .= "$1\n" if $line =~ /^\+(.*)/; }
		elsif ($change->{type} eq 'update') { $change->{unified_diff} .= "$line\n"; }
	}
	return \%changes;
}

# The item that tells what a call did, if there is one.
sub done
{
	my ($line, $call, $result) = @_;
	my $status = $result->{code} == 0 && !$result->{thrown} ? 'completed' : 'failed';

	if ($call->{tool} eq 'write_stdin')
	{
		my $session = ref $call->{input} ? $call->{input}{session_id} // '' : '';
		my $command = defined $result->{session} || $result->{thrown} ? undef : delete $running{$session};

		item($line, type => 'CommandExecution', command => $command, cwd => '/', source => 'unified_exec_startup', status => $status, exit_code => $result->{code} + 0)
		  if defined $command;
	}
	elsif ($call->{tool} eq 'apply_patch')
	{
		item($line, type => 'FileChange', changes => changes($call->{input}), status => $status) if !ref $call->{input} && !$result->{thrown};
	}
	elsif (defined $result->{session}) { $running{ $result->{session} } = argv($call->{input}); }
	elsif (is_command($call) && !$result->{thrown})
	{
		item($line, type => 'CommandExecution', command => argv($call->{input}), cwd => '/', source => 'agent', status => $status, exit_code => $result->{code} + 0);
	}
	elsif ($call->{tool} =~ /^mcp__(.*?)__(.*)/)
	{
		item($line, type => 'McpToolCall', server => $1, tool => $2, arguments => $call->{input}, status => $status);
	}
}

# The calls of each script: those that were made before one of them gave back.
my (%place, %group);    # of outputs by their call's id; of scripts by the first's
foreach my $i (0 .. $#lines)
{
	my $p = payload($lines[$i]);
	$place{ $p->{call_id} } //= $i if ($p->{type} // '') =~ /_output$/ && defined $p->{call_id} && ($lines[$i]{data}{type} // '') eq 'response_item';
}
my $i = 0;
my %member;             # of a script: number of its first line
while ($i <= $#lines)
{
	my $first = nested($lines[$i]);
	my ($from, $last) = ($i++, -1);

	next unless $first;
	my @calls = ({ %$first, line => $from });
	if (defined $place{ $first->{id} })
	{
		my $end = $place{ $first->{id} };
		foreach my $j ($from + 1 .. $end - 1)
		{
			my $next = nested($lines[$j]);
			last unless $next || payload($lines[$j])->{type} && ($lines[$j]{data}{type} // '') eq 'event_msg' && payload($lines[$j])->{type} =~ /^(?:token_count|agent_reasoning|\w+_end)$/;
			push @calls, { %$next, line => $j } if $next;
		}
		my $whole = !grep { !defined $place{ $_->{id} } } @calls;
		my ($farthest) = sort { $b <=> $a } map { $place{ $_->{id} } // -1 } @calls;
		my $apart = !$whole || grep { is_thrown($_, result(payload($lines[ $place{ $_->{id} } ])->{output})) } @calls;
		$apart ||= grep { my $p = payload($lines[$_]); my $t = $p->{type} // ''; $t eq 'message' || $t eq 'user_message' || nested($lines[$_]) && !grep { $_->{id} eq ($p->{call_id} // '') } @calls } $from .. $farthest;
		@calls = ($calls[0]) if $apart;
	}
	$group{$from} = \@calls;
	$member{ $_->{line} } = $from foreach @calls;
	$i = $calls[-1]{line} + 1 if @calls > 1;
}

my %left;               # outputs that a script still waits for
my %script_of;          # script by the id of a call
foreach my $i (0 .. $#lines)
{
	my $line = $lines[$i];
	my $p = payload($line);
	my $kind = ref $line->{data} eq 'HASH' ? $line->{data}{type} // '' : '';
	my $type = $p->{type} // '';

	if (!%$p) { print "$line->{text}\n"; next; }
	if ($kind eq 'session_meta')
	{
		$thread = $p->{id} // '' if $thread eq '';
		put($line, $kind, { %$p, history_mode => $plain ? 'legacy' : 'paginated' });
	}
	elsif ($kind eq 'response_item' && defined $member{$i})
	{
		next if $member{$i} != $i;
		my $calls = $group{$i};
		my $way = $scripts % 8;
		my %script = (id => $calls->[0]{id}, calls => $calls, way => $way, results => {});
		$script_of{ $_->{id} } = \%script foreach @$calls;
		$left{ $script{id} } = @$calls;
		put($line, $kind, { type => 'custom_tool_call', id => "ctc_$i", status => 'completed', call_id => $script{id}, name => 'exec', input => script(@$calls) });
	}
	elsif ($kind eq 'response_item' && $type =~ /_output$/ && $script_of{ $p->{call_id} // '' })
	{
		my $script = $script_of{ $p->{call_id} };
		my ($call) = grep { $_->{id} eq $p->{call_id} } @{ $script->{calls} };
		my $result = result($p->{output});

		done($line, $call, $result) unless $plain;
		$script->{results}{ $call->{id} } = $result;
		next if --$left{ $script->{id} } > 0;

		my @results = map { $script->{results}{ $_->{id} } } @{ $script->{calls} };
		my $thrown = is_thrown($call, $result);
		my @texts = $thrown ? ("Script error:\n$result->{text}") : map { printed($script->{calls}[$_], $results[$_], $script->{way}) } 0 .. $#results;
		my $head = ($thrown ? 'Script failed' : 'Script completed') . "\nWall time 0.5 seconds\nOutput:\n";
		put($line, $kind, { type => 'custom_tool_call_output', call_id => $script->{id}, output => [ map { { type => 'input_text', text => $_ } } $head, @texts ] });
	}
	elsif ($kind eq 'event_msg' && $type =~ /^(?:exec_command|patch_apply|mcp_tool_call)_end$/) { next; }
	elsif ($kind eq 'event_msg' && !$plain && $type eq 'user_message')
	{
		my @pictures = map { { type => 'local_image', path => ref $_ ? 'p.png' : $_ } } @{ $p->{images} // [] }, @{ $p->{local_images} // [] };
		item($line, type => 'UserMessage', content => [ @pictures, { type => 'text', text => $p->{message} // '', text_elements => [] } ]);
	}
	elsif ($kind eq 'event_msg' && !$plain && $type eq 'agent_message')
	{
		item($line, type => 'AgentMessage', content => [ { type => 'Text', text => $p->{message} // '' } ]);
	}
	elsif ($kind eq 'event_msg' && !$plain && $type eq 'agent_reasoning')
	{
		item($line, type => 'Reasoning', summary_text => [ $p->{text} // '' ], raw_content => []);
	}
	else { put($line, $kind, $p); }
}
