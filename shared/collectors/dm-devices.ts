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
  beside: 'mount-tables',
  twice: true,
  timeoutS: 15,
  maxBytes: 16 * 1024 * 1024,
  withoutRoot: 'Nothing: the device-mapper control node belongs to root.',
  sosreport: ['sos_commands/devicemapper/dmsetup_info_-c'],
  script: sh`
um_dm_devices() {
  um_what='dmsetup info -c --noheadings -o major,minor,open,attr,name'
  um_read() { dmsetup info -c --noheadings -o major,minor,open,attr,name --separator ' '; }
  um_asks_dm dm-devices "$um_what" && um_record dm-devices "$um_what" um_read
}
`,
});
