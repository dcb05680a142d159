import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/** The text that LVM writes after each change, in place of lvs: that scans every device and hangs on a suspended one. */
export const lvmBackup = defineCollector({
  id: 'lvm-backup',
  why: 'Names the LVM volumes in a thin pool and the transaction that LVM expects, without running any LVM command.',
  reads: ['/etc/lvm/backup/*'],
  phase: 2,
  twice: false,
  timeoutS: 10,
  maxBytes: 32 * 1024 * 1024,
  withoutRoot: 'Nothing: the folder belongs to root.',
  sosreport: ['etc/lvm/backup/*'],
  script: sh`
um_lvm_backup() {
  um_what='/etc/lvm/backup/*'
  um_read() { for um_x in /etc/lvm/backup/*; do [ -f "$um_x" ] && echo "$um_x"; done | um_lines; }
  if [ ! -d /etc/lvm ]; then um_absent lvm-backup "$um_what" not-applicable '/etc/lvm is not there: LVM is not installed'
  elif [ "$um_uid" != 0 ] && [ ! -r /etc/lvm/backup ]; then um_absent lvm-backup "$um_what" denied "user $um_user (uid $um_uid) may not read /etc/lvm/backup"
  elif [ ! -d /etc/lvm/backup ]; then um_absent lvm-backup "$um_what" not-found '/etc/lvm/backup is not there: LVM keeps no backup text here'
  else um_record lvm-backup "$um_what" um_read
  fi
}
`,
});
