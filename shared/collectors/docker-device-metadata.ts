import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const dockerDeviceMetadata = defineCollector({
  id: 'docker-device-metadata',
  why: "Docker's own books about thin devices: which id belongs to which container, which are to be deleted.",
  reads: ['DATA-ROOT/devicemapper/metadata/*', 'stat of DATA-ROOT/devicemapper'],
  phase: 1,
  beside: 'mount-tables',
  twice: true,
  timeoutS: 15,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: "Nothing: docker's folders belong to root.",
  sosreport: ['sos_commands/docker/containers/docker_inspect_*', 'sos_commands/docker/docker_inspect_*'],
  script: sh`
um_docker_device_metadata() {
  um_dirs=$(um_docker_dirs devicemapper/metadata)
  if [ -z "$um_dirs" ]; then
    um_no_docker docker-device-metadata 'DATA-ROOT/devicemapper/metadata/*' 'no data root of docker has devicemapper/metadata: it does not use the devicemapper driver'
    [ "$um_sample" != 1 ] || um_no_docker docker-device-metadata/roots 'DATA-ROOT/devicemapper' 'no data root of docker has devicemapper/metadata: it does not use the devicemapper driver'
    return
  fi
  um_read() { um_say "$um_dirs" | while read -r um_d; do for um_x in "$um_d"/* "$um_d"/.[!.]*; do [ -f "$um_x" ] && um_say "$um_x"; done; done | um_lines; }
  um_record docker-device-metadata "$(echo $um_dirs)/*" um_read
  [ "$um_sample" = 1 ] || return
  um_read() { echo "$um_dirs" | while read -r um_d; do echo "\${um_d%/metadata}"; done | um_xargs sh -c "$um_box5 stat -c '%d$um_tab%i$um_tab%n' -- \"\$@\"; :" sh; return 0; }
  um_record docker-device-metadata/roots "stat of $(echo $um_dirs)" um_read
}
`,
});
