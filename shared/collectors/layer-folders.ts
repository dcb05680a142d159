import { defineCollector } from '#shared/collectors/collector.ts';
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

/**
 * Whether an xfs keeps the type of a name in its directory (ftype=1), without which overlayfs sees no whiteouts: asked of the
 * store's own folder, whose names are read anyway, by the ioctl that xfs_info uses; it reads the geometry in memory. Other
 * filesystems do not know it. https://github.com/torvalds/linux/blob/master/fs/xfs/libxfs/xfs_fs.h (xfs_fsop_geom_v1)
 */
const perlFtype = sh`
my $m = shift; my $q = ($m =~ /^(ppc|mips|sparc|alpha)/ ? 0x40005864 : 0x80005864) | ($m =~ /^(i.86|x86_64)$/ && length pack("p", 0) == 4 ? 108 : 112) << 16;
for my $p (@ARGV) { sysopen my $f, $p, 04000 or next; my @s = stat $f; my $b = "\0" x 256;
  print defined ioctl($f, $q, $b) ? (unpack("x92 L", $b) & 0x10000 ? 1 : 0) : "-", "\t", $s[0], "\t$p\n" }`;
const pythonFtype = sh`
import fcntl, os, re, struct, sys
m = sys.argv[1]; q = (0x40005864 if re.match("ppc|mips|sparc|alpha", m) else 0x80005864) | (108 if struct.calcsize("P") == 4 and re.match("i.86|x86_64", m) else 112) << 16
for p in map(os.fsencode, sys.argv[2:]):
    try: f = os.open(p, os.O_RDONLY | os.O_DIRECTORY | os.O_NONBLOCK)
    except OSError: continue
    b = bytearray(256); r = b"-"
    try: fcntl.ioctl(f, q, b); r = b"1" if struct.unpack_from("=I", b, 92)[0] & 0x10000 else b"0"
    except OSError: pass
    sys.stdout.buffer.write(r + b"\t%d\t" % os.fstat(f).st_dev + p + b"\n"); os.close(f)`;

/** Names are made from the folders' names, none is searched: a merged folder, which is a mount, is never touched. */
export const layerFolders = defineCollector({
  id: 'layer-folders',
  why: 'Which folders of unpacked layers are there, to compare with what the databases and the mounts name.',
  reads: [
    'DATA-ROOT/io.containerd.snapshotter.v1.*/snapshots/*/{fs,work} (names only)',
    'DATA-ROOT/overlay2/*/{diff,work,link,lower}, overlay2/l/* of docker',
    'STORAGE/overlay/*/{diff,work,link,lower}, overlay/l/* of podman and cri-o',
    'ioctl XFS_IOC_FSGEOMETRY of those folders',
  ],
  phase: 2,
  twice: false,
  timeoutS: 45,
  maxBytes: 32 * 1024 * 1024,
  withoutRoot: "Nothing: the engines' folders belong to root.",
  sosreport: [],
  script: sh`
um_layer_folders() {
  um_snaps=$(um_snapshotters); um_overlays=$(um_overlay_stores)
  um_none='neither containerd snapshots, nor overlay2 of docker, nor containers/storage are here'
  if [ -z "$um_snaps$um_overlays" ]; then
    for um_x in folders filesystems links files; do um_no_store "layer-folders/$um_x" 'snapshots/*, overlay2/*, overlay/*' "$um_none"; done
    return
  fi
  [ "$um_uid" = 0 ] || um_denied="user $um_user (uid $um_uid) may not read all folders of container engines"
  um_record layer-folders/folders "$(echo $um_snaps $um_overlays)/*" um_all_layer_folders
  if [ -n "$um_bolt_masker" ]; then um_record layer-folders/filesystems 'ftype of the xfs below the stores' um_ftypes
  else um_absent layer-folders/filesystems 'ftype of the xfs below the stores' not-found 'there is neither perl nor python3 here to ask with'; fi
  if [ -z "$um_overlays" ]; then
    for um_x in links files; do um_absent "layer-folders/$um_x" 'overlay2/l/*, overlay/l/*' not-applicable 'neither overlay2 of docker nor containers/storage is here'; done
    return
  fi
  um_record layer-folders/links "$(echo $um_overlays)/l/*" um_layer_links
  um_record layer-folders/files "$(echo $um_overlays)/*/{link,lower}" um_layer_files
}

um_all_layer_folders() {
  { [ -z "$um_snaps" ] || um_say "$um_snaps" | while read -r um_d; do
      um_say "$um_d/snapshots"
      for um_x in "$um_d"/snapshots/*; do um_parts "$um_x" fs; done
    done
    [ -z "$um_overlays" ] || um_say "$um_overlays" | while read -r um_d; do
      um_say "$um_d"
      for um_x in "$um_d"/*; do case $um_x in */l) um_say "$um_x" ;; *) um_parts "$um_x" diff ;; esac; done
    done
  } | um_folders
}
um_ftypes() {
  um_m=$(uname -m)
  { [ -z "$um_snaps" ] || um_say "$um_snaps"; [ -z "$um_overlays" ] || um_say "$um_overlays"; } |
    if [ -n "$um_perl" ]; then um_xargs perl -e "$um_ftype_perl" "$um_m"; else um_xargs "$um_python" -S -E -c "$um_ftype_python" "$um_m"; fi
}
um_ftype_perl=${quoteForShell(perlFtype)}
um_ftype_python=${quoteForShell(pythonFtype)}
um_parts() { # FOLDER NAME
  if [ -e "$1" ] || [ -h "$1" ]; then um_say "$1$um_nl$1/$2$um_nl$1/work$um_nl$1/work/work/incompat/volatile$um_nl$1/work/incompat/volatile"; fi
}

um_layer_links() {
  um_say "$um_overlays" | while read -r um_d; do for um_x in "$um_d"/l/*; do if [ -h "$um_x" ]; then um_say "$um_x"; fi; done; done | um_named_links
}
if [ -n "$um_find" ]; then um_named_links() { um_links; }
else um_named_links() { um_xargs -n 500 ls -ld 2>/dev/null | sed -n "s|^l[^/]* \(/.*\) -> |\1$um_tab|p"; return 0; }
fi

um_layer_files() {
  um_each_overlay_file | um_lines
  # grep has no line for an empty file, which is what a power cut leaves.
  um_each_overlay_file | while read -r um_x; do if [ ! -s "$um_x" ]; then um_say "$um_x:"; fi; done
}
um_each_overlay_file() {
  um_say "$um_overlays" | while read -r um_d; do for um_x in "$um_d"/*/link "$um_d"/*/lower; do
    if [ -f "$um_x" ] && [ ! -h "$um_x" ]; then um_say "$um_x"; fi; done; done
}
`,
});
