/**
 * Masks secrets in a bbolt database on the target, before its bytes leave: containerd's meta.db keeps OCI specs with the
 * environment of every container, freed pages keep those of containers that are gone.
 *
 * What is sent is built anew in a buffer of NUL of the same size: the meta pages as they are, and of each page that a meta
 * page leads to the headers, the elements, the keys and the masked values. So whatever no tree holds (freed pages, the rest
 * of overwritten ones, slack) is NUL, and offsets, page numbers and the checksums of the meta pages stay.
 * https://github.com/etcd-io/bbolt/blob/main/internal/common/page.go, bucket.go, meta.go
 *
 * In a value, text between two quotes is looked at whatever its phase: behind the first `=` of it, under a telling key
 * or `"value":`, behind a telling option, and in a URL its password become `*`, byte for byte; so does a text that begins
 * inside a string, as damage may cut one.
 */
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

/**
 * Arguments: file, most bytes. A transaction that ends writes a meta page last, and only to pages that the state before it does
 * not use: a copy whose meta pages still stand in the file afterwards is whole. Another is made again, eight times at most.
 *
 * Exit 3: no meta page is valid in form; 75: no copy was whole. Then nothing was written.
 */
export const perlMasker = sh`
use strict; my ($path, $max) = @ARGV; my ($d, $n) = ("");
open my $f, "<", $path or do { print STDERR "$!"; exit 1 }; binmode $f; binmode STDOUT;
my ($u4, $u2, $ps, $copies) = ("V", "v", 0, 0);
COPY: {
  $d = ""; sysseek $f, 0, 0;
  while (length $d <= $max) { $n = sysread $f, $d, 1048576, length $d; unless (defined $n) { print STDERR "$!"; exit 1 } last unless $n }
  for my $at (0, 4096, 8192, 16384, 32768, 65536, 1024, 2048) { next if $at + 80 > length $d;
    for (["V", "v"], ["N", "n"]) { if (unpack($_->[0], substr $d, $at + 16, 4) == 0xED0CDAED) { ($u4, $u2) = @$_; $ps = unpack $u4, substr $d, $at + 24, 4; last } }
    last if $ps >= 512 && $ps <= 1048576; $ps = 0 }
  last COPY unless $ps;
  my $now = ""; for my $at (0, $ps) { sysseek $f, $at, 0; sysread $f, $now, 80, length $now }
  last COPY if $now eq substr($d, 0, 80) . ($ps < length $d ? substr $d, $ps, 80 : "");
  if (++$copies < 8) { select undef, undef, undef, 0.05; redo COPY }
  print STDERR "it was written to during each of $copies readings, so no copy of it is whole\n"; exit 75
}
my $telling = qr/pass(?:word|wd|phrase|code)|passw|(?<![a-z])pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|encryption[-_.]?key|credential|authorization|cookie|jaas|dsn$|last-applied-configuration/i;
sub stars { "*" x length $_[0] }
sub words { my $s = shift;
  return stars($s) if $s =~ /-----BEGIN|last-applied-configuration/i || ($s =~ /\\"|\\u0022/ && $s =~ /$telling|\\+(?:"|u0022)(?:envs?|environment|value|data|args|command)\\+(?:"|u0022)/i);
  $s =~ s!(://[^/@:\s"']*:)([^@\s"']+)(?=@)!$1 . stars($2)!ge;
  $s =~ s/((?:pass(?:word|wd|phrase|code)|passw|(?<![a-z])pass|(?<![a-z])pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|authorization|cookie|bearer)[a-z0-9_.-]*["'\\]*\s*[=:]\s*["'\\]*(?:(?:bearer|basic|token)\s+)?)([^\s,;&"'\\]+)/$1 . stars($2)/gie;
  $s =~ s/((?<![a-z0-9])(?:bearer|--?[a-z0-9_.-]*(?:pass|pwd|secret|token|key|credential)[a-z0-9_.-]*)\s+["'\\]*)([^\s,;&"'\\]+)/$1 . stars($2)/gie;
  $s }
sub text_end { my ($r, $p) = @_; pos($$r) = $p; while ($$r =~ /(["\\])/g) { my $q = pos $$r; return $q - 1 if $1 eq '"'; last if $q >= length $$r; pos($$r) = $q + 1 } length $$r }
sub mask { my $v = shift; my $q = index $v, '"'; return words($v) if $q < 0;
  my $o = substr $v, 0, $q; $o = substr($v, $q + 1) =~ /^\s*[,\]}:]/ ? stars($o) : words($o); my ($before, $last, $list) = ("", "", 0);
  while ($q < length $v) { my $e = text_end(\$v, $q + 1); my $s = substr $v, $q + 1, $e - $q - 1; my $m;
    $list = 0 unless $last =~ /^\s*,\s*$/ || $s =~ /^\s*,\s*$/;
    # Damage may have hit the colon.
    if ($last !~ /^\s*[,\]}]/ && $before =~ /$telling|^(?:value|data)$/i || $s !~ /^\s*[:,\]}]/ && $last =~ /$telling|^(?:value|data)$/i) { $list = $last =~ /\[\s*$/; $m = stars($s) }
    elsif ($last =~ /^\s*,\s*$/ && ($list || $before =~ /^--?[a-z][^=]*$/i && $before =~ /$telling/)) { $m = stars($s) }
    elsif ($last =~ /$telling/ && $s =~ /^\s*:\s*[^\s"\[{]/) { ($m = $s) =~ s/\d/*/g }
    elsif ($s =~ /^(.*?(?:=|\\u003d))(.*)$/is) { $m = words($1) . stars($2) }
    else { $m = words($s) }
    $o .= '"' . $m; ($before, $last) = ($last, $s); $q = $e }
  $o .= '"' if length $o < length $v; $o }
unless ($ps) { print STDERR "neither meta page is one of a bbolt database, so nothing of it is sent\n"; exit 3 }
my ($size, $out, $work, %seen, @todo) = (length $d, "", 0); $out = "\0" x $size;
sub keep { substr($out, $_[0], $_[1]) = substr $d, $_[0], $_[1] }
sub u32 { unpack $u4, substr $d, $_[0], 4 }
sub u64 { my ($a, $b) = unpack "$u4$u4", substr $d, $_[0], 8; ($a, $b) = ($b, $a) if $u4 eq "N"; $b ? -1 : $a }
sub elements { my ($base, $end, $depth) = @_; return if $base + 16 > $end || $depth > 64; keep($base, 16);
  my ($flags, $count) = unpack "$u2$u2", substr $d, $base + 8, 4;
  if ($flags & 16) { keep($base, $end - $base); return }
  for my $i (0 .. $count - 1) { my $e = $base + 16 + 16 * $i; last if $e + 16 > $end; keep($e, 16);
    if ($flags & 1) { my ($k, $kn) = ($e + u32($e), u32($e + 4)); push @todo, u64($e + 8); next if $kn > 32768 || $k + $kn > $end; text($k, $kn, "") }
    elsif ($flags & 2) { my ($k, $kn, $vn) = ($e + u32($e + 4), u32($e + 8), u32($e + 12)); my $v = $k + $kn;
      next if $kn > 32768 || $v + $vn > $end; text($k, $kn, "");
      if (u32($e) & 1) { next if $vn < 16; keep($v, 16); my $root = u64($v); if ($root) { push @todo, $root } else { elements($v + 16, $v + $vn, $depth + 1) } }
      else { text($v, $vn, substr $d, $k, $kn) } } } }
sub text { my ($at, $n, $key) = @_; $work += $n + 16; return if $work > 4 * $size || !$n; my $s = substr $d, $at, $n;
  substr($out, $at, $n) = $key =~ $telling ? stars($s) : mask($s) }
for my $at (0, $ps) { next if $at + 80 > $size || u32($at + 16) != 0xED0CDAED; keep($at, 80); push @todo, u64($at + 32), u64($at + 48) }
while (@todo) { my $p = shift @todo; next if $p < 2 || $seen{$p}++; my $at = $p * $ps; next if $at + 16 > $size; keep($at, 8);
  my $end = $at + $ps * (1 + u32($at + 12)); $end = $size if $end > $size; if (u64($at) == $p) { elements($at, $end, 0) } else { keep($at, 16) } }
my $o = 0; while ($o < $size) { my $w = syswrite STDOUT, $out, $size - $o, $o; exit 1 unless defined $w; $o += $w }
`;

