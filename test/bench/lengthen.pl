#!/usr/bin/perl
# test/bench/lengthen.pl MEGABYTES FILE: a transcript made longer.
#
# Repeats the records of FILE until there are so many megabytes: all lines of a
# Markdown log or of JSON Lines but the first, the elements of an array, or those
# of the longest array of objects that is a member of an object; a tree of nodes
# ("mapping") grows on at its current node.  In each repetition values that are ids
# get another ending, so that no record passes for one that was there before.
use strict;
use warnings;

use JSON::PP;

my ($megabytes, $file) = @ARGV;
my $json = JSON::PP->new->canonical->allow_nonref->utf8;

open my $in, '<:raw', $file or die "$file: $!\n";
my $text = do { local $/; <$in> };
close $in;

# Gives the ids in a value, however deep, another ending.
sub renumber
{
	my ($value, $n) = @_;

	if (ref $value eq 'ARRAY') { return [ map { renumber($_, $n) } @$value ]; }
	return $value unless ref $value eq 'HASH';
	return {
		map {
			my $part = $value->{$_};
			$_ => /(?:^id|Id|ID|_id|uuid|Uuid)$/ && !/[sS]ession|[tT]hread/ && defined $part && !ref $part ? "$part-$n" : renumber($part, $n)
		} keys %$value };
}

# Prints the records over and over, each but the very first behind a separator.
sub repeat
{
	my ($separator, @records) = @_;
	my $bytes = 0;

	for (my $n = 0; $bytes < $megabytes * 1e6; $n++)
	{
		foreach my $record (@records)
		{
			my $out = ref $record ? $json->encode(renumber($record, $n)) : $record;

			print $bytes > 0 ? $separator : '', $out;
			$bytes += length $out;
		}
	}
}

# Prints a tree of nodes that name their parents: each repetition's root has the
# last one's current node as its parent.
sub repeat_tree
{
	my ($nodes, $current) = @_;
	my ($bytes, $n, $last) = (0, 0, undef);

	for (; $bytes < $megabytes * 1e6; $n++)
	{
		foreach my $id (sort keys %$nodes)
		{
			my $node = renumber($nodes->{$id}, $n);

			$node->{parent} = defined $node->{parent} ? "$node->{parent}-$n" : $last;
			my $out = $json->encode("$id-$n") . ':' . $json->encode($node);
			print $bytes > 0 ? ",\n" : '', $out;
			$bytes += length $out;
		}
		$last = "$current-$n";
	}
	return $last;
}

my $whole = eval { $json->decode($text) };
if (ref $whole eq 'ARRAY')
{
	print '[';
	repeat(",\n", @$whole);
	print "]\n";
}
elsif (ref $whole eq 'HASH' && ref $whole->{mapping} eq 'HASH')
{
	my ($nodes, $current) = delete @$whole{qw(mapping current_node)};

	print '{"mapping":{';
	$whole->{current_node} = repeat_tree($nodes, $current);
	print '},', $json->encode($whole) =~ s/^\{//r, "\n";
}
elsif (ref $whole eq 'HASH' && $text !~ /^\{.*\}\n\s*\{/)
{
	my ($longest) = sort { @{ $whole->{$b} } <=> @{ $whole->{$a} } || $a cmp $b }
	  grep { ref $whole->{$_} eq 'ARRAY' && ref $whole->{$_}[0] eq 'HASH' } keys %$whole;
	my $records = delete $whole->{$longest};

	print $json->encode($whole) =~ s/\}$//r, %$whole ? ',' : '', $json->encode($longest), ':[';
	repeat(",\n", @$records);
	print "]}\n";
}
else
{
	my ($first, @lines) = split /\n/, $text;

	print "$first\n";
	repeat("\n", map { my $record = eval { $json->decode($_) }; ref $record ? $record : $_ } @lines);
	print "\n";
}
