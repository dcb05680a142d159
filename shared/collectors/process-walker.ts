/**
 * Reads of every process what find, stat, grep and awk read one path at a time, in one perl: of 5,000 processes that is a
 * third of the processor time. The shell's own way stands beside each use, for hosts without perl, and gives the same
 * bytes (test/live/process-walker.test.ts).
 *
 * What can hang on one sick process or filesystem (maps, stat) is done by a child: given up after 5 s without a result, it
 * is followed by one that tells after each, which is given up after 1 s, and so on behind the sick one. Nobody waits for a
 * killed child: it may be in D state.
 */
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

const walker = sh`
use strict; my ($mode, @what) = @ARGV; my $said = @what && $what[-1] eq "said"; my $T = "\t";
my @pids; unless ($said) { opendir my $proc, "/proc" or exit 1; @pids = sort(grep { /^[0-9]/ } readdir $proc) }
# Calls $each with path and target of the descriptors whose link names a path or a namespace: those of "said" on stdin, where
# an earlier walk wrote them down.
sub open_links { my $each = shift;
  if ($said) { while (my $line = <STDIN>) { chomp $line; my ($at, $to) = split /\t/, $line, 2;
      next unless defined $to; $to =~ s/\\(n|\\)/$1 eq "n" ? "\n" : "\\"/ge; $each->($at, $to) }
    return }
  for my $pid (@pids) { opendir my $d, "/proc/$pid/fd" or next;
    for my $n (readdir $d) { my $at = "/proc/$pid/fd/$n"; my $to = readlink $at;
      $each->($at, $to) if defined $to && $to ne "/dev/null" && $to =~ m{^(?:/|mnt:|net:)} } } }
sub links { my ($end, @of) = @_;
  for my $pid (@pids) { for (@of) { my $to = readlink "/proc/$pid/$_"; print "/proc/$pid/$_$T$to$end" if defined $to && $to ne "" } } }
# Threads that live in another mount namespace than their process.
sub odd_threads {
  for my $pid (@pids) { opendir my $d, "/proc/$pid/task" or next;
    my @tids = grep { /^[0-9]/ } readdir $d; next unless @tids > 1;
    my $own = readlink "/proc/$pid/ns/mnt"; $own = "" unless defined $own;
    for (sort(@tids)) { next if $_ eq $pid; my $at = "/proc/$pid/task/$_/ns/mnt"; my $to = readlink $at;
      print "$at$T$to\n" if defined $to && $to ne "" && $to ne $own } } }
# Mount points of filesystems whose server may be gone.
my @net;
sub net_mounts {
  for my $f ("/proc/self/mounts", "/proc/1/mounts") { open my $m, "<", $f or next;
    while (<$m>) { my (undef, $at, $type) = split / /;
      next unless $type =~ /^(?:nfs|cifs|smb|ncp|fuse|autofs|9p|afs|ceph|gluster|lustre|gpfs|beegfs|orangefs|coda|davfs|virtiofs)/ && $at ne "/";
      $at =~ s/\\(040|011|134)/chr oct $1/ge; push @net, "$at/" } } }
my $skipped = 0;
sub statable { my $to = shift; return 0 unless $to =~ m{^/};
  return 0 if $to =~ m{^/(?:memfd:|SYSV|\[aio\]|dev/(?:null|zero|full|random|urandom|tty|ptmx|console|pts/))};
  for (@net) { if (index("$to/", $_) == 0) { $skipped++; return 0 } } 1 }
# statx with AT_STATX_DONT_SYNC asks no server, so a dead one cannot hang it.
my %statx = (x86_64 => 332, aarch64 => 291, riscv64 => 291, loongarch64 => 291, ppc64 => 383, ppc64le => 383, s390x => 379);
my ($nr, $room) = (0, "\0" x 256);
sub device { my $path = shift; my ($dev, $mode, $major, $minor);
  if ($nr) { return "" if syscall($nr, -100, $path, 0x4800, 3, $room) != 0;
    my ($dmaj, $dmin); ($mode, $major, $minor, $dmaj, $dmin) = unpack "x28 S x98 L4", $room;
    $dev = (($dmaj & 0xfffff000) << 32) | (($dmaj & 0xfff) << 8) | (($dmin & 0xffffff00) << 12) | ($dmin & 0xff) }
  else { my @s = stat $path or return ""; ($dev, $mode) = @s[0, 2]; my $r = $s[6];
    ($major, $minor) = ((($r >> 8) & 0xfff) | (($r >> 32) & 0xfffff000), ($r & 0xff) | (($r >> 12) & 0xffffff00)) }
  sprintf "%s$T%s$T%x$T%x:%x\n", $path, $dev, $mode, $major, $minor }
sub mapped { my $pid = shift; my ($said, %seen) = ("");
  open my $f, "<", "/proc/$pid/maps" or return "";
  my $maps = ""; 1 while sysread $f, $maps, 65536, length $maps;
  while ($maps =~ m{^[^ /\n]+ [^ /\n]+ [^ /\n]+ ([^ /\n]+) ([^ /\n]+) +(/.*)$}mg) { my ($dev, $ino, $path) = ($1, $2, $3);
    next if $seen{"$dev $ino"} || $path =~ m{^/(?:memfd:|SYSV|dev/zero|anon_hugepage|\[aio\])};
    $seen{"$dev $ino"} = 1; $said .= "$pid$T$dev$T$ino$T$path\n" }
  $said }
# $each of all items, in a child.
sub boxed { my ($each, $called, @items) = @_; my ($at, $careful) = (0, 0);
  while ($at < @items) { pipe my $r, my $w or return; my $pid = fork; return unless defined $pid;
    if (!$pid) { close $r; my $said = "";
      for ($at .. $#items) { $said .= $each->($items[$_]) . "\0";
        if ($careful || length $said > 8192) { syswrite $w, $said; $said = "" } }
      syswrite $w, $said; kill "KILL", $$ } # An exit would write once more what the parent has yet to.
    close $w; my $ended = 0;
    while (1) { my $ready = ""; vec($ready, fileno $r, 1) = 1;
      last unless select($ready, undef, undef, $careful ? 1 : 5) > 0;
      my $n = sysread $r, my $said, 65536; unless ($n) { $ended = 1; last }
      $at += $said =~ tr/\0//d; print $said }
    if ($ended) { waitpid $pid, 0 } else { kill "KILL", $pid }
    last unless $at < @items;
    if ($careful) { print STDERR $called->($items[$at]), " was given up after 1 s\n"; $at++ }
    $careful = 1 } }
sub devices { boxed(\&device, sub { $_[0] }, @_); print STDERR "$skipped paths below network mounts were not touched\n" if $skipped }
if ($mode eq "links") { my $end = shift @what; links($end eq "0" ? "\0" : "\n", @what) }
elsif ($mode eq "open-links") { my $end = $what[0] eq "0" ? "\0" : "\n"; open_links(sub { print "$_[0]$T$_[1]$end" }) }
elsif ($mode eq "say-links") { open_links(sub { my $to = $_[1]; $to =~ s/\\/\\\\/g; $to =~ s/\n/\\n/g; print "$_[0]$T$to\n" }) }
elsif ($mode eq "odd-threads") { odd_threads() }
elsif ($mode eq "maps") { boxed(\&mapped, sub { "/proc/$_[0]/maps" }, @pids) }
elsif ($mode eq "fdinfo") { open_links(sub { (my $at = $_[0]) =~ s{/fd/}{/fdinfo/}; open my $f, "<", $at or return; while (<$f>) { print "$at:$_" if /^(?:mnt_id|flags):/ } }) }
elsif ($mode eq "plan") {
  for my $pid (@pids) {
    if (open my $f, "<", "/proc/$pid/comm") { my $c = <$f>; print "/proc/$pid/comm:$c" if defined $c }
    my $to = readlink "/proc/$pid/root"; print "/proc/$pid/root$T/\n" if defined $to && $to eq "/" }
  links("\n", "ns/mnt"); odd_threads() }
else { my $machine = shift @what; my @paths; net_mounts(); my $probe = "/proc";
  $nr = $statx{$machine} || 0 if length pack("L!", 0) == 8; $nr = 0 if $nr && syscall($nr, -100, $probe, 0x4800, 3, $room) != 0;
  if ($mode eq "fd-devices") { open_links(sub { push @paths, $_[0] if statable($_[1]) }) }
  else { for my $pid (@pids) { for (@what) { my $to = readlink "/proc/$pid/$_"; push @paths, "/proc/$pid/$_" if defined $to && statable($to) } } }
  devices(@paths) }
`;

export const walkerPrelude = sh`
um_walker=${quoteForShell(walker)}
um_machine=$(uname -m)
um_walk() { perl -e "$um_walker" -- "$@"; return 0; }

um_links_of() { # 0|n FILE...: links of /proc/PID/FILE, ended by NUL or newline
  if [ -n "$um_perl" ]; then um_walk links "$@"
  else
    um_x=$1; shift
    case $um_x in 0) um_each "$@" | um_links ;; *) um_each "$@" | um_links_nl ;; esac
  fi
}
`;
