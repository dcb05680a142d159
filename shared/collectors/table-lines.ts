/**
 * Perl that says the same lines once: the writer of shared/evidence/repeated-lines.ts. A table that is a copy of an
 * earlier one, but for the ids, is found with four operations on whole strings, not line by line; else its lines are looked
 * up one by one. What is remembered is bounded, so that no host can make this process large.
 *
 * `form(ID, BODY)` gives the record's form (empty: the body as it is) and the bytes to send. `$reader` numbers the
 * process: each has tails of its own.
 */
import { sh } from '#shared/collectors/shell.ts';

export const tableLines = sh`
my $N = "(?:0|[1-9][0-9]{0,8})";
my ($reader, $tail_room, $first_room) = (0, 33554432, 8388608);
my (%tail, $tails, %first, @lengths);
sub short { join "\n", map { if (/^($N $N )(.+)$/so) { my $n = $tail{$2};
    if (defined $n) { "$1$n" } elsif (($tail_room -= 100 + length $2) > 0) { $tail{$2} = $tails++ + 0; "$1=$2" } else { "$1-$2" } }
  else { "=$_" } } split /\n/, $_[0], -1 }
# \xff where the digits of ids stand, \0 elsewhere.
sub ids { my $m = shift; $m =~ tr/\xff/\0/;
  $m =~ s/^($N) ($N)( .+)$/"\xff" x length($1) . "\0" . "\xff" x length($2) . "\0" x length $3/mgeo; $m =~ tr/\xff/\0/c; $m }
sub form { my ($id, $body) = @_; my $n = length $body; my $f = $first{$n};
  return ("", $body) unless $body =~ /^$N $N /o;
  if ($f) { my ($of, $first, $ids, $masked) = @$f;
    unless (defined $ids) { $ids = ids($first); $masked = $first | $ids; @$f[2, 3] = ($ids, $masked) }
    if (($body | $ids) eq $masked) { (my $digits = $body & $ids) =~ tr/\0//d;
      return ("copy:$n:$of", pack "H*", $digits) unless $digits =~ tr/0-9//c } }
  if ($n >= 512) { if ($f) { $first_room += $n } else { push @lengths, $n }
    $first{$n} = [$id, $body]; $first_room -= $n;
    while ($first_room < 0 && @lengths > 1) { my $old = shift @lengths; delete $first{$old}; $first_room += $old } }
  ("lines:$n" . ($reader ? ":$reader" : ""), short($body)) }`;
