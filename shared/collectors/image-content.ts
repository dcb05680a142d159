import { defineCollector } from '#shared/collectors/collector.ts';
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

/** Manifests, indexes and configurations are JSON blobs among the layers; those of docker stand in a folder of their own. */
export const imageContent = defineCollector({
  id: 'image-content',
  why: 'Which blobs of images are there and what their manifests and configurations say; environment values are masked here.',
  reads: [
    'DATA-ROOT/io.containerd.content.v1.content/blobs/*/* (names and sizes; those that are JSON up to 1 MiB, masked)',
    'DATA-ROOT/image/*/imagedb/content/sha256/* of docker, masked',
  ],
  phase: 2,
  twice: false,
  timeoutS: 45,
  maxBytes: 32 * 1024 * 1024,
  withoutRoot: "Nothing: the engines' folders belong to root.",
  sosreport: [],
  script: sh`
um_image_content() {
  um_dirs=$(um_containerd_roots | while read -r um_d; do um_d=$um_d/io.containerd.content.v1.content/blobs; if [ -d "$um_d" ]; then um_say "$um_d"; fi; done)
  um_docker=$(um_docker_dirs image)
  um_what='DATA-ROOT/io.containerd.content.v1.content/blobs/*/*'
  um_none='no containerd with content runs here and its data root is not there'
  if [ -z "$um_dirs" ]; then um_no_store image-content/blobs "$um_what" "$um_none"
  else um_record image-content/blobs "$um_what, sizes and names" um_blobs; fi
  um_what="$um_what and docker's imagedb, JSON up to 1 MiB, environment values and secrets masked"
  if [ -z "$um_dirs$um_docker" ]; then um_no_store image-content/json "$um_what" "$um_none, nor docker"; return; fi
  if [ -z "$um_awk" ]; then um_absent image-content/json "$um_what" not-found "$um_no_awk"; return; fi
  um_record image-content/json "$um_what" um_image_json
}

um_blobs() {
  um_say "$um_dirs" | while read -r um_d; do for um_x in "$um_d"/*/*; do um_say "$um_x"; done; done | um_sizes
}

um_image_json() {
  { [ -z "$um_dirs" ] || um_blobs
    [ -z "$um_docker" ] || um_say "$um_docker" | while read -r um_d; do for um_x in "$um_d"/*/imagedb/content/sha256/*; do um_say "$um_x"; done; done | um_sizes
  } | while IFS=$um_tab read -r um_s um_x; do if [ "$um_s" -le 1048576 ]; then um_say "$um_x"; fi; done |
    um_xargs -n 100 $um_awk "$um_only_json$um_mask_json"
  return 0
}
um_only_json=${quoteForShell('FNR == 1 { is_json = $0 ~ /^[ \\t]*[{]/ }\n!is_json { next }\n')}
`,
});
