import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Filtered on the host: only lines that concern mounts, devices and filesystems leave it.
 */
export const kernelLog = defineCollector({
  id: 'kernel-log',
  why: 'Kernel messages about mounts, thin devices, filesystems and hung tasks.',
  reads: ['journalctl -k', 'else dmesg'],
  phase: 2,
  twice: false,
  timeoutS: 20,
  maxBytes: 8 * 1024 * 1024,
  withoutRoot: 'Nothing, where the kernel log is restricted.',
  sosreport: [
    'sos_commands/kernel/dmesg',
    'sos_commands/general/dmesg',
    'sos_commands/logs/journalctl_--no-pager_--boot',
    'sos_commands/logs/journalctl_--no-pager_--catalog_--boot',
    'sos_commands/logs/journalctl_--all_--this-boot_--no-pager',
    'sos_commands/logs/journalctl_--no-pager',
    'var/log/kern.log',
    'var/log/messages',
    'var/log/syslog',
    'var/log/dmesg',
  ],
  script: sh`
um_kernel_log() {
  um_interesting='busy|mount|overlay|device-mapper|thin|dm-[0-9]|XFS|EXT[234]|BTRFS|Btrfs|I/O error|hung_task|blocked for more|nfs|NFS|loop[0-9]|unregister_netdevice|rbd|[Rr]emount|lost page write|[Oo]ut of memory|Call Trace|task:|xfs_|dm_[a-z]|ovl_'
  um_journal() { journalctl -k -o short-unix --no-pager -q -n 50000 | sed -n "s/^\([0-9]*\.[0-9]*\) [^ ]* [^ ]*: /\1$um_tab/p" | grep -aE "$um_interesting" | tail -n 20000; return 0; }
  um_ring() { echo '#boot'; dmesg | sed -n "s/^\[ *\([0-9]*\.[0-9]*\)\] /\1$um_tab/p" | grep -aE "$um_interesting" | tail -n 20000; return 0; }
  if um_has journalctl && [ -n "$(journalctl -k -o short-unix --no-pager -q -n 1)" ]; then um_record kernel-log 'journalctl -k, lines about mounts and devices' um_journal
  elif ! um_has dmesg; then um_absent kernel-log 'journalctl -k, dmesg' not-found 'neither journalctl nor dmesg gives the kernel log'
  elif dmesg >/dev/null 2>&1; then um_record kernel-log 'dmesg, lines about mounts and devices' um_ring
  else um_absent kernel-log 'journalctl -k, dmesg' denied "user $um_user (uid $um_uid) may not read the kernel log"
  fi
}
`,
});
