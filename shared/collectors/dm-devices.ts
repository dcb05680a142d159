import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Four fields; the rest of the line is the name. A space separates, because docker's names hold the default `:`.
 * `info` never touches a pool's metadata, unlike `status`. It is left alone where its control node is missing: libdm would make one.
 */
export const dmDevices = defineCollector({
  id: 'dm-devices',
  why: 'Says how often each device-mapper device is open: an open one cannot be removed.',
  reads: ['dmsetup info -c'],
  phase: 1,
  twice: true,
  timeoutS: 15,
  maxBytes: 16 * 1024 * 1024,
  withoutRoot: 'Nothing: the device-mapper control node belongs to root.',
  sosreport: ['sos_commands/devicemapper/dmsetup_info_-c'],
  script: sh`
um_dm_devices() {
  um_what='dmsetup info -c --noheadings -o major,minor,open,attr,name'
  um_read() { dmsetup info -c --noheadings -o major,minor,open,attr,name --separator ' '; }
  set -- /sys/block/dm-*
  if [ ! -e "$1" ]; then um_absent dm-devices "$um_what" not-applicable 'no /sys/block/dm-*: this host has no device-mapper device'
  elif ! um_has dmsetup; then um_absent dm-devices "$um_what" not-found 'dmsetup is not installed'
  elif [ ! -c /dev/mapper/control ]; then um_absent dm-devices "$um_what" not-found '/dev/mapper/control is not there, and dmsetup would create it'
  elif [ ! -r /dev/mapper/control ]; then um_absent dm-devices "$um_what" denied "user $um_user (uid $um_uid) may not open /dev/mapper/control"
  else um_record dm-devices "$um_what" um_read
  fi
}
`,
});
