import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const filesystemErrors = defineCollector({
  id: 'filesystem-errors',
  why: 'Says whether xfs repeats a failed write for ever: on a full thin pool such a filesystem hangs.',
  reads: ['/sys/fs/xfs/*/error/*/*/max_retries'],
  phase: 1,
  twice: false,
  timeoutS: 10,
  maxBytes: 4 * 1024 * 1024,
  withoutRoot: null,
  sosreport: ['sys/fs/xfs/*/error/*/*/max_retries'],
  script: sh`
um_filesystem_errors() {
  um_what='/sys/fs/xfs/*/error/*/*/max_retries'
  um_read() { for um_x in /sys/fs/xfs/*/error/*/*/max_retries; do echo "$um_x"; done | um_lines; }
  set -- /sys/fs/xfs/*/error
  if [ ! -e "$1" ]; then um_absent filesystem-errors "$um_what" not-applicable 'no /sys/fs/xfs/*/error: no xfs is mounted, or this kernel has no such setting'
  else um_record filesystem-errors "$um_what" um_read
  fi
}
`,
});
