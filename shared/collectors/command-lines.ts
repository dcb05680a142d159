import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const commandLines = defineCollector({
  id: 'command-lines',
  why: 'Names daemons, shims and holders by their command line; secrets in it are masked here, on the host.',
  reads: ['/proc/PID/cmdline'],
  phase: 1,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 30,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: null,
  sosreport: [
    'sos_commands/process/ps_axo_flags_state_*',
    'sos_commands/process/ps_auxwww*',
    'sos_commands/process/ps_alxwww',
    'sos_commands/process/ps_-elf*',
  ],
  script: sh`
um_command_lines() {
  if [ -z "$um_awk" ]; then um_absent command-lines '/proc/PID/cmdline' not-found "$um_no_awk"; return; fi
  um_read() { um_each cmdline | um_lines_boxed '' | um_masked_cmdlines; }
  um_record command-lines '/proc/PID/cmdline, secrets masked' um_read
}
`,
});
