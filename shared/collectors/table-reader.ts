/**
 * Reads mount tables through perl, in one process: 500 namespaces cost 500 forks less. Frames come from here too; the
 * nonce arrives on stdin, never in argv or the environment.
 *
 * Stdin: `NONCE MAXBYTES BOX TOTAL TWICE`, then one line per namespace `INODE<TAB>PREFIX<TAB>PREFIX…` (what stands
 * before `/mountinfo`, best reader first; `quick` stands before those that may be given up early), then `pins` and one line `INODE<TAB>PATH` per pin of a namespace without
 * process. Descriptor 4: `INODE<TAB>PREFIX<TAB>MOUNTPOINT` for every nsfs pin seen in a table.
 *
 * A namespace without process is entered by a forked child that then only waits on a pipe. The parent, outside, reads
 * /proc/CHILD/mountinfo. Nothing is executed in there. Pins seen in such a table are followed while the child lives.
 */
import { quoteForShell, sh } from '#shared/collectors/shell.ts';
import { tableLines } from '#shared/collectors/table-lines.ts';

const perlReader = sh`
use strict; my ($RS, $T) = ("\x1e", "\t"); $| = 1; $SIG{PIPE} = "DEFAULT";
my ($nonce, $max, $box, $total, $twice) = split / /, scalar <STDIN>; $twice += 0;
sub up { open my $f, "<", "/proc/uptime" or return "0"; (split / /, scalar <$f>)[0] }
sub out { my $o = 0; while ($o < length $_[0]) { my $n = syswrite STDOUT, $_[0], length($_[0]) - $o, $o; exit 1 unless defined $n; $o += $n } }
my ($t0, $lock, $row) = (up(), undef, 0);
# One file within its box: (bytes, error, timed out). A read of mountinfo returns page by page, so the clock is seen often.
# In a slave namespace of a large peer group every line costs a walk over the group: such a table is given up once 0.3 s of
# processor time (0.03 s, after the first such table) bought less than 1 MiB a second (50 is usual). Not for init's, the engines' and threads' namespaces, which get their whole box.
my ($quick, $trial) = (0, 0.3);
sub cpu { my @t = times; $t[0] + $t[1] }
sub slurp { my ($path) = @_; my ($s, $u, $c, $b, $n) = (time, up(), cpu(), "");
  open my $f, "<", $path or return (undef, "$!", 0);
  while (1) { $n = sysread $f, $b, 65536, length $b; return ($b, "$!", 0) unless defined $n; last unless $n;
    return ($b, "", 0) if length $b > $max;
    return ($b, "", int(1000 * (up() - $u)) || 1) if time - $s > 0 && up() - $u >= $box;
    if ($quick) { my $spent = cpu() - $c; if ($spent > $trial && length($b) / $spent < 1048576) { $trial = 0.03; return ($b, "", int(1000 * (up() - $u)) || 1) } } }
  ($b, "", 0) }
sub clean { my $x = shift; $x =~ s/[\t\n\x1e]/?/g; length $x > 1024 ? substr($x, 0, 1024) : $x }
${tableLines}
sub record { my ($id, $what, $start, $body, $kind, $arg) = @_; (my $form, $body) = form($id, $body);
  flock $lock, 2 if $lock;
  out("$RS$nonce B$T$id$T$max$T$start$T" . clean($what) . ($form eq "" ? "" : "$T$form") . "\n$body$RS$nonce E$T$kind$T" . clean($arg) . "$T" . up() . "\n");
  flock $lock, 8 if $lock }
sub unescape { my $p = shift; $p =~ s/\\([0-7]{3})/chr oct $1/ge; $p }
my (%seen, @pins);
# Keeps what a table says about pins; $via is how a path in that table can be reached from here.
sub notice { my ($body, $via) = @_; return unless index($body, "mnt:[") >= 0;
  while ($body =~ /^\d+ \d+ \S+ mnt:\[(\d+)\] (\S+) .* - (?:nsfs|proc) /mg) { push @pins, [$1, $via, $2, $row] } }
sub table { my ($id, $via, $shown, $reread) = @_;
  my $s = up(); my ($b, $e, $late) = slurp("$via/mountinfo");
  return $e unless defined $b;
  return "empty" if $b eq "" && $e eq "" && !$late;
  if ($late) { record($id, $shown, $s, $b, "timed-out", $late); notice($b, $via);
    my $s2 = up(); my ($m, $e2, $late2) = slurp("$via/mounts"); (my $w = $shown) =~ s/mountinfo/mounts/;
    record("$id/mounts", $w, $s2, $m, $late2 ? "timed-out" : "complete", $late2 ? $box * 1000 : 0) if defined $m }
  else { record($id, $shown, $s, $b, $e eq "" ? "complete" : "denied", $e eq "" ? 0 : $e); notice($b, $via);
    if ($reread) { my $s2 = up(); my ($c, $e2, $late2) = slurp("$via/mountinfo");
      record("$id/again", $shown, $s2, $c, $late2 ? "timed-out" : "complete", $late2 ? $box * 1000 : 0) if defined $c } }
  "" }
sub setns { my $fd = shift; my $m = (split ' ', join "", map { my $x = $_; $x } (POSIX::uname())[4])[0];
  my %nr = (x86_64 => 308, i386 => 346, i486 => 346, i586 => 346, i686 => 346, aarch64 => 268, riscv64 => 268, loongarch64 => 268,
    armv6l => 375, armv7l => 375, armv8l => 375, ppc64 => 350, ppc64le => 350, ppc => 350, s390x => 339, s390 => 339, mips64 => 5303);
  return "setns is not known for $m" unless $nr{$m};
  syscall($nr{$m}, $fd, 0x20000) == 0 ? "" : "$!" }
# Enters a namespace by the first of its ways that works. $ways: [[path, how it is called], …].
sub enter { my ($ino, $ways, $depth) = @_; return if $seen{$ino}++; my $id = "mount-table/$ino"; my $s = up(); my ($kind, $why) = ("not-found", "");
  my $what = "mountinfo entered through $ways->[0][1]";
  if (up() - $t0 > $total) { record($id, $what, $s, "", "timed-out", $total * 1000); return }
  for my $way (@$ways) { $why = enter_by($ino, $way->[0], $way->[1], $depth); return if $why eq ""; $kind = "denied" if $why =~ /ermission|permitted/ }
  record($id, $what, $s, "", $why eq "empty" ? "complete" : $kind, $why eq "empty" ? 0 : $why) }
sub enter_by { my ($ino, $path, $label, $depth) = @_; my $f;
  # O_PATH first: whatever hostile thing stands at this path now, it is not opened before it proves to be the namespace.
  sysopen my $p, $path, 0x200000 or return "$!";
  my @st = stat $p; my @own = stat "/proc/self/ns/mnt";
  return "the pin is covered or gone" if !@st || $st[1] != $ino || $st[0] != $own[0];
  open $f, "<", "/proc/self/fd/" . fileno $p or return "$!";
  pipe my $r, my $w or return "$!"; pipe my $hold_r, my $hold_w or return "$!";
  my $pid = fork; return "$!" unless defined $pid;
  if (!$pid) { close $r; close $hold_w; close STDOUT; my $e = setns(fileno $f); syswrite $w, $e eq "" ? "ok" : $e; close $w; sysread $hold_r, my $x, 1; POSIX::_exit(0) }
  close $w; close $hold_r; my ($said, $e) = ("", ""); sysread $r, $said, 200;
  if ($said ne "ok") { $e = $said eq "" ? "the reader of this namespace died" : $said }
  else { my $before = @pins; $e = table("mount-table/$ino", "/proc/$pid", "mountinfo entered through $label", $twice);
    my @more = splice @pins, $before;
    if ($depth < 8) { enter($_->[0], [["$_->[1]/root" . unescape($_->[2]), "$label: $_->[2]"]], $depth + 1) for @more } }
  close $hold_w; waitpid $pid, 0; $e }
# The table of one namespace, by the first of its processes that can still tell.
sub row { (my $ino, $quick, my @via) = @{ $_[0] }; my $id = "mount-table/$ino"; my $s = up();
  return record($id, "$via[0]/mountinfo", $s, "", "timed-out", $total * 1000) if $s - $t0 > $total;
  my ($empty, $denied);
  for my $v (@via) { my $e = table($id, $v, "$v/mountinfo", $twice); return if $e eq "";
    $empty = $v if $e eq "empty"; $denied = $v if $e =~ /ermission|permitted/ }
  if (defined $empty) { record($id, "$empty/mountinfo", $s, "", "complete", 0) }
  elsif (defined $denied) { record($id, "$denied/mountinfo", $s, "", "denied", "/mountinfo: Permission denied") }
  else { record($id, "$via[0]/mountinfo", $s, "", "not-found", "every process of this namespace ended before its table was read") } }
# How many processors this process may use.
sub count { my $n = 0; for (split /,/, shift) { $n += /(\d+)-(\d+)/ ? $2 - $1 + 1 : 1 } $n }
sub cpus { local $/; open my $s, "<", "/proc/self/status" or return 1; my $mine = <$s> =~ /^Cpus_allowed_list:\t(\S+)/m ? count($1) : 1;
  open my $o, "<", "/sys/devices/system/cpu/online" or return 1; my $on = count(scalar <$o>); $mine < $on ? $mine : $on }
# Several readers, where there are processors for them: rows are taken from a pipe, whole records are written under a lock
# (of a pipe's inode, so that it ends with its holder). A reader says at its end which pins it saw; of one that died
# before, the others' rows are read again.
sub crew { my ($size, @rows) = @_;
  pipe my $queue, my $fill or return; pipe my $lock_r, my $lock_w or return;
  my $relock = sub { open $lock, "<", "/proc/self/fd/" . fileno $lock_r };
  unless ($relock->()) { undef $lock; return }
  my $batch = int(@rows / 1000) + 1; syswrite $fill, pack "N*", 0 .. int($#rows / $batch); close $fill;
  my (%done, @others);
  my $work = sub { while (sysread $queue, my $b, 4) { my $from = $batch * unpack "N", $b;
    for ($row = $from; $row < $from + $batch && $row < @rows; $row++) { row($rows[$row]); $done{$row} = 1 } } };
  $tail_room /= $size; $first_room /= $size;
  for my $n (1 .. $size - 1) { pipe my $hear, my $tell or last; my $pid = fork; last unless defined $pid;
    if (!$pid) { close $hear; $reader = $n; $relock->() or exit 1; $work->();
      print $tell join("", map { join($T, @$_) . "\n" } @pins) . "done\n"; close $tell; exit 0 }
    push @others, [$pid, $hear] }
  $work->();
  my $died = 0;
  for (@others) { my ($pid, $hear) = @$_; my @said = <$hear>; waitpid $pid, 0;
    if (@said && pop @said eq "done\n") { for (@said) { chomp; push @pins, [split /\t/, $_, 4] } } else { $died = 1 } }
  if ($died) { for (grep { !$done{$_} } 0 .. $#rows) { $row = $_; row($rows[$_]) } }
  @pins = (sort{ $a->[3] <=> $b->[3] } @pins); undef $lock; 1 }
my ($mode, $early, @rows, @asked, %ways) = ("tables", 0);
while (my $line = <STDIN>) { chomp $line;
  if ($line eq "pins") { require POSIX; $mode = "pins"; next }
  if ($mode eq "pins") { my ($ino, $path, $label) = split /\t/, $line, 3; push @asked, $ino unless $ways{$ino}; push @{ $ways{$ino} }, [unescape($path), $label]; next }
  if ($line eq "quick") { $early = 1; next }
  my ($ino, @via) = split /\t/, $line; push @rows, [$ino, $early, @via] }
my $size = cpus(); $size = 4 if $size > 4; $size = int(@rows / 8) if $size > @rows / 8;
unless ($size > 1 && crew($size, @rows)) { row($_) for @rows }
enter($_, $ways{$_}, 0) for @asked;
if ($mode eq "tables") { open my $o, ">&=", 4; print $o "$_->[0]$T$_->[1]$T$_->[2]\n" for @pins }
`;

