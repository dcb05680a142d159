import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const loopDevices = defineCollector({
  id: 'loop-devices',
  why: 'Follows a loop device to its backing file and to the filesystem that file keeps busy.',
  reads: ['/sys/block/loop*/loop/{backing_file,autoclear,offset}', 'losetup -l'],
  phase: 1,
  twice: false,
  timeoutS: 15,
  maxBytes: 4 * 1024 * 1024,
  withoutRoot: 'The backing files, but not which filesystem they are on.',
  sosreport: ['sos_commands/block/losetup_-l', 'sos_commands/block/losetup_-a'],
  script: sh`
um_loop_devices() {
  set -- /sys/block/loop*/loop/backing_file
  if [ ! -e "$1" ]; then
    um_absent loop-devices/files '/sys/block/loop*/loop' not-applicable 'no /sys/block/loop*/loop: no loop device is in use'
    um_absent loop-devices/devices 'losetup -l' not-applicable 'no loop device is in use'
    return
  fi
  um_read() { $um_grep '' /sys/block/loop*/loop/backing_file /sys/block/loop*/loop/autoclear /sys/block/loop*/loop/offset; return 0; }
  um_record loop-devices/files '/sys/block/loop*/loop/{backing_file,autoclear,offset}' um_read
  um_what='losetup -l --noheadings --raw -O NAME,BACK-MAJ:MIN'
  um_read() { losetup -l --noheadings --raw -O NAME,BACK-MAJ:MIN; }
  if ! um_has losetup; then um_absent loop-devices/devices "$um_what" not-found 'losetup is not installed'
  elif ! losetup -l --noheadings --raw -O NAME,BACK-MAJ:MIN >/dev/null 2>&1; then um_absent loop-devices/devices "$um_what" not-found 'this losetup knows no -l or no BACK-MAJ:MIN'
  else
    [ "$um_uid" = 0 ] || um_denied="user $um_user (uid $um_uid) may not open loop devices"
    um_record loop-devices/devices "$um_what" um_read
  fi
}
`,
});
