import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const descriptors = defineCollector({
  id: 'descriptors',
  why: 'Finds files, folders, namespaces and detached mounts that a process keeps open.',
  reads: ['/proc/PID/fd/N', '/proc/PID/fdinfo/N', 'stat -L of those that name a path'],
  phase: 1,
  beside: 'mount-tables',
  twice: true,
  timeoutS: 60,
  maxBytes: 128 * 1024 * 1024,
  withoutRoot: "Only the user's own processes.",
  sosreport: ['sos_commands/process/lsof_*', 'sos_commands/filesys/lsof_*'],
  script: sh`
um_descriptors() {
  [ -n "$um_everything" ] || um_denied=$um_not_root
  if [ -n "$um_perl" ]; then
    um_fds=$(um_walk say-links)
    um_read() { um_say "$um_fds" | um_walk open-links 0 said; }
    um_record descriptors/links '/proc/PID/fd/N' um_read
    um_read() { um_say "$um_fds" | um_walk fd-devices "$um_machine" said; }
    um_record descriptors/devices 'stat -L /proc/PID/fd/N' um_read
    um_read() { um_say "$um_fds" | um_walk fdinfo said; }
    um_record descriptors/fdinfo '/proc/PID/fdinfo/N' um_read
    return
  fi
  um_read() { um_open_links 0; }
  um_record descriptors/links '/proc/PID/fd/N' um_read
  um_fds=$(um_open_links n)
  if [ -z "$um_awk" ]; then um_absent descriptors/devices 'stat -L /proc/PID/fd/N' not-found 'there is no awk here to leave out network mounts with'
  elif ! um_has stat; then um_absent descriptors/devices 'stat -L /proc/PID/fd/N' not-found 'stat is not installed'
  else
    um_read() { um_say "$um_fds" | um_statable | um_devices; }
    um_record descriptors/devices 'stat -L /proc/PID/fd/N' um_read
  fi
  um_read() { um_say "$um_fds" | sed -n "s|^\(/proc/[0-9]*/fd\)\(/[0-9]*\)$um_tab.*|\1info\2|p" | um_xargs -n 1000 $um_grep -E '^(mnt_id|flags):'; return 0; }
  um_record descriptors/fdinfo '/proc/PID/fdinfo/N' um_read
}
`,
});
