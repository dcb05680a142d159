import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const settings = defineCollector({
  id: 'settings',
  why: 'Reads the kernel settings that decide whether a busy mount point can be removed and how long a full pool waits.',
  reads: [
    '/proc/sys/fs/may_detach_mounts',
    '/proc/sys/fs/mount-max',
    '/sys/module/overlay/parameters/index',
    '/sys/module/dm_thin_pool/parameters/no_space_timeout',
  ],
  phase: 1,
  twice: false,
  timeoutS: 5,
  maxBytes: 64 * 1024,
  withoutRoot: null,
  sosreport: [
    'sos_commands/kernel/sysctl_-a',
    'sys/module/overlay/parameters/index',
    'sys/module/dm_thin_pool/parameters/no_space_timeout',
  ],
  script: sh`
um_settings() {
  um_read() { $um_grep '' /proc/sys/fs/may_detach_mounts /proc/sys/fs/mount-max /sys/module/overlay/parameters/index /sys/module/dm_thin_pool/parameters/no_space_timeout; return 0; }
  um_record settings '/proc/sys/fs/{may_detach_mounts,mount-max}, /sys/module/{overlay/parameters/index,dm_thin_pool/parameters/no_space_timeout}' um_read
}
`,
});
