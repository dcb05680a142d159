import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const udevCookies = defineCollector({
  id: 'udev-cookies',
  why: 'Shows device-mapper operations that wait for udev: one that waits for minutes stops its engine.',
  reads: ['dmsetup udevcookies'],
  phase: 1,
  twice: true,
  timeoutS: 10,
  maxBytes: 1024 * 1024,
  withoutRoot: 'Nothing: the device-mapper control node belongs to root.',
  sosreport: ['sos_commands/devicemapper/dmsetup_udevcookies'],
  script: sh`
um_udev_cookies() {
  um_what='dmsetup udevcookies'
  um_read() { dmsetup udevcookies; }
  um_asks_dm udev-cookies "$um_what" && um_record udev-cookies "$um_what" um_read
}
`,
});
