import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/** Of an image's configuration, which holds its environment, only the list of its layers leaves the host. */
export const dockerImages = defineCollector({
  id: 'docker-images',
  why: 'Leads from a thin device to the image layer and image it belongs to.',
  reads: [
    'DATA-ROOT/image/*/layerdb/sha256/*/{cache-id,diff,parent,size}',
    'DATA-ROOT/image/*/repositories.json',
    'DATA-ROOT/image/*/imagedb/content/sha256/*, only rootfs.diff_ids',
  ],
  phase: 2,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 30,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: "Nothing: docker's folders belong to root.",
  sosreport: [],
  script: sh`
um_docker_images() {
  um_dirs=$(um_docker_dirs image)
  if [ -z "$um_dirs" ]; then
    for um_x in layers repositories configs; do
      um_no_docker "docker-images/$um_x" 'DATA-ROOT/image' 'no docker daemon runs here and none of its data roots is there'
    done
    return
  fi
  um_read() {
    echo "$um_dirs" | while read -r um_d; do
      for um_x in "$um_d"/*/layerdb/sha256/*/diff; do
        [ -f "$um_x" ] && { um_x=\${um_x%/diff}; echo "$um_x/cache-id$um_nl$um_x/diff$um_nl$um_x/parent$um_nl$um_x/size"; }
      done
    done | um_lines
  }
  um_record docker-images/layers "$(echo $um_dirs)/*/layerdb/sha256/*/{cache-id,diff,parent,size}" um_read
  um_read() { echo "$um_dirs" | while read -r um_d; do for um_x in "$um_d"/*/repositories.json; do [ -f "$um_x" ] && echo "$um_x"; done; done | um_lines; }
  um_record docker-images/repositories "$(echo $um_dirs)/*/repositories.json" um_read
  um_what="$(echo $um_dirs)/*/imagedb/content/sha256/*, only rootfs.diff_ids"
  if [ -z "$um_awk" ]; then um_absent docker-images/configs "$um_what" not-found 'there is no awk here to leave out the environment of an image, so this was not read'; return; fi
  um_read() {
    echo "$um_dirs" | while read -r um_d; do for um_x in "$um_d"/*/imagedb/content/sha256/*; do [ -f "$um_x" ] && echo "$um_x"; done; done |
      um_xargs -n 100 $um_awk "$um_diff_ids"
    return 0
  }
  um_record docker-images/configs "$um_what" um_read
}
um_diff_ids='
FNR == 1 { print FILENAME ":" }
match($0, /"diff_ids"[ \t]*:[ \t]*\[[^]]*\]/) {
  n = split(substr($0, RSTART, RLENGTH), part, "\"")
  for (i = 1; i <= n; i++) if (part[i] ~ /^sha256:[0-9a-f]+$/ && length(part[i]) == 71) print FILENAME ":" part[i]
}'
`,
});
