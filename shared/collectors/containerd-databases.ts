import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/** Each whole file, while containerd may write: a copy that it wrote to meanwhile is made again (`bolt-masking.ts`). */
export const containerdDatabases = defineCollector({
  id: 'containerd-databases',
  why: "Leads from an image's name to the folders of its layers: containerd's own databases, secrets overwritten here.",
  reads: [
    'DATA-ROOT/io.containerd.metadata.v1.bolt/meta.db, masked',
    'DATA-ROOT/io.containerd.snapshotter.v1.*/*.db, masked',
  ],
  phase: 2,
  twice: false,
  timeoutS: 60,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: "Nothing: containerd's folders belong to root.",
  sosreport: [],
  script: sh`
um_containerd_databases() {
  um_what='DATA-ROOT/io.containerd.*/{meta,metadata}.db'
  um_roots=$(um_containerd_roots)
  if [ -z "$um_roots" ]; then um_no_store containerd-databases "$um_what" 'no containerd runs here and its data root is not there'; return; fi
  um_dbs=$(um_say "$um_roots" | while read -r um_d; do for um_x in "$um_d"/io.containerd.metadata.v1.bolt/meta.db "$um_d"/io.containerd.snapshotter.v1.*/*.db; do
    if [ -f "$um_x" ] && [ ! -h "$um_x" ] && [ "\${#um_x}" -lt 480 ]; then um_say "$um_x"; fi; done; done)
  if [ -z "$um_dbs" ]; then
    if [ "$um_uid" = 0 ]; then um_absent containerd-databases "$um_what" not-found 'the data root of containerd has no database'
    else um_absent containerd-databases "$um_what" denied "user $um_user (uid $um_uid) may not read containerd's folders"; fi
    return
  fi
  um_say "$um_dbs" | while read -r um_x; do
    case $um_x in *"$um_tab"* | *"$um_rs"*) continue ;; esac
    um_what="$um_x, environment values and secrets overwritten, pages not in use blank"
    if [ -z "$um_bolt_masker" ]; then um_absent "containerd-databases/$um_x" "$um_what" not-found 'there is neither perl nor python3 here to mask secrets with, so this was not read'
    elif [ ! -r "$um_x" ]; then um_absent "containerd-databases/$um_x" "$um_what" denied "user $um_user (uid $um_uid) may not read it"
    else um_record "containerd-databases/$um_x" "$um_what" um_masked_bolt "$um_x"; fi
  done
}
`,
});
