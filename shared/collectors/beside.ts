/**
 * Two functions at once whose frames never mix: the first one's go out as they come, the second one's wait in the memory
 * of a relay until the first has ended. Reading mount tables is processor time of one core; what runs beside it is free
 * where there are two.
 *
 * The relay is perl, as sh has no memory that a pipe can be read into while another writes. Without perl: one after the other.
 */
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

/** Keeps at most 64 MiB, then lets its writer wait. Descriptor 9 ends when the first function has. */
const relay = sh`
use strict; my ($kept, $open, $go) = ("", 1, 0); open my $gate, "<&=", 9 or $go = 1;
while ($open || !$go) {
  my $watch = "";
  vec($watch, 0, 1) = 1 if $open && ($go || length $kept < 67108864);
  vec($watch, 9, 1) = 1 unless $go;
  next if select(my $ready = $watch, undef, undef, undef) <= 0;
  $go = 1 if !$go && vec $ready, 9, 1 and !sysread $gate, my $x, 1;
  $open = sysread STDIN, $kept, 65536, length $kept if vec $ready, 0, 1;
  if ($go) { my $o = 0; while ($o < length $kept) { my $n = syswrite STDOUT, $kept, length($kept) - $o, $o; exit 1 unless defined $n; $o += $n } $kept = "" }
}`;

export const besidePrelude = sh`
um_relay=${quoteForShell(relay)}

# Only the shell that waits for the first one holds the gate's other end, so no child that cannot be killed keeps it open.
um_beside() { # FIRST SECOND
  if [ -z "$um_perl" ]; then "$2"; "$1"; return; fi
  { { ( exec >&8 8>&-; "$1" ); :; } | { { "$2" </dev/null 7<&- 8>&-; } | perl -e "$um_relay" 9<&7 >&8 7<&- 8>&-; } 7<&0 </dev/null; } 8>&1
}

um_after() { # FIRST SECOND: the same, in this order where there is no perl
  if [ -n "$um_perl" ]; then um_beside "$1" "$2"; else "$1"; "$2"; fi
}
`;