/** The same for namespaces without process, where there is python3 and no perl. */
const pythonPins = sh`
import ctypes, os, re, sys, time
RS, T = b"\x1e", b"\t"
inp = sys.stdin.buffer
nonce, mx, box, total, twice = inp.readline().split()[:5]
mx, box, total = int(mx), float(box), float(total)
def up():
    with open("/proc/uptime", "rb") as f: return f.read().split()[0]
t0 = float(up())
def out(b):
    while b: b = b[os.write(1, b):]
def clean(b): return re.sub(rb"[\t\n\x1e]", b"?", b)[:1024]
def record(i, what, start, body, kind, arg):
    out(RS + nonce + b" B" + T + i + T + b"%d" % mx + T + start + T + clean(what) + b"\n"); out(body)
    out(RS + nonce + b" E" + T + kind + T + clean(arg) + T + up() + b"\n")
def slurp(path):
    s, b = time.monotonic(), b""
    fd = os.open(path, os.O_RDONLY)
    try:
        while True:
            n = os.read(fd, 65536)
            if not n: return b, False
            b += n
            if len(b) > mx: return b, False
            if time.monotonic() - s >= box: return b, True
    finally: os.close(fd)
def unescape(p): return re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m.group(1), 8)]), p)
libc = ctypes.CDLL(None, use_errno=True)
seen = set()
def enter(ino, ways, depth):
    if ino in seen: return
    seen.add(ino); s, kind, why = up(), b"not-found", b""
    i, what = b"mount-table/" + ino, b"mountinfo entered through " + ways[0][1]
    if float(s) - t0 > total: return record(i, what, s, b"", b"timed-out", b"%d" % (total * 1000))
    for path, label in ways:
        try:
            why = enter_by(ino, path, label, depth)
            if not why: return
        except OSError as e: why = os.strerror(e.errno).encode()
        if b"ermi" in why: kind = b"denied"
    record(i, what, s, b"", kind, why)
def enter_by(ino, path, label, depth):
    i, what, s = b"mount-table/" + ino, b"mountinfo entered through " + label, up()
    p = os.open(path, 0x200000); st, own = os.fstat(p), os.stat("/proc/self/ns/mnt")
    if st.st_ino != int(ino) or st.st_dev != own.st_dev: return b"the pin is covered or gone"
    fd = os.open("/proc/self/fd/%d" % p, os.O_RDONLY)
    r, w = os.pipe(); hr, hw = os.pipe(); pid = os.fork()
    if pid == 0:
        os.close(r); os.close(hw); os.close(1)
        ok = libc.setns(fd, 0x20000) == 0
        os.write(w, b"ok" if ok else os.strerror(ctypes.get_errno()).encode()); os.close(w); os.read(hr, 1); os._exit(0)
    os.close(w); os.close(hr); said = os.read(r, 200)
    try:
        if said != b"ok": return said or b"the reader of this namespace died"
        body, late = slurp("/proc/%d/mountinfo" % pid)
        record(i, what, s, body, b"timed-out" if late else b"complete", b"%d" % (box * 1000) if late else b"0")
        if late:
            s2 = up(); body2, late2 = slurp("/proc/%d/mounts" % pid)
            record(i + b"/mounts", what.replace(b"mountinfo", b"mounts", 1), s2, body2, b"timed-out" if late2 else b"complete", b"%d" % (box * 1000) if late2 else b"0")
        elif twice == b"1":
            s2 = up(); record(i + b"/again", what, s2, slurp("/proc/%d/mountinfo" % pid)[0], b"complete", b"0")
        for m in re.finditer(rb"^\d+ \d+ \S+ mnt:\[(\d+)\] (\S+) .* - (?:nsfs|proc) ", body, re.M):
            if depth < 8: enter(m.group(1), [(b"/proc/%d/root" % pid + unescape(m.group(2)), label + b": " + m.group(2))], depth + 1)
        return b""
    finally:
        os.close(hw); os.close(r); os.close(fd); os.close(p); os.waitpid(pid, 0)
inp.readline()
ways = {}
for line in inp:
    ino, path, label = line.rstrip(b"\n").split(T, 2)
    ways.setdefault(ino, []).append((unescape(path), label))
for ino in ways: enter(ino, ways[ino], 0)
`;

/** Shell variables that hold the programs, and the first line of their stdin. */
export const tableReaderPrelude = sh`
um_perl_reader=${quoteForShell(perlReader)}
um_python_pins=${quoteForShell(pythonPins)}
um_reader_head() { um_text "$um_nonce $um_max $1 $2 $um_reread$um_nl"; }
# Before Linux 5.8 mountinfo is no snapshot: it is read twice there.
um_reread=$(uname -r | { IFS=.- read -r um_x um_k um_t; if [ "$um_x" -lt 5 ] || { [ "$um_x" -eq 5 ] && [ "$um_k" -lt 8 ]; }; then echo 1; else echo 0; fi; })
`;
