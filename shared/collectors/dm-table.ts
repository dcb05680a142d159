import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/** Keys of crypt and integrity targets are no evidence: dmsetup prints them as zeros, and the whole of such a target is left out here. */
export const dmTable = defineCollector({
  id: 'dm-table',
  why: 'Shows what each device-mapper device is made of: which pool and id a thin device has, which devices a pool stands on.',
  reads: ['dmsetup table'],
  phase: 1,
  beside: 'mount-tables',
  twice: false,
  timeoutS: 15,
  maxBytes: 32 * 1024 * 1024,
  withoutRoot: 'Nothing: the device-mapper control node belongs to root.',
  sosreport: ['sos_commands/devicemapper/dmsetup_table'],
  script: sh`
um_dm_table() {
  um_what='dmsetup table, without the parameters of crypt and integrity targets'
  um_read() { dmsetup table | sed 's/\(: [0-9]* [0-9]* crypt\) .*/\1 ***/; s/\(: [0-9]* [0-9]* integrity\) .*/\1 ***/'; }
  um_asks_dm dm-table "$um_what" && um_record dm-table "$um_what" um_read
}
`,
});
