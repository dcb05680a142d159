import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Files, not the API: docker's socket hangs in just these incidents, and the config of dead containers is still there.
 */
export const dockerContainers = defineCollector({
  id: 'docker-containers',
  why: "Names containers, their state, volumes and propagation from docker's own files; environment values are masked here.",
  reads: [
    'DATA-ROOT/containers/*/config.v2.json and hostconfig.json, masked',
    'DATA-ROOT/image/*/layerdb/mounts/*/{mount-id,init-id,parent}',
  ],
  phase: 2,
  beside: 'mount-tables',
  twice: true,
  timeoutS: 30,
  maxBytes: 128 * 1024 * 1024,
  withoutRoot: "Nothing: docker's folders belong to root.",
  sosreport: [
    'sos_commands/docker/containers/docker_inspect_*',
    'sos_commands/docker/docker_inspect_*',
    'sos_commands/docker/docker_ps_-a*',
    'sos_commands/docker/docker_ps',
    'sos_commands/docker/docker_info',
    'sos_commands/docker/docker_events_*',
    'sos_commands/docker/journalctl_*_docker*',
  ],
  script: sh`
um_docker_containers() {
  um_none='no docker daemon runs here and none of its data roots is there'
  um_dirs=$(um_docker_dirs containers)
  if [ -z "$um_dirs" ]; then
    for um_x in config hostconfig layers; do
      [ "$um_sample" = 1 ] || [ "$um_x" = config ] || continue
      um_no_docker "docker-containers/$um_x" 'DATA-ROOT/containers/*' "$um_none"
    done
    return
  fi
  if [ -z "$um_awk" ]; then um_absent docker-containers/config 'config.v2.json' not-found "$um_no_awk"
  else
    um_read() { um_files config.v2.json config.json | um_masked_json; }
    um_record docker-containers/config "$(echo $um_dirs)/*/config.v2.json, environment values and secrets masked" um_read
  fi
  [ "$um_sample" = 1 ] || return
  if [ -z "$um_awk" ]; then um_absent docker-containers/hostconfig 'hostconfig.json' not-found "$um_no_awk"
  else
    um_read() { um_files hostconfig.json | um_masked_json; }
    um_record docker-containers/hostconfig "$(echo $um_dirs)/*/hostconfig.json, secrets masked" um_read
  fi
  um_read() {
    um_say "$um_dirs" | while read -r um_d; do
      for um_x in "\${um_d%/containers}"/image/*/layerdb/mounts/*/mount-id; do
        [ -f "$um_x" ] && { um_x=\${um_x%/mount-id}; um_say "$um_x/mount-id$um_nl$um_x/init-id$um_nl$um_x/parent"; }
      done
    done | um_lines
  }
  um_record docker-containers/layers 'DATA-ROOT/image/*/layerdb/mounts/*/{mount-id,init-id,parent}' um_read
}
um_files() { # NAME...: the existing ones in each container's folder
  um_say "$um_dirs" | while read -r um_d; do for um_e in "$um_d"/*; do for um_x; do [ -f "$um_e/$um_x" ] && { um_say "$um_e/$um_x"; break; }; done; done; done
}
`,
});
