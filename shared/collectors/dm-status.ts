import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Never without --noflush: `status` alone makes the kernel commit each pool's metadata. An old dmsetup takes the option
 * everywhere and heeds it only for suspend, so its help must name it for status.
 */
export const dmStatus = defineCollector({
  id: 'dm-status',
  why: 'Says how full each thin pool is and whether it failed, without making the kernel write pool metadata.',
  reads: ['dmsetup status --noflush'],
  phase: 1,
  twice: true,
  timeoutS: 15,
  maxBytes: 32 * 1024 * 1024,
  withoutRoot: 'Nothing: the device-mapper control node belongs to root.',
  sosreport: ['sos_commands/devicemapper/dmsetup_status'],
  script: sh`
um_dm_status() {
  um_what='dmsetup status --noflush'
  um_read() { dmsetup status --noflush; }
  um_asks_dm dm-status "$um_what" || return
  case $(dmsetup --help 2>&1 | grep 'status .*--noflush') in
    '') um_absent dm-status "$um_what" not-found 'this dmsetup knows no status --noflush, and without it status would write pool metadata' ;;
    *) um_record dm-status "$um_what" um_read ;;
  esac
}
`,
});
