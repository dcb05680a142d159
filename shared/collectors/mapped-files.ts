import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const mappedFiles = defineCollector({
  id: 'mapped-files',
  why: 'Finds files that a process keeps mapped after closing and even deleting them.',
  reads: ['/proc/PID/maps'],
  phase: 1,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 40,
  maxBytes: 128 * 1024 * 1024,
  withoutRoot: "Only the user's own processes.",
  sosreport: ['sos_commands/process/lsof_*', 'sos_commands/filesys/lsof_*'],
  script: sh`
um_mapped_files() {
  [ -n "$um_everything" ] || um_denied=$um_not_root
  if [ -n "$um_perl" ]; then
    um_read() { um_walk maps; }
    um_record mapped-files '/proc/PID/maps' um_read
    return
  fi
  if [ -z "$um_awk" ]; then um_absent mapped-files '/proc/PID/maps' not-found 'there is no awk here'; return; fi
  um_read() {
    um_each maps | um_lines_boxed ' /' | $um_awk '{
      c = index($0, ":"); pid = substr($0, 7, c - 12)
      line = substr($0, c + 1)
      p = index(line, "/"); path = substr(line, p); n = split(substr(line, 1, p - 1), f, " ")
      if (n != 5 || path ~ /^\/(memfd:|SYSV|dev\/zero|anon_hugepage|\[aio\])/) next
      if (pid != last) { split("", seen); last = pid }
      k = f[4] " " f[5]; if (k in seen) next
      seen[k] = 1; print pid "\t" f[4] "\t" f[5] "\t" path }'
    return 0
  }
  um_record mapped-files '/proc/PID/maps' um_read
}
`,
});
