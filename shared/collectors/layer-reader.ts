/**
 * Lists names: of folders of unpacked layers, of the tars in content blobs, and of the tars that docker and containers/storage
 * keep as tar-split. One process (perl, else python3) for all of them, which writes the frames; the nonce arrives on stdin.
 *
 * Stdin: `NONCE MAXBYTES ENTRIES-A-LAYER ENTRIES-IN-ALL SECONDS-A-LAYER SECONDS-IN-ALL BLOB-BYTES BYTES-OF-BLOBS MACHINE UID`, then lines `mounts<TAB>FILE`
 * (tables that say which folders are in use: listed first), `folder<TAB>PATH`, `blob<TAB>PATH` and `split<TAB>PATH`.
 *
 * Tar: https://www.gnu.org/software/tar/manual/html_node/Standard.html and pax; tar-split: https://github.com/vbatts/tar-split
 * (a JSON object a line: type 2 holds header blocks in base64, type 1 stands for SIZE bytes of a file). Bodies: README.md.
 */
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

export const perlLayerReader = sh`
use strict; my ($RS, $T) = ("\x1e", "\t"); $| = 1; $SIG{PIPE} = "DEFAULT";
my ($nonce, $max, $each, $all, $box, $total, $blob_max, $blobs_max, $machine, $uid) = split ' ', scalar <STDIN>;
sub up { open my $f, "<", "/proc/uptime" or return "0"; (split / /, scalar <$f>)[0] }
sub out { my $o = 0; while ($o < length $_[0]) { my $n = syswrite STDOUT, $_[0], length($_[0]) - $o, $o; exit 1 unless defined $n; $o += $n } }
sub clean { my $x = shift; $x =~ s/[\t\n\x1e]/?/g; length $x > 1024 ? substr($x, 0, 1024) : $x }
my $t0 = up(); my ($buffer, $bytes, $entries, $start, $why);
sub begin { my ($id, $what) = @_; ($buffer, $bytes, $entries, $start, $why) = ("", 0, 0, up(), ""); out("$RS$nonce B$T$id$T$max$T$start$T" . clean($what) . "\n") }
sub end_record { my ($whole, $rc) = @_; $buffer .= "end\0" if $whole; out($buffer); out("$RS$nonce S\n$why") if $why ne "";
  out("$RS$nonce E$T" . "complete$T$rc$T" . up() . "\n") }
sub absent { my ($id, $what, $end, $because) = @_; begin($id, $what); out("$RS$nonce E$T$end$T" . clean($because) . "$T" . up() . "\n") }
sub name { my $x = shift; $x =~ s/([\\\t\n\r\0])/sprintf "\\%03o", ord $1/ge; $x }
# False when a bound is reached: the listing is cut, and says so by the missing last record.
sub entry { my $row = join($T, @_) . "\0"; if ($entries >= $each) { $why = "more than $each entries"; return 0 }
  if ($all <= 0) { $why = "the bound of entries in all was reached"; return 0 } if ($bytes + length $row >= $max) { $why = "more than $max bytes"; return 0 }
  if (!($entries & 255) && up() - $start > $box) { $why = "given up after $box s"; return 0 }
  $entries++; $all--; $bytes += length $row; $buffer .= $row; if (length $buffer > 65536) { out($buffer); $buffer = "" } 1 }
sub late { my ($id, $what) = @_; return 0 if up() - $t0 <= $total && $all > 0; absent($id, $what, "timed-out", $total * 1000); 1 }

my %letter = (0100000, "f", 0040000, "d", 0120000, "l", 0020000, "c", 0060000, "b", 0010000, "p", 0140000, "s");
my %nr = (x86_64 => 192, i386 => 230, i486 => 230, i586 => 230, i686 => 230, aarch64 => 9, riscv64 => 9, loongarch64 => 9, armv6l => 230, armv7l => 230,
  ppc64 => 213, ppc64le => 213, ppc => 213, s390x => 228, s390 => 228, mips64 => 5184);
my $getx = $nr{ $machine eq "x86_64" && length pack("p", 0) == 4 ? "i386" : $machine };
sub xattr { my ($path, $key) = @_; my $b = "\0" x 16; my $n = syscall($getx, $path, $key, $b, 16); return $n < 0 ? ($! + 0 == 61 || $! + 0 == 95 ? "" : undef) : substr $b, 0, $n }
if ($getx) { my $k = "user.undermount.none"; $getx = 0 unless defined xattr("/", $k) } $getx = 0 if $uid ne "0";
sub opaque { return "-" unless $getx; my $p = shift; for my $k ("trusted.overlay.opaque", "user.overlay.opaque", "user.fuseoverlayfs.opaque") { my $v = xattr($p, $k); return "-" unless defined $v; return "y" if $v eq "y" } "n" }
sub hex_dev { sprintf "%x:%x", (($_[0] >> 8) & 0xfff) | (($_[0] >> 32) & ~0xfff), ($_[0] & 0xff) | (($_[0] >> 12) & 0xfff00) }
sub folder { my $root = shift; my ($id, $what) = ("layer-listings/folder/$root", "names below $root"); return if late($id, $what);
  my @top = lstat $root; if (!@top) { absent($id, $what, "not-found", "$root: $!"); return } if (($top[2] & 0170000) != 0040000) { absent($id, $what, "not-found", "$root is no folder"); return }
  begin($id, $what); my ($dev, $whole, $rc, @todo) = ($top[0], 1, 0, ""); 
  $whole = entry("d", sprintf("%o", $top[2] & 07777), $top[7], $top[4], $top[5], $top[1], "0:0", opaque($root), ".", "");
  while ($whole && @todo) { my $at = pop @todo; my $d; unless (opendir $d, "$root/$at") { $why = name("$at: $!"); $rc = 1; $whole = 0; last }
    my (@names, $n); while (defined($n = readdir $d)) { push @names, $n unless $n eq "." || $n eq ".."; if (@names > $each) { last } } closedir $d; my @more;
    for my $f (sort @names) { my $p = $at eq "" ? $f : "$at/$f"; my @s = lstat "$root/$p"; next unless @s; my $l = $letter{ $s[2] & 0170000 } || "u";
      last unless $whole = entry($l, sprintf("%o", $s[2] & 07777), $s[7], $s[4], $s[5], $s[1], $l eq "c" || $l eq "b" ? hex_dev($s[6]) : "0:0",
        $l eq "d" ? opaque("$root/$p") : "n", name($p), $l eq "l" ? name(readlink("$root/$p")) : "");
      push @more, $p if $l eq "d" && $s[0] == $dev }
    push @todo, reverse @more }
  end_record($whole, $rc) }

# A stream of bytes: [next piece or undef]; a piece is bytes, or a reference to a number of bytes that are not there.
sub number { my $x = shift; if ($x =~ /^[\x80-\xff]/) { my $n = ord($x) & 0x7f; $n = $n * 256 + ord substr $x, $_, 1 for 1 .. length($x) - 1; return $n } $x =~ /^[ \0]*([0-7]+)/ ? oct $1 : 0 }
sub pax { my ($b, %p) = (shift); while ($b =~ /\G(\d+) /gc) { my $n = $1 - length($1) - 1; last if $n < 1; my $r = substr $b, pos $b, $n; pos($b) = pos($b) + $n; chomp $r; my ($k, $v) = split /=/, $r, 2; $p{$k} = $v if defined $v } %p }
sub tar { my $next = shift; my ($have, $left, $ended) = ("", 0, 0);
  my $take = sub { my $n = shift; while (length $have < $n) { my $p = $next->(); return undef unless defined $p; $have .= ref $p ? "\0" x ($$p > 1048576 ? 1048576 : $$p) : $p; } substr $have, 0, $n, "" };
  my $skip = sub { my $n = shift; while ($n > 0) { if ($have ne "") { my $k = length $have < $n ? length $have : $n; substr $have, 0, $k, ""; $n -= $k; next }
    my $p = $next->(); return 0 unless defined $p; if (ref $p) { if ($$p <= $n) { $n -= $$p } else { $have = "\0" x ($$p - $n > 1048576 ? 1048576 : $$p - $n); $n = 0 } } else { $have = $p }
    if (up() - $start > $box) { $why = "given up after $box s"; return -1 } } 1 };
  my (%long, %px, $blocks);
  while (1) { my $h = $take->(512); if (!defined $h) { return 1 if $blocks && $have eq ""; $why ||= "the tar ends in the middle"; return 0 } $blocks++; return 1 if $h !~ /[^\0]/;
    my $sum = 0; { my $c = $h; substr $c, 148, 8, " " x 8; $sum = unpack "%32C*", $c } if (number(substr $h, 148, 8) != $sum) { $why ||= "a header of the tar is damaged"; return 0 }
    my ($name, $mode, $u, $g, $size, $type, $link, $magic, $maj, $min, $prefix) = unpack 'Z100 a8 a8 a8 a12 x20 a1 Z100 a8 x64 a8 a8 Z155', $h;
    $size = number($size);
    if ($type =~ /[LKxg]/) { if ($size > 1048576) { $why = "a name in the tar is too long"; return 0 } my $b = $take->($size + (-$size % 512)); if (!defined $b) { $why ||= "the tar ends in the middle"; return 0 } $b = substr $b, 0, $size;
      if ($type eq "x") { %px = pax($b) } elsif ($type ne "g") { $b =~ s/\0.*//s; $long{$type} = $b } next }
    if ($type eq "S" && substr($h, 482, 1) ne "\0") { while (1) { my $m = $take->(512); last if !defined $m || substr($m, 504, 1) eq "\0" } }
    my $real = $type eq "S" ? number(substr $h, 483, 12) : $size;
    $name = "$prefix/$name" if $magic =~ /^ustar\0/ && $prefix ne ""; $name = $long{L} if defined $long{L}; $link = $long{K} if defined $long{K};
    $name = $px{path} if defined $px{path}; $link = $px{linkpath} if defined $px{linkpath}; $size = $real = $px{size} if defined $px{size} && $px{size} =~ /^\d{1,15}$/;
    $real = $px{"GNU.sparse.realsize"} if ($px{"GNU.sparse.realsize"} || "") =~ /^\d+$/; $name = $px{"GNU.sparse.name"} if defined $px{"GNU.sparse.name"};
    $u = defined $px{uid} && $px{uid} =~ /^\d{1,10}$/ ? $px{uid} : number($u); $g = defined $px{gid} && $px{gid} =~ /^\d{1,10}$/ ? $px{gid} : number($g);
    my $l = { 1 => "h", 2 => "l", 3 => "c", 4 => "b", 5 => "d", 6 => "p" }->{$type} || ($name =~ m{/$} ? "d" : "f"); my $dev = $l eq "c" || $l eq "b" ? sprintf "%x:%x", number($maj), number($min) : "0:0";
    %px = %long = (); return 0 unless entry($l, sprintf("%o", number($mode) & 07777), $l eq "f" ? $real : 0, $u, $g, $dev, name($name), $l eq "h" || $l eq "l" ? name($link) : "");
    next if $type =~ /[1-6]/; my $ok = $skip->($size + (-$size % 512)); if ($ok < 1) { $why ||= "the tar ends in the middle"; return 0 } } }
my $child; sub packed { my ($tool, $path) = @_; open STDIN, "<", $path or return; return *STDIN if $tool eq ""; $child = open(my $h, "-|", $tool, "-dc") or return; $h }
sub close_packed { my ($h, $tool, $whole) = @_; return 0 if $tool eq ""; kill "KILL", $child if !$whole; 1 while $whole && sysread $h, my $x, 65536; close $h; my $rc = $?; $rc = $rc > 255 ? $rc >> 8 : $rc; $whole ? $rc : 0 }
sub from { my $h = shift; sub { my $b; my $n = sysread $h, $b, 65536; $n ? $b : undef } }
sub unbase { my ($s, $o) = (shift, ""); $s =~ tr{A-Za-z0-9+/}{}cd; $s =~ tr{A-Za-z0-9+/}{ -_}; while ($s =~ /(.{1,60})/gs) { $o .= unpack "u", chr(32 + int(length($1) * 3 / 4)) . $1 } $o }
sub pieces { my $h = shift; my $b = ""; sub { while (1) { if ($b =~ s/^([^\n]*)\n//) { my $j = $1;
    if ($j =~ /"type"\s*:\s*2\b/) { return unbase($1) if $j =~ /"payload"\s*:\s*"([^"]*)"/ } elsif ($j =~ /"type"\s*:\s*1\b/ && $j =~ /"size"\s*:\s*(\d{1,15})\b/ && $1) { my $n = $1; return \$n } next }
  return undef if length $b > 16777216 || !sysread $h, $b, 65536, length $b } } }
my %have; sub tool { my $t = shift; $have{$t} = (grep { -x "$_/$t" } split /:/, $ENV{PATH}) ? 1 : 0 unless defined $have{$t}; $have{$t} }
sub listed { my ($id, $what, $tool, $path, $stream) = @_; return if late($id, $what);
  if ($tool ne "" && !tool($tool)) { absent($id, $what, "not-found", "$tool is not installed, so this layer was not listed"); return }
  my $h = packed($tool, $path); if (!$h) { absent($id, $what, "not-found", "$path: $!"); return }
  begin($id, $what); my $whole = tar($stream->($h)); my $rc = close_packed($h, $tool, $whole); if ($rc) { $whole = 0; $why = "$tool ended with $rc" . ($why ne "" ? ": $why" : "") } end_record($whole, $rc) }
sub sniff { my $p = shift; open my $f, "<", $p or return; my $b = ""; sysread $f, $b, 512; $b =~ /^\x1f\x8b/ ? "gzip" : $b =~ /^\x28\xb5\x2f\xfd/ ? "zstd" : length $b == 512 && substr($b, 257, 5) eq "ustar" ? "" : undef }

my (@folders, @blobs, @splits, %used);
sub last_two { $_[0] =~ m{([^/]+/[^/]+)/*$} ? $1 : $_[0] }
sub mounts { open my $f, "<", shift or return; my $n = 0; while (my $line = <$f>) { last if ($n += length $line) > 16777216; next unless $line =~ / - overlay /;
  for my $o ($line =~ /[ ,](?:lowerdir\+?|upperdir)=([^, \n]*)/g) { for my $p (split /:+/, $o) { $p =~ s/\\([0-7]{3})/chr oct $1/ge; $used{ last_two($p) } ||= 1 } } } }
while (my $line = <STDIN>) { chomp $line; my ($kind, $path) = split /\t/, $line, 2; next if !defined $path || length $path > 480 || $path =~ /[\t\x1e]/;
  if ($kind eq "mounts") { mounts($path) } elsif ($kind eq "folder") { push @folders, $path } elsif ($kind eq "blob") { push @blobs, [$path, (lstat $path)[7] || 0] if -f $path && !-l $path } elsif ($kind eq "split") { push @splits, $path } }
# docker names a lower by a short link: l/XXXX.
sub in_use { my $p = shift; return 1 if $used{ last_two($p) }; my ($store, $id) = $p =~ m{^(.*)/([^/]+)/diff$} or return 0; open my $f, "<", "$store/$id/link" or return 0; my $l = <$f>; defined $l && $l =~ /^(\w+)/ && $used{"l/$1"} ? 1 : 0 }
my %first = map { $_ => in_use($_) } @folders;
folder($_) for sort { $first{$b} <=> $first{$a} } @folders;
my ($room, %listed) = ($blobs_max);
for (sort { $a->[1] <=> $b->[1] || $a->[0] cmp $b->[0] } @blobs) { my ($path, $size) = @$_; my $tool = sniff($path); next unless defined $tool;
  my ($digest) = $path =~ m{([^/]+/[^/]+)$}; $digest =~ s{/}{:}; next if $listed{$digest}++; my ($id, $what) = ("layer-listings/blob/$digest", "names in the tar $path");
  if ($size > $blob_max) { absent($id, $what, "not-applicable", "it has $size bytes, more than $blob_max: left out") } elsif ($size > $room) { absent($id, $what, "not-applicable", "it has $size bytes and $blobs_max bytes of blobs in all are listed: left out") }
  else { $room -= $size; listed($id, $what, $tool, $path, \&from) } }
for my $path (@splits) { listed("layer-listings/tar-split/$path", "names in $path", "gzip", $path, \&pieces) }
`;