/** The same where there is python3 and no perl. */
export const pythonMasker = sh`
import re, struct, sys, time
path, most = sys.argv[1], int(sys.argv[2])
order, ps, copies = "<", 0, 0
try:
    with open(path, "rb", 0) as f:
        while True:
            parts, n = [], 0
            f.seek(0)
            while n <= most:
                b = f.read(1048576)
                if not b: break
                parts.append(b); n += len(b)
            d = b"".join(parts); size = len(d)
            for at in (0, 4096, 8192, 16384, 32768, 65536, 1024, 2048):
                if at + 80 > size: continue
                for x in "<>":
                    if struct.unpack_from(x + "I", d, at + 16)[0] == 0xED0CDAED: order, ps = x, struct.unpack_from(x + "I", d, at + 24)[0]; break
                if 512 <= ps <= 1048576: break
                ps = 0
            if not ps: break
            now = b""
            for at in (0, ps): f.seek(at); now += f.read(80)
            if now == d[0:80] + d[ps:ps + 80]: break
            copies += 1
            if copies == 8:
                sys.stderr.write("it was written to during each of %d readings, so no copy of it is whole\n" % copies); sys.exit(75)
            time.sleep(0.05)
except OSError as e:
    sys.stderr.write(e.strerror); sys.exit(1)
I = re.I
telling = re.compile(rb"pass(?:word|wd|phrase|code)|passw|(?<![a-z])pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|encryption[-_.]?key|credential|authorization|cookie|jaas|dsn$|last-applied-configuration", I)
whole = re.compile(rb"-----BEGIN|last-applied-configuration", I)
escaped = re.compile(rb"\\\"|\\u0022")
inner = re.compile(telling.pattern + rb"|\\+(?:\"|u0022)(?:envs?|environment|value|data|args|command)\\+(?:\"|u0022)", I)
url = re.compile(rb"(://[^/@:\s\"']*:)([^@\s\"']+)(?=@)")
pair = re.compile(rb"((?:pass(?:word|wd|phrase|code)|passw|(?<![a-z])pass|(?<![a-z])pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|authorization|cookie|bearer)[a-z0-9_.-]*[\"'\\]*\s*[=:]\s*[\"'\\]*(?:(?:bearer|basic|token)\s+)?)([^\s,;&\"'\\]+)", I)
option = re.compile(rb"((?<![a-z0-9])(?:bearer|--?[a-z0-9_.-]*(?:pass|pwd|secret|token|key|credential)[a-z0-9_.-]*)\s+[\"'\\]*)([^\s,;&\"'\\]+)", I)
mark, sign, opened, comma, number = re.compile(rb"\s*[,\]}]"), re.compile(rb"\s*[:,\]}]"), re.compile(rb"\[\s*\Z"), re.compile(rb"\s*,\s*\Z"), re.compile(rb"\s*:\s*[^\s\"\[{]")
holder, flag, assign = re.compile(rb"(?:value|data)\Z", I), re.compile(rb"--?[a-z][^=]*\Z", I), re.compile(rb"(.*?(?:=|\\u003d))(.*)\Z", I | re.S)
def stars(s): return b"*" * len(s)
def second(m): return m.group(1) + stars(m.group(2))
def words(s):
    if whole.search(s) or (escaped.search(s) and inner.search(s)): return stars(s)
    return option.sub(second, pair.sub(second, url.sub(second, s)))
stop, torn = re.compile(rb"[\"\\]"), re.compile(rb"\s*[,\]}:]")
def text_end(v, p):
    while True:
        m = stop.search(v, p)
        if not m: return len(v)
        if m.group() == b'"': return m.start()
        p = m.start() + 2
def mask(v):
    q = v.find(b'"')
    if q < 0: return words(v)
    first = stars if torn.match(v, q + 1) else words
    o, before, last, in_list = [first(v[:q])], b"", b"", False
    while q < len(v):
        e = text_end(v, q + 1); s = v[q + 1:e]
        if not comma.match(last) and not comma.match(s): in_list = False
        # Damage may have hit the colon.
        if (not mark.match(last) and (telling.search(before) or holder.match(before))) or (not sign.match(s) and (telling.search(last) or holder.match(last))): in_list = opened.search(last) is not None; m = stars(s)
        elif comma.match(last) and (in_list or (flag.match(before) and telling.search(before))): m = stars(s)
        elif telling.search(last) and number.match(s): m = re.sub(rb"[0-9]", b"*", s)
        else:
            a = assign.match(s)
            m = words(a.group(1)) + stars(a.group(2)) if a else words(s)
        o.append(b'"' + m); before, last, q = last, s, e
    r = b"".join(o)
    return r + b'"' if len(r) < len(v) else r
if not ps:
    sys.stderr.write("neither meta page is one of a bbolt database, so nothing of it is sent\n"); sys.exit(3)
out, work, seen, todo = bytearray(size), 0, set(), []
def keep(a, n): out[a:a + n] = d[a:a + n]
def u32(a): return struct.unpack_from(order + "I", d, a)[0]
def u64(a): return struct.unpack_from(order + "Q", d, a)[0]
def text(a, n, key):
    global work
    work += n + 16
    if work > 4 * size or not n: return
    s = d[a:a + n]
    out[a:a + n] = stars(s) if telling.search(key) else mask(s)
def elements(base, end, depth):
    if base + 16 > end or depth > 64: return
    keep(base, 16); flags, count = struct.unpack_from(order + "HH", d, base + 8)
    if flags & 16: return keep(base, end - base)
    for i in range(count):
        e = base + 16 + 16 * i
        if e + 16 > end: break
        keep(e, 16)
        if flags & 1:
            k, kn = e + u32(e), u32(e + 4); todo.append(u64(e + 8))
            if kn <= 32768 and k + kn <= end: text(k, kn, b"")
        elif flags & 2:
            k, kn, vn = e + u32(e + 4), u32(e + 8), u32(e + 12); v = k + kn
            if kn > 32768 or v + vn > end: continue
            text(k, kn, b"")
            if u32(e) & 1:
                if vn < 16: continue
                keep(v, 16); root = u64(v)
                if root: todo.append(root)
                else: elements(v + 16, v + vn, depth + 1)
            else: text(v, vn, d[k:v])
for at in (0, ps):
    if at + 80 <= size and u32(at + 16) == 0xED0CDAED: keep(at, 80); todo += [u64(at + 32), u64(at + 48)]
while todo:
    p = todo.pop(0)
    if p < 2 or p in seen: continue
    seen.add(p); at = p * ps
    if at + 16 > size: continue
    keep(at, 8); end = min(size, at + ps * (1 + u32(at + 12)))
    if u64(at) == p: elements(at, end, 0)
    else: keep(at, 16)
sys.stdout.buffer.write(out)
`;

/** Shell variables that hold the programs, and the one function that uses them. */
export const boltMaskingPrelude = sh`
um_bolt_perl=${quoteForShell(perlMasker)}
um_bolt_python=${quoteForShell(pythonMasker)}
um_bolt_masker=$um_perl; case $um_python in *python3 | */platform-python) um_bolt_masker=\${um_bolt_masker:-$um_python} ;; esac
um_masked_bolt() { # FILE
  if [ -n "$um_perl" ]; then perl -e "$um_bolt_perl" "$1" "$um_max"; else "$um_python" -S -E -c "$um_bolt_python" "$1" "$um_max"; fi
}
`;
