import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const blockDevices = defineCollector({
  id: 'block-devices',
  why: 'Shows which block device is which, and what is stacked on what.',
  reads: [
    '/sys/block/*/{dev,size,ro,dm/name,dm/uuid,dm/suspended}',
    '/sys/block/*/*/{dev,size,ro}',
    '/sys/block/*/{holders,slaves}',
  ],
  phase: 1,
  twice: false,
  timeoutS: 15,
  maxBytes: 16 * 1024 * 1024,
  withoutRoot: null,
  sosreport: ['proc/partitions', 'sos_commands/block/lsblk', 'sos_commands/devicemapper/dmsetup_info_-c'],
  script: sh`
um_block_devices() {
  if [ ! -d /sys/block ]; then um_absent block-devices /sys/block not-found '/sys/block is not there'; return; fi
  um_read() {
    for um_d in /sys/block/*; do
      for um_x in dev size ro dm/name dm/uuid dm/suspended; do um_say "$um_d/$um_x"; done
      for um_x in "$um_d"/*/partition; do [ -e "$um_x" ] && { um_x=\${um_x%/partition}; um_say "$um_x/dev$um_nl$um_x/size$um_nl$um_x/ro"; }; done
    done | um_lines
    for um_x in /sys/block/*/holders/* /sys/block/*/slaves/*; do [ -e "$um_x" ] && um_say "$um_x:"; done
    return 0
  }
  um_record block-devices '/sys/block' um_read
}
`,
});