export const pythonLayerReader = sh`
import base64, json, os, re, shutil, stat, subprocess, sys
RS, T = b"\x1e", b"\t"
inp = sys.stdin.buffer
h = inp.readline().split()
nonce, limit, each, left, box, total, blob_max, blobs_max = h[0], int(h[1]), int(h[2]), int(h[3]), float(h[4]), float(h[5]), int(h[6]), int(h[7])
as_root = h[9] == b"0"
def up():
    with open("/proc/uptime", "rb") as f: return f.read().split()[0]
t0 = float(up())
def out(b):
    while b: b = b[os.write(1, b):]
def clean(b): return re.sub(rb"[\t\n\x1e]", b"?", b)[:1024]
def name(b): return re.sub(rb"[\\\t\n\r\0]", lambda m: b"\\%03o" % m.group()[0], b)
class Listing:
    def __init__(self, i, what):
        self.start, self.why, self.buf, self.bytes, self.count = up(), b"", [], 0, 0
        out(RS + nonce + b" B" + T + i + T + b"%d" % limit + T + self.start + T + clean(what) + b"\n")
    def entry(self, *row):
        global left
        row = T.join(row) + b"\0"
        if self.count >= each: self.why = b"more than %d entries" % each; return False
        if left <= 0: self.why = b"the bound of entries in all was reached"; return False
        if self.bytes + len(row) >= limit: self.why = b"more than %d bytes" % limit; return False
        if not self.count & 255 and self.late(): return False
        self.count += 1; left -= 1; self.bytes += len(row); self.buf.append(row)
        if len(self.buf) > 500: out(b"".join(self.buf)); self.buf = []
        return True
    def late(self):
        if float(up()) - float(self.start) > box: self.why = b"given up after %d s" % box; return True
        return False
    def end(self, whole, rc):
        out(b"".join(self.buf) + (b"end\0" if whole else b""))
        if self.why: out(RS + nonce + b" S\n" + self.why)
        out(RS + nonce + b" E" + T + b"complete" + T + b"%d" % rc + T + up() + b"\n")
def absent(i, what, end, because):
    out(RS + nonce + b" B" + T + i + T + b"%d" % limit + T + up() + T + clean(what) + b"\n" + RS + nonce + b" E" + T + end + T + clean(because) + T + up() + b"\n")
def late(i, what):
    if float(up()) - t0 <= total and left > 0: return False
    absent(i, what, b"timed-out", b"%d" % (total * 1000)); return True
letters = {stat.S_IFREG: b"f", stat.S_IFDIR: b"d", stat.S_IFLNK: b"l", stat.S_IFCHR: b"c", stat.S_IFBLK: b"b", stat.S_IFIFO: b"p", stat.S_IFSOCK: b"s"}
def opaque(p):
    if not as_root: return b"-"
    for k in ("trusted.overlay.opaque", "user.overlay.opaque", "user.fuseoverlayfs.opaque"):
        try:
            if os.getxattr(p, k, follow_symlinks=False) == b"y": return b"y"
        except OSError as e:
            if e.errno not in (61, 95): return b"-"
        except AttributeError: return b"-"
    return b"n"
def row_of(p, s, shown):
    l = letters.get(stat.S_IFMT(s.st_mode), b"u"); dev = b"0:0"
    if l in b"cb": dev = b"%x:%x" % (os.major(s.st_rdev), os.minor(s.st_rdev))
    link = b""
    if l == b"l":
        try: link = os.readlink(p)
        except OSError: pass
    return l, (l, b"%o" % (s.st_mode & 0o7777), b"%d" % s.st_size, b"%d" % s.st_uid, b"%d" % s.st_gid, b"%d" % s.st_ino, dev, opaque(p) if l == b"d" else b"n", name(shown), name(link))
def folder(root):
    i, what = b"layer-listings/folder/" + root, b"names below " + root
    if late(i, what): return
    try: top = os.lstat(root)
    except OSError as e: return absent(i, what, b"not-found", root + b": " + os.strerror(e.errno).encode())
    if not stat.S_ISDIR(top.st_mode): return absent(i, what, b"not-found", root + b" is no folder")
    l = Listing(i, what); rc = 0; todo = [b""]; whole = l.entry(*row_of(root, top, b".")[1])
    while whole and todo:
        at = todo.pop()
        try: names = sorted(os.listdir(root + b"/" + at))
        except OSError as e: l.why = name(at + b": " + os.strerror(e.errno).encode()); rc = 1; whole = False; break
        more = []
        for f in names:
            p = at + b"/" + f if at else f
            try: s = os.lstat(root + b"/" + p)
            except OSError: continue
            kind, row = row_of(root + b"/" + p, s, p)
            whole = l.entry(*row)
            if not whole: break
            if kind == b"d" and s.st_dev == top.st_dev: more.append(p)
        todo += more[::-1]
    l.end(whole, rc)
def number(x):
    if x[:1] >= b"\x80": return int.from_bytes(bytes([x[0] & 127]) + x[1:], "big")
    m = re.match(rb"[ \0]*([0-7]+)", x)
    return int(m.group(1), 8) if m else 0
def pax(b):
    found, at = {}, 0
    while True:
        m = re.compile(rb"(\d{1,9}) ").match(b, at)
        if not m or int(m.group(1)) < len(m.group()) + 1: return found
        k, eq, v = b[m.end():at + int(m.group(1))].rstrip(b"\n").partition(b"=")
        if eq: found[k] = v
        at += int(m.group(1))
def text(x): return x.split(b"\0")[0]
def tar(source, l):
    def take(n):
        b = b""
        while len(b) < n:
            x = source(n - len(b))
            if not x: break
            b += x
        return b
    def skip(n):
        while n > 0:
            x = source(min(n, 1048576))
            if not x: return False
            n -= len(x)
            if l.late(): return False
        return True
    def cut(why): l.why = l.why or why; return False
    px, longer, blocks = {}, {}, 0
    while True:
        h = take(512)
        if len(h) < 512: return True if blocks and not h else cut(b"the tar ends in the middle")
        blocks += 1
        if not h.strip(b"\0"): return True
        if number(h[148:156]) != sum(h[:148]) + 256 + sum(h[156:]): return cut(b"a header of the tar is damaged")
        size, kind = number(h[124:136]), h[156:157]
        if kind in b"LKxg":
            if size > 1048576: return cut(b"a name in the tar is too long")
            b = take(size + -size % 512)
            if len(b) < size + -size % 512: return cut(b"the tar ends in the middle")
            b = b[:size]
            if kind == b"x": px = pax(b)
            elif kind != b"g": longer[kind] = text(b)
            continue
        if kind == b"S" and h[482:483] != b"\0":
            while True:
                m = take(512)
                if len(m) < 512 or m[504:505] == b"\0": break
        real = number(h[483:495]) if kind == b"S" else size
        path, prefix = text(h[:100]), text(h[345:500])
        if h[257:263] == b"ustar\0" and prefix: path = prefix + b"/" + path
        path = px.get(b"path", longer.get(b"L", path)); link = px.get(b"linkpath", longer.get(b"K", text(h[157:257])))
        def whole(key, most, other):
            v = px.get(key, b"")
            return int(v) if re.match(rb"\d{1,%d}\Z" % most, v) else other
        if re.match(rb"\d{1,15}\Z", px.get(b"size", b"")): size = real = int(px[b"size"])
        real = whole(b"GNU.sparse.realsize", 15, real); path = px.get(b"GNU.sparse.name", path)
        u, g = whole(b"uid", 10, number(h[108:116])), whole(b"gid", 10, number(h[116:124]))
        t = {b"1": b"h", b"2": b"l", b"3": b"c", b"4": b"b", b"5": b"d", b"6": b"p"}.get(kind) or (b"d" if path.endswith(b"/") else b"f")
        dev = b"%x:%x" % (number(h[329:337]), number(h[337:345])) if t in b"cb" else b"0:0"
        px, longer = {}, {}
        if not l.entry(t, b"%o" % (number(h[100:108]) & 0o7777), b"%d" % (real if t == b"f" else 0), b"%d" % u, b"%d" % g, dev, name(path), name(link) if t in b"hl" else b""): return False
        if kind in b"123456": continue
        if not skip(size + -size % 512): return cut(b"the tar ends in the middle")
def pieces(f):
    state = [b"", 0]
    def take(n):
        while True:
            if state[0]: b, state[0] = state[0][:n], state[0][n:]; return b
            if state[1]: k = min(n, state[1], 1048576); state[1] -= k; return b"\0" * k
            line = f.readline(16777216)
            if not line: return b""
            try:
                j = json.loads(line)
                if j.get("type") == 2: state[0] = base64.b64decode(re.sub("[^A-Za-z0-9+/=]", "", j.get("payload") or ""))
                elif j.get("type") == 1: state[1] = max(0, int(j.get("size") or 0))
            except (ValueError, TypeError, AttributeError, RecursionError): continue
    return take
def listed(i, what, tool, path, source):
    if late(i, what): return
    if tool and not shutil.which(tool): return absent(i, what, b"not-found", tool.encode() + b" is not installed, so this layer was not listed")
    try: f = open(path, "rb")
    except OSError as e: return absent(i, what, b"not-found", path + b": " + os.strerror(e.errno).encode())
    l, whole, rc, p = Listing(i, what), True, 0, None
    if tool: p = subprocess.Popen([tool, "-dc"], stdin=f, stdout=subprocess.PIPE); data = p.stdout
    else: data = f
    whole = tar(source(data), l)
    if p:
        if whole:
            while data.read(65536): pass
        else: p.kill()
        data.close(); code = p.wait()
        if whole and code: rc = code; whole = False; l.why = tool.encode() + b" ended with %d" % code
    f.close(); l.end(whole, rc)
def plain(f): return lambda n: f.read(n)
def sniff(p):
    try:
        with open(p, "rb") as f: b = f.read(512)
    except OSError: return None
    return "gzip" if b[:2] == b"\x1f\x8b" else "zstd" if b[:4] == b"\x28\xb5\x2f\xfd" else "" if b[257:262] == b"ustar" else None
folders, blobs, splits, used = [], [], [], set()
def last_two(p): return b"/".join(p.rstrip(b"/").split(b"/")[-2:])
def mounts(path):
    try:
        with open(path, "rb") as f:
            for line in f.read(16777216).split(b"\n"):
                if b" - overlay " in line:
                    for o in re.findall(rb"[ ,](?:lowerdir\+?|upperdir)=([^, \n]*)", line):
                        for p in re.split(rb":+", o): used.add(last_two(re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m.group(1), 8) & 255]), p)))
    except OSError: pass
for line in inp:
    kind, _, path = line.rstrip(b"\n").partition(T)
    if not path or len(path) > 480 or re.search(rb"[\t\x1e]", path): continue
    if kind == b"mounts": mounts(path)
    elif kind == b"folder": folders.append(path)
    elif kind == b"blob":
        if os.path.isfile(path) and not os.path.islink(path): blobs.append((os.lstat(path).st_size, path))
    elif kind == b"split": splits.append(path)
def in_use(p):
    if last_two(p) in used: return True
    if not p.endswith(b"/diff"): return False
    at = p[:-5]
    try:
        with open(at + b"/link", "rb") as f: return b"l/" + re.match(rb"\w*", f.read(100)).group() in used
    except OSError: return False
for p in sorted(folders, key=lambda p: not in_use(p)): folder(p)
room, done = blobs_max, set()
for size, path in sorted(blobs):
    tool = sniff(path)
    if tool is None: continue
    digest = last_two(path).replace(b"/", b":")
    if digest in done: continue
    done.add(digest); i, what = b"layer-listings/blob/" + digest, b"names in the tar " + path
    if size > blob_max: absent(i, what, b"not-applicable", b"it has %d bytes, more than %d: left out" % (size, blob_max))
    elif size > room: absent(i, what, b"not-applicable", b"it has %d bytes and %d bytes of blobs in all are listed: left out" % (size, blobs_max))
    else: room -= size; listed(i, what, tool, path, plain)
for path in splits: listed(b"layer-listings/tar-split/" + path, b"names in " + path, "gzip", path, pieces)
`;

/** Shell variables that hold the programs. */
export const layerReaderPrelude = sh`
um_layer_perl=${quoteForShell(perlLayerReader)}
um_layer_python=${quoteForShell(pythonLayerReader)}
`;
