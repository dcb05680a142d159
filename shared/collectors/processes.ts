import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const processes = defineCollector({
  id: 'processes',
  why: 'Lists the processes: a mount or namespace lives as long as one of them uses it.',
  reads: ['/proc/PID/stat'],
  phase: 1,
  twice: true,
  timeoutS: 15,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: "Only the user's own processes where /proc hides the others (hidepid).",
  sosreport: [
    'sos_commands/process/ps_axo_flags_state_*',
    'sos_commands/process/ps_axo_*_cgroup',
    'sos_commands/process/ps_alxwww',
    'sos_commands/process/ps_-elf*',
    'sos_commands/process/ps_auxwww*',
  ],
  script: sh`
um_processes() {
  case \${um_hidepid:-0} in 0 | off) ;; *) [ "$um_uid" = 0 ] || um_denied="/proc is mounted with hidepid=$um_hidepid: user $um_user sees only its own processes" ;; esac
  um_read() { um_each stat | um_lines; }
  um_record processes '/proc/PID/stat' um_read
}
`,
});
