import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const processRoots = defineCollector({
  id: 'process-roots',
  why: 'Finds processes that stand (cwd), are rooted or run from a filesystem, also from one whose mounts are all gone.',
  reads: ['/proc/PID/root', '/proc/PID/cwd', '/proc/PID/exe', 'stat -L of these'],
  phase: 1,
  beside: 'mount-tables',
  twice: true,
  timeoutS: 30,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: "Only the user's own processes.",
  sosreport: ['sos_commands/process/lsof_*', 'sos_commands/filesys/lsof_*'],
  script: sh`
um_process_roots() {
  [ -n "$um_everything" ] || um_denied=$um_not_root
  um_read() { um_links_of 0 root cwd exe; }
  um_record process-roots/links '/proc/PID/{root,cwd,exe}' um_read
  if [ -n "$um_perl" ]; then
    um_read() { um_walk devices "$um_machine" root cwd exe; }
    um_record process-roots/devices 'stat -L /proc/PID/{root,cwd,exe}' um_read
    return
  fi
  if [ -z "$um_awk" ]; then um_absent process-roots/devices 'stat -L /proc/PID/{root,cwd,exe}' not-found 'there is no awk here to leave out network mounts with'; return; fi
  if ! um_has stat; then um_absent process-roots/devices 'stat -L /proc/PID/{root,cwd,exe}' not-found 'stat is not installed'; return; fi
  um_read() { um_each root cwd exe | um_links_nl | um_statable | um_devices; }
  um_record process-roots/devices 'stat -L /proc/PID/{root,cwd,exe}' um_read
}
`,
});
