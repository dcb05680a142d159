import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const cgroups = defineCollector({
  id: 'cgroups',
  why: 'Says which service, container and pod a process belongs to.',
  reads: ['/proc/PID/cgroup'],
  phase: 1,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 20,
  maxBytes: 64 * 1024 * 1024,
  withoutRoot: null,
  sosreport: ['proc/[0-9]*/cgroup', 'sos_commands/process/ps_axo_*_cgroup'],
  script: sh`
um_cgroups() {
  um_read() { um_each cgroup | um_lines; }
  um_record cgroups '/proc/PID/cgroup' um_read
}
`,
});
