import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const containerdContainers = defineCollector({
  id: 'containerd-containers',
  why: "Names containerd's running containers with their mounts and propagation; environment values are masked here.",
  reads: [
    'STATE/io.containerd.runtime.v*.task/NS/ID/{config.json,init.pid}, masked',
    'ROOT/io.containerd.grpc.v1.cri/sandboxes/*',
  ],
  phase: 2,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 30,
  maxBytes: 128 * 1024 * 1024,
  withoutRoot: "Nothing: containerd's folders belong to root.",
  sosreport: ['sos_commands/crio/containers/crictl_inspect_*', 'sos_commands/crio/crictl_inspect_*'],
  script: sh`
um_containerd_containers() {
  um_what='STATE/io.containerd.runtime.v*/NS/ID'
  um_found=$(um_engines)
  um_states=$({ um_say "$um_found" | while IFS=$um_tab read -r um_k um_p um_r um_c um_s; do [ "$um_k" = containerd ] && um_path "$um_p" "$um_s"; done
    for um_x in /run/containerd /run/docker/containerd/daemon /run/k3s/containerd /run/docker/libcontainerd; do [ -d "$um_x" ] && um_say "$um_x"; done; } | um_once)
  um_roots=$({ um_say "$um_found" | while IFS=$um_tab read -r um_k um_p um_r um_c um_s; do [ "$um_k" = containerd ] && um_path "$um_p" "$um_r"; done
    for um_x in /var/lib/containerd; do [ -d "$um_x" ] && um_say "$um_x"; done; } | um_once)
  if [ -z "$um_states" ]; then
    for um_x in config pids sandboxes; do um_absent "containerd-containers/$um_x" "$um_what" not-applicable 'no containerd runs here and /run/containerd is not there'; done; return
  fi
  um_bundles() { # NAME
    um_say "$um_states" | while read -r um_d; do for um_x in "$um_d"/io.containerd.runtime.v*/*/*/"$1" "$um_d"/*/"$1"; do [ -f "$um_x" ] && um_say "$um_x"; done; done
  }
  # The folders are open to all, their files are not.
  if [ "$um_uid" != 0 ]; then um_denied="user $um_user (uid $um_uid) may not read containerd's folders"; fi
  um_read() { um_bundles config.json | um_masked_json; }
  if [ -z "$um_awk" ]; then um_absent containerd-containers/config "$um_what/config.json" not-found "$um_no_awk"
  else um_record containerd-containers/config "$um_what/config.json, environment values and secrets masked" um_read; fi
  um_read() { um_bundles init.pid | um_lines; }
  um_record containerd-containers/pids "$um_what/init.pid" um_read
  um_read() { um_say "$um_roots" | while read -r um_d; do for um_x in "$um_d"/io.containerd.grpc.v1.cri/sandboxes/*; do [ -d "$um_x" ] && um_say "$um_x"; done; done; return 0; }
  um_record containerd-containers/sandboxes 'ROOT/io.containerd.grpc.v1.cri/sandboxes/*' um_read
}
`,
});
