import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const thinTools = defineCollector({
  id: 'thin-tools',
  why: 'Says whether the tools that check and repair a thin pool are installed.',
  reads: ['the search path, for thin_check, thin_repair, thin_dump, lvm and dmeventd'],
  phase: 2,
  twice: false,
  timeoutS: 5,
  maxBytes: 64 * 1024,
  withoutRoot: null,
  sosreport: [],
  script: sh`
um_thin_tools() {
  um_read() { for um_x in thin_check thin_repair thin_dump lvm dmeventd; do echo "$um_x$um_tab$(command -v "$um_x")"; done; }
  um_record thin-tools 'command -v thin_check thin_repair thin_dump lvm dmeventd' um_read
}
`,
});
