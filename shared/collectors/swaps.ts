import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const swaps = defineCollector({
  id: 'swaps',
  why: 'A swap file keeps its filesystem busy after its mounts are gone.',
  reads: ['/proc/swaps'],
  phase: 1,
  twice: false,
  timeoutS: 5,
  maxBytes: 1024 * 1024,
  withoutRoot: null,
  sosreport: ['proc/swaps'],
  script: sh`
um_swaps() {
  if [ -r /proc/swaps ]; then um_record swaps /proc/swaps cat /proc/swaps
  else um_absent swaps /proc/swaps not-applicable '/proc/swaps is not there: this kernel has no swap'
  fi
}
`,
});
