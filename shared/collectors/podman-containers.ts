import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const podmanContainers = defineCollector({
  id: 'podman-containers',
  why: 'Names containers of podman and cri-o from their storage; environment values are masked here.',
  reads: ['STORAGE/overlay-containers/containers.json', 'STORAGE/overlay-containers/*/userdata/config.json, masked'],
  phase: 2,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 30,
  maxBytes: 128 * 1024 * 1024,
  withoutRoot: "Only containers of the user's own storage.",
  sosreport: [
    'sos_commands/podman/containers/podman_inspect_*',
    'sos_commands/podman/podman_inspect_*',
    'sos_commands/podman/users/*/containers/podman_inspect_*',
    'sos_commands/crio/containers/crictl_inspect_*',
    'sos_commands/crio/crictl_inspect_*',
  ],
  script: sh`
um_podman_containers() {
  um_what='STORAGE/*-containers'
  um_dirs=$(for um_x in /var/lib/containers/storage /run/containers/storage "$HOME/.local/share/containers/storage"; do for um_d in "$um_x"/*-containers; do [ -d "$um_d" ] && um_say "$um_d"; done; done)
  if [ -z "$um_dirs" ]; then
    um_k=not-applicable um_why='no containers/storage is there: neither podman nor cri-o has containers here'
    if [ "$um_uid" != 0 ] && [ -d /var/lib/containers ] && [ ! -x /var/lib/containers/storage ]; then um_k=denied um_why="user $um_user (uid $um_uid) may not read /var/lib/containers"; fi
    for um_x in index config; do um_absent "podman-containers/$um_x" "$um_what" "$um_k" "$um_why"; done; return
  fi
  [ "$um_uid" = 0 ] || um_denied="user $um_user (uid $um_uid) may not read root's containers"
  if [ -z "$um_awk" ]; then for um_x in index config; do um_absent "podman-containers/$um_x" "$um_what" not-found "$um_no_awk"; done; return; fi
  um_read() { um_say "$um_dirs" | while read -r um_d; do [ -f "$um_d/containers.json" ] && um_say "$um_d/containers.json"; done | um_masked_json; }
  um_record podman-containers/index "$um_what/containers.json, secrets masked" um_read
  um_read() { um_say "$um_dirs" | while read -r um_d; do for um_x in "$um_d"/*/userdata/config.json; do [ -f "$um_x" ] && um_say "$um_x"; done; done | um_masked_json; }
  um_record podman-containers/config "$um_what/*/userdata/config.json, environment values and secrets masked" um_read
}
`,
});
