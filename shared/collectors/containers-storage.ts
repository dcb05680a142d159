import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/** Big data of an image is called `=` and the base64 of its key: `manifest`, and the digest of its configuration. */
export const containersStorage = defineCollector({
  id: 'containers-storage',
  why: "Leads from an image or container of podman and cri-o to the folders of its layers: their storage's own lists, masked.",
  reads: [
    'STORAGE/*-{layers,images,containers}/{layers,images,containers}.json and volatile-*.json, masked',
    'STORAGE/*-images/ID/=* (manifest and configuration, up to 1 MiB, masked)',
  ],
  phase: 2,
  twice: false,
  timeoutS: 45,
  maxBytes: 32 * 1024 * 1024,
  withoutRoot: "Only the user's own storage.",
  sosreport: ['var/lib/containers/storage/overlay-layers/layers.json'],
  script: sh`
um_containers_storage() {
  um_what='STORAGE/*-{layers,images,containers}/*.json'
  um_dirs=$(um_storages)
  if [ -z "$um_dirs" ]; then um_no_store containers-storage/files "$um_what" 'no containers/storage is there: neither podman nor cri-o keeps layers here'; return; fi
  [ "$um_uid" = 0 ] || um_denied="user $um_user (uid $um_uid) may not read root's storage"
  if [ -z "$um_awk" ]; then um_absent containers-storage/files "$um_what" not-found "$um_no_awk"; return; fi
  um_record containers-storage/files "$(echo $um_dirs): lists of layers, images, containers, manifests and configurations, secrets masked" um_storage_files
}

um_storage_files() {
  { um_storage_lists
    um_say "$um_dirs" | while read -r um_d; do for um_x in "$um_d"/*-images/*/=*; do if [ -f "$um_x" ]; then um_say "$um_x"; fi; done; done | um_sizes |
      while IFS=$um_tab read -r um_s um_x; do if [ "$um_s" -le 1048576 ]; then um_say "$um_x"; fi; done
  } | um_masked_json
  um_storage_lists | while read -r um_x; do if [ ! -s "$um_x" ]; then um_say "$um_x:"; fi; done
}
um_storage_lists() {
  um_say "$um_dirs" | while read -r um_d; do
    for um_x in "$um_d"/*-layers/layers.json "$um_d"/*-layers/volatile-layers.json "$um_d"/*-images/images.json "$um_d"/*-containers/containers.json "$um_d"/*-containers/volatile-containers.json; do
      if [ -f "$um_x" ]; then um_say "$um_x"; fi
    done
  done
}
`,
});
