import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const containerdSnapshotters = defineCollector({
  id: 'containerd-snapshotters',
  why: 'Shows whether containerd keeps snapshots on thin devices.',
  reads: ['DATA-ROOT/io.containerd.snapshotter.v1.* of containerd (names only)'],
  phase: 2,
  twice: false,
  timeoutS: 10,
  maxBytes: 1024 * 1024,
  withoutRoot: "Nothing: containerd's folders belong to root.",
  sosreport: [],
  script: sh`
um_containerd_snapshotters() {
  um_what='DATA-ROOT/io.containerd.snapshotter.v1.*'
  um_dirs=$(um_engines | while IFS=$um_tab read -r um_k um_p um_r um_x; do
    [ "$um_k" = containerd ] || continue
    um_path "$um_p" "$um_r"
  done | um_once)
  um_read() {
    echo "$um_dirs" | while read -r um_d; do
      for um_x in "$um_d"/io.containerd.snapshotter.v1.*; do
        [ -d "$um_x" ] || continue
        echo "$um_x"
        [ -f "$um_x/metadata.db" ] && echo "$um_x/metadata.db"
      done
    done
    return 0
  }
  if [ -z "$um_dirs" ]; then um_absent containerd-snapshotters "$um_what" not-applicable 'no containerd runs here and its data root is not there'; return; fi
  [ "$um_uid" = 0 ] || um_denied="user $um_user (uid $um_uid) may not read containerd's folders"
  um_record containerd-snapshotters "$(echo $um_dirs)/io.containerd.snapshotter.v1.*" um_read
}
`,
});
