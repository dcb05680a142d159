import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const daemons = defineCollector({
  id: 'daemons',
  why: 'Finds the container engines, their data roots and the settings that decide how they mount.',
  reads: [
    '/proc/PID/comm and cmdline of dockerd, containerd, kubelet, crio',
    'their daemon.json, config.toml, crio.conf and storage.conf',
  ],
  phase: 2,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 15,
  maxBytes: 4 * 1024 * 1024,
  withoutRoot: 'Not the mount namespaces and configuration that only root can read.',
  sosreport: [
    'sos_commands/process/ps_axo_flags_state_*',
    'sos_commands/process/ps_auxwww*',
    'sos_commands/process/ps_alxwww',
    'sos_commands/process/ps_-elf*',
    'sos_commands/docker/docker_info',
    'etc/docker/daemon.json',
    'etc/containerd/config.toml',
    'etc/crio/crio.conf',
  ],
  script: sh`
um_daemons() {
  um_found=$(um_engines)
  if [ -z "$um_found" ]; then um_absent daemons 'dockerd, containerd, kubelet, crio' not-applicable 'no process of that name, and none of their data roots is there'
  else
    um_read() { um_say "$um_found"; }
    um_record daemons '/proc/PID/{comm,cmdline} of dockerd, containerd, kubelet, crio' um_read
  fi
  um_read() {
    { um_say "$um_found" | while IFS=$um_tab read -r um_k um_p um_r um_c um_x; do [ "$um_c" = - ] || um_path "$um_p" "$um_c"; done
      for um_x in /etc/docker/daemon.json /etc/containerd/config.toml /etc/crio/crio.conf /etc/containers/storage.conf; do um_say "$um_x"; done
    } | $um_awk '!seen[$0]++' | while read -r um_x; do [ -r "$um_x" ] && um_say "$um_x"; done | um_lines | $um_awk "$um_mask_lines"
    return 0
  }
  if [ -z "$um_awk" ]; then um_absent daemons/config 'daemon.json, config.toml' not-found "$um_no_awk"; return; fi
  um_record daemons/config 'daemon.json, config.toml' um_read
}
`,
});
